//! Time limits in the words of the law: "within two months after the date on the letter".

use signpost_core::dates::calendar::WorkingDay;
use signpost_core::dates::limit::{Amount, ClosedDay, Counted, Side, Term};
use signpost_core::dates::say;
use signpost_core::rules::model::{Deadline, DoneWhen, RuleSet, Start};
use signpost_core::text;

use crate::condition::plain;
use crate::{dates, working};

/// Who must do what by when, and what moves its last day.
pub fn said(rules: &RuleSet, item: &Deadline) -> String {
    let must = plain(rules, item.must.trim_end_matches('.'));
    let hour = item.at.map_or_else(String::new, |at| format!(" (by {} on the last day)", say::hour(at)));
    let (who, term_said) = (text::lower_first(dates::who(item.who)), text::upper_first(&term(rules, &item.limit.term)));
    let mut said = format!("{term_said}{hour}, {who} must {must}.");
    if let Some(cautious) = &item.limit.cautious {
        said.push_str(&format!(" Stricter reading: {}.", term(rules, cautious)));
    }
    match item.limit.closed_day {
        ClosedDay::Stays => {}
        ClosedDay::NextWorkingDay => said.push_str(" A last day that is no working day moves to the next one."),
        ClosedDay::TribunalStart => {
            let mut ends: Vec<String> =
                rules.calendar.closed_spans().iter().map(|span| say::within(span.days)).collect();
            ends.push("on a day that is no working day".to_owned());
            let ends = text::list_or(&ends);
            said.push_str(&format!(" A time that ends {ends} ends on the next working day after."));
        }
    }
    if item.limit.skips_closed {
        said.push_str(&format!(" {} are not counted.", say::closed_spans(&rules.calendar)));
    }
    said.push_str(match item.done_when {
        DoneWhen::Received => " Arrival counts.",
        DoneWhen::Sent => " Sending counts.",
        DoneWhen::Done => "",
    });
    said
}

/// How long it is and from when: "within two months after the date on the letter".
pub fn term(rules: &RuleSet, written: &Term<Start>) -> String {
    let list = |which: &str, terms: &[Term<Start>]| {
        let terms: Vec<String> = terms.iter().map(|one| term(rules, one)).collect();
        format!("{}, whichever is {which}", text::list_or(&terms))
    };
    match written {
        Term::Counted(counted) => count(rules, counted),
        Term::FixedDay { month, day, year_of } => {
            let month = text::MONTHS.get(*month as usize - 1).unwrap_or(&"");
            format!("by {day} {month} of the year of {}", event(rules, *year_of))
        }
        Term::LaterOf(terms) => list("later", terms),
        Term::EarlierOf(terms) => list("earlier", terms),
    }
}

fn count(rules: &RuleSet, counted: &Counted<Start>) -> String {
    let (length, event) = (length(counted.amount), event(rules, counted.start));
    let said = match counted.side {
        Side::After => format!("within {length} after {event}"),
        Side::BeginningWith => format!("within {length} beginning with {event}"),
        Side::Before => format!("at least {length} before {event}"),
    };
    counted.by_post.map_or(said.clone(), |days| {
        let days = text::number(days);
        format!("{said} (sent by post it counts as given {days} working days after posting)")
    })
}

fn length(amount: Amount) -> String {
    let kind = match amount {
        Amount::WorkingDays(_, WorkingDay::Tribunal) => " of the tribunal",
        Amount::WorkingDays(_, WorkingDay::SocialCare) => " of social care",
        Amount::WorkingDays(_, WorkingDay::Nhs) => " of the NHS",
        Amount::WorkingDays(_, WorkingDay::Foi) => " of the information Acts",
        Amount::WorkingDays(_, WorkingDay::Local)
        | Amount::Days(_)
        | Amount::Weeks(_)
        | Amount::Months(_)
        | Amount::SchoolDays(_) => "",
    };
    working::length(amount) + kind
}

fn event(rules: &RuleSet, start: Start) -> String {
    match start {
        Start::Question(question) => format!("the {}", rules.question(question).date().map_or("", |date| &date.called)),
        Start::Deadline(other) => format!("the last day of “{}”", rules.deadline(other).id),
    }
}
