//! When, in which variants and for whom a lever works.

use super::super::timeline::Timeline;
use super::super::{CareError, missing};
use super::{Nature, Variants, World};
use crate::calendar::Date;
use crate::model::{AxisId, Basis, Draft, Expr, NodeId, Origin, Quantity, Value};
use crate::quantity::{Exact, Text, Unit};
use crate::tree::{Problem, Problems, record};

record! {
    /// What a lever is aimed at; an absent list stands for all.
    pub struct Target {
        /// Products or lines.
        pub products: Option<Vec<String>>,
        /// Categories.
        pub categories: Option<Vec<String>>,
        /// Municipalities.
        pub municipalities: Option<Vec<String>>,
        /// Providers.
        pub providers: Option<Vec<String>>,
    }
}

/// What all levers have.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// Identifier.
    pub id: &'a str,
    /// What it is called.
    pub name: &'a Text,
    /// Whether it is switched on.
    pub on: bool,
    /// The first day on which it works.
    pub from: Date,
    /// The day after the last.
    pub to: Option<Date>,
    /// Whether it lasts.
    pub nature: Nature,
    /// Over how many months it grows to full strength.
    pub phase_in_months: Option<i32>,
    /// What it is aimed at.
    pub target: Option<&'a Target>,
    /// Whether it only follows prices: amounts in constant prices leave it out.
    pub inflates: bool,
}

/// The longest phase-in, ten years.
const MOST_PHASE_IN: i32 = 120;

impl Head<'_> {
    /// The dates on which it changes.
    pub fn cuts(&self) -> Vec<Date> {
        let steps = (0..self.phase_in_months.unwrap_or(1).max(1)).map(|month| self.from.plus_months(month));
        steps.chain(self.to).collect()
    }

    /// Whether it works on something: the one product that it names, or what its target lists. A plain line has neither volume nor
    /// tariff, so that only a lever whose target names it, or its category, changes its amount.
    pub(crate) fn reaches(&self, product: Option<&str>, id: &str, category: Option<&str>, line: bool) -> bool {
        let (products, categories) = match self.target {
            Some(target) => (target.products.as_ref(), target.categories.as_ref()),
            None => (None, None),
        };
        let listed = |list: Option<&Vec<String>>, id: &str| list.is_none_or(|list| list.iter().any(|own| own == id));
        let named = product.is_some() || products.is_some() || categories.is_some();
        (named || !line)
            && product.is_none_or(|product| product == id)
            && listed(products, id)
            && listed(categories, category.unwrap_or(""))
    }

    /// The name of the node that tells in which variants it is on.
    pub fn switch_node(&self) -> String {
        format!("maatregel-{}-aan", self.id)
    }

    pub(crate) fn check(&self, path: &str, world: &dyn World, problems: &mut Problems) {
        if let Some(to) = self.to.filter(|to| *to <= self.from) {
            let message = Text::owned(
                format!("{path}.to: gevonden {to}, verwacht een dag na {}.", self.from),
                format!("{path}.to: found {to}, expected a day after {}.", self.from),
            );
            problems.add(
                Problem::at(&format!("{path}.to"), "lever-end", message)
                    .with(to.to_string(), format!("> {}", self.from)),
            );
        }
        if let Some(months) = self.phase_in_months.filter(|months| !(1..=MOST_PHASE_IN).contains(months)) {
            let message = Text::owned(
                format!("{path}.phase_in_months: gevonden {months}, verwacht 1 tot en met {MOST_PHASE_IN}."),
                format!("{path}.phase_in_months: found {months}, expected 1 to {MOST_PHASE_IN}."),
            );
            let problem = Problem::at(&format!("{path}.phase_in_months"), "phase-in", message);
            problems.add(problem.with(months.to_string(), format!("1–{MOST_PHASE_IN}")));
        }
        let Some(target) = self.target else {
            return;
        };
        let mut named = |list: &Option<Vec<String>>, field: &str, what: Text, known: &dyn Fn(&str) -> bool| {
            for (at, id) in list.iter().flatten().enumerate().filter(|(_, id)| !known(id)) {
                problems.add(missing(&format!("{path}.target.{field}[{at}]"), what.clone(), id));
            }
        };
        named(&target.products, "products", Text::new("product", "product"), &|id| world.unit(id).is_some());
        named(&target.categories, "categories", Text::new("categorie", "category"), &|id| world.has_category(id));
        named(&target.municipalities, "municipalities", Text::new("gemeente", "municipality"), &|id| {
            world.has_municipality(id)
        });
        named(&target.providers, "providers", Text::new("aanbieder", "provider"), &|id| world.has_provider(id));
    }
}

