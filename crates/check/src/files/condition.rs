//! Conditions: from what is written to a [`Condition`].

use std::collections::{HashMap, HashSet};

use serde_yaml::Value;

use super::file::{self, Choose};
use super::finding::{Code, Findings, Place, as_id, did_you_mean};
use super::load::Broken;
use super::right_form;
use signpost_core::rules::model::{Condition, DeadlineIx, FactIx, LawIx, Options, QuestionIx, State, States};

/// The id of the answer that there is no such date.
pub const NO_DATE: &str = "none";

/// What a condition tests of a law.
const IN_FORCE: &str = "in-force";

/// What a condition may name, by id. Of two items with one id the first is meant.
pub struct Names<'a> {
    /// Questions, in order.
    pub questions: Vec<QuestionName<'a>>,
    question_at: HashMap<&'a str, u16>,
    fact_at: HashMap<&'a str, u16>,
    deadline_at: HashMap<&'a str, u16>,
    facts: Vec<&'a str>,
    deadlines: Vec<&'a str>,
    laws: Vec<&'a str>,
    broken: &'a Broken,
}

/// What a condition needs to know of a question.
pub struct QuestionName<'a> {
    /// Its id.
    pub id: &'a str,
    /// The ids of its options; `yes` and `no` for yes-no questions.
    pub options: Vec<&'a str>,
    /// Whether it asks for a date.
    pub date: bool,
    /// Whether it asks what people were told, on which nothing may hang.
    pub told: bool,
}

impl<'a> QuestionName<'a> {
    fn of(question: &'a file::Question) -> QuestionName<'a> {
        let options = match question.choose {
            Choose::YesNo => vec!["yes", "no"],
            Choose::Date => question.date.iter().filter_map(|date| date.none.as_ref().map(|_| NO_DATE)).collect(),
            _ => question.options.iter().map(|option| option.id.as_str()).collect(),
        };
        let (date, told) = (question.choose == Choose::Date, question.choose == Choose::Told);
        QuestionName { id: &question.id, options, date, told }
    }
}

/// Ids by their place; the first of equal ones.
fn by_id<'a>(ids: &[&'a str]) -> HashMap<&'a str, u16> {
    ids.iter().enumerate().rev().map(|(at, id)| (*id, at as u16)).collect()
}

impl<'a> Names<'a> {
    /// The names of these items. `broken` are ids of items that could not be read.
    pub fn new(
        questions: impl Iterator<Item = &'a file::Question>,
        facts: impl Iterator<Item = &'a file::Fact>,
        deadlines: impl Iterator<Item = &'a file::Deadline>,
        laws: impl Iterator<Item = &'a file::Law>,
        broken: &'a Broken,
    ) -> Names<'a> {
        let questions: Vec<QuestionName<'a>> = questions.map(QuestionName::of).collect();
        let ids: Vec<&str> = questions.iter().map(|question| question.id).collect();
        let facts: Vec<&str> = facts.map(|fact| fact.id.as_str()).collect();
        let deadlines: Vec<&str> = deadlines.map(|deadline| deadline.id.as_str()).collect();
        Names {
            question_at: by_id(&ids),
            fact_at: by_id(&facts),
            deadline_at: by_id(&deadlines),
            questions,
            facts,
            deadlines,
            laws: laws.map(|law| law.id.as_str()).collect(),
            broken,
        }
    }

    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<QuestionIx> {
        self.question_at.get(id).map(|&at| QuestionIx(at))
    }

    fn fact(&self, id: &str) -> Option<FactIx> {
        self.fact_at.get(id).map(|&at| FactIx(at))
    }

    /// The deadline with this id.
    pub fn deadline(&self, id: &str) -> Option<DeadlineIx> {
        self.deadline_at.get(id).map(|&at| DeadlineIx(at))
    }

    /// Whether an item with this id was written but could not be read.
    pub fn is_broken(&self, id: &str) -> bool {
        self.broken.holds(id)
    }

    /// "Did you mean `x`?", where no item is broken that may be meant.
    pub fn near<'k>(&self, id: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
        self.broken.did_you_mean(id, known)
    }

    /// Reports an id nothing has, unless the item it names could not be read.
    pub fn unknown(&self, what: &str, id: &str, place: Place, findings: &mut Findings) {
        if self.is_broken(id) {
            return;
        }
        let questions = self.questions.iter().map(|question| question.id);
        let near = match what {
            "deadline" => self.near(id, self.deadlines.iter().copied()),
            "law" => self.near(id, self.laws.iter().copied()),
            "question" => self.near(id, questions),
            _ => self.near(id, questions.chain(self.facts.iter().copied())),
        };
        findings.add(Code::UnknownId, place, format!("no {what} has the id `{}`", id.escape_debug()), near);
    }
}

