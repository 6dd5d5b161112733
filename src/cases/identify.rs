//! Whether a text holds something that says who somebody is. It finds shapes: a name that stands alone, or in
//! small letters, it cannot.

use chrono::{Months, NaiveDate};

use signpost_core::dates::read::read;
use signpost_core::text::{MONTHS, WEEKDAYS};

/// A whole date so long ago is likelier a birth date than that of a letter.
const BIRTH_AFTER: Months = Months::new(4 * 12);

/// The most words of a date: "12th of March 2015".
const DATE_WORDS: usize = 4;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identifier {
    /// A telephone number.
    Phone,
    /// An email address.
    Email,
    /// An NHS number.
    NhsNumber,
    /// A postcode.
    Postcode,
    /// A date of birth.
    BirthDate,
    /// A name.
    Name,
}

impl Identifier {
    /// It in words.
    pub fn called(self) -> &'static str {
        match self {
            Identifier::Phone => "a telephone number",
            Identifier::Email => "an email address",
            Identifier::NhsNumber => "an NHS number",
            Identifier::Postcode => "a postcode",
            Identifier::BirthDate => "a date of birth",
            Identifier::Name => "a name",
        }
    }
}

/// The first thing in a text that looks like one of them.
pub fn find(text: &str, today: NaiveDate) -> Option<Identifier> {
    let raw: Vec<&str> = text.split_whitespace().collect();
    let words: Vec<&str> = raw.iter().copied().map(trimmed).filter(|word| !word.is_empty()).collect();
    if words.iter().any(|word| email(word)) {
        return Some(Identifier::Email);
    }
    if let Some(found) = numbers(text).iter().find_map(|(digits, plus)| number(digits, *plus)) {
        return Some(found);
    }
    let whole = words
        .iter()
        .any(|word| word.is_ascii() && word.len() >= 5 && postcode(&word[..word.len() - 3], &word[word.len() - 3..]));
    if whole || words.windows(2).any(|pair| postcode(pair[0], pair[1])) {
        return Some(Identifier::Postcode);
    }
    if born(&words, today) {
        return Some(Identifier::BirthDate);
    }
    named(&raw).then_some(Identifier::Name)
}

/// The same for the number of a service, which has figures where a name has none, and no dates.
pub fn find_in_number(typed: &str, today: NaiveDate) -> Option<Identifier> {
    let figures: String = typed.chars().filter(char::is_ascii_digit).collect();
    // The reader of dates takes 12032015, and not 20150312, as nobody types a date so.
    let date = figures.len() == 8
        && born(&[format!("{}-{}-{}", &figures[..4], &figures[4..6], &figures[6..]).as_str()], today);
    match find(typed, today) {
        Some(found) => Some(found),
        None if date => Some(Identifier::BirthDate),
        None => (figures.is_empty() && typed.chars().any(char::is_alphabetic)).then_some(Identifier::Name),
    }
}

/// A whole date that lies years back, or any whole date where somebody is said to be born.
fn born(words: &[&str], today: NaiveDate) -> bool {
    let said = |word: &&str| {
        let word = word.to_lowercase().replace('.', "");
        word.starts_with("born") || word == "dob" || word == "birth" || word == "birthday"
    };
    let after = if words.iter().any(said) { Some(today) } else { today.checked_sub_months(BIRTH_AFTER) };
    let date = |window: &[&str]| {
        let whole = window.concat().bytes().filter(u8::is_ascii_digit).count() >= 4;
        let reading = read(&window.join(" "), today).ok().filter(|_| whole);
        reading.is_some_and(|read| {
            read.span.is_exact() && !read.year_guessed && after.is_some_and(|after| read.span.from <= after)
        })
    };
    (1..=DATE_WORDS).any(|length| words.windows(length).any(date))
}

/// Words after which a name stands.
const TITLES: &[&str] = &["mr", "mrs", "ms", "miss", "mx", "dr", "doctor", "prof", "professor"];
const CALLED: &[&str] = &[
    "called", "named", "son", "daughter", "boy", "girl", "mum", "mother", "dad", "father", "grandson", "granddaughter",
    "brother", "sister", "twin", "nan", "aunt", "uncle", "stepson", "stepdaughter",
];

/// Words with a large first letter that are no names of people, beside months and weekdays.
const NOT_NAMES: &[&str] = &[
    "christmas", "easter", "ramadan", "eid", "england", "wales", "scotland", "ireland", "london", "council", "school",
    "academy", "college", "nursery", "university", "trust", "county", "borough", "city", "town", "north", "south",
    "east", "west", "new", "upper", "lower", "great", "saint", "st", "section", "year", "key", "stage", "special",
    "educational", "needs", "head", "local", "offer", "authority", "tribunal", "code", "practice", "act", "children",
    "education", "health", "care", "plan", "annual", "review", "ombudsman", "speech", "language", "therapy",
    "occupational", "the", "a", "an", "i", "caller", "parent", "mum", "dad", "mother", "father", "rang", "told", "met",
    "spoke", "asked", "sent", "called", "wrote", "emailed", "said", "wants", "will", "has", "is", "no", "yes",
];

fn named(raw: &[&str]) -> bool {
    let ends = |word: &str| word.ends_with(['.', ':', ';', '!', '?']);
    raw.windows(2).any(|pair| {
        let (before, name) = (trimmed(pair[0]), trimmed(pair[1]));
        let lower = before.to_lowercase();
        let titled = TITLES.contains(&lower.as_str());
        // "Mrs. Smith" has a stop in its middle; everywhere else a stop ends what was said.
        if !like_a_name(name) || (ends(pair[0]) && !titled) {
            return false;
        }
        titled || CALLED.contains(&before) || like_a_name(before)
    })
}

