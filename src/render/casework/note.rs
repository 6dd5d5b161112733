//! The call note: every field a reviewer looks for, in their order; those not asked are named together.

use chrono::NaiveDate;

use super::voice::of_the_caller;
use crate::cases::{Action, Call, Case, ConsentKind, Known, advice, diary};
use signpost_core::dates::say;
use signpost_core::interview::{Answer, Situation, Standing, statement};
use signpost_core::plan::{Advice, Plan, advise};
use signpost_core::rules::model::{QuestionIx, RouteIx, RuleSet, State, Who, short_hash};
use signpost_core::text;
use signpost_render::document::{self, Block, Document};
use signpost_render::plan::{SCREEN, advised, helpers};
use signpost_render::{contacts, dates, working};

/// Before the headings that nothing stands under.
pub const NOT_ASKED: &str = "Not asked: ";

/// The heading of what no answer holds.
pub const ALSO_SAID: &str = "Also said, in the caller's words";

/// The headings, in order.
pub const HEADINGS: [&str; 16] = [
    "Date and length",
    "Caller",
    "Consents",
    "What has happened",
    "Dates and deadlines",
    "Urgent points",
    "Tried so far",
    "Options explained, for and against each",
    "Parent's choice, in their words",
    "Agreed actions",
    "If that does not work",
    "Information given, and where from",
    "Signposts",
    "Open queries",
    "Level and status",
    "Follow-up",
];

/// The notes of a case's calls as text, oldest first: each as it was kept, the last as the case stands. Before any call
/// there is one too.
pub fn texts(rules: &RuleSet, case: &Case, today: NaiveDate, width: usize) -> Vec<String> {
    let one = |at: usize| {
        let kept = case.calls.get(at).and_then(|call| call.note.clone());
        kept.unwrap_or_else(|| document::text(&self::document(rules, &until(case, at), today), width))
    };
    (0..case.calls.len().max(1)).map(one).collect()
}

/// A case as it stood after a call whose note was not kept, as far as days tell.
fn until(case: &Case, at: usize) -> Case {
    let mut case = case.clone();
    let later = at + 1 < case.calls.len();
    if let Some(day) = case.calls.get(at).and_then(|call| call.on).filter(|_| later) {
        case.calls.truncate(at + 1);
        case.answers.retain(|_, held| held.on.is_none_or(|on| on <= day));
        case.notes.retain(|note| note.on.is_none_or(|on| on <= day));
    }
    case
}

/// The last call, if it was on this day and is one to go on with; else a new one, and the note of the last is kept as it
/// stands.
pub fn call_on<'c>(rules: &RuleSet, case: &'c mut Case, day: NaiveDate, goes_on: fn(&Call) -> bool) -> &'c mut Call {
    if !case.calls.last().is_some_and(|call| call.on == Some(day) && goes_on(call)) {
        if case.calls.last().is_some_and(|call| call.note.is_none()) {
            let text = document::text(&self::document(rules, case, case.updated), SCREEN);
            case.calls.last_mut().expect("there is one").note = Some(text);
        }
        case.calls.push(Call { on: Some(day), ..Call::default() });
    }
    case.calls.last_mut().expect("there is one")
}

/// The note of the last call about a case, as of its day; `today` where there was no call.
pub fn document(rules: &RuleSet, case: &Case, today: NaiveDate) -> Document {
    let none = Call::default();
    let (call, before) = case.calls.split_last().unwrap_or((&none, &[]));
    let today = call.on.unwrap_or(today);
    let (answers, _) = advice::answers(rules, case, today);
    let advice = advise(rules, &answers, today);
    let (walk, plan) = match &advice {
        Advice::Plan(plan) => (&plan.walk, Some(plan)),
        Advice::Ask(walk) | Advice::NoRoute(walk) => (walk, None),
    };
    let situation = &walk.situation;
    let mut note = Note { case, call, before, situation, plan, empty: Vec::new(), page: Document::default() };
    note.page.blocks.push(Block::Title("Call note".into()));
    note.page.line(format!("Reference: {}", case.reference));
    if let Some(number) = &case.service_number {
        note.page.line(format!("Service number: {number}"));
    }
    note.call(today);
    note.consents();
    note.facts(rules, walk.next);
    note.also_said();
    note.deadlines();
    note.told(5, "urgent");
    note.told(6, "tried");
    note.options(rules);
    note.told(8, "choice");
    note.actions();
    note.told(10, "if_not");
    note.information();
    note.signposts();
    note.told(13, "queries");
    note.level();
    note.follow_up();
    if !note.empty.is_empty() {
        note.page.paragraph(format!("{NOT_ASKED}{}.", text::lower_first(&note.empty.join("; "))));
    }
    note.notes(rules);
    note.page
}

