//! What is said beside the question: at every prompt of a call, and in the interview. Nothing is lost, and nothing guessed.

use std::path::Path;

use crate::calls::{SIMPLE, UNDATED, call, in_order, signpost};
use crate::run::{Run, flat};

/// The parent's own interview.
fn interview(lines: &[&str]) -> Run {
    signpost("2026-11-30", Path::new("/nowhere"), &["ask"], lines)
}

#[test]
fn several_of_what_is_offered_may_be_so() {
    let heard = call(&["england", "/facts refused", "1 9", "1 1 x", "2 1", "/list", "/done", "/done"]);
    in_order(
        &heard,
        &[
            "Which is meant by: refused?",
            "Error: Type a number from 1 to ",
            "Error: Type numbers from the list, or press Enter.",
            "refused: ",
            "refused: ",
            "Taken so far",
        ],
    );
    // Two answers to a question that takes one.
    let both = call(&["england", "/facts permission refused", "/facts rta?", "1 2", "", "/done", "/done"]);
    assert!(flat(&both.talk).contains("Which is meant by"), "{}", both.talk);
}

#[test]
fn the_next_sentence_and_commands_work_while_a_list_is_open_and_nothing_is_lost() {
    let heard = call(&[
        "england",
        "/facts refused",
        "he is 10",
        "/note Rings again MARKER",
        "/set area leeds",
        "1",
        "/list",
        "/done",
        "/done",
    ]);
    in_order(
        &heard,
        &[
            "Which is meant by: refused?",
            "he is 10: This is about a child of school age.",
            "Which is meant by: refused?",
            "Noted.",
            "the council is Leeds",
            "Which is meant by: refused?",
            "refused: ",
            "Taken so far",
            "The council is Leeds.",
            "This is about a child of school age.",
        ],
    );
}

#[test]
fn how_a_date_is_known_is_asked_after_a_bare_sentence_too() {
    let heard = call(&["england", "refusal to assess, refusal letter 28 october 2026", "r", "/list", "/done", "/done"]);
    in_order(
        &heard,
        &[
            "The letter is dated Wednesday 28 October 2026.",
            "How is the date on the letter known?",
            "The letter is dated Wednesday 28 October 2026. (The caller read it out.)",
        ],
    );
}

#[test]
fn one_letter_is_no_answer() {
    for letter in ["r", "l", "m", "o"] {
        let heard = call(&["england", "2", letter, "/done", "/done"]);
        assert!(
            flat(&heard.talk).contains("Error:") && !flat(&heard.talk).contains("records, a move"),
            "{}",
            heard.talk
        );
    }
    let heard = interview(&["", "england", "2", "r"]);
    assert!(heard.talk.contains("Error:"), "{}", heard.talk);
}

#[test]
fn words_are_heard_where_the_answers_are_checked_and_after_the_plan() {
    // Before the last Enter of it the answers are on the screen.
    let before = &SIMPLE[..6];
    let check = [before, &["it's an academy, he's permanently excluded", "", "/list", "/done", "/done"]].concat();
    let heard = call(&check);
    in_order(&heard, &["Check your answers", "There is a permanent exclusion", "It is an academy"]);
    let after = [&SIMPLE[..7], &["sorry, the letter was the 27th", "r", "", "n", "/done"]].concat();
    let heard = call(&after);
    in_order(
        &heard,
        &[
            "Can you tell me what you will do first",
            "The letter is dated Tuesday 27 October 2026.",
            "In place of: The letter is dated Wednesday 28 October 2026.",
        ],
    );
    assert_eq!(heard.out.matches("Your next steps, as if").count(), 2, "a new plan\n{}", heard.talk);
    // What is no reply and says nothing is an error as before.
    let heard = call(&[before, &["purple", "/done", "/done"]].concat());
    assert!(flat(&heard.talk).contains("Error: Type a number from 1 to"), "{}", heard.talk);
}

#[test]
fn a_correction_takes_the_place_of_the_last_thing_of_its_kind() {
    let said = ["england", "/facts refused to assess, refusal letter 2 october 2026 r"];
    let heard = call(&[&said[..], &["sorry, the 12th", "m", "/list", "/undo", "/list", "/done", "/done"]].concat());
    in_order(
        &heard,
        &[
            "The letter is dated Friday 2 October 2026.",
            "the 12th: The letter is dated Monday 12 October 2026.",
            "In place of: The letter is dated Friday 2 October 2026.",
            "How is the date on the letter known?",
            "The letter is dated Monday 12 October 2026. (The caller remembers it.)",
            "Taken back:",
        ],
    );
    let heard = call(&[&said[..], &["sorry, refusal to issue", "/list", "/done", "/done"]].concat());
    in_order(&heard, &["sorry, refusal to issue", "In place of: The council will not assess for a plan."]);
}

