//! Whom to ring, from the areas file, with the date each was checked.

use chrono::{Months, NaiveDate};

use signpost_core::dates::say;
use signpost_core::interview::Situation;
use signpost_core::rules::item::dated;
use signpost_core::rules::model::{ContactRef, RuleSet};

/// A number nobody checked for so long is marked.
const FRESH_FOR: Months = Months::new(24);

/// How the rules name a service of which each area has one of its own.
const LOCAL: &str = "Your local ";

/// The service whose own areas file is in use, as a plan names it.
pub fn own(rules: &RuleSet) -> Vec<String> {
    let Some(own) = &rules.own else { return Vec::new() };
    let fields = [&own.phone, &own.email, &own.web, &None, &own.hours, &None];
    let mut said = vec![own.name.clone()];
    said.extend(lines(fields));
    said.extend(own.links.iter().map(|link| format!("{}: {}", signpost_core::text::upper_first(&link.what), link.web)));
    said
}

/// Whether a contact is the service whose own areas file is in use, which a plan has named already. One that alone has a
/// number is not: it would be lost.
pub fn is_own(rules: &RuleSet, shown: &Shown) -> bool {
    let Some(own) = &rules.own else { return false };
    let digits = |phone: &str| phone.chars().filter(char::is_ascii_digit).collect::<String>();
    match (&own.phone, &shown.phone) {
        (None, Some(_)) => false,
        (Some(own), Some(phone)) if digits(own) == digits(phone) => true,
        _ => own.name.eq_ignore_ascii_case(&shown.name),
    }
}

/// One contact, ready to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its name.
    pub name: String,
    /// What it does.
    pub what: String,
    /// What it costs, and how independent it is.
    pub terms: Option<String>,
    /// Telephone, email, web, post, hours: each a line.
    pub lines: Vec<String>,
    /// The telephone number; none when there is none, or the area is not known.
    pub phone: Option<String>,
    /// Telephone and email, else web, with its name: what a step that goes there needs at hand. None where none is known.
    pub at_hand: Option<String>,
    /// What a call needs besides: when the number was seen, or where to look for one.
    pub to_ring: Option<String>,
    /// The shortest way to reach it, with its name: telephone, else email, else web, else how to find it.
    reach: String,
    /// When that was checked; empty when the area is not known.
    checked: String,
    /// What it costs, in a few words.
    cost: String,
    /// How independent it is, in a few words.
    independent: String,
}

impl Shown {
    /// Name, number, cost, independence and the day it was checked, in at most two lines of `width` columns. What does
    /// not fit is left out, from independence on.
    pub fn brief(&self, width: usize) -> String {
        let all = [&self.reach, &self.cost, &self.independent, &self.checked];
        let joined = |parts: &[&String]| {
            let parts: Vec<&str> = parts.iter().map(|part| part.as_str()).filter(|part| !part.is_empty()).collect();
            parts.join(" ")
        };
        let without_independence = [&self.reach, &self.cost, &self.checked];
        let shortest = [&self.reach, &self.checked];
        let fits = |said: &String| signpost_core::text::wrap(said, width, "- ", "  ").lines().count() <= 2;
        [joined(&all), joined(&without_independence)].into_iter().find(fits).unwrap_or_else(|| joined(&shortest))
    }
}

/// The parts a contact and a local service share.
struct Parts<'r> {
    name: &'r str,
    what: &'r str,
    cost: Option<&'r str>,
    independent: Option<String>,
    /// Telephone, email, web, post, hours, note.
    fields: [&'r Option<String>; 6],
    checked: Option<&'r str>,
    dated: Option<&'r str>,
}

