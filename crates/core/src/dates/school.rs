//! The days on which a school meets. The law counts in them, and only the school knows them (Education Act 1996,
//! section 579): they are data, given for an area or by the person, or else not known.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Span;

/// The terms of a school or council, half-terms as gaps between them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SchoolDays {
    /// Stretches of school, in order.
    pub terms: Vec<Span>,
    /// Days inside them on which pupils stay at home.
    pub inset: Vec<NaiveDate>,
}

impl SchoolDays {
    /// The days about which something is known: from the first of the first term to the last of the last.
    pub fn covers(&self) -> Option<Span> {
        Some(Span { from: self.terms.first()?.from, to: self.terms.last()?.to })
    }

    /// Whether the school meets that day, weekends and bank holidays apart; none before the first term and after the
    /// last, where nothing is known.
    pub fn meets(&self, day: NaiveDate) -> Option<bool> {
        let known = self.covers()?;
        if day < known.from || known.to < day {
            return None;
        }
        let in_term = self.terms.iter().any(|term| term.from <= day && day <= term.to);
        Some(in_term && !self.inset.contains(&day))
    }
}

/// Which end of what is not known a count of school days takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SchoolEnd {
    /// As if the school met on every working day: the limit cannot end before.
    #[default]
    Earliest,
    /// As if it were shut in each of the usual school holidays, taken widely: the limit hardly ends after.
    Latest,
}

/// How school days are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct School<'a> {
    /// What is known of the school.
    pub known: Option<&'a SchoolDays>,
    /// What is taken of the days about which nothing is known.
    pub end: SchoolEnd,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_gap_between_terms_is_a_holiday_and_outside_them_nothing_is_known() {
        let term = |from, to| Span { from: day(from), to: day(to) };
        let school = SchoolDays {
            terms: vec![term("2026-09-02", "2026-10-23"), term("2026-11-02", "2026-12-18")],
            inset: vec![day("2026-11-02")],
        };
        let rows = [
            ("2026-09-01", None),
            ("2026-09-02", Some(true)),
            ("2026-10-23", Some(true)),
            ("2026-10-26", Some(false)),
            ("2026-11-02", Some(false)),
            ("2026-11-03", Some(true)),
            ("2026-12-18", Some(true)),
            ("2026-12-19", None),
        ];
        for (text, meets) in rows {
            assert_eq!(school.meets(day(text)), meets, "{text}");
        }
        assert_eq!(SchoolDays::default().meets(day("2026-09-02")), None);
    }
}
