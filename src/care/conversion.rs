//! From old product categories to new codes: by a conversion table, with tariffs for each function level, a group product split into
//! a day-care part and an individual part, a maximum of units a week, and the friction of a transition year.

use super::daycare::Daycare;
use super::figure::Figure;
use super::levers::flag;
use super::timeline::Timeline;
use super::{CareError, ProductVolume, row};
use crate::calendar::{Date, Period, Spread};
use crate::model::{AxisId, Basis, Draft, Expr, GroupingId, Kind, Label, NodeId, Origin, Quantity, Value};
use crate::quantity::{Exact, RoundingStep, Text, Unit};
use crate::tree::{Problem, Problems, record};

record! {
    /// A catalogue that is replaced by another.
    pub struct Conversion as "conversion" {
        /// Identifier, unique in the document.
        pub id: String,
        /// What it is about.
        pub name: Text,
        /// The first day of the new codes; the first of a month.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        pub from: Date,
        /// The function levels and their tariffs.
        pub levels: Vec<FunctionLevel>,
        /// The categories that go.
        pub categories: Vec<OldCategory>,
        /// The codes that come, each from one category: the conversion table.
        pub codes: Vec<NewCode>,
        /// The group of the day-care part, where codes have its tariff.
        pub daycare: Option<Daycare>,
        /// What the transition itself costs.
        pub friction: Option<Friction>,
    }
}

record! {
    /// A function level.
    pub struct FunctionLevel {
        /// Identifier, such as `hbo`.
        pub id: String,
        /// What it is called.
        pub name: Text,
        /// Its tariff, in `euro/uur`.
        pub tariff: Figure,
    }
}

record! {
    /// A category of the old catalogue.
    pub struct OldCategory {
        /// Identifier.
        pub id: String,
        /// What it is called.
        pub name: Text,
        /// The unit in which it was claimed.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        pub unit: Unit,
        /// Its tariff, in euro for each unit.
        pub tariff: Figure,
        /// How much was bought in a year.
        pub volume: ProductVolume,
        /// The most units per client per week under the new codes, such as 4 `dagdeel/client/week`.
        pub most_per_week: Option<Figure>,
        /// Whether that maximum holds; absent for yes.
        pub most_on: Option<bool>,
    }
}

record! {
    /// A new code: one row of the conversion table. It has the tariff of a function level, one of its own, or that of the day-care
    /// part where it has neither.
    pub struct NewCode {
        /// The code.
        pub id: String,
        /// What it is called.
        pub name: Text,
        /// The category that it comes from.
        pub category: String,
        /// The unit in which it is claimed.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        pub unit: Unit,
        /// Units of the code for each unit of the category, such as 0.4 in `1`, or 0.5 in `uur/dagdeel`.
        pub per_unit: Figure,
        /// The function level that does it.
        pub level: Option<String>,
        /// Its own tariff, in euro for each unit.
        pub tariff: Option<Figure>,
    }
}

record! {
    /// The cost of a transition: a share of the new costs during its first months.
    pub struct Friction {
        /// The share, from 0 to 1.
        pub share: Figure,
        /// For how many whole months.
        pub months: i32,
    }
}

/// By what a code is priced.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Priced {
    Level,
    Own,
    Daycare,
}

impl NewCode {
    const fn priced(&self) -> Priced {
        match (&self.level, &self.tariff) {
            (Some(_), _) => Priced::Level,
            (None, Some(_)) => Priced::Own,
            (None, None) => Priced::Daycare,
        }
    }
}

