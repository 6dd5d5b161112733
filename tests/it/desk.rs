//! The adviser's desk when something is typed that does not fit: what is said, and that nothing is lost by it.

use std::fs;

use crate::calls::{SIMPLE, UNDATED, call, in_order, signpost};
use crate::run::flat;

const TODAY: &str = "2026-11-21";

#[test]
fn a_command_without_its_words_shows_how_it_is_typed() {
    let heard = call(&["/facts", "/set", "/jump", "/note", "/words", "/words zebra"]);
    in_order(
        &heard,
        &[
            "Type it as: /facts refused assessment, letter 28 oct",
            "Type it as: /set letter-date 28 oct",
            "Type it as: /jump letter-date",
            "Leave out names",
            "Type it as: /note TEXT",
            "No word on this screen is in the glossary.",
            "The glossary has no word zebra.",
        ],
    );
}

#[test]
fn a_question_is_found_by_its_number_or_a_part_of_its_name() {
    let heard = call(&[
        "/jump 2",
        "england",
        "/jump 1",
        "",
        "/jump letter",
        "/jump leter-date",
        "/jump zzz",
        "/jump before-claim",
        "/set letter-date",
    ]);
    in_order(
        &heard,
        &[
            // Nothing has been answered yet, so there is no second one.
            "No question is called 2.",
            "You said: the council is in England.",
            "Which council is responsible?",
            "letter fits letter-date or letter-before-claim-date.",
            "No question is called leter-date. Is it letter-date?",
            "No question is called zzz.",
            "claim",
            "What date is printed on the council's letter?",
        ],
    );
}

#[test]
fn an_answer_that_does_not_fit_is_told_and_not_taken() {
    let heard = call(&[UNDATED, "/set letter-date 32 oct", "/done", "n", "/done"]);
    in_order(
        &heard,
        &[
            "Error: The date on the letter must be a real date. October has no day 32.",
            "You typed: 32 oct",
            "No next steps yet. Still open: What date is printed on the council's letter?",
        ],
    );
    assert!(flat(&heard.out).contains("To confirm: What date is printed on the council's letter?"), "{}", heard.out);
    assert!(!heard.out.contains("Not used so far"), "{}", heard.out);
}

#[test]
fn before_there_is_a_plan_nothing_is_made_of_it() {
    let heard = call(&[UNDATED, "/done", "/hold", "/why", "/read", "s", "x", "b", "/done", "/done"]);
    in_order(
        &heard,
        &[
            "No next steps yet. Still open: What date is printed on the council's letter?",
            "No question is on the screen.",
            "No question is on the screen.",
            "No question is on the screen.",
            "There are no next steps yet, so there is no summary.",
            "Error: Type one of the letters, or /done. You typed: x",
            // b goes back to what is open.
            "What date is printed on the council's letter?",
            "No next steps yet.",
        ],
    );
    assert_eq!(heard.out, "");
}

#[test]
fn a_fact_that_is_used_only_later_stands_in_the_note() {
    let heard = call(&["/facts certificate 3 nov 2026 r", "england", "/done", "n", "/done"]);
    let note = flat(&heard.out);
    assert!(
        note.contains(
            "- The mediation certificate is dated Tuesday 3 November 2026. (The caller read it out.) (Not used"
        ),
        "{note}"
    );
    assert!(note.contains("To confirm: Who is this about?"), "{note}");
}

#[test]
fn which_of_several_is_meant_is_asked_until_it_is_a_number() {
    let heard = call(&["england", "/facts refused", "9", "x", "1", "/done", "/done"]);
    in_order(
        &heard,
        &[
            "Which is meant by: refused?",
            "Error: Type a number from 1 to 2. You typed: 9",
            "Error: Type numbers from the list, or press Enter. What you typed was not understood. You typed: x",
            "refused: The first tribunal has refused permission to appeal.",
        ],
    );
    assert!(call(&["/facts refused", "qq"]).talk.ends_with("> "), "nothing follows");
}

#[test]
fn a_date_that_may_be_several_is_asked_about_and_then_how_it_is_known() {
    let heard = call(&["england", "/facts decision 3 may 2026", "1", "r", "/done", "n", "/done"]);
    in_order(
        &heard,
        &[
            "Which is meant by: decision 3 may 2026?",
            "1. The tribunal's decision was sent on Sunday 3 May 2026 (",
            "decision 3 may 2026: The tribunal's decision was sent on Sunday 3 May 2026.",
            "known? l caller has the letter",
        ],
    );
    assert!(
        flat(&heard.out).contains(
            "The tribunal's decision was sent on Sunday 3 May 2026. (The caller read it out.) (Not used so far.)"
        ),
        "{}",
        heard.out
    );
    // A date by itself is asked about, that of the question on the screen first.
    let bare = call(&[UNDATED, "/facts 28 oct", "1", "l", "/done", "/done"]);
    assert!(flat(&bare.talk).contains("28 oct: The letter is dated Wednesday 28 October 2026."), "{}", bare.talk);
}

#[test]
fn a_question_that_rests_on_no_law_says_so() {
    let heard = call(&["/jump told", "/why"]);
    let said = "It rests on no law of its own. Rules checked 29 November 2026.";
    assert!(flat(&heard.talk).contains(said), "{}", heard.talk);
}

