//! Saved cases from outside: what is kept, what is refused, and that nothing is lost.

use std::fs;

use signpost::cases::{read, write};

use crate::run::flat;
use crate::shelf::{REFUSED, Shelf};

const ONE: &str = "K7MR-3XQD";
const TWO: &str = "K7MA-9PTW";

#[test]
fn a_call_from_start_to_note() {
    let shelf = Shelf::new();
    shelf.with(ONE, &REFUSED[..5]);
    let open = shelf.case(&["open", "k7"]);
    assert_eq!(open.code, 4, "{}", open.err);
    assert!(open.err.contains("letter-date"), "{}", open.err);
    let set = shelf.case(&["set", ONE, "letter-date=28 oct 2026", "--known", "read-out"]);
    assert_eq!((set.code, set.out.lines().next()), (0, Some("The letter is dated Wednesday 28 October 2026.")));
    let set = shelf.case(&[&["set", ONE], &REFUSED[6..], &["--level", "2", "--caller", "parent"]].concat());
    assert_eq!(set.code, 0, "{}", set.err);
    let plan = shelf.case(&["plan", ONE]);
    assert!(plan.out.contains("What to do"), "{}{}", plan.out, plan.err);
    for args in [
        ["consent", ONE, "record", "yes"].as_slice(),
        &["consent", ONE, "contact", "yes"],
        &["note", ONE, "Sounded tired; MARKER-NOTE"],
        &["action", ONE, "ring the mediation adviser", "--who", "parent", "--by", "2026-11-27"],
    ] {
        let run = shelf.case(args);
        assert_eq!(run.code, 0, "{args:?}: {}", run.err);
    }
    let note = shelf.case(&["report", ONE, "--kind", "note"]).out;
    let whole = flat(&note);
    let (_, not_asked) = whole.split_once("Not asked: ").expect("some were not");
    let mut from = 0;
    for heading in signpost::render::casework::note::HEADINGS {
        // In its place, or named as not asked.
        let line = format!("\n{heading}\n");
        match note[from..].find(&line) {
            Some(at) => from += at,
            None => assert!(not_asked.contains(&*signpost_core::text::lower_first(heading)), "no `{heading}`:\n{note}"),
        }
    }
    assert!(note.contains("Reference: K7MR-3XQD"), "{note}");
    assert!(note.contains("The caller read it out."), "{note}");
    assert!(note.contains("To share: not asked."), "{note}");
    assert!(not_asked.contains("urgent points; tried so far;"), "{note}");
    assert!(!note.contains("Good for:") && note.contains("MARKER-NOTE"), "nothing was read out\n{note}");
    assert!(note.lines().count() < 70, "{} lines\n{note}", note.lines().count());
    assert_eq!(shelf.case(&["set", ONE, "--explained", "mediation-advice"]).code, 0);
    let explained = shelf.case(&["report", ONE, "--kind", "note"]).out;
    assert!(flat(&explained).contains("Mediation advice. Good for:"), "{explained}");
    assert_eq!(shelf.case(&["set", ONE, "--explained", "mediation-advise"]).code, 1);
    let summary = shelf.case(&["report", ONE, "--kind", "summary"]).out;
    assert!(summary.split_whitespace().count() <= 250, "{summary}");
    assert!(flat(&summary).ends_with("Reply if any of this is wrong."), "{summary}");
    assert!(flat(&summary).contains("The last moment is 5pm, Monday 4 January 2027"), "{summary}");
    let back = shelf.case(&["report", ONE, "--kind", "teach-back"]).out;
    // One step has one day, whoever says it.
    assert!(back.contains("By: Monday 23 November\n") && flat(&summary).contains("1 Monday 23 November. "), "{back}");
    let diary = shelf.diary(&["--format", "json"]).out + &shelf.diary(&[]).out + &shelf.diary(&["--format", "ics"]).out;
    // A note stands in exactly one output.
    for other in [&summary, &back, &diary, &shelf.case(&["list"]).out] {
        assert!(!other.contains("MARKER-NOTE"), "{other}");
    }
    let text = shelf.text(ONE);
    assert!(text.contains("next_step: mediation-advice") && text.contains("due: 2027-01-04"), "{text}");
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_what_is_kept() {
    use std::os::unix::fs::PermissionsExt;
    let shelf = Shelf::new();
    shelf.with(ONE, &[]);
    let mode = |path: &std::path::Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode(&shelf.cases()), 0o700);
    assert_eq!(mode(&shelf.file(ONE)), 0o600);
    let set = |mode| fs::set_permissions(shelf.cases(), fs::Permissions::from_mode(mode)).expect("ours");
    set(0o750);
    let run = shelf.case(&["new"]);
    assert!(run.code == 0 && run.err.contains("Warning: others"), "{}", run.err);
    // Said where something is put there, and not each time after it.
    assert_eq!(shelf.case(&["list"]).err, "");
    set(0o777);
    let run = shelf.case(&["list"]);
    assert!(run.code == 1 && run.err.contains("chmod 700"), "{}", run.err);
}

