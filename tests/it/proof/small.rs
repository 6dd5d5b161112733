//! Small rule sets, written in a few lines.

use signpost_check::files::check;
use signpost_check::files::finding::Severity;
use signpost_core::rules::RuleSet;
use signpost_core::rules::Sources;

const HEAD: &str = r#"
format: 1
jurisdiction: England
law_checked: 2026-01-15
review_by: 2026-12-15
made_by: the tests
parts: [england/part.yaml]
bodies:
  - {id: one, name: The first}
  - {id: two, name: The second}
  - {id: three, name: The third}
"#;

const LAWS: &str = r#"
laws:
  - {id: law, cite: "An Act, section 1", certainty: A, checked: 2026-01-15, says: "It is so.", from: "tests"}
"#;

const AREAS: &str = r#"
format: 1
services: []
contacts:
  - {id: adviser, name: An adviser, what: an adviser, phone: 020 7946 0000, source: tests, checked: 2026-01-15, certainty: A}
  - {id: ipsea, name: Another, what: an adviser, phone: 020 7946 0001, source: tests, checked: 2026-01-15, certainty: A}
areas: []
"#;

const CALENDAR: &str = r#"
format: 1
source: tests
retrieved: 2026-01-15
covers: {from: 2025-10-01, to: 2027-06-30}
closed_spans:
  - {id: august, from: 08-01, to: 08-31, law: law}
  - {id: christmas, from: 12-25, to: 01-01, law: law}
bank_holidays:
  - {date: 2025-12-25, name: Christmas Day}
  - {date: 2025-12-26, name: Boxing Day}
  - {date: 2026-01-01, name: New Year}
  - {date: 2026-04-03, name: Good Friday}
  - {date: 2026-04-06, name: Easter Monday}
  - {date: 2026-05-04, name: May}
  - {date: 2026-12-25, name: Christmas Day}
  - {date: 2027-01-01, name: New Year}
  - {date: 2027-03-26, name: Good Friday}
  - {date: 2027-03-29, name: Easter Monday}
"#;

/// A rule set under construction: each part as YAML.
#[derive(Clone, Default)]
pub struct Small {
    questions: String,
    facts: String,
    deadlines: String,
    routes: String,
    letters: Vec<(String, String)>,
    /// Further lists of the part.
    more: String,
}

fn when(key: &str, condition: &str) -> String {
    if condition.is_empty() { String::new() } else { format!("    {key}: {condition}\n") }
}

impl Small {
    /// A question with one answer of these options.
    pub fn one(self, id: &str, ask_when: &str, options: &[&str]) -> Small {
        self.choice(id, "one", "", ask_when, options)
    }

    /// A question with up to `most` of these options.
    pub fn several(self, id: &str, most: usize, ask_when: &str, options: &[&str]) -> Small {
        self.choice(id, "several", &format!("    at_most: {most}\n"), ask_when, options)
    }

    fn choice(mut self, id: &str, choose: &str, more: &str, ask_when: &str, options: &[&str]) -> Small {
        self.questions += &format!(
            "  - id: {id}\n    ask: What is it?\n    why: It decides.\n    say_aloud: What is it?\n{}    choose: {choose}\n{more}    what_if: any\n    options:\n",
            when("ask_when", ask_when)
        );
        for option in options {
            self.questions += &format!("      - {{id: {option}, label: It is so, said: It is so.}}\n");
        }
        self.questions +=
            &format!("    not_sure: {{assume: {}, said: You are not sure., tell: Look at the letter.}}\n", options[0]);
        self
    }

    /// A date question; `more` stands inside `date`.
    pub fn date(mut self, id: &str, ask_when: &str, more: &str) -> Small {
        self.questions += &format!(
            "  - id: {id}\n    ask: What date is it?\n    why: It decides.\n    say_aloud: What date is it?\n{}    choose: date\n    date: {{called: date of {id}, {more} said: \"It is {{date}}.\"}}\n    not_sure: {{said: You are not sure., tell: Look at the letter.}}\n",
            when("ask_when", ask_when)
        );
        self
    }

