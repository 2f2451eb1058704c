//! The simulation of a document: its uncertain figures drawn, and what becomes of costs, forecast and budget.

use serde::Serialize;

use super::build::build;
use super::document::SimulationText;
use super::inputs::{Input, list};
use super::result::{AxisTable, DocumentName, axis_table, format_word};
use super::run::VERSION;
use super::supplied::{self, Opened};
use crate::analysis::{Estimated, MOST_RANKED, Outcome, Pair, Simulation, Uncertain, factor, pearson};
use crate::care::{Figure, Variants, cite};
use crate::model::{Graph, NodeId, Value};
use crate::quantity::{Exact, Law, P95, Text};
use crate::tree::{Json, Problem, Problems, Read, Tree};

/// The format of simulated results.
pub const SIMULATION_FORMAT: &str = "dagdeel-simulation/1";

/// How many draws there are where a document does not say.
pub const USUAL_DRAWS: i32 = 10_000;

/// The fewest draws: below, the outermost quantiles rest on a handful.
pub const FEWEST_DRAWS: i32 = 100;

/// A simulation has at most this many draws.
pub const MOST_DRAWS: i32 = 200_000;

/// Draws times outcomes, of 8 bytes each, are at most this many.
pub const MOST_SAMPLES: usize = 12_000_000;

/// The seed where a document does not say.
const USUAL_SEED: i32 = 1;

/// What is simulated: the costs of each year, and the forecast that is set beside the budget.
const COSTS: &str = "kosten-per-jaar";
const FORECAST: &str = "prognose-einde-jaar";
const BUDGET: &str = "begroting";

/// How many decimals of a chance or a correlation are given.
const CHANCE_DECIMALS: u32 = 4;

/// What a simulation gives, in a fixed order, the same bytes on every platform.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SimulationResult {
    /// Always `dagdeel-simulation/1`.
    #[cfg_attr(feature = "types", ts(type = "\"dagdeel-simulation/1\""))]
    pub format: &'static str,
    /// The version of the engine.
    pub engine: &'static str,
    /// The document that it is of.
    pub document: DocumentName,
    /// From which the draws follow.
    pub seed: i32,
    /// How many draws.
    pub draws: i32,
    /// Over how many of them, the first, rank correlations are computed.
    pub ranked: i32,
    /// The axes of the tables, time first.
    pub axes: Vec<AxisTable>,
    /// The uncertain inputs.
    pub inputs: Vec<SimulatedInput>,
    /// The simulated quantities.
    pub tables: Vec<SimulatedTable>,
    /// How likely it is that one quantity is greater than another.
    pub chances: Vec<ChanceTable>,
}

/// An uncertain input, and what its law says of it.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SimulatedInput {
    /// What it is: its place, name and unit.
    pub input: Input,
    /// Its mean.
    pub mean: String,
    /// Its standard deviation.
    pub spread: String,
    /// Below this is one outcome in twenty.
    pub p5: String,
    /// Above this is one outcome in twenty.
    pub p95: String,
}

/// A simulated quantity.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SimulatedTable {
    /// Identifier: the node, as in the result.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// The unit.
    pub unit: String,
    /// How its values are written.
    #[cfg_attr(feature = "types", ts(type = "\"amount\" | \"number\" | \"percent\" | \"integer\""))]
    pub format: &'static str,
    /// How many decimals are shown.
    pub decimals: u8,
    /// Its axes, time first.
    pub axes: Vec<String>,
    /// Its cells, the last axis fastest; null where it is not known or was not simulated.
    pub cells: Vec<Option<SimulatedCell>>,
}

/// What becomes of one cell.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SimulatedCell {
    /// The mean.
    pub mean: SimulatedValue,
    /// The standard deviation.
    pub spread: String,
    /// One in twenty draws is below this.
    pub p5: SimulatedValue,
    /// A quarter of the draws is below this.
    pub p25: SimulatedValue,
    /// Half of the draws is below this.
    pub p50: SimulatedValue,
    /// A quarter of the draws is above this.
    pub p75: SimulatedValue,
    /// One in twenty draws is above this.
    pub p95: SimulatedValue,
    /// Its rank correlation with each uncertain input, in their order; null where one of both does not vary.
    pub ranks: Vec<Option<String>>,
}

/// An estimate, and how far it may be off because the draws are not endless.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SimulatedValue {
    /// The estimate, as decimal text.
    pub value: String,
    /// Its standard error.
    pub error: String,
}

