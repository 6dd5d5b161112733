//! Areas, and whom to ring there.

use serde::{Deserialize, Serialize};

use super::{Contact, LocalService, Own, SchoolDays, Service};

written! {
    /// `areas.yaml`: whom to ring.
    Areas {
        /// The version of the format: 1.
        format: u32,
        /// What each area supplies.
        services: Vec<Service>,
        /// National bodies.
        #[serde(default)] contacts: Vec<Contact>,
        /// The areas: the question of kind `area` offers these and no others.
        areas: Vec<Area>,
    }

    /// A service's own areas file: what it gives stands before what the rules carry, and the rest stays.
    OwnAreas {
        /// The version of the format: 1.
        format: u32,
        /// The service itself.
        #[serde(default)] own: Option<Own>,
        /// Days on which schools in its areas meet, where an area gives none of its own.
        #[serde(default)] school_days: Option<SchoolDays>,
        /// Areas: of one that the rules know, what is given here stands before it; any other is added.
        #[serde(default)] areas: Vec<Area>,
        /// What areas supply: one with an id of the rules is replaced.
        #[serde(default)] services: Vec<Service>,
        /// National or local bodies: one with an id of the rules is replaced.
        #[serde(default)] contacts: Vec<Contact>,
    }

    /// What is going to change about an area, on a day.
    AreaChange {
        /// The first day of the new council.
        date: String,
        /// The areas that take its place in the list from that day; left out where they are not known.
        #[serde(default)] to: Vec<String>,
        /// What to tell somebody there: one or two sentences.
        say: String,
    }

    /// One council area.
    Area {
        /// Its id, as answers files write it.
        id: String,
        /// Its name.
        name: String,
        /// Other names people use.
        #[serde(default)] also: Vec<String>,
        /// Places inside it by whose names people look for it: districts and towns.
        #[serde(default)] places: Vec<String>,
        /// What is going to change, and when.
        #[serde(default)] changes: Option<AreaChange>,
        /// The days on which its schools meet.
        #[serde(default)] school_days: Option<SchoolDays>,
        /// Its services, by service id.
        #[serde(default)] services: std::collections::BTreeMap<String, LocalService>,
    }
}
