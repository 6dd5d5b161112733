//! Reads a date as people in Britain type or dictate it: day first, in figures or in words, exact
//! or rough. Where two readings are likely, neither is chosen: the answer is a [`DateProblem`]
//! that says what is in doubt.

mod calendar;
mod relative;
mod season;
mod spoken;
#[cfg(test)]
mod tests;
mod words;

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::Span;
use words::{Number, Third, Token, Unit, Which};

/// The years a date may fall in. Outside them a slip of the keys is likelier than the date.
pub const YEARS: RangeInclusive<i32> = 2000..=2099;

/// The longest time between two days that are read as a range.
const LONGEST_RANGE: i64 = 92;

/// How many days "about" allows on each side of the day named.
const ABOUT_DAYS: u64 = 3;

/// What was understood, to be said back to the person before it is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The day, or the days it may be.
    pub span: Span,
    /// The weekday that was typed. Where the span is one day, that day has this weekday.
    pub weekday_typed: Option<Weekday>,
    /// No year was typed, and the latest one that gives a date not after today was taken.
    pub year_guessed: bool,
    /// Only a weekday was typed ("on Wednesday"), and the latest one before today was taken.
    pub week_guessed: bool,
}

/// Why no date was read. Data only; the words belong to whoever asks the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateProblem {
    /// Nothing but spaces or punctuation.
    Empty,
    /// No date was found, or something beside it was not understood.
    NotADate,
    /// The month has no such day: 31 April, or 29 February of a common year.
    NoSuchDay {
        /// The day, as typed.
        day: u32,
        /// 1 to 12.
        month: u32,
        /// In full; `None` if it was not typed.
        year: Option<i32>,
    },
    /// The number in the month's place is not a month, nor is the day's a month.
    NoSuchMonth {
        /// The number, as typed.
        month: u32,
    },
    /// Figures with the month first, as in 10/28/2026.
    MonthFirst {
        /// The day, as it must have been meant: 13 to 31.
        day: u32,
        /// The month, as it must have been meant: 1 to 12.
        month: u32,
    },
    /// "Oct 26" can be 26 October or October 2026.
    DayOrYear {
        /// The number as a day; there may be no such day.
        day: u32,
        /// 1 to 12.
        month: u32,
        /// The number as a year, in full.
        year: i32,
    },
    /// "Last October" can be either of two; the year is needed.
    WhichYear {
        /// 1 to 12.
        month: u32,
    },
    /// "Next Wednesday" means the coming one to some and the one after to others.
    NextWeekday {
        /// The weekday after "next".
        weekday: Weekday,
    },
    /// "This Wednesday" when this week's is over, or "Saturday" alone on a Saturday.
    WhichWeekday {
        /// The weekday, as typed.
        weekday: Weekday,
    },
    /// "The 5th" with no month.
    BareDay {
        /// 1 to 31.
        day: u32,
    },
    /// The date has another weekday than the one typed. To be asked about, not decided.
    WeekdayDisagrees {
        /// The weekday, as typed.
        typed: Weekday,
        /// The date without regard to it.
        date: NaiveDate,
        /// The date's year was not typed, so that may be what is wrong.
        year_guessed: bool,
    },
    /// More than one date, or a range.
    TooManyDates,
    /// The date is outside [`YEARS`].
    YearOutOfRange {
        /// The year, as typed (20xx if it had two figures), or as reached by counting.
        year: i32,
    },
}

/// A span, and how much of it was not typed.
struct Found {
    span: Span,
    year_guessed: bool,
    week_guessed: bool,
}

impl Found {
    fn typed(from: NaiveDate, to: NaiveDate) -> Self {
        Found { span: Span { from, to }, year_guessed: false, week_guessed: false }
    }
}

/// Where a date lies that is asked for: how one without a year is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lies {
    /// Behind: the latest such date not after today.
    #[default]
    Past,
    /// Ahead: the first such date not before today.
    Coming,
    /// Either: the one nearest to today.
    Either,
}

