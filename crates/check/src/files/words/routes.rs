//! What is said of routes beside each other: about as much of each (`ux.md` F4), and kind words in one line (G8).

use super::texts::Source;
use crate::files::file::Route;
use crate::files::finding::{Code, Findings, Place};
use signpost_core::text::measure;

/// The most sentences on what still works if something goes wrong.
const MOST_IF_WRONG: usize = 3;

/// The most words of a kind line.
const LONGEST_KIND: usize = 15;

/// A word or two more or less is no steering, however short the texts are.
const SLACK: usize = 3;

/// Two routes have no middle to be held against.
const FEWEST: usize = 3;

/// Holds routes against each other.
pub fn check(source: Source<'_>, findings: &mut Findings) {
    let routes = || {
        source.parts.iter().flat_map(|part| {
            let place = |at: usize| Place::new(&part.file, "").item("routes", at);
            part.part.routes.iter().enumerate().map(move |(at, route)| (place(at), route))
        })
    };
    let both_sides = |route: &Route| measure::count(&route.good_for) + measure::count(&route.think_about);
    let mut lengths: Vec<usize> = routes().map(|(_, route)| both_sides(route)).collect();
    lengths.sort_unstable();
    let middle = lengths.get(lengths.len() / 2).copied().unwrap_or_default();
    for (place, route) in routes() {
        let length = both_sides(route);
        // A sixth either way of the middle keeps the shortest within 30% of the longest.
        if lengths.len() >= FEWEST && length.abs_diff(middle) > (middle / 6).max(SLACK) {
            let message = format!("{length} words for and against, where the other routes have about {middle}");
            let help = "say about as much of each route, so that none is pushed";
            findings.add(Code::UnevenRoutes, place.then("good_for"), message, Some(help.into()));
        }
        if route.if_wrong.len() > MOST_IF_WRONG {
            let message = format!("{} sentences: at most {MOST_IF_WRONG}", route.if_wrong.len());
            findings.add(Code::TextTooLong, place.then("if_wrong"), message, None);
        }
        let Some(kind) = &route.kind_line else { continue };
        if measure::sentences(kind).len() > 1 || measure::count(kind) > LONGEST_KIND {
            let help = "keep one sentence of at most 15 words";
            findings.add(
                Code::KindLine,
                place.then("kind_line"),
                "a kind line is one short sentence",
                Some(help.into()),
            );
        }
    }
}
