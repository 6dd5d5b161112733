//! The interview in a pseudo-terminal: the answer line, menus, Ctrl-C, small screens.
#![cfg(unix)]

use crate::run::{PROGRAM, RULES, TODAY};
use crate::screen::Screen;

const HIDE: &str = "\u{1b}[?25l";
const SHOW: &str = "\u{1b}[?25h";

#[test]
fn the_answer_line_leads_to_a_plan() {
    for (columns, rows) in [(80, 24), (40, 12)] {
        let mut screen = Screen::new(columns, rows, "--no-pause", None);
        screen.types("");
        screen.sees("nation").types("1");
        screen.sees("Who is").types("1");
        screen.sees("decided?").types("1");
        screen.sees("printed").types("28 oct");
        screen.sees("certificate?").types("n");
        screen.sees("Check").types("");
        screen.sees("What to do").sees("About this page").sees("keep anything").types("nothing");
        let (shown, code) = screen.ends();
        assert_eq!(code, 0, "{shown}");
        assert!(!shown.contains(HIDE), "the answer line hides no cursor");
    }
}

#[test]
fn what_is_typed_after_a_help_text_is_an_answer() {
    let mut screen = Screen::new(80, 24, "", None);
    screen.types("");
    screen.sees("nation").types("?").sees("go back to the question").types("2");
    screen.sees("You said: you live in Wales.").interrupts();
    let (shown, _) = screen.ends();
    assert_eq!(shown.matches("Which nation").count(), 1, "it is not asked again: {shown}");
}

#[test]
fn typing_can_be_corrected_completed_and_repeated() {
    let mut screen = Screen::new(80, 24, "", None);
    screen.types("");
    screen.sees("nation").types("2\u{7f}1").sees("You said: you live in England.");
    screen.sees("Who is").types("My\t").sees("You said: this is about your child.");
    screen.sees("decided?").types("\u{1b}[A").sees("Error: No answer starts").sees("child");
    screen.interrupts();
    assert_eq!(screen.ends().1, 130);
}

#[test]
fn menus_lead_to_a_plan() {
    let mut screen = Screen::new(80, 24, "--menu --no-pause", None);
    screen.types("");
    screen.sees("nation").chooses(1, "Stop");
    screen.sees("You said: you live in England.").chooses(1, "Stop");
    screen.sees("You said: this is about your child.").chooses(1, "Stop");
    screen.sees("printed").types("28 oct");
    screen.sees("certificate?").chooses(2, "Stop");
    screen.sees("You said: you do not have").sees("See my next steps").chooses(6, "Stop");
    screen.sees("About this page").menu("Stop").press("q");
    let (shown, code) = screen.ends();
    assert_eq!(code, 0, "{shown}");
    assert!(shown.rfind(SHOW) > shown.rfind(HIDE), "the cursor is shown again");
}

#[test]
fn enter_in_a_fresh_menu_does_nothing() {
    let mut screen = Screen::new(80, 24, "--menu", None);
    screen.types("");
    screen.sees("nation").menu("Stop").press("\r\r\r").chooses(2, "Stop");
    screen.sees("You said: you live in Wales.").interrupts();
    let (shown, _) = screen.ends();
    assert!(!shown.contains("England."), "{shown}");
}

#[test]
fn a_menu_can_help_go_back_and_stop() {
    let mut screen = Screen::new(80, 24, "--menu", None);
    screen.types("");
    screen.sees("nation").chooses(4, "Stop").sees("Why we ask").types("");
    screen.chooses(1, "Stop");
    // Back, and the answer before is the current entry: Enter keeps it.
    screen.sees("Who is").chooses(5, "Stop");
    screen.sees("You said: you live in England. Press Enter to keep it.").sees("> England").menu("Stop").press("\r");
    screen.sees("Who is").chooses(6, "Stop");
    screen.sees("Do you want to stop here?").chooses(1, "Go on");
    screen.sees("nation: england").sees("Stopped. Nothing was saved.");
    assert_eq!(screen.ends().1, 0);
}

#[test]
fn a_menu_that_does_not_fit_is_a_typed_line() {
    let mut screen = Screen::new(44, 10, "--menu --no-pause", None);
    screen.types("");
    screen.sees("nation").sees("3  I am not sure").types("1");
    screen.sees("You said").interrupts();
    let (shown, _) = screen.ends();
    assert!(!shown.contains(HIDE), "{shown}");
}

#[test]
fn ctrl_c_leaves_a_working_terminal() {
    for (arguments, last) in [("", "> "), ("--menu", "Stop"), ("--plain", "> ")] {
        let mut screen = Screen::new(80, 24, arguments, None);
        screen.types("");
        screen.sees("nation").prompt(last);
        if arguments.is_empty() {
            screen.press("half an ans").sees("half an ans");
        }
        screen.interrupts();
        let (shown, code) = screen.ends();
        assert_eq!(code, 130, "{arguments}: {shown}");
        assert_eq!(shown.matches("Stopped. Nothing was saved.").count(), 1, "{arguments}: {shown}");
        assert_eq!(shown.contains(HIDE), arguments == "--menu");
        assert!(shown.rfind(SHOW) >= shown.rfind(HIDE), "{arguments}: the cursor stays hidden");
    }
}

