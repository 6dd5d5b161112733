//! Rules with a hole: no next step for some answers. The checker finds that; a person who meets it loses nothing by it.

use std::fs;

use crate::rules::{changed, starter, write};
use crate::run::flat;
use crate::shelf::{Run, Shelf, run};

const ONE: &str = "K7MR-3XQD";
const PART: &str = "england/first.yaml";
const HOLE: (&str, &str) = ("    recommend_when: {matter: refused}\n", "");
const END: &str =
    "Error: the rules have no next step for these answers.\nTell whoever keeps them to run: signpost rules check\n";

/// A folder with whole rules, and those with a hole.
fn folders() -> (Shelf, [String; 2]) {
    let shelf = Shelf::new();
    let names = [("whole", &[][..]), ("hole", &[HOLE][..])].map(|(name, edits)| {
        let folder = shelf.path().join(name);
        write(&changed(starter(), PART, edits), &folder);
        folder.to_str().expect("text").to_owned()
    });
    (shelf, names)
}

fn ends(run: &Run) {
    assert_eq!(run.code, 3, "{}{}", run.out, run.err);
    assert!(run.err.ends_with(END), "{}", run.err);
}

#[test]
fn an_interview_gives_the_answers_back() {
    let (_shelf, [_, hole]) = folders();
    let asked = run(&["ask", "--rules", &hole], b"\n1\n2\n\n");
    ends(&asked);
    let said = "The next steps could not be shown. Your answers are below, so that you need not give them again.";
    assert!(flat(&asked.err).contains(said), "{}", asked.err);
    assert!(asked.err.contains("\nperson: child\nmatter: refused\n# end of signpost answers\n"), "{}", asked.err);
    assert_eq!(asked.out, "");
}

#[test]
fn a_plan_a_saved_plan_and_a_case_end_alike() {
    let (shelf, [whole, hole]) = folders();
    let set = ["--set", "person=me", "--set", "matter=refused"];
    ends(&run(&[&["plan", "--rules", &hole], &set[..]].concat(), b""));
    let file = shelf.path().join("plan.md");
    let file = file.to_str().expect("text");
    assert_eq!(run(&[&["plan", "--rules", &whole, "--out", file], &set[..]].concat(), b"").code, 0);
    ends(&run(&["plan", "--rules", &hole, "--verify", file], b""));
    // Who goes on from the saved plan hears it before the end.
    let again = run(&["ask", "--rules", &hole, "--answers", file], b"\n\n");
    ends(&again);
    let fit = "Some of these answers do not fit the new rules. Check each answer.";
    assert!(flat(&again.err).contains(fit), "{}", again.err);
    assert_eq!(shelf.case(&[&["new", "--reference", ONE, "--rules", &hole], &set[..]].concat()).code, 0);
    ends(&shelf.case(&["plan", ONE, "--rules", &hole]));
    ends(&shelf.case(&["report", ONE, "--kind", "summary", "--rules", &hole]));
    let before = fs::read_to_string(shelf.file(ONE)).expect("there");
    assert!(!before.contains("plans:"), "{before}");
    let note = shelf.case(&["report", ONE, "--rules", &hole]);
    assert!(note.code == 0 && note.out.contains("- The school has said no."), "{}", note.out);
}

#[test]
fn an_answer_that_leads_nowhere_is_no_way_to_another_plan() {
    let (shelf, _) = folders();
    let mark = ("    why: It decides what to ask for.\n", "    why: It decides what to ask for.\n    what_if: any\n");
    let changes = |edits: &[(&str, &str)]| {
        let folder = shelf.path().join("marked");
        write(&changed(starter(), PART, edits), &folder);
        let set = ["--set", "person=child", "--set", "matter=no-answer", "--set", "letter-date=2026-11-10"];
        let plan = ["plan", "--what-if", "--rules", folder.to_str().expect("text")];
        flat(&run(&[&plan, &set[..]].concat(), b"").out)
    };
    assert!(changes(&[mark]).contains("If the school has said no The next step is then: Send the school a complaint"));
    assert!(
        changes(&[mark, HOLE]).contains("No other answer that may turn out to be so would give you another next step")
    );
}
