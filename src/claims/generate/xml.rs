//! The three messages as text. What is read of them stands where the schemas of iJw 3.2 put it, beside some of what is passed over;
//! the ways in which systems write XML differ, and mean the same.

use super::allotted::Laid;
use super::invented::{
    birth, category, invented_bsn, letters, municipality_code, product_code, provider_code, reference,
};
use super::row::Row;
use crate::calendar::Date;
use crate::claims::ijw::{Kind, Scope};

/// How a system writes XML.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// The prefixes of the message's own elements and of those that all messages share; none for the former is allowed.
    prefixes: (&'static str, &'static str),
    /// What stands between elements.
    space: &'static str,
    /// Whether the file begins with a byte order mark.
    mark: bool,
}

impl Style {
    /// One of several.
    pub const fn of(number: u32) -> Self {
        let prefixes = match number % 3 {
            0 => ("jw", "ijw"),
            1 => ("", "i"),
            _ => ("ns2", "ns1"),
        };
        let space = match number / 3 % 3 {
            0 => "\n",
            1 => "",
            _ => "\r\n\t",
        };
        Self { prefixes, space, mark: number.is_multiple_of(5) }
    }
}

/// The head of a message.
#[derive(Clone, Copy, Debug)]
pub(super) struct Envelope {
    pub municipality: u32,
    pub provider: u32,
    /// Its own number.
    pub number: u32,
    pub day: Date,
    /// The number and the day of the message that it answers.
    pub answers: Option<(u32, Date)>,
    pub style: Style,
}

/// A claim as a whole.
#[derive(Clone, Debug)]
pub(super) struct Declared {
    pub number: String,
    /// The month of the declaration.
    pub period: (Date, Date),
    pub day: Date,
    /// In cents, as it is stated.
    pub submitted: i64,
}

/// A line, and the reference of the line that it corrects.
pub(super) type Line = (Row, Option<u32>);

/// The answer to a claim as a whole.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    /// In cents.
    pub granted: i64,
    /// What is said of the claim (WJ001).
    pub code: &'static str,
    pub rejected: Vec<Line>,
}

/// A message being written.
struct Xml {
    text: String,
    style: Style,
}

impl Xml {
    fn tag(&mut self, prefix: &str, name: &str, close: bool) {
        let colon = if prefix.is_empty() { "" } else { ":" };
        let slash = if close { "/" } else { "" };
        self.text.extend(["<", slash, prefix, colon, name, ">"]);
    }

    fn within(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.tag(self.style.prefixes.0, name, false);
        self.text.push_str(self.style.space);
        inside(self);
        self.tag(self.style.prefixes.0, name, true);
        self.text.push_str(self.style.space);
    }

    /// An element of the message itself.
    fn own(&mut self, name: &str, value: &str) {
        self.leaf(self.style.prefixes.0, name, value);
    }

    /// An element that all messages share.
    fn base(&mut self, name: &str, value: &str) {
        self.leaf(self.style.prefixes.1, name, value);
    }

    fn leaf(&mut self, prefix: &str, name: &str, value: &str) {
        self.tag(prefix, name, false);
        self.text.push_str(value);
        self.tag(prefix, name, true);
        self.text.push_str(self.style.space);
    }

    fn period(&mut self, name: &str, from: Date, through: Date) {
        self.within(name, |xml| {
            xml.base("Begindatum", &from.to_string());
            xml.base("Einddatum", &through.to_string());
        });
    }

    fn amount(&mut self, name: &str, element: &str, cents: i64) {
        self.within(name, |xml| {
            xml.base(element, &cents.abs().to_string());
            xml.base("DebetCredit", if cents < 0 { "C" } else { "D" });
        });
    }

    fn versions(&mut self, name: &str) {
        self.within(name, |xml| {
            xml.base("BasisschemaXsdVersie", "1.0.0");
            xml.base("BerichtXsdVersie", "1.0.0");
        });
    }

    fn codes(&mut self, code: &str) {
        self.within("RetourCodes", |xml| xml.own("RetourCode", code));
    }

