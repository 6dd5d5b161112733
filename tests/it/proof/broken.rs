//! Rule sets that are wrong on purpose: one for each thing that must hold, and the answers that show it.

use chrono::NaiveDate;
use signpost_check::proof::check::{MOST_QUESTIONS, prove};
use signpost_check::proof::verdict::{Proof, Rule, Violation};
use signpost_core::interview::{Answers, walk};
use signpost_core::plan::{Advice, advise};
use signpost_core::rules::RuleSet;

use super::small::Small;

/// A rule set in which everything holds.
fn sound() -> Small {
    Small::default()
        .one("matter", "", &["one", "two", "three"])
        .date("letter", "{matter: one}", "not_after: today,")
        .fact("late", "{deadline: {appeal: passed}}")
        .deadline("appeal", "you", "{after: letter, months: 2}", "")
        .route("appeal-now", "{matter: one, late: false}", "{matter: one, late: false}", "    deadlines: [appeal]\n")
        .route_of(
            "two",
            "appeal-late",
            "{late: true}",
            "{late: true}",
            "adviser, ipsea",
            "    deadlines: [appeal]\n    closed:\n      - {when: {matter: two}, because: There is no decision yet.}\n",
        )
        .route("talk", "{matter: [two, three]}", "{matter: [one, two, three]}", "")
        .route("write", "", "{matter: [two, three]}", "    letters: [note]\n    alongside_when: {matter: two}\n")
        .letter("note", "", "I write to you.")
}

fn proved(rules: &RuleSet) -> Proof {
    prove(rules).unwrap_or_else(|why| panic!("{why}"))
}

fn only(proof: &Proof, code: Rule) -> Violation {
    let codes: Vec<_> = proof.violations.iter().map(|violation| (violation.code, &violation.message)).collect();
    assert!(codes.iter().all(|(other, _)| *other == code) && !codes.is_empty(), "wanted only {code:?}: {codes:?}");
    proof.violations[0].clone()
}

/// The answers of a violation, given as a file would give them, lead to a plan with no question open.
fn given(rules: &RuleSet, violation: &Violation) -> (Answers, NaiveDate) {
    let witness = violation.witness.as_ref().unwrap_or_else(|| panic!("no answers for {violation:?}"));
    let mut answers = Answers::none(rules);
    let written: serde_yaml::Mapping = serde_yaml::from_str(&witness.yaml()).unwrap_or_else(|error| panic!("{error}"));
    for (id, value) in &written {
        let id = id.as_str().unwrap_or_default();
        answers.read(rules, id, value, witness.today).unwrap_or_else(|fault| panic!("{id}: {fault:?}"));
    }
    let walked = walk(rules, &answers, witness.today);
    assert_eq!(walked.next, None);
    assert_eq!(walked.path.len(), written.len(), "an answer to a question that is not asked");
    (answers, witness.today)
}

/// A step that is done moves the plan on: the answers it gives lead elsewhere, and can be given at all.
#[test]
fn a_step_that_is_done_and_still_leads_is_found() {
    let with = |done: &str| {
        let done = format!("    when_done: {done}\n");
        let small = Small::default().one("matter", "", &["open", "written"]).date("sent", "{matter: written}", "");
        let small = small.deadline("answer", "you", "{after: sent, days: 7}", "    when: {matter: written}\n");
        let small = small.route("write", "{matter: open}", "{matter: open}", &done);
        let stays = "    deadlines: [answer]\n    when_done: {stays: It comes by itself.}\n";
        small.route("wait", "{all: []}", "{all: []}", stays).route("talk", "", "{all: []}", "").rules()
    };
    let found = |done: &str| proved(&with(done)).violations;
    let sound = found("{answers: {matter: written}, day: sent}");
    assert!(sound.is_empty(), "{sound:#?}");
    let rules = with("{answers: {matter: open}}");
    let violation = only(&proved(&rules), Rule::StillLeads);
    assert_eq!(violation.message, "`write` is done here (`when_done`), and still leads");
    given(&rules, &violation);
    let rules = with("{answers: {not: {matter: open}}, day: sent}");
    assert!(proved(&rules).violations.is_empty(), "what is chosen no more");
    let violation = only(&proved(&with("{answers: {matter: open}, day: sent}")), Rule::NeverReached);
    assert_eq!(violation.message, "`sent` takes the day on which `write` was done, and is never asked then");
    // One that is not sure counts as the first option, and did not give that answer.
    let never = only(&proved(&with("{answers: {all: [{matter: open}, {matter: written}]}}")), Rule::NeverReached);
    assert_eq!(never.message, "no answers are those that `write` gives once it is done");
}

