//! A second way to count every time limit, slow and in another style: day by day, straight from what is written.
//!
//! It shares no arithmetic with the program: bank holidays are read from the file again, months are found by walking
//! the days, and a limit is taken as YAML words it.

use std::collections::{BTreeMap, HashSet};

use chrono::{Datelike, NaiveDate, Weekday};
use signpost_check::files::file::{self, Bundle, ClosedDay, WorkingDay};

/// What the slow counter knows.
pub struct SlowCounter {
    england: HashSet<NaiveDate>,
    elsewhere: HashSet<NaiveDate>,
    deadlines: BTreeMap<String, file::Deadline>,
}

impl SlowCounter {
    pub fn new(bundle: &Bundle) -> SlowCounter {
        let day = |text: &String| text.parse::<NaiveDate>().expect("a day");
        let deadlines = bundle.parts.iter().flat_map(|part| part.part.deadlines.iter().cloned());
        SlowCounter {
            england: bundle.calendar.bank_holidays.iter().map(|holiday| day(&holiday.date)).collect(),
            elsewhere: bundle.calendar.elsewhere_in_uk.iter().map(|holiday| day(&holiday.date)).collect(),
            deadlines: deadlines.map(|deadline| (deadline.id.clone(), deadline)).collect(),
        }
    }

    pub fn deadlines(&self) -> impl Iterator<Item = &file::Deadline> {
        self.deadlines.values()
    }

    fn works(&self, day: NaiveDate, everywhere: bool) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let holiday = self.england.contains(&day) || (everywhere && self.elsewhere.contains(&day));
        !weekend && !holiday
    }

    fn shut(day: NaiveDate) -> bool {
        day.month() == 8 || (day.month() == 12 && day.day() >= 25) || (day.month() == 1 && day.day() == 1)
    }

    /// The last day of a deadline, as the rule allows it.
    pub fn last(&self, id: &str, dates: &BTreeMap<String, NaiveDate>) -> Option<NaiveDate> {
        let deadline = &self.deadlines[id];
        let mut day = self.lands(&deadline.limit, deadline.not_counted.is_some(), dates)?;
        match deadline.ends_on_closed_day {
            ClosedDay::Stays => {}
            ClosedDay::NextWorkingDay => {
                while !self.works(day, false) {
                    day = tomorrow(day);
                }
            }
            ClosedDay::TribunalStart => {
                while Self::shut(day) {
                    day = tomorrow(day);
                }
                while !self.works(day, false) {
                    day = tomorrow(day);
                }
            }
        }
        Some(day)
    }

    /// The day to aim for.
    pub fn aim(&self, id: &str, dates: &BTreeMap<String, NaiveDate>) -> Option<NaiveDate> {
        let deadline = &self.deadlines[id];
        let plain = self.lands(&deadline.limit, deadline.not_counted.is_some(), dates)?;
        let strict =
            deadline.cautious.as_ref().and_then(|limit| self.lands(limit, deadline.not_counted.is_some(), dates));
        let mut day = strict.map_or(plain, |strict| if strict < plain { strict } else { plain });
        while !self.works(day, false) {
            day = yesterday(day);
        }
        Some(day)
    }

    fn event(&self, value: &serde_yaml::Value, dates: &BTreeMap<String, NaiveDate>) -> Option<NaiveDate> {
        match value.as_str() {
            Some(question) => dates.get(question).copied(),
            None => self.last(value["deadline"].as_str().expect("a deadline"), dates),
        }
    }

    fn lands(&self, limit: &file::Limit, skip_shut: bool, dates: &BTreeMap<String, NaiveDate>) -> Option<NaiveDate> {
        if let Some(branches) = &limit.later_of {
            return branches.iter().filter_map(|branch| self.lands(branch, skip_shut, dates)).max();
        }
        if let Some(branches) = &limit.earlier_of {
            return branches.iter().filter_map(|branch| self.lands(branch, skip_shut, dates)).min();
        }
        if let (Some(by), Some(year_of)) = (&limit.by, &limit.in_year_of) {
            return format!("{}-{by}", self.event(year_of, dates)?.year()).parse().ok();
        }
        let (value, first_day_counts, back) = match (&limit.after, &limit.beginning_with, &limit.before) {
            (Some(value), _, _) => (value, false, false),
            (_, Some(value), _) => (value, true, false),
            (_, _, Some(value)) => (value, false, true),
            _ => unreachable!("the checker refuses it"),
        };
        let mut start = self.event(value, dates)?;
        for _ in 0..limit.by_post.unwrap_or(0) {
            start = tomorrow(start);
            while !self.works(start, false) {
                start = tomorrow(start);
            }
        }
        let step = if back { yesterday } else { tomorrow };
        if let Some(months) = limit.months {
            return Some(walk_months(start, months, first_day_counts, back));
        }
        let counts = |day: NaiveDate| -> bool {
            let right = match (limit.working_days, limit.of, limit.school_days) {
                (Some(_), Some(WorkingDay::Foi), _) => self.works(day, true),
                (Some(_), _, _) | (_, _, Some(_)) => self.works(day, false),
                _ => true,
            };
            right && !(skip_shut && !back && Self::shut(day))
        };
        let length = limit
            .days
            .or(limit.weeks.map(|weeks| weeks * 7))
            .or(limit.working_days)
            .or(limit.school_days)
            .expect("a length");
        let mut day = start;
        let mut left = length;
        if first_day_counts && counts(day) {
            left -= 1;
        }
        while left > 0 {
            day = step(day);
            if counts(day) {
                left -= 1;
            }
        }
        // "Beginning with" a day that does not count, and nothing more to count, cannot happen: lengths are at least 1.
        Some(day)
    }
}

fn tomorrow(day: NaiveDate) -> NaiveDate {
    day.succ_opt().expect("a day after")
}

fn yesterday(day: NaiveDate) -> NaiveDate {
    day.pred_opt().expect("a day before")
}

/// Walks into the month that lies so many months away, and there to the same day-number or the month's last day.
fn walk_months(start: NaiveDate, months: u32, first_day_counts: bool, back: bool) -> NaiveDate {
    let mut day = start;
    for _ in 0..months {
        let month = day.month();
        // To the first day of the next month, or to the last day of the month before.
        while day.month() == month {
            day = if back { yesterday(day) } else { tomorrow(day) };
        }
    }
    let there = day.month();
    if months > 0 && back {
        while day.day() > 1 {
            day = yesterday(day);
        }
    }
    while day.day() < start.day() && tomorrow(day).month() == there {
        day = tomorrow(day);
    }
    let same_number = day.day() == start.day();
    if first_day_counts && same_number { yesterday(day) } else { day }
}
