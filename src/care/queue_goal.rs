//! What it takes to bring a wait down: the capacity, hours and euros at which the wait has a given length on a given day.

use super::figure::Figure;
use super::levers::flag;
use super::queue::Queue;
use super::timeline::Timeline;
use super::{CareError, row};
use crate::calendar::{Date, Horizon, Period};
use crate::model::{Basis, Draft, Expr, Kind, NodeId, Origin, Quantity, Reason};
use crate::quantity::{Exact, RoundingStep, Text, Unit};
use crate::tree::{Problem, Problems, record};

record! {
    /// What a capacity is made of: hours of work.
    pub struct QueueHours {
        /// The hours that one client takes in all, in `uur/client`.
        pub each: Figure,
        /// The weeks of a year in which is worked, in `week/jaar`.
        pub weeks: Figure,
        /// The price of an hour, in `euro/uur`.
        pub price: Figure,
        /// Hours a week beside these, such as guidance of parents, in `uur/week`; they grow in proportion to the first capacity.
        pub beside: Option<Figure>,
    }
}

record! {
    /// A wait to reach.
    pub struct QueueGoal {
        /// From when the capacity changes; the first day of a month or an effective date.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        pub from: Date,
        /// The day on which the wait must be reached, not later than the end of the horizon.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        pub by: Date,
        /// The wait, in `maand`.
        pub wait: Figure,
    }
}

impl QueueHours {
    pub(crate) fn check(&self, problems: &mut Problems) {
        self.each.expect_at_least(Exact::from_scaled_i64(1, 2), Unit::UUR / Unit::CLIENT, problems);
        self.weeks.expect_at_least(Exact::ONE, Unit::WEEK / Unit::JAAR, problems);
        self.price.expect_at_least(Exact::ZERO, Unit::EURO / Unit::UUR, problems);
        if let Some(beside) = &self.beside {
            beside.expect_at_least(Exact::ZERO, Unit::UUR / Unit::WEEK, problems);
        }
    }

    /// The hours a week behind each client a month: hours of a client × 12 ÷ weeks.
    pub(crate) fn behind(&self, draft: &mut Draft, queue: &Queue) -> Result<HoursBehind, CareError> {
        let id = |what: &str| format!("{}-{what}", queue.id);
        let name = Text::new("Uren per cliënt", "Hours of a client");
        let each = self.each.input(draft, Quantity::new(id("uren-per-client"), name, Unit::UUR / Unit::CLIENT))?;
        let name = Text::new("Weken per jaar", "Weeks a year");
        let weeks = self.weeks.input(draft, Quantity::new(id("weken"), name, Unit::WEEK / Unit::JAAR))?;
        let name = Text::new("Uren per week voor één cliënt per maand", "Hours a week for one client a month");
        let unit = Unit::UUR * Unit::MAAND / Unit::WEEK / Unit::CLIENT;
        let about = Quantity::new(id("uren-per-week-per-client"), name, unit);
        let a_year = Expr::number(Exact::from_i64(12), Unit::MAAND / Unit::JAAR);
        Ok(HoursBehind { weekly: draft.formula(about, each * a_year / weeks)?, weeks })
    }
}

/// The hours behind a capacity.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HoursBehind {
    /// Hours a week for each client a month.
    pub(crate) weekly: NodeId,
    /// Weeks a year in which is worked.
    weeks: NodeId,
}

impl QueueGoal {
    pub(crate) fn check(&self, path: &str, horizon: &Horizon, problems: &mut Problems) {
        self.wait.expect_at_least(Exact::ZERO, Unit::MAAND, problems);
        let whole = horizon.whole();
        if self.from < whole.from() || self.by <= self.from || self.by > whole.to() {
            let message = Text::owned(
                format!(
                    "{path}: from en by liggen binnen de horizon, {} tot {}, en by na from.",
                    whole.from(),
                    whole.to()
                ),
                format!(
                    "{path}: from and by lie within the horizon, {} to {}, and by after from.",
                    whole.from(),
                    whole.to()
                ),
            );
            problems.add(Problem::at(path, "queue-goal", message));
        }
    }
}

/// What the inverse of a queue needs of it.
pub(crate) struct Parts {
    pub(crate) opening: NodeId,
    pub(crate) inflow: NodeId,
    pub(crate) capacity: NodeId,
    pub(crate) waiting: NodeId,
    pub(crate) months: NodeId,
    /// What hours stand behind it, where they are given.
    pub(crate) hours: Option<HoursBehind>,
}

