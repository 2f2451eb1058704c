//! A funnel: of those who could be reached, a share is left after each step.

use super::figure::Figure;
use super::{CareError, row};
use crate::model::{Draft, Expr, Kind, NodeId, Quantity};
use crate::quantity::{Exact, RoundingStep, Text, Unit};
use crate::tree::{Problem, Problems, record};

record! {
    /// Steps that a group goes through one after the other, such as families that are known, are offered help and take it.
    pub struct Funnel as "funnel" {
        /// Identifier, unique in the document.
        pub id: String,
        /// What it is about.
        pub name: Text,
        /// How many there are before the first step, in `gezin/jaar` or `client/jaar`.
        pub start: Figure,
        /// The steps, in order.
        pub steps: Vec<FunnelStep>,
    }
}

record! {
    /// A step of a funnel.
    pub struct FunnelStep {
        /// Identifier.
        pub id: String,
        /// What it is called.
        pub name: Text,
        /// The share of those before it that comes through, from 0 to 1.
        pub share: Figure,
        /// What each that comes through costs, in `euro/gezin` or `euro/client`.
        pub cost: Option<Figure>,
    }
}

impl Funnel {
    pub(crate) fn check(&self, path: &str, problems: &mut Problems) {
        let a_year = if self.start.unit == Unit::CLIENT / Unit::JAAR { Unit::CLIENT } else { Unit::GEZIN };
        self.start.expect_at_least(Exact::ZERO, a_year / Unit::JAAR, problems);
        for step in &self.steps {
            step.share.expect_share(problems);
            if let Some(cost) = &step.cost {
                cost.expect_at_least(Exact::ZERO, Unit::EURO / a_year, problems);
            }
        }
        row::check_ids(self.steps.iter().map(|step| step.id.as_str()), &format!("{path}.steps"), problems);
        if self.steps.is_empty() || self.steps.iter().any(|step| step.id == START) {
            let message = Text::owned(
                format!("{path}.steps: geef ten minste één stap; het id \"{START}\" is al van het begin."),
                format!("{path}.steps: give at least one step; the id \"{START}\" is that of the start."),
            );
            problems.add(Problem::at(&format!("{path}.steps"), "funnel-steps", message));
        }
    }

    /// Adds who is left after each step, what that costs, and what each one reached costs.
    pub(crate) fn add(&self, draft: &mut Draft) -> Result<(), CareError> {
        let id = |what: &str| format!("{}-{what}", self.id);
        let many = self.start.unit;
        let yearly = Unit::EURO / Unit::JAAR;
        let start = (START.to_owned(), Text::new("Begin", "Start"));
        let labels = std::iter::once((&start.0, &start.1)).chain(self.steps.iter().map(|step| (&step.id, &step.name)));
        let axis = row::axis(draft, &id("stap"), Text::new("Stap", "Step"), labels)?;
        let own = |pick: fn(&FunnelStep) -> Option<&Figure>| std::iter::once(None).chain(self.steps.iter().map(pick));
        let words = Text::new("Deel dat doorgaat", "Share that goes on");
        let share = row::column(draft, Quantity::percent(id("deel"), words), axis, own(|step| Some(&step.share)))?;
        let words = Text::new("Kosten per bereikte", "Cost of each reached");
        let cost = Quantity::amount(id("kosten-per-stuk"), words, yearly / many);
        let cost = row::column(draft, cost, axis, own(|step| step.cost.as_ref()))?;

        let words = row::of(&self.name, "begin", "start");
        let first = self.start.input(draft, Quantity::new(id("begin"), words, many).kind(Kind::Stock))?;
        let mut left: Vec<NodeId> = vec![first];
        let mut before = first;
        for (at, step) in self.steps.iter().enumerate() {
            let words = row::of(&self.name, &format!("na {}", step.name.nl), &format!("after {}", step.name.en));
            let share = draft.formula(
                Quantity::percent(id(&format!("deel-{}", step.id)), step.name.clone()),
                share.at(axis, at + 1),
            )?;
            let about = Quantity::new(id(&format!("na-{}", step.id)), words, many).kind(Kind::Stock);
            before = draft.formula(about, before * share)?;
            left.push(before);
        }
        let words = Text::new("Bereik na elke stap", "Reach after each step");
        let reach = row::stacked(draft, Quantity::new(id("bereik"), words, many).reported(), axis, &left)?;
        let words = Text::new("Bereik als deel van het begin", "Reach as a share of the start");
        let about = Quantity::percent(id("bereik-deel"), words);
        draft.formula(about.reported(), (reach / first).round(RoundingStep::Percentage))?;
        let words = Text::new("Kosten van elke stap", "Cost of each step");
        let costs = draft.formula(
            Quantity::amount(id("kosten-per-stap"), words, yearly).kind(Kind::Stock).reported(),
            (reach * cost).round(RoundingStep::BudgetAmount),
        )?;
        let words = Text::new("Bereik als deze stap niemand verliest", "Reach if this step lost no one");
        let last = draft
            .formula(Quantity::new(id("bereikt"), Text::new("Bereikt", "Reached"), many).reported(), before.expr())?;
        let none = || share.expr().at_most(Expr::ZERO);
        let about = Quantity::new(id("zonder-verlies"), words, many).kind(Kind::Rate);
        draft.formula(about.reported(), none().then(Expr::NoValue(crate::model::Reason::None), last / share))?;
        let words = Text::new("Bereikt deel", "Share reached");
        let about = Quantity::percent(id("bereikt-deel"), words);
        draft.formula(about.reported(), (last / first).round(RoundingStep::Percentage))?;
        let words = Text::new("Kosten per jaar", "Costs a year");
        let total = draft.formula(Quantity::amount(id("kosten"), words, yearly).reported(), costs.sum(axis))?;
        let words = Text::new("Kosten per bereikte", "Cost of each reached");
        let about = Quantity::amount(id("kosten-per-bereikte"), words, yearly / many);
        draft.formula(about.reported(), (total / last).round(RoundingStep::Average))?;
        Ok(())
    }
}

/// The label before the first step.
const START: &str = "begin";
