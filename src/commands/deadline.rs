//! `signpost deadline`: a time limit by itself, or every limit that hangs on a date.

use std::io;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Session, answers, print, talk};
use crate::ask::Asker;
use crate::ask::dates::{self, Asked, Worry};
use crate::cli::{DeadlineArgs, Given, LimitFormat};
use crate::edge::terminal::{piped, tell};
use crate::error::AppError;
use crate::render::late;
use signpost_core::dates::read::{self, Lies};
use signpost_core::interview::reply::{self, FutureDates};
use signpost_core::interview::{Answer, AnswerFault, Answers, Problem, Situation, Standing, limits};
use signpost_core::rules::model::{DeadlineIx, QuestionIx, RuleSet, Who};
use signpost_core::text;
use signpost_render::document::{Document, Spacing};
use signpost_render::{deadline as page, document, ics, json, messages as say, problem};

/// Runs the command.
///
/// # Errors
/// No limit is called so, a date is wrong, or one is missing and there is nobody to ask.
pub fn run(session: &Session<'_>, args: &DeadlineArgs) -> Result<(), AppError> {
    let rules = session.rules()?;
    let given =
        Given { answers: args.given.answers.clone(), set: args.given.set.iter().chain(&args.from).cloned().collect() };
    let mut answers = answers::given(&rules, &given, session.today, FutureDates::Allowed)?;
    let situation = Situation::of_dates(&rules, &answers, session.today);
    ahead_beside_another(&rules, &answers, session.today)?;
    let style = session.style(Spacing::Wide);
    if args.list {
        return print(&match args.format {
            LimitFormat::Json => json::text(&page::listed(&situation)),
            LimitFormat::Text | LimitFormat::Ics => document::styled(&page::list(&situation), style),
        });
    }
    let said = Said {
        done: day(args.done.as_deref(), "--done", session.today, Lies::Past)?,
        instead: day(args.instead.as_deref(), "--instead", session.today, Lies::Either)?,
    };
    if !args.from.is_empty() {
        let places = hanging(&rules, &situation, &dates_of(&rules, args))?;
        return print(&match args.format {
            LimitFormat::Text => {
                let mut page = page::answer_first(&situation, &places);
                area_not_named(&situation, &places).into_iter().for_each(|said| page.paragraph(said));
                document::styled(&page, style)
            }
            _ => other_format(&situation, &places, args.format, said)?,
        });
    }
    if args.ids.is_empty() && args.format == LimitFormat::Text && somebody(session) {
        return worried(session, &rules);
    }
    let places = match named(&situation, &args.ids)? {
        Named::These(places) => places,
        Named::Choose(words, found) => {
            return print(&document::styled(&page::choice(&situation, &words, &found), style));
        }
    };
    if let Some(due) = day(args.back_from.as_deref(), "--back-from", session.today, Lies::Either)? {
        return print(&document::styled(&counted_back(&situation, &answers, &places, due)?, style));
    }
    // A date that was set needs no other.
    let missing = if said.instead.is_some() { Vec::new() } else { missing(&situation, &places) };
    if !missing.is_empty() {
        if !somebody(session) {
            return Err(AppError::MoreAnswers { open: named_questions(&situation, &missing), then: Vec::new() });
        }
        let asked = at_terminal(session, |asker| {
            loop {
                match dates::ask(asker, &rules, &mut answers, &missing, session.today)? {
                    Asked::Back => dates::nothing_before(asker)?,
                    asked => return Ok(asked),
                }
            }
        })?;
        if asked == Asked::Stopped {
            return Ok(());
        }
        // What a pipe held may be enough.
        let now = Situation::of_dates(&rules, &answers, session.today);
        let missing = if asked == Asked::Ended { self::missing(&now, &places) } else { Vec::new() };
        if !missing.is_empty() {
            return Err(AppError::MoreAnswers { open: named_questions(&now, &missing), then: Vec::new() });
        }
    }
    let situation = Situation::of_dates(&rules, &answers, session.today);
    print(&match args.format {
        LimitFormat::Text => {
            let mut pages: Vec<Document> = places.iter().map(|place| said.page(&situation, *place)).collect();
            if let (Some(page), Some(note)) = (pages.last_mut(), area_not_named(&situation, &places)) {
                page.paragraph(note);
            }
            pages.iter().map(|page| document::styled(page, style)).collect::<Vec<String>>().join("\n\n")
        }
        format => other_format(&situation, &places, format, said)?,
    })
}

