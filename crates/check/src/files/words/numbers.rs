//! Numbers in texts: a length of time, a section, a form or an age stands in a limit or a law beside the text, or the
//! editor has said that it is right without one.
//!
//! When a limit changes, its old number is found in every text that stands beside it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use signpost_core::dates::calendar::WorkingDay;
use signpost_core::dates::limit::{Amount, Term};
use signpost_core::rules::model::{
    Argument, Condition, Deadline, DeadlineIx, Law, LawIx, QuestionIx, Route, RouteIx, Start, Tell, Then, Who,
};
use signpost_core::rules::{RuleSet, questions_of, template};
use signpost_core::text::measure::tokens;
use signpost_core::text::{MONTHS, cardinal};

use super::texts::{self, Kind};
use crate::files::file::{self, Bundle};
use crate::files::finding::{Code, Findings, Place};
use crate::files::load::WORDS as WORDS_FILE;
use crate::files::right_form;

/// What a numbered part of a law is called.
const PARTS: [&str; 5] = ["section", "regulation", "rule", "paragraph", "schedule"];

/// Words before an age.
const BEFORE_AGE: [&str; 8] = ["under", "over", "aged", "turn", "turns", "turned", "at", "until"];

/// A unit in which lengths of time are said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Unit {
    Days,
    SchoolDays,
    WorkingDays,
    Months,
}

/// A length of time: weeks as days, years as months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Length {
    count: u32,
    unit: Unit,
    /// It is said in weeks, or in years.
    large: bool,
}

impl Length {
    fn of(amount: Amount) -> Length {
        let (count, unit, large) = match amount {
            Amount::Days(days) => (days, Unit::Days, false),
            Amount::Weeks(weeks) => (weeks.saturating_mul(7), Unit::Days, true),
            Amount::Months(months) => (months, Unit::Months, false),
            Amount::WorkingDays(days, _) => (days, Unit::WorkingDays, false),
            Amount::SchoolDays(days) => (days, Unit::SchoolDays, false),
        };
        Length { count, unit, large }
    }

    /// Whether words that say this may mean the other: "15 days" may be said of school days.
    pub(super) fn may_mean(self, other: Length) -> bool {
        let unit = self.unit == other.unit || (self.unit == Unit::Days && !self.large && other.unit != Unit::Months);
        self.count == other.count && unit
    }

    /// Whether both are said in one unit, so that one may be meant by the other.
    fn is_alike(self, other: Length) -> bool {
        self.unit == other.unit && self.large == other.large
    }

    /// The number that is said, in its unit.
    pub(super) fn number(self) -> u32 {
        match (self.unit, self.large) {
            (Unit::Days, true) => self.count / 7,
            (Unit::Months, true) => self.count / 12,
            _ => self.count,
        }
    }

    pub(super) fn said(self) -> String {
        let unit = match (self.unit, self.large) {
            (Unit::Days, true) => "week",
            (Unit::Days, false) => "day",
            (Unit::SchoolDays, _) => "school day",
            (Unit::WorkingDays, _) => "working day",
            (Unit::Months, true) => "year",
            (Unit::Months, false) => "month",
        };
        signpost_core::text::count(self.number(), unit)
    }
}

/// A number that a text says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Said {
    Length(Length),
    /// A numbered part of a law, or an age: its figures, and the letter after them.
    Figure(String),
    Form(String),
}

impl Said {
    fn said(&self) -> String {
        match self {
            Said::Length(length) => length.said(),
            Said::Figure(figure) | Said::Form(figure) => figure.clone(),
        }
    }
}

