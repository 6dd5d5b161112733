//! A prompt as data, and how it stands on a screen: wrapped text, numbered options, one line of keys.

use signpost_core::text::{self, printable};
use signpost_render::document::Spacing;
use signpost_render::messages::{self as say, fill};

/// How text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns.
    pub width: usize,
    /// Rows, where the screen has an end.
    pub rows: Option<usize>,
    /// For screen readers and pipes: ASCII only, and "1." before an option.
    pub plain: bool,
    /// Colour for errors, warnings and headings.
    pub color: bool,
}

/// The three things that may have a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// An error.
    Error,
    /// A warning.
    Warning,
    /// A heading.
    Heading,
}

/// How much of a prompt is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Showing {
    /// All of it.
    Whole,
    /// The keys only: the rest stands just above.
    Keys,
}

/// A prompt: all that any face needs to put a question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct View {
    /// What cannot wait.
    pub banner: Vec<String>,
    /// The question.
    pub heading: Option<String>,
    /// Short lines under it.
    pub notes: Vec<String>,
    /// The answers to choose from.
    pub options: Vec<String>,
    /// The headings of groups of them, each with the place of the answer it stands above.
    pub groups: Vec<(usize, String)>,
    /// "I am not sure" is one more answer.
    pub not_sure: bool,
    /// What to type, closest to the answer line.
    pub keys: Vec<String>,
    /// One of the options is the whole answer, so a menu can stand for the typed line.
    pub choose_one: bool,
    /// The option chosen before, and what leaving it so is called.
    pub held: Option<usize>,
    /// What a menu must say besides its keys.
    pub menu_note: Option<String>,
    /// What Enter alone does, as an entry of a menu.
    pub on_enter: Option<String>,
    /// Help and going back are there too.
    pub commands: bool,
    /// What is typed and fits nothing here is heard as something that is told.
    pub hears: bool,
    /// Words to complete.
    pub words: Vec<String>,
}

impl View {
    /// A prompt with nothing but its keys; those that work everywhere are named with them.
    pub fn line(keys: &str) -> View {
        View { keys: vec![format!("{keys} {}", say::KEYS)], ..View::default() }
    }

    /// A short list of which one entry is chosen, by its number or its words.
    pub fn list(heading: &str, notes: Vec<String>, options: &[String]) -> View {
        View {
            heading: Some(heading.to_owned()),
            notes,
            words: options.to_vec(),
            options: options.to_vec(),
            choose_one: true,
            commands: true,
            ..View::line(say::TYPE_ONE)
        }
    }

    /// The prompt as text, without the answer line.
    pub fn text(&self, style: Style, showing: Showing) -> String {
        if showing == Showing::Keys {
            return style.screen(&self.keys(style), false);
        }
        let mut blocks = self.head(style);
        let mut options = self.options(style, Spacing::Wide);
        let mut keys = self.keys(style);
        // Each block with the empty line after it; the last of these is the answer line.
        let height = |blocks: &[String]| blocks.iter().map(|block| block.lines().count() + 1).sum::<usize>();
        let rows = style.rows.unwrap_or(usize::MAX);
        if height(&options.iter().chain(&keys).cloned().collect::<Vec<_>>()) > rows {
            // Two rows more for the answers, so that the first of them stays in sight.
            let close = self.options(style, Spacing::Close).into_iter().chain(std::mem::take(&mut keys));
            options = Some(close.collect::<Vec<_>>().join("\n"));
        }
        let from_options: Vec<String> = options.iter().chain(&keys).cloned().collect();
        let room = rows.saturating_sub(height(&from_options));
        let has_gone_by = height(&blocks) + height(&from_options) > rows;
        blocks.extend(options);
        if has_gone_by {
            // On a small screen the question has gone by when its last answer is shown. It is said again, unless that
            // would push the first answer off.
            let banner = self.banner.first().map(|line| style.painted(Paint::Warning, line));
            let heading = self.heading.as_ref().map(|heading| style.paragraph(&again(heading)));
            let both: Vec<String> = banner.into_iter().chain(heading.clone()).collect();
            let said = [both, heading.into_iter().collect()].into_iter().find(|said| height(said) <= room);
            blocks.extend(said.unwrap_or_default());
        }
        blocks.extend(keys);
        style.screen(&blocks, self.heading.is_some())
    }

