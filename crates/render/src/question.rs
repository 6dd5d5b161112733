//! The words around one question, whatever shows it: its answers, where to look, its help, an answer said back.

use signpost_core::dates::{Span, say as dates};
use signpost_core::interview::reply::Shown;
use signpost_core::interview::{Answer, Situation, council, heard, statement, told};
use signpost_core::rules::MOST_OPTIONS;
use signpost_core::rules::model::{Kind, Question, QuestionIx, Word};
use signpost_core::text;

use super::messages::{self as say, fill};

/// The options as they are shown, each with its place in its list; of what people are told, what the story is about that
/// the person told, and then what is heard most often.
pub fn shown(situation: &Situation<'_>, asked: &Question, story: &str) -> Vec<Shown> {
    if asked.kind == Kind::Told {
        let tells = &situation.rules.tells;
        let mut heard = heard::tells_about(situation, story);
        let often = situation.heard().into_iter().filter(|tell| !heard.contains(tell)).collect::<Vec<_>>();
        heard.extend(often);
        let heard = heard.into_iter().take(MOST_OPTIONS);
        let heard = heard.map(|tell| (tell.at(), situation.say(&tells[tell.at()].told)));
        return heard.chain([(tells.len(), told::NONE_OF_THESE.to_owned())]).collect();
    }
    asked.options.iter().map(|option| situation.say(&option.label)).enumerate().collect()
}

/// The headings of groups of options, each with the place in the list of the option it stands above.
pub fn groups(situation: &Situation<'_>, asked: &Question) -> Vec<(usize, String)> {
    let options = asked.options.iter().enumerate();
    options.filter_map(|(at, option)| Some((at, situation.say(option.group.as_ref()?)))).collect()
}

/// Where to look, and how many answers may be given.
pub fn notes(situation: &Situation<'_>, asked: &Question) -> Vec<String> {
    let hint = asked.hint.as_ref().map(|hint| situation.say(hint));
    match &asked.kind {
        Kind::One | Kind::Told => hint.into_iter().collect(),
        Kind::Area => hint.into_iter().chain([say::AREA_HOW.to_owned()]).collect(),
        Kind::Date(_) => {
            vec![hint.map_or_else(|| say::EXAMPLE.to_owned(), |hint| fill(say::HINT_EXAMPLE, &[("hint", &hint)]))]
        }
        Kind::Several { at_most } => {
            // A hint may say in its own words how many to choose.
            if let Some(hint) = hint.as_ref().filter(|hint| hint.starts_with("Choose")) {
                return vec![hint.clone()];
            }
            let how_many = match *at_most {
                most if most < asked.options.len() => fill(say::AT_MOST, &[("most", &text::number(most as u32))]),
                _ => say::ALL_THAT_APPLY.to_owned(),
            };
            hint.into_iter().chain([how_many]).collect()
        }
    }
}

/// An answer said back, and for "I am not sure" how to find out: a paragraph each.
pub fn said_back(situation: &Situation<'_>, place: QuestionIx, answer: Answer) -> Vec<String> {
    let said = match answer {
        Answer::Date(span) => date_said(span, situation),
        _ => {
            let said = text::lower_first(&statement::of_answer(situation, place, answer)).into_owned();
            fill(say::SAID, &[("said", &said)])
        }
    };
    let tell = (answer == Answer::NotSure).then(|| situation.say(&situation.rules.question(place).unsure_tell));
    std::iter::once(said).chain(tell).collect()
}

/// Where the place lies that was typed for its council.
pub fn place_said(situation: &Situation<'_>, answer: Answer, typed: &str) -> Option<String> {
    let (place, council) = council::place_in(situation.rules, answer, typed)?;
    Some(fill(say::PLACE_IN, &[("place", place), ("council", council)]))
}

fn date_said(span: Span, situation: &Situation<'_>) -> String {
    let date = dates::span(span);
    if span.is_exact() {
        fill(say::SAID_DATE, &[("date", &date), ("ago", &dates::ago(span.from, situation.today))])
    } else {
        fill(say::SAID_ROUGH, &[("date", &date), ("first", &dates::long(span.from))])
    }
}

/// Help with a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    /// Why it is asked, and more: a paragraph each.
    pub lines: Vec<String>,
    /// The set phrases of letters, for each answer that has one.
    pub letters: Vec<String>,
    /// What its words mean.
    pub words: Vec<String>,
    /// How to find out.
    pub unsure: Option<String>,
}

/// Why it is asked, what to look for, what the words mean, how to find out.
pub fn help(situation: &Situation<'_>, place: QuestionIx) -> Help {
    let asked = situation.rules.question(place);
    let why = fill(say::HELP_WHY, &[("why", &situation.say(&asked.why))]);
    let more = asked.help.iter().map(|paragraph| situation.say(paragraph));
    let date = asked.date().map(|_| say::HELP_DATE.to_owned());
    let letters = asked.options.iter().filter_map(|option| {
        let says = option.letter_says.as_ref()?;
        Some(fill(say::HELP_LETTER_SAYS, &[("label", &situation.say(&option.label)), ("says", says)]))
    });
    let words = terms(situation, asked).into_iter();
    let words = words.map(|word| fill(say::HELP_WORD, &[("word", &word.term), ("means", &word.means)]));
    let tell = Some(situation.say(&asked.unsure_tell)).filter(|tell| !tell.is_empty());
    Help {
        lines: std::iter::once(why).chain(more).chain(date).collect(),
        letters: letters.collect(),
        words: words.collect(),
        unsure: tell.map(|tell| fill(say::HELP_UNSURE, &[("tell", &tell)])),
    }
}

/// The words of the glossary that occur on the question's screen.
pub fn terms<'r>(situation: &Situation<'r>, asked: &Question) -> Vec<&'r Word> {
    let mut shown = situation.say(&asked.ask);
    let hint = asked.hint.iter().map(|hint| situation.say(hint));
    for said in hint.chain(self::shown(situation, asked, "").into_iter().map(|(_, label)| label)) {
        shown.push_str(" | ");
        shown.push_str(&said);
    }
    situation.rules.words.iter().filter(|word| occurs(word, &shown)).collect()
}

fn occurs(word: &Word, shown: &str) -> bool {
    word.names().any(|name| {
        // An acronym is met in capitals only: "AR" is not a part of "are", nor "PO" of "po".
        let acronym = name.chars().all(|letter| !letter.is_lowercase());
        if acronym { at_word(shown, name) } else { at_word(&shown.to_lowercase(), &name.to_lowercase()) }
    })
}

/// Whether the name stands in the text as whole words, in the singular or with an s.
fn at_word(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].trim_start_matches('s').chars().next();
        let outside = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
        outside(before) && outside(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_met_whole() {
        assert!(at_word("ring the mediation adviser", "mediation"));
        assert!(at_word("two annual reviews", "annual review"));
        assert!(!at_word("premeditation", "meditation"));
        assert!(!at_word("planning", "plan"));
    }
}
