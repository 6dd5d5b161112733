//! `tests/rules_slips`: what beginners do to a rule file. Each is found alone and in its line, with a cure; whoever does
//! what the cure says has rules without findings.

use std::collections::BTreeMap;
use std::fs;

use serde::Deserialize;
use signpost::render::findings::Pages;
use signpost_check::files;

use super::{changed, here, starter};

const FILE: &str = "england/first.yaml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Slip {
    /// What stands in the good file, and what a beginner wrote.
    slip: BTreeMap<String, String>,
    found: Found,
    /// What the cure says.
    help: String,
    /// What stands there once the cure is followed.
    cure: String,
}

#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Found {
    line: usize,
    code: String,
}

fn slips() -> BTreeMap<String, Slip> {
    let entries = fs::read_dir(here("tests/rules_slips")).expect("the slips are there");
    let read = |path: std::path::PathBuf| {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("a slip can be read");
        (name.clone(), serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}")))
    };
    entries.map(|entry| read(entry.expect("an entry").path())).collect()
}

#[test]
fn each_slip_is_found_alone_and_in_its_line() {
    let slips = slips();
    assert_eq!(slips.len(), 42);
    for (name, slip) in slips {
        let (good, wrong) = slip.slip.first_key_value().expect("a slip");
        let sources = changed(starter(), FILE, &[(good, wrong)]);
        let checked = files::check(&sources);
        let pages = Pages::new(&sources, &checked.map);
        let located: Vec<_> = checked.findings.iter().map(|finding| pages.locate(finding)).collect();
        let found: Vec<Found> = located.iter().map(|at| Found { line: at.line, code: at.code.to_owned() }).collect();
        assert_eq!(found, [slip.found], "{name}: {located:#?}");
        assert!(located[0].help.is_some_and(|help| help.contains(&slip.help)), "{name}: {:?}", located[0].help);
    }
}

#[test]
fn the_cure_of_each_slip_works() {
    for (name, slip) in slips() {
        let (good, _) = slip.slip.first_key_value().expect("a slip");
        let findings = files::check(&changed(starter(), FILE, &[(good, &slip.cure)])).findings;
        assert!(findings.is_empty(), "{name}: {findings:#?}");
        // What the cure says to write is what was written.
        if let Some(written) = slip.help.strip_prefix("write ") {
            let written = written.split(", without").next().unwrap_or(written);
            let written = written.strip_suffix(" in quotes").unwrap_or(written);
            assert!(slip.cure.contains(written), "{name}: {written}");
        }
    }
}

/// One fault hides no other: of YAML, of keys, of ids and of words, in the same file and in the same item.
#[test]
fn a_fault_hides_none_of_the_others() {
    let edits = [
        ("    why: It decides whose rights these are.\n", "    why It decides whose rights these are.\n"),
        ("    hint: Look at the last letter or email from the school\n", "    hint: Look: at the last letter\n"),
        ("    must: answer your letter\n    label: Answer from the school\n", "    mus: answer your letter\n"),
        ("weeks: 3}", "week: three}"),
        ("    what: A short letter asks for an answer by a day you name.\n", ""),
        ("    good_for: It is quick, and", "    good_for: It is too late, and"),
        (
            "    contacts: [sendiass, ipsea]\n    cost: Free. You do not",
            "    contacts: [sendias, ipsea]\n    cost: Free. You do not",
        ),
    ];
    let sources = changed(starter(), FILE, &edits);
    let checked = files::check(&sources);
    let messages: Vec<&str> = checked.findings.iter().map(|finding| finding.message.as_str()).collect();
    for expected in [
        "the colon after `why` is missing",
        "a text that holds a colon and a space needs quotes",
        "`mus` is not a key here",
        "the key `label` is missing here",
        "`week` is not a key here",
        "wrong kind of value: string \"three\", and a whole number belongs here",
        "the key `what` is missing here",
        "no contact has the id `sendias`",
    ] {
        assert!(messages.contains(&expected), "{expected}: {messages:#?}");
    }
}
