//! How the nodes of a graph use each other, for laying them out in rows and columns.

use super::axis::AxisId;
use super::expr::{Along, Expr, NodeId};
use super::graph::Graph;
use super::node::Body;
use crate::quantity::RoundingStep;

/// What gives a node its cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kept {
    /// Values of the document.
    Input,
    /// An estimate, which only the engine can compute.
    Estimate,
    /// A formula.
    Formula,
}

/// How the nodes of a graph use each other.
#[derive(Clone, Debug)]
pub struct Uses {
    along: Vec<Option<AxisId>>,
    in_estimates: Vec<bool>,
    in_outcomes: Vec<bool>,
}

impl Uses {
    /// The longest axis, other than time, along which formulas read several cells of this node at once.
    pub fn along(&self, node: NodeId) -> Option<AxisId> {
        self.along.get(node.0).copied().flatten()
    }

    /// Whether an estimate rests on this node.
    pub fn in_estimates(&self, node: NodeId) -> bool {
        self.in_estimates.get(node.0).copied().unwrap_or(false)
    }

    /// Whether a reported node rests on this one, other than by way of an estimate.
    pub fn in_outcomes(&self, node: NodeId) -> bool {
        self.in_outcomes.get(node.0).copied().unwrap_or(false)
    }
}

impl Graph {
    /// What gives a node its cells.
    pub fn kept(&self, node: NodeId) -> Kept {
        match self.nodes.get(node.0).map(|node| &node.body) {
            Some(Body::Formula(_)) => Kept::Formula,
            Some(Body::Estimate { .. }) => Kept::Estimate,
            _ => Kept::Input,
        }
    }

    /// The step in which the formula of a node ends, if it is rounded.
    pub fn rounding(&self, node: NodeId) -> Option<RoundingStep> {
        match self.nodes.get(node.0).map(|node| &node.body)? {
            Body::Formula(Expr::Round(_, step) | Expr::Apportion { step, .. }) => Some(*step),
            _ => None,
        }
    }

    /// The axes, time first.
    pub(crate) fn axis_ids(&self) -> impl Iterator<Item = AxisId> + use<> {
        (0..self.axes.len()).map(AxisId)
    }

    /// How many labels an axis has.
    pub(crate) fn length(&self, axis: AxisId) -> usize {
        self.axes.get(axis.0).map_or(0, |axis| axis.labels.len())
    }

    /// How the nodes use each other.
    pub fn uses(&self) -> Uses {
        let count = self.nodes.len();
        let mut along = vec![None; count];
        for (at, node) in self.nodes.iter().enumerate() {
            if let Body::Formula(expr) = &node.body {
                self.gathered(expr, &mut |read, axis| self.keep_longest(&mut along, read, axis));
                // The parts of a total are compared with each other.
                if let Expr::Apportion { along: over, .. } = expr
                    && let Some(axis) = self.fine(*over)
                {
                    self.keep_longest(&mut along, NodeId(at), axis);
                }
            }
        }
        let mut in_estimates = vec![false; count];
        let mut in_outcomes: Vec<bool> = self.nodes.iter().map(|node| node.about.is_reported()).collect();
        // Readers come after what they read, but for recurrences: until nothing changes.
        loop {
            let mut changed = false;
            for (at, node) in self.nodes.iter().enumerate().rev() {
                let estimate = matches!(node.body, Body::Estimate { .. });
                let own = [
                    (estimate || in_estimates.get(at).copied().unwrap_or(false), &mut in_estimates),
                    (!estimate && in_outcomes.get(at).copied().unwrap_or(false), &mut in_outcomes),
                ];
                for (passed, places) in own {
                    if passed {
                        node.reads(&mut |read, _| {
                            if let Some(place) = places.get_mut(read.0).filter(|place| !**place) {
                                *place = true;
                                changed = true;
                            }
                        });
                    }
                }
            }
            if !changed {
                return Uses { along, in_estimates, in_outcomes };
            }
        }
    }

    fn keep_longest(&self, along: &mut [Option<AxisId>], node: NodeId, axis: AxisId) {
        let time = self.axes.get(axis.0).is_some_and(|axis| axis.time);
        if let Some(place) = along.get_mut(node.0)
            && !time
            && place.is_none_or(|longest| self.length(axis) > self.length(longest))
        {
            *place = Some(axis);
        }
    }

    /// The axis along which a total is split.
    fn fine(&self, along: Along) -> Option<AxisId> {
        match along {
            Along::Axis(axis) => Some(axis),
            Along::Grouping(grouping) => self.groupings.get(grouping.0).map(|grouping| grouping.from),
        }
    }

    /// Calls `visit` with every node that a formula reads along an axis.
    fn gathered(&self, expr: &Expr, visit: &mut impl FnMut(NodeId, AxisId)) {
        match expr {
            Expr::Node(_) | Expr::Const(..) | Expr::NoValue(_) | Expr::Expand(..) | Expr::At(..) => {}
            Expr::Binary(_, a, b) => {
                self.gathered(a, visit);
                self.gathered(b, visit);
            }
            Expr::If(condition, yes, no) => {
                for part in [condition, yes, no] {
                    self.gathered(part, visit);
                }
            }
            Expr::Round(inner, _) => self.gathered(inner, visit),
            Expr::Sum(node, axis) => visit(*node, *axis),
            Expr::Group(node, grouping) => {
                if let Some(axis) = self.fine(Along::Grouping(*grouping)) {
                    visit(*node, axis);
                }
            }
            Expr::Apportion { weights, along, .. } => {
                if let Some(axis) = self.fine(*along) {
                    visit(*weights, axis);
                }
            }
            Expr::Lag { first, .. } => self.gathered(first, visit),
        }
    }
}
