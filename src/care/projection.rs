//! Projection of observed clients and costs per client, with the look-back test that is always shown beside it.

use std::sync::Arc;

use super::levers::{Split, Stream};
use super::observations::Observations;
use super::split::divided;
use super::timeline::Timeline;
use super::{CareError, missing};
use crate::calendar::Spread;
use crate::model::{Basis, Draft, Expr, Kind, NodeId, Origin, Quantity, Value};
use crate::quantity::{Exact, RoundingStep, Text, Unit};
use crate::tree::{Problem, Problems, choice, record};

choice! {
    /// How a series goes on.
    pub enum Trend {
        /// As the last observed value.
        Hold = "hold",
        /// By the average growth from the first to the last value (geometric).
        Growth = "growth",
        /// Along the log-linear least-squares line.
        LogLinear = "log-linear",
    }
}

record! {
    /// The observed categories go on over the years of the horizon that were not observed, and levers work on them.
    pub struct Projection as "projection" {
        /// The observations.
        pub observations: String,
        /// How the number of clients of each category goes on.
        pub clients: Trend,
        /// How the costs per client of each category go on.
        pub cost_per_client: Trend,
    }
}

/// Values of estimates keep this many decimals.
const DECIMALS: u8 = 12;

impl Projection {
    pub(crate) fn check(&self, path: &str, observations: Option<&Observations>, problems: &mut Problems) {
        match observations {
            Some(own) if own.id == self.observations => {
                if own.compare.from > own.compare.to && own.rows.is_empty() {
                    let message =
                        Text::owned(format!("{path}: er zijn geen gegevens."), format!("{path}: there are no data."));
                    problems.add(Problem::at(path, "no-data", message));
                }
            }
            _ => {
                let what = Text::new("onderdeel observations", "part observations");
                problems.add(missing(&format!("{path}.observations"), what, &self.observations));
            }
        }
    }

