//! Putting lists in order. Each kind of value that the standard sort is used for brings a copy of it, and together these
//! were a seventh of the code of the page in a browser; here one copy sorts places, and the values follow.

use std::cmp::Ordering;

/// Sorts by a key, smallest first; equal ones stay as they stand. Each key is worked out once.
pub fn by_key<T, K: Ord>(items: &mut Vec<T>, key: impl FnMut(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let mut places: Vec<usize> = (0..items.len()).collect();
    sort(&mut places, &mut |one, other| keys[one].cmp(&keys[other]));
    let mut unsorted: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(places.into_iter().filter_map(|place| unsorted[place].take()));
}

fn sort(places: &mut [usize], compare: &mut dyn FnMut(usize, usize) -> Ordering) {
    places.sort_by(|one, other| compare(*one, *other));
}

#[cfg(test)]
mod tests {
    use super::by_key;

    #[test]
    fn equal_ones_stay_as_they_stand() {
        let mut words = vec!["plan", "appeal", "call", "letter", "day"];
        by_key(&mut words, |word| word.len());
        assert_eq!(words, ["day", "plan", "call", "appeal", "letter"]);
        by_key(&mut words, |word| std::cmp::Reverse(word.len()));
        assert_eq!(words, ["appeal", "letter", "plan", "call", "day"]);
        by_key(&mut Vec::<u8>::new(), |one| *one);
    }
}
