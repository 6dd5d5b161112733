//! What is wrong where a text is no YAML, in the words of whoever wrote it: the line that holds the slip, and how it
//! would be right. The parser only says where it gave up, which is often a line or many after it.

mod flow;

use self::flow::{
    Brackets, brackets, closes, end_of_quoted, end_of_text, first_words, goes_on, is_of_key, name_before,
    opening_quotes, unquoted, whole_text, without_comment,
};
use super::finding::Span;
use super::right_form::{self, quoted};
use signpost_core::text::is_hidden;

/// How many lines above the place where the parser gave up are looked at for what is open.
const LINES_ABOVE: usize = 60;

/// The longest help, in bytes: a line of a hostile file has no end.
const LONGEST_HELP: usize = 600;

/// What is right of every line.
const IN_GENERAL: &str = "a key has a colon and a space after it, an item of a list a dash before it; what belongs \
    together begins in one column, set in with spaces; each quote and bracket is closed";

/// A slip: where, what, and the right form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Its bytes.
    pub at: Span,
    /// What is wrong.
    pub message: String,
    /// How it is right.
    pub help: String,
}

/// The slip behind a parser's complaint at a byte of a text.
pub fn behind(text: &str, at: usize, complaint: &str) -> Slip {
    let page = Page::of(text);
    let here = page.line_of(at);
    let mut slip = page
        .blank(here)
        .or_else(|| page.comment(here))
        .or_else(|| page.sign(here))
        .or_else(|| page.quote(here, complaint))
        .or_else(|| page.no_key(here))
        .or_else(|| page.phrase(here))
        .or_else(|| page.bracket(here, complaint))
        .or_else(|| page.second_colon(here))
        .or_else(|| page.set_in(here))
        .unwrap_or_else(|| page.unknown(here));
    // What is shown of the text is its own and may be anything.
    if slip.help.len() > LONGEST_HELP || slip.help.contains(|letter: char| is_hidden(letter) || letter.is_control()) {
        slip.help = IN_GENERAL.into();
    }
    slip
}

/// A line that says something: where it begins, how far it is set in, and its text without a comment.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    from: usize,
    indent: usize,
    /// From the first sign that is no space to the end, without a comment.
    said: &'t str,
}

impl<'t> Line<'t> {
    fn start(&self) -> usize {
        self.from + self.indent
    }

    fn whole(&self) -> Span {
        Span { from: self.start(), to: self.start() + self.said.len() }
    }

    /// Without the dashes that begin items, and how long these are.
    fn inner(&self) -> (&'t str, usize) {
        let mut rest = self.said;
        while let Some(after) = rest.strip_prefix("- ") {
            rest = after.trim_start();
        }
        (rest, self.said.len() - rest.len())
    }

    /// The key that begins the line, and what stands after its colon.
    fn key(&self) -> Option<(&'t str, &'t str)> {
        let (inner, _) = self.inner();
        let (key, rest) = inner.split_once(':')?;
        let plain = !key.is_empty() && key.chars().all(is_of_key);
        (plain && (rest.is_empty() || rest.starts_with(' '))).then_some((key, rest.trim()))
    }

    fn is_item(&self) -> bool {
        self.said.starts_with("- ") || self.said == "-"
    }
}

struct Page<'t> {
    text: &'t str,
    /// Lines that say something, in order.
    lines: Vec<Line<'t>>,
}

