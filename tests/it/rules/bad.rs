//! `tests/rules_bad`: one small change to a good rule set for each finding, and exactly what must be found.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use chrono::NaiveDate;
use serde::Deserialize;
use signpost::render::findings::Pages;
use signpost_check::files;
use signpost_check::files::finding::Code;
use signpost_core::rules::Sources;

use super::{here, starter};

/// A fixture: changes to the files of `src/commands/rules/starter`, and what must be found then.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fixture {
    edits: Vec<Edit>,
    #[serde(default)]
    today: Option<String>,
    expect: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    file: String,
    /// Old text, which stands once, and new text.
    #[serde(default)]
    replace: BTreeMap<String, String>,
    /// The whole text instead.
    #[serde(default)]
    whole: Option<String>,
    /// More text at the end.
    #[serde(default)]
    append: String,
    /// The bytes instead, in hexadecimal.
    #[serde(default)]
    hex: Option<String>,
    /// So many bytes of a comment instead.
    #[serde(default)]
    filled: Option<usize>,
    #[serde(default)]
    remove: bool,
    /// Lines end as Windows ends them.
    #[serde(default)]
    crlf: bool,
    /// The file begins with a byte-order mark.
    #[serde(default)]
    bom: bool,
}

#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Expected {
    code: String,
    file: String,
    line: usize,
    column: usize,
    message: String,
}

impl Edit {
    fn make(&self, sources: &mut Sources) {
        if self.remove {
            sources.remove(&self.file);
            return;
        }
        let old = sources.get(&self.file).cloned().unwrap_or_default();
        let mut text = self.whole.clone().unwrap_or_else(|| String::from_utf8(old).expect("the starter is text"));
        for (from, to) in &self.replace {
            assert_eq!(text.matches(from).count(), 1, "stands once: {from}");
            text = text.replace(from, to);
        }
        text.push_str(&self.append);
        if let Some(length) = self.filled {
            text = "#".repeat(length);
        }
        if self.crlf {
            text = text.replace('\n', "\r\n");
        }
        if self.bom {
            text.insert(0, '\u{feff}');
        }
        let byte = |at: usize, hex: &str| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal");
        let bytes = match &self.hex {
            Some(hex) => (0..hex.len()).step_by(2).map(|at| byte(at, hex)).collect(),
            None => text.into_bytes(),
        };
        sources.insert(self.file.clone(), bytes);
    }
}

fn found(fixture: &Fixture) -> Vec<Expected> {
    let mut sources = starter();
    fixture.edits.iter().for_each(|edit| edit.make(&mut sources));
    let today = fixture.today.as_deref().unwrap_or("2026-11-21").parse::<NaiveDate>().expect("a day");
    let checked = files::check_on(&sources, Some(today));
    let pages = Pages::new(&sources, &checked.map);
    let located = checked.findings.iter().map(|finding| pages.locate(finding)).map(|at| Expected {
        code: at.code.to_owned(),
        file: at.file.to_owned(),
        line: at.line,
        column: at.column,
        message: at.message.to_owned(),
    });
    located.collect()
}

/// Every fixture by its name.
fn fixtures() -> BTreeMap<String, Fixture> {
    let entries = fs::read_dir(here("tests/rules_bad")).expect("the fixtures are there");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).expect("a fixture can be read");
            (name.clone(), serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}")))
        })
        .collect()
}

/// The code a fixture is named after: `yaml` for `yaml-3`.
fn code_of(name: &str) -> &str {
    name.trim_end_matches(|letter: char| letter.is_ascii_digit()).trim_end_matches('-')
}

#[test]
fn the_good_rules_have_no_findings() {
    let today = "2026-11-21".parse().expect("a day");
    let checked = files::check_on(&starter(), Some(today));
    assert!(checked.findings.is_empty(), "{:#?}", checked.findings);
    assert!(checked.rules.is_some());
}

