//! What the server offers: tools, resources, prompts.

use chrono::Local;
use serde::Deserialize;
use serde_json::{Value, json};
use signpost_api::KEEP_TO;

use crate::talk::Talk;

/// A call of a tool, and a value that its reply must hold. The clients in `tests/clients` make the same calls.
#[derive(Deserialize)]
struct Made {
    tool: String,
    arguments: Value,
    /// Where in the reply, as a JSON pointer.
    at: String,
    is: Value,
}

fn calls() -> Vec<Made> {
    serde_json::from_str(include_str!("../calls.json")).expect("calls")
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
    let mut called: Vec<&str> = calls.iter().map(|made| made.tool.as_str()).collect();
    listed.sort_unstable();
    called.sort_unstable();
    called.dedup();
    assert_eq!(listed, called, "each tool is called below");
}

#[test]
fn each_tool_gives_what_it_says() {
    let mut talk = Talk::begun();
    for Made { tool, arguments, at, is } in calls() {
        let given = talk.call(&tool, arguments.clone());
        assert!(!given.refused, "{tool} {arguments}: {:?}", given.texts);
        let outcome: Value = serde_json::from_str(&given.texts[0]).expect("JSON");
        assert_eq!(outcome["reply"].pointer(&at), Some(&is), "{tool} {arguments}: {outcome}");
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
fn the_book_can_be_read_whole_and_in_parts() {
    let mut talk = Talk::begun();
    let templates = talk.ask("resources/templates/list", json!({}));
    assert_eq!(templates["result"]["resourceTemplates"][0]["uriTemplate"], "signpost://book/{heading}", "{templates}");
    let mut read = |uri: &str| {
        let found = talk.ask("resources/read", json!({"uri": uri}));
        found["result"]["contents"][0]["text"].as_str().unwrap_or_else(|| panic!("{found}")).to_owned()
    };
    let whole = read("signpost://book");
    let addresses: Vec<&str> =
        whole.lines().filter_map(|line| line.strip_prefix("- [")?.rsplit_once("](#")?.1.strip_suffix(')')).collect();
    assert!(addresses.len() > 20, "{addresses:?}");
    for address in &addresses {
        let part = read(&format!("signpost://book/{address}"));
        assert!(part.starts_with("## ") && whole.contains(part.trim_end()), "{address}");
    }
    assert!(read("signpost://book/decisions-in-letters").contains("The council will not assess for a plan."));
    assert_eq!(talk.ask("resources/read", json!({"uri": "signpost://book/none"}))["error"]["code"], -32002);
}

/// As with the program's own options of these names.
#[test]
fn a_service_brings_its_own_areas_and_rules() {
    let folder = tempfile::tempdir().expect("a folder");
    let areas = folder.path().join("areas.yaml");
    let own = "format: 1\nareas:\n  - {id: anyshire, name: Anyshire, services: {sendiass: {name: Anyshire SENDIASS, phone: \
        01632 960000, source: us, checked: 2026-11-29, certainty: A}}}\n";
    std::fs::write(&areas, own).expect("it can be written");
    let mut talk = Talk::begun_with(&["--areas".as_ref(), areas.as_os_str()]);
    let taken = talk.reply("take_answer", json!({"question": "area", "answer": "anyshire"}));
    assert_eq!(taken["answer"], "anyshire", "{taken}");

    let rules = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules");
    let mut talk = Talk::begun_with(&["--rules".as_ref(), rules.as_os_str()]);
    let given = talk.call("about", json!({}));
    assert!(given.texts[1].contains(&signpost_rules::rules().hash), "{given:?}");

    std::fs::write(&areas, "areas: none").expect("it can be written");
    let broken = std::process::Command::new(env!("CARGO_BIN_EXE_signpost-mcp"))
        .arg("--areas")
        .arg(&areas)
        .stdin(std::process::Stdio::null())
        .output()
        .expect("it starts");
    let said = String::from_utf8_lossy(&broken.stderr);
    assert!(!broken.status.success() && said.contains("signpost areas check"), "{said}");
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
