//! Typed errors of the values of a file, in the words of the reference and with the cure.

use serde_yaml::{Mapping, Value};
use signpost_core::text;

use crate::files::finding::{Code, did_you_mean};
use crate::files::right_form;

/// The value at a path such as `options[1].label`.
pub(super) fn value_at<'v>(value: &'v mut Value, path: &str) -> Option<&'v mut Value> {
    path.split(['.', '[']).filter(|step| !step.is_empty()).try_fold(value, |value, step| {
        match step.strip_suffix(']').and_then(|at| at.parse::<usize>().ok()) {
            Some(at) => value.as_sequence_mut()?.get_mut(at),
            None => value.as_mapping_mut()?.get_mut(step),
        }
    })
}

/// The item of a list that a key such as `links[0]` means.
pub(super) fn item_of<'v>(mapping: &'v mut Mapping, key: &str) -> Option<&'v mut Value> {
    let (name, at) = key.strip_suffix(']')?.split_once('[')?;
    mapping.get_mut(name)?.as_sequence_mut()?.get_mut(at.parse::<usize>().ok()?)
}

/// In braces a comma ends a text, and what follows it looks like a key without a value.
pub(super) fn split_by_comma(mapping: &Mapping, key: &str) -> Option<String> {
    let at = mapping.iter().position(|(name, _)| name.as_str() == Some(key))?;
    let (name, text) = mapping.iter().nth(at.checked_sub(1)?)?;
    let split = mapping.get(key)?.is_null() && key.contains(' ');
    let (name, text) = (name.as_str()?, text.as_str()?);
    split.then(|| format!("a text with a comma needs quotes here: write {name}: \"{text}, {key}\""))
}

/// How the value of a key is written, where the one that stands there is of another kind.
pub(super) fn form_for(key: &str, written: Option<&Value>, expected: Option<&str>) -> Option<String> {
    let text = written.and_then(Value::as_str);
    match (expected, written, text) {
        (Some("a whole number"), _, Some(text)) if text.trim().parse::<u32>().is_ok() => {
            Some(format!("write {key}: {}, without quotes", text.trim()))
        }
        (Some("a text"), Some(Value::Number(number)), _) => Some(format!("write {key}: \"{number}\", in quotes")),
        (Some("a list"), _, Some(text)) if !text.contains(['\n', ',']) && text.len() < 60 && may_be_item(key, text) => {
            Some(format!("write {key}: [{text}]"))
        }
        _ => right_form::of(key).map(|form| format!("write it so: {key}: {form}")),
    }
}

/// Whether a text may be an item of a key's list: in a list of days only a day.
fn may_be_item(key: &str, text: &str) -> bool {
    let is_day = |text: &str| text.parse::<chrono::NaiveDate>().is_ok();
    let of_days = right_form::item_of(key).is_some_and(|item| item.as_str().is_some_and(is_day));
    !of_days || is_day(text)
}

/// What a typed error says.
pub(super) struct Fault {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: Option<String>,
    /// The key that was meant by one that is not known.
    pub(super) near: Option<String>,
    /// That key.
    pub(super) unknown: Option<String>,
    /// The key that is missing.
    pub(super) missing: Option<String>,
    /// What belongs there.
    pub(super) expected: Option<String>,
}

/// Says a typed error in the words of the reference.
pub(super) fn reword(error: &str) -> Fault {
    let quoted = |text: &str| -> Vec<String> { text.split('`').skip(1).step_by(2).map(str::to_owned).collect() };
    let fault =
        |code, message, help| Fault { code, message, help, near: None, unknown: None, missing: None, expected: None };
    let among = |code, what: &str, all: &str| {
        let names = quoted(error);
        let (wrong, known) = names.split_first().map_or(("", &[][..]), |(wrong, known)| (wrong.as_str(), known));
        let near = text::nearest(wrong, known.iter().map(String::as_str)).map(str::to_owned);
        let help = did_you_mean(wrong, known.iter().map(String::as_str));
        let help = help.unwrap_or_else(|| format!("{all}: {}", known.join(", ")));
        Fault { near, ..fault(code, format!("`{}` {what}", wrong.escape_debug()), Some(help)) }
    };
    if error.starts_with("unknown field") {
        let unknown = quoted(error).into_iter().next();
        return Fault { unknown, ..among(Code::UnknownKey, "is not a key here", "known keys") };
    }
    if error.starts_with("missing field") {
        let name = quoted(error).into_iter().next().unwrap_or_default();
        let message = format!("the key `{name}` is missing here");
        return Fault { missing: Some(name), ..fault(Code::MissingKey, message, None) };
    }
    if error.starts_with("unknown variant") {
        return among(Code::WrongValue, "is not one of the words allowed here", "allowed");
    }
    const PLAIN: [(&str, &str); 12] = [
        ("invalid type", "wrong kind of value"),
        ("invalid value", "wrong value"),
        ("a sequence", "a list"),
        ("sequence", "a list"),
        ("a map", "a mapping"),
        ("map", "a mapping"),
        ("unit value", "nothing"),
        ("u32", "a whole number"),
        ("usize", "a whole number"),
        ("u16", "a whole number"),
        ("a boolean", "true or false"),
        ("a string", "a text"),
    ];
    // Only what this parser says of itself: the value it quotes is the editor's.
    let (said, expected) = error.rsplit_once(", expected ").unwrap_or((error, ""));
    let plain = |text: &str| {
        let whole = PLAIN.iter().find(|(from, _)| text == *from).map(|(_, to)| (*to).to_owned());
        whole.unwrap_or_else(|| if text.starts_with("struct ") { "a mapping".into() } else { text.to_owned() })
    };
    let (kind, value) = said.split_once(": ").unwrap_or((said, ""));
    let mut message = plain(kind);
    if !value.is_empty() {
        message.push_str(&format!(": {}", plain(value)));
    }
    let expected = (!expected.is_empty()).then(|| plain(expected));
    if let Some(expected) = &expected {
        message.push_str(&format!(", and {expected} belongs here"));
    }
    Fault { expected, ..fault(Code::WrongValue, message, None) }
}
