//! Why one route leads and not another, for whoever keeps the rules: how each condition comes out, what stands before a
//! route, and which few other answers would make it lead.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{Days, NaiveDate};
use serde_yaml::Value;

use super::{Placed, Step, ladder, leading, placed_as};
use crate::interview::reply::{self, FutureDates};
use crate::interview::{Answer, Answers, Situation, Standing, Walk, walk};
use crate::rules::model::{Condition, DateBound, DeadlineIx, FactIx, Kind, QuestionIx, RouteIx, RuleSet};
use crate::rules::questions_of;

/// The most walks a search makes: a few seconds of work on the largest rule set.
const MOST_WALKS: usize = 6_000;

/// The most changes that are shown.
const MOST_CHANGES: usize = 3;

/// How many days before today are tried for a date, the nearest first.
const DAYS_BACK: [u64; 10] = [0, 10, 25, 45, 70, 100, 150, 200, 300, 400];

/// A part of a condition, and how it comes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<'r> {
    /// The part.
    pub condition: &'r Condition,
    /// Whether it holds.
    pub holds: bool,
    /// The tests of answers and of limits that decide it; none where the part is such a test itself.
    pub because: Vec<&'r Condition>,
}

/// The parts that a condition is written in, each with what decides it.
pub fn parts<'r>(situation: &Situation<'r>, condition: &'r Condition) -> Vec<Part<'r>> {
    let mut reasons = Reasons { situation, facts: HashMap::new() };
    let inner = match condition {
        Condition::All(inner) | Condition::Any(inner) if inner.len() == 1 => return parts(situation, &inner[0]),
        Condition::All(inner) | Condition::Any(inner) => inner.as_slice(),
        _ => std::slice::from_ref(condition),
    };
    let part = |part: &'r Condition| {
        let tests = reasons.of(part);
        let itself = matches!(tests.as_slice(), [only] if std::ptr::eq(*only, bare(part)));
        Part { condition: part, holds: situation.holds(part), because: if itself { Vec::new() } else { tests } }
    };
    inner.iter().map(part).collect()
}

/// What stands inside `not`.
fn bare(condition: &Condition) -> &Condition {
    match condition {
        Condition::Not(inner) => bare(inner),
        other => other,
    }
}

/// Whether a test looks at a question that was not asked.
pub fn is_of_nothing(situation: &Situation<'_>, test: &Condition) -> bool {
    match test {
        Condition::Chose(question, _)
        | Condition::ChoseOnly(question, _)
        | Condition::Unsure(question)
        | Condition::DateKnown(question) => situation.answer(*question).is_none(),
        Condition::Deadline(deadline, _) => !situation.applies(*deadline),
        _ => false,
    }
}

/// The tests that decide a condition. Each fact is looked through once.
struct Reasons<'s, 'r> {
    situation: &'s Situation<'r>,
    facts: HashMap<FactIx, Vec<&'r Condition>>,
}

impl<'r> Reasons<'_, 'r> {
    /// The fewest tests that make a condition come out as it does, those of what was answered first.
    fn of(&mut self, condition: &'r Condition) -> Vec<&'r Condition> {
        match condition {
            Condition::All(inner) | Condition::Any(inner) => {
                let holds = self.situation.holds(condition);
                let deciding = inner.iter().filter(|part| self.situation.holds(part) == holds);
                let each: Vec<_> = deciding.collect::<Vec<_>>().into_iter().map(|part| self.of(part)).collect();
                if matches!(condition, Condition::All(_)) == holds {
                    let mut all: Vec<&'r Condition> = Vec::new();
                    each.into_iter().flatten().for_each(|test| {
                        if !all.contains(&test) {
                            all.push(test);
                        }
                    });
                    return all;
                }
                // One is enough: the one that says most in the fewest words.
                let of_nothing =
                    |tests: &Vec<&Condition>| tests.iter().filter(|test| is_of_nothing(self.situation, test)).count();
                each.into_iter().min_by_key(|tests| (of_nothing(tests), tests.len())).unwrap_or_default()
            }
            Condition::Not(inner) => self.of(inner),
            Condition::Fact(fact) => {
                if let Some(known) = self.facts.get(fact) {
                    return known.clone();
                }
                let rules: &'r RuleSet = self.situation.rules;
                let tests = self.of(&rules.facts[fact.at()].when);
                self.facts.insert(*fact, tests.clone());
                tests
            }
            _ => vec![condition],
        }
    }
}

/// Why a route does not lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behind {
    /// It is not recommended.
    NotRecommended,
    /// It is, and another line comes before its own.
    Line {
        /// The line that leads.
        lead: Step,
        /// Its own.
        own: Step,
    },
    /// It is, and another route is the step of its body.
    Body {
        /// That step.
        lead: Step,
    },
    /// It is, and its rung is no company for another step.
    Alone {
        /// The step that leads.
        lead: Step,
    },
}

