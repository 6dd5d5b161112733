//! Dates with a day, a month or a year in them, in figures or with the month's name.

use chrono::{Datelike, Months, NaiveDate};

use super::words::{Number, Third, Token};
use super::{DateProblem, Found, Lies, YEARS, take};

type Result<T> = std::result::Result<T, DateProblem>;

/// Reads the tokens left when weekday and "about" are gone.
pub(super) fn read(tokens: &mut Vec<Token>, today: NaiveDate, lies: Lies) -> Result<Found> {
    let third = take(tokens, |t| if let Token::Third(third) = t { Some(third) } else { None });
    let which = take(tokens, |t| matches!(t, Token::Which(_)).then_some(())).is_some();
    tokens.retain(|&t| t != Token::In);
    let mut numbers = Vec::new();
    let mut months = Vec::new();
    for token in tokens.iter() {
        match *token {
            Token::Number(number) => numbers.push(number),
            Token::Month(month) => months.push(month),
            _ => return Err(DateProblem::NotADate),
        }
    }
    match *months {
        [] if third.is_some() || which => Err(DateProblem::NotADate),
        [] => in_figures(&numbers, today, lies),
        [month] => {
            let followed = !matches!(tokens.last(), Some(Token::Month(_)));
            let parts = Parts { month, followed, third, which };
            parts.read(&numbers, today, lies)
        }
        _ => Err(DateProblem::TooManyDates),
    }
}

/// A month in words, and what stands with it.
struct Parts {
    month: u32,
    /// A number stands after its name.
    followed: bool,
    third: Option<Third>,
    /// A "last", "this" or "next" that belongs to the month.
    which: bool,
}

impl Parts {
    fn read(&self, numbers: &[Number], today: NaiveDate, lies: Lies) -> Result<Found> {
        let Parts { month, followed, third, which } = *self;
        let (day, year) = match *numbers {
            [] => (None, None),
            // "Mid Oct 26" has no day in it; "mid 26 Oct" makes no sense.
            [n] if is_long(n) || third.is_some() && followed => (None, Some(n)),
            [n] => (Some(n), None),
            [y, d] | [d, y] if is_long(y) && !is_long(d) => (Some(d), Some(y)),
            [d, y] if followed && !is_long(d) => (Some(d), Some(y)),
            _ => return Err(DateProblem::TooManyDates),
        };
        if year.is_some_and(|year| year.ordinal) || (third.is_some() && day.is_some()) {
            return Err(DateProblem::NotADate);
        }
        let year = year.map(full_year);
        if which && year.is_none() {
            return Err(DateProblem::WhichYear { month });
        }
        let Some(day) = day else {
            return month_span(month, year, third, today, lies);
        };
        if followed && year.is_none() {
            day_or_year(day, month, today)?;
        }
        one_day(day.value, month, year, today, lies)
    }
}

/// "Oct 26" is in doubt while 2026 is this year or next to it; "Oct 28th" and "Oct 3" are not.
fn day_or_year(number: Number, month: u32, today: NaiveDate) -> Result<()> {
    let (day, year) = (number.value, full_year(number));
    let near = (i64::from(year) - i64::from(today.year())).abs() <= 1;
    if near && number.digits == 2 && !number.ordinal {
        return Err(DateProblem::DayOrYear { day, month, year });
    }
    Ok(())
}

/// Numbers only: day first, or year first.
fn in_figures(numbers: &[Number], today: NaiveDate, lies: Lies) -> Result<Found> {
    match *numbers {
        [n] if n.digits == 8 || n.digits == 6 => run_together(n, today, lies),
        [n] if n.digits == 4 => year_span(full_year(n)),
        [n] if n.digits <= 2 && (1..=31).contains(&n.value) => Err(DateProblem::BareDay { day: n.value }),
        [] | [_] => Err(DateProblem::NotADate),
        [d, y] if d.ordinal && y.digits == 4 => Err(DateProblem::BareDay { day: d.value }),
        [y, m] | [m, y] if y.digits == 4 && !m.ordinal && m.digits <= 2 => {
            month_span(real_month(None, m.value)?, Some(full_year(y)), None, today, lies)
        }
        [d, m] => one_day(d.value, real_month(Some(d.value), m.value)?, None, today, lies),
        [y, m, d] if y.digits == 4 && d.digits <= 2 => {
            one_day(d.value, real_month(None, m.value)?, Some(full_year(y)), today, lies)
        }
        [_, _, y] if y.ordinal => Err(DateProblem::NotADate),
        [d, m, y] => one_day(d.value, real_month(Some(d.value), m.value)?, Some(full_year(y)), today, lies),
        _ => Err(DateProblem::TooManyDates),
    }
}

