//! Times of the school year that people date by: Easter, half term, Christmas, the summer holidays.
//!
//! Schools do not keep the same weeks, so each is a span that is wide enough for all of them.

use chrono::{Datelike, Days, NaiveDate};

use super::{DateProblem, YEARS};
use crate::dates::Span;

/// Days of school holiday that may lie on either side of Easter Sunday.
const AROUND_EASTER: u64 = 15;

/// First and last day, as month and day.
type Bounds = ((u32, u32), (u32, u32));

const CHRISTMAS: Bounds = ((12, 18), (12, 31));
const SUMMER: Bounds = ((7, 15), (9, 7));
/// Those of October, February and May or June.
const HALF_TERMS: [Bounds; 3] = [((2, 6), (3, 1)), ((5, 22), (6, 8)), ((10, 12), (11, 8))];

/// Reads such a time, with a year or without: then the latest that had begun by today, and `true`.
///
/// # Errors
/// The year is out of range. `None` if the words are no such time.
pub(super) fn read(text: &str, today: NaiveDate) -> Option<Result<(Span, bool), DateProblem>> {
    let lower = text.to_lowercase().replace(['-', ','], " ");
    let mut words: Vec<&str> = lower.split_whitespace().collect();
    while matches!(words.first(), Some(&("at" | "over" | "in" | "during" | "the"))) {
        words.remove(0);
    }
    let year = words.last().and_then(|word| (word.len() == 4).then(|| word.parse::<i32>().ok())?);
    if year.is_some() {
        words.pop();
    }
    let name = words.join(" ");
    let each: &dyn Fn(i32) -> Vec<Option<Span>> = match name.as_str() {
        "easter" | "easter holidays" | "easter break" => &|year| vec![around_easter(year)],
        "christmas" | "xmas" | "christmas holidays" => &|year| vec![between(year, CHRISTMAS)],
        "summer holidays" | "summer holiday" | "summer break" => &|year| vec![between(year, SUMMER)],
        "half term" => &|year| HALF_TERMS.map(|bounds| between(year, bounds)).to_vec(),
        "february half term" => &|year| vec![between(year, HALF_TERMS[0])],
        "may half term" | "june half term" => &|year| vec![between(year, HALF_TERMS[1])],
        "october half term" | "autumn half term" => &|year| vec![between(year, HALF_TERMS[2])],
        _ => return None,
    };
    if let Some(year) = year {
        if !YEARS.contains(&year) {
            return Some(Err(DateProblem::YearOutOfRange { year }));
        }
        // "Half term 2025" may be any of three.
        let found = each(year);
        return match found.as_slice() {
            [Some(span)] => Some(Ok((*span, false))),
            _ => None,
        };
    }
    let all = (today.year() - 1..=today.year()).flat_map(each).flatten();
    let latest = all.filter(|span| span.from <= today).max_by_key(|span| span.from)?;
    Some(Ok((latest, true)))
}

fn between(year: i32, ((from_month, from_day), (to_month, to_day)): Bounds) -> Option<Span> {
    let from = NaiveDate::from_ymd_opt(year, from_month, from_day)?;
    Some(Span { from, to: NaiveDate::from_ymd_opt(year, to_month, to_day)? })
}

fn around_easter(year: i32) -> Option<Span> {
    let sunday = easter(year)?;
    let from = sunday.checked_sub_days(Days::new(AROUND_EASTER))?;
    Some(Span { from, to: sunday.checked_add_days(Days::new(AROUND_EASTER))? })
}

/// Easter Sunday, by the calendar of 1752: "the first Sunday after the full moon on or after 21 March".
fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year % 19;
    let (century, rest) = (year / 100, year % 100);
    let moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    let day = moon + sunday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(day / 31).ok()?, u32::try_from(day % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn easter_is_where_the_bank_holidays_have_it() {
        for (year, sunday) in [(2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05"), (2027, "2027-03-28")] {
            assert_eq!(easter(year), Some(day(sunday)));
        }
    }

    #[test]
    fn a_time_of_the_school_year_is_a_wide_span_that_has_begun() {
        let read = |text: &str| read(text, day("2026-11-29"));
        let span = |from: &str, to: &str| Span { from: day(from), to: day(to) };
        assert_eq!(read("Easter"), Some(Ok((span("2026-03-21", "2026-04-20"), true))));
        assert_eq!(read("half-term"), Some(Ok((span("2026-10-12", "2026-11-08"), true))));
        assert_eq!(read("over the summer holidays"), Some(Ok((span("2026-07-15", "2026-09-07"), true))));
        assert_eq!(read("christmas"), Some(Ok((span("2025-12-18", "2025-12-31"), true))));
        assert_eq!(read("easter 2025"), Some(Ok((span("2025-04-05", "2025-05-05"), false))));
        assert_eq!(read("half term 2025"), None);
        assert_eq!(read("easter 1999"), Some(Err(DateProblem::YearOutOfRange { year: 1999 })));
        assert_eq!(read("before easter"), None);
    }
}
