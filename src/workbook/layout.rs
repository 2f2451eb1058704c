//! Where the cells of a scenario stand: inputs on one sheet, computations on another, one row for each node and label, one
//! column for each period.
//!
//! Both sheets have the same columns: seven of description, one for values without time, and then the labels of each time
//! axis, so that a period has one letter throughout. Along the axis that formulas add up, rows lie next to each other, so
//! that a sum reads one range.

use std::fmt::Write;

use super::error::{MAX_COLUMNS, MAX_ROWS, WorkbookError};
use crate::model::{Aid, AxisId, Doubt, Evaluation, Graph, Kept, NodeId, Sheet, Status, Uses};
use crate::quantity::{Exact, Lang, Text};

/// The columns of description before the first value.
pub(crate) const DESCRIPTION: u16 = 7;
/// The rows above the first value.
pub(crate) const HEAD: u32 = 1;

/// A place on a sheet: row and column, counted from 0.
pub(crate) type Spot = (u32, u16);

/// One of the two sheets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Side {
    Input,
    Computation,
}

/// What a row of a sheet holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Content {
    /// The values of the node.
    Values,
    /// A step of its formula.
    Aid(Aid),
    /// How many cells are missing from its sums.
    Missing,
}

/// Consecutive rows of one node.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Stretch {
    pub(crate) node: NodeId,
    pub(crate) content: Content,
    pub(crate) first: u32,
}

/// An axis of a node: how many labels it has, and how far apart their cells are.
#[derive(Clone, Copy, Debug)]
struct Place {
    axis: AxisId,
    length: usize,
    /// Along a time axis, columns; else rows, this far apart.
    rows: Option<usize>,
}

#[derive(Clone, Debug)]
struct Block {
    side: Side,
    row: u32,
    rows: usize,
    column: u16,
    /// In the order of the node's axes.
    places: Vec<Place>,
    aids: Option<u32>,
    missing: Option<u32>,
}

/// Where the cells of one scenario stand.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    blocks: Vec<Block>,
    input: Vec<Stretch>,
    computation: Vec<Stretch>,
    /// The first column of each time axis.
    columns: Vec<(AxisId, u16)>,
    width: u16,
    uses: Uses,
    rows: [u32; 2],
}

impl Layout {
    pub(crate) fn new(graph: &Graph, evaluation: &Evaluation<Exact>) -> Result<Self, WorkbookError> {
        let uses = graph.uses();
        let mut columns = Vec::new();
        let mut width = usize::from(DESCRIPTION) + 1;
        for axis in graph.axis_ids() {
            if let Some(time) = graph.axis(axis).filter(|axis| axis.is_time()) {
                columns.push((axis, u16::try_from(width).unwrap_or(u16::MAX)));
                width += time.labels().len();
            }
        }
        let too_large = |what, found, most| WorkbookError::TooLarge { what, found, most };
        if width > MAX_COLUMNS {
            return Err(too_large("columns", width, MAX_COLUMNS));
        }
        let mut layout = Self {
            blocks: Vec::new(),
            input: Vec::new(),
            computation: Vec::new(),
            columns,
            width: u16::try_from(width).unwrap_or(u16::MAX),
            uses,
            rows: [HEAD, HEAD],
        };
        for node in graph.nodes() {
            layout.add(graph, evaluation, node);
            let most = layout.rows.iter().copied().max().unwrap_or(0) as usize;
            if most > MAX_ROWS {
                return Err(too_large("rows", most, MAX_ROWS));
            }
        }
        Ok(layout)
    }

