//! What is wrong with a typed answer: data. The words stand in `render::problem`, all in one place.

use chrono::NaiveDate;

use super::answers::Answer;
use crate::dates::read::DateProblem;

/// Why a typed answer was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Nothing was typed.
    Empty,
    /// The number is not one of those shown.
    NoSuchNumber {
        /// How many there are.
        last: usize,
    },
    /// The words fit no option.
    NoSuchOption {
        /// The label of the nearest one.
        near: Option<String>,
    },
    /// The words fit several options.
    Ambiguous {
        /// The labels they fit.
        fits: Vec<String>,
    },
    /// The words may mean any of these councils and nations, and so many more.
    WhichArea {
        /// The answers they may mean, the likeliest first.
        fits: Vec<Answer>,
        /// Their names, each with the place inside it that fits the words, where it is one.
        names: Vec<String>,
        /// How many more there are.
        more: usize,
        /// Only one fits, and the words are whole words of its name.
        sure: bool,
    },
    /// No council is called so.
    NoSuchArea,
    /// More than one option for a question that takes one.
    OnlyOne,
    /// More options than the question takes.
    TooMany {
        /// How many it takes.
        most: usize,
    },
    /// "None of these" or "not sure" together with other options.
    NoneAndMore {
        /// The label of the one that stands alone.
        alone: String,
    },
    /// Neither yes nor no.
    YesOrNo,
    /// No date could be read.
    Date(DateProblem),
    /// The date is after today.
    InTheFuture {
        /// The date in a few words.
        called: String,
        /// The day that was read.
        day: NaiveDate,
        /// The same day of the latest year in which it has been.
        before: NaiveDate,
    },
    /// The date is before the calendar begins.
    TooEarly {
        /// The date in a few words.
        called: String,
        /// The first day covered.
        first: NaiveDate,
    },
    /// The date is later than anything is counted from.
    TooLate {
        /// The date in a few words.
        called: String,
        /// The last day that is not.
        last: NaiveDate,
    },
    /// The date is before an earlier one that it must follow.
    BeforeOther {
        /// The date in a few words.
        called: String,
        /// The other date in a few words.
        other: String,
        /// The other date.
        day: NaiveDate,
    },
    /// The date is after an earlier one that it must come before.
    AfterOther {
        /// The date in a few words.
        called: String,
        /// The other date in a few words.
        other: String,
        /// The other date.
        day: NaiveDate,
    },
}
