//! The interview from the first screen to the plan, for any face.
//!
//! All that is kept is the answers and the place of the question on the screen; what to ask, what falls away and what
//! is urgent is worked out from them again each time.

use std::io;

use chrono::NaiveDate;

use super::check::Checked;
use super::desk::Desk;
use super::facts::Unsettled;
use super::said::CallRecord;
use super::{Asker, Prompts, Reply, Showing, View, long};
use crate::edge::fault;
use crate::render::{opening, question as screens};
use signpost_core::dates::say as dates;
use signpost_core::interview::heard::Given;
use signpost_core::interview::left::about_left;
use signpost_core::interview::{Answers, Walk, walk};
use signpost_core::plan::{Advice, advise};
use signpost_core::rules::model::{QuestionIx, RuleSet};
use signpost_render::messages::{self as say, fill};
use signpost_render::plan::Today;
use signpost_render::{banner, receipt};
use signpost_render::{document, plan as page};

/// What an interview starts from.
pub struct Beginning<'r> {
    /// The rules.
    pub rules: &'r RuleSet,
    /// The day.
    pub today: NaiveDate,
    /// How it was settled.
    pub today_is: Today,
    /// Answers given beforehand; their questions are not asked.
    pub answers: Answers,
    /// What is to be said of them, if they were saved under other rules; a paragraph each.
    pub changed: Vec<String>,
    /// Texts longer than the screen stop for Enter.
    pub pause: bool,
    /// The plan goes to the screen, not to a file or another program.
    pub plan_on_screen: bool,
    /// How the plan stands on the output.
    pub style: document::Style,
}

/// How an interview ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// With the plan, or because the person stopped.
    Well,
    /// The input was over while this question was open.
    Open {
        /// Its id.
        id: String,
        /// The question.
        ask: String,
    },
    /// The rules have no next step for these answers.
    NoRoute,
}

/// Why the questions stop: the interview has ended, or its screen or keyboard is gone.
pub(super) enum Halt {
    Ended(Ended),
    /// A command changed answers, or goes to this question: the questions start anew from there.
    Moved(Option<QuestionIx>),
    /// The adviser says that the call is over.
    Done,
    Io(io::Error),
}

impl From<io::Error> for Halt {
    fn from(error: io::Error) -> Halt {
        Halt::Io(error)
    }
}

/// Holds an interview. `out` takes the plan; everything else goes to the face.
///
/// # Errors
/// The screen, the keyboard or the output is gone, or Ctrl-C was pressed.
pub fn interview(
    asker: &mut dyn Asker,
    beginning: Beginning<'_>,
    out: &mut dyn FnMut(&str) -> io::Result<()>,
) -> io::Result<Ended> {
    call(asker, beginning, None, out)
}

/// The same on a case, or with an adviser's commands. What the call comes to stands on the desk afterwards.
///
/// # Errors
/// The screen, the keyboard or the output is gone, or Ctrl-C was pressed.
pub fn call(
    asker: &mut dyn Asker,
    beginning: Beginning<'_>,
    desk: Option<&mut Desk>,
    out: &mut dyn FnMut(&str) -> io::Result<()>,
) -> io::Result<Ended> {
    let answers = beginning.answers.clone();
    let out_of_play = Vec::new();
    let mut session = Interview {
        asker,
        answers,
        start: &beginning,
        out_of_play,
        place: None,
        desk,
        sent: 0,
        kept: 0,
        warned: false,
        said_left: None,
        partly: Vec::new(),
        order: Vec::new(),
        told: String::new(),
        unsettled: Vec::new(),
        typed_ahead: None,
    };
    let ended = session.run(out);
    match session.case_now() {
        // Whoever opened the case saves it now, and is safe from an end from outside until then.
        Some(_) => session.note_down(),
        None => fault::keep(fault::CrashReport::default()),
    }
    if let Some(desk) = session.desk {
        desk.kept.answers = Some(session.answers);
    }
    match ended {
        Ok(()) | Err(Halt::Moved(_) | Halt::Done) => Ok(Ended::Well),
        Err(Halt::Ended(ended)) => Ok(ended),
        Err(Halt::Io(error)) => Err(error),
    }
}

