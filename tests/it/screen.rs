//! A terminal with the program in it: keys go in when they are waited for, and everything shown is kept.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use signpost_render::messages as say;

use crate::run::{PROGRAM, RULES, TODAY, flat};

/// An arrow key.
pub const DOWN: &str = "\u{1b}[B";

/// A program that shows nothing new for so long is stuck; a slow machine is not.
const STUCK: Duration = Duration::from_secs(60);

/// What the terminal has been sent so far.
#[derive(Default)]
struct Shown {
    bytes: Vec<u8>,
    over: bool,
}

/// What waits for keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prompt {
    /// The answer line.
    Line,
    /// A menu.
    Menu,
}

/// A terminal with the program in it.
pub struct Screen {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    shown: Arc<(Mutex<Shown>, Condvar)>,
    /// How the terminal handles keys before a program changes it.
    cooked: Option<String>,
    /// The program reads keys one by one, so none may be pressed before it does.
    by_key: bool,
    /// Where the output since the last key press begins.
    mark: usize,
    /// How much of it, as plain words, has been found.
    found: usize,
    picture: Option<Picture>,
}

impl Screen {
    /// Starts the program with the small rules on a screen of this size; its plan goes to `plan`, if given. Colours are
    /// off, so that a word is found as it stands.
    pub fn new(columns: u16, rows: u16, arguments: &str, plan: Option<&Path>) -> Screen {
        let plan = plan.map_or(String::new(), |path| format!(" > '{}'", path.display()));
        let bare = arguments.contains("--plain") || columns < 40 || rows < 8;
        Screen::start(columns, rows, "", &format!("--color never {arguments}{plan}"), !bare)
    }

    /// Starts it with these settings of the environment. `by_key`: it reads key by key, not whole lines.
    pub fn start(columns: u16, rows: u16, settings: &str, arguments: &str, by_key: bool) -> Screen {
        let line = format!("{settings} exec {PROGRAM} --rules {RULES} --today {TODAY} {arguments}");
        Screen::of(columns, rows, &line, Path::new("."), by_key)
    }

