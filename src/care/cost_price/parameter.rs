//! The parameters of a cost price: what each is called, in which unit, and to which step of the calculation it belongs.

use super::super::staff::StaffTable;
use crate::calendar::Date;
use crate::care::Figure;
use crate::model::Quantity;
use crate::quantity::{Text, Unit};
use crate::tree::{choice, record};

choice! {
    /// What a parameter is of.
    pub enum ParameterKind {
        /// Wage for scale and step of a function, in `euro/fte/jaar`, `euro/fte/maand` or `euro/uur`.
        Wage = "wage",
        /// The share of a function in the productive hours; one function may be left out and is the rest.
        Share = "share",
        /// Holiday pay, on the wage.
        HolidayPay = "holiday_pay",
        /// Year-end bonus, on the wage.
        YearEndBonus = "year_end_bonus",
        /// Extra pay for irregular hours, on the wage.
        IrregularHours = "irregular_hours",
        /// Social charges of the employer, on the wage with what comes on top of it.
        SocialCharges = "social_charges",
        /// The employer's pension premium, on the wage with what comes on top, above the franchise.
        PensionPremium = "pension_premium",
        /// The pension franchise, in the unit of the wage.
        PensionFranchise = "pension_franchise",
        /// Contract hours of a full-time year, in `uur/fte/jaar`.
        ContractHours = "contract_hours",
        /// Leave, in hours or as a share of the contract hours.
        Leave = "leave",
        /// Public holidays, in hours or as a share of the contract hours.
        PublicHolidays = "public_holidays",
        /// Sickness, in hours or as a share of the contract hours.
        Sickness = "sickness",
        /// Training, in hours or as a share of the contract hours.
        Training = "training",
        /// Meetings, reports, travel and other time without clients, in hours or as a share of the contract hours.
        OtherHours = "other_hours",
        /// Overhead: a mark-up on the direct cost, or a share of the total, as `overhead_of` says.
        Overhead = "overhead",
        /// Other client-bound cost of an hour, in `euro/uur`.
        OtherCost = "other_cost",
        /// Staff present, as a number or as a table of steps.
        Staff = "staff",
        /// Hours of each of them with the clients, in `uur/medewerker`.
        ContactHours = "contact_hours",
        /// Hours of each for preparation and rounding off, in `uur/medewerker`.
        Preparation = "preparation",
        /// Room, for a group that is open once, such as `euro/groepsdagdeel`.
        Room = "room",
        /// Clients enrolled in a group, such as `dagdeel/groepsdagdeel`.
        Enrolled = "enrolled",
        /// The share of them that does not show up; `claimable` says whether that may be claimed.
        NoShow = "no_show",
        /// Material and coordination for a client; `saved_on_absence` says whether it is saved on absence.
        ClientCost = "client_cost",
        /// Indexation from the price date to the date on which the tariff holds.
        Index = "index",
        /// Mark-up for risk and innovation, on the whole cost price.
        Margin = "margin",
    }
}

choice! {
    /// Of what overhead is a part: 20 % on top of the direct cost is × 1.20, 20 % of the total is × 1.25.
    pub enum OverheadOf {
        /// A mark-up on the direct cost.
        DirectCost = "direct_cost",
        /// A share of the total.
        Total = "total",
    }
}

record! {
    /// A value from a date until the next one.
    pub struct DatedFigure {
        /// The first day on which it holds; its price date.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        pub from: Date,
        /// The value.
        pub amount: Figure,
    }
}

record! {
    /// One parameter of a party, with what it means.
    pub struct Parameter {
        /// What it is of.
        pub parameter: ParameterKind,
        /// The function, of a wage or a share.
        pub function: Option<String>,
        /// What is counted, and what is not: its definition.
        pub definition: Text,
        /// Its values, in order of date; none for a table of steps.
        pub values: Vec<DatedFigure>,
        /// Of what overhead is a part; with `overhead` only.
        pub overhead_of: Option<OverheadOf>,
        /// Whether a no-show may be claimed; with `no_show` only.
        pub claimable: Option<bool>,
        /// Whether the cost of a client is saved on absence; with `client_cost` only.
        pub saved_on_absence: Option<bool>,
        /// Staff in steps instead of a number; with `staff` only.
        pub steps: Option<StaffTable>,
    }
}

/// In which units a parameter may stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Scale {
    /// A wage, a year, a month or an hour.
    Wage,
    /// A fraction without unit.
    Share,
    /// Hours a year, or a share of the contract hours.
    Hours,
    /// Hours a year only.
    Year,
    /// Euro an hour.
    Hourly,
    /// Staff for an opening.
    Staff,
    /// Hours of a member of staff.
    Each,
    /// Euro for an opening.
    Opening,
    /// Clients for an opening.
    Clients,
    /// Euro for a unit of the product.
    Unit,
}

impl ParameterKind {
    /// All, in the order of the calculation.
    pub(super) const ALL: [Self; 25] = [
        Self::Wage,
        Self::Share,
        Self::HolidayPay,
        Self::YearEndBonus,
        Self::IrregularHours,
        Self::SocialCharges,
        Self::PensionPremium,
        Self::PensionFranchise,
        Self::ContractHours,
        Self::Leave,
        Self::PublicHolidays,
        Self::Sickness,
        Self::Training,
        Self::OtherHours,
        Self::Overhead,
        Self::OtherCost,
        Self::Staff,
        Self::ContactHours,
        Self::Preparation,
        Self::Room,
        Self::Enrolled,
        Self::NoShow,
        Self::ClientCost,
        Self::Index,
        Self::Margin,
    ];

