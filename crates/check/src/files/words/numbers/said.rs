//! What numbers a text says.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use signpost_core::dates::limit::Amount;
use signpost_core::text::measure::tokens;
use signpost_core::text::{MONTHS, cardinal};

/// What a numbered part of a law is called.
const PARTS: [&str; 5] = ["section", "regulation", "rule", "paragraph", "schedule"];

/// Words before an age.
const BEFORE_AGE: [&str; 8] = ["under", "over", "aged", "turn", "turns", "turned", "at", "until"];

/// A unit in which lengths of time are said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Unit {
    Days,
    SchoolDays,
    WorkingDays,
    Months,
}

/// A length of time: weeks as days, years as months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::files::words) struct Length {
    count: u32,
    unit: Unit,
    /// It is said in weeks, or in years.
    large: bool,
}

impl Length {
    pub(in crate::files::words) fn of(amount: Amount) -> Length {
        let (count, unit, large) = match amount {
            Amount::Days(days) => (days, Unit::Days, false),
            Amount::Weeks(weeks) => (weeks.saturating_mul(7), Unit::Days, true),
            Amount::Months(months) => (months, Unit::Months, false),
            Amount::WorkingDays(days, _) => (days, Unit::WorkingDays, false),
            Amount::SchoolDays(days) => (days, Unit::SchoolDays, false),
        };
        Length { count, unit, large }
    }

    /// Whether words that say this may mean the other: "15 days" may be said of school days.
    pub(in crate::files::words) fn may_mean(self, other: Length) -> bool {
        let unit = self.unit == other.unit || (self.unit == Unit::Days && !self.large && other.unit != Unit::Months);
        self.count == other.count && unit
    }

    /// Whether both are said in one unit, so that one may be meant by the other.
    pub(in crate::files::words) fn is_alike(self, other: Length) -> bool {
        self.unit == other.unit && self.large == other.large
    }

    /// The number that is said, in its unit.
    pub(in crate::files::words) fn number(self) -> u32 {
        match (self.unit, self.large) {
            (Unit::Days, true) => self.count / 7,
            (Unit::Months, true) => self.count / 12,
            _ => self.count,
        }
    }

    pub(in crate::files::words) fn said(self) -> String {
        let unit = match (self.unit, self.large) {
            (Unit::Days, true) => "week",
            (Unit::Days, false) => "day",
            (Unit::SchoolDays, _) => "school day",
            (Unit::WorkingDays, _) => "working day",
            (Unit::Months, true) => "year",
            (Unit::Months, false) => "month",
        };
        signpost_core::text::count(self.number(), unit)
    }
}

/// A number that a text says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::files::words) enum Said {
    Length(Length),
    /// A numbered part of a law, or an age: its figures, and the letter after them.
    Figure(String),
    Form(String),
}

impl Said {
    pub(in crate::files::words) fn said(&self) -> String {
        match self {
            Said::Length(length) => length.said(),
            Said::Figure(figure) | Said::Form(figure) => figure.clone(),
        }
    }
}

/// The numbers of a text, each with its bytes.
pub(in crate::files::words) fn numbers(text: &str) -> Vec<(Range<usize>, Said)> {
    let words = tokens(text);
    let word = |at: usize| words.get(at).map_or("", |range| &text[range.clone()]);
    let lower = |at: usize| word(at).to_lowercase();
    let joined = |at: usize| {
        let gap = words.get(at + 1).map(|next| &text[words[at].end..next.start]);
        gap.is_some_and(|gap| gap.chars().all(|sign| sign.is_whitespace() || sign == '-'))
    };
    let mut found = Vec::new();
    for at in 0..words.len() {
        if is_form(word(at)) {
            found.push((words[at].clone(), Said::Form(word(at).to_owned())));
            continue;
        }
        if let Some(count) = count_of(&lower(at)) {
            // "twenty-five"
            let tens = at.checked_sub(1).filter(|before| text[words[*before].end..words[at].start] == *"-");
            let tens = tens.and_then(|before| cardinal(&lower(before))).filter(|tens| *tens >= 20 && tens % 10 == 0);
            let count = tens.map_or(count, |tens| tens + count);
            // "10 more working days"
            let before = if joined(at) && lower(at + 1) == "more" { at + 1 } else { at };
            let kind = if joined(before) { lower(before + 1) } else { String::new() };
            let days = matches!(kind.as_str(), "school" | "working");
            let last = if days && joined(before + 1) { before + 2 } else { before + 1 };
            let unit = if kind.is_empty() { String::new() } else { lower(last) };
            if let Some(length) = length(count, &kind, unit.strip_suffix('s').unwrap_or(&unit)) {
                found.push((words[at].start..words[last].end, Said::Length(length)));
                continue;
            }
        }
        let Some(before) = at.checked_sub(1).filter(|before| joined(*before)) else { continue };
        let figure = word(at).starts_with(|sign: char| sign.is_ascii_digit()).then(|| lower(at));
        let name = lower(before);
        let part = PARTS.contains(&name.strip_suffix('s').unwrap_or(&name));
        let age = || {
            let of_age = name == "of" && before > 0 && lower(before - 1) == "age";
            let years = word(at).parse::<u32>().is_ok_and(|age| (2..=30).contains(&age));
            // An hour, a sum, or the day of a month is no age.
            let after = &text[words[at].end..];
            let goes_on =
                after.strip_prefix([':', ',']).is_some_and(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit()));
            let ends = !goes_on && !after.starts_with('%') && !MONTHS.contains(&word(at + 1));
            (of_age || BEFORE_AGE.contains(&name.as_str())) && years && ends
        };
        if let Some(figure) = figure.filter(|_| part || age()) {
            found.push((words[before].start..words[at].end, Said::Figure(figure)));
        }
    }
    found
}