/// A fact as it was said. How it is known is told of every date, and of anything else where it was said.
pub fn fact(situation: &Situation<'_>, case: &Case, place: QuestionIx, answer: Answer) -> String {
    let asked = situation.rules.question(place);
    let known = match case.answers.get(&asked.id).map_or(Known::NotSaid, |held| held.known) {
        Known::LetterInHand => " (The caller has it in hand.)",
        Known::ReadOut => " (The caller read it out.)",
        Known::Remembered => " (The caller remembers it.)",
        Known::ToldByOther => " (Told by somebody else.)",
        Known::NotSaid if matches!(answer, Answer::Date(_)) => " (How this is known: not asked.)",
        Known::NotSaid => "",
    };
    format!("{}{known}", of_the_caller(&statement::of_answer(situation, place, answer)))
}

/// Something agreed, in a line: who, what and by when.
pub fn agreed(action: &Action) -> String {
    let by = match (action.by, action.done) {
        (Some(by), _) => format!(", by {}", say::long(by)),
        (None, true) => String::new(),
        (None, false) => ", no date agreed".into(),
    };
    let done = match action.on {
        Some(on) => format!(" Done on {}.", say::long(on)),
        None if action.done => " Done.".into(),
        None => String::new(),
    };
    format!("{}: {}{by}.{done}", text::upper_first(&action.who), action.what.trim_end_matches('.'))
}

/// The same on a later day: what should have been done by then, and is not known to be, is marked.
pub fn agreed_by(action: &Action, today: NaiveDate) -> String {
    let passed = action.by.is_some_and(|by| by < today) && !action.done;
    format!("{}{}", agreed(action), if passed { " That day has passed." } else { "" })
}

/// What was said on an earlier call is marked with its day.
fn said_on(text: &str, on: Option<NaiveDate>) -> String {
    on.map_or(text.to_owned(), |on| format!("{text} (Said on {}.)", say::plain(on)))
}

struct Note<'n, 'r> {
    case: &'n Case,
    call: &'n Call,
    /// The calls before it.
    before: &'n [Call],
    situation: &'n Situation<'r>,
    plan: Option<&'n Plan<'r>>,
    /// Headings under which nothing stands.
    empty: Vec<String>,
    page: Document,
}

impl Note<'_, '_> {
    /// A section with its lines; without any it is named at the end.
    fn section(&mut self, at: usize, lines: Vec<String>) {
        if lines.is_empty() {
            return self.empty.push(text::lower_first(HEADINGS[at]).into_owned());
        }
        self.page.subheading(HEADINGS[at]);
        lines.into_iter().for_each(|line| self.page.item(line));
    }

    fn said(&mut self, at: usize, said: Option<&str>) {
        let Some(said) = said else { return self.section(at, Vec::new()) };
        self.page.subheading(HEADINGS[at]);
        self.page.line(said);
    }

    /// A field of the call; what an earlier call says stands until something else is said.
    fn told(&mut self, at: usize, name: &str) {
        let said = self.call.typed(name).map(str::to_owned);
        let said = said.or_else(|| Case::told(self.before, name).map(|(text, on)| said_on(text, on)));
        self.said(at, said.as_deref());
    }

    fn also_said(&mut self) {
        let earlier = self.before.iter().flat_map(|call| call.also_said.iter().map(|said| said_on(said, call.on)));
        let lines: Vec<String> = earlier.chain(self.call.also_said.iter().cloned()).collect();
        if !lines.is_empty() {
            self.page.subheading(ALSO_SAID);
            lines.into_iter().for_each(|line| self.page.item(line));
        }
    }

    fn call(&mut self, today: NaiveDate) {
        let start = self.call.start.as_deref().map_or(String::new(), |start| format!(", from {start}"));
        let length = self.call.minutes.map_or("length not asked".into(), |minutes| text::count(minutes, "minute"));
        let day = say::long(self.call.on.unwrap_or(today));
        self.said(0, Some(&format!("{day}{start}, {length}.")));
        let caller = self.call.typed("caller").or_else(|| Some(Case::told(self.before, "caller")?.0));
        let caller =
            caller.map(|caller| format!("{}. Name not recorded.", text::upper_first(caller.trim_end_matches('.'))));
        self.said(1, caller.as_deref());
    }

