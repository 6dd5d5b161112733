//! Answers as they are kept in a file: one entry a question, read as strictly as rules are.

use serde_yaml::Value;

use super::{For, strict_yaml};

/// The largest block of answers, in bytes: a hundred times what an interview comes to.
const MAX_BYTES: usize = 256 << 10;

/// The most answers in one.
const MAX_ANSWERS: usize = 1_000;

/// The entries of a file of answers.
///
/// # Errors
/// It is not YAML of the strict kind, or not a list of answers by question.
pub fn entries(text: &str) -> Result<Vec<(String, Value)>, String> {
    if text.len() > MAX_BYTES {
        return Err(format!("it is larger than {} KiB", MAX_BYTES >> 10));
    }
    // The same strict pass as for rule files: it refuses hostile nesting and duplicate keys before anything is built.
    strict_yaml(text, For::Data).map_err(|(line, what)| format!("line {line}: {what}"))?;
    let mapping = match serde_yaml::from_str(text).map_err(|error| error.to_string())? {
        Value::Null => return Ok(Vec::new()),
        Value::Mapping(mapping) if mapping.len() <= MAX_ANSWERS => mapping,
        Value::Mapping(_) => return Err(format!("it holds more than {MAX_ANSWERS} answers")),
        _ => return Err("it is not a list of answers by question".into()),
    };
    let entry = |(key, value)| match key {
        Value::String(id) => Ok((id, value)),
        other => {
            let written = serde_yaml::to_string(&other).unwrap_or_else(|error| error.to_string());
            Err(format!("`{}` is not the id of a question", written.trim()))
        }
    };
    mapping.into_iter().map(entry).collect()
}
