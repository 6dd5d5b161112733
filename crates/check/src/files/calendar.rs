//! The calendar file: from what is written to a [`Calendar`], held against what can be computed.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::file::CalendarFile;
use super::finding::{Code, Findings, Place};
use super::limits::month_day;
use signpost_core::dates::calendar::{Calendar, ClosedSpan, YearlySpan};
use signpost_core::dates::read::{self, DateProblem, Lies};
use signpost_core::dates::say;
use signpost_core::text::MONTHS;

/// How far past the day the law was checked the bank holidays must reach: the longest limits are a year.
const MONTHS_AHEAD: u32 = 15;

/// The years a calendar may cover. (A date that could not be read stands as 1970.)
const YEARS: RangeInclusive<i32> = 1970..=2200;

/// Reads the calendar and reports what cannot be right.
pub fn read(
    file: &CalendarFile,
    law_checked: NaiveDate,
    place: &dyn Fn(String) -> Place,
    findings: &mut Findings,
) -> Calendar {
    let before = findings.kept();
    let first = date(&file.covers.from, place("covers.from".into()), findings);
    let last = date(&file.covers.to, place("covers.to".into()), findings);
    date(&file.retrieved, place("retrieved".into()), findings);
    // A calendar holds a byte for each day, and Easter is worked out for each year.
    if !YEARS.contains(&first.year()) || !YEARS.contains(&last.year()) {
        let message = format!("a calendar covers years from {} to {}", YEARS.start(), YEARS.end());
        findings.add(Code::Calendar, place("covers".into()), message, None);
        return Calendar::new(NaiveDate::default(), NaiveDate::default(), &[], &[], Vec::new());
    }
    let holidays: Vec<NaiveDate> = file
        .bank_holidays
        .iter()
        .enumerate()
        .map(|(at, holiday)| date(&holiday.date, place(format!("bank_holidays[{at}].date")), findings))
        .collect();
    let elsewhere: Vec<NaiveDate> = file
        .elsewhere_in_uk
        .iter()
        .enumerate()
        .map(|(at, holiday)| date(&holiday.date, place(format!("elsewhere_in_uk[{at}].date")), findings))
        .collect();
    let mut spans = Vec::new();
    for (at, span) in file.closed_spans.iter().enumerate() {
        match (month_day(&span.from), month_day(&span.to)) {
            (Some(from), Some(to)) => spans.push(ClosedSpan { id: span.id.clone(), days: YearlySpan { from, to } }),
            _ => findings.add(
                Code::BadDate,
                place(format!("closed_spans[{at}]")),
                "write days in figures: MONTH-DAY",
                None,
            ),
        }
    }
    let mut school = Vec::new();
    for (at, span) in file.school_holidays.iter().enumerate() {
        match (month_day(&span.from), month_day(&span.to)) {
            (Some(from), Some(to)) => school.push(YearlySpan { from, to }),
            _ => findings.add(
                Code::BadDate,
                place(format!("school_holidays[{at}]")),
                "write days in figures: MONTH-DAY",
                None,
            ),
        }
    }
    // A day that could not be read is no day to hold the others against.
    if findings.kept() == before {
        check(&holidays, (first, last), law_checked, place, findings);
    }
    Calendar::new(first, last, &holidays, &elsewhere, spans).with_school_holidays(&school)
}

/// Reads a date written as 2026-06-15; a fault is reported and gives a day that stands for none.
pub fn date(text: &str, place: Place, findings: &mut Findings) -> NaiveDate {
    text.parse().unwrap_or_else(|_| {
        let message = format!("`{}` is not a date", text.escape_debug());
        findings.add(Code::BadDate, place, message, Some(meant(text)));
        NaiveDate::default()
    })
}

