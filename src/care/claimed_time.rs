//! Claimed time: what contacts give when they are claimed as planned, by the quarter of an hour or by the minute.

use super::figure::Figure;
use super::{CareError, row};
use crate::model::{AxisId, Draft, Expr, Kind, Label, NodeId, Quantity};
use crate::quantity::{Exact, RoundingStep, Text, Unit};
use crate::tree::{Problems, record};

record! {
    /// Contacts, and three ways to claim them.
    pub struct ClaimedTime as "claimed_time" {
        /// Identifier, unique in the document.
        pub id: String,
        /// What it is about.
        pub name: Text,
        /// The tariff, in `euro/uur`.
        pub tariff: Figure,
        /// The kinds of contact.
        pub contacts: Vec<Contact>,
    }
}

record! {
    /// A kind of contact.
    pub struct Contact {
        /// Identifier.
        pub id: String,
        /// What it is called.
        pub name: Text,
        /// How many a year, in `stuk/jaar`.
        pub number: Figure,
        /// How long it is planned to take, in `minuut/stuk`.
        pub planned: Figure,
        /// How long it takes, in `minuut/stuk`.
        pub delivered: Figure,
    }
}

impl ClaimedTime {
    pub(crate) fn check(&self, path: &str, problems: &mut Problems) {
        self.tariff.expect_at_least(Exact::ZERO, Unit::EURO / Unit::UUR, problems);
        for contact in &self.contacts {
            contact.number.expect_at_least(Exact::ZERO, Unit::STUK / Unit::JAAR, problems);
            contact.planned.expect_at_least(Exact::ZERO, Unit::MINUUT / Unit::STUK, problems);
            contact.delivered.expect_at_least(Exact::ZERO, Unit::MINUUT / Unit::STUK, problems);
        }
        row::check_ids(self.contacts.iter().map(|own| own.id.as_str()), &format!("{path}.contacts"), problems);
    }

    /// Adds hours and costs of each kind of contact under each way of claiming. A quarter is the nearest one, at least one.
    pub(crate) fn add(&self, draft: &mut Draft) -> Result<(), CareError> {
        let id = |what: &str| format!("{}-{what}", self.id);
        let rows = self.contacts.iter().map(|own| (&own.id, &own.name));
        let kind = row::axis(draft, &id("contact"), Text::new("Contact", "Contact"), rows)?;
        let ways = [
            ("planning", Text::new("planning = realisatie", "planned = delivered")),
            ("kwartier", Text::new("per kwartier", "by the quarter of an hour")),
            ("minuut", Text::new("per minuut", "by the minute")),
        ];
        let labels = ways.iter().map(|(way, name)| Label::new(*way, name.clone())).collect();
        let way = draft.axis(&id("wijze"), Text::new("Wijze van declareren", "Way of claiming"), labels)?;
        let each = Unit::MINUUT / Unit::STUK;
        let column = |draft: &mut Draft, about: Quantity, pick: fn(&Contact) -> &Figure| {
            row::column(draft, about, kind, self.contacts.iter().map(|own| Some(pick(own))))
        };
        let about =
            Quantity::new(id("aantal"), Text::new("Contacten per jaar", "Contacts a year"), Unit::STUK / Unit::JAAR);
        let number = column(draft, about, |own| &own.number)?;
        let planned = Quantity::new(id("gepland"), Text::new("Gepland", "Planned"), each);
        let planned = column(draft, planned, |own| &own.planned)?;
        let delivered = Quantity::new(id("geleverd"), Text::new("Geleverd", "Delivered"), each);
        let delivered = column(draft, delivered, |own| &own.delivered)?;
        let quarter = || Expr::number(Exact::from_i64(15), each);
        let quarters = draft.formula(
            Quantity::integer(id("kwartieren"), Text::new("Kwartieren", "Quarters"), Unit::NONE),
            (delivered / quarter()).round(RoundingStep::Count).max(Expr::count(1)),
        )?;
        let about = Quantity::new(id("in-kwartieren"), Text::new("In hele kwartieren", "In whole quarters"), each);
        let rounded = draft.formula(about, quarters * quarter())?;
        let words = Text::new("Declarabele minuten per contact", "Claimable minutes of a contact");
        let minutes = row::stacked(
            draft,
            Quantity::new(id("minuten"), words, each).reported(),
            way,
            &[planned, rounded, delivered],
        )?;
        let an_hour = Expr::number(Exact::from_i64(60), Unit::MINUUT / Unit::UUR);
        let words = Text::new("Gedeclareerde uren per jaar", "Claimed hours a year");
        let hours = Quantity::new(id("uren"), words, Unit::UUR / Unit::JAAR).kind(Kind::Stock).reported();
        let hours = draft.formula(hours, number * minutes / an_hour)?;
        let words = Text::new("Tarief per uur", "Tariff per hour");
        let tariff = self.tariff.input(draft, Quantity::amount(id("tarief"), words, Unit::EURO / Unit::UUR))?;
        let costs = draft.formula(
            Quantity::amount(id("kosten"), Text::new("Kosten per jaar", "Costs a year"), Unit::EURO / Unit::JAAR)
                .kind(Kind::Stock)
                .reported(),
            (hours * tariff).round(RoundingStep::BudgetAmount),
        )?;
        self.totals(draft, (kind, way), hours, costs)
    }

    fn totals(&self, draft: &mut Draft, axes: (AxisId, AxisId), hours: NodeId, costs: NodeId) -> Result<(), CareError> {
        let id = |what: &str| format!("{}-{what}", self.id);
        let (kind, way) = axes;
        let words = Text::new("Gedeclareerde uren per jaar, alle contacten", "Claimed hours a year, all contacts");
        let about = Quantity::new(id("uren-totaal"), words, Unit::UUR / Unit::JAAR);
        draft.formula(about.reported(), hours.sum(kind))?;
        let money =
            |what: &str, nl, en| Quantity::amount(id(what), Text::new(nl, en), Unit::EURO / Unit::JAAR).reported();
        let total = money("kosten-totaal", "Kosten per jaar, alle contacten", "Costs a year, all contacts");
        let total = draft.formula(total, costs.sum(kind))?;
        let about = money(
            "kwartier-verschil",
            "Per kwartier min planning = realisatie",
            "By the quarter less planned = delivered",
        );
        draft.formula(about, total.at(way, 1) - total.at(way, 0))?;
        Ok(())
    }
}
