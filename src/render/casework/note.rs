//! The call note: every field a reviewer looks for, in their order (`ux.md` I9). An empty one says "Not asked".

use chrono::NaiveDate;

use crate::cases::{Call, Case, ConsentKind, Known, advice};
use signpost_core::dates::say;
use signpost_core::interview::{Situation, Standing, statement};
use signpost_core::plan::{Advice, Plan};
use signpost_core::rules::model::{QuestionIx, RuleSet, State, Who};
use signpost_core::text;
use signpost_render::document::{Block, Document};
use signpost_render::{contacts, dates, working};

const NOT_ASKED: &str = "Not asked.";

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

/// The note of the last call about a case.
pub fn document(rules: &RuleSet, case: &Case, advice: &Advice<'_>, today: NaiveDate) -> Document {
    let (walk, plan) = match advice {
        Advice::Plan(plan) => (&plan.walk, Some(plan)),
        Advice::Ask(walk) | Advice::NoRoute(walk) => (walk, None),
    };
    let situation = &walk.situation;
    let none = Call::default();
    let call = case.calls.last().unwrap_or(&none);
    let mut note = Note { case, call, situation, plan, page: Document::default() };
    note.page.blocks.push(Block::Title("Call note".into()));
    note.page.line(format!("Reference: {}", case.reference));
    note.call(today);
    note.consents();
    note.facts(rules, walk.next);
    note.deadlines();
    note.said(5, call.urgent.as_deref());
    note.said(6, call.tried.as_deref());
    note.options();
    note.said(8, call.choice.as_deref());
    note.actions();
    note.said(10, call.if_not.as_deref());
    note.information();
    note.signposts();
    note.said(13, call.queries.as_deref());
    note.level();
    note.follow_up();
    note.notes();
    note.page
}

struct Note<'n, 'r> {
    case: &'n Case,
    call: &'n Call,
    situation: &'n Situation<'r>,
    plan: Option<&'n Plan<'r>>,
    page: Document,
}

impl Note<'_, '_> {
    /// A section with its lines, or "Not asked".
    fn section(&mut self, at: usize, lines: Vec<String>) {
        self.page.subheading(HEADINGS[at]);
        if lines.is_empty() {
            self.page.line(NOT_ASKED);
        }
        lines.into_iter().for_each(|line| self.page.item(line));
    }

    fn said(&mut self, at: usize, text: Option<&str>) {
        self.page.subheading(HEADINGS[at]);
        self.page.line(text.unwrap_or(NOT_ASKED));
    }

    fn call(&mut self, today: NaiveDate) {
        let start = self.call.start.as_deref().map_or(String::new(), |start| format!(", from {start}"));
        let length = self.call.minutes.map_or("length not asked".into(), |minutes| text::count(minutes, "minute"));
        let day = say::long(self.call.on.unwrap_or(today));
        self.said(0, Some(&format!("{day}{start}, {length}.")));
        let caller = self.call.caller.as_deref().map_or_else(
            || "Not asked. Name not recorded.".into(),
            |caller| format!("{}. Name not recorded.", text::upper_first(caller.trim_end_matches('.'))),
        );
        self.said(1, Some(&caller));
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
        let lines = named.into_iter().map(one).collect();
        self.section(2, lines);
    }

    fn facts(&mut self, rules: &RuleSet, open: Option<QuestionIx>) {
        let known = |known: Known| match known {
            Known::LetterInHand => "Adviser has the letter.",
            Known::ReadOut => "Parent read it out.",
            Known::Remembered => "Parent remembers it.",
            Known::ToldByOther => "Told by somebody else.",
            Known::NotSaid => "How this is known: not asked.",
        };
        let asked = rules.questions().filter(|(place, _)| self.situation.answer(*place).is_some());
        let line = |place: QuestionIx, id: &str| {
            let source = self.case.answers.get(id).map_or(Known::NotSaid, |held| held.known);
            format!("{} ({})", statement::of(self.situation, place), known(source))
        };
        let mut lines: Vec<String> = asked.map(|(place, question)| line(place, &question.id)).collect();
        // Facts given that the questions so far do not come to are kept; the note says that they are.
        let (answers, _) = advice::answers(rules, self.case, self.situation.today);
        for (place, answer) in answers.held() {
            if self.situation.answer(place).is_none() {
                lines.push(format!("{} (Not used so far.)", statement::of_answer(self.situation, place, answer)));
            }
        }
        lines.extend(open.map(|open| format!("To confirm: {}", self.situation.say(&rules.question(open).ask))));
        self.section(3, lines);
    }

