//! What an assistant can read whole: the glossary, what the law does not settle, and the book of the rules.

use std::sync::OnceLock;

use rmcp::model::{ReadResourceResult, Resource, ResourceContents, ResourceTemplate};
use signpost_check::proof::alone;
use signpost_core::rules::model::RuleSet;
use signpost_render::book;
use signpost_render::document::{Block, Document};
use signpost_render::markdown::{address, markdown};

const MARKDOWN: &str = "text/markdown";

/// Where one part of the book is: what follows is the address of its heading.
const PART: &str = "signpost://book/";

/// A text made of the rules.
struct Text {
    uri: &'static str,
    title: &'static str,
    about: &'static str,
    of: fn(&Texts) -> Result<String, String>,
}

const TEXTS: [Text; 3] = [
    Text {
        uri: "signpost://glossary",
        title: "Glossary",
        about: "What the words of letters, councils and tribunals mean, in plain words.",
        of: |texts| Ok(titled("Glossary", &glossary(texts.rules))),
    },
    Text {
        uri: "signpost://doubts",
        title: "Doubts",
        about: "What the law does not settle, the reading gone by here, and what would settle it.",
        of: |texts| Ok(titled("Doubts", &doubts(texts.rules))),
    },
    Text {
        uri: "signpost://book",
        title: "Book of the rules",
        about: "For lawyers and advisers: all rules, topic by topic. Begins with its contents; each heading is also a \
            resource of its own, signpost://book/ with the heading in small letters and hyphens. Very long: read a part.",
        of: |texts| texts.book().map(markdown),
    },
];

/// The texts of some rules.
pub struct Texts {
    rules: &'static RuleSet,
    /// Made when it is first asked for: it takes a second or two.
    book: OnceLock<Result<Document, String>>,
}

impl Texts {
    /// The texts of these rules.
    pub fn new(rules: &'static RuleSet) -> Texts {
        Texts { rules, book: OnceLock::new() }
    }

    fn book(&self) -> Result<&Document, String> {
        let made = self.book.get_or_init(|| {
            let alone = alone::every(self.rules).map_err(|why| format!("The book cannot be made: {why}."))?;
            Ok(book::document(self.rules, &alone))
        });
        made.as_ref().map_err(Clone::clone)
    }

    /// One part of the book, by the address of its heading.
    fn part(&self, wanted: &str) -> Result<Option<String>, String> {
        let blocks = &self.book()?.blocks;
        let is = |block: &Block| matches!(block, Block::Heading(said) if address(said) == wanted);
        let Some(start) = blocks.iter().position(is) else { return Ok(None) };
        let end = blocks[start + 1..].iter().position(|block| matches!(block, Block::Heading(_)));
        let end = end.map_or(blocks.len(), |end| start + 1 + end);
        Ok(Some(markdown(&Document { blocks: blocks[start..end].to_vec() })))
    }

    /// One resource; none where there is none at this address.
    ///
    /// # Errors
    /// It cannot be made of these rules.
    pub fn read(&self, uri: &str) -> Result<Option<ReadResourceResult>, String> {
        let text = match (TEXTS.iter().find(|text| text.uri == uri), uri.strip_prefix(PART)) {
            (Some(text), _) => Some((text.of)(self)?),
            (None, Some(wanted)) => self.part(wanted)?,
            (None, None) => None,
        };
        Ok(text.map(|text| ReadResourceResult::new(vec![ResourceContents::text(text, uri).with_mime_type(MARKDOWN)])))
    }
}

/// The resources as the protocol lists them.
pub fn list() -> Vec<Resource> {
    let resource = |text: &Text| {
        let name = text.title.to_lowercase();
        Resource::new(text.uri, name).with_title(text.title).with_description(text.about).with_mime_type(MARKDOWN)
    };
    TEXTS.iter().map(resource).collect()
}

/// The kinds of resources whose address is made from something.
pub fn templates() -> Vec<ResourceTemplate> {
    let about = "One part of the book of the rules. Its address is the heading in small letters, with hyphens for spaces \
        and without other signs, as in signpost://book/decisions-in-letters.";
    let part = ResourceTemplate::new(format!("{PART}{{heading}}"), "part of the book");
    vec![part.with_title("Part of the book of the rules").with_description(about).with_mime_type(MARKDOWN)]
}

fn titled(title: &str, text: &str) -> String {
    format!("# {title}\n\n{text}")
}

fn glossary(rules: &RuleSet) -> String {
    let entries = rules.words.iter().map(|word| {
        let also = if word.also.is_empty() { String::new() } else { format!("Also: {}.\n\n", word.also.join(", ")) };
        format!("## {}\n\n{also}{}\n", word.term, word.means)
    });
    entries.collect::<Vec<_>>().join("\n")
}

fn doubts(rules: &RuleSet) -> String {
    let entries = rules.doubts.iter().map(|doubt| {
        let (what, reading, settled_by) = (&doubt.what, &doubt.reading, &doubt.settled_by);
        format!("## {}\n\n{what}\n\nWe read it so: {reading}\n\nWhat would settle it: {settled_by}\n", doubt.id)
    });
    entries.collect::<Vec<_>>().join("\n")
}
