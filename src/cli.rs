//! The command line: words, options and help. Nothing is decided here.

pub mod cases;

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use signpost_render::keep::Format;

/// What the help opens with, and what the manual page shows.
pub const EXAMPLES: &str = "\
Examples:
  signpost                              answer questions, get a plan
  signpost --plain                      the same, for a screen reader
  signpost plan --set area=england --set person=child ...
  signpost plan --answers answers.yaml  a plan without questions
  signpost deadline                     worried about one date? its time limits
  signpost words mediation              what a word means

Using a screen reader? Run: signpost --plain

It asks for no names. Nothing is saved unless you ask, and nothing is ever sent.
Answers given with --set can stay in the history of your shell; to avoid that,
write them to a file or use: signpost plan --answers -

Services: your own privacy notice, retention time and procedure apply to what
you save.";

/// The next step, and every date, when you disagree with a school or council in England about special educational needs
#[derive(Debug, Parser)]
#[command(name = "signpost", version, before_help = EXAMPLES, disable_help_subcommand = true, max_term_width = 80)]
pub struct Cli {
    /// Options that every command takes.
    #[command(flatten)]
    pub common: Common,
    /// The command; `ask` when left out.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options that every command takes.
#[derive(Debug, Args)]
pub struct Common {
    /// Use the rule files in this folder instead of the built-in ones
    #[arg(long, global = true, value_name = "DIR")]
    pub rules: Option<PathBuf>,
    /// Put your service's own areas file before the areas the program carries
    #[arg(long, global = true, value_name = "FILE")]
    pub areas: Option<PathBuf>,
    /// Advise as if today were this date, for example 2026-11-21
    #[arg(long, global = true, value_name = "DATE")]
    pub today: Option<String>,
    /// Plain text and a plain answer line: for screen readers and braille displays
    #[arg(long, global = true)]
    pub plain: bool,
    /// Choose answers from menus with the arrow keys, where they fit the screen
    #[arg(long, global = true)]
    pub menu: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
    /// Do not stop for Enter in long texts
    #[arg(long, global = true)]
    pub no_pause: bool,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a screen that takes it.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Answer questions and get a plan (this is also what happens with no command)
    Ask(AskArgs),
    /// Make a plan from answers, without questions
    Plan(PlanArgs),
    /// Work out a time limit by itself
    Deadline(DeadlineArgs),
    /// Print a letter to start from
    Letter(LetterArgs),
    /// Print a blank log for calls, emails and meetings
    Log(LogArgs),
    /// Say what a word means
    Words {
        /// The word; all words when left out
        term: Vec<String>,
    },
    /// For advisers: saved cases. Nothing is saved but by these commands
    Case(cases::CaseArgs),
    /// What is due in the open cases, in order of date
    Diary(cases::DiaryArgs),
    /// Make plans for a whole caseload: answers in, plans out, a line each
    ///
    /// Reads standard input, writes standard output, in the same order. A line that cannot be advised on becomes a line
    /// with its number and the error; the rest goes on. Exit code 1 if any line had an error, else 0.
    Batch(cases::BatchArgs),
    /// For a service with its own list of councils and numbers
    Areas {
        /// What to do.
        #[command(subcommand)]
        command: AreasCommand,
    },
    /// For whoever keeps the rules: check them, run their cases
    Rules {
        /// What to do.
        #[command(subcommand)]
        command: RulesCommand,
    },
}

/// What to do with areas.
#[derive(Debug, Subcommand)]
pub enum AreasCommand {
    /// Check your service's own areas file: every mistake at once, and which numbers are old
    Check {
        /// The file
        file: PathBuf,
    },
    /// List every council with its id and its other names
    List,
}

/// Answers given beforehand.
#[derive(Debug, Args, Default)]
pub struct Given {
    /// Read answers from this file, or from standard input for -
    #[arg(long, value_name = "FILE")]
    pub answers: Option<PathBuf>,
    /// Give one answer; repeat for more
    #[arg(long = "set", value_name = "ID=VALUE")]
    pub set: Vec<String>,
}

/// Options of `ask`.
#[derive(Debug, Args, Default)]
pub struct AskArgs {
    /// Answers given beforehand.
    #[command(flatten)]
    pub given: Given,
    /// For advisers: facts in any order, words to say, notes; type / for the commands
    #[arg(long)]
    pub adviser: bool,
    /// With --adviser: where a case is kept, if you ask for one.
    #[command(flatten)]
    pub folder: cases::Folder,
    /// With --adviser: the reference of that case, instead of a random one
    #[arg(long, value_name = "REF", requires = "adviser")]
    pub reference: Option<String>,
    /// With --adviser: how many minutes the call took, instead of counting them
    #[arg(long, value_name = "MINUTES", requires = "adviser")]
    pub minutes: Option<u32>,
}

/// Options of `plan`.
#[derive(Debug, Args)]
pub struct PlanArgs {
    /// Answers given beforehand.
    #[command(flatten)]
    pub given: Given,
    /// What the plan is printed or saved as; the ending of the file's name decides when left out
    #[arg(long, value_name = "FORMAT", value_parser = format_name())]
    pub format: Option<Format>,
    /// Show everything: all routes, working, answers, law and contacts
    #[arg(long)]
    pub full: bool,
    /// Show which other answers would change the plan, and on which days it changes if nothing is done
    #[arg(long, conflicts_with_all = ["out", "full", "verify"])]
    pub what_if: bool,
    /// Show the rule and the law behind the suggested step, and behind each answer that led to it
    #[arg(long, conflicts_with_all = ["out", "full", "verify", "format", "what_if"])]
    pub why: bool,
    /// Where to save.
    #[command(flatten)]
    pub keep: Keep,
    /// Make a saved plan again from its own answers, and say whether the same comes out
    #[arg(long, value_name = "FILE", conflicts_with_all = ["answers", "set", "out", "format", "full"])]
    pub verify: Option<PathBuf>,
    /// List every question with its id and its answers, and stop
    #[arg(long)]
    pub questions: bool,
}

/// Where to save instead of printing.
#[derive(Debug, Args, Default)]
pub struct Keep {
    /// Save to this file or folder instead of printing; only you can open it
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Write over the file if it is there already
    #[arg(long, requires = "out")]
    pub force: bool,
}

/// A format by its name. The render crate, which a browser carries too, knows nothing of command lines.
fn format_name() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).try_map(|name| Format::of_name(&name).ok_or("no format"))
}

