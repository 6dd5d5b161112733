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
    /// Point at these words inside the value, if they stand there as written.
    pub words: Option<String>,
}

impl Place {
    /// The place of a value.
    pub fn new(file: &str, path: impl Into<String>) -> Place {
        Place { file: file.to_owned(), path: path.into(), ..Place::default() }
    }

    /// The place of a value further in.
    #[must_use]
    pub fn then(&self, step: &str) -> Place {
        let path = match (self.path.is_empty(), step.starts_with('[')) {
            (true, _) => step.to_owned(),
            (false, true) => format!("{}{step}", self.path),
            (false, false) => format!("{}.{step}", self.path),
        };
        Place { file: self.file.clone(), path, ..Place::default() }
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

    /// The same place, pointing at these words in it.
    #[must_use]
    pub fn words(mut self, words: &str) -> Place {
        self.words = Some(words.to_owned());
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
    /// The place of the first of two that are alike: its line is added to the message.
    pub first: Option<Place>,
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
    /// `yes`, `no`, `on` or `off` without quotes, which other programs read as true or false; or a text that a number
    /// sign cuts short, as what comes after it is a comment.
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
    /// A wording that can be looked for in nothing: no word of its own, a loose bracket or gap.
    Wording = "wording", Error;
    /// One wording gives two answers to one question.
    ClaimedTwice = "claimed-twice", Error;
    /// A text uses a phrase in braces that the head does not define.
    UnknownPhrase = "unknown-phrase", Error;
    /// A route or deadline rests on law of certainty D, or a "council is late" test rests on school days.
    TooUncertain = "too-uncertain", Error;
    /// A route, a time limit, a letter or a text hangs on a question that is only a heading.
    HeadingDecides = "heading-decides", Error;
    /// The ladder stands in more than one part.
    Ladder = "ladder", Error;
    /// A route that can be recommended and stands on no rung of the ladder, or a rung that names one that cannot be.
    OffLadder = "off-ladder", Warning;
    /// The calendar is out of order, holds a wrong weekday or Easter, or ends too soon after `law_checked`.
    Calendar = "calendar", Error;
    /// A letter has no head, or a gap of it cannot be filled in: braces that are no gap, or a name that stands for
    /// nothing.
    Letter = "letter", Error;
    /// More than the program can hold: 65,535 items of a kind, or facts and time limits that rest on each other too
    /// deeply.
    TooLarge = "too-large", Error;
    /// An option that could not be typed, because the word already means something at every prompt.
    ReservedWord = "reserved-word", Error;
    /// A text that must say something is empty.
    EmptyText = "empty-text", Error;
    /// A sentence of more than 25 words.
    SentenceTooLong = "sentence-too-long", Error;
    /// A paragraph of more than three sentences.
    ParagraphTooLong = "paragraph-too-long", Error;
    /// A text with more words, or a list with more items, than its place on the screen takes.
    TextTooLong = "text-too-long", Error;
    /// A question, its hint or its words to read out that are not in the form they need.
    QuestionForm = "question-form", Error;
    /// Two questions give the same options in a different order.
    OptionOrder = "option-order", Error;
    /// A next step, or the label of a time limit of your own, that does not begin with a verb or holds two actions.
    NextStep = "next-step", Error;
    /// A line of a checklist that begins with neither a thing nor a verb, a first line that is not what a time limit of
    /// your own needs, or a line that may come later and stands before one that may not.
    Checklist = "checklist", Error;
    /// A word that parents are not shown.
    BannedWord = "banned-word", Error;
    /// A word for which `words.yaml` prefers another.
    PreferredWord = "preferred-word", Error;
    /// A word in capitals that is not in the list of `acronyms`.
    Acronym = "acronym", Error;
    /// A sentence that begins with a phrase in braces, which would begin with a small letter.
    PhraseFirst = "phrase-first", Error;
    /// A time limit that counts arrival and says "send by".
    SendBy = "send-by", Error;
    /// A question that asks who somebody is.
    AsksIdentity = "asks-identity", Error;
    /// A letter that does not ask in its first two sentences, or whose gaps are not `[in square brackets]`.
    LetterForm = "letter-form", Error;
    /// A kind line of more than one short sentence.
    KindLine = "kind-line", Error;
    /// Sentences of a text are longer than 15 words on average, or the texts of an item read with ease only above the
    /// age of 11.
    HardToRead = "hard-to-read", Warning;
    /// A route of which much more or much less is said, for and against, than of the others.
    UnevenRoutes = "uneven-routes", Warning;
    /// A date or a year in a text that stays as it is while time goes on, or an example date that could be read two
    /// ways.
    DateInText = "date-in-text", Warning;
    /// A length of time, a section, a form or an age in a text that is in no limit or law beside it.
    Number = "number", Warning;
    /// A rule of certainty C whose texts nowhere say "usually".
    SayUsually = "say-usually", Warning;
    /// A law that says of itself that it is an example.
    ExampleLaw = "example-law", Warning;
    /// A file of the folder that the head does not list.
    UnusedFile = "unused-file", Warning;
    /// The rules are past their `review_by`.
    Stale = "stale", Warning;
    /// A fact, law, time limit, letter or phrase that nothing uses.
    Unused = "unused", Warning;
}

/// The most findings kept. A file that is wrong in more places than this is wrong as a whole.
const MOST: usize = 1000;

/// Findings as they are gathered.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
    errors: usize,
    left_out: usize,
}

impl Findings {
    /// Adds one, or only counts it when there are [`MOST`] already.
    pub fn add(&mut self, code: Code, place: Place, message: impl Into<String>, help: Option<String>) {
        self.put(Finding { code, place, first: None, message: message.into(), help });
    }

    /// Adds one that was found elsewhere.
    pub fn put(&mut self, finding: Finding) {
        self.errors += usize::from(finding.severity() == Severity::Error);
        if self.list.len() < MOST {
            self.list.push(finding);
        } else {
            self.left_out += 1;
        }
    }

    /// Adds all of others.
    pub fn take(&mut self, others: Findings) {
        self.errors += others.errors;
        self.left_out += others.left_out;
        let room = MOST - self.list.len().min(MOST);
        self.left_out += others.list.len().saturating_sub(room);
        self.list.extend(others.list.into_iter().take(room));
    }

    /// Whether any is an error.
    pub fn any_errors(&self) -> bool {
        self.errors > 0
    }

    /// How many are errors, those left out too.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// How many were counted and not kept.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// How many are kept.
    pub fn kept(&self) -> usize {
        self.list.len()
    }

    /// Those kept from this one on, to correct their places.
    pub fn since(&mut self, first: usize) -> &mut [Finding] {
        &mut self.list[first..]
    }

    /// All that were kept.
    pub fn into_vec(self) -> Vec<Finding> {
        self.list
    }
}

/// The most names held against a wrong one: a rule set with more still loads in time that grows with its size.
const MOST_NAMES: usize = 2000;

/// The most words that are taken for a list without its commas.
const MOST_WORDS: usize = 20;

/// "Did you mean `x`?", when a known name is near; known names with only spaces between them lack a comma.
pub fn did_you_mean<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let known: Vec<&str> = known.into_iter().take(MOST_NAMES).collect();
    let words: Vec<&str> = typed.split_whitespace().take(MOST_WORDS).collect();
    if words.len() > 1 && words.iter().all(|word| known.contains(word)) {
        return Some(format!("a comma is missing: write {}", words.join(", ")));
    }
    signpost_core::text::nearest(typed, known).map(|near| format!("did you mean `{near}`?"))
}

/// A name in the form of an id: in small letters, with hyphens.
pub fn as_id(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '_'], "-")
}
