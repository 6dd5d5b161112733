//! What an assistant can read whole: the glossary, and what the law does not settle.

use rmcp::model::{ReadResourceResult, Resource, ResourceContents};
use signpost_core::rules::model::RuleSet;

const MARKDOWN: &str = "text/markdown";

/// A text made of the rules.
struct Text {
    uri: &'static str,
    title: &'static str,
    about: &'static str,
    of: fn(&RuleSet) -> String,
}

const TEXTS: [Text; 2] = [
    Text {
        uri: "signpost://glossary",
        title: "Glossary",
        about: "What the words of letters, councils and tribunals mean, in plain words.",
        of: glossary,
    },
    Text {
        uri: "signpost://doubts",
        title: "Doubts",
        about: "What the law does not settle, the reading gone by here, and what would settle it.",
        of: doubts,
    },
];

/// The resources as the protocol lists them.
pub fn list() -> Vec<Resource> {
    let resource = |text: &Text| {
        let name = text.title.to_lowercase();
        Resource::new(text.uri, name).with_title(text.title).with_description(text.about).with_mime_type(MARKDOWN)
    };
    TEXTS.iter().map(resource).collect()
}

/// One resource; none where there is none at this address.
pub fn read(rules: &RuleSet, uri: &str) -> Option<ReadResourceResult> {
    let text = TEXTS.iter().find(|text| text.uri == uri)?;
    let whole = format!("# {}\n\n{}\n\n{}", text.title, text.about, (text.of)(rules));
    Some(ReadResourceResult::new(vec![ResourceContents::text(whole, uri).with_mime_type(MARKDOWN)]))
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
