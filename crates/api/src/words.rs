//! What words mean, and why something is asked or advised.

use chrono::NaiveDate;
use signpost_core::interview::reply::FutureDates;
use signpost_core::interview::{statement, walk};
use signpost_core::rules::laws_behind;
use signpost_core::rules::model::Word;
use signpost_core::text;

use crate::Api;
use crate::refusal::Refusal;
use crate::reply::{Why, WordMeans, Words};
use crate::request::{WhyOf, WordOf};

impl<'r> Api<'r> {
    /// What a word means.
    ///
    /// # Errors
    /// No word is called so.
    pub fn word(&self, of: &WordOf) -> Result<Words<'r>, Refusal> {
        let rules = self.rules;
        let found = rules.words_called(&of.word);
        if found.is_empty() {
            let near = text::nearest(&of.word, rules.words.iter().flat_map(Word::names));
            return Err(Refusal::unknown("word", of.word.trim(), near));
        }
        let means = |word: &'r Word| WordMeans { word: &word.term, also: &word.also, means: &word.means };
        Ok(Words { words: found.into_iter().map(means).collect() })
    }

    /// Why a question is asked, or why the suggested step is suggested.
    ///
    /// # Errors
    /// There is no such question, a fact is wrong, or a question is still open before there is a step.
    pub fn why(&self, today: NaiveDate, of: &WhyOf) -> Result<Why<'r>, Refusal> {
        let Some(id) = &of.question else {
            let plan = self.plan(&of.facts, today)?;
            let route = plan.step();
            let rung = plan.leading_rung().map(|rung| plan.walk.situation.say(&rung.because));
            let because = plan.because.iter();
            let said = because.map(|ground| statement::of(&plan.walk.situation, ground.question).into_owned());
            return Ok(Why {
                of: &route.id,
                says: rung.into_iter().chain(said).collect(),
                sources: self.sources(&route.law),
            });
        };
        let place = self.place(id)?;
        let answers = self.held(&of.facts, today, FutureDates::AsAsked)?;
        let situation = walk(self.rules, &answers, today).situation;
        let asked = self.rules.question(place);
        Ok(Why {
            of: &asked.id,
            says: vec![situation.say(&asked.why)],
            sources: self.sources(&laws_behind(self.rules, place)),
        })
    }
}