#[test]
fn nothing_is_written_unless_asked() {
    let shelf = Shelf::new();
    for args in [&["list"][..], &["show", ONE], &["report", ONE], &["recheck"]] {
        shelf.case(args);
    }
    shelf.diary(&[]);
    assert!(!shelf.cases().exists());
}

#[test]
fn a_reference_may_be_short_and_never_guessed() {
    let shelf = Shelf::new();
    shelf.with(ONE, &[]);
    shelf.with(TWO, &[]);
    assert_eq!(shelf.case(&["show", "k7mr"]).code, 0);
    let both = shelf.case(&["show", "k7m"]);
    assert!(both.code == 2 && both.err.contains(ONE) && both.err.contains(TWO), "{}", both.err);
    let none = shelf.case(&["show", "K7MR-3XQA"]);
    assert!(none.code == 1 && none.err.contains("Did you mean `K7MR-3XQD`?"), "{}", none.err);
    assert_eq!(shelf.case(&["new", "--reference", ONE]).code, 2);
    assert_eq!(shelf.case(&["new", "--reference", "../etc/x"]).code, 2);
    let random = |out: &str| out.lines().next().map(str::to_owned);
    assert_ne!(random(&shelf.case(&["new"]).out), random(&shelf.case(&["new"]).out));
}

#[test]
fn notes_that_may_name_somebody_are_asked_about() {
    let shelf = Shelf::new();
    shelf.with(ONE, &[]);
    let run = shelf.case(&["note", ONE, "her number is 07700 900123"]);
    assert!(
        run.code == 2 && run.err.contains("a telephone number") && run.err.contains("Leave out names"),
        "{}",
        run.err
    );
    assert_eq!(shelf.case(&["action", ONE, "write to a@example.org"]).code, 2);
    assert_eq!(shelf.case(&["set", ONE, "--tried", "went to SW1A 1AA"]).code, 2);
    assert!(!shelf.text(ONE).contains("07700"));
    assert_eq!(shelf.case(&["note", ONE, "--keep", "her number is 07700 900123"]).code, 0);
    assert!(shelf.text(ONE).contains("07700"));
}

