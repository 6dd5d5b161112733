//! From the text of a file to a case, or to what is wrong with it and where.
//!
//! Files are mended by hand, so every fault names its field in the words of the file. A file that is not understood is
//! never guessed at: it is reported and left alone.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use serde_yaml::{Mapping, Value};

use super::model::{
    Action, Call, Case, Consent, ConsentKind, DateGiven, Held, Known, Note, PlanGiven, SCHEMA_VERSION, Status,
};
use super::reference::Reference;

/// The largest case file, in bytes: 1 MiB is a thousand pages of notes.
pub const MAX_BYTES: usize = 1 << 20;

/// Brackets in a file beyond which the strict pass looks at it first: only a hostile file nests deeply.
const MANY_BRACKETS: usize = 200;

/// What is wrong with a case file, in one line, for whoever mends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(pub String);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads the text of a case file, of this version or an older one.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn read(bytes: &[u8]) -> Result<Case, Fault> {
    if bytes.len() > MAX_BYTES {
        return Err(Fault("it is larger than 1 MiB, so it is not read".into()));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Fault("it is not UTF-8 text".into()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.bytes().filter(|byte| matches!(byte, b'[' | b'{')).count() > MANY_BRACKETS {
        crate::rules::strict_yaml(text).map_err(|(line, what)| Fault(format!("line {line}: {what}")))?;
    }
    let value: Value = serde_yaml::from_str(text).map_err(|error| Fault(error.to_string()))?;
    if !plain(&value) {
        // They mean nothing here, and could not all be written back.
        return Err(Fault("a key is not plain text, or a value has a YAML tag (`!`); put text in quotes".into()));
    }
    match value {
        Value::Mapping(mapping) => case(migrate(mapping)?),
        Value::Null => Err(Fault("it is empty".into())),
        _ => Err(Fault("it is not a list of fields".into())),
    }
}

/// No tags, and no lists or mappings as keys.
fn plain(value: &Value) -> bool {
    match value {
        Value::Tagged(_) => false,
        Value::Sequence(items) => items.iter().all(plain),
        Value::Mapping(mapping) => mapping.iter().all(|(key, value)| text_of(key).is_some() && plain(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
    }
}

/// Brings a file of an older version to the present one.
fn migrate(mut mapping: Mapping) -> Result<Mapping, Fault> {
    match mapping.get("schema_version").map(Value::as_u64) {
        None => Err(Fault("`schema_version` is missing".into())),
        Some(Some(SCHEMA_VERSION)) => Ok(mapping),
        Some(Some(0)) => {
            from_version_0(&mut mapping);
            Ok(mapping)
        }
        Some(Some(newer)) if newer > SCHEMA_VERSION => Err(Fault(format!(
            "it was written by a newer signpost (version {newer} of the format; this one knows {SCHEMA_VERSION})"
        ))),
        Some(_) => Err(Fault("`schema_version` must be 1".into())),
    }
}

/// Version 0: `answers` held bare answers, `consents` bare words, and there was no `rev`. Bare answers and words are
/// still read, as people write them so by hand; what is left to do is the number.
fn from_version_0(mapping: &mut Mapping) {
    mapping.insert("schema_version".into(), SCHEMA_VERSION.into());
    if !mapping.contains_key("rev") {
        mapping.insert("rev".into(), 0.into());
    }
}

fn case(mapping: Mapping) -> Result<Case, Fault> {
    let mut fields = Fields::new(mapping, "");
    fields.take("schema_version");
    let reference = fields.required_text("reference")?;
    let reference =
        Reference::parse(&reference).ok_or_else(|| Fault(format!("`reference`: `{reference}` is not a reference")))?;
    let created = fields.required_day("created")?;
    Ok(Case {
        reference,
        rev: fields.number("rev")?.unwrap_or(0),
        status: fields.word("status", Status::of_word, Status::ALL, Status::word)?.unwrap_or(Status::Open),
        level: level(&mut fields)?,
        created,
        updated: fields.day("updated")?.unwrap_or(created),
        consents: consents(&mut fields)?,
        answers: answers(&mut fields)?,
        notes: fields.list("notes", note)?,
        actions: fields.list("actions", action)?,
        calls: fields.list("calls", call)?,
        plans: fields.list("plans", plan)?,
        extra: fields.rest(),
    })
}

fn level(fields: &mut Fields) -> Result<Option<u8>, Fault> {
    match fields.number("level")? {
        None => Ok(None),
        Some(level @ 1..=4) => Ok(Some(level as u8)),
        Some(other) => Err(Fault(format!("`level` must be 1 to 4, not {other}"))),
    }
}

fn consents(fields: &mut Fields) -> Result<BTreeMap<ConsentKind, Consent>, Fault> {
    let mut consents = BTreeMap::new();
    for (kind, consent) in fields.mapping("consents", consent)? {
        let Some(kind) = ConsentKind::of_word(&kind) else {
            return Err(unlisted("consents", &kind, ConsentKind::ALL.iter().map(|kind| kind.word())));
        };
        if let Some(consent) = consent {
            consents.insert(kind, consent);
        }
    }
    Ok(consents)
}

/// `not-asked` is the same as leaving the consent out.
fn consent(value: Value, path: &str) -> Result<Option<Consent>, Fault> {
    let given = |value: &Value, path: &str| match text_of(value).as_deref() {
        Some("yes") => Ok(Some(true)),
        Some("no") => Ok(Some(false)),
        Some("not-asked") => Ok(None),
        _ => Err(Fault(format!("`{path}` must be yes, no or not-asked"))),
    };
    let Value::Mapping(mapping) = value else {
        let plain = given(&value, path)?;
        return Ok(plain.map(|given| Consent { given, on: None, with: None, extra: Mapping::new() }));
    };
    let mut fields = Fields::new(mapping, path);
    let answer = fields.take("given").ok_or_else(|| Fault(format!("`{path}.given` is missing")))?;
    let Some(given) = given(&answer, &fields.path("given"))? else { return Ok(None) };
    Ok(Some(Consent { given, on: fields.day("on")?, with: fields.text("with")?, extra: fields.rest() }))
}

/// A question with nothing behind it is one that is not answered yet.
fn answers(fields: &mut Fields) -> Result<BTreeMap<String, Held>, Fault> {
    let read = fields.mapping("answers", held)?;
    Ok(read.into_iter().filter_map(|(id, held)| Some((id, held?))).collect())
}

/// A bare answer, as people write it by hand, is one of which nobody said how it is known.
fn held(value: Value, path: &str) -> Result<Option<Held>, Fault> {
    let mapping = match value {
        Value::Null => return Ok(None),
        Value::Mapping(mapping) => mapping,
        answer => return Ok(Some(Held { answer, known: Known::NotSaid, on: None, extra: Mapping::new() })),
    };
    let mut fields = Fields::new(mapping, path);
    let answer = fields.take("answer").ok_or_else(|| Fault(format!("`{path}.answer` is missing")))?;
    let known = fields.word("known", Known::of_word, Known::ALL, Known::word)?.unwrap_or(Known::NotSaid);
    Ok(Some(Held { answer, known, on: fields.day("on")?, extra: fields.rest() }))
}

fn note(mut fields: Fields) -> Result<Note, Fault> {
    Ok(Note {
        on: fields.day("on")?,
        text: fields.required_text("text")?,
        question: fields.text("question")?,
        extra: fields.rest(),
    })
}

fn action(mut fields: Fields) -> Result<Action, Fault> {
    Ok(Action {
        who: fields.required_text("who")?,
        what: fields.required_text("what")?,
        by: fields.day("by")?,
        done: fields.flag("done")?.unwrap_or(false),
        extra: fields.rest(),
    })
}

fn call(mut fields: Fields) -> Result<Call, Fault> {
    let minutes = fields.number("minutes")?;
    Ok(Call {
        on: fields.day("on")?,
        start: fields.text("start")?,
        minutes: minutes.map(|minutes| u32::try_from(minutes).unwrap_or(u32::MAX)),
        caller: fields.text("caller")?,
        urgent: fields.text("urgent")?,
        tried: fields.text("tried")?,
        choice: fields.text("choice")?,
        if_not: fields.text("if_not")?,
        queries: fields.text("queries")?,
        teach_back: fields.flag("teach_back")?,
        follow_up: fields.day("follow_up")?,
        extra: fields.rest(),
    })
}

fn plan(mut fields: Fields) -> Result<PlanGiven, Fault> {
    Ok(PlanGiven {
        on: fields.required_day("on")?,
        rules: fields.text("rules")?.unwrap_or_default(),
        law_checked: fields.text("law_checked")?.unwrap_or_default(),
        next_step: fields.required_text("next_step")?,
        said: fields.text("said")?.unwrap_or_default(),
        alongside: fields.texts("alongside")?,
        open: fields.texts("open")?,
        deadlines: fields.mapping("deadlines", |value, path| {
            let Value::Mapping(mapping) = value else { return Err(Fault(format!("`{path}` must hold fields"))) };
            let mut fields = Fields::new(mapping, path);
            Ok(DateGiven { aim: fields.day("aim")?, due: fields.required_day("due")?, extra: fields.rest() })
        })?,
        answers: fields.text("answers")?.unwrap_or_default(),
        extra: fields.rest(),
    })
}

fn unlisted<'a>(path: &str, word: &str, known: impl Iterator<Item = &'a str>) -> Fault {
    let known: Vec<&str> = known.collect();
    Fault(format!("`{path}`: `{word}` is not one of {}", known.join(", ")))
}

/// A plain value as text: editors and other programs drop quotes.
pub(super) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(true) => Some("yes".into()),
        Value::Bool(false) => Some("no".into()),
        _ => None,
    }
}

