//! A key of one product: how its own volume lies over the municipalities, or over the providers, and over the months of each.

use super::figure::{basis_of, cite};
use super::levers::{Split, flag};
use super::{CareError, missing, row};
use crate::calendar::Spread;
use crate::model::{AxisId, Basis, Draft, NodeId, Origin, Quantity, Value};
use crate::quantity::{Exact, Text, Unit};
use crate::tree::{Problem, Problems, choice, record};

choice! {
    /// Whose the shares of a key are.
    pub enum KeyOver {
        /// Of the municipalities.
        Municipalities = "municipalities",
        /// Of the providers.
        Providers = "providers",
    }
}

record! {
    /// How the volume of one product is split, instead of by the shares that municipalities or providers have in general.
    pub struct ProductKey {
        /// Whose the shares are.
        pub over: KeyOver,
        /// The shares; who is not named has none.
        pub members: Vec<KeyShare>,
        /// The identifier of a source of this document, or `aanname`.
        pub source: String,
    }
}

record! {
    /// The share of one municipality or provider in the volume of a product. A share below zero is one of which more was
    /// credited than claimed.
    pub struct KeyShare {
        /// The identifier of the municipality or provider.
        pub id: String,
        /// Its share, as a fraction; all of them add up to 1.
        pub share: Exact,
        /// Twelve shares of its own year, January first, that add up to 1; where they are not given, those of the product.
        #[cfg_attr(feature = "types", ts(as = "Option<Vec<Exact>>"))]
        pub months: Option<[Exact; 12]>,
    }
}

impl ProductKey {
    pub(crate) fn check(&self, path: &str, members: &[&str], problems: &mut Problems) {
        cite(&self.source, &format!("{path}.source"), problems);
        row::check_ids(self.members.iter().map(|member| member.id.as_str()), &format!("{path}.members"), problems);
        let mut whole = |place: String, shares: &[Exact]| {
            if Exact::sum(shares.iter().copied()) != Ok(Exact::ONE) {
                let message = Text::owned(
                    format!("{place}: de aandelen zijn samen niet 1."),
                    format!("{place}: the shares do not add up to 1."),
                );
                problems.add(Problem::at(&place, "shares", message));
            }
        };
        let all: Vec<Exact> = self.members.iter().map(|member| member.share).collect();
        whole(format!("{path}.members"), &all);
        for (at, member) in self.members.iter().enumerate() {
            if let Some(months) = &member.months {
                whole(format!("{path}.members[{at}].months"), months);
            }
        }
        let what = match self.over {
            KeyOver::Municipalities => Text::new("gemeente", "municipality"),
            KeyOver::Providers => Text::new("aanbieder", "provider"),
        };
        for (at, member) in self.members.iter().enumerate().filter(|(_, own)| !members.contains(&own.id.as_str())) {
            problems.add(missing(&format!("{path}.members[{at}].id"), what.clone(), &member.id));
        }
    }

    fn is_over(&self, split: &Split) -> bool {
        (self.over == KeyOver::Municipalities) == split.municipalities
    }

    fn of(&self, id: &str) -> Option<&KeyShare> {
        self.members.iter().find(|member| member.id == id)
    }

    pub(crate) fn origin(&self, path: &str) -> Origin {
        Origin { basis: basis_of(&self.source), path: Some(format!("{path}.key")), note: None }
    }

    /// How the year of a member lies over its months, where that is its own.
    pub(crate) fn spread(&self, split: &Split, id: &str) -> Option<Spread> {
        self.of(id).filter(|_| self.is_over(split))?.months.map(Spread::Given)
    }
}

/// A product's key and its place in the document.
pub(crate) type Keyed<'a> = (Option<&'a ProductKey>, &'a str);

/// The splits as these products have them: with shares by product where some have a key of their own.
pub(crate) fn splits(
    draft: &mut Draft,
    products: &[Keyed<'_>],
    axis: AxisId,
    suffix: &str,
    general: &[Split],
) -> Result<Vec<Split>, CareError> {
    general
        .iter()
        .map(|split| Ok(Split { share: share(draft, products, axis, suffix, split)?, ..split.clone() }))
        .collect()
}

fn share(
    draft: &mut Draft,
    products: &[Keyed<'_>],
    axis: AxisId,
    suffix: &str,
    split: &Split,
) -> Result<NodeId, CareError> {
    let keys: Vec<Option<(&ProductKey, &str)>> =
        products.iter().map(|(key, path)| Some((key.filter(|key| key.is_over(split))?, *path))).collect();
    if keys.iter().all(Option::is_none) {
        return Ok(split.share);
    }
    let side = if split.municipalities { "gemeente" } else { "aanbieder" };
    let (mut values, mut origins) = (Vec::new(), Vec::new());
    for id in &split.ids {
        for key in &keys {
            let share = key.and_then(|(key, _)| key.of(id)).map_or(Exact::ZERO, |member| member.share);
            values.push(Value::Known(share));
            origins.push(key.map_or_else(|| Origin::of(Basis::Definition), |(key, path)| key.origin(path)));
        }
    }
    let about = Quantity::percent(
        format!("sleutel-{side}-van-product{suffix}"),
        Text::new("Verdeelsleutel van het product", "Key of the product"),
    );
    let shares = draft.input(about.kind(crate::model::Kind::Stock), &[split.axis, axis], values, origins)?;
    if keys.iter().all(Option::is_some) {
        return Ok(shares);
    }
    let about = Quantity::integer(
        format!("eigen-sleutel-{side}{suffix}"),
        Text::new("Heeft een eigen sleutel", "Has a key of its own"),
        Unit::NONE,
    );
    let own = keys.iter().map(|key| flag(key.is_some())).collect();
    let own = draft.input(about, &[axis], own, vec![Origin::of(Basis::Definition)])?;
    let about = Quantity::percent(
        format!("sleutel-{side}-per-product{suffix}"),
        Text::new("Verdeelsleutel per product", "Key by product"),
    );
    Ok(draft.formula(about, own.expr().then(shares, split.share))?)
}
