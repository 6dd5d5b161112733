//! Whether a note holds something that says who somebody is. It finds shapes, not names: those it cannot.

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
}

impl Identifier {
    /// It in words.
    pub fn called(self) -> &'static str {
        match self {
            Identifier::Phone => "a telephone number",
            Identifier::Email => "an email address",
            Identifier::NhsNumber => "an NHS number",
            Identifier::Postcode => "a postcode",
        }
    }
}

/// The first thing in a text that looks like one of them.
pub fn find(text: &str) -> Option<Identifier> {
    let words: Vec<&str> = text.split_whitespace().map(trimmed).filter(|word| !word.is_empty()).collect();
    if words.iter().any(|word| email(word)) {
        return Some(Identifier::Email);
    }
    if let Some(found) = numbers(text).iter().find_map(|(digits, plus)| number(digits, *plus)) {
        return Some(found);
    }
    let whole = words
        .iter()
        .any(|word| word.is_ascii() && word.len() >= 5 && postcode(&word[..word.len() - 3], &word[word.len() - 3..]));
    let halves = words.windows(2).any(|pair| postcode(pair[0], pair[1]));
    (whole || halves).then_some(Identifier::Postcode)
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

    #[test]
    fn what_says_who_somebody_is_is_found() {
        let rows = [
            ("ring her on 07700 900123", Identifier::Phone),
            ("on +44 (0)20 7946 0018 after six", Identifier::Phone),
            ("write to mum.k@example.org, not to school", Identifier::Email),
            ("NHS 943 476 5919", Identifier::NhsNumber),
            ("lives at SW1A 1AA", Identifier::Postcode),
            ("moved to m11ae last week", Identifier::Postcode),
        ];
        for (text, expected) in rows {
            assert_eq!(find(text), Some(expected), "{text}");
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
            "",
        ];
        for text in rows {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
