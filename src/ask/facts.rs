//! What somebody tells in their own words, at the start, at a question, or behind `/facts`: said back, and offered where it
//! is not clear.

use super::desk::split_key;
use super::session::{Halt, Session};
use super::{Reply, Showing, View, explained, not_one_of, typed_number, until};
use crate::cases::Known;
use crate::render::question as screens;
use signpost_core::interview::heard::{self, Given, MOST_OFFERED, Piece};
use signpost_core::interview::{Answer, statement};
use signpost_core::rules::model::{Kind, QuestionIx};
use signpost_core::text;
use signpost_render::messages::{self as say, fill};

impl Session<'_, '_> {
    /// `/facts`: an adviser's note is taken at once, and said back; then the question that is still open is asked.
    pub(super) fn facts(&mut self, typed: &str) -> Result<(), Halt> {
        let pieces = self.hear(typed);
        let mut dates = Vec::new();
        for piece in &pieces {
            for given in &piece.understood {
                self.take_piece(&piece.typed, *given, &mut dates)?;
            }
        }
        for piece in pieces.iter().filter(|piece| !piece.offered.is_empty()) {
            let mut offered = piece.offered.clone();
            self.here_first(&mut offered);
            // What says the opposite of what was said before is asked about as that, and not twice.
            let given = match offered.as_slice() {
                [one] if self.clashes(*one) => Some(*one),
                _ => self.which(&piece.typed, &offered)?,
            };
            if let Some(given) = given {
                self.take_piece(&piece.typed, given, &mut dates)?;
            }
        }
        for lost in pieces.iter().filter(|piece| piece.is_lost()) {
            self.note(&fill(say::FACT_UNKNOWN, &[("fact", &lost.typed)]))?;
            self.unused(&lost.typed)?;
        }
        for (question, known) in dates {
            self.known(question, known)?;
        }
        Err(Halt::Moved(None))
    }

    /// Takes a fact of a note, and the key behind a date for how it is known: "letter 28 oct r".
    fn take_piece(
        &mut self,
        typed: &str,
        given: Given,
        dates: &mut Vec<(QuestionIx, Option<Known>)>,
    ) -> Result<(), Halt> {
        let (said, known) = split_key(typed, matches!(given.1, Answer::Date(_)));
        if self.says_more(typed, given) {
            self.unused(typed)?;
        }
        if matches!(given.1, Answer::Date(_)) {
            dates.push((given.0, known));
        }
        self.take_fact(said, given)
    }

    fn clashes(&self, (question, answer): Given) -> bool {
        heard::clashes(self.start.rules.question(question), self.answers.get(question), answer)
    }

    /// Puts what answers the question on the screen before all else.
    fn here_first(&self, offers: &mut [Given]) {
        offers.sort_by_key(|(question, _)| Some(*question) != self.place);
    }

    /// A story told at the start: what was understood is read back, and nothing counts before Enter.
    pub(super) fn story(&mut self, typed: &str) -> Result<(), Halt> {
        let mut said = typed.to_owned();
        let mut pieces = self.hear(&said);
        let mut struck: Vec<Given> = Vec::new();
        loop {
            let facts = facts_of(&pieces, &struck);
            if facts.is_empty() {
                return self.note(say::STORY_NOTHING);
            }
            let view = self.read_back(&pieces, &facts);
            match self.prompt(&view, Showing::Whole)? {
                Reply::Typed(typed) if typed.trim().is_empty() => {
                    let before = self.answers.clone();
                    for (_, given) in &facts {
                        heard::take(self.start.rules, &mut self.answers, *given, self.start.today);
                    }
                    // What takes several answers is asked all the same: more may be true than was told.
                    let rules = self.start.rules;
                    let in_part = |(place, answer): &(QuestionIx, Answer)| {
                        let several = matches!(rules.question(*place).kind, Kind::Several { .. });
                        several && before.get(*place) != Some(*answer)
                    };
                    self.partly = self.answers.held().filter(in_part).map(|(place, _)| place).collect();
                    return self.drop_impossible_dates();
                }
                Reply::Typed(typed) => match numbers(&typed) {
                    Some(numbers) => {
                        let found = numbers.iter().filter_map(|number| facts.get(number.checked_sub(1)?));
                        struck.extend(found.map(|(_, given)| *given));
                        if numbers.iter().any(|number| !(1..=facts.len()).contains(number)) {
                            let message = not_one_of(facts.len());
                            self.asker.say(&screens::fault(&message, &typed, self.asker.style()))?;
                        }
                    }
                    // More of the story: it may make the rest clear, so all of it is heard again.
                    None => {
                        said = format!("{said}\n{typed}");
                        pieces = self.hear(&said);
                    }
                },
                Reply::Help => self.note(say::STORY_HELP)?,
                Reply::Back => return self.note(say::STORY_LEFT),
                Reply::End | Reply::Stop | Reply::Leave => return Err(self.open()),
            }
        }
    }

    /// The list of what was understood, to be struck out line by line.
    fn read_back(&self, pieces: &[Piece], facts: &[(String, Given)]) -> View {
        let mut answers = self.answers.clone();
        for (_, given) in facts {
            heard::take(self.start.rules, &mut answers, *given, self.start.today);
        }
        let walk = signpost_core::interview::walk(self.start.rules, &answers, self.start.today);
        let line = |(typed, (question, answer)): &(String, Given)| {
            let said = statement::of_answer(&walk.situation, *question, *answer);
            format!("{} (\u{201c}{typed}\u{201d})", said.trim_end_matches('.'))
        };
        let unclear: Vec<&str> =
            pieces.iter().filter(|piece| piece.understood.is_empty()).map(|piece| piece.typed.as_str()).collect();
        let mut keys = Vec::new();
        if !unclear.is_empty() {
            keys.push(fill(say::STORY_UNCLEAR, &[("said", &unclear.join("; "))]));
        }
        keys.push(format!("{} {}", say::STORY_KEYS, say::KEYS));
        View {
            heading: Some(say::STORY_HEARD.into()),
            notes: vec![say::STORY_NOT_YET.into()],
            options: facts.iter().map(line).collect(),
            keys,
            ..View::default()
        }
    }

