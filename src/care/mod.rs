//! The domain: Dutch youth-care products, tariffs and budgets. Each file is one concept: the part of the document that
//! describes it, and the functions that add its nodes to a graph.

mod allocations;
mod budget;
mod claimed_time;
mod conversion;
mod cost_price;
mod costs;
mod daycare;
mod decomposition;
mod distribution;
mod figure;
mod first_allocations;
mod funnel;
mod group_tariff;
mod levers;
mod lines;
mod maatwerk;
mod observations;
mod own_claims;
mod product;
mod product_key;
mod projection;
mod provider;
mod queue;
mod queue_goal;
mod rejections;
mod row;
mod split;
mod spread;
mod staff;
mod timeline;
mod trend;
mod whole;

pub use allocations::{Allocation, AllocationClaim, Allocations, PaidBy, Regime};
pub use budget::{Budget, BudgetRow};
pub use claimed_time::{ClaimedTime, Contact};
pub use conversion::{Conversion, Friction, FunctionLevel, NewCode, OldCategory};
pub use cost_price::{
    CostPrice, DatedFigure, Offer, OverheadOf, Parameter, ParameterKind, Party, Published, PublishedKind,
    StaffFunction, parameter_name, warn as warn_of_cost_price,
};
pub use daycare::Daycare;
pub(crate) use decomposition::{causes, price_name};
pub use distribution::{Distribution, Shape};
pub(crate) use figure::cite;
pub use figure::{ASSUMPTION, Figure};
pub use first_allocations::{FirstAllocations, ProviderTrajectories, Trajectories};
pub use funnel::{Funnel, FunnelStep};
pub use group_tariff::{GroupTariff, warn as warn_of_fit};
pub use levers::{
    AttendanceLever, CorrectionRule, CostPriceLever, Duration, GroupSize, Growth, Head, IndexYear, Indexation,
    Intensity, Lever, Maatwerk, Nature, OneOff, OvaPpc, PathShape, Substitution, Surcharge, Target, TargetPath,
    TariffChange, TariffLever, Variants, VolumeChange, World,
};
pub use lines::{Line, YearAmount};
pub use maatwerk::{ContractRow, Contracts};
pub use observations::{Absent, Category, Compare, Merge, Observation, Observations};
pub use own_claims::{AgreedTariff, OwnClaims};
pub use product::{DatedTariff, Product, ProductVolume, Volumes};
pub use product_key::{KeyOver, KeyShare, ProductKey};
pub use projection::Projection;
pub use provider::Attendance;
pub use queue::{Capacity, Queue};
pub use queue_goal::{QueueGoal, QueueHours};
pub use rejections::Rejections;
pub use split::{Member, Municipalities, Providers};
pub use spread::{SpreadBy, SpreadOver};
pub use staff::{StaffNeeded, StaffStep, StaffSteps, StaffTable};
pub use timeline::Timeline;
pub use trend::Trend;
pub use whole::{Part, Whole};

use crate::model::{EvaluationError, GraphError};
use crate::quantity::{Overflow, Text};
use crate::tree::Problem;

/// Why a document that was read could not be made into a graph.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CareError {
    /// The graph refused a node.
    #[error(transparent)]
    Graph(#[from] GraphError),
    /// A cell could not be computed.
    #[error(transparent)]
    Evaluation(#[from] EvaluationError),
    /// A number became too large.
    #[error("a number became too large")]
    Overflow(#[from] Overflow),
    /// A part of the document does not fit the others.
    #[error("{}", .0.message.en)]
    Problem(Box<Problem>),
}

impl CareError {
    /// The error as a problem of the document.
    pub fn problem(&self) -> Problem {
        match self {
            Self::Graph(error) => Problem::whole(error.code(), error.message()),
            Self::Evaluation(error) => Problem::whole(error.code(), error.message()),
            Self::Overflow(error) => Problem::whole(error.code(), error.message()),
            Self::Problem(problem) => (**problem).clone(),
        }
    }
}

/// A problem that names something the document does not have.
pub(crate) fn missing(path: &str, what: Text, found: &str) -> Problem {
    let message = Text::owned(
        format!("{path}: {} \"{found}\" bestaat niet in dit document; kies een id dat er staat.", what.nl),
        format!("{path}: there is no {} \"{found}\" in this document; give an id that is there.", what.en),
    );
    Problem::at(path, "unknown-id", message).with(found, what.en)
}

/// The whole months of a calendar year from a date on; nothing where the date cuts a month of it.
pub(crate) fn year_months(year: i32, from: crate::calendar::Date) -> Option<i64> {
    product::months_from(timeline::year_of(year)?, from)
}
