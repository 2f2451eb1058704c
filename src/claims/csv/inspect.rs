//! What the first part of a file shows: its encoding, its separator, how it writes numbers and dates, and what its columns
//! seem to mean. Everything can be overridden.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::fields::{self, DateOrder, DecimalSign};
use super::meaning::{self, Meaning, Personal};
use super::records::{Cell, Cut, Cutter};
use super::text::{self, Encoding};
use crate::calendar::Date;
use crate::claims::ClaimUnit;
use crate::claims::limits::MAX_COLUMNS;
use crate::claims::messages::MessageReport;
use crate::claims::problem::ClaimsProblem;
use crate::quantity::Text;

/// The bytes of a file that are looked at before it is read.
pub const HEAD: usize = 1 << 18;
/// The lines of it that are looked at.
const LINES: usize = 1_000;
/// The values that a column needs before its content says anything.
const ENOUGH: usize = 5;

/// Whose data it may hold, and for what.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ClaimsMode"))]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// No personal columns: any client key, replaced at reading by a number.
    #[default]
    Analyse,
    /// A deliberate choice, for control: the citizen service number to tell clients apart, the birth date as “18 or older”.
    Controle,
}

/// How a file is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct FileFormat {
    /// Its encoding.
    pub encoding: Encoding,
    /// What stands between the cells: `;`, `,`, a tab or `|`.
    #[cfg_attr(feature = "types", ts(type = "string"))]
    pub delimiter: char,
    /// The sign before decimals.
    pub decimal: DecimalSign,
    /// The order of dates.
    pub dates: DateOrder,
    /// Whether its first line holds the names of the columns.
    pub header: bool,
}

impl FileFormat {
    /// How we write files ourselves, and what stands for the format of a national message.
    pub const UTF8: Self = Self {
        encoding: Encoding::Utf8,
        delimiter: ';',
        decimal: DecimalSign::Comma,
        dates: DateOrder::Dmy,
        header: true,
    };
}

/// What a person says about a file, where it differs from what was found.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(optional_fields))]
#[serde(rename_all = "camelCase", default)]
pub struct FileChoices {
    /// Its encoding.
    pub encoding: Option<Encoding>,
    /// What stands between the cells.
    #[cfg_attr(feature = "types", ts(type = "string", optional))]
    pub delimiter: Option<char>,
    /// The sign before decimals.
    pub decimal: Option<DecimalSign>,
    /// The order of dates.
    pub dates: Option<DateOrder>,
    /// Whether its first line holds the names of the columns.
    pub header: Option<bool>,
    /// What columns mean.
    pub columns: Option<Vec<ColumnChoice>>,
}

/// What a person says that a column means.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ColumnChoice {
    /// Its number, from 0.
    pub column: u32,
    /// What it means.
    pub meaning: Meaning,
}

/// What a column seems to be.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ColumnFound {
    /// Its number, from 0.
    pub column: u32,
    /// Its header, or `kolom 3`.
    pub name: Text,
    /// What it seems to mean, or what was chosen.
    pub meaning: Meaning,
    /// Why.
    pub why: Text,
    /// The personal data that it seems to hold; it stays unread, but for what *Controle* needs.
    pub personal: Option<Personal>,
    /// Its first values; none of a column that may be personal, and numbers in the place of clients and providers.
    pub examples: Vec<String>,
}

/// What the first part of a file shows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct FileInspection {
    /// The name to show.
    pub file: String,
    /// How it is written.
    pub format: FileFormat,
    /// Its columns.
    pub columns: Vec<ColumnFound>,
    /// What to look at: personal columns, and what is missing. It can be read where none is in the way.
    pub problems: Vec<ClaimsProblem>,
    /// Whether it can be read as it is.
    pub readable: bool,
    /// What it is, where it is a national message; its format and columns then say nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub message: Option<MessageReport>,
}

/// The first lines of a file, cut.
struct Sample<'a> {
    bytes: &'a [u8],
    encoding: Encoding,
    lines: Vec<Vec<Cell>>,
}

impl Sample<'_> {
    fn word(&self, line: &[Cell], column: usize) -> String {
        let cell = line.get(column).copied().unwrap_or_default();
        self.encoding.text(&cell.bytes(self.bytes)).unwrap_or_default().trim().to_owned()
    }

    /// The values of a column, without empty ones.
    fn values(&self, column: usize, header: bool) -> Vec<String> {
        let lines = self.lines.iter().skip(usize::from(header));
        lines.map(|line| self.word(line, column)).filter(|word| !word.is_empty()).collect()
    }
}

