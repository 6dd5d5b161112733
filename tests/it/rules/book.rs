//! The book of the rules and the ledger of their sources, made from the rules the program carries.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use chrono::NaiveDate;
use signpost::render::sources;
use signpost_check::files::check;
use signpost_check::proof::alone;
use signpost_core::rules::{RuleSet, Sources};
use signpost_render::book::{self, ANNEX};
use signpost_render::document::{Block, Document};
use signpost_render::html::html;
use signpost_render::markdown::markdown;

use super::{changed, here, read};

fn rules_of(files: &Sources) -> RuleSet {
    let checked = check(files);
    checked.rules.unwrap_or_else(|| panic!("{:#?}", checked.findings))
}

fn book_of(rules: &RuleSet) -> Document {
    let alone = alone::every(rules).unwrap_or_else(|why| panic!("{why}"));
    book::document(rules, &alone)
}

static RULES: LazyLock<RuleSet> = LazyLock::new(|| rules_of(&read(&here("rules"))));
static BOOK: LazyLock<Document> = LazyLock::new(|| book_of(&RULES));

/// The blocks of the entry with this address, up to the next one.
fn entry(book: &Document, address: &str) -> Vec<Block> {
    let heads = |block: &&Block| matches!(block, Block::Heading(_) | Block::Subheading(_) | Block::Entry(_));
    let start = book.blocks.iter().position(|block| matches!(block, Block::Entry(named) if named.id == address));
    let rest = &book.blocks[start.unwrap_or_else(|| panic!("no {address}")) + 1..];
    rest.iter().take_while(|block| !heads(block)).cloned().collect()
}

fn line<'b>(blocks: &'b [Block], label: &str) -> &'b str {
    let said = blocks.iter().find_map(|block| match block {
        Block::Labelled(other, said) if *other == label => Some(said.as_str()),
        _ => None,
    });
    said.unwrap_or_else(|| panic!("no line `{label}` in {blocks:#?}"))
}

fn rows(blocks: &[Block]) -> Vec<Vec<String>> {
    let tables =
        blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(&table.rows) } else { None });
    tables.flatten().cloned().collect()
}

#[test]
fn every_item_of_the_rules_stands_in_the_book_once() {
    let (rules, mut seen) = (&*RULES, HashSet::new());
    for block in &BOOK.blocks {
        if let Block::Entry(named) | Block::Meaning(named, _) = block {
            assert!(seen.insert(named.id.as_str()), "{} stands twice", named.id);
        }
    }
    let ids = |kind: &str, ids: &mut dyn Iterator<Item = &String>| -> Vec<String> {
        ids.map(|id| format!("{kind}-{id}")).collect()
    };
    let wanted = [
        ids("question", &mut rules.questions.iter().map(|item| &item.id)),
        ids("fact", &mut rules.facts.iter().map(|item| &item.id)),
        ids("step", &mut rules.routes.iter().map(|item| &item.id)),
        ids("limit", &mut rules.deadlines.iter().map(|item| &item.id)),
        ids("law", &mut rules.laws.iter().map(|item| &item.id)),
        ids("doubt", &mut rules.doubts.iter().map(|item| &item.id)),
        ids("argument", &mut rules.arguments.iter().map(|item| &item.id)),
        ids("letter", &mut rules.letters.iter().map(|item| &item.id)),
    ];
    let missing: Vec<&String> = wanted.iter().flatten().filter(|id| !seen.contains(id.as_str())).collect();
    assert!(missing.is_empty(), "not in the book: {missing:?}");
}

/// The most words that are read in an evening: a long one.
const EVENING: usize = 57_000;

#[test]
fn what_is_to_be_read_is_short_enough_for_an_evening() {
    let annex = |block: &Block| matches!(block, Block::Heading(said) if said.starts_with(ANNEX));
    let end = BOOK.blocks.iter().position(annex).unwrap_or_else(|| panic!("no annex"));
    let read = markdown(&Document { blocks: BOOK.blocks[..end].to_vec() });
    let words = read.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    assert!((1000..=EVENING).contains(&words), "{words} words to read");
}

