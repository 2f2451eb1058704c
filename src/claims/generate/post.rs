//! Generated claims as national messages: what is allocated, what is claimed and what is answered, in the ways in which it goes
//! between a municipality and a provider; and the same lines as CSV.

use super::allotted::Laid;
use super::invented::{first_of, municipality_code, product_code, provider_code};
use super::row::{HEADER, Named, PERSONAL, Row};
use super::xml::{Declared, Envelope, Judged, Line, Style, jw301, jw323, jw325};
use super::{Generator, PRODUCTS, Planted, ROWS, Region, Wish, purpose};
use crate::calendar::Date;
use crate::claims::ijw::Kind;
use crate::quantity::Random;

/// A message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Posted {
    /// The name of its file.
    pub name: String,
    /// Which message it is.
    pub kind: Kind,
    /// Its text.
    pub text: String,
    /// Whether its lines count; those of an earlier message of the same claim do not.
    pub holds: bool,
}

/// What becomes of a claim.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Course {
    /// It is not answered.
    Unanswered,
    /// All of it is granted.
    Granted,
    /// It comes a second time, as it was.
    Twice,
    /// It is granted after a first message of it, which was less, was refused.
    Replaced,
    /// It is refused line by line, and then granted.
    Reconsidered,
    /// Some of its lines are rejected.
    Partly,
    /// It is refused as a whole.
    Refused,
    /// The message is refused, so that its answer is a head alone.
    Unread,
}

/// The courses; in the last three, lines are rejected.
const COURSES: [Course; 8] = [
    Course::Unanswered,
    Course::Granted,
    Course::Twice,
    Course::Replaced,
    Course::Reconsidered,
    Course::Partly,
    Course::Refused,
    Course::Unread,
];

/// One in so many claims states a total that is a euro too high, where errors are planted.
const WRONG_TOTAL: usize = 7;

/// Generated claims as messages. All rows are in memory; each message is written when it is asked for.
#[derive(Clone, Debug)]
pub struct Post {
    generator: Generator,
    refusals: bool,
    rows: Vec<Row>,
    /// The rows of each claim: the first, and the first after it.
    claims: Vec<(usize, usize)>,
    laid: Vec<Laid>,
    /// The allocations of each JW301.
    allocated: Vec<(usize, usize)>,
}

/// The places of groups that follow each other.
fn ranges<T>(all: &[T], same: impl Fn(&T, &T) -> bool) -> Vec<(usize, usize)> {
    let mut from = 0;
    let range = |group: &[T]| {
        let begun = from;
        from += group.len();
        (begun, from)
    };
    all.chunk_by(same).map(range).collect()
}

impl Post {
    /// The messages of a wish, which is taken to be one for allocations; `refusals` where lines may be rejected.
    pub fn new(wish: Wish, region: Region, refusals: bool) -> Self {
        let mut generator = Generator::within(Wish { allocations: true, ..wish }, region);
        let mut rows: Vec<Row> = (0..wish.rows).map(|number| generator.row(number)).collect();
        let claim = |row: &Row| (row.municipality, row.provider, row.month + row.lag);
        rows.sort_by_key(|row| (claim(row), row.client, row.number));
        let claims = ranges(&rows, |one, other| claim(one) == claim(other));
        let versions = (1..=generator.allotted()).flat_map(|number| (0..).zip(generator.versions(number)));
        let mut laid: Vec<(u32, Laid)> = versions.collect();
        // A client's allocations are sent together; what changes one of them is sent alone.
        laid.sort_by_key(|(version, one)| (*version, one.municipality, one.provider, one.client, one.number));
        let allocated = ranges(&laid, |(version, one), (_, other)| {
            let key = |one: &Laid| (one.municipality, one.provider, one.client, one.adult);
            *version == 0 && key(one) == key(other)
        });
        let laid = laid.into_iter().map(|(_, one)| one).collect();
        Self { generator, refusals, rows, claims, laid, allocated }
    }

