//! How many questions there are, and how many there can still be.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;

use super::paths::{Paths, Point};
use super::space::{Scope, Space};
use super::variables::Value;
use crate::interview::{Answer, Answers, walk};
use crate::rules::model::{QuestionIx, RuleSet};

/// The fewest and the most questions under the rules the program carries: the walk over all paths takes longer than a
/// first screen may. A test holds that they are true. Under other rules the walk is made.
const BUILT_IN: (usize, usize) = (1, 17);

/// The fewest and the most questions on a path; `None` when there are too many states to look at.
pub fn bounds(rules: &RuleSet) -> Option<(usize, usize)> {
    if std::ptr::eq(rules, crate::built_in::rules()) { Some(BUILT_IN) } else { walked_bounds(rules) }
}

/// Makes the walk, so that it need not be waited for later.
pub fn prepare(rules: &RuleSet) {
    lengths(rules);
}

fn walked_bounds(rules: &RuleSet) -> Option<(usize, usize)> {
    let lengths = lengths(rules)?;
    Some((lengths.paths.shortest(), lengths.paths.longest_from(lengths.paths.start) + told(rules)))
}

/// The most questions that can still come, the next one included; never more than before the last answer.
///
/// `None` when nothing can be said: too many states, or a date whose limits leave the calendar.
pub fn at_most_more(rules: &RuleSet, answers: &Answers, today: NaiveDate) -> Option<usize> {
    if answers.held().next().is_none() {
        return bounds(rules).map(|(_, most)| most);
    }
    lengths(rules)?.at_most_more(rules, answers, today).map(|most| most + told(rules))
}

/// The question what people were told, which no path of a proof holds.
fn told(rules: &RuleSet) -> usize {
    usize::from(rules.told_question.is_some())
}

/// The walk over the questions alone, without what the plan looks at.
struct Lengths {
    hash: String,
    paths: Paths,
    /// For each question its values and, of a date, what is needed to find its region.
    values: Vec<Vec<Value>>,
    dates: super::feasible::Feasible,
    date_of: Vec<Option<usize>>,
}

/// One walk is kept: a program uses one rule set.
static KEPT: Mutex<Option<Arc<Lengths>>> = Mutex::new(None);

fn lengths(rules: &RuleSet) -> Option<Arc<Lengths>> {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(lengths) = kept.as_ref().filter(|lengths| lengths.hash == rules.hash) {
        return Some(lengths.clone());
    }
    let mut space = Space::new(&[rules], Scope::Asking).ok()?;
    let paths = Paths::walk(&mut space).ok()?;
    let lengths = Arc::new(Lengths {
        hash: rules.hash.clone(),
        paths,
        values: space.variables.iter().map(|variable| variable.values.clone()).collect(),
        date_of: space.variables.iter().map(|variable| variable.date).collect(),
        dates: space.feasible,
    });
    *kept = Some(lengths.clone());
    Some(lengths)
}

impl Lengths {
    fn at_most_more(&self, rules: &RuleSet, answers: &Answers, today: NaiveDate) -> Option<usize> {
        let walk = walk(rules, answers, today);
        // With one rule set a variable is a question: they stand in the same order.
        let mut here = vec![self.paths.start];
        for question in &walk.path {
            let answer = walk.situation.answer(*question)?;
            let mut next: Vec<Point> = Vec::new();
            for point in here.into_iter().filter(|point| self.paths.variable(*point) == question.at()) {
                let fits = |value: &usize| self.fits(*question, *value, answer, today);
                let ahead = self.paths.next(point);
                next.extend((1..ahead.len()).filter(fits).map(|value| ahead[value]));
            }
            next.sort_unstable();
            next.dedup();
            next.retain(|point| *point != Point::NEVER);
            here = next;
        }
        here.into_iter().map(|point| self.paths.longest_from(point)).max()
    }

    /// Whether an answer can be this value. A rough date can be any region, so that the number stays an upper bound.
    fn fits(&self, question: QuestionIx, value: usize, answer: Answer, today: NaiveDate) -> bool {
        match (self.values[question.at()][value], answer) {
            (Value::NotSure, Answer::NotSure) => true,
            (Value::Chosen(options), Answer::Chosen(chosen)) => options == chosen,
            (Value::Date(region), Answer::Date(span)) => {
                let Some(date) = self.date_of[question.at()] else { return false };
                let at = |day| self.dates.range.at(day);
                let found = self.dates.dates[date].region(at(today), at(span.from)).filter(|_| span.is_exact());
                found.is_none_or(|found| usize::from(found) == region)
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_numbers_are_those_of_the_rules() {
        assert_eq!(walked_bounds(crate::built_in::rules()), Some(BUILT_IN), "write the left one into BUILT_IN");
    }

    #[test]
    fn the_number_never_rises_and_ends_at_none() {
        let rules = crate::built_in::rules();
        let today = rules.law_checked;
        let (fewest, most) = bounds(rules).unwrap_or_default();
        assert!(fewest >= 1 && most >= fewest);
        let mut answers = Answers::none(rules);
        let mut before = at_most_more(rules, &answers, today);
        assert_eq!(before, Some(most));
        while let Some(next) = walk(rules, &answers, today).next {
            let answer = if rules.question(next).date().is_some() { Answer::NotSure } else { Answer::Chosen(1) };
            answers.set(next, answer);
            let after = at_most_more(rules, &answers, today);
            assert!(after < before, "{after:?} after {before:?} at {}", rules.question(next).id);
            before = after;
        }
        assert_eq!(before, Some(0));
    }
}
