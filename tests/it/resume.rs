//! Coming back with answers that were saved: whether the rules are others now, and what that changes for this person.

use std::fs;
use std::path::Path;

use crate::keep::run::run;
use crate::run::{Run, fed, flat};

const DAY: &str = "2026-11-21";

/// A refusal of an assessment; the letter has this date.
fn answers(letter: &str) -> String {
    format!(
        "area: islington\nperson: child\nabout: [plan]\nstage: refused-assessment\ndone: [nothing]\nletter-date: {letter}\n\
         told: none\n"
    )
}

/// A folder with a plan that was saved under the rules of the program.
fn saved(letter: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("answers.yaml"), answers(letter)).expect("it can be written");
    let done = run(folder.path(), &["plan", "--answers", "answers.yaml", "--today", DAY, "--out", "plan.md"]);
    assert_eq!(done.code, 0, "{}", done.talk);
    folder
}

/// Rules that differ in one limit, in the folder `rules`.
fn change(folder: &Path, limit: &str, from: &str, to: &str) {
    let mut changes = 0;
    for (inside, bytes) in crate::embedded::sources() {
        let path = folder.join("rules").join(&inside);
        fs::create_dir_all(path.parent().expect("a folder")).expect("ours");
        let mut text = String::from_utf8(bytes).expect("text");
        if let Some(at) = text.find(&format!("- id: {limit}\n")) {
            let length = at + text[at..].find(from).expect("its limit");
            text.replace_range(length..length + from.len(), to);
            changes += 1;
        }
        fs::write(path, text).expect("ours");
    }
    assert_eq!(changes, 1, "{limit} stands once");
}

/// Runs the program while this is typed.
fn typed(folder: &Path, words: &[&str], lines: &[u8]) -> Run {
    fed(crate::keep::run::signpost(folder).args(words), lines).into()
}

/// What each way back says: the plan, the interview, and the check of the saved file.
fn ways(folder: &Path, rules: &[&str]) -> [Run; 3] {
    let with = |words: &[&str]| typed(folder, &[words, &["--today", "2026-11-25"], rules].concat(), b"\n");
    let checked = run(folder, &[&["plan", "--verify", "plan.md"], rules].concat());
    [with(&["plan", "--answers", "plan.md"]), with(&["ask", "--answers", "plan.md"]), checked]
}

#[test]
fn under_the_same_rules_nothing_is_said() {
    let folder = saved("2026-11-10");
    for done in ways(folder.path(), &[]) {
        let talk = flat(&(done.talk + &done.out));
        assert!(!talk.contains("rules have changed") && !talk.contains("changes for you"), "{talk}");
    }
}

#[test]
fn a_change_that_does_not_touch_the_person_is_one_line() {
    let folder = saved("2026-11-10");
    change(folder.path(), "comments-on-draft", "days: 15", "days: 20");
    let [plan, ask, checked] = ways(folder.path(), &["--rules", "rules"]);
    for done in [plan, ask] {
        let talk = flat(&done.talk);
        assert!(talk.contains("The rules have changed since these answers were saved."), "{talk}");
        assert!(talk.contains("For you nothing changes: the same next step, and the same dates."), "{talk}");
        assert!(!talk.contains("Other dates"), "{talk}");
    }
    assert!(checked.out.contains("The advice and every date are the same."), "{}", checked.out);
}

#[test]
fn a_date_that_moves_is_said_as_it_was_and_as_it_is() {
    let folder = saved("2026-11-10");
    change(folder.path(), "ring-mediation-adviser", "months: 2", "months: 1");
    for done in ways(folder.path(), &["--rules", "rules"]) {
        let talk = flat(&(done.talk + &done.out));
        let said = "This changes for you: Other dates: Ring the mediation adviser. Then: aim for Friday 8 January 2027, \
                    last day Sunday 10 January 2027. Now: Thursday 10 December 2026.";
        let in_a_row = talk.contains(said);
        // The check of a file says in its own words that the rules have changed.
        let after = said.strip_prefix("This changes for you: ").expect("it begins so");
        assert!(in_a_row || talk.contains(after), "{talk}");
        assert!(!talk.contains("Next step then"), "{talk}");
    }
}

#[test]
fn another_step_and_another_question_are_said() {
    // With one month, this limit has passed: the letter's rights are asked about.
    let folder = saved("2026-10-12");
    change(folder.path(), "ring-mediation-adviser", "months: 2", "months: 1");
    let [plan, ..] = ways(folder.path(), &["--rules", "rules"]);
    let talk = flat(&plan.talk);
    assert!(talk.contains("For you one more question is asked now: If you would like to appeal late, what kept you from appealing in time?"), "{talk}");
    // One answer more, and the block that was pasted shows another step.
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("answers.yaml"), answers("2026-10-28")).expect("it can be written");
    let done = run(folder.path(), &["plan", "--answers", "answers.yaml", "--today", DAY, "--out", "plan.md"]);
    assert_eq!(done.code, 0, "{}", done.talk);
    let saved = fs::read_to_string(folder.path().join("plan.md")).expect("it is there");
    change(folder.path(), "comments-on-draft", "days: 15", "days: 20");
    let pasted = saved.replace("# step: mediation-advice", "# step: tribunal-appeal");
    assert_ne!(pasted, saved);
    fs::write(folder.path().join("plan.md"), pasted).expect("it can be written");
    let [plan, ..] = ways(folder.path(), &["--rules", "rules"]);
    let talk = flat(&plan.talk);
    assert!(talk.contains("Next step then: Send the appeal") && talk.contains("Next step now: "), "{talk}");
}

#[test]
fn a_limit_that_the_plan_no_longer_has_is_said() {
    use crate::rules::{changed, starter, write};
    let folder = tempfile::tempdir().expect("a folder");
    write(&starter(), &folder.path().join("old"));
    let without = [("    deadlines: [school-answer]\n", "")];
    write(&changed(starter(), "england/first.yaml", &without), &folder.path().join("rules"));
    let set = ["--set", "person=me", "--set", "matter=no-answer", "--set", "letter-date=2026-11-10"];
    let plan = ["plan", "--rules", "old", "--today", DAY, "--out", "plan.md"];
    assert_eq!(run(folder.path(), &[&plan[..], &set].concat()).code, 0);
    for way in ways(folder.path(), &["--rules", "rules"]) {
        let said = flat(&(way.talk + &way.out));
        assert!(
            said.contains(
                "Other dates: Answer from the school. Then: Tuesday 1 December 2026. Now: none in the next steps."
            ),
            "{said}"
        );
    }
}

#[test]
fn the_block_of_an_interview_holds_the_plan_too() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("answers.yaml"), answers("2026-11-10")).expect("it can be written");
    // The first screen, the answers, the lines to copy; then the input is over.
    let words = ["ask", "--plain", "--answers", "answers.yaml", "--today", DAY];
    let talk = typed(folder.path(), &words, b"\n\nshow my answers\n\n").talk;
    assert!(talk.contains("# step: mediation-advice\n"), "{talk}");
    assert!(talk.contains("# limit: ring-mediation-adviser 2027-01-08 2027-01-10\n"), "{talk}");
    // Short enough for an email: no line is broken on the way.
    let from = talk.find("# signpost answers").expect("the block");
    let block = &talk[from..talk.find("# end of signpost answers").expect("its end")];
    assert!(block.lines().all(|line| line.len() <= 76), "{block}");
}
