//! What stands beside a text and holds numbers: limits, laws, and what the editor has said is right.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use signpost_core::dates::calendar::WorkingDay;
use signpost_core::dates::limit::{Amount, Term};
use signpost_core::rules::model::{
    Argument, Condition, DeadlineIx, Law, LawIx, QuestionIx, Route, RouteIx, Start, Tell,
};
use signpost_core::rules::{RuleSet, questions_of, template};

use super::said::{Length, Said, lengths_said, listed};
use crate::files::file::Bundle;
use crate::files::finding::Place;
use crate::files::load::WORDS as WORDS_FILE;

/// The length of a time limit, and its id.
pub(in crate::files::words) type Whose<'r> = (Length, &'r str);

/// What stands beside a text and holds numbers.
#[derive(Debug, Default)]
pub(in crate::files::words) struct Beside<'r> {
    /// The lengths that are meant before others: of a limit itself, and of the limits that rest on a letter's own laws, as
    /// a letter is offered by routes about other things too.
    pub(in crate::files::words) own: Vec<Whose<'r>>,
    /// The lengths of time limits.
    pub(in crate::files::words) lengths: Vec<Whose<'r>>,
    /// The lengths that laws say and no limit contradicts.
    pub(in crate::files::words) laws: HashSet<Length>,
    /// Every figure of those laws.
    pub(in crate::files::words) figures: HashSet<String>,
    /// What the editor has said is right.
    pub(in crate::files::words) other: HashSet<Said>,
    /// The limits that rest on the laws beside it, each by its id.
    near: BTreeSet<&'r str>,
    /// What stands in the laws beside it by the editor's word, and times of our own.
    pub(in crate::files::words) in_laws: HashSet<Said>,
    /// The lengths that its texts say by the ids of their limits.
    pub(in crate::files::words) said: HashSet<Said>,
}

impl<'r> Beside<'r> {
    fn with(other: &BTreeMap<String, String>) -> Self {
        Beside { other: listed(other), ..Beside::default() }
    }

    /// Whether a number is right here.
    pub(in crate::files::words) fn holds(&self, said: &Said) -> bool {
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

    /// Whether a limit stands beside it, or rests on a law that does.
    pub(in crate::files::words) fn names(&self, limit: &str) -> bool {
        self.near.contains(limit) || self.alike(|_| true).any(|(_, id)| id == limit)
    }

    /// The limits beside it of a certain length.
    pub(in crate::files::words) fn alike<'a>(
        &'a self,
        is: impl Fn(Length) -> bool + 'a,
    ) -> impl Iterator<Item = Whose<'r>> + 'a {
        self.own.iter().chain(&self.lengths).copied().filter(move |(length, _)| is(*length))
    }
}

/// The rules, by what stands beside a text.
pub(in crate::files::words) struct Around<'r> {
    pub(in crate::files::words) rules: &'r RuleSet,
    pub(in crate::files::words) deadline_at: HashMap<&'r str, DeadlineIx>,
    /// Of each law, the lengths of the limits that rest on it.
    pub(in crate::files::words) limits: Vec<Vec<Whose<'r>>>,
    /// Of each route, the limits that its lines of what happens next name.
    in_then: HashMap<&'r str, Vec<DeadlineIx>>,
    /// Of each law, the other numbers in it.
    others: Vec<HashSet<Said>>,
    /// The times that steps and letters give of their own.
    pub(in crate::files::words) own_times: HashSet<Said>,
}

impl<'r> Around<'r> {
    /// The rules whose files are `bundle`, which have no errors, so that every id names something.
    pub(in crate::files::words) fn of(bundle: &'r Bundle, rules: &'r RuleSet) -> Around<'r> {
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
        Around { rules, deadline_at, limits, in_then, others, own_times: listed(&bundle.words.own_times) }
    }

    /// What stands beside each item that has texts; `said` are the limits whose length the texts of an item say by their
    /// id.
    pub(in crate::files::words) fn items(
        &self,
        bundle: &'r Bundle,
        said: &BTreeMap<Place, BTreeSet<String>>,
    ) -> BTreeMap<Place, Beside<'r>> {
        let mut all = self.beside_items(bundle);
        for (item, limits) in said {
            if let Some(beside) = all.get_mut(item) {
                let limits = limits.iter().filter_map(|id| self.deadline_at.get(id.as_str()));
                let lengths = limits.flat_map(|limit| lengths(self.rules, *limit));
                beside.said.extend(lengths.map(|(length, _)| Said::Length(length)));
            }
        }
        all
    }

    /// The lengths of the limits that a text of a letter names in its gaps.
    pub(in crate::files::words) fn named_in(&self, text: &str) -> Vec<Whose<'r>> {
        let gaps = template::pieces(text).unwrap_or_default();
        let ids = gaps.iter().filter_map(|piece| piece.gap?.split_once('.')).map(|(_, id)| id.replace('_', "-"));
        let limits: Vec<DeadlineIx> = ids.filter_map(|id| self.deadline_at.get(id.as_str()).copied()).collect();
        limits.into_iter().flat_map(|limit| lengths(self.rules, limit)).collect()
    }

    fn beside_items(&self, bundle: &'r Bundle) -> BTreeMap<Place, Beside<'r>> {
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
                    // A text of a limit says its own length, and not that of another limit of the same law.
                    beside.own = lengths(rules, limit);
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
            beside.near.extend(limits.iter().map(|(_, id)| *id));
            // A law that its limits contradict is reported itself, and proves nothing.
            let stands = |length: &Length| {
                !limits.iter().any(|(other, _)| length.is_alike(*other))
                    || limits.iter().any(|(other, _)| length.may_mean(*other))
            };
            beside.laws.extend(said_by(item).filter(stands));
        }
    }

    pub(in crate::files::words) fn add_route(&self, beside: &mut Beside<'r>, route: &'r Route) {
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

/// The lengths of a limit itself.
pub(in crate::files::words) fn own_lengths(rules: &RuleSet, limit: DeadlineIx) -> Vec<Length> {
    let mut found = Vec::new();
    amounts(&rules.deadline(limit).limit.term, &mut |amount| found.push(Length::of(amount)));
    found
}

/// The lengths of a limit, of its stricter reading, and of those it is counted from.
pub(in crate::files::words) fn lengths(rules: &RuleSet, limit: DeadlineIx) -> Vec<Whose<'_>> {
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
pub(in crate::files::words) fn limits_in(rules: &RuleSet, condition: &Condition, met: &mut HashSet<DeadlineIx>) {
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
