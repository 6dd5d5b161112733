//! What a change to the rules does, and what the picture of the questions shows.

use signpost_check::files::check;
use signpost_check::proof::diff::{Diff, Kind, compare};
use signpost_check::proof::tree;
use signpost_core::rules::Sources;

use super::small::Small;

fn small(months: u32, late: &str, sentence: &str) -> Small {
    Small::default()
        .one("matter", "", &["one", "two", "three"])
        .date("letter", "{matter: one}", "not_after: today,")
        .deadline("appeal", "you", &format!("{{after: letter, months: {months}}}"), "")
        .route("appeal-now", "{matter: one}", "{matter: one}", "    deadlines: [appeal]\n")
        .route("complain", late, "{matter: [one, two, three]}", &format!("    only_route_because: {sentence}\n"))
        .route("talk", "{matter: [two, three]}", "{matter: [one, two, three]}", "")
}

fn diff(old: &Small, new: &Small) -> Diff {
    compare(&old.rules(), &new.rules()).unwrap_or_else(|why| panic!("{why}"))
}

fn said(diff: &Diff) -> Vec<(Kind, String, String, String)> {
    let of = |change: &signpost_check::proof::diff::Change| {
        (change.kind, change.item.clone(), change.old.clone(), change.new.clone())
    };
    diff.changes.iter().map(of).collect()
}

#[test]
fn equal_rules_do_not_differ() {
    let old = small(2, "{matter: three}", "It is so.");
    let diff = diff(&old, &old.clone());
    assert!(diff.changes.is_empty() && !diff.only_old && !diff.only_new);
}

#[test]
fn keys_in_another_order_are_no_difference() {
    let old = small(2, "{matter: three}", "It is so.").sources();
    let mut new: Sources = old.clone();
    for bytes in new.values_mut() {
        let text = String::from_utf8_lossy(bytes).into_owned();
        if let Ok(value) = serde_yaml::from_str::<serde_yaml::Value>(&text) {
            let turned = serde_yaml::to_string(&turned(value)).unwrap_or_default();
            *bytes = turned.into_bytes();
        }
    }
    assert_ne!(old, new);
    let read = |sources: &Sources| {
        let checked = check(sources);
        checked.rules.unwrap_or_else(|| panic!("{:#?}", checked.findings))
    };
    let diff = compare(&read(&old), &read(&new)).unwrap_or_else(|why| panic!("{why}"));
    assert!(diff.changes.is_empty(), "{:?}", diff.changes);
}

/// Every mapping with its keys the other way round.
fn turned(value: serde_yaml::Value) -> serde_yaml::Value {
    use serde_yaml::Value;
    match value {
        Value::Mapping(mapping) => {
            let mut entries: Vec<(Value, Value)> =
                mapping.into_iter().map(|(key, value)| (key, turned(value))).collect();
            entries.reverse();
            Value::Mapping(entries.into_iter().collect())
        }
        Value::Sequence(items) => Value::Sequence(items.into_iter().map(turned).collect()),
        // The two words that YAML would take for truth values are quoted by hand elsewhere, so texts stay texts.
        other => other,
    }
}

#[test]
fn one_limit_is_one_difference() {
    let old = small(2, "{matter: three}", "It is so.");
    let found = diff(&old, &small(3, "{matter: three}", "It is so."));
    let limit = |months: u32| format!("{{after: letter, months: {months}}}; who: you");
    assert_eq!(said(&found), [(Kind::Dates, "appeal".into(), limit(2), limit(3))]);
}

#[test]
fn a_limit_that_conditions_look_at_moves_their_routes_too() {
    let on_time = "{deadline: {appeal: [in-time, last-days]}}";
    let make = |months| {
        small(months, "{matter: three}", "It is so.").route_of("two", "hurry", on_time, on_time, "adviser", "")
    };
    let found = diff(&make(2), &make(3));
    let kinds: Vec<Kind> = found.changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [Kind::Step, Kind::Open, Kind::Dates]);
    let Some(example) = found.changes[0].example.clone() else { panic!("no example") };
    assert!(example.old_answers.is_none() && example.answers.starts_with("matter: one\nletter: "), "{example:?}");
}

