//! The shapes of single lines: sentences, quotations, initials, ages. Looks at one line and knows nothing of its place.

/// Words that a line of fewer than these cannot be running prose with.
const FEW_WORDS: usize = 8;

/// Words from which on a line is running prose whatever it ends with.
const MANY_WORDS: usize = 24;

/// How many words a line has.
pub(in crate::ingest) fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The text in small letters, without what stands around its first and last letter or digit, with one kind of
/// apostrophe and single blanks: the form in which lines are looked up and compared.
pub(in crate::ingest) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.trim_matches(|c: char| !c.is_alphanumeric()).split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().map(|c| if c == '’' { '\'' } else { c }).flat_map(char::to_lowercase));
    }
    folded
}

/// Whether the line ends as a sentence does: with a full stop, a question mark or an exclamation mark, quotation
/// marks and brackets after it left aside.
pub(in crate::ingest) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(|c: char| {
        matches!(c, '"' | '”' | '“' | '\'' | '’' | '»' | '›' | ')' | ']' | '）' | '」' | '』' | '】')
            || c.is_whitespace()
    })
    .ends_with(['.', '!', '?', '…', '。', '！', '？', '．', '।', '۔', '؟', '။', '។'])
}

/// Whether the line begins or ends with a quotation mark.
pub(in crate::ingest) fn is_quotation(text: &str) -> bool {
    text.starts_with(['"', '“', '”', '„', '«', '‘', '\'']) || text.ends_with(['"', '”', '»'])
}

/// Whether a sentence ends inside the line and another begins.
fn has_inner_end(text: &str) -> bool {
    text.match_indices([' ']).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + 1..]);
        ends_sentence(before)
            && before.rsplit(' ').next().is_some_and(|word| word.chars().count() >= 4)
            && after.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“'))
    })
}

/// Whether the line is running prose: a whole sentence of some length, or so many words that it can't be a label.
pub(in crate::ingest) fn is_prose(text: &str) -> bool {
    let text = split_initials(text).map_or(text, |(before, _)| before);
    let count = words(text);
    let is_sentence = ends_sentence(text) && !is_shouted_headline(text);
    count >= FEW_WORDS && (count >= MANY_WORDS || is_sentence || has_inner_end(text)) || is_unspaced_prose(text)
}

/// Whether the line is a question or an exclamation with the capitals of a headline: `Risiko Konflik Itu Nyata!`
fn is_shouted_headline(text: &str) -> bool {
    let (mut all, mut large) = (0, 0);
    for word in text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 4) {
        all += 1;
        large += usize::from(is_capitalised(word));
    }
    text.ends_with(['!', '?']) && all > 0 && large * 4 >= all * 3
}

/// Whether a script that is written without blanks has this letter: one for a word or two, or one of a syllable's several.
fn is_whole(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ff65}' | '\u{3000}'..='\u{303f}')
}

fn is_syllabic(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// How many words a headline has, or would have: of scripts without blanks two letters, or four of a syllabic one, count
/// as one.
pub(in crate::ingest) fn headline_words(text: &str) -> usize {
    let count = |is: fn(char) -> bool| text.chars().filter(|&c| is(c)).count();
    words(text).max(count(is_whole) / 2).max(count(is_syllabic) / 4)
}

/// Prose of a script that puts no blanks between words: a sentence, or more than a headline has.
fn is_unspaced_prose(text: &str) -> bool {
    const SENTENCE: usize = 20;
    // Syllables of Thai and Burmese take several characters.
    const MANY: usize = 60;
    const MANY_SYLLABIC: usize = 150;
    let (mut all, mut whole, mut syllabic) = (0, 0, 0);
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        all += 1;
        whole += usize::from(is_whole(c));
        syllabic += usize::from(is_syllabic(c));
    }
    let is_sentence = ends_sentence(text);
    whole * 2 > all && (all >= MANY || is_sentence && all >= SENTENCE)
        || syllabic * 2 > all && (all >= MANY_SYLLABIC || is_sentence && all >= MANY)
}

/// The initials that a line consists of: `(min)`, `(abc/def)`, `[ahm]`, `(OL-1)`, `(***)`.
///
/// The inner text is given back without its brackets; it is empty for a sign that names nobody.
pub(in crate::ingest) fn initials(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
    let inner = inner.or_else(|| text.strip_prefix('[').and_then(|t| t.strip_suffix(']')))?.trim();
    if !inner.is_empty() && inner.chars().all(|c| matches!(c, '*' | '#' | '-')) {
        return Some("");
    }
    are_initials(inner).then_some(inner)
}

fn are_initials(inner: &str) -> bool {
    let groups: Vec<&str> = inner.split(['/', '-', ',', '.']).map(str::trim).collect();
    let small = |group: &&str| matches!(group.len(), 1..=5) && group.bytes().all(|b| b.is_ascii_lowercase());
    let numbered = |group: &&str| matches!(group.len(), 1..=2) && group.bytes().all(|b| b.is_ascii_digit());
    let large = |group: &&str| matches!(group.len(), 1..=3) && group.bytes().all(|b| b.is_ascii_uppercase());
    match groups.as_slice() {
        [] => false,
        // Single words of daily language in brackets are remarks, not signatures.
        [one] => {
            (2..=4).contains(&one.len()) && small(one) && !matches!(*one, "sic" | "tawa" | "dua" | "satu" | "tiga")
        }
        [first, second] if large(first) => numbered(second) || large(second),
        // "Ant/H-2": the agency, and the page.
        [agency, page, number] if large(page) && numbered(number) => is_capitalised(agency) && agency.len() <= 6,
        [first, rest @ ..] => rest.len() <= 3 && small(first) && rest.iter().all(|g| small(g) || numbered(g)),
    }
}

