//! Lines of separated values, cut into cells where they stand: no byte is copied unless a cell holds a doubled quote.
//!
//! The rules are those of RFC 4180 and of what programs really write: a quote opens a cell only at its start, a doubled quote
//! inside stands for one, lines end in CR LF, LF or CR, and lines without anything on them are passed over. What comes after
//! a closing quote makes the line malformed.

/// One cell of a line: where it stands in the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Cell {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// Whether it holds doubled quotes.
    pub doubled: bool,
}

/// How a line ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// A whole line; the next one begins at `next`, and this many line ends were passed.
    Line {
        /// Where the next line begins.
        next: usize,
        /// The line ends inside and after it.
        ends: u32,
        /// Whether something stands after a closing quote.
        malformed: bool,
    },
    /// The bytes end before the line does.
    More,
    /// The bytes end inside a quoted cell, and no more come.
    Unclosed,
}

/// Cuts lines at one separator.
#[derive(Clone, Copy, Debug)]
pub struct Cutter {
    delimiter: u8,
    /// The separator in every byte of a word.
    delimiters: u64,
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// Whether a byte of the word may be zero; its high bit is set where it is (and perhaps above a byte that is).
#[inline]
const fn zero_bytes(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & HIGHS
}

impl Cutter {
    /// For lines with this separator.
    pub const fn new(delimiter: u8) -> Self {
        Self { delimiter, delimiters: ONES * delimiter as u64 }
    }

    /// The first separator or line end from a place on.
    #[inline]
    fn find(&self, bytes: &[u8], from: usize) -> usize {
        const LINE_FEEDS: u64 = ONES * b'\n' as u64;
        const RETURNS: u64 = ONES * b'\r' as u64;
        let mut at = from;
        while let Some(word) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
            let word = u64::from_le_bytes(*word);
            let hits = zero_bytes(word ^ self.delimiters) | zero_bytes(word ^ LINE_FEEDS) | zero_bytes(word ^ RETURNS);
            if hits != 0 {
                // The lowest hit is exact: only bytes above a zero byte can be taken for one.
                return at + (hits.trailing_zeros() / 8) as usize;
            }
            at += 8;
        }
        let rest = bytes.get(at..).unwrap_or_default();
        let ends = |byte: &u8| *byte == self.delimiter || *byte == b'\n' || *byte == b'\r';
        at + rest.iter().position(ends).unwrap_or(rest.len())
    }

    /// Cuts the line that begins at `from` into `cells`. `last` says that no more bytes come.
    ///
    /// A line that is not whole yet is cut anew when more bytes are there.
    #[inline]
    pub fn cut(&self, bytes: &[u8], from: usize, last: bool, cells: &mut Vec<Cell>) -> Cut {
        cells.clear();
        let (mut at, mut ends, mut malformed) = (from, 0, false);
        loop {
            let mut cell = Cell { start: at, end: at, doubled: false };
            if bytes.get(at) == Some(&b'"') {
                match closing(bytes, at + 1) {
                    Some(quoted) => {
                        cell = Cell { start: at + 1, end: quoted.end, doubled: quoted.doubled };
                        ends += quoted.line_ends;
                        at = quoted.end + 1;
                    }
                    None if last => return Cut::Unclosed,
                    None => return Cut::More,
                }
                let after = self.find(bytes, at);
                malformed |= after != at;
                at = after;
            } else {
                at = self.find(bytes, at);
                cell.end = at;
            }
            let Some(end) = bytes.get(at) else {
                if !last {
                    return Cut::More;
                }
                cells.push(cell);
                return Cut::Line { next: at, ends, malformed };
            };
            cells.push(cell);
            at += 1;
            if *end == self.delimiter {
                continue;
            }
            if *end == b'\r' {
                match bytes.get(at) {
                    Some(b'\n') => at += 1,
                    // Whether a line feed follows is not known yet.
                    None if !last => return Cut::More,
                    _ => {}
                }
            }
            return Cut::Line { next: at, ends: ends + 1, malformed };
        }
    }
}

/// A quoted cell: where its closing quote stands.
struct Quoted {
    end: usize,
    doubled: bool,
    line_ends: u32,
}

