//! Staff: how many a group needs, in steps, and how many full-time people a year of groups takes.

use super::CareError;
use super::figure::{Figure, basis_of, cite};
use crate::model::{AxisId, Draft, Expr, Label, NodeId, Origin, Quantity, Reason, Value};
use crate::quantity::{Exact, Lang, Text, Unit, write_number};
use crate::tree::{Problem, Problems, record};

record! {
    /// From group-dagdelen to full-time staff.
    pub struct StaffNeeded {
        /// Staff present in a group, in `medewerker/groepsdagdeel`.
        pub per_group: Figure,
        /// Hours of one of them for a dagdeel, contact and preparation, in `uur/medewerker`.
        pub hours: Figure,
        /// Productive hours of a full-time year, in `uur/fte/jaar`.
        pub productive_hours: Figure,
    }
}

record! {
    /// Staff in steps instead of a constant cost of a group.
    pub struct StaffSteps {
        /// From how many clients up to how many, and how many staff are then present; each step begins where the last ended.
        pub table: Vec<StaffStep>,
        /// The source of the table, or `aanname`.
        pub source: String,
        /// The cost of one of them for a group-dagdeel, in `euro/medewerker`.
        pub cost_per_staff: Figure,
        /// The cost of the room, in `euro/groepsdagdeel`.
        pub room: Figure,
    }
}

record! {
    /// Staff in steps, without what they cost.
    pub struct StaffTable {
        /// From how many clients up to how many, and how many staff are then present; each step begins where the last ended.
        pub table: Vec<StaffStep>,
        /// The source of the table, or `aanname`.
        pub source: String,
    }
}

record! {
    /// One step.
    pub struct StaffStep {
        /// The fewest clients, a whole number.
        pub from: Exact,
        /// The most clients, a whole number. An average between two steps needs the staff of the higher one.
        pub to: Exact,
        /// The staff present.
        pub staff: Exact,
    }
}

impl StaffNeeded {
    pub(crate) fn check(&self, problems: &mut Problems) {
        self.per_group.expect_at_least(Exact::ZERO, Unit::MEDEWERKER / Unit::GROEPSDAGDEEL, problems);
        self.hours.expect_at_least(Exact::ZERO, Unit::UUR / Unit::MEDEWERKER, problems);
        self.productive_hours.expect_at_least(Exact::ONE, Unit::UUR / Unit::FTE / Unit::JAAR, problems);
    }

    pub(crate) fn add(&self, draft: &mut Draft, groups: NodeId) -> Result<(), CareError> {
        let per_group = self.per_group.input(
            draft,
            Quantity::new(
                "medewerkers-per-groep",
                Text::new("Medewerkers per groep", "Staff per group"),
                Unit::MEDEWERKER / Unit::GROEPSDAGDEEL,
            ),
        )?;
        let hours = self.hours.input(
            draft,
            Quantity::new(
                "uren-per-medewerker",
                Text::new("Uren per medewerker per dagdeel", "Hours of each per half-day"),
                Unit::UUR / Unit::MEDEWERKER,
            ),
        )?;
        let productive = self.productive_hours.input(
            draft,
            Quantity::new(
                "productieve-uren",
                Text::new("Productieve uren per fte per jaar", "Productive hours per fte a year"),
                Unit::UUR / Unit::FTE / Unit::JAAR,
            ),
        )?;
        let about = Quantity::new("medewerkers", Text::new("Personeel", "Staff"), Unit::FTE).reported();
        draft.formula(about, groups * per_group * hours / productive)?;
        Ok(())
    }
}

impl StaffTable {
    pub(crate) fn check(&self, path: &str, problems: &mut Problems) {
        check_table(&self.table, &self.source, path, problems);
    }
}

/// Steps are whole numbers of clients, each next to the one before.
fn check_table(table: &[StaffStep], source: &str, path: &str, problems: &mut Problems) {
    cite(source, &format!("{path}.source"), problems);
    let mut next = None;
    for (at, step) in table.iter().enumerate() {
        let whole = step.from.round(0) == step.from && step.to.round(0) == step.to;
        let joins = next.is_none_or(|next| step.from == next);
        if !whole || !joins || step.to < step.from || step.from < Exact::ZERO || step.staff.is_negative() {
            let expected = next.unwrap_or(Exact::ONE);
            let message = Text::owned(
                format!(
                    "{path}.table[{at}]: gevonden {}–{}; verwacht gehele aantallen vanaf {expected}, aansluitend op de vorige trede.",
                    step.from, step.to
                ),
                format!(
                    "{path}.table[{at}]: found {}–{}; expected whole numbers from {expected}, next to the step before.",
                    step.from, step.to
                ),
            );
            problems.add(Problem::at(&format!("{path}.table[{at}]"), "staff-steps", message));
            return;
        }
        next = step.to.plus(Exact::ONE).ok();
    }
    if table.is_empty() {
        let message = Text::owned(
            format!("{path}.table: geef ten minste één trede."),
            format!("{path}.table: give at least one step."),
        );
        problems.add(Problem::at(&format!("{path}.table"), "staff-steps", message));
    }
}

/// The nodes of a staff table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Steps {
    /// The axis of steps.
    pub(crate) axis: AxisId,
    /// The fewest, and the most clients of each step.
    pub(crate) from: NodeId,
    pub(crate) to: NodeId,
    /// The most clients of the step before; zero for the first.
    pub(crate) before: NodeId,
    /// The most clients of all.
    pub(crate) most: NodeId,
    /// What a group costs in each step.
    pub(crate) cost: NodeId,
}