/// 28102026, 281026 or 20261028. The last never fits the first: its "year" would be 1231 at most.
fn run_together(run: Number, today: NaiveDate, lies: Lies) -> Result<Found> {
    let value = run.value;
    let (day, month, year) = if run.digits == 6 {
        (value / 10_000, value / 100 % 100, 2000 + value % 100)
    } else if value % 10_000 <= 1231 && (2000..=2099).contains(&(value / 10_000)) {
        (value % 100, value / 100 % 100, value / 10_000)
    } else {
        (value / 1_000_000, value / 10_000 % 100, value % 10_000)
    };
    one_day(day, real_month(Some(day), month)?, Some(full_year(Number::year(year))), today, lies)
}

/// Three figures or more cannot be a day.
fn is_long(number: Number) -> bool {
    number.digits > 2
}

fn full_year(number: Number) -> i32 {
    let century = if number.digits == 2 { 2000 } else { 0 };
    // At most eight figures, so it always fits.
    i32::try_from(number.value + century).unwrap_or(i32::MAX)
}

/// The month, if there is one of that number. Given the day beside it, knows when the two are swapped.
fn real_month(day: Option<u32>, month: u32) -> Result<u32> {
    let is_month = |n: &u32| (1..=12).contains(n);
    if is_month(&month) {
        return Ok(month);
    }
    match day.filter(is_month) {
        Some(meant) if (13..=31).contains(&month) => Err(DateProblem::MonthFirst { day: month, month: meant }),
        _ => Err(DateProblem::NoSuchMonth { month }),
    }
}

fn one_day(day: u32, month: u32, year: Option<i32>, today: NaiveDate, lies: Lies) -> Result<Found> {
    let missing = DateProblem::NoSuchDay { day, month, year };
    // 2000 was a leap year, so a day it lacks is in no year: said before anything about the year.
    NaiveDate::from_ymd_opt(2000, month, day).ok_or(missing)?;
    if let Some(year) = year {
        in_range(year)?;
        let date = NaiveDate::from_ymd_opt(year, month, day).ok_or(missing)?;
        return Ok(Found::typed(date, date));
    }
    // Eight years on either side there is a 29 February even across 1900.
    let years = (today.year() - 8..=today.year() + 8).filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    let found = nearest(years.map(|date| Found::typed(date, date)), today, lies);
    let found = found.ok_or(DateProblem::YearOutOfRange { year: today.year() })?;
    Ok(Found { year_guessed: true, ..found })
}

/// A month or a third of it. With no year, the latest that has begun.
fn month_span(month: u32, year: Option<i32>, third: Option<Third>, today: NaiveDate, lies: Lies) -> Result<Found> {
    let span_in = |year| {
        let begins = NaiveDate::from_ymd_opt(year, month, 1)?;
        let ends = begins.checked_add_months(Months::new(1))?.pred_opt()?;
        let (first, last) = match third {
            None => (1, ends.day()),
            Some(Third::Early) => (1, 10),
            Some(Third::Mid) => (11, 20),
            Some(Third::Late) => (21, ends.day()),
            Some(Third::Week(week)) => (week * 7 - 6, (week * 7).min(ends.day())),
            Some(Third::LastWeek) => (ends.day() - 6, ends.day()),
        };
        Some(Found::typed(begins.with_day(first)?, begins.with_day(last)?))
    };
    if let Some(year) = year {
        in_range(year)?;
        return span_in(year).ok_or(DateProblem::YearOutOfRange { year });
    }
    let year = today.year();
    let years = (year - 1..=year + 1).filter_map(span_in);
    let found = nearest(years, today, lies).ok_or(DateProblem::YearOutOfRange { year })?;
    Ok(Found { year_guessed: true, ..found })
}

/// Of the same date in several years the one that is meant: the latest that has begun, the first that is not over, or
/// the nearest to today.
fn nearest(found: impl Iterator<Item = Found>, today: NaiveDate, lies: Lies) -> Option<Found> {
    let mut found: Vec<Found> = found.collect();
    crate::order::by_key(&mut found, |found| found.span.from);
    match lies {
        Lies::Past => found.into_iter().rev().find(|found| found.span.from <= today),
        Lies::Coming => found.into_iter().find(|found| found.span.to >= today),
        // Of two as near as each other, the one that has been.
        Lies::Either => found.into_iter().min_by_key(|found| {
            let away = (found.span.from - today).num_days().max((today - found.span.to).num_days());
            (away.max(0), found.span.from)
        }),
    }
}

fn year_span(year: i32) -> Result<Found> {
    in_range(year)?;
    let ends = NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31));
    ends.map(|(from, to)| Found::typed(from, to)).ok_or(DateProblem::YearOutOfRange { year })
}

fn in_range(year: i32) -> Result<()> {
    if YEARS.contains(&year) { Ok(()) } else { Err(DateProblem::YearOutOfRange { year }) }
}
