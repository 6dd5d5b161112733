//! The dates that one time limit still needs: asked one by one, without an interview.

use std::io;

use chrono::NaiveDate;

use super::{Asker, Reply, Showing, View, explained, not_one_of, number, typed_number, until};
use crate::render::question as screens;
use signpost_core::interview::reply::{self, FutureDates};
use signpost_core::interview::{Answer, Answers, Problem, Situation, limits};
use signpost_core::rules::model::{BodyIx, DeadlineIx, Question, QuestionIx, RuleSet, Who};
use signpost_core::text;
use signpost_render::messages::{self as say, fill};

/// How the asking ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Each question was answered, with a date or with "I am not sure".
    All,
    /// Back, from the first question.
    Back,
    /// The person stopped.
    Stopped,
    /// The input was over before the last answer.
    Ended,
}

/// Asks for dates and holds them. "I am not sure" is an answer too; going back shows the earlier one, and Enter keeps it.
///
/// # Errors
/// The screen or the keyboard is gone, or Ctrl-C was pressed.
pub fn ask(
    asker: &mut dyn Asker,
    rules: &RuleSet,
    answers: &mut Answers,
    questions: &[QuestionIx],
    today: NaiveDate,
) -> io::Result<Asked> {
    let mut at = 0;
    while let Some(question) = questions.get(at) {
        match one(asker, rules, answers, *question, today)? {
            Asked::All => at += 1,
            Asked::Back if at > 0 => at -= 1,
            ended => return Ok(ended),
        }
    }
    // What follows goes to another stream, and on a screen right below.
    asker.say("\n")?;
    Ok(Asked::All)
}

fn one(
    asker: &mut dyn Asker,
    rules: &RuleSet,
    answers: &mut Answers,
    question: QuestionIx,
    today: NaiveDate,
) -> io::Result<Asked> {
    let situation = Situation::of_dates(rules, answers, today);
    let held = answers.get(question);
    let style = asker.style();
    let view = screens::view(&situation, question, screens::Around { held, ..screens::Around::default() });
    let mut showing = Showing::Whole;
    // A letter dated ahead is asked about once; typed again it is meant so.
    let mut asked_about: Option<String> = None;
    let mut typed_already: Option<String> = None;
    loop {
        let reply = match typed_already.take() {
            Some(typed) => Reply::Typed(typed),
            None => asker.ask(&view, showing)?,
        };
        let typed = match reply {
            Reply::Typed(typed) => typed,
            Reply::Help => {
                asker.say(&screens::help(&situation, question, style))?;
                showing = Showing::Whole;
                continue;
            }
            Reply::Back => return Ok(Asked::Back),
            Reply::End => return Ok(Asked::Ended),
            stop => return stopped(asker, &stop).map(|()| Asked::Stopped),
        };
        let answer = match held {
            Some(held) if typed.trim().is_empty() => Ok(held),
            _ if reply::not_sure(&typed) => Ok(Answer::NotSure),
            _ => {
                let again = asked_about.as_deref() == Some(typed.trim());
                let ahead = if again { FutureDates::Allowed } else { FutureDates::AsAsked };
                reply::date(rules, question, &typed, answers, today, ahead).map(|reading| Answer::Date(reading.span))
            }
        };
        match answer {
            Ok(answer) => {
                let echo = screens::echo(&situation, question, answer, style);
                // What was kept, and "I am not sure", need no second look.
                if !matches!(answer, Answer::Date(_)) || Some(answer) == held {
                    asker.say(&echo)?;
                    answers.set(question, answer);
                    return Ok(Asked::All);
                }
                asker.say(echo.trim_end_matches('\n'))?;
                // Said back, and not taken before it is right: Enter goes on, another date takes its place.
                let confirm = View::line(say::CONFIRM_DATE);
                match asker.ask(&confirm, Showing::Keys)? {
                    Reply::Typed(typed) if !typed.trim().is_empty() => {
                        typed_already = Some(typed);
                        continue;
                    }
                    Reply::Back => {
                        showing = Showing::Whole;
                        continue;
                    }
                    Reply::Leave => {
                        asker.clear()?;
                        return Ok(Asked::Stopped);
                    }
                    Reply::Stop => return stopped(asker, &Reply::Stop).map(|()| Asked::Stopped),
                    // Answers that come through a pipe need no confirming.
                    Reply::Typed(_) | Reply::Help | Reply::End => {}
                }
                answers.set(question, answer);
                return Ok(Asked::All);
            }
            Err(problem) => {
                asker.say(&screens::error(&problem, rules.question(question), &typed, style))?;
                if let Problem::InTheFuture { .. } = problem {
                    asked_about = Some(typed.trim().to_owned());
                    asker.say(&(style.paragraph(say::AHEAD_AGAIN) + "\n"))?;
                }
                showing = Showing::Keys;
            }
        }
    }
}

