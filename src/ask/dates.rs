//! The dates that one time limit still needs: asked one by one, without an interview.

use std::io;

use chrono::NaiveDate;

use super::{Asker, Reply, Showing};
use crate::interview::reply::{self, Ahead};
use crate::interview::{Answer, Answers, Situation};
use crate::render::question as screens;
use crate::rules::model::{QuestionIx, RuleSet};

/// How the asking ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Each question was answered, with a date or with "I am not sure".
    All,
    /// The person stopped, or the input was over.
    Stopped,
}

/// Asks for dates and holds them. "I am not sure", or Enter alone, leaves a date out.
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
    for question in questions {
        let mut showing = Showing::Whole;
        loop {
            let situation = Situation::of_dates(rules, answers, today);
            let asked = rules.question(*question);
            let style = asker.style();
            let view = screens::view(&situation, *question, screens::Around::default());
            let typed = match asker.ask(&view, showing)? {
                Reply::Typed(typed) => typed,
                Reply::Help => {
                    asker.say(&screens::help(&situation, *question, style))?;
                    showing = Showing::Whole;
                    continue;
                }
                Reply::Back => continue,
                Reply::Stop | Reply::Leave | Reply::End => return Ok(Asked::Stopped),
            };
            if typed.trim().is_empty() || reply::not_sure(&typed) {
                break;
            }
            match reply::date(rules, *question, &typed, answers, today, Ahead::Allowed) {
                Ok(reading) => {
                    let answer = Answer::Date(reading.span);
                    answers.set(*question, answer);
                    asker.say(&screens::echo(&situation, *question, answer, style))?;
                    break;
                }
                Err(problem) => {
                    asker.say(&screens::error(&problem, asked, &typed, style))?;
                    showing = Showing::Keys;
                }
            }
        }
    }
    Ok(Asked::All)
}
