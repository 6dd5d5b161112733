//! Time limits and routes.

use chrono::NaiveTime;

use super::Compiler;
use crate::files::file::{self, Certainty, Who};
use crate::files::finding::{Code, Findings, Place};
use crate::files::{calendar, limits};
use signpost_core::dates::limit::{Amount, ClosedDay, Limit, Term};
use signpost_core::rules::model::{
    AtTimes, BodyIx, Condition, ContactRef, Deadline, DeadlineIx, DoubtIx, Later, LetterIx, Route, Shown, Start, Then,
    WhenDone,
};

impl Compiler<'_, '_> {
    pub(super) fn deadline(&mut self, place: &Place, item: &file::Deadline) -> Deadline {
        // What is left of a limit with a fault of shape is no limit, and that is said already.
        let mut said = Findings::default();
        let of_limit = if self.names.is_broken(&item.id) { &mut said } else { &mut *self.findings };
        let limit = limits::read(item, place, self.names, of_limit);
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
            words: item.words.clone().into(),
            when: self.always_or(item.when.as_ref(), &place.then("when")),
            // A limit that could not be read has been reported; no rules are used then.
            limit: limit.unwrap_or_else(never),
            at,
            done_when: item.done_when,
            exceptions: item.exceptions.clone().into(),
            asks: item.asks.clone().into(),
            find_date: item.find_date.clone(),
            if_passed: item.if_passed.clone().into(),
            shown: item.shown,
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
        let body = self.find(&item.body, &known.bodies, place.then("body"));
        let closed = item.closed.iter().enumerate().map(|(at, closed)| {
            let when = self.condition(&closed.when, &place.item("closed", at).then("when"));
            (when, closed.because.clone())
        });
        let closed = closed.collect();
        for (at, id) in item.deadlines.iter().enumerate() {
            if self.all.deadlines.iter().any(|(_, deadline)| deadline.id == *id && deadline.shown != Shown::Plans) {
                let message = format!("`{id}` is shown in no plan, so no route lists it");
                let help = Some("take it out here, or take `shown` out there".to_owned());
                self.findings.add(Code::WrongValue, place.item("deadlines", at), message, help);
            }
        }
        Route {
            id: item.id.clone(),
            name: item.name.clone(),
            body: BodyIx(body.unwrap_or_default() as u16),
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
            later: self.later(place, item),
            closed,
            stand: item.stand.clone(),
            effort: item.effort,
            next_step: item.next_step.clone(),
            what: item.what.clone(),
            good_for: item.good_for.clone(),
            think_about: item.think_about.clone(),
            checklist: self
                .at_times(&item.checklist, &place.then("checklist"), |_, text, _| Some(text.to_owned()))
                .into(),
            then: item.then.iter().enumerate().map(|(at, then)| self.then(&place.item("then", at), then)).collect(),
            leads_to: self.routes(&item.leads_to, &place.then("leads_to")),
            when_done: item.when_done.as_ref().and_then(|done| self.when_done(&place.then("when_done"), done)),
            if_wrong: item.if_wrong.clone().into(),
            deadlines: self.limits(&item.deadlines, &place.then("deadlines")),
            step_deadlines: self.step_deadlines(place, item),
            letters: self.at_times(&item.letters, &place.then("letters"), |compiler, id, here| {
                compiler.find(id, &known.letters, here).map(|at| LetterIx(at as u16))
            }),
            contacts: self.at_times(&item.contacts, &place.then("contacts"), Self::contact),
            whom: item.whom.as_ref().and_then(|id| self.contact(id, place.then("whom"))),
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

    /// Items that may count only under a condition, each read by `read` at its place.
    fn at_times<W: file::AtTimes, T>(
        &mut self,
        items: &[W],
        place: &Place,
        mut read: impl FnMut(&mut Self, &str, Place) -> Option<T>,
    ) -> Vec<AtTimes<T>> {
        let items = items.iter().enumerate().filter_map(|(at, item)| {
            let here = place.then(&format!("[{at}]"));
            let when = self.always_or(item.when(), &here.then("when"));
            Some(AtTimes { what: read(self, item.text(), here)?, when })
        });
        items.collect()
    }

    fn later(&mut self, place: &Place, item: &file::Route) -> Vec<Later> {
        let later = item.later.iter().enumerate().map(|(at, later)| {
            let here = place.item("later", at);
            let from = later.from.as_ref().and_then(|id| self.find(id, &self.known.deadlines, here.then("from")));
            Later {
                when: self.condition(&later.when, &here.then("when")),
                from: from.map(|at| DeadlineIx(at as u16)),
                because: later.because.clone(),
            }
        });
        later.collect()
    }

    fn when_done(&mut self, place: &Place, done: &file::WhenDone) -> Option<WhenDone> {
        match (&done.answers, &done.stays) {
            (Some(answers), None) => {
                let here = place.then("answers");
                let answers = self.condition(answers, &here);
                if !only_names_answers(&answers) {
                    let message =
                        "here stand answers only: an option for a question, or under `not` one chosen no more";
                    let help =
                        "such as {complaint: waiting, not: {matter: no-answer}}; two of one question under `all`";
                    self.findings.add(Code::Condition, here, message, Some(help.into()));
                }
                let day = done.day.as_deref().and_then(|id| {
                    let found = self.names.question(id);
                    if found.is_none_or(|at| !self.names.questions[at.at()].date) {
                        let message = format!("no date question has the id `{}`", id.escape_debug());
                        self.findings.add(Code::UnknownId, place.then("day"), message, None);
                    }
                    found
                });
                Some(WhenDone::Answers { answers, day })
            }
            (None, Some(why)) if done.day.is_none() => Some(WhenDone::Stays(why.clone())),
            _ => {
                let message = "here stand either `answers`, with the `day` or without it, or `stays`";
                self.findings.add(Code::WrongValue, place.clone(), message, None);
                None
            }
        }
    }

    fn then(&mut self, place: &Place, then: &file::Then) -> Then {
        let length = then.r#in.as_ref().and_then(|length| self.length(&place.then("in"), length));
        Then {
            who: then.who.clone(),
            does: then.does.clone(),
            within: then.within.clone(),
            length,
            if_not: then.if_not.clone(),
        }
    }

    /// A length of its own, or that of a time limit.
    fn length(&mut self, place: &Place, written: &file::Length) -> Option<Amount> {
        let Some(id) = &written.deadline else { return limits::length(written, place, self.findings) };
        if limits::is_written(written) {
            let message = "here stands a length or a time limit, and not both";
            self.findings.add(Code::Limit, place.clone(), message, None);
            return None;
        }
        let at = self.find(id, &self.known.deadlines, place.then("deadline"))?;
        let length = limits::only_length(&self.all.deadlines[at].1.limit);
        if length.is_none() {
            let message = format!("the time limit `{id}` has no single length");
            let help = "write the length itself, such as {weeks: 6}";
            self.findings.add(Code::Limit, place.then("deadline"), message, Some(help.into()));
        }
        length
    }

    fn limits(&mut self, ids: &[String], place: &Place) -> Vec<DeadlineIx> {
        self.find_all(ids, &self.known.deadlines, place).into_iter().map(|at| DeadlineIx(at as u16)).collect()
    }

    /// The limits of a step: limits of its route, and where the file does not say which, those of the person's own.
    fn step_deadlines(&mut self, place: &Place, item: &file::Route) -> Vec<DeadlineIx> {
        let Some(listed) = &item.step_deadlines else {
            let own = self.all.deadlines.iter().enumerate().filter(|(_, (_, deadline))| deadline.who == Who::You);
            let own = own.filter(|(_, (_, deadline))| item.deadlines.contains(&deadline.id));
            return own.map(|(at, _)| DeadlineIx(at as u16)).collect();
        };
        let place = place.then("step_deadlines");
        for (at, id) in listed.iter().enumerate().filter(|(_, id)| !item.deadlines.contains(id)) {
            let message = format!("`{id}` is not among the `deadlines` of this route");
            let help =
                "`deadlines` has every limit of the route, `step_deadlines` those that end the time for this step";
            self.findings.add(Code::WrongValue, place.then(&format!("[{at}]")), message, Some(help.into()));
        }
        self.limits(listed, &place)
    }

    pub(super) fn certainty(&mut self, certainty: Certainty, doubt: Option<&str>, place: &Place) -> Certainty {
        if certainty == Certainty::D && doubt.is_none() {
            let help = "name the `doubt` it rests on, and word it as one";
            let message = "certainty D may not drive a rule by itself";
            self.findings.add(Code::TooUncertain, place.then("certainty"), message, Some(help.into()));
        }
        certainty
    }

    pub(super) fn doubt(&mut self, id: Option<&str>, place: &Place) -> Option<DoubtIx> {
        self.find(id?, &self.known.doubts, place.then("doubt")).map(|at| DoubtIx(at as u16))
    }

    fn contact(&mut self, id: &str, place: Place) -> Option<ContactRef> {
        let at = self.find(id, &self.known.contacts, place)?;
        Some(match at.checked_sub(crate::files::areas::services(self.bundle).len()) {
            Some(at) => ContactRef::National(at as u16),
            None => ContactRef::Service(at as u16),
        })
    }
}

/// A limit that is always pending.
fn never() -> Limit<Start> {
    Limit { term: Term::LaterOf(Vec::new()), cautious: None, closed_day: ClosedDay::Stays, skips_closed: false }
}

/// Whether a condition is made of answers that can be given: one option of a question, or that one is chosen no more.
fn only_names_answers(condition: &Condition) -> bool {
    match condition {
        Condition::All(inner) => inner.iter().all(only_names_answers),
        Condition::Chose(_, options) => options.count_ones() == 1,
        Condition::Not(inner) => matches!(&**inner, Condition::Chose(..)),
        Condition::Unsure(_) => true,
        _ => false,
    }
}

fn counts_school_days(term: &Term<Start>) -> bool {
    match term {
        Term::Counted(counted) => matches!(counted.amount, Amount::SchoolDays(_)),
        Term::FixedDay { .. } => false,
        Term::LaterOf(terms) | Term::EarlierOf(terms) => terms.iter().any(counts_school_days),
    }
}
