//! Observed clients and costs per category and year, as a region reports them: totals, averages, merging and comparison.

use super::decomposition;
use super::figure::{basis_of, cite};
use super::levers::flag;
use super::timeline::Timeline;
use super::{CareError, missing};
use crate::model::{AxisId, Basis, Draft, Expr, Kind, Label, NodeId, Origin, Quantity, Reason, Value};
use crate::quantity::{Exact, RoundingStep, Text, Unit};
use crate::tree::{Problem, Problems, record};

/// What the nodes that are added up are called after those that are shown, where something was not observed.
const COUNTED: &str = "-geteld";

/// What was added of observations, for what goes on from them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Observed {
    /// The axis of categories, taken together where they are.
    pub(crate) axis: AxisId,
    /// Clients that count, by year and category; zero of what was not observed.
    pub(crate) clients: NodeId,
    /// Costs that count, by year and category.
    pub(crate) costs: NodeId,
    /// Costs of all categories, by year.
    pub(crate) total: NodeId,
    /// 1 by year and category for what was not observed then; nothing where everything was.
    pub(crate) absent: Option<NodeId>,
}

record! {
    /// Clients and costs per category and year.
    pub struct Observations as "observations" {
        /// Identifier, unique in the document.
        pub id: String,
        /// What was observed.
        pub name: Text,
        /// The source of all rows that name none of their own, or `aanname`.
        pub source: String,
        /// The categories, in the order in which they are shown.
        pub categories: Vec<Category>,
        /// What was observed, one row for each year and category.
        pub rows: Vec<Observation>,
        /// Why a category has no row in a year.
        pub absent: Option<Vec<Absent>>,
        /// Categories that may be taken together for a comparison.
        pub merges: Option<Vec<Merge>>,
        /// Which two years are compared.
        pub compare: Compare,
    }
}

record! {
    /// A category.
    pub struct Category {
        /// Identifier.
        pub id: String,
        /// What it is called.
        pub name: Text,
    }
}

record! {
    /// What was observed of one category in one year.
    pub struct Observation {
        /// The year.
        pub year: i32,
        /// The category.
        pub category: String,
        /// Clients, unique within the category.
        pub clients: Exact,
        /// Costs in euro, two decimals.
        pub cost: Exact,
        /// The source of this row, or `aanname`, where it is not that of all rows.
        pub source: Option<String>,
    }
}

record! {
    /// A category without a row in a year.
    pub struct Absent {
        /// The year.
        pub year: i32,
        /// The category.
        pub category: String,
        /// Why it is not there.
        pub reason: Text,
    }
}

record! {
    /// Categories taken together.
    pub struct Merge {
        /// The category that takes the others in.
        pub into: String,
        /// The categories that go into it.
        pub from: Vec<String>,
        /// Whether they are taken together now.
        pub on: bool,
    }
}

record! {
    /// Two years to compare.
    pub struct Compare {
        /// The year compared from.
        pub from: i32,
        /// The year compared to.
        pub to: i32,
    }
}

