//! OPML in and out.

use proptest::prelude::*;

use crate::document::MAX_ADDRESS;
use crate::ingest::roster::{ENTRIES, FOLDER_NAME, FOLDERS};
use crate::ingest::{Batch, Hint, IngestError, Kind, batch, limits, opml};
use crate::model::Subscription;
use crate::text::CleanText;

fn body(outlines: &str) -> String {
    format!("<?xml version=\"1.0\"?>\n<opml version=\"2.0\">\n<head/><body>\n{outlines}\n</body></opml>")
}

#[track_caller]
fn read(list: impl AsRef<[u8]>) -> Batch {
    match batch(list.as_ref(), &Hint::default()) {
        Ok(batch) => {
            assert_eq!((batch.kind, batch.articles.len()), (Kind::Opml, 0));
            batch
        }
        Err(error) => panic!("{error}"),
    }
}

fn error(list: &str) -> String {
    batch(list.as_bytes(), &Hint::default()).map_or_else(|error| error.to_string(), |batch| format!("{batch:?}"))
}

/// Each feed in a line: folders, title, address, tags.
fn told(batch: &Batch) -> Vec<String> {
    let join =
        |texts: &[CleanText], between: &str| texts.iter().map(CleanText::as_str).collect::<Vec<_>>().join(between);
    let one = |feed: &Subscription| {
        format!("{}|{}|{}|{}", join(&feed.folder, ">"), feed.title, feed.url, join(&feed.tags, ","))
    };
    batch.subscriptions.iter().map(one).collect()
}

fn reasons(batch: &Batch) -> Vec<String> {
    batch.skipped.iter().map(|skipped| format!("{}: {}", skipped.item, skipped.reason)).collect()
}

#[test]
fn outlines_are_folders_or_feeds_however_their_attributes_are_written() {
    let found = read(body(
        "<outline text='Kabar'><outline text='Dunia &amp; Kita' title=''>
           <outline type='rss' text='a' title='A &lt;b&gt;' xmlUrl='https://a.example/feed' htmlUrl='https://a.example/'
             category='tag one, Two,tag ONE'/>
           <outline TEXT='B' XMLURL='HTTP://B.example' TYPE='Atom'><outline text='C' xmlurl='https://c.example/'/>
           </outline></outline>
           <outline text='D' url='https://d.example/rss' type='rss'></outline></outline>
         <outline text='https://e.example/' xmlUrl='https://e.example/'/>
         <Outline xmlUrl='https://f.example/' category='/Boston/Weather,/Other/Path,plain'/>",
    ));
    assert_eq!(
        told(&found),
        [
            "Kabar>Dunia & Kita|A <b>|https://a.example/feed|tag one,Two",
            "Kabar>Dunia & Kita|B|http://b.example/|",
            "Kabar>Dunia & Kita|C|https://c.example/|",
            "Kabar|D|https://d.example/rss|",
            "||https://e.example/|",
            "Boston>Weather||https://f.example/|plain,Other/Path",
        ]
    );
    assert_eq!(found.subscriptions[0].site.as_deref(), Some("https://a.example/"));
    assert_eq!((found.skipped.len(), found.notices.len()), (0, 0));
}

#[test]
fn programs_and_what_is_not_on_the_web_are_refused_by_name() {
    let found = read(body(
        "<outline text='1' xmlUrl='|sh -c id'/>
         <outline text='2' xmlUrl='https://a.example/' filtercmd='id'/>
         <outline text='3' xmlUrl=' EXEC:id'/>
         <outline text='4' xmlUrl='filter:id:https://a.example/'/>
         <outline text='5' xmlUrl='file:///etc/passwd'/>
         <outline text='6' xmlUrl='javascript:alert(1)'/>
         <outline text='7' type='link' url='https://a.example/'/>
         <outline text='8' type='include' url='https://a.example/list.opml'/>
         <outline text='9' xmlUrl='https://a.example/' filtercmd=' '/>",
    ));
    assert_eq!(
        reasons(&found),
        [
            "1: an address that begins with | runs a program, which Warta never does: “|sh -c id”",
            "2: its filtercmd runs a program, which Warta never does: “id”",
            "3: exec: runs a program, which Warta never does: “EXEC:id”",
            "4: filter: runs a program, which Warta never does: “filter:id:https://a.example/”",
            "5: file: is a file of this machine, to which no list subscribes; `warta add` does, where you type its address: “file:///etc/passwd”",
            "6: its address is not http or https: “javascript:alert(1)”",
            "7: it links to a page, which is no feed: “7”",
            "8: it includes another list; import that one too: “8”",
        ]
    );
    assert_eq!(told(&found), ["|9|https://a.example/|"]);
}

