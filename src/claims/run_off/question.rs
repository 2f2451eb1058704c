//! The run-off as a question: the triangle of the claims, or one that is given, run off with what an expert says; and what a year
//! comes to in the end.

use serde::{Deserialize, Serialize};

use super::chain_ladder::{Choices, Expected, LastSigma, RunOff, run_off};
use super::triangle::{Claimed, Moved, Triangle, TriangleError};
use super::year::{Allocated, YearEnd, years};
use crate::claims::claim::Month;
use crate::claims::csv::Count;
use crate::claims::euros::{Euros, cents};
use crate::claims::problem::ClaimsProblem;
use crate::claims::scan::{BLOCK, By, Scan, Selection, Walk};
use crate::claims::table::Claims;
use crate::quantity::Text;

/// The delay of the last column, in months, where none is given.
const LONGEST: u32 = 24;
/// The months of care and of claim that a column can hold, and one place for none.
const MONTHS: usize = 1_201;
/// The cells of a triangle that is given.
const MOST_CELLS: usize = 100_000;
/// So many standard deviations to either side hold 90 % of a normal distribution.
pub const NINETY: f64 = 1.644_853_626_951_472_2;

/// Asks how claims run off: what of the care of each month is still to be claimed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(optional_fields))]
#[serde(rename_all = "camelCase", default)]
pub struct RunOffAsked {
    /// A triangle in the place of that of the claims: amounts such as `"1234.56"`, added up along each row, the oldest first.
    pub triangle: Option<Vec<Vec<String>>>,
    /// The first month of care, such as `"2022-01"`; unless told, the first of the claims.
    pub from: Option<String>,
    /// The month at the end of which is looked, such as `"2023-09"`; later claims do not count. Unless told, the last in which
    /// something was claimed.
    pub seen: Option<String>,
    /// The delay of the last column in months, 60 at most; 24 unless told. What was claimed later counts in it.
    pub longest: Option<u32>,
    /// For each step the factor of an expert in the place of the computed one, such as `"1.05"`.
    pub factors: Option<Vec<Option<String>>>,
    /// What is still claimed after the last column, as a factor on it.
    pub tail: Option<String>,
    /// How the spread of a last step is found.
    pub last_sigma: Option<LastSigma>,
    /// What was allocated, by year, to forecast from beside the run-off.
    pub allocated: Option<Vec<Allocated>>,
    /// Which lines count.
    pub selection: Option<Selection>,
}

/// What is expected of some months of care. Amounts in euros; what is still to be claimed adds up over months to the cent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "RunOffExpected"))]
pub struct Outlook {
    /// What has been claimed.
    pub claimed: Euros,
    /// What is still to be claimed, an estimate.
    pub still: Euros,
    /// The two together: what it comes to in the end.
    pub end: Euros,
    /// The standard error of what is still to be claimed, by Mack.
    pub error: Euros,
    /// What it comes to in the end at the low side of the interval of 90 %.
    pub low: Euros,
    /// And at the high side.
    pub high: Euros,
}

/// A row of the triangle.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct RunOffRow {
    /// The month of care; the number of the row, from 1, of a triangle that was given.
    pub label: String,
    /// What had been claimed after 0, 1, 2 … months.
    pub cells: Vec<Euros>,
    /// What is expected of it.
    #[serde(flatten)]
    pub outlook: Outlook,
}

/// A step: from a delay to the next.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct RunOffStep {
    /// The volume-weighted factor of the triangle, six decimals; none where nothing was claimed by the delay before.
    pub computed: Option<String>,
    /// The factor that counts.
    pub factor: String,
    /// Whether it is an expert's.
    pub expert: bool,
    /// How many months of care have gone through it.
    pub rows: u32,
}

/// How claims run off.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RunOffAnswer {
    /// The month at the end of which is looked; none of a triangle that was given.
    pub seen: Option<String>,
    /// The months that can be looked at the end of: those in which something was claimed.
    pub months: Vec<String>,
    /// The rows of the triangle, the oldest first.
    pub rows: Vec<RunOffRow>,
    /// The steps between its columns.
    pub steps: Vec<RunOffStep>,
    /// The factor after the last column.
    pub tail: String,
    /// All rows together.
    pub total: Outlook,
    /// Each year of care: what its months come to in the end, those that were not seen yet included.
    pub years: Vec<YearEnd>,
    /// Lines without a claim date: not in the triangle.
    pub undated: Count,
    /// Lines for care outside the rows, or claimed after the month that is looked at: not in the triangle.
    pub outside: Count,
    /// Lines claimed before the month of care: counted as claimed in it.
    pub early: Count,
    /// Lines claimed later than the last column: counted in it.
    pub late: Count,
}

