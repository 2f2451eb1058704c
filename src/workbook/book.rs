//! A workbook being planned: which sheets there are, and their rows, some at a time.

use super::about;
use super::case::Case;
use super::comparison;
use super::computation;
use super::error::{MAX_CASES, MAX_CELLS, MAX_ROWS, WorkbookError};
use super::input;
use super::layout::{HEAD, Layout, SheetNames, Sheets, Side};
use super::names::names;
use super::outcome;
use super::plan::{self, Piece, Row};
use crate::model::{Kept, NodeId};
use crate::quantity::{Lang, Text};

/// The width of a column of values.
const VALUE_WIDTH: u16 = 16;
/// How many letters go on a printed page, next to each other.
const PAGE_WIDTH: u16 = 230;

/// A cell that the workbook opens at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Opening {
    /// Which of the scenarios, counted from 0.
    pub case: usize,
    /// The node.
    pub node: NodeId,
    /// The position of the cell in it.
    pub at: usize,
}

/// A workbook being planned. It keeps no scenario: the same ones are given at every step.
pub struct Workbook {
    lang: Lang,
    opening: Option<Opening>,
    cases: Vec<Planned>,
    comparison: Vec<comparison::Line>,
    about: Vec<Row>,
    sheets: Vec<Content>,
    /// The sheet and the row that come next; the sheet itself comes before its first row.
    next: (usize, Option<usize>),
    begun: bool,
    done: usize,
    total: usize,
}

/// One scenario's part of the plan.
struct Planned {
    names: SheetNames,
    layout: Layout,
    outcome: Vec<outcome::Line>,
    width: u16,
}

/// What a sheet shows.
#[derive(Clone, Copy)]
enum Content {
    About,
    Input(usize),
    Computation(usize),
    Outcome(usize),
    Comparison,
}

