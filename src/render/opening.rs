//! The first screen and its help.

use chrono::NaiveDate;

use super::screen::{Paint, Style, View};
use signpost_core::dates::say as dates;
use signpost_core::rules::model::RuleSet;
use signpost_render::messages::{self as say, fill};
use signpost_render::plan::Today;

/// What it is, how long it takes, what it keeps, and what day it is.
pub fn text(rules: &RuleSet, today: NaiveDate, today_is: Today, style: Style) -> String {
    let usual = rules.usual_questions.as_ref();
    let length =
        usual.map(|usual| fill(say::LENGTH, &[("least", &usual.least.to_string()), ("most", &usual.most.to_string())]));
    let purpose = [Some(say::PURPOSE.to_owned()), length].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let day = match today_is {
        Today::Real => say::TODAY,
        Today::Set => say::AS_IF_TODAY,
    };
    let checked = dates::plain(rules.law_checked);
    let made_by = fill(say::MADE_BY, &[("made_by", &rules.made_by), ("checked", &checked)]);
    let lines = |lines: &[&str]| lines.iter().map(|line| style.paragraph(line)).collect::<Vec<_>>().join("\n");
    let blocks = [
        style.painted(Paint::Heading, &fill(say::TITLE, &[("jurisdiction", &rules.jurisdiction)])),
        style.paragraph(&purpose),
        // Early, so that it is on the first page of a small screen too.
        style.paragraph(say::DANGER),
        style.paragraph(say::READY),
        lines(&[say::PRIVATE, say::NOT_ADVICE]),
        lines(&[&made_by, &fill(day, &[("today", &dates::long(today))]), say::LEAVE_NOW]),
    ];
    // Nothing stands before it, so it needs no gap.
    style.screen(&blocks, true).trim_start_matches('\n').to_owned()
}

/// What to type on the first screen.
pub fn view() -> View {
    View::line(say::START)
}

/// How it all works.
pub fn help(style: Style) -> String {
    let mut blocks = vec![style.painted(Paint::Heading, say::HOW_TITLE)];
    blocks.extend(
        [say::HOW_QUESTIONS, say::HOW_UNSURE, say::HOW_MOVE, say::HOW_DATE, say::HOW_READER]
            .map(|said| style.paragraph(said)),
    );
    style.screen(&blocks, true)
}
