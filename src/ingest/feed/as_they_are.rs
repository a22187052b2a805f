//! Feeds as publishers send them: cut off, mended, in old formats, with what podcasts and galleries add.

use super::tests::{only, read, rss};
use crate::document::Document;
use crate::ingest::{Batch, Hint, batch};
use crate::text::{CleanText, Language};

fn titles(batch: &Batch) -> Vec<&str> {
    batch.articles.iter().map(|article| article.title.as_str()).collect()
}

#[test]
fn whatever_a_feed_is_cut_to_its_whole_items_come_out() {
    let feeds = [
        rss("<item><title>Satu &amp; dua</title><link>https://a.example/1</link></item>\n\
             <item><title><![CDATA[Kopi <b>é</b>]]></title><!-- x --><description>&lt;p>x</description></item>\n\
             <item><title>Tiga</title><m:content url=\"https://a.example/p.jpg\"/></item>"),
        "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>F</title><entry><title>1</title>\
         <content type='xhtml'><div>é<br/></div></content></entry><entry><title>2</title></entry></feed>"
            .to_owned(),
    ];
    for feed in feeds {
        let tag = if feed.contains("</item>") { "</item>" } else { "</entry>" };
        let ends: Vec<usize> = feed.match_indices(tag).map(|(at, _)| at + tag.len()).collect();
        let whole = read(&feed);
        assert_eq!(whole.articles.len(), ends.len());
        for cut in 0..feed.len() {
            let hint = Hint { kind: Some(crate::ingest::Kind::Feed), ..Hint::default() };
            let read = batch(&feed.as_bytes()[..cut], &hint);
            let expected = ends.iter().filter(|end| **end <= cut).count();
            let found = read.as_ref().map(titles).unwrap_or_default();
            assert_eq!(found, titles(&whole)[..expected], "cut at {cut}: {read:?}");
            let said = read.map_or(true, |read| !read.notices.is_empty() || !read.skipped.is_empty());
            assert!(said || cut >= ends[ends.len() - 1], "nothing is said of the end, cut at {cut}");
        }
    }
}

#[test]
fn references_are_those_of_html() {
    let article = only(&rss(
        "<item><title>Caf&eacute; &rsquo;n&rsquo; R&D &AMP; &nope; &#8211; &#x2019; &#146; &#XE9;</title>\
         <dc:creator>Jos&eacute; A&B</dc:creator><category>R&D</category><link>https://a.example/?a=1&copy=2&b</link></item>",
    ));
    assert_eq!(article.title.as_str(), "Café ’n’ R&D & &nope; – ’ ’ é");
    assert_eq!(article.authors[0].as_str(), "José A&B");
    assert_eq!(article.tags[0].as_str(), "R&D");
    assert_eq!(article.url.as_deref(), Some("https://a.example/?a=1&copy=2&b"));
    let article =
        only(&rss("<item><title>T</title><enclosure url=\"https://a.example/?a&amp;b&c&eacute;.mp3\"/></item>"));
    assert_eq!(article.attachments[0].url, "https://a.example/?a&b&c%C3%A9.mp3");
}

#[test]
fn a_section_that_ends_in_the_next_item_costs_neither() {
    let feed = rss("<item><title>1</title><description><![CDATA[one</description></item>\n\
         <item><title><![CDATA[2]]></title><link a=\"x>y</link></item>\n<item><title a=\"\">3</title></item>\n\
         <item><title>4</title><!-- open </item><item><title>5</title><!-- x --></item>");
    let batch = read(&feed);
    assert_eq!((titles(&batch), batch.skipped.len()), (vec!["1", "2", "3", "4", "5"], 0));
    let mended: Vec<usize> = batch.notices.iter().map(|notice| notice.item).collect();
    assert_eq!(mended, [1, 2, 4]);
    assert_eq!(batch.articles[0].body.text.as_str(), "one");
}

#[test]
fn an_article_may_be_about_feeds() {
    let body = "<![CDATA[<pre><item><title>x</title></item></pre> and <item> again, closed by </item>]]>";
    let batch = read(&rss(&format!("<item><title>1</title><description>{body}</description></item>")));
    assert_eq!((batch.articles.len(), batch.notices.len()), (1, 0));
}

#[test]
fn prefixes_are_known_without_their_declaration_and_names_in_capitals() {
    let article = only(
        "<RSS><Channel><Title>F</Title><Item><TITLE>T</TITLE><dc:Creator>A</dc:Creator><PubDate>8 Jan 2022</PubDate>\
         <media:thumbnail URL='https://a.example/p.jpg'/><content:encoded>&lt;p>x&lt;/p></content:encoded></Item>\
         </Channel></RSS>",
    );
    assert_eq!((article.title.as_str(), article.source.as_str(), article.authors[0].as_str()), ("T", "F", "A"));
    assert!(article.published.is_some() && article.picture.is_some());
    assert_eq!(article.body.text.as_str(), "x");
}

