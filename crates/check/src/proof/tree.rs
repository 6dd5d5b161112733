//! The questions as one picture: what each answer can lead to next, merged over all paths.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::circuit::Id;
use super::outcomes::Outcomes;
use super::situations::{Path, Situations};
use super::solver::Literal;
use super::space::{Period, ProofError, Scope, Space};
use super::variables::{Value, Variable};
use super::witness::Witness;
use signpost_core::rules::model::{Condition, Options, QuestionIx, RuleSet};
use signpost_core::rules::questions_of;

/// The id that stands for the plan, where questions end.
pub const PLAN: &str = "plan";

/// Every question that can be asked, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// The questions.
    pub questions: Vec<Asked>,
}

/// A question and what its answers lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its id.
    pub id: String,
    /// The question.
    pub ask: String,
    /// Its answers, those that lead to the same together.
    pub branches: Vec<Branch>,
}

/// Answers that lead to the same next questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// The answers in the words of the rule file.
    pub answers: String,
    /// What can come next; more than one where earlier answers decide.
    pub next: Vec<String>,
}

/// What leads to an item and what depends on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Around {
    /// Its id.
    pub id: String,
    /// `question` or `route`.
    pub what: &'static str,
    /// The questions its conditions look at, in order.
    pub looks_at: Vec<String>,
    /// The questions that can stand just before it.
    pub after: Vec<String>,
    /// Questions, routes, deadlines and letters that look at it: what they are, and their ids.
    pub used_by: Vec<(&'static str, Vec<String>)>,
    /// The shortest answers that get there.
    pub example: Option<Witness>,
}

/// A question with more values than this is drawn option by option.
const MOST_VALUES: usize = 24;

/// The picture of a whole rule set.
///
/// # Errors
/// The limit of a deadline that decides on a question cannot be cut into regions, or there is too much to look at.
pub fn tree(rules: &RuleSet) -> Result<Tree, ProofError> {
    let mut space = Space::new(&[rules], Scope::Asking, Period::now(rules))?;
    let follows = Follows::of(&mut space);
    let name = |at: &usize| rules.questions.get(*at).map_or(PLAN, |question| question.id.as_str()).to_owned();
    let asked = |(at, values): (usize, BTreeMap<usize, BTreeSet<usize>>)| {
        let classes = classes(&space.variables[at]);
        let mut groups: Vec<(BTreeSet<usize>, Vec<Value>)> = Vec::new();
        for (class, next) in values {
            let value = classes[class];
            match groups.iter_mut().find(|(same, _)| *same == next) {
                Some((_, values)) => values.push(value),
                None => groups.push((next, vec![value])),
            }
        }
        let branch = |(next, values): (BTreeSet<usize>, Vec<Value>)| Branch {
            answers: answers(rules, at, &values, &space.variables[at]),
            next: next.iter().map(name).collect(),
        };
        let question = &rules.questions[at];
        Asked { id: question.id.clone(), ask: question.ask.clone(), branches: groups.into_iter().map(branch).collect() }
    };
    space.unless_too_large(Tree { questions: follows.found.into_iter().map(asked).collect() })
}

/// What is told apart of the answers to a question: each of them, or only whether each option was chosen.
fn classes(variable: &Variable) -> Vec<Value> {
    let values = variable.values.iter().copied().filter(|value| *value != Value::NotAsked);
    if by_option(variable) {
        values.filter(|value| !matches!(value, Value::Chosen(chosen) if chosen.count_ones() > 1)).collect()
    } else {
        values.collect()
    }
}

/// Whether a question has more answers than are drawn one by one.
fn by_option(variable: &Variable) -> bool {
    let chosen = variable.values.iter().filter(|value| matches!(value, Value::Chosen(_))).count();
    chosen > MOST_VALUES && chosen > variable.options.len()
}

/// For each question and class of answers every question that can follow; one past the last stands for the plan.
struct Follows {
    found: BTreeMap<usize, BTreeMap<usize, BTreeSet<usize>>>,
}

