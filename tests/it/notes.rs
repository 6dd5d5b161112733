//! The note of each call, the summary and the diary say what is so, and nothing else.

use std::fs;
use std::path::Path;

use crate::calls::{self, signpost};
use crate::run::{Run, flat, number};
use crate::shelf::{REFUSED, Shelf};

const ONE: &str = "K7MR-3XQD";
const START: [&str; 5] = ["ask", "--adviser", "--minutes", "19", "--reference"];

/// A call on a new case that is kept from its start.
fn first_call(cases: &Path, lines: &[&str]) -> Run {
    signpost("2026-11-21", cases, &[&START[..], &[ONE]].concat(), &[&["/keep", "y y n n"], lines].concat())
}

fn next_call(cases: &Path, day: &str, lines: &[&str]) -> Run {
    signpost(day, cases, &["case", "open", ONE, "--adviser", "--minutes", "5"], lines)
}

fn report(cases: &Path, day: &str, more: &[&str]) -> String {
    let heard = signpost(day, cases, &[&["case", "report", ONE], more].concat(), &[]);
    assert_eq!(heard.code, 0, "{more:?}: {}", heard.talk);
    heard.out
}

fn text(cases: &Path) -> String {
    fs::read_to_string(cases.join(format!("{ONE}.yaml"))).expect("the case")
}

#[test]
fn a_call_with_nothing_said_leaves_no_trace() {
    let folder = tempfile::tempdir().expect("a folder");
    let cases = folder.path();
    first_call(cases, &[&calls::SIMPLE[..], &["", "/done"]].concat());
    let before = text(cases);
    for lines in [&[][..], &["/done"], &["/time", "/list", "q", "q"], &["/note MARKER", "/undo", "/done"]] {
        next_call(cases, "2026-11-25", lines);
        let now = text(cases);
        let unsaid = |text: &str| -> Vec<String> {
            let saved = |line: &&str| !line.starts_with("rev:") && !line.starts_with("updated:");
            text.lines().filter(saved).map(str::to_owned).collect()
        };
        assert_eq!(unsaid(&now), unsaid(&before), "{lines:?}");
    }
}

#[test]
fn each_call_keeps_its_own_note() {
    let folder = tempfile::tempdir().expect("a folder");
    let cases = folder.path();
    let about = [
        "/call caller mother",
        "/call urgent time ends soon",
        "/call choice rings the adviser",
        "/call tried wrote to the head",
    ];
    let first = [&about[..], &calls::SIMPLE[..], &["", "/route mediation advice", "/done"]].concat();
    first_call(cases, &first);
    let kept = report(cases, "2026-11-21", &[]);
    // Two on one day are two calls.
    next_call(cases, "2026-11-25", &["/note MARKER-2", "/done"]);
    next_call(cases, "2026-11-25", &["/set letter-date 30 oct", "r", "/done"]);
    let all = report(cases, "2026-11-26", &[]);
    let (one, rest) = all.split_once("Call 2 of 3").expect("the second");
    let (two, three) = rest.split_once("Call 3 of 3").expect("the third");
    assert!(one.starts_with("Call 1 of 3\n") && one.contains(kept.trim_end()), "{one}\n{kept}");
    assert!(one.contains("28 October 2026") && one.contains("19 minutes"), "{one}");
    assert!(two.contains("Wednesday 25 November 2026, 5 minutes.") && two.contains("28 October 2026"), "{two}");
    assert!(!one.contains("MARKER-2") && two.contains("MARKER-2"), "{all}");
    assert!(three.contains("30 October 2026") && !three.contains("28 October 2026"), "{three}");
    assert_eq!(report(cases, "2026-11-26", &["--call", "1"]), kept);
    assert!(three.contains(report(cases, "2026-11-26", &["--call", "3"]).trim_end()));
    let none = signpost("2026-11-26", cases, &["case", "report", ONE, "--call", "4"], &[]);
    assert!(none.code == 2 && none.talk.contains("3 calls"), "{}", none.talk);
    // What was told once is known on the next call, with its day.
    let three = flat(three);
    for said in [
        "Caller Mother. Name not recorded.",
        "time ends soon (Said on 21 November 2026.)",
        "rings the adviser (Said on 21 November 2026.)",
        "wrote to the head (Said on 21 November 2026.)",
        "Explained on 21 November 2026: Mediation advice.",
    ] {
        assert!(three.contains(said), "no {said}\n{three}");
    }
    let (_, not_asked) = three.split_once("Not asked: ").expect("some were not");
    assert!(!not_asked.contains("caller") && !not_asked.contains("urgent"), "{not_asked}");
    let (_, open) = three.split_once("Open, not explained: ").expect("the rest");
    assert!(!open.contains("Mediation advice"), "{open}");
}