    /// What was planted in the lines.
    pub fn planted(&self) -> &[Planted] {
        self.generator.planted()
    }

    /// The generator of the rows, for the tariffs that were agreed.
    pub const fn generator(&self) -> &Generator {
        &self.generator
    }

    /// The codes of municipalities, providers and products that are known.
    pub fn known(&self) -> [Vec<String>; 3] {
        let region = self.generator.region;
        [
            (0..region.municipalities).map(municipality_code).collect(),
            (0..region.providers).map(provider_code).collect(),
            (0..PRODUCTS).map(product_code).collect(),
        ]
    }

    /// How many messages of allocations (JW301) there are.
    pub const fn allocations(&self) -> usize {
        self.allocated.len()
    }

    /// One of them.
    pub fn allocation(&self, at: usize) -> Option<Posted> {
        let (from, to) = self.allocated.get(at).copied()?;
        let products = self.laid.get(from..to)?;
        let one = products.first()?;
        let number = number(at);
        let envelope = Envelope {
            municipality: one.municipality,
            provider: one.provider,
            number,
            day: products.iter().map(|one| one.decided.0).max()?,
            answers: None,
            style: Style::of(number),
        };
        let text = jw301(&envelope, products);
        Some(Posted { name: format!("jw301-{number}.xml"), kind: Kind::Allocations, text, holds: true })
    }

    /// How many claims there are, each of one municipality, provider and month of submission.
    pub const fn claims(&self) -> usize {
        self.claims.len()
    }

    /// The messages of one of them (JW323 and JW325), in the order in which they were sent.
    pub fn claim(&self, at: usize) -> Vec<Posted> {
        self.sent(at).unwrap_or_default()
    }

    /// The numbers of the generated rows that are its lines, in their order.
    pub fn numbers(&self, at: usize) -> Vec<u32> {
        self.lines(at).iter().map(|row| row.number).collect()
    }

    /// The claims that state a total that is one euro too high.
    pub fn wrong_totals(&self) -> usize {
        (0..self.claims.len()).filter(|at| self.states_wrongly(*at)).count()
    }

    /// The headers of the same claims as CSV.
    pub fn csv_head(&self) -> String {
        format!("{HEADER}{};Status\r\n", if self.generator.wish.personal { PERSONAL } else { "" })
    }

    /// The lines of a claim as CSV, with the status that its messages give them.
    pub fn csv(&self, at: usize) -> String {
        let mut out = Vec::new();
        for row in self.lines(at) {
            row.line(&mut out, Named::InCodes, self.generator.wish);
            let status = match self.course(at) {
                Course::Unanswered | Course::Twice => "ingediend",
                Course::Refused | Course::Unread => "afgekeurd",
                Course::Partly if self.is_rejected(row) => "afgekeurd",
                _ => "toegekend",
            };
            out.extend_from_slice(b";");
            out.extend_from_slice(status.as_bytes());
            out.extend_from_slice(b"\r\n");
        }
        String::from_utf8(out).unwrap_or_default()
    }

    fn lines(&self, at: usize) -> &[Row] {
        let (from, to) = self.claims.get(at).copied().unwrap_or_default();
        self.rows.get(from..to).unwrap_or_default()
    }

    fn states_wrongly(&self, at: usize) -> bool {
        self.generator.wish.errors > 0 && at % WRONG_TOTAL == 3
    }

    fn course(&self, at: usize) -> Course {
        let of = u32::try_from(if self.refusals { COURSES.len() } else { COURSES.len() - 3 }).unwrap_or(1);
        let mut random = Random::stream(u64::from(self.generator.wish.seed), purpose::COURSE, at as u64);
        COURSES.get(random.below(of) as usize).copied().unwrap_or(Course::Granted)
    }