/// Adds the capacity that brings the wait to its goal, the list with it, and the hours and euros more than now.
///
/// With `Q` waiting on the first day, `i` coming a month, `n` months until the goal and a wait of `w` months to reach, the
/// capacity is `c = (Q + i × n) ÷ (n + w)`: then `Q + (i − c) × n = w × c`.
pub(crate) fn add(
    draft: &mut Draft,
    timeline: &Timeline,
    queue: &Queue,
    goal: &QueueGoal,
    parts: &Parts,
    path: &str,
) -> Result<(), CareError> {
    let id = |what: &str| format!("{}-{what}", queue.id);
    let named = |nl: &str, en: &str| row::of(&queue.name, nl, en);
    let a_month = Unit::CLIENT / Unit::MAAND;
    let name = Text::new("Tussen begin en doel (1 is ja)", "Between start and goal (1 is yes)");
    let flags =
        |holds: &dyn Fn(&Period) -> bool| timeline.periods.iter().map(|period| flag(holds(period))).collect::<Vec<_>>();
    let chosen = || vec![Origin { basis: Basis::Choice, path: Some(path.to_owned()), note: None }];
    let about = Quantity::integer(id("doel-loopt"), name, Unit::NONE);
    let inside = flags(&|period| period.from() >= goal.from && period.from() < goal.by);
    let during = draft.input(about, &[timeline.period], inside, chosen())?;
    let counted = Quantity::new(
        id("doel-maanden-per-periode"),
        Text::new("Maanden tot het doel", "Months to the goal"),
        Unit::MAAND,
    );
    let counted = draft.formula(counted.kind(Kind::Flow), during * parts.months)?;
    let about = Quantity::new(id("doel-maanden"), Text::new("Maanden tot het doel", "Months to the goal"), Unit::MAAND);
    let months = draft.formula(about, counted.sum(timeline.period))?;
    let about =
        Quantity::new(id("doel-begin"), named("wachtenden op de begindag", "waiting on the first day"), Unit::CLIENT);
    let first = timeline.periods.iter().position(|period| period.from() >= goal.from).unwrap_or(0);
    let before =
        first.checked_sub(1).map_or_else(|| parts.opening.expr(), |last| parts.waiting.at(timeline.period, last));
    let start = draft.formula(about.reported(), before)?;
    let name = Text::new("Wachttijd die bereikt moet worden", "Wait to reach");
    let wait = goal.wait.input(draft, Quantity::new(id("doel-wachttijd"), name, Unit::MAAND))?;
    let about = Quantity::new(id("nodig"), named("nodige capaciteit per maand", "capacity a month needed"), a_month);
    let needed = draft.formula(about.reported(), (start + parts.inflow * months) / (months + wait))?;

    let name = Text::new("Na het doel (1 is ja)", "After the goal (1 is yes)");
    let about = Quantity::integer(id("doel-voorbij"), name, Unit::NONE);
    let gone = draft.input(about, &[timeline.period], flags(&|period| period.from() >= goal.by), chosen())?;
    let about = Quantity::new(
        id("capaciteit-doel"),
        named("capaciteit om het doel te halen en te houden", "capacity to reach the goal and to keep it"),
        a_month,
    );
    let keep = parts.capacity.expr().max(parts.inflow);
    let more = parts.capacity.expr().max(needed);
    let capacity = during.expr().then(more, gone.expr().then(keep, parts.capacity));
    let capacity = draft.formula(about.kind(Kind::Rate).reported(), capacity)?;
    let about = Quantity::new(
        id("wachtenden-doel"),
        named("wachtenden met de nodige capaciteit", "waiting with the capacity needed"),
        Unit::CLIENT,
    );
    let waiting = draft.declare(about.reported(), &[timeline.period], Kind::Stock)?;
    let before = waiting.lag(1, parts.opening);
    draft.define(waiting, Expr::ZERO.max(before + (parts.inflow - capacity) * parts.months))?;
    let about = Quantity::new(
        id("wachttijd-doel"),
        named("wachttijd met de nodige capaciteit", "wait with the capacity needed"),
        Unit::MAAND,
    );
    let closed = capacity.expr().at_most(Expr::ZERO);
    draft.formula(about.reported(), closed.then(Expr::NoValue(Reason::None), waiting / capacity))?;
    let last = timeline.periods.iter().rposition(|period| period.from() < goal.by).unwrap_or(0);
    let words = named("wachtenden op de dag van het doel", "waiting on the day of the goal");
    let about = Quantity::new(id("doel-wachtenden"), words, Unit::CLIENT).reported();
    let left = draft.formula(about, waiting.at(timeline.period, last))?;
    let words = named(
        "wachttijd daarna, met een capaciteit gelijk aan de instroom",
        "wait after that, with a capacity equal to the inflow",
    );
    let about = Quantity::new(id("wachttijd-daarna"), words, Unit::MAAND).kind(Kind::Rate).reported();
    let none = parts.inflow.expr().at_most(Expr::ZERO);
    draft.formula(about, none.then(Expr::NoValue(Reason::None), left / parts.inflow))?;
    let about =
        Quantity::new(id("extra-per-maand"), named("extra capaciteit per maand", "extra capacity a month"), a_month);
    let extra = draft.formula(about, Expr::ZERO.max(capacity - parts.capacity))?;
    match (&queue.hours, parts.hours) {
        (Some(hours), Some(behind)) => add_hours(
            draft,
            timeline,
            queue,
            hours,
            &Extra { needed, extra, inflow: parts.inflow, behind, now: parts.capacity, months: parts.months },
        ),
        _ => Ok(()),
    }
}

