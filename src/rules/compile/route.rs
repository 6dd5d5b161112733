//! Time limits and routes.

use chrono::NaiveTime;

use super::Compiler;
use crate::dates::limit::{Amount, ClosedDay, Limit, Term};
use crate::rules::file::{self, Certainty};
use crate::rules::finding::{Code, Place};
use crate::rules::model::{Condition, ContactRef, Deadline, DeadlineIx, DoubtIx, LetterIx, ProblemIx, Route, Start};
use crate::rules::{calendar, limits};

impl Compiler<'_, '_> {
    pub(super) fn deadline(&mut self, place: &Place, item: &file::Deadline) -> Deadline {
        let limit = limits::read(item, place, self.names, self.findings);
        let in_school_days = limit.as_ref().is_some_and(|limit| counts_school_days(&limit.term));
        let at = item.at.as_deref().and_then(|text| {
            let hour = NaiveTime::parse_from_str(text, "%H:%M").ok();
            if hour.is_none() {
                let help = Some("write it as \"17:00\"".to_owned());
                self.findings.add(Code::BadDate, place.then("at"), format!("`{text}` is not an hour"), help);
            }
            hour
        });
        Deadline {
            id: item.id.clone(),
            who: item.who,
            must: item.must.clone(),
            label: item.label.clone(),
            when: self.optional(item.when.as_ref(), &place.then("when"), Condition::All(Vec::new())),
            // A limit that could not be read has been reported; no rules are used then.
            limit: limit.unwrap_or_else(never),
            at,
            done_when: item.done_when,
            exceptions: item.exceptions.clone(),
            asks: item.asks.clone(),
            find_date: item.find_date.clone(),
            if_passed: item.if_passed.clone(),
            calculator_only: item.calculator_only,
            doubt: self.doubt(item.doubt.as_deref(), place),
            law: self.laws(&item.law, place),
            certainty: self.certainty(item.certainty, item.doubt.as_deref(), place),
            checked: calendar::date(&item.checked, place.then("checked"), self.findings),
            needs: Vec::new(),
            in_school_days,
        }
    }

    pub(super) fn route(&mut self, place: &Place, item: &file::Route) -> Route {
        let known = self.known;
        let problem = self.find(&item.problem, &known.problems, place.then("problem"));
        let closed = item.closed.iter().enumerate().map(|(at, closed)| {
            let when = self.condition(&closed.when, &place.item("closed", at).then("when"));
            (when, closed.because.clone())
        });
        let closed = closed.collect();
        for (at, id) in item.deadlines.iter().enumerate() {
            if self.all.deadlines.iter().any(|(_, deadline)| deadline.id == *id && deadline.calculator_only) {
                let message = format!("`{id}` is for the calculator only, so no route shows it");
                let help = Some("take it out here, or take `calculator_only` out there".to_owned());
                self.findings.add(Code::WrongValue, place.item("deadlines", at), message, help);
            }
        }
        Route {
            id: item.id.clone(),
            name: item.name.clone(),
            problem: ProblemIx(problem.unwrap_or_default() as u16),
            recommend_when: self.optional(
                item.recommend_when.as_ref(),
                &place.then("recommend_when"),
                Condition::Any(Vec::new()),
            ),
            alongside_when: self.optional(
                item.alongside_when.as_ref(),
                &place.then("alongside_when"),
                Condition::Any(Vec::new()),
            ),
            open_when: self.condition(&item.open_when, &place.then("open_when")),
            closed,
            next_step: item.next_step.clone(),
            what: item.what.clone(),
            good_for: item.good_for.clone(),
            think_about: item.think_about.clone(),
            checklist: item.checklist.clone(),
            then: item.then.clone(),
            deadlines: self
                .find_all(&item.deadlines, &known.deadlines, &place.then("deadlines"))
                .into_iter()
                .map(|at| DeadlineIx(at as u16))
                .collect(),
            letters: self
                .find_all(&item.letters, &known.letters, &place.then("letters"))
                .into_iter()
                .map(|at| LetterIx(at as u16))
                .collect(),
            contacts: self.contacts(&item.contacts, &place.then("contacts")),
            cost: item.cost.clone(),
            if_nothing: item.if_nothing.clone(),
            kind_line: item.kind_line.clone(),
            only_route_because: item.only_route_because.clone(),
            doubt: self.doubt(item.doubt.as_deref(), place),
            law: self.laws(&item.law, place),
            certainty: self.certainty(item.certainty, item.doubt.as_deref(), place),
            checked: calendar::date(&item.checked, place.then("checked"), self.findings),
        }
    }

    fn certainty(&mut self, certainty: Certainty, doubt: Option<&str>, place: &Place) -> Certainty {
        if certainty == Certainty::D && doubt.is_none() {
            let help = "name the `doubt` it rests on, and word it as one";
            let message = "certainty D may not drive a rule by itself";
            self.findings.add(Code::TooUncertain, place.then("certainty"), message, Some(help.into()));
        }
        certainty
    }

    fn doubt(&mut self, id: Option<&str>, place: &Place) -> Option<DoubtIx> {
        self.find(id?, &self.known.doubts, place.then("doubt")).map(|at| DoubtIx(at as u16))
    }

    fn contacts(&mut self, ids: &[String], place: &Place) -> Vec<ContactRef> {
        let services = crate::rules::areas::services(self.bundle).len();
        let known = &self.known.contacts;
        let found = self.find_all(ids, known, place).into_iter().map(|at| match at.checked_sub(services) {
            Some(at) => ContactRef::National(at as u16),
            None => ContactRef::Service(at as u16),
        });
        found.collect()
    }
}

/// A limit that is always pending.
fn never() -> Limit<Start> {
    Limit { term: Term::LaterOf(Vec::new()), cautious: None, closed_day: ClosedDay::Stays, skips_closed: false }
}

fn counts_school_days(term: &Term<Start>) -> bool {
    match term {
        Term::Counted(counted) => matches!(counted.amount, Amount::SchoolDays(_)),
        Term::FixedDay { .. } => false,
        Term::LaterOf(terms) | Term::EarlierOf(terms) => terms.iter().any(counts_school_days),
    }
}
