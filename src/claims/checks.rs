//! The formal checks of claims (*declaratiecontroles*): was it claimed by the rules. Whether the care was given, no file tells.

use serde::{Deserialize, Serialize};

use super::agreed::{Agreed, AgreedTariff};
use super::allocation_checks::Held;
use super::claim::{Claim, ClaimUnit, MISSING, Month, traits};
use super::column::{CHUNK, Column};
use super::csv::Count;
use super::euros::{Euros, cents, divided};
use super::groups::Groups;
use super::messages::Sent;
use super::problem::ClaimsProblem;
use super::table::Claims;
use crate::quantity::{Random, Text};

/// A formal check.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum CheckId {
    /// The sum of the lines is the stated total.
    #[serde(rename = "N01")]
    Total = 1,
    /// The amount is volume × tariff (TR346, IV081).
    #[serde(rename = "N02")]
    Amount = 2,
    /// The tariff is the one agreed on the first day of the period.
    #[serde(rename = "N03")]
    Tariff = 3,
    /// The unit is the one that was agreed.
    #[serde(rename = "N04")]
    Unit = 4,
    /// The period lies within one calendar month (OP367).
    #[serde(rename = "N05")]
    Period = 5,
    /// The period lies within the dates of the allocation, which is not deleted (TR307, TR308, TR384).
    #[serde(rename = "N06")]
    AllocationDates = 6,
    /// The volume lies within that of the allocation, in the period and in all; the amount within its budget (TR321, TR322, TR369).
    #[serde(rename = "N07")]
    AllocationVolume = 7,
    /// A reference occurs once per provider (TR314).
    #[serde(rename = "N08")]
    Reference = 8,
    /// An allocation is of one client.
    #[serde(rename = "N09")]
    AllocationClients = 9,
    /// The client is younger than 18.
    #[serde(rename = "N10")]
    Adult = 10,
    /// Product, provider, municipality and unit are known.
    #[serde(rename = "N11")]
    Unknown = 11,
    /// No second debit for the same period, product and allocation without a credit (TR389).
    #[serde(rename = "N12")]
    SecondDebit = 12,
    /// The agreed tariff does not change within the period.
    #[serde(rename = "N13")]
    TariffChange = 13,
    /// The period is the whole month, unless the allocation begins or ends in it (TR387, TR388).
    #[serde(rename = "N14")]
    WholeMonth = 14,
    /// The allocation is among those that were read (TR338).
    #[serde(rename = "N15")]
    AllocationKnown = 15,
    /// Category, product and unit are those of the allocation (TR339, TR340, TR341).
    #[serde(rename = "N16")]
    AllocationProduct = 16,
}

/// How grave it is, in an auditor's words.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "CheckSeverity"))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// *Fout*: it does not follow the rules.
    Fout,
    /// *Onduidelijkheid*: it cannot be said whether it does.
    Onduidelijkheid,
}

impl CheckId {
    /// All checks, in their order.
    pub const ALL: [Self; 16] = [
        Self::Total,
        Self::Amount,
        Self::Tariff,
        Self::Unit,
        Self::Period,
        Self::AllocationDates,
        Self::AllocationVolume,
        Self::Reference,
        Self::AllocationClients,
        Self::Adult,
        Self::Unknown,
        Self::SecondDebit,
        Self::TariffChange,
        Self::WholeMonth,
        Self::AllocationKnown,
        Self::AllocationProduct,
    ];

    /// Its bit in the flags of a line; the sixteenth has the one that no other has.
    pub const fn bit(self) -> u16 {
        1 << (self as u16 % 16)
    }

    /// The checks that need allocations.
    const fn is_of_allocations(self) -> bool {
        matches!(
            self,
            Self::AllocationDates
                | Self::AllocationVolume
                | Self::WholeMonth
                | Self::AllocationKnown
                | Self::AllocationProduct
        )
    }

    /// The checks of a line's flags.
    pub fn of_flags(flags: u16) -> Vec<Self> {
        Self::ALL.into_iter().filter(|check| flags & check.bit() != 0).collect()
    }

    /// How grave it is.
    pub const fn severity(self) -> Severity {
        match self {
            Self::Adult | Self::TariffChange | Self::AllocationKnown => Severity::Onduidelijkheid,
            _ => Severity::Fout,
        }
    }

