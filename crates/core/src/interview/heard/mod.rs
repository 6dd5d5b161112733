//! From what somebody says or types, a word or a whole story, to answers: understood, offered, or left.
//!
//! A fact is taken only from a wording that can mean nothing else. What fits several answers is offered; what is turned
//! round, wished, threatened, doubted or somebody else's is never taken. The wordings stand in the rules beside the
//! answers they mean. Nothing here waits or keeps anything: the same words on the same day are heard the same.

mod alike;
mod corrected;
mod dated;
mod leaning;
mod mood;
mod named;
mod pieces;
mod taken;

use chrono::NaiveDate;
use serde_yaml::Value;

use super::answers::{Answer, Answers};
use super::reply;
use super::situation::Situation;
use crate::order;
use crate::rules::model::{Condition, Heard, Kind, Question, QuestionIx, RuleSet};
use crate::text::wording::Wording;
use crate::text::words::Word;

pub use alike::tells_about;
pub use taken::{clashes, joined, take, take_back, without};

use corrected::Corrects;
use mood::{Mood, mood, mood_before, mood_in_passing};

/// The most that are offered for one piece: each has one digit.
pub const MOST_OFFERED: usize = 9;

/// The most that are offered for a whole story at its start, for one piece of it, and for a question that takes one answer.
const MOST_OF_A_STORY: usize = 6;
const MOST_OF_A_PIECE: usize = 2;
const MOST_OF_ONE: usize = 2;

/// The longest that is heard at once, in bytes: some ten pages.
pub const LONGEST: usize = 20_000;

/// An answer to a question.
pub type Given = (QuestionIx, Answer);

/// A piece of what was said: what stands between two stops, or on one side of "and" or "but".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// As it was typed.
    pub typed: String,
    /// What it says and can only say.
    pub understood: Vec<Given>,
    /// What it says that was said before, where it says nothing else.
    pub known: Vec<Given>,
    /// What was said before and is taken back by it: an answer of which one is understood in its place, or one of several.
    pub instead: Vec<Given>,
    /// What was said before and may not hold any more: it is to be asked about.
    pub doubted: Vec<Given>,
    /// What else it may say, the likeliest first.
    pub offered: Vec<Given>,
    /// How likely what its own wordings say is meant.
    likely: Vec<(Given, Likely)>,
}

/// How likely an answer is meant: not in doubt or turned round, by a firmer wording, by a longer one.
type Likely = (bool, Sort, usize);

impl Piece {
    /// One of which nothing was made.
    fn lost(typed: &str) -> Piece {
        Piece {
            typed: typed.trim().to_owned(),
            understood: Vec::new(),
            known: Vec::new(),
            instead: Vec::new(),
            doubted: Vec::new(),
            offered: Vec::new(),
            likely: Vec::new(),
        }
    }

    /// Whether nothing at all was made of it.
    pub fn is_lost(&self) -> bool {
        [&self.understood, &self.known, &self.offered, &self.doubted].into_iter().all(Vec::is_empty)
    }
}

/// How firmly a wording gives an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Perhaps,
    WhereAsked,
    Always,
}

/// A wording found in a piece.
#[derive(Debug, Clone)]
struct Hit {
    question: QuestionIx,
    /// The option; none for a date.
    bit: Option<usize>,
    sort: Sort,
    mood: Mood,
    /// The words it named, by their place in the piece.
    named: Vec<usize>,
    /// It only names who it is about.
    passing: bool,
}

/// A piece on the way to be understood.
struct Draft {
    typed: String,
    words: Vec<Word>,
    /// It ends in a question mark, or a "not" before it reaches it.
    asked: bool,
    /// Its sentence speaks of somebody else.
    others: bool,
    /// It puts right what was said before it.
    corrects: Corrects,
    hits: Vec<Hit>,
    /// What it says together with the piece before it.
    leaning: Vec<Given>,
    dates: Vec<dated::Found>,
    areas: Vec<named::Found>,
    understood: Vec<Given>,
    known: Vec<Given>,
    instead: Vec<Given>,
    doubted: Vec<Given>,
    offered: Vec<Given>,
}

