//! One question: asked until it has an answer that can be taken.

use super::desk::{known_key, split_key};
use super::session::{Halt, Interview, Step};
use super::{Reply, Showing, View, not_one_of, typed_number, until};
use crate::render::question as screens;
use signpost_core::dates::Span;
use signpost_core::dates::read::DateProblem;
use signpost_core::dates::say as dates;
use signpost_core::interview::{Answer, Problem, reply, told};
use signpost_core::rules::model::QuestionIx;
use signpost_render::messages::{self as say, fill};
use signpost_render::{problem, question};

/// So many wrong goes, and more help is offered.
const GOES: usize = 3;

/// Whether a date said back is the one that was meant.
enum Meant {
    Yes,
    /// It was typed again.
    Instead(String),
    /// The question is to be asked again.
    AskAgain,
}

/// Which of the councils that were offered it is.
enum Area {
    Is(Answer),
    /// Another name was typed.
    Typed(String),
    /// The question is to be asked again.
    AskAgain,
}

impl Interview<'_, '_> {
    /// Asks one question.
    pub(super) fn question(&mut self, place: QuestionIx, around: screens::Around) -> Result<Step, Halt> {
        let walk = self.walk();
        let (situation, style) = (&walk.situation, self.asker.style());
        let asked = situation.rules.question(place);
        let held = around.held;
        let shown = question::shown(situation, asked, &around.story);
        let view = screens::view(situation, place, around);
        let (mut wrong, mut showing) = (0, Showing::Whole);
        let mut typed_already: Option<String> = None;
        loop {
            let typed = match typed_already.take() {
                Some(typed) => typed,
                None => match self.prompt(&view, showing)? {
                    Reply::Typed(typed) => typed,
                    Reply::Back => return Ok(Step::Back),
                    Reply::Help => {
                        self.explain(place)?;
                        showing = Showing::Whole;
                        continue;
                    }
                    // Stop and Leave were dealt with by the prompt.
                    Reply::End | Reply::Stop | Reply::Leave => return Err(self.open()),
                },
            };
            // A date and how it is known, in one line.
            let (typed, key) = match split_key(&typed, self.adviser() && asked.date().is_some()) {
                (date, key @ Some(_)) => (date.to_owned(), key),
                _ => (typed, None),
            };
            if typed.trim().is_empty() && held.is_some() {
                return Ok(Step::Answered);
            }
            let today = self.start.today;
            let mut read = reply::read(situation.rules, place, &typed, &self.answers, today, &shown);
            if let Err(Problem::Date(problem @ DateProblem::WeekdayDisagrees { date, .. })) = read {
                let heading = problem::which_weekday(&problem).unwrap_or_default();
                let Some(day) = self.which_day(place, &heading, date)? else {
                    showing = Showing::Whole;
                    continue;
                };
                read = reply::read(situation.rules, place, &day, &self.answers, today, &shown);
            }
            // A letter dated ahead: the year is likelier wrong than the letter.
            if let Err(Problem::InTheFuture { day, before, .. }) = read {
                let heading = fill(say::DATED_AHEAD, &[("date", &dates::long(day))]);
                let Some(day) = self.which_day(place, &heading, before)? else {
                    showing = Showing::Whole;
                    continue;
                };
                read = reply::read(situation.rules, place, &day, &self.answers, today, &shown);
            }
            if let Err(Problem::WhichArea { fits, names, more, sure }) = &read {
                match self.which_area(place, (fits, names), *more, *sure)? {
                    Area::Is(answer) => read = Ok(answer),
                    Area::Typed(again) => {
                        typed_already = Some(again);
                        continue;
                    }
                    Area::AskAgain => {
                        showing = Showing::Whole;
                        continue;
                    }
                }
            }
            match read {
                // An adviser says with it how it is known.
                Ok(Answer::Date(span)) if self.adviser() || !span.is_exact() => match self.date_meant(place, span)? {
                    Meant::Yes => {
                        self.answers.set(place, Answer::Date(span));
                        self.said_last((place, Answer::Date(span)));
                        self.hold_known(place, key);
                        self.drop_impossible_dates()?;
                        return Ok(Step::Answered);
                    }
                    Meant::Instead(again) => typed_already = Some(again),
                    Meant::AskAgain => showing = Showing::Whole,
                },
                Ok(answer) => {
                    // After a question of one's own a line of the list comes to what that found.
                    let in_place_of = if self.partly.contains(&place) { &[] } else { shown.as_slice() };
                    let answer = told::beside(answer, held, in_place_of);
                    self.answers.set(place, answer);
                    self.said_last((place, answer));
                    // What is said may turn on this very answer: "your child", or "you".
                    let after = self.walk();
                    if let Some(said) = question::place_said(&after.situation, answer, &typed) {
                        self.asker.say(&format!("{}\n", style.paragraph(&said)))?;
                    }
                    self.asker.say(&screens::echo(&after.situation, place, answer, style))?;
                    self.drop_impossible_dates()?;
                    return Ok(Step::Answered);
                }
                Err(found) => {
                    if let Problem::NoSuchOption { .. }
                    | Problem::YesOrNo
                    | Problem::NoSuchArea
                    | Problem::Date(DateProblem::NotADate | DateProblem::TooManyDates) = found
                    {
                        self.said_aside(&typed)?;
                    }
                    wrong += 1;
                    self.asker.say(&screens::error(&found, asked, &typed, style))?;
                    showing = Showing::Keys;
                    if wrong % GOES == 0 {
                        self.note(say::OFFER)?;
                        showing = Showing::Whole;
                    }
                }
            }
        }
    }

