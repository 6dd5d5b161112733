//! The one offer after the plan: what to keep of it. Nothing is written before it has been given a name.

use std::io;
use std::path::PathBuf;

use super::session::{Halt, Interview};
use super::{Reply, View, explained, one_of, until};
use crate::edge::disk;
use crate::edge::save::{self, Existing};
use crate::error::AppError;
use crate::render::question as screens;
use signpost_core::plan::Plan;
use signpost_core::rules::model::LetterIx;
use signpost_render::document::{Spacing, Style, styled};
use signpost_render::keep::{ExportOptions, Format, file};
use signpost_render::log;
use signpost_render::messages::{self as say, fill};
use signpost_render::plan::SCREEN;
use signpost_render::{letter, what_if};

/// One entry of the offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Offer {
    Plan(Format),
    Print,
    Letter,
    Log,
    WhatIf,
    Answers,
    Nothing,
}

/// A file that could be saved.
struct Draft {
    text: String,
    /// A neutral name for it.
    name: String,
}

/// What was chosen from a short list.
enum Chosen {
    Entry(usize),
    Back,
    /// The person is done, or gone.
    Done,
}

/// How the saving of one file ended.
enum SaveOutcome {
    /// It was saved, or left.
    Yes,
    Back,
    Done,
}

impl Interview<'_, '_> {
    /// Offers the plan to keep, again and again until nothing more is wanted. Going back leads to the answers.
    pub(super) fn keep(&mut self, plan: &Plan<'_>) -> Result<(), Halt> {
        if !self.start.plan_on_screen {
            self.note(if self.sent == 0 { say::END_SENT } else { say::END_SENT_AGAIN })?;
            self.sent += 1;
        }
        let mut offers = vec![Offer::Plan(Format::Text), Offer::Print];
        if !plan.letters.is_empty() {
            offers.push(Offer::Letter);
        }
        if file(plan, self.options(Format::Ics)).is_some() {
            offers.push(Offer::Plan(Format::Ics));
        }
        offers.extend([Offer::Log, Offer::Plan(Format::Email), Offer::WhatIf, Offer::Answers, Offer::Nothing]);
        let names: Vec<String> = offers.iter().map(|offer| named(*offer).to_owned()).collect();
        loop {
            let chosen = match self.choose(say::KEEP_TITLE, Some(say::KEEP_NOTE), &names)? {
                Chosen::Entry(at) => offers[at],
                Chosen::Back => return Err(Halt::Moved(None)),
                Chosen::Done => Offer::Nothing,
            };
            let kept = match chosen {
                Offer::Nothing => SaveOutcome::Done,
                Offer::Answers => {
                    self.show_answers(say::BLOCK_PLAN)?;
                    SaveOutcome::Yes
                }
                Offer::WhatIf => {
                    let page = what_if::document(plan);
                    let text = styled(&page, self.on_screen());
                    self.asker.say("\n")?;
                    self.help(&text, say::MORE_OFFER)?;
                    SaveOutcome::Yes
                }
                Offer::Letter => self.letter(plan)?,
                Offer::Log => self.log()?,
                Offer::Print => self.print(plan)?,
                Offer::Plan(Format::Ics) => self.calendar(plan)?,
                Offer::Plan(format) => self.plan_as(plan, format)?,
            };
            if let SaveOutcome::Done = kept {
                let last = if self.kept == 0 { say::END_NOTHING } else { say::END_KEPT };
                return self.note(last);
            }
        }
    }

    fn options(&self, format: Format) -> ExportOptions {
        ExportOptions { format, plain: self.start.style.ascii, today: self.start.today_is }
    }

    fn on_screen(&self) -> Style {
        let style = self.asker.style();
        Style { width: style.width, spacing: Spacing::Wide, ascii: style.plain, bold: false }
    }

    fn in_file(&self) -> Style {
        Style { width: SCREEN, spacing: Spacing::Wide, ascii: self.start.style.ascii, bold: false }
    }

    /// A neutral name, as the plan's own files have.
    fn dated(&self, what: &str, ending: &str) -> String {
        format!("{what}-{}.{ending}", self.start.today)
    }

    fn plan_as(&mut self, plan: &Plan<'_>, format: Format) -> Result<SaveOutcome, Halt> {
        let text = file(plan, self.options(format)).unwrap_or_default();
        self.save(&Draft { text, name: format.file_name(self.start.today) })
    }

