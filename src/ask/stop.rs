//! Stopping: on request, or at once.

use super::session::{Ended, Halt, Interview};
use super::{Reply, View, one_of};
use signpost_core::plan::{Advice, advise};
use signpost_render::messages::{self as say, fill};
use signpost_render::receipt;

impl Interview<'_, '_> {
    /// After q: asks once. Comes back only to go on.
    pub(super) fn stop(&mut self) -> Result<(), Halt> {
        let options = [say::STOP_ANSWERS, say::STOP_CLEAR, say::STOP_GO_ON].map(str::to_owned);
        let case = self.desk.as_ref().and_then(|desk| desk.saved_as());
        let about = |text: &str| case.as_ref().map(|case| fill(text, &[("reference", case)]));
        let kept = about(say::STOP_NOTE_CASE)
            .unwrap_or_else(|| if self.kept == 0 { say::STOP_NOTE } else { say::STOP_NOTE_KEPT }.to_owned());
        let help = about(say::STOP_HELP_CASE).unwrap_or_else(|| say::STOP_HELP.to_owned());
        let view = View { commands: false, ..View::list(say::STOP_TITLE, vec![kept], &options) };
        match one_of(&mut *self.asker, &view, &[&help])? {
            Ok(0) => {
                self.show_answers(say::BLOCK_GO_ON)?;
                self.stopped()
            }
            Ok(1) | Err(Reply::Leave) => self.leave(),
            // q a second time says that they mean it.
            Err(Reply::Stop | Reply::End) => self.stopped(),
            Ok(_) | Err(_) => Ok(()),
        }
    }

    /// Leaves nothing on the screen and says nothing.
    pub(super) fn leave<T>(&mut self) -> Result<T, Halt> {
        self.nothing_kept();
        self.asker.clear()?;
        Err(Halt::Ended(Ended::Well))
    }

    fn nothing_kept(&mut self) {
        if let Some(desk) = self.desk.as_mut() {
            desk.kept.stopped = true;
        }
    }

    fn stopped(&mut self) -> Result<(), Halt> {
        self.nothing_kept();
        let case = self.desk.as_ref().and_then(|desk| desk.saved_as());
        self.note(&match case {
            Some(reference) => fill(say::STOPPED_CASE, &[("reference", &reference)]),
            None if self.kept == 0 => say::STOPPED.to_owned(),
            None => say::STOPPED_KEPT.to_owned(),
        })?;
        Err(Halt::Ended(Ended::Well))
    }

    /// The answers as lines to copy, and what to do with them.
    pub(super) fn show_answers(&mut self, then: &str) -> Result<(), Halt> {
        let walk = self.walk();
        // At the desk nothing that was said may get lost, whether a question has come to it or not.
        let block = match (&self.desk, advise(walk.situation.rules, &self.answers, walk.situation.today)) {
            (Some(desk), _) if desk.commands => {
                desk.kept.lines(walk.situation.rules, &self.answers, walk.situation.today)
            }
            _ if walk.path.is_empty() => String::new(),
            (_, Advice::Plan(plan)) => receipt::of_plan(&plan),
            (_, Advice::Ask(_) | Advice::NoRoute(_)) => receipt::answers(&walk),
        };
        if block.is_empty() {
            return self.note(say::NO_ANSWERS);
        }
        self.note(say::BLOCK_BEFORE)?;
        self.asker.say(&format!("\n{block}"))?;
        self.note(then)
    }
}
