//! What every command that talks to somebody needs: a face for the terminal, a beginning, and how it ended.

use std::io::{self, BufReader, Write};

use super::Session;
use crate::ask::line::Line;
use crate::ask::menu::Menu;
use crate::ask::plain::Plain;
use crate::ask::{Asker, Beginning, Ended, Style};
use crate::cli::ColorChoice;
use crate::edge::interrupt;
use crate::error::AppError;
use signpost_core::interview::Answers;
use signpost_core::rules::RuleSet;
use signpost_render::document::{self, Spacing};
use signpost_render::messages as say;

/// What an interview starts from. A bare face writes no escape codes, and its plan none either.
pub fn beginning<'r>(session: &Session<'_>, rules: &'r RuleSet, answers: Answers, plain: bool) -> Beginning<'r> {
    let terminal = session.terminal;
    let pause = terminal.keyboard && terminal.screen && !session.common.no_pause;
    let page = session.style(Spacing::Close);
    Beginning {
        rules,
        today: session.today,
        today_is: session.today_is,
        answers,
        changed: Vec::new(),
        pause,
        plan_on_screen: terminal.output,
        style: document::Style { bold: page.bold && !plain, ..page },
    }
}

/// The plan goes to standard output.
pub fn print_out(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush())
}

/// How an interview ended, as the program's own outcome.
///
/// # Errors
/// It ended before the plan.
pub fn outcome(ended: io::Result<Ended>) -> Result<(), AppError> {
    match ended {
        Ok(Ended::Well) => Ok(()),
        Ok(Ended::Open { id, ask }) => Err(AppError::MoreAnswers { open: vec![(id, ask)], then: Vec::new() }),
        Ok(Ended::NoRoute) => Err(AppError::NoRoute),
        Err(error) => Err(broken(error)),
    }
}

/// Why talking ended: Ctrl-C, or a screen or keyboard that is gone.
pub fn broken(error: io::Error) -> AppError {
    match error.kind() {
        io::ErrorKind::Interrupted => AppError::Interrupted,
        _ => AppError::Talk(error),
    }
}

/// From now on an end from outside is a tidy one.
pub fn catch() {
    interrupt::catch(interrupt::Words {
        nothing_saved: say::INTERRUPTED,
        nothing_else: say::INTERRUPTED_KEPT,
        not_known: say::INTERRUPTED_SAVING,
        given_back: say::INTERRUPTED_BACK,
        saved: say::INTERRUPTED_SAVED,
    });
}

/// The face for this terminal: bare lines where nothing else will do, menus where they were asked for.
pub fn face(session: &Session<'_>, adviser: bool) -> Result<Box<dyn Asker>, AppError> {
    let terminal = session.terminal;
    let person = terminal.keyboard && terminal.screen;
    if session.common.menu && session.common.plain {
        let help = "Leave one of them out.";
        return Err(AppError::usage("--menu and --plain do not go together", Some(help)));
    }
    if session.common.menu && adviser {
        let help = "Commands are typed, so leave out --menu.";
        return Err(AppError::usage("--menu and --adviser do not go together", Some(help)));
    }
    if session.common.menu && !person {
        return Err(AppError::usage("--menu needs a terminal", Some("Leave it out to answer through a pipe.")));
    }
    let (width, rows) = (terminal.talk_width(), person.then_some(terminal.rows));
    if session.plain() || terminal.bare() || !person {
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