    /// The rule of the standard that it follows.
    pub const fn rule(self) -> Option<&'static str> {
        Some(match self {
            Self::Total => "TR358, TR342",
            Self::Amount => "TR346, IV081",
            Self::Period => "OP367",
            Self::Reference => "TR314",
            Self::SecondDebit => "TR389",
            Self::AllocationClients => "TR332",
            Self::AllocationDates => "TR307, TR308, TR384",
            Self::AllocationVolume => "TR321, TR322, TR369",
            Self::WholeMonth => "TR387, TR388",
            Self::AllocationKnown => "TR338",
            Self::AllocationProduct => "TR339, TR340, TR341",
            _ => return None,
        })
    }

    /// What it asks.
    pub const fn name(self) -> Text {
        match self {
            Self::Total => {
                Text::new("Som van de regels is het opgegeven totaal", "Sum of the lines is the stated total")
            }
            Self::Amount => Text::new("Bedrag is volume maal tarief", "Amount is volume times tariff"),
            Self::Tariff => {
                Text::new("Tarief is het afgesproken tarief op die datum", "Tariff is the one agreed on that date")
            }
            Self::Unit => Text::new("Eenheid is de afgesproken eenheid", "Unit is the agreed unit"),
            Self::Period => Text::new("Periode valt binnen één kalendermaand", "Period lies within one calendar month"),
            Self::Reference => Text::new("Referentie komt één keer voor", "Reference occurs once"),
            Self::AllocationClients => Text::new("Toewijzing hoort bij één cliënt", "Allocation is of one client"),
            Self::Adult => Text::new("Cliënt is jonger dan 18 jaar", "Client is younger than 18"),
            Self::Unknown => Text::new(
                "Product, aanbieder, gemeente en eenheid zijn bekend",
                "Product, provider, municipality and unit are known",
            ),
            Self::SecondDebit => Text::new("Geen tweede debet zonder credit", "No second debit without a credit"),
            Self::TariffChange => {
                Text::new("Tarief wijzigt niet binnen de periode", "Tariff does not change within the period")
            }
            Self::AllocationDates => {
                Text::new("Periode valt binnen de toewijzing", "Period lies within the allocation")
            }
            Self::AllocationVolume => Text::new("Omvang past binnen de toewijzing", "Volume fits in the allocation"),
            Self::WholeMonth => {
                Text::new("Periode is de hele maand van de toewijzing", "Period is the allocation's whole month")
            }
            Self::AllocationKnown => Text::new("Toewijzing is gelezen", "Allocation was read"),
            Self::AllocationProduct => Text::new(
                "Product en eenheid zijn die van de toewijzing",
                "Product and unit are those of the allocation",
            ),
        }
    }

    /// What a line that it hits means, and what to do.
    pub const fn explanation(self) -> Text {
        match self {
            Self::Total => Text::new(
                "De regels van het bestand tellen niet op tot het totaal dat de aanbieder of het grootboek noemt. Vraag na welke regels ontbreken of dubbel zijn.",
                "The lines of the file do not add up to the total that the provider or the ledger states. Ask which lines are missing or double.",
            ),
            Self::Amount => Text::new(
                "Het bedrag is niet volume × tarief. Minuten met een uurtarief worden per regel afgerond: uurtarief × minuten / 60. Eenheid 83 (euro) heeft geen tarief en wordt niet nagerekend.",
                "The amount is not volume × tariff. Minutes at an hourly tariff are rounded per line: hourly tariff × minutes / 60. Unit 83 (euro) has no tariff and is not recomputed.",
            ),
            Self::Tariff => Text::new(
                "Het tarief is niet het tarief dat voor dit product en deze aanbieder gold op de eerste dag van de periode.",
                "The tariff is not the one that held for this product and provider on the first day of the period.",
            ),
            Self::Unit => Text::new(
                "De eenheid is een andere dan afgesproken, zoals uur in plaats van dagdeel. Een tarief per uur is geen tarief per dagdeel. Verbeter de eenheid bij de bron.",
                "The unit is another than was agreed, such as hour instead of dagdeel. A tariff per hour is no tariff per dagdeel. Correct the unit at its source.",
            ),
            Self::Period => Text::new(
                "De periode loopt over de grens van een maand; een regel gaat over één kalendermaand.",
                "The period crosses the end of a month; a line is about one calendar month.",
            ),
            Self::Reference => Text::new(
                "De aanbieder gebruikte deze referentie al op een eerdere regel. De regel kan dubbel zijn.",
                "The provider used this reference on an earlier line. The line may be double.",
            ),
            Self::AllocationClients => Text::new(
                "Deze toewijzing komt eerder in de bestanden voor bij een andere cliënt.",
                "This allocation occurs earlier in the files with another client.",
            ),
            Self::Adult => Text::new(
                "De cliënt is 18 of ouder op de laatste dag van de periode. Verlengde jeugdhulp kan dat verklaren.",
                "The client is 18 or older on the last day of the period. Extended youth care may explain it.",
            ),
            Self::Unknown => Text::new(
                "Het product, de aanbieder of de gemeente staat niet op uw lijst, of de eenheid staat niet op de codelijst WJ756.",
                "The product, provider or municipality is not on your list, or the unit is not on the code list WJ756.",
            ),
            Self::SecondDebit => Text::new(
                "Voor dezelfde maand, hetzelfde product en dezelfde toewijzing is al gedeclareerd, en die regel is niet gecrediteerd.",
                "The same month, product and allocation was claimed before, and that line was not credited.",
            ),
            Self::TariffChange => Text::new(
                "Binnen de periode gaat een ander tarief in. De regel wordt niet gesplitst; het tarief van de eerste dag telt.",
                "Another tariff begins within the period. The line is not split; the tariff of the first day counts.",
            ),
            Self::AllocationDates => Text::new(
                "De periode begint voor de toewijzing ingaat of loopt door na haar einde, of de toewijzing is verwijderd.",
                "The period begins before the allocation does or goes on after its end, or the allocation was deleted.",
            ),
            Self::AllocationVolume => Text::new(
                "Met deze regel komt de omvang boven het plafond van de maand of van de hele toewijzing, of het bedrag boven haar budget. Afgekeurde en gecrediteerde regels tellen niet mee.",
                "With this line the volume goes beyond the ceiling of the month or of the whole allocation, or the amount beyond its budget. Rejected and credited lines do not count.",
            ),
            Self::WholeMonth => Text::new(
                "Een periode begint op de eerste en eindigt op de laatste dag van de maand, tenzij de toewijzing daarin begint of eindigt.",
                "A period begins on the first and ends on the last day of the month, unless the allocation begins or ends in it.",
            ),
            Self::AllocationKnown => Text::new(
                "Dit toewijzingnummer staat niet in de gelezen JW301-berichten. Misschien ontbreekt er een bericht.",
                "This allocation number is not in the JW301 messages that were read. Perhaps a message is missing.",
            ),
            Self::AllocationProduct => Text::new(
                "De categorie, het product of de eenheid is een andere dan toegewezen. In uren toegewezen mag in minuten worden gedeclareerd.",
                "The category, product or unit is another than was allocated. What is allocated in hours may be claimed in minutes.",
            ),
        }
    }
}

