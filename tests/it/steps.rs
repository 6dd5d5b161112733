//! Which step leads, and what of a route's limits is shown: small rule sets, each with one thing that decides.

use chrono::{Days, NaiveDate};
use signpost_core::dates::Span;
use signpost_core::interview::{Answer, Answers};
use signpost_core::plan::{Advice, Plan, advise, done, nearest_own_deadline, steps, telling};
use signpost_core::rules::RuleSet;
use signpost_core::rules::model::{QuestionIx, RouteIx};

use crate::proof::small::Small;

/// Two bodies, each with a route of its own and one limit of so many days on it.
fn two(first: u32, second: u32) -> Small {
    Small::default()
        .date("one-date", "", "not_after: today,")
        .date("two-date", "", "not_after: today,")
        .deadline("limit-one", "you", &format!("{{after: one-date, days: {first}}}"), "")
        .deadline("limit-two", "you", &format!("{{after: two-date, days: {second}}}"), "")
        .route_of("one", "first", "{all: []}", "{all: []}", "adviser", "    deadlines: [limit-one]\n")
        .route_of("two", "second", "{all: []}", "{all: []}", "adviser", "    deadlines: [limit-two]\n")
}

/// Monday.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 15).expect("a day")
}

/// The plan where each date lies so many days back; one that is not given is not known.
fn plan<'r>(rules: &'r RuleSet, back: &[Option<u64>]) -> Plan<'r> {
    let mut answers = Answers::none(rules);
    for ((question, _), back) in rules.questions().zip(back) {
        let date = |back| Answer::Date(Span::exact(today() - Days::new(back)));
        answers.set(question, back.map_or(Answer::NotSure, date));
    }
    match advise(rules, &answers, today()) {
        Advice::Plan(plan) => plan,
        _ => panic!("no plan"),
    }
}

fn leads(small: &Small, back: [Option<u64>; 2]) -> String {
    let rules = small.rules();
    plan(&rules, &back).step().id.clone()
}

#[test]
fn without_a_ladder_the_first_written_leads_whatever_the_dates() {
    for back in [[Some(0), Some(0)], [Some(40), Some(0)], [Some(0), None], [None, Some(13)]] {
        assert_eq!(leads(&two(28, 14), back), "first");
    }
}

/// The lines of a ladder with one rung for each.
fn ladder(lines: &[&str]) -> String {
    let rung =
        |(at, line): (usize, &&str)| format!("  - {{id: rung-{at}, title: A rung, because: It is so., {line}}}\n");
    format!("ladder:\n{}", lines.iter().enumerate().map(rung).collect::<String>())
}

#[test]
fn the_first_line_that_is_recommended_and_holds_leads() {
    let known = "steps: [{step: second, when: {two-date: known}}, first]";
    let small = two(14, 28).and(&ladder(&["steps: [other]", known])).route("other", "", "{all: []}", "");
    assert_eq!(leads(&small, [Some(0), Some(0)]), "second");
    assert_eq!(leads(&small, [Some(0), None]), "first", "its line does not hold, though it is recommended");
    let rules = small.rules();
    let plan = plan(&rules, &[Some(0), Some(0)]);
    assert_eq!(plan.leading_rung().map(|rung| rung.id.as_str()), Some("rung-1"));
    let ids = |routes: &[RouteIx]| routes.iter().map(|at| rules.route(*at).id.clone()).collect::<Vec<_>>();
    assert_eq!((ids(&plan.alongside), ids(&plan.open)), (vec!["first".to_owned()], vec!["other".to_owned()]));
    // What decided: both what recommends it and its line.
    assert_eq!(plan.because.iter().map(|ground| ground.question.at()).collect::<Vec<_>>(), [1]);
}

#[test]
fn one_route_of_each_body_stands_beside_in_the_order_of_the_ladder() {
    let small = two(28, 14)
        .route_of("two", "third", "{all: []}", "{all: []}", "adviser", "")
        .route_of("three", "fourth", "{all: []}", "{all: []}", "adviser", "");
    let beside = |lines: &[&str]| -> Vec<String> {
        let rules = small.clone().and(&ladder(lines)).rules();
        plan(&rules, &[Some(0), Some(0)]).alongside.iter().map(|at| rules.route(*at).id.clone()).collect()
    };
    assert_eq!(beside(&["steps: [first]", "steps: [fourth, third, second]"]), ["fourth", "third"]);
    // A route on no line stands after those that are.
    assert_eq!(beside(&["steps: [first]", "steps: [fourth]"]), ["fourth", "second"]);
    // One that stands alone is no company.
    assert_eq!(beside(&["steps: [first]", "alone: true, steps: [fourth]", "steps: [third]"]), ["third"]);
}

