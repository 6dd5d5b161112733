//! A step that is done: what is answered from then on, so that the next plan begins with what comes after it.

use chrono::NaiveDate;

use crate::interview::reply::FutureDates;
use crate::interview::{Answer, AnswerFault, Answers, entries, walk};
use crate::rules::model::{Condition, Kind, Options, QuestionIx, RouteIx, RuleSet, WhenDone};

/// Why the answers stay as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unchanged<'r> {
    /// Nothing that this person is asked changes by this step: why, where the rules say it.
    Stays(Option<&'r str>),
    /// The day cannot be the day of this step.
    Day(AnswerFault),
}

/// The answers once the step of a route was done on a day.
///
/// # Errors
/// Why they stay as they are.
pub fn after<'r>(
    rules: &'r RuleSet,
    answers: &Answers,
    route: RouteIx,
    day: NaiveDate,
    today: NaiveDate,
) -> Result<Answers, Unchanged<'r>> {
    let (so, takes_day) = match &rules.route(route).when_done {
        Some(WhenDone::Answers { answers, day }) => (answers, *day),
        Some(WhenDone::Stays(why)) => return Err(Unchanged::Stays(Some(why))),
        None => return Err(Unchanged::Stays(None)),
    };
    let mut now = answers.clone();
    make(rules, &mut now, so);
    if let Some(question) = takes_day {
        let id = &rules.question(question).id;
        let read = now.read_with(rules, id, &day.to_string().into(), today, FutureDates::AsAsked);
        read.map_err(Unchanged::Day)?;
    }
    let unasked = entries::unasked(&now, &walk(rules, &now, today));
    let in_vain = |question: &QuestionIx| unasked.contains(question) && now.get(*question) != answers.get(*question);
    // Where the question is not one for this person, nothing would change.
    if now.held().map(|(question, _)| question).any(|question| Some(question) != takes_day && in_vain(&question)) {
        return Err(Unchanged::Stays(None));
    }
    // For some the day decides nothing, and nobody asks for it.
    takes_day.filter(in_vain).into_iter().for_each(|question| now.clear(question));
    Ok(now)
}

/// Changes the answers so that a condition holds which only names answers.
fn make(rules: &RuleSet, answers: &mut Answers, so: &Condition) {
    match so {
        Condition::All(inner) => inner.iter().for_each(|one| make(rules, answers, one)),
        Condition::Chose(question, options) => {
            let several = matches!(rules.question(*question).kind, Kind::Several { .. });
            let kept = if several { chosen(answers, *question) & !none(rules, *question) } else { 0 };
            answers.set(*question, Answer::Chosen(kept | options));
        }
        Condition::Not(inner) => {
            let Condition::Chose(question, options) = &**inner else { return };
            let left = chosen(answers, *question) & !options;
            match if left == 0 { none(rules, *question) } else { left } {
                0 => answers.clear(*question),
                left => answers.set(*question, Answer::Chosen(left)),
            }
        }
        // Somebody may know it all the same, and have said so.
        Condition::Unsure(question) if answers.get(*question).is_none() => answers.set(*question, Answer::NotSure),
        // The checker holds that no other stands here.
        _ => {}
    }
}

fn chosen(answers: &Answers, question: QuestionIx) -> Options {
    match answers.get(question) {
        Some(Answer::Chosen(options)) => options,
        _ => 0,
    }
}

/// "None of these".
fn none(rules: &RuleSet, question: QuestionIx) -> Options {
    let options = rules.question(question).options.iter().enumerate();
    options.filter(|(_, option)| option.none).fold(0, |bits, (bit, _)| bits | 1 << bit)
}
