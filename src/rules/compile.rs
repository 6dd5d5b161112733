//! From a [`Bundle`] to a [`RuleSet`]: ids resolved, conditions and limits read, and everything reported that does
//! not fit together.

use std::collections::{HashMap, HashSet};

use chrono::NaiveTime;
use serde_yaml::Value;

use super::condition::{self, Names, QuestionName};
use super::file::{self, Bundle, Certainty, Choose};
use super::finding::{Code, Findings, Place, did_you_mean};
use super::load::HEAD;
use super::model::{
    Choice, Condition, ContactRef, DateAsked, DateBound, Deadline, DeadlineIx, DoubtIx, Fact, Kind, LawIx, Letter,
    LetterIx, Options, Phrase, ProblemIx, Question, QuestionIx, Route, RuleSet, Start, starts,
};
use super::{calendar, limits};
use crate::dates::limit::{Amount, Limit, Term};

/// The most options a question may have, "I am not sure" apart (`ux.md` B7).
pub const MOST_OPTIONS: usize = 8;

/// Words that a condition already uses for itself.
const RESERVED: [&str; 6] = ["all", "any", "not", "only", "deadline", "not-sure"];

/// Builds the rules. They may be used only if no error was found.
pub fn compile(bundle: &Bundle, broken: &[String], findings: &mut Findings) -> RuleSet {
    let all = Everything::of(bundle);
    let questions: Vec<QuestionName> = all.questions.iter().map(|(_, question)| name_of(question)).collect();
    let facts: Vec<String> = all.facts.iter().map(|(_, fact)| fact.id.clone()).collect();
    let deadlines: Vec<String> = all.deadlines.iter().map(|(_, deadline)| deadline.id.clone()).collect();
    let names = Names { questions: &questions, facts: &facts, deadlines: &deadlines, broken };
    Compiler { bundle, all: &all, names: &names, findings }.rules()
}

fn name_of(question: &file::Question) -> QuestionName {
    let options = match question.choose {
        Choose::YesNo => vec!["yes".to_owned(), "no".to_owned()],
        _ => question.options.iter().map(|option| option.id.clone()).collect(),
    };
    QuestionName { id: question.id.clone(), options, date: question.choose == Choose::Date }
}

