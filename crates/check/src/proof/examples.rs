//! The law in examples: situations written by whoever edits the rules, each with what must come out.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_yaml::Value;

use signpost_core::interview::reply::Ahead;
use signpost_core::interview::{AnswerFault, Answers, Standing, entries};
use signpost_core::plan::{Advice, Plan, advise};
use signpost_core::rules::model::{Options, QuestionIx, RouteIx, RuleSet};

/// A file of examples.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExampleFile {
    /// The examples.
    pub cases: Vec<Example>,
}

/// One situation and what must come out.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Its name, unique in its file.
    pub name: String,
    /// The law or the published situation it comes from.
    pub from: String,
    /// The situation in a person's words.
    #[serde(default)]
    pub story: Option<String>,
    /// The day of the plan.
    pub today: String,
    /// The answers, by question.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, crate::files::written::Answer>"))]
    pub answers: BTreeMap<String, Value>,
    /// What must come out.
    pub expect: Expectation,
}

/// What must come out of an example; what is left out is not looked at.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// The suggested next step.
    #[serde(default)]
    pub next_step: Option<String>,
    /// Routes that must stand beside it.
    #[serde(default)]
    pub alongside: Vec<String>,
    /// Routes that must be open.
    #[serde(default)]
    pub open: Vec<String>,
    /// The rung of the ladder that the step must come from.
    #[serde(default)]
    pub rung: Option<String>,
    /// Routes that must open later.
    #[serde(default)]
    pub later: Vec<String>,
    /// Where bodies must stand: step, beside, open, later or shut; absent for one that has no place in the plan.
    #[serde(default)]
    pub bodies: BTreeMap<String, String>,
    /// Routes that must be closed with a reason.
    #[serde(default)]
    pub closed: Vec<String>,
    /// Routes that must be neither suggested nor open.
    #[serde(default)]
    pub absent: Vec<String>,
    /// Deadlines that must be shown, and what of them must be so.
    #[serde(default)]
    pub deadlines: BTreeMap<String, ExpectedDeadline>,
    /// Letters that must be offered.
    #[serde(default)]
    pub letters: Vec<String>,
    /// Contacts that must be named.
    #[serde(default)]
    pub contacts: Vec<String>,
}

/// What must be so of a deadline.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExpectedDeadline {
    /// The aim-for day.
    #[serde(default)]
    pub aim: Option<String>,
    /// The last day.
    #[serde(default)]
    pub due: Option<String>,
    /// The hour.
    #[serde(default)]
    pub at: Option<String>,
    /// Where it stands.
    #[serde(default)]
    pub state: Option<String>,
}

/// One way in which an example came out differently.
pub type Difference = String;

/// Runs an example. Empty when everything came out as it must.
pub fn run(rules: &RuleSet, example: &Example) -> Vec<Difference> {
    let (answers, today) = match given(rules, example) {
        Ok(given) => given,
        Err(differences) => return differences,
    };
    match advise(rules, &answers, today) {
        Advice::Plan(plan) => {
            let mut differences = not_asked(rules, &answers, &plan);
            differences.extend(compare(&plan, &example.expect));
            differences
        }
        Advice::Ask(walk) => {
            let open = walk.next.map_or("", |question| rules.question(question).id.as_str());
            vec![format!("answers: the question `{open}` is asked and has no answer")]
        }
        Advice::NoRoute(_) => vec!["no route is recommended".into()],
    }
}

/// The answers of an example, and its day.
///
/// # Errors
/// What of them cannot be read.
pub fn given(rules: &RuleSet, example: &Example) -> Result<(Answers, NaiveDate), Vec<Difference>> {
    let day = example.today.parse::<NaiveDate>();
    let today = day.map_err(|_| vec![format!("today: `{}` is not a date", example.today)])?;
    Ok((answers(rules, example, today)?, today))
}