#[test]
fn each_body_has_one_state_and_one_reason() {
    let not_open = |later: &str, closed: &str| {
        format!(
            "    later:\n      - {{when: {later}, from: limit-one, because: It comes.}}\n    closed:\n      - {{when: {closed}, because: It is shut.}}\n"
        )
    };
    let (shut, waits) = (not_open("{any: []}", "{all: []}"), not_open("{one-date: known}", "{all: []}"));
    let small = two(28, 14)
        .route_of("one", "hidden", "", "{any: []}", "adviser", &shut)
        .route_of("three", "shut", "", "{any: []}", "adviser", &shut)
        .route_of("three", "later", "", "{any: []}", "adviser", &waits)
        .route_of("three", "also-later", "", "{any: []}", "adviser", &waits);
    let rules = small.rules();
    let shown = |back: Option<u64>| {
        let plan = plan(&rules, &[back, Some(0)]);
        let ids = |list: &[(RouteIx, usize)]| list.iter().map(|at| rules.route(at.0).id.clone()).collect::<Vec<_>>();
        let states: Vec<&str> = plan.bodies.iter().map(|state| state.stands.name()).collect();
        let opens = plan.later.first().and_then(|later| plan.opens(*later));
        (states, ids(&plan.later), ids(&plan.closed), opens)
    };
    let none = Vec::<String>::new;
    let opens = today() + Days::new(29);
    let later = (vec!["step", "beside", "later"], vec!["later".to_owned()], none(), Some(opens));
    assert_eq!(shown(Some(0)), later);
    // Passed already: it is not said to open on a day that has been.
    assert_eq!(shown(Some(40)).3, None);
    assert_eq!(shown(None), (vec!["step", "beside", "shut"], none(), vec!["shut".to_owned()], None));
}

#[test]
fn a_time_limit_may_not_be_one_of_the_step_itself() {
    let rules =
        |more: &str| two(28, 14).route("more", "", "{all: []}", &format!("    deadlines: [limit-one]\n{more}")).rules();
    let nearest = |more: &str| nearest_own_deadline(&plan(&rules(more), &[Some(0), Some(0)]).walk, RouteIx(2));
    assert_eq!(nearest(""), Some(today() + Days::new(28)));
    assert_eq!(nearest("    step_deadlines: []\n"), None);
}

#[test]
fn letters_and_contacts_count_where_their_own_condition_holds() {
    let more = "    letters: [{letter: note, when: {one-date: known}}]\n    alongside_when: {all: []}\n";
    let rules = two(28, 14)
        .route_of("three", "write", "", "{all: []}", "{contact: ipsea, when: {one-date: known}}", more)
        .letter("note", "", "I write to you.")
        .rules();
    let shown = |back| {
        let plan = plan(&rules, &[back, Some(0)]);
        (plan.letters.len(), plan.contacts.len())
    };
    assert_eq!((shown(Some(0)), shown(None)), ((1, 2), (0, 1)));
}

#[test]
fn the_nearest_limit_is_the_persons_own_that_can_still_be_kept() {
    let rules = two(28, 14)
        .deadline("limit-theirs", "council", "{after: one-date, days: 7}", "")
        .deadline("limit-later", "you", "{after: one-date, days: 30}", "")
        .route("more", "", "{all: []}", "    deadlines: [limit-theirs, limit-one, limit-later]\n")
        .rules();
    let nearest = |back| nearest_own_deadline(&plan(&rules, &[back, Some(0)]).walk, RouteIx(2));
    assert_eq!(nearest(Some(0)), Some(today() + Days::new(28)));
    // Today is its last day; then only the later one is left; then none.
    assert_eq!(nearest(Some(28)), Some(today()));
    assert_eq!(nearest(Some(29)), Some(today() + Days::new(1)));
    assert_eq!(nearest(Some(31)), None);
    assert_eq!(nearest(None), None);
}

