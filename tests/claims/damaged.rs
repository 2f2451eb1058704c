//! Generated messages of each kind, damaged: refused with place and reason, and all that was read before as it was.

use dagdeel::claims::csv::Mode;
use dagdeel::claims::{ClaimsProblem, Post, Region, Session, Wish};
use dagdeel::quantity::Random;
use serde_json::{Value, json};

use crate::support::{ask, read_in};

/// One message of each kind, the longest of its kind.
fn messages() -> Vec<String> {
    let wish = Wish { rows: 300, seed: 2, errors: 0, personal: true, allocations: true };
    let post = Post::new(wish, Region { municipalities: 1, providers: 1, months: 8 }, true);
    let allocated: Vec<_> = (0..post.allocations()).filter_map(|at| post.allocation(at)).collect();
    let claims: Vec<_> = (0..post.claims()).flat_map(|at| post.claim(at)).collect();
    let of = |word: &str| {
        let all = allocated.iter().chain(&claims).filter(|posted| posted.name.starts_with(word));
        all.map(|posted| posted.text.clone()).max_by_key(String::len).unwrap()
    };
    ["jw301", "jw323", "jw325"].map(of).into()
}

/// What a session holds, but for the bytes of memory.
fn held(session: &mut Session) -> [Value; 4] {
    let summary = ask(session, &json!({ "ask": "summary" }));
    ["files", "all", "clients", "months"].map(|of| summary[of].clone())
}

/// The refusal of a text as a message, after which all is as it was.
fn refused(text: &str) -> ClaimsProblem {
    let mut session = Session::new(Mode::Controle, 1);
    for message in messages() {
        read_in(&mut session, "goed.xml", message.as_bytes(), 4_096).unwrap();
    }
    let before = held(&mut session);
    let problem = read_in(&mut session, "stuk.xml", text.as_bytes(), 777).unwrap_err();
    assert_eq!(held(&mut session), before);
    let said = json!(problem).to_string();
    assert!(problem.file.is_some() && problem.line.is_some(), "{said}");
    assert!(!said.contains("Kind ") && !said.contains("999"), "{said}");
    problem
}

/// A message with every element of a name left out.
fn without(text: &str, name: &str) -> String {
    let open = |at: &str| at.find(name).filter(|from| at[*from + name.len()..].starts_with('>'));
    let Some(from) = open(text) else { return text.to_owned() };
    let begin = text[..from].rfind('<').unwrap();
    let end = from + text[from + 1..].find(&format!("{name}>")).unwrap() + 1 + name.len() + 1;
    format!("{}{}", &text[..begin], &text[end..])
}

#[test]
fn a_message_that_stops_is_refused_wherever_it_does() {
    for text in messages() {
        let mut random = Random::new(3);
        for _ in 0..40 {
            let most = u32::try_from(text.trim_end().len() - 1).unwrap();
            let mut cut = 60 + random.below(most - 60) as usize;
            while !text.is_char_boundary(cut) {
                cut += 1;
            }
            let problem = refused(&text[..cut]);
            assert!(["message-unfinished", "message-not-xml"].contains(&problem.code.as_str()), "{cut}: {problem:?}");
        }
    }
}

#[test]
fn each_kind_of_message_must_have_its_head_and_its_totals() {
    let needed = [
        &["Header", "Afzender", "Ontvanger", "BerichtIdentificatie", "Dagtekening"][..],
        &["Header", "Declaratie", "DeclaratieNummer", "DeclaratieDagtekening", "TotaalIngediendBedrag"],
        &["Header", "DeclaratieNummer", "TotaalIngediendBedrag", "TotaalToegekendBedrag"],
    ];
    for (text, needed) in messages().iter().zip(needed) {
        for name in needed {
            let problem = refused(&without(text, name));
            assert_eq!(problem.code, "message-header", "{name}");
            assert!(problem.message.nl.contains(name) || *name == "BerichtIdentificatie", "{name}: {problem:?}");
        }
    }
}

#[test]
fn another_version_message_or_standard_is_refused() {
    for text in messages() {
        for (from, to, code) in [
            ("/ijw/3_2/jw3", "/ijw/3_1/jw3", "message-version"),
            ("/ijw/3_2/jw3", "/iwmo/3_2/jw3", "message-kind"),
            ("/schema\">", "/schema/meer\">", "message-root"),
            ("BerichtVersie>3<", "BerichtVersie>2<", "message-version"),
        ] {
            // The last of the namespaces is that of the message itself.
            let at = text.rfind(from).unwrap();
            let changed = format!("{}{to}{}", &text[..at], &text[at + from.len()..]);
            assert_eq!(refused(&changed).code, code, "{to}");
        }
    }
}

#[test]
fn entities_that_grow_and_elements_in_themselves_are_refused() {
    for text in messages() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
        let declared = text.replacen("?>", &format!("?>{bomb}"), 1);
        assert_eq!(refused(&declared).code, "message-doctype");
        let bsn = text.find("Bsn>").unwrap() + "Bsn>".len();
        assert_eq!(refused(&format!("{}&c;{}", &text[..bsn], &text[bsn..])).code, "message-entity");
        let client = text[..bsn].rfind('<').unwrap();
        let tag = text[client..bsn].replace("Bsn", "Client");
        assert_eq!(refused(&format!("{}{tag}{}", &text[..client], &text[client..])).code, "message-nested");
        let deep = "<a>".repeat(40);
        assert_eq!(refused(&format!("{}{deep}{}", &text[..client], &text[client..])).code, "message-depth");
        let long = format!("{}<a>{}</a>{}", &text[..client], "a".repeat(70_000), &text[client..]);
        assert_eq!(refused(&long).code, "message-long");
    }
}

#[test]
fn a_message_beyond_its_limit_is_refused_while_it_is_read() {
    let mut session = Session::new(Mode::Analyse, 1);
    session.begin("groot.xml", Default::default(), None).unwrap();
    session.push(b"<?xml version=\"1.0\"?>").unwrap();
    let comment = format!("<!--{}-->\n", " ".repeat(60_000)).repeat(400);
    let problem = (0..50).find_map(|_| session.push(comment.as_bytes()).err()).unwrap();
    assert_eq!(problem.code, "message-large");
    assert!(problem.line.is_some_and(|line| line > 16_000) && problem.message.nl.contains("1000000000"), "{problem:?}");
    assert_eq!(ask(&mut session, &json!({ "ask": "summary" }))["files"], json!([]));
}