fn count_of(word: &str) -> Option<u32> {
    let figures = word.parse().ok().filter(|_| word.len() <= 4);
    figures.or_else(|| cardinal(word))
}

fn length(count: u32, kind: &str, unit: &str) -> Option<Length> {
    let (count, unit, large) = match (kind, unit) {
        ("school", "day") => (count, Unit::SchoolDays, false),
        ("working", "day") => (count, Unit::WorkingDays, false),
        ("school" | "working", _) => return None,
        (_, "day") => (count, Unit::Days, false),
        (_, "week") => (count * 7, Unit::Days, true),
        (_, "month") => (count, Unit::Months, false),
        (_, "year") => (count * 12, Unit::Months, true),
        _ => return None,
    };
    Some(Length { count, unit, large })
}

/// A form is called by letters in capitals and a number: SEND35A.
fn is_form(word: &str) -> bool {
    let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
    let figures = word.bytes().skip(letters).take_while(u8::is_ascii_digit).count();
    letters >= 2 && figures > 0 && word.bytes().skip(letters + figures).all(|sign| sign.is_ascii_uppercase())
}

/// The lengths that a text says.
pub(in crate::files::words) fn lengths_said(text: &str) -> impl Iterator<Item = Length> {
    numbers(text).into_iter().filter_map(|(_, said)| match said {
        Said::Length(length) => Some(length),
        Said::Figure(_) | Said::Form(_) => None,
    })
}

/// The numbers in the keys of a list of right ones.
pub(in crate::files::words) fn listed(other: &BTreeMap<String, String>) -> HashSet<Said> {
    let said = other.keys().flat_map(|text| match numbers(text).as_slice() {
        [] => vec![Said::Figure(text.to_lowercase())],
        found => found.iter().map(|(_, said)| said.clone()).collect(),
    });
    said.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_lengths_parts_of_laws_forms_and_ages() {
        let found = |text: &str| -> Vec<String> {
            numbers(text).into_iter().map(|(range, _)| text[range].to_owned()).collect()
        };
        assert_eq!(found("Within 15 days, or three school days later"), ["15 days", "three school days"]);
        assert_eq!(found("10 more working days, one more week"), ["10 more working days", "one more week"]);
        assert_eq!(found("a 20-week limit, two months, one year"), ["20-week", "two months", "one year"]);
        let said = |text: &str| numbers(text).into_iter().map(|(_, said)| said).collect::<Vec<_>>();
        assert_eq!(said("Twenty-five working days"), said("25 working days"));
        assert_eq!(found("under section 19 and regulation 36A"), ["section 19", "regulation 36A"]);
        assert_eq!(found("Form SEND35A, not SEND or EHC"), ["SEND35A"]);
        assert_eq!(found("a child under 5, aged 16, at the age of 18"), ["under 5", "aged 16", "of 18"]);
        for none in
            ["section F", "at 17:00", "at 5 March", "Year 9 pupils", "0800 018 4016", "one of the days", "over 1,000"]
        {
            assert_eq!(found(none), Vec::<String>::new(), "{none}");
        }
    }
}
