//! The law in examples: situations written by whoever edits the rules, each with what must come out.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_yaml::Value;

use super::dated::DatedRow;
use crate::files::finding::did_you_mean;
use signpost_core::interview::reply::FutureDates;
use signpost_core::interview::{AnswerFault, Answers, Standing, entries, heard};
use signpost_core::plan::{Advice, Plan, Stands, advise, why};
use signpost_core::rules::MOST_OPTIONS;
use signpost_core::rules::model::{Condition, DeadlineIx, Options, QuestionIx, RouteIx, RuleSet, State, TellIx};

/// A file of examples.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExampleFile {
    /// The examples.
    #[serde(default)]
    pub cases: Vec<Example>,
    /// The day on which all that is under `heard` is said.
    #[serde(default)]
    pub today: Option<String>,
    /// What people say, and what must be understood of it.
    #[serde(default)]
    pub heard: Vec<Saying>,
}

/// What somebody says in their own words, and what must be understood of it; facts are written `question=answer`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Saying {
    /// What was said before, sentence by sentence; all that is understood of it is held.
    #[serde(default)]
    pub after: Vec<String>,
    /// The words.
    pub say: String,
    /// All the facts that are taken from them, and no others.
    #[serde(default)]
    pub understood: Vec<String>,
    /// All the facts said before that are taken back, and no others.
    #[serde(default)]
    pub instead: Vec<String>,
    /// All the facts said before that may not hold any more, and no others.
    #[serde(default)]
    pub doubted: Vec<String>,
    /// Facts that must be offered.
    #[serde(default)]
    pub offered: Vec<String>,
    /// Facts that the words say and that are neither taken nor offered yet: to be counted.
    #[serde(default)]
    pub missed: Vec<String>,
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
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
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
    /// Arguments that must be said with a step.
    #[serde(default)]
    pub arguments: Vec<String>,
    /// What must be among what the person is asked whether they were told.
    #[serde(default)]
    pub told: Vec<String>,
}

/// What must be so of a deadline.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
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

/// Hears what is said. Empty when all was understood as it must be.
pub fn hear(rules: &RuleSet, saying: &Saying, today: Option<&str>) -> Vec<Difference> {
    let Some(today) = today.and_then(|today| today.parse::<NaiveDate>().ok()) else {
        return vec!["today: a file with `heard` needs the day on which it is said".into()];
    };
    let (mut held, mut order) = (Answers::none(rules), Vec::new());
    for said in &saying.after {
        for given in heard::hear(rules, said, &held, &order, today).into_iter().flat_map(|piece| piece.understood) {
            heard::take(rules, &mut held, given, today);
            order.push(given);
        }
    }
    let pieces = heard::hear(rules, &saying.say, &held, &order, today);
    let all = |of: fn(&heard::Piece) -> &Vec<heard::Given>| -> Vec<String> {
        pieces.iter().flat_map(of).flat_map(|given| heard::written(rules, *given)).collect()
    };
    let (understood, offered) = (all(|piece| &piece.understood), all(|piece| &piece.offered));
    let mut differences = Vec::new();
    for (name, must, facts) in [
        ("understood", &saying.understood, &understood),
        ("instead", &saying.instead, &all(|piece| &piece.instead)),
        ("doubted", &saying.doubted, &all(|piece| &piece.doubted)),
    ] {
        for missing in must.iter().filter(|fact| !facts.contains(fact)) {
            differences.push(format!("{name}: {missing} is not among {}", facts.join(", ")));
        }
        for more in facts.iter().filter(|fact| !must.contains(fact)) {
            differences.push(format!("{name}: {more} was taken too"));
        }
    }
    for missing in saying.offered.iter().filter(|fact| !offered.contains(fact)) {
        differences.push(format!("offered: {missing} is not among {}", offered.join(", ")));
    }
    for heard in saying.missed.iter().filter(|fact| understood.contains(fact) || offered.contains(fact)) {
        differences.push(format!("missed: {heard} was heard"));
    }
    differences
}

/// The wordings of the rules that no saying holds, as a line each.
pub fn unheard(rules: &RuleSet, sayings: &[Saying], today: NaiveDate) -> Vec<String> {
    let used: HashSet<(QuestionIx, String)> =
        sayings.iter().flat_map(|saying| heard::wordings_in(rules, &saying.say, today)).collect();
    let mut unused = Vec::new();
    for (place, question) in rules.questions() {
        let options = question.options.iter().map(|option| (format!("{}={}", question.id, option.id), &option.heard));
        let date = question.date().map(|date| (question.id.clone(), &date.heard));
        for (name, heard) in options.chain(date) {
            for wording in heard.always.iter().chain(&heard.where_asked).chain(&heard.in_passing) {
                if !used.contains(&(place, wording.written.clone())) {
                    unused.push(format!("{name}: no case says `{}`", wording.written));
                }
            }
        }
    }
    unused
}

