//! Own data as one session: files in, questions asked, everything long done in steps.

use serde::de::Error as _;
use serde::{Deserialize, Serialize};

use super::agreed::AgreedTariff;
use super::allocation_use::{ForecastAsked, Forecasts, Regimes, RegimesAsked, UseAsked, Uses};
use super::answers::{
    ConcentrationAsked, Iv3Rule, LinesAsked, ReconcileAsked, Spread, Sums, TableAsked, iv3, lines, reconciled,
};
use super::base::{BaseAsked, Bases};
use super::checks::{CheckId, Checks, ChecksAsked};
use super::csv::{Count, FileChoices, FileInspection, FileReport, Mode, look};
use super::cube::{Cube, PriceAsked};
use super::euros::Euros;
use super::generate::{Generator, Wish};
use super::incoming::{Incoming, Reading, is_message};
use super::limits::{MAX_BYTES, MAX_ROWS};
use super::line_prices::{LinePriceAsked, LinePrices};
use super::message::look_at_message;
use super::problem::{ClaimsProblem, file_name, too_large, too_many_lines};
use super::release::{ExportAsked, Exports, Released};
use super::run_off::{RunOffAsked, RunOffs};
use super::scan::{By, Selection};
use super::table::{Claims, Mark};
use crate::quantity::Text;

/// A question to the claims.
enum Question {
    Summary,
    Generate(Wish),
    Check(ChecksAsked),
    Lines(LinesAsked),
    Table(TableAsked),
    Concentration(ConcentrationAsked),
    Reconcile(ReconcileAsked),
    Iv3(Iv3Asked),
    Price(PriceAsked),
    LinePrice(LinePriceAsked),
    Base(BaseAsked),
    RunOff(RunOffAsked),
    Use(UseAsked),
    Regimes(RegimesAsked),
    Forecast(ForecastAsked),
    Export(ExportAsked),
    Remove(RemoveAsked),
    Finish,
}

/// The word that says which question it is.
#[derive(Deserialize)]
struct Asked {
    ask: String,
}

impl Question {
    /// Reads a question. Its word is read first and the rest as that question's own: an enum that serde reads by a field weighs
    /// a fifteenth of the whole module.
    fn read(text: &str) -> Result<Self, serde_json::Error> {
        let Asked { ask } = serde_json::from_str(text)?;
        Ok(match ask.as_str() {
            "summary" => Self::Summary,
            "generate" => Self::Generate(serde_json::from_str(text)?),
            "check" => Self::Check(serde_json::from_str(text)?),
            "lines" => Self::Lines(serde_json::from_str(text)?),
            "table" => Self::Table(serde_json::from_str(text)?),
            "concentration" => Self::Concentration(serde_json::from_str(text)?),
            "reconcile" => Self::Reconcile(serde_json::from_str(text)?),
            "iv3" => Self::Iv3(serde_json::from_str(text)?),
            "price" => Self::Price(serde_json::from_str(text)?),
            "lineprice" => Self::LinePrice(serde_json::from_str(text)?),
            "base" => Self::Base(serde_json::from_str(text)?),
            "runoff" => Self::RunOff(serde_json::from_str(text)?),
            "use" => Self::Use(serde_json::from_str(text)?),
            "forecast" => Self::Forecast(serde_json::from_str(text)?),
            "regimes" => Self::Regimes(serde_json::from_str(text)?),
            "export" => Self::Export(serde_json::from_str(text)?),
            "remove" => Self::Remove(serde_json::from_str(text)?),
            "finish" => Self::Finish,
            _ => return Err(serde_json::Error::custom("`ask`")),
        })
    }
}

/// Asks for the euros of each task field.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(optional_fields))]
pub struct Iv3Asked {
    /// Which product belongs to which task field.
    pub rules: Vec<Iv3Rule>,
    /// Which lines count.
    pub selection: Option<Selection>,
}

/// Asks to remove a file.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
struct RemoveAsked {
    file: u32,
}

