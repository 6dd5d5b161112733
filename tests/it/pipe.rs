//! Whole interviews through a pipe.

use crate::run::{Run, command, fed, flat, program, typed};

/// From the first screen to "check your answers": England, my child, will not assess, 28 October, no certificate.
const STORY: [&str; 6] = ["", "1", "1", "1", "28 oct", "n"];

fn story(more: &[&str]) -> Run {
    typed(&["ask"], &[&STORY, more].concat())
}

/// What was said after the prompt with this line typed, up to the next prompt.
fn after<'t>(talk: &'t str, typed: &str) -> &'t str {
    let from = talk.find(&format!("> {typed}\n")).unwrap_or_else(|| panic!("{typed} was not typed:\n{talk}"));
    let rest = &talk[from + 2..];
    &rest[..rest.find("\n> ").unwrap_or(rest.len())]
}

/// The answers as they were shown last, before the plan.
fn last_check(run: &Run) -> String {
    let (_, check) = run.talk.rsplit_once("Check your answers").expect("they are shown");
    flat(&check[..check.find("\n> ").expect("a prompt")])
}

#[test]
fn an_interview_ends_in_a_plan_on_standard_output() {
    let run = story(&["", ""]);
    assert_eq!(run.code, 0, "{}", run.talk);
    assert!(run.out.starts_with("Your next steps"), "{}", run.out);
    let said =
        "Ring the mediation adviser by Wednesday 25 November, to be safe. The last moment is Monday 28 December.";
    assert!(flat(&run.out).contains(said), "{}", run.out);
    assert!(!run.talk.contains("What to do"), "the talk holds no plan");
    assert!(!flat(&run.out).contains("Type a number"), "the plan holds no talk");
    for said in ["You said: you live in England.", "You said: Wednesday 28 October 2026 (24 days ago)."] {
        assert_eq!(run.talk.matches(said).count(), 1, "{said}\n{}", run.talk);
    }
}

#[test]
fn a_place_is_said_to_lie_in_its_council_and_a_guess_is_not_taken_with_enter() {
    // With the councils of the program.
    let run: Run = fed(&mut program(), b"\nWoking\nb\nepsom\n\nb\nwokingh\n\n1\n").into();
    let exact = flat(after(&run.talk, "Woking"));
    assert!(exact.contains("Woking is in Surrey. You said: the council is Surrey."), "{exact}");
    // Whole words of one name: Enter takes it.
    let part = after(&run.talk, "epsom");
    assert!(part.contains("1. Surrey (Epsom and Ewell)") && part.contains("Press Enter for 1."), "{part}");
    assert!(run.talk.matches("You said: the council is Surrey.").count() >= 2, "{}", run.talk);
    // The beginning of a word: a number has to be typed.
    let guess = after(&run.talk, "wokingh");
    assert!(guess.contains("1. Wokingham") && !guess.contains("Press Enter for 1."), "{guess}");
    assert!(flat(&run.talk).contains("You said: the council is Wokingham."), "{}", run.talk);
}

#[test]
fn no_command_is_ask() {
    let with = typed(&["ask"], &STORY);
    let without = typed(&[], &STORY);
    assert_eq!((with.out, with.talk), (without.out, without.talk));
}

#[test]
fn answers_in_words_numbers_and_ids_are_the_same() {
    let numbers = story(&[""]);
    let words = typed(&[], &["", "ENGLAND", "my child", "it will not", "Wed 28 October 2026", "No.", ""]);
    assert_eq!(numbers.out, words.out, "{}", words.talk);
}

