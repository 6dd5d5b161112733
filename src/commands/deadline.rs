//! `signpost deadline`: a time limit by itself, or every limit that hangs on a date.

use std::io;

use super::{Session, answers, print, talk};
use crate::ask::Asker;
use crate::ask::dates::{self, Asked};
use crate::cli::{DeadlineArgs, Given, PlanFormat};
use crate::error::AppError;
use signpost_core::interview::reply::Ahead;
use signpost_core::interview::{Answer, Answers, Situation, Standing};
use signpost_core::rules::model::{DeadlineIx, QuestionIx, RuleSet, Who};
use signpost_core::text;
use signpost_render::document::{Document, Spacing};
use signpost_render::{deadline as page, document, json, messages as say};

/// Runs the command.
///
/// # Errors
/// No limit has that id, a date is wrong, or one is missing and there is nobody to ask.
pub fn run(session: &Session<'_>, args: &DeadlineArgs) -> Result<(), AppError> {
    let rules = session.rules()?;
    let given =
        Given { answers: args.given.answers.clone(), set: args.given.set.iter().chain(&args.from).cloned().collect() };
    let mut answers = answers::given(&rules, &given, session.today, Ahead::Allowed)?;
    let mut situation = Situation::of_dates(&rules, &answers, session.today);
    let style = session.style(Spacing::Wide);
    if args.list {
        return print(&match args.format {
            PlanFormat::Text => document::styled(&page::list(&situation), style),
            PlanFormat::Json => json::text(&page::listed(&situation)),
        });
    }
    let course = !args.from.is_empty();
    let person = session.terminal.keyboard && session.terminal.screen;
    if person && !course && args.ids.is_empty() && args.format == PlanFormat::Text {
        return worried(session, &rules);
    }
    let places = if course { hanging(&rules, &situation, &dates_of(&rules, args))? } else { named(&rules, &args.ids)? };
    if !course {
        let missing = missing(&situation, &places);
        if !missing.is_empty() && person {
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
            situation = Situation::of_dates(&rules, &answers, session.today);
        } else if !missing.is_empty() {
            return Err(AppError::MoreAnswers { open: named_questions(&situation, &missing) });
        }
    }
    print(&match (args.format, course) {
        (PlanFormat::Json, _) => {
            let data: Vec<_> = places.iter().map(|place| json::deadline(&situation, *place)).collect();
            json::text(&data)
        }
        (PlanFormat::Text, true) => document::styled(&page::course(&situation, &places), style),
        (PlanFormat::Text, false) => {
            let pages: Vec<String> =
                places.iter().map(|place| document::styled(&page::document(&situation, *place), style)).collect();
            pages.join("\n\n")
        }
    })
}

fn named(rules: &RuleSet, ids: &[String]) -> Result<Vec<DeadlineIx>, AppError> {
    if ids.is_empty() {
        return Err(AppError::usage("which time limit?", Some("Name one; `signpost deadline --list` shows all.")));
    }
    ids.iter()
        .map(|id| {
            rules.deadline_by_id(id).ok_or_else(|| {
                let near = text::nearest(id, rules.deadlines.iter().map(|deadline| deadline.id.as_str()));
                AppError::Unknown { what: "time limit", name: id.clone(), near: near.map(str::to_owned) }
            })
        })
        .collect()
}

/// The limits that hang on these dates, in the order they fall; those that the calendar does not reach come last.
fn hanging(rules: &RuleSet, situation: &Situation<'_>, dates: &[QuestionIx]) -> Result<Vec<DeadlineIx>, AppError> {
    let mut places: Vec<(bool, chrono::NaiveDate, DeadlineIx)> = (0..rules.deadlines.len())
        .map(|at| DeadlineIx(at as u16))
        .filter(|place| rules.deadline(*place).needs.iter().any(|question| dates.contains(question)))
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
    places.sort_unstable();
    Ok(places.into_iter().map(|(.., place)| place).collect())
}

/// The dates given with --from.
fn dates_of(rules: &RuleSet, args: &DeadlineArgs) -> Vec<QuestionIx> {
    let ids = args.from.iter().map(|flag| flag.split('=').next().unwrap_or_default().trim());
    ids.filter_map(|id| rules.question_by_id(id)).collect()
}

/// "Is it too late?" asked first (`ux.md` F12): what the date is about, which date, and the date itself.
fn worried(session: &Session<'_>, rules: &RuleSet) -> Result<(), AppError> {
    let mut answers = Answers::none(rules);
    let date = at_terminal(session, |asker| {
        while let Some(date) = dates::which(asker, rules)? {
            match dates::ask(asker, rules, &mut answers, &[date], session.today)? {
                Asked::All => return Ok(Some(date)),
                Asked::Back => {}
                Asked::Stopped => return Ok(None),
            }
        }
        Ok(None)
    })?;
    let Some(date) = date else { return Ok(()) };
    let situation = Situation::of_dates(rules, &answers, session.today);
    let page = if let Some(Answer::Date(_)) = answers.get(date) {
        let mut places = hanging(rules, &situation, &[date])?;
        places.retain(|place| rules.deadline(*place).who == Who::You);
        let mut page = page::course(&situation, &places);
        page.paragraph(say::DATE_MORE);
        page
    } else {
        let mut page = Document::default();
        page.paragraph(say::DATE_UNKNOWN);
        page
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
