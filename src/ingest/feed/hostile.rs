//! Feeds that mean harm, or might as well: each must be quick, and none may end the program.

use std::sync::LazyLock;
use std::time::Instant;

use proptest::prelude::{ProptestConfig, any};
use proptest::{prop_assert, proptest};

use super::tests::{batch_error, each, only, read, rss};
use super::{outline, xml};
use crate::ingest::{Hint, IngestError, batch};

#[test]
fn what_makes_other_readers_panic_is_an_item_like_any_other() {
    for odd in [
        "<author>a@b.example\u{2014}Redaksi yang panjang</author>",
        "<itunes:duration>99999999999999999999999</itunes:duration>",
        "<itunes:duration>\u{661}\u{662}</itunes:duration>",
        "<itunes:duration>18446744073709551615:59:59</itunes:duration>",
    ] {
        assert_eq!(only(&rss(&format!("<item><title>T</title>{odd}</item>"))).title.as_str(), "T");
    }
    let declared = read(&rss("<item><title>T</title><?xml version=\"1.0\" encoding=\"latin1\"?></item>"));
    assert_eq!(declared.articles.len() + declared.skipped.len(), 1);
}

/// Seconds that a byte of an ordinary feed takes here and now.
static ORDINARY: LazyLock<f64> = LazyLock::new(|| {
    let feed = rss(&"<item><title>An ordinary headline</title><link>https://a.example/1</link></item>".repeat(5_000));
    let start = Instant::now();
    assert_eq!(read(&feed).articles.len(), 5_000);
    start.elapsed().as_secs_f64() / feed.len() as f64
});

/// Runs `job` on a feed. A byte of it may take `factor` times what one of an ordinary feed takes in the same run; a
/// step that is quadratic takes thousands of times as much.
#[track_caller]
fn quickly<T>(feed: &str, factor: f64, job: impl FnOnce(&str) -> T) -> T {
    let limit = *ORDINARY * factor * feed.len() as f64;
    let start = Instant::now();
    let done = job(feed);
    let taken = start.elapsed().as_secs_f64();
    assert!(taken < limit, "{taken:.3} s for {} bytes, where {limit:.3} s are allowed", feed.len());
    done
}

#[test]
fn a_hundred_thousand_levels_are_an_error_and_not_an_abort() {
    for tag in ["m:group", "m:content", "media:group", "div", "item", "source"] {
        for closed in [true, false] {
            let open = format!("<{tag}>").repeat(100_000);
            let close = if closed { format!("</{tag}>").repeat(100_000) } else { String::new() };
            let feed = rss(&format!("<item><title>T</title>{open}{close}</item>"));
            let result = quickly(&feed, 30.0, |feed| batch(feed.as_bytes(), &Hint::default()));
            match result {
                Err(IngestError::TooDeep) => {}
                Ok(batch) if tag == "item" => assert!(batch.skipped.len() > 90_000, "each is an item without its end"),
                other => panic!("{tag}: {other:?}"),
            }
        }
    }
    let head = format!("<rss><channel>{}", "<x>".repeat(100_000));
    assert!(matches!(quickly(&head, 30.0, batch_error), IngestError::TooDeep));
}

#[test]
fn depth_is_counted_at_the_limit_and_one_past_it() {
    // The item itself is the first level.
    let nested =
        |n: usize| rss(&format!("<item><title>T</title>{}{}</item>", "<m:group>".repeat(n), "</m:group>".repeat(n)));
    assert_eq!(read(&nested(xml::DEPTH - 1)).articles.len(), 1);
    assert!(matches!(batch_error(&nested(xml::DEPTH)), IngestError::TooDeep));
    let beside = nested(xml::DEPTH).replace("</channel>", "<item><title>2</title></item></channel>");
    let batch = read(&beside);
    assert_eq!((batch.articles.len(), batch.skipped.len()), (1, 1));
}

#[test]
fn entities_are_never_expanded() {
    let mut bomb = "<!DOCTYPE rss [<!ENTITY a0 \"lol\">".to_owned();
    bomb += &each(12, |n| format!("<!ENTITY a{} \"{}\">", n + 1, format!("&a{n};").repeat(10)));
    bomb.push_str("<!ENTITY xxe SYSTEM \"file:///etc/passwd\">]>");
    let feed = format!("{bomb}<rss><channel><item><title>&a11; &xxe;</title></item></channel></rss>");
    assert_eq!(only(&feed).title.as_str(), "&a11; &xxe;");
}

#[test]
fn a_hundred_thousand_attributes_or_elements_are_quick() {
    let attributes = each(100_000, |n| format!(" a{n}=\"x\""));
    let spaces = each(100_000, |n| format!(" xmlns:n{n}=\"urn:{n}\""));
    for attributes in [attributes, spaces] {
        let feed = rss(&format!("<item{attributes}><title{attributes}>T</title></item>"));
        assert_eq!(quickly(&feed, 30.0, only).title.as_str(), "T");
    }
    let elements = rss(&format!("<item><title>T</title>{}</item>", "<b/>".repeat(500_000)));
    assert_eq!(quickly(&elements, 30.0, only).title.as_str(), "T");
    let authors = rss(&format!("<item><title>T</title>{}</item>", "<author><name>x</name></author>".repeat(20_000)));
    assert_eq!(quickly(&authors, 30.0, only).title.as_str(), "T");
}

