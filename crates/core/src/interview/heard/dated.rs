//! Dates in what was typed: found, and given to the paper or event that is named beside them.

use chrono::{Datelike, Days, NaiveDate};

use super::corrected::Corrects;
use super::{Draft, Given, Hit, Mood, Sort, imagined};
use crate::dates::Span;
use crate::dates::read::{self, DateProblem, Reading};
use crate::interview::reply::{self, FutureDates};
use crate::interview::{Answer, Answers};
use crate::rules::model::{Kind, QuestionIx, RuleSet};
use crate::text::words::{AGE, Stop, Word, YEAR};
use crate::text::{MONTHS, WEEKDAYS, cardinal};

/// The word that stands for a date; its value is its place in the list of them.
pub(super) const DATE: &str = "#date";

/// The most words of a date: "on Monday the 28th of October 2026".
const MOST_WORDS: usize = 8;

/// A date without a year may be the coming one when that is so many days ahead at most.
const SOON: u64 = 120;

/// A date that was found.
#[derive(Debug, Clone)]
pub(super) struct Found {
    typed: String,
    pub(super) reading: Reading,
    /// "Before", "by", "until": the day of something else.
    loose: bool,
}

impl Found {
    /// Another date in its place.
    pub(super) fn put(&mut self, span: Span) {
        self.typed = format!("{}..{}", span.from, span.to);
        self.reading = Reading { span, weekday_typed: None, year_guessed: false, week_guessed: false };
    }
}

/// Puts one word in the place of each date.
pub(super) fn mark(words: Vec<Word>, typed: &str, today: NaiveDate) -> (Vec<Word>, Vec<Found>) {
    let mut out: Vec<Word> = Vec::with_capacity(words.len());
    let mut dates = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let before = out.last().filter(|word| word.stop == Stop::None).map_or("", |word| word.text.as_str());
        let (length, reading) = match longest(&words[at..], before, typed, today) {
            Some((length, Ok(reading))) => (length, reading),
            // "31 February" is not February, and "next Wednesday" is not the last one.
            Some((length, Err(_))) => {
                out.extend_from_slice(&words[at..at + length]);
                at += length;
                continue;
            }
            None => {
                out.push(words[at].clone());
                at += 1;
                continue;
            }
        };
        let (first, last) = (&words[at], &words[at + length - 1]);
        let loose = matches!(before, "before" | "after" | "until" | "till" | "by" | "within");
        let value = u32::try_from(dates.len()).unwrap_or(u32::MAX);
        dates.push(Found { typed: typed[first.from..last.to].to_owned(), reading, loose });
        out.push(Word::new(DATE, value, (first.from, last.to), last.stop));
        at += length;
    }
    (out, dates)
}

/// The longest date that begins with the first word, or what is wrong with it.
fn longest(
    words: &[Word],
    before: &str,
    typed: &str,
    today: NaiveDate,
) -> Option<(usize, Result<Reading, DateProblem>)> {
    // "He will be four in January" names no day.
    let birthday = cardinal(&words[0].text).is_some() && words.get(1).is_some_and(|next| next.text == "in");
    if !may_begin(&words[0].text) || names_a_number(before) || birthday {
        return None;
    }
    let whole = words
        .iter()
        .take(MOST_WORDS)
        .position(|word| word.stop != Stop::None || matches!(word.text.as_str(), AGE | YEAR));
    let most = whole.map_or(words.len().min(MOST_WORDS), |at| if is_mark(&words[at]) { at } else { at + 1 });
    (1..=most).rev().find_map(|length| {
        let these = &words[..length];
        if !says_enough(these, before) {
            return None;
        }
        match read::read(&typed[these[0].from..these[length - 1].to], today) {
            Err(
                DateProblem::NotADate | DateProblem::BareDay { .. } | DateProblem::TooManyDates | DateProblem::Empty,
            ) => None,
            reading => Some((length, reading)),
        }
    })
}

fn is_mark(word: &Word) -> bool {
    matches!(word.text.as_str(), AGE | YEAR)
}

/// "Section 19 November" is no date.
fn names_a_number(before: &str) -> bool {
    matches!(
        before,
        "section" | "sections" | "regulation" | "stage" | "level" | "key" | "part" | "form" | "page" | "band" | "tier"
    )
}

/// Words a date begins with.
fn may_begin(word: &str) -> bool {
    const BEGIN: [&str; 28] = [
        "a", "an", "today", "yesterday", "tomorrow", "last", "this", "next", "early", "mid", "middle", "beginning",
        "start", "end", "late", "about", "around", "easter", "half", "christmas", "xmas", "summer", "autumn",
        "october", "fortnight", "first", "second", "third",
    ];
    let names = || MONTHS.iter().chain(&WEEKDAYS).map(|name| &name[..3]);
    word.starts_with(|first: char| first.is_ascii_digit())
        || BEGIN.contains(&word)
        || word.get(..3).is_some_and(|start| names().any(|name| name.eq_ignore_ascii_case(start)))
        || cardinal(word).is_some_and(|number| number <= 12)
}

