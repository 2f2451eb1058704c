//! Ranges: what is computed from bounds holds what is computed from any values within them.

use dagdeel::model::{Evaluation, Loose, Status, Value};
use dagdeel::quantity::Exact;
use proptest::prelude::*;

use crate::graphs::{Body, Content, Dice, model, recipes};

/// As many corners of the inputs' bounds as are tried for one graph; all of them where there are no more.
const CORNERS: u64 = 16;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn a_range_holds_every_corner(recipe in recipes(10), seed in any::<u64>()) {
        let mut model = model(&recipe, Content::RANGES);
        let Ok(ranges) = Evaluation::<Loose>::run(&model.graph) else {
            return Ok(());
        };
        let mut bounds = Vec::new();
        for made in &model.nodes {
            if let Body::Input(values) = &made.body {
                for (at, value) in values.iter().enumerate() {
                    if let Value::Range(low, high) = value {
                        bounds.push((made.id, at, *low, *high));
                    }
                }
            }
        }
        let all = 1_u64.checked_shl(bounds.len() as u32).unwrap_or(u64::MAX);
        let mut dice = Dice(seed);
        for corner in 0..all.min(CORNERS) {
            for (nth, (node, at, low, high)) in bounds.iter().enumerate() {
                let upper = if all <= CORNERS { corner >> nth & 1 == 1 } else { dice.roll(2) == 1 };
                model.graph.set(*node, *at, Value::Known(if upper { *high } else { *low })).unwrap();
            }
            let Ok(exact) = Evaluation::<Exact>::run(&model.graph) else {
                continue;
            };
            for (node, at) in model.all_cells() {
                let (wide, cell) = (ranges.cell(node, at).unwrap(), exact.cell(node, at).unwrap());
                let (low, high) = wide.value.bounds().unwrap();
                let held = low <= cell.value && cell.value <= high;
                match (wide.status, cell.status) {
                    (Status::Known, Status::Known) => {
                        prop_assert!(held, "{:?} [{}]: {:?} in {:?}", node, at, cell, wide);
                    }
                    // A total that a corner gives too many decimals cannot be split there.
                    (Status::Known, status) => {
                        prop_assert!(matches!(status, Status::Undefined(_)), "{:?} [{}]: {:?}", node, at, status);
                    }
                    // Where a condition holds for a part, what is unknown may be known in a corner.
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn a_range_without_width_is_exact(recipe in recipes(10)) {
        let model = model(&recipe, Content::EVERYTHING);
        let (Ok(ranges), Ok(exact)) = (Evaluation::<Loose>::run(&model.graph), Evaluation::<Exact>::run(&model.graph))
        else {
            return Ok(());
        };
        for (node, at) in model.all_cells() {
            let (wide, cell) = (ranges.cell(node, at).unwrap(), exact.cell(node, at).unwrap());
            prop_assert_eq!((wide.value, wide.status), (Loose::Sure(cell.value), cell.status));
        }
    }
}
