//! Questions to the claims: sums and clients by any axes, concentration, reconciliation, tasks of Iv3.

use serde::{Deserialize, Serialize};

use super::column::{CHUNK, Chunk};
use super::euros::{Euros, cents, divided};
use super::problem::ClaimsProblem;
use super::scan::{BLOCK, By, Label, Scan, Selection, Walk};
use super::table::Claims;
use crate::quantity::Text;

/// The cells of an answer that are given at most.
const MOST_GIVEN: usize = 200_000;
/// The clients of cells that are told apart in one pass, in bits: 64 MB.
const MOST_BITS: usize = 1 << 29;

/// Asks for sums by axes.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(optional_fields, rename = "ClaimsTableAsked"))]
#[serde(rename_all = "camelCase", default)]
pub struct TableAsked {
    /// The axes; none for the total.
    pub axes: Vec<By>,
    /// Which lines count.
    pub selection: Option<Selection>,
    /// Whether different clients are counted, and cost per client computed.
    pub clients: Option<bool>,
}

/// One cell of a table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ClaimsCell"))]
#[serde(rename_all = "camelCase")]
pub struct Cell {
    /// The label on each axis, by its place.
    pub at: Vec<u32>,
    /// The lines.
    pub lines: u32,
    /// Their euros.
    pub euros: Euros,
    /// Their volume, added up over units: it says something of one unit only.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub volume: i64,
    /// The different clients; none where they were not asked for.
    pub clients: Option<u32>,
    /// Euros per client, rounded to the cent.
    pub per_client: Option<Euros>,
}

/// Sums by axes: the cells that have lines. A cell's clients are different ones; over cells they cannot be added up.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ClaimsTable"))]
pub struct Table {
    /// The axes.
    pub axes: Vec<TableAxis>,
    /// The cells, the last axis running fastest.
    pub cells: Vec<Cell>,
    /// All lines that count.
    pub total: Cell,
    /// Whether they are what was *submitted*: no column said what was approved.
    pub submitted: bool,
}

/// An axis of a table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ClaimsTableAxis"))]
pub struct TableAxis {
    /// What it is.
    pub by: By,
    /// Its labels.
    pub labels: Vec<Label>,
}

/// What is added up in a cell: beside one another, so that a row is one place in memory.
#[derive(Clone, Copy, Default)]
struct Sum {
    euros: i64,
    volume: i64,
    lines: u32,
}

/// Sums being added up.
pub struct Sums {
    scan: Scan,
    walk: Walk,
    sums: Vec<Sum>,
    clients: Option<Clients>,
    submitted: bool,
}

/// Different clients being told apart, for a band of cells in each walk over the rows.
struct Clients {
    band: usize,
    bands: usize,
    /// The cells of a band.
    cells: usize,
    /// The words of 64 clients that a cell takes.
    words: usize,
    bits: Vec<u64>,
    everyone: Vec<u64>,
    counts: Vec<u32>,
}

impl Clients {
    fn new(cells: usize, clients: u32) -> Self {
        let words = (clients as usize).div_ceil(64).max(1);
        let per_band = (MOST_BITS / (words * 64)).clamp(1, cells.max(1));
        Self {
            band: 0,
            bands: cells.div_ceil(per_band).max(1),
            cells: per_band,
            words,
            bits: Vec::new(),
            everyone: vec![0; words],
            counts: Vec::with_capacity(cells),
        }
    }

    /// Makes room for a band; it is held while clients are told apart, and no longer.
    fn begin(&mut self) {
        if self.bits.is_empty() {
            self.bits = vec![0; self.cells * self.words];
        }
    }

    /// Adds the clients of a block of rows.
    #[inline]
    fn add(&mut self, places: &[u32], clients: Option<&Chunk<u32>>, from: usize) {
        let (first, cells, words) = (self.band * self.cells, self.cells, self.words);
        let bits = self.bits.as_mut_slice();
        each(places, clients, from, |place, client: u32| {
            let cell = (place as usize).wrapping_sub(first);
            let slot = if cell < cells { bits.get_mut(cell * words + client as usize / 64) } else { None };
            if let Some(slot) = slot {
                *slot |= 1 << (client % 64);
            }
        });
    }

    /// Counts the clients of the band; says whether there are more bands.
    fn end(&mut self) -> bool {
        for cell in self.bits.chunks(self.words) {
            self.counts.push(cell.iter().map(|word| word.count_ones()).sum());
            self.everyone.iter_mut().zip(cell).for_each(|(all, own)| *all |= own);
        }
        self.band += 1;
        if self.band < self.bands {
            self.bits.fill(0);
            return true;
        }
        self.bits = Vec::new();
        false
    }
}

