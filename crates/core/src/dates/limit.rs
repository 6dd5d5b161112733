//! Time limits as the law words them, and how they become dates.
//!
//! A limit keeps the law's own unit and becomes a date only at the end. Nothing here reads a clock or knows what a
//! limit is about: the caller says where each start date comes from.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::calendar::{Calendar, OutsideCalendar, WorkingDay};
use super::school::{School, SchoolEnd};

/// A length of time in the law's own unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Amount {
    /// Calendar days.
    Days(u32),
    /// Seven consecutive days each; weekends, holidays and school holidays count.
    Weeks(u32),
    /// Calendar months by the corresponding-date rule (Interpretation Act 1978; Dodds v Walker, House of Lords 1981).
    Months(u32),
    /// Working days of a named kind.
    WorkingDays(u32, WorkingDay),
    /// Days on which a school meets (Education Act 1996, section 579). Counted as Monday to Friday less bank
    /// holidays, which is the earliest the limit can end: holidays of the school itself move it later.
    SchoolDays(u32),
}

/// How the day of the event counts, and in which direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// "After", "of" or "from" an event: its own day is left out (Lester v Garland, 1808).
    After,
    /// "Beginning with" or "starting with" an event: its own day is day one (Barker v Hambleton, 2012).
    BeginningWith,
    /// "At least so long before" an event: counted back, its own day left out.
    Before,
}

/// One count from one event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted<S> {
    /// The event.
    pub start: S,
    /// How its day counts.
    pub side: Side,
    /// How long.
    pub amount: Amount,
    /// A notice sent by post counts as given on this working day after posting (SI 2012/1033, Schedule 1: the second).
    pub by_post: Option<u32>,
}

/// What a limit is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Term<S> {
    /// A length of time from an event.
    Counted(Counted<S>),
    /// A fixed day of the year in which an event falls.
    FixedDay {
        /// 1 to 12.
        month: u32,
        /// 1 to 31.
        day: u32,
        /// The event whose year it is.
        year_of: S,
    },
    /// "Whichever is later". A branch whose event is unknown is left out.
    LaterOf(Vec<Term<S>>),
    /// "Whichever is earlier". A branch whose event is unknown is left out.
    EarlierOf(Vec<Term<S>>),
}

/// What happens when the last day is one on which nothing can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClosedDay {
    /// Nothing: the law gives no extension.
    Stays,
    /// It becomes the next working day of the Tribunal (HESC Rules 2008, rule 12(2)).
    NextWorkingDay,
    /// Starting a special educational needs appeal (HESC Rules 2008, rule 12(3)(a)): a time that *ends* in a closed
    /// stretch ends on the first working day after it; otherwise as `NextWorkingDay`.
    TribunalStart,
}

/// A whole time limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit<S> {
    /// The reading the rule allows: the last day for whoever must act.
    pub term: Term<S>,
    /// The stricter of two readings that the sources leave open.
    pub cautious: Option<Term<S>>,
    /// What happens when the last day is closed.
    pub closed_day: ClosedDay,
    /// The Tribunal's closed days are not counted at all (HESC Rules 2008, rule 12(3)(b): any act but starting an appeal).
    pub skips_closed: bool,
}

/// One count carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Landing<'a, S> {
    /// The count.
    pub term: &'a Term<S>,
    /// The day of the event.
    pub event: NaiveDate,
    /// The day the count runs from: the event, or the day a posted notice counts as given.
    pub start: NaiveDate,
    /// Where it lands.
    pub day: NaiveDate,
    /// The month had no such day-number, so the count ends on its last day.
    pub clipped: bool,
}

/// Why a last day moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// It was a Saturday, Sunday or bank holiday.
    NotAWorkingDay,
    /// The time ended while the Tribunal is closed.
    TribunalClosed,
}

/// A limit carried out: its dates and everything needed to show the working.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reckoning<'a, S> {
    /// The count that decides.
    pub deciding: Landing<'a, S>,
    /// The other branches of a later-of or earlier-of that could be counted.
    pub others: Vec<Landing<'a, S>>,
    /// The last day: `deciding.day`, moved where the rule moves it.
    pub last: NaiveDate,
    /// Why `last` differs from `deciding.day`.
    pub moved: Option<Moved>,
    /// Where the stricter reading lands, when there is one.
    pub cautious: Option<NaiveDate>,
    /// The day to aim for: the stricter reading or the unmoved one, taken back to a working day. Never after `last`.
    pub aim: NaiveDate,
}

