//! What to do, in order: the steps of a plan, each with its day; and who is late.
//!
//! A plan is a sequence and not a heap. The suggested step comes first, then what others do after it, then the next step
//! of one's own; what goes beside it stands among them by its day. Days come from the rules: how long an act of its kind
//! takes, and the limits of that very act. The outer limit of a later body is never the day of an earlier step. Of two
//! rights that both end, the one that ends sooner is used no later, and stands first.

use chrono::NaiveDate;

use super::{Plan, Stands, nearest_own_deadline};
use crate::dates::calendar::WorkingDay;
use crate::dates::limit::{Amount, after, after_at};
use crate::dates::school::{School, SchoolEnd};
use crate::interview::{Dated, Standing};
use crate::order;
use crate::rules::model::{DeadlineIx, Effort, RouteIx, State, Then, Who};

/// The most steps of a page: so many always have room on its first sixty lines, so every face numbers them alike.
const MOST_STEPS: usize = 5;

/// The most of them that go beside the suggested one.
const MOST_BESIDE: usize = 2;

/// Working days between an act and the limit of the act it prepares: three for the certificate, two to send and check
/// (regulation 34 of the SEND Regulations 2014 gives the adviser the three).
const ROOM_BEFORE_NEXT: u32 = 5;

/// Working days between the day to act and the limit of that very act, where there are so many left: a form that comes
/// back, or a line that is busy, can then still be mended.
const SPARE: u32 = 1;

/// How soon an act is done of which the rules do not say what kind it is.
const USUAL_EFFORT: Effort = Effort::Letter;

/// Working days that an act may still take whose usual time has ended.
const OVERDUE: u32 = 1;

/// The most working days that an act waits for which nothing has to come before: it is for this week.
pub const THIS_WEEK: u32 = 5;

/// Who acts in a step, and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// The person takes this route's step.
    Own(RouteIx),
    /// Somebody else does what this line of the route's `then` says.
    Other {
        /// The route.
        route: RouteIx,
        /// The line's place in it.
        line: usize,
    },
}

/// One step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What is done, and by whom.
    pub act: Act,
    /// The day to act; for others, the day by which it should have happened. `None` outside the calendar.
    pub day: Option<NaiveDate>,
    /// The last lawful day of this very act, while it can still be kept.
    pub last: Option<DeadlineIx>,
    /// It goes beside the suggested step and does not follow from it.
    pub beside: bool,
    /// The route whose step comes before it: it opens only once that is done.
    pub after: Option<RouteIx>,
}

impl Step {
    /// The route of a step of one's own.
    pub fn own(&self) -> Option<RouteIx> {
        match self.act {
            Act::Own(route) => Some(route),
            Act::Other { .. } => None,
        }
    }

    /// Whether it opens only once another step is done.
    pub fn follows(&self) -> bool {
        self.after.is_some()
    }
}

/// The steps of a plan, in the order in which they are taken.
pub fn of(plan: &Plan<'_>) -> Vec<Step> {
    let mut chain = Chain { plan, steps: Vec::new(), taken: Vec::new() };
    chain.follow(plan.next_step);
    let Chain { steps: mut chained, taken, .. } = chain;
    let mut beside: Vec<RouteIx> = plan.alongside.iter().copied().filter(|route| !taken.contains(route)).collect();
    // Stable: a right that ends is not cut off for something that can wait.
    order::by_key(&mut beside, |route| end(plan, *route).unwrap_or(NaiveDate::MAX));
    shorten(&mut chained, MOST_STEPS - MOST_BESIDE.min(beside.len()));
    beside.truncate(MOST_STEPS - chained.len());
    let lead = chained.first().and_then(|lead| lead.day);
    let lead_end = end(plan, plan.next_step);
    let (sooner, others): (Vec<RouteIx>, Vec<RouteIx>) = beside
        .into_iter()
        .partition(|route| lead_end.is_some_and(|lead| end(plan, *route).is_some_and(|end| end < lead)));
    let step = |route: RouteIx, day: Option<NaiveDate>| {
        let last = last_day(plan, route);
        Step { act: Act::Own(route), day, last, beside: true, after: None }
    };
    let today = plan.walk.situation.today;
    let sooner = sooner.into_iter().map(|route| {
        let day = day_to_act(plan, route, today, None);
        step(route, day.map(|day| lead.map_or(day, |lead| day.min(lead))))
    });
    let others = others.into_iter().map(|route| {
        let day = day_to_act(plan, route, today, None);
        // What goes beside it can wait for the suggested step, unless a right of its own ends.
        let now = plan.rules().route(route).effort == Some(Effort::Now);
        let can_wait = !now && end(plan, route).is_none() && aim_to_keep(plan, route).is_none();
        step(route, if can_wait { day.max(lead) } else { day })
    });
    let mut steps: Vec<Step> = sooner.chain(chained).chain(others).collect();
    // By their days; those of one day stay in their order.
    order::by_key(&mut steps, |step| step.day.unwrap_or(NaiveDate::MAX));
    steps
}

