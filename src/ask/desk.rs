//! The adviser's desk: what a call holds besides answers, and the commands that start with a slash.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Days, Months};
use serde_yaml::Mapping;

use super::session::{Halt, Session};
use super::{Reply, Showing, View};
use crate::cases::identify::{self, Identifier};
use crate::cases::{Action, Case, ConsentKind, Known, Note, advice, number};
use crate::error::AppError;
use crate::render::casework::note::agreed;
use crate::render::{desk as texts, question as screens, receipt};
use signpost_core::dates::read::read as read_date;
use signpost_core::interview::{Answer, Answers, Walk, reply, statement};
use signpost_core::plan::{Advice, Plan, advise};
use signpost_core::rules::model::{QuestionIx, RouteIx, RuleSet};
use signpost_core::text;
use signpost_render::messages::{self as say, fill};

/// Every command.
pub(super) const COMMANDS: [&str; 17] = [
    "facts", "set", "jump", "list", "undo", "read", "route", "why", "words", "note", "action", "service", "hold",
    "safe", "time", "keep", "done",
];

/// A call at the desk. What it holds is written nowhere until somebody asks for that.
pub struct Desk {
    /// The case as it was when the call began: a saved one, or an empty one.
    pub case: Case,
    /// It stands in the cases folder, and is saved there as each thing is said, or at the end where no commands work.
    pub saved: bool,
    /// Saves it there.
    pub save: Arc<SaveCase>,
    /// The last time it could not be saved.
    pub unsaved: bool,
    /// Slash commands work.
    pub commands: bool,
    /// Minutes since the call began.
    pub minutes: Box<dyn Fn() -> u32>,
    /// What the call comes to.
    pub kept: Kept,
}

impl Desk {
    /// The reference under which all that was said is saved, if it is.
    pub(super) fn saved_as(&self) -> Option<String> {
        (self.saved && self.commands && !self.unsaved).then(|| self.case.reference.to_string())
    }

    /// The case with what the call has come to so far.
    pub fn now(&mut self, rules: &RuleSet, answers: &Answers, today: chrono::NaiveDate) -> Case {
        self.kept.minutes = (self.minutes)();
        let mut case = self.case.clone();
        if self.commands {
            self.kept.write(&mut case, rules, answers, today);
        } else {
            advice::keep(&mut case, rules, answers, Known::NotSaid, today);
            advice::record(&mut case, rules, answers, today);
        }
        case
    }
}

/// Saves a case as it now stands, and returns the path of its file.
pub type SaveCase = dyn Fn(Case) -> Result<String, AppError> + Send + Sync;

/// What is said on a call besides answers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Said {
    /// How an answer is known; of that answer only.
    known: BTreeMap<QuestionIx, (Answer, Known)>,
    notes: Vec<Note>,
    actions: Vec<Action>,
    held: Vec<QuestionIx>,
    explained: Vec<RouteIx>,
    service_number: Option<String>,
    pub(super) teach_back: Option<bool>,
    pub(super) consents: BTreeMap<ConsentKind, bool>,
}

/// What a call comes to, besides its plan.
#[derive(Debug, Default)]
pub struct Kept {
    /// The answers it ended with.
    pub answers: Option<Answers>,
    /// The case is to be kept.
    pub wanted: bool,
    /// The person stopped, and was told that nothing is saved.
    pub stopped: bool,
    pub(super) said: Said,
    /// All as it stood when something was last said, and before that: what `/undo` goes back to.
    settled: Option<(Answers, Said)>,
    before: Vec<(Answers, Said)>,
    pub(super) taught: bool,
    minutes: u32,
}

