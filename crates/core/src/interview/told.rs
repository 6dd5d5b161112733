//! What a person was told, of all that people are told: an answer of its own, as there may be hundreds to choose from.

use super::answers::Answer;
use super::problem::Problem;
use super::reply::{self, Shown};
use crate::rules::MOST_TELLS;
use crate::rules::model::{RuleSet, TellIx};
use crate::text;

/// The word for "none of these" in files and flags.
pub const NONE: &str = "none";

/// "None of these", as it is shown.
pub const NONE_OF_THESE: &str = "None of these";

const BITS: usize = u64::BITS as usize;

/// A set of tells; the empty one is "none of these".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Told([u64; MOST_TELLS / BITS]);

impl Told {
    /// The set with `tell` added.
    #[must_use]
    pub fn with(mut self, tell: TellIx) -> Told {
        self.0[tell.at() / BITS] |= 1 << (tell.at() % BITS);
        self
    }

    /// Both sets together.
    #[must_use]
    pub fn and(mut self, other: Told) -> Told {
        self.0.iter_mut().zip(other.0).for_each(|(bits, more)| *bits |= more);
        self
    }

    /// What is in this set and not in the other.
    #[must_use]
    pub fn without(mut self, other: Told) -> Told {
        self.0.iter_mut().zip(other.0).for_each(|(bits, gone)| *bits &= !gone);
        self
    }

    /// Whether `tell` is in the set.
    pub fn contains(&self, tell: TellIx) -> bool {
        self.0[tell.at() / BITS] & 1 << (tell.at() % BITS) != 0
    }

    /// The tells of the set, in the order of the files.
    pub fn iter(&self) -> impl Iterator<Item = TellIx> + '_ {
        (0..MOST_TELLS).map(|at| TellIx(at as u16)).filter(|tell| self.contains(*tell))
    }

    /// Whether it is "none of these".
    pub fn is_none(&self) -> bool {
        *self == Told::default()
    }
}

/// The tells with these ids; `none` and `not-sure` stand alone for none of them.
///
/// # Errors
/// The first id that no tell has, or `none` beside others.
pub fn of_ids(rules: &RuleSet, ids: &[String]) -> Result<Result<Told, Problem>, String> {
    let none = |id: &String| id == NONE || reply::not_sure(id);
    if ids.iter().any(none) {
        let alone = ids.len() == 1;
        return Ok(if alone { Ok(Told::default()) } else { Err(none_and_more()) });
    }
    let tell = |id: &String| rules.tells.iter().position(|tell| tell.id == *id).ok_or_else(|| id.clone());
    ids.iter().try_fold(Told::default(), |told, id| Ok(told.with(TellIx(tell(id)? as u16)))).map(Ok)
}

/// An answer from a list of what may have been told, with what was told before and is not in that list: a question of
/// one's own may have found it. Any other answer as it is.
pub fn beside(answer: Answer, held: Option<Answer>, shown: &[Shown]) -> Answer {
    let (Answer::Told(new), Some(Answer::Told(old))) = (answer, held) else { return answer };
    let listed = |tell: &TellIx| shown.iter().any(|(place, _)| *place == tell.at());
    Answer::Told(old.iter().filter(|tell| !listed(tell)).fold(new, Told::with))
}

/// Reads what was typed where what may have been told is shown so, "none of these" last.
///
/// # Errors
/// What is wrong with it, for the person to put right.
pub fn typed(rules: &RuleSet, typed: &str, shown: &[Shown]) -> Result<Told, Problem> {
    if typed.is_empty() || reply::not_sure(typed) {
        return Ok(Told::default());
    }
    let chosen: Vec<&Shown> = match reply::numbers(typed) {
        Some(numbers) => {
            let numbered = |number: usize| number.checked_sub(1).and_then(|at| shown.get(at));
            let missing = Problem::NoSuchNumber { last: shown.len() };
            numbers
                .into_iter()
                .map(|number| numbered(number).ok_or_else(|| missing.clone()))
                .collect::<Result<_, _>>()?
        }
        None => {
            let ids: Vec<String> = typed.split([',', ';', ' ']).map(|id| id.trim().to_lowercase()).collect();
            let ids: Vec<String> = ids.into_iter().filter(|id| !id.is_empty()).collect();
            match of_ids(rules, &ids) {
                Ok(told) => return told,
                Err(_) => vec![by_words(typed, shown)?],
            }
        }
    };
    let none = |(place, _): &&&Shown| *place == rules.tells.len();
    match (chosen.iter().any(|shown| none(&shown)), chosen.len()) {
        (true, 1) => Ok(Told::default()),
        (true, _) => Err(none_and_more()),
        (false, _) => Ok(chosen.iter().fold(Told::default(), |told, (place, _)| told.with(TellIx(*place as u16)))),
    }
}

fn none_and_more() -> Problem {
    Problem::NoneAndMore { alone: NONE_OF_THESE.into() }
}

/// The one that begins with what was typed.
fn by_words<'s>(typed: &str, shown: &'s [Shown]) -> Result<&'s Shown, Problem> {
    let typed = typed.to_lowercase();
    let found: Vec<&Shown> =
        shown.iter().filter(|(_, label)| reply::begins_so(&label.to_lowercase(), &typed)).collect();
    match found.as_slice() {
        [] => {
            let labels = shown.iter().map(|(_, label)| label.as_str());
            Err(Problem::NoSuchOption { near: text::nearest(&typed, labels).map(str::to_owned) })
        }
        [one] => Ok(one),
        several => Err(Problem::Ambiguous { fits: several.iter().map(|(_, label)| label.clone()).collect() }),
    }
}