/// Whoever gives an answer that a topic asks for, and gets only what whoever is left gets, is told of; "none of these" and
/// what is assumed of somebody who is not sure may lead there.
#[test]
fn an_answer_without_a_step_of_its_own_is_found() {
    let with = |covered: &str| {
        Small::default()
            .one("matter", "", &["meals", "other"])
            .one("meals", "{matter: meals}", &["later", "refused", "grant"])
            .route("ask", &format!("{{meals: {covered}}}"), &format!("{{meals: {covered}}}"), "")
            .route("ring", "{all: []}", "{all: []}", "")
            .route("write", "", "{all: []}", "")
            .and("ladder:\n  - {id: first, title: First, because: It helps., steps: [ask]}\n  - {id: last, title: Last, because: \
                     Nothing else fits., alone: true, steps: [ring]}\n")
            .rules()
    };
    let proof = prove(&with("refused")).unwrap_or_else(|why| panic!("{why}"));
    let violation = only(&proof, Rule::NoOwnStep);
    let said = "no step is for `meals: grant` by itself: `ring` is left. Recommend one, or say in `no_own_step` of \
                `meals` why there is none";
    assert_eq!(violation.message, said);
    let (answers, today) = given(&with("refused"), &violation);
    assert!(matches!(advise(&with("refused"), &answers, today), Advice::Plan(_)));
    let proof = prove(&with("[refused, grant]")).unwrap_or_else(|why| panic!("{why}"));
    assert!(proof.violations.is_empty(), "{:#?}", proof.violations);
}

/// What leads beside an answer that is said to have no step is none for it where it never looks at its question.
#[test]
fn a_step_of_another_topic_is_no_step_of_an_answer() {
    let with = |asked: &str, later: &str| {
        let rules = Small::default()
            .one("stage", "", &["asked", "other"])
            .one("meals", asked, &["later", "refused", "grant"])
            .route("tell", &format!("{{all: [{{stage: asked}}, {later}]}}"), "{all: []}", "")
            .route("ask", "{meals: refused}", "{meals: refused}", "")
            .route("ring", "{all: []}", "{all: []}", "")
            .route("write", "", "{all: []}", "")
            .and("ladder:\n  - {id: first, title: First, because: It helps., steps: [tell, ask]}\n  - {id: last, title: Last, because: \
                     Nothing else fits., alone: true, steps: [ring]}\n")
            .rules();
        let mut rules = rules;
        let meals = rules.question_by_id("meals").expect("there").at();
        rules.questions[meals].no_own_step = 1 << rules.questions[meals].option("grant").expect("there");
        prove(&rules).unwrap_or_else(|why| panic!("{why}")).violations
    };
    let found = with("{stage: asked}", "{all: []}");
    assert!(found.iter().all(|one| one.code != Rule::NoOwnStep), "{found:#?}");
    let found = with("{stage: asked}", "{meals: grant}");
    let said = "`tell` is for `meals: grant` by itself: take it out of `no_own_step` of `meals`";
    assert!(found.iter().any(|one| one.code == Rule::NoOwnStep && one.message == said), "{found:#?}");
}

#[test]
fn a_sound_rule_set_is_proved() {
    let proof = proved(&sound().rules());
    assert!(proof.violations.is_empty(), "{:#?}", proof.violations);
    // The question and, for two of its answers, the date.
    assert_eq!((proof.shortest, proof.longest), (1, 2));
}

