//! Time limits found by words: what an adviser says of one, and not its id.

use super::situation::Situation;
use crate::dates::limit::{Amount, Term};
use crate::rules::model::{Deadline, DeadlineIx, Start, Who};
use crate::text;

/// The time limits in whose name or length all the words stand, and those of one's own in whose law, dates or routes they
/// do; all of these where no name holds them. What is called just so stands alone, unless advisers say the same of others:
/// what they call so comes first, then those of one's own, and of these the one that more routes rest on. A word that
/// stands nowhere is taken as the nearest that does. Where not all the words fit, those that hold a name of advisers do.
pub fn find(situation: &Situation<'_>, words: &str) -> Vec<DeadlineIx> {
    let rules = situation.rules;
    let texts: Vec<(DeadlineIx, Vec<String>, Vec<String>)> = (rules.shown_deadlines())
        .map(|(place, deadline)| (place, all_stems(&name(situation, deadline)), all_stems(&around(situation, place))))
        .collect();
    let known = || texts.iter().flat_map(|(_, name, around)| name.iter().chain(around)).map(String::as_str);
    let meant = |word: String| match word.len() < SHORTEST_WITH_SLIP || known().any(|other| other == word) {
        true => word,
        false => known().find(|other| strsim::osa_distance(&word, other) <= 1).map_or(word, str::to_owned),
    };
    let typed: Vec<String> = stems(words).into_iter().map(meant).collect();
    let named = texts.iter().any(|(_, name, _)| within(&typed, name));
    let own = |place: &DeadlineIx| rules.deadline(*place).who == Who::You;
    let fits = |(place, name, around): &(DeadlineIx, Vec<String>, Vec<String>)| {
        let in_name = within(&typed, name);
        let all = || name.iter().chain(around).cloned().collect::<Vec<_>>();
        let found = in_name || ((!named || own(place)) && within(&typed, &all()));
        found.then_some((in_name, *place))
    };
    let mut found: Vec<(bool, DeadlineIx)> = texts.iter().filter_map(fits).collect();
    let called_so = |place: &DeadlineIx| {
        let deadline = rules.deadline(*place);
        [deadline.id.replace('-', " "), situation.say(&deadline.label)].iter().any(|name| stems(name) == typed)
    };
    let said = |place: DeadlineIx| rules.deadline(place).words.iter().map(|words| stems(words)).collect::<Vec<_>>();
    let said_so = |place: &DeadlineIx| said(*place).contains(&typed);
    let so: Vec<DeadlineIx> = found.iter().map(|(_, place)| *place).filter(called_so).collect();
    if !so.is_empty() && !found.iter().any(|(_, place)| said_so(place)) {
        return so;
    }
    if found.is_empty() {
        // "draft EHCP deadline missed": the longest name that stands in it.
        let longest = |place: DeadlineIx| said(place).iter().filter(|words| within(words, &typed)).map(Vec::len).max();
        let held = texts.iter().filter_map(|(place, ..)| Some((longest(*place)?, *place)));
        let held: Vec<(usize, DeadlineIx)> = held.collect();
        let most = held.iter().map(|(length, _)| *length).max();
        found = held.into_iter().filter(|(length, _)| Some(*length) == most).map(|(_, place)| (true, place)).collect();
    }
    let routes = |place: DeadlineIx| rules.routes.iter().filter(|route| route.deadlines.contains(&place)).count();
    crate::order::by_key(&mut found, |(in_name, place)| {
        (!said_so(place), !*in_name, !own(place), std::cmp::Reverse(routes(*place)))
    });
    found.into_iter().map(|(_, place)| place).collect()
}

/// A slip is looked for in words from this length on.
const SHORTEST_WITH_SLIP: usize = 5;

/// What a time limit is called, by its own name and by advisers, how long it is, and who must act.
fn name(situation: &Situation<'_>, deadline: &Deadline) -> Vec<String> {
    let mut texts = vec![deadline.id.replace('-', " "), situation.say(&deadline.label), situation.say(&deadline.must)];
    texts.extend(deadline.words.iter().cloned());
    each_length(&deadline.limit.term, &mut texts);
    texts.push(acts(deadline.who).to_owned());
    texts
}

/// What else is said of it: its law, what changes it, the dates it runs from, the routes and letters it belongs to.
fn around(situation: &Situation<'_>, place: DeadlineIx) -> Vec<String> {
    let (rules, deadline) = (situation.rules, situation.rules.deadline(place));
    let mut texts: Vec<String> = deadline.law.iter().map(|law| rules.laws[law.at()].cite.clone()).collect();
    texts.extend(deadline.asks.iter().chain(&deadline.exceptions).map(|said| situation.say(said)));
    for question in &deadline.needs {
        texts.push(rules.question(*question).id.replace('-', " "));
        let date = rules.question(*question).date();
        texts.extend(date.iter().map(|date| date.called.clone()));
        texts.extend(date.iter().flat_map(|date| date.heard.wordings()).map(|wording| wording.example()));
    }
    for route in rules.routes.iter().filter(|route| route.deadlines.contains(&place)) {
        texts.push(situation.say(&route.name));
        let letters = route.letters.iter().map(|letter| &rules.letters[letter.what.at()]);
        texts.extend(letters.flat_map(|letter| [letter.id.replace('-', " "), situation.say(&letter.title)]));
    }
    texts
}

fn all_stems(texts: &[String]) -> Vec<String> {
    texts.iter().flat_map(|text| stems(text)).collect()
}

/// The most limits that are offered for words that fit none.
const MOST_NEAR: usize = 5;

/// The time limits in whose name most of these words stand, for words that fit none.
pub fn nearest(situation: &Situation<'_>, words: &str) -> Vec<DeadlineIx> {
    let typed = stems(words);
    let mut found: Vec<(usize, DeadlineIx)> = Vec::new();
    for (place, deadline) in situation.rules.shown_deadlines() {
        let all = all_stems(&name(situation, deadline));
        found.push((typed.iter().filter(|word| all.contains(word)).count(), place));
    }
    let most = found.iter().map(|(count, _)| *count).max().filter(|most| *most > 0);
    let near = found.into_iter().filter(|(count, _)| Some(*count) == most).map(|(_, place)| place);
    near.take(MOST_NEAR).collect()
}

/// "20 weeks", "2 months".
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
            found.push(format!("{number} {unit}"));
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
const SMALL: &str = " a an the my is was to of for on in at by and or from date day how long do does did i we they have has \
    had got when what must can need until before after there time limit deadline ";

/// Endings without which words are compared: "appealing" is "appeal".
const ENDINGS: [&str; 10] = ["ments", "ment", "ings", "ing", "als", "al", "ed", "es", "ly", "e"];

/// The words that count, without their endings, and numbers in figures.
fn stems(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty() && !SMALL.split_whitespace().any(|small| small == *word));
    words.map(|word| text::cardinal(word).map_or_else(|| stem(word), |number| number.to_string())).collect()
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
