//! A document: headings, paragraphs and lists, independent of how it is shown; and how it is shown as text.

use signpost_core::text;

/// One block of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The title.
    Title(String),
    /// Where the person stands: the largest line after the title.
    Headline(String),
    /// The heading of a section.
    Heading(String),
    /// A step of what to do.
    Step(StepBlock),
    /// What follows begins a new sheet of paper.
    NewSheet,
    /// Lines for a program that reads the file back: carried where a format can hide them, else left out.
    Hidden(String),
    /// A heading inside a section.
    Subheading(String),
    /// The headings of the document, to go to.
    Contents,
    /// The heading of one item, which any line names by writing its name in curly quotes.
    Entry(Named),
    /// A word and what it means here; lines name it in the same way.
    Meaning(Named, String),
    /// A line that begins with what it is about.
    Labelled(&'static str, String),
    /// Rows under a head.
    Table(Table),
    /// A paragraph.
    Paragraph(String),
    /// A line of a list; what stands after a line end belongs under it.
    Item(String),
    /// A line of a checklist.
    Check(String),
    /// A line that stands for itself, close to the next.
    Line(String),
    /// Lines to be copied as they are.
    Verbatim(String),
}

/// What other lines can lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its address within the document.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Rows of as many cells as the head has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What the columns hold.
    pub head: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// One step of what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepBlock {
    /// Its number, from 1.
    pub number: usize,
    /// Its day in words; none where nobody can know it.
    pub when: Option<String>,
    /// What is done.
    pub what: String,
    /// What belongs to it: words to say, the last day, what then.
    pub more: Vec<String>,
    /// Whether it is the person who acts.
    pub own: bool,
    /// Whether it is the step to take now.
    pub now: bool,
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

    /// Adds the heading of one item.
    pub fn entry(&mut self, id: String, name: impl Into<String>) {
        self.blocks.push(Block::Entry(Named { id, name: name.into() }));
    }

    /// Adds a line that begins with what it is about, unless there is nothing to say.
    pub fn labelled(&mut self, label: &'static str, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.blocks.push(Block::Labelled(label, text));
        }
    }

    /// Adds a table, unless it has no rows.
    pub fn table(&mut self, head: Vec<&'static str>, rows: Vec<Vec<String>>) {
        if !rows.is_empty() {
            self.blocks.push(Block::Table(Table { head, rows }));
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
    /// An empty line before each heading and none elsewhere, so that a page fits a screen.
    Close,
    /// Two empty lines before a heading and one after, one between paragraphs.
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

/// How many lines a block takes below another.
pub fn height(block: &Block, before: &Block, style: Style) -> usize {
    gap(Some(before), block, style.spacing) + shown(block, style).lines().count().max(1)
}

fn gap(before: Option<&Block>, block: &Block, spacing: Spacing) -> usize {
    let Some(before) = before else { return 0 };
    match (spacing, before, block) {
        (_, _, Block::NewSheet | Block::Hidden(_) | Block::Contents) => 0,
        (Spacing::Wide, Block::NewSheet, _) => 2,
        (Spacing::Close, _, Block::Headline(_) | Block::Heading(_) | Block::Verbatim(_)) => 1,
        (Spacing::Close, _, _) => 0,
        (Spacing::Wide, _, Block::Heading(_)) => 2,
        (Spacing::Wide, Block::Title(_), Block::Line(_)) => 0,
        (
            Spacing::Wide,
            Block::Item(_) | Block::Check(_) | Block::Line(_) | Block::Subheading(_),
            Block::Item(_) | Block::Check(_) | Block::Line(_),
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
            | (Block::Subheading(_), Block::Line(_) | Block::Item(_))
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
        Block::Title(said) | Block::Headline(said) | Block::Heading(said) => bold(wrap(said, "", ""), style.bold),
        Block::Step(step) => step_text(step, &wrap),
        Block::NewSheet | Block::Hidden(_) | Block::Contents => String::new(),
        Block::Entry(Named { name: said, .. }) | Block::Subheading(said) | Block::Paragraph(said) => wrap(said, "", ""),
        Block::Meaning(Named { name, .. }, said) => wrap(&format!("{name}: {said}"), "", "  "),
        Block::Labelled(label, said) => wrap(&format!("{label}: {said}"), "", "  "),
        Block::Table(table) => rows_text(table, &wrap),
        Block::Item(said) => {
            let lines = said.lines().enumerate();
            let lines = lines.map(|(at, line)| wrap(line, if at == 0 { "- " } else { "  " }, "  "));
            lines.collect::<Vec<_>>().join("\n")
        }
        Block::Check(said) => wrap(said, "[ ] ", "    "),
        Block::Line(said) => wrap(said, "", "  "),
        // Never wrapped: a line end would change what it means.
        Block::Verbatim(lines) => lines.trim_end().to_owned(),
    }
}

/// A step with its number at the edge, its day first, and what belongs to it under it.
fn step_text(step: &StepBlock, wrap: &dyn Fn(&str, &str, &str) -> String) -> String {
    let when = step.when.as_ref().map_or(String::new(), |when| format!("{when}. "));
    let number = format!("{:<3}", step.number);
    let mut lines = vec![wrap(&format!("{when}{}", step.what), &number, "   ")];
    lines.extend(step.more.iter().map(|more| wrap(more, "   ", "   ")));
    lines.join("\n")
}

/// Each row as lines that name their column, which a screen reader follows better than columns of spaces.
fn rows_text(table: &Table, wrap: &dyn Fn(&str, &str, &str) -> String) -> String {
    let row = |cells: &Vec<String>| {
        let cells = table.head.iter().zip(cells).map(|(head, cell)| format!("{head}: {cell}"));
        cells.enumerate().map(|(at, cell)| wrap(&cell, if at == 0 { "- " } else { "  " }, "  ")).collect::<Vec<_>>()
    };
    table.rows.iter().flat_map(row).collect::<Vec<_>>().join("\n")
}

/// Each line by itself, so that a broken line stays within its style.
fn bold(said: String, on: bool) -> String {
    if !on {
        return said;
    }
    let lines: Vec<String> = said.lines().map(|line| format!("\u{1b}[1m{line}\u{1b}[0m")).collect();
    lines.join("\n")
}