impl Draft {
    /// One of which nothing has been made yet.
    fn of(typed: String, words: Vec<Word>, asked: bool, others: bool) -> Draft {
        Draft {
            typed,
            words,
            asked,
            others,
            corrects: Corrects::No,
            hits: Vec::new(),
            leaning: Vec::new(),
            dates: Vec::new(),
            areas: Vec::new(),
            understood: Vec::new(),
            known: Vec::new(),
            instead: Vec::new(),
            doubted: Vec::new(),
            offered: Vec::new(),
        }
    }
}

/// Hears what was typed; `held` are the answers that were given before, `order` the same one by one, the last at the end,
/// as far as that is known.
///
/// What is longer than [`LONGEST`] is one piece of which nothing was made.
pub fn hear(rules: &RuleSet, typed: &str, held: &Answers, order: &[Given], today: NaiveDate) -> Vec<Piece> {
    if typed.len() > LONGEST {
        return vec![Piece::lost(typed)];
    }
    let pieces = hear_facts(rules, typed, held, order, today);
    let walk = super::walk(rules, held, today);
    let Some(question) = walk.next.filter(|next| rules.told_question == Some(*next)) else { return pieces };
    // What puts an answer right is heard there too.
    if pieces.iter().any(|piece| !piece.instead.is_empty() || !piece.doubted.is_empty()) {
        return pieces;
    }
    let offered = tells_about(&walk.situation, typed).into_iter().map(|tell| alike::given(question, tell)).collect();
    vec![Piece { offered, ..Piece::lost(typed) }]
}

fn hear_facts(rules: &RuleSet, typed: &str, held: &Answers, order: &[Given], today: NaiveDate) -> Vec<Piece> {
    let mut drafts = pieces::split(rules, typed, today);
    let ruled_out = ruled_out(rules, &drafts);
    for at in 0..drafts.len() {
        drafts[at].hits = hits(rules, &drafts[..at], &drafts[at], &ruled_out);
        let mut leaning = leaning::hits(rules, &drafts[..=at], &ruled_out);
        drafts[at].leaning = leaning.iter().filter_map(chosen).collect();
        leaning.extend(leaning::listed(rules, &drafts[..=at], &ruled_out));
        drafts[at].hits.extend(leaning);
        corrected::contrasts(&mut drafts[at]);
    }
    corrected::dates(rules, &mut drafts, held, order, today);
    named::find(rules, &mut drafts, today);
    let mut so_far = held.clone();
    plain_facts(rules, &mut drafts, held, order);
    settle(rules, &drafts, &mut so_far, today);
    // One may lead to the question of another.
    while where_asked(rules, &mut drafts, &mut so_far, held, today) {}
    dated::place(rules, &mut drafts, &so_far, held, today);
    let known = drafts.iter().flat_map(|draft| draft.understood.clone()).collect::<Vec<_>>();
    let situation = imagined(rules, &so_far, today);
    alike::told(&situation, &mut drafts);
    for draft in &mut drafts {
        offer(&situation, draft, &known, held);
        // A heading says least.
        for list in [&mut draft.understood, &mut draft.offered] {
            order::by_key(list, |(question, _)| rules.question(*question).heading);
        }
    }
    leaning::leant_on(&mut drafts);
    let weak = |hit: &Hit| hit.sort == Sort::Perhaps && hit.mood == Mood::Doubtful && hit.named.len() == 1;
    let likely = |hit: &Hit| Some((chosen(hit)?, (hit.mood == Mood::Plain, hit.sort, hit.named.len())));
    let dates = |given: &Given| {
        matches!(given.1, Answer::Date(_) | Answer::Area(_)).then_some((*given, (true, Sort::WhereAsked, 1)))
    };
    let whole = |draft: Draft| Piece {
        likely: (draft.hits.iter().filter(|hit| hit.mood != Mood::Turned && !weak(hit)).filter_map(likely))
            .chain(draft.offered.iter().filter_map(dates))
            .collect(),
        typed: draft.typed,
        understood: draft.understood,
        known: draft.known,
        instead: draft.instead,
        doubted: draft.doubted,
        offered: draft.offered,
    };
    drafts.into_iter().map(whole).collect()
}

