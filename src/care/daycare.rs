//! The day-care part of a group product: staff by the number of clients, and never fewer than a least number.

use super::CareError;
use super::figure::Figure;
use crate::model::{Draft, Expr, NodeId, Quantity};
use crate::quantity::{Exact, RoundingStep, Text, Unit};
use crate::tree::{Problems, record};

record! {
    /// A group and what it costs for a half-day.
    pub struct Daycare {
        /// Clients present on average, in `dagdeel/groepsdagdeel`.
        pub size: Figure,
        /// Clients for each member of staff, in `dagdeel/medewerker`.
        pub clients_per_staff: Figure,
        /// The fewest members of staff at all times, in `medewerker/groepsdagdeel`.
        pub least_staff: Figure,
        /// What a member of staff costs for a half-day, in `euro/medewerker`.
        pub cost_per_staff: Figure,
        /// The room, in `euro/groepsdagdeel`.
        pub room: Figure,
        /// What each client costs, in `euro/dagdeel`.
        pub material: Figure,
    }
}

const PRESENT: Unit = Unit::DAGDEEL.over(Unit::GROEPSDAGDEEL);
const STAFF: Unit = Unit::MEDEWERKER.over(Unit::GROEPSDAGDEEL);
const PER_GROUP: Unit = Unit::EURO.over(Unit::GROEPSDAGDEEL);

impl Daycare {
    pub(crate) fn check(&self, problems: &mut Problems) {
        let some = Exact::from_scaled_i64(1, 2);
        self.size.expect_at_least(some, PRESENT, problems);
        self.clients_per_staff.expect_at_least(some, Unit::DAGDEEL / Unit::MEDEWERKER, problems);
        self.least_staff.expect_at_least(Exact::ZERO, STAFF, problems);
        self.cost_per_staff.expect_at_least(Exact::ZERO, Unit::EURO / Unit::MEDEWERKER, problems);
        self.room.expect_at_least(Exact::ZERO, PER_GROUP, problems);
        self.material.expect_at_least(Exact::ZERO, Unit::EURO / Unit::DAGDEEL, problems);
    }

    /// Adds the tariff of a half-day, `(staff × cost + room) ÷ clients + material`, rounded to the cent, with staff in whole
    /// numbers upwards and never fewer than the least; and what it would be without that least number.
    pub(crate) fn add(&self, draft: &mut Draft, of: &str) -> Result<NodeId, CareError> {
        let id = |what: &str| format!("{of}-{what}");
        let input = |draft: &mut Draft, figure: &Figure, what: &str, nl, en, unit| {
            figure.input(draft, Quantity::new(id(what), Text::new(nl, en), unit))
        };
        let money = |draft: &mut Draft, figure: &Figure, what: &str, nl, en, unit| {
            figure.input(draft, Quantity::amount(id(what), Text::new(nl, en), unit))
        };
        let size = input(draft, &self.size, "groepsgrootte", "Gemiddelde aanwezigheid", "Average attendance", PRESENT)?;
        let ratio = input(
            draft,
            &self.clients_per_staff,
            "clienten-per-medewerker",
            "Cliënten per medewerker",
            "Clients for each member of staff",
            Unit::DAGDEEL / Unit::MEDEWERKER,
        )?;
        let least = input(
            draft,
            &self.least_staff,
            "minste-medewerkers",
            "Altijd ten minste aanwezig",
            "Always present at least",
            STAFF,
        )?;
        let each = money(
            draft,
            &self.cost_per_staff,
            "kosten-per-medewerker",
            "Kosten per medewerker per dagdeel",
            "Cost of each for a half-day",
            Unit::EURO / Unit::MEDEWERKER,
        )?;
        let room = money(draft, &self.room, "kosten-ruimte", "Kosten van de ruimte", "Cost of the room", PER_GROUP)?;
        let material = money(
            draft,
            &self.material,
            "kosten-materiaal",
            "Kosten per cliënt per dagdeel",
            "Cost of a client per half-day",
            Unit::EURO / Unit::DAGDEEL,
        )?;
        let about = Quantity::new(
            id("medewerkers-onafgerond"),
            Text::new("Medewerkers naar verhouding", "Staff in proportion"),
            STAFF,
        );
        let exact = draft.formula(about, size / ratio)?;
        let about =
            Quantity::new(id("medewerkers-afgerond"), Text::new("Medewerkers, afgerond", "Staff, rounded"), STAFF);
        let near = draft.formula(about, exact.expr().round(RoundingStep::Count))?;
        let one = Expr::number(Exact::ONE, STAFF);
        let about = Quantity::new(
            id("medewerkers-naar-aantal"),
            Text::new("Medewerkers naar het aantal cliënten", "Staff by the number of clients"),
            STAFF,
        );
        let by_number = draft.formula(about.reported(), exact.expr().at_most(near).then(near, near + one))?;
        let about = Quantity::new(id("medewerkers"), Text::new("Medewerkers", "Staff"), STAFF);
        let staff = draft.formula(about.reported(), by_number.expr().max(least))?;
        let tariff = |staff: NodeId| ((staff * each + room) / size + material).round(RoundingStep::Tariff);
        let price =
            |what: &str, nl, en| Quantity::amount(id(what), Text::new(nl, en), Unit::EURO / Unit::DAGDEEL).reported();
        let about =
            price("dagopvang-naar-aantal", "Tarief dagopvang zonder de eis", "Day-care tariff without the rule");
        let without = draft.formula(about, tariff(by_number))?;
        let about = price("dagopvang", "Tarief van het dagopvangdeel", "Tariff of the day-care part");
        let with = draft.formula(about, tariff(staff))?;
        let about = price(
            "dagopvang-verschil",
            "Verschil door altijd twee medewerkers",
            "Difference by two staff at all times",
        );
        draft.formula(about, with - without)?;
        Ok(with)
    }
}