impl Follows {
    fn of(space: &mut Space<'_>) -> Follows {
        let mut situations = Situations::of(space);
        let mut follows = Follows { found: BTreeMap::new() };
        for at in 0..space.variables.len() {
            let mut known = BTreeMap::new();
            for (class, value) in classes(&space.variables[at]).into_iter().enumerate() {
                let alone = !by_option(&space.variables[at]);
                let mut assumed = vec![situations.asked(at)];
                assumed.extend(situations.given(at, value, alone));
                // Whatever follows and is not known yet, until nothing else does.
                loop {
                    let seen = follows.found.get(&at).and_then(|of| of.get(&class)).cloned().unwrap_or_default();
                    let others = seen.iter().map(|next| {
                        let next = known.entry(*next).or_insert_with(|| situations.follows(at, *next));
                        next.turned()
                    });
                    let assumed: Vec<Literal> = assumed.iter().copied().chain(others).collect();
                    if !situations.found(space, &assumed) {
                        break;
                    }
                    let path = situations.path(space);
                    follows.note(space, &path);
                }
            }
        }
        follows
    }

    /// Notes what follows what on a path.
    fn note(&mut self, space: &Space<'_>, path: &Path) {
        let next = path.iter().skip(1).map(|(variable, _)| *variable).chain([space.variables.len()]);
        for ((at, value), next) in path.iter().zip(next) {
            let variable = &space.variables[*at];
            let value = variable.values[*value];
            let of = self.found.entry(*at).or_default();
            for (class, one) in classes(variable).into_iter().enumerate() {
                let held = match (one, value) {
                    (Value::Chosen(one), Value::Chosen(all)) if by_option(variable) => all & one != 0,
                    (one, value) => one == value,
                };
                if held {
                    of.entry(class).or_default().insert(next);
                }
            }
        }
    }
}

/// Answers in few words.
fn answers(rules: &RuleSet, question: usize, values: &[Value], variable: &Variable) -> String {
    const SHOWN: usize = 8;
    let all = classes(variable).len();
    if values.len() == all {
        return "any answer".into();
    }
    let options = &rules.questions[question].options;
    let masks: Vec<Options> =
        values.iter().filter_map(|value| if let Value::Chosen(mask) = value { Some(*mask) } else { None }).collect();
    let names = |mask: Options| -> String {
        let chosen = options.iter().enumerate().filter(|(bit, _)| mask & 1 << bit != 0);
        chosen.map(|(_, option)| option.id.as_str()).collect::<Vec<_>>().join(" + ")
    };
    let mut said: Vec<String> = Vec::new();
    let common = masks.iter().fold(Options::MAX, |common, mask| common & mask);
    if by_option(variable) && !masks.is_empty() {
        let names: Vec<String> = masks.iter().map(|mask| names(*mask)).collect();
        said.push(format!("{}, alone or with others", names.join(", ")));
    } else if masks.len() > 2 && common.count_ones() == 1 {
        said.push(format!("{}, alone or with others", names(common)));
    } else {
        said.extend(masks.iter().take(SHOWN).map(|mask| names(*mask)));
        if masks.len() > SHOWN {
            said.push(format!("{} more", masks.len() - SHOWN));
        }
    }
    let dates = values.iter().filter(|value| matches!(value, Value::Date(_))).count();
    let unsure = values.contains(&Value::NotSure);
    match dates {
        0 => {}
        dates if dates + 1 == all => said.push("a date".into()), // one value of a date question is not-sure
        _ => said.push("some dates".into()),
    }
    if unsure {
        said.push("not-sure".into());
    }
    said.join(", ")
}

impl Tree {
    /// Only the questions just before and after one of them.
    #[must_use]
    pub fn near(&self, id: &str) -> Tree {
        let leads =
            |asked: &&Asked| asked.id == id || asked.branches.iter().any(|branch| branch.next.contains(&id.into()));
        let mut questions: Vec<Asked> = self.questions.iter().filter(leads).cloned().collect();
        for asked in questions.iter_mut().filter(|asked| asked.id != id) {
            asked.branches.retain(|branch| branch.next.iter().any(|next| next == id));
            asked.branches.iter_mut().for_each(|branch| branch.next = vec![id.to_owned()]);
        }
        Tree { questions }
    }

