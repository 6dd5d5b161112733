//! What the parts of a page come to when they are put together: sentences, paragraphs, acronyms, explained words.

use std::collections::BTreeSet;

use serde_yaml::Value;
use signpost::render::question;
use signpost::render::screen::{Showing, Style};
use signpost_core::interview::told::Told;
use signpost_core::interview::{Answer, Answers, Standing, Walk, walk};
use signpost_core::plan::Plan;
use signpost_core::rules::model::{Choice, DeadlineIx, Kind, QuestionIx};
use signpost_core::text::measure::{self, AVERAGE, LONGEST_PARAGRAPH, LONGEST_SENTENCE};
use signpost_render::document::{Block, Document};
use signpost_render::plan::{self as page, Today};
use signpost_render::{dates, messages as say, working};

use crate::keep::pages::plans;
use crate::run::flat;

/// How a part of a line begins that is read by itself: what stands behind it is a paragraph of its own.
const LABELS: [&str; 9] = [
    "Good for: ",
    "Think about: ",
    "But: ",
    "To begin: ",
    "If not: ",
    "Taken here as: ",
    "To find out: ",
    "Not open: ",
    "Do this as well. ",
];

/// The sections whose lines begin with the name of a way.
const OF_WAYS: [&str; 3] = ["What will not work here", "Other ways", "Ways not open, and why"];

/// What begins the working of a date on the short page.
const WORKING: &str = "How it was counted: ";

/// It may have so many sentences.
const LONGEST_WORKING: usize = 5;

/// Sections, each with its texts.
fn sections(document: &Document) -> Vec<(&str, Vec<String>)> {
    let mut sections: Vec<(&str, Vec<String>)> = Vec::new();
    for block in &document.blocks {
        let said = match block {
            Block::Title(said) | Block::Heading(said) => {
                sections.push((said, Vec::new()));
                continue;
            }
            Block::Step(step) => std::iter::once(step.what.clone()).chain(step.more.iter().cloned()).collect(),
            Block::Headline(said)
            | Block::Subheading(said)
            | Block::Paragraph(said)
            | Block::Item(said)
            | Block::Check(said)
            | Block::Line(said) => vec![said.clone()],
            Block::Verbatim(_) | Block::Hidden(_) | Block::NewSheet => Vec::new(),
            Block::Contents | Block::Entry(_) | Block::Meaning(..) | Block::Labelled(..) | Block::Table(_) => {
                panic!("{block:?} is of the book of the rules, and no part of a plan")
            }
        };
        sections.last_mut().expect("a title comes first").1.extend(said);
    }
    sections
}

/// Whether a text is a record, not prose: laws with their names and numbers, a contact, what the page rests on.
fn is_record(heading: &str, text: &str) -> bool {
    let listed = heading == "Who can help"
        || heading == "About this page"
        || text.contains("This is information, not legal advice.");
    let law = signpost_rules::rules().laws.iter().any(|law| law.cite == text);
    law || text.starts_with("Law: ") || listed
}

/// What stands in a row in one line and is read as a list: the lines of a limit, and the answers to one question.
fn listed(plan: &Plan<'_>) -> Vec<String> {
    let (situation, rules) = (&plan.walk.situation, plan.rules());
    let mut listed: Vec<String> = plan.deadlines.iter().flat_map(|place| dates::lines(situation, *place)).collect();
    for asked in plan.walk.path.iter().map(|question| rules.question(*question)) {
        if matches!(asked.kind, Kind::Several { .. }) {
            listed.extend(asked.options.iter().map(|option| situation.say(&option.said)));
        }
    }
    listed
}

/// The working of every limit of the plan.
fn workings(plan: &Plan<'_>) -> Vec<String> {
    let situation = &plan.walk.situation;
    let worked = |place: &DeadlineIx| match situation.standing(*place) {
        Standing::Dated(dated) => Some(working::sentences(situation, plan.rules().deadline(*place), dated).join(" ")),
        _ => None,
    };
    plan.deadlines.iter().filter_map(worked).collect()
}

/// The parts of a text that are read by themselves.
fn parts<'t>(text: &'t str, listed: &[String]) -> Vec<&'t str> {
    let mut cuts: Vec<usize> = LABELS.iter().flat_map(|label| text.match_indices(label)).map(|(at, _)| at).collect();
    for listed in listed {
        cuts.extend(text.match_indices(listed.as_str()).flat_map(|(at, found)| [at, at + found.len()]));
    }
    cuts.extend([0, text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2).map(|cut| &text[cut[0]..cut[1]]).collect()
}

