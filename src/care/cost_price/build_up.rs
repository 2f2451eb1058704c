//! From the cost of a productive hour to the tariff, and the same as steps that add up to it.
//!
//! `hourly cost price = cost of a productive hour × (1 + overhead) + other client-bound cost`, or `÷ (1 − overhead)` where overhead
//! is a share of the total; `S = staff × (contact hours + preparation) × hourly cost price + room`; `tariff = (F × clients with
//! cost + S) ÷ claimable × (1 + indexation) × (1 + margin)`, rounded to the cent.

use super::labour::Hour;
use super::parameter::{ParameterKind, quantity};
use super::sets::Sets;
use super::stacked;
use crate::care::CareError;
use crate::care::figure::basis_of;
use crate::care::staff::Steps;
use crate::model::{Along, Basis, Draft, Expr, Kind, Label, NodeId, Origin, Quantity, Value};
use crate::quantity::{Exact, RoundingStep, Text, Unit};

/// The nodes on which comparisons rest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tariff {
    /// The tariff, rounded to the cent.
    pub(super) tariff: NodeId,
    /// The cost of the group, opened once.
    pub(super) group: NodeId,
    /// The staff cost of one member of staff, opened once.
    pub(super) each: NodeId,
    /// The room, opened once.
    pub(super) room: Option<NodeId>,
    /// The cost of a client.
    pub(super) client: Option<NodeId>,
    /// Clients present, claimable, and for whom costs are made.
    pub(super) present: NodeId,
    pub(super) claimable: NodeId,
    pub(super) with_cost: NodeId,
    /// Staff present.
    pub(super) staff: NodeId,
    /// The staff table, where some set has one, and which sets have one.
    pub(super) table: Option<(Steps, NodeId)>,
}

/// The clients of a group.
struct Clients {
    present: NodeId,
    claimable: NodeId,
    with_cost: NodeId,
}

pub(super) fn add(draft: &mut Draft, sets: &Sets<'_>, hour: &Hour) -> Result<Tariff, CareError> {
    let input = |draft: &mut Draft, kind| sets.input(draft, kind, Exact::ZERO);
    let rate = Unit::EURO / Unit::UUR;
    let overhead = add_overhead(draft, sets)?;
    let other = input(draft, ParameterKind::OtherCost)?;
    let about = quantity(
        "productief-uur-met-overhead",
        Text::new("Productief uur met overhead", "Productive hour with overhead"),
        rate,
    );
    let loaded = match overhead {
        Some(factor) => draft.formula(about, hour.productive * factor)?,
        None => hour.productive,
    };
    let hourly = quantity("uurkostprijs", Text::new("Uurkostprijs", "Hourly cost price"), rate).reported();
    let hourly = draft.formula(hourly, sum(loaded.expr(), other))?;

    let contact = sets.input(draft, ParameterKind::ContactHours, sets.part.length())?;
    let preparation = input(draft, ParameterKind::Preparation)?;
    let contact = contact.ok_or_else(|| super::internal("contacturen"))?;
    let hours = Text::new("Uren van een begeleider", "Hours of a member of staff");
    let hours = draft.formula(
        quantity("uren-per-begeleider", hours, Unit::UUR / Unit::MEDEWERKER),
        sum(contact.expr(), preparation),
    )?;
    let clients = add_clients(draft, sets)?;
    let (staff, table) = add_staff(draft, sets, clients.present)?;
    let room = input(draft, ParameterKind::Room)?;
    let per_opening = Unit::EURO / sets.opening;
    let each = quantity(
        "kosten-per-begeleider",
        Text::new("Kosten van een begeleider", "Cost of a member of staff"),
        Unit::EURO / Unit::MEDEWERKER,
    );
    let each = draft.formula(each, hours * hourly)?;
    let about = quantity("groep", per(Text::new("Kosten", "Cost"), per_opening), per_opening).reported();
    let group = draft.formula(about, sum(staff * each, room))?;
    let client = input(draft, ParameterKind::ClientCost)?;

    let per_unit = Unit::EURO / sets.unit;
    let mut cost = group / clients.claimable;
    if let Some(client) = client {
        cost = cost + client * clients.with_cost / clients.claimable;
    }
    let cost = draft.formula(
        quantity(
            "zonder-opslag",
            Text::new("Kostprijs zonder indexatie en opslag", "Cost price without indexation and mark-up"),
            per_unit,
        )
        .reported(),
        cost,
    )?;
    let index = input(draft, ParameterKind::Index)?;
    let margin = input(draft, ParameterKind::Margin)?;
    let indexed = match index {
        Some(index) => {
            let name = Text::new("Kostprijs na indexatie", "Cost price after indexation");
            draft.formula(quantity("geindexeerd", name, per_unit), cost * (Expr::count(1) + index))?
        }
        None => cost,
    };
    let whole = match margin {
        Some(margin) => indexed * (Expr::count(1) + margin),
        None => indexed.expr(),
    };
    let name = per(Text::new("Kostprijs", "Cost price"), per_unit);
    let tariff = draft.formula(quantity("tarief", name, per_unit).reported(), whole.round(RoundingStep::Tariff))?;

    // The same, step by step, for one unit of the product.
    let share = quantity(
        "begeleiders-per-client",
        Text::new("Begeleiders per declarabele cliënt", "Staff per claimable client"),
        Unit::MEDEWERKER / sets.unit,
    );
    let share = draft.formula(share, staff / clients.claimable)?;
    let direct = |price: Expr| price * contact * share;
    let mut steps = vec![
        (label("loon", "Loon voor de uren met cliënten", "Wage for the hours with clients"), direct(hour.wage.expr())),
        (
            label("lasten", "Toeslagen en werkgeverslasten", "What comes on top, and employer's charges"),
            direct(hour.paid - hour.wage),
        ),
        (
            label("niet-productief", "Niet-productieve uren", "Non-productive hours"),
            direct(hour.productive - hour.paid),
        ),
    ];
    if let Some(preparation) = preparation {
        steps.push((
            label("voorbereiding", "Voorbereiding en afronding", "Preparation and rounding off"),
            hour.productive * preparation * share,
        ));
    }
    if overhead.is_some() {
        steps.push((label("overhead", "Overhead", "Overhead"), (loaded - hour.productive) * hours * share));
    }
    if let Some(other) = other {
        steps.push((
            label("overige-kosten", "Overige cliëntgebonden kosten", "Other client-bound cost"),
            other * hours * share,
        ));
    }
    if let Some(room) = room {
        steps.push((label("ruimte", "Ruimte", "Room"), room / clients.claimable));
    }
    if let Some(client) = client {
        steps.push((
            label("client", "Kosten per cliënt", "Cost per client"),
            client * clients.with_cost / clients.claimable,
        ));
    }
    if let Some(index) = index {
        steps.push((label("indexatie", "Indexatie", "Indexation"), cost * index));
    }
    if let Some(margin) = margin {
        steps
            .push((label("opslag", "Opslag risico en innovatie", "Mark-up for risk and innovation"), indexed * margin));
    }
    let name = Text::new("Opbouw, niet afgerond", "Build-up, unrounded");
    let (axis, unrounded) = stacked(draft, quantity("opbouw-onafgerond", name, per_unit), "kostprijs-stap", steps)?;
    let name = Text::new("Opbouw van de kostprijs", "Build-up of the cost price");
    draft.formula(
        quantity("opbouw", name, per_unit).reported(),
        tariff.apportion(unrounded, Along::Axis(axis), RoundingStep::Share),
    )?;
    let Clients { present, claimable, with_cost } = clients;
    Ok(Tariff { tariff, group, each, room, client, present, claimable, with_cost, staff, table })
}

