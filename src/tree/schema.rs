//! What the JSON Schema of a document says of its smallest values: the same that reading them accepts.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::calendar::Date;
use crate::quantity::{BaseUnit, Exact, Unit};

impl JsonSchema for Exact {
    fn schema_name() -> Cow<'static, str> {
        "Exact".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": r"^-?[0-9]+(\.[0-9]{1,18})?$",
            "maxLength": 30,
            "description": "An exact decimal as text, with a point and without grouping, such as \"37.52\".",
        })
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": r"^(19[0-9]{2}|2[01][0-9]{2}|2200)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
            "description": "A day, such as \"2022-10-01\".",
        })
    }
}

impl JsonSchema for Unit {
    fn schema_name() -> Cow<'static, str> {
        "Unit".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let bases: Vec<&str> = BaseUnit::ALL.iter().map(|base| base.name()).chain(["1"]).collect();
        let base = format!("({})", bases.join("|"));
        json_schema!({
            "type": "string",
            "pattern": format!("^{base}([/·*]{base}){{0,{}}}$", Self::MAX_FACTORS - 1),
            "description": "A unit, such as \"euro/dagdeel\" or \"dagdeel/client/week\"; \"1\" for a number without unit.",
        })
    }
}
