//! Two copies of one case become one: nothing of either is lost, and every choice between them is said.

use std::fs;

use signpost::cases::{ConsentKind, read};

use crate::shelf::Shelf;

const ONE: &str = "K7MR-3XQD";

/// Joins a copy with these lines into a case with those; what was said, and the case that came of it.
fn joined(ours: &str, theirs: &str) -> (String, signpost::cases::Case) {
    let head = format!("schema_version: 1\nreference: {ONE}\ncreated: 2026-11-01\n");
    let shelf = Shelf::new();
    shelf.with(ONE, &[]);
    fs::write(shelf.file(ONE), format!("{head}{ours}")).expect("ours");
    let copy = shelf.path().join("copy.yaml");
    fs::write(&copy, format!("{head}{theirs}")).expect("ours");
    let run = shelf.case(&["import", "--merge", copy.to_str().expect("plain")]);
    assert_eq!(run.code, 0, "{}", run.err);
    (run.out, read::read(shelf.text(ONE).as_bytes()).expect("whole"))
}

/// What was said, after the line that names the case.
fn lines(said: &str) -> Vec<&str> {
    assert!(said.starts_with(&format!("Joined: {ONE}\n")), "{said}");
    said.lines().skip(1).collect()
}

#[test]
fn two_copies_become_one() {
    let shelf = Shelf::new();
    shelf.with(ONE, &["area=england", "person=child"]);
    let copy = shelf.path().join("copy.yaml");
    let copied = copy.to_str().expect("plain");
    assert_eq!(shelf.case(&["export", ONE, "--to", copied]).code, 0);
    assert_eq!(shelf.case(&["export", ONE, "--to", copied]).code, 1, "never overwrites");
    let same = shelf.case(&["import", copied]);
    assert!(same.code == 0 && same.out.contains("the same"), "{}{}", same.out, same.err);
    shelf.case(&["note", ONE, "written here"]);
    shelf.case(&["set", ONE, "person=young-person"]);
    let theirs = fs::read_to_string(&copy).expect("there") + "notes:\n- text: written there\n";
    fs::write(&copy, theirs).expect("ours");
    let refused = shelf.case(&["import", copied]);
    assert!(refused.code == 2 && refused.err.contains("--merge"), "{}", refused.err);
    let joined = shelf.case(&["import", "--merge", copied]);
    assert_eq!(joined.code, 0, "{}", joined.err);
    let text = shelf.text(ONE);
    assert!(text.contains("written here") && text.contains("written there"), "{text}");
    assert!(joined.out.contains("person") && text.contains("The other answer was"), "{}{text}", joined.out);
}

#[test]
fn of_two_numbers_of_the_service_neither_is_lost() {
    let (said, case) = joined("updated: 2026-11-02\n", "updated: 2026-11-03\nservice_number: CH-1\n");
    assert_eq!((lines(&said).len(), case.service_number.as_deref()), (0, Some("CH-1")));
    let (said, case) =
        joined("updated: 2026-11-02\nservice_number: CH-1\n", "updated: 2026-11-03\nservice_number: 417\n");
    assert!(said.contains("service number: 417 counts; the other copy had CH-1"), "{said}");
    assert_eq!(case.service_number.as_deref(), Some("417"));
    assert!(case.notes.iter().any(|note| note.text.contains("CH-1")), "{:?}", case.notes);
    // What was read out in either copy stands: calls of both are kept.
    let call = |id: &str| format!("updated: 2026-11-02\ncalls: [{{on: 2026-11-02, explained: [{id}]}}]\n");
    let (_, case) = joined(&call("mediation"), &call("complain-council"));
    let explained: Vec<&String> = case.calls.iter().flat_map(|call| &call.explained).collect();
    assert_eq!(explained, ["mediation", "complain-council"]);
}

#[test]
fn a_copy_of_a_case_that_is_not_here_is_taken_in() {
    let shelf = Shelf::new();
    shelf.with(ONE, &["area=england"]);
    let text = shelf.text(ONE);
    assert_eq!(shelf.case(&["delete", ONE, "--yes"]).code, 0);
    let run = shelf.case_with(&["import", "-"], text.as_bytes());
    assert!(run.code == 0 && run.out.starts_with(&format!("Taken in: {ONE}\nSaved in: ")), "{}{}", run.out, run.err);
    assert!(shelf.text(ONE).contains("answer: england"));
    // A copy from elsewhere is read as strictly as rules are.
    let hostile = shelf.case_with(&["import", "-"], b"a: &x [1]\nb: *x\n");
    assert!(hostile.code == 1 && hostile.err.contains("line 1: "), "{}", hostile.err);
    assert!(shelf.case_with(&["import", "-"], b"a: 1\n").err.contains("`schema_version` is missing"));
}

