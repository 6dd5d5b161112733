//! The summary a parent can be sent after a call: no notes, nothing that was typed but the agreed actions.

use crate::cases::{Case, advice};
use signpost_core::dates::say;
use signpost_core::interview::statement;
use signpost_core::plan::Plan;
use signpost_render::contacts;
use signpost_render::document::Document;
use signpost_render::summary::{self, Around};

/// Lines of a service's own details: its name, and two ways to reach it.
const OWN_LINES: usize = 3;

/// The summary of a call.
pub fn document(plan: &Plan<'_>, case: &Case) -> Document {
    let rules = plan.rules();
    let mut opening = Vec::new();
    // The service whose areas file is in use: name, then how to reach it.
    let own = contacts::own(rules);
    if !own.is_empty() {
        opening.push(format!("From: {}", own.iter().take(OWN_LINES).cloned().collect::<Vec<_>>().join(". ")));
    }
    let number = case.service_number.as_ref().map_or(String::new(), |number| format!(". Our number: {number}"));
    opening.push(format!("Reference: {}{number}", case.reference));
    opening.push("Thank you for your call. These are the main points.".into());
    opening.extend(rang_about(plan, case));
    let today = plan.walk.situation.today;
    // It may be sent days later.
    let called = case.calls.last().and_then(|call| call.on).unwrap_or(today);
    let agreed = case.actions.iter().filter(|action| !action.done).map(|action| {
        let by = action.by.map_or(String::new(), |by| format!(", by {}", say::long(by)));
        let passed = action.by.is_some_and(|by| by < today);
        let passed = if passed { ". That day has passed" } else { "" };
        format!("{}: {}{by}{passed}", signpost_core::text::upper_first(&action.who), action.what)
    });
    summary::document(
        plan,
        &Around {
            subject: format!("What we talked about on {}", say::plain(called)),
            opening,
            agreed: agreed.collect(),
            closing: "Reply if any of this is wrong.".into(),
        },
    )
}

/// What the caller's own words were about first, as far as it still holds.
fn rang_about(plan: &Plan<'_>, case: &Case) -> Option<String> {
    let (situation, rules) = (&plan.walk.situation, plan.rules());
    let about = case.calls.iter().rev().map(|call| &call.about).find(|about| !about.is_empty())?;
    let (answers, _) = advice::answers(rules, case, situation.today);
    let said = about.iter().filter_map(|id| {
        let place = rules.question_by_id(id)?;
        Some(statement::of_answer(situation, place, answers.get(place)?).into_owned())
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| format!("You rang about this: {}", said.join(" ")))
}
