//! A question that takes several runs, being answered: a job that is advanced in steps and can be left at any time.

use serde::Serialize;

use super::build::build;
use super::explain::{Address, AxisLabel};
use super::inputs::{self, Input, InputKind};
use super::probe::{Dial, Outcome, Probe, Steps};
use super::questions::{
    Answer, Asked, Bar, Changed, Grid, GridAxis, GridQuestion, InputRange, InputValues, Run, Sample, SeekQuestion,
    Sought, Tornado, TornadoQuestion,
};
use super::result::{CellValue, format_word, kind_word, write};
use super::supplied::{self, Opened};
use crate::analysis::{Crossing, Seek, Side};
use crate::model::Graph;
use crate::quantity::{Exact, Text};
use crate::tree::{Json, Problem, Problems, Read, Tree, parse};

/// A grid has at most this many values on each side.
pub const MOST_VALUES: usize = 21;

/// An answer.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(untagged)]
pub enum Reply {
    /// To a tornado question.
    Tornado(Box<Tornado>),
    /// To a grid question.
    Grid(Box<Grid>),
    /// To a seek question.
    Sought(Box<Sought>),
}

/// A document and a question about it, being answered.
pub struct Inquiry {
    probe: Probe,
    asked: Asked,
    plan: Plan,
    /// The outcomes so far; the first is that of the document as it is.
    found: Vec<Outcome>,
}

/// Which runs there are, beside that of the document as it is.
enum Plan {
    /// Each dial at its lowest and highest step.
    Tornado { ranges: Vec<(i64, i64)>, left_out: Vec<Input> },
    /// The first dial along the rows, the second along the columns.
    Grid { rows: Vec<i64>, columns: Vec<i64> },
    /// One dial, at steps that follow from what was found.
    Seek { seek: Seek, target: Exact, low: i64, high: i64, inputs: Vec<i64> },
}

impl Inquiry {
    /// Reads a document and a question about it: `{"kind": "tornado" | "grid" | "seek", …}`.
    ///
    /// # Errors
    /// All problems of the document or the question; paths of a question begin with `question`.
    pub fn read(document: &str, question: &str) -> Result<Self, Vec<Problem>> {
        let Opened { json, supplied, .. } = supplied::open(document)?;
        let (_, graph) = build(&json)?;
        let question = parse(question).map_err(|problem| vec![*problem])?;
        let inputs = inputs::list(&json, &supplied, &graph);
        let reader = Reader { json: &json, graph: &graph, inputs: &inputs };
        let (asked, dials, plan) = match question.field("kind").and_then(Json::text) {
            Some("tornado") => reader.tornado(&typed(&question)?),
            Some("grid") => reader.grid(&typed(&question)?),
            Some("seek") => reader.seek(&typed(&question)?),
            _ => Err(refused("kind", "question-kind", Text::new("geen bekende vraag", "no known question"))),
        }?;
        let address = asked.address.clone();
        Ok(Self { probe: Probe::new(json, dials, address), asked, plan, found: Vec::new() })
    }

    /// Computes about `budget` cells more, and tells whether the answer is there.
    pub fn step(&mut self, budget: usize) -> bool {
        let mut left = budget.max(1);
        while let Some(steps) = self.next() {
            if left == 0 {
                return false;
            }
            let Some(outcome) = self.probe.run(&steps, &mut left) else {
                return false;
            };
            if let (Plan::Seek { seek, target, inputs, .. }, Some(Some(input))) = (&mut self.plan, steps.first()) {
                seek.found(*input, side(&outcome, *target));
                inputs.push(*input);
            }
            self.found.push(outcome);
        }
        true
    }

    /// The part of the runs that is done, from 0 to 1.
    pub fn progress(&self) -> f64 {
        let share = |runs: usize| self.found.len() as f64 / (runs + 1) as f64;
        match &self.plan {
            Plan::Tornado { ranges, .. } => share(2 * ranges.len()),
            Plan::Grid { rows, columns } => share(rows.len() * columns.len()),
            Plan::Seek { seek, .. } => seek.progress(),
        }
    }

