//! How long time limits are, in the place of their ids in texts.

use std::collections::{BTreeMap, BTreeSet};

use serde_yaml::{Mapping, Value};
use signpost_core::rules::template;
use signpost_core::text;

/// The time limits of a part that have one length, or several counts of one, each with how it is said.
pub(super) fn of(part: &Mapping) -> Vec<(String, String)> {
    const UNITS: [(&str, &str); 5] = [
        ("days", "day"),
        ("weeks", "week"),
        ("months", "month"),
        ("working_days", "working day"),
        ("school_days", "school day"),
    ];
    /// The length of a count, or the one that all counts of several have.
    fn length(limit: &Value) -> Option<String> {
        let counts = ["later_of", "earlier_of"].iter().find_map(|key| limit.get(key)?.as_sequence());
        if let Some(counts) = counts {
            let (first, rest) = counts.split_first()?;
            return length(first).filter(|first| rest.iter().all(|other| length(other).as_ref() == Some(first)));
        }
        let (count, unit) = UNITS.iter().find_map(|(key, unit)| Some((limit.get(key)?.as_u64()?, unit)))?;
        Some(text::count_in_words(u32::try_from(count).ok()?, unit))
    }
    let limits = part.get("deadlines").and_then(Value::as_sequence).into_iter().flatten();
    limits.filter_map(|item| Some((item.get("id")?.as_str()?.to_owned(), length(item.get("limit")?)?))).collect()
}

/// Puts the length of a time limit in the place of its id in braces, in every text inside. The ids of those said.
pub(super) fn say(value: &mut Value, lengths: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    match value {
        Value::String(text) if text.contains('{') => {
            let mut said = String::with_capacity(text.len());
            let mut rest = text.as_str();
            while let Some((before, after)) = rest.split_once('{') {
                said.push_str(before);
                match after.split_once('}').and_then(|(id, end)| Some((id, lengths.get(id)?, end))) {
                    Some((id, length, end)) => {
                        found.insert(id.to_owned());
                        said.push_str(length);
                        rest = end;
                    }
                    None => {
                        said.push('{');
                        rest = after;
                    }
                }
            }
            said.push_str(rest);
            *text = said;
        }
        Value::Sequence(items) => found.extend(items.iter_mut().flat_map(|item| say(item, lengths))),
        Value::Mapping(mapping) => found.extend(mapping.values_mut().flat_map(|item| say(item, lengths))),
        _ => {}
    }
    found
}

/// The same in the text of a letter, whose gaps say `length.` and the limit's id, which `found` takes.
pub(super) fn in_letter(body: &str, lengths: &BTreeMap<String, String>, found: &mut BTreeSet<String>) -> String {
    let body = body.replace("\r\n", "\n");
    // What cannot be read as gaps is reported elsewhere.
    let Ok(pieces) = template::pieces(&body) else { return body };
    let mut said = |piece: &template::Piece<'_>| {
        let id = piece.gap.and_then(|gap| gap.strip_prefix("length.")).map(|id| id.replace('_', "-"));
        let length = id.and_then(|id| Some((lengths.get(&id)?.clone(), found.insert(id))));
        length.map_or_else(|| piece.text.to_owned(), |(length, _)| length)
    };
    pieces.iter().map(&mut said).collect()
}
