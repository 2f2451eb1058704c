//! The variants of a scenario: without levers, with all, and where both natures occur, with those of one nature.

use super::super::CareError;
use super::Nature;
use crate::model::{Along, AxisId, Basis, Draft, Expr, Kind, Label, NodeId, Origin, Quantity, Value};
use crate::quantity::{Exact, RoundingStep, Text, Unit};

/// The axis of variants, and which levers each of them switches on.
#[derive(Clone, Debug)]
pub struct Variants {
    /// The axis; the first label is without levers, the second with all.
    pub axis: AxisId,
    natures: Vec<Vec<Nature>>,
    /// The nature of all levers, where both do not occur.
    single: Option<Nature>,
}

const NATURES: [Nature; 2] = [Nature::Structural, Nature::Incidental];

impl Variants {
    /// The position without levers.
    pub const BEFORE: usize = 0;
    /// The position with all levers.
    pub const AFTER: usize = 1;

    /// Adds the axis for levers of these natures.
    ///
    /// # Errors
    /// [`CareError::Graph`] where the axis is there already.
    pub fn new(draft: &mut Draft, natures: &[Nature]) -> Result<Self, CareError> {
        let mut labels = vec![
            Label::new("huidig", Text::new("Ongewijzigd", "Unchanged")),
            Label::new("nieuw", Text::new("Met maatregelen", "With measures")),
        ];
        let mut on = vec![Vec::new(), NATURES.to_vec()];
        let both = NATURES.iter().all(|nature| natures.contains(nature));
        if both {
            labels.push(Label::new("structureel", Text::new("Alleen structureel", "Structural only")));
            labels.push(Label::new("incidenteel", Text::new("Alleen incidenteel", "Incidental only")));
            on.extend(NATURES.map(|nature| vec![nature]));
        }
        let axis = draft.axis("variant", Text::new("Variant", "Variant"), labels)?;
        let single = (!both).then(|| natures.first().copied().unwrap_or(Nature::Structural));
        Ok(Self { axis, natures: on, single })
    }

    /// In which variants a lever of this nature is on: 1 or 0 for each.
    pub(crate) fn switches(&self, nature: Nature, on: bool) -> Vec<Value> {
        let flag = |natures: &Vec<Nature>| i64::from(on && natures.contains(&nature));
        self.natures.iter().map(|natures| Value::Known(Exact::from_i64(flag(natures)))).collect()
    }

    /// The difference that all levers make to a node.
    pub(crate) fn effect(&self, node: NodeId) -> Expr {
        node.at(self.axis, Self::AFTER) - node.at(self.axis, Self::BEFORE)
    }

    /// Splits the yearly effect by nature: with both natures, each gets the mean of what it does alone and what it does on top
    /// of the other (Shapley), so that both add up to the effect.
    pub(crate) fn add_natures(&self, draft: &mut Draft, costs: NodeId, effect: NodeId) -> Result<(), CareError> {
        let labels = vec![
            Label::new("structureel", Text::new("Structureel", "Structural")),
            Label::new("incidenteel", Text::new("Incidenteel", "Incidental")),
        ];
        let axis = draft.axis("aard", Text::new("Aard", "Nature"), labels)?;
        let mut weights = Vec::new();
        for (at, on) in self.natures.iter().enumerate() {
            for nature in NATURES {
                let weight = match self.single {
                    None => {
                        if on.contains(&nature) {
                            1
                        } else {
                            -1
                        }
                    }
                    Some(single) if single == nature => {
                        if at == Self::AFTER {
                            2
                        } else {
                            -2
                        }
                    }
                    Some(_) => 0,
                };
                weights.push(Value::Known(Exact::from_i64(weight)));
            }
        }
        let weight = draft.input(
            Quantity::integer("aard-gewicht", Text::new("Gewicht (Shapley)", "Weight (Shapley)"), Unit::NONE),
            &[self.axis, axis],
            weights,
            vec![Origin::of(Basis::Definition)],
        )?;
        let euro = |id: &str, nl, en| Quantity::amount(id, Text::new(nl, en), Unit::EURO).kind(Kind::Flow);
        let weighted =
            draft.formula(euro("effect-naar-aard-gewogen", "Gewogen kosten", "Weighted costs"), weight * costs)?;
        let sum = draft.formula(
            euro("effect-naar-aard-dubbel", "Tweemaal het effect", "Twice the effect"),
            weighted.sum(self.axis),
        )?;
        let half = draft.formula(
            euro("effect-naar-aard-onafgerond", "Effect naar aard, niet afgerond", "Effect by nature, unrounded"),
            sum / Expr::count(2),
        )?;
        draft.formula(
            euro("effect-naar-aard", "Effect naar aard", "Effect by nature").reported(),
            effect.apportion(half, Along::Axis(axis), RoundingStep::Share),
        )?;
        Ok(())
    }
}
