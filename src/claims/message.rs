//! A national message being read: lines of a JW323 become claims, a JW325 says which of them were rejected, a JW301 what was
//! allocated. A line that cannot be read is counted; a message that cannot be read leaves the claims as they were.

use std::collections::BTreeMap;

use super::allocations::Allocation;
use super::claim::{Claim, Day, Month};
use super::csv::{Count, FileFormat, FileInspection, FileReport, Mode, Refused};
use super::euros::Euros;
use super::ijw::{self, Allocated, Delivered, Fault, Header, Kind, Problem, Record, Secret};
use super::incoming::Reading;
use super::keys::Key;
use super::limits::{MAX_BYTES, MAX_CENTS, MAX_COUNT, MAX_FAULTS, MAX_ROWS};
use super::messages::{Declared, Sent};
use super::problem::{ClaimsProblem, file_name, too_large, too_many_lines};
use super::table::{Claims, Mark};
use crate::calendar::Date;

/// A message being read.
#[derive(Debug)]
pub struct MessageReader {
    name: String,
    reading: Reading,
    mark: Mark,
    bytes: u64,
    reader: ijw::Reader,
    sent: Option<Sent>,
    accepted: Count,
    rejected: Count,
    without_amount: u32,
    reasons: Vec<(&'static str, Refused)>,
    problems: Vec<ClaimsProblem>,
    /// The day on which clients become 18; only in *Controle*.
    adults: BTreeMap<u32, Day>,
}

/// The element of a line that does not fit in the columns.
type Bad = &'static str;

impl MessageReader {
    /// Begins a message.
    pub fn new(claims: &mut Claims, name: &str, reading: Reading) -> Self {
        let name = file_name(name);
        let mark = claims.begin_file(&name);
        Self {
            name,
            reading,
            mark,
            bytes: 0,
            reader: ijw::Reader::default(),
            sent: None,
            accepted: Count::default(),
            rejected: Count::default(),
            without_amount: 0,
            reasons: Vec::new(),
            problems: Vec::new(),
            adults: BTreeMap::new(),
        }
    }

    /// Leaves the claims as they were before the message.
    pub fn abandon(&self, claims: &mut Claims) {
        claims.go_back(&self.mark);
    }

    /// Reads the next bytes.
    ///
    /// # Errors
    /// Why the message cannot be read; [`MessageReader::abandon`] then undoes what was.
    pub fn push(&mut self, claims: &mut Claims, bytes: &[u8]) -> Result<(), ClaimsProblem> {
        self.bytes += bytes.len() as u64;
        if self.reading.before + self.bytes > MAX_BYTES {
            return Err(too_large(&self.name));
        }
        self.read(claims, bytes, false)
    }

    /// Ends the message.
    ///
    /// # Errors
    /// Why the message cannot be read; [`MessageReader::abandon`] then undoes what was.
    pub fn finish(&mut self, claims: &mut Claims) -> Result<FileReport, ClaimsProblem> {
        self.read(claims, &[], true)?;
        let message = self.sent.as_ref().map(Sent::report);
        if let Some(sent) = self.sent.take() {
            claims.messages.add(sent, std::mem::take(&mut self.adults));
        }
        let all = Count {
            lines: self.accepted.lines + self.rejected.lines,
            euros: Euros(self.accepted.euros.0 + self.rejected.euros.0),
        };
        Ok(FileReport {
            file: self.name.clone(),
            bytes: self.bytes,
            format: FileFormat::UTF8,
            columns: Vec::new(),
            all,
            accepted: self.accepted,
            rejected: self.rejected,
            without_amount: self.without_amount,
            reasons: self.reasons.drain(..).map(|(_, refused)| refused).collect(),
            problems: std::mem::take(&mut self.problems),
            message,
        })
    }

    fn read(&mut self, claims: &mut Claims, bytes: &[u8], last: bool) -> Result<(), ClaimsProblem> {
        let records = self.reader.push(bytes, last).map_err(|error| {
            ClaimsProblem::new(error.wrong.code(), error.message()).of_file(&self.name).on_line(line_of(error.line))
        })?;
        records.into_iter().try_for_each(|record| self.take(claims, record))
    }

    fn take(&mut self, claims: &mut Claims, record: Record) -> Result<(), ClaimsProblem> {
        match record {
            Record::Header(header) => self.sent = Some(begun(claims, header)),
            Record::Declaration { number, day, submitted, granted, returns } => {
                if let Some(sent) = &mut self.sent {
                    sent.declared = Some(Declared { number, day, submitted, granted, returns, rejected: Vec::new() });
                }
            }
            Record::Delivered(line) => self.delivered(claims, &line)?,
            Record::Allocated(one) => self.allocated(claims, &one)?,
            Record::Fault(fault) => self.fault(&fault),
        }
        Ok(())
    }

