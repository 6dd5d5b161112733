//! Time limits by themselves.

use chrono::NaiveDate;
use signpost_core::interview::reply::FutureDates;
use signpost_core::interview::{Answers, Situation, Standing};
use signpost_core::rules::model::QuestionIx;
use signpost_core::text;
use signpost_render::{dates, json};

use crate::Api;
use crate::refusal::Refusal;
use crate::reply::{AllLimits, LimitName, LimitWorked};
use crate::request::LimitOf;
use crate::steps::KEEP_TO;

impl<'r> Api<'r> {
    /// Every time limit there is.
    pub fn limits(&self, today: NaiveDate) -> AllLimits<'r> {
        let rules = self.rules;
        let situation = Situation::of_dates(rules, &Answers::none(rules), today);
        let name = |deadline: &'r signpost_core::rules::model::Deadline| LimitName {
            id: &deadline.id,
            who: deadline.who,
            what: situation.said(&deadline.must),
            needs: self.ids(&deadline.needs),
        };
        AllLimits { limits: rules.shown_deadlines().map(|(_, deadline)| name(deadline)).collect() }
    }

    /// One time limit, with its working.
    ///
    /// # Errors
    /// There is no such limit, or a fact is wrong.
    pub fn limit(&self, today: NaiveDate, of: &LimitOf) -> Result<LimitWorked<'r>, Refusal> {
        let rules = self.rules;
        let place = rules.deadline_by_id(&of.limit).ok_or_else(|| {
            let near = text::nearest(&of.limit, rules.deadlines.iter().map(|deadline| deadline.id.as_str()));
            Refusal::unknown("time limit", &of.limit, near)
        })?;
        let answers = self.held(&of.facts, today, FutureDates::Allowed)?;
        let situation = Situation::of_dates(rules, &answers, today);
        let deadline = rules.deadline(place);
        let missing = deadline.needs.iter().copied().filter(|question| situation.answer(*question).is_none());
        let missing: Vec<QuestionIx> = missing.collect();
        Ok(LimitWorked {
            says: dates::lines(&situation, place),
            missing: match situation.standing(place) {
                Standing::Pending | Standing::Dated(_) => self.ids(&missing),
                Standing::Outside(_) => Vec::new(),
            },
            limit: json::deadline(&situation, place),
            sources: self.sources(&deadline.law),
            doubts: deadline.doubt.map(|place| self.doubt(place)).into_iter().collect(),
            keep_to: KEEP_TO,
        })
    }
}
