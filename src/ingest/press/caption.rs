//! Captions: the words under a picture and who took it, in the many shapes in which pages join the two.

use super::publishers;
use super::shape::{ends_sentence, is_all_capitals, is_capitalised, words};

/// Longest caption kept, in bytes.
pub(in crate::ingest) const MAX_CAPTION: usize = 2000;

/// Most words of a credit.
const MAX_CREDIT: usize = 10;

/// Words of a caption whose last is joined to a credit by a stroke.
const MIN_STROKED: usize = 4;

/// Beginnings of credits that name a file or a library.
const FILES: [&str; 14] = [
    "dok.",
    "dok/",
    "dok:",
    "arsip ",
    "arsip:",
    "istimewa",
    "courtesy ",
    "handout",
    "tangkapan layar",
    "istock",
    "shutterstock",
    "screenshot",
    "wikimedia",
    "pixabay",
];

/// A caption and its credit; a line may be either alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::ingest) struct Caption {
    /// What the picture shows.
    pub(in crate::ingest) text: Option<String>,
    /// Who took it.
    pub(in crate::ingest) credit: Option<String>,
}

/// Labels before a credit. What is marked may be followed by a stroke: `Foto/REUTERS`.
const LABELS: [(&str, bool); 24] = [
    ("sumber foto", false),
    ("kredit foto", false),
    ("foto oleh", false),
    ("foto milik", false),
    ("foto", true),
    ("fotografer", false),
    ("photo by", false),
    ("photo credit", false),
    ("photo", true),
    ("photographs", false),
    ("photograph by", false),
    ("photograph", true),
    ("picture", false),
    ("pictures", false),
    ("image credit", false),
    ("image source", false),
    ("image", false),
    ("credit", false),
    ("kredit", false),
    ("ilustrasi", false),
    ("illustration", false),
    ("gambar", true),
    ("gambar oleh", false),
    ("grafis", false),
];

/// Labels at the beginning of a caption.
const CAPTIONS: [&str; 8] = [
    "image caption",
    "keterangan gambar",
    "keterangan foto",
    "caption",
    "foto caption",
    "photo caption",
    "gambar hiasan",
    "ket foto",
];

/// Labels at the beginning of a line that is a credit, set off by a comma: `Image source, Getty Images`.
const SOURCES: [&str; 4] = ["image source", "sumber gambar", "image credit", "sumber foto"];

/// Whether the line is the label of a caption or a credit and nothing else: `Keterangan gambar,`.
pub(in crate::ingest) fn is_label(line: &str) -> bool {
    let bare = line.trim().trim_end_matches([',', ':']).to_lowercase();
    CAPTIONS.iter().chain(&SOURCES).any(|label| *label == bare)
}

/// Reads a line that is a caption or a credit wherever it stands.
pub(in crate::ingest) fn split(line: &str) -> Option<Caption> {
    if line.len() > MAX_CAPTION {
        return None;
    }
    let line = without_offers(line);
    let line = line.strip_suffix("HAK CIPTA TERPELIHARA").map_or(line, without_year);
    if is_protected(line) {
        return Some(Caption { text: None, credit: Some(line.to_owned()) });
    }
    titled(line)
        .or_else(|| joined(line))
        .or_else(|| bracketed(line, |credit| is_detailed_credit(credit) || is_sited(credit)))
        .or_else(|| labelled(line))
        .or_else(|| dashed(line))
        .or_else(|| filed(line))
        .or_else(|| trailing(line, is_detailed_credit))
}

/// A caption without what can be clicked beside its credit.
fn without_offers(line: &str) -> &str {
    const OFFERS: [&str; 6] = [
        "Purchase Licensing Rights",
        "View image in fullscreen",
        "Open image in gallery",
        "Perbesar",
        "Acquire Licensing Rights",
        ", opens new tab",
    ];
    let mut line = line.trim();
    while let Some(rest) =
        OFFERS.iter().find_map(|offer| line.strip_suffix(offer)).filter(|rest| !rest.trim().is_empty())
    {
        line = rest.trim_end();
    }
    line
}

