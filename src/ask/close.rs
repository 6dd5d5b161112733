//! The end of a call: teach-back, the call note, the summary, and whether it is kept.

use std::io;

use super::session::{Ended, Halt, Session};
use super::{Reply, Showing, View, long};
use crate::cases::ConsentKind;
use crate::render::casework::{note, summary};
use crate::render::question as screens;
use signpost_core::plan::{Advice, Plan, advise};
use signpost_render::document::{self, Document};
use signpost_render::messages::{self as say, fill};

/// Where plans and notes go.
pub(super) type Out<'o> = &'o mut dyn FnMut(&str) -> io::Result<()>;

/// The four consents with the words that ask for them, each by itself (`ux.md` J6).
const CONSENTS: [(ConsentKind, &str); 4] = [
    (ConsentKind::Record, say::CONSENT_RECORD),
    (ConsentKind::Contact, say::CONSENT_CONTACT),
    (ConsentKind::Share, say::CONSENT_SHARE),
    (ConsentKind::Feedback, say::CONSENT_FEEDBACK),
];

impl Session<'_, '_> {
    /// After `/done`: what is still open is named; then as after a plan.
    pub(super) fn done(&mut self, out: Out<'_>) -> Result<(), Halt> {
        let walk = self.walk();
        if let Some(next) = walk.next {
            self.place = None;
            self.note(&fill(
                say::DONE_OPEN,
                &[("asked", &walk.situation.say(&walk.situation.rules.question(next).ask))],
            ))?;
        }
        self.close(out)
    }

    /// Once, after the plan: whether the next step was said back.
    pub(super) fn teach_back(&mut self, plan: &Plan<'_>) -> Result<(), Halt> {
        match self.desk.as_mut() {
            Some(desk) if desk.commands && !desk.kept.taught => desk.kept.taught = true,
            _ => return Ok(()),
        }
        let (first, by) = signpost_render::plan::first_act(plan);
        let listen = fill(say::TEACH_LISTEN, &[("first", &first), ("by", &by)]);
        self.say_all(&[say::TEACH.to_owned(), listen])?;
        let view = View::line(say::TEACH_KEYS);
        let mut showing = Showing::Whole;
        loop {
            match self.prompt(&view, showing)? {
                Reply::Typed(typed) => match typed.trim().to_lowercase().as_str() {
                    "" => return Ok(()),
                    word @ ("d" | "done" | "n") => {
                        if let Some(desk) = self.desk.as_mut() {
                            desk.kept.teach_back = Some(word != "n");
                        }
                        return Ok(());
                    }
                    _ => self.asker.say(&screens::fault(say::TEACH_WRONG, &typed, self.asker.style()))?,
                },
                Reply::Back | Reply::End => return Ok(()),
                Reply::Help | Reply::Stop | Reply::Leave => self.note(say::TEACH_HELP)?,
            }
            showing = Showing::Keys;
        }
    }

    /// The end of a call, until somebody says that it is over.
    pub(super) fn close(&mut self, out: Out<'_>) -> Result<(), Halt> {
        let saved = self.desk.as_ref().is_some_and(|desk| desk.saved);
        let view = View::line(if saved { say::CLOSE_CASE } else { say::CLOSE_KEYS });
        loop {
            let reply = match self.prompt(&view, Showing::Whole) {
                Err(Halt::Done) => return Ok(()),
                other => other?,
            };
            match reply {
                Reply::Typed(typed) => match typed.trim().to_lowercase().as_str() {
                    "n" | "note" => self.print_note(out)?,
                    "s" | "summary" => self.print_summary(out)?,
                    "k" | "keep" if !saved => {
                        if self.consents()? {
                            if let Some(desk) = self.desk.as_mut() {
                                desk.kept.wanted = true;
                            }
                            return Ok(());
                        }
                    }
                    _ => self.asker.say(&screens::fault(say::CLOSE_WRONG, &typed, self.asker.style()))?,
                },
                Reply::End => return Ok(()),
                Reply::Back => return Err(Halt::Moved(None)),
                Reply::Help | Reply::Stop | Reply::Leave => self.note(say::CLOSE_HELP)?,
            }
        }
    }

    fn print_note(&mut self, out: Out<'_>) -> Result<(), Halt> {
        let Some(case) = self.case_now() else { return Ok(()) };
        let advice = advise(self.start.rules, &self.answers, self.start.today);
        let page = note::document(self.start.rules, &case, &advice, self.start.today);
        self.print_page(&page, out)
    }

    fn print_summary(&mut self, out: Out<'_>) -> Result<(), Halt> {
        let Some(case) = self.case_now() else { return Ok(()) };
        let Advice::Plan(plan) = advise(self.start.rules, &self.answers, self.start.today) else {
            return self.note(say::CLOSE_NO_PLAN);
        };
        let page = summary::document(&plan, &case);
        self.print_page(&page, out)
    }

    fn print_page(&mut self, page: &Document, out: Out<'_>) -> Result<(), Halt> {
        let text = document::styled(page, self.page_style());
        self.asker.say("\n")?;
        let pause = self.pause().filter(|_| self.start.plan_on_screen);
        match long::show(self.asker, &text, pause, &mut |_, text| out(text))? {
            long::Shown::Leave => self.leave(),
            long::Shown::Yes => Ok(()),
        }
    }

    /// Each consent by itself; whether a record may be kept.
    fn consents(&mut self) -> Result<bool, Halt> {
        for (kind, words) in CONSENTS {
            let Some(given) = self.yes_or_no(words)? else {
                // Going back leaves nothing half given.
                self.desk.iter_mut().for_each(|desk| desk.kept.consents.clear());
                return Ok(false);
            };
            if let Some(desk) = self.desk.as_mut() {
                desk.kept.consents.insert(kind, given);
            }
            if kind == ConsentKind::Record && !given {
                self.note(say::CONSENT_NONE)?;
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// A typed yes or no; none to go back. Enter alone is neither.
    fn yes_or_no(&mut self, words: &str) -> Result<Option<bool>, Halt> {
        let view = View::line(words);
        let mut showing = Showing::Whole;
        loop {
            match self.asker.ask(&view, showing)? {
                Reply::Typed(typed) => match typed.trim().to_lowercase().as_str() {
                    "y" | "yes" => return Ok(Some(true)),
                    "n" | "no" => return Ok(Some(false)),
                    _ => self.asker.say(&screens::fault(say::CONSENT_WRONG, &typed, self.asker.style()))?,
                },
                Reply::End => return Err(Halt::Ended(Ended::Well)),
                Reply::Leave => return self.leave(),
                Reply::Back => return Ok(None),
                Reply::Stop => self.stop()?,
                Reply::Help => self.note(say::CONSENT_HELP)?,
            }
            showing = Showing::Keys;
        }
    }
}
