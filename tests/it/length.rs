//! How many questions are said to come, over every case.

use std::fs;
use std::path::Path;

use signpost::built_in;
use signpost::interview::{Answers, walk};
use signpost::proof::examples::ExampleFile;
use signpost::proof::length;

#[test]
fn the_number_is_true_and_never_rises_in_any_case() {
    let rules = built_in::rules();
    let (fewest, most) = length::bounds(rules).expect("the rules are small enough");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases = 0;
    for entry in fs::read_dir(folder).expect("the cases can be read") {
        let text = fs::read_to_string(entry.expect("each too").path()).expect("a case file can be read");
        let file: ExampleFile = serde_yaml::from_str(&text).expect("a case file is well formed");
        for example in file.cases {
            let today = example.today.parse().expect("a day");
            let mut answers = Answers::none(rules);
            let mut entries: Vec<_> = example.answers.iter().collect();
            entries.sort_by_key(|(id, _)| rules.question_by_id(id));
            for (id, value) in entries {
                answers.read(rules, id, value, today).expect("it fits");
            }
            let whole = walk(rules, &answers, today).path;
            assert!((fewest..=most).contains(&whole.len()), "{}: {} questions", example.name, whole.len());
            let mut given = Answers::none(rules);
            let mut before = most;
            for (at, question) in whole.iter().enumerate() {
                let more = length::at_most_more(rules, &given, today).expect("it can be said");
                assert!(more <= before && more >= whole.len() - at, "{}: {more} after {before}", example.name);
                before = more - 1;
                given.set(*question, answers.get(*question).expect("it is answered"));
            }
            assert_eq!(length::at_most_more(rules, &given, today), Some(0), "{}", example.name);
            cases += 1;
        }
    }
    assert!(cases >= 250, "only {cases} cases");
}