/// The numbers of a text, each with its bytes.
pub(super) fn numbers(text: &str) -> Vec<(Range<usize>, Said)> {
    let words = tokens(text);
    let word = |at: usize| words.get(at).map_or("", |range| &text[range.clone()]);
    let lower = |at: usize| word(at).to_lowercase();
    let joined = |at: usize| {
        let gap = words.get(at + 1).map(|next| &text[words[at].end..next.start]);
        gap.is_some_and(|gap| gap.chars().all(|sign| sign.is_whitespace() || sign == '-'))
    };
    let mut found = Vec::new();
    for at in 0..words.len() {
        if is_form(word(at)) {
            found.push((words[at].clone(), Said::Form(word(at).to_owned())));
            continue;
        }
        if let Some(count) = count_of(&lower(at)) {
            // "twenty-five"
            let tens = at.checked_sub(1).filter(|before| text[words[*before].end..words[at].start] == *"-");
            let tens = tens.and_then(|before| cardinal(&lower(before))).filter(|tens| *tens >= 20 && tens % 10 == 0);
            let count = tens.map_or(count, |tens| tens + count);
            // "10 more working days"
            let before = if joined(at) && lower(at + 1) == "more" { at + 1 } else { at };
            let kind = if joined(before) { lower(before + 1) } else { String::new() };
            let days = matches!(kind.as_str(), "school" | "working");
            let last = if days && joined(before + 1) { before + 2 } else { before + 1 };
            let unit = if kind.is_empty() { String::new() } else { lower(last) };
            if let Some(length) = length(count, &kind, unit.strip_suffix('s').unwrap_or(&unit)) {
                found.push((words[at].start..words[last].end, Said::Length(length)));
                continue;
            }
        }
        let Some(before) = at.checked_sub(1).filter(|before| joined(*before)) else { continue };
        let figure = word(at).starts_with(|sign: char| sign.is_ascii_digit()).then(|| lower(at));
        let name = lower(before);
        let part = PARTS.contains(&name.strip_suffix('s').unwrap_or(&name));
        let age = || {
            let of_age = name == "of" && before > 0 && lower(before - 1) == "age";
            let years = word(at).parse::<u32>().is_ok_and(|age| (2..=30).contains(&age));
            // An hour, a sum, or the day of a month is no age.
            let after = &text[words[at].end..];
            let goes_on =
                after.strip_prefix([':', ',']).is_some_and(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit()));
            let ends = !goes_on && !after.starts_with('%') && !MONTHS.contains(&word(at + 1));
            (of_age || BEFORE_AGE.contains(&name.as_str())) && years && ends
        };
        if let Some(figure) = figure.filter(|_| part || age()) {
            found.push((words[before].start..words[at].end, Said::Figure(figure)));
        }
    }
    found
}

fn count_of(word: &str) -> Option<u32> {
    let figures = word.parse().ok().filter(|_| word.len() <= 4);
    figures.or_else(|| cardinal(word))
}

fn length(count: u32, kind: &str, unit: &str) -> Option<Length> {
    let (count, unit, large) = match (kind, unit) {
        ("school", "day") => (count, Unit::SchoolDays, false),
        ("working", "day") => (count, Unit::WorkingDays, false),
        ("school" | "working", _) => return None,
        (_, "day") => (count, Unit::Days, false),
        (_, "week") => (count * 7, Unit::Days, true),
        (_, "month") => (count, Unit::Months, false),
        (_, "year") => (count * 12, Unit::Months, true),
        _ => return None,
    };
    Some(Length { count, unit, large })
}

/// A form is called by letters in capitals and a number: SEND35A.
fn is_form(word: &str) -> bool {
    let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
    let figures = word.bytes().skip(letters).take_while(u8::is_ascii_digit).count();
    letters >= 2 && figures > 0 && word.bytes().skip(letters + figures).all(|sign| sign.is_ascii_uppercase())
}

/// The length of a time limit, and its id.
type Whose<'r> = (Length, &'r str);

/// What stands beside a text and holds numbers.
#[derive(Debug, Default)]
struct Beside<'r> {
    /// The lengths of the limits that rest on a letter's own laws: a letter is offered by routes about other things too.
    own: Vec<Whose<'r>>,
    /// The lengths of time limits.
    lengths: Vec<Whose<'r>>,
    /// The lengths that laws say and no limit contradicts.
    laws: HashSet<Length>,
    /// Every figure of those laws.
    figures: HashSet<String>,
    /// What the editor has said is right.
    other: HashSet<Said>,
    /// What stands in the laws beside it by the editor's word, and times of our own.
    in_laws: HashSet<Said>,
    /// The lengths that its texts say by the ids of their limits.
    said: HashSet<Said>,
}

impl Beside<'_> {
    fn with(other: &BTreeMap<String, String>) -> Self {
        Beside { other: listed(other), ..Beside::default() }
    }

    fn holds(&self, said: &Said) -> bool {
        if self.other.contains(said) || self.in_laws.contains(said) {
            return true;
        }
        match said {
            Said::Length(length) => {
                let mut lengths = self.lengths.iter().map(|(length, _)| length).chain(&self.laws);
                lengths.any(|other| length.may_mean(*other))
            }
            Said::Figure(figure) => self.figures.contains(figure),
            Said::Form(_) => false,
        }
    }
}

