//! Tables from own data as they may leave the page: small cells hidden, and others with them, over all tables that left so far.
//!
//! Tables stand in one fixed hierarchy: a month lies in a year, a product in a category, and everything in the total. A table brings
//! the coarser ones with it, since they follow from its cells; what adds up between them is what an attacker knows. What was shown
//! once stays shown and what was hidden stays hidden, so that tables that leave one after the other tell no more than they would
//! have together. For the same reason all of them are of the same lines, and tables by two axes make no circle: from who delivers
//! what, who works where and what is delivered where, cells follow that no sum between the tables shows.

use serde::{Deserialize, Serialize};

use super::answers::{Sums, TableAsked, TableAxis, each_two};
use super::disclosure::{Cell, Leak, Shown, Sum, THRESHOLD, dominates, protect_beside};
use super::euros::Euros;
use super::keys::spread;
use super::order::sort;
use super::problem::ClaimsProblem;
use super::scan::{Axis, BLOCK, By, Scan, Selection, Walk};
use super::table::Claims;
use crate::quantity::{Random, Text};

/// The axes of a table that leaves, at most: with more, nearly every cell is small.
const MOST_AXES: usize = 2;
/// The cells of a table that leaves, and of the finest table behind it.
const MOST_CELLS: usize = 50_000;
/// The sums of clients that are held at a time: 128 MB.
const MOST_SUMS: usize = 1 << 24;
/// One client with more than so many per cent of a cell's euros dominates it, unless another number is asked for.
const DOMINANCE: u32 = 75;
/// The least threshold that can be asked for.
const LEAST: u32 = 5;

/// Asks for tables as they may leave.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(optional_fields, rename = "ClaimsExportAsked"))]
#[serde(rename_all = "camelCase", default)]
pub struct ExportAsked {
    /// The axes of each table, two at most. Of a month and a year, or a product and a category, the finer one holds.
    pub tables: Vec<Vec<By>>,
    /// Which lines count; the same for all tables that leave.
    pub selection: Option<Selection>,
    /// Cells about fewer clients are hidden: 10 unless told, 5 at least.
    pub threshold: Option<u32>,
    /// A cell of which one client has more than so many per cent is hidden: 75 unless told.
    pub dominance: Option<u32>,
    /// Providers as *aanbieder 1*, *aanbieder 2*, in an order that says nothing.
    pub mask_providers: Option<bool>,
}

/// A cell as it may leave; of a hidden one nothing is given but that it is there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ClaimsExportCell"))]
#[serde(rename_all = "camelCase")]
pub struct ExportCell {
    /// The label on each axis, by its place.
    pub at: Vec<u32>,
    /// Whether it is shown, and otherwise why not.
    pub shown: Shown,
    /// The lines.
    pub lines: Option<u32>,
    /// Their euros.
    pub euros: Option<Euros>,
    /// The different clients.
    pub clients: Option<u32>,
    /// Euros per client, rounded to the cent.
    pub per_client: Option<Euros>,
}

/// A table as it may leave. Cells that are not there are zero.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ClaimsExportTable"))]
pub struct ExportTable {
    /// The axes.
    pub axes: Vec<TableAxis>,
    /// The cells, the last axis running fastest.
    pub cells: Vec<ExportCell>,
    /// All lines that count.
    pub total: ExportCell,
}

/// Tables as they may leave.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ClaimsExport"))]
pub struct Export {
    /// The tables, as they were asked for.
    pub tables: Vec<ExportTable>,
    /// Cells about fewer clients are hidden.
    pub threshold: u32,
    /// A cell of which one client has more than so many per cent is hidden.
    pub dominance: u32,
    /// How many cells of these tables are hidden.
    pub hidden: u32,
}

/// The axes of a table, the first of two before the second; a total has none.
type Axes = [Option<By>; MOST_AXES];

/// A cell of a table: the table's axes and the places of its labels, in one number, so that cells stand in order.
type CellKey = u64;

