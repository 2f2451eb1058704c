//! What everything costs: rounded once for each variant, product, municipality and year; months and providers are apportioned
//! from it, totals are sums and effects differences of it.

use std::sync::Arc;

use super::decomposition::{self, Cause, Compared};
use super::levers::{Split, Stream, Variants};
use super::split::{Member, summed};
use super::timeline::Timeline;
use super::{CareError, budget};
use crate::calendar::Spread;
use crate::model::{Along, AxisId, Draft, Expr, GroupingId, Kind, Label, NodeId, Quantity, Reason};
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
    let Joined { axis, costs, absent, streams: joined_streams } = joined(draft, timeline, streams)?;
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
    let product = |draft: &mut Draft, about: Quantity, node: NodeId, absent: Option<Expr>| {
        let sum = municipality.map_or_else(|| node.expr(), |axis| node.sum(axis));
        reported(draft, about, sum, absent)
    };
    let by_product = product(
        draft,
        euro("productkosten-per-jaar", "Kosten per product per jaar", "Costs by product and year"),
        yearly,
        absent.map(NodeId::expr),
    )?;
    let by_product_period = product(
        draft,
        euro("productkosten-per-periode", "Kosten per product per periode", "Costs by product and period"),
        periodic,
        absent.map(|absent| absent.expand(timeline.by_year)),
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
    let changes = Changes { variants, splits, by_product, effect };
    changes.add(draft, streams, &joined_streams)?;
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

/// What the levers change, and by what.
struct Changes<'a> {
    variants: &'a Variants,
    splits: &'a [Split],
    /// Costs by year, variant and product of all streams.
    by_product: NodeId,
    /// The effect of all levers by year.
    effect: NodeId,
}

impl Changes<'_> {
    /// Splits the effect of all levers into volume, mix and price: of what is counted in one unit by itself, then added up; and
    /// amounts that have no volume.
    fn add(
        &self,
        draft: &mut Draft,
        streams: &[Stream],
        joined: &[(NodeId, Option<GroupingId>)],
    ) -> Result<(), CareError> {
        let counted = || streams.iter().filter(|stream| stream.unit != Unit::EURO);
        if !self.variants.any() || counted().next().is_none() {
            return Ok(());
        }
        let price = decomposition::price_name(counted().map(|own| own.unit == Unit::CLIENT));
        let mut causes: Vec<Cause> = Vec::new();
        for (stream, (volume, place)) in streams.iter().zip(joined) {
            let costs = match place {
                None => self.by_product,
                Some(into) => {
                    let id = format!("productkosten{}", stream.suffix);
                    let about = euro(&id, "Kosten per product", "Costs by product").kind(Kind::Flow);
                    draft.formula(about, self.by_product.expand(*into))?
                }
            };
            let own = if stream.unit == Unit::EURO {
                let all = draft.formula(euro("bedragen", "Bedragen", "Amounts"), costs.sum(stream.axis))?;
                let (id, name) = decomposition::causes::AMOUNTS;
                let about = Quantity::amount("effect-bedragen", name.clone(), Unit::EURO);
                vec![Cause { id, name, effect: draft.formula(about, self.variants.effect(all))? }]
            } else {
                let mut volume = *volume;
                for split in self.splits {
                    let word = if split.municipalities { "gemeenten" } else { "aanbieders" };
                    let id = format!("volume-alle-{word}{}", stream.suffix);
                    let about = Quantity::new(id, Text::new("Volume, opgeteld", "Volume, added up"), stream.unit);
                    volume = draft.formula(about, volume.sum(split.axis))?;
                }
                let compared = Compared {
                    across: self.variants.axis,
                    from: Variants::BEFORE,
                    to: Variants::AFTER,
                    category: stream.axis,
                    volume,
                    costs,
                    suffix: format!("-door-maatregelen{}", stream.suffix),
                    sides: [Text::new("ongewijzigd", "unchanged"), Text::new("met maatregelen", "with measures")],
                    price: price.clone(),
                };
                decomposition::add(draft, &compared)?.into()
            };
            for cause in own {
                match causes.iter_mut().find(|other| other.id == cause.id) {
                    None => causes.push(cause),
                    Some(other) => {
                        let id = format!("effect-{}-tot-en-met{}", cause.id, stream.suffix);
                        let about = Quantity::amount(id, cause.name.clone(), Unit::EURO);
                        other.effect = draft.formula(about, other.effect + cause.effect)?;
                    }
                }
            }
        }
        let axis = ("oorzaak", Text::new("Oorzaak", "Cause"));
        let about = euro("effect-naar-oorzaak", "Effect naar oorzaak", "Effect by cause");
        decomposition::add_table(draft, axis, about, self.effect, &causes)
    }
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