/// The triangle of claims being added up, month of care by month of claim.
pub struct RunOffs {
    asked: RunOffAsked,
    choices: Choices,
    given: Option<Triangle>,
    scan: Scan,
    walk: Walk,
    /// For each month of care: cents and lines by month of claim, the last place for none.
    sums: Vec<(i64, u64)>,
}

impl RunOffs {
    /// Begins to add up.
    ///
    /// # Errors
    /// A month, a factor, an amount or a triangle that is none.
    pub fn new(asked: RunOffAsked, claims: &Claims) -> Result<Self, ClaimsProblem> {
        for month in asked.from.iter().chain(&asked.seen) {
            Month::read(month)?;
        }
        let factors = asked.factors.iter().flatten().zip(1..).map(|(text, step)| {
            text.as_deref().map(|text| factor(text, &format!("factors[{}]", step - 1))).transpose()
        });
        let choices = Choices {
            factors: factors.collect::<Result<_, _>>()?,
            tail: asked.tail.as_deref().map(|text| factor(text, "tail")).transpose()?,
            last_sigma: asked.last_sigma.unwrap_or_default(),
        };
        for allocated in asked.allocated.iter().flatten() {
            allocated.check()?;
        }
        let given = asked.triangle.as_deref().map(given).transpose()?;
        let scan = Scan::new(claims, &[By::Month], asked.selection.as_ref().unwrap_or(&Selection::default()))?;
        let sums = if given.is_some() { Vec::new() } else { vec![(0, 0); scan.cells() * MONTHS] };
        Ok(Self { asked, choices, given, scan, walk: Walk::default(), sums })
    }

    /// Adds up about so many rows more; gives the part that is done, 1 when all is.
    pub fn step(&mut self, claims: &Claims, budget: usize) -> f64 {
        if self.given.is_some() {
            return 1.0;
        }
        let mut block = [0; BLOCK];
        let Self { scan, walk, sums, .. } = self;
        walk.step(claims, budget, |chunk, from, _| {
            let places = scan.places(claims, chunk, from, &mut block);
            let (Some(claimed), Some(cents)) = (claims.submitted.chunk(chunk), claims.cents.chunk(chunk)) else {
                return;
            };
            for (place, row) in places.iter().zip(from..) {
                let (Some(month), Some(cents)) = (claimed.get(row), cents.get(row)) else { continue };
                let at = (*place as usize).saturating_mul(MONTHS) + usize::from(month).min(MONTHS - 1);
                if let Some(sum) = sums.get_mut(at) {
                    *sum = (sum.0 + cents, sum.1 + 1);
                }
            }
        })
    }

    /// The answer.
    ///
    /// # Errors
    /// No claim has a date; a number that is too large.
    pub fn answer(&self) -> Result<RunOffAnswer, ClaimsProblem> {
        if let Some(triangle) = &self.given {
            let labels = (1..=triangle.rows().len()).map(|row| row.to_string()).collect();
            return told(triangle, &run_off(triangle, &self.choices), labels);
        }
        let claimed = self.claimed();
        let months = |of: fn(&Claimed) -> Month| {
            let mut months: Vec<Month> = claimed.iter().map(of).filter(|month| *month != Month::NONE).collect();
            months.sort_unstable();
            months.dedup();
            months
        };
        let (care, claim) = (months(|claimed| claimed.care), months(|claimed| claimed.claimed));
        let (Some(first), Some(last), Some(newest)) = (care.first(), care.last(), claim.last()) else {
            return Err(refused(&TriangleError::Empty));
        };
        let chosen = |text: &Option<String>, otherwise: Month| text.as_deref().map_or(Ok(otherwise), Month::read);
        let (first, seen) = (chosen(&self.asked.from, *first)?, chosen(&self.asked.seen, *newest)?);
        let longest = self.asked.longest.unwrap_or(LONGEST).min(60) as u16;
        let last = Month(seen.0.saturating_sub(begins(&claimed, seen))).min(*last);
        let made = Triangle::of_claims(claimed.iter().copied(), (first, last), seen, longest);
        let (triangle, moved) = made.map_err(|error| refused(&error))?;
        let run = run_off(&triangle, &self.choices);
        let of_row = |row: usize| Month(first.0.saturating_add(u16::try_from(row).unwrap_or(u16::MAX)));
        let labels = (0..triangle.rows().len()).map(|row| of_row(row).id()).collect();
        let mut answer = told(&triangle, &run, labels)?;
        let still: Vec<Euros> = answer.rows.iter().map(|row| row.outlook.still).collect();
        answer.years = years(&run, &still, first, self.asked.allocated.as_deref().unwrap_or_default())?;
        answer.seen = Some(seen.id());
        answer.months = claim.into_iter().map(Month::id).collect();
        answer.moved(&moved);
        Ok(answer)
    }

