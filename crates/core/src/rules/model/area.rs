//! Areas, and whom to ring there.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{AreaIx, LocalService};
use crate::dates::school::SchoolDays;
use crate::rules::lazy::Lazy;

/// One council area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Area {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Other names people use.
    pub also: Vec<String>,
    /// Places inside it by whose names people look for it: districts and towns.
    pub places: Vec<String>,
    /// What is going to change.
    pub changes: Option<AreaChange>,
    /// The first day of a council that takes another's place.
    pub begins: Option<NaiveDate>,
    /// The days on which its schools meet, where they are known.
    pub school_days: Option<SchoolDays>,
    /// Its services, by service id.
    pub services: Lazy<BTreeMap<String, LocalService>>,
}

/// What is going to change about an area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AreaChange {
    /// The first day of it.
    pub on: NaiveDate,
    /// The areas that take its place.
    pub to: Vec<AreaIx>,
    /// What to tell somebody there.
    pub say: String,
}

impl Area {
    /// Whether it is offered on a day: a council that has been replaced is not, nor one that does not begin yet.
    pub fn offered(&self, today: NaiveDate) -> bool {
        let gone = self.changes.as_ref().is_some_and(|change| !change.to.is_empty() && change.on <= today);
        !gone && self.begins.is_none_or(|begins| begins <= today)
    }

    /// Its name, what else it is called, and the places inside it.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.also).chain(&self.places).map(String::as_str)
    }
}

/// Whom a route says to ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ContactRef {
    /// A service, looked up in the person's area: its place in [`RuleSet::services`].
    Service(u16),
    /// A national body: its place in [`RuleSet::contacts`].
    National(u16),
}
