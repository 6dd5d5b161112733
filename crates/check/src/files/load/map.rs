//! Where everything of the files stands, and which ids are not what they were meant to be.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use signpost_core::rules::Sources;

use super::HEAD;
use crate::files::finding::{Finding, Place, did_you_mean};
use crate::files::places::Places;

/// Ids that may be meant by what seems to name nothing.
#[derive(Debug, Default)]
pub struct Broken {
    pub(super) ids: HashSet<String>,
    /// Whether any item's id is not known: it cannot be read, or belongs to another item.
    pub(super) nameless: bool,
    /// Ids in files that the head does not list, each with its file.
    pub(super) unlisted: HashMap<String, String>,
}

impl Broken {
    pub(super) fn add(&mut self, id: Option<&str>) {
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
    pub(super) cut: bool,
    /// Of each list that lost items (file, key): where those that stayed stood in the file.
    pub(super) kept: BTreeMap<(String, String), Vec<usize>>,
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
