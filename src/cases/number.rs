//! The number under which a service keeps a family elsewhere: any text, so that a case is found by it.

use signpost_core::text::printable;

/// The most characters of one.
pub const LONGEST: usize = 40;

/// The number as it is kept: without hidden characters, with single spaces; none when nothing is left of it.
pub fn tidy(typed: &str) -> Option<String> {
    let shown = printable(typed, false);
    let tidy = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    (!tidy.is_empty()).then_some(tidy)
}

/// How a typed text fits a number. Large and small letters, spaces and punctuation are no difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The number begins with it.
    Begins,
    /// It is the number.
    Whole,
}

/// Whether a typed text stands for this number.
pub fn fit(number: &str, typed: &str) -> Option<Fit> {
    let (number, typed) = (plain(number), plain(typed));
    match number.strip_prefix(&typed)? {
        _ if typed.is_empty() => None,
        "" => Some(Fit::Whole),
        _ => Some(Fit::Begins),
    }
}

/// Whether a reference or a number holds a typed text somewhere.
pub fn holds(number: &str, typed: &str) -> bool {
    let typed = plain(typed);
    !typed.is_empty() && plain(number).contains(&typed)
}

fn plain(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_as_they_are_and_found_as_people_type_them() {
        assert_eq!(tidy("  CH/2026\u{200b} \t 0417 "), Some("CH/2026 0417".into()));
        assert_eq!(tidy("\u{202e} "), None);
        let rows = [
            ("CH/2026 0417", "ch2026-0417", Some(Fit::Whole)),
            ("CH/2026 0417", "CH/2026", Some(Fit::Begins)),
            ("CH/2026 0417", "0417", None),
            ("CH/2026 0417", " - ", None),
            ("12", "123", None),
        ];
        for (number, typed, expected) in rows {
            assert_eq!(fit(number, typed), expected, "{number} {typed}");
        }
        assert!(holds("CH/2026 0417", "6-04") && !holds("CH/2026 0417", "/") && !holds("12", "123"));
    }
}
