//! Questions as variables: every answer a question can have, for one rule set or for two that are compared.

use std::collections::{BTreeSet, HashMap, HashSet};

use signpost_core::interview::reply;
use signpost_core::rules::model::{Kind, Options, Question, QuestionIx, RuleSet};
use signpost_core::rules::questions_of;

/// A value of a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Value {
    /// The question is not asked.
    NotAsked,
    /// These options, as bits of the variable's list.
    Chosen(Options),
    /// A date in this region.
    Date(usize),
    /// "I am not sure".
    NotSure,
}

/// A question, or two of the same id in two rule sets.
#[derive(Debug)]
pub struct Variable {
    /// Its id.
    pub id: String,
    /// Its place in each rule set.
    pub questions: Vec<Option<QuestionIx>>,
    /// The ids of its options, of all rule sets together.
    pub options: Vec<String>,
    /// Its place among the dates.
    pub date: Option<usize>,
    /// Its values; the first is [`Value::NotAsked`].
    pub values: Vec<Value>,
}

impl Variable {
    /// The value as options of one rule set; `None` when it does not have them all, or does not allow them together.
    pub fn options_for(&self, question: &Question, value: Value) -> Option<Options> {
        let Value::Chosen(chosen) = value else { return None };
        let mut own: Options = 0;
        for (_, id) in self.options.iter().enumerate().filter(|(bit, _)| chosen & 1 << bit != 0) {
            own |= 1 << question.option(id)?;
        }
        reply::allowed(question, own).is_ok().then_some(own)
    }
}

/// Every question of the rule sets in an order in which each is asked after those its condition looks at.
///
/// `None` when two rule sets cannot be put in one order.
pub fn variables(sides: &[&RuleSet]) -> Option<Vec<Variable>> {
    let mut found: Vec<Variable> = Vec::new();
    let mut by_id: HashMap<(&str, bool), usize> = HashMap::new();
    let mut wish: Vec<(usize, usize)> = Vec::new();
    // The last rule set gives the order; what only an earlier one asks stands after what it followed there.
    for (side, rules) in sides.iter().enumerate().rev() {
        let mut after = 0;
        for (place, question) in rules.questions() {
            let is_date = question.date().is_some();
            let at = *by_id.entry((question.id.as_str(), is_date)).or_insert_with(|| {
                let last = side + 1 == sides.len();
                wish.push(if last { (place.at() + 1, 0) } else { (after, place.at() + 1) });
                found.push(Variable {
                    id: question.id.clone(),
                    questions: vec![None; sides.len()],
                    options: Vec::new(),
                    date: None,
                    values: Vec::new(),
                });
                found.len() - 1
            });
            after = wish[at].0;
            found[at].questions[side] = Some(place);
            for option in &question.options {
                if !found[at].options.contains(&option.id) {
                    found[at].options.push(option.id.clone());
                }
            }
        }
    }
    for variable in &mut found {
        variable.values = choices(variable, sides)?;
    }
    let mut ordered = in_order(found, &wish, sides)?;
    let dates = ordered.iter_mut().filter(|variable| is_date(variable, sides));
    dates.enumerate().for_each(|(at, variable)| variable.date = Some(at));
    Some(ordered)
}

fn is_date(variable: &Variable, sides: &[&RuleSet]) -> bool {
    asked(variable, sides).any(|question| question.date().is_some())
}

fn asked<'a>(variable: &'a Variable, sides: &'a [&RuleSet]) -> impl Iterator<Item = &'a Question> {
    variable.questions.iter().zip(sides).filter_map(|(place, rules)| Some(rules.question((*place)?)))
}

/// The values of a choice; of a date only those that are there before regions are known.
fn choices(variable: &Variable, sides: &[&RuleSet]) -> Option<Vec<Value>> {
    let mut masks: BTreeSet<Options> = BTreeSet::new();
    if variable.options.len() > 16 {
        return None;
    }
    for question in asked(variable, sides) {
        let many = matches!(question.kind, Kind::Several { .. });
        for mask in 1..1 << variable.options.len() {
            let mask: Options = mask;
            let fits = many || mask.count_ones() == 1;
            if fits && variable.options_for(question, Value::Chosen(mask)).is_some() {
                masks.insert(mask);
            }
        }
    }
    // Fewer options first, so that an example takes the plainest answer there is.
    let mut masks: Vec<Options> = masks.into_iter().collect();
    masks.sort_by_key(|mask| (mask.count_ones(), *mask));
    let chosen = masks.into_iter().map(Value::Chosen);
    Some(std::iter::once(Value::NotAsked).chain(chosen).chain([Value::NotSure]).collect())
}

/// Sorts so that each question follows those its condition looks at, and otherwise as wished.
fn in_order(found: Vec<Variable>, wish: &[(usize, usize)], sides: &[&RuleSet]) -> Option<Vec<Variable>> {
    let mut at: Vec<Vec<usize>> = sides.iter().map(|rules| vec![0; rules.questions.len()]).collect();
    for (variable, one) in found.iter().enumerate() {
        for (side, place) in one.questions.iter().enumerate() {
            if let Some(place) = place {
                at[side][place.at()] = variable;
            }
        }
    }
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); found.len()];
    let mut waits_for = vec![0; found.len()];
    // One rule set is in order already: the checker holds that.
    for (side, rules) in sides.iter().enumerate().filter(|_| sides.len() > 1) {
        for (place, question) in rules.questions() {
            let mut looked_at = Vec::new();
            questions_of(rules, &question.ask_when, &mut looked_at, &mut HashSet::new());
            for earlier in looked_at {
                followers[at[side][earlier.at()]].push(at[side][place.at()]);
                waits_for[at[side][place.at()]] += 1;
            }
        }
    }
    let ready = (0..found.len()).filter(|at| waits_for[*at] == 0);
    let mut ready: BTreeSet<((usize, usize), usize)> = ready.map(|at| (wish[at], at)).collect();
    let mut found: Vec<Option<Variable>> = found.into_iter().map(Some).collect();
    let mut ordered = Vec::with_capacity(found.len());
    while let Some((_, next)) = ready.pop_first() {
        for follower in &followers[next] {
            waits_for[*follower] -= 1;
            if waits_for[*follower] == 0 {
                ready.insert((wish[*follower], *follower));
            }
        }
        ordered.extend(found[next].take());
    }
    (ordered.len() == found.len()).then_some(ordered)
}
