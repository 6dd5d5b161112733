use chrono::Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
use proptest::prelude::*;

use super::DateProblem::{
    BareDay, DayOrYear, Empty, MonthFirst, NextWeekday, NoSuchDay, NoSuchMonth, NotADate, TooManyDates,
    WeekdayDisagrees, WhichWeekday, WhichYear, YearOutOfRange,
};
use super::*;
use crate::dates::say;

fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a real date")
}

fn today() -> NaiveDate {
    ymd(2026, 11, 21)
}

/// Reads `text` on Saturday 21 November 2026.
fn reads(text: &str) -> Result<Reading, DateProblem> {
    read(text, today())
}

/// An ISO date, or two with ".." between them.
fn iso(text: &str) -> Span {
    let day = |iso: &str| iso.parse().expect("an ISO date");
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    Span { from: day(from), to: day(to) }
}

fn assert_reads(rows: &[(&str, &str)]) {
    for (typed, wanted) in rows {
        assert_eq!(reads(typed).map(|r| r.span), Ok(iso(wanted)), "{typed:?}");
    }
}

#[test]
fn every_usual_form_of_one_date() {
    let forms = [
        "28 10 2026",
        "28/10/26",
        "28/10/2026",
        "28.10.2026",
        "28-10-2026",
        "28 - 10 - 2026",
        "28–10–2026",
        "2026-10-28",
        "2026/10/28",
        "28102026",
        "281026",
        "20261028",
        "28 10",
        "28/10",
        "28 Oct",
        "28th Oct.",
        "28 oct 26",
        "28 Oct '26",
        "28 October",
        "28 OCTOBER 2026",
        "28th October 2026",
        "28 th October, 2026.",
        "28st october",
        "28 of October",
        "the 28th of October",
        "28oct2026",
        "28thOct",
        "28-Oct-2026",
        "October 28 2026",
        "October 28, 2026",
        "Oct 28",
        "Oct 28th",
        "2026 October 28",
        "Wed 28 October",
        "wed28oct",
        "Weds, 28 October 2026",
        "Wednesday the 28th of October",
        "28 October 2026 (Wednesday)",
        "  28   10\t2026  ",
        "28\u{a0}October\u{202f}2026",
        "２８／１０／２０２６",
        "٢٨/١٠/٢٠٢٦",
        "“28 October 2026”",
        "‘28 Oct’",
        "\u{feff}28 October 2026\u{200b}",
        "28\u{200b} Octo\u{2060}ber\u{202a} 2026",
        "28\u{1}October 2026",
        "28 October 2026!",
        "Date: 28 October 2026",
        "it was dated 28 October",
        "twenty eighth of october twenty twenty six",
        "twenty-eighth October two thousand and twenty six",
        "twenty eight ten twenty twenty six",
        "the twenty eighth of the tenth twenty six",
        "28 October this year",
        "28th of last month",
    ];
    for typed in forms {
        assert_eq!(reads(typed).map(|r| r.span), Ok(iso("2026-10-28")), "{typed:?}");
    }
}

#[test]
fn other_dates() {
    assert_reads(&[
        ("03/04/2026", "2026-04-03"),
        ("3 4", "2026-04-03"),
        ("the third of may", "2026-05-03"),
        ("May the third", "2026-05-03"),
        ("second march", "2026-03-02"),
        ("first of the tenth twenty twenty six", "2026-10-01"),
        ("thirty first of october", "2026-10-31"),
        ("twenty eleven twenty twenty five", "2025-11-20"),
        ("twenty eleven", "2026-11-20"),
        ("the twentieth of may", "2026-05-20"),
        ("the thirtieth of may", "2026-05-30"),
        ("may two thousand sixth", "2000-05-06"),
        ("twenty ten twenty twenty six", "2026-10-20"),
        ("may nineteen twenty six", "2026-05-19"),
        ("one nine twenty six", "2026-09-01"),
        ("14 Sept 2026", "2026-09-14"),
        ("Oct 3", "2026-10-03"),
        ("5 febuary", "2026-02-05"),
        ("October 26 2026", "2026-10-26"),
        ("27 October", "2026-10-27"),
        ("21 November", "2026-11-21"),
        ("22 November", "2025-11-22"),
        ("29 february", "2024-02-29"),
        ("29 2 24", "2024-02-29"),
        ("31/12", "2025-12-31"),
        ("28 October last year", "2025-10-28"),
        ("28 10 2027", "2027-10-28"),
        ("the 5th of this month", "2026-11-05"),
    ]);
}

