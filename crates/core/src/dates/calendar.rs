//! The calendar: which days are working days, for whom, and which days the Tribunal is closed.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// Whose working day. The sets are the same but for freedom of information; the law names each for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum WorkingDay {
    /// HESC Rules 2008, rule 1(3): not Saturday, Sunday, Christmas Day, Good Friday or a bank holiday.
    Tribunal,
    /// SI 2006/1738, regulation 2: children's social care complaints.
    SocialCare,
    /// SI 2009/309: complaints about the National Health Service.
    Nhs,
    /// Freedom of Information Act 2000, section 10(6): bank holidays in any part of the United Kingdom do not count.
    Foi,
    /// Monday to Friday less public holidays: councils' own complaint and transport procedures.
    Local,
}

/// A date that the calendar does not cover, so nothing about working days can be said of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutsideCalendar {
    /// The day that was asked about.
    pub day: NaiveDate,
    /// The first day covered.
    pub first: NaiveDate,
    /// The last day covered.
    pub last: NaiveDate,
    /// Where the count itself ends, when only what moves that day is not known.
    pub unmoved: Option<NaiveDate>,
}

/// A stretch of each year, both ends included; it may run over the new year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearlySpan {
    /// Month and day it begins on.
    pub from: (u32, u32),
    /// Month and day it ends on.
    pub to: (u32, u32),
}

impl YearlySpan {
    /// Whether the day falls in the stretch.
    pub fn contains(&self, day: NaiveDate) -> bool {
        let md = (day.month(), day.day());
        if self.from <= self.to { self.from <= md && md <= self.to } else { md >= self.from || md <= self.to }
    }
}

/// A stretch of each year in which the Tribunal is closed (HESC Rules 2008, rule 12(3)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedSpan {
    /// Its name in data: why a last day moved.
    pub id: String,
    /// Its days.
    pub days: YearlySpan,
}

/// Here a bank holiday may be on any weekday.
const CHRISTMAS: YearlySpan = YearlySpan { from: (12, 25), to: (1, 3) };

const HOLIDAY: u8 = 1;
const HOLIDAY_ELSEWHERE: u8 = 2;
const TRIBUNAL_CLOSED: u8 = 4;
const SCHOOL_HOLIDAY: u8 = 8;

/// Bank holidays and closed days for a stretch of whole years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    first: NaiveDate,
    last: NaiveDate,
    /// One byte a day from `first`: a limit asks about many days, so each answer is one look-up.
    flags: Vec<u8>,
    tribunal_closed: Vec<ClosedSpan>,
}

impl Calendar {
    /// A calendar that covers `first` to `last`. Days outside that range in the lists are ignored.
    pub fn new(
        first: NaiveDate,
        last: NaiveDate,
        holidays: &[NaiveDate],
        elsewhere: &[NaiveDate],
        tribunal_closed: Vec<ClosedSpan>,
    ) -> Calendar {
        let length = (last - first).num_days().max(-1) + 1;
        let mut calendar = Calendar { first, last, flags: vec![0; length as usize], tribunal_closed };
        for (days, flag) in [(holidays, HOLIDAY), (elsewhere, HOLIDAY_ELSEWHERE)] {
            for &day in days {
                if let Some(place) = calendar.place(day) {
                    calendar.flags[place] |= flag;
                }
            }
        }
        for place in 0..calendar.flags.len() {
            let day = first + Days::new(place as u64);
            if calendar.closed_span(day).is_some() {
                calendar.flags[place] |= TRIBUNAL_CLOSED;
            }
        }
        calendar
    }

    /// The same with the stretches of each year in which schools may have holidays.
    #[must_use]
    pub fn with_school_holidays(mut self, holidays: &[YearlySpan]) -> Calendar {
        for place in 0..self.flags.len() {
            let day = self.first + Days::new(place as u64);
            if holidays.iter().any(|span| span.contains(day)) {
                self.flags[place] |= SCHOOL_HOLIDAY;
            }
        }
        self
    }

