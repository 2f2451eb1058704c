//! National messages in a session: lines, answers, corrections, in any order and beside CSV.

use dagdeel::claims::csv::{FileReport, Mode};
use dagdeel::claims::{ClaimsProblem, Session};
use serde_json::{Value, json};

use crate::ijw::{BSN, head_of, message};
use crate::support::{ask, read_in};

/// A line of a claim.
#[derive(Clone)]
struct Line {
    bsn: String,
    reference: &'static str,
    previous: Option<&'static str>,
    allocation: &'static str,
    month: &'static str,
    volume: i64,
    credit: bool,
}

const APRIL: &str = "2026-04";

fn line(reference: &'static str, volume: i64) -> Line {
    Line { bsn: BSN.into(), reference, previous: None, allocation: "10072", month: APRIL, volume, credit: false }
}

impl Line {
    fn cents(&self) -> i64 {
        let cents = self.volume * 4_901;
        if self.credit { -cents } else { cents }
    }

    fn xml(&self, returns: &str) -> String {
        let last = if self.month.ends_with("04") { 30 } else { 31 };
        let previous = self
            .previous
            .map_or(String::new(), |text| format!("<i:VorigReferentieNummer>{text}</i:VorigReferentieNummer>"));
        format!(
            "<b:Prestatie><b:ProductReferentie><i:ReferentieNummer>{}</i:ReferentieNummer>{previous}</b:ProductReferentie>\r\n\
             <b:ToewijzingNummer>{}</b:ToewijzingNummer><b:ProductCategorie>41</b:ProductCategorie><b:ProductCode>41A18</b:ProductCode>\
             <b:ProductPeriode><i:Begindatum>{m}-01</i:Begindatum><i:Einddatum>{m}-{last}</i:Einddatum></b:ProductPeriode>\r\n\
             <b:GeleverdVolume>{}</b:GeleverdVolume><b:Eenheid>16</b:Eenheid><b:ProductTarief>4901</b:ProductTarief>\
             <b:IngediendBedrag><i:Bedrag>{}</i:Bedrag><i:DebetCredit>{}</i:DebetCredit></b:IngediendBedrag>{returns}</b:Prestatie>\r\n",
            self.reference,
            self.allocation,
            self.volume,
            self.cents().abs(),
            if self.credit { "C" } else { "D" },
            m = self.month,
        )
    }
}

fn total(name: &str, cents: i64) -> String {
    let side = if cents < 0 { "C" } else { "D" };
    format!(
        "<b:{name}><i:TotaalBedrag>{}</i:TotaalBedrag><i:DebetCredit>{side}</i:DebetCredit></b:{name}>",
        cents.abs()
    )
}

fn clients(lines: &[Line], returns: &str) -> String {
    let one = |line: &Line| {
        format!("<b:Client><b:Bsn>{}</b:Bsn><b:Prestaties>{}</b:Prestaties></b:Client>", line.bsn, line.xml(returns))
    };
    format!("<b:Clienten>{}</b:Clienten>", lines.iter().map(one).collect::<String>())
}

fn sum(lines: &[Line]) -> i64 {
    lines.iter().map(Line::cents).sum()
}

/// A JW323: its claim's number, its own number, the day, its lines.
fn claim(number: &str, own: &str, day: &str, lines: &[Line]) -> String {
    claim_of(number, own, day, lines, sum(lines))
}

fn claim_of(number: &str, own: &str, day: &str, lines: &[Line], stated: i64) -> String {
    let body = format!(
        "{}<b:Declaratie><b:DeclaratieNummer>{number}</b:DeclaratieNummer><b:DeclaratieDagtekening>{day}</b:DeclaratieDagtekening>{}\r\n{}</b:Declaratie>",
        head_of("65656055", "0384", own, day, ""),
        total("TotaalIngediendBedrag", stated),
        clients(lines, "")
    );
    message("jw323", "3_2", &body)
}

