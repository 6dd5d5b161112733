//! `signpost rules new topic`: a topic with a question, a time limit, a route, a letter and two cases, each in its place,
//! to be changed from there.

use std::path::{Path, PathBuf};

use serde_yaml::{Mapping, Value};

use super::print;
use crate::commands::{RuleFiles, Session};
use crate::edge::disk;
use crate::edge::outside;
use crate::edge::save::{self, Existing};
use crate::error::{AppError, Exit};
use crate::render::findings;
use signpost_check::files::{self, load::HEAD};
use signpost_check::proof::alone;
use signpost_core::interview::{Alone, Answers, Written};
use signpost_core::plan::{Advice, advise};
use signpost_core::rules::model::{Kind, Question, RuleSet};
use signpost_core::rules::{MOST_OPTIONS, Sources};
use signpost_core::text;
use signpost_outside::budget::Work;

const TOPIC: &str = include_str!("topic/topic.yaml");
const LETTER: &str = include_str!("topic/letter.md");
const RUNG: &str = include_str!("topic/rung.yaml");

/// Writes the files of a topic into a folder of rules, and names it in the head and on the ladder. Nothing is written
/// where the rules have errors before or would have some after it.
///
/// # Errors
/// The name cannot be an id or is taken; the rules have errors; a list that the topic joins cannot be found.
pub fn run(session: &Session<'_>, folder: &Path, name: &str, cases: Option<&Path>) -> Result<(), AppError> {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if name.is_empty() || !name.chars().all(plain) || !name.starts_with(|letter: char| letter.is_ascii_lowercase()) {
        let help = "Write it in small letters with hyphens, such as school-meals.";
        return Err(AppError::usage(format!("`{name}` cannot be the name of a topic"), Some(help)));
    }
    let (before, RuleFiles { mut sources, .. }) = super::super::folder(folder)?;
    let _budget = outside::begin(session.outside(), Work::Prove);
    let [part, letter] = [format!("england/{name}.yaml"), format!("letters/ask-about-{name}.md")];
    let cases_folder = cases.map_or_else(|| cases_in_use(folder), Path::to_owned);
    let cases = cases_folder.join(format!("{name}.yaml"));
    let taken = [folder.join(&part), folder.join(&letter), cases.clone()].iter().any(|file| disk::is_there(file));
    if taken || before.question_by_id(name).is_some() {
        let what = format!("there is a topic or a question `{name}` already");
        return Err(AppError::usage(what, Some("Give it another name.")));
    }
    let list = before.questions.iter().find(|question| question.heading && takes_a_line(question));
    let fill = |text: &str| {
        let text = text.replace("CONTACTS", &contacts(&before)).replace("CHECKED", &before.law_checked.to_string());
        let asked = list.map_or_else(String::new, |list| format!("    ask_when: {{{}: {name}}}\n", list.id));
        let text = text.replace("    ASKED\n", &asked);
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
    let head = text_of(&sources, HEAD);
    let head = with_part(&head, &sources, &part)?;
    let head =
        with_line(&head, "bodies:", &format!("  - {{id: {name}, name: {}}}", capital(&name.replace('-', " "))), None)?;
    sources.insert(HEAD.into(), head.into_bytes());
    let mut changed = vec![HEAD.to_owned(), part, letter];
    if let Some(list) = list {
        let (file, with_option) = with_option(&sources, list, name)?;
        sources.insert(file.clone(), with_option.into_bytes());
        changed.push(file);
    }
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
    disk::make_folder_of(&cases)?;
    save::write(&cases, both_cases(&rules, name)?.as_bytes(), Existing::Keep)?;
    let shown = folder.display();
    let files: String = changed.iter().map(|file| format!("  {shown}/{file}\n")).collect();
    let room: Vec<String> = before
        .questions
        .iter()
        .filter(|question| (list.is_none() || question.heading) && takes_a_line(question))
        .map(|question| format!("`{}` ({} of {MOST_OPTIONS})", question.id, question.options.len()))
        .collect();
    let asked = match list {
        Some(list) => format!(
            "Whoever chooses its line in `{}` is asked about it. Lists that have room for a line: {}.\n",
            list.id,
            text::list(&room)
        ),
        None => format!(
            "Everybody is asked `{name}` now, as no list of headings has room for a line, and earlier cases have no answer to \
             it. So add an option `{name}` to the list of the topic nearest to it, and `ask_when: {{THAT-LIST: {name}}}` to the \
             question.{}\n",
            if room.is_empty() {
                String::new()
            } else {
                format!(" Lists of several answers that have room: {}.", text::list(&room))
            }
        ),
    };
    print(&format!(
        "The topic `{name}` stands in:\n{files}  {}\nChange its texts and its law, then:\n  signpost rules check {shown}\n  \
         signpost rules test {} --rules {shown}\n{asked}",
        cases.display(),
        cases_folder.display()
    ))
}

