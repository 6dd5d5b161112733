//! A clause that leans on the one before it: "we asked for an assessment, and they refused".

use super::{Draft, Hit, QuestionIx, hits as hits_of, holds};
use crate::rules::model::RuleSet;
use crate::text::wording::may_pass;

/// Who answers, and how: these may stand before what a leaning clause says, beside small words.
const ANSWERS: [&str; 12] =
    ["council", "panel", "letter", "wrote", "written", "came", "back", "then", "later", "again", "which", "sadly"];

/// The wordings that begin in the clause before the last and end in the last, by their words in the last. The last has
/// nothing of its own that it may be about: "and they refused transport" leans on nothing.
pub(super) fn hits(rules: &RuleSet, drafts: &[Draft], ruled_out: &[(QuestionIx, usize)]) -> Vec<Hit> {
    let [.., before, last] = drafts else { return Vec::new() };
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
        let end = (first..both.words.len()).find(|at| super::CLAUSES.contains(&both.words[*at].text.as_str()));
        reaches && !(first..end.unwrap_or(both.words.len())).any(|at| own(at, &hit.named))
    };
    let here = |hit: Hit| Hit { named: hit.named.iter().filter_map(|at| at.checked_sub(first)).collect(), ..hit };
    hits_of(rules, &both, ruled_out).into_iter().filter(leans).map(here).collect()
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
