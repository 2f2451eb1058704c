//! What in a cost price does not fit, and what a reader of one must know.

use super::parameter::{Parameter, ParameterKind};
use super::sets::Set;
use super::{CostPrice, OverheadOf, Party, offers, published};
use crate::calendar::Dated;
use crate::care::missing;
use crate::model::{Evaluation, Graph, Status};
use crate::quantity::{Exact, Lang, Text, Unit, write_number};
use crate::tree::{Problem, Problems};

/// A cost price has at most this many functions, offers, published amounts, and days from which values hold.
const MOST_FUNCTIONS: usize = 6;
const MOST_OFFERS: usize = 50;
const MOST_PUBLISHED: usize = 50;
const MOST_DATES: usize = 24;
/// Two parties are laid side by side.
const MOST_PARTIES: usize = 2;

impl CostPrice {
    /// Notes what does not fit; `product` gives the unit of a product of the document.
    pub(crate) fn check(&self, path: &str, product: impl Fn(&str) -> Option<Unit>, problems: &mut Problems) {
        if ![Unit::DAGDEEL, Unit::UUR, Unit::ETMAAL].contains(&self.unit) {
            let message = Text::owned(
                format!("{path}.unit: gevonden {}, verwacht dagdeel, uur of etmaal.", self.unit),
                format!("{path}.unit: found {}, expected dagdeel, uur or etmaal.", self.unit),
            );
            problems.add(
                Problem::at(&format!("{path}.unit"), "unit", message)
                    .with(self.unit.to_string(), "dagdeel, uur, etmaal"),
            );
        }
        if let Some(id) = &self.product {
            match product(id) {
                None => problems.add(missing(&format!("{path}.product"), Text::new("product", "product"), id)),
                Some(unit) if unit != self.unit => {
                    let message = Text::owned(
                        format!("{path}.unit: gevonden {}, maar dit product gaat per {unit}.", self.unit),
                        format!("{path}.unit: found {}, but this product is per {unit}.", self.unit),
                    );
                    problems.add(
                        Problem::at(&format!("{path}.unit"), "unit", message)
                            .with(self.unit.to_string(), unit.to_string()),
                    );
                }
                Some(_) => {}
            }
        }
        let offers = self.offers.as_deref().unwrap_or(&[]);
        let published = self.published.as_deref().unwrap_or(&[]);
        for (field, count, least, most) in [
            ("functions", self.functions.len(), 1, MOST_FUNCTIONS),
            ("parties", self.parties.len(), 1, MOST_PARTIES),
            ("offers", offers.len(), 0, MOST_OFFERS),
            ("published", published.len(), 0, MOST_PUBLISHED),
        ] {
            counted(&format!("{path}.{field}"), count, least, most, problems);
        }
        let sets = self.parties.iter().map(|own| &own.id).chain(offers.iter().map(|own| &own.id));
        unique(sets, &format!("{path}.parties"), problems);
        unique(self.functions.iter().map(|own| &own.id), &format!("{path}.functions"), problems);
        unique(published.iter().map(|own| &own.id), &format!("{path}.published"), problems);
        offers::check(offers, &self.parties, self.unit, &format!("{path}.offers"), problems);
        published::check(published, self.unit, &format!("{path}.published"), problems);
        for (own, place) in self.parameters() {
            self.check_parameter(own, &format!("{path}.{place}"), problems);
        }
        for (at, party) in self.parties.iter().enumerate() {
            self.check_party(party, &format!("{path}.parties[{at}].parameters"), problems);
        }
        counted(&format!("{path}.date"), self.dates().len(), 1, MOST_DATES, problems);
        self.check_mix(path, problems);
    }

