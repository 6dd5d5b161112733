//! An answer as a sentence: for the echo, for checking the answers, and for "because you said".

use std::borrow::Cow;

use super::answers::Answer;
use super::situation::Situation;
use crate::dates::{Span, say};
use crate::rules::model::{QuestionIx, RuleSet};

/// The answer in play to a question, as one or more full sentences.
pub fn of<'r>(situation: &Situation<'r>, question: QuestionIx) -> Cow<'r, str> {
    situation.answer(question).map_or(Cow::Borrowed(""), |answer| of_answer(situation, question, answer))
}

/// A date's sentence with the date in it. "On" goes with a day, not with "between" or "about".
fn with_date(said: &str, span: Span) -> String {
    let said = if span.is_exact() { said.to_owned() } else { said.replace("on {date}", "{date}") };
    said.replace("{date}", &say::span(span))
}

/// An answer as one or more full sentences.
pub fn of_answer<'r>(situation: &Situation<'r>, question: QuestionIx, answer: Answer) -> Cow<'r, str> {
    let rules: &'r RuleSet = situation.rules;
    let asked = rules.question(question);
    match answer {
        Answer::NotSure => situation.said(&asked.unsure_said),
        Answer::Date(span) => match asked.date() {
            Some(date) => Cow::Owned(situation.say(&with_date(&date.said, span))),
            None => Cow::Borrowed(""),
        },
        Answer::Area(area) => Cow::Owned(format!("The council is {}.", rules.area(area).name)),
        Answer::Told(told) if told.is_none() => Cow::Borrowed("You were told none of these."),
        Answer::Told(told) => {
            let tells = told.iter().map(|tell| situation.say(&rules.tells[tell.at()].told));
            let quoted: Vec<String> =
                tells.map(|told| format!("\u{201c}{}\u{201d}", told.trim_end_matches('.'))).collect();
            Cow::Owned(format!("You were told, or wondered: {}.", quoted.join("; ")))
        }
        Answer::Chosen(options) => {
            let chosen = asked.options.iter().enumerate().filter(|(bit, _)| options & 1 << bit != 0);
            let mut said = chosen.map(|(_, option)| situation.said(&option.said));
            let first = said.next().unwrap_or_default();
            said.fold(first, |all, one| all + " " + one)
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn a_rough_date_is_not_on_a_day() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 10, day).unwrap();
        let said = |from, to| with_date("You rang on {date}.", Span { from: day(from), to: day(to) });
        assert_eq!(said(1, 1), "You rang on Thursday 1 October 2026.");
        assert_eq!(said(1, 31), "You rang about October 2026.");
        assert_eq!(said(1, 7), "You rang between 1 October 2026 and 7 October 2026.");
    }
}