    /// The prompt as it is shown on a screen: at once, or by screenfuls where its answers do not fit.
    pub fn screens(&self, style: Style, showing: Showing) -> Vec<String> {
        let text = self.text(style, showing);
        let Some(rows) = style.rows.filter(|_| showing != Showing::Keys) else { return vec![text] };
        let below = self.options(style, Spacing::Close).into_iter().chain(self.keys(style));
        // One row more is the answer line.
        if below.map(|block| block.lines().count()).sum::<usize>() < rows {
            return vec![text];
        }
        let more = style.paragraph(say::MORE_TEXT);
        let room = rows.saturating_sub(more.lines().count() + 1).max(1);
        let lines: Vec<&str> = text.lines().collect();
        let (last, before) = match lines.chunks(room).collect::<Vec<_>>().split_last() {
            Some((last, before)) => (last.join("\n") + "\n", before.to_vec()),
            None => return vec![text],
        };
        let shown = before.iter().map(|lines| format!("{}\n{more}\n", lines.join("\n")));
        shown.chain([last]).collect()
    }

    /// What stands above a menu.
    pub fn menu_head(&self, style: Style) -> String {
        let mut blocks = self.head(style);
        blocks.extend(self.menu_note.iter().map(|note| style.paragraph(note)));
        blocks.push(style.paragraph(say::MENU_KEYS));
        style.screen(&blocks, true)
    }

    fn head(&self, style: Style) -> Vec<String> {
        let mut blocks = Vec::new();
        if !self.banner.is_empty() {
            let lines: Vec<String> = self.banner.iter().map(|line| style.painted(Paint::Warning, line)).collect();
            blocks.push(lines.join("\n"));
        }
        blocks.extend(self.heading.iter().map(|heading| style.painted(Paint::Heading, heading)));
        if !self.notes.is_empty() {
            let notes: Vec<String> = self.notes.iter().map(|note| style.paragraph(note)).collect();
            blocks.push(notes.join("\n"));
        }
        blocks
    }

    fn options(&self, style: Style, spacing: Spacing) -> Option<String> {
        if self.options.is_empty() {
            return None;
        }
        let mut lines = Vec::new();
        for (at, option) in self.options.iter().enumerate() {
            lines.extend(self.heading_at(at).map(|heading| style.paragraph(heading)));
            lines.push(style.numbered(at + 1, option));
        }
        if self.not_sure {
            if spacing == Spacing::Wide {
                lines.push(if style.plain { say::OR.to_owned() } else { format!("  {}", say::OR) });
            }
            lines.push(style.numbered(self.options.len() + 1, say::NOT_SURE));
        }
        Some(lines.join("\n"))
    }

    /// The heading above an answer.
    pub fn heading_at(&self, at: usize) -> Option<&str> {
        self.groups.iter().find(|(above, _)| *above == at).map(|(_, heading)| heading.as_str())
    }

    fn keys(&self, style: Style) -> Vec<String> {
        vec![self.keys.iter().map(|line| style.paragraph(line)).collect::<Vec<_>>().join("\n")]
    }
}

/// What stands above, said once more.
fn again(heading: &str) -> String {
    if heading.ends_with('?') { fill(say::AGAIN, &[("asked", heading)]) } else { heading.to_owned() }
}

impl Style {
    /// A paragraph, wrapped.
    pub fn paragraph(self, said: &str) -> String {
        text::wrap(&printable(said, self.plain), self.width, "", "")
    }

    /// A line of a list, wrapped.
    pub fn item(self, said: &str) -> String {
        text::wrap(&printable(said, self.plain), self.width, "- ", "  ")
    }

