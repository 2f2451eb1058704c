//! A path to a target: so much less in a target year than in a base year.

use std::sync::Arc;

use super::super::CareError;
use super::super::figure::Figure;
use super::scope::named;
use super::{Scope, World, lever};
use crate::model::{Basis, Expr, Origin, Quantity, Value};
use crate::quantity::{Exact, Text, Unit};
use crate::tree::{Problem, Problems, choice};

choice! {
    /// How a path runs.
    pub enum PathShape {
        /// By the same factor each year.
        Geometric = "geometric",
        /// By the same number each year.
        Linear = "linear",
    }
}

lever! {
    /// Volume goes down (or up) to a share of what it is in the base year, and stays there. In the base year and before,
    /// nothing changes; each calendar year after is one step.
    pub struct TargetPath as "target_path" {
        /// The year that is compared with.
        pub base_year: i32,
        /// The year in which the target is reached.
        pub target_year: i32,
        /// How much less in the target year, as a fraction: 0.29 for 29 % less; negative for more.
        pub reduction: Figure,
        /// How the path runs.
        pub shape: PathShape,
    }
}

/// Powers are estimates; 15 decimals are more than any amount needs.
const FACTOR_DECIMALS: u8 = 15;

impl TargetPath {
    pub(crate) fn check(&self, path: &str, _world: &dyn World, problems: &mut Problems) {
        self.reduction.expect(Unit::NONE, problems);
        if let Some(reduction) = self.reduction.value.filter(|reduction| *reduction > Exact::ONE) {
            let message = Text::owned(
                format!("{path}.reduction: gevonden {reduction}, verwacht ten hoogste 1 (100 %)."),
                format!("{path}.reduction: found {reduction}, expected at most 1 (100 %)."),
            );
            problems.add(
                Problem::at(&format!("{path}.reduction.value"), "too-large", message)
                    .with(reduction.to_string(), "≤ 1"),
            );
        }
        if !(1..=100).contains(&(self.target_year.saturating_sub(self.base_year))) {
            let message = Text::owned(
                format!("{path}.target_year: gevonden {}, verwacht een jaar na {}.", self.target_year, self.base_year),
                format!("{path}.target_year: found {}, expected a year after {}.", self.target_year, self.base_year),
            );
            let problem = Problem::at(&format!("{path}.target_year"), "year", message);
            problems.add(problem.with(self.target_year.to_string(), format!("> {}", self.base_year)));
        }
    }

    pub(crate) fn apply(&self, scope: &mut Scope<'_>, path: &str) -> Result<(), CareError> {
        let head = self.head();
        let id = |what: &str| format!("maatregel-{}-{what}", head.id);
        let reduction = scope.figure(&self.reduction, Quantity::percent(id("afname"), head.name.clone()))?;
        let years = self.target_year.saturating_sub(self.base_year).max(1);
        let gone = |year: i32| year.saturating_sub(self.base_year).clamp(0, years);
        let elapsed: Vec<i32> = scope.timeline.periods.iter().map(|period| gone(period.year())).collect();
        let origin = Origin { basis: Basis::Choice, path: Some(format!("{path}.target_year")), note: None };
        let name = named(&head, ": jaren onderweg", ": years on the way");
        let values = elapsed.iter().map(|years| Value::Known(Exact::from_i64(i64::from(*years)))).collect();
        let about = Quantity::integer(id("jaren"), name, Unit::NONE);
        let on_the_way = scope.draft.input(about, &[scope.timeline.period], values, vec![origin])?;
        let about =
            Quantity::new(id("factor"), named(&head, ": factor", ": factor"), Unit::NONE).decimals(FACTOR_DECIMALS);
        let factor = match self.shape {
            PathShape::Linear => {
                let part = on_the_way / Expr::count(i64::from(years));
                scope.draft.formula(about, Expr::count(1) - reduction * part)?
            }
            PathShape::Geometric => {
                let method = Text::owned(
                    format!("(1 − afname) tot de macht jaren onderweg ÷ {years}"),
                    format!("(1 − reduction) to the power of years on the way ÷ {years}"),
                );
                let power = move |inputs: &[Vec<Exact>]| {
                    let [reduction, elapsed] = inputs else {
                        return None;
                    };
                    let left = Exact::ONE.minus(*reduction.first()?).ok()?.to_f64();
                    let factor = |elapsed: &Exact| {
                        let exponent = elapsed.to_f64() / f64::from(years);
                        Exact::from_f64_rounded(libm::pow(left, exponent), u32::from(FACTOR_DECIMALS))
                    };
                    elapsed.iter().map(factor).collect()
                };
                let inputs = vec![reduction, on_the_way];
                scope.draft.estimate(about, &[scope.timeline.period], inputs, method, Arc::new(power))?
            }
        };
        scope.scale_volumes(&head, path, &|_, _| Ok(Some(factor - Expr::count(1))))
    }
}
