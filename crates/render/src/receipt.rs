//! The receipt at the end of a saved plan: the answers, and all that is needed to make the same plan again.
//!
//! It is an answers file whose comments say the rest, so it can be given back with `--answers` as it stands, also from
//! the middle of a page. The seal is a hash over the whole file with the seal itself as noughts: it tells a file that
//! was changed by hand from one that the rules or the program would now write differently.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde_yaml::Value;
use sha2::{Digest, Sha256};

use super::changed;
use super::keep::ExportOptions;
use crate::plan::Today;
use signpost_core::interview::{Answer, Answers, Walk, Written, walk};
use signpost_core::plan::Plan;
use signpost_core::rules::model::{QuestionIx, RuleSet, short_hash};

/// The first line of a block of answers.
pub const MARK: &str = "# signpost answers";
const END: &str = "# end of signpost answers";
/// Before the answers that no question has come to.
const NOT_USED: &str = "# said, and not asked so far:";
const RULES: &str = "# rules: ";
const ALL_RULES: &str = "# all rules: ";
const PROGRAM: &str = "# program: ";
/// Before the day a plan is for.
pub(super) const TODAY: &str = "# today: ";
const PAGE: &str = "# page: ";
const SEAL: &str = "# seal: ";
const BY_HAND: &str = ", set by hand";
const NO_SEAL: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What a saved plan says of how it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The last day the law behind its rules was checked.
    pub law_checked: String,
    /// SHA-256 of its rules.
    pub rules: String,
    /// The program and its version.
    pub program: String,
    /// Its day.
    pub today: NaiveDate,
    /// How it was laid out, and how its day was settled.
    pub options: ExportOptions,
    /// Whether the file is as it was written.
    pub untouched: bool,
}

/// The program and its version, as receipts name it.
pub fn program() -> String {
    format!("signpost {}", env!("CARGO_PKG_VERSION"))
}

/// The receipt of a plan, not sealed yet.
pub fn block(plan: &Plan<'_>, options: ExportOptions) -> String {
    let rules = plan.rules();
    let by_hand = if options.today == Today::Set { BY_HAND } else { "" };
    let made = format!(
        "{ALL_RULES}{}\n{PROGRAM}{}\n{TODAY}{}{by_hand}\n{PAGE}{}\n{SEAL}{NO_SEAL}\n",
        rules.hash,
        program(),
        plan.walk.situation.today,
        options.name()
    );
    written(&plan.walk, &(made + &changed::written(plan)))
}

/// The answers of a plan as lines to copy, with what came of them.
pub fn of_plan(plan: &Plan<'_>) -> String {
    let day = format!("{TODAY}{}\n", plan.walk.situation.today);
    written(&plan.walk, &(day + &changed::written(plan)))
}

/// The answers in play as lines to copy; they say which rules they were given under.
pub fn answers(walk: &Walk<'_>) -> String {
    written(walk, "")
}

/// Every answer held, as lines to copy: those in play, then those that no question has come to. `known` says in a word how
/// an answer is known.
pub fn everything(
    rules: &RuleSet,
    answers: &Answers,
    today: NaiveDate,
    known: impl Fn(QuestionIx) -> Option<&'static str>,
) -> String {
    let walk = walk(rules, answers, today);
    let (used, unused): (Vec<_>, Vec<_>) = answers.held().partition(|(place, _)| walk.path.contains(place));
    let said = |given: Vec<(QuestionIx, Answer)>| -> String {
        given.into_iter().map(|(place, answer)| line(rules, place, answer, known(place))).collect()
    };
    let unused = said(unused);
    let unused = if unused.is_empty() { unused } else { format!("{NOT_USED}\n{unused}") };
    framed(rules, "", &format!("{}{unused}", said(used)))
}

/// The ids of the answers in a block that no question had come to when it was written.
pub fn not_used(block: &str) -> Vec<&str> {
    let after = block.lines().skip_while(|line| *line != NOT_USED).skip(1);
    after.filter_map(|line| line.split_once(':')).map(|(id, _)| id.trim()).collect()
}

fn written(walk: &Walk<'_>, made: &str) -> String {
    let in_play = walk.path.iter().filter_map(|question| Some((*question, walk.situation.answer(*question)?)));
    lines(walk.situation.rules, in_play, made)
}

