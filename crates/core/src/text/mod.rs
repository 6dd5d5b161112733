//! Words on lines: wrapping, lists and plurals, the nearest known word. Knows nothing of rules or plans.

pub mod colour;
pub mod measure;
pub mod search;
pub mod wording;
pub mod words;

use std::borrow::Cow;

/// The months, January first.
pub const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
];

/// The days of the week, Monday first.
pub const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The numbers from one to nineteen, as words.
const NUMBERS: [&str; 19] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
];

/// The tens from twenty, as words.
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// `a`, `a and b`, `a, b and c`.
pub fn list(items: &[impl AsRef<str>]) -> String {
    joined(items, "and")
}

/// `a`, `a or b`, `a, b or c`.
pub fn list_or(items: &[impl AsRef<str>]) -> String {
    joined(items, "or")
}

fn joined(items: &[impl AsRef<str>], word: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [rest @ .., last] => {
            let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
            format!("{} {word} {}", rest.join(", "), last.as_ref())
        }
    }
}

/// `1 day`, `2 days`.
pub fn count(number: impl Into<i64>, one: &str) -> String {
    let number = number.into();
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// `one day`, `two days`, `15 days`.
pub fn count_in_words(number: u32, one: &str) -> String {
    format!("{} {one}{}", self::number(number), if number == 1 { "" } else { "s" })
}

/// `no`, one to nine as words, other numbers as figures.
pub fn number(number: u32) -> String {
    match number {
        0 => "no".to_owned(),
        1..=9 => NUMBERS[number as usize - 1].to_owned(),
        _ => number.to_string(),
    }
}

/// The number that one small word says: `three`, `nineteen`, `thirty`.
pub fn cardinal(word: &str) -> Option<u32> {
    let place = |list: &[&str]| (1..).zip(list).find(|(_, known)| **known == word).map(|(place, _)| place);
    place(&NUMBERS).or_else(|| place(&TENS).map(|place| (place + 1) * 10))
}

/// The text with its first letter small, unless it begins with a name or an acronym (`EHC plan`, `I`).
pub fn lower_first(text: &str) -> Cow<'_, str> {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second))
            if first.is_uppercase() && !second.is_uppercase() && !(first == 'I' && second == ' ') =>
        {
            Cow::Owned(first.to_lowercase().chain(text[first.len_utf8()..].chars()).collect())
        }
        _ => Cow::Borrowed(text),
    }
}

/// The text with its first letter large.
pub fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Whether a character steers a terminal or hides in a text instead of being read.
pub fn is_hidden(letter: char) -> bool {
    (letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'))
        || matches!(letter, '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(letter, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The text without hidden characters, and with plain line ends: what was saved or typed elsewhere must not steer a
/// terminal. In ASCII if asked for.
pub fn printable(text: &str, ascii: bool) -> String {
    let kept = |letter: char| match letter {
        '\t' => Some(' '),
        '\r' => None,
        letter => (!is_hidden(letter)).then_some(letter),
    };
    let kept: String = text.chars().filter_map(kept).collect();
    if ascii { self::ascii(&kept) } else { kept }
}

/// The known word nearest to what was typed, if it is near enough to be meant.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return None;
    }
    known
        .into_iter()
        .map(|word| (strsim::jaro_winkler(&typed, &word.to_lowercase()), word))
        .filter(|(likeness, _)| *likeness >= 0.85)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, word)| word)
}

/// The text in ASCII: curly quotes, dashes and the like become their plain forms, accents go, and what has no plain form
/// becomes a question mark.
pub fn ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            letter if letter.is_ascii() => out.push(letter),
            '\u{2018}' | '\u{2019}' | '\u{201b}' => out.push('\''),
            '\u{201c}' | '\u{201d}' => out.push('"'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
            '\u{2026}' => out.push_str("..."),
            '\u{a0}' | '\u{2009}' | '\u{202f}' => out.push(' '),
            '\u{a3}' => out.push_str("GBP "),
            '\u{20ac}' => out.push_str("EUR "),
            '\u{bd}' => out.push_str("1/2"),
            '\u{e0}'..='\u{e5}' => out.push('a'),
            '\u{e8}'..='\u{eb}' => out.push('e'),
            '\u{ec}'..='\u{ef}' => out.push('i'),
            '\u{f2}'..='\u{f6}' => out.push('o'),
            '\u{f9}'..='\u{fc}' => out.push('u'),
            '\u{e7}' => out.push('c'),
            '\u{f1}' => out.push('n'),
            _ => out.push('?'),
        }
    }
    out
}