/// A date that has to be behind may lie ahead where a limit only begins with it, which is then said. Beside another date it
/// would put off a limit that runs, so it is refused as in the interview.
fn ahead_beside_another(rules: &RuleSet, answers: &Answers, today: NaiveDate) -> Result<(), AppError> {
    let dates = || answers.held().filter(|(_, answer)| matches!(answer, Answer::Date(_)));
    if dates().count() < 2 {
        return Ok(());
    }
    let ahead = dates().filter_map(|(question, answer)| {
        let typed = Answers::write(rules, question, answer).to_string();
        match reply::date(rules, question, &typed, answers, today, FutureDates::AsAsked) {
            Err(problem @ Problem::InTheFuture { .. }) => {
                Some(problem::fault(&AnswerFault::Problem { question, typed, problem }, rules))
            }
            _ => None,
        }
    });
    let ahead: Vec<String> = ahead.collect();
    if ahead.is_empty() { Ok(()) } else { Err(AppError::Answers(ahead)) }
}

/// What was said of a limit besides its dates.
#[derive(Debug, Clone, Copy)]
struct Said {
    /// The day it was done.
    done: Option<NaiveDate>,
    /// The day that was set in its place.
    instead: Option<NaiveDate>,
}

impl Said {
    fn page(self, situation: &Situation<'_>, place: DeadlineIx) -> Document {
        let mut page = Document::default();
        if self.instead.is_some() || self.done.is_some() {
            page.title(signpost_render::dates::heading(situation, place));
        }
        if let Some(set) = self.instead {
            late::instead(&mut page, situation, place, set);
        }
        if let Some(done) = self.done {
            late::done(&mut page, situation, place, self.instead, done);
        }
        // With another date in its place, how the rule counts is only beside the point.
        let rest = match self {
            Said { instead: Some(_), .. } => Document::default(),
            Said { done: Some(_), .. } => page::counted(situation, place),
            Said { .. } => page::document(situation, place),
        };
        page.blocks.extend(rest.blocks);
        page
    }
}

/// What to add where limits are counted in school days, a service's own file has the terms, and no area was named. None
/// is taken as meant, not even the only one: with the terms of other schools a day is not safe.
fn area_not_named(situation: &Situation<'_>, places: &[DeadlineIx]) -> Option<String> {
    let rules = situation.rules;
    let in_school_days = places.iter().any(|place| rules.deadline(*place).in_school_days);
    let asked = rules.question(rules.area_question?).id.as_str();
    let with_terms = rules.own_areas.iter().map(|area| rules.area(*area)).filter(|area| area.school_days.is_some());
    let flags: Vec<String> = with_terms.map(|area| format!("--set {asked}={}", area.id)).collect();
    if !in_school_days || situation.area().is_some() {
        return None;
    }
    if flags.is_empty() {
        return holiday_not_said(situation, places);
    }
    let flags = match flags.as_slice() {
        [first, _, _, _, ..] => format!("{first}, or another id of `signpost areas list`"),
        few => text::list_or(few),
    };
    Some(format!("Your areas file has school terms. For the day itself add {flags}"))
}

/// What to add where a limit has two ends, and nobody has the terms: the school's holiday itself.
fn holiday_not_said(situation: &Situation<'_>, places: &[DeadlineIx]) -> Option<String> {
    let two_ends = |place: &DeadlineIx| matches!(situation.standing(*place), Standing::Dated(dated) if dated.school_latest.is_some());
    let ends = situation
        .rules
        .questions()
        .filter(|(place, question)| question.school_holiday().is_some() && situation.answer(*place).is_none());
    let flags: Vec<String> = ends.map(|(_, question)| format!("--set {}=DAY", question.id)).collect();
    let said = || format!("If you know the school's holiday in between, add {}", flags.join(" "));
    (places.iter().any(two_ends) && !flags.is_empty()).then(said)
}

fn other_format(
    situation: &Situation<'_>,
    places: &[DeadlineIx],
    format: LimitFormat,
    said: Said,
) -> Result<String, AppError> {
    // Beside the data, so that they can still be read.
    area_not_named(situation, places).into_iter().for_each(|said| tell(&said));
    if format == LimitFormat::Ics {
        let none = || {
            AppError::usage(
                "no day is ahead here",
                Some("A calendar holds your own days, or those of one limit that is named."),
            )
        };
        return ics::of_limits(situation, places, said.instead).ok_or_else(none);
    }
    let one = |place: &DeadlineIx| LimitData {
        limit: match said.instead {
            Some(set) => json::deadline_set(situation, *place, set),
            None => json::deadline(situation, *place),
        },
        set_instead: said.instead,
        done: said.done,
        days_late: said.done.and_then(|done| Some(late::days_late(situation, *place, said.instead, done)?.max(0))),
    };
    Ok(json::text(&places.iter().map(one).collect::<Vec<_>>()))
}

