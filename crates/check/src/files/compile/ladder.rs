//! The ladder, what may never be open, what people are told, and what to say with a step.

use super::Compiler;
use crate::files::calendar;
use crate::files::file::AtTimes as _;
use crate::files::finding::Code;
use signpost_core::rules::model::{Argument, AtTimes, Never, RouteIx, Rung, Tell};
use signpost_core::text::search::telling;

impl Compiler<'_, '_> {
    /// The rungs in their order; only one part may hold them.
    pub(super) fn ladder(&mut self) -> Vec<Rung> {
        let all = self.all;
        let first = all.ladder.first().map(|(place, _)| place.file.as_str());
        if let Some((place, _)) = all.ladder.iter().find(|(place, _)| Some(place.file.as_str()) != first) {
            let message = format!("the ladder stands already in {}", first.unwrap_or_default());
            let help = Some("keep all its rungs in one part, so that their order can be seen".to_owned());
            self.findings.add(Code::Ladder, place.clone(), message, help);
        }
        let rungs = all.ladder.iter().map(|(place, rung)| {
            let steps = rung.steps.iter().enumerate().filter_map(|(at, step)| {
                let here = place.item("steps", at);
                let id_place = if step.when().is_some() { here.then("step") } else { here.clone() };
                let when = self.always_or(step.when(), &here.then("when"));
                let what = RouteIx(self.find(step.text(), &self.known.routes, id_place)? as u16);
                Some(AtTimes { what, when })
            });
            let steps = steps.collect();
            Rung {
                id: rung.id.clone(),
                title: rung.title.clone(),
                because: rung.because.clone(),
                steps,
                alone: rung.alone,
            }
        });
        rungs.collect()
    }

    /// What may never be open.
    pub(super) fn never(&mut self) -> Vec<Never> {
        let never = self.all.never.iter().map(|(place, item)| Never {
            id: item.id.clone(),
            when: self.condition(&item.when, &place.then("when")),
            open: self.routes(&item.open, &place.then("open")),
            because: item.because.clone(),
            law: self.laws(&item.law, place),
        });
        never.collect()
    }

    /// What people are told.
    pub(super) fn tells(&mut self) -> Vec<Tell> {
        let tells = self.all.tells.iter().map(|(place, item)| Tell {
            id: item.id.clone(),
            told: item.told.clone(),
            asked: item.asked.iter().map(|asked| telling(asked)).collect(),
            when: self.condition(&item.when, &place.then("when")),
            shown_when: item.shown_when.as_ref().map(|shown| self.condition(shown, &place.then("shown_when"))),
            says: item.says.clone(),
            law: self.laws(&item.law, place),
            certainty: self.certainty(item.certainty, item.doubt.as_deref(), place),
            checked: calendar::date(&item.checked, place.then("checked"), self.findings),
            likely: item.likely,
            doubt: self.doubt(item.doubt.as_deref(), place),
        });
        tells.collect()
    }

    /// What to say with a step.
    pub(super) fn arguments(&mut self) -> Vec<Argument> {
        let arguments = self.all.arguments.iter().map(|(place, item)| Argument {
            id: item.id.clone(),
            with: self.routes(&item.with, &place.then("with")),
            when: self.always_or(item.when.as_ref(), &place.then("when")),
            says: item.says.clone(),
            write: item.write.clone(),
            law: self.laws(&item.law, place),
            certainty: self.certainty(item.certainty, item.doubt.as_deref(), place),
            checked: calendar::date(&item.checked, place.then("checked"), self.findings),
            doubt: self.doubt(item.doubt.as_deref(), place),
        });
        arguments.collect()
    }

    /// The routes with these ids.
    pub(super) fn routes(&mut self, ids: &[String], place: &crate::files::finding::Place) -> Vec<RouteIx> {
        self.find_all(ids, &self.known.routes, place).into_iter().map(|at| RouteIx(at as u16)).collect()
    }
}