impl Workbook {
    /// Plans a workbook of computed scenarios, side by side where there are several.
    ///
    /// # Errors
    /// [`WorkbookError`] where there are too many scenarios, rows, columns or cells.
    pub fn new(cases: &[Case<'_>], lang: Lang, opening: Option<Opening>) -> Result<Self, WorkbookError> {
        if cases.is_empty() || cases.len() > MAX_CASES {
            return Err(WorkbookError::Cases { found: cases.len() });
        }
        let several = cases.len() > 1;
        let mut planned = Vec::new();
        for (case, number) in cases.iter().zip(1..) {
            let (outcome, width) = outcome::lines(case);
            planned.push(Planned {
                names: SheetNames::new(lang, several.then_some(number)),
                layout: Layout::new(case.graph, case.evaluation)?,
                outcome,
                width,
            });
        }
        let mut sheets = vec![Content::About];
        if several {
            sheets.push(Content::Comparison);
        }
        for case in 0..cases.len() {
            sheets.extend([Content::Input(case), Content::Computation(case), Content::Outcome(case)]);
        }
        let named: Vec<(Case<'_>, SheetNames)> =
            cases.iter().zip(&planned).map(|(case, planned)| (*case, planned.names.clone())).collect();
        let comparison = if several { comparison::lines(cases) } else { Vec::new() };
        let about = about::rows(&named, lang);
        let mut book = Self {
            lang,
            opening,
            cases: planned,
            comparison,
            about,
            sheets,
            next: (0, None),
            begun: false,
            done: 0,
            total: 0,
        };
        for content in book.sheets.clone() {
            let (rows, columns) = (book.rows(content), usize::from(book.columns(content)));
            if rows > MAX_ROWS {
                return Err(WorkbookError::TooLarge { what: "rows", found: rows, most: MAX_ROWS });
            }
            book.total += rows * columns;
        }
        if book.total > MAX_CELLS {
            return Err(WorkbookError::TooLarge { what: "cells", found: book.total, most: MAX_CELLS });
        }
        Ok(book)
    }

    /// The part that is planned, from 0 to 1.
    pub fn progress(&self) -> f64 {
        if self.total == 0 { 1.0 } else { (self.done as f64 / self.total as f64).min(1.0) }
    }

    /// About `budget` cells more of the plan; nothing when all of it was given. The scenarios are those of
    /// [`Workbook::new`].
    ///
    /// # Errors
    /// [`WorkbookError::Formula`].
    pub fn step(&mut self, cases: &[Case<'_>], budget: usize) -> Result<Vec<Piece>, WorkbookError> {
        let mut pieces = Vec::new();
        if !self.begun {
            self.begun = true;
            pieces.push(Piece::Book(self.book(cases)));
        }
        let enough = self.done.saturating_add(budget.max(1));
        while self.done < enough {
            let Some(content) = self.sheets.get(self.next.0).copied() else {
                return Ok(pieces);
            };
            let columns = usize::from(self.columns(content)).max(1);
            let from = match self.next.1 {
                Some(row) => row,
                None => {
                    pieces.push(Piece::Sheet(self.sheet(cases, content)));
                    0
                }
            };
            let most = (enough - self.done).div_ceil(columns);
            let to = self.rows(content).min(from.saturating_add(most));
            let rows: Result<Vec<Row>, WorkbookError> = (from..to).map(|row| self.row(cases, content, row)).collect();
            pieces.push(Piece::Rows(rows?));
            self.done += (to - from) * columns;
            self.next = if to == self.rows(content) { (self.next.0 + 1, None) } else { (self.next.0, Some(to)) };
        }
        Ok(pieces)
    }

    fn book(&self, cases: &[Case<'_>]) -> plan::Book {
        let several = cases.len() > 1;
        let mut all = Vec::new();
        for ((case, planned), number) in cases.iter().zip(&self.cases).zip(1_usize..) {
            let suffix = if several { format!("_{number}") } else { String::new() };
            all.extend(names(case, &planned.layout, &planned.names, &suffix));
        }
        let titles: Vec<&str> = cases.iter().map(|case| case.about.title.get(self.lang)).collect();
        let made: Vec<String> = cases
            .iter()
            .map(|case| format!("Dagdeel {}, {}, SHA-256 {}", case.about.engine, case.about.id, case.about.checksum))
            .collect();
        plan::Book { title: titles.join(" / "), made: made.join("; "), names: all }
    }

    fn planned(&self, case: usize) -> Option<&Planned> {
        self.cases.get(case)
    }

    fn rows(&self, content: Content) -> usize {
        let of = |case: usize, rows: &dyn Fn(&Planned) -> usize| self.planned(case).map_or(0, rows);
        match content {
            Content::About => self.about.len(),
            Content::Comparison => self.comparison.len() + 1,
            Content::Input(case) => of(case, &|planned| planned.layout.height(Side::Input) as usize),
            Content::Computation(case) => of(case, &|planned| planned.layout.height(Side::Computation) as usize),
            Content::Outcome(case) => of(case, &|planned| planned.outcome.len()),
        }
    }

    fn columns(&self, content: Content) -> u16 {
        match content {
            Content::About => 4,
            Content::Comparison => {
                let cases = u16::try_from(self.cases.len()).unwrap_or(u16::MAX);
                cases.saturating_mul(2).saturating_add(2)
            }
            Content::Input(case) | Content::Computation(case) => {
                self.planned(case).map_or(0, |planned| planned.layout.width())
            }
            Content::Outcome(case) => self.planned(case).map_or(0, |planned| planned.width),
        }
    }

    fn sheet(&self, cases: &[Case<'_>], content: Content) -> plan::Sheet {
        let say = |nl, en| Text::new(nl, en).get(self.lang).to_owned();
        let side = |case: usize, side: Side| {
            self.planned(case).map(|planned| planned.names.of(side).to_owned()).unwrap_or_default()
        };
        let (name, widths, frozen, landscape): (String, &[u16], (u32, u16), bool) = match content {
            Content::About => (say("Toelichting", "About"), &about::WIDTHS, (0, 0), true),
            Content::Comparison => (say("Vergelijking", "Comparison"), &comparison::WIDTHS, (1, 3), true),
            Content::Input(case) => (side(case, Side::Input), &input::WIDTHS, (HEAD, 2), true),
            Content::Computation(case) => (side(case, Side::Computation), &computation::WIDTHS, (HEAD, 2), true),
            Content::Outcome(case) => {
                let name = self.planned(case).map(|planned| planned.names.outcome.clone()).unwrap_or_default();
                (name, &outcome::WIDTHS, (0, 1), false)
            }
        };
        let case = match content {
            Content::Input(case) | Content::Computation(case) | Content::Outcome(case) => cases.get(case),
            Content::About | Content::Comparison => cases.first(),
        };
        let foot = case.map_or(String::new(), |case| {
            let short: String = case.about.checksum.chars().take(12).collect();
            format!("Dagdeel {} · {} · {short}", case.about.engine, case.about.id)
        });
        let estimates = match content {
            Content::Computation(place) => cases
                .get(place)
                .is_some_and(|case| case.graph.nodes().any(|node| case.graph.kept(node) == Kept::Estimate)),
            Content::Outcome(place) => cases.get(place).is_some_and(|case| !case.about.fixed.is_empty()),
            Content::About | Content::Input(_) | Content::Comparison => false,
        };
        let columns = self.columns(content);
        let described: u16 = widths.iter().sum();
        let rest = columns.saturating_sub(u16::try_from(widths.len()).unwrap_or(u16::MAX)).min(1_000);
        plan::Sheet {
            name,
            widths: widths.to_vec(),
            width: VALUE_WIDTH,
            columns,
            frozen,
            landscape,
            pages: if landscape { (described + rest * VALUE_WIDTH).div_ceil(PAGE_WIDTH) } else { 1 },
            foot,
            locked: estimates,
            selected: self.selected(content),
        }
    }

    /// The cell to open at, where it stands on this sheet.
    fn selected(&self, content: Content) -> Option<(u32, u16)> {
        let opening = self.opening?;
        let (own, case) = match content {
            Content::Input(case) => (Side::Input, case),
            Content::Computation(case) => (Side::Computation, case),
            _ => return None,
        };
        let (side, row, column) = self.planned(opening.case)?.layout.place(opening.node, opening.at)?;
        (side == own && case == opening.case).then_some((row, column))
    }

    fn row(&self, cases: &[Case<'_>], content: Content, row: usize) -> Result<Row, WorkbookError> {
        let number = u32::try_from(row).unwrap_or(u32::MAX);
        Ok(match content {
            Content::About => self.about.get(row).cloned().unwrap_or_default(),
            Content::Comparison => match row.checked_sub(1) {
                None => comparison::head(cases, self.lang),
                Some(line) => {
                    let sheets: Vec<Sheets<'_>> = cases
                        .iter()
                        .zip(&self.cases)
                        .map(|(case, planned)| self.sheets_of(case, planned, None))
                        .collect();
                    let line = self.comparison.get(line);
                    line.map(|line| comparison::row(cases, &sheets, *line, number, self.lang)).unwrap_or_default()
                }
            },
            Content::Input(case) => self
                .of(cases, case, Some(Side::Input))
                .map(|(case, sheets, _)| input::row(case, &sheets, number))
                .unwrap_or_default(),
            Content::Computation(case) => match self.of(cases, case, Some(Side::Computation)) {
                Some((case, sheets, _)) => computation::row(case, &sheets, number)?,
                None => Row::new(),
            },
            Content::Outcome(case) => self
                .of(cases, case, None)
                .and_then(|(case, sheets, planned)| Some(outcome::row(case, &sheets, *planned.outcome.get(row)?)))
                .unwrap_or_default(),
        })
    }

    fn of<'a>(
        &'a self,
        cases: &'a [Case<'a>],
        place: usize,
        from: Option<Side>,
    ) -> Option<(&'a Case<'a>, Sheets<'a>, &'a Planned)> {
        let (case, planned) = cases.get(place).zip(self.cases.get(place))?;
        Some((case, self.sheets_of(case, planned, from), planned))
    }

    fn sheets_of<'a>(&self, case: &Case<'a>, planned: &'a Planned, from: Option<Side>) -> Sheets<'a> {
        Sheets { layout: &planned.layout, evaluation: case.evaluation, names: &planned.names, from, lang: self.lang }
    }
}
