//! Every page at every width: no line is too long, and what must stay together does (`ux.md` H6).

use std::collections::BTreeMap;

use signpost::edge::terminal::text_width;
use signpost_core::interview::{Answers, walk};
use signpost_core::text::MONTHS;
use signpost_render::document::{Document, Spacing, Style, styled};
use signpost_render::letter;
use signpost_render::plan::{self as page, Today};

use crate::keep::pages::{is_gap, plans};

const COLUMNS: [usize; 4] = [40, 60, 80, 200];

/// The widest line of all.
const WIDEST: usize = 76;

fn shown(document: &Document, width: usize, spacing: Spacing) -> String {
    styled(document, Style { width, spacing, ascii: spacing == Spacing::Wide, bold: false })
}

/// What is copied or typed as one, with how often it stands there: telephone numbers, dates, addresses.
fn wholes(text: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    let figures = |word: &&str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    for line in text.lines() {
        let words: Vec<&str> =
            line.split(' ').map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric())).collect();
        let mut at = 0;
        while at < words.len() {
            let number = words[at..].iter().take_while(|word| figures(word) && word.len() > 2).count();
            let dated = words.get(at + 1).is_some_and(|month| MONTHS.contains(month))
                && figures(&words[at])
                && words.get(at + 2).is_some_and(|year| year.len() == 4 && figures(year));
            let address = words[at].contains("www.") || words[at].contains('@') || words[at].contains("//");
            let length = if dated { 3 } else { number.max(usize::from(address)) };
            if length > 1 || address {
                *found.entry(words[at..at + length].join(" ")).or_default() += 1;
            }
            at += length.max(1);
        }
    }
    found
}

#[test]
fn no_line_is_too_long_and_nothing_that_is_copied_is_split() {
    let mut kinds = [0; 3];
    for (name, plan) in plans() {
        let pages =
            [(page::document(&plan, Today::Real), Spacing::Close), (page::whole(&plan, Today::Real), Spacing::Wide)];
        for (page, spacing) in &pages {
            let wanted = wholes(&shown(page, 4000, *spacing));
            for whole in wanted.keys() {
                let dated = usize::from(whole.contains(char::is_alphabetic));
                kinds[if whole.contains(['@', '.', '/']) { 2 } else { dated }] += 1;
            }
            for columns in COLUMNS {
                let width = text_width(columns);
                assert!(width <= columns.min(WIDEST));
                let text = shown(page, width, *spacing);
                for line in text.lines() {
                    // A web address or an email is one word, whatever its length.
                    let one_word = line.trim_start_matches(['-', ' ']).split(' ').count() == 1;
                    // Nor is a gap of a letter split, and the longest are longer than the narrowest screen.
                    assert!(line.chars().count() <= width || one_word || is_gap(line), "{name} at {columns}: {line}");
                }
                assert_eq!(wholes(&text), wanted, "{name} at {columns}:\n{text}");
            }
        }
    }
    assert!(kinds.iter().all(|met| *met > 200), "{kinds:?}");
}

#[test]
fn no_gap_of_a_letter_is_split() {
    let rules = signpost_rules::rules();
    let situation = walk(rules, &Answers::none(rules), rules.law_checked).situation;
    let mut gaps = 0;
    for draft in &rules.letters {
        let page = letter::document(&situation, draft).unwrap_or_else(|_| panic!("{}", draft.id));
        for columns in COLUMNS {
            let width = text_width(columns);
            for line in shown(&page, width, Spacing::Wide).lines() {
                let count = |bracket: char| line.matches(bracket).count();
                // A gap that is longer than the screen stands by itself: the screen breaks it, not we.
                let gap = line.trim_start_matches("[ ]").trim_start_matches(['-', ' ']);
                let one_gap = gap.starts_with('[') && gap.matches('[').count() == 1;
                assert_eq!(count('['), count(']'), "{} at {columns}: {line}", draft.id);
                assert!(line.chars().count() <= width || one_gap, "{} at {columns}: {line}", draft.id);
                gaps += count('[');
            }
        }
    }
    assert!(gaps > 400, "only {gaps}");
}
