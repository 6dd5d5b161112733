//! Any text for the parser that builds values, which is translated C: with a sanitizer it shows what it does to memory.
//! What the strict pass lets through is written and read again as the same value.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_yaml::Value;
use signpost_check::files::{For, strict_yaml};

fuzz_target!(|text: &str| {
    // Longer texts only take longer.
    if text.len() > 4096 {
        return;
    }
    let read = serde_yaml::from_str::<Value>(text);
    if let (Ok(()), Ok(value)) = (strict_yaml(text, For::Notes), read) {
        let written = serde_yaml::to_string(&value).expect("plain values");
        let again: Value = serde_yaml::from_str(&written).expect("it reads what it wrote");
        assert_eq!(again, value, "{written}");
    }
});
