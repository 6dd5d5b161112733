//! What other rules make of answers that were given before: the next step and the dates then, and now.
//!
//! A block of answers holds what came out of them. So the old rules need not be at hand, and whoever comes back hears
//! what is different for them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_yaml::Value;
use signpost_core::dates::say as dates;
use signpost_core::interview::entries;
use signpost_core::interview::reply::FutureDates;
use signpost_core::plan::brief::{self, Brief, Change, Days};
use signpost_core::plan::{Advice, Plan, advise};
use signpost_core::rules::model::RuleSet;

use super::messages::{self as say, fill};
use super::receipt;

const STEP: &str = "# step: ";
const LIMIT: &str = "# limit: ";

/// What came of a plan's answers, as comment lines of a block: its next step, and its limits with their days.
pub fn written(plan: &Plan<'_>) -> String {
    let mut lines = format!("{STEP}{}\n", plan.step().id);
    for (id, (aim, due)) in brief::dates(plan) {
        let aim = aim.map_or_else(|| "-".to_owned(), |aim| aim.to_string());
        lines.push_str(&format!("{LIMIT}{id} {aim} {due}\n"));
    }
    lines
}

/// What came of a block's answers when it was written, and the day that was; none when no plan had been made, or when it
/// cannot be read.
pub fn then(block: &str) -> Option<(NaiveDate, Brief)> {
    let said = |mark: &str| block.lines().find_map(|line| line.strip_prefix(mark)).map(str::trim);
    let mut dates: BTreeMap<String, Days> = BTreeMap::new();
    for line in block.lines().filter_map(|line| line.strip_prefix(LIMIT)) {
        let [id, aim, due] = line.split_whitespace().collect::<Vec<_>>()[..] else { return None };
        let aim = if aim == "-" { None } else { Some(aim.parse().ok()?) };
        dates.insert(id.to_owned(), (aim, due.parse().ok()?));
    }
    let day = said(receipt::TODAY)?.split(',').next()?.parse().ok()?;
    // Routes beside the step are not kept in a block.
    Some((day, Brief { next_step: said(STEP)?.to_owned(), dates, ..Brief::default() }))
}

/// What to say of a block that was written under other rules, with the entries that stand in it: what these rules advise for
/// its own day is held against what came of it then.
pub fn since(rules: &RuleSet, block: &str, entries: &[(String, Value)]) -> Vec<String> {
    let now = then(block).and_then(|(day, _)| {
        let entries = entries.iter().map(|(id, value)| (id, value));
        let (answers, faults) = entries::read(rules, entries, day, FutureDates::AsAsked);
        faults.is_empty().then(|| advise(rules, &answers, day))
    });
    said(block, rules, now.as_ref())
}

/// What to say of a block that was written under other rules, a paragraph each; nothing under the same.
///
/// `now` is what these rules advise for the block's own answers and day; none when it holds no plan, or when its
/// answers do not fit these rules.
pub fn said(block: &str, rules: &RuleSet, now: Option<&Advice<'_>>) -> Vec<String> {
    let Some(law_checked) = receipt::other_rules(block, rules) else { return Vec::new() };
    let then_checked = law_checked.parse().map_or(law_checked, dates::plain);
    let checked = [("then", then_checked.as_str()), ("now", &dates::plain(rules.law_checked))];
    let mut said = vec![fill(say::OTHER_RULES, &checked)];
    match (then(block), now) {
        (None, _) => said.push(say::OTHER_NO_PLAN.to_owned()),
        (Some((_, then)), Some(Advice::Plan(now))) => {
            let dates = brief::dates(now);
            let changes = brief::compare(&then, &Brief { next_step: now.step().id.clone(), dates, ..Brief::default() });
            said.push(if changes.is_empty() { say::OTHER_SAME } else { say::OTHER_CHANGES }.to_owned());
            said.extend(changes.iter().flat_map(|change| lines(change, now)));
        }
        (Some(_), Some(Advice::Ask(walk))) => {
            let asked = walk.next.map(|next| walk.situation.say(&rules.question(next).ask)).unwrap_or_default();
            said.extend([fill(say::OTHER_ASKS, &[("asked", &asked)]), say::OTHER_MAY_CHANGE.to_owned()]);
        }
        (Some(_), Some(Advice::NoRoute(_)) | None) => said.push(say::OTHER_DO_NOT_FIT.to_owned()),
    }
    said
}

/// A change in the words of these rules: what was, then what is.
fn lines(change: &Change, now: &Plan<'_>) -> Vec<String> {
    let (rules, situation) = (now.rules(), &now.walk.situation);
    let step = |id: &String| {
        let route = rules.routes.iter().find(|route| route.id == *id);
        route.map_or_else(|| say::OTHER_NO_STEP.to_owned(), |route| situation.say(&route.next_step))
    };
    match change {
        Change::NextStep { was, now } => vec![
            fill(say::OTHER_STEP_THEN, &[("step", &step(was))]),
            fill(say::OTHER_STEP_NOW, &[("step", &step(now))]),
        ],
        Change::Date { limit, was, now } => {
            let known = rules.deadlines.iter().find(|deadline| deadline.id == *limit);
            let label = known.map_or_else(|| limit.clone(), |deadline| situation.say(&deadline.label));
            let days = |dates: &Option<Days>| match dates {
                None => say::OTHER_NO_DATE.to_owned(),
                Some((Some(aim), due)) if aim != due => {
                    fill(say::OTHER_TWO_DATES, &[("aim", &dates::long(*aim)), ("last", &dates::long(*due))])
                }
                Some((_, due)) => format!("{}.", dates::long(*due)),
            };
            vec![
                fill(say::OTHER_LIMIT, &[("what", &label)]),
                fill(say::OTHER_DATE_THEN, &[("days", &days(was))]),
                fill(say::OTHER_DATE_NOW, &[("days", &days(now))]),
            ]
        }
        Change::Opened(_) | Change::Closed(_) => Vec::new(),
    }
}
