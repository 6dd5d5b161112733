//! Why one route leads and not another, in the words of the rule files.

use chrono::NaiveDate;

use signpost_core::interview::{Answers, Situation, Standing, Walk, walk};
use signpost_core::plan::why::{self, Behind, Change};
use signpost_core::plan::{Stands, Step, ladder_steps, leading};
use signpost_core::rules::model::{Condition, DeadlineIx, QuestionIx, RouteIx, RuleSet};
use signpost_core::text;
use signpost_render::condition;

/// The most questions named that were not asked: where there are more, none of them is the cause.
const MOST_NAMES: usize = 8;

/// Why what leads does, and of each route asked about why it does not, with what would make it lead.
pub fn text(rules: &RuleSet, answers: &Answers, today: NaiveDate, routes: &[RouteIx], width: usize) -> String {
    let walk = walk(rules, answers, today);
    let mut page = Page { walk: &walk, rules, width, out: String::new() };
    page.leads();
    for route in routes.iter().filter(|route| leading(&walk) != Some(**route)) {
        page.out.push('\n');
        page.route(*route, &why::changes(rules, answers, today, *route));
        page.conditions(*route);
    }
    page.out
}

/// Of one route, whether it leads and what would make it lead: what a failing case says below "expected A,
/// got B".
pub fn of_route(rules: &RuleSet, answers: &Answers, today: NaiveDate, route: RouteIx, width: usize) -> String {
    let walk = walk(rules, answers, today);
    let mut page = Page { walk: &walk, rules, width, out: String::new() };
    page.route(route, &why::changes(rules, answers, today, route));
    page.out
}

struct Page<'p, 'r> {
    walk: &'p Walk<'r>,
    rules: &'r RuleSet,
    width: usize,
    out: String,
}

impl<'r> Page<'_, 'r> {
    fn line(&mut self, indent: &str, text: &str) {
        let rest = format!("{indent}  ");
        self.out.push_str(&text::wrap(text, self.width, indent, &rest));
        self.out.push('\n');
    }

    fn id(&self, route: RouteIx) -> &'r str {
        let rules: &'r RuleSet = self.rules;
        &rules.route(route).id
    }

    /// The line of the ladder on which a step stands.
    fn at(&self, step: Step) -> String {
        match step.line {
            Some((rung, at)) => format!("rung `{}`, line {}", self.rules.ladder[rung.at()].id, at + 1),
            None => "no line of the ladder".to_owned(),
        }
    }

    fn leads(&mut self) {
        let Some(step) = ladder_steps(self.walk).first().copied() else {
            self.line("", "No route is recommended.");
            return;
        };
        let route = self.rules.route(step.route);
        self.line("", &format!("`{}` leads, on {}: {}", route.id, self.at(step), route.name));
        if let Some((rung, at)) = step.line {
            let rung = &self.rules.ladder[rung.at()];
            self.line("  ", &format!("{}: {}", rung.title, rung.because));
            self.condition("the `when` of its line", &rung.steps[at].when);
        }
        self.condition("recommend_when", &route.recommend_when);
    }

    fn route(&mut self, place: RouteIx, changes: &[Change]) {
        let route = self.rules.route(place);
        let why = match why::behind(self.walk, place) {
            None => format!("`{}` leads.", route.id),
            Some(Behind::NotRecommended) => format!("`{}` does not lead: it is not recommended.", route.id),
            Some(Behind::Line { lead, own }) => format!(
                "`{}` is recommended, on {}, and `{}` comes before it, on {}.",
                route.id,
                self.at(own),
                self.id(lead.route),
                self.at(lead)
            ),
            Some(Behind::Body { lead }) => format!(
                "`{}` is recommended, and `{}` is the step of the same body, on {}.",
                route.id,
                self.id(lead.route),
                self.at(lead)
            ),
            Some(Behind::Alone { lead }) => format!(
                "`{}` is recommended, but its rung is `alone`, and `{}` leads, on {}.",
                route.id,
                self.id(lead.route),
                self.at(lead)
            ),
        };
        self.line("", &why);
        self.changes(place, changes);
    }

    /// Every condition of a route, part by part.
    fn conditions(&mut self, place: RouteIx) {
        let (rules, situation) = (self.rules, &self.walk.situation);
        let route = rules.route(place);
        self.condition("recommend_when", &route.recommend_when);
        let placed = why::placed(self.walk, place);
        match placed.map(|placed| (placed.stands, placed.reason)) {
            None => {
                self.line(
                    "  ",
                    "It has no place in this plan: it is neither open, nor later, nor closed with a reason.",
                );
            }
            Some((Stands::Later, at)) => {
                self.line("  ", &format!("It opens later: {}", situation.say(&route.later[at].because)));
                self.condition(&format!("later[{at}].when"), &route.later[at].when);
            }
            Some((Stands::Shut, at)) => {
                self.line("  ", &format!("It is closed: {}", situation.say(&route.closed[at].1)));
                self.condition(&format!("closed[{at}].when"), &route.closed[at].0);
            }
            Some((stands, _)) => self.line("  ", &format!("It stands in the plan: {}.", stands.name())),
        }
        self.condition("open_when", &route.open_when);
    }

    /// A condition as it is written, part by part, each with the answers behind it.
    fn condition(&mut self, name: &str, condition: &'r Condition) {
        let situation = &self.walk.situation;
        if matches!(condition, Condition::All(all) | Condition::Any(all) if all.is_empty()) {
            return; // always, or never: nothing decides it
        }
        let verdict = if situation.holds(condition) { "holds" } else { "does not hold" };
        let parts = why::parts(situation, condition);
        let how = match (parts.len(), condition) {
            (2.., Condition::Any(_)) => ", one of these is enough",
            (2.., _) => ", all of these must",
            _ => "",
        };
        self.line("  ", &format!("{name} {verdict}{how}:"));
        for part in parts {
            let holds = if part.holds { "yes" } else { "no" };
            let own = if part.because.is_empty() { behind(situation, part.condition) } else { None };
            let own = own.map_or(String::new(), |own| format!(" ({own})"));
            self.line("    ", &format!("{holds}: {}{own}", said(self.rules, part.condition)));
            let (nothing, told): (Vec<&Condition>, Vec<&Condition>) =
                part.because.iter().partition(|test| why::is_of_nothing(situation, test));
            for test in told {
                let is = if situation.holds(test) { "" } else { "not: " };
                let behind = behind(situation, test).unwrap_or_default();
                self.line("      ", &format!("- {is}{} ({behind})", said(self.rules, test)));
            }
            if !nothing.is_empty() {
                let mut names: Vec<&str> = Vec::new();
                for name in nothing.iter().map(|test| self.name_of(test)) {
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
                let more = names.len().saturating_sub(MOST_NAMES);
                names.truncate(MOST_NAMES);
                let more = if more == 0 { String::new() } else { format!(", and {more} more") };
                self.line("      ", &format!("- not asked, or not in play: {}{more}", names.join(", ")));
            }
        }
    }

    /// What a test looks at.
    fn name_of(&self, test: &Condition) -> &'r str {
        let rules: &'r RuleSet = self.rules;
        match test {
            Condition::Chose(question, _)
            | Condition::ChoseOnly(question, _)
            | Condition::Unsure(question)
            | Condition::DateKnown(question) => &rules.question(*question).id,
            Condition::Deadline(deadline, _) => &rules.deadline(*deadline).id,
            _ => "",
        }
    }

    fn changes(&mut self, route: RouteIx, changes: &[Change]) {
        if leading(self.walk) == Some(route) {
            return;
        }
        if changes.is_empty() {
            self.line("  ", "No one or two other answers were found that would make it lead.");
            return;
        }
        self.line("  ", "It would lead with:");
        for change in changes {
            let said = match change {
                Change::Day(day) => format!("today: {day}, in place of {}", self.walk.situation.today),
                Change::Answers(answers) => {
                    let said = answers.iter().map(|(question, answer)| {
                        let asked = &self.rules.question(*question).id;
                        let other = Answers::write(self.rules, *question, *answer);
                        match self.walk.situation.answer(*question) {
                            Some(given) => {
                                let given = Answers::write(self.rules, *question, given);
                                format!("{asked}: {other}, in place of {given}")
                            }
                            None => format!("{asked}: {other}, asked then"),
                        }
                    });
                    said.collect::<Vec<_>>().join("; ")
                }
            };
            self.line("    ", &format!("- {said}"));
        }
    }
}

