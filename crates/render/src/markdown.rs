//! A document as Markdown: to paste into an email, or to print large from a word processor.

use super::document::{Block, Document, Table};

/// The document as CommonMark.
pub fn markdown(document: &Document) -> String {
    let mut out = String::new();
    let mut before: Option<&Block> = None;
    for block in &document.blocks {
        if before.is_some_and(|before| !goes_on(before, block)) {
            out.push('\n');
        }
        // Lines that stand for themselves stay so: a bare line end would run them together.
        if before.is_some_and(|before| is_line(before) && is_line(block)) {
            out.insert(out.len() - 1, '\\');
        }
        out.push_str(&shown(document, block));
        out.push('\n');
        before = Some(block);
    }
    out
}

fn goes_on(before: &Block, block: &Block) -> bool {
    matches!((before, block), (Block::Item(_), Block::Item(_)) | (Block::Check(_), Block::Check(_)))
        || (is_line(before) && is_line(block))
}

/// Whether a block is a line that stands close to the next one.
fn is_line(block: &Block) -> bool {
    matches!(block, Block::Line(_) | Block::Labelled(..) | Block::Meaning(..))
}

/// The headings, each leading to itself in the way that hosts of Markdown address them.
fn contents(document: &Document) -> String {
    let headings = document.blocks.iter().filter_map(|block| match block {
        Block::Heading(said) => Some(said),
        _ => None,
    });
    let line = |said: &String| format!("- [{}](#{})", escaped(said), address(said));
    headings.map(line).collect::<Vec<_>>().join("\n")
}

/// The address that hosts of Markdown give a heading.
pub fn address(heading: &str) -> String {
    let plain = heading.to_lowercase().replace(' ', "-");
    plain.chars().filter(|letter| letter.is_alphanumeric() || *letter == '-').collect()
}

fn rows(table: &Table) -> String {
    let row = |cells: &mut dyn Iterator<Item = String>| format!("| {} |", cells.collect::<Vec<_>>().join(" | "));
    let head = row(&mut table.head.iter().map(|cell| escaped(cell)));
    let rule = row(&mut table.head.iter().map(|_| "---".to_owned()));
    let rows = table.rows.iter().map(|cells| row(&mut cells.iter().map(|cell| escaped(cell))));
    [head, rule].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}

fn shown(document: &Document, block: &Block) -> String {
    match block {
        Block::Title(said) => format!("# {}", escaped(said)),
        Block::Contents => contents(document),
        Block::Entry(entry) => format!("#### {}", escaped(&entry.name)),
        Block::Meaning(word, said) => format!("**{}**: {}", escaped(&word.name), escaped(said)),
        Block::Labelled(label, said) => format!("**{label}:** {}", escaped(said)),
        Block::Table(table) => rows(table),
        Block::Headline(said) => format!("**{}**", escaped(said)),
        Block::Heading(said) => format!("## {}", escaped(said)),
        Block::Subheading(said) => format!("### {}", escaped(said)),
        Block::Paragraph(said) | Block::Line(said) => escaped(said),
        Block::Item(said) => format!("- {}", said.lines().map(escaped).collect::<Vec<_>>().join("\\\n  ")),
        Block::Check(said) => format!("- [ ] {}", escaped(said)),
        Block::Step(step) => {
            let when = step.when.as_ref().map_or(String::new(), |when| format!("**{}.** ", escaped(when)));
            let more: String = step
                .more
                .iter()
                .map(|more| {
                    format!(
                        "
   
   {}",
                        escaped(more)
                    )
                })
                .collect();
            format!("{}. {when}{}{more}", step.number, escaped(&step.what))
        }
        Block::NewSheet => String::new(),
        Block::Hidden(lines) => format!("<!--\n{}\n-->", lines.trim_end()),
        Block::Verbatim(lines) => format!("```yaml\n{}\n```", lines.trim_end()),
    }
}

/// What Markdown would take as its own, marked as text.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
            out.push('\\');
        }
        out.push(letter);
    }
    // "1." and "-" at the start of a line would begin a list.
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && out[digits..].starts_with(['.', ')']) {
        out.insert(digits, '\\');
    } else if out.starts_with(['-', '+']) {
        out.insert(0, '\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(escaped("[your name] & <b> 2_3"), "\\[your name\\] \\& \\<b\\> 2\\_3");
        assert_eq!(escaped("1. one"), "1\\. one");
        assert_eq!(escaped("- one"), "\\- one");
    }

    #[test]
    fn lines_and_lists_keep_their_shape() {
        let mut page = Document::default();
        page.title("Plan");
        page.line("One");
        page.line("Two");
        page.item("a");
        page.item("b");
        page.check("c");
        assert_eq!(markdown(&page), "# Plan\n\nOne\\\nTwo\n\n- a\n- b\n\n- [ ] c\n");
    }
}
