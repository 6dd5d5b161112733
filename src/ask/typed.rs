//! What is kept as it was typed: notes, what was agreed, the fields of the call note, the number of the service.

use chrono::{Days, Months};
use serde_yaml::Mapping;

use super::session::{Halt, Interview};
use super::{View, explained, until};
use crate::cases::identify::{self, Identifier};
use crate::cases::{Action, Call, Note, number};
use crate::render::casework::note::agreed;
use crate::render::desk::Command;
use signpost_core::dates::read::read as read_date;
use signpost_core::text;
use signpost_render::messages::{self as say, fill};

impl Interview<'_, '_> {
    pub(super) fn keep_note(&mut self, typed: &str) -> Result<(), Halt> {
        if typed.is_empty() {
            self.note(say::NOTE_WARN)?;
            return self.note(&Command::Note.type_it_as());
        }
        if !self.unnamed(identify::find(typed, self.start.today))? {
            return Ok(());
        }
        // What the screen asks just then need not be what the note is about.
        let note = Note { on: Some(self.start.today), text: typed.to_owned(), question: None, extra: Mapping::new() };
        if let Some(desk) = self.desk.as_mut() {
            desk.kept.said.notes.push(note);
        }
        self.note(say::NOTE_KEPT)
    }

    /// Whether a text may be kept: one that looks as if it said who somebody is, only after a typed word.
    pub(super) fn unnamed(&mut self, found: Option<Identifier>) -> Result<bool, Halt> {
        let Some(found) = found else { return Ok(true) };
        let view = View::line(&fill(say::NOTE_ASK, &[("what", found.called())]));
        let read = |word: &str| Ok(word.trim().eq_ignore_ascii_case("keep"));
        let keep = until(self, &view, explained(&[say::NOTE_HELP]), read)?.unwrap_or(false);
        if !keep {
            self.note(say::NOTE_LEFT)?;
        }
        Ok(keep)
    }

    /// `/call FIELD TEXT`: what the note says of the call besides facts and plan.
    pub(super) fn about_call(&mut self, typed: &str) -> Result<(), Halt> {
        let (name, text) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
        let (name, text) = (name.trim_end_matches(':').replace('-', "_"), text.trim());
        let field = Call::TYPED.into_iter().find(|field| name.eq_ignore_ascii_case(field));
        let Some(field) = field.filter(|_| !text.is_empty()) else {
            return self.note(&fill(say::CALL_NEEDS, &[("fields", &text::list_or(&Call::TYPED))]));
        };
        if !self.unnamed(identify::find(text, self.start.today))? {
            return Ok(());
        }
        if let Some(desk) = self.desk.as_mut() {
            desk.kept.said.told.insert(field, text.to_owned());
        }
        self.note(say::NOTE_KEPT)
    }

    /// `/action WHO: WHAT, by DATE`.
    pub(super) fn agree(&mut self, typed: &str) -> Result<(), Halt> {
        let today = self.start.today;
        // An agreed day lies ahead: without its year, or its week, it is the next one.
        let ahead = |typed: &str| {
            let read = read_date(typed, today).ok().filter(|read| read.span.is_exact())?;
            let day = read.span.from;
            match (day < today, read.year_guessed, read.week_guessed) {
                (true, true, _) => day.checked_add_months(Months::new(12)),
                (true, _, true) => day.checked_add_days(Days::new(7)),
                _ => Some(day),
            }
        };
        let (what, by) = match typed.rsplit_once("by ") {
            Some((what, day)) if ahead(day).is_some() => (what.trim_end_matches([' ', ',']), ahead(day)),
            _ => (typed, None),
        };
        let (who, what) = match what.split_once(':') {
            Some((who, what)) if who.split_whitespace().count() < 4 => (who.trim(), what.trim()),
            _ => ("parent", what.trim()),
        };
        if what.is_empty() || who.is_empty() {
            return self.note(&Command::Action.type_it_as());
        }
        if !self.unnamed(identify::find(typed, today))? {
            return Ok(());
        }
        let action =
            Action { who: who.to_owned(), what: what.to_owned(), by, done: false, on: None, extra: Mapping::new() };
        let said = agreed(&action);
        if let Some(desk) = self.desk.as_mut() {
            desk.kept.said.actions.push(action);
        }
        self.note(&fill(say::ACTION_KEPT, &[("said", &said)]))
    }

    /// `/service NUMBER`: the number under which the service keeps this family elsewhere.
    pub(super) fn number(&mut self, typed: &str) -> Result<(), Halt> {
        let Some(tidy) = number::tidy(typed) else {
            return self.note(&Command::Service.type_it_as());
        };
        if tidy.chars().count() > number::LONGEST {
            return self.note(&fill(say::SERVICE_LONG, &[("most", &number::LONGEST.to_string())]));
        }
        if !self.unnamed(identify::find_in_number(&tidy, self.start.today))? {
            return Ok(());
        }
        let said = fill(say::SERVICE_KEPT, &[("number", &tidy)]);
        if let Some(desk) = self.desk.as_mut() {
            desk.kept.said.service_number = Some(tidy);
        }
        self.note(&said)
    }
}
