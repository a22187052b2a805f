//! Addresses of the web: which are taken, and how a reader should see one: the host as the network knows it, and a
//! warning where the address or the words in front of it name another one.
//!
//! Documents and every door of ingestion take addresses by [`web_address`]; the layout and the lists of links show
//! them by [`address`]. The address of a file ([`file_address`]) is for a reader to type, and for what is read from it to
//! name the feed that it came by.

use url::Url;

use crate::model::Link;
use crate::text::CleanText;

/// Bytes of the longest address that is taken; a longer one is dropped, for a cut one leads elsewhere.
pub const MAX_ADDRESS: usize = 4_096;

/// `raw` as an address of the web: absolute, http or https, at most [`MAX_ADDRESS`] bytes; a relative one is resolved
/// against `base`, and one without a scheme (`//host/path`) means https where there is none. None for everything else:
/// `javascript:`, `data:`, `file:`, a path without a base.
#[must_use]
pub fn web_address(raw: &str, base: Option<&Url>) -> Option<Url> {
    let raw = raw.trim();
    if raw.is_empty() || raw.len() > MAX_ADDRESS {
        return None;
    }
    let url = match base {
        Some(base) => base.join(raw),
        None if raw.starts_with("//") => Url::parse(&format!("https:{raw}")),
        None => Url::parse(raw),
    };
    url.ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.as_str().len() <= MAX_ADDRESS)
}

/// `raw` as the address of a file of this machine: `file:` and an absolute path, without a host but `localhost`, a query or
/// a fragment, at most [`MAX_ADDRESS`] bytes. None for everything else. No link is one: [`web_address`] takes none.
#[must_use]
pub fn file_address(raw: &str) -> Option<Url> {
    let raw = raw.trim();
    let (scheme, path) = raw.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("file") || !path.starts_with('/') || raw.len() > MAX_ADDRESS {
        return None;
    }
    let url = Url::parse(raw).ok()?;
    let is_bare = url.host().is_none() && url.query().is_none() && url.fragment().is_none();
    (is_bare && url.to_file_path().is_ok() && url.as_str().len() <= MAX_ADDRESS).then_some(url)
}

/// An address made for reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Scheme, host (punycode where it has letters beyond ASCII), path; without the user's name that it may give.
    pub text: CleanText,
    /// What a reader should know before following it.
    pub warning: Option<Warning>,
}

/// What is odd about a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// The address gives this before its host, as the name of a user: `https://bank.example@other.example/`.
    User(CleanText),
    /// The words of the link are the address of this host, which is not where it leads.
    OtherHost(CleanText),
}

/// The address of a link.
#[must_use]
pub fn address(link: &Link) -> Address {
    let Ok(mut url) = Url::parse(&link.url) else {
        return Address { text: CleanText::line(&link.url), warning: None };
    };
    let user = url.username().to_owned();
    // A web address has a host, so neither of these can fail.
    let user = (!user.is_empty() || url.password().is_some()).then(|| CleanText::line(&user));
    let _ = (url.set_username(""), url.set_password(None));
    let warning = user.map(Warning::User).or_else(|| {
        let claimed = claimed(&link.title)?;
        let host = url.host_str()?;
        (!is_same(&claimed, host)).then(|| Warning::OtherHost(CleanText::line(&claimed)))
    });
    Address { text: CleanText::line(url.as_str()), warning }
}

/// The host that words name, where they are an address and nothing else.
fn claimed(words: &str) -> Option<String> {
    let words = words.trim();
    if words.contains(char::is_whitespace) {
        return None;
    }
    let is_whole = words.starts_with("http://") || words.starts_with("https://");
    let is_bare = words.starts_with("www.");
    let url = match (is_whole, is_bare) {
        (true, _) => Url::parse(words),
        (false, true) => Url::parse(&format!("https://{words}")),
        (false, false) => return None,
    };
    Some(url.ok()?.host_str()?.to_owned())
}

