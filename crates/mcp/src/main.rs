//! signpost for assistants: a server of the Model Context Protocol over standard input and output.
//!
//! Each tool is a request of `signpost_api`, and its result is what that interface gives, as the same JSON. The server
//! keeps nothing, writes nothing but its answers, and opens no connection; it ends when its input does.

mod clock;
mod prompts;
mod resources;
mod server;
mod stdio;
mod tools;

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use rmcp::service::{ServerInitializeError, serve_server};

use crate::server::Server;
use crate::stdio::Stdio;

const USAGE: &str = "It is started by an assistant (an MCP client) as a local server, without arguments, and speaks with it over \
    standard input and output. README.md says how to connect it.";

fn main() -> ExitCode {
    if std::env::args_os().len() > 1 || io::stdin().is_terminal() {
        println!("signpost-mcp {}\n{USAGE}", env!("CARGO_PKG_VERSION"));
        return ExitCode::SUCCESS;
    }
    match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            eprintln!("signpost-mcp: {what}");
            ExitCode::FAILURE
        }
    }
}

/// Answers until the input ends.
fn serve() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    runtime.block_on(async {
        match serve_server(Server::new(signpost_rules::rules()), Stdio::open()).await {
            Ok(running) => running.waiting().await.map(|_| ()).map_err(Into::into),
            Err(ServerInitializeError::ConnectionClosed(_)) => Ok(()),
            Err(error) => Err(error.into()),
        }
    })
}