#[test]
fn counted_from_today() {
    assert_reads(&[
        ("today", "2026-11-21"),
        ("Today.", "2026-11-21"),
        ("yesterday", "2026-11-20"),
        ("the day before yesterday", "2026-11-19"),
        ("tomorrow", "2026-11-22"),
        ("day after tomorrow", "2026-11-23"),
        ("last Wednesday", "2026-11-18"),
        ("last Saturday", "2026-11-14"),
        ("last fri", "2026-11-20"),
        ("on Wednesday", "2026-11-18"),
        ("Tuesday", "2026-11-17"),
        ("this Saturday", "2026-11-21"),
        ("this Sunday", "2026-11-22"),
        ("Wednesday last week", "2026-11-11"),
        ("the Wednesday of last week", "2026-11-11"),
        ("Wednesday this week", "2026-11-18"),
        ("Sunday next week", "2026-11-29"),
        ("3 days ago", "2026-11-18"),
        ("a day ago", "2026-11-20"),
        ("two weeks ago", "2026-11-07"),
        ("a fortnight ago", "2026-11-07"),
        ("a week ago", "2026-11-14"),
        ("a week ago today", "2026-11-14"),
        ("a week ago yesterday", "2026-11-13"),
        ("twenty one days ago", "2026-10-31"),
        ("a month ago", "2026-10-21"),
        ("2 months ago", "2026-09-21"),
        ("a year ago", "2025-11-21"),
        ("in 3 days", "2026-11-24"),
        ("in two weeks’ time", "2026-12-05"),
        ("in a fortnight", "2026-12-05"),
        ("Wednesday, 3 days ago", "2026-11-18"),
    ]);
    // A month before 31 October is the last day of September.
    let read = read("a month ago", ymd(2026, 10, 31)).map(|r| r.span);
    assert_eq!(read, Ok(iso("2026-09-30")));
}

#[test]
fn rough_dates_give_a_span() {
    assert_reads(&[
        ("October 2026", "2026-10-01..2026-10-31"),
        ("oct 2026", "2026-10-01..2026-10-31"),
        ("10/2026", "2026-10-01..2026-10-31"),
        ("10 2026", "2026-10-01..2026-10-31"),
        ("2026-10", "2026-10-01..2026-10-31"),
        ("in October", "2026-10-01..2026-10-31"),
        ("November", "2026-11-01..2026-11-30"),
        ("December", "2025-12-01..2025-12-31"),
        ("february 2024", "2024-02-01..2024-02-29"),
        ("early October", "2026-10-01..2026-10-10"),
        ("mid October 2026", "2026-10-11..2026-10-20"),
        ("mid-october", "2026-10-11..2026-10-20"),
        ("the middle of Oct 26", "2026-10-11..2026-10-20"),
        ("late October", "2026-10-21..2026-10-31"),
        ("late november", "2026-11-21..2026-11-30"),
        ("beginning of May", "2026-05-01..2026-05-10"),
        ("the start of May", "2026-05-01..2026-05-10"),
        ("at the end of May", "2026-05-21..2026-05-31"),
        ("end of last month", "2026-10-21..2026-10-31"),
        ("about the 3rd of May", "2026-04-30..2026-05-06"),
        ("around 3 May", "2026-04-30..2026-05-06"),
        ("c. 3 May", "2026-04-30..2026-05-06"),
        ("~3 May", "2026-04-30..2026-05-06"),
        ("about 3 May 2027", "2027-04-30..2027-05-06"),
        ("around yesterday", "2026-11-17..2026-11-21"),
        ("about two weeks ago", "2026-11-04..2026-11-10"),
        ("around October", "2026-10-01..2026-10-31"),
        ("last month", "2026-10-01..2026-10-31"),
        ("this month", "2026-11-01..2026-11-30"),
        ("next month", "2026-12-01..2026-12-31"),
        ("last week", "2026-11-09..2026-11-15"),
        ("this week", "2026-11-16..2026-11-22"),
        ("sometime in 2025", "2025-01-01..2025-12-31"),
        ("2025", "2025-01-01..2025-12-31"),
        ("last year", "2025-01-01..2025-12-31"),
        ("october two thousand and twenty five", "2025-10-01..2025-10-31"),
        ("may twenty twenty six", "2026-05-01..2026-05-31"),
        ("may two thousand", "2000-05-01..2000-05-31"),
    ]);
}

