//! `signpost rules new topic`: a topic with a question, a time limit, a route, a letter and two cases, each in its place,
//! to be changed from there.

use std::path::Path;

use chrono::{Days, NaiveDate};
use serde_yaml::{Mapping, Value};

use super::print;
use crate::commands::Session;
use crate::edge::budget::{self, Work};
use crate::edge::disk;
use crate::edge::save::{self, Existing};
use crate::error::{AppError, Exit};
use crate::render::findings;
use signpost_check::files::{self, load::HEAD};
use signpost_core::dates::Span;
use signpost_core::interview::{Answer, Answers};
use signpost_core::plan::{Advice, advise};
use signpost_core::rules::Sources;
use signpost_core::rules::model::{Options, RuleSet};

const TOPIC: &str = include_str!("topic/topic.yaml");
const LETTER: &str = include_str!("topic/letter.md");
const RUNG: &str = include_str!("topic/rung.yaml");

/// So many days before today lies the date in the cases.
const DAYS_AGO: u64 = 10;

/// Writes the files of a topic into a folder of rules, and names it in the head and on the ladder. Nothing is written
/// where the rules have errors before or would have some after it.
///
/// # Errors
/// The name cannot be an id or is taken; the rules have errors; a list that the topic joins cannot be found.
pub fn run(session: &Session<'_>, folder: &Path, name: &str) -> Result<(), AppError> {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if name.is_empty() || !name.chars().all(plain) || !name.starts_with(|letter: char| letter.is_ascii_lowercase()) {
        let help = "Write it in small letters with hyphens, such as school-meals.";
        return Err(AppError::usage(format!("`{name}` cannot be the name of a topic"), Some(help)));
    }
    let before = session.folder(folder)?;
    let _budget = budget::begin(Work::Read);
    let mut sources = disk::rules_folder(folder)?;
    let names = [format!("england/{name}.yaml"), format!("letters/ask-about-{name}.md"), format!("cases/{name}.yaml")];
    if names.iter().any(|file| folder.join(file).exists()) || before.question_by_id(name).is_some() {
        let what = format!("there is a topic or a question `{name}` already");
        return Err(AppError::usage(what, Some("Give it another name.")));
    }
    let [part, letter, cases] = names;
    let fill = |text: &str| {
        let text = text.replace("CONTACTS", &contacts(&before)).replace("CHECKED", &before.law_checked.to_string());
        text.replace("KEY", &name.replace('-', "_")).replace("NAME", name).replace("WORDS", &name.replace('-', " "))
    };
    // Where no route says what is so once it is done, this one need not.
    let says = before.routes.iter().any(|route| route.when_done.is_some());
    let topic = fill(TOPIC)
        .split_inclusive('\n')
        .filter(|line| says || !line.starts_with("    when_done:"))
        .collect::<String>();
    sources.insert(part.clone(), topic.into_bytes());
    sources.insert(letter.clone(), fill(LETTER).into_bytes());
    let head = text(&sources, HEAD);
    let head = with_part(&head, &sources, &part)?;
    let head =
        with_line(&head, "bodies:", &format!("  - {{id: {name}, name: {}}}", capital(&name.replace('-', " "))), None)?;
    sources.insert(HEAD.into(), head.into_bytes());
    let mut changed = vec![HEAD.to_owned(), part, letter];
    if let Some((file, ladder)) = with_rung(&sources, &fill(RUNG))? {
        sources.insert(file.clone(), ladder.into_bytes());
        changed.push(file);
    }
    let checked = files::check(&sources);
    let Some(rules) = checked.rules else {
        print(&findings::plain(&checked.findings, &sources, &checked.map))?;
        return Err(AppError::Shown(Exit::Rules));
    };
    for file in &changed {
        let path = folder.join(file);
        disk::make_folder_of(&path)?;
        save::write(&path, &sources[file], Existing::Replace)?;
    }
    let path = folder.join(&cases);
    disk::make_folder_of(&path)?;
    save::write(&path, both_cases(&rules, name, session.today).as_bytes(), Existing::Keep)?;
    changed.push(cases);
    let shown = folder.display();
    let list: String = changed.iter().map(|file| format!("  {shown}/{file}\n")).collect();
    print(&format!(
        "The topic `{name}` stands in:\n{list}Change its texts and its law, then:\n  signpost rules check {shown}\n  \
         signpost rules test {shown}/cases --rules {shown}\nEverybody is asked `{name}` now: earlier cases need an \
         answer to it, or the question an `ask_when`.\n"
    ))
}

fn text(sources: &Sources, file: &str) -> String {
    sources.get(file).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
}

fn capital(words: &str) -> String {
    signpost_core::text::upper_first(words)
}

/// The first services and bodies to ring: at least two belong to a route.
fn contacts(rules: &RuleSet) -> String {
    let services = rules.services.iter().map(|service| service.id.as_str());
    let bodies = rules.contacts.iter().filter(|contact| contact.helpline).map(|contact| contact.id.as_str());
    let others = rules.contacts.iter().filter(|contact| !contact.helpline).map(|contact| contact.id.as_str());
    let first: Vec<&str> = services.take(1).chain(bodies).chain(others).take(2).collect();
    format!("[{}]", first.join(", "))
}