/// Reads one date of the past from `text`, as meant on the day `today`: see [`read_as`].
///
/// # Errors
/// A [`DateProblem`] if there is no date, no such date, or more than one likely reading.
pub fn read(text: &str, today: NaiveDate) -> Result<Reading, DateProblem> {
    read_as(text, today, Lies::Past)
}

/// Reads one date from `text`, as meant on the day `today`.
///
/// Day first; a two-digit year is 20xx; with no year, the one that [`Lies`] says, and the reading says so. Eight
/// figures in a row are ddmmyyyy (or yyyymmdd, which cannot be mistaken for it), six are ddmmyy. Months, weeks (Monday to Sunday) and years give the whole span, also
/// where part of it is still to come; early, mid and late are days 1 to 10, 11 to 20 and 21 on, its first week days
/// 1 to 7. "About" is three days either way, half a month of months and half a quarter of years, ending today at
/// the latest unless the day named is later. Two days with "to" between them are all the days from one to the other. Easter, half term, Christmas and the
/// summer holidays are spans wide enough for every school.
/// Dates after today are read like any other: whether one will do is for the caller to say.
///
/// # Errors
/// A [`DateProblem`] if there is no date, no such date, or more than one likely reading.
pub fn read_as(text: &str, today: NaiveDate, lies: Lies) -> Result<Reading, DateProblem> {
    if let Some(found) = season::read(text, today) {
        return found.map(|(span, year_guessed)| Reading {
            span,
            weekday_typed: None,
            year_guessed,
            week_guessed: false,
        });
    }
    let tokens = weeks_of_months(&words::tokens(&plainly(text))?);
    if let Some(reading) = from_to(&tokens, today, lies) {
        return reading;
    }
    read_one(&tokens, today, lies)
}

/// "A couple of months ago" is about two; "1-5 October" is 1 to 5 October.
fn plainly(text: &str) -> String {
    let lower = text.trim().to_lowercase();
    let lower = lower.replace("a couple of ", "about two ").replace("couple of ", "about two ");
    let is_day = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|letter| letter.is_ascii_digit());
    let parts =
        lower.split_once(['-', '\u{2013}']).and_then(|(first, rest)| Some((first, rest.trim_start().split_once(' ')?)));
    match parts {
        Some((first, (last, rest))) if is_day(first.trim()) && is_day(last) && !rest.contains('-') => {
            format!("{} to {last} {rest}", first.trim())
        }
        _ => lower,
    }
}

fn read_one(tokens: &[Token], today: NaiveDate, lies: Lies) -> Result<Reading, DateProblem> {
    let mut tokens = name_months(tokens, today);
    if let Some(problem) = two_dates(&tokens) {
        return Err(problem);
    }
    let radius = radius(&tokens);
    let about = take(&mut tokens, |t| (t == Token::About).then_some(())).is_some();
    let weekday = take_weekday(&mut tokens)?;
    let found = match weekday {
        Some((which, weekday)) if tokens.is_empty() => relative::near(which, weekday, today, lies)?,
        _ => match relative::read(&tokens, today) {
            Some(found) => found,
            None => calendar::read(&mut tokens, today, lies)?,
        },
    };
    let Found { mut span, year_guessed, week_guessed } = found;
    let weekday_typed = weekday.map(|(_, weekday)| weekday);
    if let Some(typed) = weekday_typed {
        span = on_weekday(span, typed, year_guessed)?;
    }
    if about && span.is_exact() {
        span = widen(span.from, radius, today).unwrap_or(span);
    }
    for day in [span.from, span.to] {
        if !YEARS.contains(&day.year()) {
            return Err(DateProblem::YearOutOfRange { year: day.year() });
        }
    }
    Ok(Reading { span, weekday_typed, year_guessed, week_guessed })
}