/// Some words are dates only in company: "may", "sat", a bare year, two bare numbers, 24/7.
fn says_enough(words: &[Word], before: &str) -> bool {
    let led = matches!(
        before,
        "in" | "since"
            | "on"
            | "from"
            | "dated"
            | "of"
            | "around"
            | "about"
            | "until"
            | "by"
            | "last"
            | "late"
            | "early"
    );
    let digits = |word: &Word| word.text.bytes().all(|byte| byte.is_ascii_digit());
    match words {
        [one] if matches!(one.text.as_str(), "may" | "march" | "mar" | "sat" | "sun" | "mon" | "wed" | "dec") => led,
        [one] if one.text == "24/7" || one.text == "1/2" => false,
        [one] if digits(one) => one.text.len() >= 6 || (one.text.len() == 4 && led),
        [one] => !matches!(one.text.as_str(), "second" | "first" | "third"),
        _ => !words.iter().all(digits),
    }
}

/// Gives each date to what it is the date of, or offers what it may be.
pub(super) fn place(rules: &RuleSet, drafts: &mut [Draft], so_far: &Answers, held: &Answers, today: NaiveDate) {
    let mut so_far = so_far.clone();
    // A paper that only may be the one asked for is not, beside one that can be no other.
    let firm = |hit: &&Hit| hit.bit.is_none() && hit.sort == Sort::Always && hit.mood == Mood::Plain;
    let dated = drafts.iter().filter(|draft| !draft.dates.is_empty());
    let claimed: Vec<QuestionIx> =
        dated.flat_map(|draft| draft.hits.iter().filter(firm).map(|hit| hit.question)).collect();
    for at in 0..drafts.len() {
        let dates = drafts[at].dates.clone();
        for (nth, found) in dates.iter().enumerate() {
            let placed = candidates(rules, &drafts[at], nth, found, &so_far, &claimed, today);
            match placed {
                // Two dates for one paper: which is right is asked, unless the second was said to be.
                Placed::As(given) if drafts[at].corrects != Corrects::No => {
                    let (question, answer) = given;
                    for draft in drafts.iter_mut() {
                        draft.understood.retain(|(other, _)| *other != question);
                    }
                    let before = held.get(question).filter(|before| *before != answer && *before != Answer::NotSure);
                    drafts[at].instead.extend(before.map(|before| (question, before)));
                    so_far.set(question, answer);
                    super::add(&mut drafts[at].understood, given);
                }
                Placed::As(given) if so_far.get(given.0).is_some_and(|other| other != given.1) => {
                    for draft in drafts.iter_mut() {
                        let other = |(question, answer): &Given| *question == given.0 && *answer != given.1;
                        let others: Vec<Given> = draft.understood.iter().copied().filter(other).collect();
                        draft.understood.retain(|one| !other(one));
                        draft.offered.extend(others);
                    }
                    drafts[at].offered.push(given);
                }
                Placed::As(given) => {
                    super::take(rules, &mut so_far, given, today);
                    super::add(&mut drafts[at].understood, given);
                }
                Placed::Perhaps(fits) => drafts[at].offered.extend(fits),
            }
        }
    }
}

/// "Six months ago" is no exact day when it is said in passing.
fn as_spoken(typed: &str, span: Span, today: NaiveDate) -> Span {
    let typed = typed.to_lowercase();
    let days = match () {
        () if !typed.contains("ago") || !span.is_exact() => return span,
        () if typed.contains("month") => 15,
        () if typed.contains("year") => 60,
        () => return span,
    };
    let (day, around) = (span.from, Days::new(days));
    let to = day.checked_add_days(around).map_or(day, |to| to.min(today));
    Span { from: day.checked_sub_days(around).unwrap_or(day), to }
}

enum Placed {
    As(Given),
    Perhaps(Vec<Given>),
}