/// The head with the part among the others: before the one that asks what people were told, which is the last question.
fn with_part(head: &str, sources: &Sources, part: &str) -> Result<String, AppError> {
    let read: Mapping = serde_yaml::from_str(head).unwrap_or_default();
    let parts = read.get("parts").and_then(Value::as_sequence).into_iter().flatten().filter_map(Value::as_str);
    let asks_last = |part: &&str| text(sources, part).contains("choose: told");
    let last = parts.into_iter().find(asks_last);
    with_line(head, "parts:", &format!("  - {part}"), last)
}

/// A text with a line more in a list that is written one item a line: before the item that names something, or last.
fn with_line(text: &str, list: &str, line: &str, before: Option<&str>) -> Result<String, AppError> {
    let lines: Vec<&str> = text.lines().collect();
    let start = lines.iter().position(|other| other.trim_end() == list);
    let items = start.map(|start| {
        let inside =
            lines[start + 1..].iter().take_while(|other| !other.starts_with(|sign: char| sign.is_alphabetic()));
        let items = inside.enumerate().filter(|(_, other)| other.trim_start().starts_with("- "));
        items.map(|(at, other)| (start + 1 + at, *other)).collect::<Vec<_>>()
    });
    let Some((last, _)) = items.as_ref().and_then(|items| items.last().copied()) else {
        let what = format!("`{HEAD}` has no list `{list}` with one item a line");
        return Err(AppError::usage(what, Some("Write each item on a line of its own, with a dash before it.")));
    };
    let named = before.and_then(|name| {
        items.iter().flatten().find(|(_, other)| other.trim_start().trim_start_matches("- ").trim_end() == name)
    });
    let at = named.map_or(last + 1, |(at, _)| *at);
    let mut whole: Vec<&str> = lines;
    whole.insert(at, line);
    Ok(whole.join("\n") + "\n")
}

/// The file with the ladder, and its text with one rung more; none where there is no ladder.
fn with_rung(sources: &Sources, rung: &str) -> Result<Option<(String, String)>, AppError> {
    let starts = |line: &str| line.trim_end() == "ladder:";
    let Some((file, _)) = sources.iter().find(|(file, _)| text(sources, file).lines().any(starts)) else {
        return Ok(None);
    };
    let whole = text(sources, file);
    // The last rung takes whoever is left, so what comes after it would never lead.
    let Some(last) = whole.rfind("\n  - ").filter(|at| whole.find("\nladder:").is_some_and(|ladder| ladder < *at))
    else {
        let what = format!("`{file}` does not end with the ladder, one rung below the other and two spaces in");
        return Err(AppError::usage(what, Some("Move the ladder to the end of its file, or to a part of its own.")));
    };
    let (before, after) = whole.split_at(last);
    Ok(Some((file.clone(), format!("{}\n{rung}{after}", before.trim_end()))))
}

/// Two cases: the topic is meant, and it is not. Every other question is answered "I am not sure".
fn both_cases(rules: &RuleSet, name: &str, today: NaiveDate) -> String {
    let day = today.checked_sub_days(Days::new(DAYS_AGO)).unwrap_or(today);
    let mut said =
        String::from("# Situations and what must come out. Count each date by hand, from the law.\ncases:\n");
    for (option, what) in [("this", "It is about"), ("other", "It is not about")] {
        let answers = settled(rules, name, option, day, today);
        let Some(Advice::Plan(plan)) = answers.as_ref().map(|answers| advise(rules, answers, today)) else { continue };
        let written = plan.walk.path.iter().filter_map(|question| {
            let answer = Answers::write(rules, *question, plan.walk.situation.answer(*question)?);
            Some(format!("{}: \"{answer}\"", rules.question(*question).id))
        });
        let written: Vec<String> = written.collect();
        let state = plan.bodies.iter().find(|state| rules.bodies[state.body.at()].id == name);
        let state = state.map_or("absent", |state| state.stands.name());
        said.push_str(&format!(
            "  - name: {what} {}\n    from: an example\n    today: {today}\n    answers: {{{}}}\n    expect:\n      bodies: \
             {{{name}: {state}}}\n",
            name.replace('-', " "),
            written.join(", ")
        ));
    }
    said
}

fn settled(rules: &RuleSet, name: &str, option: &str, day: NaiveDate, today: NaiveDate) -> Option<Answers> {
    let mut answers = Answers::none(rules);
    let topic = rules.question_by_id(name)?;
    let chosen: Options = 1 << rules.question(topic).option(option)?;
    let date = format!("{name}-date");
    loop {
        let Advice::Ask(walk) = advise(rules, &answers, today) else { return Some(answers) };
        let next = walk.next?;
        let answer = match &rules.question(next).id {
            id if *id == name => Answer::Chosen(chosen),
            id if *id == date => Answer::Date(Span::exact(day)),
            _ => Answer::NotSure,
        };
        answers.set(next, answer);
    }
}