#[test]
fn a_story_is_read_back_and_counts_only_then() {
    let told = "We live in Leeds, rta, under 16; the council said it might end the plan.";
    // Both facts stand; one is struck out and asked about after all.
    let run = typed(&[], &[told, "", "1"]);
    let talk = flat(&run.talk);
    assert!(
        talk.contains(
            "Is this right? Nothing counts before you press Enter. What we understood 1. The council will not assess"
        ),
        "{talk}"
    );
    assert!(talk.contains("2. This is about your child (\"under 16\")"), "{talk}");
    assert!(
        talk.contains("Not clear as a fact. The last question comes back to it: We live in Leeds; the council said it might end the plan."),
        "{talk}"
    );
    assert!(talk.contains("Which nation is the council in?") && !talk.contains("Who is this about?"), "{talk}");
    let struck = flat(&typed(&[], &[told, "2", "", "1"]).talk);
    assert!(struck.contains("Who is this about?") && !struck.contains("What has the council decided?"), "{struck}");
    // What was moved away can be moved back, and the word for yes is Enter.
    for next in [&["2", "2", "", "1"][..], &["yes", "1"]] {
        let again = flat(&typed(&[], &[&[told], next].concat()).talk);
        assert!(!again.contains("Who is this about?") && again.contains("What date is printed"), "{again}");
    }
    let moved = flat(&typed(&[], &[told, "2", "", "1"]).talk);
    assert!(moved.contains("Not used. Type its number if it is so 2. This is about your child"), "{moved}");
    // Back: nothing of it is used. Nothing understood: the questions.
    let back = flat(&typed(&[], &[told, "b", "1"]).talk);
    assert!(back.contains("Nothing of it was used.") && back.contains("Who is this about?"), "{back}");
    let nothing = flat(&typed(&[], &["purple elephants", "1"]).talk);
    assert!(nothing.contains("We could not take anything from that for certain."), "{nothing}");
    // More of the story, a number that is not there, help.
    let more = flat(&typed(&[], &["rta", "9", "?", "under 16", "", "1"]).talk);
    assert!(more.contains("Type a number from 1 to 1.") && more.contains("2. This is about your child"), "{more}");
}

#[test]
fn what_is_typed_at_a_question_and_is_no_answer_is_offered_and_never_chosen() {
    let run = typed(&[], &["", "1", "1", "rta", "", "rta", "1"]);
    let talk = flat(&run.talk);
    assert!(talk.contains("Which is meant by: rta? 1. The council will not assess your child"), "{talk}");
    assert!(talk.contains("Left out: rta") && talk.contains("rta: The council will not assess your child."), "{talk}");
    assert!(talk.contains("What date is printed on the letter?"), "{talk}");
    // A fact of another question is offered as well.
    let other = flat(&typed(&[], &["", "1", "rta", "1", "1"]).talk);
    assert!(other.contains("rta: The council will not assess"), "{other}");
}

#[test]
fn the_first_screen_is_short_and_says_what_it_must() {
    let run = typed(&[], &[]);
    let screen = &run.talk[..run.talk.find("> ").expect("a prompt")];
    assert!(screen.lines().count() <= 18, "{screen}");
    assert!(screen.split_whitespace().count() <= 110, "{screen}");
    for said in ["England", "danger", "999", "not legal advice", "Nothing is saved", "21 November 2026", "15 June 2026"]
    {
        assert!(screen.contains(said), "{said}\n{screen}");
    }
    assert!(screen.contains("As if today were"), "the day was set by hand");
}

#[test]
fn the_end_of_input_names_the_open_question() {
    for (typed_so_far, open) in [(0, "nation: Which nation"), (3, "decision: What has"), (5, "certificate: Do you")] {
        let run = typed(&[], &STORY[..typed_so_far]);
        assert_eq!(run.code, 4, "{}", run.talk);
        assert!(run.talk.contains(open), "{open}\n{}", run.talk);
        assert_eq!(run.out, "");
    }
}

#[test]
fn when_every_question_is_answered_the_end_of_input_gives_the_plan() {
    let run = story(&[]);
    assert_eq!((run.code, run.out.starts_with("Your next steps")), (0, true), "{}", run.talk);
}

