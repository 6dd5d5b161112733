//! What needs no interview: a letter, a word, a time limit by itself, answers from a file.

use serde_json::Value;

use crate::rules::{changed, starter, write};
use crate::run::{flat, program};
use crate::shelf::{Run, fed};

fn signpost(args: &[&str]) -> Run {
    with_input(args, "")
}

fn with_input(args: &[&str], input: &str) -> Run {
    fed(args, input.as_bytes()).into()
}

#[test]
fn every_letter_is_listed_with_its_title() {
    let listed = signpost(&["letter"]);
    assert_eq!(listed.code, 0, "{}", listed.err);
    let rules = signpost_rules::rules();
    assert_eq!(listed.out.lines().count(), rules.letters.len());
    assert!(listed.out.contains("ask-for-assessment: Request for an EHC needs assessment\n"), "{}", listed.out);
    let near = signpost(&["letter", "ask-for-asessment"]);
    let said = "Error: no letter is called `ask-for-asessment`\nDid you mean `ask-for-assessment`?\n";
    assert_eq!((near.code, near.err.as_str()), (1, said));
}

/// A letter states a day or leaves a gap: nobody sends "on about October 2026" to a council.
#[test]
fn a_date_roughly_known_is_a_gap_in_a_letter() {
    let letter = |date: &str| {
        let set = format!("request-date={date}");
        flat(&signpost(&["letter", "chase-final-plan", "--set", &set, "--today", "2026-11-21"]).out)
    };
    assert!(letter("2026-01-05").contains("The council had the request to assess on 5 January 2026."));
    let rough = letter("January 2026");
    let gap = "[date the council had the request: about January 2026]";
    assert!(rough.contains(&format!("The council had the request to assess on {gap}.")), "{rough}");
    assert!(rough.contains(&format!("[ ] {gap}")), "it is listed to fill in: {rough}");
}

#[test]
fn every_word_is_listed_when_none_is_named() {
    let words = signpost(&["words"]);
    assert_eq!(words.code, 0, "{}", words.err);
    let rules = signpost_rules::rules();
    for word in &rules.words {
        let term = signpost_core::text::upper_first(&word.term);
        assert!(words.out.lines().any(|line| line == term), "{term}");
    }
    assert_eq!(words.out.split("\n\n").count(), rules.words.len());
    // A part of a name is enough.
    let part = signpost(&["words", "certif"]);
    assert!(part.code == 0 && part.out.starts_with("Mediation certificate\n"), "{}", part.out);
}

#[test]
fn a_limit_is_named_or_counted_from_a_date() {
    let none = signpost(&["deadline"]); // nobody is at the other end of the pipe
    assert!(
        none.code == 2 && none.err.contains("which time limit?\nName one; `signpost deadline --list`"),
        "{}",
        none.err
    );
    for from in ["area=islington", "letter-date=not-sure"] {
        let run = signpost(&["deadline", "--from", from]);
        let id = from.split('=').next().expect("an id");
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(
            run.err.starts_with(&format!("Error: no time limit can be counted from {id}\nGive a date,")),
            "{}",
            run.err
        );
    }
    let ahead = signpost(&["deadline", "appeal", "--set", "letter-date=2026-12-01", "--today", "2026-11-21"]).out;
    assert!(
        ahead.contains(
            "Not started: the date it counts from is still ahead. Check its year.\nAim for: Monday 1 February 2027"
        ),
        "{ahead}"
    );
    assert!(ahead.contains("Counted without the date on the certificate, which was not given."), "{ahead}");
}

/// Outside the calendar nothing is counted in silence; the day without holidays is said, with what to do.
#[test]
fn where_the_calendar_ends_the_day_is_said_with_a_warning() {
    let said = "It ends on Thursday 28 December 2028 or, where the rules move that day, on a working day soon after. \
                That later day is not known here: bank holidays are known from 1 January 2014 to 31 December 2028 only.";
    let day = ["--today", "2028-11-21"];
    let one = signpost(&[&["deadline", "appeal", "--set", "letter-date=2028-10-28"][..], &day].concat());
    assert!(flat(&one.out).contains(said) && !one.out.contains("Aim for"), "{}", one.out);
    // In the course of a date it comes after what can be counted.
    let course = signpost(&[&["deadline", "--from", "letter-date=2028-10-28"][..], &day].concat());
    let course = flat(&course.out);
    assert!(
        course.starts_with("Ring the mediation adviser Aim for: Thursday 28 December 2028 (37 days from today)"),
        "{course}"
    );
    assert!(course.contains(&format!("Send the appeal to the tribunal. {said} [appeal]")), "{course}");
    let answers = ["area=islington", "person=child", "about=plan", "stage=refused-assessment"];
    let more = ["done=nothing", "letter-date=2028-10-28", "told=none"];
    let set: Vec<&str> = answers.iter().chain(&more).flat_map(|answer| ["--set", answer]).collect();
    let plan = signpost(&[&["plan", "--full"][..], &set, &day].concat());
    assert!(flat(&plan.out).contains(&format!("Send the appeal to the tribunal {said}")), "{}", plan.out);
    // On the first page it stands at the top.
    let first = signpost(&[&["plan"][..], &set, &day].concat()).out;
    let top: String = first.lines().take(14).collect::<Vec<_>>().join("\n");
    assert!(flat(&top).contains(&said.replacen("It", "it", 1)), "{first}");
}

