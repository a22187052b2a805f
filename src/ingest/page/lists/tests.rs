//! The lists of small pages, and how many of them are read.

use dom_query::Document;

use super::*;

const PROSE: &str = "<p>Warga desa itu mulai mengungsi ke balai desa sejak pagi, kata kepala desa kepada wartawan.</p>";

fn shown(links: &[Link]) -> Vec<(&str, &str)> {
    links.iter().map(|link| (link.title.as_str(), link.url.as_str())).collect()
}

fn taken(html: &str) -> (Links, String) {
    let page = Document::from(html);
    let body = page.body().expect("a page has a body");
    tree::settle(&body);
    let base = Url::parse("https://a.example/berita/1/sendiri").ok();
    let links = take(&tree::leaves(&body), base.as_ref(), Some("https://a.example/berita/1/sendiri"), "");
    (links, tree::text(&body))
}

#[test]
fn a_list_is_the_box_around_its_heading() {
    let (links, rest) = taken(&format!(
        "<article>{PROSE}{PROSE}</article><div class=box><div><h3>Berita Terkait</h3></div><ul>\
        <li><a href=/berita/2/waduk><img></a><h4><a href=/berita/2/waduk>Menteri Tinjau Waduk yang Retak</a></h4><span>3 jam lalu</span>\
        <li><a href=/berita/1/sendiri>Artikel Ini Sendiri Tidak Termasuk</a>\
        <li><a href=/wanasari-raya>Wanasari Raya</a>\
        <li><a href=/tag/waduk>Waduk Retak</a></ul></div><p>kaki"
    ));
    assert_eq!(shown(&links.related), [("Menteri Tinjau Waduk yang Retak", "https://a.example/berita/2/waduk")]);
    assert!(rest.ends_with("wartawan. kaki"), "{rest}");
}

#[test]
fn a_pointer_amid_the_text_is_taken_with_what_it_points_to() {
    for pointer in [
        "<p><strong>Baca juga: <a href=/berita/2/waduk>Menteri Tinjau Waduk yang Retak</a></strong></p>",
        "<div><a href=/berita/2/waduk>Baca juga: Menteri Tinjau Waduk yang Retak</a></div>",
        "<p>Baca juga:</p><ul><li><a href=/berita/2/waduk>Menteri Tinjau Waduk yang Retak</a></li></ul>",
        "<div><span>Baca Juga</span><p><a href=/berita/2/waduk>Menteri Tinjau Waduk yang Retak</a></p></div>",
    ] {
        let (links, rest) = taken(&format!("<div>{PROSE}{pointer}{PROSE}</div>"));
        assert_eq!(
            shown(&links.related),
            [("Menteri Tinjau Waduk yang Retak", "https://a.example/berita/2/waduk")],
            "{pointer}"
        );
        assert!(!rest.contains("Baca") && !rest.contains("Waduk"), "{rest}");
    }
}

#[test]
fn lists_among_the_paragraphs_end_where_the_text_goes_on() {
    let (links, rest) = taken(&format!(
        "<article>{PROSE}<h3>Rekomendasi</h3><p><a href=/berita/3/panen-garam>Panen Garam Terbaik dalam Satu Dekade</a></p>{PROSE}{PROSE}</article>"
    ));
    assert_eq!(links.recommended.len(), 1);
    assert_eq!(rest.matches("wartawan.").count(), 3);
    assert!(!rest.contains("Panen"));
}

#[test]
fn a_list_without_articles_takes_nothing_of_the_next() {
    let (links, _) = taken(&format!(
        "<article>{PROSE}{PROSE}</article><div><h2>Pilihan Untukmu</h2><a rel=sponsored href=//b.example/pinjaman-cepat>Pinjaman Cepat Tanpa Ribet</a></div>\
        <div><h2>Terpopuler</h2><a href=/berita/2/menteri-tinjau-waduk-retak?source=populer>Menteri Tinjau Waduk yang Retak</a></div>"
    ));
    assert_eq!(links.recommended.len(), 0);
    let expected = [("Menteri Tinjau Waduk yang Retak", "https://a.example/berita/2/menteri-tinjau-waduk-retak")];
    assert_eq!(shown(&links.popular), expected);
}

#[test]
fn advertisement_among_articles_and_abstracts_below_them_are_no_items() {
    let item =
        |n: u32| format!("<div><h3><a href=/berita/{n}/judul>Judul Berita Nomor {n} Panjang</a></h3>{PROSE}</div>");
    let (links, rest) = taken(&format!(
        "<article>{PROSE}{PROSE}</article><section><h4>Rekomendasi Kami</h4>{}{}<div><a href=//b.example/klik/kasur>Kasur Hotel Diskon Besar Hari Ini</a></div>\
        <a href=/indeks>Artikel Lainnya</a></section>",
        item(2),
        item(3)
    ));
    assert_eq!(links.recommended.len(), 2);
    assert_eq!(rest.matches("wartawan.").count(), 2);
}

#[test]
fn two_lists_in_one_column_stay_apart() {
    let item = |n: u32| format!("<li><a href=/berita/{n}/judul-berita>Judul Berita Nomor {n} Panjang</a>");
    let (links, _) = taken(&format!(
        "<article>{PROSE}{PROSE}</article><aside><h3>Terpopuler</h3><ol>{}{}</ol><h3>Terkini</h3><ul>{}</ul></aside>",
        item(1),
        item(2),
        item(3)
    ));
    assert_eq!((links.popular.len(), links.latest.len()), (2, 1));
}

#[test]
fn links_are_counted_at_the_limit_and_one_past_it() {
    for (count, kept) in [(limits::LINKS, limits::LINKS), (limits::LINKS + 1, limits::LINKS)] {
        let item = |n: usize| format!("<li><a href=/berita/{n}/judul-berita>Judul Berita Nomor {n}</a>");
        let items = (0..count).map(item).collect::<Vec<_>>().concat();
        assert_eq!(taken(&format!("<div><h3>Terkini</h3><ul>{items}</ul></div>")).0.latest.len(), kept);
    }
}

#[test]
fn lists_of_a_page_are_counted_at_the_limit_and_one_past_it() {
    let list =
        |n: usize| format!("<div><h3>Terkini</h3><ul><li><a href=/b/{n}/judul>Judul Berita Nomor {n}</a></ul></div>");
    for (count, kept) in [(MAX_LISTS, MAX_LISTS), (MAX_LISTS + 1, MAX_LISTS)] {
        let page = (0..count).map(list).collect::<Vec<_>>().concat();
        assert_eq!(taken(&format!("<article>{PROSE}</article>{page}")).0.latest.len(), kept, "{count}");
    }
}
