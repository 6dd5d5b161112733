//! `rules/README.md` and the checker hold together: every code is explained, and nothing else is.

use std::collections::BTreeMap;
use std::fs;

use signpost_check::files::Severity;
use signpost_check::files::finding::Code;

use super::here;

const SECTION: &str = "\n## Findings, one by one\n";

/// The entries of the section: code and text.
fn entries() -> BTreeMap<String, String> {
    let text = fs::read_to_string(here("rules/README.md")).expect("the reference is there");
    let (_, section) = text.split_once(SECTION).expect("it has the section");
    let section = section.split("\n## ").next().expect("a text");
    let entries = section.split("\n### `").skip(1).map(|entry| {
        let (code, rest) = entry.split_once('`').expect("a code in its heading");
        (code.to_owned(), rest.to_owned())
    });
    entries.collect()
}

#[test]
fn every_code_is_explained() {
    let entries = entries();
    let documented: Vec<&str> = entries.keys().map(String::as_str).collect();
    let mut codes: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    codes.sort_unstable();
    assert_eq!(documented, codes);
}

#[test]
fn each_entry_has_its_meaning_an_example_and_a_cure() {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for code in Code::ALL {
        let entry = plain(&entries()[code.name()]);
        assert!(entry.contains(&plain(code.meaning())), "`{}` says: {}", code.name(), plain(code.meaning()));
        assert!(entry.contains("Example:") && entry.contains("Cure:"), "`{}` has an example and a cure", code.name());
        let warning = entry.starts_with("(warning)");
        assert_eq!(warning, code.severity() == Severity::Warning, "`{}` says whether it is a warning", code.name());
    }
}

#[test]
fn every_fault_of_the_walk_is_explained() {
    let text = fs::read_to_string(here("rules/README.md")).expect("the reference is there");
    let section = text.split_once("\n## What the walk finds, one by one\n").expect("the section").1;
    let section = section.split("\n## ").next().expect("a text");
    let explained: Vec<&str> = section.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let known: Vec<&str> = signpost_check::proof::verdict::Rule::ALL.iter().map(|rule| rule.name()).collect();
    assert_eq!(explained, known);
}
