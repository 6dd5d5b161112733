//! A stream of work done on several cores and given out in the order it came in, in constant memory.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Bytes asked of the input at once.
const BLOCK: usize = 1 << 16;

/// Chunks that may wait before and behind each worker.
const WAITING: usize = 2;

/// Some whole lines of the input.
#[derive(Debug, Default)]
pub struct Lines {
    /// The number of the first line, from 1.
    pub first: u64,
    bytes: Vec<u8>,
    /// Where each line ends; nothing for one that was too long and was left out.
    ends: Vec<Option<usize>>,
}

impl Lines {
    /// Each line with its number, without its end; nothing for one that was too long.
    pub fn iter(&self) -> impl Iterator<Item = (u64, Option<&[u8]>)> {
        let mut start = 0;
        self.ends.iter().zip(self.first..).map(move |(end, number)| {
            let line = end.map(|end| {
                let line = &self.bytes[start..end];
                start = end;
                let line = line.strip_suffix(b"\n").unwrap_or(line);
                line.strip_suffix(b"\r").unwrap_or(line)
            });
            (number, line)
        })
    }
}

/// Reads lines of at most `most` bytes and hands them on as they come, so that whoever waits at the other end of the
/// pipe gets an answer before more is asked. Stops early when `hand_on` says that nobody wants more.
///
/// # Errors
/// The input cannot be read.
pub fn lines(mut input: impl Read, most: usize, mut hand_on: impl FnMut(Lines) -> bool) -> io::Result<()> {
    let mut block = vec![0; BLOCK];
    let mut lines = Lines { first: 1, ..Lines::default() };
    // The beginning of a line whose end has not come yet; `skipping` when it is too long to keep.
    let (mut begun, mut skipping) = (Vec::new(), false);
    loop {
        let count = match input.read(&mut block) {
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        for piece in block[..count].split_inclusive(|byte| *byte == b'\n') {
            let ended = piece.ends_with(b"\n");
            skipping |= begun.len() + piece.len() > most;
            if skipping {
                begun.clear();
            } else {
                begun.extend_from_slice(piece);
            }
            if ended {
                lines.take(&mut begun, &mut skipping);
            }
        }
        if count == 0 && (skipping || !begun.is_empty()) {
            lines.take(&mut begun, &mut skipping);
        }
        if !lines.ends.is_empty() {
            let next = Lines { first: lines.first + lines.ends.len() as u64, ..Lines::default() };
            if !hand_on(std::mem::replace(&mut lines, next)) {
                return Ok(());
            }
        }
        if count == 0 {
            return Ok(());
        }
    }
}

impl Lines {
    fn take(&mut self, begun: &mut Vec<u8>, skipping: &mut bool) {
        if std::mem::take(skipping) {
            self.ends.push(None);
            return;
        }
        self.bytes.append(begun);
        self.ends.push(Some(self.bytes.len()));
    }
}

/// Which end broke.
#[derive(Debug)]
pub enum Broken {
    /// The source.
    In(io::Error),
    /// The sink.
    Out(io::Error),
}

/// How many cores there are.
pub fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Runs `work` on what `source` hands out, `jobs` pieces at once, and gives the results to `sink` in order.
///
/// Pieces go round the workers in turn and are collected in the same turn, so the order needs no sorting and nobody
/// runs ahead by more than a few pieces.
///
/// # Errors
/// `source` could not read, or `sink` could not write; what `source` was waiting for is then left alone.
pub fn in_order<T: Send + 'static, R: Send + 'static>(
    jobs: usize,
    source: impl FnOnce(&mut dyn FnMut(T) -> bool) -> io::Result<()> + Send + 'static,
    work: impl Fn(T) -> R + Send + Sync + 'static,
    mut sink: impl FnMut(R) -> io::Result<()>,
) -> Result<(), Broken> {
    let work = Arc::new(work);
    let mut inlets: Vec<SyncSender<T>> = Vec::with_capacity(jobs);
    let mut outlets: Vec<Receiver<R>> = Vec::with_capacity(jobs);
    let mut workers = Vec::with_capacity(jobs);
    for _ in 0..jobs.max(1) {
        let (inlet, pieces) = sync_channel::<T>(WAITING);
        let (results, outlet) = sync_channel::<R>(WAITING);
        let work = Arc::clone(&work);
        workers.push(thread::spawn(move || {
            for piece in pieces {
                if results.send(work(piece)).is_err() {
                    break;
                }
            }
        }));
        inlets.push(inlet);
        outlets.push(outlet);
    }
    let reader = thread::spawn(move || {
        let mut turn = 0;
        source(&mut |piece| {
            turn += 1;
            inlets[(turn - 1) % inlets.len()].send(piece).is_ok()
        })
    });
    for outlet in outlets.iter().cycle() {
        // A closed outlet is the end: its worker would have had the next piece.
        let Ok(result) = outlet.recv() else { break };
        sink(result).map_err(Broken::Out)?;
    }
    drop(outlets);
    for worker in workers {
        worker.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault));
    }
    reader.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)).map_err(Broken::In)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(input: &[u8], most: usize) -> Vec<(u64, Option<Vec<u8>>)> {
        let mut found = Vec::new();
        let whole = lines(input, most, |lines| {
            found.extend(lines.iter().map(|(number, line)| (number, line.map(<[u8]>::to_vec))));
            true
        });
        assert!(whole.is_ok());
        found
    }

    #[test]
    fn lines_keep_their_numbers_whatever_their_ends() {
        let found = read(b"one\r\n\nthree", 100);
        assert_eq!(found, [(1, Some(b"one".to_vec())), (2, Some(Vec::new())), (3, Some(b"three".to_vec()))]);
        assert_eq!(read(b"", 100), []);
        assert_eq!(read(b"one\n", 100).len(), 1);
    }

    #[test]
    fn a_line_that_is_too_long_is_left_out_and_the_next_is_read() {
        let long = [b"short\n".to_vec(), vec![b'x'; 200_000], b"\nlast\n".to_vec(), vec![b'y'; 70_000]].concat();
        let found = read(&long, 1000);
        let kept = |text: &[u8]| Some(text.to_vec());
        assert_eq!(found, [(1, kept(b"short")), (2, None), (3, kept(b"last")), (4, None)]);
    }

    #[test]
    fn results_come_in_the_order_of_the_work() {
        let mut found = Vec::new();
        let source = |hand_on: &mut dyn FnMut(u64) -> bool| {
            (0..1000).all(&mut *hand_on);
            Ok(())
        };
        let work = |number: u64| {
            std::thread::sleep(std::time::Duration::from_micros(number * 7919 % 50));
            number
        };
        let done = in_order(3, source, work, |number| {
            found.push(number);
            Ok(())
        });
        assert!(done.is_ok());
        assert!(found.iter().copied().eq(0..1000));
    }
}
