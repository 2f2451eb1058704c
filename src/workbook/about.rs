//! The first sheet: what this is, how to read it, what to know, and where the figures come from.

use super::case::Case;
use super::layout::{SheetNames, unknown};
use super::plan::{Cell, NumberFormat, Role, Row, Style};
use crate::quantity::{Lang, Text};

/// The widths of its columns.
pub(crate) const WIDTHS: [u16; 4] = [26, 90, 44, 12];

/// All rows of the sheet.
pub(crate) fn rows(cases: &[(Case<'_>, SheetNames)], lang: Lang) -> Vec<Row> {
    let mut rows = Rows { rows: Vec::new(), lang };
    for (place, (case, names)) in cases.iter().enumerate() {
        if place > 0 {
            rows.blank();
        }
        rows.scenario(case, names, place == 0);
    }
    rows.blank();
    rows.legend();
    for (case, _) in cases {
        rows.caveats(case, cases.len() > 1);
        rows.sources(case, cases.len() > 1);
    }
    rows.rows
}

struct Rows {
    rows: Vec<Row>,
    lang: Lang,
}

fn text(role: Role, words: impl Into<String>) -> Option<Cell> {
    Some(Cell::Text(Style::text(role), words.into()))
}

impl Rows {
    fn say(&self, nl: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Nl => nl,
            Lang::En => en,
        }
    }

    fn blank(&mut self) {
        self.rows.push(Vec::new());
    }

    fn section(&mut self, title: String) {
        self.blank();
        self.rows.push(vec![text(Role::Section, title)]);
    }

    fn fact(&mut self, name: &str, words: &str) {
        self.rows.push(vec![text(Role::Text, name), text(Role::Wrapped, words)]);
    }

    fn scenario(&mut self, case: &Case<'_>, names: &SheetNames, first: bool) {
        let about = case.about;
        let role = if first { Role::Title } else { Role::Section };
        self.rows.push(vec![text(role, about.title.get(self.lang))]);
        self.fact(self.say("Plaats en tijd", "Place and time"), about.place.get(self.lang));
        self.fact(self.say("Bladen", "Sheets"), &[&*names.input, &names.computation, &names.outcome].join(", "));
        self.fact(self.say("Gemaakt met", "Made with"), &format!("Dagdeel {}", about.engine));
        self.fact("Document", &about.id);
        self.fact(self.say("SHA-256 van het document", "SHA-256 of the document"), &about.checksum);
    }

    fn legend(&mut self) {
        self.rows.push(vec![text(Role::Section, self.say("Hoe dit werkboek te lezen", "How to read this workbook"))]);
        let format = NumberFormat { percent: false, decimals: 2 };
        let sample = |role: Role, value: &str| Some(Cell::Number(Style::number(role, format), value.to_owned()));
        let word = unknown(self.lang);
        let lines = [
            (
                sample(Role::Input, "37.52"),
                Text::new(
                    "Een invoer. Verander hem en het werkboek rekent opnieuw. Waar een veld van het document in meer \
                     perioden geldt, verwijst elke periode naar die ervoor: verander de eerste, of overschrijf er een om \
                     vanaf dat moment iets anders te laten gelden.",
                    "An input. Change it and the workbook computes again. Where one field of the document holds in several \
                     periods, each period refers to the one before: change the first, or write over one to have something \
                     else hold from then on.",
                ),
            ),
            (
                sample(Role::Given, "12"),
                Text::new(
                    "Volgt uit de kalender of een definitie; niet bedoeld om te veranderen.",
                    "Follows from the calendar or a definition; not meant to be changed.",
                ),
            ),
            (sample(Role::Value, "45960"), Text::new("Berekend met een formule.", "Computed by a formula.")),
            (
                sample(Role::Step, "0.25"),
                Text::new(
                    "Een tussenstap van een verdeling op centen: het deel in centen, het teken (bij gelijke resten gaat het \
                     eerste deel voor, of het laatste als dit teken negatief is), de rest na afronden naar beneden, en hoeveel \
                     delen hun cent eerder krijgen (grootste rest eerst).",
                    "A step of a split to the cent: the share in cents, the sign (of equal remainders the first part goes \
                     first, or the last where this sign is negative), what rounding down leaves, and how many parts get their \
                     cent first (largest remainder first).",
                ),
            ),
            (
                sample(Role::Estimate, "1.02"),
                Text::new(
                    "Een schatting die alleen Dagdeel kan berekenen: een vaste, vergrendelde waarde met de methode ernaast.",
                    "An estimate that only Dagdeel can compute: a fixed, locked value with its method beside it.",
                ),
            ),
            (
                text(Role::Input, word),
                Text::new(
                    "Niet bekend, en nooit nul. Wat ermee rekent is ook onbekend; een som telt wat wel bekend is en zegt \
                     hoeveel er ontbreekt. Vul een getal in en de rest volgt.",
                    "Not known, and never zero. What computes with it is unknown too; a sum adds what is known and says how \
                     much is missing. Fill in a number and the rest follows.",
                ),
            ),
            (
                text(Role::Value, "#N/A"),
                Text::new(
                    "Er is geen uitkomst, bijvoorbeeld omdat een uitgangspunt niet kan. Delen door nul geeft #DEEL/0!.",
                    "There is no outcome, for instance because an assumption is impossible. Dividing by zero gives #DIV/0!.",
                ),
            ),
        ];
        for (sample, words) in lines {
            self.rows.push(vec![sample, text(Role::Wrapped, words.get(self.lang))]);
        }
        let rounding = Text::new(
            "Half van nul af, alleen bij een genoemde stap, geschreven als ROUND(ROUND(x*100,6),0)/100: een rekenblad rekent \
             binair en zou met ROUND(x,2) soms een cent missen.",
            "Half away from zero, only at a named step, written as ROUND(ROUND(x*100,6),0)/100: a spreadsheet computes in \
             binary and would sometimes miss a cent with ROUND(x,2).",
        );
        self.fact(self.say("Afronden", "Rounding"), rounding.get(self.lang));
    }

    fn heading(&self, words: &str, case: &Case<'_>, several: bool) -> String {
        if several { format!("{words}: {}", case.about.title.get(self.lang)) } else { words.to_owned() }
    }

    fn caveats(&mut self, case: &Case<'_>, several: bool) {
        if case.about.caveats.is_empty() {
            return;
        }
        self.section(self.heading(self.say("Wat u moet weten", "What you must know"), case, several));
        for caveat in &case.about.caveats {
            let source = caveat.source.as_deref().and_then(|id| case.source(id));
            let short = source.map_or("", |source| &source.short);
            self.rows.push(vec![text(Role::Note, short), text(Role::Wrapped, caveat.text.get(self.lang))]);
        }
    }

    fn sources(&mut self, case: &Case<'_>, several: bool) {
        if case.about.sources.is_empty() {
            return;
        }
        self.section(self.heading(self.say("Bronnen", "Sources"), case, several));
        let heads = [
            self.say("Bron", "Source"),
            self.say("Titel", "Title"),
            self.say("Adres", "Address"),
            self.say("Datum", "Date"),
        ];
        self.rows.push(heads.into_iter().map(|head| text(Role::Head, head)).collect());
        for source in &case.about.sources {
            self.rows.push(vec![
                text(Role::Text, source.short.as_str()),
                text(Role::Wrapped, source.title.get(self.lang)),
                text(Role::Wrapped, source.url.as_deref().unwrap_or_default()),
                text(Role::Text, source.date.as_str()),
            ]);
        }
    }
}
