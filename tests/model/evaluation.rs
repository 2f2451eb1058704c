//! What an evaluation computes, at once, in steps and again after changes.

use dagdeel::model::{Evaluation, NodeId, Value};
use dagdeel::quantity::Exact;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::graphs::{Body, Content, Dice, Model, model, recipes};
use crate::naive::{cells, naive};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn every_cell_is_what_the_rules_say(recipe in recipes(14)) {
        let model = model(&recipe, Content::EVERYTHING);
        match (Evaluation::<Exact>::run(&model.graph), naive(&model)) {
            (Ok(evaluation), Ok(expected)) => {
                let found = cells(&model, &evaluation);
                for (((node, at), found), expected) in model.all_cells().zip(found).zip(expected) {
                    prop_assert_eq!(found, expected, "{} [{}]", name(&model, node), at);
                }
            }
            (found, expected) => prop_assert_eq!(found.is_ok(), expected.is_ok()),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn steps_of_any_size_equal_one_run(recipe in recipes(12), budgets in vec(0_usize..60, 1..5)) {
        let model = model(&recipe, Content::EVERYTHING);
        let Ok(whole) = Evaluation::<Exact>::run(&model.graph) else {
            return Ok(());
        };
        let mut stepped = Evaluation::<Exact>::start(&model.graph);
        let mut progress = 0.0;
        for budget in budgets.iter().cycle() {
            let done = stepped.step(&model.graph, *budget).unwrap();
            prop_assert!(stepped.progress() >= progress && stepped.progress() <= 1.0);
            progress = stepped.progress();
            prop_assert_eq!(done, progress == 1.0);
            if done {
                break;
            }
        }
        prop_assert_eq!(cells(&model, &stepped), cells(&model, &whole));
        prop_assert!(stepped.step(&model.graph, 1).unwrap(), "a step too many changes nothing");
        prop_assert_eq!(cells(&model, &stepped), cells(&model, &whole));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn an_update_equals_a_full_run(recipe in recipes(12), changes in vec(any::<u64>(), 1..8), at_once in 1_usize..4) {
        let mut model = model(&recipe, Content::EVERYTHING);
        let Ok(mut evaluation) = Evaluation::<Exact>::run(&model.graph) else {
            return Ok(());
        };
        let total: usize = model.all_cells().count();
        for changes in changes.chunks(at_once) {
            let made: Vec<_> = changes.iter().map(|seed| change(&mut model, *seed)).collect();
            let changed: Vec<_> =
                made.iter().map(|(node, at, value)| model.graph.set(*node, *at, *value).unwrap()).collect();
            let Ok(whole) = Evaluation::<Exact>::run(&model.graph) else {
                prop_assert!(evaluation.update(&model.graph, &changed).is_err());
                return Ok(());
            };
            let computed = evaluation.update(&model.graph, &changed).unwrap();
            prop_assert!(computed <= total + changed.len(), "{} of {}", computed, total);
            for (node, at) in model.all_cells() {
                let (found, expected) = (evaluation.cell(node, at), whole.cell(node, at));
                prop_assert_eq!(found, expected, "{} [{}] after {:?}", name(&model, node), at, made);
            }
            let again = evaluation.update(&model.graph, &changed).unwrap();
            prop_assert_eq!(again, changed.len(), "nothing depends on a change that changes nothing");
        }
    }
}

fn name(model: &Model, node: NodeId) -> String {
    let made = model.made(node);
    let body = match &made.body {
        Body::Input(values) => format!("{values:?}"),
        Body::Formula(expr) => format!("{expr:?}"),
        Body::Mean(inputs) => format!("mean of {inputs:?}"),
    };
    format!("{node:?} over {:?} = {body}", made.axes)
}

/// A random value for a random cell of a random input.
fn change(model: &mut Model, seed: u64) -> (NodeId, usize, Value) {
    let mut dice = Dice(seed);
    let inputs: Vec<_> = model.inputs().into_iter().filter(|(_, cells)| *cells > 0).collect();
    let (node, cells) = dice.pick(&inputs).unwrap();
    (node, dice.roll(cells), dice.value(Content::EVERYTHING))
}
