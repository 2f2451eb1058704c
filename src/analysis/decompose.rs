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

/// What made the difference, in cents that add up to it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Causes {
    /// More or less in all.
    pub volume: Exact,
    /// Other shares of the categories.
    pub mix: Exact,
    /// Other costs per unit.
    pub price: Exact,
}

/// The six orders in which volume (0), mix (1) and price (2) can change.
const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

/// Splits the difference from one list to another, both of the same categories in the same order: each effect is the mean, over
/// the six orders in which total volume, shares and prices can change, of what its change does. A category that is there on one
/// side only has the other side's price, and a side without any volume the other side's shares. Nothing where the effects do
/// not add up to the difference, as with costs of a side that has no volume at all.
///
/// # Errors
/// [`Overflow`] where a number becomes too large.
pub fn decompose(old: &[Counted], new: &[Counted]) -> Result<Option<Causes>, Overflow> {
    let sum = |list: &[Counted], pick: fn(&Counted) -> Exact| Exact::sum(list.iter().map(pick));
    let totals = [sum(old, |one| one.volume)?, sum(new, |one| one.volume)?];
    let ratio = |above: Exact, below: Exact| -> Result<Option<Exact>, Overflow> {
        if below > Exact::ZERO { above.over(below) } else { Ok(None) }
    };
    // Of each category its share and price on both sides.
    let mut rows: Vec<([Exact; 2], [Exact; 2])> = Vec::new();
    for (one, other) in old.iter().zip(new) {
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
    let mut parts = Vec::new();
    for effect in effects {
        parts.push(effect.over(Exact::from_i64(6))?.unwrap_or_default());
    }
    let difference = sum(new, |one| one.costs)?.minus(sum(old, |one| one.costs)?)?;
    let Ok(parts) = round_parts(difference, &parts, 2) else {
        return Ok(None);
    };
    let [volume, mix, price] = parts[..] else {
        return Ok(None);
    };
    Ok(Some(Causes { volume, mix, price }))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn list(rows: &[(i64, &str)]) -> Vec<Counted> {
        let one = |(volume, costs): &(i64, &str)| Counted {
            volume: Exact::from_i64(*volume),
            costs: Exact::parse(costs).unwrap(),
        };
        rows.iter().map(one).collect()
    }

    #[test]
    fn by_hand() {
        // 10 × 100 and 10 × 200 become 20 × 100 and 10 × 260. N 20 → 30, average 150 → 153.33…; at old prices with new shares
        // 133.33…, at new prices with old shares 180.
        let (old, new) = (list(&[(10, "1000"), (10, "2000")]), list(&[(20, "2000"), (10, "2600")]));
        let causes = decompose(&old, &new).unwrap().unwrap();
        // Volume 10 × (2·150 + 133.33 + 180 + 2·153.33) ÷ 6 = 1533.33; mix (−16.67·70 − 26.67·80) ÷ 6 = −550.00;
        // price (30·70 + 20·80) ÷ 6 = 616.67.
        assert_eq!(
            [causes.volume, causes.mix, causes.price].map(|part| part.fixed(2)),
            ["1533.33", "-550.00", "616.67"]
        );
        let back = decompose(&new, &old).unwrap().unwrap();
        assert_eq!([back.volume, back.mix, back.price], [causes.volume, causes.mix, causes.price].map(Exact::negate));
    }

    #[test]
    fn what_is_new_is_volume() {
        let (old, new) = (list(&[(0, "0")]), list(&[(5, "500.05")]));
        let causes = decompose(&old, &new).unwrap().unwrap();
        assert_eq!([causes.volume, causes.mix, causes.price].map(|part| part.fixed(2)), ["500.05", "0.00", "0.00"]);
    }
}
