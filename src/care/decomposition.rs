//! A difference between two years, or between two variants of a scenario, split into volume, mix and price by the Shapley value:
//! it adds up exactly, does not depend on an order, and changes sign when the two swap.
//!
//! Costs are `N × Σ share × price` over the categories; an effect is the mean of what changing one factor does, over the orders
//! in which the three can change. With S the average price and its two crossings (new shares at old prices, old shares at new
//! prices), that is a formula of six numbers. A category that is there on one side only takes the other side's price.

use super::CareError;
use crate::model::{Along, AxisId, Basis, Draft, Expr, Kind, Label, NodeId, Origin, Quantity, Value};
use crate::quantity::{Exact, RoundingStep, Text, Unit};

/// What is compared: two positions on an axis.
pub(crate) struct Compared {
    /// The axis of years or variants.
    pub(crate) across: AxisId,
    /// Position of the first side.
    pub(crate) from: usize,
    /// Position of the second side.
    pub(crate) to: usize,
    /// The categories or products, all counted in one unit.
    pub(crate) category: AxisId,
    /// Their volume.
    pub(crate) volume: NodeId,
    /// Their costs.
    pub(crate) costs: NodeId,
    /// Sets the node names apart.
    pub(crate) suffix: String,
    /// What the two sides are called.
    pub(crate) sides: [Text; 2],
    /// What a price is called.
    pub(crate) price: Text,
}

/// The causes of a difference: their identifiers and names. What a price is called follows from what it is a price of.
pub(crate) mod causes {
    use super::Text;

    pub(crate) const VOLUME: (&str, Text) = ("volume", Text::new("Volume", "Volume"));
    pub(crate) const MIX: (&str, Text) = ("samenstelling", Text::new("Samenstelling", "Mix"));
    pub(crate) const PRICE: &str = "prijs";
    pub(crate) const AMOUNTS: (&str, Text) =
        ("bedragen", Text::new("Bedragen zonder volume", "Amounts without volume"));
}

/// What the price of units is called, given of each whether it is a client.
pub(crate) fn price_name(units: impl Iterator<Item = bool>) -> Text {
    let [mut clients, mut others] = [false; 2];
    units.for_each(|client| if client { clients = true } else { others = true });
    match (clients, others) {
        (true, false) => Text::new("Kosten per cliënt", "Costs per client"),
        (true, true) => Text::new("Tarief en kosten per cliënt", "Tariff and costs per client"),
        (false, _) => Text::new("Tarief", "Tariff"),
    }
}

/// One of the causes of a difference, unrounded, in euros.
pub(crate) struct Cause {
    pub(crate) id: &'static str,
    pub(crate) name: Text,
    pub(crate) effect: NodeId,
}

/// The two sides: totals, and the price of each category.
struct Side {
    volume: Expr,
    total: NodeId,
    costs: NodeId,
    price: NodeId,
}

