//! The face with arrow keys, for those who ask for it: a dialoguer `Select` where a question fits, else the answer line.
//!
//! A fresh menu has no current entry, so Enter does nothing until an arrow key has been pressed.

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
    fn fits(&self, view: &View, head: &str, entries: &[Entry]) -> bool {
        let widest = entries.iter().map(|entry| console::measure_text_width(&entry.said)).max().unwrap_or_default();
        let style = self.style();
        let room = style.rows.unwrap_or(usize::MAX).saturating_sub(1);
        view.choose_one && widest + 4 <= style.width && head.lines().count() + entries.len() <= room
    }

    /// A heading that is chosen means nothing: the menu comes again, with the entry after it current.
    fn choose(&self, head: &str, entries: &[Entry], held: Option<usize>) -> io::Result<Reply> {
        self.line.term.write_str(head)?;
        self.line.term.write_str("\n")?;
        let theme = Entries { color: self.style().color };
        let mut current = held;
        loop {
            let mut select = Select::with_theme(&theme).items(entries.iter().map(|entry| &entry.said)).report(false);
            if let Some(current) = current {
                select = select.default(current);
            }
            terminal::hides_cursor();
            let chosen = select.interact_on_opt(&self.line.term).map_err(io_error);
            terminal::show_cursor();
            return match chosen {
                Ok(Some(at)) => match &entries[at].means {
                    Some(reply) => Ok(reply.clone()),
                    None => {
                        current = Some(at + 1);
                        continue;
                    }
                },
                // Escape, or q.
                Ok(None) => Ok(Reply::Stop),
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(Reply::End),
                Err(error) => Err(error),
            };
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
            let held = view.held.map(|held| held + view.groups.iter().filter(|(above, _)| *above <= held).count());
            self.choose(&head, &entries, held)
        } else {
            self.line.ask(view, showing)
        }
    }

    fn clear(&mut self) -> io::Result<()> {
        self.line.clear()
    }
}

/// An entry of a menu.
pub struct Entry {
    /// What stands there.
    pub said: String,
    /// What choosing it means; nothing for a heading.
    pub means: Option<Reply>,
}

/// The entries: an option stands for its number, and below a heading it is set in.
pub fn entries(view: &View) -> Vec<Entry> {
    let typed = |number: usize| Reply::Typed(number.to_string());
    let entry = |said: String, means: Reply| Entry { said, means: Some(means) };
    let indent = if view.groups.is_empty() { "" } else { "  " };
    let mut entries = Vec::new();
    for (at, option) in view.options.iter().enumerate() {
        let heading = view.heading_at(at).map(|heading| printable(heading, false));
        entries.extend(heading.map(|said| Entry { said, means: None }));
        entries.push(entry(format!("{indent}{}", printable(option, false)), typed(at + 1)));
    }
    if view.not_sure {
        entries.push(entry(say::NOT_SURE.into(), typed(view.options.len() + 1)));
    }
    entries.extend(view.on_enter.iter().map(|said| entry(said.clone(), Reply::Typed(String::new()))));
    if view.commands {
        entries.push(entry(say::MENU_HELP.into(), Reply::Help));
        entries.push(entry(say::MENU_BACK.into(), Reply::Back));
        entries.push(entry(say::MENU_STOP.into(), Reply::Stop));
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
        let names = |view: &View| entries(view).into_iter().map(|entry| entry.said).collect::<Vec<_>>();
        assert_eq!(names(&view), ["Yes", "No", "I am not sure", "Explain this question", "Go back", "Stop"]);
        let grouped = View { groups: vec![(0, "The plan".into()), (1, "Else".into())], ..view };
        assert_eq!(names(&grouped)[..5], ["The plan", "  Yes", "Else", "  No", "I am not sure"]);
        let means = entries(&grouped).into_iter().map(|entry| entry.means).collect::<Vec<_>>();
        assert!(means[0].is_none() && means[2].is_none() && means[3] == Some(Reply::Typed("2".into())));
    }
}