/// What a cell holds, and what was decided about it.
#[derive(Clone, Copy, Debug)]
struct Content {
    key: CellKey,
    lines: u32,
    euros: Euros,
    clients: u32,
    dominated: bool,
    shown: Option<Shown>,
}

/// What left so far.
pub struct Released {
    rules: Rules,
    tables: Vec<Axes>,
    /// The cells of all tables, by key.
    cells: Vec<Content>,
}

/// What may not differ between tables that leave: which lines, and what is small.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Rules {
    lines: u64,
    selection: Selection,
    threshold: u32,
    dominance: u32,
}

/// Tables being added up to leave.
pub struct Exports {
    asked: ExportAsked,
    rules: Rules,
    /// Those that were not there yet.
    tables: Vec<(Axes, Sums, Largest)>,
    at: usize,
}

/// What an axis lies in.
const fn parent(by: By) -> Option<By> {
    match by {
        By::Month => Some(By::Year),
        By::Product => Some(By::Category),
        _ => None,
    }
}

/// What an axis is of: a month and its year are of the same.
fn root(by: By) -> By {
    parent(by).unwrap_or(by)
}

/// Whether tables by two axes make a circle, such as provider × product, product × municipality and municipality × provider:
/// whether pairs of axes are left after those were taken away, again and again, of which an axis is in no other pair.
fn circle(tables: &[Axes]) -> bool {
    let mut pairs: Vec<(By, By)> = Vec::new();
    for axes in tables {
        if let [Some(one), Some(other)] = axes {
            let (one, other) = (root(*one), root(*other));
            let pair = (one.min(other), one.max(other));
            if !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
    }
    loop {
        let count = |by: By| pairs.iter().filter(|(one, other)| *one == by || *other == by).count();
        let Some(loose) = pairs.iter().position(|(one, other)| count(*one) == 1 || count(*other) == 1) else {
            return !pairs.is_empty();
        };
        pairs.swap_remove(loose);
    }
}

const fn ordered(one: Option<By>, other: Option<By>) -> Axes {
    const fn rank(by: Option<By>) -> u8 {
        match by {
            Some(by) => by as u8 + 1,
            None => u8::MAX,
        }
    }
    if rank(one) <= rank(other) { [one, other] } else { [other, one] }
}

/// The axes of a table as they were asked for: each once and in order; of one that lies in another, the finer one.
fn normal(asked: &[By]) -> Option<Axes> {
    let finer = |by: &By| !asked.iter().any(|other| parent(*other) == Some(*by));
    let mut axes: Vec<By> = Vec::new();
    for by in asked.iter().copied().filter(finer) {
        if !axes.contains(&by) {
            axes.push(by);
        }
    }
    (axes.len() <= MOST_AXES).then(|| ordered(axes.first().copied(), axes.get(1).copied()))
}

/// The tables that follow from one in a step: which axis becomes what it lies in, or goes.
fn coarser(axes: Axes) -> impl Iterator<Item = (usize, Option<By>, Axes)> {
    let [one, other] = axes;
    let up = move |at: usize, by: By| {
        let next = if at == 0 { ordered(parent(by), other) } else { ordered(one, parent(by)) };
        (at, parent(by), next)
    };
    axes.into_iter().enumerate().filter_map(move |(at, by)| by.map(|by| up(at, by)))
}

/// Adds a table with all that follow from it.
fn closure(axes: Axes, all: &mut Vec<Axes>) {
    if !all.contains(&axes) {
        all.push(axes);
        coarser(axes).for_each(|(_, _, next)| closure(next, all));
    }
}

/// The axes that a table has.
fn of(axes: Axes) -> Vec<By> {
    axes.into_iter().flatten().collect()
}

/// The bits of a label's place in a key.
const PLACE: u32 = 20;

/// The key of a cell, by the axes of its table and their labels.
fn key(axes: Axes, labels: [u32; MOST_AXES]) -> CellKey {
    let number = |by: Option<By>| by.map_or(0, |by| CellKey::from(by as u8 + 1));
    let [one, other] = axes.map(number);
    let [first, second] = labels.map(CellKey::from);
    (one << 4 | other) << (2 * PLACE) | first << PLACE | second
}

/// The labels of a key.
const fn labels(key: CellKey) -> [u32; MOST_AXES] {
    let most = (1 << PLACE) - 1;
    [(key >> PLACE & most) as u32, (key & most) as u32]
}

fn cells_of(axes: Axes, cells: &[Content]) -> &[Content] {
    let first = key(axes, [0, 0]);
    let start = cells.partition_point(|cell| cell.key < first);
    let end = cells.partition_point(|cell| cell.key >> (2 * PLACE) <= first >> (2 * PLACE));
    cells.get(start..end).unwrap_or_default()
}

impl Exports {
    /// Begins to add up what did not leave before.
    ///
    /// # Errors
    /// Axes or limits that cannot be; other lines or limits than of the tables that left before.
    pub fn new(asked: ExportAsked, claims: &Claims, released: Option<&Released>) -> Result<Self, ClaimsProblem> {
        let threshold = asked.threshold.unwrap_or(THRESHOLD);
        let dominance = asked.dominance.unwrap_or(DOMINANCE);
        if threshold < LEAST || !(50..=100).contains(&dominance) {
            let message = Text::owned(
                format!("De grens is ten minste {LEAST} cliënten, en een overheersend aandeel 50 tot en met 100 %."),
                format!("The threshold is at least {LEAST} clients, and a dominating share 50 to 100 %."),
            );
            return Err(ClaimsProblem::new("export-limits", message));
        }
        let selection = asked.selection.clone().unwrap_or_default();
        let rules = Rules { lines: fingerprint(claims), selection: selection.clone(), threshold, dominance };
        if released.is_some_and(|released| released.rules != rules) {
            let message = Text::new(
                "Van deze gegevens ging al een tabel naar buiten, over andere regels of met een andere grens. Naast elkaar \
                 kunnen zulke tabellen kleine aantallen verraden. Kies dezelfde regels en grens, of wis de gegevens en lees \
                 ze opnieuw in.",
                "A table of these data has left already, of other lines or with another threshold. Beside each other such \
                 tables can give small counts away. Choose the same lines and threshold, or wipe the data and read them in \
                 again.",
            );
            return Err(ClaimsProblem::new("export-other-lines", message));
        }
        let mut wanted = Vec::new();
        for axes in &asked.tables {
            let axes = normal(axes).ok_or_else(|| {
                let message = Text::owned(
                    format!("Een tabel die naar buiten gaat, heeft ten hoogste {MOST_AXES} indelingen."),
                    format!("A table that leaves has at most {MOST_AXES} axes."),
                );
                ClaimsProblem::new("export-axes", message)
            })?;
            closure(axes, &mut wanted);
        }
        let before = released.map(|released| released.tables.as_slice()).unwrap_or_default();
        wanted.retain(|axes| !before.contains(axes));
        if circle(&[wanted.as_slice(), before].concat()) {
            let message = Text::new(
                "Deze tabel maakt met eerdere een kring van drie of meer indelingen, waaruit kleine aantallen te herleiden zijn. Neem een indeling mee die al meeging, of minder indelingen.",
                "With earlier ones this table makes a circle of three or more axes, from which small counts can be worked out. Take along axes that left before, or fewer of them.",
            );
            return Err(ClaimsProblem::new("export-circle", message));
        }
        let tables = wanted.into_iter().map(|axes| {
            let table = TableAsked { axes: of(axes), selection: Some(selection.clone()), clients: Some(true) };
            let largest = Largest::new(&table.axes, &selection, dominance, claims)?;
            Ok((axes, Sums::new(&table, claims)?, largest))
        });
        let tables: Result<Vec<_>, ClaimsProblem> = tables.collect();
        Ok(Self { asked, rules, tables: tables?, at: 0 })
    }

    /// Adds up about so many rows more; gives the part that is done, 1 when all is.
    pub fn step(&mut self, claims: &Claims, budget: usize) -> f64 {
        let count = self.tables.len().max(1) as f64;
        let Some((_, sums, largest)) = self.tables.get_mut(self.at) else { return 1.0 };
        let mut done = sums.step(claims, budget) / 2.0;
        if done >= 0.5 {
            done += largest.step(claims, budget) / 2.0;
        }
        let part = (self.at as f64 + done) / count;
        self.at += usize::from(done >= 1.0);
        part
    }

    /// The tables; what is decided about their cells is kept in `released`.
    ///
    /// # Errors
    /// Cells that cannot be hidden any more beside what left before; more cells than can be protected.
    pub fn answer(self, claims: &Claims, seed: u64, released: &mut Option<Released>) -> Result<Export, ClaimsProblem> {
        let (mut tables, mut cells) =
            released.as_ref().map(|released| (released.tables.clone(), released.cells.clone())).unwrap_or_default();
        for (axes, sums, largest) in self.tables {
            for cell in sums.table()?.cells {
                let at = |axis: usize| cell.at.get(axis).copied().unwrap_or_default();
                cells.push(Content {
                    key: key(axes, [at(0), at(1)]),
                    lines: cell.lines,
                    euros: cell.euros,
                    clients: cell.clients.unwrap_or_default(),
                    dominated: largest.is_dominated(&cell.at),
                    shown: None,
                });
            }
            tables.push(axes);
        }
        cells.sort_unstable_by_key(|cell| cell.key);
        decide(&tables, &mut cells, claims, self.rules.threshold)?;
        let mut hidden = 0;
        let mut told = Vec::new();
        for axes in self.asked.tables.iter().filter_map(|axes| normal(axes)) {
            let axis = |by: By| TableAxis { by, labels: Axis::new(by, claims).labels };
            let shown: Vec<TableAxis> = of(axes).into_iter().map(axis).collect();
            let own: Vec<ExportCell> = cells_of(axes, &cells).iter().map(|cell| exported(cell, shown.len())).collect();
            hidden += own.iter().filter(|cell| cell.shown != Shown::Yes).count();
            let nothing =
                Content { key: 0, lines: 0, euros: Euros(0), clients: 0, dominated: false, shown: Some(Shown::Yes) };
            let total = cells_of([None, None], &cells).first().unwrap_or(&nothing);
            let mut table = ExportTable { axes: shown, cells: own, total: exported(total, 0) };
            if self.asked.mask_providers == Some(true) {
                mask(&mut table, seed);
            }
            told.push(table);
        }
        let (threshold, dominance) = (self.rules.threshold, self.rules.dominance);
        *released = Some(Released { rules: self.rules, tables, cells });
        Ok(Export { tables: told, threshold, dominance, hidden: u32::try_from(hidden).unwrap_or(u32::MAX) })
    }
}

fn exported(content: &Content, axes: usize) -> ExportCell {
    let shown = content.shown.unwrap_or(Shown::Few);
    let open = shown == Shown::Yes;
    ExportCell {
        at: labels(content.key).into_iter().take(axes).collect(),
        shown,
        lines: open.then_some(content.lines),
        euros: open.then_some(content.euros),
        clients: open.then_some(content.clients),
        per_client: content.euros.per(content.clients.into()).filter(|_| open),
    }
}

/// Decides about every cell of which it was not decided before.
fn decide(tables: &[Axes], cells: &mut [Content], claims: &Claims, threshold: u32) -> Result<(), ClaimsProblem> {
    let find = |key: CellKey| cells.binary_search_by_key(&key, |cell| cell.key).ok();
    let mut parts: Vec<(usize, usize, usize)> = Vec::new();
    for (number, axes) in tables.iter().enumerate() {
        for (place, parent, next) in coarser(*axes) {
            let up = parent.zip(axes.get(place).copied().flatten());
            let up = up.map(|(parent, by)| Axis::new(by, claims).places_on(&Axis::new(parent, claims)));
            for cell in cells_of(*axes, cells) {
                let moved = |at: usize, by: Option<By>, label: u32| {
                    let coarse = |up: &Vec<u32>| up.get(label as usize).copied().unwrap_or_default();
                    if at == place { (parent, up.as_ref().map_or(0, coarse)) } else { (by, label) }
                };
                let ([one, other], [first, second]) = (*axes, labels(cell.key));
                let (one, other) = (moved(0, one, first), moved(1, other, second));
                let target = if next == [one.0, other.0] { [one.1, other.1] } else { [other.1, one.1] };
                let found = find(key(next, target)).zip(find(cell.key));
                parts.extend(found.map(|(total, part)| (total, number * MOST_AXES + place, part)));
            }
        }
    }
    parts.sort_unstable();
    let sums: Vec<Sum> = parts
        .chunk_by(|one, other| (one.0, one.1) == (other.0, other.1))
        .filter_map(|sum| Some(Sum { total: sum.first()?.0, parts: sum.iter().map(|part| part.2).collect() }))
        .collect();
    let about: Vec<Cell> = cells.iter().map(|cell| Cell { clients: cell.clients, dominated: cell.dominated }).collect();
    let decided: Vec<Option<Shown>> = cells.iter().map(|cell| cell.shown).collect();
    let shown = protect_beside(&about, &sums, threshold, &decided).map_err(|leak| refused(&leak))?;
    cells.iter_mut().zip(shown).for_each(|(cell, shown)| cell.shown = Some(shown));
    Ok(())
}

fn refused(leak: &Leak) -> ClaimsProblem {
    match leak {
        Leak::TooMany { hidden } => {
            let message = Text::owned(
                format!("Van deze tabel zouden {hidden} cellen verborgen moeten worden; kies grovere indelingen."),
                format!("Of this table {hidden} cells would have to be hidden; choose coarser axes."),
            );
            ClaimsProblem::new("export-too-small", message)
        }
        Leak::Open => {
            let message = Text::new(
                "Deze tabel zou met wat er al naar buiten ging een klein aantal verraden. Neem een grovere tabel mee.",
                "Together with what has left already, this table would give a small count away. Take a coarser table along.",
            );
            ClaimsProblem::new("export-would-tell", message)
        }
    }
}

/// A checksum of the lines, of which checks hit them, and of how many names there are: names stay when their file goes, and each
/// new one moves the places of others, by which the cells that left are known.
fn fingerprint(claims: &Claims) -> u64 {
    let names = [&claims.municipalities, &claims.providers, &claims.products].map(|names| names.len() as u64);
    let lines = names.into_iter().fold(claims.checksum(), |hash, count| spread(hash.wrapping_add(count)));
    let clients = claims.client.iter().map(u64::from);
    let flags = claims.flags.iter().map(u64::from);
    let traits = claims.traits.iter().map(u64::from);
    let all = clients.zip(flags).zip(traits);
    all.fold(lines, |hash, ((client, flags), traits)| {
        spread(hash.wrapping_add(client << 24 | flags << 8 | traits)).rotate_left(17)
    })
}

/// Gives providers numbers in a random order, the same one throughout a session, and puts the table in the order of the numbers:
/// where a provider stands says nothing of its name either.
fn mask(table: &mut ExportTable, seed: u64) {
    for (at, axis) in table.axes.iter_mut().enumerate().filter(|(_, axis)| axis.by == By::Provider) {
        let mut places: Vec<u32> = (0..).take(axis.labels.len()).collect();
        Random::new(seed).shuffle(&mut places);
        for (label, number) in axis.labels.iter_mut().zip(1..) {
            label.id = format!("aanbieder {number}");
            label.name = Text::owned(format!("aanbieder {number}"), format!("provider {number}"));
        }
        for own in table.cells.iter_mut().filter_map(|cell| cell.at.get_mut(at)) {
            *own = places.get(*own as usize).copied().unwrap_or(*own);
        }
    }
    sort(&mut table.cells, |one, other| one.at.cmp(&other.at));
}

/// The largest client of each cell being found, for a band of cells in each walk over the rows.
struct Largest {
    scan: Scan,
    walk: Walk,
    percent: u32,
    clients: usize,
    per_band: usize,
    band: usize,
    euros: Vec<i64>,
    dominated: Vec<bool>,
    lengths: Vec<usize>,
}

impl Largest {
    fn new(axes: &[By], selection: &Selection, percent: u32, claims: &Claims) -> Result<Self, ClaimsProblem> {
        let scan = Scan::new(claims, axes, selection)?;
        if scan.cells() > MOST_CELLS {
            let message = Text::owned(
                format!(
                    "Een tabel die naar buiten gaat, heeft ten hoogste {MOST_CELLS} cellen; kies grovere indelingen."
                ),
                format!("A table that leaves has at most {MOST_CELLS} cells; choose coarser axes."),
            );
            return Err(ClaimsProblem::new("export-too-large", message));
        }
        let clients = claims.client_count().max(1) as usize;
        let per_band = (MOST_SUMS / clients).clamp(1, scan.cells().max(1));
        let lengths = scan.axes().iter().map(|axis| axis.labels.len()).collect();
        let (euros, dominated) = (Vec::new(), Vec::with_capacity(scan.cells()));
        Ok(Self { scan, walk: Walk::default(), percent, clients, per_band, band: 0, euros, dominated, lengths })
    }

    fn step(&mut self, claims: &Claims, budget: usize) -> f64 {
        let bands = self.scan.cells().div_ceil(self.per_band).max(1);
        let mut block = [0; BLOCK];
        let Self { scan, walk, clients, per_band, band, euros, .. } = self;
        // Held while this table is added up, and no longer.
        if euros.is_empty() {
            *euros = vec![0; *per_band * *clients];
        }
        let (first, count, width) = (*band * *per_band, *per_band, *clients);
        let done = walk.step(claims, budget, |chunk, from, _| {
            let places = scan.places(claims, chunk, from, &mut block);
            let (client, cents) = (claims.client.chunk(chunk), claims.cents.chunk(chunk));
            each_two(places, client, cents, from, |place, client: u32, cents: i64| {
                let cell = (place as usize).wrapping_sub(first);
                let sum = if cell < count { euros.get_mut(cell * width + client as usize) } else { None };
                if let Some(sum) = sum {
                    *sum += cents;
                }
            });
        });
        if done >= 1.0 {
            let percent = self.percent;
            let dominated = self.euros.chunks(self.clients).map(|clients| {
                let largest = clients.iter().map(|euros| euros.unsigned_abs()).max().unwrap_or_default();
                let all = clients.iter().fold(0_u64, |sum, euros| sum.saturating_add(euros.unsigned_abs()));
                dominates(largest, all, percent)
            });
            self.dominated.extend(dominated);
            (self.walk, self.band) = (Walk::default(), self.band + 1);
            if self.band == bands {
                self.euros = Vec::new();
                return 1.0;
            }
            self.euros.fill(0);
            return self.band as f64 / bands as f64;
        }
        ((self.band as f64 + done) / bands as f64).min(0.999)
    }

    fn is_dominated(&self, at: &[u32]) -> bool {
        let place = at.iter().zip(&self.lengths).fold(0, |place, (at, length)| place * length + *at as usize);
        self.dominated.get(place).copied().unwrap_or_default()
    }
}
