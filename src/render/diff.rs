//! What a change to the rules does, for whoever made it.

use signpost_check::proof::diff::{Change, Diff, Kind};
use signpost_core::text;

use super::findings::Located;

/// To read: each difference with the shortest answers that show it, the texts to look at, and which kinds there are.
pub fn text(diff: &Diff, look_at: &[Located<'_>], width: usize) -> String {
    let mut out: String = diff.changes.iter().map(|change| one(change, width)).collect();
    if !look_at.is_empty() {
        out.push_str("Look at these. They may still be as they were before the change:\n");
        for one in look_at {
            let said = format!("- {}:{}: {}", one.file, one.line, one.message);
            out.push_str(&(text::wrap(&said, width, "", "  ") + "\n"));
        }
        out.push('\n');
    }
    let mut line = |said: &str| out.push_str(&(text::wrap(said, width, "", "  ") + "\n"));
    if diff.calendar {
        line("The calendars differ: any date counted in working days can move.");
    }
    for which in [("old", diff.only_old), ("new", diff.only_new)].into_iter().filter(|(_, any)| *any) {
        line(&format!("Some answers only the {} rules know.", which.0));
    }
    let found = |kind: &Kind| diff.changes.iter().any(|change| change.kind == *kind);
    let kinds: Vec<&str> = Kind::ALL.into_iter().filter(found).map(plural).collect();
    line(&match kinds.as_slice() {
        [] => "No difference in any situation.".to_owned(),
        kinds => format!("Of all situations, some have {}.", text::list(kinds)),
    });
    out
}

fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Question => "other questions",
        Kind::NextStep => "another next step",
        Kind::Step => "another step beside it",
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
        Kind::Step => format!("step beside it for `{item}`: {old} -> {new}"),
        Kind::Alongside | Kind::Open | Kind::Later | Kind::Closed => format!("route `{item}`: {old} -> {new}"),
        Kind::Deadline => format!("time limit `{item}`: {old} -> {new}"),
        Kind::Dates => format!("dates of `{item}`: {old} -> {new}"),
        Kind::Letter => format!("letter `{item}`: {old} -> {new}"),
        Kind::Words => format!("words of `{item}`: \"{old}\" -> \"{new}\""),
    }
}

fn one(change: &Change, width: usize) -> String {
    let mut out = text::wrap(&head(change), width, "", "    ") + "\n";
    if let Some(example) = &change.example {
        out.push_str(&format!("  for example on {}:\n", example.today));
        example.answers.lines().for_each(|line| out.push_str(&format!("    {line}\n")));
        if let Some(old) = &example.old_answers {
            out.push_str("  where the old rules ask:\n");
            old.lines().for_each(|line| out.push_str(&format!("    {line}\n")));
        }
    }
    out.push('\n');
    out
}