/// Each sentence at most 25 words, each paragraph at most three sentences, and 15 words a sentence on average.
/// A text is here a whole page, as one reads it; what is joined by semicolons is a list.
#[test]
fn what_is_put_together_is_short() {
    let mut faults = BTreeSet::new();
    for (name, plan) in plans() {
        let (listed, workings) = (listed(&plan), workings(&plan));
        for short in [true, false] {
            let page = if short { page::document(&plan, Today::Set) } else { page::whole(&plan, Today::Set) };
            let (mut words, mut many) = (0, 0);
            // A letter is a text of its own, held by the checker of the rules.
            for (heading, texts) in sections(&page).into_iter().filter(|(heading, _)| !heading.starts_with("Letter: "))
            {
                let texts = texts.iter().filter(|text| !is_record(heading, text));
                // The name of a way stands before what is said of it.
                let unnamed = |text: &'_ String| match OF_WAYS.contains(&heading) {
                    true => text.split_once(". ").map_or(text.clone(), |(_, rest)| rest.to_owned()),
                    false => text.clone(),
                };
                // The law in brackets behind a text is no sentence of it.
                let uncited = |text: String| {
                    plan.rules().laws.iter().fold(text, |text, law| text.replace(&format!(" ({})", law.cite), ""))
                };
                for text in &texts.map(unnamed).map(uncited).collect::<Vec<String>>() {
                    let worked = workings.iter().any(|working| text.trim_start_matches(WORKING) == working);
                    let most = if worked { LONGEST_WORKING } else { LONGEST_PARAGRAPH };
                    for part in parts(text, &listed) {
                        let lengths: Vec<usize> = part.split("; ").flat_map(sentences).collect();
                        if lengths.iter().any(|length| *length > LONGEST_SENTENCE) {
                            faults.insert(format!("a long sentence: {part}"));
                        }
                        if lengths.len() > most && !part.contains("; ") {
                            faults.insert(format!("{} sentences, {heading}, short {short}: {part}", lengths.len()));
                        }
                        many += lengths.len();
                        words += lengths.iter().sum::<usize>();
                    }
                }
            }
            assert!(many > 10, "{name}: nothing was read");
            if words > AVERAGE * many {
                faults.insert(format!("{name}: {words} words in {many} sentences"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.into_iter().collect::<Vec<_>>().join("\n"));
}

/// The same of each question with its answers, and of its help, where a text is the whole screen.
#[test]
fn a_question_and_its_help_are_short() {
    let mut faults = BTreeSet::new();
    for walk in everybody() {
        for (place, asked) in walk.situation.rules.questions() {
            let held = match asked.kind {
                Kind::Date(_) => Answer::NotSure,
                Kind::Told => Answer::Told(Told::default()),
                _ => Answer::Chosen(1),
            };
            let again = question::Around { held: Some(held), ..Default::default() };
            let fresh = question::Around { more: Some(17), ..Default::default() };
            let put = |around| question::view(&walk.situation, place, around).text(WIDE, Showing::Whole);
            for shown in [put(again), put(fresh), question::help(&walk.situation, place, WIDE)] {
                let paragraphs = || shown.lines().filter(|line| !line.trim().is_empty());
                let lengths: Vec<usize> = paragraphs().flat_map(sentences).collect();
                let long = paragraphs().filter(|line| sentences(line).iter().any(|length| *length > LONGEST_SENTENCE));
                faults.extend(long.map(|line| format!("{}: a long sentence: {line}", asked.id)));
                // The line of keys is three signs and what they do.
                let many = |line: &&str| sentences(line).len() > LONGEST_PARAGRAPH && !line.contains(say::KEYS);
                faults.extend(paragraphs().filter(many).map(|line| format!("{}: a long paragraph: {line}", asked.id)));
                if lengths.iter().sum::<usize>() > AVERAGE * lengths.len() {
                    faults.insert(format!("{}: long sentences on average: {shown}", asked.id));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.into_iter().collect::<Vec<_>>().join("\n"));
}

/// Where a form or a letter has to arrive in time and evidence may follow, the checklist says so, at its end.
/// The order itself is held by the rule checker.
#[test]
fn what_can_be_sent_later_is_said() {
    let rules = signpost_rules::rules();
    for id in [
        "tribunal-appeal",
        "extended-appeal",
        "discrimination-claim",
        "discrimination-late",
        "comment-on-draft",
        "admissions-appeal",
    ] {
        let route = rules.route(rules.route_by_id(id).expect("there is such a route"));
        let last = &route.checklist.last().expect("a checklist").what;
        assert!(last.contains("later") || last.contains("follow"), "{id}: {last}");
    }
}

/// The words of each sentence.
fn sentences(text: &str) -> Vec<usize> {
    measure::sentences(text).into_iter().map(|range| measure::count(&text[range])).collect()
}

/// Whose case it is decides some words, so each text is looked at for everybody.
fn everybody() -> Vec<Walk<'static>> {
    let rules = signpost_rules::rules();
    let person = rules.question_by_id("person").expect("it is asked");
    let of = |option: &Choice| {
        let mut answers = Answers::none(rules);
        for (id, value) in [("area", "england"), ("person", option.id.as_str())] {
            answers.read(rules, id, &Value::String(value.into()), rules.law_checked).expect("it fits");
        }
        walk(rules, &answers, rules.law_checked)
    };
    rules.question(person).options.iter().map(of).collect()
}

/// Written without being explained: the letter in the parent's hand has them, or everybody knows them.
const KNOWN: [&str; 6] = ["EHC", "NHS", "SENCO", "SEND", "UK", "GOV"];

/// No more are taken in on one screen.
const MOST_ACRONYMS: usize = 2;

/// The words in capitals of a text.
fn acronyms(text: &str) -> BTreeSet<&str> {
    let capitals = |word: &&str| word.len() > 1 && word.bytes().all(|letter| letter.is_ascii_uppercase());
    measure::tokens(text).into_iter().map(|word| &text[word]).filter(capitals).collect()
}

#[test]
fn few_acronyms_stand_on_a_question_and_each_is_explained() {
    let mut met = 0;
    for walk in everybody() {
        for (place, asked) in walk.situation.rules.questions() {
            let shown = screen(&walk, place);
            let found = acronyms(&shown);
            assert!(found.len() <= MOST_ACRONYMS, "{}: {found:?}", asked.id);
            let help = help(&walk, place);
            for acronym in found.iter().filter(|acronym| !KNOWN.contains(acronym)) {
                assert!(help.contains(&format!("{acronym}:")), "{}: {acronym} is not explained\n{help}", asked.id);
            }
            met += found.len();
        }
    }
    assert!(met > 20, "only {met} were met");
}

/// The question as it is put.
fn screen(walk: &Walk<'_>, place: QuestionIx) -> String {
    let view = question::view(&walk.situation, place, question::Around::default());
    flat(&view.text(WIDE, Showing::Whole))
}

fn help(walk: &Walk<'_>, place: QuestionIx) -> String {
    flat(&question::help(&walk.situation, place, WIDE))
}

/// Nothing is broken over lines.
const WIDE: Style = Style { width: 4000, rows: None, plain: false, color: false };

/// Words as a person sees them: letters and figures, one space between.
fn spoken(text: &str, lower: bool) -> String {
    let words = measure::tokens(text).into_iter().map(|word| &text[word]).collect::<Vec<_>>().join(" ");
    format!(" {} ", if lower { words.to_lowercase() } else { words })
}

/// Each word of the glossary that stands in a question is explained one key away, for every question.
#[test]
fn every_hard_word_of_a_question_is_in_its_help() {
    let mut met = 0;
    for walk in everybody() {
        let rules = walk.situation.rules;
        for (place, asked) in rules.questions() {
            let own = [Some(&asked.ask), asked.hint.as_ref()].into_iter().flatten();
            let own = own.chain(asked.options.iter().map(|option| &option.label));
            let texts: Vec<String> = own.map(|text| walk.situation.say(text)).collect();
            let help = help(&walk, place);
            for word in &rules.words {
                let stands = |name: &String| {
                    let lower = name.chars().any(char::is_lowercase);
                    let name = spoken(name, lower);
                    let many = format!("{}s ", name.trim_end());
                    texts
                        .iter()
                        .map(|text| spoken(text, lower))
                        .any(|text| text.contains(&name) || text.contains(&many))
                };
                if std::iter::once(&word.term).chain(&word.also).any(stands) {
                    let entry = flat(&format!("- {}: {}", word.term, word.means));
                    assert!(help.contains(&entry), "{}: no `{}` in\n{help}", asked.id, word.term);
                    met += 1;
                }
            }
        }
    }
    assert!(met > 100, "only {met} were met");
}

/// Where records stand: addresses with their letters, and citations.
const RECORDS: [&str; 3] = ["Who can help", "Everybody who can help", "What this is based on"];

/// A plan has no acronym but those of the letter and the names of services, which are what they are called.
#[test]
fn a_plan_has_no_acronym_that_needs_explaining() {
    let mut met = BTreeSet::new();
    for (name, plan) in plans() {
        let rules = plan.rules();
        let local = rules.areas.iter().flat_map(|area| area.services.values()).map(|local| &local.name);
        let names: Vec<&String> = rules.contacts.iter().map(|contact| &contact.name).chain(local).collect();
        let named = |acronym: &str| names.iter().any(|name| acronyms(name).contains(acronym));
        for page in [page::document(&plan, Today::Set), page::whole(&plan, Today::Set)] {
            for (_, texts) in sections(&page).into_iter().filter(|(heading, _)| !RECORDS.contains(heading)) {
                for text in &texts {
                    // A case is cited as courts cite it.
                    let text = rules.laws.iter().fold(text.clone(), |text, law| text.replace(&law.cite, ""));
                    let found = acronyms(&text);
                    met.extend(found.iter().map(|acronym| (*acronym).to_owned()));
                    let strange = found.into_iter().find(|acronym| !KNOWN.contains(acronym) && !named(acronym));
                    assert_eq!(strange, None, "{name}: {text}");
                }
            }
        }
    }
    assert!(met.len() >= KNOWN.len(), "{met:?}");
}
