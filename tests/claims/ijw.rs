//! National messages: read whole and in pieces, and refused with place and reason where they are damaged.

use dagdeel::calendar::Frequency;
use dagdeel::claims::ijw::{Kind, Problem, Reader, Record, Scope, Variant, Wrong};
use proptest::prelude::*;

pub const BSN: &str = "999900006";

pub fn message(kind: &str, version: &str, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<b:Bericht xmlns:i=\"http://www.istandaarden.nl/ijw/{version}/basisschema/schema\" \
         xmlns:b=\"http://www.istandaarden.nl/ijw/{version}/{kind}/schema\">\n{body}</b:Bericht>\n"
    )
}

fn head(sender: &str, receiver: &str) -> String {
    head_of(sender, receiver, "7", "2026-05-06", "")
}

pub fn head_of(sender: &str, receiver: &str, number: &str, day: &str, more: &str) -> String {
    format!(
        "<b:Header><b:BerichtCode>490</b:BerichtCode><b:BerichtVersie>3</b:BerichtVersie><b:BerichtSubversie>2</b:BerichtSubversie>\
         <b:Afzender>{sender}</b:Afzender><b:Ontvanger>{receiver}</b:Ontvanger>\
         <b:BerichtIdentificatie><i:Identificatie>{number}</i:Identificatie><i:Dagtekening>{day}</i:Dagtekening></b:BerichtIdentificatie>{more}</b:Header>\n"
    )
}

fn line(reference: &str, cents: i64, more: &str) -> String {
    let (amount, sign) = (cents.abs(), if cents < 0 { "C" } else { "D" });
    format!(
        "<b:Prestatie><b:ProductReferentie><i:ReferentieNummer>{reference}</i:ReferentieNummer></b:ProductReferentie>\n\
         <b:ToewijzingNummer>10072</b:ToewijzingNummer><b:ProductCategorie>41</b:ProductCategorie><b:ProductCode>41A18</b:ProductCode>\
         <b:ProductPeriode><i:Begindatum>2026-04-01</i:Begindatum><i:Einddatum>2026-04-30</i:Einddatum></b:ProductPeriode>\
         <b:GeleverdVolume>16</b:GeleverdVolume><b:Eenheid>16</b:Eenheid><b:ProductTarief>4901</b:ProductTarief>\
         <b:IngediendBedrag><i:Bedrag>{amount}</i:Bedrag><i:DebetCredit>{sign}</i:DebetCredit></b:IngediendBedrag>{more}</b:Prestatie>\n"
    )
}

fn claim(lines: &str, total: &str) -> String {
    let total = if total.is_empty() {
        String::new()
    } else {
        format!(
            "<b:TotaalIngediendBedrag><i:TotaalBedrag>{total}</i:TotaalBedrag><i:DebetCredit>D</i:DebetCredit></b:TotaalIngediendBedrag>"
        )
    };
    let body = format!(
        "{}<b:Declaratie><b:DeclaratieNummer>DN001</b:DeclaratieNummer>\
         <b:DeclaratieDagtekening>2026-05-06</b:DeclaratieDagtekening>{total}\n<b:Clienten><b:Client><b:Bsn>{BSN}</b:Bsn><b:Prestaties>\n\
         {lines}</b:Prestaties></b:Client></b:Clienten></b:Declaratie>",
        head("65656055", "0384")
    );
    message("jw323", "3_2", &body)
}

fn read(text: &str) -> Result<Vec<Record>, dagdeel::claims::ijw::MessageError> {
    Reader::default().push(text.as_bytes(), true)
}

#[test]
fn a_claim_is_read_with_its_head_its_total_and_its_lines() {
    let text = claim(&(line("RN001", 78_416, "") + &line("RN002", -4_901, "")), "73515");
    let records = read(&text).unwrap();
    let [
        Record::Header(header),
        Record::Declaration { number, day, submitted, granted, .. },
        Record::Delivered(first),
        Record::Delivered(second),
    ] = records.as_slice()
    else {
        panic!("{records:?}")
    };
    assert_eq!(
        (header.kind, header.municipality.as_str(), header.provider.as_str()),
        (Kind::Claims, "0384", "65656055")
    );
    assert_eq!((number.as_str(), *submitted, *granted), ("DN001", 73_515, None));
    assert_eq!(day.unwrap().to_string(), "2026-05-06");
    assert_eq!((first.client.reveal(), first.reference.as_str(), first.allocation.as_str()), (BSN, "RN001", "10072"));
    assert_eq!(
        (first.product.as_deref(), first.volume, first.tariff, first.cents),
        (Some("41A18"), Some(16), Some(4_901), 78_416)
    );
    assert_eq!(second.cents, -4_901);
    assert_eq!(first.cents + second.cents, *submitted);
    // Neither what is logged nor what is shown holds the number of a person.
    assert!(!format!("{records:?}").contains(BSN));
}