/// A space that must not become a line end; shown as a plain one.
const TIED: char = '\u{a0}';

/// Wraps a paragraph to lines of at most `width` columns. `first` stands before the first line and `rest` before the
/// others. Dates, telephone numbers, `[placeholders]` and web addresses are kept on one line.
pub fn wrap(text: &str, width: usize, first: &str, rest: &str) -> String {
    let tied = tied(text);
    let options = textwrap::Options::new(width.max(10))
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    textwrap::fill(&tied, options).replace(TIED, " ")
}

/// The text with spaces that do not break inside dates, telephone numbers and `[placeholders]`.
pub fn tied(text: &str) -> String {
    let mut tied = String::with_capacity(text.len());
    let mut in_brackets = false;
    let words: Vec<&str> = text.split(' ').collect();
    for (at, word) in words.iter().enumerate() {
        tied.push_str(word);
        in_brackets = match (word.rfind('['), word.rfind(']')) {
            (Some(open), Some(close)) => open > close,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => in_brackets,
        };
        let Some(next) = words.get(at + 1) else { break };
        tied.push(if in_brackets || belongs(word, next) { TIED } else { ' ' });
    }
    tied
}

/// A word without what stands around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
}

/// Whether two words must stay on one line: parts of a date, of a telephone number, a key and what it does.
fn belongs(word: &str, next: &str) -> bool {
    // The keys of the answer line go with what they do: "? help, b back, q quit".
    if matches!(word, "?" | "b" | "q") {
        return true;
    }
    // A date and a number have figures in one of two words.
    let figure = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    if !figure(word) && !figure(next) {
        return false;
    }
    let (word_bare, next_bare) = (bare(word), bare(next));
    let digits = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let month = |word: &str| MONTHS.contains(&word);
    let ends_clause = word.ends_with([',', '.', ';', ':']);
    (digits(word_bare) && month(next_bare))
        || (month(word_bare) && digits(next_bare) && !ends_clause)
        || (WEEKDAYS.contains(&word_bare) && digits(next_bare))
        || (digits(word_bare) && digits(next_bare) && !ends_clause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_speech() {
        assert_eq!(list(&["one"]), "one");
        assert_eq!(list(&["one", "two", "three"]), "one, two and three");
        assert_eq!(list_or(&["one", "two"]), "one or two");
        assert_eq!(list(&[] as &[&str]), "");
    }

    #[test]
    fn names_keep_their_capitals() {
        assert_eq!(lower_first("The letter"), "the letter");
        assert_eq!(lower_first("EHC plan"), "EHC plan");
        assert_eq!(lower_first("I am"), "I am");
    }

    #[test]
    fn dates_and_numbers_stay_on_one_line() {
        let wrapped =
            wrap("Ring them by Thursday 24 December 2026 on 020 3031 6651 [your child's name] now", 24, "", "");
        assert_eq!(wrapped, "Ring them by\nThursday 24 December 2026\non 020 3031 6651\n[your child's name] now");
    }

    #[test]
    fn ascii_keeps_the_sense() {
        assert_eq!(ascii("\u{201c}the child\u{2019}s caf\u{e9}\u{201d} \u{a3}5"), "\"the child's cafe\" GBP 5");
        assert_eq!(ascii("2\u{2013}3 \u{4e2d}"), "2-3 ?");
        assert_eq!(ascii("\u{bd}\u{a0}\u{20ac} \u{2026} ni\u{f1}o gar\u{e7}on"), "1/2 EUR  ... nino garcon");
    }

    #[test]
    fn control_characters_are_dropped() {
        assert_eq!(printable("a\u{1b}[2Jb\u{7}\u{9b}c\td", false), "a[2Jbc d");
        assert_eq!(printable("\u{201c}it\u{2019}s\u{201d} \u{a3}5 \u{2013} \u{4e2d}", true), "\"it's\" GBP 5 - ?");
    }

    #[test]
    fn the_nearest_word_is_near() {
        assert_eq!(nearest("mediaton", ["mediation", "tribunal"]), Some("mediation"));
        assert_eq!(nearest("zebra", ["mediation", "tribunal"]), None);
    }
}
