//! A document: headings, paragraphs and lists, independent of how it is shown.

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
}

/// Blocks in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The blocks.
    pub blocks: Vec<Block>,
}

impl Document {
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

/// The document as text: two blank lines before a heading and one after, one between paragraphs (`ux.md` H8).
pub fn text(document: &Document, width: usize) -> String {
    let mut out = String::new();
    let mut before: Option<&Block> = None;
    for block in &document.blocks {
        let gap = match (before, block) {
            (None, _) => 0,
            (Some(_), Block::Heading(_)) => 2,
            (Some(Block::Title(_)), Block::Line(_)) => 0,
            (Some(Block::Item(_)), Block::Item(_))
            | (Some(Block::Check(_)), Block::Check(_))
            | (Some(Block::Line(_)), Block::Line(_))
            | (Some(Block::Subheading(_)), Block::Line(_) | Block::Item(_)) => 0,
            (Some(_), _) => 1,
        };
        out.extend(std::iter::repeat_n('\n', gap));
        out.push_str(&match block {
            Block::Title(said) | Block::Heading(said) | Block::Subheading(said) | Block::Paragraph(said) => {
                text::wrap(said, width, "", "")
            }
            Block::Item(said) => text::wrap(said, width, "- ", "  "),
            Block::Check(said) => text::wrap(said, width, "[ ] ", "    "),
            Block::Line(said) => text::wrap(said, width, "", "  "),
        });
        out.push('\n');
        before = Some(block);
    }
    out
}