#[test]
fn no_next_step() {
    let rules = sound().one("kind", "{matter: three}", &["x", "w"]).rules();
    let proof = proved(&rules);
    assert_eq!(only(&proof, Rule::AnswerInVain).item, "kind");
    let rules = Small::default()
        .one("matter", "", &["one", "two"])
        .route("talk", "{matter: one}", "{matter: [one, two]}", "")
        .route("write", "", "{matter: [one, two]}", "    alongside_when: {matter: two}\n")
        .rules();
    let proof = proved(&rules);
    let violation = only(&proof, Rule::NoNextStep);
    let (answers, today) = given(&rules, &violation);
    assert!(matches!(signpost_core::plan::advise(&rules, &answers, today), signpost_core::plan::Advice::NoRoute(_)));
}

#[test]
fn recommended_but_not_open() {
    let rules = sound().route_of("three", "odd", "{matter: three}", "{matter: two}", "adviser, ipsea", "").rules();
    let violation = only(&proved(&rules), Rule::RecommendedNotOpen);
    assert_eq!(violation.item, "odd");
    given(&rules, &violation);
}

#[test]
fn alongside_but_not_open() {
    let rules = sound().route("odd", "", "{matter: two}", "    alongside_when: {matter: three}\n").rules();
    let violation = only(&proved(&rules), Rule::AlongsideNotOpen);
    given(&rules, &violation);
}

#[test]
fn open_and_closed() {
    let closed = "    closed:\n      - {when: {deadline: {appeal: [last-days, passed]}}, because: It is late.}\n";
    let rules = sound().route_of("three", "odd", "", "{not: {late: true}}", "adviser, ipsea", closed).rules();
    let violation = only(&proved(&rules), Rule::OpenAndClosed);
    // Only in the last days: the letter is two months old, and the day to aim for was moved back.
    let (answers, today) = given(&rules, &violation);
    let walked = walk(&rules, &answers, today);
    let deadline = rules.deadline_by_id("appeal").unwrap_or_else(|| panic!("no appeal"));
    assert_eq!(walked.situation.standing(deadline).state().name(), "last-days");
}

#[test]
fn the_only_route() {
    let rules = Small::default()
        .one("matter", "", &["one", "two"])
        .route("talk", "{matter: [one, two]}", "{matter: [one, two]}", "")
        .route("write", "", "{matter: one}", "")
        .rules();
    let violation = only(&proved(&rules), Rule::OnlyRoute);
    assert_eq!(violation.item, "talk");
    given(&rules, &violation);
}

#[test]
fn too_few_contacts() {
    let rules = sound().route_of("two", "odd", "{matter: three}", "{matter: three}", "adviser", "").rules();
    let proof = proved(&rules);
    assert!(proof.violations.is_empty(), "`talk` beside it names two: {:#?}", proof.violations);
    let rules = Small::default()
        .one("matter", "", &["one", "two"])
        .route_of("one", "talk", "{matter: [one, two]}", "{matter: [one, two]}", "adviser", "")
        .route("write", "", "{matter: [one, two]}", "    alongside_when: {matter: two}\n")
        .rules();
    let violation = only(&proved(&rules), Rule::TooFewContacts);
    given(&rules, &violation);
}

#[test]
fn a_date_that_was_not_asked() {
    let rules = sound()
        .route_of("two", "odd", "{matter: three}", "{matter: three}", "adviser", "    deadlines: [appeal]\n")
        .rules();
    let violation = only(&proved(&rules), Rule::DateNotAsked);
    assert_eq!(violation.item, "appeal");
    given(&rules, &violation);
}

