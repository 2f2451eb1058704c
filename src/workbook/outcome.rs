//! The sheet of outcomes: the reported quantities laid out for a reader, each cell a reference to where it is computed.

use super::case::{Case, Fixed, FixedCell};
use super::computation::shown;
use super::layout::Sheets;
use super::plan::{Cell, NumberFormat, Role, Row, Style};
use crate::model::{AxisId, NodeId, Reason, Sheet, Status};
use crate::quantity::{Exact, Lang, Text, write_number};

/// The width of its first column; the others have one width.
pub(crate) const WIDTHS: [u16; 1] = [58];

/// A time axis with at most this many labels lies in columns.
const MOST_COLUMNS: usize = 12;

/// One line of the sheet.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Line {
    Blank,
    Title,
    /// The head of the quantities with one value, and one of them.
    Figures,
    Figure(NodeId),
    /// The title of a table, its head, and one of its rows.
    Table(NodeId),
    Head(NodeId),
    Row(NodeId, usize),
    /// How many cells are missing from the sums in a row.
    Missing(NodeId, usize),
    /// Between which bounds a cell lies.
    Between(NodeId, usize),
    /// The title of a table that rests on several runs, its method, its head, and one of its rows.
    Fixed(usize),
    Method(usize),
    FixedHead(usize),
    FixedRow(usize, usize),
    /// How many parts are missing from the sums in such a row.
    FixedMissing(usize, usize),
}

/// A table's axes: one in columns, the others in rows.
struct Shape {
    column: Option<AxisId>,
    columns: usize,
    rows: usize,
}

impl Shape {
    fn new(case: &Case<'_>, node: NodeId) -> Self {
        let axes = case.graph.axes_of(node);
        let length = |axis: &AxisId| case.graph.length(*axis);
        let is_short_time =
            |axis: &&AxisId| length(axis) <= MOST_COLUMNS && case.graph.axis(**axis).is_some_and(|axis| axis.is_time());
        let column = match axes {
            [] | [_] => None,
            axes => {
                let several = axes.iter().rev().filter(|axis| length(axis) > 1);
                let shortest = several.min_by_key(|axis| length(axis));
                axes.iter().find(is_short_time).or(shortest).or_else(|| axes.last()).copied()
            }
        };
        let columns = column.map_or(1, |axis| length(&axis));
        Self { column, columns, rows: case.graph.cells(node).checked_div(columns).unwrap_or(0) }
    }

    /// The cells of a row.
    fn cells(&self, case: &Case<'_>, node: NodeId, row: usize) -> Vec<usize> {
        let axes = case.graph.axes_of(node);
        let lengths: Vec<usize> = axes.iter().map(|axis| case.graph.length(*axis)).collect();
        let at = |column: usize| {
            let mut labels: Vec<usize> = Vec::with_capacity(axes.len());
            let mut rest = row;
            for (axis, length) in axes.iter().zip(&lengths).rev() {
                if Some(*axis) == self.column {
                    labels.push(column);
                } else {
                    labels.push(rest % (*length).max(1));
                    rest /= (*length).max(1);
                }
            }
            labels.iter().rev().zip(&lengths).fold(0, |at, (label, length)| at * length + label)
        };
        (0..self.columns).map(at).collect()
    }
}

/// The reported nodes.
pub(crate) fn reported(case: &Case<'_>) -> Vec<NodeId> {
    case.graph.nodes().filter(|node| case.graph.about(*node).is_some_and(|about| about.is_reported())).collect()
}

/// The lines of the sheet, and how many columns they take.
pub(crate) fn lines(case: &Case<'_>) -> (Vec<Line>, u16) {
    let mut lines = vec![Line::Title, Line::Blank];
    let reported = reported(case);
    let (single, tables): (Vec<NodeId>, Vec<NodeId>) =
        reported.into_iter().partition(|node| case.graph.axes_of(*node).is_empty());
    if !single.is_empty() {
        lines.push(Line::Figures);
        for node in single {
            lines.push(Line::Figure(node));
            lines.extend(doubts(case, node, &[0], 0));
        }
    }
    let mut width = 3;
    for node in tables {
        let shape = Shape::new(case, node);
        width = width.max(shape.columns + 1);
        lines.extend([Line::Blank, Line::Table(node), Line::Head(node)]);
        for row in 0..shape.rows {
            lines.push(Line::Row(node, row));
            lines.extend(doubts(case, node, &shape.cells(case, node, row), row));
        }
    }
    for (at, table) in case.about.fixed.iter().enumerate() {
        width = width.max(table.heads.len());
        lines.extend([Line::Blank, Line::Fixed(at), Line::Method(at), Line::FixedHead(at)]);
        for (row, (_, cells)) in table.rows.iter().enumerate() {
            lines.push(Line::FixedRow(at, row));
            let partial = cells.iter().any(|cell| matches!(cell, FixedCell::Part(..)));
            lines.extend(partial.then_some(Line::FixedMissing(at, row)));
        }
    }
    (lines, u16::try_from(width).unwrap_or(u16::MAX))
}