/// What more hours rest on.
struct Extra {
    needed: NodeId,
    extra: NodeId,
    inflow: NodeId,
    behind: HoursBehind,
    now: NodeId,
    months: NodeId,
}

fn add_hours(
    draft: &mut Draft,
    timeline: &Timeline,
    queue: &Queue,
    hours: &QueueHours,
    of: &Extra,
) -> Result<(), CareError> {
    let id = |what: &str| format!("{}-{what}", queue.id);
    let named = |nl: &str, en: &str| row::of(&queue.name, nl, en);
    let a_week = Unit::UUR / Unit::WEEK;
    let hourly = |what: &str, nl, en| Quantity::new(id(what), named(nl, en), a_week);
    let about = hourly("uren-nodig", "nodige uren per week", "hours a week needed");
    draft.formula(about.reported(), of.needed * of.behind.weekly)?;
    let about = hourly(
        "uren-daarna",
        "uren per week om de lijst daarna gelijk te houden",
        "hours a week to keep the list as it is",
    );
    draft.formula(about.reported(), of.inflow * of.behind.weekly)?;
    let about = hourly("extra-uren", "extra uren per week", "extra hours a week");
    let mut more = draft.formula(about.reported(), of.extra * of.behind.weekly)?;
    if let Some(beside) = &hours.beside {
        let beside =
            beside.input(draft, hourly("uren-daarnaast", "uren per week daarnaast", "hours a week beside these"))?;
        let about = hourly("uren-begin", "uren per week in het begin", "hours a week at the start");
        let first = draft.formula(about, of.now.at(timeline.period, 0) * of.behind.weekly)?;
        let about = hourly("extra-uren-daarnaast", "extra uren per week daarnaast", "extra hours a week beside these");
        let added = draft.formula(about.reported(), more * beside / first)?;
        let about = hourly("extra-uren-samen", "extra uren per week, samen", "extra hours a week, together");
        more = draft.formula(about.reported(), more + added)?;
    }
    let price = self::price(draft, queue, hours)?;
    let euro = |what: &str, nl, en| Quantity::amount(id(what), named(nl, en), Unit::EURO).kind(Kind::Flow);
    let a_year = Expr::number(Exact::from_i64(12), Unit::MAAND / Unit::JAAR);
    let about = euro("extra-kosten-onafgerond", "extra kosten, niet afgerond", "extra costs, unrounded");
    let costs = draft.formula(about, more * of.behind.weeks * of.months * price / a_year)?;
    let about = euro(
        "extra-kosten-jaar-onafgerond",
        "extra kosten van het jaar, niet afgerond",
        "extra costs of the year, unrounded",
    );
    let yearly = draft.formula(about, costs.group(timeline.by_year))?;
    let about = euro("extra-kosten", "extra kosten per jaar", "extra costs a year");
    let yearly = draft.formula(about.reported(), yearly.expr().round(RoundingStep::BudgetAmount))?;
    let about = euro("extra-kosten-totaal", "extra kosten, alle jaren", "extra costs, all years");
    draft.formula(about.reported(), yearly.sum(timeline.year))?;
    Ok(())
}

fn price(draft: &mut Draft, queue: &Queue, hours: &QueueHours) -> Result<NodeId, CareError> {
    let name = Text::new("Prijs van een uur", "Price of an hour");
    Ok(hours.price.input(draft, Quantity::amount(format!("{}-uurprijs", queue.id), name, Unit::EURO / Unit::UUR))?)
}