/// Reads a line that stands where a caption is expected, between headline and body: an agency's or a
/// photographer's name at its end is enough.
pub(in crate::ingest) fn in_place(line: &str) -> Option<Caption> {
    split(line).or_else(|| {
        if line.len() > MAX_CAPTION {
            return None;
        }
        bracketed(line, is_likely_credit)
            .or_else(|| trailing(line, is_credit))
            .or_else(|| trailing(line, are_names).filter(|caption| caption.text.is_some()))
            .or_else(|| trailing(line, is_signed).filter(|caption| caption.text.is_some()))
            .or_else(|| stroked(line))
    })
}

/// `Ketua panitia, Darto Wibowo/Istimewa`: a name behind the last word's stroke, where nothing else credits anybody.
fn stroked(line: &str) -> Option<Caption> {
    let (text, credit) = line.trim_end_matches('.').rsplit_once('/')?;
    let is_name = |word: &str| is_capitalised(word) && word.chars().all(|c| c.is_alphabetic() || c == '-');
    let is_joined = text.ends_with(char::is_alphabetic);
    let fits = words(text) >= MIN_STROKED && (is_joined || text.ends_with(". "));
    (fits && words(credit) <= if is_joined { 2 } else { 4 } && credit.split(' ').all(is_name))
        .then(|| caption(text, credit))
        .flatten()
}

/// Whether the line says itself that it is a caption or a credit: `Image source, ...`, `Keterangan foto: ...`.
pub(in crate::ingest) fn is_titled(line: &str) -> bool {
    titled(line).is_some()
}

/// Reads a line below a picture as a credit and nothing else: `Budi/Antara`, `Kabar Nusa/Rina Ayu`.
pub(in crate::ingest) fn credit(line: &str) -> Option<Caption> {
    let fits = line.contains('/') && words(line) <= MAX_CREDIT && !ends_sentence(line) && is_likely_credit(line);
    fits.then(|| Caption { text: None, credit: Some(line.to_owned()) })
}

/// Whether the line is a credit under the sign of copyright, with somebody's name: `©2024 Kabar Nusa/Rina`.
pub(in crate::ingest) fn is_protected(line: &str) -> bool {
    line.starts_with('©') && credit(without_sign(line)).is_some()
}

/// A line without the year in brackets at its end.
fn without_year(line: &str) -> &str {
    let line = line.trim_end();
    let year = line.rsplit_once('(').filter(|(_, year)| year.len() == 5 && year.ends_with(')'));
    year.filter(|(_, year)| year[..4].bytes().all(|b| b.is_ascii_digit())).map_or(line, |(before, _)| before.trim_end())
}

/// `... -- fotoBERNAMA`: the label joined to the name.
fn joined(line: &str) -> Option<Caption> {
    let (before, credit) = line.rsplit_once("-- ")?;
    let name = credit.strip_prefix("foto").or_else(|| credit.strip_prefix("pic"))?;
    (words(credit) == 1 && is_all_capitals(name)).then(|| caption(before, credit)).flatten()
}

/// `Image caption, ...` and `Image source, ...`.
fn titled(line: &str) -> Option<Caption> {
    let after = |label: &str| {
        let head = line.get(..label.len()).filter(|head| head.eq_ignore_ascii_case(label))?;
        let rest = line[head.len()..].trim_start().strip_prefix([',', ':'])?.trim();
        (!rest.is_empty()).then_some(rest)
    };
    if let Some(rest) = CAPTIONS.iter().find_map(|label| after(label)) {
        return Some(in_place(rest).unwrap_or_else(|| Caption { text: Some(rest.to_owned()), credit: None }));
    }
    let credit = SOURCES.iter().find_map(|label| after(label)).filter(|rest| words(rest) <= MAX_CREDIT)?;
    Some(Caption { text: None, credit: Some(credit.to_owned()) })
}