#[test]
fn a_feed_named_twice_is_taken_once_and_keeps_both_folders() {
    let found = read(body(
        "<outline text='One'><outline xmlUrl='https://a.example/' category='x'/></outline>
         <outline text='Two'><outline text='Three'><outline text='A' xmlUrl='HTTPS://a.example' category='y'
           htmlUrl='https://a.example/page'/></outline></outline>",
    ));
    assert_eq!(told(&found), ["One|A|https://a.example/|x,Two/Three,y"]);
    assert_eq!(found.subscriptions[0].site.as_deref(), Some("https://a.example/page"));
    assert_eq!(found.notices.len(), 1);
    assert!(found.notices[0].reason.contains("twice") && found.notices[0].item == 5);
}

#[test]
fn a_lone_ampersand_another_encoding_and_a_doctype_do_no_harm() {
    let list = b"<?xml version='1.0' encoding='iso-8859-1'?><!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>
        <opml><body><outline text='Caf\xe9 R&D &x; & more' xmlUrl='https://a.example/?a=1&b=2'/></body></opml>";
    assert_eq!(told(&read(list)), ["|Café R&D &x; & more|https://a.example/?a=1&b=2|"]);
}

#[test]
fn a_list_that_breaks_off_keeps_what_stands_before() {
    let whole = body("<outline xmlUrl='https://a.example/'/>\n<outline xmlUrl='https://b.example/'/>");
    let cut = &whole[..whole.find("b.example").unwrap_or_default()];
    let found = read(cut);
    assert_eq!(told(&found), ["||https://a.example/|"]);
    assert!(found.notices[0].reason.starts_with("the list breaks off behind it, on line 5"), "{:?}", found.notices);
    assert_eq!(found.notices[0].item, 1);
    assert!(error("<opml>\n<body>").starts_with("it ends in the middle, on line 2"), "{}", error("<opml>\n<body>"));
    assert!(error("<opml>\n<body><outline").starts_with("it is not well-formed, on line 2"));
    assert_eq!(error(&body("<outline text='A note'/>")), "there are no items in it");
}

#[test]
fn entries_are_counted_at_the_limit_and_one_past_it() {
    let many = |n: usize| {
        let one = |n: usize| {
            if n.is_multiple_of(2) {
                "<outline xmlUrl='exec:x'/>".into()
            } else {
                format!("<outline xmlUrl='https://a.example/{n}'/>")
            }
        };
        read(body(&(0..n).map(one).collect::<Vec<_>>().concat()))
    };
    let at = many(ENTRIES);
    assert_eq!((at.subscriptions.len(), at.skipped.len()), (ENTRIES / 2, ENTRIES / 2));
    for n in [ENTRIES + 1, 3 * ENTRIES] {
        let past = many(n);
        assert_eq!((past.subscriptions.len(), past.skipped.len()), (ENTRIES / 2, ENTRIES / 2 + 1));
        let last = past.skipped.last().map(|last| (last.item, last.reason.as_str()));
        assert_eq!(last, Some((ENTRIES + 1, "the list has more than 10000 feeds; the rest was left out")));
    }
}

#[test]
fn folders_are_counted_at_the_limit_and_one_past_it() {
    let deep = |n: usize| {
        let open = (0..n).map(|n| format!("<outline text='{n}'>")).collect::<Vec<_>>().concat();
        let list = format!("{open}<outline xmlUrl='https://a.example/'/>{}", "</outline>".repeat(n));
        let found = read(body(&format!("{list}<outline xmlUrl='https://b.example/'/>")));
        assert!(found.subscriptions[1].folder.is_empty());
        found.subscriptions[0].folder.len()
    };
    assert_eq!((deep(FOLDERS), deep(FOLDERS + 1), deep(20_000)), (FOLDERS, FOLDERS, FOLDERS));
    let named = |n: usize| {
        let name = "é".repeat(n);
        let found = read(body(&format!("<outline text='{name}'><outline xmlUrl='https://a.example/'/></outline>")));
        found.subscriptions[0].folder[0].chars().last()
    };
    assert_eq!((named(FOLDER_NAME), named(FOLDER_NAME + 1)), (Some('é'), Some('…')));
}

