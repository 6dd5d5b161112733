//! The way in: read the command line, run it, leave with its exit code.

use std::process::ExitCode;

use clap::Parser;
use signpost::cli::Cli;
use signpost::error::AppError;
use signpost::{commands, edge};

fn main() -> ExitCode {
    edge::fault::on_fault(signpost_render::problem::program_fault);
    let _cursor = edge::terminal::CursorGuard;
    let Err(error) = commands::run(Cli::parse()) else { return ExitCode::SUCCESS };
    if matches!(error, AppError::Interrupted) {
        edge::interrupt::stop();
    }
    if !error.is_silent() {
        edge::terminal::tell(&format!("Error: {error}"));
    }
    ExitCode::from(error.exit() as u8)
}
