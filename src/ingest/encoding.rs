//! Bytes to text. What the bytes themselves show counts before what a label says of them: a byte order mark, NULs where
//! UTF-16 and UTF-32 have them, then the label that came with them, the XML declaration's, and last UTF-8 or
//! windows-1252. A label under which the bytes are wrong is a lie and leaves a notice.
//!
//! Nothing here fails: where no encoding fits, what does not is replaced by U+FFFD. `feed`, `json_feed` and `sniff` call
//! this; a web page has rules of its own.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::item::excerpt;

/// Bytes of the beginning in which an XML declaration, or a pattern of NULs, is looked for.
const BEGINNING: usize = 1 << 10;

/// Names of encodings that publishers use and the web's own list of labels has not.
const ALIASES: [(&str, &str); 14] = [
    ("cp1250", "windows-1250"),
    ("latin-1", "windows-1252"),
    ("ms-ansi", "windows-1252"),
    ("ms-arab", "windows-1256"),
    ("ms-cyrl", "windows-1251"),
    ("ms-ee", "windows-1250"),
    ("ms-greek", "windows-1253"),
    ("ms-hebr", "windows-1255"),
    ("ms-turk", "windows-1254"),
    ("winbaltrim", "windows-1257"),
    ("maccyrillic", "x-mac-cyrillic"),
    ("macroman", "macintosh"),
    ("utf_8", "utf-8"),
    ("866", "ibm866"),
];

/// Text, and what had to be done for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    /// What is odd about the encoding: a label that lies or is unknown, bytes that no encoding explains.
    pub(super) notice: Option<String>,
}

/// `bytes` as text, without byte order mark. `declared` is the encoding that came with them, by its label: an HTTP
/// header's `charset`.
pub(super) fn decode<'a>(bytes: &'a [u8], declared: Option<&str>) -> Decoded<'a> {
    if let Some(text) = marked(bytes).or_else(|| wide(bytes)) {
        return Decoded { text, notice: None };
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let prolog = prolog(bytes);
    let labels = [declared.map(Cow::Borrowed), prolog];
    let mut notice = None;
    for label in labels.iter().flatten().filter(|label| !label.trim().is_empty()) {
        let Some(encoding) = known(label) else {
            notice.get_or_insert_with(|| format!("it names an encoding that is none: {}", excerpt(label)));
            continue;
        };
        // A wide encoding would have shown: its name was written in one byte a letter.
        let fitting = match encoding {
            _ if encoding == UTF_16LE || encoding == UTF_16BE => None,
            _ if encoding == UTF_8 => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            // One that takes every byte for a letter fits all bytes; several that are UTF-8 by chance there are not.
            _ if encoding.is_single_byte() && is_utf8(bytes) => None,
            _ => encoding.decode_without_bom_handling_and_without_replacement(bytes),
        };
        if let Some(text) = fitting {
            return Decoded { text, notice };
        }
        if notice.is_none() && encoding != UTF_16LE && encoding != UTF_16BE {
            notice = Some(format!("its bytes are not in the encoding it names, {}", excerpt(label)));
        }
    }
    let (text, found) = by_content(bytes);
    let found = found.or_else(|| notice.is_some().then(|| "it was read as UTF-8".to_owned()));
    let notice = match (notice, found) {
        (Some(named), Some(found)) => Some(format!("{named}; {found}")),
        (named, found) => named.or(found),
    };
    Decoded { text, notice }
}

/// The text of bytes that begin with a byte order mark of two bytes a character or four, or under one of UTF-8.
fn marked(bytes: &[u8]) -> Option<Cow<'_, str>> {
    match bytes {
        [0xff, 0xfe, 0, 0, rest @ ..] => Some(four(rest, u32::from_le_bytes)),
        [0, 0, 0xfe, 0xff, rest @ ..] => Some(four(rest, u32::from_be_bytes)),
        [0xff, 0xfe, rest @ ..] => Some(UTF_16LE.decode_without_bom_handling(rest).0),
        [0xfe, 0xff, rest @ ..] => Some(UTF_16BE.decode_without_bom_handling(rest).0),
        [0xef, 0xbb, 0xbf, rest @ ..] => std::str::from_utf8(rest).ok().map(Cow::Borrowed),
        _ => None,
    }
}

