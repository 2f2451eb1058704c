//! A difference between two years, split into volume, mix and price by the Shapley value: it adds up exactly, does not depend
//! on an order, and changes sign when the years swap.
//!
//! Costs are `N × Σ share × price` over the categories. Each of the eight combinations of old and new `N`, shares and prices
//! is computed; an effect is the mean of what changing one factor does, over the orders in which the three can change. A
//! category that is there in one year only takes the other year's price.

use super::CareError;
use crate::model::{Along, AxisId, Basis, Draft, Expr, Kind, Label, NodeId, Origin, Quantity, Value};
use crate::quantity::{Exact, RoundingStep, Text, Unit};

/// What is compared.
pub(crate) struct Compared {
    pub(crate) year: AxisId,
    pub(crate) category: AxisId,
    /// Positions of the two years.
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) clients: NodeId,
    pub(crate) costs: NodeId,
    pub(crate) total_clients: NodeId,
    pub(crate) total_costs: NodeId,
    pub(crate) total_average: NodeId,
}

/// One of the two years: its nodes.
struct Side {
    clients: NodeId,
    costs: NodeId,
    total: NodeId,
    share: NodeId,
}

const FACTORS: usize = 3;
const COMBINATIONS: usize = 1 << FACTORS;

/// Six times the Shapley weight of a combination for a factor: positive where the factor is new.
fn weight(combination: usize, factor: usize) -> i64 {
    let new = combination & (1 << factor) != 0;
    let others = (combination & !(1 << factor)).count_ones();
    // With n other factors new before it, n! × (2 − n)! of the six orders lead here: 2, 1, 2.
    let orders = if others == 1 { 1 } else { 2 };
    if new { orders } else { -orders }
}

pub(crate) fn add(draft: &mut Draft, compared: &Compared) -> Result<(), CareError> {
    let old = side(draft, compared, compared.from, "van", Text::new("eerste jaar", "first year"))?;
    let new = side(draft, compared, compared.to, "naar", Text::new("tweede jaar", "second year"))?;
    let old_price = price(
        draft,
        "prijs-van",
        Text::new("Kosten per cliënt, eerste jaar", "Costs per client, first year"),
        &old,
        &new,
    )?;
    let new_price = price(
        draft,
        "prijs-naar",
        Text::new("Kosten per cliënt, tweede jaar", "Costs per client, second year"),
        &new,
        &old,
    )?;

    let labels = (0..COMBINATIONS)
        .map(|combination| {
            let letter = |factor: usize| if combination & (1 << factor) != 0 { '1' } else { '0' };
            let id: String = (0..FACTORS).map(letter).collect();
            Label::new(format!("c{id}"), Text::same(id))
        })
        .collect();
    let combination = draft.axis("combinatie", Text::new("Combinatie", "Combination"), labels)?;
    let is_new = |draft: &mut Draft, factor: usize, id: &str, name: Text| {
        let flags = (0..COMBINATIONS).map(|at| Value::Known(Exact::from_i64(i64::from(at & (1 << factor) != 0))));
        draft.input(
            Quantity::integer(id, name, Unit::NONE),
            &[combination],
            flags.collect(),
            vec![Origin::of(Basis::Definition)],
        )
    };
    let volume =
        is_new(draft, 0, "nieuw-volume", Text::new("Volume van het tweede jaar", "Volume of the second year"))?;
    let mix = is_new(
        draft,
        1,
        "nieuwe-samenstelling",
        Text::new("Samenstelling van het tweede jaar", "Mix of the second year"),
    )?;
    let prices = is_new(
        draft,
        2,
        "nieuwe-prijs",
        Text::new("Kosten per cliënt van het tweede jaar", "Costs per client of the second year"),
    )?;
    let cost = draft.formula(
        Quantity::amount(
            "combinatie-kosten-categorie",
            Text::new("Kosten van de combinatie per categorie", "Costs of the combination by category"),
            Unit::EURO,
        ),
        volume.expr().then(new.total, old.total)
            * mix.expr().then(new.share, old.share)
            * prices.expr().then(new_price, old_price),
    )?;
    let cost = draft.formula(
        Quantity::amount(
            "combinatie-kosten",
            Text::new("Kosten van de combinatie", "Costs of the combination"),
            Unit::EURO,
        ),
        cost.sum(compared.category),
    )?;

    let labels = vec![
        Label::new("volume", Text::new("Volume", "Volume")),
        Label::new("samenstelling", Text::new("Samenstelling", "Mix")),
        Label::new("prijs", Text::new("Kosten per cliënt", "Costs per client")),
    ];
    let effect = draft.axis("effect", Text::new("Effect", "Effect"), labels)?;
    let weights = (0..COMBINATIONS).flat_map(|at| (0..FACTORS).map(move |factor| weight(at, factor)));
    let weights = draft.input(
        Quantity::integer(
            "combinatie-gewicht",
            Text::new("Gewicht van de combinatie (zesden)", "Weight of the combination (sixths)"),
            Unit::NONE,
        ),
        &[combination, effect],
        weights.map(|weight| Value::Known(Exact::from_i64(weight))).collect(),
        vec![Origin::of(Basis::Definition)],
    )?;
    let euro = |id: &str, nl, en| Quantity::amount(id, Text::new(nl, en), Unit::EURO);
    let weighted = draft.formula(euro("effecten-gewogen", "Gewogen kosten", "Weighted costs"), weights * cost)?;
    let summed = draft
        .formula(euro("effecten-in-zesden", "Zesmaal het effect", "Six times the effect"), weighted.sum(combination))?;
    let unrounded = draft.formula(
        euro("effecten-onafgerond", "Effecten, niet afgerond", "Effects, unrounded"),
        summed / Expr::count(6),
    )?;

    let total = |draft: &mut Draft, about: Quantity, year: usize| {
        draft.formula(about.reported(), compared.total_costs.at(compared.year, year))
    };
    let before =
        total(draft, euro("verschil-van", "Kosten in het eerste jaar", "Costs in the first year"), compared.from)?;
    let after =
        total(draft, euro("verschil-naar", "Kosten in het tweede jaar", "Costs in the second year"), compared.to)?;
    let difference = draft.formula(euro("verschil", "Verschil", "Difference").reported(), after - before)?;
    draft.formula(
        euro("effecten", "Effecten", "Effects").reported(),
        difference.apportion(unrounded, Along::Axis(effect), RoundingStep::Share),
    )?;
    draft.formula(
        Quantity::integer(
            "verandering-clienten",
            Text::new("Verandering van het aantal cliënten", "Change in the number of clients"),
            Unit::CLIENT,
        )
        .reported(),
        new.total - old.total,
    )?;
    let average = |year: usize| compared.total_average.at(compared.year, year);
    draft.formula(
        Quantity::percent(
            "verandering-per-client",
            Text::new("Verandering van de kosten per cliënt", "Change in costs per client"),
        )
        .reported(),
        (average(compared.to) / average(compared.from) - Expr::count(1)).round(RoundingStep::Percentage),
    )?;
    Ok(())
}