impl<'t> Page<'t> {
    fn of(text: &'t str) -> Page<'t> {
        let (mut lines, mut from) = (Vec::new(), 0);
        // A carriage return alone ends a line of YAML too.
        for line in text.split_inclusive(['\n', '\r']) {
            let said = without_comment(line.trim_start_matches(' ')).trim_end();
            if !said.is_empty() {
                let indent = line.len() - line.trim_start_matches(' ').len();
                lines.push(Line { from, indent, said });
            }
            from += line.len();
        }
        Page { text, lines }
    }

    /// The line that says something at a byte, or the last one before it.
    fn line_of(&self, at: usize) -> usize {
        self.lines.partition_point(|line| line.from <= at).saturating_sub(1)
    }

    /// This line, the one before it and the one after it: the parser names any of them.
    fn near(&self, here: usize) -> impl Iterator<Item = (usize, &Line<'t>)> {
        let places = [Some(here), here.checked_sub(1), here.checked_add(1)];
        places.into_iter().flatten().filter_map(|at| Some((at, self.lines.get(at)?)))
    }

    /// A line that is set in with something other than spaces.
    fn blank(&self, here: usize) -> Option<Slip> {
        let (at, line) = self.near(here).find(|(_, line)| line.said.starts_with(char::is_whitespace))?;
        let blanks = line.said.len() - line.said.trim_start().len();
        // What belongs to a key that has nothing after its colon stands in from it.
        let as_above = at.checked_sub(1).map_or(0, |above| {
            let opens = self.lines[above].key().is_some_and(|(_, value)| value.is_empty());
            self.columns(above).last().copied().unwrap_or(0) + if opens { 2 } else { 0 }
        });
        let what = if line.said.starts_with('\t') { "a tab" } else { "a space of another kind (a non-breaking one)" };
        Some(Slip {
            at: Span { from: line.start(), to: line.start() + blanks },
            message: format!("{what} stands at the start of this line"),
            help: format!("set it in with plain spaces: {} here", spaces(as_above)),
        })
    }

    /// A key whose text is a comment.
    fn comment(&self, here: usize) -> Option<Slip> {
        self.near(here).filter(|(_, line)| line.said.ends_with(':')).find_map(|(_, line)| {
            let end = line.start() + line.said.len();
            cut_by_comment(self.text, Span { from: end, to: end })
        })
    }

    /// A text with a phrase in braces, which needs quotes: inside braces, or where the phrase is its beginning.
    fn phrase(&self, here: usize) -> Option<Slip> {
        self.near(here).find_map(|(_, line)| {
            let found = unquoted(line.said)?;
            let (before, text, after) = (&line.said[..found.start], &line.said[found.clone()], &line.said[found.end..]);
            Some(Slip {
                at: Span { from: line.start() + found.start, to: line.start() + found.end },
                message: "a text with words in braces needs quotes here".into(),
                help: format!("write {before}{}{after}", quoted(text)),
            })
        })
    }

    /// A text that begins with a sign that means something to YAML.
    fn sign(&self, here: usize) -> Option<Slip> {
        let line = self.lines.get(here)?;
        let (key, value) = line.key()?;
        let sign = value.chars().next().filter(|sign| matches!(sign, '@' | '`' | '%' | '*' | '&' | '!'))?;
        Some(Slip {
            at: self.inside(line, value),
            message: format!("a text that begins with {sign} needs quotes"),
            help: format!("write {key}: {}", quoted(value)),
        })
    }

    /// A quote that is not closed, or one inside a text in such quotes.
    fn quote(&self, here: usize, complaint: &str) -> Option<Slip> {
        let open = complaint.contains("quoted scalar");
        let trailing = complaint.contains("trailing content");
        let first = here.saturating_sub(LINES_ABOVE);
        for line in self.lines.get(first..=here)?.iter().rev() {
            for (from, quote) in opening_quotes(line.said) {
                let rest = &line.said[from + 1..];
                let at = line.start() + from;
                let inside = matches!(brackets(&line.said[..from]), Brackets::Open(_));
                let end = end_of_quoted(rest, quote);
                // Where the quote that would end it opens the next text, it was never closed.
                let opens = end.filter(|end| trailing && rest[..*end].trim_end().ends_with([':', ',', '[', '{']));
                if opens.is_some() || (end.is_none() && (open || self.opens_again(at + 1, quote))) {
                    let text = rest[..opens.unwrap_or(rest.len())].trim_end_matches([' ', ',']);
                    let text = if inside { text[..end_of_text(text, 0)].trim_end() } else { text };
                    return Some(Slip {
                        at: Span { from: at, to: line.start() + line.said.len() },
                        message: format!("the quote that opens here ({quote}) is not closed"),
                        help: format!("write {}{quote}{text}{quote}", name_before(line.said, from)),
                    });
                }
                let Some(end) = end else { continue };
                // Outside of brackets a comma ends no text.
                let after = rest[end + 1..].trim_start();
                let comma = !inside && after.starts_with(',');
                if comma || (trailing && goes_on(after)) {
                    let text = if comma { &line.said[from..] } else { whole_text(rest, quote) };
                    let message = if quote == '\'' {
                        "an apostrophe ends this text, as it stands between single quotes"
                    } else {
                        "a double quote ends this text, as it stands between double quotes"
                    };
                    return Some(Slip {
                        at: Span { from: at + 1 + end, to: at + 2 + end },
                        message: message.into(),
                        help: format!("write {}{}", name_before(line.said, from), quoted(text)),
                    });
                }
            }
        }
        None
    }

    /// Whether the next quote of this kind opens a text, so that the one before a byte was never closed.
    fn opens_again(&self, at: usize, quote: char) -> bool {
        let rest = &self.text[at..];
        rest.find(quote).is_some_and(|next| rest[..next].trim_end_matches(' ').ends_with([':', ',', '[', '{', '-']))
    }

    /// A line of a mapping that begins with no key: its colon, the space after it, or the dash of an item is missing.
    fn no_key(&self, here: usize) -> Option<Slip> {
        let mut near = self.near(here).filter(|(_, line)| line.key().is_none());
        near.find_map(|(at, line)| {
            let (inner, dashes) = line.inner();
            let slip = |message: &str, help: String| Slip { at: line.whole(), message: message.into(), help };
            if inner.starts_with(['{', '[']) && dashes == 0 {
                let item = self.lines[..at].iter().rev().take_while(|above| above.indent >= line.indent);
                let below_items = item.clone().any(|above| above.indent == line.indent && above.is_item());
                return below_items
                    .then(|| slip("an item of a list begins with a dash", format!("write - {}", first_words(inner))));
            }
            // What goes on from the line above is set in deeper than the keys beside it.
            let beside = |other: Option<&Line<'_>>| other.is_some_and(|other| self.is_beside(line, dashes, other));
            let above = self.lines[..at].iter().rev().find(|other| other.indent <= line.indent);
            if !beside(above) && !beside(self.lines.get(at + 1)) {
                return None;
            }
            let word_ends = inner.find(|letter| !is_of_key(letter))?;
            let (word, rest) = inner.split_at(word_ends);
            let lower = word.chars().all(|letter| letter.is_ascii_lowercase() || matches!(letter, '_' | '-'));
            match rest.chars().next() {
                Some(':') if rest.len() > 1 => Some(slip(
                    "a space is missing after the colon",
                    format!("write {word}: {}", first_words(rest[1..].trim())),
                )),
                Some(' ') if lower && !word.is_empty() => Some(slip(
                    &format!("the colon after `{word}` is missing"),
                    format!("write {word}: {}", first_words(rest.trim())),
                )),
                _ => None,
            }
        })
    }

    /// Whether a line's words begin in the column of another's key.
    fn is_beside(&self, line: &Line<'_>, dashes: usize, other: &Line<'_>) -> bool {
        let (_, others) = other.inner();
        other.key().is_some() && other.indent + others == line.indent + dashes
    }

    /// A bracket or brace that is not closed, or that nothing opens.
    fn bracket(&self, here: usize, complaint: &str) -> Option<Slip> {
        let about = ["flow", "bracket", "illegal placement", "','", "eof", "end of stream", "unexpected"];
        if !about.iter().any(|word| complaint.contains(word)) {
            return None;
        }
        let last = (here + 1).min(self.lines.len());
        let first = here.saturating_sub(LINES_ABOVE);
        for line in self.lines[first..last].iter().rev() {
            match brackets(line.said) {
                Brackets::Open(open) => {
                    let closing: String = open.iter().rev().map(|(_, sign)| closes(*sign)).collect();
                    let (from, sign) = open[open.len() - 1];
                    let said = line.said.trim_end_matches(',');
                    let begin = said[..from].rfind([',', '{', '[']).filter(|at| *at > 40).map_or(0, |at| at + 1);
                    return Some(Slip {
                        at: Span { from: line.start() + from, to: line.start() + from + 1 },
                        message: format!("the {sign} that opens here is not closed"),
                        help: format!("write {}{closing}", said[begin..].trim()),
                    });
                }
                Brackets::Closed(from, sign) => {
                    return Some(Slip {
                        at: Span { from: line.start() + from, to: line.start() + from + 1 },
                        message: format!("nothing opens this {sign}"),
                        help: format!("take the {sign} out, or put the text in quotes"),
                    });
                }
                Brackets::Even => {}
            }
        }
        None
    }

    /// A text without quotes that holds a colon and a space: read as a key.
    fn second_colon(&self, here: usize) -> Option<Slip> {
        let line = self.lines.get(here)?;
        let (key, value) = line.key()?;
        let from = value.find(": ").or_else(|| value.strip_suffix(':').map(str::len))?;
        if value.starts_with(['"', '\'', '{', '[']) {
            return None;
        }
        let at = self.inside(line, value).from + from;
        let word = value[..from].rsplit(' ').next().unwrap_or_default();
        if word.len() < from && right_form::value_of(word).is_some() {
            return Some(Slip {
                at: Span { from: at - word.len(), to: at + 1 },
                message: format!("two keys stand on this line, `{key}` and `{word}`"),
                help: format!("begin a new line with {}, in the column of `{key}`", &value[from - word.len()..]),
            });
        }
        Some(Slip {
            at: Span { from: at, to: at + 1 },
            message: "a text that holds a colon and a space needs quotes".into(),
            help: format!("write {key}: {}", quoted(value)),
        })
    }

    /// A line that begins in a column in which nothing around it begins.
    fn set_in(&self, here: usize) -> Option<Slip> {
        self.near(here).find_map(|(at, line)| {
            if line.key().is_none() && !line.is_item() {
                return None;
            }
            let around = self.around(at);
            let opens = at.checked_sub(1).is_some_and(|above| {
                let above = &self.lines[above];
                above.indent < line.indent && above.key().is_some_and(|(_, value)| value.is_empty())
            });
            if around.is_empty() || opens || around.iter().any(|(column, _)| *column == line.indent) {
                return None;
            }
            let alike = around.iter().filter(|(_, item)| *item == line.is_item());
            let near = |column: usize| column.abs_diff(line.indent);
            let (wanted, _) = alike.min_by_key(|(column, _)| near(*column)).or(around.first())?;
            Some(Slip {
                at: line.whole(),
                message: format!("this line is set in by {}, and no line around it is", spaces(line.indent)),
                help: format!("set it in by {}", spaces(*wanted)),
            })
        })
    }

    fn unknown(&self, here: usize) -> Slip {
        let at = self.lines.get(here).map_or_else(Span::default, Line::whole);
        Slip { at, message: "this line does not fit the lines around it".into(), help: IN_GENERAL.into() }
    }

    /// The columns in which a line begins something: of its dashes and of its key.
    fn columns(&self, at: usize) -> Vec<usize> {
        let line = &self.lines[at];
        let (_, dashes) = line.inner();
        if dashes == 0 { vec![line.indent] } else { vec![line.indent, line.indent + dashes] }
    }

    /// The columns of the items and keys among which a line stands, each with whether it is one of items.
    fn around(&self, at: usize) -> Vec<(usize, bool)> {
        let (mut found, mut least) = (Vec::new(), usize::MAX);
        for above in (at.saturating_sub(LINES_ABOVE)..at).rev() {
            let line = &self.lines[above];
            if line.indent >= least || (line.key().is_none() && !line.is_item()) {
                continue;
            }
            least = line.indent;
            let columns = self.columns(above);
            if let [item, key] = columns.as_slice() {
                found.extend([(*key, false), (*item, true)]);
            } else {
                found.push((line.indent, line.is_item()));
            }
            if least == 0 {
                break;
            }
        }
        found
    }

    /// The bytes of a part of a line.
    fn inside(&self, line: &Line<'_>, part: &str) -> Span {
        let from = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize).max(line.start());
        Span { from, to: from + part.len() }
    }
}

