//! A document as one web page that needs nothing else: no script, no picture or letter from elsewhere, made to be read
//! on a telephone, heard through a screen reader, and printed in black on A4.

use super::document::{Block, Document};
use super::timeline;
use crate::text;

const STYLE: &str = "\
html{font-size:100%}
body{margin:0;background:#fff;color:#0b0c0c;font-family:Arial,Helvetica,sans-serif;line-height:1.5;overflow-wrap:anywhere}
main{max-width:42rem;margin:0 auto;padding:1rem}
h1{font-size:2rem;line-height:1.2;margin:0 0 .25rem}
h2{font-size:1.4rem;line-height:1.25;margin:2rem 0 .5rem;border-top:2px solid #0b0c0c;padding-top:.75rem}
h3{font-size:1.1rem;margin:1.25rem 0 .25rem}
p{margin:.5rem 0}
p.line{margin:.15rem 0}
ul,ol{margin:.5rem 0;padding-left:1.5rem}
li{margin:.35rem 0}
ul.checks{list-style:none;padding-left:0}
ul.checks li{padding-left:2rem;position:relative}
ul.checks li::before{content:\"\";position:absolute;left:0;top:.2em;width:1em;height:1em;border:2px solid #0b0c0c}
a{color:#1a3e8c}
a:focus{outline:3px solid #0b0c0c;outline-offset:2px}
pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid #505a5f;padding:.75rem;font-size:.9rem}
svg.timeline{display:block;width:100%;max-width:36rem;height:auto;margin:1rem 0}
svg text{font-family:Arial,Helvetica,sans-serif}
section.recap{border:3px solid #0b0c0c;padding:0 1rem 1rem;margin-top:2rem}
section.recap h2{border:0;margin-top:0}
@page{size:A4;margin:18mm}
@media print{
body{font-size:12pt;color:#000}
main{max-width:none;padding:0}
h2,h3{break-after:avoid}
li,p,section.recap,svg.timeline{break-inside:avoid}
a{color:#000;text-decoration:none}
svg.timeline{max-width:14cm}
}
";

/// The labels that begin a line and are set off from what follows.
const LABELS: [&str; 17] = [
    "Aim for",
    "Last day",
    "Last day for it to arrive",
    "Due",
    "Good for",
    "Think about",
    "Cost",
    "Telephone",
    "Email",
    "Web",
    "Post",
    "Open",
    "Next",
    "By",
    "Then",
    "Help",
    "But",
];

/// The document as a page.
pub fn html(document: &Document) -> String {
    let title = document.blocks.iter().find_map(|block| match block {
        Block::Title(said) => Some(said.as_str()),
        _ => None,
    });
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n",
        escaped(title.unwrap_or("Page"))
    );
    let mut body = Body { out: &mut out, list: None, sections: 0 };
    document.blocks.iter().for_each(|block| body.block(block));
    body.end_list();
    if body.sections > 0 {
        out.push_str("</section>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

struct Body<'o> {
    out: &'o mut String,
    /// The end tag of the list that is open.
    list: Option<&'static str>,
    sections: usize,
}

impl Body<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Item(said) => self.list_line("<ul>\n", "</ul>\n", said),
            Block::Check(said) => self.list_line("<ul class=\"checks\">\n", "</ul>\n\n", said),
            other => {
                self.end_list();
                self.alone(other);
            }
        }
    }

    fn alone(&mut self, block: &Block) {
        match block {
            Block::Title(said) => self.push(&format!("<h1>{}</h1>\n", escaped(said))),
            Block::Heading(said) => self.section(said),
            Block::Subheading(said) => self.push(&format!("<h3>{}</h3>\n", escaped(said))),
            Block::Paragraph(said) => self.push(&format!("<p>{}</p>\n", line(said))),
            Block::Line(said) => self.push(&format!("<p class=\"line\">{}</p>\n", line(said))),
            Block::Dates { today, marks } => {
                let picture = timeline::svg(*today, marks, &format!("dates-{}", self.sections));
                self.push(&picture);
                self.push("<ol>\n");
                for mark in marks {
                    self.push(&format!(
                        "<li><strong>{}</strong>. {}</li>\n",
                        escaped(&text::tied(&mark.when)),
                        line(&mark.what)
                    ));
                }
                self.push("</ol>\n");
            }
            // The line end after the tag is not part of the text.
            Block::Verbatim(lines) => self.push(&format!("<pre>\n{}\n</pre>\n", escaped(lines.trim_end()))),
            Block::Item(_) | Block::Check(_) => {}
        }
    }

    fn section(&mut self, heading: &str) {
        if self.sections > 0 {
            self.push("</section>\n");
        }
        self.sections += 1;
        let class = if heading == "Recap" { " class=\"recap\"" } else { "" };
        let id = format!("section-{}", self.sections);
        self.push(&format!("<section{class} aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{}</h2>\n", escaped(heading)));
    }

    fn list_line(&mut self, start: &'static str, end: &'static str, said: &str) {
        if self.list != Some(end) {
            self.end_list();
            self.push(start);
            self.list = Some(end);
        }
        self.push(&format!("<li>{}</li>\n", line(said)));
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

/// A line, its label set off; a number to ring or an address becomes a link that still shows itself.
fn line(said: &str) -> String {
    let Some((label, rest)) = said.split_once(": ").filter(|(label, _)| LABELS.contains(label)) else {
        return escaped(&text::tied(said));
    };
    let shown = escaped(&text::tied(rest));
    let target = match label {
        "Telephone" if rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ') => {
            Some(format!("tel:{}", rest.replace(' ', "")))
        }
        "Email" if rest.contains('@') && !rest.contains(' ') => Some(format!("mailto:{rest}")),
        "Web" if rest.contains('.') && !rest.contains(' ') => Some(format!("https://{rest}")),
        _ => None,
    };
    let shown = target.map_or(shown.clone(), |target| format!("<a href=\"{}\">{shown}</a>", escaped(&target)));
    format!("<strong>{label}:</strong> {shown}")
}

/// Text with what HTML would take as its own written out, and without characters HTML does not allow.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push('\n'),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_of_the_text() {
        let mut page = Document::default();
        page.title("A & B");
        page.item("<script>alert(1)</script>");
        page.line("Web: x.org\" onclick=\"1");
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
            said.map(move |(name, value)| (selector.trim(), name, value))
        });
        pairs.filter(|(_, name, _)| names.contains(name)).map(|(selector, _, value)| (selector, value)).collect()
    }

    /// How light a colour is, as the Web Content Accessibility Guidelines reckon it.
    fn luminance(color: &str) -> f64 {
        let digits: String = match color.strip_prefix('#').unwrap_or_else(|| panic!("{color} is no colour in figures"))
        {
            short if short.len() == 3 => short.chars().flat_map(|digit| [digit, digit]).collect(),
            long => long.to_owned(),
        };
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&digits[at..at + 2], 16).expect("hexadecimal")) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn contrast_is_reckoned_as_the_guidelines_do() {
        assert!((contrast("#000", "#fff") - 21.0).abs() < 0.01);
        assert!((contrast("#767676", "#ffffff") - 4.54).abs() < 0.01);
    }

    /// Level AA: 4.5 to 1 for text, 3 to 1 for lines that carry a meaning. All stands on one ground, which is white.
    #[test]
    fn every_colour_stands_out_from_its_ground() {
        let grounds = declared(STYLE, &["background", "background-color"]);
        assert_eq!(grounds, [("body", "#fff")], "another ground needs its own pairs here");
        let inks = declared(STYLE, &["color"]);
        assert!(inks.len() >= 4, "{inks:?}");
        for (selector, ink) in inks {
            assert!(contrast(ink, "#fff") >= 4.5, "{selector}: {ink} has {:.2}", contrast(ink, "#fff"));
        }
        let lines = declared(STYLE, &["border", "border-top", "outline"]);
        let colours = lines.iter().filter_map(|(selector, line)| Some((selector, line.rsplit(' ').next()?)));
        let mut seen = 0;
        for (selector, colour) in colours.filter(|(_, colour)| colour.starts_with('#')) {
            assert!(contrast(colour, "#fff") >= 3.0, "{selector}: {colour}");
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

    /// The picture of the dates: figures in white on black or black on white, and nothing between.
    #[test]
    fn the_picture_is_black_and_white() {
        let day = |text: &str| -> chrono::NaiveDate { text.parse().expect("a day") };
        let mark = |when: &str, own| super::super::document::Mark {
            day: day(when),
            when: when.into(),
            what: "What".into(),
            own,
        };
        let picture = timeline::svg(day("2026-11-21"), &[mark("2026-12-24", true), mark("2027-01-04", false)], "dates");
        let colours: Vec<&str> = picture.split('"').filter(|value| value.starts_with('#')).collect();
        assert!(colours.len() > 4 && colours.iter().all(|colour| ["#000", "#fff"].contains(colour)), "{colours:?}");
    }

    #[test]
    fn numbers_and_addresses_are_links() {
        assert_eq!(
            line("Telephone: 020 3031 6651"),
            "<strong>Telephone:</strong> <a href=\"tel:02030316651\">020\u{a0}3031\u{a0}6651</a>"
        );
        assert_eq!(line("Because: one"), "Because: one");
    }
}