/// Everything that is claimed in one unit: its volume a year and its price, as the levers so far have left them.
#[derive(Clone, Debug)]
pub(crate) struct Stream {
    /// The unit of the volume.
    pub(crate) unit: Unit,
    /// The axis of products, lines or categories.
    pub(crate) axis: AxisId,
    /// Their identifiers, in the order of the axis.
    pub(crate) ids: Vec<String>,
    /// Their categories.
    pub(crate) categories: Vec<Option<String>>,
    /// Sets its node names apart from those of other streams.
    pub(crate) suffix: String,
    /// Units a year.
    pub(crate) volume: NodeId,
    /// Which part of it belongs to each municipality, and to each provider, where there are.
    pub(crate) shares: Vec<NodeId>,
    /// Units per client per week, where volumes come from clients.
    pub(crate) per_week: Option<NodeId>,
    /// Euro per unit.
    pub(crate) price: NodeId,
    /// The part of a year's volume that falls in each period.
    pub(crate) share: NodeId,
    /// 1 by year and product for what was not observed then, so that there is no number of it.
    pub(crate) absent: Option<NodeId>,
}

impl Stream {
    /// The volume of a full year without levers, as the caller added it.
    pub(crate) fn volume_unit(&self) -> Unit {
        self.unit / Unit::JAAR
    }

    /// The unit of its prices.
    pub(crate) fn price_unit(&self) -> Unit {
        Unit::EURO / self.unit
    }

    /// The part of a region's volume that belongs to each municipality and provider; 1 without them.
    pub(crate) fn split_share(&self) -> Expr {
        self.shares.iter().fold(Expr::count(1), |part, share| part * *share)
    }
}

/// An axis over which volumes are split: municipalities or providers.
#[derive(Clone, Debug)]
pub(crate) struct Split {
    /// The axis.
    pub(crate) axis: AxisId,
    /// The identifiers on it.
    pub(crate) ids: Vec<String>,
    /// Whether these are municipalities; providers otherwise.
    pub(crate) municipalities: bool,
    /// The share of each.
    pub(crate) share: NodeId,
}

/// What levers work on.
pub(crate) struct Scope<'a> {
    pub(crate) draft: &'a mut Draft,
    pub(crate) timeline: &'a Timeline,
    pub(crate) variants: &'a Variants,
    pub(crate) splits: &'a [Split],
    pub(crate) cost_price: Option<&'a super::super::cost_price::Added>,
    pub(crate) streams: Vec<Stream>,
}

/// By how much a stream's volume changes at full strength; nothing where the lever does not apply to it.
type Change<'f> = dyn Fn(&mut Scope<'_>, &Stream) -> Result<Option<Expr>, CareError> + 'f;

/// The price of a stream after a lever that works with a strength.
type Price<'f> = dyn Fn(&mut Scope<'_>, &Stream, Expr) -> Result<Expr, CareError> + 'f;

