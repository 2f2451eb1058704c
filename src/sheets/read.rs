//! The sheets of an XLSX file as lines of text, so that they are read as any CSV is: cells between semicolons, numbers with a point,
//! dates as `2023-02-28`, and row 7 of the sheet on line 7.
//!
//! The parts of the file are unpacked while they are read, and no further than [`MAX_UNPACKED`]. Rule: ECMA-376, part 1, chapter 18.

use std::io::{BufRead, BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use serde::Serialize;
use zip::ZipArchive;

use crate::calendar::Date;
use crate::quantity::Text;

/// What all parts that are read may come to when unpacked: 200 MB.
pub const MAX_UNPACKED: u64 = 200_000_000;
/// The columns of a sheet, as claims have them.
pub const MAX_COLUMNS: usize = 512;
/// The rows of a sheet, as the format has them.
const MAX_ROWS: u32 = 1_048_576;
/// The text that a sheet may become: strings are stored once and used often.
const MAX_TEXT: usize = 400_000_000;
/// The bytes of a file of an older Excel, or of one with a password.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0";

/// Why a file or a sheet cannot be read, and where. It crosses in the form of every problem of own data.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SheetProblem {
    /// Stable code, such as `xlsx-password`.
    pub code: &'static str,
    /// The name of the file.
    pub file: Option<String>,
    /// The last row that was read before.
    pub line: Option<u32>,
    /// None: a problem of the file and not of a cell.
    pub column: Option<String>,
    /// What is wrong and what to do.
    pub message: Text,
}

/// A workbook that was opened.
pub struct Book {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    sheets: Vec<Listed>,
    strings: Vec<String>,
    /// For each style whether it shows a date.
    dates: Vec<bool>,
    from_1904: bool,
    /// What may still be unpacked.
    left: u64,
}

/// A sheet by its name, and the part that holds it.
struct Listed {
    name: String,
    part: String,
}

/// Why reading stopped.
enum Stop {
    Damaged(Text),
    TooLarge,
    TooManyColumns,
}

impl Stop {
    fn problem(self, row: u32) -> SheetProblem {
        let line = (row > 0).then_some(row);
        let (code, message) = match self {
            Self::Damaged(message) => ("xlsx-damaged", message),
            Self::TooLarge => (
                "xlsx-too-large",
                Text::new(
                    "Uitgepakt is dit werkboek groter dan 200 MB; bewaar het blad als CSV, of verdeel het.",
                    "Unpacked this workbook is larger than 200 MB; save the sheet as CSV, or split it.",
                ),
            ),
            Self::TooManyColumns => (
                "too-many-columns",
                Text::owned(
                    format!("Het blad heeft meer dan {MAX_COLUMNS} kolommen; meer kunnen er niet worden gelezen."),
                    format!("The sheet has more than {MAX_COLUMNS} columns; no more can be read."),
                ),
            ),
        };
        SheetProblem { code, file: None, line, column: None, message }
    }
}

fn problem(code: &'static str, message: Text) -> SheetProblem {
    SheetProblem { code, file: None, line: None, column: None, message }
}

/// What a damaged part of the file is called.
fn damaged(part: &str) -> Stop {
    Stop::Damaged(Text::owned(
        format!("Het werkboek is beschadigd of niet volledig: {part} kan niet worden gelezen. Bewaar het opnieuw."),
        format!("The workbook is damaged or not complete: {part} cannot be read. Save it again."),
    ))
}

/// Reads no further than so many bytes; what lies beyond is an error and no end.
struct Limited<R> {
    inner: R,
    left: u64,
    beyond: bool,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(count as u64).ok_or_else(|| {
            self.beyond = true;
            std::io::Error::other("too large")
        })?;
        Ok(count)
    }
}

/// What listens to a part.
trait Listener {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), Stop>;
    fn text(&mut self, text: &str);
    fn close(&mut self, name: &str) -> Result<(), Stop>;
    /// Whether nothing more of the part is needed.
    fn is_done(&self) -> bool {
        false
    }
}

/// The value of an attribute, by its local name.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().with_checks(false).flatten().find(|one| one.key.local_name().as_ref() == name)?;
    let text = quick_xml::escape::unescape(&found.value);
    Some(text.map_or_else(|_| found.value.to_string(), std::borrow::Cow::into_owned))
}

fn number_of(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.parse().ok()
}

