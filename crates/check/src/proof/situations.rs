//! Every situation there can be, as statements for the solver: whether a function holds in any of them, and the shortest
//! answers that show it.

use super::circuit::{Atom, Id, Node};
use super::solver::{Literal, Solver};
use super::space::Space;
use super::variables::{Value, Variable};
use signpost_core::rules::model::{Kind, Question};

/// The answers on a path: variable and value, in the order they are asked.
pub type Path = Vec<(usize, usize)>;

/// The statements about the answer to a variable.
pub struct Answer {
    /// It is asked.
    asked: Literal,
    not_sure: Literal,
    /// Its options, by their places in the variable's list.
    options: Vec<Literal>,
    /// The regions of its date.
    regions: Vec<Literal>,
}

impl Answer {
    /// What can be seen of it.
    pub fn literal(&self, atom: Atom) -> Literal {
        match atom {
            Atom::Asked(_) => self.asked,
            Atom::Chosen(_, option) => self.options[option],
            Atom::NotSure(_) => self.not_sure,
            Atom::Date(_, region) => self.regions[region],
        }
    }

    /// Every answer there can be, apart from others of a question with several options.
    fn values(&self) -> impl Iterator<Item = Literal> + '_ {
        self.options.iter().chain(&self.regions).copied().chain([self.not_sure])
    }
}

/// The most work that is done on one question, in decisions of the solver.
const MOST_AT_ONCE: u64 = 1_000_000;

/// Gives a path for what is assumed.
pub type Again<'a> = dyn FnMut(&mut Situations, &mut Space<'_>, &[Literal]) -> Option<Path> + 'a;

/// The situations of a space.
pub struct Situations {
    solver: Solver,
    always: Literal,
    variables: Vec<Answer>,
    /// Of each node of the circuit: the statement that it holds.
    nodes: Vec<Option<Literal>>,
    /// The statements that at least one, at least two ... questions are asked, once they have been needed.
    counted: Option<Vec<Literal>>,
    seen: Seen,
    /// Whether an answer that is assumed of whoever is not sure is plainer than the first.
    pub assumed_first: bool,
}

/// What held in the situations that were found last, a bit for each: most of what is possible was so in one of them.
#[derive(Default)]
struct Seen {
    /// How many were found.
    found: u32,
    /// Of each statement about an answer.
    answers: Vec<u64>,
    /// Of each node of the circuit, as far as it was read since.
    nodes: Vec<u64>,
}

impl Situations {
    /// All that can be answered.
    pub fn of(space: &Space<'_>) -> Situations {
        let mut solver = Solver::default();
        let always = solver.literal();
        solver.add(&[always]);
        let mut all = Situations {
            solver,
            always,
            variables: Vec::new(),
            nodes: Vec::new(),
            counted: None,
            seen: Seen::default(),
            assumed_first: false,
        };
        // A condition looks at earlier variables only, so they are there when it is read.
        for (at, variable) in space.variables.iter().enumerate() {
            let answer = all.answer(space, variable);
            let when = all.literal(space, space.ask[at]);
            all.solver.add(&[when.turned(), answer.asked]);
            all.solver.add(&[when, answer.asked.turned()]);
            all.variables.push(answer);
        }
        all
    }

    /// An answer: exactly one of its values when the question is asked, and none when it is not.
    fn answer(&mut self, space: &Space<'_>, variable: &Variable) -> Answer {
        let regions = variable.values.iter().filter(|value| matches!(value, Value::Date(_))).count();
        let answer = Answer {
            asked: self.solver.literal(),
            not_sure: self.solver.literal(),
            options: variable.options.iter().map(|_| self.solver.literal()).collect(),
            regions: (0..regions).map(|_| self.solver.literal()).collect(),
        };
        let values: Vec<Literal> = answer.values().collect();
        self.solver.add(&values.iter().copied().chain([answer.asked.turned()]).collect::<Vec<_>>());
        values.iter().for_each(|value| self.solver.add(&[value.turned(), answer.asked]));
        // Several options of one question can be chosen together; every other value stands alone.
        let many = questions(space, variable).any(|question| matches!(question.kind, Kind::Several { .. }));
        for (one, other) in pairs(&values).filter(|(_, other)| !many || *other == answer.not_sure) {
            self.solver.add(&[one.turned(), other.turned()]);
        }
        if many {
            self.allowed(space, variable, &answer);
        }
        answer
    }