/// Looks at the first bytes of a file (in UTF-8 or Windows-1252, without a mark); `all` says that they are the whole file.
///
/// # Errors
/// Why it cannot be a claims file at all.
pub fn inspect(
    file: &str,
    head: &[u8],
    all: bool,
    encoding: Encoding,
    mode: Mode,
    choices: &FileChoices,
) -> Result<FileInspection, ClaimsProblem> {
    let refuse = |code: &str, message: Text| Err(ClaimsProblem::new(code, message).of_file(file));
    if head.trim_ascii().is_empty() {
        return refuse("empty-file", Text::new("Het bestand is leeg.", "The file is empty."));
    }
    if let Some(message) = binary(head) {
        return refuse("not-csv", message);
    }
    let byte_encoding = if encoding.is_wide() { Encoding::Utf8 } else { encoding };
    let chosen = choices.delimiter.or_else(|| hint(head)).and_then(|delimiter| u8::try_from(delimiter).ok());
    let delimiter = chosen.unwrap_or_else(|| delimiter(head, all));
    let sample = Sample { bytes: head, encoding: byte_encoding, lines: cut(head, all, delimiter) };
    // A first line that is not whole yet may have too many cells already.
    let mut cells = Vec::new();
    let whole = matches!(Cutter::new(delimiter).cut(head, 0, all, &mut cells), Cut::Line { .. });
    let count = sample.lines.first().map_or(cells.len(), Vec::len);
    if count > MAX_COLUMNS {
        let message = Text::owned(
            format!("Het bestand heeft meer dan {MAX_COLUMNS} kolommen; meer kunnen er niet worden gelezen."),
            format!("The file has more than {MAX_COLUMNS} columns; no more can be read."),
        );
        return refuse("too-many-columns", message).map_err(|problem| problem.on_line(1));
    }
    if !whole {
        let message = Text::new(
            "Regel 1 eindigt niet: een aanhalingsteken wordt niet gesloten, of het bestand heeft geen regeleinden.",
            "Line 1 does not end: a quote is never closed, or the file has no line ends.",
        );
        return refuse("unclosed-quote", message).map_err(|problem| problem.on_line(1));
    }
    Ok(columns(file, &sample, delimiter, encoding, mode, choices))
}

/// Files that are something else, by how they begin.
fn binary(head: &[u8]) -> Option<Text> {
    let starts: [(&[u8], Text); 7] = [
        (
            b"PK\x03\x04",
            Text::new(
                "Dit is een Excel- of zip-bestand; bewaar het in Excel als CSV.",
                "This is an Excel or zip file; save it as CSV in Excel.",
            ),
        ),
        (
            b"\xD0\xCF\x11\xE0",
            Text::new(
                "Dit is een ouder Excel-bestand; bewaar het in Excel als CSV.",
                "This is an older Excel file; save it as CSV in Excel.",
            ),
        ),
        (
            b"%PDF",
            Text::new("Dit is een PDF; vraag de gegevens op als CSV.", "This is a PDF; ask for the data as CSV."),
        ),
        (b"\x89PNG", Text::new("Dit is een afbeelding, geen CSV.", "This is a picture, not CSV.")),
        (b"\xFF\xD8\xFF", Text::new("Dit is een foto, geen CSV.", "This is a photo, not CSV.")),
        (b"GIF8", Text::new("Dit is een afbeelding, geen CSV.", "This is a picture, not CSV.")),
        (
            b"<?xml",
            Text::new(
                "Dit is XML; lees het bericht als CSV-export in.",
                "This is XML; read the message as a CSV export.",
            ),
        ),
    ];
    if let Some((_, message)) = starts.into_iter().find(|(start, _)| head.starts_with(start)) {
        return Some(message);
    }
    let odd = |byte: &&u8| matches!(**byte, 0..=8 | 14..=31);
    (head.iter().filter(odd).count() * 100 > head.len()).then(|| {
        Text::new(
            "Dit is geen tekst: het bestand is geen CSV, of in een andere codering dan gekozen.",
            "This is no text: the file is not CSV, or in another encoding than was chosen.",
        )
    })
}

/// What a first line `sep=;` says, as Excel has it.
fn hint(head: &[u8]) -> Option<char> {
    let rest = head.strip_prefix(b"sep=")?;
    rest.first().map(|byte| char::from(*byte)).filter(|sign| !sign.is_alphanumeric())
}