/// A character that is written as a reference.
fn character(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(found)) = reference.resolve_char_ref() {
        return Some(found);
    }
    resolve_xml_entity(reference)?.chars().next()
}

/// Gives a listener all of a part.
fn listen(source: impl BufRead, part: &str, to: &mut dyn Listener) -> Result<(), Stop> {
    let mut reader = Reader::from_reader(source);
    let mut buffer = Vec::new();
    let mut open = 0_u32;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| damaged(part))? {
            Event::Start(element) => {
                open = open.saturating_add(1);
                to.open(element.local_name().as_ref(), &element)?;
            }
            Event::Empty(element) => {
                to.open(element.local_name().as_ref(), &element)?;
                to.close(element.local_name().as_ref())?;
            }
            Event::Text(text) => to.text(&text),
            Event::CData(text) => to.text(&text),
            Event::GeneralRef(reference) => {
                let found = character(&reference).ok_or_else(|| damaged(part))?;
                to.text(found.encode_utf8(&mut [0; 4]));
            }
            Event::End(element) => {
                open = open.saturating_sub(1);
                to.close(element.local_name().as_ref())?;
            }
            Event::DocType(_) => return Err(damaged(part)),
            // A part that was cut off between two elements ends too early.
            Event::Eof => return if open == 0 { Ok(()) } else { Err(damaged(part)) },
            _ => {}
        }
        if to.is_done() {
            return Ok(());
        }
    }
}

impl Book {
    /// Opens a file.
    ///
    /// # Errors
    /// A password, an older or another format, a damaged file, one that unpacks to more than [`MAX_UNPACKED`].
    pub fn open(bytes: Vec<u8>) -> Result<Self, SheetProblem> {
        Self::open_within(bytes, MAX_UNPACKED)
    }

    /// The same within another limit.
    ///
    /// # Errors
    /// As for [`Book::open`].
    pub fn open_within(bytes: Vec<u8>, most: u64) -> Result<Self, SheetProblem> {
        if bytes.starts_with(COMPOUND) {
            return Err(compound(&bytes));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged("zip").problem(0))?;
        let mut book =
            Self { archive, sheets: Vec::new(), strings: Vec::new(), dates: Vec::new(), from_1904: false, left: most };
        if book.archive.index_for_name("xl/workbook.xml").is_none() {
            return Err(problem(
                "xlsx-other",
                Text::new(
                    "Dit is geen werkboek van Excel (.xlsx); bewaar het in Excel als .xlsx of CSV.",
                    "This is no workbook of Excel (.xlsx); save it in Excel as .xlsx or CSV.",
                ),
            ));
        }
        book.read_about().map_err(|stop| stop.problem(0))?;
        Ok(book)
    }

    /// The names of its sheets, in their order.
    pub fn sheets(&self) -> Vec<&str> {
        self.sheets.iter().map(|sheet| sheet.name.as_str()).collect()
    }

    /// The first rows of a sheet as lines of text, and whether these are all.
    ///
    /// # Errors
    /// A sheet that is not there or damaged, with more columns than can be read, or that is too large.
    pub fn csv(&mut self, sheet: &str, rows: u32) -> Result<(Vec<u8>, bool), SheetProblem> {
        let Some(part) = self.sheets.iter().find(|each| each.name == sheet).map(|each| each.part.clone()) else {
            return Err(problem(
                "xlsx-sheet",
                Text::new("Dit blad staat niet in het werkboek.", "This sheet is not in the workbook."),
            ));
        };
        let (strings, dates) = (std::mem::take(&mut self.strings), std::mem::take(&mut self.dates));
        let mut lines = Lines::new(&strings, &dates, self.from_1904, rows.min(MAX_ROWS));
        let read = self.part(&part, &mut lines);
        let row = lines.row;
        let (text, all) = (lines.out, !lines.stopped);
        (self.strings, self.dates) = (strings, dates);
        read.map_err(|stop| stop.problem(row))?;
        Ok((text, all))
    }

    fn part(&mut self, part: &str, to: &mut dyn Listener) -> Result<(), Stop> {
        let entry = self.archive.by_name(part).map_err(|_| damaged(part))?;
        let mut limited = Limited { inner: entry, left: self.left, beyond: false };
        let read = listen(BufReader::with_capacity(1 << 16, &mut limited), part, to);
        if limited.beyond {
            return Err(Stop::TooLarge);
        }
        // A sheet may be read again: only what stays in memory counts on.
        if !part.contains("worksheets/") {
            self.left = limited.left;
        }
        read
    }

