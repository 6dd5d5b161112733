//! The working of a deadline, in short sentences: where it starts, how long it is, where that lands, what moves it.

use chrono::{Datelike, NaiveDate, Weekday};

use signpost_core::dates::calendar::{Calendar, OutsideCalendar};
use signpost_core::dates::limit::{Amount, ClosedDay, Landing, Moved, Side, Term};
use signpost_core::dates::say;
use signpost_core::interview::{Dated, Situation, statement};
use signpost_core::rules::model::{Deadline, Start, Who};
use signpost_core::text;

/// At most five sentences.
pub fn sentences(situation: &Situation<'_>, deadline: &Deadline, dated: &Dated<'_>) -> Vec<String> {
    let (reckoning, calendar) = (&dated.reckoning, &situation.rules.calendar);
    let landing = reckoning.deciding;
    let mut said = vec![begin(situation, &landing)];
    said.push(lands(&landing));
    if deadline.limit.skips_closed && closed_between(calendar, landing.start, landing.day) {
        said.push(format!("{} are not counted.", say::closed_spans(calendar)));
    }
    if let Some(other) = reckoning.others.first() {
        said.push(other_branch(other, &landing));
    }
    if let Some(reason) = reckoning.moved {
        said.push(moves(reason, calendar, landing.day, reckoning.last, deadline.who));
    } else if let Some(why) = closed(calendar, landing.day)
        && deadline.limit.closed_day == ClosedDay::Stays
        && deadline.who == Who::You
    {
        said.push(format!("That is {why}, but nothing moves this limit."));
    }
    // The same day read in another way is no other reading.
    if let Some(cautious) = reckoning.cautious.filter(|cautious| *cautious != reckoning.last) {
        said.push(match deadline.who {
            Who::You => format!("A stricter reading ends it on {}, so work to that.", say::long(cautious)),
            _ => format!("A stricter reading ends it on {}.", say::long(cautious)),
        });
    } else if deadline.who == Who::You && reckoning.aim < landing.day {
        let aim = say::long(reckoning.aim);
        said.push(match calendar.covers(landing.day) {
            true => format!("The last working day before that is {aim}."),
            false => format!("Bank holidays are not known so far ahead, so work to {aim}."),
        });
    }
    if let Some(other_end) = dated.other_end {
        said.truncate(4);
        said.push(format!("A date here is only roughly known; the limit could also be {}.", say::long(other_end)));
    } else if deadline.in_school_days {
        said.truncate(4);
        said.push(match dated.school_latest {
            Some(_) => match situation.area().and_then(|area| Some((&area.name, area.school_days.as_ref()?.covers()?))) {
                Some((area, known)) => format!(
                    "The school days given for {area} are those from {} to {} only. Holidays outside them move it later.",
                    say::plain(known.from),
                    say::plain(known.to)
                ),
                None => "Only days the school meets count, so school holidays move it later.".into(),
            },
            None if dated.school_unknown => {
                "Only days the school meets count. No usual holiday lies in between; a training day moves it later.".into()
            }
            None => "Only days the school meets count, and its term dates were used.".into(),
        });
    }
    said.truncate(5);
    said
}

/// Where the count starts.
fn begin(situation: &Situation<'_>, landing: &Landing<'_, Start>) -> String {
    let start = match landing.term {
        Term::Counted(counted) => counted.start,
        Term::FixedDay { year_of, .. } => *year_of,
        // A landing is always of a single count.
        Term::LaterOf(_) | Term::EarlierOf(_) => return String::new(),
    };
    let said = match start {
        Start::Question(question) => statement::of(situation, question).into_owned(),
        Start::Deadline(other) => {
            let label = text::lower_first(&situation.rules.deadline(other).label).into_owned();
            format!("The limit to {} ends on {}.", situation.say(&label), say::long(landing.event))
        }
    };
    if landing.start == landing.event || matches!(landing.term, Term::FixedDay { .. }) {
        return said;
    }
    format!("{said} By post it counts as given on {}.", say::long(landing.start))
}

