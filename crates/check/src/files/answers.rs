//! Answers as they are kept in a file: one entry a question, read as strictly as rules are.
//!
//! Every answer is a word or a list of words, so the parser that builds typed values is not needed here: what stands in
//! the file is the answer, also where YAML would make a number of it.

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_yaml::Value;

use super::{For, strict_yaml};

/// The largest block of answers, in bytes: a hundred times what an interview comes to.
const MAX_BYTES: usize = 256 << 10;

/// The most answers in one.
const MAX_ANSWERS: usize = 1_000;

/// The entries of a file of answers.
///
/// # Errors
/// It is not YAML of the strict kind, or not a list of answers by question.
pub fn entries(text: &str) -> Result<Vec<(String, Value)>, String> {
    if text.len() > MAX_BYTES {
        return Err(format!("it is larger than {} KiB", MAX_BYTES >> 10));
    }
    // The same strict pass as for rule files: it refuses hostile nesting and duplicate keys before anything is built.
    strict_yaml(text, For::Data).map_err(|(line, what)| format!("line {line}: {what}"))?;
    let no_list = || "it is not a list of answers by question".to_owned();
    // What the strict pass let through parses again.
    let mut events = Parser::new_from_str(text).filter_map(|event| event.ok().map(|(event, _)| event));
    let start = events.find(|event| !matches!(event, Event::StreamStart | Event::DocumentStart(_)));
    match start {
        Some(Event::MappingStart(..)) => {}
        None | Some(Event::StreamEnd | Event::DocumentEnd) => return Ok(Vec::new()),
        Some(Event::Scalar(word, ..)) if matches!(&*word, "" | "null" | "~") => return Ok(Vec::new()),
        Some(_) => return Err(no_list()),
    }
    let mut entries = Vec::new();
    while let Some(Event::Scalar(id, ..)) = events.next() {
        if entries.len() == MAX_ANSWERS {
            return Err(format!("it holds more than {MAX_ANSWERS} answers"));
        }
        let answer = match events.next() {
            Some(Event::Scalar(word, style, ..)) => one(&word, style),
            Some(Event::SequenceStart(..)) => Value::Sequence(words(&mut events)),
            // No question is answered so; whoever reads the entry says which.
            Some(Event::MappingStart(..)) => {
                skip(&mut events);
                Value::Mapping(serde_yaml::Mapping::new())
            }
            _ => return Err(no_list()),
        };
        entries.push((id.into_owned(), answer));
    }
    Ok(entries)
}

/// One word. Without quotes, other programs write yes and no as true and false.
fn one(word: &str, style: ScalarStyle) -> Value {
    match (word, style) {
        ("true", ScalarStyle::Plain) => Value::Bool(true),
        ("false", ScalarStyle::Plain) => Value::Bool(false),
        _ => Value::from(word),
    }
}

/// The words of a list; what is no word in it stands as an empty list, which is no answer.
fn words<'e>(events: &mut impl Iterator<Item = Event<'e>>) -> Vec<Value> {
    let mut words = Vec::new();
    while let Some(event) = events.next() {
        match event {
            Event::Scalar(word, style, ..) => words.push(one(&word, style)),
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                skip(events);
                words.push(Value::Sequence(Vec::new()));
            }
            _ => break,
        }
    }
    words
}

/// Goes past the rest of a list or a mapping that has begun.
fn skip<'e>(events: &mut impl Iterator<Item = Event<'e>>) {
    let mut depth = 1_usize;
    for event in events {
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
            Event::SequenceEnd | Event::MappingEnd => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, Value)> {
        entries(text).unwrap_or_else(|what| panic!("{what}: {text}"))
    }

    #[test]
    fn answers_are_words_as_they_stand() {
        let text = "# a note\narea: england\nletter: no\nage: 07\nletter-date: 2026-10-28\nabout: [plan, \"council\"]\ndone:\n- talked\n";
        let list = |words: &[&str]| words.iter().copied().map(Value::from).collect::<Value>();
        let expected = [
            ("area", Value::from("england")),
            ("letter", Value::from("no")),
            ("age", Value::from("07")),
            ("letter-date", Value::from("2026-10-28")),
            ("about", list(&["plan", "council"])),
            ("done", list(&["talked"])),
        ];
        assert_eq!(read(text), expected.map(|(id, answer)| (id.to_owned(), answer)));
    }

    #[test]
    fn nothing_is_no_answers() {
        for text in ["", "# only a note\n", "---\n", "null\n", "{}\n"] {
            assert_eq!(read(text), [], "{text:?}");
        }
    }

    #[test]
    fn what_is_no_list_of_answers_is_refused() {
        for (text, said) in [
            ("[a, b]", "not a list of answers"),
            ("just words", "not a list of answers"),
            ("a: 1\na: 2\n", "stands twice"),
            ("a: &x 1\n", "anchors"),
            ("a: [\n", "line"),
            (&format!("a: {}", "x".repeat(300_000)), "larger than"),
            (&(0..1_001).map(|at| format!("q{at}: a\n")).collect::<String>(), "more than 1000 answers"),
        ] {
            let what = entries(text).expect_err(text);
            assert!(what.contains(said), "{what}");
        }
    }

    #[test]
    fn an_answer_of_another_shape_is_left_for_whoever_reads_it() {
        let found = read("a: {b: [c, {d: e}]}\nf: [g, [h], {i: j}]\nk: l\n");
        assert!(matches!(found[0].1, Value::Mapping(_)), "{found:?}");
        assert_eq!(found[1].1.as_sequence().map(Vec::len), Some(3));
        assert_eq!(found[2], ("k".to_owned(), Value::from("l")));
    }
}
