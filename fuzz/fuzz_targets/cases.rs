//! Any bytes as a case file: a case or the first fault, never a panic; what is read is written, unless it grows too large,
//! and joined with itself it is a case in which nothing had to be chosen.
#![no_main]

use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use signpost::cases::merge::merge;
use signpost::cases::{read, write};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(case) = read::read(bytes) {
        let written = match write::write(&case) {
            Ok(written) => written,
            Err(fault) if fault.0.contains("larger than 1 MiB") => return,
            Err(fault) => panic!("{fault}\n{}", write::text(&case).unwrap_or_default()),
        };
        let again = read::read(written.as_bytes()).expect("it reads what it wrote");
        assert_eq!(write::write(&again), Ok(written));
        let (joined, said) = merge(&case, &again, NaiveDate::MAX);
        assert!(said.is_empty(), "{said:?}");
        write::write(&joined).expect("it reads what was joined");
    }
});
