//! How what was found stands in its clause: as a plain fact, in doubt, or turned round.

use super::Draft;
use crate::text::wording::TURNS;
use crate::text::words::Word;

/// How what was found stands in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mood {
    /// As a plain fact.
    Plain,
    /// As a wish, a threat, a question, somebody else's case.
    Doubtful,
    /// With a "not".
    Turned,
}

/// Words that make what stands in their clause a wish, a threat, a plan, a doubt or a report.
const DOUBTS: [&str; 51] = [
    "want", "wants", "wanting", "wanted", "wish", "hope", "hoping", "like", "if", "whether", "unless", "might", "may",
    "could", "would", "should", "will", "going", "gonna", "threatening", "threatened", "threaten", "threatens",
    "warned", "warning", "warns", "maybe", "perhaps", "probably", "possibly", "thinking", "considering", "worried",
    "worry", "scared", "afraid", "fear", "expect", "expecting", "likely", "until", "told", "unsure", "rumour", "soon",
    "instead", "can", "must", "shall", "try", "trying",
];

/// Words behind which a clause of its own begins.
pub(super) const CLAUSES: [&str; 10] =
    ["because", "although", "though", "while", "whilst", "when", "after", "before", "where", "since"];

/// Those without whom something is done.
const WHOM: [&str; 9] = ["me", "us", "him", "her", "them", "my", "our", "anyone", "anybody"];

/// A "not" so many words behind what it turns still turns it.
const BEHIND: usize = 3;

/// How the words at these places stand in their clause.
pub(super) fn mood(draft: &Draft, named: &[usize]) -> Mood {
    mood_within(draft, named, BEHIND)
}

/// How words stand that name in passing who it is about: only what is told of others, and a "not" right before them, is
/// about them.
pub(super) fn mood_in_passing(draft: &Draft, named: &[usize]) -> Mood {
    let first = named.first().copied().unwrap_or_default();
    // "Not my son": one small word may stand between.
    let before = &draft.words[first.saturating_sub(2)..first];
    if draft.others || before.iter().any(|word| TURNS.contains(&word.text.as_str())) {
        Mood::Doubtful
    } else {
        Mood::Plain
    }
}

/// The same, by what stands before them.
pub(super) fn mood_before(draft: &Draft, named: &[usize]) -> Mood {
    mood_within(draft, named, 0)
}

fn mood_within(draft: &Draft, named: &[usize], behind: usize) -> Mood {
    let (Some(&first), Some(&last)) = (named.first(), named.last()) else { return Mood::Plain };
    let words = &draft.words;
    let is = |at: usize, list: &[&str]| list.contains(&words[at].text.as_str());
    let start = (0..first).rev().find(|at| is(*at, &CLAUSES)).unwrap_or(0);
    // "They moved him without telling me" says that they did, and so does "without telling me they moved him".
    let by_the_way = |at: usize| {
        let done_to = |(_, word): &(usize, &Word)| {
            let text = word.text.as_str();
            WHOM.contains(&text) || (text.ends_with("ing") && !matches!(text, "being" | "having" | "waiting"))
        };
        let then = words.iter().enumerate().skip(at + 1).take(2).find(done_to);
        words[at].text == "without" && then.is_some_and(|(then, _)| !(at..=then).any(|at| named.contains(&at)))
    };
    let end = (last + 1..words.len()).find(|at| is(*at, &CLAUSES)).unwrap_or(words.len());
    let free = |at: &usize| !named.contains(at);
    let turned = (start..(last + 1 + behind).min(end)).filter(free).any(|at| is(at, &TURNS) && !by_the_way(at));
    if turned {
        return Mood::Turned;
    }
    let about_to = words[start..first].windows(2).any(|two| two[0].text == "about" && two[1].text == "to");
    // "Will not assess" is no threat, but what was decided.
    let refuses = |at: usize| named.contains(&(at + 1)) && words.get(at + 1).is_some_and(|word| word.text == "not");
    let doubtful =
        about_to || (start..(last + 1 + behind).min(end)).filter(free).any(|at| is(at, &DOUBTS) && !refuses(at));
    if doubtful || draft.asked || draft.others { Mood::Doubtful } else { Mood::Plain }
}