#[test]
fn what_is_not_certain_to_be_wrong_is_asked_about() {
    let said = ["england", "/facts refused to assess"];
    let no = "no, it was the school that refused";
    let kept = call(&[&said[..], &[no, "", "", "/list", "/done", "/done"]].concat());
    let asked = "does this still hold?";
    in_order(&kept, &[asked, "Kept: The council will not assess for a plan.", "Taken so far"]);
    assert!(flat(&kept.talk).rsplit("Taken so far").next().is_some_and(|list| list.contains("not assess")));
    let gone = call(&[&said[..], &[no, "2", "", "/list", "/done", "/done"]].concat());
    let list = flat(&gone.talk);
    let list = list.rsplit("Taken so far").next().unwrap_or_default();
    assert!(!list.contains("You said: The council will not assess"), "{}", gone.talk);
    assert!(list.contains("Before that: The council will not assess for a plan."), "{}", gone.talk);
}

#[test]
fn of_two_dates_for_one_letter_the_one_that_was_chosen_stays_and_the_other_is_not_lost() {
    let said = ["england", "/facts refused to assess, refusal letter 2 october 2026 r"];
    let heard = call(&[&said[..], &["letter 5 november 2026", "2", "r", "/list", "/done", "/done"]].concat());
    in_order(
        &heard,
        &[
            "Two days were said for the date on the letter. Which is it?",
            "letter 5 november 2026: The letter is dated Thursday 5 November 2026.",
            "Taken so far",
        ],
    );
    assert!(flat(&heard.talk).contains("Before that: The letter is dated Friday 2 October 2026."), "{}", heard.talk);
}

#[test]
fn what_was_settled_is_not_asked_again() {
    let heard = call(&["england", "/facts he's at college", "/facts college", "/done", "/done"]);
    assert!(!flat(&heard.talk).contains("Which is meant by: college?"), "{}", heard.talk);
}

#[test]
fn what_people_were_told_is_offered_as_such() {
    let heard = call(&[UNDATED, "they told me the school is full", "1", "/list", "/done", "/done"]);
    in_order(
        &heard,
        &["Which is meant by: they told me the school is full?", "1. You were told, or wondered: \"The school is full"],
    );
}

#[test]
fn a_parent_chooses_what_was_meant_and_may_say_more() {
    let heard = interview(&["", "england", "he is 10, refused to assess, it's an academy", "1 2", "5", "q", "1"]);
    in_order(
        &heard,
        &[
            "Which is meant by: he is 10, refused to assess, it's an academy?",
            "This is about a child of school age.",
            "The council will not assess",
        ],
    );
    // A correction at the next question, and words where the answers are checked.
    let all = ["", "england", "child", "plan", "refused-assessment", "nothing", "2 october 2026"];
    let heard =
        interview(&[&all[..], &["sorry, the 12th", "1", "none", "he is at an academy", "1", "q", "1"]].concat());
    in_order(
        &heard,
        &[
            "Which is meant by: sorry, the 12th?",
            "The letter is dated Monday 12 October 2026.",
            "In place of: The letter is dated Friday 2 October 2026.",
            "Check your answers",
            "Which is meant by: he is at an academy?",
        ],
    );
}

/// Its words set nothing, what is found for it is kept, and the list comes again for what else is so.
#[test]
fn a_question_of_ones_own_is_taken_whole_and_the_list_comes_again() {
    let all = ["", "england", "child", "plan", "refused-assessment", "nothing", "2 november 2026"];
    let asked = "should I wait with the appeal, my son is on a waiting list";
    let heard = interview(&[&all[..], &[asked, "1", "2", "q", "1"]].concat());
    in_order(
        &heard,
        &[
            "Which is meant by: should I wait with the appeal, my son is on a waiting list?",
            "1. You were told, or wondered:",
            "Were you told one of these?",
            "Press Enter to keep it. Type one number, or more such as 1 3. ? help",
            "Check your answers",
        ],
    );
    let told =
        heard.talk.rsplit_once("told:").map(|(_, told)| told.lines().filter(|line| line.starts_with("- ")).count());
    assert_eq!(told, Some(2), "{}", heard.talk);
    // Where nothing is about it, that is said.
    let heard = interview(&[&all[..], &["will the zebras sing in Blackpool", "q", "1"]].concat());
    in_order(&heard, &["No line here answers just that."]);
}

/// What was told at the start and is no fact leads the list of what people are told, far down though it stands without it.
#[test]
fn a_story_comes_back_in_the_last_question() {
    let answered = ["england", "child", "plan", "refused-assessment", "nothing", "2 november 2026", "q", "1"];
    let listed = |story: &[&str]| {
        let heard = interview(&[story, &answered[..]].concat());
        let (_, list) = heard.talk.rsplit_once("Were you told one of these?").expect("the last question");
        let first = list.lines().skip_while(|line| !line.starts_with("1. "));
        first.take_while(|line| !line.starts_with("2. ")).collect::<Vec<_>>().join(" ")
    };
    let story = ["The officer says that a diagnosis has to come first.", ""];
    let (alone, led) = (listed(&[""]), listed(&story));
    assert_ne!(alone, led);
    assert!(led.contains("diagnosis"), "{led}");
}
