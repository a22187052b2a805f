//! What a program that turns pages into text does to their lines, undone: markers of pictures and the numbers of links
//! taken out, form fields set off, words that it ran together parted.
//!
//! Looks at one line of one program's output at a time (`w3m`, `lynx`, a browser's clipboard); `lines` calls it first.

use crate::ingest::press::shape::words;
use crate::ingest::press::{byline, caption, furniture};

/// What a form field is written as.
pub(super) const FIELD: &str = "[ ]";

/// Longest line that is looked at for words run together, in bytes: menus and labels are short.
const MAX_GLUED: usize = 240;

/// Letters of a writer's initials.
const MAX_INITIALS: usize = 4;

/// Most words of a row of labels that ran together.
const MAX_ROW: usize = 12;

/// Names of pictures that no caption has.
const PICTURES: [&str; 24] = [
    "image",
    "img",
    "inline",
    "logo",
    "foto",
    "gambar",
    "picture",
    "icon",
    "photo",
    "avatar",
    "gif",
    "png",
    "jpg",
    "jpeg",
    "webp",
    "svg",
    "blank",
    "spacer",
    "pixel",
    "thumb",
    "thumbnail",
    "placeholder",
    "default",
    "banner",
];

/// What may stand before a picture that is an item of a list.
const BULLETS: [char; 6] = [' ', '\t', '•', '*', '+', '-'];

/// Words for screen readers within a link.
const SPOKEN: [&str; 6] = [
    ", opens new tab",
    ", opens in new tab",
    " (opens in new tab)",
    " (opens in a new tab)",
    " (opens in new window)",
    " (opens in a new window)",
];

/// Words that begin the second date of a line.
const CHANGED: [&str; 9] = [
    "Updated",
    "Last updated",
    "Last modified",
    "Published",
    "Diperbarui",
    "Diperbaharui",
    "Diterbitkan",
    "Dikemas kini",
    "Tayang",
];

/// The line as its page had it, in as many lines as it had there; none where it only stood for a picture.
/// `references` says that the text ends with a list of its links, to which numbers in brackets point.
pub(super) fn repaired(line: &str, references: bool) -> Option<Vec<String>> {
    let bare = without_markers(line, references);
    let is_gone = bare.len() < line.len() && bare.trim_matches(BULLETS).is_empty();
    if is_gone || is_file(line.trim()) {
        return None;
    }
    let mut kept = Vec::new();
    for piece in fields(&bare) {
        let mut piece = piece;
        for spoken in SPOKEN {
            piece = if piece.contains(spoken) { piece.replace(spoken, "") } else { piece };
        }
        if piece.len() <= MAX_GLUED {
            kept.extend(parted(&piece));
        } else {
            kept.push(piece);
        }
    }
    Some(kept)
}

/// A line without what stands for a picture (`[image]`, `[logo.png]`) and, in a dump of lynx, a link's number.
fn without_markers(line: &str, references: bool) -> String {
    if !line.contains('[') {
        return line.to_owned();
    }
    let item = line.trim_matches(BULLETS);
    let is_alone = item.starts_with('[') && item.find(']') == Some(item.len() - 1);
    let mut kept = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(open) = rest.find('[') {
        let Some(close) = rest[open..].find(']').map(|at| open + at) else { break };
        let inner = rest[open + 1..close].trim().to_lowercase();
        let is_number = matches!(inner.len(), 1..=3) && inner.bytes().all(|b| b.is_ascii_digit());
        let is_marker = is_file(&inner)
            || references && is_number
            || PICTURES.contains(&inner.as_str())
            || is_alone && is_file_stem(&inner);
        let keep_to = if is_marker { open } else { close + 1 };
        kept.push_str(rest[..keep_to].strip_suffix('!').filter(|_| is_marker).unwrap_or(&rest[..keep_to]));
        rest = &rest[close + 1..];
    }
    kept.push_str(rest);
    kept
}

