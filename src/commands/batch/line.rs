//! One line of a caseload: answers in, a plan or an error out.

use std::fmt;

use chrono::NaiveDate;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::json;
use serde_yaml::Value;

use super::super::{Rules, answers};
use signpost_core::interview::reply::FutureDates;
use signpost_core::interview::{Answers, entries, heard, walk};
use signpost_core::plan::{Advice, Plan, advise};
use signpost_render::messages::{self as say, fill};
use signpost_render::{json as data, problem};

/// The key for a line's own mark, given back with its plan.
pub const ID: &str = "id";

/// The key for the day a line is advised on for.
pub const TODAY: &str = "today";

/// The key for a story in free text: what is understood of it is taken for answers, and given back with the rest.
pub const STORY: &str = "story";

/// What a story came to.
#[derive(Debug, Default, serde::Serialize)]
pub struct Heard {
    /// The answers taken from it, by question.
    pub understood: std::collections::BTreeMap<String, Value>,
    /// What else pieces of it may mean, as `question=answer`, the likeliest first.
    pub offered: Vec<Offered>,
    /// The pieces of which nothing was made.
    pub not_understood: Vec<String>,
}

/// A piece of a story that may mean several things.
#[derive(Debug, serde::Serialize)]
pub struct Offered {
    /// As it was written.
    pub said: String,
    /// What it may mean.
    pub may_mean: Vec<String>,
}

/// The rules, and the day where a line names none.
pub struct Advisor {
    /// The rules.
    pub rules: Rules,
    /// The day.
    pub today: NaiveDate,
}

/// Why there is no plan.
pub struct Failed {
    /// In one line.
    pub error: String,
    /// The question that is open, if that is the reason.
    pub open: Option<String>,
}

impl From<String> for Failed {
    fn from(error: String) -> Failed {
        Failed { error, open: None }
    }
}

impl Advisor {
    /// Hears a story, and adds what is understood to answers that were given; those that were given stay.
    ///
    /// # Errors
    /// The story is longer than is heard at once.
    pub fn hear(&self, story: &str, entries: &mut Vec<(String, Value)>, today: NaiveDate) -> Result<Heard, Failed> {
        if story.len() > heard::LONGEST {
            return Err(fill(say::STORY_LONG, &[("most", &heard::LONGEST.to_string())]).into());
        }
        let rules = &*self.rules;
        let given = entries.iter().map(|(id, value)| (id, value));
        let (held, _) = entries::read(rules, given, today, FutureDates::AsAsked);
        let pieces = heard::hear(rules, story, &held, &[], today);
        let answers = heard::all_taken(rules, &pieces, &held, today);
        let mut said = Heard::default();
        for piece in &pieces {
            if piece.is_lost() {
                said.not_understood.push(piece.typed.clone());
            } else if !piece.offered.is_empty() {
                let may_mean = piece.offered.iter().flat_map(|given| heard::written(rules, *given)).collect();
                said.offered.push(Offered { said: piece.typed.clone(), may_mean });
            }
        }
        // Understood, but nothing of these answers leads to its question: it is told, and decides nothing.
        let unasked = entries::unasked(&answers, &walk(rules, &answers, today));
        for (question, answer) in answers.held() {
            let id = &rules.question(question).id;
            if !entries.iter().any(|(other, value)| other == id && !value.is_null() && value.as_str() != Some("")) {
                let value: Value = Answers::write(rules, question, answer).into();
                said.understood.insert(id.clone(), value.clone());
                if !unasked.contains(&question) {
                    entries.push((id.clone(), value));
                }
            }
        }
        Ok(said)
    }