#[test]
fn each_problem_is_its_own() {
    let rows = [
        ("", Empty),
        (" \u{a0} ", Empty),
        ("...", Empty),
        ("Enter", NotADate),
        ("not sure", NotADate),
        ("the", NotADate),
        ("spring 2026", NotADate),
        ("not 28 October", NotADate),
        ("before 28 October", NotADate),
        ("after 28 October", NotADate),
        ("09:30", NotADate),
        ("1.5 weeks ago", NotADate),
        ("a october", NotADate),
        ("Wednesday October 2026", NotADate),
        ("mid 28 October", NotADate),
        ("Wednesday week", NotADate),
        ("second Monday in May 2022", NotADate),
        ("last Friday in October", NotADate),
        ("a week last Wednesday", NotADate),
        ("8102026", NotADate),
        ("123456789", NotADate),
        ("£28", NotADate),
        ("45", NotADate),
        ("third time lucky", NotADate),
        ("October or so", NotADate),
        ("between 28 October", NotADate),
        ("28 October to", NotADate),
        ("28 10 26th", NotADate),
        ("early 2026", NotADate),
        ("last 2026", NotADate),
        ("5th days ago", NotADate),
        ("3 may ten thousand", NotADate),
        ("31 2 2026", NoSuchDay { day: 31, month: 2, year: Some(2026) }),
        ("31 2 1999", NoSuchDay { day: 31, month: 2, year: Some(1999) }),
        ("31 4", NoSuchDay { day: 31, month: 4, year: None }),
        ("29 feb 2026", NoSuchDay { day: 29, month: 2, year: Some(2026) }),
        ("45 October", NoSuchDay { day: 45, month: 10, year: None }),
        ("0/10/2026", NoSuchDay { day: 0, month: 10, year: Some(2026) }),
        ("28 13 2026", NoSuchMonth { month: 13 }),
        ("28 0 2026", NoSuchMonth { month: 0 }),
        ("10 45 2026", NoSuchMonth { month: 45 }),
        ("10 32", NoSuchMonth { month: 32 }),
        ("2026-13-01", NoSuchMonth { month: 13 }),
        ("13/2026", NoSuchMonth { month: 13 }),
        ("10/28/2026", MonthFirst { day: 28, month: 10 }),
        ("10 28", MonthFirst { day: 28, month: 10 }),
        ("10282026", MonthFirst { day: 28, month: 10 }),
        ("Oct 26", DayOrYear { day: 26, month: 10, year: 2026 }),
        ("october twenty five", DayOrYear { day: 25, month: 10, year: 2025 }),
        ("last October", WhichYear { month: 10 }),
        ("next may", WhichYear { month: 5 }),
        ("next Wednesday", NextWeekday { weekday: Wed }),
        ("next Sat.", NextWeekday { weekday: Sat }),
        ("this Wednesday", WhichWeekday { weekday: Wed }),
        ("Saturday", WhichWeekday { weekday: Sat }),
        ("the 5th", BareDay { day: 5 }),
        ("the 5th 2026", BareDay { day: 5 }),
        ("the fifth", BareDay { day: 5 }),
        ("Monday the 5th", BareDay { day: 5 }),
        ("28 or 29 October", TooManyDates),
        ("28 oct 2026 and 3 nov 2026", TooManyDates),
        ("28 oct 3 nov", TooManyDates),
        ("Monday or Tuesday", TooManyDates),
        ("28 10 2026 29 10 2026", TooManyDates),
        ("3 may two thousand 26", TooManyDates),
        ("3 may twenty 26", TooManyDates),
        ("3 may 20 26", TooManyDates),
        ("1 1 1999", YearOutOfRange { year: 1999 }),
        ("3 may nineteen ninety nine", YearOutOfRange { year: 1999 }),
        ("28 October 1026", YearOutOfRange { year: 1026 }),
        ("28/10/20226", YearOutOfRange { year: 20_226 }),
        ("28/10/202", YearOutOfRange { year: 202 }),
        ("28/10/99999999", YearOutOfRange { year: 99_999_999 }),
        ("2810", YearOutOfRange { year: 2810 }),
        ("100 years ago", YearOutOfRange { year: 1926 }),
    ];
    for (typed, problem) in rows {
        assert_eq!(reads(typed), Err(problem), "{typed:?}");
    }
    assert_eq!(reads(&"1 ".repeat(101)), Err(NotADate), "too long");
    assert_eq!(reads("99999999 weeks ago"), Err(NotADate), "before there are dates");
}