    /// Adds clients and costs per client of all years, as a stream that levers work on, and the look-back tests.
    pub(crate) fn add(
        &self,
        draft: &mut Draft,
        timeline: &Timeline,
        observations: &Observations,
        splits: &[Split],
    ) -> Result<Option<Stream>, CareError> {
        let (Some(clients), Some(costs), Some(axis)) =
            (draft.named("clienten"), draft.named("kosten"), draft.axis_named("categorie"))
        else {
            return Ok(None);
        };
        let observed: Vec<bool> =
            timeline.years.iter().map(|year| observations.rows.iter().any(|row| row.year == *year)).collect();
        let count = draft.axis_of(axis).map_or(0, |axis| axis.labels().len());
        let last = observed.iter().rposition(|seen| *seen).unwrap_or(0);
        let seen_flags = observed.iter().map(|seen| Value::Known(Exact::from_i64(i64::from(*seen)))).collect();
        let about = Quantity::integer("waargenomen", Text::new("Jaar is waargenomen", "Year was observed"), Unit::NONE);
        let seen = draft.input(about, &[timeline.year], seen_flags, vec![Origin::of(Basis::Definition)])?;
        let none = |node: NodeId| node.expr().at_most(Expr::ZERO);
        let about = Quantity::new(
            "kosten-per-client-waargenomen",
            Text::new("Kosten per cliënt, waargenomen", "Costs per client, observed"),
            Unit::EURO / Unit::CLIENT,
        );
        let average = draft.formula(about.kind(Kind::Rate), none(clients).then(Expr::ZERO, costs / clients))?;
        let one_year = || Expr::number(Exact::ONE, Unit::JAAR);
        // The last value held is a formula; a trend is an estimate.
        let series = |draft: &mut Draft, about: Quantity, node: NodeId, trend: Trend| -> Result<NodeId, CareError> {
            if trend == Trend::Hold {
                return Ok(draft.formula(about.kind(Kind::Rate), seen.expr().then(node, node.at(timeline.year, last)))?);
            }
            let flags = observed.clone();
            let function = move |inputs: &[Vec<Exact>]| {
                let [cells] = inputs else {
                    return None;
                };
                project(&flags, count, trend, cells)
            };
            Ok(draft.estimate(
                about.decimals(DECIMALS),
                &[timeline.year, axis],
                vec![node],
                trend.method(),
                Arc::new(function),
            )?)
        };
        let about = Quantity::new(
            "clienten-doorgetrokken",
            Text::new("Cliënten, doorgetrokken", "Clients, projected"),
            Unit::CLIENT,
        );
        let volume = series(draft, about, clients, self.clients)?;
        let about = Quantity::new(
            "kosten-per-client-doorgetrokken",
            Text::new("Kosten per cliënt, doorgetrokken", "Costs per client, projected"),
            Unit::EURO / Unit::CLIENT,
        );
        let price = series(draft, about, average, self.cost_per_client)?;
        let about = Quantity::new(
            "volume-per-jaar-categorie",
            Text::new("Cliënten per jaar", "Clients a year"),
            Unit::CLIENT / Unit::JAAR,
        );
        let volume = draft.formula(about.kind(Kind::Rate), volume / one_year())?;
        self.add_look_back(draft, timeline, &observed)?;
        let mut parts = Vec::new();
        for period in &timeline.periods {
            let part = Spread::Twelfths.weight(period)?.over(Spread::Twelfths.whole(period.year())?)?;
            parts.push(Value::Known(part.unwrap_or(Exact::ZERO)));
        }
        let about = Quantity::new(
            "deel-van-het-jaar-categorie",
            Text::new("Deel van het jaar", "Part of the year"),
            Unit::JAAR,
        );
        let share =
            draft.input(about.kind(Kind::Flow), &[timeline.period], parts, vec![Origin::of(Basis::Calendar)])?;
        let ids: Vec<String> = draft
            .axis_of(axis)
            .map(|axis| axis.labels().iter().map(|label| label.id.clone()).collect())
            .unwrap_or_default();
        let about = Quantity::new(
            "volume-in-periode-categorie",
            Text::new("Cliënten per jaar", "Clients a year"),
            Unit::CLIENT / Unit::JAAR,
        );
        let volume = draft.formula(about, volume.expand(timeline.by_year))?;
        let about = Quantity::amount(
            "kosten-per-client-in-periode",
            Text::new("Kosten per cliënt", "Costs per client"),
            Unit::EURO / Unit::CLIENT,
        );
        let price = draft.formula(about, price.expand(timeline.by_year))?;
        let volume = divided(draft, volume, Unit::CLIENT / Unit::JAAR, "-categorie", splits)?;
        Ok(Some(Stream {
            unit: Unit::CLIENT,
            axis,
            categories: ids.iter().cloned().map(Some).collect(),
            ids,
            suffix: "-categorie".to_owned(),
            volume,
            per_week: None,
            price,
            share,
        }))
    }

    /// What each trend on the total would have said of the last observed year, from the years before.
    fn add_look_back(&self, draft: &mut Draft, timeline: &Timeline, observed: &[bool]) -> Result<(), CareError> {
        let (Some(total), Some(last)) = (draft.named("kosten-totaal"), observed.iter().rposition(|seen| *seen)) else {
            return Ok(());
        };
        let euro = |id: &str, nl, en| Quantity::amount(id, Text::new(nl, en), Unit::EURO).reported();
        let actual = draft.formula(
            euro("terugblik-werkelijk", "Terugblik: werkelijk", "Look-back: actual"),
            total.at(timeline.year, last),
        )?;
        let mut values = Vec::new();
        for (at, _) in observed.iter().enumerate().take(last).filter(|(_, seen)| **seen) {
            let id = format!("terugblik-jaar-{}", timeline.years.get(at).copied().unwrap_or(0));
            let about =
                Quantity::amount(id, Text::new("Kosten in een jaar ervoor", "Costs in a year before"), Unit::EURO);
            values.push(draft.formula(about, total.at(timeline.year, at))?);
        }
        for (trend, id, name) in [
            (Trend::Hold, "vast", Text::new("Terugblik: laatste waarde", "Look-back: last value")),
            (Trend::Growth, "groei", Text::new("Terugblik: gemiddelde groei", "Look-back: average growth")),
            (Trend::LogLinear, "log-lineair", Text::new("Terugblik: log-lineair", "Look-back: log-linear")),
        ] {
            let function = move |inputs: &[Vec<Exact>]| {
                let seen: Option<Vec<Exact>> = inputs.iter().map(|cells| cells.first().copied()).collect();
                Some(vec![next(trend, &seen?, 1)?])
            };
            let about = Quantity::amount(format!("terugblik-{id}"), name.clone(), Unit::EURO).reported();
            let forecast = draft.estimate(about, &[], values.clone(), trend.method(), Arc::new(function))?;
            let about = Quantity::percent(format!("terugblik-{id}-afwijking"), name).reported();
            draft.formula(about, (forecast / actual - Expr::count(1)).round(RoundingStep::Percentage))?;
        }
        Ok(())
    }
}

