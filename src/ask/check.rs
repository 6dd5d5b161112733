//! All answers together before the plan, and the answers that are not used any more.

use super::session::{Halt, Session};
use super::{Reply, Showing};
use crate::render::{answers as listed, banner, question as screens};
use signpost_core::interview::reply::Ahead;
use signpost_core::interview::{Answer, Answers, Walk, reply};
use signpost_core::rules::model::QuestionIx;
use signpost_render::messages::{self as say, fill};

/// What came of showing all answers.
pub(super) enum Checked {
    Plan,
    Change(QuestionIx),
    Back,
}

impl Session<'_, '_> {
    /// Shows every answer, to be changed or left as it is.
    pub(super) fn check(&mut self, walk: &Walk<'_>) -> Result<Checked, Halt> {
        let view = listed::check(walk, banner::lines(walk));
        let mut showing = Showing::Whole;
        loop {
            showing = match self.prompt(&view, showing)? {
                Reply::Back => return Ok(Checked::Back),
                Reply::Help => {
                    self.note(say::CHECK_HELP)?;
                    Showing::Whole
                }
                Reply::Typed(typed) => {
                    let number = typed.trim().trim_end_matches('.');
                    if number.is_empty() {
                        return Ok(Checked::Plan);
                    }
                    let place = number.parse::<usize>().ok().and_then(|number| walk.path.get(number.checked_sub(1)?));
                    if let Some(place) = place {
                        return Ok(Checked::Change(*place));
                    }
                    let message = fill(say::CHECK_NUMBER, &[("last", &walk.path.len().to_string())]);
                    self.asker.say(&screens::fault(&message, &typed, self.asker.style()))?;
                    Showing::Keys
                }
                // Every question is answered: whoever sent the answers wants the plan.
                _ => return Ok(Checked::Plan),
            };
        }
    }

    /// Lets go of dates that the one just changed makes impossible: a certificate from before its letter.
    pub(super) fn drop_impossible_dates(&mut self) -> Result<(), Halt> {
        let (rules, today) = (self.start.rules, self.start.today);
        let impossible = |(question, answer): (QuestionIx, Answer)| {
            let Answer::Date(_) = answer else { return None };
            let written = Answers::write(rules, question, answer).to_string();
            let read = reply::date(rules, question, &written, &self.answers, today, Ahead::AsAsked);
            read.is_err().then_some(question)
        };
        let dropped: Vec<QuestionIx> = self.answers.held().filter_map(impossible).collect();
        if dropped.is_empty() {
            return Ok(());
        }
        dropped.iter().for_each(|question| self.answers.clear(*question));
        self.note(&fill(say::DATES_AGAIN, &[("questions", &listed::named(&self.walk(), &dropped))]))
    }

    /// Names the answers that are not used any more, each once.
    pub(super) fn name_unused(&mut self, message: &str) -> Result<(), Halt> {
        let walk = self.walk();
        let passed = |question: QuestionIx| walk.next.is_none_or(|next| question < next);
        let unused: Vec<QuestionIx> = (self.answers.held().map(|(question, _)| question))
            .filter(|question| passed(*question) && !walk.path.contains(question))
            .collect();
        let new: Vec<QuestionIx> =
            unused.iter().copied().filter(|question| !self.out_of_play.contains(question)).collect();
        self.out_of_play = unused;
        if new.is_empty() {
            return Ok(());
        }
        self.note(&fill(message, &[("questions", &listed::named(&walk, &new))]))
    }
}
