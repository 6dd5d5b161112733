//! Parts of the rules that are read when they are first looked at.
//!
//! A person meets a few of the rules: until then the others stay as the build wrote them, so that a start costs what is
//! looked at and not what there is. Rules from a folder and rules that a program carries are the same values.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;

use serde::ser::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A part of the rules: there, or packed until it is first looked at.
#[derive(Clone)]
pub struct Lazy<T> {
    /// In the postcard format; nothing for a part that was never packed.
    packed: &'static [u8],
    read: OnceLock<T>,
}

impl<T: Deserialize<'static>> Lazy<T> {
    /// Out of line: it runs once, and is called from everywhere.
    #[cold]
    #[inline(never)]
    fn unpacked(&self) -> &T {
        let read =
            || postcard::from_bytes(self.packed).unwrap_or_else(|error| panic!("packed rules are damaged: {error}"));
        self.read.get_or_init(read)
    }
}

impl<T: Deserialize<'static>> Deref for Lazy<T> {
    type Target = T;

    /// # Panics
    /// On bytes that [`super::RuleSet::packed`] did not write.
    fn deref(&self) -> &T {
        self.read.get().unwrap_or_else(|| self.unpacked())
    }
}

impl<T: Deserialize<'static>> DerefMut for Lazy<T> {
    fn deref_mut(&mut self) -> &mut T {
        let _: &T = self;
        self.read.get_mut().expect("it was read just now")
    }
}

impl<T> From<T> for Lazy<T> {
    fn from(value: T) -> Lazy<T> {
        Lazy { packed: &[], read: value.into() }
    }
}

impl<T> FromIterator<T> for Lazy<Vec<T>> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Lazy<Vec<T>> {
        Vec::from_iter(items).into()
    }
}

impl<T: Deserialize<'static> + PartialEq> PartialEq for Lazy<T> {
    fn eq(&self, other: &Lazy<T>) -> bool {
        **self == **other
    }
}

impl<T: Deserialize<'static> + fmt::Debug> fmt::Debug for Lazy<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<'a, T: Deserialize<'static>> IntoIterator for &'a Lazy<T>
where
    &'a T: IntoIterator,
{
    type Item = <&'a T as IntoIterator>::Item;
    type IntoIter = <&'a T as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        (**self).into_iter()
    }
}

impl<T: Deserialize<'static> + Serialize> Serialize for Lazy<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&postcard::to_allocvec(&**self).map_err(S::Error::custom)?)
    }
}

impl<'de: 'static, T> Deserialize<'de> for Lazy<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Lazy<T>, D::Error> {
        let packed = Deserialize::deserialize(deserializer)?;
        Ok(Lazy { packed, read: OnceLock::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_read_when_it_is_looked_at() {
        let part: Lazy<Vec<u8>> = vec![1, 2].into();
        let packed = postcard::to_allocvec(&part).expect("plain values").leak();
        let mut read: Lazy<Vec<u8>> = postcard::from_bytes(packed).expect("it was packed");
        assert_eq!(read.read.get(), None);
        assert_eq!(read, part);
        assert!(read.read.get().is_some());
        read.push(3);
        assert_eq!(*read.clone(), [1, 2, 3]);
    }

    #[test]
    #[should_panic(expected = "packed rules are damaged")]
    fn damage_is_no_value() {
        let packed = postcard::to_allocvec(&Lazy::from(9u8)).expect("plain values").leak();
        let read: Lazy<String> = postcard::from_bytes(packed).expect("its length is right");
        assert_eq!(*read, "");
    }
}

/// What is worked out from the other parts when it is first asked for. It is no part of the value: two rule sets are equal
/// whether or not somebody has looked.
#[derive(Debug)]
pub struct Derived<T>(OnceLock<T>);

impl<T> Derived<T> {
    /// The value, worked out once.
    pub fn get_or_init(&self, work_out: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(work_out)
    }
}

impl<T> Default for Derived<T> {
    fn default() -> Derived<T> {
        Derived(OnceLock::new())
    }
}

/// A copy may be changed, so it works its own out.
impl<T> Clone for Derived<T> {
    fn clone(&self) -> Derived<T> {
        Derived::default()
    }
}

impl<T> PartialEq for Derived<T> {
    fn eq(&self, _: &Derived<T>) -> bool {
        true
    }
}
