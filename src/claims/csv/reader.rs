//! Reading a file into the columns, a piece at a time. A line that cannot be read is counted, never dropped in silence; a
//! file that cannot be read leaves the claims as they were.

use serde::Serialize;

use super::fields::{self, DateOrder, DecimalSign, NumberFault, Recent};
use super::inspect::{self, ColumnFound, FileChoices, FileFormat, FileInspection, HEAD, Mode, is_blank, is_forbidden};
use super::meaning::Meaning;
use super::records::{Cell, Cut, Cutter};
use super::text::{Encoding, Wide};
use crate::calendar::Date;
use crate::claims::limits::{MAX_BYTES, MAX_CENTS, MAX_COUNT, MAX_FAULTS, MAX_LABEL, MAX_RECORD, MAX_ROWS};
use crate::claims::messages::MessageReport;
use crate::claims::order::sort;
use crate::claims::problem::{ClaimsProblem, file_name, too_large, too_many_lines};
use crate::claims::{Claim, ClaimUnit, Claims, Day, Dictionary, Euros, Key, Mark, Month, traits};
use crate::quantity::Text;

/// Lines and their euros.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ClaimsCount"))]
pub struct Count {
    /// How many lines.
    pub lines: u32,
    /// What they come to; of lines that were refused, as far as their amount can be read.
    pub euros: Euros,
}

impl Count {
    /// Adds one line, or several that were one.
    pub fn add(&mut self, lines: u32, cents: i64) {
        self.lines += lines;
        self.euros.0 += i128::from(cents);
    }
}

/// A reason for which lines were refused, and how many.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ClaimsRefused"))]
pub struct Refused {
    /// Stable code.
    pub code: String,
    /// In words.
    pub message: Text,
    /// The lines and their euros.
    pub count: Count,
}

/// What came of a file. `accepted` and `rejected` are all of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct FileReport {
    /// The name to show.
    pub file: String,
    /// The bytes that were read.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub bytes: u64,
    /// How it was written.
    pub format: FileFormat,
    /// Its columns: what was read as what, and what was not.
    pub columns: Vec<ColumnFound>,
    /// All lines, blank ones and the header not counted.
    pub all: Count,
    /// The lines in the columns.
    pub accepted: Count,
    /// The lines that could not be read.
    pub rejected: Count,
    /// Of those, how many have an amount that could not be read either: their euros are in no total.
    pub without_amount: u32,
    /// Why, by reason.
    pub reasons: Vec<Refused>,
    /// The first of them, each with line and column.
    pub problems: Vec<ClaimsProblem>,
    /// What it is, where it is a national message; its format and columns then say nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub message: Option<MessageReport>,
}

impl FileReport {
    /// What stands for a file where claims were generated.
    pub fn of_generated(name: &str, all: Count) -> Self {
        Self {
            file: name.to_owned(),
            bytes: 0,
            format: FileFormat::UTF8,
            columns: Vec::new(),
            all,
            accepted: all,
            rejected: Count::default(),
            without_amount: 0,
            reasons: Vec::new(),
            problems: Vec::new(),
            message: None,
        }
    }
}

/// Why a line is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fault {
    Cells,
    Malformed,
    Encoding,
    Empty,
    NotANumber,
    Decimals,
    TooLarge,
    NoDate,
    Century,
    Reversed,
    LongLabel,
    ManyLabels,
    DebitCredit,
}

