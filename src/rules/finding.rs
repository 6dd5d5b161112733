//! What the checker finds: for whoever edits the rules, never for a parent.

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// No interview starts on these rules.
    Error,
    /// It works, but somebody should look.
    Warning,
}

/// Where a finding points: a file, and the path of a value in it (`routes[3].closed[0].when`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// The file's path inside the rules folder.
    pub file: String,
    /// The value's path; empty for the file as a whole.
    pub path: String,
    /// Point at the key rather than at the value.
    pub key: bool,
    /// A place known exactly, when no value has been read there.
    pub at: Option<Span>,
}

impl Place {
    /// The place of a value.
    pub fn new(file: &str, path: impl Into<String>) -> Place {
        Place { file: file.to_owned(), path: path.into(), key: false, at: None }
    }

    /// The place of a value further in.
    #[must_use]
    pub fn then(&self, step: &str) -> Place {
        let path = match (self.path.is_empty(), step.starts_with('[')) {
            (true, _) => step.to_owned(),
            (false, true) => format!("{}{step}", self.path),
            (false, false) => format!("{}.{step}", self.path),
        };
        Place { file: self.file.clone(), path, key: false, at: None }
    }

    /// The place of an item of a list further in.
    #[must_use]
    pub fn item(&self, step: &str, at: usize) -> Place {
        self.then(&format!("{step}[{at}]"))
    }

    /// The same place, pointing at the key.
    #[must_use]
    pub fn key(mut self) -> Place {
        self.key = true;
        self
    }
}

/// Bytes of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Span {
    /// The first byte.
    pub from: usize,
    /// One past the last byte.
    pub to: usize,
}

/// One thing that is wrong with the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its code, documented in `rules/README.md`.
    pub code: Code,
    /// Where.
    pub place: Place,
    /// What is wrong, in one line.
    pub message: String,
    /// How to put it right.
    pub help: Option<String>,
}

impl Finding {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $severity:ident;)*) => {
        /// A stable name for each kind of finding.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $variant,)* }
        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The name printed in brackets.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            /// What it means, for the reference.
            pub fn meaning(self) -> &'static str {
                match self { $(Code::$variant => concat!($($doc, "\n"),+).trim_ascii(),)* }
            }
        }
    };
}

codes! {
    /// A file cannot be read, is not text, is too large, or is missing.
    File = "file", Error;
    /// The file is not YAML, or uses a part of YAML that rule files do not (anchors, tags, a second document).
    Yaml = "yaml", Error;
    /// The same key stands twice in one mapping.
    DuplicateKey = "duplicate-key", Error;
    /// `yes`, `no`, `on` or `off` without quotes: other programs read it as true or false.
    QuoteThis = "quote-this", Error;
    /// A key that is not in the vocabulary.
    UnknownKey = "unknown-key", Error;
    /// A key that must be there is not.
    MissingKey = "missing-key", Error;
    /// A value of the wrong kind, or a word that is not in the list of allowed ones.
    WrongValue = "wrong-value", Error;
    /// The same id stands twice.
    DuplicateId = "duplicate-id", Error;
    /// An id with other characters than lower-case letters, digits and hyphens.
    BadId = "bad-id", Error;
    /// An id that nothing has.
    UnknownId = "unknown-id", Error;
    /// A date or an hour that does not exist.
    BadDate = "bad-date", Error;
    /// A condition that makes no sense: an unknown key, an option the question does not have, an empty list.
    Condition = "condition", Error;
    /// `ask_when` looks at a question that is asked later, or at a fact or deadline that does.
    AsksAhead = "asks-ahead", Error;
    /// A fact or a deadline that depends on itself.
    Cycle = "cycle", Error;
    /// A limit that is not one of the forms in the reference, or cannot be counted.
    Limit = "limit", Error;
    /// A question whose parts do not fit the way it is answered.
    Question = "question", Error;
    /// A text uses a phrase in braces that the head does not define.
    UnknownPhrase = "unknown-phrase", Error;
    /// A route or deadline rests on law of certainty D, or a "council is late" test rests on school days.
    TooUncertain = "too-uncertain", Error;
    /// The calendar is out of order, holds a wrong weekday or Easter, or ends too soon after `law_checked`.
    Calendar = "calendar", Error;
    /// A letter's head or template cannot be used.
    Letter = "letter", Error;
    /// A text is outside the limits of length or uses a word that parents are not shown.
    Words = "words", Error;
    /// A file of the folder that the head does not list.
    UnusedFile = "unused-file", Warning;
    /// The rules are past their `review_by`.
    Stale = "stale", Warning;
    /// A fact, law, deadline or letter that nothing uses.
    Unused = "unused", Warning;
}

/// Findings as they are gathered.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
}

impl Findings {
    /// Adds one.
    pub fn add(&mut self, code: Code, place: Place, message: impl Into<String>, help: Option<String>) {
        self.list.push(Finding { code, place, message: message.into(), help });
    }

    /// Whether any is an error.
    pub fn any_errors(&self) -> bool {
        self.list.iter().any(|finding| finding.severity() == Severity::Error)
    }

    /// All of them.
    pub fn into_vec(self) -> Vec<Finding> {
        self.list
    }
}

/// "Did you mean `x`?", when a known name is near.
pub fn did_you_mean<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    crate::text::nearest(typed, known).map(|near| format!("did you mean `{near}`?"))
}