#[test]
fn never_reached() {
    let unreached = [
        sound().one("kind", "{all: [{matter: two}, {matter: three}]}", &["x", "w"]),
        sound().one("kind", "{any: []}", &["x", "w"]),
        sound().date("odd", "{all: [{matter: two}, {matter: three}]}", "not_after: today,"),
        sound().fact("odd", "{all: [{matter: two}, {late: true}]}"),
        sound().route("odd", "", "{all: [{matter: two}, {matter: three}]}", ""),
        sound().route("odd", "{matter: two}", "{matter: two}", ""),
        sound().deadline("odd", "you", "{after: letter, months: 3}", ""),
        sound().letter("odd", "", "I write."),
    ];
    for (at, small) in unreached.into_iter().enumerate() {
        let rules = small.rules();
        let violation = only(&proved(&rules), Rule::NeverReached);
        assert!(["kind", "odd"].contains(&violation.item.as_str()), "{at}: {violation:?}");
        assert!(violation.witness.is_none());
    }
    // A limit that a condition looks at need be in no plan.
    let rules = sound()
        .deadline("odd", "you", "{after: letter, months: 3}", "")
        .fact("gone", "{deadline: {odd: passed}}")
        .rules();
    assert!(proved(&rules).violations.is_empty());
    // A letter can be of today: only then does a limit of one day, its own day counted, still run.
    let rules = sound()
        .deadline("odd", "you", "{beginning_with: letter, days: 1}", "")
        .fact("today", "{deadline: {odd: in-time}}")
        .rules();
    assert!(proved(&rules).violations.is_empty());
    // A date that is never asked is kept for `signpost deadline`; so are the limits that say they are for it.
    let rules = sound()
        .date("for-counting", "{any: []}", "not_after: today,")
        .deadline("counted", "you", "{after: for-counting, months: 3}", "    shown: calculator\n")
        .rules();
    assert!(proved(&rules).violations.is_empty());
}

#[test]
fn dates_that_do_not_bear_on_each_other_share_their_today() {
    // The last days of the first limit are a weekend; the second is in time on the working day it is dated, and no other.
    let never = |first: &str| {
        let rules = Small::default()
            .date("first", "", "not_after: today,")
            .one("between", "", &["x", "w"])
            .date("second", "", "not_after: today,")
            .deadline("long", "you", "{after: first, days: 12}", "")
            .deadline("short", "you", "{beginning_with: second, days: 1}", "")
            .fact("both", &format!("{{all: [{{deadline: {{long: {first}}}}}, {{deadline: {{short: in-time}}}}]}}"))
            .route("talk", "{all: []}", "{all: []}", "    deadlines: [long, short]\n")
            .route("write", "", "{between: x}", "")
            .route("ring", "", "{between: w}", "")
            .rules();
        let proof = proved(&rules);
        assert!(
            proof.violations.iter().all(|violation| violation.code == Rule::NeverReached),
            "{:?}",
            proof.violations
        );
        assert_eq!((proof.shortest, proof.longest), (3, 3));
        proof.violations.into_iter().map(|violation| violation.item).collect::<Vec<_>>()
    };
    assert_eq!(never("last-days"), ["both"]);
    assert_eq!(never("in-time"), Vec::<String>::new());
    assert_eq!(never("passed"), Vec::<String>::new());
}

