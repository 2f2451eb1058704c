//! A figure of the document: a value in a unit, with its source.

use super::distribution::Distribution;
use crate::model::{Basis, Draft, GraphError, NodeId, Origin, Quantity, Value};
use crate::quantity::{Exact, Law, Text, Unit};
use crate::tree::{Holds, Problem, Problems, Read, Tree};

/// The source of a figure that comes from no document: an assumption that the user can replace.
pub const ASSUMPTION: &str = "aanname";

/// One figure. Known (`value`), a range (`low` and `high`) or unknown (none of them); unknown is never zero.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields), schemars(deny_unknown_fields, extend("anyOf" = [
    {"properties": {"low": {"type": "null"}, "high": {"type": "null"}}},
    {"required": ["low", "high"], "properties": {"value": {"type": "null"}, "low": {"type": "string"}, "high": {"type": "string"}}},
])))]
pub struct Figure {
    /// The exact value as decimal text, such as `"37.52"`; null where it is not known. A percentage is a fraction: 0.05.
    #[cfg_attr(feature = "types", ts(optional = false, type = "string | null"))]
    pub value: Option<Exact>,
    /// The lowest value, where only a range is known.
    pub low: Option<Exact>,
    /// The highest value, where only a range is known.
    pub high: Option<Exact>,
    /// The unit, such as `euro/dagdeel`; `1` for a number without unit.
    #[cfg_attr(feature = "types", ts(type = "string"))]
    pub unit: Unit,
    /// The identifier of a source of this document, or `aanname`.
    pub source: String,
    /// A remark that explanations show.
    pub note: Option<Text>,
    /// What else it may be, for a simulation; what is reported rests on the value alone.
    pub distribution: Option<Box<Distribution>>,
    /// Where it stands in the document.
    #[cfg_attr(feature = "types", ts(skip), schemars(skip))]
    pub path: String,
}

impl Read for Figure {
    fn read(tree: &Tree<'_>, problems: &mut Problems) -> Option<Self> {
        problems.holds(tree.path(), Holds::Figure);
        let object = tree.object(&["value", "low", "high", "unit", "source", "note", "distribution"], problems)?;
        let value: Option<Option<Exact>> = object.field("value", problems);
        let low: Option<Option<Exact>> = object.field("low", problems);
        let high: Option<Option<Exact>> = object.field("high", problems);
        let unit = object.field("unit", problems);
        let source: Option<String> = object.field("source", problems);
        let note = object.field("note", problems);
        let distribution: Option<Option<Distribution>> = object.field("distribution", problems);
        if let Some(source) = &source {
            cite(source, &format!("{}.source", tree.path()), problems);
        }
        let (value, low, high, distribution) = (value?, low?, high?, distribution?.map(Box::new));
        let fits = match (value, low, high) {
            (_, None, None) => true,
            (None, Some(low), Some(high)) => low <= high,
            _ => false,
        };
        if !fits {
            let expected = Text::new(
                "een value, of value null met low en high, low niet groter dan high",
                "a value, or value null with low and high, low at most high",
            );
            return tree.wrong(problems, expected);
        }
        if let (Some(given), Some(place)) = (&distribution, object.get("distribution")) {
            cite(&given.source, &format!("{}.source", place.path()), problems);
            if let Err(expected) = given.law(value) {
                return place.refuse("distribution", problems, expected);
            }
        }
        let path = tree.path().to_owned();
        Some(Self { value, low, high, unit: unit?, source: source?, note: note?, distribution, path })
    }
}

impl Figure {
    /// What a leaf holds of it.
    pub fn leaf(&self) -> Value {
        match (self.value, self.low, self.high) {
            (Some(value), ..) => Value::Known(value),
            (None, Some(low), Some(high)) => Value::Range(low, high),
            _ => Value::Unknown,
        }
    }

    /// What it may be, where it is uncertain.
    pub fn law(&self) -> Option<Law> {
        self.distribution.as_ref()?.law(self.value).ok()
    }

    /// Where it comes from.
    pub fn origin(&self) -> Origin {
        Origin { basis: basis_of(&self.source), path: Some(self.path.clone()), note: self.note.clone() }
    }

    /// Adds it to a graph as an input with one cell.
    ///
    /// # Errors
    /// [`GraphError::Duplicate`]; [`GraphError::Unit`] where it is in another unit than the quantity.
    pub fn input(&self, draft: &mut Draft, about: Quantity) -> Result<NodeId, GraphError> {
        draft.input(about, &[], vec![self.leaf()], vec![self.origin()])
    }