#[test]
fn each_fixture_is_found_and_nothing_else() {
    for (name, fixture) in fixtures() {
        assert_eq!(found(&fixture), fixture.expect, "{name}");
        assert!(
            fixture.expect.iter().all(|expected| expected.code == code_of(&name)),
            "{name} is named after its code"
        );
    }
}

#[test]
fn each_code_has_a_fixture() {
    let names: BTreeSet<String> = fixtures().into_keys().map(|name| code_of(&name).to_owned()).collect();
    let codes: BTreeSet<String> = Code::ALL.iter().map(|code| code.name().to_owned()).collect();
    assert_eq!(names, codes);
}

/// Five faults in five files are five findings in one run (`ux.md` L3).
#[test]
fn all_that_is_wrong_is_said_at_once() {
    let all = fixtures();
    let names = ["missing-key", "unknown-id-2", "calendar-2", "letter", "bad-date"];
    let edits = names.iter().flat_map(|name| &all[*name].edits);
    let mut sources = starter();
    edits.for_each(|edit| edit.make(&mut sources));
    let codes: BTreeSet<&str> = files::check(&sources).findings.iter().map(|finding| finding.code.name()).collect();
    let expected: BTreeSet<&str> = names.iter().map(|name| code_of(name)).collect();
    // The bad date of the head keeps the calendar from being held against it, and nothing else.
    assert!(expected.is_subset(&codes), "{codes:?}");
}

/// An item that cannot be read does not shift the places of those after it.
#[test]
fn places_stay_true_when_an_item_is_broken() {
    let mut sources = starter();
    let text = String::from_utf8(sources["england/first.yaml"].clone()).expect("text");
    let text = text.replacen("    why: It decides whose rights these are.\n", "", 1);
    let text = text.replace("said: The school has said no.", "said: The school has failed.");
    let line = text.lines().position(|line| line.contains("has failed")).expect("it stands there") + 1;
    sources.insert("england/first.yaml".into(), text.into_bytes());
    let checked = files::check(&sources);
    let pages = Pages::new(&sources, &checked.map);
    let banned = checked.findings.iter().find(|finding| finding.code == Code::BannedWord).expect("it is found");
    assert_eq!(pages.locate(banned).line, line);
}

/// Deep values keep their places whatever stands around them: ends of lines, a mark at the start, letters of two bytes.
#[test]
fn places_survive_line_ends_and_marks() {
    let deep = "        - all: [{person: me}, {not: {any: [{matter: refused}, {not: {matter: [no-answer, \u{e9}, refuse]}}]}}]";
    let replaced = format!("    recommend_when:\n      any:\n        - {{matter: refused}}\n{deep}\n");
    let base = String::from_utf8(starter()["england/first.yaml"].clone()).expect("text");
    let base = base.replacen("    recommend_when: {matter: refused}\n", &replaced, 1);
    let expected: (usize, Vec<usize>) = (
        base.lines().position(|line| line == deep).expect("it stands there") + 1,
        ["\u{e9}", "refuse]"].iter().map(|word| deep[..deep.find(word).expect("there")].chars().count() + 1).collect(),
    );
    for (crlf, bom) in [(false, false), (true, false), (false, true), (true, true)] {
        let mut text = if crlf { base.replace('\n', "\r\n") } else { base.clone() };
        if bom {
            text.insert(0, '\u{feff}');
        }
        let mut sources = starter();
        sources.insert("england/first.yaml".into(), text.into_bytes());
        let checked = files::check(&sources);
        let pages = Pages::new(&sources, &checked.map);
        let located: Vec<_> = checked.findings.iter().map(|finding| pages.locate(finding)).collect();
        let columns: Vec<usize> = located.iter().map(|at| at.column).collect();
        assert!(located.iter().all(|at| at.line == expected.0 && at.code == "condition"), "{located:?}");
        assert_eq!(columns, expected.1, "CRLF {crlf}, mark {bom}");
    }
}