/// The routes of an example that do not stand where they must, those first that it says most about.
pub fn misplaced(plan: &Plan<'_>, expect: &Expectation) -> Vec<RouteIx> {
    let rules = plan.rules();
    let mut found = Vec::new();
    let mut note = |id: &String, fits: &dyn Fn(RouteIx) -> bool| {
        if let Some(route) = rules.route_by_id(id).filter(|route| !fits(*route) && !found.contains(route)) {
            found.push(route);
        }
    };
    expect.next_step.iter().for_each(|id| note(id, &|route| plan.next_step == route));
    expect.alongside.iter().for_each(|id| note(id, &|route| plan.alongside.contains(&route)));
    expect.open.iter().for_each(|id| note(id, &|route| plan.open.contains(&route)));
    let among = |list: &[(RouteIx, usize)], route| list.iter().any(|(other, _)| *other == route);
    expect.later.iter().for_each(|id| note(id, &|route| among(&plan.later, route)));
    expect.closed.iter().for_each(|id| note(id, &|route| among(&plan.closed, route)));
    let there = |route| plan.next_step == route || plan.alongside.contains(&route) || plan.open.contains(&route);
    expect.absent.iter().for_each(|id| note(id, &|route| !there(route)));
    found
}

/// The answers of an example.
fn answers(rules: &RuleSet, example: &Example, today: NaiveDate) -> Result<Answers, Vec<Difference>> {
    let (answers, faults) = entries::read(rules, &example.answers, today, Ahead::AsAsked);
    let id = |question: QuestionIx| &rules.question(question).id;
    let said = |fault: AnswerFault| match fault {
        AnswerFault::UnknownQuestion { id, .. } => format!("answers: no question has the id `{id}`"),
        AnswerFault::UnknownOption { question, typed, .. } => {
            format!("answers: `{}` has no option `{typed}`", id(question))
        }
        AnswerFault::Problem { question, typed, .. } => format!("answers: `{}` does not take `{typed}`", id(question)),
        AnswerFault::WrongKind { question } | AnswerFault::NotAsked { question } => {
            format!("answers: `{}` is not of the right kind", id(question))
        }
    };
    if faults.is_empty() { Ok(answers) } else { Err(faults.into_iter().map(said).collect()) }
}

fn not_asked(rules: &RuleSet, answers: &Answers, plan: &Plan<'_>) -> Vec<Difference> {
    let said = |question| format!("answers: the question `{}` is not asked here", rules.question(question).id);
    entries::unasked(answers, &plan.walk).into_iter().map(said).collect()
}

fn compare(plan: &Plan<'_>, expect: &Expectation) -> Vec<Difference> {
    let rules = plan.rules();
    let mut differences = Vec::new();
    let id = |place: &RouteIx| rules.route(*place).id.as_str();
    let next_step = id(&plan.next_step);
    if let Some(expected) = &expect.next_step
        && expected != next_step
    {
        differences.push(format!("next_step: expected {expected}, got {next_step}"));
    }
    let rung = plan.leading_rung().map_or("none", |rung| rung.id.as_str());
    if let Some(expected) = expect.rung.as_ref().filter(|expected| *expected != rung) {
        differences.push(format!("rung: expected {expected}, got {rung}"));
    }
    differences.extend(compare_bodies(plan, &expect.bodies));
    let closed: Vec<RouteIx> = plan.closed.iter().map(|(place, _)| *place).collect();
    let later: Vec<RouteIx> = plan.later.iter().map(|(place, _)| *place).collect();
    let lists = [
        ("alongside", &expect.alongside, &plan.alongside),
        ("open", &expect.open, &plan.open),
        ("later", &expect.later, &later),
        ("closed", &expect.closed, &closed),
    ];
    for (name, expected, got) in lists {
        let got: Vec<&str> = got.iter().map(id).collect();
        for missing in expected.iter().filter(|expected| !got.contains(&expected.as_str())) {
            differences.push(format!("{name}: {missing} is not among {}", got.join(", ")));
        }
    }
    for absent in &expect.absent {
        let there =
            std::iter::once(&plan.next_step).chain(&plan.alongside).chain(&plan.open).any(|place| id(place) == absent);
        if there {
            differences.push(format!("absent: {absent} is suggested or open"));
        }
    }
    for (deadline, expected) in &expect.deadlines {
        differences.extend(compare_deadline(plan, deadline, expected));
    }
    let letters: Vec<&str> = plan.letters.iter().map(|letter| rules.letters[letter.at()].id.as_str()).collect();
    let contacts: Vec<&str> = plan.contacts.iter().map(|contact| rules.contact_id(*contact)).collect();
    for (name, expected, got) in [("letters", &expect.letters, letters), ("contacts", &expect.contacts, contacts)] {
        for missing in expected.iter().filter(|expected| !got.contains(&expected.as_str())) {
            differences.push(format!("{name}: {missing} is not among {}", got.join(", ")));
        }
    }
    differences
}

