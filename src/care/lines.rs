//! Lines without claims or tariffs: personal budgets, lump sums, subsidies, contributions; and levers that are amounts.

use super::CareError;
use super::figure::Figure;
use super::levers::{Lever, Split, Stream, Variants};
use super::split;
use super::timeline::Timeline;
use crate::calendar::Spread;
use crate::model::{Basis, Draft, Label, NodeId, Origin, Quantity, Value};
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

/// What a label of the axis of lines stands for.
enum Row<'a> {
    Line(&'a Line),
    OneOff(&'a super::levers::OneOff),
    Maatwerk(&'a super::levers::Maatwerk),
}

/// Adds all lines as one stream in euros: their amount a year, and the part of it in each period.
pub(crate) fn add(
    draft: &mut Draft,
    timeline: &Timeline,
    variants: &Variants,
    lines: &[(&Line, String)],
    levers: &[(&Lever, String)],
    splits: &[Split],
    only: bool,
) -> Result<Option<Stream>, CareError> {
    let mut rows: Vec<(Row<'_>, &str, &Text, &str)> = Vec::new();
    for (line, path) in lines {
        rows.push((Row::Line(line), &line.id, &line.name, path));
    }
    for (lever, path) in levers {
        match lever {
            Lever::OneOff(own) => rows.push((Row::OneOff(own), &own.id, &own.name, path)),
            Lever::Maatwerk(own) => rows.push((Row::Maatwerk(own), &own.id, &own.name, path)),
            _ => {}
        }
    }
    if rows.is_empty() {
        return Ok(None);
    }
    let suffix = if only { "" } else { "-euro" };
    let labels = rows.iter().map(|(_, id, name, _)| Label::new(*id, (*name).clone())).collect();
    let axis = draft.axis(&format!("product{suffix}"), Text::new("Regel", "Line"), labels)?;

    let origin = |basis: Basis, path: String| Origin { basis, path: Some(path), note: None };
    let (mut amounts, mut from) = (Vec::new(), Vec::new());
    let (mut shares, mut share_from) = (Vec::new(), Vec::new());
    for period in &timeline.periods {
        let twelfths = Spread::Twelfths;
        let part = twelfths.weight(period)?.over(twelfths.whole(period.year())?)?.unwrap_or(Exact::ZERO);
        for (row, _, _, path) in &rows {
            let (amount, share) = match row {
                Row::Line(line) => {
                    let figure =
                        line.amounts.iter().rev().find(|amount| amount.year <= period.year()).map(|year| &year.amount);
                    from.push(figure.map_or_else(|| origin(Basis::Definition, (*path).to_owned()), Figure::origin));
                    (figure.map_or(Value::Known(Exact::ZERO), Figure::leaf), part)
                }
                Row::OneOff(own) => {
                    from.push(own.amount.origin());
                    let here = if period.contains(own.from) { Exact::ONE } else { Exact::ZERO };
                    (if here.is_zero() { Value::Known(Exact::ZERO) } else { own.amount.leaf() }, here)
                }
                Row::Maatwerk(own) => {
                    from.push(own.contracts.origin());
                    let on = own.from <= period.from() && own.to.is_none_or(|to| period.from() < to);
                    (own.contracts.leaf(), if on { part } else { Exact::ZERO })
                }
            };
            amounts.push(amount);
            shares.push(Value::Known(share));
            share_from.push(origin(Basis::Calendar, (*path).to_owned()));
        }
    }
    let axes = [timeline.period, axis];
    let per_year = Unit::EURO / Unit::JAAR;
    let about = Quantity::amount(
        format!("regels{suffix}"),
        Text::new("Bedrag of aantal per jaar", "Amount or number a year"),
        per_year,
    );
    let amount = draft.input(about, &axes, amounts, from)?;
    let about =
        Quantity::new(format!("regels-deel{suffix}"), Text::new("Deel van het jaar", "Part of the year"), Unit::JAAR);
    let share = draft.input(about.decimals(4).kind(crate::model::Kind::Flow), &axes, shares, share_from)?;
    let volume = switched(draft, variants, &rows, axis, amount, per_year, suffix)?;
    let volume = split::divided(draft, volume, per_year, suffix, splits)?;
    let one = draft.input(
        Quantity::integer(format!("regels-prijs{suffix}"), Text::new("Euro per euro", "Euro per euro"), Unit::NONE),
        &[axis],
        rows.iter().map(|_| Value::Known(Exact::ONE)).collect(),
        vec![Origin::of(Basis::Definition)],
    )?;
    let categories = rows.iter().map(|(row, ..)| match row {
        Row::Line(line) => line.category.clone(),
        _ => None,
    });
    Ok(Some(Stream {
        unit: Unit::EURO,
        axis,
        ids: rows.iter().map(|(_, id, ..)| (*id).to_owned()).collect(),
        categories: categories.collect(),
        suffix: suffix.to_owned(),
        volume,
        per_week: None,
        price: one,
        share,
    }))
}

/// Amounts a year after switches: a line always, a lever's amount where it is on, and maatwerk as number × value.
fn switched(
    draft: &mut Draft,
    variants: &Variants,
    rows: &[(Row<'_>, &str, &Text, &str)],
    axis: crate::model::AxisId,
    amount: NodeId,
    unit: Unit,
    suffix: &str,
) -> Result<NodeId, CareError> {
    if rows.iter().all(|(row, ..)| matches!(row, Row::Line(_))) {
        return Ok(amount);
    }
    let heads: Vec<Option<super::levers::Head<'_>>> = rows
        .iter()
        .map(|(row, ..)| match row {
            Row::Line(_) => None,
            Row::OneOff(own) => Some(own.head()),
            Row::Maatwerk(own) => Some(own.head()),
        })
        .collect();
    let count = rows.len();
    let by_row: Vec<Vec<Value>> = heads
        .iter()
        .map(|head| head.as_ref().map_or_else(|| variants.always(), |head| variants.switches(head)))
        .collect();
    let width = by_row.first().map_or(0, Vec::len);
    let mut values = Vec::with_capacity(width * count);
    for variant in 0..width {
        values.extend(by_row.iter().map(|row| row.get(variant).copied().unwrap_or(Value::Unknown)));
    }
    let origins = (0..width).flat_map(|_| {
        rows.iter().map(|(_, _, _, path)| Origin { basis: Basis::Choice, path: Some(format!("{path}.on")), note: None })
    });
    let about = Quantity::integer(format!("regels-aan{suffix}"), Text::new("Staat aan", "Is on"), Unit::NONE);
    let on = draft.input(about, &[variants.axis, axis], values, origins.collect())?;
    let (values, origins): (Vec<Value>, Vec<Origin>) = rows
        .iter()
        .map(|(row, ..)| match row {
            Row::Maatwerk(own) => (own.value.leaf(), own.value.origin()),
            _ => (Value::Known(Exact::ONE), Origin::of(Basis::Definition)),
        })
        .unzip();
    let about =
        Quantity::new(format!("regels-waarde{suffix}"), Text::new("Gemiddelde waarde", "Average value"), Unit::NONE);
    let value = draft.input(about, &[axis], values, origins)?;
    let about =
        Quantity::amount(format!("regels-per-jaar{suffix}"), Text::new("Bedrag per jaar", "Amount a year"), unit);
    // A line that is switched off is zero, also where its amount is not known.
    Ok(draft.formula(about, on.expr().then(amount * value, crate::model::Expr::ZERO))?)
}
