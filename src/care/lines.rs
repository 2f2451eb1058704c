//! Lines without claims or tariffs: personal budgets, lump sums, subsidies, contributions; and levers that are amounts.

use super::CareError;
use super::figure::Figure;
use super::levers::{Lever, Split, Stream};
use super::split;
use super::timeline::Timeline;
use crate::calendar::Spread;
use crate::model::{Basis, Draft, Kind, Label, Origin, Quantity, Value};
use crate::quantity::{Exact, Text, Unit};
use crate::tree::{Problem, Problems, record};

record! {
    /// A plain line of the budget, by year, spread over the year in twelfths.
    pub struct Line as "line" {
        /// Identifier, unique in the document.
        pub id: String,
        /// What it is called.
        pub name: Text,
        /// Its category, if levers on categories are to reach it.
        pub category: Option<String>,
        /// The amount of each year; a year that is not listed has the amount of the last year before it.
        pub amounts: Vec<YearAmount>,
    }
}

record! {
    /// The amount of a year.
    pub struct YearAmount {
        /// The year.
        pub year: i32,
        /// The amount, in `euro/jaar`.
        pub amount: Figure,
    }
}

impl Line {
    pub(crate) fn check(&self, path: &str, problems: &mut Problems) {
        for year in &self.amounts {
            year.amount.expect(Unit::EURO / Unit::JAAR, problems);
        }
        let ordered = self.amounts.windows(2).all(|pair| match pair {
            [first, second] => first.year < second.year,
            _ => true,
        });
        if self.amounts.is_empty() || !ordered {
            let message = Text::owned(
                format!("{path}.amounts: geef ten minste één jaar, in volgorde."),
                format!("{path}.amounts: give at least one year, in order."),
            );
            problems.add(Problem::at(&format!("{path}.amounts"), "line-years", message));
        }
    }
}

/// Adds all lines as one stream in euros: their amount a year, and the part of it in each period. A lever that is an amount
/// has a line of its own, empty until the lever fills it.
pub(crate) fn add(
    draft: &mut Draft,
    timeline: &Timeline,
    lines: &[(&Line, String)],
    levers: &[(&Lever, String)],
    splits: &[Split],
    only: bool,
) -> Result<Option<Stream>, CareError> {
    let filled: Vec<&(&Lever, String)> = levers.iter().filter(|(lever, _)| lever.is_amount()).collect();
    let mut labels: Vec<Label> = lines.iter().map(|(line, _)| Label::new(line.id.clone(), line.name.clone())).collect();
    labels.extend(filled.iter().map(|(lever, _)| Label::new(lever.head().id, lever.head().name.clone())));
    if labels.is_empty() {
        return Ok(None);
    }
    let ids: Vec<String> = labels.iter().map(|label| label.id.clone()).collect();
    let suffix = if only { "" } else { "-euro" };
    let axis = draft.axis(&format!("product{suffix}"), Text::new("Regel", "Line"), labels)?;

    let (mut amounts, mut amount_from) = (Vec::new(), Vec::new());
    let (mut shares, mut share_from) = (Vec::new(), Vec::new());
    for period in &timeline.periods {
        let twelfths = Spread::Twelfths;
        let part = twelfths.weight(period)?.over(twelfths.whole(period.year())?)?.unwrap_or(Exact::ZERO);
        for (line, path) in lines {
            let of_year = line.amounts.iter().rev().find(|amount| amount.year <= period.year());
            amounts.push(of_year.map_or(Value::Known(Exact::ZERO), |year| year.amount.leaf()));
            amount_from.push(of_year.map_or_else(|| placed(Basis::Definition, path), |year| year.amount.origin()));
            shares.push(Value::Known(part));
            share_from.push(placed(Basis::Calendar, path));
        }
        for (lever, path) in &filled {
            amounts.push(Value::Known(Exact::ZERO));
            amount_from.push(placed(Basis::Definition, path));
            let once = if period.contains(lever.head().from) { Exact::ONE } else { Exact::ZERO };
            shares.push(Value::Known(if matches!(lever, Lever::OneOff(_)) { once } else { part }));
            share_from.push(placed(Basis::Calendar, path));
        }
    }
    let axes = [timeline.period, axis];
    let per_year = Unit::EURO / Unit::JAAR;
    let about = Quantity::amount(format!("regels{suffix}"), Text::new("Bedrag per jaar", "Amount a year"), per_year);
    let amount = draft.input(about, &axes, amounts, amount_from)?;
    let name = Text::new("Deel van het jaar", "Part of the year");
    let about = Quantity::new(format!("regels-deel{suffix}"), name, Unit::JAAR).decimals(4).kind(Kind::Flow);
    let share = draft.input(about, &axes, shares, share_from)?;
    let volume = split::divided(draft, amount, per_year, suffix, splits)?;
    let about =
        Quantity::integer(format!("regels-prijs{suffix}"), Text::new("Euro per euro", "Euro per euro"), Unit::NONE);
    let ones = ids.iter().map(|_| Value::Known(Exact::ONE)).collect();
    let price = draft.input(about, &[axis], ones, vec![Origin::of(Basis::Definition)])?;
    let mut categories: Vec<Option<String>> = lines.iter().map(|(line, _)| line.category.clone()).collect();
    categories.resize(ids.len(), None);
    let suffix = suffix.to_owned();
    Ok(Some(Stream {
        unit: Unit::EURO,
        axis,
        ids,
        categories,
        suffix,
        volume,
        shares: splits.iter().map(|split| split.share).collect(),
        per_week: None,
        price,
        share,
        absent: None,
    }))
}

fn placed(basis: Basis, path: &str) -> Origin {
    Origin { basis, path: Some(path.to_owned()), note: None }
}
