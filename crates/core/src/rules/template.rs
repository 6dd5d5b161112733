//! The text of a letter with its gaps, such as `{{ answer.letter_date }}`.

/// The gap for what there is to say with the step of a letter.
pub const ARGUMENT: &str = "argument";

/// A part of a letter's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'b> {
    /// As it is written, braces included.
    pub text: &'b str,
    /// What is filled in here; none where the text stays.
    pub gap: Option<&'b str>,
}

/// The parts of a letter's text, in order.
///
/// # Errors
/// Where braces stand that are no gap, in bytes.
pub fn pieces(body: &str) -> Result<Vec<Piece<'_>>, usize> {
    let (mut pieces, mut at) = (Vec::new(), 0);
    let opens = |rest: &str| ["{{", "{%", "{#"].iter().filter_map(|open| rest.find(open)).min();
    while let Some(open) = opens(&body[at..]).map(|open| at + open) {
        let inside = body[open..].strip_prefix("{{").ok_or(open)?;
        let length = inside.find("}}").ok_or(open)?;
        let gap = inside[..length].trim();
        let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.');
        if gap.is_empty() || !gap.chars().all(plain) {
            return Err(open);
        }
        let end = open + length + 4;
        pieces.push(Piece { text: &body[at..open], gap: None });
        pieces.push(Piece { text: &body[open..end], gap: Some(gap) });
        at = end;
    }
    pieces.push(Piece { text: &body[at..], gap: None });
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_names_and_nothing_else() {
        let gaps = |body| pieces(body).map(|pieces| pieces.iter().filter_map(|piece| piece.gap).collect::<Vec<_>>());
        assert_eq!(gaps("On {{ today }} and {{due.appeal}}, {one} [x]"), Ok(vec!["today", "due.appeal"]));
        assert_eq!(gaps("nothing }} here"), Ok(vec![]));
        for (body, at) in [
            ("{{ today }", 0),
            ("a {{ }}", 2),
            ("{{ today|upper }}", 0),
            ("{{ 'x' * 9999 }}", 0),
            ("{% for x in y %}", 0),
            ("ok {{ today }} {# no #}", 15),
            ("{{ {{ today }} }}", 0),
        ] {
            assert_eq!(gaps(body), Err(at), "{body}");
        }
        let body = "a {{ today }} b";
        assert_eq!(pieces(body).unwrap_or_default().iter().map(|piece| piece.text).collect::<String>(), body);
    }
}
