//! A document as one web page that needs nothing else: no script, no picture or letter from elsewhere, made to be read
//! on a telephone, heard through a screen reader, and printed in black on A4.

use std::borrow::Cow;
use std::collections::HashMap;

use super::document::{Block, Document, Named, StepBlock, Table};
use signpost_core::text;

/// How it looks. One accent, for the step to take now, which stands on a ground of its own.
pub const STYLE: &str = include_str!("page.css");

/// The labels that begin a line and are set off from what follows.
const LABELS: [&str; 19] = [
    "Say",
    "Later",
    "Also open",
    "If you do nothing",
    "Aim for",
    "Last day",
    "Last day for this",
    "Last day for it to arrive",
    "Due",
    "Good for",
    "Think about",
    "To begin",
    "Cost",
    "Telephone",
    "Email",
    "Web",
    "Post",
    "Open",
    "But",
];

/// The sections whose lines begin with the name of a way.
const OF_WAYS: [&str; 2] = ["What will not work here", "Other ways"];

/// How the heading of a letter begins, so that a step can lead to it.
const LETTER: &str = "Letter: ";

/// The document as a page. Its first heading is the headline, or the title where there is none.
pub fn html(document: &Document) -> String {
    let title = title(document);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{}</title>\n<style>\n{STYLE}{}</style>\n</head>\n<body{}>\n\
         <main>\n{}</main>\n</body>\n</html>\n",
        escaped(title),
        foot(title),
        if document.blocks.contains(&Block::Contents) { " class=\"book\"" } else { "" },
        body(document)
    )
}

/// The document's title.
pub fn title(document: &Document) -> &str {
    let title = document.blocks.iter().find_map(|block| match block {
        Block::Title(said) => Some(said.as_str()),
        _ => None,
    });
    title.unwrap_or("Page")
}

/// What stands inside the page's `main` element.
pub fn body(document: &Document) -> String {
    part(document, SECTION, &letters(document))
}

/// A part of such a page: its addresses begin with `ids`, and `letters` have theirs where they stand, by their titles.
pub fn part(document: &Document, ids: &str, letters: &[(&str, String)]) -> String {
    let mut out = String::new();
    let has_headline = document.blocks.iter().any(|block| matches!(block, Block::Headline(_)));
    let mut body = Body {
        out: &mut out,
        has_headline,
        ids,
        letters,
        contents: contents(document, ids),
        names: names(document),
        list: None,
        sections: 0,
        open_section: false,
        deeper: false,
        of_ways: false,
    };
    document.blocks.iter().for_each(|block| body.block(block));
    body.end_list();
    body.end_section();
    out
}

/// What stands at the foot of each sheet beside its number: which page it is, with its day.
fn foot(title: &str) -> String {
    let title: String = title.chars().filter(|letter| !letter.is_control() && !"\"\\<>&".contains(*letter)).collect();
    format!("@page{{@bottom-left{{content:\"{title}\";font:10pt sans-serif}}}}\n")
}

/// The headings of a document, each with the place to lead to.
fn contents<'d>(document: &'d Document, ids: &str) -> Vec<(&'d str, String)> {
    let headings = document.blocks.iter().filter_map(|block| match block {
        Block::Heading(said) => Some(said.as_str()),
        _ => None,
    });
    headings.enumerate().map(|(at, said)| (said, section_id(ids, at + 1))).collect()
}

/// The letters of a document: each title, with the place to lead to.
fn letters(document: &Document) -> Vec<(&str, String)> {
    let titles = contents(document, SECTION).into_iter().map(|(said, id)| (said.strip_prefix(LETTER), id));
    titles.filter_map(|(title, id)| Some((title?, id))).collect()
}

/// The names that lines may call, as they stand in a page, with the place to lead to. Of two of one name the first is meant.
fn names(document: &Document) -> HashMap<String, &str> {
    let named = document.blocks.iter().filter_map(|block| match block {
        Block::Entry(named) | Block::Meaning(named, _) => Some(named),
        _ => None,
    });
    let mut names = HashMap::new();
    for Named { id, name } in named {
        names.entry(escaped(name)).or_insert(id.as_str());
    }
    names
}

/// How the addresses of sections begin where a document is a page of its own.
const SECTION: &str = "section";

fn section_id(ids: &str, number: usize) -> String {
    format!("{ids}-{number}")
}

