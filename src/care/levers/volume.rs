//! Levers on volume: a percentage or a number, units per client per week, length of care, presence.

use super::super::CareError;
use super::super::figure::Figure;
use super::scope::named;
use super::{Scope, World, lever};
use crate::model::{Expr, Quantity};
use crate::quantity::{Exact, Text, Unit};
use crate::tree::{Problem, Problems};

lever! {
    /// More or less volume, as a percentage or as units a year.
    pub struct VolumeChange as "volume" {
        /// The change as a fraction: -0.1 for 10 % less.
        pub percent: Option<Figure>,
        /// Instead: the change of each product in its units a year, such as `dagdeel/jaar`.
        pub units: Option<Figure>,
    }
}

lever! {
    /// Other units per client per week, and the most that a client may have; for products whose volume comes from clients.
    pub struct Intensity as "intensity" {
        /// The new units per client per week, such as `dagdeel/client/week`.
        pub per_week: Option<Figure>,
        /// The most units per client per week.
        pub cap: Option<Figure>,
    }
}

lever! {
    /// Longer or shorter care, as a percentage of its length.
    pub struct Duration as "duration" {
        /// The change as a fraction: -0.25 for a quarter shorter.
        pub percent: Figure,
    }
}

lever! {
    /// Another share of units that are not claimable because the client does not show up.
    pub struct AttendanceLever as "attendance" {
        /// The share that is not claimed now, from 0 to 1.
        pub old_no_show: Figure,
        /// The share that is not claimed with the lever.
        pub new_no_show: Figure,
    }
}

/// Notes that one of several fields must be given.
fn one_of(path: &str, fields: &str, problems: &mut Problems) {
    let message = Text::owned(format!("{path}: geef één van {fields}."), format!("{path}: give one of {fields}."));
    problems.add(Problem::at(path, "one-of", message).with("–", fields));
}

impl VolumeChange {
    pub(crate) fn check(&self, path: &str, world: &dyn World, problems: &mut Problems) {
        match (&self.percent, &self.units) {
            (Some(percent), None) => percent.expect_at_least(Exact::from_i64(-1), Unit::NONE, problems),
            (None, Some(units)) => {
                let products = self.target.as_ref().and_then(|target| target.products.as_ref());
                for product in products.into_iter().flatten() {
                    if let Some(unit) = world.unit(product) {
                        units.expect(unit / Unit::JAAR, problems);
                    }
                }
                if products.is_none_or(Vec::is_empty) {
                    one_of(&format!("{path}.target"), "products", problems);
                }
            }
            _ => one_of(path, "percent, units", problems),
        }
    }

    pub(crate) fn apply(&self, scope: &mut Scope<'_>, path: &str) -> Result<(), CareError> {
        let head = self.head();
        if let Some(percent) = &self.percent {
            return scope.scale_volumes(&head, path, &|scope, _| {
                let about = Quantity::percent(format!("maatregel-{}-percentage", head.id), head.name.clone());
                Ok(Some(scope.figure(percent, about)?.expr()))
            });
        }
        let Some(units) = &self.units else {
            return Ok(());
        };
        for at in 0..scope.streams.len() {
            let Some(stream) = scope.streams.get(at).cloned().filter(|stream| stream.volume_unit() == units.unit)
            else {
                continue;
            };
            if let Some(strength) = scope.strength(&head, None, &stream, path)? {
                let about = Quantity::new(format!("maatregel-{}-aantal", head.id), head.name.clone(), units.unit);
                let change = scope.figure(units, about)?;
                let more = stream.volume + strength.clone() * change * stream.split_share();
                let total = strength.then(more, stream.volume);
                scope.set_volume(&head, at, total)?;
            }
        }
        Ok(())
    }
}

impl Intensity {
    pub(crate) fn check(&self, path: &str, world: &dyn World, problems: &mut Problems) {
        if self.per_week.is_none() && self.cap.is_none() {
            one_of(path, "per_week, cap", problems);
        }
        let products = self.target.as_ref().and_then(|target| target.products.as_ref());
        if products.is_none_or(Vec::is_empty) {
            one_of(&format!("{path}.target"), "products", problems);
        }
        for unit in products.into_iter().flatten().filter_map(|product| world.unit(product)) {
            for figure in self.per_week.iter().chain(&self.cap) {
                figure.expect_at_least(Exact::ZERO, unit / Unit::CLIENT / Unit::WEEK, problems);
            }
        }
    }

    pub(crate) fn apply(&self, scope: &mut Scope<'_>, path: &str) -> Result<(), CareError> {
        let head = self.head();
        for at in 0..scope.streams.len() {
            let Some(stream) = scope.streams.get(at).cloned() else {
                continue;
            };
            let (Some(now), Some(strength)) = (stream.per_week, scope.strength(&head, None, &stream, path)?) else {
                continue;
            };
            let unit = stream.unit / Unit::CLIENT / Unit::WEEK;
            let mut wanted = now.expr();
            if let Some(per_week) = &self.per_week {
                let about = Quantity::new(format!("maatregel-{}-per-week", head.id), head.name.clone(), unit);
                wanted = scope.figure(per_week, about)?.expr();
            }
            if let Some(cap) = &self.cap {
                let name = named(&head, ": ten hoogste", ": at most");
                let cap = scope.figure(cap, Quantity::new(format!("maatregel-{}-ten-hoogste", head.id), name, unit))?;
                wanted = wanted.min(cap);
            }
            let about = Quantity::new(
                format!("per-week-na-{}{}", head.id, stream.suffix),
                named(&head, ": per cliënt per week", ": per client per week"),
                unit,
            );
            let changed = now + strength.clone() * (wanted - now);
            let then = scope.draft.formula(about, strength.then(changed, now))?;
            let ratio = now.expr().at_most(Expr::ZERO).then(Expr::count(1), then / now);
            scope.set_volume(&head, at, stream.volume * ratio)?;
            if let Some(stream) = scope.streams.get_mut(at) {
                stream.per_week = Some(then);
            }
        }
        Ok(())
    }
}

impl Duration {
    pub(crate) fn check(&self, _path: &str, _world: &dyn World, problems: &mut Problems) {
        self.percent.expect_at_least(Exact::from_i64(-1), Unit::NONE, problems);
    }

    pub(crate) fn apply(&self, scope: &mut Scope<'_>, path: &str) -> Result<(), CareError> {
        let head = self.head();
        scope.scale_volumes(&head, path, &|scope, _| {
            let about = Quantity::percent(format!("maatregel-{}-percentage", head.id), head.name.clone());
            Ok(Some(scope.figure(&self.percent, about)?.expr()))
        })
    }
}

impl AttendanceLever {
    pub(crate) fn check(&self, _path: &str, _world: &dyn World, problems: &mut Problems) {
        self.old_no_show.expect_share(problems);
        self.new_no_show.expect_share(problems);
    }

    pub(crate) fn apply(&self, scope: &mut Scope<'_>, path: &str) -> Result<(), CareError> {
        let head = self.head();
        scope.scale_volumes(&head, path, &|scope, _| {
            let mut share = |figure: &Figure, id: &str, nl: &str, en: &str| {
                scope.figure(figure, Quantity::percent(format!("maatregel-{}-{id}", head.id), named(&head, nl, en)))
            };
            let old = share(&self.old_no_show, "afwezig-nu", ": afwezig nu", ": absent now")?;
            let new = share(&self.new_no_show, "afwezig-straks", ": afwezig straks", ": absent then")?;
            Ok(Some((old - new) / (Expr::count(1) - old)))
        })
    }
}
