//! The plan as text, over every case.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_yaml::Value;
use signpost_core::interview::{Answer, Answers, statement};
use signpost_core::plan::{Advice, Plan, advise, steps, telling};
use signpost_core::rules::model::RouteIx;
use signpost_core::text::MONTHS;
use signpost_render::contacts;
use signpost_render::document::{Block, Document, Spacing, Style, styled};
use signpost_render::plan::{self as page, SCREEN, Today};
use signpost_render::summary;

fn advised(name: &str, answers: &BTreeMap<String, Value>, today: &str) -> Plan<'static> {
    let rules = signpost_rules::rules();
    let today: NaiveDate = today.parse().expect("a day");
    let mut entries: Vec<_> = answers.iter().collect();
    entries.sort_by_key(|(id, _)| rules.question_by_id(id));
    let mut answers = Answers::none(rules);
    for (id, value) in entries {
        answers.read(rules, id, value, today).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
    }
    match advise(rules, &answers, today) {
        Advice::Plan(plan) => plan,
        _ => panic!("{name}: no plan"),
    }
}

/// The plan of an answers file.
pub fn plan_of(answers: &str, today: &str) -> Plan<'static> {
    advised("answers", &serde_yaml::from_str(answers).expect("answers are well formed"), today)
}

/// The plan of every case, by its name.
pub fn plans() -> Vec<(String, Plan<'static>)> {
    let mut plans = Vec::new();
    for (_, file) in crate::examples::case_files() {
        for example in file.cases {
            let plan = advised(&example.name, &example.answers, &example.today);
            plans.push((example.name, plan));
        }
    }
    plans
}

pub fn close(document: &Document, width: usize) -> String {
    styled(document, Style { width, spacing: Spacing::Close, ascii: false, bold: false })
}

fn plain(document: &Document, width: usize) -> String {
    styled(document, Style { width, spacing: Spacing::Wide, ascii: true, bold: false })
}

fn headings(document: &Document) -> Vec<&str> {
    let mut found = Vec::new();
    for block in &document.blocks {
        if let Block::Heading(said) = block {
            found.push(said.as_str());
        }
    }
    found
}

/// A line that is one gap of a letter: it is copied or filled in as a whole.
pub fn is_gap(line: &str) -> bool {
    let bare =
        line.trim_start_matches(['-', ' ']).trim_start_matches("[ ] ").trim_end_matches(['.', ',', '?', ':', ';']);
    bare.starts_with('[') && bare.ends_with(']')
}

/// The lines of a section on the screen.
fn section<'t>(shown: &'t str, heading: &str) -> Vec<&'t str> {
    shown.lines().skip_while(|line| *line != heading).skip(1).take_while(|line| !line.is_empty()).collect()
}

#[test]
fn every_email_is_short_and_says_whom_to_ring() {
    for (name, plan) in plans() {
        let email = summary::email(&plan, Today::Set);
        assert!(summary::words(&email) <= summary::MOST_WORDS, "{name}");
        let text = plain(&email, SCREEN);
        for said in ["Subject: ", "What to do", "\n1  ", "Who can help", "not legal advice"] {
            assert!(text.contains(said), "{name}: {said}\n{text}");
        }
    }
}

/// The sections of the page, and after them those of the annex.
const PAGE: [&str; 9] = [
    "What to do",
    "What to say in it",
    "If something goes wrong",
    "More about where you stand",
    "You asked",
    "What will not work here",
    "Other ways",
    "Who can help",
    "About this page",
];
const ANNEX: [&str; 9] = [
    "Everything else, to look up",
    "What to have ready",
    "What happens next",
    "How each date was counted",
    "The step, and every other way",
    "Ways not open, and why",
    "Everybody who can help",
    "What would change this",
    "What this is based on",
];

