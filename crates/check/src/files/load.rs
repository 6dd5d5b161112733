//! From the files of a rules folder to a [`Bundle`]: every mistake of shape is a finding with its place.

mod items;
mod lengths;
mod map;
mod typed;
mod value;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

pub use self::map::{Broken, Map};
use super::file::{self, Bundle};
use super::finding::{Code, Finding, Findings, Place, Span, as_id, did_you_mean};
use super::folder;
use super::scan::{self, For};
use signpost_core::rules::Sources;

/// The head's file name.
pub const HEAD: &str = "england.yaml";
/// The file of contacts.
pub const AREAS: &str = "areas.yaml";
/// A service's own areas file: given with `--areas`, it stands among the others under this name.
pub const OWN_AREAS: &str = "own-areas.yaml";
/// The file of bank holidays.
pub const CALENDAR: &str = "calendar.yaml";
/// The file of words.
pub const WORDS: &str = "words.yaml";

/// How often a file is read again without the items in which a fault was found.
const MOST_CUTS: usize = 20;

/// The lists whose items have no id.
const WITHOUT_ID: [&str; 4] = ["bank_holidays", "elsewhere_in_uk", "preferred", "terms"];

/// What could be read of a folder.
#[derive(Debug, Default)]
pub struct Files {
    /// The head.
    pub head: Option<file::Head>,
    /// The parts that could be read.
    pub parts: Vec<file::PartFile>,
    /// Contacts.
    pub areas: Option<file::Areas>,
    /// A service's own areas file.
    pub own_areas: Option<file::OwnAreas>,
    /// Bank holidays.
    pub calendar: Option<file::CalendarFile>,
    /// Words.
    pub words: Option<file::WordsFile>,
    /// The letters that could be read.
    pub letters: Vec<file::Letter>,
    /// Whether every part could be read.
    whole: bool,
}

impl Files {
    /// The files as one; none when one is missing.
    pub fn into_bundle(self, sources: &Sources) -> Option<Bundle> {
        Some(Bundle {
            head: self.head?,
            parts: self.whole.then_some(self.parts)?,
            areas: self.areas?,
            own_areas: self.own_areas,
            calendar: self.calendar?,
            words: self.words?,
            letters: self.letters,
            hash: folder::hash(sources),
        })
    }
}

/// Reads the files: what could be read, and the findings say what could not.
pub fn load(sources: &Sources, findings: &mut Findings) -> (Files, Map) {
    let (map, lengths, laws) = (Map::default(), BTreeMap::new(), BTreeMap::new());
    let mut loader = Loader { sources, findings, map, missing: false, laws, lengths };
    let files = loader.files();
    (files, loader.map)
}

struct Loader<'a> {
    sources: &'a Sources,
    findings: &'a mut Findings,
    map: Map,
    /// Whether a file is not there.
    missing: bool,
    /// The ids of the laws of each part.
    laws: BTreeMap<String, Vec<String>>,
    /// How long each time limit is that has one length, as texts say it.
    lengths: BTreeMap<String, String>,
}

