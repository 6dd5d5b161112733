//! Nothing is lost: programs at the same time, and programs ended at any moment.

use std::fs;
use std::process::Stdio;
use std::time::Instant;

use crate::run::{TODAY, program};
use crate::shelf::Shelf;

const ONE: &str = "K7MR-3XQD";

#[test]
fn the_second_of_two_programs_is_told_and_keeps_its_text() {
    let shelf = Shelf::new();
    shelf.with(ONE, &[]);
    assert_eq!(shelf.case(&["note", ONE, "first", "--rev", "1"]).code, 0);
    let late = shelf.case(&["note", ONE, "what the second one typed", "--rev", "1"]);
    assert_eq!(late.code, 1);
    assert!(late.err.contains("another program has saved K7MR-3XQD"), "{}", late.err);
    assert!(late.err.contains("What you wrote:\nwhat the second one typed"), "{}", late.err);
    let text = shelf.text(ONE);
    assert!(text.contains("first") && !text.contains("second"), "{text}");
}

#[test]
fn programs_at_the_same_time_lose_nothing() {
    let shelf = Shelf::new();
    shelf.with(ONE, &[]);
    std::thread::scope(|scope| {
        for program in 0..4 {
            let shelf = &shelf;
            scope.spawn(move || {
                for number in 0..10 {
                    let run = shelf.case(&["note", ONE, &format!("note {program}-{number}.")]);
                    assert_eq!(run.code, 0, "{}", run.err);
                }
            });
        }
    });
    let text = shelf.text(ONE);
    assert_eq!(text.matches("text: note").count(), 40);
    assert!(text.contains("rev: 41"), "{text}");
}

/// Killed at any moment of a save, a case is the old one or the new one, and the next save works.
#[test]
fn a_kill_at_any_moment_leaves_the_old_case_or_the_new_one() {
    const KILLS: usize = 200;
    let shelf = Shelf::new();
    shelf.with(ONE, &[]);
    // A long note makes the write itself the larger part of each run.
    let long = "x ".repeat(60_000);
    assert_eq!(shelf.case_with(&["note", ONE], long.as_bytes()).code, 0);
    let cases = shelf.cases();
    let save = |number: usize| {
        program()
            .args(["case", "--cases", cases.to_str().expect("plain"), "note", ONE, &format!("n{number}.")])
            .args(["--today", TODAY])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts")
    };
    let start = Instant::now();
    assert!(save(0).wait().expect("it ends").success());
    let whole = start.elapsed();
    let (mut killed, mut old, mut new, mut number) = (0, 0, 0, 1);
    let mut before = shelf.text(ONE);
    while killed < KILLS {
        // Any moment from the start to a little past the end, in no regular order.
        let part = (number * 7919 % 1000) as u32;
        let mut child = save(number);
        std::thread::sleep(whole * part / 900);
        child.kill().expect("ours");
        if !child.wait().expect("it ends").success() {
            killed += 1;
        }
        let after = shelf.text(ONE);
        signpost::cases::read(after.as_bytes()).expect("whole");
        if after == before {
            old += 1;
        } else {
            new += 1;
            assert!(after.contains(&format!("text: n{number}.")), "neither the old case nor the new one");
            let without = |text: &str| text.lines().filter(|line| !line.starts_with("rev: ")).count();
            assert_eq!(without(&after), without(&before) + 2, "the old notes are there");
        }
        before = after;
        number += 1;
    }
    println!("{killed} kills in {} saves: {old} times the old case, {new} times the new one", number - 1);
    assert!(old > 0 && new > 0, "{old} old, {new} new: the kills did not fall around the save");
    assert_eq!(shelf.case(&["note", ONE, "after all"]).code, 0);
    let stray = fs::read_dir(shelf.cases())
        .expect("ours")
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(".signpost-"));
    assert_eq!(stray.count(), 0, "temporary files are swept");
}