    /// Typed at a question and none of its answers: what it may mean is offered, and nothing is chosen. Whether it was
    /// settled so.
    pub(super) fn offer(&mut self, typed: &str) -> Result<bool, Halt> {
        let pieces = self.hear(typed);
        let mut offers: Vec<Given> = Vec::new();
        for given in pieces.iter().flat_map(|piece| piece.understood.iter().chain(&piece.offered)) {
            if !offers.contains(given) {
                offers.push(*given);
            }
        }
        self.here_first(&mut offers);
        offers.truncate(MOST_OFFERED);
        if offers.is_empty() {
            return Ok(false);
        }
        let Some(given) = self.which(typed.trim(), &offers)? else { return Ok(true) };
        self.take_fact(typed.trim(), given)?;
        Err(Halt::Moved(None))
    }

    fn hear(&self, typed: &str) -> Vec<Piece> {
        heard::hear(self.start.rules, typed, &self.answers, self.start.today)
    }

    /// Asks which of several answers is meant; none when it is left out.
    fn which(&mut self, phrase: &str, found: &[Given]) -> Result<Option<Given>, Halt> {
        let walk = self.walk();
        let option = |(question, answer): &Given| {
            let said = statement::of_answer(&walk.situation, *question, *answer);
            let said = said.trim_end_matches('.').to_owned();
            if self.adviser() { format!("{said} ({})", walk.situation.rules.question(*question).id) } else { said }
        };
        let options: Vec<String> = found.iter().map(option).collect();
        let view = View {
            heading: Some(fill(say::FACT_WHICH, &[("fact", phrase)])),
            keys: vec![format!("{} {}", say::FACT_KEYS, say::KEYS)],
            options,
            choose_one: true,
            ..View::default()
        };
        let help = if self.adviser() { say::FACT_HELP } else { say::OFFER_HELP };
        let read = |typed: &str| match typed_number(typed).and_then(|number| found.get(number.checked_sub(1)?)) {
            Some(given) => Ok(Some(*given)),
            None if typed.trim().is_empty() => Ok(None),
            None => Err(not_one_of(found.len())),
        };
        let given = until(self, &view, explained(&[help]), read)?.unwrap_or(None);
        if given.is_none() {
            self.note(&fill(say::FACT_LEFT, &[("fact", phrase)]))?;
            self.unused(phrase)?;
        }
        Ok(given)
    }

    /// Takes an answer, says it back, asks how it is known.
    pub(super) fn take(
        &mut self,
        phrase: Option<&str>,
        question: QuestionIx,
        answer: Answer,
        known: Option<Known>,
    ) -> Result<(), Halt> {
        self.echo_fact(phrase, (question, answer))?;
        if matches!(answer, Answer::Date(_)) { self.known(question, known) } else { Ok(()) }
    }

    fn take_fact(&mut self, phrase: &str, given: Given) -> Result<(), Halt> {
        let asked = self.start.rules.question(given.0);
        let answer = heard::joined(asked, self.answers.get(given.0), given.1);
        if !self.holds(given.0, answer)? {
            return Ok(());
        }
        self.echo_fact(Some(phrase), (given.0, answer))
    }

    fn echo_fact(&mut self, phrase: Option<&str>, given: Given) -> Result<(), Halt> {
        if phrase.is_some() {
            self.rang_about(given.0);
        }
        // `/set` says all of an answer; a fact says one more of several.
        if phrase.is_none() {
            self.answers.clear(given.0);
        }
        let besides = heard::take(self.start.rules, &mut self.answers, given, self.start.today);
        // What is said may turn on these very answers.
        let walk = self.walk();
        let said = statement::of_answer(&walk.situation, given.0, given.1);
        let mut lines = vec![match phrase {
            Some(phrase) => fill(say::FACT_SAID, &[("fact", phrase), ("said", &said)]),
            None => fill(say::SAID, &[("said", &text::lower_first(&said))]),
        }];
        for (other, answer) in besides {
            lines.push(fill(say::FACT_SO, &[("said", &statement::of_answer(&walk.situation, other, answer))]));
        }
        let style = self.asker.style();
        let said: String = lines.iter().map(|line| style.paragraph(line) + "\n").collect();
        self.asker.say(&said)?;
        self.drop_impossible_dates()
    }
}

/// The facts of the pieces that were not struck out, each once, with the words they were heard from.
fn facts_of(pieces: &[Piece], struck: &[Given]) -> Vec<(String, Given)> {
    let mut found: Vec<(String, Given)> = Vec::new();
    for piece in pieces {
        for given in &piece.understood {
            if !struck.contains(given) && !found.iter().any(|(_, other)| other == given) {
                found.push((piece.typed.clone(), *given));
            }
        }
    }
    found
}

/// "2", "1 3", "1, 3 and 4".
fn numbers(typed: &str) -> Option<Vec<usize>> {
    let spaced = typed.replace([',', ';', '.'], " ");
    let words: Vec<&str> = spaced.split_whitespace().filter(|word| *word != "and").collect();
    if words.is_empty() { None } else { words.into_iter().map(|word| word.parse().ok()).collect() }
}
