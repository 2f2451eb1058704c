//! One-off contracts outside the catalogue, as municipalities report them: number and value, known or not.

use super::CareError;
use super::figure::Figure;
use crate::model::{Draft, Kind, Label, NodeId, Origin, Quantity, Value};
use crate::quantity::{Exact, Text, Unit};
use crate::tree::{Problem, Problems, record};

record! {
    /// Contracts by who reports them. Unknown stays unknown: it is never counted as zero.
    pub struct Contracts as "contracts" {
        /// Identifier, unique in the document.
        pub id: String,
        /// What was reported.
        pub name: Text,
        /// Who reports: one row each.
        pub rows: Vec<ContractRow>,
    }
}

record! {
    /// Contracts of one municipality or kind.
    pub struct ContractRow {
        /// Identifier.
        pub id: String,
        /// What it is called.
        pub name: Text,
        /// How many, in `contract`.
        pub contracts: Figure,
        /// Their value, in `euro`.
        pub value: Figure,
    }
}

impl Contracts {
    pub(crate) fn check(&self, path: &str, problems: &mut Problems) {
        for (at, row) in self.rows.iter().enumerate() {
            row.contracts.expect_at_least(Exact::ZERO, Unit::CONTRACT, problems);
            row.value.expect_at_least(Exact::ZERO, Unit::EURO, problems);
            if self.rows.iter().take(at).any(|other| other.id == row.id) {
                let message = Text::owned(
                    format!("{path}.rows[{at}].id: het id \"{}\" staat er twee keer.", row.id),
                    format!("{path}.rows[{at}].id: the id \"{}\" is there twice.", row.id),
                );
                problems.add(Problem::at(&format!("{path}.rows[{at}].id"), "repeated-id", message));
            }
        }
    }

    /// Adds number and value of each, and their known sums.
    pub(crate) fn add(&self, draft: &mut Draft) -> Result<(), CareError> {
        let labels = self.rows.iter().map(|row| Label::new(row.id.clone(), row.name.clone())).collect();
        let axis = draft.axis(&format!("{}-rij", self.id), self.name.clone(), labels)?;
        let column =
            |draft: &mut Draft, about: Quantity, pick: &dyn Fn(&ContractRow) -> &Figure| -> Result<NodeId, CareError> {
                let values: Vec<Value> = self.rows.iter().map(|row| pick(row).leaf()).collect();
                let origins: Vec<Origin> = self.rows.iter().map(|row| pick(row).origin()).collect();
                Ok(draft.input(about.kind(Kind::Stock).reported(), &[axis], values, origins)?)
            };
        let id = |what: &str| format!("{}-{what}", self.id);
        let number = Text::new("Contracten", "Contracts");
        let worth = Text::new("Waarde", "Value");
        let contracts = column(draft, Quantity::integer(id("aantal"), number, Unit::CONTRACT), &|row| &row.contracts)?;
        let value = column(draft, Quantity::amount(id("waarde"), worth, Unit::EURO), &|row| &row.value)?;
        let about = Quantity::integer(
            id("aantal-totaal"),
            Text::new("Contracten, bekend deel", "Contracts, known part"),
            Unit::CONTRACT,
        );
        draft.formula(about.reported(), contracts.sum(axis))?;
        let about =
            Quantity::amount(id("waarde-totaal"), Text::new("Waarde, bekend deel", "Value, known part"), Unit::EURO);
        draft.formula(about.reported(), value.sum(axis))?;
        let about = Quantity::amount(
            id("gemiddelde"),
            Text::new("Gemiddelde waarde", "Average value"),
            Unit::EURO / Unit::CONTRACT,
        );
        draft.formula(about.reported(), (value / contracts).round(crate::quantity::RoundingStep::Average))?;
        Ok(())
    }
}
