//! The two lines that say early that a time limit is near or has passed (`ux.md` B5).
//!
//! Early means: as soon as its date can be counted, even if an answer still to come can show that it does not apply.
//! The line then says "may".

use signpost_core::dates::say as dates;
use signpost_core::interview::outlook::Outlook;
use signpost_core::interview::{Dated, Standing, Walk};
use signpost_core::plan;
use signpost_core::rules::model::{Deadline, DeadlineIx, State, Who};
use signpost_core::text;
use signpost_render::dates::last_day;
use signpost_render::messages::{self as say, fill};

/// A time limit is near when so many days or fewer are left.
const NEAR_DAYS: i64 = 14;

/// A time limit to speak of.
struct Urgent<'w, 'r> {
    deadline: &'r Deadline,
    dated: &'w Dated<'r>,
    /// It applies, whatever the answers still to come.
    certain: bool,
}

/// The lines; none when nothing is near. What applies comes before what may, and what can still be kept before what
/// has passed.
pub fn lines(walk: &Walk<'_>) -> Vec<String> {
    let urgent = urgent(walk);
    let rank = |one: &&Urgent<'_, '_>| {
        let last = (one.dated.reckoning.last - walk.situation.today).num_days();
        // Of those that have passed, the one that passed last.
        (!one.certain, one.dated.state == State::Passed, last.abs())
    };
    urgent.iter().min_by_key(rank).map(|one| said(walk, one)).unwrap_or_default()
}

/// The person's own deadlines that are near or have passed.
fn urgent<'w, 'r>(walk: &'w Walk<'r>) -> Vec<Urgent<'w, 'r>> {
    let (situation, rules) = (&walk.situation, walk.situation.rules);
    let outlook = Outlook::new(walk);
    let mut found = Vec::new();
    let shown = of_the_step(walk);
    let own = rules.deadlines().filter(|(place, deadline)| deadline.who == Who::You && shown.contains(place));
    for (place, deadline) in own {
        let Standing::Dated(dated) = situation.standing(place) else { continue };
        let left = (dated.reckoning.last - situation.today).num_days();
        let certain = situation.applies(place);
        if dated.state != State::NotStarted && left <= NEAR_DAYS && (certain || outlook.may_apply(place)) {
            found.push(Urgent { deadline, dated, certain });
        }
    }
    found
}

/// The limits of the step that would lead now and of those after it: what else is near would not stand on the page.
fn of_the_step(walk: &Walk<'_>) -> Vec<DeadlineIx> {
    let rules = walk.situation.rules;
    let Some(lead) = plan::leading(walk) else { return Vec::new() };
    let chain = std::iter::once(lead).chain(rules.route(lead).leads_to.iter().copied());
    chain.flat_map(|route| rules.route(route).step_deadlines.iter().copied()).collect()
}

fn said(walk: &Walk<'_>, urgent: &Urgent<'_, '_>) -> Vec<String> {
    let Urgent { deadline, dated, certain } = urgent;
    let (aim, last, today) = (dated.reckoning.aim, dated.reckoning.last, walk.situation.today);
    let label = walk.situation.say(&deadline.label);
    let label = text::lower_first(&label);
    let (message, day, then) = match dated.state {
        State::Passed => (say::PASSED, dates::long(last), say::PASSED_DO),
        State::LastDays => (say::NEAR_LAST, last_day(deadline, dated), say::NEAR_DO),
        _ => (say::NEAR, dates::long(aim), say::NEAR_DO),
    };
    let counted = if matches!(dated.state, State::Passed | State::LastDays) { last } else { aim };
    let gaps = [
        ("is", if *certain { say::IS } else { say::MAY_BE }),
        ("has", if *certain { say::HAS } else { say::MAY_HAVE }),
        ("what", &label),
        ("day", &day),
        ("left", &dates::days_left(counted, today)),
    ];
    vec![fill(message, &gaps), then.to_owned()]
}
