//! Items that are used as they are written: nothing in them has to be worked out.
//!
//! The doc comments become hover help in editors. Read from YAML once, and from what the build wrote ever after.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

macro_rules! item {
    ($($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $field:ident: $type:ty,)* })*) => {
        $(
            $(#[$outer])*
            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
            #[serde(deny_unknown_fields)]
            pub struct $name { $($(#[$inner])* pub $field: $type,)* }
        )*
    };
}

item! {
    /// How many questions most people meet.
    UsualQuestions {
        /// Few.
        least: u32,
        /// Many.
        most: u32,
    }

    /// How many working days from today each kind of step takes.
    EffortDays {
        /// A telephone call.
        call: u32,
        /// An email.
        email: u32,
        /// A letter.
        letter: u32,
        /// A form.
        form: u32,
        /// A meeting.
        meeting: u32,
    }

    /// A door a person can knock on: whoever hears a complaint, an appeal, a claim.
    Body {
        /// Its id.
        id: String,
        /// People think of it by themselves, often in vain: the page says why it is shut, or how it begins.
        #[serde(default)] thought_of: bool,
        /// Its name in the plan.
        name: String,
    }

    /// A proposal: a line in the plan, never a branch.
    News {
        /// Its id.
        id: String,
        /// The line.
        say: String,
        /// Laws it touches.
        #[serde(default)] law: Vec<String>,
    }

    /// A point the sources do not settle.
    Doubt {
        /// Its id.
        id: String,
        /// What is open.
        what: String,
        /// The cautious reading the tool uses.
        reading: String,
        /// What would settle it.
        settled_by: String,
        /// Where our law documents say so.
        from: String,
    }

    /// What to do when a limit has passed.
    IfPassed {
        /// What it means, without blame.
        say: String,
        /// Today's action.
        r#do: String,
    }

    /// The service whose file it is.
    Own {
        /// Its name.
        name: String,
        /// The line at the top of plans and letters.
        #[serde(default)] letterhead: Option<String>,
        /// Telephone.
        #[serde(default)] phone: Option<String>,
        /// Email.
        #[serde(default)] email: Option<String>,
        /// Web address.
        #[serde(default)] web: Option<String>,
        /// When it answers.
        #[serde(default)] hours: Option<String>,
        /// The colour of links and buttons on its page for a browser, as #0a4a45: 7 to 1 or more on white.
        #[serde(default)] colour: Option<String>,
        /// Pages of its own that a plan names.
        #[serde(default)] links: Vec<Link>,
        /// The day it last looked over this file.
        #[serde(default)] checked: Option<String>,
    }

    /// A page to name in a plan.
    Link {
        /// What is there, in a few words.
        what: String,
        /// Its address.
        web: String,
    }

    /// A service each area supplies.
    Service {
        /// Its id.
        id: String,
        /// What it is called in an area whose own is not known: "Your local SENDIASS".
        name: String,
        /// What it does.
        what: String,
        /// What it costs.
        #[serde(default)] cost: Option<String>,
        /// How independent it is.
        #[serde(default)] independent: Option<String>,
        /// How to find it in an area whose details are not known.
        if_unknown: String,
    }

    /// A national body.
    Contact {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
        /// What it does.
        what: String,
        /// Telephone.
        #[serde(default)] phone: Option<String>,
        /// Email.
        #[serde(default)] email: Option<String>,
        /// Web address.
        #[serde(default)] web: Option<String>,
        /// Postal address.
        #[serde(default)] post: Option<String>,
        /// When it answers.
        #[serde(default)] hours: Option<String>,
        /// What it costs.
        #[serde(default)] cost: Option<String>,
        /// How independent it is.
        #[serde(default)] independent: Option<String>,
        /// A helpline for any family in England, and no body that decides: each short page names one.
        #[serde(default)] helpline: bool,
        /// Anything to know.
        #[serde(default)] note: Option<String>,
        /// Where the details come from.
        source: String,
        /// The date the source shows: 2025, 2025-03 or 2025-03-26; left out where it shows none.
        #[serde(default)] dated: Option<String>,
        /// The day somebody rang the number or looked at the live page; left out where nobody did.
        #[serde(default)] checked: Option<String>,
        /// How certain they are.
        certainty: Certainty,
    }

    /// One area's details of a service.
    LocalService {
        /// Its name.
        name: String,
        /// Telephone.
        #[serde(default)] phone: Option<String>,
        /// Email.
        #[serde(default)] email: Option<String>,
        /// Web address.
        #[serde(default)] web: Option<String>,
        /// Postal address.
        #[serde(default)] post: Option<String>,
        /// When it answers.
        #[serde(default)] hours: Option<String>,
        /// Who runs it, where that was seen.
        #[serde(default)] run_by: Option<String>,
        /// Anything to know.
        #[serde(default)] note: Option<String>,
        /// Where the details come from.
        source: String,
        /// The date the source shows: 2025, 2025-03 or 2025-03-26; left out where it shows none.
        #[serde(default)] dated: Option<String>,
        /// The day somebody rang the number or looked at the live page; left out where nobody did.
        #[serde(default)] checked: Option<String>,
        /// How certain they are.
        certainty: Certainty,
    }

    /// A word of the glossary.
    Term {
        /// The word.
        term: String,
        /// What it means, in one to three short sentences.
        means: String,
        /// Other spellings and old names.
        #[serde(default)] also: Vec<String>,
        /// Laws.
        #[serde(default)] law: Vec<String>,
        /// Lengths of time and ages that it says and none of those laws has, each with why it is right.
        #[serde(default)] other_numbers: BTreeMap<String, String>,
    }
}

impl Default for EffortDays {
    /// What the rules go by unless the head says otherwise.
    fn default() -> EffortDays {
        EffortDays { call: 1, email: 2, letter: 3, form: 10, meeting: 5 }
    }
}

impl EffortDays {
    /// The working days of one kind of step.
    pub fn of(&self, effort: Effort) -> u32 {
        match effort {
            Effort::Now => 0,
            Effort::Call => self.call,
            Effort::Email => self.email,
            Effort::Letter => self.letter,
            Effort::Form => self.form,
            Effort::Meeting => self.meeting,
        }
    }
}

macro_rules! choice {
    ($($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident,)* })*) => {
        $(
            $(#[$outer])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
            #[serde(rename_all = "kebab-case")]
            pub enum $name { $($(#[$inner])* $variant,)* }
        )*
    };
}

choice! {
    /// How certain a point of law is; the letters are defined in `rules/README.md`.
    Certainty {
        /// The text of the law itself was seen.
        #[serde(rename = "A")] A,
        /// An official page, or good sources that agree.
        #[serde(rename = "B")] B,
        /// Secondary sources only: worded "usually".
        #[serde(rename = "C")] C,
        /// Not settled: drives no deadline.
        #[serde(rename = "D")] D,
    }

    /// How a question is answered.
    Choose {
        /// One option.
        One,
        /// Any number of options.
        Several,
        /// Yes or no.
        YesNo,
        /// A date.
        Date,
        /// A council of `areas.yaml`, or one of the options: the nations. What is assumed is the option that every council lies in.
        Area,
        /// The `tells` that can be heard where the answers lead; any number of them.
        Told,
    }

    /// Where a date lies.
    Time {
        /// Behind.
        Past,
        /// Ahead.
        Coming,
        /// Either.
        Either,
    }

    /// An end of a holiday.
    HolidayEnd {
        /// Its first day.
        First,
        /// Its last day.
        Last,
    }

    /// What kind of thing a step is.
    Effort {
        /// An act that does not wait for a working day.
        Now,
        /// A telephone call.
        Call,
        /// An email.
        Email,
        /// A letter.
        Letter,
        /// A form.
        Form,
        /// A meeting.
        Meeting,
    }

    /// Which other answers to a question "What would change this" tries.
    WhatIf {
        /// Every other answer: a wish, or something a letter or a second look may show to be otherwise.
        Any,
        /// The options after the one given: a matter that moves on in their order.
        Later,
    }

    /// Who must act.
    Who {
        /// The person the plan is for.
        You,
        /// The council.
        Council,
        /// The school.
        School,
        /// The school's governors.
        Governors,
        /// A college.
        College,
        /// A nursery or childminder.
        Nursery,
        /// The mediation adviser.
        MediationAdviser,
        /// A health body.
        HealthBody,
        /// The Tribunal.
        Tribunal,
        /// A review or appeal panel.
        Panel,
        /// An Ombudsman.
        Ombudsman,
    }
}

/// How often something is heard.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Likely {
    /// Often.
    Often,
    /// Sometimes.
    #[default]
    Sometimes,
    /// Rarely.
    Rarely,
}

/// What counts as done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DoneWhen {
    /// The act itself.
    #[default]
    Done,
    /// It was sent.
    Sent,
    /// It arrived.
    Received,
}

/// Where a time limit is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Shown {
    /// In plans, and in the calculator.
    #[default]
    Plans,
    /// It is asked about by date alone.
    Calculator,
    /// Only conditions look at it.
    Nowhere,
}

/// The day behind "2025", "2025-03" or "2025-03-26": the first it can be.
pub fn dated(text: &str) -> Option<NaiveDate> {
    let full = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    full.parse().ok()
}
