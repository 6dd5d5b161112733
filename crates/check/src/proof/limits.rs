//! Limits of two rule sets held against each other.

use signpost_core::dates::limit::{Amount, ClosedDay, Side, Term};
use signpost_core::rules::model::{RuleSet, Start, Who};

/// Whether a deadline can fall on other days than its counterpart, or counts as another kind of day.
pub fn moved(old: &RuleSet, was: usize, new: &RuleSet, is: usize) -> bool {
    say(old, was) != say(new, is)
}

/// A deadline's limit in the words of the rule file, with the limits it is counted from.
pub fn say(rules: &RuleSet, at: usize) -> String {
    let item = &rules.deadlines[at];
    let mut said = term(rules, &item.limit.term);
    if let Some(cautious) = &item.limit.cautious {
        said.push_str(&format!("; cautious: {}", term(rules, cautious)));
    }
    match item.limit.closed_day {
        ClosedDay::Stays => {}
        ClosedDay::NextWorkingDay => said.push_str("; ends_on_closed_day: next-working-day"),
        ClosedDay::TribunalStart => said.push_str("; ends_on_closed_day: tribunal-start"),
    }
    if item.limit.skips_closed {
        said.push_str("; not_counted: tribunal-closed");
    }
    if let Some(hour) = item.at {
        said.push_str(&format!("; at {}", hour.format("%H:%M")));
    }
    if item.who == Who::You {
        said.push_str("; who: you"); // for you there is a day to aim for, for others only the last day
    }
    said
}

fn term(rules: &RuleSet, written: &Term<Start>) -> String {
    let list = |key: &str, terms: &[Term<Start>]| {
        let terms: Vec<String> = terms.iter().map(|one| term(rules, one)).collect();
        format!("{key}: [{}]", terms.join(", "))
    };
    match written {
        Term::LaterOf(terms) => list("later_of", terms),
        Term::EarlierOf(terms) => list("earlier_of", terms),
        Term::FixedDay { month, day, year_of } => {
            format!("{{by: {month:02}-{day:02}, in_year_of: {}}}", start(rules, *year_of))
        }
        Term::Counted(counted) => {
            let side = match counted.side {
                Side::After => "after",
                Side::BeginningWith => "beginning_with",
                Side::Before => "before",
            };
            let length = match counted.amount {
                Amount::Days(days) => format!("days: {days}"),
                Amount::Weeks(weeks) => format!("weeks: {weeks}"),
                Amount::Months(months) => format!("months: {months}"),
                Amount::SchoolDays(days) => format!("school_days: {days}"),
                Amount::WorkingDays(days, kind) => {
                    format!("working_days: {days}, of: {}", format!("{kind:?}").to_lowercase())
                }
            };
            let post = counted.by_post.map_or_else(String::new, |days| format!(", by_post: {days}"));
            format!("{{{side}: {}, {length}{post}}}", start(rules, counted.start))
        }
    }
}

fn start(rules: &RuleSet, start: Start) -> String {
    match start {
        Start::Question(question) => rules.question(question).id.clone(),
        // The other limit in full: when it moves, this one does.
        Start::Deadline(other) => format!("{{deadline: {}, {}}}", rules.deadline(other).id, say(rules, other.at())),
    }
}
