//! Files that mean harm, or are simply not rule files: a finding or a clear error, in bounded time, and never a panic.

use std::path::Path;
use std::time::Duration;

use assert_cmd::Command;
use signpost::render::findings;
use signpost_check::files;
use signpost_core::rules::Sources;

use super::{changed, starter, write};

/// Checks, draws every finding, and returns how many there are.
fn survives(name: &str, sources: &Sources) -> usize {
    let checked = files::check(sources);
    let (found, map) = (&checked.findings, &checked.map);
    for text in [
        findings::plain(found, sources, map),
        findings::drawn(found, sources, map, false),
        findings::json(found, sources, map),
    ] {
        assert!(!text.contains('\u{1b}'), "{name}: an escape code reaches the screen");
    }
    checked.errors
}

fn bombs() -> Vec<(&'static str, Vec<u8>)> {
    let aliases = (1..30).fold("a0: &a0 [x, x]\n".to_owned(), |text, at| {
        text + &format!("a{at}: &a{at} [*a{0}, *a{0}, *a{0}, *a{0}]\n", at - 1)
    });
    let long_keys = format!("{{{}: [{}]}}", "k".repeat(90), "{a: b}, ".repeat(60_000));
    let texts = vec![
        ("nothing", String::new()),
        ("a comment", "# only a comment\n".into()),
        ("a word", "word".into()),
        ("open lists", "[".repeat(200_000)),
        ("open mappings", "{a: ".repeat(100_000)),
        ("dashes", "- ".repeat(100_000)),
        ("question marks", "? ".repeat(100_000)),
        ("colons", "a: ".repeat(100_000)),
        ("quotes", "\"".repeat(200_001)),
        ("pipes", "a: |\n".repeat(50_000)),
        ("tabs", "\t".repeat(200_000)),
        ("aliases", aliases),
        ("one key twice, often", "a: 1\n".repeat(100_000)),
        ("unquoted words", format!("a: [{}]", "yes, ".repeat(100_000))),
        ("many values", format!("a: [{}]", "x,".repeat(400_000))),
        ("many lists", format!("a: [{}]", "[],".repeat(300_000))),
        ("long keys", long_keys),
        ("a key of a megabyte", format!("{}: 1", "k".repeat(1_000_000))),
        ("documents", "---\n".repeat(100_000)),
        ("directives", "%YAML 1.2\n".repeat(50_000)),
        ("tags", "!!".repeat(100_000)),
        ("NUL", "a: \0\nb: c\n".into()),
        ("escapes", "\u{1b}[2J\u{1b}]0;title\u{7}: \u{1b}\n".into()),
        ("letters that turn", "a: \u{202e}gnp\n".into()),
        ("line ends of all kinds", "a: 1\r\rb: 2\u{2028}c: 3\u{85}d: 4\n\r".into()),
        ("merge keys", "<<: {<<: {<<: {a: b}}}\n".repeat(2)),
        ("numbers", "format: 99999999999999999999999999\n".into()),
        ("more than a megabyte", "a: b\n".repeat(300_000)),
    ];
    let mut all: Vec<(&str, Vec<u8>)> = texts.into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
    all.push(("not UTF-8", b"format: 1\nname: \xc3\x28\n".to_vec()));
    all.push(("UTF-16", "format: 1\n".encode_utf16().flat_map(u16::to_le_bytes).collect()));
    all
}

#[test]
fn no_file_keeps_the_checker_busy() {
    for file in ["england.yaml", "england/first.yaml", "areas.yaml", "calendar.yaml", "words.yaml"] {
        for (name, bytes) in bombs() {
            let mut sources = starter();
            sources.insert(file.into(), bytes);
            assert!(survives(&format!("{file}: {name}"), &sources) > 0, "{file}: {name} is an error");
        }
    }
}