    /// How the dials stand in the next run; nothing when all is found.
    fn next(&self) -> Option<Steps> {
        let dials = self.probe.dials().len();
        let mut steps = vec![None; dials];
        let Some(run) = self.found.len().checked_sub(1) else {
            return Some(steps);
        };
        match &self.plan {
            Plan::Tornado { ranges, .. } => {
                let (low, high) = ranges.get(run / 2)?;
                *steps.get_mut(run / 2)? = Some(if run % 2 == 0 { *low } else { *high });
            }
            Plan::Grid { rows, columns } => {
                let place = (rows.get(run.checked_div(columns.len())?)?, columns.get(run.checked_rem(columns.len())?)?);
                steps = vec![Some(*place.0), Some(*place.1)];
            }
            Plan::Seek { seek, .. } => steps = vec![Some(seek.next()?)],
        }
        Some(steps)
    }

    /// The answer, once [`Inquiry::step`] has returned true.
    ///
    /// # Errors
    /// `not-done` before that.
    pub fn answer(&self) -> Result<Reply, Vec<Problem>> {
        let not_done = || {
            let message = Text::new("De berekening is nog niet klaar.", "The computation is not done yet.");
            vec![Problem::whole("not-done", message)]
        };
        if self.next().is_some() {
            return Err(not_done());
        }
        let reply = match &self.plan {
            Plan::Tornado { ranges, left_out } => {
                self.tornado(ranges, left_out).map(|answer| Reply::Tornado(Box::new(answer)))
            }
            Plan::Grid { rows, columns } => self.grid(rows, columns).map(|answer| Reply::Grid(Box::new(answer))),
            Plan::Seek { seek, target, low, high, inputs } => {
                self.sought(seek, *target, (*low, *high), inputs).map(|answer| Reply::Sought(Box::new(answer)))
            }
        };
        reply.ok_or_else(not_done)
    }

    /// A run of those that were done, with the dials at these steps.
    fn run(&self, at: usize, steps: &[(usize, i64)]) -> Option<Run> {
        let dials = self.probe.dials();
        let change = |(dial, step): &(usize, i64)| {
            let dial = dials.get(*dial)?;
            Some(Changed { path: dial.input.path.clone(), value: dial.text(*step) })
        };
        let (value, problems) = match self.found.get(at)? {
            Outcome::Cell(cell) => (Some(cell.clone()), Vec::new()),
            Outcome::Refused(problems) => (None, problems.clone()),
        };
        let base = self.found.first().and_then(known);
        Some(Run {
            changes: steps.iter().map(change).collect::<Option<_>>()?,
            difference: value.as_ref().and_then(number).zip(base).and_then(|(own, base)| self.less(own, base)),
            value,
            problems,
        })
    }

    fn less(&self, own: Exact, other: Exact) -> Option<String> {
        Some(write(own.minus(other).ok()?, self.asked.decimals))
    }

    fn tornado(&self, ranges: &[(i64, i64)], left_out: &[Input]) -> Option<Tornado> {
        let base = self.run(0, &[])?;
        let mut bars = Vec::new();
        for (at, ((low, high), dial)) in ranges.iter().zip(self.probe.dials()).enumerate() {
            let (low, high) = (self.run(2 * at + 1, &[(at, *low)])?, self.run(2 * at + 2, &[(at, *high)])?);
            let all: Option<Vec<Exact>> =
                [&base, &low, &high].map(|run| run.value.as_ref().and_then(number)).into_iter().collect();
            let ends = all.as_ref().and_then(|all| Some((*all.iter().max()?, *all.iter().min()?)));
            let spread = ends.and_then(|(most, least)| most.minus(least).ok());
            bars.push((
                spread,
                Bar {
                    input: dial.input.clone(),
                    low,
                    high,
                    spread: spread.map(|spread| write(spread, self.asked.decimals)),
                },
            ));
        }
        bars.sort_by(|(one, _), (other, _)| other.cmp(one));
        let bars = bars.into_iter().map(|(_, bar)| bar).collect();
        Some(Tornado { result: self.asked.clone(), base, bars, left_out: left_out.to_vec() })
    }

