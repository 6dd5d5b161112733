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
    /// What it does, what it costs, how independent it is.
    pub what: String,
    /// Telephone, email, web, post, hours: each a line.
    pub lines: Vec<String>,
}

/// A contact as it is for this person's area.
pub fn shown(situation: &Situation<'_>, contact: ContactRef) -> Shown {
    match contact {
        ContactRef::National(at) => {
            let contact = &situation.rules.contacts[usize::from(at)];
            let what = about(&contact.what, contact.cost.as_deref(), contact.independent.as_deref());
            let fields = [&contact.phone, &contact.email, &contact.web, &contact.post, &contact.hours, &contact.note];
            Shown { name: contact.name.clone(), what, lines: lines(fields, &contact.checked, situation.today) }
        }
        ContactRef::Service(at) => {
            let service = &situation.rules.services[usize::from(at)];
            let what = about(&service.what, service.cost.as_deref(), service.independent.as_deref());
            match area(situation).and_then(|area| area.services.get(&service.id)) {
                Some(local) => {
                    let fields = [&local.phone, &local.email, &local.web, &local.post, &local.hours, &local.note];
                    Shown { name: local.name.clone(), what, lines: lines(fields, &local.checked, situation.today) }
                }
                None => {
                    let (name, what) = service.what.split_once(':').map_or((service.what.as_str(), ""), |pair| pair);
                    let what = about(what.trim(), service.cost.as_deref(), service.independent.as_deref());
                    Shown { name: name.to_owned(), what, lines: vec![service.if_unknown.clone()] }
                }
            }
        }
    }
}

fn area<'r>(situation: &Situation<'r>) -> Option<&'r crate::rules::model::Area> {
    let rules = situation.rules;
    let question = rules.area_question?;
    let Some(Answer::Chosen(_)) = situation.answer(question) else { return None };
    let bit = situation.chosen(question).trailing_zeros() as usize;
    let id = &rules.question(question).options.get(bit)?.id;
    rules.areas.iter().find(|area| area.id == *id)
}

fn about(what: &str, cost: Option<&str>, independent: Option<&str>) -> String {
    let mut said = what.trim_end_matches('.').to_owned();
    for part in [cost, independent].into_iter().flatten() {
        let part = part.trim_end_matches('.');
        said = if said.is_empty() { part.to_owned() } else { format!("{said}. {}", crate::text::upper_first(part)) };
    }
    if said.is_empty() { said } else { format!("{said}.") }
}

fn lines(fields: [&Option<String>; 6], checked: &str, today: NaiveDate) -> Vec<String> {
    const LABELS: [&str; 6] = ["Telephone: ", "Email: ", "Web: ", "Post: ", "Open: ", ""];
    let mut lines: Vec<String> = fields
        .into_iter()
        .zip(LABELS)
        .filter_map(|(field, label)| field.as_ref().map(|field| format!("{label}{field}")))
        .collect();
    if let Ok(checked) = checked.parse::<NaiveDate>() {
        let stale = checked.checked_add_months(FRESH_FOR).is_some_and(|until| today > until);
        let confirm = if stale { ", ring to confirm" } else { "" };
        lines.push(format!("Checked {}{confirm}.", say::plain(checked)));
    }
    lines
}
