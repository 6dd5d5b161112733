//! The end of a call: teach-back, the call note, the summary, and whether it is kept.

use std::io;

use super::session::{Ended, Halt, Interview};
use super::{Reply, View, explained, long, until};
use crate::cases::ConsentKind;
use crate::render::casework::{note, summary};
use signpost_core::plan::{Advice, Plan, advise};
use signpost_render::document::{self, Document};
use signpost_render::messages::{self as say, fill};

/// Where plans and notes go.
pub(super) type Out<'o> = &'o mut dyn FnMut(&str) -> io::Result<()>;

/// The four consents with the words that ask for them, each by itself.
const CONSENTS: [(ConsentKind, &str); 4] = [
    (ConsentKind::Record, say::CONSENT_RECORD),
    (ConsentKind::Contact, say::CONSENT_CONTACT),
    (ConsentKind::Share, say::CONSENT_SHARE),
    (ConsentKind::Feedback, say::CONSENT_FEEDBACK),
];

/// What can be asked for at the end of a call.
enum Closing {
    Note,
    Summary,
    Keep,
}

impl Interview<'_, '_> {
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
        let view = View { hears: true, ..View::line(say::TEACH_KEYS) };
        let read = |typed: &str| match typed.trim().to_lowercase().as_str() {
            "" => Ok(None),
            "d" | "done" => Ok(Some(true)),
            "x" => Ok(Some(false)),
            _ => Err(say::TEACH_WRONG.to_owned()),
        };
        let said = until(self, &view, explained(&[say::TEACH_HELP]), read)?.unwrap_or(None);
        if let (Some(said), Some(desk)) = (said, self.desk.as_mut()) {
            desk.kept.said.teach_back = Some(said);
        }
        Ok(())
    }

    /// The end of a call, until somebody says that it is over.
    pub(super) fn close(&mut self, out: Out<'_>) -> Result<(), Halt> {
        loop {
            self.remember()?;
            let saved = self.desk.as_ref().is_some_and(|desk| desk.saved);
            let view = View { hears: true, ..View::line(if saved { say::CLOSE_CASE } else { say::CLOSE_KEYS }) };
            let read = |typed: &str| match typed.trim().to_lowercase().as_str() {
                "n" | "note" => Ok(Closing::Note),
                "s" | "summary" => Ok(Closing::Summary),
                "k" | "keep" => Ok(Closing::Keep),
                _ => Err(say::CLOSE_WRONG.to_owned()),
            };
            match until(self, &view, explained(&[say::CLOSE_HELP]), read) {
                Ok(Ok(Closing::Note)) => self.print_note(out)?,
                Ok(Ok(Closing::Summary)) => self.print_summary(out)?,
                Ok(Ok(Closing::Keep)) => self.keep_case()?,
                Ok(Err(Reply::Back)) => return Err(Halt::Moved(None)),
                Ok(Err(_)) | Err(Halt::Done) => return self.ended(),
                Err(halt) => return Err(halt),
            }
        }
    }

    /// The call is over: what was not to be kept is gone, and that is said.
    fn ended(&mut self) -> Result<(), Halt> {
        let lost = self.desk.as_ref().is_some_and(|desk| !desk.saved);
        if lost { self.note(say::END_NOTHING) } else { Ok(()) }
    }

    /// `/keep`, and `k` at the end: after the consents the call is a case, and is saved as it goes on.
    pub(super) fn keep_case(&mut self) -> Result<(), Halt> {
        let Some(desk) = self.desk.as_ref() else { return Ok(()) };
        if desk.saved {
            let reference = desk.case.reference.to_string();
            return self.note(&fill(say::CASE_ALREADY, &[("reference", &reference)]));
        }
        if !self.consents()? {
            return Ok(());
        }
        let Some(case) = self.case_now() else { return Ok(()) };
        let Some(desk) = self.desk.as_mut() else { return Ok(()) };
        desk.kept.wanted = true;
        let reference = case.reference.to_string();
        match (desk.save)(case) {
            Ok(path) => {
                desk.saved = true;
                self.say_all(&[
                    fill(say::CASE_REFERENCE, &[("reference", &reference)]),
                    fill(say::CASE_SAVED, &[("path", &path)]),
                    say::NAME_SHARED.to_owned(),
                    say::CASE_GOES_ON.to_owned(),
                ])
            }
            Err(why) => self.note(&fill(say::CASE_NOT_SAVED, &[("why", &why.to_string())])),
        }
    }

    /// Saves the case where that was agreed, as it stands now. What goes wrong is said once, and tried again.
    pub(super) fn save_as_said(&mut self) -> Result<(), Halt> {
        let agreed = self.desk.as_ref().is_some_and(|desk| desk.saved && desk.commands);
        let Some(case) = self.case_now().filter(|_| agreed) else { return Ok(()) };
        let Some(desk) = self.desk.as_mut() else { return Ok(()) };
        let Err(why) = (desk.save)(case) else {
            desk.unsaved = false;
            return Ok(());
        };
        if std::mem::replace(&mut desk.unsaved, true) {
            return Ok(());
        }
        self.note(&fill(say::CASE_NOT_SAVED, &[("why", &why.to_string())]))
    }

    fn print_note(&mut self, out: Out<'_>) -> Result<(), Halt> {
        let Some(case) = self.case_now() else { return Ok(()) };
        let page = note::document(self.start.rules, &case, self.start.today);
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

    /// The four consents on one screen, each a question of its own with a typed yes or no; whether a record may be kept.
    fn consents(&mut self) -> Result<bool, Halt> {
        let mut given: Vec<bool> = Vec::new();
        loop {
            let open: Vec<String> = CONSENTS[given.len()..].iter().map(|(_, words)| (*words).to_owned()).collect();
            let keys = vec![format!("{} {}", say::CONSENT_KEYS, say::KEYS)];
            let view = View { keys, ..View::list(say::CONSENT_TITLE, Vec::new(), &open) };
            let read = |typed: &str| {
                let said = yes_or_no(typed).filter(|said| said.len() <= open.len());
                said.ok_or_else(|| say::CONSENT_WRONG.to_owned())
            };
            // No commands here: nothing else is said while a consent is asked for.
            match until(&mut *self.asker, &view, explained(&[say::CONSENT_HELP]), read)? {
                Ok(said) => given.extend(said),
                Err(Reply::End) => return Err(Halt::Ended(Ended::Well)),
                Err(Reply::Leave) => return self.leave(),
                Err(Reply::Stop) => self.stop()?,
                // Going back leaves nothing half given.
                Err(_) => return Ok(false),
            }
            if given.first() == Some(&false) {
                self.note(say::CONSENT_NONE)?;
                return Ok(false);
            }
            if given.len() == CONSENTS.len() {
                break;
            }
        }
        if let Some(desk) = self.desk.as_mut() {
            desk.kept.said.consents = CONSENTS.iter().map(|(kind, _)| *kind).zip(given).collect();
        }
        Ok(true)
    }
}

/// One typed yes or no, or several; none when anything else was typed, or nothing.
fn yes_or_no(typed: &str) -> Option<Vec<bool>> {
    let words = typed.split([' ', ',', '\t']).filter(|word| !word.is_empty());
    let said: Option<Vec<bool>> = words
        .map(|word| match word.to_lowercase().as_str() {
            "y" | "yes" => Some(true),
            "n" | "no" => Some(false),
            _ => None,
        })
        .collect();
    said.filter(|said| !said.is_empty())
}

#[cfg(test)]
mod tests {
    use super::yes_or_no;

    #[test]
    fn consents_are_typed_one_by_one_or_in_a_row() {
        let rows = [
            ("y", Some(vec![true])),
            ("Yes, no", Some(vec![true, false])),
            ("y y n  n", Some(vec![true, true, false, false])),
            ("", None),
            ("y maybe", None),
            ("yynn", None),
        ];
        for (typed, said) in rows {
            assert_eq!(yes_or_no(typed), said, "{typed}");
        }
    }
}
