//! A product: what is bought, at which tariff from which date, how much of it, and what that costs.

use super::figure::Figure;
use super::levers::{Split, Stream, TariffLever};
use super::product_key::{self, KeyOver, Keyed, ProductKey};
use super::split;
use super::spread::{self, SpreadOver};
use super::timeline::Timeline;
use super::{CareError, year_months};
use crate::calendar::{Date, Dated, Period};
use crate::model::{AxisId, Basis, Draft, Kind, Label, NodeId, Origin, Quantity, Reason, Value};
use crate::quantity::{Exact, Text, Unit};
use crate::tree::{Problem, Problems, record};

record! {
    /// A product of the catalogue.
    pub struct Product as "product" {
        /// Identifier, unique in the document.
        pub id: String,
        /// What it is called.
        pub name: Text,
        /// The unit in which it is claimed, such as `dagdeel` (four hours, code 16 of list WJ756).
        #[cfg_attr(feature = "types", ts(type = "string"))]
        pub unit: Unit,
        /// The five-character product code, such as `41A18`.
        pub code: Option<String>,
        /// The two-digit product category, such as `41`.
        pub category: Option<String>,
        /// The tariffs, each from a date, in order of date; the first no later than the horizon begins.
        pub tariffs: Vec<DatedTariff>,
        /// How much is bought in a year.
        pub volume: ProductVolume,
        /// How the year's volume lies over its months.
        pub spread: SpreadOver,
        /// How its volume is split, where it does not follow the general shares of municipalities or providers.
        pub key: Option<ProductKey>,
    }
}

record! {
    /// A tariff from a date until the next one.
    pub struct DatedTariff {
        /// The first day on which it holds.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        pub from: Date,
        /// Euro per unit of the product, two decimals.
        pub amount: Figure,
    }
}

record! {
    /// A year's volume: clients × units per client per week × weeks, or given as such.
    pub struct ProductVolume {
        /// Clients, in `client`.
        pub clients: Option<Figure>,
        /// Units per client per week, such as `dagdeel/client/week`.
        pub per_week: Option<Figure>,
        /// Weeks a year with care, in `week/jaar`.
        pub weeks: Option<Figure>,
        /// Instead of the three above: units a year, such as `dagdeel/jaar`.
        pub per_year: Option<Figure>,
    }
}

impl ProductVolume {
    /// Notes what does not fit: clients, units a week and weeks, or units a year alone.
    pub(crate) fn check(&self, unit: Unit, path: &str, problems: &mut Problems) {
        match (&self.clients, &self.per_week, &self.weeks, &self.per_year) {
            (Some(clients), Some(per_week), Some(weeks), None) => {
                clients.expect_at_least(Exact::ZERO, Unit::CLIENT, problems);
                per_week.expect_at_least(Exact::ZERO, unit / Unit::CLIENT / Unit::WEEK, problems);
                weeks.expect_at_least(Exact::ZERO, Unit::WEEK / Unit::JAAR, problems);
            }
            (None, None, None, Some(per_year)) => {
                per_year.expect_at_least(Exact::ZERO, unit / Unit::JAAR, problems);
            }
            _ => {
                let message = Text::owned(
                    format!("{path}.volume: geef clients, per_week en weeks, of alleen per_year."),
                    format!("{path}.volume: give clients, per_week and weeks, or per_year alone."),
                );
                problems.add(Problem::at(&format!("{path}.volume"), "volume", message));
            }
        }
    }
}

impl Product {
    /// Notes what does not fit: units, the order of tariffs, the volume, the spread, the key.
    pub fn check<'a>(
        &self,
        path: &str,
        start: Date,
        members: impl Fn(KeyOver) -> Vec<&'a str>,
        problems: &mut Problems,
    ) {
        let tariff = Unit::EURO / self.unit;
        for dated in &self.tariffs {
            dated.amount.expect_at_least(Exact::ZERO, tariff, problems);
        }
        if let Err(error) = Dated::new(self.tariffs.iter().map(|dated| (dated.from, ())).collect()) {
            let at = format!("{path}.tariffs[{}].from", error.index());
            problems.add(Problem::at(&at, error.code(), error.message()));
        }
        match self.tariffs.first() {
            Some(first) if first.from <= start => {}
            first => {
                let message = Text::owned(
                    format!("{path}.tariffs: geef een tarief dat op {start} al geldt."),
                    format!("{path}.tariffs: give a tariff that holds on {start} already."),
                );
                let found = first.map_or("–".to_owned(), |dated| dated.from.to_string());
                problems.add(
                    Problem::at(&format!("{path}.tariffs"), "no-tariff", message).with(found, format!("≤ {start}")),
                );
            }
        }
        self.volume.check(self.unit, path, problems);
        self.spread.check(&format!("{path}.spread"), problems);
        if let Some(key) = &self.key {
            key.check(&format!("{path}.key"), &members(key.over), problems);
        }
    }
}

