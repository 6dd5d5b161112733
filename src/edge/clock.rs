//! The clock: read when a command starts, and again only where an adviser asks for the minutes of a call.

use std::time::Instant;

use chrono::NaiveDate;

/// Today in the place where the program runs.
pub fn today() -> NaiveDate {
    chrono::Local::now().date_naive()
}

/// Counts whole minutes from now on.
pub fn minutes() -> impl Fn() -> u32 {
    let start = Instant::now();
    move || u32::try_from(start.elapsed().as_secs() / 60).unwrap_or(u32::MAX)
}
