//! Text in pages for a printer: at most 55 lines each, a heading and a page number on every one (`ux.md` K2).

/// The most lines on a page, its heading among them.
const PAGE: usize = 55;

/// Lines the heading takes.
const HEAD: usize = 2;

/// What a new sheet leaves in a text: one empty line more than stand before a heading.
const NEW_SHEET: &str = "\n\n\n\n";

/// The text in pages, with a form feed between them. No heading of a section ends a page.
pub fn pages(title: &str, text: &str) -> String {
    let sheets: Vec<Vec<&str>> = text.split(NEW_SHEET).map(|sheet| sheet.lines().collect()).collect();
    let pages: Vec<&[&str]> = sheets.iter().flat_map(|lines| cut(lines)).collect();
    let many = pages.len();
    let shown = |(at, page): (usize, &&[&str])| {
        format!("{title}. Page {} of {many}\n\n{}\n", at + 1, page.join("\n").trim_end())
    };
    pages.iter().enumerate().map(shown).collect::<Vec<_>>().join("\u{c}")
}

/// Lines in pages.
fn cut<'l, 't>(lines: &'l [&'t str]) -> Vec<&'l [&'t str]> {
    let mut pages = Vec::new();
    let mut rest = lines;
    while !rest.is_empty() {
        let skipped = rest.iter().take_while(|line| line.is_empty()).count();
        rest = &rest[skipped..];
        let (page, after) = rest.split_at(break_at(rest));
        if !page.is_empty() {
            pages.push(page);
        }
        rest = after;
    }
    pages
}

/// Where a page ends: after as many lines as fit, but before a paragraph that would be cut, where one begins late
/// enough, and so before the heading that stands over it.
fn break_at(lines: &[&str]) -> usize {
    let room = PAGE - HEAD;
    if lines.len() <= room {
        return lines.len();
    }
    // Two empty lines stand before a heading, so the first of an empty pair is the best place, then any empty line.
    let pair = (room * 2 / 3..room).rev().find(|at| lines[*at].is_empty() && lines[at - 1].is_empty());
    let single = (room * 2 / 3..=room).rev().find(|at| lines[*at].is_empty() && !heading_before(lines, *at));
    pair.filter(|at| room - at <= 8).or(single).or(pair).unwrap_or(room)
}

/// Whether the line before an empty one is a heading: an empty line on both sides, and two before.
fn heading_before(lines: &[&str], at: usize) -> bool {
    at >= 3 && lines[at - 2].is_empty() && lines[at - 3].is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_short_numbered_and_whole() {
        let section = |at: usize| format!("\n\nSection {at}\n\n{}", "line\n".repeat(17));
        let text: String = (1..9).map(section).collect();
        let out = pages("Plan", &text);
        let pages: Vec<&str> = out.split('\u{c}').collect();
        assert!(pages.len() > 2);
        for (at, page) in pages.iter().enumerate() {
            assert!(page.lines().count() <= PAGE, "{page}");
            assert!(page.starts_with(&format!("Plan. Page {} of {}\n\n", at + 1, pages.len())), "{page}");
            assert!(!page.trim_end().lines().last().is_some_and(|line| line.starts_with("Section")), "{page}");
        }
        let kept = |text: &str| text.lines().filter(|line| line.starts_with("line")).count();
        assert_eq!(kept(&out), kept(&text));
    }

    #[test]
    fn a_new_sheet_begins_a_page() {
        let out = pages("Plan", "One\n\n\n\nTwo\n");
        assert_eq!(out, "Plan. Page 1 of 2\n\nOne\n\u{c}Plan. Page 2 of 2\n\nTwo\n");
    }
}
