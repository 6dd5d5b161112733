//! Writes the manual pages and the completions for shells, both made from the command line itself:
//!
//!     cargo run --example pages -- FOLDER
//!
//! They are not in the program, which would pass its limit of size by carrying them.

use std::path::Path;
use std::{env, fs, io};

use clap::{Command, CommandFactory, ValueEnum};
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};
use signpost::cli::{Cli, EXAMPLES};
use signpost::error::Exit;

const ENVIRONMENT: [(&str, &str); 3] = [
    ("ACCESSIBLE", "Not empty: as with --plain."),
    ("NO_COLOR", "Not empty: no colour."),
    ("TERM", "dumb: no escape codes, and a plain answer line."),
];

const FILES: [(&str, &str); 1] = [(
    "$XDG_DATA_HOME/signpost/cases",
    "Where signpost case keeps cases, unless --cases names another folder; under ~/.local/share when the variable is \
     not set. Nothing else is written unless it is asked for.",
)];

// The tests take this file in as a module, and call only what is below.
#[allow(dead_code)]
fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).ok_or_else(|| io::Error::other("name the folder to write to"))?;
    write(Path::new(&folder))
}

/// Writes a folder `man` with a page for each command, and a folder `completions` with a file for each shell.
///
/// # Errors
/// The folder cannot be written.
pub fn write(folder: &Path) -> io::Result<()> {
    let (man, completions) = (folder.join("man"), folder.join("completions"));
    fs::create_dir_all(&man)?;
    fs::create_dir_all(&completions)?;
    for shell in Shell::value_variants() {
        clap_complete::generate_to(*shell, &mut Cli::command(), "signpost", &completions)?;
    }
    let mut command = Cli::command();
    command.build();
    pages(command, &man)
}

fn pages(command: Command, folder: &Path) -> io::Result<()> {
    for below in command.get_subcommands() {
        pages(below.clone(), folder)?;
    }
    let name = format!("{}.1", command.get_display_name().unwrap_or_else(|| command.get_name()));
    fs::write(folder.join(name), page(command)?)
}

fn page(command: Command) -> io::Result<Vec<u8>> {
    let (is_first, has_commands) = (command.get_name() == "signpost", command.has_subcommands());
    let man = Man::new(command)
        // An empty date would be left out by the writer, and what follows would move up into its place.
        .date(" ")
        .source(concat!("signpost ", env!("CARGO_PKG_VERSION")))
        .manual("Signpost Manual");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if has_commands {
        man.render_subcommands_section(&mut page)?;
    }
    if is_first {
        more().to_writer(&mut page)?;
    }
    Ok(page)
}

/// The sections that only the first page has.
fn more() -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["EXAMPLES"]).control("nf", []);
    for line in EXAMPLES.lines().skip(1) {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
    let codes = Exit::MEANINGS.map(|(code, what)| ((code as i32).to_string(), what));
    list(&mut roff, "EXIT STATUS", &codes);
    list(&mut roff, "ENVIRONMENT", &ENVIRONMENT);
    list(&mut roff, "FILES", &FILES);
    roff
}

fn list(roff: &mut Roff, heading: &str, entries: &[(impl AsRef<str>, &str)]) {
    roff.control("SH", [heading]);
    for (name, what) in entries {
        roff.control("TP", []).text([bold(name.as_ref())]).text([roman(*what)]);
    }
}
