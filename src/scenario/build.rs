//! From a document's text to its graph.

use super::document::Document;
use crate::model::Graph;
use crate::tree::Problem;

/// Reads a document and makes its graph.
///
/// # Errors
/// All problems at once.
pub(crate) fn build(text: &str) -> Result<(Document, Graph), Vec<Problem>> {
    let document = Document::read(text)?;
    let horizon = document.horizon().map_err(|problem| vec![*problem])?;
    let graph = document.whole().graph(&horizon).map_err(|error| vec![error.problem()])?;
    Ok((document, graph))
}
