//! From the files of a rules folder to a [`Bundle`]: every mistake of shape is a finding with its place.

mod items;
mod lengths;
mod typed;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

use super::file::{self, Bundle};
use super::finding::{Code, Finding, Findings, Place, Span, did_you_mean};
use super::folder;
use super::places::Places;
use super::right_form;
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

/// How many laws are named where one is missing.
const MOST_LAWS_NAMED: usize = 8;

/// A word that stands in no list of allowed ones.
const PROBE: &str = "no-such-word";

/// The lists whose items have no id.
const WITHOUT_ID: [&str; 4] = ["bank_holidays", "elsewhere_in_uk", "preferred", "terms"];

/// How many faults of one item are said.
const MOST_FAULTS: usize = 20;

/// Ids that may be meant by what seems to name nothing.
#[derive(Debug, Default)]
pub struct Broken {
    ids: HashSet<String>,
    /// Whether any item's id is not known: it cannot be read, or belongs to another item.
    nameless: bool,
    /// Ids in files that the head does not list, each with its file.
    unlisted: HashMap<String, String>,
}

impl Broken {
    fn add(&mut self, id: Option<&str>) {
        match id {
            Some(id) => drop(self.ids.insert(id.to_owned())),
            None => self.nameless = true,
        }
    }

    /// Whether an item with this id was written, or may have been, and could not be read as it was meant.
    pub fn holds(&self, id: &str) -> bool {
        self.nameless || self.ids.contains(id)
    }

    /// Whether there are none. Else no id is offered for another: it may be the broken one that is meant.
    pub fn is_empty(&self) -> bool {
        !self.nameless && self.ids.is_empty()
    }

    /// "Did you mean `x`?", where no other id can be meant.
    pub fn did_you_mean<'a>(&self, id: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
        match self.unlisted.get(id) {
            Some(file) => Some(format!("it stands in {file}, which is not read: add that to `parts` in {HEAD}")),
            None if self.is_empty() => did_you_mean(id, known),
            None => None,
        }
    }
}

/// Where everything stands, so that findings can be shown.
#[derive(Debug, Default)]
pub struct Map {
    /// The places of each file that could be read.
    pub places: BTreeMap<String, Places>,
    /// Ids of items that have a fault of shape: a reference to one is not a second mistake.
    pub broken: Broken,
    /// Of each item, the limits whose length its texts say by their id in braces.
    pub said_lengths: BTreeMap<Place, BTreeSet<String>>,
    /// Whether an item was left out of a file that is no YAML with it.
    cut: bool,
    /// Of each list that lost items (file, key): where those that stayed stood in the file.
    kept: BTreeMap<(String, String), Vec<usize>>,
}

impl Map {
    /// Whether a file or an item could not be read, so that what seems unused may be used there.
    pub fn has_gaps(&self) -> bool {
        self.cut || !self.broken.is_empty() || !self.kept.is_empty()
    }

    /// A value as it is written in its file.
    pub fn written(&self, sources: &Sources, place: &Place) -> Option<String> {
        let span = self.places.get(&place.file)?.find(place);
        let text = std::str::from_utf8(sources.get(&place.file)?).ok()?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        text.get(span.from..span.to).map(|text| text.trim_end().to_owned())
    }

    /// The line of a place in its file, counted from one.
    pub fn line(&self, sources: &Sources, place: &Place) -> usize {
        let at = self.places.get(&place.file).map_or(0, |places| places.find(place).from);
        let bytes = sources.get(&place.file).map(Vec::as_slice).unwrap_or_default();
        bytes.iter().take(at).filter(|byte| **byte == b'\n').count() + 1
    }

    /// Turns the places of a finding about what was read into its places in the file.
    pub fn correct(&self, finding: &mut Finding) {
        finding.first.iter_mut().for_each(|place| self.correct_place(place));
        self.correct_place(&mut finding.place);
    }

    fn correct_place(&self, place: &mut Place) {
        let Some((list, rest)) = place.path.split_once('[') else { return };
        let Some((at, rest)) = rest.split_once(']') else { return };
        let Some(kept) = self.kept.get(&(place.file.clone(), list.to_owned())) else { return };
        if let Some(in_file) = at.parse::<usize>().ok().and_then(|at| kept.get(at)) {
            place.path = format!("{list}[{in_file}]{rest}");
        }
    }
}

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
            }
            at += 1;
            read
        });
        if lost {
            self.map.kept.insert((name.to_owned(), key.to_owned()), kept);
        }
    }

    /// Reads a value. What is wrong with one key is put right or taken out as it is reported, so that it hides nothing
    /// of the others; what was read is given only where it is what was meant.
    fn value<T: DeserializeOwned>(&mut self, name: &str, prefix: &str, value: &mut Value) -> Option<T> {
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
                    if let Some(split) = typed::split_by_comma(mapping, key) {
                        help = Some(split);
                        whole = false;
                    }
                    let wrong = mapping.remove(key);
                    match (fault.near, wrong) {
                        (Some(near), Some(wrong)) if !mapping.contains_key(&near) => {
                            mapping.insert(Value::String(near), wrong);
                        }
                        _ => {}
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
