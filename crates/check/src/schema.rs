//! The JSON Schemas of `rules/schema` are those of the types that read the files.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

use crate::files::file;
use crate::files::written::Answer;
use crate::proof::examples::ExampleFile;

fn derived<T: JsonSchema>(title: &str) -> Schema {
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<T>();
    schema.insert("title".into(), format!("signpost: {title}").into());
    schema
}

fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("rules", derived::<file::Part>("a part of the rules")),
        ("head", derived::<file::Head>("the head of the rules")),
        ("areas", derived::<file::Areas>("whom to ring")),
        ("calendar", derived::<file::CalendarFile>("the calendar")),
        ("words", derived::<file::WordsFile>("the words")),
        ("examples", derived::<ExampleFile>("cases")),
        ("answers", derived::<BTreeMap<String, Answer>>("answers, by the ids of their questions")),
    ]
}

/// Run with `UPDATE_SCHEMA=1` to write the files again after a change of the types.
#[test]
fn the_schemas_are_those_of_the_types() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules/schema");
    let mut differ = Vec::new();
    for (name, schema) in schemas() {
        let path = folder.join(format!("{name}.schema.json"));
        let fresh = serde_json::to_string_pretty(&schema).expect("a schema is JSON") + "\n";
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            fs::write(&path, &fresh).expect("rules/schema can be written");
        } else if fs::read_to_string(&path).ok().as_ref() != Some(&fresh) {
            differ.push(name);
        }
    }
    assert!(differ.is_empty(), "run UPDATE_SCHEMA=1 cargo test --workspace schema: {differ:?}");
}
