//! The values of the steps by which a total is split, for the cells that show them.

use super::case::Case;
use crate::model::{Aid, Computation, NodeId, Status};
use crate::quantity::{Exact, Overflow};

/// The value of a step of one part; nothing where the part has no value.
pub(crate) fn value(case: &Case<'_>, node: NodeId, aid: Aid, at: usize) -> Option<Exact> {
    let explained = case.graph.explain(case.evaluation, node, at, 1)?;
    let Computation::Apportion { part, total, weights, step } = &explained.computation else {
        return None;
    };
    let known = |child: usize| {
        let value = &explained.children.get(child)?.value;
        (value.status == Status::Known).then_some(value.value)
    };
    let weights: Vec<Exact> = weights.iter().map(|child| known(*child)).collect::<Option<_>>()?;
    let shares = shares(known(*total)?, &weights, step.decimals()).ok()??;
    let own = *shares.get(*part)?;
    match aid {
        Aid::Share => Some(own),
        Aid::Sign => {
            let first = shares.get(..=*part)?.iter().find(|share| !share.is_zero());
            Some(Exact::from_i64(first.map_or(0, |share| if share.is_negative() { -1 } else { 1 })))
        }
        Aid::Rest => rest(own),
        Aid::Rank => {
            let rests: Vec<Exact> = shares.iter().map(|share| rest(*share)).collect::<Option<_>>()?;
            let mine = *rests.get(*part)?;
            let first = shares.iter().find(|share| !share.is_zero());
            let last_first = first.is_some_and(|share| share.is_negative());
            let before = rests.iter().enumerate().filter(|(other, rest)| {
                let equal_and_first = if last_first { *other > *part } else { *other < *part };
                **rest > mine || (**rest == mine && equal_and_first)
            });
            Some(Exact::from_i64(i64::try_from(before.count()).ok()?))
        }
    }
}

/// All parts before rounding, in units of the last decimal.
fn shares(total: Exact, weights: &[Exact], decimals: u32) -> Result<Option<Vec<Exact>>, Overflow> {
    let unit = Exact::from_scaled_i64(1, decimals);
    let sum = Exact::sum(weights.iter().copied())?.round(9);
    let mut shares = Vec::with_capacity(weights.len());
    for weight in weights {
        let part = if sum == total {
            *weight
        } else {
            match weight.times(total)?.over(sum)? {
                Some(part) => part,
                None => return Ok(None),
            }
        };
        match part.over(unit)? {
            Some(share) => shares.push(share),
            None => return Ok(None),
        }
    }
    Ok(Some(shares))
}

/// What rounding down leaves, to six decimals.
fn rest(share: Exact) -> Option<Exact> {
    share.minus(share.floor()).ok().map(|rest| rest.round(6))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_euro_in_three_leaves_a_third_of_a_cent_each() {
        let one = Exact::ONE;
        let parts = shares(one, &[one, one, one], 2).unwrap().unwrap();
        assert_eq!(parts.iter().map(|part| part.floor().plain()).collect::<Vec<_>>(), ["33", "33", "33"]);
        assert_eq!(rest(*parts.first().unwrap()).unwrap().plain(), "0.333333");
    }

    #[test]
    fn weights_without_a_sum_have_no_shares() {
        let weights = [Exact::ONE, Exact::ONE.negate()];
        assert_eq!(shares(Exact::ONE, &weights, 2).unwrap(), None);
        assert!(shares(Exact::ZERO, &weights, 2).unwrap().is_some());
    }
}
