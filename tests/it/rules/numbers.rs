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

/// Another limit with the old number hides no text from the comparison, and from the check none that a limit says itself.
#[test]
fn a_sibling_with_the_old_number_hides_no_text() {
    let lines = |sources: &Sources, file: &str, words: [&str; 2]| -> BTreeSet<(String, usize)> {
        let text = String::from_utf8(sources[file].to_ascii_lowercase()).expect("text");
        // What somebody may be heard to say is no text.
        let heard = |line: &str| line.contains(" words: [") || (line.contains("      - ") && !line.ends_with('.'));
        let says = |line: &str| !line.contains('#') && !heard(line) && words.iter().any(|words| line.contains(words));
        let lines = text.lines().enumerate().filter(|(_, line)| says(line));
        lines.map(|(at, _)| (file.to_owned(), at + 1)).collect()
    };
    let old = sources();
    let before = files::check(&old).rules.expect("no errors");
    for (file, letter, limit, unit, words) in [
        (
            "exclusion",
            "ask-for-review-panel",
            "review-panel",
            "school_days: 15",
            ["15 school days", "fifteen school days"],
        ),
        ("asking", "chase-final-plan", "final-plan", "weeks: 20", ["20 weeks", "twenty weeks"]),
    ] {
        let (file, letter) = (format!("england/{file}.yaml"), format!("letters/{letter}.md"));
        let text = String::from_utf8(old[&file].clone()).expect("text");
        let from = text.find(&format!("  - id: {limit}\n")).expect("the limit");
        let to = from + text[from..].find("\n    law:").expect("its law");
        let longer = text[from..to].replace(unit, &format!("{unit}0"));
        let mut new = old.clone();
        new.insert(file.clone(), [&text[..from], &longer, &text[to..]].concat().into_bytes());
        let after = files::check(&new);
        let (rules, bundle) = (after.rules.as_ref().expect("no errors"), after.bundle.as_ref().expect("all was read"));
        let look_at = files::left_behind(&before, rules, (bundle, &new, &after.map));
        let pages = Pages::new(&new, &after.map);
        let named: BTreeSet<(String, usize)> =
            look_at.iter().map(|finding| (finding.place.file.clone(), pages.locate(finding).line)).collect();
        let wanted = &lines(&new, &file, words) | &lines(&new, &letter, words);
        assert!(wanted.len() > 9, "{wanted:?}");
        let missed: Vec<_> = wanted.difference(&named).collect();
        assert!(missed.is_empty(), "{limit}: {missed:?}");
        // What the limit itself says is found without the old rules too.
        let passed = text[..to].lines().count() + text[to..].split("if_passed:").next().expect("text").lines().count();
        let own = wanted.iter().find(|(named, line)| *named == file && *line >= passed).expect("it says so itself");
        assert!(found(&new, &after).contains(own), "{limit}: {own:?}");
    }
}

/// A law that says which day is the first one is held against the limit, where it says the same length.
#[test]
fn the_first_day_counts_where_the_law_says_so() {
    const SAYS: &str = "A school has a complaints policy and says in it how long an answer takes.";
    for (says, limit, messages) in [
        ("An answer takes three weeks beginning with the day of the letter.", "after", 1),
        ("An answer takes three weeks beginning with the day of the letter.", "beginning_with", 0),
        ("An answer takes three weeks after the letter.", "beginning_with", 1),
        ("An answer takes three weeks after the letter.", "after", 0),
    ] {
        let counted = format!("limit: {{{limit}: letter-date, weeks: 3}}");
        let edits = [(SAYS, says), ("limit: {after: letter-date, weeks: 3}", counted.as_str())];
        let new = changed(starter(), "england/first.yaml", &edits);
        assert_eq!(found(&new, &files::check(&new)).len(), messages, "{says} {limit}");
    }
}

