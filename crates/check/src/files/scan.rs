//! The strict first pass over a YAML text: where every value stands, and what rule files may not contain.
//!
//! It runs before the typed reading because that one loses places, takes duplicate keys badly, and can be kept busy
//! for minutes by a hostile file; this pass refuses such a file in a millisecond.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::finding::{Code, Findings, Place, Span};
use super::places::{Places, Step};
use super::slips;
use signpost_core::text::is_hidden;

/// The largest rule file: 1 MiB.
pub const MAX_BYTES: usize = 1 << 20;

/// The deepest nesting.
const MAX_DEPTH: usize = 32;

/// The longest key. Ids and keys of the vocabulary are far shorter.
const MAX_KEY: usize = 100;

const WRITE_OUT: &str = "write the value out a second time; a text that begins with this sign needs quotes";

/// What the pass saw.
#[derive(Debug, Default)]
pub struct Scanned {
    /// Where every value stands.
    pub places: Places,
    /// Whether the text is safe, and worth reading, for the parser that builds values.
    pub readable: bool,
}

/// Makes text of a file's bytes: UTF-8, at most [`MAX_BYTES`], without a byte-order mark.
pub fn text_of<'a>(file: &str, bytes: &'a [u8], findings: &mut Findings) -> Option<&'a str> {
    let whole = Place::new(file, "");
    if bytes.len() > MAX_BYTES {
        let message = format!("the file is larger than {MAX_BYTES} bytes");
        findings.add(Code::File, whole, message, Some("split it into parts".into()));
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let line = bytes[..error.valid_up_to()].iter().filter(|&&byte| byte == b'\n').count() + 1;
            let message = format!("byte {} (line {line}) is not UTF-8 text", error.valid_up_to() + 1);
            findings.add(Code::File, whole, message, Some("save the file as UTF-8".into()));
            None
        }
    }
}

/// What a text is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// A rule file: where each value stands is noted.
    Rules,
    /// Other data, as strict as rules, whose places nobody asks for.
    Data,
    /// Data whose texts may hold hidden characters: whoever reads it takes them out.
    Notes,
}

/// Reads the whole text once.
pub fn scan(file: &str, text: &str, reads: For, findings: &mut Findings) -> Scanned {
    let bytes = ByteOffsets::new(text);
    let (places, frames) = (Places::default(), Vec::new());
    let mut scan = Scan { file, text, reads, findings, places, frames, documents: 0, readable: true };
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((event, span)) => {
                let span = Span { from: bytes.at(span.start.index()), to: bytes.at(span.end.index()) };
                if !scan.take(event, span) {
                    break;
                }
            }
            Err(error) => {
                let slip = slips::behind(text, bytes.at(error.marker().index()), error.info());
                scan.report(Code::Yaml, slip.at, slip.message, Some(slip.help));
                break;
            }
        }
    }
    Scanned { places: scan.places, readable: scan.readable }
}

enum Frame {
    Map { node: u32, keys: HashMap<String, Span>, key: Option<(String, Span)> },
    Seq { node: u32, length: u32 },
}

struct Scan<'a> {
    file: &'a str,
    text: &'a str,
    reads: For,
    findings: &'a mut Findings,
    places: Places,
    frames: Vec<Frame>,
    documents: usize,
    readable: bool,
}

