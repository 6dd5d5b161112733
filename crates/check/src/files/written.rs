//! The schema of what is read by hand: conditions, starts of limits, assumed and given answers.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use signpost_core::rules::model::State;

macro_rules! written {
    ($($name:ident = $title:literal, $generator:ident: $schema:expr;)*) => {
        $(
            pub struct $name;
            impl JsonSchema for $name {
                fn schema_name() -> Cow<'static, str> {
                    $title.into()
                }
                fn json_schema($generator: &mut SchemaGenerator) -> Schema {
                    $schema
                }
            }
        )*
    };
}

written! {
    Condition = "Condition", generator: {
        let condition = generator.subschema_for::<Condition>();
        let states: Vec<&str> = State::ALL.map(State::name).to_vec();
        json_schema!({
            "description": "A condition. Several keys in one mapping: all of them hold.",
            "type": "object",
            "minProperties": 1,
            "properties": {
                "all": {"description": "All of these hold.", "type": "array", "items": condition},
                "any": {"description": "At least one of these holds.", "type": "array", "items": condition},
                "not": condition,
                "deadline": {
                    "description": "A time limit, and the states it may be in.",
                    "type": "object",
                    "minProperties": 1,
                    "additionalProperties": {"anyOf": [
                        {"enum": states},
                        {"type": "array", "minItems": 1, "items": {"enum": states}}
                    ]}
                }
            },
            "additionalProperties": {
                "description": "A question or a fact, and what it must be.",
                "anyOf": [
                    {"type": "string"},
                    {"type": "boolean"},
                    {"type": "array", "minItems": 1, "items": {"type": "string"}},
                    {
                        "type": "object",
                        "required": ["only"],
                        "additionalProperties": false,
                        "properties": {"only": {
                            "description": "Only these were chosen.",
                            "anyOf": [{"type": "string"}, {"type": "array", "minItems": 1, "items": {"type": "string"}}]
                        }}
                    }
                ]
            }
        })
    };
    Start = "Start", _generator: json_schema!({
        "description": "The id of a date question, or the last day of another time limit.",
        "anyOf": [
            {"type": "string"},
            {
                "type": "object",
                "required": ["deadline"],
                "additionalProperties": false,
                "properties": {"deadline": {"type": "string"}}
            }
        ]
    });
    Assumed = "Assumed", _generator: json_schema!({
        "description": "An option, or a list of options.",
        "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]
    });
    Answer = "Answer", _generator: json_schema!({
        "description": "An option, \"yes\" or \"no\", a date, a list of options, or not-sure.",
        "anyOf": [{"type": "string"}, {"type": "boolean"}, {"type": "array", "items": {"type": "string"}}]
    });
}
