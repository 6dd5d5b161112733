//! What nothing uses: a fact, a law, a time limit, a letter, a phrase.

use std::collections::HashSet;

use serde_yaml::Value;

use super::file::{AtTimes, Bundle, Limit};
use super::finding::{Code, Findings, Place};
use super::load::HEAD;
use super::words::texts;
use signpost_core::rules::model::Shown;

/// Reports it. The files have no errors, so every id names something.
pub fn check(bundle: &Bundle, findings: &mut Findings) {
    let used = Used::of(bundle);
    let mut report = |place: Place, what: &str, id: &str, list: &HashSet<&str>| {
        if !list.contains(id) {
            let help = Some("take it out, or use it".to_owned());
            findings.add(Code::Unused, place, format!("nothing uses the {what} `{id}`"), help);
        }
    };
    for part in &bundle.parts {
        let at = |list: &str, at: usize| Place::new(&part.file, "").item(list, at).then("id");
        for (n, item) in part.part.facts.iter().enumerate() {
            report(at("facts", n), "fact", &item.id, &used.facts);
        }
        for (n, item) in part.part.laws.iter().enumerate() {
            report(at("laws", n), "law", &item.id, &used.laws);
        }
        for (n, item) in part.part.deadlines.iter().enumerate() {
            let in_letters = used.in_letters.contains(&item.id.replace('-', "_"));
            if item.shown == Shown::Calculator || in_letters {
                continue;
            }
            report(at("deadlines", n), "time limit", &item.id, &used.deadlines);
        }
    }
    for letter in &bundle.letters {
        report(Place::new(&format!("letters/{}.md", letter.id), ""), "letter", &letter.id, &used.letters);
    }
    for (n, phrase) in bundle.head.phrases.iter().enumerate() {
        report(Place::new(HEAD, "").item("phrases", n).then("id"), "phrase", &phrase.id, &used.phrases);
    }
}

#[derive(Default)]
struct Used<'b> {
    facts: HashSet<&'b str>,
    laws: HashSet<&'b str>,
    deadlines: HashSet<&'b str>,
    letters: HashSet<&'b str>,
    phrases: HashSet<&'b str>,
    /// Time limits whose day a letter names, as templates write their ids.
    in_letters: HashSet<String>,
}

impl<'b> Used<'b> {
    fn of(bundle: &'b Bundle) -> Used<'b> {
        let mut used = Used::default();
        for part in bundle.parts.iter().map(|part| &part.part) {
            part.questions.iter().flat_map(|item| &item.ask_when).for_each(|when| used.condition(when));
            part.facts.iter().for_each(|item| used.condition(&item.when));
            for item in &part.deadlines {
                item.when.iter().for_each(|when| used.condition(when));
                used.limit(&item.limit);
                item.cautious.iter().for_each(|limit| used.limit(limit));
                used.laws.extend(item.law.iter().map(String::as_str));
            }
            for item in &part.routes {
                let conditions = [&item.recommend_when, &item.alongside_when].into_iter().flatten();
                let closed = item.closed.iter().map(|closed| &closed.when);
                let later = item.later.iter().map(|later| &later.when);
                conditions.chain([&item.open_when]).chain(closed).chain(later).for_each(|when| used.condition(when));
                used.at_times(&item.checklist);
                used.at_times(&item.letters);
                used.at_times(&item.contacts);
                used.laws.extend(item.law.iter().map(String::as_str));
                used.deadlines.extend(item.deadlines.iter().map(String::as_str));
                used.deadlines.extend(item.later.iter().filter_map(|later| later.from.as_deref()));
                used.letters.extend(item.letters.iter().map(AtTimes::text));
            }
            part.ladder.iter().for_each(|rung| used.at_times(&rung.steps));
            for item in &part.never {
                used.condition(&item.when);
                used.laws.extend(item.law.iter().map(String::as_str));
            }
            for item in &part.tells {
                used.condition(&item.when);
                used.laws.extend(item.law.iter().map(String::as_str));
            }
            for item in &part.arguments {
                item.when.iter().for_each(|when| used.condition(when));
                used.laws.extend(item.law.iter().map(String::as_str));
            }
            used.laws.extend(part.news.iter().flat_map(|item| &item.law).map(String::as_str));
        }
        for instead in bundle.head.phrases.iter().flat_map(|phrase| &phrase.instead) {
            used.condition(&instead.when);
        }
        for letter in &bundle.letters {
            letter.head.when.iter().for_each(|when| used.condition(when));
            used.laws.extend(letter.head.law.iter().map(String::as_str));
            used.phrases.extend(texts::phrases(&letter.body));
            for name in letter.body.split("due.").chain(letter.body.split("aim.")).skip(1) {
                let end = name.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(name.len());
                used.in_letters.insert(name[..end].to_owned());
            }
        }
        used.laws.extend(bundle.words.terms.iter().flat_map(|term| &term.law).map(String::as_str));
        used.laws.extend(bundle.calendar.closed_spans.iter().map(|span| span.law.as_str()));
        texts::each_of(bundle, &mut |text| used.phrases.extend(texts::phrases(text.text)));
        used
    }

    /// Notes what decides whether items count.
    fn at_times(&mut self, items: &'b [impl AtTimes]) {
        items.iter().filter_map(AtTimes::when).for_each(|when| self.condition(when));
    }

    /// Notes what a condition as written tests. Questions have no list here: whether one is reached is another proof.
    fn condition(&mut self, written: &'b Value) {
        match written {
            Value::Mapping(mapping) => {
                for (key, value) in mapping {
                    match (key.as_str(), value) {
                        (Some("deadline"), Value::Mapping(states)) => {
                            self.deadlines.extend(states.keys().filter_map(Value::as_str));
                        }
                        (Some("law"), Value::Mapping(states)) => {
                            self.laws.extend(states.keys().filter_map(Value::as_str));
                        }
                        (Some("all" | "any" | "not"), inner) => self.condition(inner),
                        (Some(key), _) => {
                            self.facts.insert(key);
                        }
                        (None, _) => {}
                    }
                }
            }
            Value::Sequence(items) => items.iter().for_each(|item| self.condition(item)),
            _ => {}
        }
    }

    fn limit(&mut self, limit: &'b Limit) {
        for start in [&limit.after, &limit.beginning_with, &limit.before, &limit.in_year_of].into_iter().flatten() {
            self.deadlines.extend(start.get("deadline").and_then(Value::as_str));
        }
        for branch in [&limit.later_of, &limit.earlier_of].into_iter().flatten().flatten() {
            self.limit(branch);
        }
    }
}
