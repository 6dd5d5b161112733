//! Ids: their form, and that each stands once.

use std::collections::HashMap;

use super::Compiler;
use crate::files::finding::{Code, Finding, Place, as_id};
use crate::files::load::HEAD;

/// Words that a condition already uses for itself.
const RESERVED: [&str; 7] = ["all", "any", "not", "only", "deadline", "law", "not-sure"];

/// The longest id.
const LONGEST: usize = 60;

fn is_id(id: &str) -> bool {
    id.len() <= LONGEST
        && id.starts_with(|letter: char| letter.is_ascii_lowercase())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

impl Compiler<'_, '_> {
    /// Every id of the files, each held against those it shares a use with.
    pub(super) fn ids(&mut self) {
        let all = self.all;
        // Questions and facts share the keys of conditions.
        let shared = all
            .questions
            .iter()
            .map(|(place, item)| (place, item.id.as_str()))
            .chain(all.facts.iter().map(|(place, item)| (place, item.id.as_str())));
        self.unique(shared.map(|(place, id)| (place.clone(), id)).collect());
        self.unique(all.laws.iter().map(|(place, item)| (place.clone(), item.id.as_str())).collect());
        self.unique(all.deadlines.iter().map(|(place, item)| (place.clone(), item.id.as_str())).collect());
        self.unique(all.routes.iter().map(|(place, item)| (place.clone(), item.id.as_str())).collect());
        self.unique(all.doubts.iter().map(|(place, item)| (place.clone(), item.id.as_str())).collect());
        self.unique(all.ladder.iter().map(|(place, item)| (place.clone(), item.id.as_str())).collect());
        self.unique(all.never.iter().map(|(place, item)| (place.clone(), item.id.as_str())).collect());
        self.unique(all.tells.iter().map(|(place, item)| (place.clone(), item.id.as_str())).collect());
        self.unique(all.arguments.iter().map(|(place, item)| (place.clone(), item.id.as_str())).collect());
        self.unique(all.news.iter().map(|(place, item)| (place.clone(), item.id.as_str())).collect());
        let head = &self.bundle.head;
        let at = |list: &str, at: usize| Place::new(HEAD, "").item(list, at);
        self.unique(head.bodies.iter().enumerate().map(|(n, item)| (at("bodies", n), item.id.as_str())).collect());
        self.unique(head.phrases.iter().enumerate().map(|(n, item)| (at("phrases", n), item.id.as_str())).collect());
        let all = super::areas::areas(self.bundle);
        self.unique(all.iter().map(|(place, item)| (place.clone(), item.id.as_str())).collect());
        let services = super::areas::services(self.bundle);
        let services = services.iter().map(|(place, item)| (place.clone(), item.id.as_str()));
        let contacts = super::areas::contacts(self.bundle);
        let contacts = contacts.iter().map(|(place, item)| (place.clone(), item.id.as_str()));
        self.unique(services.chain(contacts).collect());
        for letter in &self.bundle.letters {
            self.id(&letter.id, Place::new(&format!("letters/{}.md", letter.id), ""));
        }
    }

    /// Holds the ids of one list to their form, and each to standing once.
    pub(super) fn unique(&mut self, ids: Vec<(Place, &str)>) {
        let mut first: HashMap<&str, Place> = HashMap::new();
        for (place, id) in ids {
            let here = place.then("id");
            self.id(id, here.clone());
            if let Some(other) = first.get(id) {
                let message = format!("the id `{}` stands already", id.escape_debug());
                let help = Some("give the one or the other an id of its own".to_owned());
                let first = Some(other.then("id"));
                self.findings.put(Finding { code: Code::DuplicateId, place: here, first, message, help });
            } else {
                first.insert(id, place);
            }
        }
    }

    fn id(&mut self, id: &str, here: Place) {
        if !is_id(id) {
            let shown: String = id.chars().take(LONGEST).collect();
            let message = format!("`{}` is not an id", shown.escape_debug());
            let help = match as_id(id) {
                right if right != id && is_id(&right) => format!("write {right}"),
                _ => format!("use lower-case letters, digits and hyphens, a letter first, at most {LONGEST}"),
            };
            self.findings.add(Code::BadId, here, message, Some(help));
        } else if RESERVED.contains(&id) {
            self.findings.add(Code::BadId, here, format!("`{id}` already means something in conditions"), None);
        }
    }
}
