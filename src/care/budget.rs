//! The budget in the columns of the planning-and-control cycle, and ceilings of providers.

use super::CareError;
use super::costs::Totals;
use super::figure::Figure;
use super::levers::{Split, Variants};
use super::split::Member;
use super::timeline::Timeline;
use crate::calendar::{Date, Period};
use crate::model::{AxisId, Basis, Draft, Expr, Kind, NodeId, Origin, Quantity, Reason, Value};
use crate::quantity::{Exact, RoundingStep, Text, Unit};
use crate::tree::{Problem, Problems, record};

record! {
    /// Budgets and what was realised, by year.
    pub struct Budget as "budget" {
        /// One row for each year, and for each municipality where there are any.
        pub rows: Vec<BudgetRow>,
    }
}

record! {
    /// The columns of one year. Amounts are in `euro`; what is not given is not shown.
    pub struct BudgetRow {
        /// The year.
        pub year: i32,
        /// The municipality, where the document has municipalities.
        pub municipality: Option<String>,
        /// The original budget (*primitief*).
        pub original: Option<Figure>,
        /// The adjusted budget (*bijgesteld*).
        pub adjusted: Option<Figure>,
        /// What was realised until `realised_until`.
        pub realised: Option<Figure>,
        /// The day after the last that `realised` covers, the first of a month.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        pub realised_until: Option<Date>,
        /// What was allocated for the whole year (*verplicht*).
        pub committed: Option<Figure>,
    }
}

