//! What changes a case: answers, notes, actions, consents, status.

use chrono::{Datelike, NaiveDate};
use serde_yaml::Mapping;

use super::super::{Session, answers, print};
use super::shelf::{self, Shelf};
use crate::cases::{Action, Case, Consent, ConsentKind, Known, Note, Reference, Status, advice, identify, number};
use crate::cli::Given;
use crate::cli::cases::{ActionArgs, NewArgs, NoteArgs, SetArgs};
use crate::edge::terminal::tell;
use crate::edge::{disk, store};
use crate::error::AppError;
use crate::render::casework::note::call_on;
use signpost_core::dates::read::{YEARS, read};
use signpost_core::interview::Answers;
use signpost_core::interview::reply::FutureDates;
use signpost_core::rules::model::RuleSet;
use signpost_render::messages as say;

/// How many random references are tried before giving up; one is taken already once in a million million.
const TRIES: usize = 8;

/// `case new`.
///
/// # Errors
/// An answer is wrong, the reference is taken, or the file cannot be written.
pub fn new(session: &Session<'_>, shelf: &Shelf, args: &NewArgs) -> Result<(), AppError> {
    let fixed = args.reference.as_deref().map(shelf::reference).transpose()?;
    let mut reference = fixed.unwrap_or_else(|| Reference::from_random(store::random()));
    for _ in 0..TRIES {
        if fixed.is_some() || shelf.find(&reference.to_string()).is_err() {
            break;
        }
        reference = Reference::from_random(store::random());
    }
    let mut case = Case::new(reference, session.today);
    case.service_number = service_number(args.service_number.as_deref(), args.keep, session.today)?;
    if args.given.answers.is_some() || !args.given.set.is_empty() {
        let rules = session.rules()?;
        let given = answers::given(&rules, &args.given, session.today, FutureDates::AsAsked)?;
        hold(&mut case, &rules, &given, known(&args.known), session.today);
    }
    shelf.add(&case)?;
    print(&format!("Reference: {reference}\nSaved in: {}\n{}\n", shelf.path(reference).display(), say::NAME_SHARED))
}

fn known(word: &str) -> Known {
    Known::of_word(word).unwrap_or(Known::NotSaid)
}

fn hold(case: &mut Case, rules: &RuleSet, given: &Answers, known: Known, today: NaiveDate) {
    for (question, answer) in given.held() {
        case.hold(&rules.question(question).id, Answers::write(rules, question, answer).into(), known, today);
    }
}

/// `case set`: the answers given now over those held, all checked together before anything is saved.
///
/// # Errors
/// An answer or a date is wrong, a text may say who somebody is, or the case cannot be saved.
pub fn set(session: &Session<'_>, shelf: &Shelf, args: &SetArgs) -> Result<(), AppError> {
    let reference = shelf.find(&args.case)?;
    let rules = session.rules()?;
    let follow_up = args.follow_up.as_deref().map(|typed| day(typed, "--follow-up", session.today)).transpose()?;
    let texts = [&args.caller, &args.start, &args.urgent, &args.tried, &args.choice, &args.if_not, &args.queries];
    texts.iter().filter_map(|text| text.as_deref()).try_for_each(|text| reject_pii(text, args.keep, session.today))?;
    let number = service_number(args.service_number.as_deref(), args.keep, session.today)?;
    for id in &args.explained {
        if rules.route_by_id(id).is_none() {
            let near = signpost_core::text::nearest(id, rules.routes.iter().map(|route| route.id.as_str()));
            return Err(AppError::Unknown { what: "route", name: id.clone(), near: near.map(str::to_owned) });
        }
    }
    for id in &args.clear {
        // What a change of the rules left behind can be taken out too.
        if !shelf.read(reference)?.answers.contains_key(id) {
            known_question(&rules, id)?;
        }
    }
    let given = Given { answers: None, set: args.answers.clone() };
    let given = answers::given(&rules, &given, session.today, FutureDates::AsAsked)?;
    let told = texts.iter().any(|text| text.is_some()) || !args.explained.is_empty();
    let about_call = told || args.minutes.is_some() || args.teach_back.is_some() || follow_up.is_some();
    let edit = |case: &mut Case| {
        // Before anything changes, so that the note of the call before is of its own day.
        if about_call {
            call_on(&rules, case, session.today, |_| true);
        }
        case.answers.retain(|id, _| !args.clear.contains(id));
        hold(case, &rules, &given, known(&args.known), session.today);
        cross_check(&rules, case, &given, session.today)?;
        case.level = args.level.or(case.level);
        if args.service_number.is_some() {
            case.service_number.clone_from(&number);
        }
        if about_call {
            let call = call_on(&rules, case, session.today, |_| true);
            let put = |field: &mut Option<String>, given: &Option<String>| {
                if given.is_some() {
                    field.clone_from(given);
                }
            };
            put(&mut call.caller, &args.caller);
            put(&mut call.start, &args.start);
            put(&mut call.urgent, &args.urgent);
            put(&mut call.tried, &args.tried);
            put(&mut call.choice, &args.choice);
            put(&mut call.if_not, &args.if_not);
            put(&mut call.queries, &args.queries);
            let new = args.explained.iter().filter(|id| !call.explained.contains(id)).cloned();
            call.explained.extend(new.collect::<Vec<_>>());
            call.minutes = args.minutes.or(call.minutes);
            call.teach_back = args.teach_back.as_deref().map(|word| word == "done").or(call.teach_back);
            call.follow_up = follow_up.or(call.follow_up);
        }
        Ok(())
    };
    echo_on_failure(shelf.change(reference, args.rev, session.today, edit), &args.answers.join("\n"))?;
    echo(&rules, &given, session)?;
    print(&format!("Saved: {reference}\n"))
}

