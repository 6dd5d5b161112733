//! The plan: one suggested next step, what to do beside it, what else is open, what is not and why, and every date.
//!
//! [`advise`] is pure and total: the same rules, answers and day give the same plan, whoever asks.

mod because;
pub mod steps;
pub mod what_if;

use chrono::{Days, NaiveDate};

use crate::interview::{Answer, Answers, Standing, Walk, walk};
use crate::rules::model::{BodyIx, ContactRef, DeadlineIx, LetterIx, QuestionIx, Route, RouteIx, RuleSet, State, Who};

/// What a set of answers gives.
pub enum Advice<'r> {
    /// A question is still open.
    Ask(Walk<'r>),
    /// The plan.
    Plan(Plan<'r>),
    /// The rules recommend nothing here. The proof holds that the embedded rules never do this.
    NoRoute(Walk<'r>),
}

/// The plan for a set of answers on a day.
pub struct Plan<'r> {
    /// The answers in play, in the order they were asked, and what they amount to.
    pub walk: Walk<'r>,
    /// The suggested next step.
    pub next_step: RouteIx,
    /// Routes to take beside it: the steps of other problems first.
    pub alongside: Vec<RouteIx>,
    /// Other routes that are open.
    pub open: Vec<RouteIx>,
    /// Routes that are not, each with the place of its reason in the route's list.
    pub closed: Vec<(RouteIx, usize)>,
    /// The deadlines of the routes above, in the order they fall; those without a date last.
    pub deadlines: Vec<DeadlineIx>,
    /// The answers that decided on the next step.
    pub because: Vec<QuestionIx>,
    /// The questions answered "I am not sure".
    pub unsure: Vec<QuestionIx>,
    /// Letters for the next step and for what goes beside it.
    pub letters: Vec<LetterIx>,
    /// Whom to ring, first the ones for the next step.
    pub contacts: Vec<ContactRef>,
}

/// Advises on a set of answers.
pub fn advise<'r>(rules: &'r RuleSet, answers: &Answers, today: NaiveDate) -> Advice<'r> {
    let walk = walk(rules, answers, today);
    if walk.next.is_some() {
        return Advice::Ask(walk);
    }
    let mut steps = steps(&walk);
    let Some(lead) = leading(&walk, &steps) else { return Advice::NoRoute(walk) };
    let next_step = steps.remove(lead);
    Advice::Plan(Plan::new(walk, next_step, steps))
}

/// The first recommended route of each body, in file order.
fn steps(walk: &Walk<'_>) -> Vec<RouteIx> {
    let mut served: Vec<BodyIx> = Vec::new();
    let mut steps = Vec::new();
    for (place, route) in routes(walk) {
        if !served.contains(&route.body) && walk.situation.holds(&route.recommend_when) {
            served.push(route.body);
            steps.push(place);
        }
    }
    steps
}

fn routes<'w>(walk: &'w Walk<'_>) -> impl Iterator<Item = (RouteIx, &'w Route)> {
    walk.situation.rules.routes.iter().enumerate().map(|(at, route)| (RouteIx(at as u16), route))
}

/// Which of the steps leads: the one whose own deadline presses most, so that the right nearest to being lost is
/// protected first; file order where none has one.
fn leading(walk: &Walk<'_>, steps: &[RouteIx]) -> Option<usize> {
    let mut best: Option<(usize, Option<NaiveDate>)> = None;
    for (at, step) in steps.iter().enumerate() {
        let nearest = presses(walk, *step);
        let sooner = match (&best, nearest) {
            (None, _) => true,
            (Some((_, None)), Some(_)) => true,
            (Some((_, Some(held))), Some(new)) => new < *held,
            (Some(_), None) => false,
        };
        if sooner {
            best = Some((at, nearest));
        }
    }
    best.map(|(at, _)| at)
}

/// A limit that has passed, or whose date nobody knows, presses like one that ends in two months: after the rights that
/// can still be kept in time, before the half years and years of claims and complaints.
const PRESSING: Days = Days::new(62);

/// The day by which a route's own deadlines press for something to be done.
fn presses(walk: &Walk<'_>, route: RouteIx) -> Option<NaiveDate> {
    let (situation, rules) = (&walk.situation, walk.situation.rules);
    let pressing = situation.today.checked_add_days(PRESSING);
    own_deadlines(walk, route)
        .filter_map(|deadline| match situation.standing(deadline) {
            Standing::Dated(dated) if dated.state == State::Passed => pressing,
            Standing::Pending => {
                let unknown = |question: &QuestionIx| situation.answer(*question) == Some(Answer::NotSure);
                pressing.filter(|_| rules.deadline(deadline).needs.iter().any(unknown))
            }
            standing => aim_while_open(standing),
        })
        .min()
}