/// Leaves out what has no room. What stays first: the first step, and every use of a right that ends; then one's own
/// steps, and what others do after the first; then what they do later. Of equals those that come sooner.
fn shorten(chained: &mut Vec<Step>, most: usize) {
    let first = chained.first().and_then(Step::own);
    let rank = |step: &Step| match step.own() {
        Some(route) if Some(route) == first || step.last.is_some() => 0,
        Some(_) => 1,
        None if step.after == first => 1,
        None => 2,
    };
    while chained.len() > most {
        // `max_by_key` takes the last of equals.
        let Some((at, _)) = chained.iter().enumerate().max_by_key(|(_, step)| rank(step)) else { return };
        chained.remove(at);
    }
}

/// The first step of one's own.
pub fn first_own(steps: &[Step]) -> Option<&Step> {
    steps.iter().find(|step| step.own().is_some())
}

/// Limits of others that have certainly passed, the suggested step's own first. A count in school days is only the
/// earliest end, so nobody is called late on it.
pub fn late(plan: &Plan<'_>) -> Vec<DeadlineIx> {
    let (situation, rules) = (&plan.walk.situation, plan.rules());
    let of_step = &plan.step().deadlines;
    let passed = |place: &DeadlineIx| {
        let deadline = rules.deadline(*place);
        let others = deadline.who != Who::You && !deadline.in_school_days;
        others && situation.standing(*place).state() == State::Passed
    };
    let mut late: Vec<DeadlineIx> = plan.deadlines.iter().copied().filter(passed).collect();
    order::by_key(&mut late, |place| !of_step.contains(place));
    late
}

/// The last lawful day of a route's own act, the nearest that can still be kept.
pub fn last_day(plan: &Plan<'_>, route: RouteIx) -> Option<DeadlineIx> {
    own_limits(plan, route).min_by_key(|(_, dated)| dated.reckoning.last).map(|(place, _)| place)
}

/// A limit of a route's own act that runs from a day nobody knows, so that it may end any day.
pub fn undated(plan: &Plan<'_>, route: RouteIx) -> Option<DeadlineIx> {
    let situation = &plan.walk.situation;
    let own = |place: &DeadlineIx| situation.rules.deadline(*place).who == Who::You && situation.applies(*place);
    let pending = |place: &DeadlineIx| matches!(situation.standing(*place), Standing::Pending);
    let limits = &plan.rules().route(route).step_deadlines;
    limits.iter().copied().find(|place| own(place) && pending(place))
}

/// The day on which the right behind a route ends, while it runs.
fn end(plan: &Plan<'_>, route: RouteIx) -> Option<NaiveDate> {
    own_limits(plan, route).map(|(_, dated)| dated.reckoning.last).min()
}