    fn grid(&self, rows: &[i64], columns: &[i64]) -> Option<Grid> {
        let axis = |at: usize, steps: &[i64]| {
            let dial = self.probe.dials().get(at)?;
            let base = dial.base().and_then(|base| steps.iter().position(|step| *step == base));
            Some(GridAxis {
                input: dial.input.clone(),
                values: steps.iter().map(|step| dial.text(*step)).collect(),
                base: base.filter(|_| dial.is_exact()),
            })
        };
        let mut cells = Vec::new();
        for row in rows {
            for column in columns {
                cells.push(self.run(cells.len() + 1, &[(0, *row), (1, *column)])?);
            }
        }
        let (rows, columns) = (axis(0, rows)?, axis(1, columns)?);
        Some(Grid { result: self.asked.clone(), base: self.run(0, &[])?, rows, columns, cells })
    }

    fn sought(&self, seek: &Seek, target: Exact, (low, high): (i64, i64), inputs: &[i64]) -> Option<Sought> {
        let dial = self.probe.dials().first()?;
        let sample = |at: usize, input: i64| {
            let run = self.run(at + 1, &[])?;
            let difference = run.value.as_ref().and_then(number).and_then(|own| self.less(own, target));
            Some(Sample { input: dial.text(input), value: run.value, difference })
        };
        let at = |input: i64| sample(inputs.iter().position(|own| *own == input)?, input);
        let answer = |crossing: &Crossing| {
            let (kind, from, to) = match *crossing {
                Crossing::Hit(from, to) => ("exact", from, to),
                Crossing::Between(from, to) => ("between", from, to),
            };
            Some(Answer { kind, from: at(from)?, to: at(to)? })
        };
        let found: Vec<Answer> = seek.crossings().iter().map(answer).collect::<Option<_>>()?;
        let outcome = match found.as_slice() {
            [] => "none",
            [only] => only.kind,
            _ => "several",
        };
        let mut order: Vec<(i64, usize)> = inputs.iter().enumerate().map(|(at, input)| (*input, at)).collect();
        order.sort_unstable();
        let resolution = seek.resolution();
        Some(Sought {
            result: self.asked.clone(),
            base: self.run(0, &[])?,
            target: write(target, self.asked.decimals),
            input: dial.input.clone(),
            low: dial.text(low),
            high: dial.text(high),
            outcome,
            found,
            runs: order.into_iter().map(|(input, at)| sample(at, input)).collect::<Option<_>>()?,
            resolution: match dial.input.kind {
                InputKind::Date => resolution.to_string(),
                _ => dial.value(resolution).plain(),
            },
            complete: resolution <= 1,
        })
    }
}

fn number(cell: &CellValue) -> Option<Exact> {
    cell.as_known().and_then(|text| Exact::parse(text).ok())
}

fn known(outcome: &Outcome) -> Option<Exact> {
    match outcome {
        Outcome::Cell(cell) => number(cell),
        Outcome::Refused(_) => None,
    }
}

fn side(outcome: &Outcome, target: Exact) -> Side {
    match known(outcome).map(|value| value.cmp(&target)) {
        Some(std::cmp::Ordering::Less) => Side::Below,
        Some(std::cmp::Ordering::Equal) => Side::At,
        Some(std::cmp::Ordering::Greater) => Side::Above,
        None => Side::Nothing,
    }
}

fn refused(path: &str, code: &str, message: Text) -> Vec<Problem> {
    let path = format!("question.{path}");
    let message = Text::owned(format!("{path}: {}.", message.nl), format!("{path}: {}.", message.en));
    vec![Problem::at(&path, code, message)]
}

/// Reads a question of one kind.
fn typed<T: Read>(question: &Json) -> Result<T, Vec<Problem>> {
    let mut problems = Problems::default();
    match T::read(&Tree::root(question), &mut problems) {
        Some(read) if problems.is_empty() => Ok(read),
        _ => Err(problems.into_vec()),
    }
}

/// What a question is read with: the document, its graph and its inputs.
struct Reader<'a> {
    json: &'a Json,
    graph: &'a Graph,
    inputs: &'a [Input],
}

type Planned = Result<(Asked, Vec<Dial>, Plan), Vec<Problem>>;