/// The separator that cuts most of the lines like the first one; of equals, the one that cuts into more.
fn delimiter(head: &[u8], all: bool) -> u8 {
    let score = |delimiter: &u8| {
        let lines = cut(head, all, *delimiter);
        let cells = lines.first().map_or(0, Vec::len);
        let alike = lines.iter().filter(|line| line.len() == cells).count();
        if cells < 2 { (0, 0) } else { (alike * 20 / lines.len().max(1), cells) }
    };
    let found = [b'|', b'\t', b',', b';'].into_iter().max_by_key(score);
    found.unwrap_or(b';')
}

/// The lines of the head, without a hint of Excel's and without the last where it may be cut off.
fn cut(head: &[u8], all: bool, delimiter: u8) -> Vec<Vec<Cell>> {
    let cutter = Cutter::new(delimiter);
    let (mut at, mut cells, mut lines) = (0, Vec::new(), Vec::new());
    while at < head.len() && lines.len() < LINES {
        let Cut::Line { next, .. } = cutter.cut(head, at, all, &mut cells) else { break };
        let hinted = at == 0 && hint(head).is_some();
        if !is_blank(&cells) && !hinted {
            lines.push(cells.clone());
        }
        at = next;
    }
    lines
}

/// Whether nothing stands on a line.
pub fn is_blank(cells: &[Cell]) -> bool {
    matches!(cells, [only] if only.start == only.end)
}

fn columns(
    file: &str,
    sample: &Sample<'_>,
    delimiter: u8,
    encoding: Encoding,
    mode: Mode,
    choices: &FileChoices,
) -> FileInspection {
    let count = sample.lines.first().map_or(0, Vec::len);
    let heads: Vec<String> = (0..count)
        .map(|column| sample.lines.first().map_or_else(String::new, |line| sample.word(line, column)))
        .collect();
    let known = |head: &String| meaning::of_header(head).is_some() || Personal::of_header(head).is_some();
    let header = choices.header.unwrap_or_else(|| heads.iter().any(known));
    // Words of a first line are shown only where they are surely headers, and not somebody's data.
    let shown = header && heads.iter().any(known);
    let values: Vec<Vec<String>> = (0..count).map(|column| sample.values(column, header)).collect();
    let format = FileFormat {
        encoding,
        delimiter: char::from(delimiter),
        decimal: choices.decimal.unwrap_or_else(|| decimal(&values)),
        dates: choices.dates.unwrap_or_else(|| dates(&values)),
        header,
    };
    let mut taken = BTreeSet::new();
    let mut columns: Vec<ColumnFound> = heads
        .iter()
        .zip(&values)
        .zip(0_u32..)
        .map(|((head, values), column)| {
            let name = if shown && !head.is_empty() { Text::same(short(head)) } else { numbered(column) };
            let (meaning, why, personal) = proposed(if header { head } else { "" }, values, &format, mode);
            ColumnFound { column, name, meaning, why, personal, examples: Vec::new() }
        })
        .collect();
    for column in &mut columns {
        if let Some(choice) = choices.columns.iter().flatten().find(|choice| choice.column == column.column) {
            column.meaning = choice.meaning;
            column.why = Text::new("gekozen", "chosen");
        }
        if column.meaning != Meaning::Ignore && !taken.insert(column.meaning) {
            column.meaning = Meaning::Ignore;
            column.why =
                Text::new("een andere kolom heeft deze betekenis al", "another column has this meaning already");
        }
    }
    columns.iter_mut().zip(&values).for_each(|(column, values)| column.examples = examples(column, values));
    let mut problems: Vec<ClaimsProblem> = columns.iter().filter_map(|column| about(file, column, mode)).collect();
    let missing = missing(&taken);
    let forbidden = columns.iter().any(|column| is_forbidden(column, mode));
    let readable = missing.is_none() && !forbidden;
    problems.extend(missing.map(|problem| problem.of_file(file)));
    FileInspection { file: file.to_owned(), format, columns, problems, readable, message: None }
}

/// The name of a column without a header.
fn numbered(column: u32) -> Text {
    Text::owned(format!("kolom {}", column + 1), format!("column {}", column + 1))
}

fn short(head: &str) -> String {
    head.chars().filter(|letter| !letter.is_control()).take(60).collect()
}

/// What a file needs at least.
fn missing(taken: &BTreeSet<Meaning>) -> Option<ClaimsProblem> {
    let has = |one: Meaning, other: Meaning| taken.contains(&one) || taken.contains(&other);
    if !has(Meaning::Amount, Meaning::AmountCents) {
        return Some(ClaimsProblem::new(
            "no-amount-column",
            Text::new(
                "Geen kolom is herkend als bedrag; kies er een.",
                "No column was recognised as the amount; choose one.",
            ),
        ));
    }
    (!has(Meaning::Period, Meaning::From)).then(|| {
        ClaimsProblem::new(
            "no-period-column",
            Text::new(
                "Geen kolom is herkend als maand of begin van de periode; kies er een.",
                "No column was recognised as the month or the start of the period; choose one.",
            ),
        )
    })
}