    fn delivered(&mut self, claims: &mut Claims, line: &Delivered) -> Result<(), ClaimsProblem> {
        let Some(sent) = &mut self.sent else { return Ok(()) };
        if sent.kind == Kind::Answers {
            sent.lines += 1;
            sent.sum += i128::from(line.cents);
            if let Some(declared) = &mut sent.declared {
                declared.rejected.push(Key::of(line.reference.as_bytes()).short());
            }
            return Ok(());
        }
        match claim(claims, sent, line, self.reading) {
            Ok(claim) => {
                if claims.rows() >= MAX_ROWS as usize {
                    return Err(self.full(line.line));
                }
                claims.push(&claim, line_of(line.line));
                sent.lines += 1;
                sent.credits += u32::from(claim.cents < 0);
                sent.sum += i128::from(claim.cents);
                self.accepted.add(1, claim.cents);
            }
            Err(element) => {
                let problem = Problem::Unreadable;
                self.fault(&Fault { line: line.line, element, problem, cents: Some(line.cents) });
            }
        }
        Ok(())
    }

    fn allocated(&mut self, claims: &mut Claims, one: &Allocated) -> Result<(), ClaimsProblem> {
        let Some(sent) = &mut self.sent else { return Ok(()) };
        if claims.messages.allocations.all.len() >= MAX_ROWS as usize {
            return Err(self.full(one.line));
        }
        match allocation(claims, sent, one, self.reading) {
            Ok(allocation) => {
                sent.lines += 1;
                claims.messages.allocations.all.push(allocation);
                let grown = one.birth.filter(|_| self.reading.mode == Mode::Controle).map(eighteen);
                self.adults.extend(grown.map(|day| (allocation.client, day)));
            }
            Err(element) => {
                self.fault(&Fault { line: one.line, element, problem: Problem::Unreadable, cents: None });
            }
        }
        Ok(())
    }

    /// Counts a line that cannot be read.
    fn fault(&mut self, fault: &Fault) {
        let Some(sent) = &mut self.sent else { return };
        sent.unread += 1;
        let cents = fault.cents.unwrap_or_default();
        sent.sum += i128::from(cents);
        let mut count = Count::default();
        count.add(1, cents);
        if sent.kind == Kind::Claims {
            self.rejected.add(1, cents);
            self.without_amount += u32::from(fault.cents.is_none());
        }
        let same =
            |(element, refused): &&mut (&str, Refused)| *element == fault.element && refused.code == fault.code();
        match self.reasons.iter_mut().find(same) {
            Some((_, refused)) => refused.count.add(1, cents),
            None => {
                let refused = Refused { code: fault.code().to_owned(), message: fault.message(), count };
                self.reasons.push((fault.element, refused));
            }
        }
        if self.problems.len() < MAX_FAULTS {
            let problem = ClaimsProblem::new(fault.code(), fault.message());
            self.problems.push(problem.of_file(&self.name).on_line(line_of(fault.line)));
        }
    }

