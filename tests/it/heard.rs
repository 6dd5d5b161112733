//! What people say in their own words, and what is understood of it (`tests/heard`, issue 16).

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use chrono::NaiveDate;
use proptest::prelude::*;
use signpost_check::proof::examples::{ExampleFile, Saying, hear, unheard};
use signpost_core::interview::{Answers, heard};
use signpost_core::rules::model::RuleSet;

fn rules() -> &'static RuleSet {
    signpost_rules::rules()
}

fn file(name: &str) -> ExampleFile {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/heard").join(name);
    let text = fs::read_to_string(&path).expect("the file can be read");
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn today() -> NaiveDate {
    "2026-11-29".parse().expect("a day")
}

/// Everything that is taken, and everything that is offered, as `question=answer`.
fn facts(said: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let pieces = heard::hear(rules(), said, &Answers::none(rules()), &[], today());
    let of = |list: fn(&heard::Piece) -> &Vec<heard::Given>| {
        pieces.iter().flat_map(list).flat_map(|given| heard::written(rules(), *given)).collect()
    };
    (of(|piece| &piece.understood), of(|piece| &piece.offered))
}

#[test]
fn what_people_say_is_understood_as_it_must_be() {
    let mut wrong = Vec::new();
    let files = ["callers-speech", "callers-notes", "wordings", "corrections", "questions", "own-complaint"];
    for name in files.map(|name| format!("{name}.yaml")) {
        let name = name.as_str();
        let file = file(name);
        for saying in &file.heard {
            let differences = hear(rules(), saying, file.today.as_deref());
            wrong.extend(differences.iter().map(|what| format!("{name}: {}\n  {what}", saying.say)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Somebody's own question sets nothing, and is held against what the rules say to people: not to those it is not for.
#[test]
fn a_question_is_offered_what_the_rules_say_about_it() {
    let told = "told=";
    let about = |said: &str| -> Vec<String> {
        let (taken, offered) = facts(said);
        assert!(taken.iter().all(|fact| !fact.starts_with(told)), "{said}: {taken:?}");
        offered.into_iter().filter(|fact| fact.starts_with(told)).collect()
    };
    let wanted = rules().tells.iter().find(|tell| tell.told.contains("psychologist's report has to come first"));
    let wanted = format!("told={}", wanted.expect("the belief").id);
    assert!(about("do we need a private psychologist's report first?").contains(&wanted));
    // The same words as a fact are no question, and what no rule is about brings nothing.
    assert!(!about("we have a private psychologist's report").contains(&wanted));
    assert_eq!(about("what will the weather be in Blackpool?"), Vec::<String>::new());
}

#[test]
fn no_wording_stands_in_the_rules_that_nobody_says() {
    let sayings: Vec<Saying> = file("wordings.yaml").heard;
    assert_eq!(unheard(rules(), &sayings, today()), Vec::<String>::new());
    // And it would be noticed.
    assert!(unheard(rules(), &sayings[..1], today()).len() > 100);
}

/// The shares that issue 16 asks for; nothing wrong is taken, as `understood` holds all that is.
#[test]
fn enough_of_what_callers_say_is_understood() {
    for (name, taken_at_least, heard_at_least) in
        [("callers-speech.yaml", 0.45, 0.85), ("callers-notes.yaml", 0.60, 0.85)]
    {
        let sayings = file(name).heard;
        assert_eq!(sayings.len(), 15);
        let count = |of: fn(&Saying) -> usize| sayings.iter().map(of).sum::<usize>() as f64;
        let (taken, offered) = (count(|said| said.understood.len()), count(|said| said.offered.len()));
        let all = taken + offered + count(|said| said.missed.len());
        assert!(taken / all >= taken_at_least, "{name}: {taken} of {all} taken");
        assert!((taken + offered) / all >= heard_at_least, "{name}: {offered} more of {all} offered");
    }
}

/// A wording as somebody says it, with the fact it gives.
struct Said {
    words: String,
    /// What it gives by itself.
    gives: BTreeSet<String>,
}

static SAID: LazyLock<Vec<Said>> = LazyLock::new(|| {
    let mut all = Vec::new();
    for (_, question) in rules().questions() {
        for wording in question.options.iter().flat_map(|option| &option.heard.always) {
            let words = wording.example();
            // What is heard in passing, such as who or what it is about, is so in a wish too, and with a "not" beside it.
            let mut gives = facts(&words).0;
            gives.retain(|fact| !in_passing().contains(fact));
            let turned = ["not", "no", "never", "nobody", "nothing"];
            // A wording with a "not" of its own is no plain fact to be turned round.
            if !gives.is_empty() && !words.split(' ').any(|word| turned.contains(&word)) {
                all.push(Said { words, gives });
            }
        }
    }
    all
});

/// The facts of which some wording is heard in passing.
fn in_passing() -> BTreeSet<String> {
    let options =
        rules().questions().flat_map(|(_, question)| question.options.iter().map(move |option| (question, option)));
    let heard = options.filter(|(_, option)| !option.heard.in_passing.is_empty());
    heard.map(|(question, option)| format!("{}={}", question.id, option.id)).collect()
}

/// What takes the plain fact away from a wording, with `{}` where that stands.
const AGAINST: [&str; 16] = [
    "not {}",
    "they have not {}",
    "it was never {}",
    "no {}",
    "{} not",
    "without {}",
    "my friend: {}",
    "her brother {}",
    "they might {}",
    "if {}",
    "I want {}",
    "perhaps {}",
    "they threaten {}",
    "{}?",
    "they say they will {}",
    "we hope for {}",
];

const DATES: [&str; 10] = [
    "9 november",
    "letter 5/10",
    "dated last Wednesday",
    "since Easter",
    "mid august",
    "two weeks ago",
    "in 2024",
    "29 february",
    "next Friday",
    "half term",
];

const BETWEEN: [&str; 6] = [", ", ". ", "; ", "\n", ", and ", ", but "];

#[derive(Debug, Clone)]
enum Part {
    Plain(usize),
    Against(usize, usize),
    Date(usize),
    Noise(String),
}

fn part() -> impl Strategy<Value = Part> {
    let wording = || any::<prop::sample::Index>().prop_map(|index| index.index(SAID.len()));
    prop_oneof![
        3 => wording().prop_map(Part::Plain),
        4 => (wording(), 0..AGAINST.len()).prop_map(|(wording, against)| Part::Against(wording, against)),
        2 => (0..DATES.len()).prop_map(Part::Date),
        1 => "\\PC{0,12}".prop_map(Part::Noise),
    ]
}

/// How many random mixtures are tried: `SIGNPOST_MIXTURES=100000` for the long run.
fn mixtures() -> u32 {
    std::env::var("SIGNPOST_MIXTURES").ok().and_then(|count| count.parse().ok()).unwrap_or(200)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: mixtures(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_taken_from_what_is_turned_round(
        parts in prop::collection::vec(part(), 1..7),
        between in prop::collection::vec(0..BETWEEN.len(), 7),
    ) {
        let mut said = String::new();
        let (mut plain, mut against) = (BTreeSet::new(), BTreeSet::new());
        for (part, between) in parts.iter().zip(between) {
            match part {
                Part::Plain(at) => {
                    plain.extend(SAID[*at].gives.iter().cloned());
                    said.push_str(&SAID[*at].words);
                }
                Part::Against(at, how) => {
                    let turned = AGAINST[*how].replace("{}", &SAID[*at].words);
                    let gives = &SAID[*at].gives;
                    // "Not amended" is no plan that was amended, but may be a refusal: another fact, and said.
                    plain.extend(facts(&turned).0.difference(gives).cloned());
                    against.extend(gives.iter().cloned());
                    said.push_str(&turned);
                }
                Part::Date(at) => said.push_str(DATES[*at]),
                Part::Noise(noise) => {
                    // "5" by itself is an age.
                    plain.extend(facts(noise).0);
                    said.push_str(noise);
                }
            }
            said.push_str(BETWEEN[between]);
        }
        let (understood, _) = facts(&said);
        // Two plain pieces may lead to a question that a third answers, so only what was turned round is looked for.
        for fact in against.difference(&plain) {
            prop_assert!(!understood.contains(fact), "{said:?} was taken for {fact}");
        }
    }

    #[test]
    fn any_text_is_survived(said in "\\PC{0,300}") {
        let (understood, offered) = facts(&said);
        prop_assert!(understood.is_disjoint(&offered));
    }
}

#[test]
fn a_story_is_heard_piece_by_piece() {
    let said = "Leeds won't assess my son, he's six; the letter is dated 9 November";
    let pieces = heard::hear(rules(), said, &Answers::none(rules()), &[], today());
    let typed: Vec<&str> = pieces.iter().map(|piece| piece.typed.as_str()).collect();
    assert_eq!(typed, ["Leeds won't assess my son", "he's six", "the letter is dated 9 November"]);
    let whole = "sections B and F are vague and speech and language therapy is missing";
    let pieces = heard::hear(rules(), whole, &Answers::none(rules()), &[], today());
    assert_eq!(pieces.len(), 2, "{pieces:?}");
}

#[test]
fn what_was_said_before_is_not_overruled() {
    let rules = rules();
    let mut held = Answers::none(rules);
    let stage = rules.question_by_id("stage").expect("it is there");
    held.read(rules, "stage", &"refused-plan".into(), today()).expect("an answer");
    let pieces = heard::hear(rules, "refusal to assess", &held, &[], today());
    assert!(pieces[0].understood.iter().all(|(question, _)| *question != stage));
    assert_eq!(pieces[0].offered.first().map(|(question, _)| *question), Some(stage));
}
