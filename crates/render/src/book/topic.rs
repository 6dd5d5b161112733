//! One topic of the book: its steps, its time limits, and what people are told.

use super::{Book, limits};
use crate::condition::said;
use crate::document::Block;
use signpost_core::rules::model::{Argument, Condition, DeadlineIx, DoubtIx, Route, RouteIx, Shown, Tell, Topic};
use signpost_core::text;

impl Book<'_> {
    pub(super) fn topic(&mut self, topic: &Topic) {
        let rules = self.rules;
        let before = self.page.blocks.len();
        self.part("Steps", topic.routes.clone(), |book, at| book.step(RouteIx(at as u16)));
        self.part("Never open", topic.never.clone(), |book, at| {
            let never = &book.rules.never[at];
            let open: Vec<String> = never.open.iter().map(|route| book.route(*route)).collect();
            let (when, laws) = (said(book.rules, &never.when), book.laws_named(&never.law));
            book.page.item(format!("{}, where {when}. {} Law: {laws}.", text::list_or(&open), never.because));
        });
        let shown = topic.deadlines.clone().filter(|at| rules.deadlines[*at].shown != Shown::Calculator);
        self.part("Time limits", shown, |book, at| book.limit(DeadlineIx(at as u16)));
        self.part("What people are told, and what is so", topic.tells.clone(), |book, at| {
            book.tell(&rules.tells[at]);
        });
        self.part("What to say with a step", topic.arguments.clone(), |book, at| {
            book.argument(&rules.arguments[at]);
        });
        self.part("Proposals", topic.news.clone(), |book, at| book.page.item(&book.rules.news[at].say));
        // One that a limit for the calculator rests on stands with that.
        let of_calculator = |doubt: &DoubtIx| rules.deadlines.iter().any(|item| item.doubt == Some(*doubt));
        let untold = topic.doubts.clone().map(|at| DoubtIx(at as u16));
        let untold: Vec<DoubtIx> = untold.filter(|doubt| !self.is_told(*doubt) && !of_calculator(doubt)).collect();
        if !untold.is_empty() {
            self.page.subheading("Not settled");
            untold.into_iter().for_each(|doubt| self.doubt(Some(doubt)));
        }
        // A part of the files that holds none of these, such as the ladder, is no topic here.
        if self.page.blocks.len() > before {
            self.page.blocks.insert(before, Block::Heading(topic.title.clone()));
        }
    }

    fn step(&mut self, place: RouteIx) {
        let rules = self.rules;
        let route = rules.route(place);
        self.page.entry(format!("step-{}", route.id), &route.name);
        self.page.labelled("Do", self.plain(&route.next_step));
        self.where_it_stands(route);
        self.reasons(route);
        self.page.labelled("Time limits", self.limits(&route.deadlines));
        let say = rules.arguments.iter().filter(|argument| argument.with.contains(&place));
        let say = say.map(|argument| format!("“{}”", argument.id)).collect::<Vec<_>>();
        self.page.labelled("To say", text::list(&say));
        self.page.labelled("Law", self.law(&route.law, route.certainty, route.checked));
        self.doubt(route.doubt);
    }

    fn where_it_stands(&mut self, route: &Route) {
        self.labelled_where("Suggested where", &route.recommend_when);
        self.labelled_where("Beside another step where", &route.alongside_when);
        if route.open_when != route.recommend_when {
            self.labelled_where("Open where", &route.open_when);
        }
    }

    /// Every reason why a route is not open, in the order in which they are looked at.
    fn reasons(&mut self, route: &Route) {
        let rules = self.rules;
        let later = route.later.iter().map(|later| {
            let from = later.from.map_or_else(String::new, |from| {
                format!(" It opens the day after “{}” has ended.", rules.deadline(from).id)
            });
            (&later.when, format!("Not yet. {}{from}", later.because))
        });
        let closed = route.closed.iter().map(|(when, because)| (when, because.clone()));
        let row =
            |(when, because): (&Condition, String)| vec![text::upper_first(&said(rules, when)), self.plain(&because)];
        let rows = later.chain(closed).map(row).collect();
        self.page.table(vec!["Not open where", "Told"], rows);
    }

    /// A limit: its name, and what the law says of it.
    pub(super) fn limit(&mut self, place: DeadlineIx) {
        let rules = self.rules;
        let item = rules.deadline(place);
        self.page.entry(format!("limit-{}", item.id), &item.id);
        self.page.paragraph(limits::said(rules, item));
        self.labelled_where("Where", &item.when);
        self.page.labelled("But", self.plain(&item.exceptions.join(" ")));
        self.page.labelled("Law", self.law(&item.law, item.certainty, item.checked));
        self.doubt(item.doubt);
    }

    /// What the law asks; which steps it goes with, they say themselves.
    fn argument(&mut self, argument: &Argument) {
        let law = self.law(&argument.law, argument.certainty, argument.checked);
        let when = match &argument.when {
            Condition::All(none) if none.is_empty() => String::new(),
            when => format!("Where {}: ", said(self.rules, when)),
        };
        let says = format!("{when}{} Law: {law}", self.plain(&argument.says));
        self.meaning(format!("argument-{}", argument.id), &argument.id, says);
        self.doubt(argument.doubt);
    }

    fn tell(&mut self, tell: &Tell) {
        let law = self.law(&tell.law, tell.certainty, tell.checked);
        let told = self.plain(tell.told.trim_end_matches('.'));
        self.page.item(format!("\u{2018}{told}\u{2019} {} Law: {law}", self.plain(&tell.says)));
        self.doubt(tell.doubt);
    }
}
