//! Numbers said aloud, as dictation writes them down.

use super::words::{Number, Token};
use crate::text::cardinal;

/// From the first; the place in the list is the number.
const ORDINALS: [&str; 19] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
];

/// One word of a number: "three", "third", "thirty".
pub(super) fn number(word: &str) -> Option<Number> {
    let ordinal = match word {
        "twentieth" => Some(20),
        "thirtieth" => Some(30),
        _ => (1..).zip(ORDINALS).find(|(_, known)| *known == word).map(|(place, _)| place),
    };
    ordinal.map(|value| Number::spoken(value, true)).or_else(|| Some(Number::spoken(cardinal(word)?, false)))
}

/// Puts numbers said aloud together: "twenty eighth", "two thousand and twenty six" and
/// "twenty twenty six" become one number each.
pub(super) fn join(tokens: &[Token]) -> Vec<Token> {
    let mut tokens = small_numbers(tokens);
    // "Two thousand and twenty six": the "and" belongs to the number.
    if let Some(at) = tokens.iter().position(|&t| t == Token::Thousand)
        && let Some(before) = at.checked_sub(1)
        && let Token::Number(thousands) = tokens[before]
        && thousands.spoken
        && thousands.value < 10
    {
        let skip = usize::from(tokens.get(at + 1) == Some(&Token::Join));
        let (rest, end) = match tokens.get(at + 1 + skip) {
            Some(Token::Number(n)) if n.spoken && !n.ordinal => (n.value, at + 2 + skip),
            _ => (0, at + 1),
        };
        let year = Number::spoken(thousands.value * 1000 + rest, false);
        tokens.splice(before..end, [Token::Number(year)]);
    }
    // "Twenty twenty six", from the right, so that "twenty ten twenty twenty six" is 20 10 2026.
    // With no month in words, "twenty eleven" is left to be 20 November.
    let least = if tokens.iter().any(|t| matches!(t, Token::Month(_))) { 10 } else { 13 };
    let pair = tokens.windows(2).rposition(|pair| match pair {
        [Token::Number(a), Token::Number(b)] => {
            let words = a.spoken && b.spoken && !a.ordinal && !b.ordinal && b.value < 100;
            words && (a.value == 20 && b.value >= least || a.value == 19 && b.value >= 90)
        }
        _ => false,
    });
    if let Some(at) = pair
        && let (Token::Number(a), Token::Number(b)) = (tokens[at], tokens[at + 1])
    {
        let year = Number::spoken(a.value * 100 + b.value, false);
        tokens.splice(at..at + 2, [Token::Number(year)]);
    }
    tokens
}

/// "Twenty" and "eighth" to 28th.
fn small_numbers(tokens: &[Token]) -> Vec<Token> {
    let mut joined: Vec<Token> = Vec::new();
    for &token in tokens {
        if let Token::Number(unit) = token
            && let Some(Token::Number(tens)) = joined.last_mut()
            && tens.spoken
            && unit.spoken
            && !tens.ordinal
            && tens.value >= 20
            && tens.value % 10 == 0
            && unit.value < 10
        {
            *tens = Number::spoken(tens.value + unit.value, unit.ordinal);
        } else {
            joined.push(token);
        }
    }
    joined
}
