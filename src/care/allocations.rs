//! Allocations and the claims on them: the ceiling under each frequency, and which claims one of them rejects and another accepts.
//!
//! How often a volume counts is that of the calendar's [`Validity`]; a claim above its ceiling is rejected whole (TR321, TR322).

use super::figure::Figure;
use super::timeline::Timeline;
use super::{CareError, row};
use crate::calendar::{Date, Frequency, Horizon, Period, Steering, Step, Validity};
use crate::model::{AxisId, Basis, Draft, Expr, Kind, Label, NodeId, Origin, Quantity, Value};
use crate::quantity::{Exact, RoundingStep, Text, Unit};
use crate::tree::{Problem, Problems, choice, record};

choice! {
    /// How care is paid for, which decides how weeks are counted.
    pub enum PaidBy {
        /// Inspanningsgericht: by effort; weeks are distinct ISO weeks.
        Effort = "effort",
        /// Outputgericht: by result; weeks are Sundays.
        Output = "output",
    }
}

choice! {
    /// For which stretch of time a volume is given; codes 1, 2, 4 and 6 of list WMO757.
    pub enum Regime {
        /// For each day.
        Day = "day",
        /// For each week.
        Week = "week",
        /// For each month.
        Month = "month",
        /// For the whole validity of the allocation.
        Total = "total",
    }
}

record! {
    /// Allocations, the claims on them, and the regimes under which these are tried.
    pub struct Allocations as "allocations" {
        /// Identifier, unique in the document.
        pub id: String,
        /// What they are of.
        pub name: Text,
        /// The unit in which is claimed, such as `etmaal`.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        pub unit: Unit,
        /// How the care is paid for.
        pub paid_by: PaidBy,
        /// The regimes that are laid side by side; the first two are compared claim by claim.
        pub regimes: Vec<Regime>,
        /// The allocations.
        pub allocations: Vec<Allocation>,
    }
}

record! {
    /// An allocation and what was claimed on it.
    pub struct Allocation {
        /// Identifier.
        pub id: String,
        /// What it is called; never a name of a client.
        pub name: Text,
        /// Its first day.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        pub from: Date,
        /// Its last day; absent where it has none.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        pub last: Option<Date>,
        /// The agreed tariff, in euro for each unit.
        pub tariff: Figure,
        /// The volume a day, such as `etmaal/dag`; with the regime `day`.
        pub per_day: Option<Figure>,
        /// The volume a week, such as `etmaal/week`; with the regime `week`.
        pub per_week: Option<Figure>,
        /// The volume a month, such as `etmaal/maand`; with the regime `month`.
        pub per_month: Option<Figure>,
        /// The whole volume, such as `etmaal`; with the regime `total`.
        pub in_total: Option<Figure>,
        /// The claims, at most one for each month.
        pub claims: Vec<AllocationClaim>,
    }
}

record! {
    /// What was claimed for a calendar month.
    pub struct AllocationClaim {
        /// The first day of the month.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        pub month: Date,
        /// How much, such as in `etmaal`.
        pub volume: Figure,
    }
}

impl PaidBy {
    const fn steering(self) -> Steering {
        match self {
            Self::Effort => Steering::Effort,
            Self::Output => Steering::Output,
        }
    }
}

impl Regime {
    const fn frequency(self) -> Frequency {
        match self {
            Self::Day => Frequency::Day,
            Self::Week => Frequency::Week,
            Self::Month => Frequency::Month,
            Self::Total => Frequency::Total,
        }
    }

