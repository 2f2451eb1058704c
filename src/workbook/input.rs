//! The sheet of inputs: one row for each node and label, with its unit, source, place in the document and remarks.

use super::case::Case;
use super::computation::heads;
use super::layout::{HEAD, Sheets, Side, reference, unknown};
use super::plan::{Cell, NumberFormat, Role, Row, Style};
use crate::model::{Basis, NodeId, Origin, Status};
use crate::quantity::{Exact, Lang, Text, write_number};

/// The widths of its columns of description.
pub(crate) const WIDTHS: [u16; 7] = [38, 30, 30, 14, 11, 26, 44];

/// The row of the sheet with this number, from 0.
pub(crate) fn row(case: &Case<'_>, sheets: &Sheets<'_>, row: u32) -> Row {
    let names = [
        Text::new("Grootheid", "Quantity"),
        Text::new("Waarvoor", "For what"),
        Text::new("Eenheid", "Unit"),
        Text::new("Herkomst", "Origin"),
        Text::new("Datum", "Date"),
        Text::new("Plaats in het document", "Place in the document"),
        Text::new("Toelichting", "Remark"),
    ];
    if row < HEAD {
        return heads(case, sheets, names);
    }
    let Some((stretch, place)) = sheets.layout.line(Side::Input, row) else {
        return Vec::new();
    };
    let cells = sheets.layout.cells(stretch.node, place);
    let mut written = described(case, sheets, stretch.node, &cells);
    written.resize(sheets.layout.width().into(), None);
    let format = shown(case, stretch.node, &cells);
    let mut before: Option<(u16, usize)> = None;
    for (column, at) in cells {
        let linked = before.filter(|(_, earlier)| one_field(case, stretch.node, *earlier, at));
        let cell = match linked {
            Some((left, _)) => {
                let style = Style::number(role(case, stretch.node, at), format);
                let (_, value) = value(case, stretch.node, at, sheets.lang);
                Some(Cell::Formula(style, reference((row, left)), value))
            }
            None => leaf(case, sheets, stretch.node, at, format),
        };
        if let Some(place) = written.get_mut(usize::from(column)) {
            *place = cell;
        }
        before = Some((column, at));
    }
    written
}

fn described(case: &Case<'_>, sheets: &Sheets<'_>, node: NodeId, cells: &[(u16, usize)]) -> Row {
    let lang = sheets.lang;
    let Some((about, first)) = case.graph.about(node).zip(cells.first().map(|(_, at)| *at)) else {
        return Vec::new();
    };
    let origins: Vec<&Origin> = cells.iter().filter_map(|(_, at)| case.graph.origin(node, *at)).collect();
    let bases: Vec<(String, String)> = origins.iter().map(|origin| case.basis(origin, lang)).collect();
    let mut remarks: Vec<String> =
        origins.iter().filter_map(|origin| Some(origin.note.as_ref()?.get(lang).to_owned())).collect();
    remarks.extend(about.remark().map(|remark| remark.get(lang).to_owned()));
    remarks.extend(cells.iter().filter_map(|(_, at)| between(case, node, *at, lang)));
    let uses = sheets.layout.uses();
    if uses.in_estimates(node) && !uses.in_outcomes(node) {
        let remark = Text::new(
            "Gaat alleen een schatting in: veranderen heeft hier geen gevolg.",
            "Goes into an estimate only: a change has no effect here.",
        );
        remarks.push(remark.get(lang).to_owned());
    }
    let paths = origins.iter().filter_map(|origin| origin.path.clone()).collect();
    let text = |words: String| Some(Cell::Text(Style::text(Role::Text), words));
    vec![
        text(about.name().get(lang).to_owned()),
        text(case.row_labels(node, first, lang)),
        text(about.unit().label(lang)),
        text(listed(bases.iter().map(|(basis, _)| basis.clone()).collect())),
        text(listed(bases.into_iter().map(|(_, date)| date).collect())),
        text(listed(paths)),
        Some(Cell::Text(Style::text(Role::Note), listed(remarks))),
    ]
}