#[test]
fn dates_that_bear_on_each_other_share_their_today_with_the_rest() {
    // `first` says that yesterday was a working day; `second` and `third`, in this order, that it was none.
    let late = |before: &str| {
        let none = "    ends_on_closed_day: stays\n";
        let next = "    ends_on_closed_day: next-working-day\n";
        let order = format!("not_after: today, {before}");
        let working = "{deadline: {yesterday: passed}}, {deadline: {today: [in-time, last-days]}}";
        let off = "{deadline: {weekend: [in-time, last-days]}}, {deadline: {over: passed}}";
        let rules = Small::default()
            .date("first", "", "not_after: today,")
            .one("between", "", &["x", "w"])
            .date("second", "", "not_after: today,")
            .one("again", "", &["x", "w"])
            .date("third", "", &order)
            .deadline("yesterday", "you", "{beginning_with: first, days: 1}", next)
            .deadline("today", "you", "{beginning_with: first, days: 2}", none)
            .deadline("weekend", "you", "{beginning_with: second, days: 1}", next)
            .deadline("over", "you", "{beginning_with: third, days: 1}", none)
            .fact("working", &format!("{{all: [{working}]}}"))
            .fact("free", &format!("{{all: [{off}]}}"))
            .fact("both", &format!("{{all: [{working}, {off}]}}"))
            .route("talk", "{all: []}", "{all: []}", "    deadlines: [yesterday, today, weekend, over]\n")
            .route("write", "", "{between: x}", "")
            .route("ring", "", "{between: w}", "")
            .route("visit", "", "{again: x}", "")
            .rules();
        let proof = proved(&rules);
        proof.violations.into_iter().map(|violation| violation.item).collect::<Vec<_>>()
    };
    assert_eq!(late("not_before: second,"), ["both"]);
    assert_eq!(late(""), Vec::<String>::new());
}

#[test]
fn a_limit_of_which_one_count_has_begun_is_running() {
    let never = |bound: &str, limit: &str| {
        let rules = sound()
            .date("second", "{matter: one}", bound)
            .deadline("posted", "you", "{after: second, by_post: 2, days: 10}", "")
            .fact("gone", "{deadline: {posted: not-started}}")
            .deadline("both", "you", limit, "")
            .fact("running", "{all: [{letter: known}, {deadline: {both: not-started}}]}")
            .rules();
        let proof = proved(&rules);
        proof.violations.into_iter().map(|violation| violation.item).collect::<Vec<_>>()
    };
    let two = "{later_of: [{after: letter, weeks: 3}, {after: second, days: 10}]}";
    // The letter has come, and with it the limit has begun, whenever the second date is.
    assert!(never("", two).contains(&"running".to_owned()));
    assert!(!never("", "{after: second, days: 10}").contains(&"running".to_owned()));
}

#[test]
fn an_answer_in_vain_is_shown_with_the_questions_after_it() {
    let rules = sound()
        .one("kind", "{matter: three}", &["x", "w"])
        .one("after", "{matter: [two, three]}", &["x", "w"])
        .route("more", "", "{after: w}", "")
        .rules();
    let violation = only(&proved(&rules), Rule::AnswerInVain);
    assert_eq!(violation.item, "kind");
    let (answers, _) = given(&rules, &violation);
    assert_eq!(answers.held().count(), 3);
}

#[test]
fn a_date_that_only_moves_a_limit_is_not_in_vain() {
    let in_vain = |limit: &str, cautious: &str| {
        let rules = Small::default()
            .one("matter", "", &["one", "two"])
            .date("first", "{matter: one}", "not_after: today,")
            .date("second", "{first: known}", "not_after: today,")
            .deadline("both", "you", limit, &format!("    when: {{matter: one}}\n{cautious}"))
            .route("talk", "{matter: [one, two]}", "{matter: [one, two]}", "    deadlines: [both]\n")
            .route("write", "", "{matter: [one, two]}", "")
            .rules();
        let proof = proved(&rules);
        assert!(
            proof.violations.iter().all(|violation| violation.code == Rule::AnswerInVain),
            "{:?}",
            proof.violations
        );
        proof.violations.into_iter().map(|violation| violation.item).collect::<Vec<_>>()
    };
    assert_eq!(in_vain("{later_of: [{after: first, weeks: 3}, {after: second, days: 10}]}", ""), Vec::<String>::new());
    assert_eq!(in_vain("{after: first, weeks: 3}", "    cautious: {after: second, days: 8}\n"), Vec::<String>::new());
    assert_eq!(in_vain("{after: first, weeks: 3}", ""), ["second"]);
}

