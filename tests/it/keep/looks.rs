//! Whole pages as they look. Few, so that each is read when it changes.

use signpost_core::plan::Plan;
use signpost_render::document::{Spacing, Style, styled};
use signpost_render::keep::{ExportOptions, Format, shown};
use signpost_render::plan::{self as page, Today};

use super::pages::{plan_of, plans};
use super::run::{ANSWERS, run};

/// A letter three weeks old.
fn time_ahead() -> Plan<'static> {
    plan_of(ANSWERS, "2026-11-21")
}

/// The day to aim for has gone, the last day has not.
fn between() -> Plan<'static> {
    let name = "Letter of 28 October 2026, adviser not rung by 29 December";
    let found = plans().into_iter().find(|(found, _)| found == name);
    found.unwrap_or_else(|| panic!("no case is called {name}")).1
}

/// The rules change often; that they did is not news here.
fn settled(text: &str) -> String {
    let hash = &signpost_rules::rules().hash;
    text.replace(hash.as_str(), "[rules]").replace(&hash[..12], "[rules]")
}

fn screen(plan: &Plan<'_>, width: usize) -> String {
    let style = Style { width, spacing: Spacing::Close, ascii: false, bold: false };
    settled(&styled(&page::document(plan, Today::Set), style))
}

#[test]
fn a_plan_on_a_screen() {
    insta::assert_snapshot!("screen_76", screen(&time_ahead(), 76));
    insta::assert_snapshot!("screen_40", screen(&time_ahead(), 40));
}

#[test]
fn a_plan_between_its_two_dates() {
    insta::assert_snapshot!("between_76", screen(&between(), 76));
    insta::assert_snapshot!("between_40", screen(&between(), 40));
}

#[test]
fn a_plan_as_a_web_page_and_a_calendar() {
    let plan = time_ahead();
    let making = |format| ExportOptions { format, plain: false, today: Today::Set };
    insta::assert_snapshot!("html", settled(&shown(&plan, making(Format::Html))));
    insta::assert_snapshot!("ics", shown(&plan, making(Format::Ics)).replace("\r\n", "\n"));
}

#[test]
fn a_letter() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("answers.yaml"), ANSWERS).expect("the answers can be written");
    let words = ["letter", "ask-for-certificate", "--answers", "answers.yaml", "--today", "2026-11-21"];
    let letter = run(folder.path(), &words);
    assert_eq!(letter.code, 0, "{}", letter.talk);
    insta::assert_snapshot!("letter", letter.out);
}
