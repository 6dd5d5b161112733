//! The one budget for rules that are not the program's own: time and memory. Whatever in them grows without end, the
//! program says so and stops.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// The most memory, in MiB.
const MEMORY: u64 = 256;

/// So much of what the system allows is left alone, in MiB: an allocation that fails would end the program without a word.
const MARGIN: u64 = 32;

/// What is done with rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Reading and checking files.
    Read,
    /// Looking at every situation. The solver has a limit of its own, and says then what it could not prove.
    Prove,
}

/// The most that may be taken.
#[derive(Debug, Clone, Copy)]
pub struct Most {
    /// Time of the processor, which is the same however busy the computer is.
    pub time: Duration,
    /// Memory, in MiB.
    pub memory: u64,
}

impl Work {
    /// A program that was built for its tests takes some ten times as long.
    pub fn most(self) -> Most {
        let seconds = match self {
            Work::Read => 2,
            Work::Prove => 20,
        };
        let time = Duration::from_secs(if cfg!(debug_assertions) { 10 * seconds } else { seconds });
        Most { time, memory: MEMORY }
    }
}

/// How often is looked.
const EVERY: Duration = Duration::from_millis(5);

/// Held while work is done within the budget.
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

/// Begins work that must stay within the budget. Where it does not, `stop` is told what it took more of.
pub fn begin(most: Most, stop: impl FnOnce(String) + Send + 'static) -> Budget {
    let (open, done) = channel();
    let (start, room) = (time(), room());
    let watcher = thread::spawn(move || {
        while let Err(RecvTimeoutError::Timeout) = done.recv_timeout(EVERY) {
            let (peak, size) = memory();
            if time().saturating_sub(start) > most.time {
                return stop(format!("{} seconds of the processor", most.time.as_secs()));
            } else if peak > most.memory << 10 {
                return stop(format!("{} MiB of memory", most.memory));
            } else if size + (MARGIN << 10) > room {
                return stop("the memory that is allowed here (ulimit -v)".into());
            }
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

/// The most memory that the program has had, and the size of its addresses now, in KiB. Nothing where the system does not
/// say; the time ends it then.
fn memory() -> (u64, u64) {
    // Not by `getrusage`: on Linux that counts what the program's parent had before it.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let said = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or_default()
    };
    (said("VmHWM:"), said("VmSize:"))
}

/// How large its addresses may become, in KiB.
fn room() -> u64 {
    #[cfg(target_os = "linux")]
    {
        use nix::sys::resource::{Resource, getrlimit};
        getrlimit(Resource::RLIMIT_AS).map_or(u64::MAX, |(soft, _)| soft >> 10)
    }
    #[cfg(not(target_os = "linux"))]
    u64::MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(most: Most) -> String {
        let (sender, told) = channel();
        let _budget = begin(most, move |over| sender.send(over).expect("somebody listens"));
        let mut number = 0_u64;
        loop {
            // Work that takes time of the processor.
            number = std::hint::black_box(number.wrapping_mul(31) + 1);
            if let Ok(over) = told.try_recv() {
                return over;
            }
        }
    }

    #[test]
    fn what_takes_too_much_is_stopped_and_what_does_not_is_left_alone() {
        let long = Duration::from_secs(3600);
        assert_eq!(said(Most { time: Duration::ZERO, memory: u64::MAX >> 10 }), "0 seconds of the processor");
        if cfg!(target_os = "linux") {
            assert_eq!(said(Most { time: long, memory: 0 }), "0 MiB of memory");
        }
        drop(begin(Most { time: long, memory: u64::MAX >> 10 }, |over| panic!("{over}")));
        assert!(Work::Read.most().time < Work::Prove.most().time);
    }
}
