//! The areas: those of the rules, with those of a service's own file in their place or beside them.

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar;
use super::file::{self, Bundle};
use super::finding::{Code, Findings, Place, did_you_mean};
use super::load::{AREAS, OWN_AREAS};
use signpost_core::dates::Span;
use signpost_core::dates::school::SchoolDays;
use signpost_core::rules::item::Own;
use signpost_core::rules::model::{Area, AreaChange, AreaIx};
use signpost_core::text::colour::contrast;

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
    let own_days = bundle.own_areas.as_ref().and_then(|own| own.school_days.as_ref());
    let own_days = own_days.map(|days| school_days(days, &Place::new(OWN_AREAS, "school_days"), findings));
    let mut read: Vec<Area> = written.iter().map(|(place, area)| one(area, place, &ids, bundle, findings)).collect();
    // Days of the whole file are of the areas that stand in it.
    for (area, (place, _)) in read.iter_mut().zip(&written) {
        if place.file == OWN_AREAS && area.school_days.is_none() {
            area.school_days.clone_from(&own_days);
        }
    }
    names(&written, findings);
    // An area that takes another's place is offered from that day on.
    let begins: Vec<(AreaIx, NaiveDate)> = (read.iter().filter_map(|area| area.changes.as_ref()))
        .flat_map(|change| change.to.iter().map(|to| (*to, change.on)))
        .collect();
    begins.into_iter().for_each(|(area, on)| read[area.at()].begins = Some(on));
    read
}

/// Holds names to being there, and once each: of two councils with one name nobody can choose.
fn names(written: &[(Place, &file::Area)], findings: &mut Findings) {
    for (at, (place, area)) in written.iter().enumerate() {
        if area.name.trim().is_empty() {
            let help = "write the name that people know it by".to_owned();
            findings.add(Code::EmptyText, place.then("name"), "this text is empty", Some(help));
        } else if let Some((_, other)) = written[..at].iter().find(|(_, other)| other.name == area.name) {
            let message = format!("`{}` is the name of the area `{}` too", area.name.escape_debug(), other.id);
            let help = format!("write what tells them apart, or use the id `{}`", other.id);
            findings.add(Code::WrongValue, place.then("name"), message, Some(help));
        }
        for (one, name) in area.also.iter().enumerate().filter(|(one, name)| area.also[..*one].contains(name)) {
            let message = format!("`{}` stands here twice", name.escape_debug());
            findings.add(Code::WrongValue, place.item("also", one), message, Some("take one out".into()));
        }
    }
}

/// The least that the colour of a service stands out from white, as 7 to 1: what the Web Content Accessibility Guidelines
/// ask for at their level AAA.
const CONTRAST: f64 = 7.0;

/// Digits of a telephone number in this country.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 10..=11;

/// Holds telephone, email and web to a form that can be rung, written to and looked at.
pub fn reach(place: &Place, [phone, email, web]: [&Option<String>; 3], findings: &mut Findings) {
    let mut wrong = |key: &str, message: String, help: &str| {
        findings.add(Code::WrongValue, place.then(key), message, Some(help.to_owned()));
    };
    if let Some(phone) = phone
        && !can_be_rung(phone)
    {
        let message = format!("`{}` is no whole telephone number", phone.escape_debug());
        wrong("phone", message, "write all its digits, the area code too, such as 0113 378 5020");
    }
    if let Some(email) = email
        && !email.contains('@')
    {
        let message = format!("`{}` is no email address", email.escape_debug());
        wrong("email", message, "write it as name@example.org");
    }
    if let Some(web) = web
        && web.starts_with("http://")
    {
        let message = format!("`{}` is opened without encryption", web.escape_debug());
        wrong("web", message, "write it with https://, or from www. on");
    } else if let Some(web) = web
        && web.split_once("://").is_some_and(|(scheme, _)| scheme != "https")
    {
        let message = format!("`{}` is no web address", web.escape_debug());
        wrong("web", message, "write it with https://, or from www. on");
    }
}

/// Whether one of the numbers of a text is whole. Some helplines have a number that is short: 111, 116 123, 0800 1111.
fn can_be_rung(phone: &str) -> bool {
    let numbers = phone.split(|letter: char| !(letter.is_ascii_digit() || " +-()".contains(letter)));
    let digits = numbers.map(|number| number.chars().filter(char::is_ascii_digit).collect::<String>());
    let mut numbers = digits.filter(|digits| !digits.is_empty());
    numbers.any(|digits| match digits.strip_prefix("44") {
        Some(rest) if digits.len() > *PHONE_DIGITS.end() => PHONE_DIGITS.contains(&(rest.len() + 1)),
        _ if digits.starts_with("0800") => digits.len() == 8 || PHONE_DIGITS.contains(&digits.len()),
        _ if digits.starts_with('0') => PHONE_DIGITS.contains(&digits.len()),
        _ => matches!(digits.len(), 3 | 5 | 6),
    })
}