fn own_limits<'p, 'r>(plan: &'p Plan<'r>, route: RouteIx) -> impl Iterator<Item = (DeadlineIx, &'p Dated<'r>)> + 'p {
    let situation = &plan.walk.situation;
    let limits = plan.rules().route(route).step_deadlines.iter().copied();
    let own = limits.filter(move |place| situation.rules.deadline(*place).who == Who::You && situation.applies(*place));
    own.filter_map(move |place| match situation.standing(place) {
        Standing::Dated(dated) if matches!(dated.state, State::InTime | State::LastDays) => Some((place, dated)),
        _ => None,
    })
}

/// The steps that follow from one another.
struct Chain<'p, 'r> {
    plan: &'p Plan<'r>,
    steps: Vec<Step>,
    taken: Vec<RouteIx>,
}

impl Chain<'_, '_> {
    fn follow(&mut self, first: RouteIx) {
        let (mut route, mut after) = (first, None);
        let mut answered = Some(self.plan.walk.situation.today);
        loop {
            self.taken.push(route);
            let next = self.next_after(route);
            let day = self.day_of(route, answered, next, after.is_some());
            let last = last_day(self.plan, route);
            self.steps.push(Step { act: Act::Own(route), day, last, beside: false, after });
            let Some(day) = day else { return };
            answered = self.others(route, day);
            match next {
                Some(next) if self.taken.len() < MOST_STEPS => (route, after) = (next, Some(route)),
                _ => return,
            }
        }
    }

    /// What others do after a step, where the rules say within which time. The day by which the last of them has; `None`
    /// where the rules give no time.
    fn others(&mut self, route: RouteIx, act: NaiveDate) -> Option<NaiveDate> {
        let mut answered = None;
        for (line, then) in self.plan.rules().route(route).then.iter().enumerate() {
            let Some(day) = self.due(then, answered.unwrap_or(act)) else { continue };
            answered = Some(day);
            let act = Act::Other { route, line };
            self.steps.push(Step { act, day: Some(day), last: None, beside: false, after: Some(route) });
        }
        answered
    }

    fn due(&self, then: &Then, from: NaiveDate) -> Option<NaiveDate> {
        let situation = &self.plan.walk.situation;
        // Before the latest end of school days nobody is late.
        let school = situation.school();
        let school = School { known: school.as_deref(), end: SchoolEnd::Latest };
        after_at(&situation.rules.calendar, school, from, then.length?).ok()
    }

    /// The first route that comes after this one: not shut, and no second way to a door that another route opens.
    fn next_after(&self, route: RouteIx) -> Option<RouteIx> {
        let leads_to = self.plan.rules().route(route).leads_to.iter().copied();
        leads_to.into_iter().find(|next| !self.taken.contains(next) && self.may_follow(*next))
    }

    /// Where the rules say nothing of a route yet, it may open once the step before it is done; but not where its body is
    /// shut, or open already by a route that is none of these steps: that one is for this person, and not this.
    fn may_follow(&self, route: RouteIx) -> bool {
        let plan = self.plan;
        match plan.stands(route) {
            Some(Stands::Shut) => false,
            Some(_) => true,
            None => {
                let body = plan.rules().route(route).body;
                let mut of_body = plan.bodies.iter().filter(|state| state.body == body);
                of_body.all(|state| match state.stands {
                    Stands::Shut => false,
                    stands if stands <= Stands::Open => state.routes.iter().all(|route| self.taken.contains(route)),
                    _ => true,
                })
            }
        }
    }

    /// A step that follows is taken once the answer to the one before it was due, or once its body opens. Where nobody
    /// can know when that is it has no day, unless a right of its own runs already.
    fn day_of(
        &self,
        route: RouteIx,
        answered: Option<NaiveDate>,
        next: Option<RouteIx>,
        follows: bool,
    ) -> Option<NaiveDate> {
        let runs = || last_day(self.plan, route).map(|_| self.plan.walk.situation.today);
        let day = day_to_act(self.plan, route, answered.or_else(runs)?, next)?;
        let opens = if follows { self.opens(route) } else { None };
        Some(opens.map_or(day, |opens| opens.max(day)))
    }