    /// Options are chosen together as the question of one of the rule sets allows it.
    fn allowed(&mut self, space: &Space<'_>, variable: &Variable, answer: &Answer) {
        let options = &answer.options;
        let mut fits = vec![answer.asked.turned(), answer.not_sure];
        for question in questions(space, variable) {
            let here = self.solver.literal();
            fits.push(here);
            let place = |option: &usize| question.option(&variable.options[*option]);
            let (own, strange): (Vec<usize>, Vec<usize>) =
                (0..options.len()).partition(|option| place(option).is_some());
            for option in strange {
                self.solver.add(&[here.turned(), options[option].turned()]);
            }
            let alone = |option: &usize| place(option).is_some_and(|place| question.options[place].none);
            for (one, other) in pairs(&own).filter(|(one, other)| alone(one) || alone(other)) {
                self.solver.add(&[here.turned(), options[one].turned(), options[other].turned()]);
            }
            let most = match question.kind {
                Kind::Several { at_most } => at_most,
                _ => 1,
            };
            let own: Vec<Literal> = own.into_iter().map(|option| options[option]).collect();
            if let Some(too_many) = count(&mut self.solver, &own).get(most) {
                self.solver.add(&[here.turned(), too_many.turned()]);
            }
        }
        self.solver.add(&fits);
    }

    /// Another answer to a question that is asked.
    pub fn another(&mut self, space: &Space<'_>, variable: usize) -> Answer {
        let answer = self.answer(space, &space.variables[variable]);
        self.solver.add(&[answer.asked]);
        answer
    }

    /// A statement of which nothing is known.
    pub fn statement(&mut self) -> Literal {
        self.solver.literal()
    }

    /// At least one of these is so.
    pub fn add(&mut self, any: &[Literal]) {
        self.solver.add(any);
    }

    /// The statement that both are so.
    pub fn both(&mut self, one: Literal, other: Literal) -> Literal {
        self.solver.both(one, other)
    }

    /// Whether a statement is so in what was found last.
    pub fn is_so(&self, statement: Literal) -> bool {
        self.solver.found(statement)
    }

    /// The statement that a question is asked.
    pub fn asked(&self, variable: usize) -> Literal {
        self.variables[variable].asked
    }

    /// The statement that at least so many questions are asked; none when there are not so many, or none need be.
    pub fn at_least(&mut self, questions: usize) -> Option<Literal> {
        let asked = self.variables.iter().map(|variable| variable.asked).collect::<Vec<_>>();
        let counted = self.counted.get_or_insert_with(|| count(&mut self.solver, &asked));
        counted.get(questions.checked_sub(1)?).copied()
    }

    /// The statements of one answer to a question; without `alone` others may be chosen with its options.
    pub fn given(&self, variable: usize, value: Value, alone: bool) -> Vec<Literal> {
        let answer = &self.variables[variable];
        match value {
            Value::NotAsked => vec![answer.asked.turned()],
            Value::NotSure => vec![answer.not_sure],
            Value::Date(region) => vec![answer.regions[region]],
            Value::Chosen(chosen) => {
                let options = answer.options.iter().enumerate();
                let options = options.map(|(bit, option)| option.turned_if(chosen & 1 << bit == 0));
                options
                    .enumerate()
                    .filter(|(bit, _)| alone || chosen & 1 << bit != 0)
                    .map(|(_, option)| option)
                    .collect()
            }
        }
    }

    /// A statement that is so where one question is asked straight after another; one past the last stands for the end.
    pub fn follows(&mut self, variable: usize, next: usize) -> Literal {
        let follows = self.solver.literal();
        let mut asked: Vec<Literal> = self.variables[variable + 1..next].iter().map(|between| between.asked).collect();
        asked.push(follows);
        asked.extend(self.variables.get(next).map(|next| next.asked.turned()));
        self.solver.add(&asked);
        follows
    }

    /// All that was found last about the questions before one.
    pub fn before(&self, variable: usize) -> Vec<Literal> {
        let answers = self.variables[..variable].iter();
        let all = answers.flat_map(|answer| answer.values().chain([answer.asked]));
        all.map(|statement| statement.turned_if(!self.solver.found(statement))).collect()
    }

