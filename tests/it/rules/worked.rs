//! The change of the law worked through in `rules/README.md`: it is made, and the diff says what the text says.

use signpost::proof::diff;
use signpost::render;
use signpost::rules;

use super::here;
use crate::embedded::sources;

/// The text without its numbers: any change of the rules moves those.
fn without_numbers(text: &str) -> String {
    let mut plain = String::new();
    for letter in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match letter {
            '0'..='9' if plain.ends_with('#') => {}
            ',' if plain.ends_with('#') => {}
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
    let part = String::from_utf8(new["england/decision.yaml"].clone()).expect("text");
    let before = "limit: {beginning_with: draft-date, days: 15}";
    assert_eq!(part.matches(before).count(), 1);
    new.insert("england/decision.yaml".into(), part.replace(before, &before.replace("15", "20")).into_bytes());

    let rules_of = |sources| rules::check(sources).rules.expect("no errors");
    let found = diff::compare(&rules_of(&old), &rules_of(&new)).unwrap_or_else(|why| panic!("{why}"));
    assert_eq!(without_numbers(&render::diff::text(&found, 76)), without_numbers(expected));
}
