//! What README.md, CONTRIBUTING.md and rules/README.md show in shell blocks is done, block after block, in a folder that
//! holds copies of the rules and the cases; and what a block says is printed is printed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What needs a network, a whole build, or somebody with time: not done here.
const NOT_DONE: [&str; 6] = ["git clone", "cargo install", "cargo test", ".ci/run", ".ci/fast", "packaging/"];

/// A block of a document: its commands, and what must stand in what they print.
struct Block {
    commands: Vec<String>,
    printed: Vec<String>,
}

/// The blocks of a document, in order. A `text` block right behind a `sh` block is what that one prints, `...` apart.
fn blocks(document: &str) -> Vec<Block> {
    let text = fs::read_to_string(here(document)).expect("the document is there");
    let mut found = Vec::new();
    for part in text.split("```sh\n").skip(1) {
        let (block, after) = part.split_once("```").expect("it ends");
        let printed = after.strip_prefix("\n\n```text\n").and_then(|text| text.split("```").next());
        let printed = printed.into_iter().flat_map(str::lines).filter(|line| *line != "...").map(str::to_owned);
        found.push(Block { commands: commands(block), printed: printed.collect() });
    }
    found
}

/// The commands of a block: one a line, but for a text that is written to a file up to `END`.
fn commands(block: &str) -> Vec<String> {
    let mut commands: Vec<String> = Vec::new();
    for line in block.lines() {
        match commands.last_mut() {
            Some(last) if last.contains("<<'END'") && !last.ends_with("\nEND") => *last += &format!("\n{line}"),
            _ => commands.push(line.to_owned()),
        }
    }
    commands
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("it can be made");
    for entry in fs::read_dir(from).expect("it can be read") {
        let path = entry.expect("each too").path();
        let to = to.join(path.file_name().expect("a name"));
        if path.is_dir() { copy(&path, &to) } else { fs::copy(&path, &to).map(|_| ()).expect("it can be copied") }
    }
}

fn works(document: &str) -> usize {
    let binary = PathBuf::from(env!("CARGO_BIN_EXE_signpost"));
    let folder = binary.parent().expect("a folder").to_owned();
    let path = std::env::join_paths(
        std::iter::once(folder).chain(std::env::split_paths(&std::env::var_os("PATH").expect("a path"))),
    )
    .expect("a path");
    // Nothing a document shows may touch the home of whoever tries it, nor the rules of this folder.
    let place = tempfile::tempdir().expect("a folder");
    copy(&here("rules"), &place.path().join("rules"));
    copy(&here("tests/cases"), &place.path().join("tests/cases"));
    copy(&here("tests/heard"), &place.path().join("tests/heard"));
    let mut run = 0;
    for block in blocks(document) {
        let mut printed = String::new();
        for line in block.commands {
            if NOT_DONE.iter().any(|start| line.starts_with(start)) {
                continue;
            }
            let command =
                line.replace("cargo run --release -- ", "signpost ").replace("cargo run --release", "signpost");
            let output = Command::new("sh")
                .args(["-c", &command])
                .env("PATH", &path)
                .env("HOME", place.path())
                .env("XDG_DATA_HOME", place.path())
                .current_dir(&place)
                .stdin(Stdio::null())
                .output()
                .expect("a shell");
            let code = output.status.code().expect("it ended by itself");
            let complaint = String::from_utf8_lossy(&output.stderr);
            match line.split_once("# exit code ") {
                Some((_, wanted)) => assert!(wanted.starts_with(&code.to_string()), "{document}: `{line}`: {code}"),
                // 4: an interview or a plan that names what is still needed.
                None => assert!([0, 4].contains(&code), "{document}: `{line}` ends with {code}: {complaint}"),
            }
            printed += &String::from_utf8_lossy(&output.stdout);
            run += 1;
        }
        for line in &block.printed {
            assert!(printed.contains(line.trim()), "{document}: `{line}` is not printed:\n{printed}");
        }
    }
    run
}

/// What a parent and a service must know of the law of data, and what flags leave behind (J10).
#[test]
fn readme_and_help_say_what_is_kept_where() {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let readme = flat(&fs::read_to_string(here("README.md")).expect("the document is there"));
    let help = Command::new(env!("CARGO_BIN_EXE_signpost")).arg("--help").output().expect("it starts");
    let help = flat(&String::from_utf8_lossy(&help.stdout));
    for said in ["covered by the household exemption", "own privacy notice, retention time and procedure apply"] {
        assert!(readme.contains(said), "{said}");
    }
    for document in [&readme, &help] {
        for said in ["can stay in the history of your shell", "signpost plan --answers -", "signpost deadline"] {
            assert!(document.contains(said), "{said}\n{document}");
        }
    }
    assert!(help.contains("Services: your own privacy notice"), "{help}");
}

#[test]
fn the_readme_works() {
    assert!(works("README.md") >= 10);
}

#[test]
fn the_first_hour_works() {
    assert!(works("CONTRIBUTING.md") >= 10);
    let shown: usize = blocks("CONTRIBUTING.md").iter().map(|block| block.printed.len()).sum();
    assert!(shown >= 8, "only {shown} lines are shown as printed");
}