impl Kept {
    /// Writes all of it into a case: answers with how they are known, notes, consents, and the plan.
    pub fn write(&self, case: &mut Case, rules: &RuleSet, answers: &Answers, today: chrono::NaiveDate) {
        advice::keep(case, rules, answers, Known::NotSaid, today);
        let said = &self.said;
        for (question, (of, known)) in &said.known {
            if let Some(answer) = answers.get(*question).filter(|answer| answer == of) {
                case.hold(
                    &rules.question(*question).id,
                    Answers::write(rules, *question, answer).into(),
                    *known,
                    today,
                );
            }
        }
        case.notes.extend(said.notes.iter().cloned());
        case.actions.extend(said.actions.iter().cloned());
        if said.service_number.is_some() {
            case.service_number.clone_from(&said.service_number);
        }
        for (kind, given) in &said.consents {
            let consent = crate::cases::Consent { given: *given, on: Some(today), with: None, extra: Mapping::new() };
            case.consents.insert(*kind, consent);
        }
        let to_confirm = self.to_confirm(rules, answers, today);
        let call = case.call_on(today);
        call.minutes = Some(self.minutes);
        call.teach_back = said.teach_back.or(call.teach_back);
        for route in &said.explained {
            let id = &rules.route(*route).id;
            if !call.explained.contains(id) {
                call.explained.push(id.clone());
            }
        }
        if !to_confirm.is_empty() {
            let asked = format!("{}: {}", say::CONFIRM_TITLE, to_confirm.join(" "));
            let said = call.queries.take().filter(|said| !said.contains(&asked));
            call.queries = Some(said.map_or(asked.clone(), |said| format!("{said} {asked}")));
        }
        advice::record(case, rules, answers, today);
    }

    /// The answers and notes as lines, to be given back; empty when there are none.
    pub fn lines(&self, rules: &RuleSet, answers: &Answers) -> String {
        let any = answers.held().next().is_some();
        let mut lines = if any { receipt::everything(rules, answers) } else { String::new() };
        let said = &self.said;
        if let Some(number) = &said.service_number {
            lines.push_str(&format!("{}\n", fill(say::LIST_SERVICE, &[("number", number)])));
        }
        for note in &said.notes {
            lines.push_str(&format!("{}\n", fill(say::LIST_NOTE, &[("text", &note.text)])));
        }
        for action in &said.actions {
            lines.push_str(&format!("{}\n", fill(say::LIST_ACTION, &[("said", &agreed(action))])));
        }
        lines
    }

    /// The questions that were put off and have no answer yet.
    pub(super) fn to_confirm(&self, rules: &RuleSet, answers: &Answers, today: chrono::NaiveDate) -> Vec<String> {
        let walk = signpost_core::interview::walk(rules, answers, today);
        let open = |question: &&QuestionIx| matches!(answers.get(**question), None | Some(Answer::NotSure));
        self.said.held.iter().filter(open).map(|question| walk.situation.say(&rules.question(*question).ask)).collect()
    }
}

/// One key for how a fact is known.
pub(super) fn known_key(typed: &str) -> Option<Known> {
    match typed.trim().to_lowercase().as_str() {
        "l" => Some(Known::LetterInHand),
        "r" => Some(Known::ReadOut),
        "m" => Some(Known::Remembered),
        "o" => Some(Known::ToldByOther),
        _ => None,
    }
}

impl Session<'_, '_> {
    /// Whether slash commands work.
    pub(super) fn adviser(&self) -> bool {
        self.desk.as_ref().is_some_and(|desk| desk.commands)
    }

    /// The prompt as it stands at the desk: the commands are named, and completed while typing.
    pub(super) fn at_desk(&self, view: &View) -> View {
        let mut view = view.clone();
        if let Some(keys) = view.keys.last_mut() {
            *keys = format!("{}. {}", keys.trim_end_matches('.'), say::DESK_KEYS);
        }
        view.words.extend(COMMANDS.iter().map(|command| format!("/{command}")));
        for question in &self.start.rules.questions {
            view.words.push(format!("/set {}", question.id));
            view.words.push(format!("/jump {}", question.id));
        }
        view
    }