#[test]
fn a_weekday_that_disagrees_is_a_question() {
    let disagrees = |typed, date, year_guessed| Err(WeekdayDisagrees { typed, date, year_guessed });
    let october = ymd(2026, 10, 28);
    assert_eq!(reads("Tue 28 October 2026"), disagrees(Tue, october, false));
    assert_eq!(reads("Thursday 28 October"), disagrees(Thu, october, true));
    assert_eq!(reads("Friday 3 days ago"), disagrees(Fri, ymd(2026, 11, 18), false));
    assert_eq!(reads("Monday today"), disagrees(Mon, today(), false));
    assert_eq!(reads("next Sunday 28 October 2026"), disagrees(Sun, october, false));
}

#[test]
fn what_was_not_typed_is_told() {
    let told = |typed| reads(typed).map(|r| (r.weekday_typed, r.year_guessed, r.week_guessed));
    assert_eq!(told("28 10 2026"), Ok((None, false, false)));
    assert_eq!(told("28 oct"), Ok((None, true, false)));
    assert_eq!(told("Wed 28 oct"), Ok((Some(Wed), true, false)));
    assert_eq!(told("October"), Ok((None, true, false)));
    assert_eq!(told("last month"), Ok((None, false, false)));
    assert_eq!(told("last Wednesday"), Ok((Some(Wed), false, false)));
    assert_eq!(told("on Wednesday"), Ok((Some(Wed), false, true)));
    assert_eq!(told("Monday last week"), Ok((Some(Mon), false, false)));
}

fn any_day(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    from.iter_days().take_while(move |&day| day <= to)
}

#[test]
fn what_we_say_reads_back_for_every_day() {
    for day in any_day(ymd(2014, 1, 1), ymd(2028, 12, 31)) {
        let iso = day.format("%Y-%m-%d").to_string();
        let short = day.format("%d/%m/%y").to_string();
        let together = day.format("%d%m%Y").to_string();
        for said in [say::long(day), say::plain(day), iso, short, together] {
            let read = reads(&said).map(|r| (r.span, r.year_guessed));
            assert_eq!(read, Ok((Span::exact(day), false)), "{said:?}");
        }
    }
}

#[test]
fn distances_read_back() {
    for day in any_day(ymd(2026, 1, 1), ymd(2027, 12, 31)) {
        let said = say::ago(day, today());
        assert_eq!(reads(&said).map(|r| r.span), Ok(Span::exact(day)), "{said:?}");
    }
}

/// Words the reader knows, so that random text gets past the first of them.
const VOCABULARY: &str = "the of in a 3 5th 28 26 2026 10 13 999 281026 28102026 oct may february \
    early mid late end about ago day days week fortnight month months year years last this next \
    before after today yesterday tomorrow and or to wed sunday saturday twenty eighth third six \
    thousand two nineteen ninety 31 0 99999999 / - , . : ~";

fn phrase() -> impl Strategy<Value = String> {
    let words: Vec<&str> = VOCABULARY.split_whitespace().collect();
    prop::collection::vec(prop::sample::select(words), 0..8).prop_map(|words| words.join(" "))
}

/// A day of the years covered, or the first or last day there is.
fn some_today() -> impl Strategy<Value = NaiveDate> {
    let covered = (0u64..5000).prop_map(|days| ymd(2014, 1, 1) + chrono::Days::new(days));
    prop_oneof![8 => covered, 1 => Just(NaiveDate::MIN), 1 => Just(NaiveDate::MAX)]
}

