//! The first screen and its help.

use chrono::NaiveDate;

use super::screen::{Paint, Style, View};
use signpost_core::rules::model::RuleSet;
use signpost_render::messages as say;
use signpost_render::opening;
use signpost_render::plan::Today;

/// What it is, how long it takes, what it keeps, and what day it is.
pub fn text(rules: &RuleSet, today: NaiveDate, today_is: Today, style: Style) -> String {
    let mut opening = opening::paragraphs(rules, today, today_is);
    opening.around.push(say::LEAVE_NOW.to_owned());
    let lines = |lines: &[String]| lines.iter().map(|line| style.paragraph(line)).collect::<Vec<_>>().join("\n");
    let blocks = [
        style.painted(Paint::Heading, &opening.title),
        style.paragraph(&opening.purpose),
        // Early, so that it is on the first page of a small screen too.
        style.paragraph(opening.danger),
        style.paragraph(opening.ready),
        lines(&opening.promises),
        lines(&opening.around),
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
