//! Whether statements can all be true at once: a solver that learns from each dead end (CDCL, as in MiniSat: N. Eén and
//! N. Sörensson, "An Extensible SAT-solver", 2003).

/// A statement or its opposite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Literal(u32);

impl Literal {
    fn of(variable: usize) -> Literal {
        Literal((variable as u32) << 1)
    }

    /// The opposite.
    #[must_use]
    pub fn turned(self) -> Literal {
        Literal(self.0 ^ 1)
    }

    /// The opposite, or itself.
    #[must_use]
    pub fn turned_if(self, turn: bool) -> Literal {
        Literal(self.0 ^ u32::from(turn))
    }

    /// What it is about.
    pub fn variable(self) -> usize {
        self.0 as usize >> 1
    }

    fn at(self) -> usize {
        self.0 as usize
    }
}

/// A statement that at least one of its literals is true.
struct Clause {
    /// Where its literals begin, in the list of all.
    begins: usize,
    /// How many it has; none when it has been dropped.
    length: usize,
    /// How many levels of decisions it joins; none where it was given and not learnt.
    joins: Option<usize>,
}

/// A clause that must be looked at when a literal becomes false; `other` being true makes that needless.
#[derive(Clone, Copy)]
struct Watch {
    clause: usize,
    other: Literal,
}

/// Decisions are redone after so many dead ends, times the numbers of Luby's sequence.
const RESTART: u64 = 64;
/// How much less an old dead end counts than a new one.
const DECAY: f64 = 0.95;
/// The most clauses that are learnt before the worse half is dropped; it grows each time.
const MOST_LEARNT: usize = 20_000;

/// Statements, and what has been learnt about them.
pub struct Solver {
    clauses: Vec<Clause>,
    /// The literals of all clauses; the first two of each are watched.
    literals: Vec<Literal>,
    watches: Vec<Vec<Watch>>,
    /// Of each variable: what it is, if that is settled.
    values: Vec<Option<bool>>,
    levels: Vec<usize>,
    reasons: Vec<Option<usize>>,
    /// What it was last, which is tried first.
    phases: Vec<bool>,
    trail: Vec<Literal>,
    /// Where on the trail each decision stands.
    decisions: Vec<usize>,
    /// How far the trail has been followed up.
    followed: usize,
    order: Order,
    seen: Vec<bool>,
    learnt: usize,
    most_learnt: usize,
    /// It has turned out that nothing can be so.
    impossible: bool,
    /// How many more clauses may be looked at before it gives up.
    left: u64,
    model: Vec<bool>,
}

impl Default for Solver {
    fn default() -> Solver {
        Solver {
            clauses: Vec::new(),
            literals: Vec::new(),
            watches: Vec::new(),
            values: Vec::new(),
            levels: Vec::new(),
            reasons: Vec::new(),
            phases: Vec::new(),
            trail: Vec::new(),
            decisions: Vec::new(),
            followed: 0,
            order: Order { heap: Vec::new(), places: Vec::new(), weights: Vec::new(), step: 1.0 },
            seen: Vec::new(),
            learnt: 0,
            most_learnt: MOST_LEARNT,
            impossible: false,
            left: u64::MAX,
            model: Vec::new(),
        }
    }
}

impl Solver {
    /// A new statement of which nothing is known.
    pub fn literal(&mut self) -> Literal {
        let variable = self.values.len();
        self.values.push(None);
        self.levels.push(0);
        self.reasons.push(None);
        self.phases.push(false);
        self.seen.push(false);
        self.watches.extend([Vec::new(), Vec::new()]);
        self.order.add(variable);
        Literal::of(variable)
    }

    /// At least one of these is true.
    pub fn add(&mut self, literals: &[Literal]) {
        let mut literals = literals.to_vec();
        literals.sort_unstable();
        literals.dedup();
        let settled = |literal: &Literal| self.value(*literal) == Some(true);
        if literals.iter().any(settled) || literals.windows(2).any(|pair| pair[0] == pair[1].turned()) {
            return;
        }
        literals.retain(|literal| self.value(*literal).is_none());
        match literals.as_slice() {
            [] => self.impossible = true,
            [one] => self.settle(*one, None),
            _ => {
                self.attach(&literals, None);
            }
        }
    }

    /// How many more clauses may be looked at: none when it gave up.
    pub fn left(&self) -> u64 {
        self.left
    }

