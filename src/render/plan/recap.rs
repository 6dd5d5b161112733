//! The recap at the very end: at most six lines, and never two dates or numbers on one (`ux.md` F10, K8).

use super::{Page, SCREEN};
use crate::dates::say;
use crate::interview::{Dated, Standing};
use crate::render::{contacts, dates};
use crate::rules::model::{Deadline, State};
use crate::text;

/// The most lines of a recap on the screen.
const MOST: usize = 6;

impl Page<'_, '_> {
    pub(super) fn recap(&mut self) {
        let step = self.plan.step();
        let own = self.leading();
        let first = own.first().map(|place| (self.plan.rules().deadline(*place), self.situation.standing(*place)));
        let mut lines = vec![format!("Next: {}", self.say(&step.next_step))];
        match first {
            Some((deadline, Standing::Dated(dated))) if dated.state != State::Passed => {
                lines.extend(self.by(deadline, dated));
            }
            Some((_, Standing::Dated(_))) => {
                lines.push("By: today. The usual time limit has passed, and there is still a way.".into());
            }
            Some(_) => lines.push("By: the date is not known yet, so as soon as you can.".into()),
            None => lines.push("By: as soon as you can.".into()),
        }
        let before_help = lines.len();
        if let Some(contact) = self.plan.contacts.first() {
            let shown = contacts::shown(self.situation, *contact);
            lines.push(format!("Help: {}", shown.name));
            lines.extend(shown.phone.map(|phone| format!("Telephone: {phone}")));
        }
        if let Some(then) = step.then.first() {
            let then = self.say(&format!("Then: {} {}.", then.who, then.does));
            // What comes after is in the plan already; it is said again only where there is room.
            if height(&lines) + height(std::slice::from_ref(&then)) <= MOST {
                lines.insert(before_help, then);
            }
        }
        self.document.heading("Recap");
        lines.into_iter().for_each(|line| self.document.line(line));
    }

    fn by(&self, deadline: &Deadline, dated: &Dated<'_>) -> Vec<String> {
        let (aim, last) = (dated.reckoning.aim, dated.reckoning.last);
        let about = dates::about(dated);
        if dated.state == State::LastDays {
            return vec!["By: today.".to_owned(), format!("Last day: {about}{}.", dates::last_day(deadline, dated))];
        }
        let by = format!("By: {about}{} ({})", say::long(aim), say::days_left(aim, self.situation.today));
        let last_day = (aim != last || deadline.at.is_some()).then(|| {
            let do_not = if dated.reckoning.moved.is_some() { " Do not plan to use it." } else { "" };
            format!("Last day: {about}{}.{do_not}", dates::last_day(deadline, dated))
        });
        std::iter::once(by).chain(last_day).collect()
    }
}

fn height(lines: &[String]) -> usize {
    lines.iter().map(|line| text::wrap(line, SCREEN, "", "  ").lines().count()).sum()
}
