//! Levers that cannot both have their say: only the last of them counts, or they work against each other. The computation goes on
//! in the order of the document; a reader is told.

use super::{Head, Lever};
use crate::calendar::Date;
use crate::quantity::Text;

/// Something that levers are aimed at.
#[derive(Clone, Copy, Debug)]
pub struct Aim<'a> {
    /// The product, line or category.
    pub id: &'a str,
    /// What it is called.
    pub name: &'a Text,
    /// Its category.
    pub category: Option<&'a str>,
    /// Whether it is a plain line, which has an amount and no volume or tariff.
    pub line: bool,
}

/// How two levers get in each other's way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Clash {
    /// Both set the tariff.
    Tariff,
    /// The second sets the tariff, so that the first has no effect on it any more.
    Overruled,
    /// Both set the units per client per week.
    PerWeek,
    /// The second sets the units per client per week, whatever the first allows.
    CapLost,
    /// Both set the most that a client may have.
    Caps,
    /// Both lead to a target.
    Targets,
    /// One grows what the other leads to a target.
    TargetGrows,
    /// Both index the same tariff.
    Indexed,
    /// The second begins from another absence than the first leaves.
    Absence,
    /// What one moves, the other moves back.
    BackAndForth,
}

impl Clash {
    /// What a reader is told; places stand in braces.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Tariff => (
                "{first} en {second} bepalen allebei het tarief{of} vanaf {from}; alleen de laatste telt. Zet er één uit.",
                "{first} and {second} both set the tariff{of} from {from}; only the last counts. Switch one off.",
            ),
            Self::Overruled => (
                "{first} telt vanaf {from} niet meer mee{of}: {second} stelt daarna het tarief vast. Zet {second} eerder in de volgorde, \
                 of zet er één uit.",
                "{first} no longer counts from {from}{of}: {second} sets the tariff after it. Move {second} up, or switch one off.",
            ),
            Self::PerWeek => (
                "{first} en {second} bepalen allebei de eenheden per cliënt per week{of} vanaf {from}; alleen de laatste telt. Zet er \
                 één uit.",
                "{first} and {second} both set the units per client per week{of} from {from}; only the last counts. Switch one off.",
            ),
            Self::CapLost => (
                "De grens van {first} geldt vanaf {from} niet meer{of}: {second} stelt daarna de eenheden per cliënt per week vast. Zet \
                 {second} eerder in de volgorde.",
                "The limit of {first} no longer holds from {from}{of}: {second} sets the units per client per week after it. Move \
                 {second} up.",
            ),
            Self::Caps => (
                "{first} en {second} begrenzen allebei de eenheden per cliënt per week{of} vanaf {from}; alleen de laagste grens telt.",
                "{first} and {second} both limit the units per client per week{of} from {from}; only the lowest limit counts.",
            ),
            Self::Targets => (
                "{first} en {second} zijn allebei een doelpad{of}: de afnames komen boven op elkaar, zodat geen van beide doelen precies \
                 wordt gehaald. Zet er één uit.",
                "{first} and {second} are both a target path{of}: the reductions come on top of each other, so that neither target is \
                 met precisely. Switch one off.",
            ),
            Self::TargetGrows => (
                "{first} en {second} werken tegen elkaar in{of}: de groei komt boven op het doelpad, zodat het doel niet precies wordt \
                 gehaald.",
                "{first} and {second} work against each other{of}: the growth comes on top of the target path, so that the target is not \
                 met precisely.",
            ),
            Self::Indexed => (
                "{first} en {second} indexeren allebei hetzelfde tarief{of} vanaf {from}; het stijgt dus twee keer per jaar. Zet er één \
                 uit.",
                "{first} and {second} both index the same tariff{of} from {from}, so that it rises twice a year. Switch one off.",
            ),
            Self::Absence => (
                "{second} gaat vanaf {from} uit van een andere afwezigheid{of} dan {first} achterlaat; de tweede verandering rekent dan te \
                 veel of te weinig. Neem als afwezigheid nu die van {first} straks.",
                "{second} begins from {from} with another absence{of} than {first} leaves; the second change is then too large or too \
                 small. Take as absence now that of {first} then.",
            ),
            Self::BackAndForth => (
                "{first} en {second} werken tegen elkaar in vanaf {from}: wat de een verschuift, schuift de ander terug.",
                "{first} and {second} work against each other from {from}: what one moves, the other moves back.",
            ),
        }
    }

    /// How the second gets in the way of the first, which stands before it in the document.
    fn of(first: &Lever, second: &Lever) -> Option<Self> {
        use Lever::{
            Attendance, GroupSize, Growth, Indexation, Intensity, Substitution, Surcharge, TargetPath, Tariff,
            TariffChange,
        };
        // What starts later on purpose follows on what was there.
        let follows = second.head().from > first.head().from;
        match (first, second) {
            (Tariff(_) | GroupSize(_), Tariff(_) | GroupSize(_)) => (!follows).then_some(Self::Tariff),
            (TariffChange(_) | Surcharge(_) | Indexation(_), Tariff(_) | GroupSize(_)) => Some(Self::Overruled),
            (Intensity(a), Intensity(b)) => match (&a.per_week, &b.per_week, &a.cap, &b.cap) {
                (Some(_), Some(_), ..) if !follows => Some(Self::PerWeek),
                (None, Some(_), Some(_), None) => Some(Self::CapLost),
                (_, None, Some(_), Some(_)) => Some(Self::Caps),
                _ => None,
            },
            (TargetPath(_), TargetPath(_)) => Some(Self::Targets),
            (TargetPath(_), Growth(_)) | (Growth(_), TargetPath(_)) => Some(Self::TargetGrows),
            (Indexation(_), Indexation(_)) => Some(Self::Indexed),
            (Attendance(a), Attendance(b)) => (a.new_no_show.value != b.old_no_show.value).then_some(Self::Absence),
            (Substitution(a), Substitution(b)) => {
                (a.product == b.into && a.into == b.product).then_some(Self::BackAndForth)
            }
            _ => None,
        }
    }
}