    /// Runs this shell command in this folder on a screen of this size.
    pub fn of(columns: u16, rows: u16, line: &str, folder: &Path, by_key: bool) -> Screen {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", line]);
        command.cwd(folder);
        command.env("TERM", "xterm");
        for name in ["ACCESSIBLE", "NO_COLOR", "COLUMNS", "LINES"] {
            command.env_remove(name);
        }
        let cooked = keys_of(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).expect("the program starts");
        // The terminal is over once the program alone held it.
        drop(pair.slave);
        let shown = Arc::new((Mutex::new(Shown::default()), Condvar::new()));
        let mut reader = pair.master.try_clone_reader().expect("it can be read");
        let keyboard = pair.master.take_writer().expect("it can be written");
        let filled = Arc::clone(&shown);
        // Read all the time, so that the program never waits for a full terminal.
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            loop {
                let count = reader.read(&mut buffer).unwrap_or(0);
                let mut shown = filled.0.lock().expect("the test holds");
                shown.bytes.extend_from_slice(&buffer[..count]);
                shown.over = count == 0;
                filled.1.notify_all();
                if count == 0 {
                    return;
                }
            }
        });
        let master = pair.master;
        Screen { master, keyboard, child, shown, cooked, by_key, mark: 0, found: 0, picture: None }
    }

    /// Keeps a transcript of what a person sees.
    pub fn pictured(mut self) -> Screen {
        let size = self.master.get_size().expect("it has a size");
        self.picture = Some(Picture { columns: size.cols, ..Picture::default() });
        self
    }

    /// Makes the terminal another size, as pulling at a window does.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Screen {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).expect("it can be resized");
        self
    }

    /// Waits until `done` finds what it looks for in the output since the last key press.
    fn wait<T>(&self, what: &str, mut done: impl FnMut(&str, bool) -> Option<T>) -> T {
        let (mut length, mut since) = (0, Instant::now());
        let mut shown = self.lock();
        loop {
            let new = String::from_utf8_lossy(&shown.bytes[self.mark..]).into_owned();
            if let Some(value) = done(&console::strip_ansi_codes(&new), shown.over) {
                return value;
            }
            if shown.bytes.len() > length {
                (length, since) = (shown.bytes.len(), Instant::now());
            }
            let all = String::from_utf8_lossy(&shown.bytes).into_owned();
            assert!(since.elapsed() < STUCK, "waiting for {what}:\n{all}");
            assert!(!shown.over, "the program has ended; waiting for {what}:\n{all}");
            // Woken by output; the short time is for the terminal's settings, which change silently.
            shown = self.shown.1.wait_timeout(shown, Duration::from_millis(2)).expect("the reader holds").0;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Shown> {
        self.shown.0.lock().expect("the reader holds")
    }

    /// Whether the program is reading keys, so that one pressed now is neither lost nor shown twice.
    fn listens(&self) -> bool {
        !self.by_key || keys_of(self.master.as_ref()) != self.cooked
    }

    /// Waits until the text has been shown since the last key press, wherever its lines are broken.
    pub fn sees(&mut self, text: &str) -> &mut Screen {
        let (wanted, from) = (flat(text), self.found);
        self.found = self.wait(&format!("`{text}`"), |new, _| {
            let new = flat(new);
            Some(from + new.get(from..)?.find(&wanted)? + wanted.len())
        });
        self
    }

    /// Waits for a word between these letters and a full stop, and returns it.
    pub fn word_after(&mut self, letters: &str) -> String {
        self.wait(&format!("a word after `{letters}`"), |new, _| {
            let (word, _) = new.split_once(letters)?.1.split_once('.')?;
            Some(word.to_owned())
        })
    }

    /// Waits for the answer line, or for a menu whose last entry is `last`; what stands above it, as words on a line.
    pub fn prompt(&self, last: &str) -> (Prompt, String) {
        self.wait("a prompt", |new, _| {
            let menu = new.contains(say::MENU_KEYS) && new.trim_end().ends_with(last);
            let line = new.ends_with("\n> ");
            let found = if menu { Prompt::Menu } else { Prompt::Line };
            ((menu || line) && self.listens()).then(|| (found, flat(new)))
        })
    }

    /// Presses keys.
    pub fn press(&mut self, keys: &str) -> &mut Screen {
        let shown = self.shown.0.lock().expect("the reader holds");
        // On the way down a menu only the last look at it counts.
        if let Some(picture) = self.picture.as_mut().filter(|_| keys != DOWN) {
            picture.take(&shown.bytes);
        }
        self.mark = shown.bytes.len();
        drop(shown);
        self.found = 0;
        self.keyboard.write_all(keys.as_bytes()).and_then(|()| self.keyboard.flush()).expect("the program listens");
        self
    }

    /// Types a line at the answer line.
    pub fn types(&mut self, line: &str) -> &mut Screen {
        self.wait("the answer line", |new, _| (new.ends_with("\n> ") && self.listens()).then_some(()));
        self.press(&format!("{line}\r"))
    }

    /// Chooses the entry that is so many steps down, once the menu that ends with `last` is open.
    pub fn chooses(&mut self, steps: usize, last: &str) -> &mut Screen {
        for _ in 0..steps {
            self.menu(last).press(DOWN);
        }
        self.menu(last).press("\r")
    }

    /// Waits for the menu that ends with this entry.
    pub fn menu(&mut self, last: &str) -> &mut Screen {
        // After an arrow key only the entries are written again.
        self.wait("a menu", |new, _| (new.trim_end().ends_with(last) && self.listens()).then_some(()));
        self
    }

    /// Presses Ctrl-C.
    pub fn interrupts(&mut self) -> &mut Screen {
        self.press("\u{3}")
    }

    /// Waits for the end: everything shown, and the exit code.
    pub fn ends(self) -> (String, u32) {
        let (shown, code, _) = self.ends_pictured();
        (shown, code)
    }

    /// Waits for the end: everything shown, the exit code, and the transcript.
    pub fn ends_pictured(mut self) -> (String, u32, String) {
        self.wait("the end", |_, over| over.then_some(()));
        let status = self.child.wait().expect("it has ended");
        let bytes = std::mem::take(&mut self.lock().bytes);
        let seen = self.picture.take().map_or(String::new(), |mut picture| {
            picture.take(&bytes);
            picture.lines.join("\n") + "\n"
        });
        (String::from_utf8_lossy(&bytes).into_owned(), status.exit_code(), seen)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // A test that fails leaves no program behind.
        if let Ok(None) = self.child.try_wait() {
            let _ = self.child.kill();
        }
    }
}

/// How the terminal handles keys now.
fn keys_of(master: &dyn MasterPty) -> Option<String> {
    master.get_termios().map(|settings| format!("{:?}", settings.local_flags))
}

/// What a person sees, from the first line to the last, as it stands when a key is pressed.
#[derive(Default)]
struct Picture {
    columns: u16,
    lines: Vec<String>,
    before: Vec<String>,
}

impl Picture {
    /// Adds the lines that are new or have changed since the last look.
    fn take(&mut self, bytes: &[u8]) {
        // So high that nothing scrolls away.
        let size = |count| NonZeroU16::new(count).expect("a size");
        let mut terminal = vt100::Parser::new(size(4000), size(self.columns), 0);
        terminal.process(bytes);
        let screen = terminal.screen();
        let mut rows: Vec<String> = screen.rows(0, self.columns).map(|row| row.trim_end().to_owned()).collect();
        rows.truncate(rows.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1));
        // The answer line is shown with what is typed on it, not before.
        if rows.last().is_some_and(|row| row == ">") {
            rows.pop();
        }
        let same = rows.iter().zip(&self.before).take_while(|(now, before)| now == before).count();
        self.lines.extend_from_slice(&rows[same..]);
        self.before = rows;
    }
}