fn sum(first: Expr, second: Option<NodeId>) -> Expr {
    match second {
        Some(second) => first + second,
        None => first,
    }
}

/// A name with its unit: `Kostprijs per dagdeel`.
fn per(name: Text, unit: Unit) -> Text {
    let words = unit.text();
    let write = |name: &str, words: &str| format!("{name} {}", words.trim_start_matches("€ "));
    Text::owned(write(&name.nl, &words.nl), write(&name.en, &words.en))
}

fn label(id: &str, nl: &'static str, en: &'static str) -> Label {
    Label::new(id, Text::new(nl, en))
}

/// `1 + overhead` on the direct cost, or `1 ÷ (1 − overhead)` of the total, as each set defines it.
fn add_overhead(draft: &mut Draft, sets: &Sets<'_>) -> Result<Option<NodeId>, CareError> {
    let Some(overhead) = sets.input(draft, ParameterKind::Overhead, Exact::ZERO)? else {
        return Ok(None);
    };
    let name = Text::new("Overhead is een deel van het totaal", "Overhead is a share of the total");
    let of_total = sets.choice(draft, "overhead-van-totaal", name, ParameterKind::Overhead, |own| {
        own.overhead_of == Some(super::OverheadOf::Total)
    })?;
    let name = Text::new("Factor voor overhead", "Factor for overhead");
    let about = Quantity::new("kostprijs-overheadfactor", name, Unit::NONE).decimals(4);
    let factor = of_total.expr().then(Expr::count(1) / (Expr::count(1) - overhead), Expr::count(1) + overhead);
    Ok(Some(draft.formula(about, factor)?))
}

