//! Time limits, and lengths of time.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_yaml::Value;

use super::{Certainty, DoneWhen, IfPassed, Shown, Who, Written};

written! {
    /// A time limit.
    Deadline {
        /// Its id.
        id: String,
        /// Lengths of time, sections and ages that its texts say and no limit or law beside it has, each with why it is right.
        #[serde(default)] other_numbers: BTreeMap<String, String>,
        /// Who must act.
        who: Who,
        /// What they must have done: completes "You must ...".
        must: String,
        /// The same, short, verb first.
        label: String,
        /// What advisers call it: `signpost deadline` finds it by these.
        #[serde(default)] words: Vec<String>,
        /// It applies only then; always, when left out.
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Condition>"))]
        #[serde(default)] when: Option<Written>,
        /// The limit.
        limit: Limit,
        /// The stricter of two readings.
        #[serde(default)] cautious: Option<Limit>,
        /// What happens when the last day is closed.
        #[serde(default)] ends_on_closed_day: ClosedDay,
        /// Days that are not counted at all.
        #[serde(default)] not_counted: Option<NotCounted>,
        /// The hour on the last day, as "17:00".
        #[serde(default)] at: Option<String>,
        /// What counts as done.
        #[serde(default)] done_when: DoneWhen,
        /// What removes or changes it.
        #[serde(default)] exceptions: Vec<String>,
        /// The same as questions an adviser can ask.
        #[serde(default)] asks: Vec<String>,
        /// Where its start date is to be found.
        #[serde(default)] find_date: Option<String>,
        /// What to do when it has passed.
        if_passed: IfPassed,
        /// Who sees it.
        #[serde(default)] shown: Shown,
        /// The doubt it rests on.
        #[serde(default)] doubt: Option<String>,
        /// Laws.
        law: Vec<String>,
        /// How certain we are.
        certainty: Certainty,
        /// The day it was last checked.
        checked: String,
    }

    /// A limit. One of: `after`, `beginning_with` or `before` with one length; `by` with `in_year_of`; `later_of`; `earlier_of`.
    Limit {
        /// "After", "of" or "from" this date: its own day is left out.
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Start>"))]
        #[serde(default)] after: Option<Value>,
        /// "Beginning with" this date: its own day counts.
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Start>"))]
        #[serde(default)] beginning_with: Option<Value>,
        /// "At least so long before" this date.
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Start>"))]
        #[serde(default)] before: Option<Value>,
        /// Calendar days.
        #[serde(default)] days: Option<u32>,
        /// Weeks of seven days.
        #[serde(default)] weeks: Option<u32>,
        /// Calendar months.
        #[serde(default)] months: Option<u32>,
        /// Working days; `of` names the kind.
        #[serde(default)] working_days: Option<u32>,
        /// The kind of working day.
        #[serde(default)] of: Option<WorkingDay>,
        /// School days.
        #[serde(default)] school_days: Option<u32>,
        /// A posted notice counts as given on this working day after posting.
        #[serde(default)] by_post: Option<u32>,
        /// A fixed day, as 02-15.
        #[serde(default)] by: Option<String>,
        /// The date whose year it is.
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Start>"))]
        #[serde(default)] in_year_of: Option<Value>,
        /// Whichever is later.
        #[serde(default)] later_of: Option<Vec<Limit>>,
        /// Whichever is earlier.
        #[serde(default)] earlier_of: Option<Vec<Limit>>,
    }

    /// A length of time: one of these.
    Length {
        /// The length of this time limit, which has only one.
        #[serde(default)] deadline: Option<String>,
        /// Calendar days.
        #[serde(default)] days: Option<u32>,
        /// Weeks of seven days.
        #[serde(default)] weeks: Option<u32>,
        /// Calendar months.
        #[serde(default)] months: Option<u32>,
        /// Working days; `of` names the kind.
        #[serde(default)] working_days: Option<u32>,
        /// The kind of working day.
        #[serde(default)] of: Option<WorkingDay>,
        /// School days.
        #[serde(default)] school_days: Option<u32>,
    }
}

macro_rules! choice {
    ($($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident,)* })*) => {
        $(
            $(#[$outer])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            #[cfg_attr(test, derive(schemars::JsonSchema))]
            #[serde(rename_all = "kebab-case")]
            pub enum $name { $($(#[$inner])* $variant,)* }
        )*
    };
}

choice! {
    /// The kind of working day.
    WorkingDay {
        /// Of the Tribunal.
        Tribunal,
        /// Of children's social care complaints.
        SocialCare,
        /// Of NHS complaints.
        Nhs,
        /// Of freedom of information.
        Foi,
        /// Of the council's own procedures.
        Local,
    }

    /// What is not counted at all.
    NotCounted {
        /// August and 25 December to 1 January.
        TribunalClosed,
    }
}

/// What happens when the last day is closed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ClosedDay {
    /// Nothing.
    #[default]
    Stays,
    /// The next working day.
    NextWorkingDay,
    /// Rule 12 for starting an appeal.
    TribunalStart,
}