#[test]
fn titles_tags_and_addresses_are_counted_at_the_limit_and_one_past_it() {
    let one = |title: usize, tags: usize, path: usize| {
        let tags: Vec<String> = (0..tags).map(|n| n.to_string()).collect();
        let title = "x".repeat(title);
        let url = format!("https://a.example/{}", "x".repeat(path));
        read(body(&format!("<outline text='{title}' category='{}' xmlUrl='{url}'/>", tags.join(","))))
    };
    let path = MAX_ADDRESS - "https://a.example/".len();
    let at = &one(limits::LINE, limits::TAGS, path).subscriptions[0];
    assert_eq!((at.title.ends_with('x'), at.tags.len(), at.url.len()), (true, limits::TAGS, MAX_ADDRESS));
    let past = &one(limits::LINE + 1, limits::TAGS + 1, path).subscriptions[0];
    assert_eq!((past.title.ends_with('…'), past.tags.len()), (true, limits::TAGS));
    let refused = one(1, 1, path + 1);
    assert_eq!(refused.subscriptions.len(), 0);
    assert!(refused.skipped[0].reason.starts_with("its address is longer than 4096 bytes"));
}

#[test]
fn tags_that_the_caller_gives_are_added() {
    let hint = Hint { tags: vec![CleanText::line("mine")], ..Hint::default() };
    let found = batch(body("<outline xmlUrl='https://a.example/' category='x'/>").as_bytes(), &hint);
    assert_eq!(found.map(|found| told(&found)).unwrap_or_default(), ["||https://a.example/|x,mine"]);
}

#[test]
fn a_list_of_another_kind_has_no_feeds() {
    let hint = Hint { kind: Some(Kind::Opml), ..Hint::default() };
    for other in ["<rss><channel/></rss>", "no XML at all"] {
        assert!(matches!(batch(other.as_bytes(), &hint), Err(IngestError::NoItems)), "{other}");
    }
}

#[test]
fn it_is_written_as_people_expect_it() {
    let mut feed = Subscription::new("https://a.example/?a=1&b=2".to_owned());
    feed.title = CleanText::line("A \"title\"");
    feed.folder = vec![CleanText::line("One"), CleanText::line("Two & more")];
    feed.tags = vec![CleanText::line("x"), CleanText::line("y z")];
    let bare = Subscription::new("https://b.example/".to_owned());
    assert_eq!(
        opml::write(&[feed, bare]),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<opml version=\"2.0\">
  <head>
    <title>Feeds</title>
  </head>
  <body>
    <outline text=\"https://b.example/\" type=\"rss\" xmlUrl=\"https://b.example/\"/>
    <outline text=\"One\">
      <outline text=\"Two &amp; more\">
        <outline text=\"A &quot;title&quot;\" title=\"A &quot;title&quot;\" type=\"rss\" \
xmlUrl=\"https://a.example/?a=1&amp;b=2\" category=\"x,y z\"/>
      </outline>
    </outline>
  </body>
</opml>
"
    );
}

/// Any list of feeds as Warta holds them: made by reading one.
pub(in crate::ingest) fn any_feeds() -> impl Strategy<Value = Vec<Subscription>> {
    let text = || "[ -~éß京\u{202e}]{0,12}";
    let feed = (0..40_u8, text(), proptest::option::of(0..9_u8), prop::collection::vec(text(), 0..4));
    let feed = (feed, prop::collection::vec(text(), 0..4));
    prop::collection::vec(feed, 1..12).prop_map(|feeds| {
        let escaped = |text: &str| quick_xml::escape::escape(text).into_owned();
        let mut list = String::new();
        for ((url, title, site, tags), folder) in feeds {
            list.extend(folder.iter().map(|name| format!("<outline text=\"{}\">", escaped(name))));
            let site = site.map_or_else(String::new, |site| format!("https://site.example/{site}"));
            let (title, tags) = (escaped(&title), escaped(&tags.join(",")));
            list.push_str(&["<outline title=\"", &title, "\" category=\"", &tags, "\" htmlUrl=\"", &site].concat());
            list.push_str(&["\" xmlUrl=\"https://a.example/", &url.to_string(), "?a&amp;b\"/>"].concat());
            list.push_str(&"</outline>".repeat(folder.len()));
        }
        read(body(&list)).subscriptions
    })
}

#[test]
fn a_feed_without_a_title_and_with_a_long_address_comes_back_without_a_title() {
    let feed = Subscription::new(format!("https://a.example/{}", "x".repeat(limits::LINE)));
    assert_eq!(read(opml::write(std::slice::from_ref(&feed))).subscriptions, [feed]);
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_equal(mut feeds in any_feeds()) {
        let mut back = read(opml::write(&feeds));
        feeds.sort();
        back.subscriptions.sort();
        prop_assert_eq!(&back.subscriptions, &feeds);
        prop_assert!(back.skipped.is_empty() && back.notices.is_empty());
    }

    #[test]
    fn any_text_is_read_to_an_end(text in "(<|outline|body|opml| |xmlUrl='|https://a.example/|'|/>|>|&|;|/|x){0,60}") {
        let hint = Hint { kind: Some(Kind::Opml), ..Hint::default() };
        let _ = batch(text.as_bytes(), &hint);
    }
}