    /// Carries out a command.
    pub(super) fn command(&mut self, typed: &str) -> Result<(), Halt> {
        let typed = typed.trim().trim_start_matches('/').trim();
        let (name, rest) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
        let (name, rest) = (name.to_lowercase(), rest.trim());
        let fits: Vec<&str> = COMMANDS.into_iter().filter(|command| command.starts_with(&name)).collect();
        let found = match fits.as_slice() {
            _ if name.is_empty() => "",
            [one] => one,
            several => several.iter().copied().find(|command| *command == name).unwrap_or("?"),
        };
        match found {
            "" => self.say_all(&texts::commands()),
            "facts" if !rest.is_empty() => self.facts(rest),
            "set" if !rest.is_empty() => self.set(rest),
            "jump" if !rest.is_empty() => match self.by_name(rest)? {
                Some(question) => Err(Halt::Moved(Some(question))),
                None => Ok(()),
            },
            "list" => self.list(),
            "undo" => self.undo(),
            "read" => self.read_aloud(),
            "route" => self.route(rest),
            "why" => self.why(),
            "words" => self.glossary(rest),
            "note" => self.keep_note(rest),
            "action" => self.agree(rest),
            "service" => self.number(rest),
            "keep" => self.keep_case(),
            "hold" => self.hold(),
            "safe" => self.say_all(&texts::safe()),
            "time" => {
                let minutes = self.desk.as_ref().map_or(0, |desk| (desk.minutes)());
                self.note(&fill(say::TIME, &[("minutes", &text::count(minutes, "minute"))]))
            }
            "done" => Err(Halt::Done),
            "facts" => self.note(&fill(say::DESK_NEEDS, &[("usage", "/facts refused assessment, letter 28 oct")])),
            "set" => self.note(&fill(say::DESK_NEEDS, &[("usage", "/set letter-date 28 oct")])),
            "jump" => self.note(&fill(say::DESK_NEEDS, &[("usage", "/jump letter-date")])),
            _ => self.note(&fill(say::DESK_UNKNOWN, &[("typed", &format!("/{name}"))])),
        }
    }

    /// Says several short paragraphs.
    pub(super) fn say_all(&mut self, lines: &[String]) -> Result<(), Halt> {
        let style = self.asker.style();
        let said: Vec<String> = lines.iter().map(|line| style.paragraph(line)).collect();
        Ok(self.asker.say(&format!("\n{}\n", said.join("\n")))?)
    }

    /// The question that an id, its number among the answers, or a few letters stand for.
    pub(super) fn by_name(&mut self, typed: &str) -> Result<Option<QuestionIx>, Halt> {
        let (rules, typed) = (self.start.rules, typed.trim().to_lowercase());
        if let Some(found) = rules.question_by_id(&typed) {
            return Ok(Some(found));
        }
        if let Ok(number) = typed.parse::<usize>() {
            let walk = self.walk();
            let all: Vec<QuestionIx> = walk.path.iter().copied().chain(walk.next).collect();
            if let Some(found) = number.checked_sub(1).and_then(|at| all.get(at)) {
                return Ok(Some(*found));
            }
        }
        let fitting = |fits: &dyn Fn(&str) -> bool| -> Vec<QuestionIx> {
            rules.questions().filter(|(_, question)| fits(&question.id)).map(|(place, _)| place).collect()
        };
        let mut found = fitting(&|id| id.starts_with(&typed));
        if found.is_empty() {
            found = fitting(&|id| id.contains(&typed));
        }
        let message = match found.as_slice() {
            [one] => return Ok(Some(*one)),
            [] => match text::nearest(&typed, rules.questions.iter().map(|question| question.id.as_str())) {
                Some(near) => fill(say::ID_NEAR, &[("typed", &typed), ("near", near)]),
                None => fill(say::ID_UNKNOWN, &[("typed", &typed)]),
            },
            several => {
                let ids: Vec<&str> = several.iter().map(|place| rules.question(*place).id.as_str()).collect();
                fill(say::ID_SEVERAL, &[("typed", &typed), ("ids", &text::list_or(&ids))])
            }
        };
        self.note(&message)?;
        Ok(None)
    }

    /// `/set ID ANSWER`.
    fn set(&mut self, rest: &str) -> Result<(), Halt> {
        let (id, answer) = rest.split_once([' ', '=', '\t']).unwrap_or((rest, ""));
        let Some(question) = self.by_name(id)? else { return Ok(()) };
        if answer.trim().is_empty() {
            return Err(Halt::Moved(Some(question)));
        }
        let (answer, known) = split_key(answer, self.start.rules.question(question).date().is_some());
        let walk = self.walk();
        let asked = walk.situation.rules.question(question);
        let shown = screens::shown(&walk.situation, asked);
        match reply::read(walk.situation.rules, question, answer, &self.answers, self.start.today, &shown) {
            Ok(read) => {
                self.take(None, question, read, known)?;
                Err(Halt::Moved(None))
            }
            Err(problem) => Ok(self.asker.say(&screens::error(&problem, asked, answer, self.asker.style()))?),
        }
    }

