//! What a plan rests on: law, the day it was checked, the rules and the program.

use super::Page;
use signpost_core::dates::say;
use signpost_core::rules::model::{LawIx, short_hash};

impl Page<'_, '_> {
    /// Each law of each route and time limit shown, once: the step's first.
    pub(super) fn every_law(&self) -> Vec<String> {
        let rules = self.plan.rules();
        let routes = std::iter::once(&self.plan.next_step).chain(&self.plan.alongside).chain(&self.plan.open);
        let of_routes = routes.flat_map(|route| &rules.route(*route).law);
        let of_limits = self.plan.deadlines.iter().flat_map(|place| &rules.deadline(*place).law);
        let arguments = self.plan.arguments();
        let said = arguments.iter().flat_map(|(_, argument)| &argument.law);
        let mut laws: Vec<LawIx> = Vec::new();
        for law in of_routes.chain(of_limits).chain(said) {
            if !laws.contains(law) {
                laws.push(*law);
            }
        }
        laws.iter().map(|law| rules.laws[law.at()].cite.clone()).collect()
    }

    /// Said when a check of the rules is overdue.
    pub(super) fn review_due(&self) -> Option<String> {
        let by = self.plan.rules().review_by;
        (self.situation.today > by).then(|| {
            let by = say::plain(by);
            format!("A check of these rules was due by {by}. Ask an adviser whether the law has changed.")
        })
    }

    /// Whose law, when it was checked, which program and which rules.
    pub(super) fn rests_on(&self) -> String {
        let rules = self.plan.rules();
        format!(
            "This is information, not legal advice. It covers {}. Law checked {}. signpost {}, rules {}.",
            rules.jurisdiction,
            say::plain(rules.law_checked),
            env!("CARGO_PKG_VERSION"),
            short_hash(&rules.hash)
        )
    }

    /// Why no other route stands beside the step.
    pub(super) fn why_no_other(&self) -> String {
        if !self.plan.alongside.is_empty() {
            return "No route is open besides those above.".to_owned();
        }
        let because = self.plan.step().only_route_because.as_deref();
        self.say(because.unwrap_or("No other route is open at present."))
    }
}
