//! `signpost deadline` as an adviser asks it, and what a page says of the same days.

use serde_json::Value;

use crate::run::flat;
use crate::shelf::{Run, fed};

const TODAY: [&str; 2] = ["--today", "2026-11-30"];

fn deadline(args: &[&str]) -> Run {
    piped(args, "")
}

fn piped(args: &[&str], input: &str) -> Run {
    fed(&[&["deadline"][..], args, &TODAY].concat(), input.as_bytes()).into()
}

fn set<'a>(answers: &[&'a str]) -> Vec<&'a str> {
    answers.iter().flat_map(|answer| ["--set", answer]).collect()
}

/// A plan of a permanent exclusion that the governors kept in July.
fn over_the_summer(today: &str, format: &str) -> String {
    let answers = set(&[
        "area=leeds",
        "person=child",
        "about=out",
        "stage=none",
        "happened=permanent",
        "done=nothing",
        "setting=maintained",
        "governors=upheld",
        "disability-linked=not-linked",
        "governors-letter-date=2026-07-10",
    ]);
    let run: Run = fed(&[&["plan"][..], &answers, &["--today", today, "--format", format]].concat(), b"").into();
    assert_eq!(run.code, 0, "{}", run.err);
    flat(&run.out.replace("\r\n ", "").replace("\\,", ","))
}

#[test]
fn between_the_two_ends_of_a_panel_no_page_says_that_the_last_day_is_past() {
    for today in ["2026-07-20", "2026-08-01", "2026-08-15", "2026-10-02"] {
        for format in ["text", "markdown", "email", "ics"] {
            let page = over_the_summer(today, format);
            let both = "between Friday 31 July and Friday 2 October";
            assert!(page.contains(both), "{today} {format}: {page}");
            for never in ["last moment is", "for this: Friday 31 July", "time ended", "passed on", "came by post"] {
                assert!(!page.contains(never), "{today} {format}: {never}: {page}");
            }
        }
        // What the panel does next is counted in the same days.
        let page = over_the_summer(today, "text");
        assert!(!page.contains("7 September"), "{today}: {page}");
    }
    let after = over_the_summer("2026-10-03", "text");
    assert!(!after.contains("Last day for this: between"), "{after}");
}

#[test]
fn a_date_that_was_set_is_the_date_of_every_format() {
    let with = ["appeal", "--set", "letter-date=2026-10-28", "--instead", "2026-12-10"];
    for args in [&with[..], &["appeal", "--instead", "2026-12-10"]] {
        let ics = deadline(&[args, &["--format", "ics"]].concat());
        let days: Vec<&str> = ics.out.lines().filter(|line| line.starts_with("DTSTART")).collect();
        assert_eq!(days, ["DTSTART;VALUE=DATE:20261210"], "{}{}", ics.out, ics.err);
        let json = deadline(&[args, &["--format", "json"]].concat());
        let json: Value = serde_json::from_str(&json.out).expect("JSON");
        assert_eq!(
            (&json[0]["due"], &json[0]["set_instead"]),
            (&"2026-12-10".into(), &"2026-12-10".into()),
            "{json:#}"
        );
        assert_eq!((&json[0]["days_left"], &json[0]["aim"]), (&10.into(), &Value::Null), "{json:#}");
    }
}

#[test]
fn what_was_done_is_not_answered_with_what_to_do() {
    let done = |id: &str, date: &str, done: &str| flat(&deadline(&[id, "--set", date, "--done", done]).out);
    let in_time = done("appeal", "letter-date=2026-06-29", "2026-09-01");
    assert!(in_time.contains("in time, on the last day, if it was there by 5pm."), "{in_time}");
    for said in [&in_time, &done("appeal", "letter-date=2026-06-29", "2026-09-09")] {
        assert!(!said.contains("Send the appeal now") && !said.contains("passed on"), "{said}");
    }
    let before = done("final-plan", "request-date=2026-03-02", "2026-01-01");
    assert!(before.contains("before the day it counts from, Monday 2 March 2026. Check both dates."), "{before}");
    let ahead = done("final-plan", "request-date=2026-03-02", "2026-12-25");
    assert!(ahead.contains("Friday 25 December 2026 is still ahead. Check its year."), "{ahead}");
    assert!(!ahead.contains("late"), "{ahead}");
}

