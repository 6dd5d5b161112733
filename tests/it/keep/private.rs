//! Nothing is written that was not asked for, and no network is touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::run::{ANSWERS, signpost};

/// Everything below a folder, with its bytes.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(here) = open.pop() {
        for entry in fs::read_dir(here).expect("it can be read") {
            let path = entry.expect("its entries too").path();
            let bytes = if path.is_dir() { Vec::new() } else { fs::read(&path).expect("a file can be read") };
            if path.is_dir() {
                open.push(path.clone());
            }
            found.insert(path, bytes);
        }
    }
    found
}

/// What a parent might do without asking for a file.
const RUNS: [&[&str]; 6] = [
    &["plan", "--answers", "answers.yaml", "--today", "2026-11-21"],
    &["plan", "--answers", "answers.yaml", "--today", "2026-11-21", "--full", "--plain"],
    &["plan", "--answers", "answers.yaml", "--today", "2026-11-21", "--format", "html"],
    &["plan", "--answers", "answers.yaml", "--today", "2026-11-21", "--format", "ics"],
    &["letter", "ask-for-assessment", "--answers", "answers.yaml"],
    &["log"],
];

#[test]
fn nothing_is_written_anywhere() {
    let world = tempfile::tempdir().expect("a folder");
    for name in ["home", "tmp", "here"] {
        fs::create_dir(world.path().join(name)).expect("a folder can be made");
    }
    let here = world.path().join("here");
    fs::write(here.join("answers.yaml"), ANSWERS).expect("the answers can be written");
    let before = tree(world.path());
    for words in RUNS {
        let mut command = signpost(&here);
        command.env("HOME", world.path().join("home")).env("TMPDIR", world.path().join("tmp"));
        for name in ["XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
            command.env(name, world.path().join("home"));
        }
        let done = command.args(words).output().expect("it runs");
        assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    }
    assert_eq!(tree(world.path()), before, "a run left something behind");
}

#[test]
fn no_socket_is_opened_and_no_file_but_ours_written() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("answers.yaml"), ANSWERS).expect("the answers can be written");
    let traced = |words: &[&str]| {
        let trace = folder.path().join("trace");
        let done = Command::new("strace")
            .args(["-f", "-e", "trace=network,openat,open,creat", "-o"])
            .arg(&trace)
            .arg(env!("CARGO_BIN_EXE_signpost"))
            .args(words)
            .current_dir(folder.path())
            .output();
        let done = done.ok().filter(|done| done.status.success())?;
        drop(done);
        fs::read_to_string(trace).ok()
    };
    let Some(trace) = traced(&["log"]) else {
        eprintln!("SKIPPED: strace is not installed or may not trace here, so sockets were NOT looked for");
        return;
    };
    assert!(trace.contains("openat("), "the trace sees nothing");
    for words in RUNS.iter().copied().chain([&["log", "--out", "log.txt"][..]]) {
        let trace = traced(words).expect("strace worked before");
        let calls: Vec<&str> =
            trace.lines().filter(|line| line.contains("socket(") || line.contains("connect(")).collect();
        assert!(calls.is_empty(), "{words:?}: {calls:?}");
        let written: Vec<&str> = trace
            .lines()
            .filter(|line| line.contains("O_WRONLY") || line.contains("O_RDWR") || line.contains("O_CREAT"))
            .filter(|line| !line.contains("/dev/tty") && !line.contains("/.signpost-"))
            .collect();
        assert!(written.is_empty(), "{words:?}: {written:?}");
    }
}
