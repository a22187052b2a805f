//! What an input is, by its first bytes. Reads nothing itself; [`ingest`](super::ingest) hands it the beginning.

use std::borrow::Cow;

use quick_xml::events::Event;

use super::encoding::at_first_sight;
use super::feed::xml;
use super::{Kind, urls};

/// Bytes of an input's beginning that are looked at.
pub const BEGINNING: usize = 64 << 10;

/// Letters that make a text worth reading.
const LETTERS: usize = 3;

/// What an input seems to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sniffed {
    /// One of the kinds that are read.
    Kind(Kind),
    /// XML of some other kind, by the name of its root.
    Xml(String),
    /// Nothing but white space.
    Empty,
    /// Not text.
    Binary,
    /// Text in which nothing is recognised.
    Unknown,
}

/// The kind of an input by its `beginning`, of which at most [`BEGINNING`] bytes are looked at; none where it is
/// none of those that are read.
#[must_use]
pub fn sniff(beginning: &[u8]) -> Option<Kind> {
    match look(beginning) {
        Sniffed::Kind(kind) => Some(kind),
        _ => None,
    }
}

pub(super) fn look(beginning: &[u8]) -> Sniffed {
    let beginning = &beginning[..beginning.len().min(BEGINNING)];
    let Some(text) = text(beginning) else { return Sniffed::Binary };
    let text = text.trim_start_matches('\u{feff}').trim_start();
    match text.as_bytes().first() {
        None => Sniffed::Empty,
        Some(b'{') => json(text),
        Some(b'<') => markup(text).unwrap_or_else(|| prose(text)),
        Some(_) if urls::is_list(text, beginning.len() == BEGINNING) => Sniffed::Kind(Kind::Urls),
        Some(_) => prose(text),
    }
}

/// The beginning as text; none where it is no text in any encoding.
fn text(beginning: &[u8]) -> Option<Cow<'_, str>> {
    let text = at_first_sight(beginning);
    let (mut all, mut odd, mut wrong, mut nuls) = (0_usize, 0_usize, 0_usize, 0_usize);
    for c in text.chars() {
        all += 1;
        nuls += usize::from(c == '\0');
        wrong += usize::from(c == char::REPLACEMENT_CHARACTER);
        odd += usize::from(c.is_control() && !c.is_whitespace() && c != '\u{1b}');
    }
    let start = text.trim_start_matches('\u{feff}').trim_start();
    // Markup may be in Latin-1, where every accented letter looks wrong; a NUL within a line of JSON is its trouble.
    let (is_markup, is_json) = (start.starts_with('<'), start.starts_with('{'));
    let is_text = odd * 20 <= all && (wrong * 10 <= all || is_markup) && (nuls == 0 || is_markup || is_json);
    is_text.then_some(text)
}

fn json(text: &str) -> Sniffed {
    let (line, ended) = text.split_once('\n').map_or((text, false), |(line, _)| (line, true));
    let whole = serde_json::from_str::<serde_json::Value>(line.trim()).ok();
    if let Some(whole) = &whole {
        let says = |name: &str| whole.get(name).is_some();
        if whole.get("version").and_then(|v| v.as_str()).is_some_and(|v| v.contains("jsonfeed")) && says("items") {
            return Sniffed::Kind(Kind::JsonFeed);
        }
        let item = ["id", "url", "title", "content_html", "content_text", "_warta"].into_iter().any(says);
        return if item { Sniffed::Kind(Kind::JsonLines) } else { Sniffed::Unknown };
    }
    // An object over several lines, or one on a line longer than the beginning.
    let start: String = text.chars().take(BEGINNING).filter(|c| !c.is_whitespace()).take(4_000).collect();
    let versioned = start.find("\"version\"").is_some_and(|at| start[at..].contains("jsonfeed.org/version/"));
    let items = start.contains("\"items\":[");
    if versioned || items && !ended || items && start.starts_with("{\"") {
        return Sniffed::Kind(Kind::JsonFeed);
    }
    let opens = line.trim_start_matches('{').trim_start().starts_with('"');
    if opens && (!ended && text.len() + 1_024 >= BEGINNING || ended && line.trim_end().ends_with('}')) {
        return Sniffed::Kind(Kind::JsonLines);
    }
    // A first line that is broken does not hide what the second says.
    let second = text.lines().nth(1).and_then(|line| serde_json::from_str::<serde_json::Value>(line.trim()).ok());
    if second.is_some_and(|line| line.is_object()) { Sniffed::Kind(Kind::JsonLines) } else { prose(text) }
}

/// What a text that begins with `<` is; none where it is no markup at all.
fn markup(text: &str) -> Option<Sniffed> {
    let mut reader = xml::loose_reader(text);
    // Some feeds come under the document type of a page; what they are is their root.
    let mut page = None;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                let name = xml::local(&start).to_owned();
                return match name.as_str() {
                    root if is_feed(root) => Some(Sniffed::Kind(Kind::Feed)),
                    other if other.eq_ignore_ascii_case("opml") => Some(Sniffed::Kind(Kind::Opml)),
                    other if is_html(other) => Some(Sniffed::Kind(Kind::Page)),
                    other if other.starts_with(|c: char| c.is_alphabetic()) => page.or(Some(Sniffed::Xml(name))),
                    _ => page,
                };
            }
            Ok(Event::DocType(kind)) if kind.trim().to_ascii_lowercase().starts_with("html") => {
                page = Some(Sniffed::Kind(Kind::Page));
            }
            Ok(Event::Text(words)) if !words.trim().is_empty() => return page,
            Ok(Event::Eof) | Err(_) => {
                return page.or_else(|| text.starts_with("<?xml").then_some(Sniffed::Kind(Kind::Feed)));
            }
            Ok(_) => {}
        }
    }
}