    fn print(&mut self, plan: &Plan<'_>) -> Result<SaveOutcome, Halt> {
        match self.choose(say::PRINT_TITLE, None, &[say::PRINT_TEXT, say::PRINT_WEB].map(str::to_owned))? {
            Chosen::Entry(0) => self.plan_as(plan, Format::Print),
            Chosen::Entry(_) => self.plan_as(plan, Format::Html),
            Chosen::Back => Ok(SaveOutcome::Back),
            Chosen::Done => Ok(SaveOutcome::Done),
        }
    }

    fn calendar(&mut self, plan: &Plan<'_>) -> Result<SaveOutcome, Halt> {
        match self.choose(
            say::CALENDAR_TITLE,
            None,
            &[say::CALENDAR_PRIVATE, say::CALENDAR_PLAIN].map(str::to_owned),
        )? {
            Chosen::Entry(0) => self.plan_as(plan, Format::Ics),
            Chosen::Entry(_) => self.plan_as(plan, Format::IcsPlain),
            Chosen::Back => Ok(SaveOutcome::Back),
            Chosen::Done => Ok(SaveOutcome::Done),
        }
    }

    fn log(&mut self) -> Result<SaveOutcome, Halt> {
        match self.choose(say::LOG_TITLE, None, &[say::LOG_TEXT, say::LOG_TABLE].map(str::to_owned))? {
            Chosen::Entry(0) => {
                let text = styled(&log::document(self.start.rules), self.in_file());
                self.save(&Draft { text, name: self.dated("log", "txt") })
            }
            Chosen::Entry(_) => self.save(&Draft { text: log::csv(), name: self.dated("log", "csv") }),
            Chosen::Back => Ok(SaveOutcome::Back),
            Chosen::Done => Ok(SaveOutcome::Done),
        }
    }

    fn letter(&mut self, plan: &Plan<'_>) -> Result<SaveOutcome, Halt> {
        let (rules, situation) = (plan.rules(), &plan.walk.situation);
        let title = |place: &LetterIx| situation.say(&rules.letters[place.at()].title);
        let titles: Vec<String> = plan.letters.iter().map(title).collect();
        let at = match titles.len() {
            1 => 0,
            _ => match self.choose(say::LETTER_TITLE, None, &titles)? {
                Chosen::Entry(at) => at,
                Chosen::Back => return Ok(SaveOutcome::Back),
                Chosen::Done => return Ok(SaveOutcome::Done),
            },
        };
        // The checker holds that every template can be filled.
        let Ok(page) = letter::document(situation, &rules.letters[plan.letters[at].at()]) else {
            return Ok(SaveOutcome::Back);
        };
        let text = styled(&page, self.in_file());
        let id = &rules.letters[plan.letters[at].at()].id;
        self.save(&Draft { text, name: self.dated(&format!("letter-{id}"), "txt") })
    }

    /// Asks for a name until the file is saved or left.
    fn save(&mut self, draft: &Draft) -> Result<SaveOutcome, Halt> {
        loop {
            let name = match self.name(&draft.name)? {
                Ok(name) => name,
                Err(kept) => return Ok(kept),
            };
            let path = save::place(&name, &draft.name);
            let mut existing = Existing::Keep;
            if save::free(&path, existing).is_err() {
                let options = [say::TAKEN_OVER, say::TAKEN_OTHER].map(str::to_owned);
                match self.choose(say::TAKEN_TITLE, Some(&path.display().to_string()), &options)? {
                    Chosen::Entry(0) => existing = Existing::Replace,
                    Chosen::Entry(_) | Chosen::Back => continue,
                    Chosen::Done => return Ok(SaveOutcome::Done),
                }
            }
            match save::write(&path, draft.text.as_bytes(), existing) {
                Ok(whole) => {
                    self.kept += 1;
                    // The path on its own line, so that it can be copied.
                    self.asker.say(&format!("\n{}\n{}\n", say::SAVED, whole.display()))?;
                    return Ok(SaveOutcome::Yes);
                }
                Err(error) => {
                    let message = fill(say::NOT_SAVED, &[("why", why(&error))]);
                    let typed = path.display().to_string();
                    self.asker.say(&screens::fault(&message, &typed, self.asker.style()))?;
                    let options = [say::NOT_SAVED_AGAIN, say::NOT_SAVED_SHOW, say::NOT_SAVED_LEAVE].map(str::to_owned);
                    match self.choose(say::NOT_SAVED_TITLE, None, &options)? {
                        Chosen::Entry(0) => {}
                        Chosen::Entry(1) => {
                            self.asker.say("\n")?;
                            self.help(&draft.text, say::MORE_OFFER)?;
                            return Ok(SaveOutcome::Yes);
                        }
                        Chosen::Entry(_) | Chosen::Back => return Ok(SaveOutcome::Back),
                        Chosen::Done => return Ok(SaveOutcome::Done),
                    }
                }
            }
        }
    }

