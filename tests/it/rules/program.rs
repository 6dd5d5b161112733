//! `signpost rules check`, `schema` and `new` from outside: what is printed, and the exit codes.

use std::path::Path;

use assert_cmd::Command;

use super::{here, starter, write};

fn signpost(words: &[&str]) -> assert_cmd::assert::Assert {
    let mut command = Command::new(env!("CARGO_BIN_EXE_signpost"));
    command.args(words).env("NO_COLOR", "1").timeout(std::time::Duration::from_secs(60)).assert()
}

fn out(assert: &assert_cmd::assert::Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).expect("text")
}

fn err(assert: &assert_cmd::assert::Assert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).expect("text")
}

/// The starter with a change to one file.
fn changed(file: &str, from: &str, to: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut sources = starter();
    let text = String::from_utf8(sources[file].clone()).expect("text");
    assert!(text.contains(from));
    sources.insert(file.into(), text.replacen(from, to, 1).into_bytes());
    write(&sources, folder.path());
    folder
}

fn check(folder: &Path, words: &[&str]) -> assert_cmd::assert::Assert {
    let folder = folder.to_str().expect("a plain path");
    signpost(&[&["rules", "check", folder, "--today", "2026-11-21"], words].concat())
}

#[test]
fn good_rules_are_said_to_be_good() {
    let folder = here("src/commands/rules/starter");
    let said = check(&folder, &[]).code(0);
    assert!(out(&said).contains("no errors\n3 questions, 2 routes"), "{}", out(&said));
    assert_eq!(out(&check(&folder, &["--format", "json"]).code(0)), "[]\n");
}

#[test]
fn each_format_says_the_same() {
    let folder = changed("england/first.yaml", "    next_step: Send", "    nextstep: Send");
    let plain = check(folder.path(), &["--format", "plain"]).code(3);
    let first = "england/first.yaml:104:5: error[unknown-key]: `nextstep` is not a key here\n  help: did you mean `next_step`?\n";
    // The count stands with what it counts; JSON is a list and nothing else.
    let counted = format!("{first}1 error and 0 warnings\n");
    assert_eq!((out(&plain), err(&plain)), (counted.clone(), String::new()));
    // A screen reader is given the same by the flag that all commands take.
    assert_eq!(out(&check(folder.path(), &["--plain"]).code(3)), counted);
    assert_eq!(err(&check(folder.path(), &["--format", "json"]).code(3)), "1 error and 0 warnings\n");
    let text = out(&check(folder.path(), &["--format", "text"]).code(3));
    for part in ["error[unknown-key]", "england/first.yaml:104:5", "104 |", "nextstep: Send the school", "^^^^^^^^"] {
        assert!(text.contains(part), "{part} in:\n{text}");
    }
    let json = out(&check(folder.path(), &["--format", "json"]).code(3));
    let found: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(found[0]["code"], "unknown-key");
    assert_eq!((&found[0]["line"], &found[0]["column"]), (&104.into(), &5.into()));
    assert_eq!(found[0]["help"], "did you mean `next_step`?");
}

#[test]
fn warnings_are_denied_when_asked() {
    let folder = changed("england.yaml", "review_by: 2027-06-15", "review_by: 2026-11-20");
    let said = check(folder.path(), &["--format", "plain"]).code(0);
    assert!(out(&said).contains("warning[stale]"), "{}", out(&said));
    assert!(out(&said).contains("no errors"));
    check(folder.path(), &["--deny", "warnings"]).code(3);
    check(&here("src/commands/rules/starter"), &["--deny", "warnings"]).code(0);
}

#[test]
fn the_last_day_of_the_review_is_in_time() {
    let folder = changed("england.yaml", "review_by: 2027-06-15", "review_by: 2026-11-21");
    check(folder.path(), &["--deny", "warnings"]).code(0);
}

#[test]
fn an_old_contact_is_no_finding() {
    let folder = changed("areas.yaml", "checked: 2026-06-15", "checked: 2019-01-01");
    check(folder.path(), &["--deny", "warnings"]).code(0);
}

