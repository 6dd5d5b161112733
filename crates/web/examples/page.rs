//! Puts the page together: one file with the core, the rules, the styles and the script in it.
//!
//! `packaging/page.sh OUT [--areas FILE]` builds the core and runs this. The same files in give the same bytes out.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use lzma_rust2::{LzmaOptions, LzmaWriter};
use sha2::{Digest, Sha256};
use signpost_api::{Api, Facts, Given};
use signpost_check::files::load::OWN_AREAS;
use signpost_core::interview::{Answers, Situation};
use signpost_core::rules::model::{ContactRef, Heard, IfPassed, Kind, RuleSet, Shown};
use signpost_render::document::Document;
use signpost_render::messages::{self as say, fill};
use signpost_render::plan::Today;
use signpost_render::{contacts, html, opening};

const PAGE: &str = include_str!("../page/page.html");
const STYLE: &str = include_str!("../page/page.css");
const SCRIPT: &str = include_str!("../page/page.js");
const WORDS: &str = include_str!("../page/words.json");

/// Messages of the interview that the page says too.
const SAME: [(&str, &str); 5] = [
    ("heard", say::STORY_HEARD),
    ("unclear", say::STORY_UNCLEAR),
    ("unclear_much", say::STORY_UNCLEAR_MUCH),
    ("nothingHeard", say::STORY_NOTHING),
    ("mayMean", say::OFFER_HELP),
];

/// Says, before anything is shown, that scripts run.
const MARK: &str = "document.documentElement.className='script'";

/// What stands there until the script takes its place, and for good where no script runs.
const WITHOUT: [&str; 2] = [
    "This page asks a few questions and shows your next steps, with every date. It needs a web browser of the last few \
     years, with scripts turned on.",
    "If you go on seeing these lines, use another browser, or ring one of these. Their advice is free.",
];

/// The colour that a service may change: of links, of buttons, and of the step to take now.
const ACCENT: &str = "#0a4a45";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let made = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [folder, out] => made(folder, out, None),
        [folder, out, "--areas", areas] => made(folder, out, Some(areas)),
        _ => Err("usage: page FOLDER OUT.html [--areas FILE], FOLDER with the modules built".to_owned()),
    };
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            eprintln!("Error: {what}");
            ExitCode::FAILURE
        }
    }
}