/// How likely it is that a quantity is greater than another.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ChanceTable {
    /// Identifier: `kans-op-overschrijding` or `kans-op-overschrijding-ongewijzigd`.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Its axes, time first.
    pub axes: Vec<String>,
    /// Chances as fractions, the last axis fastest; null where there is nothing to compare with.
    pub cells: Vec<Option<SimulatedValue>>,
}

/// A chance and the cells behind it.
struct Chance {
    id: &'static str,
    name: Text,
    axes: Vec<String>,
    pairs: usize,
}

/// One document and its simulation. Long work is a job: it is advanced by [`ScenarioSimulation::step`].
pub struct ScenarioSimulation {
    name: DocumentName,
    seed: i32,
    draws: i32,
    inputs: Vec<SimulatedInput>,
    tables: Vec<SimulatedTable>,
    /// Which cell of which table each outcome is.
    places: Vec<(usize, usize)>,
    chances: Vec<Chance>,
    axes: Vec<AxisTable>,
    simulation: Simulation,
    done: bool,
}

impl SimulationText {
    pub(super) fn check(&self, problems: &mut Problems) {
        let mut wrong = |field: &str, code: &str, found: i32, expected: String| {
            let path = format!("simulation.{field}");
            let message = Text::owned(
                format!("{path}: gevonden {found}, verwacht {expected}."),
                format!("{path}: found {found}, expected {expected}."),
            );
            problems.add(Problem::at(&path, code, message).with(found.to_string(), expected));
        };
        if let Some(seed) = self.seed.filter(|seed| *seed < 0) {
            wrong("seed", "simulation-seed", seed, "≥ 0".to_owned());
        }
        if let Some(draws) = self.draws.filter(|draws| !(FEWEST_DRAWS..=MOST_DRAWS).contains(draws)) {
            wrong("draws", "simulation-draws", draws, format!("{FEWEST_DRAWS} … {MOST_DRAWS}"));
        }
        for (at, correlation) in self.correlations.iter().flatten().enumerate() {
            let path = format!("simulation.correlations[{at}]");
            cite(&correlation.source, &format!("{path}.source"), problems);
            if correlation.between.len() != 2 {
                let message = Text::owned(
                    format!("{path}.between: noem precies twee getallen."),
                    format!("{path}.between: name exactly two figures."),
                );
                let found = correlation.between.len().to_string();
                problems.add(Problem::at(&format!("{path}.between"), "correlation", message).with(found, "2"));
            }
            if correlation.rank.abs() > Exact::ONE {
                let rank = correlation.rank;
                let message = Text::owned(
                    format!("{path}.rank: gevonden {rank}, verwacht een getal van -1 tot en met 1."),
                    format!("{path}.rank: found {rank}, expected a number from -1 to 1."),
                );
                let place = format!("{path}.rank");
                problems.add(Problem::at(&place, "correlation", message).with(rank.to_string(), "-1 … 1"));
            }
        }
    }
}