#[test]
fn no_letter_keeps_the_checker_busy() {
    let letter = String::from_utf8(starter()["letters/ask-again.md"].clone()).expect("text");
    let (head, _) = letter.split_once("Dear head").expect("a letter");
    for (name, bytes) in bombs() {
        for bytes in [
            bytes.clone(),
            [b"---\n", bytes.as_slice(), b"\n---\nI ask you.\n"].concat(),
            [head.as_bytes(), &bytes].concat(),
        ] {
            let mut sources = starter();
            sources.insert("letters/ask-again.md".into(), bytes);
            survives(&format!("letter: {name}"), &sources);
        }
    }
    for (name, body) in [
        ("open templates", "{{".repeat(100_000)),
        ("nested templates", format!("{{{{ {}1{} }}}}", "(".repeat(50_000), ")".repeat(50_000))),
        ("nested blocks", "{% if today %}".repeat(20_000)),
        ("brackets", "[".repeat(200_000)),
    ] {
        let mut sources = starter();
        sources.insert("letters/ask-again.md".into(), format!("{head}{body}").into_bytes());
        assert!(survives(name, &sources) > 0, "{name} is an error");
    }
}

#[test]
fn no_text_or_id_keeps_the_checker_busy() {
    let part = String::from_utf8(starter()["england/first.yaml"].clone()).expect("text");
    let why = "why: It decides whose rights these are.";
    for (name, from, to) in [
        ("braces", why, format!("why: \"{}\"", "{".repeat(200_000))),
        ("closed braces", why, format!("why: \"{}\"", "{x}".repeat(100_000))),
        ("stops", why, format!("why: \"{}\"", "a. ".repeat(100_000))),
        ("one word", why, format!("why: {}", "a".repeat(500_000))),
        ("capitals", why, format!("why: {}", "ABC ".repeat(100_000))),
        ("an odd id", "- id: waiting", format!("- id: \"{}\"", "\\u00e9\\\\".repeat(1_000))),
        ("an empty id", "- id: waiting", "- id: \"\"".into()),
        ("an id with a dot", "- id: waiting", "- id: a.b[0]".into()),
        ("options without end", "    not_sure:\n      assume: child", {
            let options: String = (0..200).map(|at| format!("      - {{id: o{at}, label: L, said: S.}}\n")).collect();
            format!("{options}    not_sure:\n      assume: o199")
        }),
    ] {
        let mut sources = starter();
        assert!(part.contains(from));
        sources.insert("england/first.yaml".into(), part.replacen(from, &to, 1).into_bytes());
        assert!(survives(name, &sources) > 0, "{name} is an error");
    }
}

/// Chains and circles of facts and time limits: long, and doubling at each link.
#[test]
fn no_chain_keeps_the_checker_busy() {
    let part = String::from_utf8(starter()["england/first.yaml"].clone()).expect("text");
    let facts = |text: String| part.replacen("facts:  ", &format!("facts:\n{text}  #"), 1);
    let chain = |last: &str| -> String {
        let links = (0..9_999).map(|at| format!("  - {{id: f{at}, when: {{f{}: true}}}}\n", at + 1));
        links.collect::<String>() + &format!("  - {{id: f9999, when: {{{last}}}}}\n")
    };
    let limit = |at: usize| {
        let from = if at == 0 { "letter-date".to_owned() } else { format!("{{deadline: d{}}}", at - 1) };
        format!(
            "  - id: d{at}\n    who: school\n    must: answer\n    label: Answer\n    limit: {{later_of: [{{after: {from}, days: 1}}, \
             {{after: {from}, days: 2}}]}}\n    law: [complaints-policy]\n    certainty: B\n    checked: 2026-06-15\n    \
             if_passed: {{say: It has ended., do: Ask again.}}\n"
        )
    };
    let limits: String = (0..30).map(limit).collect();
    for (name, text) in [
        ("a long chain", facts(chain("matter: refused"))),
        ("a long circle", facts(chain("f0: true"))),
        ("a doubling chain", part.replacen("deadlines:\n", &format!("deadlines:\n{limits}"), 1)),
    ] {
        let mut sources = starter();
        sources.insert("england/first.yaml".into(), text.into_bytes());
        assert!(survives(name, &sources) > 0, "{name} is an error");
    }
}

