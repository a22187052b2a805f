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
    Settings { width: 120, height: 36, locale, zone: TimeZone::UTC, now: Timestamp::UNIX_EPOCH, theme }
}

#[divan::bench(args = [1_000])]
fn read_a_feed(bencher: Bencher<'_, '_>, articles: usize) {
    let xml = feed(articles);
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
