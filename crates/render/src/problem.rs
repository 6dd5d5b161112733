//! What is said when a typed answer is not taken: every message in one place, so that all of them can be read.

use chrono::Weekday;

use super::messages::{self, fill};
use signpost_core::dates::read::DateProblem;
use signpost_core::dates::say;
use signpost_core::interview::Problem;
use signpost_core::rules::model::{Kind, Question};
use signpost_core::text;

/// What is said after a fault in the program itself: in two lines what happened, `place` in the code, and what to do;
/// then the answers so far, as lines to copy. Empty: the place is not known, nothing was answered.
pub fn program_fault(place: &str, answers: &str) -> String {
    let place = if place.is_empty() { String::new() } else { format!(" ({place})") };
    let what = fill(messages::FAULT, &[("place", &place)]);
    if answers.is_empty() {
        return format!("{what}\n{}", messages::FAULT_AGAIN);
    }
    format!("{what}\n{}\n{}\n\n{answers}", messages::FAULT_ANSWERS, messages::FAULT_GO_ON)
}

/// The message, in the question's own words, without "Error:".
pub fn message(problem: &Problem, asked: &Question) -> String {
    match problem {
        Problem::Empty => match asked.date() {
            Some(date) => format!("Type the {}, or: not sure.", date.called),
            None => "Type a number from the list.".into(),
        },
        Problem::NoSuchNumber { last } => format!("Type a number from 1 to {last}."),
        Problem::NoSuchOption { near: Some(near) } => {
            format!("No answer starts with those words. Did you mean: {near}?")
        }
        Problem::NoSuchOption { near: None } if asked.kind == Kind::Told => messages::NOT_ANSWERED.to_owned(),
        Problem::NoSuchOption { near: None } => {
            "No answer starts with those words. Type a number from the list.".into()
        }
        Problem::Ambiguous { fits } => {
            format!("Those words fit more than one answer: {}. Type its number.", text::list(fits))
        }
        Problem::WhichArea { names, more, .. } => {
            let more = if *more > 0 { " There are more." } else { "" };
            format!("Those words fit {}.{more} Type the whole name.", text::list_or(names))
        }
        Problem::NoSuchArea => messages::NO_SUCH_AREA.into(),
        Problem::OnlyOne => "Choose one answer only.".into(),
        Problem::TooMany { most } => format!("Choose at most {}.", text::number(*most as u32)),
        Problem::NoneAndMore { alone } => {
            format!("\"{alone}\" stands alone. Choose it by itself, or choose the others.")
        }
        Problem::YesOrNo => "Type yes, no or not sure.".into(),
        Problem::Date(problem) => date(problem, asked.date().map_or("date", |date| date.called.as_str())),
        Problem::InTheFuture { called, day, before } => format!(
            "The {called} must be today or in the past, and {} is still to come. Did you mean {}?",
            say::plain(*day),
            say::plain(*before)
        ),
        Problem::TooEarly { called, first } => format!("The {called} must be {} or later.", say::plain(*first)),
        Problem::TooLate { called, last } => format!(
            "Nothing can be counted here from a {called} after {}. Get a newer version, or answer: not sure.",
            say::plain(*last)
        ),
        Problem::BeforeOther { called, other, day } => {
            format!("The {called} must be the same as or after the {other}, {}.", say::plain(*day))
        }
        Problem::AfterOther { called, other, day } => {
            format!("The {called} must be the same as or before the {other}, {}.", say::plain(*day))
        }
    }
}