#[test]
fn what_is_due_next_comes_first() {
    for (from, first) in [
        ("request-date=2026-11-02", "The council: decide whether to assess Due: Monday 14 December 2026"),
        ("request-date=2026-03-02", "The council: send the final plan This was due by Monday 20 July 2026, 133 days"),
        ("meeting-date=2026-11-02", "The council: decide after the review meeting Due: Monday 30 November 2026"),
        ("letter-date=2026-10-28", "Ring the mediation adviser Aim for: Thursday 24 December 2026"),
        ("letter-date=2026-09-10", "Ring the mediation adviser The usual time limit passed on Tuesday 10 November"),
    ] {
        let said = flat(&deadline(&["--from", from]).out);
        assert!(said.starts_with(first), "{from}: {said}");
    }
}

#[test]
fn the_same_day_stands_once() {
    let records = deadline(&["--from", "records-date=2026-11-10"]).out;
    assert_eq!(flat(&records).matches("Thursday 10 December 2026").count(), 1, "{records}");
    let ics = deadline(&["--from", "letter-date=2026-10-28", "--format", "ics"]).out;
    let mut days: Vec<&str> = ics.lines().filter(|line| line.starts_with("DTSTART")).collect();
    assert!(days.len() <= 5, "{days:?}");
    days.dedup();
    assert!(days.len() >= 3, "{days:?}");
}

#[test]
fn a_date_ahead_beside_another_is_refused_as_in_the_interview() {
    for (id, first, second) in [
        ("appeal", "letter-date=2026-10-28", "certificate-date=2026-12-20"),
        ("late-changed-mind-final-plan", "request-date=2026-03-01", "agreed-date=2026-12-20"),
    ] {
        let run = deadline(&[&[id][..], &set(&[first, second])].concat());
        let said = flat(&run.err);
        assert!(run.code == 2 && said.contains("Did you mean 20 December 2025?"), "{id}: {said}{}", run.out);
    }
}

#[test]
fn without_terms_a_training_day_may_move_it() {
    let run = deadline(&["governors-meet-15", "--set", "excluded-date=2026-11-06"]);
    let said = flat(&run.out);
    assert!(said.contains("Due Friday 27 November 2026 at the earliest, 3 days ago. A training day"), "{said}");
    assert!(!said.contains("its term dates were used"), "{said}");
}

#[test]
fn data_counts_the_days_to_the_end_that_decides() {
    let at = |args: &[&str], today: &str| -> Value {
        let args = [&["deadline"][..], args, &["--today", today, "--format", "json"]].concat();
        let run: Run = fed(&args, b"").into();
        serde_json::from_str::<Value>(&run.out).expect("JSON")[0].clone()
    };
    let governors = ["governors-meet-15", "--set", "excluded-date=2026-10-12"];
    assert_eq!(at(&governors, "2026-10-30")["days_left"], 3);
    assert_eq!(at(&governors, "2026-11-10")["days_left"], Value::Null);
    assert_eq!(at(&governors, "2026-11-30")["days_left"], -3);
    let rough = ["appeal", "--set", "letter-date=first week of October"];
    assert_eq!(at(&rough, "2026-12-03")["days_left"], Value::Null);
    let moved = deadline(&["move-transfer", "--set", "move-date=2026-11-20"]).out;
    assert!(flat(&moved).contains("But if 15 working days after the day the old council knew is later"), "{moved}");
}

