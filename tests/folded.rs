//! Lists with a row a story, through the reader and the store: what stands in a row and below it, what is popular, and reading a
//! whole story at once.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "shared/program.rs"]
mod program;

use std::fmt::Write as _;

use serde_json::{Value, json};
use warta::app::list::List;
use warta::app::{Effect, Key, Msg, Reply, State, update};
use warta::model::listing::MAX_MEMBERS;
use warta::model::{Anchor, Headline, Listing, Mark, Page, Query, Row, Several, Window};
use warta::perform::perform;
use warta::snapshot::Driver;
use warta::store::Store;

use program::{Home, clock};

/// The line of an export of an article of a story, published so many hours before noon of the edition's last day.
fn line(number: usize, story: Option<usize>, source: &str, hours: usize) -> String {
    let published = clock().now - jiff::SignedDuration::from_hours(i64::try_from(hours).unwrap());
    json!({"id": format!("urn:{number}"), "title": format!("Report {number}"), "date_published": published.to_string(),
        "_warta": {"number": number, "story": story, "source": source}})
    .to_string()
}

fn home(lines: &[String]) -> Home {
    let home = Home::new();
    let file = home.write("in.jsonl", lines.join("\n"));
    home.good(&["import", "--as", "jsonl", &file]);
    home
}

/// Six articles: a story of three from two sources, one of two from one source, and one that is alone.
fn six() -> Home {
    home(&[
        line(1, Some(1), "Kabar", 30),
        line(2, Some(1), "Harian", 20),
        line(3, Some(2), "Kabar", 10),
        line(4, Some(2), "Kabar", 9),
        line(5, None, "Kabar", 5),
        line(6, Some(1), "Kabar", 2),
    ])
}

fn numbers(rows: &[Row]) -> Vec<i64> {
    rows.iter().map(|row| row.headline().unwrap().number).collect()
}

fn page(store: &Store, listing: &Listing, anchor: Anchor, limit: usize) -> Page {
    store.page(listing, Window { anchor, limit }, &clock()).unwrap()
}

fn row(driver: &Driver) -> &Headline {
    driver.state().list.current().unwrap().headline().unwrap()
}

fn notice(driver: &Driver) -> &str {
    driver.state().notice.as_ref().map(|notice| notice.text.as_str()).unwrap_or_default()
}

/// What a key asks for, without doing it.
fn ask(driver: &Driver, keys: &str) -> Vec<Effect> {
    let mut state = driver.state().clone();
    let keys = Key::parse(keys).unwrap();
    keys.into_iter().flat_map(|key| update(&mut state, Msg::Key(key))).collect()
}

#[test]
fn every_article_stands_in_one_row_or_behind_one_which_stands_where_the_newest_does() {
    let home = six();
    let store = home.open();
    let whole = page(&store, &Listing::Latest, Anchor::Start, 9);
    assert_eq!(whole.total, 3);
    let folds: Vec<_> = whole.rows.iter().map(|row| row.headline().unwrap().fold).collect();
    let counts: Vec<_> = folds.iter().map(|fold| fold.map(|fold| (fold.story, fold.articles, fold.sources))).collect();
    assert_eq!(counts, [Some((1, 3, 2)), None, Some((2, 2, 1))]);
    assert_eq!(folds[0].unwrap().newest, clock().now - jiff::SignedDuration::from_hours(2));
    let mut all = whole.rows.clone();
    store.unfold(&mut all, &[1, 2]).unwrap();
    let mut each = numbers(&all);
    each.sort_unstable();
    assert_eq!(each, [1, 2, 3, 4, 5, 6]);
    assert_eq!(page(&store, &Listing::Articles, Anchor::Start, 9).rows.len(), 6);
    // By windows of one row it is the same list, from either end.
    let (mut down, mut up) = (Vec::new(), Vec::new());
    let (mut from, mut to) = (Anchor::Start, Anchor::End);
    for _ in 0..3 {
        down.extend(page(&store, &Listing::Latest, from, 1).rows);
        up.splice(..0, page(&store, &Listing::Latest, to, 1).rows);
        (from, to) = (Anchor::After(down.last().unwrap().key()), Anchor::Before(up[0].key()));
    }
    assert_eq!((&down, &up), (&whole.rows, &whole.rows));
    let unread = Query::parse("is:unread source:Harian");
    let found =
        store.filtered(&Listing::Latest, &unread, Window { anchor: Anchor::Start, limit: 9 }, &clock()).unwrap();
    assert!(numbers(&found.rows).len() <= 1, "a query asks the row's own article");
}

