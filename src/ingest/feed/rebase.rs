//! Relative addresses in an item's markup, made whole where the feed says what they are relative to (`xml:base`). Elsewhere
//! they are relative to the article's page, and the document room resolves them. `entry` is the only caller.

use std::borrow::Cow;

use url::Url;

/// Attributes that hold an address.
const ADDRESSES: [&str; 3] = ["href", "src", "poster"];

/// `html` with the addresses in its tags resolved against `base`. What is no address, or whole, stays as it is.
pub(super) fn rebased<'h>(html: &'h str, base: &Url) -> Cow<'h, str> {
    let mut out = String::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(tag) = html[at..].find('<').map(|found| at + found) {
        let end = html[tag..].find('>').map_or(html.len(), |length| tag + length);
        at = tag + 1;
        while let Some(range) = next_address(html, at, end) {
            at = range.end;
            if let Some(whole) = resolved(&html[range.clone()], base) {
                out.push_str(&html[copied..range.start]);
                out.push_str(&whole);
                copied = range.end;
            }
        }
        at = end;
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[copied..]);
    Cow::Owned(out)
}

/// Where the value of the next such attribute stands between two bytes of one tag.
fn next_address(html: &str, from: usize, end: usize) -> Option<std::ops::Range<usize>> {
    let mut at = from;
    loop {
        let equals = at + html[at..end].find('=')?;
        let name = html[at..equals].trim_end();
        let known = ADDRESSES.iter().any(|known| {
            let start = name.len().checked_sub(known.len()).filter(|start| name.is_char_boundary(*start));
            start.is_some_and(|start| {
                name[start..].eq_ignore_ascii_case(known)
                    && name[..start].ends_with(|c: char| c.is_whitespace() || c == '"')
            })
        });
        let value = equals + 1 + (html[equals + 1..end].len() - html[equals + 1..end].trim_start().len());
        let (start, length) = match html[value..end].chars().next() {
            Some(quote @ ('"' | '\'')) => (value + 1, html[value + 1..end].find(quote)),
            _ => (value, html[value..end].find(char::is_whitespace)),
        };
        let past = length.map_or(end, |length| start + length);
        if known {
            return Some(start..past);
        }
        at = past;
    }
}

fn resolved(value: &str, base: &Url) -> Option<String> {
    let value = value.trim();
    if value.is_empty() || value.starts_with('#') || Url::parse(value).is_ok() {
        return None;
    }
    base.join(value).ok().map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn becomes(html: &str, whole: &str) {
        let base = Url::parse("https://a.example/blog/x").unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(rebased(html, &base), whole);
    }

    #[test]
    fn relative_addresses_are_made_whole() {
        becomes(
            "<a href=\"1\">1</a><IMG alt='src=x' SRC = '/p.png'>",
            "<a href=\"https://a.example/blog/1\">1</a><IMG alt='src=x' SRC = 'https://a.example/p.png'>",
        );
        becomes("<a b href=../y>z</a>", "<a b href=https://a.example/y>z</a>");
        becomes("<a href=\"?a=1&amp;b=2\">", "<a href=\"https://a.example/blog/x?a=1&amp;b=2\">");
    }

    #[test]
    fn everything_else_stays_as_it_is() {
        for html in [
            "",
            "href=1",
            "<a href=\"https://b.example/\">",
            "<a href='#n'>",
            "<a href=mailto:a@b.example>",
            "<a data-href=\"1\">",
            "<a href=",
            "<a href=\"",
            "é<é href",
        ] {
            becomes(html, html);
        }
    }
}