impl Parts<'_> {
    fn shown(&self, today: NaiveDate) -> Shown {
        let [phone, email, web, ..] = self.fields;
        let checked = self.looked_at(today, true);
        let mut lines = lines(self.fields);
        lines.extend(checked.clone());
        let reach = phone.as_ref().or(email.as_ref()).or(web.as_ref());
        let mut at_hand: Vec<&str> = [phone, email].into_iter().flatten().map(String::as_str).collect();
        // "Look it up" is no address.
        at_hand.extend(web.as_deref().filter(|web| at_hand.is_empty() && !web.contains(' ')));
        Shown {
            at_hand: (!at_hand.is_empty()).then(|| format!("{}: {}.", self.name, at_hand.join(", "))),
            to_ring: self.looked_at(today, false).filter(|_| phone.is_some()),
            name: self.name.to_owned(),
            what: sentence(self.what),
            terms: terms(self.cost, self.independent.as_deref()),
            lines,
            phone: phone.clone(),
            reach: reach.map_or(format!("{}.", self.name), |reach| format!("{}: {reach}.", self.name)),
            checked: checked.unwrap_or_default(),
            cost: few(self.cost),
            independent: few(self.independent.as_deref()),
        }
    }
}

impl Parts<'_> {
    /// Where it stands that somebody checked it, or else how old the page is that it comes from. "Checked" is said only
    /// where somebody did; "ring to confirm" only beside a number: in a `list` beside each that nobody rang, and in a step
    /// where its page is old or has no date.
    fn looked_at(&self, today: NaiveDate, list: bool) -> Option<String> {
        let number = self.fields[0].is_some();
        let fresh = |day: NaiveDate| day.checked_add_months(FRESH_FOR).is_none_or(|until| today <= until);
        let confirm = |fresh: bool| if number && !fresh { ": ring to confirm" } else { "" };
        if let Some(day) = self.checked.and_then(|day| day.parse::<NaiveDate>().ok()) {
            return Some(format!("Checked {}{}.", say::plain(day), confirm(fresh(day))));
        }
        match self.dated {
            Some(text) => {
                let day = dated(text)?;
                let said = match text.len() {
                    4 => text.to_owned(),
                    7 => say::month(day),
                    _ => say::plain(day),
                };
                Some(format!("From a page of {said}{}.", confirm(!list && fresh(day))))
            }
            None => number.then(|| "From a page without a date: ring to confirm.".to_owned()),
        }
    }
}

/// The first sentence.
fn few(text: Option<&str>) -> String {
    let Some(text) = text else { return String::new() };
    let first = text.split_once(". ").map_or(text, |(first, _)| first);
    format!("{}.", signpost_core::text::upper_first(first.trim_end_matches('.')))
}

/// The same in what a service writes itself: where it is the local one, it stands under its own name and number.
pub fn shown_by_own(situation: &Situation<'_>, contact: ContactRef) -> Shown {
    let mut shown = shown(situation, contact);
    let (Some(own), ContactRef::Service(at)) = (&situation.rules.own, contact) else { return shown };
    let service = &situation.rules.services[usize::from(at)];
    let local = situation.area().and_then(|area| area.services.get(&service.id));
    // "Your local SENDIASS" ends with the word by which such services call themselves.
    let kind = service.name.rsplit(' ').next().unwrap_or_default();
    let is_one = match local {
        Some(local) => local.name == own.name,
        None => service.name.starts_with(LOCAL) && own.name.split(' ').any(|word| word == kind),
    };
    if is_one {
        shown.name.clone_from(&own.name);
        shown.lines = lines([&own.phone, &own.email, &own.web, &None, &own.hours, &None]);
        shown.phone.clone_from(&own.phone);
    }
    shown
}

/// That another council has taken the place of the one that was named, from that day on.
pub fn taken_over(situation: &Situation<'_>) -> Option<String> {
    let area = situation.area()?;
    let change = area.changes.as_ref().filter(|change| change.on <= situation.today)?;
    let new: Vec<&str> = change.to.iter().map(|to| situation.rules.area(*to).name.as_str()).collect();
    let day = say::plain(change.on);
    Some(match new.as_slice() {
        [] => {
            format!("New councils were due to take over from {} on {day}. Ask which one has the plan now.", area.name)
        }
        _ => format!(
            "{} took over from {} on {day}. Change the council in your answers.",
            signpost_core::text::list_or(&new),
            area.name
        ),
    })
}