#[test]
fn what_swallows_the_rest_again_and_again_is_quick() {
    for odd in ["<![CDATA[", "<!--", "<item><![CDATA[", "<item a='", "<?"] {
        let feed = rss(&odd.repeat(200_000));
        // The rest is read again at most 64 times.
        let _ = quickly(&feed, 100.0, |feed| batch(feed.as_bytes(), &Hint::default()));
    }
}

#[test]
fn what_is_mended_again_and_again_is_quick() {
    for odd in
        ["<d><!--</d>", "<d><![CDATA[</d>", "<b a='", "<b a=\"x'", "</x>", "<br", "< <<", "<b></b", "<?x<!y", "a=\"<"]
    {
        let feed = rss(&format!("<item><title>T</title></i>{}</item>", odd.repeat(100_000)));
        // It is read once as it is and once as it becomes, or once and then found too deep.
        let _ = quickly(&feed, 100.0, |feed| batch(feed.as_bytes(), &Hint::default()));
    }
    let attributes = "<b href='/1' src=/2 ".repeat(50_000);
    let feed = format!(
        "<feed xml:base='https://a.example/'><entry><title>T</title><content type='html'><![CDATA[{attributes}]]></content></entry></feed>"
    );
    assert_eq!(quickly(&feed, 100.0, only).title.as_str(), "T");
}

#[test]
fn elements_attributes_and_namespaces_are_counted_at_the_limit_and_one_past_it() {
    // The item is an element too.
    let elements = |n: usize| {
        batch(rss(&format!("<item><id/>{}<title>T</title></item>", "<b/>".repeat(n))).as_bytes(), &Hint::default())
    };
    assert!(elements(xml::ELEMENTS - 3).is_ok_and(|batch| batch.articles.len() == 1));
    assert!(elements(xml::ELEMENTS - 2).is_ok_and(|batch| batch.articles.is_empty() && batch.skipped.len() == 1));
    let attributes = |n: usize| {
        let before = each(n - 1, |n| format!(" a{n}=\"x\""));
        only(&rss(&format!("<item><title>T</title><m:thumbnail{before} url=\"https://a.example/p.jpg\"/></item>")))
            .picture
    };
    assert!(attributes(xml::ATTRIBUTES).is_some());
    assert!(attributes(xml::ATTRIBUTES + 1).is_none());
    // Three are declared by the feed.
    let spaces = |n: usize| {
        let before = each(n - 4, |n| format!(" xmlns:n{n}=\"urn:{n}\""));
        only(&rss(&format!(
            "<item{before}><title>T</title><i xmlns:z=\"http://search.yahoo.com/mrss/\">\
             <z:thumbnail url=\"https://a.example/p.jpg\"/></i></item>"
        )))
        .picture
    };
    assert!(spaces(xml::NAMESPACES).is_some());
    assert!(spaces(xml::NAMESPACES + 1).is_none());
}

#[test]
fn what_is_read_again_is_bounded_by_the_length_of_the_feed() {
    let open = |n: usize| rss(&format!("<item><title>first</title></item>{}", "<item><title>x<![CDATA[".repeat(n)));
    let taken = |n: usize| read(&open(n)).articles.len();
    // Each reads the rest anew: half the feed on the average, nearly all of it where there are many. The last is cut off.
    assert_eq!(taken(outline::REREADING), outline::REREADING);
    assert!((outline::REREADING..outline::REREADING + 4).contains(&taken(outline::REREADING * 100)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_feed_with_pieces_cut_out_and_put_in_never_panics(
        edits in proptest::collection::vec((any::<proptest::sample::Index>(), 0_usize..30, 0_usize..10), 1..6),
    ) {
        let odd: [&[u8]; 10] = [b"", b"<", b"&", b"]]>", b"<![CDATA[", b"<!--", b"a='", b"</item>", b"\xff\0", b"<item>"];
        let mut feed = rss(
            "<item><title>Satu &amp; dua</title><link>https://a.example/1</link><description><![CDATA[<p>x</p>]]>\
             </description><m:group><m:content url=\"https://a.example/p.jpg\"/></m:group></item>\
             <item><title>é</title><pubDate>Sat, 08 Jan 2022 13:03:00 +0700</pubDate></item>",
        )
        .into_bytes();
        for (at, cut, put) in edits {
            let at = at.index(feed.len());
            let end = (at + cut).min(feed.len());
            feed.splice(at..end, odd[put].iter().copied());
        }
        if let Err(error) = batch(&feed, &Hint::default()) {
            prop_assert!(!error.to_string().contains(char::is_control), "{error}");
        }
    }
}
