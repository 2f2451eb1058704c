//! The two-part group tariff: what a group costs, what a client costs, and what follows from two known tariffs.
//!
//! A client's dagdeel costs `c(g) = F + S ÷ g`, with `S` the cost of running the group for one dagdeel (staff, room), `F` the
//! cost of one client (material, coordination) and `g` the clients present on average. Two tariffs with the group sizes that
//! they assume give `S = (new − old) × g₀ × g₁ ÷ (g₀ − g₁)` and `F = new − S ÷ g₁` (the founding case: ontwikkeltafel
//! Jeugdhulp Zuid-Holland Zuid, 5 September 2022).

use super::figure::Figure;
use super::levers::{TariffLever, Variants};
use super::product::{Volumes, add_months, yearly_name};
use super::provider::{Attendance, Group};
use super::staff::{StaffNeeded, StaffSteps};
use super::timeline::Timeline;
use super::{CareError, missing};
use crate::model::{Draft, Evaluation, Expr, Graph, NodeId, Quantity, Reason, Status};
use crate::quantity::{Exact, Lang, RoundingStep, Text, Unit, write_number};
use crate::tree::{Problems, record};

record! {
    /// How the tariff of a group product is built up, fitted to the tariffs before and after a lever.
    pub struct GroupTariff as "group_tariff" {
        /// The product.
        pub product: String,
        /// The tariff lever that gives the new tariff.
        pub lever: String,
        /// The average attendance that the old tariff is read to assume, in `dagdeel/groepsdagdeel`. A maximum is another
        /// quantity; reading it as an average is an assumption.
        pub old_size: Figure,
        /// The average attendance that the new tariff assumes.
        pub new_size: Figure,
        /// The index by which the old tariff is brought to the price date of the new one before the fit; 0 for the same date.
        pub old_index: Figure,
        /// Who is enrolled, present and claimed.
        pub attendance: Attendance,
        /// From group-dagdelen to full-time staff.
        pub staff: Option<StaffNeeded>,
        /// Staff in steps, instead of a constant cost of a group.
        pub steps: Option<StaffSteps>,
    }
}

impl GroupTariff {
    /// Notes what does not fit; `unit` gives the unit of a product, `lever` finds a tariff lever and the product it is on.
    pub fn check(
        &self,
        path: &str,
        unit: impl Fn(&str) -> Option<Unit>,
        lever: impl Fn(&str) -> Option<String>,
        problems: &mut Problems,
    ) {
        if lever(&self.lever).is_none_or(|product| product != self.product) {
            let what = Text::new("tariefmaatregel op dit product met id", "tariff lever on this product with id");
            problems.add(missing(&format!("{path}.lever"), what, &self.lever));
        }
        let Some(unit) = unit(&self.product) else {
            return problems.add(missing(&format!("{path}.product"), Text::new("product", "product"), &self.product));
        };
        let present = unit / Unit::GROEPSDAGDEEL;
        let least = Exact::from_scaled_i64(1, 2);
        self.old_size.expect_at_least(least, present, problems);
        self.new_size.expect_at_least(least, present, problems);
        self.old_index.expect_at_least(Exact::from_scaled_i64(-99, 2), Unit::NONE, problems);
        self.attendance.check(present, problems);
        if let Some(staff) = &self.staff {
            staff.check(problems);
        }
        if let Some(steps) = &self.steps {
            steps.check(&format!("{path}.steps"), problems);
        }
    }