/// A limit, and what was said of it on the command line.
#[derive(Serialize)]
struct LimitData<'r> {
    #[serde(flatten)]
    limit: json::DeadlineData<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    set_instead: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    done: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    days_late: Option<i64>,
}

/// A date of the command line. Only one that is known to the day will do.
fn day(text: Option<&str>, flag: &str, today: NaiveDate, lies: Lies) -> Result<Option<NaiveDate>, AppError> {
    let Some(text) = text else { return Ok(None) };
    match read::read_as(text, today, lies) {
        Ok(reading) if reading.span.is_exact() => Ok(Some(reading.span.from)),
        _ => Err(AppError::usage(format!("{flag}: `{text}` is not a day"), Some("Write it as 2026-11-21."))),
    }
}

/// From which day each limit must have run to end on `due`.
fn counted_back(
    situation: &Situation<'_>,
    answers: &Answers,
    places: &[DeadlineIx],
    due: NaiveDate,
) -> Result<Document, AppError> {
    let mut page = Document::default();
    for place in places {
        let needs = &situation.rules.deadline(*place).needs;
        let open = needs.iter().find(|question| answers.get(**question).is_none()).or(needs.first());
        let Some(question) = open else { continue };
        page.heading(signpost_render::dates::heading(situation, *place));
        late::back_said(&mut page, situation, &late::back(situation, answers, *place, *question, due), due);
    }
    Ok(page)
}

/// Whether there is somebody to ask: at a terminal, or at the other end of a pipe.
fn somebody(session: &Session<'_>) -> bool {
    let terminal = session.terminal;
    (terminal.keyboard && terminal.screen) || (!terminal.keyboard && piped())
}

/// The limits that were named.
enum Named {
    These(Vec<DeadlineIx>),
    /// The words fit several.
    Choose(String, Vec<DeadlineIx>),
}

fn named(situation: &Situation<'_>, names: &[String]) -> Result<Named, AppError> {
    let rules = situation.rules;
    if names.is_empty() {
        return Err(AppError::usage("which time limit?", Some("Name one; `signpost deadline --list` shows all.")));
    }
    let by_id: Vec<Option<DeadlineIx>> = names.iter().map(|name| rules.deadline_by_id(&name.to_lowercase())).collect();
    if let Some(places) = by_id.iter().copied().collect::<Option<Vec<_>>>() {
        return Ok(Named::These(places));
    }
    // Not ids: words, all of one limit.
    let words = names.join(" ");
    let mut found = limits::find(situation, &words);
    // The dates that were given say which is meant.
    let takes_one =
        |place: &DeadlineIx| rules.deadline(*place).needs.iter().any(|question| situation.answer(*question).is_some());
    if found.first().is_some_and(takes_one) {
        found.retain(takes_one);
    }
    match found.as_slice() {
        [] => {
            let unknown = names.iter().zip(&by_id).find(|(_, found)| found.is_none());
            let name = unknown.map_or(words.as_str(), |(name, _)| name.as_str());
            let near = text::nearest(name, rules.deadlines.iter().map(|deadline| deadline.id.as_str()));
            let near = near.map(str::to_owned).or_else(|| {
                let near = limits::nearest(situation, &words);
                let ids: Vec<String> = near.iter().map(|place| rules.deadline(*place).id.clone()).collect();
                (!ids.is_empty()).then(|| text::list_or(&ids))
            });
            Err(AppError::Unknown { what: "time limit", name: name.to_owned(), near })
        }
        [one] => {
            tell(&format!(
                "Taken as `{}`: {}",
                rules.deadline(*one).id,
                signpost_render::dates::heading(situation, *one)
            ));
            Ok(Named::These(vec![*one]))
        }
        _ => Ok(Named::Choose(words, found)),
    }
}