/// Visits each row with its place and its value.
#[inline]
fn each<T: Copy>(places: &[u32], chunk: Option<&Chunk<T>>, from: usize, mut visit: impl FnMut(u32, T)) {
    match chunk {
        Some(Chunk::Same(value, _)) => places.iter().for_each(|place| visit(*place, *value)),
        Some(Chunk::Each(values)) => {
            let values = values.get(from..).unwrap_or_default();
            places.iter().zip(values).for_each(|(place, value)| visit(*place, *value));
        }
        None => {}
    }
}

/// Visits each row with its place and its values in two columns.
#[inline]
pub fn each_two<A: Copy + PartialEq, B: Copy + PartialEq>(
    places: &[u32],
    one: Option<&Chunk<A>>,
    other: Option<&Chunk<B>>,
    from: usize,
    mut visit: impl FnMut(u32, A, B),
) {
    if let (Some(Chunk::Each(one)), Some(Chunk::Each(other))) = (one, other) {
        let values = one.get(from..).unwrap_or_default().iter().zip(other.get(from..).unwrap_or_default());
        return places.iter().zip(values).for_each(|(place, (one, other))| visit(*place, *one, *other));
    }
    for (place, row) in places.iter().zip(from..) {
        if let (Some(one), Some(other)) = (one.and_then(|one| one.get(row)), other.and_then(|other| other.get(row))) {
            visit(*place, one, other);
        }
    }
}

impl Sums {
    /// Begins to add up.
    ///
    /// # Errors
    /// More cells than an answer may have.
    pub fn new(asked: &TableAsked, claims: &Claims) -> Result<Self, ClaimsProblem> {
        let scan = Scan::new(claims, &asked.axes, asked.selection.as_ref().unwrap_or(&Selection::default()))?;
        let clients = (asked.clients == Some(true)).then(|| Clients::new(scan.cells(), claims.client_count()));
        let cells = scan.cells();
        let submitted = !is_judged(claims.traits.bits());
        Ok(Self { scan, walk: Walk::default(), sums: vec![Sum::default(); cells], clients, submitted })
    }

    /// Adds up about so many rows more; gives the part that is done, 1 when all is.
    pub fn step(&mut self, claims: &Claims, budget: usize) -> f64 {
        let mut block = [0; BLOCK];
        let Self { scan, walk, sums, clients, .. } = self;
        let sums = sums.as_mut_slice();
        let (band, bands) = clients.as_ref().map_or((0, 1), |clients| (clients.band, clients.bands));
        if band >= bands {
            return 1.0;
        }
        if let Some(clients) = clients {
            clients.begin();
        }
        let done = walk.step(claims, budget, |chunk, from, _| {
            let places = scan.places(claims, chunk, from, &mut block);
            if let Some(clients) = clients {
                clients.add(places, claims.client.chunk(chunk), from);
            }
            // Sums are those of the first walk.
            if band > 0 {
                return;
            }
            each_two(places, claims.cents.chunk(chunk), claims.volume.chunk(chunk), from, |place, cents, volume| {
                if let Some(sum) = sums.get_mut(place as usize) {
                    sum.euros += cents;
                    sum.volume += if volume == super::claim::MISSING { 0 } else { i64::from(volume) };
                    sum.lines += 1;
                }
            });
        });
        if done < 1.0 {
            return (band as f64 + done) / bands as f64;
        }
        if clients.as_mut().is_some_and(Clients::end) {
            *walk = Walk::default();
            return (band + 1) as f64 / bands as f64;
        }
        1.0
    }

    /// The table.
    ///
    /// # Errors
    /// More cells with lines than are given.
    pub fn table(&self) -> Result<Table, ClaimsProblem> {
        if self.sums.iter().filter(|sum| sum.lines > 0).count() > MOST_GIVEN {
            let message = Text::owned(
                format!("Deze tabel heeft meer dan {MOST_GIVEN} gevulde cellen; kies minder of grovere indelingen."),
                format!("This table has more than {MOST_GIVEN} filled cells; choose fewer or coarser axes."),
            );
            return Err(ClaimsProblem::new("too-many-cells", message));
        }
        let cell = |at: Vec<u32>, lines, euros: i128, volume, clients: Option<u32>| Cell {
            at,
            lines,
            euros: Euros(euros),
            volume,
            clients,
            per_client: clients.and_then(|clients| Euros(euros).per(clients.into())),
        };
        let counts = |at: usize| self.clients.as_ref().and_then(|clients| clients.counts.get(at)).copied();
        let filled = self.sums.iter().enumerate().filter(|(_, sum)| sum.lines > 0);
        let cells = filled
            .map(|(place, sum)| cell(self.scan.at(place), sum.lines, sum.euros.into(), sum.volume, counts(place)));
        let everyone = self.clients.as_ref().map(|clients| clients.everyone.iter().map(|word| word.count_ones()).sum());
        let total = cell(
            Vec::new(),
            self.sums.iter().map(|sum| sum.lines).sum(),
            self.sums.iter().map(|sum| i128::from(sum.euros)).sum(),
            self.sums.iter().map(|sum| sum.volume).sum(),
            everyone,
        );
        let axes = self.scan.axes().iter().map(|axis| TableAxis { by: axis.by, labels: axis.labels.clone() }).collect();
        Ok(Table { axes, cells: cells.collect(), total, submitted: self.submitted })
    }
}