#[test]
fn one_condition_is_one_difference() {
    let old = small(2, "{matter: three}", "It is so.");
    let found = diff(&old, &small(2, "{matter: [two, three]}", "It is so."));
    assert_eq!(said(&found), [(Kind::NextStep, "plan".into(), "talk".into(), "complain".into())]);
}

#[test]
fn one_sentence_is_one_difference() {
    let old = small(2, "{matter: three}", "It is so.");
    let found = diff(&old, &small(2, "{matter: three}", "It is not so."));
    let change = (Kind::Words, "complain.only_route_because".into(), "It is so.".into(), "It is not so.".into());
    assert_eq!(said(&found), [change]);
}

#[test]
fn a_letter_differs_by_its_words_or_by_whom_it_is_for() {
    let letter = |when: &str, body: &str| {
        let route = "    letters: [note]\n    alongside_when: {matter: two}\n";
        small(2, "{matter: three}", "It is so.").route("write", "", "{matter: two}", route).letter("note", when, body)
    };
    let old = letter("", "I write to you.");
    let words = |old: &str, new: &str| (Kind::Words, "note.line 1".to_owned(), old.to_owned(), new.to_owned());
    let again = letter("", "I write to you again.");
    assert_eq!(said(&diff(&old, &again)), [words("I write to you.", "I write to you again.")]);
    let (is, is_not) = ("in the plan".to_owned(), "not in the plan".to_owned());
    let for_others = letter("{matter: three}", "I write to you.");
    assert_eq!(said(&diff(&old, &for_others)), [(Kind::Letter, "note".into(), is.clone(), is_not.clone())]);
    assert_eq!(said(&diff(&for_others, &old)), [(Kind::Letter, "note".into(), is_not, is)]);
}

#[test]
fn a_sentence_of_a_limit_is_one_difference() {
    let limit = |exception: &str| {
        small(2, "{matter: three}", "It is so.")
            .deadline("odd", "you", "{after: letter, months: 3}", &format!("    exceptions: [{exception}]\n"))
            .route("write", "", "{matter: one}", "    deadlines: [odd]\n    alongside_when: {all: []}\n")
    };
    let found = diff(&limit("Or else."), &limit("Or not."));
    let [(Kind::Words, item, old, new)] = &said(&found)[..] else { panic!("{:?}", said(&found)) };
    assert_eq!((item.as_str(), old.as_str(), new.as_str()), ("odd.exceptions[0]", "Or else.", "Or not."));
}

#[test]
fn a_phrase_said_otherwise_is_words_where_it_is_said() {
    let rules = |say: &str| {
        let mut sources = small(2, "{matter: three}", "It is {my-child}.").sources();
        let phrase = format!(
            "phrases:\n  - {{id: my-child, say: my child, instead: [{{when: {{matter: two}}, say: {say}}}]}}\n"
        );
        sources.entry("england.yaml".into()).or_default().extend(phrase.into_bytes());
        let checked = check(&sources);
        checked.rules.unwrap_or_else(|| panic!("{:#?}", checked.findings))
    };
    let found = compare(&rules("me"), &rules("myself")).unwrap_or_else(|why| panic!("{why}"));
    assert_eq!(said(&found), [(Kind::Words, "my-child".into(), "me".into(), "myself".into())]);
}

