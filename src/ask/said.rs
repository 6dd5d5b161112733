//! What is said on a call: taken back, listed, and held against what was said before.

use std::collections::BTreeMap;

use serde_yaml::Mapping;

use super::desk::{Desk, split_key};
use super::facts::Unsettled;
use super::session::{Halt, Interview};
use super::{View, explained, not_one_of, typed_number, until};
use crate::cases::identify;
use crate::cases::{Action, Case, ConsentKind, Known, Note, advice};
use crate::render::casework::note::{agreed, call_on};
use crate::render::desk as texts;
use signpost_core::interview::heard::{self, Given};
use signpost_core::interview::{Answer, Answers, Walk, statement};
use signpost_core::rules::model::{Kind, QuestionIx, RouteIx, RuleSet};
use signpost_render::messages::{self as say, fill};
use signpost_render::receipt;

/// What is said on a call besides answers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Said {
    /// How an answer is known; of that answer only.
    pub(super) known: BTreeMap<QuestionIx, (Answer, Known)>,
    pub(super) notes: Vec<Note>,
    pub(super) actions: Vec<Action>,
    /// Fields of the call, by their names.
    pub(super) told: BTreeMap<&'static str, String>,
    pub(super) held: Vec<QuestionIx>,
    pub(super) explained: Vec<RouteIx>,
    pub(super) service_number: Option<String>,
    pub(super) teach_back: Option<bool>,
    pub(super) consents: BTreeMap<ConsentKind, bool>,
    /// What the caller's own words were about first.
    pub(super) about: Vec<QuestionIx>,
    /// What was said and no answer holds, as typed.
    pub(super) also: Vec<String>,
}

/// All that was said up to a moment, and what was still to be asked about.
#[derive(Debug, Clone)]
pub(super) struct Moment {
    answers: Answers,
    said: Said,
    unsettled: Vec<Unsettled>,
}

/// So many facts say what somebody rang about.
const MOST_ABOUT: usize = 2;

/// What a call comes to, besides its plan.
#[derive(Debug, Default)]
pub struct CallRecord {
    /// The answers it ended with.
    pub answers: Option<Answers>,
    /// The case is to be kept.
    pub wanted: bool,
    /// The person stopped, and was told that nothing is saved.
    pub stopped: bool,
    pub(super) said: Said,
    /// All as it stood when something was last said, and before that: what `/undo` goes back to.
    pub(super) settled: Option<Moment>,
    pub(super) before: Vec<Moment>,
    pub(super) taught: bool,
    pub(super) minutes: u32,
}

impl CallRecord {
    /// Whether anything was said, and not taken back, besides what the call began with.
    pub(super) fn any(&self, answers: &Answers) -> bool {
        let first = self.before.first().or(self.settled.as_ref());
        first.is_some_and(|before| before.answers != *answers || before.said != self.said)
    }

