//! Claims of the user's own that figures come from. The document says which claims they are and how figures follow from them,
//! and holds none of those figures: they are supplied when the same claims are loaded, and unknown until then.

use super::missing;
use super::product::Product;
use crate::calendar::Date;
use crate::quantity::{Exact, Lang, Text, write_number};
use crate::tree::{Problem, Problems, record};

record! {
    /// The claims of a year on which products of this document rest: their volume a year, their months, and their shares by
    /// municipality or provider.
    pub struct OwnClaims as "own_claims" {
        /// The identifier of a source of this document.
        pub source: String,
        /// The year of care.
        pub year: i32,
        /// How many lines count: of these products in this year.
        pub lines: i32,
        /// What they amount to, in euro.
        pub euros: Exact,
        /// A checksum of all claims that were loaded: others are not taken for these.
        pub hash: String,
        /// Whether lines with an error are left out; they count where it is not given.
        pub without_errors: Option<bool>,
        /// The identifiers of the products that rest on them: with a code, and a volume that is given by year.
        pub products: Vec<String>,
        /// The tariffs that were agreed, which the checks of claims hold against what was claimed.
        pub agreed: Option<Vec<AgreedTariff>>,
    }
}

record! {
    /// A tariff that was agreed for a code of the claims.
    #[cfg_attr(feature = "types", ts(rename = "DocumentAgreedTariff"))]
    pub struct AgreedTariff {
        /// The code.
        pub product: String,
        /// The provider it holds for, as in the claims; for all where none is named.
        pub provider: Option<String>,
        /// The unit that is claimed (code list WJ756): `minuut`, `uur`, `etmaal`, `dagdeel`, `stuksoutput`, `stuksinspanning`, `euro`.
        pub unit: String,
        /// In euro per unit; for minutes of an hour (IV081).
        pub tariff: Exact,
        /// The first day on which it holds.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        pub from: Date,
    }
}

impl OwnClaims {
    pub(crate) fn check<'a>(&self, path: &str, product: impl Fn(&str) -> Option<&'a Product>, problems: &mut Problems) {
        problems.cite(&self.source, &format!("{path}.source"));
        for (at, id) in self.products.iter().enumerate() {
            let place = format!("{path}.products[{at}]");
            match product(id) {
                None => problems.add(missing(&place, Text::new("product", "product"), id)),
                Some(product) if product.volume.per_year.is_none() || product.code.is_none() => {
                    let message = Text::owned(
                        format!("{place}: geef dit product een code, en zijn volume met per_year."),
                        format!("{place}: give this product a code, and its volume with per_year."),
                    );
                    problems.add(Problem::at(&place, "volume", message));
                }
                Some(_) => {}
            }
        }
    }

    /// What a reader must know: on which claims figures rest, and where they are not there, what to do.
    pub(crate) fn told<'a>(&self, product: impl Fn(&str) -> Option<&'a Product>) -> Text {
        let lines = |lang| write_number(Exact::from_i64(i64::from(self.lines)), 0, lang);
        let euros = |lang| write_number(self.euros, 2, lang);
        let (nl, en) = match self.without_errors {
            Some(true) => (", zonder regels met een fout", ", without lines with an error"),
            _ => ("", ""),
        };
        let (year, hash) = (self.year, &self.hash);
        let nl = format!(
            "Rust op eigen declaraties over {year}: {} regels, € {}{nl} (kenmerk {hash}).",
            lines(Lang::Nl),
            euros(Lang::Nl)
        );
        let en = format!(
            "Rests on claims of one's own of {year}: {} lines, € {}{en} (mark {hash}).",
            lines(Lang::En),
            euros(Lang::En)
        );
        let there = |id: &String| product(id).and_then(|product| product.volume.per_year.as_ref()?.value).is_some();
        if self.products.iter().all(there) {
            return Text::owned(nl, en);
        }
        Text::owned(
            format!(
                "{nl} Ze staan niet in het document: laad dezelfde declaraties bij Eigen gegevens, tot dan is het volume onbekend."
            ),
            format!(
                "{en} They are not in the document: load the same claims under Own data; until then the volume is unknown."
            ),
        )
    }
}
