//! What is read back of stories: what was understood and what is offered. For `tests/read_back_table.py`.
//!
//!     cargo run --example read_back -- RULES < STORIES > HEARD
//!
//! A story a line as JSON (`id`, `story`, `today`), and a line out for each: `understood` and `offered` as facts, and what
//! was not clear.

use std::error::Error;
use std::fs::File;
use std::io::{self, BufRead, Write};
use std::path::Path;

use chrono::NaiveDate;
use serde_json::{Value, json};
use signpost_check::files::{check, gather};
use signpost_core::interview::{Answers, heard};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).ok_or("name the rules folder")?;
    let sources = gather::folder(Path::new(&folder), |path| File::open(path))?;
    let rules = check(&sources).rules.ok_or("the rules have errors")?;
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let row: Value = serde_json::from_str(&line?)?;
        let today: NaiveDate = row["today"].as_str().ok_or("no today")?.parse()?;
        let story = row["story"].as_str().ok_or("no story")?;
        let mut answers = Answers::none(&rules);
        let pieces = heard::hear(&rules, story, &answers, &[], today);
        let mut understood = Vec::new();
        for (piece, given) in pieces.iter().flat_map(|piece| piece.understood.iter().map(move |given| (piece, given))) {
            heard::take(&rules, &mut answers, *given, today);
            understood.extend(heard::written(&rules, *given).into_iter().map(|fact| json!([fact, piece.typed])));
        }
        let offered = heard::perhaps(&rules, &pieces, &answers, today);
        let told: Vec<&str> = offered.iter().map(|(typed, _)| *typed).collect();
        let unclear: Vec<&String> = pieces
            .iter()
            .filter(|piece| piece.understood.is_empty() && !told.contains(&piece.typed.as_str()))
            .map(|piece| &piece.typed)
            .collect();
        let offered: Vec<Value> = (offered.iter())
            .flat_map(|(typed, given)| heard::written(&rules, *given).into_iter().map(move |fact| json!([fact, typed])))
            .collect();
        let taken: Vec<String> = answers.held().flat_map(|given| heard::written(&rules, given)).collect();
        let heard =
            json!({"id": row["id"], "taken": taken, "understood": understood, "offered": offered, "unclear": unclear});
        writeln!(out, "{heard}")?;
    }
    Ok(())
}
