//! Hash maps for many small keys of our own making, where nobody can choose keys to collide.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map with a fast hash.
pub type Map<K, V> = HashMap<K, V, BuildHasherDefault<Fast>>;
/// A set with a fast hash.
pub type Set<K> = HashSet<K, BuildHasherDefault<Fast>>;

/// Multiply and rotate, a word at a time. The standard hash withstands hostile keys, which costs half of the walk.
#[derive(Default)]
pub struct Fast(u64);

const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

impl Hasher for Fast {
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u16(&mut self, word: u16) {
        self.write_u64(word.into());
    }

    fn write_u32(&mut self, word: u32) {
        self.write_u64(word.into());
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(26) ^ word).wrapping_mul(ODD);
    }

    fn write_usize(&mut self, word: usize) {
        self.write_u64(word as u64);
    }
}
