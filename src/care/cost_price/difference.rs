//! What each parameter does to the difference between two parties, by the Shapley value: the mean, over all orders in which the
//! parameters can be taken over from the one party by the other, of what a parameter changes. It is exact for any number of
//! parameters, although the orders are not run: the cost price is a sum of products of factors that share no parameter (labour,
//! hours, overhead, group, mark-ups), so that the sets of parameters need only be run within a factor; how many of the others
//! are in a set, which is all that its weight depends on, is kept as the power of a polynomial.

use std::sync::Arc;

use super::parameter::ParameterKind as Kind;
use super::sets::Sets;
use crate::care::CareError;
use crate::model::{Draft, Estimator, Label, NodeId};
use crate::quantity::{Exact, Overflow, Text, Unit, round_parts};

/// Cells of a node that belong to a parameter: all of the inner axis, or one.
#[derive(Clone, Copy)]
struct Cells {
    input: usize,
    dated: bool,
    inner: usize,
    at: Option<usize>,
}

impl Cells {
    fn read(&self, inputs: &[Vec<Exact>], sets: usize, moment: usize, set: usize) -> Option<Vec<Exact>> {
        let start = (if self.dated { moment * sets } else { 0 } + set) * self.inner;
        let range = match self.at {
            Some(at) => start + at..start + at + 1,
            None => start..start + self.inner,
        };
        inputs.get(self.input)?.get(range).map(<[Exact]>::to_vec)
    }
}

/// A parameter, with the choices that are part of its definition.
struct Player {
    kind: Kind,
    function: usize,
    label: Label,
    cells: Vec<Cells>,
}

/// The values of one player on both sides: the second party's, which the difference starts from, and the first's.
struct Sides {
    kind: Kind,
    function: usize,
    values: [Vec<Exact>; 2],
}

/// What is fixed when the graph is built.
struct Game {
    players: Vec<Player>,
    sets: usize,
    moments: usize,
    functions: usize,
    by_hour: bool,
    steps: usize,
    /// The hours that are given as a share of the contract hours.
    shares: Vec<Kind>,
    /// Where the tariffs stand among the inputs.
    tariff: usize,
}

/// Adds the difference between the first two sets, and the part of each parameter in it.
pub(super) fn add(draft: &mut Draft, sets: &Sets<'_>, tariff: NodeId) -> Result<(), CareError> {
    let per_unit = Unit::EURO / sets.unit;
    let about = |id: &str, nl, en| super::quantity(id, Text::new(nl, en), per_unit).reported();
    let difference = about("verschil", "Verschil tussen de partijen", "Difference between the parties");
    let (first, second) = (tariff_of(draft, sets, tariff, 0)?, tariff_of(draft, sets, tariff, 1)?);
    draft.formula(difference, first - second)?;
    if let Some(steps) = draft.named("kostprijs-opbouw") {
        let about = about("opbouw-verschil", "Verschil per stap van de opbouw", "Difference by step of the build-up");
        draft.formula(about, steps.at(sets.set, 0) - steps.at(sets.set, 1))?;
    }
    // The ends of a range bound what rises or falls in every input; a part of a difference does neither.
    if sets.part.has_ranges() {
        return Ok(());
    }
    let (game, mut inputs) = Game::new(draft, sets);
    inputs.push(tariff);
    let labels = game.players.iter().map(|player| player.label.clone()).collect();
    let axis = draft.axis("kostprijs-parameter", Text::new("Parameter", "Parameter"), labels)?;
    let method = Text::new(
        "gemiddelde, over alle volgordes waarin de ene partij de parameters van de andere overneemt, van wat deze parameter verandert \
         (Shapley); in centen die samen het verschil zijn",
        "mean, over all orders in which one party takes over the parameters of the other, of what this parameter changes (Shapley); in \
         cents that together are the difference",
    );
    let about = about("verschil-per-parameter", "Verschil per parameter", "Difference by parameter").decimals(2);
    let function: Estimator = Arc::new(move |inputs: &[Vec<Exact>]| game.cents(inputs));
    draft.estimate(about, &[sets.moment, axis], inputs, method, function)?;
    Ok(())
}