#[test]
fn a_window_made_smaller_in_the_middle_is_filled_as_it_is_now() {
    for face in ["", "--menu"] {
        let mut screen = Screen::new(80, 24, face, None);
        screen.types("");
        screen.sees("nation").prompt("Stop");
        screen.resize(44, 24);
        match face {
            "" => screen.types("1"),
            _ => screen.chooses(1, "Stop"),
        };
        screen.sees("School age ends in the June").prompt("Stop");
        screen.interrupts();
        let (shown, code) = screen.ends();
        assert_eq!(code, 130, "{shown}");
        let later = shown.split("Who is").nth(1).expect("the next question");
        assert!(later.lines().all(|line| console::measure_text_width(line.trim_end()) <= 44), "{later}");
        assert!(later.contains("School age ends in the June after the\r\n"), "{later}");
    }
}

/// "Is it too late?" asked first: three questions, each with help and a way back.
#[test]
fn one_date_is_answered_after_three_questions() {
    for face in ["", "--plain", "--menu"] {
        let line = format!("exec {PROGRAM} --today 2027-02-01 --color never {face} deadline");
        let mut screen = Screen::of(80, 24, &line, std::path::Path::new("."), face != "--plain");
        let letter = |screen: &mut Screen| {
            screen.sees("What do you have?");
            if face == "--menu" {
                screen.chooses(1, "Stop")
            } else {
                screen.types("a letter with")
            };
        };
        if face != "--menu" {
            screen.sees("What do you have?").types("b");
            screen.sees("nothing before it").sees("have?").types("?");
            screen.sees("each time limit that runs from it").sees("have?").types("99");
            screen.sees("Error: Type a number from 1 to 8");
            screen.types("");
            screen.sees("Error: Type a number from 1 to 8").types("?");
        }
        letter(&mut screen);
        screen.sees("printed").types("b");
        letter(&mut screen);
        screen.sees("printed").types("28 oct 2026");
        screen.sees("Wednesday 28 October 2026").sees("Press Enter to go on").types("");
        // It has passed, and what can still be done stands beside it.
        screen.sees("Monday 28 December 2026, 35 days ago").sees("You can still ask to appeal");
        screen.sees("Monday 4 January 2027, 28 days ago").sees("signpost deadline ID");
        let (shown, code) = screen.ends();
        assert_eq!(code, 0, "{shown}");
        assert!(shown.contains("have?") && !shown.contains("comments-on-draft"), "{shown}");
    }
    let line = format!("exec {PROGRAM} --today 2027-02-01 --color never deadline appeal");
    let mut screen = Screen::of(80, 24, &line, std::path::Path::new("."), true);
    screen.sees("printed").types("b");
    screen.sees("nothing before it").sees("printed").types("not sure");
    screen.sees("mediation certificate?").types("q");
    let (shown, code) = screen.ends();
    assert!(code == 0 && shown.contains("Stopped. Nothing was saved."), "{shown}");
    // Enter alone is no answer; what was said before can be kept, and taken back.
    let mut screen = Screen::of(80, 24, &line, std::path::Path::new("."), true);
    screen.sees("printed").types("");
    screen.sees("Error: Type the date on the letter").types("29 oct 2026");
    // Said back, it can be typed again.
    screen.sees("Thursday 29 October 2026").sees("Press Enter to go on").types("28 oct 2026");
    screen.sees("Wednesday 28 October 2026").sees("Press Enter to go on").types("");
    screen.sees("mediation certificate?").types("b");
    screen.sees("Press Enter to keep it").types("");
    screen.sees("mediation certificate?").types("b");
    screen.sees("Press Enter to keep it").types("not sure");
    screen.sees("mediation certificate?").types("not sure");
    let (shown, code) = screen.ends();
    assert!(code == 0 && shown.contains("Date not known yet") && !shown.contains("January 2027"), "{shown}");
    // Whoever does not know the date hears where to look, and how to go on.
    let line = format!("exec {PROGRAM} --color never deadline");
    let mut screen = Screen::of(80, 24, &line, std::path::Path::new("."), true);
    screen.sees("have?").types("1");
    screen.sees("printed").types("not sure").sees("come back to: signpost deadline");
    assert_eq!(screen.ends().1, 0);
    // Whoever must leave at once leaves a clear screen.
    let mut screen = Screen::of(80, 24, &line, std::path::Path::new("."), true);
    screen.sees("have?").types("qq");
    let (shown, code) = screen.ends();
    assert!(code == 0 && shown.ends_with("\u{1b}[2J\u{1b}[3J\u{1b}[H"), "{shown:?}");
}

