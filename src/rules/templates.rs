//! Letter templates: that they can be filled in, whatever was answered.

use std::collections::HashSet;

use minijinja::Environment;

use super::condition;
use super::file::{Bundle, Letter};
use super::finding::{Code, Findings, Place, did_you_mean};
use super::words::LONGEST_BODY;

/// What a template may name: `today`, and one entry for each question and time limit.
pub struct Names {
    known: HashSet<String>,
}

impl Names {
    /// The names of these rules.
    pub fn of(bundle: &Bundle) -> Names {
        let key = |id: &str| id.replace('-', "_");
        let parts = || bundle.parts.iter().map(|part| &part.part);
        let answers = parts().flat_map(|part| &part.questions).map(|item| format!("answer.{}", key(&item.id)));
        let limits = parts().flat_map(|part| &part.deadlines).map(|item| key(&item.id));
        let limits = limits.flat_map(|id| [format!("due.{id}"), format!("aim.{id}")]);
        Names { known: answers.chain(limits).chain(["today".to_owned()]).collect() }
    }

    /// Reports what a letter's template cannot do.
    pub fn check(&self, letter: &Letter, place: &Place, names: &condition::Names<'_>, findings: &mut Findings) {
        if letter.body.len() > LONGEST_BODY {
            return; // reported as too long
        }
        let mut environment = Environment::new();
        if let Err(error) = environment.add_template("letter", &letter.body) {
            let detail = error.detail().unwrap_or("the template cannot be read");
            let line = error.line().and_then(|line| letter.body.lines().nth(line - 1));
            let place = line.map_or_else(|| place.clone(), |line| place.clone().words(line.trim()));
            findings.add(Code::Letter, place, detail, None);
            return;
        }
        let Ok(template) = environment.get_template("letter") else { return };
        let mut used: Vec<String> = template.undeclared_variables(true).into_iter().collect();
        used.sort();
        for name in used.into_iter().filter(|name| !self.known.contains(name)) {
            let id = name.split_once('.').map_or("", |(_, id)| id).replace('_', "-");
            if names.is_broken(&id) {
                continue;
            }
            let near = did_you_mean(&name, self.known.iter().map(String::as_str));
            let help =
                near.or(Some("a letter may use today, answer.question_id, due.limit_id and aim.limit_id".into()));
            findings.add(Code::Letter, place.clone().words(&name), format!("`{name}` stands for nothing"), help);
        }
    }
}
