//! What the desk says: words to read out, the law behind them, what a word means, what to look for.

use super::session::{Halt, Interview};
use crate::render::desk as texts;
use signpost_core::plan::{Advice, Plan, advise};
use signpost_core::rules::model::RouteIx;
use signpost_core::text;
use signpost_render::messages::{self as say, fill};

impl Interview<'_, '_> {
    pub(super) fn read_aloud(&mut self) -> Result<(), Halt> {
        let walk = self.walk();
        if let Some(place) = self.place {
            return self.note(&texts::aloud(&walk.situation, place));
        }
        match advise(self.start.rules, &self.answers, self.start.today) {
            Advice::Plan(plan) => {
                let open = open_routes(&plan);
                let style = self.asker.style();
                let said = open.iter().map(|route| texts::route(&plan.walk.situation, *route));
                let said: Vec<String> = said.map(|said| style.paragraph(&said)).collect();
                // More than a screen of them: they stop for Enter, and each stands by itself.
                self.long(&format!("\n{}\n", said.join("\n\n")))?;
                self.explained(&open)
            }
            _ => self.note(say::HOLD_NONE),
        }
    }

    /// `/route NAME`: the words for one route. Only what was read out so counts as explained.
    pub(super) fn route(&mut self, typed: &str) -> Result<(), Halt> {
        let rules = self.start.rules;
        let advice = advise(rules, &self.answers, self.start.today);
        let open = advice_plan(&advice).map_or(Vec::new(), open_routes);
        let walk = self.walk();
        let name = |route: &RouteIx| walk.situation.say(&rules.route(*route).name);
        let named = |routes: &[RouteIx]| text::list_or(&routes.iter().map(name).collect::<Vec<_>>());
        if typed.is_empty() {
            return self.note(&match open.as_slice() {
                [] => say::ROUTE_NEEDS.to_owned(),
                open => fill(say::ROUTE_LIST, &[("names", &named(open))]),
            });
        }
        let wanted = typed.to_lowercase();
        let all: Vec<RouteIx> = (0..rules.routes.len()).map(|at| RouteIx(at as u16)).collect();
        let is = |route: &RouteIx| rules.route(*route).id == wanted || name(route).to_lowercase() == wanted;
        let has =
            |route: &RouteIx| rules.route(*route).id.contains(&wanted) || name(route).to_lowercase().contains(&wanted);
        let picked = |from: &[RouteIx], fits: &dyn Fn(&RouteIx) -> bool| -> Vec<RouteIx> {
            from.iter().copied().filter(|route| fits(route)).collect()
        };
        // What is open now is likelier meant than what is not; a whole name is what it says.
        let tries = [picked(&open, &is), picked(&open, &has), picked(&all, &is), picked(&all, &has)];
        match tries.iter().find(|found| !found.is_empty()).map(Vec::as_slice) {
            None => self.note(&fill(say::ROUTE_UNKNOWN, &[("typed", typed)])),
            Some([one]) => {
                let mut said = vec![texts::route(&walk.situation, *one)];
                if !open.is_empty() && !open.contains(one) {
                    said.extend(advice_plan(&advice).map(|plan| texts::shut(plan, *one)));
                }
                self.say_all(&said)?;
                self.explained(&[*one])
            }
            Some(several) => self.note(&fill(say::ROUTE_SEVERAL, &[("typed", typed), ("names", &named(several))])),
        }
    }

    pub(super) fn explained(&mut self, routes: &[RouteIx]) -> Result<(), Halt> {
        let walk = self.walk();
        let names: Vec<String> =
            routes.iter().map(|route| walk.situation.say(&self.start.rules.route(*route).name)).collect();
        if let Some(desk) = self.desk.as_mut() {
            let held = &mut desk.kept.said.explained;
            let new: Vec<RouteIx> = routes.iter().copied().filter(|route| !held.contains(route)).collect();
            held.extend(new);
        }
        self.note(&fill(say::EXPLAINED, &[("names", &names.join("; "))]))
    }

    pub(super) fn why(&mut self) -> Result<(), Halt> {
        let walk = self.walk();
        if let Some(place) = self.place {
            return self.say_all(&texts::why(&walk.situation, place));
        }
        match advise(self.start.rules, &self.answers, self.start.today) {
            Advice::Plan(plan) => self.say_all(&texts::why_step(&plan)),
            _ => self.note(say::HOLD_NONE),
        }
    }

    pub(super) fn glossary(&mut self, term: &str) -> Result<(), Halt> {
        let walk = self.walk();
        let lines = texts::words(&walk.situation, self.place, term);
        self.say_all(&lines)
    }

    pub(super) fn hold(&mut self) -> Result<(), Halt> {
        let walk = self.walk();
        let Some(place) = self.place else { return self.note(say::HOLD_NONE) };
        if let Some(desk) = self.desk.as_mut()
            && !desk.kept.said.held.contains(&place)
        {
            desk.kept.said.held.push(place);
        }
        self.say_all(&texts::look_for(&walk.situation, place))
    }
}

fn advice_plan<'a, 'r>(advice: &'a Advice<'r>) -> Option<&'a Plan<'r>> {
    if let Advice::Plan(plan) = advice { Some(plan) } else { None }
}

/// The routes that a plan has open, the suggested one first.
fn open_routes(plan: &Plan<'_>) -> Vec<RouteIx> {
    std::iter::once(plan.next_step).chain(plan.alongside.iter().copied()).chain(plan.open.iter().copied()).collect()
}