/// `... (REUTERS/Kim Hong-ji)`, `... [Foto: X]`.
fn bracketed(line: &str, fits: impl Fn(&str) -> bool) -> Option<Caption> {
    let line = line.trim_end_matches('.').trim_end();
    let open = match line.chars().next_back()? {
        ')' => opening(line, '(', ')')?,
        ']' => opening(line, '[', ']')?,
        _ => return None,
    };
    let inner = line[open + 1..line.len() - 1].trim();
    let credit = match label_of(inner) {
        Some(credit) => credit,
        None if fits(inner) => inner,
        None => return None,
    };
    caption(&line[..open], credit)
}

/// Where the bracket opens that the line's last character closes.
fn opening(line: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    line.char_indices().rev().find_map(|(at, c)| {
        depth += usize::from(c == close);
        if c == open {
            depth = depth.saturating_sub(1);
            return (depth == 0).then_some(at);
        }
        None
    })
}

/// The credit of a text that begins with a label: `Foto: Budi/Antara`, `Foto/REUTERS`, `Photo by A`.
fn label_of(text: &str) -> Option<&str> {
    let (label, _, rest) = labels(text).into_iter().find(|&(start, _, _)| start == 0).map(|(s, l, r)| (l, s, r))?;
    let credit = text[rest..].trim().trim_end_matches(['.', ')', ']']).trim();
    let fits = !credit.is_empty() && words(credit) <= MAX_CREDIT && !label.is_empty();
    fits.then_some(credit)
}

/// Every label of a credit in the text: where it begins, itself, and where the credit begins.
fn labels(text: &str) -> Vec<(usize, &'static str, usize)> {
    let small = text.to_lowercase();
    if small.len() != text.len() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (label, takes_stroke) in LABELS {
        for (at, _) in small.match_indices(label) {
            let end = at + label.len();
            let (Some(before), Some(rest)) = (text.get(..at), text.get(end..)) else { continue };
            if before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/')) {
                continue;
            }
            let trimmed = rest.trim_start();
            let blanks = rest.len() - trimmed.len();
            let credit = if trimmed.starts_with(':') || takes_stroke && trimmed.starts_with('/') {
                Some(end + blanks + 1)
            } else if (label.ends_with(" by") || label.ends_with(" oleh")) && blanks > 0 {
                Some(end + blanks)
            } else {
                None
            };
            found.extend(credit.map(|credit| (at, label, credit)));
        }
    }
    // The longest label first where two begin at one place.
    found.sort_by_key(|&(at, label, _)| (at, usize::MAX - label.len()));
    found
}

/// `... nyata. Foto/REUTERS`, `Foto: Budi/Antara`, `Photograph: X/Getty Images`.
fn labelled(line: &str) -> Option<Caption> {
    let labels = labels(line);
    for &(at, label, credit) in labels.iter().rev() {
        let before = line[..at].trim_end();
        let set_off = before.is_empty()
            || ends_sentence(before)
            || before.ends_with(['|', '/', '-', '–', '—', '(', '[', ','])
            || is_capitalised(&line[at..]);
        // "Foto: Warga mengungsi ke balai desa (Budi/Kabar)": the label is of the caption.
        if before.is_empty()
            && let Some(found) = bracketed(line[credit..].trim(), is_likely_credit)
        {
            return Some(found);
        }
        let rest = line[credit..].trim().trim_end_matches([')', ']', '.']).trim();
        if !set_off || rest.is_empty() || rest.starts_with(['/', '"', '“']) {
            continue;
        }
        // "... (15/9/2023). SWARA FOTO/Made Wirawan": the agency's name before the label belongs to the credit.
        let sentence = before.rfind(". ").map_or(0, |end| end + 2);
        let agency = before.get(sentence..).unwrap_or_default();
        if (1..=3).contains(&words(agency)) && line[at..].starts_with("FOTO/") && is_all_capitals(agency) {
            return caption(&line[..sentence], &line[sentence..]);
        }
        if words(rest) <= MAX_CREDIT
            && !(ends_sentence(&line[credit..]) && words(rest) > 4)
            && (is_capitalised(rest) || is_file(rest))
        {
            // "... (15/9/2023). (Swara Photo/Made Wirawan)": so does what stands before it in its brackets.
            let open = before.rfind('(').filter(|&open| !before[open..].contains(')') && open + 1 < before.len());
            return match open {
                Some(open) => caption(&line[..open], line[open + 1..].trim_end_matches([')', '.'])),
                None => caption(before, rest),
            };
        }
        // "Foto: Warga mengungsi ke balai desa. (Budi/Antara)": the label is of the caption.
        if before.is_empty()
            && matches!(label, "foto" | "photo" | "image" | "gambar" | "ilustrasi")
            && line.contains(':')
        {
            return bracketed(rest, is_likely_credit).or_else(|| trailing(rest, is_credit));
        }
    }
    None
}