    /// Holds how a fact is known; a date whose source was not typed is asked about.
    pub(super) fn known(&mut self, question: QuestionIx, known: Option<Known>) -> Result<(), Halt> {
        let Some(date) = self.start.rules.question(question).date() else { return Ok(()) };
        let mut known = known;
        let view = View::line(&fill(say::KNOWN_KEYS, &[("called", &date.called)]));
        while known.is_none() {
            match self.prompt(&view, Showing::Whole)? {
                Reply::Typed(typed) if typed.trim().is_empty() => break,
                Reply::Typed(typed) => match known_key(&typed) {
                    Some(key) => known = Some(key),
                    None => self.note(say::KNOWN_WRONG)?,
                },
                Reply::Help => self.note(say::KNOWN_WRONG)?,
                Reply::Back | Reply::Stop | Reply::Leave | Reply::End => break,
            }
        }
        if let (Some(known), Some(answer), Some(desk)) = (known, self.answers.get(question), self.desk.as_mut()) {
            desk.kept.said.known.insert(question, (answer, known));
        }
        Ok(())
    }

    fn read_aloud(&mut self) -> Result<(), Halt> {
        let walk = self.walk();
        if let Some(place) = self.place {
            return self.note(&texts::aloud(&walk.situation, place));
        }
        match advise(self.start.rules, &self.answers, self.start.today) {
            Advice::Plan(plan) => {
                let open = open_routes(&plan);
                let said: Vec<String> = open.iter().map(|route| texts::route(&plan.walk.situation, *route)).collect();
                self.say_all(&said)?;
                self.explained(&open)
            }
            _ => self.note(say::HOLD_NONE),
        }
    }

    /// `/route NAME`: the words for one route. Only what was read out so counts as explained.
    fn route(&mut self, typed: &str) -> Result<(), Halt> {
        let rules = self.start.rules;
        let advice = advise(rules, &self.answers, self.start.today);
        let open = if let Advice::Plan(plan) = &advice { open_routes(plan) } else { Vec::new() };
        let walk = self.walk();
        let name = |route: &RouteIx| walk.situation.say(&rules.route(*route).name);
        let named = |routes: &[RouteIx]| text::list_or(&routes.iter().map(name).collect::<Vec<_>>());
        if typed.is_empty() {
            return self.note(&match open.as_slice() {
                [] => say::ROUTE_NEEDS.to_owned(),
                open => fill(say::ROUTE_LIST, &[("names", &named(open))]),
            });
        }
        let wanted = typed.to_lowercase();
        let all: Vec<RouteIx> = (0..rules.routes.len()).map(|at| RouteIx(at as u16)).collect();
        let is = |route: &RouteIx| rules.route(*route).id == wanted || name(route).to_lowercase() == wanted;
        let has =
            |route: &RouteIx| rules.route(*route).id.contains(&wanted) || name(route).to_lowercase().contains(&wanted);
        let picked = |from: &[RouteIx], fits: &dyn Fn(&RouteIx) -> bool| -> Vec<RouteIx> {
            from.iter().copied().filter(|route| fits(route)).collect()
        };
        // What is open now is likelier meant than what is not; a whole name is what it says.
        let tries = [picked(&open, &is), picked(&open, &has), picked(&all, &is), picked(&all, &has)];
        match tries.iter().find(|found| !found.is_empty()).map(Vec::as_slice) {
            None => self.note(&fill(say::ROUTE_UNKNOWN, &[("typed", typed)])),
            Some([one]) => {
                let mut said = vec![texts::route(&walk.situation, *one)];
                if !open.is_empty() && !open.contains(one) {
                    said.push(say::ROUTE_SHUT.to_owned());
                }
                self.say_all(&said)?;
                self.explained(&[*one])
            }
            Some(several) => self.note(&fill(say::ROUTE_SEVERAL, &[("typed", typed), ("names", &named(several))])),
        }
    }

    fn explained(&mut self, routes: &[RouteIx]) -> Result<(), Halt> {
        let walk = self.walk();
        let names: Vec<String> =
            routes.iter().map(|route| walk.situation.say(&self.start.rules.route(*route).name)).collect();
        if let Some(desk) = self.desk.as_mut() {
            let held = &mut desk.kept.said.explained;
            let new: Vec<RouteIx> = routes.iter().copied().filter(|route| !held.contains(route)).collect();
            held.extend(new);
        }
        self.note(&fill(say::EXPLAINED, &[("names", &names.join("; "))]))
    }