fn is_judged(bits: u8) -> bool {
    bits & (super::claim::traits::APPROVED | super::claim::traits::REJECTED) != 0
}

/// Asks how cost is spread over clients.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(optional_fields))]
#[serde(rename_all = "camelCase", default)]
pub struct ConcentrationAsked {
    /// Per year, or over all of the data.
    pub per_year: Option<bool>,
    /// The part of the clients whose share is asked, in per cent; 10 unless told.
    pub top: Option<u32>,
    /// Which lines count.
    pub selection: Option<Selection>,
}

/// How cost is spread over clients, in a year or over all.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Concentration {
    /// The year; none for all of the data.
    pub year: Option<String>,
    /// The different clients.
    pub clients: u32,
    /// What they cost together.
    pub euros: Euros,
    /// How many the dearest part are, rounded up.
    pub top: u32,
    /// What those cost.
    #[serde(rename = "topEuros")]
    pub top_euros: Euros,
    /// Their share in the cost, in per cent with two decimals; none where the cost is not above zero.
    pub share: Option<String>,
    /// The Lorenz curve: the share of the cost, in per cent with two decimals, of the cheapest 0, 1, 2 … 100 per cent of clients.
    pub lorenz: Vec<String>,
}

/// Cost per client being added up.
pub struct Spread {
    scan: Scan,
    walk: Walk,
    clients: usize,
    euros: Vec<i64>,
    seen: Vec<u64>,
    top: u32,
}

impl Spread {
    /// Begins to add up.
    ///
    /// # Errors
    /// More clients and years than an answer may have.
    pub fn new(asked: &ConcentrationAsked, claims: &Claims) -> Result<Self, ClaimsProblem> {
        let axes: &[By] = if asked.per_year == Some(true) { &[By::Year] } else { &[] };
        let scan = Scan::new(claims, axes, asked.selection.as_ref().unwrap_or(&Selection::default()))?;
        let clients = claims.client_count() as usize;
        let cells = scan.cells() * clients;
        Ok(Self {
            scan,
            walk: Walk::default(),
            clients,
            euros: vec![0; cells],
            seen: vec![0; cells.div_ceil(64)],
            top: asked.top.unwrap_or(10).min(100),
        })
    }

    /// Adds up about so many rows more; gives the part that is done, 1 when all is.
    pub fn step(&mut self, claims: &Claims, budget: usize) -> f64 {
        let mut block = [0; BLOCK];
        let (scan, euros, seen, clients) = (&self.scan, &mut self.euros, &mut self.seen, self.clients);
        self.walk.step(claims, budget, |chunk, from, _| {
            let places = scan.places(claims, chunk, from, &mut block);
            each_two(
                places,
                claims.client.chunk(chunk),
                claims.cents.chunk(chunk),
                from,
                |place, client: u32, cents| {
                    if (place as usize) < scan.cells() {
                        let at = place as usize * clients + client as usize;
                        if let (Some(sum), Some(word)) = (euros.get_mut(at), seen.get_mut(at / 64)) {
                            *sum += cents;
                            *word |= 1 << (at % 64);
                        }
                    }
                },
            );
        })
    }

    /// The answer for each year, or for all.
    pub fn answer(&self) -> Vec<Concentration> {
        let is_seen = |at: usize| self.seen.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1);
        (0..self.scan.cells())
            .map(|cell| {
                let clients = cell * self.clients..(cell + 1) * self.clients;
                let mut euros: Vec<i64> =
                    clients.filter(|at| is_seen(*at)).filter_map(|at| self.euros.get(at).copied()).collect();
                euros.sort_unstable();
                let year =
                    self.scan.axes().first().and_then(|axis| axis.labels.get(cell)).map(|label| label.id.clone());
                concentration(year, &euros, self.top)
            })
            .collect()
    }
}

