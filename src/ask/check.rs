//! All answers together before the plan, and the answers that are not used any more.

use super::session::{Halt, Interview};
use super::{Reply, View, explained, typed_number, until};
use crate::render::answers as listed;
use signpost_core::interview::{Walk, entries};
use signpost_core::rules::model::QuestionIx;
use signpost_render::messages::{self as say, fill};
use signpost_render::{answers, banner};

/// What came of showing all answers.
pub(super) enum Checked {
    Plan,
    Change(QuestionIx),
    Back,
}

impl Interview<'_, '_> {
    /// Shows every answer, to be changed or left as it is.
    pub(super) fn check(&mut self, walk: &Walk<'_>) -> Result<Checked, Halt> {
        let view = View { hears: true, ..listed::check(walk, banner::lines(walk)) };
        let read = |typed: &str| {
            let place = typed_number(typed).and_then(|number| walk.path.get(number.checked_sub(1)?));
            match place {
                Some(place) => Ok(Checked::Change(*place)),
                None if typed.trim().is_empty() => Ok(Checked::Plan),
                None => Err(fill(say::CHECK_NUMBER, &[("last", &walk.path.len().to_string())])),
            }
        };
        match until(self, &view, explained(&[say::CHECK_HELP]), read)? {
            Ok(checked) => Ok(checked),
            Err(Reply::Back) => Ok(Checked::Back),
            // Every question is answered: whoever sent the answers wants the plan.
            Err(_) => Ok(Checked::Plan),
        }
    }

    /// Lets go of dates that the one just changed makes impossible: a certificate from before its letter.
    pub(super) fn drop_impossible_dates(&mut self) -> Result<(), Halt> {
        let dropped = entries::impossible_dates(self.start.rules, &self.answers, self.start.today);
        if dropped.is_empty() {
            return Ok(());
        }
        dropped.iter().for_each(|question| self.answers.clear(*question));
        self.note(&fill(say::DATES_AGAIN, &[("questions", &answers::named(&self.walk(), &dropped))]))
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
        self.note(&fill(message, &[("questions", &answers::named(&walk, &new))]))
    }
}