fn spaces(count: usize) -> String {
    if count == 1 { "1 space".to_owned() } else { format!("{count} spaces") }
}

/// A text that a number sign cut short, or left nothing of: after a space the sign begins a comment, and nobody writes
/// a comment straight after it. `value` holds the bytes of what was read: none, where the colon of its key is the end.
pub fn cut_by_comment(text: &str, value: Span) -> Option<Slip> {
    // Nearly always there is none, and a hostile file has lines without end: the line is looked at last.
    let rest = text.get(value.to..)?;
    let lost = rest.trim_start_matches([' ', '\t']);
    if lost.len() == rest.len() || !lost.strip_prefix('#')?.starts_with(char::is_alphanumeric) {
        return None;
    }
    let from = value.to + rest.len() - lost.len();
    let lost = lost.split(['\n', '\r']).next()?;
    let line = text[..value.from].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let before = &text[line..value.from];
    // Inside braces a text ends before the next key.
    let end = if before.contains(['{', '[']) { lost.find([',', ']', '}']).unwrap_or(lost.len()) } else { lost.len() };
    let lost = lost[..end].trim_end();
    let whole = format!("{} {lost}", &text[value.from..value.to]);
    let whole = whole.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = match name_before(before, before.len()).trim_end() {
        "" => String::new(),
        name => format!("{name} "),
    };
    Some(Slip {
        at: Span { from, to: from + lost.len() },
        message: "a number sign begins a comment here, and the rest of the text is lost".into(),
        help: format!("write {name}{}", quoted(&whole)),
    })
}
