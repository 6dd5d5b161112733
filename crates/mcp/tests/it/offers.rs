//! What the server offers: tools, resources, prompts.

use chrono::Local;
use serde_json::{Value, json};
use signpost_api::KEEP_TO;

use crate::talk::Talk;

fn known() -> Value {
    json!({"area": "england", "person": "child", "about": ["plan"], "stage": "refused-assessment", "done": ["nothing"],
        "letter-date": "2026-10-28", "told": ["none"]})
}

/// Each tool, what it is called with, and a value that its reply must hold.
fn calls() -> Vec<(&'static str, Value, &'static str, Value)> {
    let facts = known();
    let on = |mut arguments: Value| {
        arguments["today"] = "2026-11-21".into();
        arguments
    };
    vec![
        ("next_question", on(json!({})), "/question/id", "area".into()),
        ("next_question", on(json!({"facts": facts})), "/question", Value::Null),
        (
            "take_answer",
            on(json!({"facts": {"area": "england"}, "question": "letter-date", "answer": "28 oct"})),
            "/answer",
            "2026-10-28".into(),
        ),
        ("next_steps", on(json!({"facts": facts})), "/plan/next_step/id", "mediation-advice".into()),
        ("next_steps", on(json!({"facts": facts, "what_if": true})), "/steps/0/number", 1.into()),
        ("one_question", on(json!({"question": "letter-date"})), "/question/kind", "date".into()),
        ("list_facts", on(json!({})), "/facts/0/id", "area".into()),
        ("letter", on(json!({"facts": facts, "letter": "ask-for-certificate"})), "/id", "ask-for-certificate".into()),
        ("list_limits", on(json!({})), "/limits/0/needs/0", "request-date".into()),
        (
            "time_limit",
            on(json!({"limit": "appeal", "facts": {"letter-date": "28 oct"}})),
            "/limit/due",
            "2027-01-04".into(),
        ),
        ("word_meaning", on(json!({"word": "mediation certificate"})), "/words/0/word", "mediation certificate".into()),
        ("why", on(json!({"question": "letter-date"})), "/of", "letter-date".into()),
        ("why", on(json!({"facts": facts})), "/of", "mediation-advice".into()),
        (
            "keep_file",
            on(json!({"facts": facts, "format": "ics"})),
            "/media_type",
            "text/calendar;charset=utf-8".into(),
        ),
        ("open_kept", on(json!({"text": "area: england\nperson: child\n"})), "/facts/person", "child".into()),
        ("about", on(json!({})), "/jurisdiction", "England".into()),
    ]
}

#[test]
fn tools_are_listed_with_words_and_schemas() {
    let mut talk = Talk::begun();
    let listed = talk.ask("tools/list", json!({}));
    let tools = listed["result"]["tools"].as_array().expect("tools");
    for tool in tools {
        assert!(tool["description"].as_str().is_some_and(|words| words.len() > 40 && words.ends_with('.')), "{tool}");
        assert_eq!(tool["annotations"]["readOnlyHint"], true, "{tool}");
        let takes = &tool["inputSchema"];
        assert_eq!((&takes["type"], &takes["additionalProperties"]), (&"object".into(), &false.into()), "{tool}");
        assert_eq!(takes["properties"]["today"]["format"], "date", "{tool}");
        assert!(!takes.to_string().contains("$ref"), "some clients follow none: {tool}");
    }
    let mut listed: Vec<&str> = tools.iter().filter_map(|tool| tool["name"].as_str()).collect();
    let calls = calls();
    let mut called: Vec<&str> = calls.iter().map(|(tool, ..)| *tool).collect();
    listed.sort_unstable();
    called.sort_unstable();
    called.dedup();
    assert_eq!(listed, called, "each tool is called below");
}

#[test]
fn each_tool_gives_what_it_says() {
    let mut talk = Talk::begun();
    for (tool, arguments, at, expected) in calls() {
        let given = talk.call(tool, arguments.clone());
        assert!(!given.refused, "{tool} {arguments}: {:?}", given.texts);
        let outcome: Value = serde_json::from_str(&given.texts[0]).expect("JSON");
        assert_eq!(outcome["reply"].pointer(at), Some(&expected), "{tool} {arguments}: {outcome}");
        let rests_on = &given.texts[1];
        assert!(rests_on.contains("law last checked on 20") && rests_on.ends_with(KEEP_TO), "{rests_on}");
    }
    assert!(talk.end().success());
}

