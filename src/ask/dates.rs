//! The dates that one time limit still needs: asked one by one, without an interview.

use std::io;

use chrono::NaiveDate;

use super::stop::number;
use super::{Asker, Reply, Showing, View};
use crate::render::question as screens;
use signpost_core::interview::reply::{self, Ahead};
use signpost_core::interview::{Answer, Answers, Situation};
use signpost_core::rules::model::{BodyIx, QuestionIx, RuleSet, Who};
use signpost_core::text;
use signpost_render::messages::{self as say, fill};

/// How the asking ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Each question was answered, with a date or with "I am not sure".
    All,
    /// Back, from the first question.
    Back,
    /// The person stopped, or the input was over.
    Stopped,
}

/// Asks for dates and holds them. "I am not sure" is an answer too; going back shows the earlier one, and Enter keeps it.
///
/// # Errors
/// The screen or the keyboard is gone, or Ctrl-C was pressed.
pub fn ask(
    asker: &mut dyn Asker,
    rules: &RuleSet,
    answers: &mut Answers,
    questions: &[QuestionIx],
    today: NaiveDate,
) -> io::Result<Asked> {
    let mut at = 0;
    while let Some(question) = questions.get(at) {
        match one(asker, rules, answers, *question, today)? {
            Asked::All => at += 1,
            Asked::Back if at > 0 => at -= 1,
            ended => return Ok(ended),
        }
    }
    // What follows goes to another stream, and on a screen right below.
    asker.say("\n")?;
    Ok(Asked::All)
}

fn one(
    asker: &mut dyn Asker,
    rules: &RuleSet,
    answers: &mut Answers,
    question: QuestionIx,
    today: NaiveDate,
) -> io::Result<Asked> {
    let situation = Situation::of_dates(rules, answers, today);
    let held = answers.get(question);
    let style = asker.style();
    let view = screens::view(&situation, question, screens::Around { held, ..screens::Around::default() });
    let mut showing = Showing::Whole;
    loop {
        let typed = match asker.ask(&view, showing)? {
            Reply::Typed(typed) => typed,
            Reply::Help => {
                asker.say(&screens::help(&situation, question, style))?;
                showing = Showing::Whole;
                continue;
            }
            Reply::Back => return Ok(Asked::Back),
            stop => return stopped(asker, &stop).map(|()| Asked::Stopped),
        };
        let answer = match held {
            Some(held) if typed.trim().is_empty() => Ok(held),
            _ if reply::not_sure(&typed) => Ok(Answer::NotSure),
            _ => reply::date(rules, question, &typed, answers, today, Ahead::Allowed)
                .map(|reading| Answer::Date(reading.span)),
        };
        match answer {
            Ok(answer) => {
                answers.set(question, answer);
                asker.say(&screens::echo(&situation, question, answer, style))?;
                return Ok(Asked::All);
            }
            Err(problem) => {
                asker.say(&screens::error(&problem, rules.question(question), &typed, style))?;
                showing = Showing::Keys;
            }
        }
    }
}

/// The dates that time limits of the person's own run from, by what they are about, for those that a plan can show.
pub fn by_body(rules: &RuleSet) -> Vec<(BodyIx, Vec<QuestionIx>)> {
    let dates = |body| {
        let routes = rules.routes.iter().filter(|route| route.body == body);
        let limits = routes.flat_map(|route| &route.deadlines).map(|limit| rules.deadline(*limit));
        let own = limits.filter(|limit| limit.who == Who::You);
        let mut dates: Vec<QuestionIx> = own.flat_map(|limit| limit.needs.iter().copied()).collect();
        dates.sort_unstable();
        dates.dedup();
        (body, dates)
    };
    let bodies = (0..rules.bodies.len()).map(|at| BodyIx(at as u16));
    bodies.map(dates).filter(|(_, dates)| !dates.is_empty()).collect()
}

/// Which date somebody is worried about: what it is about, then which of its dates. None when they stopped.
///
/// # Errors
/// The screen or the keyboard is gone, or Ctrl-C was pressed.
pub fn which(asker: &mut dyn Asker, rules: &RuleSet) -> io::Result<Option<QuestionIx>> {
    let all = by_body(rules);
    let titles: Vec<String> = all.iter().map(|(body, _)| rules.bodies[body.at()].name.clone()).collect();
    let called = |date: &QuestionIx| rules.question(*date).date().map(|date| text::upper_first(&date.called));
    loop {
        let about = match pick(asker, say::DATE_ABOUT, &titles)? {
            Picked::Entry(at) => &all[at].1,
            Picked::Back => {
                nothing_before(asker)?;
                continue;
            }
            Picked::Stopped => return Ok(None),
        };
        if let [only] = about.as_slice() {
            return Ok(Some(*only));
        }
        let names: Vec<String> = about.iter().filter_map(called).collect();
        match pick(asker, say::DATE_WHICH, &names)? {
            Picked::Entry(at) => return Ok(Some(about[at])),
            Picked::Back => {}
            Picked::Stopped => return Ok(None),
        }
    }
}

/// Says that there is nothing to go back to.
///
/// # Errors
/// The screen is gone.
pub fn nothing_before(asker: &mut dyn Asker) -> io::Result<()> {
    let first = asker.style().paragraph(say::FIRST);
    asker.say(&format!("\n{first}\n"))
}

/// What was chosen from a short list.
enum Picked {
    Entry(usize),
    Back,
    Stopped,
}

fn pick(asker: &mut dyn Asker, title: &str, options: &[String]) -> io::Result<Picked> {
    let view = View::list(title, vec![say::DATE_REST.to_owned()], options);
    let mut showing = Showing::Whole;
    loop {
        match asker.ask(&view, showing)? {
            Reply::Typed(typed) => match number(&typed, options) {
                Some(at) => return Ok(Picked::Entry(at)),
                None => {
                    let message = fill(say::ONE_OF, &[("last", &options.len().to_string())]);
                    asker.say(&screens::fault(&message, &typed, asker.style()))?;
                    showing = Showing::Keys;
                }
            },
            Reply::Help => {
                let help = asker.style().paragraph(say::DATE_HELP);
                asker.say(&format!("\n{help}\n"))?;
                showing = Showing::Whole;
            }
            Reply::Back => return Ok(Picked::Back),
            stop => return stopped(asker, &stop).map(|()| Picked::Stopped),
        }
    }
}

/// The last word when somebody stops; none where the screen is to be left clear (`ux.md` J4).
fn stopped(asker: &mut dyn Asker, reply: &Reply) -> io::Result<()> {
    match reply {
        Reply::Leave => asker.clear(),
        Reply::Stop => asker.say(&format!("\n{}\n", say::STOPPED)),
        _ => Ok(()),
    }
}