    fn add(&mut self, graph: &Graph, evaluation: &Evaluation<Exact>, node: NodeId) {
        let side = if graph.kept(node) == Kept::Input { Side::Input } else { Side::Computation };
        let mut places: Vec<Place> = graph
            .axes_of(node)
            .iter()
            .map(|axis| Place { axis: *axis, length: graph.length(*axis), rows: Some(0) })
            .collect();
        let time = places.iter_mut().find(|place| self.columns.iter().any(|(axis, _)| *axis == place.axis));
        let column = time.and_then(|time| {
            time.rows = None;
            self.columns.iter().find(|(axis, _)| *axis == time.axis).map(|(_, column)| *column)
        });
        let rows = in_rows(&mut places, self.uses.along(node));
        let mut next = |content: Content| {
            let (list, count) = match (side, &mut self.rows) {
                (Side::Input, [count, _]) => (&mut self.input, count),
                (Side::Computation, [_, count]) => (&mut self.computation, count),
            };
            let first = *count;
            list.push(Stretch { node, content, first });
            *count = count.saturating_add(u32::try_from(rows).unwrap_or(u32::MAX));
            first
        };
        let mut aids = None;
        for aid in graph.aids(node) {
            let first = next(Content::Aid(*aid));
            aids = aids.or(Some(first));
        }
        let row = next(Content::Values);
        let in_doubt = |at: usize| {
            let cell = evaluation.cell(node, at);
            cell.is_some_and(|cell| matches!(cell.status, Status::Unknown(_) | Status::Partial(_)))
        };
        let missing = graph.hands_on(node) && (0..graph.cells(node)).any(in_doubt);
        let missing = missing.then(|| next(Content::Missing));
        let column = column.unwrap_or(DESCRIPTION);
        self.blocks.push(Block { side, row, rows, column, places, aids, missing });
    }

    /// The columns of both sheets.
    pub(crate) fn width(&self) -> u16 {
        self.width
    }

    /// The rows of a sheet, its head among them.
    pub(crate) fn height(&self, side: Side) -> u32 {
        let [input, computation] = self.rows;
        match side {
            Side::Input => input,
            Side::Computation => computation,
        }
    }

    /// The time axes, each with its first column.
    pub(crate) fn columns(&self) -> &[(AxisId, u16)] {
        &self.columns
    }

    pub(crate) fn uses(&self) -> &Uses {
        &self.uses
    }

    /// What a row holds, and which row of it.
    pub(crate) fn line(&self, side: Side, row: u32) -> Option<(Stretch, usize)> {
        let list = match side {
            Side::Input => &self.input,
            Side::Computation => &self.computation,
        };
        let after = list.partition_point(|stretch| stretch.first <= row);
        let stretch = list.get(after.checked_sub(1)?)?;
        Some((*stretch, row.checked_sub(stretch.first)? as usize))
    }

    /// The cells of one row of a node, each with its column.
    pub(crate) fn cells(&self, node: NodeId, row: usize) -> Vec<(u16, usize)> {
        let Some(block) = self.blocks.get(node.0) else {
            return Vec::new();
        };
        let over = block.places.iter().find(|place| place.rows.is_none()).map_or(1, |place| place.length);
        let cell = |time: usize| {
            let at = block.places.iter().fold(0, |at, place| {
                let label = match place.rows {
                    None => time,
                    Some(apart) => row.checked_div(apart).unwrap_or(0) % place.length.max(1),
                };
                at * place.length + label
            });
            (block.column.saturating_add(u16::try_from(time).unwrap_or(u16::MAX)), at)
        };
        (0..over).map(cell).collect()
    }

    /// The sheet, row and column of a cell.
    pub(crate) fn place(&self, node: NodeId, at: usize) -> Option<(Side, u32, u16)> {
        let block = self.blocks.get(node.0)?;
        let (row, column) = block.offset(at);
        Some((block.side, block.row.saturating_add(row), block.column.saturating_add(column)))
    }

    fn missing(&self, node: NodeId, at: usize) -> Option<Spot> {
        let block = self.blocks.get(node.0)?;
        let (row, column) = block.offset(at);
        Some((block.missing?.saturating_add(row), block.column.saturating_add(column)))
    }

    fn aid(&self, node: NodeId, aid: Aid, at: usize) -> Option<Spot> {
        let block = self.blocks.get(node.0)?;
        let (row, column) = block.offset(at);
        let before = Aid::ALL.iter().position(|own| *own == aid)? * block.rows;
        let first = block.aids?.saturating_add(u32::try_from(before).unwrap_or(u32::MAX));
        Some((first.saturating_add(row), block.column.saturating_add(column)))
    }
}

impl Block {
    /// How far from its first cell a cell stands: rows down, columns to the right.
    fn offset(&self, at: usize) -> Spot {
        let (mut rest, mut row, mut column) = (at, 0, 0);
        for place in self.places.iter().rev() {
            let length = place.length.max(1);
            match place.rows {
                None => column = rest % length,
                Some(apart) => row += rest % length * apart,
            }
            rest /= length;
        }
        (u32::try_from(row).unwrap_or(u32::MAX), u16::try_from(column).unwrap_or(u16::MAX))
    }
}

