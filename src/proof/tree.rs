//! The questions as one picture: what each answer can lead to next, merged over all paths.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::circuit::Id;
use super::outcomes::Outcomes;
use super::paths::{Paths, Point};
use super::situations::Situations;
use super::space::{GaveUp, Scope, Space};
use super::variables::Value;
use super::witness::Witness;
use crate::rules::model::{Condition, Options, QuestionIx, RuleSet};
use crate::rules::questions_of;

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
    /// On how many paths it is asked, or is the suggested step; `None` when more than a `u128` holds.
    pub paths: Option<u128>,
    /// The shortest answers that get there.
    pub example: Option<Witness>,
}

/// The picture of a whole rule set.
///
/// # Errors
/// There are too many states.
pub fn tree(rules: &RuleSet) -> Result<Tree, GaveUp> {
    let mut space = Space::new(&[rules], Scope::Asking)?;
    let paths = Paths::walk(&mut space)?;
    // For each question and value every question that can follow; one past the last stands for the plan.
    let mut follows: BTreeMap<usize, BTreeMap<usize, BTreeSet<usize>>> = BTreeMap::new();
    for point in paths.points() {
        let of = follows.entry(paths.variable(point)).or_default();
        for (value, next) in paths.next(point).iter().enumerate().filter(|(_, next)| **next != Point::NEVER) {
            of.entry(value).or_default().insert(paths.variable(*next));
        }
    }
    let name = |at: &usize| rules.questions.get(*at).map_or(PLAN, |question| question.id.as_str()).to_owned();
    let asked = |(at, values): (usize, BTreeMap<usize, BTreeSet<usize>>)| {
        let mut groups: Vec<(BTreeSet<usize>, Vec<Value>)> = Vec::new();
        for (value, next) in values {
            let value = space.variables[at].values[value];
            match groups.iter_mut().find(|(same, _)| *same == next) {
                Some((_, values)) => values.push(value),
                None => groups.push((next, vec![value])),
            }
        }
        let all = space.variables[at].values.len() - 1;
        let branch = |(next, values): (BTreeSet<usize>, Vec<Value>)| Branch {
            answers: answers(rules, at, &values, all),
            next: next.iter().map(name).collect(),
        };
        let question = &rules.questions[at];
        Asked { id: question.id.clone(), ask: question.ask.clone(), branches: groups.into_iter().map(branch).collect() }
    };
    Ok(Tree { questions: follows.into_iter().map(asked).collect() })
}

/// Answers in few words.
fn answers(rules: &RuleSet, question: usize, values: &[Value], all: usize) -> String {
    const SHOWN: usize = 8;
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
    if masks.len() > 2 && common.count_ones() == 1 {
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
pub fn around(rules: &RuleSet, id: &str) -> Result<Option<Around>, GaveUp> {
    let mut space = Space::new(&[rules], Scope::Everything)?;
    let mut paths = Paths::walk(&mut space)?;
    if let Some(question) = rules.question_by_id(id) {
        return Ok(Some(around_question(rules, &mut space, &mut paths, question)));
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
        paths: paths.count_where(&space, step),
        example: path.and_then(|path| space.witness(0, &path, rules.law_checked)),
    }))
}

fn around_question(rules: &RuleSet, space: &mut Space<'_>, paths: &mut Paths, place: QuestionIx) -> Around {
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
    let variable = place.at();
    let mut after = BTreeSet::new();
    for point in paths.points() {
        if paths.next(point).iter().any(|next| paths.variable(*next) == variable) {
            after.insert(paths.variable(point));
        }
    }
    let asked = space.sides[0].asked[place.at()];
    let path = Situations::of(space).shortest(space, asked);
    Around {
        id: question.id.clone(),
        what: "question",
        looks_at: looked_at(rules, &question.ask_when).into_iter().map(|at| rules.question(at).id.clone()).collect(),
        after: after.into_iter().map(|at| rules.questions[at].id.clone()).collect(),
        used_by: used_by.into_iter().filter(|(_, ids)| !ids.is_empty()).collect(),
        paths: paths.count_where(space, asked),
        example: path.and_then(|path| space.witness(0, &path, rules.law_checked)),
    }
}

fn looked_at(rules: &RuleSet, condition: &Condition) -> BTreeSet<QuestionIx> {
    let mut met = Vec::new();
    questions_of(rules, condition, &mut met, &mut HashSet::new());
    met.into_iter().collect()
}
