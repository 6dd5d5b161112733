//! The decisions that councils put in letters, each by itself: what is asked, suggested, by when, and what is shut.

use super::{Book, limits};
use signpost_core::plan::Plan;
use signpost_core::rules::model::QuestionIx;
use signpost_core::text;

impl Book<'_> {
    /// A decision is an answer that has a set phrase in letters.
    pub(super) fn decisions(&mut self) {
        let rules = self.rules;
        let options =
            rules.questions().flat_map(|(place, question)| (0..question.options.len()).map(move |at| (place, at)));
        let decisions: Vec<(QuestionIx, usize)> = options
            .filter(|(place, at)| rules.question(*place).options[*at].letter_says.is_some())
            .filter(|decision| self.plans.contains_key(decision))
            .collect();
        if decisions.is_empty() {
            return;
        }
        self.page.heading("Decisions in letters");
        self.page.paragraph(
            "Each by itself: this is answered, and of everything else what is plainest. More answers may bring other steps \
             before or beside it.",
        );
        let plans = std::mem::take(&mut self.plans);
        for decision in &decisions {
            self.decision(*decision, &plans[decision]);
        }
        self.plans = plans;
    }

    fn decision(&mut self, (place, at): (QuestionIx, usize), plan: &Plan<'_>) {
        let rules = self.rules;
        let option = &rules.question(place).options[at];
        self.page.entry(format!("decision-{}-{}", rules.question(place).id, option.id), self.plain(&option.said));
        let known = |word: &&String| rules.words.iter().any(|known| known.term == **word || known.also.contains(word));
        let called: Vec<&str> = option.words.iter().filter(known).map(String::as_str).collect();
        self.page.labelled("Called", called.join(", "));
        let asked = plan.walk.path.iter().map(|question| format!("“{}”", rules.question(*question).id));
        self.page.labelled("Asked", text::list(&asked.collect::<Vec<_>>()));
        let rung = plan.leading_rung().map_or(String::new(), |rung| format!(", first under “{}”", rung.title));
        self.page.labelled("Suggested", format!("{}{rung}.", self.route(plan.next_step)));
        let limits = plan.deadlines.iter().map(|limit| rules.deadline(*limit));
        let limits = limits.map(|item| format!("“{}” ({})", item.id, limits::term(rules, &item.limit.term)));
        self.page.labelled("Time limits", text::list(&limits.collect::<Vec<_>>()));
        for (label, routes) in [("Beside it", &plan.alongside), ("Also open", &plan.open)] {
            let names: Vec<String> = routes.iter().map(|route| self.route(*route)).collect();
            self.page.labelled(label, text::list(&names));
        }
        let later = plan.later.iter().map(|one| (one.0, format!("Not yet. {}", plan.later_reason(*one))));
        let closed = plan.closed.iter().map(|one| (one.0, plan.reason(*one).to_owned()));
        let rows = later.chain(closed).map(|(route, because)| vec![self.route(route), self.plain(&because)]);
        let rows = rows.collect();
        self.page.table(vec!["Not open", "Told"], rows);
    }
}
