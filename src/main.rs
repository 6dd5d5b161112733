//! The way in: read the command line, run it, leave with its exit code.

use std::process::ExitCode;

use clap::Parser;
use signpost::cli::Cli;
use signpost::{commands, edge};

fn main() -> ExitCode {
    let _cursor = edge::terminal::CursorGuard;
    match commands::run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if !error.is_silent() {
                eprintln!("Error: {error}");
            }
            ExitCode::from(error.exit() as u8)
        }
    }
}
