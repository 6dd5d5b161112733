//! Says dates and times the one way this program writes them: "Thursday 24 December 2026", with no
//! st, nd, rd or th, "to" and "and" where others put a dash, and never "midnight".

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Timelike};

use super::Span;
use super::calendar::{Calendar, YearlySpan};
use crate::text::{MONTHS, WEEKDAYS, list};

/// A date with its weekday: "Thursday 24 December 2026".
pub fn long(date: NaiveDate) -> String {
    format!("{} {}", weekday(date), plain(date))
}

fn weekday(date: NaiveDate) -> &'static str {
    WEEKDAYS[date.weekday().num_days_from_monday() as usize]
}

/// A date on a page that says its own day: "Thursday 24 December", with the year only where it is another one.
pub fn near(date: NaiveDate, today: NaiveDate) -> String {
    if date.year() != today.year() {
        return long(date);
    }
    format!("{} {} {}", weekday(date), date.day(), MONTHS[date.month0() as usize])
}

/// A date without its weekday: "24 December 2026".
pub fn plain(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), MONTHS[date.month0() as usize], date.year())
}

/// A month: "March 2025".
pub fn month(date: NaiveDate) -> String {
    format!("{} {}", MONTHS[date.month0() as usize], date.year())
}

/// A stretch of each year: "August", "25 December to 1 January".
pub fn stretch(YearlySpan { from, to }: YearlySpan) -> String {
    let day = |(month, day): (u32, u32)| format!("{day} {}", MONTHS[month as usize - 1]);
    if is_whole_month(from, to) {
        MONTHS[from.0 as usize - 1].to_owned()
    } else {
        format!("{} to {}", day(from), day(to))
    }
}

/// When something falls in a stretch of each year: "in August", "from 25 December to 1 January".
pub fn within(span: YearlySpan) -> String {
    let word = if is_whole_month(span.from, span.to) { "in" } else { "from" };
    format!("{word} {}", stretch(span))
}

/// The Tribunal's closed days: "August and 25 December to 1 January".
pub fn closed_spans(calendar: &Calendar) -> String {
    list(&calendar.closed_spans().iter().map(|span| stretch(span.days)).collect::<Vec<_>>())
}

/// Whether the stretch is one month, whose last day is the same in every year.
fn is_whole_month(from: (u32, u32), to: (u32, u32)) -> bool {
    let ends = |(month, day)| month != 2 && NaiveDate::from_ymd_opt(2001, month, day + 1).is_none();
    from.0 == to.0 && from.1 == 1 && ends(to)
}

/// A date as it is known: one day as in [`long`]; a whole month as "about October 2026"; anything
/// else as "between 1 October 2026 and 10 October 2026".
pub fn span(span: Span) -> String {
    let Span { from, to } = span;
    let month_ends = to.checked_add_days(Days::new(1)).is_none_or(|next| next.day() == 1);
    if span.is_exact() {
        long(from)
    } else if from.day() == 1 && month_ends && (from.year(), from.month()) == (to.year(), to.month()) {
        from.format("about %B %Y").to_string()
    } else {
        format!("between {} and {}", plain(from), plain(to))
    }
}

/// How far a date is from today, in days: "24 days ago", "yesterday", "today", "tomorrow",
/// "in 33 days".
pub fn ago(date: NaiveDate, today: NaiveDate) -> String {
    distance(date, today, |days| format!("in {days} days"))
}

/// How long is left until a date, in days: "33 days from today", "tomorrow", "today"; for one that
/// has passed "yesterday" or "12 days ago".
pub fn days_left(date: NaiveDate, today: NaiveDate) -> String {
    distance(date, today, |days| format!("{days} days from today"))
}

fn distance(date: NaiveDate, today: NaiveDate, ahead: impl Fn(i64) -> String) -> String {
    match date.signed_duration_since(today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days if days > 0 => ahead(days),
        days => format!("{} days ago", -days),
    }
}

/// A time of day, to the minute: "5pm", "9:30am", "11:59pm", "12 noon".
///
/// 00:00 is "12am". A limit that ends with the day should be given as 23:59, since people differ on
/// which day 00:00 belongs to.
pub fn hour(time: NaiveTime) -> String {
    if (time.hour(), time.minute()) == (12, 0) {
        return "12 noon".to_owned();
    }
    let (afternoon, hour) = time.hour12();
    let half = if afternoon { "pm" } else { "am" };
    match time.minute() {
        0 => format!("{hour}{half}"),
        minute => format!("{hour}:{minute:02}{half}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a real date")
    }

    #[test]
    fn one_way_to_write_a_date() {
        assert_eq!(long(ymd(2026, 12, 24)), "Thursday 24 December 2026");
        assert_eq!(long(ymd(2027, 1, 4)), "Monday 4 January 2027");
        assert_eq!(plain(ymd(2026, 12, 24)), "24 December 2026");
        assert_eq!(near(ymd(2026, 12, 24), ymd(2026, 1, 1)), "Thursday 24 December");
        assert_eq!(near(ymd(2027, 1, 4), ymd(2026, 12, 31)), "Monday 4 January 2027");
        assert_eq!(near(ymd(2026, 12, 31), ymd(2027, 1, 1)), "Thursday 31 December 2026");
    }

    #[test]
    fn a_span_is_said_as_roughly_as_it_is_known() {
        let said = |from, to| span(Span { from, to });
        let october = (ymd(2026, 10, 1), ymd(2026, 10, 31));
        assert_eq!(said(october.0, october.0), "Thursday 1 October 2026");
        assert_eq!(said(october.0, october.1), "about October 2026");
        assert_eq!(said(ymd(2024, 2, 1), ymd(2024, 2, 29)), "about February 2024");
        let part = "between 1 February 2024 and 28 February 2024";
        assert_eq!(said(ymd(2024, 2, 1), ymd(2024, 2, 28)), part);
        let early = "between 1 October 2026 and 10 October 2026";
        assert_eq!(said(october.0, ymd(2026, 10, 10)), early);
        let two_months = "between 1 October 2026 and 30 November 2026";
        assert_eq!(said(october.0, ymd(2026, 11, 30)), two_months);
    }

    #[test]
    fn distances_are_in_days() {
        let today = ymd(2026, 11, 21);
        let rows = [
            (ymd(2026, 10, 28), "24 days ago", "24 days ago"),
            (ymd(2026, 11, 19), "2 days ago", "2 days ago"),
            (ymd(2026, 11, 20), "yesterday", "yesterday"),
            (today, "today", "today"),
            (ymd(2026, 11, 22), "tomorrow", "tomorrow"),
            (ymd(2026, 12, 24), "in 33 days", "33 days from today"),
        ];
        for (date, back, on) in rows {
            assert_eq!(ago(date, today), back);
            assert_eq!(days_left(date, today), on);
        }
    }

    #[test]
    fn times_are_short_and_never_midnight() {
        let rows = [
            (17, 0, "5pm"),
            (9, 0, "9am"),
            (9, 5, "9:05am"),
            (23, 59, "11:59pm"),
            (12, 0, "12 noon"),
            (12, 30, "12:30pm"),
            (0, 0, "12am"),
            (0, 1, "12:01am"),
        ];
        for (hours, minutes, said) in rows {
            let time = NaiveTime::from_hms_opt(hours, minutes, 0).expect("a real time");
            assert_eq!(hour(time), said);
        }
    }
}
