//! What every page of next steps keeps: over every case here, and over random answers in `tests/it/trials.rs`.

use signpost::cases::{Case, Reference};
use signpost::render::casework;
use signpost_check::files::Tally;
use signpost_core::dates::calendar::WorkingDay;
use signpost_core::dates::say;
use signpost_core::interview::told::Told;
use signpost_core::interview::{Answer, Answers, Standing, walk};
use signpost_core::plan::done::after;
use signpost_core::plan::steps::{self, Step};
use signpost_core::plan::{Advice, Plan, advise, nearest_own_deadline};
use signpost_core::rules::RuleSet;
use signpost_core::rules::model::{Kind, Own, QuestionIx, RouteIx, State, Who};
use signpost_render::document::{Block, Document, StepBlock, text};
use signpost_render::html::html;
use signpost_render::ics::{Titles, calendar};
use signpost_render::plan::{self as page, FIRST_SCREEN, MAX_LINES, SCREEN, Today};
use signpost_render::{json, letter, summary};

use super::pages::{close, plans};
use crate::run::flat;

/// How often a check had something to look at in a plan, and what it found wrong.
#[derive(Debug, Default)]
pub struct Held {
    pub seen: usize,
    pub wrong: Vec<String>,
}

impl Held {
    fn look(&mut self, holds: bool, wrong: impl FnOnce() -> String) {
        self.seen += 1;
        if !holds {
            self.wrong.push(wrong());
        }
    }
}

/// What is held, how it is looked at, and how often at least the cases have something to look at.
pub type Check = (&'static str, fn(&Plan<'_>) -> Held, usize);

pub const CHECKS: [Check; 13] = [
    ("each passed limit of others stands on the page with its day", late, 50),
    ("the day beside a step is a day of that step", days, 500),
    ("no step comes after a limit that it could still keep", kept, 100),
    ("a call leaves five working days before its appeal", room, 10),
    ("what ends first is seen first", soonest, 100),
    ("nothing stands in two lists", once, 500),
    ("the page is short, and its first screen has the headline and two steps", short, 500),
    ("a step leaves its day to the day beside it", timeless, 500),
    ("headline, steps and answers are read with ease", reads, 500),
    ("letters are filled with all that is known", letters, 200),
    ("what names a step or its day names one that is numbered", named, 500),
    ("a step that is done does not lead any more", done, 300),
    ("all faces name the same day for a step, under one number", faces, 500),
];

#[test]
fn every_case_keeps_them() {
    let plans = plans();
    for (said, check, least) in CHECKS {
        let (mut seen, mut wrong) = (0, Vec::new());
        for (name, plan) in &plans {
            let held = check(plan);
            seen += held.seen;
            wrong.extend(held.wrong.into_iter().map(|wrong| format!("{name}: {wrong}")));
        }
        assert!(wrong.is_empty(), "not so: {said}: {} of {seen}\n{}", wrong.len(), wrong.join("\n"));
        assert!(seen >= least, "{said}: only {seen} seen");
    }
}

/// A service's own page can be ticked step by step; a parent's has no lines to fill in.
#[test]
fn a_service_of_its_own_can_tick_each_step() {
    let mut rules = signpost_rules::rules().clone();
    let today = rules.law_checked;
    let lines = |rules: &RuleSet| -> (usize, usize, usize) {
        let answers = Answers::none(rules);
        let Advice::Ask(walk) = advise(rules, &answers, today) else { panic!("no question") };
        let mut answers = Answers::none(rules);
        answers.set(walk.next.expect("one is open"), Answer::Chosen(0b10));
        let Advice::Plan(plan) = advise(rules, &answers, today) else { panic!("no plan") };
        let shown = text(&page::whole(&plan, Today::Set), 4000);
        let own = steps::of(&plan).iter().filter(|step| step.own().is_some()).count();
        (own, shown.matches("Done on ____").count(), shown.matches("I will ring you on ____").count())
    };
    let (own, ticks, ring) = lines(&rules);
    assert!(own > 0 && (ticks, ring) == (0, 0), "{own} {ticks} {ring}");
    rules.own = Some(Own {
        name: "Our service".into(),
        letterhead: None,
        phone: None,
        email: None,
        web: None,
        hours: None,
        links: Vec::new(),
        colour: None,
        checked: None,
    });
    assert_eq!(lines(&rules), (own, own, 1));
}