impl ScenarioSimulation {
    /// Reads a document and prepares the simulation of its uncertain figures.
    ///
    /// # Errors
    /// All problems of the document at once; `nothing-uncertain` where no figure has a distribution, `nothing-simulated` where
    /// nothing follows from one, `distribution-fixed` where a figure cannot have one, `correlation` where correlations do not fit
    /// together, `too-many-samples` over [`MOST_SAMPLES`].
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        let Opened { json, checksum, supplied } = supplied::open(text)?;
        let (document, graph) = build(&json)?;
        let settings = document.simulation;
        let seed = settings.as_ref().and_then(|settings| settings.seed).unwrap_or(USUAL_SEED);
        let draws = settings.as_ref().and_then(|settings| settings.draws).unwrap_or(USUAL_DRAWS);
        let name = DocumentName { id: document.id, checksum };
        let found = uncertain(&json, &supplied, &graph)?;
        let mixes = mixed(settings.as_ref(), &found)?;
        let inputs = found.iter().filter_map(|(input, law, _)| described(input, law)).collect();
        let drawn = found.into_iter().zip(mixes).map(|((input, law, cells), mix)| Uncertain {
            name: input.key,
            law,
            cells,
            mix,
        });
        Self::prepared(name, (seed, draws), graph, inputs, drawn.collect())
    }

    fn prepared(
        name: DocumentName,
        (seed, draws): (i32, i32),
        mut graph: Graph,
        inputs: Vec<SimulatedInput>,
        drawn: Vec<Uncertain>,
    ) -> Result<Self, Vec<Problem>> {
        // A range says nothing of what is likely within it.
        let ranges: Vec<(NodeId, usize)> = graph
            .leaves()
            .filter(|(_, _, value, _)| matches!(value, Value::Range(..)))
            .map(|(node, at, ..)| (node, at))
            .collect();
        for (node, at) in ranges {
            graph.set(node, at, Value::Unknown);
        }
        let (mut tables, mut places, mut outcomes) = (Vec::new(), Vec::new(), Vec::new());
        for id in [COSTS, FORECAST] {
            let Some((node, table)) = table(&graph, id) else {
                continue;
            };
            for at in (0..graph.cells(node)).filter(|at| simulated(&graph, node, *at)) {
                places.push((tables.len(), at));
                outcomes.push((node, at));
            }
            tables.push(table);
        }
        let most = MOST_SAMPLES.checked_div(outcomes.len()).unwrap_or(0);
        let count = usize::try_from(draws).unwrap_or(0);
        if outcomes.is_empty() {
            let message = Text::new(
                "Dit scenario heeft geen kosten per jaar; er is niets om te simuleren.",
                "This scenario has no yearly costs; there is nothing to simulate.",
            );
            return Err(vec![Problem::whole("nothing-simulated", message)]);
        }
        if count > most {
            let message = Text::owned(
                format!("simulation.draws: gevonden {draws}; bij zoveel uitkomsten passen er ten hoogste {most}."),
                format!("simulation.draws: found {draws}; with so many outcomes there is room for at most {most}."),
            );
            let problem = Problem::at("simulation.draws", "too-many-samples", message);
            return Err(vec![problem.with(draws.to_string(), format!("≤ {most}"))]);
        }
        let (chances, pairs) = chances(&graph);
        let used = |id: &str| {
            let tables = tables.iter().flat_map(|table: &SimulatedTable| &table.axes);
            tables.chain(chances.iter().flat_map(|chance| &chance.axes)).any(|axis| axis == id)
        };
        let axes = graph.axes().iter().filter(|axis| used(axis.id())).map(axis_table).collect();
        let simulation = Simulation::new(graph, drawn, outcomes, pairs, seed.unsigned_abs().into(), count);
        Ok(Self { name, seed, draws, inputs, tables, places, chances, axes, simulation, done: false })
    }

    /// Does about `budget` cells more, of 64 draws each, and tells whether all is done.
    ///
    /// # Errors
    /// `overflow` where a number becomes too large; the simulation is then of no further use.
    pub fn step(&mut self, budget: usize) -> Result<bool, Vec<Problem>> {
        let failed = |error: crate::model::EvaluationError| vec![Problem::whole(error.code(), error.message())];
        self.done = self.simulation.step(budget).map_err(failed)?;
        Ok(self.done)
    }

    /// The part that is done, from 0 to 1.
    pub fn progress(&self) -> f64 {
        self.simulation.progress()
    }

    /// The result.
    ///
    /// # Errors
    /// `not-done` before [`ScenarioSimulation::step`] has returned true.
    pub fn result(&self) -> Result<SimulationResult, Vec<Problem>> {
        if !self.done {
            let message = Text::new("De simulatie is nog niet klaar.", "The simulation is not done yet.");
            return Err(vec![Problem::whole("not-done", message)]);
        }
        let mut tables = self.tables.clone();
        for ((table, at), outcome) in self.places.iter().zip(self.simulation.outcomes()) {
            let table = tables.get_mut(*table);
            if let Some((place, outcome)) = table.and_then(|table| table.cells.get_mut(*at)).zip(outcome.as_ref()) {
                *place = cell(outcome);
            }
        }
        let mut found = self.simulation.chances().into_iter();
        let chance = |chance: &Chance| ChanceTable {
            id: chance.id.to_owned(),
            name: chance.name.clone(),
            axes: chance.axes.clone(),
            cells: found
                .by_ref()
                .take(chance.pairs)
                .map(|found| found.and_then(|found| value(&found, CHANCE_DECIMALS)))
                .collect(),
        };
        Ok(SimulationResult {
            format: SIMULATION_FORMAT,
            engine: VERSION,
            document: self.name.clone(),
            seed: self.seed,
            draws: self.draws,
            ranked: self.draws.min(MOST_RANKED as i32),
            axes: self.axes.clone(),
            inputs: self.inputs.clone(),
            chances: self.chances.iter().map(chance).collect(),
            tables,
        })
    }
}

type Found = (Input, Law, Vec<(NodeId, usize)>);