/// The answers with all that was understood.
pub fn all_taken(rules: &RuleSet, pieces: &[Piece], held: &Answers, today: NaiveDate) -> Answers {
    let mut answers = held.clone();
    for given in pieces.iter().flat_map(|piece| &piece.understood) {
        take(rules, &mut answers, *given, today);
    }
    answers
}

/// A story as it is read back, each answer with the words that say it.
pub struct Story<'p> {
    /// The answers with what is understood.
    pub answers: Answers,
    /// What can mean nothing else.
    pub understood: Vec<(&'p str, Given)>,
    /// What may be meant besides.
    pub perhaps: Vec<(&'p str, Given)>,
    /// What neither was made of.
    pub unclear: Vec<String>,
}

/// Sorts what was heard of a story.
pub fn story<'p>(rules: &RuleSet, pieces: &'p [Piece], held: &Answers, today: NaiveDate) -> Story<'p> {
    let answers = all_taken(rules, pieces, held, today);
    let perhaps = perhaps(rules, pieces, &answers, today);
    let told = |piece: &&Piece| {
        let line = || perhaps.iter().any(|(typed, _)| *typed == piece.typed);
        !piece.understood.is_empty() || !piece.known.is_empty() || line()
    };
    let unclear = pieces.iter().filter(|piece| !told(piece)).map(|piece| piece.typed.clone()).collect();
    let of = |piece: &'p Piece| piece.understood.iter().map(|given| (piece.typed.as_str(), *given));
    Story { answers, understood: pieces.iter().flat_map(of).collect(), perhaps, unclear }
}

/// What a story that is read back may say besides, with the words that may say it, the likeliest first: answers to
/// questions that are asked anyway after `so_far`, of pieces that say nothing for certain. A likeness alone is not
/// enough, and what another line says already is left out.
fn perhaps<'p>(rules: &RuleSet, pieces: &'p [Piece], so_far: &Answers, today: NaiveDate) -> Vec<(&'p str, Given)> {
    let situation = imagined(rules, so_far, today);
    let mut ranked: Vec<(Likely, &Piece, Given)> = Vec::new();
    for piece in pieces {
        for given in piece.offered.iter().filter(|given| situation.holds(&rules.question(given.0).ask_when)) {
            let likely = piece.likely.iter().filter(|(one, _)| one == given).map(|(_, likely)| *likely).max();
            ranked.extend(likely.map(|likely| (likely, piece, *given)));
        }
    }
    // A heading says least: what stands under it says it too.
    order::by_key(&mut ranked, |(likely, _, given)| (rules.question(given.0).heading, std::cmp::Reverse(*likely)));
    let mut with = so_far.clone();
    let mut found: Vec<(&Piece, Given)> = Vec::new();
    for (_, piece, given) in ranked {
        let (question, held) = (rules.question(given.0), with.get(given.0));
        let of_question = found.iter().filter(|(_, other)| other.0 == given.0).count();
        let of_piece = found.iter().filter(|(other, _)| std::ptr::eq(*other, piece)).count();
        let one = !matches!(question.kind, Kind::Several { .. });
        let said = held == Some(joined(question, held, given.1)) || found.iter().any(|(_, other)| *other == given);
        let beside_it = clashes(question, so_far.get(given.0), given.1) || (one && of_question == MOST_OF_ONE);
        if said || beside_it || of_piece == MOST_OF_A_PIECE {
            continue;
        }
        if !clashes(question, held, given.1) {
            take(rules, &mut with, given, today);
        }
        found.push((piece, given));
    }
    found.truncate(MOST_OF_A_STORY);
    found.into_iter().map(|(piece, given)| (piece.typed.as_str(), given)).collect()
}

/// An answer as facts, `question=answer` each.
pub fn written(rules: &RuleSet, (question, answer): Given) -> Vec<String> {
    let id = &rules.question(question).id;
    match Answers::write(rules, question, answer).into() {
        Value::Sequence(all) => all.iter().filter_map(Value::as_str).map(|one| format!("{id}={one}")).collect(),
        one => one.as_str().map(|one| format!("{id}={one}")).into_iter().collect(),
    }
}

