//! One article with everything that a body can hold, in every format of `show` and in the reader. Its snapshots are in
//! `tests/frames/`; a changed one is looked at before it is kept.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "shared/program.rs"]
mod program;

use program::Home;
use serde_json::json;

/// Everything once, in our own words.
const BODY: &str = r##"
<p>Pemerintah kota <b>mempertimbangkan</b> pembangunan kembali dermaga lama, kata
<a href="https://kota.example/dinas">kepala dinas perhubungan</a>; <i>keputusannya</i> menunggu
musyawarah<sup><a href="#c1">1</a></sup> warga.</p>
<h2>Yang sudah disepakati #1</h2>
<ol type="a"><li>Ukuran: 40 m<sup>2</sup>, bukan 40 m.</li><li>Tangga di dua sisi:<ul><li>utara,</li><li>selatan.</li></ul></li></ol>
<blockquote><p>“Kami hanya ingin bisa <q>pulang</q> sebelum gelap.”</p><p>— Ibu Sari, pedagang</p></blockquote>
<table><tr><th>Pelabuhan</th><th>Penumpang</th><th>Keterlambatan</th></tr>
<tr><td>Dermaga Utara</td><td>12.400</td><td>4,5%</td></tr>
<tr><td>Teluk | Selatan</td><td>980</td><td>–</td></tr></table>
<figure><img src="a.jpg" alt="kapal"><figcaption>Feri pagi menunggu penumpang. <span class="photo-credit">Foto: Rani</span></figcaption></figure>
<iframe src="https://www.youtube.com/embed/feri"></iframe>
<pre>ukuran = 40
if ukuran > 10:
    print("cukup")</pre>
<p dir="rtl">אמר הרב: «הסירה מחכה (בנמל)» 24 שעות.</p>
<p>Laporan lengkap: <a href="https://kota.example@arsip.example/laporan">https://kota.example</a>,
<code>README`1`</code>, <del>besok</del> <ins>lusa</ins>; 5 &lt; 6 &amp; 7*8 [lihat] _di sini_.</p>
<hr>
<p>1. Ini bukan daftar.<br># Ini bukan judul.</p>
<p hidden>Ini tidak terlihat.</p>
<dl><dt>Feri</dt><dd>Kapal penyeberangan.</dd></dl>
<ol><li id="c1">Musyawarah digelar Kamis. <a href="#r1">kembali</a></li></ol>
"##;

fn home() -> Home {
    let home = Home::new();
    let article = json!({
        "id": "urn:x:rich", "url": "https://kabar.example/dermaga", "title": "Dermaga lama akan dibangun kembali",
        "content_html": BODY, "date_published": "2026-11-20T09:30:00+07:00", "authors": [{"name": "Rani Setia"}],
        "tags": ["pelabuhan"], "language": "id", "_warta": {"source": "Kabar Teluk"}
    });
    let file = home.write("rich.jsonl", format!("{article}\n"));
    home.good(&["import", &file]);
    home
}

fn keep(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("frames");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn a_rich_article_is_shown_in_every_format() {
    let home = home();
    let show = |arguments: &[&str]| home.good(&[&["show", "1"], arguments].concat());
    for width in ["40", "80"] {
        keep(&format!("rich_text_{width}"), &show(&["--width", width]));
    }
    keep("rich_markdown", &show(&["--format", "markdown"]));
    keep("rich_html", &show(&["--format", "html"]));
}

#[test]
fn a_rich_article_is_drawn_in_the_reader() {
    let home = home();
    for size in ["40x110", "80x80", "120x60"] {
        let frame = ["snapshot", "--size", size, "--keys", "<Enter>", "--format", "styled"];
        keep(&format!("rich_reader_{size}"), &home.good(&frame));
    }
}

#[test]
fn what_is_written_as_html_is_read_as_the_same_words() {
    let home = home();
    let html = home.good(&["show", "1", "--format", "html"]);
    let body = html.split("</header>").nth(1).unwrap();
    assert!(!body.contains("hidden") && !body.contains("<script") && !body.contains("class"), "{body}");
    let document = warta::document::Document::from_html(body, None);
    assert_eq!(document.text(), warta::document::Document::from_html(BODY, None).text());
}
