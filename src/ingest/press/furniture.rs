//! What a page carries besides its article, in Indonesian, Malay and English: the words, and how a line is looked up.
//!
//! The words themselves are in `phrases`. Whether a line of furniture ends the article or only stands in it is decided
//! by its place, in `body`.

mod phrases;

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use memchr::memmem::Finder;

use self::phrases::{BEGINNINGS, COMPOSED, FILLERS, SECTIONS, SENTENCES, WHOLE};
use super::shape::{ends_sentence, fold, words};

/// Whole lines, to be looked up; of a line in several lists the first counts.
static LINES: LazyLock<HashMap<&str, Furniture>> = LazyLock::new(|| {
    let mut lines = HashMap::new();
    for &(kind, phrases) in WHOLE {
        for phrase in phrases.split('|') {
            lines.entry(phrase).or_insert(kind);
        }
    }
    lines
});

/// Names of sections, to be looked up.
static SECTION_NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| SECTIONS.split('|').collect());

/// Beginnings by their first letter, in their order, each with its place in [`BEGINNINGS`].
static OPENINGS: LazyLock<HashMap<char, Vec<(usize, &str)>>> = LazyLock::new(|| {
    let mut openings: HashMap<char, Vec<(usize, &str)>> = HashMap::new();
    for (group, (_, beginnings)) in BEGINNINGS.iter().enumerate() {
        for beginning in beginnings.split('|') {
            if let Some(first) = beginning.chars().next() {
                openings.entry(first).or_default().push((group, beginning));
            }
        }
    }
    openings
});

/// What the sentences of furniture hold, ready to be looked for.
static CUES: LazyLock<Vec<(Furniture, Vec<Cue>)>> = LazyLock::new(|| {
    SENTENCES.iter().map(|&(kind, cues)| (kind, cues.iter().map(|cue| Cue::new(cue)).collect())).collect()
});

/// A part of a sentence.
enum Cue {
    /// It begins so.
    Beginning(&'static str),
    /// This is somewhere in it.
    Part(Box<Finder<'static>>),
}

impl Cue {
    fn new(cue: &'static str) -> Self {
        cue.strip_prefix('^').map_or_else(|| Self::Part(Box::new(Finder::new(cue))), Self::Beginning)
    }

    fn is_in(&self, small: &str) -> bool {
        match self {
            Self::Beginning(beginning) => small.starts_with(beginning),
            Self::Part(part) => part.find(small.as_bytes()).is_some(),
        }
    }
}

/// The lists that a page carries beside an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum List {
    Related,
    Recommended,
    Popular,
    Latest,
    Video,
}

/// What a line of furniture is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Furniture {
    /// Sections, menus, breadcrumbs.
    Navigation,
    /// Logging in, subscribing.
    Account,
    /// Sharing, following, listening.
    Share,
    /// Marks of advertisements and embedded players.
    Advert,
    /// A pointer to another article, amid the text.
    ReadAlso,
    /// The heading of a list of other articles.
    Heading(List),
    /// The readers' comments.
    Comments,
    /// Newsletters, channels, apps.
    Newsletter,
    /// Copyright, cookies, imprint.
    Legal,
    /// Pages of one article.
    Pager,
    /// Subject words.
    Tags,
    /// Reading time, counts of views.
    Meter,
}

impl Furniture {
    /// Whether the article is over where this stands, unless prose goes on after it.
    pub(in crate::ingest) fn may_end(self) -> bool {
        matches!(self, Self::Heading(_) | Self::Comments | Self::Legal | Self::Tags)
    }
}

/// Whether the words lead past what their reader may not want: `Lewati Berita terkait`.
pub(in crate::ingest) fn offers_to_skip(text: &str) -> bool {
    begins_with(text, &["lewati ", "lewatkan ", "lompati ", "langkau ", "skip "])
}

/// Whether the words end what may be skipped: `Akhir dari Berita terkait`.
pub(in crate::ingest) fn ends_skipped(text: &str) -> bool {
    begins_with(text, &["akhir dari ", "end of "]) && words(text) <= MAX_COMPOSED && !ends_sentence(text)
}

fn begins_with(text: &str, beginnings: &[&str]) -> bool {
    let small: String = text.chars().take(12).flat_map(char::to_lowercase).collect();
    beginnings.iter().any(|beginning| small.starts_with(beginning))
}

