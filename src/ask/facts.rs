//! `/facts`: several facts at once. Each is said back in words; what is not clear is asked about, or named.

use super::desk::split_key;
use super::session::{Halt, Session};
use super::{Reply, Showing, View};
use crate::cases::Known;
use crate::render::question as screens;
use signpost_core::interview::facts::{self, Fact};
use signpost_core::interview::{Answer, Walk, statement, walk};
use signpost_core::rules::model::{Condition, QuestionIx};
use signpost_core::text;
use signpost_render::messages::{self as say, fill};
use signpost_render::problem;

/// So many answers are offered for a fact that is not clear; more are as good as none.
const MOST: usize = 9;

impl<'r> Session<'_, 'r> {
    /// Takes the facts in; then the question that is still open is asked.
    pub(super) fn facts(&mut self, typed: &str) -> Result<(), Halt> {
        let mut unclear = Vec::new();
        let mut dates = Vec::new();
        for phrase in typed.split([',', ';']).map(str::trim).filter(|phrase| !phrase.is_empty()) {
            if !self.fact(phrase, &mut dates)? {
                unclear.push(phrase);
            }
        }
        // What was not clear may be so now that the others are known.
        for phrase in unclear {
            if !self.fact(phrase, &mut dates)? {
                self.which(phrase, &mut dates)?;
            }
        }
        for (question, known) in dates {
            self.known(question, known)?;
        }
        Err(Halt::Moved(None))
    }

    /// Takes one fact if it is clear.
    fn fact(&mut self, phrase: &str, dates: &mut Vec<(QuestionIx, Option<Known>)>) -> Result<bool, Halt> {
        let walk = self.guess();
        let fact = match split_key(phrase, true) {
            (_, None) => facts::read(&walk, &self.answers, self.place, phrase),
            (rest, known) => match facts::read(&walk, &self.answers, self.place, rest) {
                Fact::Answer(question, answer @ Answer::Date(_)) => {
                    self.take_fact(rest, question, answer)?;
                    dates.push((question, known));
                    return Ok(true);
                }
                _ => facts::read(&walk, &self.answers, self.place, phrase),
            },
        };
        let Fact::Answer(question, answer) = fact else { return Ok(false) };
        self.take_fact(phrase, question, answer)?;
        if matches!(answer, Answer::Date(_)) {
            dates.push((question, None));
        }
        Ok(true)
    }

    /// Where the answers lead if what is asked of everybody is taken as usual: only to tell likely answers from others.
    fn guess(&self) -> Walk<'r> {
        let (rules, mut answers) = (self.start.rules, self.answers.clone());
        for (place, question) in rules.questions() {
            let always = matches!(&question.ask_when, Condition::All(all) if all.is_empty());
            if always && answers.get(place).is_none() {
                answers.set(place, Answer::NotSure);
            }
        }
        walk(rules, &answers, self.start.today)
    }

    /// Asks which of several answers is meant, or says what is wrong.
    fn which(&mut self, phrase: &str, dates: &mut Vec<(QuestionIx, Option<Known>)>) -> Result<(), Halt> {
        let walk = self.guess();
        let found = match facts::read(&walk, &self.answers, self.place, phrase) {
            Fact::Several(found) if found.len() <= MOST => found,
            Fact::Wrong(question, wrong) => {
                let said = problem::message(&wrong, walk.situation.rules.question(question));
                return self.note(&fill(say::FACT_WRONG, &[("fact", phrase), ("problem", &said)]));
            }
            Fact::Undated => return self.note(&fill(say::FACT_DATE, &[("fact", phrase)])),
            _ => return self.note(&fill(say::FACT_UNKNOWN, &[("fact", phrase)])),
        };
        let option = |(question, answer): &(QuestionIx, Answer)| {
            let said = statement::of_answer(&walk.situation, *question, *answer);
            format!("{} ({})", said.trim_end_matches('.'), walk.situation.rules.question(*question).id)
        };
        let options: Vec<String> = found.iter().map(option).collect();
        let view = View {
            heading: Some(fill(say::FACT_WHICH, &[("fact", phrase)])),
            keys: vec![format!("{} {}", say::FACT_KEYS, say::KEYS)],
            options,
            choose_one: true,
            ..View::default()
        };
        let mut showing = Showing::Whole;
        loop {
            match self.asker.ask(&view, showing)? {
                Reply::Leave => return self.leave(),
                Reply::Stop => self.stop()?,
                Reply::Help => self.note(say::FACT_HELP)?,
                Reply::Typed(typed) if !typed.trim().is_empty() => {
                    let at = typed.trim().trim_end_matches('.').parse::<usize>().ok();
                    if let Some((question, answer)) = at.and_then(|at| found.get(at.checked_sub(1)?)) {
                        self.take_fact(phrase, *question, *answer)?;
                        if matches!(answer, Answer::Date(_)) {
                            dates.push((*question, None));
                        }
                        return Ok(());
                    }
                    let message = fill(say::ONE_OF, &[("last", &found.len().to_string())]);
                    self.asker.say(&screens::fault(&message, &typed, self.asker.style()))?;
                    showing = Showing::Keys;
                }
                _ => return self.note(&fill(say::FACT_LEFT, &[("fact", phrase)])),
            }
        }
    }

    fn take_fact(&mut self, phrase: &str, question: QuestionIx, answer: Answer) -> Result<(), Halt> {
        let asked = self.start.rules.question(question);
        let answer = facts::joined(asked, self.answers.get(question), answer);
        if !self.holds(question, answer)? {
            return Ok(());
        }
        self.echo_fact(Some(phrase), question, answer)
    }

    /// Takes an answer, says it back, asks how it is known.
    pub(super) fn take(
        &mut self,
        phrase: Option<&str>,
        question: QuestionIx,
        answer: Answer,
        known: Option<Known>,
    ) -> Result<(), Halt> {
        self.echo_fact(phrase, question, answer)?;
        if matches!(answer, Answer::Date(_)) { self.known(question, known) } else { Ok(()) }
    }

    fn echo_fact(&mut self, phrase: Option<&str>, question: QuestionIx, answer: Answer) -> Result<(), Halt> {
        let implied = facts::implied(self.start.rules, &self.answers, question);
        self.answers.set(question, answer);
        for (other, answer) in &implied {
            self.answers.set(*other, *answer);
        }
        // What is said may turn on these very answers.
        let walk = self.walk();
        let said = statement::of_answer(&walk.situation, question, answer);
        let mut lines = vec![match phrase {
            Some(phrase) => fill(say::FACT_SAID, &[("fact", phrase), ("said", &said)]),
            None => fill(say::SAID, &[("said", &text::lower_first(&said))]),
        }];
        for (other, answer) in implied {
            lines.push(fill(say::FACT_SO, &[("said", &statement::of_answer(&walk.situation, other, answer))]));
        }
        let style = self.asker.style();
        let said: String = lines.iter().map(|line| style.paragraph(line) + "\n").collect();
        self.asker.say(&said)?;
        self.drop_impossible_dates()
    }
}
