//! The method of a scenario, written from its graph and never by hand: what is computed in which order, on which inputs and
//! sources it rests, where is rounded, which measures work, and what is not known.

use std::collections::HashMap;

use serde::Serialize;

use super::document::{HorizonWords, Source};
use super::explain::{Address, AxisLabel, RoundingText, basis_word};
use super::result::{CaveatText, CellValue, DocumentName, EFFECTS, Table, cell, format_word, kind_word};
use super::run::{Scenario, VERSION};
use crate::care::{Lever, Variants};
use crate::model::{Axis, Basis, Graph, Label, NodeId, Origin};
use crate::quantity::{Lang, RoundingStep, Text};
use crate::tree::Problem;

/// The format of methods.
pub const METHOD_FORMAT: &str = "dagdeel-method/1";

/// How a scenario was computed, as a whole.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Method {
    /// Always `dagdeel-method/1`.
    #[cfg_attr(feature = "types", ts(type = "\"dagdeel-method/1\""))]
    pub format: &'static str,
    /// The version of the engine.
    pub engine: &'static str,
    /// The document that it is of.
    pub document: DocumentName,
    /// What the scenario is called.
    pub title: Text,
    /// Where and when it plays.
    pub place: Text,
    /// The years it runs over.
    pub horizon: HorizonWords,
    /// Everything that is computed, in the order of computing.
    pub formulas: Vec<MethodFormula>,
    /// Everything that it is computed from: one entry for each place in the document.
    pub inputs: Vec<MethodInput>,
    /// How many inputs rest on what.
    pub counts: MethodCounts,
    /// The steps at which is rounded.
    pub roundings: Vec<MethodRounding>,
    /// The measures, in the order in which they work.
    pub measures: Vec<MethodMeasure>,
    /// What a reader must know.
    pub caveats: Vec<CaveatText>,
    /// The sources of the document; an address only where it is `https:`.
    pub sources: Vec<Source>,
}

/// One quantity that is computed.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct MethodFormula {
    /// Its number, from 1; `symbols` of other formulas name it by this.
    pub number: usize,
    /// The cell that is shown of it: the last period, with the measures, the first of other axes.
    pub address: Address,
    /// What it is called.
    pub name: Text,
    /// The names of the labels of that cell, of axes that have more than one.
    pub at: Vec<Text>,
    /// The value of that cell.
    pub value: CellValue,
    /// The unit, such as `euro/dagdeel`.
    pub unit: String,
    /// How its values are written.
    #[cfg_attr(feature = "types", ts(type = "\"amount\" | \"number\" | \"percent\" | \"integer\""))]
    pub format: &'static str,
    /// How many decimals are shown.
    pub decimals: u8,
    /// Over what it adds up.
    #[cfg_attr(feature = "types", ts(type = "\"flow\" | \"stock\" | \"rate\""))]
    pub kind: &'static str,
    /// The names of the axes over which it is computed.
    pub axes: Vec<Text>,
    /// How many cells it has.
    pub cells: usize,
    /// Its formula, with the names of what it reads.
    pub words: Text,
    /// Its formula, with the numbers of other formulas in brackets; nothing for an estimate.
    pub symbols: Option<Text>,
    /// The roundings in it.
    pub roundings: Vec<RoundingText>,
    /// The numbers of the formulas that it reads.
    pub reads: Vec<usize>,
    /// The positions of the inputs that it reads, from 0.
    pub inputs: Vec<usize>,
    /// The identifiers of the sources that feed it, also by way of other formulas.
    pub sources: Vec<String>,
    /// How many assumptions feed it, also by way of other formulas.
    pub assumptions: usize,
    /// How many unknown inputs stand behind it.
    pub unknown: usize,
    /// Whether it is a table of the result.
    pub outcome: bool,
    /// A remark.
    pub note: Option<Text>,
}

