//! Any bytes as the part of a small rule set: findings, never a panic; and rules without errors give a plan or a question.
//!
//! Small, so that many are tried: the built-in rules take a hundred times as long to check.
#![no_main]

use libfuzzer_sys::fuzz_target;
use signpost_core::interview::Answers;
use signpost_core::plan::advise;
use signpost_check::files;
use signpost_core::rules::Sources;

macro_rules! starter {
    ($($name:literal),*) => { [$(($name, include_bytes!(concat!("../../src/commands/rules/starter/", $name)).as_slice())),*] };
}

fuzz_target!(|bytes: &[u8]| {
    let starter = starter!["england.yaml", "areas.yaml", "calendar.yaml", "words.yaml", "letters/ask-again.md"];
    let mut sources: Sources = starter.map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).into();
    sources.insert("england/first.yaml".into(), bytes.to_vec());
    let checked = files::check(&sources);
    if let Some(found) = checked.rules {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
        let _ = advise(&found, &Answers::none(&found), today);
    }
});
