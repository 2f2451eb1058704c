//! What an amount is counted in.

use std::fmt;
use std::ops;

use serde::{Serialize, Serializer};

use super::text::{Lang, Text, excerpt};

/// The words of a base unit in one language.
struct Words {
    one: &'static str,
    many: &'static str,
}

/// Defines the base units, and the unit with one whole exponent for each.
macro_rules! base_units {
    ($(
        $(#[doc = $doc:literal])+
        $variant:ident $field:ident $constant:ident $name:literal
            nl($nl_one:literal, $nl_many:literal) en($en_one:literal, $en_many:literal);
    )+) => {
        /// A unit that is not made of others.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum BaseUnit {
            $( $(#[doc = $doc])+ $variant, )+
        }

        impl BaseUnit {
            /// All base units, in the order in which they are written.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in documents and results.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            fn words(self, lang: Lang) -> Words {
                match (self, lang) {
                    $(
                        (Self::$variant, Lang::Nl) => Words { one: $nl_one, many: $nl_many },
                        (Self::$variant, Lang::En) => Words { one: $en_one, many: $en_many },
                    )+
                }
            }
        }

        /// A product of base units with whole exponents: euro/dagdeel is euro¹ · dagdeel⁻¹.
        ///
        /// Units multiply and cancel. They are no amounts, so they do have operators.
        ///
        /// ```
        /// use dagdeel::quantity::Unit;
        ///
        /// const TARIFF: Unit = Unit::EURO.over(Unit::DAGDEEL);
        /// assert_eq!(TARIFF * Unit::DAGDEEL / Unit::JAAR, Unit::EURO / Unit::JAAR);
        /// assert_eq!(TARIFF.to_string(), "euro/dagdeel");
        /// ```
        #[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
        pub struct Unit {
            $($field: i8,)+
        }

        impl Unit {
            /// No unit: a plain number, written `1`.
            pub const NONE: Self = Self { $($field: 0,)+ };
            $( $(#[doc = $doc])+ pub const $constant: Self = Self { $field: 1, ..Self::NONE }; )+

            /// The unit of a product.
            #[must_use]
            pub const fn times(self, other: Self) -> Self {
                Self { $($field: self.$field.saturating_add(other.$field),)+ }
            }

            /// The unit of a quotient.
            #[must_use]
            pub const fn over(self, other: Self) -> Self {
                Self { $($field: self.$field.saturating_sub(other.$field),)+ }
            }

            /// How often a base unit counts: below zero where it stands under the line.
            pub const fn exponent(self, base: BaseUnit) -> i8 {
                match base {
                    $(BaseUnit::$variant => self.$field,)+
                }
            }

            /// One base unit.
            pub const fn base(base: BaseUnit) -> Self {
                match base {
                    $(BaseUnit::$variant => Self::$constant,)+
                }
            }
        }
    };
}

base_units! {
    /// Money; amounts are exact.
    Euro euro EURO "euro" nl("€", "€") en("€", "€");
    /// A half-day of group care for one client: four hours.
    Dagdeel dagdeel DAGDEEL "dagdeel" nl("dagdeel", "dagdelen") en("half-day", "half-days");
    /// A half-day that a whole group is open.
    Groepsdagdeel groepsdagdeel GROEPSDAGDEEL "groepsdagdeel"
        nl("groepsdagdeel", "groepsdagdelen") en("group half-day", "group half-days");
    /// An hour that a whole group is open.
    Groepsuur groepsuur GROEPSUUR "groepsuur" nl("groepsuur", "groepsuren") en("group hour", "group hours");
    /// 24 hours that a whole group is open.
    Groepsetmaal groepsetmaal GROEPSETMAAL "groepsetmaal"
        nl("groepsetmaal", "groepsetmalen") en("24 hours of a group", "24-hour days of a group");
    /// An hour.
    Uur uur UUR "uur" nl("uur", "uur") en("hour", "hours");
    /// A minute.
    Minuut minuut MINUUT "minuut" nl("minuut", "minuten") en("minute", "minutes");
    /// 24 hours of residential care.
    Etmaal etmaal ETMAAL "etmaal" nl("etmaal", "etmalen") en("24 hours", "24-hour days");
    /// A piece: an output, a visit, a module.
    Stuk stuk STUK "stuk" nl("stuk", "stuks") en("piece", "pieces");
    /// A client.
    Client client CLIENT "client" nl("cliënt", "cliënten") en("client", "clients");
    /// A member of staff who is present.
    Medewerker medewerker MEDEWERKER "medewerker"
        nl("medewerker", "medewerkers") en("member of staff", "members of staff");
    /// A full-time job.
    Fte fte FTE "fte" nl("fte", "fte") en("fte", "fte");
    /// A year.
    Jaar jaar JAAR "jaar" nl("jaar", "jaar") en("year", "years");
    /// A month.
    Maand maand MAAND "maand" nl("maand", "maanden") en("month", "months");
    /// A week.
    Week week WEEK "week" nl("week", "weken") en("week", "weeks");
    /// A day.
    Dag dag DAG "dag" nl("dag", "dagen") en("day", "days");
    /// A contract.
    Contract contract CONTRACT "contract"
        nl("contract", "contracten") en("contract", "contracts");
    /// An allocation: this client may get this product, so much, from–to.
    Toewijzing toewijzing TOEWIJZING "toewijzing"
        nl("toewijzing", "toewijzingen") en("allocation", "allocations");
    /// A family.
    Gezin gezin GEZIN "gezin" nl("gezin", "gezinnen") en("family", "families");
}

/// Why a text is no unit. `found` holds at most 40 characters of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message().en)]
#[non_exhaustive]
pub enum UnitError {
    /// Nothing stands where a unit is expected.
    Empty,
    /// A name that is no base unit.
    Unknown {
        /// The name.
        found: String,
    },
    /// More than [`Unit::MAX_FACTORS`] base units in one.
    TooLong {
        /// The whole text.
        found: String,
    },
}

impl UnitError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "unit-empty",
            Self::Unknown { .. } => "unit-unknown",
            Self::TooLong { .. } => "unit-too-long",
        }
    }

    /// What went wrong and what is expected, for the reader.
    pub fn message(&self) -> Text {
        match self {
            Self::Empty => Text::new(
                "De eenheid ontbreekt; geef een eenheid zoals euro/dagdeel, of 1 voor een getal zonder eenheid.",
                "The unit is missing; give a unit such as euro/dagdeel, or 1 for a number without unit.",
            ),
            Self::Unknown { found } => {
                let known: Vec<&str> = BaseUnit::ALL.iter().map(|base| base.name()).collect();
                let known = known.join(", ");
                Text::owned(
                    format!("“{found}” is geen eenheid; kies uit {known}."),
                    format!("“{found}” is not a unit; choose from {known}."),
                )
            }
            Self::TooLong { found } => Text::owned(
                format!("De eenheid “{found}” heeft te veel delen; ten hoogste {}.", Unit::MAX_FACTORS),
                format!("The unit “{found}” has too many parts; at most {}.", Unit::MAX_FACTORS),
            ),
        }
    }
}

