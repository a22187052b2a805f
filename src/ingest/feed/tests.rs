//! Feeds in, articles out.

use crate::ingest::{Batch, Hint, IngestError, batch, limits};
use crate::model::NewArticle;
use crate::text::{CleanText, Language};

pub(super) fn rss(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:m=\"http://search.yahoo.com/mrss/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n<title>Kabar &amp;amp; Berita</title>\n\
         <link>https://a.example/news/</link><language>id-ID</language>\n{items}\n</channel></rss>"
    )
}

fn atom(entries: &str) -> String {
    format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en-GB\" xml:base=\"https://a.example/blog/\">\
         <title type=\"html\">A &amp;lt;b&amp;gt;log</title><link rel=\"self\" href=\"feed.atom\"/>\
         <author><name>Feed Author</name></author>{entries}</feed>"
    )
}

#[track_caller]
pub(super) fn read(feed: &str) -> Batch {
    match batch(feed.as_bytes(), &Hint::default()) {
        Ok(batch) => batch,
        Err(error) => panic!("{error}"),
    }
}

#[track_caller]
pub(super) fn only(feed: &str) -> NewArticle {
    let mut batch = read(feed);
    assert_eq!(batch.skipped, []);
    assert_eq!(batch.articles.len(), 1);
    batch.articles.remove(0)
}

/// What `one` makes of each number below `count`, one behind the other.
pub(super) fn each(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect::<Vec<_>>().concat()
}

fn strings(texts: &[CleanText]) -> Vec<&str> {
    texts.iter().map(CleanText::as_str).collect()
}

#[test]
fn an_rss_item_becomes_an_article() {
    let article = only(&rss("<item><title>NATO &amp;quot;siap&amp;quot;</title><link>/read/1?utm_source=rss</link>\
         <guid isPermaLink=\"false\">1</guid><pubDate>Sat, 08 Jan 2022 13:03:00 +0700</pubDate>\
         <description>Ringkasan pendek.</description>\
         <content:encoded><![CDATA[<p>Satu &amp; <a href=\"https://b.example\">dua</a>.</p>]]></content:encoded>\
         <category>Dunia</category><category>dunia</category><dc:subject>NATO</dc:subject>\
         <dc:creator>Min Chen</dc:creator>\
         <m:content url=\"/p.jpg\" medium=\"image\"><m:credit>REUTERS</m:credit>\
         <m:description>Pasukan</m:description></m:content>\
         <enclosure url=\"https://a.example/a.mp3\" type=\"audio/mpeg\" length=\"1234\"/></item>"));
    assert_eq!(article.title.as_str(), "NATO \"siap\"");
    assert_eq!(article.url.as_deref(), Some("https://a.example/read/1"));
    assert_eq!(article.id.as_str(), "Kabar & Berita#1");
    assert_eq!(article.published.map(|at| at.to_string()).as_deref(), Some("2022-01-08T13:03:00+07:00"));
    assert_eq!(article.summary.as_deref(), Some("Ringkasan pendek."));
    assert!(article.body.html.as_deref().is_some_and(|html| html.starts_with("<p>Satu &amp; <a")));
    assert_eq!(article.body.text.as_str().trim_end_matches('\u{1}'), "Satu & dua.");
    assert_eq!(strings(&article.tags), ["Dunia", "NATO"]);
    assert_eq!(strings(&article.authors), ["Min Chen"]);
    let picture = article.picture.as_ref();
    assert_eq!(picture.and_then(|p| p.url.as_deref()), Some("https://a.example/p.jpg"));
    assert_eq!(picture.and_then(|p| p.caption.as_deref()), Some("Pasukan"));
    assert_eq!(picture.and_then(|p| p.credit.as_deref()), Some("REUTERS"));
    assert_eq!(article.attachments.len(), 1);
    assert_eq!(article.attachments[0].size, Some(1234));
    assert_eq!(article.source.as_str(), "Kabar & Berita");
    assert_eq!(article.language.as_ref().map(Language::code), Some("id"));
}