/// `... pagi tadi. - Foto Suara Utara/Azman Yusof`, `— Gambar Bernama`: the label set off by a dash.
fn dashed(line: &str) -> Option<Caption> {
    let (at, length) =
        [" - ", " – ", " — "].iter().filter_map(|dash| line.rfind(dash).map(|at| (at, dash.len()))).max()?;
    let rest = &line[at + length..];
    let (label, credit) = rest.split_once(' ')?;
    let is_label = matches!(label.to_lowercase().as_str(), "foto" | "gambar" | "photo" | "pic" | "fail" | "filepic");
    let fits = words(credit) <= 6 && !ends_sentence(credit) && !credit.starts_with(['"', '“']);
    (is_label && fits && (is_capitalised(credit) || credit.starts_with("ihsan ")))
        .then(|| caption(&line[..at], credit))
        .flatten()
}

/// `... dok. Pemkot Harja`, `(Dok. X)`.
fn filed(line: &str) -> Option<Caption> {
    let line = line.trim_end_matches([')', ']', '.']);
    let at = ["dok.", "Dok.", "DOK.", "dok:", "Dok:", "Dok/", "dok/", "Dokumentasi ", "dokumentasi "]
        .iter()
        .filter_map(|mark| line.rfind(mark))
        .max()?;
    let before = line[..at].trim_end();
    let credit = line[at..].trim();
    let set_off = before.is_empty() || ends_sentence(before) || before.ends_with(['(', '[', '|', '/', '-', '–', '—']);
    (set_off && words(credit) <= MAX_CREDIT && words(credit) + usize::from(credit.contains(['/', ':'])) >= 2)
        .then(|| caption(before, credit))
        .flatten()
}

/// `... nyata. REUTERS/Kim Hong-ji`, `... / AP Photo`, `... — AFP`.
fn trailing(line: &str, fits: impl Fn(&str) -> bool) -> Option<Caption> {
    if fits(line) && words(line) <= 6 {
        return Some(Caption { text: None, credit: Some(line.to_owned()) });
    }
    let ends = line.match_indices(". ").map(|(at, _)| (at + 1, at + 2));
    let strokes = [" / ", " | ", " — ", " – ", " - ", " /"];
    let marks = strokes.iter().filter_map(|mark| line.rfind(mark).map(|at| (at, at + mark.len())));
    let mut cuts: Vec<(usize, usize)> = ends.chain(marks).collect();
    cuts.sort_unstable();
    // The longest credit: "... 2022. Ann Lee/AFP via Getty Images".
    cuts.into_iter().rev().take(3).rev().find_map(|(end, start)| {
        let credit = line[start..].trim().trim_end_matches('.').trim();
        (words(credit) <= 8 && fits(credit)).then(|| caption(&line[..end], credit)).flatten()
    })
}

fn caption(before: &str, credit: &str) -> Option<Caption> {
    let text = before.trim_end().trim_end_matches(['|', '-', '–', '—', '(', '[', '/', ',']).trim();
    // "Foto: Ilustrasi chip (REUTERS/...)": the caption needs no label once it is one.
    let labels = ["Foto: ", "Photo: ", "Gambar: ", "FOTO: ", "Foto : ", "ILUSTRASI. "];
    let text = labels.iter().find_map(|label| text.strip_prefix(label)).unwrap_or(text).trim();
    let credit = credit.trim().trim_end_matches([')', ']']).trim();
    (!credit.is_empty())
        .then(|| Caption { text: (!text.is_empty()).then(|| text.to_owned()), credit: Some(credit.to_owned()) })
}