#[cfg(unix)]
#[test]
fn the_minutes_of_a_lost_window_stand() {
    let folder = tempfile::tempdir().expect("a folder");
    first_call(folder.path(), &["/note MARKER"]);
    next_call(folder.path(), "2026-11-21", &["/note again", "/done"]);
    let all = report(folder.path(), "2026-11-21", &[]);
    assert!(all.contains(", 19 minutes.") && all.contains(", 5 minutes."), "{all}");
}

#[test]
fn the_caller_has_the_letter_and_is_no_you() {
    let lines = ["/facts refused assessment, letter 28 oct, age 7", "l", "england", "1", "1", "none", "", "", "n"];
    let note = flat(&calls::call(&lines).out);
    assert!(note.contains("28 October 2026. (The caller has it in hand.)"), "{note}");
    assert!(note.contains("- The caller has talked or written to the school"), "{note}");
    assert!(note.contains("- The caller was told none of these."), "{note}");
}

#[test]
fn what_was_typed_and_not_used_stands_in_the_note() {
    let facts = "/facts refused assessment, letter 28 oct r, age 7, he loves lego, england";
    let lines = [&[facts][..], &calls::SIMPLE[3..], &["", "n"]].concat();
    let heard = calls::call(&lines);
    let note = flat(&heard.out);
    let (_, said) = note.split_once("Also said, in the caller's words").expect("its heading");
    assert!(said.contains("- he loves lego") && said.contains("- age 7"), "{note}\n{}", heard.talk);
    // What looks like a person is asked about first.
    let facts = "/facts refused assessment, ring me on 07700 900123";
    let heard = calls::call(&[facts, "", "/list", "/done"]);
    assert!(flat(&heard.talk).contains("This looks as if it held"), "{}", heard.talk);
    assert!(!heard.talk.contains("Also said: ring me"), "{}", heard.talk);
    // Given back with the rest, and taken back with its fact.
    let heard = calls::call(&["/facts he loves lego", "q", "1"]);
    assert!(heard.talk.contains("Also said: he loves lego"), "{}", heard.talk);
}

#[test]
fn a_note_names_no_id_and_signposts_only_what_was_shown() {
    let lines = [&["/facts refused assessment, letter 28 oct r, age 7", "/note MARKER"][..], &["england"]].concat();
    let heard = calls::call(&[&lines[..], &calls::SIMPLE[3..], &["", "n"]].concat());
    let note = flat(&heard.out);
    let (page, note) = note.split_once("Call note").expect("the note");
    assert!(note.contains("MARKER") && !note.contains("[area]"), "{note}");
    let (_, shown) = note.split_once("Signposts ").expect("they are named");
    let (shown, _) = shown.split_once(" Level and status").expect("then the level");
    for name in shown.trim_end_matches('.').split(". ") {
        assert!(page.to_lowercase().contains(&name.to_lowercase()), "{name} was not shown\n{page}");
    }
}

#[test]
fn a_letter_at_the_end_of_a_call_has_one_meaning() {
    let before = [&calls::SIMPLE[..], &["n"]].concat();
    let talk = flat(&calls::call(&before).talk);
    assert!(talk.contains("Type d if it was said back, x if not."), "{talk}");
    let heard = calls::call(&[&calls::SIMPLE[..7], &["x", "n"]].concat());
    assert!(heard.out.contains("Said back by the caller: not done."), "{}", heard.out);
}

#[test]
fn a_summary_says_what_she_rang_about_and_which_day_is_past() {
    let folder = tempfile::tempdir().expect("a folder");
    let cases = folder.path();
    let first = "/facts they refused to assess, letter 28 oct r, age 7, england";
    first_call(cases, &[first, "/action adviser: send the papers, by 24 november", "/done"]);
    let lines = [&calls::SIMPLE[3..], &["", "/done"]].concat();
    next_call(cases, "2026-11-22", &lines);
    let now = flat(&report(cases, "2026-11-22", &["--kind", "summary"]));
    assert!(now.contains("You rang about this: The council will not assess for a plan."), "{now}");
    assert!(now.contains("Adviser: send the papers, by Tuesday 24 November 2026 "), "{now}");
    let later = flat(&report(cases, "2026-12-01", &["--kind", "summary"]));
    assert!(later.contains("by Tuesday 24 November 2026. That day has passed"), "{later}");
}