/// How far "about" reaches: "about three months ago" is less exact than "about three days ago".
fn radius(tokens: &[Token]) -> u64 {
    let counted = tokens.iter().any(|token| matches!(token, Token::Ago | Token::In));
    let unit = tokens.iter().find_map(|token| if let Token::Unit(unit) = token { Some(*unit) } else { None });
    match unit.filter(|_| counted) {
        Some(Unit::Month) => 15,
        Some(Unit::Year) => 45,
        _ => ABOUT_DAYS,
    }
}

/// "The first week of December" and "the last week in May" as parts of a month.
fn weeks_of_months(tokens: &[Token]) -> Vec<Token> {
    let mut named = Vec::new();
    let mut rest = tokens;
    while let [first, after @ ..] = rest {
        let part = match (first, after) {
            (Token::Number(n), [Token::Unit(Unit::Week), ..]) if n.ordinal && (1..=4).contains(&n.value) => {
                Some(Third::Week(n.value))
            }
            (Token::Which(Which::Last), [Token::Unit(Unit::Week), ..]) => Some(Third::LastWeek),
            _ => None,
        };
        let month = after.iter().skip(1).find(|token| **token != Token::In);
        match part.filter(|_| matches!(month, Some(Token::Month(_)))) {
            Some(part) => {
                named.push(Token::Third(part));
                rest = &after[1..];
            }
            None => {
                named.push(*first);
                rest = after;
            }
        }
    }
    named
}

/// "3 to 7 May", "between 3 May and 7 May 2026": every day from one to the other. None where it is no such range.
fn from_to(tokens: &[Token], today: NaiveDate, lies: Lies) -> Option<Result<Reading, DateProblem>> {
    let ranged = tokens.contains(&Token::Between) || tokens.contains(&Token::To);
    let parts: Vec<&[Token]> = tokens
        .split(|token| matches!(token, Token::Between | Token::To | Token::Join))
        .filter(|part| !part.is_empty())
        .collect();
    let [first, last] = parts.as_slice() else { return None };
    if !ranged {
        return None;
    }
    let last_day = match read_one(last, today, lies) {
        Ok(reading) => reading,
        Err(problem) => return Some(Err(problem)),
    };
    // "3 to 7 May 2026": what the first day does not say, the last one does.
    let names = |wanted: fn(&Token) -> bool| first.iter().any(wanted);
    let mut whole = first.to_vec();
    if !names(|token| matches!(token, Token::Month(_) | Token::Today | Token::Yesterday | Token::Ago)) {
        whole.push(Token::Month(last_day.span.to.month()));
    }
    let long = |token: &Token| matches!(token, Token::Number(number) if number.digits == 4);
    if let (false, Ok(year)) = (first.iter().any(long), u32::try_from(last_day.span.to.year())) {
        whole.push(Token::Number(Number::year(year)));
    }
    let first_day = read_one(&whole, today, lies).or_else(|_| read_one(first, today, lies));
    Some(first_day.and_then(|first_day| {
        let (from, to) = (first_day.span.from, last_day.span.to);
        let near = (to - from).num_days() <= LONGEST_RANGE;
        let span = if from <= to && near { Span { from, to } } else { return Err(DateProblem::TooManyDates) };
        let year_guessed = last_day.year_guessed;
        Ok(Reading { span, weekday_typed: None, year_guessed, week_guessed: false })
    }))
}

/// Removes the first token that `pick` knows, and returns what it made of it.
fn take<T>(tokens: &mut Vec<Token>, pick: impl Fn(Token) -> Option<T>) -> Option<T> {
    let (at, found) = tokens.iter().enumerate().find_map(|(at, &t)| pick(t).map(|found| (at, found)))?;
    tokens.remove(at);
    Some(found)
}