impl Fault {
    const fn code(self) -> &'static str {
        match self {
            Self::Cells => "wrong-number-of-cells",
            Self::Malformed => "text-after-quote",
            Self::Encoding => "wrong-encoding",
            Self::Empty => "empty-cell",
            Self::NotANumber => "not-a-number",
            Self::Decimals => "too-many-decimals",
            Self::TooLarge => "too-large",
            Self::NoDate => "not-a-date",
            Self::Century => "date-out-of-range",
            Self::Reversed => "period-reversed",
            Self::LongLabel => "too-long",
            Self::ManyLabels => "too-many-names",
            Self::DebitCredit => "not-debit-or-credit",
        }
    }

    const fn message(self) -> Text {
        match self {
            Self::Cells => Text::new(
                "Deze regel heeft een ander aantal cellen dan de eerste regel.",
                "This line has another number of cells than the first line.",
            ),
            Self::Malformed => Text::new(
                "Na een aanhalingsteken sluiten volgt nog tekst; verdubbel aanhalingstekens binnen een cel.",
                "Text follows a closing quote; double the quotes inside a cell.",
            ),
            Self::Encoding => Text::new(
                "Deze cel is in een andere codering dan de rest; kies de codering van het bestand.",
                "This cell is in another encoding than the rest; choose the file's encoding.",
            ),
            Self::Empty => Text::new("Deze cel is leeg.", "This cell is empty."),
            Self::NotANumber => Text::new(
                "Hier staat geen getal, of met een ander decimaalteken dan gekozen.",
                "This is no number, or has another decimal sign than was chosen.",
            ),
            Self::Decimals => Text::new(
                "Dit getal heeft te veel decimalen: bedragen zijn in hele centen, volumes in hele eenheden.",
                "This number has too many decimals: amounts are whole cents, volumes whole units.",
            ),
            Self::TooLarge => Text::new(
                "Dit getal is te groot: een regel is ten hoogste 1 miljard euro, een volume of tarief ten hoogste 2 miljard.",
                "This number is too large: a line is at most 1 billion euros, a volume or tariff at most 2 billion.",
            ),
            Self::NoDate => Text::new(
                "Hier staat geen datum, of in een andere volgorde dan gekozen.",
                "This is no date, or in another order than was chosen.",
            ),
            Self::Century => {
                Text::new("Deze datum valt buiten 2000 tot en met 2099.", "This date is outside 2000 to 2099.")
            }
            Self::Reversed => Text::new("De periode eindigt voor zij begint.", "The period ends before it starts."),
            Self::LongLabel => Text::new(
                "Deze tekst is langer dan 200 tekens; wat hier staat is geen code of naam.",
                "This text is longer than 200 characters; it is no code or name.",
            ),
            Self::ManyLabels => Text::new(
                "Deze kolom heeft meer dan 65.535 verschillende codes; kies een andere kolom.",
                "This column has more than 65,535 different codes; choose another column.",
            ),
            Self::DebitCredit => {
                Text::new("Hier staat geen debet (D) of credit (C).", "This is neither debit (D) nor credit (C).")
            }
        }
    }

    const ALL: [Self; 13] = [
        Self::Cells,
        Self::Malformed,
        Self::Encoding,
        Self::Empty,
        Self::NotANumber,
        Self::Decimals,
        Self::TooLarge,
        Self::NoDate,
        Self::Century,
        Self::Reversed,
        Self::LongLabel,
        Self::ManyLabels,
        Self::DebitCredit,
    ];
}

impl From<NumberFault> for Fault {
    fn from(fault: NumberFault) -> Self {
        match fault {
            NumberFault::Empty => Self::Empty,
            NumberFault::NotANumber => Self::NotANumber,
            NumberFault::Decimals => Self::Decimals,
            NumberFault::TooLarge => Self::TooLarge,
        }
    }
}

/// Which cell of a line holds what.
#[derive(Clone, Copy, Debug, Default)]
struct Plan {
    cells: usize,
    client: Option<usize>,
    birth: Option<usize>,
    municipality: Option<usize>,
    provider: Option<usize>,
    product: Option<usize>,
    period: Option<usize>,
    from: Option<usize>,
    through: Option<usize>,
    volume: Option<usize>,
    unit: Option<usize>,
    tariff: Option<(usize, u32)>,
    amount: Option<(usize, u32)>,
    debit_credit: Option<usize>,
    reference: Option<usize>,
    allocation: Option<usize>,
    submitted: Option<usize>,
    status: Option<usize>,
}

impl Plan {
    fn of(columns: &[ColumnFound]) -> Self {
        let at = |meaning: Meaning| columns.iter().position(|column| column.meaning == meaning);
        let money = |euros, cents| at(euros).map(|at| (at, 2)).or_else(|| at(cents).map(|at| (at, 0)));
        Self {
            cells: columns.len(),
            client: at(Meaning::Client).or_else(|| at(Meaning::Bsn)),
            birth: at(Meaning::BirthDate),
            municipality: at(Meaning::Municipality),
            provider: at(Meaning::Provider),
            product: at(Meaning::Product),
            period: at(Meaning::Period),
            from: at(Meaning::From),
            through: at(Meaning::Through),
            volume: at(Meaning::Volume),
            unit: at(Meaning::Unit),
            tariff: money(Meaning::Tariff, Meaning::TariffCents),
            amount: money(Meaning::Amount, Meaning::AmountCents),
            debit_credit: at(Meaning::DebitCredit),
            reference: at(Meaning::Reference),
            allocation: at(Meaning::Allocation),
            submitted: at(Meaning::Submitted),
            status: at(Meaning::Status),
        }
    }
}

