//! The head of the rules, what a part holds, and its laws.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Argument, Body, Certainty, Deadline, Doubt, EffortDays, Fact, Never, News, Question, Route, Rung, Tell,
    UsualQuestions, Written,
};

written! {
    /// `england.yaml`: the head.
    Head {
        /// The version of the format: 1.
        format: u32,
        /// Whose law this is.
        jurisdiction: String,
        /// The last day the law behind the files was checked, as 2026-06-15.
        law_checked: String,
        /// After this day every plan says that a check is due.
        review_by: String,
        /// Who made the rules, and who pays.
        made_by: String,
        /// The part files, in the order they are joined.
        parts: Vec<String>,
        /// Words that change with whose case it is.
        #[serde(default)] phrases: Vec<Phrase>,
        /// How many questions most people meet: said on the first screen.
        #[serde(default)] usual_questions: Option<UsualQuestions>,
        /// The doors a person can knock on.
        bodies: Vec<Body>,
        /// How many working days from today each kind of step takes.
        #[serde(default)] effort: EffortDays,
    }

    /// A part: any of these lists.
    Part {
        /// What it is about, in a few words: its heading in the book of the rules. The name of the file, when left out.
        #[serde(default)] topic: Option<String>,
        /// Law, cited once each.
        #[serde(default)] laws: Vec<Law>,
        /// Questions, in the order they are asked.
        #[serde(default)] questions: Vec<Question>,
        /// Named conditions.
        #[serde(default)] facts: Vec<Fact>,
        /// Time limits.
        #[serde(default)] deadlines: Vec<Deadline>,
        /// Routes, in the order they are preferred.
        #[serde(default)] routes: Vec<Route>,
        /// Points the sources do not settle.
        #[serde(default)] doubts: Vec<Doubt>,
        /// Proposals that are not law.
        #[serde(default)] news: Vec<News>,
        /// What comes first, rung by rung; only one part holds it.
        #[serde(default)] ladder: Vec<Rung>,
        /// What may never be open, whatever the other answers are.
        #[serde(default)] never: Vec<Never>,
        /// What people are told, and what the law says.
        #[serde(default)] tells: Vec<Tell>,
        /// What the law asks for at a step, and what to put into it.
        #[serde(default)] arguments: Vec<Argument>,
    }

    /// Words that change with whose case it is, used in texts as `{id}`.
    Phrase {
        /// Its name in braces.
        id: String,
        /// What is said unless one of `instead` holds.
        say: String,
        /// Other wordings; the first whose condition holds is said.
        #[serde(default)] instead: Vec<Instead>,
    }

    /// Another wording of a phrase.
    Instead {
        /// When it is said.
        #[cfg_attr(test, schemars(with = "crate::files::written::Condition"))]
        when: Written,
        /// What is said then.
        say: String,
    }

    /// One law, cited once.
    Law {
        /// Its id.
        id: String,
        /// How it is cited: the Act, Regulations or guidance, and the section.
        cite: String,
        /// How certain we are: A, B, C or D.
        certainty: Certainty,
        /// The day it was last checked.
        checked: String,
        /// What it says, in our own words.
        says: String,
        /// Numbers in it beside those of its limits, each with where or why: whatever cites it may say them.
        #[serde(default)] other_numbers: BTreeMap<String, String>,
        /// Where our law documents hold it.
        from: String,
        /// The first day it is in force, as 2027-04-06, where rules are written for it before that day.
        #[serde(default)] in_force: Option<String>,
        /// The last day it is in force, savings counted.
        #[serde(default)] until: Option<String>,
        /// After this day the source is due to be looked at again; the day of the head, when left out.
        #[serde(default)] review_by: Option<String>,
    }
}
