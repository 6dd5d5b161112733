//! Texts that are longer than the screen stop for Enter.

use std::io;

use super::{Asker, Reply, Showing, View};
use signpost_render::messages as say;

/// How a text went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// It was shown, or the rest was left out.
    Yes,
    /// The person wants to be gone.
    Leave,
}

/// Writes the text through `write`, stopping after each screenful of `rows` lines; without stops when `rows` is none.
///
/// # Errors
/// The screen or the keyboard is gone.
pub fn show(
    asker: &mut dyn Asker,
    text: &str,
    rows: Option<usize>,
    write: &mut dyn FnMut(&mut dyn Asker, &str) -> io::Result<()>,
) -> io::Result<Shown> {
    // The line that says how to go on, one before it, the answer line and an empty one after it need their room.
    let page = rows.map_or(usize::MAX, |rows| rows.saturating_sub(4).max(4));
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let view = View { keys: vec![say::MORE_TEXT.into()], ..View::default() };
    let (mut at, mut before) = (0, Vec::new());
    while lines.len() - at > page {
        let end = at + end_of_page(&lines[at..], page);
        write(asker, lines[at..end].concat().trim_end_matches('\n'))?;
        write(asker, "\n")?;
        let mut reply = asker.ask(&view, Showing::Whole)?;
        while reply == Reply::Help {
            let said = asker.style().paragraph(say::MORE_HELP);
            asker.say(&format!("\n{said}\n"))?;
            reply = asker.ask(&view, Showing::Whole)?;
        }
        match reply {
            Reply::Leave => return Ok(Shown::Leave),
            Reply::Stop => return Ok(Shown::Yes),
            Reply::Back => at = before.pop().unwrap_or(at),
            _ => {
                before.push(at);
                at = end;
            }
        }
        asker.say("\n")?;
    }
    write(asker, &lines[at..].concat())?;
    Ok(Shown::Yes)
}

/// Where to stop: as far down as a paragraph, a step or a line of a list ends in the lower half of the page. Not after a
/// line that stands alone, which may be the heading of what follows.
fn end_of_page(lines: &[&str], page: usize) -> usize {
    let empty = |at: usize| lines[at].trim().is_empty();
    let alone = |at: usize| at == 0 || empty(at - 1);
    let ends = |at: &usize| match at.checked_sub(2) {
        Some(before) if empty(at - 1) => !alone(before),
        Some(_) => begins_one(lines[*at]) && !alone(at - 1),
        None => false,
    };
    (page / 2..=page).rev().find(ends).unwrap_or(page)
}

/// Whether a line begins one of a list, or a step.
fn begins_one(line: &str) -> bool {
    let number = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    line.starts_with("- ") || line.starts_with("[ ] ") || (number.len() < line.len() && number.starts_with("  "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::plain::Plain;
    use crate::render::screen::Style;

    #[test]
    fn a_page_before_can_be_seen_again() {
        let text: String = (1..=20).map(|line| format!("line {line}\n")).collect();
        let style = Style { width: 76, rows: Some(9), plain: true, color: false };
        let (mut talk, mut shown) = (Vec::new(), String::new());
        let mut face = Plain::new(&b"\n?\nb\n\n\nq\n"[..], &mut talk, style, false, false);
        let mut write = |_: &mut dyn Asker, text: &str| {
            shown.push_str(text);
            Ok(())
        };
        assert_eq!(show(&mut face, &text, Some(9), &mut write).unwrap(), Shown::Yes);
        let lines: Vec<&str> = shown.lines().collect();
        // Five lines a page: the second, back to the first, on to the third; the rest is left out.
        let page = |from: usize| (from..from + 5).map(|line| format!("line {line}"));
        let wanted: Vec<String> = [1, 6, 1, 6, 11].into_iter().flat_map(page).collect();
        assert_eq!(lines, wanted);
        assert!(String::from_utf8(talk).unwrap().contains("b shows the page before"));
    }

    #[test]
    fn a_page_ends_between_paragraphs() {
        assert_eq!(end_of_page(&["a\n", "a\n", "a\n", "\n", "b\n", "b\n"], 5), 4);
        assert_eq!(end_of_page(&["a\n", "\n", "a\n", "a\n", "b\n", "b\n"], 5), 5);
        let headed = ["a\n", "a\n", "\n", "\n", "Heading\n", "\n", "b\n"];
        assert_eq!(end_of_page(&headed, 6), 4);
        // A page is filled with steps; one step is not cut, and its heading does not stay behind.
        let steps = ["a\n", "a\n", "\n", "What to do\n", "1  b\n", "   b\n", "2  c\n", "   c\n", "   c\n"];
        assert_eq!((end_of_page(&steps, 8), end_of_page(&steps, 6), end_of_page(&steps, 5)), (6, 6, 3));
    }
}
