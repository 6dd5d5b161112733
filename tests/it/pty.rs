//! The interview in a pseudo-terminal: the answer line, menus, Ctrl-C, small screens.
#![cfg(unix)]

use std::io::Read;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use expectrl::process::unix::WaitStatus;
use expectrl::session::OsSession;
use expectrl::{ControlCode, Eof, Expect, Session};

use crate::run::{PROGRAM, RULES, TODAY};

/// An arrow key.
pub const DOWN: &str = "\u{1b}[B";

/// A terminal with the program in it, and everything it has shown.
pub struct Screen {
    session: OsSession,
    shown: String,
}

impl Screen {
    /// Starts the program on a screen of this size; its plan goes to `plan`, if given.
    pub fn new(columns: u16, rows: u16, arguments: &str, plan: Option<&Path>) -> Screen {
        let plan = plan.map_or(String::new(), |path| format!(" > {}", path.display()));
        // Without colours a word is found as it stands.
        Screen::start(columns, rows, "", &format!("--color never {arguments}{plan}"))
    }

    /// Starts the program with these settings of the environment.
    pub fn start(columns: u16, rows: u16, settings: &str, arguments: &str) -> Screen {
        // The size is set before the start, so that the first look at the terminal finds it; and only on a word from
        // here, as the crate sets a size of its own when it has started the shell.
        let line = format!("{settings} exec {PROGRAM} --rules {RULES} --today {TODAY} {arguments}");
        Screen::of(columns, rows, &line)
    }

    /// Runs this shell command on a screen of this size.
    pub fn of(columns: u16, rows: u16, line: &str) -> Screen {
        let line = format!("read go; stty cols {columns} rows {rows}; {line}");
        let mut command = Command::new("sh");
        command.args(["-c", &line]).env("TERM", "xterm");
        for name in ["ACCESSIBLE", "NO_COLOR", "COLUMNS", "LINES"] {
            command.env_remove(name);
        }
        let mut session = Session::spawn(command).expect("a pseudo-terminal");
        session.set_expect_timeout(Some(Duration::from_secs(10)));
        session.send("go\n").expect("the shell listens");
        Screen { session, shown: String::new() }
    }

    /// Waits until the text has been shown.
    pub fn sees(&mut self, text: &str) -> &mut Screen {
        match self.session.expect(text) {
            Ok(found) => {
                self.shown.push_str(&String::from_utf8_lossy(found.before()));
                self.shown.push_str(text);
            }
            Err(error) => {
                let mut rest = [0; 4000];
                let count = self.session.try_read(&mut rest).unwrap_or(0);
                let rest = String::from_utf8_lossy(&rest[..count]).into_owned();
                panic!("`{text}` was not shown ({error}):\n{}\n---\n{rest}", self.shown)
            }
        }
        self
    }

    /// Presses keys.
    pub fn press(&mut self, keys: &str) -> &mut Screen {
        self.session.send(keys).expect("the program listens");
        self
    }

    /// Types a line at the next answer line.
    pub fn types(&mut self, line: &str) -> &mut Screen {
        self.sees("> ").press(line).press("\r")
    }

    /// Chooses the entry of the open menu that is so many steps down.
    pub fn chooses(&mut self, steps: usize) -> &mut Screen {
        self.press(&DOWN.repeat(steps)).press("\r")
    }

    /// Presses Ctrl-C.
    pub fn interrupts(&mut self) -> &mut Screen {
        self.session.send(ControlCode::EndOfText).expect("the program listens");
        self
    }

