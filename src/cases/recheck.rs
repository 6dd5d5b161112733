//! What a change of the rules does to a case: another next step, other routes, other dates, and which item did it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_yaml::Value;

use super::model::PlanGiven;
use signpost_check::files::Bundle;

/// One difference between two plans for the same answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Another route is suggested: its id before and now.
    NextStep {
        /// Before.
        was: String,
        /// Now.
        now: String,
    },
    /// A route can be taken now.
    Opened(String),
    /// A route cannot be taken any more.
    Closed(String),
    /// A limit's dates differ, or it has come or gone.
    Date {
        /// The limit's id.
        limit: String,
        /// The aim-for day and the last day before.
        was: Option<(Option<NaiveDate>, NaiveDate)>,
        /// The same now.
        now: Option<(Option<NaiveDate>, NaiveDate)>,
    },
}

impl Change {
    /// The items of the rules it is about.
    fn items(&self) -> Vec<Item> {
        let route = |id: &String| ("route", id.clone());
        match self {
            Change::NextStep { was, now } => vec![route(was), route(now)],
            Change::Opened(id) | Change::Closed(id) => vec![route(id)],
            Change::Date { limit, .. } => vec![("limit", limit.clone())],
        }
    }
}

/// What differs between two plans.
pub fn compare(was: &PlanGiven, now: &PlanGiven) -> Vec<Change> {
    let mut changes = Vec::new();
    if was.next_step != now.next_step {
        changes.push(Change::NextStep { was: was.next_step.clone(), now: now.next_step.clone() });
    }
    let routes = |plan: &PlanGiven| -> BTreeSet<String> {
        plan.alongside.iter().chain(&plan.open).chain(std::iter::once(&plan.next_step)).cloned().collect()
    };
    let (before, after) = (routes(was), routes(now));
    changes.extend(after.difference(&before).map(|id| Change::Opened(id.clone())));
    changes.extend(before.difference(&after).map(|id| Change::Closed(id.clone())));
    let limits: BTreeSet<&String> = was.deadlines.keys().chain(now.deadlines.keys()).collect();
    for limit in limits {
        let dates = |plan: &PlanGiven| plan.deadlines.get(limit).map(|dates| (dates.aim, dates.due));
        let (was, now) = (dates(was), dates(now));
        if was != now {
            changes.push(Change::Date { limit: limit.clone(), was, now });
        }
    }
    changes
}

/// The first of the parent's own limits in either plan that has not passed: who has it soonest is told first.
pub fn first_limit(was: &PlanGiven, now: &PlanGiven, today: NaiveDate) -> Option<NaiveDate> {
    let dates = was.deadlines.values().chain(now.deadlines.values());
    dates.filter(|dates| dates.aim.is_some() && dates.due >= today).map(|dates| dates.due).min()
}

/// An item of the rules: its kind and its id. A route and a limit may have the same id.
type Item = (&'static str, String);

const KINDS: [&str; 4] = ["fact", "limit", "question", "route"];

/// How an item differs between two folders.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Altered {
    /// These keys differ.
    Keys(Vec<String>),
    /// It is new.
    New,
    /// It was taken out.
    Gone,
}

/// What differs between two folders of rules, item by item.
pub struct Differences {
    altered: BTreeMap<Item, Altered>,
    /// Every item's words, of both folders: to follow what it rests on.
    uses: BTreeMap<Item, BTreeSet<String>>,
    calendar: bool,
}

impl Differences {
    /// Compares two folders.
    pub fn between(old: &Bundle, new: &Bundle) -> Differences {
        let (was, now) = (items(old), items(new));
        let mut altered = BTreeMap::new();
        let mut uses: BTreeMap<Item, BTreeSet<String>> = BTreeMap::new();
        for (item, value) in was.iter().chain(&now) {
            collect(value, uses.entry(item.clone()).or_default());
        }
        for item in uses.keys() {
            let how = match (was.get(item), now.get(item)) {
                (Some(was), Some(now)) if was != now => Altered::Keys(keys(was, now)),
                (None, Some(_)) => Altered::New,
                (Some(_), None) => Altered::Gone,
                _ => continue,
            };
            altered.insert(item.clone(), how);
        }
        Differences { altered, uses, calendar: old.calendar != new.calendar }
    }

