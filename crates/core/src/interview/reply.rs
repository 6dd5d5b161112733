//! From what a person types to an answer, or to what is wrong with it.

use chrono::{Datelike, NaiveDate};

use super::answers::{Answer, Answers};
use super::council::{self, Found};
use super::problem::Problem;
use super::told;
use crate::dates::read::{DateProblem, Lies, Reading};
use crate::dates::{Span, read};
use crate::rules::model::{DateBound, Kind, Options, Question, QuestionIx, RuleSet, Time};

/// An option as it is shown: its place in the question's list, and its words.
pub type Shown = (usize, String);

/// Reads what was typed to a question whose options are shown so.
///
/// # Errors
/// What is wrong with it, for the person to put right.
pub fn read(
    rules: &RuleSet,
    question: QuestionIx,
    typed: &str,
    answers: &Answers,
    today: NaiveDate,
    shown: &[Shown],
) -> Result<Answer, Problem> {
    let asked = rules.question(question);
    let typed = typed.trim();
    if typed.is_empty() && asked.kind != Kind::Told {
        // What need not be answered is left open with Enter.
        return if asked.is_optional() { Ok(Answer::NotSure) } else { Err(Problem::Empty) };
    }
    // An option may be called so: "do-not-know".
    if not_sure(typed) && asked.kind != Kind::Told && asked.option(typed).is_none() {
        return Ok(Answer::NotSure);
    }
    match &asked.kind {
        Kind::Told => told::typed(rules, typed, shown).map(Answer::Told),
        Kind::Date(_) => no_date(asked, typed, shown).map_or_else(
            || {
                date(rules, question, typed, answers, today, FutureDates::AsAsked)
                    .map(|reading| Answer::Date(reading.span))
            },
            Ok,
        ),
        Kind::One => one(asked, typed, shown),
        Kind::Area => area(rules, question, typed, today, shown),
        Kind::Several { .. } => several(asked, typed, shown),
    }
}

/// The answers of a date question that are no date, where "there is none" is listed above "I am not sure".
fn no_date(asked: &Question, typed: &str, shown: &[Shown]) -> Option<Answer> {
    one(asked, typed, shown).ok().filter(|_| !asked.options.is_empty())
}