/// What is needed to read a line's cells.
#[derive(Debug)]
struct Lines {
    plan: Plan,
    decimal: DecimalSign,
    dates: DateOrder,
    /// The encoding of names; open until a letter beyond ASCII is met where the head had none.
    encoding: Encoding,
    open: bool,
    days: Recent<Option<Date>>,
    months: Recent<Option<Date>>,
    units: Recent<ClaimUnit>,
}

/// The column of a fault, where it has one.
type At = (Fault, Option<usize>);

impl Lines {
    #[inline]
    fn key(bytes: &[u8], cell: Cell) -> Key {
        let text = cell.trimmed(bytes);
        if cell.doubled {
            return Key::of(cell.bytes(bytes).trim_ascii());
        }
        // The window begins at the text: where it was trimmed at the front, it is read the long way.
        let window = bytes.get(cell.start..cell.start + 16).and_then(|window| <[u8; 16]>::try_from(window).ok());
        match window {
            Some(window) if text.len() == cell.end - cell.start => {
                Key::of_window(u128::from_le_bytes(window), text.len()).unwrap_or_else(|| Key::of(text))
            }
            _ => Key::of(text),
        }
    }

    fn amount(&self, bytes: &[u8], cells: &[Cell]) -> Result<i64, At> {
        let Some((at, decimals)) = self.plan.amount else { return Err((Fault::Empty, None)) };
        let cell = cells.get(at).ok_or((Fault::Cells, None))?;
        let cents =
            fields::number(cell.trimmed(bytes), decimals, self.decimal).map_err(|fault| (fault.into(), Some(at)))?;
        if cents.abs() > MAX_CENTS {
            return Err((Fault::TooLarge, Some(at)));
        }
        let Some(side) = self.plan.debit_credit else { return Ok(cents) };
        let word = cells.get(side).map(|cell| cell.trimmed(bytes)).unwrap_or_default();
        match word.first().map(u8::to_ascii_uppercase) {
            Some(b'C' | b'-') => Ok(-cents.abs()),
            Some(b'D' | b'+') => Ok(cents),
            _ => Err((Fault::DebitCredit, Some(side))),
        }
    }

    fn count(&self, bytes: &[u8], cells: &[Cell], at: usize, decimals: u32) -> Result<i32, At> {
        let text = cells.get(at).map(|cell| cell.trimmed(bytes)).unwrap_or_default();
        match fields::number(text, decimals, self.decimal) {
            Ok(count) if count.abs() <= MAX_COUNT => i32::try_from(count).map_err(|_| (Fault::TooLarge, Some(at))),
            Ok(_) => Err((Fault::TooLarge, Some(at))),
            Err(NumberFault::Empty) => Ok(crate::claims::MISSING),
            Err(fault) => Err((fault.into(), Some(at))),
        }
    }

    #[inline]
    fn day(&mut self, bytes: &[u8], cells: &[Cell], at: usize) -> Result<Option<Date>, At> {
        let cell = cells.get(at).copied().unwrap_or_default();
        let order = self.dates;
        match self.days.of(Self::key(bytes, cell), || fields::day(cell.trimmed(bytes), order)) {
            Some(date) => Ok(Some(date)),
            None if cell.trimmed(bytes).is_empty() => Ok(None),
            None => Err((Fault::NoDate, Some(at))),
        }
    }

    fn label(&mut self, bytes: &[u8], cells: &[Cell], at: Option<usize>, names: &mut Dictionary) -> Result<u16, At> {
        let Some(at) = at else { return names.add("").ok_or((Fault::ManyLabels, None)) };
        let cell = cells.get(at).copied().unwrap_or_default();
        if cell.end - cell.start > MAX_LABEL {
            return Err((Fault::LongLabel, Some(at)));
        }
        // A name is known by its letters: the same in any encoding.
        if cell.raw(bytes).is_ascii() {
            let plain = || {
                let text = cell.bytes(bytes);
                text.trim_ascii().iter().map(|byte| char::from(*byte)).filter(|letter| !letter.is_control()).collect()
            };
            return names.code(Self::key(bytes, cell), plain).ok_or((Fault::ManyLabels, Some(at)));
        }
        let text = self.text(cell.bytes(bytes).trim_ascii()).ok_or((Fault::Encoding, Some(at)))?;
        names.add(&text).ok_or((Fault::ManyLabels, Some(at)))
    }