#[test]
fn the_parts_come_in_their_order() {
    /// What no page is without.
    const ALWAYS: [&str; 3] = ["What to do", "Who can help", "About this page"];
    const ALWAYS_IN_FULL: [&str; 8] = [
        "If something goes wrong",
        "Other ways",
        "Everything else, to look up",
        "What to have ready",
        "What happens next",
        "The step, and every other way",
        "Everybody who can help",
        "What this is based on",
    ];
    for (name, plan) in plans() {
        let (short, full) = (page::document(&plan, Today::Real), page::whole(&plan, Today::Real));
        let order: Vec<&str> = PAGE.iter().chain(&ANNEX).copied().collect();
        for (document, parts) in [(&short, &order[..PAGE.len()]), (&full, &order[..])] {
            let found = headings(document);
            let found: Vec<&str> = found.into_iter().filter(|said| !said.starts_with("Letter: ")).collect();
            let places: Vec<usize> =
                found.iter().map(|said| parts.iter().position(|known| known == said).unwrap_or(usize::MAX)).collect();
            assert!(places.is_sorted() && !places.contains(&usize::MAX), "{name}: {found:?}");
            assert!(ALWAYS.iter().all(|part| found.contains(part)), "{name}: {found:?}");
        }
        let found = headings(&full);
        assert!(ALWAYS_IN_FULL.iter().all(|part| found.contains(part)), "{name}: {found:?}");
        let letters = found.iter().filter(|said| said.starts_with("Letter: ")).count();
        assert_eq!(letters, plan.letters.len(), "{name}: {found:?}");
    }
}

#[test]
fn another_way_has_both_sides_or_there_is_a_reason() {
    for (name, plan) in plans() {
        let full = page::whole(&plan, Today::Real);
        let shown = close(&full, 4000);
        let ways = section(&shown, "Other ways").join("\n");
        assert!(!ways.is_empty(), "{name}");
        let steps: Vec<RouteIx> = steps::of(&plan).iter().filter_map(|step| step.own()).collect();
        let say = |text: &str| plan.walk.situation.say(text);
        for place in plan.open.iter().filter(|route| !steps.contains(route)) {
            let route = plan.rules().route(*place);
            let said = [format!("{}. ", route.name), route.good_for.clone(), format!("But: {}", route.think_about)];
            let whole = said.iter().all(|said| ways.contains(&say(said)));
            let listed = ways.lines().any(|line| line.starts_with("- Also open: ") && line.contains(&say(&route.name)));
            assert!(whole || listed, "{name}: {}\n{ways}", route.id);
            for said in [format!("Good for: {}", route.good_for), format!("Think about: {}", route.think_about)] {
                assert!(shown.contains(&say(&said)), "{name}: {said}");
            }
        }
    }
}

#[test]
fn somebody_can_be_rung_in_two_lines_each() {
    for (name, plan) in plans() {
        let shown = close(&page::document(&plan, Today::Real), SCREEN);
        let help = section(&shown, "Who can help");
        let many = help.iter().filter(|line| line.starts_with("- ")).count();
        assert!(many >= plan.contacts.len().min(2), "{name}: {help:?}");
        for contact in &plan.contacts {
            let brief = contacts::shown(&plan.walk.situation, *contact).brief(SCREEN);
            let lines = signpost_core::text::wrap(&brief, SCREEN, "- ", "  ").lines().count();
            assert!(lines <= 2, "{name}: {brief}");
        }
    }
}

/// However full it is, the first page says what most people ask next: what is not open, and whom to ring.
#[test]
fn a_full_page_still_says_what_is_not_open_and_whom_to_ring() {
    let rules = signpost_rules::rules();
    let (mut closed, mut cut) = (0, 0);
    for (name, plan) in plans() {
        let shown = close(&page::document(&plan, Today::Real), SCREEN);
        let shut = section(&shown, "What will not work here");
        let reasons = shut.iter().filter(|line| line.starts_with("- ")).count();
        // Only ways that people think of are named; the others stand in the annex.
        let thought_of = |route: RouteIx| rules.bodies[rules.route(route).body.at()].thought_of;
        let named = plan.closed.iter().filter(|(route, _)| thought_of(*route)).count();
        assert!(reasons >= named.min(1), "{name}: {shut:?}");
        closed += usize::from(reasons > 0);
        cut += usize::from(reasons < plan.closed.len());
        let help = section(&shown, "Who can help").join(" ");
        let helplines = plan.contacts.iter().filter(|contact| rules.is_helpline(**contact));
        let shown: Vec<_> = helplines.map(|contact| contacts::shown(&plan.walk.situation, *contact)).collect();
        // A number to ring tonight is better than one to look up.
        let numbers: Vec<&str> = shown.iter().filter_map(|contact| contact.phone.as_deref()).collect();
        let named: Vec<&str> = shown.iter().map(|contact| contact.name.as_str()).collect();
        let expected = if numbers.is_empty() { named } else { numbers };
        assert!(expected.is_empty() || expected.iter().any(|said| help.contains(said)), "{name}: {help}");
    }
    assert!(closed >= 500 && cut > 100, "{closed} plans with a reason, {cut} with more of them elsewhere");
}

