//! Any bytes as a line of a caseload: one line of JSON comes out, with a plan or an error, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use signpost::commands::Rules;
use signpost::commands::batch::line::{Advisor, json};

fuzz_target!(|bytes: &[u8]| {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
    let advisor = Advisor { rules: Rules::BuiltIn(signpost_rules::rules()), today };
    let mut out = Vec::new();
    let made = json(&advisor, 1, Some(bytes), &mut out);
    let text = std::str::from_utf8(&out).expect("it is text");
    assert_eq!(text.matches('\n').count(), 1);
    let said: serde_json::Value = serde_json::from_str(text).expect("it is JSON");
    assert_eq!(said.get("error").is_none(), made);
});
