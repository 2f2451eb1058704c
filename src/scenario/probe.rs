//! A document with some inputs changed, computed again and again: what every question that takes several runs rests on.
//!
//! Each run is checked as if the changed document had been opened. Where an input only fills input cells, the graph stays and
//! what depends on those cells is computed anew; where it shapes the graph (a date, a row, a figure that an estimate holds), the
//! graph is made from the changed document. Both give the same cells.

use super::build::graph;
use super::document::Document;
use super::explain::Address;
use super::inputs::{Input, InputKind};
use super::result::{CellValue, cell};
use crate::analysis::Ranges;
use crate::calendar::Date;
use crate::model::{Evaluation, EvaluationError, Graph, NodeId, Value};
use crate::quantity::Exact;
use crate::tree::{Json, Problem};

/// An input that is turned, in whole steps of its own: of its decimals, or of days.
pub(super) struct Dial {
    pub(super) input: Input,
    decimals: u32,
    /// What stood in the document.
    original: Json,
}

/// The days of a date are counted from here.
fn epoch() -> Option<Date> {
    Date::new(2000, 1, 1).ok()
}

impl Dial {
    /// A dial of a number, whole number or date, to so many decimals; nothing for what cannot be turned.
    pub(super) fn new(input: Input, decimals: Option<u8>, json: &Json) -> Option<Self> {
        let decimals = match input.kind {
            InputKind::Number => u32::from(decimals.unwrap_or(input.decimals).min(12)),
            InputKind::Whole | InputKind::Date => 0,
            InputKind::Switch | InputKind::Word => return None,
        };
        let original = json.at(&input.path)?.clone();
        Some(Self { input, decimals, original })
    }

    /// The step that a text names, rounded to the dial's decimals.
    pub(super) fn step(&self, text: &str) -> Option<i64> {
        match self.input.kind {
            InputKind::Date => Date::parse(text).ok().and_then(|date| Some(i64::from(epoch()?.days_until(date)))),
            _ => Exact::parse(text).ok()?.round(self.decimals).to_scaled_i64(self.decimals),
        }
    }

    /// The step at which it stands.
    pub(super) fn base(&self) -> Option<i64> {
        self.step(self.input.value.as_deref()?)
    }

    /// The `low` or `high` that the figure itself gives, or its distribution.
    pub(super) fn given(&self, side: &str) -> Option<String> {
        let of = |place: &Json| place.field(side).and_then(Json::text).map(str::to_owned);
        of(&self.original).or_else(|| of(self.original.field("distribution")?))
    }

    /// Whether the document's own value is a whole step.
    pub(super) fn is_exact(&self) -> bool {
        let own = self.input.value.as_deref().and_then(|text| Exact::parse(text).ok());
        self.input.kind == InputKind::Date || self.base().map(|base| self.value(base)) == own
    }

    /// A step as text.
    pub(super) fn text(&self, step: i64) -> String {
        match self.input.kind {
            InputKind::Date => {
                let days = i32::try_from(step).unwrap_or(i32::MAX);
                epoch().map_or_else(String::new, |epoch| epoch.plus_days(days).to_string())
            }
            _ if self.input.format == "amount" => self.value(step).fixed(self.decimals),
            _ => self.value(step).plain(),
        }
    }

    /// A step as a number.
    pub(super) fn value(&self, step: i64) -> Exact {
        Exact::from_scaled_i64(step, self.decimals)
    }

    /// What stands in the document at a step.
    fn written(&self, step: i64) -> Json {
        let text = Json::Text(self.text(step));
        match (self.input.kind, &self.original) {
            (InputKind::Whole, _) => Json::Whole(step),
            (_, Json::Object(fields)) if self.input.figure => {
                let unknown = fields.iter().any(|(name, value)| name == "value" && *value == Json::Null);
                let kept = |name: &str| !(unknown && matches!(name, "low" | "high"));
                let field = |(name, value): &(String, Json)| match name.as_str() {
                    "value" => (name.clone(), text.clone()),
                    _ => (name.clone(), value.clone()),
                };
                Json::Object(fields.iter().filter(|(name, _)| kept(name)).map(field).collect())
            }
            _ => text,
        }
    }
}

/// The step of each dial; nothing where it stays as it was.
pub(super) type Steps = Vec<Option<i64>>;

/// What a run gave.
pub(super) enum Outcome {
    /// The cell that was asked for.
    Cell(CellValue),
    /// The changed document is refused, or cannot be computed.
    Refused(Vec<Problem>),
}

/// What was made of the document.
struct Built {
    graph: Graph,
    exact: Evaluation<Exact>,
    ranges: Option<Ranges>,
    /// Where the asked cell stands, if it is there.
    asked: Option<(NodeId, usize)>,
    /// For each dial the input cells that it fills; nothing where it shapes the graph.
    cells: Vec<Option<Vec<(NodeId, usize)>>>,
    /// How the dials stand in it.
    steps: Steps,
    done: bool,
}