    /// A name for a file, or how the saving of it ended before it had one.
    fn name(&mut self, suggested: &str) -> Result<Result<PathBuf, SaveOutcome>, Halt> {
        let mut notes = Vec::new();
        if let (Some(folder), _) = disk::here_and_home() {
            notes.push(fill(say::NAME_FOLDER, &[("folder", &folder.display().to_string())]));
        }
        if !self.warned {
            notes.push(say::NAME_SHARED.to_owned());
            self.warned = true;
        }
        let view = View {
            heading: Some(say::NAME_TITLE.into()),
            notes,
            keys: vec![fill(say::NAME_KEYS, &[("name", suggested)])],
            words: vec![suggested.to_owned()],
            ..View::default()
        };
        // A number was meant for a list.
        let read = |typed: &str| {
            let typed = signpost_core::text::printable(typed.trim(), false);
            let number = typed.bytes().all(|byte| byte.is_ascii_digit());
            if number { Err(say::NAME_NONE.to_owned()) } else { Ok(typed) }
        };
        match until(&mut *self.asker, &view, explained(&[say::NAME_HELP]), read)? {
            Ok(typed) => Ok(match typed.to_lowercase().as_str() {
                "y" | "yes" => Ok(PathBuf::from(suggested)),
                "n" | "no" => Err(SaveOutcome::Back),
                _ => Ok(at_home(&typed)),
            }),
            Err(Reply::Leave) => self.leave(),
            Err(Reply::Back) => Ok(Err(SaveOutcome::Back)),
            Err(_) => Ok(Err(SaveOutcome::Done)),
        }
    }

    /// One of a short list, asked until there is an answer.
    fn choose(&mut self, title: &str, note: Option<&str>, options: &[String]) -> Result<Chosen, Halt> {
        let view = View::list(title, note.map(str::to_owned).into_iter().collect(), options);
        match one_of(&mut *self.asker, &view, &[say::KEEP_HELP, say::KEEP_HELP_MORE])? {
            Ok(at) => Ok(Chosen::Entry(at)),
            Err(Reply::Leave) => self.leave(),
            Err(Reply::Back) => Ok(Chosen::Back),
            Err(_) => Ok(Chosen::Done),
        }
    }
}

fn named(offer: Offer) -> &'static str {
    match offer {
        Offer::Plan(Format::Ics) => say::KEEP_CALENDAR,
        Offer::Plan(Format::Email) => say::KEEP_EMAIL,
        Offer::Plan(_) => say::KEEP_TEXT,
        Offer::Print => say::KEEP_PRINT,
        Offer::Letter => say::KEEP_LETTER,
        Offer::Log => say::KEEP_LOG,
        Offer::WhatIf => say::KEEP_WHAT_IF,
        Offer::Answers => say::KEEP_ANSWERS,
        Offer::Nothing => say::KEEP_NOTHING,
    }
}

/// Why a file could not be saved, in words.
fn why(error: &AppError) -> &'static str {
    let AppError::Write { source, .. } = error else { return say::WHY_OTHER };
    match source.kind() {
        io::ErrorKind::ReadOnlyFilesystem => say::WHY_READ_ONLY,
        io::ErrorKind::PermissionDenied => say::WHY_DENIED,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => say::WHY_FULL,
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => say::WHY_NO_FOLDER,
        _ => say::WHY_OTHER,
    }
}

/// "~/plan.txt" as a shell would read it.
fn at_home(typed: &str) -> PathBuf {
    match (typed.strip_prefix("~/"), disk::here_and_home().1) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(typed),
    }
}
