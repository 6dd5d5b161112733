//! The rule files exactly as they are written: one struct per kind of item, nothing resolved, nothing checked but shape.
//!
//! The reference for whoever edits them is `rules/README.md`; the doc comments here become hover help in editors.
//! The JSON Schemas of `rules/schema` are derived from these types when the tests run, and only then: neither the build
//! script nor the program needs them derived.

use serde::{Deserialize, Serialize};
use serde_yaml::Value;
pub use signpost_core::rules::item::*;

/// A condition as written; `rules::condition` gives it meaning.
pub type Written = Value;

macro_rules! written {
    ($($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $field:ident: $type:ty,)* })*) => {
        $(
            $(#[$outer])*
            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            #[cfg_attr(test, derive(schemars::JsonSchema))]
            #[serde(deny_unknown_fields)]
            pub struct $name { $($(#[$inner])* pub $field: $type,)* }
        )*
    };
}

/// Items that are written as a text alone, or as a mapping with the condition under which they count.
macro_rules! at_times {
    ($($(#[$outer:meta])* $name:ident / $long:ident { $(#[$inner:meta])* $field:ident })*) => {
        $(
            written! {
                $(#[$outer])*
                $long {
                    $(#[$inner])*
                    $field: String,
                    /// When it counts; always, when left out.
                    #[cfg_attr(test, schemars(with = "Option<crate::files::written::Condition>"))]
                    #[serde(default)] when: Option<Written>,
                }
            }

            $(#[$outer])*
            #[derive(Debug, Clone, PartialEq, Serialize)]
            #[serde(transparent)]
            pub struct $name(pub $long);

            impl AtTimes for $name {
                fn text(&self) -> &str {
                    &self.0.$field
                }
                fn when(&self) -> Option<&Written> {
                    self.0.when.as_ref()
                }
            }

            impl<'de> Deserialize<'de> for $name {
                fn deserialize<D: Deserializer<'de>>(from: D) -> Result<$name, D::Error> {
                    struct Either;
                    impl<'de> Visitor<'de> for Either {
                        type Value = $name;
                        fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                            to.write_str("a text or a mapping")
                        }
                        fn visit_str<E>(self, text: &str) -> Result<$name, E> {
                            Ok($name($long { $field: text.to_owned(), when: None }))
                        }
                        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<$name, A::Error> {
                            $long::deserialize(MapAccessDeserializer::new(map)).map($name)
                        }
                    }
                    from.deserialize_any(Either)
                }
            }

            #[cfg(test)]
            impl schemars::JsonSchema for $name {
                fn schema_name() -> std::borrow::Cow<'static, str> {
                    stringify!($name).into()
                }
                fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                    let long = generator.subschema_for::<$long>();
                    schemars::json_schema!({"anyOf": [{"type": "string"}, long]})
                }
            }
        )*
    };
}

mod areas;
mod calendar;
mod deadline;
mod head;
mod ladder;
mod question;
mod route;
mod words;

pub use areas::*;
pub use calendar::*;
pub use deadline::*;
pub use head::*;
pub use ladder::*;
pub use question::*;
pub use route::*;
pub use words::*;

/// An item that may count only under a condition.
pub trait AtTimes {
    /// What it says, or the id it names.
    fn text(&self) -> &str;
    /// When it counts; always, when none.
    fn when(&self) -> Option<&Written>;
}

/// A letter file: its head and its text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Letter {
    /// The file's name without its ending: the letter's id.
    pub id: String,
    /// The head.
    pub head: LetterHead,
    /// The template.
    pub body: String,
}

/// A part and the file it stands in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartFile {
    /// The file's path inside the rules folder.
    pub file: String,
    /// What it holds.
    pub part: Part,
}

/// All the files of one rules folder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bundle {
    /// `england.yaml`.
    pub head: Head,
    /// The parts in order.
    pub parts: Vec<PartFile>,
    /// `areas.yaml`.
    pub areas: Areas,
    /// A service's own areas file, beside it.
    #[serde(default)]
    pub own_areas: Option<OwnAreas>,
    /// `calendar.yaml`.
    pub calendar: CalendarFile,
    /// `words.yaml`.
    pub words: WordsFile,
    /// `letters/*.md`, by id.
    pub letters: Vec<Letter>,
    /// SHA-256 over every file's path and text, in hexadecimal.
    pub hash: String,
}
