//! Texts with phrases, in the words that fit whose case it is.

use std::borrow::Cow;

use serde_yaml::Value;
use signpost_core::interview::{Answers, walk};

fn said(person: &str, text: &str) -> String {
    let rules = signpost_rules::rules();
    let mut answers = Answers::none(rules);
    for (id, value) in [("area", "england"), ("person", person)] {
        answers.read(rules, id, &Value::String(value.into()), rules.law_checked).expect("it fits");
    }
    let situation = walk(rules, &answers, rules.law_checked).situation;
    assert_eq!(situation.say(text), situation.said(text));
    assert!(matches!(situation.said("No phrase."), Cow::Borrowed("No phrase.")));
    situation.say(text)
}

#[test]
fn a_phrase_is_said_for_whom_it_is_about() {
    assert_eq!(said("child", "{my-child}"), "my child");
    assert_eq!(said("me", "{my-child}"), "me");
    assert_eq!(said("young-person", "{my-child}"), "the young person");
    assert_eq!(said("me", "Ask for {your-child}: {my-child}, twice {my-child}."), "Ask for you: me, twice me.");
}

#[test]
fn braces_that_are_no_phrase_stay() {
    assert_eq!(said("child", "{nobody} and {my-child}"), "{nobody} and my child");
    assert_eq!(said("child", "For {my-child}, {open"), "For my child, {open");
    assert_eq!(said("child", "} {my-child} }"), "} my child }");
}
