//! What a change of the rules does to open cases.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::cases::Reference;
use crate::cases::recheck::Change;
use signpost_core::dates::say;
use signpost_core::text;
use signpost_render::document::Document;

/// What came of looking at one case again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The same advice and dates.
    Same,
    /// No plan was given yet, so there is nothing to compare.
    NoPlan,
    /// The rules do not come to a plan with its answers any more: why not.
    NoAdvice(String),
    /// Other advice or dates: each change, and the items of the rules that brought it about.
    Changed(Vec<(Change, Vec<String>)>),
}

/// A case looked at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rechecked {
    /// The case.
    pub reference: Reference,
    /// The soonest of its limits that has not passed.
    pub first_limit: Option<NaiveDate>,
    /// Whether the answers have changed since the plan it is compared with was given, so that they may be the reason.
    pub answers_changed: bool,
    /// What came of it.
    pub outcome: Outcome,
}

/// The cases that get different advice, as text.
pub fn document(cases: &[Rechecked], old: &str, new: &str) -> Document {
    let mut page = Document::default();
    page.paragraph(format!("Rules before: {old}. Rules now: {new}."));
    for case in cases {
        let first = case
            .first_limit
            .map_or("no limit running for the parent".into(), |day| format!("first limit {}", say::long(day)));
        match &case.outcome {
            Outcome::Same | Outcome::NoPlan => continue,
            Outcome::NoAdvice(why) => {
                page.subheading(format!("{}, {first}", case.reference));
                page.item(format!("No plan any more: {}.", why.trim_end_matches('.')));
            }
            Outcome::Changed(changes) => {
                page.subheading(format!("{}, {first}", case.reference));
                for (change, why) in changes {
                    let why = if why.is_empty() { String::new() } else { format!(" Because of: {}.", why.join("; ")) };
                    page.item(format!("{}.{why}", said(change)));
                }
            }
        }
        if case.answers_changed {
            page.item("The answers have changed since that plan was given; that may be the reason.");
        }
    }
    let count = |wanted: fn(&Outcome) -> bool| cases.iter().filter(|case| wanted(&case.outcome)).count() as i64;
    let changed = count(|outcome| matches!(outcome, Outcome::Changed(_) | Outcome::NoAdvice(_)));
    let unplanned = count(|outcome| *outcome == Outcome::NoPlan);
    page.paragraph(format!(
        "{} looked at: {changed} different, {} the same, {unplanned} without a plan yet.",
        text::count(cases.len() as i64, "open case"),
        cases.len() as i64 - changed - unplanned
    ));
    page
}

fn said(change: &Change) -> String {
    match change {
        Change::NextStep { was, now } => format!("Next step: was `{was}`, now `{now}`"),
        Change::Opened(id) => format!("Open now: `{id}`"),
        Change::Closed(id) => format!("Not open any more: `{id}`"),
        Change::Date { limit, was, now } => {
            let dates = |dates: &Option<(Option<NaiveDate>, NaiveDate)>| match dates {
                None => "none".to_owned(),
                Some((Some(aim), due)) if aim != due => format!("aim {}, last {}", say::plain(*aim), say::plain(*due)),
                Some((_, due)) => say::plain(*due),
            };
            format!("Limit `{limit}`: was {}, now {}", dates(was), dates(now))
        }
    }
}

/// The same as data; cases that stay the same are counted only.
pub fn json(cases: &[Rechecked], old: &str, new: &str) -> String {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let change = |(change, why): &(Change, Vec<String>)| -> Value {
        let dates = |dates: &Option<(Option<NaiveDate>, NaiveDate)>| {
            dates.map(|(aim, due)| json!({ "aim": day(aim), "due": due.to_string() }))
        };
        match change {
            Change::NextStep { was, now } => json!({ "kind": "next-step", "was": was, "now": now, "because": why }),
            Change::Opened(id) => json!({ "kind": "opened", "route": id, "because": why }),
            Change::Closed(id) => json!({ "kind": "closed", "route": id, "because": why }),
            Change::Date { limit, was, now } => {
                json!({ "kind": "date", "limit": limit, "was": dates(was), "now": dates(now), "because": why })
            }
        }
    };
    let one = |case: &Rechecked| -> Option<Value> {
        let (changes, error) = match &case.outcome {
            Outcome::Changed(changes) => (changes.iter().map(change).collect(), None),
            Outcome::NoAdvice(why) => (Vec::new(), Some(why)),
            Outcome::Same | Outcome::NoPlan => return None,
        };
        Some(json!({
            "reference": case.reference.to_string(),
            "first_limit": day(case.first_limit),
            "answers_changed": case.answers_changed,
            "changes": changes,
            "error": error,
        }))
    };
    let different: Vec<Value> = cases.iter().filter_map(one).collect();
    let unplanned = cases.iter().filter(|case| case.outcome == Outcome::NoPlan).count();
    let all = json!({
        "schema_version": 1, "rules_before": old, "rules_now": new,
        "looked_at": cases.len(), "without_plan": unplanned, "different": different,
    });
    signpost_render::json::text(&all)
}
