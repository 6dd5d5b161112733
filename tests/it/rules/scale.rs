//! Large rule sets load and are checked in time that grows about as they do.

use std::time::{Duration, Instant};

use signpost::rules::finding::Code;
use signpost::rules::{self, Sources};

use super::starter;

/// A rule set of so many questions, each with a fact, a law and a route, and a time limit for every fourth.
fn generated(questions: usize) -> Sources {
    const IN_A_PART: usize = 500;
    let mut sources = starter();
    let mut names = vec!["england/first.yaml".to_owned()];
    for (number, from) in (0..questions).step_by(IN_A_PART).enumerate() {
        let (mut laws, mut asked, mut facts, mut limits, mut routes) =
            (String::new(), String::new(), String::new(), String::new(), String::new());
        for at in from..(from + IN_A_PART).min(questions) {
            let before = if at == 0 { "waiting: true".to_owned() } else { format!("q{}: [this, that]", at - 1) };
            laws.push_str(&format!(
                "  - {{id: law-{at}, cite: A law, certainty: A, checked: 2026-06-15, says: It says so., from: here}}\n"
            ));
            facts.push_str(&format!("  - {{id: f{at}, when: {{q{at}: that}}}}\n"));
            let date = at % 4 == 0;
            let kind = if date {
                "choose: date, date: {called: date of it, not_after: today, said: \"It was on {date}.\"}, not_sure: {said: You are not sure., tell: Look again.}"
            } else {
                "choose: one, options: [{id: this, label: One thing, said: It is one thing.}, {id: that, label: Another thing, said: It is another thing.}], not_sure: {assume: this, said: You are not sure., tell: Look again.}"
            };
            let (condition, fact) = if date { ("known", String::new()) } else { ("b", format!("f{at}: true")) };
            let before = if at % 4 == 1 { format!("q{}: known", at - 1) } else { before };
            asked.push_str(&format!("  - {{id: q{at}, ask: What is it?, why: It decides the next step., say_aloud: What is it?, ask_when: {{{before}}}, {kind}}}\n"));
            if date {
                facts = facts.replace(&format!("q{at}: that"), &format!("q{at}: known"));
                limits.push_str(&format!("  - {{id: d{at}, who: school, must: answer, label: Answer from the school, limit: {{after: q{at}, weeks: 2}}, law: [law-{at}], certainty: A, checked: 2026-06-15, if_passed: {{say: The time has ended., do: Ask again.}}}}\n"));
            }
            let deadlines = if date { format!("deadlines: [d{at}], ") } else { String::new() };
            let open = if fact.is_empty() { format!("f{at}: true, q{at}: {condition}") } else { fact };
            routes.push_str(&format!("  - {{id: r{at}, name: A route, problem: help, open_when: {{{open}}}, next_step: Write to the school., what: A letter asks for it., good_for: It is quick., think_about: It is short., checklist: [A pen], then: [{{who: The school, does: answers, within: two weeks, if_not: ask again}}], {deadlines}contacts: [sendiass], cost: Free., if_nothing: Nothing is lost., law: [law-{at}], certainty: A, checked: 2026-06-15}}\n"));
        }
        let name = format!("england/part-{number}.yaml");
        let text = format!(
            "laws:\n{laws}questions:\n{asked}facts:\n{facts}{}{limits}routes:\n{routes}",
            if limits.is_empty() { "" } else { "deadlines:\n" }
        );
        sources.insert(name.clone(), text.into_bytes());
        names.push(name);
    }
    with_parts(&mut sources, &names);
    sources
}

fn with_parts(sources: &mut Sources, names: &[String]) {
    let head = String::from_utf8(sources["england.yaml"].clone()).expect("text");
    let list: String = names.iter().map(|name| format!("  - {name}\n")).collect();
    sources.insert("england.yaml".into(), head.replacen("  - england/first.yaml\n", &list, 1).into_bytes());
}

fn timed(sources: &Sources, expected: usize) -> Duration {
    let start = Instant::now();
    let checked = rules::check(sources);
    let took = start.elapsed();
    let first: Vec<_> = checked.findings.iter().take(3).collect();
    assert!(checked.findings.is_empty(), "{} findings: {first:#?}", checked.findings.len());
    assert_eq!(checked.rules.expect("no errors").questions.len(), expected + 3);
    took
}

#[test]
fn time_grows_about_as_the_rules_do() {
    let took: Vec<Duration> = [100, 1_000, 10_000].into_iter().map(|size| timed(&generated(size), size)).collect();
    println!("100, 1,000 and 10,000 questions: {took:?}");
    // A look-up that walks all items would make this a hundred times as long, not ten.
    assert!(took[2] < took[1] * 30 + Duration::from_millis(500), "{took:?}");
    assert!(took[1] < took[0] * 30 + Duration::from_millis(500), "{took:?}");
}

#[test]
fn mistakes_in_large_rules_are_found_in_time() {
    let mut sources = generated(2_000);
    for (name, bytes) in &mut sources {
        if name.starts_with("england/part-") {
            *bytes = String::from_utf8(bytes.clone()).expect("text").replace("law: [law-", "law: [lore-").into_bytes();
        }
    }
    let start = Instant::now();
    let checked = rules::check(&sources);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert_eq!(checked.errors, 2_000 + 500);
    assert_eq!(checked.findings.len() + checked.left_out, checked.errors);
    assert!(checked.findings.iter().all(|finding| finding.code == Code::UnknownId));
}

#[test]
fn there_is_room_for_65535_items_and_no_more() {
    let check = |number: usize| {
        let mut sources = starter();
        let mut names = vec!["england/first.yaml".to_owned()];
        // The starter has one fact already.
        for (part, from) in (1..number).step_by(20_000).enumerate() {
            let facts =
                (from..(from + 20_000).min(number)).map(|at| format!("- {{id: f{at}, when: {{person: me}}}}\n"));
            names.push(format!("england/facts-{part}.yaml"));
            sources.insert(names[part + 1].clone(), format!("facts:\n{}", facts.collect::<String>()).into_bytes());
        }
        with_parts(&mut sources, &names);
        let checked = rules::check(&sources);
        let codes: Vec<Code> = checked.findings.iter().map(|finding| finding.code).collect();
        (codes.contains(&Code::TooLarge), checked.rules.is_some())
    };
    assert_eq!(check(65_535), (false, true));
    assert_eq!(check(65_536), (true, false));
}