/// Why a route does not lead; none where it does.
pub fn behind(walk: &Walk<'_>, route: RouteIx) -> Option<Behind> {
    let (situation, rules) = (&walk.situation, walk.situation.rules);
    let steps = ladder::steps(walk);
    let lead = *steps.first()?;
    if lead.route == route {
        return None;
    }
    let item = rules.route(route);
    if !situation.holds(&item.recommend_when) {
        return Some(Behind::NotRecommended);
    }
    let body = steps.iter().find(|step| rules.route(step.route).body == item.body);
    Some(match (body, steps.iter().find(|step| step.route == route)) {
        (_, Some(own)) => Behind::Line { lead, own: *own },
        (Some(lead), None) => Behind::Body { lead: *lead },
        (None, None) => Behind::Alone { lead },
    })
}

/// Where a route stands in the plan, if it has a place in it.
pub fn placed(walk: &Walk<'_>, route: RouteIx) -> Option<Placed> {
    let steps = ladder::steps(walk);
    let (lead, others) = steps.split_first()?;
    placed_as(&walk.situation, *lead, others, route)
}

/// Where every route stands that has a place in the plan.
pub fn all_placed(walk: &Walk<'_>) -> Vec<Placed> {
    let steps = ladder::steps(walk);
    steps.split_first().map(|(lead, others)| super::placed(walk, *lead, others)).unwrap_or_default()
}

/// Something that would make another route lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// These other answers, those to questions that are asked only then with them.
    Answers(Vec<(QuestionIx, Answer)>),
    /// Another day.
    Day(NaiveDate),
}

/// The few smallest changes that would make a route lead: one other answer, another day, or else two other answers.
/// Empty where it leads already, and where none was found.
pub fn changes(rules: &RuleSet, answers: &Answers, today: NaiveDate, goal: RouteIx) -> Vec<Change> {
    let now = walk(rules, answers, today);
    if leading(&now) == Some(goal) {
        return Vec::new();
    }
    let mut search = Search { rules, today, goal, matters: matters(rules, &now, goal), walks: MOST_WALKS };
    let given = in_play(&now);
    let mut found: Vec<Change> = Vec::new();
    // What is asked last is nearest to the matter, and changes least of the rest.
    let (near, far): (Vec<QuestionIx>, Vec<QuestionIx>) =
        now.path.iter().rev().partition(|question| search.matters.contains(question));
    for question in near.iter().chain(&far) {
        for other in search.others(&given, *question) {
            let mut changed = given.clone();
            changed.set(*question, other);
            search.note(&given, changed, &mut found);
        }
    }
    if found.len() < MOST_CHANGES {
        found.extend(search.day(&now, &given).map(Change::Day));
    }
    if found.is_empty() {
        search.walks = MOST_WALKS;
        for (at, first) in near.iter().enumerate() {
            for second in &near[at + 1..] {
                search.pair(&given, *first, *second, &mut found);
            }
        }
    }
    found.truncate(MOST_CHANGES);
    found
}

/// The answers in play.
fn in_play(walk: &Walk<'_>) -> Answers {
    let mut answers = Answers::none(walk.situation.rules);
    let held = walk.path.iter().filter_map(|place| Some((*place, walk.situation.answer(*place)?)));
    held.for_each(|(question, answer)| answers.set(question, answer));
    answers
}

/// The questions on which it hangs whether a route leads, those that call them up too.
fn matters(rules: &RuleSet, now: &Walk<'_>, goal: RouteIx) -> BTreeSet<QuestionIx> {
    let (mut met, mut seen) = (Vec::new(), HashSet::new());
    let lines = ladder::lines(rules).filter(|(step, _)| step.route == goal).filter_map(|(_, when)| when);
    // A route that is recommended and does not lead hangs on what leads in its place.
    let lead = leading(now).filter(|_| now.situation.holds(&rules.route(goal).recommend_when));
    let lead = lead.map(|lead| &rules.route(lead).recommend_when);
    for condition in lines.chain([&rules.route(goal).recommend_when]).chain(lead) {
        questions_of(rules, condition, &mut met, &mut seen);
    }
    let mut found = BTreeSet::new();
    while let Some(question) = met.pop() {
        if found.insert(question) {
            questions_of(rules, &rules.question(question).ask_when, &mut met, &mut HashSet::new());
        }
    }
    found
}

struct Search<'r> {
    rules: &'r RuleSet,
    today: NaiveDate,
    goal: RouteIx,
    matters: BTreeSet<QuestionIx>,
    /// How many walks may still be made.
    walks: usize,
}