impl Loader<'_> {
    fn files(&mut self) -> Files {
        let itself = |name: &str| Place::new(name, "");
        let head: Option<file::Head> = self.file(HEAD, itself(HEAD), |loader, mapping| {
            loader.list::<file::Phrase>(HEAD, mapping, "phrases");
            loader.list::<file::Body>(HEAD, mapping, "bodies");
        });
        let areas = self.file(AREAS, itself(AREAS), |loader, mapping| {
            loader.list::<file::Service>(AREAS, mapping, "services");
            loader.list::<file::Contact>(AREAS, mapping, "contacts");
            loader.list::<file::Area>(AREAS, mapping, "areas");
        });
        let own_areas = if self.sources.contains_key(OWN_AREAS) {
            let own = self.file(OWN_AREAS, itself(OWN_AREAS), |loader, mapping| {
                loader.list::<file::Service>(OWN_AREAS, mapping, "services");
                loader.list::<file::Contact>(OWN_AREAS, mapping, "contacts");
                loader.list::<file::Area>(OWN_AREAS, mapping, "areas");
            });
            self.missing |= own.is_none();
            own
        } else {
            None
        };
        let calendar = self.file(CALENDAR, itself(CALENDAR), |loader, mapping| {
            loader.list::<file::ClosedSpan>(CALENDAR, mapping, "closed_spans");
            loader.list::<file::BankHoliday>(CALENDAR, mapping, "bank_holidays");
            loader.list::<file::ElsewhereHoliday>(CALENDAR, mapping, "elsewhere_in_uk");
        });
        let words = self.file(WORDS, itself(WORDS), |loader, mapping| {
            loader.list::<file::Term>(WORDS, mapping, "terms");
            loader.list::<file::Preferred>(WORDS, mapping, "preferred");
        });
        let (mut parts, mut whole) = (Vec::new(), true);
        let mut values = Vec::new();
        for (at, name) in head.iter().flat_map(|head: &file::Head| head.parts.iter().enumerate()) {
            let listed = Place::new(HEAD, format!("parts[{at}]"));
            if self.map.places.contains_key(name) {
                self.findings.add(Code::DuplicateId, listed, format!("`{name}` has been read already"), None);
                continue;
            }
            let mapping = self.mapping(name, listed);
            whole &= mapping.is_some();
            values.extend(mapping.map(|mapping| (name.clone(), mapping)));
        }
        // A text may say how long any limit is, wherever that stands.
        self.lengths = values.iter().flat_map(|(_, mapping)| lengths::of(mapping)).collect();
        head.iter().flat_map(|head| &head.phrases).for_each(|phrase| drop(self.lengths.remove(&phrase.id)));
        for (name, mapping) in &values {
            let laws = mapping.get("laws").and_then(Value::as_sequence).into_iter().flatten();
            let ids = laws.filter_map(|law| law.get("id")?.as_str().map(str::to_owned));
            self.laws.insert(name.clone(), ids.collect());
        }
        for (name, mut mapping) in values {
            for (list, value) in &mut mapping {
                let items = value.as_sequence_mut().into_iter().flatten().enumerate();
                for (at, item) in items {
                    let said = lengths::say(item, &self.lengths);
                    self.map
                        .said_lengths
                        .insert(Place::new(&name, "").item(list.as_str().unwrap_or_default(), at), said);
                }
            }
            match self.part(&name, mapping) {
                Some(part) => parts.push(file::PartFile { file: name, part }),
                None => whole = false,
            }
        }
        if stands_twice(&parts) {
            self.map.broken.add(None);
        }
        // A file that is missing may be the one that seems unused.
        if let Some(head) = head.as_ref().filter(|_| !self.missing) {
            self.unused_files(&head.parts);
        }
        Files { head, parts, areas, own_areas, calendar, words, letters: self.letters(), whole }
    }

    fn part(&mut self, name: &str, mapping: Mapping) -> Option<file::Part> {
        self.typed(name, mapping, |loader, mapping| {
            loader.list::<file::Law>(name, mapping, "laws");
            loader.list::<file::Question>(name, mapping, "questions");
            loader.list::<file::Fact>(name, mapping, "facts");
            loader.list::<file::Deadline>(name, mapping, "deadlines");
            loader.list::<file::Route>(name, mapping, "routes");
            loader.list::<file::Doubt>(name, mapping, "doubts");
            loader.list::<file::News>(name, mapping, "news");
            loader.list::<file::Rung>(name, mapping, "ladder");
            loader.list::<file::Never>(name, mapping, "never");
            loader.list::<file::Tell>(name, mapping, "tells");
            loader.list::<file::Argument>(name, mapping, "arguments");
        })
    }

    /// Reads one file: the strict pass, then each list item by item so that one mistake does not hide the next, then
    /// the whole. `asked_at` is where a missing file is named.
    fn file<T: DeserializeOwned>(
        &mut self,
        name: &str,
        asked_at: Place,
        lists: impl FnOnce(&mut Self, &mut Mapping),
    ) -> Option<T> {
        let mapping = self.mapping(name, asked_at)?;
        self.typed(name, mapping, lists)
    }

    /// The values of a file.
    fn mapping(&mut self, name: &str, asked_at: Place) -> Option<Mapping> {
        let Some(bytes) = self.sources.get(name) else {
            self.missing(name, asked_at);
            return None;
        };
        let text = scan::text_of(name, bytes, self.findings)?;
        let Value::Mapping(mapping) = self.yaml(name, text)? else {
            let message = "the file must be a mapping of keys";
            let help = "begin with a key and a colon, such as: format: 1";
            self.findings.add(Code::WrongValue, Place::new(name, ""), message, Some(help.into()));
            return None;
        };
        Some(mapping)
    }

    /// A file of its values, each list item by item.
    fn typed<T: DeserializeOwned>(
        &mut self,
        name: &str,
        mut mapping: Mapping,
        lists: impl FnOnce(&mut Self, &mut Mapping),
    ) -> Option<T> {
        lists(self, &mut mapping);
        let mut value = Value::Mapping(mapping);
        self.value(name, "", &mut value).or_else(|| mended(name, &value))
    }

    fn missing(&mut self, name: &str, asked_at: Place) {
        self.missing = true;
        let inside = format!("{name}/");
        let (message, help) = if self.sources.keys().any(|path| path.starts_with(&inside)) {
            (format!("`{name}` is a folder"), None)
        } else {
            let near = did_you_mean(name, self.sources.keys().map(String::as_str));
            (format!("there is no file `{name}`"), near)
        };
        self.findings.add(Code::File, asked_at, message, help);
    }

    /// Builds the values of a text that the strict pass finds safe. An item of a list with a fault in it is left out, so
    /// that the fault hides nothing of the rest.
    fn yaml(&mut self, name: &str, text: &str) -> Option<Value> {
        let mut text = Cow::Borrowed(text);
        for _ in 0..MOST_CUTS {
            let mut found = Findings::default();
            let scanned = scan::scan(name, &text, For::Rules, &mut found);
            if scanned.readable {
                self.findings.take(found);
                self.map.places.insert(name.to_owned(), scanned.places);
                return self.parsed(name, &text);
            }
            // This parser can be kept busy for minutes by what the strict pass refuses at once.
            let faults: Vec<Finding> =
                found.into_vec().into_iter().filter(|finding| finding.code != Code::QuoteThis).collect();
            let spans: Vec<Span> = faults.iter().filter_map(|finding| finding.place.at).collect();
            faults.into_iter().for_each(|fault| self.findings.put(fault));
            if spans.len() > MOST_CUTS {
                self.map.places.insert(name.to_owned(), scanned.places);
                return None;
            }
            let mut whole = text.clone().into_owned();
            for span in spans {
                // One item may hold several faults.
                if items::is_blank_line(&whole, span.from) {
                    continue;
                }
                let Some(item) = items::around(&whole, span.from) else {
                    self.map.places.insert(name.to_owned(), scanned.places);
                    return None;
                };
                let ids = items::ids_of(&whole[item.clone()]);
                self.map.broken.nameless |= ids.is_empty();
                self.map.broken.ids.extend(ids);
                self.map.cut = true;
                let blank = whole[item.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' });
                let blank: String = blank.collect();
                whole.replace_range(item, &blank);
            }
            text = Cow::Owned(whole);
        }
        None
    }

    fn parsed(&mut self, name: &str, text: &str) -> Option<Value> {
        match serde_yaml::from_str(text) {
            Ok(Value::Mapping(mut mapping)) if self.map.cut => {
                // A list that lost its only item is no value of the wrong kind.
                mapping.retain(|_, value| !value.is_null());
                Some(Value::Mapping(mapping))
            }
            Ok(value) => Some(value),
            Err(error) => {
                let at = error.location().map(|location| Span { from: location.index(), to: location.index() });
                let place = Place { at, ..Place::new(name, "") };
                self.findings.add(Code::Yaml, place, error.to_string(), None);
                None
            }
        }
    }

    /// Reads each item of a list by itself; items that cannot be read are reported and taken out.
    fn list<T: DeserializeOwned>(&mut self, name: &str, mapping: &mut Mapping, key: &str) {
        let Some(Value::Sequence(items)) = mapping.get_mut(key) else { return };
        let (mut at, mut kept, mut lost) = (0, Vec::new(), false);
        items.retain_mut(|item| {
            let path = format!("{key}[{at}]");
            let before = self.findings.errors();
            let id = |item: &Value| item.get("id").and_then(Value::as_str).map(str::to_owned);
            let written = id(item);
            let read = self.value::<T>(name, &path, item).is_some() || mended::<T>(name, item).is_some();
            if read {
                kept.push(at);
            } else {
                lost = true;
            }
            if self.findings.errors() > before {
                // What stands in for an id that is missing is no id; one whose key was misspelt is.
                let known = written.or_else(|| id(item).filter(|_| read));
                if known.is_some() || !WITHOUT_ID.contains(&key) {
                    self.map.broken.add(known.as_deref());
                }
            } else if let Some(id) = written.filter(|id| as_id(id) != *id) {
                // What names it as it will be once it is put right is no second mistake.
                self.map.broken.add(Some(&as_id(&id)));
            }
            at += 1;
            read
        });
        if lost {
            self.map.kept.insert((name.to_owned(), key.to_owned()), kept);
        }
    }

    fn letters(&mut self) -> Vec<file::Letter> {
        let names: Vec<String> = self.sources.keys().filter(|name| folder::is_letter(name)).cloned().collect();
        names.iter().filter_map(|name| self.letter(name)).collect()
    }

    fn letter(&mut self, name: &str) -> Option<file::Letter> {
        let id = folder::letter_id(name).to_owned();
        let letter = self.letter_parts(name);
        if letter.is_none() {
            self.map.broken.add(Some(&id));
        }
        letter
    }

    fn letter_parts(&mut self, name: &str) -> Option<file::Letter> {
        let text = scan::text_of(name, &self.sources[name], self.findings)?;
        let Some((head, body)) = folder::split_letter(text) else {
            let help = "start the file with a line of three dashes, the head, and a second line of three dashes";
            self.findings.add(Code::Letter, Place::new(name, ""), "the letter has no head", Some(help.into()));
            return None;
        };
        let mut value = self.yaml(name, head)?;
        let mut said = lengths::say(&mut value, &self.lengths);
        let body = lengths::in_letter(body, &self.lengths, &mut said);
        self.map.said_lengths.insert(Place::new(name, ""), said);
        let head = self.value::<file::LetterHead>(name, "", &mut value)?;
        Some(file::Letter { id: folder::letter_id(name).to_owned(), head, body })
    }

    fn unused_files(&mut self, parts: &[String]) {
        let known: HashSet<&str> =
            [HEAD, AREAS, OWN_AREAS, CALENDAR, WORDS].into_iter().chain(parts.iter().map(String::as_str)).collect();
        for name in self.sources.keys().filter(|name| name.ends_with(".yaml")) {
            if !known.contains(name.as_str()) {
                let help = "add it to `parts` in england.yaml, or take it out of the folder";
                let message = "this file is not read: the head does not list it";
                self.findings.add(Code::UnusedFile, Place::new(name, ""), message, Some(help.into()));
                let ids = std::str::from_utf8(&self.sources[name]).map(items::ids_of).unwrap_or_default();
                self.map.broken.unlisted.extend(ids.into_iter().map(|id| (id, name.clone())));
            }
        }
    }
}

/// Whether an id of something that others refer to stands twice: one of the two was meant to be another.
fn stands_twice(parts: &[file::PartFile]) -> bool {
    let parts = || parts.iter().map(|part| &part.part);
    let twice = |ids: Vec<&str>| ids.iter().collect::<HashSet<_>>().len() < ids.len();
    twice(parts().flat_map(|part| &part.laws).map(|item| item.id.as_str()).collect())
        || twice(parts().flat_map(|part| &part.questions).map(|item| item.id.as_str()).collect())
        || twice(parts().flat_map(|part| &part.facts).map(|item| item.id.as_str()).collect())
        || twice(parts().flat_map(|part| &part.deadlines).map(|item| item.id.as_str()).collect())
        || twice(parts().flat_map(|part| &part.routes).map(|item| item.id.as_str()).collect())
}

/// A value in which what was wrong has been reported and put right. Nothing else rests on a service's own file, so the
/// rest of it can be looked at all the same, and everything that is wrong with it is said at once; rules whose files
/// have errors are never used.
fn mended<T: DeserializeOwned>(name: &str, value: &Value) -> Option<T> {
    if name == OWN_AREAS { serde_yaml::from_value(value.clone()).ok() } else { None }
}
