//! From the text of a file to a case, or to what is wrong with it and where.
//!
//! Files are mended by hand, so every fault names its field in the words of the file. A file that is not understood is
//! never guessed at: it is reported and left alone.

use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

use super::model::{Case, SCHEMA_VERSION};
use signpost_check::files::{For, strict_yaml};
use signpost_core::text::{is_hidden, printable};

/// The largest case file, in bytes: 1 MiB is a thousand pages of notes.
pub const MAX_BYTES: usize = 1 << 20;

/// What is wrong with a case file, in one line, for whoever mends it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Fault(pub String);

/// Reads the text of a case file, of this version or an older one. Hidden characters in its texts are left out.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn read(bytes: &[u8]) -> Result<Case, Fault> {
    if bytes.len() > MAX_BYTES {
        return Err(Fault("it is larger than 1 MiB, so it is not read".into()));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Fault("it is not UTF-8 text".into()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // The parser that builds values can be kept busy, and be made to fill the memory, by what this refuses at once.
    strict_yaml(text, For::Notes).map_err(|(line, what)| Fault(format!("line {line}: {what}")))?;
    let mut value: Value = serde_yaml::from_str(text).map_err(|error| Fault(error.to_string()))?;
    clean(&mut value);
    match value {
        Value::Mapping(mapping) => understood(Value::Mapping(migrate(mapping)?)),
        Value::Null => Err(Fault("it is empty".into())),
        _ => Err(Fault("it is not a list of fields".into())),
    }
}

/// Takes hidden characters out of texts: they would steer a screen, or make one text look like another.
pub(super) fn clean(value: &mut Value) {
    match value {
        Value::String(text) if text.contains(|letter| matches!(letter, '\r' | '\t') || is_hidden(letter)) => {
            *text = printable(text, false);
        }
        Value::Sequence(items) => items.iter_mut().for_each(clean),
        Value::Mapping(mapping) => mapping.values_mut().for_each(clean),
        _ => {}
    }
}

/// Brings a file of an older version to the present one.
fn migrate(mut mapping: Mapping) -> Result<Mapping, Fault> {
    // Of a file that does not say when it was last saved it is the day it was made.
    if mapping.get("updated").is_none_or(Value::is_null)
        && let Some(created) = mapping.get("created").cloned()
    {
        mapping.insert("updated".into(), created);
    }
    match mapping.shift_remove("schema_version").map(|version| version.as_u64()) {
        None => Err(Fault("`schema_version` is missing".into())),
        // Version 0: `answers` held bare answers, `consents` bare words, and there was no `rev`. All that is still read,
        // as people write it so by hand.
        Some(Some(0 | SCHEMA_VERSION)) => Ok(mapping),
        Some(Some(newer)) if newer > SCHEMA_VERSION => Err(Fault(format!(
            "it was written by a newer signpost (version {newer} of the format; this one knows {SCHEMA_VERSION})"
        ))),
        Some(_) => Err(Fault("`schema_version` must be 1".into())),
    }
}

/// A typed value, or what is wrong with it in the words of the file.
fn understood<T: DeserializeOwned>(value: Value) -> Result<T, Fault> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let mut path = String::new();
        for step in error.path() {
            use serde_path_to_error::Segment;
            match step {
                // Counted from one, as people do.
                Segment::Seq { index } => path.push_str(&format!("[{}]", index + 1)),
                Segment::Map { key } => path.push_str(&format!(".{key}")),
                Segment::Enum { .. } | Segment::Unknown => {}
            }
        }
        let path = path.trim_start_matches('.');
        let said = error.inner().to_string();
        let words: Vec<&str> = said.split('`').skip(1).step_by(2).collect();
        Fault(if said.starts_with("missing field") {
            let field = words.first().copied().unwrap_or_default();
            format!("`{path}{}{field}` is missing", if path.is_empty() { "" } else { "." })
        } else if let (true, [wrong, known @ ..]) = (said.starts_with("unknown variant"), words.as_slice()) {
            format!("`{path}`: `{wrong}` is not one of {}", known.join(", "))
        } else if let Some((found, expected)) = said.rsplit_once(", expected ") {
            let found = found.split_once(": ").map_or("", |(_, found)| found).trim_start_matches("string ");
            let found: String = found.chars().take(60).collect();
            let plain = |word: &str| match word {
                "a sequence" | "sequence" => "a list".to_owned(),
                "a map" | "map" => "fields".to_owned(),
                "unit value" => "nothing".to_owned(),
                word => word.to_owned(),
            };
            format!("`{path}` must be {}, not {}", plain(expected), plain(&found))
        } else {
            format!("`{path}`: {said}")
        })
    })
}
