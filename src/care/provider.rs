//! The provider's side: cost, income and result of a group-dagdeel, and from how many clients on it breaks even.

use super::CareError;
use super::figure::Figure;
use super::staff::Steps;
use crate::model::{Basis, Draft, Expr, Label, NodeId, Origin, Quantity, Reason, Value};
use crate::quantity::{Exact, Lang, RoundingStep, Text, Unit, write_number};
use crate::tree::{Problems, record};

record! {
    /// Who is enrolled in a group, who is present, and what may be claimed.
    pub struct Attendance {
        /// Clients enrolled, in `dagdeel/groepsdagdeel`.
        pub enrolled: Figure,
        /// The share of them that does not show up, from 0 to 1.
        pub no_show: Figure,
        /// Whether a dagdeel of a client who does not show up may be claimed.
        pub no_show_claimable: bool,
        /// Whether the cost of a client is saved when the client does not show up.
        pub saved_on_absence: bool,
    }
}

/// What the provider's result rests on.
pub(crate) struct Group {
    pub(crate) unit: Unit,
    /// The tariff, by variant.
    pub(crate) tariff: NodeId,
    /// The cost of the group, where staff does not come in steps.
    pub(crate) fixed: NodeId,
    /// The cost of a client.
    pub(crate) each: NodeId,
    /// Staff in steps.
    pub(crate) steps: Option<Steps>,
}

impl Attendance {
    pub(crate) fn check(&self, present: Unit, problems: &mut Problems) {
        self.enrolled.expect_at_least(Exact::from_scaled_i64(1, 2), present, problems);
        self.no_show.expect_share(problems);
    }

    pub(crate) fn add(&self, draft: &mut Draft, group: &Group) -> Result<(), CareError> {
        let present = self.add_own(draft, group)?;
        add_table(draft, group, present)?;
        add_break_even(draft, group)
    }

    /// The user's own group: enrolled, present and claimable are different quantities. Returns the value of the attendance
    /// where it is known.
    fn add_own(&self, draft: &mut Draft, group: &Group) -> Result<Option<Exact>, CareError> {
        let clients = |id: &str, nl, en| Quantity::new(id, Text::new(nl, en), group.unit / Unit::GROEPSDAGDEEL);
        let enrolled = self
            .enrolled
            .input(draft, clients("ingeschreven", "Ingeschreven cliënten per groep", "Clients enrolled per group"))?;
        let about = Quantity::percent("afwezigheid", Text::new("Afwezigheid", "Absence"));
        let no_show = self.no_show.input(draft, about)?;
        let present = draft.formula(
            clients("aanwezigen", "Gemiddelde aanwezigheid", "Average attendance").reported(),
            enrolled * (Expr::count(1) - no_show),
        )?;
        let claimable = draft.formula(
            clients("declarabel", "Declarabele cliënten per groep", "Claimable clients per group").reported(),
            if self.no_show_claimable { enrolled } else { present },
        )?;
        let paid = draft.formula(
            clients(
                "clienten-met-kosten",
                "Cliënten voor wie kosten worden gemaakt",
                "Clients for whom costs are made",
            ),
            if self.saved_on_absence { present } else { enrolled },
        )?;
        let fixed = match &group.steps {
            Some(steps) => steps.cost_at(
                draft,
                present,
                "uw-groepskosten",
                Text::new("Kosten van uw groep", "Cost of your group"),
            )?,
            None => group.fixed,
        };
        let per_group = Unit::EURO / Unit::GROEPSDAGDEEL;
        let euro = |id: &str, nl, en| Quantity::amount(id, Text::new(nl, en), per_group).reported();
        let cost = draft.formula(
            euro(
                "uw-kosten",
                "Kosten per groepsdagdeel bij uw aanwezigheid",
                "Cost per group half-day at your attendance",
            ),
            (fixed + group.each * paid).round(RoundingStep::ProviderAmount),
        )?;
        let income = draft.formula(
            euro(
                "uw-opbrengst",
                "Opbrengst per groepsdagdeel bij uw aanwezigheid",
                "Income per group half-day at your attendance",
            ),
            (group.tariff * claimable).round(RoundingStep::ProviderAmount),
        )?;
        draft.formula(
            euro(
                "uw-resultaat",
                "Resultaat per groepsdagdeel bij uw aanwezigheid",
                "Result per group half-day at your attendance",
            ),
            income - cost,
        )?;
        // The table of attendances holds the user's own among its labels.
        for figure in [&self.enrolled, &self.no_show] {
            draft.shaped_by(&figure.path);
        }
        let own = self
            .enrolled
            .value
            .zip(self.no_show.value)
            .and_then(|(enrolled, no_show)| enrolled.times(Exact::ONE.minus(no_show).ok()?).ok());
        Ok(own.map(|own| own.round(4)))
    }
}