/// Small accidents: bytes lost, doubled, changed.
#[test]
fn no_accident_makes_the_checker_fall() {
    let good = starter();
    let names: Vec<&String> = good.keys().collect();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for _ in 0..600 {
        let mut sources = good.clone();
        for _ in 0..=next(3) {
            let name = names[next(names.len())];
            let bytes = sources.get_mut(name).expect("it is there");
            if bytes.is_empty() {
                continue;
            }
            let at = next(bytes.len());
            match next(5) {
                0 => drop(bytes.remove(at)),
                1 => bytes.insert(at, b"{}[]:,-#&*!|>'\"%@\n\t \xff\x00"[next(22)]),
                2 => bytes.truncate(at),
                3 => {
                    let to = (at + next(60)).min(bytes.len());
                    let copy = bytes[at..to].to_vec();
                    bytes.splice(at..at, copy);
                }
                _ => {
                    let to = (at + next(40)).min(bytes.len());
                    bytes.drain(at..to);
                }
            }
        }
        survives("an accident", &sources);
    }
}

/// A part of the small rules with more in it.
fn with_more(questions: &str, facts: &str) -> Sources {
    let at_end = [
        ("\nfacts:  ", format!("\n{questions}\nfacts:\n{facts}#")),
        ("open_when: {waiting: true}", "open_when: {any: [{waiting: true}, {grown: true}]}".into()),
    ];
    let edits: Vec<(&str, &str)> = at_end.iter().map(|(from, to)| (*from, to.as_str())).collect();
    changed(starter(), "england/first.yaml", &edits)
}

fn question(at: usize, more: &str) -> String {
    format!(
        "  - id: q{at}\n    ask: What has the school done?\n    why: It decides what to ask for.\n    say_aloud: What has the school done?\n\
         {more}    choose: one\n    options:\n      - {{id: did, label: It has, said: The school has.}}\n      \
         - {{id: didnt, label: It has not, said: The school has not.}}\n    \
         not_sure: {{assume: did, said: You are not sure., tell: Ask the school.}}\n"
    )
}

/// Answers that multiply with each other are no trouble: pairs of questions, of which the first stand before the second.
#[test]
fn rules_whose_answers_multiply_are_proved() {
    let folder = tempfile::tempdir().expect("a folder");
    let questions: String = (0..48).map(|at| question(at, "")).collect();
    let pairs: Vec<String> = (0..24).map(|at| format!("{{all: [{{q{at}: did}}, {{q{}: did}}]}}", at + 24)).collect();
    write(
        &with_more(&questions, &format!("  - {{id: grown, when: {{any: [{}]}}}}\n  ", pairs.join(", "))),
        folder.path(),
    );
    let check = signpost(folder.path()).code(3);
    let said = String::from_utf8_lossy(&check.get_output().stdout).into_owned();
    assert!(said.contains("every path, 50 to 51 questions each"), "{said}");
}

/// What could not be proved is no success: a fact that is a riddle, with three wishes to each of many clauses.
#[test]
fn nothing_proved_is_said_and_no_success() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut dice = 7_u64;
    let mut roll = |sides: u64| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % sides
    };
    let mut wish = || format!("{{q{}: {}}}", roll(400), ["did", "didnt"][roll(2) as usize]);
    let clauses: Vec<String> = (0..1_680).map(|_| format!("{{any: [{}, {}, {}]}}", wish(), wish(), wish())).collect();
    let questions: String = (0..400).map(|at| question(at, "    ask_when: {matter: no-answer}\n")).collect();
    let riddle = format!("  - {{id: grown, when: {{all: [{}]}}}}\n  ", clauses.join(", "));
    write(&with_more(&questions, &riddle), folder.path());
    let check = signpost(folder.path()).code(1);
    let said = String::from_utf8_lossy(&check.get_output().stdout).into_owned();
    assert!(said.contains("no errors") && said.contains("nothing was proved"), "{said}");
}