/// A contact as it is for this person's area.
pub fn shown(situation: &Situation<'_>, contact: ContactRef) -> Shown {
    match contact {
        ContactRef::National(at) => {
            let contact = &situation.rules.contacts[usize::from(at)];
            let fields = [&contact.phone, &contact.email, &contact.web, &contact.post, &contact.hours, &contact.note];
            Parts {
                name: &contact.name,
                what: &contact.what,
                cost: contact.cost.as_deref(),
                independent: contact.independent.clone(),
                fields,
                checked: contact.checked.as_deref(),
                dated: contact.dated.as_deref(),
            }
            .shown(situation.today)
        }
        ContactRef::Service(at) => {
            let service = &situation.rules.services[usize::from(at)];
            let (cost, independent) = (service.cost.as_deref(), service.independent.as_deref());
            let area = situation.area();
            // Of a new council is told beside the service that each plan names.
            let change = area.and_then(|area| area.changes.as_ref()).filter(|_| at == 0);
            let change = change.map(|change| taken_over(situation).unwrap_or_else(|| change.say.clone()));
            match area.and_then(|area| area.services.get(&service.id)) {
                Some(local) => {
                    let fields = [&local.phone, &local.email, &local.web, &local.post, &local.hours, &local.note];
                    // Who runs it was seen for some: "separately from the council" is not so for all of them.
                    let run_by = local.run_by.as_ref().map(|who| format!("run by {who}"));
                    let parts = Parts {
                        name: &local.name,
                        what: &service.what,
                        cost,
                        independent: run_by.or(independent.map(str::to_owned)),
                        fields,
                        checked: local.checked.as_deref(),
                        dated: local.dated.as_deref(),
                    };
                    let mut shown = parts.shown(situation.today);
                    // Nothing was seen but its name.
                    if local.phone.is_none() && local.email.is_none() && local.web.is_none() {
                        shown.lines.insert(0, service.if_unknown.clone());
                        shown.reach =
                            format!("{}: {}", local.name, signpost_core::text::lower_first(&service.if_unknown));
                        shown.to_ring = Some(shown.reach.clone());
                    }
                    shown.lines.extend(change);
                    shown
                }
                None => {
                    let name = &service.name;
                    Shown {
                        name: name.clone(),
                        what: sentence(&service.what),
                        terms: terms(cost, independent),
                        lines: std::iter::once(service.if_unknown.clone()).chain(change).collect(),
                        phone: None,
                        at_hand: None,
                        to_ring: Some(service.if_unknown.clone()),
                        reach: format!("{}: {}", name, signpost_core::text::lower_first(&service.if_unknown)),
                        checked: String::new(),
                        cost: few(cost),
                        independent: few(independent),
                    }
                }
            }
        }
    }
}

fn sentence(what: &str) -> String {
    if what.is_empty() { String::new() } else { format!("{}.", what.trim_end_matches('.')) }
}

fn terms(cost: Option<&str>, independent: Option<&str>) -> Option<String> {
    let said = |part: &str| format!("{}.", signpost_core::text::upper_first(part.trim_end_matches('.')));
    let said: Vec<String> = [cost, independent].into_iter().flatten().map(said).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

fn lines(fields: [&Option<String>; 6]) -> Vec<String> {
    const LABELS: [&str; 6] = ["Telephone: ", "Email: ", "Web: ", "Post: ", "Open: ", ""];
    let with_label = |(field, label): (&Option<String>, &str)| field.as_ref().map(|field| format!("{label}{field}"));
    fields.into_iter().zip(LABELS).filter_map(with_label).collect()
}