    /// The plan for answers by question id. Empty answers count as not given.
    ///
    /// # Errors
    /// An answer is wrong, one is missing, or one is to a question that is not asked.
    pub fn plan(&self, mut entries: Vec<(String, Value)>, today: NaiveDate) -> Result<Plan<'_>, Failed> {
        let rules = &*self.rules;
        entries.retain(|(_, value)| !value.is_null() && value.as_str() != Some(""));
        entries.sort_by(|(one, _), (other, _)| one.cmp(other));
        if let Some(twice) = entries.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(format!("`{}` is answered twice", twice[0].0).into());
        }
        let entries = entries.iter().map(|(id, value)| (id, value));
        let (read, faults) = entries::read(rules, entries, today, FutureDates::AsAsked);
        if let Some(fault) = faults.first() {
            return Err(problem::fault(fault, rules).into());
        }
        match advise(rules, &read, today) {
            Advice::Plan(plan) => {
                answers::none_unasked(rules, &read, &plan.walk, &[]).map_err(|error| error.to_string())?;
                Ok(plan)
            }
            Advice::Ask(walk) => {
                answers::none_unasked(rules, &read, &walk, &[]).map_err(|error| error.to_string())?;
                let next = walk.next.map(|next| rules.question(next));
                let ask = next.map_or(String::new(), |next| walk.situation.say(&next.ask));
                Err(Failed {
                    error: format!("one more answer is needed: {ask}"),
                    open: next.map(|next| next.id.clone()),
                })
            }
            Advice::NoRoute(_) => Err("the rules have no next step for these answers".to_owned().into()),
        }
    }

    /// The day a line names, or the usual one.
    ///
    /// # Errors
    /// It is not a day.
    pub fn day(&self, value: Option<&Value>) -> Result<NaiveDate, Failed> {
        match value {
            None | Some(Value::Null) => Ok(self.today),
            Some(Value::String(text)) if text.is_empty() => Ok(self.today),
            Some(Value::String(text)) if text.trim().parse::<NaiveDate>().is_ok() => {
                Ok(text.trim().parse().unwrap_or(self.today))
            }
            Some(_) => Err("`today` must be a day such as 2026-11-21".to_owned().into()),
        }
    }
}

/// Writes one line for one line. Returns whether there is a plan.
pub fn json(advisor: &Advisor, number: u64, line: Option<&[u8]>, out: &mut Vec<u8>) -> bool {
    let mut mark = None;
    let mut heard = None;
    let failed = match parse(line) {
        Ok(Entries(mut entries)) => {
            mark = take(&mut entries, ID);
            let today = take(&mut entries, TODAY);
            let story = take(&mut entries, STORY);
            let plan = advisor.day(today.as_ref()).and_then(|today| {
                if let Some(story) = story.as_ref().and_then(Value::as_str) {
                    heard = Some(advisor.hear(story, &mut entries, today)?);
                }
                advisor.plan(entries, today)
            });
            match plan {
                Ok(plan) => {
                    let start = out.len();
                    if serde_json::to_writer(&mut *out, &data::plan(&plan)).is_ok() {
                        // The plan's own opening brace gives way to one with these behind it.
                        if let Some(heard) = heard.and_then(|heard| serde_json::to_string(&heard).ok()) {
                            out.splice(start..=start, format!("{{\"heard\":{heard},").into_bytes());
                        }
                        if let Some(mark) = mark.and_then(|mark| serde_json::to_string(&mark).ok()) {
                            out.splice(start..=start, format!("{{\"{ID}\":{mark},").into_bytes());
                        }
                        out.push(b'\n');
                        return true;
                    }
                    out.truncate(start);
                    "the plan cannot be written".to_owned().into()
                }
                Err(failed) => failed,
            }
        }
        Err(failed) => failed,
    };
    let mut said = json!({ "line": number, "error": failed.error });
    if let Some(mark) = mark.and_then(|mark| serde_json::to_value(mark).ok()) {
        said[ID] = mark;
    }
    if let Some(open) = failed.open {
        said["open"] = open.into();
    }
    if let Some(heard) = heard.and_then(|heard| serde_json::to_value(heard).ok()) {
        said["heard"] = heard;
    }
    out.extend_from_slice(said.to_string().as_bytes());
    out.push(b'\n');
    false
}

fn parse(line: Option<&[u8]>) -> Result<Entries, Failed> {
    let line = line.ok_or_else(|| "the line is longer than 1 MiB".to_owned())?;
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let text = std::str::from_utf8(line).map_err(|_| "the line is not UTF-8 text".to_owned())?;
    if text.trim().is_empty() {
        return Err("the line is empty".to_owned().into());
    }
    // A line is always line 1 to the parser; only the column says something.
    serde_json::from_str(text)
        .map_err(|error| format!("not a JSON object of answers: {}", error.to_string().replace("line 1 ", "")).into())
}

fn take(entries: &mut Vec<(String, Value)>, key: &str) -> Option<Value> {
    let at = entries.iter().position(|(id, _)| id == key)?;
    Some(entries.remove(at).1)
}

/// The entries of an object in their order, also those that stand twice: that is for us to mind.
struct Entries(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Entries, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Entries;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of answers by question")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Entries, M::Error> {
                let mut entries = Vec::with_capacity(16);
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        from.deserialize_map(Collect)
    }
}
