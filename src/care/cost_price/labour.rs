//! From a wage to the cost of a productive hour.
//!
//! `gross = wage × (1 + holiday pay + year-end bonus + irregular hours)`; `labour cost = gross × (1 + social charges) + premium ×
//! (gross − franchise)`, weighted over the function mix; `productive hours = contract hours − leave − public holidays − sickness −
//! training − other hours`.

use super::parameter::{ParameterKind, quantity};
use super::sets::Sets;
use crate::care::CareError;
use crate::care::levers::flag;
use crate::model::{Basis, Draft, Expr, Kind, Label, NodeId, Origin, Quantity, Reason, Value};
use crate::quantity::{Exact, Text, Unit};

/// What the next steps of the calculation rest on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hour {
    /// Wage of a paid hour, without anything on top.
    pub(super) wage: NodeId,
    /// Labour cost of a paid hour.
    pub(super) paid: NodeId,
    /// Labour cost of a productive hour.
    pub(super) productive: NodeId,
}

/// Adds up what is there.
fn plus(sum: Expr, part: Option<NodeId>) -> Expr {
    match part {
        Some(part) => sum + part,
        None => sum,
    }
}

pub(super) fn add(draft: &mut Draft, sets: &Sets<'_>) -> Result<Hour, CareError> {
    let input = |draft: &mut Draft, kind| sets.input(draft, kind, Exact::ZERO);
    let (wage, unit) = add_wage(draft, sets)?;
    let mix = add_mix(draft, sets)?;
    let about = |id: &str, nl, en| quantity(id, Text::new(nl, en), unit);

    let mut on_top = Expr::count(1);
    for kind in [ParameterKind::HolidayPay, ParameterKind::YearEndBonus, ParameterKind::IrregularHours] {
        on_top = plus(on_top, input(draft, kind)?);
    }
    let gross = draft.formula(about("bruto", "Loon met toeslagen", "Wage with what comes on top"), wage * on_top)?;
    let social = plus(Expr::count(1), input(draft, ParameterKind::SocialCharges)?);
    let mut cost = gross * social;
    let premium = input(draft, ParameterKind::PensionPremium)?;
    let franchise = input(draft, ParameterKind::PensionFranchise)?;
    if let Some(premium) = premium {
        let base = match franchise {
            Some(franchise) => {
                let yearly = monthly(
                    draft,
                    sets,
                    franchise,
                    ("pensioenfranchise-jaar", "Pensioenfranchise per jaar", "Pension franchise a year"),
                )?;
                (gross - yearly).max(Expr::ZERO)
            }
            None => gross.expr(),
        };
        let name = ("pensioen", "Pensioenpremie boven de franchise", "Pension premium above the franchise");
        let pension = draft.formula(about(name.0, name.1, name.2), base * premium)?;
        cost = cost + pension;
    }
    let each = draft.formula(about("loonkosten-functie", "Loonkosten per functie", "Labour cost by function"), cost)?;
    let labour = weighed(
        draft,
        sets,
        each,
        mix,
        ("loonkosten", "Loonkosten, gewogen over de functiemix", "Labour cost, weighted over the function mix"),
    )?;
    let plain = weighed(
        draft,
        sets,
        wage,
        mix,
        ("loon-gewogen", "Loon, gewogen over de functiemix", "Wage, weighted over the function mix"),
    )?;

    let (contract, productive) = add_hours(draft, sets)?;
    let hourly = |id: &str, nl, en| quantity(id, Text::new(nl, en), Unit::EURO / Unit::UUR).reported();
    let by_hour = unit == Unit::EURO / Unit::UUR;
    let paid_hour = |node: NodeId| if by_hour { node.expr() } else { node / contract };
    let wage = draft.formula(hourly("loon-per-uur", "Loon per betaald uur", "Wage per paid hour"), paid_hour(plain))?;
    let paid = draft.formula(
        hourly("loonkosten-per-uur", "Loonkosten per betaald uur", "Labour cost per paid hour"),
        paid_hour(labour),
    )?;
    let a_year = if by_hour { labour * contract } else { labour.expr() };
    let productive = draft.formula(
        hourly("productief-uur", "Loonkosten per productief uur", "Labour cost per productive hour"),
        productive.expr().at_most(Expr::ZERO).then(Expr::NoValue(Reason::Refused), a_year / productive),
    )?;
    Ok(Hour { wage, paid, productive })
}

/// The wages, a year where they are given by month.
fn add_wage(draft: &mut Draft, sets: &Sets<'_>) -> Result<(NodeId, Unit), CareError> {
    let wage = sets
        .input(draft, ParameterKind::Wage, Exact::ZERO)?
        .ok_or_else(|| CareError::Graph(crate::model::GraphError::Open { node: "loon".to_owned() }))?;
    let node = monthly(draft, sets, wage, ("jaarloon", "Jaarloon", "Wage a year"))?;
    let unit = draft.about(node).map_or(Unit::NONE, Quantity::unit);
    Ok((node, unit))
}

