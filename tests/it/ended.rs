//! Ended from outside, by Ctrl-C or a signal: a working terminal, and the truth about what was saved.

use std::path::Path;
use std::process::Command;

use crate::run::{PROGRAM, RULES, TODAY};
use crate::screen::Screen;
use crate::shelf::Shelf;

const ONE: &str = "K7MR-3XQD";

/// The program in a terminal that outlives it, and says afterwards how it takes keys.
fn started(arguments: &str, folder: &Path, by_key: bool) -> (Screen, String) {
    let program = format!("exec {PROGRAM} --today {TODAY} --color never {arguments}");
    let line =
        format!("trap : INT QUIT; stty -a; sh -c 'echo number=$$. ; {program}'; echo code=$?. ; stty -a; echo over");
    let mut screen = Screen::of(80, 24, &line, folder, by_key);
    let number = screen.word_after("number=");
    (screen, number)
}

/// Ends it by a signal: what was shown, its exit code, and whether the terminal takes keys as before.
fn ended(mut screen: Screen, number: &str, signal: &str) -> (String, String) {
    if signal == "Ctrl-C" {
        screen.interrupts();
    } else {
        let sent = Command::new("kill").args(["-s", signal, number]).status().expect("it can be sent");
        assert!(sent.success());
    }
    let code = screen.word_after("code=");
    screen.sees("over");
    let (shown, _) = screen.ends();
    // Each report of the terminal begins with its speed.
    let settings = |part: &str| -> Vec<String> {
        let words = part.split([' ', ';', '\r', '\n']);
        words
            .filter(|word| ["icanon", "echo", "isig"].contains(&word.trim_start_matches('-')))
            .map(str::to_owned)
            .collect()
    };
    let keys: Vec<Vec<String>> = shown.split("speed").skip(1).map(settings).collect();
    assert!(keys.len() == 2 && keys[0] == keys[1], "{signal}: the terminal takes keys otherwise: {keys:?}\n{shown}");
    assert!(shown.rfind("\u{1b}[?25h") >= shown.rfind("\u{1b}[?25l"), "{signal}: the cursor stays hidden");
    (shown, code)
}

#[test]
fn every_end_leaves_a_working_terminal_and_gives_back_what_was_said() {
    for (face, by_key) in [("", true), ("--menu", true), ("--plain", false)] {
        for (signal, code) in [("TERM", "143"), ("HUP", "129"), ("QUIT", "131"), ("Ctrl-C", "130")] {
            let (mut screen, number) = started(&format!("--rules {RULES} {face}"), Path::new("."), by_key);
            screen.types("");
            match face {
                "--menu" => screen.sees("nation").chooses(1, "Stop"),
                _ => screen.sees("nation").types("1"),
            };
            screen.sees("Who is").prompt(if face == "--menu" { "Stop" } else { "> " });
            let (shown, came) = ended(screen, &number, signal);
            assert_eq!(came, code, "{face} {signal}: {shown}");
            assert!(shown.contains("Stopped. Nothing was saved."), "{face} {signal}: {shown}");
            // Whoever presses Ctrl-C may want nothing left on the screen.
            assert_eq!(shown.contains("nation: england"), signal != "Ctrl-C", "{face} {signal}: {shown}");
        }
    }
}

#[test]
fn a_case_that_is_open_is_saved_or_said_not_to_be() {
    for (face, by_key) in [("", true), ("--menu", true), ("--plain", false)] {
        for signal in ["TERM", "HUP", "Ctrl-C"] {
            let shelf = Shelf::new();
            shelf.with(ONE, &[]);
            let before = shelf.text(ONE);
            let folder = shelf.cases();
            let arguments = format!("--rules {RULES} {face} case --cases {} open {ONE} --no-pause", folder.display());
            let (mut screen, number) = started(&arguments, shelf.path(), by_key);
            screen.types("");
            match face {
                "--menu" => screen.sees("nation").chooses(1, "Stop").sees("Who is").chooses(1, "Stop"),
                _ => screen.sees("nation").types("1").sees("Who is").types("1"),
            };
            screen.sees("decided?").prompt(if face == "--menu" { "Stop" } else { "> " });
            let (shown, _) = ended(screen, &number, signal);
            let after = shelf.text(ONE);
            if signal == "Ctrl-C" {
                assert_eq!(after, before, "{face}");
                assert!(shown.contains("Stopped. Nothing was saved."), "{face}: {shown}");
                assert!(shown.contains("nation: england") && shown.contains("person: child"), "{face}: {shown}");
            } else {
                assert!(after.contains("nation:") && after.contains("person:"), "{face} {signal}: {after}\n{shown}");
                assert!(shown.contains(&format!("are saved: {ONE}")), "{face} {signal}: {shown}");
                assert!(!shown.contains("Nothing was saved"), "{face} {signal}: {shown}");
            }
        }
    }
}

#[test]
fn what_cannot_be_saved_at_the_end_is_given_back() {
    let shelf = Shelf::new();
    shelf.with(ONE, &[]);
    let arguments = format!("--rules {RULES} case --cases {} open {ONE} --no-pause", shelf.cases().display());
    let (mut screen, number) = started(&arguments, shelf.path(), true);
    screen.types("");
    screen.sees("nation").types("1").sees("Who is").prompt("> ");
    // Another program saves the case meanwhile.
    assert_eq!(shelf.case(&["note", ONE, "from elsewhere"]).code, 0);
    let before = shelf.text(ONE);
    let (shown, code) = ended(screen, &number, "TERM");
    assert_eq!((shelf.text(ONE), code.as_str()), (before, "143"));
    assert!(shown.contains("Stopped. Nothing was saved.") && shown.contains("nation: england"), "{shown}");
}

#[test]
fn a_call_without_a_case_is_given_back_with_its_notes() {
    let (mut screen, number) = started(&format!("--rules {RULES} ask --adviser --no-pause"), Path::new("."), true);
    screen.sees("nation").types("1");
    screen.sees("Who is").types("/note rang twice already");
    screen.sees("Who is").prompt("> ");
    let (shown, code) = ended(screen, &number, "TERM");
    assert_eq!(code, "143");
    assert!(shown.contains("nation: england") && shown.contains("Note: rang twice already"), "{shown}");
}
