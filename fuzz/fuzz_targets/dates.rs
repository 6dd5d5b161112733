//! Any text as a typed date: a date or a reason, never a panic; what is said back reads as the same day.
#![no_main]

use libfuzzer_sys::fuzz_target;
use signpost_core::dates::{read, say};

fuzz_target!(|text: &str| {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
    if let Ok(reading) = read::read(text, today) {
        assert!(reading.span.from <= reading.span.to);
        if reading.span.is_exact() {
            let again = read::read(&say::long(reading.span.from), today).expect("it reads its own words");
            assert_eq!(again.span, reading.span);
        }
    }
});
