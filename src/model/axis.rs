//! Axes: what a quantity is labelled by (periods, products, categories, variants).

use crate::calendar::Period;
use crate::quantity::Text;

/// Names an axis of one [`Graph`](super::Graph). Axes are ordered as they were added, time first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct AxisId(pub(crate) usize);

/// Names a grouping of one axis into another, such as periods into years.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct GroupingId(pub(crate) usize);

/// One place on an axis.
#[derive(Clone, PartialEq, Debug)]
pub struct Label {
    /// Stable identifier, unique on its axis, such as `2022-10` or `pleegzorg`.
    pub id: String,
    /// What a reader sees.
    pub name: Text,
    /// The days it stands for, on a time axis.
    pub period: Option<Period>,
}

impl Label {
    /// A label that is no period.
    pub fn new(id: impl Into<String>, name: Text) -> Self {
        Self { id: id.into(), name, period: None }
    }

    /// The label of a period, named by its dates.
    pub fn period(period: Period) -> Self {
        Self { id: period.label(), name: period.name(), period: Some(period) }
    }
}

/// An ordered list of labels. A time axis holds periods in order of date and lies outermost in every array.
#[derive(Clone, PartialEq, Debug)]
pub struct Axis {
    pub(crate) id: String,
    pub(crate) name: Text,
    pub(crate) time: bool,
    pub(crate) labels: Vec<Label>,
}

impl Axis {
    /// Stable identifier, such as `period`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What a reader sees.
    pub fn name(&self) -> &Text {
        &self.name
    }

    /// Whether its labels are periods.
    pub fn is_time(&self) -> bool {
        self.time
    }

    /// The labels, in order.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// Where the label with this identifier stands.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.labels.iter().position(|label| label.id == id)
    }
}

/// Every label of `from` belongs to one label of `to`, or to none of them.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Grouping {
    pub(crate) from: AxisId,
    pub(crate) to: AxisId,
    /// For each label of `from`, the position of its label of `to`.
    pub(crate) of: Vec<usize>,
}
