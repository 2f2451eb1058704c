//! The whole of a scenario: its parts, what they may refer to, and the order in which they become a graph.

use super::group_tariff::Place;
use super::levers::{self, Aim, Head, Lever, Scope, Split, TariffLever, Variants, World};
use super::observations::Observed;
use super::product_key::KeyOver;
use super::{
    Allocations, Budget, CareError, ClaimedTime, Contracts, Conversion, CostPrice, FirstAllocations, Funnel,
    GroupTariff, Line, Municipalities, Observations, OwnClaims, Product, Projection, Providers, Queue, Rejections,
    SpreadBy, Timeline, cost_price, costs, lines, product, projection, split,
};
use crate::calendar::{Date, Horizon};
use crate::model::{Draft, Graph, GraphError};
use crate::quantity::{Text, Unit};
use crate::tree::{Problem, Problems, Read, Tree};

/// Lists the kinds of part.
macro_rules! parts {
    ($($(#[$meta:meta])* $variant:ident($type:ty) = $kind:literal,)*) => {
        /// A part of a scenario.
        #[derive(Clone, PartialEq, Debug)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema), ts(tag = "kind", rename_all = "snake_case"), schemars(tag = "kind", rename_all = "snake_case"))]
        pub enum Part {
            $($(#[$meta])* $variant(Box<$type>),)*
        }

        impl Read for Part {
            fn read(tree: &Tree<'_>, problems: &mut Problems) -> Option<Self> {
                match super::levers::kind_of(tree) {
                    $(Some($kind) => <$type>::read(tree, problems).map(Box::new).map(Self::$variant),)*
                    _ => {
                        let kinds = [$(concat!("\"", $kind, "\"")),*].join(", ");
                        tree.wrong(problems, Text::owned(
                            format!("een onderdeel met als kind een van {kinds}"),
                            format!("a part with as kind one of {kinds}"),
                        ))
                    }
                }
            }
        }

        impl Part {
            /// The word under `kind`.
            pub fn kind(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $kind,)*
                }
            }
        }
    };
}

parts! {
    /// A product with tariffs and volume.
    Product(Product) = "product",
    /// How a group tariff is built up.
    GroupTariff(GroupTariff) = "group_tariff",
    /// Observed clients and costs.
    Observations(Observations) = "observations",
    /// Observed series that go on.
    Projection(Projection) = "projection",
    /// A plain line of the budget.
    Line(Line) = "line",
    /// The municipalities that pay.
    Municipalities(Municipalities) = "municipalities",
    /// The providers that deliver.
    Providers(Providers) = "providers",
    /// Budgets and what was realised.
    Budget(Budget) = "budget",
    /// A waiting list.
    Queue(Queue) = "queue",
    /// Contracts outside the catalogue.
    Contracts(Contracts) = "contracts",
    /// Allocations and the claims on them.
    Allocations(Allocations) = "allocations",
    /// A catalogue that is replaced by another.
    Conversion(Conversion) = "conversion",
    /// Contacts and how their time is claimed.
    ClaimedTime(ClaimedTime) = "claimed_time",
    /// Trajectories and their first allocations.
    FirstAllocations(FirstAllocations) = "first_allocations",
    /// Steps of which each keeps a share.
    Funnel(Funnel) = "funnel",
    /// Claims that are rejected.
    Rejections(Rejections) = "rejections",
    /// What a product costs, by the parameters of two parties.
    CostPrice(CostPrice) = "cost_price",
    /// The claims that figures come from.
    OwnClaims(OwnClaims) = "own_claims",
}

/// Kinds of which a scenario has at most one.
const SINGLE: [&str; 8] =
    ["group_tariff", "observations", "projection", "municipalities", "providers", "budget", "cost_price", "own_claims"];

/// The parts and levers of a scenario, with their places in the document.
#[derive(Clone, Copy, Debug)]
pub struct Whole<'a> {
    /// The parts.
    pub parts: &'a [Part],
    /// The levers, in order.
    pub levers: &'a [Lever],
}

/// The first part of one kind, with its path.
macro_rules! single {
    ($whole:expr, $variant:ident) => {
        $whole.parts.iter().enumerate().find_map(|(at, part)| match part {
            Part::$variant(own) => Some((&**own, format!("parts[{at}]"))),
            _ => None,
        })
    };
}

/// All parts of one kind, with their paths.
macro_rules! all {
    ($whole:expr, $variant:ident) => {
        $whole
            .parts
            .iter()
            .enumerate()
            .filter_map(|(at, part)| match part {
                Part::$variant(own) => Some((&**own, format!("parts[{at}]"))),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
}

impl World for Whole<'_> {
    fn unit(&self, id: &str) -> Option<Unit> {
        self.parts.iter().find_map(|part| match part {
            Part::Product(product) if product.id == id => Some(product.unit),
            Part::Line(line) if line.id == id => Some(Unit::EURO),
            Part::Observations(own) if own.categories.iter().any(|category| category.id == id) => Some(Unit::CLIENT),
            _ => None,
        })
    }

    fn has_category(&self, id: &str) -> bool {
        self.parts.iter().any(|part| match part {
            Part::Product(product) => product.category.as_deref() == Some(id),
            Part::Line(line) => line.category.as_deref() == Some(id),
            Part::Observations(own) => own.categories.iter().any(|category| category.id == id),
            _ => false,
        })
    }

    fn has_municipality(&self, id: &str) -> bool {
        self.members(KeyOver::Municipalities).contains(&id)
    }

    fn cost_price(&self) -> Option<&CostPrice> {
        single!(self, CostPrice).map(|(own, _)| own)
    }

    fn has_provider(&self, id: &str) -> bool {
        self.members(KeyOver::Providers).contains(&id)
    }
}

impl<'a> Whole<'a> {
    /// All identifiers of products, lines, categories and so on, with their paths, each list to be unique in itself.
    pub fn ids(&self) -> Vec<(&'a str, String)> {
        let mut ids = Vec::new();
        for (at, part) in self.parts.iter().enumerate() {
            let path = format!("parts[{at}]");
            let mut own = |id: &'a str| ids.push((id, format!("{path}.id")));
            match part {
                Part::Product(part) => own(&part.id),
                Part::Line(part) => own(&part.id),
                Part::Queue(part) => own(&part.id),
                Part::Contracts(part) => own(&part.id),
                Part::Allocations(part) => own(&part.id),
                Part::Conversion(part) => own(&part.id),
                Part::ClaimedTime(part) => own(&part.id),
                Part::FirstAllocations(part) => own(&part.id),
                Part::Funnel(part) => own(&part.id),
                Part::Rejections(part) => own(&part.id),
                Part::Observations(part) => {
                    own(&part.id);
                    let categories = part.categories.iter().enumerate();
                    ids.extend(
                        categories.map(|(c, category)| (category.id.as_str(), format!("{path}.categories[{c}].id"))),
                    );
                }
                Part::Municipalities(_)
                | Part::Providers(_)
                | Part::GroupTariff(_)
                | Part::Projection(_)
                | Part::CostPrice(_)
                | Part::OwnClaims(_)
                | Part::Budget(_) => {}
            }
        }
        for (at, lever) in self.levers.iter().enumerate() {
            ids.push((lever.head().id, format!("levers[{at}].id")));
        }
        ids
    }

    /// Notes everything in the parts and levers that does not fit.
    pub fn check(&self, horizon: &Horizon, problems: &mut Problems) {
        let years = horizon.years();
        let lever_product = |id: &str| {
            self.levers.iter().find_map(|lever| match lever {
                Lever::Tariff(tariff) if tariff.id == id => Some(tariff.product.clone()),
                _ => None,
            })
        };
        let municipalities = self.members(KeyOver::Municipalities);
        let observations = single!(self, Observations).map(|(own, _)| own);
        for (at, part) in self.parts.iter().enumerate() {
            let path = format!("parts[{at}]");
            match part {
                Part::Product(own) => own.check(&path, horizon.from(), |over| self.members(over), problems),
                Part::GroupTariff(own) => own.check(&path, |id| self.unit(id), lever_product, problems),
                Part::Observations(own) => own.check(&path, &years, problems),
                Part::Projection(own) => own.check(&path, observations, problems),
                Part::Line(own) => own.check(&path, problems),
                Part::Municipalities(own) => split::check(&own.members, own.normalise, false, &path, problems),
                Part::Providers(own) => split::check(&own.members, own.normalise, true, &path, problems),
                Part::Budget(own) => own.check(&path, &years, &municipalities, problems),
                Part::Queue(own) => own.check(&path, horizon, problems),
                Part::Contracts(own) => own.check(&path, problems),
                Part::Allocations(own) => own.check(&path, horizon, problems),
                Part::Conversion(own) => own.check(&path, problems),
                Part::ClaimedTime(own) => own.check(&path, problems),
                Part::FirstAllocations(own) => own.check(&path, problems),
                Part::Funnel(own) => own.check(&path, problems),
                Part::Rejections(own) => own.check(problems),
                Part::CostPrice(own) => own.check(&path, |id| self.product_unit(id), problems),
                Part::OwnClaims(own) => own.check(&path, |id| self.product(id), problems),
            }
        }
        for (at, lever) in self.levers.iter().enumerate() {
            lever.check(&format!("levers[{at}]"), self, problems);
        }
        for kind in SINGLE {
            let count = self.parts.iter().filter(|part| part.kind() == kind).count();
            if count > 1 {
                let message = Text::owned(
                    format!("parts: ten hoogste één onderdeel \"{kind}\"; dit document heeft er {count}."),
                    format!("parts: at most one part \"{kind}\"; this document has {count}."),
                );
                problems.add(Problem::at("parts", "too-many-parts", message).with(count.to_string(), "≤ 1"));
            }
        }
    }

    /// Levers of which only the last counts, or that work against each other: the path of the earlier one, and what to tell a
    /// reader.
    pub fn conflicts(&self) -> Vec<(String, Text)> {
        let projected = single!(self, Projection).is_some();
        let mut aims = Vec::new();
        for part in self.parts {
            match part {
                Part::Product(own) => {
                    aims.push(Aim { id: &own.id, name: &own.name, category: own.category.as_deref(), line: false });
                }
                Part::Line(own) => {
                    aims.push(Aim { id: &own.id, name: &own.name, category: own.category.as_deref(), line: true });
                }
                Part::Observations(own) if projected => aims.extend(own.categories.iter().map(|category| Aim {
                    id: &category.id,
                    name: &category.name,
                    category: Some(&category.id),
                    line: false,
                })),
                _ => {}
            }
        }
        let named = |(at, text)| (format!("levers[{at}]"), text);
        levers::conflicts(self.levers, &aims).into_iter().map(named).collect()
    }

    /// What a reader must know of a projection that rests on few years, and where it stands.
    pub fn few_years(&self) -> Option<(String, Text)> {
        let (_, path) = single!(self, Projection)?;
        let (observations, _) = single!(self, Observations)?;
        Some((path, projection::warn(observations)?))
    }

    /// Makes the graph.
    ///
    /// # Errors
    /// [`CareError`]; a document that was checked gives none, unless a number becomes too large.
    pub fn graph(&self, horizon: &Horizon) -> Result<Graph, CareError> {
        let mut draft = Draft::new();
        let timeline = Timeline::new(&mut draft, horizon, &self.cuts())?;
        let observed = match single!(self, Observations) {
            Some((own, path)) => Some((own, own.add(&mut draft, &timeline, &path)?)),
            None => None,
        };
        let cost_price = match self.cost_price_at() {
            Some((own, path)) => Some(own.add(&mut draft, &path)?),
            None => None,
        };
        self.add_costs(&mut draft, &timeline, observed, cost_price.as_ref())?;
        for (own, path) in all!(self, Queue) {
            own.add(&mut draft, &timeline, &path)?;
        }
        for (own, _) in all!(self, Contracts) {
            own.add(&mut draft)?;
        }
        for (own, path) in all!(self, Allocations) {
            own.add(&mut draft, &timeline, &path)?;
        }
        for (own, path) in all!(self, Conversion) {
            own.add(&mut draft, &timeline, &path)?;
        }
        for (own, _) in all!(self, ClaimedTime) {
            own.add(&mut draft)?;
        }
        for (own, _) in all!(self, FirstAllocations) {
            own.add(&mut draft)?;
        }
        for (own, _) in all!(self, Funnel) {
            own.add(&mut draft)?;
        }
        for (own, _) in all!(self, Rejections) {
            own.add(&mut draft)?;
        }
        Ok(draft.finish()?)
    }

    /// Adds everything that costs: streams of products, lines and categories, the levers on them, and the totals.
    fn add_costs(
        &self,
        draft: &mut Draft,
        timeline: &Timeline,
        observed: Option<(&Observations, Observed)>,
        cost_price: Option<&cost_price::Added>,
    ) -> Result<(), CareError> {
        let products = all!(self, Product);
        let own_lines = all!(self, Line);
        let projection = single!(self, Projection).zip(observed);
        let amounts = self.levers.iter().any(Lever::is_amount);
        if products.is_empty() && own_lines.is_empty() && projection.is_none() && !amounts {
            return Ok(());
        }
        let levers: Vec<(&Lever, String)> =
            self.levers.iter().enumerate().map(|(at, lever)| (lever, format!("levers[{at}]"))).collect();
        let heads: Vec<Head<'_>> = levers.iter().map(|(lever, _)| lever.head()).collect();
        let variants = Variants::new(draft, &heads)?;
        let municipalities = single!(self, Municipalities);
        let providers = single!(self, Providers);
        let mut splits: Vec<Split> = Vec::new();
        if let Some((own, _)) = &municipalities {
            splits.push(split::add(draft, &own.members, own.normalise, true)?);
        }
        if let Some((own, _)) = &providers {
            splits.push(split::add(draft, &own.members, own.normalise, false)?);
        }
        let plain = own_lines.is_empty() && !amounts && projection.is_none();
        let added = product::add(draft, timeline, &products, &splits, plain)?;
        let (volumes, mut streams): (Vec<_>, Vec<_>) = added.into_iter().unzip();
        let alone = products.is_empty() && projection.is_none();
        streams.extend(lines::add(draft, timeline, &own_lines, &levers, &splits, alone)?);
        if let Some(((projection, _), observed)) = projection {
            streams.push(projection.add(draft, timeline, observed, &splits)?);
        }
        let mut scope = Scope { draft, timeline, variants: &variants, splits: &splits, cost_price, streams };
        for (lever, path) in &levers {
            lever.apply(&mut scope, path)?;
        }
        let streams = scope.streams;
        if let (Some(added), Some((own, _))) = (cost_price, self.cost_price_at()) {
            let product = own.product.as_deref().unwrap_or_default();
            for stream in &streams {
                added.compare(draft, timeline, &variants, stream, product)?;
            }
        }
        let members = providers.as_ref().map(|(own, _)| own.members.as_slice()).unwrap_or_default();
        let totals = costs::add(draft, timeline, &variants, &streams, &splits, members)?;
        if let Some((own, path)) = single!(self, Budget) {
            own.add(draft, timeline, &variants, &splits, &totals, &path)?;
        }
        let Some((group, path)) = single!(self, GroupTariff) else {
            return Ok(());
        };
        let unknown = |id: &str| CareError::Graph(GraphError::Open { node: id.to_owned() });
        let (lever, lever_path) = self.tariff_lever(&group.lever).ok_or_else(|| unknown(&group.lever))?;
        let own = volumes
            .iter()
            .find(|volumes| volumes.products.contains(&group.product))
            .ok_or_else(|| unknown(&group.product))?;
        let twelfths =
            products.iter().any(|(product, _)| product.id == group.product && product.spread.by == SpreadBy::Twelfths);
        group.add(draft, timeline, &variants, own, lever, &Place { path, lever_path, twelfths })
    }

    /// The cost price, with its path.
    pub fn cost_price_at(&self) -> Option<(&'a CostPrice, String)> {
        single!(self, CostPrice)
    }

    fn product_unit(&self, id: &str) -> Option<Unit> {
        self.product(id).map(|product| product.unit)
    }

    fn product(&self, id: &str) -> Option<&'a Product> {
        self.parts.iter().find_map(|part| match part {
            Part::Product(product) if product.id == id => Some(&**product),
            _ => None,
        })
    }

    /// The identifiers of the municipalities, or of the providers.
    fn members(&self, over: KeyOver) -> Vec<&'a str> {
        let members = match over {
            KeyOver::Municipalities => single!(self, Municipalities).map(|(own, _)| own.members.as_slice()),
            KeyOver::Providers => single!(self, Providers).map(|(own, _)| own.members.as_slice()),
        };
        members.unwrap_or_default().iter().map(|member| member.id.as_str()).collect()
    }

    /// The claims that its figures rest on, with their path.
    pub fn claims_at(&self) -> Option<(&'a OwnClaims, String)> {
        single!(self, OwnClaims)
    }

    /// On which claims its figures rest, and where that stands.
    pub fn claims(&self) -> Option<(String, Text)> {
        let (own, path) = self.claims_at()?;
        Some((path, own.told(|id| self.product(id))))
    }

    fn tariff_lever(&self, id: &str) -> Option<(&'a TariffLever, String)> {
        self.levers.iter().enumerate().find_map(|(at, lever)| match lever {
            Lever::Tariff(own) if own.id == id => Some((&**own, format!("levers[{at}]"))),
            _ => None,
        })
    }

    /// Whether some measure follows the cost price from day to day.
    fn follows(&self) -> bool {
        self.levers.iter().any(|lever| matches!(lever, Lever::CostPrice(own) if own.follow == Some(true)))
    }

    /// Every date on which something changes.
    fn cuts(&self) -> Vec<Date> {
        let mut cuts: Vec<Date> = self.levers.iter().flat_map(|lever| lever.head().cuts()).collect();
        for part in self.parts {
            match part {
                Part::Product(own) => cuts.extend(own.tariffs.iter().map(|dated| dated.from)),
                Part::Budget(own) => cuts.extend(own.cuts()),
                Part::Queue(own) => cuts.extend(own.cuts()),
                Part::Conversion(own) => cuts.push(own.from),
                Part::CostPrice(own) => cuts.extend(self.follows().then(|| own.dates()).into_iter().flatten()),
                _ => {}
            }
        }
        cuts.sort_unstable();
        cuts.dedup();
        cuts
    }
}