impl<S: Copy> Limit<S> {
    /// Whether every count goes on from its event: none is counted back, and none is a fixed day.
    pub fn counts_on(&self) -> bool {
        fn on<S>(term: &Term<S>) -> bool {
            match term {
                Term::Counted(counted) => counted.side != Side::Before,
                Term::FixedDay { .. } => false,
                Term::LaterOf(terms) | Term::EarlierOf(terms) => terms.iter().all(on),
            }
        }
        on(&self.term)
    }

    /// Carries the limit out. `date_of` gives the day of each event that is known.
    ///
    /// `Ok(None)`: no event it can be counted from is known yet.
    ///
    /// # Errors
    /// [`OutsideCalendar`] when a bank holiday or closed day that changes the count may lie outside the years covered.
    pub fn reckon<'a>(
        &'a self,
        calendar: &Calendar,
        date_of: &dyn Fn(S) -> Option<NaiveDate>,
    ) -> Result<Option<Reckoning<'a, S>>, OutsideCalendar> {
        self.reckon_at(calendar, School::default(), date_of)
    }

    /// The same with what is known of a school, for counts of school days.
    ///
    /// # Errors
    /// As for [`Limit::reckon`].
    pub fn reckon_at<'a>(
        &'a self,
        calendar: &Calendar,
        school: School<'_>,
        date_of: &dyn Fn(S) -> Option<NaiveDate>,
    ) -> Result<Option<Reckoning<'a, S>>, OutsideCalendar> {
        let mut others = Vec::new();
        let counting = Counting { calendar, skips_closed: self.skips_closed, school };
        let Some(deciding) = counting.land(&self.term, date_of, &mut others)? else { return Ok(None) };
        let unmoved = |outside| OutsideCalendar { unmoved: Some(deciding.day), ..outside };
        let (last, moved) = self.closed_day.apply(deciding.day, calendar).map_err(unmoved)?;
        // The stricter reading leaves nothing out.
        let plainly = Counting { skips_closed: false, ..counting };
        let cautious = match &self.cautious {
            Some(term) => plainly.land(term, date_of, &mut Vec::new())?.map(|landing| landing.day),
            None => None,
        };
        let base = cautious.unwrap_or(deciding.day).min(deciding.day);
        let aim = calendar.aim_on_or_before(base)?;
        Ok(Some(Reckoning { deciding, others, last, moved, cautious, aim }))
    }
}

/// The day so long after another, whose own day is left out.
///
/// # Errors
/// [`OutsideCalendar`] when days it has to look at lie outside the years the calendar covers.
pub fn after(calendar: &Calendar, start: NaiveDate, amount: Amount) -> Result<NaiveDate, OutsideCalendar> {
    after_at(calendar, School::default(), start, amount)
}

/// The same with what is known of a school.
///
/// # Errors
/// As for [`after`].
pub fn after_at(
    calendar: &Calendar,
    school: School<'_>,
    start: NaiveDate,
    amount: Amount,
) -> Result<NaiveDate, OutsideCalendar> {
    let counting = Counting { calendar, skips_closed: false, school };
    counting.count(start, Side::After, amount).map(|(day, _)| day)
}

impl ClosedDay {
    fn apply(self, day: NaiveDate, calendar: &Calendar) -> Result<(NaiveDate, Option<Moved>), OutsideCalendar> {
        let (from, reason) = match self {
            ClosedDay::Stays => return Ok((day, None)),
            ClosedDay::TribunalStart if calendar.is_tribunal_closed(day)? => {
                (calendar.day_after_closed(day)?, Moved::TribunalClosed)
            }
            ClosedDay::TribunalStart | ClosedDay::NextWorkingDay => (day, Moved::NotAWorkingDay),
        };
        let last = calendar.working_day_on_or_after(from, WorkingDay::Tribunal)?;
        Ok((last, (last != day).then_some(reason)))
    }
}

/// What every count within one limit shares.
#[derive(Clone, Copy)]
struct Counting<'c> {
    calendar: &'c Calendar,
    skips_closed: bool,
    school: School<'c>,
}

