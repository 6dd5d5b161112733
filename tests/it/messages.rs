//! Every message of the interview, held against the words that are never used and the longest sentence.

use chrono::{NaiveDate, Weekday};
use signpost::ask::menu::entries;
use signpost::render::question;
use signpost::render::screen::{Showing, Style};
use signpost_check::files::Tally;
use signpost_core::dates::read::DateProblem;
use signpost_core::interview::Problem;
use signpost_core::interview::told::NONE_OF_THESE;
use signpost_core::rules::RuleSet;
use signpost_core::rules::model::{Kind, Question};
use signpost_render::messages::ALL;
use signpost_render::problem::message;

/// The longest sentence, in words.
const LONGEST: usize = 25;

/// The age at which the words of the page are read with ease, as the rules' own texts are.
const OLDEST: f64 = 11.0;

/// Never said to a person.
const NEVER: [&str; 16] = [
    "valid", "invalid", "please", "sorry", "oops", "illegal", "forbidden", "you forgot", "prohibited", "too late",
    "missed", "failed", "should have", "!", "midnight", "and/or",
];

fn faults(text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    for never in NEVER {
        let found = match never.chars().all(char::is_alphabetic) {
            true => words.contains(&never),
            false => lower.contains(never),
        };
        if found {
            faults.push(format!("`{never}` in: {text}"));
        }
    }
    for sentence in text.split(['.', '?', ';']) {
        let count = sentence.split_whitespace().count();
        if count > LONGEST {
            faults.push(format!("{count} words: {sentence}"));
        }
    }
    if !text.is_ascii() {
        faults.push(format!("not ASCII: {text}"));
    }
    faults
}

#[test]
fn messages_of_the_interview_keep_to_the_words() {
    let faults: Vec<String> = ALL.iter().flat_map(|(_, text)| faults(text)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let mut names: Vec<&str> = ALL.iter().map(|(name, _)| *name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), ALL.len());
}

/// The texts between quotation marks of a source file, tests and comments aside.
fn literals(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().expect("text").replace("'\"'", "' '");
    let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let (mut found, mut open) = (Vec::new(), None::<String>);
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match (&mut open, letter) {
            (None, '"') => open = Some(String::new()),
            (Some(_), '"') => found.extend(open.take()),
            (Some(text), '\\') => {
                text.push(if letters.next() == Some('n') { '\n' } else { ' ' });
            }
            (Some(text), letter) => text.push(letter),
            (None, _) => {}
        }
    }
    found
}

/// The text without what stands in braces or between backticks: names of values, and what was typed.
fn said(text: &str) -> String {
    let outside = |text: &str, from: char, to: char| {
        let mut parts = text.split(from);
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |said, part| said + " x " + part.split_once(to).map_or("", |(_, rest)| rest))
    };
    let quoted: Vec<&str> = text.split('`').step_by(2).collect();
    outside(&quoted.join(" x "), '{', '}')
}

/// What prints for those who edit the rules, and for the lawyers who read them: its names stand in curly quotes.
const FOR_EDITORS: [&str; 6] = [
    "crates/render/src/book",
    "crates/render/src/condition.rs",
    "src/commands/rules",
    "src/commands/rules.rs",
    "src/render/sources.rs",
    "src/render/why.rs",
];