impl Budget {
    /// The dates that cut periods.
    pub(crate) fn cuts(&self) -> impl Iterator<Item = Date> + '_ {
        self.rows.iter().filter_map(|row| row.realised_until)
    }

    pub(crate) fn check(&self, path: &str, years: &[i32], municipalities: &[&str], problems: &mut Problems) {
        for (at, row) in self.rows.iter().enumerate() {
            let place = format!("{path}.rows[{at}]");
            let mut wrong = |field: &str, code: &str, nl: String, en: String| {
                let path = format!("{place}.{field}");
                problems.add(Problem::at(&path, code, Text::owned(format!("{path}: {nl}"), format!("{path}: {en}"))));
            };
            if !years.contains(&row.year) {
                wrong(
                    "year",
                    "year",
                    format!("{} valt buiten de looptijd.", row.year),
                    format!("{} lies outside the horizon.", row.year),
                );
            }
            match (&row.municipality, municipalities.is_empty()) {
                (Some(id), _) if !municipalities.contains(&id.as_str()) => {
                    wrong(
                        "municipality",
                        "unknown-id",
                        format!("de gemeente \"{id}\" bestaat niet in dit document."),
                        format!("there is no municipality \"{id}\" in this document."),
                    );
                }
                (None, false) => {
                    wrong(
                        "municipality",
                        "incomplete",
                        "noem de gemeente.".to_owned(),
                        "name the municipality.".to_owned(),
                    );
                }
                _ => {}
            }
            if self.rows.iter().take(at).any(|other| (other.year, &other.municipality) == (row.year, &row.municipality))
            {
                wrong(
                    "year",
                    "repeated-row",
                    "deze regel staat er twee keer.".to_owned(),
                    "this row is there twice.".to_owned(),
                );
            }
            let until = row.realised_until;
            let inside = |until: &Date| {
                until.is_first_of_month()
                    && (until.year() == row.year || (until.year() == row.year + 1 && until.is_first_of_year()))
            };
            if row.realised.is_some() != until.is_some() || until.as_ref().is_some_and(|until| !inside(until)) {
                wrong(
                    "realised_until",
                    "realised-until",
                    "geef bij realised de eerste dag van een maand na de periode, in dit jaar of 1 januari erna."
                        .to_owned(),
                    "give with realised the first day of a month after the period, in this year or 1 January after."
                        .to_owned(),
                );
            }
            for figure in [&row.original, &row.adjusted, &row.realised, &row.committed].into_iter().flatten() {
                figure.expect(Unit::EURO, problems);
            }
        }
    }

    /// Adds the columns: original, adjusted, realised, committed, forecast at year's end, and the deviation, where positive is
    /// within budget (V) and negative over it (N).
    pub(crate) fn add(
        &self,
        draft: &mut Draft,
        timeline: &Timeline,
        variants: &Variants,
        splits: &[Split],
        totals: &Totals,
        path: &str,
    ) -> Result<(), CareError> {
        let split = splits.iter().find(|split| split.municipalities);
        let towns: Vec<Option<&String>> = split.map_or(vec![None], |split| split.ids.iter().map(Some).collect());
        let row = |year: i32, town: Option<&String>| {
            self.rows.iter().find(|row| row.year == year && row.municipality.as_ref() == town)
        };
        let town_axis: Vec<AxisId> = split.map(|split| split.axis).into_iter().collect();
        let axes = |time: AxisId| [vec![time], town_axis.clone()].concat();
        let euro = |id: &str, nl, en| Quantity::amount(id, Text::new(nl, en), Unit::EURO).kind(Kind::Flow);
        let mut column = |about: Quantity, pick: &dyn Fn(&BudgetRow) -> Option<&Figure>| -> Result<NodeId, CareError> {
            let (mut values, mut origins) = (Vec::new(), Vec::new());
            for year in &timeline.years {
                for town in &towns {
                    let figure = row(*year, *town).and_then(pick);
                    values.push(figure.map_or(Value::Undefined(Reason::None), Figure::leaf));
                    let nothing = || Origin { basis: Basis::Assumption, path: Some(path.to_owned()), note: None };
                    origins.push(figure.map_or_else(nothing, Figure::origin));
                }
            }
            Ok(draft.input(about, &axes(timeline.year), values, origins)?)
        };
        let original =
            column(euro("begroting-primitief", "Begroting primitief", "Original budget").reported(), &|row| {
                row.original.as_ref()
            })?;
        let adjusted =
            column(euro("begroting-bijgesteld", "Begroting bijgesteld", "Adjusted budget").reported(), &|row| {
                row.adjusted.as_ref()
            })?;
        column(euro("verplicht", "Verplicht", "Committed").reported(), &|row| row.committed.as_ref())?;
        let realised =
            column(euro("realisatie", "Realisatie t/m", "Realised to date").reported(), &|row| row.realised.as_ref())?;

        // 1 in the periods that are still to come, and 1 for the years in which something was realised.
        let flag = super::levers::flag;
        let open = |year: i32, town: Option<&String>, from: Date| {
            row(year, town).and_then(|row| row.realised_until).is_none_or(|until| until <= from)
        };
        let mut values = Vec::new();
        for period in &timeline.periods {
            values.extend(towns.iter().map(|town| flag(open(period.year(), *town, period.from()))));
        }
        let origin = || vec![Origin { basis: Basis::Choice, path: Some(format!("{path}.rows")), note: None }];
        let about = Quantity::integer("nog-te-komen", Text::new("Nog te komen", "Still to come"), Unit::NONE);
        let to_come = draft.input(about, &axes(timeline.period), values, origin())?;
        let mut values = Vec::new();
        for year in &timeline.years {
            values.extend(towns.iter().map(|town| flag(row(*year, *town).is_some_and(|row| row.realised.is_some()))));
        }
        let about =
            Quantity::integer("al-gerealiseerd", Text::new("Er is realisatie", "Something was realised"), Unit::NONE);
        let begun = draft.input(about, &axes(timeline.year), values, origin())?;

        let costs = totals.periodic_by_municipality.unwrap_or(totals.periodic);
        let ahead = draft.formula(
            euro("kosten-met-maatregelen", "Kosten met maatregelen", "Costs with measures"),
            costs.at(variants.axis, Variants::AFTER),
        )?;
        let ahead = draft
            .formula(euro("kosten-nog-te-komen", "Kosten die nog komen", "Costs still to come"), ahead * to_come)?;
        let ahead = draft.formula(
            euro("kosten-nog-te-komen-jaar", "Kosten die dit jaar nog komen", "Costs still to come this year"),
            ahead.group(timeline.by_year),
        )?;
        let forecast = draft.formula(
            euro("prognose-einde-jaar", "Prognose einde jaar", "Forecast at year's end").reported(),
            begun.expr().then(realised, Expr::ZERO) + ahead,
        )?;
        if let Some(constant) = variants.constant() {
            let yearly = totals.by_municipality.unwrap_or(totals.yearly);
            draft.formula(
                euro("prognose-constante-prijzen", "Prognose in constante prijzen", "Forecast in constant prices")
                    .reported(),
                yearly.at(variants.axis, constant),
            )?;
        }
        let mut values = Vec::new();
        for year in &timeline.years {
            values.extend(towns.iter().map(|town| flag(row(*year, *town).is_some_and(|row| row.adjusted.is_some()))));
        }
        let about = Quantity::integer(
            "is-bijgesteld",
            Text::new("De begroting is bijgesteld", "The budget was adjusted"),
            Unit::NONE,
        );
        let changed = draft.input(about, &axes(timeline.year), values, origin())?;
        let budget = draft
            .formula(euro("begroting", "Begroting", "Budget").reported(), changed.expr().then(adjusted, original))?;
        draft.formula(euro("afwijking", "Afwijking (V/N)", "Deviation (F/U)").reported(), budget - forecast)?;
        Ok(())
    }
}

