//! What everything costs: rounded once for each variant, product, municipality and year; months and providers are apportioned
//! from it, totals are sums and effects differences of it.

use std::sync::Arc;

use super::levers::{Split, Stream, Variants};
use super::split::{Member, summed};
use super::timeline::Timeline;
use super::{CareError, budget};
use crate::calendar::Spread;
use crate::model::{Along, AxisId, Draft, Expr, Kind, Label, NodeId, Quantity};
use crate::quantity::{Exact, RoundingStep, Text, Unit};

/// What the totals of a scenario are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Totals {
    /// By year and variant.
    pub(crate) yearly: NodeId,
    /// By period and variant.
    pub(crate) periodic: NodeId,
    /// By year, municipality and variant, where there are municipalities.
    pub(crate) by_municipality: Option<NodeId>,
    /// By period, municipality and variant.
    pub(crate) periodic_by_municipality: Option<NodeId>,
}

fn euro(id: &str, nl: &'static str, en: &'static str) -> Quantity {
    Quantity::amount(id, Text::new(nl, en), Unit::EURO)
}

/// Adds the costs of all streams and their totals.
pub(crate) fn add(
    draft: &mut Draft,
    timeline: &Timeline,
    variants: &Variants,
    streams: &[Stream],
    splits: &[Split],
    providers: &[Member],
) -> Result<Totals, CareError> {
    let (axis, costs) = joined(draft, timeline, streams)?;
    let municipality = splits.iter().find(|split| split.municipalities).map(|split| split.axis);
    let provider = splits.iter().find(|split| !split.municipalities).map(|split| split.axis);
    let unrounded = draft.formula_along(
        euro("productkosten-onafgerond", "Kosten per product, niet afgerond", "Costs by product, unrounded"),
        &[timeline.period, variants.axis],
        costs,
    )?;
    let of_all = match provider {
        None => unrounded,
        Some(axis) => draft.formula(
            euro(
                "productkosten-alle-aanbieders",
                "Kosten van alle aanbieders, niet afgerond",
                "Costs of all providers, unrounded",
            ),
            unrounded.sum(axis),
        )?,
    };
    let in_year = draft.formula(
        euro("productkosten-jaar-onafgerond", "Kosten van het jaar, niet afgerond", "Costs of the year, unrounded"),
        of_all.group(timeline.by_year),
    )?;
    let yearly = draft.formula(
        euro("budgetbedragen-per-jaar", "Begrotingsbedrag", "Budget amount"),
        in_year.expr().round(RoundingStep::BudgetAmount),
    )?;
    let periodic = draft.formula(
        euro("budgetbedragen-per-periode", "Begrotingsbedrag van de periode", "Budget amount of the period"),
        yearly.apportion(of_all, Along::Grouping(timeline.by_year), RoundingStep::Share),
    )?;
    let product = |about: Quantity, draft: &mut Draft, node| summed(draft, about.reported(), node, municipality);
    let by_product = product(
        euro("productkosten-per-jaar", "Kosten per product per jaar", "Costs by product and year"),
        draft,
        yearly,
    )?;
    let by_product_period = product(
        euro("productkosten-per-periode", "Kosten per product per periode", "Costs by product and period"),
        draft,
        periodic,
    )?;
    let total =
        draft.formula(euro("kosten-per-jaar", "Kosten per jaar", "Costs a year").reported(), by_product.sum(axis))?;
    let by_period = draft.formula(
        euro("kosten-per-periode", "Kosten per periode", "Costs by period").reported(),
        by_product_period.sum(axis),
    )?;
    let effect = euro("effect-per-jaar", "Effect per jaar", "Effect by year").reported();
    let effect = draft.formula(effect, variants.effect(total))?;
    let periodic_effect = draft.formula(
        euro("effect-per-periode", "Effect per periode", "Effect by period").reported(),
        variants.effect(by_period),
    )?;
    add_pay_back(draft, timeline, periodic_effect)?;
    variants.add_natures(draft, total, effect)?;
    let mut totals =
        Totals { yearly: total, periodic: by_period, by_municipality: None, periodic_by_municipality: None };
    if municipality.is_some() {
        let about =
            euro("kosten-per-gemeente", "Kosten per gemeente per jaar", "Costs by municipality and year").reported();
        let own = draft.formula(about, yearly.sum(axis))?;
        draft.formula(
            euro("effect-per-gemeente", "Effect per gemeente per jaar", "Effect by municipality and year").reported(),
            variants.effect(own),
        )?;
        let about = euro(
            "kosten-per-gemeente-per-periode",
            "Kosten per gemeente per periode",
            "Costs by municipality and period",
        );
        totals.by_municipality = Some(own);
        totals.periodic_by_municipality = Some(draft.formula(about, periodic.sum(axis))?);
    }
    if let Some(provider) = provider {
        let weights = draft.formula(
            euro("aanbiederkosten-onafgerond", "Kosten per aanbieder, niet afgerond", "Costs by provider, unrounded"),
            unrounded,
        )?;
        let parts = draft.formula(
            euro("aanbiederkosten-per-product", "Kosten per aanbieder per product", "Costs by provider and product"),
            periodic.apportion(weights, Along::Axis(provider), RoundingStep::Share),
        )?;
        let about = euro(
            "aanbiederkosten-per-gemeente",
            "Kosten per aanbieder en gemeente",
            "Costs by provider and municipality",
        );
        let parts = draft.formula(about, parts.sum(axis))?;
        let about = euro(
            "kosten-per-aanbieder-per-periode",
            "Kosten per aanbieder per periode",
            "Costs by provider and period",
        )
        .reported();
        let periodic = summed(draft, about, parts, municipality)?;
        budget::add_ceilings(draft, timeline, variants, periodic, provider, providers)?;
    }
    Ok(totals)
}

