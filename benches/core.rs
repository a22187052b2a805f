//! What a reader waits for, measured in one run: bringing a feed in, the first frame, a key, opening an article.
//!
//! `cargo bench` prints the figures; those of the first frame, the key and the opening are to be compared between the
//! small store and the large one.

#![expect(clippy::unwrap_used, reason = "a bench that cannot go on stops")]

use std::fmt::Write;
use std::hint::black_box;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box_drop};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use warta::app::{Key, Msg};
use warta::document::{Document, lay_out};
use warta::ingest::{self, Hint};
use warta::snapshot::{Driver, Settings};
use warta::store::Store;
use warta::text::Locale;
use warta::view::Theme;

fn main() {
    divan::main();
}

/// An RSS feed of made-up articles, each with about 2 KB of text.
fn feed(articles: usize) -> String {
    let words = ["harbour", "council", "ferry", "signal", "winter", "market", "bridge", "engine", "letter", "garden"];
    let mut xml = String::from("<rss version=\"2.0\"><channel><title>Bench</title><language>en</language>");
    for article in 0..articles {
        let word = |at: usize| words[(article * 7 + at * at + at) % words.len()];
        let text = (0..300).map(|at| format!("{}{}", word(at), (article + at) % 97)).collect::<Vec<_>>().join(" ");
        let (hour, minute) = (article / 60 % 24, article % 60);
        write!(
            xml,
            "<item><guid>urn:bench:{article}</guid><title>{} {} {article}</title><category>{}</category>\
             <pubDate>Sat, 21 Nov 2026 {hour:02}:{minute:02}:00 GMT</pubDate><description>&lt;p&gt;{text}&lt;/p&gt;\
             </description></item>",
            word(1),
            word(2),
            word(3)
        )
        .unwrap();
    }
    xml + "</channel></rss>"
}

fn store(articles: usize) -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("bench.db")).unwrap();
    let batch = ingest::batch(feed(articles).as_bytes(), &Hint::default()).unwrap();
    let mut import = store.import(Timestamp::UNIX_EPOCH);
    for article in &batch.articles {
        import.add(article).unwrap();
    }
    import.finish().unwrap();
    (folder, store)
}

fn settings() -> Settings {
    let (locale, theme) = (Locale::En, Theme::Default);
    Settings {
        width: 120,
        height: 36,
        locale,
        zone: TimeZone::UTC,
        now: Timestamp::UNIX_EPOCH,
        theme,
        recommends: true,
    }
}

/// Ten megabytes of RSS as publishers send it: the whole text as HTML, with links, pictures and quotation marks that are
/// not ASCII, or two sentences of it with their markup escaped.
fn publisher(shape: &str) -> String {
    let language = if shape.ends_with("no language") { "" } else { "<language>en-GB</language>" };
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:media=\"http://search.yahoo.com/mrss/\">\n<channel><title>The Pier Gazette</title>\
         <link>https://gazette.example/</link>{language}\n"
    );
    let sentences = [
        "The ferry to the northern islands will sail again on Monday, the harbour office said, after a month of repairs.",
        "\u{201c}We had to wait for a part that nobody makes any more,\u{201d} said the engineer who took the old one out.",
        "Passengers had gone the long way round by road, which takes four hours and costs three times as much.",
        "The council will talk about a second ship in the spring; a decision is not expected before the summer.",
        "Caf\u{e9} owners on the quay, who live off the people waiting, were the only ones who did not complain.",
    ];
    for article in 0.. {
        if xml.len() > 10_000_000 {
            break;
        }
        let sentence = |at: usize| sentences[(article * 3 + at * at) % sentences.len()];
        let paragraph = |at: usize| format!("{} {} {}", sentence(at), sentence(at + 1), sentence(at + 2));
        let day = article % 28 + 1;
        write!(
            xml,
            "  <item>\n    <title>{} ({article})</title>\n    <link>https://gazette.example/{article}?utm_source=rss</link>\n\
             \x20   <guid isPermaLink=\"false\">https://gazette.example/?p={article}</guid>\n    <dc:creator><![CDATA[Ada Pier]]>\
             </dc:creator>\n    <pubDate>{day:02} Nov 2026 09:30:00 +0000</pubDate>\n    <category>Harbour</category>\n\
             \x20   <category>Transport &amp; roads</category>\n    <media:content url=\"https://gazette.example/{article}.jpg\" \
             medium=\"image\" width=\"1200\"/>\n",
            &sentence(0)[..20],
        )
        .unwrap();
        if shape.starts_with("whole") {
            let body = (0..6).fold(String::new(), |mut body, at| {
                writeln!(
                    body,
                    "<p>{} <a href=\"https://gazette.example/tag/{at}\">{}</a></p>",
                    paragraph(at),
                    sentence(at)
                )
                .unwrap();
                body
            });
            write!(
                xml,
                "    <description>{}</description>\n    <content:encoded><![CDATA[{body}]]></content:encoded>\n",
                sentence(1)
            )
            .unwrap();
        } else {
            writeln!(
                xml,
                "    <description>&lt;p&gt;{}&lt;/p&gt; &lt;a href=\"https://gazette.example/{article}\"&gt;Read on&lt;/a&gt;\
                 </description>",
                paragraph(1)
            )
            .unwrap();
        }
        xml.push_str("  </item>\n");
    }
    xml + "</channel></rss>\n"
}

