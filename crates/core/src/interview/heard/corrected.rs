//! Corrections: "sorry, the 12th", "I mean November", "no, it was the school", "not X, Y".
//!
//! A correction takes the place of the last thing of its kind. Where it is not certain which that is, it is asked about.

use chrono::{Datelike, NaiveDate};

use super::dated::{DATE, Found};
use super::{Draft, Given, Mood, Sort, clashes};
use crate::dates::{Span, read, say};
use crate::interview::reply::{self, FutureDates};
use crate::interview::{Answer, Answers};
use crate::rules::model::{Kind, Options, QuestionIx, RuleSet};
use crate::text::wording::may_pass;
use crate::text::words::{Stop, Word};

/// How a piece begins that puts right what was said before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Corrects {
    /// It does not.
    No,
    /// "Sorry", "I mean": what stands in the place of something of the same kind.
    Puts,
    /// "No": the last thing was wrong, of whatever kind.
    Denies,
}

/// Words that mean nothing where a piece begins.
const FILLERS: [&str; 9] = ["oh", "um", "er", "erm", "ah", "well", "so", "and", "but"];

/// How the words begin, and how many of them only say that something is put right.
fn begins(words: &[Word]) -> (Corrects, usize) {
    let (mut found, mut length, mut at) = (Corrects::No, 0, 0);
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    while at < words.len() {
        let stops = words[at].stop != Stop::None;
        let (how, taken) = match (text(at), text(at + 1)) {
            ("no", "sorry" | "wait" | "actually" | "hang") => (Corrects::Denies, 1),
            ("no", "i") if matches!(text(at + 2), "mean" | "meant") => (Corrects::Denies, 1),
            ("no" | "wrong", _) if stops => (Corrects::Denies, 1),
            ("wait" | "actually", _) if stops => (Corrects::Puts, 1),
            ("sorry" | "correction" | "oops" | "apologies", _) => (Corrects::Puts, 1),
            ("i", "mean" | "meant") | ("my", "mistake") | ("make" | "scrub", "that") | ("hang", "on") => {
                (Corrects::Puts, 2)
            }
            (word, _) if FILLERS.contains(&word) => (Corrects::No, 1),
            _ => break,
        };
        at += taken;
        found = found.max(how);
        if how != Corrects::No {
            length = at;
        }
    }
    (found, length.min(words.len()))
}

/// Takes the words that only say that something is put right from the pieces, and marks these.
pub(super) fn open(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::with_capacity(drafts.len());
    let (mut next, mut waits) = (Corrects::No, None);
    for mut draft in drafts {
        let after_question = out.last().is_some_and(|before| before.asked);
        let (how, length) = begins(&draft.words);
        // "Mediation? No, not yet" answers.
        let how = if after_question && how == Corrects::Denies { Corrects::No } else { how };
        if how != Corrects::No && length == draft.words.len() {
            next = next.max(how);
            waits = Some(draft);
            continue;
        }
        if how != Corrects::No {
            let from = draft.words[length].from - draft.words[0].from;
            draft.typed.drain(..from);
            draft.words.drain(..length);
        }
        draft.corrects = how.max(std::mem::replace(&mut next, Corrects::No));
        waits = None;
        out.push(draft);
    }
    // "The 12th, sorry".
    match (out.last_mut(), waits) {
        (Some(last), Some(_)) => last.corrects = last.corrects.max(next),
        (None, Some(alone)) => out.push(alone),
        _ => {}
    }
    out
}

/// "Refusal to issue, not refusal to assess" in one piece: what stands before the "not" is plain.
pub(super) fn contrasts(draft: &mut Draft) {
    let Some(not) = draft.words.iter().position(|word| word.text == "not") else { return };
    let side = |hit: &super::Hit| {
        let before = hit.named.iter().all(|word| *word < not);
        let behind = hit.named.iter().all(|word| *word > not)
            && hit
                .named
                .first()
                .is_some_and(|first| draft.words[not + 1..*first].iter().all(|word| may_pass(&word.text)));
        (before, behind)
    };
    let turned: Vec<(QuestionIx, Option<usize>)> =
        draft.hits.iter().filter(|hit| side(hit).1 && hit.bit.is_some()).map(|hit| (hit.question, hit.bit)).collect();
    let plain: Vec<usize> = (draft.hits.iter().enumerate())
        .filter(|(_, hit)| side(hit).0 && hit.mood == Mood::Turned)
        .filter(|(_, hit)| turned.iter().any(|(question, bit)| *question == hit.question && *bit != hit.bit))
        .map(|(at, _)| at)
        .collect();
    plain.into_iter().for_each(|at| draft.hits[at].mood = Mood::Plain);
}

