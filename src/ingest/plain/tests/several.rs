//! Several articles in one text: each is taken, and a notice says so; what is left out is said as well.

use std::fmt::Write;

use super::super::{MANY_LEFT, MAX_ARTICLES};
use super::{FOUR, ONE, THREE, TWO, page, with};

/// The page of `with`, about something else.
fn about(thing: &str, after: &str) -> String {
    with("", after).replace("Pasar Lama", thing).replace("pasar", &thing.to_lowercase())
}

#[track_caller]
fn are(text: &str, expected: &[&str]) {
    let page = page(text);
    let titles: Vec<_> = page.articles.iter().map(|article| article.title.as_str()).collect();
    assert_eq!(titles, expected, "{text}");
    for article in &page.articles {
        assert_eq!(article.body.text.split("\n\n").count(), 4, "{}", article.body.text);
    }
    let reasons: Vec<_> = page.notices.iter().map(|notice| notice.reason.as_str()).collect();
    assert_eq!(reasons, [format!("the page holds {} articles, which were taken one by one", expected.len())]);
}

const FIRST: &str = "Pasar Lama Ditutup Wali Kota Mulai Hari Ini";
const SECOND: &str = "Jembatan Baru Ditutup Wali Kota Mulai Hari Ini";
const THIRD: &str = "Stasiun Timur Ditutup Wali Kota Mulai Hari Ini";

#[test]
fn several_articles_are_taken_one_by_one_whatever_stands_between_them() {
    for between in [
        "\n",
        "\n\n\n",
        "(min)\nTerpopuler\nKapal Karam\n",
        "Editor: Bagus Prakoso\nTags: pasar, atap\n",
        "Berita Terkait\nHarga Ikan Naik Lagi di Kota Harja\n3 jam lalu\nPasar Baru Dibuka Pekan Depan\n5 jam lalu\n\n",
        "Terpopuler\n1\nHarga Ikan Naik Lagi\n2\nPasar Baru Dibuka\n\n© 2022 Kabar Nusa. All rights reserved.\n\nHome\nNews\n",
        "Rekomendasi\n\nHarga Ikan Naik Lagi di Kota\n\nHarga ikan naik dua kali lipat dalam sepekan terakhir.\n\n",
    ] {
        let (one, two, three) = (with("", ""), about("Jembatan Baru", ""), about("Stasiun Timur", ""));
        are(&format!("{one}{between}{two}"), &[FIRST, SECOND]);
        are(&format!("{one}{between}{two}{between}{three}"), &[FIRST, SECOND, THIRD]);
    }
}

#[test]
fn an_article_without_a_date_begins_at_its_dateline_or_below_initials() {
    let date = "Sabtu, 08 Januari 2022 - 13:03 WIB\n\n";
    let two = about("Jembatan Baru", "").replace(date, "");
    are(&format!("{}(min)\n\n{two}", with("", "")), &[FIRST, SECOND]);
    are(&format!("{}{}", with("", ""), two.replacen("Wali kota", "HARJA - Wali kota", 1)), &[FIRST, SECOND]);
}

#[test]
fn two_paragraphs_with_initials_are_an_article() {
    let short = format!("{SECOND}\n\n9 Januari 2022\n\n{}\n\n{TWO}\n\n(ahm)\n", ONE.replace("pasar", "jembatan"));
    let page = page(&format!("{}{short}", with("", "(min)\n\n")));
    let bodies: Vec<_> = page.articles.iter().map(|article| article.body.text.split("\n\n").count()).collect();
    assert_eq!(bodies, [4, 2]);
}

#[test]
fn a_subheading_or_a_list_within_an_article_begins_no_other() {
    for inside in [
        "Apa kata para pedagang ikan",
        "Harga Ikan Naik Lagi di Kota Harja\n8 Januari 2022\nHarga ikan naik dua kali lipat dalam sepekan terakhir.",
        "Yang Dilakukan Pedagang Ikan Sekarang\n\nPindah – Mereka membawa meja dan ember ke lapangan di seberang jalan.",
    ] {
        assert_eq!(page(&with(inside, "(min)")).articles.len(), 1, "{inside}");
    }
}

#[test]
fn the_articles_of_a_page_are_counted_and_a_notice_names_the_first_that_is_too_many() {
    let pages = |count: usize| {
        (0..count).fold(String::new(), |mut text, nth| {
            let _ = writeln!(text, "{}\n", with("", "(min)").replace("Hari Ini", &format!("Hari {nth}")));
            text
        })
    };
    let full = page(&pages(MAX_ARTICLES));
    assert_eq!((full.articles.len(), full.notices.len()), (MAX_ARTICLES, 1));
    let over = page(&pages(MAX_ARTICLES + 1));
    assert_eq!((over.articles.len(), over.notices.len()), (MAX_ARTICLES, 2));
    let reason = over.notices[0].reason.as_str();
    assert!(
        reason.starts_with("the page holds more articles than the 50 that are taken; the next is “Pasar"),
        "{reason}"
    );
}

#[test]
fn paragraphs_that_belong_to_no_article_are_remarked_upon_from_a_number_on() {
    let after = |count: usize| {
        let left = "Kapal perintis itu sandar di dermaga timur setelah sebelas jam berlayar.\n\n".repeat(count);
        page(&with("", &format!("Terpopuler\n\nKapal Karam\n\nBerita Terkait\n\n{left}"))).notices
    };
    assert_eq!(after(MANY_LEFT - 1), []);
    let notices = after(MANY_LEFT);
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0].reason.as_str(), "4 paragraphs below its end were left out");
}

#[test]
fn pages_without_blank_lines_are_told_apart_as_well() {
    let text = format!("{}(min)\n{}", with("", ""), about("Jembatan Baru", "(min)")).replace("\n\n", "\n");
    assert_eq!(page(&text).articles.len(), 2);
    assert!(text.contains(THREE) && text.contains(FOUR));
}
