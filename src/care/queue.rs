//! Capacity and waiting: `queue(t+1) = max(0, queue(t) + inflow − capacity)`; the wait is the queue divided by the capacity.

use super::figure::Figure;
use super::queue_goal::{self, Parts, QueueGoal, QueueHours};
use super::timeline::Timeline;
use super::{CareError, row};
use crate::calendar::{Date, Horizon};
use crate::model::{Basis, Draft, Expr, Kind, NodeId, Origin, Quantity, Reason, Value};
use crate::quantity::{Exact, Text, Unit};
use crate::tree::{Problem, Problems, record};

record! {
    /// A waiting list.
    pub struct Queue as "queue" {
        /// Identifier, unique in the document.
        pub id: String,
        /// What is waited for.
        pub name: Text,
        /// Who waits at the beginning, in `client`.
        pub opening: Figure,
        /// Who comes in each month, in `client/maand`.
        pub inflow: Figure,
        /// Who can be helped each month from a date on, in order of date; the first no later than the horizon begins.
        pub capacity: Vec<Capacity>,
        /// The hours of work behind the capacity, where it is given in hours or its price is asked.
        pub hours: Option<QueueHours>,
        /// A wait to reach.
        pub goal: Option<QueueGoal>,
    }
}

record! {
    /// A capacity from a date: clients or hours, in all of them the same.
    pub struct Capacity {
        /// The first day.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        pub from: Date,
        /// Clients a month, in `client/maand`.
        pub clients: Option<Figure>,
        /// Hours a week, in `uur/week`; with `hours`.
        pub hours: Option<Figure>,
    }
}

