//! How a year's volume lies over its months.

use super::CareError;
use super::figure::{ASSUMPTION, basis_of, cite};
use super::levers::Split;
use super::product::Placed;
use super::timeline::Timeline;
use crate::calendar::Spread;
use crate::model::{AxisId, Basis, Draft, Expr, Kind, NodeId, Origin, Quantity, Value};
use crate::quantity::{Exact, Text, Unit, shares};
use crate::tree::{Problem, Problems, choice, record};

choice! {
    /// By what a year's volume is spread over its months.
    pub enum SpreadBy {
        /// Each month a twelfth, the municipal default.
        Twelfths = "twelfths",
        /// By calendar days.
        Days = "days",
        /// By opening weeks in each month.
        OpeningWeeks = "opening-weeks",
        /// By given shares of each month.
        Given = "given",
    }
}

record! {
    /// How a year's volume lies over its months.
    pub struct SpreadOver {
        /// The rule.
        pub by: SpreadBy,
        /// Twelve numbers of opening weeks, January first; with `opening-weeks`.
        #[cfg_attr(feature = "types", ts(as = "Option<Vec<Exact>>"))]
        pub weeks: Option<[Exact; 12]>,
        /// Twelve shares, January first, as fractions that add up to 1; with `given`.
        #[cfg_attr(feature = "types", ts(as = "Option<Vec<Exact>>"))]
        pub shares: Option<[Exact; 12]>,
        /// Whether shares that do not add up to 1 are scaled to do so; otherwise they are an error.
        pub normalise: Option<bool>,
        /// The source of the weeks or shares; `aanname` where it is not given.
        pub source: Option<String>,
    }
}

impl SpreadOver {
    pub(super) fn check(&self, path: &str, problems: &mut Problems) {
        if let Some(source) = &self.source {
            cite(source, &format!("{path}.source"), problems);
        }
        let wrong = |field: &str, message: Text| Problem::at(&format!("{path}.{field}"), "spread", message);
        let given = match self.by {
            SpreadBy::Twelfths | SpreadBy::Days => return,
            SpreadBy::OpeningWeeks => ("weeks", &self.weeks),
            SpreadBy::Given => ("shares", &self.shares),
        };
        let (field, Some(months)) = given else {
            let message = Text::new(
                "Geef bij deze spreiding twaalf waarden, één per maand.",
                "Give twelve values with this spread, one for each month.",
            );
            return problems.add(wrong(given.0, message));
        };
        if months.iter().any(|month| month.is_negative()) || months.iter().all(|month| month.is_zero()) {
            let message = Text::new(
                "De waarden per maand mogen niet negatief zijn en niet allemaal nul.",
                "The values of the months may not be negative, and not all zero.",
            );
            return problems.add(wrong(field, message));
        }
        if let (SpreadBy::Given, Err(error)) = (self.by, shares(months, self.normalise.unwrap_or(false))) {
            problems.add(Problem::at(&format!("{path}.{field}"), error.code(), error.message()));
        }
    }

    /// The calendar's form of it.
    pub(crate) fn spread(&self) -> Spread {
        match (self.by, &self.weeks, &self.shares) {
            (SpreadBy::Days, ..) => Spread::Days,
            (SpreadBy::OpeningWeeks, Some(weeks), _) => Spread::OpeningWeeks(*weeks),
            (SpreadBy::Given, _, Some(shares)) => Spread::Given(*shares),
            _ => Spread::Twelfths,
        }
    }

    fn origin(&self, path: String) -> Origin {
        let basis = match (self.by, self.source.as_deref()) {
            (SpreadBy::Twelfths | SpreadBy::Days, _) => Basis::Calendar,
            (_, source) => basis_of(source.unwrap_or(ASSUMPTION)),
        };
        Origin { basis, path: Some(path), note: None }
    }
}

/// The share of a year's volume that falls in each period, in years.
pub(super) fn add(
    draft: &mut Draft,
    timeline: &Timeline,
    products: &[&Placed<'_>],
    axis: AxisId,
    splits: &[Split],
    suffix: &str,
) -> Result<NodeId, CareError> {
    // Where the municipalities or providers of a product each have months of their own, so has each row.
    let own = |(product, path): &Placed<'_>, split: &Split, id: &str| {
        let key = product.key.as_ref()?;
        Some((key.spread(split, id)?, key.origin(path)))
    };
    let sides: Vec<&Split> = splits
        .iter()
        .filter(|split| products.iter().any(|each| split.ids.iter().any(|id| own(each, split, id).is_some())))
        .collect();
    let places = sides.iter().fold(vec![Vec::new()], |places: Vec<Vec<(&Split, &str)>>, split| {
        let with =
            |place: Vec<_>| split.ids.iter().map(move |id| [place.as_slice(), &[(*split, id.as_str())]].concat());
        places.into_iter().flat_map(with).collect()
    });
    let spreads: Vec<Spread> = products.iter().map(|(product, _)| product.spread.spread()).collect();
    let alike = sides.is_empty() && spreads.windows(2).all(|pair| pair.first() == pair.last());
    let apart = if alike { products.get(..1).unwrap_or_default() } else { products };
    let mut rows: Vec<(Spread, Origin)> = Vec::new();
    for place in &places {
        for each in apart {
            let (product, path) = each;
            let general = || (product.spread.spread(), product.spread.origin(format!("{path}.spread")));
            rows.push(place.iter().find_map(|(split, id)| own(each, split, id)).unwrap_or_else(general));
        }
    }
    let mut axes = vec![timeline.period];
    axes.extend(sides.iter().map(|split| split.axis));
    axes.extend((!alike).then_some(axis));
    let (mut weights, mut wholes, mut origins) = (Vec::new(), Vec::new(), Vec::new());
    for period in &timeline.periods {
        for (spread, origin) in &rows {
            weights.push(Value::Known(spread.weight(period)?));
            wholes.push(Value::Known(spread.whole(period.year())?));
            origins.push(origin.clone());
        }
    }
    let about = |id: &str, nl, en| Quantity::new(format!("{id}{suffix}"), Text::new(nl, en), Unit::NONE);
    let weight = draft.input(
        about("spreiding-periode", "Gewicht van de periode", "Weight of the period").kind(Kind::Flow),
        &axes,
        weights,
        origins.clone(),
    )?;
    let whole =
        draft.input(about("spreiding-jaar", "Gewicht van het jaar", "Weight of the year"), &axes, wholes, origins)?;
    let share = Quantity::new(
        format!("deel-van-het-jaar{suffix}"),
        Text::new("Deel van het jaar", "Part of the year"),
        Unit::JAAR,
    );
    let one_year = Expr::number(Exact::ONE, Unit::JAAR);
    Ok(draft.formula(share.decimals(4), weight * one_year / whole)?)
}