impl Observations {
    /// Notes what does not fit: unknown categories, years outside the horizon, rows that are there twice.
    pub fn check(&self, path: &str, years: &[i32], problems: &mut Problems) {
        cite(&self.source, &format!("{path}.source"), problems);
        let category = Text::new("categorie", "category");
        let known = |id: &str| self.categories.iter().any(|category| category.id == id);
        let in_horizon = |year: i32, at: String, problems: &mut Problems| {
            if !years.contains(&year) {
                let span = match (years.first(), years.last()) {
                    (Some(first), Some(last)) => format!("{first}–{last}"),
                    _ => "–".to_owned(),
                };
                let message = Text::owned(
                    format!("{at}: {year} valt buiten de looptijd {span}."),
                    format!("{at}: {year} lies outside the horizon {span}."),
                );
                problems.add(Problem::at(&at, "year", message).with(year.to_string(), span));
            }
        };
        for (at, row) in self.rows.iter().enumerate() {
            let place = format!("{path}.rows[{at}]");
            if let Some(source) = &row.source {
                cite(source, &format!("{place}.source"), problems);
            }
            in_horizon(row.year, format!("{place}.year"), problems);
            if !known(&row.category) {
                problems.add(missing(&format!("{place}.category"), category.clone(), &row.category));
            }
            if self.rows.iter().take(at).any(|other| (other.year, &other.category) == (row.year, &row.category)) {
                let message = Text::owned(
                    format!("{place}: jaar {} en categorie {} staan er twee keer.", row.year, row.category),
                    format!("{place}: year {} and category {} are there twice.", row.year, row.category),
                );
                problems.add(Problem::at(&place, "repeated-row", message));
            }
            for (field, value, decimals) in [("clients", row.clients, 18), ("cost", row.cost, 2)] {
                if value.is_negative() || value.decimals() > decimals {
                    let message = Text::owned(
                        format!(
                            "{place}.{field}: gevonden {value}, verwacht een getal vanaf nul, bedragen met ten hoogste twee decimalen."
                        ),
                        format!(
                            "{place}.{field}: found {value}, expected a number from zero, amounts with at most two decimals."
                        ),
                    );
                    problems.add(
                        Problem::at(&format!("{place}.{field}"), "amount", message).with(value.to_string(), "≥ 0"),
                    );
                }
            }
        }
        for (at, absent) in self.absent.iter().flatten().enumerate() {
            if !known(&absent.category) {
                problems.add(missing(&format!("{path}.absent[{at}].category"), category.clone(), &absent.category));
            }
        }
        for (at, merge) in self.merges.iter().flatten().enumerate() {
            for id in std::iter::once(&merge.into).chain(&merge.from).filter(|id| !known(id)) {
                problems.add(missing(&format!("{path}.merges[{at}]"), category.clone(), id));
            }
            if merge.from.contains(&merge.into) {
                let message = Text::owned(
                    format!("{path}.merges[{at}]: een categorie kan niet in zichzelf opgaan."),
                    format!("{path}.merges[{at}]: a category cannot go into itself."),
                );
                problems.add(Problem::at(&format!("{path}.merges[{at}]"), "merge", message));
            }
        }
        for (field, year) in [("from", self.compare.from), ("to", self.compare.to)] {
            let observed = self.rows.iter().any(|row| row.year == year);
            if !observed {
                let at = format!("{path}.compare.{field}");
                let message = Text::owned(
                    format!("{at}: van {year} zijn er geen gegevens; kies een jaar dat er wel is."),
                    format!("{at}: there are no data of {year}; choose a year that is there."),
                );
                problems.add(Problem::at(&at, "year", message).with(year.to_string(), "rows[].year"));
            }
        }
    }

    /// Where a category ends up with the merges that are on.
    fn merged<'a>(&'a self, id: &'a str) -> &'a str {
        let merges = self.merges.iter().flatten().filter(|merge| merge.on);
        merges.into_iter().find(|merge| merge.from.iter().any(|from| from == id)).map_or(id, |merge| &merge.into)
    }