/// Whether a column would be read although it holds what this mode may not read.
pub fn is_forbidden(column: &ColumnFound, mode: Mode) -> bool {
    let allowed = match (column.personal, column.meaning) {
        (_, Meaning::Ignore) => true,
        (Some(Personal::Bsn), Meaning::Bsn | Meaning::Client) => mode == Mode::Controle,
        (Some(Personal::BirthDate), Meaning::BirthDate) => mode == Mode::Controle,
        (None, Meaning::Bsn | Meaning::BirthDate) => mode == Mode::Controle,
        (None, _) => true,
        (Some(_), _) => false,
    };
    !allowed
}

/// What a person should know of a column.
fn about(file: &str, column: &ColumnFound, mode: Mode) -> Option<ClaimsProblem> {
    let (nl, en) = (&column.name.nl, &column.name.en);
    let problem = |code, message| Some(ClaimsProblem::new(code, message).of_file(file).in_column(nl));
    if is_forbidden(column, mode) {
        return problem(
            "personal-column",
            Text::owned(
                format!("Kolom {nl} mag in deze modus niet worden gelezen; kies een andere kolom of “niet lezen”."),
                format!("Column {en} may not be read in this mode; choose another column or “do not read”."),
            ),
        );
    }
    let personal = column.personal.filter(|_| column.meaning == Meaning::Ignore)?.text();
    problem(
        "personal-unread",
        Text::owned(
            format!("Kolom {nl} lijkt op {} en blijft ongelezen.", personal.nl),
            format!("Column {en} looks like {} and stays unread.", personal.en),
        ),
    )
}

/// What a column seems to mean, why, and the personal data that it seems to hold.
fn proposed(head: &str, values: &[String], format: &FileFormat, mode: Mode) -> (Meaning, Text, Option<Personal>) {
    let by_name = meaning::of_header(head);
    if let Some(personal) = Personal::of_header(head).or_else(|| personal(values, by_name, format)) {
        let meaning = match (mode, personal) {
            (Mode::Controle, Personal::Bsn) => Meaning::Bsn,
            (Mode::Controle, Personal::BirthDate) => Meaning::BirthDate,
            _ => Meaning::Ignore,
        };
        let text = personal.text();
        return (
            meaning,
            Text::owned(format!("lijkt op {}", text.nl), format!("looks like {}", text.en)),
            Some(personal),
        );
    }
    let Some(meaning) = by_name else {
        return (Meaning::Ignore, Text::new("niet herkend", "not recognised"), None);
    };
    if values.len() >= ENOUGH && !fits(meaning, values, format) {
        let why = Text::new("de naam past, de inhoud niet", "the name fits, the content does not");
        return (Meaning::Ignore, why, None);
    }
    (meaning, Text::new("naam en inhoud", "name and content"), None)
}

/// Whether most values are what the meaning says.
fn fits(meaning: Meaning, values: &[String], format: &FileFormat) -> bool {
    let most =
        |test: &dyn Fn(&[u8]) -> bool| values.iter().filter(|value| test(value.as_bytes())).count() * 2 >= values.len();
    match meaning {
        Meaning::Amount | Meaning::Tariff => most(&|value| fields::number(value, 9, format.decimal).is_ok()),
        Meaning::AmountCents | Meaning::TariffCents | Meaning::Volume => {
            most(&|value| fields::number(value, 2, format.decimal).is_ok())
        }
        Meaning::From | Meaning::Through | Meaning::Submitted => {
            most(&|value| fields::day(value, format.dates).is_some())
        }
        Meaning::Period => most(&|value| fields::month(value, format.dates).is_some()),
        Meaning::Unit => most(&|value| std::str::from_utf8(value).is_ok_and(|word| ClaimUnit::named(word).is_some())),
        _ => true,
    }
}

/// The personal data that values seem to be.
fn personal(values: &[String], meaning: Option<Meaning>, format: &FileFormat) -> Option<Personal> {
    if values.len() < ENOUGH {
        return None;
    }
    let most = |test: &dyn Fn(&str) -> bool| values.iter().filter(|value| test(value)).count() * 5 >= values.len() * 4;
    if most(&|value| fields::is_bsn(value.as_bytes())) {
        return Some(Personal::Bsn);
    }
    if meaning.is_some_and(|meaning| meaning != Meaning::Client) {
        return None;
    }
    if most(&|value| value.contains('@')) || most(&is_postal_code) {
        return Some(Personal::Address);
    }
    let days: Vec<Date> = values.iter().filter_map(|value| fields::day(value.as_bytes(), format.dates)).collect();
    if days.len() * 5 >= values.len() * 4
        && let (Some(first), Some(last)) = (days.iter().min(), days.iter().max())
        && first.days_until(*last) > 6 * 366
    {
        return Some(Personal::BirthDate);
    }
    let different: BTreeSet<&String> = values.iter().collect();
    (different.len() >= 10 && most(&is_name)).then_some(Personal::Name)
}

