//! The screens of one question: the question itself, its help, what was said, what was wrong.

use super::screen::{Paint, Style, View};
use signpost_core::dates::{Span, say as dates};
use signpost_core::interview::reply::Shown;
use signpost_core::interview::{Answer, Problem, Situation, statement, told};
use signpost_core::rules::MOST_OPTIONS;
use signpost_core::rules::model::{Kind, Options, Question, QuestionIx, Word};
use signpost_core::text;
use signpost_render::messages::{self as say, fill};
use signpost_render::problem;

/// What stands around a question.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// What cannot wait.
    pub banner: Vec<String>,
    /// The answer held already, when the question is shown again.
    pub held: Option<Answer>,
    /// The most questions that can still come after this one, when it is known.
    pub more: Option<usize>,
}

/// The longest text that is said back after an error.
const LONGEST_ECHO: usize = 60;

/// The question as a prompt.
pub fn view(situation: &Situation<'_>, place: QuestionIx, around: Around) -> View {
    let asked = situation.rules.question(place);
    let shown = shown(situation, asked);
    let chosen = |chosen: Options| shown.iter().position(|(bit, _)| chosen & 1 << bit != 0);
    let keep = around.held.map(|answer| {
        let said = text::lower_first(&statement::of_answer(situation, place, answer)).into_owned();
        fill(say::KEEP, &[("said", &said)])
    });
    let keys = keep.iter().cloned().chain([key_line(asked, around.more)]).collect();
    let held = match around.held {
        Some(Answer::Chosen(options)) => chosen(options),
        Some(Answer::NotSure) => Some(shown.len()),
        Some(Answer::Date(_) | Answer::Area(_) | Answer::Told(_)) | None => None,
    };
    let options: Vec<String> = shown.into_iter().map(|(_, label)| label).collect();
    let mut words = options.clone();
    if asked.kind == Kind::Area {
        words.extend(situation.rules.areas_on(situation.today).map(|(_, area)| area.name.clone()));
    }
    words.extend(["not sure", "help", "back", "quit"].map(str::to_owned));
    View {
        banner: around.banner,
        heading: Some(situation.say(&asked.ask)),
        notes: notes(situation, asked),
        not_sure: !options.is_empty() && asked.kind != Kind::Told,
        options,
        keys,
        choose_one: matches!(asked.kind, Kind::One),
        held,
        menu_note: keep,
        on_enter: None,
        commands: true,
        words,
    }
}

/// The options as they are shown, each with its place in its list; of what people are told, what is heard most often.
pub fn shown(situation: &Situation<'_>, asked: &Question) -> Vec<Shown> {
    if asked.kind == Kind::Told {
        let tells = &situation.rules.tells;
        let heard = situation.heard().into_iter().take(MOST_OPTIONS);
        let heard = heard.map(|tell| (tell.at(), situation.say(&tells[tell.at()].told)));
        return heard.chain([(tells.len(), told::NONE_OF_THESE.to_owned())]).collect();
    }
    asked.options.iter().map(|option| situation.say(&option.label)).enumerate().collect()
}

