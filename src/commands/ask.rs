//! `signpost ask`, and `signpost` alone: the interview.

use std::io::{self, BufReader, Write};
use std::path::Path;

use super::{Rules, Session, answers};
use crate::ask::line::Line;
use crate::ask::menu::Menu;
use crate::ask::plain::Plain;
use crate::ask::{Asker, Beginning, Ended, Style, interview};
use crate::cli::{AskArgs, ColorChoice};
use crate::edge::interrupt;
use crate::error::AppError;
use crate::interview::reply::Ahead;
use crate::proof::length;
use crate::render::document::{self, Spacing};
use crate::render::messages as say;
use crate::rules::RuleSet;

/// Below this the screen is too small for an answer line that can be edited.
const SMALLEST: (usize, usize) = (40, 8);

/// Runs the command.
///
/// # Errors
/// Wrong usage, wrong answers beforehand, rules with errors, or the input ended before the plan.
pub fn run(session: &Session<'_>, args: &AskArgs) -> Result<(), AppError> {
    let mut asker = face(session)?;
    if args.given.answers.as_deref() == Some(Path::new("-")) {
        let help = "Name a file, or use: signpost plan --answers -";
        return Err(AppError::usage("--answers -: standard input is where you answer", Some(help)));
    }
    let rules = session.rules()?;
    let (answers, changed) = answers::read(&rules, &args.given, session.today, Ahead::AsAsked)?;
    let terminal = session.terminal;
    let pause = (terminal.keyboard && terminal.screen && !session.common.no_pause).then_some(terminal.rows);
    // A bare face writes no escape codes, and its plan none either.
    let page = session.style(Spacing::Close);
    let style = document::Style { bold: page.bold && !asker.style().plain, ..page };
    if let (true, Rules::BuiltIn(rules)) = (terminal.keyboard, &rules) {
        // While the first screen is read, the walk behind "at most 6 more questions" is made.
        let rules: &'static RuleSet = rules;
        std::thread::spawn(move || length::prepare(rules));
    }
    let beginning = Beginning {
        rules: &rules,
        today: session.today,
        today_is: session.today_is,
        answers,
        other_rules: changed.is_some(),
        pause,
        plan_on_screen: terminal.output,
        style,
    };
    interrupt::catch(say::INTERRUPTED);
    let mut out = |text: &str| {
        let mut stdout = io::stdout().lock();
        stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush())
    };
    match interview(asker.as_mut(), beginning, &mut out) {
        Ok(Ended::Well) => Ok(()),
        Ok(Ended::Open { id, ask }) => Err(AppError::MoreAnswers { open: vec![(id, ask)] }),
        Ok(Ended::NoRoute) => Err(AppError::NoRoute),
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(AppError::Interrupted),
        Err(error) => Err(AppError::Talk(error)),
    }
}

/// The face for this terminal: bare lines where nothing else will do, menus where they were asked for.
pub fn face(session: &Session<'_>) -> Result<Box<dyn Asker>, AppError> {
    let terminal = session.terminal;
    let person = terminal.keyboard && terminal.screen;
    let small = terminal.columns < SMALLEST.0 || terminal.rows < SMALLEST.1;
    if session.common.menu && session.common.plain {
        let help = "Leave one of them out.";
        return Err(AppError::usage("--menu and --plain do not go together", Some(help)));
    }
    if session.common.menu && !person {
        return Err(AppError::usage("--menu needs a terminal", Some("Leave it out to answer through a pipe.")));
    }
    let (width, rows) = (terminal.width(), person.then_some(terminal.rows));
    if session.plain() || terminal.dumb || !person || small {
        let input = BufReader::new(io::stdin());
        let can_clear = terminal.screen && !terminal.dumb;
        let style = Style { width, rows, plain: true, color: false };
        return Ok(Box::new(Plain::new(input, io::stderr(), style, terminal.keyboard, can_clear)));
    }
    let color = match session.common.color {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => !terminal.no_color,
    };
    let style = Style { width, rows, plain: false, color };
    Ok(if session.common.menu { Box::new(Menu::new(style)) } else { Box::new(Line::new(style)) })
}
