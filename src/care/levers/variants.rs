//! The variants of a scenario: without levers, with all, and where both natures occur, with those of one nature.

use super::super::CareError;
use super::{Head, Nature, flag};
use crate::model::{Along, AxisId, Basis, Draft, Expr, Kind, Label, NodeId, Origin, Quantity, Value};
use crate::quantity::{Exact, RoundingStep, Text, Unit};

/// The axis of variants, and which levers each of them switches on.
#[derive(Clone, Debug)]
pub struct Variants {
    /// The axis; the first label is without levers, the second with all.
    pub axis: AxisId,
    sets: Vec<Set>,
    /// The nature of all levers, where both do not occur.
    single: Option<Nature>,
    levers: bool,
}

/// The levers that a variant switches on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Set {
    None,
    All,
    Only(Nature),
    /// All that do more than follow prices.
    ConstantPrices,
}

const NATURES: [Nature; 2] = [Nature::Structural, Nature::Incidental];

impl Variants {
    /// The position without levers.
    pub const BEFORE: usize = 0;
    /// The position with all levers.
    pub const AFTER: usize = 1;
    /// The label with all levers.
    pub const AFTER_ID: &str = "nieuw";

    /// Adds the axis for these levers.
    ///
    /// # Errors
    /// [`CareError::Graph`] where the axis is there already.
    pub fn new(draft: &mut Draft, levers: &[Head<'_>]) -> Result<Self, CareError> {
        let mut labels = vec![
            Label::new("huidig", Text::new("Ongewijzigd", "Unchanged")),
            Label::new(Self::AFTER_ID, Text::new("Met maatregelen", "With measures")),
        ];
        let mut sets = vec![Set::None, Set::All];
        let both = NATURES.iter().all(|nature| levers.iter().any(|lever| lever.nature == *nature));
        if both {
            labels.push(Label::new("structureel", Text::new("Alleen structureel", "Structural only")));
            labels.push(Label::new("incidenteel", Text::new("Alleen incidenteel", "Incidental only")));
            sets.extend(NATURES.map(Set::Only));
        }
        if levers.iter().any(|lever| lever.inflates) {
            labels.push(Label::new(
                "constant",
                Text::new("Met maatregelen, constante prijzen", "With measures, constant prices"),
            ));
            sets.push(Set::ConstantPrices);
        }
        let axis = draft.axis("variant", Text::new("Variant", "Variant"), labels)?;
        let single = (!both).then(|| levers.first().map_or(Nature::Structural, |lever| lever.nature));
        Ok(Self { axis, sets, single, levers: !levers.is_empty() })
    }

    /// Whether there are levers at all.
    pub(crate) fn any(&self) -> bool {
        self.levers
    }

    /// The position of the variant in constant prices, where there is one.
    pub(crate) fn constant(&self) -> Option<usize> {
        self.sets.iter().position(|set| *set == Set::ConstantPrices)
    }

    /// In which variants a lever is on: 1 or 0 for each.
    pub(crate) fn switches(&self, head: &Head<'_>) -> Vec<Value> {
        let holds = |set: &Set| match set {
            Set::None => false,
            Set::All => true,
            Set::Only(nature) => *nature == head.nature,
            Set::ConstantPrices => !head.inflates,
        };
        self.sets.iter().map(|set| flag(head.on && holds(set))).collect()
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
        let weight = |set: Set, nature: Nature| match (self.single, set) {
            (_, Set::ConstantPrices) => 0,
            (None, Set::Only(own)) if own != nature => -1,
            (None, Set::None) => -1,
            (None, _) => 1,
            (Some(single), _) if single != nature => 0,
            (Some(_), Set::None) => -2,
            (Some(_), _) => 2,
        };
        let all = self.sets.iter().flat_map(|set| NATURES.map(|nature| weight(*set, nature)));
        let weights = all.map(|weight| Value::Known(Exact::from_i64(weight))).collect();
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
