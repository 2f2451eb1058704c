//! The sheet that puts scenarios side by side: every reported cell, once for each scenario, and its difference with the
//! first.

use super::case::Case;
use super::layout::{Sheets, letters};
use super::outcome::{labels, referred, reported};
use super::plan::{Cell, Role, Row, Style};
use crate::model::{NodeId, Status};
use crate::quantity::{Lang, Text};

/// The widths of its columns of description; the others have one width.
pub(crate) const WIDTHS: [u16; 3] = [44, 44, 18];

/// One reported cell, as the first scenario that has it knows it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    case: usize,
    node: NodeId,
    at: usize,
}

/// The reported cells of all scenarios, each once.
pub(crate) fn lines(cases: &[Case<'_>]) -> Vec<Line> {
    let mut lines = Vec::new();
    for (place, case) in cases.iter().enumerate() {
        let before = cases.get(..place).unwrap_or_default();
        for node in reported(case) {
            for at in 0..case.graph.cells(node) {
                if before.iter().all(|earlier| counterpart(case, node, at, earlier).is_none()) {
                    lines.push(Line { case: place, node, at });
                }
            }
        }
    }
    lines
}

/// The cell of another scenario with the same node and labels.
fn counterpart(case: &Case<'_>, node: NodeId, at: usize, other: &Case<'_>) -> Option<(NodeId, usize)> {
    let found = other.graph.named(case.graph.about(node)?.id())?;
    let same_unit = other.graph.about(found)?.unit() == case.graph.about(node)?.unit();
    let own = case.graph.labels(node, at);
    let own: Vec<(&str, &str)> = own.iter().map(|(axis, label)| (axis.id(), label.id.as_str())).collect();
    let at = other.graph.cell(found, &own)?;
    (same_unit && other.graph.about(found)?.is_reported()).then_some((found, at))
}

/// The head of the sheet.
pub(crate) fn head(cases: &[Case<'_>], lang: Lang) -> Row {
    let text = |role: Role, words: String| Some(Cell::Text(Style::text(role), words));
    let say = |nl, en| Text::new(nl, en).get(lang).to_owned();
    let mut row = vec![
        text(Role::Head, say("Uitkomst", "Outcome")),
        text(Role::Head, say("Waarvoor", "For what")),
        text(Role::Head, say("Eenheid", "Unit")),
    ];
    let numbered = cases.iter().zip(1_usize..);
    row.extend(
        numbered.map(|(case, number)| text(Role::NumberHead, format!("{number}. {}", case.about.title.get(lang)))),
    );
    row.extend((2..=cases.len()).map(|number| text(Role::NumberHead, format!("{number} − 1"))));
    row
}

/// One row of the sheet, which stands in this row (counted from 0).
pub(crate) fn row(cases: &[Case<'_>], sheets: &[Sheets<'_>], line: Line, row: u32, lang: Lang) -> Row {
    let Some((case, about)) = cases.get(line.case).and_then(|case| Some((case, case.graph.about(line.node)?))) else {
        return Vec::new();
    };
    let text = |words: String| Some(Cell::Text(Style::text(Role::Text), words));
    let mut written = vec![
        text(about.name().get(lang).to_owned()),
        text(labels(case, line.node, line.at, None, lang)),
        text(about.unit().label(lang)),
    ];
    let found: Vec<Option<(NodeId, usize)>> =
        cases.iter().map(|other| counterpart(case, line.node, line.at, other)).collect();
    for ((other, sheets), cell) in cases.iter().zip(sheets).zip(&found) {
        written.push(cell.map(|(node, at)| referred(other, sheets, node, at)));
    }
    let value = |place: usize| {
        let (node, at) = found.get(place).copied().flatten()?;
        let cell = cases.get(place)?.evaluation.cell(node, at)?;
        Some((cell.status == Status::Known).then_some(cell.value))
    };
    let first = format!("{}{}", letters(3), row + 1);
    for (place, column) in (1..cases.len()).zip(4_u16..) {
        let difference = value(0).zip(value(place)).map(|(old, new)| {
            let own = format!("{}{}", letters(column), row + 1);
            let formula = format!("IF(AND(ISNUMBER({first}),ISNUMBER({own})),{own}-{first},\"–\")");
            let difference = old.zip(new).and_then(|(old, new)| new.minus(old).ok());
            let shown = difference.map_or("–".to_owned(), |difference| difference.plain());
            Cell::Formula(Style::number(Role::Value, case.format(line.node)), formula, shown)
        });
        written.push(difference);
    }
    written
}