impl BaseUnit {
    /// The base unit of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|base| base.name() == name)
    }
}

impl Unit {
    /// The most base units that a written unit may have.
    pub const MAX_FACTORS: usize = 16;

    /// Reads a unit: names joined by `/`, and by `·` or `*`, from left to right, so that
    /// `dagdeel/client/week` is per client and per week. `1` is no unit.
    ///
    /// # Errors
    /// [`UnitError`].
    pub fn parse(text: &str) -> Result<Self, UnitError> {
        let mut unit = Self::NONE;
        let mut factors = 0;
        let mut under = false;
        for piece in text.split_inclusive(['/', '·', '*']) {
            let name = piece.trim_end_matches(['/', '·', '*']);
            let factor = read_factor(name)?;
            unit = if under { unit.over(factor) } else { unit.times(factor) };
            factors += 1;
            if factors > Self::MAX_FACTORS {
                return Err(UnitError::TooLong { found: excerpt(text) });
            }
            under = piece.ends_with('/');
        }
        if factors == 0 || text.ends_with(['/', '·', '*']) {
            return Err(UnitError::Empty);
        }
        Ok(unit)
    }

    /// Whether it is a plain number.
    pub fn is_none(self) -> bool {
        self == Self::NONE
    }

    /// The unit for the reader: `€ per dagdeel`, `dagdelen per cliënt per week`; nothing for a
    /// plain number.
    pub fn label(self, lang: Lang) -> String {
        let above: Vec<&str> = self.factors(1).map(|base| base.words(lang).many).collect();
        let mut label = above.join("·");
        for base in self.factors(-1) {
            if !label.is_empty() {
                label.push(' ');
            }
            label.push_str("per ");
            label.push_str(base.words(lang).one);
        }
        label
    }