#[test]
fn an_atom_entry_becomes_an_article() {
    let article = only(&atom(
        "<entry xml:base=\"2022/\"><id>tag:a.example,2022:1</id><title>A &lt;b&gt; in a title</title>\
         <link rel=\"edit\" href=\"https://a.example/edit\"/><link href=\"one.html\"/>\
         <updated>2022-01-09T00:00:00Z</updated><published>2022-01-08T13:03:00.5-03:30</published>\
         <category term=\"a\" label=\"Space\"/><source><title>Elsewhere</title><id>x</id></source>\
         <content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">\
         <p>One &amp; <a href=\"x\">two</a></p></div></content></entry>",
    ));
    assert_eq!(article.title.as_str(), "A <b> in a title");
    assert_eq!(article.id.as_str(), "tag:a.example,2022:1");
    assert_eq!(article.url.as_deref(), Some("https://a.example/blog/2022/one.html"));
    assert_eq!(article.published.map(|at| at.to_string()).as_deref(), Some("2022-01-08T13:03:00-03:30"));
    assert_eq!(article.feeds, ["https://a.example/blog/feed.atom"]);
    assert_eq!(article.source.as_str(), "A <b>log");
    assert_eq!(article.attribution.as_deref(), Some("Elsewhere"));
    assert_eq!(strings(&article.authors), ["Feed Author"]);
    assert_eq!(strings(&article.tags), ["Space"]);
    assert_eq!(article.language.as_ref().map(Language::code), Some("en"));
    assert!(
        article
            .body
            .html
            .is_some_and(|html| html.contains("<p>One &amp; <a href=\"https://a.example/blog/2022/x\">two</a></p>"))
    );
}

#[test]
fn rdf_items_stand_beside_their_channel() {
    let batch = read(
        "<?xml version=\"1.0\"?><!DOCTYPE rdf:RDF [<!ENTITY x \"secret\">]>\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel rdf:about=\"https://a.example/\"><title>RDF</title>\
         <items><rdf:Seq><rdf:li resource=\"https://a.example/1\"/></rdf:Seq></items></channel>\
         <item rdf:about=\"https://a.example/1\"><title>One &x;</title><dc:date>2022-01-08</dc:date></item>\
         <item><title>Two</title><link>https://a.example/2</link></item></rdf:RDF>",
    );
    let urls: Vec<_> = batch.articles.iter().map(|article| article.url.as_deref()).collect();
    assert_eq!(urls, [Some("https://a.example/1"), Some("https://a.example/2")]);
    assert_eq!(batch.articles[0].source.as_str(), "RDF");
    assert_eq!(batch.articles[0].id.as_str(), "https://a.example/1");
    assert_eq!(batch.articles[0].title.as_str(), "One &x;", "an entity is never expanded");
}

#[test]
fn a_prefix_may_name_the_format_itself() {
    let article = only(
        "<a:feed xmlns:a=\"http://www.w3.org/2005/Atom\"><a:title>F</a:title><a:entry><a:title>T</a:title>\
         <a:id>urn:x:1</a:id><a:content type=\"html\">&lt;p>x&lt;/p></a:content></a:entry></a:feed>",
    );
    assert_eq!((article.title.as_str(), article.body.text.as_str()), ("T", "x"));
}

#[test]
fn odd_versions_of_rss_are_read_all_the_same() {
    for root in ["<rss>", "<rss version=\"0.93\">", "<rss version=\"2.0\" xmlns=\"http://backend.userland.com/rss2\">"]
    {
        let article = only(&format!("{root}<channel><item><title>T</title></item></channel></rss>"));
        assert_eq!(article.title.as_str(), "T", "{root}");
    }
}

#[test]
fn a_guid_that_is_a_page_stands_in_for_the_link() {
    assert_eq!(only(&rss("<item><guid>https://a.example/9</guid></item>")).url.as_deref(), Some("https://a.example/9"));
    let not = only(&rss("<item><title>T</title><guid isPermaLink=\"false\">https://a.example/9</guid></item>"));
    assert_eq!(not.url, None);
}

#[test]
fn a_thumbnail_alone_is_a_picture_and_the_widest_wins() {
    let article = only(&rss("<item><title>T</title><m:thumbnail url=\"https://a.example/s.jpg\" width=\"100\"/>\
         <m:thumbnail url=\"https://a.example/l.jpg\" width=\"900\"/></item>"));
    assert_eq!(article.picture.and_then(|p| p.url).as_deref(), Some("https://a.example/l.jpg"));
}

#[test]
fn a_summary_that_only_begins_the_body_is_left_out() {
    let with = |short: &str| {
        only(&rss(&format!(
            "<item><title>T</title><description>{short}</description>\
             <content:encoded>&lt;p>Satu dua tiga empat.&lt;/p></content:encoded></item>"
        )))
    };
    assert_eq!(with("Satu  dua ti...").summary, None);
    assert_eq!(with("Satu dua tiga empat.").summary, None);
    assert_eq!(with("Dua tiga").summary.as_deref(), Some("Dua tiga"));
    let alone = only(&rss("<item><title>T</title><description>Satu</description></item>"));
    assert_eq!((alone.body.text.as_str(), alone.summary), ("Satu", None));
}

