//! The steps at which an amount may be rounded.

use super::exact::Exact;
use super::text::Text;

/// A named step at which a value is rounded, half away from zero. Nothing else rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RoundingStep {
    /// A tariff after indexation or conversion, to the cent: old × (1 + index), each year.
    Tariff,
    /// A claim line, to the cent: volume × tariff; an hourly tariff claimed in minutes is
    /// tariff × minutes / 60, rounded once (IV081, TR346).
    ClaimLine,
    /// A part of a total that is split over months or municipalities, to the cent, by largest
    /// remainder so that the parts add up.
    Share,
    /// A budget amount, to the cent, once per scenario × product × municipality × year. Months are
    /// apportioned from it; totals and differences are taken of rounded amounts.
    BudgetAmount,
    /// A provider's cost, income or result of one group-dagdeel, to the cent.
    ProviderAmount,
    /// An average amount, such as costs per client, to the cent.
    Average,
    /// A percentage that is reported, to four decimals of the fraction: 0.3062 is 30.62 %.
    Percentage,
    /// A published index of two decimals, as a fraction: 0.0630 is 6.30 %.
    Index,
    /// A number of whole things.
    Count,
    /// An estimate, to the number of decimals that it declares.
    Decimals(u8),
}

impl RoundingStep {
    /// The decimals that the step leaves.
    pub const fn decimals(self) -> u32 {
        match self {
            Self::Tariff
            | Self::ClaimLine
            | Self::Share
            | Self::BudgetAmount
            | Self::ProviderAmount
            | Self::Average => 2,
            Self::Percentage | Self::Index => 4,
            Self::Count => 0,
            Self::Decimals(decimals) => decimals as u32,
        }
    }

    /// The value rounded at this step.
    #[must_use]
    pub fn round(self, value: Exact) -> Exact {
        value.round(self.decimals())
    }

    /// What the step is called where a computation is explained.
    pub fn name(self) -> Text {
        match self {
            Self::Tariff => Text::new("tarief, op centen", "tariff, to the cent"),
            Self::ClaimLine => Text::new("declaratieregel, op centen", "claim line, to the cent"),
            Self::Share => Text::new(
                "deel van een totaal, op centen (grootste rest)",
                "part of a total, to the cent (largest remainder)",
            ),
            Self::BudgetAmount => {
                Text::new("begrotingsbedrag per jaar, op centen", "budget amount per year, to the cent")
            }
            Self::Average => Text::new("gemiddelde, op centen", "average, to the cent"),
            Self::ProviderAmount => {
                Text::new("bedrag per groepsdagdeel, op centen", "amount per group half-day, to the cent")
            }
            Self::Percentage => Text::new("percentage, op twee decimalen", "percentage, to two decimals"),
            Self::Index => Text::new("index, percentage op twee decimalen", "index, percentage to two decimals"),
            Self::Count => Text::new("aantal, op hele", "count, to whole numbers"),
            Self::Decimals(0) => Text::new("op hele getallen", "to whole numbers"),
            Self::Decimals(1) => Text::new("op 1 decimaal", "to 1 decimal"),
            Self::Decimals(decimals) => {
                Text::owned(format!("op {decimals} decimalen"), format!("to {decimals} decimals"))
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {

    use super::*;

    #[test]
    fn an_index_keeps_two_decimals_of_its_percentage() {
        // DOMAIN 5: 6.294 % unrounded is published as 6.30 by its own rule; as a step, 6.29.
        let index = Exact::parse("0.06294").unwrap();
        assert_eq!(RoundingStep::Index.round(index).plain(), "0.0629");
    }

    #[test]
    fn a_minute_line_rounds_once() {
        // DOMAIN 3: round(tariff × minutes / 60, 2), not the rounded tariff per minute (1.46).
        let hour = Exact::parse("87.30").unwrap();
        let line = hour.times(Exact::from_i64(10)).unwrap();
        let line = line.over(Exact::from_i64(60)).unwrap().unwrap();
        assert_eq!(RoundingStep::ClaimLine.round(line).fixed(2), "14.55");
        let minute = hour.over(Exact::from_i64(60)).unwrap().unwrap();
        assert_eq!(RoundingStep::Tariff.round(minute).fixed(2), "1.46");
    }

    #[test]
    fn every_step_is_named_with_its_decimals() {
        assert_eq!(RoundingStep::Decimals(3).name().nl, "op 3 decimalen");
        assert_eq!(RoundingStep::Decimals(1).name().en, "to 1 decimal");
        assert_eq!(RoundingStep::Percentage.decimals(), 4);
        assert_eq!(RoundingStep::Count.round(Exact::parse("2.5").unwrap()), Exact::from_i64(3));
    }
}
