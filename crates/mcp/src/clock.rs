//! The clock.

use chrono::{Local, NaiveDate};

/// The day it is where the computer is.
pub fn today() -> NaiveDate {
    Local::now().date_naive()
}