/// The local service comes first, or second, for everybody in England, and a helpline is in every plan.
#[test]
fn the_local_service_comes_first_and_a_helpline_is_there() {
    let rules = signpost_rules::rules();
    let nation = rules.question_by_id("area").expect("it is asked");
    let (mut english, mut without) = (0, Vec::new());
    for (name, plan) in plans() {
        if plan.walk.situation.chosen(nation) != 1 {
            continue;
        }
        let ids: Vec<&str> = plan.contacts.iter().map(|contact| rules.contact_id(*contact)).collect();
        // Whose own business the step is may come before it, and whoever can act on danger.
        let first = ids.iter().position(|id| *id == "sendiass");
        let most = if plan.step().id == "safe-now" { ids.len() } else { 1 };
        if first.is_none_or(|first| first > most) || !plan.contacts.iter().any(|contact| rules.is_helpline(*contact)) {
            without.push(format!("{}: {name}: {ids:?}", plan.step().id));
        }
        english += 1;
    }
    assert!(without.is_empty(), "{} plans:\n{}", without.len(), without.join("\n"));
    assert!(english >= 500, "only {english} plans");
}

/// What happens next is read aloud: "within" is said before a length of time, and before nothing else.
#[test]
fn when_things_happen_next_can_be_said_aloud() {
    let mut said = std::collections::BTreeSet::new();
    for (_, plan) in plans() {
        let whole = styled(
            &page::whole(&plan, Today::Real),
            Style { width: 4000, spacing: Spacing::Close, ascii: false, bold: false },
        );
        for line in section(&whole, "What happens next") {
            let (before, _) = line.split_once(". If not: ").unwrap_or_else(|| panic!("no way on: {line}"));
            said.extend(before.split(", within ").skip(1).map(str::to_owned));
        }
    }
    assert!(said.len() >= 30, "{said:?}");
    const NUMBERS: [&str; 9] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let number = |word: &str| word.parse::<u32>().is_ok() || NUMBERS.contains(&word);
    const TIMES: [&str; 10] = ["time", "times", "day", "days", "week", "weeks", "month", "few", "short", "year"];
    let wrong = |within: &&String| {
        // A day that somebody else has named, and no time at all, are said as they stand.
        if within.starts_with("the last day in ") || within.starts_with("the same ") {
            return false;
        }
        let mut words = within.split(' ').map(|word| word.trim_end_matches(','));
        let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let about = first == "about" && second == "a";
        let time = number(second) || TIMES.contains(&second);
        !(number(first) || about || (["a", "about", "the"].contains(&first) && time))
    };
    let wrong: Vec<&String> = said.iter().filter(wrong).collect();
    assert!(wrong.is_empty(), "not to be said after \"within\": {wrong:?}");
}

#[test]
fn the_ground_quotes_an_answer() {
    for (name, plan) in plans() {
        let full = close(&page::whole(&plan, Today::Real), 4000);
        let ground = full.lines().find_map(|line| line.strip_prefix("Based on: "));
        let ground = ground.unwrap_or_else(|| panic!("{name}: no ground"));
        let situation = &plan.walk.situation;
        let quotes = |said: &str| ground.contains(&*signpost_core::text::lower_first(said.trim_end_matches('.')));
        // Only those of a question's answers that decided, and the last of them always.
        let telling = telling(situation, &plan.because, 1);
        let said = telling.iter().map(|ground| match ground.options {
            0 => statement::of(situation, ground.question),
            options => statement::of_answer(situation, ground.question, Answer::Chosen(options)),
        });
        for said in said {
            assert!(quotes(&said), "{name}: {ground}\n{said}");
        }
        let quoted = plan.walk.path.iter().any(|question| quotes(&statement::of(situation, *question)));
        assert!(quoted || !telling.is_empty(), "{name}: {ground}");
    }
}