fn lines(rules: &RuleSet, given: impl Iterator<Item = (QuestionIx, Answer)>, made: &str) -> String {
    let lines: String = given.map(|(question, answer)| line(rules, question, answer, None)).collect();
    framed(rules, made, &lines)
}

/// One answer; how it is known stands behind it as a comment.
fn line(rules: &RuleSet, question: QuestionIx, answer: Answer, known: Option<&str>) -> String {
    let id = &rules.question(question).id;
    let known = known.map_or(String::new(), |known| format!(" # {known}"));
    match Answers::write(rules, question, answer) {
        Written::Several(ids) => {
            let ids: String = ids.iter().map(|id| format!("\n- {}", yaml(id))).collect();
            format!("{id}:{known}{ids}\n")
        }
        one => format!("{id}: {}{known}\n", yaml(&one.to_string())),
    }
}

fn framed(rules: &RuleSet, made: &str, lines: &str) -> String {
    let lines = if lines.is_empty() { "{}\n" } else { lines };
    format!("{MARK}\n{RULES}{}, {}\n{made}{lines}{END}\n", rules.law_checked, short_hash(&rules.hash))
}

/// An id or a date in YAML: in quotes where it would be read as something else than a word.
fn yaml(word: &str) -> Cow<'_, str> {
    let other = ["yes", "no", "on", "off", "y", "n", "true", "false", "null"];
    let figures = word.bytes().all(|byte| byte.is_ascii_digit());
    if figures || other.contains(&word) { format!("'{word}'").into() } else { word.into() }
}

/// Seals a file that holds a receipt.
pub fn sealed(file: &str) -> String {
    file.replacen(&format!("{SEAL}{NO_SEAL}"), &format!("{SEAL}{}", hash(file)), 1)
}