#[test]
fn a_case_is_found_by_the_services_own_number() {
    let shelf = Shelf::new();
    let new =
        |reference: &str, number: &str| shelf.case(&["new", "--reference", reference, "--service-number", number]);
    assert_eq!(new(ONE, "CH/2026 \u{200b}0417").code, 0);
    assert_eq!(new(TWO, "CH/2026 04170").code, 0);
    shelf.with("AAAA-AAAA", &[]);
    let show = |typed: &str| shelf.case(&["show", typed]);
    // The whole of one number, though the other begins with it.
    assert!(show("ch2026-0417").out.contains(ONE), "{}", show("ch2026-0417").err);
    assert!(show("CH/2026 04170").out.contains(TWO));
    assert!(show(ONE).out.contains("service_number: CH/2026 0417"), "{}", show(ONE).out);
    let both = show("ch2026");
    assert!(both.code == 2 && both.err.contains(ONE) && both.err.contains(TWO), "{}", both.err);
    assert_eq!(show("ch2027").code, 1);
    let list = shelf.case(&["list"]).out;
    assert!(list.contains("K7MR-3XQD (CH/2026 0417): open") && list.contains("AAAA-AAAA: open"), "{list}");
    let found = shelf.case(&["find", "0417"]).out;
    assert!(found.contains(ONE) && found.contains(TWO) && !found.contains("AAAA"), "{found}");
    assert!(shelf.case(&["find", "aaaa"]).out.contains("AAAA-AAAA"));
    for who in ["Jane Smith", "12/03/2015", "943 476 5919", "a number that is far too long for anybody to type"] {
        assert_eq!(shelf.case(&["set", ONE, "--service-number", who]).code, 2, "{who}");
    }
    assert_eq!(shelf.case(&["set", "AAAA", "--service-number", "K7MR"]).code, 0);
    let two = show("k7mr");
    assert!(two.code == 2 && two.err.contains("AAAA-AAAA") && two.err.contains(ONE), "never guessed: {}", two.err);
    assert_eq!(shelf.case(&["set", "AAAA", "--service-number", ""]).code, 0);
    assert_eq!(show("k7mr").code, 0);
    let note = shelf.case(&["report", ONE, "--kind", "note"]).out;
    assert!(note.contains("Service number: CH/2026 0417"), "{note}");
}

#[test]
fn the_summary_says_who_wrote_it_and_under_which_number() {
    let shelf = Shelf::new();
    shelf.with(ONE, &REFUSED);
    assert_eq!(shelf.case(&["set", ONE, "--service-number", "CH-0417"]).code, 0);
    let plain = shelf.case(&["report", ONE, "--kind", "summary"]);
    assert!(plain.out.contains("Reference: K7MR-3XQD. Our number: CH-0417"), "{}", plain.out);
    assert!(plain.out.contains("Telephone: ") && flat(&plain.err).contains("--areas FILE"), "{}", plain.err);
    let areas = shelf.path().join("areas.yaml");
    fs::write(
        &areas,
        "format: 1\nown: {name: Anyshire SENDIASS, phone: 01632 960000, letterhead: Anyshire SENDIASS., checked: 2026-11-29}\n",
    )
    .expect("ours");
    let named = shelf.case(&["report", ONE, "--kind", "summary", "--areas", areas.to_str().expect("plain")]);
    assert!(named.out.contains("From: Anyshire SENDIASS. Telephone: 01632 960000"), "{}\n{}", named.out, named.err);
    assert!(!named.err.contains("--areas FILE") && named.out.split_whitespace().count() <= 250, "{}", named.out);
}

#[test]
fn unknown_fields_survive_a_save() {
    let shelf = Shelf::new();
    shelf.with(ONE, &["area=england"]);
    let text = shelf.text(ONE).replace("known: not-said", "known: not-said\n    heard_by: a colleague")
        + "from_elsewhere:\n  deep: [1, {two: 3}]\n";
    fs::write(shelf.file(ONE), text).expect("ours");
    assert_eq!(shelf.case(&["note", ONE, "hello"]).code, 0);
    let text = shelf.text(ONE);
    assert!(text.contains("heard_by: a colleague") && text.contains("two: 3"), "{text}");
}

