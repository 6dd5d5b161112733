//! What an answer says besides: the answers without which its question would not be asked.

use chrono::NaiveDate;

use super::{Given, of_everybody};
use crate::interview::reply;
use crate::interview::situation::Situation;
use crate::interview::{Answer, Answers};
use crate::rules::model::{Condition, Kind, Options, Question, QuestionIx, RuleSet};

/// Takes an answer, and what it says besides; returns the latter.
///
/// That is the one answer to another question after which alone this one is asked. A date says nothing of what is asked
/// of everybody: that a letter is dated does not tell whose child it is about. Of a heading, which only calls up questions, the line is ticked under which this one stands.
pub fn take(rules: &RuleSet, answers: &mut Answers, given: Given, today: NaiveDate) -> Vec<Given> {
    let (question, answer) = given;
    let mut besides = Vec::new();
    let date = matches!(answer, Answer::Date(_));
    let says = |other: QuestionIx| !date || !of_everybody(rules, other);
    needed(rules, answers, &rules.question(question).ask_when, &says, &mut besides);
    let answer = joined(rules.question(question), answers.get(question), answer);
    answers.set(question, answer);
    for (other, answer) in &besides {
        answers.set(*other, *answer);
    }
    let mut of: Vec<QuestionIx> = besides.iter().map(|(other, _)| *other).collect();
    of.push(question);
    crate::order::by_key(&mut of, |question| *question);
    for question in of {
        if let Some((heading, answer)) = heading(rules, answers, question, today) {
            answers.set(heading, answer);
        }
    }
    besides
}

/// An answer together with those held already, where a question takes several.
pub fn joined(question: &Question, held: Option<Answer>, answer: Answer) -> Answer {
    match (&question.kind, held, answer) {
        (Kind::Several { .. }, Some(Answer::Chosen(held)), Answer::Chosen(new)) => {
            let both = held | new;
            if reply::allowed(question, both).is_ok() { Answer::Chosen(both) } else { answer }
        }
        (_, Some(Answer::Told(held)), Answer::Told(new)) if !new.is_none() => Answer::Told(held.and(new)),
        _ => answer,
    }
}

/// What is left of an answer when another is taken back: of several that were chosen, the others.
pub fn without(held: Option<Answer>, back: Answer) -> Option<Answer> {
    match (held?, back) {
        (Answer::Chosen(held), Answer::Chosen(back)) => {
            Some(held & !back).filter(|left| *left != 0).map(Answer::Chosen)
        }
        (Answer::Told(held), Answer::Told(back)) => {
            Some(held.without(back)).filter(|left| !left.is_none()).map(Answer::Told)
        }
        _ => None,
    }
}

/// Takes an answer back.
pub fn take_back(answers: &mut Answers, (question, answer): Given) {
    match without(answers.get(question), answer) {
        Some(left) => answers.set(question, left),
        None => answers.clear(question),
    }
}

/// Whether an answer says the opposite of what was said before to the same question, so that only one can be so.
pub fn clashes(question: &Question, held: Option<Answer>, answer: Answer) -> bool {
    match (held, joined(question, held, answer)) {
        (None | Some(Answer::NotSure), _) | (_, Answer::NotSure) => false,
        (Some(Answer::Chosen(old)), Answer::Chosen(new)) => old & !new != 0,
        (Some(Answer::Told(old)), Answer::Told(new)) => !old.without(new).is_none(),
        (Some(old), new) => old != new,
    }
}

fn needed(
    rules: &RuleSet,
    answers: &Answers,
    condition: &Condition,
    says: &dyn Fn(QuestionIx) -> bool,
    found: &mut Vec<Given>,
) {
    match condition {
        Condition::All(all) => all.iter().for_each(|one| needed(rules, answers, one, says, found)),
        Condition::Chose(question, options) if options.count_ones() == 1 && says(*question) => {
            let (asked, held) = (rules.question(*question), answers.get(*question));
            let always = matches!(&asked.ask_when, Condition::All(all) if all.is_empty());
            let answer = joined(asked, held, Answer::Chosen(*options));
            let settled = match held {
                None | Some(Answer::NotSure) => false,
                // One answer more, where several are taken; what was said is not taken back.
                Some(Answer::Chosen(held)) => {
                    matches!(answer, Answer::Chosen(all) if all == held || all & held != held)
                }
                Some(Answer::Date(_) | Answer::Area(_) | Answer::Told(_)) => true,
            };
            if !always && !settled {
                found.push((*question, answer));
                needed(rules, answers, &asked.ask_when, &|_| true, found);
            }
        }
        _ => {}
    }
}

/// The line of a heading that has to be ticked for a question to be asked.
fn heading(rules: &RuleSet, answers: &Answers, question: QuestionIx, today: NaiveDate) -> Option<Given> {
    let asked = |answers: &Answers| {
        let mut situation = Situation::of_dates(rules, answers, today);
        if let Some(area) = rules.area_question.filter(|area| answers.get(*area).is_none()) {
            situation.put(area, Answer::NotSure);
        }
        situation.holds(&rules.question(question).ask_when)
    };
    if asked(answers) {
        return None;
    }
    let mut lines = Vec::new();
    headings(rules, &rules.question(question).ask_when, &mut lines);
    lines.into_iter().find_map(|(heading, options)| {
        let line = Answer::Chosen(options & options.wrapping_neg());
        let answer = joined(rules.question(heading), answers.get(heading), line);
        let mut with = answers.clone();
        with.set(heading, answer);
        asked(&with).then_some((heading, answer))
    })
}

fn headings(rules: &RuleSet, condition: &Condition, found: &mut Vec<(QuestionIx, Options)>) {
    match condition {
        Condition::All(all) | Condition::Any(all) => all.iter().for_each(|one| headings(rules, one, found)),
        Condition::Chose(question, options) if rules.question(*question).heading => found.push((*question, *options)),
        _ => {}
    }
}