#[test]
fn nonsense_is_said_back_and_never_ends_the_interview() {
    let run = typed(&[], &["", "", "9", "x\u{1b}[2J\u{7}", "1"]);
    assert!(after(&run.talk, "").contains("Which nation"));
    assert!(after(&run.talk, "9").contains("Error: Type a number from 1 to 3.\nYou typed: 9\n"), "{}", run.talk);
    let third = &run.talk[run.talk.find("You typed: x[2J").expect("without control characters")..];
    assert!(third.contains("You can answer \"I am not sure\"") && third.contains("1. England"), "{third}");
    assert!(run.talk.contains("You said: you live in England."));
    assert!(!run.talk.contains('\u{1b}'));
}

#[test]
fn a_long_text_is_not_said_back() {
    let long = "words ".repeat(11);
    let run = typed(&[], &["", &long, "9"]);
    assert!(
        after(&run.talk, &long).contains("Error:") && !after(&run.talk, &long).contains("You typed"),
        "{}",
        run.talk
    );
    assert!(run.talk.contains("You typed: 9"), "{}", run.talk);
}

#[test]
fn each_bad_date_has_its_own_message() {
    let dates = [
        ("", "Type the date on the letter, or: not sure."),
        ("31 2 2026", "February 2026 has no day 31."),
        ("10/28/2026", "Type the day first."),
        ("some day", "must be a date, for example 27 3 2026"),
        ("1 1 1999", "Check the year."),
    ];
    for (date, message) in dates {
        let run = typed(&[], &["", "1", "1", "1", date]);
        let said = run.talk.replace('\n', " ");
        assert!(said.contains(message), "{date}: {}", run.talk);
        assert_eq!(run.talk.matches("Error:").count(), 2, "one for the date, one for the end\n{}", run.talk);
    }
}

#[test]
fn a_weekday_that_does_not_fit_is_a_question() {
    let run = typed(&[], &["", "1", "1", "1", "Tue 28 October 2026", "", "1", ""]);
    assert!(run.talk.contains("28 October 2026 is a Wednesday, not a Tuesday. Which day is right?"), "{}", run.talk);
    assert!(run.talk.contains("Error: Type a number from 1 to 2."), "Enter alone does not choose\n{}", run.talk);
    assert!(run.talk.contains("You said: Wednesday 28 October 2026"), "{}", run.talk);
    let again = typed(&[], &["", "1", "1", "1", "Tue 28 October 2026", "2", "27 oct", ""]);
    assert!(again.talk.contains("You said: Tuesday 27 October 2026 (25 days ago)."), "{}", again.talk);
}

#[test]
fn a_letter_dated_ahead_is_a_question() {
    let run = typed(&[], &["", "1", "1", "1", "28 10 2027", "1", ""]);
    assert!(run.talk.contains("Thursday 28 October 2027 is still to come. Which date is right?"), "{}", run.talk);
    assert!(run.talk.contains("You said: Wednesday 28 October 2026"), "{}", run.talk);
}

#[test]
fn a_date_said_back_is_undone_with_one_key() {
    let run = typed(&[], &["", "1", "1", "1", "28 oct", "b", "27 oct", "n", "", ""]);
    assert!(last_check(&run).contains("The letter is dated Tuesday 27 October 2026"), "{}", run.talk);
}

#[test]
fn a_rough_date_is_counted_from_its_first_day() {
    let run = typed(&[], &["", "1", "1", "1", "October 2026", "", "n", "", ""]);
    assert!(run.talk.contains("You said: about October 2026."), "{}", run.talk);
    assert!(
        run.talk.contains("we count from\nThursday 1 October 2026") || run.talk.contains("Thursday 1 October 2026")
    );
    assert_eq!(run.code, 0);
}

#[test]
fn not_sure_says_how_to_find_out_and_goes_on() {
    let run = typed(&[], &["", "1", "1", "not sure", "not sure", "3", ""]);
    assert!(
        run.talk.contains("You said: you are not sure what the council decided.\nLook at the heading"),
        "{}",
        run.talk
    );
    assert!(run.talk.contains("You said: you are not sure of the date on the letter."), "{}", run.talk);
    assert!(flat(&run.out).contains("Taken here as: the council will not assess your child."), "{}", run.out);
}

