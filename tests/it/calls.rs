//! Calls at the adviser's desk: facts in the caller's order, and what is written afterwards.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use signpost_render::messages as say;

use crate::run::{PROGRAM, Run, fed, flat, program};
#[cfg(unix)]
use crate::{screen::Screen, stories::faces::names_its_keys};

pub fn signpost(day: &str, cases: &Path, arguments: &[&str], lines: &[&str]) -> Run {
    let mut command = program();
    command.args(arguments).args(["--today", day, "--cases"]).arg(cases);
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    fed(&mut command, text.as_bytes()).into()
}

const TODAY: &str = "2026-11-21";

/// A call that keeps nothing.
pub fn call(lines: &[&str]) -> Run {
    let folder = tempfile::tempdir().expect("a folder");
    let heard = signpost(
        TODAY,
        &folder.path().join("cases"),
        &["ask", "--adviser", "--minutes", "19", "--reference", "K7MR-3XQD"],
        lines,
    );
    assert!(!folder.path().join("cases").exists(), "nothing is kept unless it is asked for");
    heard
}

/// Facts that leave the date of the letter open, as the question on the screen.
pub const UNDATED: &str = "/facts refused assessment, under 16, england, about the plan, we have done nothing";

/// A refusal to assess, from start to plan.
pub const SIMPLE: [&str; 8] =
    ["/facts refused assessment, letter 28 oct, age 7", "r", "england", "1", "none", "none", "", ""];

#[test]
fn a_simple_call_is_under_twelve_lines() {
    let heard = call(&SIMPLE);
    assert!(heard.out.starts_with("Your next steps"), "{}\n{}", heard.talk, heard.out);
    let typed = heard.talk.lines().filter(|line| line.starts_with("> ")).count();
    assert!(typed < 12, "{typed} lines\n{}", heard.talk);
    let talk = flat(&heard.talk);
    for said in [
        "refused assessment: The council will not assess for a plan.",
        "letter 28 oct: The letter is dated Wednesday 28 October 2026.",
        "age 7: This is about a child of school age.",
    ] {
        assert!(talk.contains(said), "{said}\n{}", heard.talk);
    }
    assert!(heard.out.contains("Monday 28 December"), "{}", heard.out);
}

#[test]
fn facts_in_any_order_give_the_plan_of_the_interview() {
    let folder = tempfile::tempdir().expect("a folder");
    let set = [
        "area=england",
        "person=child",
        "about=plan",
        "stage=refused-plan",
        "done=mediation",
        "progress=have-certificate",
        "letter-date=2026-10-20",
        "certificate-date=2026-11-03",
        "told=none",
    ];
    let set: Vec<&str> = set.iter().flat_map(|one| ["--set", one]).collect();
    let straight = program().arg("plan").args(set).args(["--today", TODAY]).output().expect("it runs");
    let straight = String::from_utf8(straight.stdout).expect("text");
    assert!(straight.starts_with("Your next steps"), "{straight}");
    let facts = ["certificate 3 nov l", "under 16", "letter 20 oct r", "england", "refusal to issue"];
    for order in [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 4, 1, 3], [3, 4, 0, 2, 1]] {
        let line = format!("/facts {}", order.map(|at| facts[at]).join(", "));
        let heard = signpost(TODAY, folder.path(), &["ask", "--adviser"], &[&line, "1", "none", ""]);
        assert_eq!(flat(&heard.out), flat(&straight), "{line}\n{}", heard.talk);
    }
    // One at a time, with /set, by few letters, and before they are asked.
    let lines =
        ["/set certificate-d 3 nov r", "/set letter-date 20 oct r", "/set progress 8", "/set stage refused-plan"];
    let more = ["/set done mediation", "/set about plan", "/set pers 2", "/set area england", "/set told none", "", ""];
    let heard = signpost(TODAY, folder.path(), &["ask", "--adviser"], &[&lines[..], &more].concat());
    assert_eq!(flat(&heard.out), flat(&straight), "{}", heard.talk);
}

