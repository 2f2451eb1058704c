//! The parts of a message that are read, one record at a time.

use std::fmt;

use serde::Serialize;

use super::error::{MessageError, Wrong};
use super::xml::{Input, Listener, Token};
use crate::calendar::{Date, Frequency};
use crate::claims::claim::ClaimUnit;
use crate::quantity::Text;

/// A text that no message, log or error ever shows: what a client is called until it has a number.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(String);

impl Secret {
    /// The text itself, to be replaced by a number.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// Which message it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "MessageKind"))]
pub enum Kind {
    /// JW301: what a municipality allocates to clients, sent to a provider.
    #[serde(rename = "JW301")]
    Allocations,
    /// JW323: what a provider claims of a municipality.
    #[serde(rename = "JW323")]
    Claims,
    /// JW325: what a municipality answers to a JW323; it holds the lines that are rejected (OP304).
    #[serde(rename = "JW325")]
    Answers,
}

/// The head of a message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Header {
    /// Which message it is.
    pub kind: Kind,
    /// The municipality's code: the sender of a JW301 and JW325, the receiver of a JW323.
    pub municipality: String,
    /// The provider's AGB code.
    pub provider: String,
    /// The message's own number.
    pub identification: String,
    /// The day it was written.
    pub day: Date,
    /// The number of the message that a JW325 answers (TR337).
    pub answers: Option<String>,
}

/// A line of a JW323, or a rejected line of a JW325.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Delivered {
    /// Where it ends in the file.
    pub line: u64,
    /// Who got it.
    pub client: Secret,
    /// The line's reference, unique for the provider (TR314).
    pub reference: String,
    /// The reference of the line that it corrects.
    pub previous: Option<String>,
    /// The number of the allocation, unique for the municipality (TR332).
    pub allocation: String,
    /// The category, two digits.
    pub category: Option<String>,
    /// The product's code, one to five characters.
    pub product: Option<String>,
    /// The first day of care.
    pub from: Date,
    /// The last day of care.
    pub through: Date,
    /// The delivered volume in whole units; of unit 83, cents (IV042).
    pub volume: Option<i64>,
    /// The unit.
    pub unit: ClaimUnit,
    /// The tariff in cents; none for unit 83.
    pub tariff: Option<i64>,
    /// The amount in cents; a credit is negative.
    pub cents: i64,
    /// Why it is rejected, in a JW325: codes of WJ001.
    pub returns: Vec<String>,
}

/// How much is allocated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// So many units, so often.
    Volume {
        /// In whole units; of unit 83, cents.
        volume: i64,
        /// The unit.
        unit: ClaimUnit,
        /// How often.
        frequency: Frequency,
    },
    /// An amount in cents for the whole allocation.
    Budget(i64),
    /// Nothing is said.
    Open,
}

/// How closely an allocation names what may be delivered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Variant {
    /// The product (*specifiek*).
    Specific,
    /// The category only (*aspecifiek*).
    Aspecific,
    /// Neither (*generiek*).
    Generic,
}

/// One allocated product of a JW301.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Allocated {
    /// Where it ends in the file.
    pub line: u64,
    /// Who may get it.
    pub client: Secret,
    /// The client's birth date as far as it is known, to say who is 18 or older on a day; dropped after that.
    pub birth: Option<Date>,
    /// The allocation's number, unique for the municipality (TR332).
    pub number: String,
    /// The category, two digits.
    pub category: Option<String>,
    /// The product's code.
    pub product: Option<String>,
    /// The day and time of the decision: of several messages for one number the last holds.
    pub decided: (Date, String),
    /// The first day on which it holds.
    pub from: Date,
    /// The last day on which it holds; none for no end.
    pub through: Option<Date>,
    /// How much.
    pub scope: Scope,
    /// The reason of a change (JZ002); 13 is a deletion.
    pub change: Option<u8>,
}

impl Allocated {
    /// How closely it names what may be delivered.
    pub const fn variant(&self) -> Variant {
        match (&self.product, &self.category) {
            (Some(_), _) => Variant::Specific,
            (None, Some(_)) => Variant::Aspecific,
            (None, None) => Variant::Generic,
        }
    }

    /// Whether the municipality took it back: deleted, or lapsed on the day on which it begins (OP347).
    pub fn is_deleted(&self) -> bool {
        self.change == Some(13) || (self.change == Some(1) && self.through == Some(self.from))
    }
}

