//! What only some texts must be: a question one question, a next step one action, a letter's limit not "send by".

use std::collections::HashMap;

use super::texts::Source;
use crate::files::file::{Certainty, Deadline, DoneWhen, Question, Route};
use crate::files::finding::{Code, Findings, Place};
use signpost_core::text::measure::tokens;

/// What no question asks for (`ux.md` J1).
const IDENTITY: [&str; 15] = [
    "your name",
    "full name",
    "child's name",
    "name of your child",
    "name of the child",
    "surname",
    "date of birth",
    "were you born",
    "was your child born",
    "your address",
    "postcode",
    "name of the school",
    "which school is",
    "diagnosis",
    "diagnosed",
];

/// Parts of ids that only a fact about who somebody is would have.
const IDENTITY_IDS: [&str; 7] = ["name", "surname", "birth", "dob", "address", "postcode", "diagnosis"];

/// What follows "by" when it says how, not when.
const MEANS: [&str; 13] = [
    "email", "e", "post", "hand", "text", "fax", "recorded", "special", "first", "signed", "courier", "using", "letter",
];

/// Holds each item to its form.
pub fn check<'b>(source: Source<'b>, findings: &mut Findings) {
    let mut orders: HashMap<Vec<&'b str>, (Vec<&'b str>, &'b str)> = HashMap::new();
    for part in source.parts {
        let at = |list: &str, at: usize| Place::new(&part.file, "").item(list, at);
        for (n, item) in part.part.questions.iter().enumerate() {
            let place = at("questions", n);
            question(item, &place, findings);
            order(item, &place, &mut orders, findings);
        }
        for (n, item) in part.part.facts.iter().enumerate() {
            identity_id(&item.id, &at("facts", n), findings);
        }
        for (n, item) in part.part.deadlines.iter().enumerate() {
            deadline(item, &at("deadlines", n), findings);
        }
        for (n, item) in part.part.routes.iter().enumerate() {
            route(item, &at("routes", n), findings);
        }
    }
}

fn question(item: &Question, place: &Place, findings: &mut Findings) {
    let mut wrong = |key: &str, message: &str, help: &str| {
        findings.add(Code::QuestionForm, place.then(key), message, Some(help.to_owned()));
    };
    let ask = item.ask.trim_end();
    if ask.matches('?').count() != 1 || !ask.ends_with('?') {
        wrong("ask", "a question has one question mark, at its end", "ask one thing, and nothing after it");
    }
    if ask.to_lowercase().contains("and/or") {
        wrong("ask", "a question does not say and/or", "ask one thing, or give options");
    }
    if let Some(hint) = &item.hint {
        if hint.trim_end().ends_with('.') {
            wrong("hint", "a hint has no full stop", "take the full stop away");
        }
        if hint.contains("http") || hint.contains("www.") {
            wrong("hint", "a hint holds no web address", "put it in `help`");
        }
    }
    for word in ["select", "click", "below"] {
        if has(&item.say_aloud, word) {
            let help = "say it as you would on the telephone";
            wrong("say_aloud", &format!("nobody says `{word}` on the telephone"), help);
        }
    }
    if let Some(date) = &item.date {
        // `ux.md` C1: the clock runs from the date on the letter, unless `why` says that it runs from receipt.
        let from_receipt = ["receiv", "arriv"].iter().any(|word| item.why.to_lowercase().contains(word));
        let texts = [("ask", &item.ask), ("say_aloud", &item.say_aloud), ("date.called", &date.called)];
        for (key, text) in texts.into_iter().filter(|_| !from_receipt) {
            if ["receive", "received", "get", "got"].iter().any(|word| has(text, word)) {
                let help = "if the law counts from the day it arrived, say so in `why`";
                wrong(key, "ask for the date printed on the letter, not for the day it came", help);
            }
        }
    }
    let texts =
        [Some(("ask", &item.ask)), item.hint.as_ref().map(|hint| ("hint", hint)), Some(("say_aloud", &item.say_aloud))];
    for (key, text) in texts.into_iter().flatten() {
        let lower = text.to_lowercase().replace('\u{2019}', "'");
        if let Some(phrase) = IDENTITY.iter().find(|phrase| lower.contains(**phrase)) {
            let help = "ask only what changes the advice: a band of ages, a kind of school";
            let message = format!("`{phrase}` asks who somebody is");
            findings.add(Code::AsksIdentity, place.then(key).words(phrase), message, Some(help.into()));
        }
    }
    identity_id(&item.id, place, findings);
}