/// Cost price, cost, income and result over a row of attendances, the user's own among them.
fn add_table(draft: &mut Draft, group: &Group, own: Option<Exact>) -> Result<(), CareError> {
    let attended = attendances(own);
    let label = |value: &Exact| {
        let write = |lang| write_number(*value, value.decimals(), lang);
        Label::new(value.to_string(), Text::owned(write(Lang::Nl), write(Lang::En)))
    };
    let name = Text::new("Aanwezigen", "Present");
    let axis = draft.axis("aanwezig", name.clone(), attended.iter().map(label).collect())?;
    let present = draft.input(
        Quantity::new("aanwezig-aantal", name, group.unit / Unit::GROEPSDAGDEEL),
        &[axis],
        attended.iter().copied().map(Value::Known).collect(),
        vec![Origin::of(Basis::Definition)],
    )?;
    let fixed = match &group.steps {
        Some(steps) => steps.cost_at(
            draft,
            present,
            "groepskosten-bij-aanwezigen",
            Text::new("Kosten van de groep", "Cost of the group"),
        )?,
        None => group.fixed,
    };
    draft.formula(
        Quantity::amount(
            "kostprijs",
            Text::new("Kostprijs per dagdeel", "Cost price per half-day"),
            Unit::EURO / group.unit,
        )
        .reported(),
        (group.each + fixed / present).round(RoundingStep::Tariff),
    )?;
    let euro = |id: &str, nl, en| Quantity::amount(id, Text::new(nl, en), Unit::EURO / Unit::GROEPSDAGDEEL).reported();
    let cost = draft.formula(
        euro("aanbieder-kosten", "Kosten per groepsdagdeel", "Cost per group half-day"),
        (fixed + group.each * present).round(RoundingStep::ProviderAmount),
    )?;
    let income = draft.formula(
        euro("aanbieder-opbrengst", "Opbrengst per groepsdagdeel", "Income per group half-day"),
        (group.tariff * present).round(RoundingStep::ProviderAmount),
    )?;
    draft.formula(
        euro("aanbieder-resultaat", "Resultaat per groepsdagdeel", "Result per group half-day"),
        income - cost,
    )?;
    Ok(())
}

/// From 4 to 10 by quarters, so that a curve through them is smooth, with the user's own attendance and the whole numbers
/// around it.
fn attendances(own: Option<Exact>) -> Vec<Exact> {
    let mut all: Vec<Exact> = (16..=40).map(|quarters| Exact::from_scaled_i64(quarters * 25, 2)).collect();
    if let Some(own) = own.filter(|own| !own.is_zero() && !own.is_negative()) {
        all.push(own);
        let below = own.floor();
        all.extend([Exact::ONE.negate(), Exact::ZERO, Exact::ONE].iter().filter_map(|step| below.plus(*step).ok()));
    }
    all.retain(|value| *value > Exact::ZERO);
    all.sort_unstable();
    all.dedup();
    all
}

/// Break-even: S ÷ (tariff − F). There is none where a client's dagdeel earns no more than it costs. With staff in steps each
/// step has its own, or none.
fn add_break_even(draft: &mut Draft, group: &Group) -> Result<(), CareError> {
    let none = || Expr::NoValue(Reason::None);
    let clients = |id: &str, nl, en| Quantity::new(id, Text::new(nl, en), group.unit / Unit::GROEPSDAGDEEL);
    let margin = draft.formula(
        Quantity::amount(
            "opbrengst-per-aanwezige",
            Text::new("Tarief min kosten van een cliënt", "Tariff less cost of a client"),
            Unit::EURO / group.unit,
        ),
        group.tariff - group.each,
    )?;
    let loses = || margin.expr().at_most(Expr::ZERO);
    match &group.steps {
        None => {
            draft.formula(
                clients("kostendekkend", "Kostendekkend vanaf", "Breaks even from").reported(),
                loses().then(none(), group.fixed / margin),
            )?;
        }
        Some(steps) => {
            let from = draft.formula(
                clients(
                    "kostendekkend-in-trede",
                    "Aantal waarbij opbrengst en kosten van de trede gelijk zijn",
                    "Number at which income equals the cost of the step",
                ),
                loses().then(none(), steps.cost / margin),
            )?;
            draft.formula(
                clients("kostendekkend-per-stap", "Kostendekkend vanaf, per trede", "Breaks even from, by step")
                    .reported(),
                loses().then(none(), from.expr().at_most(steps.to).then(from.expr().max(steps.from), none())),
            )?;
        }
    }
    Ok(())
}