/// Use of each provider's ceiling, and the day of the year on which it is expected to be exceeded.
pub(crate) fn add_ceilings(
    draft: &mut Draft,
    timeline: &Timeline,
    variants: &Variants,
    periodic: NodeId,
    provider: AxisId,
    providers: &[Member],
) -> Result<(), CareError> {
    let euro = |id: &str, nl, en| Quantity::amount(id, Text::new(nl, en), Unit::EURO);
    let yearly = draft.formula(
        euro("kosten-per-aanbieder", "Kosten per aanbieder per jaar", "Costs by provider and year").reported(),
        periodic.group(timeline.by_year),
    )?;
    if providers.iter().all(|member| member.ceiling.is_none()) {
        return Ok(());
    }
    let values =
        providers.iter().map(|member| member.ceiling.as_ref().map_or(Value::Undefined(Reason::None), Figure::leaf));
    let nothing = || Origin::of(Basis::Definition);
    let origins = providers.iter().map(|member| member.ceiling.as_ref().map_or_else(nothing, Figure::origin));
    let about = Quantity::amount("plafond", Text::new("Plafond", "Ceiling"), Unit::EURO / Unit::JAAR).reported();
    let ceiling = draft.input(about, &[provider], values.collect(), origins.collect())?;
    let used = draft.formula(
        euro("kosten-voor-plafond", "Kosten met maatregelen", "Costs with measures"),
        yearly.at(variants.axis, Variants::AFTER),
    )?;
    draft.formula(
        euro("ruimte-onder-plafond", "Ruimte onder het plafond", "Room under the ceiling").reported(),
        ceiling * Expr::number(Exact::ONE, Unit::JAAR) - used,
    )?;
    let spent = draft.formula(
        euro("kosten-periode-voor-plafond", "Kosten per periode", "Costs by period"),
        periodic.at(variants.axis, Variants::AFTER),
    )?;
    add_day(draft, timeline, ceiling, spent, provider)
}