    /// Writes all of it into a case: answers with how they are known, notes, consents, and the plan.
    pub fn write(&self, case: &mut Case, rules: &RuleSet, answers: &Answers, today: chrono::NaiveDate) {
        // Before anything is written, so that the note of the call before is of its own day. A call that has no length yet was begun from the command line.
        call_on(rules, case, today, |call| call.minutes.is_none());
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
        let call = case.calls.last_mut().expect("it began above");
        call.also_said.extend(said.also.iter().cloned());
        call.about = said.about.iter().map(|place| rules.question(*place).id.clone()).collect();
        call.minutes = Some(self.minutes);
        call.teach_back = said.teach_back.or(call.teach_back);
        for (name, text) in &said.told {
            if let Some(field) = call.typed_mut(name) {
                *field = Some(text.clone());
            }
        }
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
    pub fn lines(&self, rules: &RuleSet, answers: &Answers, today: chrono::NaiveDate) -> String {
        let any = answers.held().next().is_some();
        let known = |place| self.said.known.get(&place).filter(|known| Some(known.0) == answers.get(place));
        let known = |place| known(place).map(|known| known.1.word());
        let mut lines = if any { receipt::everything(rules, answers, today, known) } else { String::new() };
        let said = &self.said;
        if let Some(number) = &said.service_number {
            lines.push_str(&format!("{}\n", fill(say::LIST_SERVICE, &[("number", number)])));
        }
        for note in &said.notes {
            lines.push_str(&format!("{}\n", fill(say::LIST_NOTE, &[("text", &note.text)])));
        }
        for (name, text) in &said.told {
            lines.push_str(&format!("{}\n", fill(say::LIST_CALL, &[("field", name), ("text", text)])));
        }
        for text in &said.also {
            lines.push_str(&format!("{}\n", fill(say::LIST_ALSO, &[("text", text)])));
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

impl Interview<'_, '_> {
    /// Holds what was said and no answer holds.
    pub(super) fn also_said(&mut self, text: String) {
        if let Some(desk) = self.desk.as_mut().filter(|desk| desk.commands) {
            desk.kept.said.also.push(text);
        }
    }

    /// Holds words of the caller that were not used, after a question about what may say who somebody is.
    pub(super) fn unused(&mut self, typed: &str) -> Result<(), Halt> {
        let typed = typed.trim();
        let kept = self
            .desk
            .as_ref()
            .is_some_and(|desk| desk.commands && !desk.kept.said.also.iter().any(|said| said == typed));
        if kept && self.unnamed(identify::find(typed, self.start.today))? {
            self.also_said(typed.to_owned());
        }
        Ok(())
    }

    /// Whether words say more than the answer they gave, as an age does: a number that no wording of it has.
    pub(super) fn says_more(&self, typed: &str, (question, answer): (QuestionIx, Answer)) -> bool {
        let Answer::Chosen(chosen) = answer else { return false };
        let options = self.start.rules.question(question).options.iter().enumerate();
        let of_it = options.filter(|(bit, _)| chosen & 1 << bit != 0);
        let mut wordings = of_it.flat_map(|(_, option)| option.heard.wordings());
        typed.contains(|letter: char| letter.is_ascii_digit())
            && !wordings.any(|wording| wording.written.eq_ignore_ascii_case(typed.trim()))
    }

    /// Holds that the caller's own words were about this, where nothing before them was.
    pub(super) fn rang_about(&mut self, question: QuestionIx) {
        let rules = self.start.rules;
        // What is asked up to the first heading says who and where.
        let who = rules.questions().find(|(_, asked)| asked.heading).is_some_and(|(heading, _)| question <= heading);
        let asked = rules.question(question);
        let Some(desk) = self.desk.as_mut().filter(|_| !who && matches!(asked.kind, Kind::One | Kind::Several { .. }))
        else {
            return;
        };
        let about = &mut desk.kept.said.about;
        if about.len() < MOST_ABOUT && !about.contains(&question) {
            about.push(question);
        }
    }

    /// `/list`: all that is taken, with how it is known.
    pub(super) fn list(&mut self) -> Result<(), Halt> {
        let Some(case) = self.case_now() else { return Ok(()) };
        let lines = texts::taken(&self.walk(), &self.answers, &case);
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
        let (answers, said, unsettled) = (self.answers.clone(), kept.said.clone(), self.unsettled.clone());
        let now = Moment { answers, said, unsettled };
        if let Some(last) = kept.settled.as_mut().filter(|last| last.answers == now.answers && last.said == now.said) {
            last.unsettled = now.unsettled;
            return false;
        }
        // What a call begins with was not said on it.
        let before = kept.settled.replace(now);
        let said = before.is_some();
        kept.before.extend(before);
        said
    }

    /// `/undo`: all is as it was before the last thing was said.
    pub(super) fn undo(&mut self) -> Result<(), Halt> {
        self.settle();
        let walk = self.walk();
        let Some(kept) = self.desk.as_mut().map(|desk| &mut desk.kept) else { return Ok(()) };
        let Some(then) = kept.before.pop() else { return self.note(say::UNDO_NONE) };
        let Moment { answers, said, unsettled } = then.clone();
        let lines = taken_back(&walk, (&self.answers, &kept.said), (&answers, &said));
        let asks = answers != self.answers;
        kept.settled = Some(then);
        kept.said = said;
        self.answers = answers;
        self.unsettled = unsettled;
        self.say_all(&lines)?;
        if kept_without_consent(self.desk.as_deref()) {
            self.note(say::UNDO_CASE)?;
        }
        self.save_as_said()?;
        if asks { Err(Halt::Moved(None)) } else { Ok(()) }
    }

    /// What was said before is doubted, or says the opposite of what is said now: asks which holds. The date taken, if it
    /// was one.
    pub(super) fn holds(&mut self, phrase: &str, old: Given, new: Option<Given>) -> Result<Option<QuestionIx>, Halt> {
        let rules = self.start.rules;
        let walk = self.walk();
        let say = |(question, answer): Given| statement::of_answer(&walk.situation, question, answer).into_owned();
        let both = [say(old), new.map_or(say::HOLDS_NOT.to_owned(), say)];
        let asked = rules.question(old.0);
        // There is one place for a date, and two letters can have two.
        let heading = match (asked.date(), new) {
            (Some(date), Some(_)) => fill(say::HOLDS_DATE, &[("called", &date.called)]),
            (_, Some(_)) => say::HOLDS_WHICH.to_owned(),
            (_, None) => fill(say::HOLDS_STILL, &[("fact", phrase)]),
        };
        let notes = asked.date().and(asked.hint.as_ref()).map(|hint| walk.situation.say(hint));
        let keys = vec![format!("{} {}", say::HOLDS_KEYS, say::KEYS)];
        let view = View { keys, hears: true, ..View::list(&heading, notes.into_iter().collect(), &both) };
        let read = |typed: &str| match (typed.trim(), typed_number(typed)) {
            ("", _) | (_, Some(1)) => Ok(false),
            (_, Some(2)) => Ok(true),
            _ => Err(not_one_of(both.len())),
        };
        let goes = until(self, &view, explained(&[say::HOLDS_HELP]), read)?.unwrap_or(false);
        if !goes {
            self.note(&fill(say::HOLDS_KEPT, &[("said", &both[0])]))?;
            return Ok(None);
        }
        // What goes is not lost: it may be the date of another letter.
        self.also_said(fill(say::SAID_BEFORE, &[("said", &both[0])]));
        let Some(new) = new else {
            heard::take_back(&mut self.answers, old);
            return Ok(None);
        };
        let date = matches!(new.1, Answer::Date(_));
        let (said, known) = split_key(phrase, date);
        self.echo_fact(Some(said), new, None)?;
        self.hold_known(new.0, known);
        Ok(Some(new.0).filter(|_| date && known.is_none()))
    }
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
    for (name, text) in now.told.iter().filter(|(name, text)| then.told.get(*name) != Some(text)) {
        lines.push(fill(say::LIST_CALL, &[("field", name), ("text", text)]));
        again.extend(then.told.get(name).map(|text| fill(say::LIST_CALL, &[("field", name), ("text", text)])));
    }
    let new = &now.actions[then.actions.len().min(now.actions.len())..];
    lines.extend(new.iter().map(|action| one(say::LIST_ACTION, "said", &agreed(action))));
    let new = &now.also[then.also.len().min(now.also.len())..];
    lines.extend(new.iter().map(|text| one(say::LIST_ALSO, "text", text)));
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