    fn header(&mut self, kind: Kind, of: &Envelope, code: &str) {
        let names = (municipality_code(of.municipality), provider_code(of.provider));
        let (number, (sender, receiver)) = match kind {
            Kind::Allocations => ("436", names),
            Kind::Claims => ("490", (names.1, names.0)),
            Kind::Answers => ("491", names),
        };
        let identified = |xml: &mut Self, name: &str, number: u32, day: Date| {
            xml.within(name, |xml| {
                xml.base("Identificatie", &number.to_string());
                xml.base("Dagtekening", &day.to_string());
            });
        };
        self.within("Header", |xml| {
            xml.own("BerichtCode", number);
            xml.own("BerichtVersie", "3");
            xml.own("BerichtSubversie", "2");
            xml.own("Afzender", &sender);
            xml.own("Ontvanger", &receiver);
            identified(xml, "BerichtIdentificatie", of.number, of.day);
            xml.versions("XsdVersie");
            if let Some((number, day)) = of.answers {
                identified(xml, "DeclaratieIdentificatie", number, day);
                xml.versions("XsdVersieDeclaratie");
                xml.codes(code);
            }
        });
    }

    fn line(&mut self, (row, previous): &Line, code: Option<&str>) {
        self.within("Prestatie", |xml| {
            xml.within("ProductReferentie", |xml| {
                xml.base("ReferentieNummer", &reference(row.reference));
                if let Some(previous) = previous {
                    xml.base("VorigReferentieNummer", &reference(*previous));
                }
            });
            xml.own("ToewijzingNummer", &row.allocation.to_string());
            xml.own("ProductCategorie", category(row.product));
            xml.own("ProductCode", &product_code(row.product));
            if let Some((from, through)) = row.from().zip(row.through()) {
                xml.period("ProductPeriode", from, through);
            }
            xml.own("GeleverdVolume", &row.volume.abs().to_string());
            xml.own("Eenheid", &format!("{:02}", row.unit));
            xml.own("ProductTarief", &row.tariff.to_string());
            xml.amount("IngediendBedrag", "Bedrag", row.cents);
            if let Some(code) = code {
                xml.codes(code);
            }
        });
    }

    fn clients(&mut self, lines: &[Line], code: Option<&str>) {
        self.within("Clienten", |xml| {
            for same in lines.chunk_by(|(one, _), (other, _)| one.client == other.client) {
                xml.within("Client", |xml| {
                    xml.own("Bsn", &invented_bsn(same.first().map_or(0, |(row, _)| row.client)));
                    xml.within("Prestaties", |xml| same.iter().for_each(|line| xml.line(line, code)));
                    if code.is_some() {
                        xml.codes("0200");
                    }
                });
            }
        });
    }

    /// What nobody but the provider may read, and no reader of claims keeps.
    fn person(&mut self, client: u32) {
        self.own("Geslacht", "9");
        self.within("Naam", |xml| {
            xml.within("Geslachtsnaam", |xml| xml.base("Achternaam", "Voorbeeld &amp; Zoon"));
            xml.base("Voornamen", &format!("Kind {}", letters(client)));
        });
        self.own("JuridischeStatus", "01");
        self.own("Commentaar", "<![CDATA[Een <Client> die niet bestaat.]]>");
        self.within("Relaties", |xml| {
            xml.within("Relatie", |xml| {
                xml.own("Nummer", "1");
                xml.within("Geboortedatum", |xml| xml.base("Datum", "1971-04-07"));
                xml.within("Contact", |xml| xml.within("Periode", |xml| xml.base("Begindatum", "2020-01-01")));
            });
        });
    }

