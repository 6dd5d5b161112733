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

use std::collections::HashSet;

use chrono::NaiveDate;
use signpost_core::rules::{RuleSet, Sources};

pub use file::Bundle;
pub use finding::{Finding, Severity};
pub use load::Map;
pub use scan::{For, MAX_BYTES};
pub use words::Tally;
pub use words::left_behind::left_behind;
pub use words::numbers::other_length;

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
    let reading_age = words::check(&files, sources, &map.broken, &mut findings);
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
            let written = |place: &Place| map.written(sources, place);
            words::numbers::check(bundle, &rules, &map.said_lengths, &written, &mut findings);
        }
        if let Some(today) = today {
            checked_ahead(bundle, today, &mut findings);
        }
        let due = today.is_some_and(|today| rules.review_by < today);
        if due && findings.errors() == before {
            let message = format!("the rules were to be reviewed by {}", bundle.head.review_by);
            let help = "check the law again, then move `law_checked` and `review_by`";
            findings.add(finding::Code::Stale, Place::new(load::HEAD, "review_by"), message, Some(help.into()));
        }
        Some(rules)
    });
    for finding in findings.since(read) {
        map.correct(finding);
        if let Some(first) = &finding.first {
            let line = map.line(sources, first);
            let file = if first.file == finding.place.file { String::new() } else { format!(" of {}", first.file) };
            finding.message.push_str(&format!(" in line {line}{file}"));
        }
    }
    let rules = rules.filter(|_| !findings.any_errors());
    let (mut errors, left_out) = (findings.errors(), findings.left_out());
    let mut findings = findings.into_vec();
    let at = |finding: &Finding| {
        let span = finding.place.at.or_else(|| Some(map.places.get(&finding.place.file)?.find(&finding.place)));
        span.map(|span| (finding.place.file.clone(), span.from))
    };
    // A fact that is tested with `yes` needs no quotes.
    let conditions = findings.iter().filter(|finding| finding.code == finding::Code::Condition).filter_map(at);
    let conditions: HashSet<_> = conditions.collect();
    findings.retain(|finding| {
        let other = finding.code == finding::Code::QuoteThis && at(finding).is_some_and(|at| conditions.contains(&at));
        errors -= usize::from(other && finding.severity() == Severity::Error);
        !other
    });
    let start = |finding: &Finding| map.places.get(&finding.place.file).map(|places| places.find(&finding.place).from);
    findings.sort_by_cached_key(|finding| {
        (finding.severity(), finding.place.file.clone(), start(finding), finding.code, finding.message.clone())
    });
    Checked { rules, bundle, findings, errors, left_out, reading_age, map }
}

/// Nothing can have been checked on a day that has not come.
fn checked_ahead(bundle: &Bundle, today: NaiveDate, findings: &mut Findings) {
    let mut look = |place: Place, key: &str, written: &str| {
        if written.parse::<NaiveDate>().is_ok_and(|day| day > today) {
            let message = format!("`{key}` is {written}, and today is {today}");
            let help = "write the day on which somebody looked";
            findings.add(finding::Code::BadDate, place.then(key), message, Some(help.into()));
        }
    };
    look(Place::new(load::HEAD, ""), "law_checked", &bundle.head.law_checked);
    for file in &bundle.parts {
        let (place, part) = (Place::new(&file.file, ""), &file.part);
        let lists: [(&str, Vec<&String>); 5] = [
            ("laws", part.laws.iter().map(|item| &item.checked).collect()),
            ("deadlines", part.deadlines.iter().map(|item| &item.checked).collect()),
            ("routes", part.routes.iter().map(|item| &item.checked).collect()),
            ("tells", part.tells.iter().map(|item| &item.checked).collect()),
            ("arguments", part.arguments.iter().map(|item| &item.checked).collect()),
        ];
        for (list, days) in lists {
            days.into_iter().enumerate().for_each(|(at, day)| look(place.item(list, at), "checked", day));
        }
    }
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
