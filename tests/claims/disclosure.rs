//! What may leave the page: an attacker who has everything that is shown, and how it adds up, works out no hidden cell.

use dagdeel::claims::disclosure::{Cell, Shown, Sum, THRESHOLD, dominates, protect};
use proptest::prelude::*;

/// A table of rows and columns with totals of both, and the sums in it. Cells by row; the last row and column are totals.
fn table(rows: usize, columns: usize, inner: &[u32]) -> (Vec<Cell>, Vec<Sum>) {
    let at = |row: usize, column: usize| row * (columns + 1) + column;
    let mut clients = vec![0; (rows + 1) * (columns + 1)];
    for row in 0..rows {
        for column in 0..columns {
            let count = inner[row * columns + column];
            for cell in [at(row, column), at(rows, column), at(row, columns), at(rows, columns)] {
                clients[cell] += count;
            }
        }
    }
    let across =
        (0..=rows).map(|row| Sum { total: at(row, columns), parts: (0..columns).map(|c| at(row, c)).collect() });
    let down =
        (0..=columns).map(|column| Sum { total: at(rows, column), parts: (0..rows).map(|r| at(r, column)).collect() });
    let sums = across.chain(down).collect();
    (clients.into_iter().map(|clients| Cell { clients, dominated: false }).collect(), sums)
}

/// The attack: solves the equations for the hidden cells in fractions of floating point, and says which have one solution.
fn attacked(sums: &[Sum], shown: &[Shown]) -> Vec<usize> {
    let unknown: Vec<usize> = (0..shown.len()).filter(|cell| shown[*cell] != Shown::Yes).collect();
    let mut rows: Vec<Vec<f64>> = sums
        .iter()
        .map(|sum| {
            let factor =
                |cell: &usize| f64::from(u8::from(sum.parts.contains(cell))) - f64::from(u8::from(sum.total == *cell));
            unknown.iter().map(factor).collect()
        })
        .collect();
    let mut rank = 0;
    for column in 0..unknown.len() {
        let Some(best) = (rank..rows.len()).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()))
        else {
            break;
        };
        if rows[best][column].abs() < 1e-9 {
            continue;
        }
        rows.swap(rank, best);
        let lead: Vec<f64> = rows[rank].iter().map(|own| own / rows[rank][column]).collect();
        for (_, row) in rows.iter_mut().enumerate().filter(|(at, _)| *at != rank) {
            let factor = row[column];
            row.iter_mut().zip(&lead).for_each(|(own, lead)| *own -= factor * lead);
        }
        rows[rank] = lead;
        rank += 1;
    }
    let alone = |row: &Vec<f64>| {
        let own: Vec<usize> = (0..unknown.len()).filter(|at| row[*at].abs() > 1e-6).collect();
        (own.len() == 1).then(|| unknown[own[0]])
    };
    rows.iter().take(rank).filter_map(alone).collect()
}

#[test]
fn a_small_cell_takes_another_of_its_row_and_column_with_it() {
    // Three municipalities by three products; one cell of 4 clients.
    let (cells, sums) = table(3, 3, &[4, 30, 40, 25, 60, 70, 80, 90, 20]);
    let shown = protect(&cells, &sums, THRESHOLD).unwrap();
    assert_eq!(shown[0], Shown::Few);
    assert!(attacked(&sums, &shown).is_empty());
    let hidden = shown.iter().filter(|shown| **shown != Shown::Yes).count();
    assert_eq!(hidden, 4, "a rectangle of four hides one cell: {shown:?}");
    // The totals stay.
    assert!([3, 7, 11, 12, 13, 14, 15].iter().all(|total| shown[*total] == Shown::Yes), "{shown:?}");
}

#[test]
fn the_attack_itself_works() {
    let (cells, sums) = table(2, 2, &[4, 30, 40, 25]);
    let only_few: Vec<Shown> =
        cells.iter().map(|cell| if cell.clients < 10 { Shown::Few } else { Shown::Yes }).collect();
    assert_eq!(attacked(&sums, &only_few), [0]);
}

#[test]
fn two_hidden_cells_that_are_few_together_take_a_third() {
    let sums = [Sum { total: 0, parts: vec![1, 2, 3] }];
    let cells = [31, 3, 4, 24].map(|clients| Cell { clients, dominated: false });
    let shown = protect(&cells, &sums, THRESHOLD).unwrap();
    assert_eq!(shown, [Shown::Yes, Shown::Few, Shown::Few, Shown::Secondary]);
}

#[test]
fn zero_stays_and_hides_nothing() {
    let sums = [Sum { total: 0, parts: vec![1, 2] }];
    let cells = [40, 0, 40].map(|clients| Cell { clients, dominated: false });
    assert_eq!(protect(&cells, &sums, THRESHOLD).unwrap(), [Shown::Yes; 3]);
}

#[test]
fn one_client_who_has_most_of_the_euros_is_hidden() {
    assert!(dominates(76, 100, 75) && !dominates(75, 100, 75) && !dominates(0, 0, 75));
    let sums = [Sum { total: 0, parts: vec![1, 2, 3] }];
    let mut cells = [90, 20, 30, 40].map(|clients| Cell { clients, dominated: false });
    cells[2].dominated = true;
    let shown = protect(&cells, &sums, THRESHOLD).unwrap();
    assert_eq!(shown, [Shown::Yes, Shown::Secondary, Shown::Dominated, Shown::Yes]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_hidden_is_worked_out(
        (rows, columns, inner) in (2usize..7, 2usize..7).prop_flat_map(|(rows, columns)| {
            (Just(rows), Just(columns), prop::collection::vec(prop_oneof![Just(0u32), 1..15u32, 10..200u32], rows * columns))
        }),
        pairs in any::<bool>(),
    ) {
        let (mut cells, mut sums) = table(rows, columns, &inner);
        if pairs {
            // A second level: pairs of columns make a category, which has a total of its own in each row.
            for row in 0..=rows {
                let at = |column: usize| row * (columns + 1) + column;
                let clients = cells[at(0)].clients + cells[at(1)].clients;
                sums.push(Sum { total: cells.len(), parts: vec![at(0), at(1)] });
                cells.push(Cell { clients, dominated: false });
            }
        }
        let shown = protect(&cells, &sums, THRESHOLD).unwrap();
        prop_assert_eq!(attacked(&sums, &shown), Vec::<usize>::new());
        for (cell, shown) in cells.iter().zip(&shown) {
            prop_assert!(*shown != Shown::Yes || cell.clients == 0 || cell.clients >= THRESHOLD);
        }
        for sum in &sums {
            let hidden: u32 = sum.parts.iter().filter(|part| shown[**part] != Shown::Yes).map(|part| cells[*part].clients).sum();
            prop_assert!(shown[sum.total] != Shown::Yes || hidden == 0 || hidden >= THRESHOLD);
        }
    }
}