/// The figures with a distribution, each with its law and the cells that hold it.
fn uncertain(json: &Json, supplied: &[String], graph: &Graph) -> Result<Vec<Found>, Vec<Problem>> {
    let mut problems = Problems::default();
    let mut found = Vec::new();
    for input in list(json, supplied, graph) {
        let Some(place) = json.at(&input.path).filter(|place| place.field("distribution").is_some()) else {
            continue;
        };
        let figure = Figure::read(&Tree::root(place), &mut problems);
        let Some((figure, law)) = figure.and_then(|figure| figure.law().map(|law| (figure, law))) else {
            continue;
        };
        let own = |origin: &crate::model::Origin| origin.path.as_deref() == Some(input.path.as_str());
        let cells: Vec<_> = graph.leaves().filter(|(.., origin)| own(origin)).collect();
        let fixed = graph.is_shaped_by(&input.path)
            || cells.is_empty()
            || cells.iter().any(|(_, _, value, _)| **value != figure.leaf());
        if fixed {
            let path = &input.path;
            let message = Text::owned(
                format!(
                    "{path}: dit getal bepaalt de vorm van de berekening en kan geen verdeling hebben; haal die weg."
                ),
                format!("{path}: this figure shapes the computation and cannot have a distribution; remove it."),
            );
            problems.add(Problem::at(&format!("{path}.distribution"), "distribution-fixed", message));
        }
        let cells = cells.into_iter().map(|(node, at, ..)| (node, at)).collect();
        found.push((input, law, cells));
    }
    if !problems.is_empty() {
        return Err(problems.into_vec());
    }
    if found.is_empty() {
        let message = Text::new(
            "Geen enkel getal van dit scenario heeft een verdeling; geef er een bij wat onzeker is.",
            "No figure of this scenario has a distribution; give one to what is uncertain.",
        );
        return Err(vec![Problem::whole("nothing-uncertain", message)]);
    }
    Ok(found)
}

/// How the normal number of each input is mixed from independent ones, so that ranks are correlated as the document says.
fn mixed(settings: Option<&SimulationText>, found: &[Found]) -> Result<Vec<Vec<(usize, f64)>>, Vec<Problem>> {
    let given = settings.and_then(|settings| settings.correlations.as_deref()).unwrap_or_default();
    let mut problems = Problems::default();
    let mut pairs: Vec<(usize, usize, f64)> = Vec::new();
    for (at, correlation) in given.iter().enumerate() {
        let path = format!("simulation.correlations[{at}].between");
        let mut ends = Vec::new();
        for (nth, name) in correlation.between.iter().enumerate() {
            let known = found.iter().position(|(input, ..)| input.path == *name || input.key == *name);
            if known.is_none() {
                let missing = Text::new("getal met een verdeling", "figure with a distribution");
                problems.add(crate::care::missing(&format!("{path}[{nth}]"), missing, name));
            }
            ends.extend(known);
        }
        let [a, b] = ends.as_slice() else {
            continue;
        };
        let twice = pairs.iter().any(|(c, d, _)| (c, d) == (a, b) || (c, d) == (b, a));
        if twice || a == b {
            let message = Text::owned(
                format!("{path}: geef de samenhang van twee verschillende getallen, en van elk paar één keer."),
                format!("{path}: give the correlation of two different figures, and of each pair once."),
            );
            problems.add(Problem::at(&path, "correlation", message).with(correlation.between.join(", "), "a ≠ b, × 1"));
        }
        pairs.push((*a, *b, pearson(correlation.rank.to_f64())));
    }
    if !problems.is_empty() {
        return Err(problems.into_vec());
    }
    factor(found.len(), &pairs).map_err(|own| {
        let of_own = pairs.iter().enumerate().filter(|(_, (a, b, _))| *a.max(b) <= own && (*a == own || *b == own));
        let entries: Vec<String> = of_own.map(|(at, _)| format!("simulation.correlations[{at}]")).collect();
        let input = found.get(own).map(|(input, ..)| input.key.clone()).unwrap_or_default();
        let list = entries.join(", ");
        let message = Text::owned(
            format!(
                "{list}: deze samenhang van {input} kan niet samengaan met de andere (de matrix is niet positief \
                 semidefiniet); breng een van de getallen dichter bij nul."
            ),
            format!(
                "{list}: this correlation of {input} cannot go together with the others (the matrix is not positive \
                 semi-definite); bring one of them closer to zero."
            ),
        );
        vec![Problem::at("simulation.correlations", "correlation", message).with(list, "x'Rx ≥ 0")]
    })
}

