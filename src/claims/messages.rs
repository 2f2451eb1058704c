//! The national messages among the files: which holds of several for one claim, and what an answer says of its lines.
//!
//! A claim is known by its number, unique for the provider (TR333); of several messages with one number the last holds. An answer
//! names the claim by that number (TR376) and the message by its identification (TR337), and holds the lines that were rejected
//! (OP304, TR342), each by its reference (TR366); the other lines were granted. An answer that is a head alone refuses the message
//! that it names (IV087). Of several answers to one message the last holds.
//! The order in which messages are read has no meaning (OP080).

use std::collections::BTreeMap;

use serde::Serialize;

use super::allocations::Allocations;
use super::claim::{Day, traits};
use super::euros::Euros;
use super::ijw::Kind;
use super::keys::Key;
use super::order::sort;
use super::problem::file_name;
use super::table::Claims;
use crate::calendar::Date;

/// What a claim or the answer to it says as a whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Declared {
    /// The number of the claim.
    pub number: String,
    /// The day it was written.
    pub day: Option<Date>,
    /// The total that was submitted, in cents.
    pub submitted: i64,
    /// The total that was granted, in cents, in an answer.
    pub granted: Option<i64>,
    /// What an answer without lines says of the claim: codes of WJ001.
    pub returns: Vec<String>,
    /// Digests of the references of rejected lines, in an answer.
    pub rejected: Vec<u64>,
}

/// The codes of an answer that finds nothing wrong: no remark, and granted in full.
const GRANTED: [&str; 2] = ["0200", "8001"];

/// How a message stands among the others.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Standing {
    /// The file of the later message that holds instead.
    replaced_by: Option<usize>,
    /// The file of the answer to this claim, or of the claim that this answers.
    related: Option<usize>,
    /// The lines of it that were rejected, or of a JW301 those that a later message changes.
    struck: u32,
    /// The rejected lines of an answer that the claim does not hold.
    unknown: u32,
}

/// A message that was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sent {
    /// The file, by its place in the order of reading.
    pub file: usize,
    /// Which message.
    pub kind: Kind,
    /// The municipality's code.
    pub municipality: String,
    /// The provider's AGB code.
    pub provider: String,
    /// Its own number.
    pub identification: String,
    /// The number of the message that it answers.
    pub answers: Option<String>,
    /// The day it was written.
    pub day: Date,
    /// What it says as a whole; nothing for a JW301.
    pub declared: Option<Declared>,
    /// The lines that were read.
    pub lines: u32,
    /// Those of them that are a credit.
    pub credits: u32,
    /// The lines that could not be read.
    pub unread: u32,
    /// The sum of all lines in cents, as far as it can be read.
    pub sum: i128,
    /// How it stands among the others.
    pub standing: Standing,
}

/// A message among the files, and how it stands among the others.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct MessageReport {
    /// Which message.
    pub kind: Kind,
    /// The municipality's code.
    pub municipality: String,
    /// The provider's AGB code.
    pub provider: String,
    /// The day it was written, `2026-05-06`.
    pub day: String,
    /// The number of the claim; none for a JW301.
    pub number: Option<String>,
    /// The lines that were read.
    pub lines: u32,
    /// Those of them that are a credit.
    pub credits: u32,
    /// The lines that could not be read.
    pub unread: u32,
    /// The total that it states: submitted of a JW323, granted of a JW325.
    pub stated: Option<Euros>,
    /// The sum of its lines less what it states: of a JW325, of the rejected lines less submitted minus granted (TR358, TR342).
    pub difference: Option<Euros>,
    /// The file of the later message that holds instead, by its place in the order of reading.
    pub replaced_by: Option<u32>,
    /// The file of the answer to a JW323, or of the claim that a JW325 answers; none where it was not read.
    pub related: Option<u32>,
    /// The lines of a JW323 that were rejected; those of a JW301 that a later message changes.
    pub struck: u32,
    /// The rejected lines of a JW325 that the claim does not hold.
    pub unknown: u32,
}

impl Sent {
    /// The day it was written.
    pub fn day_of(&self) -> Day {
        Day::of(self.day).unwrap_or(Day(0))
    }

    /// Its own number as one of two messages of a day that is the last.
    pub fn number(&self) -> u64 {
        self.identification.parse().unwrap_or_else(|_| Key::of(self.identification.as_bytes()).short())
    }

    /// The key of its claim, where it has one.
    fn claim(&self) -> Option<(&str, &str, &str)> {
        let declared = self.declared.as_ref()?;
        Some((&self.municipality, &self.provider, &declared.number))
    }

    /// What decides which of two messages is the last.
    fn order(&self) -> (Option<Date>, Date, u64) {
        (self.declared.as_ref().and_then(|declared| declared.day), self.day, self.number())
    }

    /// Whether a later message holds instead.
    pub const fn is_replaced(&self) -> bool {
        self.standing.replaced_by.is_some()
    }