/// Reads a condition; what cannot be read is reported and counts as never holding.
pub fn read(written: &Value, place: &Place, names: &Names<'_>, findings: &mut Findings) -> Condition {
    let Value::Mapping(mapping) = written else {
        findings.add(Code::Condition, place.clone(), "a condition is a mapping, such as {decision: draft}", None);
        return Condition::Any(Vec::new());
    };
    if mapping.is_empty() {
        findings.add(
            Code::Condition,
            place.clone(),
            "an empty condition holds always",
            Some("leave the key out".into()),
        );
    }
    let mut all: Vec<Condition> = mapping
        .iter()
        .map(|(key, value)| {
            let key = key.as_str().unwrap_or_default();
            one(key, value, &place.then(key), names, findings)
        })
        .collect();
    if all.len() == 1 { all.remove(0) } else { Condition::All(all) }
}

fn one(key: &str, value: &Value, place: &Place, names: &Names<'_>, findings: &mut Findings) -> Condition {
    match key {
        "all" => Condition::All(several(value, place, names, findings)),
        "any" => Condition::Any(several(value, place, names, findings)),
        "not" => Condition::Not(Box::new(read(value, place, names, findings))),
        "deadline" => deadlines(value, place, names, findings),
        "law" => laws(value, place, names, findings),
        _ => match (names.question(key), names.fact(key)) {
            (Some(question), _) => answer(question, value, place, names, findings),
            (None, Some(fact)) => match value {
                Value::Bool(true) => Condition::Fact(fact),
                Value::Bool(false) => Condition::Not(Box::new(Condition::Fact(fact))),
                _ => {
                    let is = if value.as_str() == Some("no") { "false" } else { "true" };
                    let message = format!("the fact `{key}` is tested with true or false");
                    cured(place, message, format!("write {key}: {is}"), findings)
                }
            },
            (None, None) => {
                if let Some((name, rest)) = key.split_once(':').filter(|_| value.is_null()) {
                    let message = "a space is missing after the colon".to_owned();
                    return cured(&place.clone().key(), message, format!("write {name}: {rest}"), findings);
                }
                names.unknown("question or fact", key, place.clone().key(), findings);
                Condition::Any(Vec::new())
            }
        },
    }
}

fn nonsense(place: &Place, message: String, findings: &mut Findings) -> Condition {
    findings.add(Code::Condition, place.clone(), message, None);
    Condition::Any(Vec::new())
}

fn cured(place: &Place, message: String, help: String, findings: &mut Findings) -> Condition {
    findings.add(Code::Condition, place.clone(), message, Some(help));
    Condition::Any(Vec::new())
}

fn several(value: &Value, place: &Place, names: &Names<'_>, findings: &mut Findings) -> Vec<Condition> {
    let Value::Sequence(items) = value else {
        let key = place.path.rsplit('.').next().unwrap_or_default();
        let help = format!("write {key}: {}", right_form::flow(&Value::Sequence(vec![value.clone()])));
        cured(place, "`all` and `any` hold a list of conditions".into(), help, findings);
        return Vec::new();
    };
    items.iter().enumerate().map(|(at, item)| read(item, &place.then(&format!("[{at}]")), names, findings)).collect()
}

fn answer(question: QuestionIx, value: &Value, place: &Place, names: &Names<'_>, findings: &mut Findings) -> Condition {
    let asked = &names.questions[question.at()];
    if asked.told {
        return nonsense(
            place,
            format!("nothing hangs on `{}`: it is only told what the law says", asked.id),
            findings,
        );
    }
    if asked.date {
        return match value.as_str() {
            Some("known") => Condition::DateKnown(question),
            Some("unknown" | "not-sure") => Condition::Unsure(question),
            Some(NO_DATE) if asked.options.contains(&NO_DATE) => Condition::Chose(question, option_bit(0)),
            Some(NO_DATE) => nonsense(place, format!("`{}` has no `none` under `date`", asked.id), findings),
            _ => nonsense(place, format!("the date `{}` is tested with known, unknown or none", asked.id), findings),
        };
    }
    if value.as_str() == Some("not-sure") {
        return Condition::Unsure(question);
    }
    if let Value::Mapping(mapping) = value {
        return match mapping.get("only") {
            Some(only) if mapping.len() == 1 => {
                Condition::ChoseOnly(question, options(asked, only, &place.then("only"), findings))
            }
            _ => nonsense(place, "here stands an option, a list of options, or {only: [..]}".into(), findings),
        };
    }
    Condition::Chose(question, options(asked, value, place, findings))
}