#[test]
fn a_story_is_unfolded_and_folded_by_one_key_and_reached_again_on_the_trail() {
    let home = six();
    let mut driver = home.driver(80, 24);
    let lead = row(&driver).number;
    let effects = ask(&driver, "e");
    assert!(matches!(effects[..], [Effect::Members { lead: asked, .. }] if asked == lead), "{effects:?}");
    driver.keys("e").unwrap();
    assert_eq!(driver.state().list.rows.len(), 5);
    assert_eq!(driver.state().list.total, 3, "the listing has no more rows than before");
    driver.keys("jj").unwrap();
    let member = row(&driver).clone();
    assert!(member.key.member == member.number && member.number != lead && member.fold.is_none());
    // There and back: the row of the same article, below the same row.
    driver.keys("<Enter>h7<Enter><C-o><C-o>").unwrap();
    assert_eq!((row(&driver).number, driver.state().list.rows.len()), (member.number, 5));
    assert!(ask(&driver, "e").is_empty(), "nothing is asked of the store to fold");
    driver.keys("e").unwrap();
    assert_eq!((row(&driver).number, driver.state().list.rows.len()), (lead, 3));
    driver.keys("je").unwrap();
    assert_eq!(notice(&driver), "No other article of this story is here.");
    // A burst of keys is a burst of keys: those behind wait for what the first asks for.
    driver.keys("ggejj<Enter>").unwrap();
    assert_eq!(driver.state().reader.as_ref().unwrap().article.number, member.number);
    driver.keys("hGejkk<Enter>").unwrap();
    assert_eq!(driver.state().reader.as_ref().unwrap().article.number, 5);
}

#[test]
fn what_is_asked_for_and_not_shown_any_more_is_dropped() {
    let home = six();
    let mut driver = home.driver(80, 24);
    let members = home.open().members_with(row(&driver).number, row(&driver).key).unwrap();
    let lead = row(&driver).number;
    driver.send(Msg::Reply(Reply::Members { lead, story: members.clone() }));
    assert_eq!(driver.state().list.rows.len(), 3, "nobody asked");
    driver.keys("e").unwrap();
    driver.send(Msg::Reply(Reply::Members { lead, story: members }));
    assert_eq!(driver.state().list.rows.len(), 5, "it came once");
    // What stood behind a row may have gone meanwhile.
    let (mut state, gone) = (home.driver(80, 24).state().clone(), Reply::Members { lead, story: None });
    update(&mut state, Msg::Key(Key::Char('e')));
    update(&mut state, Msg::Reply(gone));
    assert!(state.list.unfolded.is_empty() && state.list.unfolding.is_none() && state.notice.is_some());
}

#[test]
fn reading_and_saving_one_article_touches_no_other() {
    let home = six();
    let mut driver = home.driver(80, 24);
    let lead = row(&driver).number;
    driver.keys("rs").unwrap();
    assert!(row(&driver).marks.read.is_some() && row(&driver).fold.unwrap().unread, "others are unread");
    driver.keys("e").unwrap();
    let rows: Vec<_> = driver.state().list.rows[..3].iter().filter_map(Row::headline).cloned().collect();
    let marked: Vec<bool> = rows.iter().map(|row| row.marks.read.is_some() || row.marks.saved.is_some()).collect();
    assert_eq!((rows[0].number, marked), (lead, vec![true, false, false]));
    driver.keys("jrjr").unwrap();
    assert!(!driver.state().list.rows[0].headline().unwrap().fold.unwrap().unread, "now all are read");
    driver.keys("u").unwrap();
    assert!(driver.state().list.rows[0].headline().unwrap().fold.unwrap().unread);
}