/// Words longer than which a line that begins like furniture must match as a sentence of it.
const MAX_BEGINNING: usize = 24;

/// Words of the longest heading that is put together of known words.
const MAX_COMPOSED: usize = 5;

/// Words over which no sentence of furniture is looked for: what is so long is somebody's text.
const MAX_SENTENCE: usize = 60;

/// What the line is as furniture; none where it may be part of an article.
pub(in crate::ingest) fn of(line: &str) -> Option<Furniture> {
    let folded = fold(line);
    if folded.is_empty() {
        return None;
    }
    let count = words(&folded);
    // Marks around the words count for beginnings ("Baca:", "© 2022"), not for whole lines.
    let small = line.trim_start_matches(['»', '›', '>', '•', '▶', '►', '■', '-', ' ', '[', '(', '+']).to_lowercase();
    whole(&folded)
        .or_else(|| folded.rsplit_once(" (").filter(|(_, count)| is_count(count)).and_then(|(before, _)| whole(before)))
        .or_else(|| composed(&folded, count))
        .or_else(|| counted(&folded, count))
        .or_else(|| is_section_link(&folded, count).then_some(Furniture::Pager))
        .or_else(|| (count <= MAX_BEGINNING).then(|| beginning(&small, line, count)).flatten())
        .or_else(|| (count <= MAX_SENTENCE).then(|| sentence(&small)).flatten())
        .or_else(|| row(line))
        .or_else(|| (is_sections(line, &folded)).then_some(Furniture::Navigation))
}

fn whole(folded: &str) -> Option<Furniture> {
    let look = |text: &str| LINES.get(text).copied();
    // "Opini Terkait", "Foto Terkait": a list of whatever it is.
    let related = (folded.ends_with(" terkait") && words(folded) == 2).then_some(Furniture::Heading(List::Related));
    look(folded).or(related).or_else(|| {
        let tails =
            [" more", " lainnya", " selengkapnya", " lihat semua", " see all", " view all", " indeks", " lebih"];
        tails.iter().find_map(|tail| folded.strip_suffix(tail)).and_then(look)
    })
}

/// `Rekomendasi Buat Kamu`, `Video Pilihan Hari Ini`, `Berita detikcom Lainnya`: the heading of a list, put together of
/// the word that says which list it is and words that any such heading may have.
fn composed(folded: &str, count: usize) -> Option<Furniture> {
    if !(2..=MAX_COMPOSED).contains(&count) {
        return None;
    }
    let row: Vec<&str> = folded.split(' ').collect();
    if matches!(row.as_slice(), ["berita" | "artikel" | "kabar", _, "lainnya" | "terkait"]) {
        return Some(Furniture::Heading(List::Related));
    }
    let is_word = |words: &str, word: &str| words.split('|').any(|known| known == word);
    let named = |word: &str| COMPOSED.iter().find(|(_, words)| is_word(words, word)).map(|&(list, _)| list);
    if !row.iter().all(|word| is_word(FILLERS, word) || named(word).is_some()) {
        return None;
    }
    let list = row.iter().find_map(|word| named(word))?;
    Some(Furniture::Heading(if row.contains(&"video") { List::Video } else { list }))
}

/// A row of offers: `Versi Cetak | Kirim ke Teman | Dibaca: 12 kali`, `Facebook Twitter Whatsapp`.
fn row(line: &str) -> Option<Furniture> {
    let is_share = |word: &str| LINES.get(fold(word).as_str()) == Some(&Furniture::Share);
    if line.contains(' ') && line.split(' ').all(is_share) {
        return Some(Furniture::Share);
    }
    let mut kinds = line.split('|').map(|piece| {
        let folded = fold(piece);
        whole(&folded).or_else(|| counted(&folded, words(&folded)))
    });
    let first = kinds.next()??;
    let rest: Option<Vec<Furniture>> = kinds.collect();
    rest.is_some_and(|rest| !rest.is_empty()).then_some(first)
}

/// `Lihat Regional Selengkapnya`, `See all World`.
fn is_section_link(folded: &str, count: usize) -> bool {
    let ends = |first: &str, last: &str| folded.starts_with(first) && folded.ends_with(last);
    (3..=5).contains(&count) && (ends("lihat ", " selengkapnya") || ends("lihat semua ", "") || ends("see all ", ""))
}