impl Counting<'_> {
    fn land<'a, S: Copy>(
        &self,
        term: &'a Term<S>,
        date_of: &dyn Fn(S) -> Option<NaiveDate>,
        others: &mut Vec<Landing<'a, S>>,
    ) -> Result<Option<Landing<'a, S>>, OutsideCalendar> {
        match term {
            Term::Counted(counted) => {
                let Some(event) = date_of(counted.start) else { return Ok(None) };
                let start = match counted.by_post {
                    Some(days) => self.forward(event, days, |day| self.calendar.is_working(day, WorkingDay::Local))?,
                    None => event,
                };
                let (day, clipped) = self.count(start, counted.side, counted.amount)?;
                Ok(Some(Landing { term, event, start, day, clipped }))
            }
            Term::FixedDay { month, day, year_of } => {
                let Some(event) = date_of(*year_of) else { return Ok(None) };
                let fixed = NaiveDate::from_ymd_opt(event.year(), *month, *day).ok_or(self.outside(event))?;
                Ok(Some(Landing { term, event, start: fixed, day: fixed, clipped: false }))
            }
            Term::LaterOf(terms) => self.pick(terms, date_of, others, |new, best| new > best),
            Term::EarlierOf(terms) => self.pick(terms, date_of, others, |new, best| new < best),
        }
    }

    fn pick<'a, S: Copy>(
        &self,
        terms: &'a [Term<S>],
        date_of: &dyn Fn(S) -> Option<NaiveDate>,
        others: &mut Vec<Landing<'a, S>>,
        better: fn(NaiveDate, NaiveDate) -> bool,
    ) -> Result<Option<Landing<'a, S>>, OutsideCalendar> {
        let mut best: Option<Landing<'a, S>> = None;
        for term in terms {
            let Some(landing) = self.land(term, date_of, others)? else { continue };
            match best {
                Some(held) if !better(landing.day, held.day) => others.push(landing),
                held => {
                    others.extend(held);
                    best = Some(landing);
                }
            }
        }
        Ok(best)
    }

    /// The day a count lands on, and whether a short month clipped it.
    fn count(&self, start: NaiveDate, side: Side, amount: Amount) -> Result<(NaiveDate, bool), OutsideCalendar> {
        let beyond = self.outside(start);
        match (amount, side) {
            (Amount::Months(months), Side::Before) => {
                let day = start.checked_sub_months(Months::new(months)).ok_or(beyond)?;
                Ok((day, day.day() != start.day()))
            }
            (Amount::Months(months), _) if self.skips_closed => {
                let plain = Counting { skips_closed: false, ..*self };
                let (end, clipped) = plain.count(start, side, Amount::Months(months))?;
                // As many days as the months have, and none of them a closed one.
                let days = u32::try_from((end - start).num_days()).map_err(|_| beyond)?;
                let open = |day| Ok(!self.calendar.is_tribunal_closed(day)?);
                let day = self.forward(start, days, open)?;
                Ok((day, clipped && day == end))
            }
            (Amount::Months(months), _) => {
                let day = start.checked_add_months(Months::new(months)).ok_or(beyond)?;
                let clipped = day.day() != start.day();
                // "Beginning with" ends the day before the same day-number; a month without that number ends it anyway.
                let early = side == Side::BeginningWith && !clipped;
                Ok((if early { day.pred_opt().ok_or(beyond)? } else { day }, clipped))
            }
            (Amount::Weeks(weeks), _) => self.count(start, side, Amount::Days(weeks * 7)),
            (Amount::Days(days), Side::Before) => {
                Ok((start.checked_sub_days(Days::new(days.into())).ok_or(beyond)?, false))
            }
            (Amount::Days(days), _) if !self.skips_closed => {
                let days = if side == Side::BeginningWith { days.saturating_sub(1) } else { days };
                Ok((start.checked_add_days(Days::new(days.into())).ok_or(beyond)?, false))
            }
            (Amount::Days(days), _) => Ok((self.towards(start, side, days, |_| Ok(true))?, false)),
            (Amount::WorkingDays(days, kind), _) => {
                Ok((self.towards(start, side, days, |day| self.calendar.is_working(day, kind))?, false))
            }
            (Amount::SchoolDays(days), _) => {
                let school_day = |day| self.school_day(day);
                Ok((self.towards(start, side, days, school_day)?, false))
            }
        }
    }

    /// Whether the school meets: as is known of it, or else as the end that is asked for takes it.
    fn school_day(&self, day: NaiveDate) -> Result<bool, OutsideCalendar> {
        let works = self.calendar.is_working(day, WorkingDay::Local)?;
        let meets = self.school.known.and_then(|known| known.meets(day));
        Ok(works
            && meets.unwrap_or_else(|| match self.school.end {
                SchoolEnd::Earliest => true,
                SchoolEnd::Latest => !self.calendar.may_be_school_holiday(day),
            }))
    }

    /// Counts days that `counts`, one by one, in the direction of `side`.
    fn towards(
        &self,
        start: NaiveDate,
        side: Side,
        days: u32,
        counts: impl Fn(NaiveDate) -> Result<bool, OutsideCalendar>,
    ) -> Result<NaiveDate, OutsideCalendar> {
        let open = |day| Ok(counts(day)? && !(self.skips_closed && self.calendar.is_tribunal_closed(day)?));
        match side {
            Side::After => self.forward(start, days, open),
            Side::BeginningWith => {
                let eve = start.pred_opt().ok_or(self.outside(start))?;
                self.forward(eve, days, open)
            }
            Side::Before => {
                let (mut day, mut left) = (start, days);
                while left > 0 {
                    day = day.pred_opt().ok_or(self.outside(start))?;
                    left -= u32::from(open(day)?);
                }
                Ok(day)
            }
        }
    }

    fn forward(
        &self,
        start: NaiveDate,
        days: u32,
        counts: impl Fn(NaiveDate) -> Result<bool, OutsideCalendar>,
    ) -> Result<NaiveDate, OutsideCalendar> {
        let (mut day, mut left) = (start, days);
        while left > 0 {
            day = day.succ_opt().ok_or(self.outside(start))?;
            left -= u32::from(counts(day)?);
        }
        Ok(day)
    }

    fn outside(&self, day: NaiveDate) -> OutsideCalendar {
        OutsideCalendar { day, first: self.calendar.first(), last: self.calendar.last(), unmoved: None }
    }
}

