//! The adviser's desk: what a call stands on, and the commands that start with a slash.

use std::sync::Arc;

use super::said::CallRecord;
use super::session::{Halt, Interview};
use super::{View, explained, until};
use crate::cases::{Case, Known, advice};
use crate::error::AppError;
use crate::render::desk::{self as texts, Command};
use crate::render::question as screens;
use signpost_core::interview::{Answers, Problem, reply};
use signpost_core::rules::model::{QuestionIx, RuleSet};
use signpost_core::text;
use signpost_render::messages::{self as say, fill};
use signpost_render::question;

/// A call at the desk. What it holds is written nowhere until somebody asks for that.
pub struct Desk {
    /// The case as it was when the call began: a saved one, or an empty one.
    pub case: Case,
    /// It stands in the cases folder, and is saved there as each thing is said, or at the end where no commands work.
    pub saved: bool,
    /// Saves it there.
    pub save: Arc<SaveCase>,
    /// The last time it could not be saved.
    pub unsaved: bool,
    /// Slash commands work.
    pub commands: bool,
    /// Minutes since the call began.
    pub minutes: Arc<dyn Fn() -> u32 + Send + Sync>,
    /// What the call comes to.
    pub kept: CallRecord,
}

impl Desk {
    /// The reference under which all that was said is saved, if it is.
    pub(super) fn saved_as(&self) -> Option<String> {
        (self.saved && self.commands && !self.unsaved).then(|| self.case.reference.to_string())
    }

    /// Whether anything has been said on the call.
    pub fn anything_said(&self, answers: &Answers) -> bool {
        self.commands && self.kept.any(answers)
    }

    /// The case with what the call has come to so far. Where nothing was said it is as it was.
    pub fn now(&mut self, rules: &RuleSet, answers: &Answers, today: chrono::NaiveDate) -> Case {
        self.kept.minutes = (self.minutes)();
        let mut case = self.case.clone();
        if self.anything_said(answers) {
            self.kept.write(&mut case, rules, answers, today);
        } else if !self.commands {
            advice::keep(&mut case, rules, answers, Known::NotSaid, today);
            advice::record(&mut case, rules, answers, today);
        }
        case
    }
}

/// Saves a case as it now stands, and returns the path of its file.
pub type SaveCase = dyn Fn(Case) -> Result<String, AppError> + Send + Sync;

/// One key for how a fact is known.
pub(super) fn known_key(typed: &str) -> Option<Known> {
    match typed.trim().to_lowercase().as_str() {
        "l" => Some(Known::LetterInHand),
        "r" => Some(Known::ReadOut),
        "m" => Some(Known::Remembered),
        "o" => Some(Known::ToldByOther),
        _ => None,
    }
}

impl Interview<'_, '_> {
    /// Whether slash commands work.
    pub(super) fn adviser(&self) -> bool {
        self.desk.as_ref().is_some_and(|desk| desk.commands)
    }

    /// The prompt as it stands at the desk: the commands are named, and completed while typing.
    pub(super) fn at_desk(&self, view: &View) -> View {
        let mut view = view.clone();
        if let Some(keys) = view.keys.last_mut() {
            *keys = format!("{}. {}", keys.trim_end_matches('.'), say::DESK_KEYS);
        }
        view.words.extend(Command::ALL.iter().map(|command| format!("/{}", command.name())));
        for question in &self.start.rules.questions {
            view.words.push(format!("/set {}", question.id));
            view.words.push(format!("/jump {}", question.id));
        }
        view
    }

    /// Carries out a command.
    pub(super) fn command(&mut self, typed: &str) -> Result<(), Halt> {
        let typed = typed.trim().trim_start_matches('/').trim();
        let (name, rest) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
        let (name, rest) = (name.to_lowercase(), rest.trim());
        if name.is_empty() {
            return self.say_all(&texts::commands());
        }
        let Some(command) = Command::of(&name) else {
            return self.note(&fill(say::DESK_UNKNOWN, &[("typed", &format!("/{name}"))]));
        };
        match command {
            Command::Facts | Command::Set | Command::Jump if rest.is_empty() => self.note(&command.type_it_as()),
            Command::Facts => self.facts(rest),
            Command::Set => self.set(rest),
            Command::Jump => match self.by_name(rest)? {
                Some(question) => Err(Halt::Moved(Some(question))),
                None => Ok(()),
            },
            Command::List => self.list(),
            Command::Undo => self.undo(),
            Command::Read => self.read_aloud(),
            Command::Route => self.route(rest),
            Command::Why => self.why(),
            Command::Words => self.glossary(rest),
            Command::Note => self.keep_note(rest),
            Command::Call => self.about_call(rest),
            Command::Action => self.agree(rest),
            Command::Service => self.number(rest),
            Command::Keep => self.keep_case(),
            Command::Hold => self.hold(),
            Command::Safe => self.say_all(&texts::safe()),
            Command::Time => {
                let minutes = self.desk.as_ref().map_or(0, |desk| (desk.minutes)());
                self.note(&fill(say::TIME, &[("minutes", &text::count(minutes, "minute"))]))
            }
            Command::Done => Err(Halt::Done),
        }
    }