    /// The text of a name; the first letter beyond ASCII settles an encoding that is still open.
    fn text(&mut self, bytes: &[u8]) -> Option<String> {
        if self.open && !bytes.is_ascii() {
            self.open = false;
            if std::str::from_utf8(bytes).is_err() {
                self.encoding = Encoding::Windows1252;
            }
        }
        self.encoding.text(bytes).map(|text| text.chars().filter(|letter| !letter.is_control()).collect())
    }

    fn read(&mut self, bytes: &[u8], cells: &[Cell], cents: i64, claims: &mut Claims) -> Result<Claim, At> {
        let plan = self.plan;
        let mut claim = Claim { cents, ..Claim::default() };
        let from = plan.from.map(|at| self.day(bytes, cells, at)).transpose()?.flatten();
        let through = plan.through.map(|at| self.day(bytes, cells, at)).transpose()?.flatten();
        let month = match (plan.period, from) {
            (_, Some(from)) => from,
            (Some(at), None) => {
                let cell = cells.get(at).copied().unwrap_or_default();
                let order = self.dates;
                let month = self.months.of(Self::key(bytes, cell), || fields::month(cell.trimmed(bytes), order));
                let fault = if cell.trimmed(bytes).is_empty() { Fault::Empty } else { Fault::NoDate };
                month.ok_or((fault, Some(at)))?
            }
            (None, None) => return Err((Fault::Empty, plan.from)),
        };
        claim.month = Month::of(month).ok_or((Fault::Century, plan.from.or(plan.period)))?;
        if let Some(from) = from {
            claim.from = Day::of(from).ok_or((Fault::Century, plan.from))?;
        }
        if let Some(through) = through {
            claim.through = Day::of(through).ok_or((Fault::Century, plan.through))?;
            if from.is_some_and(|from| through < from) {
                return Err((Fault::Reversed, plan.through));
            }
        }
        if let Some(at) = plan.submitted
            && let Some(date) = self.day(bytes, cells, at)?
        {
            claim.submitted = Month::of(date).ok_or((Fault::Century, Some(at)))?;
        }
        if let Some(at) = plan.volume {
            claim.volume = self.count(bytes, cells, at, 0)?;
        }
        if let Some((at, decimals)) = plan.tariff {
            claim.tariff = self.count(bytes, cells, at, decimals)?;
        }
        // A credit's volume counts back, whether the file writes its sign or not.
        if cents < 0 && claim.volume > 0 {
            claim.volume = -claim.volume;
        }
        if let Some(cell) = plan.unit.and_then(|at| cells.get(at)) {
            let read = || std::str::from_utf8(cell.trimmed(bytes)).ok().and_then(ClaimUnit::named).unwrap_or_default();
            claim.unit = self.units.of(Self::key(bytes, *cell), read) as u8;
        }
        if let Some(birth) = plan.birth.map(|at| self.day(bytes, cells, at)).transpose()?.flatten() {
            let last = through.or_else(|| claim.month.last());
            let adult = last.is_some_and(|last| birth.plus_months(18 * 12) <= last);
            claim.traits |= traits::AGE_KNOWN | if adult { traits::ADULT } else { 0 };
        }
        if let Some(cell) = plan.status.and_then(|at| cells.get(at)) {
            claim.traits |= status(cell.trimmed(bytes));
        }
        let short = |at: Option<usize>| {
            let cell = at.and_then(|at| cells.get(at)).filter(|cell| !cell.trimmed(bytes).is_empty());
            cell.map_or(0, |cell| Self::key(bytes, *cell).short())
        };
        claim.reference = short(plan.reference);
        claim.allocation = short(plan.allocation);
        claim.municipality = self.label(bytes, cells, plan.municipality, &mut claims.municipalities)?;
        claim.provider = self.label(bytes, cells, plan.provider, &mut claims.providers)?;
        claim.product = self.label(bytes, cells, plan.product, &mut claims.products)?;
        if let Some(at) = plan.client {
            let cell = cells.get(at).copied().unwrap_or_default();
            if cell.trimmed(bytes).is_empty() {
                return Err((Fault::Empty, Some(at)));
            }
            claim.client = claims.client_number(Self::key(bytes, cell)).ok_or((Fault::TooLarge, Some(at)))?;
        }
        Ok(claim)
    }
}