/// Whether a credit names a file or a library.
fn is_file(credit: &str) -> bool {
    let small = credit.to_lowercase();
    FILES.iter().any(|source| small.starts_with(source))
}

/// A credit without the sign and the year of copyright before it: `©2024 Kabar Nusa/Rina`.
fn without_sign(credit: &str) -> &str {
    let Some(rest) = credit.strip_prefix('©') else { return credit };
    rest.trim_start().trim_start_matches(|c: char| c.is_ascii_digit()).trim_start()
}

/// Whether a credit says more than the name of an agency, which may also sign a report.
fn is_detailed_credit(text: &str) -> bool {
    let small = text.to_lowercase();
    let says_more = text.contains('/')
        || ["photo", "foto", "getty", " via ", "images"].iter().any(|word| small.contains(word))
        || is_file(text);
    says_more && is_credit(text)
}

/// Whether the text is a site, and somebody on it: `pexels.com/Rina Ayu`.
fn is_sited(text: &str) -> bool {
    text.split_once('/')
        .is_some_and(|(site, name)| publishers::is_site(site) && words(name) <= 4 && is_capitalised(name))
}

/// Whether the text credits a picture by naming an agency or a file: `REUTERS/Kim Hong-ji`, `ANTARA FOTO/Nama/aww`.
fn is_credit(text: &str) -> bool {
    if words(text) > MAX_CREDIT || text.is_empty() || ends_sentence(text) && !text.to_lowercase().starts_with("dok.") {
        return false;
    }
    if is_file(text) {
        return true;
    }
    let text = without_sign(text);
    let is_site = |text: &str| text.split('/').next().is_some_and(publishers::is_site);
    if !is_capitalised(text) && !is_site(text) || text.contains(". (") {
        return false;
    }
    text.replace(" via ", "/").replace(" for ", "/").replace(" melalui ", "/").split('/').any(|piece| {
        let piece = piece.trim();
        let bare = ["foto", "photo", "pool", "photos", "pictures", "images"]
            .iter()
            .find_map(|word| {
                let cut = piece.len().checked_sub(word.len() + 1)?;
                let tail = piece.get(cut..)?;
                (tail.trim_start().eq_ignore_ascii_case(word)).then(|| piece[..cut].trim())
            })
            .unwrap_or(piece);
        publishers::known(piece).or_else(|| publishers::known(bare)).is_some()
    })
}

/// Whether the text is names joined by a stroke and nothing else: `SULUH/Fahmi Idris`.
fn are_names(text: &str) -> bool {
    let is_name = |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
    text.contains('/')
        && words(text) <= 6
        && text.split(['/', ' ']).enumerate().all(|(at, word)| at == 0 && publishers::is_site(word) || is_name(word))
}

/// Whether the text is an outlet in capitals, a name, and perhaps who passed it on: `SWARA/Made Wirawan/aa`.
fn is_signed(text: &str) -> bool {
    let mut pieces = text.split('/');
    let outlet = pieces.next().unwrap_or_default();
    is_all_capitals(outlet) && outlet.len() > 2 && pieces.next().is_some_and(is_capitalised) && is_likely_credit(text)
}

/// Whether the text may credit a picture where a caption is expected: names joined by strokes, a site.
pub(in crate::ingest) fn is_likely_credit(text: &str) -> bool {
    let text = without_sign(text);
    is_credit(text)
        || publishers::is_site(text)
        || text.contains('/')
            && words(text) <= 6
            && !text.contains(|c: char| c.is_ascii_digit())
            && text.split('/').any(|piece| is_capitalised(piece.trim()) || is_all_capitals(piece))
}

#[cfg(test)]
mod tests;