#[test]
fn an_answer_that_a_letter_quotes_is_not_in_vain() {
    let quoting = |what: &str| {
        let rules = sound()
            .one("kind", "{matter: two}", &["x", "w"])
            .one("kind-of", "{matter: three}", &["x", "w"])
            .route(
                "quote",
                "",
                "{matter: [two, three]}",
                "    letters: [quote]\n    alongside_when: {matter: [two, three]}\n",
            )
            .letter("quote", "", what)
            .rules();
        let proof = proved(&rules);
        assert!(
            proof.violations.iter().all(|violation| violation.code == Rule::AnswerInVain),
            "{:?}",
            proof.violations
        );
        proof.violations.into_iter().map(|violation| violation.item).collect::<Vec<_>>()
    };
    assert_eq!(quoting("It is {{ answer.kind }}. It is {{ answer.kind_of }}."), Vec::<String>::new());
    assert_eq!(quoting("It is {{ answer.kind }}."), ["kind-of"]);
    assert_eq!(quoting("It is {{ answer.kind_of }}."), ["kind"]);
}

/// The sound rule set with so many more questions on one path.
fn longer(mut small: Small, more: usize) -> RuleSet {
    for at in 0..more {
        small = small.one(&format!("more-{at}"), "{matter: two}", &["x", "w"]).route(
            &format!("way-{at}"),
            "",
            &format!("{{more-{at}: x}}"),
            "",
        );
    }
    small.rules()
}

#[test]
fn too_many_questions() {
    let most = longer(sound(), MOST_QUESTIONS - 1);
    let proof = proved(&most);
    assert!(proof.violations.is_empty(), "{:#?}", proof.violations);
    assert_eq!((proof.shortest, proof.longest), (1, MOST_QUESTIONS));
    let rules = longer(sound(), MOST_QUESTIONS);
    let proof = proved(&rules);
    let violation = only(&proof, Rule::TooLong);
    let last = format!("more-{}", MOST_QUESTIONS - 1);
    assert_eq!((proof.longest, violation.item), (MOST_QUESTIONS + 1, last));
    let violation = &proof.violations[0];
    given(&rules, violation);
    // The path that is shown has no date that the one before it rules out.
    let dated = sound()
        .date("sent", "{matter: two}", "not_after: today,")
        .date("answered", "{matter: two}", "not_after: today, not_before: sent,")
        .deadline("reply", "you", "{after: sent, weeks: 2}", "")
        .deadline("next", "you", "{after: answered, weeks: 2}", "")
        .fact("gone", "{all: [{deadline: {reply: in-time}}, {deadline: {next: in-time}}]}");
    let rules = longer(dated, MOST_QUESTIONS - 2);
    let violations = proved(&rules).violations;
    let violation = violations.iter().find(|violation| violation.code == Rule::TooLong).expect("one question too many");
    given(&rules, violation);
}

#[test]
fn a_line_of_the_ladder_that_never_leads() {
    let rung =
        |id: &str, steps: &str| format!("  - {{id: {id}, title: A rung, because: It is so., steps: [{steps}]}}\n");
    let ladder =
        |steps: &str| format!("ladder:\n{}{}", rung("first", "appeal-now, appeal-late, talk"), rung("then", steps));
    let rules = sound().and(&ladder("{step: talk, when: {matter: two}}")).rules();
    let violation = only(&proved(&rules), Rule::NeverLeads);
    assert_eq!((violation.item.as_str(), violation.witness), ("then", None));
    assert!(violation.message.contains("line 1 of rung `then`, `talk`"), "{}", violation.message);
}

#[test]
fn what_may_be_told_is_told_to_somebody_and_decides_nothing() {
    let rules = sound().told(&[("this", "{matter: one}"), ("that", "{any: []}")]).rules();
    let violation = only(&proved(&rules), Rule::NeverReached);
    assert_eq!((violation.item.as_str(), violation.message.as_str()), ("that", "`that` can be told on no path"));
}

#[test]
fn every_rule_has_its_own_name() {
    let names: std::collections::HashSet<_> = Rule::ALL.iter().map(|rule| rule.name()).collect();
    assert_eq!(names.len(), Rule::ALL.len());
}
