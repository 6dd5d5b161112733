//! Every text of an item, by a name that says where it stands in the rule file.

use std::collections::BTreeMap;

use signpost_core::rules::model::{Deadline, Heard, Letter, Question, Route};

/// Texts by name, such as `options.refuse-plan.label`.
pub type Words = BTreeMap<String, String>;

fn add(words: &mut Words, name: &str, text: &str) {
    words.insert(name.to_owned(), text.to_owned());
}

fn add_if(words: &mut Words, name: &str, text: Option<&String>) {
    if let Some(text) = text {
        add(words, name, text);
    }
}

fn add_list(words: &mut Words, name: &str, texts: &[String]) {
    texts.iter().enumerate().for_each(|(at, text)| add(words, &format!("{name}[{at}]"), text));
}

fn add_heard(words: &mut Words, name: &str, heard: &Heard) {
    let lists = [
        ("heard", &heard.always),
        ("heard_where_asked", &heard.where_asked),
        ("heard_in_passing", &heard.in_passing),
        ("heard_unless", &heard.unless),
        ("words", &heard.perhaps),
    ];
    for (key, list) in lists {
        let written: Vec<String> = list.iter().map(|wording| wording.written.clone()).collect();
        add_list(words, &format!("{name}{key}"), &written);
    }
}

/// What a question says, its options apart.
pub fn of_question(question: &Question) -> Words {
    let mut words = Words::new();
    add(&mut words, "ask", &question.ask);
    add_if(&mut words, "hint", question.hint.as_ref());
    add(&mut words, "why", &question.why);
    add(&mut words, "say_aloud", &question.say_aloud);
    add_list(&mut words, "help", &question.help);
    add(&mut words, "not_sure.said", &question.unsure_said);
    add(&mut words, "not_sure.tell", &question.unsure_tell);
    if let Some(date) = question.date() {
        add(&mut words, "date.called", &date.called);
        add(&mut words, "date.said", &date.said);
        add_heard(&mut words, "date.", &date.heard);
    }
    for option in &question.options {
        let name = |key: &str| format!("options.{}.{key}", option.id);
        add(&mut words, &name("label"), &option.label);
        add(&mut words, &name("said"), &option.said);
        add_if(&mut words, &name("letter_says"), option.letter_says.as_ref());
        add_heard(&mut words, &name(""), &option.heard);
    }
    words
}

/// What a deadline says.
pub fn of_deadline(deadline: &Deadline) -> Words {
    let mut words = Words::new();
    add(&mut words, "must", &deadline.must);
    add(&mut words, "label", &deadline.label);
    add_list(&mut words, "exceptions", &deadline.exceptions);
    add_list(&mut words, "asks", &deadline.asks);
    add_if(&mut words, "find_date", deadline.find_date.as_ref());
    add(&mut words, "if_passed.say", &deadline.if_passed.say);
    add(&mut words, "if_passed.do", &deadline.if_passed.r#do);
    words
}

/// What a route says when it can be taken.
pub fn of_route(route: &Route) -> Words {
    let mut words = Words::new();
    let single = [
        ("name", &route.name),
        ("next_step", &route.next_step),
        ("what", &route.what),
        ("good_for", &route.good_for),
        ("think_about", &route.think_about),
        ("cost", &route.cost),
        ("if_nothing", &route.if_nothing),
    ];
    single.into_iter().for_each(|(name, text)| add(&mut words, name, text));
    let checklist: Vec<String> = route.checklist.iter().map(|item| item.what.clone()).collect();
    add_list(&mut words, "checklist", &checklist);
    add_list(&mut words, "if_wrong", &route.if_wrong);
    add_if(&mut words, "stand", route.stand.as_ref());
    add_if(&mut words, "kind_line", route.kind_line.as_ref());
    add_if(&mut words, "only_route_because", route.only_route_because.as_ref());
    for (at, then) in route.then.iter().enumerate() {
        let parts = [("who", &then.who), ("does", &then.does), ("within", &then.within), ("if_not", &then.if_not)];
        parts.into_iter().for_each(|(key, text)| add(&mut words, &format!("then[{at}].{key}"), text));
    }
    words
}

/// What a letter says.
pub fn of_letter(letter: &Letter) -> Words {
    let mut words = Words::new();
    let single = [
        ("title", &letter.title),
        ("when_to_use", &letter.when_to_use),
        ("send_to", &letter.send_to),
        ("how_to_send", &letter.how_to_send),
        ("keep_proof", &letter.keep_proof),
        ("no_reply", &letter.no_reply),
        ("meanwhile", &letter.meanwhile),
    ];
    single.into_iter().for_each(|(name, text)| add(&mut words, name, text));
    // Line by line, so that one sentence is one difference.
    letter.body.lines().enumerate().for_each(|(at, line)| add(&mut words, &format!("line {}", at + 1), line));
    words
}

/// The names and both texts where two differ; a text that is not there is empty.
pub fn differences(old: &Words, new: &Words) -> Vec<(String, String, String)> {
    let names: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let text = |words: &Words, name: &String| words.get(name).cloned().unwrap_or_default();
    let both = names.into_iter().map(|name| (name.clone(), text(old, name), text(new, name)));
    both.filter(|(_, old, new)| old != new).collect()
}