/// A letter fills in gaps. It is no program that could run for ever.
#[test]
fn a_letter_that_is_a_program_is_an_error() {
    for more in ["{{ \"x\"|indent(4000000000) }}", "{% for a in range(9999) %}{% endfor %}", "{{ today ~ today }}"] {
        let mut sources = starter();
        sources.get_mut("letters/ask-again.md").expect("there").extend(format!("\n{more}\n").bytes());
        let checked = files::check(&sources);
        let found = checked.findings.iter().any(|finding| finding.message == "this is no gap that can be filled in");
        assert!(found && checked.rules.is_none(), "{more}");
    }
}

fn signpost(folder: &Path) -> assert_cmd::assert::Assert {
    let mut command = Command::new(env!("CARGO_BIN_EXE_signpost"));
    command.args(["rules", "check", "--format", "plain"]).arg(folder).timeout(Duration::from_secs(120)).assert()
}

#[test]
fn no_file_of_cases_keeps_the_program_busy() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in bombs() {
        let file = folder.path().join("cases.yaml");
        std::fs::write(&file, bytes).expect("written");
        let mut command = Command::new(env!("CARGO_BIN_EXE_signpost"));
        let done = command.args(["rules", "test"]).arg(&file).timeout(Duration::from_secs(120)).assert();
        assert!(matches!(done.get_output().status.code(), Some(1 | 2)), "{name}: {:?}", done.get_output());
    }
}

#[test]
fn what_is_no_file_is_said_to_be_none() {
    let folder = tempfile::tempdir().expect("a folder");
    write(&starter(), folder.path());
    let words = folder.path().join("words.yaml");
    let said = |assert: &assert_cmd::assert::Assert| {
        let output = assert.get_output();
        String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned()
    };

    std::fs::remove_file(&words).expect("removed");
    assert!(said(&signpost(folder.path()).code(3)).contains("there is no file `words.yaml`"));
    std::fs::create_dir(&words).expect("made");
    assert!(said(&signpost(folder.path()).code(3)).contains("there is no file `words.yaml`"));
    std::fs::remove_dir(&words).expect("removed");
    assert!(said(&signpost(&folder.path().join("england.yaml")).code(1)).contains("is not a folder"));
    assert!(said(&signpost(&folder.path().join("nowhere")).code(1)).contains("there is no such file or folder"));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/dev/zero", &words).expect("linked");
        assert!(said(&signpost(folder.path()).code(1)).contains("it is not a plain file"));
        std::fs::remove_file(&words).expect("removed");
        let made = std::process::Command::new("mkfifo").arg(&words).status();
        if made.is_ok_and(|status| status.success()) {
            assert!(said(&signpost(folder.path()).code(1)).contains("it is not a plain file"));
            std::fs::remove_file(&words).expect("removed");
        }
        // A link to the folder itself is a folder without end.
        std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).expect("linked");
        signpost(folder.path()).code(3);
        // Many of them are very many folders.
        for at in 0..300 {
            std::os::unix::fs::symlink(".", folder.path().join(format!("again-{at}"))).expect("linked");
        }
        assert!(said(&signpost(folder.path()).code(2)).contains("holds more than 5000 files and folders"));
        let hidden = tempfile::tempdir().expect("a folder");
        std::fs::write(hidden.path().join("\u{1b}[2Jx.yaml"), "").expect("written");
        let shown = said(&signpost(hidden.path()).code(2));
        assert!(shown.contains("hides a character: [2Jx.yaml") && !shown.contains('\u{1b}'), "{shown}");
    }
}
