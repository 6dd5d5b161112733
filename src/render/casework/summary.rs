//! The summary a parent can be sent after a call (`ux.md` I10): no notes, nothing that was typed but the agreed actions.

use crate::cases::Case;
use signpost_core::dates::say;
use signpost_core::plan::Plan;
use signpost_render::document::Document;
use signpost_render::summary::{self, Around};

/// The summary of a call.
pub fn document(plan: &Plan<'_>, case: &Case) -> Document {
    let agreed = case.actions.iter().filter(|action| !action.done).map(|action| {
        let by = action.by.map_or(String::new(), |by| format!(", by {}", say::long(by)));
        format!("{}: {}{by}", signpost_core::text::upper_first(&action.who), action.what)
    });
    summary::document(
        plan,
        &Around {
            subject: format!("What we talked about on {}", say::plain(plan.walk.situation.today)),
            opening: vec![
                format!("Reference: {}", case.reference),
                "Thank you for your call. These are the main points.".into(),
            ],
            agreed: agreed.collect(),
            closing: "Reply if any of this is wrong.".into(),
        },
    )
}
