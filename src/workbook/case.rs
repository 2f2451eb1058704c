//! One scenario, as a workbook shows it.

use super::plan::NumberFormat;
use crate::model::{Basis, Evaluation, Format, Graph, Loose, NodeId, Origin};
use crate::quantity::{Exact, Lang, Text};

/// A computed scenario.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// What is said of it.
    pub about: &'a About,
    /// Its graph.
    pub graph: &'a Graph,
    /// Its cells.
    pub evaluation: &'a Evaluation<Exact>,
    /// Its cells as ranges, where some input is one.
    pub ranges: Option<&'a Evaluation<Loose>>,
}

/// What is said of a scenario as a whole.
#[derive(Clone, PartialEq, Debug)]
pub struct About {
    /// The identifier of the document.
    pub id: String,
    /// The SHA-256 of the document's text, in hexadecimal.
    pub checksum: String,
    /// The version of the engine.
    pub engine: String,
    /// What it is called.
    pub title: Text,
    /// Where and when it plays.
    pub place: Text,
    /// What a reader must know.
    pub caveats: Vec<Caveat>,
    /// Where its figures come from.
    pub sources: Vec<Source>,
    /// Outcomes that rest on several runs, so that no formula gives them.
    pub fixed: Vec<Fixed>,
}

/// A table of outcomes that rest on several runs.
#[derive(Clone, PartialEq, Debug)]
pub struct Fixed {
    /// What it is called.
    pub name: Text,
    /// Its unit, for the reader.
    pub unit: Text,
    /// How its values are written.
    pub format: NumberFormat,
    /// How it is computed.
    pub method: Text,
    /// The heads of its columns; the first is that of the labels of the rows.
    pub heads: Vec<Text>,
    /// Its rows, each with its label.
    pub rows: Vec<(Text, Vec<FixedCell>)>,
}

/// A cell of such a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FixedCell {
    /// A value, as decimal text; nothing where there is none.
    Value(Option<String>),
    /// The known part of a sum, and how many of its parts are not known.
    Part(String, u32),
    /// The same as this cell of the graph.
    Same(NodeId, usize),
}

/// What a reader must know.
#[derive(Clone, PartialEq, Debug)]
pub struct Caveat {
    /// In both languages.
    pub text: Text,
    /// The source it comes from.
    pub source: Option<String>,
}

/// Where figures come from.
#[derive(Clone, PartialEq, Debug)]
pub struct Source {
    /// Identifier, by which figures cite it.
    pub id: String,
    /// Short name.
    pub short: String,
    /// Full title.
    pub title: Text,
    /// Its date.
    pub date: String,
    /// Where it can be read.
    pub url: Option<String>,
}

impl Case<'_> {
    pub(crate) fn source(&self, id: &str) -> Option<&Source> {
        self.about.sources.iter().find(|source| source.id == id)
    }

    /// On what a leaf rests, in words, and the date of its source.
    pub(crate) fn basis(&self, origin: &Origin, lang: Lang) -> (String, String) {
        let word = |nl, en| (Text::new(nl, en).get(lang).to_owned(), String::new());
        match &origin.basis {
            Basis::Source(id) => match self.source(id) {
                Some(source) => (source.short.clone(), source.date.clone()),
                None => (id.clone(), String::new()),
            },
            Basis::Assumption => word("aanname", "assumption"),
            Basis::Choice => word("keuze", "choice"),
            Basis::Calendar => word("kalender", "calendar"),
            Basis::Definition => word("definitie", "definition"),
        }
    }

    /// The labels of a cell that say in which row it stands, joined.
    pub(crate) fn row_labels(&self, node: NodeId, at: usize, lang: Lang) -> String {
        let labels = self.graph.labels(node, at);
        let time = labels.iter().position(|(axis, _)| axis.is_time());
        let rows = labels.iter().enumerate().filter(|(place, _)| Some(*place) != time);
        rows.map(|(_, (_, label))| label.name.get(lang)).collect::<Vec<_>>().join(" · ")
    }

    /// How the values of a node are written.
    pub(crate) fn format(&self, node: NodeId) -> NumberFormat {
        let Some(about) = self.graph.about(node) else {
            return NumberFormat { percent: false, decimals: 2 };
        };
        let percent = about.format() == Format::Percent;
        let shift = if percent { 2 } else { 0 };
        NumberFormat { percent, decimals: about.decimals_shown().saturating_sub(shift).min(NumberFormat::MOST) }
    }
}