/// The nodes of all products that are claimed in one unit.
#[derive(Clone, Debug)]
pub struct Volumes {
    /// The unit.
    pub unit: Unit,
    /// The axis of these products.
    pub axis: AxisId,
    /// Their identifiers, in the order of the axis.
    pub products: Vec<String>,
    /// Units a year, by product.
    pub per_year: NodeId,
    /// Tariffs without levers, by period and product.
    pub tariff_before: NodeId,
}

/// A product and its place in the document.
pub(crate) type Placed<'a> = (&'a Product, String);

/// Adds the tariffs and volumes of all products, one stream for each unit in which they are claimed.
pub(crate) fn add(
    draft: &mut Draft,
    timeline: &Timeline,
    products: &[Placed<'_>],
    splits: &[Split],
    only: bool,
) -> Result<Vec<(Volumes, Stream)>, CareError> {
    let mut units: Vec<Unit> = Vec::new();
    for (product, _) in products {
        if !units.contains(&product.unit) {
            units.push(product.unit);
        }
    }
    let mut result = Vec::new();
    for unit in &units {
        let own: Vec<&Placed<'_>> = products.iter().filter(|(product, _)| product.unit == *unit).collect();
        let alone = only && units.len() == 1;
        let suffix = if alone { String::new() } else { format!("-{unit}") };
        let labels = own.iter().map(|(product, _)| Label::new(product.id.clone(), product.name.clone())).collect();
        let axis = draft.axis(&format!("product{suffix}"), Text::new("Product", "Product"), labels)?;
        let tariff_before = add_tariffs(draft, timeline, &own, axis, *unit, &suffix)?;
        let (per_year, per_week) = add_volumes(draft, &own, axis, *unit, &suffix)?;
        let share = spread::add(draft, timeline, &own, axis, splits, &suffix)?;
        let keys: Vec<Keyed<'_>> = own.iter().map(|(product, path)| (product.key.as_ref(), path.as_str())).collect();
        let splits = product_key::splits(draft, &keys, axis, &suffix, splits)?;
        let volume = split::divided(draft, per_year, *unit / Unit::JAAR, &suffix, &splits)?;
        let ids: Vec<String> = own.iter().map(|(product, _)| product.id.clone()).collect();
        let categories = own.iter().map(|(product, _)| product.category.clone()).collect();
        let stream = Stream {
            unit: *unit,
            axis,
            ids: ids.clone(),
            categories,
            suffix,
            volume,
            shares: splits.iter().map(|split| split.share).collect(),
            per_week,
            price: tariff_before,
            share,
            absent: None,
        };
        result.push((Volumes { unit: *unit, axis, products: ids, per_year, tariff_before }, stream));
    }
    Ok(result)
}

fn add_tariffs(
    draft: &mut Draft,
    timeline: &Timeline,
    products: &[&Placed<'_>],
    axis: AxisId,
    unit: Unit,
    suffix: &str,
) -> Result<NodeId, CareError> {
    let mut values = Vec::new();
    let mut origins = Vec::new();
    for period in &timeline.periods {
        for (product, path) in products {
            let figure =
                product.tariffs.iter().rev().find(|dated| dated.from <= period.from()).map(|dated| &dated.amount);
            values.push(figure.map_or(Value::Unknown, Figure::leaf));
            let unknown = Origin { basis: Basis::Assumption, path: Some(path.clone()), note: None };
            origins.push(figure.map_or(unknown, Figure::origin));
        }
    }
    let about = Quantity::amount(
        format!("tarief-ongewijzigd{suffix}"),
        Text::new("Huidig tarief", "Current tariff"),
        Unit::EURO / unit,
    );
    Ok(draft.input(about, &[timeline.period, axis], values, origins)?)
}

fn add_volumes(
    draft: &mut Draft,
    products: &[&Placed<'_>],
    axis: AxisId,
    unit: Unit,
    suffix: &str,
) -> Result<(NodeId, Option<NodeId>), CareError> {
    let leaves = |draft: &mut Draft, about: Quantity, pick: &dyn Fn(&ProductVolume) -> Option<Figure>| {
        let figures: Vec<Option<Figure>> = products.iter().map(|(product, _)| pick(&product.volume)).collect();
        let values = figures.iter().map(|figure| figure.as_ref().map_or(Value::Known(Exact::ZERO), Figure::leaf));
        let origins =
            figures.iter().map(|figure| figure.as_ref().map_or(Origin::of(Basis::Definition), Figure::origin));
        draft.input(about, &[axis], values.collect(), origins.collect())
    };
    let name = yearly_name(unit);
    let yearly = Quantity::new(format!("volume-per-jaar{suffix}"), name, unit / Unit::JAAR);
    let given = products.iter().filter(|(product, _)| product.volume.per_year.is_some()).count();
    let as_given = |draft: &mut Draft, about| leaves(draft, about, &|volume| volume.per_year.clone());
    if given == products.len() {
        return Ok((as_given(draft, yearly)?, None));
    }
    let clients = Quantity::integer(format!("clienten{suffix}"), Text::new("Cliënten", "Clients"), Unit::CLIENT);
    let clients = leaves(draft, clients.kind(Kind::Stock), &|volume| volume.clients.clone())?;
    let words = unit.text();
    let per_week = Quantity::new(
        format!("per-week{suffix}"),
        Text::owned(format!("{} per cliënt per week", words.nl), format!("{} per client per week", words.en)),
        unit / Unit::CLIENT / Unit::WEEK,
    );
    let per_week = leaves(draft, per_week, &|volume| volume.per_week.clone())?;
    let weeks =
        Quantity::new(format!("weken{suffix}"), Text::new("Weken per jaar", "Weeks a year"), Unit::WEEK / Unit::JAAR);
    let weeks = leaves(draft, weeks, &|volume| volume.weeks.clone())?;
    let product = clients * per_week * weeks;
    if given == 0 {
        return Ok((draft.formula(yearly.kind(Kind::Rate), product)?, Some(per_week)));
    }
    let other = Quantity::new(
        format!("volume-per-jaar-gegeven{suffix}"),
        Text::new("Volume per jaar, zoals gegeven", "Volume a year, as given"),
        unit / Unit::JAAR,
    );
    let other = as_given(draft, other)?;
    Ok((draft.formula(yearly.kind(Kind::Rate), product + other)?, Some(per_week)))
}

/// What a year's volume in this unit is called.
pub(crate) fn yearly_name(unit: Unit) -> Text {
    if unit == Unit::DAGDEEL {
        return Text::new("Dagdelen per jaar", "Half-days a year");
    }
    let words = unit.text();
    Text::owned(format!("Volume per jaar ({})", words.nl), format!("Volume a year ({})", words.en))
}

/// In how many whole months of each year a lever holds, for the fraction that is shown with an effect in twelfths.
pub(crate) fn add_months(
    draft: &mut Draft,
    timeline: &Timeline,
    lever: &TariffLever,
    path: &str,
    twelfths: bool,
) -> Result<(), CareError> {
    let months = timeline.years.iter().map(|year| {
        let held = year_months(*year, lever.from);
        match held {
            Some(months) if twelfths => Value::Known(Exact::from_i64(months)),
            _ => Value::Undefined(Reason::None),
        }
    });
    let about = Quantity::integer(
        "maanden-met-maatregel",
        Text::new("Maanden met het nieuwe tarief", "Months with the new tariff"),
        Unit::MAAND,
    );
    let origin = Origin { basis: Basis::Calendar, path: Some(format!("{path}.from")), note: None };
    draft.input(about.kind(Kind::Rate).reported(), &[timeline.year], months.collect(), vec![origin])?;
    Ok(())
}

/// The whole months of a year from a date on; nothing where the date cuts a month of that year.
pub(crate) fn months_from(year: Period, from: Date) -> Option<i64> {
    let held = Period::new(from.max(year.from()), year.to());
    held.map_or(Some(0), |held| held.whole_months().map(i64::from))
}