fn own(plan: &Plan<'_>) -> Vec<(usize, Step, RouteIx)> {
    let steps = steps::of(plan).into_iter().enumerate();
    steps.filter_map(|(at, step)| Some((at, step, step.own()?))).collect()
}

fn blocks(document: &Document) -> Vec<&StepBlock> {
    let blocks = document.blocks.iter().filter_map(|block| match block {
        Block::Step(step) => Some(step),
        _ => None,
    });
    blocks.collect()
}

fn late(plan: &Plan<'_>) -> Held {
    let mut held = Held::default();
    let shown = flat(&close(&page::document(plan, Today::Set), SCREEN));
    for place in steps::late(plan) {
        let Standing::Dated(dated) = plan.walk.situation.standing(place) else { continue };
        let deadline = plan.rules().deadline(place);
        let said = page::late_sentence(deadline, dated, plan.walk.situation.today);
        let said = plan.walk.situation.say(&said);
        held.look(shown.contains(&flat(&said)), || format!("{}: {said}\n{shown}", deadline.id));
    }
    held
}

fn days(plan: &Plan<'_>) -> Held {
    let (mut held, situation, rules) = (Held::default(), &plan.walk.situation, plan.rules());
    let whole = page::whole(plan, Today::Set);
    let shown = blocks(&whole);
    for (at, step, route) in own(plan) {
        let Some(day) = step.day else { continue };
        let id = &rules.route(route).id;
        held.look(day >= situation.today, || format!("{id}: {day} has gone"));
        let when = shown[at].when.clone().unwrap_or_default();
        held.look(when.contains(&say::near(day, situation.today)), || format!("{id}: {day}, but {when}"));
        let Some(last) = step.last else { continue };
        let deadline = rules.deadline(last);
        let of_step = rules.route(route).step_deadlines.contains(&last) && deadline.who == Who::You;
        held.look(of_step, || format!("{id}: {} is no limit of it", deadline.id));
        let end = match situation.standing(last) {
            // A count of school days may run on after its earliest end: then today is soonest.
            Standing::Dated(dated) => Some(dated.reckoning.last.max(situation.today)),
            Standing::Pending | Standing::Outside(_) => None,
        };
        held.look(end.is_some_and(|end| day <= end), || format!("{id}: {day} is after {end:?}, {}", deadline.id));
    }
    held
}

fn kept(plan: &Plan<'_>) -> Held {
    let (mut held, situation, rules) = (Held::default(), &plan.walk.situation, plan.rules());
    for (_, step, route) in own(plan).into_iter().filter(|(_, step, _)| !step.follows()) {
        for place in &rules.route(route).deadlines {
            let (Some(day), limit) = (step.day, rules.deadline(*place)) else { continue };
            let Standing::Dated(dated) = situation.standing(*place) else { continue };
            let runs = matches!(dated.state, State::InTime | State::LastDays) && situation.applies(*place);
            if limit.who == Who::You && runs {
                // A count of school days may run on after its earliest end: then today is soonest.
                let end = dated.reckoning.last.max(situation.today);
                held.look(day <= end, || format!("{}: {day}, after {} {end}", rules.route(route).id, limit.id));
            }
        }
    }
    held
}

fn room(plan: &Plan<'_>) -> Held {
    /// Working days between a call and the day to aim for with what it prepares.
    const ROOM: usize = 5;
    let (mut held, rules) = (Held::default(), plan.rules());
    let own = own(plan);
    let step = |id: &str| own.iter().find(|(_, _, route)| rules.route(*route).id == id);
    let (Some(call), Some(appeal)) = (step("mediation-advice"), step("tribunal-appeal")) else { return held };
    let (Some(day), Some(aim)) = (call.1.day, nearest_own_deadline(&plan.walk, appeal.2)) else { return held };
    let works = |day: &chrono::NaiveDate| rules.calendar.is_working(*day, WorkingDay::Local) == Ok(true);
    let room = day.iter_days().skip(1).take_while(|day| *day <= aim).filter(works).count();
    let enough = room >= ROOM || day == plan.walk.situation.today;
    held.look(call.0 < appeal.0 && enough, || format!("{day}, {room} working days before {aim}"));
    held
}

