//! What is told in other words than a wording has: beliefs, and answers, whose own words stand in a piece; and the person's
//! own question, by what the rules have to say about it. They are only ever offered.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Draft, Given};
use crate::interview::told::Told;
use crate::interview::{Answer, Situation};
use crate::order;
use crate::rules::model::{QuestionIx, RuleSet, Tell, TellIx};
use crate::text::search::{REPORTS, in_both, rareness, stems};
use crate::text::words::{Stop, Word, words};

/// The most of one kind that are offered for a piece.
const MOST: usize = 3;
/// So many words have to be the same.
const FEWEST: usize = 2;
/// So much of a clause has to be said, by the weight of its words.
const ENOUGH: f64 = 0.6;

/// The most that are offered for a question.
const MOST_FOR_A_QUESTION: usize = 4;
/// So well it has to fit at least,
const ENOUGH_FOR_A_QUESTION: f64 = 0.15;
/// and so well beside the likeliest.
const NEAR_THE_LIKELIEST: f64 = 0.5;
/// What is often heard here counts so much more.
const OFTEN_HEARD: f64 = 1.25;
/// Words with which a question begins.
const ASKS: [&str; 24] = [
    "can", "could", "do", "does", "did", "is", "are", "am", "was", "were", "has", "have", "must", "should", "may",
    "will", "would", "how", "who", "what", "when", "where", "which", "why",
];

/// A text to be found: its clauses, by the stems of their words.
type Clauses = Vec<Vec<String>>;

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
    if reporting.contains(&true) {
        let said = |tell: &Tell| {
            let said = std::iter::once(&tell.told).chain(&tell.asked);
            said.flat_map(|text| clauses(rules, text)).collect()
        };
        let texts: Vec<Clauses> = rules.tells.iter().map(said).collect();
        let rare = rareness(texts.iter().map(|clauses| clauses.iter()));
        for (draft, _) in drafts.iter_mut().zip(&reporting).filter(|(draft, reports)| **reports && !draft.others) {
            let found = alike(&texts, &rare, &stems(&draft.words));
            draft.offered.extend(found.into_iter().map(|at| given(question, TellIx(at as u16))));
        }
    }
    if drafts.iter().any(asks) {
        for draft in drafts.iter_mut().filter(|draft| asks(draft)) {
            let found = about(situation, &[in_both(&rules.forms, &words(&draft.typed))]);
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
    if asked.is_empty() { Vec::new() } else { about(situation, &asked) }
}

pub(super) fn given(question: QuestionIx, tell: TellIx) -> Given {
    (question, Answer::Told(Told::default().with(tell)))
}

/// What the rules have to say about any of what is asked, the likeliest first.
fn about(situation: &Situation<'_>, asked: &[Vec<String>]) -> Vec<TellIx> {
    let rules = situation.rules;
    let counts = |(tell, fits): (&Tell, f64)| match situation.holds(&tell.when) {
        true if situation.is_shown(tell) => OFTEN_HEARD * fits,
        true => fits,
        false => 0.0,
    };
    let scores: Vec<f64> = rules.tells.iter().zip(rules.search().fits(asked)).map(counts).collect();
    let enough = scores.iter().map(|score| score * NEAR_THE_LIKELIEST).fold(ENOUGH_FOR_A_QUESTION, f64::max);
    let near = scores.into_iter().map(|score| if score >= enough { score } else { 0.0 });
    likeliest(near, MOST_FOR_A_QUESTION).into_iter().map(|at| TellIx(at as u16)).collect()
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

/// The answers to what is asked whose own words stand in a piece of which nothing else was made.
pub(super) fn answers(situation: &Situation<'_>, drafts: &mut [Draft]) {
    let rules = situation.rules;
    let lost = |draft: &Draft| {
        draft.understood.is_empty()
            && draft.offered.is_empty()
            && draft.hits.is_empty()
            && !draft.others
            && !asks(draft)
    };
    if !drafts.iter().any(lost) {
        return;
    }
    let mut given: Vec<Given> = Vec::new();
    let mut texts: Vec<Clauses> = Vec::new();
    for (place, question) in rules.questions().filter(|(_, question)| situation.holds(&question.ask_when)) {
        for (bit, option) in question.options.iter().enumerate().filter(|(_, option)| !option.none) {
            given.push((place, Answer::Chosen(1 << bit)));
            texts.push(clauses(rules, &option.label));
        }
    }
    let rare = rareness(texts.iter().map(|clauses| clauses.iter()));
    for draft in drafts.iter_mut().filter(|draft| lost(draft)) {
        let found = alike(&texts, &rare, &stems(&draft.words));
        draft.offered.extend(found.into_iter().map(|at| given[at]));
    }
}

/// The texts of which a clause is said, the likeliest first.
fn alike(texts: &[Clauses], rare: &BTreeMap<&str, f64>, said: &[String]) -> Vec<usize> {
    let weight = |stem: &&String| rare.get(stem.as_str()).copied().unwrap_or_default();
    let of_clause = |clause: &Vec<String>| {
        let same: Vec<&String> = clause.iter().filter(|stem| said.contains(stem)).collect();
        let (common, all): (f64, f64) = (same.iter().map(weight).sum(), clause.iter().map(|stem| weight(&stem)).sum());
        let enough = same.len() >= FEWEST && common >= ENOUGH * all;
        if enough { common * common / all } else { 0.0 }
    };
    let best = |text: &Clauses| text.iter().map(of_clause).fold(0.0, f64::max);
    likeliest(texts.iter().map(best), MOST)
}

fn clauses(rules: &RuleSet, text: &str) -> Clauses {
    let words = rules.forms.one_name(words(text));
    let ends = |word: &Word| word.stop != Stop::None;
    words.split_inclusive(ends).map(stems).filter(|stems| !stems.is_empty()).collect()
}
