//! Figures of rows, and quantities computed one by one, as one quantity along an axis.

use super::CareError;
use super::figure::Figure;
use crate::model::{AxisId, Basis, Draft, Expr, Kind, Label, NodeId, Origin, Quantity, Value};
use crate::quantity::{Exact, Text, Unit};
use crate::tree::{Problem, Problems};

/// Notes identifiers that stand twice in a list of rows.
pub(crate) fn check_ids<'a>(ids: impl Iterator<Item = &'a str>, path: &str, problems: &mut Problems) {
    let mut seen = std::collections::HashSet::new();
    for (at, id) in ids.enumerate() {
        if !seen.insert(id) {
            let message = Text::owned(
                format!("{path}[{at}].id: het id \"{id}\" staat er twee keer."),
                format!("{path}[{at}].id: the id \"{id}\" is there twice."),
            );
            problems.add(Problem::at(&format!("{path}[{at}].id"), "repeated-id", message));
        }
    }
}

/// The axis of rows with an identifier and a name.
pub(crate) fn axis<'a>(
    draft: &mut Draft,
    id: &str,
    name: Text,
    rows: impl Iterator<Item = (&'a String, &'a Text)>,
) -> Result<AxisId, CareError> {
    let labels = rows.map(|(id, name)| Label::new(id.clone(), name.clone())).collect();
    Ok(draft.axis(id, name, labels)?)
}

/// One figure of each row as an input along their axis; a row without one has zero, by definition.
pub(crate) fn column<'a>(
    draft: &mut Draft,
    about: Quantity,
    axis: AxisId,
    figures: impl Iterator<Item = Option<&'a Figure>>,
) -> Result<NodeId, CareError> {
    let (values, origins) = figures
        .map(|figure| {
            let none = || (Value::Known(Exact::ZERO), Origin::of(Basis::Definition));
            figure.map_or_else(none, |figure| (figure.leaf(), figure.origin()))
        })
        .unzip();
    Ok(draft.input(about, &[axis], values, origins)?)
}

/// Several quantities in one unit as one along an axis: at its first label the first of them, and so on.
pub(crate) fn stacked(draft: &mut Draft, about: Quantity, axis: AxisId, nodes: &[NodeId]) -> Result<NodeId, CareError> {
    let about = about.kind(Kind::Stock);
    let Some((last, rest)) = nodes.split_last() else {
        return Ok(draft.formula(about, Expr::ZERO)?);
    };
    let id = draft.axis_of(axis).map(|axis| axis.id().to_owned()).unwrap_or_default();
    let place = match draft.named(&format!("{id}-plaats")) {
        Some(place) => place,
        None => {
            let labels = draft.axis_of(axis).map_or(0, |axis| axis.labels().len());
            let places = (1_i64..).take(labels).map(|place| Value::Known(Exact::from_i64(place))).collect();
            let about = Quantity::integer(format!("{id}-plaats"), Text::new("Plaats", "Place"), Unit::NONE);
            draft.input(about, &[axis], places, vec![Origin::of(Basis::Definition)])?
        }
    };
    let formula = (1_i64..)
        .zip(rest)
        .fold(last.expr(), |other, (at, node)| place.expr().equals(Expr::count(at)).then(*node, other));
    Ok(draft.formula(about, formula)?)
}

/// A name with what it is of before it.
pub(crate) fn of(name: &Text, nl: &str, en: &str) -> Text {
    Text::owned(format!("{}: {nl}", name.nl), format!("{}: {en}", name.en))
}
