//! The areas: those of the rules, with those of a service's own file in their place or beside them.

use chrono::NaiveDate;

use super::calendar;
use super::file::{self, Bundle};
use super::finding::{Code, Findings, Place, did_you_mean};
use super::load::{AREAS, OWN_AREAS};
use signpost_core::dates::Span;
use signpost_core::dates::school::SchoolDays;
use signpost_core::rules::model::{Area, AreaChange, AreaIx};

/// What stands in a list of the rules and of an own file: each with its place, the own one in place of one with its id.
pub fn joined<'b, T>(
    bundle: &'b Bundle,
    key: &str,
    list: impl Fn(&'b file::Areas) -> &'b Vec<T>,
    own: impl Fn(&'b file::OwnAreas) -> &'b Vec<T>,
    id: impl Fn(&'b T) -> &'b str,
) -> Vec<(Place, &'b T)> {
    let of_rules = list(&bundle.areas).iter().enumerate();
    let mut all: Vec<(Place, &T)> = of_rules.map(|(at, item)| (Place::new(AREAS, "").item(key, at), item)).collect();
    for (at, item) in bundle.own_areas.iter().flat_map(|file| own(file).iter().enumerate()) {
        let here = (Place::new(OWN_AREAS, "").item(key, at), item);
        match all.iter_mut().find(|(place, other)| place.file == AREAS && id(other) == id(item)) {
            Some(other) => *other = here,
            None => all.push(here),
        }
    }
    all
}

/// Every area.
pub fn areas(bundle: &Bundle) -> Vec<(Place, &file::Area)> {
    joined(bundle, "areas", |file| &file.areas, |own| &own.areas, |area| &area.id)
}

/// What every area supplies.
pub fn services(bundle: &Bundle) -> Vec<(Place, &file::Service)> {
    joined(bundle, "services", |file| &file.services, |own| &own.services, |service| &service.id)
}

/// Every national body.
pub fn contacts(bundle: &Bundle) -> Vec<(Place, &file::Contact)> {
    joined(bundle, "contacts", |file| &file.contacts, |own| &own.contacts, |contact| &contact.id)
}

/// The areas as the engine uses them.
pub fn read(bundle: &Bundle, findings: &mut Findings) -> Vec<Area> {
    let written = areas(bundle);
    let ids: Vec<&str> = written.iter().map(|(_, area)| area.id.as_str()).collect();
    let mut read: Vec<Area> = written.iter().map(|(place, area)| one(area, place, &ids, bundle, findings)).collect();
    // An area that takes another's place is offered from that day on.
    let begins: Vec<(AreaIx, NaiveDate)> = (read.iter().filter_map(|area| area.changes.as_ref()))
        .flat_map(|change| change.to.iter().map(|to| (*to, change.on)))
        .collect();
    begins.into_iter().for_each(|(area, on)| read[area.at()].begins = Some(on));
    read
}

fn one(area: &file::Area, place: &Place, ids: &[&str], bundle: &Bundle, findings: &mut Findings) -> Area {
    let changes = area.changes.as_ref().map(|change| {
        let here = place.then("changes");
        let to = change.to.iter().enumerate().filter_map(|(at, id)| {
            let found = ids.iter().position(|known| known == id);
            if found.is_none() {
                let message = format!("no area has the id `{}`", id.escape_debug());
                findings.add(Code::UnknownId, here.item("to", at), message, did_you_mean(id, ids.iter().copied()));
            }
            found.map(|at| AreaIx(at as u16))
        });
        let to = to.collect();
        AreaChange { on: calendar::date(&change.date, here.then("date"), findings), to, say: change.say.clone() }
    });
    let own_days = bundle.own_areas.as_ref().and_then(|own| own.school_days.as_ref());
    let school_days = match (&area.school_days, own_days) {
        (Some(days), _) => Some(school_days(days, &place.then("school_days"), findings)),
        // They are of the areas that stand in the same file.
        (None, Some(days)) if place.file == OWN_AREAS => Some(school_days(days, &own("school_days"), findings)),
        _ => None,
    };
    let mut read = Area {
        id: area.id.clone(),
        name: area.name.clone(),
        also: area.also.clone(),
        changes,
        begins: None,
        school_days,
        services: area.services.clone(),
    };
    // A service writes down what it knows better; the rest of the area stays as the rules have it.
    let of_rules = bundle.areas.areas.iter().position(|other| other.id == area.id);
    if let (Some(at), true) = (of_rules, place.file == OWN_AREAS) {
        let other = one(&bundle.areas.areas[at], &Place::new(AREAS, "").item("areas", at), ids, bundle, findings);
        read.also.extend(other.also);
        read.changes = read.changes.or(other.changes);
        read.school_days = read.school_days.or(other.school_days);
        for (service, local) in other.services {
            read.services.entry(service).or_insert(local);
        }
    }
    read
}

fn own(key: &str) -> Place {
    Place::new(OWN_AREAS, key)
}

/// Terms: in order, none over another, each day of rest inside one.
fn school_days(written: &file::SchoolDays, place: &Place, findings: &mut Findings) -> SchoolDays {
    let mut terms: Vec<Span> = Vec::new();
    for (at, text) in written.terms.iter().enumerate() {
        let here = place.item("terms", at);
        let ends = text.split_once("..").map(|(from, to)| (from.trim().parse(), to.trim().parse()));
        let Some((Ok(from), Ok(to))) = ends else {
            let help = "write the first day and the last, as 2026-09-02..2026-10-23";
            findings.add(Code::BadDate, here, format!("`{}` is not a term", text.escape_debug()), Some(help.into()));
            continue;
        };
        if to < from || terms.last().is_some_and(|before| from <= before.to) {
            let message = "terms stand in order of date, none over another";
            findings.add(Code::BadDate, here, message, Some("put the half-terms between two terms".into()));
            continue;
        }
        terms.push(Span { from, to });
    }
    let mut inset = Vec::new();
    for (at, text) in written.inset.iter().enumerate() {
        let here = place.item("inset", at);
        let day = calendar::date(text, here.clone(), findings);
        if !terms.is_empty() && !terms.iter().any(|term| term.from <= day && day <= term.to) {
            findings.add(Code::BadDate, here, format!("{text} is in no term, so it need not be listed"), None);
        }
        inset.push(day);
    }
    SchoolDays { terms, inset }
}
