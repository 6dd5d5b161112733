//! The plan on the screen, over every case.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use signpost::interview::Answers;
use signpost::plan::{Advice, Plan, advise};
use signpost::proof::examples::ExampleFile;
use signpost::render::document::{Document, Spacing, Style, styled};
use signpost::render::plan::{self as page, MOST_LINES, SCREEN, Today};
use signpost::rules;

/// The plan of every case, by its name.
pub fn plans() -> Vec<(String, Plan<'static>)> {
    let rules = rules::built_in();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the cases can be read").map(|entry| entry.expect("each too").path()).collect();
    files.sort();
    let mut plans = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).expect("a case file can be read");
        let file: ExampleFile = serde_yaml::from_str(&text).expect("a case file is well formed");
        for example in file.cases {
            let today: NaiveDate = example.today.parse().expect("a case has a day");
            let mut entries: Vec<_> = example.answers.iter().collect();
            entries.sort_by_key(|(id, _)| rules.question_by_id(id));
            let mut answers = Answers::none(rules);
            for (id, value) in entries {
                answers.read(rules, id, value, today).unwrap_or_else(|fault| panic!("{}: {fault:?}", example.name));
            }
            match advise(rules, &answers, today) {
                Advice::Plan(plan) => plans.push((example.name, plan)),
                _ => panic!("{}: no plan", example.name),
            }
        }
    }
    plans
}

fn close(document: &Document, width: usize) -> String {
    styled(document, Style { width, spacing: Spacing::Close, ascii: false, bold: false })
}

#[test]
fn every_plan_fits_a_screen() {
    let mut wrong = Vec::new();
    let mut counts = Vec::new();
    for (name, plan) in plans() {
        let shown = close(&page::document(&plan, Today::Set), SCREEN);
        let lines = shown.lines().count();
        counts.push(lines);
        if lines > MOST_LINES {
            wrong.push(format!("{lines} {name}"));
        }
    }
    counts.sort_unstable();
    eprintln!("{counts:?}");
    assert!(wrong.is_empty(), "longer than {MOST_LINES} lines:\n{}", wrong.join("\n"));
}

#[test]
#[ignore = "to look at"]
fn show() {
    let wanted = std::env::var("CASE").unwrap_or_default();
    for (name, plan) in plans() {
        if name.contains(&wanted) {
            println!("##### {name}\n{}", close(&page::document(&plan, Today::Set), SCREEN));
        }
    }
}