    fn consents(&mut self) {
        let named = [
            (ConsentKind::Record, "To record"),
            (ConsentKind::Contact, "To contact again"),
            (ConsentKind::Share, "To share"),
            (ConsentKind::Feedback, "To give feedback"),
        ];
        let one = |(kind, said): (ConsentKind, &str)| match self.case.consents.get(&kind) {
            None => format!("{said}: not asked."),
            Some(consent) => {
                let given = if consent.given { "yes" } else { "no" };
                let with = consent.with.as_deref().map_or(String::new(), |with| format!(", with {with}"));
                let on = consent.on.map_or(String::new(), |on| format!(" ({})", say::plain(on)));
                format!("{said}: {given}{with}{on}.")
            }
        };
        let lines: Vec<String> = named.into_iter().map(one).collect();
        self.said(2, Some(&lines.join(" ")));
    }

    fn facts(&mut self, rules: &RuleSet, open: Option<QuestionIx>) {
        let (situation, case) = (self.situation, self.case);
        let (answers, _) = advice::answers(rules, case, situation.today);
        // Facts given that the questions so far do not come to are kept; the note says that they are.
        let unused = |place| {
            let on = case.answers.get(&rules.question(place).id).and_then(|held| held.on);
            match (situation.answer(place), on.filter(|on| *on < situation.today)) {
                (Some(_), _) => String::new(),
                (None, None) => " (Not used so far.)".to_owned(),
                // It may have been so then and be otherwise now.
                (None, Some(on)) => format!(" (Said on {}, and not used now.)", say::plain(on)),
            }
        };
        let held = answers.held().map(|(place, answer)| fact(situation, case, place, answer) + &unused(place));
        let mut lines: Vec<String> = held.collect();
        lines.extend(open.map(|open| format!("To confirm: {}", situation.say(&rules.question(open).ask))));
        self.section(3, lines);
    }

    fn deadlines(&mut self) {
        let mut lines = Vec::new();
        for place in self.plan.iter().flat_map(|plan| &plan.deadlines) {
            let deadline = self.situation.rules.deadline(*place);
            let heading = dates::heading(self.situation, *place);
            let Standing::Dated(dated) = self.situation.standing(*place) else {
                lines.push(format!("{heading}.{}", dates::in_a_row(self.situation, *place, usize::MAX)));
                continue;
            };
            let own = deadline.who == Who::You && matches!(dated.state, State::InTime | State::LastDays);
            let said = if own {
                // A note is read later: "33 days from today" would not be so then.
                let (about, reckoning) = (dates::about(dated), &dated.reckoning);
                let aim =
                    (reckoning.aim != reckoning.last).then(|| format!(" Aim for {about}{}.", say::long(reckoning.aim)));
                format!("{} Last day: {about}{}.", aim.unwrap_or_default(), dates::last_day(deadline, dated))
            } else {
                dates::in_a_row(self.situation, *place, usize::MAX)
            };
            let working = working::sentences(self.situation, deadline, dated).join(" ");
            lines.push(format!("{heading}.{said} {working}").trim_end().to_owned());
        }
        // That there is none is an answer too.
        if lines.is_empty() && self.plan.is_some() {
            lines.push("None in these next steps.".into());
        }
        self.section(4, lines);
    }

    /// What was read out, with both sides; what is open besides is named as what it is.
    fn options(&mut self, rules: &RuleSet) {
        let open: Vec<RouteIx> = self.plan.map_or(Vec::new(), |plan| {
            std::iter::once(&plan.next_step).chain(&plan.alongside).chain(&plan.open).copied().collect()
        });
        let words = |text: &str| self.situation.say(text);
        let mut lines = Vec::new();
        let mut explained = Vec::new();
        for id in &self.call.explained {
            let Some(place) = rules.route_by_id(id) else {
                lines.push(format!("{id}. These rules do not have it any more."));
                continue;
            };
            explained.push(place);
            let route = rules.route(place);
            let (name, good, think) = (words(&route.name), words(&route.good_for), words(&route.think_about));
            let shut = if self.plan.is_none() || open.contains(&place) { "" } else { " Not open as things stand." };
            lines.push(format!("{name}. Good for: {good} Think about: {think}{shut}"));
        }
        for call in self.before {
            let known = call.explained.iter().filter_map(|id| rules.route_by_id(id));
            let new: Vec<RouteIx> = known.filter(|place| !explained.contains(place)).collect();
            let names: Vec<String> = new.iter().map(|place| words(&rules.route(*place).name)).collect();
            explained.extend(new);
            if !names.is_empty() {
                let on = call.on.map_or("before".to_owned(), |on| format!("on {}", say::plain(on)));
                lines.push(format!("Explained {on}: {}.", names.join("; ")));
            }
        }
        if lines.is_empty() {
            lines.push("None.".into());
        }
        let rest = open.iter().filter(|place| !explained.contains(place));
        let rest: Vec<String> = rest.map(|place| words(&rules.route(*place).name)).collect();
        if !rest.is_empty() {
            lines.push(format!("Open, not explained: {}.", rest.join("; ")));
        }
        self.section(7, if self.plan.is_none() && explained.is_empty() { Vec::new() } else { lines });
    }

