//! Every `signpost` command that README.md, CONTRIBUTING.md and rules/README.md show in a shell block is run.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The commands of a document's shell blocks.
fn commands(document: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(document);
    let text = std::fs::read_to_string(path).expect("the document is there");
    let blocks = text.split("```sh\n").skip(1).map(|block| block.split_once("```").expect("it ends").0);
    let lines = blocks.flat_map(str::lines).map(|line| line.split(" #").next().unwrap_or_default().trim());
    lines
        .map(|line| line.replace("cargo run --release -- ", "signpost "))
        .filter(|line| line.starts_with("signpost"))
        .collect()
}

#[test]
fn every_command_of_the_documents_works() {
    let binary = PathBuf::from(env!("CARGO_BIN_EXE_signpost"));
    let folder = binary.parent().expect("a folder").to_owned();
    let path = std::env::join_paths(
        std::iter::once(folder).chain(std::env::split_paths(&std::env::var_os("PATH").expect("a path"))),
    )
    .expect("a path");
    // Nothing a document shows may touch the home of whoever tries it.
    let home = tempfile::tempdir().expect("a folder");
    let mut run = 0;
    for document in ["README.md", "CONTRIBUTING.md", "rules/README.md"] {
        for command in commands(document) {
            let output = Command::new("sh")
                .args(["-c", &command])
                .env("PATH", &path)
                .env("HOME", home.path())
                .env("XDG_DATA_HOME", home.path())
                .current_dir(env!("CARGO_MANIFEST_DIR"))
                .stdin(Stdio::null())
                .output()
                .expect("a shell");
            let code = output.status.code().expect("it ended by itself");
            // 4: an interview or a plan that names what is still needed.
            assert!(
                [0, 4].contains(&code),
                "{document}: `{command}` ends with {code}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            run += 1;
        }
    }
    assert!(run >= 8, "only {run} commands");
}