struct Checker<'r> {
    rules: &'r RuleSet,
    deadline_at: HashMap<&'r str, DeadlineIx>,
    forms: HashSet<&'r str>,
    /// Of each law, the lengths of the limits that rest on it.
    limits: Vec<Vec<Whose<'r>>>,
    /// Of each route, the limits that its lines of what happens next name.
    in_then: HashMap<&'r str, Vec<DeadlineIx>>,
    /// Of each law, the other numbers in it.
    others: Vec<HashSet<Said>>,
    /// The times that steps and letters give of their own.
    own_times: HashSet<Said>,
    /// Those of both that some text says.
    said_of_laws: HashSet<Said>,
    written: &'r dyn Fn(&Place) -> Option<String>,
    findings: &'r mut Findings,
}

/// Checks the numbers of all texts. The files have no errors, so every id names something.
/// `said` are the limits whose length the texts of an item say by their id, `written` gives a value as it stands in its
/// file.
pub fn check<'r>(
    bundle: &'r Bundle,
    rules: &'r RuleSet,
    said: &BTreeMap<Place, BTreeSet<String>>,
    written: &'r dyn Fn(&Place) -> Option<String>,
    findings: &'r mut Findings,
) {
    let mut limits = vec![Vec::new(); rules.laws.len()];
    for (place, item) in rules.deadlines() {
        for law in &item.law {
            limits[law.at()].extend(lengths(rules, place));
        }
    }
    let deadline_at: HashMap<&str, DeadlineIx> =
        rules.deadlines().map(|(place, item)| (item.id.as_str(), place)).collect();
    let in_then = bundle.parts.iter().flat_map(|part| &part.part.routes).map(|route| {
        let named = route.then.iter().filter_map(|then| then.r#in.as_ref()?.deadline.as_deref());
        (route.id.as_str(), named.filter_map(|id| deadline_at.get(id).copied()).collect())
    });
    let in_then = in_then.collect();
    let in_laws = bundle.parts.iter().flat_map(|part| &part.part.laws);
    let in_laws: HashMap<&str, &BTreeMap<String, String>> =
        in_laws.map(|law| (law.id.as_str(), &law.other_numbers)).collect();
    let others =
        rules.laws.iter().map(|law| in_laws.get(law.id.as_str()).map_or_else(HashSet::new, |other| listed(other)));
    let others = others.collect();
    let forms = bundle.words.forms.iter().map(String::as_str).collect();
    let own_times = listed(&bundle.words.own_times);
    let said_of_laws = HashSet::new();
    let mut checker =
        Checker { rules, deadline_at, forms, limits, in_then, others, own_times, said_of_laws, written, findings };
    checker.own_times_are_no_limits();
    let mut beside = checker.beside_items(bundle);
    for (item, limits) in said {
        if let Some(beside) = beside.get_mut(item) {
            let said = limits;
            let limits = limits.iter().filter_map(|id| checker.deadline_at.get(id.as_str()));
            let lengths = limits.flat_map(|limit| lengths(rules, *limit));
            beside.said.extend(lengths.map(|(length, _)| Said::Length(length)));
            let letter = rules.letters.iter().position(|letter| item.file == format!("letters/{}.md", letter.id));
            let offers = |route: &&Route| letter.is_some_and(|at| route.letters.iter().any(|one| one.what.at() == at));
            let routes: Vec<&Route> = rules.routes.iter().filter(offers).collect();
            checker.said_for_all(item, said, &routes);
        }
    }
    let mut used: BTreeSet<(Place, Said)> = BTreeSet::new();
    texts::each_of(bundle, &mut |text| {
        // What somebody is heard to say may be wrong, and a doubt is not settled.
        if matches!(text.kind, Kind::Quote | Kind::Point) {
            return;
        }
        if let Some((item, beside)) = item_of(&text.place).and_then(|item| Some((item.clone(), beside.get(&item)?))) {
            checker.text(text.text, &text.place, (&item, beside, &[]), &mut used);
        }
    });
    for letter in &bundle.letters {
        let item = Place::new(&format!("letters/{}.md", letter.id), "");
        if let Some(beside) = beside.get(&item) {
            for line in letter.body.lines() {
                let named = checker.named_in(line);
                checker.text(line, &item, (&item, beside, &named), &mut used);
            }
        }
    }
    checker.unused(&beside, &used);
    for part in &bundle.parts {
        for (at, item) in part.part.routes.iter().enumerate() {
            checker.written_twice(item, &Place::new(&part.file, "").item("routes", at));
        }
    }
}

/// What a text says of the length of a time limit that this has not, in words that could mean it.
pub fn other_length<'t>(rules: &RuleSet, limit: DeadlineIx, text: &'t str) -> Option<&'t str> {
    let own = lengths(rules, limit);
    numbers(text).into_iter().find_map(|(range, said)| {
        let Said::Length(length) = said else { return None };
        let about = own.iter().any(|(other, _)| length.is_alike(*other));
        (about && !own.iter().any(|(other, _)| length.may_mean(*other))).then(|| &text[range])
    })
}

