//! A plan as a file to keep: every format from the same page, the whole plan in each.

use chrono::NaiveDate;

use super::receipt;
use crate::document::{Block, Document, Spacing, Style, styled};
use crate::ics::Titles;
use crate::plan::{self as page, SCREEN, Today};
use crate::{html, ics, json, markdown, print, summary, what_if};
use signpost_core::dates::say;
use signpost_core::plan::Plan;

/// What a plan can be kept as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// To read.
    Text,
    /// Text in numbered pages for a printer.
    Print,
    /// To paste, or to print large.
    Markdown,
    /// One page for a browser.
    Html,
    /// For programs.
    Json,
    /// A calendar whose titles say nothing: calendars go to clouds and show on locked screens.
    Ics,
    /// A calendar whose titles say what is to be done.
    IcsPlain,
    /// The main points, for an email.
    Email,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 8] = [
        Format::Text,
        Format::Print,
        Format::Markdown,
        Format::Html,
        Format::Json,
        Format::Ics,
        Format::IcsPlain,
        Format::Email,
    ];

    /// Its name on the command line and in receipts.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Print => "print",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Json => "json",
            Format::Ics => "ics",
            Format::IcsPlain => "ics-plain",
            Format::Email => "email",
        }
    }

    /// The format of this name.
    pub fn of_name(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.name() == name)
    }

    /// How the name of such a file ends.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Text | Format::Print | Format::Email => "txt",
            Format::Markdown => "md",
            Format::Html => "html",
            Format::Json => "json",
            Format::Ics | Format::IcsPlain => "ics",
        }
    }

    /// A neutral name for such a file, "next-steps-2026-11-21.txt": it says when, and nothing else.
    pub fn file_name(self, today: NaiveDate) -> String {
        let what = match self {
            Format::Print => "pages",
            Format::Ics | Format::IcsPlain => "dates",
            Format::Email => "email",
            Format::Text | Format::Markdown | Format::Html | Format::Json => "next-steps",
        };
        format!("{what}-{today}.{}", self.ending())
    }

    /// The format a file's name asks for.
    pub fn of_ending(ending: &str) -> Option<Format> {
        let ending = ending.to_lowercase();
        match ending.as_str() {
            "htm" => Some(Format::Html),
            "markdown" => Some(Format::Markdown),
            _ => Format::ALL.into_iter().find(|format| format.ending() == ending),
        }
    }
}

/// How a file is made, beside the plan itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExportOptions {
    /// The format.
    pub format: Format,
    /// ASCII only.
    pub plain: bool,
    /// How its day was settled.
    pub today: Today,
}

impl ExportOptions {
    /// Its name in receipts: "text", or "text, plain".
    pub fn name(self) -> String {
        let plain = if self.plain { ", plain" } else { "" };
        format!("{}{plain}", self.format.name())
    }

    /// The options of this name.
    pub fn from_name(name: &str, today: Today) -> Option<ExportOptions> {
        let (name, plain) = name.strip_suffix(", plain").map_or((name, false), |name| (name, true));
        Some(ExportOptions { format: Format::of_name(name)?, plain, today })
    }
}

/// The plan as a file. `None`: a calendar, and no date lies ahead.
pub fn file(plan: &Plan<'_>, options: ExportOptions) -> Option<String> {
    match options.format {
        Format::Ics => ics::calendar(plan, Titles::Private),
        Format::IcsPlain => ics::calendar(plan, Titles::Plain),
        Format::Print | Format::Email => Some(shown(plan, options)),
        Format::Json => {
            let mut data = what_if::data(plan);
            data.receipt = Some(receipt::block(plan, options));
            Some(receipt::sealed(&json::text(&data)))
        }
        Format::Markdown | Format::Html => {
            let mut document = page::whole(plan, options.today);
            document.blocks.push(Block::Hidden(receipt::block(plan, options)));
            Some(receipt::sealed(&laid_out(&document, options)))
        }
        // Nothing can be hidden in plain text, and what only the program reads is nothing to keep.
        Format::Text => Some(shown(plan, options)),
    }
}

/// The whole plan in a format, without a receipt: what is printed when it is not saved.
pub fn shown(plan: &Plan<'_>, options: ExportOptions) -> String {
    match options.format {
        Format::Ics => ics::calendar(plan, Titles::Private).unwrap_or_default(),
        Format::IcsPlain => ics::calendar(plan, Titles::Plain).unwrap_or_default(),
        Format::Json => json::text(&json::plan(plan)),
        Format::Print => {
            let text = laid_out(&page::whole(plan, options.today), options);
            print::pages(&format!("Your next steps, {}", say::plain(plan.walk.situation.today)), &text)
        }
        Format::Email => laid_out(&summary::email(plan, options.today), options),
        Format::Text | Format::Markdown | Format::Html => laid_out(&page::whole(plan, options.today), options),
    }
}

fn laid_out(document: &Document, options: ExportOptions) -> String {
    match options.format {
        Format::Markdown => markdown::markdown(document),
        Format::Html => html::html(document),
        _ => styled(document, Style { width: SCREEN, spacing: Spacing::Wide, ascii: options.plain, bold: false }),
    }
}
