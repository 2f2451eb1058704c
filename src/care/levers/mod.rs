//! Levers: dated measures that change a scenario. Each kind is one file and says how it changes the volume or the price of
//! what it is aimed at; [`Scope`](scope::Scope) says when, in which variants and for whom a lever works.

mod amount;
mod conflict;
mod growth;
mod indexation;
mod path;
mod price;
mod scope;
mod substitution;
mod variants;
mod volume;

pub use amount::{Maatwerk, OneOff};
pub(crate) use conflict::{Aim, conflicts};
pub use growth::Growth;
pub use indexation::{CorrectionRule, IndexYear, Indexation, OvaPpc};
pub use path::{PathShape, TargetPath};
pub use price::{CostPriceLever, GroupSize, Surcharge, TariffChange, TariffLever};
pub use scope::{Head, Target};
pub(crate) use scope::{Scope, Split, Stream, flag};
pub use substitution::Substitution;
pub use variants::Variants;
pub use volume::{AttendanceLever, Duration, Intensity, VolumeChange};

use super::CareError;
use crate::quantity::Text;
use crate::tree::{Json, Problems, Read, Tree, choice};

choice! {
    /// Whether a change lasts. Temporary is at most three years (BBV practice); a lasting change that starts in October is
    /// structural in its first year too.
    #[derive(PartialOrd, Ord)]
    pub enum Nature {
        /// Lasting.
        Structural = "structural",
        /// Temporary.
        Incidental = "incidental",
    }
}

/// Declares a kind of lever: the fields that all have, and its own.
macro_rules! lever {
    ($(#[$meta:meta])* pub struct $name:ident as $kind:literal { $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)* }) => {
        $crate::tree::record! {
            $(#[$meta])*
            pub struct $name as $kind {
                /// Identifier, unique in the document.
                pub id: String,
                /// What it is called.
                pub name: $crate::quantity::Text,
                /// Whether it is switched on.
                pub on: bool,
                /// The first day on which it works.
                #[cfg_attr(feature = "types", ts(type = "string"))]
                pub from: $crate::calendar::Date,
                /// The day after the last on which it works; absent for a change without end.
                #[cfg_attr(feature = "types", ts(type = "string"))]
                pub to: Option<$crate::calendar::Date>,
                /// Whether it lasts.
                pub nature: super::Nature,
                /// Over how many whole months it grows to its full strength, in equal steps; absent for at once.
                pub phase_in_months: Option<i32>,
                /// What it is aimed at; absent for everything.
                pub target: Option<super::Target>,
                $($(#[$field_meta])* pub $field: $type,)*
            }
        }

        impl $name {
            /// What all levers have.
            pub fn head(&self) -> super::Head<'_> {
                super::Head {
                    id: &self.id,
                    name: &self.name,
                    on: self.on,
                    from: self.from,
                    to: self.to,
                    nature: self.nature,
                    phase_in_months: self.phase_in_months,
                    target: self.target.as_ref(),
                    inflates: matches!($kind.as_bytes(), b"indexation"),
                }
            }
        }
    };
}
pub(crate) use lever;

/// Lists the kinds of lever; each type has `head`, `check` and `apply`.
macro_rules! levers {
    ($($(#[$meta:meta])* $variant:ident($type:ty) = $kind:literal,)*) => {
        /// A measure. Levers keep the order of the document.
        #[derive(Clone, PartialEq, Debug)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema), ts(tag = "kind", rename_all = "snake_case"), schemars(tag = "kind", rename_all = "snake_case"))]
        pub enum Lever {
            $($(#[$meta])* $variant(Box<$type>),)*
        }

        impl Read for Lever {
            fn read(tree: &Tree<'_>, problems: &mut Problems) -> Option<Self> {
                match kind_of(tree) {
                    $(Some($kind) => <$type>::read(tree, problems).map(Box::new).map(Self::$variant),)*
                    _ => {
                        let kinds = [$(concat!("\"", $kind, "\"")),*].join(", ");
                        tree.wrong(problems, Text::owned(
                            format!("een maatregel met als kind een van {kinds}"),
                            format!("a lever with as kind one of {kinds}"),
                        ))
                    }
                }
            }
        }

        impl Lever {
            /// The word under `kind`.
            pub fn kind(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $kind,)*
                }
            }

            /// What all levers have.
            pub fn head(&self) -> Head<'_> {
                match self {
                    $(Self::$variant(lever) => lever.head(),)*
                }
            }

            /// Whether it is an amount of its own, which has a line of its own.
            pub fn is_amount(&self) -> bool {
                matches!(self, Self::OneOff(_) | Self::Maatwerk(_))
            }

            /// Notes what does not fit.
            pub fn check(&self, path: &str, world: &dyn World, problems: &mut Problems) {
                self.head().check(path, world, problems);
                match self {
                    $(Self::$variant(lever) => lever.check(path, world, problems),)*
                }
            }

            /// Changes the streams that it is aimed at.
            pub(crate) fn apply(&self, scope: &mut Scope<'_>, path: &str) -> Result<(), CareError> {
                match self {
                    $(Self::$variant(lever) => lever.apply(scope, path),)*
                }
            }
        }
    };
}

levers! {
    /// Another tariff from a date.
    Tariff(TariffLever) = "tariff",
    /// A percentage on tariffs.
    TariffChange(TariffChange) = "tariff_change",
    /// The tariff that follows from a group size.
    GroupSize(GroupSize) = "group_size",
    /// The tariff that follows from a cost price.
    CostPrice(CostPriceLever) = "cost_price",
    /// A surcharge on tariffs.
    Surcharge(Surcharge) = "surcharge",
    /// Yearly indexation.
    Indexation(Indexation) = "indexation",
    /// More or less volume.
    Volume(VolumeChange) = "volume",
    /// Growth each year.
    Growth(Growth) = "growth",
    /// Units per client per week.
    Intensity(Intensity) = "intensity",
    /// Length of care.
    Duration(Duration) = "duration",
    /// Presence of clients.
    Attendance(AttendanceLever) = "attendance",
    /// Clients from one product to another.
    Substitution(Substitution) = "substitution",
    /// A path to a target.
    TargetPath(TargetPath) = "target_path",
    /// A one-off amount or grant.
    OneOff(OneOff) = "one_off",
    /// One-off contracts outside the catalogue.
    Maatwerk(Maatwerk) = "maatwerk",
}

/// What levers may refer to: the products, categories, municipalities and providers of the document.
pub trait World {
    /// The unit of a product or line; nothing where there is no such thing.
    fn unit(&self, id: &str) -> Option<crate::quantity::Unit>;
    /// Whether a category is there.
    fn has_category(&self, id: &str) -> bool;
    /// Whether a municipality is there.
    fn has_municipality(&self, id: &str) -> bool;
    /// The cost price of the document.
    fn cost_price(&self) -> Option<&super::CostPrice>;
    /// Whether a provider is there.
    fn has_provider(&self, id: &str) -> bool;
}

/// The word under `kind`.
pub(crate) fn kind_of<'a>(tree: &Tree<'a>) -> Option<&'a str> {
    match tree.json() {
        Json::Object(entries) => entries.iter().find_map(|(key, value)| match value {
            Json::Text(word) if key == "kind" => Some(word.as_str()),
            _ => None,
        }),
        _ => None,
    }
}