    /// What was claimed by month of care and of claim.
    fn claimed(&self) -> Vec<Claimed> {
        let labels = self.scan.axes().first().map(|axis| axis.labels.as_slice()).unwrap_or_default();
        let by_care = labels.iter().zip(self.sums.chunks(MONTHS));
        let cells = by_care.flat_map(|(label, sums)| {
            let care = Month::parse(&label.id).unwrap_or_default();
            sums.iter().zip(0_u16..).filter(|((_, lines), _)| *lines > 0).map(move |((cents, lines), month)| {
                let claimed = if usize::from(month) == MONTHS - 1 { Month::NONE } else { Month(month) };
                Claimed { lines: *lines, care, claimed, cents: *cents }
            })
        });
        cells.collect()
    }
}

/// The months before claiming begins: the delay by which a hundredth of all had been claimed. Of a month that was seen for a shorter
/// time there is nothing to step from: it counts as one that is still to come.
fn begins(claimed: &[Claimed], seen: Month) -> u16 {
    let dated = |one: &&Claimed| one.care != Month::NONE && one.claimed <= seen;
    let within = |delay: u16| -> i64 {
        let by_then = claimed.iter().filter(dated).filter(|one| one.claimed.0.saturating_sub(one.care.0) <= delay);
        by_then.map(|one| one.cents).sum()
    };
    let all = within(u16::MAX);
    (0..12).find(|delay| within(*delay).saturating_mul(100) >= all).unwrap_or(0)
}

impl RunOffAnswer {
    fn moved(&mut self, moved: &Moved) {
        let count = |(lines, cents): (u64, i64)| Count {
            lines: u32::try_from(lines).unwrap_or(u32::MAX),
            euros: Euros(cents.into()),
        };
        (self.undated, self.outside) = (count(moved.undated), count(moved.outside));
        (self.early, self.late) = (count(moved.early), count(moved.late));
    }
}

/// A triangle run off, as an answer: rounded once, rows adding up.
fn told(triangle: &Triangle, run: &RunOff, labels: Vec<String>) -> Result<RunOffAnswer, ClaimsProblem> {
    let still = rounded_parts(run.rows.iter().map(Expected::reserve))?;
    let mut rows = Vec::new();
    for (((label, cells), expected), still) in labels.into_iter().zip(triangle.rows()).zip(&run.rows).zip(&still) {
        let cells: Result<Vec<Euros>, ClaimsProblem> = cells.iter().map(|cell| rounded(*cell)).collect();
        rows.push(RunOffRow { label, cells: cells?, outlook: outlook(expected, *still)? });
    }
    let steps = run.steps.iter().map(|step| RunOffStep {
        computed: step.computed.and_then(decimal),
        factor: decimal(step.factor).unwrap_or_default(),
        expert: step.computed.unwrap_or(1.0) != step.factor,
        rows: u32::try_from(step.rows).unwrap_or(u32::MAX),
    });
    let none = Count::default();
    Ok(RunOffAnswer {
        seen: None,
        months: Vec::new(),
        rows,
        steps: steps.collect(),
        tail: decimal(run.tail).unwrap_or_default(),
        total: outlook(&run.total, Euros(still.iter().map(|still| still.0).sum()))?,
        years: Vec::new(),
        undated: none,
        outside: none,
        early: none,
        late: none,
    })
}