/// How time limits are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PlanFormat {
    /// To read.
    Text,
    /// For programs.
    Json,
}

/// How a time limit by itself is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LimitFormat {
    /// To read.
    Text,
    /// For programs.
    Json,
    /// Dates for a calendar: those of the person's own.
    Ics,
}

/// Options of `deadline`.
#[derive(Debug, Args)]
pub struct DeadlineArgs {
    /// The time limits, by id (see --list) or by words: "20 weeks", tribunal. You are asked for the date when left out
    pub ids: Vec<String>,
    /// List every time limit, and stop
    #[arg(long, conflicts_with_all = ["ids", "from"])]
    pub list: bool,
    /// Show every limit that hangs on this date, for example request-date=2026-03-02
    #[arg(long, value_name = "ID=DATE", conflicts_with = "ids")]
    pub from: Vec<String>,
    /// It was done on this date: says how late, in days, weeks and months
    #[arg(long, value_name = "DATE", conflicts_with_all = ["list", "from"])]
    pub done: Option<String>,
    /// The Tribunal, or an extension, set this date: it takes the place of the one that is counted
    #[arg(long, value_name = "DATE", conflicts_with_all = ["list", "from"])]
    pub instead: Option<String>,
    /// It was due on this date: says from which day it must have run
    #[arg(long, value_name = "DUE", conflicts_with_all = ["list", "from", "done", "instead"])]
    pub back_from: Option<String>,
    /// Answers given beforehand.
    #[command(flatten)]
    pub given: Given,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: LimitFormat,
}

/// Options of `letter`.
#[derive(Debug, Args)]
pub struct LetterArgs {
    /// The letter's id; all letters are listed when left out
    pub id: Option<String>,
    /// Answers given beforehand.
    #[command(flatten)]
    pub given: Given,
    /// Where to save.
    #[command(flatten)]
    pub keep: Keep,
}

