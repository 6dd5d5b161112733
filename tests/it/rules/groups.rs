//! More options than a few stand in groups under headings, and every answer is in sight on the usual screen.

use chrono::NaiveDate;
use signpost::render::question::{Around, view};
use signpost::render::screen::{Showing, Style};
use signpost_check::files;
use signpost_check::proof::alone;
use signpost_core::interview::{Answers, walk};
use signpost_core::rules::{RuleSet, Sources};
use signpost_render::book;
use signpost_render::markdown::markdown;
use signpost_render::messages::MORE_TEXT;

use super::{changed, starter};

const OPTIONS: &str = "      - {id: child, label: My child, said: This is about your child., words: [son, daughter]}\n      \
    - {id: me, label: Me, said: This is about you.}\n";

/// The small rule set with so many more options of the first question; each after so many begins a group.
fn with(more: usize, groups: Option<usize>, label: &str) -> Sources {
    let option = |at: usize| {
        let begins = groups.is_some_and(|size| at.is_multiple_of(size));
        let group = if begins { format!("group: Kind {at}, ") } else { String::new() };
        format!("      - {{id: other-{at}, {group}label: {label} {at}, said: This is about the other {at}.}}\n")
    };
    let first = if groups.is_some() {
        OPTIONS.replacen("id: child", "id: child, group: Close to you", 1)
    } else {
        OPTIONS.to_owned()
    };
    let all = first + &(0..more).map(option).collect::<String>();
    changed(starter(), "england/first.yaml", &[(OPTIONS, &all)])
}

fn rules_of(sources: &Sources) -> Option<RuleSet> {
    files::check(sources).rules
}

fn messages(sources: &Sources) -> String {
    files::check(sources).findings.iter().map(|finding| format!("{finding:?}\n")).collect()
}

fn today() -> NaiveDate {
    "2026-11-21".parse().expect("a day")
}

/// What a terminal shows of the first question, a screenful at a time.
fn first(rules: &RuleSet, width: usize, rows: usize) -> Vec<String> {
    let walk = walk(rules, &Answers::none(rules), today());
    let style = Style { width, rows: Some(rows), plain: false, color: false };
    let place = rules.question_by_id("person").expect("a question");
    view(&walk.situation, place, Around { more: Some(12), ..Around::default() }).screens(style, Showing::Whole)
}

#[test]
fn nine_options_need_headings() {
    assert!(rules_of(&with(6, None, "Other")).is_some());
    assert!(messages(&with(7, None, "Other")).contains("at most 8 options without headings"));
    assert!(rules_of(&with(7, Some(4), "Other")).is_some(), "{}", messages(&with(7, Some(4), "Other")));
    let bare = changed(with(7, Some(4), "Other"), "england/first.yaml", &[("group: Close to you, ", "")]);
    assert!(messages(&bare).contains("the first option stands under no heading"));
    assert!(messages(&with(9, Some(9), "Other")).contains("at most 8 options under one heading"));
    let long = messages(&with(
        9,
        Some(4),
        "Grandparents stepparents childminders neighbours schoolteachers governors councillors psychologists or others",
    ));
    assert!(long.contains("on a screen of 80 columns"), "{long}");
    let heading = changed(
        with(7, Some(4), "Other"),
        "england/first.yaml",
        &[("Close to you", "All those who are very close to you")],
    );
    assert!(messages(&heading).contains("words"), "{}", messages(&heading));
}

/// What the check lets pass is in sight on the usual screen, to the last list that it does; a smaller one shows it a
/// screenful at a time, and no line of it goes by unseen.
#[test]
fn every_answer_is_in_sight() {
    let fitting = (6..20).map_while(|more| rules_of(&with(more, Some(4), "Other")));
    let fitting: Vec<RuleSet> = fitting.collect();
    assert!(fitting.len() >= 3, "{}", fitting.len());
    for rules in fitting {
        let shown = first(&rules, 76, 24);
        let [shown] = shown.as_slice() else { panic!("{shown:?}") };
        let lines: Vec<&str> = shown.lines().collect();
        let at = lines.iter().position(|line| line.starts_with("  1  ")).expect("the first answer");
        // One row more is the answer line.
        assert!(lines.len() - at < 24, "{} lines:\n{shown}", lines.len() - at);
        let screens = first(&rules, 36, 12);
        assert!(screens.iter().all(|screen| screen.lines().count() < 12), "{screens:?}");
        let lines = screens.iter().flat_map(|screen| screen.lines().filter(|line| !line.starts_with(MORE_TEXT)));
        assert!(lines.collect::<Vec<_>>().join("\n").contains("Other 0"), "{screens:?}");
    }
}

#[test]
fn headings_are_shown_in_every_face() {
    let rules = rules_of(&with(7, Some(4), "Other")).expect("no errors");
    let shown = first(&rules, 76, 40).concat();
    assert!(shown.contains("Close to you\n  1  My child\n  2  Me\nKind 0\n  3  Other 0\n"), "{shown}");
    let alone = alone::every(&rules).unwrap_or_else(|why| panic!("{why}"));
    assert!(markdown(&book::document(&rules, &alone)).contains("|  | Close to you |  |  |"));
}