/// A JW325 to the message `of`: what was submitted and which lines are rejected.
fn answer(number: &str, of: &str, own: &str, day: &str, submitted: i64, rejected: &[Line], all: bool) -> String {
    let about = format!(
        "<b:DeclaratieIdentificatie><i:Identificatie>{of}</i:Identificatie><i:Dagtekening>{day}</i:Dagtekening></b:DeclaratieIdentificatie>"
    );
    let granted = if all { 0 } else { submitted - sum(rejected) };
    let returns = "<b:RetourCodes><b:RetourCode>9321</b:RetourCode></b:RetourCodes>";
    let body = format!(
        "{}<b:DeclaratieAntwoord><b:DeclaratieNummer>{number}</b:DeclaratieNummer>{}{}{}</b:DeclaratieAntwoord>",
        head_of("0384", "65656055", own, day, &about),
        total("TotaalIngediendBedrag", submitted),
        total("TotaalToegekendBedrag", granted),
        if rejected.is_empty() { String::new() } else { clients(rejected, returns) }
    );
    message("jw325", "3_2", &body)
}

fn read(session: &mut Session, name: &str, text: &str) -> Result<FileReport, ClaimsProblem> {
    read_in(session, name, text.as_bytes(), 100)
}

/// The euros of each status.
fn states(session: &mut Session) -> Vec<(String, u64, String)> {
    let table = ask(session, &json!({ "ask": "table", "axes": ["status"], "selection": { "withRejected": true } }));
    let labels = table["axes"][0]["labels"].as_array().unwrap();
    let cell = |cell: &Value| {
        let at = cell["at"][0].as_u64().unwrap() as usize;
        (
            labels[at]["id"].as_str().unwrap().to_owned(),
            cell["lines"].as_u64().unwrap(),
            cell["euros"].as_str().unwrap().to_owned(),
        )
    };
    table["cells"].as_array().unwrap().iter().map(cell).collect()
}

fn state(name: &str, lines: u64, euros: &str) -> (String, u64, String) {
    (name.into(), lines, euros.into())
}

/// All orders of a list.
fn orders(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for shorter in orders(count - 1) {
        for at in 0..=shorter.len() {
            let mut longer = shorter.clone();
            longer.insert(at, count - 1);
            all.push(longer);
        }
    }
    all
}

#[test]
fn a_message_is_known_by_its_content() {
    let text = claim("DN1", "1", "2026-05-06", &[line("R1", 16), line("R2", 2)]);
    for piece in [1, 7, 1 << 20] {
        let mut session = Session::new(Mode::Analyse, 1);
        let report = read_in(&mut session, "export.csv", text.as_bytes(), piece).unwrap();
        assert_eq!((report.accepted.lines, report.rejected.lines), (2, 0));
        let message = report.message.unwrap();
        assert_eq!((message.municipality.as_str(), message.provider.as_str(), message.lines), ("0384", "65656055", 2));
        assert_eq!(json!(message)["difference"], "0.00");
        let summary = ask(&mut session, &json!({ "ask": "summary" }));
        assert_eq!((&summary["clients"], &summary["accepted"]["euros"]), (&json!(1), &json!("882.18")));
        let page = ask(&mut session, &json!({ "ask": "lines" }));
        assert_eq!(page["lines"][0]["product"], "41A18");
        assert!(!session_shows(&mut session, BSN));
    }
    // The byte order mark may be cut in two.
    let report =
        read_in(&mut Session::new(Mode::Analyse, 1), "m.xml", format!("\u{feff}{text}").as_bytes(), 1).unwrap();
    assert!(report.message.is_some());
    let looked = Session::new(Mode::Analyse, 1).look("x.txt", text.as_bytes(), true, &Default::default()).unwrap();
    assert!(looked.readable && looked.message.unwrap().lines == 2);
}

/// Whether anything that can be asked shows a text.
fn session_shows(session: &mut Session, text: &str) -> bool {
    let questions = [
        json!({ "ask": "summary" }),
        json!({ "ask": "lines" }),
        json!({ "ask": "check" }),
        json!({ "ask": "table", "axes": ["provider", "month"], "clients": true }),
    ];
    questions.iter().any(|question| ask(session, question).to_string().contains(text))
        || format!("{:?}", session.claims()).contains(text)
}

