//! The JSON Schema of `dagdeel-scenario/1`, made from the types that read a document.

use schemars::transform::RecursiveTransform;
use schemars::{Schema, generate::SchemaSettings};
use serde_json::{Value, json};

use super::document::{Document, FORMAT};

/// Where the published schema says it is: a name, not an address that anything is fetched from.
pub const SCHEMA_ID: &str = "urn:dagdeel:schema:dagdeel-scenario-1";

/// The schema of a document: its structure, as far as it can be told without looking from one field to another. What refers to
/// something else in the document, and whether units fit, only the engine checks.
pub fn document_schema() -> Value {
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(as_read));
    let mut schema = settings.into_generator().into_root_schema_for::<Document>();
    if let Some(fields) = schema.as_object_mut() {
        fields.insert("$id".to_owned(), json!(SCHEMA_ID));
        fields.insert("title".to_owned(), json!(FORMAT));
        if let Some(format) = fields.get_mut("properties").and_then(|properties| properties.get_mut("format")) {
            *format = json!({"const": FORMAT, "description": format.get("description").cloned().unwrap_or_default()});
        }
    }
    let mut schema = schema.to_value();
    for choice in ["Part", "Lever"] {
        lift(&mut schema, choice);
    }
    schema
}

/// Gives each kind of part or lever a definition of its own, such as `part-product`.
fn lift(schema: &mut Value, choice: &str) {
    let Some(definitions) = schema.get_mut("$defs").and_then(Value::as_object_mut) else { return };
    let Some(kinds) = definitions.get_mut(choice).and_then(|own| own.get_mut("oneOf")?.as_array_mut()) else { return };
    let mut lifted = Vec::new();
    for kind in kinds {
        let word = kind.pointer("/properties/kind/const").and_then(Value::as_str).unwrap_or_default();
        let name = format!("{}-{word}", choice.to_lowercase());
        let reference = json!({"$ref": format!("#/$defs/{name}")});
        lifted.push((name, std::mem::replace(kind, reference)));
    }
    definitions.extend(lifted);
}

/// Text says something, and a whole number is one of 32 bits: as `Read` has it.
fn as_read(schema: &mut Schema) {
    let Some(fields) = schema.as_object_mut() else { return };
    let is = |word: &str| match fields.get("type") {
        Some(Value::String(own)) => own == word,
        Some(Value::Array(own)) => own.iter().any(|own| own == word),
        _ => false,
    };
    let plain = ["pattern", "const", "enum"].iter().all(|key| !fields.contains_key(*key));
    if is("string") && plain {
        fields.insert("pattern".to_owned(), json!(r"\S"));
    } else if is("integer") {
        fields.remove("format");
        fields.insert("minimum".to_owned(), json!(i32::MIN));
        fields.insert("maximum".to_owned(), json!(i32::MAX));
    }
    // Comments wrap at the width of the source; a description does not.
    if let Some(Value::String(words)) = fields.get_mut("description") {
        *words = words.split("\n\n").map(|part| part.replace('\n', " ")).collect::<Vec<_>>().join("\n\n");
    }
}
