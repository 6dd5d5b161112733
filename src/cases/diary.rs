//! What is due in a case: its own limits, its agreed actions, and when to follow up.
//!
//! An entry names the case by its reference, the limit and the step by the rules' own words, and what was agreed as it was
//! typed. Calendars leave all but the reference out.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::advice;
use super::model::{Case, Status};
use super::reference::Reference;
use signpost_core::dates::calendar::WorkingDay;
use signpost_core::interview::outlook::Outlook;
use signpost_core::interview::{Situation, Standing};
use signpost_core::plan::{Advice, advise};
use signpost_core::rules::model::{DeadlineIx, RuleSet, State, Who};
use signpost_core::text;

/// Days before the aim-for day on which to follow up.
const FOLLOW_UPS: [u64; 2] = [14, 3];

/// Days for which a limit that has passed still stands in the diary.
const PASSED_FOR: i64 = 14;

/// What an entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The last day of a limit of the parent's.
    LastDay,
    /// The day to aim for.
    AimFor,
    /// The last day has passed.
    Passed,
    /// A step that was advised.
    Step,
    /// Somebody else must have acted by then: if they have not, that is the time to chase.
    ReplyDue,
    /// An agreed action.
    Action,
    /// Time to follow up.
    FollowUp,
}

impl Kind {
    /// Its word in JSON and in calendar ids.
    pub fn word(self) -> &'static str {
        match self {
            Kind::LastDay => "last-day",
            Kind::AimFor => "aim-for",
            Kind::Passed => "passed",
            Kind::Step => "step",
            Kind::ReplyDue => "reply-due",
            Kind::Action => "action",
            Kind::FollowUp => "follow-up",
        }
    }

    /// It in words, for a reader.
    pub fn said(self) -> &'static str {
        match self {
            Kind::LastDay => "Last day",
            Kind::AimFor => "Aim for",
            Kind::Passed => "Passed",
            Kind::Step => "To do",
            Kind::ReplyDue => "Reply due",
            Kind::Action => "Agreed action",
            Kind::FollowUp => "Follow up",
        }
    }
}

/// One line of the diary.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The day.
    pub on: NaiveDate,
    /// The case.
    pub reference: Reference,
    /// What it is about.
    pub kind: Kind,
    /// The same every time the diary is made: a limit's id, or the number of the action; for calendar ids.
    pub id: String,
    /// The limit or the step in the rules' words, or what was agreed; empty where there is nothing to say.
    pub label: String,
    /// Whether it rests on an interview that is not finished.
    pub unfinished: bool,
    /// How often the case was saved.
    pub rev: u64,
    /// The day the case was last saved.
    pub updated: NaiveDate,
}

/// What is due in one case, in no order. Closed and inactive cases have nothing due.
pub fn entries(rules: &RuleSet, case: &Case, today: NaiveDate) -> Vec<Entry> {
    let mut page = Page { case, rules, today, unfinished: false, entries: Vec::new() };
    if case.status != Status::Open {
        return page.entries;
    }
    let (answers, faults) = advice::answers(rules, case, today);
    match advise(rules, &answers, today) {
        Advice::Plan(plan) => {
            let taken: Vec<DeadlineIx> = std::iter::once(plan.next_step)
                .chain(plan.alongside.iter().copied())
                .flat_map(|route| rules.route(route).deadlines.iter().copied())
                .collect();
            for place in &plan.deadlines {
                page.limit(&plan.walk.situation, *place, taken.contains(place));
            }
        }
        // Better a limit too many than one that nobody sees.
        Advice::Ask(walk) | Advice::NoRoute(walk) => {
            page.unfinished = true;
            let outlook = Outlook::new(&walk);
            for (at, deadline) in rules.deadlines.iter().enumerate() {
                let place = DeadlineIx(at as u16);
                if deadline.who == Who::You && outlook.may_apply(place) {
                    page.limit(&walk.situation, place, false);
                }
            }
        }
    }
    if !faults.is_empty() || page.unfinished {
        page.unfinished = true;
        page.given_before();
    }
    page.steps_given();
    for (at, action) in case.actions.iter().enumerate() {
        if let Some(by) = action.by.filter(|_| !action.done) {
            let said = format!("{}: {}", text::upper_first(&action.who), action.what.trim_end_matches('.'));
            page.add(by, Kind::Action, (at + 1).to_string(), said);
        }
    }
    if let Some(on) = case.calls.iter().rev().find_map(|call| call.follow_up).filter(|on| case.updated < *on) {
        page.add(at_work(rules, on), Kind::FollowUp, "call".into(), String::new());
    }
    page.entries
}

