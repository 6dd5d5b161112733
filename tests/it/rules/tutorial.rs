//! The tutorial of `rules/README.md`: its steps are carried out as they are written.

use std::collections::BTreeMap;
use std::fs;

use signpost_check::files;

use super::{here, starter};

const SECTION: &str = "\n## A first change, step by step\n";

/// One change of the tutorial: a fenced block whose first line is `# FILE, after: LINE`.
struct Step {
    file: String,
    after: String,
    text: String,
}

fn steps() -> Vec<Step> {
    let text = fs::read_to_string(here("rules/README.md")).expect("the reference is there");
    let (_, section) = text.split_once(SECTION).expect("it has the tutorial");
    let section = section.split("\n## ").next().expect("a text");
    let blocks = section.split("```yaml\n").skip(1).map(|block| block.split_once("```").expect("it ends").0);
    let steps = blocks.map(|block| {
        let (place, text) = block.split_once('\n').expect("a first line that says where");
        let (file, after) = place.trim_start_matches("# ").split_once(", after: ").expect("a place");
        Step { file: file.to_owned(), after: after.to_owned(), text: text.to_owned() }
    });
    steps.collect()
}

#[test]
fn the_tutorial_works_as_written() {
    let mut sources = starter();
    let steps = steps();
    assert!(steps.len() >= 4, "an option, a time limit, a route, a case");
    let mut cases = fs::read_to_string(here("src/commands/rules/starter/cases/first.yaml")).expect("the cases");
    let mut findings = BTreeMap::new();
    for (number, step) in steps.iter().enumerate() {
        let text = match step.file.as_str() {
            "cases/first.yaml" => cases.clone(),
            file => String::from_utf8(sources[file].clone()).expect("text"),
        };
        let place = format!("{}\n", step.after);
        assert_eq!(text.matches(&place).count(), 1, "step {number}: `{}` stands once", step.after);
        let text = text.replacen(&place, &format!("{place}{}", step.text), 1);
        if step.file == "cases/first.yaml" {
            cases = text;
        } else {
            sources.insert(step.file.clone(), text.into_bytes());
            let found = files::check(&sources).findings;
            findings.insert(number, found.iter().map(|finding| finding.message.clone()).collect::<Vec<_>>());
        }
    }
    let last = findings.last_key_value().expect("steps").1;
    assert!(last.is_empty(), "after the last step the check is clean: {findings:#?}");
    let rules = files::check(&sources).rules.expect("no errors");
    assert_eq!((rules.routes.len(), rules.deadlines.len()), (3, 2));
    let file: signpost_check::proof::examples::ExampleFile = serde_yaml::from_str(&cases).expect("cases");
    assert_eq!(file.cases.len(), 3);
    for case in &file.cases {
        let differences = signpost_check::proof::examples::run(&rules, case);
        assert!(differences.is_empty(), "{}: {differences:?}", case.name);
    }
}
