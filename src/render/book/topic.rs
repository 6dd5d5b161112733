//! One topic of the book.

use super::Book;
use super::conditions::said;
use super::limits;
use signpost_core::rules::model::{
    Argument, Condition, DateBound, DeadlineIx, DoubtIx, Kind, Question, QuestionIx, Route, RouteIx, Tell, Then, Topic,
    Who,
};
use signpost_core::text;
use signpost_render::document::{Block, Named};
use signpost_render::plan::in_time;

/// Holds always.
fn always(condition: &Condition) -> bool {
    *condition == Condition::All(Vec::new())
}

impl Book<'_> {
    pub(super) fn topic(&mut self, topic: &Topic) {
        let rules = self.rules;
        let before = self.page.blocks.len();
        self.part("Steps", topic.routes.clone(), |book, at| book.step(RouteIx(at as u16)));
        self.part("Never open", topic.never.clone(), |book, at| {
            let never = &book.rules.never[at];
            let open: Vec<String> = never.open.iter().map(|route| book.route(*route)).collect();
            let when = said(book.rules, &never.when);
            book.page.item(format!("{}, where {when}. {}", text::list_or(&open), never.because));
        });
        let limits = topic.deadlines.clone();
        let (shown, counted): (Vec<usize>, Vec<usize>) = limits.partition(|at| !rules.deadlines[*at].calculator_only);
        self.part("Time limits", shown, |book, at| book.limit(DeadlineIx(at as u16)));
        self.part("Time limits of the calculator only", counted, |book, at| book.calculated(DeadlineIx(at as u16)));
        self.part("What people are told, and what is so", topic.tells.clone(), |book, at| {
            book.tell(&rules.tells[at]);
        });
        self.part("What to say with a step", topic.arguments.clone(), |book, at| {
            book.argument(&rules.arguments[at]);
        });
        self.part("Proposals", topic.news.clone(), |book, at| book.page.item(&book.rules.news[at].say));
        let untold: Vec<DoubtIx> =
            topic.doubts.clone().map(|at| DoubtIx(at as u16)).filter(|doubt| !self.is_told(*doubt)).collect();
        if !untold.is_empty() {
            self.page.subheading("Not settled");
            untold.into_iter().for_each(|doubt| self.doubt(Some(doubt)));
        }
        self.part("To look up: what is asked", topic.questions.clone(), |book, at| {
            book.question(QuestionIx(at as u16))
        });
        self.part("To look up: words with a meaning of their own", topic.facts.clone(), |book, at| {
            let fact = &book.rules.facts[at];
            let named = Named { id: format!("fact-{}", fact.id), name: fact.id.clone() };
            book.page.blocks.push(Block::Meaning(named, text::upper_first(&said(book.rules, &fact.when)) + "."));
        });
        // A part of the files that holds none of these, such as the ladder, is no topic here.
        if self.page.blocks.len() > before {
            self.page.blocks.insert(before, Block::Heading(topic.title.clone()));
        }
    }

    /// A heading and its items, where there are any.
    fn part(&mut self, heading: &str, items: impl IntoIterator<Item = usize>, mut one: impl FnMut(&mut Self, usize)) {
        let mut items = items.into_iter().peekable();
        if items.peek().is_some() {
            self.page.subheading(heading);
            items.for_each(|at| one(self, at));
        }
    }

    fn question(&mut self, place: QuestionIx) {
        let question = self.rules.question(place);
        let address = format!("question-{}", question.id);
        if question.ask_when == Condition::Any(Vec::new()) {
            let named = Named { id: address, name: question.id.clone() };
            let ask = format!("{} Only for the calculator of time limits.", self.plain(&question.ask));
            return self.page.blocks.push(Block::Meaning(named, ask));
        }
        self.page.entry(address, &question.id);
        self.page.paragraph(self.plain(&question.ask));
        self.page.labelled("Asked where", format!("{}.", said(self.rules, &question.ask_when)));
        self.page.labelled("Why", self.plain(&question.why));
        if let Some(date) = question.date() {
            let latest = match date.not_after {
                Some(DateBound::Today) => ", today or earlier",
                Some(DateBound::Question(_)) | None => "",
            };
            let none = question.options.first().map_or(String::new(), |none| format!(", or: {}", none.label));
            self.page.labelled("Answer", format!("the {}{latest}{none}.", date.called));
        } else if question.kind != Kind::Told {
            self.options(place, question);
        }
        self.not_sure(question);
    }

    /// The answers, with what each leads to by itself.
    fn options(&mut self, place: QuestionIx, question: &Question) {
        let rows = question.options.iter().enumerate().map(|(at, option)| {
            let letter = option.letter_says.as_ref();
            let letter = letter.map_or(String::new(), |says| format!(" (letters say: {says})"));
            let alone = self.plans.get(&(place, at)).filter(|plan| plan.because.contains(&place));
            let leads = alone.map_or(String::new(), |plan| self.route(plan.next_step));
            vec![option.id.clone(), format!("{}{letter}", self.plain(&option.label)), leads]
        });
        let rows: Vec<Vec<String>> = rows.collect();
        let answer = match question.kind {
            Kind::Several { .. } => "Answers, each that is true",
            _ => "Answers, one of these",
        };
        self.page.table(vec!["Name", answer, "By itself"], rows);
    }

    fn not_sure(&mut self, question: &Question) {
        let assumed = question.options.iter().enumerate().filter(|(bit, _)| question.assume & 1 << bit != 0);
        let assumed: Vec<&str> = assumed.map(|(_, option)| option.id.as_str()).collect();
        if !assumed.is_empty() {
            self.page.labelled("Not sure counts as", format!("{}.", assumed.join("; ")));
        }
    }

    fn step(&mut self, place: RouteIx) {
        let rules = self.rules;
        let route = rules.route(place);
        self.page.entry(format!("step-{}", route.id), &route.name);
        self.page.labelled("Do", self.plain(&route.next_step));
        self.page.labelled("What it is", self.plain(&route.what));
        self.where_it_stands(route);
        self.reasons(route);
        let then: Vec<String> = route.then.iter().map(|then| self.then(then)).collect();
        self.page.labelled("Then", then.join(" "));
        self.page.labelled("If something goes wrong", self.plain(&route.if_wrong.join(" ")));
        self.page.labelled("If nothing is done", self.plain(&route.if_nothing));
        let limits: Vec<String> =
            route.deadlines.iter().map(|limit| format!("“{}”", limits::name(rules, *limit))).collect();
        self.page.labelled("Time limits", text::list(&limits));
        self.page.labelled("Law", self.law(&route.law, route.certainty, route.checked));
        self.doubt(route.doubt);
    }

    fn where_it_stands(&mut self, route: &Route) {
        let rules = self.rules;
        let never = Condition::Any(Vec::new());
        if route.recommend_when != never {
            self.page.labelled("Suggested where", format!("{}.", said(rules, &route.recommend_when)));
        }
        if route.alongside_when != never {
            self.page.labelled("Beside another step where", format!("{}.", said(rules, &route.alongside_when)));
        }
        if route.open_when != route.recommend_when {
            self.page.labelled("Open where", format!("{}.", said(rules, &route.open_when)));
        }
    }

    /// Every reason why a route is not open, in the order in which they are looked at.
    fn reasons(&mut self, route: &Route) {
        let rules = self.rules;
        let later = route.later.iter().map(|later| {
            let from = later.from.map_or_else(String::new, |from| {
                format!(" It opens the day after “{}” has ended.", limits::name(rules, from))
            });
            (&later.when, format!("Not yet. {}{from}", later.because))
        });
        let closed = route.closed.iter().map(|(when, because)| (when, because.clone()));
        let row =
            |(when, because): (&Condition, String)| vec![text::upper_first(&said(rules, when)), self.plain(&because)];
        let rows = later.chain(closed).map(row).collect();
        self.page.table(vec!["Not open where (the first that holds)", "Told"], rows);
    }

    fn then(&self, then: &Then) -> String {
        let within = in_time(&then.within);
        format!("{} {}, {within}.", then.who, self.plain(&then.does))
    }

    fn limit(&mut self, place: DeadlineIx) {
        let rules = self.rules;
        let item = rules.deadline(place);
        self.page.entry(format!("limit-{}", item.id), limits::name(rules, place));
        self.page.paragraph(limits::said(rules, item));
        if !item.calculator_only && !always(&item.when) {
            self.page.labelled("Applies where", format!("{}.", said(rules, &item.when)));
        }
        self.page.labelled("But", self.plain(&item.exceptions.join(" ")));
        match item.who {
            Who::You => {
                let passed = format!("{} {}", item.if_passed.say, item.if_passed.r#do);
                self.page.labelled("When it is over", self.plain(&passed));
            }
            _ => self.page.labelled("When it is late", self.plain(&item.if_passed.r#do)),
        }
        self.page.labelled("Law", self.law(&item.law, item.certainty, item.checked));
        self.doubt(item.doubt);
    }

    /// A limit that no plan shows, in one line.
    fn calculated(&mut self, place: DeadlineIx) {
        let item = self.rules.deadline(place);
        let named = Named { id: format!("limit-{}", item.id), name: limits::name(self.rules, place) };
        let law = self.law(&item.law, item.certainty, item.checked);
        let said = format!("{} {} Law: {law}", limits::said(self.rules, item), self.plain(&item.exceptions.join(" ")));
        self.page.blocks.push(Block::Meaning(named, said));
        self.doubt(item.doubt);
    }

    fn argument(&mut self, argument: &Argument) {
        let law = self.law(&argument.law, argument.certainty, argument.checked);
        let with: Vec<String> = argument.with.iter().map(|route| self.route(*route)).collect();
        let when = match &argument.when {
            Condition::All(none) if none.is_empty() => String::new(),
            when => format!(", where {}", said(self.rules, when)),
        };
        let write = argument.write.as_ref().map(|write| format!(" In a letter: {}", self.plain(write)));
        let says = self.plain(&argument.says);
        let write = write.unwrap_or_default();
        self.page.item(format!("With {}{when}: {says}{write} Law: {law}", text::list_or(&with)));
        self.doubt(argument.doubt);
    }

    fn tell(&mut self, tell: &Tell) {
        let law = self.law(&tell.law, tell.certainty, tell.checked);
        let told = self.plain(tell.told.trim_end_matches('.'));
        self.page.item(format!("\u{2018}{told}\u{2019} {} Law: {law}", self.plain(&tell.says)));
        self.doubt(tell.doubt);
    }
}