    /// The first day on which a route opens that is not open yet.
    fn opens(&self, route: RouteIx) -> Option<NaiveDate> {
        let situation = &self.plan.walk.situation;
        let reason = self.plan.rules().route(route).later.iter().position(|later| situation.holds(&later.when))?;
        self.plan.opens((route, reason))
    }
}

/// The day to act: as soon as an act of its kind can be done, never after the day to aim for, and with room for what it
/// prepares. Never before today.
fn day_to_act(plan: &Plan<'_>, route: RouteIx, from: NaiveDate, next: Option<RouteIx>) -> Option<NaiveDate> {
    let (calendar, today) = (&plan.rules().calendar, plan.walk.situation.today);
    let effort = plan.rules().effort.of(plan.rules().route(route).effort.unwrap_or(USUAL_EFFORT));
    // An act takes its time from today on, and what follows an answer begins on the day after it was due. Where the usual
    // time for it has ended, each day counts; where nobody knows when it ends, it is today.
    let effort = if has_passed(plan, route) { effort.min(OVERDUE) } else { effort };
    let effort = match (from > today, undated(plan, route).is_some()) {
        (false, true) => 0,
        (true, true) => effort.min(OVERDUE),
        (false, false) => effort.min(THIS_WEEK),
        (true, false) => effort,
    };
    let ready = if effort == 0 { today } else { after(calendar, today, working_days(effort)).ok()? };
    let soon = if from > today { ready.max(after(calendar, from, working_days(1)).ok()?) } else { ready };
    let spare = |limit| working_days_before(plan, limit, SPARE).filter(|day| *day >= today).unwrap_or(limit);
    let own = nearest_own_deadline(&plan.walk, route).map(spare);
    let next = next.and_then(|next| nearest_own_deadline(&plan.walk, next));
    let room = next.and_then(|aim| working_days_before(plan, aim, ROOM_BEFORE_NEXT));
    let limit = [own, room, aim_to_keep(plan, route)].into_iter().flatten().min().map(|limit| limit.max(today));
    let day = limit.map_or(soon, |limit| soon.min(limit)).max(today);
    let answered = if plan.rules().route(route).effort == Some(Effort::Call) {
        // Nobody answers on a day off.
        calendar
            .working_day_on_or_after(day, WorkingDay::Local)
            .ok()
            .filter(|day| limit.is_none_or(|limit| *day <= limit))
    } else {
        None
    };
    Some(answered.unwrap_or(day))
}

/// Whether the usual time for a route's own act has ended.
fn has_passed(plan: &Plan<'_>, route: RouteIx) -> bool {
    let (situation, rules) = (&plan.walk.situation, plan.rules());
    rules.route(route).step_deadlines.iter().any(|place| {
        let own = rules.deadline(*place).who == Who::You && situation.applies(*place);
        own && situation.standing(*place).state() == State::Passed
    })
}

/// The nearest day to aim for of any limit of one's own that belongs to a route and still runs. It need not be one of the
/// step itself, such as the time to appeal beside a late appeal; but no step may be put off beyond it.
fn aim_to_keep(plan: &Plan<'_>, route: RouteIx) -> Option<NaiveDate> {
    let (situation, rules) = (&plan.walk.situation, plan.rules());
    let of_route = rules.route(route).deadlines.iter().copied();
    let own = of_route.filter(|place| rules.deadline(*place).who == Who::You && situation.applies(*place));
    own.filter_map(|place| match situation.standing(place) {
        Standing::Dated(dated) if matches!(dated.state, State::InTime | State::LastDays) => Some(dated.reckoning.aim),
        _ => None,
    })
    .min()
}

fn working_days(number: u32) -> Amount {
    Amount::WorkingDays(number, WorkingDay::Local)
}

/// The working day so many working days before another.
fn working_days_before(plan: &Plan<'_>, day: NaiveDate, number: u32) -> Option<NaiveDate> {
    let calendar = &plan.rules().calendar;
    (0..number).try_fold(day, |day, _| calendar.working_day_on_or_before(day.pred_opt()?, WorkingDay::Local).ok())
}