struct Body<'o> {
    out: &'o mut String,
    has_headline: bool,
    /// How the addresses of sections begin.
    ids: &'o str,
    letters: &'o [(&'o str, String)],
    /// The headings with their addresses.
    contents: Vec<(&'o str, String)>,
    /// What lines can name, with the address of each.
    names: HashMap<String, &'o str>,
    /// The end tag of the list that is open.
    list: Option<&'static str>,
    sections: usize,
    open_section: bool,
    /// Whether there is a heading inside this section already, below which the headings of items stand.
    deeper: bool,
    /// Whether the lines of this section begin with the name of a way.
    of_ways: bool,
}

impl Body<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Item(said) => {
                let (first, under) = said.split_once('\n').unwrap_or((said, ""));
                let mut shown = if self.of_ways { named(first) } else { self.called(line(first)) };
                under.lines().for_each(|under| shown += &format!("<br>\n{}", line(under)));
                self.list_line("<ul>\n", "</ul>\n", &format!("<li>{shown}</li>\n"));
            }
            Block::Check(said) => {
                self.list_line(
                    "<ul class=\"checks\" role=\"list\">\n",
                    "</ul>\n\n",
                    &format!("<li>{}</li>\n", line(said)),
                );
            }
            Block::Step(step) => {
                let shown = step_line(step, self.letters);
                self.list_line("<ol class=\"steps\" role=\"list\">\n", "</ol>\n", &shown);
            }
            other => {
                self.end_list();
                self.alone(other);
            }
        }
    }

    fn alone(&mut self, block: &Block) {
        match block {
            Block::Title(said) if self.has_headline => self.push(&format!("<p class=\"day\">{}</p>\n", escaped(said))),
            Block::Title(said) | Block::Headline(said) => {
                self.push(&format!("<h1>{}</h1>\n", escaped(&tied(said))));
            }
            Block::Heading(said) => self.section(said),
            Block::Contents => {
                let line = |(said, id): &(&str, String)| format!("<li><a href=\"#{id}\">{}</a></li>\n", escaped(said));
                let lines: String = self.contents.iter().map(line).collect();
                self.push(&format!("<nav aria-label=\"Contents\">\n<ol>\n{lines}</ol>\n</nav>\n"));
            }
            Block::Entry(Named { id, name }) => {
                let level = if self.deeper { 4 } else { 3 };
                self.push(&format!("<h{level} id=\"{id}\">{}</h{level}>\n", escaped(name)));
            }
            Block::Meaning(Named { id, name }, said) => {
                let said = self.called(line(said));
                self.push(&format!("<p class=\"line\"><dfn id=\"{id}\">{}</dfn>: {said}</p>\n", escaped(name)));
            }
            Block::Labelled(label, said) => {
                let said = self.called(linked(said));
                self.push(&format!("<p class=\"line\"><strong>{label}:</strong> {said}</p>\n"));
            }
            Block::Table(table) => self.table(table),
            Block::Subheading(said) => {
                self.deeper = true;
                self.push(&format!("<h3>{}</h3>\n", escaped(said)));
            }
            Block::Paragraph(said) if said.is_empty() => {}
            Block::Paragraph(said) => {
                let said = self.called(line(said));
                self.push(&format!("<p>{said}</p>\n"));
            }
            Block::Line(said) => self.push(&format!("<p class=\"line\">{}</p>\n", line(said))),
            Block::NewSheet => {
                self.end_section();
                self.push("<div class=\"sheet\"></div>\n");
            }
            // Data to a browser: never run, never shown. Answers hold ids and dates only, so no tag can end it early.
            Block::Hidden(lines) => {
                self.push(&format!("<script type=\"text/plain\">\n{}\n</script>\n", escaped(lines.trim_end())));
            }
            // The line end after the tag is not part of the text.
            Block::Verbatim(lines) => self.push(&format!("<pre>\n{}\n</pre>\n", escaped(lines.trim_end()))),
            Block::Item(_) | Block::Check(_) | Block::Step(_) => {}
        }
    }

    fn section(&mut self, heading: &str) {
        self.end_section();
        self.sections += 1;
        self.open_section = true;
        self.deeper = false;
        self.of_ways = OF_WAYS.contains(&heading);
        let id = section_id(self.ids, self.sections);
        self.push(&format!("<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{}</h2>\n", escaped(heading)));
    }

    fn end_section(&mut self) {
        if std::mem::take(&mut self.open_section) {
            self.push("</section>\n");
        }
    }

    fn table(&mut self, table: &Table) {
        let head: String = table.head.iter().map(|cell| format!("<th scope=\"col\">{}</th>", escaped(cell))).collect();
        let row = |cells: &Vec<String>| {
            let cells: String = cells.iter().map(|cell| format!("<td>{}</td>", self.called(linked(cell)))).collect();
            format!("<tr>{cells}</tr>\n")
        };
        let rows: String = table.rows.iter().map(row).collect();
        self.push(&format!("<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"));
    }

    /// A line whose names in curly quotes lead to what they name; the link stands in place of the quotes.
    fn called(&self, line: String) -> String {
        if self.names.is_empty() {
            return line;
        }
        let mut out = String::with_capacity(line.len());
        let mut rest = line.as_str();
        while let Some((before, after)) = rest.split_once('\u{201c}') {
            out.push_str(before);
            let Some((name, after)) = after.split_once('\u{201d}') else {
                return out + "\u{201c}" + after;
            };
            match self.names.get(name.replace('\u{a0}', " ").as_str()) {
                Some(id) => out.push_str(&format!("<a class=\"name\" href=\"#{id}\">{name}</a>")),
                None => out.push_str(&format!("\u{201c}{name}\u{201d}")),
            }
            rest = after;
        }
        out + rest
    }

    fn list_line(&mut self, start: &'static str, end: &'static str, item: &str) {
        if self.list != Some(end) {
            self.end_list();
            self.push(start);
            self.list = Some(end);
        }
        self.push(item);
    }

    fn end_list(&mut self) {
        if let Some(end) = self.list.take() {
            self.push(end);
        }
    }

    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }
}