impl Search<'_> {
    /// The other answers to a question that are tried.
    fn others(&self, answers: &Answers, question: QuestionIx) -> Vec<Answer> {
        let asked = self.rules.question(question);
        let given = answers.get(question);
        let every = (0..asked.options.len()).map(|bit| 1 << bit);
        let mut others: Vec<Answer> = match (&asked.kind, given) {
            (Kind::Told, _) => return Vec::new(),
            (Kind::Several { .. }, Some(Answer::Chosen(chosen))) => {
                let toggled = every.clone().map(|option| chosen ^ option);
                let all: BTreeSet<_> = toggled.chain(every).filter(|options| *options != 0).collect();
                all.into_iter().map(Answer::Chosen).collect()
            }
            _ => every.map(Answer::Chosen).collect(),
        };
        others.retain(|other| match other {
            Answer::Chosen(options) => reply::allowed(asked, *options).is_ok(),
            _ => true,
        });
        others.extend(self.days(answers, question));
        others.push(Answer::NotSure);
        others.retain(|other| Some(*other) != given);
        others
    }

    /// Days that a date question takes, the nearest to today first.
    fn days(&self, answers: &Answers, question: QuestionIx) -> Vec<Answer> {
        let asked = self.rules.question(question);
        let Some(date) = asked.date() else { return Vec::new() };
        let back = DAYS_BACK.iter().filter_map(|days| self.today.checked_sub_days(Days::new(*days)));
        let ahead = DAYS_BACK.iter().filter_map(|days| self.today.checked_add_days(Days::new(*days)));
        let ahead = ahead.filter(|_| date.not_after != Some(DateBound::Today));
        let taken = back.chain(ahead).filter_map(|day| {
            let mut read = answers.clone();
            let day = Value::String(day.to_string());
            read.read_with(self.rules, &asked.id, &day, self.today, FutureDates::AsAsked).ok()?;
            read.get(question)
        });
        taken.collect()
    }

    /// Notes a change if it makes the route lead and says something new.
    fn note(&mut self, given: &Answers, changed: Answers, found: &mut Vec<Change>) {
        if found.len() >= MOST_CHANGES {
            return;
        }
        let Some(reached) = self.reach(changed) else { return };
        let differs = |(question, answer): &(QuestionIx, Answer)| {
            // What is only asked now and not known is no change to make.
            given.get(*question) != Some(*answer) && (given.get(*question).is_some() || *answer != Answer::NotSure)
        };
        let change: Vec<(QuestionIx, Answer)> = reached.held().filter(differs).collect();
        // Another option of the same questions, or another day, is the same advice to whoever looks for the cause.
        let about = |change: &[(QuestionIx, Answer)]| change.iter().map(|(question, _)| *question).collect::<Vec<_>>();
        let known = |earlier: &Change| matches!(earlier, Change::Answers(other) if about(other) == about(&change));
        if !found.iter().any(known) {
            found.push(Change::Answers(change));
        }
    }

    /// The answers in play with which the route leads, questions that these call up answered as they must be.
    fn reach(&mut self, answers: Answers) -> Option<Answers> {
        self.walks = self.walks.checked_sub(1)?;
        let walk = walk(self.rules, &answers, self.today);
        let next = walk.next.filter(|next| !self.rules.question(*next).is_optional());
        let Some(next) = next else { return (leading(&walk) == Some(self.goal)).then(|| in_play(&walk)) };
        let mut tried = vec![Answer::NotSure];
        if self.matters.contains(&next) {
            tried.extend(self.others(&answers, next));
        }
        tried.into_iter().find_map(|answer| {
            let mut further = answers.clone();
            further.set(next, answer);
            self.reach(further)
        })
    }

    fn pair(&mut self, given: &Answers, first: QuestionIx, second: QuestionIx, found: &mut Vec<Change>) {
        for one in self.others(given, first) {
            for other in self.others(given, second) {
                if found.len() >= MOST_CHANGES || self.walks == 0 {
                    return;
                }
                let mut changed = given.clone();
                changed.set(first, one);
                changed.set(second, other);
                self.note(given, changed, found);
            }
        }
    }

    /// The nearest other day on which the same answers make the route lead.
    fn day(&self, now: &Walk<'_>, given: &Answers) -> Option<NaiveDate> {
        let mut days = BTreeSet::new();
        for at in 0..self.rules.deadlines.len() {
            let Standing::Dated(dated) = now.situation.standing(DeadlineIx(at as u16)) else { continue };
            let reckoning = &dated.reckoning;
            let ends = [reckoning.aim, reckoning.last, reckoning.deciding.start];
            days.extend(ends.into_iter().flat_map(|day| [Some(day), day.succ_opt(), day.pred_opt()]).flatten());
        }
        let mut days: Vec<NaiveDate> = days.into_iter().filter(|day| *day != self.today).collect();
        crate::order::by_key(&mut days, |day| (*day - self.today).num_days().abs());
        // Answers that a day does not allow yet are no answers on it.
        let fits = |day: &NaiveDate| {
            let all = given.held().all(|(question, answer)| {
                let written = Value::from(Answers::write(self.rules, question, answer));
                let id = &self.rules.question(question).id;
                Answers::none(self.rules).read_with(self.rules, id, &written, *day, FutureDates::AsAsked).is_ok()
            });
            let then = walk(self.rules, given, *day);
            let whole = then.next.is_none_or(|next| self.rules.question(next).is_optional());
            all && whole && leading(&then) == Some(self.goal)
        };
        days.into_iter().find(fits)
    }
}
