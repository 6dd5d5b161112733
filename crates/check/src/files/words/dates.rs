//! Dates in texts: a text stays as it is while time goes on.

use std::ops::Range;

use super::texts::Kind;
use signpost_core::text::MONTHS;
use signpost_core::text::measure::tokens;

/// Words after which a year is the name of a law.
const LAWS: [&str; 6] = ["act", "regulations", "rules", "code", "order", "practice"];

/// The first date of a text that should not stand there, and why.
pub fn find(text: &str, kind: Kind) -> Option<(Range<usize>, &'static str)> {
    let words = tokens(text);
    let word = |at: usize| words.get(at).map_or("", |range| &text[range.clone()]);
    let number = |at: usize| word(at).parse::<u32>().ok().filter(|_| word(at).len() <= 4);
    for at in 0..words.len() {
        let gap = |at: usize| &text[words[at].end..words[at + 1].start];
        let three = at + 2 < words.len() && gap(at) == gap(at + 1) && matches!(gap(at), " " | "/" | "." | "-");
        if let (true, Some(first), Some(month), Some(last)) = (three, number(at), number(at + 1), number(at + 2)) {
            let (iso, short) = (word(at).len() == 4, word(at).len() <= 2);
            if (iso || short) && (1..=12).contains(&month) && (iso || word(at + 2).len() != 3) && last > 0 {
                let range = words[at].start..words[at + 2].end;
                if kind != Kind::Hint {
                    return Some((range, "a date in figures stands in this text"));
                }
                // `ux.md` C4: 27 3 2026 can only be read with the day first.
                return if first >= 13 && month <= 9 {
                    None
                } else {
                    Some((range, "an example date has a day from 13 and a month up to 9, so that its order is plain"))
                };
            }
        }
        let ordinal = ["st", "nd", "rd", "th"].into_iter().find_map(|ending| word(at).strip_suffix(ending));
        if ordinal.is_some_and(|day| day.parse::<u32>().is_ok()) && MONTHS.contains(&word(at + 1)) {
            return Some((words[at].start..words[at + 1].end, "a day is written 3 March, without st, nd, rd or th"));
        }
        let year = word(at).len() == 4 && number(at).is_some_and(|year| (1990..2100).contains(&year));
        let before = at.checked_sub(1).map(word).unwrap_or_default().to_lowercase();
        let sum = text[..words[at].start].ends_with('\u{a3}');
        if year && !sum && kind != Kind::Hint && !LAWS.contains(&before.as_str()) {
            return Some((words[at].clone(), "a year stands in this text, and will be over one day"));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_figures_and_years_are_found() {
        let found = |text, kind| find(text, kind).map(|(range, _)| &text[range]);
        assert_eq!(found("Since 01/09/2025 it is so", Kind::Prose), Some("01/09/2025"));
        assert_eq!(found("Since 2025-09-01 it is so", Kind::Prose), Some("2025-09-01"));
        assert_eq!(found("For example 27 3 2026", Kind::Hint), None);
        assert_eq!(found("For example 3 4 2026", Kind::Hint), Some("3 4 2026"));
        assert_eq!(found("From September 2025 it is so", Kind::Prose), Some("2025"));
        assert_eq!(found("On the 3rd March", Kind::Prose), Some("3rd March"));
        for fine in
            ["Ring 020 3031 6651", "The Equality Act 2010", "From 25 December to 1 January", "It costs \u{a3}2000"]
        {
            assert_eq!(found(fine, Kind::Prose), None, "{fine}");
        }
    }
}
