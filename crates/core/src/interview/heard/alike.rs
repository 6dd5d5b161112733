//! What the rules have to say about what somebody passes on or asks. It is only ever offered.

use std::cmp::Reverse;

use super::{Draft, Given};
use crate::interview::told::Told;
use crate::interview::{Answer, Situation};
use crate::order;
use crate::rules::model::{QuestionIx, Tell, TellIx};
use crate::text::search::{REPORTS, in_both};
use crate::text::words::{Stop, words};

/// The most that are offered for a question.
const MOST_FOR_A_QUESTION: usize = 4;
/// So well it has to fit at least,
const ENOUGH_FOR_A_QUESTION: f64 = 0.15;
/// and so well beside the likeliest.
const NEAR_THE_LIKELIEST: f64 = 0.5;
/// What is right for somebody and seldom heard by such people counts so much of what is.
const SELDOM_HEARD: f64 = 0.4;
/// Words with which a question begins.
const ASKS: [&str; 24] = [
    "can", "could", "do", "does", "did", "is", "are", "am", "was", "were", "has", "have", "must", "should", "may",
    "will", "would", "how", "who", "what", "when", "where", "which", "why",
];

/// The beliefs whose words stand in a piece that passes on what somebody said, and those that a question is about.
pub(super) fn told(situation: &Situation<'_>, drafts: &mut [Draft]) {
    let rules = situation.rules;
    let Some(question) = rules.told_question else { return };
    let mut passed_on = false;
    let reporting: Vec<bool> = drafts
        .iter()
        .map(|draft| {
            passed_on |= draft.words.iter().any(|word| REPORTS.contains(&word.text.as_str()));
            let ends = draft.words.last().is_some_and(|word| word.stop >= Stop::End);
            if ends { std::mem::take(&mut passed_on) } else { passed_on }
        })
        .collect();
    for (draft, reports) in drafts.iter_mut().zip(reporting) {
        let most = match (asks(draft), reports && !draft.others) {
            (true, _) => MOST_FOR_A_QUESTION,
            (false, true) => 1,
            (false, false) => 0,
        };
        if most > 0 {
            let found = about(situation, &[in_both(&rules.forms, &words(&draft.typed))], most);
            draft.offered.extend(found.into_iter().map(|tell| given(question, tell)));
        }
    }
}

/// What the rules have to say about a story or a question of one's own, the likeliest first: about each sentence by
/// itself, and all of it together.
pub fn tells_about(situation: &Situation<'_>, typed: &str) -> Vec<TellIx> {
    let words = words(typed);
    let sentences = words.split_inclusive(|word| word.stop >= Stop::End);
    let asked = sentences.chain([words.as_slice()]).map(|words| in_both(&situation.rules.forms, words));
    let asked: Vec<Vec<String>> = asked.filter(|stems| !stems.is_empty()).collect();
    if asked.is_empty() { Vec::new() } else { about(situation, &asked, MOST_FOR_A_QUESTION) }
}

pub(super) fn given(question: QuestionIx, tell: TellIx) -> Given {
    (question, Answer::Told(Told::default().with(tell)))
}

/// What the rules have to say about any of what is asked, the likeliest first, and no more than `most`.
fn about(situation: &Situation<'_>, asked: &[Vec<String>], most: usize) -> Vec<TellIx> {
    let rules = situation.rules;
    let counts = |(tell, fits): (&Tell, f64)| match situation.holds(&tell.when) {
        true if situation.is_shown(tell) => fits,
        true => SELDOM_HEARD * fits,
        false => 0.0,
    };
    let scores: Vec<f64> = rules.tells.iter().zip(rules.search().fits(asked)).map(counts).collect();
    let enough = scores.iter().map(|score| score * NEAR_THE_LIKELIEST).fold(ENOUGH_FOR_A_QUESTION, f64::max);
    let near = scores.into_iter().map(|score| if score >= enough { score } else { 0.0 });
    likeliest(near, most).into_iter().map(|at| TellIx(at as u16)).collect()
}

/// Whether it is a question, which is no answer to one.
fn asks(draft: &Draft) -> bool {
    let last = draft.words.last().is_some_and(|word| word.stop == Stop::Asked);
    last || draft.words.first().is_some_and(|word| ASKS.contains(&word.text.as_str()))
}

/// The places of the highest scores, of equals the first, and none of nothing.
fn likeliest(scores: impl Iterator<Item = f64>, most: usize) -> Vec<usize> {
    let mut found: Vec<(usize, f64)> = scores.enumerate().filter(|(_, score)| *score > 0.0).collect();
    // What is above nothing is in the order of its bits.
    order::by_key(&mut found, |(_, score)| Reverse(score.to_bits()));
    found.into_iter().take(most).map(|(at, _)| at).collect()
}
