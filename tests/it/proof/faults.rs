//! The faults the proof finds are those that plain enumeration finds.

use std::collections::HashSet;

use signpost_check::proof::verdict::Rule;
use signpost_core::interview::{Answer, Answers, walk};
use signpost_core::plan::{Advice, advise};
use signpost_core::rules::RuleSet;

use super::plain::{every_answer, every_list, made};

/// What a plan says, in one line.
fn summary(rules: &RuleSet, answers: &Answers) -> String {
    match advise(rules, answers, rules.law_checked) {
        Advice::Plan(mut plan) => {
            plan.alongside.sort_unstable();
            let (step, beside) = ((plan.next_step, plan.rung), (&plan.alongside, &plan.open));
            format!("{step:?} {beside:?} {:?} {:?}", plan.later, plan.closed)
        }
        _ => "none".into(),
    }
}

/// Everything that can still happen after some answers: the answers to come, and the plan.
fn future(rules: &RuleSet, answers: &Answers, vain: &mut HashSet<usize>) -> Vec<String> {
    let Some(next) = walk(rules, answers, rules.law_checked).next else { return vec![summary(rules, answers)] };
    let mut futures = Vec::new();
    for answer in every_answer(rules, next, answers, rules.law_checked) {
        let mut more = answers.clone();
        more.set(next, answer);
        futures.push((answer, future(rules, &more, vain)));
    }
    if futures.iter().all(|(_, after)| *after == futures[0].1) {
        vain.insert(next.at());
    }
    let line = |(answer, after): (Answer, Vec<String>)| {
        after.into_iter().map(move |rest| format!("{next:?}={answer:?} {rest}"))
    };
    futures.into_iter().flat_map(line).collect()
}

#[test]
fn the_same_faults_are_found_as_by_enumeration() {
    for seed in 0..120 {
        let rules = made(seed, 0).rules();
        let proof = signpost_check::proof::check::prove(&rules).unwrap_or_else(|why| panic!("{why}"));
        let mut wanted: HashSet<(Rule, String)> = HashSet::new();
        let mut vain = HashSet::new();
        future(&rules, &Answers::none(&rules), &mut vain);
        wanted.extend(vain.into_iter().map(|at| (Rule::AnswerInVain, rules.questions[at].id.clone())));
        every_list(&rules, rules.law_checked, &mut |answers| {
            let situation = walk(&rules, answers, rules.law_checked).situation;
            let open: Vec<bool> = rules.routes.iter().map(|route| situation.holds(&route.open_when)).collect();
            for (route, open) in rules.routes.iter().zip(&open) {
                let mut fault = |holds: bool, rule: Rule| {
                    if holds {
                        wanted.insert((rule, route.id.clone()));
                    }
                };
                fault(situation.holds(&route.recommend_when) && !open, Rule::RecommendedNotOpen);
                fault(situation.holds(&route.alongside_when) && !open, Rule::AlongsideNotOpen);
                fault(*open && route.closed.iter().any(|(when, _)| situation.holds(when)), Rule::OpenAndClosed);
            }
            if let Advice::Plan(plan) = advise(&rules, answers, rules.law_checked) {
                let mut lines = plan.rung.into_iter();
                if !rules.ladder.is_empty() && lines.next().is_none() {
                    wanted.insert((Rule::LadderGap, plan.step().id.clone()));
                }
                let taken = |at: usize| {
                    let all = plan.alongside.iter().chain(&plan.open).chain([&plan.next_step]);
                    all.into_iter().any(|route| route.at() == at)
                };
                for (at, route) in rules.routes.iter().enumerate().filter(|(at, _)| !taken(*at)) {
                    let later = route.later.iter().any(|later| situation.holds(&later.when));
                    let shut = !later && route.closed.iter().any(|(when, _)| situation.holds(when));
                    let same = |other: usize| rules.routes[other].body == route.body;
                    if shut && (0..rules.routes.len()).any(|other| same(other) && taken(other)) {
                        wanted.insert((Rule::OpenAndShut, rules.routes[at].id.clone()));
                    }
                }
                for never in rules.never.iter().filter(|never| situation.holds(&never.when)) {
                    if never.open.iter().any(|route| taken(route.at())) {
                        wanted.insert((Rule::NeverOpen, never.id.clone()));
                    }
                }
            }
            match advise(&rules, answers, rules.law_checked) {
                Advice::Plan(plan) if plan.alongside.is_empty() && plan.open.is_empty() => {
                    wanted.insert((Rule::OnlyRoute, plan.step().id.clone()));
                }
                Advice::Plan(_) => {}
                _ => {
                    wanted.insert((Rule::NoNextStep, "routes".into()));
                }
            }
        });
        let found = proof.violations.iter().map(|violation| (violation.code, violation.item.clone()));
        let mut found: HashSet<(Rule, String)> = found
            .filter(|(rule, _)| ![Rule::NeverReached, Rule::NeverLeads, Rule::TooLong, Rule::NoOwnStep].contains(rule))
            .collect();
        // Where no plan can be made, answers that would change its other parts change nothing a person sees; the proof
        // counts those parts all the same, and reports the missing step.
        if wanted.contains(&(Rule::NoNextStep, "routes".into())) {
            let of_no_plan = [Rule::AnswerInVain, Rule::OpenAndShut, Rule::NeverOpen];
            wanted.retain(|(rule, _)| !of_no_plan.contains(rule));
            found.retain(|(rule, _)| !of_no_plan.contains(rule));
        }
        assert_eq!(found, wanted, "seed {seed}");
    }
}