#[test]
fn limits_are_shown_once_and_only_where_they_apply() {
    let rules = two(28, 14)
        .deadline("limit-not", "you", "{after: one-date, days: 7}", "    when: {any: []}\n")
        .deadline("limit-open", "you", "{after: one-date, days: 10}", "")
        .route_of("one", "third", "", "{all: []}", "adviser", "    deadlines: [limit-one, limit-not, limit-open]\n")
        .route_of("two", "fourth", "", "{all: []}", "adviser", "    deadlines: [limit-open, limit-two]\n")
        .route_of(
            "two",
            "fifth",
            "",
            "{all: []}",
            "adviser",
            "    deadlines: [limit-two, limit-not]\n    alongside_when: {all: []}\n",
        )
        .rules();
    let shown = |back: [Option<u64>; 2]| -> Vec<String> {
        plan(&rules, &back).deadlines.iter().map(|place| rules.deadline(*place).id.clone()).collect()
    };
    assert_eq!(shown([Some(0), Some(0)]), ["limit-open", "limit-two", "limit-one"]);
    // Without its date a limit stays for the routes to take, and goes for those that are merely open.
    assert_eq!(shown([None, Some(0)]), ["limit-two", "limit-one"]);
    // A day outside the calendar is no date, and stands after those that are.
    assert_eq!(shown([Some(300), Some(0)]), ["limit-two", "limit-open", "limit-one"]);
}

#[test]
fn a_route_is_closed_for_its_first_reason() {
    let closed = "    closed:\n      - {when: {one-date: known}, because: The date is known.}\n      - {when: {all: []}, because: It is so.}\n";
    let rules = two(28, 14).route_of("three", "shut", "", "{any: []}", "adviser", closed).rules();
    let reason = |back| {
        let plan = plan(&rules, &[back, Some(0)]);
        let closed: Vec<(RouteIx, &str)> = plan.closed.iter().map(|at| (at.0, plan.reason(*at))).collect();
        assert_eq!(closed.len(), 1);
        (closed[0].0, closed[0].1.to_owned())
    };
    assert_eq!(reason(Some(0)), (RouteIx(2), "The date is known.".to_owned()));
    assert_eq!(reason(None), (RouteIx(2), "It is so.".to_owned()));
}

/// Three choices of one option, a date, a limit that applies only to some, and a fallback.
fn reasons(condition: &str) -> Vec<String> {
    let rules = Small::default()
        .one("a", "", &["x", "w"])
        .one("b", "", &["x", "w"])
        .one("c", "", &["x", "w"])
        .date("d", "", "not_after: today,")
        .fact("named", "{c: x}")
        .deadline("limit", "you", "{after: d, days: 7}", "")
        .deadline("limit-some", "you", "{after: d, days: 7}", "    when: {a: w}\n")
        .route("first", condition, "{all: []}", "")
        .route("second", "{all: []}", "{all: []}", "")
        .rules();
    let mut answers = Answers::none(&rules);
    for (question, asked) in rules.questions() {
        let date = Answer::Date(Span::exact(today()));
        answers.set(question, if asked.date().is_some() { date } else { Answer::Chosen(1) });
    }
    let Advice::Plan(plan) = advise(&rules, &answers, today()) else { panic!("no plan") };
    assert_eq!(plan.step().id, "first", "{condition}");
    plan.because.iter().map(|ground| rules.question(ground.question).id.clone()).collect()
}

#[test]
fn the_reason_is_the_answers_that_made_the_condition_hold() {
    let rows: [(&str, &[&str]); 11] = [
        ("{b: x}", &["b"]),
        ("{all: [{c: x}, {a: x}]}", &["a", "c"]),
        ("{any: [{a: w}, {b: x}, {c: x}]}", &["b"]),
        ("{not: {any: [{a: w}, {b: w}]}}", &["a", "b"]),
        ("{not: {all: [{a: x}, {b: w}, {c: w}]}}", &["b"]),
        ("{named: true}", &["c"]),
        ("{d: known}", &["d"]),
        ("{not: {b: not-sure}}", &["b"]),
        ("{deadline: {limit: in-time}}", &["d"]),
        ("{not: {deadline: {limit-some: in-time}}}", &["a"]),
        ("{not: {deadline: {limit: in-time, limit-some: in-time}}}", &["a"]),
    ];
    for (condition, wanted) in rows {
        assert_eq!(reasons(condition), wanted, "{condition}");
    }
}

