//! What makes a scenario cost more or less than another in a year: volume, mix, price, and amounts without a volume.

use serde::Serialize;

use super::comparison::labels_at;
use super::result::{CellValue, LabelText, ScenarioResult, Table, partly};
use crate::analysis::{Causes, Counted, Counts, decompose};
use crate::care::{Variants, causes, price_name};
use crate::quantity::{Exact, Text};

/// What the costs of a year differ between a scenario and the base, both with their measures, and by what.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct CostDifference {
    /// The scenario, by its position.
    pub of: usize,
    /// The year; both scenarios have it.
    pub year: LabelText,
    /// The costs of the base, in euros.
    pub from: CellValue,
    /// Those of the scenario.
    pub to: CellValue,
    /// The second less the first.
    pub difference: CellValue,
    /// What adds up to the difference, to the cent.
    pub causes: Vec<DifferenceCause>,
    /// Products and lines that one of both does not know: they are in none of the amounts, and not counted as zero.
    pub unknown: Vec<LabelText>,
}

/// One of the causes of a difference.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct DifferenceCause {
    /// Which of them.
    #[cfg_attr(feature = "types", ts(type = "\"volume\" | \"samenstelling\" | \"prijs\" | \"bedragen\""))]
    pub id: &'static str,
    /// What it is called.
    pub name: Text,
    /// How much more it costs by this, in euros.
    pub amount: String,
}

/// Splits what each scenario costs more than the base in each year that both have.
pub(super) fn differences(results: &[ScenarioResult], base: usize) -> Vec<CostDifference> {
    let Some(own) = results.get(base) else {
        return Vec::new();
    };
    let others = results.iter().enumerate().filter(|(of, _)| *of != base);
    let split = |(of, other): (usize, &ScenarioResult)| -> Vec<CostDifference> {
        let theirs = years(other);
        let shared = years(own).into_iter().filter(|year| theirs.iter().any(|their| their.id == year.id));
        shared.filter_map(|year| difference(of, year, [own, other])).collect()
    };
    others.flat_map(split).collect()
}

fn years(result: &ScenarioResult) -> Vec<LabelText> {
    let axis = result.axes.iter().find(|axis| axis.id == "year");
    axis.map(|axis| axis.labels.clone()).unwrap_or_default()
}

/// One product or line in one year.
struct Product {
    label: LabelText,
    /// What its volume is counted in; none for amounts.
    unit: Option<String>,
    /// Nothing where either figure is not known.
    counted: Option<Counted>,
}

/// The products of a year, with their measures, over all municipalities and providers.
fn products(result: &ScenarioResult, year: &str) -> Option<Vec<Product>> {
    let costs = added_up(result, result.table("productkosten-per-jaar")?, year)?;
    let mut products: Vec<Product> = costs
        .into_iter()
        .map(|(label, costs)| Product {
            label,
            unit: None,
            counted: costs.map(|costs| Counted { costs, ..Counted::NONE }),
        })
        .collect();
    for table in result.tables.iter().filter(|table| table.id == "volume" || table.id.starts_with("volume-")) {
        for (label, volume) in added_up(result, table, year).into_iter().flatten() {
            if let Some(product) = products.iter_mut().find(|product| product.label.id == label.id) {
                product.unit = Some(table.unit.clone());
                product.counted = product.counted.zip(volume).map(|(counted, volume)| Counted { volume, ..counted });
            }
        }
    }
    Some(products)
}

/// Whether an axis is of what has a volume or costs: products, of all units or of one, and projected categories.
fn is_of_products(axis: &str) -> bool {
    axis == "product" || axis.starts_with("product-") || axis == "categorie"
}

/// The cells of a table by product: nothing for a product of which a cell is not known.
fn added_up(result: &ScenarioResult, table: &Table, year: &str) -> Option<Vec<(LabelText, Option<Exact>)>> {
    let product = table.axes.iter().position(|axis| is_of_products(axis))?;
    let mut sums: Vec<(LabelText, Option<Exact>)> = Vec::new();
    for (at, cell) in table.cells.iter().enumerate() {
        let labels = labels_at(result, table, at)?;
        let elsewhere = |axis: &String, label: &LabelText| match axis.as_str() {
            "year" => label.id != year,
            "variant" => label.id != Variants::AFTER_ID,
            _ => false,
        };
        if table.axes.iter().zip(&labels).any(|(axis, label)| elsewhere(axis, label)) {
            continue;
        }
        let value = match cell {
            CellValue::Known(value) => Exact::parse(value).ok(),
            // What was not observed is in no total.
            CellValue::Undefined { undefined: "none" } => Some(Exact::ZERO),
            _ => None,
        };
        let label = labels.get(product)?;
        match sums.iter_mut().find(|(known, _)| known.id == label.id) {
            Some((_, sum)) => *sum = sum.zip(value).and_then(|(sum, value)| sum.plus(value).ok()),
            None => sums.push(((*label).clone(), value)),
        }
    }
    Some(sums)
}