/// Writes "last month" and "last year" out, so that "the 5th of last month" needs no rule of its own.
fn name_months(tokens: &[Token], today: NaiveDate) -> Vec<Token> {
    let mut named = Vec::new();
    let mut rest = tokens;
    while let [first, after @ ..] = rest {
        let months = match (first, after) {
            (Token::Which(which), [Token::Unit(Unit::Month), ..]) => Some((which, 1)),
            (Token::Which(which), [Token::Unit(Unit::Year), ..]) => Some((which, 12)),
            _ => None,
        };
        let day = months.and_then(|(which, count)| match which {
            Which::Last => today.checked_sub_months(Months::new(count)),
            Which::This => Some(today),
            Which::Next => today.checked_add_months(Months::new(count)),
        });
        let year = day.and_then(|day| u32::try_from(day.year()).ok());
        if let (Some((_, count)), Some(day), Some(year)) = (months, day, year) {
            if count == 1 {
                named.push(Token::Month(day.month()));
            }
            named.push(Token::Number(Number::year(year)));
            rest = &after[1..];
        } else {
            named.push(*first);
            rest = after;
        }
    }
    named
}

/// "28 or 29 October", "today and 3 May": a date, or part of one, on both sides of a joining word.
fn two_dates(tokens: &[Token]) -> Option<DateProblem> {
    use Token::{Join, Month, Number, Today, Tomorrow, Weekday, Yesterday};
    let tokens: Vec<Token> =
        tokens.iter().map(|token| if matches!(token, Token::Between | Token::To) { Join } else { *token }).collect();
    if !tokens.contains(&Join) {
        return None;
    }
    let names_a_date = |t: &Token| matches!(t, Number(_) | Month(_) | Weekday(_) | Today | Yesterday | Tomorrow);
    let parts = tokens.split(|&t| t == Join).filter(|part| part.iter().any(names_a_date)).count();
    Some(if parts > 1 { DateProblem::TooManyDates } else { DateProblem::NotADate })
}

type Named = (Option<Which>, Weekday);

/// Removes the weekday, and a "last", "this" or "next" just before it.
fn take_weekday(tokens: &mut Vec<Token>) -> Result<Option<Named>, DateProblem> {
    let Some(at) = tokens.iter().position(|t| matches!(t, Token::Weekday(_))) else {
        return Ok(None);
    };
    let before = at.checked_sub(1).map(|before| tokens[before]);
    if matches!(before, Some(Token::Number(number)) if number.ordinal) {
        // "The second Monday in May" is not 2 May, even when that is a Monday.
        return Err(DateProblem::NotADate);
    }
    let weekday = take(tokens, |t| if let Token::Weekday(day) = t { Some(day) } else { None });
    if tokens.iter().any(|t| matches!(t, Token::Weekday(_))) {
        return Err(DateProblem::TooManyDates);
    }
    let mut which = None;
    if let Some(Token::Which(word)) = before {
        which = Some(word);
        tokens.remove(at - 1);
    }
    Ok(weekday.map(|weekday| (which, weekday)))
}

/// Holds a weekday against what was read: a day must have it, a week gives that day of it.
fn on_weekday(span: Span, typed: Weekday, year_guessed: bool) -> Result<Span, DateProblem> {
    if span.is_exact() {
        let date = span.from;
        let agrees = date.weekday() == typed;
        let problem = DateProblem::WeekdayDisagrees { typed, date, year_guessed };
        return if agrees { Ok(span) } else { Err(problem) };
    }
    // "Wednesday October 2026" has four or five answers.
    let days = span.from.iter_days().take_while(|&day| day <= span.to);
    let mut fitting = days.filter(|day| day.weekday() == typed);
    match (fitting.next(), fitting.next()) {
        (Some(day), None) => Ok(Span::exact(day)),
        _ => Err(DateProblem::NotADate),
    }
}

/// The days around `day`. What has been is not made to end after today.
fn widen(day: NaiveDate, radius: u64, today: NaiveDate) -> Option<Span> {
    let from = day.checked_sub_days(Days::new(radius))?;
    let to = day.checked_add_days(Days::new(radius))?;
    Some(Span { from, to: if day <= today { to.min(today) } else { to } })
}
