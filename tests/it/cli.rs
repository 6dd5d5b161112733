//! The commands that ask nothing: plan, deadline, letter, words, rules.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::shelf::fed;

/// A refusal to assess, letter of 28 October 2026, adviser not rung.
const REFUSAL: &[(&str, &str)] = &[
    ("area", "islington"),
    ("person", "child"),
    ("about", "plan"),
    ("stage", "refused-assessment"),
    ("done", "nothing"),
    ("letter-date", "2026-10-28"),
    ("told", "none"),
];

fn signpost(args: &[&str]) -> Output {
    with_input(args, "")
}

fn with_input(args: &[&str], input: &str) -> Output {
    fed(args, input.as_bytes())
}

fn plan(answers: &[(&str, &str)], more: &[&str]) -> Output {
    let sets: Vec<String> = answers.iter().map(|(id, value)| format!("--set={id}={value}")).collect();
    let mut args = vec!["plan", "--today", "2026-11-21"];
    args.extend(sets.iter().map(String::as_str));
    args.extend(more);
    signpost(&args)
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it was not killed")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

#[test]
fn a_plan_as_json_has_its_stable_names() {
    let output = plan(REFUSAL, &["--format", "json"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let data: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(data["schema_version"], 1);
    assert_eq!(data["next_step"]["id"], "mediation-advice");
    assert_eq!(data["today"], "2026-11-21");
    for list in ["alongside", "open", "closed", "deadlines", "because"] {
        assert!(data[list].is_array(), "{list}");
    }
    assert!(data["closed"].as_array().expect("a list").iter().all(|closed| closed["because"].is_string()));
    assert_eq!(data["rules"]["jurisdiction"], "England");
    assert!(data["rules"]["law_checked"].is_string());
    assert_eq!(data["rules"]["hash"].as_str().map(str::len), Some(64));
    let deadlines = data["deadlines"].as_array().expect("a list");
    let appeal = deadlines.iter().find(|deadline| deadline["id"] == "appeal").expect("the appeal");
    for (name, value) in [("who", "you"), ("due", "2027-01-04"), ("aim", "2026-12-24"), ("time", "17:00")] {
        assert_eq!(appeal[name], value, "{name}");
    }
    assert_eq!(appeal["state"], "in-time");
    assert_eq!(appeal["days_left"], 44);
    assert!(appeal["what"].is_string() && appeal["law"].is_array());
    assert!(appeal["working"].as_array().is_some_and(|lines| (1..=5).contains(&lines.len())));
}

#[test]
fn the_same_answers_give_the_same_bytes() {
    let first = plan(REFUSAL, &[]);
    let reversed: Vec<(&str, &str)> = REFUSAL.iter().rev().copied().collect();
    assert_eq!(out(&first), out(&plan(&reversed, &[])));
    let file: String = REFUSAL
        .iter()
        .map(|(id, value)| match *id {
            "about" => "about: [plan]\n".to_owned(),
            _ => format!("{id}: {value}\n"),
        })
        .collect();
    let piped = with_input(&["plan", "--today", "2026-11-21", "--answers", "-"], &file);
    assert_eq!(out(&first), out(&piped), "{}", err(&piped));
}

#[test]
fn open_questions_are_named() {
    let output = plan(&REFUSAL[..5], &[]);
    assert_eq!(code(&output), 4);
    assert!(err(&output).contains("letter-date: "), "{}", err(&output));
    assert!(out(&output).is_empty());
}

#[test]
fn wrong_answers_are_told_all_at_once() {
    let wrong = [("aera", "england"), ("person", "chil"), ("letter-date", "31 2 2026"), ("area", "england")];
    let output = plan(&wrong, &[]);
    assert_eq!(code(&output), 2);
    let said = err(&output);
    assert!(said.contains("`aera`: no question has this id. Did you mean `area`?"), "{said}");
    assert!(said.contains("`person`: no answer `chil`. Did you mean `child`?"), "{said}");
    assert!(said.contains("February 2026 has no day 31"), "{said}");
}

#[test]
fn dates_out_of_place_are_told_in_the_words_of_the_question() {
    for (typed, words) in [
        (
            "2027-10-28",
            "The date on the letter must be today or in the past, and 28 October 2027 is still to come. Did you mean 28 October 2026?",
        ),
        ("2013-12-31", "The date on the letter must be 1 January 2014 or later."),
        ("10/28/2026", "Type the day first."),
        ("soon", "The date on the letter must be a date"),
    ] {
        let mut answers = REFUSAL.to_vec();
        answers[5].1 = typed;
        let output = plan(&answers, &[]);
        assert_eq!(code(&output), 2, "{typed}");
        assert!(err(&output).contains(words), "{typed}: {}", err(&output));
    }
}

#[test]
fn an_answer_to_a_question_that_is_not_asked_is_told() {
    let mut answers = REFUSAL.to_vec();
    answers.push(("draft-date", "2026-11-01"));
    let output = plan(&answers, &[]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("`draft-date`: this question is not asked"), "{}", err(&output));
}

#[test]
fn broken_answer_files_are_told_with_their_line() {
    for (text, words) in [
        ("area: [england\n", "line"),
        ("area: england\narea: wales\n", "line 2: the key `area` stands twice"),
        ("- england\n", "not a list of answers by question"),
        ("area: {a: b}\n", "not of the right kind"),
        ("a: &x [1]\nb: *x\n", "anchors"),
    ] {
        let output = with_input(&["plan", "--answers", "-"], text);
        assert_eq!(code(&output), 2, "{text}");
        assert!(err(&output).contains(words), "{text}: {}", err(&output));
    }
    let missing = signpost(&["plan", "--answers", "no/such/file.yaml"]);
    assert_eq!(code(&missing), 1);
    assert!(err(&missing).contains("there is no such file"), "{}", err(&missing));
}

#[test]
fn one_line_answers_an_adviser() {
    let output = signpost(&["deadline", "appeal", "--set", "letter-date=5 June 2026", "--today", "2026-06-20"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let said = out(&output);
    assert!(said.contains("Aim for: Wednesday 5 August 2026"), "{said}");
    assert!(said.contains("5pm, Tuesday 1 September 2026"), "{said}");
    let ring =
        signpost(&["deadline", "ring-mediation-adviser", "--set", "letter-date=2026-06-05", "--today", "2026-06-20"]);
    assert!(out(&ring).contains("Wednesday 5 August 2026"), "{}", out(&ring));
    assert!(!out(&ring).contains("September"), "{}", out(&ring));
}

#[test]
fn published_anchors_come_out() {
    let due = |id: &str, sets: &[&str]| -> String {
        let mut args = vec!["deadline", id, "--format", "json", "--today", "2026-11-30"];
        sets.iter().for_each(|set| args.extend(["--set", set]));
        let output = signpost(&args);
        let data: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", err(&output)));
        data[0]["due"].as_str().expect("a date").to_owned()
    };
    // IPSEA: letter 1 October, certificate 29 November: the first working day of January.
    assert_eq!(due("appeal", &["letter-date=2026-10-01", "certificate-date=2026-11-29"]), "2027-01-04");
    // R (JSC) v Cambridgeshire: request 2 April 2025.
    assert_eq!(due("no-plan-notice", &["request-date=2025-04-02"]), "2025-07-23");
    assert_eq!(due("final-plan", &["request-date=2025-04-02"]), "2025-08-20");
    // R (L, M and P) v Devon: four and twelve weeks from the meeting.
    assert_eq!(due("review-decision", &["meeting-date=2022-01-10"]), "2022-02-07");
    assert_eq!(due("amended-plan", &["meeting-date=2022-01-10"]), "2022-04-04");
    // Equality Act 2010, Schedule 17: act on 9 June 2026.
    assert_eq!(due("discrimination-tribunal", &["conduct-date=2026-06-09"]), "2026-12-08");
}

#[test]
fn the_course_of_an_assessment_is_a_dated_list() {
    let output = signpost(&["deadline", "--from", "request-date=2026-03-02", "--today", "2026-03-03"]);
    let said = out(&output);
    let places: Vec<Option<usize>> =
        ["13 April 2026", "22 June 2026", "20 July 2026"].iter().map(|day| said.find(day)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{said}");
}

#[test]
fn a_missing_date_is_asked_for_or_named() {
    let output = signpost(&["deadline", "appeal"]);
    assert_eq!(code(&output), 4);
    assert!(err(&output).contains("letter-date"), "{}", err(&output));
    let unknown = signpost(&["deadline", "apeal"]);
    assert_eq!(code(&unknown), 1);
    assert!(err(&unknown).contains("Did you mean `appeal`?"), "{}", err(&unknown));
}

#[test]
fn a_start_that_lies_ahead_is_not_started() {
    let output = signpost(&[
        "deadline",
        "final-plan",
        "--set",
        "request-date=2027-01-04",
        "--today",
        "2026-11-21",
        "--format",
        "json",
    ]);
    let data: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(data[0]["state"], "not-started");
}

#[test]
fn every_limit_is_listed_with_what_it_needs() {
    let output = signpost(&["deadline", "--list", "--format", "json"]);
    let data: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let list = data.as_array().expect("a list");
    assert_eq!(list.len(), signpost_rules::rules().shown_deadlines().count());
    assert!(list.iter().all(|limit| !limit["needs"].as_array().expect("a list").is_empty()));
}

#[test]
fn every_letter_can_be_drawn_with_nothing_known() {
    let rules = signpost_rules::rules();
    for letter in &rules.letters {
        let output = signpost(&["letter", &letter.id]);
        assert_eq!(code(&output), 0, "{}: {}", letter.id, err(&output));
    }
}

#[test]
fn the_glossary_answers() {
    let output = signpost(&["words", "mediation", "certificate"]);
    assert_eq!(code(&output), 0);
    assert!(out(&output).to_lowercase().starts_with("mediation certificate"), "{}", out(&output));
    let near = signpost(&["words", "mediaton certifcate"]);
    assert_eq!(code(&near), 1);
    assert!(err(&near).contains("Did you mean"), "{}", err(&near));
}

#[test]
fn wrong_usage_is_2_and_help_opens_with_examples() {
    assert_eq!(code(&signpost(&["plann"])), 2);
    assert_eq!(code(&signpost(&["plan", "--today", "someday"])), 2);
    let help = out(&signpost(&["--help"]));
    assert!(help.starts_with("Examples:"), "{help}");
    assert!(help.contains("Using a screen reader? Run: signpost --plain"));
}

#[test]
fn a_closed_pipe_is_nobodys_news() {
    let output = Command::new("sh")
        .args(["-c", "\"$0\" deadline --list | head -1", env!("CARGO_BIN_EXE_signpost")])
        .output()
        .expect("a shell");
    assert!(err(&output).is_empty(), "{}", err(&output));
}

#[test]
fn a_command_does_its_work_where_nobody_reads_the_talk() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_str().expect("text").to_owned();
    let (kept, cases, bad) = (at("kept.txt"), at("cases"), at("rules"));
    std::fs::create_dir(&bad).expect("a folder");
    std::fs::write(folder.path().join("rules/england.yaml"), "format: one\n").expect("it can be written");
    let commands: [(&[&str], i32); 5] = [
        (&["log", "--out", &kept], 0),
        (&["log", "--out", &kept], 1),
        (&["rules", "check", &bad], 3),
        (&["case", "new", "--cases", &cases, "--reference", "K7MR-3XQD"], 0),
        (&["case", "note", "K7MR", "a note", "--cases", &cases], 0),
    ];
    for (command, exit) in commands {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let done = Command::new(env!("CARGO_BIN_EXE_signpost")).args(command).stderr(writer).output().expect("it runs");
        assert_eq!(code(&done), exit, "{command:?}: {}", out(&done));
    }
    assert!(folder.path().join("kept.txt").is_file());
}

/// The five lines of the README.
const OWN: &str = "format: 1
own: {name: Anyshire SENDIASS, phone: 01632 960000, letterhead: Anyshire SENDIASS. Free and private., checked: 2026-11-29}
school_days: {terms: [2026-09-02..2026-10-23, 2026-11-02..2026-12-18], inset: [2026-11-02]}
areas:
  - {id: anyshire, name: Anyshire, services: {sendiass: {name: Anyshire SENDIASS, phone: 01632 960000, source: us, checked: 2026-11-29, certainty: A}}}
";

#[test]
fn a_service_can_keep_its_own_areas_file() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("it can be read");
    assert!(readme.contains(OWN), "the README has these five lines");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ours.yaml");
    std::fs::write(&path, OWN).expect("it can be written");
    let file = path.to_str().expect("text");
    let checked = signpost(&["areas", "check", file, "--today", "2026-11-29"]);
    assert_eq!(code(&checked), 0, "{}", err(&checked));
    assert!(out(&checked).contains("no mistakes. 1 area, 1 local service and 0 other contacts."), "{}", out(&checked));
    assert!(out(&checked).contains("Each number has been checked in the last two years."), "{}", out(&checked));
    // Two years on, both numbers are old, and the school days have run out.
    let later = out(&signpost(&["areas", "check", file, "--today", "2028-12-01"])).to_owned();
    assert_eq!(later.matches("over two years ago").count(), 2, "{later}");
    assert!(later.contains("The school days of all areas end on 18 December 2026. Add the next terms."), "{later}");

    let letter = signpost(&["letter", "ask-for-certificate", "--areas", file, "--set", "area=anyshire"]);
    assert_eq!(code(&letter), 0, "{}", err(&letter));
    for said in ["Anyshire SENDIASS. Free and private.", "ring Anyshire SENDIASS:", "01632 960000."] {
        assert!(out(&letter).contains(said), "{said}: {}", out(&letter));
    }
    // The councils of the program are still there.
    let listed = signpost(&["areas", "list", "--areas", file]);
    for line in ["anyshire: Anyshire\n", "leeds: Leeds, West Yorkshire\n"] {
        assert!(out(&listed).contains(line), "{line}: {}", out(&listed));
    }
    // With its terms a limit in school days is exact: the autumn half-term and one day of rest are left out.
    let meets = signpost(&[
        "deadline",
        "governors-meet-15",
        "--areas",
        file,
        "--set",
        "area=anyshire",
        "--set",
        "excluded-date=2026-10-12",
        "--today",
        "2026-11-29",
        "--format",
        "json",
    ]);
    let data: Value = serde_json::from_slice(&meets.stdout).expect("JSON");
    assert_eq!((data[0]["due"].as_str(), data[0]["earliest_only"].as_bool()), (Some("2026-11-10"), Some(false)));

    // Without the area the day stays wide, and what to add is said.
    let wide = |format: &str| {
        let date = "excluded-date=2026-10-12";
        let limit = ["deadline", "governors-meet-15", "--areas", file, "--set", date, "--today", "2026-11-29"];
        signpost(&[&limit[..], &["--format", format]].concat())
    };
    let note = "For the day itself add --set area=anyshire";
    let said = out(&wide("text")).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains(note), "{said}");
    assert!(err(&wide("json")).contains(note) && serde_json::from_slice::<Value>(&wide("json").stdout).is_ok());
    // A service that is named as the file's own and as the area's stands once.
    let mut answers = REFUSAL.to_vec();
    answers[0].1 = "anyshire";
    let page = out(&plan(&answers, &["--areas", file])).to_owned();
    let help = page.split_once("Who can help").expect("the section").1;
    assert_eq!(help.matches("01632 960000").count(), 1, "{page}");

    // Everything that is wrong is said at once, with its line.
    let wrong = OWN
        .replace("2026-11-02..2026-12-18", "2026-10-02..2026-12-18")
        .replace("name: Anyshire, services: {sendiass", "name: Anyshire, services: {sendias")
        .replace("checked: 2026-11-29}\nschool", "checked: 29 November}\nschool");
    std::fs::write(&path, wrong).expect("it can be written");
    let checked = signpost(&["areas", "check", file, "--plain"]);
    assert_eq!(code(&checked), 3);
    let said = out(&checked);
    for part in ["ours.yaml:2:", "ours.yaml:3:", "ours.yaml:5:", "terms stand in order", "did you mean `sendiass`?"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    // All of it, however the faults lie: what has the wrong shape hides nothing of what has the wrong sense.
    let bad = "format: 1
own: {name: Us, phone: 01632 96, web: http://www.example.org, colour: teal, chekced: 2026-11-29}
school_days: {terms: [2026-09-02..2026-10-23, 2026-10-20..2026-12-18], inset: [2026-12-25]}
areas:
  - {id: Anyshire, name: Anyshire, services: {sendiass: {name: Us, phone: 01632 960000, checked: 29/11/2026, certainty: A}}}
contacts:
  - {id: ours, name: Ours, what: A line, source: us, certainty: A, email: nobody, dated: November, phne: 01632 960000}
";
    std::fs::write(&path, bad).expect("it can be written");
    let said = out(&signpost(&["areas", "check", file, "--plain"])).to_owned();
    for part in [
        "`01632 96` is no whole telephone number",
        "`http://www.example.org` is opened without encryption",
        "`teal` is not a colour in figures",
        "did you mean `checked`?",
        "terms stand in order",
        "2026-12-25 is in no term",
        "`Anyshire` is not an id",
        "ours.yaml:5:",
        "`source`",
        "29/11/2026",
        "`nobody` is no email address",
        "`November` is not a date",
        "did you mean `phone`?",
        "12 mistakes",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let pale = OWN.replace("phone: 01632 960000, letterhead", "colour: \"#767676\", phone: 01632 960000, letterhead");
    std::fs::write(&path, pale).expect("it can be written");
    let said = out(&signpost(&["areas", "check", file, "--plain"])).to_owned();
    assert!(said.contains("`#767676` is too light on white: 4.5 to 1, and 7 to 1 is needed"), "{said}");
    // The law part cannot be touched through it.
    std::fs::write(&path, "format: 1\nroutes: []\n").expect("it can be written");
    let wrong = signpost(&["areas", "list", "--areas", file]);
    assert_eq!(code(&wrong), 3, "{}", err(&wrong));
    assert!(err(&wrong).contains("`routes` is not a key here"), "{}", err(&wrong));
}

#[test]
fn an_areas_file_names_each_thing_once_and_tells_the_cure() {
    let said = areas_check(
        "format: 1
school_days: {terms: [2026-12-18..2026-11-02, 2026-09-02..2026-10-23], inset: [2026-09-05, 2026-10-28]}
areas:
  - {id: leeds2, name: Leeds, also: [X, X], services: {nobody: {name: Us, certainty: A, source: us, web: \"htp://x\"}}}
  - {id: other, name: \"\"}
",
    );
    for part in [
        "write the first day before the last",
        "2026-09-05 is at a weekend",
        "take the line out, or write the term",
        "`Leeds` is the name of the area `leeds` too",
        "`X` stands here twice",
        "it may be `",
        "`htp://x` is no web address",
        "this text is empty",
        "8 mistakes",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

/// What `areas check` says of a file, and that its exit code is 3.
fn areas_check(text: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ours.yaml");
    std::fs::write(&path, text).expect("it can be written");
    let file = path.to_str().expect("text");
    let checked = signpost(&["areas", "check", file, "--plain", "--today", "2026-11-30"]);
    assert_eq!(code(&checked), 3, "{}", out(&checked));
    // Whoever uses it all the same is led there, with the file's own name.
    for command in ["plan", "ask"] {
        let used = signpost(&[command, "--areas", file]);
        if code(&used) == 3 {
            let said = err(&used);
            assert!(said.contains(&format!("signpost areas check {file}")) && said.contains("ours.yaml:"), "{said}");
            assert!(!said.contains("own-areas.yaml") && !said.contains("rules check"), "{said}");
        }
    }
    out(&checked).to_owned()
}

#[test]
fn one_fault_of_an_areas_file_hides_no_other_and_makes_none() {
    let said = areas_check(
        "format: 1
own:
  name: Us
  links: [www.example.org/parents, {what: how we work, web: http://www.example.org}]
  phone: 01632 96
  hour: Monday
  colour: #7a1f4d
  checked: 2027-11-29
school_days: {terms: [2026-09-02..2026-10-23], inset: 2 November}
areas:
  - {id: anyshire, name: Anyshire, serv: {}}
contacts:
  - {id: ours, name: Ours, what: A line, source: us, certainty: A, checked: 2026-12-01}
",
    );
    for part in [
        "ours.yaml:4:11:",
        "its form is links: [{what: ..., web: ...}]",
        "`01632 96` is no whole telephone number",
        "did you mean `hours`?",
        "ours.yaml:7:11:",
        "write colour: \"#7a1f4d\"",
        "2027-11-29 is still to come",
        "its form is inset: [YEAR-MONTH-DAY]",
        "did you mean `services`?",
        "2026-12-01 is still to come",
        "8 mistakes",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("is in no term"), "{said}");
    // A day that is none is in no term either; it is said once.
    let said = areas_check("format: 1\nschool_days: {terms: [2026-09-02..2026-10-23], inset: [2 November]}\n");
    assert!(said.contains("`2 November` is not a date") && said.contains("1 mistake"), "{said}");
}

#[test]
fn a_colour_without_quotes_and_a_tab_get_their_cure() {
    let said = areas_check("format: 1\nown: {name: Us, colour: #7a1f4d, checked: 2026-11-29}\nareas: []\n");
    assert!(said.contains("ours.yaml:2:25:") && said.contains("write colour: \"#7a1f4d\""), "{said}");
    let said = areas_check("format: 1\nown:\n\tname: Us\n");
    assert!(said.contains("ours.yaml:3:1:") && said.contains("set it in with plain spaces: 2 spaces here"), "{said}");
    // A comment is one.
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(&file, "format: 1\nown: # who we are\n  name: Us\n  hours: # none yet\n").expect("written");
    let checked = signpost(&["areas", "check", file.path().to_str().expect("text")]);
    assert_eq!(code(&checked), 0, "{}", out(&checked));
}

#[test]
fn where_the_terms_that_were_given_end_is_said() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(&file, OWN).expect("it can be written");
    let limit = |date: &str| {
        let areas = file.path().to_str().expect("text");
        let date = format!("excluded-date={date}");
        let set = ["--set", "area=anyshire", "--set", &date, "--today", "2026-11-30"];
        let said = signpost(&[&["deadline", "governors-meet-15", "--areas", areas][..], &set].concat());
        out(&said).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let known = "The school days given for Anyshire are those from 2 September 2026 to 18 December 2026 only.";
    assert!(limit("2026-12-10").contains(known), "{}", limit("2026-12-10"));
    assert!(!limit("2026-11-10").contains(known), "{}", limit("2026-11-10"));
}

#[test]
fn a_limit_says_that_a_plan_may_name_an_earlier_day() {
    let earlier = "A plan may name an earlier day.";
    let limit = |today: &str, id: &str, date: &str| {
        out(&signpost(&["deadline", id, "--set", date, "--today", today])).to_owned()
    };
    assert!(limit("2026-11-30", "appeal", "letter-date=2026-10-28").contains(earlier));
    // In the last week it names the same one, and of what others must do none.
    assert!(!limit("2026-12-22", "appeal", "letter-date=2026-10-28").contains(earlier));
    assert!(!limit("2026-11-30", "final-plan", "request-date=2026-10-02").contains(earlier));
}

/// Whoever writes an answers file learns at once what it takes: with each of what is named there is a plan.
#[test]
fn a_plan_names_all_the_answers_it_likely_needs() {
    let mut answers: Vec<String> = ["area=leeds", "person=child"].map(str::to_owned).to_vec();
    for round in 1.. {
        let set: Vec<&str> = answers.iter().flat_map(|answer| ["--set", answer]).collect();
        let said = signpost(&[&["plan", "--today", "2026-11-30"][..], &set].concat());
        if code(&said) == 0 {
            assert!(round <= 3, "{answers:?}");
            break;
        }
        assert_eq!(code(&said), 4, "{}", err(&said));
        let named: Vec<String> = err(&said)
            .lines()
            .filter_map(|line| Some(line.strip_prefix("  ")?.split_once(':')?.0.to_owned()))
            .collect();
        assert!(!named.is_empty() && round < 9, "{}", err(&said));
        assert!(round > 1 || named.len() > 2, "{}", err(&said));
        answers.extend(named.iter().map(|id| format!("{id}=not-sure")));
    }
}

#[test]
fn graphviz_draws_the_tree_where_it_is_installed() {
    let tree = signpost(&["rules", "tree", "--format", "dot"]);
    assert_eq!(code(&tree), 0, "{}", err(&tree));
    let Ok(mut child) = Command::new("dot").arg("-Tsvg").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn() else {
        eprintln!("not run: dot is not installed");
        return;
    };
    child.stdin.take().expect("piped").write_all(&tree.stdout).expect("it reads");
    let drawn = child.wait_with_output().expect("it ends");
    assert!(drawn.status.success());
    assert!(String::from_utf8_lossy(&drawn.stdout).contains("letter&#45;date"));
}

#[test]
fn a_fault_on_a_path_ends_with_3_and_its_answers_lead_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let broken = folder.path().join("rules");
    let mine = broken.to_str().expect("text");
    assert_eq!(code(&signpost(&["rules", "new", mine])), 0);
    let part = broken.join("england/first.yaml");
    let text = std::fs::read_to_string(&part).expect("it is there");
    // Nobody is told what to do when the school has said no.
    let text = text.replace("    recommend_when: {matter: refused}\n", "");
    std::fs::write(&part, text).expect("it can be written");
    let output = signpost(&["rules", "check", mine, "--format", "plain"]);
    assert_eq!(code(&output), 3, "{}", out(&output));
    let said = out(&output);
    assert!(said.contains("error[no-next-step]"), "{said}");
    let answers: String = said
        .lines()
        .skip_while(|line| !line.contains("with these answers"))
        .skip(1)
        .take_while(|line| line.starts_with("    "))
        .map(|line| format!("{}\n", line.trim()))
        .collect();
    let led = with_input(&["plan", "--rules", mine, "--answers", "-", "--today", "2026-06-15"], &answers);
    assert!(err(&led).contains("no next step"), "{answers}{}", err(&led));
}

/// Every question can be answered without being asked, so each can be found.
#[test]
fn every_question_is_listed_with_its_id() {
    let listed = out(&signpost(&["plan", "--questions"]));
    for (_, question) in signpost_rules::rules().questions() {
        let line = format!("{}: {}", question.id, question.ask);
        assert!(listed.lines().any(|listed| listed == line), "{line}");
    }
}

/// Rule ids and law only when asked for.
#[test]
fn why_names_the_rule_and_the_law_of_the_step_and_of_its_answers() {
    let said = plan(REFUSAL, &["--why"]);
    let said = String::from_utf8(said.stdout).expect("text").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.starts_with("Route mediation-advice: "), "{said}");
    assert!(said.contains("Children and Families Act 2014, section 55") && said.contains("Certainty A."), "{said}");
    assert!(said.contains("letter-date"), "{said}");
    let without = String::from_utf8(plan(REFUSAL, &[]).stdout).expect("text");
    assert!(!without.contains("mediation-advice") && !without.contains("Certainty"), "{without}");
}

/// What happens if nothing is done is said of every route, and the loss of a right begins with a warning.
#[test]
fn a_right_that_may_be_lost_is_warned_of() {
    for route in &signpost_rules::rules().routes {
        let said = &route.if_nothing;
        assert!(!said.is_empty(), "{}", route.id);
        let lost = said.contains("lose the right") || said.contains("lose your right");
        assert!(said.starts_with("Warning:") || !lost, "{}: {said}", route.id);
    }
}