/// What is compared: by unit, and amounts.
#[derive(Default)]
struct Sides {
    units: Vec<(String, Counts)>,
    amounts: [Exact; 2],
    any_amount: bool,
}

impl Sides {
    /// Adds a product. Costs without a volume are amounts.
    fn add(&mut self, unit: Option<&str>, pair: [Counted; 2]) -> Option<()> {
        let priced = |one: &Counted| one.volume > Exact::ZERO || (one.volume.is_zero() && one.costs.is_zero());
        match unit.filter(|_| pair.iter().all(priced)) {
            None => {
                let [old, new] = self.amounts;
                let [before, after] = pair;
                self.amounts = [old.plus(before.costs).ok()?, new.plus(after.costs).ok()?];
                self.any_amount = true;
            }
            Some(unit) => match self.units.iter_mut().find(|(known, _)| known == unit) {
                Some((_, counts)) => counts.0.push(pair),
                None => self.units.push((unit.to_owned(), Counts(vec![pair]))),
            },
        }
        Some(())
    }

    /// The costs of a side.
    fn costs(&self, side: usize) -> Option<Exact> {
        let counted =
            self.units.iter().flat_map(|(_, counts)| &counts.0).filter_map(|pair| Some(pair.get(side)?.costs));
        Exact::sum(counted.chain(self.amounts.get(side).copied())).ok()
    }
}

/// Splits one year; nothing where a scenario has no products, or a number becomes too large.
fn difference(of: usize, year: LabelText, pair: [&ScenarioResult; 2]) -> Option<CostDifference> {
    let [old, new] = pair.map(|result| products(result, &year.id));
    let (old, mut new) = (old?, new?);
    let (mut sides, mut unknown, mut known) = (Sides::default(), Vec::new(), 0);
    for before in old {
        let after = new.iter().position(|after| after.label.id == before.label.id).map(|at| new.remove(at));
        let (unit, other) = (before.unit.as_deref(), after.as_ref().map(|after| after.unit.as_deref()));
        let counted = |product: Option<&Product>| product.map_or(Some(Counted::NONE), |product| product.counted);
        let Some((one, two)) = before.counted.zip(counted(after.as_ref())) else {
            unknown.push(before.label);
            continue;
        };
        known += 1;
        if other.is_none_or(|other| other == unit) {
            sides.add(unit, [one, two])?;
        } else {
            sides.add(unit, [one, Counted::NONE])?;
            sides.add(other.flatten(), [Counted::NONE, two])?;
        }
    }
    for after in new {
        match after.counted {
            None => unknown.push(after.label),
            Some(counted) => {
                known += 1;
                sides.add(after.unit.as_deref(), [Counted::NONE, counted])?;
            }
        }
    }
    let amount = |value: Exact| partly(value, known, unknown.len());
    let (from, to) = (sides.costs(0)?, sides.costs(1)?);
    Some(CostDifference {
        of,
        year,
        from: amount(from),
        to: amount(to),
        difference: amount(to.minus(from).ok()?),
        causes: causes(sides)?,
        unknown,
    })
}

fn causes(sides: Sides) -> Option<Vec<DifferenceCause>> {
    let price = price_name(sides.units.iter().map(|(unit, _)| unit == "client"));
    let counted = !sides.units.is_empty();
    let any_amount = sides.any_amount;
    let units: Vec<Counts> = sides.units.into_iter().map(|(_, counts)| counts).collect();
    let Causes { volume, mix, price: dearer, amounts } = decompose(&units, sides.amounts).ok()??;
    let cause = |there: bool, (id, name): (&'static str, Text), amount: Exact| {
        there.then(|| DifferenceCause { id, name, amount: amount.fixed(2) })
    };
    let all = [
        cause(counted, causes::VOLUME, volume),
        cause(counted, causes::MIX, mix),
        cause(counted, (causes::PRICE, price), dearer),
        cause(any_amount, causes::AMOUNTS, amounts),
    ];
    Some(all.into_iter().flatten().collect())
}