    /// Whether all that was added can be true together with these; not, too, when it had to give up after looking at so
    /// many clauses.
    pub fn solve(&mut self, assumed: &[Literal], most: u64) -> bool {
        let (mut ends, mut restarts) = (0, 1);
        self.left = most;
        while !self.impossible && self.left > 0 {
            if let Some(clause) = self.follow_up() {
                if self.decisions.is_empty() {
                    self.impossible = true;
                    break;
                }
                ends += 1;
                self.learn(clause);
                continue;
            }
            if ends >= RESTART * luby(restarts) {
                (ends, restarts) = (0, restarts + 1);
                self.undo(0);
                self.forget();
                continue;
            }
            // What is assumed is decided first, one level each, so that a restart comes back to it.
            let level = self.decisions.len();
            let next = match assumed.get(level) {
                Some(assumed) if self.value(*assumed) == Some(false) => break,
                Some(assumed) => Some(*assumed),
                None => self.guess(),
            };
            let Some(next) = next else {
                self.model = self.values.iter().map(|value| *value == Some(true)).collect();
                self.undo(0);
                return true;
            };
            self.decisions.push(self.trail.len());
            if self.value(next).is_none() {
                self.settle(next, None);
            }
        }
        self.undo(0);
        false
    }

    /// Whether a literal is true in what was found last.
    pub fn found(&self, literal: Literal) -> bool {
        self.model[literal.variable()] ^ (literal.0 & 1 != 0)
    }

    fn value(&self, literal: Literal) -> Option<bool> {
        self.values[literal.variable()].map(|value| value ^ (literal.0 & 1 != 0))
    }

    fn settle(&mut self, literal: Literal, reason: Option<usize>) {
        let variable = literal.variable();
        self.values[variable] = Some(literal.0 & 1 == 0);
        self.levels[variable] = self.decisions.len();
        self.reasons[variable] = reason;
        self.trail.push(literal);
    }

    fn guess(&mut self) -> Option<Literal> {
        while let Some(variable) = self.order.pop() {
            if self.values[variable].is_none() {
                return Some(Literal::of(variable).turned_if(!self.phases[variable]));
            }
        }
        None
    }

    fn attach(&mut self, literals: &[Literal], joins: Option<usize>) -> usize {
        let (at, one, other) = (self.clauses.len(), literals[0], literals[1]);
        self.watches[one.at()].push(Watch { clause: at, other });
        self.watches[other.at()].push(Watch { clause: at, other: one });
        self.clauses.push(Clause { begins: self.literals.len(), length: literals.len(), joins });
        self.literals.extend_from_slice(literals);
        at
    }

    fn literals(&self, clause: usize) -> &[Literal] {
        let clause = &self.clauses[clause];
        &self.literals[clause.begins..clause.begins + clause.length]
    }

    /// Settles all that follows; the clause that cannot be kept, if there is one.
    fn follow_up(&mut self) -> Option<usize> {
        while self.followed < self.trail.len() {
            let wrong = self.trail[self.followed].turned();
            self.followed += 1;
            let mut watches = std::mem::take(&mut self.watches[wrong.at()]);
            let mut broken = None;
            self.left = self.left.saturating_sub(watches.len() as u64 + 1);
            watches.retain_mut(|watch| broken.is_some() || self.look(watch, wrong, &mut broken));
            self.watches[wrong.at()] = watches;
            if broken.is_some() {
                self.followed = self.trail.len();
                return broken;
            }
        }
        None
    }

    /// Looks at a clause one of whose watched literals has become false; whether it is still watched there.
    fn look(&mut self, watch: &mut Watch, wrong: Literal, broken: &mut Option<usize>) -> bool {
        if self.value(watch.other) == Some(true) {
            return true;
        }
        let Clause { begins, length, .. } = self.clauses[watch.clause];
        if length == 0 {
            return false; // it was dropped
        }
        if self.literals[begins] == wrong {
            self.literals.swap(begins, begins + 1);
        }
        let first = self.literals[begins];
        watch.other = first;
        if self.value(first) == Some(true) {
            return true;
        }
        let other = (begins + 2..begins + length).find(|at| self.value(self.literals[*at]) != Some(false));
        if let Some(at) = other {
            self.literals.swap(begins + 1, at);
            self.watches[self.literals[begins + 1].at()].push(*watch);
            return false;
        }
        match self.value(first) {
            None => self.settle(first, Some(watch.clause)),
            Some(_) => *broken = Some(watch.clause),
        }
        true
    }