/// A step as an item of the list. Its number is text: a marker would not be copied, and is not read out everywhere.
fn step_line(step: &StepBlock, letters: &[(&str, String)]) -> String {
    let class = [("own", step.own), ("now", step.now)];
    let class: Vec<&str> = class.iter().filter(|(_, on)| *on).map(|(name, _)| *name).collect();
    let when = step.when.as_ref().map_or(String::new(), |when| format!("<p class=\"when\">{}</p>", line(when)));
    let more: String = step.more.iter().map(|said| more(said, letters)).collect();
    format!(
        "<li class=\"{}\"><span class=\"number\">{}</span><div>{when}<p class=\"what\">{}</p>{more}</div></li>\n",
        class.join(" "),
        step.number,
        line(&step.what)
    )
}

/// What belongs to a step: words to say stand out, and the letters named lead to themselves.
fn more(said: &str, letters: &[(&str, String)]) -> String {
    match to_letters(said, letters) {
        Some(linked) => format!("<p>{linked}</p>"),
        None if said.starts_with("Say: ") => format!("<p class=\"say\">{}</p>", line(said)),
        None => format!("<p>{}</p>", line(said)),
    }
}

/// A line that names letters of this page and nothing else after its label.
fn to_letters(said: &str, letters: &[(&str, String)]) -> Option<String> {
    let (label, titles) = said.strip_suffix('.')?.split_once(": ")?;
    let link = |title: &str| {
        let (_, id) = letters.iter().find(|(letter, _)| *letter == title)?;
        Some(format!("<a href=\"#{id}\">{}</a>", escaped(title)))
    };
    let links: Option<Vec<String>> = titles.split("; ").map(link).collect();
    Some(format!("{}: {}.", escaped(label), links?.join("; ")))
}

/// A line that begins with a label or else with the name of a way, which is set off.
fn named(said: &str) -> String {
    match said.split_once(". ").filter(|(name, _)| !name.contains(": ")) {
        Some((name, rest)) => format!("<strong>{}.</strong> {}", escaped(name), linked(rest)),
        None => line(said),
    }
}

/// A line, its label set off; numbers to ring and addresses become links that still show themselves.
pub fn line(said: &str) -> String {
    match said.split_once(": ").filter(|(label, _)| LABELS.contains(label)) {
        Some((label, rest)) => format!("<strong>{label}:</strong> {}", linked(rest)),
        None => linked(said),
    }
}

