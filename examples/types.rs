//! Writes the TypeScript types of documents and results to `pkg/types/index.d.ts`, and the JSON Schema of a document to
//! `pkg/schema/dagdeel-scenario-1.json`; `cargo xtask lint` checks that they are
//! up to date.

use dagdeel::care;
use dagdeel::quantity::{Exact, Text};
use dagdeel::scenario;
use dagdeel::tree::Problem;
use ts_rs::{Config, TS};

fn main() -> std::io::Result<()> {
    let config = Config::default();
    let mut written = String::from("// Generated from the Rust types by examples/types.rs; do not edit.\n");
    macro_rules! print_all {
        ($($type:ty),* $(,)?) => {$(
            let docs = <$type as TS>::docs().unwrap_or_default();
            let text = format!("{docs}export {}\n", <$type as TS>::decl(&config));
            written.push('\n');
            for line in text.lines() {
                written.push_str(line.trim_end());
                written.push('\n');
            }
        )*};
    }
    print_all![
        Text,
        Exact,
        Problem,
        // The document.
        scenario::Document,
        scenario::HorizonText,
        scenario::StepWord,
        scenario::Source,
        scenario::Caveat,
        scenario::SimulationText,
        scenario::Correlation,
        scenario::Frozen,
        care::Part,
        care::Figure,
        care::Distribution,
        care::Shape,
        care::Product,
        care::DatedTariff,
        care::ProductVolume,
        care::SpreadOver,
        care::SpreadBy,
        care::GroupTariff,
        care::Attendance,
        care::StaffNeeded,
        care::StaffSteps,
        care::StaffStep,
        care::Observations,
        care::Category,
        care::Observation,
        care::Absent,
        care::Merge,
        care::Compare,
        care::Projection,
        care::Trend,
        care::Line,
        care::YearAmount,
        care::Municipalities,
        care::Providers,
        care::Member,
        care::Budget,
        care::BudgetRow,
        care::Queue,
        care::Capacity,
        care::QueueHours,
        care::QueueGoal,
        care::Contracts,
        care::ContractRow,
        care::Allocations,
        care::Regime,
        care::PaidBy,
        care::Allocation,
        care::AllocationClaim,
        care::Conversion,
        care::FunctionLevel,
        care::OldCategory,
        care::NewCode,
        care::Daycare,
        care::Friction,
        care::ClaimedTime,
        care::Contact,
        care::FirstAllocations,
        care::ProviderTrajectories,
        care::Trajectories,
        care::Funnel,
        care::FunnelStep,
        care::Rejections,
        care::CostPrice,
        care::StaffFunction,
        care::Party,
        care::Parameter,
        care::ParameterKind,
        care::OverheadOf,
        care::DatedFigure,
        care::StaffTable,
        care::Published,
        care::PublishedKind,
        care::Offer,
        care::Lever,
        care::Target,
        care::Nature,
        care::TariffLever,
        care::TariffChange,
        care::GroupSize,
        care::CostPriceLever,
        care::Surcharge,
        care::Indexation,
        care::IndexYear,
        care::OvaPpc,
        care::CorrectionRule,
        care::VolumeChange,
        care::Growth,
        care::Intensity,
        care::Duration,
        care::AttendanceLever,
        care::Substitution,
        care::TargetPath,
        care::PathShape,
        care::OneOff,
        care::Maatwerk,
        // The result.
        scenario::ScenarioResult,
        scenario::DocumentName,
        scenario::AxisTable,
        scenario::LabelText,
        scenario::Table,
        scenario::CellValue,
        scenario::CaveatText,
        scenario::Severity,
        // Explanations.
        scenario::Address,
        scenario::AxisLabel,
        scenario::Explained,
        scenario::RoundingText,
        scenario::Work,
        // Questions that take several runs.
        scenario::Input,
        scenario::InputKind,
        scenario::InputOwner,
        scenario::Comparison,
        scenario::Compared,
        scenario::InputRow,
        scenario::ComparedTable,
        scenario::ComparedAxis,
        scenario::OutcomeRow,
        scenario::TornadoQuestion,
        scenario::InputRange,
        scenario::GridQuestion,
        scenario::InputValues,
        scenario::SeekQuestion,
        scenario::Asked,
        scenario::Run,
        scenario::Changed,
        scenario::Tornado,
        scenario::Bar,
        scenario::Grid,
        scenario::GridAxis,
        scenario::Sought,
        scenario::Answer,
        scenario::Sample,
        // Simulations.
        scenario::SimulationResult,
        scenario::SimulatedInput,
        scenario::SimulatedTable,
        scenario::SimulatedCell,
        scenario::SimulatedValue,
        scenario::ChanceTable,
        // The method of a whole scenario.
        scenario::Method,
        scenario::HorizonWords,
        scenario::MethodFormula,
        scenario::MethodInput,
        scenario::MethodCounts,
        scenario::MethodRounding,
        scenario::MethodMeasure,
    ];
    let schema = serde_json::to_string_pretty(&scenario::document_schema())?;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/pkg/schema");
    std::fs::create_dir_all(folder)?;
    std::fs::write(format!("{folder}/dagdeel-scenario-1.json"), format!("{schema}\n"))?;
    std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/pkg/types/index.d.ts"), written)
}