/// How long it is, and where that lands.
fn lands(landing: &Landing<'_, Start>) -> String {
    let day = say::long(landing.day);
    let counted = match landing.term {
        Term::Counted(counted) => counted,
        _ => return format!("The day fixed by law in that year is {day}."),
    };
    let length = length(counted.amount);
    let said = match counted.side {
        Side::After => format!("{} after {} is {day}", text::upper_first(&length), say::plain(landing.start)),
        Side::BeginningWith => {
            format!("{} beginning with {} end on {day}", text::upper_first(&length), say::plain(landing.start))
        }
        Side::Before => format!("{} before {} is {day}", text::upper_first(&length), say::plain(landing.start)),
    };
    if landing.clipped { format!("{said}, the last day of a shorter month.") } else { format!("{said}.") }
}

/// The length in words: "two months", "15 working days".
pub fn length(amount: Amount) -> String {
    let (number, unit) = match amount {
        Amount::Days(days) => (days, "day"),
        Amount::Weeks(weeks) => (weeks, "week"),
        Amount::Months(months) => (months, "month"),
        Amount::WorkingDays(days, _) => (days, "working day"),
        Amount::SchoolDays(days) => (days, "school day"),
    };
    text::count_in_words(number, unit)
}

fn other_branch(other: &Landing<'_, Start>, deciding: &Landing<'_, Start>) -> String {
    let counted = match other.term {
        Term::Counted(counted) => format!("{} from {}", length(counted.amount), say::plain(other.start)),
        _ => "The other date".to_owned(),
    };
    let counted = text::upper_first(&counted);
    match other.day.cmp(&deciding.day) {
        std::cmp::Ordering::Less => {
            format!("{counted} is {}, which is earlier; the later date counts.", say::plain(other.day))
        }
        std::cmp::Ordering::Equal => format!("{counted} is the same day."),
        std::cmp::Ordering::Greater => {
            format!("{counted} is {}, which is later; the earlier date counts.", say::plain(other.day))
        }
    }
}

fn moves(reason: Moved, calendar: &Calendar, from: NaiveDate, to: NaiveDate, who: Who) -> String {
    let to = say::long(to);
    match reason {
        Moved::NotAWorkingDay => {
            let why = closed(calendar, from).unwrap_or("not a working day");
            match who {
                Who::You => format!("That is {why}, so the tribunal's rules move the last day to {to}."),
                _ => format!("That is {why}, so it ends on the next working day, {to}."),
            }
        }
        Moved::TribunalClosed => {
            let when = calendar.closed_span(from).map_or_else(String::new, |span| say::within(span.days));
            format!("A time to appeal that ends {when} moves to the first working day after that: {to}.")
        }
    }
}

/// Whether days of the Tribunal that are not counted lie between two days.
fn closed_between(calendar: &Calendar, from: NaiveDate, to: NaiveDate) -> bool {
    from.iter_days().take_while(|day| *day <= to).any(|day| calendar.is_tribunal_closed(day) == Ok(true))
}

/// Why nothing can be done on a day, if so.
fn closed(calendar: &Calendar, day: NaiveDate) -> Option<&'static str> {
    match day.weekday() {
        Weekday::Sat => Some("a Saturday"),
        Weekday::Sun => Some("a Sunday"),
        _ if calendar.is_bank_holiday(day) == Ok(true) => Some("a bank holiday"),
        _ => None,
    }
}

/// Said instead of a working when the calendar does not reach.
pub fn outside(outside: &OutsideCalendar) -> String {
    if let Some(unmoved) = outside.unmoved {
        return format!(
            "It ends on {} or, where the rules move that day, on a working day soon after. That later day is not known \
             here: bank holidays are known from {} to {} only.",
            say::long(unmoved),
            say::plain(outside.first),
            say::plain(outside.last)
        );
    }
    let side = if outside.day < outside.first { "before" } else { "after" };
    format!(
        "This count needs days {side} {}. Bank holidays are known here from {} to {} only, so ask an adviser for the day.",
        say::long(if outside.day < outside.first { outside.first } else { outside.last }),
        say::plain(outside.first),
        say::plain(outside.last)
    )
}
