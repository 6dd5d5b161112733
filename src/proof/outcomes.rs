//! What a plan holds, item by item, as functions of the answers: the same choices as `plan::advise` makes.

use super::diagram::Id;
use super::space::Space;
use crate::rules::model::{AtTimes, Condition, ContactRef, DeadlineIx, LetterIx, RuleSet};

/// When each thing is part of the plan of one rule set.
pub struct Outcomes {
    /// A route's own condition for being suggested.
    pub recommended: Vec<Id>,
    /// A route is the step of its problem: suggested, or beside the step of another problem.
    pub step: Vec<Id>,
    /// A route's own condition for standing beside the step.
    pub alongside: Vec<Id>,
    /// A route's own condition for being open.
    pub open: Vec<Id>,
    /// A route is a step, or open and beside one.
    pub taken: Vec<Id>,
    /// A route is named in the plan as one that can be taken.
    pub offered: Vec<Id>,
    /// Each reason's own condition for a route being closed.
    pub closed: Vec<Vec<Id>>,
    /// A route is shown as not open, with this reason.
    pub refused: Vec<Vec<Id>>,
    /// A deadline is part of the plan.
    pub deadline: Vec<Id>,
    /// A deadline is part of the plan and has a date.
    pub dated: Vec<Id>,
    /// A letter is part of the plan.
    pub letter: Vec<Id>,
    /// A phrase is said in the wording at this place of its list, the usual one last.
    pub phrase: Vec<Vec<Id>>,
    /// A service or a national body, with the functions of the routes that name it: it is in the plan when one is taken.
    /// Not joined into one function, because the bodies that every route names would make it large for nothing.
    pub contact: Vec<(ContactRef, Vec<Id>)>,
}

impl Outcomes {
    /// Reads them off one of the rule sets of a space.
    pub fn of(space: &mut Space<'_>, side: usize) -> Outcomes {
        let rules = space.sides[side].rules;
        let mut each = |of: fn(&crate::rules::model::Route) -> &crate::rules::model::Condition| -> Vec<Id> {
            rules.routes.iter().map(|route| space.condition(side, of(route))).collect()
        };
        let recommended = each(|route| &route.recommend_when);
        let alongside = each(|route| &route.alongside_when);
        let open = each(|route| &route.open_when);
        let step = steps(space, rules, &recommended);
        let beside: Vec<Id> = (0..open.len()).map(|at| space.diagrams.and(open[at], alongside[at])).collect();
        let taken: Vec<Id> = (0..open.len()).map(|at| space.diagrams.or(step[at], beside[at])).collect();
        let offered: Vec<Id> = (0..open.len()).map(|at| space.diagrams.or(step[at], open[at])).collect();
        let (mut closed, mut refused) = (Vec::new(), Vec::new());
        for (at, route) in rules.routes.iter().enumerate() {
            let own: Vec<Id> = route.closed.iter().map(|(when, _)| space.condition(side, when)).collect();
            let not_open = space.diagrams.not(offered[at]);
            refused.push(first_of(space, not_open, &own));
            closed.push(own);
        }
        let mut outcomes = Outcomes {
            recommended,
            step,
            alongside,
            open,
            taken,
            offered,
            closed,
            refused,
            deadline: Vec::new(),
            dated: Vec::new(),
            letter: Vec::new(),
            phrase: Vec::new(),
            contact: Vec::new(),
        };
        outcomes.deadlines(space, side);
        outcomes.letters(space, side);
        for phrase in &rules.phrases {
            let mut others: Vec<Id> = phrase.instead.iter().map(|(when, _)| space.condition(side, when)).collect();
            others.push(Id::TRUE);
            outcomes.phrase.push(first_of(space, Id::TRUE, &others));
        }
        outcomes.contacts(space, side);
        outcomes
    }