    /// Which altered items brought a change about: the item itself, or else the nearest that it rests on, or that shows
    /// it.
    pub fn why(&self, change: &Change) -> Vec<String> {
        let items = change.items();
        let mut told: BTreeSet<String> = items.iter().filter_map(|item| self.say(item)).collect();
        if told.is_empty() {
            told = items.iter().flat_map(|item| self.beneath(item)).filter_map(|item| self.say(&item)).collect();
        }
        // A limit that is the same, and yet came or went: the routes that name it are not.
        if told.is_empty()
            && let Change::Date { limit, .. } = change
        {
            let names =
                |item: &&Item| item.0 == "route" && self.uses.get(*item).is_some_and(|uses| uses.contains(limit));
            told = self.altered.keys().filter(names).filter_map(|item| self.say(item)).collect();
        }
        if told.is_empty() && self.calendar {
            told.insert("the calendar".into());
        }
        told.into_iter().collect()
    }

    fn say(&self, item: &Item) -> Option<String> {
        let (kind, id) = item;
        Some(match self.altered.get(item)? {
            Altered::Keys(keys) => format!("{kind} `{id}` ({})", keys.join(", ")),
            Altered::New => format!("{kind} `{id}` (new)"),
            Altered::Gone => format!("{kind} `{id}` (taken out)"),
        })
    }

    /// The nearest altered items that an item rests on.
    fn beneath(&self, item: &Item) -> Vec<Item> {
        let mut seen: BTreeSet<Item> = BTreeSet::from([item.clone()]);
        let mut layer: BTreeSet<Item> = seen.clone();
        while !layer.is_empty() {
            let words: BTreeSet<&String> = layer.iter().filter_map(|item| self.uses.get(item)).flatten().collect();
            let named = words.into_iter().flat_map(|word| KINDS.map(|kind| (kind, word.clone())));
            let next: BTreeSet<Item> = named.filter(|it| self.uses.contains_key(it) && !seen.contains(it)).collect();
            let found: Vec<Item> = next.iter().filter(|item| self.altered.contains_key(*item)).cloned().collect();
            if !found.is_empty() {
                return found;
            }
            seen.extend(next.iter().cloned());
            layer = next;
        }
        Vec::new()
    }
}

/// Questions, facts, limits and routes as plain values.
fn items(bundle: &Bundle) -> BTreeMap<Item, Value> {
    let mut items = BTreeMap::new();
    let mut add = |kind, id: &String, value: Result<Value, serde_yaml::Error>| {
        items.insert((kind, id.clone()), value.unwrap_or_default());
    };
    for part in &bundle.parts {
        let part = &part.part;
        part.questions.iter().for_each(|item| add("question", &item.id, serde_yaml::to_value(item)));
        part.facts.iter().for_each(|item| add("fact", &item.id, serde_yaml::to_value(item)));
        part.deadlines.iter().for_each(|item| add("limit", &item.id, serde_yaml::to_value(item)));
        part.routes.iter().for_each(|item| add("route", &item.id, serde_yaml::to_value(item)));
    }
    items
}

fn keys(was: &Value, now: &Value) -> Vec<String> {
    let (Value::Mapping(was), Value::Mapping(now)) = (was, now) else { return Vec::new() };
    let all: BTreeSet<&str> = was.keys().chain(now.keys()).filter_map(Value::as_str).collect();
    all.into_iter().filter(|key| was.get(*key) != now.get(*key)).map(str::to_owned).collect()
}

/// Every key and every word in a value.
fn collect(value: &Value, words: &mut BTreeSet<String>) {
    match value {
        Value::String(word) => {
            words.insert(word.clone());
        }
        Value::Sequence(items) => items.iter().for_each(|item| collect(item, words)),
        Value::Mapping(mapping) => {
            for (key, value) in mapping {
                collect(key, words);
                collect(value, words);
            }
        }
        _ => {}
    }
}
