//! The ids that items refer to, each found in one look-up.

use std::collections::HashMap;

use super::Items;
use crate::files::areas;
use crate::files::file::Bundle;

/// The ids of one kind of item.
pub(super) struct Index<'b> {
    pub(super) what: &'static str,
    pub(super) ids: Vec<&'b str>,
    pub(super) places: HashMap<&'b str, usize>,
}

impl<'b> Index<'b> {
    fn new(what: &'static str, ids: impl Iterator<Item = &'b str>) -> Index<'b> {
        let ids: Vec<&str> = ids.collect();
        let places = ids.iter().enumerate().rev().map(|(at, id)| (*id, at)).collect();
        Index { what, ids, places }
    }
}

/// The ids that items refer to, apart from those of conditions.
pub(super) struct SymbolTable<'b> {
    pub(super) laws: Index<'b>,
    pub(super) doubts: Index<'b>,
    pub(super) deadlines: Index<'b>,
    pub(super) letters: Index<'b>,
    pub(super) bodies: Index<'b>,
    pub(super) routes: Index<'b>,
    pub(super) services: Index<'b>,
    /// Services first, then national bodies.
    pub(super) contacts: Index<'b>,
}

impl<'b> SymbolTable<'b> {
    /// The ids of these files.
    pub(super) fn of(bundle: &'b Bundle, all: &Items<'b>) -> SymbolTable<'b> {
        let services = || areas::services(bundle).into_iter().map(|(_, item)| item.id.as_str());
        let national = areas::contacts(bundle).into_iter().map(|(_, item)| item.id.as_str());
        SymbolTable {
            laws: Index::new("law", all.laws.iter().map(|(_, item)| item.id.as_str())),
            doubts: Index::new("doubt", all.doubts.iter().map(|(_, item)| item.id.as_str())),
            deadlines: Index::new("deadline", all.deadlines.iter().map(|(_, item)| item.id.as_str())),
            letters: Index::new("letter", bundle.letters.iter().map(|item| item.id.as_str())),
            bodies: Index::new("body", bundle.head.bodies.iter().map(|item| item.id.as_str())),
            routes: Index::new("route", all.routes.iter().map(|(_, item)| item.id.as_str())),
            services: Index::new("service", services()),
            contacts: Index::new("contact", services().chain(national)),
        }
    }
}
