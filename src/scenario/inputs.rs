//! The inputs of a document: everything in it that can be given another value, each with the path at which it stands.
//!
//! What a place holds is known by how it was read, so that a new part or lever is listed by itself; what an input is called is
//! known by the cells of the graph that it fills.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::document::Document;
use super::result::format_word;
use crate::calendar::Date;
use crate::model::{Axis, Basis, Format, Graph, Label, NodeId, Quantity};
use crate::quantity::{Exact, Lang, Text, Unit};
use crate::tree::{Holds, Json, Problems, Read, Tree};

/// One input of a document.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Input {
    /// Where it stands, such as `parts[0].volume.clients`.
    pub path: String,
    /// The same place by identifiers instead of positions, by which the inputs of two documents are matched.
    pub key: String,
    /// What it is called, apart from what it belongs to.
    pub name: Text,
    /// The part or lever that it belongs to; null for the horizon.
    pub of: Option<InputOwner>,
    /// What may stand there.
    pub kind: InputKind,
    /// What stands there: a decimal, a date, `true` or `false`, a word; null where it is not known.
    pub value: Option<String>,
    /// The lowest value, where a range is given.
    pub low: Option<String>,
    /// The highest value, where a range is given.
    pub high: Option<String>,
    /// The unit; `1` for a number without unit, null for what is no number.
    pub unit: Option<String>,
    /// How it is written.
    #[cfg_attr(feature = "types", ts(type = "\"amount\" | \"number\" | \"percent\" | \"integer\""))]
    pub format: &'static str,
    /// To how many decimals it is given, of a percentage of the fraction: its smallest step.
    pub decimals: u8,
    /// The source that it cites, or `aanname`.
    pub source: Option<String>,
    /// Whether it is a figure, with a unit and a source of its own.
    pub figure: bool,
}

/// What an input may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum InputKind {
    /// A decimal.
    Number,
    /// A whole number, such as a year.
    Whole,
    /// A date.
    Date,
    /// On or off.
    Switch,
    /// One of a few words.
    Word,
}

/// The part or lever that an input belongs to.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct InputOwner {
    /// Where it stands, such as `levers[0]`.
    pub path: String,
    /// Its kind, such as `product` or `tariff`.
    pub kind: String,
    /// Its identifier, if it has one.
    pub id: Option<String>,
    /// What it is called.
    pub name: Text,
}

/// What is called by its field, since it fills no cell of its own.
static FIELDS: [(&str, Text); 46] = [
    ("horizon.from", Text::new("Looptijd vanaf", "Horizon from")),
    ("horizon.to", Text::new("Looptijd tot", "Horizon until")),
    ("compare.from", Text::new("Vergelijking vanaf jaar", "Comparison from year")),
    ("compare.to", Text::new("Vergelijking met jaar", "Comparison with year")),
    ("goal.from", Text::new("Extra capaciteit vanaf", "More capacity from")),
    ("goal.by", Text::new("Doel op", "Goal on")),
    ("from", Text::new("Ingangsdatum", "Effective date")),
    ("last", Text::new("Laatste dag", "Last day")),
    ("month", Text::new("Maand", "Month")),
    ("months", Text::new("Maanden", "Months")),
    ("regimes", Text::new("Frequentie", "Frequency")),
    ("paid_by", Text::new("Betaald naar", "Paid by")),
    ("most_on", Text::new("Maximum per week geldt", "Maximum a week holds")),
    ("volume", Text::new("Omvang", "Volume")),
    ("to", Text::new("Tot", "Until")),
    ("step", Text::new("Lengte van een periode", "Length of a period")),
    ("on", Text::new("Staat aan", "Switched on")),
    ("nature", Text::new("Aard", "Nature")),
    ("phase_in_months", Text::new("Ingroei in maanden", "Phase-in in months")),
    ("no_show_claimable", Text::new("Afwezigheid is declarabel", "Absence may be claimed")),
    ("saved_on_absence", Text::new("Kosten bespaard bij afwezigheid", "Cost saved on absence")),
    ("by", Text::new("Spreiding over het jaar", "Spread over the year")),
    ("weeks", Text::new("Openingsweken", "Opening weeks")),
    ("shares", Text::new("Deel van het jaar", "Part of the year")),
    ("normalise", Text::new("Aandelen schalen tot 100 %", "Scale shares to 100 %")),
    ("base_year", Text::new("Basisjaar", "Base year")),
    ("target_year", Text::new("Doeljaar", "Target year")),
    ("shape", Text::new("Vorm van het pad", "Shape of the path")),
    ("rule", Text::new("Regel voor de correctie", "Rule of the correction")),
    ("realised_until", Text::new("Realisatie tot", "Realised until")),
    ("clients", Text::new("Cliënten", "Clients")),
    ("cost", Text::new("Kosten", "Costs")),
    ("cost_per_client", Text::new("Kosten per cliënt", "Costs per client")),
    ("amount", Text::new("Bedrag", "Amount")),
    ("share", Text::new("Aandeel", "Share")),
    ("percent", Text::new("Percentage", "Percentage")),
    ("units", Text::new("Eenheden", "Units")),
    ("value", Text::new("Waarde", "Value")),
    ("staff", Text::new("Medewerkers", "Staff")),
    ("date", Text::new("Datum", "Date")),
    ("overhead_of", Text::new("Overhead is een deel van", "Overhead is a part of")),
    ("claimable", Text::new("Afwezigheid is declarabel", "Absence may be claimed")),
    ("follow", Text::new("Volgt latere waarden", "Follows later values")),
    ("table.from", Text::new("Trede van", "Step from")),
    ("table.to", Text::new("Trede tot en met", "Step up to")),
    ("unit", Text::new("Eenheid", "Unit")),
];