/// Takes back what facts put right: in earlier pieces, or of what was said before.
pub(super) fn facts(rules: &RuleSet, drafts: &mut [Draft], held: &Answers, order: &[Given]) {
    for at in 0..drafts.len() {
        let corrects = drafts[at].corrects != Corrects::No;
        for (question, answer) in drafts[at].understood.clone() {
            let Answer::Chosen(new) = answer else {
                council(&mut drafts[at], (question, answer), held.get(question));
                continue;
            };
            let asked = rules.question(question);
            let turned = turned(&drafts[at.saturating_sub(1)..(at + 2).min(drafts.len())], question) & !new;
            // What goes: what was turned round, or the one answer that only one can be.
            let goes = |old: Answer| match old {
                Answer::Chosen(old) if turned & old != 0 => turned & old,
                Answer::Chosen(old) if corrects && clashes(asked, Some(Answer::Chosen(old)), answer) => old & !new,
                _ => 0,
            };
            for before in &mut drafts[..at] {
                before.understood.retain_mut(|(other, old)| {
                    let going = if *other == question { goes(*old) } else { 0 };
                    if let Answer::Chosen(bits) = old {
                        *bits &= !going;
                        return *bits != 0;
                    }
                    true
                });
            }
            let going = held.get(question).map_or(0, goes);
            if going != 0 {
                drafts[at].instead.push((question, Answer::Chosen(going)));
            }
        }
    }
    // "They have not refused": what was said before is turned round, and nothing stands in its place.
    for at in 0..drafts.len() {
        let against = |(question, held): (QuestionIx, Answer)| {
            let Answer::Chosen(bits) = held else { return None };
            let said = drafts.iter().any(|draft| draft.understood.iter().any(|(other, _)| *other == question));
            let bits = turned(&drafts[at..=at], question) & bits;
            (bits != 0 && !said).then_some((question, Answer::Chosen(bits)))
        };
        let doubted: Vec<Given> = held.held().filter_map(against).collect();
        drafts[at].doubted.extend(doubted);
    }
    for at in 0..drafts.len() {
        let draft = &drafts[at];
        // A date alone puts a date right.
        if draft.corrects != Corrects::Denies || !draft.instead.is_empty() || !says_something(draft) {
            continue;
        }
        let before = drafts[..at].iter().rposition(|draft| !draft.understood.is_empty());
        // A heading says least: what was heard with it is what is denied.
        let last = order.iter().rev().find(|(question, _)| !rules.question(*question).heading).or(order.last());
        match (before, last) {
            (Some(before), _) => {
                let said = std::mem::take(&mut drafts[before].understood);
                drafts[before].offered.extend(said);
            }
            (None, Some((question, said))) => {
                let again = drafts[at].understood.iter().any(|(other, _)| other == question);
                if !again && matches!(said, Answer::Chosen(_)) && !drafts[at].doubted.contains(&(*question, *said)) {
                    drafts[at].doubted.push((*question, *said));
                }
            }
            (None, None) => {}
        }
    }
}

/// Another council than the one said before is offered, unless it puts that one right.
fn council(draft: &mut Draft, given: Given, held: Option<Answer>) {
    let other = |old: &Answer| matches!(given.1, Answer::Area(_)) && *old != given.1 && *old != Answer::NotSure;
    let Some(old) = held.filter(other) else { return };
    if draft.corrects != Corrects::No {
        draft.instead.push((given.0, old));
    } else {
        draft.understood.retain(|other| *other != given);
        draft.offered.push(given);
    }
}

fn says_something(draft: &Draft) -> bool {
    draft.hits.iter().any(|hit| hit.bit.is_some())
}

