//! The proof held against plain enumeration: small rule sets made from a seed, every list of answers, every day.

use std::collections::{HashMap, HashSet};

use chrono::{Days, NaiveDate};
use signpost_check::proof::circuit::{Atom, Id, Node};
use signpost_check::proof::ladder;
use signpost_check::proof::outcomes::Outcomes;
use signpost_check::proof::situations::{Path, Situations};
use signpost_check::proof::solver::Literal;
use signpost_check::proof::space::{Period, Scope, Space};
use signpost_check::proof::variables::Value;
use signpost_core::dates::Span;
use signpost_core::interview::told::Told;
use signpost_core::interview::{Answer, Answers, Standing, walk};
use signpost_core::plan::{Advice, advise};
use signpost_core::rules::RuleSet;
use signpost_core::rules::model::{Condition, DateBound, DeadlineIx, Kind, QuestionIx, State, States};

use super::small::Small;

/// Numbers from a seed, the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }
}

/// A condition over the first `questions` choices and, sometimes, over dates and deadlines.
fn condition(dice: &mut Dice, questions: usize, dates: &[&str], deadlines: &[&str], depth: usize) -> String {
    if depth > 0 && dice.roll(3) == 0 {
        let key = dice.pick(&["all", "any"]);
        let one = condition(dice, questions, dates, deadlines, depth - 1);
        let other = condition(dice, questions, dates, deadlines, depth - 1);
        return format!("{{{key}: [{one}, {other}]}}");
    }
    if depth > 0 && dice.roll(4) == 0 {
        return format!("{{not: {}}}", condition(dice, questions, dates, deadlines, depth - 1));
    }
    match dice.roll(4) {
        0 if !deadlines.is_empty() => {
            let states =
                dice.pick(&["in-time", "passed", "[last-days, passed]", "not-started", "pending", "last-days"]);
            format!("{{deadline: {{{}: {states}}}}}", dice.pick(deadlines))
        }
        1 if !dates.is_empty() => format!("{{{}: {}}}", dice.pick(dates), dice.pick(&["known", "unknown", "none"])),
        _ => {
            let at = dice.roll(questions.max(1));
            format!("{{q{at}: {}}}", dice.pick(&["x", "w", "[x, z]", "not-sure", "{only: [x, w]}"]))
        }
    }
}

/// A rule set with up to `dates` date questions.
pub fn made(seed: u64, dates: usize) -> Small {
    let dice = &mut Dice(seed);
    let mut small = Small::default().one("q0", "", &["x", "w", "z"]);
    let names = ["first", "second"];
    let (mut asked, mut limits): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for at in 1..3 + dice.roll(2) {
        let when = if dice.roll(4) == 0 { String::new() } else { condition(dice, at, &asked, &limits, 1) };
        let id = format!("q{at}");
        small = match dice.roll(3) {
            0 => small.several(&id, 2, &when, &["x", "w", "z"]),
            _ => small.one(&id, &when, &["x", "w", "z"]),
        };
        if asked.len() < dates {
            let name = names[asked.len()];
            let when = if dice.roll(2) == 0 { String::new() } else { condition(dice, at + 1, &[], &[], 1) };
            let order = if asked.len() == 1 && dice.roll(2) == 0 { " not_before: first," } else { "" };
            // Now and then a date ahead, so that limits have not begun.
            let bound = if dice.roll(4) == 0 { "" } else { "not_after: today," };
            let none = "none: {label: There is none, said: There is none.},";
            small = small.date(name, &when, &format!("{bound}{order} {none}"));
            asked.push(name);
            let limit = ["limit-a", "limit-b"][asked.len() - 1];
            small = deadline(dice, small, limit, name);
            limits.push(limit);
            if asked.len() == 2 && dice.roll(2) == 0 {
                let both = [
                    "{later_of: [{after: first, weeks: 3}, {after: second, days: 10}]}",
                    "{earlier_of: [{after: first, weeks: 3}, {after: second, days: 10}]}",
                ];
                small = small.deadline("limit-c", "you", dice.pick(&both), "");
                limits.push("limit-c");
                // What follows from it begins on the day it ends, whichever of its counts that is.
                let after = "{after: {deadline: limit-c}, days: 7}";
                small = small.deadline("limit-e", dice.pick(&["you", "council"]), after, "");
                limits.push("limit-e");
            } else if dice.roll(2) == 0 && !limits.contains(&"limit-d") {
                small = small.deadline("limit-d", "council", &format!("{{after: {{deadline: {limit}}}, days: 7}}"), "");
                limits.push("limit-d");
            }
        }
    }
    small = small.fact("named", &condition(dice, 3, &asked, &limits, 2));
    for at in 0..4 {
        let (one, other) = (condition(dice, 3, &asked, &limits, 2), condition(dice, 3, &asked, &limits, 2));
        let beside = condition(dice, 3, &asked, &limits, 1);
        let closed = condition(dice, 3, &asked, &limits, 1);
        let later = if dice.roll(2) == 0 { "{any: []}".to_owned() } else { condition(dice, 3, &asked, &limits, 1) };
        let more = format!(
            "    alongside_when: {beside}\n    later:\n      - {{when: {later}, because: It comes.}}\n    closed:\n      - {{when: {{named: true}}, because: It is named.}}\n      - {{when: {closed}, because: It is closed.}}\n{}",
            if limits.is_empty() { String::new() } else { format!("    deadlines: [{}]\n", dice.pick(&limits)) }
        );
        small = small.route_of(dice.pick(&["one", "two"]), &format!("r{at}"), &one, &other, "adviser, ipsea", &more);
    }
    match dice.roll(3) {
        0 => small,
        _ => small.and(&ladder_of(dice, &asked, &limits)),
    }
}