/// The tariff of one set, as a node of its own.
fn tariff_of(draft: &mut Draft, sets: &Sets<'_>, tariff: NodeId, at: usize) -> Result<NodeId, CareError> {
    let Some(set) = sets.all.get(at) else {
        return Err(super::internal("partij"));
    };
    let name = &set.party.name;
    let name = Text::owned(format!("Kostprijs, {}", name.nl), format!("Cost price, {}", name.en));
    let about = super::quantity(&format!("tarief-{}", set.party.id), name, Unit::EURO / sets.unit);
    Ok(draft.formula(about, tariff.at(sets.set, at))?)
}

impl Game {
    /// The players, and the nodes that they read.
    fn new(draft: &Draft, sets: &Sets<'_>) -> (Self, Vec<NodeId>) {
        let mut inputs: Vec<NodeId> = Vec::new();
        let mut cells = |ids: &[&str], dated: bool, inner: usize, at: Option<usize>| -> Option<Cells> {
            let node = ids.iter().find_map(|id| draft.named(&format!("kostprijs-{id}")))?;
            let input = inputs.iter().position(|own| *own == node).unwrap_or_else(|| {
                inputs.push(node);
                inputs.len() - 1
            });
            Some(Cells { input, dated, inner, at })
        };
        let functions = sets.part.functions.len();
        let steps = sets.steps();
        let mut players = Vec::new();
        for kind in Kind::ALL {
            let (id, name, _) = kind.spec();
            if kind == Kind::Wage {
                for (at, function) in sets.part.functions.iter().enumerate() {
                    let own = cells(&["jaarloon", id], true, functions, Some(at)).into_iter().collect();
                    let name = Text::owned(
                        format!("{} {}", name.nl, function.name.nl),
                        format!("{} {}", name.en, function.name.en),
                    );
                    let label = Label::new(format!("{id}-{}", function.id), name);
                    players.push(Player { kind, function: at, label, cells: own });
                }
                continue;
            }
            let found: Vec<Cells> = match kind {
                Kind::Share if !sets.has(Kind::Share) => Vec::new(),
                Kind::Share => cells(&["functiemix-alle", id], true, functions, None).into_iter().collect(),
                Kind::PensionFranchise => cells(&["pensioenfranchise-jaar", id], true, 1, None).into_iter().collect(),
                _ => cells(&[id], true, 1, None).into_iter().collect(),
            };
            let more: &[(&str, usize)] = match kind {
                Kind::Overhead => &[("overhead-van-totaal", 1)],
                Kind::NoShow => &[("afwezigheid-declarabel", 1)],
                Kind::ClientCost => &[("clientkosten-vervallen", 1)],
                Kind::Staff => &[
                    ("begeleiders-uit-tabel", 1),
                    ("trede-vorige", steps),
                    ("trede-tot", steps),
                    ("trede-begeleiders", steps),
                ],
                _ => &[],
            };
            if !found.is_empty() {
                let choices = more.iter().filter_map(|(id, inner)| cells(&[id], false, *inner, None));
                let own = found.into_iter().chain(choices).collect();
                players.push(Player { kind, function: 0, label: Label::new(id, name), cells: own });
            }
        }
        let by_hour = sets.unit_of(Kind::Wage) == Unit::EURO / Unit::UUR;
        let tariff = inputs.len();
        let shares = Kind::TAKEN_OFF.into_iter().filter(|kind| sets.unit_of(*kind).is_none()).collect();
        let (sets, moments) = (sets.all.len(), sets.dates.len());
        (Self { players, sets, moments, functions, by_hour, steps, shares, tariff }, inputs)
    }

