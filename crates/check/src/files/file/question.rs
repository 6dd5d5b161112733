//! Questions and facts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_yaml::Value;

use super::{Choose, HolidayEnd, Time, WhatIf, Written};

written! {
    /// A question.
    Question {
        /// Its id: the key of its answer.
        id: String,
        /// Lengths of time, sections and ages that its texts say and no limit or law beside it has, each with why it is right.
        #[serde(default)] other_numbers: BTreeMap<String, String>,
        /// The question: at most 20 words, one question mark, at the end.
        ask: String,
        /// One line that says where to look.
        #[serde(default)] hint: Option<String>,
        /// Why it is asked.
        why: String,
        /// Words to read out on the telephone.
        say_aloud: String,
        /// Paragraphs for the help key.
        #[serde(default)] help: Vec<String>,
        /// When it is asked; always, when left out.
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Condition>"))]
        #[serde(default)] ask_when: Option<Written>,
        /// How it is answered.
        choose: Choose,
        /// The options of `one` and `several`.
        #[serde(default)] options: Vec<Choice>,
        /// `several`: at most so many.
        #[serde(default)] at_most: Option<usize>,
        /// `yes-no`: the two statements.
        #[serde(default)] said: Option<YesNoSaid>,
        /// `yes-no`: wordings that can only mean yes.
        #[serde(default)] heard: Vec<String>,
        /// `date`: what is asked for.
        #[serde(default)] date: Option<DateAsked>,
        /// Its options only call up further questions: no route, time limit or text may hang on them.
        #[serde(default)] heading: bool,
        /// Answers for which the topic has no step of their own, each with why that is right.
        #[serde(default)] no_own_step: BTreeMap<String, String>,
        /// What "I am not sure" does; only `told` has none.
        #[serde(default)] not_sure: Option<NotSure>,
        /// Which other answers "What would change this" tries; none, when left out: a settled fact.
        #[serde(default)] what_if: Option<WhatIf>,
    }

    /// One option.
    Choice {
        /// Its id.
        id: String,
        /// The heading above it and the options after it, at most six words. More than eight options need headings.
        #[serde(default)] group: Option<String>,
        /// What is shown: at most 12 words.
        label: String,
        /// The answer as a full sentence.
        said: String,
        /// The set phrase in such letters.
        #[serde(default)] letter_says: Option<String>,
        /// Wordings that can mean nothing else: whoever says one has given this answer.
        #[serde(default)] heard: Vec<String>,
        /// Wordings that mean this where the rest of what is said leads to this question.
        #[serde(default)] heard_where_asked: Vec<String>,
        /// Wordings that name in passing who or what it is about: a "not" or a wish around them is about something else.
        #[serde(default)] heard_in_passing: Vec<String>,
        /// Beside one of these none of the wordings counts.
        #[serde(default)] heard_unless: Vec<String>,
        /// Words that may mean this: it is offered, never taken.
        #[serde(default)] words: Vec<String>,
        /// Excludes all other options of a `several`.
        #[serde(default)] none: bool,
    }

    /// The two answers of a `yes-no` as sentences.
    YesNoSaid {
        /// For yes.
        yes: String,
        /// For no.
        no: String,
    }

    /// What a date question asks for.
    DateAsked {
        /// The date in a few words: "date on the letter".
        called: String,
        /// The latest it may be: `today`, or the id of an earlier date question.
        #[serde(default)] not_after: Option<String>,
        /// The earliest it may be: the id of an earlier date question.
        #[serde(default)] not_before: Option<String>,
        /// The answer as a full sentence, with {date}.
        said: String,
        /// The papers or events whose date it is: a date beside one of them is this date, where no other fits.
        #[serde(default)] heard: Vec<String>,
        /// Wordings that name it where its question is asked, and no other paper has its date there.
        #[serde(default)] heard_where_asked: Vec<String>,
        /// Beside one of these it is not.
        #[serde(default)] heard_unless: Vec<String>,
        /// Words beside which a date may be this one: it is offered, never taken.
        #[serde(default)] words: Vec<String>,
        /// The answer that there is no such date.
        #[serde(default)] none: Option<NoDate>,
        /// Whether the date lies behind or ahead: how one without a year is read. `past` when left out and `not_after` is
        /// today, else `either`.
        #[serde(default)] time: Option<Time>,
        /// It is an end of the next school holiday: limits in school days are counted with it, and it is asked only where
        /// one of them may be over or not, as the holidays decide.
        #[serde(default)] school_holiday: Option<HolidayEnd>,
        /// The paper or event in people's hands, in their words: `signpost deadline` begins with these.
        #[serde(default)] in_hand: Option<String>,
    }

    /// The answer that there is no such date.
    NoDate {
        /// What is shown: at most 12 words.
        label: String,
        /// The answer as a full sentence.
        said: String,
    }

    /// What "I am not sure" does.
    NotSure {
        /// The answer the interview goes on with: an option id, a list of them, or "yes" or "no". None for dates.
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Assumed>"))]
        #[serde(default)] assume: Option<Value>,
        /// The answer as a full sentence.
        said: String,
        /// How to find out.
        tell: String,
    }

    /// A named condition.
    Fact {
        /// Its id.
        id: String,
        /// When it holds.
        #[cfg_attr(test, schemars(with = "crate::files::written::Condition"))]
        when: Written,
    }
}