/// The limits that hang on these dates, in the order they fall; those that the calendar does not reach come last.
fn hanging(rules: &RuleSet, situation: &Situation<'_>, dates: &[QuestionIx]) -> Result<Vec<DeadlineIx>, AppError> {
    let mut places: Vec<(bool, NaiveDate, DeadlineIx)> = (rules.shown_deadlines())
        .map(|(place, _)| place)
        .filter(|place| rules.deadline(*place).needs.iter().any(|question| dates.contains(question)))
        .filter(|place| rules.are_in_force(&rules.deadline(*place).law, situation.today))
        .filter_map(|place| match situation.standing(place) {
            Standing::Dated(dated) => Some((false, dated.reckoning.last, place)),
            Standing::Outside(outside) => Some((true, outside.day, place)),
            Standing::Pending => None,
        })
        .collect();
    if places.is_empty() {
        let ids: Vec<&str> = dates.iter().map(|date| rules.question(*date).id.as_str()).collect();
        let help =
            "Give a date, such as letter-date=2026-10-28; `signpost deadline --list` shows what each limit needs.";
        return Err(AppError::usage(format!("no time limit can be counted from {}", text::list_or(&ids)), Some(help)));
    }
    // Of others, a limit of which only some dates are known says nothing new beside one on the same day that is whole.
    let whole =
        |place: &DeadlineIx| rules.deadline(*place).needs.iter().all(|question| situation.answer(*question).is_some());
    let days: Vec<(NaiveDate, Who)> = (places.iter().filter(|(.., place)| whole(place)))
        .map(|(_, day, place)| (*day, rules.deadline(*place).who))
        .collect();
    places.retain(|(_, day, place)| {
        let who = rules.deadline(*place).who;
        who == Who::You || whole(place) || !days.contains(&(*day, who))
    });
    places.sort_unstable();
    Ok(places.into_iter().map(|(.., place)| place).collect())
}

/// The dates given with --from.
fn dates_of(rules: &RuleSet, args: &DeadlineArgs) -> Vec<QuestionIx> {
    let ids = args.from.iter().map(|flag| flag.split('=').next().unwrap_or_default().trim());
    ids.filter_map(|id| rules.question_by_id(id)).collect()
}

/// "Is it too late?" asked first: what somebody has in hand, and its date.
fn worried(session: &Session<'_>, rules: &RuleSet) -> Result<(), AppError> {
    let mut answers = Answers::none(rules);
    let nothing_known = Situation::of_dates(rules, &answers, session.today);
    let mut ended: Vec<QuestionIx> = Vec::new();
    let worry = at_terminal(session, |asker| {
        while let Some(worry) = dates::which(asker, &nothing_known)? {
            let needed = match worry {
                Worry::Date(date) => vec![date],
                Worry::Limit(place) => missing(&nothing_known, &[place]),
            };
            match dates::ask(asker, rules, &mut answers, &needed, session.today)? {
                Asked::All => return Ok(Some(worry)),
                Asked::Back => {}
                Asked::Stopped => return Ok(None),
                Asked::Ended => {
                    ended = needed;
                    return Ok(Some(worry));
                }
            }
        }
        Ok(None)
    })?;
    ended.retain(|question| answers.get(*question).is_none());
    if !ended.is_empty() && answers.held().next().is_none() {
        return Err(AppError::MoreAnswers { open: named_questions(&nothing_known, &ended), then: Vec::new() });
    }
    let situation = Situation::of_dates(rules, &answers, session.today);
    let page = match worry {
        None => return Ok(()),
        Some(Worry::Limit(place)) => page::document(&situation, place),
        Some(Worry::Date(date)) if matches!(answers.get(date), Some(Answer::Date(_))) => {
            let mut page = page::answer_first(&situation, &hanging(rules, &situation, &[date])?);
            page.paragraph(say::DATE_MORE);
            page
        }
        Some(Worry::Date(_)) => {
            let mut page = Document::default();
            page.paragraph(say::DATE_UNKNOWN);
            page
        }
    };
    print(&document::styled(&page, session.style(Spacing::Wide)))
}

/// The dates that are still needed.
fn missing(situation: &Situation<'_>, places: &[DeadlineIx]) -> Vec<QuestionIx> {
    let mut open: Vec<QuestionIx> = Vec::new();
    for place in places {
        if matches!(situation.standing(*place), Standing::Pending) {
            let needs = &situation.rules.deadline(*place).needs;
            open.extend(needs.iter().filter(|question| situation.answer(**question).is_none()));
        }
    }
    open.sort_unstable();
    open.dedup();
    open
}

fn named_questions(situation: &Situation<'_>, questions: &[QuestionIx]) -> Vec<(String, String)> {
    let asked = questions.iter().map(|question| situation.rules.question(*question));
    asked.map(|asked| (asked.id.clone(), situation.say(&asked.ask))).collect()
}

/// Talks to whoever is at the terminal.
fn at_terminal<T>(session: &Session<'_>, ask: impl FnOnce(&mut dyn Asker) -> io::Result<T>) -> Result<T, AppError> {
    let mut asker = talk::face(session, false)?;
    talk::catch();
    ask(asker.as_mut()).map_err(talk::broken)
}
