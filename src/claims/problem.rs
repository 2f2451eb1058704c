//! What is wrong with a file or a line, and where. It never holds what stands in a cell.

use serde::Serialize;

use crate::quantity::Text;

/// One thing that is wrong.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ClaimsProblem {
    /// Stable code, such as `not-a-number`.
    pub code: String,
    /// The name of the file, without digits that could be a citizen service number.
    pub file: Option<String>,
    /// The line of the file, counted from 1.
    pub line: Option<u32>,
    /// The column, by its header or number.
    pub column: Option<String>,
    /// What is wrong and what to do, in both languages.
    // Boxed, so that a result that goes well stays small.
    pub message: Box<Text>,
}

impl ClaimsProblem {
    /// A problem of the question that was asked.
    pub fn new(code: &str, message: Text) -> Self {
        Self { code: code.to_owned(), file: None, line: None, column: None, message: Box::new(message) }
    }

    /// In a file.
    #[must_use]
    pub fn of_file(mut self, file: &str) -> Self {
        self.file = Some(file.to_owned());
        self
    }

    /// On a line.
    #[must_use]
    pub const fn on_line(mut self, line: u32) -> Self {
        self.line = Some(line);
        self
    }

    /// In a column.
    #[must_use]
    pub fn in_column(mut self, column: &str) -> Self {
        self.column = Some(column.to_owned());
        self
    }
}

/// The refusal of a file that is too large, alone or with the others.
pub fn too_large(file: &str) -> ClaimsProblem {
    let message = Text::new(
        "De bestanden zijn samen groter dan 1,5 GB; verdeel ze, bijvoorbeeld per jaar.",
        "The files are larger than 1.5 GB together; split them, by year for instance.",
    );
    ClaimsProblem::new("file-too-large", message).of_file(&file_name(file))
}

/// The refusal of a line beyond those that fit.
pub fn too_many_lines() -> ClaimsProblem {
    let message = Text::new(
        "Er passen ten hoogste 20 miljoen regels in, van alle bestanden samen; verdeel ze, bijvoorbeeld per jaar.",
        "At most 20 million lines fit, of all files together; split them, by year for instance.",
    );
    ClaimsProblem::new("too-many-lines", message)
}

/// A file's name to show: without its folder, and with dots for any run of eight or nine digits.
pub fn file_name(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut shown = String::new();
    let mut digits = String::new();
    for letter in name.chars().chain(['\0']) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        // A date of eight digits begins with its century.
        let date = digits.len() == 8 && (digits.starts_with("20") || digits.starts_with("19"));
        if (8..=9).contains(&digits.len()) && !date {
            shown.push_str(&"•".repeat(digits.len()));
        } else {
            shown.push_str(&digits);
        }
        digits.clear();
        if letter != '\0' {
            shown.push(letter);
        }
    }
    shown.chars().take(120).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_shows_no_number_of_a_person() {
        assert_eq!(file_name("C:\\data\\declaraties-2023.csv"), "declaraties-2023.csv");
        assert_eq!(file_name("111222333.csv"), "•••••••••.csv");
        assert_eq!(file_name("export-20230131.csv"), "export-20230131.csv");
    }
}