    /// Reads which sheets there are, the strings they share, and which styles show dates.
    fn read_about(&mut self) -> Result<(), Stop> {
        let (mut about, mut relations) = (About::default(), Relations::default());
        self.part("xl/workbook.xml", &mut about)?;
        self.part("xl/_rels/workbook.xml.rels", &mut relations)?;
        for (name, id) in about.sheets {
            let target = relations.0.iter().find(|(other, _)| *other == id).map(|(_, target)| target);
            let target = target.ok_or_else(|| damaged("xl/_rels/workbook.xml.rels"))?;
            let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            // Sheets that hold a chart alone have no rows.
            if part.contains("worksheets/") {
                self.sheets.push(Listed { name, part });
            }
        }
        self.from_1904 = about.from_1904;
        if self.archive.index_for_name("xl/sharedStrings.xml").is_some() {
            let mut strings = Strings::default();
            self.part("xl/sharedStrings.xml", &mut strings)?;
            self.strings = strings.all;
        }
        if self.archive.index_for_name("xl/styles.xml").is_some() {
            let mut styles = Styles::default();
            self.part("xl/styles.xml", &mut styles)?;
            self.dates = styles.dates();
        }
        Ok(())
    }
}

/// A file of the older format, or of the newer one within it where it has a password.
fn compound(bytes: &[u8]) -> SheetProblem {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(name.len()).any(|window| window == name) {
        return problem(
            "xlsx-password",
            Text::new(
                "Dit werkboek is met een wachtwoord beveiligd; haal dat in Excel eraf (Bestand, Info, Beveiligen) en bewaar het.",
                "This workbook is protected by a password; take that off in Excel (File, Info, Protect) and save it.",
            ),
        );
    }
    problem(
        "xlsx-old",
        Text::new(
            "Dit is een ouder Excel-bestand (.xls); bewaar het in Excel als .xlsx of CSV.",
            "This is an older Excel file (.xls); save it in Excel as .xlsx or CSV.",
        ),
    )
}

#[derive(Default)]
struct About {
    sheets: Vec<(String, String)>,
    from_1904: bool,
}

impl Listener for About {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), Stop> {
        match name {
            "sheet" => self.sheets.extend(attribute(element, "name").zip(attribute(element, "id"))),
            "workbookPr" => {
                self.from_1904 = attribute(element, "date1904").is_some_and(|text| text == "1" || text == "true");
            }
            _ => {}
        }
        Ok(())
    }
    fn text(&mut self, _: &str) {}
    fn close(&mut self, _: &str) -> Result<(), Stop> {
        Ok(())
    }
}

/// Parts by their id.
#[derive(Default)]
struct Relations(Vec<(String, String)>);

impl Listener for Relations {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), Stop> {
        if name == "Relationship" {
            self.0.extend(attribute(element, "Id").zip(attribute(element, "Target")));
        }
        Ok(())
    }
    fn text(&mut self, _: &str) {}
    fn close(&mut self, _: &str) -> Result<(), Stop> {
        Ok(())
    }
}

/// The strings that cells share; pieces in several fonts are one, and how it is pronounced is left out.
#[derive(Default)]
struct Strings {
    all: Vec<String>,
    now: String,
    in_text: bool,
    spoken: bool,
}

impl Listener for Strings {
    fn open(&mut self, name: &str, _: &BytesStart<'_>) -> Result<(), Stop> {
        match name {
            "t" => self.in_text = true,
            "rPh" => self.spoken = true,
            _ => {}
        }
        Ok(())
    }
    fn text(&mut self, text: &str) {
        if self.in_text && !self.spoken {
            self.now.push_str(text);
        }
    }
    fn close(&mut self, name: &str) -> Result<(), Stop> {
        match name {
            "t" => self.in_text = false,
            "rPh" => self.spoken = false,
            "si" => self.all.push(std::mem::take(&mut self.now)),
            _ => {}
        }
        Ok(())
    }
}

/// Which styles show dates.
#[derive(Default)]
struct Styles {
    /// Formats of the workbook's own that show a date.
    own: Vec<u32>,
    /// The format of each style.
    formats: Vec<u32>,
    in_styles: bool,
}

impl Styles {
    fn dates(&self) -> Vec<bool> {
        // The formats that every workbook has: 14 to 17 and 22 show a date; 27 to 36 and 50 to 58 do in some countries.
        let is_date = |id: &u32| matches!(id, 14..=17 | 22 | 27..=36 | 50..=58) || self.own.contains(id);
        self.formats.iter().map(is_date).collect()
    }
}

