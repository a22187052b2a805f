//! The words of the reader pane that are no article's own: byline, tags, picture line, reasons; and text in lines.

use crate::document::{self, Address, Document, Warning};
use crate::model::{Article, Attachment, Group, Link, NewArticle, Reason, Related, TextOf};
use crate::text::messages::Value;
use crate::text::{CleanText, Locale, calendar};

use crate::app::state::Wording;
use crate::app::tags::tag_label;

pub(super) fn document_of(shown: &NewArticle) -> Document {
    match &shown.body.html {
        Some(html) => {
            let base = shown.url.as_deref().and_then(|url| document::web_address(url, None));
            Document::from_html(html, base.as_ref())
        }
        None => match &shown.dateline {
            Some(dateline) => Document::from_text(&CleanText::lines(&format!("{dateline} — {}", shown.body.text))),
            None => Document::from_text(&shown.body.text),
        },
    }
}

/// The publisher's tags and the reader's in lines of a width, none of them broken; one empty line where there are none.
pub(super) fn tag_lines(given: &NewArticle, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let of_publisher = given.tags.iter().map(|tag| tag_label(tag, false));
    for tag in of_publisher.chain(given.own_tags.iter().map(|tag| tag_label(tag, true))) {
        match lines.last_mut() {
            Some(line) if line.is_empty() => *line = tag,
            Some(line) if document::width(line) + 2 + document::width(&tag) <= width => {
                line.push_str("  ");
                line.push_str(&tag);
            }
            _ => lines.push(tag),
        }
    }
    lines
}

/// The words that may become tags in one line, as many as fit whole; none where none does.
pub(super) fn suggested(words: &[CleanText], width: usize, locale: Locale) -> Option<String> {
    let mut line = locale.text("suggested");
    let mut any = false;
    for word in words {
        let more = format!("{}{word}", if any { " · " } else { " " });
        if document::width(&line) + document::width(&more) > width {
            break;
        }
        line.push_str(&more);
        any = true;
    }
    any.then_some(line)
}

/// Plain text in lines of a width.
pub(super) fn wrap(text: &str, width: u16) -> Vec<String> {
    let document = Document::from_text(&CleanText::lines(text));
    let lines = document::lay_out(&document, usize::from(width), None);
    lines.iter().map(|line| line.segments.iter().map(|segment| segment.text.as_str()).collect()).collect()
}

pub(super) fn byline(article: &Article, shown: &NewArticle, wording: &Wording) -> String {
    let locale = wording.locale;
    let mut parts = vec![shown.source.as_str().to_owned()];
    let mut names: Vec<&str> = shown.authors.iter().map(CleanText::as_str).collect();
    let initials = shown.initials.as_ref().map(|initials| format!("({initials})"));
    if names.is_empty() {
        parts.extend(initials);
    } else {
        names.extend(initials.as_deref());
        parts.push(locale.text_with("by", &[("names", Value::Text(&names.join(", ")))]));
    }
    if let Some(name) = &shown.attribution {
        parts.push(locale.text_with("attribution", &[("name", Value::Text(name))]));
    }
    parts.push(match shown.published {
        None => locale.text("no-date"),
        Some(date) if wording.zone.to_offset(date.timestamp) == date.offset => calendar::long(date, locale),
        Some(date) => format!(
            "{} ({} {})",
            calendar::long(date, locale),
            calendar::elsewhere(date, &wording.zone, locale),
            locale.text("your-time")
        ),
    });
    if let Some(minutes) = article.minutes() {
        parts.push(locale.text_with("minutes", &[("count", Value::Count(minutes))]));
    }
    if article.given.full_text.is_some() {
        parts.push(locale.text(match article.given.text_shown() {
            TextOf::Feed => "text-feed",
            TextOf::Page => "text-page",
        }));
    }
    parts.join(" · ")
}

pub(super) fn picture(shown: &NewArticle) -> Option<String> {
    let picture = shown.picture.as_ref()?;
    let words: Vec<&str> = [&picture.caption, &picture.credit].into_iter().flatten().map(CleanText::as_str).collect();
    (!words.is_empty()).then(|| format!("▣ {}", words.join(" · ")))
}

/// A file that comes with the article: what it is, how long it plays, how large it is; and in a row of its own where it is.
pub(super) fn attachment(file: &Attachment, locale: Locale) -> [String; 2] {
    let address = document::address(&Link { title: CleanText::default(), url: file.url.clone() }).text;
    [format!("{}: {}", locale.text("attachment"), about(file, locale).join(" · ")), format!("  {address}")]
}

