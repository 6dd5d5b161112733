//! What is said of routes beside each other: about as much of each (`ux.md` F4), and kind words only with bad news (G8).

use std::collections::HashMap;

use serde_yaml::Value;

use super::measure;
use super::texts::Source;
use crate::rules::file::{Fact, Route};
use crate::rules::finding::{Code, Findings, Place};

/// The problem whose routes may begin with a kind line, beside those for a limit that has passed.
const HARD_NEWS: &str = "exclusion";

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
    let facts: HashMap<&str, &Fact> =
        source.parts.iter().flat_map(|part| &part.part.facts).map(|fact| (fact.id.as_str(), fact)).collect();
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
        let Some(kind) = &route.kind_line else { continue };
        let conditions = [&route.recommend_when, &route.alongside_when].into_iter().flatten().chain([&route.open_when]);
        let passed = conditions.into_iter().any(|when| looks_at_passed(when, &facts, &mut Vec::new()));
        let fault = if route.problem != HARD_NEWS && !passed {
            Some(("a kind line stands only where a time limit has passed or with an exclusion", "take it out"))
        } else if measure::sentences(kind).len() > 1 || measure::count(kind) > LONGEST_KIND {
            Some(("a kind line is one short sentence", "keep one sentence of at most 15 words"))
        } else {
            None
        };
        if let Some((message, help)) = fault {
            findings.add(Code::KindLine, place.then("kind_line"), message, Some(help.into()));
        }
    }
}

/// Whether a condition looks at a limit that has passed, by itself or through a fact.
fn looks_at_passed<'b>(when: &'b Value, facts: &HashMap<&str, &'b Fact>, seen: &mut Vec<&'b str>) -> bool {
    match when {
        Value::Sequence(inner) => inner.iter().any(|inner| looks_at_passed(inner, facts, seen)),
        Value::Mapping(mapping) => mapping.iter().any(|(key, value)| match key.as_str() {
            Some("deadline") => states(value).any(|state| state == "passed"),
            Some(id) if facts.contains_key(id) && !seen.contains(&id) => {
                seen.push(id);
                looks_at_passed(&facts[id].when, facts, seen)
            }
            _ => looks_at_passed(value, facts, seen),
        }),
        _ => false,
    }
}

/// The states that a test on limits names.
fn states(limits: &Value) -> impl Iterator<Item = &str> {
    let tests = limits.as_mapping().into_iter().flat_map(|limits| limits.values());
    tests.flat_map(|test| match test {
        Value::Sequence(states) => states.iter().filter_map(Value::as_str).collect(),
        other => other.as_str().into_iter().collect::<Vec<_>>(),
    })
}