/// The right that ends first, if that is soon, is used in one of the first two steps of one's own, or stands above them.
fn soonest(plan: &Plan<'_>) -> Held {
    const SOON: u64 = 28;
    let (mut held, situation) = (Held::default(), &plan.walk.situation);
    let own = own(plan);
    let ends = own.iter().enumerate().filter_map(|(at, (_, step, _))| match situation.standing(step.last?) {
        Standing::Dated(dated) => Some((dated.reckoning.last, at)),
        Standing::Pending | Standing::Outside(_) => None,
    });
    let Some((end, at)) = ends.min() else { return held };
    let page = page::document(plan, Today::Set);
    let above = page.blocks.iter().take_while(|block| !matches!(block, Block::Step(_)));
    let above = close(&Document { blocks: above.cloned().collect() }, 4000);
    let named = above.contains(&say::near(end, situation.today));
    let soon = end < situation.today + chrono::Days::new(SOON);
    held.look(at < 2 || named || !soon, || format!("{end} ends first and is step {} of one's own\n{above}", at + 1));
    // What leads and what stands beside it and ends sooner: in the order in which they end.
    let first: Vec<_> = own.iter().filter(|(_, step, route)| step.beside || *route == plan.next_step).collect();
    let lead = first.iter().find(|(_, step, _)| !step.beside).and_then(|(at, step, _)| Some((*at, step.last?)));
    if let Some((at, last)) = lead
        && let Standing::Dated(lead) = situation.standing(last)
    {
        for (other, step, route) in first.iter().filter(|(_, step, _)| step.beside) {
            let Some(Standing::Dated(dated)) = step.last.map(|last| situation.standing(last)) else { continue };
            let sooner = dated.reckoning.last < lead.reckoning.last;
            let id = &plan.rules().route(*route).id;
            held.look(!sooner || *other < at, || format!("{id} ends before what leads and stands after it"));
        }
    }
    held
}

/// A way is a step, or another way, or shut: never two of these.
fn once(plan: &Plan<'_>) -> Held {
    let (mut held, situation, rules) = (Held::default(), &plan.walk.situation, plan.rules());
    let mut lists: Vec<RouteIx> = vec![plan.next_step];
    lists.extend(plan.alongside.iter().chain(&plan.open));
    lists.extend(plan.later.iter().chain(&plan.closed).map(|(route, _)| *route));
    let mut single = lists.clone();
    single.sort_unstable();
    single.dedup();
    held.look(single.len() == lists.len(), || {
        format!("{:?}", lists.iter().map(|route| &rules.route(*route).id).collect::<Vec<_>>())
    });
    let page = page::document(plan, Today::Set);
    let items = page.blocks.iter().filter_map(|block| match block {
        Block::Item(said) => Some(said.as_str()),
        _ => None,
    });
    let items: Vec<&str> = items.collect();
    for (_, _, route) in own(plan) {
        let way = format!("{}. ", situation.say(&rules.route(route).name));
        held.look(!items.iter().any(|item| item.starts_with(&way)), || format!("{way} is a step and another way"));
    }
    let mut named = items.clone();
    named.sort_unstable();
    named.dedup();
    held.look(named.len() == items.len(), || format!("said twice: {items:?}"));
    held
}

