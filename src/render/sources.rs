//! The ledger of sources: each law with the day it was seen and what rests on it, what the sources do not settle, and a
//! list to work through before a release.

use chrono::NaiveDate;
use signpost_core::dates::say;
use signpost_core::rules::model::{
    Condition, Deadline, DeadlineIx, Doubt, DoubtIx, Law, LawIx, RuleSet, Start, starts,
};
use signpost_core::text;
use signpost_render::document::{Block, Document};

use super::areas;

/// The ledger as it stands on a day.
pub fn document(rules: &RuleSet, today: NaiveDate) -> Document {
    let mut page = Document::default();
    page.title(format!("The sources of the rules for {}", rules.jurisdiction));
    page.paragraph(format!(
        "On {}. The law as a whole was last checked on {}, and is due to be looked at again after {}.",
        say::plain(today),
        say::plain(rules.law_checked),
        say::plain(rules.review_by)
    ));
    page.blocks.push(Block::Contents);
    to_check(&mut page, rules, today);
    resting(&mut page, rules, today);
    unsettled(&mut page, rules);
    page
}

/// One line a source, with room for the day.
fn to_check(page: &mut Document, rules: &RuleSet, today: NaiveDate) {
    page.heading("To work through before a release");
    page.paragraph("Open each source, hold what the rules say against it, and write the day into `checked`.");
    for law in &rules.laws {
        let state = state(law, today).map_or(String::new(), |state| format!(" {state}"));
        page.check(format!(
            "“{}”: {}. Seen {}.{state} Checked on ..........",
            law.id,
            law.cite,
            say::plain(law.checked)
        ));
    }
    page.check(format!(
        "Bank holidays are known from {} to {}. Checked on ..........",
        say::plain(rules.calendar.first()),
        say::plain(rules.calendar.last())
    ));
    page.subheading("Telephone numbers that nobody has rung for two years");
    let local = rules.areas.iter().flat_map(|area| {
        let services = area.services.iter().filter(|(_, local)| local.phone.is_some());
        services.map(|(service, local)| (format!("{}, {service}", area.name), local.checked.as_deref()))
    });
    let national = rules.contacts.iter().filter(|contact| contact.phone.is_some());
    let national = national.map(|contact| (contact.name.clone(), contact.checked.as_deref()));
    for old in national.chain(local).filter_map(|(what, checked)| areas::old_line(&what, checked, today)) {
        page.check(format!("{old}. Checked on .........."));
    }
}

/// What is to be said of a source today: that it is stale, that it is not in force yet or any more, or that it will end.
fn state(law: &Law, today: NaiveDate) -> Option<String> {
    match (law.in_force, law.until) {
        (Some(first), _) if today < first => Some(format!("Not in force before {}.", say::plain(first))),
        (_, Some(last)) if last < today => Some(format!("Ended on {}.", say::plain(last))),
        _ if law.review_by < today => Some("Stale: it is due to be looked at again.".into()),
        (_, Some(last)) => Some(format!("In force until {}.", say::plain(last))),
        _ => None,
    }
}

/// Each law, what rests on it, and what a change in it would touch through that.
fn resting(page: &mut Document, rules: &RuleSet, today: NaiveDate) {
    page.heading("What rests on each source");
    for (at, law) in rules.laws.iter().enumerate() {
        let place = LawIx(at as u16);
        page.entry(format!("law-{}", law.id), &law.id);
        page.paragraph(format!("{}. {}", law.cite, law.says));
        let again = if law.review_by == rules.review_by {
            String::new()
        } else {
            format!(" Look again after {}.", say::plain(law.review_by))
        };
        let state = state(law, today).map_or(String::new(), |state| format!(" {state}"));
        let seen = say::plain(law.checked);
        page.labelled("Seen", format!("{seen}, certainty {:?}.{again}{state} Held in {}.", law.certainty, law.from));
        let limits = limits_on(rules, place);
        page.labelled("Steps", names(rules.routes.iter().filter(|item| item.law.contains(&place)), |item| &item.name));
        page.labelled("Time limits", names(limits.iter().map(|limit| rules.deadline(*limit)), |item| &item.label));
        page.labelled(
            "Letters",
            names(rules.letters.iter().filter(|item| item.law.contains(&place)), |item| &item.title),
        );
        page.labelled("Sayings", names(rules.tells.iter().filter(|item| item.law.contains(&place)), |item| &item.told));
        let arguments = rules.arguments.iter().filter(|item| item.law.contains(&place));
        page.labelled("Arguments", names(arguments, |item| &item.id));
        page.labelled(
            "Never open",
            names(rules.never.iter().filter(|item| item.law.contains(&place)), |item| &item.id),
        );
        let named = |laws: &Vec<String>| laws.contains(&law.id);
        page.labelled("Words", names(rules.words.iter().filter(|item| named(&item.law)), |item| &item.term));
        page.labelled("Proposals", names(rules.news.iter().filter(|item| named(&item.law)), |item| &item.id));
        page.labelled("A change would also touch", touched(rules, place, &limits));
    }
}

