//! `dagdeel-scenario/1`: all of a scenario in one JSON file.

use crate::calendar::{Date, Horizon, Step};
use crate::care::{Lever, Part, Whole};
use crate::quantity::{Exact, Text};
use crate::tree::{Json, Problem, Problems, Read, Tree, choice, parse, record};

/// The format that this version reads.
pub const FORMAT: &str = "dagdeel-scenario/1";

/// A document has at most this many levers.
pub const MAX_LEVERS: usize = 64;

record! {
    /// A scenario.
    #[cfg_attr(feature = "types", ts(rename = "ScenarioDocument"))]
    pub struct Document {
        /// Always `dagdeel-scenario/1`.
        #[cfg_attr(feature = "types", ts(type = "\"dagdeel-scenario/1\""))]
        pub format: String,
        /// Identifier: small letters, digits and hyphens.
        pub id: String,
        /// What it is called.
        pub title: Text,
        /// Where and when it plays.
        pub place: Text,
        /// The years it runs over.
        pub horizon: HorizonText,
        /// Where its figures come from.
        pub sources: Vec<Source>,
        /// What it is made of.
        pub parts: Vec<Part>,
        /// The measures, in the order in which they work.
        pub levers: Vec<Lever>,
        /// What a reader must know, shown with every outcome.
        pub caveats: Vec<Caveat>,
        /// How its uncertain figures are simulated.
        pub simulation: Option<SimulationText>,
        /// That it is a version to be kept as it is, and what was known by then.
        pub frozen: Option<Frozen>,
    }
}

record! {
    /// How the uncertain figures of a document are simulated.
    #[cfg_attr(feature = "types", ts(rename = "SimulationSettings"))]
    pub struct SimulationText {
        /// From which the draws follow: the same seed gives the same draws. 1 where it is not given.
        pub seed: Option<i32>,
        /// How many draws; 10,000 where it is not given.
        pub draws: Option<i32>,
        /// Which figures go together; what is not named does not.
        pub correlations: Option<Vec<Correlation>>,
    }
}

record! {
    /// That two uncertain figures go together.
    pub struct Correlation {
        /// Both figures, each by its path, such as `levers[0].percent`, or by identifiers, such as
        /// `levers[growth:groei].percent`.
        pub between: Vec<String>,
        /// Their rank correlation (Spearman), from −1 to 1.
        pub rank: Exact,
        /// The identifier of a source of this document, or `aanname`.
        pub source: String,
        /// A remark.
        pub note: Option<Text>,
    }
}

record! {
    /// A version to be kept and compared later. A page shows it and does not change it.
    pub struct Frozen {
        /// The day of which this is what was known.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        pub known: Date,
        /// Why it was kept.
        pub note: Option<String>,
        /// The identifier of the scenario that it is a version of.
        pub of: Option<String>,
    }
}

choice! {
    /// The length of a period.
    pub enum StepWord {
        /// Calendar months.
        Month = "month",
        /// Calendar years.
        Year = "year",
    }
}

record! {
    /// The years that a scenario runs over.
    pub struct HorizonText {
        /// The first day.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        pub from: Date,
        /// The day after the last.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        pub to: Date,
        /// The length of a period.
        pub step: StepWord,
    }
}

record! {
    /// Where figures come from.
    #[derive(serde::Serialize)]
    pub struct Source {
        /// Identifier, by which figures cite it.
        pub id: String,
        /// Short name, such as `ZHZ-2022`.
        pub short: String,
        /// Full title.
        pub title: Text,
        /// Its date.
        pub date: String,
        /// Where it can be read; only `https:` becomes a link.
        pub url: Option<String>,
    }
}

record! {
    /// What a reader must know.
    #[cfg_attr(feature = "types", ts(rename = "DocumentCaveat"))]
    pub struct Caveat {
        /// In both languages.
        pub text: Text,
        /// The source it comes from.
        pub source: Option<String>,
    }
}

/// The years that a scenario runs over, in words of the document.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct HorizonWords {
    /// The first day.
    pub from: String,
    /// The day after the last.
    pub to: String,
    /// The length of a period.
    #[cfg_attr(feature = "types", ts(type = "\"month\" | \"year\""))]
    pub step: &'static str,
}

impl HorizonText {
    /// As it stands in the document.
    pub(super) fn words(&self) -> HorizonWords {
        HorizonWords { from: self.from.to_string(), to: self.to.to_string(), step: self.step.word() }
    }
}

