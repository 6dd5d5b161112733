//! A case's reference: eight random characters that say nothing about anybody and can be read out on the telephone.

use std::fmt;

/// No 0 O 1 I L 2 Z 5 S 8 B, which are taken for one another when read out.
pub const ALPHABET: &[u8; 25] = b"ACDEFGHJKMNPQRTUVWXY34679";

/// Characters of a reference.
const LENGTH: usize = 8;

/// What a case file's name ends with.
const ENDING: &str = ".yaml";

/// A reference, such as `K7MR-3XQD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference([u8; LENGTH]);

impl Reference {
    /// The reference that a random number stands for. 25 to the power of 8 is less than 2 to the power of 38, so a
    /// random `u64` leaves no character likelier than another by more than one part in sixty million.
    pub fn from_random(mut random: u64) -> Reference {
        let mut letters = [b'A'; LENGTH];
        for letter in &mut letters {
            *letter = ALPHABET[(random % ALPHABET.len() as u64) as usize];
            random /= ALPHABET.len() as u64;
        }
        Reference(letters)
    }

    /// Reads a whole reference; small letters, spaces and a left-out hyphen are taken too.
    pub fn parse(typed: &str) -> Option<Reference> {
        let letters = normal(typed);
        let letters: [u8; LENGTH] = letters.as_bytes().try_into().ok()?;
        letters.iter().all(|letter| ALPHABET.contains(letter)).then_some(Reference(letters))
    }

    /// Whether it begins with what was typed.
    pub fn begins_with(&self, typed: &str) -> bool {
        let typed = normal(typed);
        !typed.is_empty() && self.0.starts_with(typed.as_bytes())
    }

    /// The name of its file.
    pub fn file_name(&self) -> String {
        format!("{self}{ENDING}")
    }

    /// The reference a file's name stands for; none for files that are not cases.
    pub fn of_file(name: &str) -> Option<Reference> {
        let stem = name.strip_suffix(ENDING)?;
        Reference::parse(stem).filter(|reference| reference.to_string() == stem)
    }
}

/// Large letters and digits only.
fn normal(typed: &str) -> String {
    let kept = typed.chars().filter(|letter| !letter.is_whitespace() && *letter != '-');
    kept.map(|letter| letter.to_ascii_uppercase()).collect()
}

impl serde::Serialize for Reference {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, letter) in self.0.iter().enumerate() {
            if at == LENGTH / 2 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(*letter))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_hold_only_letters_that_cannot_be_confused() {
        for seed in 0..2000u64 {
            let said = Reference::from_random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15)).to_string();
            assert_eq!(said.len(), 9);
            assert!(!said.contains(['0', 'O', '1', 'I', 'L', '2', 'Z', '5', 'S', '8', 'B']), "{said}");
            assert_eq!(Reference::parse(&said).map(|read| read.to_string()), Some(said));
        }
    }

    #[test]
    fn they_are_read_as_people_write_them() {
        let reference = Reference::parse("K7MR-3XQD");
        assert!(reference.is_some());
        assert_eq!(Reference::parse(" k7mr 3xqd"), reference);
        assert_eq!(Reference::parse("K7MR3XQD"), reference);
        assert_eq!(Reference::parse("K7MR-3XQ0"), None);
        assert!(reference.is_some_and(|reference| reference.begins_with("k7m") && !reference.begins_with("3")));
        assert_eq!(Reference::of_file("K7MR-3XQD.yaml"), reference);
        assert_eq!(Reference::of_file("k7mr-3xqd.yaml"), None);
        assert_eq!(Reference::of_file("shopping.yaml"), None);
    }
}
