//! Numbers in texts: a length of time, a section, a form or an age stands in a limit or a law beside the text, or the
//! editor has said that it is right without one.
//!
//! When a limit changes, its old number is found in every text that stands beside it.

mod beside;
mod said;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use signpost_core::dates::limit::{Amount, Side, Term};
use signpost_core::rules::RuleSet;
use signpost_core::rules::model::{Deadline, DeadlineIx, Route, Then, Who};

use self::beside::lengths;
pub(super) use self::beside::{Around, Beside, Whose, limits_in, own_lengths};
use self::said::lengths_said;
pub(super) use self::said::{Length, Said, numbers};
use super::texts::{self, Kind};
use crate::files::file::{self, Bundle};
use crate::files::finding::{Code, Findings, Place};
use crate::files::load::WORDS as WORDS_FILE;
use crate::files::right_form;

struct Checker<'r> {
    around: Around<'r>,
    forms: HashSet<&'r str>,
    /// The times of steps and letters, and the other numbers of laws, that some text says.
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
    let around = Around::of(bundle, rules);
    let beside = around.items(bundle, said);
    let forms = bundle.words.forms.iter().map(String::as_str).collect();
    let mut checker = Checker { around, forms, said_of_laws: HashSet::new(), written, findings };
    checker.own_times_are_no_limits();
    for part in &bundle.parts {
        for (at, item) in part.part.deadlines.iter().enumerate() {
            checker.counted_as_the_law_says(&item.id, Place::new(&part.file, "").item("deadlines", at));
        }
    }
    for (item, limits) in said {
        let letter = rules.letters.iter().position(|letter| item.file == format!("letters/{}.md", letter.id));
        let offers = |route: &&Route| letter.is_some_and(|at| route.letters.iter().any(|one| one.what.at() == at));
        let routes: Vec<&Route> = rules.routes.iter().filter(offers).collect();
        checker.said_for_all(item, limits, &routes);
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
                let named = checker.around.named_in(line);
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
                self.around.add_route(&mut alone, route);
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
        let Some(route) = self.around.rules.routes.iter().find(|route| route.id == item.id) else { return };
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
        let mut found = self.around.rules.deadlines().filter(|(place, limit)| {
            let same = matches!(&limit.limit.term, Term::Counted(counted) if counted.amount == amount);
            same && (limit.who == Who::You) == (then.who == "You") && (of_route(place) || by_law(limit))
        });
        found.next().map(|(_, limit)| limit.id.as_str())
    }

    fn is_form(&self, form: &str) -> bool {
        self.forms.is_empty() || self.forms.contains(form)
    }

    /// Whether the first day counts, where a law of a limit says so beside its length.
    fn counted_as_the_law_says(&mut self, id: &str, place: Place) {
        let rules = self.around.rules;
        let Some(limit) = self.around.deadline_at.get(id).map(|at| rules.deadline(*at)) else { return };
        let Term::Counted(counted) = &limit.limit.term else { return };
        for law in limit.law.iter().map(|law| &rules.laws[law.at()]) {
            for (range, said) in numbers(&law.says) {
                let after = law.says[range.end..].trim_start();
                let first = ["beginning with", "starting with"].iter().any(|words| after.starts_with(words));
                let wanted = match counted.side {
                    Side::After if first => "beginning_with",
                    Side::BeginningWith if after.starts_with("after ") => "after",
                    _ => continue,
                };
                if said == Said::Length(Length::of(counted.amount)) {
                    let words = after.split_whitespace().next().unwrap_or_default();
                    let message =
                        format!("`{}` says `{} {words}`, and here another day is the first", law.id, &law.says[range]);
                    let help = format!("write {wanted}, or correct what the law says");
                    self.findings.add(Code::Number, place.then("limit"), message, Some(help));
                }
            }
        }
    }

    /// A time of our own that is a limit's too would hide a limit's old number.
    fn own_times_are_no_limits(&mut self) {
        let limits = self.around.limits.iter().flatten();
        let own = limits.filter(|(length, _)| self.around.own_times.contains(&Said::Length(*length)));
        let own: BTreeMap<String, &str> = own.map(|(length, whose)| (length.said(), *whose)).collect();
        for (said, limit) in own {
            let message = format!("`{said}` is the time of `{limit}` too");
            let help = "take another time, or list it in `other_numbers` where it is said";
            self.findings.add(Code::Number, Place::new(WORDS_FILE, "own_times"), message, Some(help.into()));
        }
    }

    /// What is listed as right and said nowhere.
    fn unused(&mut self, beside: &BTreeMap<Place, Beside<'_>>, used: &BTreeSet<(Place, Said)>) {
        let of_own = self
            .around
            .own_times
            .difference(&self.said_of_laws)
            .map(|said| (Place::new(WORDS_FILE, "own_times"), said));
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
}

/// Whether what happens next has a time that somebody names, and not a rule: its words say no length, or only an example.
fn is_named_by_oneself(then: &Then) -> bool {
    then.within.contains("such as") || lengths_said(&then.within).next().is_none()
}