/// The aim-for day of the route's nearest deadline that the person can still keep.
pub fn nearest_own_deadline(walk: &Walk<'_>, route: RouteIx) -> Option<NaiveDate> {
    own_deadlines(walk, route).filter_map(|deadline| aim_while_open(walk.situation.standing(deadline))).min()
}

/// The route's deadlines that the person must keep and that apply.
fn own_deadlines<'w>(walk: &'w Walk<'_>, route: RouteIx) -> impl Iterator<Item = DeadlineIx> + 'w {
    let rules = walk.situation.rules;
    let own = rules.route(route).deadlines.iter().copied().filter(|place| rules.deadline(*place).who == Who::You);
    own.filter(|place| walk.situation.applies(*place))
}

fn aim_while_open(standing: &Standing<'_>) -> Option<NaiveDate> {
    match standing {
        Standing::Dated(dated) if matches!(dated.state, State::InTime | State::LastDays) => Some(dated.reckoning.aim),
        _ => None,
    }
}

impl<'r> Plan<'r> {
    fn new(walk: Walk<'r>, next_step: RouteIx, other_steps: Vec<RouteIx>) -> Plan<'r> {
        let (situation, rules) = (&walk.situation, walk.situation.rules);
        let mut alongside = other_steps;
        let (mut open, mut closed) = (Vec::new(), Vec::new());
        for (place, route) in routes(&walk) {
            if place == next_step || alongside.contains(&place) {
                continue;
            }
            if situation.holds(&route.open_when) {
                let list = if situation.holds(&route.alongside_when) { &mut alongside } else { &mut open };
                list.push(place);
            } else if let Some(reason) = route.closed.iter().position(|(when, _)| situation.holds(when)) {
                closed.push((place, reason));
            }
        }
        let taken = || std::iter::once(next_step).chain(alongside.iter().copied());
        let deadlines = deadlines(&walk, taken().collect::<Vec<_>>().as_slice(), &open);
        let mut letters = Vec::new();
        let mut contacts = Vec::new();
        for route in taken() {
            let route = rules.route(route);
            for letter in situation.counting(&route.letters) {
                if !letters.contains(letter) && situation.holds(&rules.letters[letter.at()].when) {
                    letters.push(*letter);
                }
            }
            for contact in situation.counting(&route.contacts) {
                if !contacts.contains(contact) {
                    contacts.push(*contact);
                }
            }
        }
        let because = because::questions(&walk, &rules.route(next_step).recommend_when);
        let unsure = walk.unsure().collect();
        Plan { next_step, alongside, open, closed, deadlines, because, unsure, letters, contacts, walk }
    }

    /// The rules the plan was made with.
    pub fn rules(&self) -> &'r RuleSet {
        self.walk.situation.rules
    }

    /// The route of the suggested next step.
    pub fn step(&self) -> &'r Route {
        self.rules().route(self.next_step)
    }

    /// The reason why a route is not open.
    pub fn reason(&self, (route, reason): (RouteIx, usize)) -> &'r str {
        &self.rules().route(route).closed[reason].1
    }
}

/// The deadlines to show: all of the routes to take, and of the other open routes those that have a date.
fn deadlines(walk: &Walk<'_>, taken: &[RouteIx], open: &[RouteIx]) -> Vec<DeadlineIx> {
    let (situation, rules) = (&walk.situation, walk.situation.rules);
    let mut shown: Vec<DeadlineIx> = Vec::new();
    let of = |routes: &[RouteIx]| -> Vec<DeadlineIx> {
        routes.iter().flat_map(|route| rules.route(*route).deadlines.iter().copied()).collect()
    };
    for deadline in of(taken) {
        if !shown.contains(&deadline) && situation.applies(deadline) {
            shown.push(deadline);
        }
    }
    for deadline in of(open) {
        let dated = || !matches!(situation.standing(deadline), Standing::Pending);
        if !shown.contains(&deadline) && situation.applies(deadline) && dated() {
            shown.push(deadline);
        }
    }
    // Stable: deadlines on the same day stay in the order of their routes.
    shown.sort_by_key(|deadline| match situation.standing(*deadline) {
        Standing::Dated(dated) => (0, dated.reckoning.aim, dated.reckoning.last),
        Standing::Outside(outside) => (1, outside.day, outside.day),
        Standing::Pending => (2, NaiveDate::MAX, NaiveDate::MAX),
    });
    shown
}