impl Conversion {
    pub(crate) fn check(&self, path: &str, problems: &mut Problems) {
        row::check_ids(self.levels.iter().map(|own| own.id.as_str()), &format!("{path}.levels"), problems);
        row::check_ids(self.categories.iter().map(|own| own.id.as_str()), &format!("{path}.categories"), problems);
        row::check_ids(self.codes.iter().map(|own| own.id.as_str()), &format!("{path}.codes"), problems);
        for level in &self.levels {
            level.tariff.expect_at_least(Exact::ZERO, Unit::EURO / Unit::UUR, problems);
        }
        for (at, category) in self.categories.iter().enumerate() {
            let a_week = category.unit / Unit::CLIENT / Unit::WEEK;
            category.tariff.expect_at_least(Exact::ZERO, Unit::EURO / category.unit, problems);
            category.volume.check(category.unit, &format!("{path}.categories[{at}]"), problems);
            if let Some(most) = &category.most_per_week {
                most.expect_at_least(Exact::ZERO, a_week, problems);
                if category.volume.per_week.is_none() {
                    let message = Text::owned(
                        format!(
                            "{path}.categories[{at}]: een maximum per week vraagt een volume van cliënten, per week en weken."
                        ),
                        format!(
                            "{path}.categories[{at}]: a maximum a week needs a volume of clients, a week and weeks."
                        ),
                    );
                    problems.add(Problem::at(
                        &format!("{path}.categories[{at}].most_per_week"),
                        "most-per-week",
                        message,
                    ));
                }
            }
        }
        for (at, code) in self.codes.iter().enumerate() {
            self.check_code(code, &format!("{path}.codes[{at}]"), problems);
        }
        if let Some(daycare) = &self.daycare {
            daycare.check(problems);
        }
        if let Some(friction) = &self.friction {
            friction.share.expect_share(problems);
        }
        let months = self.friction.as_ref().map_or(1, |friction| friction.months);
        if !self.from.is_first_of_month() || !(1..=120).contains(&months) {
            let message = Text::owned(
                format!("{path}: begin op de eerste van een maand, met 1 tot en met 120 maanden overgang."),
                format!("{path}: begin on the first of a month, with 1 to 120 months of transition."),
            );
            problems.add(Problem::at(path, "conversion-months", message));
        }
    }

    fn check_code(&self, code: &NewCode, path: &str, problems: &mut Problems) {
        match self.categories.iter().find(|own| own.id == code.category) {
            Some(category) => code.per_unit.expect_at_least(Exact::ZERO, code.unit / category.unit, problems),
            None => problems.add(super::missing(
                &format!("{path}.category"),
                Text::new("categorie", "category"),
                &code.category,
            )),
        }
        if let Some(level) = &code.level
            && !self.levels.iter().any(|own| own.id == *level)
        {
            problems.add(super::missing(&format!("{path}.level"), Text::new("functieniveau", "function level"), level));
        }
        if let Some(tariff) = &code.tariff {
            tariff.expect_at_least(Exact::ZERO, Unit::EURO / code.unit, problems);
        }
        let fits = match code.priced() {
            Priced::Level => code.unit == Unit::UUR && code.tariff.is_none(),
            Priced::Own => true,
            Priced::Daycare => code.unit == Unit::DAGDEEL && self.daycare.is_some(),
        };
        if !fits {
            let message = Text::owned(
                format!(
                    "{path}: geef een functieniveau bij een code per uur, een eigen tarief, of geen van beide bij een dagdeel van de dagopvang."
                ),
                format!(
                    "{path}: give a function level with a code per hour, a tariff of its own, or neither with a half-day of the day care."
                ),
            );
            problems.add(Problem::at(path, "code-tariff", message));
        }
    }

    fn of(&self, what: &str) -> String {
        format!("{}-{what}", self.id)
    }

