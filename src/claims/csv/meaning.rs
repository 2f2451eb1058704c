//! What a column of a claims file holds, as its header says in the many words of Dutch systems.

use serde::{Deserialize, Serialize};

use crate::quantity::Text;

/// What a column means to the program.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ColumnMeaning"))]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// It is not read.
    #[default]
    Ignore,
    /// What tells clients apart: any number or code; replaced at reading.
    Client,
    /// The citizen service number, to tell clients apart; in *Controle* only, replaced at reading.
    Bsn,
    /// The birth date; in *Controle* only, reduced to “18 or older on the last day of the period”.
    BirthDate,
    /// The municipality that pays, by code or name.
    Municipality,
    /// The provider, by code or name.
    Provider,
    /// The product's code.
    Product,
    /// The month of care.
    Period,
    /// The first day of the period.
    From,
    /// The last day of the period.
    Through,
    /// The volume in whole units.
    Volume,
    /// The unit, by its number in WJ756 or its word.
    Unit,
    /// The tariff in euros.
    Tariff,
    /// The tariff in cents.
    TariffCents,
    /// The amount in euros.
    Amount,
    /// The amount in cents.
    AmountCents,
    /// Debit or credit; the amount of a credit is negative.
    DebitCredit,
    /// The reference of the line.
    Reference,
    /// The number of the allocation.
    Allocation,
    /// When it was submitted (*declaratiedagtekening*).
    Submitted,
    /// Whether the municipality approved or rejected it.
    Status,
}

/// What kind of personal data a column seems to hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "PersonalKind"))]
#[serde(rename_all = "snake_case")]
pub enum Personal {
    /// Citizen service numbers.
    Bsn,
    /// Names of people.
    Name,
    /// Birth dates.
    BirthDate,
    /// Addresses, postal codes, e-mail, telephone numbers.
    Address,
}

impl Personal {
    /// What it seems to be, as the end of a sentence.
    pub const fn text(self) -> Text {
        match self {
            Self::Bsn => Text::new("een burgerservicenummer", "a citizen service number"),
            Self::Name => Text::new("een naam", "a name"),
            Self::BirthDate => Text::new("een geboortedatum", "a birth date"),
            Self::Address => Text::new("een adres", "an address"),
        }
    }

    /// What a header says, if it speaks of a person.
    pub fn of_header(header: &str) -> Option<Self> {
        let word = normal(header);
        let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
        if has(&["bsn", "burgerservice", "sofinummer", "sofinr"]) {
            return (!has(&["pseudo", "hash"])).then_some(Self::Bsn);
        }
        if has(&["geboorte", "gebdat", "birth"]) {
            return Some(Self::BirthDate);
        }
        let of_others =
            ["aanbieder", "product", "gemeente", "instelling", "zorg", "bestand", "categorie", "organisatie"];
        if has(&["naam", "voorletter", "tussenvoegsel", "roepnaam"]) && !has(&of_others) {
            return Some(Self::Name);
        }
        let address =
            ["adres", "straat", "huisnummer", "huisnr", "postcode", "woonplaats", "telefoon", "email", "mobiel"];
        (has(&address) && !has(&of_others)).then_some(Self::Address)
    }
}

