//! What is looked up and not read: what is asked, the further words of each step and limit, letters, words, laws.

use std::ops::Range;

use super::{ANNEX, Book};
use crate::condition::said;
use crate::plan::in_time;
use signpost_core::dates::say;
use signpost_core::rules::model::{
    AtTimes, Condition, DateBound, DeadlineIx, Kind, Letter, Likely, Question, QuestionIx, Route, RouteIx, Shown, Then,
    Topic, WhenDone, Who,
};
use signpost_core::text;

impl Book<'_> {
    pub(super) fn annexes(&mut self) {
        let rules = self.rules;
        self.annex("what is asked", |topic| topic.questions.clone(), |book, at| book.question(QuestionIx(at as u16)));
        self.annex(
            "names with a meaning of their own",
            |topic| topic.facts.clone(),
            |book, at| {
                let fact = &rules.facts[at];
                book.meaning(format!("fact-{}", fact.id), &fact.id, text::upper_first(&said(rules, &fact.when)) + ".");
            },
        );
        self.annex(
            "the further words of each step",
            |topic| topic.routes.clone(),
            |book, at| {
                book.further(RouteIx(at as u16));
            },
        );
        self.annex(
            "the further words of each time limit",
            |topic| topic.deadlines.clone(),
            |book, at| {
                book.further_of_limit(DeadlineIx(at as u16));
            },
        );
        self.annex(
            "what is said with each step, and in its letter",
            |topic| topic.arguments.clone(),
            |book, at| {
                let argument = &rules.arguments[at];
                let with: Vec<String> = argument.with.iter().map(|route| book.route(*route)).collect();
                let write = argument.write.as_ref().map(|write| format!(": {}", book.plain(write)));
                let write = write.unwrap_or_else(|| ".".to_owned());
                book.page.item(format!("“{}”, with {}{write}", argument.id, text::list_or(&with)));
            },
        );
        self.annex(
            "who may hear what people are told",
            |topic| topic.tells.clone(),
            |book, at| {
                let tell = &rules.tells[at];
                let often = match tell.likely {
                    Likely::Often => " Often.",
                    Likely::Sometimes => "",
                    Likely::Rarely => " Rarely.",
                };
                let told = book.plain(tell.told.trim_end_matches('.'));
                let shown = tell.shown_when.as_ref().map(|shown| format!(" Unasked where {}.", said(rules, shown)));
                let shown = shown.unwrap_or_default();
                book.page.item(format!("\u{2018}{told}\u{2019} Where {}.{shown}{often}", said(rules, &tell.when)));
            },
        );
        if !rules.doubts.is_empty() {
            self.page.heading(format!("{ANNEX}what would settle what is open"));
        }
        rules.doubts.iter().for_each(|doubt| self.page.item(format!("“{}”: {}", doubt.id, doubt.settled_by)));
        self.letters();
        self.people();
        self.phrases();
        self.glossary();
        self.laws();
    }

    /// An annex: of each topic the items that it has.
    fn annex(&mut self, about: &str, of: fn(&Topic) -> Range<usize>, mut one: impl FnMut(&mut Self, usize)) {
        let rules = self.rules;
        if rules.topics.iter().all(|topic| of(topic).is_empty()) {
            return;
        }
        self.page.heading(format!("{ANNEX}{about}"));
        for topic in &rules.topics {
            self.part(&topic.title, of(topic), &mut one);
        }
    }

    fn question(&mut self, place: QuestionIx) {
        let question = self.rules.question(place);
        self.page.entry(format!("question-{}", question.id), &question.id);
        self.page.paragraph(self.plain(&question.ask));
        self.page.labelled("Read out", self.plain(&question.say_aloud));
        self.page.labelled("Hint", self.plain(question.hint.as_deref().unwrap_or_default()));
        self.page.labelled("Help", self.plain(&question.help.join(" ")));
        match &question.ask_when {
            Condition::Any(never) if never.is_empty() => {
                self.page.labelled("Asked", "only by the calculator of time limits.");
            }
            when => self.labelled_where("Asked where", when),
        }
        self.page.labelled("Why", self.plain(&question.why));
        if let Some(date) = question.date() {
            let latest = match date.not_after {
                Some(DateBound::Today) => ", today or earlier",
                Some(DateBound::Question(_)) | None => "",
            };
            let none = question.options.first().map_or(String::new(), |none| format!(", or: {}", none.label));
            self.page.labelled("Answer", format!("the {}{latest}{none}.", date.called));
            self.page.labelled("Date of", date.in_hand.as_deref().unwrap_or_default());
            let said = std::iter::once(&date.said).chain(question.options.iter().map(|none| &none.said));
            self.page.labelled("Said back", self.plain(&said.map(String::as_str).collect::<Vec<_>>().join(" ")));
        } else if question.kind != Kind::Told {
            self.options(place, question);
        }
        self.not_sure(question);
    }

    /// The answers, with what each leads to by itself.
    fn options(&mut self, place: QuestionIx, question: &Question) {
        let rows = question.options.iter().enumerate().flat_map(|(at, option)| {
            let heading =
                option.group.as_ref().map(|group| vec![String::new(), self.plain(group), String::new(), String::new()]);
            let letter = option.letter_says.as_ref();
            let letter = letter.map_or(String::new(), |says| format!(" (letters say: {says})"));
            let alone =
                self.plans.get(&(place, at)).filter(|plan| plan.because.iter().any(|ground| ground.question == place));
            let leads = alone.map_or(String::new(), |plan| self.route(plan.next_step));
            let label = format!("{}{letter}", self.plain(&option.label));
            heading.into_iter().chain([vec![option.id.clone(), label, self.plain(&option.said), leads]])
        });
        let rows: Vec<Vec<String>> = rows.collect();
        let answer = match question.kind {
            Kind::Several { .. } => "Answers, each that is true",
            _ => "Answers, one of these",
        };
        self.page.table(vec!["Name", answer, "Said back", "By itself"], rows);
    }

    fn not_sure(&mut self, question: &Question) {
        let assumed = question.options.iter().enumerate().filter(|(bit, _)| question.assume & 1 << bit != 0);
        let assumed: Vec<&str> = assumed.map(|(_, option)| option.id.as_str()).collect();
        let counts = if assumed.is_empty() { String::new() } else { format!("counts as {}. ", assumed.join("; ")) };
        let words = format!("{} {}", question.unsure_said, question.unsure_tell);
        self.page.labelled("Not sure", format!("{counts}{}", self.plain(words.trim())));
    }

    /// What a plan tells with a step beside what is decided.
    fn further(&mut self, place: RouteIx) {
        let rules = self.rules;
        let route = rules.route(place);
        self.page.entry(format!("further-{}", route.id), &route.name);
        self.page.labelled("About", self.plain(&route.what));
        self.page.labelled("Body", format!("{}.", rules.bodies[route.body.at()].name));
        let asides = [&route.stand, &route.kind_line, &route.only_route_because];
        let asides: Vec<&str> = asides.into_iter().flatten().map(String::as_str).collect();
        self.page.labelled("Said beside it", self.plain(&asides.join(" ")));
        self.page.labelled("If something goes wrong", self.plain(&route.if_wrong.join(" ")));
        self.page.labelled("If nothing is done", self.plain(&route.if_nothing));
        let then: Vec<String> = route.then.iter().map(|then| self.then(then)).collect();
        self.page.labelled("Then", then.join(" "));
        self.page.labelled("When it helps", self.plain(&route.good_for));
        self.page.labelled("To think about", self.plain(&route.think_about));
        self.page.labelled("Cost", self.plain(&route.cost));
        self.listed("To have or do", &route.checklist, |book, item| book.plain(item));
        self.listed("Letters", &route.letters, |book, letter| format!("“{}”", book.rules.letters[letter.at()].id));
        self.listed("Whom to ring", &route.contacts, |book, contact| format!("“{}”", book.rules.contact_id(*contact)));
        self.own_time(route);
        let leads: Vec<String> = route.leads_to.iter().map(|next| self.route(*next)).collect();
        self.page.labelled("Leads to", text::list(&leads));
        let done = match &route.when_done {
            Some(WhenDone::Answers { answers, day }) => {
                let day = day.map(|day| format!(". Its day is “{}”", rules.question(day).id));
                format!("{}{}.", text::upper_first(&said(rules, answers)), day.unwrap_or_default())
            }
            Some(WhenDone::Stays(why)) => self.plain(why),
            None => String::new(),
        };
        self.page.labelled("Once done", done);
    }

    /// What somebody does after it, and what to do if they do not.
    fn then(&self, then: &Then) -> String {
        let done = format!("{} {}, {}.", then.who, self.plain(&then.does), in_time(&then.within));
        match then.if_not.as_str() {
            "" => done,
            if_not => format!("{done} If not: {}.", self.plain(if_not)),
        }
    }

    /// What kind of act it is, and which limits end the time for it.
    fn own_time(&mut self, route: &Route) {
        let ends = self.limits(&route.step_deadlines);
        let effort = route.effort.map_or(String::new(), |effort| format!("{effort:?}").to_lowercase());
        self.page.labelled("Kind of act", effort);
        self.page.labelled("Its time ends with", ends);
    }

    fn listed<T>(&mut self, label: &'static str, items: &[AtTimes<T>], of: impl Fn(&Self, &T) -> String) {
        let said: Vec<String> =
            items.iter().map(|item| format!("{}{}", of(self, &item.what), self.only_where(&item.when))).collect();
        self.page.labelled(label, said.join("; "));
    }

    fn further_of_limit(&mut self, place: DeadlineIx) {
        let item = self.rules.deadline(place);
        if item.shown == Shown::Calculator {
            self.limit(place);
        } else {
            self.page.entry(format!("further-of-{}", item.id), &item.id);
        }
        self.page.labelled("Called", format!("{}.", item.label));
        let passed = format!("{} {}", item.if_passed.say, item.if_passed.r#do);
        self.page.labelled(if item.who == Who::You { "Over" } else { "Late" }, self.plain(&passed));
        self.page.labelled("To ask", self.plain(&item.asks.join(" ")));
        self.page.labelled("Where its date is", self.plain(item.find_date.as_deref().unwrap_or_default()));
    }

    fn letters(&mut self) {
        self.page.heading(format!("{ANNEX}letters"));
        for letter in &self.rules.letters {
            self.letter(letter);
        }
    }

    fn letter(&mut self, letter: &Letter) {
        self.page.entry(format!("letter-{}", letter.id), &letter.id);
        self.page.paragraph(self.plain(&letter.title));
        self.labelled_where("Offered where", &letter.when);
        for (label, text) in [
            ("Use", &letter.when_to_use),
            ("To", &letter.send_to),
            ("How", &letter.how_to_send),
            ("Proof", &letter.keep_proof),
            ("No reply", &letter.no_reply),
            ("Meanwhile", &letter.meanwhile),
        ] {
            self.page.labelled(label, self.plain(text));
        }
        self.page.labelled("Law", self.laws_named(&letter.law));
        for line in letter.body.lines().map(str::trim).filter(|line| !line.is_empty()) {
            self.page.paragraph(self.plain(line));
        }
    }

    fn people(&mut self) {
        let rules = self.rules;
        self.page.heading(format!("{ANNEX}whom to ring"));
        for service in &rules.services {
            let cost = service.cost.iter().chain(&service.independent).map(String::as_str);
            let said = [service.what.as_str(), service.if_unknown.as_str()].into_iter().chain(cost);
            let said = format!("{}. {}", service.name, said.collect::<Vec<_>>().join(" "));
            self.meaning(format!("contact-{}", service.id), &service.id, said);
        }
        for contact in &rules.contacts {
            let details = [
                &contact.phone,
                &contact.email,
                &contact.web,
                &contact.post,
                &contact.hours,
                &contact.cost,
                &contact.independent,
                &contact.note,
            ];
            let details = details.into_iter().flatten().map(String::as_str);
            let said: Vec<&str> = std::iter::once(contact.what.as_str()).chain(details).collect();
            let said =
                format!("{}. {}. {:?}, from {}", contact.name, said.join("; "), contact.certainty, contact.source);
            self.meaning(format!("contact-{}", contact.id), &contact.id, said);
        }
    }

    fn phrases(&mut self) {
        let rules = self.rules;
        self.page.heading(format!("{ANNEX}words that change with the answers"));
        for phrase in &rules.phrases {
            let instead = phrase.instead.iter().map(|(when, words)| format!("\"{words}\" where {}", said(rules, when)));
            let ways: Vec<String> = instead.chain([format!("else \"{}\"", phrase.say)]).collect();
            self.meaning(format!("phrase-{}", phrase.id), &phrase.id, format!("{}.", ways.join("; ")));
        }
    }

    fn glossary(&mut self) {
        self.page.heading(format!("{ANNEX}the glossary"));
        for word in &self.rules.words {
            let names = word.names().collect::<Vec<_>>().join(", ");
            let laws: Vec<String> = word.law.iter().map(|law| format!("“{law}”")).collect();
            let laws = if laws.is_empty() { String::new() } else { format!(" Law: {}.", laws.join(", ")) };
            self.page.item(format!("{names}: {}{laws}", self.plain(&word.means)));
        }
    }

    fn laws(&mut self) {
        self.page.heading(format!("{ANNEX}laws and other sources"));
        for law in &self.rules.laws {
            let days = [(" from ", law.in_force), (" until ", law.until)];
            let days: String =
                days.iter().filter_map(|(said, day)| Some(format!("{said}{}", say::plain((*day)?)))).collect();
            let days = if days.is_empty() { days } else { format!(" In force{days}.") };
            let text = format!("{}. {}{days} {}", law.cite, law.says, self.weight(law.certainty, law.checked));
            self.meaning(format!("law-{}", law.id), &law.id, text);
        }
    }
}