    /// Adds what the categories cost now, what the codes cost, without and with the maximum, and the years of the transition.
    pub(crate) fn add(&self, draft: &mut Draft, timeline: &Timeline, path: &str) -> Result<(), CareError> {
        let labels = vec![
            Label::new("zonder", Text::new("zonder maximum", "without maximum")),
            Label::new("met", Text::new("met maximum", "with maximum")),
        ];
        let most = draft.axis(&self.of("maximum"), Text::new("Maximum per week", "Maximum a week"), labels)?;
        let rows = self.categories.iter().map(|own| (&own.id, &own.name));
        let category = row::axis(draft, &self.of("categorie"), Text::new("Categorie", "Category"), rows)?;
        let rows = self.codes.iter().map(|own| (&own.id, &own.name));
        let code = row::axis(draft, &self.of("code"), Text::new("Code", "Code"), rows)?;
        let levels = self.level_tariffs(draft)?;
        let daycare = self.daycare.as_ref().map(|daycare| daycare.add(draft, &self.id)).transpose()?;
        let olds = self.old_units(draft, most, path)?;
        let mut old: Option<Expr> = None;
        for one in &olds {
            let into = self.into(draft, one.axis, category, |label| Some(label.to_owned()))?;
            old = Some(joined(old, one.costs.group(into)));
        }
        let yearly = |what: &str, nl, en| {
            Quantity::amount(self.of(what), Text::new(nl, en), Unit::EURO / Unit::JAAR).kind(Kind::Stock)
        };
        let zero = || Expr::number(Exact::ZERO, Unit::EURO / Unit::JAAR);
        let about =
            yearly("kosten-oud", "Kosten per jaar, oude categorieën", "Costs a year, old categories").reported();
        let old = draft.formula(about, old.unwrap_or_else(zero))?;
        let mut new: Option<Expr> = None;
        for one in &olds {
            for costs in self.codes_of(draft, one, levels, daycare, most)? {
                let into = self.into(draft, costs.0, code, |label| Some(label.to_owned()))?;
                new = Some(joined(new, costs.1.group(into)));
            }
        }
        let about = yearly("kosten-code", "Kosten per jaar, nieuwe codes", "Costs a year, new codes").reported();
        let new = draft.formula_along(about, &[most], new.unwrap_or_else(zero))?;
        let from = self.into(draft, code, category, |label| {
            self.codes.iter().find(|code| code.id == label).map(|code| code.category.clone())
        })?;
        let about =
            yearly("kosten-nieuw", "Kosten per jaar, nieuw, naar oude categorie", "Costs a year, new, by old category");
        let by_category = draft.formula(about.reported(), new.group(from))?;
        self.effects(draft, (category, most), old, by_category)?;
        self.years(draft, timeline, (category, most), old, by_category)
    }

    fn level_tariffs(&self, draft: &mut Draft) -> Result<(AxisId, NodeId), CareError> {
        let rows = self.levels.iter().map(|own| (&own.id, &own.name));
        let axis = row::axis(draft, &self.of("niveau"), Text::new("Functieniveau", "Function level"), rows)?;
        let name = Text::new("Tarief per functieniveau", "Tariff by function level");
        let about = Quantity::amount(self.of("niveau-tarief"), name, Unit::EURO / Unit::UUR).reported();
        Ok((axis, row::column(draft, about, axis, self.levels.iter().map(|own| Some(&own.tariff)))?))
    }

    /// Groups the labels of one axis under those of another with the identifier that `of` gives.
    fn into(
        &self,
        draft: &mut Draft,
        from: AxisId,
        to: AxisId,
        of: impl Fn(&str) -> Option<String>,
    ) -> Result<GroupingId, CareError> {
        let ids: Vec<String> = draft
            .axis_of(to)
            .map(|axis| axis.labels().iter().map(|label| label.id.clone()).collect())
            .unwrap_or_default();
        Ok(draft.grouping(from, to, |label| {
            let wanted = of(&label.id)?;
            ids.iter().position(|id| *id == wanted)
        })?)
    }