    /// Adds the tariffs, the fit, the effect of a full year, groups and staff, and the provider's side.
    pub(crate) fn add(
        &self,
        draft: &mut Draft,
        timeline: &Timeline,
        variants: &Variants,
        volumes: &Volumes,
        lever: &TariffLever,
        place: &Place,
    ) -> Result<(), CareError> {
        let unit = volumes.unit;
        let tariff = |id: &str, nl, en| Quantity::amount(id, Text::new(nl, en), Unit::EURO / unit);
        let size = |id: &str, nl, en| Quantity::new(id, Text::new(nl, en), unit / Unit::GROEPSDAGDEEL);
        let node = |draft: &Draft, id: &str| draft.named(id).ok_or_else(|| internal(id));
        let at = volumes.products.iter().position(|id| *id == self.product).unwrap_or(0);
        let last = timeline.period_of(lever.from.plus_days(-1)).unwrap_or(0);

        let before = draft.formula(
            tariff("tarieven-voor-de-maatregel", "Tarieven voor de maatregel", "Tariffs before the measure"),
            volumes.tariff_before.at(timeline.period, last),
        )?;
        let old = draft.formula(
            tariff("huidig-tarief", "Huidig tarief", "Current tariff").reported(),
            before.at(volumes.axis, at),
        )?;
        let amount = node(draft, &lever.amount_node())?;
        let new = draft.formula(tariff("nieuw-tarief", "Nieuw tarief", "New tariff").reported(), amount)?;
        let difference = draft.formula(
            tariff("verschil-per-dagdeel", "Verschil per dagdeel", "Difference per half-day").reported(),
            new - old,
        )?;
        draft.formula(
            Quantity::percent("stijging", Text::new("Stijging van het tarief", "Rise of the tariff")).reported(),
            (difference / old).round(RoundingStep::Percentage),
        )?;
        let yearly = Quantity::new("dagdelen-per-jaar", yearly_name(unit), unit / Unit::JAAR).reported();
        let yearly = draft.formula(yearly, volumes.per_year.at(volumes.axis, at))?;
        let lasting = Text::new("Meerkosten per jaar", "Extra costs a year");
        draft.formula(
            Quantity::amount("structureel-effect", lasting, Unit::EURO / Unit::JAAR).reported(),
            (difference * yearly).round(RoundingStep::BudgetAmount),
        )?;
        add_months(draft, timeline, lever, &place.lever_path, place.twelfths)?;

        let old_size = self.old_size.input(
            draft,
            size("oude-groepsgrootte", "Groepsgrootte bij het oude tarief", "Group size of the old tariff").reported(),
        )?;
        let new_size = self.new_size.input(
            draft,
            size("nieuwe-groepsgrootte", "Groepsgrootte bij het nieuwe tarief", "Group size of the new tariff")
                .reported(),
        )?;
        let index = self.old_index.input(
            draft,
            Quantity::percent("index-oud-tarief", Text::new("Index op het oude tarief", "Index on the old tariff")),
        )?;
        let indexed = draft.formula(
            tariff(
                "oud-tarief-op-prijspeil",
                "Oud tarief op het prijspeil van het nieuwe",
                "Old tariff at the price date of the new",
            ),
            (old * (Expr::count(1) + index)).round(RoundingStep::Tariff),
        )?;
        let per_group = Unit::EURO / Unit::GROEPSDAGDEEL;
        let group_cost = draft.formula(
            Quantity::amount(
                "kosten-per-groepsdagdeel",
                Text::new("Kosten per groepsdagdeel", "Cost per group half-day"),
                per_group,
            )
            .reported(),
            (new - indexed) * (old_size * new_size) / (old_size - new_size),
        )?;
        let client_cost = draft.formula(
            tariff("kosten-per-client", "Kosten per cliënt per dagdeel", "Cost per client per half-day").reported(),
            new - group_cost / new_size,
        )?;
        draft.formula(
            size(
                "kleinste-oude-groepsgrootte",
                "Kleinste oude groepsgrootte met een uitkomst",
                "Smallest old group size with an outcome",
            )
            .reported(),
            new_size * new / indexed,
        )?;
        let holds = draft.formula(
            Quantity::integer(
                "uitkomst-geldig",
                Text::new("De kosten per cliënt zijn niet negatief", "The cost per client is not negative"),
                Unit::NONE,
            ),
            Expr::ZERO.at_most(client_cost),
        )?;
        let refused = || Expr::NoValue(Reason::Refused);
        let fixed = draft.formula(
            Quantity::amount("groepskosten", Text::new("Kosten van de groep", "Cost of the group"), per_group),
            holds.expr().then(group_cost, refused()),
        )?;
        let each = draft.formula(
            tariff("clientkosten", "Kosten van een cliënt", "Cost of a client"),
            holds.expr().then(client_cost, refused()),
        )?;
        self.add_groups(draft, variants, unit, lever, [yearly, old_size, new_size, group_cost])?;
        let on = node(draft, &lever.head().switch_node())?;
        let chosen = draft.formula(
            tariff("aanbieder-tarief", "Tarief van de aanbieder", "Tariff of the provider"),
            on.expr().then(new, old),
        )?;
        let steps = self.steps.as_ref().map(|steps| steps.add(draft, unit, &place.path)).transpose()?;
        let group = Group { unit, tariff: chosen, fixed, each, steps };
        self.attendance.add(draft, &group)
    }

