//! A blank log of what happened: calls, emails and meetings, in the words that were used (`ux.md` K5).

use signpost_render::document::Document;

/// What is noted of each contact, in this order: also the columns of the table.
pub const COLUMNS: [&str; 7] = [
    "Date",
    "How (call, email, meeting)",
    "Who",
    "Organisation",
    "What was said",
    "What was promised, in their words",
    "Copy kept?",
];

const EXAMPLES: [[&str; 7]; 2] = [
    [
        "Example: 3 November 2026",
        "Call",
        "The case officer",
        "The council",
        "I asked when the letter would come.",
        "\"You will have it by Friday.\"",
        "No. I sent an email the same day to say what we agreed.",
    ],
    [
        "Example: 10 November 2026",
        "Email",
        "The head teacher",
        "The school",
        "I asked for the records.",
        "\"We will send them within two weeks.\"",
        "Yes, saved.",
    ],
];

/// How many entries are left blank.
const BLANK: usize = 8;

/// The log as a page to fill in.
pub fn document() -> Document {
    let mut page = Document::default();
    page.title("Log of calls, emails and meetings");
    page.paragraph("Write down each one on the day, in the words that were used. Keep every letter and email.");
    page.paragraph(
        "After a call, send an email to say what was agreed. Leave out what you would not want others to read.",
    );
    for (at, example) in EXAMPLES.iter().enumerate() {
        page.heading(format!("Example {}", at + 1));
        for (label, said) in COLUMNS.iter().zip(example) {
            page.line(labelled(label, said));
        }
    }
    for at in 1..=BLANK {
        page.heading(format!("Entry {at}"));
        for label in COLUMNS {
            page.line(labelled(label, ""));
        }
    }
    page.heading("About this log");
    page.paragraph(
        "This is a form to fill in, not legal advice. For help, ring your local SENDIASS: its advice is free.",
    );
    page
}

fn labelled(label: &str, said: &str) -> String {
    // "Copy kept?:" reads badly.
    let colon = if label.ends_with('?') { "" } else { ":" };
    format!("{label}{colon} {said}").trim_end().to_owned()
}

/// The log as a table for a spreadsheet (RFC 4180).
///
/// # Panics
/// Never: memory takes what is written to it.
pub fn csv() -> String {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let rows = std::iter::once(&COLUMNS).chain(&EXAMPLES);
    rows.for_each(|row| table.write_record(row).expect("memory takes it"));
    String::from_utf8(table.into_inner().expect("memory gives it back")).expect("it is text")
}