fn side(draft: &mut Draft, compared: &Compared, year: usize, id: &str, which: Text) -> Result<Side, CareError> {
    let name = |nl: &str, en: &str| Text::owned(format!("{nl}, {}", which.nl), format!("{en}, {}", which.en));
    let clients = draft.formula(
        Quantity::integer(format!("clienten-{id}"), name("Cliënten", "Clients"), Unit::CLIENT),
        compared.clients.at(compared.year, year),
    )?;
    let costs = draft.formula(
        Quantity::amount(format!("kosten-{id}"), name("Kosten", "Costs"), Unit::EURO),
        compared.costs.at(compared.year, year),
    )?;
    let total = draft.formula(
        Quantity::integer(
            format!("clienten-totaal-{id}"),
            name("Cliënten, alle categorieën", "Clients, all categories"),
            Unit::CLIENT,
        ),
        compared.total_clients.at(compared.year, year),
    )?;
    let share = draft.formula(
        Quantity::percent(format!("aandeel-{id}"), name("Aandeel in het aantal cliënten", "Share of all clients"))
            .kind(Kind::Rate),
        clients / total,
    )?;
    Ok(Side { clients, costs, total, share })
}

/// Costs per client of a category in a year; those of the other year where it has no clients.
fn price(draft: &mut Draft, id: &str, name: Text, own: &Side, other: &Side) -> Result<NodeId, CareError> {
    let none = |side: &Side| side.clients.expr().at_most(Expr::ZERO);
    let about = Quantity::amount(id, name, Unit::EURO / Unit::CLIENT).kind(Kind::Rate);
    let theirs = none(other).then(Expr::ZERO, other.costs / other.clients);
    Ok(draft.formula(about, none(own).then(theirs, own.costs / own.clients))?)
}
