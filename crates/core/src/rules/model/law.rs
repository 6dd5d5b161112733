//! Laws and their days.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Certainty, day};

/// One law, cited once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Law {
    /// Its id.
    pub id: String,
    /// The Act, Regulations or guidance, and the section.
    pub cite: String,
    /// How certain we are.
    pub certainty: Certainty,
    /// The day it was last checked.
    #[serde(with = "day")]
    pub checked: NaiveDate,
    /// What it says.
    pub says: String,
    /// Where our law documents hold it.
    pub from: String,
    /// The first day it is in force; none where that lies behind every rule.
    pub in_force: Option<NaiveDate>,
    /// The last day it is in force; none while no end is known.
    pub until: Option<NaiveDate>,
    /// After this day it is due to be looked at again.
    pub review_by: NaiveDate,
}

impl Law {
    /// Whether it is in force on a day.
    pub fn is_in_force(&self, day: NaiveDate) -> bool {
        self.in_force.is_none_or(|first| first <= day) && self.until.is_none_or(|last| day <= last)
    }
}
