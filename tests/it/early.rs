//! A date is reached early: the date of a decision letter in an interview, and any date by itself.

use chrono::NaiveDate;
use signpost::ask::dates::by_problem;
use signpost::built_in;
use signpost::dates::Span;
use signpost::interview::{Answer, Answers, Situation, Standing};
use signpost::proof::paths::{Paths, Point};
use signpost::proof::space::{Scope, Space};
use signpost::proof::variables::Value;
use signpost::rules::model::{DeadlineIx, QuestionIx, Who};

/// The date is among so many questions (`ux.md` B5).
const EARLY: usize = 5;

/// On every path, not on a sample: whoever holds a decision letter, or the draft of a plan, is asked for its date among
/// the first five questions.
#[test]
fn every_path_with_a_decision_letter_has_its_date_among_the_first_five_questions() {
    let rules = built_in::rules();
    let mut space = Space::new(&[rules], Scope::Asking).expect("the rules are small enough");
    let paths = Paths::walk(&mut space).expect("the rules are small enough");
    // With one rule set a variable is a question: they stand in the same order.
    let variable = |id: &str| rules.question_by_id(id).expect("it is asked").at();
    let (decision, dated) = (variable("decision"), [variable("letter-date"), variable("draft-date")]);
    let told_only = rules.questions[decision].option("told-only").expect("an option") as u32;
    // Points with a smaller number come later, so a point is complete once the larger ones are.
    let mut points: Vec<Point> = paths.points().collect();
    points.sort_unstable_by(|one, other| other.cmp(one));
    // The latest place at which a point is met, and the latest since a letter of unknown date was met.
    let mut latest = std::collections::BTreeMap::from([(paths.start, (1_usize, false))]);
    let mut asked = 0;
    for point in points {
        let Some((at, waiting)) = latest.get(&point).copied() else { continue };
        let here = paths.variable(point);
        if dated.contains(&here) {
            assert!(at <= EARLY, "{} is question {at}", rules.questions[here].id);
            asked += 1;
        }
        for (value, next) in paths.next(point).iter().enumerate().skip(1) {
            let letter = match space.variables[here].values[value] {
                _ if here != decision => waiting && !dated.contains(&here),
                Value::Chosen(chosen) => chosen != 1 << told_only,
                _ => true,
            };
            assert!(*next != Point::END || !letter, "a letter whose date is never asked for");
            if *next != Point::NEVER && *next != Point::END {
                let held = latest.entry(*next).or_insert((0, false));
                *held = (held.0.max(at + 1), held.1 || letter);
            }
        }
    }
    assert!(asked >= dated.len(), "only {asked} points ask for the date");
}

/// "Is it too late?" takes at most so many questions (`ux.md` F12).
const QUICK: usize = 4;

/// `signpost deadline` at a terminal: what the date is about, which date, the date. Each limit of the person's own that
/// a plan can show comes out dated; the others are asked for by id, and then only their dates are asked.
#[test]
fn each_limit_of_your_own_is_dated_after_four_questions() {
    let rules = built_in::rules();
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a real date");
    let lists = by_problem(rules);
    assert!(lists.len() <= 8 && lists.iter().all(|(_, dates)| dates.len() <= 8), "lists of at most eight");
    let dated = |date: QuestionIx, place: DeadlineIx| {
        let mut answers = Answers::none(rules);
        answers.set(date, Answer::Date(Span::exact(today)));
        let situation = Situation::of_dates(rules, &answers, today);
        rules.deadline(place).needs.contains(&date) && matches!(situation.standing(place), Standing::Dated(_))
    };
    for date in lists.iter().flat_map(|(_, dates)| dates) {
        let own = || rules.deadlines().filter(|(_, limit)| limit.who == Who::You);
        assert!(own().any(|(place, _)| dated(*date, place)), "{} leads to no limit", rules.question(*date).id);
    }
    let mut quick = 0;
    for (place, limit) in rules.deadlines().filter(|(_, limit)| limit.who == Who::You) {
        if limit.calculator_only {
            assert!(limit.needs.len() <= QUICK, "{}", limit.id);
            continue;
        }
        let found = lists.iter().find(|(_, dates)| dates.iter().any(|date| dated(*date, place)));
        let (_, dates) = found.unwrap_or_else(|| panic!("{}: no date leads to it", limit.id));
        let questions = 1 + usize::from(dates.len() > 1) + 1;
        assert!(questions <= QUICK, "{}: {questions} questions", limit.id);
        quick += 1;
    }
    assert!(quick >= 25, "only {quick} limits");
}