    /// Says several short paragraphs.
    pub(super) fn say_all(&mut self, lines: &[String]) -> Result<(), Halt> {
        let style = self.asker.style();
        let said: Vec<String> = lines.iter().map(|line| style.paragraph(line)).collect();
        Ok(self.asker.say(&format!("\n{}\n", said.join("\n")))?)
    }

    /// The question that an id, its number among the answers, or a few letters stand for.
    pub(super) fn by_name(&mut self, typed: &str) -> Result<Option<QuestionIx>, Halt> {
        let (rules, typed) = (self.start.rules, typed.trim().to_lowercase());
        if let Some(found) = rules.question_by_id(&typed) {
            return Ok(Some(found));
        }
        if let Ok(number) = typed.parse::<usize>() {
            let walk = self.walk();
            let all: Vec<QuestionIx> = walk.path.iter().copied().chain(walk.next).collect();
            if let Some(found) = number.checked_sub(1).and_then(|at| all.get(at)) {
                return Ok(Some(*found));
            }
        }
        let fitting = |fits: &dyn Fn(&str) -> bool| -> Vec<QuestionIx> {
            rules.questions().filter(|(_, question)| fits(&question.id)).map(|(place, _)| place).collect()
        };
        let mut found = fitting(&|id| id.starts_with(&typed));
        if found.is_empty() {
            found = fitting(&|id| id.contains(&typed));
        }
        let message = match found.as_slice() {
            [one] => return Ok(Some(*one)),
            [] => match text::nearest(&typed, rules.questions.iter().map(|question| question.id.as_str())) {
                Some(near) => fill(say::ID_NEAR, &[("typed", &typed), ("near", near)]),
                None => fill(say::ID_UNKNOWN, &[("typed", &typed)]),
            },
            several => {
                let ids: Vec<&str> = several.iter().map(|place| rules.question(*place).id.as_str()).collect();
                fill(say::ID_SEVERAL, &[("typed", &typed), ("ids", &text::list_or(&ids))])
            }
        };
        self.note(&message)?;
        Ok(None)
    }

    /// `/set ID ANSWER`.
    fn set(&mut self, rest: &str) -> Result<(), Halt> {
        let (id, answer) = rest.split_once([' ', '=', '\t']).unwrap_or((rest, ""));
        let Some(question) = self.by_name(id)? else { return Ok(()) };
        if answer.trim().is_empty() {
            return Err(Halt::Moved(Some(question)));
        }
        let (answer, known) = split_key(answer, self.start.rules.question(question).date().is_some());
        let walk = self.walk();
        let asked = walk.situation.rules.question(question);
        let shown = question::shown(&walk.situation, asked, &self.told);
        match reply::read(walk.situation.rules, question, answer, &self.answers, self.start.today, &shown) {
            Ok(read) => {
                self.take(question, read, known)?;
                Err(Halt::Moved(None))
            }
            // Words of one council's name only: it is said back, and can be taken back.
            Err(Problem::WhichArea { fits, sure: true, .. }) => {
                self.take(question, fits[0], known)?;
                Err(Halt::Moved(None))
            }
            Err(problem) => Ok(self.asker.say(&screens::error(&problem, asked, answer, self.asker.style()))?),
        }
    }

    /// Asks how a date is known.
    pub(super) fn known(&mut self, question: QuestionIx) -> Result<(), Halt> {
        let Some(date) = self.start.rules.question(question).date() else { return Ok(()) };
        let view = View { hears: true, ..View::line(&fill(say::KNOWN_KEYS, &[("called", &date.called)])) };
        let read = |typed: &str| match known_key(typed) {
            None if !typed.trim().is_empty() => Err(say::KNOWN_WRONG.to_owned()),
            known => Ok(known),
        };
        let known = until(self, &view, explained(&[say::KNOWN_WRONG]), read)?.unwrap_or(None);
        self.hold_known(question, known);
        Ok(())
    }

    /// Holds how an answer is known, where that was said.
    pub(super) fn hold_known(&mut self, question: QuestionIx, known: Option<Known>) {
        if let (Some(known), Some(answer), Some(desk)) = (known, self.answers.get(question), self.desk.as_mut()) {
            desk.kept.said.known.insert(question, (answer, known));
        }
    }

    /// The case as it stands now, saved or not.
    pub(super) fn case_now(&mut self) -> Option<Case> {
        let (rules, today) = (self.start.rules, self.start.today);
        self.desk.as_mut().map(|desk| desk.now(rules, &self.answers, today))
    }
}

/// A date and the key for how it is known: "28 oct r".
pub(super) fn split_key(typed: &str, date: bool) -> (&str, Option<Known>) {
    let typed = typed.trim();
    match typed.rsplit_once(' ') {
        Some((rest, key)) if date && known_key(key).is_some() => (rest.trim(), known_key(key)),
        _ => (typed, None),
    }
}