/// Which wordings of the rules stand in what was typed, whatever comes of it: for telling which are ever used.
pub fn wordings_in(rules: &RuleSet, typed: &str, today: NaiveDate) -> Vec<(QuestionIx, String)> {
    let drafts = pieces::split(rules, typed, today);
    let mut found = Vec::new();
    for (place, question) in rules.questions() {
        let dates = question.date().map(|date| &date.heard);
        for heard in question.options.iter().map(|option| &option.heard).chain(dates) {
            for wording in heard.wordings() {
                if drafts.iter().any(|draft| !wording.find(&draft.words).is_empty()) {
                    found.push((place, wording.written.clone()));
                }
            }
        }
    }
    found
}

/// The options beside which something else was said that rules their wordings out, wherever it stands.
fn ruled_out(rules: &RuleSet, drafts: &[Draft]) -> Vec<(QuestionIx, usize)> {
    let said = |wording: &Wording| drafts.iter().any(|draft| !wording.find(&draft.words).is_empty());
    let of_question = |(place, question): (QuestionIx, &Question)| -> Vec<(QuestionIx, usize)> {
        let options = question.options.iter().enumerate();
        options.filter(|(_, option)| option.heard.unless.iter().any(said)).map(|(bit, _)| (place, bit)).collect()
    };
    rules.questions().flat_map(of_question).collect()
}

/// Words that stand for somebody who was named before.
const NAMED_BEFORE: [&str; 4] = ["their", "its", "they", "it"];

/// So many pieces back it may have been.
const BACK: usize = 4;

/// Every wording that stands in a piece, of which these stand before.
fn hits(rules: &RuleSet, before: &[Draft], draft: &Draft, ruled_out: &[(QuestionIx, usize)]) -> Vec<Hit> {
    let refers = draft.words.iter().any(|word| NAMED_BEFORE.contains(&word.text.as_str()));
    let back = if refers { before.len().saturating_sub(BACK) } else { before.len() };
    let near = || before[back..].iter().chain([draft]);
    let mut found = Vec::new();
    for (place, question) in rules.questions() {
        for (bit, option) in question.options.iter().enumerate() {
            gather(draft, (place, Some(bit)), &option.heard, ruled_out.contains(&(place, bit)), &mut found);
        }
        // A date is that of the paper in its own piece, so only what stands there rules it out, or whose paper it is.
        if let Some(date) = question.date() {
            let stands = |wording: &Wording| near().any(|draft| !wording.find(&draft.words).is_empty());
            let ruled_out = date.heard.unless.iter().any(stands);
            gather(draft, (place, None), &date.heard, ruled_out, &mut found);
        }
    }
    // "Amended draft plan" is no "draft plan": the longer wording of a question counts.
    let inside = |hit: &Hit, other: &Hit| {
        hit.question == other.question
            && hit.bit != other.bit
            && hit.named.len() < other.named.len()
            && hit.named.iter().all(|word| other.named.contains(word))
    };
    let longest = |hit: &&Hit| !found.iter().any(|other| inside(hit, other));
    found.iter().filter(longest).cloned().collect()
}

fn gather(
    draft: &Draft,
    (question, bit): (QuestionIx, Option<usize>),
    heard: &Heard,
    ruled_out: bool,
    found: &mut Vec<Hit>,
) {
    let lists: [(Sort, bool, &[Wording]); 4] = [
        (Sort::Always, false, &heard.always),
        (Sort::WhereAsked, false, &heard.where_asked),
        (Sort::Always, true, &heard.in_passing),
        (Sort::Perhaps, false, &heard.perhaps),
    ];
    for (sort, passing, list) in lists {
        let sort = if ruled_out { Sort::Perhaps } else { sort };
        for wording in list {
            for one in wording.find(&draft.words) {
                let mood = if passing { mood_in_passing(draft, &one.taken) } else { mood(draft, &one.taken) };
                found.push(Hit { question, bit, sort, mood, named: one.taken, passing });
            }
        }
    }
}