fn names<'i, T: 'i>(items: impl Iterator<Item = &'i T>, name: impl Fn(&'i T) -> &'i str) -> String {
    let names: Vec<&str> = items.map(name).map(|name| name.trim_end_matches('.')).collect();
    if names.is_empty() { String::new() } else { format!("{}.", names.join("; ")) }
}

fn limits_on(rules: &RuleSet, law: LawIx) -> Vec<DeadlineIx> {
    rules.deadlines().filter(|(_, item)| item.law.contains(&law)).map(|(place, _)| place).collect()
}

/// What hangs on limits that rest on a law, and on the law being in force: other limits, steps that show them, facts that
/// look at them, letters that write their days.
fn touched(rules: &RuleSet, law: LawIx, limits: &[DeadlineIx]) -> String {
    let counted = rules.deadlines.iter().filter(|item| !item.law.contains(&law) && counted_from(item, limits));
    let steps = rules.routes.iter().filter(|item| !item.law.contains(&law));
    let steps = steps.filter(|item| item.deadlines.iter().any(|limit| limits.contains(limit)));
    let facts = rules.facts.iter().filter(|item| looks_at(&item.when, law, limits));
    let letters = rules.letters.iter().filter(|item| !item.law.contains(&law) && writes(rules, &item.body, limits));
    let kinds = [
        ("limits counted from these", names(counted, |item| &item.label)),
        ("steps that show them", names(steps, |item| &item.name)),
        ("words that look at them", names(facts, |item| &item.id)),
        ("letters that write their days", names(letters, |item| &item.title)),
    ];
    let kinds = kinds.iter().filter(|(_, names)| !names.is_empty()).map(|(kind, names)| format!("{kind}: {names}"));
    text::upper_first(&kinds.collect::<Vec<_>>().join(" "))
}

fn counted_from(item: &Deadline, limits: &[DeadlineIx]) -> bool {
    let mut events = Vec::new();
    starts(&item.limit.term, &mut events);
    events.iter().any(|event| matches!(event, Start::Deadline(other) if limits.contains(other)))
}

fn looks_at(condition: &Condition, law: LawIx, limits: &[DeadlineIx]) -> bool {
    let itself = match condition {
        Condition::Deadline(limit, _) => limits.contains(limit),
        Condition::InForce(other) => *other == law,
        _ => false,
    };
    itself || condition.parts().iter().any(|part| looks_at(part, law, limits))
}

/// Whether a letter writes the last day or the day to aim for of one of these limits.
fn writes(rules: &RuleSet, body: &str, limits: &[DeadlineIx]) -> bool {
    let gaps = body.split("{{").skip(1).filter_map(|rest| rest.split("}}").next());
    let limit =
        |gap: &str| gap.trim().strip_prefix("due.").or_else(|| gap.trim().strip_prefix("aim.")).map(str::to_owned);
    let written: Vec<String> = gaps.filter_map(limit).collect();
    limits.iter().any(|place| written.contains(&rules.deadline(*place).id.replace('-', "_")))
}

/// Each point that the sources leave open or do not agree on, with what rests on it.
fn unsettled(page: &mut Document, rules: &RuleSet) {
    page.heading("What the sources do not settle");
    for (at, doubt) in rules.doubts.iter().enumerate() {
        let place = Some(DoubtIx(at as u16));
        let Doubt { id, what, reading, settled_by, from } = doubt;
        page.entry(format!("doubt-{id}"), id);
        page.paragraph(what);
        page.labelled("Read so", reading);
        page.labelled("What would settle it", settled_by);
        let steps = rules.routes.iter().filter(|item| item.doubt == place);
        let limits = rules.deadlines.iter().filter(|item| item.doubt == place);
        let tells = rules.tells.iter().filter(|item| item.doubt == place);
        let of_steps = steps.clone().flat_map(|item| &item.law);
        let laws =
            of_steps.chain(limits.clone().flat_map(|item| &item.law)).chain(tells.clone().flat_map(|item| &item.law));
        let laws: std::collections::BTreeSet<LawIx> = laws.copied().collect();
        let laws: Vec<String> = laws.into_iter().map(|law| format!("“{}”", rules.laws[law.at()].id)).collect();
        page.labelled(
            "Sources",
            format!("{}{}.", if laws.is_empty() { String::new() } else { laws.join(", ") + "; " }, from),
        );
        page.labelled("Steps", names(steps, |item| &item.name));
        page.labelled("Time limits", names(limits, |item| &item.label));
        page.labelled("Sayings", names(tells, |item| &item.told));
    }
}