#[test]
fn authors_are_names_where_there_is_one() {
    for (raw, name) in [
        ("min@a.example (Min Chen)", "Min Chen"),
        ("Min Chen &lt;min@a.example>", "Min Chen"),
        ("min@a.example", "min@a.example"),
        ("Redaksi \u{2014}a@b.example", "Redaksi \u{2014}a@b.example"),
        ("(Min)", "(Min)"),
    ] {
        let article = only(&rss(&format!("<item><title>T</title><author>{raw}</author></item>")));
        assert_eq!(strings(&article.authors), [name]);
    }
}

#[test]
fn one_bad_item_costs_one_item_at_the_most() {
    let bad = [
        ("<item><title>T</item>", "T", "not well-formed, on line 7"),
        ("<item><title>T <b>x</i></title></item>", "T x", "not well-formed, on line 7"),
        ("<item><title>T</title>", "T", "no end tag (line 8)"),
        ("<item><title>T</title><![CDATA[ </item>", "T", "line 7"),
        ("<item><title>T</title><!-- </item>", "T", "line 7"),
        ("<item><title>T</title><link><![CDATA[https://a.example/1</link></item>", "T", "line 7"),
        ("<item><title a=\"x>T</title></item>", "T", "line 7"),
        ("<item><title>T<br>U</titel><link>https://a.example/</link></item>", "T U", "line 7"),
    ];
    for (item, title, reason) in bad {
        let third = "<item><title><![CDATA[3]]></title><!-- x --><link a=\"\">https://a.example/3</link></item>";
        let batch = read(&rss(&format!("<item><title>1</title></item>\n{item}\n{third}")));
        let titles: Vec<_> = batch.articles.iter().map(|article| article.title.as_str()).collect();
        assert_eq!(titles, ["1", title, "3"], "{item}");
        assert_eq!(batch.skipped, [], "{item}");
        assert_eq!(batch.notices[0].item, 2, "{item}");
        let said = batch.notices[0].reason.as_str();
        assert!(said.contains(reason) && said.contains("mended"), "{item}: {said}");
    }
    let batch = read(&rss("<item><title>1</title></item><item><description></description></item>"));
    assert_eq!((batch.articles.len(), batch.skipped[0].item), (1, 2));
    assert!(batch.skipped[0].reason.contains("no title and no text"));
}

#[test]
fn a_lone_ampersand_and_an_unknown_reference_are_text() {
    let article =
        only(&rss("<item><title>Q & A &#0; &#x110000; x</title><link>https://a.example/?a=1&b=2</link></item>"));
    assert!(article.title.starts_with("Q & A"), "{}", article.title);
    assert_eq!(article.url.as_deref(), Some("https://a.example/?a=1&b=2"));
}

#[test]
fn a_feed_that_ends_in_the_middle_keeps_what_is_whole() {
    let whole = rss("<item><title>1</title></item>\n<item><title>2</title></item>");
    let cut = whole.find("2</title>").map(|at| &whole[..at]).unwrap_or_default();
    let batch = read(cut);
    assert_eq!(batch.articles.len(), 1);
    assert_eq!(batch.skipped[0].item, 2);
    assert!(batch.skipped[0].reason.contains("line 7"), "{}", batch.skipped[0].reason);

    let between = whole.find("\n<item><title>2").map(|at| &whole[..at]).unwrap_or_default();
    let batch = read(between);
    assert_eq!((batch.articles.len(), batch.skipped.len()), (1, 0));
    assert!(batch.notices[0].reason.contains("breaks off behind it"), "{:?}", batch.notices);

    for part in ["<title>1", "<language>"] {
        let at = whole.find(part).unwrap_or_default();
        let error = batch_error(&whole[..at]);
        assert!(matches!(error, IngestError::CutShort { .. }), "{error}");
    }
}

pub(super) fn batch_error(feed: &str) -> IngestError {
    match batch(feed.as_bytes(), &Hint::default()) {
        Ok(batch) => panic!("{} articles, {:?}", batch.articles.len(), batch.skipped),
        Err(error) => error,
    }
}