/// The texts of a file of rules under keys that say something to people or to a lawyer.
fn texts(node: &serde_yaml::Value, found: &mut Vec<String>) {
    /// Not in the book, as it says; or for whoever keeps the rules.
    const LEFT_OUT: [&str; 9] = [
        "asked",
        "heard",
        "heard_where_asked",
        "heard_in_passing",
        "heard_unless",
        "words",
        "from",
        "other_numbers",
        "no_own_step",
    ];
    match node {
        serde_yaml::Value::String(said) if said.split_whitespace().count() > 2 => found.push(said.clone()),
        serde_yaml::Value::Sequence(items) => items.iter().for_each(|item| texts(item, found)),
        serde_yaml::Value::Mapping(fields) => {
            for (name, value) in fields {
                let name = name.as_str().unwrap_or_default();
                if !LEFT_OUT.contains(&name) {
                    texts(value, found);
                }
            }
        }
        _ => {}
    }
}

/// So a change of any text is a change of the book.
#[test]
fn every_text_of_the_rules_stands_in_the_book() {
    let plain = |said: &str| {
        let letters = said.chars().filter(|letter| letter.is_alphanumeric() || letter.is_whitespace());
        letters.collect::<String>().to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let book = plain(&markdown(&BOOK));
    let (mut looked, mut missing) = (0, Vec::new());
    for (file, text) in &read(&here("rules")) {
        if !file.starts_with("england") || !file.ends_with(".yaml") {
            continue;
        }
        let node: serde_yaml::Value = serde_yaml::from_slice(text).unwrap_or_else(|error| panic!("{file}: {error}"));
        let mut found = Vec::new();
        texts(&node, &mut found);
        for said in found {
            looked += 1;
            // What stands in braces is said in words there; what begins a sentence here may stand inside one there.
            for piece in said.split(['{', '}']).step_by(2) {
                if !book.contains(&plain(piece)) {
                    missing.push(format!("{file}: {said}"));
                    break;
                }
            }
        }
    }
    assert!(looked > 2000, "{looked}");
    assert!(missing.is_empty(), "{} texts of {looked} are not in the book: {missing:#?}", missing.len());
}

/// A name in curly quotes is a link on the page, so none is left there but in the lines on how to read.
#[test]
fn every_name_leads_to_what_it_names() {
    let page = html(&BOOK);
    let (opening, rest) = page.split_once("<nav").unwrap_or_else(|| panic!("no contents"));
    assert!(opening.len() < 10_000 + page.find("</style>").unwrap_or(0));
    let left: BTreeSet<&str> =
        rest.split('\u{201c}').skip(1).filter_map(|after| after.split('\u{201d}').next()).collect();
    assert!(left.is_empty(), "named and explained nowhere: {left:?}");
    let addresses: HashSet<&str> = page.split(" id=\"").skip(1).filter_map(|after| after.split('"').next()).collect();
    for to in page.split("href=\"#").skip(1).filter_map(|after| after.split('"').next()) {
        assert!(addresses.contains(to), "nothing stands at #{to}");
    }
}

#[test]
fn a_refusal_to_assess_is_told_in_one_place() {
    let told = entry(&BOOK, "decision-stage-refused-assessment");
    assert!(line(&told, "Asked").ends_with("\u{201c}letter-date\u{201d}"), "{told:#?}");
    assert!(line(&told, "Suggested").starts_with("\u{201c}Mediation advice\u{201d}"), "{told:#?}");
    assert!(line(&told, "Time limits").contains("ring-mediation-adviser"), "{told:#?}");
    let shut = rows(&told);
    let ombudsman = shut.iter().find(|row| row[0].contains("The Ombudsman")).unwrap_or_else(|| panic!("{shut:#?}"));
    assert!(ombudsman[1].contains("can be appealed"), "{ombudsman:?}");
    let limit = entry(&BOOK, "limit-ring-mediation-adviser");
    let Some(Block::Paragraph(said)) = limit.first() else { panic!("{limit:#?}") };
    assert!(said.starts_with("Within two months after the date on the letter, you must"), "{said}");
    assert!(line(&limit, "Law").contains("send-regs-33"), "{limit:#?}");
}

/// First those for which it is not open yet, then those for which it is not open, each in the order of the file.
/// By itself an answer leads to what it leads to with what is assumed of everything else, not with the first of each list;
/// and a decision stands under the name that people search for.
#[test]
fn what_an_answer_leads_to_by_itself_claims_nothing_more() {
    let rows = rows(&entry(&BOOK, "question-suspension-days"));
    let leads = rows.iter().find(|row| row[0] == "six-to-fifteen").map(|row| row[3].clone()).expect("its line");
    assert!(!leads.contains("claim"), "{leads}");
    let ending = entry(&BOOK, "decision-going-ending");
    assert!(!line(&ending, "Beside it").contains("NHS"), "{ending:#?}");
    let refused = entry(&BOOK, "decision-stage-refused-assessment");
    assert_eq!(line(&refused, "Called"), "refusal to assess");
}

#[test]
fn the_reasons_of_a_step_stand_in_the_order_in_which_they_are_looked_at() {
    for route in &RULES.routes {
        let told: Vec<String> =
            rows(&entry(&BOOK, &format!("step-{}", route.id))).into_iter().map(|mut row| row.remove(1)).collect();
        let later = route.later.iter().map(|later| &later.because);
        let wanted: Vec<&String> = later.chain(route.closed.iter().map(|(_, because)| because)).collect();
        assert_eq!(told.len(), wanted.len(), "{}", route.id);
        for (told, wanted) in told.iter().zip(wanted) {
            let head = wanted.split('{').next().unwrap_or_default();
            assert!(told.trim_start_matches("Not yet. ").starts_with(head), "{}: {told}", route.id);
        }
    }
}

/// The lines that one of two texts has and the other has not.
fn apart(one: &str, other: &str) -> Vec<String> {
    let known: HashSet<&str> = other.lines().collect();
    one.lines().filter(|line| !known.contains(line)).map(str::to_owned).collect()
}

/// The line of the limit, and one line for each step whose course gives the limit by its name.
#[test]
fn one_limit_changed_is_its_lines_of_the_book() {
    let files = read(&here("rules"));
    let by_name = "{certificate-from-adviser}";
    let named = files.values().map(|text| String::from_utf8_lossy(text).matches(by_name).count()).sum::<usize>();
    assert!(named > 0, "no step gives it by its name");
    let limit = "limit: {after: adviser-told-date, working_days: 3, of: local}";
    let longer = limit.replace("3", "7");
    let other = changed(files, "england/appeal.yaml", &[(limit, &longer)]);
    let (before, after) = (markdown(&BOOK), markdown(&book_of(&rules_of(&other))));
    let (gone, come) = (apart(&before, &after), apart(&after, &before));
    let (own, naming): (Vec<&String>, Vec<&String>) =
        gone.iter().partition(|line| line.starts_with("Within three working days after"));
    assert_eq!((own.len(), naming.len()), (1, named), "{gone:#?}");
    assert!(naming.iter().any(|line| line.starts_with("**Then:**")), "{naming:#?}");
    let longer: Vec<String> = gone.iter().map(|line| line.replace("three working", "seven working")).collect();
    assert_eq!(come, longer);
    assert_eq!(before.lines().count(), after.lines().count());
}

#[test]
fn a_law_shows_its_own_days() {
    let files = read(&here("rules"));
    let cite = "    cite: Children and Families Act 2014, section 51\n";
    let dated = format!("{cite}    in_force: 2014-09-01\n    until: 2027-08-31\n");
    let rules = rules_of(&changed(files, "england/appeal.yaml", &[(cite, &dated)]));
    let said = markdown(&book_of(&rules));
    assert!(said.contains("In force from 1 September 2014 until 31 August 2027."), "the days of the law");
}

fn ledger(today: &str) -> Document {
    sources::document(&RULES, today.parse().unwrap_or_else(|_| panic!("{today}")))
}

#[test]
fn each_source_is_on_the_list_for_a_release_with_room_for_the_day() {
    let page = ledger("2026-11-29");
    let lines: Vec<&String> =
        page.blocks.iter().filter_map(|block| if let Block::Check(said) = block { Some(said) } else { None }).collect();
    for law in &RULES.laws {
        let of_law = lines.iter().filter(|line| line.starts_with(&format!("\u{201c}{}\u{201d}", law.id))).count();
        assert_eq!(of_law, 1, "{}", law.id);
    }
    assert!(lines.iter().all(|line| line.ends_with("Checked on ..........")));
}

#[test]
fn what_rests_on_a_source_is_named_and_what_hangs_on_that() {
    let rule = entry(&ledger("2026-11-29"), "law-hesc-rules-20");
    assert!(line(&rule, "Steps").contains("Appeal to the tribunal"), "{rule:#?}");
    assert!(line(&rule, "Time limits").contains("Send the appeal to the tribunal"), "{rule:#?}");
    // It cites another law, and shows a limit that rests on this one.
    assert!(line(&rule, "A change would also touch").contains("Mediation advice"), "{rule:#?}");
    let doubt = entry(&ledger("2026-11-29"), "doubt-changed-mind-clock");
    let sources = line(&doubt, "Sources");
    assert!(sources.contains("late-w-hertfordshire") && sources.contains("lgsco-essex-25-007-473"), "{sources}");
}

#[test]
fn a_source_is_stale_from_the_day_after_its_own() {
    let day = |text: &str| -> NaiveDate { text.parse().unwrap_or_else(|_| panic!("{text}")) };
    let mut rules = RULES.clone();
    let law = rules.laws.iter().position(|law| law.id == "cfa-51").unwrap_or_else(|| panic!("no cfa-51"));
    rules.laws[law].review_by = day("2027-01-31");
    let seen = |rules: &RuleSet, today: &str| {
        line(&entry(&sources::document(rules, day(today)), "law-cfa-51"), "Seen").to_owned()
    };
    assert!(seen(&rules, "2027-01-31").contains("Look again after 31 January 2027."));
    assert!(!seen(&rules, "2027-01-31").contains("Stale"));
    assert!(seen(&rules, "2027-02-01").contains("Stale"));
    rules.laws[law].in_force = Some(day("2027-04-06"));
    rules.laws[law].until = Some(day("2027-08-31"));
    assert!(seen(&rules, "2027-04-05").contains("Not in force before 6 April 2027."));
    assert!(!seen(&rules, "2027-04-06").contains("Not in force"));
    assert!(!seen(&rules, "2027-08-31").contains("Ended"));
    assert!(seen(&rules, "2027-09-01").contains("Ended on 31 August 2027."));
}

/// What one answer leads to by itself hangs on nothing else: a changed limit changes the lines about it and no others.
#[test]
fn a_changed_limit_changes_no_other_entry() {
    let book = |sources: &signpost_core::rules::Sources| {
        let rules = signpost_check::files::check(sources).rules.expect("no errors");
        let alone = signpost_check::proof::alone::every(&rules).expect("it can be proved");
        signpost_render::markdown::markdown(&signpost_render::book::document(&rules, &alone))
    };
    let old = crate::embedded::sources();
    const LIMIT: &str = "limit: {after: excluded-date, school_days: 15}\n    cautious";
    let new = super::changed(old.clone(), "england/exclusion.yaml", &[(LIMIT, &LIMIT.replace("15", "12"))]);
    let (old, new) = (book(&old), book(&new));
    let differs: Vec<&str> = new.lines().zip(old.lines()).filter(|(new, old)| new != old).map(|(new, _)| new).collect();
    assert_eq!(new.lines().count(), old.lines().count());
    assert!(matches!(differs.as_slice(), [one] if one.contains("12 school days")), "{differs:#?}");
}