    /// Adds clients, costs and averages by year and category, their totals, and the comparison of two years.
    pub(crate) fn add(&self, draft: &mut Draft, timeline: &Timeline, path: &str) -> Result<Observed, CareError> {
        let label = |category: &Category| Label::new(category.id.clone(), category.name.clone());
        let name = Text::new("Categorie", "Category");
        let merging = self.categories.iter().any(|category| self.merged(&category.id) != category.id);
        let (clients, costs, axis, absent) = if merging {
            let source = draft.axis(
                "bron-categorie",
                Text::new("Categorie in de bron", "Category of the source"),
                self.categories.iter().map(label).collect(),
            )?;
            let kept: Vec<&Category> =
                self.categories.iter().filter(|category| self.merged(&category.id) == category.id).collect();
            let axis = draft.axis("categorie", name, kept.iter().map(|category| label(category)).collect())?;
            let into = draft.grouping(source, axis, |label| {
                kept.iter().position(|category| category.id == self.merged(&label.id))
            })?;
            let rows = self.add_rows(draft, timeline, source, path, "-in-bron")?;
            let there = self.add_absent(draft, timeline, source, "-in-bron", false)?;
            let (clients, costs) = counted(draft, rows, there, "-in-bron")?;
            // What counts of each category; where none of those that were taken together was observed, there is nothing to show.
            let absent = self.add_absent(draft, timeline, axis, "", true)?;
            let suffix = if absent.is_some() { COUNTED } else { "" };
            let merged = |draft: &mut Draft, about: Quantity, node: NodeId| {
                let about = if absent.is_some() { about } else { about.reported() };
                draft.formula(about, node.group(into))
            };
            let clients = merged(draft, clients_of(suffix), clients)?;
            let costs = merged(draft, costs_of(suffix), costs)?;
            if let Some(absent) = absent {
                let shown = |node: NodeId| absent.expr().then(Expr::NoValue(Reason::None), node);
                draft.formula(clients_of("").reported(), shown(clients))?;
                draft.formula(costs_of("").reported(), shown(costs))?;
            }
            (clients, costs, axis, absent)
        } else {
            let axis = draft.axis("categorie", name, self.categories.iter().map(label).collect())?;
            let rows = self.add_rows(draft, timeline, axis, path, "")?;
            let absent = self.add_absent(draft, timeline, axis, "", true)?;
            let (clients, costs) = counted(draft, rows, absent, "")?;
            (clients, costs, axis, absent)
        };
        let average = |id: &str, nl, en| Quantity::amount(id, Text::new(nl, en), Unit::EURO / Unit::CLIENT).reported();
        let per_client = |costs: NodeId, clients: NodeId| {
            let none = clients.expr().at_most(Expr::ZERO);
            none.then(Expr::NoValue(Reason::None), (costs / clients).round(RoundingStep::Average))
        };
        draft.formula(
            average("kosten-per-client-categorie", "Kosten per cliënt", "Costs per client"),
            per_client(costs, clients),
        )?;
        let total_clients = draft.formula(
            Quantity::integer(
                "clienten-totaal",
                Text::new("Cliënten, alle categorieën", "Clients, all categories"),
                Unit::CLIENT,
            )
            .reported(),
            clients.sum(axis),
        )?;
        let total_costs = draft.formula(
            Quantity::amount(
                "kosten-totaal",
                Text::new("Kosten, alle categorieën", "Costs, all categories"),
                Unit::EURO,
            )
            .reported(),
            costs.sum(axis),
        )?;
        let total_average = draft.formula(
            average("kosten-per-client-totaal", "Gemiddelde kosten per cliënt", "Average costs per client"),
            per_client(total_costs, total_clients),
        )?;
        let position = |year: i32| timeline.years.iter().position(|own| *own == year).unwrap_or(0);
        let (from, to) = (position(self.compare.from), position(self.compare.to));
        let compared = decomposition::Compared {
            across: timeline.year,
            from,
            to,
            category: axis,
            volume: clients,
            costs,
            suffix: "-in-jaren".to_owned(),
            sides: [Text::new("eerste jaar", "first year"), Text::new("tweede jaar", "second year")],
            price: Text::new("Kosten per cliënt", "Costs per client"),
        };
        let causes = decomposition::add(draft, &compared)?;
        let euro = |id: &str, nl, en| Quantity::amount(id, Text::new(nl, en), Unit::EURO);
        let mut total =
            |about: Quantity, year: usize| draft.formula(about.reported(), total_costs.at(timeline.year, year));
        let before = total(euro("verschil-van", "Kosten in het eerste jaar", "Costs in the first year"), from)?;
        let after = total(euro("verschil-naar", "Kosten in het tweede jaar", "Costs in the second year"), to)?;
        let difference = draft.formula(euro("verschil", "Verschil", "Difference").reported(), after - before)?;
        let effects = euro("effecten", "Effecten", "Effects");
        decomposition::add_table(draft, ("effect", Text::new("Effect", "Effect")), effects, difference, &causes)?;
        let about = Quantity::integer(
            "verandering-clienten",
            Text::new("Verandering van het aantal cliënten", "Change in the number of clients"),
            Unit::CLIENT,
        );
        let in_year = |year: usize| total_clients.at(timeline.year, year);
        draft.formula(about.reported(), in_year(to) - in_year(from))?;
        let about = Quantity::percent(
            "verandering-per-client",
            Text::new("Verandering van de kosten per cliënt", "Change in costs per client"),
        );
        let average = |year: usize| total_average.at(timeline.year, year);
        let change = (average(to) / average(from) - Expr::count(1)).round(RoundingStep::Percentage);
        draft.formula(about.reported(), change)?;
        Ok(Observed { axis, clients, costs, total: total_costs, absent })
    }

