//! A letter to start from: its six wrapping answers, what is still to be filled in, and the text.

use super::document::{Block, Document};
use signpost_core::dates::say;
use signpost_core::interview::{Answer, Situation, Standing};
use signpost_core::order;
use signpost_core::rules::model::{DeadlineIx, Kind, Letter, QuestionIx, Route, RouteIx, RuleSet, Who};
use signpost_core::rules::template::{ARGUMENT, pieces};
use signpost_core::text;
use signpost_core::text::measure::{LONGEST_LETTER, count};

/// The longest letter, in bytes: five times the longest text before it is filled in.
const LONGEST: usize = 100_000;

/// The heading of the letter's own text, and of what stands after it.
const THE_LETTER: &str = "The letter";
const ABOUT: &str = "About this draft";

/// The two sheets of a letter's document: how to use it, and the letter by itself, ready to sign.
pub fn sheets(document: Document) -> [Vec<Block>; 2] {
    let at = |blocks: &[Block], said: &str| {
        let heading = |block: &Block| matches!(block, Block::Heading(heading) if heading == said);
        blocks.iter().position(heading).unwrap_or(blocks.len())
    };
    let mut about = document.blocks;
    let mut text = about.split_off(at(&about, THE_LETTER));
    about.extend(text.split_off(at(&text, ABOUT)));
    [about, text]
}

/// The letter as a document.
///
/// # Errors
/// A gap cannot be filled in, or the letter becomes too long. The checker holds that each gap can be.
pub fn document(situation: &Situation<'_>, letter: &Letter) -> Result<Document, String> {
    let body = text(situation, letter)?;
    let mut page = Document::default();
    page.blocks.push(Block::Title(situation.say(&letter.title)));
    about(situation, letter).into_iter().for_each(|said| page.item(said));
    let placeholders = placeholders(&body);
    if !placeholders.is_empty() {
        page.heading("Fill in before you send it");
        placeholders.iter().for_each(|placeholder| page.check(placeholder.clone()));
    }
    page.heading(THE_LETTER);
    for paragraph in body.split("\n\n") {
        let lines: Vec<&str> = paragraph.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
        match lines.as_slice() {
            [] => {}
            [one] if one.starts_with('#') => page.heading(one.trim_start_matches('#').trim()),
            [one] => page.paragraph(*one),
            several => {
                // A blank line before the group, none inside it.
                page.paragraph(String::new());
                for line in several {
                    match line.strip_prefix("- ") {
                        Some(item) => page.item(item),
                        None => page.line(*line),
                    }
                }
            }
        }
    }
    page.heading(ABOUT);
    page.paragraph(format!(
        "This is a draft in plain words, made on {}. Law checked {}. It is not legal advice. {}",
        say::plain(situation.today),
        say::plain(situation.rules.law_checked),
        for_help(situation.rules)
    ));
    page.blocks.extend(letterhead(situation.rules).map(Block::Paragraph));
    Ok(page)
}

/// What stands around the letter: when to use it, who to send it to and how, what proof to keep, and what then.
pub fn about(situation: &Situation<'_>, letter: &Letter) -> Vec<String> {
    let wrapping = [
        ("When to use it", &letter.when_to_use),
        ("Who to send it to", &letter.send_to),
        ("How to send it", &letter.how_to_send),
        ("Keep proof", &letter.keep_proof),
        ("If there is no reply", &letter.no_reply),
        ("Meanwhile", &letter.meanwhile),
    ];
    wrapping.map(|(label, answer)| format!("{label}: {}", situation.say(answer))).to_vec()
}

/// Whom to ring about it: the service whose own file is in use, or the first of those that every area has.
pub fn for_help(rules: &RuleSet) -> String {
    let own = rules.own.as_ref().and_then(|own| Some(format!("{}: {}", own.name, own.phone.as_ref()?)));
    let local = || {
        let service = rules.services.first()?;
        let cost = service.cost.as_deref().map(|cost| format!(" ({})", text::lower_first(cost)));
        Some(text::lower_first(&service.name).into_owned() + &cost.unwrap_or_default())
    };
    own.or_else(local).map_or_else(String::new, |who| format!("For help, ring {who}."))
}

/// The line of the service whose own file is in use.
fn letterhead(rules: &RuleSet) -> Option<String> {
    rules.own.as_ref()?.letterhead.clone()
}

/// The heading in a letter's file under which the words to say on the telephone stand.
const WORDS_TO_SAY: &str = "## Words to say on the telephone";

/// What to say when ringing instead, if the letter has words for it: its first paragraph, filled in.
pub fn words_to_say(situation: &Situation<'_>, letter: &Letter) -> Option<String> {
    let body = text(situation, letter).ok()?;
    let (_, words) = body.split_once(WORDS_TO_SAY)?;
    let first = words.split("\n\n").map(str::trim).find(|paragraph| !paragraph.is_empty())?;
    let words = first.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(format!("Say: \"{}\"", words.trim_matches('"')))
}