#[test]
fn help_says_why_and_explains_the_words_on_the_screen() {
    let run = typed(&[], &["?", "", "", "1", "1", "help", "1"]);
    assert!(run.talk.contains("How this works"));
    for said in [
        "Why we ask: It decides whether there is a right of appeal.",
        "A final plan says that it is final.",
        "- It will not assess my child: \"decided not to secure an EHC needs",
        "- EHC plan: A paper that says what help",
        "If you are not sure: Look at the heading of the letter.",
    ] {
        assert!(run.talk.contains(said), "{said}\n{}", run.talk);
    }
    assert!(!run.talk.contains("- tribunal:"), "a word that is not on the screen");
    assert_eq!(run.talk.matches("What has the council decided?\n\nUse").count(), 2, "the question stands again");
}

#[test]
fn back_keeps_every_answer() {
    // Three back, three times Enter to keep, a date once more confirmed by nothing: it is not asked again.
    let run = story(&["b", "b", "b", "", "", "", "", ""]);
    assert_eq!(run.out, story(&["", ""]).out, "{}", run.talk);
    assert!(
        run.talk.contains("You said: the council will not assess your child. Press Enter to keep it."),
        "{}",
        run.talk
    );
}

#[test]
fn back_on_the_first_screen_says_so_and_a_number_too_large_at_the_check_too() {
    let run = typed(&["ask"], &["b"]);
    assert!(run.talk.contains("This is the first screen. There is nothing before it."), "{}", run.talk);
    let run = story(&["9", ""]);
    assert!(
        flat(&run.talk)
            .contains("Error: Type a number from 1 to 5, or press Enter to see your next steps. You typed: 9"),
        "{}",
        run.talk
    );
    assert!(run.out.starts_with("Your next steps"), "{}", run.out);
}

#[test]
fn back_on_the_first_question_says_so() {
    let run = typed(&[], &["", "b", "1"]);
    assert!(run.talk.contains("This is the first question."), "{}", run.talk);
    assert!(run.talk.contains("You said: you live in England."));
}

#[test]
fn a_change_asks_only_what_is_newly_needed_and_says_what_fell_away() {
    // A final plan, the needs; then the decision is changed to "will end the plan".
    let start = ["", "1", "1", "2", "28 oct", "1 and 2", "y", "10 nov"];
    let run = typed(&[], &[&start[..], &["3", "3", "", ""]].concat());
    let changed = &run.talk[run.talk.find("Check your answers").expect("the check")..];
    assert!(changed.contains("No longer needed: \"Which parts of the plan do you disagree with?\"."), "{changed}");
    assert_eq!(changed.matches("Check your answers").count(), 2, "nothing else is asked\n{changed}");
    assert!(!last_check(&run).contains("the needs"), "{}", run.talk);
    let back = typed(&[], &[&start[..], &["3", "b", "", ""]].concat());
    assert!(last_check(&back).contains("the needs"), "back leaves the answer as it was");
    let newly = story(&["5", "y", "10 nov", "", ""]);
    assert!(newly.talk.contains("What date is on the certificate?"), "{}", newly.talk);
    assert!(last_check(&newly).contains("The certificate is dated Tuesday 10 November 2026"), "{}", newly.talk);
}

#[test]
fn yes_in_four_forms_and_the_start_of_an_answer() {
    let yes = |form: &str| typed(&[], &[&STORY[..5], &[form, "10 nov", "", ""]].concat());
    let first = yes("1");
    assert!(last_check(&first).contains("10 November 2026"), "{}", first.talk);
    for form in ["yes", "y", "Y ", "YES."] {
        assert_eq!(yes(form).out, first.out, "{form}");
    }
    let run = typed(&[], &["", "1", "1", "It will", "it will not asess", "it will not"]);
    let said = flat(&run.talk);
    for part in [
        "Those words fit more than one answer: It will not assess my child and It will end the plan.",
        "Did you mean: It will not assess my child?",
        "You typed: it will not asess",
        "> it will not You said: the council will not assess your child.",
    ] {
        assert!(said.contains(part), "{part}\n{}", run.talk);
    }
    assert_eq!(run.talk.matches("You said: the council").count(), 1, "what is offered is not applied\n{}", run.talk);
}