#[test]
fn no_interview_starts_on_rules_with_errors() {
    let folder = changed("england/first.yaml", "    next_step: Send", "    nextstep: Send");
    let said = signpost(&["plan", "--questions", "--rules", folder.path().to_str().expect("plain")]).code(3);
    assert!(err(&said).contains("error[unknown-key]") && out(&said).is_empty());
}

#[test]
fn the_built_in_rules_are_checked_like_any_others() {
    let built_in = signpost(&["rules", "check", "--format", "json", "--today", "2026-11-21"]);
    let folder = check(&here("rules"), &["--format", "json"]);
    assert_eq!(out(&built_in), out(&folder));
}

#[test]
fn each_schema_is_printed() {
    for kind in ["rules", "head", "areas", "calendar", "words", "examples", "answers"] {
        let said = out(&signpost(&["rules", "schema", kind]).code(0));
        let schema: serde_json::Value = serde_json::from_str(&said).expect("JSON");
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#", "{kind}");
    }
    assert_eq!(out(&signpost(&["rules", "schema"])), out(&signpost(&["rules", "schema", "rules"])));
}

#[test]
fn a_new_rule_set_is_clean_and_nothing_is_overwritten() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("mine");
    let name = folder.to_str().expect("plain");
    let said = out(&signpost(&["rules", "new", name]).code(0));
    assert!(said.contains(&format!("signpost rules check {name}")), "{said}");
    check(&folder, &["--deny", "warnings"]).code(0);
    let tested = signpost(&["rules", "test", folder.join("cases").to_str().expect("plain"), "--rules", name]).code(0);
    assert_eq!(out(&tested), "2 passed, 0 failed\n");
    assert!(folder.join("schema/rules.schema.json").is_file());
    let again = signpost(&["rules", "new", name]).code(2);
    assert!(err(&again).contains("is there already"), "{}", err(&again));
    let file = root.path().join("file");
    std::fs::write(&file, "kept").expect("written");
    signpost(&["rules", "new", file.to_str().expect("plain")]).code(1);
    assert_eq!(std::fs::read_to_string(file).expect("there"), "kept");
}

/// A limit that changes leaves texts behind that `other_numbers` excuses: the comparison names each.
#[test]
fn a_changed_limit_names_the_texts_that_are_excused() {
    let root = tempfile::tempdir().expect("a folder");
    let excused = "  - id: ask-again\n    other_numbers: {21 days: why}\n";
    let old = super::changed(
        starter(),
        "england/first.yaml",
        &[("  - id: ask-again\n", excused), ("The school has answered already.", "Its 21 days have ended.")],
    );
    let old = super::changed(old, "england/first.yaml", &[("weeks: 3}", "days: 21}")]);
    let new = super::changed(old.clone(), "england/first.yaml", &[("days: 21}", "days: 14}")]);
    let (old_at, new_at) = (root.path().join("old"), root.path().join("new"));
    write(&old, &old_at);
    write(&new, &new_at);
    let (old_at, new_at) = (old_at.to_str().expect("plain"), new_at.to_str().expect("plain"));
    let said = out(&signpost(&["rules", "diff", old_at, new_at]));
    let plain = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let line =
        String::from_utf8_lossy(&new["england/first.yaml"]).lines().position(|line| line.contains("Its 21 days"));
    let line = line.expect("the text") + 1;
    let wanted = format!(
        "- england/first.yaml:{line}: `21 days` is in `other_numbers`, and the time limit `school-answer` had 21 days"
    );
    assert!(plain.contains("Look at these. They may still be as they were before the change: - "), "{said}");
    assert!(plain.contains(&wanted), "{said}");
    let json = out(&signpost(&["rules", "diff", old_at, new_at, "--format", "json"]));
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    // What the limit itself says comes before it in the file.
    assert_eq!(json["look_at"][1]["line"], line, "{json}");
    assert!(!out(&signpost(&["rules", "diff", old_at, old_at])).contains("Look at"));
}

