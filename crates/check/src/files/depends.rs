//! What depends on what: nothing on itself, and no question on a later one.

use std::collections::HashSet;

use super::finding::{Code, Findings, Place};
use super::graph::{Graph, Reads};
use super::load::HEAD;
use signpost_core::rules::model::{AtTimes, Certainty, Condition, Letter, RouteIx, State, States};
use signpost_core::rules::{RuleSet, questions_of};

/// Where the items stand, in the order of the rule set's lists.
pub struct Places {
    /// Of the questions.
    pub questions: Vec<Place>,
    /// Of the facts.
    pub facts: Vec<Place>,
    /// Of the deadlines.
    pub deadlines: Vec<Place>,
    /// Of the routes.
    pub routes: Vec<Place>,
    /// Of the rungs of the ladder.
    pub rungs: Vec<Place>,
    /// Of the tells.
    pub tells: Vec<Place>,
    /// Of the arguments.
    pub arguments: Vec<Place>,
}

/// Reports cycles, questions that look ahead, and conditions that rest on what is not certain enough.
pub fn check(rules: &RuleSet, places: &Places, findings: &mut Findings) {
    let graph = Graph::of(rules);
    let Some(order) = graph.order(rules, places, findings) else {
        return; // the look-ahead below would not end
    };
    let Some(latest) = graph.latest(&order, rules, places, findings) else { return };
    for (at, question) in rules.questions() {
        let mut reads = Reads::default();
        reads.of(rules, &question.ask_when);
        let met = reads.latest(&latest);
        if let Some(later) = met.filter(|met| *met >= at) {
            let later = &rules.question(later).id;
            let message = if *later == question.id {
                format!("whether `{later}` is asked hangs on its own answer")
            } else {
                format!("whether `{}` is asked hangs on `{later}`, which is asked after it", question.id)
            };
            let help = "move the question down, or look only at earlier answers";
            findings.add(Code::AsksAhead, places.questions[at.at()].then("ask_when"), message, Some(help.into()));
        }
    }
    let mut conditions: Vec<(&Condition, Place)> = Vec::new();
    for (question, place) in rules.questions.iter().zip(&places.questions) {
        conditions.push((&question.ask_when, place.then("ask_when")));
    }
    for (fact, place) in rules.facts.iter().zip(&places.facts) {
        conditions.push((&fact.when, place.then("when")));
    }
    let deciding = deciding(rules, places);
    for (condition, place) in conditions.iter().chain(&deciding) {
        certain_enough(rules, condition, place, findings);
    }
    headings(rules, places, deciding, findings);
    // What could not be read may be what recommends a route: one mistake is one finding.
    if !findings.any_errors() {
        off_ladder(rules, places, findings);
        without_when_done(rules, places, findings);
    }
}

/// The conditions that decide what a plan says, but those of facts and of what is asked.
fn deciding<'r>(rules: &'r RuleSet, places: &Places) -> Vec<(&'r Condition, Place)> {
    let mut conditions: Vec<(&Condition, Place)> = Vec::new();
    for (route, place) in rules.routes.iter().zip(&places.routes) {
        conditions.push((&route.recommend_when, place.then("recommend_when")));
        conditions.push((&route.alongside_when, place.then("alongside_when")));
        conditions.push((&route.open_when, place.then("open_when")));
        let later = route.later.iter().enumerate();
        conditions.extend(later.map(|(at, later)| (&later.when, place.item("later", at).then("when"))));
        let closed = route.closed.iter().enumerate();
        conditions.extend(closed.map(|(at, (when, _))| (when, place.item("closed", at).then("when"))));
        conditions.extend(at_times(&route.checklist, place, "checklist"));
        conditions.extend(at_times(&route.letters, place, "letters"));
        conditions.extend(at_times(&route.contacts, place, "contacts"));
    }
    for (rung, place) in rules.ladder.iter().zip(&places.rungs) {
        conditions.extend(at_times(&rung.steps, place, "steps"));
    }
    for (tell, place) in rules.tells.iter().zip(&places.tells) {
        conditions.push((&tell.when, place.then("when")));
        conditions.extend(tell.shown_when.as_ref().map(|shown| (shown, place.then("shown_when"))));
    }
    for (argument, place) in rules.arguments.iter().zip(&places.arguments) {
        conditions.push((&argument.when, place.then("when")));
    }
    conditions
}

