//! A document with figures beside it, which it may not hold itself: those of claims that are loaded. They are put in their places
//! when the document is read, and nowhere else; its checksum is that of its own text.

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::quantity::Text;
use crate::tree::{Json, Problem, parse};

/// With what a text begins that is a document with figures beside it.
pub const SUPPLIED: &str = "{\"format\":\"dagdeel-supplied/1\",";
/// How large it may be, in bytes: 32 MB, for months of two hundred providers of many products.
pub const MOST_SUPPLIED: usize = 32_000_000;

/// A document's text and the figures beside it.
#[derive(Deserialize)]
struct Supplied {
    document: String,
    figures: Vec<SuppliedFigure>,
}

/// A figure that is put in a document while it is read.
#[derive(Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SuppliedFigure {
    /// Where: a field of an object that is there, such as `parts[0].volume.per_year.value`.
    pub path: String,
    /// What: as it would stand in the document.
    #[cfg_attr(feature = "types", ts(type = "unknown"))]
    pub value: Json,
}

/// A document that was opened.
pub(super) struct Opened {
    /// Its tree, with the figures beside it in their places.
    pub(super) json: Json,
    /// The checksum of its own text.
    pub(super) checksum: String,
    /// Where figures were put: what lies below is not the document's own.
    pub(super) supplied: Vec<String>,
}

/// Opens a document, or one with figures beside it.
///
/// # Errors
/// As [`parse`]; `supplied` where the whole cannot be read or a figure has no place, `too-large` over [`MOST_SUPPLIED`].
pub(super) fn open(text: &str) -> Result<Opened, Vec<Problem>> {
    if !text.starts_with(SUPPLIED) {
        return Ok(Opened { json: read(text)?, checksum: checksum(text), supplied: Vec::new() });
    }
    if text.len() > MOST_SUPPLIED {
        return Err(vec![too_large(text.len())]);
    }
    let Supplied { document, figures } = serde_json::from_str(text).map_err(|_| vec![unreadable()])?;
    let mut json = read(&document)?;
    let mut supplied = Vec::with_capacity(figures.len());
    for SuppliedFigure { path, value } in figures {
        put(&mut json, &path, value).ok_or_else(|| vec![refused(&path)])?;
        supplied.push(path);
    }
    Ok(Opened { json, checksum: checksum(&document), supplied })
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

fn unreadable() -> Problem {
    let message = Text::new(
        "Dit is geen document met cijfers ernaast; geef er een zoals `supplied` van het pakket het schrijft.",
        "This is no document with figures beside it; give one as the package's `supplied` writes it.",
    );
    Problem::whole("supplied", message)
}

fn too_large(bytes: usize) -> Problem {
    let most = MOST_SUPPLIED / 1_000_000;
    let message = Text::owned(
        format!(
            "Het document en de cijfers ernaast zijn samen te groot, ten hoogste {most} MB; kies minder producten."
        ),
        format!(
            "The document and the figures beside it are too large together, at most {most} MB; choose fewer products."
        ),
    );
    Problem::whole("too-large", message).with(format!("{bytes} bytes"), format!("≤ {MOST_SUPPLIED} bytes"))
}
