//! The rules the program carries are the rules of the folder, and they are clean.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use signpost::built_in;
use signpost::rules::{self, Sources, folder};

/// The rules folder of this checkout.
pub fn sources() -> Sources {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut sources = BTreeMap::new();
    let mut open: Vec<PathBuf> = vec![root.clone()];
    while let Some(here) = open.pop() {
        for entry in fs::read_dir(here).expect("the rules can be read") {
            let path = entry.expect("its entries too").path();
            let inside = path.strip_prefix(&root).expect("inside").to_string_lossy().replace('\\', "/");
            if path.is_dir() {
                open.push(path);
            } else if folder::is_rule_file(&inside) {
                sources.insert(inside, fs::read(&path).expect("a rule file can be read"));
            }
        }
    }
    sources
}

#[test]
fn the_rules_have_no_findings() {
    let checked = rules::check(&sources());
    let found: Vec<String> = checked
        .findings
        .iter()
        .map(|finding| format!("{} {}: {}", finding.place.file, finding.place.path, finding.message))
        .collect();
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_embedded_rules_equal_the_files() {
    assert_eq!(built_in::sources(), sources());
    assert_eq!(&rules::check(&sources()).rules.expect("the files have no errors"), built_in::rules());
}