#[test]
fn several_answers_in_three_forms() {
    let start = ["", "1", "1", "2", "28 oct"];
    let with = |form: &str| typed(&[], &[&start[..], &[form, "n", "", ""]].concat());
    let first = with("1 3");
    let said = last_check(&first);
    assert!(said.contains("You disagree with the needs. You disagree with the school"), "{said}");
    for form in ["1,3", "1 and 3"] {
        let other = with(form);
        assert_eq!((&other.out, last_check(&other)), (&first.out, said.clone()), "{form}");
    }
    let alone = with("1 4");
    assert!(alone.talk.contains("stands alone"), "{}", alone.talk);
}

#[test]
fn quitting_asks_once_and_gives_answers_that_can_be_used() {
    let run = typed(&[], &[&STORY[..], &["q", "1"]].concat());
    assert_eq!(run.code, 0);
    assert_eq!(run.out, "");
    assert!(run.talk.contains("Do you want to stop here?"));
    let block = &run.talk[run.talk.find("# signpost answers").expect("the answers")..];
    let block = &block[..block.find("\n\n").expect("their end")];
    let lines: Vec<&str> = block.lines().collect();
    let plan = typed(&["plan", "--answers", "-"], &lines);
    assert_eq!(plan.out, story(&["", ""]).out, "{}", plan.talk);
}

#[test]
fn stopping_can_be_taken_back() {
    for go_on in ["3", "go on", "b"] {
        let run = typed(&[], &["", "q", go_on, "1"]);
        assert!(run.talk.contains("You said: you live in England."), "{go_on}\n{}", run.talk);
    }
    let twice = typed(&[], &["", "1", "q", "q"]);
    assert_eq!((twice.code, twice.talk.contains("Stopped. Nothing was saved.")), (0, true), "{}", twice.talk);
    assert!(!twice.talk.contains("nation:"), "the answers are shown only when asked for");
    let enter = typed(&[], &["", "q", "", "3", "1"]);
    assert!(enter.talk.contains("Error: Type a number from 1 to 3."), "Enter does not stop\n{}", enter.talk);
}

#[test]
fn qq_leaves_at_once_and_says_nothing() {
    let run = typed(&[], &["", "1", "qq"]);
    assert_eq!(run.code, 0);
    assert!(run.talk.ends_with(" questions\n> "), "{}", run.talk);
    assert_eq!(run.out, "");
}

#[test]
fn after_the_plan_the_answers_can_be_shown() {
    let run = story(&["", "x", "", "show my answers", "nothing"]);
    assert!(run.talk.contains("Nothing was saved."));
    assert_eq!(run.talk.matches("Error: Type a number from 1 to").count(), 2, "Enter is no answer\n{}", run.talk);
    assert!(run.talk.contains("letter-date: "), "{}", run.talk);
    assert!(run.talk.contains("signpost plan --answers FILE"), "{}", run.talk);
}

#[test]
fn bare_lines_are_plain_ascii() {
    for arguments in [&["--plain"][..], &[][..], &["--color", "always"][..]] {
        let run = typed(arguments, &[&STORY[..], &["?", "q", "1"]].concat());
        let bytes = run.talk.bytes().chain(run.out.bytes());
        assert!(bytes.clone().all(|byte| byte == b'\n' || (0x20..0x7f).contains(&byte)), "{}", run.talk);
    }
}

#[test]
fn answers_given_beforehand_are_not_asked() {
    let given = ["ask", "--set", "nation=england", "--set", "person=child", "--set", "certificate=no"];
    let run = typed(&given, &["", "1", "28 oct", "", "", ""]);
    assert_eq!(run.out, story(&["", ""]).out, "{}", run.talk);
    assert!(!run.talk.contains("Which nation"), "{}", run.talk);
    assert!(run.talk.contains("1. You live in England"), "they can be checked\n{}", run.talk);
    let unasked = typed(&["ask", "--set", "nation=wales", "--set", "person=child"], &["", "", ""]);
    assert!(
        unasked.talk.contains("Not asked with these answers, so not used: \"Who is this about?\"."),
        "{}",
        unasked.talk
    );
    assert!(flat(&unasked.out).contains("Ring the helpline of Wales."), "{}", unasked.out);
}