/// Whether an element is the outermost of RSS, RDF, CDF or Atom.
fn is_feed(root: &str) -> bool {
    ["rss", "rdf", "channel", "feed", "entry"].iter().any(|name| root.eq_ignore_ascii_case(name))
}

fn is_html(root: &str) -> bool {
    let names = ["html", "head", "body", "div", "article", "section", "main", "p", "meta", "title", "h1", "script"];
    names.iter().any(|name| root.eq_ignore_ascii_case(name))
}

fn prose(text: &str) -> Sniffed {
    let letters = text.chars().filter(|c| c.is_alphabetic()).take(LETTERS).count();
    if letters == LETTERS { Sniffed::Kind(Kind::Text) } else { Sniffed::Unknown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(text: impl AsRef<[u8]>, expected: Option<Kind>) {
        let text = text.as_ref();
        assert_eq!(sniff(text), expected, "{}", String::from_utf8_lossy(&text[..text.len().min(80)]));
    }

    #[test]
    fn feeds_are_known_by_their_root() {
        for feed in [
            "<rss version='2.0'>",
            "\u{feff}<?xml version='1.0'?>\n<!-- a > b -->\n<feed xmlns='x'>",
            "  \n<rdf:RDF>",
            "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a \"b\">]><rss>",
            "<a:feed xmlns:a='x'>",
            "<?xml version='1.0'?>",
        ] {
            is(feed, Some(Kind::Feed));
        }
        is("\u{feff}<rss/>".encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>(), Some(Kind::Feed));
        is(
            b"<?xml version='1.0' encoding='latin1'?><rss><title>\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9</title>",
            Some(Kind::Feed),
        );
    }

    #[test]
    fn pages_and_other_xml_are_known_for_what_they_are() {
        for page in [
            "<!doctype html><p>x",
            "<html lang='id'>",
            "<!DOCTYPE HTML PUBLIC \"x\">",
            "<!-- x --><HTML>",
            "<div>x</div>",
        ] {
            is(page, Some(Kind::Page));
        }
        assert_eq!(look(b"<svg width='1'>"), Sniffed::Xml("svg".to_owned()));
    }

    #[test]
    fn lists_of_feeds_are_known_by_their_root_or_by_every_line() {
        is("<?xml version='1.0'?>\n<opml version='1.1'>", Some(Kind::Opml));
        is("<OPML>", Some(Kind::Opml));
        is("# my feeds\n\nhttps://a.example/feed \"news\"\nexec:x\n\"query:New:unread\"", Some(Kind::Urls));
        is("\u{feff}HTTPS://a.example/", Some(Kind::Urls));
        is("https://a.example/1\n\nBerita hari ini: kapal tiba", Some(Kind::Text));
        is("Dua tautan:\nhttps://a.example/1\nhttps://a.example/2", Some(Kind::Text));
        is("# A headline\n# and another", Some(Kind::Text));
        let line = "https://a.example/feed/of/some/length\n";
        let long = line.repeat(BEGINNING / line.len() + 1);
        is(&long[..BEGINNING], Some(Kind::Urls));
        is(format!("{}x", &long[..BEGINNING - 1]), Some(Kind::Urls));
    }

    #[test]
    fn json_is_a_feed_or_lines_or_neither() {
        is("{\"version\": \"https://jsonfeed.org/version/1\", \"items\": []}", Some(Kind::JsonFeed));
        is("{\n \"title\": \"x\",\n \"version\" : \"https://jsonfeed.org/version/1.1\",", Some(Kind::JsonFeed));
        is("{\"id\": \"1\", \"title\": \"T\"}", Some(Kind::JsonLines));
        is("{\"title\": \"T\"}\n{\"title\": \"U\"}\n", Some(Kind::JsonLines));
        is("{broken}\n{\"title\": \"U\"}\n", Some(Kind::JsonLines));
        is(format!("{{\"content_text\": \"{}", "x".repeat(BEGINNING)), Some(Kind::JsonLines));
        is("{\"name\": \"warta\", \"lockfileVersion\": 3}", None);
        is("{Kurung} pembuka pada sebuah berita biasa.", Some(Kind::Text));
    }

    #[test]
    fn text_is_what_has_letters() {
        is("NATO Mengaku Siap Konflik dengan Rusia\n\nBRUSSELS - …", Some(Kind::Text));
        is("< Kembali\n\nBerita hari ini", Some(Kind::Text));
        is("京新聞の記事", Some(Kind::Text));
        is("12 34 !?", None);
    }

    #[test]
    fn what_is_no_text_is_nothing() {
        assert_eq!(look(b""), Sniffed::Empty);
        assert_eq!(look("\u{feff} \n\t".as_bytes()), Sniffed::Empty);
        for binary in [
            &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..],
            b"SQLite format 3\0",
            b"\x1f\x8b\x08\x00\x00\x00",
            b"text with \0 in it",
            b"%PDF-1.4 \xe2\xe3\xcf\xd3\x80\x81\x82\x83",
        ] {
            assert_eq!(look(binary), Sniffed::Binary, "{binary:?}");
        }
    }

    #[test]
    fn a_character_cut_by_the_end_of_the_beginning_does_no_harm() {
        let text = "é".repeat(BEGINNING);
        is(&text.as_bytes()[..BEGINNING - 1], Some(Kind::Text));
        is(text, Some(Kind::Text));
    }
}
