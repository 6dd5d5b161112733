//! The interface as others meet it: by its examples, its schemas, and what it refuses.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};
use signpost_api::{Api, Call, Fact, Outcome, Request};

fn api() -> Api<'static> {
    Api::new(signpost_rules::rules())
}

fn outcome(call: &Value) -> Value {
    serde_json::from_str(&api().call(&call.to_string())).expect("whatever goes in, JSON comes out")
}

fn asked(request: Value) -> Value {
    outcome(&json!({"version": 1, "today": "2026-11-21", "request": request}))
}

fn here(inside: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(inside)
}

/// Where a value does not hold what is expected of it; of lists, that many of its first items.
fn lacks(expected: &Value, found: &Value, at: &str) -> Option<String> {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => expected.iter().find_map(|(key, value)| {
            let at = format!("{at}.{key}");
            found.get(key).map_or_else(|| Some(format!("{at} is not there")), |found| lacks(value, found, &at))
        }),
        (Value::Array(expected), Value::Array(found)) if expected.is_empty() != found.is_empty() => {
            Some(format!("{at}: {found:?}"))
        }
        (Value::Array(expected), Value::Array(found)) => expected.iter().enumerate().find_map(|(place, value)| {
            let at = format!("{at}[{place}]");
            found.get(place).map_or_else(|| Some(format!("{at} is not there")), |found| lacks(value, found, &at))
        }),
        _ => (expected != found).then(|| format!("{at} is {found}, not {expected}")),
    }
}