/// Enrolled, present, claimable, and with cost are different quantities.
fn add_clients(draft: &mut Draft, sets: &Sets<'_>) -> Result<Clients, CareError> {
    let enrolled =
        sets.input(draft, ParameterKind::Enrolled, Exact::ONE)?.ok_or_else(|| super::internal("ingeschreven"))?;
    let unit = sets.unit / sets.opening;
    let about = |id: &str, nl, en| quantity(id, Text::new(nl, en), unit).reported();
    let no_show = sets.input(draft, ParameterKind::NoShow, Exact::ZERO)?;
    let Some(no_show) = no_show else {
        let present =
            draft.formula(about("aanwezigen", "Gemiddelde aanwezigheid", "Average attendance"), enrolled.expr())?;
        return Ok(Clients { present, claimable: present, with_cost: present });
    };
    let present = draft.formula(
        about("aanwezigen", "Gemiddelde aanwezigheid", "Average attendance"),
        enrolled * (Expr::count(1) - no_show),
    )?;
    let name = Text::new("Afwezigheid is declarabel", "Absence may be claimed");
    let may =
        sets.choice(draft, "afwezigheid-declarabel", name, ParameterKind::NoShow, |own| own.claimable == Some(true))?;
    let claimable = draft.formula(
        about("declarabel", "Declarabele cliënten", "Claimable clients"),
        may.expr().then(enrolled, present),
    )?;
    if !sets.has(ParameterKind::ClientCost) {
        return Ok(Clients { present, claimable, with_cost: claimable });
    }
    let name = Text::new("Kosten per cliënt vervallen bij afwezigheid", "Cost per client is saved on absence");
    let saved = sets.choice(draft, "clientkosten-vervallen", name, ParameterKind::ClientCost, |own| {
        own.saved_on_absence == Some(true)
    })?;
    let with_cost = draft.formula(
        about("met-kosten", "Cliënten voor wie kosten worden gemaakt", "Clients for whom costs are made"),
        saved.expr().then(present, enrolled),
    )?;
    Ok(Clients { present, claimable, with_cost })
}

/// Staff present: a number, or that of the step of the attendance.
fn add_staff(
    draft: &mut Draft,
    sets: &Sets<'_>,
    present: NodeId,
) -> Result<(NodeId, Option<(Steps, NodeId)>), CareError> {
    let given = sets.input(draft, ParameterKind::Staff, Exact::ONE)?.ok_or_else(|| super::internal("begeleiders"))?;
    let tables: Vec<_> =
        sets.all.iter().map(|set| set.find(ParameterKind::Staff, None).and_then(|own| own.steps.as_ref())).collect();
    let most = sets.steps();
    if most == 0 {
        return Ok((given, None));
    }
    let labels =
        (1..=most).map(|at| Label::new(at.to_string(), Text::owned(format!("Trede {at}"), format!("Step {at}"))));
    let axis = draft.axis("kostprijs-trede", Text::new("Trede", "Step"), labels.collect())?;
    let clients = sets.unit / sets.opening;
    let column =
        |draft: &mut Draft, id: &str, name: Text, unit: Unit, pick: &dyn Fn(&[super::StaffStep], usize) -> Exact| {
            let (mut values, mut origins) = (Vec::new(), Vec::new());
            for table in &tables {
                let steps = table.map_or(&[][..], |own| own.table.as_slice());
                values.extend((0..most).map(|at| Value::Known(pick(steps, at))));
                let basis = table.map_or(Basis::Definition, |own| basis_of(&own.source));
                origins.extend((0..most).map(|_| Origin {
                    basis: basis.clone(),
                    path: Some(sets.path.to_owned()),
                    note: None,
                }));
            }
            draft.input(quantity(id, name, unit).reported(), &[sets.set, axis], values, origins)
        };
    // A set without as many steps has empty ones at the end, which no attendance falls into.
    let last = |steps: &[super::StaffStep]| steps.last().map_or(Exact::ZERO, |step| step.to);
    let from = column(draft, "trede-van", Text::new("Van", "From"), clients, &|steps, at| {
        steps.get(at).map_or(last(steps), |step| step.from)
    })?;
    let to = column(draft, "trede-tot", Text::new("Tot en met", "Up to"), clients, &|steps, at| {
        steps.get(at).map_or(last(steps), |step| step.to)
    })?;
    let before = column(
        draft,
        "trede-vorige",
        Text::new("Tot en met, vorige trede", "Up to, step before"),
        clients,
        &|steps, at| match at.checked_sub(1) {
            None => Exact::ZERO,
            Some(before) => steps.get(before).map_or(last(steps), |step| step.to),
        },
    )?;
    let staff = column(
        draft,
        "trede-begeleiders",
        Text::new("Begeleiders", "Staff"),
        Unit::MEDEWERKER / sets.opening,
        &|steps, at| steps.get(at).map_or(Exact::ZERO, |step| step.staff),
    )?;
    let about =
        quantity("meeste-clienten", Text::new("Meeste cliënten in de tabel", "Most clients in the table"), clients);
    let most = draft.formula(about, to.at(axis, most.saturating_sub(1)))?;
    let name = Text::new("Begeleiders volgen uit een tabel", "Staff follow from a table");
    let has = sets.choice(draft, "begeleiders-uit-tabel", name, ParameterKind::Staff, |own| own.steps.is_some())?;
    let steps = Steps { axis, from, to, before, most, cost: staff };
    let name = Text::new("Begeleiders volgens de tabel", "Staff by the table");
    let from_table = steps.held_at(
        draft,
        present,
        staff,
        quantity("begeleiders-volgens-tabel", name, Unit::MEDEWERKER / sets.opening),
    )?;
    let name = Text::new("Begeleiders bij deze aanwezigheid", "Staff at this attendance");
    let staff = draft.formula(
        quantity("begeleiders-bij-aanwezigheid", name, Unit::MEDEWERKER / sets.opening).kind(Kind::Rate).reported(),
        has.expr().then(from_table, given),
    )?;
    Ok((staff, Some((steps, has))))
}