    fn check_parameter(&self, own: &Parameter, path: &str, problems: &mut Problems) {
        let wrong = |field: &str, nl: &str, en: &str| {
            let text = Text::owned(format!("{path}.{field}: {nl}"), format!("{path}.{field}: {en}"));
            Problem::at(&format!("{path}.{field}"), "parameter", text)
        };
        let kind = own.parameter;
        let known = |id: &str| self.functions.iter().any(|function| function.id == id);
        match own.function.as_deref() {
            None if kind.by_function() => problems.add(wrong("function", "geef de functie.", "give the function.")),
            Some(_) if !kind.by_function() => {
                problems.add(wrong(
                    "function",
                    "deze parameter geldt voor alle functies.",
                    "this parameter holds for all functions.",
                ));
            }
            Some(id) if !known(id) => {
                problems.add(missing(&format!("{path}.function"), Text::new("functie", "function"), id));
            }
            _ => {}
        }
        let choices = [
            ("overhead_of", own.overhead_of.is_some(), ParameterKind::Overhead, true),
            ("claimable", own.claimable.is_some(), ParameterKind::NoShow, true),
            ("saved_on_absence", own.saved_on_absence.is_some(), ParameterKind::ClientCost, false),
            ("steps", own.steps.is_some(), ParameterKind::Staff, false),
        ];
        for (field, given, of, needed) in choices {
            if given && kind != of {
                problems.add(wrong(field, "hoort niet bij deze parameter.", "does not belong with this parameter."));
            }
            if !given && needed && kind == of {
                problems.add(wrong(field, "hoort bij de definitie; geef het.", "is part of the definition; give it."));
            }
        }
        if let Some(steps) = &own.steps {
            steps.check(&format!("{path}.steps"), problems);
        }
        if own.values.is_empty() != own.steps.is_some() {
            problems.add(wrong(
                "values",
                "geef een waarde, of bij begeleiders een tabel.",
                "give a value, or with staff a table.",
            ));
        }
        self.check_values(own, path, problems);
    }

    fn check_values(&self, own: &Parameter, path: &str, problems: &mut Problems) {
        let kind = own.parameter;
        let (_, _, scale) = kind.spec();
        let units = scale.units(self.unit, self.opening());
        // All sets give a parameter in one unit, that of the first; a franchise stands in the unit of the wage.
        let like = if kind == ParameterKind::PensionFranchise { ParameterKind::Wage } else { kind };
        let first =
            self.parameters().find(|(other, _)| other.parameter == like).and_then(|(other, _)| other.values.first());
        let unit = first.map(|dated| dated.amount.unit).filter(|unit| units.contains(unit));
        let expected = unit.or(units.first().copied()).unwrap_or_default();
        let least = match kind {
            ParameterKind::ContractHours => Exact::ONE,
            ParameterKind::Enrolled => Exact::from_scaled_i64(1, 2),
            ParameterKind::Index | ParameterKind::Margin => Exact::from_scaled_i64(-99, 2),
            _ => Exact::ZERO,
        };
        for dated in &own.values {
            match kind {
                ParameterKind::Share | ParameterKind::NoShow => dated.amount.expect_share(problems),
                ParameterKind::Overhead if own.overhead_of == Some(OverheadOf::Total) => {
                    dated.amount.expect_share(problems)
                }
                _ => dated.amount.expect_at_least(least, expected, problems),
            }
        }
        if let Err(error) = Dated::new(own.values.iter().map(|dated| (dated.from, ())).collect()) {
            let at = format!("{path}.values[{}].from", error.index());
            problems.add(Problem::at(&at, error.code(), error.message()));
        }
        if let Some(first) = own.values.first().filter(|first| first.from > self.date) {
            let message = Text::owned(
                format!("{path}.values: geef een waarde die op {} al geldt.", self.date),
                format!("{path}.values: give a value that holds on {} already.", self.date),
            );
            let problem = Problem::at(&format!("{path}.values"), "no-value", message);
            problems.add(problem.with(first.from.to_string(), format!("≤ {}", self.date)));
        }
    }

