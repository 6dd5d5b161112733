//! The change of the law worked through in `rules/README.md`: it is made, and the diff says what the text says.

use signpost::render;
use signpost_check::files;
use signpost_check::proof::diff;

use super::here;
use crate::embedded::sources;

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

    let rules_of = |sources| files::check(sources).rules.expect("no errors");
    let found = diff::compare(&rules_of(&old), &rules_of(&new)).unwrap_or_else(|why| panic!("{why}"));
    let said = without_numbers(&render::diff::text(&found, 76));
    let mut from = 0;
    let expected = without_numbers(expected);
    let shown: Vec<&str> = expected.lines().filter(|line| *line != "...").collect();
    for line in &shown {
        let at = said[from..].find(&format!("{line}\n")).unwrap_or_else(|| panic!("no `{line}` in its place:\n{said}"));
        from += at + line.len();
    }
    assert!(shown.len() >= 3, "{shown:?}");
    // One limit was changed, so the dates of no other are different.
    assert_eq!(said.lines().filter(|line| line.starts_with("dates of ")).count(), 1, "{said}");
}
