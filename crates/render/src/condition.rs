//! Conditions in the words of the answers: "the council will not assess for a plan, and not “appeal-late”".

use signpost_core::rules::model::{Condition, Options, QuestionIx, RuleSet, State, States};
use signpost_core::text;

/// A condition as it completes "where ...".
pub fn said(rules: &RuleSet, condition: &Condition) -> String {
    match condition {
        Condition::All(all) if all.is_empty() => "always".into(),
        Condition::Any(any) if any.is_empty() => "never".into(),
        Condition::All(all) => joined(rules, all, "and"),
        Condition::Any(any) => joined(rules, any, "or"),
        Condition::Not(inner) => not(rules, inner),
        Condition::Chose(question, options) if options.count_ones() == 1 => answer(rules, *question, *options),
        Condition::Chose(question, options) => any_of(rules, *question, "is", *options),
        Condition::ChoseOnly(question, options) => any_of(rules, *question, "is only", *options),
        Condition::Unsure(question) => sentence(rules, &rules.question(*question).unsure_said),
        Condition::DateKnown(question) => {
            let called = rules.question(*question).date().map_or("", |date| &date.called);
            format!("the {called} is known")
        }
        Condition::Fact(fact) => format!("“{}”", rules.facts[fact.at()].id),
        Condition::Deadline(deadline, states) => {
            format!("the time for “{}” {}", rules.deadline(*deadline).id, in_states(*states))
        }
        Condition::InForce(law) => format!("“{}” is in force", rules.laws[law.at()].id),
    }
}

/// A text of the rules with its phrases as they are usually said.
pub fn plain(rules: &RuleSet, text: &str) -> String {
    rules.phrases.iter().fold(text.to_owned(), |said, phrase| said.replace(&format!("{{{}}}", phrase.id), &phrase.say))
}

/// Several parts; a part of several parts of the other kind stands in brackets.
fn joined(rules: &RuleSet, parts: &[Condition], word: &str) -> String {
    let mut flat = Vec::new();
    flatten(parts, word, &mut flat);
    let parts: Vec<String> = flat
        .into_iter()
        .map(|part| match part {
            Condition::All(inner) | Condition::Any(inner) if inner.len() > 1 => format!("({})", said(rules, part)),
            _ => said(rules, part),
        })
        .collect();
    match parts.split_last() {
        Some((last, rest)) if !rest.is_empty() => {
            // A comma inside a part would run it together with the next.
            let plain = parts.iter().all(|part| part.starts_with('(') || !part.contains(','));
            let (between, end) = if plain { (", ", " ") } else { ("; ", "; ") };
            format!("{}{end}{word} {last}", rest.join(between))
        }
        _ => parts.concat(),
    }
}

/// All of all and any of any are one list.
fn flatten<'c>(parts: &'c [Condition], word: &str, flat: &mut Vec<&'c Condition>) {
    for part in parts {
        match part {
            Condition::All(inner) if word == "and" && !inner.is_empty() => flatten(inner, word, flat),
            Condition::Any(inner) if word == "or" && !inner.is_empty() => flatten(inner, word, flat),
            part => flat.push(part),
        }
    }
}

fn not(rules: &RuleSet, inner: &Condition) -> String {
    match inner {
        Condition::Fact(_) => format!("not {}", said(rules, inner)),
        Condition::Not(inner) => said(rules, inner),
        Condition::All(_) => format!("not all of this: ({})", said(rules, inner)),
        Condition::Any(_) => format!("none of this: ({})", said(rules, inner)),
        Condition::Chose(question, options) if options.count_ones() > 1 => any_of(rules, *question, "is not", *options),
        _ => format!("not ({})", said(rules, inner)),
    }
}

/// One option as it is said back.
fn answer(rules: &RuleSet, question: QuestionIx, option: Options) -> String {
    let options = &rules.question(question).options;
    options.get(option.trailing_zeros() as usize).map_or_else(String::new, |option| sentence(rules, &option.said))
}

/// Several options of a question by their short names, which stand beside them where the question is.
fn any_of(rules: &RuleSet, question: QuestionIx, is: &str, options: Options) -> String {
    let asked = rules.question(question);
    let chosen = asked.options.iter().enumerate().filter(|(bit, _)| options & 1 << bit != 0);
    let chosen: Vec<&str> = chosen.map(|(_, option)| option.id.as_str()).collect();
    format!("“{}” {is} {}", asked.id, text::list_or(&chosen))
}

/// Sentences as a part of another one.
fn sentence(rules: &RuleSet, said: &str) -> String {
    let said = plain(rules, said);
    let parts = said.trim_end_matches('.').split(". ").map(text::lower_first);
    parts.collect::<Vec<_>>().join(", and ")
}

fn in_states(states: States) -> String {
    let runs = match (states.contains(State::InTime), states.contains(State::LastDays)) {
        (true, true) => Some("still runs"),
        (true, false) => Some("runs, with more than its last days left"),
        (false, true) => Some("is in its last days"),
        (false, false) => None,
    };
    let others =
        [(State::Pending, "cannot be counted yet"), (State::NotStarted, "has not begun"), (State::Passed, "is over")];
    let others = others.into_iter().filter(|(state, _)| states.contains(*state)).map(|(_, said)| said);
    text::list_or(&runs.into_iter().chain(others).collect::<Vec<_>>())
}
