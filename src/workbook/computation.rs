//! The sheet of computations: one row for each node and label, its formula in words and as live cells, and the steps of
//! formulas that would be unreadable in one cell.

use super::case::Case;
use super::error::{MAX_DEPTH, MAX_FORMULA, WorkbookError};
use super::layout::{Content, HEAD, Sheets, Side, unknown};
use super::plan::{Cell, NumberFormat, Role, Row, Style};
use super::steps;
use crate::model::{Aid, Kept, NodeId, Reason, Status};
use crate::quantity::{Lang, Text};

/// The widths of its columns of description.
pub(crate) const WIDTHS: [u16; 7] = [38, 30, 30, 50, 28, 26, 30];

/// The row of the sheet with this number, from 0.
pub(crate) fn row(case: &Case<'_>, sheets: &Sheets<'_>, row: u32) -> Result<Row, WorkbookError> {
    let names = [
        Text::new("Grootheid", "Quantity"),
        Text::new("Waarvoor", "For what"),
        Text::new("Eenheid", "Unit"),
        Text::new("Formule in woorden", "Formula in words"),
        Text::new("Afronding", "Rounding"),
        Text::new("Kenmerk", "Identifier"),
        Text::new("Toelichting", "Remark"),
    ];
    if row < HEAD {
        return Ok(heads(case, sheets, names));
    }
    let Some((stretch, place)) = sheets.layout.line(Side::Computation, row) else {
        return Ok(Vec::new());
    };
    let (node, content) = (stretch.node, stretch.content);
    let cells = sheets.layout.cells(node, place);
    let mut written = described(case, sheets, node, content, &cells);
    written.resize(sheets.layout.width().into(), None);
    for (column, at) in cells {
        let cell = computed(case, sheets, node, content, at)?;
        if let Some(place) = written.get_mut(usize::from(column)) {
            *place = Some(cell);
        }
    }
    Ok(written)
}

/// The heads of the columns: those of the description, the value, and every label of the time axes.
pub(crate) fn heads(case: &Case<'_>, sheets: &Sheets<'_>, names: [Text; 7]) -> Row {
    let lang = sheets.lang;
    let head = |role: Role, words: &str| Some(Cell::Text(Style::text(role), words.to_owned()));
    let mut row: Row = names.iter().map(|name| head(Role::Head, name.get(lang))).collect();
    row.push(head(Role::NumberHead, Text::new("Waarde", "Value").get(lang)));
    let axes = sheets.layout.columns().iter().filter_map(|(axis, _)| case.graph.axis(*axis));
    row.extend(axes.flat_map(|axis| axis.labels()).map(|label| head(Role::NumberHead, label.name.get(lang))));
    row
}

fn described(case: &Case<'_>, sheets: &Sheets<'_>, node: NodeId, content: Content, cells: &[(u16, usize)]) -> Row {
    let lang = sheets.lang;
    let Some((about, (_, first))) = case.graph.about(node).zip(cells.first()) else {
        return Vec::new();
    };
    let name = about.name().get(lang);
    let wording = case.graph.wording(node);
    let say = |text: Text| text.get(lang).to_owned();
    let (name, unit, words) = match content {
        Content::Values => (
            name.to_owned(),
            about.unit().label(lang),
            wording.as_ref().map(|words| words.get(lang).to_owned()).unwrap_or_default(),
        ),
        Content::Aid(aid) => {
            let (step, words) = match aid {
                Aid::Share => (Text::new("deel in centen", "share in cents"), wording.unwrap_or(Text::new("", ""))),
                Aid::Sign => (
                    Text::new("teken", "sign"),
                    Text::new("teken van het eerste deel dat niet nul is", "sign of the first share that is not zero"),
                ),
                Aid::Rest => (
                    Text::new("rest", "remainder"),
                    Text::new("wat afronden naar beneden laat liggen", "what rounding down leaves"),
                ),
                Aid::Rank => (
                    Text::new("voorrang", "rank"),
                    Text::new("hoeveel delen hun cent eerder krijgen", "how many parts get their cent first"),
                ),
            };
            (format!("{name}: {}", step.get(lang)), String::new(), say(words))
        }
        Content::Missing => {
            let words = Text::new("hoeveel onderdelen onbekend zijn", "how many parts are unknown");
            (format!("{name}: {}", Text::new("ontbreekt", "missing").get(lang)), String::new(), say(words))
        }
    };
    let own = content == Content::Values;
    let rounding = case.graph.rounding(node).filter(|_| own).map(|step| say(step.name())).unwrap_or_default();
    let estimate = case.graph.kept(node) == Kept::Estimate;
    let remark = match (estimate, about.remark().filter(|_| own)) {
        (true, _) => say(Text::new("Schatting; vaste waarde.", "Estimate; fixed value.")),
        (false, Some(remark)) => remark.get(lang).to_owned(),
        (false, None) => String::new(),
    };
    let text = |role: Role, words: String| Some(Cell::Text(Style::text(role), words));
    vec![
        text(if own { Role::Text } else { Role::Note }, name),
        text(Role::Text, case.row_labels(node, *first, lang)),
        text(Role::Text, unit),
        text(Role::Note, words),
        text(Role::Note, rounding),
        text(Role::Note, if own { about.id().to_owned() } else { String::new() }),
        text(Role::Note, remark),
    ]
}