/// What parts are called that have no name of their own.
static KINDS: [(&str, Text); 9] = [
    ("group_tariff", Text::new("Opbouw van het groepstarief", "Build-up of the group tariff")),
    ("projection", Text::new("Prognose", "Projection")),
    ("municipalities", Text::new("Gemeenten", "Municipalities")),
    ("providers", Text::new("Aanbieders", "Providers")),
    ("budget", Text::new("Begroting", "Budget")),
    ("queue", Text::new("Wachtlijst", "Waiting list")),
    ("contracts", Text::new("Contracten", "Contracts")),
    ("cost_price", Text::new("Kostprijs", "Cost price")),
    ("observations", Text::new("Waarnemingen", "Observations")),
];

/// The parts of a unit of which there are no halves in an answer: one client more, not a tenth of one.
const COUNTED: [Unit; 6] = [Unit::CLIENT, Unit::WEEK, Unit::CONTRACT, Unit::DAGDEEL, Unit::MAAND, Unit::DAG];

/// All inputs of a document, in the order in which it is read. What was supplied beside it as a whole, such as the months of a
/// key, is not the document's to change: what lies below such a path is no input.
pub(crate) fn list(json: &Json, supplied: &[String], graph: &Graph) -> Vec<Input> {
    let mut problems = Problems::with_places();
    let document: Option<Document> = Read::read(&Tree::root(json), &mut problems);
    let figures: HashSet<&str> =
        problems.places().iter().filter(|(_, holds)| *holds == Holds::Figure).map(|(path, _)| path.as_str()).collect();
    let filled = filled(graph);
    let claims = document.as_ref().and_then(|document| document.whole().claims_at()).map(|(_, path)| path);
    // Which claims there are is no figure to be changed either.
    let given: HashSet<&str> = supplied.iter().chain(&claims).map(String::as_str).collect();
    // The year of a row, and what a parameter or a published amount is, tell which row it is.
    let tells = |path: &str| [".year", ".parameter", ".what"].iter().any(|field| path.ends_with(field));
    let own = problems
        .places()
        .iter()
        // How often is drawn, and what was known when, change no outcome.
        .filter(|(path, _)| !path.starts_with("simulation.") && !path.starts_with("frozen."))
        .filter(|(path, _)| !ancestors(path).any(|above| figures.contains(above) || given.contains(above)))
        .filter(|(path, _)| !tells(path));
    let mut inputs: Vec<Input> =
        own.filter_map(|(path, holds)| input(json, graph, filled.get(path.as_str()), path, *holds)).collect();
    tell_apart(json, &mut inputs);
    inputs
}

/// The paths of the objects and lists that a path lies in, the nearest first.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices(['.', '[']).map(|(at, _)| path.get(..at).unwrap_or_default())
}

/// The cells that one place of the document fills: the first node that has any, and of its axes the labels that they share.
struct Filled<'a> {
    node: NodeId,
    labels: Vec<Option<(&'a Axis, &'a Label)>>,
}

fn filled(graph: &Graph) -> HashMap<&str, Filled<'_>> {
    let mut found: HashMap<&str, Filled<'_>> = HashMap::new();
    for (node, at, _, origin) in graph.leaves() {
        let (Some(path), Basis::Source(_) | Basis::Assumption) = (&origin.path, &origin.basis) else {
            continue;
        };
        let labels = graph.labels(node, at);
        match found.get_mut(path.as_str()) {
            None => {
                found.insert(path, Filled { node, labels: labels.into_iter().map(Some).collect() });
            }
            Some(filled) if filled.node == node => {
                for (kept, (_, label)) in filled.labels.iter_mut().zip(labels) {
                    *kept = kept.filter(|(_, own)| own.id == label.id);
                }
            }
            Some(_) => {}
        }
    }
    found
}

