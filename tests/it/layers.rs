//! Imports point one way (DESIGN.md, "The house"): a room may use those after it in this list, never those before.

use std::fs;
use std::path::{Path, PathBuf};

/// From the way in to the ground; the crates below hold the rest by themselves.
const ROOMS: [&[&str]; 4] = [&["commands"], &["ask"], &["render"], &["cases"]];

/// Leaves that only the two rooms on top may use.
const LEAVES: [&str; 3] = ["edge", "cli", "error"];

fn depth(room: &str) -> Option<usize> {
    ROOMS.iter().position(|level| level.contains(&room))
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src can be read") {
        let path = entry.expect("its entries too").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn only_the_edge_reads_a_clock() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.join("src");
    let mut found = Vec::new();
    files(&root, &mut found);
    files(&here.join("crates"), &mut found);
    // The server for assistants is a program of its own, with an edge of its own; what tests wait for is their affair.
    let edges = [root.join("edge"), here.join("crates/mcp/src/clock.rs"), here.join("crates/outside/src/budget.rs")];
    let in_tests = |path: &Path| path.components().any(|part| part.as_os_str() == "tests");
    // No time limits, no timers: the asking cannot know how long anything takes.
    let clocks = ["Instant", "SystemTime", "::now()", "Local::", "Utc::", "recv_timeout", "wait_timeout"];
    let readers: Vec<String> = found
        .iter()
        .filter(|path| !edges.iter().any(|edge| path.starts_with(edge)))
        .filter(|path| !path.strip_prefix(here).is_ok_and(in_tests))
        .filter(|path| {
            let text = fs::read_to_string(path).expect("a source file can be read");
            clocks.iter().any(|clock| text.contains(clock))
        })
        .map(|path| path.display().to_string())
        .collect();
    assert!(readers.is_empty(), "{readers:?}");
    let clock = fs::read_to_string(root.join("edge/clock.rs")).expect("the clock can be read");
    assert!(clocks.iter().any(|word| clock.contains(word)), "the words are those of clocks");
}

#[test]
fn imports_point_one_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&root, &mut found);
    assert!(found.len() > 20);
    let mut wrong = Vec::new();
    for path in found {
        let inside = path.strip_prefix(&root).expect("inside").to_string_lossy().replace('\\', "/");
        let Some((room, _)) = inside.split_once('/') else { continue };
        let text = fs::read_to_string(&path).expect("a source file can be read");
        for (at, line) in text.lines().enumerate() {
            for used in line.split("crate::").skip(1) {
                let used: String =
                    used.chars().take_while(|letter| letter.is_ascii_lowercase() || *letter == '_').collect();
                let fine = match (depth(room), depth(&used)) {
                    (Some(from), Some(to)) => from <= to && (from < to || room == used),
                    (Some(from), None) if LEAVES.contains(&used.as_str()) => from <= 1,
                    // Leaves use none of the rooms.
                    (None, Some(_)) => false,
                    _ => true,
                };
                if !fine {
                    wrong.push(format!("{inside}:{}: {room} uses {used}", at + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "imports that run back:\n{}", wrong.join("\n"));
}

#[test]
fn only_the_edge_looks_at_the_disk() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for room in ["src", "crates/core/src", "crates/render/src", "crates/api/src"] {
        files(&root.join(room), &mut found);
    }
    let disk = ["fs::", ".is_dir()", ".is_file()", ".exists()", "env::var", "current_dir()"];
    let callers: Vec<&PathBuf> = found
        .iter()
        .filter(|path| !path.starts_with(root.join("src/edge")))
        .filter(|path| {
            let text = fs::read_to_string(path).expect("a source file can be read");
            disk.iter().any(|word| text.contains(word))
        })
        .collect();
    assert!(callers.is_empty(), "{callers:?}");
}

/// More than this is for the reader to scroll.
const LONGEST_FILE: usize = 600;

/// Those that are longer, each with its reason.
const LONGER: [(&str, &str); 3] = [
    ("crates/render/src/messages.rs", "a list of sentences"),
    ("crates/check/src/files/words/numbers.rs", "not split yet"),
    ("crates/check/src/files/load.rs", "not split yet"),
];

#[test]
fn files_are_short() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    files(&root.join("src"), &mut found);
    files(&root.join("crates"), &mut found);
    let long: Vec<String> = found
        .iter()
        .map(|path| (path.strip_prefix(root).expect("inside").to_string_lossy().replace('\\', "/"), path))
        .filter(|(name, _)| !name.contains("/tests/") && !LONGER.iter().any(|(longer, _)| longer == name))
        .map(|(name, path)| (name, fs::read_to_string(path).expect("a source file can be read").lines().count()))
        .filter(|(_, lines)| *lines > LONGEST_FILE)
        .map(|(name, lines)| format!("{name}: {lines}"))
        .collect();
    assert!(long.is_empty(), "{long:?}");
}
