//! The rules as a book: what is asked, told, by when and why, topic by topic, made from the rules and nothing else.
//!
//! First what is to be read, then annexes to look things up in. The order is that of the rule files and nothing in it
//! depends on the day, so that a change of the rules is a change of the same few lines here.

mod annex;
mod decisions;
mod limits;
mod topic;

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;

use crate::condition::{plain, said};
use crate::document::{Block, Document, Named};
use signpost_core::dates::say;
use signpost_core::interview::Alone;
use signpost_core::plan::{Advice, Plan, advise};
use signpost_core::rules::model::{Certainty, Condition, DeadlineIx, DoubtIx, LawIx, QuestionIx, RouteIx, RuleSet};
use signpost_core::text;

/// How the heading of each annex begins.
pub const ANNEX: &str = "To look up: ";

/// The whole rule set. `alone` is what each answer leads to by itself.
pub fn document(rules: &RuleSet, alone: &[Alone]) -> Document {
    let plans = alone.iter().filter_map(|one| Some(((one.question, one.option), plan(rules, one)?))).collect();
    let mut book = Book { rules, plans, usual: usual_day(rules), told: HashSet::new(), page: Document::default() };
    book.opening();
    book.decisions();
    rules.topics.iter().for_each(|topic| book.topic(topic));
    book.ladder();
    book.annexes();
    book.page
}

struct Book<'r> {
    rules: &'r RuleSet,
    /// What each option leads to by itself.
    plans: BTreeMap<(QuestionIx, usize), Plan<'r>>,
    /// The day on which most of it was checked.
    usual: NaiveDate,
    /// Doubts that were told already.
    told: HashSet<DoubtIx>,
    page: Document,
}

fn plan<'r>(rules: &'r RuleSet, alone: &Alone) -> Option<Plan<'r>> {
    match advise(rules, &alone.answers, alone.today) {
        Advice::Plan(plan) => Some(plan),
        Advice::Ask(_) | Advice::NoRoute(_) => None,
    }
}

/// The day on which most of the rules were checked, which is said once.
fn usual_day(rules: &RuleSet) -> NaiveDate {
    let mut days: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    let laws = rules.laws.iter().map(|item| item.checked);
    let limits = rules.deadlines.iter().map(|item| item.checked);
    let routes = rules.routes.iter().map(|item| item.checked);
    let tells = rules.tells.iter().map(|item| item.checked);
    let arguments = rules.arguments.iter().map(|item| item.checked);
    laws.chain(limits).chain(routes).chain(tells).chain(arguments).for_each(|day| *days.entry(day).or_default() += 1);
    days.into_iter().max_by_key(|(_, count)| *count).map_or(rules.law_checked, |(day, _)| day)
}

impl<'r> Book<'r> {
    fn opening(&mut self) {
        let rules = self.rules;
        self.page.title(format!("The rules for {}", rules.jurisdiction));
        self.page.paragraph(format!(
            "Made from the rule files of {}. Law last checked on {}. Due to be looked at again after {}.",
            rules.made_by,
            say::plain(rules.law_checked),
            say::plain(rules.review_by)
        ));
        let usual = say::plain(self.usual);
        for said in [
            "How to read it. For an evening: the decisions, each topic, and what comes first. The rest is to look up: what is \
             asked, names with a meaning of their own, the further words of each step (also what others do after it) and \
             time limit, what letters say, the glossary and the laws. What follows “where” are answers as the program says \
             them back, or the name of a question with the short names of its answers; each is false where the question was \
             not asked. Names in curly quotes, on the web page links, are explained where they lead.",
            "A step is suggested where its condition holds and no step above it in “What comes first” does. Of the reasons \
             why a step is not open the first whose condition holds is given, and only where nothing else of the same body \
             is open.",
            "“Within two months after” leaves out the day itself; “beginning with” counts it. For what you must do the \
             program also names an earlier day to aim for: the stricter reading, or the last working day.",
        ] {
            self.page.paragraph(said);
        }
        self.page.paragraph(format!(
            "Certainty: A is the text of the law or an official page seen in full; B a good source seen; C usual practice; \
             D not settled. All was checked on {usual}, unless another day stands beside it."
        ));
        self.page.paragraph(
            "Not in the book: the wordings by which people's own words are understood, what each council's area has, and \
             the days of the calendar.",
        );
        self.page.blocks.push(Block::Contents);
    }

