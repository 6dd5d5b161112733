//! The rules: from files to a checked [`RuleSet`].
//!
//! `file` mirrors what is written; `scan` and `load` read it; `condition`, `limits`, `calendar` and `compile` give it
//! meaning; `depends`, `unused` and `words` check the whole; `model` is the result. Every mistake is a [`Finding`].

pub mod answers;
pub mod areas;
mod calendar;
mod compile;
pub mod condition;
mod depends;
pub mod file;
pub mod finding;
pub mod folder;
pub mod gather;
mod graph;
mod limits;
pub mod load;
mod places;
mod right_form;
mod scan;
mod slips;
pub mod templates;
mod unused;
mod words;
#[cfg(test)]
pub(crate) mod written;

use chrono::NaiveDate;
use signpost_core::rules::{RuleSet, Sources};

pub use file::Bundle;
pub use finding::{Finding, Severity};
pub use load::Map;
pub use scan::{For, MAX_BYTES};
pub use words::Tally;
pub use words::numbers::excused;

use finding::{Findings, Place};

/// What checking a folder of rule files gave.
pub struct Checked {
    /// The rules; none when there are errors.
    pub rules: Option<RuleSet>,
    /// The files as read; none when one could not be.
    pub bundle: Option<Bundle>,
    /// What was found, errors first, in order of place.
    pub findings: Vec<Finding>,
    /// How many errors there are, those not in `findings` too.
    pub errors: usize,
    /// How many findings were counted and not kept, because there are so many.
    pub left_out: usize,
    /// The age at which the texts are read with ease, by the Flesch-Kincaid grade; none where too little could be read.
    pub reading_age: Option<f64>,
    /// Where everything stands.
    pub map: Map,
}

/// Reads and checks a folder of rule files.
pub fn check(sources: &Sources) -> Checked {
    check_on(sources, None)
}

/// Reads and checks a folder of rule files; on a given day also whether their review is due, and whether a service's own
/// file says that somebody will have looked.
pub fn check_on(sources: &Sources, today: Option<NaiveDate>) -> Checked {
    run(sources, today)
}

fn run(sources: &Sources, today: Option<NaiveDate>) -> Checked {
    let mut findings = Findings::default();
    let (files, map) = load::load(sources, &mut findings);
    let read = findings.kept();
    let reading_age = words::check(&files, sources, &mut findings);
    let bundle = files.into_bundle(sources);
    if let (Some(own), Some(today)) = (bundle.as_ref().and_then(|bundle| bundle.own_areas.as_ref()), today) {
        areas::ahead(own, today, &mut findings);
    }
    let before = findings.errors();
    let rules = bundle.as_ref().and_then(|bundle| {
        let rules = compile::compile(bundle, &map.broken, &mut findings)?;
        // A slip in an id makes what it means look unused; one mistake is one finding.
        if findings.errors() == before && !map.has_gaps() {
            unused::check(bundle, &mut findings);
            words::numbers::check(bundle, &rules, &map.said_lengths, &mut findings);
        }
        let due = today.is_some_and(|today| rules.review_by < today);
        if due && findings.errors() == before {
            let message = format!("the rules were to be reviewed by {}", bundle.head.review_by);
            let help = "check the law again, then move `law_checked` and `review_by`";
            findings.add(finding::Code::Stale, Place::new(load::HEAD, "review_by"), message, Some(help.into()));
        }
        Some(rules)
    });
    findings.since(read).iter_mut().for_each(|finding| map.correct(finding));
    let rules = rules.filter(|_| !findings.any_errors());
    let (errors, left_out) = (findings.errors(), findings.left_out());
    let mut findings = findings.into_vec();
    let start = |finding: &Finding| map.places.get(&finding.place.file).map(|places| places.find(&finding.place).from);
    findings.sort_by_cached_key(|finding| {
        (finding.severity(), finding.place.file.clone(), start(finding), finding.code, finding.message.clone())
    });
    Checked { rules, bundle, findings, errors, left_out, reading_age, map }
}

/// Holds a YAML text to the strictness of rule files: no duplicate keys, anchors, tags, or hostile nesting.
///
/// # Errors
/// The first fault: its line, and what it is.
pub fn strict_yaml(text: &str, reads: For) -> Result<(), (usize, String)> {
    let mut findings = Findings::default();
    scan::scan("", text, reads, &mut findings);
    // Unquoted yes and no are harmless in answers: they are read as words.
    let fault = findings.into_vec().into_iter().find(|finding| finding.code != finding::Code::QuoteThis);
    match fault {
        None => Ok(()),
        Some(fault) => {
            let at = fault.place.at.unwrap_or_default().from.min(text.len());
            let line = text.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
            Err((line, fault.help.map_or(fault.message.clone(), |help| format!("{}; {help}", fault.message))))
        }
    }
}
