//! The cost price beside the tariff that holds: what it leaves, and from how many clients on it covers the cost.

use super::build_up::Tariff;
use super::parameter::quantity;
use super::sets::Sets;
use super::{Added, internal};
use crate::care::CareError;
use crate::care::levers::{Stream, Variants};
use crate::care::timeline::Timeline;
use crate::model::{AxisId, Basis, Draft, Expr, GroupingId, Label, NodeId, Origin, Quantity, Reason, Value};
use crate::quantity::{Exact, Lang, RoundingStep, Text, Unit, write_number};

/// The cost price of one party, as a lever reads it.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    /// The tariff of the party, by the day from which it holds.
    pub(crate) tariff: NodeId,
    /// The axis of those days.
    pub(crate) moment: AxisId,
    /// The days.
    pub(crate) dates: Vec<crate::calendar::Date>,
}

impl Added {
    /// The cost price of a party.
    pub(crate) fn of(&self, draft: &mut Draft, party: &str) -> Result<Reference, CareError> {
        let at = self.parties.iter().position(|own| own == party).ok_or_else(|| internal(party))?;
        let id = format!("kostprijs-tarief-{party}");
        let tariff = match draft.named(&id) {
            Some(node) => node,
            None => {
                let name =
                    draft.about(self.tariff.tariff).map_or(Text::same(party.to_owned()), |about| about.name().clone());
                draft
                    .formula(Quantity::amount(id, name, Unit::EURO / self.unit), self.tariff.tariff.at(self.set, at))?
            }
        };
        Ok(Reference { tariff, moment: self.moment, dates: self.dates.clone() })
    }

    /// Adds the tariff that holds with all measures, and what each set makes of it.
    pub(crate) fn compare(
        &self,
        draft: &mut Draft,
        timeline: &Timeline,
        variants: &Variants,
        stream: &Stream,
        product: &str,
    ) -> Result<(), CareError> {
        let Some(at) = stream.ids.iter().position(|id| id == product) else {
            return Ok(());
        };
        let about = |id: &str, nl, en, unit| quantity(id, Text::new(nl, en), unit);
        let per_unit = Unit::EURO / self.unit;
        let mut price = stream.price;
        if draft.has_axis(price, variants.axis) {
            let about =
                about("tarieven-met-maatregelen", "Tarieven met maatregelen", "Tariffs with measures", per_unit);
            price = draft.formula(about, price.at(variants.axis, Variants::AFTER))?;
        }
        let own = about("tarief-in-de-tijd", "Tarief van het product", "Tariff of the product", per_unit);
        let price = draft.formula(own, price.at(stream.axis, at))?;
        // A tariff that differs by municipality or provider is not one tariff.
        if !draft.axes_are(price, &[timeline.period]) {
            return Ok(());
        }
        let now = self.by_period(draft, timeline)?;
        let tariff = draft
            .formula(about("geldend", "Geldend tarief", "Tariff that holds", per_unit).reported(), price.expand(now))?;
        let built = &self.tariff;
        let name = ("tarief-min-kostprijs", "Tarief min kostprijs", "Tariff less cost price");
        draft.formula(about(name.0, name.1, name.2, per_unit).reported(), tariff - built.tariff)?;
        let opening = Unit::EURO / self.opening;
        let spent = match built.client {
            Some(client) => built.group + client * built.with_cost,
            None => built.group.expr(),
        };
        let name = ("resultaat", "Resultaat zonder indexatie en opslag", "Result without indexation and mark-up");
        draft.formula(
            about(name.0, name.1, name.2, opening).reported(),
            (tariff * built.claimable - spent).round(RoundingStep::ProviderAmount),
        )?;
        self.add_break_even(draft, tariff)
    }

    /// The period in which each day of the cost price falls; the first or last of the horizon where it falls outside.
    fn by_period(&self, draft: &mut Draft, timeline: &Timeline) -> Result<GroupingId, CareError> {
        let last = timeline.periods.len().saturating_sub(1);
        let place = |date: &crate::calendar::Date| match timeline.period_of(*date) {
            Some(period) => period,
            None if timeline.periods.first().is_some_and(|first| *date < first.from()) => 0,
            None => last,
        };
        let places: Vec<(String, usize)> = self.dates.iter().map(|date| (date.to_string(), place(date))).collect();
        Ok(draft.grouping(self.moment, timeline.period, |label| {
            places.iter().find(|(id, _)| *id == label.id).map(|(_, place)| *place)
        })?)
    }

