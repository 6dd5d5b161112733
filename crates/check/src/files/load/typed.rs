//! Typed errors of the values of a file, in the words of the reference and with the cure.

use serde_yaml::{Mapping, Value};
use signpost_core::text;

use crate::files::finding::Code;
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

/// In braces a comma ends a text, and what follows it looks like keys without a value; without a space after it a colon
/// ends no key. Puts right what was meant, and says how it is written.
pub(super) fn mend_key(mapping: &mut Mapping, key: &str) -> Option<String> {
    let at = mapping.iter().position(|(name, value)| name.as_str() == Some(key) && value.is_null())?;
    if let Some((name, rest)) = key.split_once(':').filter(|(name, _)| right_form::value_of(name).is_some()) {
        mapping.remove(key);
        mapping.insert(name.into(), serde_yaml::from_str(rest).ok()?);
        return Some(format!("a space is missing after the colon: write {name}: {rest}"));
    }
    let (name, text) = mapping.iter().nth(at.checked_sub(1)?)?;
    let (name, mut text) = (name.as_str()?.to_owned(), text.as_str()?.to_owned());
    let ends = |part: &str| part.ends_with(['.', '?', '!']);
    let rest = mapping.iter().skip(at).map_while(|(key, value)| key.as_str().filter(|_| value.is_null()));
    let rest: Vec<String> = rest.take_while(|key| right_form::value_of(key).is_none()).map(str::to_owned).collect();
    if !rest.iter().any(|part| part.contains(' ') || ends(part)) {
        return None;
    }
    for part in rest {
        mapping.remove(part.as_str());
        text.push_str(&format!(", {part}"));
    }
    let help = format!("a text with a comma needs quotes here: write {name}: {}", right_form::quoted(&text));
    mapping.insert(name.into(), text.into());
    Some(help)
}

/// How the value of a key is written, where the one that stands there is of another kind: made of what stands there
/// where that can be, else the form without anything in it.
pub(super) fn form_for(key: &str, written: Option<&Value>, expected: Option<&str>) -> Option<String> {
    let text = written.and_then(Value::as_str).map(str::trim);
    let made = match (expected?, written, text) {
        ("a whole number", _, Some(text)) if text.parse::<u32>().is_ok() => {
            return Some(format!("write {key}: {text}, without quotes"));
        }
        ("a whole number", _, Some(text)) => figures(text).map(|number| number.to_string()),
        ("a text", Some(Value::Number(number)), _) => return Some(format!("write {key}: \"{number}\", in quotes")),
        ("a text", Some(Value::Sequence(items)), _) if !items.is_empty() && items.iter().all(Value::is_string) => {
            let all: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            Some(right_form::flow(&Value::String(all.join(" "))))
        }
        // Nothing of what stands there can be used: a text that passes, to be changed.
        ("a text", ..) => match right_form::value_of(key)? {
            example @ Value::String(_) => {
                return Some(format!("write a text, such as {key}: {}", right_form::flow(&example)));
            }
            _ => None,
        },
        ("a list", Some(Value::Mapping(_)), _) => {
            return Some(format!("`{key}` is a list: begin the first line below it with a dash, `- `"));
        }
        ("a list", _, Some(text)) if of_texts(key) => Some(right_form::flow(&Value::Sequence(split(text)))),
        ("a mapping", Some(Value::Sequence(items)), _) => match items.as_slice() {
            [one @ Value::Mapping(_)] => Some(right_form::flow(one)),
            _ => None,
        },
        _ => None,
    };
    match made {
        Some(made) => Some(format!("write {key}: {made}")),
        None => Some(format!("its form is {key}: {}", right_form::of(key, text.filter(|text| text.contains(' ')))?)),
    }
}

/// The number that words say: `twenty`, `twenty-five`, `20 days`.
fn figures(words: &str) -> Option<u32> {
    let lower = words.to_lowercase();
    let first = lower.split_whitespace().next()?;
    let of = |word: &str| word.parse().ok().or_else(|| text::cardinal(word));
    match first.split_once('-') {
        Some((tens, units)) => Some(of(tens)? + of(units)?),
        None => of(first),
    }
}

/// Whether a key holds a list of texts or ids, and not of days.
fn of_texts(key: &str) -> bool {
    let is_text = |item: &Value| item.as_str().is_some_and(|text| text.parse::<chrono::NaiveDate>().is_err());
    matches!(right_form::value_of(key), Some(Value::Sequence(items)) if items.first().is_some_and(is_text))
}

/// Ids with commas between them, or one text.
fn split(written: &str) -> Vec<Value> {
    let id = |part: &&str| part.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-');
    let parts: Vec<&str> = written.split(',').map(str::trim).collect();
    let parts = if parts.iter().all(id) { parts } else { vec![written] };
    parts.into_iter().map(|part| Value::String(part.to_owned())).collect()
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
        // `when`, where only `ask_when` stands.
        let mut with = known.iter().filter(|key| key.split('_').any(|word| word == wrong));
        let only = with.next().filter(|_| with.next().is_none()).cloned();
        let near = text::nearest(wrong, known.iter().map(String::as_str)).map(str::to_owned).or(only);
        let help = near.as_ref().map(|near| format!("did you mean `{near}`?"));
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