/// Whether the text is a number in what is left of brackets: `Komentar (12)`.
fn is_count(text: &str) -> bool {
    !text.is_empty() && text.trim_end_matches(')').bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// Counters: `12 komentar`, `3 min read`, `1.204 shares`, `Page 1 of 3`, `1 2 3 Selanjutnya`.
fn counted(folded: &str, count: usize) -> Option<Furniture> {
    if count > 8 || !folded.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let letters: Vec<&str> = folded
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty() && !matches!(*word, "k" | "m" | "rb" | "jt" | "of" | "dari" | "x"))
        .collect();
    match letters.as_slice() {
        ["komentar" | "comments" | "comment" | "komen" | "ulasan"] => Some(Furniture::Comments),
        ["share" | "shares" | "dibagikan" | "bagikan" | "likes" | "suka" | "tweet" | "kongsi"] => {
            Some(Furniture::Share)
        }
        ["views" | "view" | "pembaca" | "dilihat" | "dibaca" | "kali", ..] if letters.len() <= 3 => {
            Some(Furniture::Meter)
        }
        ["min" | "mins" | "minute" | "minutes" | "menit", "read" | "baca" | "membaca"]
        | ["menit", "waktu", "baca"]
        | ["baca" | "read" | "minit", "menit" | "minutes" | "min" | "bacaan"] => Some(Furniture::Meter),
        ["halaman" | "page" | "laman" | "selanjutnya" | "next" | "hal"]
        | ["halaman" | "page", "selanjutnya" | "next" | "tampilkan" | "all", ..] => Some(Furniture::Pager),
        [] if count >= 2 && folded.split(' ').all(is_page) => Some(Furniture::Pager),
        _ => None,
    }
}

/// Whether the word is the number of a page, or stands between two: `1 2 3`, `2 dari 4`.
fn is_page(word: &str) -> bool {
    word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit() || b == b'/') || matches!(word, "dari" | "of")
}

fn beginning(small: &str, line: &str, count: usize) -> Option<Furniture> {
    let mut tried = None;
    OPENINGS.get(&small.chars().next()?)?.iter().find_map(|&(group, beginning)| {
        let rest = small.strip_prefix(beginning).filter(|_| tried != Some(group))?;
        // "baca juga" is no beginning of "baca jugalah", but "baca:" is one of "baca:x".
        if beginning.ends_with(char::is_alphanumeric) && rest.starts_with(char::is_alphanumeric) {
            return None;
        }
        tried = Some(group);
        let kind = BEGINNINGS[group].0;
        fits(kind, rest.trim(), line, count).then_some(kind)
    })
}

/// Whether a line with that beginning is short or label-like enough for what it would be.
fn fits(kind: Furniture, rest: &str, line: &str, count: usize) -> bool {
    match kind {
        Furniture::ReadAlso => {
            rest.is_empty()
                || rest.starts_with([':', '-', '–', '|', '>', '»', '"', '“'])
                || !ends_sentence(line)
                || count <= 14 && !line.ends_with('.')
                || line.contains(':')
        }
        Furniture::Heading(_) => count <= 5 && !ends_sentence(line) && !line.contains(','),
        Furniture::Legal | Furniture::Tags => true,
        Furniture::Navigation | Furniture::Meter => count <= 8 && !ends_sentence(line),
        Furniture::Advert => count <= 10,
        _ => count <= 10 && !ends_sentence(line),
    }
}

fn sentence(small: &str) -> Option<Furniture> {
    CUES.iter().find(|(_, cues)| cues.iter().all(|cue| cue.is_in(small))).map(|&(kind, _)| kind)
}

