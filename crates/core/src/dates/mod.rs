//! Dates: what people type, the calendar, the law's limits, and how a date is said. Knows nothing of rules or plans.

pub mod calendar;
pub mod limit;
pub mod read;
pub mod say;
pub mod school;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A date as it is known: one day when `from == to`, otherwise any day of the span, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// The earliest day it can be.
    pub from: NaiveDate,
    /// The latest day it can be.
    pub to: NaiveDate,
}

impl Span {
    /// A date known to the day.
    pub fn exact(day: NaiveDate) -> Span {
        Span { from: day, to: day }
    }

    /// Whether it is known to the day.
    pub fn is_exact(self) -> bool {
        self.from == self.to
    }
}
