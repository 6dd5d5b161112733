//! From the files of a rules folder to a [`Bundle`]: every mistake of shape is a finding with its place.

use std::collections::BTreeMap;

use super::file::{self, Bundle};
use super::finding::{Code, Findings, Place, did_you_mean};
use super::folder::{self, Sources};
use super::scan::{self, Places};
use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

/// The head's file name.
pub const HEAD: &str = "england.yaml";
const AREAS: &str = "areas.yaml";
const CALENDAR: &str = "calendar.yaml";
const WORDS: &str = "words.yaml";

/// Where everything stands, so that findings can be shown.
#[derive(Debug, Default)]
pub struct Map {
    /// The places of each file that could be read.
    pub places: BTreeMap<String, Places>,
    /// Ids of items that could not be read: a reference to one is not a second mistake.
    pub broken: Vec<String>,
}

/// Reads the files. The bundle holds what could be read; the findings say what could not.
pub fn load(sources: &Sources, findings: &mut Findings) -> (Option<Bundle>, Map) {
    let mut loader = Loader { sources, findings, map: Map::default() };
    let bundle = loader.bundle();
    (bundle, loader.map)
}

struct Loader<'a> {
    sources: &'a Sources,
    findings: &'a mut Findings,
    map: Map,
}

impl Loader<'_> {
    fn bundle(&mut self) -> Option<Bundle> {
        let head: Option<file::Head> = self.file(HEAD, |loader, mapping| {
            loader.list::<file::Phrase>(HEAD, mapping, "phrases");
            loader.list::<file::Problem>(HEAD, mapping, "problems");
        });
        let areas: Option<file::Areas> = self.file(AREAS, |loader, mapping| {
            loader.list::<file::Service>(AREAS, mapping, "services");
            loader.list::<file::Contact>(AREAS, mapping, "contacts");
            loader.list::<file::Area>(AREAS, mapping, "areas");
        });
        let calendar: Option<file::CalendarFile> = self.file(CALENDAR, |loader, mapping| {
            loader.list::<file::ClosedSpan>(CALENDAR, mapping, "closed_spans");
            loader.list::<file::BankHoliday>(CALENDAR, mapping, "bank_holidays");
            loader.list::<file::ElsewhereHoliday>(CALENDAR, mapping, "elsewhere_in_uk");
        });
        let words: Option<file::WordsFile> = self.file(WORDS, |loader, mapping| {
            loader.list::<file::Term>(WORDS, mapping, "terms");
            loader.list::<file::Preferred>(WORDS, mapping, "preferred");
        });
        let names = head.as_ref().map(|head| head.parts.clone()).unwrap_or_default();
        let parts: Vec<Option<file::PartFile>> = names
            .iter()
            .map(|name| {
                let part = self.file(name, |loader, mapping| {
                    loader.list::<file::Law>(name, mapping, "laws");
                    loader.list::<file::Question>(name, mapping, "questions");
                    loader.list::<file::Fact>(name, mapping, "facts");
                    loader.list::<file::Deadline>(name, mapping, "deadlines");
                    loader.list::<file::Route>(name, mapping, "routes");
                    loader.list::<file::Doubt>(name, mapping, "doubts");
                    loader.list::<file::News>(name, mapping, "news");
                });
                part.map(|part| file::PartFile { file: name.clone(), part })
            })
            .collect();
        let letters = self.letters();
        self.unused_files(&names);
        Some(Bundle {
            head: head?,
            parts: parts.into_iter().collect::<Option<_>>()?,
            areas: areas?,
            calendar: calendar?,
            words: words?,
            letters,
            hash: folder::hash(self.sources),
        })
    }

    /// Reads one file: the strict pass, then each list item by item so that one mistake does not hide the next, then
    /// the whole.
    fn file<T: DeserializeOwned>(&mut self, name: &str, lists: impl FnOnce(&mut Self, &mut Mapping)) -> Option<T> {
        let Some(bytes) = self.sources.get(name) else {
            let near = did_you_mean(name, self.sources.keys().map(String::as_str));
            self.findings.add(Code::File, Place::new(name, ""), format!("there is no file `{name}`"), near);
            return None;
        };
        let text = scan::text_of(name, bytes, self.findings)?;
        let places = scan::scan(name, text, self.findings);
        self.map.places.insert(name.to_owned(), places.unwrap_or_default());
        let value: Value = match serde_yaml::from_str(text) {
            Ok(value) => value,
            Err(error) => {
                // The strict pass has said so already, with a better place, unless only this parser minds.
                if !self.findings.any_errors() {
                    self.findings.add(Code::Yaml, Place::new(name, ""), error.to_string(), None);
                }
                return None;
            }
        };
        let Value::Mapping(mut mapping) = value else {
            self.findings.add(Code::WrongValue, Place::new(name, ""), "the file must be a mapping of keys", None);
            return None;
        };
        lists(self, &mut mapping);
        self.value(name, "", Value::Mapping(mapping))
    }

    /// Reads each item of a list by itself; items that cannot be read are reported and taken out.
    fn list<T: DeserializeOwned>(&mut self, name: &str, mapping: &mut Mapping, key: &str) {
        let Some(Value::Sequence(items)) = mapping.get_mut(key) else { return };
        let mut at = 0;
        items.retain(|item| {
            let path = format!("{key}[{at}]");
            at += 1;
            let read = self.value::<T>(name, &path, item.clone()).is_some();
            if !read && let Some(id) = item.get("id").and_then(Value::as_str) {
                self.map.broken.push(id.to_owned());
            }
            read
        });
    }

    fn value<T: DeserializeOwned>(&mut self, name: &str, prefix: &str, value: Value) -> Option<T> {
        match serde_path_to_error::deserialize::<_, T>(value) {
            Ok(read) => Some(read),
            Err(error) => {
                let inner = error.path().to_string();
                let mut place = Place::new(name, prefix);
                if inner != "." {
                    place = place.then(&inner);
                }
                let (code, message, help) = reword(&error.into_inner().to_string());
                if code == Code::UnknownKey {
                    place = place.key();
                }
                self.findings.add(code, place, message, help);
                None
            }
        }
    }

    fn letters(&mut self) -> Vec<file::Letter> {
        let names: Vec<String> = self.sources.keys().filter(|name| name.ends_with(".md")).cloned().collect();
        names.iter().filter(|name| name.starts_with("letters/")).filter_map(|name| self.letter(name)).collect()
    }

    fn letter(&mut self, name: &str) -> Option<file::Letter> {
        let text = scan::text_of(name, &self.sources[name], self.findings)?;
        let Some((head, body)) = folder::split_letter(text) else {
            let help = "start the file with a line of three dashes, the head, and a second line of three dashes";
            self.findings.add(Code::Letter, Place::new(name, ""), "the letter has no head", Some(help.into()));
            return None;
        };
        let places = scan::scan(name, head, self.findings);
        self.map.places.insert(name.to_owned(), places.unwrap_or_default());
        let id = name.trim_start_matches("letters/").trim_end_matches(".md").to_owned();
        let value = match serde_yaml::from_str::<Value>(head) {
            Ok(value) => value,
            Err(error) => {
                self.findings.add(Code::Yaml, Place::new(name, ""), error.to_string(), None);
                return None;
            }
        };
        let Some(head) = self.value::<file::LetterHead>(name, "", value) else {
            self.map.broken.push(id);
            return None;
        };
        Some(file::Letter { id, head, body: body.replace("\r\n", "\n") })
    }

    fn unused_files(&mut self, parts: &[String]) {
        let known = [HEAD, AREAS, CALENDAR, WORDS];
        for name in self.sources.keys().filter(|name| name.ends_with(".yaml")) {
            if !known.contains(&name.as_str()) && !parts.contains(name) {
                let help = "add it to `parts` in england.yaml, or take it out of the folder";
                let message = "this file is not read: the head does not list it";
                self.findings.add(Code::UnusedFile, Place::new(name, ""), message, Some(help.into()));
            }
        }
    }
}

