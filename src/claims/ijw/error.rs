//! What can be wrong with a message.

use thiserror::Error;

use crate::quantity::Text;

/// Why a whole message cannot be read. No value of the message is in it, only names of its elements.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("line {line}: {wrong:?}")]
pub struct MessageError {
    /// The line of the file.
    pub line: u64,
    /// What is wrong there.
    pub wrong: Wrong,
}

/// What is wrong with a message.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Wrong {
    /// It is no XML.
    NotXml,
    /// It is not UTF-8.
    Encoding,
    /// It has a document type definition, which could name other files or swell up.
    Doctype,
    /// It has an entity that XML does not define.
    Entity,
    /// Its elements are nested deeper than this.
    Depth(usize),
    /// One tag or text is longer than this many bytes.
    Long(usize),
    /// It is larger than this many bytes.
    Large(u64),
    /// It ends before the element that it is in.
    Unfinished(String),
    /// An element ends that is not the open one: expected, found.
    Closed(String, String),
    /// Its root is no message of the standard.
    Root,
    /// It is of another version: what was found.
    Version(String),
    /// It is another message: what was found.
    Kind(String),
    /// An element of its header is not there or cannot be read.
    Header(&'static str),
    /// An element stands where it cannot, such as a client in a client.
    Nested(&'static str),
    /// An element is there a second time that a message holds once.
    Second(&'static str),
    /// There is nothing in it.
    Empty,
}

impl Wrong {
    /// The error's code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotXml => "message-not-xml",
            Self::Encoding => "message-encoding",
            Self::Doctype => "message-doctype",
            Self::Entity => "message-entity",
            Self::Depth(_) => "message-depth",
            Self::Long(_) => "message-long",
            Self::Large(_) => "message-large",
            Self::Unfinished(_) => "message-unfinished",
            Self::Closed(..) => "message-closed",
            Self::Root => "message-root",
            Self::Version(_) => "message-version",
            Self::Kind(_) => "message-kind",
            Self::Header(_) => "message-header",
            Self::Nested(_) => "message-nested",
            Self::Second(_) => "message-second",
            Self::Empty => "message-empty",
        }
    }

    fn said(&self) -> (String, String) {
        match self {
            Self::NotXml => (
                "Dit is geen XML. Lever het bericht aan zoals het is verstuurd.".into(),
                "This is no XML. Give the message as it was sent.".into(),
            ),
            Self::Encoding => (
                "De tekst is geen UTF-8, zoals de standaard vraagt. Lever het bericht aan zoals het is verstuurd."
                    .into(),
                "The text is not UTF-8, as the standard asks. Give the message as it was sent.".into(),
            ),
            Self::Doctype => (
                "Het bericht heeft een DOCTYPE. Dat staat de standaard niet toe; het wordt niet gelezen.".into(),
                "The message has a DOCTYPE. The standard does not allow that; it is not read.".into(),
            ),
            Self::Entity => (
                "Er staat een verwijzing (&…;) die XML niet kent.".into(),
                "There is a reference (&…;) that XML does not know.".into(),
            ),
            Self::Depth(most) => (
                format!("De elementen liggen dieper in elkaar dan {most}; een bericht van de standaard doet dat niet."),
                format!("Elements are nested deeper than {most}; no message of the standard is."),
            ),
            Self::Long(most) => (
                format!("Eén element of tekst is langer dan {most} bytes."),
                format!("One tag or text is longer than {most} bytes."),
            ),
            Self::Large(most) => (
                format!("Het bestand is groter dan {most} bytes. Splits het."),
                format!("The file is larger than {most} bytes. Split it."),
            ),
            Self::Unfinished(open) => (
                format!("Het bericht houdt op binnen het element {open}. Het bestand is niet volledig."),
                format!("The message ends inside the element {open}. The file is not complete."),
            ),
            Self::Closed(expected, found) => (
                format!("Gevonden het einde van {found}, verwacht dat van {expected}."),
                format!("Found the end of {found}, expected that of {expected}."),
            ),
            Self::Root => (
                "Dit is geen bericht van iJw. Verwacht een JW301, JW323 of JW325.".into(),
                "This is no message of iJw. Expected a JW301, JW323 or JW325.".into(),
            ),
            Self::Version(found) => {
                (format!("Gevonden iJw {found}, verwacht iJw 3.2."), format!("Found iJw {found}, expected iJw 3.2."))
            }
            Self::Kind(found) => (
                format!("Gevonden een {found}, verwacht een JW301, JW323 of JW325."),
                format!("Found a {found}, expected a JW301, JW323 or JW325."),
            ),
            Self::Header(element) => (
                format!("In de kop ontbreekt {element}, of het is niet te lezen."),
                format!("{element} is missing from the header, or cannot be read."),
            ),
            Self::Nested(element) => (
                format!("Een element {element} staat binnen een ander element {element}."),
                format!("An element {element} stands inside another element {element}."),
            ),
            Self::Second(element) => (
                format!("Het element {element} staat er een tweede keer; een bericht heeft er één."),
                format!("The element {element} is there a second time; a message has one."),
            ),
            Self::Empty => ("Het bestand is leeg.".into(), "The file is empty.".into()),
        }
    }
}

impl MessageError {
    /// What to tell a reader, beside the line.
    pub fn message(&self) -> Text {
        let (nl, en) = self.wrong.said();
        Text::owned(nl, en)
    }
}