    fn numbered(self, number: usize, said: &str) -> String {
        let first = if self.plain { format!("{number}. ") } else { format!("{number:>3}  ") };
        let rest = " ".repeat(first.len());
        text::wrap(&printable(said, self.plain), self.width, &first, &rest)
    }

    /// A paragraph in a colour, if colours are on. Each line by itself, so that a broken line stays within it.
    pub fn painted(self, paint: Paint, said: &str) -> String {
        let wrapped = self.paragraph(said);
        if !self.color {
            return wrapped;
        }
        let style = match paint {
            Paint::Error => console::Style::new().red().bold(),
            Paint::Warning => console::Style::new().magenta().bold(),
            Paint::Heading => console::Style::new().bold(),
        };
        let lines: Vec<String> =
            wrapped.lines().map(|line| style.clone().force_styling(true).apply_to(line).to_string()).collect();
        lines.join("\n")
    }

    /// Blocks with an empty line between them, after a gap: a heading stands further off.
    pub fn screen(self, blocks: &[String], headed: bool) -> String {
        let gap = if headed { "\n\n" } else { "\n" };
        format!("{gap}{}\n", blocks.join("\n\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEFAULT: Style = Style { width: 40, rows: None, plain: false, color: false };

    fn view() -> View {
        View {
            heading: Some("What has the council decided?".into()),
            notes: vec!["Use the words in the letter".into()],
            options: vec!["It will not assess my child, or so the letter says".into(), "Something else".into()],
            not_sure: true,
            keys: vec!["Type a number.".into()],
            ..View::default()
        }
    }

    #[test]
    fn a_question_screen() {
        let text = view().text(DEFAULT, Showing::Whole);
        let lines = [
            "",
            "",
            "What has the council decided?",
            "",
            "Use the words in the letter",
            "",
            "  1  It will not assess my child, or so",
            "     the letter says",
            "  2  Something else",
            "  or",
            "  3  I am not sure",
            "",
            "Type a number.",
            "",
        ];
        assert_eq!(text, lines.join("\n"));
    }

    #[test]
    fn headings_stand_above_their_answers_and_take_no_number() {
        let groups = vec![(0, "The plan".into()), (1, "Anything else".into())];
        let text = View { groups, ..view() }.text(DEFAULT, Showing::Whole);
        let lines = "\nThe plan\n  1  It will not assess my child, or so\n     the letter says\nAnything else\n  2  Something else\n";
        assert!(text.contains(lines), "{text}");
        assert!(text.contains("  3  I am not sure"), "{text}");
    }

    #[test]
    fn a_small_screen_says_the_question_again() {
        let text = view().text(Style { rows: Some(11), ..DEFAULT }, Showing::Whole);
        assert!(text.ends_with("sure\n\nThe question: What has the council\ndecided?\n\nType a number.\n"), "{text}");
        assert_eq!(
            view().text(Style { rows: Some(12), ..DEFAULT }, Showing::Whole),
            view().text(DEFAULT, Showing::Whole)
        );
    }

    #[test]
    fn the_first_answer_stays_on_the_smallest_screen() {
        let text = view().text(Style { rows: Some(7), ..DEFAULT }, Showing::Whole);
        assert!(text.ends_with("the letter says\n  2  Something else\n  3  I am not sure\nType a number.\n"), "{text}");
    }

    #[test]
    fn plain_text_has_no_columns() {
        let text = view().text(Style { plain: true, ..DEFAULT }, Showing::Whole);
        assert!(text.starts_with("\n\nWhat has"), "{text}");
        assert!(text.contains("\n1. It will not assess my child, or so\n   the letter says\n2. "), "{text}");
    }

    #[test]
    fn colour_changes_no_word() {
        let coloured = view().text(Style { color: true, ..DEFAULT }, Showing::Whole);
        assert!(coloured.contains('\u{1b}'));
        assert_eq!(console::strip_ansi_codes(&coloured), view().text(DEFAULT, Showing::Whole));
    }
}
