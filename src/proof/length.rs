//! How many questions there are, and how many there can still be.

use chrono::NaiveDate;

use super::situations::Situations;
use super::solver::Literal;
use super::space::{Scope, Space};
use crate::interview::{Answer, Answers, walk};
use crate::rules::model::{QuestionIx, RuleSet};

/// The lengths of interviews under a rule set.
pub struct Lengths<'r> {
    rules: &'r RuleSet,
    /// The questions alone, without what the plan looks at.
    space: Space<'r>,
    situations: Situations,
}

impl<'r> Lengths<'r> {
    /// Those of a rule set; `None` when nothing can be said: a date whose limits cannot be cut into regions.
    pub fn of(rules: &'r RuleSet) -> Option<Lengths<'r>> {
        let space = Space::new(&[rules], Scope::Asking).ok()?;
        let situations = Situations::of(&space);
        Some(Lengths { rules, space, situations })
    }

    /// The fewest and the most questions of an interview.
    pub fn bounds(&mut self) -> (usize, usize) {
        let fewest = self.situations.fewest(&mut self.space);
        (fewest, self.situations.longest(&mut self.space, &[]).len() + self.told())
    }

    /// The most questions that can still come, the next one included; never more than before the last answer.
    pub fn at_most_more(&mut self, answers: &Answers, today: NaiveDate) -> usize {
        let walk = walk(self.rules, answers, today);
        let mut given = Vec::new();
        for question in &walk.path {
            given.extend(walk.situation.answer(*question).map(|answer| self.given(*question, answer, today)));
        }
        let most = self.situations.longest(&mut self.space, &given.concat()).len() + self.told();
        most.saturating_sub(walk.path.len())
    }

    /// The question what people were told, which no path of a proof holds.
    fn told(&self) -> usize {
        usize::from(self.rules.told_question.is_some())
    }

    /// The statements that an answer was given. A rough date can be any, so that the number stays an upper bound.
    fn given(&self, question: QuestionIx, answer: Answer, today: NaiveDate) -> Vec<Literal> {
        // With one rule set a variable is a question: they stand in the same order.
        let variable = question.at();
        match answer {
            Answer::NotSure => self.situations.not_sure(variable),
            Answer::Chosen(options) => self.situations.chosen(variable, options),
            Answer::Date(span) => {
                let range = self.space.feasible.range;
                let date = self.space.variables[variable].date.filter(|_| span.is_exact());
                let dates = date.map(|date| &self.space.feasible.dates[date]);
                let region = dates.and_then(|dates| dates.region(range.at(today), range.at(span.from)));
                self.situations.dated(variable, region.map(usize::from))
            }
            Answer::Area(_) => self.situations.chosen(variable, self.rules.question(question).assume),
            Answer::Told(_) => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_never_rises_and_ends_at_none() {
        let rules = crate::built_in::rules();
        let today = rules.law_checked;
        let mut lengths = Lengths::of(rules).expect("every limit can be cut into regions");
        let (fewest, most) = lengths.bounds();
        assert!(fewest >= 1 && most >= fewest);
        let mut answers = Answers::none(rules);
        let mut before = lengths.at_most_more(&answers, today);
        assert_eq!(before, most);
        while let Some(next) = walk(rules, &answers, today).next.filter(|next| rules.told_question != Some(*next)) {
            let answer = if rules.question(next).date().is_some() { Answer::NotSure } else { Answer::Chosen(1) };
            answers.set(next, answer);
            let after = lengths.at_most_more(&answers, today);
            assert!(after < before, "{after:?} after {before:?} at {}", rules.question(next).id);
            before = after;
        }
        assert!(before <= 1, "only what was told can be open");
    }
}