/// The lists of all parts joined, each item with its place.
struct Everything<'b> {
    laws: Vec<(Place, &'b file::Law)>,
    questions: Vec<(Place, &'b file::Question)>,
    facts: Vec<(Place, &'b file::Fact)>,
    deadlines: Vec<(Place, &'b file::Deadline)>,
    routes: Vec<(Place, &'b file::Route)>,
    doubts: Vec<(Place, &'b file::Doubt)>,
    news: Vec<(Place, &'b file::News)>,
}

impl<'b> Everything<'b> {
    fn of(bundle: &'b Bundle) -> Everything<'b> {
        fn joined<'b, T>(
            bundle: &'b Bundle,
            key: &str,
            list: impl Fn(&'b file::Part) -> &'b Vec<T>,
        ) -> Vec<(Place, &'b T)> {
            let parts = bundle.parts.iter().map(|part| (part.file.as_str(), list(&part.part)));
            parts
                .flat_map(|(file, items)| {
                    items.iter().enumerate().map(move |(at, item)| (Place::new(file, "").item(key, at), item))
                })
                .collect()
        }
        Everything {
            laws: joined(bundle, "laws", |part| &part.laws),
            questions: joined(bundle, "questions", |part| &part.questions),
            facts: joined(bundle, "facts", |part| &part.facts),
            deadlines: joined(bundle, "deadlines", |part| &part.deadlines),
            routes: joined(bundle, "routes", |part| &part.routes),
            doubts: joined(bundle, "doubts", |part| &part.doubts),
            news: joined(bundle, "news", |part| &part.news),
        }
    }
}

struct Compiler<'a, 'b> {
    bundle: &'b Bundle,
    all: &'a Everything<'b>,
    names: &'a Names<'a>,
    findings: &'a mut Findings,
}

impl Compiler<'_, '_> {
    fn rules(mut self) -> RuleSet {
        let (head, all) = (&self.bundle.head, self.all);
        let at_head = |path: &str| Place::new(HEAD, path);
        if head.format != 1 {
            self.findings.add(Code::WrongValue, at_head("format"), "this program reads format 1", None);
        }
        self.ids();
        let law_checked = calendar::date(&head.law_checked, at_head("law_checked"), self.findings);
        let review_by = calendar::date(&head.review_by, at_head("review_by"), self.findings);
        let on_calendar = |path: String| Place::new("calendar.yaml", path);
        let calendar = calendar::read(&self.bundle.calendar, law_checked, &on_calendar, self.findings);
        let questions: Vec<Question> = all.questions.iter().map(|(place, item)| self.question(place, item)).collect();
        let facts = all
            .facts
            .iter()
            .map(|(place, fact)| Fact { id: fact.id.clone(), when: self.condition(&fact.when, &place.then("when")) })
            .collect();
        let mut deadlines: Vec<Deadline> =
            all.deadlines.iter().map(|(place, item)| self.deadline(place, item)).collect();
        note_needs(&mut deadlines);
        let letters = self.letters();
        let routes = all.routes.iter().map(|(place, item)| self.route(place, item, &deadlines)).collect();
        for (place, law) in &all.laws {
            calendar::date(&law.checked, place.then("checked"), self.findings);
        }
        for (place, news) in &all.news {
            self.laws(&news.law, place);
        }
        self.areas();
        let rules = RuleSet {
            jurisdiction: head.jurisdiction.clone(),
            law_checked,
            review_by,
            made_by: head.made_by.clone(),
            hash: self.bundle.hash.clone(),
            phrases: self.phrases(),
            problems: head.problems.clone(),
            question_ids: questions.iter().enumerate().map(|(at, q)| (q.id.clone(), QuestionIx(at as u16))).collect(),
            area_question: self.names.question("area"),
            questions,
            facts,
            deadlines,
            routes,
            laws: all.laws.iter().map(|(_, law)| (*law).clone()).collect(),
            doubts: all.doubts.iter().map(|(_, doubt)| (*doubt).clone()).collect(),
            news: all.news.iter().map(|(_, news)| (*news).clone()).collect(),
            letters,
            services: self.bundle.areas.services.clone(),
            contacts: self.bundle.areas.contacts.clone(),
            areas: self.bundle.areas.areas.clone(),
            calendar,
            words: self.bundle.words.terms.clone(),
        };
        let places = super::depends::Places {
            questions: all.questions.iter().map(|(place, _)| place.clone()).collect(),
            facts: all.facts.iter().map(|(place, _)| place.clone()).collect(),
            deadlines: all.deadlines.iter().map(|(place, _)| place.clone()).collect(),
            routes: all.routes.iter().map(|(place, _)| place.clone()).collect(),
        };
        super::depends::check(&rules, &places, self.findings);
        rules
    }

    // ---- ids ----

    fn ids(&mut self) {
        let all = self.all;
        // Questions and facts share the keys of conditions.
        let shared = all
            .questions
            .iter()
            .map(|(place, item)| (place, item.id.as_str()))
            .chain(all.facts.iter().map(|(place, item)| (place, item.id.as_str())));
        self.unique(shared.map(|(place, id)| (place.clone(), id)).collect());
        self.unique(all.laws.iter().map(|(place, item)| (place.clone(), item.id.as_str())).collect());
        self.unique(all.deadlines.iter().map(|(place, item)| (place.clone(), item.id.as_str())).collect());
        self.unique(all.routes.iter().map(|(place, item)| (place.clone(), item.id.as_str())).collect());
        self.unique(all.doubts.iter().map(|(place, item)| (place.clone(), item.id.as_str())).collect());
        self.unique(all.news.iter().map(|(place, item)| (place.clone(), item.id.as_str())).collect());
        let head = &self.bundle.head;
        let at = |list: &str, at: usize| Place::new(HEAD, "").item(list, at);
        self.unique(head.problems.iter().enumerate().map(|(n, item)| (at("problems", n), item.id.as_str())).collect());
        self.unique(head.phrases.iter().enumerate().map(|(n, item)| (at("phrases", n), item.id.as_str())).collect());
        let areas = &self.bundle.areas;
        let at = |list: &str, at: usize| Place::new("areas.yaml", "").item(list, at);
        self.unique(areas.areas.iter().enumerate().map(|(n, item)| (at("areas", n), item.id.as_str())).collect());
        let services = areas.services.iter().enumerate().map(|(n, item)| (at("services", n), item.id.as_str()));
        let contacts = areas.contacts.iter().enumerate().map(|(n, item)| (at("contacts", n), item.id.as_str()));
        self.unique(services.chain(contacts).collect());
    }

    fn unique(&mut self, ids: Vec<(Place, &str)>) {
        let mut first: HashMap<&str, String> = HashMap::new();
        for (place, id) in ids {
            let here = place.then("id");
            let fits = !id.is_empty()
                && id.len() <= 60
                && id.starts_with(|letter: char| letter.is_ascii_lowercase())
                && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
            if !fits {
                let message = format!("`{}` is not an id", id.escape_debug());
                let help = "use lower-case letters, digits and hyphens, a letter first";
                self.findings.add(Code::BadId, here.clone(), message, Some(help.into()));
            } else if RESERVED.contains(&id) {
                self.findings.add(
                    Code::BadId,
                    here.clone(),
                    format!("`{id}` already means something in conditions"),
                    None,
                );
            }
            if let Some(other) = first.get(id) {
                self.findings.add(Code::DuplicateId, here, format!("the id `{id}` stands already in {other}"), None);
            } else {
                first.insert(id, format!("{} at {}", place.file, place.path));
            }
        }
    }

    // ---- questions ----

    fn question(&mut self, place: &Place, item: &file::Question) -> Question {
        let names = self.names;
        let kind = self.kind(place, item);
        let mut options: Vec<Choice> = item.options.iter().map(choice).collect();
        if let (Choose::YesNo, Some(said)) = (item.choose, &item.said) {
            options = vec![yes_no("yes", "Yes", &said.yes), yes_no("no", "No", &said.no)];
        }
        self.options(place, item);
        let assume = self.assume(place, item, &options);
        Question {
            id: item.id.clone(),
            ask: item.ask.clone(),
            hint: item.hint.clone(),
            why: item.why.clone(),
            say_aloud: item.say_aloud.clone(),
            help: item.help.clone(),
            ask_when: match &item.ask_when {
                Some(written) => condition::read(written, &place.then("ask_when"), names, self.findings),
                None => Condition::All(Vec::new()),
            },
            kind,
            options,
            yes_no: item.choose == Choose::YesNo,
            assume,
            unsure_said: item.not_sure.said.clone(),
            unsure_tell: item.not_sure.tell.clone(),
        }
    }

    fn kind(&mut self, place: &Place, item: &file::Question) -> Kind {
        let wrong = |compiler: &mut Self, key: &str, message: &str| {
            compiler.findings.add(Code::Question, place.then(key), message, None);
        };
        if item.at_most.is_some() && item.choose != Choose::Several {
            wrong(self, "at_most", "only `several` has at_most");
        }
        if item.said.is_some() != (item.choose == Choose::YesNo) {
            wrong(self, "choose", "`said` belongs to yes-no, and yes-no needs it");
        }
        match (item.choose, &item.date) {
            (Choose::Date, None) => wrong(self, "choose", "a date question needs `date`"),
            (Choose::Date, Some(_)) => {}
            (_, Some(_)) => wrong(self, "date", "only a date question has `date`"),
            (_, None) => {}
        }
        match (item.choose, &item.date) {
            (Choose::Several, _) => Kind::Several { at_most: item.at_most.unwrap_or(item.options.len()) },
            (Choose::Date, Some(date)) => Kind::Date(self.date(place, item, date)),
            _ => Kind::One,
        }
    }

    fn date(&mut self, place: &Place, item: &file::Question, date: &file::DateAsked) -> DateAsked {
        let place = place.then("date");
        if !date.said.contains("{date}") {
            self.findings.add(Code::Question, place.then("said"), "say where the date stands with {date}", None);
        }
        let not_after = match date.not_after.as_deref() {
            Some("today") => Some(DateBound::Today),
            Some(id) => self.earlier_date(id, item, &place.then("not_after")).map(DateBound::Question),
            None => None,
        };
        let not_before =
            date.not_before.as_deref().and_then(|id| self.earlier_date(id, item, &place.then("not_before")));
        DateAsked {
            called: date.called.clone(),
            not_after,
            not_before,
            said: date.said.clone(),
            words: date.words.clone(),
        }
    }

    fn earlier_date(&mut self, id: &str, item: &file::Question, place: &Place) -> Option<QuestionIx> {
        let here = self.names.question(&item.id);
        match self.names.question(id) {
            Some(found) if self.names.questions[found.at()].date && Some(found) < here => Some(found),
            Some(_) => {
                self.findings.add(
                    Code::Question,
                    place.clone(),
                    format!("`{id}` is not an earlier date question"),
                    None,
                );
                None
            }
            None => {
                self.names.unknown("question", id, place.clone(), self.findings);
                None
            }
        }
    }

    fn options(&mut self, place: &Place, item: &file::Question) {
        let takes = matches!(item.choose, Choose::One | Choose::Several);
        if takes == item.options.is_empty() {
            let message = if takes { "this question needs options" } else { "this question has no options of its own" };
            self.findings.add(Code::Question, place.then("options"), message, None);
        }
        if item.options.len() > MOST_OPTIONS {
            let message = format!("at most {MOST_OPTIONS} options, so that each has one digit");
            self.findings.add(Code::Question, place.then("options"), message, Some("ask two questions".into()));
        }
        if item.at_most == Some(0) {
            self.findings.add(Code::Question, place.then("at_most"), "at least one may be chosen", None);
        }
        let mut seen = HashSet::new();
        for (at, option) in item.options.iter().enumerate() {
            let here = place.item("options", at);
            if !seen.insert(&option.id) {
                self.findings.add(
                    Code::DuplicateId,
                    here.then("id"),
                    format!("two options have the id `{}`", option.id),
                    None,
                );
            }
            let last = at + 1 == item.options.len();
            if option.none && (item.choose != Choose::Several || !last) {
                self.findings.add(
                    Code::Question,
                    here.then("none"),
                    "`none` is for the last option of a `several`",
                    None,
                );
            }
        }
    }

    fn assume(&mut self, place: &Place, item: &file::Question, options: &[Choice]) -> Options {
        let here = place.then("not_sure").then("assume");
        let Some(assume) = &item.not_sure.assume else {
            if item.choose != Choose::Date {
                let message = "`not_sure` must say what to assume, so that the interview can go on";
                self.findings.add(Code::Question, place.then("not_sure"), message, None);
            }
            return 0;
        };
        if item.choose == Choose::Date {
            self.findings.add(Code::Question, here, "a date that is not known is not assumed", None);
            return 0;
        }
        let single = [assume.clone()];
        let ids: &[Value] = match assume {
            Value::Sequence(ids) if item.choose == Choose::Several => ids,
            _ => &single,
        };
        let mut mask = 0;
        for id in ids {
            match id.as_str().and_then(|id| options.iter().position(|option| option.id == id)) {
                Some(bit) => mask |= 1 << bit,
                None => {
                    let known = options.iter().map(|option| option.id.as_str());
                    let help = id.as_str().and_then(|id| did_you_mean(id, known));
                    self.findings.add(Code::Question, here.clone(), "this is not one of the question's options", help);
                }
            }
        }
        mask
    }

    // ---- deadlines and routes ----

    fn condition(&mut self, written: &Value, place: &Place) -> Condition {
        condition::read(written, place, self.names, self.findings)
    }

    fn optional(&mut self, written: Option<&Value>, place: &Place, otherwise: Condition) -> Condition {
        written.map_or(otherwise, |written| condition::read(written, place, self.names, self.findings))
    }

    fn deadline(&mut self, place: &Place, item: &file::Deadline) -> Deadline {
        let limit = limits::read(item, place, self.names, self.findings);
        let in_school_days = limit.as_ref().is_some_and(|limit| counts_school_days(&limit.term));
        let at = item.at.as_deref().and_then(|text| {
            let hour = NaiveTime::parse_from_str(text, "%H:%M").ok();
            if hour.is_none() {
                let help = Some("write it as \"17:00\"".to_owned());
                self.findings.add(Code::BadDate, place.then("at"), format!("`{text}` is not an hour"), help);
            }
            hour
        });
        Deadline {
            id: item.id.clone(),
            who: item.who,
            must: item.must.clone(),
            label: item.label.clone(),
            when: self.optional(item.when.as_ref(), &place.then("when"), Condition::All(Vec::new())),
            // A limit that could not be read has been reported; no rules are used then.
            limit: limit.unwrap_or_else(never),
            at,
            done_when: item.done_when,
            exceptions: item.exceptions.clone(),
            asks: item.asks.clone(),
            find_date: item.find_date.clone(),
            if_passed: item.if_passed.clone(),
            doubt: self.doubt(item.doubt.as_deref(), place),
            law: self.laws(&item.law, place),
            certainty: self.certainty(item.certainty, item.doubt.as_deref(), place),
            checked: calendar::date(&item.checked, place.then("checked"), self.findings),
            needs: Vec::new(),
            in_school_days,
        }
    }

    fn route(&mut self, place: &Place, item: &file::Route, deadlines: &[Deadline]) -> Route {
        let problems = &self.bundle.head.problems;
        let problem =
            self.find(&item.problem, problems.iter().map(|p| p.id.as_str()), place.then("problem"), "problem");
        let shown: Vec<&str> = deadlines.iter().map(|deadline| deadline.id.as_str()).collect();
        let letters: Vec<&str> = self.bundle.letters.iter().map(|letter| letter.id.as_str()).collect();
        let closed = item.closed.iter().enumerate().map(|(at, closed)| {
            let when = self.condition(&closed.when, &place.item("closed", at).then("when"));
            (when, closed.because.clone())
        });
        let closed = closed.collect();
        Route {
            id: item.id.clone(),
            name: item.name.clone(),
            problem: ProblemIx(problem.unwrap_or_default() as u16),
            recommend_when: self.optional(
                item.recommend_when.as_ref(),
                &place.then("recommend_when"),
                Condition::Any(Vec::new()),
            ),
            alongside_when: self.optional(
                item.alongside_when.as_ref(),
                &place.then("alongside_when"),
                Condition::Any(Vec::new()),
            ),
            open_when: self.condition(&item.open_when, &place.then("open_when")),
            closed,
            next_step: item.next_step.clone(),
            what: item.what.clone(),
            good_for: item.good_for.clone(),
            think_about: item.think_about.clone(),
            checklist: item.checklist.clone(),
            then: item.then.clone(),
            deadlines: self
                .find_all(&item.deadlines, &shown, &place.then("deadlines"), "deadline")
                .map(|at| DeadlineIx(at as u16))
                .collect(),
            letters: self
                .find_all(&item.letters, &letters, &place.then("letters"), "letter")
                .map(|at| LetterIx(at as u16))
                .collect(),
            contacts: self.contacts(&item.contacts, &place.then("contacts")),
            cost: item.cost.clone(),
            if_nothing: item.if_nothing.clone(),
            kind_line: item.kind_line.clone(),
            only_route_because: item.only_route_because.clone(),
            doubt: self.doubt(item.doubt.as_deref(), place),
            law: self.laws(&item.law, place),
            certainty: self.certainty(item.certainty, item.doubt.as_deref(), place),
            checked: calendar::date(&item.checked, place.then("checked"), self.findings),
        }
    }

    fn certainty(&mut self, certainty: Certainty, doubt: Option<&str>, place: &Place) -> Certainty {
        if certainty == Certainty::D && doubt.is_none() {
            let help = "name the `doubt` it rests on, and word it as one";
            let message = "certainty D may not drive a rule by itself";
            self.findings.add(Code::TooUncertain, place.then("certainty"), message, Some(help.into()));
        }
        certainty
    }

    fn laws(&mut self, ids: &[String], place: &Place) -> Vec<LawIx> {
        let known: Vec<&str> = self.all.laws.iter().map(|(_, law)| law.id.as_str()).collect();
        self.find_all(ids, &known, &place.then("law"), "law").map(|at| LawIx(at as u16)).collect()
    }

    fn doubt(&mut self, id: Option<&str>, place: &Place) -> Option<DoubtIx> {
        let doubts: Vec<&str> = self.all.doubts.iter().map(|(_, doubt)| doubt.id.as_str()).collect();
        self.find(id?, doubts, place.then("doubt"), "doubt").map(|at| DoubtIx(at as u16))
    }

    fn contacts(&mut self, ids: &[String], place: &Place) -> Vec<ContactRef> {
        let areas = &self.bundle.areas;
        let services = areas.services.len();
        let known: Vec<&str> =
            areas.services.iter().map(|s| s.id.as_str()).chain(areas.contacts.iter().map(|c| c.id.as_str())).collect();
        self.find_all(ids, &known, place, "contact")
            .map(|at| match at.checked_sub(services) {
                Some(at) => ContactRef::National(at as u16),
                None => ContactRef::Service(at as u16),
            })
            .collect()
    }

    fn find_all(&mut self, ids: &[String], known: &[&str], place: &Place, what: &str) -> std::vec::IntoIter<usize> {
        let found: Vec<usize> = ids
            .iter()
            .enumerate()
            .filter_map(|(at, id)| self.find(id, known.iter().copied(), place.then(&format!("[{at}]")), what))
            .collect();
        found.into_iter()
    }

    fn find<'k>(
        &mut self,
        id: &str,
        known: impl IntoIterator<Item = &'k str>,
        place: Place,
        what: &str,
    ) -> Option<usize> {
        let known: Vec<&str> = known.into_iter().collect();
        let found = known.iter().position(|name| *name == id);
        if found.is_none() && !self.names.broken.iter().any(|broken| broken == id) {
            let message = format!("no {what} has the id `{id}`");
            self.findings.add(Code::UnknownId, place, message, did_you_mean(id, known));
        }
        found
    }

    // ---- the rest ----

    fn phrases(&mut self) -> Vec<Phrase> {
        let phrases = &self.bundle.head.phrases;
        let read = phrases.iter().enumerate().map(|(at, phrase)| {
            let place = Place::new(HEAD, "").item("phrases", at);
            let instead = phrase.instead.iter().enumerate().map(|(n, other)| {
                (self.condition(&other.when, &place.item("instead", n).then("when")), other.say.clone())
            });
            Phrase { id: phrase.id.clone(), say: phrase.say.clone(), instead: instead.collect() }
        });
        read.collect()
    }

    fn letters(&mut self) -> Vec<Letter> {
        let letters = &self.bundle.letters;
        let read = letters.iter().map(|letter| {
            let place = Place::new(&format!("letters/{}.md", letter.id), "");
            let head = &letter.head;
            Letter {
                id: letter.id.clone(),
                title: head.title.clone(),
                when: self.optional(head.when.as_ref(), &place.then("when"), Condition::All(Vec::new())),
                when_to_use: head.when_to_use.clone(),
                send_to: head.send_to.clone(),
                how_to_send: head.how_to_send.clone(),
                keep_proof: head.keep_proof.clone(),
                no_reply: head.no_reply.clone(),
                meanwhile: head.meanwhile.clone(),
                law: self.laws(&head.law, &place),
                body: letter.body.clone(),
            }
        });
        read.collect()
    }

    fn areas(&mut self) {
        let areas = &self.bundle.areas;
        for (at, contact) in areas.contacts.iter().enumerate() {
            let place = Place::new("areas.yaml", "").item("contacts", at);
            calendar::date(&contact.checked, place.then("checked"), self.findings);
        }
        for (at, area) in areas.areas.iter().enumerate() {
            let place = Place::new("areas.yaml", "").item("areas", at);
            for (service, local) in &area.services {
                let here = place.then("services").then(service);
                self.find(service, areas.services.iter().map(|s| s.id.as_str()), here.clone().key(), "service");
                calendar::date(&local.checked, here.then("checked"), self.findings);
            }
        }
        let Some((place, question)) = self.all.questions.iter().find(|(_, question)| question.id == "area") else {
            return;
        };
        for (at, option) in question.options.iter().enumerate() {
            let here = place.item("options", at).then("id");
            self.find(&option.id, areas.areas.iter().map(|a| a.id.as_str()), here, "area");
        }
    }
}

fn choice(option: &file::Choice) -> Choice {
    Choice {
        id: option.id.clone(),
        label: option.label.clone(),
        said: option.said.clone(),
        letter_says: option.letter_says.clone(),
        words: option.words.clone(),
        none: option.none,
    }
}

fn yes_no(id: &str, label: &str, said: &str) -> Choice {
    Choice { id: id.into(), label: label.into(), said: said.into(), letter_says: None, words: Vec::new(), none: false }
}

/// A limit that is always pending.
fn never() -> Limit<Start> {
    Limit {
        term: Term::LaterOf(Vec::new()),
        cautious: None,
        closed_day: crate::dates::limit::ClosedDay::Stays,
        skips_closed: false,
    }
}

fn counts_school_days(term: &Term<Start>) -> bool {
    match term {
        Term::Counted(counted) => matches!(counted.amount, Amount::SchoolDays(_)),
        Term::FixedDay { .. } => false,
        Term::LaterOf(terms) | Term::EarlierOf(terms) => terms.iter().any(counts_school_days),
    }
}

/// Fills in the date questions each deadline can be counted from, through other deadlines too.
fn note_needs(deadlines: &mut [Deadline]) {
    for at in 0..deadlines.len() {
        let (mut needs, mut seen, mut open) = (Vec::new(), HashSet::from([at]), vec![at]);
        while let Some(here) = open.pop() {
            let mut found = Vec::new();
            starts(&deadlines[here].limit.term, &mut found);
            for start in found {
                match start {
                    Start::Question(question) if !needs.contains(&question) => needs.push(question),
                    Start::Deadline(other) if seen.insert(other.at()) => open.push(other.at()),
                    Start::Question(_) | Start::Deadline(_) => {}
                }
            }
        }
        needs.sort_unstable();
        deadlines[at].needs = needs;
    }
}
