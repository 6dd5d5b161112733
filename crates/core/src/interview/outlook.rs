//! What can still come: a condition over questions that are not answered yet may or may not hold in the end.

use std::cell::Cell;

use super::walk::Walk;
use crate::rules::model::{Condition, DeadlineIx, QuestionIx};

/// How a condition can come out. Both are true while answers that it looks at are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Possible {
    /// It can hold.
    pub holds: bool,
    /// It can fail.
    pub fails: bool,
}

/// The outlook from a place in the interview.
///
/// It takes each missing answer by itself, so it may call possible what two answers together rule out; never the
/// other way round.
pub struct Outlook<'w, 'r> {
    walk: &'w Walk<'r>,
    askable: Vec<Cell<Option<bool>>>,
}

impl<'w, 'r> Outlook<'w, 'r> {
    /// From where the walk has come to.
    pub fn new(walk: &'w Walk<'r>) -> Outlook<'w, 'r> {
        Outlook { walk, askable: vec![Cell::new(None); walk.situation.rules.questions.len()] }
    }

    /// Whether a deadline can still come to apply.
    pub fn may_apply(&self, deadline: DeadlineIx) -> bool {
        self.possible(&self.walk.situation.rules.deadline(deadline).when).holds
    }

    /// How a condition can come out.
    pub fn possible(&self, condition: &Condition) -> Possible {
        let settled = |holds: bool| Possible { holds, fails: !holds };
        match condition {
            Condition::All(all) => {
                all.iter().map(|condition| self.possible(condition)).fold(settled(true), |one, two| Possible {
                    holds: one.holds && two.holds,
                    fails: one.fails || two.fails,
                })
            }
            Condition::Any(any) => {
                any.iter().map(|condition| self.possible(condition)).fold(settled(false), |one, two| Possible {
                    holds: one.holds || two.holds,
                    fails: one.fails && two.fails,
                })
            }
            Condition::Not(inner) => {
                let inner = self.possible(inner);
                Possible { holds: inner.fails, fails: inner.holds }
            }
            Condition::Fact(fact) => self.possible(&self.walk.situation.rules.facts[fact.at()].when),
            Condition::Chose(question, _)
            | Condition::ChoseOnly(question, _)
            | Condition::Unsure(question)
            | Condition::DateKnown(question) => {
                if self.missing(*question) {
                    Possible { holds: true, fails: true }
                } else {
                    self.now(condition)
                }
            }
            Condition::Deadline(deadline, _) => {
                let item = self.walk.situation.rules.deadline(*deadline);
                let applies = self.possible(&item.when);
                let open = item.needs.iter().any(|question| self.missing(*question)) && applies.holds;
                if open || (applies.holds && applies.fails) {
                    Possible { holds: true, fails: true }
                } else {
                    self.now(condition)
                }
            }
        }
    }

    fn now(&self, condition: &Condition) -> Possible {
        let holds = self.walk.situation.holds(condition);
        Possible { holds, fails: !holds }
    }

    /// Whether a question is still to be answered: it lies ahead, and can come to be asked.
    fn missing(&self, question: QuestionIx) -> bool {
        if self.walk.next.is_none_or(|next| question < next) {
            return false;
        }
        let memo = &self.askable[question.at()];
        memo.get().unwrap_or_else(|| {
            let asked = self.walk.situation.rules.question(question);
            // A condition looks at earlier questions only, so this ends.
            let askable = self.possible(&asked.ask_when).holds;
            memo.set(Some(askable));
            askable
        })
    }
}
