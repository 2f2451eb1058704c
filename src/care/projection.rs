//! Projection of observed clients and costs per client, with the look-back test that is always shown beside it.

use std::sync::Arc;

use super::levers::{Split, Stream, flag};
use super::observations::{Observations, Observed};
use super::split::divided;
use super::timeline::Timeline;
use super::trend::{self, Bound, DECIMALS, LEVEL, Trend};
use super::{CareError, missing};
use crate::calendar::Spread;
use crate::model::{AxisId, Basis, Draft, Expr, Kind, Label, NodeId, Origin, Quantity, Reason, Value};
use crate::quantity::{Exact, RoundingStep, Text, Unit};
use crate::tree::{Problem, Problems, record};

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

/// With fewer observed years than these a reader is told that they carry little.
const FEW_YEARS: usize = 8;

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
        (observations, found): (&Observations, Observed),
        splits: &[Split],
    ) -> Result<Stream, CareError> {
        let Observed { axis, clients, costs, total, absent } = found;
        let observed: Vec<bool> =
            timeline.years.iter().map(|year| observations.rows.iter().any(|row| row.year == *year)).collect();
        let count = draft.axis_of(axis).map_or(0, |axis| axis.labels().len());
        let last = observed.iter().rposition(|seen| *seen).unwrap_or(0);
        let seen_flags = observed.iter().map(|seen| flag(*seen)).collect();
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
        let all = Series { year: timeline.year, axis, observed: &observed, count, seen, last };
        let volume = all.add(
            draft,
            "clienten-doorgetrokken",
            Text::new("Cliënten, doorgetrokken", "Clients, projected"),
            clients,
            self.clients,
        )?;
        let price = all.add(
            draft,
            "kosten-per-client-doorgetrokken",
            Text::new("Kosten per cliënt, doorgetrokken", "Costs per client, projected"),
            average,
            self.cost_per_client,
        )?;
        let about = Quantity::new(
            "volume-per-jaar-categorie",
            Text::new("Cliënten per jaar", "Clients a year"),
            Unit::CLIENT / Unit::JAAR,
        );
        let volume = draft.formula(about.kind(Kind::Rate), volume / one_year())?;
        add_look_back(draft, timeline, total, &observed)?;
        add_trends(draft, timeline, total, &observed)?;
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
        Ok(Stream {
            unit: Unit::CLIENT,
            axis,
            categories: ids.iter().cloned().map(Some).collect(),
            ids,
            suffix: "-categorie".to_owned(),
            volume,
            shares: splits.iter().map(|split| split.share).collect(),
            per_week: None,
            price,
            share,
            absent,
        })
    }
}

/// What each trend on the total would have said of the last observed year, from the years before.
fn add_look_back(draft: &mut Draft, timeline: &Timeline, total: NodeId, observed: &[bool]) -> Result<(), CareError> {
    let Some(last) = observed.iter().rposition(|seen| *seen) else {
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
        let about = Quantity::amount(id, Text::new("Kosten in een jaar ervoor", "Costs in a year before"), Unit::EURO);
        values.push(draft.formula(about, total.at(timeline.year, at))?);
    }
    for (trend, id, name) in [
        (Trend::Hold, "vast", Text::new("Terugblik: laatste waarde", "Look-back: last value")),
        (Trend::Growth, "groei", Text::new("Terugblik: gemiddelde groei", "Look-back: average growth")),
        (Trend::LogLinear, "log-lineair", Text::new("Terugblik: log-lineair", "Look-back: log-linear")),
    ] {
        let function = move |inputs: &[Vec<Exact>]| Some(vec![trend::next(trend, &firsts(inputs)?, 1)?]);
        let about = Quantity::amount(format!("terugblik-{id}"), name.clone(), Unit::EURO).reported();
        let forecast = draft.estimate(about, &[], values.clone(), trend.method(), Arc::new(function))?;
        let about = Quantity::percent(format!("terugblik-{id}-afwijking"), name).reported();
        draft.formula(about, (forecast / actual - Expr::count(1)).round(RoundingStep::Percentage))?;
    }
    for (end, id, word) in ENDS {
        let function = move |inputs: &[Vec<Exact>]| Some(vec![trend::bound(&firsts(inputs)?, end, 1)?]);
        let name = end_name(&Text::new("Terugblik: log-lineair", "Look-back: log-linear"), &word);
        let about = Quantity::amount(format!("terugblik-log-lineair-{id}"), name, Unit::EURO).reported();
        draft.estimate(about, &[], values.clone(), trend::interval_method(), Arc::new(function))?;
    }
    Ok(())
}