    /// The name of a route as other lines call it.
    fn route(&self, place: RouteIx) -> String {
        format!("“{}”", self.rules.route(place).name)
    }

    /// Time limits as other lines call them.
    fn limits(&self, places: &[DeadlineIx]) -> String {
        text::list(&places.iter().map(|place| format!("“{}”", self.rules.deadline(*place).id)).collect::<Vec<_>>())
    }

    /// A line that says where something is so, unless that is always or never.
    fn labelled_where(&mut self, label: &'static str, condition: &Condition) {
        if !matches!(condition, Condition::All(parts) | Condition::Any(parts) if parts.is_empty()) {
            self.page.labelled(label, format!("{}.", said(self.rules, condition)));
        }
    }

    /// What follows where a condition holds: ", where ..."; nothing where it always does.
    fn only_where(&self, condition: &Condition) -> String {
        match condition {
            Condition::All(all) if all.is_empty() => String::new(),
            condition => format!(", where {}", said(self.rules, condition)),
        }
    }

    /// A heading and its items, where there are any.
    fn part(
        &mut self,
        heading: impl Into<String>,
        items: impl IntoIterator<Item = usize>,
        mut one: impl FnMut(&mut Self, usize),
    ) {
        let mut items = items.into_iter().peekable();
        if items.peek().is_some() {
            self.page.subheading(heading);
            items.for_each(|at| one(self, at));
        }
    }

    /// Laws with their certainty, and the day of checking where it is another.
    fn law(&self, laws: &[LawIx], certainty: Certainty, checked: NaiveDate) -> String {
        format!("{}. {}", self.laws_named(laws), self.weight(certainty, checked))
    }

    fn laws_named(&self, laws: &[LawIx]) -> String {
        let named = laws.iter().map(|law| format!("“{}”", self.rules.laws[law.at()].id));
        named.collect::<Vec<_>>().join(", ")
    }

    fn weight(&self, certainty: Certainty, checked: NaiveDate) -> String {
        let day = if checked == self.usual { String::new() } else { format!(", {checked}") };
        format!("{certainty:?}{day}.")
    }

    fn meaning(&mut self, id: String, name: &str, means: String) {
        self.page.blocks.push(Block::Meaning(Named { id, name: name.to_owned() }, means));
    }

    /// A doubt where it matters first; from then on by its name.
    fn doubt(&mut self, doubt: Option<DoubtIx>) {
        let Some(doubt) = doubt else { return };
        let item = &self.rules.doubts[doubt.at()];
        if self.told.insert(doubt) {
            let text = format!("Not settled. {} We read it so: {}", item.what, item.reading);
            self.meaning(format!("doubt-{}", item.id), &item.id, text);
        } else {
            self.page.labelled("Not settled", format!("“{}”", item.id));
        }
    }

    fn is_told(&self, doubt: DoubtIx) -> bool {
        self.told.contains(&doubt)
    }

    fn ladder(&mut self) {
        let rules = self.rules;
        self.page.heading("What comes first");
        self.page.paragraph(
            "The first line whose step is suggested, and whose own condition holds, leads. The other suggested steps stand \
             beside it, one for each body, but none of a part that leads alone.",
        );
        for rung in &rules.ladder {
            self.page.entry(format!("rung-{}", rung.id), &rung.title);
            let alone = if rung.alone { " It leads alone." } else { "" };
            self.page.paragraph(format!("{}{alone}", rung.because));
            for step in &rung.steps {
                self.page.item(format!("{}{}", self.route(step.what), self.only_where(&step.when)));
            }
        }
    }

    /// A text of the rules as it is usually said.
    fn plain(&self, text: &str) -> String {
        plain(self.rules, text)
    }
}
