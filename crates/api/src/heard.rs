//! What somebody tells in their own words: heard, read back, and taken once it is found right.

use chrono::NaiveDate;
use serde_yaml::Value;
use signpost_core::dates::read::DateProblem;
use signpost_core::interview::heard::{self, Given, Piece};
use signpost_core::interview::reply::FutureDates;
use signpost_core::interview::{Answer, AnswerFault, Answers, Problem, Written, statement, walk};
use signpost_core::order;
use signpost_core::rules::model::{Kind, QuestionIx};
use signpost_render::messages::{self as say, fill};

use crate::Api;
use crate::refusal::{Refusal, RefusalKind};
use crate::reply::{AllHeard, Heard, Taken};
use crate::request::{Fact, Taking, Telling};

impl From<Written<'_>> for Fact {
    fn from(written: Written<'_>) -> Fact {
        match written {
            Written::Several(ids) => Fact::Several(ids.into_iter().map(str::to_owned).collect()),
            one => Fact::One(one.to_string()),
        }
    }
}

impl<'r> Api<'r> {
    /// What was told, heard. Nothing of it is taken.
    ///
    /// # Errors
    /// A fact is wrong.
    pub fn hear(&self, today: NaiveDate, telling: &Telling) -> Result<AllHeard, Refusal> {
        if telling.text.len() > heard::LONGEST {
            let most = heard::LONGEST.to_string();
            return Err(Refusal::new(RefusalKind::NotUnderstood, fill(say::STORY_LONG, &[("most", &most)])));
        }
        let held = self.held(&telling.facts, today, FutureDates::AsAsked)?;
        let pieces = heard::hear(self.rules, &telling.text, &held, &[], today);
        let story = heard::story(self.rules, &pieces, &held, today);
        Ok(AllHeard {
            understood: self.said_back(story.understood.into_iter(), &story.answers, today),
            offered: self.said_back(story.perhaps.into_iter(), &story.answers, today),
            unclear: story.unclear,
        })
    }

    /// Adds what was heard to the facts, with what it says besides. A date that it makes impossible is let go.
    ///
    /// # Errors
    /// A fact is wrong, or what was heard is.
    pub fn take(&self, today: NaiveDate, taking: &Taking) -> Result<Taken<'r>, Refusal> {
        let rules = self.rules;
        let before = self.held(&taking.facts, today, FutureDates::AsAsked)?;
        let mut answers = before.clone();
        let mut besides: Vec<Given> = Vec::new();
        for one in &taking.heard {
            let place = self.place(&one.question)?;
            let mut read = answers.clone();
            read.read(rules, &one.question, &Value::from(&one.answer), today)
                .map_err(|fault| self.refused(&fault, true))?;
            let answer = read.get(place).unwrap_or(Answer::NotSure);
            besides.extend(heard::take(rules, &mut answers, (place, answer), today));
        }
        let (walk, let_go) = self.settled(&before, &mut answers, today);
        let so = |(place, answer): Given| {
            fill(say::FACT_SO, &[("said", &statement::of_answer(&walk.situation, place, answer))])
        };
        let in_part = |(place, answer): &(QuestionIx, Answer)| {
            matches!(rules.question(*place).kind, Kind::Several { .. }) && before.get(*place) != Some(*answer)
        };
        let in_part: Vec<QuestionIx> = answers.held().filter(in_part).map(|(place, _)| place).collect();
        Ok(Taken {
            said: besides.into_iter().map(so).chain(let_go).collect(),
            ask: self.ids(&in_part),
            facts: self.written(&answers),
        })
    }

    /// What the words of a wrong answer may mean; nothing where it was no words.
    pub(crate) fn may_mean(&self, fault: &AnswerFault, held: &Answers, today: NaiveDate) -> Vec<Heard> {
        let (asked, typed) = match fault {
            AnswerFault::UnknownOption { question, typed, .. }
            | AnswerFault::Problem {
                question,
                typed,
                problem: Problem::NoSuchArea | Problem::Date(DateProblem::NotADate),
            } => (*question, typed),
            _ => return Vec::new(),
        };
        let pieces = heard::hear(self.rules, typed, held, &[], today);
        let understood = pieces.iter().flat_map(|piece| with_words(piece, &piece.understood));
        let offered = pieces.iter().flat_map(|piece| with_words(piece, &piece.offered));
        let mut all = self.said_back(understood.chain(offered), held, today);
        // What answers the question comes before what else was said.
        order::by_key(&mut all, |heard| heard.question != self.rules.question(asked).id);
        all.truncate(heard::MOST_OFFERED);
        all
    }

    /// Answers as what was heard, each once, in sentences that may turn on `answers`.
    fn said_back<'p>(
        &self,
        heard: impl Iterator<Item = (&'p str, Given)>,
        answers: &Answers,
        today: NaiveDate,
    ) -> Vec<Heard> {
        let rules = self.rules;
        let situation = walk(rules, answers, today).situation;
        let mut seen: Vec<Given> = Vec::new();
        let mut all = Vec::new();
        for (from, (place, answer)) in heard {
            if seen.contains(&(place, answer)) {
                continue;
            }
            seen.push((place, answer));
            all.push(Heard {
                question: rules.question(place).id.clone(),
                answer: Answers::write(rules, place, answer).into(),
                said: statement::of_answer(&situation, place, answer).into_owned(),
                from: from.to_owned(),
            });
        }
        all
    }
}

/// What was made of a piece, with its words.
fn with_words<'p>(piece: &'p Piece, given: &'p [Given]) -> impl Iterator<Item = (&'p str, Given)> {
    given.iter().map(|given| (piece.typed.as_str(), *given))
}
