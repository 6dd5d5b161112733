//! Any bytes as a part of a rule set: findings, never a panic; and rules without errors give a plan or a question.
#![no_main]

use libfuzzer_sys::fuzz_target;
use signpost::built_in;
use signpost::interview::Answers;
use signpost::plan::advise;
use signpost::rules;

fuzz_target!(|bytes: &[u8]| {
    let mut sources = built_in::sources();
    sources.insert("england/finish.yaml".into(), bytes.to_vec());
    let checked = rules::check(&sources);
    if let Some(found) = checked.rules {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
        let _ = advise(&found, &Answers::none(&found), today);
    }
});
