//! Large rule sets made of a small one: for the tests of the checker, and for the benches.

use signpost_core::rules::Sources;

/// A rule set of so many questions, each with a fact, a law and a route, and a time limit for every fourth.
pub fn generated(starter: Sources, questions: usize) -> Sources {
    const IN_A_PART: usize = 500;
    let mut sources = starter;
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
            routes.push_str(&format!("  - {{id: r{at}, name: A route, body: school, open_when: {{{open}}}, next_step: Write to the school., what: A letter asks for it., good_for: It is quick and it keeps the peace. A letter is easy to show later., think_about: It may bring nothing new. The school can still take its time over the answer., checklist: [A pen], then: [{{who: The school, does: answers, within: the time you ask for, in: {{weeks: 2}}, if_not: ask again}}], {deadlines}contacts: [sendiass], cost: Free., if_nothing: Nothing is lost., law: [law-{at}], certainty: A, checked: 2026-06-15}}\n"));
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

/// Lists these parts in the head in place of the starter's one.
pub fn with_parts(sources: &mut Sources, names: &[String]) {
    sources.remove("england/ladder.yaml");
    let head = String::from_utf8(sources["england.yaml"].clone()).expect("text");
    let list: String = names.iter().map(|name| format!("  - {name}\n")).collect();
    sources.insert(
        "england.yaml".into(),
        head.replacen("  - england/first.yaml\n  - england/ladder.yaml\n", &list, 1).into_bytes(),
    );
}