/// What is known of a file: its media type, how long it plays, how large it is.
pub(in crate::app) fn about(file: &Attachment, locale: Locale) -> Vec<String> {
    let kind = (!file.mime_type.is_empty()).then(|| file.mime_type.to_string());
    let size = file.size.filter(|&bytes| bytes > 0).map(|bytes| size(bytes, locale));
    [kind, file.duration.map(duration), size].into_iter().flatten().collect()
}

/// Seconds as a player shows them: `32:46`, `1:02:03`.
fn duration(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours == 0 { format!("{minutes}:{seconds:02}") } else { format!("{hours}:{minutes:02}:{seconds:02}") }
}

/// Bytes in units of a thousand, as stores and browsers give them: `640 kB`, `31.5 MB`.
fn size(bytes: u64, locale: Locale) -> String {
    let tenths = |unit: u64| {
        let tenths = bytes.saturating_add(unit / 20) / (unit / 10);
        let mark = if locale == Locale::Id { ',' } else { '.' };
        if tenths.is_multiple_of(10) {
            (tenths / 10).to_string()
        } else {
            format!("{}{mark}{}", tenths / 10, tenths % 10)
        }
    };
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        1_000_000..1_000_000_000 => format!("{} MB", tenths(1_000_000)),
        _ => format!("{} GB", tenths(1_000_000_000)),
    }
}

/// A link of the text in a list: its number and address, and what is odd about it.
pub(super) fn link_row(at: usize, link: &Link, locale: Locale) -> (String, Option<String>) {
    let Address { text, warning } = document::address(link);
    let warning = warning.map(|warning| match warning {
        Warning::User(user) => locale.text_with("link-user", &[("user", Value::Text(&user))]),
        Warning::OtherHost(host) => locale.text_with("link-other-host", &[("host", Value::Text(&host))]),
    });
    (format!("[{}] {text}", at + 1), warning)
}

/// Why an article is related, in words, but for what its group says.
#[must_use]
pub fn why(related: &Related, wording: &Wording) -> String {
    let is_said = |reason: &&Reason| {
        matches!((reason, related.group), (Reason::SameStory, Group::Story) | (Reason::Linked, Group::Page))
    };
    let reasons = related.reasons.iter().filter(|reason| !is_said(reason));
    reasons.map(|reason| reason_text(reason, wording)).collect::<Vec<_>>().join(" · ")
}

/// What a group of related articles is called.
#[must_use]
pub fn group_name(group: Group, locale: Locale) -> String {
    locale.text(match group {
        Group::Story => "group-story",
        Group::Earlier => "group-earlier",
        Group::About => "group-about",
        Group::Page => "group-page",
    })
}

fn reason_text(reason: &Reason, wording: &Wording) -> String {
    let terms = joined(reason.terms().iter());
    let key = match reason {
        Reason::SharedTerms(terms) => return shared_terms(terms, wording.locale),
        Reason::SameStory => "reason-same-story",
        Reason::SameText => "reason-same-text",
        Reason::AlsoAt(_) => "reason-also-at",
        Reason::SharedTags(_) => "reason-shared-tags",
        Reason::Linked => "reason-linked",
        Reason::SameSource(_) => "reason-same-source",
    };
    wording.locale.text_with(key, &[("terms", Value::Text(&terms))])
}

/// The names that two articles share, and the other words: a name never stands without a capital.
fn shared_terms(terms: &[CleanText], locale: Locale) -> String {
    let is_name = |term: &&CleanText| term.chars().any(char::is_uppercase);
    let (names, others): (Vec<&CleanText>, Vec<&CleanText>) = terms.iter().partition(is_name);
    let parts = [("reason-shared-names", names), ("reason-shared-terms", others)];
    let part = |(key, terms): (&str, Vec<&CleanText>)| {
        (!terms.is_empty()).then(|| locale.text_with(key, &[("terms", Value::Text(&joined(terms.into_iter())))]))
    };
    parts.into_iter().filter_map(part).collect::<Vec<_>>().join(" · ")
}

fn joined<'t>(terms: impl Iterator<Item = &'t CleanText>) -> String {
    terms.map(CleanText::as_str).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_and_sizes_are_read_at_a_glance() {
        assert_eq!([0, 59, 1966, 3723, 360_000].map(duration), ["0:00", "0:59", "32:46", "1:02:03", "100:00:00"]);
        let written = |locale| {
            [999, 1_000, 640_512, 999_999, 1_000_000, 31_457_280, 4_000_000_000, u64::MAX]
                .map(|bytes| size(bytes, locale))
        };
        assert_eq!(
            written(Locale::En),
            ["999 B", "1 kB", "640 kB", "999 kB", "1 MB", "31.5 MB", "4 GB", "18446744073.7 GB"]
        );
        assert_eq!(written(Locale::Id)[5], "31,5 MB");
    }
}