/// The item to which a text belongs: `routes[3]`, or a letter as a whole.
pub(super) fn item_of(place: &Place) -> Option<Place> {
    if place.file.starts_with("letters/") {
        return Some(Place::new(&place.file, ""));
    }
    place.path.find(']').map(|end| Place::new(&place.file, &place.path[..=end]))
}

impl<'r> Checker<'r> {
    /// The numbers of a text of an item. The limits `named` in the text itself are meant before any other beside it.
    fn text(
        &mut self,
        text: &str,
        place: &Place,
        (item, beside, named): (&Place, &Beside<'_>, &[Whose<'_>]),
        used: &mut BTreeSet<(Place, Said)>,
    ) {
        for (range, said) in numbers(text) {
            if beside.other.contains(&said) {
                used.insert((item.clone(), said.clone()));
            } else if beside.in_laws.contains(&said) {
                self.said_of_laws.insert(said.clone());
            }
            if beside.said.contains(&said) {
                continue;
            }
            // The first of these with a length in the same unit is what the text means.
            let of_named = match &said {
                Said::Length(length) if !beside.other.contains(&said) && !beside.in_laws.contains(&said) => {
                    let tiers = [named, beside.own.as_slice()];
                    let meant = tiers.into_iter().find(|tier| tier.iter().any(|(other, _)| length.is_alike(*other)));
                    meant.map(|meant| meant.iter().any(|(other, _)| length.may_mean(*other)))
                }
                _ => None,
            };
            if of_named.unwrap_or_else(|| beside.holds(&said))
                || matches!(&said, Said::Form(form) if self.is_form(form))
            {
                continue;
            }
            let words = &text[range.clone()];
            let message = match &said {
                Said::Form(_) => format!("`{words}` is not one of the `forms` in words.yaml"),
                Said::Figure(_) => format!("`{words}` stands in none of the laws beside it"),
                Said::Length(length) => {
                    let alike = named
                        .iter()
                        .chain(&beside.own)
                        .chain(&beside.lengths)
                        .filter(|(other, _)| length.is_alike(*other));
                    let mut alike: Vec<String> =
                        alike.map(|(other, whose)| format!("the time limit `{whose}` has {}", other.said())).collect();
                    alike.dedup();
                    alike.truncate(2);
                    let alike = if alike.is_empty() { String::new() } else { format!(": {}", alike.join(", ")) };
                    format!("`{words}` is in no time limit or law beside it{alike}")
                }
            };
            let help = match &said {
                Said::Form(_) => "correct it, or add it there".to_owned(),
                Said::Figure(_) => {
                    "correct it, name the law in `law`, or list it in `other_numbers` if it is right".to_owned()
                }
                Said::Length(length) => {
                    let alike = named.iter().chain(&beside.own).chain(&beside.lengths);
                    let alike = alike.filter(|(other, _)| length.is_alike(*other)).map(|(_, whose)| *whose);
                    let instead = self.instead(place, words, &alike.collect());
                    format!("{instead}; if it is right, name its law in `law`, or list it in `other_numbers`")
                }
            };
            // With the word before it: the same number may stand there twice.
            let from = text[..range.start].trim_end().rfind(char::is_whitespace).map_or(0, |at| at + 1);
            let from = if text[from..range.start].contains('\n') { range.start } else { from };
            self.findings.add(Code::Number, place.clone().words(&text[from..range.end]), message, Some(help));
        }
    }

    /// What to write where a text should say the length of a limit: the whole line, as it is right where it stands.
    fn instead(&self, place: &Place, words: &str, limits: &BTreeSet<&str>) -> String {
        // The text of a letter has gaps of its own; its head is a text like any other.
        let body = place.file.starts_with("letters/") && place.path.is_empty();
        let gap = |id: &str| match body {
            true => format!("{{{{ length.{} }}}}", id.replace('-', "_")),
            false => format!("{{{id}}}"),
        };
        let Some(limit) = limits.first().filter(|_| limits.len() == 1) else {
            let of: Vec<String> = limits.iter().map(|id| format!("`{}`", gap(id))).collect();
            let of = if of.is_empty() { format!("`{}`", gap("limit-id")) } else { signpost_core::text::list_or(&of) };
            return format!("correct it, or write {of} in its place, in quotes where a text begins with it");
        };
        let key = place.path.rsplit('.').next().unwrap_or_default();
        let name = if key.contains('[') || body { String::new() } else { format!("{key}: ") };
        let written = (self.written)(place).filter(|text| !body && !text.contains('\n'));
        let line = written.filter(|text| text.matches(words).count() == 1).map(|text| {
            let text = text.replace(words, &gap(limit));
            let whole = if text.starts_with(['"', '\'']) { text } else { right_form::quoted(&text) };
            format!("write {name}{whole}")
        });
        line.unwrap_or_else(|| format!("write {} in the place of `{words}`", gap(limit)))
    }

    /// The limits whose length a letter says by their id: where one of the routes that offer it has a limit, all have.
    fn said_for_all(&mut self, letter: &Place, said: &BTreeSet<String>, routes: &[&'r Route]) {
        for id in said {
            let has = |route: &&&Route| {
                let mut alone = Beside::default();
                self.add_route(&mut alone, route);
                alone.lengths.iter().any(|(_, whose)| whose == id)
            };
            let (with, without): (Vec<&&Route>, Vec<&&Route>) = routes.iter().partition(has);
            if let (Some(_), Some(route)) = (with.first(), without.first()) {
                let message = format!(
                    "the letter says how long `{id}` is, and `{}`, which offers it, has no such limit",
                    route.id
                );
                let help = "give that route a letter of its own, or write what is right for both";
                let place = letter.clone().words(&id.replace('-', "_"));
                self.findings.add(Code::Number, place, message, Some(help.into()));
            }
        }
    }

    /// A length of what happens next is that of its words, and one that is a limit's stands only there.
    fn written_twice(&mut self, item: &file::Route, place: &Place) {
        let Some(route) = self.rules.routes.iter().find(|route| route.id == item.id) else { return };
        for (at, (written, then)) in item.then.iter().zip(&route.then).enumerate() {
            let (Some(length), Some(amount)) = (&written.r#in, then.length) else { continue };
            let said: Vec<Length> = lengths_said(&then.within).collect();
            let (Some(first), place) = (said.first(), place.item("then", at).then("in")) else { continue };
            if !said.iter().any(|said| said.may_mean(Length::of(amount))) {
                let message = format!("`in` is {}, and `within` says {}", Length::of(amount).said(), first.said());
                self.findings.add(Code::Number, place, message, Some("say the same in both".into()));
            } else if length.deadline.is_none()
                && !is_named_by_oneself(then)
                && let Some(limit) = self.limit_of(route, then, amount)
            {
                let message = format!("{} is the length of the time limit `{limit}`, written again", first.said());
                let help = format!("write `in: {{deadline: {limit}}}`, and `{{{limit}}}` for its length in the text");
                self.findings.add(Code::Number, place, message, Some(help));
            }
        }
    }

    /// The limit of whoever acts in a line that is as long: one of the route, or one that rests on its laws.
    fn limit_of(&self, route: &Route, then: &Then, amount: Amount) -> Option<&'r str> {
        let by_law = |limit: &Deadline| limit.law.iter().any(|law| route.law.contains(law));
        let of_route = |place: &DeadlineIx| route.deadlines.contains(place);
        let mut found = self.rules.deadlines().filter(|(place, limit)| {
            let same = matches!(&limit.limit.term, Term::Counted(counted) if counted.amount == amount);
            same && (limit.who == Who::You) == (then.who == "You") && (of_route(place) || by_law(limit))
        });
        found.next().map(|(_, limit)| limit.id.as_str())
    }

    /// The lengths of the limits that a text of a letter names in its gaps.
    fn named_in(&self, text: &str) -> Vec<Whose<'r>> {
        let gaps = template::pieces(text).unwrap_or_default();
        let ids = gaps.iter().filter_map(|piece| piece.gap?.split_once('.')).map(|(_, id)| id.replace('_', "-"));
        let limits: Vec<DeadlineIx> = ids.filter_map(|id| self.deadline_at.get(id.as_str()).copied()).collect();
        limits.into_iter().flat_map(|limit| lengths(self.rules, limit)).collect()
    }

    fn is_form(&self, form: &str) -> bool {
        self.forms.is_empty() || self.forms.contains(form)
    }

    /// A time of our own that is a limit's too would hide a limit's old number.
    fn own_times_are_no_limits(&mut self) {
        let limits = self.limits.iter().flatten();
        let own = limits.filter(|(length, _)| self.own_times.contains(&Said::Length(*length)));
        let own: BTreeMap<String, &str> = own.map(|(length, whose)| (length.said(), *whose)).collect();
        for (said, limit) in own {
            let message = format!("`{said}` is the time of `{limit}` too");
            let help = "take another time, or list it in `other_numbers` where it is said";
            self.findings.add(Code::Number, Place::new(WORDS_FILE, "own_times"), message, Some(help.into()));
        }
    }

    /// What is listed as right and said nowhere.
    fn unused(&mut self, beside: &BTreeMap<Place, Beside<'_>>, used: &BTreeSet<(Place, Said)>) {
        let of_own =
            self.own_times.difference(&self.said_of_laws).map(|said| (Place::new(WORDS_FILE, "own_times"), said));
        for (place, said) in of_own {
            let message = format!("no step and no letter says `{}`", said.said());
            self.findings.add(Code::Number, place, message, Some("take it out".into()));
        }
        for (item, beside) in beside {
            let is_law = item.path.starts_with("laws[");
            let said_elsewhere = |said: &Said| is_law && self.said_of_laws.contains(said);
            let is_used = |said: &Said| used.contains(&(item.clone(), said.clone())) || said_elsewhere(said);
            for said in beside.other.iter().filter(|said| !is_used(said)) {
                let message = format!("no text here says `{}`", said.said());
                let place = item.then("other_numbers");
                self.findings.add(Code::Number, place, message, Some("take it out".into()));
            }
        }
    }

    fn beside_items(&mut self, bundle: &'r Bundle) -> BTreeMap<Place, Beside<'r>> {
        let rules = self.rules;
        let law_at: HashMap<&str, usize> =
            rules.laws.iter().enumerate().map(|(at, law)| (law.id.as_str(), at)).collect();
        let law_of = |id: &String| law_at.get(id.as_str()).map(|at| LawIx(*at as u16));
        let turning = self.turning();
        let route_at: HashMap<&str, &'r Route> = rules.routes.iter().map(|route| (route.id.as_str(), route)).collect();
        let argument_at: HashMap<&str, &'r Argument> =
            rules.arguments.iter().map(|argument| (argument.id.as_str(), argument)).collect();
        let tell_at: HashMap<&str, &'r Tell> = rules.tells.iter().map(|tell| (tell.id.as_str(), tell)).collect();
        let mut counted: HashMap<QuestionIx, Vec<DeadlineIx>> = HashMap::new();
        for (limit, item) in rules.deadlines() {
            item.needs.iter().for_each(|question| counted.entry(*question).or_default().push(limit));
        }
        let mut offering: HashMap<usize, Vec<&'r Route>> = HashMap::new();
        for route in &rules.routes {
            route.letters.iter().for_each(|letter| offering.entry(letter.what.at()).or_default().push(route));
        }
        let mut all = BTreeMap::new();
        for part in &bundle.parts {
            let place = |list: &str, at: usize| Place::new(&part.file, "").item(list, at);
            let part = &part.part;
            for (n, item) in part.laws.iter().enumerate() {
                let mut beside = Beside::with(&item.other_numbers);
                if let Some(law) = law_of(&item.id) {
                    beside.lengths.extend(self.limits[law.at()].iter().copied());
                    beside.figures.extend(figures(&rules.laws[law.at()]));
                    // What no limit in this unit rests on is the law's own.
                    let alone = |length: &Length| !beside.lengths.iter().any(|(other, _)| length.is_alike(*other));
                    beside.laws = said_by(&rules.laws[law.at()]).filter(alone).collect();
                }
                all.insert(place("laws", n), beside);
            }
            for (n, item) in part.deadlines.iter().enumerate() {
                let mut beside = Beside::with(&item.other_numbers);
                if let Some(limit) = self.deadline_at.get(item.id.as_str()).copied() {
                    beside.lengths = lengths(rules, limit);
                    self.add_laws(&mut beside, &rules.deadline(limit).law);
                }
                all.insert(place("deadlines", n), beside);
            }
            for (n, item) in part.routes.iter().enumerate() {
                let mut beside = Beside::with(&item.other_numbers);
                beside.in_laws.extend(self.own_times.iter().cloned());
                if let Some(route) = route_at.get(item.id.as_str()) {
                    self.add_route(&mut beside, route);
                }
                all.insert(place("routes", n), beside);
            }
            for (n, item) in part.questions.iter().enumerate() {
                let mut beside = Beside::with(&item.other_numbers);
                if let Some(question) = rules.question_by_id(&item.id) {
                    for limit in counted.get(&question).into_iter().flatten() {
                        beside.lengths.extend(lengths(rules, *limit));
                        self.add_laws(&mut beside, &rules.deadline(*limit).law);
                    }
                    for route in &turning[question.at()] {
                        self.add_route(&mut beside, rules.route(*route));
                    }
                }
                all.insert(place("questions", n), beside);
            }
            for (n, item) in part.tells.iter().enumerate() {
                let mut beside = Beside::with(&item.other_numbers);
                if let Some(tell) = tell_at.get(item.id.as_str()) {
                    self.add_laws(&mut beside, &tell.law);
                    tell.law.iter().for_each(|law| beside.lengths.extend(self.limits[law.at()].iter().copied()));
                    let mut met = HashSet::new();
                    limits_in(rules, &tell.when, &mut met);
                    met.into_iter().for_each(|limit| beside.lengths.extend(lengths(rules, limit)));
                }
                all.insert(place("tells", n), beside);
            }
            for (n, item) in part.arguments.iter().enumerate() {
                let mut beside = Beside::with(&item.other_numbers);
                if let Some(argument) = argument_at.get(item.id.as_str()) {
                    self.add_laws(&mut beside, &argument.law);
                    argument.law.iter().for_each(|law| beside.lengths.extend(self.limits[law.at()].iter().copied()));
                    argument.with.iter().for_each(|route| self.add_route(&mut beside, rules.route(*route)));
                }
                all.insert(place("arguments", n), beside);
            }
        }
        for (n, term) in bundle.words.terms.iter().enumerate() {
            let mut beside = Beside::with(&term.other_numbers);
            for law in term.law.iter().filter_map(law_of) {
                beside.lengths.extend(self.limits[law.at()].iter().copied());
                self.add_laws(&mut beside, &[law]);
            }
            all.insert(Place::new(WORDS_FILE, "").item("terms", n), beside);
        }
        for (at, (written, letter)) in bundle.letters.iter().zip(&rules.letters).enumerate() {
            let mut beside = Beside::with(&written.head.other_numbers);
            beside.in_laws.extend(self.own_times.iter().cloned());
            self.add_laws(&mut beside, &letter.law);
            letter.law.iter().for_each(|law| beside.own.extend(self.limits[law.at()].iter().copied()));
            beside.lengths.extend(self.named_in(&letter.body));
            for route in offering.get(&at).into_iter().flatten() {
                self.add_route(&mut beside, route);
            }
            all.insert(Place::new(&format!("letters/{}.md", letter.id), ""), beside);
        }
        all
    }

    fn add_laws(&self, beside: &mut Beside<'r>, laws: &[LawIx]) {
        for law in laws {
            let item = &self.rules.laws[law.at()];
            beside.figures.extend(figures(item));
            beside.in_laws.extend(self.others[law.at()].iter().cloned());
            let limits = &self.limits[law.at()];
            // A law that its limits contradict is reported itself, and proves nothing.
            let stands = |length: &Length| {
                !limits.iter().any(|(other, _)| length.is_alike(*other))
                    || limits.iter().any(|(other, _)| length.may_mean(*other))
            };
            beside.laws.extend(said_by(item).filter(stands));
        }
    }

    fn add_route(&self, beside: &mut Beside<'r>, route: &'r Route) {
        self.add_laws(beside, &route.law);
        let later = route.later.iter().filter_map(|later| later.from);
        let limits = route.deadlines.iter().copied().chain(later);
        limits.for_each(|limit| beside.lengths.extend(lengths(self.rules, limit)));
        let named = self.in_then.get(route.id.as_str()).into_iter().flatten();
        named.for_each(|limit| beside.lengths.extend(lengths(self.rules, *limit)));
    }

    /// Of each question, the routes that turn on it.
    fn turning(&self) -> Vec<HashSet<RouteIx>> {
        let mut turning = vec![HashSet::new(); self.rules.questions.len()];
        for (at, route) in self.rules.routes.iter().enumerate() {
            let mut met: Vec<QuestionIx> = Vec::new();
            let mut seen = HashSet::new();
            for condition in [&route.recommend_when, &route.open_when] {
                questions_of(self.rules, condition, &mut met, &mut seen);
            }
            for question in met {
                turning[question.at()].insert(RouteIx(at as u16));
            }
        }
        turning
    }
}

