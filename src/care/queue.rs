//! Capacity and waiting: `queue(t+1) = max(0, queue(t) + inflow − capacity)`; the wait is the queue divided by the capacity.

use super::CareError;
use super::figure::Figure;
use super::timeline::Timeline;
use crate::calendar::Date;
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
        /// Who can be helped each month from a date on, in `client/maand`, in order of date; the first no later than the horizon begins.
        pub capacity: Vec<Capacity>,
    }
}

record! {
    /// A capacity from a date.
    pub struct Capacity {
        /// The first day.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        pub from: Date,
        /// Clients a month.
        pub clients: Figure,
    }
}

impl Queue {
    pub(crate) fn cuts(&self) -> impl Iterator<Item = Date> + '_ {
        self.capacity.iter().map(|capacity| capacity.from)
    }

    pub(crate) fn check(&self, path: &str, start: Date, problems: &mut Problems) {
        let a_month = Unit::CLIENT / Unit::MAAND;
        self.opening.expect_at_least(Exact::ZERO, Unit::CLIENT, problems);
        self.inflow.expect_at_least(Exact::ZERO, a_month, problems);
        for capacity in &self.capacity {
            capacity.clients.expect_at_least(Exact::ZERO, a_month, problems);
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

    /// Adds the queue at the end of each period and the wait in months.
    pub(crate) fn add(&self, draft: &mut Draft, timeline: &Timeline, path: &str) -> Result<(), CareError> {
        let id = |what: &str| format!("{}-{what}", self.id);
        let a_month = Unit::CLIENT / Unit::MAAND;
        let name =
            |nl: &str, en: &str| Text::owned(format!("{}: {nl}", self.name.nl), format!("{}: {en}", self.name.en));
        let opening = self.opening.input(
            draft,
            Quantity::new(id("begin"), name("wachtenden aan het begin", "waiting at the beginning"), Unit::CLIENT)
                .kind(Kind::Stock),
        )?;
        let inflow = self
            .inflow
            .input(draft, Quantity::new(id("instroom"), name("instroom per maand", "inflow a month"), a_month))?;
        let mut values = Vec::new();
        let mut origins = Vec::new();
        for period in &timeline.periods {
            let figure = self
                .capacity
                .iter()
                .rev()
                .find(|capacity| capacity.from <= period.from())
                .map(|capacity| &capacity.clients);
            values.push(figure.map_or(Value::Unknown, Figure::leaf));
            let nothing = || Origin { basis: Basis::Assumption, path: Some(path.to_owned()), note: None };
            origins.push(figure.map_or_else(nothing, Figure::origin));
        }
        let about =
            Quantity::new(id("capaciteit"), name("capaciteit per maand", "capacity a month"), a_month).reported();
        let capacity = draft.input(about, &[timeline.period], values, origins)?;
        let months = self.months(draft, timeline)?;
        let about = Quantity::new(id("wachtenden"), name("wachtenden", "waiting"), Unit::CLIENT).reported();
        let queue = draft.declare(about, &[timeline.period], Kind::Stock)?;
        let before = queue.lag(1, opening);
        draft.define(queue, Expr::ZERO.max(before + (inflow - capacity) * months))?;
        let about =
            Quantity::new(id("wachttijd"), name("wachttijd in maanden", "wait in months"), Unit::MAAND).reported();
        let closed = capacity.expr().at_most(Expr::ZERO);
        draft.formula(about, closed.then(Expr::NoValue(Reason::None), queue / capacity))?;
        Ok(())
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