    /// For each moment the cents of each parameter; nothing where a number becomes too large.
    fn cents(&self, inputs: &[Vec<Exact>]) -> Option<Vec<Exact>> {
        let mut all = Vec::with_capacity(self.moments * self.players.len());
        for moment in 0..self.moments {
            let tariff = |set: usize| inputs.get(self.tariff)?.get(moment * self.sets + set).copied();
            let side = |player: &Player, set: usize| -> Option<Vec<Exact>> {
                let read = player.cells.iter().map(|cells| cells.read(inputs, self.sets, moment, set));
                Some(read.collect::<Option<Vec<_>>>()?.concat())
            };
            let sides: Option<Vec<Sides>> = self
                .players
                .iter()
                .map(|own| {
                    Some(Sides { kind: own.kind, function: own.function, values: [side(own, 1)?, side(own, 0)?] })
                })
                .collect();
            let sides = sides?;
            let effects = self.effects(&sides).ok()??;
            // Only what differs takes part in the rounding, so that a parameter on which both agree stays at 0.00.
            let differs: Vec<usize> =
                (0..sides.len()).filter(|at| sides.get(*at).is_some_and(Sides::differs)).collect();
            let parts: Option<Vec<Exact>> = differs.iter().map(|at| effects.get(*at).copied()).collect();
            let total = tariff(0)?.minus(tariff(1)?).ok()?;
            let cents = round_parts(total, &parts?, 2).ok()?;
            let cent =
                |at: usize| differs.iter().position(|own| *own == at).and_then(|place| cents.get(place).copied());
            all.extend((0..sides.len()).map(|at| cent(at).unwrap_or(Exact::ZERO)));
        }
        Some(all)
    }

    /// The Shapley value of each player, unrounded.
    fn effects(&self, sides: &[Sides]) -> Result<Option<Vec<Exact>>, Overflow> {
        let mut effects = vec![Exact::ZERO; sides.len()];
        let mut factors: Vec<Vec<Factor>> = Vec::new();
        for term in TERMS {
            let term: Result<Option<Vec<Factor>>, Overflow> =
                term.iter().map(|(kinds, value)| Factor::new(self, sides, kinds, *value)).collect();
            let Some(term) = term? else {
                return Ok(None);
            };
            factors.push(term);
        }
        for term in &factors {
            add_term(term, &mut effects)?;
        }
        Ok(Some(effects))
    }
}

impl Sides {
    fn differs(&self) -> bool {
        let [base, other] = &self.values;
        base != other
    }
}

/// One choice of a side for each player.
struct Pick<'a> {
    game: &'a Game,
    sides: &'a [Sides],
    /// The players that take the first party's side.
    taken: &'a [usize],
}

impl<'a> Pick<'a> {
    /// The values of a parameter; nothing where no party has it.
    fn all(&self, kind: Kind, function: usize) -> &'a [Exact] {
        let place = self.sides.iter().position(|own| own.kind == kind && own.function == function);
        let side = usize::from(place.is_some_and(|place| self.taken.contains(&place)));
        place.and_then(|place| self.sides.get(place)?.values.get(side)).map_or(&[], Vec::as_slice)
    }

    fn at(&self, kind: Kind, place: usize) -> Exact {
        self.all(kind, 0).get(place).copied().unwrap_or(Exact::ZERO)
    }

    fn one(&self, kind: Kind) -> Exact {
        self.at(kind, 0)
    }
}