/// The costs of all streams over one axis of products, and what of them was not observed.
struct Joined {
    axis: AxisId,
    costs: Expr,
    absent: Option<NodeId>,
    /// For each stream, its volume by year and where its products stand among all.
    streams: Vec<(NodeId, Option<GroupingId>)>,
}

/// Adds a table of the result, and returns the node to go on with. What was not observed is no zero: it has no value there,
/// unless a lever brought one about.
fn reported(
    draft: &mut Draft,
    about: Quantity,
    formula: impl Into<Expr>,
    absent: Option<Expr>,
) -> Result<NodeId, CareError> {
    let Some(absent) = absent else {
        return Ok(draft.formula(about.reported(), formula)?);
    };
    let id = format!("{}-met-nul", about.id);
    let all = draft.formula(Quantity { id, ..about.clone() }, formula)?;
    let none = all.expr().equals(Expr::ZERO).then(Expr::NoValue(Reason::None), all);
    draft.formula(about.reported(), absent.then(none, all))?;
    Ok(all)
}

/// Joins the streams, and adds for each its volume by period, its price and its costs.
fn joined(draft: &mut Draft, timeline: &Timeline, streams: &[Stream]) -> Result<Joined, CareError> {
    let (mut parts, mut volumes) = (Vec::new(), Vec::new());
    for stream in streams {
        let id = |what: &str| format!("{what}{}", stream.suffix);
        let volume = draft.formula(
            Quantity::new(id("volume-per-periode"), Text::new("Volume per periode", "Volume by period"), stream.unit),
            stream.volume * stream.share,
        )?;
        let price = reported(
            draft,
            Quantity::amount(id("tarief"), Text::new("Tarief", "Tariff"), stream.price_unit()),
            stream.price,
            stream.absent.map(|absent| absent.expand(timeline.by_year)),
        )?;
        let costs = draft.formula(
            Quantity::amount(
                id("kosten-onafgerond"),
                Text::new("Kosten, niet afgerond", "Costs, unrounded"),
                Unit::EURO,
            ),
            volume * price,
        )?;
        if stream.unit == Unit::EURO {
            volumes.push(volume);
        } else {
            let about = Quantity::new(id("volume"), Text::new("Volume per jaar", "Volume a year"), stream.unit);
            let absent = stream.absent.map(NodeId::expr);
            volumes.push(reported(draft, about, volume.group(timeline.by_year), absent)?);
        }
        parts.push(costs);
    }
    if let ([stream], [costs]) = (streams, parts.as_slice()) {
        let streams = volumes.into_iter().map(|volume| (volume, None)).collect();
        return Ok(Joined { axis: stream.axis, costs: costs.expr(), absent: stream.absent, streams });
    }
    let mut labels: Vec<Label> = Vec::new();
    for stream in streams {
        labels.extend(draft.axis_of(stream.axis).map(|axis| axis.labels().to_vec()).unwrap_or_default());
    }
    let ids: Vec<String> = labels.iter().map(|label| label.id.clone()).collect();
    let all = draft.axis("product", Text::new("Product", "Product"), labels)?;
    let (mut sum, mut absent): (Option<Expr>, Option<NodeId>) = (None, None);
    let mut places = Vec::new();
    for ((stream, costs), volume) in streams.iter().zip(parts).zip(volumes) {
        let into = draft.grouping(stream.axis, all, |label| ids.iter().position(|id| *id == label.id))?;
        places.push((volume, Some(into)));
        let part = costs.group(into);
        if let Some(own) = stream.absent {
            let name = Text::new("Niet waargenomen, alle producten", "Not observed, all products");
            let about = Quantity::integer("niet-waargenomen-product", name, Unit::NONE);
            absent = Some(draft.formula(about, own.group(into))?);
        }
        sum = Some(match sum {
            Some(sum) => sum + part,
            None => part,
        });
    }
    let costs = sum.unwrap_or(Expr::Const(Exact::ZERO, Some(Unit::EURO)));
    Ok(Joined { axis: all, costs, absent, streams: places })
}
