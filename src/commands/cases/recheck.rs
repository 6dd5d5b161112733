//! `signpost case recheck`: which open cases a change of the rules touches.

use std::path::Path;

use chrono::NaiveDate;

use super::super::{Session, folder, print};
use super::shelf::{self, Shelf};
use crate::cases::recheck::{self, Differences};
use crate::cases::{Case, PlanGiven, Status, advice};
use crate::cli::PlanFormat;
use crate::edge::outside;
use crate::error::AppError;
use crate::render::casework::recheck::{self as page, Outcome, Rechecked};
use signpost_check::files::{self, Bundle};
use signpost_core::plan::brief::Change;
use signpost_core::plan::{Advice, advise};
use signpost_core::rules::model::{RuleSet, short_hash};
use signpost_outside::{Held, Outside};
use signpost_render::{document, problem};

/// Runs the command.
///
/// A plan is compared with what the same answers give under the old rules when those are at hand (`--old`, or the
/// built-in ones when the plan was given under them), both for today; so a difference is the rules' doing and not the
/// passing of time. Otherwise it is compared with the plan as it was kept, for the day it was given.
///
/// # Errors
/// Rules or cases cannot be read.
pub fn run(session: &Session<'_>, shelf: &Shelf, old: Option<&Path>, format: PlanFormat) -> Result<(), AppError> {
    let new = session.rules()?;
    let old_rules = old.map(folder).transpose()?.map(|(rules, _)| rules);
    // Without --old, rules named by --rules are held against the built-in ones.
    let differences = match (old, session.common.rules.as_deref()) {
        (None, None) => None,
        (old, new) => bundle(old)?.zip(bundle(new)?).map(|(old, new)| Differences::between(&old, &new)),
    };
    let at_hand = match (&old_rules, &session.common.rules) {
        (Some(rules), _) => Some((&**rules, true)),
        (None, Some(_)) => Some((signpost_rules::rules(), false)),
        (None, None) => None,
    };
    let look = Look { new: &new, old: at_hand, differences: differences.as_ref(), today: session.today };
    let open = |case: Case| (case.status == Status::Open).then(|| look.at(&case));
    let (found, damaged) = shelf.each(open)?;
    let mut cases: Vec<Rechecked> = found.into_iter().flatten().collect();
    cases.sort_by_key(|case| (case.first_limit.unwrap_or(NaiveDate::MAX), case.reference));
    let before = match &old_rules {
        Some(rules) => short_hash(&rules.hash),
        None => "as in each case's last plan",
    };
    print(&match format {
        PlanFormat::Text => {
            document::text(&page::document(&cases, before, short_hash(&new.hash)), session.terminal.width())
        }
        PlanFormat::Json => page::json(&cases, before, short_hash(&new.hash)),
    })?;
    shelf::done(damaged)
}

/// A folder of rules as it was read; without one, the built-in rules.
fn bundle(folder: Option<&Path>) -> Result<Option<Bundle>, AppError> {
    let Held { sources, budget: _budget } = outside::read(Outside { rules: folder, areas: None })?;
    Ok(files::check(&sources).bundle)
}

struct Look<'l> {
    new: &'l RuleSet,
    /// Old rules at hand, and whether they count whatever rules the last plan was given under.
    old: Option<(&'l RuleSet, bool)>,
    differences: Option<&'l Differences>,
    today: NaiveDate,
}

impl Look<'_> {
    fn at(&self, case: &Case) -> Rechecked {
        let same =
            |outcome| Rechecked { reference: case.reference, first_limit: None, answers_changed: false, outcome };
        let last = case.last_plan();
        let recompute = self.old.filter(|(old, always)| *always || last.is_some_and(|last| last.rules == old.hash));
        let (was, answers_changed, day) = match (recompute, last) {
            (Some((old, _)), _) => match given(old, case, self.today) {
                Ok(was) => (was, false, self.today),
                Err(_) => return same(Outcome::NoPlan),
            },
            (None, Some(last)) => (last.clone(), last.answers != advice::fingerprint(case), last.on),
            (None, None) => return same(Outcome::NoPlan),
        };
        if was.rules == self.new.hash {
            return same(Outcome::Same);
        }
        match given(self.new, case, day) {
            Err(why) => {
                let first_limit = recheck::first_limit(&was, &was, self.today);
                Rechecked { reference: case.reference, first_limit, answers_changed, outcome: Outcome::NoAdvice(why) }
            }
            Ok(now) => {
                let first_limit = recheck::first_limit(&was, &now, self.today);
                let changes: Vec<(Change, Vec<String>)> =
                    recheck::compare(&was, &now).into_iter().map(|change| self.explained(change)).collect();
                let outcome = if changes.is_empty() { Outcome::Same } else { Outcome::Changed(changes) };
                Rechecked { reference: case.reference, first_limit, answers_changed, outcome }
            }
        }
    }

    fn explained(&self, change: Change) -> (Change, Vec<String>) {
        let why = self.differences.map_or_else(Vec::new, |differences| differences.why(&change));
        (change, why)
    }
}

/// The plan that a case's answers give under some rules.
fn given(rules: &RuleSet, case: &Case, day: NaiveDate) -> Result<PlanGiven, String> {
    let (answers, faults) = advice::answers(rules, case, day);
    if let Some(fault) = faults.first() {
        return Err(problem::fault(fault, rules));
    }
    match advise(rules, &answers, day) {
        Advice::Plan(plan) => Ok(advice::given(&plan, case)),
        Advice::Ask(walk) => {
            let id = walk.next.map_or("", |next| rules.question(next).id.as_str());
            Err(format!("the question `{id}` is open"))
        }
        Advice::NoRoute(_) => Err("the rules have no next step for these answers".into()),
    }
}