fn notes(situation: &Situation<'_>, asked: &Question) -> Vec<String> {
    let hint = asked.hint.as_ref().map(|hint| situation.say(hint));
    match &asked.kind {
        Kind::One => hint.into_iter().collect(),
        Kind::Area => hint.into_iter().chain([say::AREA_HOW.to_owned()]).collect(),
        Kind::Told => hint.into_iter().chain([say::ALL_THAT_APPLY.to_owned()]).collect(),
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

fn key_line(asked: &Question, more: Option<usize>) -> String {
    let first = match asked.kind {
        Kind::One => say::TYPE_ONE,
        Kind::Area => say::TYPE_AREA,
        Kind::Several { .. } => say::TYPE_SEVERAL,
        Kind::Told => say::TYPE_TOLD,
        Kind::Date(_) if asked.options.is_empty() => say::TYPE_DATE,
        Kind::Date(_) => say::TYPE_DATE_OR_NONE,
    };
    let more = match more {
        None => String::new(),
        Some(more) => {
            format!(". {}", fill(say::MORE, &[("count", &text::count(more as i64, "more question"))]))
        }
    };
    format!("{first} {}{more}", say::KEYS)
}

/// An answer said back, and for "I am not sure" how to find out.
pub fn echo(situation: &Situation<'_>, place: QuestionIx, answer: Answer, style: Style) -> String {
    let said = match answer {
        Answer::Date(span) => date_said(span, situation),
        _ => {
            let said = text::lower_first(&statement::of_answer(situation, place, answer)).into_owned();
            fill(say::SAID, &[("said", &said)])
        }
    };
    let mut out = style.paragraph(&said);
    if answer == Answer::NotSure {
        out.push('\n');
        out.push_str(&style.paragraph(&situation.say(&situation.rules.question(place).unsure_tell)));
    }
    out + "\n"
}

fn date_said(span: Span, situation: &Situation<'_>) -> String {
    let date = dates::span(span);
    if span.is_exact() {
        fill(say::SAID_DATE, &[("date", &date), ("ago", &dates::ago(span.from, situation.today))])
    } else {
        fill(say::SAID_ROUGH, &[("date", &date), ("first", &dates::long(span.from))])
    }
}

/// What is wrong with a typed answer, and what was typed, unless it is long.
pub fn error(problem: &Problem, asked: &Question, typed: &str, style: Style) -> String {
    fault(&problem::message(problem, asked), typed, style)
}

/// An error by its message.
pub fn fault(message: &str, typed: &str, style: Style) -> String {
    let mut lines = vec![style.painted(Paint::Error, &fill(say::ERROR, &[("problem", message)]))];
    let typed = typed.trim();
    if !typed.is_empty() && typed.chars().count() <= LONGEST_ECHO {
        lines.push(style.paragraph(&fill(say::TYPED, &[("typed", typed)])));
    }
    lines.join("\n") + "\n"
}

/// Why it is asked, what to look for, what the words mean, how to find out.
pub fn help(situation: &Situation<'_>, place: QuestionIx, style: Style) -> String {
    let asked = situation.rules.question(place);
    let mut blocks = vec![style.painted(Paint::Heading, say::HELP_TITLE)];
    blocks.push(style.paragraph(&fill(say::HELP_WHY, &[("why", &situation.say(&asked.why))])));
    blocks.extend(asked.help.iter().map(|paragraph| style.paragraph(&situation.say(paragraph))));
    if asked.date().is_some() {
        blocks.push(style.paragraph(say::HELP_DATE));
    }
    let phrases: Vec<String> = asked
        .options
        .iter()
        .filter_map(|option| option.letter_says.as_ref().map(|says| (situation.say(&option.label), says)))
        .map(|(label, says)| style.item(&fill(say::HELP_LETTER_SAYS, &[("label", &label), ("says", says)])))
        .collect();
    if !phrases.is_empty() {
        blocks.push(format!("{}\n{}", style.paragraph(say::HELP_LETTER), phrases.join("\n")));
    }
    let words: Vec<String> = terms(situation, asked)
        .into_iter()
        .map(|word| style.item(&fill(say::HELP_WORD, &[("word", &word.term), ("means", &word.means)])))
        .collect();
    if !words.is_empty() {
        blocks.push(format!("{}\n{}", style.paragraph(say::HELP_WORDS), words.join("\n")));
    }
    if !asked.unsure_tell.is_empty() {
        blocks.push(style.paragraph(&fill(say::HELP_UNSURE, &[("tell", &situation.say(&asked.unsure_tell))])));
    }
    style.screen(&blocks, true)
}

/// The words of the glossary that occur on the question's screen.
pub fn terms<'r>(situation: &Situation<'r>, asked: &Question) -> Vec<&'r Word> {
    let mut shown = situation.say(&asked.ask);
    let hint = asked.hint.iter().map(|hint| situation.say(hint));
    for said in hint.chain(self::shown(situation, asked).into_iter().map(|(_, label)| label)) {
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
