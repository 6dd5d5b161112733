//! Checks the rule files with the program's own code, and writes down what they come to for the program to carry.
//!
//! Rules with errors stop the build; `signpost rules check` draws the same findings.

use std::path::{Path, PathBuf};
use std::{env, fs};

use signpost_check::files::{self, Severity, folder};
use signpost_core::rules::RuleSet;
use signpost_core::rules::Sources;

/// The rules folder, beside the workspace's `Cargo.toml`.
const FOLDER: &str = "../../rules";

fn main() {
    println!("cargo::rerun-if-changed={FOLDER}");
    let root = Path::new(FOLDER);
    let mut sources = Sources::new();
    gather(root, root, &mut sources);
    let checked = checked(&sources);
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("rules.postcard"), checked.packed()).expect("OUT_DIR can be written");
    fs::write(out.join("rules_files.rs"), listing(&sources)).expect("OUT_DIR can be written");
}

fn gather(root: &Path, folder: &Path, sources: &mut Sources) {
    for entry in fs::read_dir(folder).expect("the rules folder can be read") {
        let path = entry.expect("its entries can be read").path();
        let inside = path.strip_prefix(root).expect("it lies inside").to_string_lossy().replace('\\', "/");
        if path.is_dir() {
            gather(root, &path, sources);
        } else if folder::is_rule_file(&inside) {
            sources.insert(inside, fs::read(&path).expect("a rule file can be read"));
        }
    }
}

fn checked(sources: &Sources) -> RuleSet {
    let checked = files::check(sources);
    let errors = checked.findings.iter().filter(|finding| finding.severity() == Severity::Error);
    let errors: Vec<String> = errors
        .map(|finding| format!("rules/{} {}: {}", finding.place.file, finding.place.path, finding.message))
        .collect();
    checked.rules.unwrap_or_else(|| panic!("the rules have errors:\n{}", errors.join("\n")))
}

/// The rule files themselves as a Rust list.
fn listing(sources: &Sources) -> String {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let mut list = String::from("&[");
    for name in sources.keys() {
        let path = Path::new(&root).join(FOLDER).join(name);
        list.push_str(&format!("({name:?}, include_bytes!({path:?}).as_slice()),\n"));
    }
    list + "]"
}