#[test]
fn nothing_is_guessed() {
    let heard = call(&["/facts purple elephants, refused, letter 31 feb, shouted on 3 may 2026", "", "/done", "/done"]);
    let talk = flat(&heard.talk);
    assert!(talk.contains("Not understood, so not used: purple elephants"), "{}", heard.talk);
    assert!(talk.contains("Which is meant by: refused?") && talk.contains("Left out: refused"), "{}", heard.talk);
    assert!(talk.contains("Not understood, so not used: letter 31 feb"), "{}", heard.talk);
    assert!(talk.contains("No next steps yet. Still open: Which council is responsible?"), "{}", heard.talk);
    assert!(talk.contains("Not understood, so not used: shouted on 3 may 2026"), "{}", heard.talk);
    assert_eq!(heard.out, "");
}

#[test]
fn a_fact_that_is_never_used_is_named() {
    let lines = ["/facts certificate 3 nov r, refused assessment, letter 28 oct r, under 16, england, about the plan"];
    let heard = call(&[&lines[..], &["/set done nothing", "none", "", ""]].concat());
    assert!(flat(&heard.talk).contains("So: You have the mediation certificate."), "{}", heard.talk);
    assert!(flat(&heard.talk).contains("the date on the certificate."), "{}", heard.talk);
}

#[test]
fn every_command_is_listed_and_answers() {
    let heard = call(&["/", "/nonsense", "/set", "/jump letter-date", "/why", "/words EHC plan", "/time", "/read"]);
    let talk = flat(&heard.talk);
    let all = "facts set jump list undo read route why words note call action service hold safe time keep done";
    for command in all.split(' ') {
        assert!(talk.contains(&format!("/{command}")), "{command}\n{talk}");
    }
    for said in [
        "There is no command /nonsense.",
        "Type it as: /set letter-date 28 oct",
        "What date is printed on the council's letter?",
        "Question letter-date:",
        "Certainty A",
        "Checked 15 June 2026.",
        "EHC plan:",
        "19 minutes since the start.",
        "Say: What date is printed on the letter?",
        "/ for commands",
    ] {
        assert!(talk.contains(said), "{said}\n{}", heard.talk);
    }
}

#[test]
fn without_the_flag_a_slash_is_no_command() {
    let heard = signpost(TODAY, Path::new("/nowhere"), &["ask"], &["", "/time"]);
    assert!(heard.talk.contains("Error:") && !heard.talk.contains("since the start"), "{}", heard.talk);
    let menu = signpost(TODAY, Path::new("/nowhere"), &["ask", "--adviser", "--menu"], &[]);
    assert_eq!(menu.code, 2, "{}", menu.talk);
}

#[test]
fn safe_changes_nothing_and_stands_nowhere() {
    let with = call(&[&["/safe"], &SIMPLE[..], &["n"]].concat());
    let without = call(&[&SIMPLE[..], &["n"]].concat());
    assert!(with.talk.contains("999"), "{}", with.talk);
    assert_eq!(with.out, without.out);
}

#[test]
fn what_was_put_off_is_listed_to_confirm() {
    let lines = [UNDATED, "/hold", "not sure", "none", "", ""];
    let heard = call(&[&lines[..], &["n"]].concat());
    assert!(heard.talk.contains("Take your time."), "{}", heard.talk);
    let plan = heard.out.split("Call note").next().unwrap_or_default();
    assert!(plan.contains("What date is printed on the council's letter?"), "{plan}");
    assert!(flat(&heard.out).contains("To confirm: What date is printed on the council's letter?"), "{}", heard.out);
}