const TRADE: [(&str, &str); 48] = [
    ("SAR", "records-from-council"),
    ("DSAR", "records-from-council"),
    ("subject access request", "records-from-council"),
    ("subject access request school", "records-from-school"),
    ("tribunal", "appeal"),
    ("SENDIST", "appeal"),
    ("late appeal", "appeal"),
    ("refusal to assess", "appeal"),
    ("refusal to issue", "appeal"),
    ("cease to maintain", "appeal"),
    ("section F appeal", "appeal"),
    ("certificate", "appeal"),
    ("mediation certificate", "certificate-from-adviser"),
    ("section I", "appeal-section-i"),
    ("mediation", "ring-mediation-adviser"),
    ("mediation", "mediation-meeting"),
    ("LA response", "appeal-response"),
    ("tribunal order", "order-amend"),
    ("comply with order", "order-final-plan"),
    ("upper tribunal", "permission-first-tier"),
    ("EHCNA", "decide-to-assess"),
    ("6 weeks", "decide-to-assess"),
    ("16 weeks", "no-plan-notice"),
    ("EHCP", "final-plan"),
    ("how long does the LA have to finalise the EHCP", "final-plan"),
    ("EHCP draft to final", "draft-to-final"),
    ("draft EHCP", "comments-on-draft"),
    ("school consultation", "school-answer"),
    ("annual review", "next-review"),
    ("annual review decision", "review-decision"),
    ("amendment notice", "comments-on-amendment"),
    ("amendment notice", "amended-plan"),
    ("moving house", "move-transfer"),
    ("reassessment", "reassess-decision"),
    ("IRP", "review-panel"),
    ("permanent exclusion", "review-panel"),
    ("suspension", "governors-meet-15"),
    ("day 6", "school-sixth-day"),
    ("LGSCO", "ombudsman"),
    ("PHSO", "go-to-health-ombudsman"),
    ("JR", "judicial-review"),
    ("PAP", "letter-before-claim"),
    ("DDA", "discrimination-tribunal"),
    ("stage 2 complaint", "ask-stage-two"),
    ("NHS complaint", "complain-to-nhs"),
    ("transport appeal", "ask-transport-review"),
    ("FOI", "information-answer"),
    ("admission appeal", "appeal-school-place"),
];

#[test]
fn words_find_the_limit_that_is_meant() {
    let first = |words: &str| {
        let out = deadline(&[words]).out;
        out.lines().find_map(|line| line.strip_prefix("- ")?.split(':').next().map(str::to_owned)).unwrap_or(out)
    };
    let found = |words: &str, id: &str| {
        let out = deadline(&[words]).out;
        assert!(out.contains(&format!("- {id}: ")), "{words}: {out}");
    };
    assert_eq!(first("twenty weeks"), "final-plan");
    let asked = deadline(&["how long do I have to appeal", "--set", "letter-date=2026-10-28"]);
    assert!(asked.out.starts_with("Send the appeal to the tribunal\n"), "{}", asked.out);
    for (words, id) in [
        ("tribunal", "appeal"),
        ("tribunl", "appeal"),
        ("certificate", "appeal"),
        ("exclusion", "review-panel"),
        ("phase transfer", "phase-15-feb"),
        ("annual review", "next-review"),
    ] {
        found(words, id);
    }
    // As advisers type it: the limit that is meant is the one that is taken, or among the first three.
    for (words, id) in TRADE {
        let run = deadline(&[words]);
        let taken = run.err.starts_with(&format!("Taken as `{id}`"));
        let first = run.out.lines().filter(|line| line.starts_with("- ")).take(3);
        let offered = first.map(str::to_owned).any(|line| line.starts_with(&format!("- {id}: ")));
        assert!(taken || offered, "{words}: {}{}", run.err, run.out);
    }
    let named = deadline(&["APPEAL", "--set", "letter-date=2026-10-28"]);
    assert!(named.out.starts_with("Send the appeal to the tribunal\n"), "{}", named.out);
    // Where words fit one alone, it is said which that is.
    let one = deadline(&["8 weeks"]);
    assert!(one.err.starts_with("Taken as `amended-plan`"), "{}", one.err);
}