#[test]
fn the_examples_of_the_readme_run() {
    let text = fs::read_to_string(here("README.md")).expect("it is there");
    let blocks = text.split("```json\n").skip(1).filter_map(|rest| rest.split_once("```")).map(|(block, _)| block);
    let blocks: Vec<Value> =
        blocks.map(|block| serde_json::from_str(block).unwrap_or_else(|error| panic!("{error}: {block}"))).collect();
    assert!(blocks.len() > 16 && blocks.len().is_multiple_of(2), "{} blocks", blocks.len());
    let wrong: Vec<String> = blocks
        .chunks(2)
        .filter_map(|pair| {
            let found = outcome(&pair[0]);
            lacks(&pair[1], &found, "").map(|what| format!("{}\n  {what}", pair[0]))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn derived<T: JsonSchema>(title: &str, settings: SchemaSettings) -> Schema {
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".into(), format!("signpost: {title}").into());
    schema
}

/// Run with `UPDATE_SCHEMA=1` to write the files again after a change of the types.
#[test]
fn the_schemas_are_those_of_the_types() {
    let schemas = [
        ("call", derived::<Call>("a call", SchemaSettings::draft07())),
        ("outcome", derived::<Outcome>("what comes back", SchemaSettings::draft07().for_serialize())),
    ];
    for (name, schema) in schemas {
        let path = here("schema").join(format!("{name}.schema.json"));
        let fresh = serde_json::to_string_pretty(&schema).expect("a schema is JSON") + "\n";
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            fs::write(&path, &fresh).expect("the folder can be written");
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == fresh, "run UPDATE_SCHEMA=1 cargo test --workspace schema: {name}");
    }
}

#[test]
fn what_is_not_understood_is_said() {
    let cases = [
        ("", "not-understood"),
        ("[]", "not-understood"),
        (r#"{"version":1,"today":"2026-11-21","request":{"ask":"sing"}}"#, "not-understood"),
        (r#"{"version":1,"today":"soon","request":{"ask":"next"}}"#, "not-understood"),
        (r#"{"version":1,"today":"2026-11-21","request":{"ask":"next","fact":{}}}"#, "not-understood"),
        (r#"{"version":2,"today":"2026-11-21","request":{"ask":"next"}}"#, "version"),
        (r#"{"version":1,"today":"2026-11-21","request":{"ask":"next","facts":{"nation":"england"}}}"#, "wrong-fact"),
        (r#"{"version":1,"today":"2026-11-21","request":{"ask":"next","facts":{"about":[]}}}"#, "wrong-fact"),
        (r#"{"version":1,"today":"2026-11-21","request":{"ask":"next","facts":{"person":""}}}"#, "wrong-fact"),
        (r#"{"version":1,"today":"2026-11-21","request":{"ask":"question","question":"aera"}}"#, "unknown"),
        (r#"{"version":1,"today":"2026-11-21","request":{"ask":"letter","letter":"x"}}"#, "unknown"),
        (r#"{"version":1,"today":"2026-11-21","request":{"ask":"word","word":"zzz"}}"#, "unknown"),
        (r#"{"version":1,"today":"2026-11-21","request":{"ask":"open","text":"Dear head"}}"#, "not-answers"),
        (r#"{"version":1,"today":"2026-11-21","request":{"ask":"open","text":"[[[[[["}}"#, "not-answers"),
    ];
    for (call, kind) in cases {
        let found: Value = serde_json::from_str(&api().call(call)).expect("JSON");
        assert_eq!(found["refusal"]["kind"], kind, "{call}: {found}");
        assert!(found.get("reply").is_none(), "{found}");
        assert!(found["refusal"]["says"].as_str().is_some_and(|says| says.ends_with(['.', '?'])), "{call}: {found}");
    }
    let huge =
        format!(r#"{{"version":1,"today":"2026-11-21","request":{{"ask":"word","word":"{}"}}}}"#, "x".repeat(2 << 20));
    assert!(api().call(&huge).contains("not-understood"));
    let deep = "[".repeat(100_000);
    assert!(api().call(&deep).contains("not-understood"));
}

/// Days on which some line of what comes back must be another one.
fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

#[test]
fn an_interview_by_calls_comes_to_the_same_steps_as_the_facts_at_once() {
    let story = json!({"area": "leeds", "person": "child", "about": ["plan"], "stage": "refused-assessment",
        "done": ["nothing"], "letter-date": "28 oct"});
    let mut facts = json!({});
    for _ in 0..40 {
        let next = asked(json!({"ask": "next", "facts": facts}));
        let Some(question) = next["reply"]["question"].as_object() else { break };
        let id = question["id"].as_str().expect("an id");
        let usual = if question["kind"] == "told" { "none" } else { "not-sure" };
        let answer = story.get(id).cloned().unwrap_or_else(|| usual.into());
        let done = asked(json!({"ask": "answer", "facts": facts, "question": id, "answer": answer}));
        assert!(done["reply"]["said"][0].as_str().is_some_and(|said| said.starts_with("You said: ")), "{done}");
        facts = done["reply"]["facts"].clone();
    }
    assert_eq!(facts["letter-date"], "2026-10-28");
    let steps = asked(json!({"ask": "steps", "facts": facts}));
    assert_eq!(steps["reply"]["plan"]["next_step"]["id"], "mediation-advice", "{steps}");
    let cited = steps["reply"]["sources"].as_array().expect("sources");
    assert!(cited.iter().all(|source| source["checked"].as_str().is_some_and(|day| day.len() == 10)), "{cited:?}");
    let of_step = steps["reply"]["plan"]["next_step"]["law"].as_array().expect("laws");
    assert!(!of_step.is_empty() && of_step.iter().all(|law| cited.iter().any(|source| source["cite"] == *law)));
    // What was kept gives the same facts again, from lines and from a page.
    for format in ["answers", "html", "json", "markdown"] {
        let kept = asked(json!({"ask": "file", "facts": facts, "format": format}));
        let text = kept["reply"]["text"].as_str().unwrap_or_else(|| panic!("{kept}"));
        let open = asked(json!({"ask": "open", "text": text}));
        assert_eq!(open["reply"]["facts"], facts, "{format}: {open}");
        assert_eq!(open["reply"]["said"], json!([]), "{format}");
    }
    let page = asked(json!({"ask": "page", "facts": facts}));
    let saved = asked(json!({"ask": "file", "facts": facts, "format": "html"}));
    let html = page["reply"]["html"].as_str().expect("a page");
    assert!(html.contains("<h1>"), "{html}");
    let first_line = html.lines().next().expect("a line");
    assert!(saved["reply"]["text"].as_str().expect("a file").contains(first_line));
}

#[test]
fn an_answer_that_makes_another_impossible_says_so() {
    let facts = json!({"area": "england", "person": "child", "about": ["plan"], "stage": "refused-assessment",
        "done": ["mediation"], "letter-date": "2026-10-28"});
    let mut answered = asked(json!({"ask": "answer", "facts": facts, "question": "stage", "answer": "none"}));
    let mut said = answered["reply"]["said"].to_string();
    loop {
        let next = asked(json!({"ask": "next", "facts": answered["reply"]["facts"]}));
        let Some(question) = next["reply"]["question"].as_object() else {
            assert_eq!(next["reply"]["not_used"], json!(["letter-date"]));
            break;
        };
        let answer = if question["kind"] == "told" { "none" } else { "not-sure" };
        answered = asked(json!({"ask": "answer", "facts": answered["reply"]["facts"], "question": question["id"],
            "answer": answer}));
        said.push_str(&answered["reply"]["said"].to_string());
    }
    assert_eq!(said.matches("No longer needed: the date on the letter").count(), 1, "{said}");
    assert_eq!(answered["reply"]["facts"]["letter-date"], "2026-10-28", "it is kept, for whoever changes it back");
}

#[test]
fn the_types_are_the_same_as_the_json() {
    let facts = [("area", "england"), ("person", "child")];
    let facts = facts.map(|(id, answer)| (id.to_owned(), Fact::One(answer.to_owned()))).into();
    let request = Request::Next(signpost_api::Given { facts });
    let typed = api().ask(day("2026-11-21"), &request).expect("a reply");
    let call = Call { version: 1, today: day("2026-11-21"), request };
    let written = serde_json::to_string(&call).expect("plain values");
    assert_eq!(
        api().call(&written),
        serde_json::to_string(&Outcome { version: 1, reply: Some(typed), refusal: None }).unwrap()
    );
}

/// Where options stand in groups, each group begins with its heading.
#[test]
fn options_carry_the_headings_of_their_groups() {
    let mut rules = signpost_rules::rules().clone();
    let place = rules.question_by_id("person").expect("a question");
    rules.questions[place.at()].options[0].group = Some("Close to you".to_owned());
    let call = json!({"version": 1, "today": "2026-11-21", "request": {"ask": "question", "question": "person"}});
    let asked: Value = serde_json::from_str(&Api::new(&rules).call(&call.to_string())).expect("JSON");
    let options = &asked["reply"]["question"]["options"];
    assert_eq!(options[0]["group"], "Close to you", "{asked}");
    assert!(options[1].get("group").is_none(), "{asked}");
}