    /// 1 for a category that was not observed in a year (a form that did not yet stand apart, say), and in the years after the
    /// last one for what was not observed then; nothing where everything was. Categories that are taken together count as the one
    /// that takes them in where `merged`.
    fn add_absent(
        &self,
        draft: &mut Draft,
        timeline: &Timeline,
        axis: AxisId,
        suffix: &str,
        merged: bool,
    ) -> Result<Option<NodeId>, CareError> {
        let home = |id| if merged { self.merged(id) } else { id };
        let kept: Vec<&Category> =
            self.categories.iter().filter(|category| home(&category.id) == category.id).collect();
        let seen = |year: i32| self.rows.iter().any(|row| row.year == year);
        let there = |year: i32, id: &str| self.rows.iter().any(|row| row.year == year && home(&row.category) == id);
        let (mut values, mut origins, mut last) = (Vec::new(), Vec::new(), None);
        for year in &timeline.years {
            if seen(*year) {
                last = Some(*year);
            }
            for category in &kept {
                let at = last.filter(|year| !there(*year, &category.id));
                let reason = self
                    .absent
                    .iter()
                    .flatten()
                    .find(|absent| Some(absent.year) == at && absent.category == category.id);
                values.push(flag(at.is_some()));
                let note = reason.map(|absent| absent.reason.clone());
                origins.push(Origin { basis: Basis::Definition, path: None, note });
            }
        }
        if values.iter().all(|value| *value == flag(false)) {
            return Ok(None);
        }
        let name = Text::new("Niet waargenomen", "Not observed");
        let about = Quantity::integer(format!("niet-waargenomen{suffix}"), name, Unit::NONE).kind(Kind::Stock);
        Ok(Some(draft.input(about, &[timeline.year, axis], values, origins)?))
    }

    /// The rows as arrays. A category without a row has no value; the reason stands with it.
    fn add_rows(
        &self,
        draft: &mut Draft,
        timeline: &Timeline,
        axis: AxisId,
        path: &str,
        suffix: &str,
    ) -> Result<(NodeId, NodeId), CareError> {
        let (mut clients, mut costs, mut of_clients, mut of_costs) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for year in &timeline.years {
            for category in &self.categories {
                let row = self.rows.iter().position(|row| row.year == *year && row.category == category.id);
                let found = row.and_then(|at| self.rows.get(at));
                let nothing = Value::Undefined(Reason::None);
                clients.push(found.map_or(nothing, |row| Value::Known(row.clients)));
                costs.push(found.map_or(nothing, |row| Value::Known(row.cost)));
                let source = found.and_then(|row| row.source.as_deref()).unwrap_or(&self.source);
                let reason =
                    self.absent.iter().flatten().find(|absent| absent.year == *year && absent.category == category.id);
                let origin = |field: &str| Origin {
                    basis: basis_of(source),
                    path: Some(row.map_or(path.to_owned(), |at| format!("{path}.rows[{at}].{field}"))),
                    note: reason.map(|absent| absent.reason.clone()),
                };
                of_clients.push(origin("clients"));
                of_costs.push(origin("cost"));
            }
        }
        let axes = [timeline.year, axis];
        let reported = suffix.is_empty();
        let (mut about_clients, mut about_costs) = (clients_of(suffix), costs_of(suffix));
        if reported {
            (about_clients, about_costs) = (about_clients.reported(), about_costs.reported());
        }
        Ok((draft.input(about_clients, &axes, clients, of_clients)?, draft.input(about_costs, &axes, costs, of_costs)?))
    }
}

/// What is added up: of what was not observed in a year that was, nothing.
fn counted(
    draft: &mut Draft,
    (clients, costs): (NodeId, NodeId),
    absent: Option<NodeId>,
    suffix: &str,
) -> Result<(NodeId, NodeId), CareError> {
    let Some(absent) = absent else {
        return Ok((clients, costs));
    };
    let or_nothing = |node: NodeId| absent.expr().then(Expr::ZERO, node);
    let suffix = format!("{suffix}{COUNTED}");
    Ok((draft.formula(clients_of(&suffix), or_nothing(clients))?, draft.formula(costs_of(&suffix), or_nothing(costs))?))
}

/// Clients are unique within a category; a total over categories may count one twice, which is said with it.
fn clients_of(suffix: &str) -> Quantity {
    let name = if suffix.ends_with(COUNTED) {
        Text::new("Cliënten die meetellen", "Clients that count")
    } else {
        Text::new("Cliënten", "Clients")
    };
    Quantity::integer(format!("clienten{suffix}"), name, Unit::CLIENT).kind(Kind::Stock)
}

fn costs_of(suffix: &str) -> Quantity {
    let name = if suffix.ends_with(COUNTED) {
        Text::new("Kosten die meetellen", "Costs that count")
    } else {
        Text::new("Kosten", "Costs")
    };
    Quantity::amount(format!("kosten{suffix}"), name, Unit::EURO).kind(Kind::Flow)
}
