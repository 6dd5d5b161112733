//! The one budget for rules that are not the program's own: time and memory. Whatever in them grows without end, the
//! program says so and stops.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::terminal::tell;
use crate::error::AppError;

/// The most memory, in MiB.
const MEMORY: u64 = 256;

/// The most time of the processor, which is the same however busy the computer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Reading and checking files.
    Read,
    /// Looking at every situation. The solver has a limit of its own, and says then what it could not prove.
    Prove,
}

impl Work {
    /// A program that was built for its tests takes some ten times as long.
    fn time(self) -> Duration {
        let seconds = match self {
            Work::Read => 2,
            Work::Prove => 20,
        };
        Duration::from_secs(if cfg!(debug_assertions) { 10 * seconds } else { seconds })
    }
}

/// How often is looked.
const EVERY: Duration = Duration::from_millis(5);

/// Held while work is done within the budget; each has its own time.
pub struct Budget {
    open: Option<Sender<()>>,
    watcher: Option<JoinHandle<()>>,
}

impl Drop for Budget {
    /// Its thread is over then: a signal that came to it would end the program in its own way.
    fn drop(&mut self) {
        drop(self.open.take());
        let _ = self.watcher.take().map(JoinHandle::join);
    }
}

/// Begins work that must stay within the budget.
pub fn begin(work: Work) -> Budget {
    let (open, done) = channel();
    let start = time();
    let watcher = thread::spawn(move || {
        while let Err(RecvTimeoutError::Timeout) = done.recv_timeout(EVERY) {
            let over = if time().saturating_sub(start) > work.time() {
                format!("{} seconds of the processor", work.time().as_secs())
            } else if memory() > MEMORY << 10 {
                format!("{MEMORY} MiB of memory")
            } else {
                continue;
            };
            let error = AppError::Budget(over);
            tell(&format!("Error: {error}"));
            std::process::exit(error.exit() as i32);
        }
    });
    Budget { open: Some(open), watcher: Some(watcher) }
}

/// The time of the processor that the program has taken.
#[cfg(unix)]
fn time() -> Duration {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;
    getrusage(UsageWho::RUSAGE_SELF).map_or(Duration::ZERO, |usage| {
        let micros = (usage.user_time() + usage.system_time()).num_microseconds();
        Duration::from_micros(micros.unsigned_abs())
    })
}

/// Elsewhere the time by the clock.
#[cfg(not(unix))]
fn time() -> Duration {
    static START: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed()
}

/// The most memory that the program has had, in KiB. Nothing where the system does not say; the time ends it then.
fn memory() -> u64 {
    // Not by `getrusage`: on Linux that counts what the program's parent had before it.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or_default()
}