    /// Whether an answer that rejects some lines rejects this one: by its reference, so that lines that share one go together.
    fn is_rejected(&self, row: &Row) -> bool {
        let seed = u64::from(self.generator.wish.seed);
        Random::stream(seed, purpose::COURSE + 256, u64::from(row.reference)).below(3) == 0
    }

    /// A line, and the reference of the line that it credits or replaces.
    fn line(&self, row: &Row) -> Line {
        let place = self.generator.place(row.number);
        let first = (row.corrected && [1, 2].contains(&(place % ROWS))).then(|| place - place % ROWS);
        (*row, first.map(|place| self.generator.number(place) + 1))
    }

    fn sent(&self, at: usize) -> Option<Vec<Posted>> {
        let rows = self.lines(at);
        let head = rows.first()?;
        let day = head.submitted()?;
        let month = head.month + head.lag;
        let lines: Vec<Line> = rows.iter().map(|row| self.line(row)).collect();
        let submitted: i64 = rows.iter().map(|row| row.cents).sum();
        let own = number(at) * 10;
        let envelope = |more: u32, day: Date, answers: Option<(u32, Date)>| Envelope {
            municipality: head.municipality,
            provider: head.provider,
            number: own + more,
            day,
            answers,
            style: Style::of(own + more),
        };
        let declared = Declared {
            number: format!("D{at:07}"),
            period: (first_of(month)?, first_of(month + 1)?.plus_days(-1)),
            day,
            submitted: submitted + if self.states_wrongly(at) { 100 } else { 0 },
        };
        let claimed = |more: u32, holds: bool, declared: &Declared, lines: &[Line]| {
            let text = jw323(&envelope(more, declared.day, None), declared, lines);
            Posted { name: format!("jw323-{}.xml", own + more), kind: Kind::Claims, text, holds }
        };
        let answered = |more: u32, to: u32, declared: &Declared, judged: Option<&Judged>| {
            let about = Some((own + to, declared.day));
            let text = jw325(
                &envelope(more, declared.day.plus_days(i32::try_from(more).unwrap_or(0)), about),
                declared,
                judged,
            );
            Posted { name: format!("jw325-{}.xml", own + more), kind: Kind::Answers, text, holds: true }
        };
        let granted = Judged { granted: declared.submitted, code: "8001", rejected: Vec::new() };
        let refused = Judged { granted: 0, code: "9358", rejected: Vec::new() };
        let rejecting = |rejected: Vec<Line>| {
            let less: i64 = rejected.iter().map(|(row, _)| row.cents).sum();
            Judged { granted: declared.submitted - less, code: "0200", rejected }
        };
        let claim = claimed(5, true, &declared, &lines);
        Some(match self.course(at) {
            Course::Unanswered => vec![claim],
            Course::Granted => vec![claim, answered(6, 5, &declared, Some(&granted))],
            Course::Twice => vec![claim.clone(), claim],
            Course::Replaced => {
                let less = lines.get(..lines.len().div_ceil(2)).unwrap_or(&lines);
                let sum = less.iter().map(|(row, _)| row.cents).sum();
                let first = Declared { day: day.plus_days(-9), submitted: sum, ..declared.clone() };
                let refusal = answered(2, 1, &first, Some(&refused));
                vec![claimed(1, false, &first, less), refusal, claim, answered(6, 5, &declared, Some(&granted))]
            }
            Course::Reconsidered => {
                let all = rejecting(lines.clone());
                vec![claim, answered(6, 5, &declared, Some(&all)), answered(7, 5, &declared, Some(&granted))]
            }
            Course::Partly => {
                let rejected = lines.iter().filter(|(row, _)| self.is_rejected(row)).copied().collect();
                vec![claim, answered(6, 5, &declared, Some(&rejecting(rejected)))]
            }
            Course::Refused => vec![claim, answered(6, 5, &declared, Some(&refused))],
            Course::Unread => vec![claim, answered(6, 5, &declared, None)],
        })
    }
}

/// A place as a number from 1.
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(0) + 1
}