/// Gives the axes that lie in rows their distances, and returns how many rows there are. The labels of `innermost` get rows
/// next to each other.
fn in_rows(places: &mut [Place], innermost: Option<AxisId>) -> usize {
    let mut rows = 1;
    let mut give = |place: &mut Place| {
        if place.rows.is_some() {
            place.rows = Some(rows);
            rows *= place.length;
        }
    };
    places.iter_mut().filter(|place| Some(place.axis) == innermost).for_each(&mut give);
    places.iter_mut().rev().filter(|place| Some(place.axis) != innermost).for_each(&mut give);
    rows
}

/// A scenario's sheets, as formulas refer to them.
pub(crate) struct Sheets<'a> {
    pub(crate) layout: &'a Layout,
    pub(crate) evaluation: &'a Evaluation<Exact>,
    pub(crate) names: &'a SheetNames,
    /// The sheet on which the formula stands; references to it need no name.
    pub(crate) from: Option<Side>,
    pub(crate) lang: Lang,
}

/// What the sheets of one scenario are called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct SheetNames {
    pub(crate) input: String,
    pub(crate) computation: String,
    pub(crate) outcome: String,
}

impl SheetNames {
    /// The names for one scenario, or for that in this place of several.
    pub(crate) fn new(lang: Lang, number: Option<usize>) -> Self {
        let name = |nl, en| {
            let name = Text::new(nl, en);
            number.map_or(name.get(lang).to_owned(), |number| format!("{} {number}", name.get(lang)))
        };
        Self {
            input: name("Invoer", "Input"),
            computation: name("Berekening", "Calculation"),
            outcome: name("Resultaat", "Result"),
        }
    }

    pub(crate) fn of(&self, side: Side) -> &str {
        match side {
            Side::Input => &self.input,
            Side::Computation => &self.computation,
        }
    }
}

/// The word in a cell that is not known.
pub(crate) fn unknown(lang: Lang) -> &'static str {
    match lang {
        Lang::Nl => "onbekend",
        Lang::En => "unknown",
    }
}

/// A sheet's name as a formula has it.
pub(crate) fn prefix(sheet: &str) -> String {
    if sheet.contains(' ') { format!("'{sheet}'!") } else { format!("{sheet}!") }
}

