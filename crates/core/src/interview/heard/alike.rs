//! What is told in other words than a wording has: beliefs, and answers, whose own words stand in a piece; and the person's
//! own question, by what the rules have to say about it. They are only ever offered.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Draft, Given};
use crate::interview::told::Told;
use crate::interview::{Answer, Situation};
use crate::order;
use crate::rules::model::{QuestionIx, RuleSet, TellIx};
use crate::text::wording::{TURNS, may_pass};
use crate::text::words::{Stop, Word, words};

/// The most of one kind that are offered for a piece.
const MOST: usize = 3;
/// So many words have to be the same.
const FEWEST: usize = 2;
/// So much of a clause has to be said, by the weight of its words.
const ENOUGH: f64 = 0.6;

/// The most that are offered for a question.
const MOST_FOR_A_QUESTION: usize = 5;
/// So much of the weight of a question has to stand in what is offered for it.
const ENOUGH_OF_A_QUESTION: f64 = 0.3;

/// Words with which a question begins.
const ASKS: [&str; 24] = [
    "can", "could", "do", "does", "did", "is", "are", "am", "was", "were", "has", "have", "must", "should", "may",
    "will", "would", "how", "who", "what", "when", "where", "which", "why",
];

/// Words by which something is passed on that somebody said.
pub(super) const REPORTS: [&str; 17] = [
    "told", "tell", "tells", "telling", "say", "says", "said", "saying", "claim", "claims", "claimed", "insist",
    "insists", "insisted", "apparently", "reckon", "reckons",
];

/// Words that tell nothing apart between two sentences.
const COMMON: [&str; 25] = [
    "can", "will", "would", "could", "should", "must", "may", "or", "and", "but", "if", "so", "because", "with",
    "from", "by", "about", "what", "which", "who", "when", "one", "any", "some", "want",
];

/// A text to be found: its clauses, by the stems of their words.
type Clauses = Vec<Vec<String>>;

/// The beliefs whose words stand in a piece that passes on what somebody said, and those that a question is about. Where
/// what was told is asked next, each piece is one or the other.
pub(super) fn told(situation: &Situation<'_>, next: Option<QuestionIx>, drafts: &mut [Draft]) {
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
    let here = next == Some(question);
    let tell = |at: usize| (question, Answer::Told(Told::default().with(TellIx(at as u16))));
    if reporting.contains(&true) {
        let texts: Vec<Clauses> = rules.tells.iter().map(|tell| clauses(rules, &tell.told)).collect();
        let rare = rareness(&texts);
        for (draft, _) in drafts.iter_mut().zip(&reporting).filter(|(draft, reports)| **reports && !draft.others) {
            draft.offered.extend(alike(&texts, &rare, &stems(&draft.words)).into_iter().map(tell));
        }
    }
    if here || drafts.iter().any(asks) {
        let may_hear: Vec<usize> =
            (0..rules.tells.len()).filter(|at| situation.holds(&rules.tells[*at].when)).collect();
        let whole = |text: &str| stems(&rules.forms.one_name(words(text)));
        let texts: Vec<Clauses> = (may_hear.iter().map(|at| &rules.tells[*at]))
            .map(|tell| vec![whole(&tell.told), whole(&tell.says)])
            .collect();
        let rare = rareness(&texts);
        for draft in drafts.iter_mut().filter(|draft| here || asks(draft)) {
            let found = about(&texts, &rare, &stems(&draft.words));
            draft.offered.extend(found.into_iter().map(|at| tell(may_hear[at])));
            // Where that is what was asked for, a question says nothing else.
            if here && asks(draft) {
                draft.hits.clear();
            }
        }
    }
}

/// Whether it is a question, which is no answer to one.
fn asks(draft: &Draft) -> bool {
    let last = draft.words.last().is_some_and(|word| word.stop == Stop::Asked);
    last || draft.words.first().is_some_and(|word| ASKS.contains(&word.text.as_str()))
}

/// The texts that are about what is asked, the likeliest first: what is told counts whole, and the answer to it by half.
fn about(texts: &[Clauses], rare: &BTreeMap<&str, f64>, asked: &[String]) -> Vec<usize> {
    // A word that stands in none of them tells most: then none may be about it.
    let rarest = (texts.len() as f64 + 1.0).ln();
    let weight = |stem: &String| rare.get(stem.as_str()).copied().unwrap_or(rarest);
    let all: f64 = asked.iter().map(weight).sum();
    let in_text = |text: &Clauses| {
        let in_clause = |at: usize, stem: &String| text.get(at).is_some_and(|clause| clause.contains(stem));
        let counts = |stem: &String| match (in_clause(0, stem), in_clause(1, stem)) {
            (true, _) => weight(stem),
            (false, true) => weight(stem) / 2.0,
            (false, false) => 0.0,
        };
        asked.iter().map(counts).sum::<f64>()
    };
    let scores = texts.iter().map(in_text).map(|score| if score >= ENOUGH_OF_A_QUESTION * all { score } else { 0.0 });
    likeliest(scores, MOST_FOR_A_QUESTION)
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
    let rare = rareness(&texts);
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

/// How rare each stem is: the fewer texts have it, the more it tells.
fn rareness(texts: &[Clauses]) -> BTreeMap<&str, f64> {
    let mut count: BTreeMap<&str, f64> = BTreeMap::new();
    for text in texts {
        let of_text: BTreeSet<&str> = text.iter().flatten().map(String::as_str).collect();
        of_text.into_iter().for_each(|stem| *count.entry(stem).or_default() += 1.0);
    }
    let all = texts.len() as f64 + 1.0;
    count.values_mut().for_each(|count| *count = (all / *count).ln());
    count
}

fn clauses(rules: &RuleSet, text: &str) -> Clauses {
    let words = rules.forms.one_name(words(text));
    let ends = |word: &Word| word.stop != Stop::None;
    words.split_inclusive(ends).map(stems).filter(|stems| !stems.is_empty()).collect()
}

/// The words that tell something, without their endings.
fn stems(words: &[Word]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in words.iter().map(|word| word.text.as_str()) {
        let stem = if TURNS.contains(&word) { "not" } else { stem(word) };
        let tells = !may_pass(word) && !COMMON.contains(&word) && !REPORTS.contains(&word);
        if tells && !found.iter().any(|other| other == stem) {
            found.push(stem.to_owned());
        }
    }
    found
}

/// "Needs", "needed" and "needing" are one word.
fn stem(word: &str) -> &str {
    let endings = ["ing", "ed", "es", "s", "e"];
    let cut = endings.iter().find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.len() > 2));
    cut.unwrap_or(word)
}
