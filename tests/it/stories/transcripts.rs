//! What a person sees, from the first line to the last: one story for each face and size. Few, so that each is read
//! when it changes; `INSTA_UPDATE=always cargo test transcripts` writes them anew.

use std::io::Write;
use std::process::{Command, Stdio};

use super::walks::{command, terminal};
use super::{ALL, Step, Story};
use crate::screen::Screen;

fn story(name: &str) -> &'static Story {
    ALL.iter().find(|story| story.name == name).expect("there is such a story")
}

/// A folder whose name is as long on every machine, so that lines break at the same places.
fn folder() -> tempfile::TempDir {
    tempfile::Builder::new().prefix("").rand_bytes(8).tempdir_in("/tmp").expect("a folder")
}

/// The folder's name, and which rules it were, are not news.
fn settled(text: &str, folder: &tempfile::TempDir) -> String {
    let path = std::fs::canonicalize(folder.path()).expect("it is there").display().to_string();
    let hash = &signpost_rules::rules().hash;
    text.replace(&path, "/home/family").replace(hash.as_str(), "[rules]").replace(&hash[..12], "[rules]")
}

fn piped(name: &str, arguments: &str, keeping: &[Step]) -> String {
    let (story, folder) = (story(name), folder());
    let mut child = Command::new("sh")
        .args(["-c", &command(story, &format!("{arguments} 2>&1"))])
        .current_dir(folder.path())
        .env_remove("ACCESSIBLE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let typed: String = story.interview.iter().chain(keeping).map(|step| format!("{}\n", step.typed)).collect();
    child.stdin.take().expect("a pipe").write_all(typed.as_bytes()).expect("it listens");
    let done = child.wait_with_output().expect("it ends");
    settled(&String::from_utf8(done.stdout).expect("text"), &folder)
}

fn pictured(name: &str, columns: u16, arguments: &str, keeping: &[Step]) -> String {
    let (story, folder) = (story(name), folder());
    let mut screen = Screen::of(columns, 24, &command(story, arguments), folder.path(), true).pictured();
    terminal(&mut screen, &[&story.interview, keeping].concat());
    settled(&screen.ends_pictured().2, &folder)
}

#[test]
fn a_pipe() {
    insta::assert_snapshot!("pipe", piped("Wales", "", &story("Wales").keeps_text().0));
}

#[test]
fn a_plain_pipe() {
    let name = "school not helping";
    insta::assert_snapshot!("plain", piped(name, "--plain", &story(name).keeps_text().0));
}

#[test]
fn the_answer_line() {
    let name = "refusal to assess";
    insta::assert_snapshot!("line_80", pictured(name, 80, "", &story(name).keeps_everything().0));
    let name = "permanent exclusion";
    insta::assert_snapshot!("line_40", pictured(name, 40, "", &story(name).keeps_text().0));
}

#[test]
fn menus() {
    let name = "final plan, wrong school";
    insta::assert_snapshot!("menu_80", pictured(name, 80, "--menu", &story(name).keeps_text().0));
    let name = "late appeal";
    insta::assert_snapshot!("menu_40", pictured(name, 40, "--menu", &story(name).keeps_text().0));
}