/// Whether what happens next has a time that somebody names, and not a rule: its words say no length, or only an example.
fn is_named_by_oneself(then: &Then) -> bool {
    then.within.contains("such as") || lengths_said(&then.within).next().is_none()
}

fn lengths_said(text: &str) -> impl Iterator<Item = Length> {
    numbers(text).into_iter().filter_map(|(_, said)| match said {
        Said::Length(length) => Some(length),
        Said::Figure(_) | Said::Form(_) => None,
    })
}

/// The numbers in the keys of a list of right ones.
pub(super) fn listed(other: &BTreeMap<String, String>) -> HashSet<Said> {
    let said = other.keys().flat_map(|text| match numbers(text).as_slice() {
        [] => vec![Said::Figure(text.to_lowercase())],
        found => found.iter().map(|(_, said)| said.clone()).collect(),
    });
    said.collect()
}

/// The lengths of a limit itself.
pub(super) fn own_lengths(rules: &RuleSet, limit: DeadlineIx) -> Vec<Length> {
    let mut found = Vec::new();
    amounts(&rules.deadline(limit).limit.term, &mut |amount| found.push(Length::of(amount)));
    found
}

/// The lengths of a limit, of its stricter reading, and of those it is counted from.
fn lengths(rules: &RuleSet, limit: DeadlineIx) -> Vec<Whose<'_>> {
    let (mut found, mut seen, mut open) = (Vec::new(), HashSet::new(), vec![limit]);
    while let Some(limit) = open.pop() {
        if !seen.insert(limit) {
            continue;
        }
        let item = rules.deadline(limit);
        let mut add = |term: &Term<Start>| {
            amounts(term, &mut |amount| found.push((Length::of(amount), item.id.as_str())));
            posted(term, &mut |days| found.push((Length::of(days), item.id.as_str())));
            let mut starts = Vec::new();
            signpost_core::rules::model::starts(term, &mut starts);
            open.extend(starts.into_iter().filter_map(|start| match start {
                Start::Deadline(other) => Some(other),
                Start::Question(_) => None,
            }));
        };
        add(&item.limit.term);
        item.limit.cautious.iter().for_each(&mut add);
    }
    found
}