    fn full(&self, line: u64) -> ClaimsProblem {
        too_many_lines().of_file(&self.name).on_line(line_of(line))
    }
}

fn line_of(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

/// The first day on which somebody is 18.
fn eighteen(birth: Date) -> Day {
    let day = birth.plus_months(18 * 12);
    // Before the century everybody of whom a claim can be is grown up; after it, nobody.
    Day::of(day).unwrap_or(if day.year() < 2000 { Day(0) } else { Day::NONE })
}

/// What a message is, before its lines.
fn begun(claims: &Claims, header: Header) -> Sent {
    Sent {
        file: claims.files().saturating_sub(1),
        kind: header.kind,
        municipality: header.municipality,
        provider: header.provider,
        identification: header.identification,
        answers: header.answers,
        day: header.day,
        declared: None,
        lines: 0,
        credits: 0,
        unread: 0,
        sum: 0,
        standing: super::messages::Standing::default(),
    }
}

/// The number of a client. In *Analyse* what the client is called is never kept: a digest that only this session can make stands
/// for it.
fn client(claims: &mut Claims, secret: &Secret, reading: Reading) -> Result<u32, Bad> {
    let key = match reading.mode {
        Mode::Controle => Key::of(secret.reveal().as_bytes()),
        Mode::Analyse => Key::of(format!("{:016x}{}", reading.seed, secret.reveal()).as_bytes()),
    };
    claims.client_number(key).ok_or("Bsn")
}

fn claim(claims: &mut Claims, sent: &Sent, line: &Delivered, reading: Reading) -> Result<Claim, Bad> {
    let count = |value: Option<i64>, element| match value {
        Some(value) if value <= MAX_COUNT => i32::try_from(value).map_err(|_| element),
        Some(_) => Err(element),
        None => Ok(super::claim::MISSING),
    };
    let volume = count(line.volume, "GeleverdVolume")?;
    let tariff = count(line.tariff, "ProductTarief")?;
    if line.cents.abs() > MAX_CENTS {
        return Err("Bedrag");
    }
    let day = |date: Date, element| Day::of(date).ok_or(element);
    let product = line.product.as_ref().or(line.category.as_ref()).map_or("", String::as_str);
    Ok(Claim {
        month: Month::of(line.from).ok_or("Begindatum")?,
        from: day(line.from, "Begindatum")?,
        through: day(line.through, "Einddatum")?,
        submitted: sent.declared.as_ref().and_then(|own| own.day).and_then(Month::of).ok_or("DeclaratieDagtekening")?,
        municipality: claims.municipalities.add(&sent.municipality).ok_or("Ontvanger")?,
        provider: claims.providers.add(&sent.provider).ok_or("Afzender")?,
        product: claims.products.add(product).ok_or("ProductCode")?,
        unit: line.unit as u8,
        client: client(claims, &line.client, reading)?,
        // A credit's volume counts back.
        volume: if line.cents < 0 && volume > 0 { -volume } else { volume },
        tariff,
        cents: line.cents,
        reference: Key::of(line.reference.as_bytes()).short(),
        allocation: Key::of(line.allocation.as_bytes()).short(),
        traits: 0,
    })
}

fn allocation(claims: &mut Claims, sent: &Sent, one: &Allocated, reading: Reading) -> Result<Allocation, Bad> {
    let client = client(claims, &one.client, reading)?;
    let names = &mut claims.messages.allocations.names;
    let day = |date: Date, element| Day::of(date).ok_or(element);
    let (decided, time) = &one.decided;
    Ok(Allocation {
        file: sent.file,
        municipality: names.add(&sent.municipality).ok_or("Afzender")?,
        provider: names.add(&sent.provider).ok_or("Ontvanger")?,
        number: Key::of(one.number.as_bytes()).short(),
        client,
        category: filled(one.category.as_deref()),
        product: filled(one.product.as_deref()),
        from: day(one.from, "Ingangsdatum")?,
        // No end within the century is no end.
        through: one.through.and_then(Day::of).unwrap_or(Day::NONE),
        scope: one.scope,
        decided: (day(*decided, "Toewijzingsdatum")?, milliseconds(time), sent.day_of(), sent.number()),
        deleted: one.is_deleted(),
    })
}

/// A code of at most so many signs, filled up with zeros.
pub(super) fn filled<const N: usize>(code: Option<&str>) -> [u8; N] {
    let mut filled = [0; N];
    filled.iter_mut().zip(code.unwrap_or_default().bytes()).for_each(|(slot, byte)| *slot = byte);
    filled
}

/// The milliseconds of a day of `12:34:56.789`; 0 where it is no time.
fn milliseconds(time: &str) -> u32 {
    let mut parts = time.split([':', '.']);
    let mut part = || parts.next().and_then(|part| part.parse::<u32>().ok()).unwrap_or_default().min(999);
    let (hours, minutes, seconds) = (part(), part(), part());
    let rest = time
        .split_once('.')
        .map_or(0, |(_, rest)| format!("{rest:0<3}").chars().take(3).collect::<String>().parse().unwrap_or(0));
    ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
}

/// Looks at the first bytes of a message; `all` says that they are the whole of it.
///
/// # Errors
/// Why it cannot be read.
pub fn look_at_message(name: &str, head: &[u8], all: bool, reading: Reading) -> Result<FileInspection, ClaimsProblem> {
    let mut claims = Claims::default();
    let mut reader = MessageReader::new(&mut claims, name, reading);
    reader.read(&mut claims, head, all)?;
    let message = reader.sent.as_ref().map(|sent| sent.report());
    Ok(FileInspection {
        file: file_name(name),
        format: FileFormat::UTF8,
        columns: Vec::new(),
        problems: Vec::new(),
        readable: true,
        message,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_counted_in_milliseconds() {
        assert_eq!(milliseconds("12:34:56"), 45_296_000);
        assert_eq!(milliseconds("12:34:56.7"), 45_296_700);
        assert_eq!(milliseconds("00:00:00.0009"), 0);
        assert_eq!(milliseconds(""), 0);
    }
}
