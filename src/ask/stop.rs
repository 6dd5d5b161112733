//! Stopping: on request, or at once.

use super::session::{Ended, Halt, Session};
use super::{Reply, View, one_of};
use signpost_core::plan::{Advice, advise};
use signpost_render::messages as say;
use signpost_render::receipt;

impl Session<'_, '_> {
    /// After q: asks once. Comes back only to go on.
    pub(super) fn stop(&mut self) -> Result<(), Halt> {
        let options = [say::STOP_ANSWERS, say::STOP_CLEAR, say::STOP_GO_ON].map(str::to_owned);
        let kept = if self.kept == 0 { say::STOP_NOTE } else { say::STOP_NOTE_KEPT };
        let view = View { commands: false, ..View::list(say::STOP_TITLE, vec![kept.to_owned()], &options) };
        match one_of(self.asker, &view, &[say::STOP_HELP])? {
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
        self.note(if self.kept == 0 { say::STOPPED } else { say::STOPPED_KEPT })?;
        Err(Halt::Ended(Ended::Well))
    }

    /// The answers as lines to copy, and what to do with them.
    pub(super) fn show_answers(&mut self, then: &str) -> Result<(), Halt> {
        let walk = self.walk();
        if walk.path.is_empty() {
            return self.note(say::NO_ANSWERS);
        }
        self.note(say::BLOCK_BEFORE)?;
        let block = match advise(walk.situation.rules, &self.answers, walk.situation.today) {
            Advice::Plan(plan) => receipt::of_plan(&plan),
            Advice::Ask(_) | Advice::NoRoute(_) => receipt::answers(&walk),
        };
        self.asker.say(&format!("\n{block}"))?;
        self.note(then)
    }
}
