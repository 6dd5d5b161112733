//! A deadline in words: aim for, last day, what can still be done.

use signpost_core::dates::limit::{Amount, Term};
use signpost_core::dates::say;
use signpost_core::interview::{Dated, Situation, Standing};
use signpost_core::rules::model::{Certainty, Deadline, DeadlineIx, DoneWhen, Start, State, Who};
use signpost_core::text;

/// Who must act, as the subject of a sentence.
pub fn who(who: Who) -> &'static str {
    match who {
        Who::You => "You",
        Who::Council => "The council",
        Who::School => "The school",
        Who::Governors => "The governors",
        Who::College => "The college",
        Who::Nursery => "The nursery",
        Who::MediationAdviser => "The mediation adviser",
        Who::HealthBody => "The health body",
        Who::Tribunal => "The tribunal",
        Who::Panel => "The panel",
        Who::Ombudsman => "The Ombudsman",
    }
}

/// The last day with its hour: "5pm, Monday 4 January 2027".
pub fn last_day(deadline: &Deadline, dated: &Dated<'_>) -> String {
    at_its_hour(deadline, say::long(dated.reckoning.last))
}

fn at_its_hour(deadline: &Deadline, day: String) -> String {
    match deadline.at {
        Some(hour) => format!("{}, {day}", say::hour(hour)),
        None => day,
    }
}

/// Behind a last day that is only usual.
const OR_SOONER: &str = ", or sooner if a letter says so";

/// The last day of a limit of one's own, in words, on a page that says its own day.
pub fn last_of(situation: &Situation<'_>, place: DeadlineIx) -> String {
    let deadline = situation.rules.deadline(place);
    match situation.standing(place) {
        Standing::Dated(dated) => {
            let day = say::near(dated.reckoning.last, situation.today);
            if let Some(latest) = dated.school_latest {
                return format!("between {day} and {}", say::near(latest, situation.today));
            }
            let sooner = if deadline.is_only_usual() { OR_SOONER } else { "" };
            format!("{}{}{sooner}", about(dated), at_its_hour(deadline, day))
        }
        Standing::Pending | Standing::Outside(_) => "not known yet".to_owned(),
    }
}

/// The lines that say by when, without the working.
pub fn lines(situation: &Situation<'_>, place: DeadlineIx) -> Vec<String> {
    let deadline = situation.rules.deadline(place);
    let dated = match situation.standing(place) {
        Standing::Pending => {
            let find = deadline.find_date.as_deref().unwrap_or("Its date counts from a day that is not known yet.");
            return vec![format!("Date not known yet. {}", situation.say(find))];
        }
        Standing::Outside(outside) => return vec![super::working::outside(outside)],
        Standing::Dated(dated) => dated,
    };
    let mut lines = match deadline.who {
        Who::You => own(situation, deadline, dated),
        _ => others(situation, deadline, dated),
    };
    if deadline.certainty == Certainty::D {
        lines.push("This count is not certain. Ask an adviser before you rely on it.".into());
    } else if deadline.certainty == Certainty::C {
        lines.push("This is usually so; check it with an adviser.".into());
    }
    lines
}

