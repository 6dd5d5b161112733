//! The rules: from files to a checked [`RuleSet`].
//!
//! `file` mirrors what is written; `scan` and `load` read it; `condition`, `limits`, `calendar` and `compile` give it
//! meaning; `depends` and `words` check the whole; `model` is the result. Every mistake is a [`Finding`].

mod calendar;
mod compile;
pub mod condition;
mod depends;
pub mod file;
pub mod finding;
pub mod folder;
mod limits;
pub mod load;
pub mod model;
mod scan;

use std::sync::LazyLock;

pub use compile::MOST_OPTIONS;
pub use depends::questions_of;
pub use file::Bundle;
pub use finding::{Finding, Severity};
pub use folder::Sources;
pub use load::Map;
pub use model::RuleSet;

use finding::Findings;

/// The embedded rules as the build wrote them down: the same types as the YAML, as JSON, because that reads faster.
const EMBEDDED: &str = include_str!(concat!(env!("OUT_DIR"), "/rules.json"));

static BUILT_IN: LazyLock<RuleSet> = LazyLock::new(|| {
    let mut findings = Findings::default();
    compile::compile(&embedded_bundle(), &[], &mut findings)
});

/// The rules the program carries. A test holds that they are clean, so no check is made here.
pub fn built_in() -> &'static RuleSet {
    &BUILT_IN
}

/// The embedded files, unchecked.
///
/// # Panics
/// Never in a program that was built: the build writes what this reads, and a test reads it.
pub fn embedded_bundle() -> Bundle {
    serde_json::from_str(EMBEDDED).unwrap_or_else(|error| panic!("the embedded rules cannot be read: {error}"))
}

/// What checking a folder of rule files gave.
pub struct Checked {
    /// The rules; none when there are errors.
    pub rules: Option<RuleSet>,
    /// The files as read; none when one could not be.
    pub bundle: Option<Bundle>,
    /// Everything found, errors first, in order of place.
    pub findings: Vec<Finding>,
    /// Where everything stands.
    pub map: Map,
}

/// Reads and checks a folder of rule files.
pub fn check(sources: &Sources) -> Checked {
    let mut findings = Findings::default();
    let (bundle, map) = load::load(sources, &mut findings);
    let rules = bundle.as_ref().map(|bundle| compile::compile(bundle, &map.broken, &mut findings));
    let rules = rules.filter(|_| !findings.any_errors());
    let mut findings = findings.into_vec();
    let start = |finding: &Finding| map.places.get(&finding.place.file).map(|places| places.find(&finding.place).from);
    findings.sort_by_cached_key(|finding| {
        (finding.severity(), finding.place.file.clone(), start(finding), finding.code, finding.message.clone())
    });
    Checked { rules, bundle, findings, map }
}

/// Holds a YAML text to the strictness of rule files: no duplicate keys, anchors, tags, or hostile nesting.
///
/// # Errors
/// The first fault: its line, and what it is.
pub fn strict_yaml(text: &str) -> Result<(), (usize, String)> {
    let mut findings = Findings::default();
    scan::scan("", text, &mut findings);
    // Unquoted yes and no are harmless in answers: they are read as words.
    let fault = findings.into_vec().into_iter().find(|finding| finding.code != finding::Code::QuoteThis);
    match fault {
        None => Ok(()),
        Some(fault) => {
            let at = fault.place.at.unwrap_or_default().from.min(text.len());
            Err((text.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1, fault.message))
        }
    }
}
