//! Routes.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::{AtTimes, Certainty, Effort, Length, Written};

written! {
    /// A route.
    Route {
        /// Its id.
        id: String,
        /// Lengths of time, sections and ages that its texts say and no limit or law beside it has, each with why it is right.
        #[serde(default)] other_numbers: BTreeMap<String, String>,
        /// Its name.
        name: String,
        /// The body it is a way to.
        body: String,
        /// When it is recommended: the first such step of the ladder is the suggested one; never, when left out.
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Condition>"))]
        #[serde(default)] recommend_when: Option<Written>,
        /// When it is shown as "do this as well".
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Condition>"))]
        #[serde(default)] alongside_when: Option<Written>,
        /// When it is open.
        #[cfg_attr(test, schemars(with = "crate::files::written::Condition"))]
        open_when: Written,
        /// When it is not open yet, and from when on it is.
        #[serde(default)] later: Vec<Later>,
        /// When it is not open, and why.
        #[serde(default)] closed: Vec<Closed>,
        /// Where a person stands who takes it: one short sentence for the headline.
        #[serde(default)] stand: Option<String>,
        /// What kind of thing the step is, and so how soon it can be done.
        #[serde(default)] effort: Option<Effort>,
        /// The step: verb first, one action, at most 20 words.
        next_step: String,
        /// What the route is.
        what: String,
        /// When it helps.
        good_for: String,
        /// What to weigh.
        think_about: String,
        /// Things to hold or do.
        checklist: Vec<ChecklistItem>,
        /// What happens next.
        then: Vec<Then>,
        /// The routes that come after it, the next one first.
        #[serde(default)] leads_to: Vec<String>,
        /// What is answered once the step is done.
        #[serde(default)] when_done: Option<WhenDone>,
        /// What still works if something goes wrong.
        #[serde(default)] if_wrong: Vec<String>,
        /// Its time limits.
        #[serde(default)] deadlines: Vec<String>,
        /// Those of them that end the time for this very step; those of the person's own, when left out.
        #[serde(default)] step_deadlines: Option<Vec<String>>,
        /// Letters for it.
        #[serde(default)] letters: Vec<RouteLetter>,
        /// Whom to ring: services and contacts.
        contacts: Vec<RouteContact>,
        /// Whom the step itself goes to: how to reach it stands with the step.
        #[serde(default)] whom: Option<String>,
        /// What it costs.
        cost: String,
        /// What happens if nothing is done.
        if_nothing: String,
        /// One short kind sentence.
        #[serde(default)] kind_line: Option<String>,
        /// Why no other route is open beside it.
        #[serde(default)] only_route_because: Option<String>,
        /// The doubt it rests on.
        #[serde(default)] doubt: Option<String>,
        /// Laws.
        law: Vec<String>,
        /// How certain we are.
        certainty: Certainty,
        /// The day it was last checked.
        checked: String,
    }

    /// What is answered once a step is done: answers, or why nothing that is asked changes.
    WhenDone {
        /// Answers that are given then: an option for a question, `not-sure`, or under `not` an option that is chosen no more.
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Condition>"))]
        #[serde(default)] answers: Option<Written>,
        /// The date question that takes the day on which it was done.
        #[serde(default)] day: Option<String>,
        /// Why nothing that is asked changes by it, and what to do then.
        #[serde(default)] stays: Option<String>,
    }

    /// A reason why a route is not open yet.
    Later {
        /// When.
        #[cfg_attr(test, schemars(with = "crate::files::written::Condition"))]
        when: Written,
        /// The time limit whose end opens it; left out where something must happen first.
        #[serde(default)] from: Option<String>,
        /// Why it is not open yet, and what opens it.
        because: String,
    }

    /// A reason why a route is not open.
    Closed {
        /// When.
        #[cfg_attr(test, schemars(with = "crate::files::written::Condition"))]
        when: Written,
        /// Why.
        because: String,
    }

    /// One line of what happens next.
    Then {
        /// Who acts.
        who: String,
        /// What they do.
        does: String,
        /// Within which time.
        within: String,
        /// The same as a length, counted from the day of the line above it, or of the step.
        #[serde(default)] r#in: Option<Length>,
        /// What to do if they do not.
        if_not: String,
    }
}

at_times! {
    /// A route on a rung of the ladder.
    LadderStep / LadderStepWhen {
        /// The route.
        step
    }

    /// A thing to hold or do.
    ChecklistItem / ChecklistItemWhen {
        /// The thing.
        item
    }

    /// A letter of a route.
    RouteLetter / RouteLetterWhen {
        /// The letter.
        letter
    }

    /// A service or contact of a route.
    RouteContact / RouteContactWhen {
        /// The service or contact.
        contact
    }
}
