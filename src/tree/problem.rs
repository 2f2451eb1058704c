//! What is wrong with a document, and where.

use serde::Serialize;

use super::place::Holds;
use crate::quantity::Text;

/// No more problems than these are kept for one document.
pub const MAX_PROBLEMS: usize = 100;

/// One thing that is wrong.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Problem {
    /// Stable code, such as `unit`.
    pub code: String,
    /// Where in the document, such as `levers[0].amount.value`; null where it is about the whole.
    pub path: Option<String>,
    /// What is wrong and what to do, in both languages.
    pub message: Text,
    /// What stands there.
    pub found: Option<String>,
    /// What should stand there.
    pub expected: Option<String>,
}

impl Problem {
    /// A problem at a path.
    pub fn at(path: &str, code: &str, message: Text) -> Self {
        Self { code: code.to_owned(), path: Some(path.to_owned()), message, found: None, expected: None }
    }

    /// A problem of the whole document.
    pub fn whole(code: &str, message: Text) -> Self {
        Self { code: code.to_owned(), path: None, message, found: None, expected: None }
    }

    /// Says what was found and what is expected.
    #[must_use]
    pub fn with(mut self, found: impl Into<String>, expected: impl Into<String>) -> Self {
        self.found = Some(shortened(found.into()));
        self.expected = Some(expected.into());
        self
    }
}

/// Long values are cut, so that a message stays a message.
fn shortened(text: String) -> String {
    const MOST: usize = 80;
    if text.chars().count() <= MOST {
        return text;
    }
    text.chars().take(MOST).chain(['…']).collect()
}

/// The problems of one document, which sources it cites, to be checked once all are known, and, where that is asked for, what
/// stands at which path.
#[derive(Debug, Default)]
pub struct Problems {
    found: Vec<Problem>,
    cited: Vec<(String, String)>,
    places: Option<Vec<(String, Holds)>>,
}

impl Problems {
    /// Keeps what stands at which path as well.
    pub fn with_places() -> Self {
        Self { places: Some(Vec::new()), ..Self::default() }
    }

    /// Notes what stands at a path.
    pub(crate) fn holds(&mut self, path: &str, what: Holds) {
        if let Some(places) = &mut self.places {
            places.push((path.to_owned(), what));
        }
    }

    /// What stands at which path, in the order in which it was read; nothing where that was not asked for.
    pub fn places(&self) -> &[(String, Holds)] {
        self.places.as_deref().unwrap_or_default()
    }

    /// Notes a problem.
    pub fn add(&mut self, problem: Problem) {
        if self.found.len() < MAX_PROBLEMS {
            self.found.push(problem);
        }
    }

    /// Notes that the value at `path` cites a source.
    pub fn cite(&mut self, source: &str, path: &str) {
        self.cited.push((source.to_owned(), path.to_owned()));
    }

    /// Everything that was cited, with its path.
    pub fn cited(&self) -> &[(String, String)] {
        &self.cited
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All problems, in the order of the document as far as it was read.
    pub fn into_vec(self) -> Vec<Problem> {
        self.found
    }
}