/// Whether the text is the name of a file with a picture in it.
fn is_file(text: &str) -> bool {
    let small = text.to_lowercase();
    !text.contains(char::is_whitespace)
        && [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif"].iter().any(|end| small.ends_with(end))
}

/// Whether a text alone in brackets is a file's name without its ending, not the initials of a writer: digits, words of
/// some length that a hyphen joins, or one longer than initials are.
fn is_file_stem(inner: &str) -> bool {
    let is_word = inner.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let joined = inner.contains(['-', '_']) && inner.split(['-', '_']).any(|piece| piece.len() > 3);
    let is_number = !inner.is_empty() && inner.bytes().all(|b| b.is_ascii_digit());
    is_word && (joined || is_number || inner.len() > MAX_INITIALS && !inner.contains(['-', '_']))
}

/// The line with its form fields as lines of their own.
fn fields(line: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = line;
    let mut searched = 0;
    while let Some(open) = rest[searched..].find('[').map(|at| searched + at) {
        let inner = rest[open + 1..].bytes().take_while(|byte| matches!(byte, b' ' | b'_')).count();
        let close = open + 1 + inner;
        if inner < 3 || !rest[close..].starts_with(']') {
            searched = open + 1;
            continue;
        }
        pieces.push(rest[..open].to_owned());
        pieces.push(FIELD.to_owned());
        rest = &rest[close + 1..];
        searched = 0;
    }
    pieces.push(rest.to_owned());
    if pieces.len() > 1 {
        pieces.retain(|piece| !piece.trim().is_empty());
    }
    pieces
}

/// The line with what ran together parted: a text that stands twice, a date and the next, labels of a row, a caption.
fn parted(line: &str) -> Vec<String> {
    let text = line.trim();
    let indent = &line[..line.len() - line.trim_start().len()];
    if let Some(once) = doubled(text) {
        return vec![format!("{indent}{once}")];
    }
    if let Some(byline) = byline::parted(text) {
        return vec![format!("{indent}{byline}")];
    }
    let text = with_gaps(text);
    let text = without_badge(&text);
    if let Some(at) = text.find(" © 2").filter(|&at| !text[..at].trim_end().is_empty()) {
        return vec![format!("{indent}{}", text[..at].trim_end()), format!("{indent}{}", text[at..].trim_start())];
    }
    let joints = joints(text);
    if joints.is_empty() {
        return vec![format!("{indent}{text}")];
    }
    if let Some(at) = joints.iter().copied().find(|&at| caption::is_titled(&text[at..])) {
        return vec![format!("{indent}{}", &text[..at]), format!("{indent}{}", &text[at..])];
    }
    match row(text, &joints) {
        Some(labels) => labels.into_iter().map(|label| format!("{indent}{label}")).collect(),
        None => vec![format!("{indent}{text}")],
    }
}

/// The first half of a line whose second half is the same.
fn doubled(text: &str) -> Option<&str> {
    let half = text.len() / 2;
    let is_twice = text.len().is_multiple_of(2) && text.is_char_boundary(half) && text[..half] == text[half..];
    (is_twice && words(&text[..half]) > 1 && !text[..half].starts_with(' ')).then(|| &text[..half])
}

/// The line with a blank between a year and a time, and a stroke before a label that begins a second date.
fn with_gaps(text: &str) -> String {
    let bytes = text.as_bytes();
    if !bytes.iter().any(u8::is_ascii_digit) {
        return text.to_owned();
    }
    let mut kept = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let before = kept.chars().next_back();
        if ends_year(&bytes[..at]) && begins_time(&bytes[at..]) {
            kept.push(' ');
        } else if before.is_some_and(char::is_alphanumeric) && CHANGED.iter().any(|word| text[at..].starts_with(word)) {
            kept.push_str(" | ");
        }
        kept.push(c);
    }
    kept
}

fn ends_year(before: &[u8]) -> bool {
    let Some((head, year)) = before.split_last_chunk::<4>() else { return false };
    matches!(year, [b'1', b'9', ..] | [b'2', b'0', ..])
        && year.iter().all(u8::is_ascii_digit)
        && !head.last().is_some_and(u8::is_ascii_alphanumeric)
}

fn begins_time(text: &[u8]) -> bool {
    let hour = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    matches!(hour, 1..=2)
        && matches!(text.get(hour), Some(b':' | b'.'))
        && text[hour + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count() == 2
}

/// A name without the words of the badge behind it: `Rina Lestariverified`.
fn without_badge(text: &str) -> &str {
    let Some(at) = text.rfind("verified").filter(|&at| at > 0 && words(text) <= 5) else { return text };
    let glued = text[..at].ends_with(char::is_alphabetic) && !text[..at].ends_with("un");
    if glued && !text[at..].contains(' ') { &text[..at] } else { text }
}

/// The places within words where a capital or a letter follows what ends a label: `SayaDia`, `12Komentar`, `SUBSCRIBELog`.
fn joints(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if c.is_uppercase() && (before.is_lowercase() || before.is_ascii_digit()) {
            found.push(at);
        }
        before = c;
    }
    found
}

