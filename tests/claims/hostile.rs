//! Files that are not what they should be: an error with file, line and reason, no value in it, and the claims as they were.

use dagdeel::claims::csv::{FileChoices, Mode};
use dagdeel::claims::{Session, Wish};
use serde_json::json;

use crate::support::{ask, generated_csv, read, read_in};

const HEAD: &str = "Client;Gemeente;Product;Maand;Volume;Tarief;Bedrag\n";

fn session() -> Session {
    let mut session = Session::new(Mode::Analyse, 1);
    read(&mut session, &format!("{HEAD}1;G1;41A18;2023-01;2;37,52;75,04\n")).unwrap();
    session
}

/// The error of a file that cannot be read, after which the claims are as they were.
fn refused(bytes: &[u8]) -> dagdeel::claims::ClaimsProblem {
    let mut session = session();
    let before = ask(&mut session, &json!({ "ask": "summary" }));
    let problem = read_in(&mut session, "x.csv", bytes, 50_000).unwrap_err();
    assert_eq!(problem.file.as_deref(), Some("x.csv"));
    assert_eq!(ask(&mut session, &json!({ "ask": "summary" })), before);
    problem
}

#[test]
fn what_is_no_file_of_claims_is_refused_whole() {
    let line = format!("{HEAD}1;G1;41A18;2023-01;2;37,52;75,04\n");
    let wide: Vec<u8> = line.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let long =
        format!("{HEAD}1;\"G1;41A18;2023-01;2;37,52;75,04\n{}", "1;G1;41A18;2023-01;2;37,52;75,04\n".repeat(100_000));
    let many = "a;".repeat(1_000_000);
    let cases: [(&[u8], &str); 9] = [
        (&[], "empty-file"),
        (b"\r\n \r\n", "empty-file"),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01", "not-csv"),
        (b"PK\x03\x04\x14\0\x06\0", "not-csv"),
        (b"__proto__;constructor\n1;2\n", "no-amount-column"),
        (HEAD.as_bytes(), "no-lines"),
        (&wide[..wide.len() - 1], "cut-off"),
        (long.as_bytes(), "unclosed-quote"),
        (many.as_bytes(), "too-many-columns"),
    ];
    for (bytes, code) in cases {
        assert_eq!(refused(bytes).code, code);
    }
    assert_eq!(refused(long.as_bytes()).line, Some(2));
}

#[test]
fn lines_that_cannot_be_read_are_counted_in_lines_and_euros() {
    let text = format!(
        "{HEAD}1;G1;41A18;2023-01;2;37,52;75,04\n2;G1;41A18;2023-13;2;37,52;75,04\n3;G1;41A18;2023-01;2,5;37,52;93,80\n\
         4;G1;41A18;2023-01;2;37,52\n5;G1;41A18;2023-01;2;37,52;999999999999,00\n6;G1;41A18;2023-01;2;37,52;=1+1\n\
         7;G1;41A18;1990-01;2;37,52;-75,04\n8;G1;41A18;2023-01;2;37,52;\"75,04\"x\n9;\"G\n1\";=cmd|x;2023-01;-2;37,52;-75,04\n"
    );
    let mut session = Session::new(Mode::Analyse, 1);
    let report = read(&mut session, &text).unwrap();
    assert_eq!((report.accepted.lines, report.rejected.lines, report.all.lines), (2, 7, 9));
    assert_eq!(report.accepted.euros.plain(), "0.00");
    assert_eq!(report.rejected.euros.plain(), "93.80");
    assert_eq!(report.without_amount, 4);
    let found: Vec<(Option<u32>, &str, Option<&str>)> = report
        .problems
        .iter()
        .map(|problem| (problem.line, problem.code.as_str(), problem.column.as_deref()))
        .collect();
    assert_eq!(
        found,
        [
            (Some(3), "not-a-date", Some("Maand")),
            (Some(4), "too-many-decimals", Some("Volume")),
            (Some(5), "wrong-number-of-cells", None),
            (Some(6), "too-large", Some("Bedrag")),
            (Some(7), "not-a-number", Some("Bedrag")),
            (Some(8), "date-out-of-range", Some("Maand")),
            (Some(9), "text-after-quote", None),
        ]
    );
    let said = serde_json::to_string(&report.problems).unwrap();
    assert!(!said.contains("999999999999") && !said.contains("=1+1"));
}

#[test]
fn a_file_that_was_cut_off_loses_its_last_line_only() {
    let bytes = generated_csv(Wish { rows: 5_000, seed: 1, errors: 0, personal: false, allocations: false });
    let mut session = Session::new(Mode::Analyse, 1);
    let report = read_in(&mut session, "x.csv", &bytes[..bytes.len() - 20], 1000).unwrap();
    assert_eq!((report.accepted.lines, report.rejected.lines), (4_999, 1));
    assert_eq!(report.problems[0].line, Some(5_001));
}