    /// Clients present from which the tariff covers the cost without indexation and mark-up: `S ÷ (tariff × claimable ÷ present −
    /// F × with cost ÷ present)`; with staff in steps, one for each step or none.
    fn add_break_even(&self, draft: &mut Draft, tariff: NodeId) -> Result<(), CareError> {
        let built = &self.tariff;
        let clients = self.unit / self.opening;
        let about = |id: &str, nl, en, unit| quantity(id, Text::new(nl, en), unit);
        let none = || Expr::NoValue(Reason::None);
        let mut left = tariff * built.claimable;
        if let Some(client) = built.client {
            left = left - client * built.with_cost;
        }
        let name = (
            "opbrengst-per-aanwezige",
            "Opbrengst min kosten van een aanwezige cliënt",
            "Income less cost of a client who is present",
        );
        let left = draft.formula(about(name.0, name.1, name.2, Unit::EURO / self.unit), left / built.present)?;
        let loses = || left.expr().at_most(Expr::ZERO);
        let own = about("kostendekkend", "Kostendekkend vanaf", "Breaks even from", clients).reported();
        let Some((steps, has)) = built.table else {
            draft.formula(own, loses().then(none(), built.group / left))?;
            return Ok(());
        };
        draft.formula(own, has.expr().then(none(), loses().then(none(), built.group / left)))?;
        let cost = match built.room {
            Some(room) => steps.cost * built.each + room,
            None => steps.cost * built.each,
        };
        let name = ("trede-kosten", "Kosten van de groep per trede", "Cost of the group by step");
        let cost = draft.formula(about(name.0, name.1, name.2, Unit::EURO / self.opening).reported(), cost)?;
        let name = (
            "trede-gelijk",
            "Aantal waarbij opbrengst en kosten van de trede gelijk zijn",
            "Number at which income equals the cost of the step",
        );
        let even = draft.formula(about(name.0, name.1, name.2, clients), loses().then(none(), cost / left))?;
        let within = even.expr().at_most(steps.to).then(even.expr().max(steps.from), none());
        let name = ("kostendekkend-per-trede", "Kostendekkend vanaf, per trede", "Breaks even from, by step");
        draft.formula(about(name.0, name.1, name.2, clients).reported(), has.expr().then(within, none()))?;
        Ok(())
    }
}

/// The cost without indexation and mark-up over a row of attendances, so that a tariff can be laid through it.
pub(super) fn add_curve(draft: &mut Draft, sets: &Sets<'_>, built: &Tariff) -> Result<(), CareError> {
    if sets.unit == Unit::UUR {
        return Ok(());
    }
    let clients = sets.unit / sets.opening;
    let attended: Vec<Exact> = (8..=48).map(|quarters| Exact::from_scaled_i64(quarters * 25, 2)).collect();
    let label = |value: &Exact| {
        let write = |lang| write_number(*value, value.decimals(), lang);
        Label::new(value.to_string(), Text::owned(write(Lang::Nl), write(Lang::En)))
    };
    let name = Text::new("Aanwezigen", "Present");
    let axis = draft.axis("kostprijs-aanwezig", name.clone(), attended.iter().map(label).collect())?;
    let present = draft.input(
        quantity("aanwezig", name, clients),
        &[axis],
        attended.iter().copied().map(Value::Known).collect(),
        vec![Origin::of(Basis::Definition)],
    )?;
    let unit = Unit::MEDEWERKER / sets.opening;
    let name = Text::new("Begeleiders bij dit aantal aanwezigen", "Staff at this number present");
    let staff = match built.table {
        None => built.staff,
        Some((steps, has)) => {
            let held = steps.held_at(draft, present, steps.cost, quantity("curve-trede", name.clone(), unit))?;
            draft.formula(quantity("curve-begeleiders", name, unit), has.expr().then(held, built.staff))?
        }
    };
    let group = match built.room {
        Some(room) => staff * built.each + room,
        None => staff * built.each,
    };
    // A claim is made for as many of those present as now.
    let mut cost = group / present * built.present / built.claimable;
    if let Some(client) = built.client {
        cost = cost + client * built.with_cost / built.claimable;
    }
    let name = Text::new("Kosten zonder opslag bij aanwezigheid", "Cost without mark-up at an attendance");
    draft.formula(quantity("curve", name, Unit::EURO / sets.unit).reported(), cost.round(RoundingStep::Tariff))?;
    Ok(())
}
