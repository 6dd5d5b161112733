//! The diary as text, as data and as a calendar. Families stand in it by reference only; calendars sync to clouds and show
//! on lock screens, so there not even the limit is named.

use std::fmt::Write;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::cases::diary::{Entry, Kind};
use signpost_core::dates::say;
use signpost_core::text::printable;
use signpost_render::document::Document;
use signpost_render::ics::{self, Event};

/// The diary as text: overdue first, then day by day.
pub fn document(entries: &[Entry], today: NaiveDate) -> Document {
    let mut page = Document::default();
    if entries.is_empty() {
        page.paragraph("Nothing is due.");
        return page;
    }
    let overdue = entries.iter().take_while(|entry| entry.on < today).count();
    if overdue > 0 {
        page.heading("Overdue");
        for entry in &entries[..overdue] {
            page.line(format!("{}, {}: {}", say::long(entry.on), say::ago(entry.on, today), said(entry)));
        }
    }
    for day in entries[overdue..].chunk_by(|one, other| one.on == other.on) {
        page.subheading(format!("{} ({})", say::long(day[0].on), say::days_left(day[0].on, today)));
        for entry in day {
            page.item(said(entry));
        }
    }
    page
}

fn said(entry: &Entry) -> String {
    let mut said = format!("{}: {}", entry.reference, entry.kind.said());
    if entry.kind == Kind::Action {
        let _ = write!(said, " {}", entry.id);
    }
    if !entry.label.is_empty() {
        let _ = write!(said, ": {}", printable(&entry.label, false));
    }
    if entry.unfinished && entry.kind != Kind::Action {
        said.push_str(" (answers not finished)");
    }
    said
}

/// The diary as data.
pub fn json(entries: &[Entry], today: NaiveDate, damaged: usize) -> String {
    let one = |entry: &Entry| -> Value {
        json!({
            "on": entry.on.to_string(),
            "days": (entry.on - today).num_days(),
            "overdue": entry.on < today,
            "reference": entry.reference.to_string(),
            "kind": entry.kind.word(),
            "id": entry.id,
            "label": entry.label,
            "unfinished": entry.unfinished,
        })
    };
    let entries: Vec<Value> = entries.iter().map(one).collect();
    let diary = json!({ "schema_version": 1, "today": today.to_string(), "entries": entries, "unreadable": damaged });
    signpost_render::json::text(&diary)
}

/// The diary as a calendar: an all-day event an entry, with the same id each time, so that a second import updates.
pub fn calendar(entries: &[Entry]) -> String {
    let event = |entry: &Entry| Event {
        uid: format!("{}-{}-{}@signpost", entry.reference, entry.kind.word(), entry.id),
        stamp: entry.updated,
        sequence: Some(entry.rev),
        day: entry.on,
        summary: format!("{}: {}", entry.kind.said(), entry.reference),
        description: None,
    };
    ics::written(&entries.iter().map(event).collect::<Vec<_>>())
}