/// The two ends of a prediction interval, with what their nodes and names say.
const ENDS: [(Bound, &str, Text); 2] = [
    (Bound::Low, "laag", Text::new("ondergrens", "lower end")),
    (Bound::High, "hoog", Text::new("bovengrens", "upper end")),
];

/// The level of the interval stands in the name of each end.
fn end_name(name: &Text, word: &Text) -> Text {
    Text::owned(
        format!("{}, {} {LEVEL} %-voorspellingsinterval", name.nl, word.nl),
        format!("{}, {} of the {LEVEL}% prediction interval", name.en, word.en),
    )
}

/// The only cell of each input.
fn firsts(inputs: &[Vec<Exact>]) -> Option<Vec<Exact>> {
    inputs.iter().map(|cells| cells.first().copied()).collect()
}

/// The series of all categories, and where they end.
struct Series<'a> {
    year: AxisId,
    axis: AxisId,
    observed: &'a [bool],
    count: usize,
    seen: NodeId,
    last: usize,
}

impl Series<'_> {
    /// Adds a projected quantity: the last value held is a formula; a trend is an estimate, the log-linear one with the ends of
    /// its interval.
    fn add(&self, draft: &mut Draft, id: &str, name: Text, node: NodeId, trend: Trend) -> Result<NodeId, CareError> {
        let unit = draft.about(node).map_or(Unit::NONE, Quantity::unit);
        let about = Quantity::new(id, name.clone(), unit).kind(Kind::Rate);
        if trend == Trend::Hold {
            return Ok(draft.formula(about, self.seen.expr().then(node, node.at(self.year, self.last)))?);
        }
        let with_ends = trend == Trend::LogLinear;
        let about = about.decimals(DECIMALS);
        let about = if with_ends { about.reported() } else { about };
        let projected =
            self.estimate(draft, about, node, trend.method(), move |seen, steps| trend::next(trend, seen, steps))?;
        if with_ends {
            self.add_ends(draft, id, &name, node, unit)?;
        }
        Ok(projected)
    }

    /// The ends of the interval of each category; none where it has no degrees of freedom.
    fn add_ends(&self, draft: &mut Draft, id: &str, name: &Text, node: NodeId, unit: Unit) -> Result<(), CareError> {
        let words = (": vrijheidsgraden van de trend", ": degrees of freedom of the trend");
        let about = Quantity::integer(
            format!("{id}-vrijheidsgraden"),
            Text::owned(format!("{}{}", name.nl, words.0), format!("{}{}", name.en, words.1)),
            Unit::NONE,
        );
        let (flags, count) = (self.observed.to_vec(), self.count);
        let function = move |inputs: &[Vec<Exact>]| {
            let [cells] = inputs else {
                return None;
            };
            let freedom = |seen: &[Exact]| trend::bound(seen, Bound::High, 1).map_or(0, |_| seen.len() as i64 - 2);
            let of = |category| Some(Exact::from_i64(freedom(&seen_of(&flags, count, category, cells)?)));
            (0..count).map(of).collect()
        };
        let method = Text::new(
            "het aantal waargenomen jaren min twee; 0 met minder dan drie, of waar er een niet boven nul ligt",
            "the number of observed years less two; 0 with fewer than three, or where one does not lie above zero",
        );
        let free = draft.estimate(about, &[self.axis], vec![node], method, Arc::new(function))?;
        for (end, word, in_name) in ENDS {
            let name = end_name(name, &in_name);
            let about = Quantity::new(format!("{id}-{word}-geschat"), name.clone(), unit).kind(Kind::Rate);
            let ends = move |seen: &[Exact], steps| Some(trend::bound(seen, end, steps).unwrap_or(Exact::ZERO));
            let found = self.estimate(draft, about, node, trend::interval_method(), ends)?;
            let about = Quantity::new(format!("{id}-{word}"), name, unit).kind(Kind::Rate).reported();
            draft.formula(about, free.expr().at_most(Expr::ZERO).then(Expr::NoValue(Reason::None), found))?;
        }
        Ok(())
    }

    /// An estimate of each category from its observed years, so many steps after the last.
    fn estimate(
        &self,
        draft: &mut Draft,
        about: Quantity,
        node: NodeId,
        method: Text,
        ahead: impl Fn(&[Exact], usize) -> Option<Exact> + Send + Sync + 'static,
    ) -> Result<NodeId, CareError> {
        let (flags, count) = (self.observed.to_vec(), self.count);
        let function = move |inputs: &[Vec<Exact>]| {
            let [cells] = inputs else {
                return None;
            };
            project(&flags, count, cells, &ahead)
        };
        Ok(draft.estimate(about, &[self.year, self.axis], vec![node], method, Arc::new(function))?)
    }
}

