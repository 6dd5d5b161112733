//! A talk with a server that was started for it.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// The longest that an answer is waited for, on a machine that does other things too.
const PATIENCE: Duration = Duration::from_secs(120);

/// The server, and what it writes.
pub struct Talk {
    server: Child,
    input: Option<ChildStdin>,
    lines: Receiver<String>,
    asked: u64,
}

/// What a tool gave.
#[derive(Debug)]
pub struct Given {
    /// Its texts.
    pub texts: Vec<String>,
    /// Whether it is a refusal.
    pub refused: bool,
}

impl Talk {
    /// Starts a server, and says nothing to it.
    pub fn silent() -> Talk {
        Talk::started(&[])
    }

    fn started(arguments: &[&OsStr]) -> Talk {
        let mut server = Command::new(env!("CARGO_BIN_EXE_signpost-mcp"))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let (input, output) = (server.stdin.take(), server.stdout.take().expect("a pipe"));
        let (found, lines) = channel();
        thread::spawn(move || {
            BufReader::new(output).lines().map_while(Result::ok).try_for_each(|line| found.send(line))
        });
        Talk { server, input, lines, asked: 0 }
    }

    /// Starts a server, and begins as the protocol begins.
    pub fn begun() -> Talk {
        Talk::begun_with(&[])
    }

    /// The same with arguments of its command line.
    pub fn begun_with(arguments: &[&OsStr]) -> Talk {
        let mut talk = Talk::started(arguments);
        let client = json!({"name": "a test", "version": "1"});
        let begin = json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client});
        assert_eq!(talk.ask("initialize", begin)["result"]["protocolVersion"], "2025-06-18");
        talk.say(r#"{"jsonrpc": "2.0", "method": "notifications/initialized"}"#);
        talk
    }

    /// Says one line, whatever it is.
    pub fn say(&mut self, line: impl AsRef<[u8]>) {
        let input = self.input.as_mut().expect("the talk is not over");
        input.write_all(line.as_ref()).and_then(|()| input.write_all(b"\n")).expect("the server reads");
    }

    /// The next thing the server says.
    pub fn hear(&mut self) -> Value {
        let line = self.lines.recv_timeout(PATIENCE).expect("the server answers");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"))
    }

    /// One request and its answer.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.say(json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).to_string());
        let answer = self.hear();
        assert_eq!(answer["id"], id, "{answer}");
        answer
    }

    /// What a tool gives.
    pub fn call(&mut self, tool: &str, arguments: Value) -> Given {
        let answer = self.ask("tools/call", json!({"name": tool, "arguments": arguments}));
        let content = answer["result"]["content"].as_array().unwrap_or_else(|| panic!("{tool}: {answer}"));
        let texts = content.iter().map(|block| block["text"].as_str().expect("a text").to_owned());
        Given { texts: texts.collect(), refused: answer["result"]["isError"] == true }
    }

    /// What a tool gives that does not refuse.
    pub fn reply(&mut self, tool: &str, arguments: Value) -> Value {
        let given = self.call(tool, arguments);
        assert!(!given.refused, "{tool}: {:?}", given.texts);
        serde_json::from_str::<Value>(&given.texts[0]).expect("JSON")["reply"].take()
    }

    /// Ends the server's input; how it ended.
    pub fn end(mut self) -> ExitStatus {
        self.input.take();
        self.server.wait().expect("it ends")
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        self.input.take();
        // Where a test failed, it may never end by itself.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
