//! The interview: which question comes next, one question as it stands, and an answer to it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_yaml::Value;
use signpost_core::interview::left::about_left;
use signpost_core::interview::reply::FutureDates;
use signpost_core::interview::{
    Answer, AnswerFault, Answers, NOT_SURE, Problem, Situation, Walk, Written, entries, statement, told, walk,
};
use signpost_core::rules::model::{self, QuestionIx};
use signpost_core::text;
use signpost_render::messages::{self as say, fill};
use signpost_render::plan::Today;
use signpost_render::{answers as named, banner, contacts, opening, problem, question as texts};

use crate::refusal::{Offer, Refusal, RefusalKind};
use crate::reply::{About, AllFacts, Answered, Asked, Choice, Contact, FactWords, Help, InUse, Kind, Next, Question};
use crate::request::{Answering, Fact, Facts, Given, OneQuestion};
use crate::{Api, steps};

/// Where an answer is nothing at all. How to type one is not said: nobody types here.
const NOTHING_CHOSEN: &str = "Choose one of the answers.";

impl From<&Fact> for Value {
    fn from(fact: &Fact) -> Value {
        match fact {
            Fact::One(text) => Value::String(text.clone()),
            Fact::Several(items) => items.iter().cloned().map(Value::String).collect(),
        }
    }
}

impl<'r> Api<'r> {
    /// What this is, and whom to ring without it.
    pub fn about(&self, today: NaiveDate) -> About {
        let rules = self.rules;
        let helplines = (0..rules.contacts.len()).map(|at| model::ContactRef::National(at as u16));
        let situation = Situation::of_dates(rules, &Answers::none(rules), today);
        About {
            opening: opening(rules, today),
            jurisdiction: rules.jurisdiction.clone(),
            law_checked: rules.law_checked,
            review_by: rules.review_by,
            rules: rules.hash.clone(),
            program: env!("CARGO_PKG_VERSION"),
            helplines: helplines
                .filter(|contact| rules.is_helpline(*contact))
                .map(|contact| steps::contact(&situation, contact))
                .collect(),
            service: rules.own.as_ref().map(|own| {
                let lines = contacts::own(rules).into_iter().skip(1).collect();
                Contact { name: own.name.clone(), lines, phone: own.phone.clone() }
            }),
        }
    }