/// The fields of a mapping, taken out one by one; what is left is unknown and kept.
struct Fields {
    left: Mapping,
    place: String,
}

impl Fields {
    fn new(left: Mapping, place: &str) -> Fields {
        Fields { left, place: place.to_owned() }
    }

    fn path(&self, key: &str) -> String {
        if self.place.is_empty() { key.to_owned() } else { format!("{}.{key}", self.place) }
    }

    /// The field, unless it is missing or empty. The order of what is left stays as it was.
    fn take(&mut self, key: &str) -> Option<Value> {
        self.left.shift_remove(key).filter(|value| !value.is_null())
    }

    fn rest(self) -> Mapping {
        self.left
    }

    fn text(&mut self, key: &str) -> Result<Option<String>, Fault> {
        let Some(value) = self.take(key) else { return Ok(None) };
        text_of(&value).map(Some).ok_or_else(|| Fault(format!("`{}` must be text", self.path(key))))
    }

    fn required_text(&mut self, key: &str) -> Result<String, Fault> {
        self.text(key)?.ok_or_else(|| Fault(format!("`{}` is missing", self.path(key))))
    }

    fn day(&mut self, key: &str) -> Result<Option<NaiveDate>, Fault> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        let wrong = |_| Fault(format!("`{}`: `{text}` is not a day such as 2026-11-21", self.path(key)));
        text.trim().parse().map(Some).map_err(wrong)
    }

    fn required_day(&mut self, key: &str) -> Result<NaiveDate, Fault> {
        self.day(key)?.ok_or_else(|| Fault(format!("`{}` is missing", self.path(key))))
    }

    fn number(&mut self, key: &str) -> Result<Option<u64>, Fault> {
        let Some(value) = self.take(key) else { return Ok(None) };
        let number = value.as_u64().or_else(|| value.as_str().and_then(|text| text.trim().parse().ok()));
        number.map(Some).ok_or_else(|| Fault(format!("`{}` must be a number", self.path(key))))
    }

    fn flag(&mut self, key: &str) -> Result<Option<bool>, Fault> {
        let Some(value) = self.take(key) else { return Ok(None) };
        match text_of(&value).as_deref() {
            Some("yes") => Ok(Some(true)),
            Some("no") => Ok(Some(false)),
            _ => Err(Fault(format!("`{}` must be true or false", self.path(key)))),
        }
    }

    fn word<T: Copy>(
        &mut self,
        key: &str,
        read: fn(&str) -> Option<T>,
        all: &[T],
        word: fn(T) -> &'static str,
    ) -> Result<Option<T>, Fault> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        match read(text.trim()) {
            Some(found) => Ok(Some(found)),
            None => Err(unlisted(&self.path(key), &text, all.iter().map(|one| word(*one)))),
        }
    }

    fn texts(&mut self, key: &str) -> Result<Vec<String>, Fault> {
        let path = self.path(key);
        let wrong = || Fault(format!("`{path}` must be a list of words"));
        match self.left.shift_remove(key) {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Sequence(items)) => items.iter().map(|item| text_of(item).ok_or_else(wrong)).collect(),
            Some(_) => Err(wrong()),
        }
    }

    fn list<T>(&mut self, key: &str, read: fn(Fields) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
        let items = match self.take(key) {
            None => return Ok(Vec::new()),
            Some(Value::Sequence(items)) => items,
            Some(_) => return Err(Fault(format!("`{}` must be a list", self.path(key)))),
        };
        let one = |(at, item)| match item {
            Value::Mapping(mapping) => read(Fields::new(mapping, &format!("{}[{}]", self.path(key), at + 1))),
            _ => Err(Fault(format!("`{}[{}]` must hold fields", self.path(key), at + 1))),
        };
        items.into_iter().enumerate().map(one).collect()
    }

    fn mapping<T>(
        &mut self,
        key: &str,
        read: impl Fn(Value, &str) -> Result<T, Fault>,
    ) -> Result<BTreeMap<String, T>, Fault> {
        let mapping = match self.take(key) {
            None => return Ok(BTreeMap::new()),
            Some(Value::Mapping(mapping)) => mapping,
            Some(_) => return Err(Fault(format!("`{}` must hold fields", self.path(key)))),
        };
        let one = |(id, value): (Value, Value)| {
            let id = text_of(&id).ok_or_else(|| Fault(format!("`{}` has a key that is not text", self.path(key))))?;
            let read = read(value, &format!("{}.{id}", self.path(key)))?;
            Ok((id, read))
        };
        mapping.into_iter().map(one).collect()
    }
}
