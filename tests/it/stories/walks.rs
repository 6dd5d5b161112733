//! How a story is walked: through a pipe, or in a terminal.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use signpost_render::messages as say;

use super::{Kept, Step, Story};
use crate::run::{PROGRAM, flat};
use crate::screen::{Prompt, Screen};

/// Where the plan goes when standard output is a file.
pub const OUTPUT: &str = "output.txt";

/// How often a terminal put an answer line and a menu.
#[derive(Debug, Default, Clone, Copy)]
pub struct Prompts {
    pub lines: usize,
    pub menus: usize,
    /// Answer lines where a menu would stand, had it fitted.
    pub instead: usize,
}

/// Walks the steps through a pipe; what was said.
pub fn pipe(story: &Story, steps: &[Step], arguments: &[&str], folder: &Path) -> String {
    let output = fs::File::create(folder.join(OUTPUT)).expect("a file");
    let mut child = Command::new(PROGRAM)
        .args(arguments)
        .args(["--today", &story.today])
        .current_dir(folder)
        .env_remove("ACCESSIBLE")
        .stdin(Stdio::piped())
        .stdout(output)
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let typed: String = steps.iter().map(|step| format!("{}\n", step.typed)).collect();
    let _ = child.stdin.take().expect("a pipe").write_all(typed.as_bytes());
    let done = child.wait_with_output().expect("it ends");
    let talk = String::from_utf8(done.stderr).expect("text");
    assert_eq!(done.status.code(), Some(0), "{}: {talk}", story.name);
    talk
}

/// Walks the steps on a screen that shows the story.
pub fn terminal(screen: &mut Screen, steps: &[Step]) -> Prompts {
    let mut prompts = Prompts::default();
    for step in steps {
        let last = step.entry.as_ref().map_or("", |(_, last)| last);
        // A long list comes a screenful at a time, and the question stands above the first.
        let mut shown = String::new();
        let found = loop {
            let (found, above) = screen.prompt(last);
            shown.push_str(&above);
            let pauses = [say::MORE_TEXT.to_owned(), format!("{} {}", say::HELP_END, say::KEYS)];
            if !pauses.iter().any(|pause| above.ends_with(&format!("{pause} >"))) {
                assert!(shown.contains(&flat(&step.asks)), "not asked: {}\n{shown}", step.asks);
                break found;
            }
            screen.press("\r");
        };
        match (found, &step.entry) {
            (Prompt::Menu, Some((at, last))) => {
                prompts.menus += 1;
                screen.chooses(*at, last);
            }
            (Prompt::Menu, None) => panic!("a menu for {}", step.asks),
            (Prompt::Line, entry) => {
                prompts.lines += 1;
                prompts.instead += usize::from(entry.is_some());
                screen.press(&format!("{}\r", step.typed));
            }
        }
    }
    prompts
}

/// The command line that shows a story, for a shell.
pub fn command(story: &Story, arguments: &str) -> String {
    format!("exec {PROGRAM} --today {} {arguments}", story.today)
}

/// What the program writes for the same answers without an interview.
fn written(story: &Story, command: &[String], plain: bool, out: Option<&Path>) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let answers = folder.path().join("answers.yaml");
    fs::write(&answers, &story.answers).expect("written");
    let mut run = Command::new(PROGRAM);
    run.args(command).args(["--today", &story.today]).env_remove("ACCESSIBLE").stdin(Stdio::null());
    if command[0] != "log" {
        run.arg("--answers").arg(&answers);
    }
    run.args(plain.then_some("--plain"));
    if let Some(out) = out {
        run.arg("--out").arg(out);
    }
    let done = run.output().expect("it starts");
    assert!(done.status.success(), "{}: {command:?} {}", story.name, String::from_utf8_lossy(&done.stderr));
    out.map_or(done.stdout, |out| fs::read(out).expect("it was saved"))
}

/// What `signpost plan` prints for the story.
pub fn planned(story: &Story, plain: bool) -> String {
    String::from_utf8(written(story, &["plan".into()], plain, None)).expect("text")
}

/// Holds the files that an interview left in a folder against those of the commands, byte for byte.
pub fn compare(story: &Story, folder: &Path, files: &[Kept], plain: bool) {
    let expected = tempfile::tempdir().expect("a folder");
    for kept in files {
        let saved = folder.join(&kept.name);
        let mode = fs::metadata(&saved).unwrap_or_else(|error| panic!("{}: {error}", kept.name)).permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}: {}", story.name, kept.name);
        let same = written(story, &kept.command, plain, Some(&expected.path().join(&kept.name)));
        let saved = fs::read(&saved).expect("it can be read");
        let text = |bytes| String::from_utf8(bytes).expect("text");
        assert_eq!(text(saved), text(same), "{}: {}", story.name, kept.name);
    }
    let mut found: Vec<String> = fs::read_dir(folder)
        .expect("it can be read")
        .map(|entry| entry.expect("each too").file_name().into_string().expect("a plain name"))
        .filter(|name| name != OUTPUT)
        .collect();
    let mut wanted: Vec<String> = files.iter().map(|kept| kept.name.clone()).collect();
    found.sort();
    wanted.sort();
    assert_eq!(found, wanted, "{}: nothing else is written", story.name);
}
