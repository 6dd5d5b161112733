//! From a [`Bundle`] to a [`RuleSet`]: ids resolved, conditions and limits read, and everything reported that does
//! not fit together.

mod ids;
mod known;
mod ladder;
mod question;
mod route;

use chrono::NaiveDate;
use serde_yaml::Value;

use self::known::{Index, SymbolTable};
use super::condition::{self, Names};
use super::file::{self, Bundle};
use super::finding::{Code, Findings, Place};
use super::load::{AREAS, Broken, CALENDAR, HEAD, OWN_AREAS, WORDS};
use super::{areas, calendar, depends, templates};
use signpost_core::rules::MOST_TELLS;
use signpost_core::rules::lazy::{Derived, Lazy};
use signpost_core::rules::model::{
    AreaIx, Condition, Deadline, DeadlineIx, Fact, Law, LawIx, Letter, Phrase, Question, QuestionIx, RuleSet, Start,
    Topic,
};
use signpost_core::text;
use signpost_core::text::words::Forms;

/// The most items of a kind: their places are held in sixteen bits.
const MOST_ITEMS: usize = u16::MAX as usize;

/// What a new topic says of where its law was read.
const EXAMPLE: &str = "an example";

/// So many ids are listed where one that is not known is near none of them.
const FEW_IDS: usize = 8;

/// Builds the rules. They may be used only if no error was found. None when there is more than they can hold.
pub fn compile(bundle: &Bundle, broken: &Broken, findings: &mut Findings) -> Option<RuleSet> {
    let all = Items::of(bundle);
    if !fits(bundle, &all, findings) {
        return None;
    }
    let names = Names::new(
        all.questions.iter().map(|(_, question)| *question),
        all.facts.iter().map(|(_, fact)| *fact),
        all.deadlines.iter().map(|(_, deadline)| *deadline),
        all.laws.iter().map(|(_, law)| *law),
        broken,
    );
    let known = SymbolTable::of(bundle, &all);
    let forms = Forms::new(bundle.words.heard_as.iter().map(|one| (one.word.as_str(), one.also.as_slice())));
    Some(Compiler { bundle, all: &all, names: &names, known: &known, forms, findings }.rules())
}

