//! Limits: from what is written to a [`Limit`], each form checked.

use serde_yaml::Value;

use super::condition::Names;
use super::file;
use super::finding::{Code, Findings, Place};
use signpost_core::dates::calendar::WorkingDay;
use signpost_core::dates::limit::{Amount, ClosedDay, Counted, Limit, Side, Term};
use signpost_core::rules::model::{DeadlineIx, QuestionIx, Start};

/// The longest time a notice is taken to be in the post.
const MOST_DAYS_BY_POST: u32 = 10;

/// Reads a deadline's limit; `None` when it cannot be counted, which is reported.
pub fn read(
    deadline: &file::Deadline,
    place: &Place,
    names: &Names<'_>,
    findings: &mut Findings,
) -> Option<Limit<Start>> {
    let term = term(&deadline.limit, &place.then("limit"), names, findings);
    let cautious = match &deadline.cautious {
        Some(written) => Some(self::term(written, &place.then("cautious"), names, findings)?),
        None => None,
    };
    Some(Limit {
        term: term?,
        cautious,
        closed_day: match deadline.ends_on_closed_day {
            file::ClosedDay::Stays => ClosedDay::Stays,
            file::ClosedDay::NextWorkingDay => ClosedDay::NextWorkingDay,
            file::ClosedDay::TribunalStart => ClosedDay::TribunalStart,
        },
        skips_closed: deadline.not_counted.is_some(),
    })
}

fn term(written: &file::Limit, place: &Place, names: &Names<'_>, findings: &mut Findings) -> Option<Term<Start>> {
    let starts = [
        (&written.after, "after", Side::After),
        (&written.beginning_with, "beginning_with", Side::BeginningWith),
        (&written.before, "before", Side::Before),
    ];
    let given: Vec<_> =
        starts.iter().filter_map(|(value, key, side)| value.as_ref().map(|value| (value, *key, *side))).collect();
    let forms = given.len()
        + usize::from(written.by.is_some())
        + usize::from(written.later_of.is_some())
        + usize::from(written.earlier_of.is_some());
    if forms != 1 {
        let message = "a limit has exactly one of after, beginning_with, before, by, later_of, earlier_of";
        findings.add(Code::Limit, place.clone(), message, None);
        return None;
    }
    let lengths = lengths(written);
    if let Some((value, key, side)) = given.into_iter().next() {
        return counted(written, value, (key, side), &lengths, place, names, findings);
    }
    if !lengths.is_empty() || written.of.is_some() || written.by_post.is_some() {
        findings.add(Code::Limit, place.clone(), "a length stands only beside after, beginning_with or before", None);
        return None;
    }
    if let Some(by) = &written.by {
        return fixed_day(by, written.in_year_of.as_ref(), place, names, findings);
    }
    let (branches, key) = match (&written.later_of, &written.earlier_of) {
        (Some(branches), _) => (branches, "later_of"),
        (None, branches) => (branches.as_ref()?, "earlier_of"),
    };
    if branches.len() < 2 {
        findings.add(Code::Limit, place.then(key), format!("`{key}` chooses between at least two limits"), None);
        return None;
    }
    let read: Vec<Option<Term<Start>>> =
        branches.iter().enumerate().map(|(at, branch)| term(branch, &place.item(key, at), names, findings)).collect();
    let terms = read.into_iter().collect::<Option<Vec<_>>>()?;
    Some(if key == "later_of" { Term::LaterOf(terms) } else { Term::EarlierOf(terms) })
}

/// The lengths that are given, with their keys.
fn lengths(written: &file::Limit) -> Vec<(&'static str, u32)> {
    given([written.days, written.weeks, written.months, written.working_days, written.school_days])
}

/// Those that are given of the five units, in the order of the keys.
fn given(units: [Option<u32>; 5]) -> Vec<(&'static str, u32)> {
    let keys = ["days", "weeks", "months", "working_days", "school_days"];
    keys.into_iter().zip(units).filter_map(|(key, value)| Some((key, value?))).collect()
}

