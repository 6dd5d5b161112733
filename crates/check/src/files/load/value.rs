//! One value of a file: what is wrong with one key hides nothing of the others.

use std::collections::HashSet;

use serde::de::DeserializeOwned;
use serde_yaml::Value;

use super::{Loader, typed};
use crate::files::finding::{Code, Place};
use crate::files::right_form;

/// How many laws are named where one is missing.
const MOST_LAWS_NAMED: usize = 8;

/// A word that stands in no list of allowed ones.
const PROBE: &str = "no-such-word";

/// How many faults of one item are said.
const MOST_FAULTS: usize = 20;

impl Loader<'_> {
    /// Reads a value. What is wrong with one key is put right or taken out as it is reported, so that it hides nothing
    /// of the others; what was read is given only where it is what was meant.
    pub(super) fn value<T: DeserializeOwned>(&mut self, name: &str, prefix: &str, value: &mut Value) -> Option<T> {
        let mut whole = true;
        let mut met: HashSet<String> = HashSet::new();
        // What was taken out as wrong.
        let mut out: HashSet<String> = HashSet::new();
        loop {
            let error = match serde_path_to_error::deserialize::<_, T>(value.clone()) {
                Ok(read) => return whole.then_some(read),
                Err(error) => error,
            };
            let inner = error.path().to_string();
            let inner = if inner == "." { String::new() } else { inner };
            let fault = typed::reword(&error.into_inner().to_string());
            let at = match &fault.missing {
                Some(key) => Place::new("", inner.as_str()).then(key).path,
                None => inner.clone(),
            };
            // A key that is not known may hold anything, full stops too.
            let (around, key) = match (&fault.unknown, at.rsplit_once('.')) {
                (Some(key), _) => (at.strip_suffix(key.as_str()).unwrap_or(&at).trim_end_matches('.'), key.as_str()),
                (None, Some((around, key))) => (around, key),
                (None, None) => ("", at.as_str()),
            };
            // What was wrong cannot be left out: one in the right form stands in for it.
            if fault.missing.is_some() && out.remove(&at) {
                let around = typed::value_at(value, around).and_then(Value::as_mapping_mut);
                if let (Some(mapping), Some(form)) = (around, right_form::value_of(key)) {
                    mapping.insert(Value::String(key.to_owned()), form);
                    continue;
                }
            }
            // What was put in below does not fit, or was taken out as wrong: there is no more to say.
            if !met.insert(at.clone()) || met.len() > MOST_FAULTS {
                return None;
            }
            let mut place = Place::new(name, prefix);
            if !inner.is_empty() {
                place = place.then(&inner);
            }
            let mut help = fault.help;
            if fault.code == Code::WrongValue && key == "certainty" && !prefix.starts_with("laws") {
                // A rule may rest on D only where it says so.
                help = help.map(|help| help.replace("C, D", "C (and D with the `doubt` that it rests on)"));
            }
            let mapping = typed::value_at(value, around).and_then(Value::as_mapping_mut);
            match (fault.code, mapping) {
                (Code::UnknownKey, Some(mapping)) => {
                    place = place.key();
                    if let Some(mended) = typed::mend_key(mapping, key) {
                        help = Some(mended);
                        whole = false;
                    } else {
                        let wrong = mapping.remove(key);
                        match (fault.near, wrong) {
                            (Some(near), Some(wrong)) if !mapping.contains_key(&near) => {
                                mapping.insert(Value::String(near), wrong);
                            }
                            _ => {}
                        }
                    }
                }
                (Code::MissingKey, Some(_)) => {
                    whole = false;
                    help = self.to_add::<T>(name, value, (around, key)).or(help);
                    let Some(mapping) = typed::value_at(value, around).and_then(Value::as_mapping_mut) else {
                        return None; // never: it was there
                    };
                    let Some(form) = right_form::value_of(key) else {
                        self.findings.add(fault.code, place, fault.message, help);
                        return None;
                    };
                    mapping.insert(Value::String(key.to_owned()), form);
                }
                (Code::WrongValue, Some(mapping)) => {
                    whole = false;
                    let written = mapping.get(key);
                    let name = key.split('[').next().unwrap_or_default();
                    help = help.or_else(|| typed::form_for(name, written, fault.expected.as_deref()));
                    match typed::item_of(mapping, key) {
                        // In a list each other item stays where it is.
                        Some(item) => *item = right_form::item_of(name).unwrap_or_default(),
                        None => {
                            mapping.remove(key);
                            out.insert(at);
                        }
                    }
                }
                (code, _) => {
                    let place = if code == Code::UnknownKey { place.key() } else { place };
                    let key = key.split('[').next().unwrap_or_default();
                    let help = help.or_else(|| typed::form_for(key, None, fault.expected.as_deref()));
                    self.findings.add(code, place, fault.message, help);
                    return None;
                }
            }
            self.findings.add(fault.code, place, fault.message, help);
        }
    }

    /// How a key that is missing is written: with the words that it may have, else in its form.
    fn to_add<T: DeserializeOwned>(&self, name: &str, value: &Value, (around, key): (&str, &str)) -> Option<String> {
        let laws = self.laws.get(name).filter(|_| key == "law");
        if let Some(laws) = laws {
            let some: Vec<&str> = laws.iter().take(MOST_LAWS_NAMED).map(String::as_str).collect();
            return Some(format!(
                "add law: [ID], with the laws that it rests on; those of this file: {}",
                some.join(", ")
            ));
        }
        let mut probe = value.clone();
        let mapping = typed::value_at(&mut probe, around)?.as_mapping_mut()?;
        // First, so that no other fault is met before it.
        let others = std::mem::take(mapping);
        mapping.insert(key.into(), PROBE.into());
        mapping.extend(others);
        let error = serde_path_to_error::deserialize::<_, T>(probe).err();
        let fault = error.map(|error| typed::reword(&error.into_inner().to_string()));
        match fault {
            Some(fault) if fault.message.contains(PROBE) => Some(format!("add {key}: {}", fault.help?)),
            _ => Some(format!("add it in its form: {key}: {}", right_form::of(key, None)?)),
        }
    }
}
