//! What should not come in: it gets an error, and the server goes on.

use serde_json::{Value, json};

use crate::talk::Talk;

/// Lines that are no message, or none that can be met, and the code of the error they get.
fn lines() -> Vec<(&'static str, Vec<u8>, i64)> {
    let deep = format!(
        r#"{{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{}{}}}"#,
        "[".repeat(9999),
        "]".repeat(9999)
    );
    let call = |arguments: &str| {
        format!(r#"{{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{{"name":"word_meaning","arguments":{arguments}}}}}"#)
            .into_bytes()
    };
    let huge = |bytes: usize| call(&format!(r#"{{"word":"{}"}}"#, "x".repeat(bytes)));
    vec![
        ("no JSON", b"hello".to_vec(), -32700),
        ("half a message", br#"{"jsonrpc":"2.0","id":7"#.to_vec(), -32700),
        ("no UTF-8", b"{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"\xff\"}".to_vec(), -32700),
        ("a zero byte", b"\0".to_vec(), -32700),
        ("deep", deep.into_bytes(), -32700),
        ("deep, without an end", "[".repeat(900_000).into_bytes(), -32700),
        ("a number", b"7".to_vec(), -32600),
        ("a list", b"[]".to_vec(), -32600),
        ("nothing in it", b"{}".to_vec(), -32600),
        ("two megabytes", huge(2 << 20), -32600),
        ("ten megabytes", huge(10 << 20), -32600),
        ("forty megabytes", huge(40 << 20), -32600),
        ("no such method", br#"{"jsonrpc":"2.0","id":7,"method":"tools/burn"}"#.to_vec(), -32601),
        (
            "no such tool",
            br#"{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"burn"}}"#.to_vec(),
            -32602,
        ),
        (
            "a hidden request",
            br#"{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"page"}}"#.to_vec(),
            -32602,
        ),
        ("arguments as a list", call("[1]"), -32602),
        ("arguments as a text", call(r#""area: england""#), -32602),
        (
            "a name as a number",
            br#"{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":7}}"#.to_vec(),
            -32602,
        ),
        (
            "a prompt by number",
            br#"{"jsonrpc":"2.0","id":7,"method":"prompts/get","params":{"name":7}}"#.to_vec(),
            -32602,
        ),
        (
            "a resource without an address",
            br#"{"jsonrpc":"2.0","id":7,"method":"resources/read","params":{}}"#.to_vec(),
            -32602,
        ),
    ]
}

#[test]
fn every_line_that_is_no_request_gets_an_error() {
    let mut talk = Talk::begun();
    for (what, line, code) in lines() {
        talk.say(&line);
        let answer = talk.hear();
        assert_eq!(answer["error"]["code"], code, "{what}: {answer}");
        assert!(answer.to_string().len() < 500, "{what}: {} bytes", answer.to_string().len());
        // Whoever sent it knows which one it was, where that could be read.
        let known = ![-32700].contains(&code) && line.starts_with(b"{\"") && line.len() < 16 << 20;
        assert_eq!(answer["id"], if known { json!(7) } else { Value::Null }, "{what}: {answer}");
        // An error that is sent back starts no quarrel.
        talk.say(answer.to_string());
        assert_eq!(talk.ask("ping", json!({}))["result"], json!({}), "{what}");
    }
    assert!(talk.end().success());
}

/// What an assistant can pass on: what is wrong, and what would be right.
#[test]
fn wrong_parameters_and_large_messages_are_refused_in_words() {
    let mut talk = Talk::begun();
    let mut said =
        |method: &str, params: Value| talk.ask(method, params)["error"]["message"].as_str().expect("words").to_owned();
    let listed = said("tools/call", json!({"name": "next_question", "arguments": ["england"]}));
    assert!(listed.contains("invalid type") && listed.contains("an object with the arguments by name"), "{listed}");
    let numbered = said("resources/read", json!({"uri": 7}));
    assert!(numbered.contains("invalid type") && numbered.contains("the address of a resource"), "{numbered}");
    let large = said("tools/call", json!({"name": "word_meaning", "arguments": {"word": "x".repeat(2 << 20)}}));
    assert!(large.contains("larger than 1024 KiB") && large.contains("no papers"), "{large}");
}

#[test]
fn strange_arguments_are_refused_and_the_next_call_is_met() {
    let mut talk = Talk::begun();
    let nested = (0..90).fold(json!("x"), |inside, _| json!([inside]));
    let many: Value = (0..9999).map(|at| (format!("q{at}"), json!("x"))).collect::<serde_json::Map<_, _>>().into();
    let strange = [
        json!({"facts": {"area": nested}}),
        json!({"facts": {"area": null}}),
        json!({"facts": {"area": 7}}),
        json!({"facts": many}),
        json!({"facts": {"letter-date": "9".repeat(500_000)}}),
        json!({"facts": {"about": vec!["x"; 50_000]}}),
        json!({"facts": {"area": "\u{202e}\u{0}"}}),
        json!({"facts": [], "today": "9999-99-99"}),
        json!({"today": 7}),
    ];
    for arguments in strange {
        for tool in ["next_question", "next_steps"] {
            let given = talk.call(tool, arguments.clone());
            let sent: String = arguments.to_string().chars().take(200).collect();
            assert!(given.refused, "{tool} {sent}");
        }
        assert_eq!(talk.reply("next_question", json!({}))["question"]["id"], "area");
    }
}

#[test]
fn nothing_before_the_beginning_ends_it() {
    let mut talk = Talk::silent();
    for line in [
        r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
        r#"{"jsonrpc":"2.0","id":1,"result":{}}"#,
        r#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}"#,
        "",
    ] {
        talk.say(line);
    }
    let early = talk.ask("tools/list", json!({}));
    assert!(early["error"]["code"].is_i64(), "{early}");
    let begin =
        json!({"protocolVersion": "1999-01-01", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}});
    let begun = talk.ask("initialize", begin);
    assert!(begun["result"]["protocolVersion"].as_str().is_some_and(|version| version.starts_with("20")), "{begun}");
    assert!(begun["result"]["instructions"].as_str().is_some_and(|words| words.contains("next_question")), "{begun}");
    assert_eq!(talk.reply("next_question", json!({}))["question"]["id"], "area");
    assert!(talk.end().success());
}

#[test]
fn an_end_without_a_beginning_is_no_fault() {
    assert!(Talk::silent().end().success());
}