/// How the day that a text means is written. Of a day that nobody but the editor knows, only the form is said.
fn meant(text: &str) -> String {
    let in_words = |day: NaiveDate| format!("{day} for {}", say::plain(day));
    // Without a year the reader takes one, and that is a guess.
    match read::read_as(text, NaiveDate::default(), Lies::Either) {
        Ok(reading) if reading.span.is_exact() && !reading.year_guessed && !reading.week_guessed => {
            let day = reading.span.from;
            let turned = NaiveDate::from_ymd_opt(day.year(), day.day(), day.month());
            let in_figures = !text.contains(char::is_alphabetic) && !text.starts_with(&day.year().to_string());
            match turned.filter(|turned| in_figures && *turned != day) {
                Some(turned) => format!("write {}, or {}", in_words(day), in_words(turned)),
                None => format!("write {day}"),
            }
        }
        Err(DateProblem::NoSuchDay { month, year: Some(year), .. }) => {
            let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default();
            let days = (first + Months::new(1) - first).num_days();
            format!("{} {year} has {days} days", MONTHS[month as usize - 1])
        }
        _ => "write the day that is meant in figures: YEAR-MONTH-DAY".into(),
    }
}

fn check(
    holidays: &[NaiveDate],
    (first, last): (NaiveDate, NaiveDate),
    law_checked: NaiveDate,
    place: &dyn Fn(String) -> Place,
    findings: &mut Findings,
) {
    if first > last {
        findings.add(Code::Calendar, place("covers".into()), "the calendar ends before it begins", None);
        return;
    }
    let needed = law_checked.checked_add_months(Months::new(MONTHS_AHEAD)).unwrap_or(law_checked);
    if last < needed {
        let message = format!("the bank holidays end less than {MONTHS_AHEAD} months after law_checked");
        findings.add(
            Code::Calendar,
            place("covers.to".into()),
            message,
            Some("add the years GOV.UK has published since".into()),
        );
    }
    for (at, pair) in holidays.windows(2).enumerate() {
        if pair[0] >= pair[1] {
            let path = format!("bank_holidays[{}].date", at + 1);
            findings.add(Code::Calendar, place(path), "bank holidays stand in order of date, each once", None);
        }
    }
    for (at, day) in holidays.iter().enumerate() {
        if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            let path = format!("bank_holidays[{at}].date");
            findings.add(Code::Calendar, place(path), format!("{day} is at a weekend: list its substitute day"), None);
        }
    }
    let listed: HashSet<NaiveDate> = holidays.iter().copied().collect();
    for year in first.year()..=last.year() {
        let easter = easter_sunday(year);
        for (day, name) in [(easter - Days::new(2), "Good Friday"), (easter + Days::new(1), "Easter Monday")] {
            if first <= day && day <= last && !listed.contains(&day) {
                findings.add(
                    Code::Calendar,
                    place("bank_holidays".into()),
                    format!("{name} {day} is not in the list"),
                    None,
                );
            }
        }
    }
}