/// What each trend on the total makes of the years that were not observed; the log-linear one with its interval. Observed
/// years stand as they are.
fn add_trends(draft: &mut Draft, timeline: &Timeline, total: NodeId, observed: &[bool]) -> Result<(), CareError> {
    let labels = vec![
        Label::new("vast", Text::new("Laatste waarde", "Last value")),
        Label::new("groei", Text::new("Gemiddelde groei", "Average growth")),
        Label::new("log-lineair", Text::new("Log-lineair", "Log-linear")),
    ];
    let axis = draft.axis("trend", Text::new("Trend", "Trend"), labels)?;
    let name = Text::new("Trend op het totaal", "Trend of the total");
    let method = Text::new(
        "laatste waarde; gemiddelde groei (meetkundig); log-lineaire kleinste kwadraten: elk op de waargenomen totalen",
        "last value; average growth (geometric); log-linear least squares: each on the observed totals",
    );
    let flags = observed.to_vec();
    let function = move |inputs: &[Vec<Exact>]| {
        let [cells] = inputs else {
            return None;
        };
        let one = |trend| project(&flags, 1, cells, &move |seen, steps| trend::next(trend, seen, steps));
        let all = [one(Trend::Hold)?, one(Trend::Growth)?, one(Trend::LogLinear)?];
        (0..flags.len()).flat_map(|year| all.iter().map(move |trend| trend.get(year).copied())).collect()
    };
    let about = Quantity::amount("trend-totaal", name.clone(), Unit::EURO).kind(Kind::Flow).reported();
    draft.estimate(about, &[timeline.year, axis], vec![total], method, Arc::new(function))?;
    for (end, id, word) in ENDS {
        let flags = observed.to_vec();
        let function = move |inputs: &[Vec<Exact>]| {
            let [cells] = inputs else {
                return None;
            };
            project(&flags, 1, cells, &move |seen, steps| trend::bound(seen, end, steps))
        };
        let name = end_name(&Text::new("Log-lineaire trend op het totaal", "Log-linear trend of the total"), &word);
        let about = Quantity::amount(format!("trend-totaal-{id}"), name, Unit::EURO).reported();
        draft.estimate(about, &[timeline.year], vec![total], trend::interval_method(), Arc::new(function))?;
    }
    Ok(())
}

/// What a reader is told of a projection that rests on few years.
pub(crate) fn warn(observations: &Observations) -> Option<Text> {
    let mut years: Vec<i32> = observations.rows.iter().map(|row| row.year).collect();
    years.sort_unstable();
    years.dedup();
    let count = years.len();
    (count < FEW_YEARS).then(|| {
        Text::owned(
            format!(
                "De prognose rust op {count} waargenomen jaren. Dat draagt weinig: een trend door zo weinig punten is onzeker, en \
                 het {LEVEL} %-voorspellingsinterval van de log-lineaire trend is daarom breed. De terugblik laat zien hoe ver \
                 elke manier ernaast zat."
            ),
            format!(
                "The projection rests on {count} observed years. That carries little: a trend through so few points is \
                 uncertain, and the {LEVEL}% prediction interval of the log-linear trend is wide for it. The look-back shows how \
                 far off each way was."
            ),
        )
    })
}

/// Observed cells as they are, later years by `ahead` from what was seen of each category and the steps after the last.
fn project(
    observed: &[bool],
    count: usize,
    cells: &[Exact],
    ahead: &dyn Fn(&[Exact], usize) -> Option<Exact>,
) -> Option<Vec<Exact>> {
    let last = observed.iter().rposition(|seen| *seen)?;
    let mut found = vec![Exact::ZERO; observed.len() * count];
    for category in 0..count {
        let seen = seen_of(observed, count, category, cells)?;
        for (year, was) in observed.iter().enumerate() {
            let cell = match (*was, seen.is_empty()) {
                (true, _) => cells.get(year * count + category).copied()?,
                (false, false) if year > last => ahead(&seen, year - last)?,
                _ => Exact::ZERO,
            };
            *found.get_mut(year * count + category)? = cell;
        }
    }
    Some(found)
}

/// What was seen of a category; one that was not there in the first years starts where it first was.
fn seen_of(observed: &[bool], count: usize, category: usize, cells: &[Exact]) -> Option<Vec<Exact>> {
    let years = observed.iter().enumerate().filter(|(_, seen)| **seen);
    let values: Option<Vec<Exact>> = years.map(|(year, _)| cells.get(year * count + category).copied()).collect();
    Some(values?.into_iter().skip_while(|value| value.is_zero()).collect())
}
