//! What stands on one line: its quotes, brackets and texts.

/// A line without the comment at its end: a `#` at its start or after a space, outside of quotes.
pub(super) fn without_comment(line: &str) -> &str {
    let (mut quote, mut before) = (None, ' ');
    for (at, letter) in line.char_indices() {
        match (quote, letter) {
            (None, '#') if before == ' ' => return &line[..at],
            (None, '"' | '\'') if matches!(before, ' ' | '[' | '{' | ',') => quote = Some(letter),
            (Some(open), letter) if open == letter => quote = None,
            _ => {}
        }
        before = letter;
    }
    line
}

/// Where quotes open a text: at the start of a line, after a colon, a dash, a comma or an opening bracket.
pub(super) fn opening_quotes(said: &str) -> Vec<(usize, char)> {
    let (mut found, mut inside) = (Vec::new(), None);
    let mut before = ':';
    for (at, letter) in said.char_indices() {
        match (inside, letter) {
            (None, '"' | '\'') if matches!(before, ':' | '-' | ',' | '[' | '{') => {
                found.push((at, letter));
                inside = Some(letter);
            }
            (Some(open), letter) if open == letter && !goes_on(&said[at + 1..]) => inside = None,
            _ => {}
        }
        if letter != ' ' {
            before = letter;
        }
    }
    found
}

/// Where a text without quotes stands that holds words in braces and would be read as something else: inside braces, or
/// with the braces first.
pub(super) fn unquoted(said: &str) -> Option<std::ops::Range<usize>> {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    said.match_indices('{').find_map(|(open, _)| {
        let close = open + said[open..].find('}')?;
        if close == open + 1 || !said[open + 1..close].chars().all(plain) {
            return None;
        }
        let from = said[..open].rfind([':', '-', '{', '[', ',']).map_or(0, |at| at + 1);
        // The sign before a text may be one of its own.
        let from = said[..open].rfind(": ").map_or(from, |at| at + 2);
        let start = from + said[from..].len() - said[from..].trim_start().len();
        let text = &said[start..];
        let within = matches!(brackets(&said[..start]), Brackets::Open(_));
        if text.starts_with(['"', '\'', '|', '>']) || (!within && start != open) {
            return None;
        }
        let end = if within { end_of_text(text, close - start + 1) } else { text.trim_end().len() };
        // Braces that hold all there is are a mapping.
        (end > close + 1 - start || start < open).then(|| start..start + end)
    })
}

/// Where a text inside braces ends, looked for from a byte after its own braces: before the next key, or before what
/// closes the braces around it.
pub(super) fn end_of_text(text: &str, from: usize) -> usize {
    let mut depth = 0;
    for (at, letter) in text[from..].char_indices().map(|(at, letter)| (from + at, letter)) {
        match letter {
            '{' | '[' => depth += 1,
            '}' | ']' if depth == 0 => return at,
            '}' | ']' => depth -= 1,
            ',' => {
                let next = text[at + 1..].trim_start();
                let key =
                    next.find(|letter| !is_of_key(letter)).is_some_and(|end| end > 0 && next[end..].starts_with(':'));
                if key {
                    return at;
                }
            }
            _ => {}
        }
    }
    text.trim_end().len()
}

/// Where a quoted text ends, which begins after its first quote.
pub(super) fn end_of_quoted(rest: &str, quote: char) -> Option<usize> {
    let mut letters = rest.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if letter == '\\' && quote == '"' {
            letters.next();
        } else if letter == quote {
            // Two single quotes are one in the text.
            if quote == '\'' && letters.next_if(|(_, next)| *next == quote).is_some() {
                continue;
            }
            return Some(at);
        }
    }
    None
}

/// Whether something other than the end of a value follows.
pub(super) fn goes_on(rest: &str) -> bool {
    !matches!(rest.trim_start().chars().next(), None | Some(',' | ']' | '}' | ':' | '#'))
}

/// The text that was meant between a quote and the last one of its line.
pub(super) fn whole_text(rest: &str, quote: char) -> &str {
    rest.rfind(quote).map_or(rest, |end| &rest[..end])
}

/// `why: `, where a key stands before a value.
pub(super) fn name_before(said: &str, value: usize) -> &str {
    let start = said[..value].rfind([',', '{', '[']).map_or(0, |at| at + 1);
    said[start..value].trim_start().trim_start_matches("- ")
}

/// The first words of a text, as many as a help has room for.
pub(super) fn first_words(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{} ...", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

pub(super) enum Brackets {
    Even,
    /// What is left open, each with its place.
    Open(Vec<(usize, char)>),
    /// One that closes nothing.
    Closed(usize, char),
}

pub(super) fn closes(open: char) -> char {
    if open == '[' { ']' } else { '}' }
}

/// The brackets and braces of a line that are none of its texts.
pub(super) fn brackets(said: &str) -> Brackets {
    let mut open: Vec<(usize, char)> = Vec::new();
    let (mut quote, mut before) = (None, ' ');
    for (at, letter) in said.char_indices() {
        match (quote, letter) {
            (None, '"' | '\'') if matches!(before, ' ' | '[' | '{' | ',') => quote = Some(letter),
            (Some(inside), letter) if inside == letter => quote = None,
            // In a text a phrase stands in braces; a value begins with one.
            (None, '[' | '{') if !open.is_empty() || starts_value(&said[..at]) => open.push((at, letter)),
            (None, ']' | '}') => match open.pop() {
                Some((_, sign)) if closes(sign) == letter => {}
                _ if starts_flow(said) => return Brackets::Closed(at, letter),
                _ => {}
            },
            _ => {}
        }
        before = letter;
    }
    if open.is_empty() { Brackets::Even } else { Brackets::Open(open) }
}

/// Whether a value begins after these signs of a line.
pub(super) fn starts_value(before: &str) -> bool {
    let before = before.trim_end();
    before.is_empty() || before.ends_with([':', '-'])
}

/// Whether the value of a line is a list or a mapping in brackets.
pub(super) fn starts_flow(said: &str) -> bool {
    let value = said.split_once(": ").map_or(said, |(_, value)| value);
    value.trim_start_matches("- ").starts_with(['[', '{'])
}

/// Whether a letter may stand in a key.
pub(super) fn is_of_key(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-')
}
