//! The simulation of the benchmark (BARS Q5) as a graph: products × years, volume growth and price index normal.
//!
//! Built only with the feature `bench`, for `cargo xtask bench`; no module that is handed out holds it.

use wasm_bindgen::prelude::wasm_bindgen;

use super::bench::{input, said, years};
use crate::analysis;
use crate::model::{Draft, Kind, Label, NodeId, Quantity};
use crate::quantity::{Law, Text, Unit};

/// A model that is simulated: per product and year a growth, per year an index, and the total of each year.
#[wasm_bindgen]
pub struct MonteCarlo(analysis::Simulation);

#[wasm_bindgen]
impl MonteCarlo {
    /// Builds the model: tariffs in cents and first volumes per product; growth and index are factors per year, normal with
    /// these means and spreads.
    ///
    /// # Errors
    /// What does not fit, as text.
    #[wasm_bindgen(constructor)]
    pub fn new(
        tariffs: &[u32],
        volumes: &[u32],
        count: usize,
        growth: &[f64],
        index: &[f64],
        draws: usize,
    ) -> Result<MonteCarlo, String> {
        let mut draft = Draft::new();
        let years = draft.axis("year", Text::same("year"), years(count)?).map_err(said)?;
        let labels = (0..tariffs.len()).map(|at| Label::new(format!("p{at}"), Text::same(format!("Product {at}"))));
        let products = draft.axis("product", Text::same("product"), labels.collect()).map_err(said)?;
        let one = vec![10_000; count * tariffs.len()];
        let ones = one.get(..count).unwrap_or_default();
        let (tariff_unit, volume_unit) = (Unit::EURO.over(Unit::STUK), Unit::STUK.over(Unit::JAAR));
        let tariff = input(&mut draft, "tariff", tariff_unit, &[products], tariffs, 2)?;
        let start = input(&mut draft, "start", volume_unit, &[products], volumes, 0)?;
        let growths = input(&mut draft, "growth", Unit::NONE, &[years, products], &one, 4)?;
        let indices = input(&mut draft, "index", Unit::NONE, &[years], ones, 4)?;
        let first = input(&mut draft, "first", Unit::NONE, &[], &[1], 0)?;
        let mut chain = |id: &str, unit, axes: &[_], start: NodeId, factor: NodeId| {
            let node =
                draft.declare(Quantity::new(id, Text::same(id.to_owned()), unit), axes, Kind::Rate).map_err(said)?;
            draft.define(node, node.lag(1, start) * factor).map_err(said)?;
            Ok::<_, String>(node)
        };
        let volume = chain("volume", volume_unit, &[years, products], start, growths)?;
        let level = chain("level", Unit::NONE, &[years], first, indices)?;
        let per_year = Unit::EURO.over(Unit::JAAR);
        let cost = Quantity::amount("cost", Text::same("Cost"), per_year).kind(Kind::Flow);
        let cost = draft.formula(cost, volume * tariff).map_err(said)?;
        let constant = Quantity::amount("constant", Text::same("Total in constant prices"), per_year);
        let constant = draft.formula(constant, cost.sum(products)).map_err(said)?;
        let total = Quantity::amount("total", Text::same("Total"), per_year);
        let total = draft.formula(total, constant * level).map_err(said)?;
        let graph = draft.finish().map_err(said)?;

        let normal = |given: &[f64]| match given {
            [mean, spread] => Ok(Law::Normal { mean: *mean, spread: *spread }),
            _ => Err("a mean and a spread".to_owned()),
        };
        let (growth, index) = (normal(growth)?, normal(index)?);
        let cells = |node: NodeId, law: &Law| {
            let law = law.clone();
            (0..graph.cells(node)).map(move |at| (node, at, law.clone())).collect::<Vec<_>>()
        };
        let all = [cells(growths, &growth), cells(indices, &index)].concat();
        let inputs = all.into_iter().enumerate().map(|(nth, (node, at, law))| analysis::Uncertain {
            name: format!("input-{nth}"),
            law,
            cells: vec![(node, at)],
            mix: vec![(nth, 1.0)],
        });
        let outcomes = (0..graph.cells(total)).map(|at| (total, at)).collect();
        let inputs = inputs.collect();
        Ok(Self(analysis::Simulation::new(graph, inputs, outcomes, Vec::new(), 7, draws).unranked()))
    }

    /// Simulates about `budget` cells more and tells whether all is done.
    ///
    /// # Errors
    /// A number that became too large, as text.
    pub fn step(&mut self, budget: usize) -> Result<bool, String> {
        self.0.step(budget).map_err(said)
    }

    /// The five quantiles of each year.
    ///
    /// # Errors
    /// A total that is not known.
    pub fn quantiles(&self) -> Result<Vec<f64>, String> {
        let mut all = Vec::new();
        for outcome in self.0.outcomes() {
            let outcome = outcome.as_ref().ok_or("a total is not known")?;
            all.extend(outcome.quantiles.iter().map(|quantile| quantile.value));
        }
        Ok(all)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn without_spread_every_quantile_is_the_product() {
        let mut model = MonteCarlo::new(&[1_000, 250], &[3, 4], 2, &[1.1, 0.0], &[1.5, 0.0], 200).unwrap();
        while !model.step(1_000).unwrap() {}
        let (first, second) = ((30.0 + 10.0) * 1.1 * 1.5, (30.0 + 10.0) * 1.21 * 2.25);
        for (found, expected) in model.quantiles().unwrap().iter().zip([[first; 5], [second; 5]].concat()) {
            assert!((found - expected).abs() < 1e-9, "{found} {expected}");
        }
    }
}