    fn deadlines(&mut self, space: &mut Space<'_>, side: usize) {
        let rules = space.sides[side].rules;
        for at in 0..rules.deadlines.len() {
            let place = DeadlineIx(at as u16);
            let of: Vec<usize> =
                (0..rules.routes.len()).filter(|route| rules.routes[*route].deadlines.contains(&place)).collect();
            let (applies, known) = (space.applies(side, place), space.dated(side, place));
            let taken = space.diagrams.any(of.iter().map(|route| self.taken[*route]));
            let offered = space.diagrams.any(of.iter().map(|route| self.offered[*route]));
            let (taken, offered) = (space.diagrams.and(applies, taken), space.diagrams.and(applies, offered));
            // Of a route that is merely open, only the limits that have a date are shown.
            let dated = space.diagrams.and(offered, known);
            self.dated.push(dated);
            self.deadline.push(space.diagrams.or(taken, dated));
        }
    }

    fn letters(&mut self, space: &mut Space<'_>, side: usize) {
        let rules = space.sides[side].rules;
        for (at, letter) in rules.letters.iter().enumerate() {
            let place = LetterIx(at as u16);
            let mut taken = Vec::new();
            for (route, id) in rules.routes.iter().zip(self.taken.clone()) {
                taken.extend(counting(space, side, &route.letters, &place, id));
            }
            let (taken, when) = (space.diagrams.any(taken), space.condition(side, &letter.when));
            self.letter.push(space.diagrams.and(taken, when));
        }
    }

    fn contacts(&mut self, space: &mut Space<'_>, side: usize) {
        let rules = space.sides[side].rules;
        let services = (0..rules.services.len()).map(|at| ContactRef::Service(at as u16));
        let national = (0..rules.contacts.len()).map(|at| ContactRef::National(at as u16));
        for contact in services.chain(national) {
            let mut of = Vec::new();
            for (route, taken) in rules.routes.iter().zip(&self.taken) {
                of.extend(counting(space, side, &route.contacts, &contact, *taken));
            }
            self.contact.push((contact, of));
        }
    }

    /// Every function of the plan: if none of them changes, the plan says the same.
    pub fn all(&self) -> impl Iterator<Item = Id> + '_ {
        let lists = [&self.step, &self.taken, &self.offered, &self.deadline, &self.dated, &self.letter];
        let single = lists.into_iter().flatten().copied();
        let reasons = self.refused.iter().chain(&self.phrase).flatten().copied();
        single.chain(reasons)
    }
}

/// When an item of a list counts and its route is taken; none where the list does not hold it.
fn counting<T: PartialEq>(space: &mut Space<'_>, side: usize, items: &[AtTimes<T>], item: &T, taken: Id) -> Option<Id> {
    let same: Vec<&Condition> = items.iter().filter(|one| one.what == *item).map(|one| &one.when).collect();
    let counts: Vec<Id> = same.iter().map(|when| space.condition(side, when)).collect();
    let counts = (!counts.is_empty()).then(|| space.diagrams.any(counts))?;
    Some(space.diagrams.and(taken, counts))
}

/// For each route: it is recommended, and no earlier route of its body is.
fn steps(space: &mut Space<'_>, rules: &RuleSet, recommended: &[Id]) -> Vec<Id> {
    let mut served = vec![Id::FALSE; rules.bodies.len()];
    let mut steps = Vec::with_capacity(recommended.len());
    for (route, recommended) in rules.routes.iter().zip(recommended) {
        let body = route.body.at();
        steps.push(space.diagrams.without(*recommended, served[body]));
        served[body] = space.diagrams.or(served[body], *recommended);
    }
    steps
}

/// For each of the functions: it holds, `within` holds, and no earlier one does.
fn first_of(space: &mut Space<'_>, within: Id, each: &[Id]) -> Vec<Id> {
    let mut left = within;
    let mut first = Vec::with_capacity(each.len());
    for one in each {
        first.push(space.diagrams.and(left, *one));
        left = space.diagrams.without(left, *one);
    }
    first
}
