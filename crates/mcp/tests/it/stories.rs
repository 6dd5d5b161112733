//! Three stories in which a script plays the assistant: it asks what the server asks, and passes on what it is given.
//!
//! `tests/stories.md` holds what was said. Run with `UPDATE_STORIES=1` to write it again after a change of the words.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use crate::talk::Talk;

/// A story: its title, what a parent says first, and what they say when they are asked.
type Story = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const STORIES: [Story; 3] = [
    (
        "The council will not assess",
        "The council has written that it will not assess my son. He is eight.",
        &[
            ("area", "Leeds"),
            ("person", "child"),
            ("about", "plan"),
            ("stage", "refused-assessment"),
            ("done", "nothing"),
            ("letter-date", "28 oct"),
            ("told", "none"),
        ],
    ),
    (
        "The governors kept the exclusion",
        "The governors have kept my daughter's permanent exclusion.",
        &[
            ("area", "england"),
            ("person", "child"),
            ("about", "out"),
            ("stage", "none"),
            ("done", "talked"),
            ("today", "no-education"),
            ("happened", "permanent"),
            ("setting", "maintained"),
            ("governors", "upheld"),
            ("governors-letter-date", "9 november"),
            ("disability-linked", "not-linked"),
            ("told", "none"),
        ],
    ),
    (
        "No answer to a request",
        "I asked for an assessment in September and have heard nothing.",
        &[
            ("area", "england"),
            ("person", "child"),
            ("about", "plan"),
            ("stage", "asked"),
            ("asked-how-far", "no-word"),
            ("done", "talked"),
            ("request-date", "1 september"),
            ("told", "none"),
        ],
    ),
];

const TODAY: &str = "2026-11-21";

#[test]
fn an_assistant_asks_for_facts_and_passes_steps_on_with_their_sources() {
    let mut talk = Talk::begun();
    let mut said =
        "# Three stories through the server\n\nA script plays the assistant: it asks what `next_question` gives, \
        takes each answer to\n`take_answer`, and passes on what `next_steps` gives. The day is 2026-11-21.\n"
            .to_owned();
    for (title, story, answers) in STORIES {
        writeln!(said, "\n## {title}\n\n**Parent:** {story}").expect("text");
        // An assistant that assumes the rest is told what to ask.
        let early = talk.call("next_steps", json!({"today": TODAY, "facts": {"area": answers[0].1}}));
        assert!(early.refused, "{:?}", early.texts);
        let (mut facts, mut asked) = (json!({}), 0);
        loop {
            let next = talk.reply("next_question", json!({"today": TODAY, "facts": facts}));
            let Some(id) = next["question"]["id"].as_str() else { break };
            let answer = answers.iter().find(|(question, _)| *question == id).map_or("not-sure", |(_, answer)| answer);
            let taken =
                talk.reply("take_answer", json!({"today": TODAY, "facts": facts, "question": id, "answer": answer}));
            let (ask, words) = (text(&next["question"]["ask"]), in_words(&next["question"], answer));
            writeln!(said, "\n**Assistant:** {ask}\n\n**Parent:** {words}").expect("text");
            each(&taken["said"]).for_each(|line| writeln!(said, "\n> {line}").expect("text"));
            facts = taken["facts"].clone();
            asked += 1;
            assert!(asked < 40, "{facts}");
        }
        let steps = talk.reply("next_steps", json!({"today": TODAY, "facts": facts}));
        let headline: Vec<&str> = each(&steps["headline"]).collect();
        writeln!(said, "\n**Assistant:** {}\n", headline.join(" ")).expect("text");
        let steps_in_order = steps["steps"].as_array().expect("steps");
        assert!(!steps_in_order.is_empty());
        for step in steps_in_order {
            let when = step["when"].as_str().map_or(String::new(), |when| format!("{when}: "));
            writeln!(said, "{}. {when}{}", step["number"], text(&step["what"])).expect("text");
            each(&step["more"]).for_each(|line| writeln!(said, "   {line}").expect("text"));
        }
        let cited = steps["plan"]["next_step"]["law"].as_array().expect("laws");
        let sources = steps["sources"].as_array().expect("sources");
        let sources = sources.iter().filter(|source| cited.contains(&source["cite"]));
        let sources: Vec<String> = sources
            .map(|source| {
                let [cite, certainty, checked] = ["cite", "certainty", "checked"].map(|key| text(&source[key]));
                format!("- {cite} (certainty {certainty}, checked {checked})")
            })
            .collect();
        assert_eq!(sources.len(), cited.len(), "each law of the first step has its source");
        writeln!(said, "\nThe first step rests on:\n\n{}", sources.join("\n")).expect("text");
    }
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories.md");
    if std::env::var_os("UPDATE_STORIES").is_some() {
        std::fs::write(&kept, &said).expect("the folder can be written");
    }
    let kept = std::fs::read_to_string(kept).unwrap_or_default();
    assert!(kept == said, "run UPDATE_STORIES=1 cargo test -p signpost-mcp stories");
}

/// An answer as its question words it, or as the parent does.
fn in_words<'a>(question: &'a Value, answer: &'a str) -> &'a str {
    let options = question["options"].as_array().into_iter().flatten().chain([&question["not_sure"]]);
    let mut chosen = options.filter(|option| option["id"] == answer);
    chosen.next().map_or(answer, |option| text(&option["label"]))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("a text: {value}"))
}

fn each(lines: &Value) -> impl Iterator<Item = &str> {
    lines.as_array().into_iter().flatten().map(text)
}