/// The calendar ends in 2028, as far as bank holidays are published; letters of 2029 will come. Weeks and months that
/// nothing moves are counted all the same, and of the others it is said what is not known.
#[test]
fn a_letter_of_the_year_after_the_calendar_is_counted_as_far_as_can_be() {
    let deadline =
        |limit: &str, date: &str| flat(&signpost(&["deadline", limit, "--set", date, "--today", "2029-02-12"]).out);
    for (limit, date, says) in [
        ("final-plan", "request-date=2029-01-10", "Due: Wednesday 30 May 2029"),
        ("decide-to-assess", "request-date=2028-12-20", "was due by Wednesday 31 January 2029, 12 days ago"),
        ("phase-15-feb", "transfer-date=2029-09-04", "Due: Thursday 15 February 2029"),
        ("ring-mediation-adviser", "letter-date=2029-01-12", "Last day: Monday 12 March 2029"),
        (
            "ring-mediation-adviser",
            "letter-date=2029-01-12",
            "not known so far ahead, so work to Thursday 8 March 2029",
        ),
        (
            "appeal",
            "letter-date=2029-01-20",
            "It ends on Tuesday 20 March 2029 or, where the rules move that day, on a",
        ),
        ("appeal", "letter-date=2029-01-20", "bank holidays are known from 1 January 2014 to 31 December 2028 only"),
        ("certificate-from-adviser", "adviser-told-date=2029-02-09", "This count needs days after Sunday 31 December"),
    ] {
        let said = deadline(limit, date);
        assert!(said.contains(says), "{limit} {date}: {said}");
    }
    let back = flat(&signpost(&["deadline", "final-plan", "--back-from", "2029-02-05"]).out);
    assert!(back.contains("it runs from a date the council had the request of Monday 18 September 2028"), "{back}");
    let late = signpost(&["deadline", "appeal", "--set", "letter-date=2030-01-15", "--today", "2030-02-01"]);
    let said = "Nothing can be counted here from a date on the letter after 31 December 2029. Get a newer version, or \
                answer: not sure.";
    assert!(late.code == 2 && flat(&late.err).contains(said), "{}", late.err);
}

#[test]
fn the_earlier_of_a_count_and_a_fixed_day_says_both() {
    let folder = tempfile::tempdir().expect("a folder");
    let limit = "limit: {earlier_of: [{after: letter-date, weeks: 3}, {by: 02-15, in_year_of: letter-date}]}";
    write(
        &changed(starter(), "england/first.yaml", &[("limit: {after: letter-date, weeks: 3}", limit)]),
        folder.path(),
    );
    let rules = folder.path().to_str().expect("text");
    let said = |date: &str| {
        let set = format!("letter-date={date}");
        flat(&signpost(&["deadline", "school-answer", "--rules", rules, "--set", &set, "--today", "2027-03-01"]).out)
    };
    let fixed = said("2027-02-01");
    assert!(fixed.contains("The day fixed by law in that year is Monday 15 February 2027."), "{fixed}");
    assert!(
        fixed
            .contains("Three weeks from 1 February 2027 is 22 February 2027, which is later; the earlier date counts."),
        "{fixed}"
    );
    let counted = said("2027-01-04");
    assert!(counted.contains("Three weeks after 4 January 2027 is Monday 25 January 2027."), "{counted}");
    assert!(
        counted.contains("The other date is 15 February 2027, which is later; the earlier date counts."),
        "{counted}"
    );
    let same = said("2027-01-25");
    assert!(same.contains("is the same day."), "{same}");
}

#[test]
fn answers_are_read_as_other_programs_write_them() {
    let open = |text: &str| {
        let run = with_input(&["plan", "--answers", "-", "--today", "2026-11-21"], text);
        (run.code, run.err)
    };
    let all = "area: england\nperson: child\nabout: plan\nstage: final\ngoing: nothing\nsays: not-given\ndone: tribunal\ntribunal-state: waiting\n";
    // An empty file is no answer yet; a yes without quotes is a yes.
    assert!(open("").1.contains("area: Which council is responsible?"), "{:?}", open(""));
    let asked = "  in-appeal: ";
    assert!(open(all).1.contains(asked), "{:?}", open(all));
    for answer in ["true", "no"] {
        let (code, err) = open(&format!("{all}in-appeal: {answer}\n"));
        assert!([0, 4].contains(&code) && !err.contains(asked), "{answer}: {err}");
    }
    for (text, said) in [
        ("1: england\n", "`1`: no question has this id."),
        ("area: 7\n", "`area`: No council with that name runs schools here."),
        (
            "adet: [not-done, done-wrongly, new-trouble]\n",
            "`adet`: Choose at most two. You wrote: not-done, done-wrongly, new-trouble",
        ),
    ] {
        let (code, err) = open(text);
        assert!(code == 2 && err.contains(said), "{text}: {err}");
    }
    let flag = signpost(&["plan", "--set", "area"]);
    assert!(
        flag.code == 2 && flag.err.contains("--set: `area` has no =\nWrite it as --set letter-date="),
        "{}",
        flag.err
    );
    let page = signpost(&["plan", "--set", "area=wales", "--what-if", "--format", "html"]);
    assert!(page.code == 2 && page.err.contains("--what-if comes as text or as JSON"), "{}", page.err);
}

