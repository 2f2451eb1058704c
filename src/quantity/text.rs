//! Text in the two languages of the program.

use std::borrow::Cow;

use serde::Serialize;

/// A language that the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// Dutch, the first language of the page.
    #[default]
    Nl,
    /// English.
    En,
}

/// The same words in Dutch and in English.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Text {
    /// The Dutch words.
    pub nl: Cow<'static, str>,
    /// The English words.
    pub en: Cow<'static, str>,
}

impl Text {
    /// A text that is known when the program is built.
    pub const fn new(nl: &'static str, en: &'static str) -> Self {
        Self { nl: Cow::Borrowed(nl), en: Cow::Borrowed(en) }
    }

    /// A text put together while the program runs.
    pub const fn owned(nl: String, en: String) -> Self {
        Self { nl: Cow::Owned(nl), en: Cow::Owned(en) }
    }

    /// A text that reads the same in both languages: a name, a year, a code.
    pub fn same(words: impl Into<Cow<'static, str>>) -> Self {
        let words = words.into();
        Self { nl: words.clone(), en: words }
    }

    /// The words in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Nl => &self.nl,
            Lang::En => &self.en,
        }
    }
}

/// The first 40 characters of what was found, for an error message: enough to recognise it, too
/// little to repeat a whole pasted file.
pub(crate) fn excerpt(found: &str) -> String {
    const LIMIT: usize = 40;
    if found.chars().count() <= LIMIT {
        return found.to_owned();
    }
    let mut short: String = found.chars().take(LIMIT - 1).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_never_exceeds_forty_characters() {
        assert_eq!(excerpt("12,25 per uur"), "12,25 per uur");
        assert_eq!(excerpt(&"é".repeat(40)), "é".repeat(40));
        let long = excerpt(&"é".repeat(41));
        assert_eq!(long.chars().count(), 40);
        assert!(long.ends_with('…'));
    }

    #[test]
    fn a_text_is_written_with_both_languages() {
        let text = Text::new("tarief", "tariff");
        assert_eq!(serde_json::to_string(&text).ok().as_deref(), Some(r#"{"nl":"tarief","en":"tariff"}"#));
        assert_eq!(text.get(Lang::En), "tariff");
        assert_eq!(Text::same("2022").nl, Text::same(String::from("2022")).en);
    }
}
