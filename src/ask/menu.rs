//! The face with arrow keys, for those who ask for it: a dialoguer `Select` where a question fits, else the answer line.
//!
//! A fresh menu has no current entry, so Enter does nothing until an arrow key has been pressed (`ux.md` B6).

use std::fmt;
use std::io;

use dialoguer::Select;
use dialoguer::theme::Theme;

use super::line::{Line, io_error};
use super::{Asker, Reply, Showing, Style, View};
use crate::edge::terminal;
use signpost_core::text::printable;
use signpost_render::messages as say;

/// Menus on a terminal.
pub struct Menu {
    line: Line,
}

impl Menu {
    /// On standard error.
    pub fn new(style: Style) -> Menu {
        Menu { line: Line::new(style) }
    }

    /// Whether the prompt can be a menu: one answer, every entry on one line, everything on the screen at once.
    fn fits(&self, view: &View, head: &str, entries: &[(String, Reply)]) -> bool {
        let widest = entries.iter().map(|(entry, _)| console::measure_text_width(entry)).max().unwrap_or_default();
        let style = self.style();
        let room = style.rows.unwrap_or(usize::MAX).saturating_sub(1);
        view.choose_one && widest + 4 <= style.width && head.lines().count() + entries.len() <= room
    }

    fn choose(&self, head: &str, entries: &[(String, Reply)], held: Option<usize>) -> io::Result<Reply> {
        self.line.term.write_str(head)?;
        self.line.term.write_str("\n")?;
        let theme = Entries { color: self.style().color };
        let mut select = Select::with_theme(&theme).items(entries.iter().map(|(entry, _)| entry)).report(false);
        if let Some(held) = held {
            select = select.default(held);
        }
        terminal::hides_cursor();
        let chosen = select.interact_on_opt(&self.line.term).map_err(io_error);
        terminal::show_cursor();
        match chosen {
            Ok(Some(at)) => Ok(entries[at].1.clone()),
            // Escape, or q.
            Ok(None) => Ok(Reply::Stop),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(Reply::End),
            Err(error) => Err(error),
        }
    }
}

impl Asker for Menu {
    fn style(&self) -> Style {
        self.line.style()
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.line.say(text)
    }

    fn ask(&mut self, view: &View, showing: Showing) -> io::Result<Reply> {
        let entries = entries(view);
        let head = view.menu_head(self.style());
        if self.fits(view, &head, &entries) {
            self.choose(&head, &entries, view.held)
        } else {
            self.line.ask(view, showing)
        }
    }

    fn clear(&mut self) -> io::Result<()> {
        self.line.clear()
    }
}

/// The entries with what each stands for: an option stands for its number.
pub fn entries(view: &View) -> Vec<(String, Reply)> {
    let typed = |number: usize| Reply::Typed(number.to_string());
    let mut entries: Vec<(String, Reply)> =
        view.options.iter().enumerate().map(|(at, option)| (printable(option, false), typed(at + 1))).collect();
    if view.not_sure {
        entries.push((say::NOT_SURE.into(), typed(view.options.len() + 1)));
    }
    entries.extend(view.on_enter.iter().map(|entry| (entry.clone(), Reply::Typed(String::new()))));
    if view.commands {
        entries.push((say::MENU_HELP.into(), Reply::Help));
        entries.push((say::MENU_BACK.into(), Reply::Back));
        entries.push((say::MENU_STOP.into(), Reply::Stop));
    }
    entries
}

/// ">" before the current entry, which is bold where colours are on.
struct Entries {
    color: bool,
}

impl Theme for Entries {
    fn format_select_prompt_item(&self, f: &mut dyn fmt::Write, entry: &str, current: bool) -> fmt::Result {
        match (current, self.color) {
            (true, true) => write!(f, "> {}", console::Style::new().bold().force_styling(true).apply_to(entry)),
            (true, false) => write!(f, "> {entry}"),
            (false, _) => write!(f, "  {entry}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_end_with_the_commands() {
        let view = View {
            options: vec!["Yes".into(), "No".into()],
            not_sure: true,
            choose_one: true,
            commands: true,
            ..View::default()
        };
        let names: Vec<String> = entries(&view).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["Yes", "No", "I am not sure", "Explain this question", "Go back", "Stop"]);
    }
}
