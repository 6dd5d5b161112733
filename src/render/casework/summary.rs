//! The summary a parent can be sent after a call: no notes, nothing that was typed but the agreed actions.

use crate::cases::Case;
use signpost_core::dates::say;
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
    let agreed = case.actions.iter().filter(|action| !action.done).map(|action| {
        let by = action.by.map_or(String::new(), |by| format!(", by {}", say::long(by)));
        format!("{}: {}{by}", signpost_core::text::upper_first(&action.who), action.what)
    });
    summary::document(
        plan,
        &Around {
            subject: format!("What we talked about on {}", say::plain(plan.walk.situation.today)),
            opening,
            agreed: agreed.collect(),
            closing: "Reply if any of this is wrong.".into(),
        },
    )
}