/// A ladder on which some routes stand more than once, and some not at all.
fn ladder_of(dice: &mut Dice, dates: &[&str], limits: &[&str]) -> String {
    let mut ladder = "ladder:\n".to_owned();
    for rung in 0..3 {
        let alone = if dice.roll(4) == 0 { "alone: true, " } else { "" };
        let route = dice.roll(4);
        let plain = dice.roll(4);
        let when = condition(dice, 3, dates, limits, 1);
        ladder += &format!(
            "  - {{id: rung-{rung}, title: A rung, because: It is so., {alone}steps: [{{step: r{route}, when: {when}}}, r{plain}]}}\n"
        );
    }
    ladder + "never:\n  - {id: not-both, when: {q0: z}, open: [r0], because: It is so.}\n"
}

fn deadline(dice: &mut Dice, small: Small, id: &str, date: &str) -> Small {
    let limit = match dice.roll(5) {
        0 => format!("{{after: {date}, days: 12}}"),
        1 => format!("{{beginning_with: {date}, months: 1}}"),
        2 => format!("{{after: {date}, working_days: 9, of: tribunal}}"),
        3 => format!("{{after: {date}, by_post: 2, school_days: 5}}"),
        _ => format!("{{before: {date}, weeks: 2}}"),
    };
    let more = match dice.roll(4) {
        0 => "    ends_on_closed_day: tribunal-start\n".to_owned(),
        1 => "    ends_on_closed_day: next-working-day\n".to_owned(),
        2 => format!("    cautious: {{after: {date}, days: 8}}\n"),
        _ => String::new(),
    };
    small.deadline(id, dice.pick(&["you", "you", "council"]), &limit, &more)
}

/// Everything the proof says of a rule set.
struct Proved<'r> {
    space: Space<'r>,
    situations: Situations,
    outcomes: Outcomes,
    /// For each route: it leads.
    leading: Vec<Id>,
    /// When each deadline that conditions look at is in each state.
    states: Vec<(Condition, Id)>,
    /// Every path that the solver finds.
    paths: HashSet<Path>,
}

/// Every path that the solver finds.
fn all_paths(rules: &RuleSet) -> HashSet<Path> {
    let mut space = Space::new(&[rules], Scope::Everything, Period::now(rules)).unwrap_or_else(|why| panic!("{why}"));
    let (mut situations, mut found) = (Situations::of(&space), HashSet::new());
    while situations.found(&mut space, &[]) {
        let path = situations.path(&space);
        let given = path
            .iter()
            .flat_map(|(variable, value)| situations.given(*variable, space.variables[*variable].values[*value], true));
        let other: Vec<Literal> = given.map(Literal::turned).collect();
        situations.add(&other);
        assert!(found.insert(path), "a path is found once");
    }
    found
}

