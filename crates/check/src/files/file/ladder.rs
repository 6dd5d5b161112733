//! What leads, what may never be open, and what people are told.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Certainty, LadderStep, Likely, Written};

written! {
    /// A rung of the ladder: the first of its steps that is recommended leads, unless a rung above has one.
    Rung {
        /// Its id.
        id: String,
        /// What is at stake on it.
        title: String,
        /// Why it comes before the rungs below it.
        because: String,
        /// Its routes, the first that is recommended before the others.
        steps: Vec<LadderStep>,
        /// Its routes lead where nothing else does, and never stand beside another step.
        #[serde(default)] alone: bool,
    }

    /// Routes that are never open together with something.
    Never {
        /// Its id.
        id: String,
        /// When they may not be open.
        #[cfg_attr(test, schemars(with = "crate::files::written::Condition"))]
        when: Written,
        /// The routes that may be neither open nor shown beside the step nor the step.
        open: Vec<String>,
        /// Why.
        because: String,
        /// Laws.
        #[serde(default)] law: Vec<String>,
    }

    /// Something that people are told, and what the law says about it.
    Tell {
        /// Its id.
        id: String,
        /// Lengths of time, sections and ages that its texts say and no limit or law beside it has, each with why it is right.
        #[serde(default)] other_numbers: BTreeMap<String, String>,
        /// What they are told, in the words they hear.
        told: String,
        /// What they type who ask for it, in words that stand in none of its texts: it is found by them, and nobody sees them.
        #[serde(default)] asked: Vec<String>,
        /// For whom the answer is right: who asks for it finds it.
        #[cfg_attr(test, schemars(with = "crate::files::written::Condition"))]
        when: Written,
        /// Who of them often hears it, and is shown it unasked; left out, all of them.
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Condition>"))]
        #[serde(default)] shown_when: Option<Written>,
        /// What the law says.
        says: String,
        /// Laws.
        law: Vec<String>,
        /// How certain we are.
        certainty: Certainty,
        /// The day it was last checked.
        checked: String,
        /// How often it is heard: what is heard often is shown first.
        #[serde(default)] likely: Likely,
        /// The doubt it rests on.
        #[serde(default)] doubt: Option<String>,
    }

    /// What the law asks for at a step, and what to put into it: the argument of a letter, an appeal or a claim.
    Argument {
        /// Its id.
        id: String,
        /// Lengths of time, sections and ages that its texts say and no limit or law beside it has, and that are right.
        #[serde(default)] other_numbers: BTreeMap<String, String>,
        /// The routes it is for: it stands on the page of those that are to be taken, and in their letters.
        with: Vec<String>,
        /// When it helps; left out: always.
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Condition>"))]
        #[serde(default)] when: Option<Written>,
        /// What the law asks, and what shows it, to the person.
        says: String,
        /// The same as a letter puts it, to whoever gets the letter: it stands where the letter has `{{ argument }}`.
        #[serde(default)] write: Option<String>,
        /// Laws.
        law: Vec<String>,
        /// How certain we are.
        certainty: Certainty,
        /// The day it was last checked.
        checked: String,
        /// The doubt it rests on.
        #[serde(default)] doubt: Option<String>,
    }
}
