//! Bylines: who wrote an article, in the many shapes in which pages say so. Editors are no authors.

mod name;

use self::name::{has_role, is_branded, is_desk, is_full_name, without_weekday};
pub(in crate::ingest) use self::name::{is_company, is_name};
use super::publishers;
use super::shape::{ends_sentence, fold, is_prose, is_quotation, words};

/// Most authors kept of one article.
pub(in crate::ingest) const MAX_AUTHORS: usize = 20;

/// What a byline says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::ingest) struct Byline {
    /// Those who wrote, by name.
    pub(in crate::ingest) authors: Vec<String>,
    /// The site or agency it names besides them.
    pub(in crate::ingest) site: Option<String>,
}

/// Labels before a writer's name.
const WRITERS: [&str; 24] = [
    "rep",
    "redaktur & reporter",
    "reporter & redaktur",
    "penulis",
    "oleh",
    "reporter",
    "pewarta",
    "wartawan",
    "kontributor",
    "laporan",
    "jurnalis",
    "koresponden",
    "author",
    "written by",
    "by",
    "words by",
    "story by",
    "reporting by",
    "laporan oleh",
    "ditulis oleh",
    "diposting oleh",
    "teks",
    "reporters",
    "words",
];

/// Labels before the name of somebody who did not write it.
const OTHERS: [&str; 20] = [
    "red",
    "editor",
    "penyunting",
    "redaktur",
    "uploader",
    "editing by",
    "edited by",
    "fotografer",
    "penerjemah",
    "copyright",
    "sumber",
    "source",
    "pengunggah",
    "video editor",
    "videografer",
    "additional reporting by",
    "writing by",
    "compiled by",
    "editors",
    "produser",
];

/// What stands before a writer's name without a colon.
const BEFORE_NAMES: [&str; 6] = ["Penulis", "Reporter", "Pewarta", "Jurnalis", "Wartawan", "Kontributor"];

/// Reads a line that says by a label who wrote: `Penulis: A Editor: B`, `By A and B`. A line whose label names
/// somebody else gives an empty byline.
pub(in crate::ingest) fn labelled(line: &str) -> Option<Byline> {
    let line = line.trim().trim_start_matches('(').trim_end_matches(')');
    if words(line) > 30 {
        return None;
    }
    if let Some(byline) = set_off(line) {
        return Some(byline);
    }
    let labels = labels(line);
    let (first, start, _) = *labels.first()?;
    // "By Friday, the council had repaired it." names nobody.
    if first != 0 || labels.len() == 1 && !line[..start].contains(':') && words(&line[..start]) == 1 && is_prose(line) {
        return None;
    }
    let mut byline = Byline::default();
    let mut named = 0;
    for (at, &(_, start, is_writer)) in labels.iter().enumerate() {
        let end = labels.get(at + 1).map_or(line.len(), |&(next, _, _)| next);
        let (authors, site) = names(line[start..end].trim());
        named += usize::from(!authors.is_empty() || site.is_some() || is_desk(&line[start..end]));
        if is_writer {
            byline.authors.extend(authors);
            byline.site = byline.site.or(site);
        }
    }
    (named > 0).then_some(byline)
}

/// A label that a comma sets off, as screen readers are told it: `Penulis, Rina Lestari`, `Role, Correspondent`.
fn set_off(line: &str) -> Option<Byline> {
    let (label, rest) = line.split_once(", ").filter(|(label, _)| words(label) == 1)?;
    let rest = rest.trim();
    match fold(label).as_str() {
        "penulis" | "author" if is_name(rest) => Some(Byline { authors: vec![rest.to_owned()], site: None }),
        "peranan" | "role" if is_desk(rest) => Some(Byline::default()),
        _ => None,
    }
}

/// Whether the line is the label before a name and nothing else: `Reporter:`, `Penulis`.
pub(in crate::ingest) fn is_label(line: &str) -> bool {
    let folded = fold(line);
    let is_whole = WRITERS.iter().chain(&OTHERS).any(|label| *label == folded);
    is_whole
        && (line.trim_end().ends_with(':') || matches!(folded.as_str(), "penulis" | "reporter" | "editor" | "oleh"))
}

