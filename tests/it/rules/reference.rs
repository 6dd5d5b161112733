//! `rules/README.md` and the checker hold together: every code is explained, and nothing else is.

use std::collections::BTreeMap;
use std::fs;

use signpost_check::files::Severity;
use signpost_check::files::finding::Code;
use signpost_check::files::load::OWN_AREAS;
use signpost_check::proof::examples::ExampleFile;

use clap::Parser;
use serde::de::DeserializeOwned;
use signpost::cli::Cli;
use signpost_check::files::file;

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

/// The fenced blocks of a language, each with the heading it stands under.
fn blocks(language: &str) -> Vec<(String, String)> {
    let text = fs::read_to_string(here("rules/README.md")).expect("the reference is there");
    let mut found = Vec::new();
    for section in text.split("\n## ").skip(1) {
        let heading = section.lines().next().unwrap_or_default();
        // Every second piece is inside a fence.
        for block in section.split("\n```").skip(1).step_by(2) {
            let (first, rest) = block.split_once('\n').expect("a line that opens the block");
            if first == language {
                found.push((heading.to_owned(), rest.to_owned()));
            }
        }
    }
    found
}

fn reads_as<T: DeserializeOwned>(text: &str) -> Result<(), String> {
    serde_yaml::from_str::<T>(text).map(drop).map_err(|error| error.to_string())
}

/// A service's own file, checked as `signpost areas check` does.
fn clean_beside_the_rules(text: &str) -> Result<(), String> {
    let mut sources = crate::embedded::sources();
    sources.insert(OWN_AREAS.into(), text.as_bytes().to_vec());
    let findings = signpost_check::files::check(&sources).findings;
    let found: Vec<String> = findings.into_iter().map(|found| found.message).collect();
    if found.is_empty() { Ok(()) } else { Err(found.join("\n")) }
}

/// Each example of the reference is one of the files it stands for. Those of the first change are carried out.
#[test]
fn every_example_has_the_right_form() {
    let examples: Vec<_> =
        blocks("yaml").into_iter().filter(|(heading, _)| !heading.starts_with("A first change")).collect();
    assert!(examples.len() >= 8, "the head, a part, questions, conditions, limits, routes, the ladder, words");
    for (heading, text) in examples {
        let read = if text.starts_with("# own.yaml") {
            clean_beside_the_rules(&text)
        } else if text.starts_with("format:") {
            reads_as::<file::Head>(&text)
        } else if heading == "Words" {
            reads_as::<file::WordsFile>(&format!("format: 1\n{text}"))
        } else if heading == "What people say" {
            reads_as::<ExampleFile>(&text)
        } else if heading == "Areas and contacts" {
            reads_as::<file::Areas>(&format!("format: 1\n{text}"))
        } else if text.starts_with("  - ") {
            reads_as::<file::Part>(&format!("questions:\n{text}"))
        } else {
            reads_as::<file::Part>(&text)
        };
        assert_eq!(read, Ok(()), "{heading}:\n{text}");
    }
}

/// Each form of a limit in the table is read.
#[test]
fn every_limit_of_the_table_is_one() {
    let text = fs::read_to_string(here("rules/README.md")).expect("the reference is there");
    let table = text.split_once("**Limits**").expect("the table").1.split_once("\n\n|").expect("its rows").1;
    let rows = table.split_once("\n\n").expect("its end").0.lines().filter_map(|row| row.strip_prefix("| `"));
    let mut read = 0;
    for form in rows.flat_map(|row| row.split_once(" | ").map(|(form, _)| form).unwrap_or_default().split('`')) {
        let form = form.replace("..", "{after: X, days: 1}");
        if form.starts_with('{') {
            assert_eq!(reads_as::<file::Limit>(&form), Ok(()), "{form}");
            read += 1;
        }
    }
    assert!(read >= 9, "{read}");
}

/// Each command that the reference shows is one.
#[test]
fn every_command_of_the_reference_is_one() {
    let mut read = 0;
    for (heading, text) in blocks("") {
        for line in text.lines().map(|line| line.strip_prefix("$ ").unwrap_or(line)) {
            let Some(command) = line.split("   ").next().filter(|line| line.starts_with("signpost ")) else { continue };
            let parsed = Cli::try_parse_from(command.split_whitespace());
            assert!(parsed.is_ok(), "{heading}: {command}: {:?}", parsed.err().map(|error| error.to_string()));
            read += 1;
        }
    }
    assert!(read >= 10, "{read}");
}
