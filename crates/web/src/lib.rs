//! The core in a browser: bytes in, bytes out. It asks the page for nothing: no clock, no network, no disk.
//!
//! [`boundary::room`] says where to write what is passed in; [`boundary::rules`] then takes it as the rules, and
//! [`boundary::call`] as a call of the interface (`signpost-api`), whose outcome stands at [`boundary::reply`].

use std::cell::{Cell, RefCell};

use signpost_api::Api;
use signpost_core::rules::model::RuleSet;

thread_local! {
    static PASSED_IN: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static REPLY: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static RULES: Cell<Option<&'static RuleSet>> = const { Cell::new(None) };
}

/// Takes packed rules. They stay as long as the page does.
fn take_rules(bytes: Vec<u8>) -> bool {
    let Some(rules) = RuleSet::unpacked(bytes.leak()) else { return false };
    RULES.set(Some(Box::leak(Box::new(rules))));
    true
}

/// What a call comes to; nothing before there are rules.
fn outcome(call: &[u8]) -> String {
    RULES.get().map_or(String::new(), |rules| Api::new(rules).call(&String::from_utf8_lossy(call)))
}

#[expect(unsafe_code, reason = "`no_mangle` counts as such; what stands in these functions is plain")]
mod boundary {
    use super::{PASSED_IN, REPLY, outcome, take_rules};

    /// Makes room for so many bytes, and says where.
    #[unsafe(no_mangle)]
    extern "C" fn room(bytes: usize) -> *mut u8 {
        PASSED_IN.with_borrow_mut(|passed_in| {
            passed_in.clear();
            passed_in.resize(bytes, 0);
            passed_in.as_mut_ptr()
        })
    }

    /// Takes what was passed in as the rules. Whether it could be read.
    #[unsafe(no_mangle)]
    extern "C" fn rules() -> bool {
        take_rules(PASSED_IN.take())
    }

    /// Takes what was passed in as a call, and says how long its outcome is.
    #[unsafe(no_mangle)]
    extern "C" fn call() -> usize {
        let outcome = PASSED_IN.with_borrow(|bytes| outcome(bytes));
        REPLY.with_borrow_mut(|reply| {
            *reply = outcome.into_bytes();
            reply.len()
        })
    }

    /// Where the outcome of the last call stands.
    #[unsafe(no_mangle)]
    extern "C" fn reply() -> *const u8 {
        REPLY.with_borrow(|reply| reply.as_ptr())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALL: &[u8] = br#"{"version":1,"today":"2026-11-21","request":{"ask":"next"}}"#;

    #[test]
    fn a_page_asks_what_the_rules_ask() {
        assert_eq!(outcome(CALL), "", "there are no rules yet");
        assert!(!take_rules(b"no rules".to_vec()));
        assert!(take_rules(signpost_rules::rules().packed()));
        assert_eq!(outcome(CALL), Api::new(signpost_rules::rules()).call(std::str::from_utf8(CALL).expect("text")));
        assert!(outcome(CALL).contains(r#""question":{"id":"#), "{}", outcome(CALL));
        assert!(outcome(b"\xff").contains("not-understood"));
    }
}