#[test]
fn the_day_is_the_computers() {
    let mut talk = Talk::begun();
    let before = Local::now().date_naive().to_string();
    let steps = talk.reply("next_steps", json!({"facts": {"area": "wales"}}));
    let after = Local::now().date_naive().to_string();
    let day = steps["plan"]["today"].as_str().expect("a day");
    assert!(before.as_str() <= day && day <= after.as_str(), "{day}");
}

#[test]
fn refusals_have_words_to_pass_on() {
    let mut talk = Talk::begun();
    let cases = [
        (
            "next_steps",
            json!({"facts": {"area": "england"}}),
            "more-needed",
            "One more answer is needed: Who is this about?",
        ),
        ("next_question", json!({"facts": {"person": "cat"}}), "wrong-fact", "`cat`"),
        ("next_question", json!({"facts": {"nation": "england"}}), "wrong-fact", "`nation`"),
        (
            "next_question",
            json!({"facts": "area: england"}),
            "not-understood",
            "next_question does not understand this",
        ),
        ("next_question", json!({"fact": {}}), "not-understood", "unknown field `fact`"),
        ("take_answer", json!({"question": "letter-date"}), "not-understood", "missing field `answer`"),
        ("take_answer", json!({"question": "area", "answer": "sur"}), "wrong-fact", "Surrey"),
        ("time_limit", json!({"limit": "apeal"}), "unknown", "Did you mean `appeal`?"),
        ("letter", json!({"letter": "love"}), "unknown", "There is no letter `love`."),
        ("open_kept", json!({"text": "Dear head"}), "not-answers", "This holds no answers"),
        ("about", json!({"today": "soon"}), "not-understood", "about does not understand this"),
    ];
    for (tool, arguments, kind, words) in cases {
        let given = talk.call(tool, arguments.clone());
        assert!(given.refused, "{tool} {arguments}: {:?}", given.texts);
        let outcome: Value = serde_json::from_str(&given.texts[1]).expect("JSON");
        assert_eq!(outcome["refusal"]["kind"], kind, "{tool} {arguments}: {outcome}");
        assert_eq!(outcome["refusal"]["says"], given.texts[0].as_str(), "{tool} {arguments}");
        assert!(outcome.to_string().contains(words), "{tool} {arguments}: {outcome}");
    }
}

#[test]
fn the_glossary_and_the_doubts_can_be_read() {
    let mut talk = Talk::begun();
    let rules = signpost_rules::rules();
    let listed = talk.ask("resources/list", json!({}));
    let mut read = |uri: &str| {
        assert!(listed.to_string().contains(uri), "{listed}");
        let found = talk.ask("resources/read", json!({"uri": uri}));
        found["result"]["contents"][0]["text"].as_str().unwrap_or_else(|| panic!("{found}")).to_owned()
    };
    let (glossary, doubts) = (read("signpost://glossary"), read("signpost://doubts"));
    assert!(!rules.words.is_empty() && rules.words.iter().all(|word| glossary.contains(&word.means)));
    assert!(!rules.doubts.is_empty() && rules.doubts.iter().all(|doubt| doubts.contains(&doubt.reading)));
    assert_eq!(talk.ask("resources/read", json!({"uri": "file:///etc/passwd"}))["error"]["code"], -32002);
}

#[test]
fn prompts_begin_a_talk_with_the_story() {
    let mut talk = Talk::begun();
    let listed = talk.ask("prompts/list", json!({}));
    let names = listed["result"]["prompts"].as_array().expect("prompts").iter().map(|prompt| prompt["name"].clone());
    let names: Vec<Value> = names.collect();
    assert_eq!(names, ["parent", "adviser"]);
    for name in names {
        let story = "They will not assess my son.";
        let whole = talk.ask("prompts/get", json!({"name": name, "arguments": {"story": story}}));
        let text = whole["result"]["messages"][0]["content"]["text"].as_str().expect("a text");
        assert!(text.contains("next_question") && text.contains("next_steps") && text.ends_with(story), "{text}");
        let bare = talk.ask("prompts/get", json!({"name": name}));
        let text = bare["result"]["messages"][0]["content"]["text"].as_str().expect("a text");
        assert!(!text.contains("What has happened"), "{text}");
    }
    assert_eq!(talk.ask("prompts/get", json!({"name": "lawyer"}))["error"]["code"], -32602);
}