/// Every sentence that the program can say to a parent or an adviser, wherever it stands in the source.
/// What the commands for rule editors print is for them: see [`FOR_EDITORS`].
#[test]
fn whatever_the_program_says_keeps_to_the_words() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.join("src");
    let mut folders: Vec<std::path::PathBuf> =
        ["ask", "cases", "commands", "edge", "render"].map(|room| root.join(room)).to_vec();
    folders.push(here.join("crates/render/src"));
    let mut files = vec![root.join("error.rs"), root.join("cli.rs")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("it can be read") {
            let path = entry.expect("each too").path();
            match path.is_dir() {
                _ if FOR_EDITORS.iter().any(|part| path.starts_with(here.join(part))) => {}
                true => folders.push(path),
                false => files.push(path),
            }
        }
    }
    let mut sentences = 0;
    let mut wrong = Vec::new();
    for file in files {
        let source = std::fs::read_to_string(&file).expect("it can be read");
        let texts = literals(&source);
        for text in texts
            .iter()
            .filter(|text| !text.starts_with('<') && !text.contains("@media"))
            .flat_map(|text| text.split("\n\n"))
        {
            let text = said(text);
            if text.split_whitespace().count() > 2 {
                sentences += 1;
                wrong.extend(faults(&text).into_iter().map(|fault| format!("{}: {fault}", file.display())));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(sentences > 500, "only {sentences}");
}

/// The words that the page in a browser adds to those of the core; it shows typographic marks as they are.
#[test]
fn the_words_of_the_page_keep_to_the_words() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/web/page");
    let read = |name: &str| std::fs::read_to_string(here.join(name)).expect("it can be read");
    let words: std::collections::BTreeMap<String, serde_json::Value> =
        serde_json::from_str(&read("words.json")).expect("words by name");
    let script = read("page.js");
    let (mut wrong, mut read_with) = (Vec::new(), Tally::default());
    for (name, said) in &words {
        let lines = said.as_array().map_or_else(|| vec![said], |lines| lines.iter().collect());
        for line in lines.iter().map(|line| line.as_str().expect("a text").replace(['\u{2018}', '\u{2019}'], "'")) {
            wrong.extend(faults(&line.replace(['\u{201c}', '\u{201d}'], "\"")));
            read_with.add(&line);
        }
        if !script.contains(&format!("SAY.{name}")) {
            wrong.push(format!("nowhere said: {name}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let age = read_with.age().expect("words enough to tell");
    assert!(age <= OLDEST, "read with ease from the age of {age:.1}");
    // Whatever else the script holds between quotes is no sentence.
    let code: String = script.lines().filter(|line| !line.trim_start().starts_with(['/', '*'])).collect();
    let other = code.split('\'').skip(1).step_by(2).filter(|text| text.split_whitespace().count() > 3);
    let other: Vec<&str> = other.filter(|text| text.contains(|letter: char| letter.is_uppercase())).collect();
    assert!(other.is_empty(), "sentences that stand in the script: {other:?}");
}

#[test]
fn example_dates_show_that_the_day_comes_first() {
    let mut examples = 0;
    for (name, text) in ALL {
        let words: Vec<&str> = text.split(|letter: char| !letter.is_ascii_digit()).collect();
        for date in words.windows(3) {
            let [Ok(day), Ok(month), Ok(1900..)] = [0, 1, 2].map(|at| date[at].parse::<u32>()) else { continue };
            assert!(day >= 13 && month <= 9, "{name}: {text}");
            examples += 1;
        }
    }
    assert!(examples >= 3, "only {examples}");
}

#[test]
fn gaps_of_messages_are_closed() {
    for (name, text) in ALL {
        assert_eq!(text.matches('{').count(), text.matches('}').count(), "{name}");
    }
}

/// One of every problem. A new one does not compile here until it is in the list below.
fn listed(problem: &Problem) {
    match problem {
        Problem::Empty
        | Problem::NoSuchNumber { .. }
        | Problem::NoSuchOption { .. }
        | Problem::Ambiguous { .. }
        | Problem::OnlyOne
        | Problem::TooMany { .. }
        | Problem::NoneAndMore { .. }
        | Problem::YesOrNo
        | Problem::WhichArea { .. }
        | Problem::NoSuchArea
        | Problem::InTheFuture { .. }
        | Problem::TooEarly { .. }
        | Problem::TooLate { .. }
        | Problem::BeforeOther { .. }
        | Problem::AfterOther { .. } => {}
        Problem::Date(date) => match date {
            DateProblem::Empty
            | DateProblem::NotADate
            | DateProblem::NoSuchDay { .. }
            | DateProblem::NoSuchMonth { .. }
            | DateProblem::MonthFirst { .. }
            | DateProblem::DayOrYear { .. }
            | DateProblem::WhichYear { .. }
            | DateProblem::NextWeekday { .. }
            | DateProblem::WhichWeekday { .. }
            | DateProblem::BareDay { .. }
            | DateProblem::WeekdayDisagrees { .. }
            | DateProblem::TooManyDates
            | DateProblem::YearOutOfRange { .. } => {}
        },
    }
}

fn problems() -> Vec<Problem> {
    let day = NaiveDate::from_ymd_opt(2026, 10, 28).expect("a real date");
    let called = || "date on the letter".to_owned();
    let other = || "date on the certificate".to_owned();
    let mut all = vec![
        Problem::Empty,
        Problem::WhichArea { fits: Vec::new(), names: vec!["Derby".into(), "Derbyshire".into()], more: 3, sure: false },
        Problem::NoSuchArea,
        Problem::NoSuchNumber { last: 3 },
        Problem::NoSuchOption { near: None },
        Problem::NoSuchOption { near: Some("It will not assess my child".into()) },
        Problem::Ambiguous { fits: vec!["It will end the plan".into(), "It will not assess my child".into()] },
        Problem::OnlyOne,
        Problem::TooMany { most: 2 },
        Problem::NoneAndMore { alone: "None of these".into() },
        Problem::YesOrNo,
        Problem::InTheFuture { called: called(), day, before: day },
        Problem::TooEarly { called: called(), first: day },
        Problem::TooLate { called: called(), last: day },
        Problem::BeforeOther { called: called(), other: other(), day },
        Problem::AfterOther { called: called(), other: other(), day },
    ];
    let weekday = Weekday::Tue;
    all.extend(
        [
            DateProblem::Empty,
            DateProblem::NotADate,
            DateProblem::NoSuchDay { day: 31, month: 2, year: Some(2026) },
            DateProblem::NoSuchDay { day: 31, month: 4, year: None },
            DateProblem::NoSuchMonth { month: 14 },
            DateProblem::MonthFirst { day: 28, month: 10 },
            DateProblem::DayOrYear { day: 26, month: 10, year: 2026 },
            DateProblem::WhichYear { month: 10 },
            DateProblem::NextWeekday { weekday },
            DateProblem::WhichWeekday { weekday },
            DateProblem::BareDay { day: 5 },
            DateProblem::WeekdayDisagrees { typed: weekday, date: day, year_guessed: true },
            DateProblem::TooManyDates,
            DateProblem::YearOutOfRange { year: 1999 },
        ]
        .map(Problem::Date),
    );
    all
}

fn small_rules() -> RuleSet {
    let sources = signpost_outside::gather::folder(crate::run::RULES.as_ref()).expect("the rules can be read");
    signpost_check::files::check(&sources).rules.expect("the rules have no errors")
}

#[test]
fn messages_about_answers_keep_to_the_words() {
    let rules = small_rules();
    let of = |id: &str| -> &Question { rules.question(rules.question_by_id(id).expect("it is there")) };
    let asked = [of("decision"), of("letter-date"), of("parts"), of("certificate")];
    let all = problems();
    all.iter().for_each(listed);
    let messages = all.iter().flat_map(|problem| asked.iter().map(move |asked| message(problem, asked)));
    let faults: Vec<String> = messages
        .flat_map(|text| {
            let mut faults = faults(&text);
            if !text.ends_with(['.', '?']) {
                faults.push(format!("does not end: {text}"));
            }
            faults
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The set phrase of each kind of letter can be matched; what was only said has no letter.
#[test]
fn every_kind_of_decision_shows_what_its_letter_says() {
    let rules = signpost_rules::rules();
    let says = |id: &str, option: &str| {
        let question = rules.question(rules.question_by_id(id).expect("it is asked"));
        let option = question.options.iter().find(|found| found.id == option).expect("an option");
        option.letter_says.is_some()
    };
    for option in ["refused-assessment", "refused-plan", "making"] {
        assert!(says("stage", option), "{option}");
    }
    assert!(says("going", "ending"));
}

/// The most lines of a question with its answer line, at the full width, in every face.
const HIGHEST: usize = 21;

#[test]
fn every_question_fits_the_screen() {
    let rules = signpost_rules::rules();
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a real date");
    let walk = signpost_core::interview::walk(rules, &signpost_core::interview::Answers::none(rules), today);
    for (place, asked) in rules.questions() {
        let view = question::view(&walk.situation, place, question::Around { more: Some(99), ..Default::default() });
        for (plain, menu) in [(false, false), (true, false), (false, true)] {
            let style = Style { width: 76, rows: None, plain, color: false };
            let mut text = if menu { view.menu_head(style) } else { view.text(style, Showing::Whole) };
            if menu && view.choose_one {
                // Below the head an empty line, then each entry on its own.
                text.push('\n');
                entries(&view).iter().for_each(|entry| text.push_str(&format!("  {}\n", entry.said)));
            }
            let answer_line = usize::from(!menu);
            // Of a list in groups the answers are in sight, from the first heading on.
            let heading = asked.options.first().and_then(|first| first.group.as_deref());
            let text = &text[heading.and_then(|heading| text.find(heading)).unwrap_or(0)..];
            let lines = text.trim_start_matches('\n').lines().count() + answer_line;
            assert!(lines <= HIGHEST, "{} has {lines} lines:\n{text}", asked.id);
        }
    }
}

/// Each prompt makes sense if it is all that is heard, in every spacing (H7).
#[test]
fn every_question_says_its_choices_and_what_to_type() {
    let rules = signpost_rules::rules();
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a real date");
    let walk = signpost_core::interview::walk(rules, &signpost_core::interview::Answers::none(rules), today);
    for plain in [false, true] {
        let style = Style { width: 76, rows: None, plain, color: false };
        for (place, asked) in rules.questions() {
            let around = question::Around { more: Some(99), ..Default::default() };
            let text = question::view(&walk.situation, place, around).text(style, Showing::Whole);
            let heard = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(heard.contains(&walk.situation.say(&asked.ask)), "{}: {text}", asked.id);
            for (_, label) in signpost_render::question::shown(&walk.situation, asked, "") {
                assert!(heard.contains(&label), "{}: no `{label}` in\n{text}", asked.id);
            }
            assert!(
                ["Type a", "Type one", "Type numbers", "Type the name"].iter().any(|how| heard.contains(how)),
                "{}: {text}",
                asked.id
            );
            assert!(heard.contains("? help, b back, q quit"), "{}: {text}", asked.id);
            let unsure = match asked.kind {
                Kind::Told => NONE_OF_THESE,
                _ if asked.school_holiday().is_some() => "not known",
                _ if asked.options.is_empty() => "not sure",
                _ => "I am not sure",
            };
            assert!(heard.contains(unsure), "{}: {text}", asked.id);
        }
    }
}
