//! The plan as text, over every case.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use serde_yaml::Value;
use signpost::built_in;
use signpost::interview::Answers;
use signpost::plan::{Advice, Plan, advise};
use signpost::proof::examples::ExampleFile;
use signpost::render::contacts;
use signpost::render::document::{Block, Document, Spacing, Style, styled};
use signpost::render::plan::{self as page, MOST_LINES, SCREEN, Today};
use signpost::render::summary;
use signpost::text::MONTHS;

fn advised(name: &str, answers: &BTreeMap<String, Value>, today: &str) -> Plan<'static> {
    let rules = built_in::rules();
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
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the cases can be read").map(|entry| entry.expect("each too").path()).collect();
    files.sort();
    let mut plans = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).expect("a case file can be read");
        let file: ExampleFile = serde_yaml::from_str(&text).expect("a case file is well formed");
        for example in file.cases {
            let plan = advised(&example.name, &example.answers, &example.today);
            plans.push((example.name, plan));
        }
    }
    plans
}

fn close(document: &Document, width: usize) -> String {
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

/// The lines of a section on the screen.
fn section<'t>(shown: &'t str, heading: &str) -> Vec<&'t str> {
    shown.lines().skip_while(|line| *line != heading).skip(1).take_while(|line| !line.is_empty()).collect()
}

#[test]
fn every_plan_fits_a_screen() {
    let all = plans();
    let long: Vec<String> = all
        .iter()
        .map(|(name, plan)| (close(&page::document(plan, Today::Set), SCREEN).lines().count(), name))
        .filter(|(lines, _)| *lines > MOST_LINES)
        .map(|(lines, name)| format!("{lines} {name}"))
        .collect();
    assert!(long.is_empty(), "longer than {MOST_LINES} lines:\n{}", long.join("\n"));
    assert!(all.len() >= 250);
}

#[test]
fn every_email_is_short_and_says_whom_to_ring() {
    for (name, plan) in plans() {
        let email = summary::email(&plan, Today::Set);
        assert!(summary::words(&email) <= summary::MOST_WORDS, "{name}");
        let text = plain(&email, SCREEN);
        for said in ["Subject: ", "Suggested next step", "By: ", "Who can help", "not legal advice"] {
            assert!(text.contains(said), "{name}: {said}\n{text}");
        }
    }
}

#[test]
fn the_parts_come_in_their_order() {
    const ORDER: [&str; 17] = [
        "Suggested next step",
        "By when",
        "Why this",
        "What to have ready",
        "Do this as well",
        "Other routes open to you",
        "Routes not open, and why",
        "If you do nothing",
        "Who can help",
        "What happens next",
        "Dates ahead",
        "Other time limits",
        "What would change this",
        "What this is based on",
        "Recap",
        "To make this plan again",
        "",
    ];
    /// What no plan is without (`ux.md` F1).
    const ALWAYS: [&str; 10] = [
        "Suggested next step",
        "By when",
        "Why this",
        "What to have ready",
        "Other routes open to you",
        "If you do nothing",
        "Who can help",
        "What happens next",
        "What this is based on",
        "Recap",
    ];
    for (name, plan) in plans() {
        for document in [page::document(&plan, Today::Real), page::whole(&plan, Today::Real)] {
            let found = headings(&document);
            let places: Vec<usize> =
                found.iter().map(|said| ORDER.iter().position(|known| known == said).unwrap_or(usize::MAX)).collect();
            assert!(places.is_sorted() && !places.contains(&usize::MAX), "{name}: {found:?}");
            assert!(ALWAYS.iter().all(|part| found.contains(part)), "{name}: {found:?}");
        }
    }
}

