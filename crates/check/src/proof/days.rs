//! Dates as proof sees them: the regions that limits cut a date question into, with today left open.
//!
//! Conditions see a date only through comparisons of today with a day that a limit makes of it. Every such day moves
//! the same way as the date it is counted from, so for one today the dates with the same comparisons are one stretch
//! of days. The regions of a question are the different outcomes of all its comparisons, over every day of the calendar.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use signpost_core::dates::limit::{Counted, Limit, Term};
use signpost_core::rules::model::{QuestionIx, RuleSet, Start};

/// Which comparisons hold: bit `n` is `today <= threshold n`.
pub type Outcome = u128;

/// The most comparisons one date question may be part of.
const MOST_COMPARISONS: usize = 128;

/// A limit with every event in it traced back to a date question.
#[derive(Debug, Clone)]
pub enum Tree<L> {
    /// One count.
    Leaf(L),
    /// The latest of those whose date is known.
    Later(Vec<Tree<L>>),
    /// The earliest of those whose date is known.
    Earlier(Vec<Tree<L>>),
}

/// One count: the date it is traced back to, and its comparisons, as places in that date's list.
#[derive(Debug, Clone, Copy)]
pub struct Count {
    /// The date question, as a place in [`DateRegions`] lists.
    pub date: usize,
    /// Today is before the day it starts from.
    pub not_started: usize,
    /// Today is not after the day to aim for.
    pub in_time: usize,
    /// Today is not after the last day.
    pub last_days: usize,
}

/// What a count makes of each day of the calendar.
#[derive(Clone, Copy)]
struct Marks {
    before_start: i32,
    aim: i32,
    last: i32,
}

struct Counting {
    date: usize,
    marks: Vec<Option<Marks>>,
}

/// Dates of the same outcome on one day: from and to, as days of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The region.
    pub region: u16,
    /// The first date.
    pub from: i32,
    /// The last date.
    pub to: i32,
}

/// A date question and the regions it falls into.
#[derive(Debug, Default)]
pub struct DateRegions {
    /// For each comparison and each date: the last day on which it holds.
    thresholds: Vec<Vec<i32>>,
    known: HashMap<Vec<i32>, usize>,
    /// Whether it may not be after today.
    pub until_today: bool,
    /// The dates whose limits all stay inside the calendar.
    valid: Vec<bool>,
    /// The regions.
    pub regions: Vec<Outcome>,
    /// For each today, the stretches in order of date.
    pub on: Vec<Vec<Stretch>>,
}

/// The days looked at: the calendar's.
#[derive(Debug, Clone, Copy)]
pub struct Range {
    /// The first.
    pub first: NaiveDate,
    /// How many.
    pub days: usize,
}

impl Range {
    /// The day at a place.
    pub fn day(self, at: i32) -> NaiveDate {
        self.first + Days::new(at.max(0) as u64)
    }

    /// The place of a day.
    pub fn at(self, day: NaiveDate) -> i32 {
        (day - self.first).num_days() as i32
    }
}

/// Traces limits of one rule set back to date questions.
pub struct Tracing<'a> {
    /// The rules.
    pub rules: &'a RuleSet,
    /// The days.
    pub range: Range,
    /// The date a question stands for.
    pub date_of: &'a dyn Fn(QuestionIx) -> usize,
}

impl Tracing<'_> {
    /// A term of a limit, with its comparisons noted down in `dates`. Only an `aimed` limit, one of the person's own,
    /// has a day to aim for that conditions can see.
    pub fn term(
        &self,
        limit: &Limit<Start>,
        term: &Term<Start>,
        aimed: bool,
        dates: &mut [DateRegions],
    ) -> Option<Tree<Count>> {
        self.traced(limit, term).note(aimed, dates)
    }

    fn traced(&self, limit: &Limit<Start>, term: &Term<Start>) -> Tree<Counting> {
        match term {
            Term::LaterOf(terms) => Tree::Later(terms.iter().map(|term| self.traced(limit, term)).collect()),
            Term::EarlierOf(terms) => Tree::Earlier(terms.iter().map(|term| self.traced(limit, term)).collect()),
            Term::Counted(counted) => {
                let Counted { side, amount, by_post, .. } = *counted;
                let bare = Term::Counted(Counted { start: (), side, amount, by_post });
                self.counted(limit, counted.start, bare)
            }
            Term::FixedDay { month, day, year_of } => {
                self.counted(limit, *year_of, Term::FixedDay { month: *month, day: *day, year_of: () })
            }
        }
    }

    fn counted(&self, limit: &Limit<Start>, start: Start, term: Term<()>) -> Tree<Counting> {
        let bare = Limit { term, cautious: None, closed_day: limit.closed_day, skips_closed: limit.skips_closed };
        let marks = |day: i32| -> Option<Marks> {
            let day = self.range.day(day);
            let found = bare.reckon(&self.rules.calendar, &|()| Some(day)).ok().flatten()?;
            let counted_on = found.deciding.day >= found.deciding.start;
            Some(Marks {
                before_start: if counted_on { self.range.at(found.deciding.start) - 1 } else { i32::MIN },
                aim: self.range.at(found.aim),
                last: self.range.at(found.last),
            })
        };
        match start {
            Start::Question(question) => {
                let marks = (0..self.range.days as i32).map(marks).collect();
                Tree::Leaf(Counting { date: (self.date_of)(question), marks })
            }
            // The last day of the other limit is the later or earlier of its counts, each moved alone: counting on from
            // it keeps their order, so the count can be made from each and the choice left for the end.
            Start::Deadline(other) => {
                let other = &self.rules.deadline(other).limit;
                self.traced(other, &other.term).counted_on(&|day: Marks| marks(day.last))
            }
        }
    }
}