fn known_question(rules: &RuleSet, id: &str) -> Result<(), AppError> {
    if rules.question_by_id(id).is_some() {
        return Ok(());
    }
    let near = signpost_core::text::nearest(id, rules.questions.iter().map(|question| question.id.as_str()));
    Err(AppError::Unknown { what: "question", name: id.to_owned(), near: near.map(str::to_owned) })
}

/// Dates are held against one another: an answer that is right by itself may contradict one held.
fn cross_check(rules: &RuleSet, case: &Case, given: &Answers, today: NaiveDate) -> Result<(), AppError> {
    let (_, faults) = advice::answers(rules, case, today);
    let ours = |fault: &&signpost_core::interview::AnswerFault| match fault {
        signpost_core::interview::AnswerFault::Problem { .. } => given.held().next().is_some(),
        _ => false,
    };
    let lines: Vec<String> =
        faults.iter().filter(ours).map(|fault| signpost_render::problem::fault(fault, rules)).collect();
    if lines.is_empty() { Ok(()) } else { Err(AppError::Answers(lines)) }
}

/// Each answer taken is said back in words.
fn echo(rules: &RuleSet, given: &Answers, session: &Session<'_>) -> Result<(), AppError> {
    let situation = signpost_core::interview::Situation::of_dates(rules, given, session.today);
    for (question, _) in given.held() {
        print(&format!("{}\n", signpost_core::interview::statement::of(&situation, question)))?;
    }
    Ok(())
}

/// `case note`.
///
/// # Errors
/// It is empty, may say who somebody is, or cannot be saved; the text is then printed back.
pub fn note(session: &Session<'_>, shelf: &Shelf, args: &NoteArgs) -> Result<(), AppError> {
    let reference = shelf.find(&args.case)?;
    tell(say::NOTE_WARN);
    let typed = if args.text.is_empty() { disk::text("-".as_ref())? } else { args.text.join(" ") };
    let text = typed.trim();
    if text.is_empty() {
        return Err(AppError::usage("the note is empty", None));
    }
    reject_pii(text, args.keep, session.today)?;
    if let Some(id) = &args.question {
        let rules = session.rules()?;
        known_question(&rules, id)?;
    }
    let edit = |case: &mut Case| {
        let (text, question) = (text.to_owned(), args.question.clone());
        case.notes.push(Note { on: Some(session.today), text, question, extra: Mapping::new() });
        Ok(())
    };
    echo_on_failure(shelf.change(reference, args.rev, session.today, edit), text)?;
    print(&format!("Noted: {reference}\n"))
}

/// What could not be saved is printed back, so that nobody has to type it again.
fn echo_on_failure<T>(outcome: Result<T, AppError>, text: &str) -> Result<T, AppError> {
    if outcome.is_err() && !text.is_empty() {
        tell(&format!("{}\n{text}\n", say::TEXT_NOT_SAVED));
    }
    outcome
}

/// Refuses a text that looks as if it said who somebody is, unless it is to be kept all the same.
fn reject_pii(text: &str, keep: bool, today: NaiveDate) -> Result<(), AppError> {
    nobody(text, identify::find(text, today), keep)
}

