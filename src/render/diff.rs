//! What a change to the rules does, for whoever made it.

use crate::proof::diff::{Change, Diff, Kind};
use crate::render::proof::grouped;
use crate::text;

/// To read: how many of each kind, and each difference with the shortest answers that show it.
pub fn text(diff: &Diff, width: usize) -> String {
    let mut out = String::new();
    let count = |count: Option<u128>| count.map_or_else(|| "more than 10^38".to_owned(), grouped);
    for change in &diff.changes {
        out.push_str(&one(change, &count(change.situations), width));
    }
    if diff.calendar {
        out.push_str("The calendars differ: any date counted in working days can move.\n");
    }
    for (which, situations) in [("old", diff.only_old), ("new", diff.only_new)] {
        if situations != Some(0) {
            out.push_str(&format!(
                "{} situations have an answer that only the {which} rules know\n",
                count(situations)
            ));
        }
    }
    if diff.changes.is_empty() {
        out.push_str(&format!("no difference in {} situations\n", count(diff.situations)));
        return out;
    }
    out.push_str(&format!("of {} situations:\n", count(diff.situations)));
    for (kind, situations) in &diff.kinds {
        out.push_str(&format!("  {}: {}\n", count(*situations), plural(*kind)));
    }
    out
}

fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Question => "other questions",
        Kind::NextStep => "another next step",
        Kind::Alongside => "other routes beside it",
        Kind::Open => "other open routes",
        Kind::Closed => "other routes that are not open",
        Kind::Deadline => "other time limits",
        Kind::Dates => "other dates",
        Kind::Letter => "other letters",
        Kind::Words => "other words",
    }
}

fn head(change: &Change) -> String {
    let Change { item, old, new, .. } = change;
    match change.kind {
        Kind::Question => format!("question `{item}`: {old} -> {new}"),
        Kind::NextStep => format!("next step for `{item}`: {old} -> {new}"),
        Kind::Alongside | Kind::Open | Kind::Closed => format!("route `{item}`: {old} -> {new}"),
        Kind::Deadline => format!("time limit `{item}`: {old} -> {new}"),
        Kind::Dates => format!("dates of `{item}`: {old} -> {new}"),
        Kind::Letter => format!("letter `{item}`: {old} -> {new}"),
        Kind::Words => format!("words of `{item}`: \"{old}\" -> \"{new}\""),
    }
}

fn one(change: &Change, situations: &str, width: usize) -> String {
    let mut out = text::wrap(&head(change), width, "", "    ") + "\n";
    out.push_str(&format!("  in {situations} situations"));
    if let Some(example) = &change.example {
        out.push_str(&format!("; for example on {}:\n", example.today));
        example.answers.lines().for_each(|line| out.push_str(&format!("    {line}\n")));
        if let Some(old) = &example.old_answers {
            out.push_str("  where the old rules ask:\n");
            old.lines().for_each(|line| out.push_str(&format!("    {line}\n")));
        }
    }
    out.push('\n');
    out
}

/// For programs.
pub fn json(diff: &Diff) -> String {
    serde_json::to_string_pretty(diff).unwrap_or_default()
}