/// Easter Sunday of the Western churches (the Gregorian computus).
fn easter_sunday(year: i32) -> NaiveDate {
    let golden = year % 19;
    let (century, in_century) = (year / 100, year % 100);
    let moon_correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon_correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let number = epact + weekday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, (number / 31) as u32, (number % 31 + 1) as u32).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn the_cure_of_a_date_is_made_of_it() {
        for (written, cure) in [
            ("3 April 2026", "write 2026-04-03"),
            ("April 3, 2026", "write 2026-04-03"),
            ("2026/4/3", "write 2026-04-03"),
            ("03/04/2026", "write 2026-04-03 for 3 April 2026, or 2026-03-04 for 4 March 2026"),
            ("23/04/2026", "write 2026-04-23"),
            ("04/04/2026", "write 2026-04-04"),
            ("2026-06-31", "June 2026 has 30 days"),
            ("29 February 2026", "February 2026 has 28 days"),
            ("3 April", "write the day that is meant in figures: YEAR-MONTH-DAY"),
            ("last Monday", "write the day that is meant in figures: YEAR-MONTH-DAY"),
            ("YEAR-MONTH-DAY", "write the day that is meant in figures: YEAR-MONTH-DAY"),
        ] {
            assert_eq!(meant(written), cure, "{written}");
        }
    }

    #[test]
    fn easter_falls_where_it_fell() {
        for (year, month, day) in
            [(2014, 4, 20), (2016, 3, 27), (2024, 3, 31), (2026, 4, 5), (2027, 3, 28), (2028, 4, 16)]
        {
            assert_eq!(easter_sunday(year).to_string(), format!("{year}-{month:02}-{day:02}"));
        }
    }

    /// Easter another way: the table moon of Clavius, and the Sunday after it found by walking.
    fn easter_by_the_moon(year: i32) -> NaiveDate {
        let (golden, century) = (year % 19 + 1, year / 100 + 1);
        let (leap_left_out, moon) = (3 * century / 4 - 12, (8 * century + 5) / 25 - 5);
        let mut epact = (11 * golden + 20 + moon - leap_left_out).rem_euclid(30);
        if epact == 24 || (epact == 25 && golden > 11) {
            epact += 1;
        }
        let full = if 44 - epact < 21 { 74 - epact } else { 44 - epact };
        let march = NaiveDate::from_ymd_opt(year, 3, 1).expect("a day");
        let full_moon = march + Days::new(full as u64 - 1);
        full_moon.iter_days().skip(1).find(|day| day.weekday() == Weekday::Sun).expect("a Sunday")
    }

    #[test]
    fn two_ways_to_find_easter_agree_in_every_year_there_may_be() {
        for year in YEARS {
            assert_eq!(easter_sunday(year), easter_by_the_moon(year));
        }
    }

    /// What is found in a calendar of these days whose law was checked then.
    fn found(covers: (&str, &str), holidays: &[&str], law_checked: &str) -> Vec<String> {
        let holidays: Vec<NaiveDate> = holidays.iter().map(|text| day(text)).collect();
        let mut findings = Findings::default();
        let place = |path: String| Place::new("calendar.yaml", &path);
        check(&holidays, (day(covers.0), day(covers.1)), day(law_checked), &place, &mut findings);
        findings.into_vec().into_iter().map(|finding| format!("{} {}", finding.place.path, finding.message)).collect()
    }

    #[test]
    fn a_calendar_may_be_one_day_long_and_not_end_before_it_begins() {
        let one_day = found(("2026-06-15", "2026-06-15"), &[], "2025-03-15");
        assert_eq!(one_day, Vec::<String>::new());
        let backwards = found(("2026-06-15", "2026-06-14"), &[], "2020-01-01");
        assert_eq!(backwards, ["covers the calendar ends before it begins"]);
    }

    #[test]
    fn bank_holidays_reach_fifteen_months_past_the_day_the_law_was_checked() {
        let ends = |last| found(("2026-05-01", last), &[], "2025-06-15");
        let short = "covers.to the bank holidays end less than 15 months after law_checked";
        assert_eq!(ends("2026-09-15"), Vec::<String>::new());
        assert_eq!(ends("2026-09-14"), [short]);
        assert_eq!(ends("2026-06-01"), [short]);
    }

    #[test]
    fn easter_days_are_asked_for_only_where_the_calendar_reaches() {
        // Good Friday 3 April 2026, Easter Monday 6 April.
        let missing = |first, last| found((first, last), &[], "2024-01-01");
        let (friday, monday) = (
            "bank_holidays Good Friday 2026-04-03 is not in the list",
            "bank_holidays Easter Monday 2026-04-06 is not in the list",
        );
        assert_eq!(missing("2026-04-03", "2026-04-06"), [friday, monday]);
        assert_eq!(missing("2026-04-04", "2026-04-06"), [monday]);
        assert_eq!(missing("2026-04-03", "2026-04-05"), [friday]);
        assert_eq!(missing("2026-04-04", "2026-04-05"), Vec::<String>::new());
        assert_eq!(found(("2026-04-01", "2026-04-30"), &["2026-04-03"], "2024-01-01"), [monday]);
    }

    #[test]
    fn bank_holidays_stand_in_order_on_weekdays() {
        let covers = ("2026-05-01", "2026-12-31");
        let faults = |holidays: &[&str]| found(covers, holidays, "2025-01-01");
        assert_eq!(faults(&["2026-05-04", "2026-05-25", "2026-08-31"]), Vec::<String>::new());
        let order = "bank holidays stand in order of date, each once";
        assert_eq!(faults(&["2026-05-04", "2026-08-31", "2026-05-25"]), [format!("bank_holidays[2].date {order}")]);
        assert_eq!(faults(&["2026-05-04", "2026-05-04"]), [format!("bank_holidays[1].date {order}")]);
        let weekend = |at, date| format!("bank_holidays[{at}].date {date} is at a weekend: list its substitute day");
        assert_eq!(
            faults(&["2026-05-02", "2026-05-03", "2026-05-04"]),
            [weekend(0, "2026-05-02"), weekend(1, "2026-05-03")]
        );
    }
}
