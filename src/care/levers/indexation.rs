//! Yearly indexation of tariffs: 90 % wages (OVA) and 10 % prices (PPC) with the correction of the year before, or fixed.
//!
//! The index for a year is the provisional figure for it plus the correction for the year before (final less provisional).
//! By difference, everything is weighed and added unrounded and rounded once; by ratio, the correction and the weighted
//! provisional figure are each rounded to two decimals and then added. Only these two give the published 4.96, 4.91 and 6.30.

use super::super::CareError;
use super::super::figure::Figure;
use super::scope::named;
use super::{Scope, World, flag, lever};
use crate::model::{Expr, Kind, NodeId, Quantity};
use crate::quantity::{Exact, RoundingStep, Text, Unit};
use crate::tree::{Problem, Problems, choice, record};

choice! {
    /// How the correction for the year before is computed.
    pub enum CorrectionRule {
        /// Final less provisional, weighed and added unrounded, rounded once.
        Difference = "difference",
        /// (1 + final) ÷ (1 + provisional) − 1, rounded; plus the weighted provisional figure, rounded.
        Ratio = "ratio",
        /// None: the first year after a procurement.
        None = "none",
    }
}

record! {
    /// OVA and PPC of a year, as published. All are fractions: 0.0474 for 4.74 %.
    pub struct OvaPpc {
        /// The provisional OVA for the year.
        pub ova: Figure,
        /// The provisional PPC for the year.
        pub ppc: Figure,
        /// The provisional OVA of the year before; with a correction.
        pub ova_before: Option<Figure>,
        /// The provisional PPC of the year before; with a correction.
        pub ppc_before: Option<Figure>,
        /// The final OVA of the year before; with a correction.
        pub ova_final: Option<Figure>,
        /// The final PPC of the year before; with a correction.
        pub ppc_final: Option<Figure>,
        /// The weight of wages; 0.9 unless a contract says otherwise.
        pub wage_weight: Figure,
        /// How the correction is computed.
        pub rule: CorrectionRule,
    }
}

record! {
    /// The index of one year: fixed, or from OVA and PPC.
    pub struct IndexYear {
        /// The year.
        pub year: i32,
        /// A fixed percentage as a fraction.
        pub fixed: Option<Figure>,
        /// Instead: from the published figures.
        pub ova_ppc: Option<OvaPpc>,
    }
}

lever! {
    /// Yearly indexation: each first of January (and on the lever's first day) the tariff is multiplied by 1 + index and
    /// rounded to the cent. A tariff that is new in that period is not indexed.
    pub struct Indexation as "indexation" {
        /// The indices, by year in order; years after the last use the last, years before the first are not indexed.
        pub years: Vec<IndexYear>,
    }
}

impl Indexation {
    pub(crate) fn check(&self, path: &str, _world: &dyn World, problems: &mut Problems) {
        let ordered = self.years.windows(2).all(|pair| match pair {
            [first, second] => first.year < second.year,
            _ => true,
        });
        if self.years.is_empty() || !ordered {
            let message = Text::owned(
                format!("{path}.years: geef ten minste één jaar, in volgorde."),
                format!("{path}.years: give at least one year, in order."),
            );
            problems.add(Problem::at(&format!("{path}.years"), "index-years", message));
        }
        for (at, year) in self.years.iter().enumerate() {
            let place = format!("{path}.years[{at}]");
            match (&year.fixed, &year.ova_ppc) {
                (Some(fixed), None) => fixed.expect_at_least(Exact::from_i64(-1), Unit::NONE, problems),
                (None, Some(published)) => published.check(&format!("{place}.ova_ppc"), problems),
                _ => {
                    let message = Text::owned(
                        format!("{place}: geef fixed of ova_ppc."),
                        format!("{place}: give fixed or ova_ppc."),
                    );
                    problems.add(Problem::at(&place, "one-of", message).with("–", "fixed, ova_ppc"));
                }
            }
        }
    }

    pub(crate) fn apply(&self, scope: &mut Scope<'_>, path: &str) -> Result<(), CareError> {
        let head = self.head();
        let mut indices = Vec::new();
        for year in &self.years {
            let id = format!("maatregel-{}-index-{}", head.id, year.year);
            let words = format!(" {}", year.year);
            let about = Quantity::percent(id, named(&head, &words, &words)).reported();
            indices.push((
                year.year,
                match (&year.fixed, &year.ova_ppc) {
                    (Some(fixed), _) => fixed.input(scope.draft, about)?,
                    (None, Some(published)) => published.add(scope, &head, year.year, about)?,
                    (None, None) => continue,
                },
            ));
        }
        let index = self.by_period(scope, &indices)?;
        let steps = scope.yearly_steps(&head, path)?;
        scope.set_prices(&head, None, path, &|scope, stream, strength| {
            // The price as it came in, one period back: where it changed, the new price is not indexed.
            let before = stream.price.lag(1, stream.price);
            let id = format!("tarief-geindexeerd-{}{}", head.id, stream.suffix);
            let name = named(&head, ": geïndexeerd tarief", ": indexed tariff");
            let axes = scope.price_axes(&head, stream);
            let about = Quantity::amount(id, name, stream.price_unit());
            let indexed = scope.draft.declare(about, &axes, Kind::Rate)?;
            let last = indexed.lag(1, stream.price);
            let unchanged = stream.price.expr().equals(before);
            // Rounded only where an index works: what is held is not touched.
            let now = strength * steps * index;
            let grown = (last.clone() * (Expr::count(1) + now.clone())).round(RoundingStep::Tariff);
            scope.draft.define(indexed, unchanged.then(now.then(grown, last), stream.price))?;
            Ok(indexed.expr())
        })
    }

