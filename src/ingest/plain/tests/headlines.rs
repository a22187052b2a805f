//! Headlines among what portals put around them, and what an article keeps beside them.

use super::{FOUR, ONE, THREE, TWO, article};
use crate::text::CleanText;

const TITLE: &str = "Pasar Lama Ditutup Wali Kota Mulai Hari Ini";
const DATE: &str = "Sabtu, 08 Januari 2022 - 13:03 WIB";

#[test]
fn a_headline_is_found_below_consent_and_trends_and_ways_to_the_page() {
    for above in [
        "Suluh.com menggunakan cookies untuk memberikan pengalaman terbaik. Pelajari kebijakan kami.",
        "Kami mengumpulkan data agar pengalaman Anda baik serta untuk menyesuaikan konten dan iklan.",
        "Trending:Timnas Prediksi Cuaca Harga Ikan Liga Harja",
        "Topik Hangat Banjir Harja Tarif Tol Piala Kota",
        "CNBC Indonesia News Berita",
    ] {
        let read = article(&format!("{above}\n\n{TITLE}\n\n{DATE}\n\n{ONE}\n\n{TWO}\n\n{THREE}\n\n{FOUR}"));
        assert_eq!(read.title.as_str(), TITLE, "{above}");
        assert!(read.published.is_some(), "{above}");
        assert_eq!(read.body.text.matches("\n\n").count(), 3, "{above}");
    }
}

#[test]
fn a_headline_may_begin_like_a_credit_or_a_dateline_and_be_all_capitalised_words() {
    for title in [
        "FOTO: Pasar Lama Harja Ditutup Mulai Hari Ini",
        "BREAKING NEWS: Atap Pasar Lama Harja Runtuh, Dua Pedagang Selamat",
        "Ramai-Ramai Pedagang Ikan Gulung Tikar, Wali Kota Bongkar Sebabnya",
    ] {
        let read = article(&format!("{title}\n\n{DATE}\n\n{ONE}\n\n{TWO}\n\n{THREE}\n\n{FOUR}"));
        assert_eq!(read.title.as_str(), title);
        assert!(read.body.text.starts_with(ONE), "{title}");
    }
}

#[test]
fn a_picture_called_like_the_article_leaves_its_caption() {
    let caption = "Atap pasar lama. (Foto: Rina Ayu/Suluh)";
    let read = article(&format!("{TITLE}\n\n{DATE}\n{TITLE}{TITLE} {caption}\n\n{ONE}\n\n{TWO}\n\n{THREE}\n\n{FOUR}"));
    let picture = read.picture.as_ref().expect("a caption stands above the text");
    assert_eq!(picture.caption.as_deref(), Some("Atap pasar lama."));
    assert_eq!(picture.credit.as_deref(), Some("Rina Ayu/Suluh"));
    assert!(read.body.text.starts_with(ONE));
}

#[test]
fn a_name_beside_a_site_is_a_byline_and_no_credit() {
    let above = format!("{TITLE}\n\nRina Lestari - Suluh.com\n{DATE}\nBagikan SimpanKirimCetak");
    let read = article(&format!("{above}\n\n{ONE}\n\n{TWO}\n\n{THREE}\n\n{FOUR}"));
    assert_eq!(read.authors.iter().map(CleanText::as_str).collect::<Vec<_>>(), ["Rina Lestari"]);
    assert!(read.picture.is_none());
}

#[test]
fn the_text_goes_on_below_a_byline_and_a_pointer_amid_it() {
    let pointer = "Video Editor: Rina Ayu\n\nKata wali kota, pasar baru selesai sebelum bulan puasa tahun ini.\n\n\
        Baca Juga\n\nPerbaikan Pasar Lama Harja Molor Dua Bulan, Ini Kata Dinas";
    let read = article(&format!("{TITLE}\n\n{DATE}\n\n{ONE}\n\n{TWO}\n\n{pointer}\n\n{THREE}\n\n{FOUR}"));
    assert!(read.body.text.ends_with(FOUR) && !read.body.text.contains("Molor"));
}

#[test]
fn a_width_shows_where_only_one_line_goes_on_in_small_letters() {
    let full = "Ketua Fraksi Nusa Bersatu Kota Harja, Hamdan Tarigan, pada Sabtu meminta pimpinan dewan\n\
        menghentikan rapat tengah malam. Ia berkata kepada wartawan bahwa rapat semacam itu tidak\n\
        Elok bagi siapa pun, apalagi bagi mereka yang rumahnya jauh, dan bahwa Ketua Dewan Harja\n\
        Umar Said pun tahu. Namun rapat itu tetap akan diadakan lagi pada hari Sabtu depan, kata\n\
        Umar di gedung dewan.";
    let read = article(&format!("{TITLE}\n\n{DATE}\n\n{full}\n\n{ONE}\n\n{TWO}"));
    assert_eq!(read.body.text.lines().next(), Some(full.replace('\n', " ").as_str()));
}