/// Whether the line is a row of sections or a breadcrumb.
fn is_sections(line: &str, folded: &str) -> bool {
    let is_section = |text: &str| SECTION_NAMES.contains(text);
    if words(folded) > 30 || ends_sentence(line) {
        return false;
    }
    let pieces: Vec<String> = line.split(['>', '|', '»', '›', '•', '·', '/', '→', ';', '\t']).map(fold).collect();
    let pieces: Vec<&String> = pieces.iter().filter(|piece| !piece.is_empty()).collect();
    if pieces.len() >= 2 {
        let sections = pieces.iter().filter(|piece| is_section(piece)).count();
        return line.contains(['>', '»', '›', '→']) && sections >= 1 || sections * 2 > pieces.len();
    }
    let row: Vec<&str> = folded.split(' ').collect();
    is_section(folded) || row.iter().filter(|word| **word != "&" && **word != "dan").all(|word| is_section(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(line: &str, expected: Option<Furniture>) {
        assert_eq!(of(line), expected, "{line}");
    }

    #[test]
    fn headings_of_lists_are_known_with_what_follows_them() {
        is("Berita Terkait", Some(Furniture::Heading(List::Related)));
        is("Berita Terkini More", Some(Furniture::Heading(List::Latest)));
        is("TERPOPULER", Some(Furniture::Heading(List::Popular)));
        is("Most read in World", Some(Furniture::Heading(List::Popular)));
        is("Video Rekomendasi", Some(Furniture::Heading(List::Video)));
        is("Rekomendasi", Some(Furniture::Heading(List::Recommended)));
        is("Rekomendasi Buat Kamu", Some(Furniture::Heading(List::Recommended)));
        is("Artikel Pilihan Redaksi", Some(Furniture::Heading(List::Recommended)));
        is("Video Pilihan Hari Ini", Some(Furniture::Heading(List::Video)));
        is("Berita Nusa Lainnya", Some(Furniture::Heading(List::Related)));
        is("Rekomendasi Dokter Gigi", None);
        is("Hari Ini Berita", None);
    }

    #[test]
    fn pointers_to_other_articles_are_known() {
        is("Baca juga: Menteri Tinjau Waduk yang Retak", Some(Furniture::ReadAlso));
        is("Baca Juga :", Some(Furniture::ReadAlso));
        is("READ MORE: How the bridge was lost", Some(Furniture::ReadAlso));
        is("[Gambas:Video 20detik]", Some(Furniture::Advert));
    }

    #[test]
    fn counters_are_known() {
        is("12 Komentar", Some(Furniture::Comments));
        is("3 min read", Some(Furniture::Meter));
        is("1,204 shares", Some(Furniture::Share));
        is("Halaman 1 2 3 Selanjutnya", Some(Furniture::Pager));
        is("Page 1 of 3", Some(Furniture::Pager));
        is("1 2 3", Some(Furniture::Pager));
        is("2 / 6", Some(Furniture::Pager));
        is("Facebook Twitter Whatsapp Email", Some(Furniture::Share));
    }

    #[test]
    fn rows_of_sections_and_breadcrumbs_are_navigation() {
        is("Home > News > Politik", Some(Furniture::Navigation));
        is("Home News Nasional", Some(Furniture::Navigation));
        is("Beranda / Daerah / Banyu Asri", Some(Furniture::Navigation));
        is("Home » Sungai", Some(Furniture::Navigation));
    }

    #[test]
    fn whole_sentences_of_furniture_need_all_their_words() {
        is(
            "Dapatkan berita terkini dari kami, Klik Disini untuk mendaftar sekarang juga!",
            Some(Furniture::Newsletter),
        );
        for consent in [
            "Suluh.com menggunakan cookies untuk memberikan pengalaman terbaik. Pelajari kebijakan kami.",
            "Kami dan mitra kami memakai teknologi, seperti cookie",
            "Situs ini memakai kuki untuk meningkatkan kenyamanan Anda membaca.",
            "Dengan terus membaca, Anda menyetujui kebijakan privasi kami.",
        ] {
            is(consent, Some(Furniture::Legal));
        }
        is("Toko itu menjual cookie buatan ibu-ibu kampung setiap Sabtu.", None);
        is("We use cookies to give you the best experience on our website.", Some(Furniture::Legal));
        is("Warga berharap dapatkan bantuan dari pemerintah daerah secepatnya, kata Darto.", None);
    }

    #[test]
    fn running_prose_is_nobodys_furniture() {
        for line in [
            "Baca juga penting bagi anak, kata guru itu, karena buku membuka jalan ke banyak hal lain di dunia.",
            "Halaman rumahnya terendam air setinggi dada orang dewasa sejak Sabtu malam.",
            "Video itu direkam seorang warga dari atap rumahnya, lalu beredar luas di media sosial.",
            "Home prices rose again in the second quarter, the bureau said.",
            "Ikuti saja aturannya, kata dia.",
            "Share prices fell by a tenth.",
            "Kuningan Barat",
        ] {
            is(line, None);
        }
    }
}
