//! Opening files that somebody named.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// Why something is not opened.
pub const NO_FILE: &str = "it is not a plain file";

/// Where a shell puts what it was told to give as a file, such as `<(...)`.
const OF_THE_SHELL: [&str; 3] = ["/dev/stdin", "/dev/fd/", "/proc/self/fd/"];

/// Opens a plain file to read. What is none is refused, and not waited for: a pipe may never have a writer.
///
/// # Errors
/// It is no plain file, or cannot be opened.
pub fn plain_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    at_once(&mut options);
    plain(options.open(path)?)
}

/// Opens a file that was named where the program was started: a plain file, standard input for `-`, or what the shell
/// holds open already. Nothing else is waited for.
///
/// # Errors
/// As for [`plain_file`].
pub fn named(path: &Path) -> io::Result<Box<dyn Read>> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin()));
    }
    let of_the_shell = path.to_str().is_some_and(|path| OF_THE_SHELL.iter().any(|place| path.starts_with(place)));
    Ok(Box::new(if of_the_shell { File::open(path)? } else { plain_file(path)? }))
}

/// Without this, opening a pipe waits until somebody opens its other end.
pub fn at_once(options: &mut OpenOptions) {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(options, nix::libc::O_NONBLOCK | nix::libc::O_NOCTTY);
    #[cfg(not(unix))]
    let _ = options;
}

/// What was opened, if it is a plain file.
///
/// # Errors
/// It is none.
pub fn plain(file: File) -> io::Result<File> {
    let about = file.metadata()?;
    if about.is_file() {
        Ok(file)
    } else if about.is_dir() {
        Err(io::ErrorKind::IsADirectory.into())
    } else {
        Err(io::Error::other(NO_FILE))
    }
}