#[test]
fn an_answer_gives_what_was_granted_and_why_lines_were_rejected() {
    let returns = "<b:RetourCodes><b:RetourCode>0611</b:RetourCode><b:RetourCode>9339</b:RetourCode></b:RetourCodes>";
    let total = |name: &str, cents| {
        format!("<b:{name}><i:TotaalBedrag>{cents}</i:TotaalBedrag><i:DebetCredit>D</i:DebetCredit></b:{name}>")
    };
    let body = format!(
        "{}<b:DeclaratieAntwoord><b:DeclaratieNummer>DN001</b:DeclaratieNummer>{}{}<b:Clienten><b:Client><b:Bsn>{BSN}</b:Bsn><b:Prestaties>\
         {}</b:Prestaties></b:Client></b:Clienten></b:DeclaratieAntwoord>",
        head("0384", "65656055"),
        total("TotaalIngediendBedrag", 83_317),
        total("TotaalToegekendBedrag", 4_901),
        line("RN001", 78_416, returns)
    );
    let records = read(&message("jw325", "3_2", &body)).unwrap();
    let [Record::Header(header), Record::Declaration { submitted, granted, day, .. }, Record::Delivered(rejected)] =
        records.as_slice()
    else {
        panic!("{records:?}")
    };
    assert_eq!((header.kind, header.municipality.as_str()), (Kind::Answers, "0384"));
    assert_eq!((*submitted, *granted, *day), (83_317, Some(4_901), None));
    assert_eq!(rejected.returns, ["0611", "9339"]);
    // A claim that was granted in full has no clients in its answer.
    let body = format!(
        "{}<b:DeclaratieAntwoord><b:DeclaratieNummer>DN001</b:DeclaratieNummer>{}{}</b:DeclaratieAntwoord>",
        head("0384", "65656055"),
        total("TotaalIngediendBedrag", 100),
        total("TotaalToegekendBedrag", 100)
    );
    assert_eq!(read(&message("jw325", "3_2", &body)).unwrap().len(), 2);
}

fn allocated(own: &str) -> String {
    let body = format!(
        "{}<b:Client><b:Bsn>{BSN}</b:Bsn><b:Geboortedatum><i:Datum>2010-02-14</i:Datum></b:Geboortedatum><b:Naam><i:Geslachtsnaam>\
         <i:Achternaam>Geheim</i:Achternaam></i:Geslachtsnaam></b:Naam><b:Relaties><b:Relatie><b:Geboortedatum><i:Datum>1971-04-07</i:Datum>\
         </b:Geboortedatum></b:Relatie></b:Relaties><b:ToegewezenProducten><b:ToegewezenProduct>{own}</b:ToegewezenProduct></b:ToegewezenProducten></b:Client>",
        head("0384", "65656055")
    );
    message("jw301", "3_2", &body)
}

const DATES: &str = "<b:ToewijzingNummer>300201</b:ToewijzingNummer><b:Toewijzingsdatum>2026-04-01</b:Toewijzingsdatum>\
     <b:Toewijzingstijd>12:34:56</b:Toewijzingstijd><b:Ingangsdatum>2026-04-01</b:Ingangsdatum><b:Einddatum>2026-07-14</b:Einddatum>";

#[test]
fn an_allocation_is_read_in_each_of_its_variants() {
    let one = |own: String| match read(&allocated(&own)).unwrap().as_slice() {
        [Record::Header(_), Record::Allocated(allocated)] => allocated.clone(),
        other => panic!("{other:?}"),
    };
    let product = "<b:Product><i:Categorie>41</i:Categorie><i:Code>41A18</i:Code></b:Product>";
    let scope = "<b:Omvang><i:Volume>4</i:Volume><i:Eenheid>16</i:Eenheid><i:Frequentie>2</i:Frequentie></b:Omvang>";
    let specific = one(format!("{DATES}{product}{scope}"));
    assert_eq!(specific.variant(), Variant::Specific);
    assert!(matches!(specific.scope, Scope::Volume { volume: 4, frequency: Frequency::Week, .. }));
    // The client's own birth date, not that of a relation.
    assert_eq!(specific.birth.unwrap().to_string(), "2010-02-14");
    let category = "<b:Product><i:Categorie>45</i:Categorie></b:Product>";
    let aspecific = one(format!("{DATES}{category}<b:Budget>200000</b:Budget>"));
    assert_eq!((aspecific.variant(), aspecific.scope), (Variant::Aspecific, Scope::Budget(200_000)));
    let generic = one(format!("{DATES}<b:Budget>200000</b:Budget><b:RedenWijziging>13</b:RedenWijziging>"));
    assert_eq!((generic.variant(), generic.is_deleted()), (Variant::Generic, true));
    assert_eq!(one(format!("{DATES}{category}")).scope, Scope::Open);
    // Reason 01 takes back what ends on the day on which it begins; else it corrects.
    let lapsed = format!("{DATES}<b:RedenWijziging>01</b:RedenWijziging>");
    assert!(one(lapsed.replace("2026-07-14", "2026-04-01")).is_deleted() && !one(lapsed).is_deleted());
    assert!(!format!("{:?}", read(&allocated(DATES)).unwrap()).contains("Geheim"));
}