    fn why(&mut self) -> Result<(), Halt> {
        let walk = self.walk();
        if let Some(place) = self.place {
            return self.say_all(&texts::why(&walk.situation, place));
        }
        match advise(self.start.rules, &self.answers, self.start.today) {
            Advice::Plan(plan) => self.say_all(&texts::why_step(&plan)),
            _ => self.note(say::HOLD_NONE),
        }
    }

    fn glossary(&mut self, term: &str) -> Result<(), Halt> {
        let walk = self.walk();
        let lines = texts::words(&walk.situation, self.place, term);
        self.say_all(&lines)
    }

    fn keep_note(&mut self, typed: &str) -> Result<(), Halt> {
        if typed.is_empty() {
            self.note(say::NOTE_WARN)?;
            return self.note(&fill(say::DESK_NEEDS, &[("usage", "/note TEXT")]));
        }
        if !self.unnamed(identify::find(typed, self.start.today))? {
            return Ok(());
        }
        let question = self.place.map(|place| self.start.rules.question(place).id.clone());
        let note = Note { on: Some(self.start.today), text: typed.to_owned(), question, extra: Mapping::new() };
        if let Some(desk) = self.desk.as_mut() {
            desk.kept.said.notes.push(note);
        }
        self.note(say::NOTE_KEPT)
    }

    /// Whether a text may be kept: one that looks as if it said who somebody is, only after a typed word.
    fn unnamed(&mut self, found: Option<Identifier>) -> Result<bool, Halt> {
        let Some(found) = found else { return Ok(true) };
        let view = View::line(&fill(say::NOTE_ASK, &[("what", found.called())]));
        loop {
            match self.asker.ask(&view, Showing::Whole)? {
                Reply::Typed(word) if word.trim().eq_ignore_ascii_case("keep") => return Ok(true),
                Reply::Help => self.note(say::NOTE_HELP)?,
                Reply::Stop => self.stop()?,
                Reply::Leave => return self.leave(),
                _ => return self.note(say::NOTE_LEFT).map(|()| false),
            }
        }
    }

    /// `/action WHO: WHAT, by DATE`.
    fn agree(&mut self, typed: &str) -> Result<(), Halt> {
        let today = self.start.today;
        // An agreed day lies ahead: without its year, or its week, it is the next one.
        let ahead = |typed: &str| {
            let read = read_date(typed, today).ok().filter(|read| read.span.is_exact())?;
            let day = read.span.from;
            match (day < today, read.year_guessed, read.week_guessed) {
                (true, true, _) => day.checked_add_months(Months::new(12)),
                (true, _, true) => day.checked_add_days(Days::new(7)),
                _ => Some(day),
            }
        };
        let (what, by) = match typed.rsplit_once("by ") {
            Some((what, day)) if ahead(day).is_some() => (what.trim_end_matches([' ', ',']), ahead(day)),
            _ => (typed, None),
        };
        let (who, what) = match what.split_once(':') {
            Some((who, what)) if who.split_whitespace().count() < 4 => (who.trim(), what.trim()),
            _ => ("parent", what.trim()),
        };
        if what.is_empty() || who.is_empty() {
            return self.note(&fill(say::DESK_NEEDS, &[("usage", "/action adviser: send the summary, by friday")]));
        }
        if !self.unnamed(identify::find(typed, today))? {
            return Ok(());
        }
        let action = Action { who: who.to_owned(), what: what.to_owned(), by, done: false, extra: Mapping::new() };
        let said = agreed(&action);
        if let Some(desk) = self.desk.as_mut() {
            desk.kept.said.actions.push(action);
        }
        self.note(&fill(say::ACTION_KEPT, &[("said", &said)]))
    }

    /// `/service NUMBER`: the number under which the service keeps this family elsewhere.
    fn number(&mut self, typed: &str) -> Result<(), Halt> {
        let Some(tidy) = number::tidy(typed) else {
            return self.note(&fill(say::DESK_NEEDS, &[("usage", "/service NUMBER")]));
        };
        if tidy.chars().count() > number::LONGEST {
            return self.note(&fill(say::SERVICE_LONG, &[("most", &number::LONGEST.to_string())]));
        }
        if !self.unnamed(identify::find_in_number(&tidy, self.start.today))? {
            return Ok(());
        }
        let said = fill(say::SERVICE_KEPT, &[("number", &tidy)]);
        if let Some(desk) = self.desk.as_mut() {
            desk.kept.said.service_number = Some(tidy);
        }
        self.note(&said)
    }