/// The answer for clients in the order of their cost, the cheapest first.
fn concentration(year: Option<String>, euros: &[i64], top: u32) -> Concentration {
    let mut sums = vec![0_i128];
    sums.extend(euros.iter().scan(0_i128, |sum, euros| {
        *sum += i128::from(*euros);
        Some(*sum)
    }));
    let clients = euros.len();
    let total = sums.last().copied().unwrap_or_default();
    let of_cheapest = |count: usize| sums.get(count).copied().unwrap_or_default();
    let share = |part: i128| divided(part * 10_000, total).map(|share| Euros(share).plain());
    let dearest = (clients * top as usize).div_ceil(100);
    let top_euros = total - of_cheapest(clients - dearest);
    Concentration {
        year,
        clients: u32::try_from(clients).unwrap_or(u32::MAX),
        euros: Euros(total),
        top: u32::try_from(dearest).unwrap_or(u32::MAX),
        top_euros: Euros(top_euros),
        share: share(top_euros),
        lorenz: (0..=100).filter_map(|part| share(of_cheapest(clients * part / 100))).collect(),
    }
}

/// Asks to set the claims beside totals from elsewhere.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(optional_fields))]
pub struct ReconcileAsked {
    /// What the totals are of: the provider for *productieverantwoordingen*, the year or municipality for a ledger.
    pub by: By,
    /// The totals.
    pub totals: Vec<OtherTotal>,
    /// Which lines count.
    pub selection: Option<Selection>,
}

/// A total from elsewhere.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct OtherTotal {
    /// The label's id.
    pub label: String,
    /// In euros, such as `"1234.56"`.
    pub total: String,
}

/// One total beside the claims.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Reconciled {
    /// The label.
    pub label: Label,
    /// What the claims come to.
    pub claims: Euros,
    /// What was stated; none where nothing was.
    pub stated: Option<Euros>,
    /// The claims less what was stated.
    pub difference: Option<Euros>,
}

/// Sets the sums of one axis beside stated totals; a label that only one side has is there too.
///
/// # Errors
/// A total that is no amount.
pub fn reconciled(asked: &ReconcileAsked, table: &Table) -> Result<Vec<Reconciled>, ClaimsProblem> {
    let labels = table.axes.first().map(|axis| axis.labels.clone()).unwrap_or_default();
    let mut rows: Vec<Reconciled> = labels
        .into_iter()
        .zip(0_u32..)
        .map(|(label, place)| {
            let cell = table.cells.iter().find(|cell| cell.at.first() == Some(&place));
            Reconciled {
                label,
                claims: cell.map(|cell| cell.euros).unwrap_or_default(),
                stated: None,
                difference: None,
            }
        })
        .collect();
    for other in &asked.totals {
        let stated = cents(&other.total).map(i128::from).ok_or_else(|| {
            let message = Text::new("Geef totalen in euro, zoals 1234.56.", "Give totals in euros, such as 1234.56.");
            ClaimsProblem::new("amount", message)
        })?;
        if !rows.iter().any(|row| row.label.id == other.label) {
            let label = Label { id: other.label.clone(), name: Text::same(other.label.clone()) };
            rows.push(Reconciled { label, claims: Euros(0), stated: None, difference: None });
        }
        for row in rows.iter_mut().filter(|row| row.label.id == other.label) {
            row.stated = Some(Euros(stated));
            row.difference = Some(Euros(row.claims.0 - stated));
        }
    }
    Ok(rows)
}

/// Which task field of Iv3 a product belongs to; a code's start will do, such as `41`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Iv3Rule {
    /// The product's code, or the start of it; the longest that fits holds.
    pub product: String,
    /// The task field, such as `6.72c`.
    pub task: String,
}

/// The euros of one task field.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Iv3Row {
    /// The year.
    pub year: String,
    /// The task field; none for products without one.
    pub task: Option<String>,
    /// The lines.
    pub lines: u32,
    /// Their euros.
    pub euros: Euros,
}

