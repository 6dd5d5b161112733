//! Findings for whoever edits the rules: drawn with the line they point at, plain, or as JSON.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use signpost_check::files::finding::Span;
use signpost_check::files::{Finding, Map, Severity};
use signpost_core::rules::Sources;

/// A finding with its place in lines and columns, both counted from one.
#[derive(Debug, Serialize)]
pub struct Located<'f> {
    /// The file.
    pub file: &'f str,
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
    /// error or warning.
    pub severity: &'static str,
    /// The code.
    pub code: &'static str,
    /// The path of the value.
    pub path: &'f str,
    /// What is wrong.
    pub message: &'f str,
    /// How to put it right.
    pub help: Option<&'f str>,
}

/// The files that findings point into, each read once: there may be a thousand findings in a large file.
pub struct Pages<'s> {
    sources: &'s Sources,
    map: &'s Map,
    pages: RefCell<HashMap<String, Rc<Page>>>,
}

/// A file as text, with where its lines begin.
struct Page {
    text: String,
    lines: Vec<usize>,
}

impl<'s> Pages<'s> {
    /// The files of a folder and where their values stand.
    pub fn new(sources: &'s Sources, map: &'s Map) -> Pages<'s> {
        Pages { sources, map, pages: RefCell::default() }
    }

    fn page(&self, file: &str) -> Rc<Page> {
        if let Some(page) = self.pages.borrow().get(file) {
            return Rc::clone(page);
        }
        let bytes = self.sources.get(file).map(Vec::as_slice).unwrap_or_default();
        let text = String::from_utf8_lossy(bytes);
        // Places were taken without the byte-order mark.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let page = Rc::new(Page { text, lines });
        self.pages.borrow_mut().insert(file.to_owned(), Rc::clone(&page));
        page
    }

    /// The bytes a finding points at, on one line.
    fn span(&self, finding: &Finding, page: &Page) -> Span {
        let text = page.text.as_str();
        let place = &finding.place;
        let span = match (place.at, self.map.places.get(&place.file)) {
            (Some(at), _) => at,
            (None, Some(places)) => places.find(place),
            (None, None) => Span::default(),
        };
        let clip = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let (mut from, mut to) = (clip(span.from), clip(span.to).max(clip(span.from)));
        if let Some(words) = &place.words {
            // A finding about a whole letter file may be about its body, which holds no places.
            let inside = if place.path.is_empty() { 0..text.len() } else { from..to };
            if let Some(found) = find_words(&text[inside.clone()], words) {
                (from, to) = (inside.start + found.start, inside.start + found.end);
            }
        }
        // A mapping or list runs over many lines; its first is enough to point at.
        let line_end = text[from..].find('\n').map_or(text.len(), |at| from + at);
        let line_end = from + text[from..line_end].trim_end().len();
        Span { from, to: to.clamp(from, line_end) }
    }

    /// A finding with its place worked out.
    pub fn locate<'f>(&self, finding: &'f Finding) -> Located<'f> {
        let page = self.page(&finding.place.file);
        let from = self.span(finding, &page).from;
        let line = page.line_of(from);
        Located {
            file: &finding.place.file,
            line: line + 1,
            column: page.text[page.lines[line]..from].chars().count() + 1,
            severity: severity(finding),
            code: finding.code.name(),
            path: &finding.place.path,
            message: &finding.message,
            help: finding.help.as_deref(),
        }
    }
}

impl Page {
    /// The line, counted from nought, that holds a byte.
    fn line_of(&self, at: usize) -> usize {
        self.lines.partition_point(|line| *line <= at).saturating_sub(1)
    }
}

/// Where words stand in a text, however the lines between them are broken.
fn find_words(text: &str, words: &str) -> Option<Range<usize>> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let (first, rest) = words.split_first()?;
    let found = text.match_indices(first).find_map(|(from, _)| {
        let end = rest.iter().try_fold(from + first.len(), |at, word| {
            let gap = text[at..].len() - text[at..].trim_start().len();
            (gap > 0 && text[at + gap..].starts_with(word)).then_some(at + gap + word.len())
        })?;
        let edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
        let starts = edge(text[..from].chars().next_back()) || !first.starts_with(char::is_alphanumeric);
        let ends = edge(text[end..].chars().next()) || !text[..end].ends_with(char::is_alphanumeric);
        (starts && ends).then_some(from..end)
    });
    found.or_else(|| {
        let lower = text.to_ascii_lowercase();
        let wanted = words.join(" ").to_ascii_lowercase();
        lower.find(&wanted).map(|from| from..from + wanted.len())
    })
}

fn severity(finding: &Finding) -> &'static str {
    match finding.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// One line a finding: `file:line:column: error[code]: message`, and its help.
pub fn plain(findings: &[Finding], sources: &Sources, map: &Map) -> String {
    let pages = Pages::new(sources, map);
    let mut out = String::new();
    for finding in findings {
        let at = pages.locate(finding);
        out.push_str(&format!("{}:{}:{}: {}[{}]: {}\n", at.file, at.line, at.column, at.severity, at.code, at.message));
        if let Some(help) = at.help {
            out.push_str(&format!("  help: {help}\n"));
        }
    }
    out
}

/// The longest stretch of a line that is drawn: a hostile file may be one line.
const LONGEST_LINE: usize = 400;

/// Drawn as compilers draw them, in colour if `styled`.
pub fn drawn(findings: &[Finding], sources: &Sources, map: &Map, styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let pages = Pages::new(sources, map);
    let mut out = String::new();
    for finding in findings {
        let page = pages.page(&finding.place.file);
        let span = pages.span(finding, &page);
        let level = match finding.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        // Only the line itself: what draws it would read the whole text again for each finding.
        let line = page.line_of(span.from);
        let start = page.lines[line];
        let text = page.text[start..].split('\n').next().unwrap_or_default().trim_end();
        let shown = if text.len() > LONGEST_LINE { "" } else { text };
        let range = (span.from - start).min(shown.len())..(span.to - start).min(shown.len());
        let snippet = Snippet::source(shown)
            .line_start(line + 1)
            .path(finding.place.file.as_str())
            .annotation(AnnotationKind::Primary.span(range));
        let mut groups: Vec<Group<'_>> =
            vec![level.primary_title(finding.message.as_str()).id(finding.code.name()).element(snippet)];
        if let Some(help) = &finding.help {
            groups.push(Group::with_title(Level::HELP.secondary_title(help.as_str())));
        }
        out.push_str(&renderer.render(&groups));
        out.push_str("\n\n");
    }
    out
}

/// As JSON, for editors and other programs.
pub fn json(findings: &[Finding], sources: &Sources, map: &Map) -> String {
    let pages = Pages::new(sources, map);
    let located: Vec<Located<'_>> = findings.iter().map(|finding| pages.locate(finding)).collect();
    signpost_render::json::text(&located)
}