/// One place in the document, the calendar or a definition that a formula reads.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct MethodInput {
    /// Its first cell.
    pub address: Address,
    /// What it is called.
    pub name: Text,
    /// The names of the labels that its cells share, of axes that have more than one.
    pub at: Vec<Text>,
    /// Its value; null where its cells differ.
    pub value: Option<CellValue>,
    /// The unit.
    pub unit: String,
    /// How it is written.
    #[cfg_attr(feature = "types", ts(type = "\"amount\" | \"number\" | \"percent\" | \"integer\""))]
    pub format: &'static str,
    /// How many decimals are shown.
    pub decimals: u8,
    /// The first day on which it holds, where it does not hold from the beginning.
    pub from: Option<String>,
    /// How many cells it fills.
    pub cells: usize,
    /// On what it rests.
    #[cfg_attr(
        feature = "types",
        ts(type = "\"source\" | \"assumption\" | \"choice\" | \"calendar\" | \"definition\"")
    )]
    pub basis: &'static str,
    /// The identifier of its source.
    pub source: Option<String>,
    /// A remark.
    pub note: Option<Text>,
    /// Where it stands in the document.
    pub path: Option<String>,
    /// The numbers of the formulas that read it.
    pub formulas: Vec<usize>,
}

/// How many inputs rest on what.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct MethodCounts {
    /// On a source of the document.
    pub sourced: usize,
    /// On an assumption.
    pub assumed: usize,
    /// On a choice, the calendar or a definition.
    pub other: usize,
    /// Not known, whatever they rest on.
    pub unknown: usize,
}

/// A step at which is rounded, half away from zero.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct MethodRounding {
    /// The step.
    pub name: Text,
    /// The decimals that it leaves.
    pub decimals: u32,
    /// The numbers of the formulas that round so.
    pub formulas: Vec<usize>,
}

/// A measure.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct MethodMeasure {
    /// Its identifier.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Its kind, such as `tariff`.
    pub kind: &'static str,
    /// Where it stands in the document.
    pub path: String,
    /// Whether it is switched on.
    pub on: bool,
    /// The first day on which it works.
    pub from: String,
    /// The day after the last; null for a change without end.
    pub to: Option<String>,
    /// Whether it lasts.
    #[cfg_attr(feature = "types", ts(type = "\"structural\" | \"incidental\""))]
    pub nature: &'static str,
    /// Over how many months it grows to its full strength.
    pub phase_in_months: Option<i32>,
    /// The positions of its inputs, from 0.
    pub inputs: Vec<usize>,
}

impl Scenario {
    /// How this scenario was computed, as a whole.
    ///
    /// # Errors
    /// `not-done` before [`Scenario::step`] has returned true.
    pub fn method(&self) -> Result<Method, Vec<Problem>> {
        let result = self.result()?;
        let (document, graph) = (self.document(), self.graph());
        let mut inputs = Inputs::of(self);
        let numbers: HashMap<NodeId, usize> = graph.order().filter(|node| !graph.is_input(*node)).zip(1..).collect();
        let fed = feeding(graph, &inputs);
        let mut roundings: Vec<(RoundingStep, Vec<usize>)> = Vec::new();
        let mut formulas = Vec::new();
        for node in graph.order() {
            let Some(formula) = self.formula(node, &numbers, &mut inputs, fed.get(&node)) else { continue };
            for step in graph.roundings(node) {
                match roundings.iter_mut().find(|(own, _)| *own == step) {
                    Some((_, used)) => used.push(formula.number),
                    None => roundings.push((step, vec![formula.number])),
                }
            }
            formulas.push(formula);
        }
        if let Some(table) = result.table(EFFECTS) {
            formulas.extend(self.effects_formula(table, &formulas, &result.axes));
        }
        let mut inputs = inputs.list;
        for (at, lever) in document.levers.iter().enumerate() {
            // What belongs to a measure holds from the day on which it begins.
            let path = format!("levers[{at}]");
            let own = inputs.iter_mut().filter(|input| input.from.is_none() && input.lies_in(&path));
            own.for_each(|input| input.from = Some(lever.head().from.to_string()));
        }
        let measure = |(at, lever): (usize, &Lever)| measure(lever, &format!("levers[{at}]"), &inputs);
        let source = |source: &Source| Source {
            url: source.url.clone().filter(|url| url.starts_with("https://")),
            ..source.clone()
        };
        Ok(Method {
            format: METHOD_FORMAT,
            engine: VERSION,
            document: result.document,
            title: document.title.clone(),
            place: document.place.clone(),
            horizon: document.horizon.words(),
            counts: counted(&inputs),
            measures: document.levers.iter().enumerate().map(measure).collect(),
            roundings: roundings
                .into_iter()
                .map(|(step, formulas)| MethodRounding { name: step.name(), decimals: step.decimals(), formulas })
                .collect(),
            caveats: result.caveats,
            sources: document.sources.iter().map(source).collect(),
            formulas,
            inputs,
        })
    }

