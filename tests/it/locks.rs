//! What once broke, each with the way it did: files that mean harm, ends from outside, words that were not true.

use std::error::Error;
use std::fs;
use std::io;

use signpost::cases::{read, write};
use signpost::error::{AppError, Exit};

use crate::shelf::{REFUSED, Run, Shelf, run};

const ONE: &str = "K7MR-3XQD";
const TWO: &str = "K7MA-9PTW";

/// A case file as somebody else may have written it.
fn from_elsewhere(reference: &str, rest: &str) -> String {
    format!("schema_version: 1\nreference: {reference}\ncreated: 2026-01-01\n{rest}")
}

fn import(shelf: &Shelf, text: &str) -> Run {
    let file = shelf.path().join("elsewhere.yaml");
    fs::write(&file, text).expect("ours");
    shelf.case(&["import", file.to_str().expect("plain")])
}

#[test]
fn a_note_never_makes_its_own_case_unreadable() {
    let shelf = Shelf::new();
    shelf.with(ONE, &REFUSED);
    let family = "a family: \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}";
    let notes = [
        format!("{}\u{200b}", "[x] ".repeat(201)),
        family.to_owned(),
        "steered \u{1b}[2J here, \u{85}and \u{2028}there\u{202e}".to_owned(),
        "\u{feff}tabs\tand\r\nlines\n\n  indented: {not: [yaml\n- at all".to_owned(),
        ": # ' \" | > & * ! % @ ` --- ...".to_owned(),
    ];
    for note in &notes {
        let run = shelf.case_with(&["note", ONE, "--keep"], note.as_bytes());
        assert_eq!((run.code, run.out), (0, format!("Noted: {ONE}\n")), "{note:?}: {}", run.err);
        let text = shelf.text(ONE);
        let hidden = text.chars().find(|letter| *letter != '\n' && signpost_core::text::is_hidden(*letter));
        assert_eq!(hidden, None, "{note:?}");
        for command in [&["list"][..], &["show", ONE], &["plan", ONE], &["report", ONE], &["recheck"]] {
            let run = shelf.case(command);
            assert_eq!(run.code, 0, "{note:?}: {command:?}: {}", run.err);
        }
        assert_eq!(shelf.diary(&[]).code, 0);
    }
    // What was given away can be taken in elsewhere.
    let copy = shelf.path().join("copy.yaml");
    assert_eq!(shelf.case(&["export", ONE, "--to", copy.to_str().expect("plain")]).code, 0);
    let other = Shelf::new();
    let run = other.case(&["import", copy.to_str().expect("plain")]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(other.text(ONE).contains("a family: \u{1f468}\u{1f469}\u{1f467}"), "{}", other.text(ONE));
}

#[test]
fn what_older_programs_wrote_is_read_without_what_it_hides() {
    let shelf = Shelf::new();
    shelf.with(ONE, &[]);
    let note = "notes:\n- text: \"shown \\e[2J\\u200d\\x85 \u{200f}here\"\nours: \"\\a\u{200b}kept\"\n";
    fs::write(shelf.file(ONE), from_elsewhere(ONE, note)).expect("ours");
    for command in [&["list"][..], &["report", ONE], &["show", ONE]] {
        let run = shelf.case(command);
        assert!(run.code == 0 && !run.out.contains(['\u{1b}', '\u{200d}', '\u{200f}', '\u{85}']), "{:?}", run.out);
    }
    assert!(import(&Shelf::new(), &shelf.text(ONE)).out.starts_with("Taken in"));
    assert_eq!(shelf.case(&["note", ONE, "more"]).code, 0);
    let text = shelf.text(ONE);
    assert!(text.contains("shown [2J here") && text.contains("ours: kept"), "{text}");
}

#[test]
fn what_could_not_be_read_again_is_not_taken_in() {
    let shelf = Shelf::new();
    let deep = format!("zz: {}[{}]{}\n", "{a: ".repeat(28), "a,".repeat(40_000), "}".repeat(28));
    let large = import(&shelf, &from_elsewhere(ONE, &deep));
    assert!(large.code == 1 && large.err.contains("it would become larger than 1 MiB"), "{}", large.err);
    for (rest, why) in [
        ("rev: 18446744073709551615\n", "`rev` must be a number below 1000000000000"),
        ("rev: 999999999999\n", "`rev` must be a number below 1000000000000"),
        ("updated: +262142-12-31\n", "`updated` must be a day"),
        ("actions: [{who: me, what: x, by: 12026-01-01}]\n", "`actions[1].by` must be a day"),
        ("answers: {\"\\e[2Jx\": y}\n", "a control or invisible character stands in this value"),
        ("plans: [{on: 2026-01-01, next_step: x, deadlines: {\"x\\r\\nATTACH:y\": {due: 2027-01-01}}}]\n", "invisible"),
        ("a: &a x\nb: *a\n", "anchors (&) are not used"),
    ] {
        let run = import(&shelf, &from_elsewhere(ONE, rest));
        assert!(run.code == 1 && run.err.contains(why), "{rest}: {}", run.err);
    }
    assert!(!shelf.file(ONE).exists());
}

#[test]
fn a_hostile_file_in_the_folder_is_named_and_does_no_harm() {
    let shelf = Shelf::new();
    shelf.with(ONE, &REFUSED);
    let bomb = format!("a0: &a \"{}\"\nb:\n{}", "x".repeat(100_000), "- *a\n".repeat(10_000));
    fs::write(shelf.file(TWO), from_elsewhere(TWO, &bomb)).expect("ours");
    let list = shelf.case(&["list"]);
    assert!(list.code == 1 && list.out.contains(ONE) && list.err.contains("anchors (&) are not used"), "{}", list.err);
    let injected = "plans:\n- {on: 2026-01-01, next_step: x, deadlines: {\"x\\r\\nATTACH:file:///etc/passwd\": {aim: 2027-01-01, due: 2027-01-01}}}\n";
    fs::write(shelf.file(TWO), from_elsewhere(TWO, injected)).expect("ours");
    let diary = shelf.diary(&["--format", "ics"]);
    assert!(diary.code == 1 && diary.out.contains("END:VCALENDAR") && !diary.out.contains("ATTACH"), "{}", diary.out);
}

#[cfg(unix)]
fn pipe(path: &std::path::Path) {
    let made = std::process::Command::new("mkfifo").arg(path).status().expect("mkfifo is there");
    assert!(made.success());
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_never_waited_for() {
    let shelf = Shelf::new();
    shelf.with(ONE, &REFUSED);
    pipe(&shelf.file(TWO));
    for run in [shelf.case(&["list"]), shelf.diary(&[]), shelf.case(&["recheck"])] {
        assert!(run.code == 1 && run.err.contains("it is not a plain file"), "{}", run.err);
    }
    assert_eq!(shelf.case(&["delete", TWO, "--yes"]).code, 0, "it can be removed");
    fs::remove_file(shelf.cases().join(".lock")).expect("it was made");
    pipe(&shelf.cases().join(".lock"));
    let note = shelf.case(&["note", ONE, "said on the telephone"]);
    assert!(note.code == 1 && note.err.contains("Not saved. What you wrote:\nsaid on the telephone"), "{}", note.err);
    // Among examples it is none.
    let folder = shelf.path().join("examples");
    fs::create_dir(&folder).expect("ours");
    pipe(&folder.join("odd.yaml"));
    let test = run(&["rules", "test", folder.to_str().expect("plain")], b"");
    assert!(test.code == 1 && test.err.contains("so nothing was tested"), "{}", test.err);
    // Writing over a thing that is no file would take it away.
    let (answers, thing) = (shelf.path().join("answers.yaml"), shelf.path().join("thing"));
    fs::write(&answers, "area: wales\n").expect("ours");
    pipe(&thing);
    let (answers, thing) = (answers.to_str().expect("plain"), thing.to_str().expect("plain"));
    let plan = run(&["plan", "--answers", answers, "--out", thing, "--force"], b"");
    assert!(plan.code == 1 && plan.err.contains("it is not a plain file"), "{}", plan.err);
    use std::os::unix::fs::FileTypeExt;
    assert!(fs::symlink_metadata(thing).expect("there").file_type().is_fifo());
}

#[cfg(unix)]
#[test]
fn a_folder_that_others_can_change_is_not_used() {
    use std::os::unix::fs::PermissionsExt;
    let shelf = Shelf::new();
    shelf.with(ONE, &[]);
    for mode in [0o770, 0o720, 0o702] {
        fs::set_permissions(shelf.cases(), fs::Permissions::from_mode(mode)).expect("ours");
        let list = shelf.case(&["list"]);
        assert!(list.code == 1 && list.err.contains("can change the cases"), "{mode:o}: {}", list.err);
    }
    fs::set_permissions(shelf.cases(), fs::Permissions::from_mode(0o700)).expect("ours");
    // Only root can give a folder away, or find one that belongs to nobody here.
    if std::os::unix::fs::chown(shelf.cases(), Some(65_534), None).is_ok() {
        let list = shelf.case(&["list"]);
        assert!(list.code == 1 && list.err.contains("belongs to somebody else"), "{}", list.err);
    }
}

#[test]
fn files_are_written_whole_under_any_name_and_leave_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let minutes = std::time::Duration::from_secs(120);
    // What a killed program left, and what one that is still writing has there.
    for (name, age) in [(".signpost-killed.part", minutes), (".signpost-writing.part", std::time::Duration::ZERO)] {
        let file = fs::File::create(at(name)).expect("ours");
        file.set_modified(std::time::SystemTime::now() - age).expect("ours");
    }
    let long = format!("{}.txt", "n".repeat(246));
    for name in [long.as_str(), "log.txt"] {
        let run = run(&["log", "--out", at(name).to_str().expect("plain")], b"");
        assert_eq!(run.code, 0, "{}", run.err);
    }
    let mut names: Vec<_> =
        fs::read_dir(folder.path()).expect("ours").map(|entry| entry.expect("too").file_name()).collect();
    names.sort();
    assert_eq!(names, [".signpost-writing.part", "log.txt", &long]);
}

#[test]
fn an_export_never_stands_in_its_own_way() {
    let shelf = Shelf::new();
    shelf.with(ONE, &["area=england"]);
    let copy = shelf.path().join("copy.yaml");
    let to = copy.to_str().expect("plain");
    assert_eq!(shelf.case(&["export", ONE, "--to", to]).code, 0);
    let again = shelf.case(&["export", ONE, "--to", to]);
    assert!(again.code == 1 && again.err.contains("could not be written: it is there already"), "{}", again.err);
    assert_eq!(fs::read_to_string(&copy).expect("there"), shelf.text(ONE));
}

#[test]
fn answers_are_read_one_way_and_within_bounds() {
    let folder = tempfile::tempdir().expect("a folder");
    let many: String = (0..1_001).map(|at| format!("question-{at}: x\n")).collect();
    let long = format!("area: {}\n", "x".repeat(300 << 10));
    let file = folder.path().join("answers.yaml");
    for (text, why) in [
        (many, "it holds more than 1000 answers"),
        (long, "it is larger than 256 KiB"),
        ("x".repeat(5 << 20), "no file may be that large here"),
        ("\"\\e[2J\": x\n".into(), "a control or invisible character"),
    ] {
        fs::write(&file, text).expect("ours");
        let run = run(&["plan", "--answers", file.to_str().expect("plain")], b"");
        assert!(run.code != 0 && run.err.contains(why) && !run.err.contains('\u{1b}'), "{why}: {}", run.err);
    }
    let escape = run(&["plan", "--set", "\u{1b}[2Jx=y"], b"");
    assert!(escape.code == 2 && !escape.err.contains('\u{1b}'), "{:?}", escape.err);
    // A certificate from before the letter: what one command refuses another does not pass.
    let answers = "area: england, person: child, about: [plan], stage: refused-assessment, done: [mediation], \
                   progress: have-certificate, letter-date: 2026-10-28, certificate-date: 2026-10-01";
    let case =
        format!("cases:\n- name: Odd\n  from: a test\n  today: 2026-11-21\n  answers: {{{answers}}}\n  expect: {{}}\n");
    fs::write(&file, case).expect("ours");
    let test = run(&["rules", "test", file.to_str().expect("plain")], b"");
    assert!(test.code == 1 && test.out.contains("`certificate-date` does not take `2026-10-01`"), "{}", test.out);
}

#[test]
fn a_spreadsheet_gets_no_formula_and_the_right_line() {
    for end in ["\n", "\r\n", "\r"] {
        let rows =
            ["id,area", "=1+1,england", "@SUM(A1),englnd", "-5,wales", "\"two", "lines\",wales", "\u{1b}[2J,wales"];
        let done = run(&["batch", "--format", "csv"], rows.join(end).as_bytes());
        let mut reader = csv::Reader::from_reader(done.out.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("CSV");
        let starts: Vec<(&str, &str)> = rows.iter().map(|row| (&row[0], &row[1])).collect();
        assert_eq!(
            starts,
            [("2", "'=1+1"), ("3", "'@SUM(A1)"), ("4", "-5"), ("5", "two\nlines"), ("7", "[2J")],
            "{end:?}: {}",
            done.err
        );
    }
}

#[test]
fn a_rough_date_that_comes_to_one_day_is_one_day() {
    // Good Friday and the Saturday after it: both ends go to the Tuesday.
    let letter = "letter-date=2026-02-03..2026-02-04";
    let run = run(&["deadline", "appeal", "--set", letter, "--set", "certificate-date=not-sure"], b"");
    assert!(run.out.contains("7 April 2026"), "{}{}", run.out, run.err);
    assert!(!run.out.contains("could also be"), "{}", run.out);
}

#[test]
fn the_last_day_of_an_action_is_in_a_year_of_ours() {
    let shelf = Shelf::new();
    shelf.with(ONE, &[]);
    let run = shelf.case(&["action", ONE, "ring", "--by", "+262142-12-31"]);
    assert!(run.code == 2 && run.err.contains("is not a day"), "{}", run.err);
}

#[test]
fn errors_know_their_cause_and_end_as_they_should() {
    let disk = || io::Error::from(io::ErrorKind::StorageFull);
    let path = std::path::Path::new("plan.txt");
    for error in
        [AppError::read(path, disk()), AppError::write(path, disk()), AppError::Talk(disk()), AppError::Output(disk())]
    {
        assert!(error.source().is_some_and(|source| source.is::<io::Error>()), "{error}");
        assert_eq!(error.exit(), Exit::CouldNot);
    }
    let busy = AppError::Busy { folder: path.to_owned() };
    let budget = AppError::Budget("2 seconds".into());
    let letter = AppError::Letter { id: "x".into(), what: "y".into() };
    assert_eq!([busy.exit(), budget.exit(), letter.exit()], [Exit::CouldNot, Exit::Rules, Exit::Rules]);
    let fault = read(b"").expect_err("it is empty");
    assert_eq!(fault.to_string(), "it is empty");
}

#[test]
fn what_is_written_is_what_is_read() {
    let text = from_elsewhere(
        ONE,
        "level: \"2\"\nconsents: {record: {given: no, why: asked twice}}\nanswers: {nation: [a, b], person: {answer: 7, known: read-out, on: 2026-01-02}}\n\
         calls: [{on: 2026-01-02, minutes: \"12\", teach_back: yes, more: {deep: 1}}]\nplans: [{on: 2026-01-01, next_step: x, alongside: [], deadlines: {y: {due: 2026-02-01}}}]\nmine: ~\n",
    );
    let case = read(text.as_bytes()).expect("it is well formed");
    let written = write(&case).expect("it can be read again");
    assert_eq!(write(&read(written.as_bytes()).expect("it can")), Ok(written.clone()));
    let again = "schema_version: 1\nreference: K7MR-3XQD\nrev: 0\nstatus: open\nlevel: 2\ncreated: 2026-01-01\nupdated: 2026-01-01\n\
                 consents:\n  record:\n    given: no\n    why: asked twice\nanswers:\n  nation:\n    answer:\n    - a\n    - b\n    known: not-said\n  \
                 person:\n    answer: 7\n    known: read-out\n    on: 2026-01-02\ncalls:\n- on: 2026-01-02\n  minutes: 12\n  teach_back: true\n  \
                 more:\n    deep: 1\nplans:\n- on: 2026-01-01\n  rules: ''\n  law_checked: ''\n  next_step: x\n  said: ''\n  deadlines:\n    y:\n      \
                 due: 2026-02-01\n  answers: ''\nmine: null\n";
    assert_eq!(written.split_once('\n').map(|(_, rest)| rest), Some(again), "{written}");
}
