//! What an adviser asks about a time limit: how late something was done, from which day it must have run, and what a
//! date set by somebody else does to it.

use chrono::{Datelike, Months, NaiveDate};

use signpost_core::dates::say;
use signpost_core::interview::{Answer, Answers, Situation, Standing};
use signpost_core::rules::model::{DeadlineIx, QuestionIx};
use signpost_core::text;
use signpost_render::document::Document;

/// How far back a start date is looked for, and how far ahead for limits that are counted back.
const DAYS_BACK: u64 = 1100;
const DAYS_AHEAD: u64 = 400;

/// A date that was set in place of the one the rule gives, by the Tribunal or by an extension.
pub fn instead(page: &mut Document, situation: &Situation<'_>, place: DeadlineIx, set: NaiveDate) {
    page.paragraph(format!("The date that was set: {} ({}).", say::long(set), say::days_left(set, situation.today)));
    page.line(match situation.standing(place) {
        Standing::Dated(dated) => {
            format!("It takes the place of the date that the rule gives, {}.", say::long(dated.reckoning.last))
        }
        _ => "It takes the place of the date that the rule gives.".to_owned(),
    });
}

/// How late something was done: the days after the last one. Nothing for a limit without a date.
pub fn days_late(situation: &Situation<'_>, place: DeadlineIx, set: Option<NaiveDate>, done: NaiveDate) -> Option<i64> {
    let last = match (set, situation.standing(place)) {
        (Some(set), _) => set,
        (None, Standing::Dated(dated)) => dated.surely_over_after(),
        _ => return None,
    };
    Some((done - last).num_days())
}

/// The same in days, weeks and months.
pub fn done(
    page: &mut Document,
    situation: &Situation<'_>,
    place: DeadlineIx,
    set: Option<NaiveDate>,
    done: NaiveDate,
) {
    let Some(late) = days_late(situation, place, set, done) else {
        page.paragraph("How late it was cannot be counted without its date.");
        return;
    };
    let on = say::long(done);
    if done > situation.today {
        page.paragraph(format!("{on} is still ahead. Check its year."));
        return;
    }
    let dated = match situation.standing(place) {
        Standing::Dated(dated) if set.is_none() => Some(dated),
        _ => None,
    };
    let between = dated.and_then(|dated| dated.school_latest).is_some()
        && dated.is_some_and(|dated| done > dated.reckoning.last && late <= 0);
    if let Some(began) = dated.map(|dated| dated.reckoning.deciding.event).filter(|began| done < *began)
        && situation.rules.deadline(place).limit.counts_on()
    {
        let began = say::long(began);
        page.paragraph(format!("Done on {on}: that is before the day it counts from, {began}. Check both dates."));
        return;
    }
    page.paragraph(match late {
        _ if between => {
            format!("Done on {on}: in time or late, as the school holidays decide. Ask the school for its dates.")
        }
        0 => match situation.rules.deadline(place).at {
            Some(hour) => format!("Done on {on}: in time, on the last day, if it was there by {}.", say::hour(hour)),
            None => format!("Done on {on}: in time, on the last day."),
        },
        early if early < 0 => format!("Done on {on}: in time, {} before the last day.", text::count(-early, "day")),
        late => format!("Done on {on}: {}.", lateness(done, late)),
    });
    if late > 0
        && let Some(dated) = dated
        && dated.other_end.is_some()
    {
        page.line("A date here is only roughly known, so this is the least it can be.");
    }
    if dated.is_some_and(|dated| dated.reckoning.cautious.is_some_and(|other| other < dated.reckoning.last)) {
        page.line("A stricter reading ends the time earlier; nobody is called late on it.");
    }
}

/// "35 days late (5 weeks; 1 month and 4 days)".
pub fn lateness(done: NaiveDate, late: i64) -> String {
    let days = text::count(late, "day");
    let mut other = Vec::new();
    if late >= 7 {
        let weeks = text::count(late / 7, "week");
        other.push(match late % 7 {
            0 => weeks,
            rest => format!("{weeks} and {}", text::count(rest, "day")),
        });
    }
    let due = done - chrono::Days::new(late.unsigned_abs());
    let months =
        (1..=600).take_while(|months| due.checked_add_months(Months::new(*months)).is_some_and(|day| day <= done));
    if let Some(months) = months.last() {
        let rest = (done - (due + Months::new(months))).num_days();
        let said = text::count(months, "month");
        other.push(if rest == 0 { said } else { format!("{said} and {}", text::count(rest, "day")) });
    }
    if other.is_empty() { format!("{days} late") } else { format!("{days} late ({})", other.join("; ")) }
}

/// The days a limit must have run from to end on a given one.
pub struct Back {
    /// The date question.
    pub question: QuestionIx,
    /// The first and the last day from which it ends then; none where it never does.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// It is counted in days on which the school meets.
    pub in_school_days: bool,
}

/// From which day of a date a limit ends on `due`. The other dates are those given.
pub fn back(
    situation: &Situation<'_>,
    answers: &Answers,
    place: DeadlineIx,
    question: QuestionIx,
    due: NaiveDate,
) -> Back {
    let rules = situation.rules;
    let mut days: Option<(NaiveDate, NaiveDate)> = None;
    let first = due.checked_sub_days(chrono::Days::new(DAYS_BACK)).unwrap_or(due);
    for day in first.iter_days().take((DAYS_BACK + DAYS_AHEAD) as usize) {
        let mut held = answers.clone();
        held.set(question, Answer::Date(signpost_core::dates::Span::exact(day)));
        let then = Situation::of_dates(rules, &held, situation.today);
        let Standing::Dated(dated) = then.standing(place) else { continue };
        // Between the two ends of school days, it may be any.
        if (dated.reckoning.last..=dated.school_latest.unwrap_or(dated.reckoning.last)).contains(&due) {
            days = Some((days.map_or(day, |(first, _)| first), day));
        }
    }
    Back { question, days, in_school_days: rules.deadline(place).in_school_days }
}

/// The same in words.
pub fn back_said(page: &mut Document, situation: &Situation<'_>, back: &Back, due: NaiveDate) {
    let called = situation.rules.question(back.question).date().map_or("date", |date| date.called.as_str());
    page.paragraph(match back.days {
        Some((first, last)) if first == last => {
            format!("To end on {}, it runs from a {called} of {}.", say::long(due), say::long(first))
        }
        Some((first, last)) => format!(
            "To end on {}, it runs from a {called} from {} to {}.{}",
            say::long(due),
            say::long(first),
            say::long(last),
            if back.in_school_days { " The school's holidays decide." } else { "" }
        ),
        None => format!("From no {called} does it end on {}: {}.", say::long(due), why_never(situation, due)),
    });
}

fn why_never(situation: &Situation<'_>, due: NaiveDate) -> &'static str {
    match due.weekday() {
        _ if !situation.rules.calendar.covers(due) => "bank holidays are not known here for that year",
        chrono::Weekday::Sat | chrono::Weekday::Sun => "it is at a weekend, or the rules move it",
        _ => "the rules move such a day",
    }
}
