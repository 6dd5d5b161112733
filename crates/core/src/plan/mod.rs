//! The plan: one suggested next step, what to do beside it, what else is open, what is not and why, and every date.
//!
//! [`advise`] is pure and total: the same rules, answers and day give the same plan, whoever asks.

mod because;
mod bodies;
pub mod brief;
mod days;
pub mod done;
mod ladder;
pub mod steps;
pub mod what_if;
pub mod why;

use chrono::NaiveDate;

pub use self::because::{Ground, telling};
pub use self::bodies::{BodyState, Placed, Stands};
pub use self::days::nearest_own_deadline;
pub use self::ladder::{Step, lines, only_alone, steps as ladder_steps};
use crate::interview::{Answers, Situation, Standing, Walk, walk};
use crate::order;
use crate::rules::model::{
    Argument, Condition, ContactRef, DeadlineIx, LetterIx, QuestionIx, Route, RouteIx, RuleSet, Rung, RungIx, TellIx,
};

/// What a set of answers gives.
#[expect(clippy::large_enum_variant, reason = "one is made for one set of answers, and is taken apart at once")]
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
    /// The rung of the ladder it comes from; none where the order of the files decided.
    pub rung: Option<RungIx>,
    /// Routes to take beside it: the steps of other bodies first, in the order in which they would lead.
    pub alongside: Vec<RouteIx>,
    /// Other routes that are open.
    pub open: Vec<RouteIx>,
    /// Routes that open later, one for a body, each with the place of its reason in the route's list.
    pub later: Vec<(RouteIx, usize)>,
    /// Routes that are not open, one for a body, each with the place of its reason in the route's list.
    pub closed: Vec<(RouteIx, usize)>,
    /// Where each body stands that has a route in the plan.
    pub bodies: Vec<BodyState>,
    /// The deadlines of the routes above, in the order they fall; those without a date last.
    pub deadlines: Vec<DeadlineIx>,
    /// The answers that decided on the next step, in the order they were asked.
    pub because: Vec<Ground>,
    /// The questions answered "I am not sure".
    pub unsure: Vec<QuestionIx>,
    /// Letters for the next step and for what goes beside it.
    pub letters: Vec<LetterIx>,
    /// Whom to ring, first the ones for the next step.
    pub contacts: Vec<ContactRef>,
    /// What the person was told and may be told here, in the order of the files.
    pub told: Vec<TellIx>,
}

/// Advises on a set of answers. A question that need not be answered holds no plan up.
pub fn advise<'r>(rules: &'r RuleSet, answers: &Answers, today: NaiveDate) -> Advice<'r> {
    let walk = walk(rules, answers, today);
    if walk.next.is_some_and(|next| !rules.question(next).is_optional()) {
        return Advice::Ask(walk);
    }
    let steps = ladder::steps(&walk);
    match steps.split_first() {
        Some((lead, others)) => Advice::Plan(Plan::new(walk, *lead, others)),
        None => Advice::NoRoute(walk),
    }
}

/// The step that would lead if no more were asked.
pub fn leading(walk: &Walk<'_>) -> Option<RouteIx> {
    ladder::steps(walk).first().map(|step| step.route)
}

/// Where each route stands that has a place in the plan, in the order of the files.
fn placed(walk: &Walk<'_>, lead: Step, others: &[Step]) -> Vec<Placed> {
    let routes = (0..walk.situation.rules.routes.len()).map(|at| RouteIx(at as u16));
    routes.filter_map(|route| placed_as(&walk.situation, lead, others, route)).collect()
}

/// Where a route stands beside what leads and the other steps.
fn placed_as(situation: &Situation<'_>, lead: Step, others: &[Step], place: RouteIx) -> Option<Placed> {
    let route = situation.rules.route(place);
    let reason = |stands, reason| Some(Placed { route: place, stands, reason });
    if place == lead.route {
        reason(Stands::Step, 0)
    } else if others.iter().any(|step| step.route == place) {
        reason(Stands::Beside, 0)
    } else if situation.holds(&route.open_when) {
        let beside = situation.holds(&route.alongside_when);
        reason(if beside { Stands::Beside } else { Stands::Open }, 0)
    } else if let Some(at) = route.later.iter().position(|later| situation.holds(&later.when)) {
        reason(Stands::Later, at)
    } else {
        let at = route.closed.iter().position(|(when, _)| situation.holds(when))?;
        reason(Stands::Shut, at)
    }
}