#[test]
fn a_weekday_that_does_not_fit_its_date_is_named() {
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    for (at, day) in days.iter().enumerate() {
        // 2 November 2026 is a Monday; the day typed is always the one after it.
        let typed = format!("letter-date={} {} November 2026", days[(at + 1) % 7], at + 2);
        let run = signpost(&["deadline", "appeal", "--set", &typed, "--today", "2026-11-21"]);
        let said = format!("{} November 2026 is a {day}, not a {}.", at + 2, days[(at + 1) % 7]);
        assert!(run.code == 2 && run.err.contains(&said), "{said}: {}", run.err);
    }
}

#[test]
fn a_date_so_many_months_ago_is_counted_from_today() {
    let run =
        signpost(&["deadline", "ring-mediation-adviser", "--set", "letter-date=2 months ago", "--today", "2026-11-21"]);
    assert!(
        flat(&run.out).contains("Two months after 21 September 2026 is Saturday 21 November 2026."),
        "{}{}",
        run.out,
        run.err
    );
}

#[test]
fn a_folder_that_is_no_rules_folder_is_told_soon() {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..501 {
        std::fs::write(folder.path().join(format!("{number}.yaml")), "").expect("ours");
    }
    let path = folder.path().to_str().expect("text");
    let run = signpost(&["rules", "check", path]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(
        run.err.contains("holds more than 500 rule files\nName the folder that holds england.yaml."),
        "{}",
        run.err
    );
    let folder = signpost(&["plan", "--answers", path]);
    assert!(
        folder.code == 1 && (cfg!(not(unix)) || folder.err.contains("could not be read: it is a folder")),
        "{}",
        folder.err
    );
}

#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn cases_stand_in_ones_own_data_folder_unless_told_otherwise() {
    let home = tempfile::tempdir().expect("a folder");
    let mut command = program();
    command.args(["case", "new", "--reference", "K7MR-3XQD"]).env("XDG_DATA_HOME", home.path());
    let run: Run = command.output().expect("it runs").into();
    let file = home.path().join("signpost/cases/K7MR-3XQD.yaml");
    assert!(run.code == 0 && run.out.contains(&format!("Saved in: {}\n", file.display())), "{}{}", run.out, run.err);
    assert!(file.is_file());
}

#[test]
fn rules_of_ones_own_and_areas_of_ones_own_go_together() {
    let folder = tempfile::tempdir().expect("a folder");
    write(&starter(), &folder.path().join("rules"));
    let file = folder.path().join("ours.yaml");
    let ours = "format: 1\ncontacts: [{id: ipsea, name: Our desk, what: A charity, source: us, certainty: A}]\n";
    std::fs::write(&file, ours).expect("ours");
    let rules = folder.path().join("rules");
    let (rules, file) = (rules.to_str().expect("text"), file.to_str().expect("text"));
    let plan = signpost(&["plan", "--rules", rules, "--areas", file, "--set", "person=me", "--set", "matter=refused"]);
    assert!(plan.code == 0 && plan.out.contains("Our desk"), "{}{}", plan.out, plan.err);
}

#[test]
fn rules_with_errors_answer_nobody() {
    let folder = tempfile::tempdir().expect("a folder");
    write(&changed(starter(), "england.yaml", &[("format: 1", "format: 2")]), folder.path());
    let rules = folder.path().to_str().expect("text");
    let run = signpost(&["plan", "--rules", rules, "--set", "person=me"]);
    assert_eq!((run.code, run.out.as_str()), (3, ""));
    let end = "Error: the rule files have errors, so they are not used.\nTell whoever keeps them to run: signpost rules check\n";
    assert!(run.err.starts_with("england.yaml:") && run.err.ends_with(end), "{}", run.err);
}

#[test]
fn json_names_what_a_limit_was_not_counted_for() {
    let run = signpost(&[
        "deadline",
        "appeal",
        "--set",
        "letter-date=2028-10-28",
        "--today",
        "2028-11-21",
        "--format",
        "json",
    ]);
    let value: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!((&value[0]["state"], &value[0]["due"]), (&"pending".into(), &Value::Null));
    assert!(
        value[0]["working"][0]
            .as_str()
            .is_some_and(|said| said.starts_with("It ends on Thursday 28 December 2028 or, where")),
        "{value:#}"
    );
}