#[test]
fn a_whole_story_is_read_after_a_question_and_unread_again() {
    let home = six();
    let mut driver = home.driver(80, 24);
    for no in ["En", "E<Esc>", "Ej", "E<Space>"] {
        assert!(ask(&driver, no).is_empty(), "{no}");
    }
    let wish = Effect::MarkRead { articles: Several::StoryOf(row(&driver).number), read: true };
    assert_eq!(ask(&driver, "Ey"), std::slice::from_ref(&wish));
    assert_eq!(ask(&driver, "E<Enter>"), [wish]);
    driver.keys("r").unwrap();
    let unread = |driver: &Driver| driver.state().counts.unread;
    assert_eq!(unread(&driver), 5);
    driver.keys("Ey").unwrap();
    assert_eq!((unread(&driver), notice(&driver)), (3, "Marked 2 articles read."));
    assert!(!row(&driver).fold.unwrap().unread);
    driver.keys("U").unwrap();
    assert_eq!((unread(&driver), notice(&driver)), (5, "Undone."));
    assert!(row(&driver).marks.read.is_some(), "what was read before stays so");
    assert!(row(&driver).fold.unwrap().unread);
    // From an article of it that is open, and where there is no story.
    driver.keys("ej<Enter>Ey").unwrap();
    assert_eq!(unread(&driver), 3);
    driver.keys("Ey").unwrap();
    assert_eq!(notice(&driver), "All of them were read.");
    driver.keys("hjjE").unwrap();
    assert_eq!(notice(&driver), "No other article of this story is here.");
    driver.keys("y").unwrap();
    assert_eq!(unread(&driver), 3);
}

/// A reader whose effects are carried out on a store that others write as well.
struct Shared<'s> {
    state: State,
    store: &'s Store,
}

impl Shared<'_> {
    fn press(&mut self, keys: &str) {
        for key in Key::parse(keys).unwrap() {
            let mut effects = update(&mut self.state, Msg::Key(key));
            while let Some(effect) = effects.pop() {
                if let Some(reply) = perform(self.store, &effect, &clock()) {
                    effects.extend(update(&mut self.state, Msg::Reply(reply)));
                }
            }
        }
    }

    fn row(&self) -> &Headline {
        self.state.list.current().unwrap().headline().unwrap()
    }

    fn notice(&self) -> &str {
        self.state.notice.as_ref().map(|notice| notice.text.as_str()).unwrap_or_default()
    }
}

#[test]
fn keys_that_go_by_marks_wait_for_the_marks_before_them_and_others_do_not() {
    let home = six();
    let mut state = home.driver(80, 24).state().clone();
    let store = home.open();
    let press = |state: &mut State, keys: &str| -> Vec<Effect> {
        Key::parse(keys).unwrap().into_iter().flat_map(|key| update(state, Msg::Key(key))).collect()
    };
    let reply =
        |state: &mut State, effect: &Effect| update(state, Msg::Reply(perform(&store, effect, &clock()).unwrap()));
    let saved = press(&mut state, "s");
    reply(&mut state, &saved[0]);
    // The story is marked read, and that taken back, before the first has come: it is not the star that is taken back.
    let asked = press(&mut state, "EyUj");
    assert_eq!(asked.len(), 1, "{asked:?}");
    let then = reply(&mut state, &asked[0]);
    assert!(
        matches!(&then[..], [Effect::MarkRead { articles: Several::These(these), read: false }] if these.len() == 3),
        "{then:?}"
    );
    assert_eq!(state.list.selected, 1, "what was typed behind it follows");
    // So does one that is taken back behind it.
    assert_eq!(press(&mut state, "kU"), []);
    let star = reply(&mut state, &then[0]);
    assert_eq!(store.counts().unwrap().unread, 6);
    assert!(matches!(star[..], [Effect::Mark { mark: Mark::Saved(false), .. }]), "{star:?}");
    reply(&mut state, &star[0]);
    press(&mut state, "j");
    // A key that goes by no mark does not wait for one.
    press(&mut state, "r");
    press(&mut state, "k");
    assert_eq!(state.list.selected, 0);
}