/// A line that could not be read. It counts as rejected.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Where the line ends in the file.
    pub line: u64,
    /// Which of its elements is wrong.
    pub element: &'static str,
    /// What is wrong with it.
    pub problem: Problem,
    /// Its amount in cents, where that could be read.
    pub cents: Option<i64>,
}

/// What is wrong with an element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Problem {
    /// It is not there.
    Missing,
    /// It is not what the standard says.
    Unreadable,
    /// It is there more than once.
    Twice,
}

impl Fault {
    /// Its stable code.
    pub const fn code(&self) -> &'static str {
        match self.problem {
            Problem::Missing => "message-line-missing",
            Problem::Unreadable => "message-line-unreadable",
            Problem::Twice => "message-line-twice",
        }
    }

    /// What to tell a reader beside the line; never the value.
    pub fn message(&self) -> Text {
        let element = self.element;
        let (nl, en) = match self.problem {
            Problem::Missing => ("ontbreekt", "is missing"),
            Problem::Unreadable => ("is niet wat de standaard vraagt", "is not what the standard asks"),
            Problem::Twice => ("staat er meer dan één keer", "is there more than once"),
        };
        Text::owned(
            format!("{element} {nl}; de regel telt als afgekeurd."),
            format!("{element} {en}; the line counts as rejected."),
        )
    }
}

/// What a message holds, in its order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Record {
    /// The head.
    Header(Header),
    /// A claim (JW323) or the answer to it (JW325).
    Declaration {
        /// Its number.
        number: String,
        /// The day it was written; a JW325 does not repeat it.
        day: Option<Date>,
        /// The total that it states, in cents; a credit is negative.
        submitted: i64,
        /// The total that is granted, in a JW325.
        granted: Option<i64>,
        /// What a JW325 without lines says of the claim: codes of WJ001.
        returns: Vec<String>,
    },
    /// A line of it.
    Delivered(Delivered),
    /// An allocated product.
    Allocated(Box<Allocated>),
    /// A line that could not be read.
    Fault(Fault),
}

/// Lists the elements that are looked at.
macro_rules! names {
    ($($name:ident)*) => {
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        enum Name { $($name,)* Other }

        impl Name {
            fn of(text: &str) -> Self {
                match text {
                    $(stringify!($name) => Self::$name,)*
                    _ => Self::Other,
                }
            }

            const fn word(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                    Self::Other => "",
                }
            }
        }
    };
}

names! {
    Bericht Header BerichtVersie BerichtSubversie Afzender Ontvanger BerichtIdentificatie Identificatie Dagtekening
    DeclaratieIdentificatie
    Declaratie DeclaratieAntwoord DeclaratieNummer DeclaratieDagtekening TotaalIngediendBedrag TotaalToegekendBedrag
    TotaalBedrag DebetCredit Clienten Client Bsn Geboortedatum Datum DatumGebruik Prestaties Prestatie ProductReferentie
    ReferentieNummer VorigReferentieNummer ToewijzingNummer ProductCategorie ProductCode ProductPeriode Begindatum
    Einddatum GeleverdVolume Eenheid ProductTarief IngediendBedrag Bedrag RetourCodes RetourCode ToegewezenProducten
    ToegewezenProduct Product Categorie Code Toewijzingsdatum Toewijzingstijd Ingangsdatum Omvang Volume Frequentie
    Budget RedenWijziging
}

/// What an element belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Header,
    Answered,
    Submitted,
    Granted,
    Declaration,
    Client,
    Line,
}

