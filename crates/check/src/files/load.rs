//! From the files of a rules folder to a [`Bundle`]: every mistake of shape is a finding with its place.

use std::collections::{BTreeMap, HashSet};

use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

use super::file::{self, Bundle};
use super::finding::{Code, Finding, Findings, Place, Span, did_you_mean};
use super::folder;
use super::places::Places;
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

/// Where everything stands, so that findings can be shown.
#[derive(Debug, Default)]
pub struct Map {
    /// The places of each file that could be read.
    pub places: BTreeMap<String, Places>,
    /// Ids of items that could not be read: a reference to one is not a second mistake.
    pub broken: HashSet<String>,
    /// Of each list that lost items (file, key): where those that stayed stood in the file.
    kept: BTreeMap<(String, String), Vec<usize>>,
}

impl Map {
    /// Whether a file or an item could not be read, so that what seems unused may be used there.
    pub fn has_gaps(&self) -> bool {
        !self.broken.is_empty() || !self.kept.is_empty()
    }

    /// Turns the place of a finding about what was read into its place in the file.
    pub fn correct(&self, finding: &mut Finding) {
        let place = &mut finding.place;
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
    let mut loader = Loader { sources, findings, map: Map::default(), missing: false };
    let files = loader.files();
    (files, loader.map)
}

struct Loader<'a> {
    sources: &'a Sources,
    findings: &'a mut Findings,
    map: Map,
    /// Whether a file is not there.
    missing: bool,
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
        for (at, name) in head.iter().flat_map(|head: &file::Head| head.parts.iter().enumerate()) {
            let listed = Place::new(HEAD, format!("parts[{at}]"));
            if self.map.places.contains_key(name) {
                self.findings.add(Code::DuplicateId, listed, format!("`{name}` has been read already"), None);
                continue;
            }
            match self.part(name, listed) {
                Some(part) => parts.push(file::PartFile { file: name.clone(), part }),
                None => whole = false,
            }
        }
        // A file that is missing may be the one that seems unused.
        if let Some(head) = head.as_ref().filter(|_| !self.missing) {
            self.unused_files(&head.parts);
        }
        Files { head, parts, areas, own_areas, calendar, words, letters: self.letters(), whole }
    }

    fn part(&mut self, name: &str, listed: Place) -> Option<file::Part> {
        self.file(name, listed, |loader, mapping| {
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
        let Some(bytes) = self.sources.get(name) else {
            self.missing(name, asked_at);
            return None;
        };
        let text = scan::text_of(name, bytes, self.findings)?;
        let Value::Mapping(mut mapping) = self.yaml(name, text)? else {
            let message = "the file must be a mapping of keys";
            self.findings.add(Code::WrongValue, Place::new(name, ""), message, None);
            return None;
        };
        lists(self, &mut mapping);
        self.value(name, "", Value::Mapping(mapping))
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

    /// Builds the values of a text that the strict pass finds safe.
    fn yaml(&mut self, name: &str, text: &str) -> Option<Value> {
        let scanned = scan::scan(name, text, For::Rules, self.findings);
        self.map.places.insert(name.to_owned(), scanned.places);
        if !scanned.readable {
            // This parser can be kept busy for minutes by what the strict pass refuses at once.
            return None;
        }
        match serde_yaml::from_str(text) {
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
        items.retain(|item| {
            let path = format!("{key}[{at}]");
            let read = self.value::<T>(name, &path, item.clone()).is_some();
            if read {
                kept.push(at);
            } else {
                lost = true;
                self.map.broken.extend(item.get("id").and_then(Value::as_str).map(str::to_owned));
            }
            at += 1;
            read
        });
        if lost {
            self.map.kept.insert((name.to_owned(), key.to_owned()), kept);
        }
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
        let names: Vec<String> = self.sources.keys().filter(|name| folder::is_letter(name)).cloned().collect();
        names.iter().filter_map(|name| self.letter(name)).collect()
    }

    fn letter(&mut self, name: &str) -> Option<file::Letter> {
        let id = folder::letter_id(name).to_owned();
        let letter = self.letter_parts(name);
        if letter.is_none() {
            self.map.broken.insert(id);
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
        let value = self.yaml(name, head)?;
        let head = self.value::<file::LetterHead>(name, "", value)?;
        Some(file::Letter { id: folder::letter_id(name).to_owned(), head, body: body.replace("\r\n", "\n") })
    }

    fn unused_files(&mut self, parts: &[String]) {
        let known: HashSet<&str> =
            [HEAD, AREAS, OWN_AREAS, CALENDAR, WORDS].into_iter().chain(parts.iter().map(String::as_str)).collect();
        for name in self.sources.keys().filter(|name| name.ends_with(".yaml")) {
            if !known.contains(name.as_str()) {
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
    let among = |code, what: &str, all: &str| {
        let names = quoted(error);
        let (wrong, known) = names.split_first().map_or(("", &[][..]), |(wrong, known)| (wrong.as_str(), known));
        let near = did_you_mean(wrong, known.iter().map(String::as_str));
        let help = near.unwrap_or_else(|| format!("{all}: {}", known.join(", ")));
        (code, format!("`{}` {what}", wrong.escape_debug()), Some(help))
    };
    if error.starts_with("unknown field") {
        return among(Code::UnknownKey, "is not a key here", "known keys");
    }
    if error.starts_with("missing field") {
        let name = quoted(error).into_iter().next().unwrap_or_default();
        return (Code::MissingKey, format!("the key `{name}` is missing here"), None);
    }
    if error.starts_with("unknown variant") {
        return among(Code::WrongValue, "is not one of the words allowed here", "allowed");
    }
    const PLAIN: [(&str, &str); 10] = [
        ("invalid type", "wrong kind of value"),
        ("invalid value", "wrong value"),
        ("a sequence", "a list"),
        ("sequence", "a list"),
        ("a map", "a mapping"),
        ("map", "a mapping"),
        ("unit value", "nothing"),
        ("u32", "a whole number"),
        ("usize", "a whole number"),
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
    if !expected.is_empty() {
        message.push_str(&format!(", and {} belongs here", plain(expected)));
    }
    (Code::WrongValue, message, None)
}
