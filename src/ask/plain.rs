//! The bare face: lines in, lines out, no escape codes. For screen readers, pipes and very small screens.

use std::io::{self, BufRead, Write};

use super::{Asker, CLEAR, PROMPT, Reply, Showing, Style, View};

/// Reads lines and writes lines.
pub struct Plain<R, W> {
    input: R,
    output: W,
    style: Style,
    /// The terminal shows what is typed; a pipe does not, so it is written after the prompt.
    shows_typing: bool,
    can_clear: bool,
}

impl<R: BufRead, W: Write> Plain<R, W> {
    /// A face over any input and output. `shows_typing`: the keys pressed appear on the screen by themselves.
    /// `can_clear`: the output is a terminal that takes escape codes.
    pub fn new(input: R, output: W, style: Style, shows_typing: bool, can_clear: bool) -> Self {
        Plain { input, output, style, shows_typing, can_clear }
    }
}

impl<R: BufRead, W: Write> Asker for Plain<R, W> {
    fn style(&self) -> Style {
        self.style
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.output.write_all(text.as_bytes())?;
        self.output.flush()
    }

    fn ask(&mut self, view: &View, showing: Showing) -> io::Result<Reply> {
        self.say(&view.text(self.style, showing))?;
        self.say(PROMPT)?;
        let mut line = Vec::new();
        if self.input.read_until(b'\n', &mut line)? == 0 {
            self.say("\n")?;
            return Ok(Reply::End);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end_matches(['\n', '\r']);
        let reply = Reply::of_line(line);
        // After qq nothing may follow but the cleared screen.
        if !self.shows_typing && reply != Reply::Leave {
            self.say(&format!("{}\n", signpost_core::text::printable(line, true)))?;
        }
        Ok(reply)
    }

    fn clear(&mut self) -> io::Result<()> {
        match self.style.rows {
            _ if self.can_clear => self.say(CLEAR),
            // A screen that takes no escape codes can still be pushed up.
            Some(rows) => self.say(&"\n".repeat(rows)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style { width: 76, rows: None, plain: true, color: false };

    #[test]
    fn a_line_that_is_not_text_is_read_as_far_as_it_is() {
        let mut out = Vec::new();
        let mut face = Plain::new(&b"\xff1\r\nqq"[..], &mut out, STYLE, false, false);
        let view = View::line("Type a number.");
        assert_eq!(face.ask(&view, Showing::Whole).unwrap(), Reply::Typed("\u{fffd}1".into()));
        assert_eq!(face.ask(&view, Showing::Whole).unwrap(), Reply::Leave);
        assert_eq!(face.ask(&view, Showing::Whole).unwrap(), Reply::End);
        let line = format!("\nType a number. {}\n> ", signpost_render::messages::KEYS);
        assert_eq!(String::from_utf8(out).unwrap(), format!("{line}?1\n{line}{line}\n"));
    }
}