    /// The statement that the node of a function that was read holds.
    pub fn known(&self, node: usize) -> Literal {
        self.nodes.get(node).copied().flatten().unwrap_or(self.always)
    }

    /// The statement that a function holds.
    pub fn literal(&mut self, space: &Space<'_>, id: Id) -> Literal {
        self.nodes.resize(space.circuit.size(), None);
        let known = self.nodes[id.node()];
        let literal = known.unwrap_or_else(|| {
            let literal = match space.circuit.node(id) {
                Node::Never => self.always.turned(),
                Node::Atom(atom) => self.variables[atom.variable()].literal(atom),
                Node::And(one, other) => {
                    let (one, other) = (self.literal(space, one), self.literal(space, other));
                    self.both(one, other)
                }
            };
            self.nodes[id.node()] = Some(literal);
            literal
        });
        literal.turned_if(id.is_turned())
    }

    /// Whether a function holds in any situation.
    pub fn possible(&mut self, space: &mut Space<'_>, holds: Id) -> bool {
        if holds == Id::FALSE {
            return false;
        }
        if self.was_so(space, holds) {
            return true;
        }
        let possible = self.find(space, holds);
        if possible {
            self.note();
        }
        possible
    }

    fn find(&mut self, space: &mut Space<'_>, holds: Id) -> bool {
        let holds = self.literal(space, holds);
        self.found(space, &[holds])
    }

    /// Notes what was found last, in the place of the oldest.
    fn note(&mut self) {
        let bit = 1 << (self.seen.found % u64::BITS);
        self.seen.found += 1;
        self.seen.nodes.clear();
        for statement in self.variables.iter().flat_map(|answer| answer.values().chain([answer.asked])) {
            let at = statement.variable();
            self.seen.answers.resize(self.seen.answers.len().max(at + 1), 0);
            let word = &mut self.seen.answers[at];
            *word = if self.solver.found(statement) { *word | bit } else { *word & !bit };
        }
    }

    /// Whether a function held in any of those that were noted.
    fn was_so(&mut self, space: &Space<'_>, holds: Id) -> bool {
        let noted = u64::MAX.checked_shr(u64::BITS.saturating_sub(self.seen.found)).unwrap_or_default();
        if noted == 0 {
            return false;
        }
        let turned = |word: u64, turned: bool| if turned { !word } else { word };
        for at in self.seen.nodes.len()..space.circuit.size() {
            let of = |id: Id, nodes: &[u64]| turned(nodes[id.node()], id.is_turned());
            let word = match space.circuit.at(at) {
                Node::Never => 0,
                Node::Atom(atom) => self.seen.answers[self.variables[atom.variable()].literal(atom).variable()],
                Node::And(one, other) => of(one, &self.seen.nodes) & of(other, &self.seen.nodes),
            };
            self.seen.nodes.push(word);
        }
        turned(self.seen.nodes[holds.node()], holds.is_turned()) & noted != 0
    }

