//! The plan of a workbook: sheets of rows of cells, with styles by meaning. It knows nothing of a file format, and what
//! writes the file knows nothing of graphs; between the two it crosses as JSON, a batch of pieces at a time.

#[cfg(feature = "sheets")]
use serde::Deserialize;
use serde::Serialize;

/// One piece of a plan. First comes the book, then each sheet followed by its rows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "sheets", derive(Deserialize))]
#[serde(rename_all = "lowercase")]
pub enum Piece {
    /// What holds for the whole workbook.
    Book(Book),
    /// A sheet begins.
    Sheet(Sheet),
    /// The next rows of the sheet that began last.
    Rows(Vec<Row>),
}

/// A workbook.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "sheets", derive(Deserialize))]
pub struct Book {
    /// What it is called.
    pub title: String,
    /// What made it, and from what.
    pub made: String,
    /// Names of cells.
    pub names: Vec<Name>,
}

/// A name for one cell.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "sheets", derive(Deserialize))]
pub struct Name {
    /// The name.
    pub name: String,
    /// The cell, absolute and with its sheet, such as `Invoer!$H$5`.
    pub cell: String,
}

/// A sheet, without its rows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "sheets", derive(Deserialize))]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// The widths of its first columns, in characters.
    pub widths: Vec<u16>,
    /// The width of the columns after them.
    pub width: u16,
    /// How many columns it has.
    pub columns: u16,
    /// How many rows and columns stay in sight.
    pub frozen: (u32, u16),
    /// Printed on its side.
    pub landscape: bool,
    /// Printed this many pages wide.
    pub pages: u16,
    /// What stands at the foot of a printed page, left; the page number stands right.
    pub foot: String,
    /// Whether its locked cells cannot be changed.
    pub locked: bool,
    /// The cell that is selected when the workbook opens here.
    pub selected: Option<(u32, u16)>,
}

/// The cells of a row, from the first column on; `None` is an empty one.
pub type Row = Vec<Option<Cell>>;

/// One cell.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "sheets", derive(Deserialize))]
pub enum Cell {
    /// Text, which is never a formula whatever it begins with.
    #[serde(rename = "t")]
    Text(Style, String),
    /// A number, as decimal text.
    #[serde(rename = "n")]
    Number(Style, String),
    /// A formula without its equals sign, and its value: decimal text, a word, or an error such as `#N/A`.
    #[serde(rename = "f")]
    Formula(Style, String, String),
}

/// What a cell is, and how its number is written. It crosses as one small number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "sheets", derive(Deserialize))]
#[serde(into = "u16", from = "u16")]
pub struct Style {
    /// What it is.
    pub role: Role,
    /// How its number is written; nothing for text.
    pub number: Option<NumberFormat>,
}

/// What a cell is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Role {
    /// Plain text.
    Text,
    /// Text over several lines.
    Wrapped,
    /// A remark, less prominent, over several lines.
    Note,
    /// The title of a sheet.
    Title,
    /// The title of a section.
    Section,
    /// The head of a column of text.
    Head,
    /// The head of a column of numbers.
    NumberHead,
    /// A figure of the document, to be changed.
    Input,
    /// A figure that follows from the calendar or a definition.
    Given,
    /// A computed value.
    Value,
    /// A helping step of a computation.
    Step,
    /// An estimate, which the workbook cannot compute again.
    Estimate,
}

impl Role {
    const ALL: [Self; 12] = [
        Self::Text,
        Self::Wrapped,
        Self::Note,
        Self::Title,
        Self::Section,
        Self::Head,
        Self::NumberHead,
        Self::Input,
        Self::Given,
        Self::Value,
        Self::Step,
        Self::Estimate,
    ];
}

/// How a number is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NumberFormat {
    /// As a percentage.
    pub percent: bool,
    /// With this many decimals, at most 15; of a percentage, after the shift.
    pub decimals: u8,
}

impl NumberFormat {
    /// The most decimals that are shown.
    pub const MOST: u8 = 15;
}

impl Style {
    /// The style of text.
    pub const fn text(role: Role) -> Self {
        Self { role, number: None }
    }

    /// The style of a number.
    pub const fn number(role: Role, number: NumberFormat) -> Self {
        Self { role, number: Some(number) }
    }
}

/// How many number formats there are, with none: 0, then 16 plain ones, then 16 percentages.
const FORMATS: u16 = 1 + 2 * (NumberFormat::MOST as u16 + 1);

impl From<Style> for u16 {
    fn from(style: Style) -> Self {
        let role = Role::ALL.iter().position(|role| *role == style.role).unwrap_or(0) as Self;
        let format = style.number.map_or(0, |number| {
            let decimals = Self::from(number.decimals.min(NumberFormat::MOST));
            1 + decimals + if number.percent { Self::from(NumberFormat::MOST) + 1 } else { 0 }
        });
        role * FORMATS + format
    }
}

impl From<u16> for Style {
    fn from(code: u16) -> Self {
        let role = Role::ALL.get(usize::from(code / FORMATS)).copied().unwrap_or(Role::Text);
        let most = u16::from(NumberFormat::MOST) + 1;
        let number = (code % FORMATS)
            .checked_sub(1)
            .map(|format| NumberFormat { percent: format >= most, decimals: u8::try_from(format % most).unwrap_or(0) });
        Self { role, number }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_crosses_as_a_number_of_its_own() {
        let mut codes = std::collections::HashSet::new();
        for role in Role::ALL {
            let plain = (0..=NumberFormat::MOST).map(|decimals| NumberFormat { percent: false, decimals });
            let percent = (0..=NumberFormat::MOST).map(|decimals| NumberFormat { percent: true, decimals });
            for number in std::iter::once(None).chain(plain.chain(percent).map(Some)) {
                let style = Style { role, number };
                assert_eq!(Style::from(u16::from(style)), style);
                assert!(codes.insert(u16::from(style)));
            }
        }
    }
}