/// What somebody is worried about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worry {
    /// A date, and whatever runs from it.
    Date(QuestionIx),
    /// One time limit.
    Limit(DeadlineIx),
}

/// One line of a list, and what it leads to.
#[derive(Debug, Clone)]
enum Leads {
    To(Worry),
    /// The dates of a body.
    On(Vec<QuestionIx>),
}

/// A list to choose from.
struct List {
    title: String,
    lines: Vec<(String, Leads)>,
}

/// The dates that time limits of the person's own run from, by what they are about, for those that a plan can show.
pub fn by_body(rules: &RuleSet) -> Vec<(BodyIx, Vec<QuestionIx>)> {
    let dates = |body| {
        let routes = rules.routes.iter().filter(|route| route.body == body);
        let limits = routes.flat_map(|route| &route.deadlines).map(|limit| rules.deadline(*limit));
        let own = limits.filter(|limit| limit.who == Who::You);
        let mut dates: Vec<QuestionIx> = own.flat_map(|limit| limit.needs.iter().copied()).collect();
        dates.sort_unstable();
        dates.dedup();
        (body, dates)
    };
    let bodies = (0..rules.bodies.len()).map(|at| BodyIx(at as u16));
    bodies.map(dates).filter(|(_, dates)| !dates.is_empty()).collect()
}

/// What people come with: the papers and events they have in hand, then every body with the other dates from which time
/// limits of one's own run.
fn papers_and_bodies(rules: &RuleSet) -> List {
    let own_limits = |date: &QuestionIx| {
        let own = rules.shown_deadlines().map(|(_, limit)| limit).filter(|limit| limit.who == Who::You);
        own.filter(|limit| limit.needs.contains(date)).count()
    };
    let in_hand = |(place, question): (QuestionIx, &Question)| Some((question.date()?.in_hand.clone()?, place));
    let mut papers: Vec<(String, QuestionIx)> = rules.questions().filter_map(in_hand).collect();
    // The more rights of one's own end with it, the higher it stands.
    papers.sort_by_key(|(_, date)| std::cmp::Reverse(own_limits(date)));
    let mut lines: Vec<(String, Leads)> =
        papers.into_iter().map(|(paper, date)| (paper, Leads::To(Worry::Date(date)))).collect();
    let in_hand = |date: &QuestionIx| rules.question(*date).date().is_some_and(|date| date.in_hand.is_some());
    for (body, dates) in by_body(rules).into_iter().filter(|(_, dates)| !dates.iter().all(in_hand)) {
        lines.push((rules.bodies[body.at()].name.clone(), Leads::On(dates)));
    }
    List { title: say::DATE_ABOUT.into(), lines }
}

fn dates_of(rules: &RuleSet, dates: &[QuestionIx]) -> List {
    let line = |date: &QuestionIx| {
        let called = text::upper_first(&rules.question(*date).date()?.called);
        Some((called, Leads::To(Worry::Date(*date))))
    };
    List { title: say::DATE_WHICH.into(), lines: dates.iter().filter_map(line).collect() }
}

fn limits_that_fit(situation: &Situation<'_>, words: &str, found: &[DeadlineIx]) -> List {
    let line = |limit: &DeadlineIx| {
        let named = signpost_render::dates::heading(situation, *limit);
        (named.trim_end_matches('.').to_owned(), Leads::To(Worry::Limit(*limit)))
    };
    List { title: fill(say::DATE_FIT, &[("words", words)]), lines: found.iter().map(line).collect() }
}

