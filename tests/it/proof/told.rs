//! What whoever keeps the rules reads: a change of them as text and as data, the questions as a picture, the cases.

use serde_json::Value;
use signpost::render::diff::text;
use signpost_check::files::check;
use signpost_check::proof::diff::compare;
use signpost_core::rules::RuleSet;
use signpost_core::rules::Sources;

use crate::rules::{changed, starter, write};
use crate::run::flat;
use crate::shelf::{Run, run};

const PART: &str = "england/first.yaml";

/// One answer more to a question.
const OPTION: (&str, &str) = (
    "    not_sure:\n      assume: no-answer\n",
    "      - {id: late, label: It is late, said: The school is late.}\n    not_sure:\n      assume: no-answer\n",
);

fn rules(sources: &Sources) -> RuleSet {
    let checked = check(sources);
    checked.rules.unwrap_or_else(|| panic!("{:#?}", checked.findings))
}

/// The difference between two sets of rules as it is told on a wide screen; on a narrow one no line is too long.
fn between(old: &Sources, new: &Sources) -> String {
    let diff = compare(&rules(old), &rules(new)).unwrap_or_else(|why| panic!("{why}"));
    let (narrow, wide) = (text(&diff, &[], 40), text(&diff, &[], 76));
    for line in narrow.lines() {
        assert!(line.chars().count() <= 40, "{line}");
    }
    assert_eq!(flat(&narrow), flat(&wide));
    wide
}

/// The difference that a change of the small rules makes.
fn told(edits: &[(&str, &str)]) -> String {
    between(&starter(), &changed(starter(), PART, edits))
}

#[test]
fn what_a_change_does_is_told_with_the_shortest_answers_that_show_it() {
    assert_eq!(
        told(&[("weeks: 3", "weeks: 4")]),
        "dates of `school-answer`: {after: letter-date, weeks: 3} -> {after:\n    letter-date, weeks: 4}\n  \
         for example on 2026-06-15:\n    person: child\n    matter: no-answer\n    \
         letter-date: 2026-06-15\n\nOf all situations, some have other dates.\n"
    );
    assert_eq!(
        told(&[("the letter you wrote to the school?", "the letter that you wrote to the school?")]).lines().next(),
        Some("words of `letter-date.say_aloud`: \"What date is on the letter you wrote to")
    );
    assert_eq!(between(&starter(), &starter()), "No difference in any situation.\n");
}

#[test]
fn each_kind_of_difference_is_told_in_its_own_words() {
    let recommended = told(&[
        ("recommend_when: {matter: refused}", "recommend_when: {person: [child, me]}"),
        ("recommend_when: {waiting: true}", "recommend_when: {all: [{waiting: true}, {person: me}]}"),
    ]);
    let also = "open_when: {any: [{waiting: true}, {all: [{person: me}, {matter: refused}]}]}";
    let open = told(&[("open_when: {waiting: true}", also)]);
    let beside = (
        "    open_when: {person: [child, me]}",
        "    alongside_when: {matter: no-answer}\n    open_when: {person: [child, me]}",
    );
    let because =
        "- {when: {person: me}, because: You can ask the school yourself.}\n      - {when: {waiting: false}, because";
    for (said, parts) in [
        (
            recommended,
            &[
                "next step: ask-again -> complaint\n  for example on 2026-06-15:\n    person: child\n",
                "step beside it for `complaint`: none -> complaint\n  for example on 2026-06-15:\n    person: me\n",
                "time limit `school-answer`: in the plan -> not in the plan\n  for example",
                "letter `ask-again`: in the plan -> not in the plan\n  for example",
                "Of all situations, some have another next step, another step beside it,\n  other time limits and other letters.\n",
            ][..],
        ),
        (
            open,
            &[
                "route `ask-again`: not open -> open\n  for example on 2026-06-15:\n    person: me\n",
                "route `ask-again`: not open, with a reason -> no reason given\n  for example",
                "Of all situations, some have other open routes and other routes that are not\n  open.\n",
            ],
        ),
        (
            told(&[beside]),
            &["route `complaint`: not beside it -> beside the next step\n", "some have other routes beside it.\n"],
        ),
        (
            told(&[("- {when: {waiting: false}, because", because)]),
            &["route `ask-again`: The school has answered already. -> You can ask the\n    school yourself.\n"],
        ),
    ] {
        for part in parts {
            assert!(said.contains(part), "{part}\n{said}");
        }
    }
}

