//! What callers say, held against the words the rules keep for each answer (`/facts`, `ux.md` I1).

use signpost_core::interview::facts::{Fact, read};
use signpost_core::interview::{Answer, Answers, walk};

/// The answers a phrase is taken for, as `question=answer`; none when it is not understood.
fn taken(phrase: &str) -> Vec<String> {
    let rules = signpost_rules::rules();
    let answers = Answers::none(rules);
    let walk = walk(rules, &answers, "2026-11-21".parse().expect("a day"));
    let written = |(question, answer): (_, Answer)| {
        let Answer::Chosen(bits) = answer else { panic!("{phrase}: no list") };
        let asked = rules.question(question);
        format!("{}={}", asked.id, asked.options[bits.trailing_zeros() as usize].id)
    };
    match read(&walk, &answers, None, phrase) {
        Fact::Answer(question, answer) => vec![written((question, answer))],
        Fact::Several(several) => several.into_iter().map(written).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn what_callers_say_of_the_rarer_matters_is_understood() {
    for (phrase, answer) in [
        ("taxi", "about=place"),
        ("Transport refused.", "place=transport-no"),
        ("admission appeal", "place=refused"),
        ("admission appeal sent", "admission-stage=appealed"),
        ("moved to another council", "moving-kind=moved"),
        ("moving to Scotland", "moving-kind=nation"),
        ("personal budget refused", "budget-state=refused"),
        ("payments cut", "budget-state=reduced"),
        ("NHS complaint", "done=nhs-complaint"),
        ("section 42", "says=not-given"),
        ("lost at tribunal", "tribunal-state=ended"),
        ("tribunal order not done", "adet=not-done"),
        ("suspended", "happened=suspended"),
        ("part-time timetable", "happened=sent-home"),
        ("phase transfer", "going=transfer"),
        ("refusal to assess", "stage=refused-assessment"),
    ] {
        assert_eq!(taken(phrase), [answer], "{phrase}");
    }
}

#[test]
fn a_phrase_is_never_taken_for_its_opposite() {
    // The answer is "I have not rung the mediation adviser".
    for phrase in ["rung the adviser", "rung the mediation adviser"] {
        assert!(!taken(phrase).contains(&"progress=nothing-yet".to_owned()), "{phrase}");
    }
    for phrase in ["not rung the mediation adviser", "no NHS complaint"] {
        let found = taken(phrase);
        assert!(!found.iter().any(|answer| answer.starts_with("done=")), "{phrase}: {found:?}");
    }
}
