//! XML as it comes in, piece by piece: what quick-xml reads, with limits, and with the lines of the file.

use quick_xml::Reader;
use quick_xml::errors::{Error, IllFormedError, SyntaxError};
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, Event};

use super::error::{MessageError, Wrong};
use crate::claims::limits::{MAX_DEPTH, MAX_MESSAGE, MAX_TOKEN};

/// How much of a name is repeated in an error.
const MAX_NAME: usize = 40;

/// One thing that stands in a file.
#[derive(Debug)]
pub(super) enum Token<'a> {
    /// The start of an element: its local name, and for the root its namespace.
    Open(&'a str, Option<String>),
    /// A piece of the text of the element.
    Text(&'a str),
    /// A character that was written as a reference.
    Char(char),
    /// The end of the element.
    Close,
}

/// What listens to a file.
pub(super) trait Listener {
    /// Takes a token that stands on a line.
    fn take(&mut self, token: Token<'_>, line: u64) -> Result<(), Wrong>;
}

/// A file of which a part has come in.
#[derive(Debug)]
pub(super) struct Input {
    buffer: Vec<u8>,
    /// Bytes that are read and gone.
    gone: u64,
    line: u64,
    /// The qualified names of the open elements.
    open: Vec<String>,
    begun: bool,
}

/// How reading a piece ended.
enum Stop {
    /// More must come in first.
    Waits,
    /// All of it was read.
    End,
}

/// A name of an element as an error repeats it: it is not of the standard perhaps, and could be anything.
fn shown(name: &str) -> String {
    let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, ':' | '_' | '-');
    name.chars().filter(plain).take(MAX_NAME).collect()
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Whether an error says no more than that the text ends too early, so that more text may mend it.
fn ends_early(error: &Error, left: usize) -> bool {
    match error {
        // `<!` alone is the begin of a comment or of a CDATA section.
        Error::Syntax(SyntaxError::InvalidBangMarkup) => left < "<![CDATA[".len(),
        Error::Syntax(_) | Error::IllFormed(IllFormedError::UnclosedReference) => true,
        _ => false,
    }
}

impl Input {
    pub(super) const fn new() -> Self {
        Self { buffer: Vec::new(), gone: 0, line: 1, open: Vec::new(), begun: false }
    }

    /// Takes bytes, and gives the listener all that is complete in them; `last` where nothing more will come.
    pub(super) fn push(&mut self, bytes: &[u8], last: bool, to: &mut dyn Listener) -> Result<(), MessageError> {
        self.buffer.extend_from_slice(bytes);
        if self.gone + self.buffer.len() as u64 > MAX_MESSAGE {
            return Err(self.wrong(Wrong::Large(MAX_MESSAGE)));
        }
        let buffer = std::mem::take(&mut self.buffer);
        let (text, whole) = match std::str::from_utf8(&buffer) {
            Ok(text) => (text, true),
            // A character may be cut in two by the end of a piece.
            Err(error) if error.error_len().is_none() && !last => {
                let (valid, _) = buffer.split_at(error.valid_up_to());
                (std::str::from_utf8(valid).unwrap_or_default(), false)
            }
            Err(_) => return Err(self.wrong(Wrong::Encoding)),
        };
        let at_start = self.gone == 0;
        let mark = if at_start && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let (used, stop) = self.read(text.get(mark..).unwrap_or_default(), last && whole, to)?;
        let used = used + if used > 0 { mark } else { 0 };
        self.gone += used as u64;
        self.buffer = buffer.get(used..).unwrap_or_default().to_vec();
        match (stop, last) {
            (Stop::Waits, false) if self.buffer.len() > MAX_TOKEN => Err(self.wrong(Wrong::Long(MAX_TOKEN))),
            (Stop::Waits, true) => Err(self.wrong(Wrong::NotXml)),
            (Stop::End, true) => match self.open.last() {
                Some(open) => Err(self.wrong(Wrong::Unfinished(shown(local(open))))),
                None if self.begun => Ok(()),
                None => Err(self.wrong(Wrong::Empty)),
            },
            _ => Ok(()),
        }
    }

    /// Reads the complete tokens of a text; gives how many bytes they are.
    fn read(&mut self, text: &str, last: bool, to: &mut dyn Listener) -> Result<(usize, Stop), MessageError> {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        // A file is read in pieces: which elements are open is known here, not by the reader of one piece.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        let mut used = 0;
        loop {
            let event = match reader.read_event() {
                Ok(Event::Eof) => return Ok((used, Stop::End)),
                Ok(event) => event,
                Err(error) if ends_early(&error, text.len() - used) => {
                    if !last {
                        return Ok((used, Stop::Waits));
                    }
                    let open = self.open.last().map(|open| shown(local(open)));
                    return Err(self.wrong(open.map_or(Wrong::NotXml, Wrong::Unfinished)));
                }
                Err(_) => return Err(self.wrong(Wrong::NotXml)),
            };
            let end = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
            if end - used > MAX_TOKEN {
                return Err(self.wrong(Wrong::Long(MAX_TOKEN)));
            }
            // A text at the very end may go on in the next piece.
            if end == text.len() && !last && matches!(event, Event::Text(_) | Event::GeneralRef(_)) {
                return Ok((used, Stop::Waits));
            }
            self.event(event, to)?;
            let passed = text.get(used..end).unwrap_or_default();
            self.line += passed.bytes().filter(|byte| *byte == b'\n').count() as u64;
            used = end;
        }
    }

    fn event(&mut self, event: Event<'_>, to: &mut dyn Listener) -> Result<(), MessageError> {
        let taken = match event {
            Event::Start(start) => self.start(&start, to),
            Event::Empty(start) => self.start(&start, to).and_then(|()| self.end(start.name().0, to)),
            Event::End(end) => self.end(end.name().0, to),
            Event::Text(text) => self.text(&text.xml10_content(), to),
            Event::CData(text) => self.text(&text.xml10_content(), to),
            Event::GeneralRef(reference) => {
                resolved(&reference).ok_or(Wrong::Entity).and_then(|char| to.take(Token::Char(char), self.line))
            }
            Event::DocType(_) => Err(Wrong::Doctype),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::Eof => Ok(()),
        };
        taken.map_err(|wrong| self.wrong(wrong))
    }

    fn start(&mut self, start: &quick_xml::events::BytesStart<'_>, to: &mut dyn Listener) -> Result<(), Wrong> {
        if self.open.len() >= MAX_DEPTH {
            return Err(Wrong::Depth(MAX_DEPTH));
        }
        // A second root is no XML.
        if self.begun && self.open.is_empty() {
            return Err(Wrong::NotXml);
        }
        let name = start.name();
        let space = match self.begun {
            true => None,
            false => Some(namespace(start).ok_or(Wrong::NotXml)?),
        };
        self.begun = true;
        self.open.push(name.0.to_owned());
        to.take(Token::Open(local(name.0), space), self.line)
    }

    fn end(&mut self, name: &str, to: &mut dyn Listener) -> Result<(), Wrong> {
        let name = name.trim_end();
        let open = self.open.pop().ok_or(Wrong::NotXml)?;
        if open != name {
            return Err(Wrong::Closed(shown(local(&open)), shown(local(name))));
        }
        to.take(Token::Close, self.line)
    }

    fn text(&self, text: &str, to: &mut dyn Listener) -> Result<(), Wrong> {
        if !self.open.is_empty() {
            return to.take(Token::Text(text), self.line);
        }
        // Outside the root there is only space.
        if text.trim().is_empty() { Ok(()) } else { Err(Wrong::NotXml) }
    }

    fn wrong(&self, wrong: Wrong) -> MessageError {
        MessageError { line: self.line, wrong }
    }
}

/// The namespace of the root: what it declares for its own prefix, or for none. Empty where it declares nothing; nothing where
/// its attributes cannot be read.
fn namespace(start: &quick_xml::events::BytesStart<'_>) -> Option<String> {
    let wanted = match start.name().0.split_once(':') {
        Some((prefix, _)) => format!("xmlns:{prefix}"),
        None => "xmlns".to_owned(),
    };
    let mut found = String::new();
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        if attribute.key.0 == wanted {
            found = attribute.value.into_owned();
        }
    }
    Some(found)
}

/// The character that a reference stands for.
fn resolved(reference: &BytesRef<'_>) -> Option<char> {
    if let Some(char) = reference.resolve_char_ref().ok()? {
        return Some(char);
    }
    resolve_xml_entity(&reference.xml10_content())?.chars().next()
}
