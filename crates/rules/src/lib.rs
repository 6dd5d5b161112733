//! The rules the program carries. The build checks them with the program's own code and writes down what they come to
//! (`build.rs`), so a start neither reads nor checks the files.

use std::sync::LazyLock;

use signpost_core::rules::{RuleSet, Sources};

/// The checked rules in the postcard format.
const RULES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.postcard"));

/// The files they were made of, so that they can be checked, compared and shown like any others.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/rules_files.rs"));

static READ: LazyLock<RuleSet> = LazyLock::new(read);

/// The rules. A test holds that they equal what checking [`sources`] gives.
pub fn rules() -> &'static RuleSet {
    &READ
}

/// The files of the rules, as they were written.
pub fn sources() -> Sources {
    FILES.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect()
}

/// Reads the rules once more.
///
/// # Panics
/// Never in a program that was built: the build writes what this reads, and a test reads it.
pub fn read() -> RuleSet {
    RuleSet::unpacked(RULES).expect("the built-in rules can be read")
}
