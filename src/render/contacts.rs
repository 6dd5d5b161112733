//! Whom to ring, from the areas file, with the date each was checked.

use chrono::{Months, NaiveDate};

use crate::dates::say;
use crate::interview::{Answer, Situation};
use crate::rules::model::ContactRef;

/// A contact older than this is marked (`ux.md` L2).
const FRESH_FOR: Months = Months::new(12);

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
        let fits = |said: &String| crate::text::wrap(said, width, "- ", "  ").lines().count() <= 2;
        [joined(&all), joined(&without_independence)].into_iter().find(fits).unwrap_or_else(|| joined(&shortest))
    }
}

/// The parts a contact and a local service share.
struct Parts<'r> {
    name: &'r str,
    what: &'r str,
    cost: Option<&'r str>,
    independent: Option<&'r str>,
    /// Telephone, email, web, post, hours, note.
    fields: [&'r Option<String>; 6],
    checked: &'r str,
}

impl Parts<'_> {
    fn shown(&self, today: NaiveDate) -> Shown {
        let [phone, email, web, ..] = self.fields;
        let checked = checked(self.checked, today);
        let mut lines = lines(self.fields);
        lines.extend(checked.clone());
        let reach = phone.as_ref().or(email.as_ref()).or(web.as_ref());
        Shown {
            name: self.name.to_owned(),
            what: sentence(self.what),
            terms: terms(self.cost, self.independent),
            lines,
            phone: phone.clone(),
            reach: reach.map_or(format!("{}.", self.name), |reach| format!("{}: {reach}.", self.name)),
            checked: checked.unwrap_or_default(),
            cost: few(self.cost),
            independent: few(self.independent),
        }
    }
}

/// The first sentence.
fn few(text: Option<&str>) -> String {
    let Some(text) = text else { return String::new() };
    let first = text.split_once(". ").map_or(text, |(first, _)| first);
    format!("{}.", crate::text::upper_first(first.trim_end_matches('.')))
}

/// A contact as it is for this person's area.
pub fn shown(situation: &Situation<'_>, contact: ContactRef) -> Shown {
    match contact {
        ContactRef::National(at) => {
            let contact = &situation.rules.contacts[usize::from(at)];
            let fields = [&contact.phone, &contact.email, &contact.web, &contact.post, &contact.hours, &contact.note];
            let (cost, independent) = (contact.cost.as_deref(), contact.independent.as_deref());
            Parts { name: &contact.name, what: &contact.what, cost, independent, fields, checked: &contact.checked }
                .shown(situation.today)
        }
        ContactRef::Service(at) => {
            let service = &situation.rules.services[usize::from(at)];
            let (cost, independent) = (service.cost.as_deref(), service.independent.as_deref());
            match area(situation).and_then(|area| area.services.get(&service.id)) {
                Some(local) => {
                    let fields = [&local.phone, &local.email, &local.web, &local.post, &local.hours, &local.note];
                    Parts { name: &local.name, what: &service.what, cost, independent, fields, checked: &local.checked }
                        .shown(situation.today)
                }
                None => {
                    let name = unknown_name(&service.what);
                    Shown {
                        name: name.to_owned(),
                        what: sentence(&service.what),
                        terms: terms(cost, independent),
                        lines: vec![service.if_unknown.clone()],
                        phone: None,
                        reach: format!("{}: {}", name, crate::text::lower_first(&service.if_unknown)),
                        checked: String::new(),
                        cost: few(cost),
                        independent: few(independent),
                    }
                }
            }
        }
    }
}

/// "Your local SENDIASS" out of "Your local SENDIASS gives information": the name of a service whose area is not known.
fn unknown_name(what: &str) -> &str {
    let verbs = [" gives ", " that ", " explains ", " helps ", " decides ", " deals ", " looks ", " checks "];
    verbs.iter().filter_map(|verb| what.find(verb)).min().map_or(what, |at| &what[..at])
}

fn area<'r>(situation: &Situation<'r>) -> Option<&'r crate::rules::model::Area> {
    let rules = situation.rules;
    let question = rules.area_question?;
    let Some(Answer::Chosen(_)) = situation.answer(question) else { return None };
    let bit = situation.chosen(question).trailing_zeros() as usize;
    let id = &rules.question(question).options.get(bit)?.id;
    rules.areas.iter().find(|area| area.id == *id)
}

fn sentence(what: &str) -> String {
    if what.is_empty() { String::new() } else { format!("{}.", what.trim_end_matches('.')) }
}

fn terms(cost: Option<&str>, independent: Option<&str>) -> Option<String> {
    let said = |part: &str| format!("{}.", crate::text::upper_first(part.trim_end_matches('.')));
    let said: Vec<String> = [cost, independent].into_iter().flatten().map(said).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

fn lines(fields: [&Option<String>; 6]) -> Vec<String> {
    const LABELS: [&str; 6] = ["Telephone: ", "Email: ", "Web: ", "Post: ", "Open: ", ""];
    let with_label = |(field, label): (&Option<String>, &str)| field.as_ref().map(|field| format!("{label}{field}"));
    fields.into_iter().zip(LABELS).filter_map(with_label).collect()
}

fn checked(checked: &str, today: NaiveDate) -> Option<String> {
    let checked = checked.parse::<NaiveDate>().ok()?;
    let stale = checked.checked_add_months(FRESH_FOR).is_some_and(|until| today > until);
    let confirm = if stale { ", ring to confirm" } else { "" };
    Some(format!("Checked {}{confirm}.", say::plain(checked)))
}