/// What to hold the claims against.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(optional_fields))]
#[serde(rename_all = "camelCase", default)]
pub struct ChecksAsked {
    /// The agreed tariffs; without them N03, N04 and N13 wait.
    pub agreed: Option<Vec<AgreedTariff>>,
    /// The known products; the agreed ones where none are given.
    pub products: Option<Vec<String>>,
    /// The known providers.
    pub providers: Option<Vec<String>>,
    /// The known municipalities.
    pub municipalities: Option<Vec<String>>,
    /// The totals that were stated, in euros; without them N01 waits.
    pub totals: Option<Vec<StatedTotal>>,
    /// The accountability limit in euros, such as `"250000"`.
    pub limit: Option<String>,
    /// How many lines of each check are drawn as a sample; 10 unless told.
    pub sample: Option<u32>,
    /// The seed of the sample.
    pub seed: Option<u32>,
}

/// The total that somebody states for a file.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct StatedTotal {
    /// The file, by its place in the order of reading, from 0.
    pub file: u32,
    /// The total in euros.
    pub total: String,
}

/// What a check found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CheckFound {
    /// Which.
    pub check: CheckId,
    /// The rule of the standard.
    pub rule: Option<String>,
    /// What it asks.
    pub name: Text,
    /// What a line that it hits means.
    pub explanation: Text,
    /// How grave a line is that it hits.
    pub severity: Severity,
    /// What it waits for; none where it was done.
    pub waits: Option<Text>,
    /// The lines that it hit, and their euros; of N01 the totals that differ, and by how much together.
    pub found: Count,
    /// Those euros as a percentage of the accountability limit, with two decimals; none without a limit.
    pub share_of_limit: Option<String>,
    /// Some of the lines, drawn at random by the seed: rows to ask for.
    pub sample: Vec<u32>,
}