    /// The answers with the fewest questions on which a function holds, and of those some with few options chosen.
    pub fn shortest(&mut self, space: &mut Space<'_>, holds: Id) -> Option<Path> {
        if holds == Id::FALSE || !self.find(space, holds) {
            return None;
        }
        let mut assumed = vec![self.literal(space, holds)];
        let mut path = self.path(space);
        while let Some(as_many) = self.at_least(path.len()) {
            assumed.push(as_many.turned());
            if !self.found(space, &assumed) {
                assumed.pop();
                break;
            }
            path = self.path(space);
        }
        assumed.extend(self.at_least(path.len() + 1).map(Literal::turned));
        let again = &mut |all: &mut Situations, space: &mut Space<'_>, assumed: &[Literal]| {
            all.found(space, assumed).then(|| all.path(space))
        };
        Some(self.plainest(space, path, assumed, again))
    }

    /// The plainest path like this one: from the first question on, the first answer with which there still is one. It
    /// is the same however the solver came to the path, and whatever else the rules say. `again` gives a path for what
    /// is assumed.
    pub fn plainest(
        &mut self,
        space: &mut Space<'_>,
        mut path: Path,
        mut assumed: Vec<Literal>,
        again: &mut Again<'_>,
    ) -> Path {
        let mut at = 0;
        while let Some((variable, value)) = path.get(at).copied() {
            let now = space.variables[variable].values[value];
            let plain = plain(space, variable, self.assumed_first);
            let before = plain.iter().take_while(|value| **value != now).copied();
            let found = before.into_iter().find_map(|value| {
                let given = self.given(variable, value, true);
                let all: Vec<Literal> = assumed.iter().copied().chain(given).collect();
                Some((again(self, space, &all)?, value))
            });
            match found {
                Some((other, value)) => {
                    path = other;
                    assumed.extend(self.given(variable, value, true));
                }
                None if plain.contains(&now) => assumed.extend(self.given(variable, now, true)),
                None => self.fewest_options(space, (variable, at), &mut path, &mut assumed, again),
            }
            at += 1;
        }
        path
    }

    /// Where no single option will do: of several together those without the last, without the one before it ..., else
    /// "I am not sure".
    fn fewest_options(
        &mut self,
        space: &mut Space<'_>,
        (variable, at): (usize, usize),
        path: &mut Path,
        assumed: &mut Vec<Literal>,
        again: &mut Again<'_>,
    ) {
        let chosen = |space: &Space<'_>, path: &Path| match space.variables[variable].values[path[at].1] {
            Value::Chosen(chosen) => chosen,
            Value::NotAsked | Value::Date(_) | Value::NotSure => 0,
        };
        let (not_sure, options) = (self.variables[variable].not_sure, self.variables[variable].options.clone());
        let mut so = |all: &mut Situations, space: &mut Space<'_>, path: &mut Path, known: bool, literal: Literal| {
            assumed.push(literal);
            let other = if known { None } else { again(all, space, assumed) };
            let is = known || other.is_some();
            if let Some(other) = other {
                *path = other;
            }
            if !is {
                assumed.pop();
                assumed.push(literal.turned());
            }
        };
        let any = chosen(space, path) != 0;
        so(self, space, path, any, not_sure.turned());
        for (bit, option) in options.into_iter().enumerate().rev() {
            let left_out = chosen(space, path) & 1 << bit == 0;
            so(self, space, path, left_out, option.turned());
        }
    }

    /// The fewest questions that are asked.
    pub fn fewest(&mut self, space: &mut Space<'_>) -> usize {
        self.shortest(space, Id::TRUE).map_or(0, |path| path.len())
    }

    /// Answers with the most questions.
    pub fn longest(&mut self, space: &mut Space<'_>) -> Path {
        let mut longest = Path::new();
        while let Some(longer) = self.at_least(longest.len() + 1) {
            if !self.found(space, &[longer]) {
                break;
            }
            longest = self.path(space);
        }
        longest
    }

    /// Whether all this can be so, with dates that can come together.
    pub fn found(&mut self, space: &mut Space<'_>, assumed: &[Literal]) -> bool {
        while self.solve(space, assumed) {
            let dates = self.dates(space);
            let Some(clash) = clash(space, &dates) else { return true };
            let never: Vec<Literal> =
                clash.iter().map(|(variable, region)| self.variables[*variable].regions[*region].turned()).collect();
            self.solver.add(&never);
        }
        false
    }

    fn solve(&mut self, space: &mut Space<'_>, assumed: &[Literal]) -> bool {
        let most = space.effort.min(MOST_AT_ONCE);
        let found = self.solver.solve(assumed, most);
        // One question that takes too much is the end of all.
        space.effort = if self.solver.left() == 0 { 0 } else { space.effort - (most - self.solver.left()) };
        found
    }

    /// The regions of the dates in what was found last: variable and region.
    fn dates(&self, space: &Space<'_>) -> Vec<(usize, usize)> {
        let bears = |at: usize| space.variables[at].date.is_some_and(|date| space.feasible.bears(date));
        let dates = (0..self.variables.len()).filter(|at| bears(*at)).flat_map(|at| {
            let regions = self.variables[at].regions.iter().enumerate();
            regions.filter(|(_, region)| self.solver.found(**region)).map(move |(region, _)| (at, region))
        });
        dates.collect()
    }

    /// What was found last, as a path.
    pub fn path(&self, space: &Space<'_>) -> Path {
        let asked = |at: &usize| self.solver.found(self.variables[*at].asked);
        let value = |at: usize| {
            let value = self.value(at);
            Some((at, space.variables[at].values.iter().position(|other| *other == value)?))
        };
        (0..self.variables.len()).filter(asked).filter_map(value).collect()
    }

    fn value(&self, at: usize) -> Value {
        let variable = &self.variables[at];
        let found = |list: &[Literal]| list.iter().position(|one| self.solver.found(*one));
        if let Some(region) = found(&variable.regions) {
            return Value::Date(region);
        }
        let chosen = variable.options.iter().enumerate().filter(|(_, option)| self.solver.found(**option));
        match chosen.fold(0, |chosen, (bit, _)| chosen | 1 << bit) {
            0 => Value::NotSure,
            chosen => Value::Chosen(chosen),
        }
    }
}