/// The sums of a table of year × product by task field.
pub fn iv3(rules: &[Iv3Rule], table: &Table) -> Vec<Iv3Row> {
    let [years, products] = table.axes.as_slice() else { return Vec::new() };
    let task = |code: &str| {
        let fitting = rules.iter().filter(|rule| !rule.product.is_empty() && code.starts_with(&rule.product));
        fitting.max_by_key(|rule| rule.product.len()).map(|rule| rule.task.clone())
    };
    let mut rows = std::collections::BTreeMap::<(String, Option<String>), (u32, i128)>::new();
    for cell in &table.cells {
        let [year, product] = *cell.at.as_slice() else { continue };
        let (Some(year), Some(product)) = (years.labels.get(year as usize), products.labels.get(product as usize))
        else {
            continue;
        };
        let row = rows.entry((year.id.clone(), task(&product.id))).or_default();
        *row = (row.0 + cell.lines, row.1 + cell.euros.0);
    }
    rows.into_iter().map(|((year, task), (lines, euros))| Iv3Row { year, task, lines, euros: Euros(euros) }).collect()
}

/// Asks for lines that a check hit, or all.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(optional_fields))]
#[serde(rename_all = "camelCase", default)]
pub struct LinesAsked {
    /// Only lines that this check hit.
    pub check: Option<super::checks::CheckId>,
    /// These rows, such as a sample; instead of a page.
    pub rows: Option<Vec<u32>>,
    /// How many to pass over.
    pub skip: Option<u32>,
    /// How many to give, 1,000 at most; 50 unless told.
    pub take: Option<u32>,
}

/// One line to look up: where it stands, and what it says, without anything personal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ClaimsLine"))]
pub struct Line {
    /// The row, as samples name it.
    pub row: u32,
    /// The file.
    pub file: String,
    /// The line of the file.
    pub line: u32,
    /// The month of care.
    pub month: String,
    /// The first day of the period.
    pub from: Option<String>,
    /// The last day of the period.
    pub through: Option<String>,
    /// The municipality.
    pub municipality: String,
    /// The provider.
    pub provider: String,
    /// The product.
    pub product: String,
    /// The unit.
    pub unit: Text,
    /// The volume.
    pub volume: Option<i32>,
    /// The tariff in euros.
    pub tariff: Option<Euros>,
    /// The amount in euros.
    pub euros: Euros,
    /// The checks that hit it.
    pub checks: Vec<super::checks::CheckId>,
}

/// A page of lines.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ClaimsLines"))]
pub struct Lines {
    /// How many there are in all.
    pub all: u32,
    /// Those of the page.
    pub lines: Vec<Line>,
}

/// The lines that were asked for.
pub fn lines(asked: &LinesAsked, claims: &Claims) -> Lines {
    let take = asked.take.unwrap_or(50).min(1_000) as usize;
    let skip = asked.skip.unwrap_or(0) as usize;
    let line = |row: usize| line(claims, row);
    if let Some(rows) = &asked.rows {
        let lines = rows.iter().skip(skip).take(take).filter_map(|row| line(*row as usize)).collect();
        return Lines { all: u32::try_from(rows.len()).unwrap_or(u32::MAX), lines };
    }
    let Some(check) = asked.check else {
        let lines = (skip..claims.rows()).take(take).filter_map(line).collect();
        return Lines { all: u32::try_from(claims.rows()).unwrap_or(u32::MAX), lines };
    };
    let hit = claims.flags.chunks().iter().enumerate().flat_map(|(chunk, flags)| {
        // A chunk without any flag is passed over whole.
        let count = if matches!(flags, Chunk::Same(0, _)) { 0 } else { flags.len() };
        (0..count)
            .filter(move |row| flags.get(*row).is_some_and(|flags| flags & check.bit() != 0))
            .map(move |row| chunk * CHUNK + row)
    });
    let mut all = 0;
    let mut found = Vec::new();
    for row in hit {
        if all >= skip && found.len() < take {
            found.extend(line(row));
        }
        all += 1;
    }
    Lines { all: u32::try_from(all).unwrap_or(u32::MAX), lines: found }
}

fn line(claims: &Claims, row: usize) -> Option<Line> {
    let claim = claims.claim(row)?;
    let (file, number) = claims.place(row)?;
    let known = |value: i32| (value != super::claim::MISSING).then_some(value);
    Some(Line {
        row: u32::try_from(row).ok()?,
        file: file.to_owned(),
        line: number,
        month: claim.month.id(),
        from: claim.from.date().map(|date| date.to_string()),
        through: claim.through.date().map(|date| date.to_string()),
        municipality: claims.municipalities.label(claim.municipality).to_owned(),
        provider: claims.providers.label(claim.provider).to_owned(),
        product: claims.products.label(claim.product).to_owned(),
        unit: super::claim::ClaimUnit::of_number(claim.unit).text(),
        volume: known(claim.volume),
        tariff: known(claim.tariff).map(|tariff| Euros(tariff.into())),
        euros: Euros(claim.cents.into()),
        checks: super::checks::CheckId::of_flags(claims.flags.get(row)?),
    })
}