#[test]
fn keys_wait_for_the_unread_article_that_is_looked_for() {
    let lines: Vec<String> = (0..300).map(|at| line(at + 1, None, "Kabar", at + 1)).collect();
    let home = home(&lines);
    let store = home.open();
    let newest: Vec<i64> = numbers(&page(&store, &Listing::Latest, Anchor::Start, 300).rows);
    store.mark_read(&Several::These(newest[..199].to_vec()), true, clock().now).unwrap();
    let mut driver = home.driver(80, 24);
    let effects = ask(&driver, "n<Enter>");
    assert!(matches!(effects[..], [Effect::FindUnread { .. }]), "{effects:?}");
    driver.keys("n<Enter>").unwrap();
    assert_eq!(driver.state().reader.as_ref().map(|reader| reader.article.number), Some(newest[199]));
}

#[test]
fn a_row_that_was_loaded_before_its_story_changed_goes_by_what_it_is_now() {
    let home = six();
    let store = home.open();
    let mut reader = Shared { state: home.driver(80, 24).state().clone(), store: &store };
    let lead = reader.row().number;
    let sql = "INSERT INTO story (number, lead, articles, sources, sort) VALUES (9, 5, 4, 2, 0);
        UPDATE article SET story = 9 WHERE story = 1 OR number = 5; DELETE FROM story WHERE number = 1";
    rusqlite::Connection::open(home.store()).unwrap().execute_batch(sql).unwrap();
    reader.press("e");
    assert_eq!(reader.state.list.rows.iter().filter(|row| row.is_member()).count(), 3);
    reader.press("e");
    assert_eq!((reader.state.list.rows.len(), reader.row().number), (3, lead));
    reader.press("Ey");
    assert_eq!(reader.notice(), "Marked 4 articles read.");
}

#[test]
fn the_sign_of_what_is_unread_behind_a_row_goes_with_the_last_of_it() {
    let home = home(&[line(1, Some(1), "Kabar", 2), line(2, Some(1), "Harian", 1)]);
    let store = home.open();
    let mut reader = Shared { state: home.driver(120, 40).state().clone(), store: &store };
    let unread = |reader: &Shared<'_>| reader.row().fold.unwrap().unread;
    reader.press("<Enter>");
    assert!(unread(&reader));
    // The other one, by way of what is related.
    reader.press("1");
    assert_eq!(reader.state.reader.as_ref().unwrap().article.number, 3 - reader.row().number);
    assert!(!unread(&reader));
    reader.press("u");
    assert!(unread(&reader));
    // What was marked with others and is taken back: the row's own article is not behind it.
    reader.press("rhuEyU");
    assert!(reader.row().marks.read.is_none() && !unread(&reader));
}