    /// Whether some school may have holidays that day. Outside the calendar none is known.
    pub fn may_be_school_holiday(&self, day: NaiveDate) -> bool {
        self.place(day).is_some_and(|place| self.flags[place] & SCHOOL_HOLIDAY != 0)
    }

    /// The first day covered.
    pub fn first(&self) -> NaiveDate {
        self.first
    }

    /// The last day covered.
    pub fn last(&self) -> NaiveDate {
        self.last
    }

    /// The last day of the year after those covered. Weeks and months are counted from the dates of that year too,
    /// because no bank holiday changes them.
    pub fn reach(&self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.last.year() + 1, 12, 31).unwrap_or(self.last)
    }

    /// Whether the day is covered.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.place(day).is_some()
    }

    fn place(&self, day: NaiveDate) -> Option<usize> {
        (self.first <= day && day <= self.last).then(|| (day - self.first).num_days() as usize)
    }

    fn flags(&self, day: NaiveDate) -> Result<u8, OutsideCalendar> {
        self.place(day).map(|place| self.flags[place]).ok_or(OutsideCalendar {
            day,
            first: self.first,
            last: self.last,
            unmoved: None,
        })
    }

    /// Whether the day is a bank holiday in England and Wales (Good Friday and Christmas Day included).
    pub fn is_bank_holiday(&self, day: NaiveDate) -> Result<bool, OutsideCalendar> {
        Ok(self.flags(day)? & HOLIDAY != 0)
    }

    /// Whether the day is one of the Tribunal's closed days (HESC Rules 2008, rule 12(3)).
    pub fn is_tribunal_closed(&self, day: NaiveDate) -> Result<bool, OutsideCalendar> {
        Ok(self.flags(day)? & TRIBUNAL_CLOSED != 0)
    }

    /// The stretches of each year in which the Tribunal is closed.
    pub fn closed_spans(&self) -> &[ClosedSpan] {
        &self.tribunal_closed
    }

    /// The closed stretch that a day lies in.
    pub fn closed_span(&self, day: NaiveDate) -> Option<&ClosedSpan> {
        self.tribunal_closed.iter().find(|span| span.days.contains(day))
    }

    /// Whether the day is a working day of that kind.
    pub fn is_working(&self, day: NaiveDate, kind: WorkingDay) -> Result<bool, OutsideCalendar> {
        let closed = match kind {
            WorkingDay::Foi => HOLIDAY | HOLIDAY_ELSEWHERE,
            WorkingDay::Tribunal | WorkingDay::SocialCare | WorkingDay::Nhs | WorkingDay::Local => HOLIDAY,
        };
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        Ok(self.flags(day)? & closed == 0 && !weekend)
    }

    /// The day itself if it is a working day, else the next one.
    pub fn working_day_on_or_after(&self, day: NaiveDate, kind: WorkingDay) -> Result<NaiveDate, OutsideCalendar> {
        let mut day = day;
        while !self.is_working(day, kind)? {
            day = day + Days::new(1);
        }
        Ok(day)
    }

    /// The day itself if it is a working day, else the one before.
    pub fn working_day_on_or_before(&self, day: NaiveDate, kind: WorkingDay) -> Result<NaiveDate, OutsideCalendar> {
        let mut day = day;
        while !self.is_working(day, kind)? {
            day = day - Days::new(1);
        }
        Ok(day)
    }

    /// The day to aim for where a count ends on this one: itself if it is a working day of councils, else the nearest one
    /// before. After the days covered, a Tuesday, Wednesday or Thursday away from Christmas is taken for one: bank
    /// holidays that are not known yet will be on a Monday or Friday, but for a rare one.
    ///
    /// # Errors
    /// [`OutsideCalendar`] for a day before those covered.
    pub fn aim_on_or_before(&self, day: NaiveDate) -> Result<NaiveDate, OutsideCalendar> {
        let midweek = |day: NaiveDate| matches!(day.weekday(), Weekday::Tue | Weekday::Wed | Weekday::Thu);
        let works = |day: NaiveDate| match self.is_working(day, WorkingDay::Local) {
            Err(_) if day > self.last => Ok(midweek(day) && !CHRISTMAS.contains(day)),
            known => known,
        };
        let mut day = day;
        while !works(day)? {
            day = day - Days::new(1);
        }
        Ok(day)
    }

    /// The first day after the closed stretch that `day` lies in; `day` itself when it lies in none.
    pub fn day_after_closed(&self, day: NaiveDate) -> Result<NaiveDate, OutsideCalendar> {
        let mut day = day;
        while self.is_tribunal_closed(day)? {
            day = day + Days::new(1);
        }
        Ok(day)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    /// August, and Christmas to New Year.
    pub(crate) fn closed_spans() -> Vec<ClosedSpan> {
        [("august", (8, 1), (8, 31)), ("christmas", (12, 25), (1, 1))]
            .map(|(id, from, to)| ClosedSpan { id: id.to_owned(), days: YearlySpan { from, to } })
            .into()
    }

    /// Two years; Boxing Day is listed twice, and St Patrick's Day is kept in Northern Ireland only.
    fn calendar() -> Calendar {
        let holidays = ["2026-12-25", "2026-12-28", "2027-01-01", "2026-12-28", "2029-01-01"].map(day);
        let elsewhere = ["2026-03-17", "2026-03-17", "2025-03-17"].map(day);
        Calendar::new(day("2026-01-01"), day("2027-12-31"), &holidays, &elsewhere, closed_spans())
    }

    #[test]
    fn a_stretch_of_the_year_has_both_its_ends() {
        let closed = |text: &str| calendar().is_tribunal_closed(day(text)).expect("it is covered");
        for text in ["2026-08-01", "2026-08-31", "2026-12-25", "2026-12-31", "2027-01-01", "2027-08-15"] {
            assert!(closed(text), "{text}");
        }
        for text in ["2026-07-31", "2026-09-01", "2026-12-24", "2027-01-02", "2026-06-15", "2027-02-01"] {
            assert!(!closed(text), "{text}");
        }
    }

    #[test]
    fn a_bank_holiday_is_one_however_often_it_is_listed() {
        let holiday = |text: &str| calendar().is_bank_holiday(day(text));
        assert_eq!(holiday("2026-12-28"), Ok(true));
        assert_eq!(holiday("2027-01-01"), Ok(true));
        assert_eq!(holiday("2026-12-24"), Ok(false));
        // A closed day of the Tribunal, and a holiday of another part of the kingdom.
        assert_eq!(holiday("2026-08-03"), Ok(false));
        assert_eq!(holiday("2026-03-17"), Ok(false));
    }

    #[test]
    fn another_parts_holiday_counts_for_freedom_of_information_alone() {
        let works = |text: &str, kind| calendar().is_working(day(text), kind).expect("it is covered");
        let others = [WorkingDay::Tribunal, WorkingDay::SocialCare, WorkingDay::Nhs, WorkingDay::Local];
        assert!(!works("2026-03-17", WorkingDay::Foi));
        for kind in others {
            assert!(works("2026-03-17", kind), "{kind:?}");
        }
        for kind in others.into_iter().chain([WorkingDay::Foi]) {
            assert!(works("2026-03-18", kind) && works("2026-08-03", kind), "{kind:?}");
            assert!(!works("2026-12-28", kind) && !works("2026-03-14", kind) && !works("2026-03-15", kind), "{kind:?}");
        }
    }

    #[test]
    fn a_day_outside_is_refused_with_the_days_that_are_covered() {
        let calendar = calendar();
        assert_eq!((calendar.first(), calendar.last()), (day("2026-01-01"), day("2027-12-31")));
        for (text, covered) in
            [("2025-12-31", false), ("2026-01-01", true), ("2027-12-31", true), ("2028-01-01", false)]
        {
            let outside =
                OutsideCalendar { day: day(text), first: calendar.first(), last: calendar.last(), unmoved: None };
            assert_eq!(calendar.covers(day(text)), covered, "{text}");
            assert_eq!(calendar.is_bank_holiday(day(text)).err(), (!covered).then_some(outside), "{text}");
        }
        // The search for a working day ends where the calendar does.
        let outside =
            OutsideCalendar { day: day("2025-12-31"), first: calendar.first(), last: calendar.last(), unmoved: None };
        let friday = Calendar::new(day("2026-01-01"), day("2026-01-31"), &[day("2026-01-01")], &[], Vec::new());
        let outside = OutsideCalendar { last: day("2026-01-31"), ..outside };
        assert_eq!(friday.working_day_on_or_before(day("2026-01-01"), WorkingDay::Local), Err(outside));
        let outside = OutsideCalendar { day: day("2026-02-01"), ..outside };
        assert_eq!(friday.working_day_on_or_after(day("2026-01-31"), WorkingDay::Local), Err(outside));
    }

    #[test]
    fn where_bank_holidays_are_not_known_the_middle_of_the_week_is_aimed_for() {
        let aim = |text: &str| calendar().aim_on_or_before(day(text)).expect("not before it begins");
        // Known: Thursday before Christmas, and the day itself.
        assert_eq!((aim("2026-12-28"), aim("2027-03-01")), (day("2026-12-24"), day("2027-03-01")));
        // Not known: a Monday, a Friday, a Wednesday, New Year.
        assert_eq!((aim("2028-02-07"), aim("2028-02-11")), (day("2028-02-03"), day("2028-02-10")));
        assert_eq!((aim("2028-02-09"), aim("2028-01-03")), (day("2028-02-09"), day("2027-12-31")));
        assert!(calendar().aim_on_or_before(day("2026-01-01") - Days::new(1)).is_err());
        assert_eq!(calendar().reach(), day("2028-12-31"));
    }

    #[test]
    fn a_calendar_may_be_one_day_or_none() {
        let one = Calendar::new(day("2026-01-05"), day("2026-01-05"), &[], &[], Vec::new());
        assert!(one.covers(day("2026-01-05")) && !one.covers(day("2026-01-06")));
        let none = Calendar::new(day("2026-01-05"), day("2026-01-04"), &[], &[], Vec::new());
        assert!(!none.covers(day("2026-01-05")) && !none.covers(day("2026-01-04")));
        let backwards = Calendar::new(day("2026-01-05"), day("2025-01-05"), &[], &[], Vec::new());
        assert!(!backwards.covers(day("2026-01-05")));
    }

    #[test]
    fn a_working_day_is_found_in_both_directions() {
        let calendar = calendar();
        let (after, before) = (
            |text: &str| calendar.working_day_on_or_after(day(text), WorkingDay::Tribunal).expect("covered"),
            |text: &str| calendar.working_day_on_or_before(day(text), WorkingDay::Tribunal).expect("covered"),
        );
        // Christmas Day to Monday the 28th, and New Year's Day with the weekend after it.
        assert_eq!((before("2026-12-28"), after("2026-12-25")), (day("2026-12-24"), day("2026-12-29")));
        assert_eq!((before("2027-01-03"), after("2027-01-01")), (day("2026-12-31"), day("2027-01-04")));
        assert_eq!((before("2026-12-24"), after("2026-12-24")), (day("2026-12-24"), day("2026-12-24")));
        let opens = |text: &str| calendar.day_after_closed(day(text)).expect("covered");
        assert_eq!((opens("2026-08-01"), opens("2026-08-31")), (day("2026-09-01"), day("2026-09-01")));
        assert_eq!((opens("2026-12-25"), opens("2026-12-24")), (day("2027-01-02"), day("2026-12-24")));
    }
}