/// What gets in the way of what, where both levers are on: the position of the earlier one, and what to tell a reader.
pub(crate) fn conflicts(levers: &[Lever], aims: &[Aim<'_>]) -> Vec<(usize, Text)> {
    let mut found = Vec::new();
    for (at, first) in levers.iter().enumerate().filter(|(_, lever)| lever.head().on) {
        for second in levers.iter().skip(at + 1).filter(|lever| lever.head().on) {
            let Some(clash) = Clash::of(first, second) else {
                continue;
            };
            let both: Vec<&Text> = aims
                .iter()
                .filter(|aim| reaches(first, aim) && (clash == Clash::BackAndForth || reaches(second, aim)))
                .map(|aim| aim.name)
                .collect();
            if both.is_empty() || !meet(&first.head(), &second.head()) {
                continue;
            }
            let everything = both.len() == aims.iter().filter(|aim| !aim.line).count();
            found.push((at, told(clash, &first.head(), &second.head(), if everything { &[] } else { &both })));
        }
    }
    found
}

/// Whether a lever works on something.
fn reaches(lever: &Lever, aim: &Aim<'_>) -> bool {
    let product = match lever {
        Lever::Tariff(own) => Some(&own.product),
        Lever::GroupSize(own) => Some(&own.product),
        Lever::CostPrice(own) => Some(&own.product),
        Lever::Surcharge(own) => Some(&own.product),
        Lever::Substitution(own) => Some(&own.product),
        _ => None,
    };
    lever.head().reaches(product.map(String::as_str), aim.id, aim.category, aim.line)
}

/// Whether two levers are at work at one time, for one municipality and one provider.
fn meet(first: &Head<'_>, second: &Head<'_>) -> bool {
    let before = |head: &Head<'_>, day: Date| head.to.is_none_or(|to| day < to);
    let shared = |a: Option<&Vec<String>>, b: Option<&Vec<String>>| match (a, b) {
        (Some(a), Some(b)) => a.iter().any(|id| b.contains(id)),
        _ => true,
    };
    let (a, b) = (first.target, second.target);
    before(first, second.from)
        && before(second, first.from)
        && shared(a.and_then(|a| a.municipalities.as_ref()), b.and_then(|b| b.municipalities.as_ref()))
        && shared(a.and_then(|a| a.providers.as_ref()), b.and_then(|b| b.providers.as_ref()))
}

fn told(clash: Clash, first: &Head<'_>, second: &Head<'_>, of: &[&Text]) -> Text {
    let from = first.from.max(second.from).text();
    let (nl, en) = clash.words();
    let fill = |words: &str, pick: &dyn Fn(&Text) -> String, preposition: &str, from: &str| {
        let names: Vec<String> = of.iter().map(|name| pick(name)).collect();
        let of = if names.is_empty() { String::new() } else { format!(" {preposition} {}", names.join(", ")) };
        let quoted = |name: &Text| format!("“{}”", pick(name));
        words
            .replace("{first}", &quoted(first.name))
            .replace("{second}", &quoted(second.name))
            .replace("{of}", &of)
            .replace("{from}", from)
    };
    Text::owned(
        fill(nl, &|text| text.nl.to_string(), "van", &from.nl),
        fill(en, &|text| text.en.to_string(), "of", &from.en),
    )
}
