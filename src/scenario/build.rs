//! From a document to a graph.

use super::document::{Document, Part};
use crate::calendar::Date;
use crate::care::{self, CareError, Lever, SpreadBy, TariffLever, Timeline, Variants};
use crate::model::{Draft, Graph, GraphError};
use crate::tree::Problem;

impl Document {
    /// Makes the graph of the scenario.
    ///
    /// # Errors
    /// [`CareError`]; a document that was read without problems gives none, unless a number becomes too large.
    pub fn graph(&self) -> Result<Graph, CareError> {
        let horizon = self.horizon().map_err(CareError::Problem)?;
        let mut draft = Draft::new();
        let timeline = Timeline::new(&mut draft, &horizon, &self.cuts())?;
        let levers: Vec<(&TariffLever, String)> = self
            .levers
            .iter()
            .enumerate()
            .map(|(at, lever)| match lever {
                Lever::Tariff(tariff) => (tariff, format!("levers[{at}]")),
            })
            .collect();
        let products = self.products();
        if !products.is_empty() {
            let natures: Vec<care::Nature> = levers.iter().map(|(lever, _)| lever.nature).collect();
            let variants = Variants::new(&mut draft, &natures)?;
            let volumes = care::add_products(&mut draft, &timeline, &variants, &products, &levers)?;
            for (at, part) in self.parts.iter().enumerate() {
                let Part::GroupTariff(group) = part else {
                    continue;
                };
                let unknown = |id: &str| CareError::Graph(GraphError::Open { node: id.to_owned() });
                let (lever, lever_path) =
                    levers.iter().find(|(lever, _)| lever.id == group.lever).ok_or_else(|| unknown(&group.lever))?;
                let own = volumes
                    .iter()
                    .find(|volumes| volumes.products.contains(&group.product))
                    .ok_or_else(|| unknown(&group.product))?;
                let twelfths = products
                    .iter()
                    .any(|(product, _)| product.id == group.product && product.spread.by == SpreadBy::Twelfths);
                let place = care::Place { path: format!("parts[{at}]"), lever_path: lever_path.clone(), twelfths };
                group.add(&mut draft, &timeline, &variants, own, lever, &place)?;
            }
        }
        for (at, part) in self.parts.iter().enumerate() {
            if let Part::Observations(observations) = part {
                observations.add(&mut draft, &timeline, &format!("parts[{at}]"))?;
            }
        }
        Ok(draft.finish()?)
    }

    /// Every date on which something changes.
    fn cuts(&self) -> Vec<Date> {
        let mut cuts: Vec<Date> = self
            .levers
            .iter()
            .map(|lever| match lever {
                Lever::Tariff(tariff) => tariff.from,
            })
            .collect();
        for (product, _) in self.products() {
            cuts.extend(product.tariffs.iter().map(|dated| dated.from));
        }
        cuts.sort_unstable();
        cuts.dedup();
        cuts
    }
}

/// Reads a document and makes its graph.
///
/// # Errors
/// All problems at once.
pub(crate) fn build(text: &str) -> Result<(Document, Graph), Vec<Problem>> {
    let document = Document::read(text)?;
    let graph = document.graph().map_err(|error| vec![error.problem()])?;
    Ok((document, graph))
}
