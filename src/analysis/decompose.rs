//! The difference between two totals, split into volume, mix and price: for figures that stand in two results, such as two
//! documents that are compared. Inside one scenario the same split is part of its graph (`care::decomposition`).

use crate::quantity::{Exact, Overflow, round_parts};

/// Volume and costs of one category or product. Where it is not there, both are zero.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Counted {
    /// How much, in one unit for all categories.
    pub volume: Exact,
    /// What it cost, in euros.
    pub costs: Exact,
}

impl Counted {
    /// What is not there.
    pub const NONE: Self = Self { volume: Exact::ZERO, costs: Exact::ZERO };
}

/// What is counted in one unit: of each category both sides.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Counts(pub Vec<[Counted; 2]>);

/// What made the difference, in cents that add up to it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Causes {
    /// More or less in all.
    pub volume: Exact,
    /// Other shares of the categories.
    pub mix: Exact,
    /// Other costs per unit.
    pub price: Exact,
    /// Costs that have no volume.
    pub amounts: Exact,
}

/// The six orders in which volume (0), mix (1) and price (2) can change.
const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

/// Splits a difference: of each unit by itself, then added up, and rounded once to cents that add up. Each effect is the mean,
/// over the six orders in which total volume, shares and prices can change, of what its change does. A category that is there
/// on one side only has the other side's price, and a side without any volume the other side's shares. `amounts` are the costs
/// without a volume, on both sides. Nothing where a category has costs without a volume: those are amounts.
///
/// # Errors
/// [`Overflow`] where a number becomes too large.
pub fn decompose(units: &[Counts], amounts: [Exact; 2]) -> Result<Option<Causes>, Overflow> {
    let [old, new] = amounts;
    let mut difference = new.minus(old)?;
    let mut parts = [Exact::ZERO, Exact::ZERO, Exact::ZERO, difference];
    for unit in units {
        for [old, new] in &unit.0 {
            difference = difference.plus(new.costs.minus(old.costs)?)?;
        }
        for (part, effect) in parts.iter_mut().zip(effects(unit)?) {
            *part = part.plus(effect)?;
        }
    }
    let Ok(parts) = round_parts(difference, &parts, 2) else {
        return Ok(None);
    };
    let [volume, mix, price, amounts] = parts[..] else {
        return Ok(None);
    };
    Ok(Some(Causes { volume, mix, price, amounts }))
}

/// The unrounded effects of volume, mix and price in one unit.
fn effects(unit: &Counts) -> Result<[Exact; 3], Overflow> {
    let sum = |side: usize| Exact::sum(unit.0.iter().filter_map(|pair| Some(pair.get(side)?.volume)));
    let totals = [sum(0)?, sum(1)?];
    let ratio = |above: Exact, below: Exact| -> Result<Option<Exact>, Overflow> {
        if below > Exact::ZERO { above.over(below) } else { Ok(None) }
    };
    // Of each category its share and price on both sides.
    let mut rows: Vec<([Exact; 2], [Exact; 2])> = Vec::new();
    for [one, other] in &unit.0 {
        let both = |a: Option<Exact>, b: Option<Exact>| {
            let either = a.or(b).unwrap_or(Exact::ZERO);
            [a.unwrap_or(either), b.unwrap_or(either)]
        };
        let [first, second] = totals;
        let shares = both(ratio(one.volume, first)?, ratio(other.volume, second)?);
        rows.push((shares, both(ratio(one.costs, one.volume)?, ratio(other.costs, other.volume)?)));
    }
    let pick = |pair: &[Exact; 2], new: bool| if new { pair[1] } else { pair[0] };
    let cost = |[volume, mix, price]: [bool; 3]| -> Result<Exact, Overflow> {
        let mut average = Exact::ZERO;
        for (shares, prices) in &rows {
            average = average.plus(pick(shares, mix).times(pick(prices, price))?)?;
        }
        pick(&totals, volume).times(average)
    };
    let mut effects = [Exact::ZERO; 3];
    for order in ORDERS {
        let mut state = [false; 3];
        for factor in order {
            let before = cost(state)?;
            if let (Some(new), Some(effect)) = (state.get_mut(factor), effects.get_mut(factor)) {
                *new = true;
                *effect = effect.plus(cost(state)?.minus(before)?)?;
            }
        }
    }
    for effect in &mut effects {
        *effect = effect.over(Exact::from_i64(6))?.unwrap_or_default();
    }
    Ok(effects)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn unit(rows: &[[(i64, &str); 2]]) -> Counts {
        let one = |(volume, costs): (i64, &str)| Counted {
            volume: Exact::from_i64(volume),
            costs: Exact::parse(costs).unwrap(),
        };
        Counts(rows.iter().map(|pair| pair.map(one)).collect())
    }

    fn split(units: &[Counts], amounts: [i64; 2]) -> Option<[String; 4]> {
        let causes = decompose(units, amounts.map(Exact::from_i64)).unwrap()?;
        Some([causes.volume, causes.mix, causes.price, causes.amounts].map(|part| part.fixed(2)))
    }

    #[test]
    fn by_hand() {
        // 10 × 100 and 10 × 200 become 20 × 100 and 10 × 260. N 20 → 30, average 150 → 153.33…; at old prices with new shares
        // 133.33…, at new prices with old shares 180.
        let rows = [[(10, "1000"), (20, "2000")], [(10, "2000"), (10, "2600")]];
        // Volume 10 × (2·150 + 133.33 + 180 + 2·153.33) ÷ 6 = 1533.33; mix (−16.67·70 − 26.67·80) ÷ 6 = −550.00;
        // price (30·70 + 20·80) ÷ 6 = 616.67.
        let hours = unit(&rows);
        assert_eq!(split(std::slice::from_ref(&hours), [0, 0]).unwrap(), ["1533.33", "-550.00", "616.67", "0.00"]);
        let back = unit(&rows.map(|[old, new]| [new, old]));
        assert_eq!(split(&[back], [0, 0]).unwrap(), ["-1533.33", "550.00", "-616.67", "0.00"]);
        // Another unit, 4 × 25 becoming 4 × 30, changes the price by 20; amounts stand apart.
        let days = unit(&[[(4, "100"), (4, "120")]]);
        assert_eq!(split(&[hours, days], [70, 50]).unwrap(), ["1533.33", "-550.00", "636.67", "-20.00"]);
    }

    #[test]
    fn what_is_new_is_volume() {
        let causes = split(&[unit(&[[(0, "0"), (5, "500.05")]])], [0, 0]).unwrap();
        assert_eq!(causes, ["500.05", "0.00", "0.00", "0.00"]);
    }

    #[test]
    fn costs_without_a_volume_are_refused() {
        assert_eq!(split(&[unit(&[[(0, "10"), (5, "50")]])], [0, 0]), None);
    }
}