/// Runs an example. Empty when everything came out as it must.
pub fn run(rules: &RuleSet, example: &Example) -> Vec<Difference> {
    let (answers, today) = match given(rules, example) {
        Ok(given) => given,
        Err(differences) => return differences,
    };
    let faults = faults(rules, &example.expect);
    if !faults.is_empty() {
        return faults;
    }
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

/// What of an expectation could never come out: it expects nothing, or what is nowhere in the rules or the calendar.
fn faults(rules: &RuleSet, expect: &Expectation) -> Vec<Difference> {
    if *expect == Expectation::default() {
        return vec!["expect: it says nothing, so nothing is tested".into()];
    }
    let routes: Vec<&str> = rules.routes.iter().map(|route| route.id.as_str()).collect();
    let limits: Vec<&str> = rules.deadlines().map(|(_, limit)| limit.id.as_str()).collect();
    let letters: Vec<&str> = rules.letters.iter().map(|letter| letter.id.as_str()).collect();
    let arguments: Vec<&str> = rules.arguments.iter().map(|argument| argument.id.as_str()).collect();
    let tells: Vec<&str> = rules.tells.iter().map(|tell| tell.id.as_str()).collect();
    let rungs: Vec<&str> = rules.ladder.iter().map(|rung| rung.id.as_str()).collect();
    let one = |id: &Option<String>| id.iter().cloned().collect::<Vec<_>>();
    let mut found = Vec::new();
    for (name, what, ids, known) in [
        ("next_step", "route", &one(&expect.next_step), &routes),
        ("rung", "rung", &one(&expect.rung), &rungs),
        ("alongside", "route", &expect.alongside, &routes),
        ("open", "route", &expect.open, &routes),
        ("later", "route", &expect.later, &routes),
        ("closed", "route", &expect.closed, &routes),
        ("absent", "route", &expect.absent, &routes),
        ("deadlines", "time limit", &expect.deadlines.keys().cloned().collect(), &limits),
        ("letters", "letter", &expect.letters, &letters),
        ("arguments", "argument", &expect.arguments, &arguments),
        ("told", "saying", &expect.told, &tells),
    ] {
        for id in ids.iter().filter(|id| !known.contains(&id.as_str())) {
            let near = did_you_mean(id, known.iter().copied()).map_or(String::new(), |near| format!("; {near}"));
            found.push(format!("{name}: no {what} has the id `{id}`{near}"));
        }
    }
    for (id, limit) in &expect.deadlines {
        for day in [&limit.aim, &limit.due].into_iter().flatten().filter(|day| day.parse::<NaiveDate>().is_err()) {
            found.push(format!("deadlines: {id}: `{day}` is not a date"));
        }
    }
    found
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
    let (answers, faults) = entries::read(rules, &example.answers, today, FutureDates::AsAsked);
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
    let arguments: Vec<&str> = plan.arguments().into_iter().map(|(_, argument)| argument.id.as_str()).collect();
    let heard = plan.walk.situation.heard().into_iter().take(MOST_OPTIONS);
    let told: Vec<&str> = heard.map(|tell| rules.tells[tell.at()].id.as_str()).collect();
    let lists = [
        ("letters", &expect.letters, letters),
        ("contacts", &expect.contacts, contacts),
        ("arguments", &expect.arguments, arguments),
        ("told", &expect.told, told),
    ];
    for (name, expected, got) in lists {
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

/// What no example reaches, a line each: questions and their options, routes that can lead, the reasons why routes are
/// not open, and what people are told. Of a time limit a case must say the date or the state, while it runs and once it
/// has passed; a row of dates says the day on which the one becomes the other.
pub fn coverage(rules: &RuleSet, examples: &[Example], dated: &[DatedRow]) -> Vec<String> {
    let mut reached = Reached::default();
    for example in examples {
        let Ok((answers, today)) = given(rules, example) else { continue };
        if let Advice::Plan(plan) = advise(rules, &answers, today) {
            reached.plan(&plan, &example.expect);
        }
    }
    for limit in dated.iter().filter_map(|row| rules.deadline_by_id(&row.limit)) {
        reached.sides.extend([(limit, Side::Running), (limit, Side::Passed)]);
    }
    let mut missing = Vec::new();
    // What only the calculator of time limits asks is in no situation.
    let never = Condition::Any(Vec::new());
    let asked = rules.questions().filter(|(_, question)| question.ask_when != never);
    for (place, question) in asked.filter(|(place, _)| rules.told_question != Some(*place)) {
        let Some(chosen) = reached.options.get(&place) else {
            missing.push(format!("question {}: no case reaches it", question.id));
            continue;
        };
        let options = question.options.iter().enumerate().filter(|(bit, _)| chosen & 1 << bit == 0);
        missing.extend(options.map(|(_, option)| format!("question {}: no case answers {}", question.id, option.id)));
    }
    for (at, route) in rules.routes.iter().enumerate() {
        let place = RouteIx(at as u16);
        let leads = route.recommend_when != never;
        if leads && !reached.placed.contains(&(place, Stands::Step, 0)) {
            missing.push(format!("route {}: no case suggests it", route.id));
        }
        let stands = |stands| reached.placed.iter().any(|(route, other, _)| *route == place && *other == stands);
        if !leads && route.open_when != never && !stands(Stands::Open) && !stands(Stands::Beside) {
            missing.push(format!("route {}: no case has it open", route.id));
        }
        let lists = [(Stands::Later, "later", route.later.len()), (Stands::Shut, "closed", route.closed.len())];
        for (stands, name, count) in lists {
            let unmet = (0..count).filter(|reason| !reached.placed.contains(&(place, stands, *reason)));
            missing.extend(unmet.map(|reason| format!("route {}: no case meets {name}[{reason}]", route.id)));
        }
    }
    for (place, deadline) in rules.deadlines() {
        for (side, what) in [(Side::Running, "while it runs"), (Side::Passed, "once it has passed")] {
            if !reached.sides.contains(&(place, side)) {
                missing.push(format!("time limit {}: no case says its date or state {what}", deadline.id));
            }
        }
    }
    let tells = rules.tells.iter().enumerate().filter(|(at, _)| !reached.heard.contains(&TellIx(*at as u16)));
    missing.extend(tells.map(|(_, tell)| format!("told {}: no case may hear it", tell.id)));
    let unsaid = rules.arguments.iter().filter(|argument| !reached.said.contains(&argument.id));
    missing.extend(unsaid.map(|argument| format!("argument {}: no case has its step", argument.id)));
    missing
}

/// Before the end of a limit, or after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Side {
    Running,
    Passed,
}

/// What examples reach.
#[derive(Default)]
struct Reached {
    /// The options chosen, of each question asked.
    options: BTreeMap<QuestionIx, Options>,
    /// Where routes stand, with the place of the reason.
    placed: HashSet<(RouteIx, Stands, usize)>,
    /// The limits of which a date or a state is said.
    sides: HashSet<(DeadlineIx, Side)>,
    heard: HashSet<TellIx>,
    /// The ids of the arguments.
    said: HashSet<String>,
}

impl Reached {
    fn plan(&mut self, plan: &Plan<'_>, expect: &Expectation) {
        let situation = &plan.walk.situation;
        for question in &plan.walk.path {
            *self.options.entry(*question).or_default() |= situation.chosen(*question);
        }
        let placed = why::all_placed(&plan.walk);
        self.placed.extend(placed.iter().map(|placed| (placed.route, placed.stands, placed.reason)));
        // A step that is open already may wait for a day as well.
        for place in (0..plan.rules().routes.len()).map(|at| RouteIx(at as u16)) {
            let reason = plan.rules().route(place).later.iter().position(|later| situation.holds(&later.when));
            let waits = reason.filter(|reason| plan.opens((place, *reason)).is_some());
            self.placed.extend(waits.map(|reason| (place, Stands::Later, reason)));
        }
        let says = |expected: &ExpectedDeadline| expected.due.is_some() || expected.state.is_some();
        for (id, _) in expect.deadlines.iter().filter(|(_, expected)| says(expected)) {
            let Some(place) = plan.rules().deadline_by_id(id) else { continue };
            let side = match situation.standing(place).state() {
                State::InTime | State::LastDays => Side::Running,
                State::Passed => Side::Passed,
                State::Pending | State::NotStarted => continue,
            };
            self.sides.insert((place, side));
        }
        self.heard.extend(situation.heard());
        self.heard.extend(situation.told());
        self.said.extend(plan.arguments().into_iter().map(|(_, argument)| argument.id.clone()));
    }
}