    const fn id(self) -> &'static str {
        match self {
            Self::Day => "dag",
            Self::Week => "week",
            Self::Month => "maand",
            Self::Total => "totaal",
        }
    }

    const fn name(self) -> Text {
        match self {
            Self::Day => Text::new("per dag (code 1)", "by day (code 1)"),
            Self::Week => Text::new("per week (code 2)", "by week (code 2)"),
            Self::Month => Text::new("per maand (code 4)", "by month (code 4)"),
            Self::Total => Text::new("totaal (code 6)", "in total (code 6)"),
        }
    }

    /// Under the line of a volume's unit.
    const fn per(self) -> Unit {
        match self {
            Self::Day => Unit::DAG,
            Self::Week => Unit::WEEK,
            Self::Month => Unit::MAAND,
            Self::Total => Unit::NONE,
        }
    }
}

impl Allocation {
    const fn validity(&self) -> Validity {
        Validity { from: self.from, last: self.last }
    }

    const fn volume(&self, regime: Regime) -> Option<&Figure> {
        match regime {
            Regime::Day => self.per_day.as_ref(),
            Regime::Week => self.per_week.as_ref(),
            Regime::Month => self.per_month.as_ref(),
            Regime::Total => self.in_total.as_ref(),
        }
    }

    fn check(&self, own: &Allocations, path: &str, horizon: &Horizon, problems: &mut Problems) {
        self.tariff.expect_at_least(Exact::ZERO, Unit::EURO / own.unit, problems);
        if self.last.is_some_and(|last| last < self.from) {
            let message = Text::owned(
                format!("{path}.last: de laatste dag ligt voor de eerste, {}.", self.from),
                format!("{path}.last: the last day is before the first, {}.", self.from),
            );
            problems.add(Problem::at(&format!("{path}.last"), "allocation-days", message));
        }
        for regime in &own.regimes {
            if let Err(error) = regime.frequency().check(own.unit, self.last.is_some()) {
                problems.add(Problem::at(path, error.code(), error.message()));
            }
            if let Some(volume) = self.volume(*regime) {
                volume.expect_at_least(Exact::ZERO, own.unit / regime.per(), problems);
            } else {
                let field = match regime {
                    Regime::Day => "per_day",
                    Regime::Week => "per_week",
                    Regime::Month => "per_month",
                    Regime::Total => "in_total",
                };
                let message = Text::owned(
                    format!("{path}.{field}: geef de omvang {}.", regime.name().nl),
                    format!("{path}.{field}: give the volume {}.", regime.name().en),
                );
                problems.add(Problem::at(&format!("{path}.{field}"), "incomplete", message));
            }
        }
        for (at, claim) in self.claims.iter().enumerate() {
            let place = format!("{path}.claims[{at}]");
            claim.volume.expect_at_least(Exact::ZERO, own.unit, problems);
            let twice = self.claims.iter().take(at).any(|other| other.month == claim.month);
            if twice || !claim.month.is_first_of_month() || !horizon.whole().contains(claim.month) {
                let message = Text::owned(
                    format!(
                        "{place}.month: gevonden {}; verwacht de eerste dag van een maand van dit scenario, elke maand één keer.",
                        claim.month
                    ),
                    format!(
                        "{place}.month: found {}; expected the first day of a month of this scenario, each month once.",
                        claim.month
                    ),
                );
                problems.add(Problem::at(&format!("{place}.month"), "claim-month", message));
            }
        }
    }
}

impl Allocations {
    pub(crate) fn check(&self, path: &str, horizon: &Horizon, problems: &mut Problems) {
        if self.regimes.len() < 2
            || self.regimes.iter().enumerate().any(|(at, one)| self.regimes.iter().take(at).any(|other| other == one))
        {
            let message = Text::owned(
                format!("{path}.regimes: geef ten minste twee verschillende."),
                format!("{path}.regimes: give at least two different ones."),
            );
            problems.add(Problem::at(&format!("{path}.regimes"), "regimes", message));
        }
        if horizon.step() != Step::Month {
            let message = Text::new(
                "horizon.step: declaraties gelden per maand; kies maanden.",
                "horizon.step: claims are by the month; choose months.",
            );
            problems.add(Problem::at("horizon.step", "claim-month", message));
        }
        row::check_ids(self.allocations.iter().map(|own| own.id.as_str()), &format!("{path}.allocations"), problems);
        for (at, allocation) in self.allocations.iter().enumerate() {
            allocation.check(self, &format!("{path}.allocations[{at}]"), horizon, problems);
        }
    }

