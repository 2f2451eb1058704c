//! A document with figures beside it, which it may not hold itself: those of claims that are loaded. They are put in their places
//! when the document is read, and nowhere else; its checksum is that of its own text.

use sha2::{Digest, Sha256};

use crate::quantity::Text;
use crate::tree::{Json, Problem, parse};

/// With what a text begins that is a document with figures beside it.
pub const SUPPLIED: &str = "{\"format\":\"dagdeel-supplied/1\",";
/// How large it may be: 32 MB, for months of two hundred providers of many products.
const MAX_BYTES: usize = 32_000_000;

/// A figure that is put in a document while it is read.
#[cfg(feature = "types")]
#[derive(ts_rs::TS)]
pub struct SuppliedFigure {
    /// Where: a field of an object that is there, such as `parts[0].volume.per_year.value`.
    pub path: String,
    /// What: as it would stand in the document.
    #[ts(type = "unknown")]
    pub value: Json,
}

/// The tree of a document, with the figures beside it in their places, and the checksum of its own text.
///
/// # Errors
/// As [`parse`]; `supplied` where a figure has no place.
pub(super) fn open(text: &str) -> Result<(Json, String), Vec<Problem>> {
    if !text.starts_with(SUPPLIED) {
        return Ok((read(text)?, checksum(text)));
    }
    let whole: Option<Json> = (text.len() <= MAX_BYTES).then(|| serde_json::from_str(text).ok()).flatten();
    let figures = whole.as_ref().and_then(|whole| whole.field("figures"));
    let document = whole.as_ref().and_then(|whole| whole.field("document")?.text());
    let (Some(document), Some(Json::List(figures))) = (document, figures) else {
        return Err(vec![refused("document")]);
    };
    let mut json = read(document)?;
    for figure in figures {
        let path = figure.field("path").and_then(Json::text).unwrap_or_default();
        let value = figure.field("value").cloned().unwrap_or(Json::Null);
        put(&mut json, path, value).ok_or_else(|| vec![refused(path)])?;
    }
    Ok((json, checksum(document)))
}

fn read(text: &str) -> Result<Json, Vec<Problem>> {
    parse(text).map_err(|problem| vec![*problem])
}

fn checksum(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Puts a value in a field, which may be new.
fn put(json: &mut Json, path: &str, value: Json) -> Option<()> {
    let (object, field) = path.rsplit_once('.')?;
    let Json::Object(entries) = json.at_mut(object)? else { return None };
    match entries.iter_mut().find(|(own, _)| own == field) {
        Some((_, place)) => *place = value,
        None => entries.push((field.to_owned(), value)),
    }
    Some(())
}

fn refused(path: &str) -> Problem {
    let message = Text::owned(
        format!("{path}: het aangeleverde cijfer hoort niet in dit document."),
        format!("{path}: the figure that was supplied has no place in this document."),
    );
    Problem::at(path, "supplied", message)
}
