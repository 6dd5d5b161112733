//! What is told in other words than a wording has: beliefs, and answers, whose own words stand in a piece; and the person's
//! own question, by what the rules have to say about it. They are only ever offered.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Draft, Given};
use crate::interview::told::Told;
use crate::interview::{Answer, Situation};
use crate::order;
use crate::rules::model::{QuestionIx, RuleSet, Tell, TellIx};
use crate::text::wording::{TURNS, may_pass};
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
/// So much of how well something fits rests on how like one phrase of it is; the rest, on all its words together.
const ONE_PHRASE: f64 = 0.4;
/// A word that stands in the answer alone counts so much.
const IN_THE_ANSWER: f64 = 0.67;
/// What is often heard here counts so much more.
const OFTEN_HEARD: f64 = 1.25;
/// A word that stands in none of the texts counts as so much of one that stands in one of them: it may be by the way.
const STRANGE: f64 = 0.25;

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
        let may_hear = MayHear::of(situation);
        for draft in drafts.iter_mut().filter(|draft| asks(draft)) {
            let found = may_hear.about(&[in_both(rules, &words(&draft.typed))]);
            draft.offered.extend(found.into_iter().map(|tell| given(question, tell)));
        }
    }
}

/// What the rules have to say about a story or a question of one's own, the likeliest first: about each sentence by
/// itself, and all of it together.
pub fn tells_about(situation: &Situation<'_>, typed: &str) -> Vec<TellIx> {
    let words = words(typed);
    let sentences = words.split_inclusive(|word| word.stop >= Stop::End);
    let asked = sentences.chain([words.as_slice()]).map(|words| in_both(situation.rules, words));
    let asked: Vec<Vec<String>> = asked.filter(|stems| !stems.is_empty()).collect();
    if asked.is_empty() { Vec::new() } else { MayHear::of(situation).about(&asked) }
}

pub(super) fn given(question: QuestionIx, tell: TellIx) -> Given {
    (question, Answer::Told(Told::default().with(tell)))
}

/// What the rules have to say of one thing, by its stems.
struct Text {
    /// As it is told, and as it is asked for: one phrase each.
    phrases: Vec<Vec<String>>,
    /// The answer to it.
    says: Vec<String>,
}

/// All that the rules have to say, and what of it is right for somebody.
struct MayHear {
    texts: Vec<Text>,
    /// How much it counts here; nothing where it is not for this person.
    counts: Vec<f64>,
}

impl MayHear {
    fn of(situation: &Situation<'_>) -> MayHear {
        let rules = situation.rules;
        let stems = |text: &String| in_both(rules, &words(text));
        let text = |tell: &Tell| Text {
            phrases: std::iter::once(&tell.told).chain(&tell.asked).map(stems).collect(),
            says: stems(&tell.says),
        };
        let count = |tell: &Tell| match situation.holds(&tell.when) {
            true if situation.is_shown(tell) => OFTEN_HEARD,
            true => 1.0,
            false => 0.0,
        };
        MayHear { texts: rules.tells.iter().map(text).collect(), counts: rules.tells.iter().map(count).collect() }
    }

    /// What is about any of what is asked, the likeliest first.
    fn about(&self, asked: &[Vec<String>]) -> Vec<TellIx> {
        let parts = self.texts.iter().map(|text| text.phrases.iter().chain([&text.says]));
        let weights = Weights::of(parts);
        let of_all = asked.iter().map(|asked| weights.all(asked)).fold(0.0, f64::max);
        // A short sentence among long ones says little: "No plan yet."
        let heed = |asked: &[String]| (weights.all(asked) / of_all).sqrt();
        let fits = |text: &Text| asked.iter().map(|asked| heed(asked) * weights.fit(text, asked)).fold(0.0, f64::max);
        let counting = self.texts.iter().zip(&self.counts);
        let scores: Vec<f64> =
            counting.map(|(text, count)| if *count > 0.0 { count * fits(text) } else { 0.0 }).collect();
        let enough =
            scores.iter().copied().fold(ENOUGH_FOR_A_QUESTION / NEAR_THE_LIKELIEST, f64::max) * NEAR_THE_LIKELIEST;
        let near = scores.into_iter().map(|score| if score >= enough { score } else { 0.0 });
        likeliest(near, MOST_FOR_A_QUESTION).into_iter().map(|at| TellIx(at as u16)).collect()
    }
}

/// Whether it is a question, which is no answer to one.
fn asks(draft: &Draft) -> bool {
    let last = draft.words.last().is_some_and(|word| word.stop == Stop::Asked);
    last || draft.words.first().is_some_and(|word| ASKS.contains(&word.text.as_str()))
}

/// How much each stem tells.
struct Weights<'t> {
    rare: BTreeMap<&'t str, f64>,
    strange: f64,
}

