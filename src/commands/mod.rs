//! One file a command: its arguments become typed values here, and its work is a function.

mod answers;
mod areas;
mod ask;
pub mod batch;
mod cases;
mod deadline;
mod keep;
mod letter;
mod log;
mod plan;
mod rules;
mod talk;
mod verify;
mod words;

use std::io::{self, Write};
use std::ops::Deref;
use std::path::Path;

use chrono::NaiveDate;

use crate::cli::{AskArgs, Cli, ColorChoice, Command, Common};
use crate::edge::terminal::{Terminal, tell};
use crate::edge::{clock, outside};
use crate::error::AppError;
use crate::render::findings;
use signpost_check::files::load::OWN_AREAS;
use signpost_check::files::{self, Bundle, Checked, Map};
use signpost_core::rules::RuleSet;
use signpost_core::rules::Sources;
use signpost_outside::{Held, Outside};
use signpost_render::document::{Spacing, Style};
use signpost_render::plan::Today;

/// Runs what the command line asks for.
///
/// # Errors
/// Why it could not be done; [`AppError::exit`] gives the exit code.
pub fn run(cli: Cli) -> Result<(), AppError> {
    let terminal = Terminal::look();
    let session = Session::new(&cli.common, terminal)?;
    match cli.command {
        None => ask::run(&session, &AskArgs::default()),
        Some(Command::Ask(args)) => ask::run(&session, &args),
        Some(Command::Plan(args)) => plan::run(&session, &args),
        Some(Command::Deadline(args)) => deadline::run(&session, &args),
        Some(Command::Letter(args)) => letter::run(&session, &args),
        Some(Command::Log(args)) => log::run(&session, &args),
        Some(Command::Words { term }) => words::run(&session, &term.join(" ")),
        Some(Command::Case(args)) => cases::run(&session, &args),
        Some(Command::Diary(args)) => cases::diary(&session, &args),
        Some(Command::Batch(args)) => batch::run(&session, &args),
        Some(Command::Areas { command }) => areas::run(&session, &command),
        Some(Command::Rules { command }) => rules::run(&session, &command),
    }
}

/// What every command knows.
pub struct Session<'c> {
    common: &'c Common,
    /// What the program talks to.
    pub terminal: Terminal,
    /// The day advice is given for.
    pub today: NaiveDate,
    /// How that day was settled.
    pub today_is: Today,
}

/// The rules in use.
pub enum Rules {
    /// Those the program carries.
    BuiltIn(&'static RuleSet),
    /// Those of a folder.
    Folder(Box<RuleSet>),
}

impl Deref for Rules {
    type Target = RuleSet;

    fn deref(&self) -> &RuleSet {
        match self {
            Rules::BuiltIn(rules) => rules,
            Rules::Folder(rules) => rules,
        }
    }
}

/// A folder of rules as it is written: its files, and where everything in them stands.
pub struct RuleFiles {
    /// What is in the files.
    pub bundle: Bundle,
    /// The files.
    pub sources: Sources,
    /// The places of their values.
    pub map: Map,
}

impl<'c> Session<'c> {
    fn new(common: &'c Common, terminal: Terminal) -> Result<Session<'c>, AppError> {
        let clock = clock::today();
        let (today, today_is) = match common.today.as_deref() {
            None => (clock, Today::Real),
            Some(text) => match signpost_core::dates::read::read(text, clock) {
                Ok(reading) if reading.span.is_exact() => (reading.span.from, Today::Set),
                _ => {
                    let help = "Write it as 2026-11-21.";
                    return Err(AppError::usage(format!("--today: `{text}` is not a day"), Some(help)));
                }
            },
        };
        Ok(Session { common, terminal, today, today_is })
    }

    /// What was named in place of the built-in rules.
    pub fn outside(&self) -> Outside<'_> {
        Outside { rules: self.common.rules.as_deref(), areas: self.common.areas.as_deref() }
    }

    /// The rules to use: checked before anything is asked of them.
    ///
    /// # Errors
    /// They have errors; each is shown on standard error.
    pub fn rules(&self) -> Result<Rules, AppError> {
        let outside = self.outside();
        if outside.any() {
            written(outside).map(|(rules, _)| rules)
        } else {
            Ok(Rules::BuiltIn(signpost_rules::rules()))
        }
    }

    /// Whether standard output takes colour.
    pub fn color(&self) -> bool {
        match self.common.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                self.terminal.output && !self.terminal.no_color && !self.terminal.dumb && !self.plain()
            }
        }
    }

    /// How text stands on this screen.
    pub fn style(&self, spacing: Spacing) -> Style {
        // Wider in plain text, where the gaps are what a screen reader goes by.
        let spacing = if self.plain() { Spacing::Wide } else { spacing };
        // A screen that is spoken to in bare lines gets its plan in the same letters; a file or a pipe is no screen.
        let ascii = self.plain() || (self.terminal.output && self.terminal.bare());
        Style { width: self.terminal.width(), spacing, ascii, bold: self.color() }
    }

    /// Whether plain text is asked for.
    pub fn plain(&self) -> bool {
        self.common.plain || self.terminal.accessible
    }
}

/// Rules from outside, checked, and what they were made of.
///
/// # Errors
/// They have errors; each is shown on standard error.
pub fn written(outside: Outside<'_>) -> Result<(Rules, RuleFiles), AppError> {
    let Held { sources, budget: _budget } = outside::read(outside)?;
    let Checked { rules, bundle, findings, map, .. } = files::check(&sources);
    if let (Some(rules), Some(bundle)) = (rules, bundle) {
        return Ok((Rules::Folder(Box::new(rules)), RuleFiles { bundle, sources, map }));
    }
    let (own, others): (Vec<_>, Vec<_>) = findings.into_iter().partition(|finding| finding.place.file == OWN_AREAS);
    Err(match outside.areas.filter(|_| !own.is_empty()) {
        Some(areas) => {
            let name = areas.display().to_string();
            tell(findings::plain(&own, &sources, &map).replace(OWN_AREAS, &name).trim_end());
            AppError::OwnAreas(name)
        }
        None => {
            tell(findings::plain(&others, &sources, &map).trim_end());
            AppError::NoInterview
        }
    })
}

/// The rules of a folder, and what they were made of.
///
/// # Errors
/// As for [`written`].
pub fn folder(folder: &Path) -> Result<(Rules, RuleFiles), AppError> {
    written(Outside { rules: Some(folder), areas: None })
}

/// Prints to standard output. A pipe that nobody reads any more is no error: the command ends as it would have.
///
/// # Errors
/// The output cannot be written, as on a full disk.
pub fn print(text: &str) -> Result<(), AppError> {
    print_bytes(text.as_bytes())
}

/// Prints bytes as they are to standard output.
///
/// # Errors
/// As for [`print`].
pub fn print_bytes(bytes: &[u8]) -> Result<(), AppError> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(AppError::Output(error)),
        _ => Ok(()),
    }
}
