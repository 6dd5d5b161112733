//! The rules the program carries are the rules of the folder, and they are clean.

use signpost_check::files;
use signpost_core::rules::Sources;

/// The rules folder of this checkout.
pub fn sources() -> Sources {
    signpost_outside::gather::folder(concat!(env!("CARGO_MANIFEST_DIR"), "/rules").as_ref())
        .expect("the rules can be read")
}

#[test]
fn the_rules_have_no_findings() {
    let checked = files::check(&sources());
    let found: Vec<String> = checked
        .findings
        .iter()
        .map(|finding| format!("{} {}: {}", finding.place.file, finding.place.path, finding.message))
        .collect();
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_embedded_rules_equal_the_files() {
    assert_eq!(signpost_rules::sources(), sources());
    assert_eq!(&files::check(&sources()).rules.expect("the files have no errors"), signpost_rules::rules());
}