/// Whether the words say "I am not sure".
pub fn not_sure(typed: &str) -> bool {
    let words: String = typed.to_lowercase().replace(['\'', '\u{2019}', '-', '.'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    matches!(
        words.as_str(),
        "not sure"
            | "i am not sure"
            | "im not sure"
            | "i m not sure"
            | "unsure"
            | "not known"
            | "do not know"
            | "dont know"
            | "don t know"
            | "i don t know"
            | "i do not know"
            | "no idea"
    )
}

fn one(asked: &Question, typed: &str, shown: &[Shown]) -> Result<Answer, Problem> {
    if let Some(bit) = asked.option(&typed.to_lowercase()) {
        return Ok(Answer::Chosen(1 << bit));
    }
    if asked.yes_no && !typed.starts_with(|letter: char| letter.is_ascii_digit()) {
        return match typed.to_lowercase().trim_end_matches(['.', '!', ',']) {
            "y" | "yes" | "yeah" | "yep" => Ok(Answer::Chosen(1)),
            "n" | "no" | "nope" => Ok(Answer::Chosen(2)),
            _ => Err(Problem::YesOrNo),
        };
    }
    if let Some(numbers) = numbers(typed) {
        let [number] = numbers.as_slice() else { return Err(Problem::OnlyOne) };
        return numbered(*number, shown);
    }
    by_words(typed, shown).map(|bit| Answer::Chosen(1 << bit))
}

/// A number of the list, or a council by its name.
fn area(
    rules: &RuleSet,
    question: QuestionIx,
    typed: &str,
    today: NaiveDate,
    shown: &[Shown],
) -> Result<Answer, Problem> {
    if let Some(numbers) = numbers(typed) {
        let [number] = numbers.as_slice() else { return Err(Problem::OnlyOne) };
        return numbered(*number, shown);
    }
    match council::find(rules, question, typed, today) {
        Found::One(answer) => Ok(answer),
        Found::Several(offer) => Err(council::which(rules, question, offer)),
        Found::Nothing => Err(Problem::NoSuchArea),
    }
}

fn numbered(number: usize, shown: &[Shown]) -> Result<Answer, Problem> {
    // The last number is that of "I am not sure".
    let last = shown.len() + 1;
    match number.checked_sub(1).and_then(|at| shown.get(at)) {
        Some((bit, _)) => Ok(Answer::Chosen(1 << bit)),
        None if number == last => Ok(Answer::NotSure),
        None => Err(Problem::NoSuchNumber { last }),
    }
}

fn several(asked: &Question, typed: &str, shown: &[Shown]) -> Result<Answer, Problem> {
    let mut chosen: Options = 0;
    let mut unsure = false;
    if let Some(numbers) = numbers(typed) {
        for number in numbers {
            match numbered(number, shown)? {
                Answer::Chosen(bit) => chosen |= bit,
                _ => unsure = true,
            }
        }
    } else {
        for words in typed.split([',', ';']).map(str::trim).filter(|words| !words.is_empty()) {
            let bit = match asked.option(&words.to_lowercase()) {
                Some(bit) => bit,
                None => by_words(words, shown)?,
            };
            chosen |= 1 << bit;
        }
    }
    match (unsure, chosen) {
        (true, 0) => Ok(Answer::NotSure),
        (true, _) => Err(Problem::NoneAndMore { alone: "I am not sure".into() }),
        (false, 0) => Err(Problem::Empty),
        (false, _) => allowed(asked, chosen).map(|()| Answer::Chosen(chosen)),
    }
}

/// Whether these options may be chosen together.
///
/// # Errors
/// Which rule of the question they break.
pub fn allowed(asked: &Question, chosen: Options) -> Result<(), Problem> {
    let count = chosen.count_ones() as usize;
    match asked.kind {
        Kind::Several { at_most } if count > at_most => Err(Problem::TooMany { most: at_most }),
        Kind::Several { .. } => match asked.options.iter().enumerate().find(|(_, option)| option.none) {
            Some((bit, none)) if chosen & 1 << bit != 0 && count > 1 => {
                Err(Problem::NoneAndMore { alone: none.label.clone() })
            }
            _ => Ok(()),
        },
        _ if count > 1 => Err(Problem::OnlyOne),
        _ => Ok(()),
    }
}

/// "1 3 4", "1,3,4", "1 and 3": numbers only, else nothing.
pub fn numbers(typed: &str) -> Option<Vec<usize>> {
    let spaced = typed.replace([',', ';', '+', '&', '.', ')', '('], " ");
    let words: Vec<&str> = spaced.split_whitespace().filter(|word| !word.eq_ignore_ascii_case("and")).collect();
    if words.is_empty() {
        return None;
    }
    words.into_iter().map(|word| word.parse().ok()).collect()
}

/// The fewest letters of a word that stand for it.
const FEWEST: usize = 3;

/// Whether an option starts with what was typed: with whole words, or with letters enough not to be a slip of the hand.
pub(super) fn begins_so(label: &str, typed: &str) -> bool {
    let rest = label.strip_prefix(typed);
    let letters = typed.chars().count();
    rest.is_some_and(|rest| letters >= FEWEST || (letters > 1 && !rest.starts_with(char::is_alphanumeric)))
}

/// The one option whose label is so, or starts so.
fn by_words(typed: &str, shown: &[Shown]) -> Result<usize, Problem> {
    let typed = typed.to_lowercase();
    let fitting = |fits: &dyn Fn(&str) -> bool| -> Vec<&Shown> {
        shown.iter().filter(|(_, label)| fits(&label.to_lowercase())).collect()
    };
    let exact = fitting(&|words| words == typed);
    let found = if exact.is_empty() { fitting(&|words| begins_so(words, &typed)) } else { exact };
    match found.as_slice() {
        [] => {
            let labels = shown.iter().map(|(_, label)| label.as_str());
            Err(Problem::NoSuchOption { near: crate::text::nearest(&typed, labels).map(str::to_owned) })
        }
        [(bit, _)] => Ok(*bit),
        several => Err(Problem::Ambiguous { fits: several.iter().map(|(_, label)| label.clone()).collect() }),
    }
}

/// Whether a date that the question wants in the past may lie ahead: in the calculator of time limits it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FutureDates {
    /// The question's own rule holds.
    AsAsked,
    /// Any day of the calendar will do.
    Allowed,
}

/// Reads a date typed to a date question and holds it against the question's rules: not in the future, inside the
/// calendar, not before or after the dates it goes with.
///
/// # Errors
/// The first rule it breaks: missing, then not a real date, then out of place.
pub fn date(
    rules: &RuleSet,
    question: QuestionIx,
    typed: &str,
    answers: &Answers,
    today: NaiveDate,
    ahead: FutureDates,
) -> Result<Reading, Problem> {
    let Some(asked) = rules.question(question).date() else { return Err(Problem::Date(DateProblem::NotADate)) };
    let mut reading = match written_span(typed) {
        Some(span) => Reading { span, weekday_typed: None, year_guessed: false, week_guessed: false },
        None => read::read_as(typed, today, lies(asked.time)).map_err(Problem::Date)?,
    };
    let called = || asked.called.clone();
    let (first, last) = (rules.calendar.first(), rules.calendar.reach());
    // A rough date that reaches past today means the part of it that has been.
    let not_ahead = asked.not_after == Some(DateBound::Today) && ahead == FutureDates::AsAsked;
    if not_ahead && reading.span.from <= today && !reading.span.is_exact() {
        reading.span.to = reading.span.to.min(today);
    }
    if not_ahead && reading.span.to > today {
        let day = reading.span.to;
        let years = (1..=8).filter_map(|back| NaiveDate::from_ymd_opt(day.year() - back, day.month(), day.day()));
        let before = years.into_iter().find(|before| *before <= today).unwrap_or(today);
        return Err(Problem::InTheFuture { called: called(), day, before });
    }
    if reading.span.from < first {
        return Err(Problem::TooEarly { called: called(), first });
    }
    if reading.span.to > last {
        return Err(Problem::TooLate { called: called(), last });
    }
    let other = |other: QuestionIx| match answers.get(other) {
        Some(Answer::Date(span)) => Some((rules.question(other).date()?.called.clone(), span)),
        _ => None,
    };
    let dated = |other: QuestionIx| matches!(answers.get(other), Some(Answer::Date(_)));
    if let Some((other, span)) = bound_before(rules, question, dated).and_then(other)
        && reading.span.to < span.from
    {
        return Err(Problem::BeforeOther { called: called(), other, day: span.from });
    }
    if let Some(DateBound::Question(bound)) = asked.not_after
        && let Some((other, span)) = other(bound)
        && reading.span.from > span.to
    {
        return Err(Problem::AfterOther { called: called(), other, day: span.to });
    }
    // A date that was asked for first may have to follow this one.
    let follows = |(held, _): &(QuestionIx, Answer)| {
        *held < question && bound_before(rules, *held, |bound| bound == question || dated(bound)) == Some(question)
    };
    if let Some((other, span)) = answers.held().find(follows).and_then(|(held, _)| other(held))
        && reading.span.from > span.to
    {
        return Err(Problem::AfterOther { called: called(), other, day: span.to });
    }
    Ok(reading)
}

/// The date that another one must not come before. Where it is not known, it is the one that it must not come before itself.
fn bound_before(rules: &RuleSet, question: QuestionIx, known: impl Fn(QuestionIx) -> bool) -> Option<QuestionIx> {
    let mut bound = rules.question(question).date()?.not_before?;
    for _ in 0..rules.questions.len() {
        if known(bound) {
            break;
        }
        bound = rules.question(bound).date()?.not_before?;
    }
    Some(bound)
}

/// How a date without a year is read, by what the question means.
fn lies(time: Time) -> Lies {
    match time {
        Time::Past => Lies::Past,
        Time::Coming => Lies::Coming,
        Time::Either => Lies::Either,
    }
}

/// A span as answers files write it: `2026-10-01..2026-10-31`.
fn written_span(typed: &str) -> Option<Span> {
    let (from, to) = typed.split_once("..")?;
    let (from, to) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
    (from <= to).then_some(Span { from, to })
}
