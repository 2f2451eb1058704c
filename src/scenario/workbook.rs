//! The workbook of computed scenarios, planned in steps.

use std::rc::Rc;

use super::explain::Address;
use super::result::{AxisTable, CellValue, EFFECTS, ScenarioResult, Table};
use super::run::{Scenario, VERSION};
use crate::model::NodeId;
use crate::quantity::{Lang, Text, Unit};
use crate::tree::{Problem, Problems, Read, Tree, parse};
use crate::workbook::plan::{NumberFormat, Piece};
use crate::workbook::{About, Case, Caveat, Fixed, FixedCell, Opening, Source, Workbook, WorkbookError};

/// A workbook of one scenario, or of several side by side. Long work is a job: it is advanced by [`ScenarioWorkbook::step`].
pub struct ScenarioWorkbook {
    lang: Lang,
    scenarios: Vec<(Rc<Scenario>, About)>,
    opening: Option<Opening>,
    plan: Option<Workbook>,
}

impl ScenarioWorkbook {
    /// A workbook without scenarios yet, in a language.
    pub fn new(lang: Lang) -> Self {
        Self { lang, scenarios: Vec::new(), opening: None, plan: None }
    }

    /// Adds a computed scenario.
    ///
    /// # Errors
    /// `not-done` where it is not computed yet.
    pub fn add(&mut self, scenario: Rc<Scenario>) -> Result<(), Vec<Problem>> {
        let about = scenario.about()?;
        self.scenarios.push((scenario, about));
        Ok(())
    }

    /// Has the workbook open at a cell of the scenario that was added last, given its [`Address`] as JSON. An outcome that is
    /// no cell of the graph has no place there.
    ///
    /// # Errors
    /// `json` and others where the address cannot be read.
    pub fn open_at(&mut self, address: &str) -> Result<(), Vec<Problem>> {
        let json = parse(address).map_err(|problem| vec![*problem])?;
        let mut problems = Problems::default();
        let Some(address) = Address::read(&Tree::root(&json), &mut problems) else {
            return Err(problems.into_vec());
        };
        let last = self.scenarios.iter().enumerate().next_back();
        self.opening = last.and_then(|(case, (scenario, _))| {
            let (node, at) = scenario.find(&address)?;
            Some(Opening { case, node, at })
        });
        Ok(())
    }

    /// About `budget` cells more of the plan; nothing when all of it was given.
    ///
    /// # Errors
    /// As [`WorkbookError`].
    pub fn step(&mut self, budget: usize) -> Result<Vec<Piece>, Vec<Problem>> {
        let cases: Vec<Case<'_>> = self.scenarios.iter().map(|(scenario, about)| scenario.case(about)).collect();
        let plan = match &mut self.plan {
            Some(plan) => plan,
            None => self.plan.insert(Workbook::new(&cases, self.lang, self.opening).map_err(|error| refused(&error))?),
        };
        plan.step(&cases, budget).map_err(|error| refused(&error))
    }

    /// The part that is planned, from 0 to 1.
    pub fn progress(&self) -> f64 {
        self.plan.as_ref().map_or(0.0, Workbook::progress)
    }
}

fn refused(error: &WorkbookError) -> Vec<Problem> {
    vec![Problem::whole(error.code(), error.message())]
}

impl Scenario {
    fn about(&self) -> Result<About, Vec<Problem>> {
        let document = self.document();
        let result = self.result()?;
        let source = |source: &super::document::Source| Source {
            id: source.id.clone(),
            short: source.short.clone(),
            title: source.title.clone(),
            date: source.date.clone(),
            url: source.url.clone(),
        };
        let caveat =
            |caveat: &super::result::CaveatText| Caveat { text: caveat.text.clone(), source: caveat.source.clone() };
        let fixed = result.tables.iter().filter(|table| self.graph().named(&table.id).is_none());
        Ok(About {
            fixed: fixed.filter_map(|table| self.fixed(&result, table)).collect(),
            id: document.id.clone(),
            checksum: result.document.checksum.clone(),
            engine: VERSION.to_owned(),
            title: document.title.clone(),
            place: document.place.clone(),
            caveats: result.caveats.iter().map(caveat).collect(),
            sources: document.sources.iter().map(source).collect(),
        })
    }

    /// A table of the result that is no node of the graph: its first axis in columns.
    fn fixed(&self, result: &ScenarioResult, table: &Table) -> Option<Fixed> {
        let axis = |id: &String| result.axes.iter().find(|axis| axis.id == *id);
        let axes: Vec<&AxisTable> = table.axes.iter().map(axis).collect::<Option<_>>()?;
        let (columns, others) = axes.split_first()?;
        let count = others.iter().map(|axis| axis.labels.len()).product::<usize>();
        let row = |row: usize| {
            let mut rest = row;
            let mut names: Vec<&Text> = Vec::new();
            for axis in others.iter().rev() {
                names.insert(0, &axis.labels.get(rest.checked_rem(axis.labels.len())?)?.name);
                rest = rest.checked_div(axis.labels.len())?;
            }
            let cells = columns.labels.iter().enumerate().map(|(column, label)| {
                // The effect of a single measure is the effect of all.
                let whole = (table.id == EFFECTS && count == 1).then(|| self.whole_effect(&columns.id, &label.id));
                match (whole.flatten(), table.cells.get(column * count + row)) {
                    (Some((node, at)), _) => FixedCell::Same(node, at),
                    (None, Some(CellValue::Partial { known, unknown })) => FixedCell::Part(known.clone(), *unknown),
                    (None, Some(cell)) => FixedCell::Value(cell.as_known().map(str::to_owned)),
                    (None, None) => FixedCell::Value(None),
                }
            });
            Some((joined(&names), cells.collect()))
        };
        let percent = table.format == "percent";
        let head = joined(&others.iter().map(|axis| &axis.name).collect::<Vec<_>>());
        Some(Fixed {
            name: table.name.clone(),
            unit: Unit::parse(&table.unit).map_or(Text::new("", ""), Unit::text),
            format: NumberFormat { percent, decimals: table.decimals.saturating_sub(if percent { 2 } else { 0 }) },
            method: Text::new(
                "Berust op meerdere berekeningen. Grijze waarden zijn die van toen dit werkboek werd gemaakt en rekenen niet \
                 mee.",
                "Rests on several computations. Grey values are those of when this workbook was made and do not compute.",
            ),
            heads: std::iter::once(head).chain(columns.labels.iter().map(|label| label.name.clone())).collect(),
            rows: (0..count).map(row).collect::<Option<_>>()?,
        })
    }

    /// The cell of the effect of all measures in a year.
    fn whole_effect(&self, axis: &str, label: &str) -> Option<(NodeId, usize)> {
        let node = self.graph().named("effect-per-jaar")?;
        Some((node, self.graph().cell(node, &[(axis, label)])?))
    }
}

/// Texts in both languages, joined.
fn joined(texts: &[&Text]) -> Text {
    let join = |lang: Lang| texts.iter().map(|text| text.get(lang)).collect::<Vec<_>>().join(" · ");
    Text::owned(join(Lang::Nl), join(Lang::En))
}
