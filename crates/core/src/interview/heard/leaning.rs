//! A clause that leans on the one before it: "we asked for an assessment, and they refused"; and what stands in a list, of
//! which only the first has the verb: "we complained to the council and the NHS".

use super::mood::Mood;
use super::{Draft, Hit, QuestionIx, Sort, hits as hits_of, holds};
use crate::rules::model::RuleSet;
use crate::text::wording::may_pass;
use crate::text::words::Stop;

/// Who answers, and how: these may stand before what a leaning clause says, beside small words.
const ANSWERS: [&str; 12] =
    ["council", "panel", "letter", "wrote", "written", "came", "back", "then", "later", "again", "which", "sadly"];

/// The wordings that begin in the clause before the last and end in the last, by their words in the last. The last has
/// nothing of its own that it may be about: "and they refused transport" leans on nothing.
pub(super) fn hits(rules: &RuleSet, drafts: &[Draft], ruled_out: &[(QuestionIx, usize)]) -> Vec<Hit> {
    let [earlier @ .., before, last] = drafts else { return Vec::new() };
    // "Applied in May. It was refused": the day stands between.
    let leant_on = || before.words.iter().filter(|word| word.text != super::dated::DATE);
    let first = leant_on().count();
    let words = leant_on().chain(&last.words).cloned().collect();
    let both = Draft::of(String::new(), words, before.asked || last.asked, before.others || last.others);
    let own = |at: usize, taken: &[usize]| {
        let word = both.words[at].text.as_str();
        !taken.contains(&at) && !may_pass(word) && word != super::dated::DATE && !ANSWERS.contains(&word)
    };
    let leans = |hit: &Hit| {
        let reaches = hit.named.iter().any(|at| *at < first) && hit.named.iter().any(|at| *at >= first);
        let end = (first..both.words.len()).find(|at| super::mood::CLAUSES.contains(&both.words[*at].text.as_str()));
        reaches && !(first..end.unwrap_or(both.words.len())).any(|at| own(at, &hit.named))
    };
    let here = |hit: Hit| Hit { named: hit.named.iter().filter_map(|at| at.checked_sub(first)).collect(), ..hit };
    hits_of(rules, earlier, &both, ruled_out).into_iter().filter(leans).map(here).collect()
}

/// Verbs after which a list of things stands.
const HAVING: [&str; 6] = ["has", "have", "had", "got", "with", "gets"];

/// A list is so many pieces long at most, and what stands in it so many words.
const LIST: usize = 3;
const IN_A_LIST: usize = 6;

/// What the last piece says after the verb of one before it in its sentence, where it says nothing for certain by itself.
/// It stands in the place of a thing that was named there, of which it gives another answer to the same question; or behind
/// a "has", and then nothing else stands in it.
pub(super) fn listed(rules: &RuleSet, drafts: &[Draft], ruled_out: &[(QuestionIx, usize)]) -> Vec<Hit> {
    let Some((last, before)) = drafts.split_last() else { return Vec::new() };
    let says = |hit: &Hit| hit.sort != Sort::Perhaps && hit.mood == Mood::Plain && !hit.passing;
    if last.words.len() > IN_A_LIST || last.hits.iter().any(says) {
        return Vec::new();
    }
    let goes_on = |draft: &&Draft| draft.words.last().is_some_and(|word| word.stop < Stop::End);
    for first in before.iter().rev().take(LIST).take_while(goes_on) {
        let verbs = first.words.iter().enumerate().filter(|(_, word)| HAVING.contains(&word.text.as_str()));
        let after = verbs.map(|(at, _)| (at + 1, None));
        let things = first.hits.iter().filter(|hit| says(hit) && hit.bit.is_some());
        let instead = things.flat_map(|hit| hit.named.iter().skip(1).map(|at| (*at, Some((hit.question, hit.bit)))));
        for (cut, instead) in after.chain(instead) {
            let words = first.words[..cut].iter().chain(&last.words).cloned().collect();
            let both = Draft::of(String::new(), words, first.asked || last.asked, first.others || last.others);
            let fits = |hit: &Hit| {
                let reaches = hit.named.iter().any(|at| *at < cut) && hit.named.iter().any(|at| *at >= cut);
                let all_of_it =
                    || (cut..both.words.len()).all(|at| hit.named.contains(&at) || may_pass(&both.words[at].text));
                let other = match instead {
                    Some((question, bit)) => hit.question == question && hit.bit != bit,
                    None => all_of_it(),
                };
                says(hit) && hit.bit.is_some() && reaches && other
            };
            let here = |hit: Hit| Hit { named: hit.named.iter().filter_map(|at| at.checked_sub(cut)).collect(), ..hit };
            let found: Vec<Hit> = hits_of(rules, &[], &both, ruled_out).into_iter().filter(fits).map(here).collect();
            if !found.is_empty() {
                return found;
            }
        }
    }
    Vec::new()
}

/// A piece of which nothing was made but by the one that leans on it says what that one says.
pub(super) fn leant_on(drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let (before, last) = drafts.split_at_mut(at);
        let (before, last) = (&mut before[at - 1], &last[0]);
        let lost =
            [&before.understood, &before.known, &before.offered, &before.doubted].iter().all(|list| list.is_empty());
        if lost {
            let said = last.leaning.iter().filter(|given| last.understood.iter().any(|known| holds(*known, **given)));
            before.known = said.copied().collect();
        }
    }
}