#[test]
fn personal_columns_stay_unread_and_nothing_of_them_is_told() {
    let bytes = generated_csv(Wish { rows: 2_000, seed: 1, errors: 0, personal: true, allocations: false });
    let text = String::from_utf8(bytes.clone()).unwrap();
    let bsn = text.lines().nth(1).unwrap().split(';').nth(13).unwrap().to_owned();
    let mut session = Session::new(Mode::Analyse, 1);
    let found = session.look("x.csv", &bytes[..100_000], false, &FileChoices::default()).unwrap();
    let unread: Vec<&str> = found.problems.iter().map(|problem| problem.column.as_deref().unwrap()).collect();
    assert_eq!(unread, ["BSN", "Naam", "Geboortedatum"]);
    assert!(found.readable);
    let report = read_in(&mut session, "x.csv", &bytes, 1 << 16).unwrap();
    let said = serde_json::to_string(&(found, report)).unwrap()
        + &ask(&mut session, &json!({ "ask": "lines", "take": 1000 })).to_string();
    assert!(!said.contains(&bsn) && !said.contains("Kind "));
    // Under other names, their content gives them away.
    let renamed = text.replacen("BSN;Naam;Geboortedatum", "x1;x2;x3", 1);
    let found = session.look("x.csv", &renamed.as_bytes()[..100_000], false, &FileChoices::default()).unwrap();
    assert_eq!(found.problems.iter().filter(|problem| problem.code == "personal-unread").count(), 3);
    // And a client column that holds citizen service numbers is not read either.
    let as_client = text.replacen("Client", "x1", 1).replacen("BSN", "Client", 1);
    let found = session.look("x.csv", &as_client.as_bytes()[..100_000], false, &FileChoices::default()).unwrap();
    assert_eq!(found.columns[13].meaning, dagdeel::claims::csv::Meaning::Ignore);
    let choices = serde_json::from_value(json!({ "columns": [{ "column": 13, "meaning": "bsn" }] })).unwrap();
    assert!(!session.look("x.csv", &bytes[..100_000], false, &choices).unwrap().readable);
}

#[test]
fn the_limits_hold_over_all_files() {
    let mut session = Session::new(Mode::Analyse, 1);
    session.begin("x.csv", FileChoices::default(), None).unwrap();
    let piece = vec![b' '; 400_000_000];
    let outcome = (0..4).try_for_each(|_| session.push(&piece));
    // Long before the limit on bytes, a line of more than a megabyte ends it.
    assert!(outcome.is_err());
}

#[test]
fn encodings_separators_and_signs_are_found() {
    let dutch = "Cliënt;Gemeente;Product;Begindatum;Einddatum;Volume;Bedrag\n1;Súdwest;41A18;01-02-2023;28-02-2023;2;1.075,04\n";
    let english = "client,municipality,product,from,through,volume,amount\n1,Súdwest,41A18,2023-02-01,2023-02-28,2,\"1,075.04\"\n";
    let latin: Vec<u8> = dutch.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let marked = [b"\xEF\xBB\xBF", dutch.as_bytes()].concat();
    let tabs = dutch.replace(';', "\t");
    let hinted = format!("sep=;\r\n{dutch}");
    let files: [&[u8]; 7] =
        [dutch.as_bytes(), english.as_bytes(), &latin, &wide(dutch), &marked, tabs.as_bytes(), hinted.as_bytes()];
    for (at, bytes) in files.into_iter().enumerate() {
        let mut session = Session::new(Mode::Analyse, 1);
        let report = read_in(&mut session, "x.csv", bytes, 7).unwrap();
        assert_eq!((report.accepted.lines, report.accepted.euros.plain().as_str()), (1, "1075.04"), "{at} {report:?}");
        let line = ask(&mut session, &json!({ "ask": "lines" }))["lines"][0].clone();
        assert_eq!(
            (line["municipality"].as_str(), line["from"].as_str()),
            (Some("Súdwest"), Some("2023-02-01")),
            "{at}"
        );
        assert_eq!(line["line"], if at == 6 { 3 } else { 2 });
    }
}

#[test]
fn a_late_letter_settles_the_encoding() {
    let mut bytes = HEAD.as_bytes().to_vec();
    for _ in 0..20_000 {
        bytes.extend_from_slice(b"1;G1;41A18;2023-01;2;37,52;75,04\n");
    }
    bytes.extend_from_slice(b"1;S\xFAdwest;41A18;2023-01;2;37,52;75,04\n");
    let mut session = Session::new(Mode::Analyse, 1);
    let report = read_in(&mut session, "x.csv", &bytes, 1 << 16).unwrap();
    assert_eq!(report.rejected.lines, 0);
    assert_eq!(session.claims().municipalities.label(1), "Súdwest");
    // Where the file began in UTF-8, such a letter is an error of its line.
    let late = [format!("{HEAD}1;Súdwest;41A18;2023-01;2;37,52;75,04\n").as_bytes(), &bytes[HEAD.len()..]].concat();
    let report = read_in(&mut session, "y.csv", &late, 1 << 16).unwrap();
    assert_eq!((report.rejected.lines, report.problems[0].code.as_str()), (1, "wrong-encoding"));
}

#[test]
fn after_controle_ends_clients_of_a_later_file_are_others() {
    let mut session = Session::new(Mode::Controle, 77);
    let file = "BSN;Maand;Bedrag\n111222333;2023-01;1,00\n123456782;2023-01;1,00\n111222333;2023-02;1,00\n";
    read(&mut session, file).unwrap();
    ask(&mut session, &json!({ "ask": "finish" }));
    let clients =
        |session: &mut Session| ask(session, &json!({ "ask": "table", "clients": true }))["total"]["clients"].clone();
    assert_eq!(clients(&mut session), 2);
    read(&mut session, file).unwrap();
    assert_eq!(clients(&mut session), 4);
}