impl Scope<'_> {
    /// How strongly a lever works on a stream: 1, 0 or in between, by period, variant and what it is aimed at; nothing where
    /// it is not aimed at this stream at all.
    pub(crate) fn strength(
        &mut self,
        head: &Head<'_>,
        product: Option<&str>,
        stream: &Stream,
        path: &str,
    ) -> Result<Option<Expr>, CareError> {
        let line = stream.unit == Unit::EURO;
        let category = |at: usize| stream.categories.get(at).and_then(Option::as_deref);
        let hit: Vec<bool> =
            stream.ids.iter().enumerate().map(|(at, id)| head.reaches(product, id, category(at), line)).collect();
        if !hit.contains(&true) {
            return Ok(None);
        }
        let mut strength = self.switch(head, path)? * self.held(head, path)?;
        if hit.contains(&false) {
            let id = format!("maatregel-{}-voor{}", head.id, stream.suffix);
            strength = strength * self.chosen(head, &id, stream.axis, &hit, &format!("{path}.target"))?;
        }
        for split in self.splits {
            let (field, list) = match head.target {
                Some(target) if split.municipalities => ("municipalities", target.municipalities.as_ref()),
                Some(target) => ("providers", target.providers.as_ref()),
                None => continue,
            };
            if let Some(list) = list {
                let hit: Vec<bool> = split.ids.iter().map(|id| list.contains(id)).collect();
                let id = format!("maatregel-{}-{field}", head.id);
                strength = strength * self.chosen(head, &id, split.axis, &hit, &format!("{path}.target.{field}"))?;
            }
        }
        Ok(Some(strength))
    }

    /// In which variants a lever is on.
    pub(crate) fn switch(&mut self, head: &Head<'_>, path: &str) -> Result<NodeId, CareError> {
        let id = head.switch_node();
        if let Some(node) = self.draft.named(&id) {
            return Ok(node);
        }
        let values = self.variants.switches(head);
        Ok(self.draft.input(
            Quantity::integer(id, named(head, " staat aan", " is on"), Unit::NONE),
            &[self.variants.axis],
            values,
            choice(path, "on"),
        )?)
    }

    /// In which periods a lever works, and how strongly while it is phased in: after k of n months, k/n.
    pub(crate) fn held(&mut self, head: &Head<'_>, path: &str) -> Result<NodeId, CareError> {
        let id = format!("maatregel-{}-geldt", head.id);
        if let Some(node) = self.draft.named(&id) {
            return Ok(node);
        }
        let months = head.phase_in_months.unwrap_or(1).max(1);
        let mut values = Vec::new();
        for period in &self.timeline.periods {
            let on = head.from <= period.from() && head.to.is_none_or(|to| period.from() < to);
            let reached = (1..=months).rev().find(|month| head.from.plus_months(month - 1) <= period.from());
            let part = Exact::from_i64(i64::from(reached.unwrap_or(0))).over(Exact::from_i64(i64::from(months)))?;
            values.push(Value::Known(if on { part.unwrap_or(Exact::ZERO) } else { Exact::ZERO }));
        }
        let from = head.from.text();
        let name = named(head, &format!(" geldt, vanaf {}", from.nl), &format!(" holds, from {}", from.en));
        let about = Quantity::new(id, name, Unit::NONE);
        Ok(self.draft.input(about, &[self.timeline.period], values, choice(path, "from"))?)
    }

    /// 1 for what is chosen on an axis.
    fn chosen(
        &mut self,
        head: &Head<'_>,
        id: &str,
        axis: AxisId,
        hit: &[bool],
        path: &str,
    ) -> Result<NodeId, CareError> {
        if let Some(node) = self.draft.named(id) {
            return Ok(node);
        }
        let about = Quantity::integer(id, named(head, " geldt hiervoor", " holds for this"), Unit::NONE);
        let origin = Origin { basis: Basis::Choice, path: Some(path.to_owned()), note: None };
        Ok(self.draft.input(about, &[axis], hit.iter().map(|hit| flag(*hit)).collect(), vec![origin])?)
    }

    /// Multiplies the volumes that a lever is aimed at by 1 + strength × change. Where the lever does not work they stay as they
    /// are, also where the change is not known.
    pub(crate) fn scale_volumes(&mut self, head: &Head<'_>, path: &str, change: &Change<'_>) -> Result<(), CareError> {
        for at in 0..self.streams.len() {
            let Some(stream) = self.streams.get(at).cloned() else {
                continue;
            };
            let (Some(strength), Some(change)) = (self.strength(head, None, &stream, path)?, change(self, &stream)?)
            else {
                continue;
            };
            let changed = stream.volume * (Expr::count(1) + strength.clone() * change);
            let volume = strength.then(changed, stream.volume);
            self.set_volume(head, at, volume)?;
        }
        Ok(())
    }

    /// The axes of prices that a lever sets: those of the stream, and of the municipalities or providers it is aimed at.
    pub(crate) fn price_axes(&self, head: &Head<'_>, stream: &Stream) -> Vec<AxisId> {
        let mut axes = vec![self.timeline.period, self.variants.axis, stream.axis];
        let aimed = |split: &&Split| {
            head.target.is_some_and(|target| {
                let list = if split.municipalities { &target.municipalities } else { &target.providers };
                list.is_some()
            })
        };
        axes.extend(self.splits.iter().filter(aimed).map(|split| split.axis));
        axes
    }

    /// Gives a stream another volume.
    pub(crate) fn set_volume(&mut self, head: &Head<'_>, at: usize, volume: Expr) -> Result<(), CareError> {
        let Some(stream) = self.streams.get(at) else {
            return Ok(());
        };
        let about = Quantity::new(
            format!("volume-na-{}{}", head.id, stream.suffix),
            named(head, ": volume na deze maatregel", ": volume after this measure"),
            stream.volume_unit(),
        );
        let volume = self.draft.formula(about.kind(crate::model::Kind::Rate), volume)?;
        if let Some(stream) = self.streams.get_mut(at) {
            stream.volume = volume;
        }
        Ok(())
    }

    /// Gives the streams that a lever is aimed at another price.
    pub(crate) fn set_prices(
        &mut self,
        head: &Head<'_>,
        product: Option<&str>,
        path: &str,
        price: &Price<'_>,
    ) -> Result<(), CareError> {
        for at in 0..self.streams.len() {
            let Some(stream) = self.streams.get(at).cloned() else {
                continue;
            };
            // A price is set for what has one; lines are amounts already.
            if stream.unit == Unit::EURO && product.is_none() {
                continue;
            }
            let Some(strength) = self.strength(head, product, &stream, path)? else {
                continue;
            };
            let formula = price(self, &stream, strength)?;
            let about = Quantity::amount(
                format!("tarief-na-{}{}", head.id, stream.suffix),
                named(head, ": tarief na deze maatregel", ": tariff after this measure"),
                stream.price_unit(),
            );
            let node = self.draft.formula(about, formula)?;
            if let Some(stream) = self.streams.get_mut(at) {
                stream.price = node;
            }
        }
        Ok(())
    }

    /// Adds one of a lever's own figures, once.
    pub(crate) fn figure(&mut self, figure: &super::super::Figure, about: Quantity) -> Result<NodeId, CareError> {
        match self.draft.named(about.id()) {
            Some(node) => Ok(node),
            None => Ok(figure.input(self.draft, about)?),
        }
    }

    /// 1 in the periods in which a yearly step falls: where the lever starts, and each first of January after.
    pub(crate) fn yearly_steps(&mut self, head: &Head<'_>, path: &str) -> Result<NodeId, CareError> {
        let id = format!("maatregel-{}-jaarstap", head.id);
        if let Some(node) = self.draft.named(&id) {
            return Ok(node);
        }
        let steps = self.timeline.periods.iter().map(|period| {
            let starts = period.from() == head.from || (period.from().is_first_of_year() && head.from < period.from());
            flag(starts && head.to.is_none_or(|to| period.from() < to))
        });
        let about = Quantity::integer(id, named(head, ": stap in deze periode", ": step in this period"), Unit::NONE);
        let steps = steps.collect();
        Ok(self.draft.input(about, &[self.timeline.period], steps, choice(path, "from"))?)
    }
}

/// The name of a lever with something after it.
pub(crate) fn named(head: &Head<'_>, nl: &str, en: &str) -> Text {
    Text::owned(format!("{}{nl}", head.name.nl), format!("{}{en}", head.name.en))
}

pub(crate) fn flag(holds: bool) -> Value {
    Value::Known(Exact::from_i64(i64::from(holds)))
}

fn choice(path: &str, field: &str) -> Vec<Origin> {
    vec![Origin { basis: Basis::Choice, path: Some(format!("{path}.{field}")), note: None }]
}