/// "For step 2: ...", "After step 1", "Send the appeal by Friday 4 December": there is such a step, and it is the person's
/// own.
fn named(plan: &Plan<'_>) -> Held {
    let (mut held, situation) = (Held::default(), &plan.walk.situation);
    let page = page::document(plan, Today::Set);
    let own: Vec<(usize, String)> = own(plan)
        .into_iter()
        .map(|(at, step, _)| (at + 1, step.day.map_or(String::new(), |day| say::near(day, situation.today))))
        .collect();
    let numbered = |number: &str| own.iter().any(|(own, _)| number == own.to_string());
    for block in &page.blocks {
        let (said, before) = match block {
            Block::Item(said) => (said.strip_prefix("Step ").and_then(|said| said.split(':').next()), ""),
            Block::Step(step) => (step.when.as_deref().and_then(|when| when.split("step ").nth(1)), "step "),
            Block::Headline(said) => {
                let days = said.split(" by ").skip(1).filter_map(|said| said.split_once('.')).map(|(day, _)| day);
                // "by Tuesday 13 October, 39 days ago" is another's day, and "by somebody else" none.
                let is_day = |day: &&str| {
                    !day.contains(',') && day.split(' ').next().is_some_and(|first| first.ends_with("day"))
                };
                for day in days.filter(is_day) {
                    held.look(own.iter().any(|(_, own)| own == day), || format!("{said}: no step is for {day}"));
                }
                (None, "")
            }
            _ => (None, ""),
        };
        let number = said.map(|said| said.split([' ', ',']).next().unwrap_or_default());
        number.into_iter().for_each(|number| {
            held.look(numbered(number), || {
                format!("{before}{number} is no step of one's own\n{}", close(&page, SCREEN))
            });
        });
    }
    held
}

/// What the rules say of a step that is done is asked of this person, and moves the page on.
fn done(plan: &Plan<'_>) -> Held {
    let (mut held, rules, today) = (Held::default(), plan.rules(), plan.walk.situation.today);
    let mut answers = Answers::none(rules);
    for (question, answer) in plan.walk.path.iter().filter_map(|at| Some((*at, plan.walk.situation.answer(*at)?))) {
        answers.set(question, answer);
    }
    let id = &plan.step().id;
    let Ok(mut now) = after(rules, &answers, plan.next_step, today, today) else { return held };
    let changed: Vec<QuestionIx> =
        now.held().filter(|(at, answer)| answers.get(*at) != Some(*answer)).map(|(at, _)| at).collect();
    while let Some(next) = walk(rules, &now, today).next {
        let told = rules.question(next).kind == Kind::Told;
        now.set(next, if told { Answer::Told(Told::default()) } else { Answer::NotSure });
    }
    let Advice::Plan(next) = advise(rules, &now, today) else { panic!("{id}: no plan once it is done") };
    for question in changed {
        let name = &rules.question(question).id;
        held.look(next.walk.path.contains(&question), || format!("{id} is done, and `{name}` is not asked"));
    }
    held.look(next.step().id != *id, || format!("{id} is done, and leads again"));
    held
}

fn short(plan: &Plan<'_>) -> Held {
    let mut held = Held::default();
    let page = page::document(plan, Today::Set);
    let lines = close(&page, SCREEN).lines().count();
    held.look(lines <= MAX_LINES && MAX_LINES == 60, || format!("{lines} lines"));
    let steps = page.blocks.iter().enumerate().filter(|(_, block)| matches!(block, Block::Step(_)));
    let steps: Vec<usize> = steps.map(|(at, _)| at).collect();
    // Of the second step the day and what to do: as much as two lines of it.
    let last = steps.get(1).map_or(steps[0], |second| second - 1);
    let above = &page.blocks[..=last];
    let lines = close(&Document { blocks: above.to_vec() }, SCREEN).lines().count() + 2 * usize::from(steps.len() > 1);
    let headline = above.iter().any(|block| matches!(block, Block::Headline(_)));
    held.look(headline && lines <= FIRST_SCREEN, || format!("two steps take {lines} lines\n{}", close(&page, SCREEN)));
    held
}

/// "Monday 23 November. Write today ..." would name two days.
fn timeless(plan: &Plan<'_>) -> Held {
    const TIMES: [&str; 4] = ["today", "tonight", "tomorrow", "this week"];
    let mut held = Held::default();
    for block in blocks(&page::whole(plan, Today::Set)).into_iter().filter(|block| block.own && block.when.is_some()) {
        let said = block.what.to_lowercase();
        let named = TIMES.iter().find(|time| said.contains(**time));
        held.look(named.is_none(), || format!("{:?}: {}", block.when, block.what));
    }
    held
}

