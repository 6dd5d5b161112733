//! A service's own areas file in words: what is in it, and what is old.

use chrono::{Months, NaiveDate};

use signpost_check::files::file::OwnAreas;
use signpost_core::dates::say;
use signpost_core::rules::model::RuleSet;
use signpost_core::text;

/// A number nobody rang for so long is old (`ux.md` L2).
const FRESH_FOR: Months = Months::new(24);

/// The areas by id and name.
pub fn list(rules: &RuleSet, today: NaiveDate) -> String {
    rules
        .areas_on(today)
        .map(|(_, area)| format!("{}: {}\n", area.id, text::list(&area.names().collect::<Vec<_>>())))
        .collect()
}

/// What the file holds, and which of its entries are old. It has no mistakes.
pub fn checked(own: &OwnAreas, name: &str, today: NaiveDate) -> String {
    let services: usize = own.areas.iter().map(|area| area.services.len()).sum();
    let counts = [
        text::count(own.areas.len() as i64, "area"),
        text::count(services as i64, "local service"),
        text::count(own.contacts.len() as i64, "other contact"),
    ];
    let mut out = format!("{name}: no mistakes. {}.\n", text::list(&counts));
    let old = old(own, today);
    if old.is_empty() {
        out.push_str("Each number has been checked in the last two years.\n");
    } else {
        out.push_str("To ring or to look at again. A plan says \"ring to confirm\" beside each number here:\n");
        out.extend(old.iter().map(|line| format!("- {line}\n")));
        out.push_str("Then write the day under it, for example: checked: ");
        out.push_str(&format!("{today}\n"));
    }
    for (who, last) in ends(own).into_iter().filter(|(_, last)| *last < today) {
        out.push_str(&format!("The school days of {who} end on {}. Add the next terms.\n", say::plain(last)));
    }
    out
}

fn old(own: &OwnAreas, today: NaiveDate) -> Vec<String> {
    let areas = own.areas.iter().flat_map(|area| {
        let services = area.services.iter().filter(|(_, local)| local.phone.is_some());
        services.map(|(service, local)| (format!("{}, {service}", area.name), local.checked.as_deref()))
    });
    let contacts = own.contacts.iter().filter(|contact| contact.phone.is_some());
    let contacts = contacts.map(|contact| (contact.name.clone(), contact.checked.as_deref()));
    let itself = own.own.iter().map(|own| (own.name.clone(), own.checked.as_deref()));
    let old = itself.chain(areas).chain(contacts).filter_map(|(what, checked)| {
        let Some(day) = checked.and_then(|day| day.parse::<NaiveDate>().ok()) else {
            return Some(format!("{what}: nobody has checked it"));
        };
        let fresh = day.checked_add_months(FRESH_FOR).is_none_or(|until| today <= until);
        (!fresh).then(|| format!("{what}: checked {}, over two years ago", say::plain(day)))
    });
    old.collect()
}

/// The last school day that is known, by whose it is.
fn ends(own: &OwnAreas) -> Vec<(String, NaiveDate)> {
    let last = |days: &signpost_check::files::file::SchoolDays| {
        days.terms.last().and_then(|term| term.split_once("..")?.1.trim().parse::<NaiveDate>().ok())
    };
    let areas = own.areas.iter().filter_map(|area| Some((area.name.clone(), last(area.school_days.as_ref()?)?)));
    let all = own.school_days.iter().filter_map(|days| Some(("all areas".to_owned(), last(days)?)));
    areas.chain(all).collect()
}