/// Adds the effect so far, and after how many months what the levers cost at first has been saved again.
fn add_pay_back(draft: &mut Draft, timeline: &Timeline, effect: NodeId) -> Result<(), CareError> {
    let about =
        euro("effect-opgeteld", "Effect, opgeteld vanaf het begin", "Effect, added up from the start").reported();
    let so_far = draft.declare(about, &[timeline.period], Kind::Stock)?;
    draft.define(so_far, so_far.lag(1, Expr::ZERO) + effect)?;
    let method = Text::new(
        "hele maanden van de eerste meerkosten tot het eind van de periode waarin de opgeteld meerkosten weg zijn",
        "whole months from the first extra costs to the end of the period in which the extra costs so far are gone",
    );
    let ends: Vec<(Exact, Exact)> = timeline
        .periods
        .iter()
        .scan(Exact::ZERO, |gone, period| {
            let start = *gone;
            *gone = gone.plus(Spread::Twelfths.weight(period).ok()?).ok()?;
            Some((start, *gone))
        })
        .collect();
    let months = move |inputs: &[Vec<Exact>]| {
        let [so_far] = inputs else {
            return None;
        };
        let first = so_far.iter().position(|sum| *sum > Exact::ZERO)?;
        let back = first + so_far.iter().skip(first).position(|sum| *sum <= Exact::ZERO)?;
        Some(vec![ends.get(back)?.1.minus(ends.get(first)?.0).ok()?])
    };
    let about = Quantity::integer("terugverdiend-na", Text::new("Terugverdiend na", "Paid back after"), Unit::MAAND);
    draft.estimate(about.reported(), &[], vec![so_far], method, Arc::new(months))?;
    Ok(())
}

/// The costs of all streams over one axis of products, and for each stream its volume by period.
fn joined(draft: &mut Draft, timeline: &Timeline, streams: &[Stream]) -> Result<(AxisId, Expr), CareError> {
    let mut parts = Vec::new();
    for stream in streams {
        let id = |what: &str| format!("{what}{}", stream.suffix);
        let volume = draft.formula(
            Quantity::new(id("volume-per-periode"), Text::new("Volume per periode", "Volume by period"), stream.unit),
            stream.volume * stream.share,
        )?;
        let price = draft.formula(
            Quantity::amount(id("tarief"), Text::new("Tarief", "Tariff"), stream.price_unit()).reported(),
            stream.price,
        )?;
        let costs = draft.formula(
            Quantity::amount(
                id("kosten-onafgerond"),
                Text::new("Kosten, niet afgerond", "Costs, unrounded"),
                Unit::EURO,
            ),
            volume * price,
        )?;
        if stream.unit != Unit::EURO {
            let about = Quantity::new(id("volume"), Text::new("Volume per jaar", "Volume a year"), stream.unit);
            draft.formula(about.reported(), volume.group(timeline.by_year))?;
        }
        parts.push(costs);
    }
    if let ([stream], [costs]) = (streams, parts.as_slice()) {
        return Ok((stream.axis, costs.expr()));
    }
    let mut labels: Vec<Label> = Vec::new();
    for stream in streams {
        labels.extend(draft.axis_of(stream.axis).map(|axis| axis.labels().to_vec()).unwrap_or_default());
    }
    let ids: Vec<String> = labels.iter().map(|label| label.id.clone()).collect();
    let all = draft.axis("product", Text::new("Product", "Product"), labels)?;
    let mut sum: Option<Expr> = None;
    for (stream, costs) in streams.iter().zip(parts) {
        let into = draft.grouping(stream.axis, all, |label| ids.iter().position(|id| *id == label.id))?;
        let part = costs.group(into);
        sum = Some(match sum {
            Some(sum) => sum + part,
            None => part,
        });
    }
    Ok((all, sum.unwrap_or(Expr::Const(Exact::ZERO, Some(Unit::EURO)))))
}
