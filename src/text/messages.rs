//! The words of the interface, in each of its languages. The texts are the Fluent files beside this one; nothing
//! else in the program has a sentence for the reader's eye.

use std::sync::LazyLock;

use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Indonesian.
    Id,
}

impl Locale {
    /// Every locale.
    pub const ALL: [Self; 2] = [Self::En, Self::Id];

    /// The code of its language.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Id => "id",
        }
    }

    /// The message with this key.
    #[must_use]
    pub fn text(self, key: &str) -> String {
        self.text_with(key, &[])
    }

    /// The message with this key and these values in their places; the key itself where there is no such message.
    #[must_use]
    pub fn text_with(self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else { return key.to_owned() };
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            match value {
                Value::Text(text) => args.set(*name, *text),
                Value::Count(count) => args.set(*name, FluentValue::from(*count)),
            }
        }
        bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    fn bundle(self) -> &'static FluentBundle<FluentResource> {
        static EN: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Locale::En));
        static ID: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Locale::Id));
        match self {
            Self::En => &EN,
            Self::Id => &ID,
        }
    }

    fn source(self) -> &'static str {
        match self {
            Self::En => include_str!("messages/en.ftl"),
            Self::Id => include_str!("messages/id.ftl"),
        }
    }
}

/// A value in a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// Words.
    Text(&'a str),
    /// A number, by which the message may choose its form.
    Count(usize),
}

fn bundle(locale: Locale) -> FluentBundle<FluentResource> {
    let language: LanguageIdentifier = locale.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Isolating marks around values are invisible characters, which no frame may hold.
    bundle.set_use_isolating(false);
    // A message that cannot be read is missing, and a missing one shows its key; a test finds both.
    let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(locale.source().to_owned());
    bundle.add_resource_overriding(resource);
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(locale: Locale) -> Vec<&'static str> {
        let message = |line: &'static str| line.split_once(" =").map(|(key, _)| key).filter(|key| !key.contains(' '));
        locale.source().lines().filter(|line| !line.starts_with('#')).filter_map(message).collect()
    }

    #[test]
    fn every_language_has_every_message_once() {
        for locale in Locale::ALL {
            assert!(FluentResource::try_new(locale.source().to_owned()).is_ok(), "{locale:?} cannot be read");
            assert_eq!(keys(locale), keys(Locale::En), "{locale:?}");
        }
        let mut english = keys(Locale::En);
        assert!(english.len() > 100);
        english.sort_unstable();
        english.dedup();
        assert_eq!(english.len(), keys(Locale::En).len(), "a key stands twice");
    }

    #[test]
    fn every_message_that_the_code_names_exists_and_none_is_left_over() {
        let mut code = String::new();
        let mut folders = vec![std::path::PathBuf::from("src")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "rs") {
                    code.push_str(&std::fs::read_to_string(path).unwrap());
                }
            }
        }
        let unused: Vec<_> = keys(Locale::En).into_iter().filter(|key| !code.contains(&format!("\"{key}\""))).collect();
        assert_eq!(unused, Vec::<&str>::new());
    }

    #[test]
    fn values_stand_in_their_places_without_invisible_marks() {
        assert_eq!(Locale::En.text_with("articles", &[("count", Value::Count(1))]), "1 article");
        assert_eq!(Locale::En.text_with("articles", &[("count", Value::Count(12))]), "12 articles");
        assert_eq!(Locale::Id.text_with("by", &[("names", Value::Text("Sari"))]), "oleh Sari");
        assert_eq!(Locale::En.text("no-such-key"), "no-such-key");
    }
}