/// Takes initials off the end of a paragraph: `... kata dia. (min)`.
pub(in crate::ingest) fn split_initials(text: &str) -> Option<(&str, &str)> {
    let open = text.rfind(['(', '['])?;
    let before = text[..open].trim_end();
    let inner = initials(&text[open..])?;
    (ends_sentence(before) && !before.is_empty()).then_some((before, inner))
}

/// Whether the line says how old something is: `3 jam lalu`, `Nasional | 5 hours ago`.
pub(in crate::ingest) fn is_age(text: &str) -> bool {
    const UNITS: [&str; 24] = [
        "detik", "menit", "jam", "hari", "minggu", "bulan", "tahun", "saat", "minit", "second", "minute", "min",
        "hour", "day", "week", "month", "year", "seconds", "minutes", "mins", "hours", "days", "weeks", "months",
    ];
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let ([tail @ .., "yang", "lalu"] | [tail @ .., "lalu" | "ago" | "lepas"]) = words.as_slice() else { return false };
    match tail {
        [label @ .., count, unit] => {
            label.len() <= 5
                && !label.contains(&"sejak")
                && count.bytes().all(|b| b.is_ascii_digit())
                && !ends_sentence(text)
                && UNITS.contains(unit)
        }
        _ => false,
    }
}

/// Whether the line is one pair of round brackets and what is in it.
pub(in crate::ingest) fn is_bracketed(text: &str) -> bool {
    text.starts_with('(') && text.find(')') == Some(text.len() - 1)
}

/// Whether the word begins with a capital letter.
pub(in crate::ingest) fn is_capitalised(word: &str) -> bool {
    word.trim_start_matches(['"', '“', '\'', '‘', '(']).starts_with(char::is_uppercase)
}

/// Whether every letter of the text is a capital, and there are at least two.
pub(in crate::ingest) fn is_all_capitals(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !text.chars().any(char::is_lowercase)
}

/// The first web address in the text, without punctuation that only ends the sentence around it.
pub(in crate::ingest) fn address(text: &str) -> Option<&str> {
    let start = ["https://", "http://"].iter().filter_map(|scheme| text.find(scheme)).min()?;
    let rest = &text[start..];
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '”')).unwrap_or(rest.len());
    let mut url = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ']', '\'']);
    if url.ends_with(')') && !url.contains('(') {
        url = url.trim_end_matches(')');
    }
    (url.len() > "https://".len()).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_prose_and_a_headline_is_not() {
        assert!(is_prose("Stoltenberg mengatakan Ukraina bukan anggota NATO dan serangan terhadapnya lain."));
        assert!(is_prose("“Risiko konflik itu nyata dan kami harus siap,” kata dia. Rapat berlanjut sampai malam"));
        assert!(!is_prose("Sekjen NATO: Risiko Konflik dengan Rusia Itu Nyata!"));
        assert!(!is_prose("Ya."));
        assert!(is_prose("Harga tiketnya tetap sama sampai akhir tahun depan. (abc)"));
        assert!(is_prose("市長は火曜日、来年度から市内のバスを無料にする計画を発表した。"));
        assert!(is_prose("（市長は火曜日、来年度から市内のバスを無料にする計画を発表した。）"));
        assert!(!is_prose("市長、来年度から市内のバスを無料にする計画を発表"));
        let thai = "เรือเฟอร์รี่ไปเกาะนอกจะออกทุกชั่วโมงตั้งแต่เดือนพฤษภาคม";
        assert!(!is_prose(thai) && is_prose(&thai.repeat(3)));
    }

    #[test]
    fn initials_come_in_several_shapes() {
        for (text, expected) in [
            ("(min)", Some("min")),
            ("(abc/def)", Some("abc/def")),
            ("[ahm/sfn]", Some("ahm/sfn")),
            ("(OL-1)", Some("OL-1")),
            ("(Ant/H-2)", Some("Ant/H-2")),
            ("(Hari/H-2a)", None),
            ("(***)", Some("")),
            ("(8/1/2022)", None),
            ("(Reuters)", None),
            ("(NATO)", None),
            ("(tertawa)", None),
            ("(baca juga)", None),
            ("()", None),
            ("min", None),
        ] {
            assert_eq!(initials(text), expected, "{text}");
        }
        assert_eq!(split_initials("Begitu kata dia. (min)"), Some(("Begitu kata dia.", "min")));
        assert_eq!(split_initials("Presiden Joko Widodo (min) hadir (jok)"), None);
    }

    #[test]
    fn an_age_needs_a_number_and_a_unit() {
        for text in
            ["3 jam lalu", "Nasional | 5 hours ago", "12 menit yang lalu", "1 day ago", "Politik - 2 hari yang lalu"]
        {
            assert!(is_age(text), "{text}");
        }
        for text in ["beberapa waktu lalu", "Ia pergi 3 tahun lalu.", "ago", "lalu", "tahun lalu", ""] {
            assert!(!is_age(text), "{text}");
        }
    }

    #[test]
    fn an_address_ends_where_the_sentence_goes_on() {
        assert_eq!(address("Lihat https://a.example/x?y=1, lalu"), Some("https://a.example/x?y=1"));
        assert_eq!(address("(http://a.example/b)"), Some("http://a.example/b"));
        assert_eq!(address("https://a.example/b_(c)"), Some("https://a.example/b_(c)"));
        assert_eq!(address("https:// kosong"), None);
    }

    #[test]
    fn folding_leaves_letters_and_single_blanks() {
        assert_eq!(fold("  » Berita  Terkait: "), "berita terkait");
        assert_eq!(fold("DON’T miss"), "don't miss");
        assert_eq!(fold("***"), "");
    }
}
