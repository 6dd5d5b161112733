//! The change of the law worked through in `rules/README.md`: it is made, and the diff says what the text says.

use signpost::render;
use signpost_check::files;
use signpost_check::proof::diff;
use signpost_core::rules::Sources;

use super::{here, write};
use crate::embedded::sources;
use crate::shelf::Shelf;

/// The text without its numbers: any change of the rules moves those.
fn without_numbers(text: &str) -> String {
    let mut plain = String::new();
    for letter in text.chars() {
        match letter {
            '0'..='9' if plain.ends_with('#') => {}
            '0'..='9' => plain.push('#'),
            other => plain.push(other),
        }
    }
    plain
}

fn compared(old: &Sources, new: &Sources) -> String {
    let rules_of = |sources| files::check(sources).rules.expect("no errors");
    let found = diff::compare(&rules_of(old), &rules_of(new)).unwrap_or_else(|why| panic!("{why}"));
    without_numbers(&render::diff::text(&found, &[], 76))
}

/// The lines that a text shows stand in what is said, in their order; `...` stands for any others.
fn shown_in_order(said: &str, shown: &str) {
    let mut from = 0;
    let shown = without_numbers(shown);
    let shown: Vec<&str> = shown.lines().filter(|line| *line != "...").collect();
    for line in &shown {
        let at = said[from..].find(&format!("{line}\n")).unwrap_or_else(|| panic!("no `{line}` in its place:\n{said}"));
        from += at + line.len();
    }
    assert!(shown.len() >= 3, "{shown:?}");
}

/// The change whose open cases are looked at is made too: the lines of its `diff` are those of the rules, and the three
/// cases are told apart as the reference shows.
#[test]
fn the_change_with_open_cases_does_what_the_reference_says() {
    let text = std::fs::read_to_string(here("rules/README.md")).expect("the reference is there");
    let section = text.split_once("## Open cases after a change of law").expect("the section").1;
    let mut blocks = section.split("```\n").skip(1).step_by(2);
    let (lines, said) =
        blocks.next().and_then(|block| block.split_once("$ signpost rules diff rules new\n")).expect("one");
    let (_, rechecked) = blocks.next().and_then(|block| block.split_once("recheck --rules new\n")).expect("another");
    let line = |sign: char| {
        let found = lines.lines().find_map(|line| line.strip_prefix(sign)).expect("a line of the change");
        format!("\n{found}\n")
    };
    let old = sources();
    let part = String::from_utf8(old["england/appeal.yaml"].clone()).expect("text");
    let limit = part.find("  - id: ring-mediation-adviser\n").expect("the limit");
    let at = limit + part[limit..].find(&line('-')).expect("its line, as it stands in the rules");
    assert!(at < limit + part[limit + 5..].find("\n  - id: ").expect("the next one"), "it is a line of that limit");
    let part = [&part[..at], &line('+'), &part[at + line('-').len()..]].concat();
    let mut new = old.clone();
    new.insert("england/appeal.yaml".into(), part.into_bytes());
    shown_in_order(&compared(&old, &new), said);

    let shelf = Shelf::new();
    let refused = ["area=england", "person=child", "about=plan", "stage=refused-assessment", "done=nothing"];
    for (reference, answers) in [
        ("K7MR-3XQD", [&refused[..], &["letter-date=2026-10-28"]].concat()),
        ("H7MR-3XQD", [&refused[..], &["letter-date=2026-09-30"]].concat()),
        ("C7MR-3XQD", vec!["area=wales"]),
    ] {
        shelf.with(reference, &answers);
        assert_eq!(shelf.case(&["plan", reference]).code, 0, "{reference}");
    }
    let folder = shelf.path().join("new");
    write(&new, &folder);
    let run = shelf.case(&["recheck", "--rules", folder.to_str().expect("a plain path")]);
    // The rules' own number changes with each edit of a text.
    let unnumbered = |text: &str| text.split_once("\n\n").map(|(_, cases)| cases.to_owned()).expect("a line above");
    assert_eq!(unnumbered(&run.out), unnumbered(rechecked), "{}", run.err);
}

#[test]
fn the_worked_change_does_what_the_reference_says() {
    let text = std::fs::read_to_string(here("rules/README.md")).expect("the reference is there");
    let section = text.split_once("## A change of the law, worked through").expect("the section").1;
    let expected = section.split_once("```text\n").expect("a block").1.split_once("```").expect("its end").0;

    let old = sources();
    let mut new = old.clone();
    let part = String::from_utf8(new["england/asking.yaml"].clone()).expect("text");
    let before = "limit: {beginning_with: draft-date, days: 15}";
    assert_eq!(part.matches(before).count(), 1);
    new.insert("england/asking.yaml".into(), part.replace(before, &before.replace("15", "20")).into_bytes());

    let said = compared(&old, &new);
    shown_in_order(&said, expected);
    // One limit was changed, so the dates of no other are different.
    assert_eq!(said.lines().filter(|line| line.starts_with("dates of ")).count(), 1, "{said}");
}