#[test]
fn the_recap_can_be_copied_by_hand() {
    for (name, plan) in plans() {
        let shown = close(&page::document(&plan, Today::Real), SCREEN);
        let recap = section(&shown, "Recap");
        assert!((3..=6).contains(&recap.len()), "{name}: {recap:?}");
        for line in recap {
            let years = line
                .split(|letter: char| !letter.is_ascii_digit())
                .filter(|word| word.len() == 4 && word.starts_with("20"));
            let phone = usize::from(line.starts_with("Telephone"));
            assert!(years.count() * (1 - phone) + phone <= 1, "{name}: {line}");
        }
    }
}

#[test]
fn another_route_has_both_sides_or_there_is_a_reason() {
    for (name, plan) in plans() {
        let shown = close(&page::document(&plan, Today::Real), SCREEN).replace("\n  ", " ");
        let routes = section(&shown, "Other routes open to you").join("\n");
        if plan.open.is_empty() {
            assert!(!routes.is_empty(), "{name}");
        } else {
            let known = plan.open.iter().filter(|route| {
                let name = plan.walk.situation.say(&plan.rules().route(**route).name);
                routes.contains(&name)
            });
            assert!(known.count() >= 1, "{name}: {routes}");
            assert!(routes.contains("Good for: ") && routes.contains("Think about: "), "{name}: {routes}");
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
            let lines = signpost::text::wrap(&brief, SCREEN, "- ", "  ").lines().count();
            assert!(lines <= 2, "{name}: {brief}");
        }
    }
}

/// However full it is, the first page says what most people ask next: what is not open, and whom to ring.
#[test]
fn a_full_page_still_says_what_is_not_open_and_whom_to_ring() {
    let rules = built_in::rules();
    let (mut closed, mut cut) = (0, 0);
    for (name, plan) in plans() {
        let shown = close(&page::document(&plan, Today::Real), SCREEN);
        let routes = section(&shown, "Other routes open to you").join("\n").replace("\n  ", " ");
        let reasons = routes.lines().filter(|line| line.starts_with("- Not open: ")).count();
        assert!(reasons >= plan.closed.len().min(1), "{name}: {routes}");
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

/// The local service comes first for everybody in England, and a helpline is in every plan (`ux.md` F8).
#[test]
fn the_local_service_comes_first_and_a_helpline_is_there() {
    let rules = built_in::rules();
    let nation = rules.question_by_id("area").expect("it is asked");
    let mut english = 0;
    for (name, plan) in plans() {
        if plan.walk.situation.chosen(nation) != 1 {
            continue;
        }
        assert_eq!(plan.contacts.first().map(|contact| rules.contact_id(*contact)), Some("sendiass"), "{name}");
        assert!(plan.contacts.iter().any(|contact| rules.is_helpline(*contact)), "{name}");
        english += 1;
    }
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
    let number = |word: &str| word.parse::<u32>().is_ok() || ["one", "two", "three", "five"].contains(&word);
    for within in said {
        let mut words = within.split(' ');
        let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let time = number(second) || ["time", "times", "day", "week", "few", "short"].contains(&second);
        assert!(number(first) || (["a", "about", "the"].contains(&first) && time), "within {within}");
    }
}

#[test]
fn why_quotes_an_answer() {
    for (name, plan) in plans() {
        let shown = close(&page::document(&plan, Today::Real), SCREEN);
        let why = section(&shown, "Why this");
        assert!(
            why.first().is_some_and(|line| line.trim_start_matches("- ").starts_with("Because you said: ")),
            "{name}: {why:?}"
        );
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
                    // A web address or an email is one word, whatever its length.
                    let one_word = line.trim_start_matches(['-', ' ']).split(' ').count() == 1;
                    assert!(line.chars().count() <= width || one_word, "{name} at {width}: {line}");
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
            assert!(!shown.contains("\n\n\n\n"), "{name}: too much air");
        }
    }
}

#[test]
fn words_of_blame_and_other_ways_to_write_a_date_do_not_occur() {
    const NEVER: [&str; 8] = ["too late", "missed", "failed", "should have", "midnight", "you must", "!", "send by"];
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