fn at_times<'r, T>(items: &'r [AtTimes<T>], place: &Place, key: &str) -> Vec<(&'r Condition, Place)> {
    let items = items.iter().enumerate();
    items.map(|(at, item)| (&item.when, place.item(key, at).then("when"))).collect()
}

/// A heading only calls up further questions: nothing else may hang on what somebody picks among headings.
fn headings(rules: &RuleSet, places: &Places, deciding: Vec<(&Condition, Place)>, findings: &mut Findings) {
    let limits = rules.deadlines.iter().zip(&places.deadlines);
    let limits = limits.map(|(deadline, place)| (&deadline.when, place.then("when")));
    let letter = |letter: &Letter| Place::new(&format!("letters/{}.md", letter.id), "when");
    let letters = rules.letters.iter().map(|item| (&item.when, letter(item)));
    let phrases = rules.phrases.iter().enumerate().flat_map(|(at, phrase)| {
        let place = Place::new(HEAD, "").item("phrases", at);
        let instead = phrase.instead.iter().enumerate();
        instead.map(move |(at, (when, _))| (when, place.item("instead", at).then("when")))
    });
    for (condition, place) in deciding.into_iter().chain(limits).chain(letters).chain(phrases) {
        let (mut met, mut seen) = (Vec::new(), HashSet::new());
        questions_of(rules, condition, &mut met, &mut seen);
        if let Some(heading) = met.iter().map(|met| rules.question(*met)).find(|question| question.heading) {
            let message = format!("this hangs on `{}`, which is only a heading", heading.id);
            let help = "ask for the detail in a question of its own, and look at that";
            findings.add(Code::HeadingDecides, place, message, Some(help.into()));
        }
    }
}

/// Where there is a ladder, what can be recommended stands on it, and nothing else does.
fn off_ladder(rules: &RuleSet, places: &Places, findings: &mut Findings) {
    if rules.ladder.is_empty() {
        return;
    }
    let never = |route: RouteIx| rules.route(route).recommend_when == Condition::Any(Vec::new());
    let mut on_rungs = HashSet::new();
    for (rung, place) in rules.ladder.iter().zip(&places.rungs) {
        for (at, step) in rung.steps.iter().enumerate() {
            on_rungs.insert(step.what);
            if never(step.what) {
                let message = format!("`{}` is never recommended, so it can never lead", rules.route(step.what).id);
                let help = "give it `recommend_when`, or take it off the ladder";
                findings.add(Code::OffLadder, place.item("steps", at), message, Some(help.into()));
            }
        }
    }
    for (at, place) in places.routes.iter().enumerate() {
        let route = RouteIx(at as u16);
        if !never(route) && !on_rungs.contains(&route) {
            let message = format!("`{}` can be recommended and stands on no rung of the ladder", rules.route(route).id);
            findings.add(Code::OffLadder, place.then("recommend_when"), message, Some("put it on a rung".into()));
        }
    }
}

/// Where the rules say of any route what is so once it is done, they say it of each that can be a step.
fn without_when_done(rules: &RuleSet, places: &Places, findings: &mut Findings) {
    if rules.routes.iter().all(|route| route.when_done.is_none()) {
        return;
    }
    let never = Condition::Any(Vec::new());
    for (route, place) in rules.routes.iter().zip(&places.routes) {
        let step = route.recommend_when != never || route.alongside_when != never;
        if step && route.when_done.is_none() {
            let message = format!("`{}` can be a step, and nothing says what is so once it is done", route.id);
            let help =
                "give it `when_done`: the answers that are given then, or `stays` with why nothing asked changes";
            findings.add(Code::MissingKey, place.then("id"), message, Some(help.into()));
        }
    }
}

/// No rule may rest a state on certainty D.
fn certain_enough(rules: &RuleSet, condition: &Condition, place: &Place, findings: &mut Findings) {
    condition.parts().iter().for_each(|part| certain_enough(rules, part, place, findings));
    if let Condition::Deadline(deadline, states) = condition {
        let item = rules.deadline(*deadline);
        if item.certainty == Certainty::D && *states != States::default().with(State::Pending) {
            let message = format!("`{}` is of certainty D, so no rule may depend on where it stands", item.id);
            findings.add(Code::TooUncertain, place.clone(), message, None);
        }
    }
}