/// The letters of a column, counted from 0.
pub(crate) fn letters(column: u16) -> String {
    let mut letters = String::new();
    let mut rest = u32::from(column) + 1;
    while rest > 0 {
        let digit = (rest - 1) % 26;
        letters.insert(0, char::from(b'A' + u8::try_from(digit).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters
}

/// A cell by its letters and number, such as `H5`.
pub(crate) fn reference((row, column): Spot) -> String {
    format!("{}{}", letters(column), row.saturating_add(1))
}

/// This many arguments a function takes.
const MOST_ARGUMENTS: usize = 200;
/// From this many cells on, cells at equal distances are written as one range of which the others do not count; fewer are
/// listed, which more spreadsheets can compute.
const MANY: usize = 600;

impl Sheets<'_> {
    fn prefix(&self, side: Side) -> String {
        if self.from == Some(side) { String::new() } else { prefix(self.names.of(side)) }
    }

    /// The cell that tells how many parts are missing from a sum.
    pub(crate) fn missing(&self, node: NodeId, at: usize) -> Option<String> {
        let cell = self.layout.missing(node, at)?;
        Some(format!("{}{}", self.prefix(Side::Computation), reference(cell)))
    }
}

/// Cells of one sheet as arguments of a function: ranges where they lie side by side.
fn ranges(prefix: &str, cells: &[Spot]) -> String {
    let range = |first: Spot, last: Spot| {
        let mut text = format!("{prefix}{}", reference(first));
        if last != first {
            let _ = write!(text, ":{}", reference(last));
        }
        text
    };
    if let Some((first, last, apart)) = evenly(cells).filter(|_| cells.len() >= MANY) {
        let all = range(first, last);
        if apart > 1 {
            return format!("SUMPRODUCT((MOD(ROW({all})-ROW({}),{apart})=0)*1,{all})", range(first, first));
        }
    }
    let mut runs: Vec<(Spot, Spot)> = Vec::new();
    for cell in cells {
        match runs.last_mut() {
            Some((first, last)) if follows(*first, *last, *cell) => *last = *cell,
            _ => runs.push((*cell, *cell)),
        }
    }
    let all: Vec<String> = runs.into_iter().map(|(first, last)| range(first, last)).collect();
    if all.len() <= MOST_ARGUMENTS {
        return all.join(",");
    }
    let sums: Vec<String> = all.chunks(MOST_ARGUMENTS).map(|part| format!("SUM({})", part.join(","))).collect();
    sums.join(",")
}

/// Whether a cell goes on a run in one row or one column.
fn follows(first: Spot, last: Spot, cell: Spot) -> bool {
    let right = cell.0 == last.0 && cell.0 == first.0 && cell.1 == last.1.saturating_add(1);
    let down = cell.1 == last.1 && cell.1 == first.1 && cell.0 == last.0.saturating_add(1);
    right || down
}

/// The first and last of cells in one column at equal distances, and that distance in rows.
fn evenly(cells: &[Spot]) -> Option<(Spot, Spot, u32)> {
    let (first, last) = (*cells.first()?, *cells.last()?);
    let apart = cells.get(1)?.0.checked_sub(first.0).filter(|apart| *apart > 0)?;
    let even = cells.windows(2).all(|pair| match pair {
        [a, b] => a.1 == b.1 && b.0.checked_sub(a.0) == Some(apart),
        _ => false,
    });
    even.then_some((first, last, apart))
}

impl Sheet for Sheets<'_> {
    fn cell(&self, node: NodeId, at: usize) -> String {
        match self.layout.place(node, at) {
            Some((side, row, column)) => format!("{}{}", self.prefix(side), reference((row, column))),
            None => "#REF!".to_owned(),
        }
    }

    fn cells(&self, node: NodeId, at: &[usize]) -> String {
        let cells = at.iter().filter_map(|at| self.layout.place(node, *at));
        let side = self.layout.blocks.get(node.0).map_or(Side::Input, |block| block.side);
        let cells: Vec<Spot> = cells.map(|(_, row, column)| (row, column)).collect();
        ranges(&self.prefix(side), &cells)
    }

    fn aids(&self, node: NodeId, aid: Aid, at: &[usize]) -> Option<String> {
        let cells: Option<Vec<Spot>> = at.iter().map(|at| self.layout.aid(node, aid, *at)).collect();
        Some(ranges(&self.prefix(Side::Computation), &cells?))
    }

    fn doubt(&self, node: NodeId, at: usize) -> Doubt {
        match self.evaluation.cell(node, at).map(|cell| cell.status) {
            Some(Status::Unknown(_) | Status::Partial(_)) => self.missing(node, at).map_or(Doubt::Word, Doubt::Missing),
            _ => Doubt::None,
        }
    }

    fn unknown(&self) -> &str {
        unknown(self.lang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(letters(column), name);
        }
    }

    #[test]
    fn runs_go_right_or_down_and_not_around_a_corner() {
        assert!(follows((1, 1), (1, 2), (1, 3)));
        assert!(follows((1, 1), (2, 1), (3, 1)));
        assert!(!follows((1, 1), (1, 2), (2, 2)));
        assert!(!follows((1, 1), (1, 1), (3, 1)));
    }

    #[test]
    fn cells_side_by_side_are_one_range() {
        assert_eq!(ranges("", &[(1, 7), (2, 7), (3, 7), (5, 7)]), "H2:H4,H6");
        assert_eq!(ranges("Invoer!", &[(1, 7), (1, 8)]), "Invoer!H2:I2");
    }

    #[test]
    fn many_cells_apart_stay_a_short_formula() {
        let apart = |count: u32, by: u32| (0..count).map(|at| (at * by, 0)).collect::<Vec<Spot>>();
        assert_eq!(ranges("", &apart(600, 3)), "SUMPRODUCT((MOD(ROW(A1:A1798)-ROW(A1),3)=0)*1,A1:A1798)");
        assert_eq!(ranges("", &apart(600, 1)), "A1:A600");
        // A function takes no more than 255 arguments.
        let several = ranges("", &apart(450, 2));
        assert!(several.starts_with("SUM(A1,A3,") && several.matches("SUM(").count() == 3 && several.len() < 8_192);
    }

    #[test]
    fn cells_at_equal_distances_are_recognised() {
        assert_eq!(evenly(&[(1, 1), (3, 1), (5, 1)]), Some(((1, 1), (5, 1), 2)));
        assert_eq!(evenly(&[(1, 1), (3, 1), (6, 1)]), None);
        assert_eq!(evenly(&[(1, 1), (3, 2)]), None);
        assert_eq!(evenly(&[(1, 1)]), None);
    }
}
