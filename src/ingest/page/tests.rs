//! Small pages, one for each rule of dates, titles and texts.

use std::ops::ControlFlow;

use super::*;
use crate::model::NewArticle;

const PROSE: &str = "<p>Warga desa itu mulai memperbaiki tanggul sejak pagi, kata kepala desa kepada wartawan.</p>\
    <p>Pekerjaan itu melibatkan lebih dari seratus orang dari tiga dusun di tepi sungai.</p>\
    <p>Perbaikan akan selesai dalam dua pekan, bila hujan tidak turun lagi di hulu.</p>";

fn read_one(html: &str) -> NewArticle {
    let mut found = None;
    let page = format!("<html lang=id><body>{html}</body></html>");
    let _ = read(page.as_bytes(), &Hint::default(), &mut |item| {
        if let Item::Article(article) = item {
            found = Some(*article);
        }
        ControlFlow::Continue(())
    });
    found.expect("the page holds an article")
}

fn date(html: &str) -> String {
    read_one(html).published.map(|date| date.to_string()).unwrap_or_default()
}

fn text(html: &str) -> String {
    read_one(html).body.text.to_string()
}

const MASTHEAD: &str = "<div class=topbar>Minggu, 20 April 2025 | 08:11 WIB</div>";
const TITLE: &str = "<h1>Warga Wanasari Perbaiki Tanggul</h1>";

#[test]
fn the_date_of_today_and_those_of_other_articles_are_not_the_date() {
    let written = "2025-04-12T10:00:00+07:00";
    let own = "<div>Sabtu, 12 Apr 2025 - 10:00 WIB</div>";
    let other = "<ul><li><a href=/2>Bupati Janji Perbaiki Tanggul Tahun Depan</a> <i>19 April 2025 07:00 WIB</i></ul>";
    assert_eq!(date(&format!("{MASTHEAD}{TITLE}{own}<div>{PROSE}</div>{other}")), written);
    assert_eq!(date(&format!("{MASTHEAD}{TITLE}<div>{PROSE}</div>{own}{other}")), written);
    assert_eq!(date(&format!("{MASTHEAD}{TITLE}<div>{PROSE}</div>{other}")), "");
}

#[test]
fn posts_counters_and_what_can_be_skipped_are_no_text() {
    let plain = text(&format!("{TITLE}<div>{PROSE}{PROSE}</div>"));
    for aside in [
        "<blockquote class=twitter-tweet><p>Tanggul sudah diperbaiki, terima kasih semua warga yang ikut bekerja.</p></blockquote>",
        "<div><a href=#akhir>Lewati iklan</a><p>Acara yang membahas sungai dan orang yang tinggal di tepinya.</p><p id=akhir>Akhir</p></div>",
        "<p>2 Komentar</p>",
        "<div class=card-about><p>Kabar Nusa memeriksa kabar yang beredar dan mengajak pembacanya ikut memeriksa.</p></div>",
        "<div class=detail-next-page><p>Halaman berikut</p><p>Bupati menjanjikan batu dan semen untuk tanggul yang ...</p></div>",
        "<p>1 / 6</p>",
        "<p>Disclaimer: berita ini tidak mengajak siapa pun untuk membeli batu, karung atau semen.</p>",
    ] {
        assert_eq!(text(&format!("{TITLE}<div>{PROSE}{aside}{PROSE}</div>")), plain, "{aside}");
    }
}

#[test]
fn on_a_page_of_photographs_the_captions_are_the_text() {
    let photo = |words: &str| format!("<div class=photo><img src=/a.jpg><div class=caption><p>{words}</p></div></div>");
    let photos =
        ["Warga mengisi karung.", "Anak sekolah ikut membantu.", "Batu diangkut dari hulu.", "Tanggul mulai tampak."];
    let shown = text(&format!(
        "{TITLE}<div>{PROSE}{}</div>",
        photos.map(|words| photo(&format!("{words} Hari itu cerah."))).concat()
    ));
    assert_eq!(shown.matches("Hari itu cerah.").count(), 4, "{shown}");
}

#[test]
fn the_writer_that_readers_see_is_the_author_and_not_the_editor_that_machines_are_told() {
    let editor = "<meta name=author content='Bagus Prakoso'>";
    let authors = |line: &str| {
        let article = read_one(&format!("{editor}{TITLE}<p>{line}</p><div>{PROSE}</div>"));
        article.authors.iter().map(|name| name.as_str().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(authors("Rep: Dian Wulandari, Sinta Ayu / Red: Bagus Prakoso"), ["Dian Wulandari", "Sinta Ayu"]);
    assert_eq!(authors("Penulis: Bagus Prakoso"), ["Bagus Prakoso"]);
    assert_eq!(authors("Nasional"), ["Bagus Prakoso"]);
}

#[test]
fn a_credit_on_a_line_of_its_own_below_the_picture_is_no_text() {
    let box_ = "<div><a href=/b.jpg><img src=/a.jpg></a></div><div><b>SUARA-TIMUR/DIAN AYU</b><br>Warga mengisi karung, Minggu (17/11/2024).</div>";
    let article = read_one(&format!("{TITLE}<div>{box_}<div>{PROSE}</div></div>"));
    let picture = article.picture.expect("the page has a picture");
    assert_eq!(picture.caption.as_ref().map(CleanText::as_str), Some("Warga mengisi karung, Minggu (17/11/2024)."));
    assert_eq!(picture.credit.as_ref().map(CleanText::as_str), Some("SUARA-TIMUR/DIAN AYU"));
    assert!(!article.body.text.as_str().contains("karung"), "{}", article.body.text);
}