fn hash(file: &str) -> String {
    Sha256::digest(file).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The receipt of a file, if it holds one.
pub fn read(file: &str) -> Option<Receipt> {
    let block = answers_in(file)?;
    let said = |mark: &str| block.lines().find_map(|line| line.strip_prefix(mark)).map(str::trim_end);
    let today = said(TODAY)?;
    let (day, today_is) = match today.strip_suffix(BY_HAND) {
        Some(day) => (day, Today::Set),
        None => (today, Today::Real),
    };
    let seal = said(SEAL)?;
    let bare = file.replacen(&format!("{SEAL}{seal}"), &format!("{SEAL}{NO_SEAL}"), 1);
    Some(Receipt {
        law_checked: said(RULES)?.split(',').next()?.to_owned(),
        rules: said(ALL_RULES)?.to_owned(),
        program: said(PROGRAM)?.to_owned(),
        today: day.parse().ok()?,
        options: ExportOptions::from_name(said(PAGE)?, today_is)?,
        untouched: hash(&bare) == seal,
    })
}

/// The block of answers inside a text: a saved plan in any format, an email it was pasted into, or nothing else.
pub fn answers_in(text: &str) -> Option<String> {
    if text.trim_start().starts_with('{') {
        let data: serde_json::Value = serde_json::from_str(text).ok()?;
        return data.get("receipt")?.as_str().map(str::to_owned);
    }
    let mut lines = text.lines();
    let before = lines.find_map(|line| line.trim_end().strip_suffix(MARK))?;
    let mut block = format!("{MARK}\n");
    for line in lines {
        // Mail programs put "> " before each line.
        let line = line.strip_prefix(before).unwrap_or(line.strip_prefix(before.trim_end()).unwrap_or(line));
        block.push_str(&line.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
        block.push('\n');
        if line.trim_end() == END {
            break;
        }
    }
    Some(block)
}

/// The most answers in a block.
const MOST_ANSWERS: usize = 1_000;

/// The answers in a block: lines as this module writes them, or as people write them down by hand. What else YAML allows
/// is for files that are given to the program (`signpost_check::files::answers`): reading all of it takes a parser larger
/// than the rest of what a page in a browser can carry.
///
/// # Errors
/// The line that is no answer, counted from 1.
pub fn entries(block: &str) -> Result<Vec<(String, Value)>, usize> {
    let mut entries: Vec<(String, Value)> = Vec::new();
    for (line, number) in block.lines().map(str::trim).zip(1..) {
        if line.is_empty() || line.starts_with('#') || line == "{}" {
            continue;
        }
        if let Some(item) = line.strip_prefix("- ") {
            let Some((_, Value::Sequence(items))) = entries.last_mut() else { return Err(number) };
            items.push(word(item));
            continue;
        }
        let (id, answer) = line.split_once(':').ok_or(number)?;
        let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !is_id || entries.len() == MOST_ANSWERS || entries.iter().any(|(other, _)| other == id) {
            return Err(number);
        }
        let answer = match answer.trim() {
            "" => Value::Sequence(Vec::new()),
            answer => match answer.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
                Some(list) => list.split(',').map(word).collect(),
                None => word(answer),
            },
        };
        entries.push((id.to_owned(), answer));
    }
    Ok(entries)
}

/// A word without its quotes. Other programs write yes and no as true and false.
fn word(written: &str) -> Value {
    let written = written.trim();
    let inside = |quote: char| written.strip_prefix(quote)?.strip_suffix(quote);
    match (written, inside('\'').or_else(|| inside('"'))) {
        (_, Some(word)) => Value::from(word),
        ("true", None) => Value::from(true),
        ("false", None) => Value::from(false),
        (word, None) => Value::from(word),
    }
}

/// The day the law behind a block's rules was last checked, if it was written under other rules than these.
pub fn other_rules(block: &str, rules: &RuleSet) -> Option<String> {
    let mark = block.lines().find_map(|line| line.strip_prefix(RULES))?.trim_end();
    let checked = mark.split_once(',').map_or(mark, |(checked, _)| checked);
    (!mark.ends_with(short_hash(&rules.hash))).then(|| checked.to_owned())
}

/// Whether a block is the receipt of a saved plan.
pub fn is_sealed(block: &str) -> bool {
    block.lines().any(|line| line.starts_with(SEAL))
}

/// The file without its receipt, for comparing what it says.
pub fn without(file: &str) -> String {
    let mut inside = false;
    let mut kept = String::with_capacity(file.len());
    for line in file.lines() {
        inside |= line.trim_start().starts_with(MARK);
        if !inside && !line.trim_start().starts_with("\"receipt\"") {
            kept.push_str(line);
            kept.push('\n');
        }
        inside &= line.trim_end() != END;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_read_as_it_was_written() {
        let list = |words: &[&str]| words.iter().copied().map(Value::from).collect::<Value>();
        let block = "# signpost answers\narea: leeds\nabout:\n- plan\n- 'no'\nletter-date: 2026-10-01..2026-10-31\n\
                     done: [talked, \"complained\"]\nage: '7'\nsent: true\n# end of signpost answers\n";
        let expected = [
            ("area", Value::from("leeds")),
            ("about", list(&["plan", "no"])),
            ("letter-date", Value::from("2026-10-01..2026-10-31")),
            ("done", list(&["talked", "complained"])),
            ("age", Value::from("7")),
            ("sent", Value::from(true)),
        ];
        assert_eq!(entries(block), Ok(expected.map(|(id, answer)| (id.to_owned(), answer)).to_vec()));
        assert_eq!(entries("# only a note\n{}\n"), Ok(Vec::new()));
        for (text, line) in [("Dear head", 1), ("a: b\na: c", 2), ("\n- a", 2), ("a: b\n- c", 2), ("a b: c", 1)] {
            assert_eq!(entries(text), Err(line), "{text:?}");
        }
    }

    #[test]
    fn words_are_read_back_as_words() {
        let words = ["yes", "no", "none", "not-sure", "plan", "y", "on", "off", "null", "true", "7", "2026-10-28"];
        for word in words.into_iter().chain(["2026-10-01..2026-10-31", "under-16", "section-i", "16-plus"]) {
            let read: serde_yaml::Value = serde_yaml::from_str(&yaml(word)).expect("YAML");
            assert_eq!(read, serde_yaml::Value::String(word.to_owned()), "{word}");
        }
        assert_eq!((yaml("yes").as_ref(), yaml("plan").as_ref()), ("'yes'", "plan"));
    }
}
