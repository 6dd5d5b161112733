//! `signpost rules schema`: the JSON Schemas in `rules/schema`, which the tests derive from the types.

use crate::cli::SchemaKind;

macro_rules! schemas {
    ($($kind:ident = $name:literal,)*) => {
        /// Every schema: its kind, the name of its file, and its text.
        pub const ALL: &[(SchemaKind, &str, &str)] = &[$((
            SchemaKind::$kind,
            concat!($name, ".schema.json"),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/schema/", $name, ".schema.json")),
        ),)*];
    };
}

schemas! {
    Rules = "rules",
    Head = "head",
    Areas = "areas",
    Calendar = "calendar",
    Words = "words",
    Examples = "examples",
    Answers = "answers",
}

/// The schema of a kind of file.
pub fn text(kind: SchemaKind) -> &'static str {
    ALL.iter().find(|(other, ..)| *other == kind).map_or("", |(_, _, text)| text)
}
