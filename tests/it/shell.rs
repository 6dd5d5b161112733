//! What a shell and a reader of manuals get: completions that complete, pages that can be set.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use clap::CommandFactory;
use signpost::cli::Cli;

#[path = "../../examples/pages.rs"]
mod pages;

/// The pages and completions as they are packaged.
fn written() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    pages::write(folder.path()).expect("they can be written");
    folder
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("text")
}

/// Runs a tool that must have nothing to complain of; nothing when it is not installed.
fn tool(program: &str, words: &[&str]) -> Option<String> {
    let Ok(output) = Command::new(program).args(words).stdin(Stdio::null()).output() else {
        eprintln!("not run: {program} is not installed");
        return None;
    };
    assert!(output.stderr.is_empty(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    Some(said(&output))
}

/// Every command, with those below it: `signpost-case-new` and so on. No command has a hyphen in its own name.
fn commands(command: &clap::Command, names: &mut Vec<String>) {
    names.push(command.get_display_name().unwrap_or("signpost").to_owned());
    command.get_subcommands().for_each(|below| commands(below, names));
}

fn all() -> Vec<String> {
    let mut command = Cli::command();
    command.build();
    let mut names = Vec::new();
    commands(&command, &mut names);
    names
}

#[test]
fn every_script_names_every_command() {
    let folder = written();
    for file in ["signpost.bash", "_signpost", "_signpost.ps1", "signpost.elv"] {
        let script = fs::read_to_string(folder.path().join("completions").join(file)).expect("it is there");
        for name in all().iter().skip(1) {
            // How the script calls the command in its own tables.
            let called = match file {
                "signpost.bash" | "_signpost" => name.replace('-', "__subcmd__"),
                _ => format!("'{}'", name.replace('-', ";")),
            };
            assert!(script.contains(&called), "{file}: {called}");
        }
    }
}

/// What each line is completed with.
const COMPLETED: [(&[&str], &str); 5] = [
    (&["pl"], "plan"),
    (&["plan", "--wh"], "--what-if --why"),
    (&["plan", "--format", ""], "text print markdown html json ics ics-plain email"),
    (&["rules", "ch"], "check"),
    (&["case", "rec"], "recheck"),
];

#[test]
#[cfg(unix)]
fn bash_completes() {
    let folder = written();
    let script = folder.path().join("completions/signpost.bash");
    for (typed, wanted) in COMPLETED {
        let words: Vec<String> = std::iter::once(&"signpost").chain(typed).map(|word| format!("'{word}'")).collect();
        let at = typed.len();
        let test = format!(
            "source '{}'; complete -p signpost >/dev/null || exit 1; COMP_WORDS=({}); COMP_CWORD={at}; \
             _signpost signpost {} {}; echo \"${{COMPREPLY[*]}}\"",
            script.display(),
            words.join(" "),
            words[at],
            words[at - 1],
        );
        if let Some(completed) = tool("bash", &["--norc", "-c", &test]) {
            assert_eq!(completed.trim(), wanted, "{typed:?}");
        }
    }
}

#[test]
fn fish_completes() {
    let folder = written();
    let script = folder.path().join("completions/signpost.fish");
    for (typed, wanted) in COMPLETED {
        let line = format!("source '{}'; complete -C 'signpost {}'", script.display(), typed.join(" "));
        let Some(completed) = tool("fish", &["--no-config", "-c", &line]) else { return };
        let mut completed: Vec<&str> = completed.lines().filter_map(|line| line.split('\t').next()).collect();
        let mut wanted: Vec<&str> = wanted.split(' ').collect();
        completed.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(completed, wanted, "{typed:?}");
    }
}

#[test]
fn zsh_reads_its_script() {
    let folder = written();
    let script = folder.path().join("completions/_signpost");
    tool("zsh", &["-n", script.to_str().expect("text")]);
}

#[test]
fn every_command_has_a_page_with_its_options() {
    let folder = written();
    let pages = folder.path().join("man");
    let names = all();
    for name in &names {
        let path = pages.join(format!("{name}.1"));
        let page = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{name} has no page"));
        let words = name.split('-').skip(1).chain(["--help"]);
        let help = Command::new(env!("CARGO_BIN_EXE_signpost")).args(words).output().expect("it starts");
        for option in said(&help).split_whitespace().filter(|word| word.starts_with("--")) {
            let option: String = option.chars().take_while(|char| char.is_ascii_lowercase() || *char == '-').collect();
            assert!(page.contains(&option.replace('-', "\\-")), "{name}: {option}");
        }
        set(&path);
    }
    assert_eq!(fs::read_dir(&pages).expect("a folder").count(), names.len());
}

/// Sets a page as `man` does, with every warning on.
fn set(page: &Path) {
    // -P-cbou: no bold and no underline, which groff writes by writing over.
    let words = ["-man", "-Tutf8", "-ww", "-P-cbou", page.to_str().expect("text")];
    let Some(text) = tool("groff", &words) else { return };
    assert!(text.contains("SYNOPSIS"), "{text}");
    // The foot of a page begins with what it belongs to.
    let foot = text.trim_end().lines().last().expect("a foot");
    assert!(foot.starts_with(concat!("signpost ", env!("CARGO_PKG_VERSION"), " ")), "{foot}");
}