fn amounts(term: &Term<Start>, take: &mut dyn FnMut(Amount)) {
    match term {
        Term::Counted(counted) => take(counted.amount),
        Term::FixedDay { .. } => {}
        Term::LaterOf(terms) | Term::EarlierOf(terms) => terms.iter().for_each(|term| amounts(term, take)),
    }
}

/// The days after which a letter sent by post counts as given.
fn posted(term: &Term<Start>, take: &mut dyn FnMut(Amount)) {
    match term {
        Term::Counted(counted) => {
            counted.by_post.iter().for_each(|days| take(Amount::WorkingDays(*days, WorkingDay::Local)));
        }
        Term::FixedDay { .. } => {}
        Term::LaterOf(terms) | Term::EarlierOf(terms) => terms.iter().for_each(|term| posted(term, take)),
    }
}

/// The lengths that a law says.
fn said_by(law: &Law) -> impl Iterator<Item = Length> {
    lengths_said(&law.says)
}

/// Every word of a law's name and text that begins with a figure.
fn figures(law: &Law) -> impl Iterator<Item = String> {
    let all = format!("{} {}", law.cite, law.says).to_lowercase();
    let words: Vec<String> = all.split(|sign: char| !sign.is_alphanumeric()).map(str::to_owned).collect();
    words.into_iter().filter(|word| word.starts_with(|sign: char| sign.is_ascii_digit()))
}