#[test]
fn a_reason_said_otherwise_is_words_and_a_reason_for_others_is_not() {
    let closed = |reasons: &str| {
        let route = format!("    closed:\n{reasons}");
        small(2, "{matter: three}", "It is so.").route_of("two", "shut", "", "{any: []}", "adviser, ipsea", &route)
    };
    let old =
        closed("      - {when: {matter: two}, because: It is two.}\n      - {when: {all: []}, because: It is so.}\n");
    let said_so = closed(
        "      - {when: {matter: two}, because: It is the second.}\n      - {when: {all: []}, because: It is so.}\n",
    );
    let words = (Kind::Words, "shut".into(), "It is two.".into(), "It is the second.".into());
    assert_eq!(said(&diff(&old, &said_so)), [words]);
    let wider = closed(
        "      - {when: {matter: [two, three]}, because: It is two.}\n      - {when: {all: []}, because: It is so.}\n",
    );
    let moved = (Kind::Closed, "shut".into(), "It is so.".into(), "It is two.".into());
    assert_eq!(said(&diff(&old, &wider)), [moved]);
}

#[test]
fn a_new_option_is_known_to_the_new_rules_only() {
    let old = small(2, "{matter: three}", "It is so.").one("kind", "{matter: two}", &["x"]);
    let new = small(2, "{matter: three}", "It is so.").one("kind", "{matter: two}", &["x", "w"]);
    let found = diff(&old, &new);
    // Where both ask the question, the new label is to be read; who chooses it has no counterpart to compare with.
    let words = |change: &&signpost_check::proof::diff::Change| {
        change.kind == Kind::Words && change.item.starts_with("kind.options.w.") && change.old.is_empty()
    };
    assert!(!found.changes.is_empty() && found.changes.iter().all(|change| words(&change)), "{:?}", found.changes);
    assert_eq!((found.only_old, found.only_new), (false, true));
}

#[test]
fn a_new_question_is_asked_in_the_situations_it_is_for() {
    let old = small(2, "{matter: three}", "It is so.");
    let found = diff(&old, &old.clone().one("kind", "{matter: two}", &["x", "w"]));
    let change = (Kind::Question, "kind".into(), "not asked".into(), "asked".into());
    assert_eq!(said(&found), [change]);
    let example = found.changes[0].example.clone().unwrap_or_else(|| panic!("no example"));
    assert_eq!(
        (example.answers.as_str(), example.old_answers.as_deref()),
        ("matter: two\nkind: x\n", Some("matter: two\n"))
    );
}

/// Two questions, the second for one answer to the first; the first is the one that is named first.
fn after_each_other(first: &str, second: &str) -> Small {
    Small::default()
        .one(first, "", &["x", "w"])
        .one(second, &format!("{{{first}: x}}"), &["x", "w"])
        .route("talk", "{all: []}", "{all: []}", "")
        .route("write", "", &format!("{{any: [{{{first}: [x, w]}}, {{{second}: x}}]}}"), "")
        .route("ring", "", &format!("{{{second}: x}}"), "")
}

#[test]
fn a_question_that_now_comes_first_is_weighed_with_those_that_look_at_it() {
    // The new question stands last in the list of both, and is asked first in the new rules.
    let old = Small::default()
        .one("help", "", &["x", "w"])
        .route("talk", "{all: []}", "{all: []}", "")
        .route("write", "", "{help: x}", "");
    let new = Small::default()
        .one("kind", "", &["x", "w"])
        .one("help", "{kind: x}", &["x", "w"])
        .route("talk", "{all: []}", "{all: []}", "")
        .route("write", "", "{help: x}", "");
    let said = said(&diff(&old, &new));
    let asked = |id: &str, old: &str, new: &str| (Kind::Question, id.to_owned(), old.to_owned(), new.to_owned());
    assert!(said.contains(&asked("kind", "not asked", "asked")), "{said:?}");
    assert!(said.contains(&asked("help", "asked", "not asked")), "{said:?}");
}

#[test]
fn an_answer_only_the_new_rules_ask_for_is_none_to_the_old() {
    let rules = |asked: &str| {
        small(2, "{matter: three}", "It is so.").one("kind", asked, &["x", "w"]).route("ring", "", "{kind: w}", "")
    };
    let said = said(&diff(&rules("{matter: one}"), &rules("{matter: [one, two]}")));
    // Matter two, with the second answer to what was not asked before.
    let opens = (Kind::Open, "ring".to_owned(), "not open".to_owned(), "open".to_owned());
    assert!(said.contains(&opens), "{said:?}");
}