    /// The index that holds in each period: that of its year, of the last year given before it, or zero.
    fn by_period(&self, scope: &mut Scope<'_>, indices: &[(i32, NodeId)]) -> Result<NodeId, CareError> {
        let head = self.head();
        let mut sum: Option<Expr> = None;
        for (at, (year, index)) in indices.iter().enumerate() {
            let next = indices.get(at + 1).map(|(year, _)| *year);
            let holds = |own: i32| own >= *year && next.is_none_or(|next| own < next);
            let id = format!("maatregel-{}-in-{year}", head.id);
            let words = (format!(": index van {year} geldt"), format!(": index of {year} holds"));
            let about = Quantity::integer(id, named(&head, &words.0, &words.1), Unit::NONE);
            let flags = scope.timeline.periods.iter().map(|period| flag(holds(period.year())));
            let flags = flags.collect();
            let origin = crate::model::Origin::of(crate::model::Basis::Calendar);
            let holds = scope.draft.input(about, &[scope.timeline.period], flags, vec![origin])?;
            let part = holds * *index;
            sum = Some(match sum {
                Some(sum) => sum + part,
                None => part,
            });
        }
        let about = Quantity::percent(format!("maatregel-{}-index", head.id), named(&head, ": index", ": index"));
        Ok(scope.draft.formula(about, sum.unwrap_or(Expr::ZERO))?)
    }
}

impl OvaPpc {
    fn check(&self, path: &str, problems: &mut Problems) {
        let rest = [&self.ova_before, &self.ppc_before, &self.ova_final, &self.ppc_final];
        for figure in [&self.ova, &self.ppc].into_iter().chain(rest.into_iter().flatten()) {
            figure.expect_at_least(Exact::from_scaled_i64(-5, 1), Unit::NONE, problems);
        }
        self.wage_weight.expect_share(problems);
        if self.rule != CorrectionRule::None && rest.iter().any(|figure| figure.is_none()) {
            let fields = "ova_before, ppc_before, ova_final, ppc_final";
            let message = Text::owned(
                format!("{path}: een correctie heeft ook {fields} nodig."),
                format!("{path}: a correction needs {fields} as well."),
            );
            problems.add(Problem::at(path, "incomplete", message).with("–", fields));
        }
    }

    fn add(
        &self,
        scope: &mut Scope<'_>,
        head: &super::Head<'_>,
        year: i32,
        about: Quantity,
    ) -> Result<NodeId, CareError> {
        let before = year.saturating_sub(1);
        let mut figure = |figure: &Figure, id: &str, words: String| {
            let id = format!("maatregel-{}-{id}-{year}", head.id);
            scope.figure(figure, Quantity::percent(id, Text::same(words)))
        };
        let wages = figure(&self.wage_weight, "loongewicht", "90/10: OVA".to_owned())?;
        let ova = figure(&self.ova, "ova", format!("OVA {year}"))?;
        let ppc = figure(&self.ppc, "ppc", format!("PPC {year}"))?;
        let weigh = |ova: NodeId, ppc: NodeId| wages * ova + (Expr::count(1) - wages) * ppc;
        let provisional = weigh(ova, ppc);
        let published = match (&self.ova_before, &self.ppc_before, &self.ova_final, &self.ppc_final) {
            (Some(ova_before), Some(ppc_before), Some(ova_final), Some(ppc_final)) => Some((
                weigh(
                    figure(ova_before, "ova-voorlopig", format!("OVA {before} *"))?,
                    figure(ppc_before, "ppc-voorlopig", format!("PPC {before} *"))?,
                ),
                weigh(
                    figure(ova_final, "ova-definitief", format!("OVA {before}"))?,
                    figure(ppc_final, "ppc-definitief", format!("PPC {before}"))?,
                ),
            )),
            _ => None,
        };
        let formula = match (self.rule, published) {
            (CorrectionRule::Difference, Some((old, last))) => (provisional + (last - old)).round(RoundingStep::Index),
            (CorrectionRule::Ratio, Some((old, last))) => {
                let one = || Expr::count(1);
                let correction = ((one() + last) / (one() + old) - one()).round(RoundingStep::Index);
                correction + provisional.round(RoundingStep::Index)
            }
            _ => provisional.round(RoundingStep::Index),
        };
        Ok(scope.draft.formula(about, formula)?)
    }
}