#[test]
fn a_new_question_is_told_with_the_answers_of_both_rules() {
    let age = "  - id: age\n    ask: How old are you?\n    why: It decides.\n    say_aloud: How old are you?\n    choose: one\n    \
        ask_when: {matter: refused}\n    options:\n      - {id: young, label: Young, said: You are young.}\n      \
        - {id: old, label: Old, said: You are old.}\n    not_sure:\n      assume: young\n      said: You are not sure.\n      \
        tell: Think.\n\n  - id: letter-date\n";
    let said = told(&[("  - id: letter-date\n", age)]);
    assert!(
        said.starts_with(
            "question `age`: not asked -> asked\n  for example on 2026-06-15:\n    person: child\n    \
             matter: refused\n    age: young\n  where the old rules ask:\n    person: child\n    matter: refused\n\n"
        ),
        "{said}"
    );
    assert!(said.ends_with("Of all situations, some have other questions.\n"), "{said}");
}

#[test]
fn an_answer_that_only_one_of_them_knows_is_counted_apart() {
    let more = changed(starter(), PART, &[OPTION]);
    let new = between(&starter(), &more);
    assert!(
        new.contains("\nSome answers only the new rules know.\nOf all situations, some have other words.\n"),
        "{new}"
    );
    assert!(new.contains("words of `matter.options.late.label`: \"\" -> \"It is late\"\n"), "{new}");
    let old = between(&more, &starter());
    assert!(old.contains("\nSome answers only the old rules know.\n"), "{old}");
}

#[test]
fn another_calendar_is_named() {
    let holiday = "  - {date: 2026-08-31, name: Summer bank holiday}\n";
    let more = format!("{holiday}  - {{date: 2026-09-01, name: One more}}\n");
    let said = between(&starter(), &changed(starter(), "calendar.yaml", &[(holiday, &more)]));
    assert_eq!(
        said,
        "The calendars differ: any date counted in working days can move.\nNo difference in any situation.\n"
    );
}

/// Two sets of rules in folders, for the program.
fn folders(old: &Sources, new: &Sources) -> (tempfile::TempDir, [String; 2]) {
    let folder = tempfile::tempdir().expect("a folder");
    let names = [("old", old), ("new", new)].map(|(name, sources)| {
        write(sources, &folder.path().join(name));
        folder.path().join(name).to_str().expect("text").to_owned()
    });
    (folder, names)
}

fn on(args: &[&str]) -> Run {
    run(args, b"")
}

#[test]
fn a_difference_as_data_has_its_stable_names() {
    let (_folder, [old, new]) = folders(&starter(), &changed(starter(), PART, &[("weeks: 3", "weeks: 4")]));
    let json = on(&["rules", "diff", &old, &new, "--format", "json"]);
    let value: Value = serde_json::from_str(&json.out).expect("JSON");
    let change = &value["changes"][0];
    assert_eq!((&change["kind"], &change["item"]), (&"dates".into(), &"school-answer".into()), "{value:#}");
    assert_eq!((&value["only_new"], &value["calendar"]), (&false.into(), &false.into()), "{value:#}");
    assert!(change["example"]["answers"].as_str().is_some_and(|answers| answers.starts_with("person: child\n")));
}

#[test]
fn rules_that_ask_in_contrary_orders_cannot_be_compared() {
    // In one what was done is asked of a child only; in the other who it is about only where the school refused.
    let of_child = (
        "What has the school done about the help so far?\n",
        "What has the school done about the help so far?\n    ask_when: {person: child}\n",
    );
    let of_refused =
        ("about you, or about your child?\n", "about you, or about your child?\n    ask_when: {matter: refused}\n");
    let old = changed(starter(), PART, &[of_child]);
    let mut new = changed(starter(), PART, &[of_refused]);
    let text = String::from_utf8(new[PART].clone()).expect("text");
    let at = |id: &str| text.find(&format!("  - id: {id}\n")).expect("there");
    let (person, matter, letter) = (at("person"), at("matter"), at("letter-date"));
    let turned = [&text[..person], &text[matter..letter], &text[person..matter], &text[letter..]].concat();
    new.insert(PART.into(), turned.into_bytes());
    let (_folder, [old, new]) = folders(&old, &new);
    let run = on(&["rules", "diff", &old, &new]);
    let said = "Error: it cannot be worked out: the two ask the same questions in orders that cannot be joined\n";
    assert_eq!((run.code, run.err.as_str()), (1, said), "{}", run.out);
}