/// What there is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ClaimsSummary {
    /// For what it is used.
    pub mode: Mode,
    /// The files, in the order of reading.
    pub files: Vec<FileReport>,
    /// All lines of all files: `accepted` and `rejected` together.
    pub all: Count,
    /// Those in the columns.
    pub accepted: Count,
    /// Those that could not be read.
    pub rejected: Count,
    /// The different clients.
    pub clients: u32,
    /// The months of care.
    pub months: Vec<String>,
    /// Bytes of memory: the columns.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub columns: u64,
    /// Bytes of memory: names, and clients while files are read.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub names: u64,
}

/// Claims that were generated.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct GeneratedClaims {
    /// The name that they have as a file.
    pub file: String,
    /// All lines.
    pub all: Count,
    /// The tariffs that were agreed for them.
    pub agreed: Vec<AgreedTariff>,
    /// The municipalities that are known.
    pub municipalities: Vec<String>,
    /// The providers that are known.
    pub providers: Vec<String>,
    /// The products that are known.
    pub products: Vec<String>,
    /// The errors that were planted.
    pub planted: Vec<PlantedErrors>,
}

/// Errors that were planted for one check.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct PlantedErrors {
    /// The check that should find them.
    pub check: CheckId,
    /// The rows.
    pub rows: Vec<u32>,
}

/// The work behind a question.
enum Job {
    Generate(Box<Generator>, Mark),
    Check(Box<Checks>),
    Table(Box<Sums>),
    Reconcile(Box<Sums>, ReconcileAsked),
    Iv3(Box<Sums>, Iv3Asked),
    Concentration(Box<Spread>),
    Price(PriceAsked),
    LinePrice(Box<LinePrices>),
    Base(Box<Bases>),
    RunOff(Box<RunOffs>),
    Use(Box<Uses>),
    Regimes(Box<Regimes>),
    Forecast(Box<Forecasts>),
    Export(Box<Exports>),
    Ready(String),
}

/// Own data being used.
pub struct Session {
    mode: Mode,
    seed: u64,
    claims: Claims,
    files: Vec<FileReport>,
    /// The bytes of all files.
    bytes: u64,
    /// Messages came or went since it was last said what they mean together.
    unsettled: bool,
    reader: Option<Incoming>,
    job: Option<Job>,
    /// Cubes that were made, each of a side and a selection; none once the claims have changed.
    cubes: Vec<(By, Selection, Cube, bool)>,
    /// The tables that left the page.
    released: Option<Released>,
}

impl Session {
    /// A session without files. The seed gives clients their numbers in *Controle*; it should be a new one each time.
    pub fn new(mode: Mode, seed: u64) -> Self {
        Self {
            mode,
            seed,
            claims: Claims::default(),
            files: Vec::new(),
            bytes: 0,
            unsettled: false,
            reader: None,
            job: None,
            cubes: Vec::new(),
            released: None,
        }
    }

    /// The claims.
    pub const fn claims(&self) -> &Claims {
        &self.claims
    }

    /// What the first bytes of a file show; `all` says that they are the whole file.
    ///
    /// # Errors
    /// Why it cannot be a claims file.
    pub fn look(
        &self,
        name: &str,
        head: &[u8],
        all: bool,
        choices: &FileChoices,
    ) -> Result<FileInspection, ClaimsProblem> {
        if is_message(head) == Some(true) {
            return look_at_message(name, head, all, self.reading());
        }
        look(name, head, all, self.mode, choices)
    }

    fn reading(&self) -> Reading {
        Reading { mode: self.mode, seed: self.seed, before: self.bytes }
    }

    /// Begins to read a file, of so many bytes where that is known; one that is still being read is given up.
    ///
    /// # Errors
    /// A file that is larger than is allowed, or than memory can be had for.
    pub fn begin(&mut self, name: &str, choices: FileChoices, bytes: Option<u64>) -> Result<(), ClaimsProblem> {
        self.abandon();
        let reading = self.reading();
        let bytes = bytes.unwrap_or_default();
        if reading.before + bytes > MAX_BYTES {
            return Err(too_large(name));
        }
        if !is_memory_for(bytes) {
            let message = Text::new(
                "Er is te weinig geheugen om dit bestand te lezen. Sluit andere tabbladen, of verdeel het bestand.",
                "There is too little memory to read this file. Close other tabs, or split the file.",
            );
            return Err(ClaimsProblem::new("too-little-memory", message).of_file(&file_name(name)));
        }
        self.cubes.clear();
        self.reader = Some(Incoming::new(name, choices, reading));
        Ok(())
    }