#[test]
fn a_service_that_is_the_local_one_is_named_as_it() {
    let shelf = Shelf::new();
    shelf.with(ONE, &REFUSED);
    let areas = shelf.path().join("areas.yaml");
    fs::write(
        &areas,
        "format: 1\nown: {name: Anyshire SENDIASS, phone: 01632 960000, letterhead: Anyshire SENDIASS., checked: 2026-11-29}\n",
    )
    .expect("ours");
    let named = shelf.case(&["report", ONE, "--kind", "summary", "--areas", areas.to_str().expect("plain")]).out;
    assert!(!named.contains("Your local SENDIASS"), "{named}");
    assert!(named.contains("Anyshire SENDIASS. Telephone: 01632 960000\n"), "{named}");
    assert!(shelf.case(&["report", ONE, "--kind", "summary"]).out.contains("SENDIASS"));
}

#[test]
fn the_diary_says_what_was_agreed_and_advised() {
    let shelf = Shelf::new();
    let first = "/facts occupational therapy not given, under 16, england, about the plan";
    let chosen = [("stage", "final-quiet"), ("done", "talked")].map(|(question, option)| number(question, option));
    let lines = [first, "1", &chosen[0], &chosen[1], "1", "1"];
    first_call(&shelf.cases(), &[&lines[..], &["none", "", "", "/done"]].concat());
    shelf.case(&["action", ONE, "send the papers", "--who", "adviser", "--by", "2026-11-30"]);
    let diary = flat(&shelf.diary(&[]).out);
    assert!(diary.contains("K7MR-3XQD: Agreed action 1: Adviser: send the papers"), "{diary}");
    assert!(!shelf.diary(&["--format", "ics"]).out.contains("papers"));
    assert!(diary.contains("K7MR-3XQD: To do: Write to the council, copied to the school"), "{diary}");
    assert!(
        diary.contains("K7MR-3XQD: Reply due: The council answers and says what it does, and from when"),
        "{diary}"
    );
}

#[test]
fn a_route_that_is_shut_says_why() {
    let lines = [&calls::SIMPLE[..], &["", "/route ombudsman"]].concat();
    let talk = flat(&calls::call(&lines).talk);
    let (_, said) = talk.split_once("Good for: Putting right delay").expect("its words");
    assert!(said.contains("It is not open as things stand. "), "{said}");
}

#[cfg(unix)]
#[test]
fn a_long_line_is_shown_once() {
    let mut screen = crate::screen::Screen::new(80, 100, "ask", None).pictured();
    let long = "zebra giraffe hippopotamus elephant rhinoceros crocodile alligator flamingo penguin ostrich walrus";
    screen.types(long);
    let (_, _, picture) = {
        screen.interrupts();
        screen.ends_pictured()
    };
    assert_eq!(picture.matches("zebra giraffe").count(), 1, "{picture}");
}

#[test]
fn set_takes_the_one_council_that_fits() {
    let heard = calls::call(&["/set area epsom", "/list", "/done"]);
    assert!(heard.talk.contains("The council is Surrey."), "{}", heard.talk);
    // The first letters of a name are a guess: it is named, and not taken.
    let heard = calls::call(&["/set area south glou", "/list", "/done"]);
    assert!(heard.talk.contains("Those words fit South Gloucestershire."), "{}", heard.talk);
    assert!(!heard.talk.contains("The council is South Gloucestershire."), "{}", heard.talk);
}

#[test]
fn lines_given_back_make_a_plan() {
    let folder = tempfile::tempdir().expect("a folder");
    let facts = "/facts refused assessment, letter 28 oct r, age 7, england";
    let heard = calls::call(&[facts, "q", "1"]);
    assert!(heard.talk.contains("# read-out") && heard.talk.contains("letter-date: 2026-10-28"), "{}", heard.talk);
    let file = folder.path().join("answers.yaml");
    fs::write(&file, &heard.talk).expect("ours");
    let more = ["--set", "about=plan", "--set", "done=nothing", "--set", "told=none"];
    let args = [&["plan", "--answers", file.to_str().expect("plain")][..], &more].concat();
    let plan = crate::shelf::run(&args, b"");
    assert_eq!(plan.code, 0, "{}\n{}", plan.err, heard.talk);
}

#[test]
fn a_case_gives_an_email_and_warns_of_its_folder_once() {
    let shelf = Shelf::new();
    shelf.with(ONE, &REFUSED);
    let email = shelf.case(&["plan", ONE, "--format", "email"]).out;
    assert!(email.starts_with("Subject: Next steps, "), "{email}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(shelf.cases(), fs::Permissions::from_mode(0o755)).expect("ours");
        let new = shelf.case(&["new"]);
        assert!(new.err.contains("chmod 700"), "{}", new.err);
        assert_eq!(shelf.case(&["list"]).err, "");
        assert_eq!(shelf.case(&["note", ONE, "hello"]).err.matches("chmod").count(), 0);
    }
}