#[cfg(test)]
mod tests {
    use super::super::calendar::tests::closed_spans;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn calendar() -> Calendar {
        let holidays = ["2026-08-31", "2026-12-25", "2026-12-28", "2027-01-01"].map(day);
        Calendar::new(day("2026-01-01"), day("2027-12-31"), &holidays, &[], closed_spans())
    }

    fn counted(start: usize, side: Side, amount: Amount) -> Term<usize> {
        Term::Counted(Counted { start, side, amount, by_post: None })
    }

    fn limit(term: Term<usize>, closed_day: ClosedDay) -> Limit<usize> {
        Limit { term, cautious: None, closed_day, skips_closed: false }
    }

    /// Carried out from these days, by their place.
    fn reckoned<'a>(limit: &'a Limit<usize>, dates: &[&str]) -> Reckoning<'a, usize> {
        let dates: Vec<NaiveDate> = dates.iter().map(|text| day(text)).collect();
        let found = limit.reckon(&calendar(), &|at: usize| dates.get(at).copied());
        found.expect("inside the calendar").expect("a date is known")
    }

    #[test]
    fn why_a_last_day_moved_is_told() {
        let after = |days| counted(0, Side::After, Amount::Days(days));
        let rows = [
            // A time to start an appeal that ends in August, or from 25 December to 1 January: rule 12(3)(a).
            (ClosedDay::TribunalStart, "2026-08-03", "2026-09-01", Some(Moved::TribunalClosed)),
            (ClosedDay::TribunalStart, "2026-12-30", "2027-01-04", Some(Moved::TribunalClosed)),
            // Any other day that is not a working day: rule 12(2).
            (ClosedDay::TribunalStart, "2026-07-04", "2026-07-06", Some(Moved::NotAWorkingDay)),
            (ClosedDay::TribunalStart, "2026-07-06", "2026-07-06", None),
            (ClosedDay::NextWorkingDay, "2026-08-03", "2026-08-03", None),
            (ClosedDay::NextWorkingDay, "2026-08-29", "2026-09-01", Some(Moved::NotAWorkingDay)),
            (ClosedDay::Stays, "2026-08-29", "2026-08-29", None),
        ];
        for (closed_day, lands, last, moved) in rows {
            let event = (day(lands) - Days::new(10)).to_string();
            let limit = limit(after(10), closed_day);
            let found = reckoned(&limit, &[&event]);
            assert_eq!((found.deciding.day, found.last, found.moved), (day(lands), day(last), moved), "{lands}");
        }
    }

    #[test]
    fn of_two_that_fall_together_the_first_written_decides() {
        let terms = || vec![0, 1].into_iter().map(|at| counted(at, Side::After, Amount::Weeks(2))).collect();
        for term in [Term::LaterOf(terms()), Term::EarlierOf(terms())] {
            let limit = limit(term, ClosedDay::Stays);
            let found = reckoned(&limit, &["2026-06-01", "2026-06-01"]);
            let other: Vec<&Term<usize>> = found.others.iter().map(|landing| landing.term).collect();
            assert_eq!(found.deciding.term, &counted(0, Side::After, Amount::Weeks(2)));
            assert_eq!(other, [&counted(1, Side::After, Amount::Weeks(2))]);
        }
    }

    #[test]
    fn a_short_month_clips_in_both_directions_and_says_so() {
        let rows = [
            (Side::After, "2026-12-31", 2, "2027-02-28", true),
            (Side::After, "2026-12-28", 2, "2027-02-28", false),
            (Side::BeginningWith, "2026-12-31", 2, "2027-02-28", true),
            (Side::BeginningWith, "2026-12-28", 2, "2027-02-27", false),
            (Side::Before, "2026-07-31", 1, "2026-06-30", true),
            (Side::Before, "2026-07-30", 1, "2026-06-30", false),
        ];
        for (side, event, months, lands, clipped) in rows {
            let limit = limit(counted(0, side, Amount::Months(months)), ClosedDay::Stays);
            let found = reckoned(&limit, &[event]);
            assert_eq!((found.deciding.day, found.deciding.clipped), (day(lands), clipped), "{side:?} {event}");
        }
    }

    #[test]
    fn closed_days_are_left_out_only_where_the_limit_says_so() {
        // Rule 12(3)(b): for acts other than starting an appeal the closed days are not counted.
        let rows = [
            (Side::After, Amount::Days(3), "2026-07-30", "2026-08-02", "2026-09-02"),
            (Side::After, Amount::Weeks(1), "2026-07-30", "2026-08-06", "2026-09-06"),
            (Side::After, Amount::Months(1), "2026-07-20", "2026-08-20", "2026-09-20"),
            (Side::After, Amount::Months(1), "2026-09-20", "2026-10-20", "2026-10-20"),
            (Side::BeginningWith, Amount::Days(3), "2026-07-31", "2026-08-02", "2026-09-02"),
            (Side::BeginningWith, Amount::Days(2), "2026-07-30", "2026-07-31", "2026-07-31"),
            (Side::After, Amount::WorkingDays(2, WorkingDay::Tribunal), "2026-07-30", "2026-08-03", "2026-09-01"),
            (Side::Before, Amount::WorkingDays(2, WorkingDay::Tribunal), "2026-09-02", "2026-08-28", "2026-07-31"),
        ];
        for (side, amount, event, all, open) in rows {
            for (skips_closed, lands) in [(false, all), (true, open)] {
                let limit = Limit { skips_closed, ..limit(counted(0, side, amount), ClosedDay::Stays) };
                assert_eq!(reckoned(&limit, &[event]).last, day(lands), "{side:?} {amount:?} {skips_closed}");
            }
        }
    }

    #[test]
    fn a_day_outside_the_calendar_is_refused_and_named() {
        let reckon = |term, event: &str| {
            let limit = limit(term, ClosedDay::NextWorkingDay);
            limit.reckon(&calendar(), &|_| Some(day(event))).map(|_| ()).map_err(|outside| outside.day)
        };
        let after = |amount| counted(0, Side::After, amount);
        assert_eq!(reckon(after(Amount::Days(1)), "2027-12-30"), Ok(()));
        assert_eq!(reckon(after(Amount::Days(1)), "2027-12-31"), Err(day("2028-01-01")));
        // Only what moves the day is not known.
        let moves = limit(after(Amount::Days(1)), ClosedDay::NextWorkingDay);
        let outside = moves.reckon(&calendar(), &|_| Some(day("2027-12-31"))).expect_err("not covered");
        assert_eq!(outside.unmoved, Some(day("2028-01-01")));
        // Weeks and months that nothing moves need no bank holiday.
        let stays = limit(after(Amount::Weeks(6)), ClosedDay::Stays);
        let six_weeks = stays.reckon(&calendar(), &|_| Some(day("2028-01-10"))).expect("counted").expect("a start");
        assert_eq!((six_weeks.last, six_weeks.aim), (day("2028-02-21"), day("2028-02-17")));
        assert_eq!(reckon(after(Amount::SchoolDays(1)), "2027-12-31"), Err(day("2028-01-01")));
        let before = counted(0, Side::Before, Amount::SchoolDays(1));
        assert_eq!(reckon(before, "2026-01-01"), Err(day("2025-12-31")));
        // 29 February is in no year of this calendar: the event is named.
        let leap = Term::FixedDay { month: 2, day: 29, year_of: 0 };
        assert_eq!(reckon(leap, "2026-06-01"), Err(day("2026-06-01")));
    }
}