impl<'t> Weights<'t> {
    fn of<P: Iterator<Item = &'t Vec<String>>>(texts: impl ExactSizeIterator<Item = P>) -> Weights<'t> {
        let strange = STRANGE * (texts.len() as f64 + 1.0).ln();
        Weights { rare: rareness(texts), strange }
    }

    fn one(&self, stem: &str) -> f64 {
        self.rare.get(stem).copied().unwrap_or(self.strange)
    }

    fn all(&self, stems: &[String]) -> f64 {
        stems.iter().map(|stem| self.one(stem)).sum()
    }

    /// How well a text fits what is asked: by how much of the weight of that stands in it, where the answer counts less,
    /// and by how like its likest phrase is, where one word alone counts half.
    fn fit(&self, text: &Text, asked: &[String]) -> f64 {
        let all = self.all(asked);
        let counts = |stem: &String| match text.phrases.iter().any(|phrase| phrase.contains(stem)) {
            true => self.one(stem),
            false if text.says.contains(stem) => self.one(stem) * IN_THE_ANSWER,
            false => 0.0,
        };
        let share = asked.iter().map(counts).sum::<f64>() / all;
        let like = |phrase: &Vec<String>, fewest: usize| {
            let both: Vec<&String> = phrase.iter().filter(|stem| asked.contains(stem)).collect();
            let weight: f64 = both.iter().map(|stem| self.one(stem)).sum();
            if both.len() < fewest { 0.0 } else { weight / (self.all(phrase) * all).sqrt() }
        };
        let likest = |fewest| text.phrases.iter().map(|phrase| like(phrase, fewest)).fold(0.0, f64::max);
        (1.0 - ONE_PHRASE) * share + ONE_PHRASE / 2.0 * (likest(1) + likest(FEWEST))
    }
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

/// How rare each stem is: the fewer texts have it, the more it tells.
fn rareness<'t, P: Iterator<Item = &'t Vec<String>>>(
    texts: impl ExactSizeIterator<Item = P>,
) -> BTreeMap<&'t str, f64> {
    let mut count: BTreeMap<&str, f64> = BTreeMap::new();
    let all = texts.len() as f64 + 1.0;
    for text in texts {
        let of_text: BTreeSet<&str> = text.flatten().map(String::as_str).collect();
        of_text.into_iter().for_each(|stem| *count.entry(stem).or_default() += 1.0);
    }
    count.values_mut().for_each(|count| *count = (all / *count).ln());
    count
}

fn clauses(rules: &RuleSet, text: &str) -> Clauses {
    let words = rules.forms.one_name(words(text));
    let ends = |word: &Word| word.stop != Stop::None;
    words.split_inclusive(ends).map(stems).filter(|stems| !stems.is_empty()).collect()
}

/// The words of a text that tell something: by the others nothing is found.
pub fn telling(text: &str) -> String {
    let words = words(text).into_iter().map(|word| word.text).filter(|word| tells(word));
    words.collect::<Vec<_>>().join(" ")
}

fn tells(word: &str) -> bool {
    !may_pass(word) && !COMMON.contains(&word) && !REPORTS.contains(&word)
}

/// The words that tell something, without their endings.
fn stems(words: &[Word]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in words.iter().map(|word| word.text.as_str()) {
        let stem = if TURNS.contains(&word) { "not" } else { stem(word) };
        if tells(word) && !found.iter().any(|other| other == stem) {
            found.push(stem.to_owned());
        }
    }
    found
}

/// The stems of words as they stand and by their one name: "annual review" is a review too.
fn in_both(rules: &RuleSet, words: &[Word]) -> Vec<String> {
    let mut found = stems(words);
    for stem in stems(&rules.forms.one_name(words.to_vec())) {
        if !found.contains(&stem) {
            found.push(stem);
        }
    }
    found
}

/// "Needs", "needed" and "needing" are one word, and so are "assess" and "assessment", "refuse" and "refusal".
fn stem(word: &str) -> &str {
    const ENDINGS: [&str; 12] =
        ["ations", "ation", "ments", "ment", "ions", "ion", "ings", "ing", "als", "al", "ed", "es"];
    let long = |ending: &&str| {
        word.strip_suffix(*ending).filter(|stem| stem.len() > 3 || (ending.len() < 4 && stem.len() > 2))
    };
    let short =
        |word| ["ies", "s"].iter().find_map(|ending| str::strip_suffix(word, ending).filter(|stem| stem.len() > 2));
    let cut = ENDINGS.iter().find_map(long).or_else(|| short(word)).unwrap_or(word);
    let cut =
        ["e", "y", "i"].iter().find_map(|ending| cut.strip_suffix(ending).filter(|stem| stem.len() > 2)).unwrap_or(cut);
    // "Stopped" as "stop".
    let last = cut.as_bytes();
    match last {
        [.., one, other] if one == other && cut.len() > 3 && !b"aeiousl".contains(one) => &cut[..cut.len() - 1],
        _ => cut,
    }
}