/// The text of UTF-16 and UTF-32 without a mark, which in Latin letters is half NULs or three quarters of them.
pub(super) fn wide(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let beginning = &bytes[..bytes.len().min(BEGINNING) & !3];
    let mut nuls = [0_usize; 4];
    for (at, byte) in beginning.iter().enumerate() {
        nuls[at % 4] += usize::from(*byte == 0);
    }
    let quarter = beginning.len() / 4;
    let full = |at: usize| quarter > 0 && nuls[at] * 10 >= quarter * 7;
    let free = |at: usize| nuls[at] * 10 <= quarter;
    match [0, 1, 2, 3].map(|at| (full(at), free(at))) {
        [(_, true), (true, _), (true, _), (true, _)] => Some(four(bytes, u32::from_le_bytes)),
        [(true, _), (true, _), (true, _), (_, true)] => Some(four(bytes, u32::from_be_bytes)),
        [(_, true), (true, _), (_, true), (true, _)] => Some(UTF_16LE.decode_without_bom_handling(bytes).0),
        [(true, _), (_, true), (true, _), (_, true)] => Some(UTF_16BE.decode_without_bom_handling(bytes).0),
        _ => None,
    }
}

/// The text of bytes that begin with a mark, or are evidently of two bytes a character or four; else UTF-8, with U+FFFD
/// for what is not. For looking at a beginning that may end within a character.
pub(super) fn at_first_sight(bytes: &[u8]) -> Cow<'_, str> {
    marked(bytes).or_else(|| wide(bytes)).unwrap_or_else(|| String::from_utf8_lossy(bytes))
}

fn four(bytes: &[u8], number: fn([u8; 4]) -> u32) -> Cow<'_, str> {
    let (fours, rest) = bytes.as_chunks::<4>();
    let one = |four: &[u8; 4]| char::from_u32(number(*four)).unwrap_or(char::REPLACEMENT_CHARACTER);
    let cut = (!rest.is_empty()).then_some(char::REPLACEMENT_CHARACTER);
    Cow::Owned(fours.iter().map(one).chain(cut).collect())
}

/// The encoding that an XML declaration names; blanks may stand before it.
fn prolog(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let beginning = &bytes[..bytes.len().min(BEGINNING)];
    let declaration = beginning.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = declaration.windows(2).position(|two| two == b"?>").unwrap_or(declaration.len());
    let declaration = String::from_utf8_lossy(&declaration[..end]).into_owned();
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Some(Cow::Owned(value[1..].split(quote).next()?.to_owned()))
}

fn known(label: &str) -> Option<&'static Encoding> {
    let label = label.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
    let same = |name: &str| name.replace('_', "-") == label.replace('_', "-");
    let listed = ALIASES.iter().find(|(alias, _)| same(alias)).map_or(label.as_str(), |(_, name)| name);
    Encoding::for_label_no_replacement(listed.as_bytes())
        .or_else(|| Encoding::for_label_no_replacement(listed.replace('_', "-").as_bytes()))
}

/// Whether bytes are UTF-8 and not merely ASCII. One character cut off by their end does not count against it.
fn is_utf8(bytes: &[u8]) -> bool {
    let whole = match std::str::from_utf8(bytes) {
        Ok(_) => bytes.len(),
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        Err(_) => 0,
    };
    !bytes[..whole].is_ascii()
}

