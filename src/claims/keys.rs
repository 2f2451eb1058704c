//! Names and numbers as small codes: each different text gets the next one.

use super::limits::MAX_LABELS;

/// A text as a number of 128 bits: texts of up to 15 bytes as they are, longer ones by a digest.
///
/// The last byte is the length, or 255 for a digest, so that no text is taken for another; two digests of 120 bits do not meet
/// by chance.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Key(u128);

/// The longest text that is its own key.
const PLAIN: usize = 15;

impl Key {
    /// The key of a text.
    pub fn of(text: &[u8]) -> Self {
        if text.len() <= PLAIN {
            let mut bytes = [0; 16];
            bytes.iter_mut().zip(text).for_each(|(slot, byte)| *slot = *byte);
            return Self::plain(u128::from_le_bytes(bytes), text.len());
        }
        Self::digest(text)
    }

    /// The key of `length` bytes that stand at the start of a window of 16.
    #[inline]
    pub fn of_window(window: u128, length: usize) -> Option<Self> {
        (length <= PLAIN).then(|| Self::plain(window & ((1 << (8 * length)) - 1), length))
    }

    #[inline]
    const fn plain(bytes: u128, length: usize) -> Self {
        Self(bytes | (length as u128) << 120)
    }

    fn digest(text: &[u8]) -> Self {
        let half = |seed: u64| {
            text.iter().fold(seed, |hash, byte| spread(hash ^ u64::from(*byte)).wrapping_add(hash.rotate_left(23)))
        };
        let digest = u128::from(half(0x243F_6A88_85A3_08D3)) | u128::from(half(0x1319_8A2E_0370_7344)) << 64;
        Self(digest & ((1 << 120) - 1) | 255 << 120)
    }

    /// A number of 64 bits for it, never 0: for columns where a rare meeting of two does no harm.
    #[inline]
    pub fn short(self) -> u64 {
        (spread(self.0 as u64).wrapping_add(spread((self.0 >> 64) as u64 ^ 0x9E37_79B9_7F4A_7C15))).max(1)
    }
}