impl<'r> Proved<'r> {
    fn of(rules: &'r RuleSet) -> Proved<'r> {
        let mut space =
            Space::new(&[rules], Scope::Everything, Period::now(rules)).unwrap_or_else(|why| panic!("{why}"));
        let outcomes = Outcomes::of(&mut space, 0);
        let leading = ladder::leading(&mut space, rules.routes.len(), &outcomes.lines);
        let mut states = Vec::new();
        for deadline in (0..rules.deadlines.len()).map(|at| DeadlineIx(at as u16)) {
            let in_state = |state| Condition::Deadline(deadline, States::default().with(state));
            let each = State::ALL.map(|state| (in_state(state), space.condition(0, &in_state(state))));
            // A limit that nothing looks at is not read.
            if each.iter().any(|(_, id)| *id != Id::FALSE) {
                states.extend(each);
            }
        }
        let situations = Situations::of(&space);
        Proved { space, situations, outcomes, leading, states, paths: HashSet::new() }
    }

    /// With every path there is: for small rule sets.
    fn with_paths(rules: &'r RuleSet) -> Proved<'r> {
        Proved { paths: all_paths(rules), ..Proved::of(rules) }
    }

    /// Where each limit stands is what the engine says of it.
    fn same_states(&self, path: &Path, answers: &Answers, today: NaiveDate) {
        let situation = walk(self.space.sides[0].rules, answers, today).situation;
        for (condition, id) in &self.states {
            assert_eq!(self.holds(*id, path), situation.holds(condition), "{condition:?}: {today}, {answers:?}");
        }
    }

    /// The path that answers take; `None` where a limit leaves the calendar.
    fn path_of(&self, answers: &Answers, today: NaiveDate) -> Option<Path> {
        let rules = self.space.sides[0].rules;
        let walked = walk(rules, answers, today);
        assert_eq!(walked.next, None);
        let mut path = Path::new();
        for question in &walked.path {
            let variable = &self.space.variables[question.at()];
            let value = match walked.situation.answer(*question)? {
                Answer::Told(_) => continue,
                Answer::NotSure => Value::NotSure,
                Answer::Chosen(chosen) => Value::Chosen(chosen),
                Answer::Area(_) => Value::Chosen(walked.situation.chosen(*question)),
                Answer::Date(span) => {
                    let (dates, range) = (&self.space.feasible.dates, self.space.feasible.range);
                    let date = &dates[variable.date?];
                    Value::Date(usize::from(date.region(range.at(today), range.at(span.from))?))
                }
            };
            path.push((question.at(), variable.values.iter().position(|other| *other == value)?));
        }
        Some(path)
    }

    fn holds(&self, id: Id, path: &Path) -> bool {
        let values = path.iter().map(|(variable, value)| (*variable, self.space.variables[*variable].values[*value]));
        self.comes_to(id, &values.collect(), &mut HashMap::new())
    }

    fn comes_to(&self, id: Id, held: &HashMap<usize, Value>, known: &mut HashMap<usize, bool>) -> bool {
        let found = known.get(&id.node()).copied();
        let holds = found.unwrap_or_else(|| match self.space.circuit.node(id) {
            Node::Never => false,
            Node::Atom(atom) => match (atom, held.get(&atom.variable())) {
                (Atom::Asked(_), value) => value.is_some(),
                (Atom::NotSure(_), value) => value == Some(&Value::NotSure),
                (Atom::Chosen(_, option), Some(Value::Chosen(chosen))) => chosen & 1 << option != 0,
                (Atom::Date(_, region), value) => value == Some(&Value::Date(region)),
                (Atom::Chosen(..), _) => false,
            },
            Node::And(one, other) => self.comes_to(one, held, known) && self.comes_to(other, held, known),
        });
        known.insert(id.node(), holds);
        holds != id.is_turned()
    }

    /// The solver finds a function on a path exactly where there is one, and on the shortest.
    fn same_as_the_solver(&mut self, seed: u64) {
        let paths = self.paths.clone();
        let lengths = || paths.iter().map(Vec::len);
        assert_eq!(Some(self.situations.fewest(&mut self.space)), lengths().min(), "seed {seed}");
        assert_eq!(Some(self.situations.longest(&mut self.space).len()), lengths().max(), "seed {seed}");
        let functions: HashSet<Id> = self.outcomes.all().chain(self.leading.iter().copied()).collect();
        for id in functions.into_iter().flat_map(|id| [id, id.turned()]) {
            let wanted = paths.iter().filter(|path| self.holds(id, path)).map(Vec::len).min();
            let found = self.situations.shortest(&mut self.space, id);
            assert!(
                found.as_ref().is_none_or(|path| paths.contains(path) && self.holds(id, path)),
                "seed {seed}: {found:?}"
            );
            assert_eq!(found.map(|path| path.len()), wanted, "seed {seed}");
        }
    }

    /// The plan that the functions give for a path is the plan that `advise` makes.
    fn same_plan(&self, path: &Path, answers: &Answers, today: NaiveDate, seed: u64) {
        let rules = self.space.sides[0].rules;
        let where_ = |list: &[Id]| -> Vec<usize> { (0..list.len()).filter(|at| self.holds(list[*at], path)).collect() };
        let told = || format!("seed {seed}, {today}, {answers:?}");
        self.same_states(path, answers, today);
        match advise(rules, answers, today) {
            Advice::Ask(_) => panic!("a question is open: {}", told()),
            Advice::NoRoute(_) => assert!(where_(&self.outcomes.step).is_empty(), "{}", told()),
            Advice::Plan(plan) => {
                let sorted = |mut list: Vec<usize>| {
                    list.sort_unstable();
                    list
                };
                let taken: Vec<usize> =
                    std::iter::once(plan.next_step).chain(plan.alongside.clone()).map(|r| r.at()).collect();
                assert_eq!(where_(&self.leading), [plan.next_step.at()], "{}", told());
                assert!(self.holds(self.outcomes.step[plan.next_step.at()], path), "{}", told());
                assert_eq!(sorted(taken.clone()), where_(&self.outcomes.taken), "taken: {}", told());
                let offered = taken.into_iter().chain(plan.open.iter().map(|route| route.at())).collect();
                assert_eq!(sorted(offered), where_(&self.outcomes.offered), "offered: {}", told());
                let doors = &self.outcomes.doors;
                for (shown, reasons) in [(&plan.closed, &doors.refused), (&plan.later, &doors.later)] {
                    for (route, reason) in shown {
                        assert!(self.holds(reasons[route.at()][*reason], path), "not open: {}", told());
                    }
                    let held = reasons.iter().flatten().filter(|id| self.holds(**id, path)).count();
                    assert_eq!(held, shown.len(), "not open: {}", told());
                }
                let shown = plan.deadlines.iter().map(|deadline| deadline.at()).collect();
                assert_eq!(sorted(shown), where_(&self.outcomes.deadline), "deadlines: {}", told());
            }
        }
    }
}

/// Every answer to a question: dates near today and two from long ago.
pub fn every_answer(rules: &RuleSet, question: QuestionIx, answers: &Answers, today: NaiveDate) -> Vec<Answer> {
    let asked = rules.question(question);
    let mut found = vec![Answer::NotSure];
    match &asked.kind {
        Kind::Date(date) => {
            let ahead = if date.not_after.is_some() { 0 } else { 45 };
            let days = (0..50 + ahead).map(|back| today + Days::new(ahead) - Days::new(back));
            let days = days.chain([120, 200].map(|back| today - Days::new(back)));
            let other = date.not_before.and_then(|other| answers.get(other));
            let after = |day: &NaiveDate| !matches!(other, Some(Answer::Date(span)) if *day < span.from);
            let (first, last) = (rules.calendar.first(), rules.calendar.last());
            found.extend((0..asked.options.len()).map(|none| Answer::Chosen(1 << none)));
            found.extend(
                days.filter(|day| first <= *day && *day <= last)
                    .filter(after)
                    .map(|day| Answer::Date(Span::exact(day))),
            );
        }
        _ => {
            let masks = 1..1_u32 << asked.options.len();
            found.extend(
                masks.filter(|mask| signpost_core::interview::reply::allowed(asked, *mask).is_ok()).map(Answer::Chosen),
            );
        }
    }
    found
}

/// Every list of answers on a day that leads to a plan.
pub fn every_list(rules: &RuleSet, today: NaiveDate, done: &mut dyn FnMut(&Answers)) {
    let mut open = vec![Answers::none(rules)];
    while let Some(answers) = open.pop() {
        match walk(rules, &answers, today).next {
            None => done(&answers),
            Some(next) => {
                for answer in every_answer(rules, next, &answers, today) {
                    let mut more = answers.clone();
                    more.set(next, answer);
                    open.push(more);
                }
            }
        }
    }
}

/// An answers file with them is read without a fault: no date is ahead of today or out of order.
fn could_be_typed(rules: &RuleSet, answers: &Answers, today: NaiveDate, seed: u64) {
    let mut read = Answers::none(rules);
    for (question, answer) in answers.held() {
        let written = Answers::write(rules, question, answer).into();
        let fault = read.read(rules, &rules.question(question).id, &written, today);
        assert_eq!(fault, Ok(()), "seed {seed}: {today} {answers:?}");
    }
}

/// Every path of the proof is one that answers take, and gives the plan it says.
fn paths_are_real(proved: &mut Proved<'_>, seed: u64) {
    for path in &proved.paths {
        let found = proved.space.answers(0, path);
        let (answers, today) = found.unwrap_or_else(|| panic!("seed {seed}: no dates for {path:?}"));
        assert_eq!(proved.path_of(&answers, today).as_ref(), Some(path), "seed {seed}");
        could_be_typed(proved.space.sides[0].rules, &answers, today, seed);
        proved.same_plan(path, &answers, today, seed);
    }
    proved.same_as_the_solver(seed);
}

#[test]
fn without_dates_the_paths_are_those_of_enumeration() {
    for seed in 0..60 {
        let rules = made(seed, 0).rules();
        let mut proved = Proved::with_paths(&rules);
        let mut lists = HashSet::new();
        every_list(&rules, rules.law_checked, &mut |answers| {
            let path = proved.path_of(answers, rules.law_checked).unwrap_or_default();
            assert!(proved.paths.contains(&path), "seed {seed}");
            proved.same_plan(&path, answers, rules.law_checked, seed);
            lists.insert(path);
        });
        assert_eq!(proved.paths, lists, "seed {seed}");
        paths_are_real(&mut proved, seed);
    }
}

#[test]
fn with_one_date_every_day_is_covered_and_no_path_is_more() {
    for seed in 0..16 {
        let rules = made(seed, 1).rules();
        let mut proved = Proved::with_paths(&rules);
        let mut seen: HashSet<Path> = HashSet::new();
        // Some days of every season, and each day around the turn of the year, where working days are few.
        let first = rules.calendar.first() + Days::new(60);
        for after in (0..460).filter(|day| day % 19 == 0 || (28..42).contains(day)) {
            let today = first + Days::new(after);
            every_list(&rules, today, &mut |answers| {
                let situation = walk(&rules, answers, today).situation;
                let outside = |at: usize| {
                    let place = signpost_core::rules::model::DeadlineIx(at as u16);
                    matches!(situation.standing(place), Standing::Outside(_))
                };
                if (0..rules.deadlines.len()).any(outside) {
                    return;
                }
                let Some(path) = proved.path_of(answers, today) else { return };
                assert!(proved.paths.contains(&path), "seed {seed}: {today} {answers:?} is not on any path");
                if seen.insert(path.clone()) {
                    proved.same_plan(&path, answers, today, seed);
                }
            });
        }
        paths_are_real(&mut proved, seed);
        assert!(proved.paths.is_superset(&seen), "seed {seed}");
    }
}

#[test]
fn with_two_dates_samples_are_covered_and_every_path_is_real() {
    for seed in 0..24 {
        let rules = made(1_000 + seed, 2).rules();
        let mut proved = Proved::with_paths(&rules);
        let dice = &mut Dice(seed);
        for _ in 0..3_000 {
            let today = rules.calendar.first() + Days::new(60 + dice.roll(400) as u64);
            let mut answers = Answers::none(&rules);
            while let Some(next) = walk(&rules, &answers, today).next {
                let all = every_answer(&rules, next, &answers, today);
                answers.set(next, all[dice.roll(all.len())]);
            }
            let Some(path) = proved.path_of(&answers, today) else { continue };
            assert!(proved.paths.contains(&path), "seed {seed}: {today} {answers:?} is not on any path");
            proved.same_plan(&path, &answers, today, seed);
        }
        paths_are_real(&mut proved, seed);
    }
}

/// The rules of the program: answers at random, and dates of the last year and the next.
#[test]
fn limits_of_the_rules_stand_where_the_proof_says() {
    let rules = signpost_rules::rules();
    let proved = Proved::of(rules);
    let (dice, mut compared) = (&mut Dice(7), 0);
    for _ in 0..400 {
        let today = rules.law_checked + Days::new(dice.roll(300) as u64);
        let mut answers = Answers::none(rules);
        while let Some(next) = walk(rules, &answers, today).next {
            let asked = rules.question(next);
            let answer = match &asked.kind {
                Kind::Told => Answer::Told(Told::default()),
                Kind::Date(date) if dice.roll(8) > 0 => {
                    let ahead = if date.not_after.is_some() { 0 } else { dice.roll(200) };
                    let day = today + Days::new(ahead as u64) - Days::new(dice.roll(400) as u64);
                    let earliest = date.not_before.and_then(|other| answers.get(other));
                    let latest = match date.not_after {
                        Some(DateBound::Question(other)) => answers.get(other),
                        _ => None,
                    };
                    let day = if let Some(Answer::Date(span)) = earliest { day.max(span.from) } else { day };
                    Answer::Date(Span::exact(if let Some(Answer::Date(span)) = latest {
                        day.min(span.from)
                    } else {
                        day
                    }))
                }
                _ => {
                    let all = every_answer(rules, next, &answers, today);
                    all[dice.roll(all.len())]
                }
            };
            answers.set(next, answer);
        }
        if let Some(path) = proved.path_of(&answers, today) {
            proved.same_states(&path, &answers, today);
            compared += 1;
        }
    }
    assert!(compared > 300 && !proved.states.is_empty(), "only {compared} compared");
}