    fn actions(&mut self) {
        let today = self.situation.today;
        let lines = self.case.actions.iter().map(|action| agreed_by(action, today)).collect();
        self.section(9, lines);
    }

    fn information(&mut self) {
        let mut lines = Vec::new();
        if let Some(plan) = self.plan {
            let rules = self.situation.rules;
            let mut laws: Vec<&str> = Vec::new();
            for (at, advised) in advised(plan).iter().enumerate() {
                let which = if at == 0 { "Suggested next step" } else { "Then" };
                lines.push(format!("{which}: {} By: {}.", advised.what, advised.by));
                let behind = rules.route(advised.route).law.iter().map(|law| rules.laws[law.at()].cite.as_str());
                laws.extend(behind.filter(|law| !laws.contains(law)).collect::<Vec<_>>());
            }
            lines.push(format!("Law: {}.", laws.join("; ")));
            let checked = say::plain(rules.law_checked);
            let version = env!("CARGO_PKG_VERSION");
            let hash = short_hash(&rules.hash);
            lines.push(format!("Law checked {checked}. signpost {version}, rules {hash}."));
        }
        self.section(11, lines);
    }

    fn signposts(&mut self) {
        let one = |contact| {
            let shown = contacts::shown(self.situation, contact);
            let checked = shown.lines.iter().find(|line| line.starts_with("Checked"));
            checked.map_or(format!("{}.", shown.name), |checked| format!("{}. {checked}", shown.name))
        };
        let lines: Vec<String> = self.plan.map_or(Vec::new(), helpers).into_iter().map(one).collect();
        self.said(12, Some(lines.join(" ")).filter(|said| !said.is_empty()).as_deref());
    }

    fn level(&mut self) {
        let level = self.case.level.map_or("Level: not asked".to_owned(), |level| format!("Level {level}"));
        self.said(14, Some(&format!("{level}, {}.", self.case.status.word())));
        if let Some(done) = self.call.teach_back {
            self.page.line(format!("Said back by the caller: {}.", if done { "done" } else { "not done" }));
        }
    }

    fn follow_up(&mut self) {
        let said = self.call.follow_up.map(|on| format!("{}.", say::long(on))).or_else(|| {
            let plan = self.plan?;
            let own = plan.deadlines.iter().filter(|place| plan.rules().deadline(**place).who == Who::You);
            let live = own.filter_map(|place| match self.situation.standing(*place) {
                Standing::Dated(dated) if dated.state == State::InTime => Some(dated.reckoning.aim),
                _ => None,
            });
            let ahead = diary::follow_ups(plan.rules(), live.min()?).map(|(_, on)| on);
            let days: Vec<String> = ahead.filter(|on| self.situation.today < *on).map(say::long).collect();
            (!days.is_empty()).then(|| format!("No day agreed. In the diary: {}.", text::list(&days)))
        });
        self.said(15, said.as_deref());
    }

    /// Notes come last and only here.
    fn notes(&mut self, rules: &RuleSet) {
        if self.case.notes.is_empty() {
            return;
        }
        self.page.subheading("Notes");
        for note in &self.case.notes {
            let on = note.on.map_or(String::new(), |on| format!("{}: ", say::plain(on)));
            let about = note.question.as_deref().and_then(|id| rules.question_by_id(id));
            let about = about.map(|place| format!(" (About: {})", self.situation.say(&rules.question(place).ask)));
            let about = about.unwrap_or_default();
            self.page.item(format!("{on}{}{about}", note.text));
        }
    }
}
