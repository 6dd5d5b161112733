//! The same story in every face gives the same plan, byte for byte.
#![cfg(unix)]

use std::fs;

use crate::run::typed;
use crate::screen::Screen;

#[test]
fn every_face_gives_the_same_plan() {
    let bare = typed(&[], &["", "1", "1", "2", "28 oct", "1 3", "y", "10 nov", ""]);
    assert!(bare.talk.contains("ertificate is dated"), "{}", bare.talk);
    let plain = bare.out;
    assert!(plain.starts_with("Your next steps"), "{plain}");

    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("plan.txt");
    let mut line = Screen::new(80, 24, "", Some(&file));
    line.types("").sees("nation").types("England").sees("Who is").types("my child").sees("decided?").types("2");
    line.sees("printed").types("28/10/26");
    line.sees("Which parts").types("1,3").sees("certificate?").types("yes");
    line.sees("on the certificate?").types("10 11 2026");
    line.sees("Check").types("").sees("Do you want to keep").types("nothing");
    assert_eq!(line.ends().1, 0);
    assert_eq!(fs::read_to_string(&file).expect("a plan"), plain);

    let mut menu = Screen::new(80, 24, "--menu", Some(&file));
    menu.types("").sees("nation").chooses(1, "Stop").sees("Who is").chooses(1, "Stop");
    menu.sees("decided?").chooses(2, "Stop");
    menu.sees("printed").types("28 october");
    menu.sees("Which parts").types("1 and 3").sees("certificate?").chooses(1, "Stop");
    menu.sees("on the certificate?").types("2026-11-10");
    menu.sees("See my next steps").chooses(8, "Stop").menu("Stop").press("q");
    assert_eq!(menu.ends().1, 0);
    assert_eq!(fs::read_to_string(&file).expect("a plan"), plain);

    let set = [
        "plan",
        "--set",
        "nation=england",
        "--set",
        "person=child",
        "--set",
        "decision=plan-contents",
        "--set",
        "letter-date=2026-10-28",
        "--set",
        "parts=needs,school",
        "--set",
        "certificate=yes",
        "--set",
        "certificate-date=2026-11-10",
    ];
    assert_eq!(typed(&set, &[]).out, plain);
}