fn like_a_name(word: &str) -> bool {
    let mut letters = word.strip_suffix("'s").unwrap_or(word).chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.clone().count() > 0
        && letters.all(|letter| letter.is_lowercase() || letter == '-' || letter == '\'')
        && !NOT_NAMES.iter().chain(&MONTHS).chain(&WEEKDAYS).any(|known| known.eq_ignore_ascii_case(word))
}

fn trimmed(word: &str) -> &str {
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
}

fn email(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.split_once('.').is_some_and(|(host, end)| !host.is_empty() && end.len() >= 2)
    })
}

/// Runs of figures with at most one space, point, hyphen or bracket pair between them; and whether a plus stands before.
fn numbers(text: &str) -> Vec<(String, bool)> {
    let mut found: Vec<(String, bool)> = Vec::new();
    let (mut digits, mut plus, mut gap) = (String::new(), false, 0);
    for letter in text.chars().chain(std::iter::once('\n')) {
        match letter {
            '0'..='9' => {
                digits.push(letter);
                gap = 0;
            }
            ' ' | '-' | '.' | '(' | ')' | '\u{a0}' if !digits.is_empty() && gap < 2 => gap += 1,
            _ => {
                if !digits.is_empty() {
                    found.push((std::mem::take(&mut digits), plus));
                }
                plus = letter == '+';
                gap = 0;
            }
        }
    }
    found
}

fn number(digits: &str, plus: bool) -> Option<Identifier> {
    let british = digits.starts_with('0') || plus || digits.starts_with("44");
    if british && (10..=14).contains(&digits.len()) {
        return Some(Identifier::Phone);
    }
    (digits.len() == 10 && nhs(digits)).then_some(Identifier::NhsNumber)
}

/// The check figure of an NHS number: weights 10 to 2, modulo 11.
fn nhs(digits: &str) -> bool {
    let figures: Vec<u32> = digits.chars().filter_map(|digit| digit.to_digit(10)).collect();
    let sum: u32 = figures.iter().take(9).enumerate().map(|(at, figure)| figure * (10 - at as u32)).sum();
    figures.last() == Some(&((11 - sum % 11) % 11))
}

/// `SW1A` and `1AA`. The last two letters are never C I K M O or V.
fn postcode(outward: &str, inward: &str) -> bool {
    let (outward, inward) = (outward.to_ascii_uppercase(), inward.to_ascii_uppercase());
    let [figure, one, two] = inward.as_bytes() else { return false };
    let ends = |letter: &u8| letter.is_ascii_uppercase() && !b"CIKMOV".contains(letter);
    if !figure.is_ascii_digit() || !ends(one) || !ends(two) {
        return false;
    }
    let letters = outward.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = &outward.as_bytes()[letters..];
    (1..=2).contains(&letters)
        && (1..=2).contains(&rest.len())
        && rest[0].is_ascii_digit()
        && rest.iter().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<Identifier> {
        find(text, NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day"))
    }

    #[test]
    fn what_says_who_somebody_is_is_found() {
        let rows = [
            ("ring her on 07700 900123", Identifier::Phone),
            ("on +44 (0)20 7946 0018 after six", Identifier::Phone),
            ("write to mum.k@example.org, not to school", Identifier::Email),
            ("NHS 943 476 5919", Identifier::NhsNumber),
            ("lives at SW1A 1AA", Identifier::Postcode),
            ("moved to m11ae last week", Identifier::Postcode),
            ("dob 12/3/2015, in year 6", Identifier::BirthDate),
            ("D.O.B. 12 march 2024", Identifier::BirthDate),
            ("he was born on 3 May 2023", Identifier::BirthDate),
            ("the twins, 12th of March 2015", Identifier::BirthDate),
            ("2014-09-01 on the form", Identifier::BirthDate),
            ("spoke to Mrs Smith today", Identifier::Name),
            ("Mr. Jones said no", Identifier::Name),
            ("her son Jack is at home", Identifier::Name),
            ("a boy called Tom", Identifier::Name),
            ("it was Jane Smith who wrote", Identifier::Name),
        ];
        for (text, expected) in rows {
            assert_eq!(found(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn plain_notes_are_let_through() {
        let rows = [
            "The letter is dated 28 October 2026, the certificate 28/10/2026.",
            "2026-10-28 letter, 2026-11-21 call",
            "Met the SENCO on 12 11 2026 at 10.30. Section F, 25 hours, GBP 4,500.",
            "Year 7, two terms at 60% attendance",
            "SI 2014/1530 reg 33",
            "Rang Hampshire, then the Local Offer line. Told Leeds City Council on 12 March 2025.",
            "Caller worried about Christmas. Met the Head Teacher; son says no. School agreed.",
            "Ms was not said; asked for Section F, Year 6, Speech and Language Therapy",
            "",
        ];
        for text in rows {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_of_a_service_is_no_name_and_no_date() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
        let rows = [
            ("CH-0417", None),
            ("2026/118", None),
            ("20260417", None),
            ("12345678", None),
            ("Jane", Some(Identifier::Name)),
            ("12032015", Some(Identifier::BirthDate)),
            ("2015-03-12", Some(Identifier::BirthDate)),
            ("20150312", Some(Identifier::BirthDate)),
            ("943 476 5919", Some(Identifier::NhsNumber)),
        ];
        for (typed, expected) in rows {
            assert_eq!(find_in_number(typed, today), expected, "{typed}");
        }
    }
}