    /// What a party cannot do without.
    fn check_party(&self, party: &Party, path: &str, problems: &mut Problems) {
        for (at, own) in party.parameters.iter().enumerate() {
            let same = |other: &&Parameter| other.parameter == own.parameter && other.function == own.function;
            if party.parameters.iter().take(at).any(|other| same(&other)) {
                let message = Text::owned(
                    format!("{path}[{at}]: deze parameter staat er twee keer."),
                    format!("{path}[{at}]: this parameter is there twice."),
                );
                problems.add(Problem::at(&format!("{path}[{at}]"), "repeated-parameter", message));
            }
        }
        let mut needed = vec![(ParameterKind::ContractHours, None)];
        needed.extend(self.functions.iter().map(|own| (ParameterKind::Wage, Some(own.id.as_str()))));
        if self.unit != Unit::UUR {
            needed.extend([(ParameterKind::Staff, None), (ParameterKind::Enrolled, None)]);
        }
        let rest = self.rest();
        let shares = self.functions.iter().enumerate().filter(|(at, _)| Some(*at) != rest);
        needed.extend(shares.map(|(_, own)| (ParameterKind::Share, Some(own.id.as_str()))));
        let set = Set { party, offer: None };
        for (kind, function) in needed {
            if set.find(kind, function).is_none() {
                let (_, name, _) = kind.spec();
                let of = function.map(|id| format!(" ({id})")).unwrap_or_default();
                let message = Text::owned(
                    format!("{path}: \"{}{of}\" ontbreekt; geef deze parameter.", name.nl),
                    format!("{path}: \"{}{of}\" is missing; give this parameter.", name.en),
                );
                problems.add(Problem::at(path, "missing-parameter", message));
            }
        }
    }

    /// Shares of functions are the whole: together 1, or at most 1 where one function is the rest.
    fn check_mix(&self, path: &str, problems: &mut Problems) {
        let rest = self.rest();
        if rest.is_some() && self.functions.len() == 1 {
            return;
        }
        for set in self.sets() {
            for date in self.dates() {
                let share = |id: &str| set.figure(ParameterKind::Share, Some(id), date).and_then(|own| own.value);
                let given: Option<Vec<Exact>> = self
                    .functions
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| Some(*at) != rest)
                    .map(|(_, own)| share(&own.id))
                    .collect();
                let Some(sum) = given.and_then(|given| Exact::sum(given).ok()) else {
                    continue;
                };
                let fits = if rest.is_some() { sum <= Exact::ONE } else { sum == Exact::ONE };
                if !fits {
                    let who = &set.party.name;
                    let message = Text::owned(
                        format!("{path}: de functiemix van {} is op {date} samen {sum}; verwacht 1 (100 %).", who.nl),
                        format!(
                            "{path}: the function mix of {} is {sum} together on {date}; expected 1 (100 %).",
                            who.en
                        ),
                    );
                    problems.add(Problem::at(path, "function-mix", message).with(sum.to_string(), "1"));
                    return;
                }
            }
        }
    }
}

fn counted(path: &str, count: usize, least: usize, most: usize, problems: &mut Problems) {
    if (least..=most).contains(&count) {
        return;
    }
    let message = Text::owned(
        format!("{path}: gevonden {count}, verwacht {least} tot en met {most}."),
        format!("{path}: found {count}, expected {least} to {most}."),
    );
    problems.add(Problem::at(path, "too-many", message).with(count.to_string(), format!("{least}–{most}")));
}

/// Identifiers are `[a-z0-9-]` and stand once.
fn unique<'a>(ids: impl Iterator<Item = &'a String>, path: &str, problems: &mut Problems) {
    let ids: Vec<&String> = ids.collect();
    for (at, id) in ids.iter().enumerate() {
        let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        let fits = (1..=64).contains(&id.len()) && id.chars().all(plain);
        if fits && !ids.iter().take(at).any(|other| other == id) {
            continue;
        }
        let message = Text::owned(
            format!(
                "{path}: het id \"{id}\" is al gebruikt, of bestaat niet uit kleine letters, cijfers en streepjes (ten hoogste 64)."
            ),
            format!(
                "{path}: the id \"{id}\" is already used, or is not of small letters, digits and hyphens (at most 64)."
            ),
        );
        problems.add(Problem::at(path, "id", message).with(id.as_str(), "[a-z0-9-]"));
    }
}