    /// The unit for the reader in both languages.
    pub fn text(self) -> Text {
        Text::owned(self.label(Lang::Nl), self.label(Lang::En))
    }

    /// The base units above the line (side 1) or under it (side −1), repeated by exponent.
    fn factors(self, side: i8) -> impl Iterator<Item = BaseUnit> {
        BaseUnit::ALL.iter().flat_map(move |base| {
            let count = self.exponent(*base).saturating_mul(side).max(0);
            (0..count).map(|_| *base)
        })
    }
}

fn read_factor(name: &str) -> Result<Unit, UnitError> {
    match name {
        "" => Err(UnitError::Empty),
        "1" => Ok(Unit::NONE),
        name => BaseUnit::from_name(name).map(Unit::base).ok_or_else(|| UnitError::Unknown { found: excerpt(name) }),
    }
}

impl ops::Mul for Unit {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        self.times(other)
    }
}

impl ops::Div for Unit {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        self.over(other)
    }
}

impl From<BaseUnit> for Unit {
    fn from(base: BaseUnit) -> Self {
        Self::base(base)
    }
}

/// The canonical text: base units in their order, joined by `·`, then each one under the line
/// after a `/`.
impl fmt::Display for Unit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let above: Vec<&str> = self.factors(1).map(BaseUnit::name).collect();
        if above.is_empty() {
            formatter.write_str("1")?;
        } else {
            formatter.write_str(&above.join("·"))?;
        }
        self.factors(-1).try_for_each(|base| write!(formatter, "/{}", base.name()))
    }
}

impl fmt::Debug for Unit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Unit({self})")
    }
}

impl Serialize for Unit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {

    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    #[test]
    fn units_multiply_and_cancel() {
        let volume = Unit::parse("dagdeel/client/week").unwrap();
        let yearly = volume * Unit::CLIENT * Unit::parse("week/jaar").unwrap();
        assert_eq!(yearly, Unit::DAGDEEL / Unit::JAAR);
        let cost = yearly * Unit::parse("euro/dagdeel").unwrap();
        assert_eq!(cost.to_string(), "euro/jaar");
        assert!((cost / cost).is_none());
        assert_ne!(Unit::EURO / Unit::UUR, Unit::EURO / Unit::DAGDEEL);
    }

    #[test]
    fn the_text_form_is_canonical() {
        for (text, canonical) in [
            ("1", "1"),
            ("euro", "euro"),
            ("1/jaar", "1/jaar"),
            ("uur/fte/jaar", "uur/fte/jaar"),
            ("dagdeel/week/client", "dagdeel/client/week"),
            ("jaar*euro", "euro·jaar"),
            ("euro·euro/dag", "euro·euro/dag"),
            ("euro/uur*uur", "euro"),
        ] {
            assert_eq!(Unit::parse(text).unwrap().to_string(), canonical, "{text}");
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "/euro", "euro/", "euro//dag", "*"] {
            assert_eq!(Unit::parse(text), Err(UnitError::Empty), "{text}");
        }
        for text in ["euros", "Euro", "euro / dag", "2", "cliënt"] {
            assert!(matches!(Unit::parse(text), Err(UnitError::Unknown { .. })), "{text}");
        }
        let long = ["euro"; 17].join("*");
        assert!(matches!(Unit::parse(&long), Err(UnitError::TooLong { .. })));
    }

    #[test]
    fn labels_are_for_the_reader() {
        let volume = Unit::parse("dagdeel/client/week").unwrap();
        assert_eq!(volume.label(Lang::Nl), "dagdelen per cliënt per week");
        assert_eq!(volume.label(Lang::En), "half-days per client per week");
        assert_eq!((Unit::EURO / Unit::DAGDEEL).label(Lang::Nl), "€ per dagdeel");
        assert_eq!(Unit::NONE.label(Lang::Nl), "");
        assert_eq!(Unit::parse("1/jaar").unwrap().label(Lang::Nl), "per jaar");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(
            factors in vec((select(BaseUnit::ALL), any::<bool>()), 0..16),
        ) {
            let unit = factors.into_iter().fold(Unit::NONE, |unit, (base, under)| {
                if under { unit / base.into() } else { unit * base.into() }
            });
            prop_assume!(unit.to_string().split(['/', '·']).count() <= Unit::MAX_FACTORS);
            prop_assert_eq!(Unit::parse(&unit.to_string()), Ok(unit));
        }
    }
}
