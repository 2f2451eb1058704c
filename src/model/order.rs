//! The order of evaluation: strongly connected components, dependencies first.

use super::array::union;
use super::axis::{Axis, AxisId, Grouping};
use super::expr::{Along, Expr, NodeId};
use super::graph::GraphError;
use super::node::{Body, Node};

/// What is evaluated at once.
#[derive(Clone, Debug)]
pub(crate) enum Component {
    /// A node that does not depend on itself: whole arrays at a time.
    Plain(NodeId),
    /// Nodes that depend on each other through a lag: period by period along this axis, in this order.
    Recurrent { time: AxisId, nodes: Vec<NodeId> },
}

/// Tarjan's algorithm, without recursion.
pub(crate) fn components(nodes: &[Node], axes: &[Axis], groupings: &[Grouping]) -> Result<Vec<Component>, GraphError> {
    let reads: Vec<Vec<NodeId>> = nodes
        .iter()
        .map(|node| {
            let mut reads = Vec::new();
            node.reads(&mut |id, _| reads.push(id));
            reads
        })
        .collect();
    const NEW: usize = usize::MAX;
    let mut index = vec![NEW; nodes.len()];
    let mut low = vec![NEW; nodes.len()];
    let mut on_stack = vec![false; nodes.len()];
    let mut stack: Vec<usize> = Vec::new();
    let mut next = 0;
    let mut result = Vec::new();
    let get = |list: &[usize], at: usize| list.get(at).copied().unwrap_or(NEW);
    let set = |list: &mut Vec<usize>, at: usize, value: usize| {
        if let Some(place) = list.get_mut(at) {
            *place = value;
        }
    };
    for root in 0..nodes.len() {
        if get(&index, root) != NEW {
            continue;
        }
        let mut path: Vec<(usize, usize)> = vec![(root, 0)];
        while let Some((at, edge)) = path.last_mut() {
            let at = *at;
            if *edge == 0 {
                set(&mut index, at, next);
                set(&mut low, at, next);
                next += 1;
                stack.push(at);
                on_stack.get_mut(at).into_iter().for_each(|flag| *flag = true);
            }
            let to = reads.get(at).and_then(|list| list.get(*edge)).map(|node| node.0);
            *edge += 1;
            if let Some(to) = to {
                if get(&index, to) == NEW {
                    path.push((to, 0));
                } else if on_stack.get(to).copied().unwrap_or(false) {
                    let lowest = get(&low, at).min(get(&index, to));
                    set(&mut low, at, lowest);
                }
                continue;
            }
            path.pop();
            if let Some((parent, _)) = path.last() {
                let lowest = get(&low, *parent).min(get(&low, at));
                set(&mut low, *parent, lowest);
            }
            if get(&low, at) == get(&index, at) {
                let mut members = Vec::new();
                while let Some(member) = stack.pop() {
                    on_stack.get_mut(member).into_iter().for_each(|flag| *flag = false);
                    members.push(NodeId(member));
                    if member == at {
                        break;
                    }
                }
                members.sort_unstable();
                let itself = reads.get(at).is_some_and(|list| list.contains(&NodeId(at)));
                result.push(match members.as_slice() {
                    [one] if !itself => Component::Plain(*one),
                    _ => recurrent(nodes, axes, groupings, &members)?,
                });
            }
        }
    }
    Ok(result)
}

/// Orders the nodes of a cycle within one period. The cycle must run through a lag, along one time axis that all have, and
/// read its own nodes period by period only.
fn recurrent(
    nodes: &[Node],
    axes: &[Axis],
    groupings: &[Grouping],
    members: &[NodeId],
) -> Result<Component, GraphError> {
    let cycle = || GraphError::Cycle {
        nodes: members.iter().filter_map(|id| nodes.get(id.0)).map(|node| node.about.id.clone()).collect(),
    };
    let is_time = |axis: &AxisId| axes.get(axis.0).is_some_and(|axis| axis.time);
    let mut time: Vec<AxisId> = Vec::new();
    for node in members.iter().filter_map(|id| nodes.get(id.0)) {
        let own: Vec<AxisId> = node.axes.iter().copied().filter(is_time).collect();
        if own.len() != 1 {
            return Err(cycle());
        }
        time = union(&time, &own);
        let crosses = match &node.body {
            Body::Formula(expr) => crosses_time(expr, members, &is_time, groupings),
            _ => true,
        };
        if crosses {
            return Err(cycle());
        }
    }
    let [time] = time.as_slice() else {
        return Err(cycle());
    };
    let mut ordered: Vec<NodeId> = Vec::new();
    while ordered.len() < members.len() {
        let ready = members.iter().copied().find(|id| {
            let mut free = !ordered.contains(id);
            if let Some(node) = nodes.get(id.0) {
                node.reads(&mut |read, earlier| {
                    free &= earlier || !members.contains(&read) || ordered.contains(&read);
                });
            }
            free
        });
        ordered.push(ready.ok_or_else(cycle)?);
    }
    Ok(Component::Recurrent { time: *time, nodes: ordered })
}

/// Whether a formula reads a member of its own cycle at more than the same or an earlier period.
fn crosses_time(expr: &Expr, members: &[NodeId], is_time: &impl Fn(&AxisId) -> bool, groupings: &[Grouping]) -> bool {
    let along = |axis: AxisId, node: &NodeId| members.contains(node) && is_time(&axis);
    let fine = |id: super::axis::GroupingId| groupings.get(id.0).map(|grouping| grouping.from);
    match expr {
        Expr::Node(_) | Expr::Const(..) | Expr::NoValue(_) => false,
        Expr::Binary(_, a, b) => {
            crosses_time(a, members, is_time, groupings) || crosses_time(b, members, is_time, groupings)
        }
        Expr::If(condition, yes, no) => {
            [condition, yes, no].into_iter().any(|part| crosses_time(part, members, is_time, groupings))
        }
        Expr::Round(inner, _) => crosses_time(inner, members, is_time, groupings),
        Expr::Sum(node, axis) | Expr::At(node, axis, _) => along(*axis, node),
        Expr::Group(node, grouping) => fine(*grouping).is_none_or(|axis| along(axis, node)),
        Expr::Expand(node, grouping) => groupings.get(grouping.0).is_none_or(|grouping| along(grouping.to, node)),
        Expr::Apportion { total, weights, along: over, .. } => {
            let axis = match over {
                Along::Axis(axis) => Some(*axis),
                Along::Grouping(grouping) => fine(*grouping),
            };
            axis.is_none_or(|axis| along(axis, total) || along(axis, weights))
        }
        Expr::Lag { first, .. } => crosses_time(first, members, is_time, groupings),
    }
}