#[test]
fn no_feed_is_an_error_by_its_name() {
    assert_eq!(
        batch_error("<svg version=\"2\"><g/></svg>").to_string(),
        "it is XML, but no feed: its outermost element is <svg>"
    );
    assert!(matches!(batch_error(&rss("")), IngestError::NoItems));
    assert!(matches!(batch_error("<?xml version=\"1.0\"?>"), IngestError::NotWellFormed { .. }));
}

#[test]
fn dates_that_cannot_be_read_leave_a_notice_and_no_date() {
    let batch = read(&rss("<item><title>T</title><pubDate>kemarin \u{1b}[31msore</pubDate></item>"));
    assert_eq!(batch.articles[0].published, None);
    assert_eq!(batch.notices[0].item, 1);
    assert_eq!(batch.notices[0].reason.as_str(), "its date cannot be read: “kemarin sore”");
    let batch = read(&rss("<item><title>T</title><pubDate>Sun, 08 Jan 2022 13:03:00 WIB</pubDate></item>"));
    assert_eq!(batch.articles[0].published.map(|at| at.to_string()).as_deref(), Some("2022-01-08T13:03:00+07:00"));
    assert!(batch.notices[0].reason.contains("weekday"), "{:?}", batch.notices);
}

#[test]
fn a_date_that_is_impossible_or_half_known_is_told_from_one_that_cannot_be_read() {
    for (date, notice) in [
        (
            "Sat, 31 Feb 2026 10:00:00 GMT",
            "its date is impossible (there is no 2026-02-31): “Sat, 31 Feb 2026 10:00:00 GMT”",
        ),
        ("2026-02-28T25:00:00Z", "its date is impossible (there is no 25:00:00): “2026-02-28T25:00:00Z”"),
        ("3 jam lalu", "its date is told from another time, which is not known: “3 jam lalu”"),
        ("2026-02", "its date names no day: “2026-02”"),
    ] {
        let batch = read(&rss(&format!("<item><title>T</title><pubDate>{date}</pubDate></item>")));
        assert_eq!(batch.articles[0].published, None, "{date}");
        assert_eq!(batch.notices[0].reason.as_str(), notice);
    }
    let batch = read(&rss("<item><title>T</title><pubDate>Sat, 28 Feb 2026 10:00:00 QQQ</pubDate></item>"));
    assert_eq!(batch.articles[0].published.map(|at| at.to_string()).as_deref(), Some("2026-02-28T10:00:00+00:00"));
    assert_eq!(
        batch.notices[0].reason.as_str(),
        "its date is odd: the zone written is not known, and was taken for +00:00"
    );
}

#[test]
fn nothing_but_the_web_is_linked() {
    let batch = read(&rss(
        "<item><title>T</title><link>javascript:alert(1)</link><enclosure url=\"file:///etc/passwd\" type=\"audio/x\"/>\
         <m:thumbnail url=\"data:image/png;base64,x\"/></item>",
    ));
    let article = &batch.articles[0];
    assert_eq!((&article.url, &article.picture, article.attachments.len()), (&None, &None, 0));
    assert_eq!(batch.notices.len(), 3, "{:?}", batch.notices);
}

#[test]
fn escapes_in_a_feed_never_come_through() {
    let article = only(&rss("<item><title>A&#27;]0;pwn&#7;\u{9b}31mB</title><category>&#x1b;[2Jtag</category>\
         <description>x&#27;[31my&amp;#27;[0m</description></item>"));
    assert_eq!(article.title.as_str(), "AB");
    let all = format!("{article:?}");
    assert!(
        !all.contains("\\u{1b}[31my\"") && !article.body.text.contains('\u{1b}') && !article.tags[0].contains('\u{1b}')
    );
}

#[test]
fn encodings_are_read_as_the_feed_names_them() {
    let latin =
        b"<?xml version='1.0' encoding='ISO-8859-1'?><rss><channel><item><title>caf\xe9</title></item></channel></rss>";
    let wrong = b"<?xml version='1.0' encoding='UTF-8'?><rss><channel><item><title>caf\xe9</title></item>\
        <item><title>t</title></item></channel></rss>";
    let wide: Vec<u8> =
        "\u{feff}<?xml version='1.0' encoding='UTF-16'?><rss><channel><item><title>café</title></item></channel></rss>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
    let title = |bytes: &[u8]| {
        let batch = batch(bytes, &Hint::default()).map_err(|error| error.to_string());
        batch.map(|batch| (batch.articles[0].title.to_string(), batch.notices.len()))
    };
    assert_eq!(title(latin), Ok(("café".to_owned(), 0)));
    assert_eq!(title(&wide), Ok(("café".to_owned(), 0)));
    assert_eq!(title(wrong), Ok(("café".to_owned(), 1)));
    let bom = format!("\u{feff} \n{}", rss("<item><title>T</title></item>"));
    assert_eq!(title(bom.as_bytes()).map(|(title, _)| title), Ok("T".to_owned()));
}