/// The lists of all parts joined, each item with its place.
struct Items<'b> {
    laws: Vec<(Place, &'b file::Law)>,
    questions: Vec<(Place, &'b file::Question)>,
    facts: Vec<(Place, &'b file::Fact)>,
    deadlines: Vec<(Place, &'b file::Deadline)>,
    routes: Vec<(Place, &'b file::Route)>,
    doubts: Vec<(Place, &'b file::Doubt)>,
    news: Vec<(Place, &'b file::News)>,
    ladder: Vec<(Place, &'b file::Rung)>,
    never: Vec<(Place, &'b file::Never)>,
    tells: Vec<(Place, &'b file::Tell)>,
    arguments: Vec<(Place, &'b file::Argument)>,
}

impl<'b> Items<'b> {
    fn of(bundle: &'b Bundle) -> Items<'b> {
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
        Items {
            laws: joined(bundle, "laws", |part| &part.laws),
            questions: joined(bundle, "questions", |part| &part.questions),
            facts: joined(bundle, "facts", |part| &part.facts),
            deadlines: joined(bundle, "deadlines", |part| &part.deadlines),
            routes: joined(bundle, "routes", |part| &part.routes),
            doubts: joined(bundle, "doubts", |part| &part.doubts),
            news: joined(bundle, "news", |part| &part.news),
            ladder: joined(bundle, "ladder", |part| &part.ladder),
            never: joined(bundle, "never", |part| &part.never),
            tells: joined(bundle, "tells", |part| &part.tells),
            arguments: joined(bundle, "arguments", |part| &part.arguments),
        }
    }
}

/// What each part is about, and the stretch of every joined list that it gives.
fn topics(bundle: &Bundle) -> Vec<Topic> {
    let mut ends = [0; 9];
    let topics = bundle.parts.iter().map(|file::PartFile { file, part }| {
        let mut next = 0;
        let mut stretch = |length: usize| {
            let start = ends[next];
            ends[next] += length;
            next += 1;
            start..start + length
        };
        Topic {
            title: part.topic.clone().unwrap_or_else(|| named_after(file)),
            questions: stretch(part.questions.len()),
            facts: stretch(part.facts.len()),
            deadlines: stretch(part.deadlines.len()),
            routes: stretch(part.routes.len()),
            doubts: stretch(part.doubts.len()),
            news: stretch(part.news.len()),
            never: stretch(part.never.len()),
            tells: stretch(part.tells.len()),
            arguments: stretch(part.arguments.len()),
        }
    });
    topics.collect()
}

/// `england/home-education.yaml` as a heading.
fn named_after(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    text::upper_first(&name.trim_end_matches(".yaml").replace('-', " "))
}

fn fits(bundle: &Bundle, all: &Items<'_>, findings: &mut Findings) -> bool {
    let before = findings.errors();
    let lists = [
        ("laws", all.laws.len()),
        ("questions", all.questions.len()),
        ("facts", all.facts.len()),
        ("deadlines", all.deadlines.len()),
        ("routes", all.routes.len()),
        ("doubts", all.doubts.len()),
        ("letters", bundle.letters.len()),
        ("bodies", bundle.head.bodies.len()),
        ("rungs", all.ladder.len()),
        ("arguments", all.arguments.len()),
        ("services", areas::services(bundle).len()),
        ("contacts", areas::contacts(bundle).len()),
        ("areas", areas::areas(bundle).len()),
    ];
    let lists = lists.into_iter().map(|(name, length)| (name, length, MOST_ITEMS));
    for (name, length, most) in lists.chain([("tells", all.tells.len(), MOST_TELLS)]).filter(|list| list.1 > list.2) {
        let message = format!("there are {length} {name}, and there is room for {most}");
        findings.add(Code::TooLarge, Place::new(HEAD, ""), message, None);
    }
    findings.errors() == before
}

struct Compiler<'a, 'b> {
    bundle: &'b Bundle,
    all: &'a Items<'b>,
    names: &'a Names<'b>,
    known: &'a SymbolTable<'b>,
    forms: Forms,
    findings: &'a mut Findings,
}

impl Compiler<'_, '_> {
    fn rules(mut self) -> RuleSet {
        let (head, all) = (&self.bundle.head, self.all);
        self.formats();
        self.ids();
        let law_checked = calendar::date(&head.law_checked, Place::new(HEAD, "law_checked"), self.findings);
        let review_by = calendar::date(&head.review_by, Place::new(HEAD, "review_by"), self.findings);
        let on_calendar = |path: String| Place::new(CALENDAR, path);
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
        let laws = all.laws.iter().map(|(place, item)| self.law(place, item, review_by).into()).collect();
        let routes = all.routes.iter().map(|(place, item)| self.route(place, item)).collect();
        self.law_references();
        self.areas();
        let areas = areas::read(self.bundle, self.findings);
        let written = self.bundle.own_areas.iter().flat_map(|own| &own.areas);
        let own_areas = written.filter_map(|own| areas.iter().position(|area| area.id == own.id));
        let own_areas = own_areas.map(|at| AreaIx(at as u16)).collect();
        let rules = RuleSet {
            jurisdiction: head.jurisdiction.clone(),
            law_checked,
            review_by,
            made_by: head.made_by.clone(),
            hash: self.bundle.hash.clone(),
            phrases: self.phrases(),
            topics: topics(self.bundle).into(),
            usual_questions: head.usual_questions.clone(),
            bodies: head.bodies.clone(),
            effort: head.effort.clone(),
            ladder: self.ladder().into(),
            never: self.never().into(),
            tells: self.tells().into(),
            search: Derived::default(),
            arguments: self.arguments().into(),
            told_question: self.told_question(),
            question_ids: questions.iter().enumerate().map(|(at, q)| (q.id.clone(), QuestionIx(at as u16))).collect(),
            area_question: (all.questions.iter().position(|(_, item)| item.choose == file::Choose::Area))
                .map(|at| QuestionIx(at as u16)),
            questions,
            facts,
            deadlines: deadlines.into(),
            routes,
            laws,
            doubts: all.doubts.iter().map(|(_, doubt)| (*doubt).clone()).collect(),
            news: all.news.iter().map(|(_, news)| (*news).clone()).collect(),
            letters: letters.into_iter().map(Lazy::from).collect(),
            services: areas::services(self.bundle).into_iter().map(|(_, service)| service.clone()).collect(),
            contacts: areas::contacts(self.bundle).into_iter().map(|(_, contact)| contact.clone()).collect(),
            areas: areas.into(),
            own_areas,
            own: self.bundle.own_areas.as_ref().and_then(|own| own.own.clone()),
            calendar: calendar.into(),
            words: self.bundle.words.terms.clone().into(),
            forms: self.forms.clone().into(),
        };
        let places = depends::Places {
            questions: all.questions.iter().map(|(place, _)| place.clone()).collect(),
            facts: all.facts.iter().map(|(place, _)| place.clone()).collect(),
            deadlines: all.deadlines.iter().map(|(place, _)| place.clone()).collect(),
            routes: all.routes.iter().map(|(place, _)| place.clone()).collect(),
            rungs: all.ladder.iter().map(|(place, _)| place.clone()).collect(),
            tells: all.tells.iter().map(|(place, _)| place.clone()).collect(),
            arguments: all.arguments.iter().map(|(place, _)| place.clone()).collect(),
        };
        depends::check(&rules, &places, self.findings);
        rules
    }

    fn formats(&mut self) {
        let bundle = self.bundle;
        let files = [
            (HEAD, bundle.head.format),
            (AREAS, bundle.areas.format),
            (CALENDAR, bundle.calendar.format),
            (WORDS, bundle.words.format),
        ];
        let own = bundle.own_areas.iter().map(|own| (OWN_AREAS, own.format));
        for (file, _) in files.into_iter().chain(own).filter(|(_, format)| *format != 1) {
            self.findings.add(Code::WrongValue, Place::new(file, "format"), "this program reads format 1", None);
        }
    }

    fn condition(&mut self, written: &Value, place: &Place) -> Condition {
        condition::read(written, place, self.names, self.findings)
    }

    fn optional(&mut self, written: Option<&Value>, place: &Place, otherwise: Condition) -> Condition {
        written.map_or(otherwise, |written| self.condition(written, place))
    }

    /// A condition that holds always when it is left out.
    fn always_or(&mut self, written: Option<&Value>, place: &Place) -> Condition {
        self.optional(written, place, Condition::All(Vec::new()))
    }

    fn laws(&mut self, ids: &[String], place: &Place) -> Vec<LawIx> {
        let known = &self.known.laws;
        self.find_all(ids, known, &place.then("law")).into_iter().map(|at| LawIx(at as u16)).collect()
    }

    fn find_all(&mut self, ids: &[String], known: &Index<'_>, place: &Place) -> Vec<usize> {
        let found = ids.iter().enumerate().filter_map(|(at, id)| self.find(id, known, place.then(&format!("[{at}]"))));
        found.collect()
    }

    fn find(&mut self, id: &str, known: &Index<'_>, place: Place) -> Option<usize> {
        let found = known.places.get(id).copied();
        if found.is_none() && !self.names.is_broken(id) {
            let message = format!("no {} has the id `{}`", known.what, id.escape_debug());
            let few = || (known.ids.len() <= FEW_IDS).then(|| format!("it may be `{}`", known.ids.join("`, `")));
            let file =
                || (known.what == "letter").then(|| format!("write it, in the file letters/{}.md", id.escape_debug()));
            let near = self.names.near(id, known.ids.iter().copied()).or_else(file).or_else(few);
            self.findings.add(Code::UnknownId, place, message, near);
        }
        found
    }

    // ---- what stands beside questions and routes ----

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
        let templates = templates::Names::of(self.bundle);
        let letters = &self.bundle.letters;
        let read = letters.iter().map(|letter| {
            let place = Place::new(&format!("letters/{}.md", letter.id), "");
            let head = &letter.head;
            templates.check(letter, &place, self.names, self.findings);
            Letter {
                id: letter.id.clone(),
                title: head.title.clone(),
                when: self.always_or(head.when.as_ref(), &place.then("when")),
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

    fn law(&mut self, place: &Place, law: &file::Law, review_by: NaiveDate) -> Law {
        if law.from == EXAMPLE {
            let message = format!("`{}` is the law of an example", law.id);
            let help = "put the law in its place: `cite`, `says`, `certainty`, `checked`, and `from` where it was read";
            self.findings.add(Code::ExampleLaw, place.then("from"), message, Some(help.into()));
        }
        let mut day = |key: &str, text: &str| calendar::date(text, place.then(key), self.findings);
        let read = Law {
            id: law.id.clone(),
            cite: law.cite.clone(),
            certainty: law.certainty,
            checked: day("checked", &law.checked),
            says: law.says.clone(),
            from: law.from.clone(),
            in_force: law.in_force.as_ref().map(|text| day("in_force", text)),
            until: law.until.as_ref().map(|text| day("until", text)),
            review_by: law.review_by.as_ref().map_or(review_by, |text| day("review_by", text)),
        };
        if read.in_force.zip(read.until).is_some_and(|(first, last)| last < first) {
            let message = format!("`{}` ends before it is in force", law.id);
            let help = "`in_force` is its first day, `until` its last";
            self.findings.add(Code::WrongValue, place.then("until"), message, Some(help.into()));
        }
        read
    }

    /// Laws that are named outside routes, time limits and letters.
    fn law_references(&mut self) {
        let (bundle, all) = (self.bundle, self.all);
        for (place, news) in &all.news {
            self.laws(&news.law, place);
        }
        for (at, term) in bundle.words.terms.iter().enumerate() {
            self.laws(&term.law, &Place::new(WORDS, "").item("terms", at));
        }
        for (at, span) in bundle.calendar.closed_spans.iter().enumerate() {
            self.find(&span.law, &self.known.laws, Place::new(CALENDAR, "").item("closed_spans", at).then("law"));
        }
    }

    fn areas(&mut self) {
        let bundle = self.bundle;
        for (place, contact) in areas::contacts(bundle) {
            self.days_of_details(&place, contact.dated.as_deref(), contact.checked.as_deref());
            areas::reach(&place, [&contact.phone, &contact.email, &contact.web], self.findings);
        }
        for (place, area) in areas::areas(bundle) {
            for (service, local) in &area.services {
                let here = place.then("services").then(service);
                self.find(service, &self.known.services, here.clone().key());
                self.days_of_details(&here, local.dated.as_deref(), local.checked.as_deref());
                areas::reach(&here, [&local.phone, &local.email, &local.web], self.findings);
            }
        }
        if let Some(own) = bundle.own_areas.as_ref().and_then(|own| own.own.as_ref()) {
            let place = Place::new(OWN_AREAS, "own");
            if let Some(checked) = &own.checked {
                calendar::date(checked, place.then("checked"), self.findings);
            }
            areas::reach(&place, [&own.phone, &own.email, &own.web], self.findings);
            areas::colour(own, &place, self.findings);
        }
        let mut asking = self.all.questions.iter().filter(|(_, question)| question.choose == file::Choose::Area);
        if let (Some(_), Some((place, _))) = (asking.next(), asking.next()) {
            self.findings.add(Code::Question, place.then("choose"), "only one question asks for the area", None);
        }
    }

    /// The date a source shows, and the day somebody looked.
    fn days_of_details(&mut self, place: &Place, dated: Option<&str>, checked: Option<&str>) {
        if let Some(text) = dated.filter(|text| signpost_core::rules::item::dated(text).is_none()) {
            let message = format!("`{}` is not a date", text.escape_debug());
            let help = "write a year, a month or a day: 2025, 2025-03 or 2025-03-26";
            self.findings.add(Code::BadDate, place.then("dated"), message, Some(help.into()));
        }
        if let Some(text) = checked {
            calendar::date(text, place.then("checked"), self.findings);
        }
    }
}

/// Fills in the date questions each deadline can be counted from, through other deadlines too, and whether it rests
/// on school days. Those it is counted from come first; a circle is left open here and reported elsewhere.
fn note_needs(deadlines: &mut [Deadline]) {
    let mut begun = vec![false; deadlines.len()];
    for first in 0..deadlines.len() {
        let mut open = vec![(first, false)];
        while let Some((here, ready)) = open.pop() {
            let mut found = Vec::new();
            signpost_core::rules::model::starts(&deadlines[here].limit.term, &mut found);
            let others = found.iter().filter_map(|start| match start {
                Start::Deadline(DeadlineIx(other)) => Some(usize::from(*other)),
                Start::Question(_) => None,
            });
            if !ready {
                if !std::mem::replace(&mut begun[here], true) {
                    open.push((here, true));
                    open.extend(others.filter(|other| !begun[*other]).map(|other| (other, false)));
                }
                continue;
            }
            let mut needs: Vec<QuestionIx> = Vec::new();
            let mut in_school_days = deadlines[here].in_school_days;
            for other in others {
                needs.extend(&deadlines[other].needs);
                in_school_days |= deadlines[other].in_school_days;
            }
            needs.extend(found.iter().filter_map(|start| match start {
                Start::Question(question) => Some(*question),
                Start::Deadline(_) => None,
            }));
            needs.sort_unstable();
            needs.dedup();
            deadlines[here].needs = needs;
            deadlines[here].in_school_days = in_school_days;
        }
    }
}
