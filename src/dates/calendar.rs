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
}

/// A stretch of each year, both ends included; it may run over the new year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

const HOLIDAY: u8 = 1;
const HOLIDAY_ELSEWHERE: u8 = 2;
const TRIBUNAL_CLOSED: u8 = 4;

/// Bank holidays and closed days for a stretch of whole years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    first: NaiveDate,
    last: NaiveDate,
    /// One byte a day from `first`: a limit asks about many days, so each answer is one look-up.
    flags: Vec<u8>,
}

impl Calendar {
    /// A calendar that covers `first` to `last`. Days outside that range in the lists are ignored.
    pub fn new(
        first: NaiveDate,
        last: NaiveDate,
        holidays: &[NaiveDate],
        elsewhere: &[NaiveDate],
        tribunal_closed: &[YearlySpan],
    ) -> Calendar {
        let length = (last - first).num_days().max(-1) + 1;
        let mut calendar = Calendar { first, last, flags: vec![0; length as usize] };
        for (days, flag) in [(holidays, HOLIDAY), (elsewhere, HOLIDAY_ELSEWHERE)] {
            for &day in days {
                if let Some(place) = calendar.place(day) {
                    calendar.flags[place] |= flag;
                }
            }
        }
        for place in 0..calendar.flags.len() {
            let day = first + Days::new(place as u64);
            if tribunal_closed.iter().any(|span| span.contains(day)) {
                calendar.flags[place] |= TRIBUNAL_CLOSED;
            }
        }
        calendar
    }

    /// The first day covered.
    pub fn first(&self) -> NaiveDate {
        self.first
    }

    /// The last day covered.
    pub fn last(&self) -> NaiveDate {
        self.last
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

    /// The first day after the closed stretch that `day` lies in; `day` itself when it lies in none.
    pub fn day_after_closed(&self, day: NaiveDate) -> Result<NaiveDate, OutsideCalendar> {
        let mut day = day;
        while self.is_tribunal_closed(day)? {
            day = day + Days::new(1);
        }
        Ok(day)
    }
}