/// Options of `log`.
#[derive(Debug, Args)]
pub struct LogArgs {
    /// How to print it; the ending of the file's name decides when left out
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<LogFormat>,
    /// Where to save.
    #[command(flatten)]
    pub keep: Keep,
}

/// How the log is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Lines to fill in.
    Text,
    /// A table for a spreadsheet.
    Csv,
}

/// What to do with the rules.
#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// Check the rule files and show everything that is wrong
    Check {
        /// The folder; the built-in rules when left out
        dir: Option<PathBuf>,
        /// How to print what is found
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: FindingFormat,
        /// Treat warnings as errors
        #[arg(long, value_name = "WHAT")]
        deny: Option<Deny>,
    },
    /// Run case files and show what comes out differently
    Test {
        /// Case files or folders
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Also name every option, route, reason, side of a limit and saying that no case reaches; any is a failure
        #[arg(long)]
        coverage: bool,
    },
    /// Print the whole rule set as a book for lawyers, made from the rules
    Read {
        /// How to print it
        #[arg(long, value_name = "FORMAT", default_value = "markdown")]
        format: BookFormat,
    },
    /// Print the ledger of sources: each law, the day it was seen, what rests on it, and a list to check before a release
    Sources {
        /// How to print it
        #[arg(long, value_name = "FORMAT", default_value = "markdown")]
        format: BookFormat,
    },
    /// Say why a step leads and others do not: which conditions hold, on which answers, and what would change it
    Why {
        /// Routes that do not lead: why each does not, and which few other answers would make it lead
        routes: Vec<String>,
        /// Answers given beforehand.
        #[command(flatten)]
        given: Given,
        /// Take the answers and the day of a case in this file
        #[arg(long, value_name = "FILE", conflicts_with_all = ["answers", "set"])]
        case: Option<PathBuf>,
        /// Which case of the file: a part of its name. Without it, the first
        #[arg(long, value_name = "TEXT", requires = "case")]
        name: Option<String>,
    },
    /// Print the JSON Schema of a kind of file, with which editors complete and check while you type
    Schema {
        /// The kind of file
        #[arg(default_value = "rules")]
        kind: SchemaKind,
    },
    /// Write a small commented rule set to change and learn from
    New {
        /// The folder, which must not be there yet or be empty; or the word topic
        dir: PathBuf,
        /// After topic: the name of a topic to begin in the folder of --rules, with a question, a limit, a route, a
        /// letter and two cases
        name: Option<String>,
        /// The folder for the cases of a topic; else cases in the rules, or tests/cases beside them
        #[arg(long, value_name = "DIR")]
        cases: Option<PathBuf>,
    },
    /// Show which situations two rule folders treat differently
    Diff {
        /// The folder before the change
        old: PathBuf,
        /// The folder after it
        new: PathBuf,
        /// How to print it
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: PlanFormat,
    },
    /// Show the questions as a picture: what each answer leads to
    Tree {
        /// How to draw it
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: TreeFormat,
        /// Only what leads to this question or route, and what depends on it
        #[arg(long, value_name = "ID")]
        around: Option<String>,
    },
}

/// The kinds of files that have a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaKind {
    /// A part: questions, facts, time limits, routes, laws.
    Rules,
    /// england.yaml.
    Head,
    /// areas.yaml.
    Areas,
    /// calendar.yaml.
    Calendar,
    /// words.yaml.
    Words,
    /// A file of cases.
    Examples,
    /// A file of answers.
    Answers,
}

/// How a document about the rules is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BookFormat {
    /// For a code review.
    Markdown,
    /// One web page, to read, search and print.
    Html,
}

/// How the picture of the questions is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TreeFormat {
    /// To read.
    Text,
    /// For Mermaid.
    Mermaid,
    /// For Graphviz.
    Dot,
}

/// What to deny.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Warnings.
    Warnings,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FindingFormat {
    /// With the line each points at.
    Text,
    /// One line each.
    Plain,
    /// For programs.
    Json,
}