/// What all checks found. `clean` + `wrong` is all; a line counts as wrong once, however many checks hit it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct CheckReport {
    /// Each check.
    pub checks: Vec<CheckFound>,
    /// All lines but those that a later message replaced.
    pub all: Count,
    /// Lines that no check of the kind *fout* hit.
    pub clean: Count,
    /// Lines that one or more hit.
    pub wrong: Count,
    /// Clean lines that a check of the kind *onduidelijkheid* hit.
    pub unclear: Count,
}

/// What is being done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stage {
    Lines(usize),
    References,
    Allocations,
    Debits,
    Count(usize),
    Done,
}

/// The checks being done, a step at a time.
#[derive(Debug)]
pub struct Checks {
    asked: ChecksAsked,
    agreed: Agreed,
    known: [Option<Vec<bool>>; 3],
    limit: Option<i64>,
    units_given: bool,
    stage: Stage,
    groups: Groups,
    held: Held,
    flags: Column<u16>,
    found: [Count; 17],
    samples: Vec<(CheckId, Vec<u32>, Random)>,
    all: Count,
    wrong: Count,
    unclear: Count,
}

impl Checks {
    /// Begins the checks.
    ///
    /// # Errors
    /// A tariff, total or limit that is none.
    pub fn new(asked: ChecksAsked, claims: &Claims) -> Result<Self, ClaimsProblem> {
        let agreed = Agreed::read(asked.agreed.as_deref().unwrap_or_default(), &claims.products, &claims.providers)?;
        let amount = |text: &String| {
            let message =
                Text::new("Geef een bedrag in euro, zoals 250000.00.", "Give an amount in euros, such as 250000.00.");
            cents(text).ok_or_else(|| ClaimsProblem::new("amount", message))
        };
        let limit = asked.limit.as_ref().map(amount).transpose()?;
        asked.totals.iter().flatten().try_for_each(|stated| amount(&stated.total).map(drop))?;
        let on_list = |labels: &[String], list: &Option<Vec<String>>| {
            list.as_ref().map(|list| labels.iter().map(|label| list.contains(label)).collect::<Vec<bool>>())
        };
        let products = on_list(claims.products.labels(), &asked.products).or_else(|| {
            let codes = u16::try_from(claims.products.len()).unwrap_or(u16::MAX);
            asked.agreed.as_ref().map(|_| (0..codes).map(|code| agreed.knows(code)).collect())
        });
        let known = [
            products,
            on_list(claims.providers.labels(), &asked.providers),
            on_list(claims.municipalities.labels(), &asked.municipalities),
        ];
        let seed = u64::from(asked.seed.unwrap_or(1));
        let samples = CheckId::ALL.map(|check| (check, Vec::new(), Random::stream(seed, 3, check as u64)));
        Ok(Self {
            asked,
            agreed,
            known,
            limit,
            units_given: !same(&claims.unit, 0),
            stage: Stage::Lines(0),
            groups: Groups::new(claims.rows()),
            held: Held::new(claims),
            flags: Column::same(0, claims.rows()),
            found: [Count::default(); 17],
            samples: samples.into(),
            all: Count::default(),
            wrong: Count::default(),
            unclear: Count::default(),
        })
    }

    /// Does about `budget` rows more; gives the part that is done, 1 when all is and the claims hold the flags.
    pub fn step(&mut self, claims: &mut Claims, budget: usize) -> f64 {
        match self.stage {
            Stage::Lines(from) => {
                let to = from.saturating_add(budget).min(claims.rows());
                for row in from..to {
                    if let Some(claim) = claims.claim(row).filter(|claim| claim.traits & traits::REPLACED == 0) {
                        self.flag(row, self.of_line(&claim));
                    }
                }
                self.stage = if to == claims.rows() { Stage::References } else { Stage::Lines(to) };
                0.4 * part(to, claims.rows())
            }
            Stage::References => self.grouped(claims, Stage::Allocations, 0.4),
            Stage::Allocations => self.grouped(claims, Stage::Debits, 0.55),
            Stage::Debits => self.grouped(claims, Stage::Count(0), 0.7),
            Stage::Count(from) => {
                let to = from.saturating_add(budget).min(claims.rows());
                (from..to).for_each(|row| self.count(claims, row));
                if to == claims.rows() {
                    claims.flags = std::mem::take(&mut self.flags);
                    self.totals(claims);
                    self.stage = Stage::Done;
                    return 1.0;
                }
                self.stage = Stage::Count(to);
                (0.85 + 0.15 * part(to, claims.rows())).min(0.999)
            }
            Stage::Done => 1.0,
        }
    }

