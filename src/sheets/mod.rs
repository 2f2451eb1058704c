//! A workbook's plan as an XLSX file. It knows no graph: it takes the plan's pieces as they come and gives the file's bytes,
//! the same bytes for the same plan.

mod format;
pub mod read;

use std::collections::HashMap;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError};

use crate::workbook::plan::{Book, Cell, Piece, Role, Row, Sheet, Style};

/// The longest text of a cell, as spreadsheets have it.
const MOST_LETTERS: usize = 32_767;
/// The longest text of a property of the file.
const MOST_PROPERTY: usize = 255;
/// The paper, as spreadsheets number it: A4.
const A4: u8 = 9;

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SheetsError {
    /// Rows came before their sheet.
    #[error("rows came before their sheet")]
    NoSheet,
    /// The library refused a cell, a name or the whole.
    #[error("the file could not be written: {0}")]
    Refused(#[from] XlsxError),
}

/// The height of a line, in points.
const LINE: u32 = 15;
/// The most lines of a row, as spreadsheets have it: 409 points.
const MOST_LINES: u32 = 27;

/// A file being written.
pub struct File {
    workbook: Workbook,
    sheet: Option<Begun>,
    formats: HashMap<Style, Format>,
}

/// A sheet being written.
struct Begun {
    worksheet: Worksheet,
    about: Sheet,
    row: u32,
}

impl Default for File {
    fn default() -> Self {
        Self { workbook: Workbook::new(), sheet: None, formats: HashMap::new() }
    }
}

impl File {
    /// Adds the next piece of the plan.
    ///
    /// # Errors
    /// [`SheetsError`].
    pub fn add(&mut self, piece: Piece) -> Result<(), SheetsError> {
        match piece {
            Piece::Book(book) => self.begin(&book),
            Piece::Sheet(sheet) => {
                self.end_sheet();
                self.sheet = Some(Begun { worksheet: head(&sheet)?, about: sheet, row: 0 });
                Ok(())
            }
            Piece::Rows(rows) => rows.iter().try_for_each(|row| self.row(row)),
        }
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// [`SheetsError::Refused`].
    pub fn finish(mut self) -> Result<Vec<u8>, SheetsError> {
        self.end_sheet();
        Ok(self.workbook.save_to_buffer()?)
    }

    fn begin(&mut self, book: &Book) -> Result<(), SheetsError> {
        // One date for all files, so that the same document gives the same bytes.
        let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
        let properties = DocProperties::new()
            .set_title(shortened(&book.title, MOST_PROPERTY))
            .set_author("Dagdeel")
            .set_comment(shortened(&book.made, MOST_PROPERTY))
            .set_creation_datetime(&date);
        self.workbook.set_properties(&properties);
        for name in &book.names {
            self.workbook.define_name(name.name.as_str(), &format!("={}", name.cell))?;
        }
        Ok(())
    }

    fn end_sheet(&mut self) {
        if let Some(sheet) = self.sheet.take() {
            self.workbook.push_worksheet(sheet.worksheet);
        }
    }

    fn row(&mut self, row: &Row) -> Result<(), SheetsError> {
        let Begun { worksheet, about, row: number } = self.sheet.as_mut().ok_or(SheetsError::NoSheet)?;
        let mut lines = 1;
        for (cell, column) in row.iter().zip(0_u16..) {
            let Some(cell) = cell else {
                continue;
            };
            let (Cell::Text(style, _) | Cell::Number(style, _) | Cell::Formula(style, ..)) = cell;
            let format = self.formats.entry(*style).or_insert_with(|| format::of(*style));
            match cell {
                Cell::Text(_, text) if text.is_empty() => worksheet.write_blank(*number, column, format)?,
                Cell::Text(_, text) => {
                    lines = lines.max(lines_of(text, *style, about, column));
                    worksheet.write_string_with_format(*number, column, shortened(text, MOST_LETTERS), format)?
                }
                Cell::Number(_, value) => {
                    let value: f64 = value.parse().unwrap_or_default();
                    worksheet.write_number_with_format(*number, column, value, format)?
                }
                Cell::Formula(_, formula, value) => {
                    let formula = Formula::new(formula).set_result(result(value));
                    worksheet.write_formula_with_format(*number, column, formula, format)?
                }
            };
        }
        if lines > 1 {
            worksheet.set_row_height(*number, lines * LINE)?;
        }
        *number += 1;
        Ok(())
    }
}

/// How many lines a text takes in its column.
fn lines_of(text: &str, style: Style, sheet: &Sheet, column: u16) -> u32 {
    let wraps = matches!(style.role, Role::Wrapped | Role::Note | Role::Head | Role::NumberHead);
    let width = sheet.widths.get(usize::from(column)).copied().unwrap_or(sheet.width);
    let letters = text.chars().count().div_ceil(usize::from(width.max(1)));
    if wraps { u32::try_from(letters).unwrap_or(MOST_LINES).clamp(1, MOST_LINES) } else { 1 }
}

/// A sheet without rows.
fn head(sheet: &Sheet) -> Result<Worksheet, SheetsError> {
    let mut worksheet = Worksheet::new();
    worksheet.set_name(&sheet.name)?;
    for (width, column) in sheet.widths.iter().zip(0_u16..) {
        worksheet.set_column_width(column, *width)?;
    }
    let described = u16::try_from(sheet.widths.len()).unwrap_or(u16::MAX);
    if described < sheet.columns {
        worksheet.set_column_range_width(described, sheet.columns - 1, sheet.width)?;
    }
    let (rows, columns) = sheet.frozen;
    worksheet.set_freeze_panes(rows, columns)?;
    if rows > 0 {
        worksheet.set_repeat_rows(0, rows - 1)?;
    }
    if columns > 0 {
        worksheet.set_repeat_columns(0, columns - 1)?;
    }
    worksheet.set_paper_size(A4);
    if sheet.landscape {
        worksheet.set_landscape();
    }
    worksheet.set_print_fit_to_pages(sheet.pages, 0);
    // In a footer an ampersand begins a code.
    worksheet.set_footer(format!("&L{}&R&P / &N", shortened(&sheet.foot.replace('&', "&&"), 200)));
    if sheet.locked {
        worksheet.protect();
    }
    if let Some((row, column)) = sheet.selected {
        worksheet.set_active(true);
        worksheet.set_selection(row, column, row, column)?;
        worksheet.set_freeze_panes_top_cell(row.saturating_sub(6).max(rows), columns)?;
    }
    Ok(worksheet)
}

/// The value of a formula as the file keeps it: the nearest binary number, or a word or an error as it stands.
fn result(value: &str) -> String {
    match value.parse::<f64>() {
        Ok(number) if number.is_finite() => number.to_string(),
        _ => value.to_owned(),
    }
}

/// At most this many letters, as spreadsheets count them.
fn shortened(text: &str, most: usize) -> String {
    let mut count = 0;
    text.chars()
        .take_while(|letter| {
            count += letter.len_utf16();
            count <= most
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::workbook::plan::Role;

    fn written(texts: &[&str]) -> Result<Vec<u8>, SheetsError> {
        let mut file = File::default();
        let book = Book { title: "Titel".into(), made: "Dagdeel".into(), names: Vec::new() };
        file.add(Piece::Book(book))?;
        file.add(Piece::Sheet(Sheet {
            name: "Blad".into(),
            widths: vec![20],
            width: 10,
            columns: 3,
            frozen: (1, 1),
            landscape: true,
            pages: 1,
            foot: "a & b".into(),
            locked: false,
            selected: Some((2, 1)),
        }))?;
        let row = |text: &&str| vec![Some(Cell::Text(Style::text(Role::Text), (*text).to_owned()))];
        file.add(Piece::Rows(texts.iter().map(row).collect()))?;
        file.finish()
    }

    #[test]
    fn the_same_plan_gives_the_same_bytes() {
        let once = written(&["a", "=1+1"]).unwrap();
        assert_eq!(written(&["a", "=1+1"]).unwrap(), once);
        assert!(once.starts_with(b"PK"));
    }

    #[test]
    fn a_text_that_is_too_long_is_cut_between_letters() {
        assert_eq!(shortened("één", 2), "éé");
        assert_eq!(shortened("🙂🙂", 3), "🙂");
        assert!(written(&[&"é".repeat(40_000)]).is_ok());
    }

    #[test]
    fn rows_need_a_sheet() {
        let rows = File::default().add(Piece::Rows(vec![Vec::new()]));
        assert!(matches!(rows, Err(SheetsError::NoSheet)));
    }
}