/// What the words of a status say.
fn status(text: &[u8]) -> u8 {
    let word = text.to_ascii_lowercase();
    let starts = |words: &[&[u8]]| words.iter().any(|start| word.starts_with(start));
    if starts(&[b"afge", b"afkeur", b"verworpen", b"rejected", b"niet"]) {
        traits::REJECTED
    } else if starts(&[b"toege", b"goedge", b"akkoord", b"betaal", b"approved", b"paid"]) {
        traits::APPROVED
    } else {
        0
    }
}

/// A file being read.
#[derive(Debug)]
pub struct Reader {
    name: String,
    mode: Mode,
    choices: FileChoices,
    mark: Mark,
    /// What came before, of this and other files.
    bytes_before: u64,
    bytes: u64,
    encoding: Option<Encoding>,
    wide: Wide,
    /// What is not cut into lines yet.
    pending: Vec<u8>,
    begun: Option<Begun>,
    line: u32,
    accepted: Count,
    rejected: Count,
    without_amount: u32,
    reasons: Vec<(Fault, Count)>,
    problems: Vec<ClaimsProblem>,
}

#[derive(Debug)]
struct Begun {
    inspection: FileInspection,
    cutter: Cutter,
    lines: Lines,
    cells: Vec<Cell>,
    header: bool,
}