/// Each different text once; the first and the last where there are many.
fn listed(texts: Vec<String>) -> String {
    const MOST: usize = 3;
    let mut once: Vec<String> = Vec::new();
    for text in texts.into_iter().filter(|text| !text.is_empty()) {
        if !once.contains(&text) {
            once.push(text);
        }
    }
    match once.as_slice() {
        [first, .., last] if once.len() > MOST => format!("{first} … {last}"),
        all => all.join("; "),
    }
}

/// Between which bounds an unknown value is known to lie.
fn between(case: &Case<'_>, node: NodeId, at: usize, lang: Lang) -> Option<String> {
    let unknown = matches!(case.evaluation.cell(node, at)?.status, Status::Unknown(_));
    let range = case.ranges?.cell(node, at).filter(|range| unknown && range.status == Status::Known)?;
    let (low, high) = range.value.bounds()?;
    let write = |value: Exact| write_number(value, value.decimals(), lang);
    let (low, high) = (write(low), write(high));
    let words = Text::owned(format!("Ligt tussen {low} en {high}."), format!("Lies between {low} and {high}."));
    Some(words.get(lang).to_owned())
}

fn role(case: &Case<'_>, node: NodeId, at: usize) -> Role {
    match case.graph.origin(node, at).map(|origin| &origin.basis) {
        Some(Basis::Calendar | Basis::Definition) => Role::Given,
        _ => Role::Input,
    }
}

/// Whether two neighbouring cells hold what one field of the document says.
fn one_field(case: &Case<'_>, node: NodeId, a: usize, b: usize) -> bool {
    let path = |at: usize| {
        let origin = case.graph.origin(node, at)?;
        // A field lies within a part; the part itself stands for what it leaves out.
        origin.path.as_deref().filter(|path| path.contains('.'))
    };
    let value = |at: usize| case.evaluation.cell(node, at);
    path(a).is_some_and(|own| path(b) == Some(own)) && value(a) == value(b)
}

/// The format of a row: as many decimals as its values have.
fn shown(case: &Case<'_>, node: NodeId, cells: &[(u16, usize)]) -> NumberFormat {
    let format = case.format(node);
    let shift = if format.percent { 2 } else { 0 };
    let decimals = |at: usize| {
        let own = case.evaluation.cell(node, at).map_or(0, |cell| cell.value.round(12).decimals());
        u8::try_from(own).unwrap_or(0).saturating_sub(shift)
    };
    let most = cells.iter().map(|(_, at)| decimals(*at)).max().unwrap_or(0);
    NumberFormat { decimals: format.decimals.max(most).min(NumberFormat::MOST), ..format }
}

/// Whether a leaf is a number, and what stands in its cell.
fn value(case: &Case<'_>, node: NodeId, at: usize, lang: Lang) -> (bool, String) {
    match case.evaluation.cell(node, at) {
        Some(cell) if cell.status == Status::Known => (true, cell.value.plain()),
        Some(cell) if matches!(cell.status, Status::Undefined(_)) => (false, "#N/A".to_owned()),
        _ => (false, unknown(lang).to_owned()),
    }
}

fn leaf(case: &Case<'_>, sheets: &Sheets<'_>, node: NodeId, at: usize, format: NumberFormat) -> Option<Cell> {
    let style = Style::number(role(case, node, at), format);
    let (number, value) = value(case, node, at, sheets.lang);
    Some(match (number, value.as_str()) {
        (true, _) => Cell::Number(style, value),
        (false, "#N/A") => Cell::Formula(style, "NA()".to_owned(), value),
        _ => Cell::Text(style, value),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_names_each_once_and_stays_short() {
        let list = |texts: &[&str]| listed(texts.iter().map(|text| (*text).to_owned()).collect());
        assert_eq!(list(&["a", "", "a"]), "a");
        assert_eq!(list(&["a", "b", "a"]), "a; b");
        assert_eq!(list(&["a", "b", "c", "d"]), "a … d");
    }
}