fn questions<'a>(space: &'a Space<'_>, variable: &'a Variable) -> impl Iterator<Item = &'a Question> {
    let sides = variable.questions.iter().zip(&space.sides);
    sides.filter_map(|(place, side)| Some(side.rules.question((*place)?)))
}

fn pairs<T: Copy>(of: &[T]) -> impl Iterator<Item = (T, T)> + '_ {
    of.iter().enumerate().flat_map(|(at, one)| of[at + 1..].iter().map(move |other| (*one, *other)))
}

/// The plain answers to a question, the plainest first: its options by themselves, or the regions of its date. Of these
/// the one with the latest dates: it stays that, however other limits cut the dates up.
fn plain(space: &Space<'_>, variable: usize, assumed_first: bool) -> Vec<Value> {
    let one = &space.variables[variable];
    if let Some(date) = one.date {
        return space.feasible.latest_first(date, space.usual_day()).into_iter().map(Value::Date).collect();
    }
    let single = |value: &Value| matches!(value, Value::Chosen(chosen) if chosen.count_ones() == 1);
    let mut all: Vec<Value> = one.values.iter().copied().filter(single).collect();
    if assumed_first {
        // What the interview goes on with for whoever is not sure.
        let question = space.sides.iter().zip(&one.questions).find_map(|(side, at)| Some(side.rules.question((*at)?)));
        let assumed = |value: &Value| {
            let chosen = question.and_then(|question| Some((question, one.options_for(question, *value)?)));
            chosen.is_some_and(|(question, chosen)| question.assume & chosen != 0)
        };
        all.sort_by_key(|value| !assumed(value));
    }
    all
}

/// The most of anything that are counted: nobody answers more questions.
const MOST_COUNTED: usize = 200;

/// Statements that at least one, at least two ... of these are true.
fn count(solver: &mut Solver, of: &[Literal]) -> Vec<Literal> {
    let [one, rest @ ..] = of else { return Vec::new() };
    if rest.is_empty() {
        return vec![*one];
    }
    let (left, right) = of.split_at(of.len() / 2);
    let (left, right) = (count(solver, left), count(solver, right));
    let both: Vec<Literal> = of.iter().take(MOST_COUNTED).map(|_| solver.literal()).collect();
    for here in 0..=left.len() {
        for there in 0..=right.len() {
            // At least so many here and at least so many there are at least their sum.
            let needs = [here.checked_sub(1).map(|at| left[at]), there.checked_sub(1).map(|at| right[at])];
            let mut sum: Vec<Literal> = needs.into_iter().flatten().map(Literal::turned).collect();
            if here + there > 0 {
                sum.push(both[(here + there).min(both.len()) - 1]);
                solver.add(&sum);
            }
            // At most so many here and at most so many there are at most their sum.
            let most = [left.get(here).copied(), right.get(there).copied()];
            let mut sum: Vec<Literal> = most.into_iter().flatten().collect();
            if here + there < both.len() {
                sum.push(both[here + there].turned());
                solver.add(&sum);
            }
        }
    }
    both
}

/// The fewest of these dates that cannot come together; none when all can.
fn clash(space: &mut Space<'_>, dates: &[(usize, usize)]) -> Option<Vec<(usize, usize)>> {
    let mut fits = |dates: &[(usize, usize)]| {
        let mut settled = Some(space.feasible.start());
        for (variable, region) in dates {
            let date = space.variables[*variable].date?;
            settled = space.feasible.settle(&settled?, date, *region);
        }
        settled
    };
    if fits(dates).is_some() {
        return None;
    }
    let mut clash = dates.to_vec();
    let mut at = 0;
    while at < clash.len() {
        let mut fewer = clash.clone();
        fewer.remove(at);
        if fits(&fewer).is_none() {
            clash = fewer;
        } else {
            at += 1;
        }
    }
    Some(clash)
}