#[test]
fn what_a_client_is_called_is_not_kept_in_analyse() {
    let text = claim("DN1", "1", "2026-05-06", &[line("R1", 16)]);
    for mode in [Mode::Analyse, Mode::Controle] {
        let mut session = Session::new(mode, 99);
        read(&mut session, "a.xml", &text).unwrap();
        // In Controle until the last file.
        if mode == Mode::Controle {
            ask(&mut session, &json!({ "ask": "finish" }));
        }
        let bytes = format!("{:?}", session.claims());
        let number = u128::from_le_bytes(*b"999900006\0\0\0\0\0\0\x09");
        assert!(!bytes.contains(&number.to_string()) && !bytes.contains(BSN));
    }
}

#[test]
fn answers_decide_in_any_order() {
    let lines = [
        line("R1", 16),
        Line { bsn: "999900018".into(), ..line("R2", 10) },
        Line { month: "2026-03", ..line("R3", 4) },
    ];
    let texts = [
        claim("DN1", "1", "2026-05-06", &lines),
        answer("DN1", "1", "11", "2026-05-07", sum(&lines), &lines[1..2], false),
        // A correction: the granted line is credited and claimed anew.
        claim(
            "DN2",
            "2",
            "2026-06-06",
            &[
                Line { previous: Some("R1"), credit: true, ..line("R4", 16) },
                Line { previous: Some("R1"), ..line("R5", 12) },
            ],
        ),
        answer("DN2", "2", "12", "2026-06-07", -4 * 4_901, &[], false),
    ];
    for order in orders(texts.len()) {
        let mut session = Session::new(Mode::Analyse, 1);
        order.iter().for_each(|at| drop(read(&mut session, "m.xml", &texts[*at]).unwrap()));
        assert_eq!(
            states(&mut session),
            [state("afgekeurd", 1, "490.10"), state("toegekend", 4, "784.16")],
            "{order:?}"
        );
        let report = ask(&mut session, &json!({ "ask": "check" }));
        assert_eq!((&report["checks"][0]["waits"], &report["checks"][0]["found"]["lines"]), (&json!(null), &json!(0)));
        let debits = report["checks"].as_array().unwrap().iter().find(|check| check["check"] == "N12").unwrap().clone();
        assert_eq!(debits["found"]["lines"], 0, "a credited line may be claimed again");
        let summary = ask(&mut session, &json!({ "ask": "summary" }));
        let place = |at: usize| order.iter().position(|of| *of == at).unwrap();
        let message = |at: usize| summary["files"][place(at)]["message"].clone();
        assert_eq!(message(0)["related"], place(1));
        assert_eq!((&message(1)["related"], &message(0)["struck"]), (&json!(place(0)), &json!(1)));
        assert_eq!((&message(2)["credits"], &message(2)["stated"]), (&json!(1), &json!("-196.04")));
    }
}

#[test]
fn a_later_message_replaces_an_earlier_one_of_the_same_claim() {
    let before = [line("R1", 16)];
    let after = [line("R1", 12), line("R2", 3)];
    let texts = [
        claim("DN1", "1", "2026-05-06", &before),
        // Rejected as a whole: nothing is granted, and no line says why.
        answer("DN1", "1", "11", "2026-05-07", sum(&before), &[], true),
        claim("DN1", "2", "2026-05-20", &after),
        answer("DN1", "2", "12", "2026-05-21", sum(&after), &after[1..], false),
        // The same again holds once.
        claim("DN1", "2", "2026-05-20", &after),
    ];
    for order in orders(texts.len()).iter().step_by(7) {
        let mut session = Session::new(Mode::Analyse, 1);
        order.iter().for_each(|at| drop(read(&mut session, "m.xml", &texts[*at]).unwrap()));
        let shown = states(&mut session);
        assert_eq!(shown, [state("afgekeurd", 1, "147.03"), state("toegekend", 1, "588.12")], "{order:?}");
        let table = ask(&mut session, &json!({ "ask": "table", "axes": [] }));
        assert_eq!((&table["total"]["euros"], &table["submitted"]), (&json!("588.12"), &json!(false)));
        let report = ask(&mut session, &json!({ "ask": "check" }));
        assert_eq!(report["all"]["lines"], 2, "what was replaced is checked no more");
        assert!(report["checks"].as_array().unwrap().iter().all(|check| check["found"]["lines"] == 0), "{report}");
    }
    // Where no answer was read, what holds is what was submitted.
    let mut session = Session::new(Mode::Analyse, 1);
    [0, 2].iter().for_each(|at| drop(read(&mut session, "m.xml", &texts[*at]).unwrap()));
    let table = ask(&mut session, &json!({ "ask": "table", "axes": [] }));
    assert_eq!((&table["total"]["euros"], &table["submitted"]), (&json!("735.15"), &json!(true)));
    // Without the later message the first stands, as the whole claim that was rejected.
    let mut session = Session::new(Mode::Analyse, 1);
    texts.iter().take(3).for_each(|text| drop(read(&mut session, "m.xml", text).unwrap()));
    assert_eq!(states(&mut session), [state("ingediend", 2, "735.15")]);
    ask(&mut session, &json!({ "ask": "remove", "file": 2 }));
    assert_eq!(states(&mut session), [state("afgekeurd", 1, "784.16")]);
    ask(&mut session, &json!({ "ask": "remove", "file": 1 }));
    assert_eq!(states(&mut session), [state("ingediend", 1, "784.16")]);
}

