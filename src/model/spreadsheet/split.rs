//! One part of a total by largest remainder.

use super::super::axis::AxisId;
use super::super::expr::{Along, NodeId};
use super::super::region::Interval;
use super::formula::{in_units, per_unit};
use super::{Aid, Sheet, Writer};
use crate::quantity::RoundingStep;

/// A total that is split, as one of its parts sees it.
pub(super) struct Split {
    /// The cell that is split.
    pub(super) total: (NodeId, usize),
    pub(super) weights: NodeId,
    /// The cells of the weights, and of the parts.
    pub(super) all: Vec<usize>,
    pub(super) parts: Vec<usize>,
    /// Which of them this part is, and its weight.
    pub(super) part: usize,
    pub(super) mine: String,
    pub(super) step: RoundingStep,
    /// Whether the steps have cells of their own.
    pub(super) aided: bool,
}

impl<S: Sheet> Writer<'_, S> {
    /// Which total is split, over which weights.
    pub(super) fn split(&self, total: NodeId, weights: NodeId, along: Along, step: RoundingStep) -> Option<Split> {
        let (fine, coarse, own): (AxisId, Option<(AxisId, usize)>, Vec<usize>) = match along {
            Along::Axis(axis) => (axis, None, (0..self.length(axis)).collect()),
            Along::Grouping(id) => {
                let grouping = self.graph.groupings.get(id.0)?;
                let group = *grouping.of.get(self.place.of(grouping.from).start)?;
                let own = (0..grouping.of.len()).filter(|at| grouping.of.get(*at) == Some(&group)).collect();
                (grouping.from, Some((grouping.to, group)), own)
            }
        };
        let place =
            coarse.map_or_else(|| self.place.clone(), |(axis, group)| self.place.with(axis, Interval::one(group)));
        let all = self.along(weights, fine, own.iter().copied());
        let parts = self.along(self.node, fine, own.iter().copied());
        let part = own.iter().position(|at| *at == self.place.of(fine).start)?;
        Some(Split {
            total: (total, self.position(total, &place)),
            mine: self.sheet.cell(weights, *all.get(part)?),
            aided: self.sheet.aids(self.node, Aid::Share, &parts).is_some(),
            weights,
            all,
            parts,
            part,
            step,
        })
    }

    /// The cell of a step of this part.
    pub(super) fn step(&self, split: &Split, aid: Aid) -> String {
        self.steps(aid, split.parts.get(split.part..=split.part).unwrap_or_default())
    }

    fn steps(&self, aid: Aid, parts: &[usize]) -> String {
        self.sheet.aids(self.node, aid, parts).unwrap_or_default()
    }

    fn whole(&self, split: &Split) -> String {
        self.sheet.cell(split.total.0, split.total.1)
    }

    /// A part before rounding, in units of its last decimal.
    pub(super) fn share(&self, split: &Split, weight: &str) -> String {
        in_units(&self.unrounded(split, weight), split.step)
    }

    fn unrounded(&self, split: &Split, weight: &str) -> String {
        let total = self.whole(split);
        // Weights that add up to the total are its parts as they stand, also where both are zero.
        let sum = format!("ROUND({},9)", self.sum(split.weights, &split.all));
        format!("{weight}*IF({total}={sum},1,{total}/{sum})")
    }

    /// What rounding down leaves of a share that has a cell of its own. Spreadsheets differ in `INT` of a negative number and
    /// in `MOD` next to a whole one; they agree on these.
    pub(super) fn rest(&self, split: &Split) -> String {
        let share = self.step(split, Aid::Share);
        format!("ROUND({share}-IF({share}<0,ROUNDUP({share},0),ROUNDDOWN({share},0)),6)")
    }

    /// A share that binary puts just below a whole number has remainder 1, so that it gets its unit back first.
    fn rest_of(&self, share: &str) -> String {
        format!("ROUND(MOD({share},1),6)")
    }

    /// The sign of the first share that is not zero, among the parts up to this one.
    pub(super) fn sign(&self, split: &Split) -> String {
        let own = format!("SIGN(ROUND({},6))", self.step(split, Aid::Share));
        let before = split.part.checked_sub(1).and_then(|before| split.parts.get(before));
        match before.map(|before| self.steps(Aid::Sign, std::slice::from_ref(before))) {
            Some(before) => format!("IF({before}<>0,{before},{own})"),
            None => own,
        }
    }

    /// How many parts get their unit before this one. Of equal remainders the first goes first, or the last where the first
    /// share that is not zero is negative, so that the parts of the opposite total are the opposites.
    pub(super) fn rank(&self, split: &Split) -> String {
        let (part, all) = (split.part, split.all.len());
        let count = |from: usize, to: usize, sign: &str| {
            if split.aided { self.counted(split, from, to, sign) } else { self.counted_whole(split, from, to, sign) }
        };
        let larger = count(0, all, ">");
        if all == 1 {
            return larger;
        }
        let first = if split.aided {
            self.steps(Aid::Sign, split.parts.get(all - 1..).unwrap_or_default())
        } else {
            let cells = |at: &[usize]| self.sheet.cells(split.weights, at);
            self.total(cells, &split.all, |weight, position| {
                format!("SIGN({})*0.5^{position}", self.unrounded(split, weight))
            })
        };
        format!("{larger}+IF({first}<0,{},{})", count(part + 1, all, "="), count(0, part, "="))
    }

    /// How many of these parts have a remainder that is larger than this one's, or equal to it.
    fn counted(&self, split: &Split, from: usize, to: usize, sign: &str) -> String {
        let parts = split.parts.get(from..to).unwrap_or_default();
        let (mine, range) = (self.step(split, Aid::Rest), self.steps(Aid::Rest, parts));
        if parts.len() > 1 && !range.contains([',', '(']) {
            return format!("COUNTIF({range},\"{sign}\"&{mine})");
        }
        let each: Vec<String> = parts
            .iter()
            .map(|part| format!("({}{sign}{mine})*1", self.steps(Aid::Rest, std::slice::from_ref(part))))
            .collect();
        if each.is_empty() { "0".to_owned() } else { each.join("+") }
    }

    /// As [`Writer::counted`], where the remainders have no cells of their own.
    fn counted_whole(&self, split: &Split, from: usize, to: usize, sign: &str) -> String {
        let rest = |weight: &str| self.rest_of(&self.share(split, weight));
        let mine = rest(&split.mine);
        let cells = |at: &[usize]| self.sheet.cells(split.weights, at);
        let among = split.all.get(from..to).unwrap_or_default();
        self.total(cells, among, |weight, _| format!("({}{sign}{mine})*1", rest(weight)))
    }

    /// One part of a total by largest remainder.
    pub(super) fn part(&self, split: &Split, tight: u8) -> String {
        let (down, rank, left) = if split.aided {
            // What rounding down leaves of all parts together is a whole number of units.
            let left = format!("ROUND(SUM({}),0)", self.steps(Aid::Rest, &split.parts));
            let down = format!("ROUND({}-{},0)", self.step(split, Aid::Share), self.step(split, Aid::Rest));
            (down, self.step(split, Aid::Rank), left)
        } else {
            let cells = |at: &[usize]| self.sheet.cells(split.weights, at);
            let down = |weight: &str| format!("INT({})", self.share(split, weight));
            let all = self.total(cells, &split.all, |weight, _| down(weight));
            let left = format!("ROUND({},0)-{all}", in_units(&self.whole(split), split.step));
            (down(&split.mine), self.rank(split), left)
        };
        per_unit(format!("({down}+IF({rank}<{left},1,0))"), split.step, tight)
    }
}
