//! The log of a negotiation: what each party offered when. An offer keeps the parameters with which it was made, so that its tariff
//! can be computed again, or an amount, or both: the amount then is what was said, and stands beside what the parameters give.

use super::parameter::Parameter;
use super::sets::Sets;
use super::{Party, quantity};
use crate::calendar::Date;
use crate::care::levers::flag;
use crate::care::{CareError, Figure, missing};
use crate::model::{Draft, Expr, Label, NodeId, Origin, Quantity, Reason, Value};
use crate::quantity::{Exact, Text, Unit};
use crate::tree::{Problem, Problems, record};

record! {
    /// An offer.
    pub struct Offer {
        /// Identifier, other than those of the parties.
        pub id: String,
        /// The day on which it was made.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        pub date: Date,
        /// The party that made it.
        pub party: String,
        /// The parameters with which it was made; those that are left out are the party's.
        pub parameters: Option<Vec<Parameter>>,
        /// The tariff that was offered, where one was said.
        pub amount: Option<Figure>,
        /// What belongs with it.
        pub note: Option<Text>,
    }
}

impl Offer {
    /// What its set of parameters is called.
    pub(super) fn title(&self, party: &Party) -> Text {
        let day = self.date.text();
        Text::owned(
            format!("Bod van {}, {}", day.nl, party.name.nl.to_lowercase()),
            format!("Offer of {}, {}", day.en, party.name.en.to_lowercase()),
        )
    }
}

pub(super) fn check(all: &[Offer], parties: &[Party], unit: Unit, path: &str, problems: &mut Problems) {
    let mut before: Option<Date> = None;
    for (at, offer) in all.iter().enumerate() {
        let place = format!("{path}[{at}]");
        if !parties.iter().any(|party| party.id == offer.party) {
            problems.add(missing(&format!("{place}.party"), Text::new("partij", "party"), &offer.party));
        }
        if let Some(amount) = &offer.amount {
            amount.expect_at_least(Exact::ZERO, Unit::EURO / unit, problems);
        }
        if offer.amount.is_none() && offer.parameters.is_none() {
            let message = Text::owned(
                format!("{place}: geef parameters, amount, of beide."),
                format!("{place}: give parameters, amount, or both."),
            );
            problems.add(Problem::at(&place, "empty-offer", message));
        }
        if let Some(earlier) = before.filter(|earlier| offer.date < *earlier) {
            let message = Text::owned(
                format!(
                    "{place}.date: gevonden {}, verwacht een dag niet voor {earlier}: het logboek staat op volgorde.",
                    offer.date
                ),
                format!(
                    "{place}.date: found {}, expected a day not before {earlier}: the log is in order.",
                    offer.date
                ),
            );
            problems.add(Problem::at(&format!("{place}.date"), "offer-order", message));
        }
        before = Some(offer.date);
    }
}