    /// `/list`: all that is taken, with how it is known.
    fn list(&mut self) -> Result<(), Halt> {
        let (rules, today) = (self.start.rules, self.start.today);
        let Some(case) = self.case_now() else { return Ok(()) };
        let held = self.desk.as_ref().map(|desk| desk.kept.to_confirm(rules, &self.answers, today)).unwrap_or_default();
        let lines = texts::taken(&self.walk(), &self.answers, &case, &held);
        if lines.is_empty() {
            return self.note(say::LIST_NONE);
        }
        let style = self.asker.style();
        let lines: String = lines.iter().map(|line| style.paragraph(line) + "\n").collect();
        self.long(&format!("\n{}\n{lines}", say::LIST_TITLE))
    }

    /// Holds what was said since the last time as one thing, to be taken back. Whether there was any.
    pub(super) fn settle(&mut self) -> bool {
        let Some(kept) = self.desk.as_mut().filter(|desk| desk.commands).map(|desk| &mut desk.kept) else {
            return false;
        };
        let now = (self.answers.clone(), kept.said.clone());
        if kept.settled.as_ref() == Some(&now) {
            return false;
        }
        // What a call begins with was not said on it.
        let before = kept.settled.replace(now);
        let said = before.is_some();
        kept.before.extend(before);
        said
    }

    /// `/undo`: all is as it was before the last thing was said.
    fn undo(&mut self) -> Result<(), Halt> {
        self.settle();
        let walk = self.walk();
        let Some(kept) = self.desk.as_mut().map(|desk| &mut desk.kept) else { return Ok(()) };
        let Some((answers, said)) = kept.before.pop() else { return self.note(say::UNDO_NONE) };
        let lines = taken_back(&walk, (&self.answers, &kept.said), (&answers, &said));
        let asks = answers != self.answers;
        kept.settled = Some((answers.clone(), said.clone()));
        kept.said = said;
        self.answers = answers;
        self.say_all(&lines)?;
        if kept_without_consent(self.desk.as_deref()) {
            self.note(say::UNDO_CASE)?;
        }
        self.save_as_said()?;
        if asks { Err(Halt::Moved(None)) } else { Ok(()) }
    }

    /// Whether a fact holds: one that says the opposite of what was said before is asked about.
    pub(super) fn holds(&mut self, question: QuestionIx, answer: Answer) -> Result<bool, Halt> {
        let old = match (self.answers.get(question), answer) {
            (None | Some(Answer::NotSure), _) | (_, Answer::NotSure) => return Ok(true),
            (Some(Answer::Chosen(old)), Answer::Chosen(new)) if old & !new == 0 => return Ok(true),
            (Some(old), new) if old == new => return Ok(true),
            (Some(old), _) => old,
        };
        let walk = self.walk();
        let both = [old, answer].map(|answer| statement::of_answer(&walk.situation, question, answer).into_owned());
        let keys = vec![format!("{} {}", say::HOLDS_KEYS, say::KEYS)];
        let view = View { keys, ..View::list(say::HOLDS_WHICH, Vec::new(), &both) };
        let mut showing = Showing::Whole;
        loop {
            match self.asker.ask(&view, showing)? {
                Reply::Leave => return self.leave(),
                Reply::Stop => self.stop()?,
                Reply::Help => self.note(say::HOLDS_HELP)?,
                Reply::Typed(typed) if typed.trim() == "2" => return Ok(true),
                Reply::Typed(typed) if !matches!(typed.trim(), "" | "1") => {
                    let message = fill(say::ONE_OF, &[("last", "2")]);
                    self.asker.say(&screens::fault(&message, &typed, self.asker.style()))?;
                    showing = Showing::Keys;
                    continue;
                }
                _ => return self.note(&fill(say::HOLDS_KEPT, &[("said", &both[0])])).map(|()| false),
            }
            showing = Showing::Whole;
        }
    }

