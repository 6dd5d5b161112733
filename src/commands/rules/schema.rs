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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;

    use schemars::generate::SchemaSettings;
    use schemars::{JsonSchema, Schema};

    use super::*;
    use crate::proof::examples::ExampleFile;
    use crate::rules::file;
    use crate::rules::written::Answer;

    fn derived<T: JsonSchema>(title: &str) -> Schema {
        let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<T>();
        schema.insert("title".into(), format!("signpost: {title}").into());
        schema
    }

    fn schema(kind: SchemaKind) -> Schema {
        match kind {
            SchemaKind::Rules => derived::<file::Part>("a part of the rules"),
            SchemaKind::Head => derived::<file::Head>("the head of the rules"),
            SchemaKind::Areas => derived::<file::Areas>("whom to ring"),
            SchemaKind::Calendar => derived::<file::CalendarFile>("the calendar"),
            SchemaKind::Words => derived::<file::WordsFile>("the words"),
            SchemaKind::Examples => derived::<ExampleFile>("cases"),
            SchemaKind::Answers => derived::<BTreeMap<String, Answer>>("answers, by the ids of their questions"),
        }
    }

    /// Run with `UPDATE_SCHEMA=1` to write the files again after a change of the types.
    #[test]
    fn the_schemas_are_those_of_the_types() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/schema");
        let mut differ = Vec::new();
        for (kind, name, text) in ALL {
            let fresh = serde_json::to_string_pretty(&schema(*kind)).expect("a schema is JSON") + "\n";
            if std::env::var_os("UPDATE_SCHEMA").is_some() {
                fs::write(folder.join(name), &fresh).expect("rules/schema can be written");
            } else if fresh != *text {
                differ.push(*name);
            }
        }
        assert!(differ.is_empty(), "run UPDATE_SCHEMA=1 cargo test schema: {differ:?}");
    }
}
