//! A screen that takes bare lines only gets its plan in ASCII too; another gets the letters as they are written.
#![cfg(unix)]

use std::fs;
use std::path::Path;

use crate::run::{PROGRAM, TODAY};
use crate::screen::Screen;

/// The small rules, with a helpline that has an accent in its name.
fn with_an_accent() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let sources = signpost_outside::gather::folder(crate::run::RULES.as_ref()).expect("the rules can be read");
    let mut changed = 0;
    for (name, bytes) in sources {
        let text = String::from_utf8(bytes).expect("text");
        changed += text.matches("name: A helpline").count();
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("ours");
        fs::write(path, text.replace("name: A helpline", "name: Caf\u{e9} helpline")).expect("ours");
    }
    assert_eq!(changed, 1);
    folder
}

/// The plan for somebody in Wales, on a screen of this size in a terminal of this kind.
fn plan(columns: u16, rows: u16, term: &str) -> String {
    let folder = with_an_accent();
    let rules = folder.path().display();
    let line =
        format!("TERM={term} exec {PROGRAM} --color never --rules {rules} --today {TODAY} plan --set nation=wales");
    let (shown, code) = Screen::of(columns, rows, &line, Path::new("."), false).ends();
    assert_eq!(code, 0, "{shown}");
    shown
}

#[test]
fn the_plan_has_the_letters_of_its_screen() {
    assert!(plan(80, 24, "xterm").contains("Caf\u{e9} helpline"));
    for shown in [plan(80, 24, "dumb"), plan(39, 24, "xterm"), plan(80, 7, "xterm")] {
        assert!(shown.contains("Cafe helpline") && shown.is_ascii(), "{shown}");
    }
}