#[test]
fn what_was_saved_is_not_denied_afterwards() {
    let folder = tempfile::tempdir().expect("a folder");
    for (stop, last) in [("\u{3}", "Stopped. Nothing else was saved."), ("b\r", "Check your answers")] {
        let line = format!("exec {} --rules {} --today {} ask --set nation=wales --no-pause", PROGRAM, RULES, TODAY);
        let mut screen = Screen::of(80, 24, &line, folder.path(), true);
        screen.types("");
        screen.sees("Check").types("");
        screen.sees("keep anything").types("1");
        screen.sees("be called").types(&format!("{}.txt", stop.len()));
        screen.sees("Saved:").sees("keep anything").prompt("> ");
        screen.press(stop).sees(last);
        if last == "Check your answers" {
            screen.types("q").sees("Nothing has been saved but the files you asked for").types("q");
            screen.sees("Stopped. Nothing else was saved.");
        }
        screen.ends();
    }
}

#[test]
fn qq_clears_the_screen_and_nothing_follows() {
    for arguments in ["", "--plain"] {
        let mut screen = Screen::new(80, 24, arguments, None);
        screen.types("");
        screen.sees("nation").types("qq");
        let (shown, code) = screen.ends();
        assert_eq!(code, 0);
        assert!(shown.ends_with("\u{1b}[2J\u{1b}[3J\u{1b}[H"), "{arguments}: {shown:?}");
    }
}

#[test]
fn the_screen_is_cleared_wherever_leaving_is_asked_for() {
    let cleared = |screen: Screen| {
        let (shown, code) = screen.ends();
        assert!(code == 0 && shown.ends_with("\u{1b}[2J\u{1b}[3J\u{1b}[H"), "{shown:?}");
    };
    let mut plan = Screen::new(80, 24, "ask --set nation=wales", None);
    plan.types("");
    plan.sees("Check").types("");
    plan.sees("Press Enter for more").types("qq");
    cleared(plan);
    let mut help = Screen::new(80, 24, "", None);
    help.types("");
    help.sees("nation").types("?");
    help.sees("Why we ask").types("qq");
    cleared(help);
    let mut menu = Screen::new(80, 24, "--menu", None);
    menu.types("");
    menu.sees("nation").chooses(6, "Stop");
    menu.sees("Do you want to stop here?").chooses(2, "Go on");
    cleared(menu);
    // A screen without escape codes is pushed up by its own height.
    let mut dumb = Screen::start(80, 24, "TERM=dumb", "", false);
    dumb.types("");
    dumb.sees("nation").types("qq");
    let (shown, code) = dumb.ends();
    assert!(code == 0 && shown.replace('\r', "").ends_with(&"\n".repeat(24)), "{shown:?}");
}

#[test]
fn bare_lines_on_a_terminal_hold_no_escape_code() {
    for (columns, rows, arguments) in [(80, 24, "--plain"), (30, 20, ""), (80, 6, "")] {
        let mut screen = Screen::new(columns, rows, &format!("{arguments} --no-pause"), None);
        screen.types("");
        screen.sees("nation").types("1");
        screen.sees("You said").types("q");
        screen.sees("stop").types("q");
        let (shown, code) = screen.ends();
        assert_eq!(code, 0, "{shown}");
        assert!(!shown.contains('\u{1b}'), "{columns}x{rows}: {shown:?}");
    }
}

#[test]
fn long_texts_stop_for_enter_unless_asked_not_to() {
    let mut screen = Screen::new(80, 24, "ask --set nation=wales", None);
    screen.types("");
    screen.sees("Check").types("");
    screen.sees("Press Enter for more").types("q");
    screen.sees("keep anything").types("q");
    let (shown, code) = screen.ends();
    assert_eq!(code, 0);
    assert!(!shown.contains("About this page"), "the rest was left out\n{shown}");
}

#[test]
fn the_surroundings_choose_face_and_colour() {
    let bold = "\u{1b}[1m";
    let surroundings = [
        ("", true, true),
        ("NO_COLOR=1", true, false),
        ("NO_COLOR=", true, true),
        ("ACCESSIBLE=1", false, false),
        ("ACCESSIBLE=", true, true),
        ("TERM=dumb", false, false),
    ];
    for (settings, edits, colours) in surroundings {
        let mut screen = Screen::start(80, 24, settings, "", edits);
        screen.types("");
        screen.sees("nation").types("q");
        screen.sees("stop").types("q");
        let (shown, code) = screen.ends();
        assert_eq!(code, 0, "{settings}: {shown}");
        assert_eq!(shown.contains(bold), colours, "{settings}: {shown:?}");
        assert_eq!(shown.contains('\u{1b}'), edits, "{settings}: {shown:?}");
    }
}