    /// Learns from a clause that cannot be kept why the decisions were wrong, and takes them back as far as that reaches.
    fn learn(&mut self, broken: usize) {
        let level = self.decisions.len();
        let (mut clause, mut open, mut at) = (broken, 0, self.trail.len());
        let mut learnt = Vec::new();
        let deciding = loop {
            let Clause { begins, length, .. } = self.clauses[clause];
            for at in begins..begins + length {
                let literal = self.literals[at];
                let variable = literal.variable();
                if self.seen[variable] || self.levels[variable] == 0 || self.value(literal) == Some(true) {
                    continue;
                }
                self.seen[variable] = true;
                self.order.bump(variable);
                if self.levels[variable] == level {
                    open += 1;
                } else {
                    learnt.push(literal);
                }
            }
            let next = loop {
                at -= 1;
                if self.seen[self.trail[at].variable()] {
                    break self.trail[at];
                }
            };
            open -= 1;
            match self.reasons[next.variable()].filter(|_| open > 0) {
                Some(reason) => {
                    self.seen[next.variable()] = false;
                    clause = reason;
                }
                None => break next,
            }
        };
        let all = learnt.clone();
        // What follows from the rest need not be said.
        learnt.retain(|literal| !self.follows(*literal));
        all.iter().chain([&deciding]).for_each(|literal| self.seen[literal.variable()] = false);
        self.order.decay();
        self.keep(deciding.turned(), learnt);
    }

    /// Whether a literal of what is learnt is false because others of it are.
    fn follows(&self, literal: Literal) -> bool {
        let Some(reason) = self.reasons[literal.variable()] else { return false };
        let known = |other: &Literal| {
            let variable = other.variable();
            variable == literal.variable() || self.seen[variable] || self.levels[variable] == 0
        };
        self.literals(reason).iter().all(known)
    }

    fn keep(&mut self, first: Literal, mut rest: Vec<Literal>) {
        rest.sort_by_key(|literal| std::cmp::Reverse(self.levels[literal.variable()]));
        let mut levels: Vec<usize> = rest.iter().map(|literal| self.levels[literal.variable()]).collect();
        let back = levels.first().copied().unwrap_or(0);
        levels.dedup();
        self.undo(back);
        if rest.is_empty() {
            return self.settle(first, None);
        }
        self.learnt += 1;
        let literals: Vec<Literal> = std::iter::once(first).chain(rest).collect();
        let clause = self.attach(&literals, Some(levels.len() + 1));
        self.settle(first, Some(clause));
    }

    fn undo(&mut self, level: usize) {
        let Some(&from) = self.decisions.get(level) else { return };
        for literal in self.trail.drain(from..) {
            let variable = literal.variable();
            self.phases[variable] = literal.0 & 1 == 0;
            self.values[variable] = None;
            self.reasons[variable] = None;
            self.order.add_again(variable);
        }
        self.decisions.truncate(level);
        self.followed = self.trail.len();
    }

    /// Drops the worse half of what was learnt when it has become much. Only where nothing rests on it.
    fn forget(&mut self) {
        if self.learnt < self.most_learnt {
            return;
        }
        let mut learnt: Vec<(usize, usize)> =
            self.clauses.iter().enumerate().filter_map(|(at, clause)| Some((clause.joins?, at))).collect();
        learnt.sort_unstable();
        let settled: Vec<usize> = self.trail.iter().filter_map(|one| self.reasons[one.variable()]).collect();
        for (_, at) in learnt.split_off(learnt.len() / 2).into_iter().filter(|(joins, _)| *joins > 2) {
            if !settled.contains(&at) {
                self.clauses[at] = Clause { length: 0, joins: None, ..self.clauses[at] };
                self.learnt -= 1;
            }
        }
        self.most_learnt += MOST_LEARNT / 10;
    }
}

/// Luby's sequence: 1 1 2 1 1 2 4 ...
fn luby(at: u64) -> u64 {
    let bits = u64::BITS - at.leading_zeros();
    if at + 1 == 1 << bits { 1 << (bits - 1) } else { luby(at + 1 - (1 << (bits - 1))) }
}

/// Variables by how often they stood in dead ends of late: a heap, the heaviest first.
struct Order {
    heap: Vec<usize>,
    /// Where each variable stands in the heap.
    places: Vec<Option<usize>>,
    weights: Vec<f64>,
    step: f64,
}

impl Order {
    fn add(&mut self, variable: usize) {
        self.weights.push(0.0);
        self.places.push(None);
        self.add_again(variable);
    }

    fn add_again(&mut self, variable: usize) {
        if self.places[variable].is_none() {
            self.places[variable] = Some(self.heap.len());
            self.heap.push(variable);
            self.up(self.heap.len() - 1);
        }
    }