/// Adds the tariff of each offer, what it is computed again, how far it went since the offer before of the same party, and how far
/// it is from where the other party then stood.
pub(super) fn add(draft: &mut Draft, sets: &Sets<'_>, tariff: NodeId) -> Result<(), CareError> {
    let all: Vec<_> = sets.all.iter().filter_map(|set| set.offer).collect();
    if all.is_empty() {
        return Ok(());
    }
    let per_unit = Unit::EURO / sets.unit;
    let parties = sets.part.parties.len();
    let said = |at: usize| sets.all.get(at).and_then(|set| set.offer?.amount.as_ref());
    let amounts = (0..sets.all.len()).map(|at| said(at).map_or(Value::Undefined(Reason::None), Figure::leaf));
    let origin = |at: usize| said(at).map_or(Origin::of(crate::model::Basis::Definition), Figure::origin);
    let about = quantity("genoemd", Text::new("Genoemd bedrag", "Amount that was said"), per_unit);
    let amount = draft.input(about, &[sets.set], amounts.collect(), (0..sets.all.len()).map(origin).collect())?;
    let flagged = |draft: &mut Draft, id: &str, name: Text, holds: &dyn Fn(usize) -> bool| {
        let values = (0..sets.all.len()).map(|at| flag(holds(at)));
        let origin =
            Origin { basis: crate::model::Basis::Choice, path: Some(format!("{}.offers", sets.path)), note: None };
        let about = Quantity::integer(format!("kostprijs-{id}"), name, Unit::NONE);
        draft.input(about, &[sets.set], values.collect(), vec![origin])
    };
    let is_said = flagged(draft, "is-genoemd", Text::new("Er is een bedrag genoemd", "An amount was said"), &|at| {
        said(at).is_some()
    })?;
    let computed =
        |at: usize| sets.all.get(at).is_some_and(|set| set.offer.is_none_or(|offer| offer.parameters.is_some()));
    let is_computed =
        flagged(draft, "is-berekend", Text::new("Er zijn parameters gegeven", "Parameters were given"), &computed)?;
    let stands = draft.formula(
        quantity("standpunt", Text::new("Standpunt van een partij", "Where a party stands"), per_unit),
        is_said.expr().then(amount, tariff),
    )?;
    let again = draft.formula(
        quantity("narekening", Text::new("Narekening", "Computed again"), per_unit),
        is_computed.expr().then(tariff, Expr::NoValue(Reason::None)),
    )?;

    let labels = all.iter().map(|offer| {
        let party = sets.part.parties.iter().find(|party| party.id == offer.party);
        Label::new(offer.id.clone(), party.map_or(Text::same(offer.id.clone()), |party| offer.title(party)))
    });
    let axis = draft.axis("kostprijs-bod", Text::new("Bod", "Offer"), labels.collect())?;
    // Where each offer itself stands among the sets, the one before of its party, and the last of the other party.
    let last = |at: usize, same: bool| {
        let own = all.get(at).map(|offer| offer.party.as_str()).unwrap_or_default();
        let place = |id: &str| (id == own) == same;
        let earlier = (0..at).rev().find(|other| all.get(*other).is_some_and(|offer| place(&offer.party)));
        earlier.map(|other| parties + other).or_else(|| sets.part.parties.iter().position(|party| place(&party.id)))
    };
    let by = |draft: &mut Draft, of: &dyn Fn(usize) -> Option<usize>| {
        let places: Vec<(String, Option<usize>)> =
            all.iter().enumerate().map(|(at, offer)| (offer.id.clone(), of(at))).collect();
        draft.grouping(axis, sets.set, |label| places.iter().find(|(id, _)| *id == label.id)?.1)
    };
    let itself = by(draft, &|at| Some(parties + at))?;
    let previous = by(draft, &|at| last(at, true))?;
    let about = |id: &str, nl, en| quantity(id, Text::new(nl, en), per_unit).reported();
    let offer = draft.formula(about("bod", "Bod", "Offer"), stands.expand(itself))?;
    draft
        .formula(about("bod-narekening", "Narekening van het bod", "The offer computed again"), again.expand(itself))?;
    let before = quantity(
        "bod-vorige",
        Text::new("Vorige standpunt van deze partij", "Where this party stood before"),
        per_unit,
    );
    let before = draft.formula(before, stands.expand(previous))?;
    draft.formula(
        about("bod-stap", "Stap sinds het vorige standpunt", "Step since the last position"),
        offer - before,
    )?;
    if parties > 1 {
        let other = by(draft, &|at| last(at, false))?;
        let theirs =
            quantity("bod-ander", Text::new("Standpunt van de andere partij", "Where the other party stood"), per_unit);
        let theirs = draft.formula(theirs, stands.expand(other))?;
        let name = ("bod-afstand", "Afstand tot de andere partij", "Distance to the other party");
        draft.formula(about(name.0, name.1, name.2), offer - theirs)?;
    }
    Ok(())
}
