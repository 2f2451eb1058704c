//! Reading values out of the tree.

use super::json::Json;
use super::place::Holds;
use super::problem::{Problem, Problems};
use crate::calendar::Date;
use crate::quantity::{Exact, Text, Unit};

/// A value of the document and where it stands.
#[derive(Clone, Debug)]
pub struct Tree<'a> {
    json: &'a Json,
    path: String,
}

/// A type that can be read from a document. `None` means that a problem was noted.
pub trait Read: Sized {
    /// Reads it.
    fn read(tree: &Tree<'_>, problems: &mut Problems) -> Option<Self>;

    /// What an absent field stands for; nothing, unless it is optional.
    fn absent() -> Option<Self> {
        None
    }
}

impl<'a> Tree<'a> {
    /// The whole document.
    pub fn root(json: &'a Json) -> Self {
        Self { json, path: String::new() }
    }

    /// The value itself.
    pub fn json(&self) -> &'a Json {
        self.json
    }

    /// Where it stands, such as `parts[0].tariffs[1]`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Notes that something else stands here than was expected.
    pub fn wrong<T>(&self, problems: &mut Problems, expected: Text) -> Option<T> {
        self.refuse("type", problems, expected)
    }

    /// As [`Tree::wrong`], where it has the right form and its content does not fit: with a code of its own.
    pub fn refuse<T>(&self, code: &'static str, problems: &mut Problems, expected: Text) -> Option<T> {
        let found = self.json.describe();
        let message = Text::owned(
            format!("{}: gevonden {found}, verwacht {}.", self.path, expected.nl),
            format!("{}: found {found}, expected {}.", self.path, expected.en),
        );
        problems.add(Problem::at(&self.path, code, message).with(found, expected.en));
        None
    }

    /// Its fields, if it is an object in which every key stands once and is one of `known`.
    pub fn object(&self, known: &[&str], problems: &mut Problems) -> Option<Object<'a>> {
        let Json::Object(entries) = self.json else {
            return self.wrong(problems, Text::new("een object", "an object"));
        };
        for (at, (key, _)) in entries.iter().enumerate() {
            let path = self.inside(key);
            if !known.contains(&key.as_str()) {
                let list = known.join(", ");
                let message = Text::owned(
                    format!("{path}: dit veld bestaat niet; bekende velden zijn {list}."),
                    format!("{path}: there is no such field; known fields are {list}."),
                );
                problems.add(Problem::at(&path, "unknown-field", message).with(key.clone(), list));
            } else if entries.iter().take(at).any(|(other, _)| other == key) {
                let message = Text::owned(
                    format!("{path}: dit veld staat er twee keer; laat er één staan."),
                    format!("{path}: this field is there twice; keep one."),
                );
                problems.add(Problem::at(&path, "repeated-field", message));
            }
        }
        Some(Object { entries, path: self.path.clone() })
    }

    /// Its items, if it is a list.
    pub fn items(&self, problems: &mut Problems) -> Option<Vec<Tree<'a>>> {
        let Json::List(items) = self.json else {
            return self.wrong(problems, Text::new("een lijst", "a list"));
        };
        let tree = |(at, json)| Tree { json, path: format!("{}[{at}]", self.path) };
        Some(items.iter().enumerate().map(tree).collect())
    }

    fn inside(&self, key: &str) -> String {
        inside(&self.path, key)
    }
}

fn inside(path: &str, key: &str) -> String {
    let key: String = key.chars().take(40).collect();
    if path.is_empty() { key } else { format!("{path}.{key}") }
}

/// The fields of an object.
#[derive(Clone, Debug)]
pub struct Object<'a> {
    entries: &'a [(String, Json)],
    path: String,
}

impl<'a> Object<'a> {
    /// The value of a field, if it is there.
    pub fn get(&self, key: &str) -> Option<Tree<'a>> {
        let (_, json) = self.entries.iter().find(|(own, _)| own == key)?;
        Some(Tree { json, path: inside(&self.path, key) })
    }

    /// Reads a field; an absent one is a problem unless its type allows it.
    pub fn field<T: Read>(&self, key: &str, problems: &mut Problems) -> Option<T> {
        match self.get(key) {
            Some(tree) => T::read(&tree, problems),
            None => T::absent().or_else(|| {
                let path = inside(&self.path, key);
                let message = Text::owned(
                    format!("{path}: dit veld ontbreekt; vul het in."),
                    format!("{path}: this field is missing; give it."),
                );
                problems.add(Problem::at(&path, "missing-field", message));
                None
            }),
        }
    }
}

impl Read for String {
    fn read(tree: &Tree<'_>, problems: &mut Problems) -> Option<Self> {
        match tree.json() {
            Json::Text(text) if !text.trim().is_empty() => Some(text.clone()),
            _ => tree.wrong(problems, Text::new("tekst", "text")),
        }
    }
}

impl Read for bool {
    fn read(tree: &Tree<'_>, problems: &mut Problems) -> Option<Self> {
        problems.holds(tree.path(), Holds::Switch);
        match tree.json() {
            Json::Bool(value) => Some(*value),
            _ => tree.wrong(problems, Text::new("true of false", "true or false")),
        }
    }
}