    fn flag(&mut self, row: usize, bits: u16) {
        if bits != 0 {
            let before = self.flags.get(row).unwrap_or_default();
            self.flags.set(row, before | bits);
        }
    }

    /// The checks that look at one line alone.
    fn of_line(&self, claim: &Claim) -> u16 {
        let mut bits = 0;
        let mut hit = |check: CheckId, is: bool| bits |= if is { check.bit() } else { 0 };
        let known = |list: &Option<Vec<bool>>, code: u16| {
            list.as_ref().is_none_or(|list| list.get(usize::from(code)).copied().unwrap_or_default())
        };
        let [products, providers, municipalities] = &self.known;
        hit(
            CheckId::Unknown,
            !known(products, claim.product)
                || !known(providers, claim.provider)
                || !known(municipalities, claim.municipality)
                || (claim.unit == 0 && self.units_given),
        );
        hit(CheckId::Adult, claim.traits & traits::ADULT != 0);
        let months = claim.from.date().zip(claim.through.date());
        hit(CheckId::Period, months.is_some_and(|(from, through)| Month::of(from) != Month::of(through)));
        let first = claim.from.date().or_else(|| claim.month.first()).and_then(super::claim::Day::of);
        let last = claim.through.date().or_else(|| claim.month.last()).and_then(super::claim::Day::of);
        let agreed =
            first.zip(last).and_then(|(first, last)| self.agreed.holding(claim.product, claim.provider, first, last));
        if let Some(agreed) = agreed.filter(|_| claim.unit != 0) {
            hit(CheckId::Unit, claim.unit != agreed.unit);
            if claim.unit == agreed.unit && claim.unit != ClaimUnit::Euro as u8 {
                let shown = shown_tariff(claim.unit, agreed.tariff);
                hit(CheckId::Tariff, claim.tariff != MISSING && claim.tariff != shown);
                hit(CheckId::TariffChange, agreed.changes);
            }
        }
        let hourly = agreed.filter(|agreed| agreed.unit == claim.unit).map(|agreed| agreed.tariff);
        hit(CheckId::Amount, !amount_is_right(claim, hourly));
        bits
    }

    /// A check of groups of lines: one part of them, or what comes next.
    fn grouped(&mut self, claims: &Claims, next: Stage, done: f64) -> f64 {
        let mut hits: Vec<(usize, u16)> = Vec::new();
        let kind = self.stage;
        let key = |row: usize| {
            let traits = claims.traits.get(row)?;
            // What was replaced is not there; what was rejected may be claimed again.
            let out = traits::REPLACED | if kind == Stage::Debits { traits::REJECTED } else { 0 };
            if traits & out != 0 {
                return None;
            }
            let (reference, allocation) = (claims.reference.get(row)?, claims.allocation.get(row)?);
            let key = match kind {
                Stage::References => (reference, claims.provider.get(row)?.into()),
                Stage::Allocations => (allocation, claims.municipality.get(row)?.into()),
                _ => {
                    let place = u64::from(claims.municipality.get(row)?) << 32;
                    let what = u64::from(claims.product.get(row)?) << 16 | u64::from(claims.month.get(row)?);
                    (allocation, place | what)
                }
            };
            (key.0 != 0).then_some(key)
        };
        // A line alone can break a rule of what was allocated only.
        let least = if kind == Stage::Allocations && !self.held.is_empty() { 1 } else { 2 };
        let more = self.groups.step(claims.rows(), least, key, |rows| match kind {
            Stage::References => hits.extend(rows.iter().skip(1).map(|row| (*row as usize, CheckId::Reference.bit()))),
            Stage::Allocations => {
                let first = rows.first().map_or(0, |row| *row as usize);
                let number = claims.allocation.get(first).unwrap_or_default();
                let municipality = claims.municipality.get(first).unwrap_or_default();
                hits.extend(self.held.hits(claims, rows, number, municipality));
            }
            _ => {
                let is_debit = |row: &&u32| claims.cents.get(**row as usize).is_some_and(|cents| cents > 0);
                let is_credit = |row: &&u32| claims.cents.get(**row as usize).is_some_and(|cents| cents < 0);
                let right = rows.iter().filter(is_credit).count() + 1;
                let beyond = rows.iter().filter(is_debit).skip(right);
                hits.extend(beyond.map(|row| (*row as usize, CheckId::SecondDebit.bit())));
            }
        });
        hits.into_iter().for_each(|(row, bit)| self.flag(row, bit));
        if !more {
            self.groups = Groups::new(claims.rows());
            self.stage = next;
        }
        done + 0.15 * self.groups.progress()
    }