#[test]
fn an_answer_that_is_a_head_alone_refuses_its_message() {
    let about = "<b:DeclaratieIdentificatie><i:Identificatie>1</i:Identificatie><i:Dagtekening>2026-05-06</i:Dagtekening></b:DeclaratieIdentificatie>";
    let refusal = message("jw325", "3_2", &head_of("0384", "65656055", "11", "2026-05-07", about));
    let texts = [claim("DN1", "1", "2026-05-06", &[line("R1", 16), line("R2", 2)]), refusal.clone()];
    for order in orders(texts.len()) {
        let mut session = Session::new(Mode::Analyse, 1);
        order.iter().for_each(|at| drop(read(&mut session, "m.xml", &texts[*at]).unwrap()));
        assert_eq!(states(&mut session), [state("afgekeurd", 2, "882.18")], "{order:?}");
        let place = |at: usize| order.iter().position(|of| *of == at).unwrap();
        let answer = ask(&mut session, &json!({ "ask": "summary" }))["files"][place(1)]["message"].clone();
        assert_eq!((&answer["number"], &answer["related"]), (&json!(null), &json!(place(0))), "{order:?}");
        // A message of another number was not refused.
        read(&mut session, "m.xml", &claim("DN1", "2", "2026-05-20", &[line("R1", 16)])).unwrap();
        assert_eq!(states(&mut session), [state("ingediend", 1, "784.16")]);
    }
    let mut session = Session::new(Mode::Analyse, 1);
    let nameless = refusal.replace(about, "");
    assert_eq!(read(&mut session, "m.xml", &nameless).unwrap_err().code, "message-header");
}

#[test]
fn a_claim_of_nothing_is_granted_or_refused_by_its_code() {
    let lines = [line("R1", 16), Line { previous: Some("R1"), credit: true, ..line("R2", 16) }];
    for (code, expected) in [("8001", "toegekend"), ("9358", "afgekeurd")] {
        let said = format!("<b:RetourCodes><b:RetourCode>{code}</b:RetourCode></b:RetourCodes></b:DeclaratieAntwoord>");
        let own = answer("DN1", "1", "11", "2026-05-07", 0, &[], true).replace("</b:DeclaratieAntwoord>", &said);
        let mut session = Session::new(Mode::Analyse, 1);
        read(&mut session, "m.xml", &claim("DN1", "1", "2026-05-06", &lines)).unwrap();
        read(&mut session, "m.xml", &own).unwrap();
        assert_eq!(states(&mut session), [state(expected, 2, "0.00")]);
    }
}