fn made(folder: &str, out: &str, areas: Option<&str>) -> Result<(), String> {
    let rules = match areas {
        None => signpost_rules::rules().clone(),
        Some(file) => with_areas(file)?,
    };
    let module = |name: &str| {
        let path = Path::new(folder).join(name);
        fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let page = page(&rules, &module("signpost_web.wasm")?, &module("signpost_unpack.wasm")?)?;
    fs::write(out, &page).map_err(|error| format!("{out}: {error}"))?;
    let file = Path::new(out).file_name().unwrap_or_default().to_string_lossy();
    println!("{file}: {} bytes", page.len());
    Ok(())
}

/// The rules as the page carries them: what only those need who edit the rules or read a question out stays behind.
fn carried(rules: &RuleSet) -> RuleSet {
    let mut carried = rules.clone();
    for question in &mut carried.questions {
        question.say_aloud = String::new();
        // As wordings they stand in `heard`; by themselves they name nations.
        if question.kind != Kind::Area {
            question.options.iter_mut().for_each(|option| option.words.clear());
        }
        let date = match &mut question.kind {
            Kind::Date(date) => Some(&mut date.heard),
            _ => None,
        };
        for heard in question.options.iter_mut().map(|option| &mut option.heard).chain(date) {
            let Heard { always, where_asked, in_passing, unless, perhaps } = &mut **heard;
            let lists = [always, where_asked, in_passing, unless, perhaps];
            lists.into_iter().flatten().for_each(|wording| wording.written = String::new());
        }
    }
    // The calculator is a command of the program, and no page shows its limits: only what they are called, where another
    // limit is counted from them.
    for limit in carried.deadlines.iter_mut().filter(|limit| limit.shown != Shown::Plans) {
        let IfPassed { say, r#do } = &mut *limit.if_passed;
        [say, r#do].into_iter().for_each(String::clear);
        limit.exceptions.clear();
        limit.asks.clear();
    }
    carried.laws.iter_mut().for_each(|law| law.from = String::new());
    for doubt in carried.doubts.iter_mut() {
        [&mut doubt.settled_by, &mut doubt.from].into_iter().for_each(String::clear);
    }
    let local = carried.areas.iter_mut().flat_map(|area| area.services.values_mut()).map(|local| &mut local.source);
    local.chain(carried.contacts.iter_mut().map(|contact| &mut contact.source)).for_each(String::clear);
    carried.words.iter_mut().for_each(|word| word.other_numbers.clear());
    carried.topics.clear();
    carried.never.clear();
    carried
}

/// The script with the words of the page in it; where the interview has a message for the same, it is that one.
fn script(rules: &RuleSet) -> Result<String, String> {
    let words: BTreeMap<String, serde_json::Value> = serde_json::from_str(WORDS).map_err(|error| error.to_string())?;
    let same = SAME.map(|(name, said)| (name.to_owned(), said.into()));
    let words: BTreeMap<String, serde_json::Value> = words.into_iter().chain(same).collect();
    let words = serde_json::to_string(&words).map_err(|error| error.to_string())?;
    Ok(SCRIPT.replacen("WORDS", &words, 1).replacen("REPLY", &first(rules), 1))
}

/// The core's reply before anything is answered; `null` where it is not the same on all days.
fn first(rules: &RuleSet) -> String {
    let reply = |day| {
        let none = Given { facts: Facts::new() };
        Api::new(rules).next(day, &none).map(|next| serde_json::to_string(&next).expect("plain values")).ok()
    };
    let first = reply(rules.law_checked)
        .filter(|first| rules.law_turns().into_iter().all(|day| reply(day).as_ref() == Some(first)));
    // It stands in a script.
    first.map_or("null".to_owned(), |first| first.replace("</", "<\\/"))
}

/// The rules with a service's own areas before theirs.
fn with_areas(file: &str) -> Result<RuleSet, String> {
    let mut sources = signpost_rules::sources();
    sources.insert(OWN_AREAS.into(), fs::read(file).map_err(|error| format!("{file}: {error}"))?);
    signpost_check::files::check(&sources)
        .rules
        .ok_or_else(|| format!("{file} has mistakes. To see them: signpost areas check {file}"))
}

fn page(rules: &RuleSet, core: &[u8], unpack: &[u8]) -> Result<String, String> {
    let accent = rules.own.as_ref().and_then(|own| own.colour.as_deref()).unwrap_or(ACCENT);
    let style = format!("{}{STYLE}", html::STYLE).replace(ACCENT, accent);
    let script = script(rules)?;
    let hash = |text: &str| format!("'sha256-{}'", BASE64.encode(Sha256::digest(text)));
    // Nothing may be loaded, from anywhere; what runs is this one script and the core.
    let policy = format!(
        "default-src 'none'; script-src {} {} 'wasm-unsafe-eval'; style-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        hash(MARK),
        hash(&script),
        hash(&style)
    );
    let parts = [
        ("policy", policy),
        ("title", fill(say::TITLE, &[("jurisdiction", &rules.jurisdiction)])),
        ("service", service(rules)),
        ("mark", MARK.to_owned()),
        ("opening", opening(rules)),
        ("without", without(rules)),
        ("foot", html::line(&format!("{} {}", say::NOT_ADVICE, say::DANGER))),
        ("style", style),
        ("script", script),
        ("unpack", BASE64.encode(unpack)),
        ("rules", BASE64.encode(packed(&carried(rules).packed())?)),
        ("core", BASE64.encode(packed(core)?)),
    ];
    let mut page = String::with_capacity(1 << 20);
    let mut rest = PAGE;
    // Each gap of the frame in its turn: what is put in is not looked at again.
    while let Some((before, after)) = rest.split_once("{{") {
        let (gap, after) = after.split_once("}}").ok_or("a gap of the frame has no end")?;
        let (_, part) = parts.iter().find(|(name, _)| *name == gap).ok_or_else(|| format!("nothing for {gap}"))?;
        page.push_str(before);
        page.push_str(part);
        rest = after;
    }
    page.push_str(rest);
    Ok(page)
}

/// The service whose page it is, with its number.
fn service(rules: &RuleSet) -> String {
    let Some(own) = &rules.own else { return "<p>signpost</p>".to_owned() };
    let said = own.phone.as_ref().map_or(own.name.clone(), |phone| format!("{}: {phone}", own.name));
    format!("<p>{}</p>", html::line(&said))
}

/// What can be read while the core is being unpacked: the first screen but for the day, which only the browser knows.
fn opening(rules: &RuleSet) -> String {
    let opening = opening::paragraphs(rules, rules.law_checked, Today::Real);
    let mut page = Document::default();
    page.title(opening.title);
    let lines = [opening.purpose, opening.danger.to_owned(), opening.ready.to_owned()];
    // Of what stands around it the day comes last.
    lines
        .into_iter()
        .chain(opening.promises)
        .chain(opening.around.into_iter().take(1))
        .for_each(|line| page.paragraph(line));
    html::body(&page)
}

/// What to do without the page: the helplines of the rules, and the service's own number before them.
fn without(rules: &RuleSet) -> String {
    let mut page = Document::default();
    WITHOUT.into_iter().for_each(|line| page.paragraph(line));
    let own = contacts::own(rules);
    if let Some((name, lines)) = own.split_first() {
        page.subheading(name);
        lines.iter().for_each(|line| page.line(line));
    }
    let situation = Situation::of_dates(rules, &Answers::none(rules), rules.law_checked);
    let all = (0..rules.contacts.len()).map(|at| ContactRef::National(at as u16));
    for contact in all.filter(|contact| rules.is_helpline(*contact)) {
        let shown = contacts::shown(&situation, contact);
        page.subheading(shown.name);
        shown.lines.iter().for_each(|line| page.line(line));
    }
    html::body(&page)
}

/// Bytes in the .lzma format.
fn packed(bytes: &[u8]) -> Result<Vec<u8>, String> {
    // Neither text nor this kind of code comes in steps of two or four bytes.
    let options = LzmaOptions { lc: 4, pb: 0, ..LzmaOptions::with_preset(9) };
    let written = LzmaWriter::new_use_header(Vec::new(), &options, Some(bytes.len() as u64)).and_then(|mut writer| {
        writer.write_all(bytes)?;
        writer.finish()
    });
    written.map_err(|error| error.to_string())
}