#[test]
fn the_tree_is_drawn_whole_or_around_one_item() {
    let (_folder, [rules, _]) = folders(&starter(), &starter());
    let tree = |more: &[&str]| on(&[&["rules", "tree", "--rules", &rules], more].concat());
    let whole = tree(&[]).out;
    assert_eq!(
        whole,
        "person: Who is this about?\n  any answer -> matter\n\nmatter: What has the school done?\n  no-answer, not-sure -> \
         letter-date\n  refused -> plan\n\nletter-date: What date did you write to the school?\n  any answer -> plan\n"
    );
    // A route is drawn with the questions it looks at.
    let around = tree(&["--around", "complaint"]).out;
    assert!(
        around.starts_with("complaint (route)\nlooks at: person, matter\nshortest way there, on 2026-06-15:\n"),
        "{around}"
    );
    assert!(around.contains("\nmatter: ") && !around.contains("\nletter-date: "), "{around}");
    let mermaid = tree(&["--around", "complaint", "--format", "mermaid"]).out;
    assert!(mermaid.contains("  q_letter_date[\"letter-date\"]\n"), "what is not drawn is named: {mermaid}");
    let near = tree(&["--around", "complain"]);
    let said = "Error: no question or route is called `complain`\nDid you mean `complaint`?\n";
    assert_eq!((near.code, near.err.as_str()), (1, said));
}

#[test]
fn cases_are_tried_and_what_no_case_covers_is_named() {
    let (folder, [rules, _]) = folders(&starter(), &starter());
    let file = folder.path().join("mine.yaml");
    let test = |text: &str, more: &[&str]| {
        std::fs::write(&file, text).expect("ours");
        on(&[&["rules", "test", file.to_str().expect("text"), "--rules", &rules], more].concat())
    };
    let case = |answers: &str, expect: &str| {
        format!(
            "cases:\n  - name: one\n    from: us\n    today: 2026-11-21\n    answers: {{{answers}}}\n    expect: {{{expect}}}\n"
        )
    };
    let good = test(&case("person: me, matter: refused", "next_step: complaint"), &["--coverage"]);
    // What no case reaches is a failure of the cases.
    assert!(good.code == 1 && good.out.starts_with("1 passed, 0 failed\n"), "{}{}", good.out, good.err);
    assert!(good.out.contains("route ask-again: no case suggests it\n"), "{}", good.out);
    for (answers, said) in [
        ("persn: me, matter: refused", "answers: no question has the id `persn`"),
        ("person: you, matter: refused", "answers: `person` has no option `you`"),
        ("person: me, matter: no-answer, letter-date: 2027-01-01", "answers: `letter-date` does not take `2027-01-01`"),
        ("person: {a: b}, matter: refused", "answers: `person` is not of the right kind"),
        ("person: me", "answers: the question `matter` is asked and has no answer"),
        (
            "person: me, matter: refused, letter-date: 2026-11-01",
            "answers: the question `letter-date` is not asked here",
        ),
    ] {
        let run = test(&case(answers, "next_step: complaint"), &[]);
        assert_eq!((run.code, run.err.as_str()), (1, ""), "what is wrong has been shown");
        assert!(run.out.contains(&format!("mine.yaml: one\n  {said}\n")), "{said}\n{}", run.out);
        assert!(run.out.ends_with("0 passed, 1 failed\n"), "{}", run.out);
    }
    // Another step comes with its reason, and `rules why` says the same of the case.
    let wrong = test(&case("person: me, matter: refused", "next_step: ask-again"), &[]);
    let why = on(&["rules", "why", "--case", file.to_str().expect("text"), "--rules", &rules]);
    for part in ["`ask-again` does not lead: it is not recommended.", "matter: no-answer, in place of refused"] {
        assert!(wrong.out.contains(part) && why.out.contains(part), "{part}\n{}\n{}", wrong.out, why.out);
    }
    // The conditions part by part are for whoever asks: the failing case names the command.
    assert!(!wrong.out.contains("recommend_when") && why.out.contains("recommend_when"), "{}", wrong.out);
    assert!(wrong.out.contains("  Why: signpost rules why --case "), "{}", wrong.out);
    assert!(why.out.starts_with("`complaint` leads, on rung `next-door`, line 1:"), "{}", why.out);
    let none = on(&["rules", "why", "--case", file.to_str().expect("text"), "--name", "other", "--rules", &rules]);
    assert!(none.code == 1 && none.err.contains("no case is called `other`"), "{}", none.err);
    let open = on(&["rules", "why", "--set", "person=me", "--rules", &rules]);
    assert!(open.code == 4 && open.err.contains("matter"), "{}", open.err);
    let near = on(&["rules", "why", "ask-agan", "--set", "person=me", "--set", "matter=refused", "--rules", &rules]);
    assert!(near.err.contains("Did you mean `ask-again`?"), "{}", near.err);
}