fn date(problem: &DateProblem, called: &str) -> String {
    match *problem {
        DateProblem::Empty => format!("Type the {called}, or: not sure."),
        DateProblem::NotADate => format!("The {called} must be a date, for example 27 3 2026."),
        DateProblem::NoSuchDay { day, month, year } => {
            let month = month_name(month);
            let year = year.map_or(String::new(), |year| format!(" {year}"));
            format!("The {called} must be a real date. {month}{year} has no day {day}.")
        }
        DateProblem::NoSuchMonth { month } => {
            format!("The {called} must be a real date. There is no month {month}. Type the day first.")
        }
        DateProblem::MonthFirst { day, month } => {
            format!("Type the day first. Did you mean: {day} {}?", month_name(month))
        }
        DateProblem::DayOrYear { day, month, year } => {
            let month = month_name(month);
            format!("That could be {day} {month} or {month} {year}. Type the day, the month and the year.")
        }
        DateProblem::WhichYear { month } => format!("Type the year as well, for example {} 2026.", month_name(month)),
        DateProblem::NextWeekday { weekday } => {
            format!("\"Next {}\" can mean two days. Type the day and the month.", weekday_name(weekday))
        }
        DateProblem::WhichWeekday { weekday } => {
            format!("Which {} is not clear. Type the day and the month.", weekday_name(weekday))
        }
        DateProblem::BareDay { day } => format!("Type the month as well, for example {day} March."),
        DateProblem::WeekdayDisagrees { typed, date, .. } => format!(
            "{} is a {}, not a {}. Type the right one, without the weekday.",
            say::plain(date),
            weekday_name(chrono::Datelike::weekday(&date)),
            weekday_name(typed)
        ),
        DateProblem::TooManyDates => "Type one date only.".into(),
        DateProblem::YearOutOfRange { year } => {
            format!("The year {year} is outside the years this covers. Check the year.")
        }
    }
}

/// A weekday that does not fit its date, as a question.
pub fn which_weekday(problem: &DateProblem) -> Option<String> {
    let DateProblem::WeekdayDisagrees { typed, date, .. } = *problem else { return None };
    let right = weekday_name(chrono::Datelike::weekday(&date));
    let gaps = [("date", say::plain(date)), ("right", right.into()), ("typed", weekday_name(typed).into())];
    let gaps: Vec<(&str, &str)> = gaps.iter().map(|(gap, value)| (*gap, value.as_str())).collect();
    Some(fill(messages::WEEKDAY, &gaps))
}

fn month_name(month: u32) -> &'static str {
    text::MONTHS.get(month.wrapping_sub(1) as usize).copied().unwrap_or("that month")
}

fn weekday_name(weekday: Weekday) -> &'static str {
    text::WEEKDAYS[weekday.num_days_from_monday() as usize]
}

/// What is wrong with an entry of an answers file or a flag, in one line.
pub fn fault(fault: &signpost_core::interview::AnswerFault, rules: &signpost_core::rules::RuleSet) -> String {
    use signpost_core::interview::AnswerFault;
    let meant = |near: &Option<String>| near.as_ref().map_or(String::new(), |near| format!(" Did you mean `{near}`?"));
    match fault {
        AnswerFault::UnknownQuestion { id, near } => format!("`{id}`: no question has this id.{}", meant(near)),
        AnswerFault::UnknownOption { question, typed, near } => {
            let asked = rules.question(*question);
            let known: Vec<&str> = asked.options.iter().map(|option| option.id.as_str()).collect();
            let help = near.as_ref().map_or_else(|| format!(" Its answers: {}.", known.join(", ")), |_| meant(near));
            format!("`{}`: no answer `{typed}`.{help}", asked.id)
        }
        AnswerFault::WrongKind { question } => {
            let asked = rules.question(*question);
            format!("`{}`: the answer is not of the right kind. The question is: {}", asked.id, asked.ask)
        }
        AnswerFault::Problem { question, problem: Problem::Empty, .. } => {
            format!("`{}`: the answer is empty. Fill it in, or leave the line out.", rules.question(*question).id)
        }
        AnswerFault::Problem { question, typed, problem } => {
            let asked = rules.question(*question);
            format!("`{}`: {} You wrote: {typed}", asked.id, message(problem, asked))
        }
        AnswerFault::NotAsked { question } => {
            format!(
                "`{}`: this question is not asked with the other answers. Take it out.",
                rules.question(*question).id
            )
        }
    }
}
