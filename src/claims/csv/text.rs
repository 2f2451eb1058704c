//! How the bytes of a file are letters: which encoding it has, and reading each.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// An encoding of text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "FileEncoding"))]
pub enum Encoding {
    /// UTF-8, with or without its mark.
    #[serde(rename = "utf-8")]
    Utf8,
    /// Windows-1252, that of older Dutch systems.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// UTF-16, low byte first, as spreadsheets write “Unicode text”.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// UTF-16, high byte first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
}

/// What the bytes 0x80 to 0x9F are in Windows-1252; the others are as in Unicode. Five have no meaning and stay controls.
const EXCEPTIONS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// The mark at the start of a file, and how long it is.
pub fn mark(head: &[u8]) -> Option<(Encoding, usize)> {
    match head {
        [0xEF, 0xBB, 0xBF, ..] => Some((Encoding::Utf8, 3)),
        [0xFF, 0xFE, ..] => Some((Encoding::Utf16Le, 2)),
        [0xFE, 0xFF, ..] => Some((Encoding::Utf16Be, 2)),
        _ => None,
    }
}

/// The encoding that the first bytes of a file show: by its mark, by zero bytes beside letters, by whether they can be UTF-8.
pub fn found(head: &[u8]) -> Encoding {
    if let Some((encoding, _)) = mark(head) {
        return encoding;
    }
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let half = head.len() / 2;
    if half > 0 && zeros(1) * 4 > half * 3 && zeros(0) * 4 < half {
        return Encoding::Utf16Le;
    }
    if half > 0 && zeros(0) * 4 > half * 3 && zeros(1) * 4 < half {
        return Encoding::Utf16Be;
    }
    match std::str::from_utf8(head) {
        Ok(_) => Encoding::Utf8,
        // A letter that was cut off at the end of what was read is no error.
        Err(error) if error.error_len().is_none() => Encoding::Utf8,
        Err(_) => Encoding::Windows1252,
    }
}

impl Encoding {
    /// The text of bytes in UTF-8 or Windows-1252; none where they are not what they should be.
    pub fn text(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        if bytes.is_ascii() || self != Self::Windows1252 {
            return std::str::from_utf8(bytes).ok().map(Cow::Borrowed);
        }
        let letter = |byte: &u8| {
            let exception = byte.checked_sub(0x80).and_then(|at| EXCEPTIONS.get(usize::from(at)));
            exception.copied().unwrap_or(char::from(*byte))
        };
        Some(Cow::Owned(bytes.iter().map(letter).collect()))
    }

    /// Whether it is one of the two kinds of UTF-16.
    pub const fn is_wide(self) -> bool {
        matches!(self, Self::Utf16Le | Self::Utf16Be)
    }
}

/// Turns UTF-16 that comes in pieces into UTF-8.
#[derive(Clone, Debug, Default)]
pub struct Wide {
    half: Option<u8>,
    high: Option<u16>,
    broken: bool,
}

impl Wide {
    /// Adds a piece; the text goes to `out`.
    pub fn add(&mut self, bytes: &[u8], high_first: bool, out: &mut Vec<u8>) {
        for byte in bytes {
            let Some(first) = self.half.take() else {
                self.half = Some(*byte);
                continue;
            };
            let unit = if high_first { u16::from_be_bytes([first, *byte]) } else { u16::from_le_bytes([first, *byte]) };
            self.unit(unit, out);
        }
    }

    fn unit(&mut self, unit: u16, out: &mut Vec<u8>) {
        let letters = match (self.high.take(), unit) {
            (None, 0xD800..=0xDBFF) => {
                self.high = Some(unit);
                return;
            }
            (None, _) => char::decode_utf16([unit]).next(),
            (Some(high), _) => char::decode_utf16([high, unit]).next(),
        };
        match letters {
            Some(Ok(letter)) => out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
            _ => self.broken = true,
        }
    }

    /// Whether everything so far was whole UTF-16.
    pub const fn is_whole(&self) -> bool {
        !self.broken && self.half.is_none() && self.high.is_none()
    }

    /// Whether something was no UTF-16 at all.
    pub const fn is_broken(&self) -> bool {
        self.broken
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn encodings_are_found() {
        assert_eq!(found("naam;é".as_bytes()), Encoding::Utf8);
        assert_eq!(found(b"naam;\xE9"), Encoding::Utf8, "a letter that was cut off");
        assert_eq!(found(b"naam;\xE9\xE9;x"), Encoding::Windows1252);
        assert_eq!(found(b"\xEF\xBB\xBFnaam"), Encoding::Utf8);
        let wide: Vec<u8> = "naam;bedrag".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(found(&wide), Encoding::Utf16Le);
        let wide: Vec<u8> = "naam;bedrag".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(found(&wide), Encoding::Utf16Be);
    }

    #[test]
    fn windows_1252_has_27_exceptions() {
        assert_eq!(EXCEPTIONS.iter().filter(|letter| u32::from(**letter) > 0xFF).count(), 27);
        let text = Encoding::Windows1252.text(b"\x80 49,01 caf\xE9 \x92s").unwrap();
        assert_eq!(text, "€ 49,01 café ’s");
        assert_eq!(Encoding::Utf8.text(b"caf\xE9 x"), None);
    }

    proptest! {
        #[test]
        fn utf_16_in_any_pieces_is_the_same_text(text in any::<String>(), cut in 0_usize..40, high_first in any::<bool>()) {
            let bytes = |unit: u16| if high_first { unit.to_be_bytes() } else { unit.to_le_bytes() };
            let wide: Vec<u8> = text.encode_utf16().flat_map(bytes).collect();
            let (mut reader, mut out) = (Wide::default(), Vec::new());
            let (first, rest) = wide.split_at(cut.min(wide.len()));
            reader.add(first, high_first, &mut out);
            reader.add(rest, high_first, &mut out);
            prop_assert!(reader.is_whole());
            prop_assert_eq!(out, text.into_bytes());
        }
    }
}
