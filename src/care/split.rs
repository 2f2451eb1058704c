//! Keys: how a region's volume is split over its municipalities and its providers.

use super::CareError;
use super::figure::Figure;
use super::levers::Split;
use crate::model::{AxisId, Draft, Expr, Label, NodeId, Origin, Quantity, Value};
use crate::quantity::{Exact, Text, Unit, shares};
use crate::tree::{Problem, Problems, record};

record! {
    /// The municipalities that pay, each with its share (by a fixed key, young people, history or claims).
    pub struct Municipalities as "municipalities" {
        /// The municipalities.
        pub members: Vec<Member>,
        /// Whether shares that do not add up to 1 are scaled to do so; otherwise they are an error.
        pub normalise: Option<bool>,
    }
}

record! {
    /// The providers, each with its share of the volume and, where agreed, its ceiling.
    pub struct Providers as "providers" {
        /// The providers.
        pub members: Vec<Member>,
        /// Whether shares that do not add up to 1 are scaled to do so; otherwise they are an error.
        pub normalise: Option<bool>,
    }
}

record! {
    /// A municipality or provider.
    pub struct Member {
        /// Identifier.
        pub id: String,
        /// What it is called.
        pub name: Text,
        /// What it is called in claims, where that is not its identifier.
        pub code: Option<String>,
        /// Its share, as a fraction.
        pub share: Figure,
        /// The most that may be spent in a year, in `euro/jaar`; providers only.
        pub ceiling: Option<Figure>,
    }
}

/// Notes what does not fit in a list of shares.
pub(crate) fn check(members: &[Member], normalise: Option<bool>, ceilings: bool, path: &str, problems: &mut Problems) {
    for (at, member) in members.iter().enumerate() {
        member.share.expect_share(problems);
        match &member.ceiling {
            Some(ceiling) if ceilings => ceiling.expect_at_least(Exact::ZERO, Unit::EURO / Unit::JAAR, problems),
            Some(ceiling) => {
                let message = Text::owned(
                    format!("{}: alleen een aanbieder heeft een plafond.", ceiling.path),
                    format!("{}: only a provider has a ceiling.", ceiling.path),
                );
                problems.add(Problem::at(&ceiling.path, "ceiling", message));
            }
            None => {}
        }
        if members.iter().take(at).any(|other| other.id == member.id) {
            let message = Text::owned(
                format!("{path}.members[{at}].id: het id \"{}\" staat er twee keer.", member.id),
                format!("{path}.members[{at}].id: the id \"{}\" is there twice.", member.id),
            );
            problems.add(Problem::at(&format!("{path}.members[{at}].id"), "repeated-id", message));
        }
    }
    let given: Option<Vec<Exact>> = members.iter().map(|member| member.share.value).collect();
    if let Some(Err(error)) = given.map(|given| shares(&given, normalise.unwrap_or(false))) {
        problems.add(Problem::at(&format!("{path}.members"), error.code(), error.message()));
    }
}

/// Adds the axis and shares of municipalities (`gemeente`) or providers (`aanbieder`).
pub(crate) fn add(
    draft: &mut Draft,
    members: &[Member],
    normalise: Option<bool>,
    municipalities: bool,
) -> Result<Split, CareError> {
    let (id, name) = if municipalities {
        ("gemeente", Text::new("Gemeente", "Municipality"))
    } else {
        ("aanbieder", Text::new("Aanbieder", "Provider"))
    };
    let labels = members.iter().map(|member| Label::new(member.id.clone(), member.name.clone())).collect();
    let axis = draft.axis(id, name, labels)?;
    let values: Vec<Value> = members.iter().map(|member| member.share.leaf()).collect();
    let origins: Vec<Origin> = members.iter().map(|member| member.share.origin()).collect();
    let words = Text::new("Verdeelsleutel", "Key");
    // Shares add up over their own axis only.
    let key = Quantity::percent(format!("sleutel-{id}"), words.clone()).kind(crate::model::Kind::Stock);
    let mut share = draft.input(key, &[axis], values, origins)?;
    if normalise == Some(true) {
        let sum = draft.formula(
            Quantity::percent(format!("sleutel-{id}-som"), Text::new("Som van de sleutel", "Sum of the key")),
            share.sum(axis),
        )?;
        share = draft.formula(Quantity::percent(format!("sleutel-{id}-genormaliseerd"), words), share / sum)?;
    }
    let ids = members.iter().map(|member| member.id.clone()).collect();
    Ok(Split { axis, ids, municipalities, share })
}

/// A region's volume, by municipality and provider.
pub(crate) fn divided(
    draft: &mut Draft,
    volume: NodeId,
    unit: Unit,
    suffix: &str,
    splits: &[Split],
) -> Result<NodeId, CareError> {
    let Some((first, rest)) = splits.split_first() else {
        return Ok(volume);
    };
    let formula: Expr = rest.iter().fold(volume * first.share, |formula, split| formula * split.share);
    let about = Quantity::new(
        format!("volume-verdeeld{suffix}"),
        Text::new("Volume, verdeeld naar sleutel", "Volume, split by key"),
        unit,
    );
    Ok(draft.formula(about.kind(crate::model::Kind::Rate), formula)?)
}

/// Adds up over an axis, if it is there.
pub(crate) fn summed(
    draft: &mut Draft,
    about: Quantity,
    node: NodeId,
    axis: Option<AxisId>,
) -> Result<NodeId, CareError> {
    Ok(match axis {
        Some(axis) => draft.formula(about, node.sum(axis))?,
        None => draft.formula(about, node)?,
    })
}
