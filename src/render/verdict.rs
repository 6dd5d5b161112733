//! What checking a saved plan gave: the same plan, or what differs and why.

use super::receipt::{self, Receipt, program, short};
use signpost_core::dates::say;
use signpost_core::rules::model::RuleSet;

/// The most lines of difference shown.
const MOST: usize = 24;

/// What is said of a saved plan that was made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// It is the same, byte for byte.
    pub same: bool,
    /// The words.
    pub said: String,
}

/// Holds a saved file against the plan made again from its own answers and day. `changes` is what other rules change
/// ([`super::changed::said`]); that they are others is said here with their names.
pub fn verdict(saved: &str, again: &str, receipt: &Receipt, rules: &RuleSet, changes: &[String]) -> Verdict {
    if saved == again {
        let day = say::long(receipt.today);
        let said =
            format!("The same plan comes out, byte for byte.\nIt is the plan for {day}. Later days may differ.\n");
        return Verdict { same: true, said };
    }
    let mut said = String::from("The file is not what comes out now.\n");
    let because = because(receipt, rules);
    because.iter().for_each(|line| said.push_str(&format!("- {line}\n")));
    // Names of rules and program differ wherever either changed; that is said above.
    let old = receipt::without(saved).replace(short(&receipt.rules), short(&rules.hash));
    let old = old.replace(&receipt.program, &program());
    let new = receipt::without(again);
    let lines = differences(&old, &new);
    if lines.is_empty() {
        said.push_str("The advice and every date are the same.\n");
    } else {
        changes.iter().skip(1).for_each(|line| said.push_str(&format!("{line}\n")));
        said.push_str("What differs, line by line:\n");
        lines.iter().take(MOST).for_each(|line| said.push_str(&format!("{line}\n")));
        if lines.len() > MOST {
            said.push_str(&format!("And {} lines more.\n", lines.len() - MOST));
        }
    }
    Verdict { same: false, said }
}

fn because(receipt: &Receipt, rules: &RuleSet) -> Vec<String> {
    let mut because = Vec::new();
    if !receipt.untouched {
        because.push("The file was changed after it was saved.".to_owned());
    }
    if receipt.rules != rules.hash {
        let then = receipt.law_checked.parse().map_or(receipt.law_checked.clone(), say::plain);
        because.push(format!(
            "The rules have changed: it was made with those checked on {then} ({}), now they are those checked on {} ({}).",
            short(&receipt.rules),
            say::plain(rules.law_checked),
            short(&rules.hash)
        ));
    }
    if receipt.program != program() {
        because.push(format!("The program has changed: it was {}, now it is {}.", receipt.program, program()));
    }
    if because.is_empty() {
        because.push("Rules and program are the same, so the receipt itself was changed.".to_owned());
    }
    because
}

/// Lines that only one of two texts has, in order: "In the file:" or "Now:".
fn differences(old: &str, new: &str) -> Vec<String> {
    // No plan is longer; a file that is gets compared as far as this.
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().take(2000).collect(), new.lines().take(2000).collect());
    // The longest common run of lines, from the end, so that the walk below can go forward.
    let mut common = vec![vec![0usize; new.len() + 1]; old.len() + 1];
    for at in (0..old.len()).rev() {
        for to in (0..new.len()).rev() {
            common[at][to] = if old[at] == new[to] {
                common[at + 1][to + 1] + 1
            } else {
                common[at + 1][to].max(common[at][to + 1])
            };
        }
    }
    let (mut at, mut to, mut found) = (0, 0, Vec::new());
    while at < old.len() || to < new.len() {
        if at < old.len() && to < new.len() && old[at] == new[to] {
            (at, to) = (at + 1, to + 1);
        } else if to == new.len() || (at < old.len() && common[at + 1][to] >= common[at][to + 1]) {
            found.push(format!("In the file: {}", old[at].trim()));
            at += 1;
        } else {
            found.push(format!("Now: {}", new[to].trim()));
            to += 1;
        }
    }
    found.retain(|line| !line.ends_with(": "));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_in_order_and_only_real_ones() {
        let found = differences("a\nb\nc\nd", "a\nx\nc\n\nd\ne");
        assert_eq!(found, ["In the file: b", "Now: x", "Now: e"]);
        assert!(differences("a\nb", "a\nb").is_empty());
    }
}