    fn allocated(&mut self, laid: &Laid) {
        self.within("ToegewezenProduct", |xml| {
            xml.own("ToewijzingNummer", &laid.number.to_string());
            if let Some(of) = laid.category {
                xml.within("Product", |xml| {
                    xml.base("Categorie", category(of));
                    if let Some(product) = laid.product {
                        xml.base("Code", &product_code(product));
                    }
                });
            }
            let (day, second) = laid.decided;
            xml.own("Toewijzingsdatum", &day.to_string());
            xml.own("Toewijzingstijd", &format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60));
            xml.own("Ingangsdatum", &laid.from.to_string());
            if let Some(through) = laid.through {
                xml.own("Einddatum", &through.to_string());
            }
            if laid.deleted {
                xml.own("RedenWijziging", "13");
            }
            match laid.scope {
                Scope::Volume { volume, unit, frequency } => xml.within("Omvang", |xml| {
                    xml.base("Volume", &volume.to_string());
                    xml.base("Eenheid", &format!("{:02}", unit as u8));
                    xml.base("Frequentie", &frequency.code().to_string());
                }),
                Scope::Budget(cents) => xml.own("Budget", &cents.to_string()),
                Scope::Open => {}
            }
        });
    }
}

fn message(kind: Kind, of: &Envelope, code: &str, body: impl FnOnce(&mut Xml)) -> String {
    let (own, shared) = of.style.prefixes;
    let mut xml = Xml { text: String::new(), style: of.style };
    let word = match kind {
        Kind::Allocations => "jw301",
        Kind::Claims => "jw323",
        Kind::Answers => "jw325",
    };
    let schema = |name: &str| format!("http://www.istandaarden.nl/ijw/3_2/{name}/schema");
    let colon = if own.is_empty() { "" } else { ":" };
    let begin = format!(
        "{}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{own}{colon}Bericht xmlns:{shared}=\"{}\" xmlns{colon}{own}=\"{}\">",
        if of.style.mark { "\u{feff}" } else { "" },
        schema("basisschema"),
        schema(word),
    );
    xml.text.push_str(&begin);
    xml.header(kind, of, code);
    body(&mut xml);
    xml.tag(own, "Bericht", true);
    xml.text.push('\n');
    xml.text
}

/// A JW301: what is allocated to one client.
pub(super) fn jw301(of: &Envelope, products: &[Laid]) -> String {
    message(Kind::Allocations, of, "", |xml| {
        let Some(Laid { client, adult, .. }) = products.first().copied() else { return };
        xml.within("Client", |xml| {
            xml.own("Bsn", &invented_bsn(client));
            if let Some(birth) = birth(client, adult) {
                xml.within("Geboortedatum", |xml| xml.base("Datum", &birth.to_string()));
            }
            xml.person(client);
            xml.within("ToegewezenProducten", |xml| products.iter().for_each(|laid| xml.allocated(laid)));
        });
    })
}

/// A JW323: a claim, of which the lines of a client follow each other.
pub(super) fn jw323(of: &Envelope, declared: &Declared, lines: &[Line]) -> String {
    message(Kind::Claims, of, "", |xml| {
        xml.within("Declaratie", |xml| {
            xml.own("DeclaratieNummer", &declared.number);
            xml.period("DeclaratiePeriode", declared.period.0, declared.period.1);
            xml.own("DeclaratieDagtekening", &declared.day.to_string());
            xml.amount("TotaalIngediendBedrag", "TotaalBedrag", declared.submitted);
            xml.clients(lines, None);
        });
    })
}

/// A JW325: the answer to a claim, or to a message that could not be taken in as a whole, which has a head alone.
pub(super) fn jw325(of: &Envelope, declared: &Declared, judged: Option<&Judged>) -> String {
    message(Kind::Answers, of, if judged.is_some() { "0200" } else { "0001" }, |xml| {
        let Some(judged) = judged else { return };
        xml.within("DeclaratieAntwoord", |xml| {
            xml.own("DeclaratieNummer", &declared.number);
            xml.amount("TotaalIngediendBedrag", "TotaalBedrag", declared.submitted);
            xml.amount("TotaalToegekendBedrag", "TotaalBedrag", judged.granted);
            if !judged.rejected.is_empty() {
                xml.clients(&judged.rejected, Some("9321"));
            }
            xml.codes(judged.code);
        });
    })
}
