//! A file being read, of whatever kind: its first bytes say what it is, not its name.

use super::csv::{FileChoices, FileReport, Mode, Reader};
use super::limits::MAX_TOKEN;
use super::message::MessageReader;
use super::problem::ClaimsProblem;
use super::table::Claims;

/// How a session reads its files.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// For what the data is used.
    pub mode: Mode,
    /// Where the numbers of clients come from.
    pub seed: u64,
    /// The bytes of the files before.
    pub before: u64,
}

/// A file being read.
#[derive(Debug)]
pub enum Incoming {
    /// Too little came to say what it is.
    Unknown(Box<Unknown>),
    /// Separated values.
    Csv(Box<Reader>),
    /// A national message.
    Message(Box<MessageReader>),
}

/// What came of a file of which the kind is not known yet.
#[derive(Debug)]
pub struct Unknown {
    name: String,
    choices: FileChoices,
    reading: Reading,
    head: Vec<u8>,
}

/// Whether bytes are the begin of a message: the first sign is `<`. Nothing where no sign has come yet.
pub fn is_message(head: &[u8]) -> Option<bool> {
    let marks: [&[u8]; 3] = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];
    // The mark itself may be cut in two.
    if marks.iter().any(|mark| head.len() < mark.len() && mark.starts_with(head)) {
        return None;
    }
    let text = marks.iter().find_map(|mark| head.strip_prefix(*mark)).unwrap_or(head);
    // In UTF-16 a zero stands beside each sign.
    text.iter().find(|byte| !byte.is_ascii_whitespace() && **byte != 0).map(|byte| *byte == b'<')
}

impl Incoming {
    /// Begins a file.
    pub fn new(name: &str, choices: FileChoices, reading: Reading) -> Self {
        Self::Unknown(Box::new(Unknown { name: name.to_owned(), choices, reading, head: Vec::new() }))
    }

    /// Reads the next bytes.
    ///
    /// # Errors
    /// Why the file cannot be read; [`Incoming::abandon`] then undoes what was.
    pub fn push(&mut self, claims: &mut Claims, bytes: &[u8]) -> Result<(), ClaimsProblem> {
        match self {
            Self::Csv(reader) => reader.push(claims, bytes),
            Self::Message(reader) => reader.push(claims, bytes),
            Self::Unknown(unknown) => {
                unknown.head.extend_from_slice(bytes);
                match is_message(&unknown.head) {
                    Some(message) => self.settle(claims, message),
                    // No message begins with so much of nothing.
                    None if unknown.head.len() > MAX_TOKEN => self.settle(claims, false),
                    None => Ok(()),
                }
            }
        }
    }

    /// Ends the file.
    ///
    /// # Errors
    /// Why the file cannot be read; [`Incoming::abandon`] then undoes what was.
    pub fn finish(&mut self, claims: &mut Claims) -> Result<FileReport, ClaimsProblem> {
        if matches!(self, Self::Unknown(_)) {
            self.settle(claims, false)?;
        }
        match self {
            Self::Message(reader) => reader.finish(claims),
            Self::Csv(reader) => reader.finish(claims),
            Self::Unknown(_) => Err(super::session::no_file()),
        }
    }

    /// Leaves the claims as they were before the file.
    pub fn abandon(&self, claims: &mut Claims) {
        match self {
            Self::Unknown(_) => {}
            Self::Csv(reader) => reader.abandon(claims),
            Self::Message(reader) => reader.abandon(claims),
        }
    }

    /// Goes on as what it is, with what came.
    fn settle(&mut self, claims: &mut Claims, message: bool) -> Result<(), ClaimsProblem> {
        let Self::Unknown(unknown) = self else { return Ok(()) };
        let Unknown { name, choices, reading, head } = unknown.as_mut();
        let head = std::mem::take(head);
        *self = if message {
            Self::Message(Box::new(MessageReader::new(claims, name, *reading)))
        } else {
            Self::Csv(Box::new(Reader::new(claims, name, reading.mode, std::mem::take(choices), reading.before)))
        };
        self.push(claims, &head)
    }
}