#[divan::bench(args = ["whole texts", "summaries", "whole texts, no language"], sample_count = 10)]
fn read_a_feed(bencher: Bencher<'_, '_>, shape: &str) {
    let xml = publisher(shape);
    bencher
        .counter(BytesCount::new(xml.len()))
        .bench_local(|| black_box_drop(ingest::batch(black_box(xml.as_bytes()), &Hint::default()).unwrap()));
}

#[divan::bench(args = [500])]
fn import_articles(bencher: Bencher<'_, '_>, articles: usize) {
    let batch = ingest::batch(feed(articles).as_bytes(), &Hint::default()).unwrap();
    bencher
        .counter(ItemsCount::new(articles))
        .with_inputs(|| {
            let folder = tempfile::tempdir().unwrap();
            let store = Store::open(&folder.path().join("bench.db")).unwrap();
            (folder, store)
        })
        .bench_local_refs(|(_, store)| {
            let mut import = store.import(Timestamp::UNIX_EPOCH);
            for article in &batch.articles {
                import.add(article).unwrap();
            }
            import.finish().unwrap();
        });
}

#[divan::bench(args = [500, 10_000])]
fn first_frame(bencher: Bencher<'_, '_>, articles: usize) {
    let (_folder, store) = store(articles);
    bencher.bench_local(|| {
        let driver = Driver::new(store.reopen().unwrap(), settings()).unwrap();
        black_box_drop(driver.frame());
    });
}

#[divan::bench(args = [500, 10_000])]
fn a_key_in_the_list(bencher: Bencher<'_, '_>, articles: usize) {
    let (_folder, store) = store(articles);
    let mut driver = Driver::new(store, settings()).unwrap();
    let mut down = true;
    bencher.bench_local(|| {
        down = !down;
        driver.send(Msg::Key(Key::Char(if down { 'k' } else { 'j' })));
        black_box_drop(driver.frame());
    });
}

#[divan::bench(args = [500, 10_000])]
fn open_an_article(bencher: Bencher<'_, '_>, articles: usize) {
    let (_folder, store) = store(articles);
    let mut driver = Driver::new(store, settings()).unwrap();
    bencher.bench_local(|| {
        driver.send(Msg::Key(Key::Char('J')));
        black_box_drop(driver.frame());
    });
}

#[divan::bench(args = [500, 10_000])]
fn related_articles(bencher: Bencher<'_, '_>, articles: usize) {
    let (_folder, store) = store(articles);
    let mut number = 0;
    bencher.bench_local(|| {
        number = number % articles as i64 + 1;
        store.related(number, 9).unwrap()
    });
}

#[divan::bench(args = [40, 76])]
fn lay_out_a_long_read(bencher: Bencher<'_, '_>, width: usize) {
    let paragraph = "The hut at the end of the pier is the size of a garden shed and leans slightly. ".repeat(6);
    let html = format!("<p>{paragraph}</p>").repeat(60);
    let document = Document::from_html(&html, None);
    bencher.bench_local(|| black_box_drop(lay_out(black_box(&document), width, None)));
}

#[divan::bench]
fn read_a_long_read(bencher: Bencher<'_, '_>) {
    let paragraph = "The hut at the <b>end of the pier</b> is the size of a <a href=https://x.org>shed</a>. ".repeat(6);
    let html = format!("<p>{paragraph}</p>").repeat(60);
    bencher
        .counter(BytesCount::new(html.len()))
        .bench_local(|| black_box_drop(Document::from_html(black_box(&html), None)));
}
