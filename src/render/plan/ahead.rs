//! The dates ahead, in order: what the person aims for, last days, and what others must have done.

use chrono::NaiveDate;

use crate::dates::say;
use crate::interview::{Situation, Standing};
use crate::plan::Plan;
use crate::render::dates;
use crate::render::document::Mark;
use crate::rules::model::{DeadlineIx, Who};
use crate::text;

/// Every day from today on at which something in the plan falls. Limits that fall on the same day share its mark.
pub fn marks(plan: &Plan<'_>) -> Vec<Mark> {
    among(&plan.walk.situation, &plan.deadlines)
}

/// The same for some of the deadlines.
pub(super) fn among(situation: &Situation<'_>, places: &[DeadlineIx]) -> Vec<Mark> {
    let mut days: Vec<(NaiveDate, bool, String, Vec<String>)> = Vec::new();
    let mut add = |day: NaiveDate, own: bool, kind: String, label: String| {
        if day < situation.today {
            return;
        }
        match days.iter_mut().find(|held| held.0 == day && held.2 == kind) {
            Some(held) => held.3.push(label),
            None => days.push((day, own, kind, vec![label])),
        }
    };
    for place in places {
        let Standing::Dated(dated) = situation.standing(*place) else { continue };
        let deadline = situation.rules.deadline(*place);
        let (aim, last) = (dated.reckoning.aim, dated.reckoning.last);
        let label = text::lower_first(&situation.say(&deadline.label)).into_owned();
        if deadline.who != Who::You {
            let earliest = if dated.school_latest.is_some() { ", at the earliest" } else { "" };
            let from = text::lower_first(dates::who(deadline.who)).into_owned();
            add(last, false, format!("Due from {from}{earliest}"), label);
            continue;
        }
        add(aim, true, "Aim for".into(), label.clone());
        if aim != last || deadline.at.is_some() {
            let hour = deadline.at.map_or(String::new(), |hour| format!(" (by {})", say::hour(hour)));
            add(last, true, "Last day".into(), format!("{label}{hour}"));
        }
    }
    // Stable: on the same day, the person's own first, in the order of their routes.
    days.sort_by_key(|(day, own, ..)| (*day, !*own));
    let mark = |(day, own, kind, labels): (NaiveDate, bool, String, Vec<String>)| {
        let when = format!("{} ({})", say::long(day), say::days_left(day, situation.today));
        Mark { day, when, what: format!("{kind}: {}.", labels.join("; ")), own }
    };
    days.into_iter().map(mark).collect()
}