/// Takes what can mean nothing else. What contradicts itself, or what was said before, is left to be asked about.
fn plain_facts(rules: &RuleSet, drafts: &mut [Draft], held: &Answers, order: &[Given]) {
    let plain = |hit: &&Hit| hit.sort == Sort::Always && hit.mood == Mood::Plain;
    for draft in drafts.iter_mut() {
        for given in draft.hits.iter().filter(plain).filter_map(chosen) {
            add(&mut draft.understood, given);
        }
    }
    corrected::facts(rules, drafts, held, order);
    for (place, question) in rules.questions() {
        let all = drafts.iter().flat_map(|draft| &draft.understood).filter(|(other, _)| *other == place);
        let bits = all.fold(0, |bits, (_, answer)| if let Answer::Chosen(one) = answer { bits | one } else { bits });
        if bits == 0 {
            continue;
        }
        let taken_back = drafts.iter().flat_map(|draft| &draft.instead).find(|(other, _)| *other == place);
        let held = taken_back.map_or(held.get(place), |back| without(held.get(place), back.1));
        if reply::allowed(question, bits).is_err() || clashes(question, held, Answer::Chosen(bits)) {
            for draft in drafts.iter_mut() {
                let (of_it, rest) = draft.understood.iter().partition(|(other, _)| *other == place);
                draft.understood = rest;
                let of_it: Vec<Given> = of_it;
                draft.offered.extend(of_it);
            }
        }
    }
}

/// Takes the facts of the pieces together, with what they imply.
fn settle(rules: &RuleSet, drafts: &[Draft], so_far: &mut Answers, today: NaiveDate) {
    for (question, answer) in drafts.iter().flat_map(|draft| &draft.understood) {
        take(rules, so_far, (*question, *answer), today);
    }
}

/// Wordings that mean something only where their question is asked: taken where that is one question. Whether any was.
fn where_asked(rules: &RuleSet, drafts: &mut [Draft], so_far: &mut Answers, held: &Answers, today: NaiveDate) -> bool {
    let mut taken = false;
    for draft in drafts {
        let situation = imagined(rules, so_far, today);
        let fits = |hit: &&Hit| {
            hit.sort == Sort::WhereAsked
                && hit.mood == Mood::Plain
                && situation.holds(&rules.question(hit.question).ask_when)
        };
        let new = |given: &Given| !draft.understood.iter().any(|known| holds(*known, *given));
        let found: Vec<Given> = draft.hits.iter().filter(fits).filter_map(chosen).filter(new).collect();
        let Some((question, _)) = found.first().copied() else { continue };
        if found.iter().any(|(other, _)| *other != question) {
            continue;
        }
        let asked = rules.question(question);
        let before = so_far.get(question).or(held.get(question));
        let mut all = Vec::new();
        for given in found {
            add(&mut all, given);
        }
        let together = all.iter().fold(before, |held, (_, answer)| Some(joined_strictly(held, *answer)));
        let fine = matches!(together, Some(Answer::Chosen(bits)) if reply::allowed(asked, bits).is_ok());
        if fine {
            for given in all {
                take(rules, so_far, given, today);
                add(&mut draft.understood, given);
                taken = true;
            }
        }
    }
    taken
}

fn joined_strictly(held: Option<Answer>, answer: Answer) -> Answer {
    match (held, answer) {
        (Some(Answer::Chosen(one)), Answer::Chosen(other)) => Answer::Chosen(one | other),
        (_, answer) => answer,
    }
}