#[test]
fn the_step_in_the_note_has_the_day_that_the_page_gives_it() {
    use signpost::cases::{Case, Known, Reference, advice};
    use signpost_core::plan::{Advice, advise, steps};
    use signpost_render::plan::{Advised, advised};
    let rules = signpost_rules::rules();
    let mut apart = 0;
    for (today, answers) in crate::situations::complete(rules) {
        let Advice::Plan(plan) = advise(rules, &answers, today) else { continue };
        let mut kept = Case::new(Reference::parse(ONE).expect("one"), today);
        advice::keep(&mut kept, rules, &answers, Known::NotSaid, today);
        let note = signpost::render::casework::note::document(rules, &kept, today);
        let note = flat(&signpost_render::document::text(&note, 76));
        let page = flat(&signpost_render::document::text(
            &signpost_render::plan::page(&plan, signpost_render::plan::Today::Real),
            76,
        ));
        let steps = steps::of(&plan);
        let first = steps::first_own(&steps).expect("there is one");
        apart += usize::from(first.own() != Some(plan.next_step));
        for Advised { what, by, .. } in advised(&plan) {
            assert!(note.contains(&format!("{what} By: {by}.")), "{what} {by}\n{note}");
            assert!(page.contains(&format!("{by}. {what}")) || by.starts_with("as soon"), "{what} {by}\n{page}");
        }
    }
    assert!(apart > 0, "in no case does another step come first");
}

/// Every sentence of the rules about a person reads as one about the caller.
#[test]
fn no_sentence_about_the_caller_says_you() {
    use signpost::render::casework::voice::of_the_caller;
    let rules = signpost_rules::rules();
    let said = rules.questions().flat_map(|(_, asked)| {
        let options = asked.options.iter().map(|option| option.said.clone());
        let date = asked.date().map(|date| date.said.clone());
        options.chain(date).chain([asked.unsure_said.clone()]).collect::<Vec<_>>()
    });
    let plural = ["have", "are", "were", "do", "think", "want", "need", "live", "wait", "know", "agree"];
    for said in said {
        let now = of_the_caller(&said.replace("{your-child}", "your child"));
        let words: Vec<String> = now.split(|letter: char| !letter.is_alphabetic()).map(str::to_lowercase).collect();
        assert!(!words.iter().any(|word| ["you", "your", "yours", "yourself"].contains(&word.as_str())), "{now}");
        let begins =
            words.first().is_some_and(|word| word == "the") && words.get(1).is_some_and(|word| word == "caller");
        let wrong = begins && words.get(2).is_some_and(|verb| plural.contains(&verb.as_str()));
        assert!(!wrong, "{now}");
    }
    for (said, now) in [
        ("You think it is, and you want to claim.", "The caller thinks it is, and the caller wants to claim."),
        ("You have moved, or are moving, to another area.", "The caller has moved, or is moving, to another area."),
        ("You have asked, and the answer has not come.", "The caller has asked, and the answer has not come."),
        ("Your child was held. It makes you wait.", "The caller's child was held. It makes the caller wait."),
        (
            "You were told, or wondered: \u{201c}You can appeal\u{201d}.",
            "The caller was told, or wondered: \u{201c}You can appeal\u{201d}.",
        ),
        ("As far as you know, two do.", "As far as the caller knows, two do."),
        ("You sent it on 3 May.", "The caller sent it on 3 May."),
    ] {
        assert_eq!(of_the_caller(said), now);
    }
}

#[test]
fn a_summary_leaves_no_date_and_no_step_out_in_silence() {
    use signpost_core::interview::Standing;
    use signpost_core::plan::{Advice, advise, steps};
    use signpost_core::rules::model::{State, Who};
    let rules = signpost_rules::rules();
    for (today, answers) in crate::situations::complete(rules) {
        let Advice::Plan(plan) = advise(rules, &answers, today) else { continue };
        let page = signpost_render::summary::email(&plan, signpost_render::plan::Today::Real);
        assert!(signpost_render::summary::words(&page) <= signpost_render::summary::MOST_WORDS);
        let said = flat(&signpost_render::document::text(&page, 76));
        let own = plan.deadlines.iter().filter(|place| rules.deadline(**place).who == Who::You);
        for place in own {
            let Standing::Dated(dated) = plan.walk.situation.standing(*place) else { continue };
            if matches!(dated.state, State::InTime | State::LastDays) {
                let last = signpost_core::dates::say::near(dated.reckoning.last, today);
                let last = last.split_once(' ').map_or(last.as_str(), |(_, day)| day);
                assert!(said.contains(last), "no {last}\n{said}");
            }
        }
        let steps = steps::of(&plan);
        let missing = steps.iter().filter(|step| !said.contains(&signpost_render::plan::what(&plan, step))).count();
        assert_eq!(missing > 0, said.contains("Left out here to keep this short: "), "{missing}\n{said}");
    }
}
