//! Claims of a service that are rejected: how much of what was claimed.

use super::figure::Figure;
use super::{CareError, row};
use crate::model::{Draft, Expr, Quantity, Reason};
use crate::quantity::{Exact, RoundingStep, Text, Unit};
use crate::tree::{Problems, record};

record! {
    /// What was claimed for a service in a year, and what of it was rejected. Unknown stays unknown: it is never counted as zero.
    pub struct Rejections as "rejections" {
        /// Identifier, unique in the document.
        pub id: String,
        /// Which service.
        pub name: Text,
        /// What was claimed, in `euro/jaar`.
        pub claimed: Figure,
        /// What of it was rejected, in `euro/jaar`.
        pub rejected: Figure,
    }
}

impl Rejections {
    pub(crate) fn check(&self, problems: &mut Problems) {
        self.claimed.expect_at_least(Exact::ZERO, Unit::EURO / Unit::JAAR, problems);
        self.rejected.expect_at_least(Exact::ZERO, Unit::EURO / Unit::JAAR, problems);
    }

    /// Adds what was claimed, rejected and accepted, and the share that was rejected.
    pub(crate) fn add(&self, draft: &mut Draft) -> Result<(), CareError> {
        let about = |what: &str, nl: &str, en: &str| {
            let words = row::of(&self.name, nl, en);
            Quantity::amount(format!("{}-{what}", self.id), words, Unit::EURO / Unit::JAAR).reported()
        };
        let claimed = self.claimed.input(draft, about("gedeclareerd", "gedeclareerd", "claimed"))?;
        let rejected = self.rejected.input(draft, about("afgekeurd", "afgekeurd", "rejected"))?;
        draft.formula(about("toegekend", "toegekend", "accepted"), claimed - rejected)?;
        let words = row::of(&self.name, "deel dat is afgekeurd", "share that was rejected");
        let share = Quantity::percent(format!("{}-deel", self.id), words).reported();
        let none = claimed.expr().at_most(Expr::ZERO);
        let part = (rejected / claimed).round(RoundingStep::Percentage);
        draft.formula(share, none.then(Expr::NoValue(Reason::None), part))?;
        Ok(())
    }
}
