//! Every text of the rule files, with its place and what kind of text it is.

use crate::files::file::{Areas, AtTimes, Bundle, Deadline, Head, Letter, PartFile, Question, Route, Who, WordsFile};
use crate::files::finding::Place;
use crate::files::load::{AREAS, Files, HEAD, WORDS};
use signpost_core::text::measure::LONGEST_ARGUMENT;

/// What a text is for, which decides how long it may be and how it must begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A question.
    Ask,
    /// Where to look.
    Hint,
    /// Words to read out.
    Aloud,
    /// An option as it is shown, or a short name.
    Label,
    /// What stands above a group of options.
    Heading,
    /// The answer to a date question as a sentence: the one text that holds `{date}`.
    DateSaid,
    /// A next step, or the label of a time limit of your own.
    Step,
    /// A thing to hold or do.
    Item,
    /// When a route helps, what to weigh.
    Side,
    /// Sentences.
    Prose,
    /// What the law asks for at a step: it stands on the page.
    Argument,
    /// The same as a letter puts it.
    Written,
    /// What somebody else is heard to say.
    Quote,
    /// Words that complete a sentence of the program.
    Fragment,
    /// What a word of the glossary means: it may name the words it replaces.
    Meaning,
    /// A proposal or an open point, as it stands in a certain year.
    Point,
    /// What a law says: only as long as a sentence may be.
    Law,
}

impl Kind {
    /// The most words it may have.
    pub fn most_words(self) -> Option<usize> {
        match self {
            Kind::Heading => Some(6),
            Kind::Hint => Some(15),
            Kind::Label | Kind::Item => Some(12),
            Kind::Ask | Kind::Step | Kind::Quote => Some(20),
            Kind::Aloud => Some(30),
            Kind::Written => Some(LONGEST_ARGUMENT),
            Kind::Argument => Some(50),
            Kind::Side => Some(60),
            Kind::DateSaid | Kind::Prose | Kind::Fragment | Kind::Meaning | Kind::Point | Kind::Law => None,
        }
    }

    /// Whether it is made of whole sentences.
    pub fn has_sentences(self) -> bool {
        let is = |kinds: &[Kind]| kinds.contains(&self);
        !is(&[Kind::Ask, Kind::Hint, Kind::Label, Kind::Heading, Kind::Step, Kind::Item, Kind::Quote, Kind::Fragment])
    }

    /// Whether a parent reads it on, so that how hard it is counts. A law may name what it must.
    pub fn is_read_on(self) -> bool {
        let short = matches!(self, Kind::Ask | Kind::Aloud | Kind::DateSaid | Kind::Step);
        short || matches!(self, Kind::Side | Kind::Prose | Kind::Argument)
    }
}

/// A text.
pub struct Text<'b> {
    /// Where it stands.
    pub place: Place,
    /// The text.
    pub text: &'b str,
    /// What it is for.
    pub kind: Kind,
}

/// The files that hold texts.
#[derive(Clone, Copy)]
pub struct Source<'b> {
    /// The head.
    pub head: &'b Head,
    /// The parts.
    pub parts: &'b [PartFile],
    /// The contacts, if they could be read.
    pub areas: Option<&'b Areas>,
    /// The words.
    pub words: &'b WordsFile,
    /// The letters.
    pub letters: &'b [Letter],
}

