//! From a document's text to its graph.

use super::document::Document;
use crate::model::Graph;
use crate::tree::{Json, Problem};

/// Reads a document from its tree and makes its graph.
///
/// # Errors
/// All problems at once.
pub(crate) fn build(json: &Json) -> Result<(Document, Graph), Vec<Problem>> {
    let document = Document::read_tree(json)?;
    let graph = graph(&document)?;
    Ok((document, graph))
}

/// The graph of a document.
///
/// # Errors
/// All problems at once.
pub(crate) fn graph(document: &Document) -> Result<Graph, Vec<Problem>> {
    let horizon = document.horizon().map_err(|problem| vec![*problem])?;
    document.whole().graph(&horizon).map_err(|error| vec![error.problem()])
}