fn computed(
    case: &Case<'_>,
    sheets: &Sheets<'_>,
    node: NodeId,
    content: Content,
    at: usize,
) -> Result<Cell, WorkbookError> {
    let value = shown(case, node, at, sheets.lang);
    let format = case.format(node);
    let plain = |decimals| NumberFormat { percent: false, decimals };
    let (style, formula, value) = match content {
        Content::Values => {
            let Some(formula) = case.graph.spreadsheet(node, at, sheets) else {
                let style = Style::number(Role::Estimate, format);
                return Ok(match case.evaluation.cell(node, at).map(|cell| cell.status) {
                    Some(Status::Known) => Cell::Number(style, value),
                    Some(Status::Undefined(_)) => Cell::Formula(style, "NA()".to_owned(), "#N/A".to_owned()),
                    _ => Cell::Text(style, value),
                });
            };
            (Style::number(Role::Value, format), formula, value)
        }
        Content::Aid(aid) => {
            let decimals = if matches!(aid, Aid::Sign | Aid::Rank) { 0 } else { 6 };
            let formula = case.graph.spreadsheet_aid(node, aid, at, sheets).unwrap_or_default();
            // A part without value has no steps either.
            let value = steps::value(case, node, aid, at).map_or(value, |value| value.plain());
            (Style::number(Role::Step, plain(decimals)), formula, value)
        }
        Content::Missing => {
            let missing = case.graph.missing(case.evaluation, node, at);
            let formula = case.graph.spreadsheet_missing(node, at, sheets).unwrap_or_default();
            (Style::number(Role::Step, plain(0)), formula, missing.to_string())
        }
    };
    if formula.len() >= MAX_FORMULA || depth(&formula) > MAX_DEPTH {
        let node = case.graph.about(node).map(|about| about.id().to_owned()).unwrap_or_default();
        return Err(WorkbookError::Formula { node });
    }
    Ok(Cell::Formula(style, formula, value))
}

/// The value of a cell, as a spreadsheet keeps it: decimal text, the word for unknown, or an error.
pub(crate) fn shown(case: &Case<'_>, node: NodeId, at: usize, lang: Lang) -> String {
    match case.evaluation.cell(node, at) {
        Some(cell) => match cell.status {
            Status::Known | Status::Partial(_) => cell.value.plain(),
            Status::Unknown(_) => unknown(lang).to_owned(),
            Status::Undefined(Reason::DivisionByZero) => "#DIV/0!".to_owned(),
            Status::Undefined(_) => "#N/A".to_owned(),
        },
        None => String::new(),
    }
}

/// How many brackets deep a formula goes.
fn depth(formula: &str) -> usize {
    let (mut now, mut most) = (0_usize, 0);
    for letter in formula.chars() {
        match letter {
            '(' => now += 1,
            ')' => now = now.saturating_sub(1),
            _ => {}
        }
        most = most.max(now);
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_depth_of_a_formula_is_that_of_its_brackets() {
        assert_eq!(depth("ROUND(ROUND((A1+B1)*100,6),0)/100"), 3);
        assert_eq!(depth("A1+B1"), 0);
        assert_eq!(depth("(A1)*(B1)"), 1);
    }
}
