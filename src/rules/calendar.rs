//! The calendar file: from what is written to a [`Calendar`], held against what can be computed.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::file::CalendarFile;
use super::finding::{Code, Findings, Place};
use super::limits::month_day;
use crate::dates::calendar::{Calendar, YearlySpan};

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
        return Calendar::new(NaiveDate::default(), NaiveDate::default(), &[], &[], &[]);
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
            (Some(from), Some(to)) => spans.push(YearlySpan { from, to }),
            _ => findings.add(Code::BadDate, place(format!("closed_spans[{at}]")), "write days as 08-01", None),
        }
    }
    // A day that could not be read is no day to hold the others against.
    if findings.kept() == before {
        check(&holidays, (first, last), law_checked, place, findings);
    }
    Calendar::new(first, last, &holidays, &elsewhere, &spans)
}

/// Reads a date written as 2026-06-15; a fault is reported and gives a day that stands for none.
pub fn date(text: &str, place: Place, findings: &mut Findings) -> NaiveDate {
    text.parse().unwrap_or_else(|_| {
        let help = Some("write it as 2026-06-15".to_owned());
        findings.add(Code::BadDate, place, format!("`{}` is not a date", text.escape_debug()), help);
        NaiveDate::default()
    })
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
    use super::easter_sunday;

    #[test]
    fn easter_falls_where_it_fell() {
        for (year, month, day) in
            [(2014, 4, 20), (2016, 3, 27), (2024, 3, 31), (2026, 4, 5), (2027, 3, 28), (2028, 4, 16)]
        {
            assert_eq!(easter_sunday(year).to_string(), format!("{year}-{month:02}-{day:02}"));
        }
    }
}