#[test]
fn stated_totals_are_held_against_the_lines() {
    let lines = [line("R1", 16), line("R2", 2)];
    let texts = [
        claim_of("DN1", "1", "2026-05-06", &lines, sum(&lines) + 100),
        claim_of("DN2", "2", "2026-05-06", &[line("R3", 1)], 4_801),
        answer("DN1", "1", "3", "2026-05-07", sum(&lines) + 50, &lines[..1], false)
            .replace("<i:TotaalBedrag>9852<", "<i:TotaalBedrag>9802<"),
    ];
    let mut session = Session::new(Mode::Analyse, 1);
    texts.iter().for_each(|text| drop(read(&mut session, "m.xml", text).unwrap()));
    let found = ask(&mut session, &json!({ "ask": "check" }))["checks"][0]["found"].clone();
    assert_eq!(found, json!({ "lines": 3, "euros": "2.50" }), "one euro too much never hides one too little");
    // A line that cannot be read counts with its amount.
    let broken = claim("DN4", "4", "2026-05-06", &lines).replacen("<b:Eenheid>16", "<b:Eenheid>99", 1);
    let report = read(&mut session, "m.xml", &broken).unwrap();
    assert_eq!((report.accepted.lines, report.rejected.lines, report.problems[0].line), (1, 1, Some(7)));
    assert_eq!(json!(report.message)["difference"], "0.00");
}

/// The same message with its header behind what it is the header of.
fn header_last(message: &str) -> String {
    let (from, to) = (message.find("<b:Header>").unwrap(), message.find("<b:Declaratie>").unwrap());
    let (before, header, after) = (&message[..from], &message[from..to], &message[to..]);
    before.to_owned() + &after.replace("</b:Declaratie>", &format!("</b:Declaratie>{header}"))
}

#[test]
fn a_damaged_message_leaves_everything_as_it_was() {
    let good = claim("DN1", "1", "2026-05-06", &[line("R1", 16), line("R2", 2)]);
    let cases = [
        (good.replace("3_2", "3_1"), "message-version"),
        (good.replace("http://www.istandaarden.nl/ijw/3_2/jw323", "http://elders.nl/999900006"), "message-root"),
        (good.replace("ijw/3_2/jw323", "ijw/3_2/jw315"), "message-kind"),
        (good.replace("TotaalIngediendBedrag", "Totaal"), "message-header"),
        (good.replace("<b:Prestaties>", "<b:Client><b:Prestaties>"), "message-nested"),
        (
            good.replace(
                "</b:Declaratie>",
                "</b:Declaratie><b:Declaratie><b:DeclaratieNummer>X</b:DeclaratieNummer></b:Declaratie>",
            ),
            "message-second",
        ),
        (header_last(&good), "message-header"),
        (good.replace("</b:Header>", "</b:Header><b:Header></b:Header>"), "message-second"),
        (good[..good.len() * 2 / 3].to_owned(), "message-unfinished"),
        (format!("<!DOCTYPE a [<!ENTITY b \"{BSN}\">]>{good}"), "message-doctype"),
        (good.replace(BSN, "&bsn;"), "message-entity"),
        (good.replace("<b:Prestaties>", &"<a>".repeat(40)), "message-depth"),
        (good.replace("R1", &"R".repeat(70_000)), "message-long"),
        ("<html>999900006</html>".into(), "message-root"),
        ("<".into(), "message-not-xml"),
    ];
    for (text, code) in cases {
        let mut session = Session::new(Mode::Controle, 1);
        read(&mut session, "goed.xml", &claim("DN9", "9", "2026-05-06", &[line("R9", 1)])).unwrap();
        let before = ask(&mut session, &json!({ "ask": "summary" }));
        let problem = read(&mut session, "999900006.xml", &text).unwrap_err();
        assert_eq!((problem.code.as_str(), problem.line.is_some(), problem.file.is_some()), (code, true, true));
        assert!(!json!(problem).to_string().contains(BSN), "{problem:?}");
        let after = ask(&mut session, &json!({ "ask": "summary" }));
        assert_eq!(
            (&after["all"], &after["clients"], &after["files"]),
            (&before["all"], &before["clients"], &before["files"])
        );
    }
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(good.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let mut session = Session::new(Mode::Analyse, 1);
    assert_eq!(read_in(&mut session, "a.xml", &wide, 4_096).unwrap_err().code, "message-encoding");
    assert_eq!(session.begin("groot.xml", Default::default(), Some(2_000_000_000)).unwrap_err().code, "file-too-large");
}