impl Built {
    fn new(document: &Document, dials: &[Dial], steps: Steps, address: &Address) -> Result<Self, Vec<Problem>> {
        let graph = graph(document)?;
        let asked = graph.named(&address.node).and_then(|node| {
            let labels: Vec<(&str, &str)> =
                address.labels.iter().map(|label| (label.axis.as_str(), label.label.as_str())).collect();
            Some((node, graph.cell(node, &labels)?))
        });
        let mut cells: Vec<Option<Vec<(NodeId, usize)>>> = dials
            .iter()
            .map(|dial| (dial.input.figure && !graph.is_shaped_by(&dial.input.path)).then(Vec::new))
            .collect();
        for (node, at, _, origin) in graph.leaves() {
            let own = |dial: &Dial| Some(&dial.input.path) == origin.path.as_ref();
            if let Some(Some(places)) = dials.iter().position(own).and_then(|dial| cells.get_mut(dial)) {
                places.push((node, at));
            }
        }
        // A figure without cells is read in some other way.
        cells.iter_mut().for_each(|places| *places = places.take().filter(|places| !places.is_empty()));
        let exact = Evaluation::start(&graph);
        let ranges = Ranges::new(&graph);
        Ok(Self { graph, exact, ranges, asked, cells, steps, done: false })
    }

    /// Whether only input cells differ between how the dials stand and how they shall.
    fn fits(&self, steps: &Steps) -> bool {
        let mut all = self.cells.iter().zip(self.steps.iter().zip(steps));
        self.done && all.all(|(cells, (own, wanted))| own == wanted || cells.is_some())
    }

    /// Computes anew what depends on the dials, and tells how much that was; ranges are left to [`Built::step`].
    fn turn(&mut self, dials: &[Dial], steps: &Steps) -> Result<usize, EvaluationError> {
        let mut changes = Vec::new();
        for ((dial, cells), (own, wanted)) in dials.iter().zip(&self.cells).zip(self.steps.iter().zip(steps)) {
            if own == wanted {
                continue;
            }
            let value = match wanted {
                Some(step) => Value::Known(dial.value(*step)),
                None => as_it_was(&dial.input),
            };
            for (node, at) in cells.iter().flatten() {
                changes.extend(self.graph.set(*node, *at, value));
            }
        }
        self.steps.clone_from(steps);
        // An evaluation that failed is of no further use.
        self.done = false;
        let computed = self.exact.update(&self.graph, &changes)?;
        self.ranges = Ranges::new(&self.graph);
        self.done = self.ranges.is_none();
        Ok(computed)
    }

    fn step(&mut self, budget: usize) -> Result<bool, EvaluationError> {
        self.done = self.exact.step(&self.graph, budget)?;
        if let (true, Some(ranges)) = (self.done, &mut self.ranges) {
            self.done = ranges.step(&mut self.graph, budget)?;
        }
        Ok(self.done)
    }

    fn cell(&self) -> CellValue {
        let found = self.asked.and_then(|(node, at)| {
            let decimals = self.graph.about(node)?.decimals_shown();
            cell(&self.exact, self.ranges.as_ref().map(Ranges::evaluation), node, at, decimals)
        });
        found.unwrap_or(CellValue::Undefined { undefined: "none" })
    }
}

/// What a figure's cells hold in the document as it was.
fn as_it_was(input: &Input) -> Value {
    let read = |text: &Option<String>| text.as_deref().and_then(|text| Exact::parse(text).ok());
    match (read(&input.value), read(&input.low), read(&input.high)) {
        (Some(value), ..) => Value::Known(value),
        (None, Some(low), Some(high)) => Value::Range(low, high),
        _ => Value::Unknown,
    }
}

/// A document whose dials are turned, and the one cell that is asked of it.
pub(super) struct Probe {
    json: Json,
    dials: Vec<Dial>,
    address: Address,
    built: Option<Built>,
    /// Whether a run was begun that is not yet at its end.
    running: bool,
}

/// What reading a document costs beside computing, in cells.
const READING: usize = 100;

impl Probe {
    pub(super) fn new(json: Json, dials: Vec<Dial>, address: Address) -> Self {
        Self { json, dials, address, built: None, running: false }
    }

    pub(super) fn dials(&self) -> &[Dial] {
        &self.dials
    }

    /// Goes on with a run, or begins it; the outcome once it is there. `budget` goes down by what was computed.
    pub(super) fn run(&mut self, steps: &Steps, budget: &mut usize) -> Option<Outcome> {
        match self.advance(steps, budget) {
            Ok(false) => None,
            Ok(true) => {
                self.running = false;
                Some(Outcome::Cell(self.built.as_ref().map(Built::cell)?))
            }
            Err(problems) => {
                self.running = false;
                Some(Outcome::Refused(problems))
            }
        }
    }

    fn advance(&mut self, steps: &Steps, budget: &mut usize) -> Result<bool, Vec<Problem>> {
        let failed = |error: EvaluationError| vec![Problem::whole(error.code(), error.message())];
        if !self.running {
            *budget = budget.saturating_sub(READING);
            let document = self.changed(steps)?;
            if let Some(built) = self.built.as_mut().filter(|built| built.fits(steps)) {
                *budget = budget.saturating_sub(built.turn(&self.dials, steps).map_err(failed)?);
                if built.done {
                    return Ok(true);
                }
            } else {
                self.built = Some(Built::new(&document, &self.dials, steps.clone(), &self.address)?);
            }
            self.running = true;
        }
        let Some(built) = &mut self.built else {
            return Ok(true);
        };
        let now = (*budget).max(1);
        *budget = budget.saturating_sub(built.graph.all_cells().min(now));
        built.step(now).map_err(failed)
    }

    /// The document with the dials at these steps, checked.
    fn changed(&mut self, steps: &Steps) -> Result<Document, Vec<Problem>> {
        for (dial, step) in self.dials.iter().zip(steps) {
            if let Some(place) = self.json.at_mut(&dial.input.path) {
                *place = step.map_or_else(|| dial.original.clone(), |step| dial.written(step));
            }
        }
        Document::read_tree(&self.json)
    }
}
