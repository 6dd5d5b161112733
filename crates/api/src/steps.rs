//! The next steps, and what can be made of them: a page, letters, files.

use chrono::NaiveDate;
use signpost_core::interview::reply::FutureDates;
use signpost_core::interview::{Situation, Standing, entries, walk};
use signpost_core::order;
use signpost_core::plan::steps::{self, Act};
use signpost_core::plan::{Advice, Plan, advise};
use signpost_core::rules::model::{ContactRef, DeadlineIx, DoubtIx, LawIx, Letter, LetterIx};
use signpost_core::text;
use signpost_render::document::{Block, Document, Spacing, Style, styled};
use signpost_render::keep::{ExportOptions, Format, file};
use signpost_render::plan::{self as page, SCREEN, Today};
use signpost_render::{changed, contacts, html, ics, json, letter, log, problem, receipt, what_if};

use crate::Api;
use crate::refusal::{Refusal, RefusalKind};
use crate::reply::{Contact, DoubtData, File, LetterName, LetterText, Opened, Page, Source, StepData, Steps};
use crate::request::{FileOf, Keep, LetterOf, PageOf, Part, Saved, StepsOf};

/// What must not be done with what is said here.
pub const KEEP_TO: &str = "Pass these words, dates and sources on as they are. Add no date, right, duty, \
    telephone number or source that does not stand here. This is information, not legal advice.";

const TEXT: &str = "text/plain;charset=utf-8";