    fn formula(
        &self,
        node: NodeId,
        numbers: &HashMap<NodeId, usize>,
        inputs: &mut Inputs,
        fed: Option<&Bits>,
    ) -> Option<MethodFormula> {
        let graph = self.graph();
        let number = *numbers.get(&node)?;
        let about = graph.about(node)?;
        let at = telling_cell(graph, node);
        let labels = graph.labels(node, at);
        let reads = graph.reads(node);
        let own: Vec<usize> =
            reads.iter().flat_map(|read| inputs.by_node.get(read).cloned().unwrap_or_default()).collect();
        for input in &own {
            if let Some(input) = inputs.list.get_mut(*input) {
                input.formulas.push(number);
            }
        }
        let named = |read: NodeId, lang: Lang| match numbers.get(&read) {
            Some(number) => format!("({number})"),
            None => graph.name(read, lang),
        };
        let feeding: Vec<&MethodInput> = fed.into_iter().flat_map(|fed| fed.members(&inputs.list)).collect();
        let cites = |source: &Source| feeding.iter().any(|input| input.source.as_deref() == Some(source.id.as_str()));
        Some(MethodFormula {
            number,
            address: address(about.id(), &labels),
            name: about.name().clone(),
            at: telling(&labels),
            value: self.value(node, at)?,
            unit: about.unit().to_string(),
            format: format_word(about.format()),
            decimals: about.decimals_shown(),
            kind: kind_word(graph.kind(node)?),
            axes: labels.iter().map(|(axis, _)| axis.name().clone()).collect(),
            cells: graph.cells(node),
            words: graph.wording(node)?,
            symbols: if graph.is_formula(node) { graph.wording_by(node, &named) } else { None },
            roundings: graph
                .roundings(node)
                .iter()
                .map(|step| RoundingText { name: step.name(), decimals: step.decimals() })
                .collect(),
            reads: reads.iter().filter_map(|read| numbers.get(read).copied()).collect(),
            inputs: own,
            sources: self
                .document()
                .sources
                .iter()
                .filter(|source| cites(source))
                .map(|source| source.id.clone())
                .collect(),
            assumptions: feeding.iter().filter(|input| input.basis == "assumption").count(),
            unknown: feeding.iter().filter(|input| input.is_unknown()).count(),
            outcome: about.is_reported(),
            note: about.remark().cloned(),
        })
    }

    /// The effect of each measure rests on runs of the whole, and is no node of the graph.
    fn effects_formula(
        &self,
        table: &Table,
        formulas: &[MethodFormula],
        axes: &[super::result::AxisTable],
    ) -> Option<MethodFormula> {
        let total = formulas.iter().find(|formula| formula.address.node == "kosten-per-jaar")?;
        let axes: Vec<_> =
            table.axes.iter().map(|id| axes.iter().find(|axis| axis.id == *id)).collect::<Option<_>>()?;
        let last = axes.iter().map(|axis| axis.labels.last().map(|label| (axis, label))).collect::<Option<Vec<_>>>()?;
        let labels = last.iter().map(|(axis, label)| AxisLabel { axis: axis.id.clone(), label: label.id.clone() });
        let address = Address { node: table.id.clone(), labels: labels.collect() };
        let explained = self.explain_at(&address, 1).ok()?;
        Some(MethodFormula {
            number: formulas.len() + 1,
            address,
            name: table.name.clone(),
            at: last.iter().filter(|(axis, _)| axis.labels.len() > 1).map(|(_, label)| label.name.clone()).collect(),
            value: explained.value,
            unit: table.unit.clone(),
            format: table.format,
            decimals: table.decimals,
            kind: table.kind,
            axes: axes.iter().map(|axis| axis.name.clone()).collect(),
            cells: table.cells.len(),
            words: explained.formula?,
            symbols: None,
            roundings: explained.rounding.into_iter().collect(),
            reads: vec![total.number],
            inputs: Vec::new(),
            outcome: true,
            note: None,
            ..total.clone()
        })
    }