pub(super) struct Interview<'a, 'r> {
    pub(super) asker: &'a mut dyn Asker,
    pub(super) start: &'a Beginning<'r>,
    pub(super) answers: Answers,
    /// Answered questions that were not asked when last looked at: they are not named again as they fall away.
    pub(super) out_of_play: Vec<QuestionIx>,
    /// The question on the screen.
    pub(super) place: Option<QuestionIx>,
    /// A call: its case, and what is kept for it.
    pub(super) desk: Option<&'a mut Desk>,
    /// Plans that went to a file or another program.
    pub(super) sent: usize,
    /// Files saved.
    pub(super) kept: usize,
    /// It has been said that others may open them.
    pub(super) warned: bool,
    /// How many questions were last said to be left.
    pub(super) said_left: Option<usize>,
    /// Questions that a story answered in part: they are shown once with that answer.
    pub(super) partly: Vec<QuestionIx>,
    /// What was said, the last at the end.
    pub(super) order: Vec<Given>,
    /// What was told in the person's own words, a line each.
    pub(super) told: String,
    /// What was heard and is still to be asked about, before the next question.
    pub(super) unsettled: Vec<Unsettled>,
    /// What was typed at a stop after a help text: it answers the next prompt.
    pub(super) typed_ahead: Option<String>,
}

impl Prompts for Interview<'_, '_> {
    type Halt = Halt;

    fn face(&mut self) -> &mut dyn Asker {
        self.asker
    }

    fn put(&mut self, view: &View, showing: Showing) -> Result<Reply, Halt> {
        self.prompt(view, showing)
    }

    fn hear(&mut self, typed: &str) -> Result<(), Halt> {
        self.said_aside(typed)
    }
}

/// Which question is on the screen.
#[derive(Clone, Copy)]
enum At {
    /// The first that has no answer.
    Open,
    /// One answered before, on the way forward again after going back.
    Onward(QuestionIx),
    /// One answered before, to be changed; then only what is newly needed is asked.
    Change(QuestionIx),
}

/// What came of showing a question.
pub(super) enum Step {
    Answered,
    Back,
}