    /// Says a date back that is only roughly known, and waits for Enter or for another date. One day needs no stop: it is
    /// said back above the next question, and b goes back to it.
    fn date_meant(&mut self, place: QuestionIx, span: Span) -> Result<Meant, Halt> {
        let walk = self.walk();
        let said = screens::echo(&walk.situation, place, Answer::Date(span), self.asker.style());
        self.asker.say(said.trim_end_matches('\n'))?;
        let confirm = View::line(if self.adviser() { say::KNOWN_CONFIRM } else { say::CONFIRM_DATE });
        let help = |session: &mut Self| {
            session.explain(place)?;
            Ok(session.asker.say(&format!("\n{}", said.trim_end_matches('\n')))?)
        };
        match until(self, &confirm, help, |typed| Ok(typed.to_owned()))? {
            Ok(typed) if typed.trim().is_empty() => Ok(Meant::Yes),
            Ok(typed) => match known_key(&typed).filter(|_| self.adviser()) {
                Some(known) => {
                    // How it is known is held with the answer it is told of.
                    self.answers.set(place, Answer::Date(span));
                    self.hold_known(place, Some(known));
                    Ok(Meant::Yes)
                }
                None => Ok(Meant::Instead(typed)),
            },
            Err(Reply::Back) => Ok(Meant::AskAgain),
            // Answers that come through a pipe need no confirming.
            Err(_) => Ok(Meant::Yes),
        }
    }

    /// The help of a question.
    fn explain(&mut self, place: QuestionIx) -> Result<(), Halt> {
        let help = screens::help(&self.walk().situation, place, self.asker.style());
        self.help(&help, say::HELP_END)
    }

    /// The words may mean several councils, or one by a part of its name: at most a screenful, to choose from. Enter takes
    /// only one that is sure.
    fn which_area(
        &mut self,
        place: QuestionIx,
        (fits, names): (&[Answer], &[String]),
        more: usize,
        sure: bool,
    ) -> Result<Area, Halt> {
        let heading = if fits.len() == 1 { say::IS_IT_AREA } else { say::WHICH_AREA };
        let mut notes = Vec::new();
        if more > 0 {
            notes.push(fill(say::MORE_AREAS, &[("count", &more.to_string())]));
        }
        let mut options = names.to_vec();
        options.push(say::NONE_OF_THESE.into());
        let mut view = View::list(heading, notes, &options);
        if sure {
            view.keys = vec![format!("{} {} {}", say::ENTER_TAKES_IT, say::TYPE_ONE, say::KEYS)];
        }
        let read = |typed: &str| match (typed.trim(), typed_number(typed)) {
            ("", _) if sure => Ok(Area::Is(fits[0])),
            (_, Some(number)) if (1..=fits.len()).contains(&number) => Ok(Area::Is(fits[number - 1])),
            (_, Some(number)) if number == options.len() => Ok(Area::AskAgain),
            ("", _) | (_, Some(_)) => Err(not_one_of(options.len())),
            // Not a number of this list: another name, or one of these in full.
            _ => Ok(Area::Typed(typed.to_owned())),
        };
        match until(self, &view, |session| session.explain(place), read)? {
            Ok(area) => Ok(area),
            Err(Reply::Back) => Ok(Area::AskAgain),
            Err(_) => Err(self.open()),
        }
    }

    /// A weekday does not fit its date, or a letter is dated ahead: asks which is right. The day as it can be read again;
    /// none to ask anew.
    fn which_day(&mut self, place: QuestionIx, heading: &str, date: chrono::NaiveDate) -> Result<Option<String>, Halt> {
        let view = View::list(heading, Vec::new(), &[dates::long(date), say::WEEKDAY_OTHER.into()]);
        let read = |typed: &str| match typed.trim() {
            "1" => Ok(Some(date.to_string())),
            "2" => Ok(None),
            // Not a number of this list: the date again.
            other if other.len() > 2 => Ok(Some(typed.to_owned())),
            _ => Err(not_one_of(2)),
        };
        match until(self, &view, |session| session.explain(place), read)? {
            Ok(day) => Ok(day),
            Err(Reply::Back) => Ok(None),
            Err(_) => Err(self.open()),
        }
    }
}