    /// Notes a problem where the figure is in another unit than expected. Nothing is ever converted by itself.
    pub fn expect(&self, expected: Unit, problems: &mut Problems) {
        if self.unit == expected {
            return;
        }
        let (found, wanted) = (self.unit, expected);
        let path = &self.path;
        let message = if self.unit == Unit::EURO / Unit::UUR && expected == Unit::EURO / Unit::DAGDEEL {
            Text::owned(
                format!(
                    "{path}: gevonden {found}, verwacht {wanted}. Dit tarief geldt per dagdeel; u vulde een bedrag per uur in. \
                     Een dagdeel is vier uur: geef het bedrag per dagdeel."
                ),
                format!(
                    "{path}: found {found}, expected {wanted}. This tariff is per dagdeel; you gave an amount per hour. \
                     A dagdeel is four hours: give the amount per dagdeel."
                ),
            )
        } else {
            Text::owned(
                format!("{path}: gevonden {found}, verwacht {wanted}. Geef het getal in {wanted}."),
                format!("{path}: found {found}, expected {wanted}. Give the number in {wanted}."),
            )
        };
        let problem = Problem::at(&format!("{path}.unit"), "unit", message);
        problems.add(problem.with(found.to_string(), wanted.to_string()));
    }

    /// As [`Figure::expect`], and notes a problem where the value is, or may be, below the least that makes sense.
    pub fn expect_at_least(&self, least: Exact, expected: Unit, problems: &mut Problems) {
        self.expect(expected, problems);
        let lowest = self.value.or(self.low);
        if let Some(value) = lowest.filter(|value| *value < least) {
            let path = &self.path;
            let message = Text::owned(
                format!("{path}: gevonden {value}, verwacht ten minste {least}."),
                format!("{path}: found {value}, expected at least {least}."),
            );
            let problem = Problem::at(&format!("{path}.value"), "too-small", message);
            problems.add(problem.with(value.to_string(), format!("≥ {least}")));
        }
        self.reach_within(Some(least), None, problems);
    }

    /// Notes a problem where a draw may well be a value that makes no sense. A law without bounds is held to four of its
    /// standard deviations.
    fn reach_within(&self, least: Option<Exact>, most: Option<Exact>, problems: &mut Problems) {
        let Some((low, high)) = self.law().map(|law| law.reach()) else {
            return;
        };
        let below = least.filter(|least| low < least.to_f64());
        let above = most.filter(|most| high > most.to_f64());
        let Some(limit) = below.or(above) else {
            return;
        };
        let path = format!("{}.distribution", self.path);
        let (nl, en) = if below.is_some() { ("onder", "below") } else { ("boven", "above") };
        let message = Text::owned(
            format!(
                "{path}: trekkingen komen {nl} {limit}; neem een kleinere spreiding, of pert of triangular met grenzen."
            ),
            format!("{path}: draws come {en} {limit}; take a smaller spread, or pert or triangular with bounds."),
        );
        let reach = [low, high].map(|end| Exact::from_f64_rounded(end, 6).map_or_else(String::new, Exact::plain));
        let bound = if below.is_some() { format!("≥ {limit}") } else { format!("≤ {limit}") };
        problems.add(Problem::at(&path, "distribution-reach", message).with(reach.join(" … "), bound));
    }

    /// As [`Figure::expect_at_least`] zero, and at most one: a share.
    pub fn expect_share(&self, problems: &mut Problems) {
        self.expect_at_least(Exact::ZERO, Unit::NONE, problems);
        if let Some(value) = self.value.or(self.high).filter(|value| *value > Exact::ONE) {
            let path = &self.path;
            let message = Text::owned(
                format!("{path}: gevonden {value}, verwacht een deel van 0 tot en met 1 (10 % is 0.1)."),
                format!("{path}: found {value}, expected a share from 0 to 1 (10 % is 0.1)."),
            );
            let problem = Problem::at(&format!("{path}.value"), "too-large", message);
            problems.add(problem.with(value.to_string(), "≤ 1"));
        }
        self.reach_within(None, Some(Exact::ONE), problems);
    }
}

/// Notes that a source is cited, unless it is an assumption.
pub(crate) fn cite(source: &str, path: &str, problems: &mut Problems) {
    if source != ASSUMPTION {
        problems.cite(source, path);
    }
}

/// On what rests that which cites this: a source of the document, or an assumption.
pub(crate) fn basis_of(source: &str) -> Basis {
    match source {
        ASSUMPTION => Basis::Assumption,
        source => Basis::Source(source.to_owned()),
    }
}
