//! A rules folder as bytes.

use sha2::{Digest, Sha256};
use signpost_core::rules::Sources;

/// Whether a file of the folder is a rule file. Cases may stand beside the rules; they are no part of them.
pub fn is_rule_file(path: &str) -> bool {
    is_letter(path) || (path.ends_with(".yaml") && !path.starts_with("cases/"))
}

/// Whether a file of the folder is a letter.
pub fn is_letter(path: &str) -> bool {
    path.starts_with("letters/") && path.ends_with(".md")
}

/// A letter's id: its file's name without the ending.
pub fn letter_id(path: &str) -> &str {
    let name = path.strip_prefix("letters/").unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}

/// SHA-256 over every file's path and text, in hexadecimal.
pub fn hash(sources: &Sources) -> String {
    let mut hasher = Sha256::new();
    for (path, bytes) in sources {
        hasher.update((path.len() as u64).to_le_bytes());
        hasher.update(path);
        hasher.update((bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The head and the body of a letter file. The head keeps its first line of dashes, so places in it are places in
/// the file.
pub fn split_letter(text: &str) -> Option<(&str, &str)> {
    let opening = text.find('\n')? + 1;
    if text[..opening].trim_end() != "---" {
        return None;
    }
    let mut at = opening;
    for line in text[opening..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((&text[..at], text[at + line.len()..].trim()));
        }
        at += line.len();
    }
    None
}
