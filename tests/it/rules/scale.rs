//! Large rule sets load and are checked. How long that takes stands in `benches/`.

use signpost_check::files;
use signpost_check::files::finding::Code;

use super::generated::{generated, with_parts};
use super::starter;

#[test]
fn large_rule_sets_check_clean() {
    for size in [100, 1_000, 10_000] {
        let checked = files::check(&generated(starter(), size));
        let first: Vec<_> = checked.findings.iter().take(3).collect();
        assert!(checked.findings.is_empty(), "{} findings: {first:#?}", checked.findings.len());
        assert_eq!(checked.rules.expect("no errors").questions.len(), size + 3);
    }
}

#[test]
fn mistakes_in_large_rules_are_all_counted() {
    let mut sources = generated(starter(), 2_000);
    for (name, bytes) in &mut sources {
        if name.starts_with("england/part-") {
            *bytes = String::from_utf8(bytes.clone()).expect("text").replace("law: [law-", "law: [lore-").into_bytes();
        }
    }
    let checked = files::check(&sources);
    assert_eq!(checked.errors, 2_000 + 500);
    assert_eq!(checked.findings.len() + checked.left_out, checked.errors);
    assert!(checked.findings.iter().all(|finding| finding.code == Code::UnknownId));
}

#[test]
fn there_is_room_for_65535_items_and_no_more() {
    let check = |number: usize| {
        let mut sources = starter();
        let mut names = vec!["england/first.yaml".to_owned()];
        // The starter has one fact already.
        for (part, from) in (1..number).step_by(20_000).enumerate() {
            let facts =
                (from..(from + 20_000).min(number)).map(|at| format!("- {{id: f{at}, when: {{person: me}}}}\n"));
            names.push(format!("england/facts-{part}.yaml"));
            sources.insert(names[part + 1].clone(), format!("facts:\n{}", facts.collect::<String>()).into_bytes());
        }
        with_parts(&mut sources, &names);
        let checked = files::check(&sources);
        let codes: Vec<Code> = checked.findings.iter().map(|finding| finding.code).collect();
        (codes.contains(&Code::TooLarge), checked.rules.is_some())
    };
    assert_eq!(check(65_535), (false, true));
    assert_eq!(check(65_536), (true, false));
}
