//! What a formula does with cells that are not known.

use super::super::array::Status;
use super::super::evaluate::Evaluation;
use super::super::expr::{Expr, NodeId};
use super::super::kernel::Scope;
use super::super::number::{Number, Truth};
use super::{Doubt, Sheet, Writer};
use crate::quantity::Exact;

impl<S: Sheet> Writer<'_, S> {
    /// A formula, or the word for unknown where one of these tests holds.
    pub(super) fn guarded(&self, tests: Vec<String>, formula: Option<String>) -> String {
        let formula = formula.unwrap_or_else(|| "NA()".to_owned());
        match any(&tests) {
            Some(test) => format!("IF({test},\"{}\",{formula})", self.sheet.unknown()),
            None => formula,
        }
    }

    /// A sum of what is known, or the word for unknown where nothing is.
    pub(super) fn guarded_sum(&self, expr: &Expr) -> String {
        let (id, at) = self.summed(expr);
        let sum = self.sum(id, &at);
        if at.iter().all(|at| self.sheet.doubt(id, *at) == Doubt::None) {
            return sum;
        }
        format!("IF(COUNT({})=0,\"{}\",{sum})", self.sheet.cells(id, &at), self.sheet.unknown())
    }

    /// Tests of which one holds where a formula has no number. `computed` tells whether it is computed with, so that a sum
    /// with something missing will not do.
    pub(super) fn unknown(&self, expr: &Expr, computed: bool) -> Vec<String> {
        match expr {
            Expr::Const(..) | Expr::NoValue(_) => Vec::new(),
            Expr::Node(id) => self.doubtful(*id, self.position(*id, &self.place), computed),
            Expr::At(id, axis, position) => self.doubtful(*id, self.at(*id, *axis, *position), computed),
            Expr::Expand(id, grouping) => {
                self.expanded(*id, *grouping).map_or_else(Vec::new, |at| self.doubtful(*id, at, computed))
            }
            Expr::Lag { node, by, first } => match self.earlier(*node, *by) {
                Some(at) => self.doubtful(*node, at, computed),
                None => self.unknown(first, computed),
            },
            Expr::Round(inner, _) => self.unknown(inner, computed),
            Expr::Binary(_, a, b) => [a, b].into_iter().flat_map(|part| self.unknown(part, true)).collect(),
            Expr::If(condition, yes, no) => {
                let mut tests = self.unknown(condition, true);
                let branches = [yes, no].map(|branch| any(&self.unknown(branch, computed)));
                if branches.iter().any(Option::is_some) {
                    let [yes, no] = branches.map(|branch| branch.unwrap_or_else(|| "FALSE()".to_owned()));
                    let chosen = format!("IF({},{yes},{no})", self.test(condition));
                    // The condition is not asked where it is not known itself.
                    tests = vec![any(&tests).map_or(chosen.clone(), |test| format!("IF({test},TRUE(),{chosen})"))];
                }
                tests
            }
            Expr::Sum(..) | Expr::Group(..) => {
                let (id, at) = self.summed(expr);
                if computed {
                    self.doubtful_of(id, &at)
                } else {
                    let doubtful = at.iter().any(|at| self.sheet.doubt(id, *at) != Doubt::None);
                    doubtful.then(|| format!("COUNT({})=0", self.sheet.cells(id, &at))).into_iter().collect()
                }
            }
            Expr::Apportion { total, weights, along, step } => {
                let Some(split) = self.split(*total, *weights, *along, *step) else {
                    return Vec::new();
                };
                let mut tests = self.doubtful(split.total.0, split.total.1, true);
                tests.extend(self.doubtful_of(split.weights, &split.all));
                tests
            }
        }
    }

    fn doubtful(&self, id: NodeId, at: usize, computed: bool) -> Vec<String> {
        match self.sheet.doubt(id, at) {
            Doubt::None => Vec::new(),
            Doubt::Missing(count) if computed => vec![format!("{count}>0")],
            Doubt::Word | Doubt::Missing(_) => {
                vec![format!("{}=\"{}\"", self.sheet.cell(id, at), self.sheet.unknown())]
            }
        }
    }

    /// Tests of which one holds where one of these cells has no number.
    fn doubtful_of(&self, id: NodeId, at: &[usize]) -> Vec<String> {
        self.missing_of(id, at).into_iter().map(|count| format!("{count}>0")).collect()
    }

    /// How many of these cells are missing, as terms to be added up.
    fn missing_of(&self, id: NodeId, at: &[usize]) -> Vec<String> {
        let words: Vec<usize> = at.iter().copied().filter(|at| self.sheet.doubt(id, *at) == Doubt::Word).collect();
        let mut terms: Vec<String> = at
            .iter()
            .filter_map(|at| match self.sheet.doubt(id, *at) {
                Doubt::Missing(count) => Some(count),
                Doubt::None | Doubt::Word => None,
            })
            .collect();
        let range = self.sheet.cells(id, at);
        if words.len() > 1 && !range.contains([',', '(']) {
            terms.push(format!("COUNTIF({range},\"{}\")", self.sheet.unknown()));
        } else {
            terms.extend(words.iter().map(|at| self.word(id, *at)));
        }
        terms
    }

    /// 1 where a cell holds the word for unknown.
    fn word(&self, id: NodeId, at: usize) -> String {
        format!("IF({}=\"{}\",1,0)", self.sheet.cell(id, at), self.sheet.unknown())
    }

    /// How many cells are missing from a formula that hands on sums.
    pub(super) fn missing(&self, expr: &Expr) -> String {
        let added = |terms: Vec<String>| if terms.is_empty() { "0".to_owned() } else { terms.join("+") };
        match expr {
            Expr::Node(id) => added(self.missing_of(*id, &[self.position(*id, &self.place)])),
            Expr::At(id, axis, position) => added(self.missing_of(*id, &[self.at(*id, *axis, *position)])),
            Expr::Expand(id, grouping) => {
                added(self.expanded(*id, *grouping).map_or_else(Vec::new, |at| self.missing_of(*id, &[at])))
            }
            Expr::Lag { node, by, first } => match self.earlier(*node, *by) {
                Some(at) => added(self.missing_of(*node, &[at])),
                None => self.missing(first),
            },
            Expr::Round(inner, _) => self.missing(inner),
            Expr::If(condition, yes, no) => {
                let chosen = format!("IF({},{},{})", self.test(condition), self.missing(yes), self.missing(no));
                match any(&self.unknown(condition, true)) {
                    Some(test) => format!("IF({test},1,{chosen})"),
                    None => chosen,
                }
            }
            Expr::Sum(..) | Expr::Group(..) => {
                let (id, at) = self.summed(expr);
                added(self.missing_of(id, &at))
            }
            _ => any(&self.unknown(expr, true)).map_or("0".to_owned(), |test| format!("IF({test},1,0)")),
        }
    }

    /// What the formula of [`Writer::missing`] gives now.
    pub(super) fn missing_now(&self, expr: &Expr, evaluation: &Evaluation<Exact>) -> u32 {
        let of = |id: NodeId, at: &[usize]| -> u32 {
            let cells = at.iter().map(|at| match evaluation.cell(id, *at).map(|cell| cell.status) {
                Some(Status::Unknown(_) | Status::Partial(_)) if self.graph.hands_on(id) => {
                    self.graph.missing(evaluation, id, *at)
                }
                Some(Status::Unknown(_) | Status::Partial(_)) => 1,
                _ => 0,
            });
            cells.fold(0, u32::saturating_add)
        };
        match expr {
            Expr::Node(id) => of(*id, &[self.position(*id, &self.place)]),
            Expr::At(id, axis, position) => of(*id, &[self.at(*id, *axis, *position)]),
            Expr::Expand(id, grouping) => self.expanded(*id, *grouping).map_or(0, |at| of(*id, &[at])),
            Expr::Lag { node, by, first } => match self.earlier(*node, *by) {
                Some(at) => of(*node, &[at]),
                None => self.missing_now(first, evaluation),
            },
            Expr::Round(inner, _) => self.missing_now(inner, evaluation),
            Expr::If(condition, yes, no) => match self.now(condition, evaluation) {
                Some((Status::Known, Truth::Yes)) => self.missing_now(yes, evaluation),
                Some((Status::Known, _)) => self.missing_now(no, evaluation),
                _ => 1,
            },
            Expr::Sum(..) | Expr::Group(..) => {
                let (id, at) = self.summed(expr);
                of(id, &at)
            }
            _ => {
                let status = self.now(expr, evaluation).map(|(status, _)| status);
                u32::from(matches!(status, Some(Status::Unknown(_) | Status::Partial(_))))
            }
        }
    }

    /// What a formula gives here now.
    fn now(&self, expr: &Expr, evaluation: &Evaluation<Exact>) -> Option<(Status, Truth)> {
        let scope = Scope { graph: self.graph, arrays: evaluation.arrays() };
        let block = scope.eval(expr, &self.place).ok()?;
        Some((block.status(block.start), block.values.get(block.start)?.truth()))
    }
}

/// One of these tests, if there are any.
fn any(tests: &[String]) -> Option<String> {
    match tests {
        [] => None,
        [one] => Some(one.clone()),
        more => Some(format!("OR({})", more.join(","))),
    }
}
