//! The strict first pass over a YAML text: where every value stands, and what rule files may not contain.
//!
//! It runs before the typed reading because that one loses places, takes duplicate keys badly, and can be kept busy
//! for minutes by a hostile file; this pass refuses such a file in a millisecond.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::finding::{Code, Findings, Place, Span};

/// The largest rule file: 1 MiB.
pub const MAX_BYTES: usize = 1 << 20;

/// The deepest nesting.
const MAX_DEPTH: usize = 32;

/// Where the value and the key of each path stand.
#[derive(Debug, Default)]
pub struct Places {
    spans: HashMap<String, Spans>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Spans {
    value: Span,
    key: Option<Span>,
}

impl Places {
    /// The bytes of a place; of the nearest value around it when that path holds none.
    pub fn find(&self, place: &Place) -> Span {
        if let Some(at) = place.at {
            return at;
        }
        let mut path = place.path.as_str();
        let mut key = place.key;
        loop {
            if let Some(spans) = self.spans.get(path) {
                return if key { spans.key.unwrap_or(spans.value) } else { spans.value };
            }
            if path.is_empty() {
                return Span::default();
            }
            path = &path[..path.rfind(['.', '[']).unwrap_or(0)];
            key = true;
        }
    }

    /// Whether a value stands at exactly this path.
    pub fn holds(&self, path: &str) -> bool {
        self.spans.contains_key(path)
    }

    /// Every path.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.spans.keys().map(String::as_str)
    }
}

enum Frame {
    Map { path: String, keys: HashMap<String, Span>, key: Option<(String, Span)> },
    Seq { path: String, length: usize },
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

/// Reads the whole text once. `None` when it cannot be read further; the findings say why.
pub fn scan(file: &str, text: &str, findings: &mut Findings) -> Option<Places> {
    let bytes = ByteOffsets::new(text);
    let mut scan = Scan { file, findings, places: Places::default(), frames: Vec::new(), documents: 0, sound: true };
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((event, span)) => {
                let span = Span { from: bytes.at(span.start.index()), to: bytes.at(span.end.index()) };
                if !scan.take(event, span) {
                    return None;
                }
            }
            Err(error) => {
                let from = bytes.at(error.marker().index());
                scan.report(Code::Yaml, Span { from, to: from }, error.info().to_owned(), None);
                return None;
            }
        }
    }
    scan.sound.then_some(scan.places)
}

struct Scan<'a> {
    file: &'a str,
    findings: &'a mut Findings,
    places: Places,
    frames: Vec<Frame>,
    documents: usize,
    sound: bool,
}

impl Scan<'_> {
    fn report(&mut self, code: Code, at: Span, message: String, help: Option<String>) {
        let place = Place { at: Some(at), ..Place::new(self.file, "") };
        self.findings.add(code, place, message, help);
        self.sound = false;
    }

    /// Takes one event; false when there is no point in going on.
    fn take(&mut self, event: Event<'_>, span: Span) -> bool {
        let (anchor, tag) = match &event {
            Event::Scalar(_, _, anchor, tag) | Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag) => {
                (*anchor != 0, tag.is_some())
            }
            Event::Alias(_) => (true, false),
            _ => (false, false),
        };
        if anchor || tag {
            let what = if anchor { "anchors and aliases (& and *)" } else { "tags (!)" };
            self.report(Code::Yaml, span, format!("{what} are not used in rule files"), None);
            return !matches!(event, Event::Alias(_));
        }
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.report(Code::Yaml, span, "a second document starts here (---)".into(), None);
                    return false;
                }
            }
            Event::MappingStart(..) => {
                let path = self.value_path(span);
                self.frames.push(Frame::Map { path, keys: HashMap::new(), key: None });
            }
            Event::SequenceStart(..) => {
                let path = self.value_path(span);
                self.frames.push(Frame::Seq { path, length: 0 });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                self.frames.pop();
            }
            Event::Scalar(text, style, ..) => self.scalar(&text, style, span),
            _ => {}
        }
        if self.frames.len() > MAX_DEPTH {
            self.report(Code::Yaml, span, format!("nested more than {MAX_DEPTH} deep"), None);
            return false;
        }
        true
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) {
        if style == ScalarStyle::Plain && matches!(text, "yes" | "no" | "on" | "off" | "y" | "n") {
            let help = format!("write \"{text}\" in quotes");
            self.report(
                Code::QuoteThis,
                span,
                format!("`{text}` without quotes reads as true or false elsewhere"),
                Some(help),
            );
        }
        if let Some(Frame::Map { keys, key: key @ None, .. }) = self.frames.last_mut() {
            let first = keys.insert(text.to_owned(), span);
            *key = Some((text.to_owned(), span));
            if first.is_some() {
                let message = format!("the key `{text}` stands twice in this mapping");
                self.report(Code::DuplicateKey, span, message, Some("keep one of the two".into()));
            }
            return;
        }
        self.value_path(span);
    }

    /// Notes a value that starts here and returns its path.
    fn value_path(&mut self, value: Span) -> String {
        let (path, key) = match self.frames.last_mut() {
            None => (String::new(), None),
            Some(Frame::Map { path, key, .. }) => {
                let (name, span) = key.take().unwrap_or_default();
                (if path.is_empty() { name } else { format!("{path}.{name}") }, Some(span))
            }
            Some(Frame::Seq { path, length }) => {
                *length += 1;
                (format!("{path}[{}]", *length - 1), None)
            }
        };
        self.places.spans.insert(path.clone(), Spans { value, key });
        path
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