impl Read for i32 {
    fn read(tree: &Tree<'_>, problems: &mut Problems) -> Option<Self> {
        problems.holds(tree.path(), Holds::Whole);
        match tree.json() {
            Json::Whole(value) => i32::try_from(*value).ok(),
            _ => None,
        }
        .or_else(|| tree.wrong(problems, Text::new("een geheel getal", "a whole number")))
    }
}

impl Read for Exact {
    fn read(tree: &Tree<'_>, problems: &mut Problems) -> Option<Self> {
        problems.holds(tree.path(), Holds::Number);
        let expected = Text::new(
            "een getal als tekst, met een punt, zoals \"37.52\"",
            "a number as text, with a point, such as \"37.52\"",
        );
        let Json::Text(text) = tree.json() else {
            return tree.wrong(problems, expected);
        };
        match Exact::parse(text) {
            Ok(value) => Some(value),
            Err(_) => tree.wrong(problems, expected),
        }
    }
}

impl Read for Unit {
    fn read(tree: &Tree<'_>, problems: &mut Problems) -> Option<Self> {
        let text = String::read(tree, problems)?;
        match Unit::parse(&text) {
            Ok(unit) => Some(unit),
            Err(error) => {
                problems
                    .add(Problem::at(tree.path(), error.code(), error.message()).with(text, "euro/dagdeel, client, …"));
                None
            }
        }
    }
}

impl Read for Date {
    fn read(tree: &Tree<'_>, problems: &mut Problems) -> Option<Self> {
        problems.holds(tree.path(), Holds::Date);
        let text = String::read(tree, problems)?;
        match Date::parse(&text) {
            Ok(date) => Some(date),
            Err(error) => {
                problems.add(Problem::at(tree.path(), error.code(), error.message()).with(text, "2022-10-01"));
                None
            }
        }
    }
}

impl Read for Text {
    fn read(tree: &Tree<'_>, problems: &mut Problems) -> Option<Self> {
        let object = tree.object(&["nl", "en"], problems)?;
        let nl = object.field("nl", problems);
        let en = object.field("en", problems);
        Some(Text::owned(nl?, en?))
    }
}

impl<T: Read> Read for Option<T> {
    fn read(tree: &Tree<'_>, problems: &mut Problems) -> Option<Self> {
        match tree.json() {
            Json::Null => Some(None),
            _ => T::read(tree, problems).map(Some),
        }
    }
    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(tree: &Tree<'_>, problems: &mut Problems) -> Option<Self> {
        let read: Vec<Option<T>> = tree.items(problems)?.iter().map(|item| T::read(item, problems)).collect();
        read.into_iter().collect()
    }
}

impl<T: Read> Read for [T; 12] {
    fn read(tree: &Tree<'_>, problems: &mut Problems) -> Option<Self> {
        let items: Vec<T> = Vec::read(tree, problems)?;
        items.try_into().ok().or_else(|| {
            tree.wrong(problems, Text::new("twaalf waarden, één per maand", "twelve values, one for each month"))
        })
    }
}

/// The field that tells one kind of part from another.
macro_rules! kind {
    ($kind:literal) => {
        "kind"
    };
}

/// Declares a structure of the document together with how it is read: every field by its own name, unknown and missing ones
/// named. A field whose type is an `Option` may be absent. With `as "…"` it is a part of that kind.
macro_rules! record {
    ($(#[$meta:meta])* pub struct $name:ident $(as $kind:literal)? { $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)* }) => {
        #[derive(Clone, PartialEq, Debug)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields), schemars(deny_unknown_fields))]
        $(#[$meta])*
        pub struct $name { $($(#[$field_meta])* pub $field: $type,)* }

        impl $crate::tree::Read for $name {
            fn read(tree: &$crate::tree::Tree<'_>, problems: &mut $crate::tree::Problems) -> Option<Self> {
                let object = tree.object(&[$($crate::tree::kind!($kind),)? $(stringify!($field)),*], problems)?;
                $(let $field: Option<$type> = object.field(stringify!($field), problems);)*
                Some(Self { $($field: $field?,)* })
            }
        }
    };
}

/// Declares a choice between words of the document.
macro_rules! choice {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
        pub enum $name { $($(#[$variant_meta])* #[cfg_attr(feature = "types", ts(rename = $word), schemars(rename = $word))] $variant,)* }

        impl $name {
            /// The word of the document.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }

        impl $crate::tree::Read for $name {
            fn read(tree: &$crate::tree::Tree<'_>, problems: &mut $crate::tree::Problems) -> Option<Self> {
                problems.holds(tree.path(), $crate::tree::Holds::Word);
                match tree.json() {
                    $($crate::tree::Json::Text(word) if word == $word => Some(Self::$variant),)*
                    _ => {
                        let words = [$(concat!("\"", $word, "\"")),*].join(", ");
                        tree.wrong(problems, $crate::quantity::Text::owned(
                            format!("een van {words}"),
                            format!("one of {words}"),
                        ))
                    }
                }
            }
        }
    };
}

pub(crate) use {choice, kind, record};