    fn count(&mut self, claims: &Claims, row: usize) {
        let (Some(flags), Some(cents)) = (self.flags.get(row), claims.cents.get(row)) else { return };
        if claims.traits.get(row).is_some_and(|bits| bits & traits::REPLACED != 0) {
            return;
        }
        self.all.add(1, cents);
        if flags == 0 {
            return;
        }
        let checks = CheckId::of_flags(flags);
        let wrong = checks.iter().any(|check| check.severity() == Severity::Fout);
        if wrong {
            self.wrong.add(1, cents)
        } else {
            self.unclear.add(1, cents)
        }
        let most = self.asked.sample.unwrap_or(10).min(1_000) as usize;
        for check in checks {
            let Some(found) = self.found.get_mut(check as usize) else { continue };
            found.add(1, cents);
            let Some((_, sample, random)) = self.samples.iter_mut().find(|(of, ..)| *of == check) else { continue };
            // Each line stays with the same chance (reservoir).
            let number = u32::try_from(row).unwrap_or(u32::MAX);
            if sample.len() < most {
                sample.push(number);
            } else if let Some(slot) = sample.get_mut(random.below(found.lines) as usize) {
                *slot = number;
            }
        }
    }

    /// The stated totals against the sums of their files: those that were given, and those of messages that hold (TR358, TR342).
    fn totals(&mut self, claims: &Claims) {
        let messages = claims.messages.sent().iter().filter(|sent| !sent.is_replaced()).filter_map(Sent::difference);
        let stated = self.asked.totals.iter().flatten().filter_map(|stated| {
            let (from, to) = claims.rows_of_file(stated.file as usize)?;
            let sum: i128 = (from..to).filter_map(|row| claims.cents.get(row)).map(i128::from).sum();
            Some(sum - i128::from(cents(&stated.total).unwrap_or_default()))
        });
        if let Some(found) = self.found.get_mut(CheckId::Total as usize) {
            // What one has too much never hides what another has too little.
            for difference in messages.chain(stated).filter(|cents| *cents != 0) {
                found.lines += 1;
                found.euros.0 += difference.abs();
            }
        }
    }

    /// What was found.
    pub fn report(&self, claims: &Claims) -> CheckReport {
        let of = |check: CheckId| {
            let found = self.found.get(check as usize).copied().unwrap_or_default();
            let share = self.limit.and_then(|limit| divided(found.euros.0.abs() * 10_000, i128::from(limit)));
            let mut sample =
                self.samples.iter().find(|(of, ..)| *of == check).map(|(_, rows, _)| rows.clone()).unwrap_or_default();
            sample.sort_unstable();
            CheckFound {
                check,
                rule: check.rule().map(str::to_owned),
                name: check.name(),
                explanation: check.explanation(),
                severity: check.severity(),
                waits: self.waits(check, claims),
                found,
                share_of_limit: share.map(|share| Euros(share).plain()),
                sample,
            }
        };
        let clean =
            Count { lines: self.all.lines - self.wrong.lines, euros: Euros(self.all.euros.0 - self.wrong.euros.0) };
        CheckReport {
            checks: CheckId::ALL.map(of).into(),
            all: self.all,
            clean,
            wrong: self.wrong,
            unclear: self.unclear,
        }
    }