fn own(situation: &Situation<'_>, deadline: &Deadline, dated: &Dated<'_>) -> Vec<String> {
    let (aim, last) = (dated.reckoning.aim, dated.reckoning.last);
    let passed = || situation.say(&format!("{} {}", deadline.if_passed.say, deadline.if_passed.r#do));
    match dated.state {
        State::Passed => {
            let when = format!("{}, {}", say::long(last), say::ago(last, situation.today));
            let mut lines = vec![match dated.other_end.filter(|end| *end >= situation.today) {
                None if dated.school_latest.is_some() => {
                    let latest = dated.surely_over_after();
                    format!(
                        "The usual time limit passed on {} at the latest, {}.",
                        say::long(latest),
                        say::ago(latest, situation.today)
                    )
                }
                None => format!("The usual time limit passed on {}{when}.", about(dated)),
                Some(end) => format!(
                    "Counted from the earliest day, the usual time limit passed on about {when}. It may still run, at most to {}.",
                    say::long(end)
                ),
            }];
            lines.push(passed());
            lines.extend(dated.school_unknown.then(|| TRAINING_DAYS.to_owned()));
            lines
        }
        State::LastDays if last < situation.today => {
            let latest = say::long(dated.surely_over_after());
            vec![
                format!(
                    "At the earliest it ended on {}. School holidays move it later, to {latest} at most.",
                    say::long(last)
                ),
                "Do it today. Ask the school for its term dates.".into(),
            ]
        }
        State::LastDays => {
            let act = match deadline.done_when {
                DoneWhen::Received => "Send it today, so that it is there by then.",
                DoneWhen::Sent => "Send it today.",
                DoneWhen::Done => "Do it today.",
            };
            let last_day = last_day(deadline, dated);
            let left = say::days_left(last, situation.today);
            vec![format!("The safe date has passed. The last day is {}{last_day} ({left}). {act}", about(dated))]
        }
        _ => {
            let about = about(dated);
            let aim_line = format!("Aim for: {about}{} ({})", say::long(aim), say::days_left(aim, situation.today));
            let mut lines = vec![aim_line];
            if aim != last || deadline.at.is_some() {
                let do_not = if dated.reckoning.moved.is_some() { " Do not plan to use it." } else { "" };
                let label = match deadline.done_when {
                    DoneWhen::Received => "Last day for it to arrive",
                    DoneWhen::Sent | DoneWhen::Done => "Last day",
                };
                lines.push(format!("{label}: {about}{}.{do_not}", last_day(deadline, dated)));
            }
            lines.extend((dated.school_latest.is_some() || dated.school_unknown).then(|| SCHOOL_EARLIEST.to_owned()));
            lines
        }
    }
}

/// Said beside an end that rests on school days nobody gave.
const SCHOOL_EARLIEST: &str = "That is the earliest it can end. School holidays and training days move it later.";

/// Said where no holiday lies in between, and nobody gave the days on which a school is shut.
const TRAINING_DAYS: &str = "A training day of the school moves it later. Ask the school for its days.";

/// A branch of a later-of whose date is not known yet: how long it is, and from which date. Where a letter has come, the
/// other way in which it could have come is none.
pub fn unknown_branch(situation: &Situation<'_>, term: &Term<Start>) -> Option<(Amount, String)> {
    let Term::LaterOf(branches) = term else { return None };
    branches.iter().find_map(|branch| {
        let Term::Counted(counted) = branch else { return None };
        let Start::Question(question) = counted.start else { return None };
        let asked = situation.rules.question(question).date()?;
        let open = situation.answer(question).is_none() && counted.by_post.is_none();
        open.then(|| (counted.amount, asked.called.clone()))
    })
}

fn others(situation: &Situation<'_>, deadline: &Deadline, dated: &Dated<'_>) -> Vec<String> {
    let last = dated.reckoning.last;
    let when = say::long(last);
    match dated.state {
        State::Passed if dated.school_unknown && dated.school_latest.is_none() => {
            vec![format!("Due {when} at the earliest, {}.", say::ago(last, situation.today)), TRAINING_DAYS.to_owned()]
        }
        State::Passed => vec![
            match dated.school_latest {
                None => {
                    let due = format!("This was due by {when}, {}.", say::ago(last, situation.today));
                    match unknown_branch(situation, &deadline.limit.term) {
                        None => due,
                        Some((length, called)) => {
                            let length = super::working::length(length);
                            format!("{due} But if {length} after the {called} is later, that day counts.")
                        }
                    }
                }
                Some(latest) => {
                    let ago = say::ago(latest, situation.today);
                    format!("Due {when} at the earliest, and by {} at the latest, {ago}.", say::long(latest))
                }
            },
            format!("{} {}", situation.say(&deadline.if_passed.say), situation.say(&deadline.if_passed.r#do)),
        ],
        _ => match dated.school_latest {
            Some(latest) => vec![format!(
                "Due: {when} at the earliest. School holidays move it later, to {} at most.",
                say::long(latest)
            )],
            None => {
                let earliest = if dated.school_unknown { " at the earliest" } else { "" };
                vec![format!("Due: {}{when}{earliest} ({})", about(dated), say::days_left(last, situation.today))]
            }
        },
    }
}

/// "about " before a day that rests on a date only roughly known.
pub fn about(dated: &Dated<'_>) -> &'static str {
    if dated.other_end.is_some() { "about " } else { "" }
}

/// At most so many of [`lines`], one sentence after the other, each with a space before it.
pub fn in_a_row(situation: &Situation<'_>, place: DeadlineIx, most: usize) -> String {
    let mut said = String::new();
    for line in lines(situation, place).into_iter().take(most) {
        said.push(' ');
        said.push_str(&line);
        if !line.ends_with(['.', '?']) {
            said.push('.');
        }
    }
    said
}

/// "You: ring the mediation adviser" as a heading of its dates.
pub fn heading(situation: &Situation<'_>, place: DeadlineIx) -> String {
    let deadline = situation.rules.deadline(place);
    let label = situation.say(&deadline.label);
    match deadline.who {
        Who::You => label,
        other => format!("{}: {}", who(other), text::lower_first(&label)),
    }
}