/// What must be said of cells that are not known, or in part.
fn doubts(case: &Case<'_>, node: NodeId, cells: &[usize], row: usize) -> Vec<Line> {
    let status = |at: usize| case.evaluation.cell(node, at).map(|cell| cell.status);
    let missing = cells.iter().any(|at| matches!(status(*at), Some(Status::Partial(_))));
    let mut lines: Vec<Line> = missing.then_some(Line::Missing(node, row)).into_iter().collect();
    lines.extend(cells.iter().filter(|at| range(case, node, **at).is_some()).map(|at| Line::Between(node, *at)));
    lines
}

/// The bounds of a cell that is not known, or in part.
fn range(case: &Case<'_>, node: NodeId, at: usize) -> Option<(Exact, Exact)> {
    let open = matches!(case.evaluation.cell(node, at)?.status, Status::Unknown(_) | Status::Partial(_));
    let range = case.ranges?.cell(node, at).filter(|range| open && range.status == Status::Known)?;
    range.value.bounds()
}

/// One row of the sheet.
pub(crate) fn row(case: &Case<'_>, sheets: &Sheets<'_>, line: Line) -> Row {
    let lang = sheets.lang;
    let text = |role: Role, words: String| Some(Cell::Text(Style::text(role), words));
    let say = |nl, en| Text::new(nl, en).get(lang).to_owned();
    let named =
        |node: NodeId| case.graph.about(node).map(|about| about.name().get(lang).to_owned()).unwrap_or_default();
    let unit = |node: NodeId| case.graph.about(node).map(|about| about.unit().label(lang)).unwrap_or_default();
    match line {
        Line::Blank => Vec::new(),
        Line::Title => vec![text(Role::Title, case.about.title.get(lang).to_owned())],
        Line::Figures => vec![
            text(Role::Head, say("Uitkomst", "Outcome")),
            text(Role::NumberHead, say("Waarde", "Value")),
            text(Role::Head, say("Eenheid", "Unit")),
        ],
        Line::Figure(node) => {
            vec![text(Role::Text, named(node)), Some(referred(case, sheets, node, 0)), text(Role::Note, unit(node))]
        }
        Line::Table(node) => vec![text(Role::Section, titled(&named(node), &unit(node)))],
        Line::Head(node) => {
            let shape = Shape::new(case, node);
            let axes = case.graph.axes_of(node).iter().filter(|axis| Some(**axis) != shape.column);
            let rows: Vec<&str> =
                axes.filter_map(|axis| case.graph.axis(*axis)).map(|axis| axis.name().get(lang)).collect();
            let mut heads = vec![text(Role::Head, rows.join(" · "))];
            match shape.column.and_then(|axis| case.graph.axis(axis)) {
                Some(axis) => heads
                    .extend(axis.labels().iter().map(|label| text(Role::NumberHead, label.name.get(lang).to_owned()))),
                None => heads.push(text(Role::NumberHead, say("Waarde", "Value"))),
            }
            heads
        }
        Line::Row(node, row) => {
            let shape = Shape::new(case, node);
            let cells = shape.cells(case, node, row);
            let labels = cells.first().map(|at| labels(case, node, *at, shape.column, lang)).unwrap_or_default();
            let values = cells.iter().map(|at| Some(referred(case, sheets, node, *at)));
            std::iter::once(text(Role::Text, labels)).chain(values).collect()
        }
        Line::Missing(node, row) => {
            let cells = Shape::new(case, node).cells(case, node, row);
            let plain = Style::number(Role::Step, NumberFormat { percent: false, decimals: 0 });
            let counted = cells.iter().map(|at| {
                let missing = case.graph.missing(case.evaluation, node, *at);
                Some(Cell::Formula(plain, sheets.missing(node, *at)?, missing.to_string()))
            });
            std::iter::once(text(Role::Note, of_which_unknown(lang))).chain(counted).collect()
        }
        Line::Between(node, at) => {
            let decimals = case.graph.about(node).map_or(2, |about| u32::from(about.decimals_shown()));
            let write = |value: Exact| write_number(value, decimals, lang);
            let Some((low, high)) = range(case, node, at).map(|(low, high)| (write(low), write(high))) else {
                return Vec::new();
            };
            let labels = labels(case, node, at, None, lang);
            let words = Text::owned(
                format!("   {labels} ligt tussen {low} en {high}, toen dit werkboek werd gemaakt"),
                format!("   {labels} lay between {low} and {high} when this workbook was made"),
            );
            vec![text(Role::Note, words.get(lang).to_owned())]
        }
        Line::Fixed(at)
        | Line::Method(at)
        | Line::FixedHead(at)
        | Line::FixedRow(at, _)
        | Line::FixedMissing(at, _) => {
            case.about.fixed.get(at).map(|table| fixed(case, sheets, table, line)).unwrap_or_default()
        }
    }
}