/// The limits at whose state a condition looks, through facts.
pub(super) fn limits_in(rules: &RuleSet, condition: &Condition, met: &mut HashSet<DeadlineIx>) {
    match condition {
        Condition::All(inner) | Condition::Any(inner) => inner.iter().for_each(|part| limits_in(rules, part, met)),
        Condition::Not(inner) => limits_in(rules, inner, met),
        Condition::Fact(fact) => limits_in(rules, &rules.facts[fact.at()].when, met),
        Condition::Deadline(limit, _) => {
            met.insert(*limit);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_lengths_parts_of_laws_forms_and_ages() {
        let found = |text: &str| -> Vec<String> {
            numbers(text).into_iter().map(|(range, _)| text[range].to_owned()).collect()
        };
        assert_eq!(found("Within 15 days, or three school days later"), ["15 days", "three school days"]);
        assert_eq!(found("10 more working days, one more week"), ["10 more working days", "one more week"]);
        assert_eq!(found("a 20-week limit, two months, one year"), ["20-week", "two months", "one year"]);
        let said = |text: &str| numbers(text).into_iter().map(|(_, said)| said).collect::<Vec<_>>();
        assert_eq!(said("Twenty-five working days"), said("25 working days"));
        assert_eq!(found("under section 19 and regulation 36A"), ["section 19", "regulation 36A"]);
        assert_eq!(found("Form SEND35A, not SEND or EHC"), ["SEND35A"]);
        assert_eq!(found("a child under 5, aged 16, at the age of 18"), ["under 5", "aged 16", "of 18"]);
        for none in
            ["section F", "at 17:00", "at 5 March", "Year 9 pupils", "0800 018 4016", "one of the days", "over 1,000"]
        {
            assert_eq!(found(none), Vec::<String>::new(), "{none}");
        }
    }
}
