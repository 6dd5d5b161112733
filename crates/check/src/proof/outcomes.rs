//! What a plan holds, item by item, as functions of the answers: the same choices as `plan::advise` makes.

use super::circuit::Id;
use super::doors::{Doors, first_of};
use super::ladder::{self, Line};
use super::space::Space;
use signpost_core::rules::model::{AtTimes, Condition, ContactRef, DeadlineIx, LetterIx, RouteIx};

/// When each thing is part of the plan of one rule set.
pub struct Outcomes {
    /// A route's own condition for being suggested.
    pub recommended: Vec<Id>,
    /// Every line of the ladder, and after them the routes in the order of the files.
    pub lines: Vec<Line>,
    /// A route leads from a rung of the ladder, or from none.
    pub leads: Vec<Id>,
    /// A route is the step of its body: suggested, or beside the step of another body.
    pub step: Vec<Id>,
    /// A route's own condition for standing beside the step.
    pub alongside: Vec<Id>,
    /// A route's own condition for being open.
    pub open: Vec<Id>,
    /// A route is a step, or open and beside one.
    pub taken: Vec<Id>,
    /// A route is named in the plan as one that can be taken.
    pub offered: Vec<Id>,
    /// What stands in the way of routes, and what of it is shown.
    pub doors: Doors,
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
    /// What of a route counts only under a condition: the route, what it is, and when it counts in a plan.
    pub items: Vec<(RouteIx, String, Id)>,
    /// What may have been told.
    pub tells: Vec<Id>,
    /// What is said with a step that is taken.
    pub arguments: Vec<Id>,
}

impl Outcomes {
    /// Reads them off one of the rule sets of a space.
    pub fn of(space: &mut Space<'_>, side: usize) -> Outcomes {
        let rules = space.sides[side].rules;
        let mut each =
            |of: fn(&signpost_core::rules::model::Route) -> &signpost_core::rules::model::Condition| -> Vec<Id> {
                rules.routes.iter().map(|route| space.condition(side, of(route))).collect()
            };
        let recommended = each(|route| &route.recommend_when);
        let alongside = each(|route| &route.alongside_when);
        let open = each(|route| &route.open_when);
        let lines = ladder::of(space, side, &recommended);
        let leads = ladder::by_rung(space, &lines);
        let step = ladder::steps(space, rules.routes.len(), &lines);
        let beside: Vec<Id> = (0..open.len()).map(|at| space.circuit.and(open[at], alongside[at])).collect();
        let taken: Vec<Id> = (0..open.len()).map(|at| space.circuit.or(step[at], beside[at])).collect();
        let offered: Vec<Id> = (0..open.len()).map(|at| space.circuit.or(step[at], open[at])).collect();
        let doors = Doors::of(space, side, &offered);
        let mut outcomes = Outcomes {
            recommended,
            lines,
            leads,
            step,
            alongside,
            open,
            taken,
            offered,
            doors,
            deadline: Vec::new(),
            dated: Vec::new(),
            letter: Vec::new(),
            phrase: Vec::new(),
            contact: Vec::new(),
            items: Vec::new(),
            tells: Vec::new(),
            arguments: Vec::new(),
        };
        outcomes.deadlines(space, side);
        outcomes.letters(space, side);
        for phrase in &rules.phrases {
            let mut others: Vec<Id> = phrase.instead.iter().map(|(when, _)| space.condition(side, when)).collect();
            others.push(Id::TRUE);
            outcomes.phrase.push(first_of(space, Id::TRUE, &others).0);
        }
        outcomes.contacts(space, side);
        outcomes.items(space, side);
        outcomes.tells = rules.tells.iter().map(|tell| space.condition(side, &tell.when)).collect();
        for argument in &rules.arguments {
            let when = space.condition(side, &argument.when);
            let taken = space.circuit.any(argument.with.iter().map(|route| outcomes.taken[route.at()]));
            outcomes.arguments.push(space.circuit.and(taken, when));
        }
        outcomes
    }

    fn deadlines(&mut self, space: &mut Space<'_>, side: usize) {
        let rules = space.sides[side].rules;
        for at in 0..rules.deadlines.len() {
            let place = DeadlineIx(at as u16);
            let of: Vec<usize> =
                (0..rules.routes.len()).filter(|route| rules.routes[*route].deadlines.contains(&place)).collect();
            let (applies, known) = (space.applies(side, place), space.dated(side, place));
            let taken = space.circuit.any(of.iter().map(|route| self.taken[*route]));
            let offered = space.circuit.any(of.iter().map(|route| self.offered[*route]));
            let (taken, offered) = (space.circuit.and(applies, taken), space.circuit.and(applies, offered));
            // Of a route that is merely open, only the limits that have a date are shown.
            let dated = space.circuit.and(offered, known);
            self.dated.push(dated);
            self.deadline.push(space.circuit.or(taken, dated));
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
            let (taken, when) = (space.circuit.any(taken), space.condition(side, &letter.when));
            self.letter.push(space.circuit.and(taken, when));
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

    fn items(&mut self, space: &mut Space<'_>, side: usize) {
        let rules = space.sides[side].rules;
        for (at, route) in rules.routes.iter().enumerate() {
            let letters = route.letters.iter().map(|item| (&rules.letters[item.what.at()].id, &item.when));
            let contacts = route.contacts.iter().map(|item| (rules.contact_id(item.what), &item.when));
            let items = route.checklist.iter().map(|item| (item.what.as_str(), &item.when)).chain(contacts);
            let items = items.chain(letters.map(|(id, when)| (id.as_str(), when)));
            for (what, when) in items.filter(|(_, when)| **when != Condition::All(Vec::new())) {
                let counts = space.condition(side, when);
                let counts = space.circuit.and(self.taken[at], counts);
                self.items.push((RouteIx(at as u16), what.to_owned(), counts));
            }
        }
    }

    /// Every function of the plan: if none of them changes, the plan says the same.
    pub fn all(&self) -> impl Iterator<Item = Id> + '_ {
        let lists = [&self.leads, &self.taken, &self.offered, &self.deadline, &self.dated, &self.letter];
        let single = lists.into_iter().chain([&self.tells, &self.arguments]).flatten().copied();
        let items = self.items.iter().map(|(_, _, counts)| *counts);
        let reasons = self.doors.later.iter().chain(&self.doors.refused).chain(&self.phrase).flatten().copied();
        single.chain(items).chain(reasons)
    }
}

/// When an item of a list counts and its route is taken; none where the list does not hold it.
fn counting<T: PartialEq>(space: &mut Space<'_>, side: usize, items: &[AtTimes<T>], item: &T, taken: Id) -> Option<Id> {
    let same: Vec<&Condition> = items.iter().filter(|one| one.what == *item).map(|one| &one.when).collect();
    let counts: Vec<Id> = same.iter().map(|when| space.condition(side, when)).collect();
    let counts = (!counts.is_empty()).then(|| space.circuit.any(counts))?;
    Some(space.circuit.and(taken, counts))
}
