//! The model of the benchmark (BARS Q7) as a graph: products × years, price × volume with index chains.
//!
//! Built only with the feature `bench`, for `cargo xtask bench`; no module that is handed out holds it.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::calendar::{Date, Period};
use crate::model::{AxisId, Basis, Change, Draft, Evaluation, Graph, Kind, Label, NodeId, Origin, Quantity, Value};
use crate::quantity::{Exact, RoundingStep, Text, Unit};

/// The first year of the model.
const FIRST_YEAR: i32 = 2024;
/// What an index is counted in: 10,300 is a rise of 3 %.
const INDEX_DECIMALS: u32 = 4;

/// A model that is computed, and computed again where an input changes.
#[wasm_bindgen]
pub struct Model {
    graph: Graph,
    evaluation: Evaluation<Exact>,
    tariff: NodeId,
    price_index: NodeId,
    total: NodeId,
}

#[wasm_bindgen]
impl Model {
    /// Builds and computes the model: tariffs in cents and first volumes per product, price indices and growths per year
    /// in parts per ten thousand.
    ///
    /// # Errors
    /// What does not fit or becomes too large, as text.
    #[wasm_bindgen(constructor)]
    pub fn new(tariffs: &[u32], volumes: &[u32], price_indices: &[u32], growths: &[u32]) -> Result<Model, String> {
        let mut draft = Draft::new();
        let years = draft.axis("year", Text::same("year"), years(price_indices.len())?).map_err(said)?;
        let labels = (0..tariffs.len()).map(|at| Label::new(format!("p{at}"), Text::same(format!("Product {at}"))));
        let products = draft.axis("product", Text::same("product"), labels.collect()).map_err(said)?;

        let tariff_unit = Unit::EURO.over(Unit::STUK);
        let volume_unit = Unit::STUK.over(Unit::JAAR);
        let tariff = input(&mut draft, "tariff", tariff_unit, &[products], tariffs, 2)?;
        let volume = input(&mut draft, "volume", volume_unit, &[products], volumes, 0)?;
        let price_index = input(&mut draft, "price-index", Unit::NONE, &[years], price_indices, INDEX_DECIMALS)?;
        let growth = input(&mut draft, "growth", Unit::NONE, &[years], growths, INDEX_DECIMALS)?;

        let price = chain(&mut draft, "price", tariff_unit, [years, products], tariff, price_index)?;
        let amount = chain(&mut draft, "amount", volume_unit, [years, products], volume, growth)?;
        let per_year = Unit::EURO.over(Unit::JAAR);
        let cost = Quantity::amount("cost", Text::same("Cost"), per_year).kind(Kind::Flow);
        let cost =
            draft.formula(cost, (price.expr() * amount.expr()).round(RoundingStep::BudgetAmount)).map_err(said)?;
        let total = Quantity::amount("total", Text::same("Total"), per_year);
        let total = draft.formula(total, cost.sum(products)).map_err(said)?;

        let graph = draft.finish().map_err(said)?;
        let evaluation = Evaluation::run(&graph).map_err(said)?;
        Ok(Self { graph, evaluation, tariff, price_index, total })
    }

    /// Gives one product another tariff, in cents; returns how many cells were computed.
    ///
    /// # Errors
    /// No such product, or a result that is too large.
    pub fn set_tariff(&mut self, product: usize, cents: u32) -> Result<usize, String> {
        self.set(self.tariff, product, Exact::from_scaled_i64(i64::from(cents), 2))
    }

    /// Gives one year another price index, per ten thousand; returns how many cells were computed.
    ///
    /// # Errors
    /// No such year, or a result that is too large.
    pub fn set_price_index(&mut self, year: usize, index: u32) -> Result<usize, String> {
        self.set(self.price_index, year, Exact::from_scaled_i64(i64::from(index), INDEX_DECIMALS))
    }

    /// The total of each year, in cents.
    ///
    /// # Errors
    /// A total beyond 64 bits.
    pub fn totals(&self) -> Result<Vec<i64>, String> {
        (0..self.graph.cells(self.total))
            .map(|year| {
                let cell = self.evaluation.cell(self.total, year);
                cell.and_then(|cell| cell.value.to_scaled_i64(2)).ok_or_else(|| "no total".to_owned())
            })
            .collect()
    }

    fn set(&mut self, node: NodeId, cell: usize, value: Exact) -> Result<usize, String> {
        let change: Change = self.graph.set(node, cell, Value::Known(value)).ok_or("there is no such input")?;
        self.evaluation.update(&self.graph, &[change]).map_err(said)
    }
}

pub(super) fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// The labels of so many years.
pub(super) fn years(count: usize) -> Result<Vec<Label>, String> {
    (FIRST_YEAR..)
        .take(count)
        .map(|year| {
            let (from, to) = (Date::new(year, 1, 1).map_err(said)?, Date::new(year + 1, 1, 1).map_err(said)?);
            Period::new(from, to).map(Label::period).ok_or_else(|| "an empty year".to_owned())
        })
        .collect()
}

/// An input of whole numbers, each the value without its decimal point.
pub(super) fn input(
    draft: &mut Draft,
    id: &str,
    unit: Unit,
    axes: &[AxisId],
    values: &[u32],
    decimals: u32,
) -> Result<NodeId, String> {
    let exact = |value: &u32| Value::Known(Exact::from_scaled_i64(i64::from(*value), decimals));
    let about = Quantity::new(id, Text::same(id.to_owned()), unit);
    draft.input(about, axes, values.iter().map(exact).collect(), vec![Origin::of(Basis::Assumption)]).map_err(said)
}

/// A chain over the years: each the year before × its index, rounded to two decimals; the first from `start`.
fn chain(
    draft: &mut Draft,
    id: &str,
    unit: Unit,
    axes: [AxisId; 2],
    start: NodeId,
    index: NodeId,
) -> Result<NodeId, String> {
    let about = Quantity::new(id, Text::same(id.to_owned()), unit);
    let node = draft.declare(about, &axes, Kind::Rate).map_err(said)?;
    let formula = (node.lag(1, start) * index.expr()).round(RoundingStep::Tariff);
    draft.define(node, formula).map_err(said)?;
    Ok(node)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_small_model_is_exact() {
        // 10.05 × 1.0300 = 10.3515 → 10.35; 3 × 0.98 = 2.94; 10.35 × 2.94 = 30.429 → 30.43.
        let mut model = Model::new(&[1005], &[3], &[10_300], &[9_800]).unwrap();
        assert_eq!(model.totals().unwrap(), [3043]);
        model.set_tariff(0, 2010).unwrap();
        // 20.10 × 1.03 = 20.703 → 20.70; × 2.94 = 60.858 → 60.86.
        assert_eq!(model.totals().unwrap(), [6086]);
        assert!(model.set_tariff(1, 1).is_err());
    }

    #[test]
    fn a_changed_index_gives_what_a_new_model_gives() {
        let (tariffs, volumes) = ([2_500, 13_333, 9_999], [17, 1_000, 333]);
        let mut changed = Model::new(&tariffs, &volumes, &[10_100, 10_250, 10_000], &[9_900, 10_000, 10_333]).unwrap();
        changed.set_price_index(0, 10_475).unwrap();
        let anew = Model::new(&tariffs, &volumes, &[10_475, 10_250, 10_000], &[9_900, 10_000, 10_333]).unwrap();
        assert_eq!(changed.totals(), anew.totals());
    }
}