/// Offers what else a piece may say: what is asked next to what was understood first, then the longer wordings. What was
/// said before is not asked about again, nor what else the same words may mean.
fn offer(situation: &Situation<'_>, draft: &mut Draft, known: &[Given], held: &Answers) {
    let rules = situation.rules;
    let is_known = |given: &Given| {
        let before = held.get(given.0).map(|before| (given.0, before));
        known.iter().chain(&before).any(|known| holds(*known, *given))
    };
    let explained: Vec<&[usize]> = (draft.hits.iter())
        .filter(|hit| hit.mood == Mood::Plain && !hit.passing && chosen(hit).is_some_and(|given| is_known(&given)))
        .map(|hit| hit.named.as_slice())
        .collect();
    let is_explained = |hit: &Hit| {
        let covers = |named: &&[usize]| hit.named.iter().all(|word| named.contains(word));
        hit.sort == Sort::Perhaps && explained.iter().any(covers)
    };
    let mut ranked: Vec<(bool, usize, Given)> = Vec::new();
    for hit in draft.hits.iter().filter(|hit| !is_explained(hit)) {
        let asked = situation.holds(&rules.question(hit.question).ask_when);
        match hit.mood {
            // What only might have been meant rules nothing out when it is turned round.
            Mood::Turned if hit.sort == Sort::Perhaps => {}
            Mood::Turned if draft.doubted.iter().any(|(question, _)| *question == hit.question) => {}
            Mood::Turned => ranked.extend(others(rules, hit).map(|given| (asked, 0, given))),
            _ => ranked.extend(chosen(hit).map(|given| (asked, hit.named.len(), given))),
        }
    }
    // Of what nothing leads to, only what the longest wordings say.
    let longest = ranked.iter().filter(|(asked, ..)| !asked).map(|(_, length, _)| *length).max();
    ranked.retain(|(asked, length, _)| *asked || Some(*length) == longest);
    order::by_key(&mut ranked, |(asked, length, (question, _))| (!asked, std::cmp::Reverse(*length), *question));
    let mut offered = std::mem::take(&mut draft.offered);
    // A piece that was understood is done, but for a date whose paper is not clear; not so one of which only was
    // understood who it is about.
    let in_passing = |given: &Given| draft.hits.iter().any(|hit| hit.passing && chosen(hit) == Some(*given));
    if draft.understood.iter().all(in_passing) {
        offered.extend(ranked.into_iter().map(|(_, _, given)| given));
    }
    let mut seen: Vec<Given> = Vec::new();
    for given in offered {
        if !seen.contains(&given) && !is_known(&given) {
            seen.push(given);
        }
    }
    seen.truncate(MOST_OFFERED);
    if draft.understood.is_empty() && seen.is_empty() && draft.doubted.is_empty() {
        let plain = draft.hits.iter().filter(|hit| hit.mood == Mood::Plain).filter_map(chosen);
        for given in plain.filter(is_known) {
            add(&mut draft.known, given);
        }
    }
    draft.offered = seen;
}

/// Whether one answer says the other.
fn holds(known: Given, given: Given) -> bool {
    known.0 == given.0
        && match (known.1, given.1) {
            (Answer::Chosen(known), Answer::Chosen(given)) => known & given == given,
            (Answer::Told(known), Answer::Told(given)) => given.without(known).is_none(),
            (known, given) => known == given,
        }
}

/// The other answers to a question that takes one: what is left where one is ruled out.
fn others<'r>(rules: &'r RuleSet, hit: &Hit) -> impl Iterator<Item = Given> + 'r {
    let (question, ruled_out) = (hit.question, hit.bit);
    let asked = rules.question(question);
    let bits = 0..if asked.kind == Kind::One && ruled_out.is_some() { asked.options.len() } else { 0 };
    bits.filter(move |bit| Some(*bit) != ruled_out).map(move |bit| (question, Answer::Chosen(1 << bit)))
}

fn chosen(hit: &Hit) -> Option<Given> {
    Some((hit.question, Answer::Chosen(1 << hit.bit?)))
}

/// Adds an answer; what a question takes several of is one answer.
fn add(list: &mut Vec<Given>, given: Given) {
    match list.iter_mut().find(|(question, _)| *question == given.0) {
        Some((_, held)) => *held = joined_strictly(Some(*held), given.1),
        None => list.push(given),
    }
}

/// What the answers amount to if what is asked next and was not said is as "I am not sure" takes it: only to tell which
/// questions the rest leads to.
fn imagined<'r>(rules: &'r RuleSet, answers: &Answers, today: NaiveDate) -> Situation<'r> {
    let mut situation = Situation::new(rules, today);
    for (place, question) in rules.questions() {
        let usual = matches!(question.kind, Kind::One | Kind::Area) && situation.holds(&question.ask_when);
        if let Some(answer) = answers.get(place).or(usual.then_some(Answer::NotSure)) {
            situation.put(place, answer);
        }
    }
    situation
}

/// Whether a question is asked of everybody in the land these rules are for.
fn of_everybody(rules: &RuleSet, question: QuestionIx) -> bool {
    match &rules.question(question).ask_when {
        Condition::All(all) => all.is_empty(),
        Condition::Chose(other, _) => Some(*other) == rules.area_question,
        _ => false,
    }
}