    /// What a check waits for.
    fn waits(&self, check: CheckId, claims: &Claims) -> Option<Text> {
        let none = |column: &Column<u64>| column.bytes() == 0 && column.get(0).unwrap_or_default() == 0;
        let waits = match check {
            CheckId::Total => {
                self.asked.totals.is_none() && claims.messages.sent().iter().all(|sent| sent.declared.is_none())
            }
            CheckId::Tariff | CheckId::Unit | CheckId::TariffChange => self.asked.agreed.is_none(),
            CheckId::Amount => same(&claims.volume, MISSING) || same(&claims.tariff, MISSING),
            CheckId::Period => same(&claims.from, u16::MAX) || same(&claims.through, u16::MAX),
            CheckId::Reference => none(&claims.reference),
            CheckId::AllocationClients | CheckId::SecondDebit => none(&claims.allocation),
            _ if check.is_of_allocations() => self.held.is_empty() || none(&claims.allocation),
            CheckId::Adult => claims.traits.bits() & traits::AGE_KNOWN == 0,
            _ => self.known.iter().all(Option::is_none),
        };
        waits.then(|| match check {
            CheckId::Total => Text::new("wacht op een opgegeven totaal", "waits for a stated total"),
            CheckId::Tariff | CheckId::Unit | CheckId::TariffChange => {
                Text::new("wacht op afgesproken tarieven", "waits for agreed tariffs")
            }
            CheckId::Amount => {
                Text::new("wacht op kolommen voor volume en tarief", "waits for columns of volume and tariff")
            }
            CheckId::Period => Text::new(
                "wacht op kolommen voor begin en einde van de periode",
                "waits for columns of the period's start and end",
            ),
            CheckId::Reference => Text::new("wacht op een kolom met referenties", "waits for a column of references"),
            CheckId::AllocationClients | CheckId::SecondDebit => {
                Text::new("wacht op een kolom met toewijzingnummers", "waits for a column of allocation numbers")
            }
            CheckId::Adult => Text::new(
                "wacht op een geboortedatum; die leest alleen Controle",
                "waits for a birth date; only Controle reads it",
            ),
            _ if check.is_of_allocations() && self.held.is_empty() => {
                Text::new("wacht op toewijzingen (JW301)", "waits for allocations (JW301)")
            }
            _ if check.is_of_allocations() => {
                Text::new("wacht op een kolom met toewijzingnummers", "waits for a column of allocation numbers")
            }
            _ => Text::new(
                "wacht op een lijst van producten, aanbieders of gemeenten",
                "waits for a list of products, providers or municipalities",
            ),
        })
    }
}

/// Whether a column holds one value only.
fn same<T: Copy + PartialEq>(column: &Column<T>, value: T) -> bool {
    column.bytes() == 0 && (0..column.len()).step_by(CHUNK).all(|row| column.get(row) == Some(value))
}

fn part(done: usize, all: usize) -> f64 {
    if all == 0 { 1.0 } else { done as f64 / all as f64 }
}

/// The tariff that a line shows: of minutes, that of the hour divided by 60 and rounded (IV081).
pub fn shown_tariff(unit: u8, agreed: i32) -> i32 {
    if unit != ClaimUnit::Minuut as u8 {
        return agreed;
    }
    divided(i128::from(agreed), 60).and_then(|cents| i32::try_from(cents).ok()).unwrap_or(agreed)
}

/// Whether the amount is volume × tariff. Of minutes, some hourly tariff must give both the tariff shown and the amount; where
/// one was agreed and is shown, that one must.
fn amount_is_right(claim: &Claim, hourly: Option<i32>) -> bool {
    if claim.volume == MISSING || claim.tariff == MISSING || claim.unit == ClaimUnit::Euro as u8 {
        return true;
    }
    let (volume, tariff, cents) = (i128::from(claim.volume), i128::from(claim.tariff), i128::from(claim.cents));
    if claim.unit != ClaimUnit::Minuut as u8 {
        return volume * tariff == cents;
    }
    let amount = |hourly: i128| divided(hourly * volume, 60);
    if let Some(hourly) = hourly.filter(|hourly| shown_tariff(claim.unit, *hourly) == claim.tariff) {
        return amount(i128::from(hourly)) == Some(cents);
    }
    // The amount grows with the hourly tariff, which lies between these two where the tariff shown is right.
    let (low, high) = (60 * tariff - 30, 60 * tariff + 29);
    let ends = [amount(low), amount(high)];
    let (least, most) = (ends.iter().min(), ends.iter().max());
    let within = least.zip(most).is_some_and(|(least, most)| least <= &Some(cents) && &Some(cents) <= most);
    // Where a minute more of tariff jumps over the amount, none gives it.
    within && (volume.abs() <= 60 || (low..=high).any(|hourly| amount(hourly) == Some(cents)))
}
