//! A document: headings, paragraphs and lists, independent of how it is shown; and how it is shown as text.

use chrono::NaiveDate;

use crate::text;

/// One block of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The title.
    Title(String),
    /// The heading of a section.
    Heading(String),
    /// A heading inside a section.
    Subheading(String),
    /// A paragraph.
    Paragraph(String),
    /// A line of a list.
    Item(String),
    /// A line of a checklist.
    Check(String),
    /// A line that stands for itself, close to the next.
    Line(String),
    /// Days in order: a dated list, or a picture with that list beside it.
    Dates {
        /// The day they are seen from.
        today: NaiveDate,
        /// The days.
        marks: Vec<Mark>,
    },
    /// Lines to be copied as they are.
    Verbatim(String),
}

/// One day among the dates ahead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The day.
    pub day: NaiveDate,
    /// The day in words, and how far it is.
    pub when: String,
    /// What falls on it.
    pub what: String,
    /// Whether it is the person who must act.
    pub own: bool,
}

/// Blocks in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The blocks.
    pub blocks: Vec<Block>,
}

impl Document {
    /// Adds the title.
    pub fn title(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Title(text.into()));
    }

    /// Adds a heading.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Heading(text.into()));
    }

    /// Adds a heading inside a section.
    pub fn subheading(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Subheading(text.into()));
    }

    /// Adds a paragraph, unless it is empty.
    pub fn paragraph(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.blocks.push(Block::Paragraph(text));
        }
    }

    /// Adds a line of a list.
    pub fn item(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Item(text.into()));
    }

    /// Adds a line of a checklist.
    pub fn check(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Check(text.into()));
    }

    /// Adds a line that stands for itself.
    pub fn line(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Line(text.into()));
    }
}

/// How far apart blocks stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    /// An empty line before each heading and none elsewhere, so that a page fits a screen (`ux.md` F10).
    Close,
    /// Two empty lines before a heading and one after, one between paragraphs (`ux.md` H8).
    Wide,
}

/// How a document becomes text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns.
    pub width: usize,
    /// Spacing.
    pub spacing: Spacing,
    /// ASCII only.
    pub ascii: bool,
    /// Headings in bold, for a screen that takes it.
    pub bold: bool,
}

/// The document as text, widely spaced.
pub fn text(document: &Document, width: usize) -> String {
    styled(document, Style { width, spacing: Spacing::Wide, ascii: false, bold: false })
}

/// The document as text.
pub fn styled(document: &Document, style: Style) -> String {
    let mut out = String::new();
    let mut before: Option<&Block> = None;
    for block in &document.blocks {
        let gap = gap(before, block, style.spacing);
        out.extend(std::iter::repeat_n('\n', gap));
        out.push_str(&shown(block, style));
        out.push('\n');
        before = Some(block);
    }
    out
}

fn gap(before: Option<&Block>, block: &Block, spacing: Spacing) -> usize {
    let Some(before) = before else { return 0 };
    match (spacing, before, block) {
        (Spacing::Close, _, Block::Heading(_) | Block::Verbatim(_)) => 1,
        (Spacing::Close, _, _) => 0,
        (Spacing::Wide, _, Block::Heading(_)) => 2,
        (Spacing::Wide, Block::Title(_), Block::Line(_)) => 0,
        (
            Spacing::Wide,
            Block::Item(_) | Block::Check(_) | Block::Line(_) | Block::Subheading(_),
            Block::Item(_) | Block::Check(_) | Block::Line(_) | Block::Dates { .. },
        ) if same_run(before, block) => 0,
        (Spacing::Wide, _, _) => 1,
    }
}

/// Whether a block goes on with the list or the lines of the one before it.
fn same_run(before: &Block, block: &Block) -> bool {
    matches!(
        (before, block),
        (Block::Item(_), Block::Item(_))
            | (Block::Check(_), Block::Check(_))
            | (Block::Line(_), Block::Line(_))
            | (Block::Subheading(_), Block::Line(_) | Block::Item(_) | Block::Dates { .. })
    )
}

fn shown(block: &Block, style: Style) -> String {
    let wrap = |said: &str, first: &str, rest: &str| {
        if style.ascii {
            text::wrap(&text::ascii(said), style.width, first, rest)
        } else {
            text::wrap(said, style.width, first, rest)
        }
    };
    match block {
        Block::Title(said) | Block::Heading(said) => bold(wrap(said, "", ""), style.bold),
        Block::Subheading(said) | Block::Paragraph(said) => wrap(said, "", ""),
        Block::Item(said) => wrap(said, "- ", "  "),
        Block::Check(said) => wrap(said, "[ ] ", "    "),
        Block::Line(said) => wrap(said, "", "  "),
        Block::Dates { marks, .. } => {
            let lines: Vec<String> =
                marks.iter().map(|mark| wrap(&format!("{}. {}", mark.when, mark.what), "- ", "  ")).collect();
            lines.join("\n")
        }
        // Never wrapped: a line end would change what it means.
        Block::Verbatim(lines) => lines.trim_end().to_owned(),
    }
}

/// Each line by itself, so that a broken line stays within its style.
fn bold(said: String, on: bool) -> String {
    if !on {
        return said;
    }
    let style = console::Style::new().bold().force_styling(true);
    let lines: Vec<String> = said.lines().map(|line| style.apply_to(line).to_string()).collect();
    lines.join("\n")
}
