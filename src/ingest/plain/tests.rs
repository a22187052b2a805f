//! Small pages, one for each rule, and what no page may do.

mod headlines;
mod several;

use std::fmt::Write;

use proptest::prelude::{ProptestConfig, any, prop, proptest};

use super::{Hint, MAX_LINE, MAX_LINES, MAX_PAGE, Page, PlainError, read};
use crate::model::NewArticle;
use crate::text::CleanText;

const ONE: &str = "Wali kota menutup pasar itu sejak pagi karena atapnya hampir roboh.";
const TWO: &str = "Para pedagang diminta pindah ke lapangan di seberang pasar untuk sementara.";
const THREE: &str = "“Kami hanya punya waktu dua hari,” kata Darto, pedagang ikan di pasar itu.";
const FOUR: &str = "Pemerintah kota berjanji memperbaiki atap pasar sebelum musim hujan tiba.";

fn page(text: &str) -> Page {
    read(text, &Hint::default()).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn article(text: &str) -> NewArticle {
    let mut page = page(text);
    assert_eq!(page.articles.len(), 1, "{text}");
    page.articles.remove(0)
}

#[track_caller]
fn body(text: &str, expected: &[&str]) {
    let article = article(text);
    assert_eq!(article.body.text.split("\n\n").collect::<Vec<_>>(), expected, "{text}");
}

/// A page of a headline, a date and four paragraphs, with `inside` amid them and `after` below them.
fn with(inside: &str, after: &str) -> String {
    format!(
        "Pasar Lama Ditutup Wali Kota Mulai Hari Ini\n\nSabtu, 08 Januari 2022 - 13:03 WIB\n\n{ONE}\n\n\
         {TWO}\n\n{inside}\n\n\
         {THREE}\n\n{FOUR}\n\n{after}"
    )
}

#[test]
fn furniture_amid_the_text_is_left_out() {
    for inside in [
        "Baca juga: Pasar Baru Dibuka Pekan Depan",
        "Baca Juga :\nPasar Baru Dibuka Pekan Depan\nHarga Ikan Naik Lagi di Kota Harja",
        "ADVERTISEMENT\nSCROLL TO CONTINUE WITH CONTENT",
        "READ MORE: How the old market lost its roof",
        "Pilihan Editor: Mengapa Atap Pasar Rapuh",
        "[Gambas:Video 20detik]",
        "Iklan",
        "Halaman 1 2 3 Selanjutnya",
        "Lanjut ke Halaman 2",
        "Khusus anggotaBaca sepuasnya",
        "Daftar buletin Kabar Sore\nSemua kabar kota dalam lima menit, setiap sore.\n[            ]",
        "“Kami hanya punya waktu dua hari”\nDarto",
        "[pasar-lama]\nAtap pasar lama, Jumat (7/1/2022). Foto: Budi/Antara",
        "Page 1 of 3",
        "12 Komentar",
        "3 menit waktu baca",
        "Suasana pasar lama. (ANTARA FOTO/Budi/aww)",
        "Berita Terkait\nHarga Ikan Naik Lagi di Kota Harja\nPasar Baru Dibuka Pekan Depan",
        "Bagikan\nFacebook\nTwitter\nWhatsApp\nSalin Link",
        "Dapatkan berita pilihan lewat kanal Telegram kami, klik di sini untuk bergabung.",
    ] {
        body(&with(inside, ""), &[ONE, TWO, THREE, FOUR]);
    }
}

#[test]
fn furniture_below_the_text_is_left_out() {
    for after in [
        "(min)\ntulis komentar anda\nFollow\nBerita Terkini More",
        "Editor: Bagus Prakoso",
        "Terpopuler\n1\nHarga Ikan Naik Lagi\n2\nPasar Baru Dibuka",
        "Harga Ikan Naik Lagi di Kota Harja\n3 jam lalu\nPasar Baru Dibuka Pekan Depan\n5 jam lalu",
        "Rekomendasi\nHarga Ikan Naik Lagi\nHarga ikan naik dua kali lipat dalam sepekan terakhir.\n2 \
         jam lalu\nKapal Karam",
        "Copyright © 2022 Kabar Nusa. All rights reserved.",
        "Tags: pasar, atap\nKomentar\nJadilah yang pertama berkomentar",
        "We use cookies to improve your experience on our website. Accept all",
        "Tentang Kami\nRedaksi\nKebijakan Privasi\nPedoman Media Siber",
    ] {
        body(&with("", after), &[ONE, TWO, THREE, FOUR]);
    }
}

#[test]
fn short_lines_amid_the_text_are_kept() {
    for inside in
        ["Dua hari untuk pindah", "“Tidak mungkin.”", "Ya.", "Rekomendasi", "Mengapa sekarang?", "\"Kami lelah\""]
    {
        body(&with(inside, "(min)"), &[ONE, TWO, inside, THREE, FOUR]);
    }
}

#[test]
fn lists_and_verses_stay_together() {
    body(&with("• ikan\n• sayur\n• beras", ""), &[ONE, TWO, "- ikan\n- sayur\n- beras", THREE, FOUR]);
    body(&with("1. ikan\n2. sayur", ""), &[ONE, TWO, "1. ikan\n2. sayur", THREE, FOUR]);
    let verse = "Pasar lama\natapnya runtuh\ntinggal langit";
    body(&with(verse, ""), &[ONE, TWO, verse, THREE, FOUR]);
}

#[test]
fn a_pointer_with_an_address_becomes_a_link() {
    let article = article(&with("Baca juga: Pasar Baru Dibuka https://kabar.example/pasar?utm_source=x", ""));
    let links: Vec<_> = article.links.related.iter().map(|link| (link.title.as_str(), link.url.as_str())).collect();
    assert_eq!(links, [("Pasar Baru Dibuka", "https://kabar.example/pasar")]);
}

#[test]
fn the_list_under_a_heading_gives_its_links() {
    let article = article(&with("", "Terpopuler\nKapal Karam di Teluk\nhttps://kabar.example/kapal\n"));
    assert_eq!(article.links.popular.len(), 1);
    assert_eq!(article.links.popular[0].title.as_str(), "Kapal Karam di Teluk");
}

#[test]
fn the_browsers_title_names_the_source() {
    for (first, source) in [
        ("Pasar Lama Ditutup Wali Kota Mulai Hari Ini - Kabar Nusa", "Kabar Nusa"),
        ("Pasar Lama Ditutup Wali Kota Mulai Hari Ini | Nasional | Kabar Nusa", "Kabar Nusa"),
        ("Pasar Lama Ditutup Wali Kota Mulai Hari Ini - KOMPAS.com", "Kompas.com"),
    ] {
        let article = article(&format!("{first}\nHome\nNews\n{}", with("", "")));
        assert_eq!(article.source.as_str(), source, "{first}");
        assert_eq!(article.title.as_str(), "Pasar Lama Ditutup Wali Kota Mulai Hari Ini");
    }
}

#[test]
fn an_age_is_a_date_only_where_it_is_known_when_the_page_was_seen() {
    let page = "Kapal Feri Larowai Kembali Berlayar\nNusa | 3 jam lalu\nLarowai - Kapal feri Larowai kembali berlayar \
                pada Jumat pagi setelah dua hari diperbaiki di galangan. Ratusan penumpang sudah menunggu sejak subuh.\n\
                Kapten kapal mengatakan mesin baru bekerja dengan baik dan tidak ada yang perlu dikhawatirkan.\n";
    let date = |seen| {
        let page = read(page, &Hint { seen, ..Hint::default() });
        let page = page.unwrap_or_else(|error| panic!("{error}"));
        page.articles[0].published.map(|date| date.to_string())
    };
    assert_eq!(date(None), None);
    assert_eq!(date("2026-11-21T06:03:20Z".parse().ok()).as_deref(), Some("2026-11-21T10:03:20+07:00"));
}

#[test]
fn what_the_caller_knows_comes_first() {
    let hint = Hint {
        source: Some(CleanText::line("Suara Kota")),
        url: Some("HTTPS://Suara.example/a?utm_source=b#c".to_owned()),
        tags: vec![CleanText::line("Pasar")],
        ..Hint::default()
    };
    let page = read(&with("", "Tags: pasar, atap\nCopyright © 2022 Kabar Nusa."), &hint);
    let article = page.map_or_else(|error| panic!("{error}"), |page| page.articles[0].clone());
    assert_eq!(article.source.as_str(), "Suara Kota");
    assert_eq!(article.url.as_deref(), Some("https://suara.example/a"));
    assert_eq!(article.id.as_str(), "https://suara.example/a");
    assert_eq!(article.tags.iter().map(CleanText::as_str).collect::<Vec<_>>(), ["pasar", "atap"]);
}

#[test]
fn an_article_without_an_address_is_known_by_a_hash() {
    let first = article(&with("", "(min)"));
    let again = article(&with("Baca juga: Pasar Baru Dibuka", "(min)\nTerpopuler\nKapal Karam"));
    assert!(first.id.as_str().starts_with("hash:"));
    assert_eq!(first.id, again.id, "furniture is no part of an article's identity");
}

#[test]
fn the_date_of_publication_is_taken_before_that_of_a_change() {
    for lines in [
        "Diperbarui 9 Januari 2022 08:00 WIB\nDiterbitkan 8 Januari 2022 13:03 WIB",
        "Sabtu, 8 Januari 2022\n13:03 WIB",
        "Kabar.example - 08/01/2022, 13:03 WIB",
        "Rina Lestari | 8 Januari 2022 13:03 WIB | Diperbarui 9 Januari 2022 08:00 WIB",
    ] {
        let text = with("", "").replace("Sabtu, 08 Januari 2022 - 13:03 WIB", lines);
        let date = article(&text).published.map(|date| date.to_string());
        assert_eq!(date.as_deref(), Some("2022-01-08T13:03:00+07:00"), "{lines}");
    }
}

#[test]
fn a_weekday_that_contradicts_its_date_is_remarked_upon() {
    let page = page(&with("", "").replace("Sabtu,", "Senin,"));
    assert_eq!(page.notices.len(), 1);
    assert_eq!(page.notices[0].item, 1);
}

#[test]
fn a_date_that_is_impossible_is_remarked_upon_and_none() {
    let page = page(&with("", "").replace("08 Januari", "31 Februari"));
    assert_eq!(page.articles[0].published, None);
    assert_eq!(page.articles[0].authors, []);
    assert_eq!(page.articles[0].body.text.split("\n\n").count(), 4);
    assert_eq!(
        page.notices[0].reason.as_str(),
        "its date is impossible (there is no 2022-02-31): “Sabtu, 31 Februari 2022 - 13:03 WIB”"
    );
}

#[test]
fn a_page_without_a_date_has_none() {
    let article =
        article(&format!("Pasar Lama Ditutup\n\n{ONE}\n\n{TWO}\n\nRapat digelar Sabtu (8/1/2022) di balai kota itu."));
    assert_eq!(article.published, None);
    assert_eq!(article.title.as_str(), "Pasar Lama Ditutup");
}

#[test]
fn pages_of_one_article_become_one() {
    let five = "Atap pasar itu dibangun pada masa penjajahan dan belum pernah diganti.";
    let second = with("", "").replace(ONE, five);
    let text = article(&format!("{}\nHalaman Selanjutnya\n{second}", with("", ""))).body.text;
    assert_eq!(text.split("\n\n").count(), 8);
}

#[test]
fn paragraphs_without_blank_lines_between_them_stay_paragraphs() {
    let text = with("", "(min)").replace("\n\n", "\n");
    body(&text, &[ONE, TWO, THREE, FOUR]);
}

#[test]
fn wide_spacing_makes_no_difference() {
    let text = with("", "(min)").replace("\n\n", "\n\n\n \n\n");
    body(&text, &[ONE, TWO, THREE, FOUR]);
}

#[test]
fn wrapped_text_is_the_same_article() {
    let one = "The mayor closed the old market on Saturday morning because its roof was about to fall, and \
               asked the traders \
               to move to the field across the road for the time being.";
    let two = "\"We have two \
     days,\" said a fishmonger who has sold eels and herring there since the year of the great flood, \
               and before her, she said, it was her mother.";
    let flat = format!("Old market closed\n\nPublished 8 January 2022\n\n{one}\n\n{two}\n");
    let wrapped: String = flat.lines().map(|line| textwrap::fill(line, 64) + "\n").collect();
    assert!(wrapped.lines().count() > flat.lines().count());
    let (flat, wrapped) = (article(&flat), article(&wrapped));
    assert_eq!(flat.body, wrapped.body);
    assert_eq!(flat.title, wrapped.title);
}

#[test]
fn a_report_of_an_agency_has_it_as_source_or_attribution() {
    let text = with("", "").replace(ONE, &format!("JAKARTA (Reuters) - {ONE}"));
    let alone = article(&text);
    assert_eq!((alone.source.as_str(), alone.attribution), ("Reuters", None));
    let passed = article(&format!("{text}\n\n© 2022 Kabar Nusa"));
    assert_eq!(passed.source.as_str(), "Kabar Nusa");
    assert_eq!(passed.attribution.as_deref(), Some("Reuters"));
}

#[test]
fn an_agency_in_brackets_at_the_end_signs_the_report() {
    let article = article(&with("", "").replace(FOUR, &format!("{FOUR} (Antara)")));
    assert_eq!(article.attribution.as_deref(), Some("ANTARA"));
    assert!(article.body.text.ends_with("tiba."));
}

#[test]
fn initials_at_the_end_of_the_last_paragraph_are_taken_off() {
    let article = article(&with("", "").replace(FOUR, &format!("{FOUR} (ahm/sfn)")));
    assert_eq!(article.initials.as_deref(), Some("ahm/sfn"));
    assert!(article.body.text.ends_with("tiba."));
}

#[test]
fn a_promotion_between_its_marks_is_left_out() {
    let inside = "skip past newsletter promotion\n\nThe best of the week, every Friday. \
                  All the stories that matter.\n\n\
                  after newsletter promotion";
    body(&with(inside, ""), &[ONE, TWO, THREE, FOUR]);
}

#[test]
fn who_the_author_is_stands_not_in_the_text() {
    let text =
        with("", "*) Penulis adalah dosen tata kota di Harja.").replace("13:03 WIB", "13:03 WIB\nOleh: Sapto Nugroho*");
    body(&text, &[ONE, TWO, THREE, FOUR]);
    assert_eq!(article(&text).authors.iter().map(CleanText::as_str).collect::<Vec<_>>(), ["Sapto Nugroho"]);
}

#[test]
fn a_body_of_one_short_sentence_is_enough() {
    let article = article("Pasar Lama Ditutup\n\nAtapnya hampir roboh.");
    assert_eq!((article.title.as_str(), article.body.text.as_str()), ("Pasar Lama Ditutup", "Atapnya hampir roboh."));
}

#[test]
fn a_page_without_an_article_is_an_error_of_one_sentence() {
    for text in ["", "\n \n", "Home\nNews\nLogin", "Terpopuler\n1\n2\n3", "----", "https://kabar.example", "Satu"] {
        assert_eq!(read(text, &Hint::default()), Err(PlainError::NoArticle), "{text:?}");
    }
    assert_eq!(PlainError::NoArticle.to_string().lines().count(), 1);
}

#[test]
fn the_size_of_a_page_is_limited() {
    let mut text = with("", "");
    text.extend(std::iter::repeat_n('\n', 10));
    let blanks = MAX_PAGE - text.len();
    text.extend(std::iter::repeat_n(' ', blanks));
    assert!(read(&text, &Hint::default()).is_ok());
    text.push(' ');
    assert_eq!(read(&text, &Hint::default()), Err(PlainError::TooLarge(MAX_PAGE + 1)));
}

#[test]
fn the_lines_of_a_page_are_counted() {
    let mut text = with("", "");
    let missing = MAX_LINES - text.lines().count();
    text.truncate(text.trim_end().len());
    let missing = missing + with("", "").lines().count() - text.lines().count();
    text.extend(std::iter::repeat_n('\n', missing + 1));
    assert!(read(&text, &Hint::default()).is_ok());
    text.push('\n');
    assert_eq!(read(&text, &Hint::default()), Err(PlainError::TooManyLines(MAX_LINES + 1)));
}

#[test]
fn a_line_is_cut_at_its_limit_and_a_notice_says_so() {
    let line = |length: usize| format!("{ONE} {}", "kata ".repeat(length))[..length].to_owned();
    let fits = page(&with(&line(MAX_LINE), ""));
    assert_eq!(fits.notices, []);
    let cut = page(&with(&line(MAX_LINE + 1), ""));
    assert_eq!(cut.notices.len(), 1);
    assert_eq!(cut.articles[0].body.text, fits.articles[0].body.text);
}

#[test]
fn long_pages_and_long_lines_of_marks_are_read_in_time() {
    let lines = [
        "Baca juga: Pasar Baru Dibuka",
        ONE,
        "Sabtu, 8 Januari 2022",
        "Terpopuler",
        "(min)",
        "Kapal Karam di Teluk",
        "#a #b",
    ];
    let mut text = String::new();
    for line in lines.iter().cycle().take(MAX_LINES / 5) {
        let _ = writeln!(text, "{line}");
    }
    let _ = read(&text, &Hint::default());
    let _ = read(&format!("Judul berita itu\n{}", "(".repeat(MAX_LINE)), &Hint::default());
    let _ = read(&"x - ".repeat(MAX_PAGE / 4), &Hint::default());
    let _ = read(&"Foto: ".repeat(40_000), &Hint::default());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>()) {
        let _ = read(&text, &Hint::default());
    }

    #[test]
    fn no_page_makes_the_reader_panic(lines in prop::collection::vec(
        prop::sample::select(vec![
            "", "Judul Berita Hari Ini di Kota", ONE, TWO, THREE, "Sabtu, 08 Januari 2022 - 13:03 WIB", "(min)",
            "Baca juga:",
            "Baca juga: İstanbul", "Terpopuler", "3 jam lalu", "JAKARTA - ", "JAKARTA (", "Foto: ", "Foto/", "[",
            "(", ")", "Tag:",
            "#a", "• satu", "1. dua", "Penulis: Ⱥ", "By ", "İİİİ Foto: İ/Reuters", "—", "https://a", "13:03 WIB",
            "A | B", "© 2022",
            "Halaman 1", "“", "dilansir ", "Ⱥ dilansir Reuters", "a\tb", "KUALA LUMPUR: ", "dok. ",
            "(Reuters)", "Image caption,",
        ]), 0..40)) {
        let text = lines.join("\n");
        let _ = read(&text, &Hint::default());
    }

    #[test]
    fn prose_between_paragraphs_is_never_lost(words in prop::collection::vec("[a-z]{2,9}", 9..30)) {
        let mut sentence = words.join(" ");
        sentence[..1].make_ascii_uppercase();
        sentence.push('.');
        let article = article(&with(&sentence, "(min)"));
        assert!(article.body.text.contains(&sentence), "{sentence}");
    }
}