    /// Reads the next bytes of the file.
    ///
    /// # Errors
    /// Why it cannot be read; the claims are then as they were before it.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), ClaimsProblem> {
        let Some(reader) = &mut self.reader else { return Err(no_file()) };
        let read = reader.push(&mut self.claims, bytes);
        if read.is_err() {
            self.abandon();
        }
        read
    }

    /// Ends the file.
    ///
    /// # Errors
    /// Why it cannot be read; the claims are then as they were before it.
    pub fn finish(&mut self) -> Result<&FileReport, ClaimsProblem> {
        let Some(reader) = &mut self.reader else { return Err(no_file()) };
        match reader.finish(&mut self.claims) {
            Ok(report) => {
                self.reader = None;
                self.bytes += report.bytes;
                self.files.push(report);
                // What a message said may hold of lines of any file: the age of their client.
                self.unsettled = true;
                self.files.last().ok_or_else(no_file)
            }
            Err(problem) => {
                self.abandon();
                Err(problem)
            }
        }
    }

    /// Gives up the file that is being read, or the work behind a question.
    pub fn abandon(&mut self) {
        if let Some(reader) = self.reader.take() {
            reader.abandon(&mut self.claims);
        }
        if let Some(Job::Generate(_, mark)) = self.job.take() {
            self.claims.go_back(&mark);
        }
    }

    /// Begins the work behind a question, given as JSON.
    ///
    /// # Errors
    /// What is wrong with the question.
    pub fn ask(&mut self, question: &str) -> Result<(), ClaimsProblem> {
        self.abandon();
        let question = Question::read(question).map_err(|error| {
            let message = Text::owned(
                format!("De vraag is niet te lezen: {error}"),
                format!("The question cannot be read: {error}"),
            );
            ClaimsProblem::new("question", message)
        })?;
        self.settle();
        let job = match question {
            Question::Summary => Job::Ready(json(&self.summary())),
            Question::Lines(asked) => Job::Ready(json(&lines(&asked, &self.claims))),
            Question::Remove(asked) => {
                self.remove(asked.file as usize);
                self.settle();
                Job::Ready(json(&self.summary()))
            }
            Question::Finish => {
                // In Analyse a later file may name the same clients; in Controle nothing is left to know them by.
                if self.mode == Mode::Controle {
                    self.claims.forget_clients(self.seed);
                }
                Job::Ready(json(&self.summary()))
            }
            Question::Generate(wish) => {
                if self.claims.rows() as u64 + u64::from(wish.rows) > u64::from(MAX_ROWS) {
                    return Err(too_many_lines());
                }
                self.cubes.clear();
                let mark = self.claims.begin_file(GENERATED);
                Job::Generate(Box::new(Generator::new(wish)), mark)
            }
            Question::Check(asked) => {
                self.cubes.clear();
                Job::Check(Box::new(Checks::new(asked, &self.claims)?))
            }
            Question::Table(asked) => Job::Table(Box::new(Sums::new(&asked, &self.claims)?)),
            Question::Concentration(asked) => Job::Concentration(Box::new(Spread::new(&asked, &self.claims)?)),
            Question::Base(asked) => Job::Base(Box::new(Bases::new(&asked, &self.claims)?)),
            Question::Export(asked) => {
                Job::Export(Box::new(Exports::new(asked, &self.claims, self.released.as_ref())?))
            }
            Question::RunOff(asked) => Job::RunOff(Box::new(RunOffs::new(asked, &self.claims)?)),
            Question::Use(asked) => Job::Use(Box::new(Uses::new(asked, &self.claims)?)),
            Question::Regimes(asked) => Job::Regimes(Box::new(Regimes::new(&asked, &self.claims)?)),
            Question::Forecast(asked) => Job::Forecast(Box::new(Forecasts::new(asked, &self.claims)?)),
            Question::LinePrice(asked) => Job::LinePrice(Box::new(LinePrices::new(&asked, &self.claims)?)),
            Question::Price(asked) => {
                self.cube(&asked)?;
                Job::Price(asked)
            }
            Question::Reconcile(asked) => {
                let table = TableAsked { axes: vec![asked.by], selection: asked.selection.clone(), clients: None };
                Job::Reconcile(Box::new(Sums::new(&table, &self.claims)?), asked)
            }
            Question::Iv3(asked) => {
                let table =
                    TableAsked { axes: vec![By::Year, By::Product], selection: asked.selection.clone(), clients: None };
                Job::Iv3(Box::new(Sums::new(&table, &self.claims)?), asked)
            }
        };
        self.job = Some(job);
        Ok(())
    }

    /// Does about so many rows more; gives the part that is done, 1 when the answer is there.
    pub fn step(&mut self, budget: usize) -> f64 {
        match &mut self.job {
            Some(Job::Generate(generator, _)) => {
                if generator.fill(&mut self.claims, budget) {
                    1.0
                } else {
                    generator.progress().min(0.999)
                }
            }
            Some(Job::Check(checks)) => checks.step(&mut self.claims, budget),
            Some(Job::Table(sums) | Job::Reconcile(sums, _) | Job::Iv3(sums, _)) => sums.step(&self.claims, budget),
            Some(Job::Concentration(spread)) => spread.step(&self.claims, budget),
            Some(Job::Base(bases)) => bases.step(&self.claims, budget),
            Some(Job::Export(tables)) => tables.step(&self.claims, budget),
            Some(Job::RunOff(run)) => run.step(&self.claims, budget),
            Some(Job::Use(uses)) => uses.step(&self.claims, budget),
            Some(Job::Regimes(regimes)) => regimes.step(&self.claims),
            Some(Job::Forecast(forecast)) => forecast.step(&self.claims, budget),
            Some(Job::LinePrice(prices)) => prices.step(&self.claims, budget),
            Some(Job::Price(asked)) => {
                let made = self.cubes.iter_mut().find(|(side, selection, ..)| is_of(asked, *side, selection));
                let Some((_, _, cube, whole)) = made.filter(|(.., whole)| !whole) else { return 1.0 };
                let done = cube.step(&self.claims, budget);
                *whole = done >= 1.0;
                done
            }
            Some(Job::Ready(_)) | None => 1.0,
        }
    }

    /// The answer, as JSON, once all steps are done.
    ///
    /// # Errors
    /// Why there is none.
    pub fn answer(&mut self) -> Result<String, ClaimsProblem> {
        match self.job.take() {
            Some(Job::Generate(generator, mark)) => Ok(json(&self.generated(&generator, &mark))),
            Some(Job::Check(checks)) => Ok(json(&checks.report(&self.claims))),
            Some(Job::Table(sums)) => sums.table().map(|table| json(&table)),
            Some(Job::Reconcile(sums, asked)) => {
                sums.table().and_then(|table| reconciled(&asked, &table)).map(|rows| json(&rows))
            }
            Some(Job::Iv3(sums, asked)) => sums.table().map(|table| json(&iv3(&asked.rules, &table))),
            Some(Job::Concentration(spread)) => Ok(json(&spread.answer())),
            Some(Job::Base(bases)) => bases.base(&self.claims).map(|base| json(&base)),
            Some(Job::Export(tables)) => {
                tables.answer(&self.claims, self.seed, &mut self.released).map(|export| json(&export))
            }
            Some(Job::RunOff(run)) => run.answer().map(|answer| json(&answer)),
            Some(Job::Use(uses)) => uses.answer(&self.claims).map(|answer| json(&answer)),
            Some(Job::Regimes(regimes)) => Ok(json(&regimes.answer())),
            Some(Job::Forecast(forecast)) => forecast.answer().map(|answer| json(&answer)),
            Some(Job::LinePrice(prices)) => Ok(json(&prices.answer())),
            Some(Job::Price(asked)) => {
                let made = self.cubes.iter().find(|(side, selection, ..)| is_of(&asked, *side, selection));
                let Some((_, _, cube, _)) = made else { return Err(no_file()) };
                cube.priced(&asked.changes).map(|priced| json(&priced.table(cube.len())))
            }
            Some(Job::Ready(answer)) => Ok(answer),
            None => {
                Err(ClaimsProblem::new("no-question", Text::new("Er is geen vraag gesteld.", "No question was asked.")))
            }
        }
    }

    /// Begins the cube of a question, unless it is there.
    fn cube(&mut self, asked: &PriceAsked) -> Result<(), ClaimsProblem> {
        if !matches!(asked.side, By::Municipality | By::Provider) {
            let message = Text::new("Kies gemeente of aanbieder.", "Choose municipality or provider.");
            return Err(ClaimsProblem::new("side", message));
        }
        if !self.cubes.iter().any(|(side, selection, ..)| is_of(asked, *side, selection)) {
            let selection = asked.selection.clone().unwrap_or_default();
            let cube = Cube::new(&self.claims, asked.side, &selection)?;
            self.cubes.retain(|(side, ..)| *side != asked.side);
            self.cubes.push((asked.side, selection, cube, false));
        }
        Ok(())
    }

    fn remove(&mut self, file: usize) {
        if file < self.files.len() {
            self.bytes -= self.files.remove(file).bytes;
            self.cubes.clear();
            self.claims.remove_file(file);
            self.unsettled = true;
        }
    }

    /// Says of each line and each message what the messages together say.
    fn settle(&mut self) {
        if !std::mem::take(&mut self.unsettled) {
            return;
        }
        self.claims.settle();
        for sent in self.claims.messages.sent() {
            if let Some(file) = self.files.get_mut(sent.file) {
                file.message = Some(sent.report());
            }
        }
    }

    fn generated(&mut self, generator: &Generator, mark: &Mark) -> GeneratedClaims {
        let mut all = Count::default();
        for row in self.claims.since(mark) {
            all.add(1, self.claims.cents.get(row).unwrap_or_default());
        }
        let mut planted: Vec<PlantedErrors> = Vec::new();
        for check in CheckId::ALL {
            let mut rows: Vec<u32> =
                generator.planted().iter().filter(|error| error.check == check).map(|error| error.row).collect();
            rows.sort_unstable();
            if !rows.is_empty() {
                planted.push(PlantedErrors { check, rows });
            }
        }
        self.files.push(FileReport::of_generated(GENERATED, all));
        let [municipalities, providers, products] = generator.known();
        GeneratedClaims {
            file: GENERATED.to_owned(),
            all,
            agreed: generator.agreed(),
            municipalities,
            providers,
            products,
            planted,
        }
    }

    fn summary(&mut self) -> ClaimsSummary {
        let (columns, names) = self.claims.bytes();
        let sum = |count: fn(&FileReport) -> Count| {
            self.files.iter().map(count).fold(Count::default(), |sum, count| Count {
                lines: sum.lines + count.lines,
                euros: Euros(sum.euros.0 + count.euros.0),
            })
        };
        let months = super::scan::Axis::new(By::Month, &self.claims).labels;
        ClaimsSummary {
            mode: self.mode,
            files: self.files.clone(),
            all: sum(|file| file.all),
            accepted: sum(|file| file.accepted),
            rejected: sum(|file| file.rejected),
            clients: self.claims.client_count(),
            months: months.into_iter().map(|label| label.id).collect(),
            columns: columns as u64,
            names: names as u64,
        }
    }
}

/// Whether a cube is the one that a question needs.
fn is_of(asked: &PriceAsked, side: By, selection: &Selection) -> bool {
    asked.side == side && asked.selection.clone().unwrap_or_default() == *selection
}

/// The name of generated claims, in the list of files.
const GENERATED: &str = "voorbeelddeclaraties";

/// Whether memory can be had for the columns of a file: they take about as much as its text. What is asked for here is given back
/// at once, and is what the columns are then made of.
fn is_memory_for(bytes: u64) -> bool {
    let mut memory: Vec<u8> = Vec::new();
    usize::try_from(bytes).is_ok_and(|bytes| memory.try_reserve_exact(bytes).is_ok())
}

pub fn no_file() -> ClaimsProblem {
    ClaimsProblem::new("no-file", Text::new("Er wordt geen bestand gelezen.", "No file is being read."))
}

/// What the session made as JSON; its types hold nothing that JSON cannot, so an error is an empty text.
pub fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