impl<'r> Interview<'_, 'r> {
    fn run(&mut self, out: &mut dyn FnMut(&str) -> io::Result<()>) -> Result<(), Halt> {
        if self.adviser() {
            self.call_opening()?
        } else {
            self.opening()?
        }
        let mut at = At::Open;
        loop {
            self.name_unused(say::NOT_ASKED)?;
            let ended = match self.questions(at) {
                Ok(()) => self.plan(out),
                Err(Halt::Done) => self.done(out),
                Err(halt) => Err(halt),
            };
            match ended {
                Err(Halt::Moved(to)) => at = to.map_or(At::Open, At::Change),
                ended => return ended,
            }
        }
    }

    /// The first line of a call: an adviser knows the rest.
    fn call_opening(&mut self) -> Result<(), Halt> {
        let checked = dates::plain(self.start.rules.law_checked);
        let case = self.desk.as_ref().filter(|desk| desk.saved).map(|desk| desk.case.reference.to_string());
        self.note(&match case {
            Some(reference) => fill(say::DESK_CASE, &[("reference", &reference), ("checked", &checked)]),
            None => fill(say::DESK_START, &[("checked", &checked)]),
        })?;
        self.note(say::NOTE_WARN)?;
        self.start.changed.iter().try_for_each(|changed| self.note(changed))
    }

    /// The answers as they lead now.
    pub(super) fn walk(&self) -> Walk<'r> {
        walk(self.start.rules, &self.answers, self.start.today)
    }

    /// Puts a prompt. Stopping and leaving are dealt with here, so that they work everywhere.
    pub(super) fn prompt(&mut self, view: &View, mut showing: Showing) -> Result<Reply, Halt> {
        if let Some(typed) = self.typed_ahead.take() {
            return Ok(Reply::Typed(typed));
        }
        let desk = self.adviser().then(|| self.at_desk(view));
        let view = desk.as_ref().unwrap_or(view);
        loop {
            match self.asker.ask(view, showing)? {
                Reply::Leave => return self.leave(),
                Reply::Typed(typed) if desk.is_some() && typed.trim_start().starts_with('/') => {
                    let done = self.command(&typed);
                    self.remember()?;
                    done?;
                    // The question stands above; one line of it is enough to go on.
                    showing = Showing::Keys;
                    if let Some(asked) = &view.heading {
                        self.note(&fill(say::AGAIN, &[("asked", asked)]))?;
                    }
                    continue;
                }
                Reply::Stop => self.stop()?,
                reply => return Ok(reply),
            }
            showing = Showing::Whole;
        }
    }

    /// The rows of the screen, if long texts stop for Enter.
    pub(super) fn pause(&self) -> Option<usize> {
        self.asker.style().rows.filter(|_| self.start.pause)
    }

    /// How a page stands on the output: on a screen, as wide as that is now.
    pub(super) fn page_style(&self) -> document::Style {
        let style = self.start.style;
        if self.start.plan_on_screen { document::Style { width: self.asker.style().width, ..style } } else { style }
    }

    /// Shows a text that may be longer than the screen.
    pub(super) fn long(&mut self, text: &str) -> Result<(), Halt> {
        let pause = self.pause();
        match long::show(self.asker, text, pause, &mut |asker, text| asker.say(text))? {
            long::Shown::Yes => Ok(()),
            long::Shown::Leave => self.leave(),
        }
    }

    /// Says one short paragraph, with an empty line before it.
    pub(super) fn note(&mut self, message: &str) -> Result<(), Halt> {
        let style = self.asker.style();
        Ok(self.asker.say(&format!("\n{}\n", style.paragraph(message)))?)
    }

    fn opening(&mut self) -> Result<(), Halt> {
        let (start, style) = (self.start, self.asker.style());
        let text = opening::text(start.rules, start.today, start.today_is, style);
        loop {
            self.long(&text)?;
            match self.prompt(&opening::view(), Showing::Whole)? {
                Reply::Help => {
                    self.help(&opening::help(style), say::HOW_END)?;
                    // Nothing has been asked yet.
                    self.typed_ahead = None;
                }
                Reply::End => return Err(self.open()),
                Reply::Back => self.note(say::START_BACK)?,
                Reply::Typed(story) if story.chars().any(char::is_alphabetic) => {
                    self.story(&story)?;
                    break;
                }
                _ => break,
            }
            self.asker.say("\n")?;
        }
        start.changed.iter().try_for_each(|changed| self.note(changed))
    }

    /// A help text, and on a screen that pauses a stop after it, so that what comes next does not push it away. What is
    /// typed there is an answer.
    pub(super) fn help(&mut self, text: &str, end: &str) -> Result<(), Halt> {
        loop {
            self.long(text)?;
            if !self.start.pause {
                return Ok(());
            }
            match self.prompt(&View::line(end), Showing::Whole)? {
                Reply::Help => {}
                Reply::Typed(typed) if !typed.trim().is_empty() => {
                    self.typed_ahead = Some(typed);
                    return Ok(());
                }
                _ => return Ok(()),
            }
        }
    }

    /// Asks until nothing is open and the answers have been checked.
    fn questions(&mut self, mut at: At) -> Result<(), Halt> {
        loop {
            self.remember()?;
            // A question that was asked for comes first.
            if !matches!(at, At::Change(_)) {
                match self.settle_all() {
                    Err(Halt::Moved(to)) => {
                        at = to.map_or(At::Open, At::Change);
                        continue;
                    }
                    settled => settled?,
                }
            }
            let walk = self.walk();
            let place = match at {
                At::Onward(place) | At::Change(place) => Some(place),
                At::Open => walk.path.iter().copied().find(|place| self.partly.contains(place)).or(walk.next),
            };
            self.place = place;
            let Some(place) = place else {
                match self.check(&walk)? {
                    Checked::Plan => return Ok(()),
                    Checked::Change(place) => at = At::Change(place),
                    Checked::Back => at = walk.path.last().map_or(At::Open, |last| At::Onward(*last)),
                }
                continue;
            };
            let around = screens::Around {
                banner: banner::lines(&walk),
                held: walk.situation.answer(place),
                more: if walk.situation.answer(place).is_none() { self.about_more() } else { None },
                story: self.told.clone(),
            };
            let step = match self.question(place, around) {
                Err(Halt::Moved(to)) => {
                    at = to.map_or(At::Open, At::Change);
                    self.name_unused(say::DROPPED)?;
                    continue;
                }
                step => step?,
            };
            self.partly.retain(|partly| *partly != place);
            at = match (step, at) {
                (Step::Answered, At::Onward(_)) => self.after(place),
                (Step::Answered, At::Open | At::Change(_)) | (Step::Back, At::Change(_)) => At::Open,
                (Step::Back, At::Open | At::Onward(_)) => match walk.path.iter().rev().find(|other| **other < place) {
                    Some(before) => At::Onward(*before),
                    None => {
                        self.note(say::FIRST)?;
                        at
                    }
                },
            };
            self.name_unused(say::DROPPED)?;
        }
    }

    /// What has been said is one more thing to take back, and is saved where that was agreed.
    pub(super) fn remember(&mut self) -> Result<(), Halt> {
        if self.settle() {
            self.save_as_said()?;
        }
        self.note_down();
        Ok(())
    }

    /// What has been said is saved or given back if the program ends in an unforeseen way.
    fn note_down(&mut self) {
        let none = CallRecord::default();
        let kept = self.desk.as_ref().map_or(&none, |desk| &desk.kept);
        let answers = kept.lines(self.start.rules, &self.answers, self.start.today);
        let case = self.case_now();
        let desk = self.desk.as_ref().filter(|desk| desk.saved);
        let save = desk.map(|desk| desk.save.clone()).zip(case);
        // A window may be closed long after the last thing was said.
        let minutes = desk.filter(|desk| desk.anything_said(&self.answers)).map(|desk| desk.minutes.clone());
        let save = save.map(|(save, mut case)| -> fault::Save {
            let reference = case.reference.to_string();
            Box::new(move || {
                if let (Some(minutes), Some(call)) = (minutes, case.calls.last_mut()) {
                    call.minutes = Some(minutes());
                }
                save(case).ok().map(|_| reference)
            })
        });
        let as_said = desk.is_some_and(|desk| desk.commands);
        fault::keep(fault::CrashReport { answers, on_request: self.desk.is_some(), as_said, save });
    }

    /// About how many questions come after the open one. What is said never rises, and "the last" is never promised: an
    /// answer may call up one more.
    fn about_more(&mut self) -> Option<usize> {
        let more = about_left(self.start.rules, &self.answers, self.start.today).checked_sub(1)?;
        self.said_left = Some(self.said_left.map_or(more, |said| said.saturating_sub(1).min(more)));
        self.said_left.filter(|more| *more > 1)
    }

    /// The question after this one on the way: answered before, or the open one.
    fn after(&self, place: QuestionIx) -> At {
        self.walk().path.iter().find(|other| **other > place).map_or(At::Open, |next| At::Onward(*next))
    }

    fn plan(&mut self, out: &mut dyn FnMut(&str) -> io::Result<()>) -> Result<(), Halt> {
        let start = self.start;
        let plan = match advise(start.rules, &self.answers, start.today) {
            Advice::Plan(plan) => plan,
            // Nothing is open after the questions; were it so, it would be said.
            Advice::Ask(_) => return Err(self.open()),
            Advice::NoRoute(walk) => {
                self.keep_answers(&walk)?;
                return Err(Halt::Ended(Ended::NoRoute));
            }
        };
        let mut page = page::document(&plan, start.today_is);
        let kept = self.desk.as_ref().map(|desk| desk.kept.to_confirm(start.rules, &self.answers, start.today));
        if let Some(asked) = kept.filter(|asked| !asked.is_empty()) {
            page.heading(say::CONFIRM_TITLE);
            asked.into_iter().for_each(|asked| page.item(asked));
        }
        let text = document::styled(&page, self.page_style());
        // On a screen the plan needs its distance from the answer line above it; a file does not.
        self.asker.say("\n")?;
        let pause = self.pause().filter(|_| start.plan_on_screen);
        let mut lost = false;
        let shown = long::show(self.asker, &text, pause, &mut |_, text| {
            out(text).inspect_err(|error| lost = error.kind() != io::ErrorKind::BrokenPipe)
        });
        if lost {
            self.keep_answers(&plan.walk)?;
        }
        match shown? {
            long::Shown::Leave => self.leave(),
            long::Shown::Yes if self.adviser() => {
                self.teach_back(&plan)?;
                self.close(out)
            }
            // The case is saved now, and whoever opened it says so.
            long::Shown::Yes if self.desk.is_some() => Ok(()),
            long::Shown::Yes => self.keep(&plan),
        }
    }

    /// Where no plan can be shown, the answers are, so that they need not be given again.
    fn keep_answers(&mut self, walk: &Walk<'_>) -> Result<(), Halt> {
        self.note(say::NO_PLAN)?;
        Ok(self.asker.say(&format!("\n{}\n", receipt::answers(walk)))?)
    }

    /// The question that is open, as the end of an interview.
    pub(super) fn open(&self) -> Halt {
        let walk = self.walk();
        let next = walk.next.map(|next| self.start.rules.question(next));
        Halt::Ended(next.map_or(Ended::Well, |question| Ended::Open {
            id: question.id.clone(),
            ask: walk.situation.say(&question.ask),
        }))
    }
}