#[test]
fn items_are_counted_at_the_limit_and_one_past_it() {
    let feed = |n: usize| rss(&"<item><title>T</title></item>".repeat(n));
    let at = read(&feed(limits::ITEMS));
    assert_eq!((at.articles.len(), at.skipped.len()), (limits::ITEMS, 0));
    let past = read(&feed(limits::ITEMS + 1));
    assert_eq!((past.articles.len(), past.skipped.len()), (limits::ITEMS, 1));
    assert_eq!(past.skipped[0].item, limits::ITEMS + 1);
}

#[test]
fn tags_authors_and_attachments_are_counted_at_the_limit_and_one_past_it() {
    let item = |tags: usize, authors: usize, files: usize| {
        let tags = each(tags, |n| format!("<category>t{n}</category>"));
        let authors = each(authors, |n| format!("<dc:creator>a{n}</dc:creator>"));
        let files = each(files, |n| format!("<enclosure url=\"https://a.example/{n}\"/>"));
        rss(&format!("<item><title>T</title>{tags}{authors}{files}</item>"))
    };
    let at = read(&item(limits::TAGS, limits::AUTHORS, limits::ATTACHMENTS));
    let counts = |a: &NewArticle| (a.tags.len(), a.authors.len(), a.attachments.len());
    let all = (limits::TAGS, limits::AUTHORS, limits::ATTACHMENTS);
    assert_eq!((counts(&at.articles[0]), at.notices.len()), (all, 0));
    let past = read(&item(limits::TAGS + 1, limits::AUTHORS + 1, limits::ATTACHMENTS + 1));
    assert_eq!((counts(&past.articles[0]), past.notices.len()), (all, 3));
}

#[test]
fn a_summary_is_cut_one_character_past_the_limit() {
    let with = |n: usize| {
        let short = "y".repeat(n);
        only(&rss(&format!("<item><description>{short}</description><content:encoded>x</content:encoded></item>")))
            .summary
    };
    assert_eq!(with(limits::SUMMARY).map(|summary| summary.len()), Some(limits::SUMMARY));
    assert!(
        with(limits::SUMMARY + 1)
            .is_some_and(|summary| summary.ends_with("y…") && summary.chars().count() == limits::SUMMARY)
    );
}

#[test]
fn markup_is_kept_without_its_control_characters() {
    let article = only(&rss("<item><title>T</title><description>&lt;p>a\u{9b}31m&#27;&#133;\nb \
         &lt;a href=\"https://b.example\">c&lt;/a>&lt;/p></description></item>"));
    assert_eq!(article.body.html.as_deref(), Some("<p>a31m…\nb <a href=\"https://b.example\">c</a></p>"));
}

#[test]
fn two_items_under_one_guid_are_both_kept() {
    let batch = read(&rss(
        "<item><title>1</title><guid>urn:x:1</guid></item><item><title>2</title><guid>urn:x:1</guid></item>",
    ));
    assert_eq!(batch.articles[0].id.as_str(), "urn:x:1");
    assert!(batch.articles[1].id.as_str().starts_with("urn:x:1#"));
}

#[test]
fn the_caller_has_the_last_word_on_source_and_tags() {
    let hint = Hint {
        source: Some(CleanText::line("Mine")),
        tags: vec![CleanText::line("pilihan"), CleanText::line("DUNIA")],
        url: Some("https://b.example/feed.xml".to_owned()),
        ..Hint::default()
    };
    let feed = rss("<item><title>T</title><guid>7</guid><category>Dunia</category><link>x</link></item>");
    let batch = batch(feed.as_bytes(), &hint).map_err(|error| error.to_string());
    let article = batch.map(|mut batch| batch.articles.remove(0));
    assert!(article.is_ok_and(|article| article.source.as_str() == "Mine"
        && strings(&article.tags) == ["Dunia", "pilihan"]
        && article.feeds == ["https://b.example/feed.xml"]
        && article.id.as_str() == "https://b.example/feed.xml#7"
        && article.url.as_deref() == Some("https://b.example/x")));
}