#[test]
fn answers_from_under_other_rules_are_to_be_checked() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("answers.yaml");
    let name = file.to_str().expect("a name").to_owned();
    std::fs::write(&file, "# rules: 2026-06-15, 0123456789ab\nnation: wales\n").expect("written");
    let run = typed(&["ask", "--answers", &name], &["", ""]);
    assert!(run.talk.contains("The rules have changed since"), "{}", run.talk);
    std::fs::write(&file, "nation: wales\n").expect("written");
    assert!(!typed(&["ask", "--answers", &name], &["", ""]).talk.contains("The rules have changed"));
}

#[test]
fn a_near_limit_is_said_at_once_and_on_every_later_screen() {
    let run = typed(&[], &["", "1", "1", "1", "21 september", "", "y", "not sure"]);
    let from = run.talk.find("You said: Monday 21 September 2026 (61 days ago).").expect("the date");
    let (before, later) = run.talk.split_at(from);
    assert!(!before.contains("time limit"), "{before}");
    let at_once = &later[..later.find("Do you have a mediation certificate?").expect("the next question")];
    assert!(at_once.contains("A time limit is near"), "the appeal applies already\n{at_once}");
    for question in ["What date is on the certificate?", "Check your answers"] {
        let screen = &later[..later.find(question).expect(question)];
        let screen = &screen[screen.rfind("You said").expect("an echo")..];
        assert!(screen.contains("A time limit is near"), "{question}\n{screen}");
    }
    let passed = typed(&[], &["", "1", "1", "1", "1 september", "", "n", "", ""]);
    assert!(passed.talk.contains("A time limit has passed"), "{}", passed.talk);
    let far = story(&[""]);
    assert!(!far.talk.contains("time limit"), "{}", far.talk);
}

#[test]
fn faulty_rules_stop_the_interview_before_it_starts() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = std::process::Command::new(crate::run::PROGRAM)
        .args(["--rules", folder.path().to_str().expect("a name")])
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(output.stdout, b"");
}

#[test]
fn wrong_usage_is_refused() {
    assert_eq!(typed(&["--menu"], &[]).code, 2, "no terminal");
    assert_eq!(typed(&["--menu", "--plain"], &[]).code, 2);
    assert_eq!(typed(&["ask", "--answers", "-"], &[]).code, 2);
    assert_eq!(typed(&["ask", "--set", "nation=france"], &[]).code, 2);
}

#[test]
fn a_closed_pipe_is_nobodys_news() {
    use std::process::Stdio;
    let mut child =
        command(&["ask"]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stderr.take());
    drop(child.stdin.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn a_date_that_a_change_makes_impossible_is_asked_again() {
    let run = typed(&[], &["", "1", "1", "1", "28 oct", "y", "10 nov", "4", "15 nov", "18 nov", "", ""]);
    assert!(run.talk.contains("so it is asked again: the date on the\ncertificate."), "{}", run.talk);
    assert!(last_check(&run).contains("The certificate is dated Wednesday 18 November 2026"), "{}", run.talk);
}

#[test]
#[cfg(target_os = "linux")]
fn where_the_plan_cannot_be_written_the_answers_are_shown() {
    use std::io::Write;
    use std::process::Stdio;
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
    let mut child =
        command(&[]).stdin(Stdio::piped()).stdout(Stdio::from(full)).stderr(Stdio::piped()).spawn().expect("it starts");
    let text = STORY.join("\n") + "\n\n";
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("it ends");
    let talk = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(1), "{talk}");
    assert!(talk.contains("letter-date: ") && talk.contains("the disk is full"), "{talk}");
}