/// A case that could never fail, or never pass, is told of as such.
#[test]
fn a_case_that_tests_nothing_is_no_case() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("mine");
    write(&starter(), &folder);
    let file = root.path().join("cases.yaml");
    let said = |expect: &str, more: &str| {
        let case =
            "  - {name: One, from: a test, today: 2026-06-16, answers: {person: child, matter: refused}, expect: ";
        std::fs::write(&file, format!("cases:\n{case}{{{expect}}}}}\n{more}")).expect("written");
        let run =
            signpost(&["rules", "test", file.to_str().expect("plain"), "--rules", folder.to_str().expect("plain")]);
        (run.get_output().status.code(), out(&run) + &err(&run))
    };
    assert_eq!(said("next_step: complaint", "").0, Some(0));
    for (expect, wanted) in [
        ("", "expect: it says nothing, so nothing is tested"),
        ("next_step: complain", "next_step: no route has the id `complain`; did you mean `complaint`?"),
        ("absent: [nothing]", "absent: no route has the id `nothing`"),
        ("deadlines: {school-answer: {due: 2026-06-31}}", "deadlines: school-answer: `2026-06-31` is not a date"),
    ] {
        let (code, all) = said(expect, "");
        assert!(code != Some(0) && all.contains(wanted), "{expect}: {all}");
    }
    let again = "  - {name: One, from: a test, today: 2026-06-16, answers: {}, expect: {next_step: complaint}}\n";
    let (code, all) = said("next_step: complaint", again);
    assert!(code == Some(2) && all.contains("two cases are called `One`"), "{all}");
}

#[test]
fn a_new_topic_has_its_place_and_passes_the_check() {
    let root = tempfile::tempdir().expect("a folder");
    for (name, sources) in [("mine", starter()), ("ours", crate::embedded::sources())] {
        let folder = root.path().join(name);
        write(&sources, &folder);
        let path = folder.to_str().expect("plain");
        let said = out(&signpost(&["rules", "new", "topic", "school-meals", "--rules", path]).code(0));
        assert!(said.contains("england/school-meals.yaml") && said.contains("england/ladder.yaml"), "{said}");
        // Today and no day of old: laws were looked at since.
        signpost(&["rules", "check", path]).code(0);
        let cases = folder.join("cases/school-meals.yaml");
        let tested = signpost(&["rules", "test", cases.to_str().expect("plain"), "--rules", path]).code(0);
        assert_eq!(out(&tested), "2 passed, 0 failed\n");
        let written = std::fs::read_to_string(&cases).expect("the cases");
        assert!(!written.contains("area:") || written.matches("area: \"england\"").count() == 2, "{written}");
        // Where everybody is asked, it says which lists could ask for it.
        assert!(
            !said.contains("Everybody is asked")
                || name == "mine"
                || said.contains("Lists of several answers that have room: `"),
            "{said}"
        );
        let again = signpost(&["rules", "new", "topic", "school-meals", "--rules", path]).code(2);
        assert!(err(&again).contains("already"), "{}", err(&again));
    }
    // It is heard, and a letter told of with it is its own and not the council's.
    let heard = root.path().join("heard.yaml");
    let said = "today: 2026-11-29\nheard:\n  - say: school meals, refusal letter 10 november\n    understood: \
                [school-meals=this, school-meals-date=2026-11-10]\n";
    std::fs::write(&heard, said).expect("written");
    for name in ["mine", "ours"] {
        let rules = root.path().join(name);
        let run =
            signpost(&["rules", "test", heard.to_str().expect("plain"), "--rules", rules.to_str().expect("plain")]);
        assert!(out(&run).starts_with("1 passed, 0 failed\n"), "{name}: {}", out(&run));
    }
    // The small rule set has no warning with it but that its law is an example.
    let warned = check(&root.path().join("mine"), &["--format", "plain"]).code(0);
    assert_eq!(out(&warned).matches("warning[").count(), 1, "{}", out(&warned));
    assert!(out(&warned).contains("warning[example-law]"), "{}", out(&warned));
    let mine = root.path().join("mine");
    let mine = mine.to_str().expect("plain");
    for wrong in ["School meals", "", "2meals"] {
        let said = signpost(&["rules", "new", "topic", wrong, "--rules", mine]).code(2);
        assert!(err(&said).contains("small letters"), "{}", err(&said));
    }
    signpost(&["rules", "new", "topic", "meals"]).code(2);
}