/// The bit of an option. One beyond the set has none: a question with that many is an error anyway.
pub fn option_bit(at: usize) -> Options {
    u32::try_from(at).ok().and_then(|at| Options::checked_shl(1, at)).unwrap_or(0)
}

fn options(asked: &QuestionName<'_>, value: &Value, place: &Place, findings: &mut Findings) -> Options {
    let single = [value.clone()];
    let items: &[Value] = match value {
        Value::Sequence(items) => items,
        _ => &single,
    };
    if items.is_empty() {
        nonsense(place, "an empty list of options never holds".into(), findings);
    }
    let mut mask = 0;
    for (at, item) in items.iter().enumerate() {
        let place = if matches!(value, Value::Sequence(_)) { place.then(&format!("[{at}]")) } else { place.clone() };
        // An option with a capital is told of where it stands, and is meant by what names it without.
        let is = |option: &&str, id: &str| *option == id || (as_id(option) == id && as_id(option) != *option);
        match item.as_str().and_then(|id| asked.options.iter().position(|option| is(option, id))) {
            Some(bit) => mask |= option_bit(bit),
            // Of two options with one id, one was meant to have another.
            None if asked.options.iter().collect::<HashSet<_>>().len() < asked.options.len() => {}
            None => {
                let id = item.as_str().map_or_else(|| "this".to_owned(), str::to_owned);
                let help = did_you_mean(&id, asked.options.iter().copied())
                    .unwrap_or_else(|| format!("its options: {}", asked.options.join(", ")));
                findings.add(
                    Code::Condition,
                    place,
                    format!("`{}` has no option `{}`", asked.id, id.escape_debug()),
                    Some(help),
                );
            }
        }
    }
    mask
}

fn deadlines(value: &Value, place: &Place, names: &Names<'_>, findings: &mut Findings) -> Condition {
    let Value::Mapping(mapping) = value else {
        return nonsense(place, "write {deadline: {the-id: in-time}}".into(), findings);
    };
    if mapping.is_empty() {
        return nonsense(place, "write {deadline: {the-id: in-time}}".into(), findings);
    }
    let mut all: Vec<Condition> = mapping
        .iter()
        .map(|(id, states)| {
            let id = id.as_str().unwrap_or_default();
            let place = place.then(id);
            let Some(deadline) = names.deadline(id) else {
                names.unknown("deadline", id, place.key(), findings);
                return Condition::Any(Vec::new());
            };
            let single = [states.clone()];
            let items: &[Value] = match states {
                Value::Sequence(items) => items,
                _ => &single,
            };
            if items.is_empty() {
                return nonsense(&place, "an empty list of states never holds".into(), findings);
            }
            let mut set = States::default();
            for item in items {
                let name = item.as_str().unwrap_or_default();
                match State::ALL.into_iter().find(|state| state.name() == name) {
                    Some(state) => set = set.with(state),
                    None => {
                        let help = did_you_mean(name, State::ALL.map(State::name))
                            .unwrap_or_else(|| format!("states: {}", State::ALL.map(State::name).join(", ")));
                        findings.add(
                            Code::Condition,
                            place.clone(),
                            format!("`{}` is not a state of a deadline", name.escape_debug()),
                            Some(help),
                        );
                    }
                }
            }
            Condition::Deadline(deadline, set)
        })
        .collect();
    if all.len() == 1 { all.remove(0) } else { Condition::All(all) }
}

fn laws(value: &Value, place: &Place, names: &Names<'_>, findings: &mut Findings) -> Condition {
    let Some(mapping) = value.as_mapping().filter(|mapping| !mapping.is_empty()) else {
        return nonsense(place, "write {law: {the-id: in-force}}".into(), findings);
    };
    let mut all: Vec<Condition> = mapping
        .iter()
        .map(|(id, state)| {
            let id = id.as_str().unwrap_or_default();
            let place = place.then(id);
            let Some(law) = names.laws.iter().position(|law| *law == id) else {
                names.unknown("law", id, place.key(), findings);
                return Condition::Any(Vec::new());
            };
            if state.as_str() != Some(IN_FORCE) {
                return nonsense(&place, format!("a law is tested with `{IN_FORCE}`"), findings);
            }
            Condition::InForce(LawIx(law as u16))
        })
        .collect();
    if all.len() == 1 { all.remove(0) } else { Condition::All(all) }
}
