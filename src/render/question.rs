//! The screens of one question: the question itself, its help, what was said, what was wrong.

use super::screen::{Paint, Style, View};
use signpost_core::interview::{Answer, Problem, Situation, statement};
use signpost_core::rules::model::{Kind, Options, Question, QuestionIx};
use signpost_core::text;
use signpost_render::messages::{self as say, fill};
use signpost_render::problem;
use signpost_render::question::{self, notes, shown};

/// What stands around a question.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// What cannot wait.
    pub banner: Vec<String>,
    /// The answer held already, when the question is shown again.
    pub held: Option<Answer>,
    /// The most questions that can still come after this one, when it is known.
    pub more: Option<usize>,
    /// What the person told in their own words.
    pub story: String,
}

/// The longest text that is said back after an error.
const LONGEST_ECHO: usize = 60;

/// The question as a prompt.
pub fn view(situation: &Situation<'_>, place: QuestionIx, around: Around) -> View {
    let asked = situation.rules.question(place);
    let shown = shown(situation, asked, &around.story);
    let chosen = |chosen: Options| shown.iter().position(|(bit, _)| chosen & 1 << bit != 0);
    let keep = around.held.map(|answer| {
        let said = text::lower_first(&statement::of_answer(situation, place, answer)).into_owned();
        fill(say::KEEP, &[("said", &said)])
    });
    let keys = keep.iter().cloned().chain([key_line(asked, around.held.is_some(), around.more)]).collect();
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
        groups: question::groups(situation, asked),
        options,
        keys,
        choose_one: matches!(asked.kind, Kind::One),
        held,
        menu_note: keep,
        on_enter: None,
        commands: true,
        hears: false,
        words,
    }
}

fn key_line(asked: &Question, held: bool, more: Option<usize>) -> String {
    let first = match asked.kind {
        Kind::One => say::TYPE_ONE,
        Kind::Area => say::TYPE_AREA,
        Kind::Several { .. } => say::TYPE_SEVERAL,
        // Enter keeps what was found for a question of one's own.
        Kind::Told if held => say::TYPE_SEVERAL,
        Kind::Told => say::TYPE_TOLD,
        Kind::Date(_) if asked.is_optional() => say::TYPE_DATE_IF_KNOWN,
        Kind::Date(_) if asked.options.is_empty() => say::TYPE_DATE,
        Kind::Date(_) => say::TYPE_DATE_OR_NONE,
    };
    let more = match more {
        None => String::new(),
        Some(more) => format!(". {}", fill(say::MORE, &[("count", &text::count(more as i64, "question"))])),
    };
    format!("{first} {}{more}", say::KEYS)
}

/// An answer said back, and for "I am not sure" how to find out.
pub fn echo(situation: &Situation<'_>, place: QuestionIx, answer: Answer, style: Style) -> String {
    let said = question::said_back(situation, place, answer);
    said.iter().map(|said| style.paragraph(said)).collect::<Vec<_>>().join("\n") + "\n"
}

/// What is wrong with a typed answer, and what was typed, unless it is long. A question of one's own that nothing answers
/// is no error.
pub fn error(problem: &Problem, asked: &Question, typed: &str, style: Style) -> String {
    let message = problem::message(problem, asked);
    match (asked.kind == Kind::Told, problem) {
        (true, Problem::NoSuchOption { near: None }) => style.paragraph(&message) + "\n",
        _ => fault(&message, typed, style),
    }
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
    let help = question::help(situation, place);
    let mut blocks = vec![style.painted(Paint::Heading, say::HELP_TITLE)];
    blocks.extend(help.lines.iter().map(|line| style.paragraph(line)));
    for (title, items) in [(say::HELP_LETTER, &help.letters), (say::HELP_WORDS, &help.words)] {
        if !items.is_empty() {
            let items: Vec<String> = items.iter().map(|item| style.item(item)).collect();
            blocks.push(format!("{}\n{}", style.paragraph(title), items.join("\n")));
        }
    }
    blocks.extend(help.unsure.iter().map(|line| style.paragraph(line)));
    style.screen(&blocks, true)
}