impl Scan<'_> {
    fn report(&mut self, code: Code, at: Span, message: String, help: Option<String>) {
        let place = Place { at: Some(at), ..Place::new(self.file, "") };
        self.findings.add(code, place, message, help);
        // Words without quotes are read as words here, so what else is wrong with the file can still be said.
        self.readable &= code == Code::QuoteThis;
    }

    /// Takes one event; false when there is no point in going on.
    fn take(&mut self, event: Event<'_>, span: Span) -> bool {
        match &event {
            Event::Alias(_) => {
                self.report(Code::Yaml, span, "aliases (*) are not used".into(), Some(WRITE_OUT.into()));
                return false;
            }
            Event::Scalar(_, _, anchor, tag) | Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag) => {
                if *anchor != 0 {
                    self.report(Code::Yaml, span, "anchors (&) are not used".into(), Some(WRITE_OUT.into()));
                } else if tag.is_some() {
                    self.report(Code::Yaml, span, "tags (!) are not used".into(), Some("take the tag out".into()));
                }
            }
            _ => {}
        }
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.report(
                        Code::Yaml,
                        span,
                        "a second document starts here (---)".into(),
                        Some("take the line of dashes out".into()),
                    );
                    return false;
                }
            }
            Event::MappingStart(..) | Event::SequenceStart(..) if self.wants_key() => {
                self.report(
                    Code::Yaml,
                    span,
                    "a key is one word, not a list or a mapping".into(),
                    Some("write key: value".into()),
                );
                return false;
            }
            Event::MappingStart(..) => {
                let node = self.value(span);
                self.frames.push(Frame::Map { node, keys: HashMap::new(), key: None });
            }
            Event::SequenceStart(..) => {
                let node = self.value(span);
                self.frames.push(Frame::Seq { node, length: 0 });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                self.frames.pop();
            }
            Event::Scalar(text, style, ..) => return self.scalar(&text, style, span),
            _ => {}
        }
        if self.frames.len() > MAX_DEPTH {
            self.report(Code::Yaml, span, format!("nested more than {MAX_DEPTH} deep"), None);
            return false;
        }
        true
    }

    fn wants_key(&self) -> bool {
        matches!(self.frames.last(), Some(Frame::Map { key: None, .. }))
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) -> bool {
        let key = self.wants_key();
        let hides = |letter: char| {
            is_hidden(letter) || (key && (letter.is_control() || (letter.is_whitespace() && letter != ' ')))
        };
        if (key || self.reads != For::Notes) && text.contains(hides) {
            let message = "a control or invisible character stands in this value";
            self.report(Code::Yaml, span, message.into(), Some("type it again, with plain spaces".into()));
        }
        if style == ScalarStyle::Plain && matches!(text, "yes" | "no" | "on" | "off" | "y" | "n") {
            let help = format!("write \"{text}\" in quotes");
            let message = format!("`{text}` without quotes reads as true or false elsewhere");
            self.report(Code::QuoteThis, span, message, Some(help));
        }
        if style == ScalarStyle::Plain {
            self.comment(text, span);
        }
        if !key {
            self.value(span);
            return true;
        }
        if text.len() > MAX_KEY {
            self.report(Code::Yaml, span, format!("a key of more than {MAX_KEY} characters"), None);
            return false;
        }
        if let Some(Frame::Map { keys, key, .. }) = self.frames.last_mut() {
            let opens = keys.values().map(|first| first.from).min();
            let first = keys.insert(text.to_owned(), span);
            *key = Some((text.to_owned(), span));
            if let Some(first) = first {
                // The key with which the items of a list begin, on a line of its own: what follows is another item.
                let line = self.text[..span.from].rfind(['\n', '\r']).map_or(0, |end| end + 1);
                let item = Some(first.from) == opens && self.text[line..span.from].trim().is_empty();
                let item = item && self.text[..first.from].ends_with("- ");
                let help = if item {
                    keys.retain(|name, _| name == text);
                    let said = self.text[span.from..].lines().next().unwrap_or_default().trim_end();
                    format!(
                        "write - {said}, with its dash below the one above, where another item begins; else keep one"
                    )
                } else {
                    "keep one of the two".to_owned()
                };
                let message = format!("the key `{}` stands twice in this mapping", text.escape_debug());
                self.report(Code::DuplicateKey, span, message, Some(help));
            }
        }
        true
    }

    /// What was meant for a text may stand in a comment. Of other data only a value that is lost whole is told.
    fn comment(&mut self, text: &str, span: Span) {
        let value = match self.frames.last() {
            // An empty value is placed where the next thing begins.
            Some(Frame::Map { key: Some((_, key)), .. }) if text.is_empty() => {
                Span { from: key.to + 1, to: key.to + 1 }
            }
            _ if self.reads == For::Rules => span,
            _ => return,
        };
        if let Some(slip) = slips::cut_by_comment(self.text, value) {
            self.report(Code::QuoteThis, slip.at, slip.message, Some(slip.help));
        }
    }

    /// Notes a value that starts here.
    fn value(&mut self, value: Span) -> u32 {
        if self.reads != For::Rules {
            if let Some(Frame::Map { key, .. }) = self.frames.last_mut() {
                *key = None;
            }
            return 0;
        }
        match self.frames.last_mut() {
            None => self.places.root(value),
            Some(Frame::Map { node, key, .. }) => {
                let (name, span) = key.take().unwrap_or_default();
                self.places.add(*node, Step::Key(name), value, Some(span))
            }
            Some(Frame::Seq { node, length }) => {
                *length += 1;
                self.places.add(*node, Step::Item(*length - 1), value, None)
            }
        }
    }
}

/// Turns places counted in characters into places counted in bytes.
struct ByteOffsets {
    /// Empty when the text is ASCII and the two agree.
    offsets: Vec<u32>,
    length: usize,
}

impl ByteOffsets {
    fn new(text: &str) -> ByteOffsets {
        let offsets = if text.is_ascii() { Vec::new() } else { text.char_indices().map(|(at, _)| at as u32).collect() };
        ByteOffsets { offsets, length: text.len() }
    }

    fn at(&self, characters: usize) -> usize {
        if self.offsets.is_empty() {
            characters.min(self.length)
        } else {
            self.offsets.get(characters).map_or(self.length, |&at| at as usize)
        }
    }
}
