//! Time limits found by words: what an adviser says of one, and not its id.

use super::situation::Situation;
use crate::dates::limit::{Amount, Term};
use crate::rules::model::{Deadline, DeadlineIx, Start, Who};
use crate::text;

/// The time limits in whose name, length, law or dates all the words stand: those whose name holds them before the rest.
pub fn find(situation: &Situation<'_>, words: &str) -> Vec<DeadlineIx> {
    let typed = stems(words);
    // The plainest first: the one that hangs on the fewest dates, and has the shortest name.
    let plain = |place: &DeadlineIx| {
        let deadline = situation.rules.deadline(*place);
        (deadline.needs.len(), deadline.label.len())
    };
    let fitting = |texts: &dyn Fn(&Deadline) -> Vec<String>| -> Vec<DeadlineIx> {
        let fits = |deadline: &Deadline| {
            let all: Vec<String> = texts(deadline).iter().flat_map(|text| stems(text)).collect();
            within(&typed, &all)
        };
        let found = situation.rules.shown_deadlines().filter(|(_, deadline)| fits(deadline)).map(|(place, _)| place);
        let mut found: Vec<DeadlineIx> = found.collect();
        crate::order::by_key(&mut found, plain);
        found
    };
    let own = |deadline: &Deadline| {
        let mut lengths = Vec::new();
        each_length(&deadline.limit.term, &mut lengths);
        let mut texts =
            vec![deadline.id.replace('-', " "), situation.say(&deadline.label), situation.say(&deadline.must)];
        texts.extend(lengths);
        texts.push(acts(deadline.who).to_owned());
        texts
    };
    let named = fitting(&own);
    if !named.is_empty() {
        return named;
    }
    fitting(&|deadline| {
        let rules = situation.rules;
        let mut texts = own(deadline);
        texts.extend(deadline.law.iter().map(|law| rules.laws[law.at()].cite.clone()));
        texts.extend(deadline.asks.iter().chain(&deadline.exceptions).map(|said| situation.say(said)));
        let dates = deadline.needs.iter().filter_map(|question| rules.question(*question).date());
        texts.extend(dates.flat_map(|date| {
            std::iter::once(date.called.clone()).chain(date.heard.wordings().map(|wording| wording.example()))
        }));
        texts
    })
}

/// The most limits that are offered for words that fit none.
const MOST_NEAR: usize = 5;

/// The time limits in whose name most of these words stand, for words that fit none.
pub fn nearest(situation: &Situation<'_>, words: &str) -> Vec<DeadlineIx> {
    let typed = stems(words);
    let mut found: Vec<(usize, DeadlineIx)> = Vec::new();
    for (place, deadline) in situation.rules.shown_deadlines() {
        let said = [deadline.id.replace('-', " "), situation.say(&deadline.label), situation.say(&deadline.must)];
        let all: Vec<String> = said.iter().flat_map(|text| stems(text)).collect();
        let count = typed.iter().filter(|word| within(std::slice::from_ref(word), &all)).count();
        found.push((count, place));
    }
    let most = found.iter().map(|(count, _)| *count).max().filter(|most| *most > 0);
    let near = found.into_iter().filter(|(count, _)| Some(*count) == most).map(|(_, place)| place);
    near.take(MOST_NEAR).collect()
}

/// "20 weeks" and "twenty weeks", "two months" and "2 months".
fn each_length(term: &Term<Start>, found: &mut Vec<String>) {
    match term {
        Term::Counted(counted) => {
            let (number, unit) = match counted.amount {
                Amount::Days(number) => (number, "days"),
                Amount::Weeks(number) => (number, "weeks"),
                Amount::Months(number) => (number, "months"),
                Amount::WorkingDays(number, _) => (number, "working days"),
                Amount::SchoolDays(number) => (number, "school days"),
            };
            found.push(format!("{number} {} {unit}", text::number(number)));
        }
        Term::FixedDay { month, day, .. } => {
            let month = text::MONTHS.get((*month as usize).wrapping_sub(1)).copied().unwrap_or_default();
            found.push(format!("{day} {month}"));
        }
        Term::LaterOf(terms) | Term::EarlierOf(terms) => terms.iter().for_each(|term| each_length(term, found)),
    }
}

fn acts(who: Who) -> &'static str {
    match who {
        Who::You => "parent",
        Who::Council => "council",
        Who::School => "school",
        Who::Governors => "governors",
        Who::College => "college",
        Who::Nursery => "nursery",
        Who::MediationAdviser => "mediation adviser",
        Who::HealthBody => "health",
        Who::Tribunal => "tribunal",
        Who::Panel => "panel",
        Who::Ombudsman => "ombudsman",
    }
}

/// Words that say nothing of which limit is meant.
const SMALL: [&str; 18] = [
    "a", "an", "the", "my", "is", "was", "to", "of", "for", "on", "in", "at", "by", "and", "or", "from", "date", "day",
];

/// Endings without which words are compared: "appealing" is "appeal".
const ENDINGS: [&str; 10] = ["ments", "ment", "ings", "ing", "als", "al", "ed", "es", "ly", "e"];

/// The words that count, without their endings.
fn stems(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty() && !SMALL.contains(word)).map(stem).collect()
}

fn stem(word: &str) -> String {
    let cut = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.len() >= 4));
    let plural = || word.strip_suffix('s').filter(|rest| rest.len() >= 3 && !rest.ends_with('s'));
    cut.or_else(plural).unwrap_or(word).to_owned()
}

/// Whether every word of `part` is in `whole`; no words are in nothing.
fn within(part: &[String], whole: &[String]) -> bool {
    !part.is_empty() && part.iter().all(|word| whole.contains(word))
}