fn identity_id(id: &str, place: &Place, findings: &mut Findings) {
    if let Some(part) = id.split('-').find(|part| IDENTITY_IDS.contains(part)) {
        findings.add(Code::AsksIdentity, place.then("id"), format!("`{part}` says who somebody is"), None);
    }
}

/// The same options stand in the same order wherever they are given (`ux.md` B7).
fn order<'b>(
    item: &'b Question,
    place: &Place,
    orders: &mut HashMap<Vec<&'b str>, (Vec<&'b str>, &'b str)>,
    findings: &mut Findings,
) {
    let given: Vec<&str> = item.options.iter().map(|option| option.id.as_str()).collect();
    let mut sorted = given.clone();
    sorted.sort_unstable();
    if given.len() < 2 {
        return;
    }
    let (first, other) = orders.entry(sorted).or_insert_with(|| (given.clone(), &item.id));
    if *first != given {
        let message = format!("`{other}` gives the same options in another order");
        findings.add(Code::OptionOrder, place.then("options"), message, Some("give them in one order".into()));
    }
}

fn deadline(item: &Deadline, place: &Place, findings: &mut Findings) {
    let mut texts: Vec<(String, &str)> = vec![
        ("must".into(), &item.must),
        ("label".into(), &item.label),
        ("if_passed.say".into(), &item.if_passed.say),
        ("if_passed.do".into(), &item.if_passed.r#do),
    ];
    let listed = item.exceptions.iter().enumerate().map(|(n, text)| (format!("exceptions[{n}]"), text.as_str()));
    texts.extend(listed);
    if item.done_when == DoneWhen::Received {
        for (key, _) in texts.iter().filter(|(_, text)| says_send_by(text)) {
            let help = "say \"so that the tribunal has it by\"";
            let message = "arrival counts here, so a text does not say by when to send it";
            findings.add(Code::SendBy, place.then(key), message, Some(help.into()));
        }
    }
    if item.certainty == Certainty::C && !texts.iter().any(|(_, text)| has(text, "usually")) {
        say_usually(place, findings);
    }
}

fn route(item: &Route, place: &Place, findings: &mut Findings) {
    if item.next_step.to_lowercase().contains("and then") {
        let help = "keep the first, and put the second in `then`";
        let place = place.then("next_step").words("and then");
        findings.add(Code::NextStep, place, "a next step is one action", Some(help.into()));
    }
    let texts = [&item.what, &item.good_for, &item.think_about, &item.if_nothing, &item.next_step, &item.cost];
    let then = item.then.iter().flat_map(|then| [&then.does, &then.within, &then.if_not]);
    if item.certainty == Certainty::C && !texts.into_iter().chain(then).any(|text| has(text, "usually")) {
        say_usually(place, findings);
    }
}

fn say_usually(place: &Place, findings: &mut Findings) {
    let help = "certainty C rests on secondary sources: say `usually` in one of its texts";
    findings.add(Code::SayUsually, place.then("certainty"), "nothing here says `usually`", Some(help.into()));
}

/// Whether a text has a word, in any case.
fn has(text: &str, wanted: &str) -> bool {
    tokens(text).into_iter().any(|word| text[word].eq_ignore_ascii_case(wanted))
}

/// Whether it says by when to send something, rather than how.
fn says_send_by(text: &str) -> bool {
    let words: Vec<String> = tokens(text).into_iter().map(|word| text[word].to_lowercase()).collect();
    words.iter().enumerate().filter(|(_, word)| *word == "by").any(|(at, _)| {
        let sent = words[at.saturating_sub(3)..at].iter().any(|word| matches!(word.as_str(), "send" | "sent" | "post"));
        let how = words.get(at + 1).is_some_and(|next| MEANS.contains(&next.as_str()) || next.ends_with("ing"));
        sent && !how
    })
}