#[test]
fn what_is_not_sure_is_named() {
    let rules = two(28, 14).rules();
    let unsure = |back: [Option<u64>; 2]| -> Vec<usize> {
        plan(&rules, &back).unsure.iter().map(|question| question.at()).collect()
    };
    assert_eq!(unsure([Some(0), None]), [1]);
    assert_eq!(unsure([None, Some(0)]), [0]);
    assert_eq!(unsure([Some(0), Some(0)]), Vec::<usize>::new());
}

/// The steps of one's own in their order, each with its day as days from today.
fn own(small: &Small, back: &[Option<u64>]) -> Vec<(String, i64)> {
    let rules = small.rules();
    let steps = steps::of(&plan(&rules, back));
    let own = steps.iter().filter_map(|step| Some((rules.route(step.own()?).id.clone(), step.day?)));
    own.map(|(id, day)| (id, (day - today()).num_days())).collect()
}

#[test]
fn the_right_that_ends_sooner_is_used_no_later_and_stands_first() {
    let order = |first, second| own(&two(first, second), &[Some(0), Some(0)]);
    let named = |first: (&str, i64), second: (&str, i64)| [first, second].map(|(id, day)| (id.to_owned(), day));
    // A letter takes three working days: Thursday.
    assert_eq!(order(28, 40), named(("first", 3), ("second", 3)));
    assert_eq!(order(28, 28), named(("first", 3), ("second", 3)));
    assert_eq!(order(28, 27), named(("second", 3), ("first", 3)));
    // A working day is left before the last.
    assert_eq!(order(28, 2), named(("second", 1), ("first", 3)));
    // What leads and takes longer than what ends sooner: both by the day of the one that leads, or before.
    assert_eq!(order(1, 2), named(("first", 0), ("second", 1)));
}

#[test]
fn an_act_whose_time_has_ended_waits_for_nothing() {
    let day =
        |back| own(&two(28, 28), &[Some(back), Some(0)]).iter().find(|(id, _)| id == "first").expect("it leads").1;
    assert_eq!((day(27), day(28), day(29)), (0, 0, 1), "the day before the last, on the last day, the day after it");
}

#[test]
fn an_act_that_cannot_wait_is_for_today() {
    let small = |effort: &str| Small::default().route("ring", "{all: []}", "{all: []}", effort);
    assert_eq!(own(&small("    effort: now\n"), &[]), [("ring".to_owned(), 0)]);
    assert_eq!(own(&small("    effort: call\n"), &[]), [("ring".to_owned(), 1)]);
}

/// Which routes the steps of one's own are, in their order, and after which each comes.
fn chain(small: &Small) -> Vec<(String, Option<String>)> {
    let rules = small.rules();
    let id = |route: RouteIx| rules.route(route).id.clone();
    let steps = steps::of(&plan(&rules, &[Some(0), Some(0)]));
    steps.iter().filter_map(|step| Some((id(step.own()?), step.after.map(id)))).collect()
}

/// A school complaint stood twice: as the step for an academy, and after it as that for other schools.
#[test]
fn what_follows_is_no_second_way_to_a_door_that_is_open() {
    let lead = "    leads_to: [other-kind, third]\n";
    let with = |other: &str| {
        let small = Small::default().date("one-date", "", "").date("two-date", "", "");
        let small = small.route_of("one", "write", "{all: []}", "{all: []}", "adviser", lead);
        let small = small.route_of("two", "this-kind", "{all: []}", "{all: []}", "adviser", "");
        let small = small.route_of("two", "other-kind", "", "{any: []}", "adviser", other);
        small.route_of("three", "third", "", "{any: []}", "adviser", "")
    };
    let step = |id: &str, after: Option<&str>| (id.to_owned(), after.map(str::to_owned));
    let wanted = [step("write", None), step("this-kind", None), step("third", Some("write"))];
    assert_eq!(chain(&with("")), wanted);
    // Nor is what the rules say is shut, though its body stands better by another route.
    let shut = "    closed:\n      - {when: {all: []}, because: It is shut.}\n";
    assert_eq!(chain(&with(shut)), wanted);
    // Where its body is not open otherwise, it may open once the step before it is done.
    let alone = Small::default().date("one-date", "", "").date("two-date", "", "");
    let alone = alone.route_of("one", "write", "{all: []}", "{all: []}", "adviser", lead);
    let alone = alone.route_of("two", "other-kind", "", "{any: []}", "adviser", "");
    let alone = alone.route_of("three", "third", "", "{any: []}", "adviser", "");
    assert_eq!(chain(&alone), [step("write", None), step("other-kind", Some("write"))]);
}