#[test]
fn several_are_marked_in_one_transaction_and_only_those_that_change() {
    let home = six();
    let store = home.open();
    let now = clock().now;
    store.mark(2, Mark::Read(true), now).unwrap();
    let earlier = store.article(2).unwrap().unwrap().given.marks.read;
    let changed = store.mark_read(&Several::StoryOf(2), true, now + jiff::SignedDuration::from_hours(1)).unwrap();
    assert_eq!(changed.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [6, 1]);
    assert_eq!(store.article(2).unwrap().unwrap().given.marks.read, earlier);
    let these = Several::These(vec![1, 2, 99, 5]);
    let changed = store.mark_read(&these, false, now).unwrap();
    assert_eq!(changed.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(store.mark_read(&Several::StoryOf(77), true, now).unwrap(), []);
}

#[test]
fn as_many_articles_stand_below_a_row_as_the_limit_and_not_one_more() {
    for (articles, told) in [(MAX_MEMBERS + 1, false), (MAX_MEMBERS + 2, true)] {
        let lines: Vec<String> = (1..=articles).map(|number| line(number, Some(1), "Kabar", number)).collect();
        let home = home(&lines);
        let mut driver = home.driver(80, 24);
        driver.keys("e").unwrap();
        assert_eq!(driver.state().list.rows.len(), MAX_MEMBERS + 1, "{articles}");
        assert_eq!(notice(&driver).starts_with("The newest 200"), told, "{articles}: {}", notice(&driver));
    }
}

#[test]
fn long_lists_of_unfolded_stories_scroll_without_gaps() {
    // Two hundred stories of three, every one unfolded or met so on the way.
    let lines: Vec<String> = (0..600).map(|at| line(at + 1, Some(at / 3 + 1), "Kabar", 1 + at)).collect();
    let home = home(&lines);
    let mut driver = home.driver(80, 24);
    let mut keys = String::new();
    for _ in 0..60 {
        keys += "ejjj";
    }
    driver.keys(&keys).unwrap();
    let unfolded = |list: &List| list.rows.iter().filter(|row| row.is_member()).count();
    assert_eq!(driver.state().list.unfolded.len(), 50, "the first were folded again");
    assert_eq!(unfolded(&driver.state().list), 100);
    driver.keys(&"<C-f>".repeat(40)).unwrap();
    let list = &driver.state().list;
    assert!(list.rows.len() < 600 && !list.rows[0].is_member(), "no window begins below a row");
    driver.keys(&"<C-b>".repeat(60)).unwrap();
    let list = &driver.state().list;
    assert_eq!((list.selected, unfolded(list)), (0, 100), "what was unfolded comes back so");
    let mut tops: Vec<_> = list.rows.iter().filter(|row| !row.is_member()).map(|row| row.key().sort).collect();
    let sorted = tops.clone();
    tops.sort_unstable_by(|one, next| next.cmp(one));
    tops.dedup();
    assert_eq!(tops, sorted, "each once, in order");
}

#[test]
fn popular_are_stories_of_several_sources_and_a_day_is_worth_twice_as_many() {
    let mut lines = Vec::new();
    let mut story = |number: usize, sources: usize, hours: usize| {
        for at in 0..sources {
            lines.push(line(lines.len() + 1, Some(number), &format!("Source {at}"), hours + at));
        }
    };
    // Four yesterday, two now, two from the day before, three a little older than the two of now; one source alone.
    story(1, 4, 25);
    story(2, 2, 1);
    story(3, 2, 49);
    story(4, 3, 3);
    lines.push(line(lines.len() + 1, Some(5), "Source 0", 0));
    lines.push(line(lines.len() + 1, Some(5), "Source 0", 0));
    let home = home(&lines);
    let popular = page(&home.open(), &Listing::Popular, Anchor::Start, 9);
    let stories: Vec<i64> = popular.rows.iter().map(|row| row.headline().unwrap().fold.unwrap().story).collect();
    assert_eq!((stories, popular.total), (vec![4, 2, 1, 3], 4));
    let text = home.good(&["list", "popular", "--limit", "2"]);
    assert!(text.lines().count() == 2 && text.lines().next().unwrap().ends_with("(3 of 4 sources, 3 h)"), "{text}");
    let first: Value = serde_json::from_str(home.good(&["list", "popular", "--json"]).lines().next().unwrap()).unwrap();
    assert_eq!(first["_warta"]["reasons"], json!([{"kind": "carried", "sources": 3, "of": 4}]));
    let mut driver = home.driver(80, 24);
    driver.keys("2").unwrap();
    let mut shown = String::new();
    for line in driver.frame().rows() {
        writeln!(shown, "{line}").unwrap();
    }
    assert!(shown.contains("3 of 4 sources, 3 h · Source"), "{shown}");
}

#[test]
fn what_one_source_carries_is_not_popular() {
    let home = home(&[line(1, Some(1), "Kabar", 1), line(2, Some(1), "Kabar", 2)]);
    let mut driver = home.driver(80, 24);
    driver.keys("2").unwrap();
    assert!(driver.state().list.rows.is_empty());
    assert!(driver.frame().rows().iter().any(|row| row.contains("Nothing popular yet.")));
    assert_eq!(home.good(&["list", "popular"]), "");
}
