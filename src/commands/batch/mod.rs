//! `signpost batch`: a caseload in, plans out, a line each, in order.
//!
//! Every line is advised on by itself, so the command runs unchanged inside `xargs`, GNU parallel or a Spark `pipe`.

mod csv;
pub mod line;

use std::io::{self, Write};
use std::sync::Arc;

use super::Session;
use crate::cli::cases::{BatchArgs, BatchFormat};
use crate::edge::stream::{self, Broken};
use crate::error::AppError;
use line::Advisor;

/// The longest line read, in bytes: 1 MiB.
pub(super) const MOST_BYTES: usize = 1 << 20;

/// What came of some lines.
#[derive(Debug, Default)]
struct Done {
    out: Vec<u8>,
    lines: u64,
    failed: u64,
}

/// Runs the command.
///
/// # Errors
/// The rules have errors; input or output broke; some lines had an error, after all have been done.
pub fn run(session: &Session<'_>, args: &BatchArgs) -> Result<(), AppError> {
    let advisor = Arc::new(Advisor { rules: session.rules()?, today: session.today });
    let jobs = args.jobs.map_or_else(stream::cores, usize::from);
    match args.format {
        BatchFormat::Json => {
            let source =
                |hand_on: &mut dyn FnMut(stream::Lines) -> bool| stream::lines(io::stdin().lock(), MOST_BYTES, hand_on);
            through(jobs, source, move |lines: stream::Lines| json(&advisor, &lines))
        }
        BatchFormat::Csv => csv::run(jobs, advisor),
    }
}

fn json(advisor: &Advisor, lines: &stream::Lines) -> Done {
    let mut done = Done::default();
    for (number, line) in lines.iter() {
        done.lines += 1;
        if !line::json(advisor, number, line, &mut done.out) {
            done.failed += 1;
        }
    }
    done
}

/// Reads, works and writes at once, and counts.
fn through<T: Send + 'static>(
    jobs: usize,
    source: impl FnOnce(&mut dyn FnMut(T) -> bool) -> io::Result<()> + Send + 'static,
    work: impl Fn(T) -> Done + Send + Sync + 'static,
) -> Result<(), AppError> {
    let mut out = io::stdout().lock();
    let (mut of, mut failed) = (0, 0);
    stream::in_order(jobs, source, work, |done: Done| {
        of += done.lines;
        failed += done.failed;
        // Flushed each time: in a pipe somebody may be waiting for just this line.
        out.write_all(&done.out).and_then(|()| out.flush())
    })
    .or_else(|broken| match broken {
        // Nobody reads any more: what was done so far counts.
        Broken::Out(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Broken::Out(error) => Err(AppError::Output(error)),
        Broken::In(error) => Err(AppError::read("standard input".as_ref(), error)),
    })?;
    if failed == 0 { Ok(()) } else { Err(AppError::LinesFailed { failed, of }) }
}