/// Text with its telephone numbers, email and web addresses as links.
fn linked(said: &str) -> String {
    let said = tied(said);
    let mut out = String::new();
    let mut rest = &*said;
    while let Some((start, end)) = phone(rest) {
        out.push_str(&addresses(&rest[..start]));
        let shown = &rest[start..end];
        let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
        out.push_str(&format!("<a class=\"tel\" href=\"tel:{digits}\">{}</a>", escaped(shown)));
        rest = &rest[end..];
    }
    out + &addresses(rest)
}

/// The text with spaces that do not break inside numbers and between a day and its month. A whole date held together
/// would leave a hole in the lines of a telephone.
fn tied(said: &str) -> Cow<'_, str> {
    if !said.contains(|letter: char| letter.is_ascii_digit() || letter == '\u{a0}') {
        return Cow::Borrowed(said);
    }
    let mut tied = String::with_capacity(said.len());
    for letter in text::tied(said).chars() {
        let loose = letter == '\u{a0}' && !tied.ends_with(|before: char| before.is_ascii_digit());
        tied.push(if loose { ' ' } else { letter });
    }
    Cow::Owned(tied)
}

/// Digits of a telephone number in this country.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 10..=11;

/// Where the first telephone number stands: a 0 and nine or ten more digits, with spaces between them.
fn phone(said: &str) -> Option<(usize, usize)> {
    let is_part = |letter: char| letter.is_ascii_digit() || letter == ' ' || letter == '\u{a0}';
    let starts = said.char_indices().filter(|(at, letter)| {
        *letter == '0' && !said[..*at].ends_with(|before: char| before.is_ascii_digit() || before == '\u{a0}')
    });
    starts.map(|(start, _)| start).find_map(|start| {
        let run = &said[start..];
        let end = run.find(|letter| !is_part(letter)).unwrap_or(run.len());
        let number = run[..end].trim_end_matches([' ', '\u{a0}']);
        let digits = number.chars().filter(char::is_ascii_digit).count();
        PHONE_DIGITS.contains(&digits).then_some((start, start + number.len()))
    })
}

/// Words that are an email or web address become links.
fn addresses(said: &str) -> String {
    // Every one of them has one of these, and most texts have neither.
    if !said.contains('@') && !said.contains("www.") && !said.contains(".uk") {
        return escaped(said);
    }
    said.split_inclusive([' ', '\n']).map(address).collect()
}

fn address(word: &str) -> String {
    let shown = word.trim_end_matches([' ', '\n', '.', ',', ';', ')']);
    let written_out = shown.starts_with("https://");
    let is_web = shown.starts_with("www.") || [".gov.uk", ".org.uk", ".nhs.uk"].iter().any(|end| shown.contains(end));
    let scheme = if written_out {
        ""
    } else if shown.contains('@') && shown.contains('.') {
        "mailto:"
    } else if is_web {
        "https://"
    } else {
        return escaped(word);
    };
    if !shown.chars().all(|letter| letter.is_ascii_graphic() && !"\"<>".contains(letter)) {
        return escaped(word);
    }
    let rest = &word[shown.len()..];
    format!("<a href=\"{scheme}{}\">{}</a>{}", escaped(shown), escaped(shown), escaped(rest))
}