/// What happens after a step is counted with a limit by its id, so that a length of the law stands once.
#[test]
fn what_happens_next_is_as_long_as_the_limit_it_names() {
    let text = String::from_utf8(sources()["england/asking.yaml"].clone()).expect("text");
    let place = text.find("  - id: decide-to-assess").expect("the limit");
    let place = place + text[place..].find("weeks: 6}").expect("its length");
    let new = [&text[..place], "weeks: 5}", &text[place + "weeks: 6}".len()..]].concat();
    let mut files = sources();
    files.insert("england/asking.yaml".into(), new.into_bytes());
    let rules = files::check(&files).rules.expect("no errors");
    let route = rules.routes.iter().find(|route| route.id == "request-ehc-needs-assessment").expect("the route");
    assert_eq!(route.then[0].length, Some(signpost_core::dates::limit::Amount::Weeks(5)));
    assert!(route.then[0].within.contains("five weeks"), "{}", route.then[0].within);
}

/// A length written out beside a limit that has it proves nothing, and is found: before the limit changes and after.
#[test]
fn a_length_written_again_beside_its_limit_is_found() {
    const THEN: &str = "within: three weeks, if_not";
    let with = |then: &str, weeks: &str| {
        // The limit first: a line of what happens next may have the same length.
        let edits = [("weeks: 3}", weeks), (THEN, then)];
        files::check(&changed(starter(), "england/first.yaml", &edits))
    };
    let said = |then: &str, weeks: &str| {
        let findings = with(then, weeks).findings.into_iter();
        findings
            .filter(|finding| finding.place.path.starts_with("routes"))
            .map(|finding| finding.message)
            .collect::<Vec<String>>()
    };
    let written = "within: three weeks, in: {weeks: 3}, if_not";
    assert_eq!(said(written, "weeks: 3}"), ["3 weeks is the length of the time limit `school-answer`, written again"]);
    let stale = said(written, "weeks: 4}");
    assert_eq!(
        stale,
        ["`three weeks` is in no time limit or law beside it: the time limit `school-answer` has 4 weeks"]
    );
    let named = "within: \"{school-answer}\", in: {deadline: school-answer}, if_not";
    assert_eq!(said(named, "weeks: 4}"), [""; 0]);
    assert_eq!(said("within: two weeks, in: {deadline: school-answer}, if_not", "weeks: 3}").len(), 2);
    // A time of one's own is nobody's limit.
    assert_eq!(said("within: the time you ask for, in: {weeks: 3}, if_not", "weeks: 3}"), [""; 0]);
    let wrong = |then: &str| with(then, "weeks: 3}").findings.remove(0).message;
    assert_eq!(wrong("within: soon, in: {deadline: school-anser}, if_not"), "no deadline has the id `school-anser`");
    let both = "within: soon, in: {deadline: school-answer, weeks: 3}, if_not";
    assert_eq!(wrong(both), "here stands a length or a time limit, and not both");
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

/// In a letter single braces are printed as they stand, and each cure names the gap that is filled in.
#[test]
fn braces_of_a_letter_are_double() {
    let letter = "It was about the help";
    let with = |said: &str| {
        let said = format!("{said} {letter}");
        files::check(&changed(starter(), "letters/ask-again.md", &[(letter, said.as_str())]))
    };
    let found = |said: &str| -> Vec<(Code, String, String)> {
        let findings = with(said).findings.into_iter();
        findings.map(|found| (found.code, found.message, found.help.unwrap_or_default())).collect()
    };
    let [(code, message, help)] = &found("I gave you {school-answer}.")[..] else { panic!("one finding") };
    assert_eq!(*code, Code::Letter);
    assert_eq!(message, "`{school-answer}` is printed as it stands: a letter has double braces");
    assert_eq!(help, "write {{ length.school_answer }}");
    assert_eq!(found("I wrote on {answer.letter_date}.")[0].2, "write {{ answer.letter_date }}");
    assert!(found("I ask about {your-child}.")[0].2.starts_with("write the words"));
    // A number of a letter is cured by the gap, and a gap that is misspelt by the nearest.
    let [(code, _, help)] = &found("I gave you 5 weeks.")[..] else { panic!("one finding") };
    assert!(*code == Code::Number && help.starts_with("write {{ length.school_answer }} in the place"), "{help}");
    assert_eq!(found("I gave you {{ length.school_anser }}.")[0].2, "did you mean `length.school_answer`?");
    assert!(with("I gave you {{ length.school_answer }}.").findings.is_empty());
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
        shown: calculator\n    limit: {after: letter-date, months: 2}\n    law: [complaints-policy]\n    certainty: B\n    checked: 2026-06-15\n    \
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
