//! The checker of rule files: what it finds, how it says so, and what it does with files that mean harm.

mod bad;
mod book;
mod forms;
mod generated;
mod groups;
mod hostile;
mod law_days;
mod numbers;
mod program;
mod reference;
mod scale;
mod slips;
mod tutorial;
mod worked;

use std::fs;
use std::path::{Path, PathBuf};

use signpost_check::files::folder;
use signpost_core::rules::Sources;

/// A path in this checkout.
pub fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The rule files of a folder.
pub fn read(root: &Path) -> Sources {
    let (mut sources, mut open) = (Sources::new(), vec![root.to_owned()]);
    while let Some(here) = open.pop() {
        for entry in fs::read_dir(here).expect("the folder can be read") {
            let path = entry.expect("its entries too").path();
            let inside = path.strip_prefix(root).expect("inside").to_string_lossy().replace('\\', "/");
            if path.is_dir() {
                open.push(path);
            } else if folder::is_rule_file(&inside) {
                sources.insert(inside, fs::read(&path).expect("a rule file can be read"));
            }
        }
    }
    sources
}

/// The small rule set that `signpost rules new` writes: it has no findings, and every fixture changes one thing in it.
pub fn starter() -> Sources {
    read(&here("src/commands/rules/starter"))
}

/// Rule files with other words in one of them. What is replaced stands in it once.
pub fn changed(mut sources: Sources, file: &str, edits: &[(&str, &str)]) -> Sources {
    let mut text = String::from_utf8(sources[file].clone()).expect("text");
    for (from, to) in edits {
        assert_eq!(text.matches(from).count(), 1, "stands once: {from}");
        text = text.replace(from, to);
    }
    sources.insert(file.into(), text.into_bytes());
    sources
}

/// Writes rule files into a folder.
pub fn write(sources: &Sources, root: &Path) {
    for (name, bytes) in sources {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("it can be made");
        fs::write(path, bytes).expect("it can be written");
    }
}