#[test]
fn of_a_birth_date_that_is_known_in_part_the_last_day_counts() {
    let born = |known: &str| {
        let used = format!("<i:Datum>2010-02-14</i:Datum><i:DatumGebruik>{known}</i:DatumGebruik>");
        match read(&allocated(DATES).replace("<i:Datum>2010-02-14</i:Datum>", &used)).unwrap().as_slice() {
            [_, Record::Allocated(allocated)] => allocated.birth.map(|day| day.to_string()),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(born("1").as_deref(), Some("2010-02-28"));
    assert_eq!(born("2").as_deref(), Some("2010-12-31"));
    assert_eq!(born("3"), None);
}

#[test]
fn a_line_that_is_wrong_counts_as_rejected_with_its_amount() {
    let good = line("RN001", 78_416, "");
    let cases = [
        (
            good.replace("<b:Eenheid>16</b:Eenheid>", "<b:Eenheid>99</b:Eenheid>"),
            "Eenheid",
            Problem::Unreadable,
            Some(78_416),
        ),
        (good.replace("<i:Begindatum>2026-04-01</i:Begindatum>", ""), "Begindatum", Problem::Missing, Some(78_416)),
        (good.replace("2026-04-30", "2026-03-30"), "Einddatum", Problem::Unreadable, Some(78_416)),
        (good.replace(">78416<", ">784,16<"), "Bedrag", Problem::Unreadable, None),
        (good.replace("<i:DebetCredit>D", "<i:DebetCredit>X"), "DebetCredit", Problem::Unreadable, None),
        (good.replace("<b:Eenheid>", "<b:Eenheid>16</b:Eenheid><b:Eenheid>"), "Eenheid", Problem::Twice, Some(78_416)),
        (good.replace("41A18", "41A18X"), "ProductCode", Problem::Unreadable, Some(78_416)),
    ];
    for (own, element, problem, cents) in cases {
        let records = read(&claim(&(own + &line("RN002", 100, "")), "78516")).unwrap();
        let [_, _, Record::Fault(fault), Record::Delivered(after)] = records.as_slice() else { panic!("{records:?}") };
        assert_eq!((fault.element, fault.problem, fault.cents), (element, problem, cents));
        assert_eq!(after.reference, "RN002", "the next line is read as ever");
        assert!(fault.message().nl.contains(element));
    }
    let no_client = claim(&line("RN001", 1, ""), "1").replace(BSN, "12345");
    let records = read(&no_client).unwrap();
    assert!(
        matches!(&records[2], Record::Fault(fault) if fault.element == "Bsn" && !fault.message().nl.contains("12345"))
    );
}

/// Whether this is the reason a message should be refused for.
type Expected = fn(&Wrong) -> bool;

#[test]
fn a_damaged_message_is_refused_with_its_place_and_reason() {
    let good = claim(&line("RN001", 78_416, ""), "78416");
    let bomb = "<!DOCTYPE b [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    let cases: [(String, Expected); 17] = [
        (String::new(), |wrong| *wrong == Wrong::Empty),
        ("a;b;c\n1;2;3\n".into(), |wrong| *wrong == Wrong::NotXml),
        ("<html><body/></html>".into(), |wrong| *wrong == Wrong::Root),
        (good.replace("/jw323/", "/jw305/"), |wrong| *wrong == Wrong::Kind("JW305".into())),
        (good.replace("3_2", "3_1"), |wrong| *wrong == Wrong::Version("3.1".into())),
        (good.replace("<b:BerichtSubversie>2", "<b:BerichtSubversie>1"), |wrong| {
            *wrong == Wrong::Version("3.1".into())
        }),
        (good.replace("istandaarden.nl/ijw", "istandaarden.nl/iwmo"), |wrong| matches!(wrong, Wrong::Kind(_))),
        (good.replace("http://www.istandaarden.nl", "http://elders.nl"), |wrong| *wrong == Wrong::Root),
        (claim(&line("RN001", 1, ""), ""), |wrong| *wrong == Wrong::Header("TotaalIngediendBedrag")),
        (
            good.replace("DeclaratieNummer>DN001", "Anders>DN001")
                .replace("DN001</b:DeclaratieNummer", "DN001</b:Anders"),
            |wrong| *wrong == Wrong::Header("DeclaratieNummer"),
        ),
        (good.replace("<b:Afzender>65656055</b:Afzender>", ""), |wrong| *wrong == Wrong::Header("Afzender")),
        (format!("{bomb}{good}"), |wrong| *wrong == Wrong::Doctype),
        (good.replace("RN001", "&geheim;"), |wrong| *wrong == Wrong::Entity),
        (good.replace("<b:Prestaties>", "<b:Client><b:Prestaties>"), |wrong| *wrong == Wrong::Nested("Client")),
        (good.replace("</b:Clienten>", "</b:Client>"), |wrong| matches!(wrong, Wrong::Closed(..))),
        (good.replace("<b:Prestaties>", &"<a>".repeat(40)), |wrong| matches!(wrong, Wrong::Depth(_))),
        (good.replace("RN001", &"R".repeat(70_000)), |wrong| matches!(wrong, Wrong::Long(_))),
    ];
    for (text, expected) in cases {
        let error = read(&text).unwrap_err();
        assert!(expected(&error.wrong), "{error:?}");
        let said = error.message();
        assert!(!said.nl.contains(BSN) && !said.en.contains(BSN) && error.line > 0, "{said:?}");
    }
    let half = read(&good[..good.len() / 2]).unwrap_err();
    assert!(matches!(half.wrong, Wrong::Unfinished(_)), "{half:?}");
    assert!(half.line > 3, "{half:?}");
    let latin = good.replace("RN001", "caf\u{e9}").into_bytes();
    let latin: Vec<u8> = String::from_utf8(latin).unwrap().chars().map(|char| char as u8).collect();
    assert_eq!(Reader::default().push(&latin, true).unwrap_err().wrong, Wrong::Encoding);
    let photo: Vec<u8> = (0..4_000u32).map(|at| (at * 37 % 251) as u8).collect();
    assert!(Reader::default().push(&photo, true).is_err());
}

#[test]
fn what_xml_allows_is_read_alike() {
    let good = claim(&line("RN001", 78_416, ""), "78416");
    let plain = read(&good).unwrap();
    let reference = |text: &str| read(&good.replace("RN001", text)).unwrap();
    assert_eq!(reference("<![CDATA[RN001]]>"), plain);
    assert_eq!(reference("R<!-- een opmerking -->N001"), plain);
    assert_eq!(reference("R&#78;001"), plain);
    assert_eq!(reference(" RN001 "), plain);
    assert_eq!(reference("<!-- een\r\nopmerking -->RN001").len(), plain.len());
    assert_eq!(read(&format!("\u{feff}{good}")).unwrap(), plain);
    assert_eq!(read(&good.replace("b:", "jw323:").replace("xmlns:b=", "xmlns:jw323=")).unwrap(), plain);
    assert_eq!(read(&good.replace("<b:", "<").replace("</b:", "</").replace("xmlns:b=", "xmlns=")).unwrap(), plain);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pieces_of_any_size_give_the_same_records(sizes in prop::collection::vec(1usize..90, 1..60), credit in any::<bool>()) {
        let own = line("RN\u{e9}\u{20ac}&amp;1", if credit { -4_901 } else { 4_901 }, "") + "<!-- \u{e9} -->" + &line("<![CDATA[RN2]]>", 7, "");
        let text = claim(&own, "4908");
        let whole = read(&text).unwrap();
        let (mut reader, mut records, mut at) = (Reader::default(), Vec::new(), 0);
        let bytes = text.as_bytes();
        for size in sizes.iter().cycle() {
            let end = (at + size).min(bytes.len());
            records.extend(reader.push(&bytes[at..end], end == bytes.len()).unwrap());
            at = end;
            if at == bytes.len() {
                break;
            }
        }
        prop_assert_eq!(records, whole);
    }

    #[test]
    fn no_damage_is_more_than_an_error(at in 0usize..1_500, byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = claim(&line("RN001", 78_416, ""), "78416").into_bytes();
        let at = at.min(bytes.len() - 1);
        if cut { bytes.truncate(at); } else { bytes[at] = byte; }
        let _ = Reader::default().push(&bytes, true).map_err(|error| error.message());
    }
}