impl<'r> Plan<'r> {
    fn new(walk: Walk<'r>, lead: Step, others: &[Step]) -> Plan<'r> {
        let (situation, rules) = (&walk.situation, walk.situation.rules);
        let placed = placed(&walk, lead, others);
        let bodies = bodies::states(rules, &placed);
        let mut alongside: Vec<RouteIx> = others.iter().map(|step| step.route).collect();
        let standing = |stands| placed.iter().filter(move |placed| placed.stands == stands).map(|placed| placed.route);
        let beside: Vec<RouteIx> = standing(Stands::Beside).filter(|route| !alongside.contains(route)).collect();
        alongside.extend(beside);
        let open: Vec<RouteIx> = standing(Stands::Open).collect();
        let taken: Vec<RouteIx> = std::iter::once(lead.route).chain(alongside.iter().copied()).collect();
        let mut letters = Vec::new();
        let mut contacts = Vec::new();
        for route in taken.iter().map(|route| rules.route(*route)) {
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
        Plan {
            next_step: lead.route,
            rung: lead.line.map(|(rung, _)| rung),
            later: bodies::listed(rules, &placed, &bodies, Stands::Later),
            closed: bodies::listed(rules, &placed, &bodies, Stands::Shut),
            bodies,
            deadlines: deadlines(&walk, &taken, &open),
            alongside,
            open,
            because: because::answers(&walk, &leads_when(rules, lead)),
            unsure: walk.unsure().collect(),
            letters,
            contacts,
            told: situation.told().collect(),
            walk,
        }
    }

    /// The rules the plan was made with.
    pub fn rules(&self) -> &'r RuleSet {
        self.walk.situation.rules
    }

    /// The route of the suggested next step.
    pub fn step(&self) -> &'r Route {
        self.rules().route(self.next_step)
    }

    /// Where a route stands here, also where its body stands better and nothing is said of it; none where the rules say
    /// neither that it is open nor why it is not.
    pub fn stands(&self, place: RouteIx) -> Option<Stands> {
        let (situation, route) = (&self.walk.situation, self.rules().route(place));
        match place {
            place if place == self.next_step => Some(Stands::Step),
            place if self.alongside.contains(&place) => Some(Stands::Beside),
            _ if situation.holds(&route.open_when) => Some(Stands::Open),
            _ if route.later.iter().any(|later| situation.holds(&later.when)) => Some(Stands::Later),
            _ => route.closed.iter().any(|(when, _)| situation.holds(when)).then_some(Stands::Shut),
        }
    }

    /// What to say with the suggested step, then with the others and what follows, each with the first route it is for.
    pub fn arguments(&self) -> Vec<(RouteIx, &'r Argument)> {
        let (situation, rules) = (&self.walk.situation, self.rules());
        let steps = steps::of(self).into_iter().filter_map(|step| step.own());
        let lead = std::iter::once(self.next_step);
        let mut said: Vec<(RouteIx, usize)> = Vec::new();
        for route in lead.chain(steps).chain(self.alongside.iter().copied()) {
            for at in situation.arguments(route) {
                if said.iter().all(|(_, other)| *other != at) {
                    said.push((route, at));
                }
            }
        }
        said.into_iter().map(|(route, at)| (route, &rules.arguments[at])).collect()
    }

    /// The reason why a route is not open.
    pub fn reason(&self, (route, reason): (RouteIx, usize)) -> &'r str {
        &self.rules().route(route).closed[reason].1
    }

    /// The reason why a route is not open yet.
    pub fn later_reason(&self, (route, reason): (RouteIx, usize)) -> &'r str {
        &self.rules().route(route).later[reason].because
    }

    /// The rung of the ladder from which the suggested step comes.
    pub fn leading_rung(&self) -> Option<&'r Rung> {
        self.rung.map(|rung| &self.rules().ladder[rung.at()])
    }
}

/// Why a route leads: it is recommended, and its line of the ladder counts.
fn leads_when(rules: &RuleSet, lead: Step) -> Vec<&Condition> {
    let line = lead.line.map(|(rung, at)| &rules.ladder[rung.at()].steps[at].when);
    std::iter::once(&rules.route(lead.route).recommend_when).chain(line).collect()
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
    order::by_key(&mut shown, |deadline| match situation.standing(*deadline) {
        Standing::Dated(dated) => (0, dated.reckoning.aim, dated.reckoning.last),
        Standing::Outside(outside) => (1, outside.day, outside.day),
        Standing::Pending => (2, NaiveDate::MAX, NaiveDate::MAX),
    });
    shown
}