    /// Adds ceilings, what is accepted and rejected under each regime, and the claims on which the first two differ.
    pub(crate) fn add(&self, draft: &mut Draft, timeline: &Timeline, path: &str) -> Result<(), CareError> {
        let rows = self.allocations.iter().map(|own| (&own.id, &own.name));
        let allocation = row::axis(draft, &self.of("toewijzing"), Text::new("Toewijzing", "Allocation"), rows)?;
        let labels = self.regimes.iter().map(|regime| Label::new(regime.id(), regime.name())).collect();
        let regime = draft.axis(&self.of("frequentie"), Text::new("Frequentie", "Frequency"), labels)?;
        let ceilings = self.ceilings(draft, timeline, allocation, regime, path)?;
        let claimed = self.claimed(draft, timeline, allocation)?;
        let accepted = self.accepted(draft, timeline, &ceilings, claimed, regime)?;
        self.outcomes(draft, timeline, claimed, accepted, (allocation, regime))
    }

    fn of(&self, what: &str) -> String {
        format!("{}-{what}", self.id)
    }

    /// The most that may be claimed in each month and in all: by month, allocation and regime; by allocation and regime.
    fn ceilings(
        &self,
        draft: &mut Draft,
        timeline: &Timeline,
        allocation: AxisId,
        regime: AxisId,
        path: &str,
    ) -> Result<[NodeId; 2], CareError> {
        let steering = self.paid_by.steering();
        let calendar =
            |at: usize| Origin { basis: Basis::Calendar, path: Some(format!("{path}.allocations[{at}]")), note: None };
        let (mut monthly, mut whole) = (Vec::new(), Vec::new());
        for own in &self.regimes {
            let (word, per) = (own.id(), own.per());
            let name = own.name();
            let about = Quantity::new(
                self.of(&format!("omvang-{word}")),
                Text::owned(format!("Omvang {}", name.nl), format!("Volume {}", name.en)),
                self.unit / per,
            );
            let volume = row::column(draft, about, allocation, self.allocations.iter().map(|one| one.volume(*own)))?;
            let (mut times, mut origins) = (Vec::new(), Vec::new());
            for period in &timeline.periods {
                for (at, one) in self.allocations.iter().enumerate() {
                    let count =
                        month_of(period).map_or(0, |month| one.validity().times(own.frequency(), steering, &month));
                    times.push(Value::Known(Exact::from_i64(i64::from(count))));
                    origins.push(calendar(at));
                }
            }
            let counted = |what: &str, nl: &str, en: &str| {
                let words = Text::owned(format!("{nl}, {}", name.nl), format!("{en}, {}", name.en));
                Quantity::integer(self.of(&format!("{what}-{word}")), words, per)
            };
            let about = counted("telt", "Hoe vaak de omvang telt", "How often the volume counts");
            let times = draft.input(about, &[timeline.period, allocation], times, origins)?;
            let about = counted("telt-samen", "Hoe vaak de omvang samen telt", "How often the volume counts in all");
            // Without a last day there is no limit in all: the months are the only one.
            let months = |one: &Allocation| -> u32 {
                let months = timeline.periods.iter().filter_map(month_of);
                months.map(|month| one.validity().times(own.frequency(), steering, &month)).sum()
            };
            let limit = |one: &Allocation| {
                let limit = one.validity().times_in_all(own.frequency(), steering).unwrap_or_else(|| months(one));
                Value::Known(Exact::from_i64(i64::from(limit)))
            };
            let in_all = self.allocations.iter().map(limit).collect();
            let in_all =
                draft.input(about, &[allocation], in_all, (0..self.allocations.len()).map(calendar).collect())?;
            let limited = |what: &str| Quantity::new(self.of(&format!("{what}-{word}")), name.clone(), self.unit);
            monthly.push(draft.formula(limited("plafond"), volume * times)?);
            whole.push(draft.formula(limited("plafond-samen"), volume * in_all)?);
        }
        let words = Text::new("Plafond van de maand", "Ceiling of the month");
        let about = Quantity::new(self.of("plafond"), words, self.unit).reported();
        let monthly = row::stacked(draft, about, regime, &monthly)?;
        let words = Text::new("Plafond over alle maanden", "Ceiling over all months");
        let about = Quantity::new(self.of("plafond-samen"), words, self.unit).reported();
        Ok([monthly, row::stacked(draft, about, regime, &whole)?])
    }

