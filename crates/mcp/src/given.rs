//! What the server is started with: whose rules and whose areas.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::Parser;
use signpost_check::files::gather::{self, Unread};
use signpost_check::files::load::OWN_AREAS;
use signpost_check::files::{self, MAX_BYTES};
use signpost_core::rules::RuleSet;

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
    /// The rules to use, which are there until the server ends.
    ///
    /// # Errors
    /// What was named cannot be read, or has mistakes.
    pub fn rules(&self) -> Result<&'static RuleSet, String> {
        if self.rules.is_none() && self.areas.is_none() {
            return Ok(signpost_rules::rules());
        }
        let mut sources = match &self.rules {
            Some(folder) => gather::folder(folder, plain).map_err(|why| why.to_string())?,
            None => signpost_rules::sources(),
        };
        if let Some(file) = &self.areas {
            sources.insert(OWN_AREAS.into(), bytes(file).map_err(|why| why.to_string())?);
        }
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

/// Opens a plain file; a pipe in a folder of rules may never have a writer.
fn plain(path: &Path) -> io::Result<File> {
    if path.metadata()?.is_file() { File::open(path) } else { Err(io::Error::other("it is no plain file")) }
}

/// An areas file; one byte more than is taken, so that the check says it is too large.
fn bytes(path: &Path) -> Result<Vec<u8>, Unread> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes));
    read.map(|_| bytes).map_err(|source| Unread::Io { path: path.to_owned(), source })
}
