//! Words and sentences of a text.

use std::ops::Range;

/// The longest sentence, in words.
pub const LONGEST_SENTENCE: usize = 25;

/// The most words a sentence of a text should have on average.
pub const AVERAGE: usize = 15;

/// The most words of a letter as it is printed: one sheet.
pub const LONGEST_LETTER: usize = 250;

/// The most words of an argument as a letter puts it.
pub const LONGEST_ARGUMENT: usize = 40;

/// The most sentences of a paragraph.
pub const LONGEST_PARAGRAPH: usize = 3;

/// Letters that end with a full stop and end no sentence.
const SHORT: [&str; 4] = ["e.g.", "i.e.", "no.", "p.m."];

/// How many words a text has: what stands between spaces and holds a letter or a figure.
pub fn count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// The sentences of a paragraph, each as its bytes.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if !matches!(letter, '.' | '?' | '!') {
            continue;
        }
        let mut to = at + letter.len_utf8();
        while let Some((at, closing)) =
            letters.next_if(|(_, next)| matches!(next, '"' | '\'' | ')' | '\u{201d}' | '\u{2019}'))
        {
            to = at + closing.len_utf8();
        }
        if ends(text, from, at, to) {
            push(text, from..to, &mut found);
            from = to;
        }
    }
    push(text, from..text.len(), &mut found);
    found
}

/// Whether a sentence ends with the stop at `at`, what closes it reaching to `to`.
fn ends(text: &str, from: usize, at: usize, to: usize) -> bool {
    let rest = &text[to..];
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return false;
    }
    let last = text[from..=at].rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
    let goes_on = rest.trim_start().starts_with(char::is_lowercase);
    !(text[at..].starts_with('.') && (goes_on || SHORT.contains(&last.as_str())))
}

fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let inside = &text[range.clone()];
    let from = range.start + (inside.len() - inside.trim_start().len());
    let to = range.end - (inside.len() - inside.trim_end().len());
    if from < to && count(&text[from..to]) > 0 {
        found.push(from..to);
    }
}

/// The words of a text as bytes: runs of letters and figures, with the apostrophes inside them.
pub fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, letter) in text.char_indices() {
        let to = at + letter.len_utf8();
        if letter.is_alphanumeric() {
            match found.last_mut() {
                Some(last) if last.end == at => last.end = to,
                Some(last) if matches!(&text[last.end..at], "'" | "\u{2019}") => last.end = to,
                _ => found.push(at..to),
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_stops() {
        assert_eq!(split("Ring them. Then wait."), ["Ring them.", "Then wait."]);
        assert_eq!(split("Look at GOV.UK. It says \"stop.\" Go on"), ["Look at GOV.UK.", "It says \"stop.\"", "Go on"]);
        assert_eq!(split("By 5 p.m. on the day, e.g. Monday."), ["By 5 p.m. on the day, e.g. Monday."]);
        assert_eq!(split("  "), Vec::<&str>::new());
    }

    #[test]
    fn words_are_what_is_spoken() {
        assert_eq!(count("A sentence - of six, spoken words"), 6);
        let text = "The council's LA-wide \u{2018}plan\u{2019}";
        let words: Vec<&str> = tokens(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(words, ["The", "council's", "LA", "wide", "plan"]);
    }
}