fn counted(
    written: &file::Limit,
    value: &Value,
    (key, side): (&str, Side),
    lengths: &[(&'static str, u32)],
    place: &Place,
    names: &Names<'_>,
    findings: &mut Findings,
) -> Option<Term<Start>> {
    if written.by_post.is_some_and(|days| days == 0 || days > MOST_DAYS_BY_POST) {
        let message = format!("`by_post` is from 1 to {MOST_DAYS_BY_POST} working days");
        findings.add(Code::Limit, place.then("by_post"), message, None);
        return None;
    }
    let amount = amount(lengths, written.of, place, findings)?;
    let start = start(value, &place.then(key), names, findings)?;
    Some(Term::Counted(Counted { start, side, amount, by_post: written.by_post }))
}

/// Reads a length that stands by itself; `None` when it is none, which is reported.
pub fn length(written: &file::Length, place: &Place, findings: &mut Findings) -> Option<Amount> {
    amount(&units(written), written.of, place, findings)
}

/// Whether a length is written out, with or without a limit beside it.
pub fn is_written(length: &file::Length) -> bool {
    !units(length).is_empty() || length.of.is_some()
}

fn units(length: &file::Length) -> Vec<(&'static str, u32)> {
    given([length.days, length.weeks, length.months, length.working_days, length.school_days])
}

/// The one length of a limit; `None` where it has several, or a fixed day. A length that is none is reported with the
/// limit itself.
pub fn only_length(limit: &file::Limit) -> Option<Amount> {
    amount(&lengths(limit), limit.of, &Place::new("", ""), &mut Findings::default())
}

fn amount(
    lengths: &[(&'static str, u32)],
    of: Option<file::WorkingDay>,
    place: &Place,
    findings: &mut Findings,
) -> Option<Amount> {
    let &[(unit, length)] = lengths else {
        let message = "here stands exactly one length: days, weeks, months, working_days or school_days";
        findings.add(Code::Limit, place.clone(), message, None);
        return None;
    };
    if length == 0 || length > 1000 {
        findings.add(Code::Limit, place.then(unit), "a length is from 1 to 1000", None);
        return None;
    }
    if (unit == "working_days") != of.is_some() {
        let message = "`working_days` needs `of` to name the kind, and nothing else has it";
        findings.add(Code::Limit, place.clone(), message, Some("kinds: tribunal, social-care, nhs, foi, local".into()));
        return None;
    }
    Some(match unit {
        "days" => Amount::Days(length),
        "weeks" => Amount::Weeks(length),
        "months" => Amount::Months(length),
        "school_days" => Amount::SchoolDays(length),
        _ => Amount::WorkingDays(length, kind(of?)),
    })
}

fn kind(written: file::WorkingDay) -> WorkingDay {
    match written {
        file::WorkingDay::Tribunal => WorkingDay::Tribunal,
        file::WorkingDay::SocialCare => WorkingDay::SocialCare,
        file::WorkingDay::Nhs => WorkingDay::Nhs,
        file::WorkingDay::Foi => WorkingDay::Foi,
        file::WorkingDay::Local => WorkingDay::Local,
    }
}

fn fixed_day(
    by: &str,
    year_of: Option<&Value>,
    place: &Place,
    names: &Names<'_>,
    findings: &mut Findings,
) -> Option<Term<Start>> {
    let Some((month, day)) = month_day(by) else {
        findings.add(Code::BadDate, place.then("by"), format!("`{by}` is not a day such as 02-15"), None);
        return None;
    };
    let Some(year_of) = year_of else {
        findings.add(Code::Limit, place.clone(), "`by` needs `in_year_of`", None);
        return None;
    };
    Some(Term::FixedDay { month, day, year_of: start(year_of, &place.then("in_year_of"), names, findings)? })
}

/// Month and day of `02-15`. 29 February is refused: most years have none.
pub fn month_day(text: &str) -> Option<(u32, u32)> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    chrono::NaiveDate::from_ymd_opt(2025, month, day)?;
    Some((month, day))
}

fn start(value: &Value, place: &Place, names: &Names<'_>, findings: &mut Findings) -> Option<Start> {
    if let Some(id) = value.as_str() {
        return match names.question(id) {
            Some(QuestionIx(at)) if names.questions[usize::from(at)].date => Some(Start::Question(QuestionIx(at))),
            Some(_) => {
                findings.add(Code::Limit, place.clone(), format!("`{id}` is not a date question"), None);
                None
            }
            None => {
                names.unknown("question", id, place.clone(), findings);
                None
            }
        };
    }
    let id = value.as_mapping().and_then(|mapping| mapping.get("deadline")).and_then(Value::as_str);
    let Some(id) = id else {
        findings.add(Code::Limit, place.clone(), "here stands a date question, or {deadline: its-id}", None);
        return None;
    };
    match names.deadline(id) {
        Some(DeadlineIx(at)) => Some(Start::Deadline(DeadlineIx(at))),
        None => {
            names.unknown("deadline", id, place.then("deadline"), findings);
            None
        }
    }
}