fn input(json: &Json, graph: &Graph, filled: Option<&Filled<'_>>, path: &str, holds: Holds) -> Option<Input> {
    let place = json.at(path)?;
    let figure = holds == Holds::Figure;
    let text = |name: &str| place.field(name).and_then(Json::text).map(str::to_owned);
    let value = if figure { text("value") } else { written(place) };
    let about = filled.and_then(|filled| graph.about(filled.node));
    let unit = match holds {
        Holds::Figure => text("unit"),
        Holds::Number => Some(about.map_or(Unit::NONE, Quantity::unit).to_string()),
        _ => None,
    };
    let measure = unit.as_deref().and_then(|unit| Unit::parse(unit).ok()).unwrap_or(Unit::NONE);
    let format = match (about, holds) {
        (_, Holds::Whole) => Format::Integer,
        (Some(about), _) => about.format(),
        (None, _) if measure == Unit::EURO => Format::Amount,
        (None, _) => Format::Number,
    };
    let of = owner(json, path);
    let name = match (about, filled) {
        (Some(about), Some(filled)) => called(about.name(), &filled.labels, of.as_ref()),
        _ => by_field(path),
    };
    let given = [&value, &text("low"), &text("high")].into_iter().flatten().map(|text| given_decimals(text)).max();
    let decimals = match holds {
        Holds::Figure | Holds::Number => least_decimals(format, measure).max(given.unwrap_or(0)),
        _ => 0,
    };
    Some(Input {
        path: path.to_owned(),
        key: key(json, path),
        name,
        of,
        kind: match holds {
            Holds::Figure | Holds::Number => InputKind::Number,
            Holds::Whole => InputKind::Whole,
            Holds::Date => InputKind::Date,
            Holds::Switch => InputKind::Switch,
            Holds::Word => InputKind::Word,
        },
        value,
        low: if figure { text("low") } else { None },
        high: if figure { text("high") } else { None },
        unit,
        format: format_word(format),
        decimals,
        source: if figure { text("source") } else { None },
        figure,
    })
}

