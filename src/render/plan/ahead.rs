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
    let mut days: Vec<(NaiveDate, bool, &'static str, Vec<String>)> = Vec::new();
    let mut add = |day: NaiveDate, own: bool, kind: &'static str, label: String| {
        if day < situation.today {
            return;
        }
        match days.iter_mut().find(|held| (held.0, held.1, held.2) == (day, own, kind)) {
            Some(held) => held.3.push(label),
            None => days.push((day, own, kind, vec![label])),
        }
    };
    for place in places {
        let Standing::Dated(dated) = situation.standing(*place) else { continue };
        let deadline = situation.rules.deadline(*place);
        let heading = dates::heading(situation, *place);
        let (aim, last) = (dated.reckoning.aim, dated.reckoning.last);
        if deadline.who != Who::You {
            let kind = if deadline.in_school_days { "at the earliest" } else { "due" };
            add(last, false, kind, heading);
            continue;
        }
        let label = text::lower_first(&heading).into_owned();
        add(aim, true, "aim for", label.clone());
        if aim != last || deadline.at.is_some() {
            let hour = deadline.at.map_or(String::new(), |hour| format!(" (by {})", say::hour(hour)));
            add(last, true, "last day", format!("{label}{hour}"));
        }
    }
    days.sort_by_key(|(day, own, kind, _)| (*day, !*own, *kind));
    let mark = |(day, own, kind, labels): (NaiveDate, bool, &str, Vec<String>)| {
        let labels = labels.join("; ");
        let what = if own { format!("{kind}, {labels}") } else { format!("{labels}, {kind}") };
        let when = format!("{} ({})", say::long(day), say::days_left(day, situation.today));
        Mark { day, when, what: format!("{what}."), own }
    };
    days.into_iter().map(mark).collect()
}