    /// Only these questions.
    #[must_use]
    pub fn only(&self, ids: &[String]) -> Tree {
        Tree { questions: self.questions.iter().filter(|asked| ids.contains(&asked.id)).cloned().collect() }
    }
}

/// What leads to a question or route; `None` when nothing has the id.
///
/// # Errors
/// There are too many states.
pub fn around(rules: &RuleSet, id: &str) -> Result<Option<Around>, ProofError> {
    let mut space = Space::new(&[rules], Scope::Everything, Period::now(rules))?;
    if let Some(question) = rules.question_by_id(id) {
        return Ok(Some(around_question(rules, &mut space, question)));
    }
    let Some(route) = rules.route_by_id(id) else { return Ok(None) };
    let outcomes = Outcomes::of(&mut space, 0);
    let item = rules.route(route);
    let mut conditions = vec![&item.recommend_when, &item.alongside_when, &item.open_when];
    conditions.extend(item.closed.iter().map(|(when, _)| when));
    conditions.extend(item.later.iter().map(|later| &later.when));
    let looks_at: BTreeSet<QuestionIx> = conditions.into_iter().flat_map(|when| looked_at(rules, when)).collect();
    let step = outcomes.step[route.at()];
    let reached = if step == Id::FALSE { outcomes.offered[route.at()] } else { step };
    let path = Situations::of(&space).shortest(&mut space, reached);
    Ok(Some(Around {
        id: id.to_owned(),
        what: "route",
        looks_at: looks_at.into_iter().map(|question| rules.question(question).id.clone()).collect(),
        after: Vec::new(),
        used_by: Vec::new(),
        example: path.and_then(|path| space.witness(0, &path)),
    }))
}

fn around_question(rules: &RuleSet, space: &mut Space<'_>, place: QuestionIx) -> Around {
    let question = rules.question(place);
    let looks = |condition: &Condition| looked_at(rules, condition).contains(&place);
    let ids = |found: Vec<&String>| found.into_iter().cloned().collect::<Vec<String>>();
    let questions = rules.questions.iter().filter(|other| looks(&other.ask_when)).map(|other| &other.id);
    let routes = rules.routes.iter().filter(|route| {
        let closed = route.closed.iter().any(|(when, _)| looks(when));
        let later = route.later.iter().any(|later| looks(&later.when));
        closed || later || looks(&route.recommend_when) || looks(&route.alongside_when) || looks(&route.open_when)
    });
    let deadlines = rules.deadlines.iter().filter(|deadline| deadline.needs.contains(&place) || looks(&deadline.when));
    let letters = rules.letters.iter().filter(|letter| looks(&letter.when)).map(|letter| &letter.id);
    let phrases = rules.phrases.iter().filter(|phrase| phrase.instead.iter().any(|(when, _)| looks(when)));
    let used_by = vec![
        ("questions", ids(questions.collect())),
        ("routes", ids(routes.map(|route| &route.id).collect())),
        ("deadlines", ids(deadlines.map(|deadline| &deadline.id).collect())),
        ("letters", ids(letters.collect())),
        ("phrases", ids(phrases.map(|phrase| &phrase.id).collect())),
    ];
    let mut situations = Situations::of(space);
    let mut after = Vec::new();
    for earlier in 0..place.at() {
        let mut straight = vec![situations.asked(earlier), situations.asked(place.at())];
        straight.extend((earlier + 1..place.at()).map(|between| situations.asked(between).turned()));
        if situations.found(space, &straight) {
            after.push(rules.questions[earlier].id.clone());
        }
    }
    let asked = space.sides[0].asked[place.at()];
    let path = situations.shortest(space, asked);
    Around {
        id: question.id.clone(),
        what: "question",
        looks_at: looked_at(rules, &question.ask_when).into_iter().map(|at| rules.question(at).id.clone()).collect(),
        after,
        used_by: used_by.into_iter().filter(|(_, ids)| !ids.is_empty()).collect(),
        example: path.and_then(|path| space.witness(0, &path)),
    }
}

fn looked_at(rules: &RuleSet, condition: &Condition) -> BTreeSet<QuestionIx> {
    let mut met = Vec::new();
    questions_of(rules, condition, &mut met, &mut HashSet::new());
    met.into_iter().collect()
}
