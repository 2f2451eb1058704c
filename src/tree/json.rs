//! The plain tree of a JSON text, which keeps what a map would drop: the order and repetition of keys.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::problem::Problem;
use crate::quantity::{Exact, Text};

/// A document may hold this many bytes.
pub const MAX_DOCUMENT_BYTES: usize = 1_000_000;

/// A JSON value.
#[derive(Clone, PartialEq, Debug)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number.
    Whole(i64),
    /// Any other number; documents hold none, since a binary fraction is not exact.
    Fraction(f64),
    /// A string.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object; a key may stand in it twice.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// What it is, in words, for messages.
    pub fn describe(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Whole(value) => value.to_string(),
            Self::Fraction(value) => Exact::from_f64_rounded(*value, 15).map_or_else(|| "…".to_owned(), Exact::plain),
            Self::Text(text) => format!("\"{text}\""),
            Self::List(items) => format!("[… {}]", items.len()),
            Self::Object(_) => "{…}".to_owned(),
        }
    }
}

/// Parses a document's text.
///
/// # Errors
/// `document-too-large` over [`MAX_DOCUMENT_BYTES`]; `json` with line and column where it is no JSON or nested deeper than
/// 128 levels.
pub fn parse(text: &str) -> Result<Json, Box<Problem>> {
    if text.len() > MAX_DOCUMENT_BYTES {
        let problem = Problem::whole(
            "document-too-large",
            Text::new(
                "Het document is te groot; een scenario heeft ten hoogste 1 MB.",
                "The document is too large; a scenario has at most 1 MB.",
            ),
        );
        return Err(Box::new(problem.with(format!("{} bytes", text.len()), format!("≤ {MAX_DOCUMENT_BYTES} bytes"))));
    }
    serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        Box::new(Problem::whole(
            "json",
            Text::owned(
                format!(
                    "Het bestand is geen JSON: fout op regel {line}, positie {column}. Open een scenario van Dagdeel."
                ),
                format!("The file is no JSON: error on line {line}, column {column}. Open a scenario of Dagdeel."),
            ),
        ))
    })
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }
    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Whole(value))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(i64::try_from(value).map_or(Json::Fraction(value as f64), Json::Whole))
    }
    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Fraction(value))
    }
    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }
    fn visit_string<E>(self, value: String) -> Result<Json, E> {
        Ok(Json::Text(value))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut object = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            object.push(entry);
        }
        Ok(Json::Object(object))
    }
}
