//! Explanations, recomputed from their leaves.

use dagdeel::model::{Computation, Evaluation, Explanation, Kind, Quantity, Relation, Value};
use dagdeel::quantity::{Exact, Overflow, RoundingStep, Text, Unit};
use proptest::prelude::*;

use crate::graphs::{Content, assumed, labels, model, recipes};
use crate::naive::{Known, binary, missing, part, sum};
use dagdeel::model::{Cell, Draft, Expr, Status};

/// More levels than any graph here has.
const FULL: usize = 1_000;

/// The value of an explained cell, from the values of its leaves alone.
fn recomputed(explanation: &Explanation<Exact>) -> Result<Known, Overflow> {
    let children: Result<Vec<Known>, Overflow> = explanation.children.iter().map(recomputed).collect();
    compute(&explanation.computation, explanation, &children?)
}

fn compute(computation: &Computation, explanation: &Explanation<Exact>, children: &[Known]) -> Result<Known, Overflow> {
    let again = |inner: &Computation| compute(inner, explanation, children);
    let of = |at: &[usize]| -> Vec<Known> { at.iter().map(|at| children[*at].clone()).collect() };
    Ok(match computation {
        Computation::Leaf | Computation::Estimate(_) => explanation.value.clone(),
        Computation::Const(value) => Cell { value: *value, status: Status::Known },
        Computation::NoValue(reason) => Cell { value: Exact::ZERO, status: Status::Undefined(*reason) },
        Computation::Child(at) => children[*at].clone(),
        Computation::Binary(operator, a, b) => binary(*operator, &again(a)?, &again(b)?)?,
        Computation::Chosen { condition, branches } => {
            let condition = again(condition)?;
            match (condition.status, branches.as_slice()) {
                (Status::Known, [chosen]) => again(chosen)?,
                (Status::Known, branches) => panic!("{} branches of one exact condition", branches.len()),
                (status, []) => Cell { value: Exact::ZERO, status: missing(&[status]) },
                (_, branches) => panic!("{} branches of an unknown condition", branches.len()),
            }
        }
        Computation::Round(inner, step) => {
            let inner = again(inner)?;
            Cell { value: inner.value.round(step.decimals()), ..inner }
        }
        Computation::Sum(at) => sum(&of(at))?,
        Computation::Apportion { part: at, total, weights, step } => part(&children[*total], &of(weights), *at, *step)?,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn leaves_recompute_every_cell(recipe in recipes(6)) {
        let model = model(&recipe, Content::SMALL);
        let Ok(evaluation) = Evaluation::<Exact>::run(&model.graph) else {
            return Ok(());
        };
        for (node, at) in model.all_cells() {
            let explanation = model.graph.explain(&evaluation, node, at, FULL).unwrap();
            prop_assert_eq!(&explanation.value, &evaluation.cell(node, at).unwrap());
            prop_assert_eq!(recomputed(&explanation).unwrap(), explanation.value.clone(), "{:?}", explanation);
        }
    }

    #[test]
    fn a_depth_leaves_the_rest_out(recipe in recipes(6), depth in 0_usize..3) {
        let model = model(&recipe, Content::SMALL);
        let Ok(evaluation) = Evaluation::<Exact>::run(&model.graph) else {
            return Ok(());
        };
        fn levels(explanation: &Explanation<Exact>) -> usize {
            explanation.children.iter().map(|child| 1 + levels(child)).max().unwrap_or(0)
        }
        for (node, at) in model.all_cells() {
            let shallow = model.graph.explain(&evaluation, node, at, depth).unwrap();
            let full = model.graph.explain(&evaluation, node, at, FULL).unwrap();
            prop_assert_eq!(levels(&shallow), depth.min(levels(&full)));
            prop_assert_eq!(shallow.computation, full.computation);
            for (one, other) in shallow.children.iter().zip(&full.children) {
                prop_assert_eq!((one.node, one.cell, &one.value), (other.node, other.cell, &other.value));
            }
        }
    }
}

#[test]
fn a_formula_is_put_in_words() {
    let about = |id: &'static str, nl: &'static str, unit| Quantity::new(id, Text::new(nl, id), unit);
    let mut draft = Draft::new();
    let products = draft.axis("product", Text::new("Product", "Product"), labels("p", 2)).unwrap();
    let input = |draft: &mut Draft, id, nl, unit, axes: &[_], values: &[i64]| {
        let values = values.iter().map(|value| Value::Known(Exact::from_i64(*value))).collect();
        draft.input(about(id, nl, unit).kind(Kind::Flow), axes, values, assumed()).unwrap()
    };
    let old = input(&mut draft, "current tariff", "Huidig tarief", Unit::EURO, &[], &[37]);
    let new = input(&mut draft, "new tariff", "Nieuw tarief", Unit::EURO, &[], &[49]);
    let costs = input(&mut draft, "costs", "Kosten", Unit::EURO, &[products], &[10, 20]);
    let rise = draft
        .formula(
            about("rise", "Stijging", Unit::NONE),
            ((new - old) / old.expr() * (Expr::count(1) + Expr::count(2))).round(RoundingStep::Percentage),
        )
        .unwrap();
    let total = draft.formula(about("total", "Totaal", Unit::EURO), costs.sum(products)).unwrap();
    let least = draft.formula(about("least", "Minste", Unit::EURO), costs.at(products, 1).min(Expr::ZERO)).unwrap();
    let when = old.expr().at_most(new).then(old, new);
    let when = draft.formula(about("when", "Welk", Unit::EURO), when).unwrap();
    let graph = draft.finish().unwrap();
    let words = |node| graph.wording(node).unwrap();
    assert_eq!(words(rise).nl, "(nieuw tarief − huidig tarief) ÷ huidig tarief × (1 + 2)");
    assert_eq!(words(rise).en, "(new tariff − current tariff) ÷ current tariff × (1 + 2)");
    assert_eq!(words(total).nl, "som van kosten over product");
    assert_eq!(words(least).nl, "kleinste van kosten (p 1) en 0");
    assert_eq!(words(when).en, "if current tariff ≤ new tariff then current tariff else new tariff");
    assert_eq!(graph.wording(old), None);

    let evaluation = Evaluation::<Exact>::run(&graph).unwrap();
    let explained = graph.explain(&evaluation, rise, 0, 1).unwrap();
    assert_eq!(explained.rounding(), Some(RoundingStep::Percentage));
    let read: Vec<_> = explained.children.iter().map(|child| (child.node, child.relation)).collect();
    assert_eq!(read, [(new, Relation::First), (old, Relation::By(dagdeel::model::Binary::Subtract))], "each once");
    assert_eq!(graph.explain(&evaluation, rise, 1, 1), None, "no such cell");
}