/// What a reader of a cost price must know: where definitions differ, where a party leaves a parameter out, where an offer is not
/// what its parameters give, and where there are no productive hours. Severity, code, text, and where it belongs.
pub fn warn(
    part: &CostPrice,
    path: &str,
    graph: &Graph,
    evaluation: &Evaluation<Exact>,
) -> Vec<(bool, &'static str, Text, String)> {
    let mut found = Vec::new();
    let node = |id: &str| graph.named(id);
    let refused = node("kostprijs-productief-uur").is_some_and(|node| {
        (0..graph.cells(node))
            .filter_map(|at| evaluation.cell(node, at))
            .any(|cell| matches!(cell.status, Status::Undefined(_)))
    });
    if refused {
        let text = Text::new(
            "Er blijven geen productieve uren over; daarom wordt de kostprijs niet berekend.",
            "There are no productive hours left; so the cost price is not computed.",
        );
        found.push((true, "no-productive-hours", text, path.to_owned()));
    }
    if let [one, other] = part.parties.as_slice() {
        warn_of_definitions(part, one, other, path, &mut found);
    }
    warn_of_offers(part, path, graph, evaluation, &mut found);
    found
}

fn warn_of_definitions(
    part: &CostPrice,
    one: &Party,
    other: &Party,
    path: &str,
    found: &mut Vec<(bool, &'static str, Text, String)>,
) {
    let (mut differing, mut lacking) = (Vec::new(), Vec::new());
    let functions: Vec<Option<&str>> = part.functions.iter().map(|own| Some(own.id.as_str())).chain([None]).collect();
    for kind in ParameterKind::ALL {
        let (_, name, _) = kind.spec();
        for function in &functions {
            let find = |party| Set { party, offer: None }.find(kind, *function);
            match (find(one), find(other)) {
                (Some(a), Some(b)) => {
                    let choices =
                        |own: &Parameter| (own.overhead_of, own.claimable, own.saved_on_absence, own.steps.is_some());
                    if (a.definition != b.definition || choices(a) != choices(b)) && !differing.contains(&name) {
                        differing.push(name.clone());
                    }
                }
                (Some(_), None) => lacking.push((name.clone(), other)),
                (None, Some(_)) => lacking.push((name.clone(), one)),
                (None, None) => {}
            }
        }
    }
    if !differing.is_empty() {
        let list = |lang| differing.iter().map(|name| name.get(lang).to_lowercase()).collect::<Vec<_>>().join(", ");
        let text = Text::owned(
            format!(
                "De partijen verstaan niet hetzelfde onder: {}. Het verschil bestaat daar ook uit een ander begrip.",
                list(Lang::Nl)
            ),
            format!(
                "The parties do not mean the same by: {}. There, the difference is one of meaning as well.",
                list(Lang::En)
            ),
        );
        found.push((false, "definitions-differ", text, path.to_owned()));
    }
    for (name, party) in lacking {
        let text = Text::owned(
            format!("{} geeft geen {}; in die reeks telt dat niet mee.", party.name.nl, name.nl.to_lowercase()),
            format!("{} gives no {}; it does not count in that set.", party.name.en, name.en.to_lowercase()),
        );
        found.push((false, "parameter-lacking", text, path.to_owned()));
    }
}

fn warn_of_offers(
    part: &CostPrice,
    path: &str,
    graph: &Graph,
    evaluation: &Evaluation<Exact>,
    found: &mut Vec<(bool, &'static str, Text, String)>,
) {
    let Some(again) = graph.named("kostprijs-bod-narekening") else {
        return;
    };
    for (at, offer) in part.offers.iter().flatten().enumerate() {
        // The first moment is the day of the comparison.
        let cell = evaluation.cell(again, at).filter(|cell| cell.status == Status::Known);
        let said = offer.amount.as_ref().and_then(|amount| amount.value);
        let (Some(cell), Some(said)) = (cell, said) else {
            continue;
        };
        if cell.value != said {
            let write = |value: Exact, lang| write_number(value, 2, lang);
            let day = offer.date.text();
            let text = Text::owned(
                format!(
                    "Het bod van {} is € {}; met zijn parameters komt er € {} uit.",
                    day.nl,
                    write(said, Lang::Nl),
                    write(cell.value, Lang::Nl)
                ),
                format!(
                    "The offer of {} is € {}; its parameters give € {}.",
                    day.en,
                    write(said, Lang::En),
                    write(cell.value, Lang::En)
                ),
            );
            found.push((false, "offer-differs", text, format!("{path}.offers[{at}]")));
        }
    }
}