/// The options of a question that firm wordings name with a "not".
fn turned(drafts: &[Draft], question: QuestionIx) -> Options {
    let hits = drafts.iter().flat_map(|draft| &draft.hits);
    hits.filter(|hit| hit.question == question && hit.mood == Mood::Turned && hit.sort == Sort::Always)
        .filter_map(|hit| hit.bit)
        .fold(0, |bits, bit| bits | 1 << bit)
}

/// A date of which only some was said.
#[derive(Debug, Clone)]
enum Part {
    /// "The 12th".
    Day(String),
    /// "2026".
    Year(i32),
    Date(Found),
}

/// The dates that a piece says and nothing else: what is so, and what is not ("the 12th, not the 2nd").
fn only_dates(draft: &Draft) -> Option<(Vec<Part>, Vec<Part>)> {
    let (mut so, mut not_so) = (Vec::new(), Vec::new());
    let named: Vec<usize> =
        draft.hits.iter().filter(|hit| hit.bit.is_none()).flat_map(|hit| hit.named.iter().copied()).collect();
    let mut turned = false;
    for (at, word) in draft.words.iter().enumerate() {
        let part = match word.text.as_str() {
            DATE => Some(Part::Date(draft.dates.get(nth_date(draft, at))?.clone())),
            text if is_day(text) => Some(Part::Day(text.to_owned())),
            text if text.len() == 4 && text.starts_with("20") => Some(Part::Year(text.parse().ok()?)),
            "not" if is_not_a_date(&draft.words[at + 1..]) => {
                turned = true;
                None
            }
            "date" | "dated" | "should" => None,
            text if named.contains(&at) || may_pass(text) => None,
            _ => return None,
        };
        if let Some(part) = part {
            if turned { not_so.push(part) } else { so.push(part) }
        }
    }
    Some((so, not_so))
}

/// "Not on the 2nd", and no "not been in since March".
fn is_not_a_date(behind: &[Word]) -> bool {
    let first = behind.iter().map(|word| word.text.as_str()).find(|word| !matches!(*word, "the" | "on" | "dated"));
    first.is_some_and(|word| word == DATE || is_day(word) || word.starts_with("20"))
}

fn nth_date(draft: &Draft, at: usize) -> usize {
    draft.words[..at].iter().filter(|word| word.text == DATE).count()
}

/// "12th", "second".
fn is_day(word: &str) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|end| word.ends_with(end))
        && read::read(&format!("{word} january 2024"), NaiveDate::default()).is_ok_and(|read| read.span.is_exact())
}

/// Puts right dates of which only the new one is said, with as much of the old one as was left out.
pub(super) fn dates(rules: &RuleSet, drafts: &mut Vec<Draft>, held: &Answers, order: &[Given], today: NaiveDate) {
    let mut at = 0;
    // "Not the 2nd, the 12th": what is not so stands in a piece of its own.
    let mut denied: Vec<Part> = Vec::new();
    while at < drafts.len() {
        let Some((so, mut not_so)) = only_dates(&drafts[at]) else {
            denied.clear();
            at += 1;
            continue;
        };
        if so.is_empty() && !not_so.is_empty() && at + 1 < drafts.len() {
            denied = not_so;
            drafts.remove(at);
            continue;
        }
        not_so.append(&mut denied);
        // "The 12th, not the 2nd".
        if let Some((true, mut behind)) = drafts.get(at + 1).and_then(only_dates).map(|(so, not)| (so.is_empty(), not))
            && !behind.is_empty()
        {
            not_so.append(&mut behind);
            drafts.remove(at + 1);
        }
        let corrects = drafts[at].corrects != Corrects::No || !not_so.is_empty();
        match so.as_slice() {
            [new] if corrects && in_text(drafts, at, new, today) => continue,
            [new] if corrects => in_answers(rules, &mut drafts[at], (new, &not_so), held, order, today),
            _ => {}
        }
        at += 1;
    }
}