/// Adds volume, mix and price as causes of a difference.
pub(crate) fn add(draft: &mut Draft, compared: &Compared) -> Result<[Cause; 3], CareError> {
    let unit = draft.about(compared.volume).map_or(Unit::NONE, Quantity::unit);
    let id = |what: &str| format!("{what}{}", compared.suffix);
    let about = Quantity::new(id("volume-som"), Text::new("Volume, opgeteld", "Volume, added up"), unit);
    let totals = draft.formula(about, compared.volume.sum(compared.category))?;
    let about = Quantity::amount(id("kosten-som"), Text::new("Kosten, opgeteld", "Costs, added up"), Unit::EURO);
    let costs = draft.formula(about, compared.costs.sum(compared.category))?;
    let [first, second] = &compared.sides;
    let mut side = |at: usize, other: usize, word: &str, name: &Text| -> Result<Side, CareError> {
        let named = |nl: &str, en: &str| Text::owned(format!("{nl}, {}", name.nl), format!("{en}, {}", name.en));
        let own = draft.at(compared.volume, compared.across, at);
        let theirs = draft.at(compared.volume, compared.across, other);
        let ratio = |place: usize, volume: &Expr| draft.at(compared.costs, compared.across, place) / volume.clone();
        let none = |volume: &Expr| volume.clone().at_most(Expr::ZERO);
        let price = none(&own).then(none(&theirs).then(Expr::ZERO, ratio(other, &theirs)), ratio(at, &own));
        let about = Quantity::amount(
            id(&format!("prijs-{word}")),
            named(&compared.price.nl, &compared.price.en),
            Unit::EURO / unit,
        );
        let price = draft.formula(about.kind(Kind::Rate), price)?;
        let about = Quantity::new(id(&format!("volume-{word}")), named("Volume", "Volume"), unit);
        let total = draft.formula(about, draft.at(totals, compared.across, at))?;
        let about = Quantity::amount(id(&format!("kosten-{word}")), named("Kosten", "Costs"), Unit::EURO);
        let costs = draft.formula(about, draft.at(costs, compared.across, at))?;
        Ok(Side { volume: own, total, costs, price })
    };
    let old = side(compared.from, compared.to, "van", first)?;
    let new = side(compared.to, compared.from, "naar", second)?;

    let rate = |id: String, nl: String, en: String| {
        Quantity::amount(id, Text::owned(nl, en), Unit::EURO / unit).kind(Kind::Rate)
    };
    let none = |side: &Side| side.total.expr().at_most(Expr::ZERO);
    // The shares of one side at the prices of the other; a side without volume has the other's shares.
    let mut crossed = |shares: &Side, prices: &Side, word: &str, names: [&Text; 2]| -> Result<NodeId, CareError> {
        let share = |side: &Side| side.volume.clone() / side.total;
        let mixed = none(shares).then(none(prices).then(Expr::ZERO, share(prices)), share(shares)) * prices.price;
        let about = rate(
            id(&format!("kruis-{word}-deel")),
            format!("Samenstelling {}, prijzen {}", names[0].nl, names[1].nl),
            format!("Mix of {}, prices of {}", names[0].en, names[1].en),
        );
        let parts = draft.formula(Quantity { id: about.id.clone(), ..about.clone() }.kind(Kind::Stock), mixed)?;
        Ok(draft.formula(Quantity { id: id(&format!("kruis-{word}")), ..about }, parts.sum(compared.category))?)
    };
    let newer = crossed(&new, &old, "naar-van", [second, first])?;
    let older = crossed(&old, &new, "van-naar", [first, second])?;
    let mut average = |side: &Side, instead: NodeId, word: &str, name: &Text| -> Result<NodeId, CareError> {
        let about =
            rate(id(&format!("gemiddelde-{word}")), format!("Gemiddeld, {}", name.nl), format!("Average, {}", name.en));
        Ok(draft.formula(about, none(side).then(instead, side.costs / side.total))?)
    };
    let before = average(&old, newer, "van", first)?;
    let after = average(&new, older, "naar", second)?;

    let two = |node: NodeId| Expr::count(2) * node;
    let (early, late) = (|| two(old.total) + new.total, || two(new.total) + old.total);
    let sixth = |of: Expr| of / Expr::count(6);
    let volume = sixth((new.total - old.total) * (two(before) + newer + older + two(after)));
    let mix = sixth((newer - before) * early() + (after - older) * late());
    let price = sixth((older - before) * early() + (after - newer) * late());
    let mut cause = |(cause, name): (&'static str, Text), effect: Expr| -> Result<Cause, CareError> {
        let about = Quantity::amount(id(&format!("effect-{cause}")), name.clone(), Unit::EURO).kind(Kind::Flow);
        Ok(Cause { id: cause, name, effect: draft.formula(about, effect)? })
    };
    Ok([
        cause(causes::VOLUME, volume)?,
        cause(causes::MIX, mix)?,
        cause((causes::PRICE, compared.price.clone()), price)?,
    ])
}

/// Adds the causes as one table along an axis of causes, rounded to cents that add up to the difference (largest remainder).
pub(crate) fn add_table(
    draft: &mut Draft,
    axis: (&str, Text),
    about: Quantity,
    difference: NodeId,
    causes: &[Cause],
) -> Result<(), CareError> {
    let (id, name) = axis;
    let labels: Vec<Label> = causes.iter().map(|cause| Label::new(cause.id, cause.name.clone())).collect();
    // Causes may cancel out, and nothing can be split in proportion to that; so a weight that is larger than all of them is
    // split along, and left out.
    let rest = Label::new("overig", Text::new("Hulpbedrag", "Auxiliary amount"));
    let parts = draft.axis(&format!("{id}-deel"), name.clone(), labels.iter().cloned().chain([rest]).collect())?;
    let shown = draft.axis(id, name, labels)?;
    let place = draft.grouping(shown, parts, |label| causes.iter().position(|cause| cause.id == label.id))?;
    let node = |what: &str| format!("{}-{what}", about.id);
    let euro = |id: String, nl, en| Quantity::amount(id, Text::new(nl, en), Unit::EURO).kind(Kind::Flow);
    let size = |node: NodeId| node.expr().max(Expr::ZERO - node);
    let one = Expr::number(Exact::ONE, Unit::EURO);
    let large = causes.iter().fold(size(difference) + one, |sum, cause| sum + size(cause.effect));
    let large = large.round(RoundingStep::Share);
    let large = draft.formula(euro(node("hulpbedrag"), "Hulpbedrag", "Auxiliary amount"), large)?;
    let whole = draft.formula(
        euro(node("met-hulpbedrag"), "Verschil met hulpbedrag", "Difference with auxiliary amount"),
        difference + large,
    )?;
    let positions = (0..=causes.len()).map(|at| Value::Known(Exact::from_i64(at as i64))).collect();
    let place_name = Text::new("Plaats van de oorzaak", "Place of the cause");
    let position = draft.input(
        Quantity::integer(node("plaats"), place_name, Unit::NONE),
        &[parts],
        positions,
        vec![Origin::of(Basis::Definition)],
    )?;
    let weights = causes.iter().enumerate().rev().fold(large.expr(), |rest, (at, cause)| {
        position.expr().equals(Expr::count(at as i64)).then(cause.effect, rest)
    });
    let weights = draft.formula(euro(node("onafgerond"), "Oorzaken, niet afgerond", "Causes, unrounded"), weights)?;
    let split = draft.formula(
        euro(node("verdeeld"), "Oorzaken en hulpbedrag", "Causes and auxiliary amount"),
        whole.apportion(weights, Along::Axis(parts), RoundingStep::Share),
    )?;
    draft.formula(about.kind(Kind::Flow).reported(), split.expand(place))?;
    Ok(())
}
