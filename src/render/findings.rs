//! Findings for whoever edits the rules: drawn with the line they point at, plain, or as JSON.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use crate::rules::finding::Span;
use crate::rules::{Finding, Map, Severity, Sources};

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

/// A finding with its place worked out.
pub fn locate<'f>(finding: &'f Finding, sources: &Sources, map: &Map) -> Located<'f> {
    let text = text_of(sources, &finding.place.file);
    let before = &text[..span_of(finding, map, &text).from];
    Located {
        file: &finding.place.file,
        line: before.matches('\n').count() + 1,
        column: before.rsplit('\n').next().unwrap_or_default().chars().count() + 1,
        severity: severity(finding),
        code: finding.code.name(),
        path: &finding.place.path,
        message: &finding.message,
        help: finding.help.as_deref(),
    }
}

fn severity(finding: &Finding) -> &'static str {
    match finding.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn text_of(sources: &Sources, file: &str) -> String {
    let bytes = sources.get(file).map(Vec::as_slice).unwrap_or_default();
    let text = String::from_utf8_lossy(bytes);
    // Places were taken without the byte-order mark.
    text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()
}

fn span_of(finding: &Finding, map: &Map, text: &str) -> Span {
    let span = match (finding.place.at, map.places.get(&finding.place.file)) {
        (Some(at), _) => at,
        (None, Some(places)) => places.find(&finding.place),
        (None, None) => Span::default(),
    };
    let clip = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let from = clip(span.from);
    // A mapping or list runs over many lines; its first is enough to point at.
    let line_end = text[from..].find('\n').map_or(text.len(), |at| from + at);
    Span { from, to: clip(span.to).clamp(from, line_end) }
}

/// One line a finding: `file:line:column: error[code]: message`, and its help.
pub fn plain(findings: &[Finding], sources: &Sources, map: &Map) -> String {
    let mut out = String::new();
    for finding in findings {
        let at = locate(finding, sources, map);
        out.push_str(&format!("{}:{}:{}: {}[{}]: {}\n", at.file, at.line, at.column, at.severity, at.code, at.message));
        if let Some(help) = at.help {
            out.push_str(&format!("  help: {help}\n"));
        }
    }
    out
}

/// Drawn as compilers draw them, in colour if `styled`.
pub fn drawn(findings: &[Finding], sources: &Sources, map: &Map, styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for finding in findings {
        let text = text_of(sources, &finding.place.file);
        let span = span_of(finding, map, &text);
        let level = match finding.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let snippet = Snippet::source(text.as_str())
            .path(finding.place.file.as_str())
            .annotation(AnnotationKind::Primary.span(span.from..span.to));
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
    let located: Vec<Located<'_>> = findings.iter().map(|finding| locate(finding, sources, map)).collect();
    serde_json::to_string_pretty(&located).unwrap_or_default()
}