impl Reader {
    /// Begins a file. `bytes_before` is what was read of other files, for the limit on all of them.
    pub fn new(claims: &mut Claims, name: &str, mode: Mode, choices: FileChoices, bytes_before: u64) -> Self {
        let name = file_name(name);
        let mark = claims.begin_file(&name);
        Self {
            name,
            mode,
            choices,
            mark,
            bytes_before,
            bytes: 0,
            encoding: None,
            wide: Wide::default(),
            pending: Vec::new(),
            begun: None,
            line: 1,
            accepted: Count::default(),
            rejected: Count::default(),
            without_amount: 0,
            reasons: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Leaves the claims as they were before the file.
    pub fn abandon(&self, claims: &mut Claims) {
        claims.go_back(&self.mark);
    }

    /// Reads the next bytes.
    ///
    /// # Errors
    /// Why the file cannot be read; [`Reader::abandon`] then undoes what was.
    pub fn push(&mut self, claims: &mut Claims, bytes: &[u8]) -> Result<(), ClaimsProblem> {
        self.bytes += bytes.len() as u64;
        if self.bytes_before + self.bytes > MAX_BYTES {
            return Err(too_large(&self.name));
        }
        self.decode(bytes);
        if self.begun.is_none() {
            if self.pending.len() < HEAD {
                return Ok(());
            }
            self.begin(false)?;
        }
        self.cut(claims, false)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// Why the file cannot be read; [`Reader::abandon`] then undoes what was.
    pub fn finish(&mut self, claims: &mut Claims) -> Result<FileReport, ClaimsProblem> {
        if self.encoding.is_none() {
            self.settle();
        }
        if self.begun.is_none() {
            self.begin(true)?;
        }
        self.cut(claims, true)?;
        if self.encoding.is_some_and(Encoding::is_wide) && !self.wide.is_whole() {
            return Err(self
                .refusal(
                    "cut-off",
                    Text::new(
                        "Het bestand is afgebroken: het eindigt midden in een letter.",
                        "The file is cut off: it ends inside a letter.",
                    ),
                )
                .on_line(self.line));
        }
        let Some(begun) = self.begun.take() else {
            return Err(self.refusal("empty-file", Text::new("Het bestand is leeg.", "The file is empty.")));
        };
        if self.accepted.lines + self.rejected.lines == 0 {
            return Err(self.refusal(
                "no-lines",
                Text::new(
                    "Het bestand heeft geen regels onder de kolomnamen.",
                    "The file has no lines below the names of its columns.",
                ),
            ));
        }
        let mut format = begun.inspection.format;
        if !format.encoding.is_wide() {
            format.encoding = begun.lines.encoding;
        }
        let all = Count {
            lines: self.accepted.lines + self.rejected.lines,
            euros: Euros(self.accepted.euros.0 + self.rejected.euros.0),
        };
        let reason = |(fault, count): &(Fault, Count)| Refused {
            code: fault.code().to_owned(),
            message: fault.message(),
            count: *count,
        };
        Ok(FileReport {
            file: self.name.clone(),
            bytes: self.bytes,
            format,
            columns: begun.inspection.columns,
            all,
            accepted: self.accepted,
            rejected: self.rejected,
            without_amount: self.without_amount,
            reasons: self.reasons.iter().map(reason).collect(),
            problems: std::mem::take(&mut self.problems),
            message: None,
        })
    }

    fn refusal(&self, code: &str, message: Text) -> ClaimsProblem {
        ClaimsProblem::new(code, message).of_file(&self.name)
    }

    /// Adds bytes as UTF-8 or as they are.
    fn decode(&mut self, bytes: &[u8]) {
        match self.encoding {
            Some(encoding) if encoding.is_wide() => {
                self.wide.add(bytes, encoding == Encoding::Utf16Be, &mut self.pending);
            }
            Some(_) => self.pending.extend_from_slice(bytes),
            None => {
                self.pending.extend_from_slice(bytes);
                if self.pending.len() >= HEAD {
                    self.settle();
                }
            }
        }
    }

    /// Settles the encoding of what came so far.
    fn settle(&mut self) {
        let head = self.pending.get(..self.pending.len().min(HEAD)).unwrap_or_default();
        let (encoding, mark) = inspect::encoding(head, &self.choices);
        self.encoding = Some(encoding);
        self.pending.drain(..mark);
        if encoding.is_wide() {
            let bytes = std::mem::take(&mut self.pending);
            self.decode(&bytes);
        }
    }

    /// Looks at the head and plans the columns.
    fn begin(&mut self, all: bool) -> Result<(), ClaimsProblem> {
        let encoding = self.encoding.unwrap_or(Encoding::Utf8);
        if self.wide.is_broken() {
            return Err(self
                .refusal(
                    "wrong-encoding",
                    Text::new(
                        "Het bestand is geen UTF-16; kies een andere codering.",
                        "The file is not UTF-16; choose another encoding.",
                    ),
                )
                .on_line(1));
        }
        let end = self.pending.len().min(2 * HEAD);
        let head = self.pending.get(..end).unwrap_or_default();
        let inspection =
            inspect::inspect(&self.name, head, all && end == self.pending.len(), encoding, self.mode, &self.choices)?;
        let forbidden = |problem: &&ClaimsProblem| problem.code != "personal-unread";
        if !inspection.readable || inspection.columns.iter().any(|column| is_forbidden(column, self.mode)) {
            let problem = inspection.problems.iter().find(forbidden).cloned();
            return Err(problem.unwrap_or_else(|| {
                self.refusal(
                    "unreadable",
                    Text::new("Het bestand kan zo niet worden gelezen.", "The file cannot be read like this."),
                )
            }));
        }
        let format = inspection.format;
        let byte_encoding = if encoding.is_wide() { Encoding::Utf8 } else { encoding };
        let lines = Lines {
            plan: Plan::of(&inspection.columns),
            decimal: format.decimal,
            dates: format.dates,
            encoding: byte_encoding,
            open: self.choices.encoding.is_none() && !encoding.is_wide() && head.is_ascii(),
            days: Recent::default(),
            months: Recent::default(),
            units: Recent::default(),
        };
        let delimiter = u8::try_from(format.delimiter).unwrap_or(b';');
        if head.starts_with(b"sep=") {
            let ends = self.pending.iter().position(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            self.pending.drain(..ends);
            self.line += 1;
        }
        self.begun =
            Some(Begun { header: format.header, inspection, cutter: Cutter::new(delimiter), lines, cells: Vec::new() });
        Ok(())
    }

    /// Cuts what came into lines and reads them.
    fn cut(&mut self, claims: &mut Claims, last: bool) -> Result<(), ClaimsProblem> {
        let Some(mut begun) = self.begun.take() else { return Ok(()) };
        let pending = std::mem::take(&mut self.pending);
        let outcome = self.lines(claims, &mut begun, &pending, last);
        self.begun = Some(begun);
        let read = outcome?;
        self.pending = pending;
        self.pending.drain(..read);
        Ok(())
    }

    /// Reads whole lines; gives how many bytes they were.
    fn lines(
        &mut self,
        claims: &mut Claims,
        begun: &mut Begun,
        bytes: &[u8],
        last: bool,
    ) -> Result<usize, ClaimsProblem> {
        let mut at = 0;
        while at < bytes.len() {
            match begun.cutter.cut(bytes, at, last, &mut begun.cells) {
                Cut::Line { next, ends, malformed } => {
                    if begun.header && !is_blank(&begun.cells) {
                        begun.header = false;
                    } else if !is_blank(&begun.cells) {
                        self.line_of(claims, begun, bytes, ends.max(1), malformed)?;
                    }
                    self.line = self.line.saturating_add(ends);
                    at = next;
                }
                Cut::More if bytes.len() - at > MAX_RECORD => return Err(self.unclosed()),
                Cut::More => break,
                Cut::Unclosed => return Err(self.unclosed()),
            }
        }
        Ok(at)
    }

    fn unclosed(&self) -> ClaimsProblem {
        let message = Text::new(
            "Deze regel eindigt niet: een aanhalingsteken wordt niet gesloten. Een regel is ten hoogste 1 MB.",
            "This line does not end: a quote is never closed. A line is at most 1 MB.",
        );
        self.refusal("unclosed-quote", message).on_line(self.line)
    }

    /// Reads one line.
    fn line_of(
        &mut self,
        claims: &mut Claims,
        begun: &mut Begun,
        bytes: &[u8],
        ends: u32,
        malformed: bool,
    ) -> Result<(), ClaimsProblem> {
        let cells = &begun.cells;
        let amount = begun.lines.amount(bytes, cells);
        let whole = if malformed {
            Err((Fault::Malformed, None))
        } else if cells.len() != begun.lines.plan.cells {
            Err((Fault::Cells, None))
        } else {
            amount
        };
        match whole.and_then(|cents| begun.lines.read(bytes, cells, cents, claims)) {
            Ok(claim) => {
                if claims.rows() >= MAX_ROWS as usize {
                    return Err(too_many_lines().of_file(&self.name).on_line(self.line));
                }
                claims.push(&claim, self.line);
                self.accepted.add(1, claim.cents);
            }
            Err((fault, column)) => {
                let column = column.and_then(|at| begun.inspection.columns.get(at));
                // The cells of a line of another length are not where they should be: its amount is not known.
                let cents = amount.ok().filter(|_| !matches!(fault, Fault::Cells | Fault::Malformed));
                self.reject(fault, column, ends, cents);
            }
        }
        Ok(())
    }

    fn reject(&mut self, fault: Fault, column: Option<&ColumnFound>, lines: u32, cents: Option<i64>) {
        self.rejected.add(lines, cents.unwrap_or(0));
        self.without_amount += if cents.is_none() { lines } else { 0 };
        match self.reasons.iter_mut().find(|(known, _)| *known == fault) {
            Some((_, count)) => count.add(lines, cents.unwrap_or(0)),
            None => {
                let mut count = Count::default();
                count.add(lines, cents.unwrap_or(0));
                self.reasons.push((fault, count));
                let place = |(fault, _): &(Fault, Count)| Fault::ALL.iter().position(|other| other == fault);
                sort(&mut self.reasons, |one, other| place(one).cmp(&place(other)));
            }
        }
        if self.problems.len() < MAX_FAULTS {
            let problem = self.refusal(fault.code(), fault.message()).on_line(self.line);
            self.problems.push(match column {
                Some(column) => problem.in_column(&column.name.nl),
                None => problem,
            });
        }
    }
}

/// Looks at the first bytes of a file, as [`Reader`] will read them; `all` says that they are the whole file.
///
/// # Errors
/// Why it cannot be a claims file at all.
pub fn look(
    name: &str,
    head: &[u8],
    all: bool,
    mode: Mode,
    choices: &FileChoices,
) -> Result<FileInspection, ClaimsProblem> {
    let name = file_name(name);
    let (encoding, mark) = inspect::encoding(head.get(..head.len().min(HEAD)).unwrap_or_default(), choices);
    let bytes = head.get(mark..).unwrap_or_default();
    if !encoding.is_wide() {
        return inspect::inspect(&name, bytes, all, encoding, mode, choices);
    }
    let mut text = Vec::new();
    Wide::default().add(bytes, encoding == Encoding::Utf16Be, &mut text);
    inspect::inspect(&name, &text, all, encoding, mode, choices)
}