/// The first day of the year on which what is spent exceeds the ceiling, within a period evenly over its days; 0 where it does
/// not. It is found in the period in which the most that was spent so far passes the ceiling.
fn add_day(
    draft: &mut Draft,
    timeline: &Timeline,
    ceiling: NodeId,
    spent: NodeId,
    provider: AxisId,
) -> Result<(), CareError> {
    let euro = |id: &str, nl, en| Quantity::amount(id, Text::new(nl, en), Unit::EURO).kind(Kind::Stock);
    let calendar = |draft: &mut Draft, about: Quantity, of: &dyn Fn(&Period) -> u32| {
        let values = timeline.periods.iter().map(|period| Value::Known(Exact::from_i64(i64::from(of(period)))));
        draft.input(about.kind(Kind::Flow), &[timeline.period], values.collect(), vec![Origin::of(Basis::Calendar)])
    };
    let name = Text::new("Begin van het jaar", "Start of the year");
    let starts = calendar(draft, Quantity::integer("begin-van-het-jaar", name, Unit::NONE), &|period| {
        u32::from(timeline.periods.iter().find(|other| other.year() == period.year()) == Some(period))
    })?;
    let name = Text::new("Dagen in de periode", "Days in the period");
    let days = calendar(draft, Quantity::integer("dagen-in-periode", name, Unit::DAG), &Period::days)?;
    let name = Text::new("Dagen in het jaar ervoor", "Days of the year before it");
    let gone = calendar(draft, Quantity::integer("dagen-ervoor", name, Unit::DAG), &|period| {
        let before =
            timeline.periods.iter().filter(|other| other.year() == period.year() && other.from() < period.from());
        before.map(Period::days).sum()
    })?;

    let limit = draft.formula(
        euro("plafond-van-het-jaar", "Plafond van het jaar", "Ceiling of the year"),
        ceiling * Expr::number(Exact::ONE, Unit::JAAR),
    )?;
    let since_new_year = |so_far: NodeId| starts.expr().then(Expr::ZERO, so_far.lag(1, Expr::ZERO));
    let axes = [timeline.period, provider];
    let about = euro("opgeteld-voor-plafond", "Kosten, opgeteld in het jaar", "Costs, added up in the year");
    let so_far = draft.declare(about, &axes, Kind::Stock)?;
    draft.define(so_far, since_new_year(so_far) + spent)?;
    let about = euro("hoogste-voor-plafond", "Hoogste stand in het jaar", "Highest level in the year");
    let peak = draft.declare(about, &axes, Kind::Stock)?;
    draft.define(peak, since_new_year(peak).max(so_far))?;
    let before = draft.formula(
        euro("hoogste-ervoor", "Hoogste stand voor deze periode", "Highest level before this period"),
        since_new_year(peak),
    )?;
    // The whole days that fit under the ceiling, and one more: rounding what is half a day further is rounding down, plus one.
    let half = Expr::number(Exact::from_scaled_i64(5, 1), Unit::DAG);
    let passed = gone + ((limit - (so_far - spent)) / spent * days + half).round(RoundingStep::Count);
    let about = Quantity::integer(
        "dag-in-periode-boven-plafond",
        Text::new("Dag van het jaar, in de periode van overschrijding", "Day of the year, in the period of exceeding"),
        Unit::DAG,
    );
    let day = draft.formula(
        about.kind(Kind::Flow),
        peak.expr().at_most(limit).then(Expr::ZERO, before.expr().at_most(limit).then(passed, Expr::ZERO)),
    )?;
    let name = Text::new("Dag van overschrijding, bekend deel", "Day of exceeding, known part");
    let known =
        draft.formula(Quantity::integer("dag-boven-plafond-opgeteld", name, Unit::DAG), day.group(timeline.by_year))?;
    // Where costs of a period are not known, neither is the day.
    let about = Quantity::integer(
        "dag-boven-plafond",
        Text::new(
            "Dag van het jaar waarop het plafond wordt overschreden",
            "Day of the year on which the ceiling is exceeded",
        ),
        Unit::DAG,
    );
    draft.formula(about.kind(Kind::Rate).reported(), Expr::ZERO.max(known))?;
    Ok(())
}
