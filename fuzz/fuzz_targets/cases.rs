//! Any bytes as a case file: a case or the first fault, never a panic; what is read is written and read again the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use signpost::cases::{read, write};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(case) = read::read(bytes) {
        let written = write::write(&case);
        let again = read::read(written.as_bytes()).expect("it reads what it wrote");
        assert_eq!(write::write(&again), written);
    }
});