/// The words that headers use, each after what it means; small letters and digits only, whole.
const WORDS: [(Meaning, &[&str]); 17] = [
    (
        Meaning::Client,
        &[
            "client",
            "clientnummer",
            "clientnr",
            "clnr",
            "clientid",
            "clientcode",
            "clientkey",
            "clientsleutel",
            "pseudobsn",
            "bsnhash",
            "pseudoniem",
            "jeugdige",
            "jeugdigenummer",
            "jeugdigenr",
            "jeugdigeid",
            "uniekclientnummer",
            "clientvolgnummer",
            "klantnummer",
            "klantnr",
            "dossiernummer",
            "clientnumber",
            "persoonid",
        ],
    ),
    (
        Meaning::Municipality,
        &[
            "gemeente",
            "gemeentecode",
            "gem",
            "gemcode",
            "gemeentenaam",
            "gemeentenummer",
            "gemeentenr",
            "cbscode",
            "cbsgemeentecode",
            "betalendegemeente",
            "woonplaatsgemeente",
            "verantwoordelijkegemeente",
            "municipality",
        ],
    ),
    (
        Meaning::Provider,
        &[
            "aanbieder",
            "aanbiedercode",
            "aanbiedernaam",
            "agb",
            "agbcode",
            "agbcodeaanbieder",
            "zorgaanbieder",
            "zorgaanbiedercode",
            "zorgaanbiedernaam",
            "naamaanbieder",
            "naamzorgaanbieder",
            "instelling",
            "instellingscode",
            "jeugdhulpaanbieder",
            "leverancier",
            "provider",
            "organisatie",
            "crediteur",
        ],
    ),
    (
        Meaning::Product,
        &[
            "product",
            "productcode",
            "prod",
            "prodcode",
            "productnr",
            "productnummer",
            "voorziening",
            "voorzieningcode",
            "zorgproduct",
            "zorgproductcode",
            "jeugdhulpproduct",
            "productcategorie",
            "categorie",
            "productnaam",
        ],
    ),
    (
        Meaning::Period,
        &[
            "periode",
            "maand",
            "productperiode",
            "declaratieperiode",
            "zorgmaand",
            "leveringsmaand",
            "prestatiemaand",
            "zorgperiode",
            "periodemaand",
            "leverperiode",
            "jaarmaand",
            "month",
        ],
    ),
    (
        Meaning::From,
        &[
            "van",
            "begindatum",
            "startdatum",
            "begin",
            "begindatumperiode",
            "datumvan",
            "periodevan",
            "ingangsdatum",
            "begindatumproductperiode",
            "productperiodebegindatum",
            "datumbegin",
            "beginperiode",
            "begindatumprestatie",
            "begindatumlevering",
            "datumstart",
            "from",
        ],
    ),
    (
        Meaning::Through,
        &[
            "tm",
            "tot",
            "totenmet",
            "einddatum",
            "eind",
            "einddatumperiode",
            "datumtm",
            "datumtot",
            "periodetm",
            "periodetot",
            "einddatumproductperiode",
            "productperiodeeinddatum",
            "datumeind",
            "datumeinde",
            "eindeperiode",
            "einddatumprestatie",
            "einddatumlevering",
            "through",
        ],
    ),
    (
        Meaning::Volume,
        &[
            "volume",
            "aantal",
            "geleverdvolume",
            "gedeclareerdvolume",
            "hoeveelheid",
            "aantaleenheden",
            "eenheden",
            "geleverdaantal",
            "prestatievolume",
        ],
    ),
    (
        Meaning::Unit,
        &["eenheid", "eenh", "eenheidcode", "declaratieeenheid", "geleverdeeenheid", "eenheidcodewj756", "unit"],
    ),
    (
        Meaning::Tariff,
        &[
            "tarief",
            "tariefeuro",
            "prijs",
            "stuksprijs",
            "producttarief",
            "tariefpereenheid",
            "eenheidsprijs",
            "tariff",
        ],
    ),
    (
        Meaning::TariffCents,
        &["tariefcent", "tariefcenten", "producttariefcenten", "tariefincenten", "tariefineurocenten"],
    ),
    (
        Meaning::Amount,
        &[
            "bedrag",
            "bedrageuro",
            "declaratiebedrag",
            "gedeclareerdbedrag",
            "ingediendbedrag",
            "totaalbedrag",
            "euro",
            "bedragineuro",
            "kosten",
            "ingediend",
            "totaal",
            "amount",
            "toegekendbedrag",
            "factuurbedrag",
        ],
    ),
    (
        Meaning::AmountCents,
        &[
            "bedragcent",
            "bedragcenten",
            "bedragincenten",
            "bedragineurocenten",
            "ingediendbedragcenten",
            "declaratiebedragcenten",
        ],
    ),
    (Meaning::DebitCredit, &["dc", "debetcredit", "debitcredit", "debetcreditcode", "debetofcredit", "creditdebet"]),
    (
        Meaning::Reference,
        &[
            "referentie",
            "referentienummer",
            "ref",
            "refnr",
            "regelnummer",
            "regelreferentie",
            "prestatiereferentie",
            "declaratieregelnummer",
            "referentienummeraanbieder",
            "regelid",
            "volgnummer",
            "reference",
        ],
    ),
    (
        Meaning::Allocation,
        &[
            "toewijzing",
            "toewijzingnummer",
            "toewijzingsnummer",
            "toewijzingnr",
            "toewijzingsnr",
            "beschikkingnummer",
            "beschikkingsnummer",
            "beschikking",
            "allocation",
        ],
    ),
    (
        Meaning::Submitted,
        &[
            "indiendatum",
            "datumindiening",
            "declaratiedatum",
            "dagtekening",
            "declaratiedagtekening",
            "datumingediend",
            "factuurdatum",
            "ontvangstdatum",
            "submitted",
        ],
    ),
];

