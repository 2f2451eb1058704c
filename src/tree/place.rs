//! Places in a document: what stands where, and other values in their place.

use super::json::Json;

/// What kind of value a place of the document holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holds {
    /// A figure: a value in a unit, with its source.
    Figure,
    /// A bare number, as decimal text.
    Number,
    /// A whole number.
    Whole,
    /// A date.
    Date,
    /// On or off.
    Switch,
    /// One of a few words.
    Word,
}

/// The steps of a path such as `parts[0].tariffs[1].amount`: the fields and the positions in lists.
fn steps(path: &str) -> impl Iterator<Item = Result<usize, &str>> {
    path.split(['.', '[']).filter(|step| !step.is_empty()).map(|step| match step.strip_suffix(']') {
        Some(position) => position.parse().map_err(|_| position),
        None => Err(step),
    })
}

impl Json {
    /// The value of a field, if it is an object that has it.
    pub fn field(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(entries) => entries.iter().find(|(own, _)| own == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The words, if it is text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value at a path.
    pub fn at(&self, path: &str) -> Option<&Self> {
        steps(path).try_fold(self, |place, step| match (step, place) {
            (Ok(position), Self::List(items)) => items.get(position),
            (Err(name), _) => place.field(name),
            _ => None,
        })
    }

    /// The value at a path, to be replaced.
    pub fn at_mut(&mut self, path: &str) -> Option<&mut Self> {
        steps(path).try_fold(self, |place, step| match (step, place) {
            (Ok(position), Self::List(items)) => items.get_mut(position),
            (Err(name), Self::Object(entries)) => {
                entries.iter_mut().find(|(own, _)| own == name).map(|(_, value)| value)
            }
            _ => None,
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::tree::parse;

    #[test]
    fn a_path_leads_to_one_place() {
        let mut json = parse(r#"{"parts": [{"a": "1"}, {"list": [["x", "y"]]}]}"#).unwrap();
        assert_eq!(json.at("parts[0].a").and_then(Json::text), Some("1"));
        assert_eq!(json.at("parts[1].list[0][1]").and_then(Json::text), Some("y"));
        for nowhere in ["parts[2]", "parts.a", "parts[0].b", "parts[0].a.b", "parts[x]"] {
            assert_eq!(json.at(nowhere), None, "{nowhere}");
        }
        *json.at_mut("parts[0].a").unwrap() = Json::Text("2".to_owned());
        assert_eq!(json.at("parts[0].a").and_then(Json::text), Some("2"));
        assert_eq!(json.at(""), Some(&json.clone()));
    }
}