    /// Whether an answer rejects the claim as a whole: it is a head alone, or nothing is granted and no lines say why (TR342). Of a
    /// claim of nothing, such as a debit and its credit, only the codes tell.
    fn rejects_all(&self) -> bool {
        let Some(own) = &self.declared else { return self.kind == Kind::Answers };
        let is_wrong = || own.submitted != 0 || own.returns.iter().any(|code| !GRANTED.contains(&code.as_str()));
        own.granted == Some(0) && own.rejected.is_empty() && is_wrong()
    }

    /// The sum of the lines less what is stated, in cents.
    pub fn difference(&self) -> Option<i128> {
        let declared = self.declared.as_ref()?;
        let stated = match declared.granted {
            None => i128::from(declared.submitted),
            Some(_) if self.rejects_all() => self.sum,
            Some(granted) => i128::from(declared.submitted) - i128::from(granted),
        };
        Some(self.sum - stated)
    }

    /// What to tell of it.
    pub fn report(&self) -> MessageReport {
        let file = |file: Option<usize>| file.and_then(|file| u32::try_from(file).ok());
        let declared = self.declared.as_ref();
        MessageReport {
            kind: self.kind,
            municipality: file_name(&self.municipality),
            provider: self.provider.clone(),
            day: self.day.to_string(),
            number: declared.map(|own| file_name(&own.number)),
            lines: self.lines,
            credits: self.credits,
            unread: self.unread,
            stated: declared.map(|own| Euros(own.granted.unwrap_or(own.submitted).into())),
            difference: self.difference().map(Euros),
            replaced_by: file(self.standing.replaced_by),
            related: file(self.standing.related),
            struck: self.standing.struck,
            unknown: self.standing.unknown,
        }
    }
}

/// All messages that were read.
#[derive(Clone, Debug, Default)]
pub struct Messages {
    sent: Vec<Sent>,
    /// What was allocated.
    pub allocations: Allocations,
    /// The day on which clients become 18, until their numbers are forgotten.
    adults: BTreeMap<u32, Day>,
}

impl Messages {
    /// The messages, in the order of reading.
    pub fn sent(&self) -> &[Sent] {
        &self.sent
    }

    /// Adds a message, and the days on which its clients become 18.
    pub fn add(&mut self, sent: Sent, adults: BTreeMap<u32, Day>) {
        self.sent.push(sent);
        self.adults.extend(adults);
    }

    /// Removes the message that was a file.
    pub fn remove_file(&mut self, at: usize) {
        self.sent.retain(|sent| sent.file != at);
        self.sent.iter_mut().filter(|sent| sent.file > at).for_each(|sent| sent.file -= 1);
        self.allocations.remove_file(at);
    }

    /// Gives clients other numbers, and drops what is known of their age.
    pub fn forget_clients(&mut self, number: impl Fn(u32) -> u32) {
        self.adults.clear();
        self.allocations.all.iter_mut().for_each(|one| one.client = number(one.client));
    }

    /// Says of each line of the claims what the messages say of it.
    pub fn settle(&mut self, claims: &mut Claims) {
        self.stand();
        for at in 0..self.sent.len() {
            if self.sent.get(at).is_some_and(|sent| sent.kind == Kind::Claims) {
                self.judge(at, claims);
            }
        }
        self.changed_allocations();
        self.ages(claims);
    }