/// Words of the status, apart because they are no longer than a line.
const STATUS: [&str; 5] = ["status", "regelstatus", "declaratiestatus", "statusregel", "beoordeling"];

/// What a header says, if it is one of the words that systems use.
pub fn of_header(header: &str) -> Option<Meaning> {
    let word = normal(header);
    if STATUS.contains(&word.as_str()) {
        return Some(Meaning::Status);
    }
    WORDS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(meaning, _)| *meaning)
}

/// Small letters and digits only, without the marks on letters.
fn normal(header: &str) -> String {
    let plain = |letter: char| match letter {
        'é' | 'è' | 'ë' | 'ê' => 'e',
        'ï' | 'í' => 'i',
        'ö' | 'ó' => 'o',
        'ü' | 'ú' => 'u',
        'á' | 'ä' | 'à' => 'a',
        other => other,
    };
    header.to_lowercase().chars().map(plain).filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_dutch_systems_are_known() {
        for (header, meaning) in [
            ("Clnr", Meaning::Client),
            ("Cliëntnummer", Meaning::Client),
            ("Gem", Meaning::Municipality),
            ("AGB-code aanbieder", Meaning::Provider),
            ("Prod", Meaning::Product),
            ("Tm", Meaning::Through),
            ("t/m", Meaning::Through),
            ("Eenh", Meaning::Unit),
            ("Tarief (centen)", Meaning::TariffCents),
            ("Bedrag in euro", Meaning::Amount),
            ("D/C", Meaning::DebitCredit),
            ("Toewijzing-nr", Meaning::Allocation),
            ("Declaratiedagtekening", Meaning::Submitted),
            ("Status", Meaning::Status),
        ] {
            assert_eq!(of_header(header), Some(meaning), "{header}");
            assert_eq!(Personal::of_header(header), None, "{header}");
        }
        assert_eq!(of_header("__proto__"), None);
        assert_eq!(of_header("Dat_ind"), None);
    }

    #[test]
    fn no_word_means_two_things() {
        let mut words: Vec<&str> = WORDS.iter().flat_map(|(_, words)| words.iter().copied()).chain(STATUS).collect();
        let count = words.len();
        crate::claims::order::sort(&mut words, Ord::cmp);
        words.dedup();
        assert_eq!(words.len(), count);
        assert!(words.iter().all(|word| normal(word) == *word));
    }

    #[test]
    fn headers_that_speak_of_a_person_are_known() {
        for (header, personal) in [
            ("BSN", Personal::Bsn),
            ("Burgerservicenummer client", Personal::Bsn),
            ("Geb.datum", Personal::BirthDate),
            ("Geboortedatum", Personal::BirthDate),
            ("Achternaam", Personal::Name),
            ("Naam jeugdige", Personal::Name),
            ("Postcode", Personal::Address),
            ("E-mail", Personal::Address),
        ] {
            assert_eq!(Personal::of_header(header), Some(personal), "{header}");
        }
        assert_eq!(Personal::of_header("Naam aanbieder"), None);
        assert_eq!(Personal::of_header("Pseudo-BSN"), None);
    }
}