#[test]
fn a_pipe_that_ends_early_is_answered_or_refused() {
    let enough = piped(&["appeal"], "28 october\n");
    assert!(enough.code == 0 && flat(&enough.out).contains("Aim for: Thursday 24 December 2026"), "{}", enough.err);
    let short = piped(&["ombudsman-end"], "\n");
    assert!(short.code == 4 && short.err.contains("more answers are needed"), "{}", short.err);
}

#[test]
fn dates_stand_in_their_order() {
    for (later, earlier) in [
        ("draft-date", "request-date"),
        ("advice-asked-date", "request-date"),
        ("mediation-asked-date", "letter-date"),
        ("mediation-ended-date", "mediation-asked-date"),
        ("mediation-ended-date", "letter-date"),
        ("mediation-day", "mediation-asked-date"),
        ("not-held-date", "mediation-asked-date"),
        ("certificate-date", "adviser-told-date"),
        ("certificate-date", "letter-date"),
        ("governors-letter-date", "excluded-date"),
        ("governors-posted-date", "excluded-date"),
        ("health-complaint-date", "health-known"),
        ("care-statement-date", "care-first-reply-date"),
        ("plan-transfer-date", "move-date"),
        ("letter-before-claim-date", "since-date"),
        ("last-review-date", "plan-made-date"),
        ("draft-date", "agreed-date"),
        ("panel-asked-date", "governors-posted-date"),
        ("panel-asked-date", "governors-letter-date"),
        ("panel-asked-date", "excluded-date"),
        ("agreement-date", "letter-date"),
        ("health-agreed-date", "mediation-asked-date"),
        ("order-date", "first-request-date"),
        ("consulted-date", "request-date"),
        ("care-complaint-date", "care-known"),
        ("meeting-date", "plan-made-date"),
        ("notice-date", "plan-made-date"),
        ("coming-meeting-date", "meeting-date"),
        ("reassess-asked-date", "plan-made-date"),
    ] {
        let (late, early) = (format!("{later}=2026-05-01"), format!("{earlier}=2026-06-15"));
        let run = deadline(&[&["appeal"][..], &set(&[&late, &early])].concat());
        assert_eq!(run.code, 2, "{later} before {earlier}: {}{}", run.out, run.err);
        let (late, early) = (format!("{later}=2026-06-15"), format!("{earlier}=2026-05-01"));
        let run = deadline(&[&["appeal", "--instead", "2026-12-10"][..], &set(&[&late, &early])].concat());
        assert_eq!(run.code, 0, "{later} after {earlier}: {}", run.err);
    }
}

#[test]
fn a_step_says_whom_to_ring_or_where_to_look() {
    let page = |area: &str, more: [&str; 2]| {
        let area = format!("area={area}");
        let answers = ["person=child", "about=plan", "stage=refused-assessment", "done=nothing"];
        let answers = set(&[&[area.as_str()][..], &answers, &[more[0]]].concat());
        let run: Run = fed(&[&["plan"][..], &answers, &["--today", more[1]]].concat(), b"").into();
        flat(&run.out)
    };
    let now = ["letter-date=2026-10-28", "2026-11-30"];
    assert!(page("derby", now).contains("Look in the council's decision letter, which must name the adviser."));
    assert!(page("liverpool", now).contains("Why Mediate Limited: look in the council's decision letter"));
    assert!(page("hampshire", now).contains("Global Mediation: look in the council's decision letter"));
    assert!(page("wakefield", now).contains("07715 958290, info@collismediationltd.com. From a page of 26 May 2026."));
    // A council that is gone.
    let surrey = page("surrey", ["letter-date=2027-04-28", "2027-05-03"]);
    assert!(surrey.contains("East Surrey or West Surrey took over from Surrey on 1 April 2027."), "{surrey}");
}