/// The closing quote of a cell whose text begins at a place; none where the bytes end first.
fn closing(bytes: &[u8], from: usize) -> Option<Quoted> {
    let (mut at, mut doubled, mut line_ends) = (from, false, 0);
    loop {
        match bytes.get(at)? {
            b'"' if bytes.get(at + 1) == Some(&b'"') => {
                doubled = true;
                at += 1;
            }
            b'"' => return Some(Quoted { end: at, doubled, line_ends }),
            b'\n' => line_ends += 1,
            b'\r' if bytes.get(at + 1) != Some(&b'\n') => line_ends += 1,
            _ => {}
        }
        at += 1;
    }
}

impl Cell {
    /// Its bytes, as they stand (quotes doubled).
    #[inline]
    pub fn raw<'a>(&self, bytes: &'a [u8]) -> &'a [u8] {
        bytes.get(self.start..self.end).unwrap_or_default()
    }

    /// Its bytes without the spaces around them.
    #[inline]
    pub fn trimmed<'a>(&self, bytes: &'a [u8]) -> &'a [u8] {
        self.raw(bytes).trim_ascii()
    }

    /// Its bytes, each doubled quote as one.
    pub fn bytes(&self, bytes: &[u8]) -> Vec<u8> {
        let raw = self.raw(bytes);
        if !self.doubled {
            return raw.to_vec();
        }
        let mut single = Vec::with_capacity(raw.len());
        let mut pair = false;
        for byte in raw {
            pair = *byte == b'"' && !pair;
            if *byte != b'"' || pair {
                single.push(*byte);
            }
        }
        single
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Line = (Vec<String>, u32, bool);

    /// All lines of a text, however it is given in pieces.
    fn lines(text: &[u8], delimiter: u8) -> Result<Vec<Line>, Cut> {
        let cutter = Cutter::new(delimiter);
        let (mut at, mut cells, mut found) = (0, Vec::new(), Vec::new());
        while at < text.len() {
            match cutter.cut(text, at, true, &mut cells) {
                Cut::Line { next, ends, malformed } => {
                    let words = cells.iter().map(|cell| String::from_utf8(cell.bytes(text)).unwrap()).collect();
                    found.push((words, ends, malformed));
                    at = next;
                }
                other => return Err(other),
            }
        }
        Ok(found)
    }

    #[test]
    fn lines_are_cut_at_separators_and_line_ends() {
        let found = lines(b"a;b\r\n\"c;\"\"d\"\"\ne\";\r;f", b';').unwrap();
        let words: Vec<Vec<&str>> = found.iter().map(|line| line.0.iter().map(String::as_str).collect()).collect();
        assert_eq!(words, [vec!["a", "b"], vec!["c;\"d\"\ne", ""], vec!["", "f"]]);
        assert_eq!(found.iter().map(|line| line.1).collect::<Vec<_>>(), [1, 2, 0]);
        assert!(lines(b"\"a\"b;c\n", b';').unwrap().iter().all(|line| line.2));
        assert_eq!(lines(b"a;\"b\nc;d\n", b';'), Err(Cut::Unclosed));
    }

    #[test]
    fn a_line_that_is_not_whole_waits() {
        let cutter = Cutter::new(b';');
        let mut cells = Vec::new();
        for text in ["a", "a;b", "a;\"b", "a;\"b\"", "a\r"] {
            assert_eq!(cutter.cut(text.as_bytes(), 0, false, &mut cells), Cut::More, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]
        /// The crate that everybody uses, as the oracle.
        #[test]
        fn the_csv_crate_cuts_the_same(text in "[a;\",\r\n é=]{0,40}") {
            let Ok(ours) = lines(text.as_bytes(), b';') else { return Ok(()) };
            // What stands after a closing quote, that crate reads as part of the cell; we refuse the line.
            if ours.iter().any(|line| line.2) {
                return Ok(());
            }
            let ours: Vec<Vec<String>> =
                ours.into_iter().map(|line| line.0).filter(|words| *words != [""]).collect();
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(b';').has_headers(false).flexible(true).from_reader(text.as_bytes());
            let theirs: Vec<Vec<String>> = reader
                .records()
                .map(|record| record.unwrap().iter().map(str::to_owned).collect())
                .filter(|words: &Vec<String>| *words != [""])
                .collect();
            prop_assert_eq!(ours, theirs);
        }
    }
}