impl<'b> Source<'b> {
    /// What could be read of a folder; none without its head and its words, which every text is held against.
    pub fn of(files: &'b Files) -> Option<Source<'b>> {
        Some(Source {
            head: files.head.as_ref()?,
            parts: &files.parts,
            areas: files.areas.as_ref(),
            words: files.words.as_ref()?,
            letters: &files.letters,
        })
    }
}

/// Every text of a whole rule set but the bodies of letters.
pub fn each_of<'b>(bundle: &'b Bundle, take: &mut dyn FnMut(Text<'b>)) {
    let Bundle { head, parts, areas, words, letters, .. } = bundle;
    each(Source { head, parts, areas: Some(areas), words, letters }, take);
}

/// The names in braces of a text.
pub fn phrases(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// Gives every text but the bodies of letters, which are templates.
pub fn each<'b>(source: Source<'b>, take: &mut dyn FnMut(Text<'b>)) {
    let mut walk = Walk { take, place: Place::default() };
    walk.head(source.head);
    for part in source.parts {
        let at = |list: &str, at: usize| Place::new(&part.file, "").item(list, at);
        for (n, item) in part.part.laws.iter().enumerate() {
            walk.at(at("laws", n)).one("says", &item.says, Kind::Law);
        }
        for (n, item) in part.part.questions.iter().enumerate() {
            walk.at(at("questions", n)).question(item);
        }
        for (n, item) in part.part.deadlines.iter().enumerate() {
            walk.at(at("deadlines", n)).deadline(item);
        }
        for (n, item) in part.part.routes.iter().enumerate() {
            walk.at(at("routes", n)).route(item);
        }
        for (n, item) in part.part.doubts.iter().enumerate() {
            walk.at(at("doubts", n));
            walk.one("what", &item.what, Kind::Point);
            walk.one("reading", &item.reading, Kind::Point);
            walk.one("settled_by", &item.settled_by, Kind::Law);
        }
        for (n, item) in part.part.news.iter().enumerate() {
            walk.at(at("news", n)).one("say", &item.say, Kind::Point);
        }
        for (n, item) in part.part.ladder.iter().enumerate() {
            walk.at(at("ladder", n)).one("title", &item.title, Kind::Label);
            walk.one("because", &item.because, Kind::Prose);
        }
        for (n, item) in part.part.never.iter().enumerate() {
            walk.at(at("never", n)).one("because", &item.because, Kind::Law);
        }
        for (n, item) in part.part.tells.iter().enumerate() {
            walk.at(at("tells", n)).one("told", &item.told, Kind::Quote);
            walk.one("says", &item.says, Kind::Prose);
        }
        for (n, item) in part.part.arguments.iter().enumerate() {
            walk.at(at("arguments", n)).one("says", &item.says, Kind::Argument);
            walk.maybe("write", &item.write, Kind::Written);
        }
    }
    source.areas.into_iter().for_each(|areas| walk.areas(areas));
    for (n, term) in source.words.terms.iter().enumerate() {
        walk.at(Place::new(WORDS, "").item("terms", n)).one("means", &term.means, Kind::Meaning);
    }
    for letter in source.letters {
        let head = &letter.head;
        walk.at(Place::new(&format!("letters/{}.md", letter.id), "")).one("title", &head.title, Kind::Label);
        let wrapping = [
            ("when_to_use", &head.when_to_use),
            ("send_to", &head.send_to),
            ("how_to_send", &head.how_to_send),
            ("keep_proof", &head.keep_proof),
            ("no_reply", &head.no_reply),
            ("meanwhile", &head.meanwhile),
        ];
        wrapping.into_iter().for_each(|(key, text)| walk.one(key, text, Kind::Prose));
    }
}

struct Walk<'w, 'b> {
    take: &'w mut dyn FnMut(Text<'b>),
    /// The item whose texts are given.
    place: Place,
}

impl<'b> Walk<'_, 'b> {
    fn at(&mut self, place: Place) -> &mut Self {
        self.place = place;
        self
    }

    fn one(&mut self, key: &str, text: &'b str, kind: Kind) {
        (self.take)(Text { place: self.place.then(key), text, kind });
    }

    fn maybe(&mut self, key: &str, text: &'b Option<String>, kind: Kind) {
        text.iter().for_each(|text| self.one(key, text, kind));
    }

    fn list(&mut self, key: &str, texts: &'b [String], kind: Kind) {
        texts.iter().enumerate().for_each(|(at, text)| self.one(&format!("{key}[{at}]"), text, kind));
    }

    fn head(&mut self, head: &'b Head) {
        self.at(Place::new(HEAD, "")).one("made_by", &head.made_by, Kind::Fragment);
        for (n, body) in head.bodies.iter().enumerate() {
            self.at(Place::new(HEAD, "").item("bodies", n)).one("name", &body.name, Kind::Label);
        }
        for (n, phrase) in head.phrases.iter().enumerate() {
            self.at(Place::new(HEAD, "").item("phrases", n)).one("say", &phrase.say, Kind::Fragment);
            for (n, instead) in phrase.instead.iter().enumerate() {
                self.one(&format!("instead[{n}].say"), &instead.say, Kind::Fragment);
            }
        }
    }