/// The value of a factor; nothing where it has none.
type Value = fn(&Pick<'_>) -> Result<Option<Exact>, Overflow>;

const LABOUR: (&[Kind], Value) = (
    &[
        Kind::Wage,
        Kind::Share,
        Kind::HolidayPay,
        Kind::YearEndBonus,
        Kind::IrregularHours,
        Kind::SocialCharges,
        Kind::PensionPremium,
        Kind::PensionFranchise,
    ],
    labour,
);
const HOURS: (&[Kind], Value) = (
    &[Kind::ContractHours, Kind::Leave, Kind::PublicHolidays, Kind::Sickness, Kind::Training, Kind::OtherHours],
    hours,
);
const OVERHEAD: (&[Kind], Value) = (&[Kind::Overhead], overhead);
const OTHER: (&[Kind], Value) = (&[Kind::OtherCost], |pick| Ok(Some(pick.one(Kind::OtherCost))));
const STAFFING: (&[Kind], Value) =
    (&[Kind::Staff, Kind::ContactHours, Kind::Preparation, Kind::Enrolled, Kind::NoShow], staffing);
const ROOM: (&[Kind], Value) =
    (&[Kind::Room, Kind::Enrolled, Kind::NoShow], |pick| pick.one(Kind::Room).over(claimable(pick)?));
const CLIENT: (&[Kind], Value) = (&[Kind::ClientCost, Kind::Enrolled, Kind::NoShow], client);
const INDEX: (&[Kind], Value) = (&[Kind::Index], |pick| Exact::ONE.plus(pick.one(Kind::Index)).map(Some));
const MARGIN: (&[Kind], Value) = (&[Kind::Margin], |pick| Exact::ONE.plus(pick.one(Kind::Margin)).map(Some));

/// The cost price without rounding is the sum of these products.
const TERMS: [&[(&[Kind], Value)]; 4] = [
    &[LABOUR, HOURS, OVERHEAD, STAFFING, INDEX, MARGIN],
    &[OTHER, STAFFING, INDEX, MARGIN],
    &[ROOM, INDEX, MARGIN],
    &[CLIENT, INDEX, MARGIN],
];

fn labour(pick: &Pick<'_>) -> Result<Option<Exact>, Overflow> {
    let mut on_top = Exact::ONE;
    for kind in [Kind::HolidayPay, Kind::YearEndBonus, Kind::IrregularHours] {
        on_top = on_top.plus(pick.one(kind))?;
    }
    let social = Exact::ONE.plus(pick.one(Kind::SocialCharges))?;
    let shares = pick.all(Kind::Share, 0);
    let mut sum = Exact::ZERO;
    for function in 0..pick.game.functions {
        let wage = pick.all(Kind::Wage, function).first().copied().unwrap_or(Exact::ZERO);
        let gross = wage.times(on_top)?;
        let above = gross.minus(pick.one(Kind::PensionFranchise))?.max(Exact::ZERO);
        let pension = above.times(pick.one(Kind::PensionPremium))?;
        let share = shares.get(function).copied().unwrap_or(Exact::ONE);
        sum = sum.plus(gross.times(social)?.plus(pension)?.times(share)?)?;
    }
    Ok(Some(sum))
}

/// What a year's labour cost is multiplied by to be that of a productive hour; with wages by the hour, what an hour's is.
fn hours(pick: &Pick<'_>) -> Result<Option<Exact>, Overflow> {
    let contract = pick.one(Kind::ContractHours);
    let mut productive = contract;
    for kind in Kind::TAKEN_OFF {
        productive = productive.minus(match pick.game.shares.contains(&kind) {
            true => contract.times(pick.one(kind))?,
            false => pick.one(kind),
        })?;
    }
    let above = if pick.game.by_hour { contract } else { Exact::ONE };
    if productive <= Exact::ZERO { Ok(None) } else { above.over(productive) }
}

fn overhead(pick: &Pick<'_>) -> Result<Option<Exact>, Overflow> {
    let overhead = pick.one(Kind::Overhead);
    match pick.at(Kind::Overhead, 1).is_zero() {
        true => Exact::ONE.plus(overhead).map(Some),
        false => Exact::ONE.over(Exact::ONE.minus(overhead)?),
    }
}

fn present(pick: &Pick<'_>) -> Result<Exact, Overflow> {
    pick.one(Kind::Enrolled).times(Exact::ONE.minus(pick.one(Kind::NoShow))?)
}

fn claimable(pick: &Pick<'_>) -> Result<Exact, Overflow> {
    match pick.at(Kind::NoShow, 1).is_zero() {
        true => present(pick),
        false => Ok(pick.one(Kind::Enrolled)),
    }
}

fn staffing(pick: &Pick<'_>) -> Result<Option<Exact>, Overflow> {
    let Some(staff) = staff(pick)? else {
        return Ok(None);
    };
    let hours = pick.one(Kind::ContactHours).plus(pick.one(Kind::Preparation))?;
    staff.times(hours)?.over(claimable(pick)?)
}

/// Staff as given, or those of the step in which the attendance falls.
fn staff(pick: &Pick<'_>) -> Result<Option<Exact>, Overflow> {
    if pick.at(Kind::Staff, 1).is_zero() {
        return Ok(Some(pick.one(Kind::Staff)));
    }
    let (present, steps) = (present(pick)?, pick.game.steps);
    let value = |column: usize, step: usize| pick.at(Kind::Staff, 2 + column * steps + step);
    let own = (0..steps).find(|step| value(0, *step) < present && present <= value(1, *step));
    Ok(own.map(|step| value(2, step)))
}

fn client(pick: &Pick<'_>) -> Result<Option<Exact>, Overflow> {
    let with_cost = match pick.at(Kind::ClientCost, 1).is_zero() {
        true => pick.one(Kind::Enrolled),
        false => present(pick)?,
    };
    pick.one(Kind::ClientCost).times(with_cost)?.over(claimable(pick)?)
}

/// A factor of a product: its value for every set of its own players that take the first party's side.
struct Factor {
    players: Vec<usize>,
    values: Vec<Exact>,
}

impl Factor {
    fn new(game: &Game, sides: &[Sides], kinds: &[Kind], value: Value) -> Result<Option<Self>, Overflow> {
        let own = |(at, side): (usize, &Sides)| (kinds.contains(&side.kind) && side.differs()).then_some(at);
        let players: Vec<usize> = sides.iter().enumerate().filter_map(own).collect();
        let mut values = Vec::with_capacity(1 << players.len());
        for set in 0..1usize << players.len() {
            let taken: Vec<usize> =
                players.iter().enumerate().filter(|(bit, _)| set & (1 << bit) != 0).map(|(_, at)| *at).collect();
            match value(&Pick { game, sides, taken: &taken })? {
                Some(value) => values.push(value),
                None => return Ok(None),
            }
        }
        Ok(Some(Self { players, values }))
    }

    /// The sum of its values over the sets of each size; with a player, of what that player adds to each.
    fn by_size(&self, player: Option<usize>) -> Result<Vec<Exact>, Overflow> {
        let mut sums = vec![Exact::ZERO; self.players.len() + 1];
        for (set, value) in self.values.iter().enumerate() {
            let with = |bit: usize| self.values.get(set | (1 << bit)).copied().unwrap_or(Exact::ZERO);
            let term = match player {
                None => *value,
                Some(bit) if set & (1 << bit) == 0 => with(bit).minus(*value)?,
                Some(_) => continue,
            };
            if let Some(sum) = sums.get_mut(set.count_ones() as usize) {
                *sum = sum.plus(term)?;
            }
        }
        Ok(sums)
    }
}

/// The product of two polynomials.
fn times(a: &[Exact], b: &[Exact]) -> Result<Vec<Exact>, Overflow> {
    let mut product = vec![Exact::ZERO; (a.len() + b.len()).saturating_sub(1)];
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            if let Some(place) = product.get_mut(i + j) {
                *place = place.plus(x.times(*y)?)?;
            }
        }
    }
    Ok(product)
}