/// The number under which the service keeps a family, as it is kept; none where none was typed.
///
/// # Errors
/// It is too long, or may say who somebody is.
fn service_number(typed: Option<&str>, keep: bool, today: NaiveDate) -> Result<Option<String>, AppError> {
    let Some(tidy) = typed.and_then(number::tidy) else { return Ok(None) };
    if tidy.chars().count() > number::LONGEST {
        return Err(AppError::usage(format!("a number has at most {} characters: {tidy}", number::LONGEST), None));
    }
    nobody(&tidy, identify::find_in_number(&tidy, today), keep)?;
    Ok(Some(tidy))
}

fn nobody(text: &str, found: Option<identify::Identifier>, keep: bool) -> Result<(), AppError> {
    match found {
        Some(found) if !keep => {
            let what = format!("this looks as if it held {}, so it was not saved: {text}", found.called());
            Err(AppError::usage(what, Some("Take it out. If it must be kept, add: --keep")))
        }
        _ => Ok(()),
    }
}

/// A day as typed, read as everywhere else.
pub(super) fn day(typed: &str, flag: &str, today: NaiveDate) -> Result<NaiveDate, AppError> {
    // A bare ISO date may lie ahead; the reader of typed dates takes the year it guesses from the past.
    if let Ok(day) = typed.trim().parse::<NaiveDate>()
        && YEARS.contains(&day.year())
    {
        return Ok(day);
    }
    match read(typed, today) {
        Ok(reading) if reading.span.is_exact() && !reading.year_guessed => Ok(reading.span.from),
        _ => {
            let what = format!("{flag}: `{typed}` is not a day");
            Err(AppError::usage(what, Some("Write it with its year, such as 2026-11-21 or 21 November 2026.")))
        }
    }
}

/// `case action`.
///
/// # Errors
/// The date is wrong, there is no action of that number, or the case cannot be saved.
pub fn action(session: &Session<'_>, shelf: &Shelf, args: &ActionArgs) -> Result<(), AppError> {
    let reference = shelf.find(&args.case)?;
    let by = args.by.as_deref().map(|typed| day(typed, "--by", session.today)).transpose()?;
    let what = args.what.join(" ");
    reject_pii(&format!("{} {what}", args.who), args.keep, session.today)?;
    let edit = |case: &mut Case| match args.done {
        Some(number) => {
            let count = case.actions.len();
            let gone = || {
                let count = signpost_core::text::count(count as i64, "action");
                AppError::usage(format!("{reference} has {count}; there is no number {number}"), None)
            };
            let action = number.checked_sub(1).and_then(|at| case.actions.get_mut(at)).ok_or_else(gone)?;
            (action.done, action.on) = (true, Some(session.today));
            Ok(number)
        }
        None => {
            let (who, what) = (args.who.clone(), what.clone());
            let action = Action { who, what, by, done: false, on: None, extra: Mapping::new() };
            case.actions.push(action);
            Ok(case.actions.len())
        }
    };
    let number = echo_on_failure(shelf.change(reference, None, session.today, edit), &what)?;
    let done = if args.done.is_some() { " is done" } else { "" };
    print(&format!("Action {number}{done}: {reference}\n"))
}

/// `case consent`: one command gives it, and one takes it back.
///
/// # Errors
/// The case cannot be saved.
pub fn consent(
    session: &Session<'_>,
    shelf: &Shelf,
    typed: &str,
    what: &str,
    answer: &str,
    with: Option<&str>,
) -> Result<(), AppError> {
    let reference = shelf.find(typed)?;
    let kind = ConsentKind::of_word(what).ok_or_else(|| AppError::usage(format!("no consent `{what}`"), None))?;
    if with.is_some() && kind != ConsentKind::Share {
        return Err(AppError::usage("--with goes with share only", None));
    }
    shelf.change(reference, None, session.today, |case| {
        if answer == "not-asked" {
            case.consents.remove(&kind);
            return Ok(());
        }
        let extra = case.consents.get(&kind).map(|held| held.extra.clone()).unwrap_or_default();
        let with = with.map(str::to_owned);
        let given = answer == "yes";
        case.consents.insert(kind, Consent { given, on: Some(session.today), with, extra });
        Ok(())
    })?;
    print(&format!("Consent to {what}: {answer}. {reference}\n"))
}

/// `case close` and `case reopen`.
///
/// # Errors
/// The case cannot be saved.
pub fn status(session: &Session<'_>, shelf: &Shelf, typed: &str, status: Status) -> Result<(), AppError> {
    let reference = shelf.find(typed)?;
    shelf.change(reference, None, session.today, |case| {
        case.status = status;
        Ok(())
    })?;
    print(&format!("{reference} is {}.\n", status.word()))
}
