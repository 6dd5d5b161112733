//! What the server is started with: whose rules and whose areas.

use std::path::PathBuf;

use clap::Parser;
use signpost_check::files;
use signpost_core::rules::RuleSet;
use signpost_outside::{Held, Outside};

/// Law, time limits and letters about special educational needs in England, for a chat assistant
///
/// An assistant (an MCP client) starts it as a local server and speaks with it over standard input and output. README.md
/// says how to connect it.
#[derive(Debug, Parser)]
#[command(name = "signpost-mcp", version)]
pub struct Given {
    /// Use the rule files in this folder instead of the built-in ones
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
    /// Put your service's own areas file before the areas the program carries
    #[arg(long, value_name = "FILE")]
    areas: Option<PathBuf>,
}

impl Given {
    /// What was named in place of the built-in rules.
    pub fn outside(&self) -> Outside<'_> {
        Outside { rules: self.rules.as_deref(), areas: self.areas.as_deref() }
    }

    /// The rules to use, which are there until the server ends.
    ///
    /// # Errors
    /// What was named cannot be read, or has mistakes.
    pub fn rules(&self) -> Result<&'static RuleSet, String> {
        let outside = self.outside();
        if !outside.any() {
            return Ok(signpost_rules::rules());
        }
        let Held { sources, budget: _budget } = outside.read(stop).map_err(|why| why.to_string())?;
        let rules = files::check(&sources).rules.ok_or_else(|| self.mistakes())?;
        Ok(Box::leak(Box::new(rules)))
    }

    /// Where to see what is wrong.
    fn mistakes(&self) -> String {
        let rules = self.rules.as_ref().map(|folder| format!("signpost rules check {}", folder.display()));
        let areas = self.areas.as_ref().map(|file| format!("signpost areas check {}", file.display()));
        let commands: Vec<String> = rules.into_iter().chain(areas).collect();
        format!("The files have mistakes. To see them: {}", commands.join("; "))
    }
}

/// The rules take too much: whoever started the server is told, and it ends.
pub fn stop(over: String) {
    eprintln!("signpost-mcp: the rules take more than {over}, so they are not used");
    std::process::exit(1);
}