fn reads(plan: &Plan<'_>) -> Held {
    /// The age of somebody in the eighth year of school in the United States, as the formula counts.
    const OLDEST: f64 = 13.0;
    /// Names that nobody can shorten, and as short a name.
    const NAMES: [(&str, &str); 2] = [("Northern Ireland", "Wales"), ("Upper Tribunal", "court")];
    let mut held = Held::default();
    let page = page::document(plan, Today::Set);
    let mut tally = Tally::default();
    let mut add = |said: &str| {
        tally.add(&NAMES.iter().fold(said.to_owned(), |said, (name, short)| said.replace(name, short)));
    };
    for block in &page.blocks {
        match block {
            Block::Headline(said) => add(said),
            Block::Step(step) => {
                add(&step.what);
                step.more.iter().for_each(|said| add(said));
            }
            _ => {}
        }
    }
    for tell in &plan.told {
        add(&plan.walk.situation.say(&plan.rules().tells[tell.at()].says));
    }
    let age = tally.age().unwrap_or_default();
    held.look(age <= OLDEST, || format!("read with ease at {age:.1}\n{}", close(&page, SCREEN)));
    held
}

fn letters(plan: &Plan<'_>) -> Held {
    let (mut held, situation, rules) = (Held::default(), &plan.walk.situation, plan.rules());
    let exact = |answer| matches!(answer, Some(Answer::Date(span)) if span.is_exact());
    let dates = rules.questions().filter(|(place, _)| exact(situation.answer(*place)));
    let dates = dates.filter_map(|(_, asked)| asked.date()).map(|date| situation.say(&date.called).to_lowercase());
    let council = rules.area_question.and_then(|place| situation.answer(place));
    let council = matches!(council, Some(Answer::Area(_))).then(|| "name of the council".to_owned());
    let known: Vec<String> = dates.chain(council).collect();
    for item in plan.letters.iter().map(|letter| &rules.letters[letter.at()]) {
        let Ok(document) = letter::document(situation, item) else {
            held.wrong.push(format!("{} cannot be drawn", item.id));
            continue;
        };
        for gap in letter::placeholders(&text(&document, 4000)) {
            let gap = gap.to_lowercase();
            let left = known.iter().find(|known| gap.contains(&format!("[{known}]")));
            held.look(left.is_none(), || format!("{}: {gap} is known", item.id));
        }
    }
    held
}

fn faces(plan: &Plan<'_>) -> Held {
    let (mut held, situation, rules) = (Held::default(), &plan.walk.situation, plan.rules());
    let (page, whole) = (page::document(plan, Today::Set), page::whole(plan, Today::Set));
    let (on_page, in_full) = (blocks(&page), blocks(&whole));
    let web = html(&whole).replace('\u{a0}', " ");
    let data = serde_json::to_value(json::plan(plan)).expect("plain values");
    let events = calendar(plan, Titles::Private).unwrap_or_default().replace("\r\n ", "");
    let email = text(&summary::email(plan, Today::Set), 4000);
    let reference = Reference::parse("K7MR-3XQD").expect("a reference");
    let case = Case::new(reference, situation.today);
    let call = text(&casework::summary::document(plan, &case), 4000);
    let back = text(&casework::teach_back::document(plan), 4000);
    let first = own(plan).first().map(|(at, ..)| *at);
    for (at, step, route) in own(plan) {
        let Some(day) = step.day else { continue };
        let (id, number) = (&rules.route(route).id, at + 1);
        let when = in_full[at].when.clone().unwrap_or_default();
        let mut in_face = |face: &str, names_it: bool| {
            held.look(names_it, || format!("{face} does not name {when}, {day}, for step {number}, {id}"));
        };
        let same = on_page.get(at).is_some_and(|block| block.number == number && block.when.as_deref() == Some(&when));
        in_face("the page", same && on_page.len() == in_full.len());
        let at_edge = format!("<span class=\"number\">{number}</span><div><p class=\"when\">{when}</p>");
        in_face("the web page", web.contains(&at_edge));
        in_face("JSON", data["steps"][at]["day"] == day.to_string() && data["steps"][at]["route"] == **id);
        in_face("the calendar", events.contains(&format!("UID:{id}-step-{day}@signpost")));
        let line = format!("\n{number:<3}{when}. ");
        for (face, said) in [("the email", &email), ("the summary of a call", &call)] {
            let cut = Some(at) != first && !said.contains(&format!("\n{number:<3}"));
            in_face(face, cut || said.contains(&line));
        }
        if Some(at) == first {
            in_face("teach-back", back.contains(&format!("By: {when}\n")));
        }
    }
    held
}