/// The labels of a row of furniture that ran together; none where one of the pieces is no furniture.
fn row<'a>(text: &'a str, joints: &[usize]) -> Option<Vec<&'a str>> {
    if words(text) > MAX_ROW {
        return None;
    }
    let mut labels = Vec::new();
    let mut start = 0;
    for end in joints.iter().copied().chain([text.len()]) {
        let piece = &text[start..end];
        if furniture::of(piece).is_some() {
            labels.push(piece.trim());
            start = end;
        }
    }
    (start == text.len() && labels.len() > 1).then_some(labels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(line: &str, expected: &[&str]) {
        assert_eq!(repaired(line, false).unwrap_or_default(), expected, "{line}");
    }

    #[test]
    fn markers_of_pictures_go_and_what_else_stands_in_brackets_stays() {
        assert_eq!(repaired("[1]Home [image] x[12]", true), Some(vec!["Home  x".to_owned()]));
        is("Menurut studi[12] itu [sic]", &["Menurut studi[12] itu [sic]"]);
        is("[blank]Pasar Baru Dibuka", &["Pasar Baru Dibuka"]);
        for line in ["[gif]", "[pasar-lama_2]", "[4711]", "  [foto.jpg]", "  • [pasar-lama]", "pasar-lama.webp"] {
            assert_eq!(repaired(line, false), None, "{line}");
        }
        for line in ["[ahm]", "[ahm/sfn]", "[abc-def]", "", "[Gambas:Video 20detik]"] {
            is(line, &[line]);
        }
    }

    #[test]
    fn a_form_field_is_a_line_of_its_own() {
        is("[          ]Kirim", &[FIELD, "Kirim"]);
        is("Surel [________]", &["Surel", FIELD]);
        is("[ ] tanda", &["[ ] tanda"]);
    }

    #[test]
    fn words_that_ran_together_are_parted_where_labels_or_dates_meet() {
        is("Pasar LamaPasar Lama", &["Pasar Lama"]);
        is("May 3, 20246:15 PM GMT+1Updated 2 hours ago", &["May 3, 2024 6:15 PM GMT+1 | Updated 2 hours ago"]);
        is("Sat 4 May 2024 07.00 GMTLast modified on Sun", &["Sat 4 May 2024 07.00 GMT | Last modified on Sun"]);
        is("Two geese on a lawnImage source, Harwick Zoo", &["Two geese on a lawn", "Image source, Harwick Zoo"]);
        is("BagikanWhatsAppSalin tautan", &["Bagikan", "WhatsApp", "Salin tautan"]);
        is("Berita TerkaitLihat semua", &["Berita Terkait", "Lihat semua"]);
        is("Rina Lestariverified-green", &["Rina Lestari"]);
        is("Nasional • 5 jam lalu © 2023 Kabar Nusa.", &["Nasional • 5 jam lalu", "© 2023 Kabar Nusa."]);
    }

    #[test]
    fn words_that_are_written_so_stay() {
        for line in [
            "NewsOne dan YouTube menutup kantor",
            "Kabar LinkedIn",
            "Tiga tigaan",
            "Harga unverified",
            "Kode 20246 dan 2024",
            "Northline would refund tickets",
        ] {
            is(line, &[line]);
        }
        is("Northline, opens new tab would refund", &["Northline would refund"]);
    }

    #[test]
    fn a_line_is_looked_at_for_words_run_together_up_to_its_limit() {
        let line = |length: usize| format!("{}Pasar LamaPasar Lama", "x".repeat(length - 20));
        let long = "Pasar Lama ".repeat(MAX_GLUED / 11);
        let twice = |length: usize| {
            let half = &format!("{long}{}", "x".repeat(20))[..length / 2];
            format!("{half}{half}")
        };
        assert_eq!(line(MAX_GLUED).len(), MAX_GLUED);
        assert_eq!(repaired(&twice(MAX_GLUED), false).map(|lines| lines[0].len()), Some(MAX_GLUED / 2));
        assert_eq!(repaired(&twice(MAX_GLUED + 2), false).map(|lines| lines[0].len()), Some(MAX_GLUED + 2));
    }
}
