//! Items of lists, found in the text of a file that is no YAML with them.

use std::ops::Range;

/// Whether nothing stands on the line of a byte.
pub(super) fn is_blank_line(text: &str, at: usize) -> bool {
    let at = at.min(text.len());
    let from = text.as_bytes()[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    text.as_bytes()[from..].iter().take_while(|byte| **byte != b'\n').all(u8::is_ascii_whitespace)
}

/// The item of a list of the file in which a byte stands, as its bytes.
pub(super) fn around(text: &str, at: usize) -> Option<Range<usize>> {
    let begins_item = |line: &str, column: usize| line[column..].starts_with("- ") || &line[column..] == "-";
    let mut lines = Vec::new();
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        let said = line.trim_start_matches(' ');
        let says = !said.trim().is_empty() && !said.starts_with('#');
        if says {
            lines.push((from, line.len() - said.len(), line.trim_end()));
        }
        from += line.len();
    }
    let here = lines.partition_point(|(from, ..)| *from <= at).checked_sub(1)?;
    let list = lines[..=here].iter().rposition(|(_, column, line)| *column == 0 && !begins_item(line, 0))?;
    let (_, column, first) = *lines.get(list + 1)?;
    if list + 1 > here || !begins_item(first, column) {
        return None;
    }
    let starts = |(_, other, line): &(usize, usize, &str)| *other == column && begins_item(line, column);
    let start = list + 1 + lines[list + 1..=here].iter().rposition(starts)?;
    let next = lines[here + 1..].iter().find(|line| starts(line) || line.1 == 0 && column > 0);
    Some(lines[start].0..next.map_or(text.len(), |(from, ..)| *from))
}

/// The ids that a text gives to items, those inside others too.
pub(super) fn ids_of(text: &str) -> Vec<String> {
    let ids = text.split("id:").skip(1).filter_map(|rest| {
        rest.trim_start().split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-')).next()
    });
    ids.filter(|id| !id.is_empty()).map(str::to_owned).collect()
}
