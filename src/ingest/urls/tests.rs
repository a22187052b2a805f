//! Newsboat's `urls` in and out.

use proptest::prelude::*;

use super::{WORDS, words};
use crate::ingest::opml::tests::any_feeds;
use crate::ingest::roster::ENTRIES;
use crate::ingest::{Batch, Hint, Kind, batch, urls};
use crate::text::CleanText;

#[track_caller]
fn read(list: &str) -> Batch {
    let hint = Hint { kind: Some(Kind::Urls), ..Hint::default() };
    batch(list.as_bytes(), &hint).unwrap_or_else(|error| panic!("{error}"))
}

fn texts(texts: &[CleanText]) -> Vec<&str> {
    texts.iter().map(CleanText::as_str).collect()
}

#[test]
fn a_line_is_an_address_and_its_tags_with_title_and_folder_among_them() {
    let found = read(
        "\u{feff}# feeds\n\nhttps://a.example/feed news \"two words\" \"~A \\\"title\\\"\" \"!hidden\" # not \"this\"\r\n\
         \t HTTP://b.example/#top \"/One/Two\\\\/3\" \"a, b\" \"/Other\" \"open",
    );
    let [a, b] = found.subscriptions.as_slice() else { panic!("{found:?}") };
    assert_eq!((a.url.as_str(), a.title.as_str()), ("https://a.example/feed", "A \"title\""));
    assert_eq!((texts(&a.tags), texts(&a.folder)), (vec!["news", "two words", "!hidden"], vec![]));
    assert_eq!((b.url.as_str(), b.title.as_str()), ("http://b.example/#top", ""));
    assert_eq!((texts(&b.folder), texts(&b.tags)), (vec!["One", "Two/3"], vec!["a", "b", "open", "Other"]));
    assert_eq!((found.skipped.len(), found.notices.len()), (0, 0));
}

#[test]
fn programs_searches_and_files_are_refused_by_name_and_line() {
    let found = read(
        "https://a.example/\nexec:~/bin/feed.py\n\"filter:~/bin/filter:https://b.example/\" tag\n\
         \"query:New:unread = \\\"yes\\\"\"\nfile:///tmp/feed.xml\nftp://c.example/\n\"\"\nhttps://a.example/ twice",
    );
    let reasons: Vec<String> =
        found.skipped.iter().map(|skipped| format!("{}: {}", skipped.item, skipped.reason)).collect();
    assert_eq!(
        reasons,
        [
            "2: exec: runs a program, which Warta never does: “exec:~/bin/feed.py”",
            "3: filter: runs a program, which Warta never does: “filter:~/bin/filter:https://b.example/”",
            "4: query: is a search over other feeds and no feed itself; in Warta that is a search: \
             “query:New:unread = \"yes\"”",
            "5: file: is a file of this machine, to which no list subscribes; `warta add` does, where you type its address: “file:///tmp/feed.xml”",
            "6: its address is not http or https: “ftp://c.example/”",
            "7: its address is empty",
        ]
    );
    assert_eq!((found.subscriptions.len(), found.notices.len(), found.notices[0].item), (1, 1, 8));
    assert_eq!(texts(&found.subscriptions[0].tags), ["twice"]);
}

#[test]
fn lines_are_counted_at_the_limit_and_one_past_it() {
    let many = |n: usize| read(&(0..n).map(|n| format!("https://a.example/{n}\n")).collect::<Vec<_>>().concat());
    let at = many(ENTRIES);
    assert_eq!((at.subscriptions.len(), at.skipped.len()), (ENTRIES, 0));
    let past = many(ENTRIES + 1);
    assert_eq!((past.subscriptions.len(), past.skipped.len(), past.skipped[0].item), (ENTRIES, 1, ENTRIES + 1));
}

#[test]
fn words_of_a_line_are_counted_at_the_limit_and_one_past_it() {
    let many = |n: usize| words(&"x ".repeat(n)).len();
    assert_eq!((many(WORDS), many(WORDS + 1), many(1_000_000)), (WORDS, WORDS, WORDS));
}

#[test]
fn it_is_written_as_newsboat_expects_it() {
    let line = "https://a.example/ \"~A \\\"b\\\" \\\\\" \"/One/T\\\\\\\\wo\\\\/3\" \"x\" \"y z\"\n";
    let found = read(line);
    assert_eq!(texts(&found.subscriptions[0].folder), ["One", "T\\wo/3"]);
    assert_eq!(urls::write(&found.subscriptions), line);
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_equal_but_for_the_page(mut feeds in any_feeds()) {
        let back = read(&urls::write(&feeds));
        for feed in &mut feeds {
            feed.site = None;
        }
        prop_assert_eq!(&back.subscriptions, &feeds);
        prop_assert!(back.skipped.is_empty() && back.notices.is_empty());
    }

    #[test]
    fn any_text_is_read_to_an_end(text in "\\PC{0,80}") {
        let hint = Hint { kind: Some(Kind::Urls), ..Hint::default() };
        let _ = batch(text.as_bytes(), &hint);
    }
}