/// Twelve times an amount by month; any other as it is.
fn monthly(
    draft: &mut Draft,
    sets: &Sets<'_>,
    node: NodeId,
    (id, nl, en): (&str, &'static str, &'static str),
) -> Result<NodeId, CareError> {
    if sets.unit_of(ParameterKind::Wage) != Unit::EURO / Unit::FTE / Unit::MAAND {
        return Ok(node);
    }
    let about = quantity(id, Text::new(nl, en), Unit::EURO / Unit::FTE / Unit::JAAR);
    Ok(draft.formula(about, node * Expr::number(Exact::from_i64(12), Unit::MAAND / Unit::JAAR))?)
}

/// The share of each function: as given, and the rest for the one that is left out.
fn add_mix(draft: &mut Draft, sets: &Sets<'_>) -> Result<NodeId, CareError> {
    let rest = sets.part.rest();
    let name = || Text::new("Functiemix", "Function mix");
    let Some(given) = sets.input(draft, ParameterKind::Share, Exact::ZERO)? else {
        let one = vec![Value::Known(Exact::ONE); sets.part.functions.len()];
        let about = Quantity::percent("kostprijs-functiemix", name()).reported();
        return Ok(draft.input(about, &[sets.function], one, vec![Origin::of(Basis::Definition)])?);
    };
    let Some(rest) = rest else {
        return Ok(given);
    };
    let flags = (0..sets.part.functions.len()).map(|at| flag(at == rest));
    let is_rest = draft.input(
        Quantity::integer(
            "kostprijs-rest",
            Text::new("Deze functie is de rest", "This function is the rest"),
            Unit::NONE,
        ),
        &[sets.function],
        flags.collect(),
        vec![Origin::of(Basis::Definition)],
    )?;
    let flow = draft.formula(
        Quantity::percent("kostprijs-functiemix-deel", Text::new("Opgegeven aandeel", "Given share")).kind(Kind::Flow),
        given.expr(),
    )?;
    let sum = draft.formula(
        Quantity::percent(
            "kostprijs-functiemix-opgegeven",
            Text::new("Opgegeven aandelen samen", "Given shares together"),
        )
        .kind(Kind::Rate),
        flow.sum(sets.function),
    )?;
    Ok(draft.formula(
        Quantity::percent(
            "kostprijs-functiemix-alle",
            Text::new("Functiemix, met de rest", "Function mix, with the rest"),
        )
        .kind(Kind::Rate)
        .reported(),
        is_rest.expr().then(Expr::count(1) - sum, given),
    )?)
}

/// A sum over the functions, each by its share.
fn weighed(
    draft: &mut Draft,
    sets: &Sets<'_>,
    node: NodeId,
    mix: NodeId,
    (id, nl, en): (&str, &'static str, &'static str),
) -> Result<NodeId, CareError> {
    let unit = draft.about(node).map_or(Unit::NONE, Quantity::unit);
    let about = quantity(&format!("{id}-deel"), Text::new("Deel van elke functie", "Part of each function"), unit);
    let parts = draft.formula(about.kind(Kind::Flow), node * mix)?;
    Ok(draft.formula(quantity(id, Text::new(nl, en), unit).kind(Kind::Rate).reported(), parts.sum(sets.function))?)
}

/// Contract hours, what is taken off them, and what is left; and all of them along one axis.
fn add_hours(draft: &mut Draft, sets: &Sets<'_>) -> Result<(NodeId, NodeId), CareError> {
    let a_year = Unit::UUR / Unit::FTE / Unit::JAAR;
    let contract = sets
        .input(draft, ParameterKind::ContractHours, Exact::ONE)?
        .ok_or_else(|| CareError::Graph(crate::model::GraphError::Open { node: "contracturen".to_owned() }))?;
    let mut left = contract.expr();
    let mut steps = vec![(Label::new("contracturen", ParameterKind::ContractHours.spec().1), contract.expr())];
    for kind in ParameterKind::TAKEN_OFF {
        let Some(given) = sets.input(draft, kind, Exact::ZERO)? else {
            continue;
        };
        let (id, name, _) = kind.spec();
        let hours = match sets.unit_of(kind).is_none() {
            true => draft.formula(quantity(&format!("{id}-uren"), name.clone(), a_year), contract * given)?,
            false => given,
        };
        left = left - hours;
        steps.push((Label::new(id, name), Expr::ZERO - hours));
    }
    let about = quantity("productieve-uren", Text::new("Productieve uren", "Productive hours"), a_year).reported();
    let productive = draft.formula(about, left)?;
    let about = Quantity::percent("kostprijs-productiviteit", Text::new("Productiviteit", "Productivity")).reported();
    draft.formula(about, productive / contract)?;
    steps.push((Label::new("productieve-uren", Text::new("Productieve uren", "Productive hours")), productive.expr()));
    let name = Text::new("Van contracturen naar productieve uren", "From contract hours to productive hours");
    super::stacked(draft, quantity("uren", name, a_year).reported(), "kostprijs-urenstap", steps)?;
    Ok((contract, productive))
}