impl Document {
    /// Reads a document from its text.
    ///
    /// # Errors
    /// All problems at once, each with its path: no JSON, unknown or missing fields, wrong types, units, references, values.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        Self::read_tree(&parse(text).map_err(|problem| vec![*problem])?)
    }

    /// Reads a document from its tree.
    ///
    /// # Errors
    /// As [`Document::read`].
    pub fn read_tree(json: &Json) -> Result<Self, Vec<Problem>> {
        let mut problems = Problems::default();
        let document = <Self as Read>::read(&Tree::root(json), &mut problems);
        if let Some(document) = &document {
            document.check(&mut problems);
        }
        match document {
            Some(document) if problems.is_empty() => Ok(document),
            _ => Err(problems.into_vec()),
        }
    }

    /// The horizon as the calendar has it; the document was checked for it.
    ///
    /// # Errors
    /// The problem at `horizon`.
    pub fn horizon(&self) -> Result<Horizon, Box<Problem>> {
        let step = match self.horizon.step {
            StepWord::Month => Step::Month,
            StepWord::Year => Step::Year,
        };
        Horizon::new(self.horizon.from, self.horizon.to, step)
            .map_err(|error| Box::new(Problem::at("horizon", error.code(), error.message())))
    }

    /// Its parts and levers.
    pub fn whole(&self) -> Whole<'_> {
        Whole { parts: &self.parts, levers: &self.levers }
    }

    fn check(&self, problems: &mut Problems) {
        if self.format != FORMAT {
            let message = Text::owned(
                format!(
                    "format: gevonden \"{}\", verwacht \"{FORMAT}\". Open dit document met een nieuwere versie.",
                    self.format
                ),
                format!(
                    "format: found \"{}\", expected \"{FORMAT}\". Open this document with a newer version.",
                    self.format
                ),
            );
            problems.add(Problem::at("format", "format", message).with(self.format.clone(), FORMAT));
        }
        self.check_ids(problems);
        if let Some(simulation) = &self.simulation {
            simulation.check(problems);
        }
        self.check_sources(problems);
        if self.levers.len() > MAX_LEVERS {
            let message = Text::owned(
                format!("levers: ten hoogste {MAX_LEVERS} maatregelen; dit document heeft er {}.", self.levers.len()),
                format!("levers: at most {MAX_LEVERS} levers; this document has {}.", self.levers.len()),
            );
            let problem = Problem::at("levers", "too-many-levers", message);
            problems.add(problem.with(self.levers.len().to_string(), format!("≤ {MAX_LEVERS}")));
        }
        let horizon = match self.horizon() {
            Ok(horizon) => horizon,
            Err(problem) => return problems.add(*problem),
        };
        self.whole().check(&horizon, problems);
    }

    /// Identifiers are `[a-z0-9-]`, so that none can be taken for a property or a path, and stand once.
    fn check_ids(&self, problems: &mut Problems) {
        let mut ids: Vec<(&str, String)> = vec![(&self.id, "id".to_owned())];
        ids.extend(
            self.sources.iter().enumerate().map(|(at, source)| (source.id.as_str(), format!("sources[{at}].id"))),
        );
        ids.extend(self.whole().ids());
        for (at, (id, path)) in ids.iter().enumerate() {
            let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
            if id.is_empty() || id.len() > 64 || !id.chars().all(plain) {
                let message = Text::owned(
                    format!("{path}: een id bestaat uit kleine letters, cijfers en streepjes, ten hoogste 64."),
                    format!("{path}: an id has small letters, digits and hyphens, at most 64."),
                );
                problems.add(Problem::at(path, "id", message).with(*id, "[a-z0-9-]"));
            }
            let same_list = |other: &str| other.split('[').next() == path.split('[').next();
            if ids.iter().take(at).any(|(other, place)| other == id && same_list(place)) {
                let message = Text::owned(
                    format!("{path}: het id \"{id}\" is al gebruikt; kies een ander."),
                    format!("{path}: the id \"{id}\" is already used; choose another."),
                );
                problems.add(Problem::at(path, "repeated-id", message));
            }
        }
    }

    fn check_sources(&self, problems: &mut Problems) {
        for (at, caveat) in self.caveats.iter().enumerate() {
            if let Some(source) = &caveat.source {
                problems.cite(source, &format!("caveats[{at}].source"));
            }
        }
        let unknown: Vec<Problem> = problems
            .cited()
            .iter()
            .filter(|(source, _)| !self.sources.iter().any(|own| own.id == *source))
            .map(|(source, path)| crate::care::missing(path, Text::new("bron", "source"), source))
            .collect();
        unknown.into_iter().for_each(|problem| problems.add(problem));
    }
}