#[test]
fn the_later_status_and_level_count_and_the_others_are_said() {
    let (said, case) =
        joined("updated: 2026-11-10\nstatus: open\nlevel: 2\n", "updated: 2026-11-12\nstatus: closed\nlevel: 3\n");
    assert_eq!(
        lines(&said),
        ["- status: closed counts; the other copy had open", "- level: 3 counts; the other copy had 2"]
    );
    assert_eq!((case.status.word(), case.level), ("closed", Some(3)));
    // Of the same day, what stands here.
    let (said, case) =
        joined("updated: 2026-11-10\nstatus: open\nlevel: 2\n", "updated: 2026-11-10\nstatus: closed\nlevel: 3\n");
    assert_eq!(
        lines(&said),
        ["- status: open counts; the other copy had closed", "- level: 2 counts; the other copy had 3"]
    );
    assert_eq!((case.status.word(), case.level), ("open", Some(2)));
    // A level that only one of them has is no choice.
    assert_eq!(joined("level: 2\n", "updated: 2026-11-12\n").1.level, Some(2));
    let (said, case) = joined("updated: 2026-11-12\n", "level: 2\n");
    assert_eq!((case.level, lines(&said).len()), (Some(2), 0));
}

#[test]
fn a_consent_taken_back_is_never_undone_by_a_copy() {
    let ours = "consents:\n  record: {given: yes, on: 2026-11-10}\n  share: {given: yes, on: 2026-11-10, with: the school}\n  contact: {given: yes, on: 2026-11-10}\n";
    let theirs = "consents:\n  record: {given: no, on: 2026-11-10}\n  share: {given: yes, on: 2026-11-09}\n  contact: {given: no, on: 2026-11-11}\n  feedback: {given: yes, on: 2026-11-09}\n";
    let given = |case: &signpost::cases::Case| {
        let kinds = [ConsentKind::Record, ConsentKind::Contact, ConsentKind::Share, ConsentKind::Feedback];
        kinds.map(|kind| case.consents[&kind].given)
    };
    let (said, case) = joined(ours, theirs);
    assert_eq!(given(&case), [false, false, true, true]);
    assert_eq!(case.consents[&ConsentKind::Share].with.as_deref(), Some("the school"));
    let mut found = lines(&said);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "- consent to contact: no counts; the other copy had yes",
            "- consent to record: no counts; the other copy had yes",
            "- consent to share: yes (with the school) counts; the other copy had yes",
        ]
    );
    // From the other side it comes to the same.
    assert_eq!(given(&joined(theirs, ours).1), given(&case));
}

#[test]
fn of_two_answers_the_later_counts_and_the_other_is_a_note() {
    let ours = "answers:\n  about: {answer: [plan, council], on: 2026-11-10}\n  area: {answer: england, on: 2026-11-10}\n  \
        person: {answer: child, on: 2026-11-10}\n";
    let theirs = "answers:\n  about: {answer: [at-school], on: 2026-11-12}\n  area: {answer: england, known: read-out, on: 2026-11-09}\n  \
        stage: {answer: none, on: 2026-11-09}\n  person: {answer: young-person, on: 2026-11-10}\n";
    let (said, case) = joined(ours, theirs);
    assert_eq!(
        lines(&said),
        [
            "- about: at-school counts; the other answer, plan, council, is kept as a note",
            "- person: child counts; the other answer, young-person, is kept as a note",
        ]
    );
    let notes: Vec<&str> = case.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(
        notes,
        [
            "Two copies of this case were joined. The other answer was: plan, council.",
            "Two copies of this case were joined. The other answer was: young-person.",
        ]
    );
    assert_eq!(case.answers["stage"].answer, "none");
    // How an answer is known is not lost either.
    assert_eq!(case.answers["area"].known.word(), "read-out");
}

#[test]
fn actions_and_fields_of_others_are_kept() {
    let ours = "actions:\n  - {who: parent, what: ring, by: 2026-11-27}\n  - {who: parent, what: write}\nours: 1\nboth: here\n";
    let theirs = "actions:\n  - {who: parent, what: ring, by: 2026-11-27, done: true}\n  - {who: adviser, what: write}\ntheirs: 2\nboth: there\n";
    let (said, case) = joined(ours, theirs);
    let actions: Vec<(&str, &str, bool)> =
        case.actions.iter().map(|action| (action.who.as_str(), action.what.as_str(), action.done)).collect();
    assert_eq!(actions, [("parent", "ring", true), ("parent", "write", false), ("adviser", "write", false)]);
    let extra: Vec<&str> = case.extra.keys().filter_map(|key| key.as_str()).collect();
    assert_eq!(extra, ["ours", "both", "theirs"]);
    assert_eq!(lines(&said), ["- `both`: the two copies differ; what stood here is kept"]);
    assert_eq!(case.extra.get("both").and_then(|value| value.as_str()), Some("here"));
}

#[test]
fn an_action_done_in_a_copy_keeps_its_day_and_what_else_stands_there() {
    let (_, case) = joined(
        "actions: [{who: parent, what: ring}]\n",
        "actions: [{who: parent, what: ring, done: yes, on: 2026-11-04, more: x}]\n",
    );
    let [action] = case.actions.as_slice() else { panic!("{:?}", case.actions) };
    assert!(action.done && action.on.is_some() && action.extra.len() == 1, "{action:?}");
}