    /// Every fact there is, with its words.
    pub fn facts(&self, today: NaiveDate) -> AllFacts<'r> {
        let rules = self.rules;
        let situation = Situation::of_dates(rules, &Answers::none(rules), today);
        let facts = rules.questions().map(|(_, asked)| FactWords {
            id: &asked.id,
            ask: situation.said(&asked.ask).into_owned().into(),
            kind: kind(asked),
            why: situation.said(&asked.why).into_owned().into(),
            options: options(&situation, asked, "").chain(not_sure(asked)).collect(),
        });
        let told = rules.tells.iter();
        AllFacts {
            facts: facts.collect(),
            told: told.map(|tell| choice(&tell.id, situation.say(&tell.told))).collect(),
            areas: rules.areas_on(today).map(|(_, area)| choice(&area.id, area.name.as_str())).collect(),
        }
    }

    /// The question to ask next, or that none is open any more.
    ///
    /// # Errors
    /// A fact is wrong.
    pub fn next(&self, today: NaiveDate, given: &Given) -> Result<Next<'r>, Refusal> {
        let answers = self.held(&given.facts, today, FutureDates::AsAsked)?;
        let walk = walk(self.rules, &answers, today);
        let question = walk.next.map(|place| self.as_it_stands(&walk, place, None, ""));
        Ok(Next {
            question,
            warning: banner::lines(&walk),
            about_more: self.about_more(&answers, today),
            answers: self.in_use(&walk),
            not_used: self.ids(&entries::unasked(&answers, &walk)),
        })
    }

    /// One question as it stands.
    ///
    /// # Errors
    /// There is no such question, or a fact is wrong.
    pub fn question(&self, today: NaiveDate, asked: &OneQuestion) -> Result<Asked<'r>, Refusal> {
        let place = self.place(&asked.question)?;
        let answers = self.held(&asked.facts, today, FutureDates::AsAsked)?;
        let walk = walk(self.rules, &answers, today);
        let open = walk.next == Some(place);
        Ok(Asked {
            question: self.as_it_stands(&walk, place, answers.get(place), &asked.story),
            warning: banner::lines(&walk),
            about_more: if open { self.about_more(&answers, today) } else { None },
        })
    }

    /// An answer: read, said back, and added to the facts. A date that it makes impossible is let go.
    ///
    /// # Errors
    /// The answer cannot be taken: what is wrong with it, and what may have been meant.
    pub fn answer(&self, today: NaiveDate, answering: &Answering) -> Result<Answered<'r>, Refusal> {
        let rules = self.rules;
        let place = self.place(&answering.question)?;
        let before = self.held(&answering.facts, today, FutureDates::AsAsked)?;
        let mut answers = before.clone();
        let asked = rules.question(place);
        answers.read(rules, &asked.id, &Value::from(&answering.answer), today).map_err(|fault| Refusal {
            may_mean: self.may_mean(&fault, &before, today),
            ..self.refused(&fault, true)
        })?;
        let answer = answers.get(place).unwrap_or(Answer::NotSure);
        let (walk, let_go) = self.settled(&before, &mut answers, today);
        let place_said = match &answering.answer {
            Fact::One(typed) => texts::place_said(&walk.situation, answer, typed),
            Fact::Several(_) => None,
        };
        let said = texts::said_back(&walk.situation, place, answer).into_iter();
        let said = place_said.into_iter().chain(said).chain(let_go).collect();
        Ok(Answered { answer: Answers::write(rules, place, answer), said, facts: self.written(&answers) })
    }

    /// Answers after a change: dates that it makes impossible are let go. With what that and the change put out of use, said.
    pub(crate) fn settled(&self, before: &Answers, answers: &mut Answers, today: NaiveDate) -> (Walk<'r>, Vec<String>) {
        let rules = self.rules;
        let impossible = entries::impossible_dates(rules, answers, today);
        impossible.iter().for_each(|question| answers.clear(*question));
        let unused_before = entries::unasked(before, &walk(rules, before, today));
        let walk = walk(rules, answers, today);
        let unused = entries::unasked(answers, &walk).into_iter();
        let dropped: Vec<QuestionIx> = unused.filter(|place| !unused_before.contains(place)).collect();
        let lists = [(say::DATES_AGAIN, impossible), (say::DROPPED, dropped)];
        let said = lists.iter().filter(|(_, questions)| !questions.is_empty());
        let said = said.map(|(message, questions)| fill(message, &[("questions", &named::named(&walk, questions))]));
        let said = said.collect();
        (walk, said)
    }

    /// The facts as answers.
    pub(crate) fn held(&self, facts: &Facts, today: NaiveDate, ahead: FutureDates) -> Result<Answers, Refusal> {
        let values: BTreeMap<&String, Value> = facts.iter().map(|(id, fact)| (id, Value::from(fact))).collect();
        let (answers, faults) = entries::read(self.rules, values.iter().map(|(id, value)| (*id, value)), today, ahead);
        match faults.split_first() {
            None => Ok(answers),
            Some((first, others)) => {
                let mut refusal = self.refused(first, false);
                others.iter().for_each(|fault| {
                    refusal.says.push('\n');
                    refusal.says.push_str(&problem::fault(fault, self.rules));
                });
                Err(refusal)
            }
        }
    }

    /// Answers as facts.
    pub(crate) fn written(&self, answers: &Answers) -> BTreeMap<&'r str, Written<'r>> {
        let rules = self.rules;
        answers
            .held()
            .map(|(place, answer)| (rules.question(place).id.as_str(), Answers::write(rules, place, answer)))
            .collect()
    }

    /// What is wrong with an answer: in the question's own words where one person is asked one question, else with its id.
    pub(crate) fn refused(&self, fault: &AnswerFault, alone: bool) -> Refusal {
        let rules = self.rules;
        let mut refusal = Refusal::new(RefusalKind::WrongFact, problem::fault(fault, rules));
        match fault {
            AnswerFault::UnknownQuestion { near, .. } => {
                refusal.offers = near.iter().map(|near| Offer { id: near.clone(), label: near.clone() }).collect();
            }
            AnswerFault::UnknownOption { question, near, .. } => {
                refusal.question = Some(rules.question(*question).id.clone());
                refusal.offers = near.iter().map(|near| Offer { id: near.clone(), label: near.clone() }).collect();
            }
            AnswerFault::Problem { question, problem, .. } => {
                let asked = rules.question(*question);
                refusal.question = Some(asked.id.clone());
                if alone {
                    refusal.says = match (problem, &asked.kind) {
                        (Problem::Empty, model::Kind::Area) => say::AREA_HOW.to_owned(),
                        (Problem::Empty, kind) if asked.date().is_none() && *kind != model::Kind::Told => {
                            NOTHING_CHOSEN.to_owned()
                        }
                        _ => problem::message(problem, asked),
                    };
                }
                if let Problem::WhichArea { fits, names, .. } = problem {
                    let offer = |(answer, name): (&Answer, &String)| Offer {
                        id: Answers::write(rules, *question, *answer).to_string(),
                        label: name.clone(),
                    };
                    refusal.offers = fits.iter().zip(names).map(offer).collect();
                }
            }
            AnswerFault::WrongKind { question } | AnswerFault::NotAsked { question } => {
                refusal.question = Some(rules.question(*question).id.clone());
            }
        }
        refusal
    }

    /// The question with this id.
    pub(crate) fn place(&self, id: &str) -> Result<QuestionIx, Refusal> {
        let rules = self.rules;
        rules.question_by_id(id).ok_or_else(|| {
            let near = text::nearest(id, rules.questions.iter().map(|question| question.id.as_str()));
            Refusal::unknown("question", id, near)
        })
    }

    /// Questions by their ids.
    pub(crate) fn ids(&self, questions: &[QuestionIx]) -> Vec<&'r str> {
        questions.iter().map(|place| self.rules.question(*place).id.as_str()).collect()
    }

    /// About how many questions come after the open one; "the last" is never promised.
    fn about_more(&self, answers: &Answers, today: NaiveDate) -> Option<usize> {
        about_left(self.rules, answers, today).checked_sub(1).filter(|more| *more > 1)
    }

    fn in_use(&self, walk: &Walk<'r>) -> Vec<InUse<'r>> {
        let situation = &walk.situation;
        let one = |place: &QuestionIx| {
            let (asked, answer) = (self.rules.question(*place), situation.answer(*place)?);
            Some(InUse {
                question: &asked.id,
                ask: situation.said(&asked.ask),
                answer: Answers::write(self.rules, *place, answer),
                said: statement::of(situation, *place),
            })
        };
        walk.path.iter().filter_map(one).collect()
    }

    fn as_it_stands(&self, walk: &Walk<'r>, place: QuestionIx, held: Option<Answer>, story: &str) -> Question<'r> {
        let rules = self.rules;
        let (situation, asked) = (&walk.situation, rules.question(place));
        let aloud = if asked.say_aloud.is_empty() { &asked.ask } else { &asked.say_aloud };
        let area = match held {
            Some(Answer::Area(area)) => Some(rules.area(area).name.as_str()),
            _ => None,
        };
        Question {
            id: &asked.id,
            ask: situation.say(&asked.ask),
            say: situation.say(aloud),
            kind: kind(asked),
            notes: texts::notes(situation, asked),
            options: options(situation, asked, story).collect(),
            own_areas: match asked.kind {
                model::Kind::Area => rules
                    .own_areas
                    .iter()
                    .map(|area| choice(&rules.area(*area).id, rules.area(*area).name.as_str()))
                    .collect(),
                _ => Vec::new(),
            },
            not_sure: not_sure(asked),
            help: help(situation, place),
            held: held.map(|answer| Answers::write(rules, place, answer)),
            held_said: area,
        }
    }
}

fn choice<'r>(id: &'r str, label: impl Into<Cow<'r, str>>) -> Choice<'r> {
    Choice { id, group: None, label: label.into(), alone: false }
}

fn kind(asked: &model::Question) -> Kind {
    match asked.kind {
        model::Kind::One => Kind::One,
        model::Kind::Several { .. } => Kind::Several,
        model::Kind::Date(_) => Kind::Date,
        model::Kind::Told => Kind::Told,
        model::Kind::Area => Kind::Area,
    }
}

/// The answers as they are shown; of what people are told, what is heard most often here.
fn options<'r>(situation: &Situation<'r>, asked: &'r model::Question, story: &str) -> impl Iterator<Item = Choice<'r>> {
    let rules = situation.rules;
    let shown = texts::shown(situation, asked, story);
    shown.into_iter().map(move |(at, label)| match asked.kind {
        model::Kind::Told => match rules.tells.get(at) {
            Some(tell) => choice(&tell.id, label),
            None => Choice { alone: true, ..choice(told::NONE, label) },
        },
        _ => {
            let option = &asked.options[at];
            let group = option.group.as_ref().map(|group| situation.say(group));
            Choice { alone: option.none, group, ..choice(&option.id, label) }
        }
    })
}

fn not_sure(asked: &model::Question) -> Option<Choice<'static>> {
    let fits = asked.kind != model::Kind::Told;
    fits.then(|| Choice { alone: true, ..choice(NOT_SURE, say::NOT_SURE) })
}

fn help(situation: &Situation<'_>, place: QuestionIx) -> Help {
    let texts::Help { lines, letters, words, unsure } = texts::help(situation, place);
    Help { lines, letters_say: say::HELP_LETTER, letters, words_mean: say::HELP_WORDS, words, not_sure: unsure }
}

/// The first screen, a paragraph each, its title first.
fn opening(rules: &model::RuleSet, today: NaiveDate) -> Vec<String> {
    let opening = opening::paragraphs(rules, today, Today::Real);
    let before = [opening.title, opening.purpose, opening.danger.to_owned(), opening.ready.to_owned()];
    before.into_iter().chain(opening.promises).chain(opening.around).collect()
}