/// Which date or time limit somebody is worried about: by the paper they have in hand, by what it is about, or by words of
/// their own. None when they stopped.
///
/// # Errors
/// The screen or the keyboard is gone, or Ctrl-C was pressed.
pub fn which(asker: &mut dyn Asker, situation: &Situation<'_>) -> io::Result<Option<Worry>> {
    let rules = situation.rules;
    let mut lists = vec![papers_and_bodies(rules)];
    while let Some(list) = lists.last() {
        match pick(asker, situation, list)? {
            Picked::Line(at) => match &list.lines[at].1 {
                Leads::To(worry) => return Ok(Some(*worry)),
                Leads::On(dates) => match dates.as_slice() {
                    [only] => return Ok(Some(Worry::Date(*only))),
                    several => lists.push(dates_of(rules, several)),
                },
            },
            Picked::Words(words, found) => match found.as_slice() {
                [only] => return Ok(Some(Worry::Limit(*only))),
                several => lists.push(limits_that_fit(situation, &words, several)),
            },
            Picked::Back if lists.len() > 1 => {
                lists.pop();
            }
            Picked::Back => nothing_before(asker)?,
            Picked::Stopped => break,
        }
    }
    Ok(None)
}

/// Says that there is nothing to go back to.
///
/// # Errors
/// The screen is gone.
pub fn nothing_before(asker: &mut dyn Asker) -> io::Result<()> {
    let first = asker.style().paragraph(say::FIRST);
    asker.say(&format!("\n{first}\n"))
}

/// What was chosen from a list.
#[derive(Debug)]
enum Picked {
    Line(usize),
    /// The time limits that typed words fit.
    Words(String, Vec<DeadlineIx>),
    Back,
    Stopped,
}

/// The most lines of a list that are shown at once, where the screen has room for them.
const MOST: usize = 7;

/// The fewest, on a very small screen.
const FEWEST: usize = 3;

/// Rows that a list needs besides its lines, each of which may take two.
const AROUND: usize = 8;

/// One line of a list, shown as much at a time as fits; words find any time limit.
fn pick(asker: &mut dyn Asker, situation: &Situation<'_>, list: &List) -> io::Result<Picked> {
    let mut first = 0;
    loop {
        let room = asker.style().rows.map_or(MOST, |rows| rows.saturating_sub(AROUND) / 2);
        let most = room.clamp(FEWEST, MOST);
        let shown = list.lines.iter().skip(first).take(most).map(|(line, _)| line.clone());
        let mut options: Vec<String> = shown.collect();
        let more = (first + options.len() < list.lines.len()).then_some(options.len());
        options.extend(more.map(|_| say::DATE_ELSE.to_owned()));
        let view = View {
            keys: vec![format!("{} {}", say::DATE_KEYS, say::KEYS)],
            ..View::list(&list.title, Vec::new(), &options)
        };
        let read = |typed: &str| match number(typed, &options) {
            Some(at) => Ok(Picked::Line(at)),
            None if typed_number(typed).is_some() || typed.trim().is_empty() => Err(not_one_of(options.len())),
            None => match limits::find(situation, typed) {
                found if found.is_empty() => Err(say::DATE_NO_LIMIT.to_owned()),
                found => Ok(Picked::Words(typed.trim().to_owned(), found)),
            },
        };
        match until(asker, &view, explained(&[say::DATE_HELP]), read)? {
            Ok(Picked::Line(at)) if Some(at) == more => first += at,
            Ok(Picked::Line(at)) => return Ok(Picked::Line(first + at)),
            Ok(picked) => return Ok(picked),
            Err(Reply::Back) if first > 0 => first = first.saturating_sub(most),
            Err(Reply::Back) => return Ok(Picked::Back),
            Err(stop) => return stopped(asker, &stop).map(|()| Picked::Stopped),
        }
    }
}

/// The last word when somebody stops; none where the screen is to be left clear.
fn stopped(asker: &mut dyn Asker, reply: &Reply) -> io::Result<()> {
    match reply {
        Reply::Leave => asker.clear(),
        Reply::Stop => asker.say(&format!("\n{}\n", say::STOPPED)),
        _ => Ok(()),
    }
}