/// Where the text of an element is kept; nothing for an element that is passed over.
fn group(path: &[Name]) -> Option<Group> {
    use Name::*;
    Some(match path {
        [Bericht, Header, BerichtIdentificatie, Identificatie | Dagtekening]
        | [Bericht, Header, BerichtVersie | BerichtSubversie | Afzender | Ontvanger] => Group::Header,
        [Bericht, Header, DeclaratieIdentificatie, Identificatie] => Group::Answered,
        [Bericht, Declaratie | DeclaratieAntwoord, TotaalIngediendBedrag, TotaalBedrag | DebetCredit] => {
            Group::Submitted
        }
        [Bericht, DeclaratieAntwoord, TotaalToegekendBedrag, TotaalBedrag | DebetCredit] => Group::Granted,
        [Bericht, Declaratie | DeclaratieAntwoord, DeclaratieNummer | DeclaratieDagtekening]
        | [Bericht, DeclaratieAntwoord, RetourCodes, RetourCode] => Group::Declaration,
        [Bericht, Declaratie | DeclaratieAntwoord, Clienten, Client, Bsn]
        | [Bericht, Client, Bsn]
        | [Bericht, Client, Geboortedatum, Datum | DatumGebruik] => Group::Client,
        [Bericht, _, Clienten, Client, Prestaties, Prestatie, own @ ..] if is_line(own) => Group::Line,
        [Bericht, Client, ToegewezenProducten, ToegewezenProduct, own @ ..] if is_line(own) => Group::Line,
        _ => return None,
    })
}

fn is_line(own: &[Name]) -> bool {
    use Name::*;
    matches!(
        own,
        [ProductReferentie, ReferentieNummer | VorigReferentieNummer]
            | [ToewijzingNummer | ProductCategorie | ProductCode | GeleverdVolume | Eenheid | ProductTarief]
            | [ProductPeriode, Begindatum | Einddatum]
            | [IngediendBedrag, Bedrag | DebetCredit]
            | [RetourCodes, RetourCode]
            | [Product, Categorie | Code]
            | [Omvang, Volume | Eenheid | Frequentie]
            | [Toewijzingsdatum | Toewijzingstijd | Ingangsdatum | Einddatum | Budget | RedenWijziging]
    )
}

/// The texts of elements that belong together.
#[derive(Clone, Default, Debug)]
struct Texts(Vec<(Name, String)>);

/// An element that is wrong.
type Bad = (Name, Problem);

impl Texts {
    fn add(&mut self, name: Name, text: &str) {
        self.0.push((name, text.to_owned()));
    }

    fn all(&self, name: Name) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(own, _)| *own == name).map(|(_, text)| text.as_str())
    }

    /// The text of an element that may be absent.
    fn maybe(&self, name: Name) -> Result<Option<&str>, Bad> {
        let mut found = self.all(name);
        let first = found.next();
        if found.next().is_some() { Err((name, Problem::Twice)) } else { Ok(first) }
    }

    /// As text that is not empty.
    fn text(&self, name: Name) -> Result<String, Bad> {
        let text = self.maybe(name)?.ok_or((name, Problem::Missing))?;
        if text.is_empty() { Err((name, Problem::Unreadable)) } else { Ok(text.to_owned()) }
    }

    /// Read in a way; nothing where it is absent.
    fn read<T>(&self, name: Name, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Bad> {
        self.maybe(name)?.map(|text| read(text).ok_or((name, Problem::Unreadable))).transpose()
    }

    /// Read in a way; an element that is absent is an error.
    fn must<T>(&self, name: Name, read: impl Fn(&str) -> Option<T>) -> Result<T, Bad> {
        self.read(name, read)?.ok_or((name, Problem::Missing))
    }

    /// An amount in cents with D or C beside it.
    fn amount(&self, name: Name) -> Result<i64, Bad> {
        let cents = self.must(name, whole)?;
        let credit = self.must(Name::DebetCredit, |text| match text {
            "D" => Some(false),
            "C" => Some(true),
            _ => None,
        })?;
        Ok(if credit { -cents } else { cents })
    }
}