#[test]
fn base64_is_read_where_atom_says_so() {
    let entry = |content: &str| {
        only(&format!("<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>T</title>{content}</entry></feed>"))
    };
    for content in [
        "<content mode='base64' type='text/html'>PGI+YTwvYj4g w6k=</content>",
        "<content type='application/octet-stream'>\nPGI+YTwvYj4g\nw6k=\n</content>",
    ] {
        assert_eq!(entry(content).body.html.as_deref(), Some("<b>a</b> é"));
    }
    for content in ["<content type='image/png'>iVBORw0KGgo=</content>", "<content type='audio/x'>é</content>"] {
        assert_eq!(entry(content).body.text.as_str(), "");
    }
}

#[test]
fn what_an_address_is_relative_to_is_the_innermost_base() {
    let article = only(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://a.example/'><entry xml:base='blog/'>\
         <title>T</title><link href='1.html'/><content type='html' xml:base='pictures/'>\
         &lt;a href=\"x\">x&lt;/a> &lt;img src=\"/p.png\"></content></entry></feed>",
    );
    assert_eq!(article.url.as_deref(), Some("https://a.example/blog/1.html"));
    let html = article.body.html.unwrap_or_default();
    assert_eq!(html, "<a href=\"https://a.example/blog/pictures/x\">x</a> <img src=\"https://a.example/p.png\">");
}

#[test]
fn a_base_that_is_no_address_leads_nowhere() {
    for base in ["javascript:alert(1)//", "file:///etc/", "data:text/html,", "\u{1b}]0;x\u{7}"] {
        let feed = format!(
            "<feed xml:base=\"{base}\"><entry><title>T</title><link href='passwd'/><link rel='enclosure' href='y'/>\
             <content type='html'>&lt;a href='x'>x&lt;/a></content></entry></feed>"
        );
        let article = only(&feed);
        assert_eq!((article.url, article.attachments.len()), (None, 0), "{base}");
        assert_eq!(article.body.text.as_str(), "x", "{base}");
        let body = Document::from_html(&article.body.html.unwrap_or_default(), None);
        assert_eq!(body.links(), [], "{base}");
    }
}

#[test]
fn podcasts_and_galleries_are_read() {
    let article = only(&rss(
        "<item><title>T</title><itunes:image href='https://a.example/i.jpg'/><itunes:author>Host</itunes:author>\
         <itunes:summary>About it</itunes:summary><enclosure url='https://a.example/a.mp3' length='many' type='audio/mpeg'/>\
         <itunes:duration>1:02:03</itunes:duration><itunes:category text='News'><itunes:category text='Sea'/>\
         </itunes:category><media:group><media:category label='Ships'>x</media:category></media:group></item>",
    ));
    assert_eq!(article.authors[0].as_str(), "Host");
    assert_eq!(article.body.text.as_str(), "About it");
    let file = &article.attachments[0];
    assert_eq!((file.url.as_str(), file.size, file.duration), ("https://a.example/a.mp3", None, Some(3_723)));
    assert_eq!(article.tags.iter().map(CleanText::as_str).collect::<Vec<_>>(), ["News", "Sea", "Ships"]);
    assert!(article.picture.is_some_and(|picture| picture.url.as_deref() == Some("https://a.example/i.jpg")));
}

#[test]
fn the_channel_definition_format_is_a_feed() {
    let article = only(
        "<?xml version='1.0'?><CHANNEL HREF='https://a.example/'><TITLE>F</TITLE><ITEM HREF='https://a.example/1' \
         LASTMOD='2022-01-08T13:03:00+07:00'><TITLE>T</TITLE><ABSTRACT>x</ABSTRACT></ITEM></CHANNEL>",
    );
    assert_eq!((article.source.as_str(), article.title.as_str(), article.body.text.as_str()), ("F", "T", "x"));
    assert_eq!(article.url.as_deref(), Some("https://a.example/1"));
    assert!(article.published.is_some());
}

#[test]
fn the_oldest_of_those_that_share_a_guid_keeps_it_whatever_their_order() {
    let item = |title: &str, day: u8| {
        format!("<item><title>{title}</title><guid>urn:x:1</guid><pubDate>{day} Jan 2022 10:00 GMT</pubDate></item>")
    };
    let (old, new) = (item("Old", 1), item("New", 2));
    for feed in [rss(&format!("{old}{new}")), rss(&format!("{new}{old}"))] {
        let mut ids: Vec<_> =
            read(&feed).articles.into_iter().map(|a| (a.title.to_string(), a.id.to_string())).collect();
        ids.sort();
        assert_eq!(ids[1], ("Old".to_owned(), "urn:x:1".to_owned()));
        assert!(ids[0].1.starts_with("urn:x:1#"), "{ids:?}");
    }
}

#[test]
fn what_the_feed_says_once_its_items_inherit() {
    let article = only(
        "<rss xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>F</title><dc:creator>A (a@b.example)</dc:creator>\
         <dc:language>fr-CA</dc:language><managingEditor>E</managingEditor><item><title>T</title></item></channel></rss>",
    );
    assert_eq!(article.authors.iter().map(CleanText::as_str).collect::<Vec<_>>(), ["A"]);
    assert_eq!(article.language.as_ref().map(Language::code), Some("fr"));
}

#[test]
fn a_document_type_of_a_page_hides_no_feed() {
    let feed = "<!DOCTYPE html PUBLIC 'x'>\n<!-- y --><rss><channel><item><title>T</title></item></channel></rss>";
    assert_eq!(only(feed).title.as_str(), "T");
}
