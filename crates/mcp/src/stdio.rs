//! Messages as lines of JSON, in and out.
//!
//! `rmcp` brings a transport for this. It drops a line that is too long or no JSON without a word, so that whoever sent
//! it waits for ever, and a message before the first request ends it. This one answers every line that is no message.

use std::io::{self, BufRead, Read, Write};
use std::thread;

use rmcp::RoleServer;
use rmcp::model::{
    CallToolRequestParams, ClientJsonRpcMessage, ClientRequest, ErrorData, GetPromptRequestParams, JsonRpcMessage,
    JsonRpcRequest, ReadResourceRequestParams, RequestId, ServerJsonRpcMessage,
};
use rmcp::transport::Transport;
use serde_json::Value;
use signpost_api::MOST_BYTES;
use tokio::sync::mpsc;

/// The most of one line that is held, in bytes: of a message larger than [`MOST_BYTES`], enough to see which it is.
const MOST_HELD: usize = 16 * MOST_BYTES;

/// Messages that may wait to be answered before no more are read.
const MOST_WAITING: usize = 16;

/// What is said of a message that is larger.
const TOO_LARGE: &str = "The message is larger than {} KiB, the most that is read. Send the facts alone, each with its \
    answer; no papers, and no story.";

/// Standard input and output.
pub struct Stdio {
    incoming: mpsc::Receiver<ClientJsonRpcMessage>,
    /// Whether a request has come: the protocol begins with one.
    begun: bool,
}

impl Stdio {
    /// Begins to read.
    pub fn open() -> Stdio {
        let (outgoing, incoming) = mpsc::channel(MOST_WAITING);
        thread::spawn(move || -> io::Result<()> {
            let mut input = io::stdin().lock();
            while let Some(line) = next_line(&mut input)? {
                match message(&line) {
                    _ if line.trim_ascii().is_empty() => {}
                    Ok(message) => {
                        if outgoing.blocking_send(message).is_err() {
                            break;
                        }
                    }
                    Err((error, id)) => write(&ServerJsonRpcMessage::error(error, id))?,
                }
            }
            Ok(())
        });
        Stdio { incoming, begun: false }
    }
}

impl Transport<RoleServer> for Stdio {
    type Error = io::Error;

    fn send(&mut self, message: ServerJsonRpcMessage) -> impl Future<Output = io::Result<()>> + Send + 'static {
        std::future::ready(write(&message))
    }

    async fn receive(&mut self) -> Option<ClientJsonRpcMessage> {
        loop {
            let message = self.incoming.recv().await?;
            self.begun |= matches!(message, JsonRpcMessage::Request(_));
            if self.begun {
                return Some(message);
            }
        }
    }

    async fn close(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// One line, or as much of it as is held; none at the end.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    input.take(MOST_HELD as u64).read_until(b'\n', &mut line)?;
    if line.len() == MOST_HELD && !line.ends_with(b"\n") {
        input.skip_until(b'\n')?;
    }
    Ok(Some(line).filter(|line| !line.is_empty()))
}

/// The message of a line, or what is wrong with it, and which it is where that can be seen.
fn message(line: &[u8]) -> Result<ClientJsonRpcMessage, (ErrorData, Option<RequestId>)> {
    let value: Result<Value, _> = serde_json::from_slice(line);
    let id: Option<RequestId> =
        value.as_ref().ok().and_then(|value| serde_json::from_value(value.get("id")?.clone()).ok());
    let error = if line.len() > MOST_BYTES {
        ErrorData::invalid_request(TOO_LARGE.replace("{}", &(MOST_BYTES >> 10).to_string()), None)
    } else {
        match value.map(serde_json::from_value) {
            Ok(Ok(message)) => match misfit(&message) {
                None => return Ok(message),
                Some(error) => error,
            },
            Ok(Err(_)) => ErrorData::invalid_request("This is no message of the protocol.", None),
            Err(error) => ErrorData::parse_error(format!("The message is not understood: {error}."), None),
        }
    };
    Err((error, id))
}

/// What is wrong with the parameters of a request that is known by its method. `rmcp` takes it for another method then,
/// and would answer that there is none.
fn misfit(message: &ClientJsonRpcMessage) -> Option<ErrorData> {
    let JsonRpcMessage::Request(JsonRpcRequest { request: ClientRequest::CustomRequest(request), .. }) = message else {
        return None;
    };
    let given = request.params.clone().unwrap_or_default();
    let (takes, wrong) = match request.method.as_str() {
        "tools/call" => (
            "`name`, the name of a tool, and `arguments`, an object with the arguments by name",
            serde_json::from_value::<CallToolRequestParams>(given).err()?,
        ),
        "prompts/get" => (
            "`name`, the name of a prompt, and `arguments`, an object with texts by name",
            serde_json::from_value::<GetPromptRequestParams>(given).err()?,
        ),
        "resources/read" => {
            ("`uri`, the address of a resource", serde_json::from_value::<ReadResourceRequestParams>(given).err()?)
        }
        _ => return None,
    };
    let says = format!("{} does not understand its parameters: {wrong}. It takes {takes}.", request.method);
    Some(ErrorData::invalid_params(says, None))
}

/// Writes one message as one line.
fn write(message: &ServerJsonRpcMessage) -> io::Result<()> {
    let mut line = serde_json::to_vec(message)?;
    line.push(b'\n');
    let mut output = io::stdout().lock();
    output.write_all(&line)?;
    output.flush()
}