#[test]
fn questions_that_wait_for_each_other_cannot_be_compared() {
    let (old, new) = (after_each_other("help", "kind").rules(), after_each_other("kind", "help").rules());
    let Err(why) = compare(&old, &new) else { panic!("they cannot stand in one order") };
    assert_eq!(why.to_string(), "the two ask the same questions in orders that cannot be joined");
}

/// The branches of a question: their answers, and what can follow.
type Branches = Vec<(String, Vec<String>)>;

#[test]
fn the_tree_says_what_each_answer_leads_to() {
    let rules = small(2, "{matter: three}", "It is so.").one("kind", "{matter: [one, two]}", &["x", "w"]).rules();
    let tree = tree::tree(&rules).unwrap_or_else(|why| panic!("{why}"));
    let branches: Branches =
        tree.questions[0].branches.iter().map(|branch| (branch.answers.clone(), branch.next.clone())).collect();
    let leads = |answers: &str, next: &str| (answers.to_owned(), vec![next.to_owned()]);
    assert_eq!(branches, [leads("one, not-sure", "letter"), leads("two", "kind"), leads("three", "plan")]);
    assert_eq!(tree.questions[1].branches[0].answers, "any answer");
    let around = tree::around(&rules, "kind").unwrap_or_else(|why| panic!("{why}"));
    let around = around.unwrap_or_else(|| panic!("no question kind"));
    assert_eq!((around.looks_at, around.after), (vec!["matter".to_owned()], vec!["matter".into(), "letter".into()]));
    assert_eq!(tree::around(&rules, "nothing"), Ok(None));
    let near: Vec<(String, Branches)> = tree
        .near("letter")
        .questions
        .into_iter()
        .map(|asked| (asked.id, asked.branches.into_iter().map(|branch| (branch.answers, branch.next)).collect()))
        .collect();
    let before = ("matter".to_owned(), vec![leads("one, not-sure", "letter")]);
    assert_eq!(near[0], before);
    assert_eq!((near.len(), near[1].0.as_str()), (2, "letter"));
}

#[test]
fn answers_that_share_one_option_are_named_by_it() {
    let rules = small(2, "{matter: three}", "It is so.")
        .several("kind", 3, "{matter: two}", &["x", "w", "z"])
        .one("more", "{kind: x}", &["x", "w"])
        .rules();
    let tree = tree::tree(&rules).unwrap_or_else(|why| panic!("{why}"));
    let kind = tree.questions.iter().find(|asked| asked.id == "kind").unwrap_or_else(|| panic!("no question kind"));
    let branches: Vec<(&str, &str)> =
        kind.branches.iter().map(|branch| (branch.answers.as_str(), branch.next[0].as_str())).collect();
    assert_eq!(branches, [("x, alone or with others, not-sure", "more"), ("w, z, w + z", "plan")]);
}

#[test]
fn a_few_answers_are_named_one_by_one() {
    let answers = |most: usize, options: &[&str], when: &str| -> Vec<String> {
        let small = small(2, "{matter: three}", "It is so.").several("kind", most, "{matter: two}", options);
        let rules = small.one("more", when, &["x", "w"]).rules();
        let tree = tree::tree(&rules).unwrap_or_else(|why| panic!("{why}"));
        let kind = tree.questions.into_iter().find(|asked| asked.id == "kind");
        let kind = kind.unwrap_or_else(|| panic!("no question kind"));
        kind.branches.into_iter().map(|branch| branch.answers).collect()
    };
    assert_eq!(answers(2, &["x", "w"], "{kind: w}"), ["x, not-sure", "w, x + w"]);
    // Up to eight.
    let four = ["x", "w", "z", "v"];
    let eight = "{any: [{kind: {only: [x, w, z]}}, {kind: {only: [v]}}]}";
    let named = "x, w, z, v, x + w, x + z, w + z";
    let rest = "v, alone or with others";
    assert_eq!(answers(4, &four, eight), [&format!("{named}, x + w + z, not-sure"), rest]);
    let nine = "{any: [{kind: {only: [x, w, z]}}, {kind: {only: [x, v]}}]}";
    assert_eq!(answers(4, &four, nine), [&format!("{named}, x + v, 1 more, not-sure"), rest]);
}

