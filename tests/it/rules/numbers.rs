//! Numbers in texts: when a limit changes, every text that still says the old number is found.

use std::collections::BTreeSet;

use signpost::render::findings::Pages;
use signpost_check::files::finding::Code;
use signpost_check::files::{self, Checked};
use signpost_core::rules::Sources;

use super::{changed, starter};
use crate::embedded::sources;

/// Where numbers are found: file and line.
fn found(sources: &Sources, checked: &Checked) -> BTreeSet<(String, usize)> {
    let pages = Pages::new(sources, &checked.map);
    let numbers = checked.findings.iter().filter(|finding| finding.code == Code::Number);
    numbers.map(|finding| (finding.place.file.clone(), pages.locate(finding).line)).collect()
}

#[test]
fn a_changed_limit_is_found_in_every_text_that_still_says_the_old_number() {
    const LIMIT: &str = "limit: {beginning_with: draft-date, days: 15}";
    let new = changed(sources(), "england/asking.yaml", &[(LIMIT, &LIMIT.replace("15", "20"))]);
    let checked = files::check(&new);
    // 15 days of another limit, that for a school's answer; and what somebody is heard to say.
    let others = ["A school asked", "Schools are usually given", "The usual 15 days have", "told: "];
    let mut expected = BTreeSet::new();
    for file in [
        "england/asking.yaml",
        "letters/comments-on-draft.md",
        "letters/chase-final-plan.md",
        "letters/chase-no-plan-answer.md",
    ] {
        let text = String::from_utf8(new[file].clone()).expect("text");
        for (at, line) in text.lines().enumerate().filter(|(_, line)| line.contains("15 days")) {
            if !others.iter().any(|other| line.contains(other)) {
                expected.insert((file.to_owned(), at + 1));
            }
        }
    }
    assert!(expected.len() >= 12, "{expected:?}");
    assert_eq!(found(&new, &checked), expected);
}

#[test]
fn every_change_of_a_limit_of_the_starter_is_found() {
    let good = starter();
    let text = |weeks: &str| changed(starter(), "england/first.yaml", &[("weeks: 3}", weeks)]);
    assert!(found(&good, &files::check(&good)).is_empty());
    for weeks in ["weeks: 2}", "weeks: 4}", "weeks: 30}"] {
        let new = text(weeks);
        // What the limit says when it has passed, and what the route says of the answer.
        assert_eq!(found(&new, &files::check(&new)).len(), 2, "{weeks}");
    }
}

#[test]
fn a_limits_id_in_braces_says_its_length() {
    let edits = [
        ("The three weeks for an answer have ended.", "The {school-answer} for an answer have ended."),
        ("does: answers you, within: three weeks, if_not", "does: answers you, within: \"{school-answer}\", if_not"),
        ("weeks: 3}", "weeks: 4}"),
    ];
    let mut new = changed(starter(), "england/first.yaml", &edits);
    let letter = "It was about the help";
    new = changed(
        new,
        "letters/ask-again.md",
        &[(letter, "I gave you {{ length.school_answer }}. It was about the help")],
    );
    let checked = files::check(&new);
    assert!(checked.findings.is_empty(), "{:#?}", checked.findings);
    let rules = checked.rules.expect("no errors");
    assert_eq!(rules.deadlines[0].if_passed.say, "The four weeks for an answer have ended.");
    assert_eq!(rules.routes[0].then[0].within, "four weeks");
    assert!(rules.letters[0].body.contains("I gave you four weeks."));
    // The id of nothing is a phrase that nobody defines.
    let wrong = changed(starter(), "england/first.yaml", &[("The three weeks for", "The {school-anser} for")]);
    let findings = files::check(&wrong).findings;
    assert!(findings.iter().any(|finding| finding.help.as_deref() == Some("did you mean `school-answer`?")));
}

/// How long something usually takes is an estimate, unless a limit beside it has that unit.
#[test]
fn about_makes_an_estimate() {
    let with = |says: &str| changed(starter(), "england/first.yaml", &[("The school has answered already.", says)]);
    for (says, found_there) in [
        ("It usually takes about two months.", 0),
        ("It usually takes two months.", 1),
        ("It usually takes about five weeks.", 1),
        ("It usually takes about three weeks.", 0),
    ] {
        let new = with(says);
        assert_eq!(found(&new, &files::check(&new)).len(), found_there, "{says}");
    }
}