fn compare_bodies(plan: &Plan<'_>, expected: &BTreeMap<String, String>) -> Vec<Difference> {
    let rules = plan.rules();
    let differs = |(id, expected): (&String, &String)| {
        if !rules.bodies.iter().any(|body| body.id == *id) {
            return Some(format!("bodies: no body has the id `{id}`"));
        }
        let found = plan.bodies.iter().find(|state| rules.bodies[state.body.at()].id == *id);
        let got = found.map_or("absent", |state| state.stands.name());
        (got != expected).then(|| format!("bodies: {id}: expected {expected}, got {got}"))
    };
    expected.iter().filter_map(differs).collect()
}

fn compare_deadline(plan: &Plan<'_>, id: &str, expected: &ExpectedDeadline) -> Vec<Difference> {
    let rules = plan.rules();
    let Some(place) = plan.deadlines.iter().find(|place| rules.deadline(**place).id == id) else {
        return vec![format!("deadlines: {id} is not shown")];
    };
    let item = rules.deadline(*place);
    let standing = plan.walk.situation.standing(*place);
    let mut got = BTreeMap::from([("state", standing.state().name().to_owned())]);
    if let Standing::Dated(dated) = standing {
        got.insert("aim", dated.reckoning.aim.to_string());
        got.insert("due", dated.reckoning.last.to_string());
    }
    if let Some(hour) = item.at {
        got.insert("at", hour.format("%H:%M").to_string());
    }
    let pairs = [("aim", &expected.aim), ("due", &expected.due), ("at", &expected.at), ("state", &expected.state)];
    let mut differences = Vec::new();
    for (name, expected) in pairs {
        if let Some(expected) = expected
            && got.get(name) != Some(expected)
        {
            let got = got.get(name).map_or("none", String::as_str);
            differences.push(format!("deadlines: {id}: {name}: expected {expected}, got {got}"));
        }
    }
    differences
}

/// Which options, routes and time limits no example reaches, as a text.
pub fn coverage(rules: &RuleSet, examples: &[Example]) -> String {
    let mut options: Vec<Option<Options>> = vec![None; rules.questions.len()];
    let mut routes = vec![(false, false); rules.routes.len()];
    let mut deadlines = vec![false; rules.deadlines.len()];
    for example in examples {
        let Ok((answers, today)) = given(rules, example) else { continue };
        let Advice::Plan(plan) = advise(rules, &answers, today) else { continue };
        for question in &plan.walk.path {
            *options[question.at()].get_or_insert(0) |= plan.walk.situation.chosen(*question);
        }
        routes[plan.next_step.at()].0 = true;
        plan.alongside.iter().chain(&plan.open).for_each(|route| routes[route.at()].1 = true);
        for deadline in &plan.deadlines {
            deadlines[deadline.at()] |= matches!(plan.walk.situation.standing(*deadline), Standing::Dated(_));
        }
    }
    let mut out = String::new();
    for ((_, question), reached) in rules.questions().zip(&options) {
        let Some(reached) = reached else {
            out.push_str(&format!("question {}: no case reaches it\n", question.id));
            continue;
        };
        let missing = question.options.iter().enumerate().filter(|(bit, _)| reached & 1 << bit == 0);
        let missing: Vec<&str> = missing.map(|(_, option)| option.id.as_str()).collect();
        if !missing.is_empty() {
            out.push_str(&format!("question {}: no case answers {}\n", question.id, missing.join(", ")));
        }
    }
    for (route, (recommended, open)) in rules.routes.iter().zip(&routes) {
        if !recommended {
            out.push_str(&format!("route {}: no case suggests it\n", route.id));
        }
        if !open {
            out.push_str(&format!("route {}: no case has it open beside another\n", route.id));
        }
    }
    for (deadline, reached) in rules.deadlines.iter().zip(&deadlines) {
        if !reached {
            out.push_str(&format!("time limit {}: no case gives it a date\n", deadline.id));
        }
    }
    out
}
