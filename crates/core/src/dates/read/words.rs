//! From what was typed to tokens: letters, digits and punctuation are dealt with here, meaning is not.

use chrono::Weekday;

use super::{DateProblem, spoken};

/// Nobody writes a date this long; a pasted letter is refused before it is looked at.
const MOST_CHARS: usize = 200;

/// A number, with what is needed to tell a day from a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    pub value: u32,
    /// Digits typed, so that "26" is a short year and "2026" a long one.
    pub digits: u32,
    /// "28th", or "eighth": never a year.
    pub ordinal: bool,
    /// In words, so that it may be one part of a larger number.
    pub spoken: bool,
}

impl Number {
    /// A year in full, as if typed.
    pub fn year(value: u32) -> Self {
        Number { value, digits: 4, ordinal: false, spoken: false }
    }

    pub fn spoken(value: u32, ordinal: bool) -> Self {
        let digits = value.checked_ilog10().unwrap_or(0) + 1;
        Number { value, digits, ordinal, spoken: true }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Fortnight,
    Month,
    Year,
}

/// The word before a weekday, week, month or year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Last,
    This,
    Next,
}

/// A third of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Third {
    Early,
    Mid,
    Late,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    Number(Number),
    /// "a" or "an": one, but only of a unit.
    A,
    Thousand,
    Month(u32),
    Weekday(Weekday),
    Unit(Unit),
    Which(Which),
    Third(Third),
    About,
    Ago,
    Before,
    After,
    In,
    Today,
    Yesterday,
    Tomorrow,
    /// "and", "or", "to": two dates, unless it is inside a number said aloud.
    Join,
}

/// Splits `text` into tokens, without the words that carry no meaning.
///
/// # Errors
/// `Empty` if nothing but spaces and punctuation was typed; `NotADate` at the first word or sign
/// that has no place in a date, since leaving out a "not" or a "before" would change the meaning.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, DateProblem> {
    if text.chars().nth(MOST_CHARS).is_some() {
        return Err(DateProblem::NotADate);
    }
    let mut tokens = Vec::new();
    let chunks = chunks(text)?;
    if chunks.is_empty() {
        return Err(DateProblem::Empty);
    }
    for chunk in &chunks {
        let mut word = chunk.as_str();
        // "28th", "28 th" and "28thOct".
        if let Some(Token::Number(number)) = tokens.last_mut()
            && let Some(rest) = SUFFIXES.iter().find_map(|suffix| word.strip_prefix(suffix))
            && (rest.is_empty() || named(rest).is_some())
        {
            number.ordinal = true;
            word = rest;
        }
        if !word.is_empty() && !NOISE.contains(&word) {
            tokens.push(token(word).ok_or(DateProblem::NotADate)?);
        }
    }
    Ok(spoken::join(&tokens))
}

/// Runs of digits and runs of letters, in small letters and plain digits.
fn chunks(text: &str) -> Result<Vec<String>, DateProblem> {
    let mut chunks: Vec<String> = Vec::new();
    let mut open = false;
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    for c in text.chars().map(plain) {
        let digit = c.is_ascii_digit();
        if digit || c.is_alphabetic() {
            let same = |s: &&mut String| s.starts_with(|first: char| first.is_ascii_digit()) == digit;
            match chunks.last_mut().filter(|_| open).filter(same) {
                Some(chunk) => chunk.extend(c.to_lowercase()),
                None => chunks.push(c.to_lowercase().collect()),
            }
            open = true;
        } else if c == '~' || c == '&' {
            chunks.push(if c == '~' { "about" } else { "and" }.to_owned());
            open = false;
        } else if c.is_whitespace() || ",.;/\\-_\"()[]<>!?*|".contains(c) {
            open = false;
        } else if c == ':' && !ends_in_digit(&chunks) {
            // "Date: 28 October" is a date; 09:30 is a time.
            open = false;
        } else if c != '\'' {
            return Err(DateProblem::NotADate);
        }
    }
    Ok(chunks)
}

