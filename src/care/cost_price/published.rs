//! Published amounts, each with what it is, so that none is read as another: a contracted tariff, a personal budget and a tariff
//! for adults do not measure the same.

use super::quantity;
use super::sets::Sets;
use crate::care::{CareError, Figure};
use crate::model::{Draft, Label, NodeId, Quantity};
use crate::quantity::{Exact, Text, Unit};
use crate::tree::{Problem, Problems, choice, record};

choice! {
    /// What a published amount is.
    pub enum PublishedKind {
        /// A tariff that was contracted.
        Tariff = "tariff",
        /// A personal budget (pgb).
        PersonalBudget = "personal_budget",
        /// The maximum of a personal budget.
        PersonalBudgetMaximum = "personal_budget_maximum",
        /// A tariff of the Wmo, for adults.
        Wmo = "wmo",
    }
}

record! {
    /// An amount that was published elsewhere.
    pub struct Published {
        /// Identifier.
        pub id: String,
        /// Where it holds.
        pub place: Text,
        /// The year whose prices it is in.
        pub year: i32,
        /// What it is.
        pub what: PublishedKind,
        /// The product it is of, in a few words.
        pub name: Text,
        /// The amount, in euro per unit of the product.
        pub amount: Figure,
    }
}

impl PublishedKind {
    fn words(self) -> Text {
        match self {
            Self::Tariff => Text::new("gecontracteerd tarief", "contracted tariff"),
            Self::PersonalBudget => Text::new("persoonsgebonden budget", "personal budget"),
            Self::PersonalBudgetMaximum => Text::new("maximum persoonsgebonden budget", "maximum personal budget"),
            Self::Wmo => Text::new("Wmo, volwassenen", "Wmo, adults"),
        }
    }
}

pub(super) fn check(all: &[Published], unit: Unit, path: &str, problems: &mut Problems) {
    for (at, own) in all.iter().enumerate() {
        own.amount.expect_at_least(Exact::ZERO, Unit::EURO / unit, problems);
        if !(1900..=2200).contains(&own.year) {
            let message = Text::owned(
                format!("{path}[{at}].year: gevonden {}, verwacht een jaartal.", own.year),
                format!("{path}[{at}].year: found {}, expected a year.", own.year),
            );
            problems.add(Problem::at(&format!("{path}[{at}].year"), "year", message));
        }
    }
}

/// Adds the amounts and how far each cost price is from them.
pub(super) fn add(draft: &mut Draft, sets: &Sets<'_>, tariff: NodeId) -> Result<(), CareError> {
    let all = sets.part.published.as_deref().unwrap_or(&[]);
    if all.is_empty() {
        return Ok(());
    }
    let label = |own: &Published| {
        let (place, name, what) = (&own.place, &own.name, own.what.words());
        let write = |place: &str, name: &str, what: &str| format!("{place} {}, {name} ({what})", own.year);
        Label::new(
            own.id.clone(),
            Text::owned(write(&place.nl, &name.nl, &what.nl), write(&place.en, &name.en, &what.en)),
        )
    };
    let name = Text::new("Gepubliceerd", "Published");
    let axis = draft.axis("kostprijs-gepubliceerd", name, all.iter().map(label).collect())?;
    let about = |id: &str, nl, en| -> Quantity { quantity(id, Text::new(nl, en), Unit::EURO / sets.unit).reported() };
    let origins = all.iter().map(|own| own.amount.origin()).collect();
    let amount = draft.input(
        about("gepubliceerd", "Gepubliceerd bedrag", "Published amount"),
        &[axis],
        all.iter().map(|own| own.amount.leaf()).collect(),
        origins,
    )?;
    draft.formula(
        about("min-gepubliceerd", "Kostprijs min gepubliceerd bedrag", "Cost price less published amount"),
        tariff - amount,
    )?;
    Ok(())
}