    fn pop(&mut self) -> Option<usize> {
        let first = *self.heap.first()?;
        let last = self.heap.pop()?;
        self.places[first] = None;
        if first != last {
            self.put(0, last);
            self.down(0);
        }
        Some(first)
    }

    fn bump(&mut self, variable: usize) {
        self.weights[variable] += self.step;
        if self.weights[variable] > 1e100 {
            self.weights.iter_mut().for_each(|weight| *weight *= 1e-100);
            self.step *= 1e-100;
        }
        if let Some(place) = self.places[variable] {
            self.up(place);
        }
    }

    fn decay(&mut self) {
        self.step /= DECAY;
    }

    fn put(&mut self, place: usize, variable: usize) {
        self.heap[place] = variable;
        self.places[variable] = Some(place);
    }

    fn up(&mut self, mut place: usize) {
        let variable = self.heap[place];
        while place > 0 && self.weights[self.heap[(place - 1) / 2]] < self.weights[variable] {
            self.put(place, self.heap[(place - 1) / 2]);
            place = (place - 1) / 2;
        }
        self.put(place, variable);
    }

    fn down(&mut self, mut place: usize) {
        let variable = self.heap[place];
        loop {
            let children = (2 * place + 1)..(2 * place + 3).min(self.heap.len());
            let heavier =
                |one: &usize, other: &usize| self.weights[self.heap[*one]].total_cmp(&self.weights[self.heap[*other]]);
            match children.max_by(heavier) {
                Some(child) if self.weights[self.heap[child]] > self.weights[variable] => {
                    self.put(place, self.heap[child]);
                    place = child;
                }
                _ => break,
            }
        }
        self.put(place, variable);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every clause set of three literals each over a few variables, from a seed, against plain trying.
    #[test]
    fn it_agrees_with_trying_everything() {
        let mut dice = 1_u64;
        let mut roll = |sides: u64| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) % sides
        };
        let mut both = [0, 0];
        for _ in 0..400 {
            let (variables, clauses) = (4 + roll(6) as usize, 10 + roll(35));
            let mut solver = Solver::default();
            let literals: Vec<Literal> = (0..variables).map(|_| solver.literal()).collect();
            let clauses: Vec<Vec<(usize, bool)>> = (0..clauses)
                .map(|_| (0..3).map(|_| (roll(variables as u64) as usize, roll(2) == 0)).collect())
                .collect();
            for clause in &clauses {
                let clause: Vec<Literal> = clause.iter().map(|(at, turn)| literals[*at].turned_if(*turn)).collect();
                solver.add(&clause);
            }
            for assumed in [None, Some((0, true)), Some((1, false))] {
                let fits = |all: u32| {
                    let holds = |(at, turn): &(usize, bool)| (all & 1 << at != 0) != *turn;
                    clauses.iter().all(|clause| clause.iter().any(holds)) && assumed.as_ref().is_none_or(holds)
                };
                let wanted = (0..1_u32 << variables).any(fits);
                let assumed: Vec<Literal> =
                    assumed.iter().map(|(at, turn): &(usize, bool)| literals[*at].turned_if(*turn)).collect();
                assert_eq!(solver.solve(&assumed, u64::MAX), wanted);
                both[usize::from(wanted)] += 1;
                if wanted {
                    let found = (0..variables).filter(|at| solver.found(literals[*at])).map(|at| 1 << at).sum();
                    assert!(fits(found));
                }
            }
        }
        assert!(both[0] > 100 && both[1] > 100, "{both:?}");
    }

    /// Seven birds do not fit into six holes, and six do.
    #[test]
    fn it_ends_where_much_must_be_learnt() {
        for (birds, fits) in [(6, true), (7, false)] {
            let mut solver = Solver::default();
            let sits: Vec<Vec<Literal>> = (0..birds).map(|_| (0..6).map(|_| solver.literal()).collect()).collect();
            sits.iter().for_each(|bird| solver.add(bird));
            for (at, bird) in sits.iter().enumerate() {
                for other in &sits[..at] {
                    bird.iter().zip(other).for_each(|(here, there)| solver.add(&[here.turned(), there.turned()]));
                }
            }
            assert_eq!(solver.solve(&[], u64::MAX), fits);
        }
    }

    #[test]
    fn luby_goes_as_it_is_known() {
        assert_eq!((1..16).map(luby).collect::<Vec<_>>(), [1, 1, 2, 1, 1, 2, 4, 1, 1, 2, 1, 1, 2, 4, 8]);
    }
}