impl Queue {
    pub(crate) fn cuts(&self) -> impl Iterator<Item = Date> + '_ {
        let goal = self.goal.iter().flat_map(|goal| [goal.from, goal.by]);
        self.capacity.iter().map(|capacity| capacity.from).chain(goal)
    }

    pub(crate) fn check(&self, path: &str, horizon: &Horizon, problems: &mut Problems) {
        let start = horizon.from();
        let a_month = Unit::CLIENT / Unit::MAAND;
        self.opening.expect_at_least(Exact::ZERO, Unit::CLIENT, problems);
        self.inflow.expect_at_least(Exact::ZERO, a_month, problems);
        self.check_capacity(path, problems);
        if let Some(hours) = &self.hours {
            hours.check(problems);
        }
        if let Some(goal) = &self.goal {
            goal.check(&format!("{path}.goal"), horizon, problems);
        }
        let ordered = self.capacity.windows(2).all(|pair| match pair {
            [first, second] => first.from < second.from,
            _ => true,
        });
        if !ordered || self.capacity.first().is_none_or(|first| first.from > start) {
            let message = Text::owned(
                format!("{path}.capacity: geef een capaciteit die op {start} al geldt, in volgorde van datum."),
                format!("{path}.capacity: give a capacity that holds on {start} already, in order of date."),
            );
            problems.add(Problem::at(&format!("{path}.capacity"), "no-capacity", message));
        }
    }

    /// Each capacity has clients, or each has hours and it is said what hours are.
    fn check_capacity(&self, path: &str, problems: &mut Problems) {
        let a_month = Unit::CLIENT / Unit::MAAND;
        for (at, capacity) in self.capacity.iter().enumerate() {
            match (&capacity.clients, &capacity.hours) {
                (Some(clients), None) if !self.in_hours() => clients.expect_at_least(Exact::ZERO, a_month, problems),
                (None, Some(hours)) if self.in_hours() && self.hours.is_some() => {
                    hours.expect_at_least(Exact::ZERO, Unit::UUR / Unit::WEEK, problems);
                }
                _ => {
                    let place = format!("{path}.capacity[{at}]");
                    let message = Text::owned(
                        format!(
                            "{place}: geef overal clients, of overal hours en bij de wachtlijst wat een uur is (hours)."
                        ),
                        format!(
                            "{place}: give clients everywhere, or hours everywhere and with the queue what an hour is (hours)."
                        ),
                    );
                    problems.add(Problem::at(&place, "capacity", message));
                }
            }
        }
    }

    fn in_hours(&self) -> bool {
        self.capacity.first().is_some_and(|first| first.hours.is_some())
    }

    /// Adds the queue at the end of each period and the wait in months; and what brings the wait to its goal.
    pub(crate) fn add(&self, draft: &mut Draft, timeline: &Timeline, path: &str) -> Result<(), CareError> {
        let id = |what: &str| format!("{}-{what}", self.id);
        let a_month = Unit::CLIENT / Unit::MAAND;
        let name = |nl: &str, en: &str| row::of(&self.name, nl, en);
        let opening = self.opening.input(
            draft,
            Quantity::new(id("begin"), name("wachtenden aan het begin", "waiting at the beginning"), Unit::CLIENT)
                .kind(Kind::Stock),
        )?;
        let inflow = self
            .inflow
            .input(draft, Quantity::new(id("instroom"), name("instroom per maand", "inflow a month"), a_month))?;
        let hours = self.hours.as_ref().map(|hours| hours.behind(draft, self)).transpose()?;
        let about =
            Quantity::new(id("capaciteit"), name("capaciteit per maand", "capacity a month"), a_month).reported();
        let capacity = match &hours {
            Some(behind) if self.in_hours() => {
                let own = Quantity::new(id("uren"), name("uren per week", "hours a week"), Unit::UUR / Unit::WEEK);
                let worked = self.dated(draft, timeline, own.reported(), path, |capacity| capacity.hours.as_ref())?;
                draft.formula(about, worked / behind.weekly)?
            }
            _ => self.dated(draft, timeline, about, path, |capacity| capacity.clients.as_ref())?,
        };
        let months = self.months(draft, timeline)?;
        let about = Quantity::new(id("wachtenden"), name("wachtenden", "waiting"), Unit::CLIENT).reported();
        let waiting = draft.declare(about, &[timeline.period], Kind::Stock)?;
        let before = waiting.lag(1, opening);
        draft.define(waiting, Expr::ZERO.max(before + (inflow - capacity) * months))?;
        let about =
            Quantity::new(id("wachttijd"), name("wachttijd in maanden", "wait in months"), Unit::MAAND).reported();
        let closed = capacity.expr().at_most(Expr::ZERO);
        draft.formula(about, closed.then(Expr::NoValue(Reason::None), waiting / capacity))?;
        match &self.goal {
            Some(goal) => {
                let parts = Parts { opening, inflow, capacity, waiting, months, hours };
                queue_goal::add(draft, timeline, self, goal, &parts, &format!("{path}.goal"))
            }
            None => Ok(()),
        }
    }

    /// What holds in each period of the dated capacities.
    fn dated(
        &self,
        draft: &mut Draft,
        timeline: &Timeline,
        about: Quantity,
        path: &str,
        pick: fn(&Capacity) -> Option<&Figure>,
    ) -> Result<NodeId, CareError> {
        let (mut values, mut origins) = (Vec::new(), Vec::new());
        for period in &timeline.periods {
            let figure = self.capacity.iter().rev().find(|capacity| capacity.from <= period.from()).and_then(pick);
            values.push(figure.map_or(Value::Unknown, Figure::leaf));
            let nothing = || Origin { basis: Basis::Assumption, path: Some(path.to_owned()), note: None };
            origins.push(figure.map_or_else(nothing, Figure::origin));
        }
        Ok(draft.input(about, &[timeline.period], values, origins)?)
    }

    /// How many months each period lasts: its share of a year in twelfths × 12.
    fn months(&self, draft: &mut Draft, timeline: &Timeline) -> Result<NodeId, CareError> {
        if let Some(node) = draft.named("maanden-in-periode") {
            return Ok(node);
        }
        let weights: Result<Vec<Value>, crate::quantity::Overflow> = timeline
            .periods
            .iter()
            .map(|period| crate::calendar::Spread::Twelfths.weight(period).map(Value::Known))
            .collect();
        let about = Quantity::new(
            "maanden-in-periode",
            Text::new("Maanden in de periode", "Months in the period"),
            Unit::MAAND,
        );
        Ok(draft.input(about.kind(Kind::Flow), &[timeline.period], weights?, vec![Origin::of(Basis::Calendar)])?)
    }
}