    fn value(&self, node: NodeId, at: usize) -> Option<CellValue> {
        let decimals = self.graph().about(node)?.decimals_shown();
        cell(self.evaluation(), self.ranges(), node, at, decimals)
    }
}

impl MethodInput {
    /// Whether it stands in the object at a path.
    fn lies_in(&self, path: &str) -> bool {
        let rest = self.path.as_deref().and_then(|own| own.strip_prefix(path));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    /// Whether nothing is known of it, or of a part of it.
    fn is_unknown(&self) -> bool {
        matches!(self.value, Some(CellValue::Unknown { .. } | CellValue::Partial { .. }))
    }
}

/// The inputs of a graph, and which of them each node holds.
struct Inputs {
    list: Vec<MethodInput>,
    by_node: HashMap<NodeId, Vec<usize>>,
}

/// Cells of one node that come from one place.
struct Place<'a> {
    origin: &'a Origin,
    cells: Vec<usize>,
}

impl Inputs {
    fn of(scenario: &Scenario) -> Self {
        let graph = scenario.graph();
        let mut inputs = Self { list: Vec::new(), by_node: HashMap::new() };
        for node in graph.order().filter(|node| graph.is_input(*node)) {
            for place in places(graph, node) {
                let Some(input) = input(scenario, node, &place) else { continue };
                inputs.by_node.entry(node).or_default().push(inputs.list.len());
                inputs.list.push(input);
            }
        }
        inputs
    }
}

/// What the calendar or a definition says is one place, whatever the number of its cells; what the document says, one for each
/// field.
fn places(graph: &Graph, node: NodeId) -> Vec<Place<'_>> {
    let mut places: Vec<Place<'_>> = Vec::new();
    let mut found: HashMap<(Option<&str>, &'static str), usize> = HashMap::new();
    for at in 0..graph.cells(node) {
        let Some(origin) = graph.origin(node, at) else { continue };
        let path = match origin.basis {
            Basis::Source(_) | Basis::Assumption => origin.path.as_deref(),
            Basis::Choice | Basis::Calendar | Basis::Definition => None,
        };
        let place = *found.entry((path, basis_word(&origin.basis))).or_insert_with(|| {
            places.push(Place { origin, cells: Vec::new() });
            places.len() - 1
        });
        if let Some(place) = places.get_mut(place) {
            place.cells.push(at);
        }
    }
    places
}

fn input(scenario: &Scenario, node: NodeId, place: &Place<'_>) -> Option<MethodInput> {
    let graph = scenario.graph();
    let about = graph.about(node)?;
    let first = *place.cells.first()?;
    let labels = graph.labels(node, first);
    let value = scenario.value(node, first)?;
    let same = place.cells.iter().all(|at| scenario.value(node, *at).as_ref() == Some(&value));
    // The labels that all its cells share.
    let mut shared: Vec<Option<(&Axis, &Label)>> = labels.iter().copied().map(Some).collect();
    for at in &place.cells {
        for (kept, (_, label)) in shared.iter_mut().zip(graph.labels(node, *at)) {
            *kept = kept.filter(|(_, own)| own.id == label.id);
        }
    }
    let shared: Vec<(&Axis, &Label)> = shared.into_iter().flatten().collect();
    let later = labels
        .iter()
        .find(|(axis, label)| axis.is_time() && axis.labels().first().is_some_and(|first| first.id != label.id));
    Some(MethodInput {
        address: address(about.id(), &labels),
        name: about.name().clone(),
        at: telling(&shared),
        value: same.then_some(value),
        unit: about.unit().to_string(),
        format: format_word(about.format()),
        decimals: about.decimals_shown(),
        from: later.and_then(|(_, label)| label.period).map(|period| period.from().to_string()),
        cells: place.cells.len(),
        basis: basis_word(&place.origin.basis),
        source: match &place.origin.basis {
            Basis::Source(id) => Some(id.clone()),
            _ => None,
        },
        note: place.origin.note.clone().or_else(|| about.remark().cloned()),
        path: place.origin.path.clone(),
        formulas: Vec::new(),
    })
}