    /// Volumes and costs of the categories, those in one unit together.
    fn old_units(&self, draft: &mut Draft, most: AxisId, path: &str) -> Result<Vec<Old<'_>>, CareError> {
        let mut units: Vec<Unit> = Vec::new();
        for category in &self.categories {
            if !units.contains(&category.unit) {
                units.push(category.unit);
            }
        }
        units.into_iter().map(|unit| self.old_unit(draft, unit, most, path)).collect()
    }

    fn old_unit(&self, draft: &mut Draft, unit: Unit, most: AxisId, path: &str) -> Result<Old<'_>, CareError> {
        let own: Vec<&OldCategory> = self.categories.iter().filter(|category| category.unit == unit).collect();
        let id = |what: &str| format!("{}-{what}-{unit}", self.id);
        let rows = own.iter().map(|category| (&category.id, &category.name));
        let axis = row::axis(draft, &id("oud"), Text::new("Categorie", "Category"), rows)?;
        let column = |draft: &mut Draft, about, pick: fn(&OldCategory) -> Option<&Figure>| {
            row::column(draft, about, axis, own.iter().map(|category| pick(category)))
        };
        let about = Quantity::amount(id("tarief-oud"), Text::new("Oud tarief", "Old tariff"), Unit::EURO / unit);
        let tariff = column(draft, about, |own| Some(&own.tariff))?;
        let about = Quantity::new(
            id("volume-gegeven"),
            Text::new("Volume per jaar, zoals gegeven", "Volume a year, as given"),
            unit / Unit::JAAR,
        );
        let given = column(draft, about, |own| own.volume.per_year.as_ref())?;
        let about = Quantity::integer(id("clienten"), Text::new("Cliënten", "Clients"), Unit::CLIENT).kind(Kind::Stock);
        let clients = column(draft, about, |own| own.volume.clients.as_ref())?;
        let about = Quantity::new(
            id("per-week"),
            Text::new("Per cliënt per week", "Per client per week"),
            unit / Unit::CLIENT / Unit::WEEK,
        );
        let per_week = column(draft, about, |own| own.volume.per_week.as_ref())?;
        let about = Quantity::new(id("weken"), Text::new("Weken per jaar", "Weeks a year"), Unit::WEEK / Unit::JAAR);
        let weeks = column(draft, about, |own| own.volume.weeks.as_ref())?;
        let about = Quantity::new(
            id("meeste-per-week"),
            Text::new("Maximum per cliënt per week", "Maximum per client per week"),
            unit / Unit::CLIENT / Unit::WEEK,
        );
        let limit = column(draft, about, |own| own.most_per_week.as_ref())?;
        let holds = |category: &&OldCategory| category.most_per_week.is_some() && category.most_on != Some(false);
        let switches = own.iter().flat_map(|category| [false, holds(category)]);
        let values = switches.map(flag).collect();
        let about = Quantity::integer(
            id("maximum-aan"),
            Text::new("Maximum geldt (1 is ja)", "Maximum holds (1 is yes)"),
            Unit::NONE,
        );
        let chosen = Origin { basis: Basis::Choice, path: Some(path.to_owned()), note: None };
        // The maximum's axis was added first, so it lies outside.
        let values = transposed(values, own.len());
        let on = draft.input(about, &[most, axis], values, vec![chosen])?;
        let a_year = unit / Unit::JAAR;
        let about = Quantity::new(id("volume-oud"), Text::new("Volume per jaar, oud", "Volume a year, old"), a_year);
        let before = draft.formula(about.kind(Kind::Stock).reported(), given + clients * per_week * weeks)?;
        let about = Quantity::new(
            id("per-week-nieuw"),
            Text::new("Per cliënt per week, met maximum", "Per client per week, with maximum"),
            unit / Unit::CLIENT / Unit::WEEK,
        );
        let kept = draft.formula(about, on.expr().then(per_week.expr().min(limit), per_week))?;
        let about = Quantity::new(
            id("volume-om-te-zetten"),
            Text::new("Volume per jaar dat wordt omgezet", "Volume a year that is converted"),
            a_year,
        );
        let volume = draft.formula(about.kind(Kind::Stock), given + clients * kept * weeks)?;
        let about = Quantity::amount(
            id("kosten-oud"),
            Text::new("Kosten per jaar, oud", "Costs a year, old"),
            Unit::EURO / Unit::JAAR,
        );
        let costs = draft.formula(about.kind(Kind::Stock), (before * tariff).round(RoundingStep::BudgetAmount))?;
        Ok(Old { unit, axis, categories: own, volume, costs })
    }

    /// Volumes and costs of the codes that come from one unit: those in one unit with one kind of tariff together.
    fn codes_of(
        &self,
        draft: &mut Draft,
        old: &Old<'_>,
        levels: (AxisId, NodeId),
        daycare: Option<NodeId>,
        most: AxisId,
    ) -> Result<Vec<(AxisId, NodeId)>, CareError> {
        let mut batches: Vec<(Unit, Priced, Vec<&NewCode>)> = Vec::new();
        for code in self.codes.iter().filter(|code| old.categories.iter().any(|own| own.id == code.category)) {
            let priced = code.priced();
            match batches.iter_mut().find(|batch| batch.0 == code.unit && batch.1 == priced) {
                Some(batch) => batch.2.push(code),
                None => batches.push((code.unit, priced, vec![code])),
            }
        }
        let mut result = Vec::new();
        for (unit, priced, codes) in batches {
            let word = match priced {
                Priced::Level => "niveau",
                Priced::Own => "eigen",
                Priced::Daycare => "dagopvang",
            };
            let id = |what: &str| format!("{}-{what}-{}-{unit}-{word}", self.id, old.unit);
            let rows = codes.iter().map(|code| (&code.id, &code.name));
            let axis = row::axis(draft, &id("code"), Text::new("Code", "Code"), rows)?;
            let from = self.into(draft, axis, old.axis, |label| {
                codes.iter().find(|code| code.id == label).map(|code| code.category.clone())
            })?;
            let about = Quantity::new(
                id("per-eenheid"),
                Text::new("Eenheden per oude eenheid", "Units for each old unit"),
                unit / old.unit,
            );
            let per_unit = row::column(draft, about.decimals(4), axis, codes.iter().map(|code| Some(&code.per_unit)))?;
            let tariff = match (priced, daycare) {
                (Priced::Level, _) => {
                    let level = self.into(draft, axis, levels.0, |label| {
                        codes.iter().find(|code| code.id == label)?.level.clone()
                    })?;
                    levels.1.expand(level)
                }
                (Priced::Daycare, Some(daycare)) => daycare.expr(),
                _ => {
                    let about = Quantity::amount(
                        id("tarief-eigen"),
                        Text::new("Eigen tarief", "Own tariff"),
                        Unit::EURO / unit,
                    );
                    row::column(draft, about, axis, codes.iter().map(|code| code.tariff.as_ref()))?.expr()
                }
            };
            let about = Quantity::amount(id("tarief"), Text::new("Nieuw tarief", "New tariff"), Unit::EURO / unit);
            let tariff = draft.formula_along(about.kind(Kind::Rate), &[axis], tariff)?;
            let words = unit.text();
            let name = Text::owned(
                format!("Volume per jaar, nieuw ({})", words.nl),
                format!("Volume a year, new ({})", words.en),
            );
            let about = Quantity::new(id("volume"), name, unit / Unit::JAAR).kind(Kind::Stock).reported();
            let volume = draft.formula_along(about, &[most], old.volume.expand(from) * per_unit)?;
            let about =
                Quantity::amount(id("kosten"), Text::new("Kosten per jaar", "Costs a year"), Unit::EURO / Unit::JAAR);
            let costs = draft.formula(about.kind(Kind::Stock), (volume * tariff).round(RoundingStep::BudgetAmount))?;
            result.push((axis, costs));
        }
        Ok(result)
    }

    /// The totals of a whole year: now, by the table alone, and with the maximum.
    fn effects(&self, draft: &mut Draft, axes: (AxisId, AxisId), old: NodeId, new: NodeId) -> Result<(), CareError> {
        let (category, most) = axes;
        let yearly = |what: &str, nl, en| {
            Quantity::amount(self.of(what), Text::new(nl, en), Unit::EURO / Unit::JAAR).kind(Kind::Stock).reported()
        };
        draft.formula(
            yearly("verschil", "Verschil per jaar, naar oude categorie", "Difference a year, by old category"),
            new.at(most, 1) - old,
        )?;
        let before =
            draft.formula(yearly("oud-totaal", "Kosten per jaar, oud", "Costs a year, old"), old.sum(category))?;
        let about = Quantity::amount(
            self.of("nieuw-per-maximum"),
            Text::new("Kosten per jaar, nieuw", "Costs a year, new"),
            Unit::EURO / Unit::JAAR,
        );
        let sums = draft.formula(about.kind(Kind::Stock), new.sum(category))?;
        let after =
            draft.formula(yearly("nieuw-totaal", "Kosten per jaar, nieuw", "Costs a year, new"), sums.at(most, 1))?;
        let table = draft.formula(
            yearly(
                "zonder-maximum-totaal",
                "Kosten per jaar, nieuw zonder maximum",
                "Costs a year, new without maximum",
            ),
            sums.at(most, 0),
        )?;
        draft.formula(
            yearly("effect-tabel", "Effect van de conversietabel", "Effect of the conversion table"),
            table - before,
        )?;
        draft.formula(
            yearly("effect-maximum", "Effect van het maximum per week", "Effect of the maximum a week"),
            after - table,
        )?;
        Ok(())
    }

    /// What each calendar year costs: the old catalogue until the date, the new one from it, and friction for some months.
    fn years(
        &self,
        draft: &mut Draft,
        timeline: &Timeline,
        axes: (AxisId, AxisId),
        old: NodeId,
        new: NodeId,
    ) -> Result<(), CareError> {
        let (category, most) = axes;
        let end = self
            .friction
            .as_ref()
            .map(|friction| (0..friction.months.max(0)).fold(self.from, |day, _| day.first_of_next_month()));
        let part =
            |draft: &mut Draft, what: &str, nl, en, inside: &dyn Fn(&Period) -> bool| -> Result<NodeId, CareError> {
                let mut parts = Vec::new();
                for year in &timeline.years {
                    let twelfths = Spread::Twelfths;
                    let whole = twelfths.whole(*year)?;
                    let mut sum = Exact::ZERO;
                    for period in timeline.periods.iter().filter(|period| period.year() == *year && inside(period)) {
                        sum = sum.plus(twelfths.weight(period)?)?;
                    }
                    parts.push(Value::Known(sum.over(whole)?.unwrap_or(Exact::ZERO)));
                }
                let about = Quantity::new(self.of(what), Text::new(nl, en), Unit::JAAR).decimals(4).kind(Kind::Flow);
                Ok(draft.input(about, &[timeline.year], parts, vec![Origin::of(Basis::Calendar)])?)
            };
        let from = self.from;
        let before = part(
            draft,
            "deel-oud",
            "Deel van het jaar met de oude categorieën",
            "Part of the year with the old categories",
            &|period| period.from() < from,
        )?;
        let after = part(
            draft,
            "deel-nieuw",
            "Deel van het jaar met de nieuwe codes",
            "Part of the year with the new codes",
            &|period| period.from() >= from,
        )?;
        let strain = part(
            draft,
            "deel-frictie",
            "Deel van het jaar met frictie",
            "Part of the year with friction",
            &|period| period.from() >= from && end.is_some_and(|end| period.from() < end),
        )?;
        let euro = |what: &str, nl, en| Quantity::amount(self.of(what), Text::new(nl, en), Unit::EURO).kind(Kind::Flow);
        let whole = draft.formula(
            euro(
                "ongewijzigd-categorie",
                "Kosten bij ongewijzigd beleid, per categorie",
                "Costs unchanged, by category",
            ),
            (old * (before + after)).round(RoundingStep::BudgetAmount),
        )?;
        let name = Text::new("Nieuwe kosten per jaar, met maximum", "New costs a year, with maximum");
        let about = Quantity::amount(self.of("nieuw-met"), name, Unit::EURO / Unit::JAAR).kind(Kind::Stock);
        let new = draft.formula(about, new.at(most, 1))?;
        let mixed = draft.formula(
            euro("overgang-categorie", "Kosten in het jaar, per categorie", "Costs in the year, by category"),
            (old * before + new * after).round(RoundingStep::BudgetAmount),
        )?;
        let about = Quantity::percent(
            self.of("frictie-deel"),
            Text::new("Frictie, als deel van de nieuwe kosten", "Friction, as a share of the new costs"),
        );
        let share = match &self.friction {
            Some(friction) => friction.share.input(draft, about)?,
            None => draft.input(about, &[], vec![Value::Known(Exact::ZERO)], vec![Origin::of(Basis::Definition)])?,
        };
        let friction = draft.formula(
            euro("frictie-categorie", "Frictiekosten, per categorie", "Friction costs, by category"),
            (new * strain * share).round(RoundingStep::BudgetAmount),
        )?;
        let now = draft.formula(
            euro("jaar-ongewijzigd", "Kosten bij ongewijzigd beleid", "Costs unchanged").reported(),
            whole.sum(category),
        )?;
        let then = draft.formula(
            euro("jaar-nieuw", "Kosten met de nieuwe codes", "Costs with the new codes").reported(),
            mixed.sum(category),
        )?;
        let strain = draft
            .formula(euro("jaar-frictie", "Frictiekosten", "Friction costs").reported(), friction.sum(category))?;
        draft
            .formula(euro("jaar-effect", "Effect in het jaar", "Effect in the year").reported(), then + strain - now)?;
        Ok(())
    }
}

/// The categories in one unit.
struct Old<'a> {
    unit: Unit,
    axis: AxisId,
    categories: Vec<&'a OldCategory>,
    /// What is converted in a year, by maximum and category.
    volume: NodeId,
    /// What it costs now, by category.
    costs: NodeId,
}

fn joined(sum: Option<Expr>, part: Expr) -> Expr {
    match sum {
        Some(sum) => sum + part,
        None => part,
    }
}

/// From pairs, one for each row, to all first ones and then all second ones.
fn transposed(pairs: Vec<Value>, rows: usize) -> Vec<Value> {
    let of = |shift: usize| pairs.iter().copied().skip(shift).step_by(2).take(rows).collect::<Vec<_>>();
    [of(0), of(1)].concat()
}
