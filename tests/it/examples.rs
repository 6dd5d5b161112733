//! The law in examples: every case file against the rules the program carries.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use signpost::built_in;
use signpost::proof::examples::{self, Example, ExampleFile};

fn all() -> Vec<(String, Example)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the cases can be read").map(|entry| entry.expect("each too").path()).collect();
    files.sort();
    let mut all = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).expect("a case file can be read");
        let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
        let file: ExampleFile = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        all.extend(file.cases.into_iter().map(|example| (name.clone(), example)));
    }
    all
}

#[test]
fn every_case_comes_out_as_it_must() {
    let rules = built_in::rules();
    let mut wrong = Vec::new();
    let all = all();
    for (file, example) in &all {
        let differences = examples::run(rules, example);
        if !differences.is_empty() {
            wrong.push(format!("{file}: {}\n  {}", example.name, differences.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases differ:\n{}", wrong.len(), all.len(), wrong.join("\n"));
    assert!(all.len() >= 250, "only {} cases", all.len());
}

#[test]
fn case_names_are_unique() {
    let mut seen = BTreeSet::new();
    for (file, example) in all() {
        assert!(seen.insert(example.name.clone()), "{file}: `{}` stands twice", example.name);
    }
}

#[test]
fn every_published_situation_is_a_case() {
    let from: BTreeSet<String> = all()
        .into_iter()
        .flat_map(|(_, example)| example.from.split([',', ';', ' ']).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let missing: Vec<String> =
        (1..=45).map(|number| format!("situation-{number:02}")).filter(|name| !from.contains(name)).collect();
    assert!(missing.is_empty(), "no case from {}", missing.join(", "));
}