/// What a date may be the date of.
fn candidates(
    rules: &RuleSet,
    draft: &Draft,
    nth: usize,
    found: &Found,
    so_far: &Answers,
    claimed: &[QuestionIx],
    today: NaiveDate,
) -> Placed {
    let situation = imagined(rules, so_far, today);
    // No paper bears the holidays, and they are asked for only where they decide.
    let asked = |question: &QuestionIx| {
        let question = rules.question(*question);
        question.school_holiday().is_none() && situation.holds(&question.ask_when)
    };
    let read = |question: QuestionIx| -> Option<Given> {
        let reading = reply::date(rules, question, &found.typed, so_far, today, FutureDates::AsAsked).ok()?;
        let span = as_spoken(&found.typed, reading.span, today);
        Some((question, Answer::Date(span)))
    };
    let near = beside(draft, nth);
    let names = draft.hits.iter().filter(|hit| hit.bit.is_none() && near(&hit.named));
    let longest = |sort: Sort| {
        let of_sort = || names.clone().filter(move |hit| hit.sort == sort && hit.mood == Mood::Plain);
        let most = of_sort().map(|hit| hit.named.len()).max();
        let mut places: Vec<QuestionIx> =
            of_sort().filter(|hit| Some(hit.named.len()) == most).map(|hit| hit.question).collect();
        places.dedup();
        places
    };
    let named: Vec<QuestionIx> = longest(Sort::Always).into_iter().filter(|place| read(*place).is_some()).collect();
    let perhaps = longest(Sort::WhereAsked);
    let names_several = |one: QuestionIx| {
        let of_one = names.clone().filter(|hit| hit.question == one && hit.sort == Sort::Always);
        let other = |hit: &Hit| names.clone().any(|other| other.question != one && other.named == hit.named);
        of_one.clone().all(|hit| hit.named.len() == 1) && of_one.clone().any(other)
    };
    let fitting: Vec<QuestionIx> = match named.as_slice() {
        [] if perhaps.iter().any(|place| claimed.contains(place)) => return Placed::Perhaps(Vec::new()),
        [] => perhaps.into_iter().filter(|place| read(*place).is_some() && asked(place)).collect(),
        // "Letter" alone, where it is not the letter that it would be elsewhere, may be any.
        [one] if names_several(*one) => Some(*one).filter(|one| asked(one)).into_iter().collect(),
        [one] => vec![*one],
        several => several.iter().copied().filter(|place| asked(place)).collect(),
    };
    let clear = !found.loose && !may_be_coming(draft, found, today);
    if let ([one], true) = (fitting.as_slice(), clear)
        && let Some(given) = read(*one)
    {
        return Placed::As(given);
    }
    // Asked for by the rest first; what is only named after that.
    let all_named = names.clone().map(|hit| hit.question);
    let dates = || rules.questions().filter(|(_, question)| matches!(question.kind, Kind::Date(_)));
    let open = dates().map(|(place, _)| place).filter(|place| asked(place) && so_far.get(*place).is_none());
    let (mut first, mut then): (Vec<QuestionIx>, Vec<QuestionIx>) = all_named.partition(|place| asked(place));
    first.extend(open);
    first.append(&mut then);
    let mut fits: Vec<Given> = Vec::new();
    for given in first.into_iter().filter_map(read) {
        if !fits.contains(&given) {
            fits.push(given);
        }
    }
    Placed::Perhaps(fits)
}

/// Whether words belong to one date of a piece: those between the date before it and it, or else those behind it.
fn beside(draft: &Draft, nth: usize) -> impl Fn(&[usize]) -> bool + use<> {
    let places: Vec<usize> =
        draft.words.iter().enumerate().filter(|(_, word)| word.text == DATE).map(|(at, _)| at).collect();
    let here = places.get(nth).copied().unwrap_or(0);
    let before = nth.checked_sub(1).map_or(0, |nth| places[nth] + 1);
    let after = places.get(nth + 1).copied().unwrap_or(draft.words.len());
    let only = places.len() == 1;
    let leads =
        draft.hits.iter().any(|hit| hit.bit.is_none() && hit.named.iter().all(|word| (before..here).contains(word)));
    move |named: &[usize]| {
        let inside = |from: usize, to: usize| named.iter().all(|word| (from..to).contains(word));
        only || inside(before, here) || (!leads && inside(here, after))
    }
}

/// A date without a year that comes round soon may be meant as coming, where nothing in the piece tells of the past.
fn may_be_coming(draft: &Draft, found: &Found, today: NaiveDate) -> bool {
    if !found.reading.year_guessed {
        return false;
    }
    let day = found.reading.span.from;
    let next = NaiveDate::from_ymd_opt(day.year() + 1, day.month(), day.day());
    let soon =
        next.is_some_and(|next| next > today && next.checked_sub_days(Days::new(SOON)).is_some_and(|d| d <= today));
    let past = |word: &Word| {
        word.text.ends_with("ed")
            || matches!(
                word.text.as_str(),
                "was" | "were" | "had" | "since" | "came" | "got" | "sent" | "letter" | "certificate" | "last" | "rang"
            )
    };
    soon && !draft.words.iter().any(past)
}
