//! The clock: read once, when a command starts.

use chrono::NaiveDate;

/// Today in the place where the program runs.
pub fn today() -> NaiveDate {
    chrono::Local::now().date_naive()
}
