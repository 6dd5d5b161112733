//! How the fields of a case file are read: as people and other programs write them, so a value without quotes is as good
//! as one with them, and a key with nothing behind it is as if it were not there.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error, Unexpected};
use serde_yaml::{Mapping, Value};

use super::model::{Consent, ConsentKind, Held, Known};
use super::reference::Reference;

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

/// Something that a plain value stands for.
pub(super) trait Plain: Sized {
    /// What belongs here, after "must be".
    const WANTED: &'static str;

    /// What the text stands for.
    fn of_text(text: &str) -> Option<Self>;
}

impl Plain for String {
    const WANTED: &'static str = "text";

    fn of_text(text: &str) -> Option<String> {
        Some(text.to_owned())
    }
}

impl Plain for NaiveDate {
    const WANTED: &'static str = "a day such as 2026-11-21";

    fn of_text(text: &str) -> Option<NaiveDate> {
        // Years of four figures: calendars know no others.
        let text = text.trim();
        text.parse().ok().filter(|_| text.len() == 10)
    }
}

impl Plain for Reference {
    const WANTED: &'static str = "a reference such as K7MR-3XQD";

    fn of_text(text: &str) -> Option<Reference> {
        Reference::parse(text)
    }
}

impl Plain for bool {
    const WANTED: &'static str = "true or false";

    fn of_text(text: &str) -> Option<bool> {
        match text.trim() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        }
    }
}

impl Plain for u64 {
    const WANTED: &'static str = "a number below 1000000000000";

    fn of_text(text: &str) -> Option<u64> {
        // More than anybody saves; so the next one can always be counted.
        text.trim().parse().ok().filter(|number| *number < 1_000_000_000_000)
    }
}

impl Plain for u32 {
    const WANTED: &'static str = "a number";

    fn of_text(text: &str) -> Option<u32> {
        text.trim().parse().ok()
    }
}

impl Plain for u8 {
    const WANTED: &'static str = "1 to 4";

    fn of_text(text: &str) -> Option<u8> {
        text.trim().parse().ok().filter(|level| (1..=4).contains(level))
    }
}

/// Whether a consent was given; nothing when it was not asked.
#[derive(Debug)]
struct Given(Option<bool>);

impl Plain for Given {
    const WANTED: &'static str = "yes, no or not-asked";

    fn of_text(text: &str) -> Option<Given> {
        if text.trim() == "not-asked" { Some(Given(None)) } else { bool::of_text(text).map(|given| Given(Some(given))) }
    }
}

/// Reads what a plain value stands for.
pub(super) fn plain<'de, D: Deserializer<'de>, T: Plain>(from: D) -> Result<T, D::Error> {
    let text = text_of(&Value::deserialize(from)?);
    let found = text.as_deref().map_or(Unexpected::Other("that"), Unexpected::Str);
    let read = text.as_deref().and_then(T::of_text);
    read.ok_or_else(|| D::Error::invalid_value(found, &T::WANTED))
}

/// A value read as [`plain`] reads it.
struct One<T>(T);

impl<'de, T: Plain> Deserialize<'de> for One<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<One<T>, D::Error> {
        plain(from).map(One)
    }
}

/// The same; nothing where nothing stands.
pub(super) fn maybe<'de, D: Deserializer<'de>, T: Plain>(from: D) -> Result<Option<T>, D::Error> {
    Ok(Option::<One<T>>::deserialize(from)?.map(|one| one.0))
}

/// The same; the usual value where nothing stands.
pub(super) fn maybe_or_usual<'de, D: Deserializer<'de>, T: Plain + Default>(from: D) -> Result<T, D::Error> {
    Ok(maybe(from)?.unwrap_or_default())
}

/// What is not plain; the usual value where nothing stands.
pub(super) fn or_usual<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(from: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

/// What can be written as fields, or bare as the first of them.
trait OrBare: DeserializeOwned {
    /// It from a bare value.
    fn bare(value: Value) -> Option<Self>;
}

/// Either; nothing where nothing stands.
struct Either<T>(Option<T>);

impl<'de, T: OrBare> Deserialize<'de> for Either<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Either<T>, D::Error> {
        let wrong = || D::Error::invalid_value(Unexpected::Other("that"), &Given::WANTED);
        Ok(Either(match Value::deserialize(from)? {
            Value::Null => None,
            fields @ Value::Mapping(_) => Some(T::deserialize(fields).map_err(D::Error::custom)?),
            bare => Some(T::bare(bare).ok_or_else(wrong)?),
        }))
    }
}

/// A bare answer, as people write it by hand, is one of which nobody said how it is known.
impl OrBare for Held {
    fn bare(answer: Value) -> Option<Held> {
        Some(Held { answer, known: Known::NotSaid, on: None, extra: Mapping::new() })
    }
}

/// A consent as files hold it.
#[derive(serde::Deserialize)]
#[serde(expecting = "fields")]
struct Asked {
    #[serde(deserialize_with = "plain")]
    given: Given,
    #[serde(default, deserialize_with = "maybe")]
    on: Option<NaiveDate>,
    #[serde(default, deserialize_with = "maybe")]
    with: Option<String>,
    #[serde(flatten)]
    extra: Mapping,
}

impl OrBare for Asked {
    fn bare(value: Value) -> Option<Asked> {
        let given = Given::of_text(&text_of(&value)?)?;
        Some(Asked { given, on: None, with: None, extra: Mapping::new() })
    }
}

/// Answers by question. One with nothing behind it is not answered yet.
pub(super) fn answers<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, Held>, D::Error> {
    let read: BTreeMap<String, Either<Held>> = or_usual(from)?;
    Ok(read.into_iter().filter_map(|(id, held)| Some((id, held.0?))).collect())
}

/// Consents by kind. What was not asked is the same as left out.
pub(super) fn consents<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<ConsentKind, Consent>, D::Error> {
    let read: BTreeMap<String, Either<Asked>> = or_usual(from)?;
    let mut consents = BTreeMap::new();
    for (word, asked) in read {
        let unknown = || D::Error::unknown_variant(&word, ConsentKind::WORDS);
        let kind = ConsentKind::of_word(&word).ok_or_else(unknown)?;
        if let Some(Asked { given: Given(Some(given)), on, with, extra }) = asked.0 {
            consents.insert(kind, Consent { given, on, with, extra });
        }
    }
    Ok(consents)
}

/// Writes it in words.
pub(super) fn yes_or_no<S: serde::Serializer>(yes: &bool, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(if *yes { "yes" } else { "no" })
}