    /// What was claimed, by month and allocation; a month without a claim has none.
    fn claimed(&self, draft: &mut Draft, timeline: &Timeline, allocation: AxisId) -> Result<NodeId, CareError> {
        let (mut values, mut origins) = (Vec::new(), Vec::new());
        for period in &timeline.periods {
            for own in &self.allocations {
                let claim = own.claims.iter().find(|claim| claim.month == period.from());
                values.push(claim.map_or(Value::Known(Exact::ZERO), |claim| claim.volume.leaf()));
                origins.push(claim.map_or_else(|| Origin::of(Basis::Definition), |claim| claim.volume.origin()));
            }
        }
        let about = Quantity::new(self.of("gedeclareerd"), Text::new("Gedeclareerd", "Claimed"), self.unit);
        Ok(draft.input(about.kind(Kind::Flow).reported(), &[timeline.period, allocation], values, origins)?)
    }

    /// What is accepted: a claim within the ceiling of its month that, with what was accepted before, stays within that of all
    /// months together.
    fn accepted(
        &self,
        draft: &mut Draft,
        timeline: &Timeline,
        ceilings: &[NodeId; 2],
        claimed: NodeId,
        regime: AxisId,
    ) -> Result<NodeId, CareError> {
        let [monthly, whole] = ceilings;
        let allocation = draft.axis_named(&self.of("toewijzing")).unwrap_or(regime);
        let axes = [timeline.period, allocation, regime];
        let about = Quantity::new(
            self.of("gebruikt"),
            Text::new("Gebruikt tot en met de maand", "Used up to the month"),
            self.unit,
        );
        let used = draft.declare(about.reported(), &axes, Kind::Stock)?;
        let about = Quantity::new(self.of("gebruikt-voor"), Text::new("Eerder gebruikt", "Used before"), self.unit);
        let before = draft.declare(about, &axes, Kind::Stock)?;
        draft.define(before, used.lag(1, Expr::ZERO))?;
        let about = Quantity::new(self.of("toegekend"), Text::new("Toegekend", "Accepted"), self.unit).kind(Kind::Flow);
        let within = claimed.expr().at_most(*monthly);
        let fits = (before + claimed).at_most(*whole);
        let accepted = draft.formula(about.reported(), within.then(fits.then(claimed, Expr::ZERO), Expr::ZERO))?;
        draft.define(used, before + accepted)?;
        Ok(accepted)
    }

