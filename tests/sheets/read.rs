//! Workbooks read as text: what another program wrote, and files that are damaged, closed or made to blow up.

use std::io::{Cursor, Write};

use dagdeel::sheets::read::Book;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A workbook of two sheets, as a person keeps one: a date, an amount that is a sum, text with signs of its own, an empty row.
fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Toelichting").unwrap().write(0, 0, "Declaraties van 2023").unwrap();
    let sheet = workbook.add_worksheet().set_name("Declaraties & meer").unwrap();
    let date = Format::new().set_num_format("dd-mm-yyyy");
    for (column, head) in ["client", "product", "van", "bedrag", "opmerking"].into_iter().enumerate() {
        sheet.write(0, column as u16, head).unwrap();
    }
    let day = ExcelDateTime::from_ymd(2023, 2, 1).unwrap();
    sheet.write(1, 0, 7).unwrap().write(1, 1, "41A18").unwrap().write_with_format(1, 2, &day, &date).unwrap();
    sheet.write(1, 3, 0.1 + 0.2).unwrap().write(1, 4, "een; \"twee\"\nen drie").unwrap();
    sheet.write(3, 0, 8).unwrap().write(3, 1, "41A19").unwrap().write_with_format(3, 2, &day, &date).unwrap();
    sheet.write(3, 3, -600.32).unwrap();
    workbook.save_to_buffer().unwrap()
}

fn text(bytes: Vec<u8>, sheet: &str) -> String {
    String::from_utf8(Book::open(bytes).unwrap().csv(sheet, u32::MAX).unwrap().0).unwrap()
}

fn refused(bytes: Vec<u8>) -> &'static str {
    Book::open(bytes).err().unwrap().code
}

/// The workbook with one of its parts made anew.
fn with_part(part: &str, content: impl FnOnce(String) -> Vec<u8>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(workbook())).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let mut content = Some(content);
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        out.start_file(name.clone(), SimpleFileOptions::default()).unwrap();
        let whole = std::io::read_to_string(&mut entry).unwrap();
        let bytes = if name == part { content.take().unwrap()(whole) } else { whole.into_bytes() };
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

const SHEET: &str = "xl/worksheets/sheet2.xml";

#[test]
fn a_sheet_becomes_lines_with_real_dates_and_numbers_on_the_lines_of_its_rows() {
    let mut book = Book::open(workbook()).unwrap();
    assert_eq!(book.sheets(), ["Toelichting", "Declaraties & meer"]);
    let expected = "client;product;van;bedrag;opmerking\n7;41A18;2023-02-01;0.3;\"een; \"\"twee\"\" en drie\"\n\n8;41A19;2023-02-01;-600.32;\n";
    assert_eq!(text(workbook(), "Declaraties & meer"), expected);
    let (head, all) = book.csv("Declaraties & meer", 1).unwrap();
    assert_eq!((String::from_utf8(head).unwrap().lines().count(), all), (1, false));
    assert_eq!(book.csv("Blad3", 1).unwrap_err().code, "xlsx-sheet");
}

#[test]
fn what_is_no_open_workbook_is_refused_by_what_it_is() {
    let mut closed = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    assert_eq!(refused(closed.clone()), "xlsx-old");
    closed.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(refused(closed), "xlsx-password");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    assert_eq!(refused(zip.finish().unwrap().into_inner()), "xlsx-other");
    assert_eq!(refused(b"PK\x03\x04".to_vec()), "xlsx-damaged");
    let whole = workbook();
    assert_eq!(refused(whole[..whole.len() / 2].to_vec()), "xlsx-damaged");
}

#[test]
fn a_damaged_sheet_names_the_row_before() {
    let cut = |whole: String| whole.as_bytes()[..whole.find("<row r=\"4\"").unwrap() + 30].to_vec();
    let problem = Book::open(with_part(SHEET, cut)).unwrap().csv("Declaraties & meer", 9).unwrap_err();
    assert_eq!((problem.code, problem.line), ("xlsx-damaged", Some(4)));
    assert!(problem.message.nl.contains(SHEET), "{}", problem.message.nl);
    let between = |whole: String| whole.as_bytes()[..whole.find("<row r=\"4\"").unwrap()].to_vec();
    let problem = Book::open(with_part(SHEET, between)).unwrap().csv("Declaraties & meer", 9).unwrap_err();
    assert_eq!((problem.code, problem.line), ("xlsx-damaged", Some(2)));
    let declared =
        |whole: String| whole.replacen("<worksheet", "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet", 1).into_bytes();
    assert_eq!(
        Book::open(with_part(SHEET, declared)).unwrap().csv("Declaraties & meer", 9).unwrap_err().code,
        "xlsx-damaged"
    );
}

#[test]
fn what_unpacks_to_more_than_is_allowed_is_refused_while_it_is_unpacked() {
    // Five million spaces take five thousand bytes.
    let bomb =
        |whole: String| whole.replacen("<sheetData>", &format!("<sheetData>{}", " ".repeat(5_000_000)), 1).into_bytes();
    let file = with_part(SHEET, bomb);
    assert!(file.len() < 30_000);
    let mut book = Book::open_within(file.clone(), 1_000_000).unwrap();
    assert_eq!(book.csv("Declaraties & meer", 9).unwrap_err().code, "xlsx-too-large");
    assert!(Book::open(file).unwrap().csv("Declaraties & meer", 9).is_ok());
    let strings = with_part("xl/sharedStrings.xml", |whole| {
        whole.replacen("<si>", &format!("<si>{}", " ".repeat(5_000_000)), 1).into_bytes()
    });
    assert_eq!(Book::open_within(strings, 1_000_000).err().unwrap().code, "xlsx-too-large");
}

#[test]
fn more_columns_than_claims_can_have_are_refused() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write(2, 600, 1).unwrap();
    let problem = Book::open(workbook.save_to_buffer().unwrap()).unwrap().csv("Sheet1", 9).unwrap_err();
    assert_eq!((problem.code, problem.line), ("too-many-columns", Some(3)));
}