impl<'r> Api<'r> {
    /// The next steps, with what they rest on.
    ///
    /// # Errors
    /// A fact is wrong, or a question is still open.
    pub fn steps(&self, today: NaiveDate, of: &StepsOf) -> Result<Steps<'r>, Refusal> {
        let plan = self.plan(&of.facts, today)?;
        let (situation, rules) = (&plan.walk.situation, self.rules);
        let blocks = page::page(&plan, Today::Real).blocks;
        let headline = blocks.iter().filter_map(|block| match block {
            Block::Headline(said) => Some(said.clone()),
            _ => None,
        });
        let shown = blocks.iter().filter_map(|block| match block {
            Block::Step(step) => Some(step),
            _ => None,
        });
        let steps = steps::of(&plan).into_iter().zip(shown).map(|(step, shown)| StepData {
            number: shown.number,
            own: shown.own,
            day: step.day,
            when: shown.when.clone(),
            last_day: step.last.and_then(|last| self.last_day(situation, last)),
            what: shown.what.clone(),
            more: shown.more.clone(),
            route: match step.act {
                Act::Own(route) | Act::Other { route, .. } => &rules.route(route).id,
            },
        });
        Ok(Steps {
            headline: headline.collect(),
            steps: steps.collect(),
            sources: self.sources(&self.laws_of(&plan)),
            doubts: self.doubts(&plan),
            letters: self.letter_names(situation, &plan.letters),
            contacts: plan.contacts.iter().map(|place| contact(situation, *place)).collect(),
            plan: if of.what_if { what_if::data(&plan) } else { json::plan(&plan) },
            keep_to: KEEP_TO,
        })
    }

    /// The next steps as a web page.
    ///
    /// # Errors
    /// A fact is wrong, or a question is still open.
    pub fn page(&self, today: NaiveDate, of: &PageOf) -> Result<Page<'r>, Refusal> {
        let plan = self.plan(&of.facts, today)?;
        let letters = self.letter_names(&plan.walk.situation, &plan.letters);
        let steps = page::page(&plan, Today::Real);
        let html = match of.part {
            Part::Steps => {
                let named = letters.iter().map(|letter| (&*letter.title, format!("letter-{}", letter.id)));
                html::part(&steps, "steps", &named.collect::<Vec<_>>())
            }
            Part::Annex => html::part(&page::annex(&plan, Today::Real), "annex", &[]),
            Part::WhatIf => html::part(&what_if::document(&plan), "what-if", &[]),
        };
        Ok(Page {
            title: html::title(&steps).to_owned(),
            html,
            letters,
            has_dates: ics::calendar(&plan, ics::Titles::Private).is_some(),
        })
    }

    /// A letter, filled in as far as the facts go.
    ///
    /// # Errors
    /// There is no such letter, or a fact is wrong.
    pub fn letter(&self, today: NaiveDate, of: &LetterOf) -> Result<LetterText<'r>, Refusal> {
        let rules = self.rules;
        let found = rules.letters.iter().find(|letter| letter.id == of.letter).ok_or_else(|| {
            let near = text::nearest(&of.letter, rules.letters.iter().map(|letter| letter.id.as_str()));
            Refusal::unknown("letter", &of.letter, near)
        })?;
        let answers = self.held(&of.facts, today, FutureDates::AsAsked)?;
        // As in next steps, where these lead that far; a letter needs no finished interview.
        let walk = walk(rules, &answers, today);
        let situation = if walk.next.is_none() { walk.situation } else { Situation::of_dates(rules, &answers, today) };
        let refused =
            |what| Refusal::new(RefusalKind::NotUnderstood, format!("This letter cannot be filled in: {what}."));
        let document = letter::document(&situation, found).map_err(refused)?;
        let text = letter::text(&situation, found).map_err(refused)?;
        Ok(LetterText {
            id: &found.id,
            title: situation.said(&found.title),
            about: letter::about(&situation, found),
            fill_in: letter::placeholders(&text),
            file: File {
                name: format!("letter-{}-{today}.txt", found.id),
                media_type: TEXT,
                text: styled(&document, IN_FILE),
            },
            html: html::body(&Document { blocks: letter::sheets(document).join(&Block::NewSheet) }),
            text,
        })
    }

    /// Something to keep.
    ///
    /// # Errors
    /// A fact is wrong, a question is still open, or no date lies ahead for a calendar.
    pub fn file(&self, today: NaiveDate, of: &FileOf) -> Result<File, Refusal> {
        let (format, media_type) = match of.format {
            Keep::Text => (Format::Text, TEXT),
            Keep::Markdown => (Format::Markdown, "text/markdown;charset=utf-8"),
            Keep::Html => (Format::Html, "text/html;charset=utf-8"),
            Keep::Json => (Format::Json, "application/json"),
            Keep::Email => (Format::Email, TEXT),
            Keep::Ics => (Format::Ics, "text/calendar;charset=utf-8"),
            Keep::IcsPlain => (Format::IcsPlain, "text/calendar;charset=utf-8"),
            Keep::Answers => return self.answers_file(today, of),
            Keep::Log => {
                let text = styled(&log::document(self.rules), IN_FILE);
                return Ok(File { name: format!("log-{today}.txt"), media_type: TEXT, text });
            }
        };
        let plan = self.plan(&of.facts, today)?;
        let text = file(&plan, ExportOptions { format, plain: false, today: Today::Real }).ok_or_else(|| {
            Refusal::new(RefusalKind::NothingAhead, "No date lies ahead, so there is nothing for a calendar.")
        })?;
        Ok(File { name: format.file_name(today), media_type, text })
    }

    fn answers_file(&self, today: NaiveDate, of: &FileOf) -> Result<File, Refusal> {
        let answers = self.held(&of.facts, today, FutureDates::AsAsked)?;
        let text = match advise(self.rules, &answers, today) {
            Advice::Plan(plan) => receipt::of_plan(&plan),
            Advice::Ask(walk) | Advice::NoRoute(walk) => receipt::answers(&walk),
        };
        Ok(File { name: format!("answers-{today}.txt"), media_type: TEXT, text })
    }

    /// The facts in something that was kept, and what has changed since.
    ///
    /// # Errors
    /// It holds no answers, or some that these rules do not have.
    pub fn open(&self, today: NaiveDate, saved: &Saved) -> Result<Opened<'r>, Refusal> {
        let refused = |what: String| Refusal::new(RefusalKind::NotAnswers, what);
        // A page or an email holds the answers among other lines.
        let block = receipt::answers_in(&saved.text).unwrap_or_else(|| saved.text.clone());
        let entries = receipt::entries(&block)
            .map_err(|line| refused(format!("This holds no answers: line {line} is not `question: answer`.")))?;
        let held = entries.iter().map(|(id, value)| (id, value));
        let (answers, faults) = entries::read(self.rules, held, today, FutureDates::AsAsked);
        let faults: Vec<String> = faults.iter().map(|fault| problem::fault(fault, self.rules)).collect();
        if !faults.is_empty() {
            return Err(refused(faults.join("\n")));
        }
        Ok(Opened { facts: self.written(&answers), said: changed::since(self.rules, &block, &entries) })
    }

    /// The plan for facts.
    pub(crate) fn plan(&self, facts: &crate::Facts, today: NaiveDate) -> Result<Plan<'r>, Refusal> {
        let answers = self.held(facts, today, FutureDates::AsAsked)?;
        match advise(self.rules, &answers, today) {
            Advice::Plan(plan) => Ok(plan),
            Advice::Ask(walk) => {
                let open = walk.next.map(|place| self.rules.question(place));
                let ask = open.map_or(String::new(), |asked| walk.situation.say(&asked.ask));
                let says = format!("One more answer is needed: {ask}");
                let question = open.map(|asked| asked.id.clone());
                Err(Refusal { question, ..Refusal::new(RefusalKind::MoreNeeded, says) })
            }
            Advice::NoRoute(_) => {
                Err(Refusal::new(RefusalKind::NoStep, "The rules have no next step for these facts. Ask an adviser."))
            }
        }
    }

    fn last_day(&self, situation: &Situation<'r>, place: DeadlineIx) -> Option<NaiveDate> {
        match situation.standing(place) {
            Standing::Dated(dated) => Some(dated.reckoning.last),
            Standing::Pending | Standing::Outside(_) => None,
        }
    }

    /// The laws of the routes, limits and answers of a plan, in the order of the rules.
    fn laws_of(&self, plan: &Plan<'r>) -> Vec<LawIx> {
        let rules = self.rules;
        let routes = std::iter::once(&plan.next_step).chain(&plan.alongside).chain(&plan.open);
        let mut laws: Vec<LawIx> = routes.flat_map(|route| rules.route(*route).law.iter().copied()).collect();
        laws.extend(plan.deadlines.iter().flat_map(|place| rules.deadline(*place).law.iter().copied()));
        laws.extend(plan.told.iter().flat_map(|place| rules.tells[place.at()].law.iter().copied()));
        laws.extend(plan.arguments().iter().flat_map(|(_, argument)| argument.law.iter().copied()));
        order::by_key(&mut laws, |law| *law);
        laws.dedup();
        laws
    }

    /// Laws as sources.
    pub(crate) fn sources(&self, laws: &[LawIx]) -> Vec<Source<'r>> {
        let source = |place: &LawIx| {
            let law = &self.rules.laws[place.at()];
            Source { cite: &law.cite, says: &law.says, certainty: law.certainty, checked: law.checked }
        };
        laws.iter().map(source).collect()
    }

    fn doubts(&self, plan: &Plan<'r>) -> Vec<DoubtData<'r>> {
        let rules = self.rules;
        let limits = plan.deadlines.iter().filter_map(|place| rules.deadline(*place).doubt);
        let tells = plan.told.iter().filter_map(|place| rules.tells[place.at()].doubt);
        let mut found: Vec<DoubtIx> = plan.step().doubt.into_iter().chain(limits).chain(tells).collect();
        order::by_key(&mut found, |doubt| *doubt);
        found.dedup();
        found.into_iter().map(|place| self.doubt(place)).collect()
    }

    /// A doubt as data.
    pub(crate) fn doubt(&self, place: DoubtIx) -> DoubtData<'r> {
        let doubt = &self.rules.doubts[place.at()];
        DoubtData { what: &doubt.what, reading: &doubt.reading }
    }

    fn letter_names(&self, situation: &Situation<'r>, letters: &[LetterIx]) -> Vec<LetterName<'r>> {
        let name = |place: &LetterIx| {
            let letter: &'r Letter = &self.rules.letters[place.at()];
            LetterName { id: &letter.id, title: situation.said(&letter.title) }
        };
        letters.iter().map(name).collect()
    }
}

/// How text stands in a file: as wide as it is read, on other screens than this one.
const IN_FILE: Style = Style { width: SCREEN, spacing: Spacing::Wide, ascii: false, bold: false };

/// A contact as it is for this person's area.
pub(crate) fn contact(situation: &Situation<'_>, place: ContactRef) -> Contact {
    let shown = contacts::shown(situation, place);
    let what = Some(shown.what).filter(|what| !what.is_empty());
    Contact {
        name: shown.name,
        phone: shown.phone,
        lines: what.into_iter().chain(shown.terms).chain(shown.lines).collect(),
    }
}
