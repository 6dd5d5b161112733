//! Which regions of several dates can come together: on at least one day, with dates in the order they must stand in.

use std::ops::Range as StdRange;

use super::days::{DateRegions, Range};
use super::maps::Map;

/// A set of days, by its place in the store.
pub type DaySet = u32;

/// What has been settled about dates on the way: the days on which it can be so, and the regions later dates are held
/// against.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Settled {
    days: DaySet,
    regions: Vec<(u16, u16)>,
}

/// All dates of a rule set, and what can come together.
pub struct Feasible {
    /// The days.
    pub range: Range,
    /// Those of them that can be today.
    within: StdRange<usize>,
    /// The date questions.
    pub dates: Vec<DateRegions>,
    /// Pairs of dates of which the first may not be after the second.
    ordered: Vec<(usize, usize)>,
    /// For each date the group of dates it is held against, directly or through others.
    group: Vec<usize>,
    /// Whether any limit hangs on a date of the group.
    matters: Vec<bool>,
    sets: Vec<Box<[u64]>>,
    interned: Map<Box<[u64]>, DaySet>,
    allowed: Map<Vec<(u16, u16)>, DaySet>,
    joined: Map<(DaySet, DaySet), DaySet>,
}

const ALL_DAYS: DaySet = 0;

impl Feasible {
    /// Sets the store up. The dates must have been cut into regions.
    pub fn new(
        range: Range,
        within: StdRange<usize>,
        dates: Vec<DateRegions>,
        ordered: Vec<(usize, usize)>,
    ) -> Feasible {
        let mut group: Vec<usize> = (0..dates.len()).collect();
        for _ in 0..dates.len() {
            for (one, other) in &ordered {
                let least = group[*one].min(group[*other]);
                (group[*one], group[*other]) = (least, least);
            }
        }
        let mut matters = vec![false; dates.len()];
        for (at, date) in dates.iter().enumerate() {
            matters[group[at]] |= date.is_looked_at();
        }
        let mut feasible = Feasible {
            range,
            within: within.clone(),
            dates,
            ordered,
            group,
            matters,
            sets: Vec::new(),
            interned: Map::default(),
            allowed: Map::default(),
            joined: Map::default(),
        };
        feasible.set(|day| within.contains(&day));
        feasible
    }

    /// Nothing settled.
    pub fn start(&self) -> Settled {
        Settled { days: ALL_DAYS, regions: Vec::new() }
    }

    /// Whether what is settled about this date can bear on others.
    pub fn bears(&self, date: usize) -> bool {
        self.matters[self.group[date]]
    }

    /// Whether two dates are held against each other, directly or through others, and limits hang on one of them.
    pub fn together(&self, one: usize, other: usize) -> bool {
        self.group[one] == self.group[other] && self.bears(one)
    }

    /// Settles one more date; `None` when it cannot be so on any day.
    pub fn settle(&mut self, before: &Settled, date: usize, region: usize) -> Option<Settled> {
        if !self.bears(date) {
            return Some(before.clone());
        }
        let here = self.group[date];
        let mut regions = before.regions.clone();
        regions.push((date as u16, region as u16));
        regions.sort_unstable();
        let of_group: Vec<(u16, u16)> =
            regions.iter().copied().filter(|(date, _)| self.group[usize::from(*date)] == here).collect();
        let allowed = match self.allowed.get(&of_group) {
            Some(allowed) => *allowed,
            None => {
                let days: Vec<bool> =
                    (0..self.range.days).map(|today| self.dates_on(today, &of_group).is_some()).collect();
                let set = self.set(|day| days[day]);
                self.allowed.insert(of_group, set);
                set
            }
        };
        let days = self.join(before.days, allowed);
        let any = self.sets[days as usize].iter().any(|word| *word != 0);
        any.then_some(Settled { days, regions })
    }

    /// The regions of a date, those with the latest dates on a day first, then those that are there only on others.
    pub fn latest_first(&self, date: usize, today: i32) -> Vec<usize> {
        let regions = &self.dates[date];
        let on = &regions.on[self.possible(today)];
        let mut found: Vec<usize> = on.iter().rev().map(|stretch| usize::from(stretch.region)).collect();
        let others: Vec<usize> = (0..regions.regions.len()).filter(|region| !found.contains(region)).collect();
        found.extend(others);
        found
    }

    /// A day that can be today: this one, or the nearest.
    fn possible(&self, day: i32) -> usize {
        (day.max(0) as usize).clamp(self.within.start, self.within.end.max(1) - 1)
    }

    /// A day that can be today, and dates for regions; the first such day from `from` on, else the last before it.
    pub fn example(&self, regions: &[(usize, usize)], from: i32) -> Option<(i32, Vec<i32>)> {
        let regions: Vec<(u16, u16)> = regions.iter().map(|(date, region)| (*date as u16, *region as u16)).collect();
        let from = self.possible(from);
        let days = (from..self.within.end).chain((self.within.start..from).rev());
        days.into_iter().find_map(|today| Some((today as i32, self.dates_on(today, &regions)?)))
    }

    /// The latest dates in these regions on a day that stand in the order they must.
    fn dates_on(&self, today: usize, regions: &[(u16, u16)]) -> Option<Vec<i32>> {
        let mut found = Vec::with_capacity(regions.len());
        for (date, region) in regions {
            found.push(self.dates[usize::from(*date)].on[today].iter().find(|stretch| stretch.region == *region)?);
        }
        let mut days: Vec<i32> = found.iter().map(|stretch| stretch.to).collect();
        let place = |date: usize| regions.iter().position(|(other, _)| usize::from(*other) == date);
        let pairs: Vec<(usize, usize)> =
            self.ordered.iter().filter_map(|(one, other)| Some((place(*one)?, place(*other)?))).collect();
        for _ in 0..pairs.len() {
            for (one, other) in &pairs {
                days[*one] = days[*one].min(days[*other]);
            }
        }
        days.iter().zip(&found).all(|(day, stretch)| *day >= stretch.from).then_some(days)
    }

    fn join(&mut self, one: DaySet, other: DaySet) -> DaySet {
        if let Some(joined) = self.joined.get(&(one, other)) {
            return *joined;
        }
        let words = self.sets[one as usize].iter().zip(&self.sets[other as usize]).map(|(a, b)| a & b).collect();
        let joined = self.intern(words);
        self.joined.insert((one, other), joined);
        joined
    }

    fn set(&mut self, holds: impl Fn(usize) -> bool) -> DaySet {
        let mut words = vec![0; self.range.days.div_ceil(64)];
        (0..self.range.days).filter(|day| holds(*day)).for_each(|day| words[day / 64] |= 1 << (day % 64));
        self.intern(words.into_boxed_slice())
    }

    fn intern(&mut self, words: Box<[u64]>) -> DaySet {
        if let Some(set) = self.interned.get(&words) {
            return *set;
        }
        let set = self.sets.len() as DaySet;
        self.sets.push(words.clone());
        self.interned.insert(words, set);
        set
    }
}