    /// The key of the claim that a message is about: of an answer that is a head alone, that of the message that it names.
    fn claim_of<'a>(&'a self, own: &'a Sent) -> Option<(&'a str, &'a str, &'a str)> {
        let is_named = |other: &&Sent| {
            let parties = (&other.municipality, &other.provider) == (&own.municipality, &own.provider);
            other.kind == Kind::Claims && parties && own.answers.as_ref() == Some(&other.identification)
        };
        own.claim().or_else(|| self.sent.iter().find(is_named).and_then(Sent::claim))
    }

    /// Says how each message stands among those for the same claim.
    fn stand(&mut self) {
        let mut places: Vec<usize> = (0..self.sent.len()).collect();
        let keys: Vec<Option<(&str, &str, &str)>> = self.sent.iter().map(|own| self.claim_of(own)).collect();
        let key = |at: &usize| keys.get(*at).copied().flatten();
        sort(&mut places, |one, other| key(one).cmp(&key(other)));
        let mut standings: Vec<(usize, Standing)> = Vec::new();
        for same in places.chunk_by(|one, other| key(one) == key(other)) {
            let others: Vec<&Sent> = same.iter().filter_map(|at| self.sent.get(*at)).collect();
            standings.extend(same.iter().zip(&others).map(|(at, own)| (*at, standing(own, &others))));
        }
        for (at, standing) in standings {
            if let Some(sent) = self.sent.get_mut(at) {
                sent.standing = standing;
            }
        }
    }

    /// Gives the lines of a claim the state that its answer gives them.
    fn judge(&mut self, at: usize, claims: &mut Claims) {
        let Some(own) = self.sent.get(at) else { return };
        let Some((from, to)) = claims.rows_of_file(own.file) else { return };
        let replaced = own.is_replaced();
        // Messages stand in the order of their files.
        let answered =
            own.standing.related.and_then(|file| self.sent.binary_search_by_key(&file, |sent| sent.file).ok());
        let answer = answered.filter(|_| !replaced).and_then(|at| self.sent.get(at));
        let all = answer.is_some_and(Sent::rejects_all);
        let rejected_by = |sent: &Sent| sent.declared.as_ref().map(|own| own.rejected.clone()).unwrap_or_default();
        let mut rejected = answer.map(rejected_by);
        rejected.iter_mut().for_each(|references| references.sort_unstable());
        let mut struck = 0;
        let mut found: Vec<u64> = Vec::new();
        for row in from..to {
            let reference = claims.reference.get(row).unwrap_or_default();
            let is_rejected = rejected.as_ref().map(|rejected| rejected.binary_search(&reference).is_ok());
            let state = match is_rejected {
                _ if replaced => traits::REPLACED,
                None => 0,
                Some(is) if is || all => traits::REJECTED,
                Some(_) => traits::APPROVED,
            };
            found.extend(is_rejected.filter(|is| *is).map(|_| reference));
            struck += u32::from(state == traits::REJECTED);
            let judged = traits::APPROVED | traits::REJECTED | traits::REPLACED;
            let before = claims.traits.get(row).unwrap_or_default();
            claims.traits.set(row, before & !judged | state);
        }
        found.sort_unstable();
        found.dedup();
        let mut asked = rejected.unwrap_or_default();
        asked.dedup();
        let unknown = u32::try_from(asked.len() - found.len().min(asked.len())).unwrap_or(u32::MAX);
        if let Some(answer) = answered.filter(|_| !replaced).and_then(|at| self.sent.get_mut(at)) {
            answer.standing.unknown = unknown;
        }
        if let Some(own) = self.sent.get_mut(at) {
            own.standing.struck = struck;
        }
    }

    /// Counts for each JW301 the allocations that a later message changes.
    fn changed_allocations(&mut self) {
        let mut changed = vec![true; self.allocations.all.len()];
        for place in self.allocations.holding() {
            changed.iter_mut().skip(place).take(1).for_each(|one| *one = false);
        }
        let mut counts: Vec<u32> = Vec::new();
        for (one, _) in self.allocations.all.iter().zip(changed).filter(|(_, changed)| *changed) {
            counts.resize(counts.len().max(one.file + 1), 0);
            counts.iter_mut().skip(one.file).take(1).for_each(|count| *count += 1);
        }
        for sent in self.sent.iter_mut().filter(|sent| sent.kind == Kind::Allocations) {
            sent.standing.struck = counts.get(sent.file).copied().unwrap_or_default();
        }
    }

    /// Says of each line whether its client is 18, where a birth date was read.
    fn ages(&self, claims: &mut Claims) {
        if self.adults.is_empty() {
            return;
        }
        for row in 0..claims.rows() {
            let Some(claim) = claims.claim(row) else { continue };
            let last = claim.through.date().or_else(|| claim.month.last()).and_then(Day::of);
            if let (Some(grown), Some(last)) = (self.adults.get(&claim.client), last) {
                let adult = if *grown <= last { traits::ADULT } else { 0 };
                claims.traits.set(row, claim.traits & !traits::ADULT | traits::AGE_KNOWN | adult);
            }
        }
    }
}

/// How a message stands among those for the same claim.
fn standing(own: &Sent, others: &[&Sent]) -> Standing {
    let last = |kind: Kind, of: &dyn Fn(&Sent) -> bool| {
        // Of a message that was read twice, the first one stands.
        let same = others.iter().rev().filter(|other| other.kind == kind && of(other));
        same.max_by_key(|other| other.order()).map(|other| other.file)
    };
    // An answer without the number of its message is one to the last message of the claim.
    let answered = |answer: &Sent| {
        let is_of = |claim: &Sent| answer.answers.as_ref().is_none_or(|number| *number == claim.identification);
        last(Kind::Claims, &is_of)
    };
    let (replaced_by, related) = match own.kind {
        Kind::Allocations => (None, None),
        Kind::Claims => {
            (last(Kind::Claims, &|_| true), last(Kind::Answers, &|answer| answered(answer) == Some(own.file)))
        }
        Kind::Answers => {
            let same = |answer: &Sent| answered(answer) == answered(own) && answer.answers == own.answers;
            (last(Kind::Answers, &same), answered(own))
        }
    };
    Standing { replaced_by: replaced_by.filter(|file| *file != own.file), related, ..Standing::default() }
}