/// A date said before in the same words takes the new one, and the piece is part of that one.
fn in_text(drafts: &mut Vec<Draft>, at: usize, new: &Part, today: NaiveDate) -> bool {
    let named = papers(&drafts[at]);
    let same = |draft: &Draft| named.is_empty() || papers(draft).iter().any(|paper| named.contains(paper));
    let Some(before) = drafts[..at].iter().rposition(|draft| !draft.dates.is_empty()).filter(|at| same(&drafts[*at]))
    else {
        return false;
    };
    let Some(old) = drafts[before].dates.last().map(|found| found.reading.span) else { return false };
    let Some(span) = completed(new, old, today).pop() else { return false };
    let typed = drafts.remove(at).typed;
    let draft = &mut drafts[before];
    draft.typed = format!("{}, {typed}", draft.typed);
    if let Some(found) = draft.dates.last_mut() {
        found.put(span);
    }
    true
}

/// The papers and events that a piece names.
fn papers(draft: &Draft) -> Vec<QuestionIx> {
    draft.hits.iter().filter(|hit| hit.bit.is_none()).map(|hit| hit.question).collect()
}

/// A date that was said before takes the new one; where it may be several, all are offered.
fn in_answers(
    rules: &RuleSet,
    draft: &mut Draft,
    (new, not_so): (&Part, &[Part]),
    held: &Answers,
    order: &[Given],
    today: NaiveDate,
) {
    let dates = |(question, answer): (QuestionIx, Answer)| match answer {
        Answer::Date(span) if matches!(rules.question(question).kind, Kind::Date(_)) => Some((question, span)),
        _ => None,
    };
    let named = papers(draft);
    // The last one that was said comes first.
    let mut may: Vec<(QuestionIx, Span)> = order.iter().rev().copied().filter_map(dates).collect();
    may.extend(held.held().filter_map(dates).filter(|one| !order.iter().any(|(other, _)| *other == one.0)));
    if !named.is_empty() {
        may.retain(|(question, _)| named.contains(question));
    }
    let denied =
        |span: &Span| not_so.iter().any(|part| completed(part, *span, today).iter().any(|not| not.from == span.from));
    let mut certain = may.len() == 1 || order.last().is_some_and(|last| dates(*last).is_some());
    if may.iter().any(|(_, span)| denied(span)) {
        may.retain(|(_, span)| denied(span));
        certain = may.len() == 1;
    }
    if certain {
        may.truncate(1);
    }
    let mut fits: Vec<(Given, Span)> = Vec::new();
    for (question, old) in may {
        for span in completed(new, old, today) {
            let typed = format!("{}..{}", span.from, span.to);
            let mut without = held.clone();
            without.clear(question);
            if let Ok(read) = reply::date(rules, question, &typed, &without, today, FutureDates::AsAsked) {
                fits.push(((question, Answer::Date(read.span)), old));
            }
        }
    }
    if fits.is_empty() {
        return;
    }
    draft.dates.clear();
    match fits.as_slice() {
        [(given, old)] if certain => {
            draft.understood.push(*given);
            if given.1 != Answer::Date(*old) {
                draft.instead.push((given.0, Answer::Date(*old)));
            }
        }
        several => draft.offered.extend(several.iter().map(|(given, _)| *given)),
    }
}

/// What a part of a date is, with the rest of the old one: for a month the same day in it, or all of it.
fn completed(part: &Part, old: Span, today: NaiveDate) -> Vec<Span> {
    match part {
        Part::Day(day) => {
            let read = read::read(&format!("{day} {}", say::month(old.from)), today);
            read.ok().map(|read| read.span).into_iter().collect()
        }
        Part::Year(year) => {
            let (from, to) = (old.from.with_year(*year), old.to.with_year(*year));
            from.zip(to).map(|(from, to)| Span { from, to }).into_iter().collect()
        }
        Part::Date(found) => {
            let span = found.reading.span;
            if !found.reading.year_guessed {
                return vec![span];
            }
            let in_year = |day: NaiveDate| day.with_year(old.from.year()).unwrap_or(day);
            let span = Span { from: in_year(span.from), to: in_year(span.to) };
            let whole_month = span.from.month() == span.to.month() && !span.is_exact() && old.is_exact();
            let day = span.from.with_day(old.from.day()).filter(|_| whole_month).map(Span::exact);
            day.into_iter().chain([span]).collect()
        }
    }
}