/// A part of a condition; of what has parts of its own, only what it is: they stand below it.
fn said(rules: &RuleSet, part: &Condition) -> String {
    match part {
        Condition::All(parts) if !parts.is_empty() => "all of these".to_owned(),
        Condition::Any(parts) if !parts.is_empty() => "any of these".to_owned(),
        Condition::Not(inner) if matches!(inner.as_ref(), Condition::All(_) | Condition::Any(_)) => {
            format!("not {}", said(rules, inner))
        }
        part => condition::said(rules, part),
    }
}

/// The answer behind a test, or where the limit stands that it looks at.
fn behind(situation: &Situation<'_>, condition: &Condition) -> Option<String> {
    match condition {
        Condition::Not(inner) if !matches!(inner.as_ref(), Condition::Fact(_)) => behind(situation, inner),
        Condition::Chose(question, _)
        | Condition::ChoseOnly(question, _)
        | Condition::Unsure(question)
        | Condition::DateKnown(question) => Some(answered(situation, *question)),
        Condition::Deadline(deadline, _) => Some(stands(situation, *deadline)),
        _ => None,
    }
}

fn answered(situation: &Situation<'_>, question: QuestionIx) -> String {
    let asked = &situation.rules.question(question).id;
    situation.answer(question).map_or_else(
        || format!("`{asked}` was not asked"),
        |answer| format!("`{asked}` is answered {}", Answers::write(situation.rules, question, answer)),
    )
}

fn stands(situation: &Situation<'_>, deadline: DeadlineIx) -> String {
    if !situation.applies(deadline) {
        return "it does not apply here".to_owned();
    }
    match situation.standing(deadline) {
        Standing::Dated(dated) => {
            let reckoning = &dated.reckoning;
            format!("it is {}: aim {}, last day {}", dated.state.name(), reckoning.aim, reckoning.last)
        }
        other => {
            let needs = &situation.rules.deadline(deadline).needs;
            let needs = needs.iter().filter(|question| situation.answer(**question).is_none());
            let needs: Vec<&str> = needs.map(|question| situation.rules.question(*question).id.as_str()).collect();
            let not_asked = if needs.is_empty() { String::new() } else { format!(", not asked: {}", needs.join(", ")) };
            format!("it is {}{not_asked}", other.state().name())
        }
    }
}