/// Text with what HTML would take as its own written out, and without characters HTML does not allow.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let special = |letter: char| matches!(letter, '&' | '<' | '>' | '"') || letter.is_control() && letter != '\n';
    while let Some((at, letter)) = rest.char_indices().find(|(_, letter)| special(*letter)) {
        out.push_str(&rest[..at]);
        out.push_str(match letter {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            _ => " ",
        });
        rest = &rest[at + letter.len_utf8()..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use signpost_core::text::colour::contrast;

    #[test]
    fn nothing_breaks_out_of_the_text() {
        let mut page = Document::default();
        page.title("A & B");
        page.item("<script>alert(1)</script>");
        page.line("Web: www.x.org\" onclick=\"1");
        page.blocks.push(Block::Verbatim("</pre><b>".into()));
        let shown = html(&page);
        assert!(!shown.contains("<script>") && !shown.contains("</pre><b>"), "{shown}");
        assert!(shown.contains("<title>A &amp; B</title>") && !shown.contains("onclick=\"1"), "{shown}");
    }

    /// What a style sheet says of each selector under one of these names.
    fn declared<'s>(style: &'s str, names: &[&str]) -> Vec<(&'s str, &'s str)> {
        let rules = style.split('}').filter_map(|rule| rule.rsplit_once('{'));
        let pairs = rules.flat_map(|(selector, body)| {
            let said = body.split(';').filter_map(|pair| pair.trim().split_once(':'));
            said.flat_map(move |(name, value)| selector.split(',').map(move |one| (one.trim(), name, value)))
        });
        pairs.filter(|(_, name, _)| names.contains(name)).map(|(selector, _, value)| (selector, value)).collect()
    }

    #[test]
    fn an_address_written_out_is_its_own_link() {
        let shown = linked("Web: https://www.example.org/a, www.example.org");
        assert!(shown.contains("<a href=\"https://www.example.org/a\">https://www.example.org/a</a>,"), "{shown}");
        assert!(shown.contains("<a href=\"https://www.example.org\">www.example.org</a>"), "{shown}");
    }

    /// Level AA: 4.5 to 1 for text, 3 to 1 for lines that carry a meaning, on each ground there is.
    #[test]
    fn every_colour_stands_out_from_its_ground() {
        let grounds = declared(STYLE, &["background", "background-color"]);
        let grounds: Vec<&str> =
            grounds.into_iter().map(|(_, ground)| ground).filter(|ground| *ground != "none").collect();
        assert_eq!(grounds, ["#fff", "#f1f4f5"], "what lies on another ground is held against it here");
        let least = |colour| {
            let found = grounds.iter().map(|ground| contrast(colour, ground));
            found.collect::<Option<Vec<f64>>>().map(|found| found.into_iter().fold(f64::MAX, f64::min))
        };
        let inks = declared(STYLE, &["color"]);
        assert!(inks.len() >= 4, "{inks:?}");
        for (selector, ink) in inks {
            let found = least(ink).unwrap_or_else(|| panic!("{ink} is no colour in figures"));
            assert!(found >= 4.5, "{selector}: {ink} has {found:.2}");
        }
        let lines = declared(STYLE, &["border", "border-top", "outline"]);
        let colours = lines.iter().filter_map(|(selector, line)| Some((selector, line.rsplit(' ').next()?)));
        let mut seen = 0;
        for (selector, colour) in colours.filter(|(_, colour)| colour.starts_with('#')) {
            assert!(least(colour).is_some_and(|found| found >= 3.0), "{selector}: {colour}");
            seen += 1;
        }
        assert!(seen >= 4, "{lines:?}");
    }

    #[test]
    fn paper_is_black_on_white() {
        let (screen, paper) = STYLE.split_once("@media print{").expect("a part for paper");
        let inks = declared(paper, &["color"]);
        assert!(inks.iter().all(|(_, ink)| *ink == "#000"), "{inks:?}");
        // Whatever has a colour of its own on the screen has black on paper.
        for (selector, _) in declared(screen, &["color"]) {
            assert!(inks.iter().any(|(printed, _)| *printed == selector), "{selector} is printed in colour");
        }
    }

    #[test]
    fn numbers_and_addresses_are_links() {
        assert_eq!(
            line("Telephone: 020 3031 6651"),
            "<strong>Telephone:</strong> <a class=\"tel\" href=\"tel:02030316651\">020\u{a0}3031\u{a0}6651</a>"
        );
        let said = line("SOS SEN: 020 8538 3731. Free, or mail a@b.org.uk.");
        assert!(said.contains("href=\"tel:02085383731\"") && said.contains("href=\"mailto:a@b.org.uk\""), "{said}");
        assert!(!line("On 05 12 2026 and 2026 2027").contains("tel:"));
        assert_eq!(line("Because: one"), "Because: one");
    }

    #[test]
    fn a_step_leads_to_its_letters() {
        let letters = [("A complaint", "section-9".to_owned())];
        let linked = "<p>A letter for it: <a href=\"#section-9\">A complaint</a>.</p>";
        assert_eq!(more("A letter for it: A complaint.", &letters), linked);
        assert_eq!(more("A letter for it: Another.", &letters), "<p>A letter for it: Another.</p>");
    }

    #[test]
    fn dates_leave_no_holes() {
        assert_eq!(tied("by Monday 4 January 2027"), "by Monday 4\u{a0}January 2027");
    }
}