/// The text of bytes that no label explains, and a notice where they are not simply UTF-8.
fn by_content(bytes: &[u8]) -> (Cow<'_, str>, Option<String>) {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return (Cow::Borrowed(text), None),
        Err(error) => error,
    };
    let (mut whole, mut wrong) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|byte| (0xc0..=0xff).contains(byte)).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    if whole > 0 && whole >= wrong {
        let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
        let notice = format!("it holds bytes that are not UTF-8, first on line {line}; they were replaced");
        return (String::from_utf8_lossy(bytes), Some(notice));
    }
    (WINDOWS_1252.decode_without_bom_handling(bytes).0, Some("it was read as windows-1252".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(bytes: impl AsRef<[u8]>, declared: Option<&str>, text: &str, notice: Option<&str>) {
        let decoded = decode(bytes.as_ref(), declared);
        assert_eq!(decoded.text, text);
        assert_eq!(decoded.notice.as_deref(), notice);
    }

    fn xml(label: &str, text: &[u8]) -> Vec<u8> {
        [format!("<?xml version='1.0' encoding=\"{label}\"?>").as_bytes(), text].concat()
    }

    fn after(label: &str, text: &str) -> String {
        format!("<?xml version='1.0' encoding=\"{label}\"?>{text}")
    }

    #[test]
    fn a_mark_or_a_pattern_of_nuls_counts_before_any_label() {
        let text = "<?xml version='1.0' encoding='latin1'?><rss>Café 𝄞</rss>";
        let bytes16 = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
        let bytes32 = |to: fn(u32) -> [u8; 4]| text.chars().map(u32::from).flat_map(to).collect::<Vec<u8>>();
        for (mark, bytes) in [
            (&b"\xff\xfe"[..], bytes16(u16::to_le_bytes)),
            (b"\xfe\xff", bytes16(u16::to_be_bytes)),
            (b"\xff\xfe\0\0", bytes32(u32::to_le_bytes)),
            (b"\0\0\xfe\xff", bytes32(u32::to_be_bytes)),
            (b"\xef\xbb\xbf", text.as_bytes().to_vec()),
        ] {
            reads([mark, &bytes].concat(), Some("koi8-r"), text, None);
            if mark.len() != 3 {
                reads(bytes, Some("koi8-r"), text, None);
            }
        }
    }

    #[test]
    fn the_label_that_came_with_the_bytes_counts_before_the_declaration() {
        reads(xml("utf-8", b"\xcb\xc1"), Some("KOI8-R"), &after("utf-8", "ка"), None);
        reads(xml("windows-1251", b"\xea\xe0"), None, &after("windows-1251", "ка"), None);
        reads(xml("Shift_JIS", b"\x8b\x9e"), None, &after("Shift_JIS", "京"), None);
        reads(b" \r\n<?xml encoding = 'latin1' ?>\xe9", None, " \r\n<?xml encoding = 'latin1' ?>é", None);
        reads(xml("ms_cyrl", b"\xea\xe0"), None, &after("ms_cyrl", "ка"), None);
    }

    #[test]
    fn a_label_that_lies_leaves_a_notice_and_the_content_counts() {
        let lie = |label: &str, read: &str| format!("its bytes are not in the encoding it names, “{label}”; {read}");
        reads(
            xml("utf-8", b"Caf\xe9"),
            None,
            &after("utf-8", "Café"),
            Some(&lie("utf-8", "it was read as windows-1252")),
        );
        reads(
            xml("latin1", "Café".as_bytes()),
            None,
            &after("latin1", "Café"),
            Some(&lie("latin1", "it was read as UTF-8")),
        );
        reads(
            xml("koi8-r", b"\xcb\xc1"),
            Some("utf-8"),
            &after("koi8-r", "ка"),
            Some("its bytes are not in the encoding it names, “utf-8”"),
        );
        reads(
            xml("x-none", b"Caf\xe9"),
            None,
            &after("x-none", "Café"),
            Some("it names an encoding that is none: “x-none”; it was read as windows-1252"),
        );
        reads(xml("utf-16", b"Cafe"), None, &after("utf-16", "Cafe"), None);
    }

    #[test]
    fn without_a_label_it_is_utf_8_or_windows_1252() {
        reads("Café", None, "Café", None);
        reads(b"don\x92t", None, "don’t", Some("it was read as windows-1252"));
        reads(b"", None, "", None);
    }

    #[test]
    fn what_no_encoding_explains_is_replaced_and_its_line_named() {
        let odd = "it holds bytes that are not UTF-8, first on line 2; they were replaced";
        reads(b"\xc3\xa9\xc3\xa9\n\xff \xc3\xa9", None, "éé\n\u{fffd} é", Some(odd));
        reads(b"\xc3\xa9\n\xe2\x82", None, "é\n\u{fffd}", Some(odd));
        reads(b"\xff\xfe\0\0a\0\0\0b\0", None, "a\u{fffd}", None);
    }
}