#[test]
fn notes_are_warned_of_and_asked_about() {
    let patterns = [
        "ring 07700 900123",
        "mum@example.org wrote",
        "NHS 943 476 5919",
        "lives at SW1A 1AA",
        "Mrs Smith wrote",
        "born 12 March 2015",
    ];
    for text in patterns {
        let heard = call(&[&[format!("/note {text}").as_str(), ""], &SIMPLE[..], &["n"]].concat());
        assert!(heard.talk.contains("Type keep to keep it"), "{}", heard.talk);
        assert!(!heard.out.contains(text), "{}", heard.out);
    }
    let heard = call(&[&["/note Tired today MARKER", "/note Second"], &SIMPLE[..], &["n", "s"]].concat());
    // The warning comes once, before anything can be typed.
    let warned = heard.talk.find("Leave out names").expect("a warning");
    assert!(warned < heard.talk.find("> ").expect("a prompt"), "{}", heard.talk);
    assert_eq!(heard.talk.matches("Leave out names").count(), 1, "{}", heard.talk);
    assert_eq!(heard.out.matches("MARKER").count(), 1, "in the call note only\n{}", heard.out);
}

#[test]
fn how_a_date_is_known_stands_in_the_note() {
    for (key, said) in [
        ("l", "The caller has it in hand."),
        ("r", "The caller read it out."),
        ("m", "The caller remembers it."),
        ("o", "Told by somebody else."),
    ] {
        let mut lines = SIMPLE;
        lines[1] = key;
        let heard = call(&[&lines[..], &["n"]].concat());
        assert!(flat(&heard.out).contains(&format!("28 October 2026. ({said})")), "{}", heard.out);
        // In the interview, after the date is said back.
        let asked = [UNDATED, "28 oct", key, "none", "", "", "n"];
        let heard = call(&asked);
        let in_one = format!("28 oct {key}");
        let line = call(&[UNDATED, in_one.as_str(), "", "none", "", "", "n"]);
        assert!(flat(&line.out).contains(&format!("28 October 2026. ({said})")), "{}", line.talk);
        assert!(flat(&heard.out).contains(&format!("28 October 2026. ({said})")), "{}\n{}", heard.talk, heard.out);
    }
}

#[test]
fn teach_back_comes_once() {
    let heard = call(&[&SIMPLE[..7], &["d", "/set letter-date 27 oct r", "", "n"]].concat());
    assert_eq!(flat(&heard.talk).matches("I want to make sure I explained that clearly").count(), 1, "{}", heard.talk);
    assert_eq!(heard.out.matches("Your next steps, as if").count(), 2, "a change after the plan gives a new one");
    assert!(heard.out.contains("Said back by the caller: done."), "{}", heard.out);
}

#[test]
fn a_case_is_kept_only_after_a_yes() {
    let folder = tempfile::tempdir().expect("a folder");
    let start = ["ask", "--adviser", "--minutes", "19", "--reference", "K7MR-3XQD"];
    let refused = signpost(TODAY, folder.path(), &start, &[&SIMPLE[..], &["k", "", "no", "/done"]].concat());
    assert_eq!(flat(&refused.talk).matches("Enter alone is no answer.").count(), 1, "{}", refused.talk);
    assert!(!folder.path().join("K7MR-3XQD.yaml").exists());
    let kept = signpost(
        TODAY,
        folder.path(),
        &start,
        &[&SIMPLE[..], &["k", "yes yes no no", "/note After it", "/done"]].concat(),
    );
    assert!(kept.talk.contains("Saved in: "), "{}", kept.talk);
    assert!(kept.code == 0 && kept.talk.trim_end().ends_with("Saved: K7MR-3XQD"), "{}", kept.talk);
    let case = fs::read_to_string(folder.path().join("K7MR-3XQD.yaml")).expect("the case");
    assert!(case.contains("known: read-out") && case.contains("minutes: 19") && case.contains("plans:"), "{case}");
    assert!(case.contains("After it"), "the call goes on\n{case}");
    // Open it again: the letter's date is put right, and the case holds two plans.
    let open = ["case", "open", "K7", "--adviser", "--minutes", "5"];
    let again =
        signpost(TODAY, folder.path(), &open, &["/set letter-date 27 oct l", "/note Rang back", "", "d", "/done"]);
    assert_eq!(again.code, 0, "{}", again.talk);
    let case = fs::read_to_string(folder.path().join("K7MR-3XQD.yaml")).expect("the case");
    assert!(case.contains("2026-10-27") && case.contains("letter-in-hand") && case.contains("Rang back"), "{case}");
    assert_eq!(case.matches("next_step:").count(), 2, "{case}");
    assert!(case.contains("teach_back: true"), "{case}");
}