/// Days in a service's own file on which somebody is said to have looked, and which are still to come.
pub fn ahead(own: &file::OwnAreas, today: NaiveDate, findings: &mut Findings) {
    let file = Place::new(OWN_AREAS, "");
    let itself = own.own.iter().map(|own| (file.then("own"), &own.checked));
    let services = own.areas.iter().enumerate().flat_map(|(at, area)| {
        let place = file.item("areas", at).then("services");
        area.services.iter().map(move |(service, local)| (place.then(service), &local.checked))
    });
    let contacts = own.contacts.iter().enumerate().map(|(at, one)| (file.item("contacts", at), &one.checked));
    for (place, checked) in itself.chain(services).chain(contacts) {
        let day = checked.as_ref().and_then(|text| text.parse::<NaiveDate>().ok());
        if let Some(day) = day.filter(|day| *day > today) {
            let help = format!("write the day on which somebody rang or looked, such as {today}");
            findings.add(Code::BadDate, place.then("checked"), format!("{day} is still to come"), Some(help));
        }
    }
}

/// Holds the colour of a service's page to being read on white.
pub fn colour(own: &Own, place: &Place, findings: &mut Findings) {
    let Some(colour) = &own.colour else { return };
    let message = match contrast(colour, "#fff") {
        Some(found) if found >= CONTRAST => return,
        Some(found) => {
            // What falls short by little is not rounded to what is needed.
            let found = (found * 10.0).floor() / 10.0;
            format!("`{colour}` is too light on white: {found:.1} to 1, and {CONTRAST:.0} to 1 is needed")
        }
        None => format!("`{}` is not a colour in figures", colour.escape_debug()),
    };
    let help = "write it as \"#0a4a45\", in quotes, and dark enough to be read";
    findings.add(Code::WrongValue, place.then("colour"), message, Some(help.into()));
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
    let school_days = area.school_days.as_ref().map(|days| school_days(days, &place.then("school_days"), findings));
    let mut read = Area {
        id: area.id.clone(),
        name: area.name.clone(),
        also: area.also.clone(),
        places: area.places.clone(),
        changes,
        begins: None,
        school_days,
        services: area.services.clone().into(),
    };
    // A service writes down what it knows better; the rest of the area stays as the rules have it.
    let of_rules = bundle.areas.areas.iter().position(|other| other.id == area.id);
    if let (Some(at), true) = (of_rules, place.file == OWN_AREAS) {
        let other = one(&bundle.areas.areas[at], &Place::new(AREAS, "").item("areas", at), ids, bundle, findings);
        read.also.extend(other.also);
        read.places.extend(other.places);
        read.changes = read.changes.or(other.changes);
        read.school_days = read.school_days.or(other.school_days);
        for (service, local) in &other.services {
            read.services.entry(service.clone()).or_insert_with(|| local.clone());
        }
    }
    read
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
        let wrong = match terms.last() {
            _ if to < from => Some(("a term ends after it begins", "write the first day before the last")),
            Some(before) if from <= before.to => {
                Some(("terms stand in order of date, none over another", "put the half-terms between two terms"))
            }
            _ => None,
        };
        if let Some((message, cure)) = wrong {
            findings.add(Code::BadDate, here, message, Some(cure.into()));
            continue;
        }
        terms.push(Span { from, to });
    }
    let mut inset = Vec::new();
    for (at, text) in written.inset.iter().enumerate() {
        let here = place.item("inset", at);
        let day = calendar::date(text, here.clone(), findings);
        if day != NaiveDate::default()
            && !terms.is_empty()
            && !terms.iter().any(|term| term.from <= day && day <= term.to)
        {
            let help = "take the line out, or write the term that it lies in";
            findings.add(Code::BadDate, here, format!("{text} is in no term"), Some(help.into()));
        } else if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && day != NaiveDate::default() {
            let help = "take the line out, or write the day that was meant";
            findings.add(
                Code::BadDate,
                here,
                format!("{text} is at a weekend, when no school meets"),
                Some(help.into()),
            );
        }
        inset.push(day);
    }
    SchoolDays { terms, inset }
}