fn address(node: &str, labels: &[(&Axis, &Label)]) -> Address {
    let label = |(axis, label): &(&Axis, &Label)| AxisLabel { axis: axis.id().to_owned(), label: label.id.clone() };
    Address { node: node.to_owned(), labels: labels.iter().map(label).collect() }
}

/// The names of labels that tell something: an axis with one label does not.
fn telling(labels: &[(&Axis, &Label)]) -> Vec<Text> {
    labels.iter().filter(|(axis, _)| axis.labels().len() > 1).map(|(_, label)| label.name.clone()).collect()
}

/// The cell that stands for a node: the last period, with the measures, the first of other axes.
fn telling_cell(graph: &Graph, node: NodeId) -> usize {
    graph.axes_of(node).iter().filter_map(|axis| graph.axis(*axis)).fold(0, |at, axis| {
        let count = axis.labels().len();
        let own = match axis.id() {
            "variant" => Variants::AFTER,
            _ if axis.is_time() => count.saturating_sub(1),
            _ => 0,
        };
        at * count + own.min(count.saturating_sub(1))
    })
}

/// A set of inputs, one bit for each.
#[derive(Clone, Default, PartialEq, Eq)]
struct Bits(Vec<u64>);

impl Bits {
    fn add(&mut self, input: usize) {
        let (word, bit) = (input / 64, input % 64);
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        if let Some(word) = self.0.get_mut(word) {
            *word |= 1 << bit;
        }
    }

    fn join(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            *own |= other;
        }
    }

    fn members<'a>(&'a self, list: &'a [MethodInput]) -> impl Iterator<Item = &'a MethodInput> {
        let holds = |at: usize| self.0.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1);
        list.iter().enumerate().filter(move |(at, _)| holds(*at)).map(|(_, input)| input)
    }
}

/// Which inputs feed each node. Nodes that depend on each other through a lag are gone over until nothing is added.
fn feeding(graph: &Graph, inputs: &Inputs) -> HashMap<NodeId, Bits> {
    let mut fed: HashMap<NodeId, Bits> = HashMap::new();
    loop {
        let mut grown = false;
        for node in graph.order() {
            let mut own = Bits::default();
            inputs.by_node.get(&node).into_iter().flatten().for_each(|input| own.add(*input));
            graph.reads(node).iter().filter_map(|read| fed.get(read)).for_each(|read| own.join(read));
            grown |= fed.get(&node) != Some(&own);
            fed.insert(node, own);
        }
        if !grown {
            return fed;
        }
    }
}

fn counted(inputs: &[MethodInput]) -> MethodCounts {
    let mut counts = MethodCounts::default();
    for input in inputs {
        match input.basis {
            "source" => counts.sourced += 1,
            "assumption" => counts.assumed += 1,
            _ => counts.other += 1,
        }
        counts.unknown += usize::from(input.is_unknown());
    }
    counts
}

fn measure(lever: &Lever, path: &str, inputs: &[MethodInput]) -> MethodMeasure {
    let head = lever.head();
    MethodMeasure {
        id: head.id.to_owned(),
        name: head.name.clone(),
        kind: lever.kind(),
        path: path.to_owned(),
        on: head.on,
        from: head.from.to_string(),
        to: head.to.map(|to| to.to_string()),
        nature: head.nature.word(),
        phase_in_months: head.phase_in_months,
        inputs: inputs.iter().enumerate().filter(|(_, input)| input.lies_in(path)).map(|(at, _)| at).collect(),
    }
}