/// Whether two hosts are one, or one is within the other: `example.org` and `news.example.org`.
fn is_same(a: &str, b: &str) -> bool {
    let bare = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_owned();
    let (a, b) = (bare(a), bare(b));
    a == b || a.ends_with(&format!(".{b}")) || b.ends_with(&format!(".{a}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn shown(words: &str, url: &str, expected: &str, warning: Option<Warning>) {
        let link = Link { title: CleanText::line(words), url: url.to_owned() };
        assert_eq!(address(&link), Address { text: CleanText::line(expected), warning }, "{words} {url}");
    }

    #[track_caller]
    fn taken(raw: &str, expected: Option<&str>) {
        assert_eq!(web_address(raw, None).as_ref().map(Url::as_str), expected, "{raw}");
    }

    #[test]
    fn only_the_web_has_addresses() {
        for raw in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "vbscript:x",
            "exec:id",
            "filter:id",
            "|id",
            "ssh://a.example",
            "java\nscript:x",
            "/relative",
            "https://",
            "//",
            "",
            "mailto:a@b.example",
        ] {
            taken(raw, None);
        }
        taken(" HTTPS://A.Example ", Some("https://a.example/"));
        taken("//a.example/b", Some("https://a.example/b"));
        taken("http://a.example/\u{1b}]0;x\u{7}y", Some("http://a.example/%1B]0;x%07y"));
    }

    #[test]
    fn a_file_has_an_address_by_its_whole_path_on_this_machine() {
        let read = |raw: &str| file_address(raw).map(String::from);
        for raw in [
            "file:///home/sari/feed.xml",
            " FILE:///home/sari/feed.xml\n",
            "file://localhost/home/sari/feed.xml",
            "file:/home/sari/feed.xml",
            "file:///home/../home/sari/./feed.xml",
        ] {
            assert_eq!(read(raw).as_deref(), Some("file:///home/sari/feed.xml"), "{raw}");
        }
        assert_eq!(read("file:///a b%3F.xml").as_deref(), Some("file:///a%20b%3F.xml"));
        for raw in [
            "file:feed.xml",
            "file:./feed.xml",
            "file://feed.xml",
            "file://server/share/feed.xml",
            "file:/\\server/share/feed.xml",
            "file:///feed.xml?x",
            "file:///feed.xml#x",
            "https://a.example/feed.xml",
            "/home/sari/feed.xml",
            "",
        ] {
            assert_eq!(read(raw), None, "{raw}");
        }
        let at = format!("file:///{}", "x".repeat(MAX_ADDRESS - 8));
        assert_eq!((read(&at), read(&format!("{at}x"))), (Some(at), None));
    }

    #[test]
    fn a_relative_address_is_resolved() {
        let base = Url::parse("http://a.example/news/feed.xml").ok();
        let resolved = |raw| web_address(raw, base.as_ref()).map(String::from);
        assert_eq!(resolved("1.html").as_deref(), Some("http://a.example/news/1.html"));
        assert_eq!(resolved(" //b.example/x").as_deref(), Some("http://b.example/x"));
        assert_eq!(resolved("javascript:x"), None);
    }

    #[test]
    fn addresses_are_measured_at_the_limit_and_one_past_it() {
        let at = format!("https://a.example/{}", "x".repeat(MAX_ADDRESS - 18));
        taken(&at, Some(&at));
        taken(&format!("{at}x"), None);
        taken(&format!("https://a.example/{}", "é".repeat(900)), None); // 5,400 bytes once encoded.
    }

    #[test]
    fn the_host_is_the_one_that_the_network_knows() {
        shown("a", "https://Example.ORG/b?c#d", "https://example.org/b?c#d", None);
        shown("a", "https://аpple.com/", "https://xn--pple-43d.com/", None);
        shown("a", "no address", "no address", None);
    }

    #[test]
    fn a_user_before_the_host_is_named_and_left_out() {
        let user = |name| Some(Warning::User(CleanText::line(name)));
        shown("a", "https://bank.example@evil.example/b", "https://evil.example/b", user("bank.example"));
        shown("a", "https://:secret@evil.example/", "https://evil.example/", user(""));
    }

    #[test]
    fn words_that_name_another_host_are_noticed() {
        let other = |host| Some(Warning::OtherHost(CleanText::line(host)));
        shown("https://bank.example", "https://evil.example/", "https://evil.example/", other("bank.example"));
        shown("www.bank.example/login", "https://evil.example/", "https://evil.example/", other("www.bank.example"));
        shown("https://example.org", "https://www.example.org/x", "https://www.example.org/x", None);
        shown("example.org", "https://news.example.org/", "https://news.example.org/", None);
        shown("https://bank.example is safe", "https://evil.example/", "https://evil.example/", None);
    }
}
