//! signpost for assistants: a server of the Model Context Protocol over standard input and output.
//!
//! Each tool is a request of `signpost_api`, and its result is what that interface gives, as the same JSON. The server
//! keeps nothing, writes nothing but its answers, and opens no connection; it ends when its input does.

mod clock;
mod given;
mod prompts;
mod resources;
mod server;
mod stdio;
mod tools;

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use rmcp::service::{ServerInitializeError, serve_server};

use crate::given::Given;
use crate::server::Server;
use crate::stdio::Stdio;

fn main() -> ExitCode {
    let given = Given::parse();
    if io::stdin().is_terminal() {
        println!("{}", Given::command().render_help());
        return ExitCode::SUCCESS;
    }
    match serve(&given) {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            eprintln!("signpost-mcp: {what}");
            ExitCode::FAILURE
        }
    }
}

/// Answers until the input ends.
fn serve(given: &Given) -> Result<(), Box<dyn std::error::Error>> {
    let server = Server::new(given.rules()?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    runtime.block_on(async {
        match serve_server(server, Stdio::open()).await {
            Ok(running) => running.waiting().await.map(|_| ()).map_err(Into::into),
            Err(ServerInitializeError::ConnectionClosed(_)) => Ok(()),
            Err(error) => Err(error.into()),
        }
    })
}