/// Adds what each player changes in one product.
fn add_term(term: &[Factor], effects: &mut [Exact]) -> Result<(), Overflow> {
    let count: usize = term.iter().map(|factor| factor.players.len()).sum();
    let sizes: Vec<Vec<Exact>> = term.iter().map(|factor| factor.by_size(None)).collect::<Result<_, _>>()?;
    for (at, factor) in term.iter().enumerate() {
        let mut others = vec![Exact::ONE];
        for (_, other) in sizes.iter().enumerate().filter(|(other, _)| *other != at) {
            others = times(&others, other)?;
        }
        for (bit, player) in factor.players.iter().enumerate() {
            let sums = times(&others, &factor.by_size(Some(bit))?)?;
            for (size, sum) in sums.iter().take(count).enumerate() {
                let orders = Exact::from_i64(orders(count, size));
                if let (Some(place), Some(part)) = (effects.get_mut(*player), sum.over(orders)?) {
                    *place = place.plus(part)?;
                }
            }
        }
    }
    Ok(())
}

/// In one out of how many orders of `count` players a given set of `size` others comes just before a given player:
/// `count! ÷ (size! × (count − 1 − size)!)`, that is `count × (count − 1 over size)`.
fn orders(count: usize, size: usize) -> i64 {
    let mut choose: i64 = 1;
    for k in 0..size {
        choose = choose * (count - 1 - k) as i64 / (k as i64 + 1);
    }
    choose.saturating_mul(count as i64)
}