/// Whether a format shows a day or a year, outside quoted text, colours and escaped signs.
fn shows_date(code: &str) -> bool {
    let (mut quoted, mut bracket, mut escaped) = (false, false, false);
    code.chars().any(|sign| {
        if escaped {
            escaped = false;
            return false;
        }
        match sign {
            '"' => quoted = !quoted,
            '[' => bracket = true,
            ']' => bracket = false,
            '\\' | '_' | '*' => escaped = true,
            'd' | 'D' | 'y' | 'Y' | 'j' | 'J' => return !quoted && !bracket,
            _ => {}
        }
        false
    })
}

impl Listener for Styles {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), Stop> {
        match name {
            "numFmt" if attribute(element, "formatCode").is_some_and(|code| shows_date(&code)) => {
                self.own.extend(number_of(element, "numFmtId"));
            }
            "cellXfs" => self.in_styles = true,
            "xf" if self.in_styles => self.formats.push(number_of(element, "numFmtId").unwrap_or(0)),
            _ => {}
        }
        Ok(())
    }
    fn text(&mut self, _: &str) {}
    fn close(&mut self, name: &str) -> Result<(), Stop> {
        if name == "cellXfs" {
            self.in_styles = false;
        }
        Ok(())
    }
}

/// The rows of a sheet becoming lines.
struct Lines<'a> {
    strings: &'a [String],
    dates: &'a [bool],
    from_1904: bool,
    most: u32,
    out: Vec<u8>,
    /// The row that is read, from 1.
    row: u32,
    /// The rows that became lines.
    written: u32,
    cells: Vec<String>,
    /// The cells of the first line: later ones are made as long.
    width: usize,
    column: usize,
    kind: Kind,
    is_date: bool,
    value: String,
    in_value: bool,
    spoken: bool,
    stopped: bool,
    in_data: bool,
}

/// What a cell holds, by its type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Text,
    Date,
}

impl<'a> Lines<'a> {
    fn new(strings: &'a [String], dates: &'a [bool], from_1904: bool, most: u32) -> Self {
        Self {
            strings,
            dates,
            from_1904,
            most,
            out: Vec::new(),
            row: 0,
            written: 0,
            cells: Vec::new(),
            width: 0,
            column: 0,
            kind: Kind::Number,
            is_date: false,
            value: String::new(),
            in_value: false,
            spoken: false,
            stopped: false,
            in_data: false,
        }
    }

    /// Looks at a cell's place, type and style: its attributes are walked once, for there are many cells.
    fn begin_cell(&mut self, element: &BytesStart<'_>) {
        let mut style = 0;
        self.kind = Kind::Number;
        for one in element.attributes().with_checks(false).flatten() {
            let value = &*one.value;
            match one.key.local_name().as_ref() {
                "r" => self.column = column_of(value).unwrap_or(self.column),
                "s" => style = value.parse().unwrap_or_default(),
                "t" => {
                    self.kind = match value {
                        "s" => Kind::Shared,
                        "str" | "inlineStr" | "e" | "b" => Kind::Text,
                        "d" => Kind::Date,
                        _ => Kind::Number,
                    }
                }
                _ => {}
            }
        }
        self.is_date = self.dates.get(style).copied().unwrap_or_default();
    }