#[test]
fn what_looks_at_a_question_is_listed() {
    let rules = small(2, "{matter: three}", "It is so.")
        .one("kind", "{matter: [one, two]}", &["x", "w"])
        .deadline("some", "you", "{after: letter, months: 3}", "    when: {kind: x}\n")
        .route("suggested", "{kind: x}", "{all: []}", "    letters: [note]\n")
        .route("opened", "", "{kind: x}", "    deadlines: [some]\n")
        .route("beside", "", "{all: []}", "    alongside_when: {kind: x}\n")
        .route("shut", "", "{any: []}", "    closed:\n      - {when: {kind: x}, because: It is so.}\n")
        .letter("note", "{kind: x}", "I write to you.")
        .rules();
    let used_by = |id: &str| {
        let around = tree::around(&rules, id).unwrap_or_else(|why| panic!("{why}"));
        around.unwrap_or_else(|| panic!("nothing has the id {id}")).used_by
    };
    let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        used_by("kind"),
        [
            ("routes", owned(&["suggested", "opened", "beside", "shut"])),
            ("deadlines", owned(&["some"])),
            ("letters", owned(&["note"])),
        ]
    );
    assert_eq!(used_by("letter"), [("deadlines", owned(&["appeal", "some"]))]);
    // A route that is never the step is shown where it is open, and one that is nowhere open not at all.
    let route = |id: &str| {
        let around = tree::around(&rules, id).unwrap_or_else(|why| panic!("{why}"));
        let around = around.unwrap_or_else(|| panic!("nothing has the id {id}"));
        assert_eq!(around.what, "route");
        around.example.map(|example| example.answers.into_iter().map(|(id, _)| id).collect::<Vec<_>>())
    };
    assert_eq!(route("opened"), Some(owned(&["matter", "kind"])));
    assert_eq!(route("shut"), None);
}

#[test]
fn dates_are_all_or_some_in_the_tree() {
    let branches = |when: &str| -> Vec<(String, String)> {
        let rules = small(2, "{matter: three}", "It is so.").one("more", when, &["x", "w"]).rules();
        let tree = tree::tree(&rules).unwrap_or_else(|why| panic!("{why}"));
        let letter = tree.questions.into_iter().find(|asked| asked.id == "letter");
        let letter = letter.unwrap_or_else(|| panic!("no question letter"));
        letter.branches.into_iter().map(|branch| (branch.answers, branch.next[0].clone())).collect()
    };
    let leads = |answers: &str, next: &str| (answers.to_owned(), next.to_owned());
    assert_eq!(branches("{letter: known}"), [leads("a date", "more"), leads("not-sure", "plan")]);
    let mut late = branches("{deadline: {appeal: passed}}");
    late.sort();
    assert_eq!(late, [leads("some dates", "more"), leads("some dates, not-sure", "plan")]);
}

#[test]
fn graphviz_and_mermaid_name_every_question() {
    let rules = signpost_rules::rules();
    let tree = tree::tree(rules).unwrap_or_else(|why| panic!("{why}"));
    let (dot, mermaid) = (signpost::render::tree::dot(&tree), signpost::render::tree::mermaid(&tree));
    for asked in &tree.questions {
        assert!(dot.contains(&format!("  \"{}\" [label=", asked.id)));
        assert!(mermaid.contains(&format!("  q_{}[\"", asked.id.replace('-', "_"))));
    }
    assert_eq!(dot.matches('{').count(), dot.matches('}').count());
}