fn ends_in_digit(chunks: &[String]) -> bool {
    chunks.last().is_some_and(|chunk| chunk.ends_with(|c: char| c.is_ascii_digit()))
}

/// The plain form of a character: other scripts' digits, full-width forms, and the quotation
/// marks, dashes and invisible marks that phones and word processors put in.
fn plain(c: char) -> char {
    /// Each script's zero: Arabic, Urdu, Hindi, Bengali, Punjabi, Gujarati, Tamil.
    const ZEROS: [u32; 7] = [0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xBE6];
    const INVISIBLE: [std::ops::RangeInclusive<u32>; 3] = [0x200B..=0x200F, 0x202A..=0x202E, 0x2060..=0x2069];
    let code = u32::from(c);
    if let Some(zero) = ZEROS.iter().find(|&&zero| (zero..zero + 10).contains(&code)) {
        return char::from_digit(code - zero, 10).unwrap_or(c);
    }
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(code - 0xFEE0).map_or(c, plain),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2022}' | '\u{B7}' => '-',
        '\u{201C}'..='\u{201F}' => '"',
        // Apostrophes and invisible marks are left out without splitting the word.
        '\u{2018}'..='\u{201B}' | '`' | '\u{B4}' | '\u{AD}' | '\u{FEFF}' => '\'',
        _ if INVISIBLE.iter().any(|range| range.contains(&code)) => '\'',
        _ if c.is_control() => ' ',
        _ => c,
    }
}

const SUFFIXES: [&str; 4] = ["st", "nd", "rd", "th"];

/// Words that may stand beside a date and change nothing.
const NOISE: [&str; 13] =
    ["the", "of", "on", "dated", "date", "it", "its", "is", "was", "sometime", "during", "at", "time"];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

fn token(word: &str) -> Option<Token> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return number(word);
    }
    Some(match word {
        "a" | "an" => Token::A,
        "thousand" => Token::Thousand,
        "day" | "days" => Token::Unit(Unit::Day),
        "week" | "weeks" => Token::Unit(Unit::Week),
        "fortnight" | "fortnights" => Token::Unit(Unit::Fortnight),
        "month" | "months" => Token::Unit(Unit::Month),
        "year" | "years" => Token::Unit(Unit::Year),
        "last" => Token::Which(Which::Last),
        "this" => Token::Which(Which::This),
        "next" => Token::Which(Which::Next),
        "early" | "beginning" | "start" => Token::Third(Third::Early),
        "mid" | "middle" => Token::Third(Third::Mid),
        "late" | "end" => Token::Third(Third::Late),
        "about" | "around" | "roughly" | "approximately" | "approx" | "circa" | "ca" | "c" => Token::About,
        "ago" => Token::Ago,
        "before" => Token::Before,
        "after" => Token::After,
        "in" => Token::In,
        "today" => Token::Today,
        "yesterday" => Token::Yesterday,
        "tomorrow" => Token::Tomorrow,
        "and" | "or" | "to" | "until" | "between" => Token::Join,
        // The slips people make most often, which are no other word.
        "febuary" | "feburary" => Token::Month(2),
        "weds" | "wensday" | "wednsday" => Token::Weekday(Weekday::Wed),
        _ => return named(word).or_else(|| spoken::number(word).map(Token::Number)),
    })
}

/// A month or weekday, in full or cut short to three letters or more.
fn named(word: &str) -> Option<Token> {
    if word.len() < 3 {
        return None;
    }
    let month = (1..).zip(MONTHS).find(|(_, name)| name.starts_with(word));
    let weekday = WEEKDAYS.iter().find(|(name, _)| name.starts_with(word));
    month.map(|(month, _)| Token::Month(month)).or(weekday.map(|&(_, weekday)| Token::Weekday(weekday)))
}

fn number(word: &str) -> Option<Token> {
    let digits = u32::try_from(word.len()).ok().filter(|&digits| digits <= 8)?;
    let value = word.parse().ok()?;
    Some(Token::Number(Number { value, digits, ordinal: false, spoken: false }))
}
