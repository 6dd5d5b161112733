//! What the rules say to a person, said about the caller: a note is read by somebody else.

/// Words after which "you" begins a clause of its own, and its verb goes with it.
const OPENS: [&str; 14] =
    ["and", "or", "but", "that", "whether", "when", "if", "because", "as", "what", "which", "how", "where", "until"];

/// Words that may stand between "you" and its verb.
const BETWEEN: [&str; 5] = ["first", "now", "also", "still", "only"];

/// Verbs that are the same for one and for several, beside those that end in "ed".
const SAME: [&str; 30] = [
    "would", "cannot", "can", "could", "may", "might", "must", "shall", "should", "will", "did", "had", "told", "sent",
    "knew", "heard", "rang", "wrote", "got", "went", "made", "gave", "found", "came", "said", "took", "left", "met",
    "saw", "thought",
];

/// A sentence to "you" as one about the caller. What stands in curly quotes was said by somebody, and stays.
pub fn of_the_caller(said: &str) -> String {
    let mut out = String::with_capacity(said.len() + 24);
    let (mut quoted, mut clause) = (false, Clause::default());
    let mut rest = said;
    while let Some(first) = rest.chars().next() {
        let word = |letter: char| letter.is_alphanumeric() || matches!(letter, '\'' | '\u{2019}' | '-');
        let length =
            if word(first) { rest.find(|letter| !word(letter)).unwrap_or(rest.len()) } else { first.len_utf8() };
        let (part, after) = rest.split_at(length);
        match first {
            '\u{201c}' => quoted = true,
            '\u{201d}' => quoted = false,
            _ => {}
        }
        if quoted || !word(first) {
            clause.stop(first);
            out.push_str(part);
        } else {
            out.push_str(&clause.word(part));
        }
        rest = after;
    }
    out
}

/// Where in its clause a word stands.
#[derive(Default)]
struct Clause {
    /// The word before, in small letters; empty at a beginning.
    before: String,
    /// The caller is whom this sentence is about.
    about: bool,
    /// The next word is its verb, or stands before it.
    verb_next: bool,
}

impl Clause {
    fn stop(&mut self, sign: char) {
        match sign {
            '.' | '?' | '!' | ':' | ';' => *self = Clause::default(),
            ',' => self.before.clear(),
            _ => {}
        }
    }

    /// The word as it stands in the note.
    fn word(&mut self, word: &str) -> String {
        let small = word.to_lowercase();
        let begins = self.before.is_empty() || OPENS.contains(&self.before.as_str());
        let before = std::mem::replace(&mut self.before, small.clone());
        let new = match small.as_str() {
            "you" => {
                self.verb_next = begins;
                self.about |= begins;
                "the caller".to_owned()
            }
            "your" => "the caller's".to_owned(),
            "yours" | "yourself" => "the caller".to_owned(),
            _ if self.verb_next => {
                self.verb_next = BETWEEN.contains(&small.as_str());
                if self.verb_next { word.to_owned() } else { of_one(word) }
            }
            // "You have moved, or are moving": a second verb of the same person.
            "have" | "are" | "were" | "do" if self.about && matches!(before.as_str(), "and" | "or" | "but") => {
                of_one(word)
            }
            _ => word.to_owned(),
        };
        if word.starts_with(char::is_uppercase) { signpost_core::text::upper_first(&new) } else { new }
    }
}

/// The form of a verb for one person: "have" is "has", "think" is "thinks".
fn of_one(verb: &str) -> String {
    match verb {
        "have" => "has".into(),
        "are" => "is".into(),
        "were" => "was".into(),
        "do" => "does".into(),
        "need" | "feed" | "proceed" => format!("{verb}s"),
        same if SAME.contains(&same) || same.ends_with("ed") => same.into(),
        other if other.ends_with(['s', 'x', 'z']) || other.ends_with("ch") || other.ends_with("sh") => {
            format!("{other}es")
        }
        other => format!("{other}s"),
    }
}