/// What is expected, of which the part that is still to be claimed was rounded with others.
pub fn outlook(expected: &Expected, still: Euros) -> Result<Outlook, ClaimsProblem> {
    let claimed = rounded(expected.claimed)?;
    let (low, high) = expected.interval(NINETY);
    let to = |reserve: f64| rounded(reserve).map(|reserve| Euros(claimed.0 + reserve.0));
    let end = Euros(claimed.0 + still.0);
    Ok(Outlook { claimed, still, end, error: rounded(expected.error)?, low: to(low)?, high: to(high)? })
}

/// The largest estimate that is an amount, in cents: whole numbers are exact in binary up to there.
const MOST: f64 = 9.0e15;

/// Cents of an estimate, rounded to whole ones, half away from zero.
pub fn rounded(cents: f64) -> Result<Euros, ClaimsProblem> {
    if cents.abs() < MOST { Ok(Euros(libm::round(cents) as i128)) } else { Err(too_large()) }
}

/// Cents of estimates, rounded so that they add up to their rounded sum: each is what it adds to the rounded sum before it.
pub fn rounded_parts(cents: impl Iterator<Item = f64>) -> Result<Vec<Euros>, ClaimsProblem> {
    let (mut sum, mut before) = (0.0, 0);
    let part = |cents: f64| {
        sum += cents;
        let Euros(after) = rounded(sum)?;
        let part = after - before;
        before = after;
        Ok(Euros(part))
    };
    cents.map(part).collect()
}

fn too_large() -> ClaimsProblem {
    let message = Text::new(
        "De uitloop geeft een bedrag dat te groot is; bekijk de factoren.",
        "The run-off gives an amount that is too large; look at the factors.",
    );
    ClaimsProblem::new("run-off-too-large", message)
}

/// A factor with six decimals.
fn decimal(value: f64) -> Option<String> {
    let millionths = (value.abs() < MOST / 1e6).then(|| libm::round(value * 1e6) as i64)?;
    let sign = if millionths < 0 { "-" } else { "" };
    Some(format!("{sign}{}.{:06}", millionths.abs() / 1_000_000, millionths.abs() % 1_000_000))
}

fn refused(error: &TriangleError) -> ClaimsProblem {
    ClaimsProblem::new(error.code(), error.message())
}

/// A factor above 0 and at most 1,000, with at most six decimals.
fn factor(text: &str, place: &str) -> Result<f64, ClaimsProblem> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits =
        |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|one| one.is_ascii_digit());
    let number = |text: String| text.parse::<u32>().ok().map(f64::from);
    let millionths = (digits(whole, 4) && digits(part, 6)).then(|| number(format!("{part:0<6}"))).flatten();
    let factor = number(whole.to_owned()).zip(millionths).map(|(whole, millionths)| whole + millionths / 1e6);
    factor.filter(|factor| *factor > 0.0 && *factor <= 1000.0).ok_or_else(|| {
        let message = Text::owned(
            format!("{place}: geef een factor boven 0 en ten hoogste 1000, met hoogstens zes decimalen, zoals 1.05."),
            format!("{place}: give a factor above 0 and at most 1000, with six decimals at most, such as 1.05."),
        );
        ClaimsProblem::new("factor", message)
    })
}

fn given(rows: &[Vec<String>]) -> Result<Triangle, ClaimsProblem> {
    if rows.iter().map(Vec::len).sum::<usize>() > MOST_CELLS {
        let message = Text::owned(
            format!("Een driehoek heeft ten hoogste {MOST_CELLS} getallen."),
            format!("A triangle has at most {MOST_CELLS} numbers."),
        );
        return Err(ClaimsProblem::new("triangle-too-large", message));
    }
    let cell = |text: &String| {
        cents(text).map(|cents| cents as f64).ok_or_else(|| {
            let message = Text::new(
                "Geef de getallen van de driehoek als bedragen, zoals 1234.56.",
                "Give the numbers of the triangle as amounts, such as 1234.56.",
            );
            ClaimsProblem::new("amount", message)
        })
    };
    let rows: Result<Vec<Vec<f64>>, ClaimsProblem> = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    Triangle::new(rows?).map_err(|error| refused(&error))
}