impl StaffSteps {
    pub(crate) fn check(&self, path: &str, problems: &mut Problems) {
        self.cost_per_staff.expect_at_least(Exact::ZERO, Unit::EURO / Unit::MEDEWERKER, problems);
        self.room.expect_at_least(Exact::ZERO, Unit::EURO / Unit::GROEPSDAGDEEL, problems);
        check_table(&self.table, &self.source, path, problems);
    }

    pub(crate) fn add(&self, draft: &mut Draft, unit: Unit, path: &str) -> Result<Steps, CareError> {
        let words = |step: &StaffStep, lang| {
            let whole = |value| write_number(value, 0, lang);
            let (clients, staff) = match lang {
                Lang::Nl => ("cliënten", "medewerkers"),
                Lang::En => ("clients", "staff"),
            };
            format!(
                "{}–{} {clients}: {} {staff}",
                whole(step.from),
                whole(step.to),
                write_number(step.staff, step.staff.decimals(), lang)
            )
        };
        let label = |step: &StaffStep| {
            let name = Text::owned(words(step, Lang::Nl), words(step, Lang::En));
            Label::new(format!("{}-{}", step.from, step.to), name)
        };
        let labels = self.table.iter().map(label).collect();
        let axis = draft.axis("stap", Text::new("Trede", "Step"), labels)?;
        let present = unit / Unit::GROEPSDAGDEEL;
        let basis = basis_of(&self.source);
        let origin = |at: usize, field: &str| {
            let path = Some(format!("{path}.steps.table[{at}].{field}"));
            Origin { basis: basis.clone(), path, note: None }
        };
        let column =
            |draft: &mut Draft, id: &str, name: Text, unit: Unit, field: &str, pick: &dyn Fn(&StaffStep) -> Exact| {
                let values = self.table.iter().map(|step| Value::Known(pick(step))).collect();
                let origins = (0..self.table.len()).map(|at| origin(at, field)).collect();
                draft.input(Quantity::new(id, name, unit), &[axis], values, origins)
            };
        let from = column(draft, "trede-van", Text::new("Van", "From"), present, "from", &|step| step.from)?;
        let to = column(draft, "trede-tot", Text::new("Tot en met", "Up to"), present, "to", &|step| step.to)?;
        let staff = column(
            draft,
            "trede-medewerkers",
            Text::new("Medewerkers", "Staff"),
            Unit::MEDEWERKER / Unit::GROEPSDAGDEEL,
            "staff",
            &|step| step.staff,
        )?;
        let ends = |shift: usize| -> Vec<Value> {
            let all = std::iter::once(Exact::ZERO).chain(self.table.iter().map(|step| step.to));
            all.skip(shift).take(self.table.len()).map(Value::Known).collect()
        };
        let before = draft.input(
            Quantity::new("trede-vorige", Text::new("Tot en met, vorige trede", "Up to, step before"), present),
            &[axis],
            ends(0),
            vec![origin(0, "to")],
        )?;
        let last = self.table.len().saturating_sub(1);
        let most = draft.formula(
            Quantity::new(
                "meeste-clienten",
                Text::new("Meeste cliënten in de tabel", "Most clients in the table"),
                present,
            ),
            to.at(axis, last),
        )?;
        let per_group = Unit::EURO / Unit::GROEPSDAGDEEL;
        let each = self.cost_per_staff.input(
            draft,
            Quantity::amount(
                "kosten-per-medewerker",
                Text::new("Kosten per medewerker per groepsdagdeel", "Cost of each staff per group half-day"),
                Unit::EURO / Unit::MEDEWERKER,
            ),
        )?;
        let room = self.room.input(
            draft,
            Quantity::amount("kosten-ruimte", Text::new("Kosten van de ruimte", "Cost of the room"), per_group),
        )?;
        let cost = draft.formula(
            Quantity::amount(
                "trede-kosten",
                Text::new("Kosten van de groep per trede", "Cost of the group by step"),
                per_group,
            )
            .reported(),
            staff * each + room,
        )?;
        Ok(Steps { axis, from, to, before, most, cost })
    }
}

impl Steps {
    /// What a group costs at an attendance: that of its step; no value beyond the table.
    pub(crate) fn cost_at(
        &self,
        draft: &mut Draft,
        present: NodeId,
        id: &str,
        name: Text,
    ) -> Result<NodeId, CareError> {
        let about = Quantity::amount(id, name, Unit::EURO / Unit::GROEPSDAGDEEL);
        self.held_at(draft, present, self.cost, about)
    }

    /// What stands in the step of an attendance; no value beyond the table.
    pub(crate) fn held_at(
        &self,
        draft: &mut Draft,
        present: NodeId,
        held: NodeId,
        about: Quantity,
    ) -> Result<NodeId, CareError> {
        let part = |what: &str, kind| {
            Quantity { id: format!("{}-{what}", about.id), reported: false, ..about.clone() }.kind(kind)
        };
        let beyond = present.expr().at_most(self.before);
        let within = present.expr().at_most(self.to);
        let own = draft.formula(
            part("per-trede", crate::model::Kind::Flow),
            beyond.then(Expr::ZERO, within.then(held, Expr::ZERO)),
        )?;
        let sum = draft.formula(part("van-trede", crate::model::Kind::Rate), own.sum(self.axis))?;
        Ok(draft.formula(about, present.expr().at_most(self.most).then(sum, Expr::NoValue(Reason::None)))?)
    }
}