    fn question(&mut self, item: &'b Question) {
        self.one("ask", &item.ask, Kind::Ask);
        self.maybe("hint", &item.hint, Kind::Hint);
        self.one("why", &item.why, Kind::Prose);
        self.one("say_aloud", &item.say_aloud, Kind::Aloud);
        self.list("help", &item.help, Kind::Prose);
        for (n, option) in item.options.iter().enumerate() {
            self.maybe(&format!("options[{n}].group"), &option.group, Kind::Heading);
            self.one(&format!("options[{n}].label"), &option.label, Kind::Label);
            self.one(&format!("options[{n}].said"), &option.said, Kind::Prose);
        }
        if let Some(said) = &item.said {
            self.one("said.yes", &said.yes, Kind::Prose);
            self.one("said.no", &said.no, Kind::Prose);
        }
        if let Some(date) = &item.date {
            self.one("date.called", &date.called, Kind::Fragment);
            if let Some(in_hand) = &date.in_hand {
                self.one("date.in_hand", in_hand, Kind::Label);
            }
            self.one("date.said", &date.said, Kind::DateSaid);
            if let Some(none) = &date.none {
                self.one("date.none.label", &none.label, Kind::Label);
                self.one("date.none.said", &none.said, Kind::Prose);
            }
        }
        if let Some(not_sure) = &item.not_sure {
            self.one("not_sure.said", &not_sure.said, Kind::Prose);
            self.one("not_sure.tell", &not_sure.tell, Kind::Prose);
        }
    }

    fn deadline(&mut self, item: &'b Deadline) {
        self.one("must", &item.must, Kind::Fragment);
        self.one("label", &item.label, if item.who == Who::You { Kind::Step } else { Kind::Label });
        self.list("exceptions", &item.exceptions, Kind::Prose);
        self.list("asks", &item.asks, Kind::Prose);
        self.maybe("find_date", &item.find_date, Kind::Prose);
        self.one("if_passed.say", &item.if_passed.say, Kind::Prose);
        self.one("if_passed.do", &item.if_passed.r#do, Kind::Prose);
    }

    fn route(&mut self, item: &'b Route) {
        self.one("name", &item.name, Kind::Label);
        self.maybe("stand", &item.stand, Kind::Prose);
        for (n, later) in item.later.iter().enumerate() {
            self.one(&format!("later[{n}].because"), &later.because, Kind::Prose);
        }
        for (n, closed) in item.closed.iter().enumerate() {
            self.one(&format!("closed[{n}].because"), &closed.because, Kind::Prose);
        }
        self.one("next_step", &item.next_step, Kind::Step);
        self.one("what", &item.what, Kind::Prose);
        self.one("good_for", &item.good_for, Kind::Side);
        self.one("think_about", &item.think_about, Kind::Side);
        for (n, thing) in item.checklist.iter().enumerate() {
            self.one(&format!("checklist[{n}]"), thing.text(), Kind::Item);
        }
        let stays = item.when_done.as_ref().and_then(|done| done.stays.as_ref());
        stays.into_iter().for_each(|why| self.one("when_done.stays", why, Kind::Prose));
        self.list("if_wrong", &item.if_wrong, Kind::Prose);
        for (n, then) in item.then.iter().enumerate() {
            let parts = [("who", &then.who), ("does", &then.does), ("within", &then.within), ("if_not", &then.if_not)];
            parts.into_iter().for_each(|(key, text)| self.one(&format!("then[{n}].{key}"), text, Kind::Fragment));
        }
        self.one("cost", &item.cost, Kind::Prose);
        self.one("if_nothing", &item.if_nothing, Kind::Prose);
        self.maybe("kind_line", &item.kind_line, Kind::Prose);
        self.maybe("only_route_because", &item.only_route_because, Kind::Prose);
    }

    /// Names, numbers and addresses are other people's words.
    fn areas(&mut self, areas: &'b Areas) {
        for (n, item) in areas.services.iter().enumerate() {
            self.at(Place::new(AREAS, "").item("services", n)).one("what", &item.what, Kind::Prose);
            self.maybe("cost", &item.cost, Kind::Fragment);
            self.maybe("independent", &item.independent, Kind::Fragment);
            self.one("if_unknown", &item.if_unknown, Kind::Prose);
        }
        for (n, item) in areas.contacts.iter().enumerate() {
            self.at(Place::new(AREAS, "").item("contacts", n)).one("what", &item.what, Kind::Prose);
            self.maybe("cost", &item.cost, Kind::Fragment);
            self.maybe("independent", &item.independent, Kind::Fragment);
            self.maybe("note", &item.note, Kind::Prose);
        }
        for (n, area) in areas.areas.iter().enumerate() {
            for (service, local) in &area.services {
                let place = Place::new(AREAS, "").item("areas", n).then("services").then(service);
                self.at(place).maybe("note", &local.note, Kind::Prose);
            }
        }
    }
}
