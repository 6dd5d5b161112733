//! Words and letters.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Term, Written};

written! {
    /// `words.yaml`.
    WordsFile {
        /// The version of the format: 1.
        format: u32,
        /// The glossary.
        terms: Vec<Term>,
        /// Preferred words.
        #[serde(default)] preferred: Vec<Preferred>,
        /// Words never used in texts for parents.
        #[serde(default)] never: Vec<String>,
        /// Capital-letter words that may be used.
        #[serde(default)] acronyms: Vec<String>,
        /// The names of forms that texts may say.
        #[serde(default)] forms: Vec<String>,
        /// Times that no law gives and that steps and letters give for an answer, each with why. None is a time limit's.
        #[serde(default)] own_times: BTreeMap<String, String>,
        /// Verbs a next step may begin with.
        #[serde(default)] verbs: Vec<String>,
        /// Words that a thing on a checklist may begin with, besides the verbs.
        #[serde(default)] things: Vec<String>,
        /// Words that ask for something: one stands in the first two sentences of a letter.
        #[serde(default)] requests: Vec<String>,
        /// What people call one thing, in the order it is looked for in what they type.
        #[serde(default)] heard_as: Vec<HeardAs>,
    }

    /// One thing under its names.
    HeardAs {
        /// The one name that wordings are compared by.
        word: String,
        /// Its other names and short forms.
        also: Vec<String>,
    }

    /// A preferred word.
    Preferred {
        /// The word to say.
        say: String,
        /// The words it replaces.
        not: Vec<String>,
    }

    /// The head of a letter file, between its two lines of dashes.
    LetterHead {
        /// Its title.
        title: String,
        /// Lengths of time, sections and ages that its texts say and no limit or law beside it has, each with why it is right.
        #[serde(default)] other_numbers: BTreeMap<String, String>,
        /// When it is offered; always with its route, when left out.
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Condition>"))]
        #[serde(default)] when: Option<Written>,
        /// When to use it.
        when_to_use: String,
        /// Who to send it to.
        send_to: String,
        /// How to send it.
        how_to_send: String,
        /// What proof to keep.
        keep_proof: String,
        /// What to do if there is no reply.
        no_reply: String,
        /// What else can be done meanwhile.
        meanwhile: String,
        /// Laws.
        #[serde(default)] law: Vec<String>,
    }
}