#[test]
fn an_older_file_is_understood_and_kept_whole() {
    let shelf = Shelf::new();
    shelf.with(ONE, &[]);
    let old = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases_old/version-0.yaml");
    fs::copy(old, shelf.file(ONE)).expect("ours");
    let run = shelf.case(&["set", ONE, "told=none"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let text = shelf.text(ONE);
    for part in ["schema_version: 1", "rev: 1", "our_own_field", "Rang back after lunch", "stage:\n", "given: no"] {
        assert!(text.contains(part), "no {part} in\n{text}");
    }
    assert!(!text.contains("share:"), "{text}");
    assert_eq!(shelf.case(&["plan", ONE]).code, 0);
}

#[test]
fn a_damaged_file_is_named_and_the_rest_still_works() {
    let shelf = Shelf::new();
    shelf.with(ONE, &REFUSED);
    let faults: [(&str, &[u8], &str); 19] = [
        ("AAAA-AAAA", b"", "it is empty"),
        ("AAAA-AAAC", b"\xff\xfe\x00", "not UTF-8"),
        // To YAML the first line, a comment, ends at the carriage return.
        ("AAAA-AAA7", b"# What was said\rhelp: \"set ", "the quote that opens here (\") is not closed"),
        (
            "AAAA-AAAD",
            b"schema_version: 1\nreference: AAAA-AAAD\ncreated: yesterday\n",
            "`created` must be a day such as 2026-11-21, not \"yesterday\"",
        ),
        ("AAAA-AAAE", b"schema_version: 9\nreference: AAAA-AAAE\n", "newer signpost"),
        ("AAAA-AAAF", b"reference: AAAA-AAAF\n", "`schema_version` is missing"),
        (
            "AAAA-AAAG",
            b"schema_version: 1\nreference: AAAA-AAAA\ncreated: 2026-01-01\n",
            "it says that it is AAAA-AAAA",
        ),
        (
            "AAAA-AAAH",
            b"schema_version: 1\nreference: AAAA-AAAH\ncreated: 2026-01-01\nlevel: 7\n",
            "`level` must be 1 to 4",
        ),
        (
            "AAAA-AAAJ",
            b"schema_version: 1\nreference: AAAA-AAAJ\ncreated: 2026-01-01\nstatus: opne\n",
            "`opne` is not one of open",
        ),
        ("AAAA-AAAT", b"schema_version: 1\nreference: AAAA-AAAT\ncreated: 2026-01-01\nmore: !a b\n", "line 4: tags (!) are not used"),
        ("AAAA-AAAK", b"- just\n- a list\n", "not a list of fields"),
        (
            "AAAA-AAAM",
            b"schema_version: 1\nreference: AAAA-AAAM\nactions: [{who: me}]\ncreated: 2026-01-01\n",
            "`actions[1].what` is missing",
        ),
        (
            "AAAA-AAAU",
            b"schema_version: 1\nreference: AAAA-AAAU\ncreated: 2026-01-01\nconsents: {recrod: true}\n",
            "`consents`: `recrod` is not one of record, contact, share, feedback",
        ),
        (
            "AAAA-AAAV",
            b"schema_version: 1\nreference: AAAA-AAAV\ncreated: 2026-01-01\nconsents: {record: perhaps}\n",
            "`consents.record` must be yes, no or not-asked",
        ),
        (
            "AAAA-AAAW",
            b"schema_version: 1\nreference: AAAA-AAAW\ncreated: 2026-01-01\nactions: [{who: me, what: ring, done: perhaps}]\n",
            "`actions[1].done` must be true or false",
        ),
        (
            "AAAA-AAAX",
            b"schema_version: 1\nreference: AAAA-AAAX\ncreated: 2026-01-01\nnotes: hello\n",
            "`notes` must be a list",
        ),
        (
            "AAAA-AAAY",
            b"schema_version: 1\nreference: AAAA-AAAY\ncreated: 2026-01-01\nnotes: [hello]\n",
            "`notes[1]` must be fields",
        ),
        (
            "AAAA-AAA3",
            b"schema_version: 1\nreference: AAAA-AAA3\ncreated: 2026-01-01\nanswers: [nation]\n",
            "`answers` must be fields",
        ),
        (
            "AAAA-AAA4",
            b"schema_version: 1\nreference: AAAA-AAA4\ncreated: 2026-01-01\nplans: [{on: 2026-01-01, next_step: x, alongside: mediation}]\n",
            "`plans[1].alongside` must be a list",
        ),
    ];
    for (reference, bytes, _) in faults {
        fs::write(shelf.file(reference), bytes).expect("ours");
    }
    fs::write(shelf.file("AAAA-AAAR"), "schema_version: \"\\e[2J\"\n").expect("ours");
    fs::write(shelf.file("AAAA-AAAN"), "[".repeat(200_000)).expect("ours");
    fs::write(shelf.file("AAAA-AAAP"), vec![b' '; 2 << 20]).expect("ours");
    fs::create_dir(shelf.file("AAAA-AAAQ")).expect("ours");
    fs::write(shelf.cases().join("shopping.txt"), "eggs").expect("ours");
    let list = shelf.case(&["list"]);
    assert_eq!(list.code, 1);
    assert!(list.out.contains(ONE) && list.out.contains("1 case."), "{}", list.out);
    for (reference, _, what) in faults {
        let line = list.err.lines().find(|line| line.contains(&format!("{reference}.yaml")));
        assert!(line.is_some_and(|line| line.contains(what)), "{reference}: {}", list.err);
    }
    assert!(!list.err.contains('\u{1b}'), "nothing in a file steers the terminal");
    let diary = shelf.diary(&["--format", "json"]);
    assert!(diary.code == 1 && diary.out.contains(ONE), "{}", diary.err);
    // Nothing is guessed at, and nothing is overwritten.
    let note = shelf.case(&["note", "AAAA-AAAD", "a long note that must not be lost"]);
    assert!(note.code == 1 && note.err.contains("a long note that must not be lost"), "{}", note.err);
    assert!(shelf.text("AAAA-AAAD").contains("yesterday"));
    assert_eq!(shelf.case(&["delete", "AAAA-AAAD", "--yes"]).code, 0);
}

#[test]
fn what_is_read_is_written_so_that_it_can_be_read() {
    // A question with nothing behind it, as an editor leaves it, is not answered yet.
    let head = "schema_version: 1\nreference: K7MR-3XQD\ncreated: 2026-11-20\n";
    for answers in
        ["answers:\n  nation:\n  person: child\n", "answers: {person: {answer: child, on: }}\n", "answers:\n"]
    {
        let case = read::read(format!("{head}{answers}").as_bytes()).expect("it is well formed");
        assert!(!case.answers.contains_key("area"));
        let written = write::write(&case).expect("it can be read again");
        let again = read::read(written.as_bytes()).unwrap_or_else(|fault| panic!("{fault:?}\n{written}"));
        assert_eq!(write::write(&again), Ok(written));
    }
}

#[test]
fn what_other_programs_write_for_yes_and_no_is_understood() {
    let head = "schema_version: 1\nreference: K7MR-3XQD\ncreated: 2026-11-20\n";
    let text = "consents: {record: true, contact: \"no\", share: {given: false}, feedback: not-asked}\n\
                actions: [{who: parent, what: ring, done: \"yes\"}, {who: parent, what: 7, done: \"no\"}]\n";
    let case = read::read(format!("{head}{text}").as_bytes()).expect("it is well formed");
    let given: Vec<(&str, bool)> = case.consents.iter().map(|(kind, consent)| (kind.word(), consent.given)).collect();
    assert_eq!(given, [("record", true), ("contact", false), ("share", false)]);
    let actions: Vec<(&str, bool)> = case.actions.iter().map(|action| (action.what.as_str(), action.done)).collect();
    assert_eq!(actions, [("ring", true), ("7", false)]);
}

#[test]
fn what_does_not_fit_a_case_is_told_and_nothing_is_saved() {
    let shelf = Shelf::new();
    shelf.with(ONE, &["area=england"]);
    shelf.case(&["action", ONE, "ring"]);
    let before = shelf.text(ONE);
    let year = "Write it with its year, such as 2026-11-21 or 21 November 2026.";
    for (args, code, said) in [
        (&["set", ONE, "--clear", "persn"][..], 1, "no question is called `persn`\nDid you mean `person`?"),
        (&["note", ONE, "  "], 2, "the note is empty"),
        (&["note", ONE, "hello", "--question", "persn"], 1, "no question is called `persn`\nDid you mean `person`?"),
        (&["action", ONE, "ring", "--by", "3 dec"], 2, &format!("--by: `3 dec` is not a day\n{year}")),
        (&["set", ONE, "--follow-up", "soon"], 2, &format!("--follow-up: `soon` is not a day\n{year}")),
        (&["action", ONE, "--done", "2"], 2, "K7MR-3XQD has 1 action; there is no number 2"),
        (&["consent", ONE, "record", "yes", "--with", "us"], 2, "--with goes with share only"),
        (&["set", ONE, "letter-date=2027-01-01"], 2, "Did you mean 1 January 2026?"),
    ] {
        let run = shelf.case(args);
        assert!(run.code == code && run.err.contains(said), "{args:?}: {}", run.err);
        assert_eq!(shelf.text(ONE), before, "{args:?}");
    }
    let large = "x ".repeat(600_000);
    let run = shelf.case_with(&["note", ONE], large.as_bytes());
    assert!(
        run.err.contains("would become larger than 1 MiB. Close it and go on with a new case."),
        "{}",
        run.err.len()
    );
    assert!(run.code == 1 && run.err.contains("Not saved. What you wrote:\nx x x"), "{}", run.code);
    let file = shelf.path().join("large.yaml");
    fs::write(&file, format!("# {large}")).expect("ours");
    let run = shelf.case(&["import", file.to_str().expect("plain")]);
    assert!(run.code == 1 && run.err.contains("it is larger than 1 MiB, so it is not read"), "{}", run.err);
    assert_eq!(shelf.text(ONE), before);
}

#[test]
fn a_note_can_be_tied_to_a_question_and_a_day_typed_in_words() {
    let shelf = Shelf::new();
    shelf.with(ONE, &["area=england"]);
    assert_eq!(shelf.case(&["note", ONE, "moved in May", "--question", "area"]).code, 0);
    assert_eq!(shelf.case(&["action", ONE, "ring", "--by", "3 december 2026"]).code, 0);
    assert_eq!(shelf.case(&["consent", ONE, "record", "yes"]).code, 0);
    let text = shelf.text(ONE);
    assert!(text.contains("question: area") && text.contains("by: 2026-12-03") && text.contains("record:"), "{text}");
    let run = shelf.case(&["consent", ONE, "record", "not-asked"]);
    assert_eq!(run.out, "Consent to record: not-asked. K7MR-3XQD\n");
    assert!(!shelf.text(ONE).contains("record:"), "{}", shelf.text(ONE));
    assert_eq!(shelf.case(&["export", ONE]).out, shelf.text(ONE));
}

#[test]
fn cases_and_their_plans_as_data_have_their_stable_names() {
    let shelf = Shelf::new();
    shelf.with(ONE, &REFUSED);
    shelf.case(&["set", ONE, "--level", "2"]);
    let data = |args: &[&str]| -> serde_json::Value {
        let run = shelf.case(&[args, &["--format", "json"]].concat());
        serde_json::from_str(&run.out).unwrap_or_else(|why| panic!("{why}: {}", run.err))
    };
    let list = data(&["list"]);
    assert_eq!(
        list["cases"],
        serde_json::json!([{
            "reference": ONE, "service_number": null, "status": "open", "level": 2, "created": "2026-11-21", "updated": "2026-11-21", "rev": 2,
        }])
    );
    let case = data(&["show", ONE]);
    assert_eq!(case["answers"]["letter-date"]["answer"], "2026-10-28", "{case:#}");
    let plan = data(&["plan", ONE]);
    assert_eq!((&plan["schema_version"], &plan["next_step"]["id"]), (&1.into(), &"mediation-advice".into()));
}

#[test]
fn what_is_written_about_a_case_waits_for_its_plan() {
    let shelf = Shelf::new();
    shelf.with(ONE, &REFUSED[..5]);
    for args in [&["plan", ONE][..], &["report", ONE, "--kind", "summary"], &["report", ONE, "--kind", "teach-back"]] {
        let run = shelf.case(args);
        assert!(
            run.code == 4 && run.err.contains("letter-date: What date is printed on the council's letter?"),
            "{args:?}: {}",
            run.err
        );
        assert_eq!(run.out, "");
    }
    let note = shelf.case(&["report", ONE]).out;
    assert!(note.contains("- To confirm: What date is printed on the council's letter?\n"), "{note}");
    assert_eq!(shelf.case(&["set", ONE, REFUSED[5]]).code, 0);
    // A summary goes to somebody, so whether they want that comes first.
    let warning = "Warning: nobody has said yes to being contacted. Ask before you send this.\n";
    let from = "The summary does not say who wrote it. To name your service, add: --areas FILE\n";
    assert_eq!(shelf.case(&["report", ONE, "--kind", "summary"]).err, format!("{warning}{from}"));
    assert_eq!(shelf.case(&["consent", ONE, "contact", "yes"]).code, 0);
    assert_eq!(shelf.case(&["report", ONE, "--kind", "summary"]).err, from);
}

#[test]
fn old_cases_can_be_listed_and_deleted() {
    let shelf = Shelf::new();
    shelf.with(ONE, &[]);
    shelf.with(TWO, &[]);
    let text = shelf.text(TWO).replace("updated: 2026-11-21", "updated: 2025-11-20");
    fs::write(shelf.file(TWO), text).expect("ours");
    let old = shelf.case(&["list", "--older-than", "12m"]).out;
    assert!(old.contains(TWO) && !old.contains(ONE), "{old}");
    assert!(shelf.case(&["list", "--older-than", "300d"]).out.contains(TWO));
    assert!(shelf.case(&["list", "--older-than", "400 days"]).out.contains("0 cases."));
    for typed in ["soon", "12x"] {
        let said = format!("`{typed}` is not a length of time\nWrite it as 14d, 6w, 12m or 2y.");
        let run = shelf.case(&["list", "--older-than", typed]);
        assert!(run.code == 2 && run.err.contains(&said), "{}", run.err);
    }
    assert_eq!(shelf.case(&["delete", TWO]).code, 2);
    assert!(shelf.file(TWO).exists());
    let gone = shelf.case(&["delete", TWO, "--yes"]);
    assert!(gone.code == 0 && gone.out.contains("backups"), "{}", gone.out);
    assert!(!shelf.file(TWO).exists());
    assert_eq!(shelf.case(&["close", ONE]).code, 0);
    assert!(shelf.case(&["list", "--status", "closed"]).out.contains(ONE));
    assert_eq!(shelf.case(&["reopen", ONE]).code, 0);
}

#[test]
fn a_consent_is_given_and_withdrawn_with_one_command() {
    let shelf = Shelf::new();
    shelf.with(ONE, &[]);
    assert_eq!(shelf.case(&["consent", ONE, "share", "yes", "--with", "the school"]).code, 0);
    assert!(shelf.text(ONE).contains("with: the school"));
    assert_eq!(shelf.case(&["consent", ONE, "share", "no"]).code, 0);
    let text = shelf.text(ONE);
    assert!(text.contains("given: no") && !text.contains("the school"), "{text}");
}

#[test]
fn a_folder_that_cannot_be_written_loses_nothing() {
    let shelf = Shelf::new();
    fs::write(shelf.cases(), "not a folder").expect("ours");
    let run = shelf.case(&["new"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(fs::read_to_string(shelf.cases()).expect("there"), "not a folder");
    let list = shelf.case(&["list"]);
    assert!(list.code == 1 && list.err.contains("it is not a folder"), "{}", list.err);
}
