//! Putting things in order. Every type that the standard library sorts brings a sort of its own into the module, of some ten
//! kilobytes; here one sort of places serves all that is not sorted row by row.

use std::cmp::Ordering;

/// Puts items in order; equal ones stay in theirs.
pub fn sort<T: Clone>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let mut places: Vec<usize> = (0..items.len()).collect();
    sort_places(&mut places, &|one, other| match (items.get(one), items.get(other)) {
        (Some(one), Some(other)) => compare(one, other),
        _ => Ordering::Equal,
    });
    *items = places.into_iter().filter_map(|at| items.get(at).cloned()).collect();
}

#[inline(never)]
fn sort_places(places: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    places.sort_by(|one, other| compare(*one, *other));
}