impl Reader<'_> {
    /// The outcome at an address.
    fn asked(&self, address: &Address) -> Result<Asked, Vec<Problem>> {
        let found = self.graph.named(&address.node).and_then(|node| {
            let labels: Vec<(&str, &str)> =
                address.labels.iter().map(|label| (label.axis.as_str(), label.label.as_str())).collect();
            let labels = self.graph.labels(node, self.graph.cell(node, &labels)?);
            let about = self.graph.about(node)?;
            let own = |(axis, label): &(&crate::model::Axis, &crate::model::Label)| AxisLabel {
                axis: axis.id().to_owned(),
                label: label.id.clone(),
            };
            Some(Asked {
                address: Address { node: about.id().to_owned(), labels: labels.iter().map(own).collect() },
                name: about.name().clone(),
                label_names: labels.iter().map(|(_, label)| label.name.clone()).collect(),
                unit: about.unit().to_string(),
                format: format_word(about.format()),
                decimals: about.decimals_shown(),
                kind: kind_word(self.graph.kind(node)?),
            })
        });
        found.ok_or_else(|| {
            let node = &address.node;
            let message = Text::owned(
                format!("er is geen uitkomst \"{node}\" met deze labels"),
                format!("there is no outcome \"{node}\" with these labels"),
            );
            refused("result", "unknown-address", message)
        })
    }

    /// The dial of an input.
    fn dial(&self, path: &str, field: &str, decimals: Option<u8>) -> Result<Dial, Vec<Problem>> {
        let found = self.inputs.iter().find(|input| input.path == path).cloned();
        found.and_then(|input| Dial::new(input, decimals, self.json)).ok_or_else(|| {
            let message = Text::owned(
                format!("er is geen invoer \"{path}\" die een getal of datum is"),
                format!("there is no input \"{path}\" that is a number or date"),
            );
            refused(field, "unknown-input", message)
        })
    }

    /// A value of an input in the question; that of the document, changed by a share of itself, where none is given.
    fn step(
        &self,
        dial: &Dial,
        given: Option<&String>,
        field: &str,
        share: Exact,
    ) -> Result<Option<i64>, Vec<Problem>> {
        let Some(text) = given else {
            return Ok(dial.base().and_then(|base| moved(dial, base, share)));
        };
        dial.step(text).map(Some).ok_or_else(|| {
            let message = Text::owned(
                format!(
                    "\"{text}\" past niet bij deze invoer; geef een getal met een punt, of een datum als 2022-10-01"
                ),
                format!("\"{text}\" does not fit this input; give a number with a point, or a date such as 2022-10-01"),
            );
            refused(field, "value", message)
        })
    }

    fn tornado(&self, question: &TornadoQuestion) -> Planned {
        let asked = self.asked(&question.result)?;
        let share = question.share.unwrap_or(Exact::from_scaled_i64(1, 1));
        let every = || {
            let figures = self.inputs.iter().filter(|input| input.figure);
            figures.map(|input| InputRange { path: input.path.clone(), low: None, high: None }).collect()
        };
        let listed: Vec<InputRange> = question.inputs.clone().unwrap_or_else(every);
        let (mut dials, mut ranges, mut left_out) = (Vec::new(), Vec::new(), Vec::new());
        for (at, own) in listed.iter().enumerate() {
            let dial = self.dial(&own.path, &format!("inputs[{at}].path"), None)?;
            let low = own.low.clone().or_else(|| dial.given("low"));
            let high = own.high.clone().or_else(|| dial.given("high"));
            let low = self.step(&dial, low.as_ref(), &format!("inputs[{at}].low"), share.negate())?;
            let high = self.step(&dial, high.as_ref(), &format!("inputs[{at}].high"), share)?;
            match (low, high) {
                (Some(low), Some(high)) if low != high => {
                    ranges.push((low.min(high), low.max(high)));
                    dials.push(dial);
                }
                _ => left_out.push(dial.input),
            }
        }
        Ok((asked, dials, Plan::Tornado { ranges, left_out }))
    }

    fn grid(&self, question: &GridQuestion) -> Planned {
        let asked = self.asked(&question.result)?;
        if question.rows.path == question.columns.path {
            let message = Text::new("kies twee verschillende invoeren", "choose two different inputs");
            return Err(refused("columns.path", "same-input", message));
        }
        let (row, rows) = self.values(&question.rows, "rows")?;
        let (column, columns) = self.values(&question.columns, "columns")?;
        Ok((asked, vec![row, column], Plan::Grid { rows, columns }))
    }

    /// The dial and the steps of one side of a grid, in order, each once.
    fn values(&self, side: &InputValues, field: &str) -> Result<(Dial, Vec<i64>), Vec<Problem>> {
        let dial = self.dial(&side.path, &format!("{field}.path"), None)?;
        let mut steps = Vec::new();
        if let Some(values) = &side.values {
            for (at, value) in values.iter().enumerate() {
                steps.extend(self.step(&dial, Some(value), &format!("{field}.values[{at}]"), Exact::ZERO)?);
            }
        } else {
            let fifth = Exact::from_scaled_i64(2, 1);
            let low = self.step(&dial, side.low.as_ref(), &format!("{field}.low"), fifth.negate())?;
            let high = self.step(&dial, side.high.as_ref(), &format!("{field}.high"), fifth)?;
            let count = i64::from(side.count.unwrap_or(5)).clamp(0, MOST_VALUES as i64 + 1);
            if let (Some(low), Some(high)) = (low, high) {
                let span = i128::from(high) - i128::from(low);
                let parts = i128::from(count - 1).max(1);
                // Evenly, each rounded down to a whole step.
                let step = |at: i64| i64::try_from(i128::from(low) + (span * i128::from(at)).div_euclid(parts)).ok();
                steps.extend((0..count).filter_map(step));
            }
        }
        steps.sort_unstable();
        steps.dedup();
        if steps.is_empty() || steps.len() > MOST_VALUES {
            let message = Text::owned(
                format!("geef 1 tot en met {MOST_VALUES} waarden, of een laagste en een hoogste"),
                format!("give 1 to {MOST_VALUES} values, or a lowest and a highest"),
            );
            return Err(refused(field, "values", message));
        }
        Ok((dial, steps))
    }

    fn seek(&self, question: &SeekQuestion) -> Planned {
        let asked = self.asked(&question.result)?;
        let decimals = question.decimals.and_then(|decimals| u8::try_from(decimals).ok());
        let dial = self.dial(&question.input, "input", decimals)?;
        let (low, high) = usual(&dial);
        let low = question.low.clone().or_else(|| dial.input.low.clone()).or(low);
        let high = question.high.clone().or_else(|| dial.input.high.clone()).or(high);
        let low = self.step(&dial, low.as_ref(), "low", Exact::ZERO)?;
        let high = self.step(&dial, high.as_ref(), "high", Exact::ZERO)?;
        let seek = low.zip(high).and_then(|(low, high)| Some((low, high, Seek::new(low, high)?)));
        let Some((low, high, seek)) = seek else {
            let message = Text::new(
                "geef een laagste en een hoogste waarde om tussen te zoeken, de laagste eerst",
                "give a lowest and a highest value to look between, the lowest first",
            );
            return Err(refused("low", "range", message));
        };
        Ok((asked, vec![dial], Plan::Seek { seek, target: question.target, low, high, inputs: Vec::new() }))
    }
}

/// A step changed by a share of itself; a date by so many years.
fn moved(dial: &Dial, base: i64, share: Exact) -> Option<i64> {
    let by = match dial.input.kind {
        InputKind::Date => Exact::from_i64(365),
        _ => Exact::from_i64(base).abs(),
    };
    Exact::from_i64(base).plus(by.times(share).ok()?).ok()?.round(0).to_scaled_i64(0)
}

/// Between which values is looked where the question does not say: from nothing to three times what it is now, all of a share, a
/// year before and after a date.
fn usual(dial: &Dial) -> (Option<String>, Option<String>) {
    let Some(base) = dial.base() else {
        return (None, None);
    };
    let (low, high) = match dial.input.kind {
        InputKind::Date => (base - 365, base + 365),
        _ if dial.input.format == "percent" && dial.value(base).abs() <= Exact::ONE => {
            let one = dial.step("1").unwrap_or(base);
            (if base < 0 { -one } else { 0 }, one)
        }
        _ if base == 0 => (0, dial.step("100").unwrap_or(0)),
        _ => (base.min(0).saturating_mul(3), base.max(0).saturating_mul(3)),
    };
    (Some(dial.text(low)), Some(dial.text(high)))
}
