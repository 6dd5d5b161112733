//! A list of cases: references, the service's own numbers and dates, nothing of what they hold.

use serde_json::{Value, json};

use crate::cases::Case;
use signpost_core::dates::say;
use signpost_core::text;
use signpost_render::document::Document;

/// The list as text.
pub fn document(cases: &[&Case]) -> Document {
    let mut page = Document::default();
    for case in cases {
        let level = case.level.map_or(String::new(), |level| format!(", level {level}"));
        let updated = say::plain(case.updated);
        let number = case.service_number.as_ref().map_or(String::new(), |number| format!(" ({number})"));
        page.line(format!("{}{number}: {}{level}, last saved {updated}", case.reference, case.status.word()));
    }
    page.paragraph(format!("{}.", text::count(cases.len() as i64, "case")));
    page
}

/// The list as data.
pub fn json(cases: &[&Case]) -> String {
    let one = |case: &&Case| -> Value {
        json!({
            "reference": case.reference.to_string(),
            "service_number": case.service_number,
            "status": case.status.word(),
            "level": case.level,
            "created": case.created.to_string(),
            "updated": case.updated.to_string(),
            "rev": case.rev,
        })
    };
    let cases: Vec<Value> = cases.iter().map(one).collect();
    signpost_render::json::text(&json!({ "schema_version": 1, "cases": cases }))
}