fn titled(name: &str, unit: &str) -> String {
    if unit.is_empty() { name.to_owned() } else { format!("{name} ({unit})") }
}

/// One line of a table that rests on several runs.
fn fixed(case: &Case<'_>, sheets: &Sheets<'_>, table: &Fixed, line: Line) -> Row {
    let lang = sheets.lang;
    let text = |role: Role, words: &str| Some(Cell::Text(Style::text(role), words.to_owned()));
    match line {
        Line::Fixed(_) => vec![text(Role::Section, &titled(table.name.get(lang), table.unit.get(lang)))],
        Line::Method(_) => vec![text(Role::Note, table.method.get(lang))],
        Line::FixedHead(_) => {
            let roles = std::iter::once(Role::Head).chain(std::iter::repeat(Role::NumberHead));
            table.heads.iter().zip(roles).map(|(head, role)| text(role, head.get(lang))).collect()
        }
        Line::FixedRow(_, row) => {
            let Some((label, cells)) = table.rows.get(row) else {
                return Row::new();
            };
            let values = cells.iter().map(|cell| match cell {
                FixedCell::Same(node, at) => Some(referred(case, sheets, *node, *at)),
                FixedCell::Value(Some(value)) | FixedCell::Part(value, _) => {
                    Some(Cell::Number(Style::number(Role::Estimate, table.format), value.clone()))
                }
                FixedCell::Value(None) => text(Role::Estimate, "–"),
            });
            std::iter::once(text(Role::Text, label.get(lang))).chain(values).collect()
        }
        Line::FixedMissing(_, row) => {
            let plain = Style::number(Role::Estimate, NumberFormat { percent: false, decimals: 0 });
            let counted = table.rows.get(row).into_iter().flat_map(|(_, cells)| cells).map(|cell| match cell {
                FixedCell::Part(_, missing) => Some(Cell::Number(plain, missing.to_string())),
                _ => None,
            });
            std::iter::once(text(Role::Note, &of_which_unknown(lang))).chain(counted).collect()
        }
        _ => Row::new(),
    }
}

/// Before the counts of what is missing from the sums of the row above.
fn of_which_unknown(lang: Lang) -> String {
    Text::new("   waarvan onbekend (aantal onderdelen)", "   of which unknown (number of parts)").get(lang).to_owned()
}

/// The labels of a cell but for one axis, joined.
pub(crate) fn labels(case: &Case<'_>, node: NodeId, at: usize, without: Option<AxisId>, lang: Lang) -> String {
    let own = case.graph.axes_of(node).iter().zip(case.graph.labels(node, at));
    let kept = own.filter(|(axis, _)| Some(**axis) != without);
    kept.map(|(_, (_, label))| label.name.get(lang)).collect::<Vec<_>>().join(" · ")
}

/// A cell that shows a computed one.
pub(crate) fn referred(case: &Case<'_>, sheets: &Sheets<'_>, node: NodeId, at: usize) -> Cell {
    let style = Style::number(Role::Value, case.format(node));
    let reference = sheets.cell(node, at);
    match case.evaluation.cell(node, at).map(|cell| cell.status) {
        Some(Status::Undefined(reason)) => {
            let words = match reason {
                Reason::DivisionByZero => Text::new("deling door nul", "division by zero"),
                Reason::Refused => Text::new("niet berekend", "not computed"),
                Reason::None => Text::new("niet van toepassing", "does not apply"),
            };
            let words = words.get(sheets.lang);
            Cell::Formula(style, format!("IF(ISERROR({reference}),\"{words}\",{reference})"), words.to_owned())
        }
        _ => Cell::Formula(style, reference, shown(case, node, at, sheets.lang)),
    }
}