/// A whole number of at most 14 digits, without sign.
fn whole(text: &str) -> Option<i64> {
    let plain = (1..=14).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn date(text: &str) -> Option<Date> {
    Date::parse(text).ok()
}

/// A code of the standard: at most so many letters or digits.
fn code(most: usize) -> impl Fn(&str) -> Option<String> {
    move |text| {
        let plain = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        plain.then(|| text.to_owned())
    }
}

fn unit(text: &str) -> Option<ClaimUnit> {
    let number = code(2)(text)?.parse().ok()?;
    Some(ClaimUnit::of_number(number)).filter(|unit| *unit != ClaimUnit::Unknown)
}

fn frequency(text: &str) -> Option<Frequency> {
    Frequency::from_code(text.parse().ok()?)
}

fn time(text: &str) -> Option<String> {
    let plain = text.len() <= 20 && text.bytes().all(|byte| byte.is_ascii_digit() || b":.+-Z".contains(&byte));
    plain.then(|| text.to_owned())
}

/// Reads one message as its bytes come in.
#[derive(Debug)]
pub struct Reader {
    input: Input,
    message: Message,
}

impl Default for Reader {
    fn default() -> Self {
        Self { input: Input::new(), message: Message::default() }
    }
}

impl Reader {
    /// Takes bytes of the file; gives the records that are complete in them. `last` where nothing more will come.
    ///
    /// # Errors
    /// [`MessageError`]; the message is then of no use, and its records so far are to be taken back.
    pub fn push(&mut self, bytes: &[u8], last: bool) -> Result<Vec<Record>, MessageError> {
        self.input.push(bytes, last, &mut self.message)?;
        Ok(std::mem::take(&mut self.message.records))
    }
}

#[derive(Debug, Default)]
struct Message {
    kind: Option<Kind>,
    path: Vec<Name>,
    text: String,
    /// Whether no element has ended since the last one began: its text is a value.
    leaf: bool,
    header: Texts,
    answered: Texts,
    declaration: Texts,
    submitted: Texts,
    granted: Texts,
    declared: bool,
    client: Texts,
    line: Texts,
    records: Vec<Record>,
}

impl Listener for Message {
    fn take(&mut self, token: Token<'_>, line: u64) -> Result<(), Wrong> {
        match token {
            Token::Open(name, space) => self.open(Name::of(name), space),
            Token::Text(text) => {
                self.text.push_str(text);
                Ok(())
            }
            Token::Char(char) => {
                self.text.push(char);
                Ok(())
            }
            Token::Close => self.close(line),
        }
    }
}

/// The message of a namespace.
fn kind(space: &str) -> Result<Kind, Wrong> {
    let rest = space.strip_prefix("http://www.istandaarden.nl/").ok_or(Wrong::Root)?;
    let mut words = rest.split('/');
    let (Some(standard), Some(version), Some(name), Some("schema"), None) =
        (words.next(), words.next(), words.next(), words.next(), words.next())
    else {
        return Err(Wrong::Root);
    };
    let plain = |text: &str| code(6)(&text.replace('_', "")).ok_or(Wrong::Root);
    let (standard, name) = (plain(standard)?, plain(name)?);
    plain(version)?;
    if standard != "ijw" {
        return Err(Wrong::Kind(name.to_uppercase()));
    }
    if version != "3_2" {
        return Err(Wrong::Version(version.replace('_', ".")));
    }
    match name.as_str() {
        "jw301" => Ok(Kind::Allocations),
        "jw323" => Ok(Kind::Claims),
        "jw325" => Ok(Kind::Answers),
        _ => Err(Wrong::Kind(name.to_uppercase())),
    }
}

impl Message {
    fn open(&mut self, name: Name, space: Option<String>) -> Result<(), Wrong> {
        if let Some(space) = space {
            if name != Name::Bericht {
                return Err(Wrong::Root);
            }
            self.kind = Some(kind(&space)?);
        }
        use Name::{Client, Declaratie, DeclaratieAntwoord, Header, Prestatie, ToegewezenProduct};
        let once = [Header, Declaratie, DeclaratieAntwoord, Client, Prestatie, ToegewezenProduct];
        if once.contains(&name) && self.path.contains(&name) && !self.in_contact() {
            return Err(Wrong::Nested(name.word()));
        }
        self.path.push(name);
        let headed = !self.header.0.is_empty();
        match self.path.as_slice() {
            [Name::Bericht, Header] if headed => return Err(Wrong::Second(Header.word())),
            // Whose and of when what follows is, the header says.
            [Name::Bericht, Declaratie | DeclaratieAntwoord | Client] if !headed => {
                return Err(Wrong::Header(Header.word()));
            }
            [Name::Bericht, Declaratie | DeclaratieAntwoord] => self.begin_declaration()?,
            [Name::Bericht, Client] | [Name::Bericht, _, Name::Clienten, Client] => self.begin_client()?,
            [.., Prestatie | ToegewezenProduct] => self.line = Texts::default(),
            _ => {}
        }
        self.text.clear();
        self.leaf = true;
        Ok(())
    }

    /// Whether it is inside what is passed over, where the same words may mean something else.
    fn in_contact(&self) -> bool {
        self.path.contains(&Name::Other)
    }

    /// A message holds one claim or one answer.
    fn begin_declaration(&mut self) -> Result<(), Wrong> {
        if self.declared { Err(Wrong::Second(Name::Declaratie.word())) } else { Ok(()) }
    }

    fn begin_client(&mut self) -> Result<(), Wrong> {
        self.client = Texts::default();
        if self.kind == Some(Kind::Allocations) { Ok(()) } else { self.declare() }
    }

    /// Gives the claim that the lines belong to, before its first client or at its end.
    fn declare(&mut self) -> Result<(), Wrong> {
        if std::mem::replace(&mut self.declared, true) {
            return Ok(());
        }
        let read = || -> Result<Record, Bad> {
            let total = |texts: &Texts, name| texts.amount(Name::TotaalBedrag).map_err(|(_, problem)| (name, problem));
            let granted = match self.kind {
                Some(Kind::Answers) => Some(total(&self.granted, Name::TotaalToegekendBedrag)?),
                _ => None,
            };
            let day = self.declaration.read(Name::DeclaratieDagtekening, date)?;
            if day.is_none() && self.kind == Some(Kind::Claims) {
                return Err((Name::DeclaratieDagtekening, Problem::Missing));
            }
            Ok(Record::Declaration {
                number: self.declaration.text(Name::DeclaratieNummer)?,
                day,
                submitted: total(&self.submitted, Name::TotaalIngediendBedrag)?,
                granted,
                returns: self.declaration.all(Name::RetourCode).map(str::to_owned).collect(),
            })
        };
        let record = read().map_err(|(name, _)| Wrong::Header(name.word()))?;
        self.records.push(record);
        Ok(())
    }

    fn close(&mut self, line: u64) -> Result<(), Wrong> {
        if std::mem::take(&mut self.leaf) {
            let text = self.text.trim();
            let name = self.path.last().copied().unwrap_or(Name::Other);
            let texts = match group(&self.path) {
                Some(Group::Header) => Some(&mut self.header),
                Some(Group::Answered) => Some(&mut self.answered),
                Some(Group::Submitted) => Some(&mut self.submitted),
                Some(Group::Granted) => Some(&mut self.granted),
                Some(Group::Declaration) => Some(&mut self.declaration),
                Some(Group::Client) => Some(&mut self.client),
                Some(Group::Line) => Some(&mut self.line),
                None => None,
            };
            if let Some(texts) = texts {
                texts.add(name, text);
            }
            self.text.clear();
        }
        match self.path.as_slice() {
            [Name::Bericht, Name::Header] => self.end_header()?,
            [Name::Bericht, Name::Declaratie | Name::DeclaratieAntwoord] => self.declare()?,
            [Name::Bericht] if self.header.0.is_empty() => return Err(Wrong::Header(Name::Header.word())),
            [Name::Bericht] if self.kind == Some(Kind::Claims) && !self.declared => {
                return Err(Wrong::Header(Name::Declaratie.word()));
            }
            // An answer that is a head alone refuses the message that it names.
            [Name::Bericht] if self.kind == Some(Kind::Answers) && !self.declared && self.answered.0.is_empty() => {
                return Err(Wrong::Header(Name::DeclaratieIdentificatie.word()));
            }
            [Name::Bericht, _, Name::Clienten, Name::Client, Name::Prestaties, Name::Prestatie] => {
                let read = self.delivered(line).map(Record::Delivered);
                self.end_line(read, line);
            }
            [Name::Bericht, Name::Client, Name::ToegewezenProducten, Name::ToegewezenProduct] => {
                let read = self.allocated(line).map(|allocated| Record::Allocated(Box::new(allocated)));
                self.end_line(read, line);
            }
            _ => {}
        }
        self.path.pop();
        Ok(())
    }

    fn end_header(&mut self) -> Result<(), Wrong> {
        let kind = self.kind.ok_or(Wrong::Root)?;
        let read = || -> Result<(Header, i64, i64), Bad> {
            let (sender, receiver) = (self.header.text(Name::Afzender)?, self.header.text(Name::Ontvanger)?);
            let (municipality, provider) = if kind == Kind::Claims { (receiver, sender) } else { (sender, receiver) };
            let header = Header {
                kind,
                municipality,
                provider,
                identification: self.header.text(Name::Identificatie)?,
                day: self.header.must(Name::Dagtekening, date)?,
                answers: self.answered.maybe(Name::Identificatie)?.map(str::to_owned),
            };
            Ok((
                header,
                self.header.must(Name::BerichtVersie, whole)?,
                self.header.must(Name::BerichtSubversie, whole)?,
            ))
        };
        let (header, version, subversion) = read().map_err(|(name, _)| Wrong::Header(name.word()))?;
        if (version, subversion) != (3, 2) {
            return Err(Wrong::Version(format!("{}.{}", version.min(99), subversion.min(99))));
        }
        self.records.push(Record::Header(header));
        Ok(())
    }

    fn end_line(&mut self, read: Result<Record, Bad>, line: u64) {
        let record = read.unwrap_or_else(|(name, problem)| {
            let cents = self.line.amount(Name::Bedrag).ok();
            Record::Fault(Fault { line, element: name.word(), problem, cents })
        });
        self.records.push(record);
    }

    fn secret(&self) -> Result<Secret, Bad> {
        let digits =
            |text: &str| (text.len() == 9 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.to_owned());
        self.client.must(Name::Bsn, digits).map(Secret)
    }

    /// The birth date. Of one that is known in part (COD170) the last day that it can be, so that nobody is taken for an adult who
    /// may be none.
    fn birth(&self) -> Result<Option<Date>, Bad> {
        let known = self.client.read(Name::DatumGebruik, |text| text.parse::<u8>().ok())?;
        let birth = self.client.read(Name::Datum, date)?;
        Ok(match known {
            Some(1) => birth.map(|birth| birth.first_of_next_month().plus_days(-1)),
            Some(2) => birth.map(|birth| birth.first_of_next_year().plus_days(-1)),
            Some(3) => None,
            _ => birth,
        })
    }

    fn delivered(&self, at: u64) -> Result<Delivered, Bad> {
        let line = &self.line;
        let delivered = Delivered {
            line: at,
            client: self.secret()?,
            reference: line.text(Name::ReferentieNummer)?,
            previous: line.maybe(Name::VorigReferentieNummer)?.map(str::to_owned),
            allocation: line.text(Name::ToewijzingNummer)?,
            category: line.read(Name::ProductCategorie, code(2))?,
            product: line.read(Name::ProductCode, code(5))?,
            from: line.must(Name::Begindatum, date)?,
            through: line.must(Name::Einddatum, date)?,
            volume: line.read(Name::GeleverdVolume, whole)?,
            unit: line.must(Name::Eenheid, unit)?,
            tariff: line.read(Name::ProductTarief, whole)?,
            cents: line.amount(Name::Bedrag)?,
            returns: line.all(Name::RetourCode).map(str::to_owned).collect(),
        };
        if delivered.through < delivered.from {
            return Err((Name::Einddatum, Problem::Unreadable));
        }
        Ok(delivered)
    }

    fn allocated(&self, at: u64) -> Result<Allocated, Bad> {
        let line = &self.line;
        let volume = line.read(Name::Volume, whole)?;
        let scope = match (volume, line.read(Name::Budget, whole)?) {
            (Some(_), Some(_)) => return Err((Name::Budget, Problem::Unreadable)),
            (Some(volume), None) => Scope::Volume {
                volume,
                unit: line.must(Name::Eenheid, unit)?,
                frequency: line.must(Name::Frequentie, frequency)?,
            },
            (None, Some(cents)) => Scope::Budget(cents),
            (None, None) => Scope::Open,
        };
        let allocated = Allocated {
            line: at,
            client: self.secret()?,
            birth: self.birth()?,
            number: line.text(Name::ToewijzingNummer)?,
            category: line.read(Name::Categorie, code(2))?,
            product: line.read(Name::Code, code(5))?,
            decided: (
                line.must(Name::Toewijzingsdatum, date)?,
                line.read(Name::Toewijzingstijd, time)?.unwrap_or_default(),
            ),
            from: line.must(Name::Ingangsdatum, date)?,
            through: line.read(Name::Einddatum, date)?,
            scope,
            change: line.read(Name::RedenWijziging, |text| text.parse().ok())?,
        };
        if allocated.through.is_some_and(|through| through < allocated.from) {
            return Err((Name::Einddatum, Problem::Unreadable));
        }
        Ok(allocated)
    }
}