/// What tells a person's own case: what was answered, the most particular, and only the options that decided.
#[test]
fn the_ground_is_the_answer_that_decided() {
    let rules = Small::default()
        .several("a", 2, "", &["x", "w"])
        .several("b", 2, "", &["x", "w"])
        .one("c", "", &["x", "w"])
        .route("first", "{a: x, b: w, not: {c: w}}", "{all: []}", "")
        .route("second", "{all: []}", "{all: []}", "")
        .rules();
    let mut answers = Answers::none(&rules);
    for (at, chosen) in [0b11, 0b11, 0b1].into_iter().enumerate() {
        answers.set(QuestionIx(at as u16), Answer::Chosen(chosen));
    }
    let Advice::Plan(plan) = advise(&rules, &answers, today()) else { panic!("no plan") };
    let telling = |most| -> Vec<(usize, u32)> {
        let grounds = telling(&plan.walk.situation, &plan.because, most);
        grounds.iter().map(|ground| (ground.question.at(), ground.options)).collect()
    };
    assert_eq!(telling(3), [(0, 0b1), (1, 0b10)]);
    assert_eq!(telling(1), [(1, 0b10)]);
}

/// A step that is done changes the answers that its rules name, and no others.
#[test]
fn a_step_that_is_done_is_answered() {
    let done = "    when_done:\n      answers: {a: w, all: [{b: w}, {not: {b: x}}], c: not-sure}\n      day: d\n";
    let rules = Small::default()
        .one("a", "", &["x", "w"])
        .several("b", 3, "", &["x", "z", "w"])
        .one("c", "", &["x", "w"])
        .date("d", "", "not_after: today,")
        .route("first", "{a: x}", "{a: x}", done)
        .route("second", "{all: []}", "{all: []}", "    when_done: {stays: It comes by itself.}\n")
        .rules();
    let mut answers = Answers::none(&rules);
    answers.set(QuestionIx(0), Answer::Chosen(0b1));
    answers.set(QuestionIx(1), Answer::Chosen(0b11));
    let day = today() - Days::new(1);
    let now = done::after(&rules, &answers, RouteIx(0), day, today()).expect("it can be done");
    let held: Vec<Option<Answer>> = (0..4).map(|at| now.get(QuestionIx(at))).collect();
    let date = Answer::Date(Span::exact(day));
    assert_eq!(held, [Some(Answer::Chosen(0b10)), Some(Answer::Chosen(0b110)), Some(Answer::NotSure), Some(date)]);
    answers.set(QuestionIx(2), Answer::Chosen(0b10));
    let now = done::after(&rules, &answers, RouteIx(0), day, today()).expect("it can be done");
    assert_eq!(now.get(QuestionIx(2)), Some(Answer::Chosen(0b10)), "what is known stays");
    let ahead = done::after(&rules, &answers, RouteIx(0), today() + Days::new(1), today());
    assert!(matches!(ahead, Err(done::Unchanged::Day(_))), "{ahead:?}");
    let stays = done::after(&rules, &answers, RouteIx(1), day, today());
    assert_eq!(stays, Err(done::Unchanged::Stays(Some("It comes by itself."))));
}

#[test]
fn nobody_is_rung_on_a_day_off() {
    let small = Small::default()
        .date("one-date", "", "not_after: today,")
        .deadline("limit", "you", "{after: one-date, days: 28}", "")
        .route_of("one", "ring", "{all: []}", "{all: []}", "adviser", "    effort: call\n    deadlines: [limit]\n");
    let rules = small.rules();
    let mut unsure = Answers::none(&rules);
    rules.questions().for_each(|(question, _)| unsure.set(question, Answer::NotSure));
    let day = |today: NaiveDate| match advise(&rules, &unsure, today) {
        Advice::Plan(plan) => steps::of(&plan).first().and_then(|step| step.day),
        _ => panic!("no plan"),
    };
    // The limit may end any day, so it is for today; on the Saturday after for the Monday.
    assert_eq!(day(today()), Some(today()));
    assert_eq!(day(today() + Days::new(5)), Some(today() + Days::new(7)));
}