/// What stands there, as text.
fn written(place: &Json) -> Option<String> {
    match place {
        Json::Text(text) => Some(text.clone()),
        Json::Whole(value) => Some(value.to_string()),
        Json::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}

fn given_decimals(text: &str) -> u8 {
    Exact::parse(text).ok().and_then(|value| u8::try_from(value.decimals()).ok()).unwrap_or(0)
}

/// The smallest step that makes sense: a cent, a hundredth of a percent, a whole client.
fn least_decimals(format: Format, unit: Unit) -> u8 {
    let counted = COUNTED.iter().any(|counted| unit == *counted || unit == *counted / Unit::JAAR);
    match format {
        Format::Integer => 0,
        Format::Percent => 4,
        Format::Number if counted => 0,
        Format::Amount | Format::Number => 2,
    }
}

/// What an input is called by the node that it fills, with the labels that set it apart there.
fn called(name: &Text, labels: &[Option<(&Axis, &Label)>], of: Option<&InputOwner>) -> Text {
    let own = |label: &&Label| of.is_none_or(|of| of.name != label.name && of.id.as_deref() != Some(label.id.as_str()));
    let telling = labels.iter().flatten().filter(|(axis, _)| axis.labels().len() > 1).map(|(_, label)| *label);
    telling.filter(own).fold(name.clone(), |name, label| with(&name, &label.name))
}

fn with(name: &Text, more: &Text) -> Text {
    Text::owned(format!("{}, {}", name.nl, more.nl), format!("{}, {}", name.en, more.en))
}

/// What an input is called by its field: `spread.weeks[3]` has a month's name.
fn by_field(path: &str) -> Text {
    let (field, position) = match path.strip_suffix(']').and_then(|path| path.rsplit_once('[')) {
        Some((list, position)) => (list, position.parse::<u8>().ok()),
        None => (path, None),
    };
    let whole = field;
    let field = field.rsplit('.').next().unwrap_or(field);
    let found = FIELDS.iter().find(|(name, _)| *name == field || (name.contains('.') && whole.ends_with(name)));
    let found = found.map(|(_, text)| text.clone());
    let name = found.unwrap_or_else(|| Text::same(field.replace('_', " ")));
    let month = position.and_then(|position| Date::new(2000, position + 1, 1).ok());
    match (month, position) {
        (Some(month), _) if matches!(field, "weeks" | "shares") => {
            with(&name, &Text::new(month.month_name(Lang::Nl), month.month_name(Lang::En)))
        }
        (_, Some(position)) => with(&name, &Text::same((u32::from(position) + 1).to_string())),
        _ => name,
    }
}

/// The words of an object's name.
fn name_of(object: &Json) -> Option<Text> {
    let name = object.field("name")?;
    Some(Text::owned(name.field("nl")?.text()?.to_owned(), name.field("en")?.text()?.to_owned()))
}

/// The part or lever that a path lies in.
fn owner(json: &Json, path: &str) -> Option<InputOwner> {
    let (start, _) = path.split_once(']')?;
    let path = format!("{start}]");
    let object = json.at(&path)?;
    let kind = object.field("kind")?.text()?;
    let id = object.field("id").and_then(Json::text);
    let words = || KINDS.iter().find(|(own, _)| *own == kind).map(|(_, text)| text.clone());
    let name = name_of(object).or_else(words).unwrap_or_else(|| Text::same(id.unwrap_or(kind).to_owned()));
    Some(InputOwner { path, kind: kind.to_owned(), id: id.map(str::to_owned), name })
}

/// What tells an object of a list from the others: its kind and identifier, or its year and what that is of.
fn identity(object: &Json) -> Option<String> {
    let told = |fields: &[&str]| {
        let found: Vec<String> = fields.iter().filter_map(|field| object.field(field).and_then(written)).collect();
        (!found.is_empty()).then(|| found.join(":"))
    };
    match object.field("kind") {
        Some(_) => told(&["kind", "id"]),
        None => told(&["id"])
            .or_else(|| told(&["parameter", "function"]))
            .or_else(|| told(&["year", "category", "municipality"])),
    }
}

/// A path by identifiers instead of positions.
fn key(json: &Json, path: &str) -> String {
    let (mut key, mut done) = (String::new(), 0);
    for piece in path.split_inclusive(']') {
        done += piece.len();
        let told = path.get(..done).and_then(|path| json.at(path)).and_then(identity);
        match (piece.split_once('['), told) {
            (Some((list, _)), Some(told)) => key.extend([list, "[", told.as_str(), "]"]),
            _ => key.push_str(piece),
        }
    }
    key
}

/// Sets inputs of one part apart that would be called alike: by the name, date, year or position of the row they stand in, and
/// of the row around it.
fn tell_apart(json: &Json, inputs: &mut [Input]) {
    let owner = |input: &Input| input.of.as_ref().map(|of| of.path.clone());
    for level in 0..MOST_ROWS {
        let mut count: HashMap<(Option<String>, Text), usize> = HashMap::new();
        for input in inputs.iter() {
            *count.entry((owner(input), input.name.clone())).or_default() += 1;
        }
        for input in inputs.iter_mut() {
            let several = count.get(&(owner(input), input.name.clone())).is_some_and(|count| *count > 1);
            let told = rows(json, &input.path).into_iter().nth(level);
            let by_place = || (level == 0).then(|| by_field(&input.path));
            if let Some(told) = told.or_else(by_place).filter(|_| several) {
                input.name = with(&input.name, &told);
            }
        }
    }
}

/// Rows lie within each other at most so deep.
const MOST_ROWS: usize = 3;

/// What the rows of lists are called in which a place stands, the innermost first; not the part or lever itself.
fn rows(json: &Json, path: &str) -> Vec<Text> {
    let places = path.rmatch_indices(']').map(|(at, _)| at + 1);
    places
        .filter_map(|end| path.get(..end))
        .filter(|row| row.matches('[').count() > 1)
        .filter_map(|path| row(json, path))
        .collect()
}

/// What a row of a list is called.
fn row(json: &Json, path: &str) -> Option<Text> {
    let object = json.at(path)?;
    let position = path.rsplit_once('[')?.1.trim_end_matches(']');
    let day = |field: &str| object.field(field).and_then(Json::text).and_then(|text| Date::parse(text).ok());
    let words = |field: &str| object.field(field).and_then(written).map(Text::same);
    let dated = day("from").map(|from| {
        let day = from.text();
        Text::owned(format!("vanaf {}", day.nl), format!("from {}", day.en))
    });
    let month = || Some(day("month")?.month_text());
    let parameter = || {
        let name = object.field("parameter").and_then(Json::text).and_then(crate::care::parameter_name)?;
        Some(words("function").iter().fold(name, |name, function| with(&name, function)))
    };
    let counted = || position.parse::<usize>().ok().map(|position| Text::same((position + 1).to_string()));
    let named = || name_of(object).or_else(|| words("id")).or_else(month);
    parameter()
        .or_else(|| dated.filter(|_| name_of(object).is_none()).or_else(|| words("year")).or_else(named))
        .or_else(counted)
}