    /// Lines and euros that are rejected under each regime, and on which the first two differ.
    fn outcomes(
        &self,
        draft: &mut Draft,
        timeline: &Timeline,
        claimed: NodeId,
        accepted: NodeId,
        axes: (AxisId, AxisId),
    ) -> Result<(), CareError> {
        let (allocation, regime) = axes;
        let tariff = Quantity::amount(self.of("tarief"), Text::new("Tarief", "Tariff"), Unit::EURO / self.unit);
        let tariff = row::column(draft, tariff, allocation, self.allocations.iter().map(|own| Some(&own.tariff)))?;
        let lines = |what: &str, nl, en| {
            Quantity::integer(self.of(what), Text::new(nl, en), Unit::NONE).kind(Kind::Flow).reported()
        };
        let euro = |what: &str, nl, en| {
            Quantity::amount(self.of(what), Text::new(nl, en), Unit::EURO).kind(Kind::Flow).reported()
        };
        let amount = draft.formula(
            euro("bedrag", "Gedeclareerd bedrag", "Claimed amount"),
            (claimed * tariff).round(RoundingStep::ClaimLine),
        )?;
        let refused = draft.formula(
            lines("afgewezen", "Afgewezen regel (1 is ja)", "Rejected line (1 is yes)"),
            claimed.expr().at_most(accepted).then(Expr::count(0), Expr::count(1)),
        )?;
        let lost = draft.formula(euro("afgewezen-bedrag", "Afgewezen bedrag", "Rejected amount"), refused * amount)?;
        let one = draft.formula(
            lines("regels", "Declaratieregels", "Claim lines"),
            claimed.expr().at_most(Expr::ZERO).then(Expr::count(0), Expr::count(1)),
        )?;
        let (first, second) = (refused.at(regime, 0), refused.at(regime, 1));
        let mut differing = Vec::new();
        for (what, refusing, accepting, at) in
            [("alleen-eerste", first.clone(), second.clone(), [0, 1]), ("alleen-tweede", second, first, [1, 0])]
        {
            let words = |lang: fn(&Text) -> String| {
                at.map(|at| self.regimes.get(at).map(|regime| lang(&regime.name())).unwrap_or_default())
            };
            let ([no_nl, yes_nl], [no_en, yes_en]) =
                (words(|text| text.nl.to_string()), words(|text| text.en.to_string()));
            let name = Text::owned(
                format!("Afgewezen {no_nl}, toegekend {yes_nl}"),
                format!("Rejected {no_en}, accepted {yes_en}"),
            );
            let about = Quantity::integer(self.of(what), name.clone(), Unit::NONE).kind(Kind::Flow).reported();
            let here = draft.formula(about, refusing * (Expr::count(1) - accepting))?;
            let about = Quantity::amount(self.of(&format!("{what}-bedrag")), name.clone(), Unit::EURO).kind(Kind::Flow);
            let money = draft.formula(about.reported(), here * amount)?;
            differing.push((what, name, here, money));
        }
        let total = |draft: &mut Draft, node: NodeId, about: Quantity| -> Result<(), CareError> {
            let id = about.id().to_owned();
            let step = Quantity::new(format!("{id}-per-maand"), about.name().clone(), about.unit())
                .decimals(about.decimals_shown());
            let monthly = draft.formula(step.kind(Kind::Flow), node.sum(allocation))?;
            draft.formula(about, monthly.sum(timeline.period))?;
            Ok(())
        };
        total(draft, one, lines("regels-totaal", "Declaratieregels, alle", "Claim lines, all"))?;
        total(draft, amount, euro("bedrag-totaal", "Gedeclareerd bedrag, samen", "Claimed amount, together"))?;
        total(draft, refused, lines("afgewezen-totaal", "Afgewezen regels", "Rejected lines"))?;
        total(draft, lost, euro("afgewezen-bedrag-totaal", "Afgewezen bedrag, samen", "Rejected amount, together"))?;
        for (what, name, here, money) in differing {
            let about =
                Quantity::integer(self.of(&format!("{what}-regels")), name.clone(), Unit::NONE).kind(Kind::Flow);
            total(draft, here, about.reported())?;
            let about = Quantity::amount(self.of(&format!("{what}-euro")), name, Unit::EURO).kind(Kind::Flow);
            total(draft, money, about.reported())?;
        }
        Ok(())
    }
}

/// The calendar month that begins with a period; a later part of a month that an effective date cuts has no claims of its own.
fn month_of(period: &Period) -> Option<Period> {
    let first = period.from();
    if first.is_first_of_month() { Period::new(first, first.first_of_next_month()) } else { None }
}
