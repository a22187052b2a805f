//! The bytes of a page as text, in the encoding it was written in. Called by [`read`](super::read).

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes at the beginning of a page in which it may name its encoding; the standard asks for the first 1,024, pages
/// that put scripts first do with more.
const DECLARED: usize = 8 * 1024;

/// The text, and whether bytes had to be replaced.
///
/// A byte order mark decides; else the page is UTF-8 where it can be; else it is what the `label` that came with it
/// says, or a `meta` at its beginning; else Windows-1252, as browsers have it. A page that names UTF-16 without being it is read as if it named nothing.
pub(super) fn decoded<'a>(bytes: &'a [u8], label: Option<&str>) -> (Cow<'a, str>, bool) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, replaced) = encoding.decode_without_bom_handling(&bytes[length..]);
        return (text, replaced);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), false);
    }
    let labelled = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let named = labelled.or_else(|| declared(bytes)).filter(|named| ![UTF_16BE, UTF_16LE].contains(named));
    let encoding = match named {
        // Nearly all of it is UTF-8: a byte or two went wrong on the way.
        Some(named) if named == UTF_8 => UTF_8,
        Some(named) => named,
        None if mostly_utf8(bytes) => UTF_8,
        None => WINDOWS_1252,
    };
    encoding.decode_without_bom_handling(bytes)
}

/// Whether more characters outside ASCII are well-formed UTF-8 than not.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

/// The encoding that a `charset=` at the beginning names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARED.min(bytes.len()))?.to_ascii_lowercase();
    let mut from = 0;
    while let Some(found) = head[from..].windows(7).position(|window| window == b"charset") {
        from += found + 7;
        let rest = head[from..].trim_ascii_start();
        let Some(rest) = rest.strip_prefix(b"=") else { continue };
        let rest = rest.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let end = rest.iter().position(|b| !b.is_ascii_alphanumeric() && !b"-_:.+".contains(b)).unwrap_or(rest.len());
        if let Some(encoding) = Encoding::for_label(&rest[..end]) {
            return Some(encoding);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_in_the_encoding_it_has() {
        for (bytes, text, replaced) in [
            ("<p>caf\u{e9}".as_bytes(), "<p>caf\u{e9}", false),
            (b"<p>caf\xe9", "<p>caf\u{e9}", false),
            (b"<meta charset=iso-8859-2><p>\xb1", "<meta charset=iso-8859-2><p>\u{105}", false),
            (b"<meta http-equiv=x content='text/html; charset = \"shift_jis\"'>\x93\xfa", "", false),
            (b"\xff\xfe<\0p\0>\0", "<p>", false),
            (b"\xef\xbb\xbf<p>", "<p>", false),
            (b"<meta charset=utf-16><p>\xe9", "<meta charset=utf-16><p>\u{e9}", false),
            (b"<meta charset=nonsense><p>\x93x\x94", "<meta charset=nonsense><p>\u{201c}x\u{201d}", false),
            (b"<meta charset=utf-8><p>\xe9t\xc3\xa9", "<meta charset=utf-8><p>\u{fffd}t\u{e9}", true),
            (b"<p>\xc3\xa9\xc3\xa9\xff", "<p>\u{e9}\u{e9}\u{fffd}", true),
        ] {
            let (read, bad) = decoded(bytes, None);
            if text.is_empty() {
                assert!(read.ends_with('\u{65e5}'), "{read}");
            } else {
                assert_eq!((&*read, bad), (text, replaced));
            }
        }
    }

    #[test]
    fn a_name_past_the_beginning_names_nothing() {
        let named = |before: usize| {
            let page = [&b" ".repeat(before)[..], b"charset=iso-8859-2 \xb1"].concat();
            decoded(&page, None).0.ends_with('\u{105}')
        };
        assert!(named(DECLARED - 19), "it ends with the last byte that is looked at");
        assert!(!named(DECLARED));
    }
}
