//! Any text as an answers file: a plan, a question or a fault for each entry, never a panic; the same plan twice.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_yaml::Value;
use signpost_core::interview::Answers;
use signpost_core::plan::{Advice, advise};
use signpost_render::json;
use signpost_check::files;

fuzz_target!(|text: &str| {
    if files::strict_yaml(text, files::For::Data).is_err() {
        return;
    }
    let Ok(Value::Mapping(entries)) = serde_yaml::from_str(text) else { return };
    let rules = signpost_rules::rules();
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
    let mut answers = Answers::none(rules);
    for (id, value) in &entries {
        let _ = answers.read(rules, id.as_str().unwrap_or_default(), value, today);
    }
    let plan = || match advise(rules, &answers, today) {
        Advice::Plan(plan) => Some(serde_yaml::to_string(&json::plan(&plan)).expect("plain values")),
        Advice::Ask(_) | Advice::NoRoute(_) => None,
    };
    assert_eq!(plan(), plan());
});