/// The letter's own text with facts and dates in their places; what is not known stays in square brackets.
///
/// # Errors
/// As for [`document`].
pub fn text(situation: &Situation<'_>, letter: &Letter) -> Result<String, String> {
    let mut filled = String::new();
    for piece in pieces(&letter.body).map_err(|at| format!("what stands at byte {at} cannot be filled in"))? {
        match piece.gap {
            Some(gap) => {
                filled.push_str(
                    &stands_for(situation, letter, gap).ok_or_else(|| format!("`{gap}` stands for nothing"))?,
                );
            }
            None => filled.push_str(piece.text),
        }
        if filled.len() > LONGEST {
            return Err(format!("it comes to more than {LONGEST} bytes"));
        }
    }
    // An argument that nothing calls for leaves no gap.
    while filled.contains("\n\n\n") {
        filled = filled.replace("\n\n\n", "\n\n");
    }
    Ok(situation.say(&filled))
}

/// What the open routes with this letter have to say in it: the first of it, and more while the letter stays on one sheet.
fn argument(situation: &Situation<'_>, letter: &Letter) -> String {
    let rules = situation.rules;
    let offers = |route: &Route| route.letters.iter().any(|item| rules.letters[item.what.at()].id == letter.id);
    let here = |route: &Route| offers(route) && situation.holds(&route.open_when);
    let routes = (0..rules.routes.len()).map(|at| RouteIx(at as u16)).filter(|at| here(rules.route(*at)));
    let mut said: Vec<usize> = routes.flat_map(|route| situation.arguments(route)).collect();
    order::by_key(&mut said, |at| *at);
    said.dedup();
    let written = said.into_iter().filter_map(|at| rules.arguments[at].write.as_deref());
    let letter = letter.body.split(WORDS_TO_SAY).next().unwrap_or_default();
    let mut words = count(letter);
    let fitting = written.enumerate().take_while(|(at, text)| {
        words += count(text);
        *at == 0 || words <= LONGEST_LETTER
    });
    fitting.map(|(_, text)| text).collect::<Vec<_>>().join("\n\n")
}

/// What stands in a gap: `today`, `argument`, `answer.letter_date`, `due.appeal`, `aim.appeal`.
fn stands_for(situation: &Situation<'_>, letter: &Letter, gap: &str) -> Option<String> {
    let rules = situation.rules;
    let Some((what, of)) = gap.split_once('.') else {
        return match gap {
            "today" => Some(say::plain(situation.today)),
            ARGUMENT => Some(argument(situation, letter)),
            _ => None,
        };
    };
    let id = of.replace('_', "-");
    let limit = || rules.deadlines.iter().position(|deadline| deadline.id == id).map(|at| DeadlineIx(at as u16));
    match what {
        "answer" => Some(answered(situation, rules.question_by_id(&id)?)),
        "due" => Some(dates(situation, limit()?).0),
        "aim" => Some(dates(situation, limit()?).1),
        _ => None,
    }
}

fn answered(situation: &Situation<'_>, question: QuestionIx) -> String {
    let asked = situation.rules.question(question);
    match (situation.answer(question), asked.date()) {
        (Some(Answer::Date(span)), _) if span.is_exact() => say::plain(span.from),
        // A letter states a day, or leaves a gap for it.
        (Some(Answer::Date(span)), Some(date)) => format!("[{}: {}]", date.called, say::span(span)),
        (Some(Answer::Chosen(options)), None) if asked.kind != Kind::Area => {
            let chosen = asked.options.iter().enumerate().filter(|(bit, _)| options & 1 << bit != 0);
            let labels: Vec<String> =
                chosen.map(|(_, option)| text::lower_first(&situation.say(&option.label)).into_owned()).collect();
            text::list(&labels)
        }
        (Some(Answer::Area(area)), None) => format!("{} council", situation.rules.area(area).name),
        _ if asked.kind == Kind::Area => "[name of the council]".to_owned(),
        (_, Some(date)) => format!("[{}]", date.called),
        _ => format!("[{}]", situation.say(asked.ask.trim_end_matches('?'))),
    }
}

/// The last day and the day to aim for.
fn dates(situation: &Situation<'_>, deadline: DeadlineIx) -> (String, String) {
    let item = situation.rules.deadline(deadline);
    match situation.standing(deadline) {
        Standing::Dated(dated) => {
            let aim = if item.who == Who::You { dated.reckoning.aim } else { dated.reckoning.last };
            (say::plain(dated.reckoning.last), say::plain(aim))
        }
        Standing::Pending | Standing::Outside(_) => {
            let unknown = format!("[date: {}]", text::lower_first(&situation.say(&item.label)));
            (unknown.clone(), unknown)
        }
    }
}

/// What stands in square brackets, each once, in order.
pub fn placeholders(body: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut rest = body;
    while let Some(open) = rest.find('[') {
        let Some(close) = rest[open..].find(']').map(|at| at + open) else { break };
        let placeholder = rest[open..=close].split_whitespace().collect::<Vec<_>>().join(" ");
        if !found.contains(&placeholder) {
            found.push(placeholder);
        }
        rest = &rest[close + 1..];
    }
    found
}
