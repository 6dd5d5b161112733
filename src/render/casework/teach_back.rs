//! What to say before closing: the next step and its date, and nothing else.

use signpost_core::plan::Plan;
use signpost_render::document::Document;
use signpost_render::plan::first_act;

/// The line to say, and what a good answer holds.
pub fn document(plan: &Plan<'_>) -> Document {
    let mut page = Document::default();
    page.paragraph(
        "Say: I want to make sure I explained that clearly. Can you tell me what you will do first, and by when?",
    );
    let (first, by) = first_act(plan);
    page.line(format!("First: {first}"));
    page.line(format!("By: {by}"));
    page.paragraph("Then keep it: signpost case set REF --teach-back done");
    page
}