fn holds(text: &str, today: NaiveDate) -> Result<(), TestCaseError> {
    let Ok(reading) = read(text, today) else {
        return Ok(());
    };
    let Span { from, to } = reading.span;
    prop_assert!(from <= to);
    prop_assert!(YEARS.contains(&from.year()) && YEARS.contains(&to.year()));
    prop_assert!(!reading.year_guessed || from <= today);
    prop_assert!(!reading.week_guessed || to < today || !reading.span.is_exact());
    if let Some(weekday) = reading.weekday_typed {
        prop_assert!(!reading.span.is_exact() || from.weekday() == weekday);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_survived(text in "\\PC*", today in some_today()) {
        holds(&text, today)?;
    }

    #[test]
    fn any_characters_are_survived(text in any::<String>(), today in some_today()) {
        holds(&text, today)?;
    }

    #[test]
    fn any_words_keep_the_promises(text in phrase(), today in some_today()) {
        holds(&text, today)?;
    }

    #[test]
    fn spaces_case_and_commas_change_nothing(text in phrase(), today in some_today()) {
        // A colon counts after a word and not after a figure, and commas move it.
        let text = text.replace(':', "");
        let shouted = format!(" {} ,", text.to_uppercase().replace(' ', " \u{a0}, "));
        prop_assert!(shouted.chars().count() <= 200);
        prop_assert_eq!(read(&text, today), read(&shouted, today));
    }
}

#[test]
fn a_date_without_a_year_is_read_by_what_the_question_means() {
    let rows = [
        // Typed on Saturday 21 November 2026: behind, ahead, the nearest.
        ("12 January", "2026-01-12", "2027-01-12", "2027-01-12"),
        ("4 September", "2026-09-04", "2027-09-04", "2026-09-04"),
        ("21 November", "2026-11-21", "2026-11-21", "2026-11-21"),
        ("29 February", "2024-02-29", "2028-02-29", "2028-02-29"),
        ("January", "2026-01-01..2026-01-31", "2027-01-01..2027-01-31", "2027-01-01..2027-01-31"),
        ("November", "2026-11-01..2026-11-30", "2026-11-01..2026-11-30", "2026-11-01..2026-11-30"),
        ("first week of December", "2025-12-01..2025-12-07", "2026-12-01..2026-12-07", "2026-12-01..2026-12-07"),
        ("Wednesday", "2026-11-18", "2026-11-25", "2026-11-18"),
        ("12 January 2026", "2026-01-12", "2026-01-12", "2026-01-12"),
    ];
    for (typed, past, coming, either) in rows {
        for (lies, wanted) in [(Lies::Past, past), (Lies::Coming, coming), (Lies::Either, either)] {
            assert_eq!(read_as(typed, today(), lies).map(|r| r.span), Ok(iso(wanted)), "{typed:?} {lies:?}");
        }
    }
}

#[test]
fn weeks_of_a_month_and_ranges_are_every_day_of_them() {
    assert_reads(&[
        ("first week of October", "2026-10-01..2026-10-07"),
        ("the 2nd week in October 2026", "2026-10-08..2026-10-14"),
        ("last week of October", "2026-10-25..2026-10-31"),
        ("the last week of February 2028", "2028-02-23..2028-02-29"),
        ("about three months ago", "2026-08-06..2026-09-05"),
        ("a couple of months ago", "2026-09-06..2026-10-06"),
        ("1-5 October 2026", "2026-10-01..2026-10-05"),
        ("about a year ago", "2025-10-07..2026-01-05"),
        ("about two weeks ago", "2026-11-04..2026-11-10"),
        ("between 1 and 10 October", "2026-10-01..2026-10-10"),
        ("3 to 7 May 2026", "2026-05-03..2026-05-07"),
        ("from 28 October to 2 November".trim_start_matches("from "), "2026-10-28..2026-11-02"),
        ("early October to mid October 2026", "2026-10-01..2026-10-20"),
    ]);
    for typed in ["7 to 3 May 2026", "1 January to 1 December 2026", "28 or 29 October", "3 May and 7 May"] {
        assert_eq!(reads(typed), Err(TooManyDates), "{typed:?}");
    }
}
