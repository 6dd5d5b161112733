//! What a change to the rules does, for whoever made it.

use crate::proof::diff::{Change, Diff, Kind};
use crate::render::proof::grouped;
use crate::text;

/// To read: how many of each kind, and each difference with the shortest answers that show it.
pub fn text(diff: &Diff, width: usize) -> String {
    let mut out: String = diff.changes.iter().map(|change| one(change, width)).collect();
    let mut line = |said: &str| out.push_str(&(text::wrap(said, width, "", "  ") + "\n"));
    if diff.calendar {
        line("The calendars differ: any date counted in working days can move.");
    }
    for (which, found) in [("old", diff.only_old), ("new", diff.only_new)] {
        if found != Some(0) {
            line(&format!("{}: an answer that only the {which} rules know", situations(found)));
        }
    }
    if diff.changes.is_empty() {
        line(&format!("no difference in {}", situations(diff.situations)));
        return out;
    }
    line(&format!("of {}:", situations(diff.situations)));
    for (kind, found) in &diff.kinds {
        line(&format!("  {}: {}", count(*found), plural(*kind)));
    }
    out
}

fn count(count: Option<u128>) -> String {
    count.map_or_else(|| "too many to count".to_owned(), grouped)
}

fn situations(found: Option<u128>) -> String {
    format!("{} {}", count(found), if found == Some(1) { "situation" } else { "situations" })
}

fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Question => "other questions",
        Kind::NextStep => "another next step",
        Kind::Step => "another step for a body",
        Kind::Alongside => "other routes beside it",
        Kind::Open => "other open routes",
        Kind::Later => "other routes that open later",
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
        Kind::NextStep => format!("next step: {old} -> {new}"),
        Kind::Step => format!("step for `{item}`: {old} -> {new}"),
        Kind::Alongside | Kind::Open | Kind::Later | Kind::Closed => format!("route `{item}`: {old} -> {new}"),
        Kind::Deadline => format!("time limit `{item}`: {old} -> {new}"),
        Kind::Dates => format!("dates of `{item}`: {old} -> {new}"),
        Kind::Letter => format!("letter `{item}`: {old} -> {new}"),
        Kind::Words => format!("words of `{item}`: \"{old}\" -> \"{new}\""),
    }
}

fn one(change: &Change, width: usize) -> String {
    let mut out = text::wrap(&head(change), width, "", "    ") + "\n";
    let example = change.example.as_ref();
    let shown = example.map_or(String::new(), |example| format!("; for example on {}:", example.today));
    let found = format!("in {}{shown}", situations(change.situations));
    out.push_str(&(text::wrap(&found, width, "  ", "    ") + "\n"));
    if let Some(example) = example {
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
