//! The sets of parameters that are laid side by side: those of the parties and those of their offers, and the dates on which
//! one of their values changes.

use super::parameter::{Parameter, ParameterKind, Scale, quantity};
use super::{CostPrice, Offer, Party};
use crate::calendar::Date;
use crate::care::CareError;
use crate::care::figure::Figure;
use crate::care::levers::flag;
use crate::model::{AxisId, Basis, Draft, Label, NodeId, Origin, Reason, Value};
use crate::quantity::{Exact, Text, Unit};

/// One set: the parameters of an offer, then those of its party.
#[derive(Clone, Copy, Debug)]
pub(super) struct Set<'a> {
    pub(super) party: &'a Party,
    pub(super) offer: Option<&'a Offer>,
}

impl<'a> Set<'a> {
    /// The parameter that holds in this set.
    pub(super) fn find(&self, kind: ParameterKind, function: Option<&str>) -> Option<&'a Parameter> {
        let own = self.offer.and_then(|offer| offer.parameters.as_ref()).into_iter().flatten();
        own.chain(&self.party.parameters)
            .find(|parameter| parameter.parameter == kind && parameter.function.as_deref() == function)
    }

    /// What holds of it on a day.
    pub(super) fn figure(&self, kind: ParameterKind, function: Option<&str>, day: Date) -> Option<&'a Figure> {
        let values = &self.find(kind, function)?.values;
        values.iter().rev().find(|dated| dated.from <= day).map(|dated| &dated.amount)
    }
}

/// The axes of a cost price, and what stands on them.
pub(super) struct Sets<'a> {
    pub(super) part: &'a CostPrice,
    pub(super) path: &'a str,
    pub(super) all: Vec<Set<'a>>,
    pub(super) dates: Vec<Date>,
    pub(super) moment: AxisId,
    pub(super) set: AxisId,
    pub(super) function: AxisId,
    pub(super) unit: Unit,
    pub(super) opening: Unit,
}

impl<'a> Sets<'a> {
    pub(super) fn new(draft: &mut Draft, part: &'a CostPrice, path: &'a str) -> Result<Self, CareError> {
        let dates = part.dates();
        let all = part.sets();
        let labels = dates.iter().map(|date| Label::new(date.to_string(), date.text())).collect();
        let moment = draft.axis("kostprijs-datum", Text::new("Geldend op", "Holding on"), labels)?;
        let label = |set: &Set<'_>| match set.offer {
            None => Label::new(set.party.id.clone(), set.party.name.clone()),
            Some(offer) => Label::new(offer.id.clone(), offer.title(set.party)),
        };
        let name = Text::new("Parameters van", "Parameters of");
        let set = draft.axis("kostprijs-partij", name, all.iter().map(label).collect())?;
        let labels = part.functions.iter().map(|own| Label::new(own.id.clone(), own.name.clone())).collect();
        let function = draft.axis("kostprijs-functie", Text::new("Functie", "Function"), labels)?;
        let unit = part.unit;
        Ok(Self { part, path, all, dates, moment, set, function, unit, opening: part.opening() })
    }

    /// Whether some set has this parameter.
    pub(super) fn has(&self, kind: ParameterKind) -> bool {
        self.all.iter().any(|set| self.functions(kind).iter().any(|function| set.find(kind, *function).is_some()))
    }

    fn functions(&self, kind: ParameterKind) -> Vec<Option<&'a str>> {
        match kind.by_function() {
            true => self.part.functions.iter().map(|function| Some(function.id.as_str())).collect(),
            false => vec![None],
        }
    }

    /// The steps of the longest staff table; 0 without tables.
    pub(super) fn steps(&self) -> usize {
        let tables = self.all.iter().filter_map(|set| set.find(ParameterKind::Staff, None)?.steps.as_ref());
        tables.map(|own| own.table.len()).max().unwrap_or(0)
    }

    /// The unit in which the sets give a parameter.
    pub(super) fn unit_of(&self, kind: ParameterKind) -> Unit {
        let (_, _, scale) = kind.spec();
        let usual = scale.units(self.unit, self.opening).first().copied().unwrap_or_default();
        let given = self.part.parameters().find(|(own, _)| own.parameter == kind);
        given.and_then(|(own, _)| own.values.first()).map_or(usual, |dated| dated.amount.unit)
    }

    /// The input of a parameter, by date, set and where it has one, function; nothing where no set has it. What a set lacks
    /// counts as `neutral`, and says so.
    pub(super) fn input(
        &self,
        draft: &mut Draft,
        kind: ParameterKind,
        neutral: Exact,
    ) -> Result<Option<NodeId>, CareError> {
        if !self.has(kind) && neutral.is_zero() {
            return Ok(None);
        }
        let (id, name, scale) = kind.spec();
        let (mut values, mut origins) = (Vec::new(), Vec::new());
        for date in &self.dates {
            for set in &self.all {
                for function in self.functions(kind) {
                    let parameter = set.find(kind, function);
                    let figure = set.figure(kind, function, *date);
                    // Staff that follow from a table have no number of their own.
                    let none = parameter.map_or(Value::Known(neutral), |_| Value::Undefined(Reason::None));
                    values.push(figure.map_or(none, Figure::leaf));
                    origins.push(figure.map_or_else(|| self.absent(scale, neutral), |own| origin(own, parameter)));
                }
            }
        }
        let mut axes = vec![self.moment, self.set];
        if kind.by_function() {
            axes.push(self.function);
        }
        let about = quantity(id, name, self.unit_of(kind)).reported();
        Ok(Some(draft.input(about, &axes, values, origins)?))
    }

    /// Where a value comes from that a set does not give: a definition where there is one, else an assumption.
    fn absent(&self, scale: Scale, neutral: Exact) -> Origin {
        let defined = scale == Scale::Each && !neutral.is_zero();
        let note = match defined {
            true => Text::new(
                "De lengte van de eenheid waarin het product wordt geleverd.",
                "The length of the product's unit.",
            ),
            false => Text::new("Niet opgegeven in deze reeks.", "Not given in this set."),
        };
        let basis = if defined { Basis::Definition } else { Basis::Assumption };
        Origin { basis, path: Some(self.path.to_owned()), note: Some(note) }
    }

    /// A choice that is part of a parameter's definition, 1 or 0 in each set.
    pub(super) fn choice(
        &self,
        draft: &mut Draft,
        id: &str,
        name: Text,
        kind: ParameterKind,
        holds: impl Fn(&Parameter) -> bool,
    ) -> Result<NodeId, CareError> {
        let values = self.all.iter().map(|set| set.find(kind, None).is_some_and(&holds));
        let values = values.map(flag).collect();
        let origin = |set: &Set<'_>| Origin {
            basis: Basis::Choice,
            path: Some(self.path.to_owned()),
            note: set.find(kind, None).map(|parameter| parameter.definition.clone()),
        };
        let about = crate::model::Quantity::integer(format!("kostprijs-{id}"), name, Unit::NONE).reported();
        Ok(draft.input(about, &[self.set], values, self.all.iter().map(origin).collect())?)
    }
}

/// The origin of a value, with the definition of its parameter as the remark, and its own remark after it.
fn origin(figure: &Figure, parameter: Option<&Parameter>) -> Origin {
    let own = figure.origin();
    let definition = parameter.map(|parameter| &parameter.definition);
    let note = match (definition, &own.note) {
        (Some(definition), Some(note)) => {
            Some(Text::owned(format!("{} · {}", definition.nl, note.nl), format!("{} · {}", definition.en, note.en)))
        }
        (definition, note) => definition.or(note.as_ref()).cloned(),
    };
    Origin { note, ..own }
}