/// The folder of the cases that are in use: in the rules, or in the tests beside them.
fn cases_in_use(folder: &Path) -> PathBuf {
    let (own, beside) = (folder.join("cases"), folder.parent().map(|parent| parent.join("tests/cases")));
    beside.filter(|beside| disk::is_folder(beside) && !disk::is_folder(&own)).unwrap_or(own)
}

/// Whether a question is a list of several answers that takes one more line.
fn takes_a_line(question: &Question) -> bool {
    matches!(question.kind, Kind::Several { .. }) && question.options.len() < MOST_OPTIONS
}

/// The file of a list of headings, and its text with a line for the topic: the last, but for "none of these".
fn with_option(sources: &Sources, list: &Question, name: &str) -> Result<(String, String), AppError> {
    let begins = format!("\n  - id: {}\n", list.id);
    let found = sources.keys().find_map(|file| {
        let whole = text_of(sources, file);
        let at = whole.find(&begins)?;
        let options = at + whole[at..].find("\n    options:\n")? + "\n    options:\n".len();
        Some((file.clone(), whole, options))
    });
    let Some((file, mut whole, from)) = found else {
        let what = format!("the options of `{}` are not written one below the other", list.id);
        return Err(AppError::usage(what, Some("Write each on lines of its own, six spaces in.")));
    };
    let inside = whole[from..].split_inclusive('\n').take_while(|line| line.starts_with("      "));
    let mut items = vec![from];
    let mut at = from;
    for line in inside {
        if line.starts_with("      - ") {
            items.push(at);
        }
        at += line.len();
    }
    let none = list.options.last().is_some_and(|option| option.none);
    let place = if none { items.last().copied().unwrap_or(from) } else { at };
    let words = name.replace('-', " ");
    let line = format!("      - {{id: {name}, label: {}, said: It is about {words}.}}\n", capital(&words));
    whole.insert_str(place, &line);
    Ok((file, whole))
}

fn text_of(sources: &Sources, file: &str) -> String {
    sources.get(file).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
}

fn capital(words: &str) -> String {
    text::upper_first(words)
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
    let asks_last = |part: &&str| text_of(sources, part).contains("choose: told");
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
    let Some((file, _)) = sources.iter().find(|(file, _)| text_of(sources, file).lines().any(starts)) else {
        return Ok(None);
    };
    let whole = text_of(sources, file);
    // The last rung takes whoever is left, so what comes after it would never lead.
    let Some(last) = whole.rfind("\n  - ").filter(|at| whole.find("\nladder:").is_some_and(|ladder| ladder < *at))
    else {
        let what = format!("`{file}` does not end with the ladder, one rung below the other and two spaces in");
        return Err(AppError::usage(what, Some("Move the ladder to the end of its file, or to a part of its own.")));
    };
    let (before, after) = whole.split_at(last);
    Ok(Some((file.clone(), format!("{}\n{rung}{after}", before.trim_end()))))
}

/// Two cases, each with the plainest answers that lead there: the topic is meant, and it is not.
fn both_cases(rules: &RuleSet, name: &str) -> Result<String, AppError> {
    let mut said =
        String::from("# Situations and what must come out. Count each date by hand, from the law.\ncases:\n");
    let words = name.replace('-', " ");
    let topic = rules.question_by_id(name);
    for (option, what) in [("this", "no answer yet about"), ("other", "nothing is awaited about")] {
        let option = topic.and_then(|topic| Some((topic, rules.question(topic).option(option)?)));
        let alone = option.map(|(topic, option)| alone::of(rules, topic, option)).transpose();
        let alone = alone.map_err(|why| AppError::NotProved(why.to_string()))?.flatten();
        let Some(Alone { answers, today, .. }) = alone else { continue };
        let Advice::Plan(plan) = advise(rules, &answers, today) else { continue };
        let written = plan.walk.path.iter().filter_map(|question| {
            let answer = Answers::write(rules, *question, plan.walk.situation.answer(*question)?);
            Some(format!("{}: {}", rules.question(*question).id, flow(answer)))
        });
        let written: Vec<String> = written.collect();
        let state = plan.bodies.iter().find(|state| rules.bodies[state.body.at()].id == name);
        let state = state.map_or("absent", |state| state.stands.name());
        said.push_str(&format!(
            "  - name: {what} {words}\n    from: an example\n    today: {today}\n    answers: {{{}}}\n    expect:\n      \
             bodies: {{{name}: {state}}}\n",
            written.join(", ")
        ));
    }
    Ok(said)
}

/// An answer as it is written in braces.
fn flow(answer: Written<'_>) -> String {
    match Value::from(answer) {
        Value::Sequence(items) => {
            let items: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            format!("[{}]", items.join(", "))
        }
        value => format!("\"{}\"", value.as_str().unwrap_or_default()),
    }
}