/// What stands in a law beside its limits is listed there once, and whatever cites it may say it.
#[test]
fn a_laws_other_numbers_are_right_wherever_it_is_cited() {
    let says = ("The school has answered already.", "The school was shut for four weeks.");
    let listed = ("  - id: complaints-policy\n", "  - id: complaints-policy\n    other_numbers: {four weeks: why}\n");
    let new = changed(starter(), "england/first.yaml", &[says]);
    assert_eq!(found(&new, &files::check(&new)).len(), 1);
    let new = changed(starter(), "england/first.yaml", &[says, listed]);
    assert!(found(&new, &files::check(&new)).is_empty());
    let new = changed(starter(), "england/first.yaml", &[listed]);
    assert_eq!(found(&new, &files::check(&new)).len(), 1, "nothing says it");
}

/// A time of our own may stand in any step and letter, and is never a limit's: it would hide the limit's old number.
#[test]
fn own_times_are_listed_once_and_are_no_limits() {
    let says = ("The school has answered already.", "Ask again after ten days.");
    let own = |time: &str| {
        changed(starter(), "words.yaml", &[("acronyms: [", &format!("own_times: {{{time}: why}}\nacronyms: ["))])
    };
    let said = |sources: Sources| changed(sources, "england/first.yaml", &[says]);
    let new = said(starter());
    assert_eq!(found(&new, &files::check(&new)).len(), 1);
    let new = said(own("ten days"));
    assert!(found(&new, &files::check(&new)).is_empty());
    let new = own("ten days");
    assert_eq!(found(&new, &files::check(&new)).len(), 1, "nothing says it");
    let checked = files::check(&own("three weeks"));
    let told = checked.findings.iter().any(|finding| finding.message.contains("is the time of `school-answer` too"));
    assert!(told, "{:#?}", checked.findings);
}

/// A limit of another item, said by its id, is beside the text that says it.
#[test]
fn a_limit_that_is_said_by_its_id_is_beside_the_text() {
    let other = "\n  - id: governors-answer\n    who: school\n    must: have answered for the governors\n    label: Answer for the governors\n    \
        calculator_only: true\n    limit: {after: letter-date, months: 2}\n    law: [complaints-policy]\n    certainty: B\n    checked: 2026-06-15\n    \
        if_passed: {say: That time has ended., do: Write again and ask for an answer.}\n";
    let after = "      do: Write again and ask for an answer this week.\n";
    let with = |says: &str| {
        let with_other = format!("{after}{other}");
        changed(starter(), "england/first.yaml", &[("The school has answered already.", says), (after, &with_other)])
    };
    let new = with("The governors have {governors-answer} for it.");
    assert!(found(&new, &files::check(&new)).is_empty(), "{:#?}", files::check(&new).findings);
}

#[test]
fn forms_sections_and_ages_are_held_against_what_stands_beside_them() {
    let with = |says: &str| changed(starter(), "england/first.yaml", &[("The school has answered already.", says)]);
    for (says, found_there) in [
        ("Section 19 is about something else.", 1),
        ("It is for a child under 5 only.", 1),
        ("The school has answered within 12 days.", 1),
        ("The school has answered within three weeks.", 0),
    ] {
        let new = with(says);
        assert_eq!(found(&new, &files::check(&new)).len(), found_there, "{says}");
        let listed = changed(
            new,
            "england/first.yaml",
            &[(
                "  - id: ask-again\n",
                "  - id: ask-again\n    other_numbers: {section 19: why, under 5: why, 12 days: why}\n",
            )],
        );
        let left = files::check(&listed).findings.into_iter().filter(|finding| finding.code == Code::Number).count();
        assert_eq!(left, 3 - found_there, "what is listed and not said is found: {says}");
    }
    let new = changed(starter(), "words.yaml", &[("acronyms: [", "forms: [AB12]\nacronyms: [AB, CD, ")]);
    for (says, found_there) in [("Form AB12 does it.", 0), ("Form CD13 does it.", 1)] {
        let new = changed(new.clone(), "england/first.yaml", &[("The school has answered already.", says)]);
        assert_eq!(found(&new, &files::check(&new)).len(), found_there, "{says}");
    }
}