    /// The hours that are taken off the contract hours, in order.
    pub(super) const TAKEN_OFF: [Self; 5] =
        [Self::Leave, Self::PublicHolidays, Self::Sickness, Self::Training, Self::OtherHours];

    /// Its node, what it is called, and in which units it may stand.
    pub(super) fn spec(self) -> (&'static str, Text, Scale) {
        let spec = |id, nl, en, scale| (id, Text::new(nl, en), scale);
        match self {
            Self::Wage => spec("loon", "Loon", "Wage", Scale::Wage),
            Self::Share => spec("functiemix", "Functiemix", "Function mix", Scale::Share),
            Self::HolidayPay => spec("vakantietoeslag", "Vakantietoeslag", "Holiday pay", Scale::Share),
            Self::YearEndBonus => spec("eindejaarsuitkering", "Eindejaarsuitkering", "Year-end bonus", Scale::Share),
            Self::IrregularHours => {
                spec("onregelmatigheid", "Onregelmatigheidstoeslag", "Irregular-hours pay", Scale::Share)
            }
            Self::SocialCharges => spec("sociale-lasten", "Sociale lasten", "Social charges", Scale::Share),
            Self::PensionPremium => spec("pensioenpremie", "Pensioenpremie werkgever", "Pension premium", Scale::Share),
            Self::PensionFranchise => spec("pensioenfranchise", "Pensioenfranchise", "Pension franchise", Scale::Wage),
            Self::ContractHours => spec("contracturen", "Contracturen", "Contract hours", Scale::Year),
            Self::Leave => spec("verlof", "Verlof", "Leave", Scale::Hours),
            Self::PublicHolidays => spec("feestdagen", "Feestdagen", "Public holidays", Scale::Hours),
            Self::Sickness => spec("ziekteverzuim", "Ziekteverzuim", "Sickness", Scale::Hours),
            Self::Training => spec("scholing", "Scholing", "Training", Scale::Hours),
            Self::OtherHours => spec(
                "overige-uren",
                "Overleg, verslag, reistijd en overige uren",
                "Meetings, reports, travel and other hours",
                Scale::Hours,
            ),
            Self::Overhead => spec("overhead", "Overhead", "Overhead", Scale::Share),
            Self::OtherCost => {
                spec("overige-kosten", "Overige cliëntgebonden kosten", "Other client-bound cost", Scale::Hourly)
            }
            Self::Staff => spec("begeleiders", "Begeleiders aanwezig", "Staff present", Scale::Staff),
            Self::ContactHours => spec("contacturen", "Contacturen", "Contact hours", Scale::Each),
            Self::Preparation => {
                spec("voorbereiding", "Voorbereiding en afronding", "Preparation and rounding off", Scale::Each)
            }
            Self::Room => spec("ruimte", "Ruimte", "Room", Scale::Opening),
            Self::Enrolled => spec("ingeschreven", "Ingeschreven cliënten", "Clients enrolled", Scale::Clients),
            Self::NoShow => spec("afwezigheid", "Afwezigheid", "Absence", Scale::Share),
            Self::ClientCost => spec("clientkosten", "Kosten per cliënt", "Cost per client", Scale::Unit),
            Self::Index => spec("indexatie", "Indexatie", "Indexation", Scale::Share),
            Self::Margin => {
                spec("opslag", "Opslag risico en innovatie", "Mark-up for risk and innovation", Scale::Share)
            }
        }
    }

    /// Whether there is one for each function.
    pub(super) fn by_function(self) -> bool {
        matches!(self, Self::Wage | Self::Share)
    }
}

impl Scale {
    /// The units that fit, the usual one first, for a product in `unit` that is given in an `opening`.
    pub(super) fn units(self, unit: Unit, opening: Unit) -> Vec<Unit> {
        let a_year = Unit::FTE * Unit::JAAR;
        match self {
            Self::Wage => {
                vec![Unit::EURO / a_year, Unit::EURO / Unit::FTE / Unit::MAAND, Unit::EURO / Unit::UUR]
            }
            Self::Share => vec![Unit::NONE],
            Self::Hours => vec![Unit::UUR / a_year, Unit::NONE],
            Self::Year => vec![Unit::UUR / a_year],
            Self::Hourly => vec![Unit::EURO / Unit::UUR],
            Self::Staff => vec![Unit::MEDEWERKER / opening],
            Self::Each => vec![Unit::UUR / Unit::MEDEWERKER],
            Self::Opening => vec![Unit::EURO / opening],
            Self::Clients => vec![unit / opening],
            Self::Unit => vec![Unit::EURO / unit],
        }
    }
}

/// What a parameter is called, by its word in a document.
pub fn parameter_name(word: &str) -> Option<Text> {
    ParameterKind::ALL.iter().find(|kind| kind.word() == word).map(|kind| kind.spec().1)
}

/// The node of a parameter in this unit.
pub(super) fn quantity(id: &str, name: Text, unit: Unit) -> Quantity {
    let id = format!("kostprijs-{id}");
    if unit.is_none() {
        return Quantity::percent(id, name);
    }
    match unit.exponent(crate::quantity::BaseUnit::Euro) {
        1 => Quantity::amount(id, name, unit),
        _ => Quantity::new(id, name, unit),
    }
}
