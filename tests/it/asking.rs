//! What holds of the interview whatever is answered, with the built-in rules.

use chrono::NaiveDate;
use signpost::render::opening;
use signpost::render::screen::{Showing, Style};
use signpost_render::messages as say;
use signpost_render::plan::Today;

use crate::keep::pages::plans;
use crate::run::{Run, fed, program};

#[test]
fn other_nations_end_with_somebody_to_ring_and_no_error() {
    for nation in ["Wales", "Scotland", "Northern Ireland"] {
        let input = format!("\n{nation}\n\nnothing\n");
        let Run { code, out: plan, talk } = fed(program().args(["--today", "2026-11-21"]), input.as_bytes()).into();
        assert_eq!(code, 0, "{talk}");
        assert!(!talk.contains("Error:"), "{talk}");
        assert_eq!(talk.matches('?').count(), talk.matches("? help").count() + 2, "one question, one offer\n{talk}");
        let help = plan.split("Who can help\n").nth(1).expect("somebody can help");
        assert!(help.starts_with("- "), "{plan}");
    }
}

#[test]
fn the_first_screen_fits_and_begins_with_danger() {
    let rules = signpost_rules::rules();
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a real date");
    let first = |width: usize| {
        let style = Style { width, rows: None, plain: false, color: false };
        let text = opening::text(rules, today, Today::Real, style);
        text + &opening::view().text(style, Showing::Whole)
    };
    let wide = first(76);
    assert!(wide.lines().count() <= 18, "{wide}");
    assert!(wide.split_whitespace().count() <= 110, "{wide}");
    for said in ["England", "Nothing is saved", "not legal advice", "Today: Saturday 21 November 2026.", "Made by"] {
        assert!(wide.contains(said), "{said}\n{wide}");
    }
    // The first page of a screen of 40 columns and 24 rows.
    let narrow = first(40);
    assert!(narrow.lines().take(20).any(|line| line == say::DANGER), "{narrow}");
}

#[test]
fn nothing_is_asked_twice() {
    let rules = signpost_rules::rules();
    let mut asked = 0;
    for (name, plan) in plans() {
        let path = &plan.walk.path;
        let mut once = path.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), path.len(), "{name}");
        asked = asked.max(once.len());
    }
    assert!(asked > 10, "at most {asked} of {} questions", rules.questions.len());
}