/// A number whose bits all depend on all bits of another.
#[inline]
pub const fn spread(value: u64) -> u64 {
    let value = (value ^ (value >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    value ^ (value >> 32)
}

/// Different keys, numbered from 0 in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// Open addressing: the code of a slot plus one, 0 where it is free.
    slots: Vec<u32>,
    keys: Vec<Key>,
    last: Option<(Key, u32)>,
}

impl Keys {
    /// How many different ones there are.
    pub fn len(&self) -> u32 {
        u32::try_from(self.keys.len()).unwrap_or(u32::MAX)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The code of a key, if it came before.
    pub fn get(&self, key: Key) -> Option<u32> {
        self.find(key).1
    }

    /// The code of a key, a new one where it did not come before.
    #[inline]
    pub fn code(&mut self, key: Key) -> u32 {
        if let Some((last, code)) = self.last
            && last == key
        {
            return code;
        }
        let code = self.code_of(key);
        self.last = Some((key, code));
        code
    }

    fn code_of(&mut self, key: Key) -> u32 {
        if self.slots.len() < 2 * (self.keys.len() + 1) {
            self.place_all();
        }
        let (slot, code) = self.find(key);
        code.unwrap_or_else(|| {
            let code = self.len();
            self.keys.push(key);
            if let Some(slot) = self.slots.get_mut(slot) {
                *slot = code + 1;
            }
            code
        })
    }

    /// The slot of a key and its code, or the free slot where it belongs.
    #[inline]
    fn find(&self, key: Key) -> (usize, Option<u32>) {
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = key.short() as usize & mask;
        loop {
            match self.slots.get(slot) {
                None | Some(0) => return (slot, None),
                Some(code) if self.keys.get(*code as usize - 1) == Some(&key) => return (slot, Some(code - 1)),
                Some(_) => slot = (slot + 1) & mask,
            }
        }
    }

    /// Makes room for more and puts every key in its slot; at most half of the slots are taken.
    fn place_all(&mut self) {
        self.slots = vec![0; (4 * (self.keys.len() + 1)).next_power_of_two().max(64)];
        for at in 0..self.keys.len() {
            let slot = self.keys.get(at).map_or(0, |key| self.find(*key).0);
            if let Some(slot) = self.slots.get_mut(slot) {
                *slot = u32::try_from(at + 1).unwrap_or(u32::MAX);
            }
        }
    }

    /// Forgets the keys of all codes from this one on.
    pub fn truncate(&mut self, codes: u32) {
        if codes < self.len() {
            self.keys.truncate(codes as usize);
            self.last = None;
            self.place_all();
        }
    }

    /// Overwrites all keys before they are given back.
    pub fn wipe(&mut self) {
        self.keys.iter_mut().for_each(|key| *key = Key(0));
        self.slots.iter_mut().for_each(|slot| *slot = 0);
        // What is read afterwards cannot be left out by the compiler.
        std::hint::black_box((&self.keys, &self.slots));
        *self = Self::default();
    }

    /// The bytes of memory that they take.
    pub fn bytes(&self) -> usize {
        self.slots.capacity() * size_of::<u32>() + self.keys.capacity() * size_of::<Key>()
    }
}

/// Codes with their names, such as those of products.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    keys: Keys,
    labels: Vec<String>,
}

impl Dictionary {
    /// How many names there are.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// The code of a name, given its key and, where it is new, the name itself; none where there are too many.
    #[inline]
    pub fn code(&mut self, key: Key, name: impl FnOnce() -> String) -> Option<u16> {
        let code = self.keys.code(key);
        if code as usize == self.labels.len() {
            if code >= MAX_LABELS {
                self.keys.truncate(code);
                return None;
            }
            self.labels.push(name());
        }
        u16::try_from(code).ok()
    }

    /// The code of a name that is kept already, or new.
    pub fn add(&mut self, name: &str) -> Option<u16> {
        self.code(Key::of(name.as_bytes()), || name.to_owned())
    }

    /// The code of a name, if it is there.
    pub fn find(&self, name: &str) -> Option<u16> {
        self.keys.get(Key::of(name.as_bytes())).and_then(|code| u16::try_from(code).ok())
    }

    /// The name of a code.
    pub fn label(&self, code: u16) -> &str {
        self.labels.get(usize::from(code)).map_or("", String::as_str)
    }

    /// All names, by code.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// Forgets all names from this code on.
    pub fn truncate(&mut self, names: usize) {
        self.labels.truncate(names);
        self.keys.truncate(u32::try_from(names).unwrap_or(u32::MAX));
    }

    /// The bytes of memory that it takes.
    pub fn bytes(&self) -> usize {
        self.keys.bytes() + self.labels.iter().map(|label| label.capacity() + size_of::<String>()).sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn codes_number_different_texts_in_order(texts in prop::collection::vec("[ab\0]{0,3}|[a-c]{14,18}", 0..300)) {
            let mut keys = Keys::default();
            let mut naive: HashMap<String, u32> = HashMap::new();
            for text in &texts {
                let next = u32::try_from(naive.len()).unwrap_or_default();
                let expected = *naive.entry(text.clone()).or_insert(next);
                prop_assert_eq!(keys.code(Key::of(text.as_bytes())), expected);
            }
            prop_assert_eq!(keys.len() as usize, naive.len());
            let half = keys.len() / 2;
            keys.truncate(half);
            for (text, code) in naive {
                prop_assert_eq!(keys.get(Key::of(text.as_bytes())), (code < half).then_some(code));
            }
        }

        #[test]
        fn a_window_gives_the_same_key(text in "[a-z]{0,15}", rest in "[a-z]{16}") {
            let window: Vec<u8> = text.bytes().chain(rest.bytes()).take(16).collect();
            let window = window.try_into().map(u128::from_le_bytes).unwrap_or_default();
            prop_assert_eq!(Key::of_window(window, text.len()), Some(Key::of(text.as_bytes())));
        }
    }

    #[test]
    fn more_names_than_fit_are_refused_and_the_rest_stays() {
        let mut names = Dictionary::default();
        assert!((0..MAX_LABELS).all(|number| names.add(&number.to_string()).is_some()));
        assert_eq!(names.add("one more"), None);
        assert_eq!(names.add("17"), Some(17));
        assert_eq!(names.len(), 65_535);
    }

    #[test]
    fn wiped_keys_are_gone() {
        let mut keys = Keys::default();
        keys.code(Key::of(b"999999990"));
        keys.wipe();
        assert!(keys.is_empty());
        assert_eq!(keys.get(Key::of(b"999999990")), None);
    }
}