    /// Waits for the end: everything shown, and the exit code.
    pub fn ends(mut self) -> (String, i32) {
        if let Ok(found) = self.session.expect(Eof) {
            self.shown.push_str(&String::from_utf8_lossy(found.as_bytes()));
        }
        let mut rest = String::new();
        let _ = self.session.read_to_string(&mut rest);
        self.shown.push_str(&rest);
        match self.session.get_process().wait() {
            Ok(WaitStatus::Exited(_, code)) => (self.shown, code),
            other => panic!("{other:?}"),
        }
    }
}

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
        screen.sees("type it again").types("");
        screen.sees("certificate?").types("n");
        screen.sees("Check").types("");
        screen.sees("Suggested next step").sees("Recap").sees("keep anything").types("nothing");
        let (shown, code) = screen.ends();
        assert_eq!(code, 0, "{shown}");
        assert!(!shown.contains(HIDE), "the answer line hides no cursor");
    }
}

#[test]
fn typing_can_be_corrected_completed_and_repeated() {
    let mut screen = Screen::new(80, 24, "", None);
    screen.types("");
    screen.sees("nation").sees("> ").press("2\u{7f}1\r").sees("You said: you live in England.");
    screen.sees("Who is").sees("> ").press("My\t\r").sees("You said: this is about your child.");
    screen.sees("decided?").sees("> ").press("\u{1b}[A\r").sees("Error: No answer starts").sees("child");
    screen.interrupts();
    assert_eq!(screen.ends().1, 130);
}

#[test]
fn menus_lead_to_a_plan() {
    let mut screen = Screen::new(80, 24, "--menu --no-pause", None);
    screen.types("");
    screen.sees("nation").sees("Stop").chooses(1);
    screen.sees("You said: you live in England.").sees("Stop").chooses(1);
    screen.sees("You said: this is about your child.").sees("Stop").chooses(1);
    screen.sees("printed").types("28 oct");
    screen.sees("type it again").types("");
    screen.sees("certificate?").sees("Stop").chooses(2);
    screen.sees("You said: you do not have").sees("See my plan").sees("Stop").chooses(6);
    screen.sees("Recap").sees("Nothing, I have finished").press("q");
    let (shown, code) = screen.ends();
    assert_eq!(code, 0, "{shown}");
    assert!(shown.rfind(SHOW) > shown.rfind(HIDE), "the cursor is shown again");
}

#[test]
fn enter_in_a_fresh_menu_does_nothing() {
    let mut screen = Screen::new(80, 24, "--menu", None);
    screen.types("");
    screen.sees("nation").sees("Stop").press("\r\r\r").sees("Stop").chooses(2);
    screen.sees("You said: you live in Wales.").interrupts();
    let (shown, _) = screen.ends();
    assert!(!shown.contains("England."), "{shown}");
}

#[test]
fn a_menu_can_help_go_back_and_stop() {
    let mut screen = Screen::new(80, 24, "--menu", None);
    screen.types("");
    screen.sees("nation").sees("Stop").chooses(4).sees("Why we ask").types("");
    screen.sees("Stop").chooses(1);
    // Back, and the answer before is the current entry: Enter keeps it.
    screen.sees("Who is").sees("Stop").chooses(5);
    screen.sees("You said: you live in England. Press Enter to keep it.").sees("> England").sees("Stop").press("\r");
    screen.sees("Who is").sees("Stop").chooses(6);
    screen.sees("Do you want to stop here?").sees("Go on").chooses(1);
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
    for (arguments, at) in [("", "quit"), ("--menu", "Stop"), ("--plain", "quit")] {
        let mut screen = Screen::new(80, 24, arguments, None);
        screen.types("");
        screen.sees("nation").sees(at);
        if arguments.is_empty() {
            screen.sees("> ").press("half an ans");
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
    assert!(!shown.contains("Recap"), "the rest was left out\n{shown}");
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
        let mut screen = Screen::start(80, 24, settings, "");
        screen.types("");
        screen.sees("nation").types("q");
        screen.sees("stop").types("q");
        let (shown, code) = screen.ends();
        assert_eq!(code, 0, "{settings}: {shown}");
        assert_eq!(shown.contains(bold), colours, "{settings}: {shown:?}");
        assert_eq!(shown.contains('\u{1b}'), edits, "{settings}: {shown:?}");
    }
}