fn is_postal_code(value: &str) -> bool {
    let plain: Vec<u8> = value.bytes().filter(|byte| *byte != b' ').collect();
    let Some((digits, letters)) = plain.split_at_checked(4) else { return false };
    letters.len() == 2 && digits.iter().all(u8::is_ascii_digit) && letters.iter().all(u8::is_ascii_alphabetic)
}

/// Two words or more of letters, one with a capital; or one word that begins with a capital and goes on in small letters.
fn is_name(value: &str) -> bool {
    let letters = value.chars().all(|letter| letter.is_alphabetic() || " .,'-".contains(letter));
    let mut words = value.split([' ', ',']).filter(|word| word.len() > 1);
    letters
        && words.any(|word| {
            let mut letters = word.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
        })
}

/// The first values of a column that can be shown.
fn examples(column: &ColumnFound, values: &[String]) -> Vec<String> {
    const MOST: usize = 4;
    if column.personal.is_some() {
        return Vec::new();
    }
    match column.meaning {
        Meaning::Client | Meaning::Provider | Meaning::Bsn => {
            let mut seen: Vec<&String> = Vec::new();
            values
                .iter()
                .take(MOST)
                .map(|value| {
                    let at = seen.iter().position(|other| *other == value).unwrap_or_else(|| {
                        seen.push(value);
                        seen.len() - 1
                    });
                    (at + 1).to_string()
                })
                .collect()
        }
        Meaning::Reference | Meaning::Allocation | Meaning::BirthDate => Vec::new(),
        // Of a column that is not read, only what can be no name and no number of a person.
        Meaning::Ignore => values.iter().filter(|value| is_harmless(value)).take(MOST).cloned().collect(),
        _ => values.iter().take(MOST).map(|value| short(value)).collect(),
    }
}

/// A date, or a number of at most six digits.
fn is_harmless(value: &str) -> bool {
    let short = value.len() <= 6 && value.bytes().all(|byte| byte.is_ascii_digit() || byte == b',' || byte == b'.');
    short
        || (value.len() <= 10 && fields::day(value.as_bytes(), DateOrder::Dmy).is_some() && value.contains(['-', '/']))
}

/// The sign before decimals: the one that stands before one or two last digits most often.
fn decimal(values: &[Vec<String>]) -> DecimalSign {
    let count = |sign: char| {
        let numbers =
            values.iter().flatten().filter(|value| value.bytes().all(|byte| b"0123456789.,- ".contains(&byte)));
        numbers
            .filter(|value| {
                let parts: Vec<&str> = value.trim_end_matches('-').rsplitn(2, sign).collect();
                matches!(*parts.as_slice(), [last, first]
                    if (1..=2).contains(&last.len()) && !first.contains(sign) && !first.contains('-') | first.starts_with('-'))
            })
            .count()
    };
    if count('.') > count(',') { DecimalSign::Point } else { DecimalSign::Comma }
}

/// The order of dates: the one that reads most of what looks like dates.
fn dates(values: &[Vec<String>]) -> DateOrder {
    let looks = |value: &&String| {
        (6..=19).contains(&value.len())
            && (value.contains(['-', '/', '.']) || value.len() == 8)
            && value.bytes().any(|byte| byte.is_ascii_digit())
    };
    let candidates: Vec<&String> = values.iter().flatten().filter(looks).take(4_000).collect();
    let read =
        |order: &DateOrder| candidates.iter().filter(|value| fields::day(value.as_bytes(), *order).is_some()).count();
    [DateOrder::Mdy, DateOrder::Ymd, DateOrder::Dmy].into_iter().max_by_key(read).unwrap_or(DateOrder::Dmy)
}

/// How a file is encoded: what was chosen, or what its first bytes show; and the bytes of its mark.
pub fn encoding(head: &[u8], choices: &FileChoices) -> (Encoding, usize) {
    let marked = text::mark(head);
    let encoding = choices.encoding.unwrap_or_else(|| text::found(head));
    (encoding, marked.filter(|(found, _)| *found == encoding).map_or(0, |(_, length)| length))
}