    /// The question what people were told, which is the last, and what they may be told: ids and conditions.
    pub fn told(mut self, tells: &[(&str, &str)]) -> Small {
        self.questions += "  - {id: told, ask: Were you told this?, why: It may not be so., say_aloud: Were you told this?, choose: told}\n";
        self.more += "tells:\n";
        for (id, condition) in tells {
            self.more += &format!(
                "  - {{id: {id}, told: This is {id}., when: {condition}, says: It is not so., law: [law], certainty: A, checked: 2026-01-15}}\n"
            );
        }
        self
    }

    /// A named condition.
    pub fn fact(mut self, id: &str, condition: &str) -> Small {
        self.facts += &format!("  - {{id: {id}, when: {condition}}}\n");
        self
    }

    /// A deadline; `more` are further lines, each with its line end.
    pub fn deadline(mut self, id: &str, who: &str, limit: &str, more: &str) -> Small {
        self.deadlines += &format!(
            "  - id: {id}\n    who: {who}\n    must: have done it\n    label: Do it\n    limit: {limit}\n{more}    if_passed: {{say: The time has ended., do: Ask for advice.}}\n    law: [law]\n    certainty: A\n    checked: 2026-01-15\n"
        );
        self
    }

    /// A route of the first body with enough contacts; `more` are further lines.
    pub fn route(self, id: &str, recommend_when: &str, open_when: &str, more: &str) -> Small {
        self.route_of("one", id, recommend_when, open_when, "adviser, ipsea", more)
    }

    /// A route; `more` are further lines.
    pub fn route_of(
        mut self,
        body: &str,
        id: &str,
        recommend_when: &str,
        open_when: &str,
        contacts: &str,
        more: &str,
    ) -> Small {
        self.routes += &format!(
            "  - id: {id}\n    name: The {id}\n    body: {body}\n{}    open_when: {open_when}\n{more}    next_step: Ring the adviser.\n    what: It is a way.\n    good_for: When it helps.\n    think_about: It takes time.\n    checklist: [Have the letter to hand]\n    then:\n      - {{who: The council, does: answers, within: 2 weeks, if_not: ring again}}\n    contacts: [{contacts}]\n    cost: Free.\n    if_nothing: Nothing changes.\n    law: [law]\n    certainty: A\n    checked: 2026-01-15\n",
            when("recommend_when", recommend_when)
        );
        self
    }

    /// Further lists of the part: the ladder, what may never be open, what people are told.
    pub fn and(mut self, lists: &str) -> Small {
        self.more += lists;
        self
    }

    /// A letter.
    pub fn letter(mut self, id: &str, condition: &str, body: &str) -> Small {
        let text = format!(
            "---\ntitle: A letter\n{}when_to_use: When you write.\nsend_to: The council.\nhow_to_send: By email.\nkeep_proof: Keep a copy.\nno_reply: Ring.\nmeanwhile: Wait.\nlaw: [law]\n---\n{body}\n",
            if condition.is_empty() { String::new() } else { format!("when: {condition}\n") }
        );
        self.letters.push((id.to_owned(), text));
        self
    }

    /// The files.
    pub fn sources(&self) -> Sources {
        let list = |key: &str, items: &str| if items.is_empty() { String::new() } else { format!("{key}:\n{items}") };
        let part = [
            LAWS.to_owned(),
            list("questions", &self.questions),
            list("facts", &self.facts),
            list("deadlines", &self.deadlines),
            list("routes", &self.routes),
            self.more.clone(),
        ]
        .concat();
        let mut sources = Sources::new();
        let files = [("england.yaml", HEAD), ("areas.yaml", AREAS), ("calendar.yaml", CALENDAR)];
        for (name, text) in
            files.into_iter().chain([("words.yaml", "format: 1\nterms: []\n"), ("england/part.yaml", &part)])
        {
            sources.insert(name.to_owned(), text.as_bytes().to_vec());
        }
        for (id, text) in &self.letters {
            sources.insert(format!("letters/{id}.md"), text.clone().into_bytes());
        }
        sources
    }

    /// The rules.
    pub fn rules(&self) -> RuleSet {
        let checked = check(&self.sources());
        let errors: Vec<_> = checked.findings.iter().filter(|finding| finding.severity() == Severity::Error).collect();
        assert!(errors.is_empty(), "{errors:#?}\n{}", self.questions);
        checked.rules.unwrap_or_else(|| panic!("no rules"))
    }
}