    fn end_cell(&mut self) -> Result<(), Stop> {
        let value = std::mem::take(&mut self.value);
        let text = match self.kind {
            Kind::Shared => {
                let place = value.trim().parse::<usize>().ok();
                place.and_then(|place| self.strings.get(place)).cloned().unwrap_or_default()
            }
            Kind::Text => value,
            // With a time behind it.
            Kind::Date => value.chars().take(10).collect(),
            Kind::Number if self.is_date => date(&value, self.from_1904).unwrap_or_else(|| number(&value)),
            Kind::Number => number(&value),
        };
        if !text.is_empty() {
            if self.column >= MAX_COLUMNS {
                return Err(Stop::TooManyColumns);
            }
            if self.cells.len() <= self.column {
                self.cells.resize(self.column + 1, String::new());
            }
            if let Some(cell) = self.cells.get_mut(self.column) {
                *cell = text;
            }
        }
        self.column += 1;
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Stop> {
        while self.written + 1 < self.row {
            self.out.push(b'\n');
            self.written += 1;
        }
        if self.width == 0 {
            self.width = self.cells.len();
        }
        if !self.cells.is_empty() {
            let missing = self.width.saturating_sub(self.cells.len());
            let empty = std::iter::repeat_n(String::new(), missing);
            for (cell, at) in self.cells.drain(..).chain(empty).zip(0..) {
                if at > 0 {
                    self.out.push(b';');
                }
                write_cell(&mut self.out, &cell);
            }
        }
        self.out.push(b'\n');
        self.written += 1;
        if self.out.len() > MAX_TEXT {
            return Err(Stop::TooLarge);
        }
        self.stopped = self.written >= self.most;
        Ok(())
    }
}

/// A line end within a cell would begin another line: it becomes a space.
fn write_cell(out: &mut Vec<u8>, cell: &str) {
    let plain = |byte: u8| if matches!(byte, b'\n' | b'\r' | b'\t') { b' ' } else { byte };
    if !cell.bytes().any(|byte| matches!(byte, b';' | b'"' | b'\n' | b'\r' | b'\t')) {
        return out.extend_from_slice(cell.as_bytes());
    }
    out.push(b'"');
    for byte in cell.bytes() {
        out.push(plain(byte));
        if byte == b'"' {
            out.push(byte);
        }
    }
    out.push(b'"');
}

/// A number as spreadsheets show it: fifteen digits, so that 0.1 + 0.2 is 0.3.
fn number(text: &str) -> String {
    let value = text.trim().parse::<f64>().ok().filter(|value| value.is_finite());
    let rounded = value.and_then(|value| format!("{value:.14e}").parse::<f64>().ok());
    rounded.map_or_else(|| text.trim().to_owned(), |value| value.to_string())
}

/// The day of a serial number from March 1900 on; its time is left out. Before it there was, for spreadsheets, a 29 February 1900.
fn date(text: &str, from_1904: bool) -> Option<String> {
    let days = text.trim().parse::<f64>().ok().filter(|days| (61.0..2_958_466.0).contains(days))?.floor() as i32;
    // What 1 January 2000 is.
    let start = if from_1904 { 35_064 } else { 36_526 };
    Some(Date::new(2000, 1, 1).ok()?.plus_days(days - start).to_string())
}

/// The place of a column by the letters of a cell's reference, such as 27 for `AB7`.
fn column_of(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).take(4);
    let place = letters.fold(0, |place, letter| place * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    place.checked_sub(1)
}

impl Listener for Lines<'_> {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), Stop> {
        match name {
            "sheetData" => self.in_data = true,
            "row" if self.in_data => {
                let row = number_of(element, "r").unwrap_or(self.row + 1);
                if row <= self.row || row > MAX_ROWS {
                    return Err(damaged("sheetData"));
                }
                (self.row, self.column) = (row, 0);
                self.cells.clear();
            }
            "c" if self.in_data => self.begin_cell(element),
            "v" | "t" => self.in_value = self.in_data,
            "rPh" => self.spoken = true,
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.in_value && !self.spoken {
            self.value.push_str(text);
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Stop> {
        match name {
            "v" | "t" => self.in_value = false,
            "rPh" => self.spoken = false,
            "c" if self.in_data => self.end_cell()?,
            "row" if self.in_data => self.end_row()?,
            "sheetData" => self.in_data = false,
            _ => {}
        }
        Ok(())
    }

    fn is_done(&self) -> bool {
        self.stopped
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_are_written_as_they_are_shown() {
        assert_eq!(number("0.30000000000000004"), "0.3");
        assert_eq!(number("37.52"), "37.52");
        assert_eq!(number("1E3"), "1000");
        assert_eq!(date("44985", false).as_deref(), Some("2023-02-28"));
        assert_eq!(date("44985.75", false).as_deref(), Some("2023-02-28"));
        assert_eq!(date("61", false).as_deref(), Some("1900-03-01"));
        assert_eq!(date("43523", true).as_deref(), Some("2023-02-28"));
        assert_eq!(date("0.5", false), None);
        assert!(shows_date("dd-mm-yyyy") && shows_date("[$-413]d mmmm yyyy;@") && shows_date("jjjj-mm"));
        assert!(
            !shows_date("#,##0.00") && !shows_date("\"dagdeel\" 0") && !shows_date("[Red]0") && !shows_date("h:mm")
        );
        assert_eq!((column_of("A1"), column_of("AB7"), column_of("7")), (Some(0), Some(27), None));
    }
}