impl Trend {
    fn method(self) -> Text {
        match self {
            Self::Hold => Text::new("laatste waargenomen waarde", "last observed value"),
            Self::Growth => Text::new(
                "gemiddelde groei (meetkundig) van de eerste tot de laatste waarde",
                "average growth (geometric) from the first to the last value",
            ),
            Self::LogLinear => Text::new(
                "log-lineaire kleinste kwadraten over alle waarden",
                "log-linear least squares over all values",
            ),
        }
    }
}

/// The value of a series so many steps after its last. A series with a value that is not positive has no growth; it is held.
fn next(trend: Trend, seen: &[Exact], steps: usize) -> Option<Exact> {
    let (first, last) = (*seen.first()?, *seen.last()?);
    let positive = seen.iter().all(|value| *value > Exact::ZERO);
    if trend == Trend::Hold || !positive || seen.len() < 2 {
        return Some(last);
    }
    let count = seen.len() as f64;
    let projected = match trend {
        Trend::Hold => return Some(last),
        Trend::Growth => {
            let growth = libm::pow(last.to_f64() / first.to_f64(), 1.0 / (count - 1.0));
            last.to_f64() * libm::pow(growth, steps as f64)
        }
        Trend::LogLinear => {
            let logs: Vec<f64> = seen.iter().map(|value| libm::log(value.to_f64())).collect();
            let mean_time = (count - 1.0) / 2.0;
            let mean = logs.iter().sum::<f64>() / count;
            let (mut over, mut under) = (0.0, 0.0);
            for (at, log) in logs.iter().enumerate() {
                let time = at as f64 - mean_time;
                over += time * (log - mean);
                under += time * time;
            }
            let at = count - 1.0 + steps as f64;
            libm::exp(mean + over / under * (at - mean_time))
        }
    };
    Exact::from_f64_rounded(projected, u32::from(DECIMALS))
}

/// Observed cells as they are, later years by the trend of each category.
fn project(observed: &[bool], count: usize, trend: Trend, cells: &[Exact]) -> Option<Vec<Exact>> {
    let years: Vec<usize> = observed.iter().enumerate().filter(|(_, seen)| **seen).map(|(at, _)| at).collect();
    let last = *years.last()?;
    let mut found = vec![Exact::ZERO; observed.len() * count];
    for category in 0..count {
        let value = |year: usize| cells.get(year * count + category).copied();
        let seen: Option<Vec<Exact>> = years.iter().map(|year| value(*year)).collect();
        // A category that was not there in the first years starts where it first was.
        let seen: Vec<Exact> = seen?.into_iter().skip_while(|value| value.is_zero()).collect();
        for (year, was) in observed.iter().enumerate() {
            let cell = match (*was, seen.is_empty()) {
                (true, _) => value(year)?,
                (false, false) if year > last => next(trend, &seen, year - last)?,
                _ => Exact::ZERO,
            };
            *found.get_mut(year * count + category)? = cell;
        }
    }
    Some(found)
}