/// Says a typed error in the words of the reference.
fn reword(error: &str) -> (Code, String, Option<String>) {
    let quoted = |text: &str| -> Vec<String> { text.split('`').skip(1).step_by(2).map(str::to_owned).collect() };
    if error.starts_with("unknown field") {
        let names = quoted(error);
        let (wrong, known) = names.split_first().map_or(("", &[][..]), |(wrong, known)| (wrong.as_str(), known));
        let near = did_you_mean(wrong, known.iter().map(String::as_str));
        return (
            Code::UnknownKey,
            format!("`{wrong}` is not a key here"),
            near.or(Some(format!("known keys: {}", known.join(", ")))),
        );
    }
    if error.starts_with("missing field") {
        let name = quoted(error).into_iter().next().unwrap_or_default();
        return (Code::MissingKey, format!("the key `{name}` is missing here"), None);
    }
    if error.starts_with("unknown variant") {
        let names = quoted(error);
        let (wrong, known) = names.split_first().map_or(("", &[][..]), |(wrong, known)| (wrong.as_str(), known));
        let near = did_you_mean(wrong, known.iter().map(String::as_str));
        return (
            Code::WrongValue,
            format!("`{wrong}` is not one of the words allowed here"),
            near.or(Some(format!("allowed: {}", known.join(", ")))),
        );
    }
    (
        Code::WrongValue,
        error.replace("invalid type", "wrong kind of value").replace("invalid value", "wrong value"),
        None,
    )
}
