//! What callers say, held against the words the rules keep for each answer (`/facts`, `ux.md` I1).

use signpost::built_in;
use signpost::interview::facts::{Fact, read};
use signpost::interview::{Answer, Answers, walk};

/// The answers a phrase is taken for, as `question=answer`; none when it is not understood.
fn taken(phrase: &str) -> Vec<String> {
    let rules = built_in::rules();
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
        ("taxi stopped", "place=transport"),
        ("Transport refused.", "place=transport"),
        ("the travel assistance", "place=transport"),
        ("admission appeal", "place=refused-place"),
        ("a reception place", "place=refused-place"),
        ("admission appeal sent", "admission-stage=appealed"),
        ("the disabled children's team", "other-matter=care"),
        ("social care assessment", "other-matter=care"),
        ("records request", "other-matter=records"),
        ("moved to another council", "moving-kind=moved"),
        ("moving to Scotland", "moving-kind=nation"),
        ("personal budget refused", "budget-state=refused"),
        ("payments cut", "budget-state=reduced"),
        ("complained to the NHS", "health-complaint=made"),
        ("speech therapy not given", "help-missing=section-f"),
        ("the EHCP is not followed", "matter=delivery"),
        ("council late", "matter=late"),
        ("lost at tribunal", "tribunal-state=error-of-law"),
        ("tribunal order not done", "tribunal-state=order"),
        ("sent home early", "exclusion-kind=sent-home"),
        ("part-time timetable", "exclusion-kind=part-time"),
        ("disability discrimination", "matter=discrimination"),
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
    assert_eq!(taken("not rung the mediation adviser"), ["progress=nothing-yet"]);
    assert!(!taken("NHS complaint").contains(&"health-complaint=none".to_owned()));
    assert_eq!(taken("no NHS complaint"), ["health-complaint=none"]);
}