fn described(input: &Input, law: &Law) -> Option<SimulatedInput> {
    let decimals = u32::from(input.decimals) + 2;
    Some(SimulatedInput {
        input: input.clone(),
        mean: write(law.mean(), decimals)?,
        spread: write(law.spread(), decimals)?,
        p5: write(law.at(-P95), decimals)?,
        p95: write(law.at(P95), decimals)?,
    })
}

/// A reported quantity of the graph, its cells still empty.
fn table(graph: &Graph, id: &str) -> Option<(NodeId, SimulatedTable)> {
    let node = graph.named(id)?;
    let about = graph.about(node)?;
    let table = SimulatedTable {
        id: id.to_owned(),
        name: about.name().clone(),
        unit: about.unit().to_string(),
        format: format_word(about.format()),
        decimals: about.decimals_shown(),
        axes: axes_of(graph, node),
        cells: vec![None; graph.cells(node)],
    };
    Some((node, table))
}

fn axes_of(graph: &Graph, node: NodeId) -> Vec<String> {
    graph.axes_of(node).iter().filter_map(|axis| graph.axis(*axis)).map(|axis| axis.id().to_owned()).collect()
}

/// Of the variants, those without and with all levers are simulated.
fn simulated(graph: &Graph, node: NodeId, at: usize) -> bool {
    graph.labels(node, at).iter().all(|(axis, label)| {
        let variant = || axis.labels().iter().position(|own| own.id == label.id);
        axis.id() != "variant" || matches!(variant(), Some(Variants::BEFORE | Variants::AFTER))
    })
}

/// The forecast beside the budget, and the costs of unchanged policy beside it.
fn chances(graph: &Graph) -> (Vec<Chance>, Vec<Pair>) {
    let (mut chances, mut pairs) = (Vec::new(), Vec::new());
    let Some(budget) = graph.named(BUDGET) else {
        return (chances, pairs);
    };
    let axes = axes_of(graph, budget);
    if let Some(forecast) = graph.named(FORECAST).filter(|forecast| axes_of(graph, *forecast) == axes) {
        pairs.extend((0..graph.cells(budget)).map(|at| Pair { over: (forecast, at), limit: (budget, at) }));
        chances.push(Chance {
            id: "kans-op-overschrijding",
            name: Text::new("Kans op overschrijding", "Chance of exceeding the budget"),
            axes: axes.clone(),
            pairs: pairs.len(),
        });
    }
    // Of several municipalities, unchanged policy is known together only.
    if let Some(costs) =
        graph.named(COSTS).filter(|costs| axes == ["year"] && axes_of(graph, *costs) == ["year", "variant"])
    {
        let variants = graph.cells(costs).checked_div(graph.cells(budget)).unwrap_or(1);
        let unchanged = |at: usize| Pair { over: (costs, at * variants + Variants::BEFORE), limit: (budget, at) };
        pairs.extend((0..graph.cells(budget)).map(unchanged));
        chances.push(Chance {
            id: "kans-op-overschrijding-ongewijzigd",
            name: Text::new(
                "Kans op overschrijding bij ongewijzigd beleid",
                "Chance of exceeding the budget with unchanged policy",
            ),
            axes,
            pairs: graph.cells(budget),
        });
    }
    (chances, pairs)
}

fn write(number: f64, decimals: u32) -> Option<String> {
    Exact::from_f64_rounded(number, decimals).map(|number| number.fixed(decimals))
}

fn value(estimated: &Estimated, decimals: u32) -> Option<SimulatedValue> {
    Some(SimulatedValue { value: write(estimated.value, decimals)?, error: write(estimated.error, decimals)? })
}

/// Amounts to the cent, correlations to four decimals; nothing where a number is too large to be written.
fn cell(outcome: &Outcome) -> Option<SimulatedCell> {
    let [p5, p25, p50, p75, p95] = outcome.quantiles;
    let amount = |estimated: &Estimated| value(estimated, 2);
    Some(SimulatedCell {
        mean: amount(&outcome.mean)?,
        spread: write(outcome.spread, 2)?,
        p5: amount(&p5)?,
        p25: amount(&p25)?,
        p50: amount(&p50)?,
        p75: amount(&p75)?,
        p95: amount(&p95)?,
        ranks: outcome.ranks.iter().map(|rank| rank.and_then(|rank| write(rank, CHANCE_DECIMALS))).collect(),
    })
}