#[test]
fn nothing_is_wider_than_its_screen_and_no_date_is_split() {
    for (name, plan) in plans() {
        let (short, whole) = (page::document(&plan, Today::Real), page::whole(&plan, Today::Real));
        for width in [40, 60, 76] {
            let (short, whole) = (close(&short, width), plain(&whole, width));
            for shown in [short, whole] {
                for line in shown.lines() {
                    // A web address or an email is one word, whatever its length, and a gap of a letter is not split.
                    let one_word = line.trim_start_matches(['-', ' ']).split(' ').count() == 1;
                    assert!(line.chars().count() <= width || one_word || is_gap(line), "{name} at {width}: {line}");
                    assert!(!line.trim_start_matches(['-', ' ']).contains("   "), "{name}: a table? {line}");
                }
                for (line, next) in shown.lines().zip(shown.lines().skip(1)) {
                    let first = next.trim_start().split([' ', '.', ',', ':']).next().unwrap_or_default();
                    let day = line.rsplit(' ').next().is_some_and(|word| word.parse::<u8>().is_ok());
                    assert!(!(day && MONTHS.contains(&first)), "{name} at {width}: {line} / {next}");
                }
            }
        }
    }
}

#[test]
fn plain_pages_are_ascii_with_air_around_headings() {
    for (name, plan) in plans() {
        for document in [page::document(&plan, Today::Real), page::whole(&plan, Today::Real)] {
            let shown = plain(&document, SCREEN);
            assert!(shown.is_ascii() && !shown.contains('\u{1b}'), "{name}");
            for heading in headings(&document) {
                assert!(shown.contains(&format!("\n\n\n{heading}\n\n")), "{name}: {heading}");
            }
            // One more line where a new sheet of paper begins, and nowhere else.
            let sheets = document.blocks.iter().filter(|block| **block == Block::NewSheet).count();
            assert_eq!(shown.matches("\n\n\n\n").count(), sheets, "{name}: too much air");
            assert!(!shown.contains("\n\n\n\n\n"), "{name}: too much air");
        }
    }
}

#[test]
fn words_of_blame_and_other_ways_to_write_a_date_do_not_occur() {
    const NEVER: [&str; 7] = ["too late", "missed", "failed", "midnight", "you must", "!", "send by"];
    for (name, plan) in plans() {
        let shown = styled(
            &page::whole(&plan, Today::Real),
            Style { width: 4000, spacing: Spacing::Wide, ascii: false, bold: false },
        );
        let lower = shown.to_lowercase();
        for never in NEVER {
            // "Unless law says so": limits are the law, and theirs are worded in the rules.
            assert!(!lower.contains(never) || never == "you must", "{name}: {never}");
        }
        // What others have not done is said as it is; of the person nothing is "should have".
        for (at, _) in lower.match_indices("should have") {
            let before = lower[..at].trim_end();
            assert!(before.ends_with(" it") || before.ends_with(" they"), "{name}: {}", &lower[at - 20..at + 30]);
        }
        // An address may name a floor; that is no date.
        let addresses = |line: &&str| !line.starts_with("post: ");
        for word in lower.lines().filter(addresses).flat_map(str::split_whitespace) {
            let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
            let digits = bare.trim_end_matches(|letter: char| letter.is_alphabetic());
            let ordinal = !digits.is_empty()
                && digits.len() < bare.len()
                && ["st", "nd", "rd", "th"].contains(&&bare[digits.len()..]);
            assert!(!ordinal || !digits.bytes().all(|byte| byte.is_ascii_digit()), "{name}: {word}");
        }
    }
}

#[test]
fn bold_and_bare_say_the_same() {
    for (name, plan) in plans().into_iter().take(20) {
        let document = page::document(&plan, Today::Real);
        let bold = styled(&document, Style { width: SCREEN, spacing: Spacing::Close, ascii: false, bold: true });
        assert!(bold.contains('\u{1b}'), "{name}");
        assert_eq!(console::strip_ansi_codes(&bold), close(&document, SCREEN), "{name}");
    }
}