    fn deadlines(&mut self) {
        let mut lines = Vec::new();
        for place in self.plan.iter().flat_map(|plan| &plan.deadlines) {
            let deadline = self.situation.rules.deadline(*place);
            let said = dates::lines(self.situation, *place).join(" ");
            let worked = match self.situation.standing(*place) {
                Standing::Dated(dated) => working::sentences(self.situation, deadline, dated).join(" "),
                _ => String::new(),
            };
            lines.push(format!("{}. {said} {worked}", dates::heading(self.situation, *place)).trim_end().to_owned());
        }
        self.section(4, lines);
    }

    fn options(&mut self) {
        let mut lines = Vec::new();
        if let Some(plan) = self.plan {
            let all = std::iter::once(&plan.next_step).chain(&plan.alongside).chain(&plan.open);
            for place in all {
                let route = self.situation.rules.route(*place);
                let say = |text: &str| self.situation.say(text);
                let (name, good, think) = (say(&route.name), say(&route.good_for), say(&route.think_about));
                lines.push(format!("{name}. Good for: {good} Think about: {think}"));
            }
        }
        self.section(7, lines);
    }

    fn actions(&mut self) {
        let one = |action: &crate::cases::Action| {
            let by = action.by.map_or("no date agreed".into(), |by| format!("by {}", say::long(by)));
            let done = if action.done { " Done." } else { "" };
            format!("{}: {}, {by}.{done}", text::upper_first(&action.who), action.what.trim_end_matches('.'))
        };
        let lines = self.case.actions.iter().map(one).collect();
        self.section(9, lines);
    }

    fn information(&mut self) {
        let mut lines = Vec::new();
        if let Some(plan) = self.plan {
            let rules = self.situation.rules;
            lines.push(format!("Suggested next step: {}", self.situation.say(&plan.step().next_step)));
            let laws = plan.step().law.iter().map(|law| rules.laws[law.at()].cite.as_str());
            lines.push(format!("Law: {}.", laws.collect::<Vec<_>>().join("; ")));
            let checked = say::plain(rules.law_checked);
            let version = env!("CARGO_PKG_VERSION");
            let hash = rules.hash.get(..12).unwrap_or_default();
            lines.push(format!("Law checked {checked}. signpost {version}, rules {hash}."));
        }
        self.section(11, lines);
    }

    fn signposts(&mut self) {
        let contacts = self.plan.iter().flat_map(|plan| &plan.contacts);
        let one = |contact| {
            let shown = contacts::shown(self.situation, contact);
            let checked = shown.lines.iter().find(|line| line.starts_with("Checked"));
            checked.map_or(format!("{}.", shown.name), |checked| format!("{}. {checked}", shown.name))
        };
        let lines = contacts.map(|contact| one(*contact)).collect();
        self.section(12, lines);
    }

    fn level(&mut self) {
        let level = self.case.level.map_or("Level not asked".to_owned(), |level| format!("Level {level}"));
        self.said(14, Some(&format!("{level}, {}.", self.case.status.word())));
        if let Some(done) = self.call.teach_back {
            self.page.line(format!("Said back by the parent: {}.", if done { "done" } else { "not done" }));
        }
    }

    fn follow_up(&mut self) {
        let said = self.call.follow_up.map(say::long).or_else(|| {
            let plan = self.plan?;
            let own = plan.deadlines.iter().filter(|place| plan.rules().deadline(**place).who == Who::You);
            let live = own.filter_map(|place| match self.situation.standing(*place) {
                Standing::Dated(dated) if dated.state == State::InTime => Some(dated.reckoning.aim),
                _ => None,
            });
            let aim = live.min()?;
            Some(format!("Not asked. The diary shows 14 and 3 days before {}.", say::long(aim)))
        });
        self.said(15, said.as_deref());
    }

    /// Notes come last and only here (`ux.md` I5).
    fn notes(&mut self) {
        if self.case.notes.is_empty() {
            return;
        }
        self.page.subheading("Notes");
        for note in &self.case.notes {
            let on = note.on.map_or(String::new(), |on| format!("{}: ", say::plain(on)));
            let about = note.question.as_deref().map_or(String::new(), |id| format!(" [{id}]"));
            self.page.item(format!("{on}{}{about}", note.text));
        }
    }
}