/// The days on which to follow up what is to be done by `aim`, with how many days before it they are meant to be.
pub fn follow_ups(rules: &RuleSet, aim: NaiveDate) -> impl Iterator<Item = (u64, NaiveDate)> {
    let day = move |before| Some((before, at_work(rules, aim.checked_sub_days(Days::new(before))?)));
    FOLLOW_UPS.into_iter().filter_map(day)
}

/// The day, or the last working day before it: nobody rings a family, or is at a desk, on a Sunday or on Christmas Day.
fn at_work(rules: &RuleSet, day: NaiveDate) -> NaiveDate {
    rules.calendar.working_day_on_or_before(day, WorkingDay::Local).unwrap_or_else(|_| {
        // Bank holidays are not known there; weekends are.
        let weekday = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        day.iter_days().rev().find(weekday).unwrap_or(day)
    })
}

struct Page<'c> {
    case: &'c Case,
    rules: &'c RuleSet,
    today: NaiveDate,
    unfinished: bool,
    entries: Vec<Entry>,
}

impl Page<'_> {
    fn add(&mut self, on: NaiveDate, kind: Kind, id: String, label: String) {
        let Case { reference, rev, updated, .. } = *self.case;
        self.entries.push(Entry { on, reference, kind, id, label, unfinished: self.unfinished, rev, updated });
    }

    fn limit(&mut self, situation: &Situation<'_>, place: DeadlineIx, follow: bool) {
        let deadline = situation.rules.deadline(place);
        let Standing::Dated(dated) = situation.standing(place) else { return };
        let (aim, last) = (dated.reckoning.aim, dated.reckoning.last);
        let id = || deadline.id.clone();
        let label = situation.say(&deadline.label);
        if deadline.who != Who::You {
            if dated.state == State::InTime && follow {
                // In school days nobody is overdue before the latest day.
                self.add(dated.surely_over_after(), Kind::ReplyDue, id(), label);
            }
            return;
        }
        match dated.state {
            State::Passed if (self.today - last).num_days() <= PASSED_FOR => {
                self.add(last, Kind::Passed, id(), label);
            }
            State::InTime | State::LastDays => {
                if aim != last {
                    self.add(aim, Kind::AimFor, id(), label.clone());
                }
                // Between the earliest and the latest end of school days the time may still run.
                let last = if last < self.today { dated.surely_over_after() } else { last };
                self.add(last, Kind::LastDay, id(), label.clone());
                if follow && dated.state == State::InTime {
                    self.follow_ups(aim, &deadline.id, &label);
                }
            }
            _ => {}
        }
    }

    /// A follow-up whose day has passed stands until the case is touched again, or the next one takes its place.
    fn follow_ups(&mut self, aim: NaiveDate, id: &str, label: &str) {
        let days: Vec<(u64, NaiveDate)> = follow_ups(self.rules, aim).collect();
        let last_begun = days.iter().rposition(|(_, on)| *on <= self.today);
        for (at, (before, on)) in days.into_iter().enumerate() {
            if self.case.updated < on && last_begun.is_none_or(|begun| at >= begun) {
                self.add(on, Kind::FollowUp, format!("{id}-{before}"), label.to_owned());
            }
        }
    }

    /// The steps of the last plan given, each until the case is touched on its day or later.
    fn steps_given(&mut self) {
        let Some(plan) = self.case.last_plan() else { return };
        for (at, step) in plan.steps.iter().enumerate() {
            // A limit of theirs may stand here already.
            let said = self.entries.iter().any(|entry| entry.kind == Kind::ReplyDue && entry.on == step.on);
            if self.case.updated < step.on && !(step.others && said) {
                let kind = if step.others { Kind::ReplyDue } else { Kind::Step };
                let what = step.what.trim_end_matches('.').to_owned();
                self.add(step.on, kind, format!("step-{}", at + 1), what);
            }
        }
    }

    /// Dates of the last plan given, where the answers alone do not bring them any more.
    fn given_before(&mut self) {
        let rules = self.rules;
        let Some(plan) = self.case.last_plan() else { return };
        for (id, dates) in &plan.deadlines {
            let shown = self.entries.iter().any(|entry| entry.id == *id);
            if shown || dates.aim.is_none() || dates.due < self.today {
                continue;
            }
            let deadline = rules.deadline_by_id(id).map(|place| rules.deadline(place));
            let label = deadline.map(|deadline| deadline.label.clone()).filter(|label| !label.contains('{'));
            self.add(dates.due, Kind::LastDay, id.clone(), label.unwrap_or_default());
        }
    }
}