#[test]
fn how_a_date_is_known_is_asked_until_it_is_a_key() {
    let known = "How is the date on the letter known?";
    let wrong = "Type l, r, m or o, or press Enter.";
    let heard = call(
        &[&["/facts refused assessment, under 16, letter 28 oct, england", "x", "?", "r"], &SIMPLE[3..], &["n"]]
            .concat(),
    );
    in_order(&heard, &[known, wrong, known, wrong, known, "What is it about?"]);
    assert!(flat(&heard.out).contains("28 October 2026. (The caller read it out.)"), "{}", heard.out);
    // Back leaves it open.
    let heard =
        call(&[&["/facts refused assessment, under 16, letter 28 oct, england", "b"], &SIMPLE[3..], &["n"]].concat());
    assert!(flat(&heard.out).contains("28 October 2026. (How this is known: not asked.)"), "{}", heard.out);
}

#[test]
fn a_date_said_back_can_be_taken_back() {
    let heard = call(&[UNDATED, "tue 28 october 2026", "?", "b", "28 oct", "?", "b", "27 oct", "l", "/done", "/done"]);
    in_order(
        &heard,
        &[
            "28 October 2026 is a Wednesday, not a Tuesday. Which day is right?",
            "28 October 2026 is a Wednesday, not a Tuesday. Which day is right?",
            "What date is printed on the council's letter?",
            "You said: Wednesday 28 October 2026 (24 days ago).",
            "You said: Wednesday 28 October 2026 (24 days ago).",
            "What date is printed on the council's letter?",
            "You said: Tuesday 27 October 2026 (25 days ago).",
            "Were you told one of these?",
        ],
    );
}

#[test]
fn the_prompts_after_the_plan_say_what_fits() {
    let heard = call(&[&SIMPLE[..7], &["n", "?", "x", "x", "/why", "/read", "n", "/done"]].concat());
    in_order(
        &heard,
        &[
            "Error: Type d or x, or press Enter. You typed: n",
            "Type d if it was said back, x if not.",
            "Error: Type one of the letters, or /done. You typed: x",
            "Route mediation-advice: Mediation advice",
            "Good for: ",
        ],
    );
    assert!(heard.out.contains("Said back by the caller: not done."), "{}", heard.out);
}

/// A consent is a typed yes or no; the way out stays open meanwhile (J4).
#[test]
fn only_yes_or_no_answers_a_consent() {
    let folder = tempfile::tempdir().expect("a folder");
    let start = ["ask", "--adviser", "--minutes", "19", "--reference", "K7MR-3XQD"];
    let ends = |lines: &[&str]| {
        let heard = signpost(TODAY, folder.path(), &start, &[&SIMPLE[..], &["k"], lines].concat());
        assert!(!folder.path().join("K7MR-3XQD.yaml").exists(), "{lines:?}");
        heard
    };
    let asked = "May I keep a record of what you told me, without your name?";
    let wrong = "Type yes or no for each. Enter alone is no answer.";
    in_order(&ends(&["maybe", "?", "no", "/done"]), &[asked, wrong, asked]);
    in_order(&ends(&["q", "3", "no", "/done"]), &[asked, "Do you want to stop here?", asked]);
    in_order(&ends(&["yes", "q", "q"]), &["May we contact you again", "Stopped. Nothing was saved."]);
    assert!(ends(&["yes", "qq"]).talk.ends_with("> "), "nothing follows");
    // The line goes dead in the middle of them: that is no yes.
    ends(&["yes", "yes"]);
}

#[test]
fn stopping_says_what_becomes_of_the_answers() {
    let heard = call(&["q", "?", "x", "1"]);
    in_order(
        &heard,
        &[
            "Do you want to stop here?",
            "Your answers are kept nowhere. Shown as lines, you can copy them and go on from them later.",
            "Error: Type a number from 1 to 3. You typed: x",
            "You have not answered a question yet.",
            "Stopped. Nothing was saved.",
        ],
    );
    assert!(call(&[UNDATED, "q", "2"]).talk.ends_with("> 2\n"), "nothing follows");
    assert!(call(&[UNDATED, "q", "qq"]).talk.ends_with("> "), "nothing follows");
    assert!(call(&["/note ring 07700 900123", "qq"]).talk.ends_with("> "), "nothing follows");
}

#[test]
fn what_an_open_case_is_told_by_a_faulty_file_names_the_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let new = ["case", "new", "--reference", "K7MR-3XQD", "--set", "area=england"];
    assert_eq!(signpost(TODAY, folder.path(), &new, &[]).code, 0);
    let file = folder.path().join("K7MR-3XQD.yaml");
    let text = fs::read_to_string(&file).expect("the case").replace("answer: england", "answer: narnia");
    fs::write(&file, text).expect("ours");
    for command in [&["case", "open", "K7"][..], &["case", "plan", "K7"]] {
        let heard = signpost(TODAY, folder.path(), command, &[]);
        assert_eq!(heard.code, 2, "{}", heard.talk);
        let said = flat(&heard.talk);
        assert!(said.contains("`area`: No council with that name runs schools here."), "{said}");
        assert!(said.contains("To take an answer out: signpost case set K7MR-3XQD --clear ID"), "{said}");
    }
    let clear = ["case", "set", "K7", "--clear", "area"];
    assert_eq!(signpost(TODAY, folder.path(), &clear, &[]).code, 0);
    assert_eq!(signpost(TODAY, folder.path(), &["case", "plan", "K7"], &[]).code, 4);
}

#[test]
fn every_command_is_in_the_help_and_in_the_readme() {
    use signpost::render::desk::{Command, commands};
    let (help, readme) = (commands().join("\n"), include_str!("../../README.md"));
    for command in Command::ALL {
        let name = format!("/{}", command.name());
        assert!(help.contains(&name) && readme.contains(&name), "{name}");
        assert_eq!(Command::of(command.name()), Some(*command), "{name}");
    }
}