    /// The group-dagdelen that the same care needs, and their staff.
    fn add_groups(
        &self,
        draft: &mut Draft,
        variants: &Variants,
        unit: Unit,
        lever: &TariffLever,
        [yearly, old_size, new_size, group_cost]: [NodeId; 4],
    ) -> Result<(), CareError> {
        let on = draft.named(&lever.head().switch_node()).ok_or_else(|| internal(&lever.id))?;
        let size = draft.formula(
            Quantity::new("groepsgrootte", Text::new("Groepsgrootte", "Group size"), unit / Unit::GROEPSDAGDEEL),
            on.expr().then(new_size, old_size),
        )?;
        let a_year = Unit::GROEPSDAGDEEL / Unit::JAAR;
        let groups = draft.formula(
            Quantity::new("groepsdagdelen", Text::new("Groepsdagdelen per jaar", "Group half-days a year"), a_year)
                .reported(),
            yearly / size,
        )?;
        let extra = draft.formula(
            Quantity::new(
                "extra-groepsdagdelen",
                Text::new("Extra groepsdagdelen per jaar", "Extra group half-days a year"),
                a_year,
            )
            .reported(),
            variants.effect(groups),
        )?;
        draft.formula(
            Quantity::amount(
                "extra-kosten-groepen",
                Text::new("Kosten van de extra groepsdagdelen", "Cost of the extra group half-days"),
                Unit::EURO / Unit::JAAR,
            )
            .reported(),
            (extra * group_cost).round(RoundingStep::BudgetAmount),
        )?;
        if let Some(staff) = &self.staff {
            staff.add(draft, groups)?;
        }
        Ok(())
    }
}

/// Where a group tariff and its lever stand in the document, and whether its product is spread in twelfths.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) path: String,
    pub(crate) lever_path: String,
    pub(crate) twelfths: bool,
}

/// A node that the caller added is not there.
fn internal(id: &str) -> CareError {
    CareError::Graph(crate::model::GraphError::Open { node: id.to_owned() })
}

/// What a reader of the fit must know: that it is an outcome and no proof, and where it is refused, why and from where on it
/// would hold. Severity, code and text of each.
pub fn warn(graph: &Graph, evaluation: &Evaluation<Exact>) -> Vec<(bool, &'static str, Text)> {
    let value = |id: &str| {
        let cell = evaluation.cell(graph.named(id)?, 0)?;
        (cell.status == Status::Known).then_some(cell.value)
    };
    if graph.named("kosten-per-client").is_none() {
        return Vec::new();
    }
    let (Some(group), Some(client)) = (value("kosten-per-groepsdagdeel"), value("kosten-per-client")) else {
        let same = Text::new(
            "De twee tarieven zijn niet te splitsen in kosten per groep en per cliënt: de groepsgroottes zijn gelijk of niet bekend.",
            "The two tariffs cannot be split into cost per group and per client: the group sizes are equal or not known.",
        );
        return vec![(true, "fit-undefined", same)];
    };
    let mut warnings = Vec::new();
    let write = |value: Exact, lang| write_number(value, 2, lang);
    if client.is_negative() {
        // The bound is shown rounded up: below it the fit has no outcome.
        let bound = value("kleinste-oude-groepsgrootte").map(|bound| {
            let down = bound.floor_to(2);
            if down == bound { down } else { down.plus(Exact::from_scaled_i64(1, 2)).unwrap_or(down) }
        });
        let says = |lang: Lang, before: &str, after: &str| match bound {
            Some(bound) => format!("{before} {} {after}", write(bound, lang)),
            None => String::new(),
        };
        warnings.push((
            true,
            "fit-refused",
            Text::owned(
                format!(
                    "Met deze groepsgroottes zou een groepsdagdeel € {} kosten en een cliënt € {} per dagdeel. Kosten per cliënt \
                     kunnen niet negatief zijn; daarom wordt wat hierop rust niet berekend.{}",
                    write(group, Lang::Nl),
                    write(client, Lang::Nl),
                    says(Lang::Nl, " De splitsing heeft een uitkomst bij een oude gemiddelde groep van", "of meer.")
                ),
                format!(
                    "With these group sizes a group half-day would cost € {} and a client € {} per half-day. A cost per client \
                     cannot be negative; so what rests on it is not computed.{}",
                    write(group, Lang::En),
                    write(client, Lang::En),
                    says(Lang::En, " The split has an outcome from an old average group of", "on.")
                ),
            ),
        ));
    }
    warnings.push((
        false,
        "fit-is-an-outcome",
        Text::new(
            "De splitsing in kosten per groep en per cliënt is een uitkomst van de twee tarieven en de groepsgroottes die u erbij \
             leest. Zij schrijft het hele verschil toe aan de groepsgrootte en bewijst niet dat het oude tarief de kosten dekte.",
            "The split into cost per group and per client is an outcome of the two tariffs and the group sizes that you read with \
             them. It puts the whole difference down to group size and does not prove that the old tariff covered the cost.",
        ),
    ));
    warnings
}