/// The labels of a line: where each begins, where what it labels begins, and whether it labels a writer.
fn labels(line: &str) -> Vec<(usize, usize, bool)> {
    let small = line.to_lowercase();
    // Small letters may be longer than large ones; then places in one are no places in the other.
    if small.len() != line.len() || !line.is_char_boundary(small.len()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < small.len() {
        let is_start = at == 0 || small[..at].ends_with([' ', '|', ';', ',', '(', '/', '•']);
        let label = if is_start { label_at(&small[at..], at == 0) } else { None };
        if let Some((length, is_writer)) = label {
            found.push((at, at + length, is_writer));
            at += length;
        } else {
            at += small[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

/// The label that the text begins with: its length, its colon included, and whether it labels a writer.
fn label_at(text: &str, at_start: bool) -> Option<(usize, bool)> {
    let all = OTHERS.iter().map(|label| (label, false)).chain(WRITERS.iter().map(|label| (label, true)));
    all.filter_map(|(label, is_writer)| {
        let rest = text.strip_prefix(label)?;
        let trimmed = rest.trim_start();
        let blanks = rest.len() - trimmed.len();
        if trimmed.starts_with(':') {
            return Some((label.len() + blanks + 1, is_writer));
        }
        let stands_alone = label.ends_with("by") || *label == "oleh";
        (stands_alone && blanks > 0 && (at_start || label.len() > "by".len() && *label != "oleh"))
            .then_some((label.len() + blanks, is_writer))
    })
    .max_by_key(|&(length, _)| length)
}

/// The names that follow a label, and the site.
fn names(text: &str) -> (Vec<String>, Option<String>) {
    let mut authors = Vec::new();
    let mut site = None;
    let text =
        text.replace(" | ", ", ").replace(" - ", ", ").replace(" – ", ", ").replace(" — ", ", ").replace(" • ", ", ");
    for piece in text.split([',', ';', '|', '&', '/', '•', '(']) {
        for piece in
            piece.split(" and ").flat_map(|part| part.split(" dan ")).flat_map(|part| part.split(" in ").take(1))
        {
            let piece = piece.trim().trim_matches(['.', ':', ')', '-', '*']).trim();
            let piece = without_weekday(piece);
            let piece = piece.strip_prefix("and ").or_else(|| piece.strip_prefix("dan ")).unwrap_or(piece);
            if is_outlet(piece) {
                site = site.or_else(|| Some(publishers::name(piece)));
            } else if is_name(piece) && authors.len() < MAX_AUTHORS {
                authors.push(piece.to_owned());
            }
        }
    }
    (authors, site)
}

fn is_outlet(text: &str) -> bool {
    publishers::known(text).is_some() || publishers::is_site(text)
}

/// Reads a line that names the writer without saying so; only its place between headline and body makes it one:
/// `Rina Lestari`, `Rina Lestari - KabarNusa`, `Jane Doe in London`. `is_site` says which names are known sites.
pub(in crate::ingest) fn bare(line: &str, is_site: impl Fn(&str) -> bool) -> Option<Byline> {
    let line = line.trim();
    if words(line) > 14 || ends_sentence(line) {
        return None;
    }
    let flat = line.replace(" - ", "|").replace(" – ", "|").replace(" — ", "|").replace(" • ", "|").replace(", ", "|");
    let mut byline = Byline::default();
    let mut pieces = flat.split('|').map(str::trim).filter(|piece| !piece.is_empty());
    let first = pieces.next()?;
    if is_outlet(first) || is_site(first) {
        byline.site = Some(publishers::name(first));
    } else {
        let first = without_role(first);
        let (authors, _) = names(first);
        let said = authors.iter().map(|name| words(name)).sum::<usize>();
        // Nothing but names and what joins them, or where they are: "Jane Doe and Omar Haddad in London".
        let place = first.find(" in ").map_or(0, |at| words(&first[at..]));
        let joints = first.split(' ').filter(|word| matches!(*word, "and" | "dan" | "&")).count();
        let all = !authors.is_empty() && authors.iter().all(|name| is_full_name(name));
        if !all || first.contains('(') || said + joints + place < words(first) {
            return None;
        }
        byline.authors = authors;
    }
    for piece in pieces {
        if is_outlet(piece) || is_site(piece) || line.contains(" - ") && is_branded(piece) {
            byline.site = Some(publishers::name(piece));
        } else if is_full_name(piece) {
            byline.authors.push(piece.to_owned());
        } else if !is_desk(piece) {
            return None;
        }
    }
    Some(byline)
}

/// The initials in capitals that a line of their own consists of, where they are no publisher's: `(ALB)`.
pub(in crate::ingest) fn capitals(line: &str) -> Option<&str> {
    let inner = line.trim().strip_prefix('(')?.strip_suffix(')')?;
    let fits = (2..=4).contains(&inner.len()) && inner.bytes().all(|b| b.is_ascii_uppercase());
    (fits && publishers::known(inner).is_none()).then_some(inner)
}

/// Whether a paragraph at the end of an article tells who its author is, or who else reported.
pub(in crate::ingest) fn is_biography(text: &str, authors: &[String]) -> bool {
    const CUES: [&str; 6] = ["covers", "reach her", "reach him", "reach them", "contact", "follow"];
    const REPORTED: [&str; 3] = [" reported from ", "contributed to this report", "contributed reporting"];
    let small = text.to_lowercase();
    let bare = small.trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_own = ["penulis adalah", "the writer is", "the author is"].iter().any(|words| bare.starts_with(words));
    let is_named = authors.iter().any(|author| small.starts_with(&author.to_lowercase()));
    let introduced = |author: &String| {
        let rest = small.strip_prefix(&author.to_lowercase());
        rest.is_some_and(|rest| [" is a ", " is an ", " is the ", " adalah "].iter().any(|cue| rest.starts_with(cue)))
    };
    let surname =
        |author: &String| author.rsplit(' ').next().is_some_and(|name| small.starts_with(&name.to_lowercase()));
    let reachable = bare.starts_with("contact ") && small.contains('@') && words(text) <= 20;
    let reported = words(text) <= 20 && REPORTED.iter().any(|cue| small.contains(cue));
    let is_biography = is_own
        || reachable
        || authors.iter().any(introduced)
        || is_named && CUES.iter().any(|cue| small.contains(cue))
        || reported && (small.contains("contribut") || authors.iter().any(surname));
    is_biography && !is_quotation(text)
}

/// The writer whom a line names behind the word for a writer, without a mark between: `Reporter Sari Widjaja`.
pub(in crate::ingest) fn titled(line: &str) -> Option<&str> {
    let (label, name) = line.trim().split_once(' ')?;
    (WRITERS.contains(&fold(label).as_str()) && is_full_name(name.trim())).then_some(name.trim())
}

/// A byline whose label and name ran together, with a colon between them: `PenulisRina Lestari`.
pub(in crate::ingest) fn parted(line: &str) -> Option<String> {
    let label = BEFORE_NAMES.iter().find(|label| line.starts_with(*label))?;
    let name = &line[label.len()..];
    (name.starts_with(char::is_uppercase) && is_full_name(name)).then(|| format!("{label}: {name}"))
}

/// The name before or behind what somebody is: `Priya Menon Environment correspondent`, `Reporter Rina Lestari`.
fn without_role(text: &str) -> &str {
    let before = BEFORE_NAMES.iter().find_map(|label| text.strip_prefix(label)?.strip_prefix(' '));
    if let Some(name) = before.filter(|name| is_full_name(name)) {
        return name;
    }
    match text.match_indices(' ').nth(1) {
        Some((end, _)) if has_role(text) && words(text) <= 6 && is_full_name(&text[..end]) => &text[..end],
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn authors(line: &str, expected: &[&str]) {
        let found = labelled(line).map(|byline| byline.authors);
        assert_eq!(found, Some(expected.iter().map(|&name| name.to_owned()).collect()), "{line}");
    }

    #[test]
    fn a_label_needs_no_colon_where_a_byline_is_expected() {
        let is_rina = |line: &str| bare(line, |_| false).is_some_and(|byline| byline.authors == ["Rina Lestari"]);
        assert!(is_rina("Reporter Rina Lestari") && is_rina("Rina Lestari - Suluh.com"));
        assert!(!is_rina("Editor Rina Lestari"));
        assert_eq!(parted("PenulisRina Lestari").as_deref(), Some("Penulis: Rina Lestari"));
        assert_eq!(parted("PenulisAn"), None);
        assert!(bare("SimpanKirimCetak Bagikan", |_| false).is_none() && is_name("Rina McCarthy"));
    }

    #[test]
    fn labels_name_those_who_wrote() {
        authors("Penulis: Dian Wulandari Editor: Bagus Prakoso", &["Dian Wulandari"]);
        authors("Oleh: Rahmat Hidayat", &["Rahmat Hidayat"]);
        authors("By Jane Doe and Omar Haddad", &["Jane Doe", "Omar Haddad"]);
        authors("By Jane Doe, Political correspondent", &["Jane Doe"]);
        authors("By Ann Lee, Tom Hart and Mia van Dijk in Harwick", &["Ann Lee", "Tom Hart", "Mia van Dijk"]);
        authors("Reporter: Sinta Ayu | Editor: Joko", &["Sinta Ayu"]);
        authors("Pewarta : Made Wirawan", &["Made Wirawan"]);
        authors("Reporting by Ann Lee; Editing by Tom Hart", &["Ann Lee"]);
        authors("Editor: Bagus Prakoso", &[]);
        authors("Penulis: Tim Redaksi", &[]);
        authors("Penulis, Rina Lestari", &["Rina Lestari"]);
        authors("Peranan, Wartawan Kabar Nusa", &[]);
        authors("Redaktur & Reporter : Boy Arman", &["Boy Arman"]);
        authors("Oleh Rina Lestari Kamis, 2 Mei 2024", &["Rina Lestari"]);
    }

    #[test]
    fn authors_are_counted() {
        let names: Vec<String> = ('A'..).take(MAX_AUTHORS + 1).map(|c| format!("{c}nita")).collect();
        let found = |count: usize| super::names(&names[..count].join(", ")).0.len();
        assert_eq!((found(MAX_AUTHORS), found(MAX_AUTHORS + 1)), (MAX_AUTHORS, MAX_AUTHORS));
    }

    #[test]
    fn a_label_alone_is_told_from_words_that_begin_like_one() {
        for line in ["Reporter:", "Penulis", "EDITOR :", "Sumber:"] {
            assert!(is_label(line), "{line}");
        }
        for line in ["Sumber", "Reporter Sari Widjaja", "Penulis novel:", ""] {
            assert!(!is_label(line), "{line}");
        }
    }

    #[test]
    fn a_label_without_a_name_is_no_byline() {
        for line in [
            "Reporter: Bagaimana tanggapan Anda soal itu?",
            "By the river, nobody slept that night.",
            "By Friday, Tom Hart had repaired the bridge and reopened it.",
            "Penulis novel itu datang",
            "Oleh karena itu, rapat ditunda.",
            "",
        ] {
            assert_eq!(labelled(line), None, "{line}");
        }
    }

    #[test]
    fn a_name_alone_is_a_byline_by_its_place() {
        let none = |_: &str| false;
        let named = |line| bare(line, |text| text == "KabarNusa").map(|byline| byline.authors);
        assert_eq!(named("Rina Lestari - KabarNusa"), Some(vec!["Rina Lestari".to_owned()]));
        assert_eq!(named("Jane Doe Environment correspondent"), Some(vec!["Jane Doe".to_owned()]));
        assert_eq!(named("Jane Doe in London"), Some(vec!["Jane Doe".to_owned()]));
        assert_eq!(bare("Kabar.example", none).and_then(|byline| byline.site), Some("Kabar.example".to_owned()));
        assert_eq!(bare("Berita Nasional", none), None);
        assert_eq!(bare("Jakarta", none), None);
        assert_eq!(bare("Warga Mulai Mengungsi ke Balai Desa", none), None);
    }
}
