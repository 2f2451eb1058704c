//! What the tests of own data share.

use dagdeel::claims::csv::{FileChoices, FileReport, Mode};
use dagdeel::claims::{ClaimsProblem, Generator, Session, Wish};
use serde_json::{Value, json};

/// Reads a file in pieces of a size.
pub fn read_in(session: &mut Session, name: &str, bytes: &[u8], piece: usize) -> Result<FileReport, ClaimsProblem> {
    session.begin(name, FileChoices::default(), Some(bytes.len() as u64))?;
    for piece in bytes.chunks(piece) {
        session.push(piece)?;
    }
    session.finish().cloned()
}

/// Reads a text as a file.
pub fn read(session: &mut Session, text: &str) -> Result<FileReport, ClaimsProblem> {
    read_in(session, "test.csv", text.as_bytes(), 1 << 16)
}

/// Asks a question to its end.
pub fn ask(session: &mut Session, question: &Value) -> Value {
    session.ask(&question.to_string()).unwrap();
    while session.step(10_000) < 1.0 {}
    serde_json::from_str(&session.answer().unwrap()).unwrap()
}

/// The bytes of a generated file.
pub fn generated_csv(wish: Wish) -> Vec<u8> {
    let mut generator = Generator::new(wish);
    let mut bytes = Vec::new();
    while !generator.write(&mut bytes, 10_000) {}
    bytes
}

/// A session with generated claims, and what was said of them.
pub fn generated(wish: Wish) -> (Session, Value) {
    let mut session = Session::new(Mode::Analyse, 1);
    let about = ask(
        &mut session,
        &json!({
            "ask": "generate", "rows": wish.rows, "seed": wish.seed, "errors": wish.errors, "personal": wish.personal,
            "allocations": wish.allocations,
        }),
    );
    (session, about)
}