/// Each consent by itself, in every face that an adviser can have: Enter is no answer, and only a typed yes gives it.
/// With menus there are no commands, so that face is refused.
#[cfg(unix)]
#[test]
fn four_consents_stand_on_one_screen_and_are_each_typed_in_every_face() {
    const CONSENTS: [&str; 4] = [say::CONSENT_RECORD, say::CONSENT_CONTACT, say::CONSENT_SHARE, say::CONSENT_FEEDBACK];
    const GIVEN: [&str; 4] = ["yes", "no", "y", "no"];
    for face in ["", "--plain"] {
        let folder = tempfile::tempdir().expect("a folder");
        let line = format!(
            "exec {PROGRAM} ask --adviser --no-pause --color never {face} --minutes 19 --reference K7MR-3XQD --today {TODAY} --cases '{}'",
            folder.path().display()
        );
        let mut screen = Screen::of(80, 24, &line, folder.path(), face.is_empty());
        for typed in SIMPLE.iter().chain(&["k"]) {
            screen.types(typed);
        }
        for (words, given) in CONSENTS.into_iter().zip(GIVEN) {
            // All that are open stand on one screen; each takes an answer of its own.
            screen.sees(words).types("");
            screen.sees(say::CONSENT_WRONG).types(given);
        }
        screen.sees("Reference:").types("/done");
        let (shown, code) = screen.ends();
        assert_eq!(code, 0, "{shown}");
        let case = fs::read_to_string(folder.path().join("K7MR-3XQD.yaml")).expect("the case");
        let given: Vec<&str> = case.lines().filter_map(|line| line.trim().strip_prefix("given: ")).collect();
        assert_eq!(given, ["yes", "no", "yes", "no"], "{case}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let start = ["ask", "--adviser", "--minutes", "19", "--reference", "K7MR-3XQD"];
    let typed = GIVEN.iter().flat_map(|given| ["", given]).collect::<Vec<_>>();
    let piped = signpost(TODAY, folder.path(), &start, &[&SIMPLE[..], &["k"], &typed].concat());
    assert_eq!(flat(&piped.talk).matches(say::CONSENT_WRONG).count(), CONSENTS.len(), "{}", piped.talk);
    for words in CONSENTS {
        let before_the_first = flat(&piped.talk).split(say::CONSENT_WRONG).next().expect("one").contains(words);
        assert!(before_the_first, "{words} stands on the one screen\n{}", piped.talk);
    }
    let case = fs::read_to_string(folder.path().join("K7MR-3XQD.yaml")).expect("the case");
    assert_eq!(case.matches("given: yes").count(), 2, "{case}");
    let menu = signpost(TODAY, folder.path(), &["ask", "--adviser", "--menu"], &[]);
    assert_eq!(menu.code, 2, "{}", menu.talk);
}

#[test]
fn going_back_from_a_consent_keeps_nothing() {
    let back = call(&[&SIMPLE[..], &["k", "yes", "?", "b", "/done"]].concat());
    assert!(flat(&back.talk).contains(say::CONSENT_HELP), "{}", back.talk);
    let stopped = call(&[&SIMPLE[..], &["k", "yes", "q", "q"]].concat());
    assert_eq!(stopped.code, 0, "{}", stopped.talk);
}

/// Help, back and quit are named at every prompt of a call.
#[cfg(unix)]
#[test]
fn every_prompt_of_a_call_names_its_keys() {
    let facts = ["/facts refused", "?", "", SIMPLE[0], "?", SIMPLE[1], "/note ring 07700 900123", "?", ""];
    let close = ["?", "d", "?", "k", "?", "no", "/done"];
    let heard = call(&[&facts[..], &SIMPLE[2..7], &close].concat());
    assert!(names_its_keys(&heard.talk) > 15, "{}", heard.talk);
    for said in [say::FACT_HELP, say::KNOWN_WRONG, say::NOTE_HELP, say::TEACH_HELP, say::CLOSE_HELP, say::CONSENT_HELP]
    {
        assert!(flat(&heard.talk).contains(said), "{said}\n{}", heard.talk);
    }
}

#[test]
fn what_another_program_saved_meanwhile_is_not_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let cases = folder.path().join("cases");
    let new = ["case", "new", "--reference", "K7MR-3XQD", "--set", "area=england"];
    assert_eq!(signpost(TODAY, &cases, &new, &[]).code, 0);
    let mut child = Command::new(PROGRAM)
        .args(["case", "open", "K7", "--adviser", "--today", TODAY, "--cases"])
        .arg(&cases)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut keys = child.stdin.take().expect("a pipe");
    // Once it has spoken, it has read the case.
    let mut first = [0; 16];
    std::io::Read::read_exact(child.stderr.as_mut().expect("a pipe"), &mut first).expect("it speaks");
    let other = ["case", "set", "K7", "person=child"];
    assert_eq!(signpost(TODAY, &cases, &other, &[]).code, 0);
    keys.write_all(b"/facts refused assessment, letter 28 oct r\n/done\n/done\n").expect("typed");
    drop(keys);
    let output = child.wait_with_output().expect("it ends");
    let talk = String::from_utf8(output.stderr).expect("text");
    assert_ne!(output.status.code(), Some(0), "{talk}");
    assert!(talk.contains("Not saved.") && talk.contains("stage: refused-assessment"), "{talk}");
    let case = fs::read_to_string(cases.join("K7MR-3XQD.yaml")).expect("the case");
    assert!(!case.contains("refused-assessment"), "{case}");
}

/// The file of a case after a call that began with `/keep`, was told this much, and then lost its process or its window.
#[cfg(unix)]
fn killed(lines: &[&str], signal: &str) -> (String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut child = Command::new(PROGRAM)
        .args(["ask", "--adviser", "--reference", "K7MR-3XQD", "--today", TODAY, "--cases"])
        .arg(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut keys = child.stdin.take().expect("a pipe");
    let typed: String = lines.iter().chain(&["/time"]).map(|line| format!("{line}\n")).collect();
    keys.write_all(typed.as_bytes()).expect("typed");
    // It has answered the last command, so all before it was taken.
    let mut talk = Vec::new();
    while !String::from_utf8_lossy(&talk).contains("since the start") {
        let mut byte = [0];
        std::io::Read::read_exact(child.stderr.as_mut().expect("a pipe"), &mut byte).expect("it speaks");
        talk.extend(byte);
    }
    let sent = Command::new("kill").args(["-s", signal, &child.id().to_string()]).status().expect("it can be sent");
    assert!(sent.success());
    let rest = child.wait_with_output().expect("it ends").stderr;
    let talk = String::from_utf8_lossy(&talk).into_owned() + &String::from_utf8_lossy(&rest);
    (fs::read_to_string(folder.path().join("K7MR-3XQD.yaml")).unwrap_or_default(), talk)
}

#[cfg(unix)]
#[test]
fn nothing_said_is_lost_however_the_call_ends() {
    let facts = "/facts refused assessment, letter 28 oct r, age 7";
    for signal in ["KILL", "HUP", "TERM", "INT"] {
        let (case, talk) = killed(&["/keep", "y y n n", facts, "/note Rang twice MARKER"], signal);
        for said in ["refused-assessment", "2026-10-28", "known: read-out", "MARKER"] {
            assert!(case.contains(said), "{signal}: no {said}\n{case}\n{talk}");
        }
        assert!(!talk.contains("Nothing was saved"), "{signal}: {talk}");
        assert_eq!(talk.contains("are saved: K7MR-3XQD"), signal != "KILL", "{signal}: {talk}");
        // Not kept: it was said at the start, and where the program can still speak all is given back.
        let (case, talk) = killed(&[facts, "/note Rang twice MARKER"], signal);
        let said = flat(&talk);
        assert!(said.contains("a killed program loses it. /keep"), "{talk}");
        assert_eq!(case, "");
        if signal != "KILL" {
            assert!(said.contains("Nothing was saved.") && said.contains("stage: refused-assessment"), "{talk}");
            assert!(said.contains("Note: Rang twice MARKER"), "{talk}");
        }
    }
}

#[test]
fn stopping_gives_back_facts_that_no_question_has_come_to() {
    let lines = ["/facts refused assessment, letter 28 oct, age 7", "r", "/note MARKER", "q", "1"];
    let heard = call(&lines);
    for said in ["stage: refused-assessment", "letter-date: 2026-10-28", "person: child", "Note: MARKER"] {
        assert!(heard.talk.contains(said), "no {said}\n{}", heard.talk);
    }
    assert!(!heard.talk.contains(say::NO_ANSWERS), "{}", heard.talk);
    assert!(flat(&heard.talk).ends_with(say::STOPPED), "{}", heard.talk);
    let folder = tempfile::tempdir().expect("a folder");
    let start = ["ask", "--adviser", "--reference", "K7MR-3XQD"];
    let kept = signpost(TODAY, folder.path(), &start, &[&["/keep", "y n n n"], &lines[..3], &["q", "q"]].concat());
    assert!(flat(&kept.talk).ends_with("Stopped. Everything so far is saved: K7MR-3XQD"), "{}", kept.talk);
    let case = fs::read_to_string(folder.path().join("K7MR-3XQD.yaml")).expect("the case");
    assert!(case.contains("refused-assessment") && case.contains("MARKER"), "{case}");
}

/// Whether all of it was said, in this order.
pub fn in_order(heard: &Run, parts: &[&str]) {
    let talk = flat(&heard.talk);
    let mut from = 0;
    for part in parts {
        let at = talk[from..].find(part).unwrap_or_else(|| panic!("no `{part}` in its place:\n{}", heard.talk));
        from += at + part.len();
    }
}

#[test]
fn the_last_thing_said_is_taken_back_whatever_it_was() {
    let heard = call(&[
        "/undo",
        "england",
        "/facts refused assessment, age 7",
        "/set letter-date 28 oct r",
        "/note Second thoughts",
        "/service CH-0417",
        "/call",
        "/call choice Mediation first, then decide",
        "/action adviser: ring back, by 4 december",
        "/hold",
        "/list",
        "/undo",
        "/undo",
        "/undo",
        "/undo",
        "/undo",
        "/undo",
        "/undo",
        "/undo",
        "/undo",
        "/list",
    ]);
    in_order(
        &heard,
        &[
            "Nothing has been said that could be taken back.",
            "The first word is caller, urgent, tried, choice, if_not or queries.",
            "Taken so far",
            "The letter is dated Wednesday 28 October 2026. (The caller read it out.)",
            "Taken back: To confirm:",
            "Taken back: Agreed: Adviser: ring back, by Friday 4 December 2026.",
            "Taken back: For the note, choice: Mediation first, then decide",
            "Taken back: Your number: CH-0417.",
            "Taken back: Note: Second thoughts",
            "Taken back: The letter is dated Wednesday 28 October 2026.",
            "Taken back: This is about a child of school age.",
            "The council will not assess for a plan.",
            "Taken back: The council is in England.",
            "Nothing has been said that could be taken back.",
            "Nothing is taken yet.",
        ],
    );
}

#[test]
fn a_changed_answer_and_a_consent_are_taken_back_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let start = ["ask", "--adviser", "--reference", "K7MR-3XQD"];
    let lines =
        ["/set letter-date 28 oct r", "/set letter-date 27 oct l", "/undo", "/keep", "y n n n", "/undo", "/done"];
    let heard = signpost(TODAY, folder.path(), &start, &[&lines[..], &["n", "/done"]].concat());
    in_order(
        &heard,
        &[
            "Taken back: The letter is dated Tuesday 27 October 2026.",
            "Again: The letter is dated Wednesday 28 October 2026.",
            "Consent to record: yes.",
            "signpost case delete REF --yes",
        ],
    );
    assert!(flat(&heard.out).contains("28 October 2026. (The caller read it out.)"), "{}", heard.out);
    assert!(heard.out.contains("To record: not asked."), "{}", heard.out);
}

#[test]
fn the_opposite_of_a_fact_asks_which_holds() {
    let asks = "Two days were said for the date on the letter. Which is it?";
    let lines = ["england", "/facts refused assessment, letter 28 oct r", "/facts letter 27 oct r"];
    let old = call(&[&lines[..], &["x", "", "/list", "/done", "/done"]].concat());
    in_order(&old, &[asks, "Error: Type a number from 1 to 2.", "Kept: The letter is dated Wednesday 28 October"]);
    assert!(!flat(&old.talk).contains("letter 27 oct: The letter"), "{}", old.talk);
    let new = call(&[&lines[..], &["2", "r", "/list", "/done", "/done"]].concat());
    in_order(
        &new,
        &[asks, "letter 27 oct: The letter is dated Tuesday 27 October 2026.", "Taken so far", "27 October"],
    );
    let both = call(&["england", "/facts under 16", "/facts aged 3", "2", "/list", "/done", "/done"]);
    in_order(&both, &["Both were said, and only one can be so. Which holds?", "aged 3: ", "Taken so far"]);
    // The same again is no question, and one more of several is none either.
    let same = call(&["england", "/facts refused assessment", "/facts refused assessment", "/done", "/done"]);
    assert!(!flat(&same.talk).contains(asks), "{}", same.talk);
}

#[test]
fn explained_is_what_was_read_out_and_nothing_else() {
    let none = call(&[&SIMPLE[..], &["n", "/done"]].concat());
    let note = flat(&none.out);
    assert!(note.contains("Options explained, for and against each - None. - Open, not explained: "), "{note}");
    let one =
        call(&[&SIMPLE[..], &["/route zebra", "/route", "/route complaint to the council", "n", "/done"]].concat());
    in_order(&one, &["No route is called zebra.", "Open now:", "Good for:", "Think about:", "Marked as explained:"]);
    let note = flat(&one.out);
    let (explained, open) = note.split_once("Open, not explained: ").expect("the rest is named");
    assert!(explained.contains("complaint to the council. Good for:"), "{note}");
    assert!(open.contains("Disagreement resolution") && !note.contains("Disagreement resolution. Good for"), "{note}");
    let all = call(&[&SIMPLE[..], &["/read", "n", "/done"]].concat());
    assert!(!all.out.contains("Open, not explained"), "{}", all.out);
    let undone = call(&[&SIMPLE[..], &["/read", "/undo", "n", "/done"]].concat());
    assert!(flat(&undone.out).contains("for and against each - None."), "{}", undone.out);
}

#[test]
fn a_number_that_looks_like_a_person_is_asked_about() {
    let lines = ["/service", "/service 943 476 5919", "", "/service Jane", "", "/service 12/03/2015", "keep", "/list"];
    let heard = call(&lines);
    in_order(
        &heard,
        &[
            "Type it as: /service NUMBER",
            "an NHS number",
            "It was left out.",
            "a name",
            "It was left out.",
            "a date of birth",
            "Your number for this family: 12/03/2015.",
            "Your number: 12/03/2015.",
        ],
    );
}

/// Plays a call and all that is written after it; the transcript is kept under `tests/it/calls`.
fn plays(name: &str, day: &str, reference: &str, lines: &[&str], set: &[&str]) {
    let folder = tempfile::tempdir().expect("a folder");
    let start = ["ask", "--adviser", "--minutes", "19", "--reference", reference];
    let heard = signpost(day, folder.path(), &start, lines);
    assert_eq!(heard.code, 0, "{}", heard.talk);
    let talk = heard.talk.replace(&folder.path().display().to_string(), "CASES");
    let mut text = format!("$ signpost {} --today {day}\n{talk}\n{}", start.join(" "), heard.out);
    let set = [&["case", "set", reference], set].concat();
    let note = ["case", "report", reference, "--kind", "note"];
    let summary = ["case", "report", reference, "--kind", "summary"];
    for command in [set.as_slice(), &note, &summary, &["diary"]] {
        let run = signpost(day, folder.path(), command, &[]);
        assert_eq!(run.code, 0, "{command:?}: {}", run.talk);
        let shown = command.iter().map(|word| if word.contains(' ') { format!("\"{word}\"") } else { (*word).into() });
        text.push_str(&format!("\n$ signpost {}\n{}", shown.collect::<Vec<String>>().join(" "), run.out));
    }
    let text: String = text.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/calls").join(format!("{name}.txt"));
    if std::env::var_os("KEEP_CALLS").is_some() {
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(&file, &text).expect("written");
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    // The rules are named by their hash, which changes with every word of them.
    let plain = |text: &str| -> String {
        let mark = |word: &str| {
            let word = word.trim_end_matches('.');
            word.len() == 12 && word.bytes().all(|byte| byte.is_ascii_hexdigit())
        };
        text.split_whitespace().map(|word| if mark(word) { "HASH" } else { word }).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(plain(&text), plain(&kept), "KEEP_CALLS=1 cargo test calls writes {}", file.display());
}

#[test]
fn situation_04_a_certificate_and_christmas() {
    let lines = [
        "/facts certificate 3 nov 2025 l, refusal to issue a plan, letter 27 oct 2025 r",
        "/note Caller worried about Christmas",
        "/facts under 16, england, about the plan",
        "none",
        "",
        "/read",
        "d",
        "/call caller parent",
        "/call choice Send the appeal before Christmas",
        "/action parent: send the appeal form, by 20 november 2025",
        "k",
        "y y n n",
        "/service CH-0417",
        "/done",
    ];
    let set = ["--level", "2"];
    plays("situation-04", "2025-11-10", "K7MR-3XQD", &lines, &set);
}

#[test]
fn situation_11_help_in_section_f() {
    let lines = [
        "/facts occupational therapy not given, under 16, england, about the plan",
        "1",
        "8",
        "1",
        "1",
        "1",
        "none",
        "",
        "d",
        "/route complaint",
        "k",
        "y y n n",
        "/done",
    ];
    let set = ["--caller", "parent", "--tried", "asked the head, who says there is no money", "--level", "2"];
    plays("situation-11", "2026-11-21", "H7MR-3XQD", &lines, &set);
}

#[test]
fn situation_29_a_permanent_exclusion() {
    let lines = [
        "/facts permanently excluded, age 9, governors not met, england",
        "/set setting maintained",
        "1",
        "1",
        "3",
        "/hold",
        "not sure",
        "not sure",
        "none",
        "",
        "/why",
        "d",
        "/list",
        "k",
        "y y n n",
        "/done",
    ];
    let set = ["--caller", "parent", "--urgent", "permanent exclusion today", "--level", "3"];
    plays("situation-29", "2026-11-20", "P7MR-3XQD", &lines, &set);
}