impl Tree<Counting> {
    fn counted_on(self, further: &dyn Fn(Marks) -> Option<Marks>) -> Tree<Counting> {
        let each = |trees: Vec<Tree<Counting>>| trees.into_iter().map(|tree| tree.counted_on(further)).collect();
        match self {
            Tree::Leaf(Counting { date, marks }) => {
                let marks = marks.into_iter().map(|marks| marks.and_then(further)).collect();
                Tree::Leaf(Counting { date, marks })
            }
            Tree::Later(trees) => Tree::Later(each(trees)),
            Tree::Earlier(trees) => Tree::Earlier(each(trees)),
        }
    }

    /// `None` when a date is part of too many comparisons, or a limit turns the order of its dates round.
    fn note(self, aimed: bool, dates: &mut [DateRegions]) -> Option<Tree<Count>> {
        Some(match self {
            Tree::Leaf(counting) => {
                let date = counting.date;
                let regions = &mut dates[date];
                regions.valid.resize(counting.marks.len(), true);
                for (valid, marks) in regions.valid.iter_mut().zip(&counting.marks) {
                    *valid &= marks.is_some();
                }
                let mut threshold = |of: fn(&Marks) -> i32| regions.threshold(&counting.marks, of);
                let not_started = threshold(|marks| marks.before_start)?;
                let last_days = threshold(|marks| marks.last)?;
                let in_time = if aimed { threshold(|marks| marks.aim)? } else { last_days };
                Tree::Leaf(Count { date, not_started, in_time, last_days })
            }
            Tree::Later(trees) => {
                Tree::Later(trees.into_iter().map(|tree| tree.note(aimed, dates)).collect::<Option<Vec<_>>>()?)
            }
            Tree::Earlier(trees) => {
                Tree::Earlier(trees.into_iter().map(|tree| tree.note(aimed, dates)).collect::<Option<Vec<_>>>()?)
            }
        })
    }
}

impl DateRegions {
    fn threshold(&mut self, marks: &[Option<Marks>], of: fn(&Marks) -> i32) -> Option<usize> {
        let days: Vec<i32> = marks.iter().map(|marks| marks.as_ref().map_or(i32::MAX, of)).collect();
        let inside: Vec<i32> = marks.iter().flatten().map(of).collect();
        if !inside.is_sorted() {
            return None;
        }
        if let Some(at) = self.known.get(&days) {
            return Some(*at);
        }
        let at = self.thresholds.len();
        self.known.insert(days.clone(), at);
        self.thresholds.push(days);
        (at < MOST_COMPARISONS).then_some(at)
    }

    /// Whether any limit that matters hangs on it.
    pub fn is_looked_at(&self) -> bool {
        !self.thresholds.is_empty()
    }

    /// Cuts the calendar into regions, for every today.
    pub fn cut(&mut self, days: usize) {
        self.known.clear();
        self.valid.resize(days, true);
        let inside = longest_run(&self.valid);
        let mut names: HashMap<Outcome, u16> = HashMap::new();
        // For each comparison the first date for which it holds today; both only grow.
        let mut first: Vec<usize> = vec![inside.start; self.thresholds.len()];
        for today in 0..days {
            let end = if self.until_today { inside.end.min(today + 1) } else { inside.end };
            let mut cuts: Vec<usize> = vec![inside.start];
            for (first, threshold) in first.iter_mut().zip(&self.thresholds) {
                while *first < inside.end && threshold[*first] < today as i32 {
                    *first += 1;
                }
                cuts.push(*first);
            }
            cuts.retain(|cut| *cut < end);
            cuts.sort_unstable();
            cuts.dedup();
            let mut stretches = Vec::with_capacity(cuts.len());
            for (at, from) in cuts.iter().enumerate() {
                let holding = first.iter().enumerate().filter(|(_, first)| *first <= from);
                let outcome = holding.fold(0, |outcome: Outcome, (bit, _)| outcome | 1 << bit);
                let next = self.regions.len() as u16;
                let region = *names.entry(outcome).or_insert_with(|| {
                    self.regions.push(outcome);
                    next
                });
                let to = cuts.get(at + 1).copied().unwrap_or(end) as i32 - 1;
                stretches.push(Stretch { region, from: *from as i32, to });
            }
            self.on.push(stretches);
        }
    }

    /// The region a date falls into on a day; `None` outside the dates that are covered.
    pub fn region(&self, today: i32, date: i32) -> Option<u16> {
        let stretches = self.on.get(usize::try_from(today).ok()?)?;
        stretches.iter().find(|stretch| stretch.from <= date && date <= stretch.to).map(|stretch| stretch.region)
    }
}

/// The longest run of dates whose limits stay inside the calendar.
fn longest_run(valid: &[bool]) -> std::ops::Range<usize> {
    let (mut best, mut from) = (0..0, 0);
    for at in 0..=valid.len() {
        if at == valid.len() || !valid[at] {
            if at - from > best.len() {
                best = from..at;
            }
            from = at + 1;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::longest_run;

    #[test]
    fn the_longest_run_of_days_is_the_first_of_equal_ones() {
        let run = |days: &str| longest_run(&days.chars().map(|day| day == 'x').collect::<Vec<_>>());
        assert_eq!(run("xx-xxx-x"), 3..6);
        assert_eq!(run("-xx-xx"), 1..3);
        assert_eq!(run("---x"), 3..4);
        assert_eq!(run("xxxx"), 0..4);
        assert_eq!((run("--").len(), run("").len()), (0, 0));
    }
}