    fn hold(&mut self) -> Result<(), Halt> {
        let walk = self.walk();
        let Some(place) = self.place else { return self.note(say::HOLD_NONE) };
        if let Some(desk) = self.desk.as_mut()
            && !desk.kept.said.held.contains(&place)
        {
            desk.kept.said.held.push(place);
        }
        self.say_all(&texts::look_for(&walk.situation, place))
    }

    /// The case as it stands now, saved or not.
    pub(super) fn case_now(&mut self) -> Option<Case> {
        let (rules, today) = (self.start.rules, self.start.today);
        self.desk.as_mut().map(|desk| desk.now(rules, &self.answers, today))
    }
}

/// The routes that a plan has open, the suggested one first.
fn open_routes(plan: &Plan<'_>) -> Vec<RouteIx> {
    std::iter::once(plan.next_step).chain(plan.alongside.iter().copied()).chain(plan.open.iter().copied()).collect()
}

/// The case is in its folder, and the consent to that was taken back.
fn kept_without_consent(desk: Option<&Desk>) -> bool {
    desk.is_some_and(|desk| {
        desk.saved && desk.kept.wanted && !desk.kept.said.consents.contains_key(&ConsentKind::Record)
    })
}

/// What goes when all is as it was before, and what holds again, a line each.
fn taken_back(walk: &Walk<'_>, now: (&Answers, &Said), then: (&Answers, &Said)) -> Vec<String> {
    let (situation, rules) = (&walk.situation, walk.situation.rules);
    let mut lines = vec![say::UNDO_TITLE.to_owned()];
    let mut again = Vec::new();
    for (place, _) in rules.questions() {
        let (held, before) = (now.0.get(place), then.0.get(place));
        if held != before {
            lines.extend(held.map(|answer| statement::of_answer(situation, place, answer).into_owned()));
            again.extend(before.map(|answer| statement::of_answer(situation, place, answer).into_owned()));
        }
    }
    let ((now_answers, now), then) = (now, then.1);
    for (place, known) in &now.known {
        if then.known.get(place) != Some(known)
            && now_answers.get(*place) == Some(known.0)
            && let Some(date) = rules.question(*place).date()
        {
            lines.push(fill(say::LIST_KNOWN, &[("called", &date.called)]));
        }
    }
    let one = |message, gap: &str, text: &str| fill(message, &[(gap, text)]);
    let new = &now.notes[then.notes.len().min(now.notes.len())..];
    lines.extend(new.iter().map(|note| one(say::LIST_NOTE, "text", &note.text)));
    let new = &now.actions[then.actions.len().min(now.actions.len())..];
    lines.extend(new.iter().map(|action| one(say::LIST_ACTION, "said", &agreed(action))));
    for place in now.held.iter().filter(|place| !then.held.contains(place)) {
        lines.push(one(say::LIST_HELD, "asked", &situation.say(&rules.question(*place).ask)));
    }
    for route in now.explained.iter().filter(|route| !then.explained.contains(route)) {
        lines.push(one(say::LIST_EXPLAINED, "name", &situation.say(&rules.route(*route).name)));
    }
    let yes_or_no = |given: bool| if given { "yes" } else { "no" };
    for (kind, given) in now.consents.iter().filter(|(kind, given)| then.consents.get(kind) != Some(given)) {
        lines.push(fill(say::LIST_CONSENT, &[("what", kind.word()), ("given", yes_or_no(*given))]));
    }
    if let Some(given) = now.teach_back.filter(|_| then.teach_back != now.teach_back) {
        lines.push(one(say::LIST_TEACH_BACK, "given", yes_or_no(given)));
    }
    if let Some(number) = now.service_number.as_ref().filter(|_| then.service_number != now.service_number) {
        lines.push(one(say::LIST_SERVICE, "number", number));
        again.extend(then.service_number.as_ref().map(|number| one(say::LIST_SERVICE, "number", number)));
    }
    lines.extend(again.iter().map(|said| one(say::UNDO_AGAIN, "said", said)));
    lines
}

/// A date and the key for how it is known: "28 oct r".
pub(super) fn split_key(typed: &str, date: bool) -> (&str, Option<Known>) {
    let typed = typed.trim();
    match typed.rsplit_once(' ') {
        Some((rest, key)) if date && known_key(key).is_some() => (rest.trim(), known_key(key)),
        _ => (typed, None),
    }
}
