//! What is recommended: by what it goes, what it never offers, how much of it there is, how it is taken note of in the reader,
//! how it is switched off, the command, and the export.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "shared/program.rs"]
mod program;

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Value, json};
use warta::app::list::{List, window_at};
use warta::app::reader::Reader;
use warta::app::state::Wording;
use warta::app::{Effect, Key, Msg, Reply, State, update};
use warta::model::listing::MAX_HITS;
use warta::model::{
    Anchor, ArticleId, Because, Follow, FollowKind, Headline, Liked, Listing, Mark, NewArticle, Position, Query,
    Response, Row, Window,
};
use warta::perform::perform;
use warta::snapshot::{Driver, Settings};
use warta::store::Store;
use warta::text::{CleanText, Locale};
use warta::view::Theme;

use program::{Home, bare, clock, driver, finish};

/// Words of a few matters, each with its own.
const MATTERS: [&str; 4] = [
    "ferry harbour captain pier passengers storm anchor lifeboat strait tide",
    "comet orbit telescope astronomer dust nucleus observatory meteor gravity galaxy",
    "harvest rice paddy farmer irrigation seedling drought granary fertiliser plough",
    "striker penalty goalkeeper stadium referee league midfield derby coach transfer",
];

fn seconds(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap()
}

/// An article of a matter, a minute after the one before; no two have the same words.
fn article(number: i64, matter: usize) -> NewArticle {
    let words: Vec<&str> = MATTERS[matter].split(' ').collect();
    let at = |step: i64| words[usize::try_from((number * 7 + step) % 10).unwrap()];
    let title = format!("{} {} {number}", at(0), at(1));
    let text: Vec<String> =
        (0..8).map(|step| format!("{} kata{}x{step} {}", at(step), number * 10 + step, at(step + 3))).collect();
    let id = ArticleId::new(&format!("urn:x:{number}"));
    let mut article = NewArticle::new(id, CleanText::line(&title), CleanText::line(&format!("Wire {}", number % 3)));
    article.body.text = CleanText::line(&text.join(" "));
    article.first_seen = Some(seconds(clock().now.as_second() - 100_000 + number * 60));
    article
}

/// A store with so many articles, of each matter in turn: of matter `m` are the numbers with `(number - 1) % 4 == m`.
fn filled(articles: i64) -> Home {
    let home = Home::new();
    let store = home.open();
    let mut import = store.import(clock().now);
    for number in 1..=articles {
        import.add(&article(number, matter(number))).unwrap();
    }
    import.finish().unwrap();
    home
}

fn matter(number: i64) -> usize {
    usize::try_from((number - 1) % 4).unwrap()
}

fn recommended(store: &Store) -> Vec<Headline> {
    let page = store.page(&Listing::Recommended, Window { anchor: Anchor::Start, limit: 3 }, &clock()).unwrap();
    assert_eq!(page.total, page.rows.len(), "the answer is whole, whatever the window");
    page.rows.iter().filter_map(Row::headline).cloned().collect()
}

fn numbers(store: &Store) -> Vec<i64> {
    recommended(store).iter().map(|headline| headline.number).collect()
}

fn mark(store: &Store, number: i64, mark: Mark) {
    store.mark(number, mark, clock().now).unwrap();
}

fn ask(state: &State, keys: &str) -> Vec<Effect> {
    let mut state = state.clone();
    Key::parse(keys).unwrap().into_iter().flat_map(|key| update(&mut state, Msg::Key(key))).collect()
}

fn marked(number: i64, mark: Mark) -> Effect {
    Effect::Mark { number, mark }
}

fn notice(driver: &Driver) -> &str {
    driver.state().notice.as_ref().map_or("", |notice| notice.text.as_str())
}

/// How far the reader went with an article, as the state of a driver has it: its store is a trial of its own.
fn response(driver: &Driver, number: i64) -> Option<Response> {
    let rows = driver.state().list.rows.iter().filter_map(Row::headline);
    rows.filter(|headline| headline.number == number).find_map(|headline| headline.marks.response)
}

#[test]
fn nothing_is_recommended_as_long_as_nothing_is_known() {
    let home = filled(40);
    let store = home.open();
    assert_eq!(numbers(&store), Vec::<i64>::new());
    for number in 1..=8 {
        mark(&store, number, Mark::Response(Response::Opened));
    }
    mark(&store, 9, Mark::Response(Response::Passed));
    mark(&store, 10, Mark::Less(true));
    mark(&store, 11, Mark::Read(true));
    assert_eq!(numbers(&store), Vec::<i64>::new(), "what was not liked recommends nothing");
    assert_eq!(home.good(&["list", "recommended"]), "");
}

#[test]
fn what_resembles_the_saved_is_recommended_and_what_resembles_the_less_wanted_is_not() {
    let home = filled(80);
    let store = home.open();
    for number in [1, 5, 9] {
        mark(&store, number, Mark::Saved(true));
    }
    let ferries = recommended(&store);
    assert!(ferries.len() > 5, "{ferries:?}");
    for headline in &ferries {
        assert_eq!(matter(headline.number), 0, "{headline:?}");
        let [Because::Like { number, title, how: Liked::Saved }, ..] = headline.because.as_slice() else {
            panic!("{headline:?}");
        };
        assert!([1, 5, 9].contains(number));
        assert_eq!(*title, store.article(*number).unwrap().unwrap().given.title);
    }
    let keys: Vec<i64> = ferries.iter().map(|headline| headline.key.sort).collect();
    assert!(keys.is_sorted_by(|one, next| one >= next) && keys.iter().all(|key| *key > 0), "{keys:?}");
    for number in [2, 6, 10] {
        mark(&store, number, Mark::Response(Response::Finished));
    }
    let both: BTreeSet<usize> = numbers(&store).into_iter().map(matter).collect();
    assert_eq!(both, BTreeSet::from([0, 1]));
    let finished = recommended(&store).into_iter().find(|headline| matter(headline.number) == 1).unwrap();
    assert!(matches!(finished.because[0], Because::Like { number: 2 | 6 | 10, how: Liked::Finished, .. }));
    for number in [13, 17, 21] {
        mark(&store, number, Mark::Less(true));
    }
    assert!(
        numbers(&store).into_iter().all(|number| matter(number) == 1),
        "less of a matter outweighs that it was saved"
    );
    for number in [13, 17, 21] {
        mark(&store, number, Mark::Less(false));
    }
    assert_eq!(numbers(&store).into_iter().map(matter).collect::<BTreeSet<_>>(), both);
}

#[test]
fn what_was_read_saved_or_less_wanted_is_never_recommended_and_of_a_story_and_of_a_text_one() {
    let home = filled(60);
    let store = home.open();
    mark(&store, 1, Mark::Saved(true));
    mark(&store, 5, Mark::Saved(true));
    let before = numbers(&store);
    let [read, saved, less, finished, next, ..] = before[..] else { panic!("{before:?}") };
    mark(&store, read, Mark::Read(true));
    mark(&store, saved, Mark::Saved(true));
    mark(&store, less, Mark::Less(true));
    mark(&store, finished, Mark::Response(Response::Finished));
    let after = numbers(&store);
    assert!([read, saved, less, finished, 1, 5].iter().all(|number| !after.contains(number)), "{after:?}");
    // The text of one that is recommended, in another paper; and one of the article that was saved.
    mark(&store, less, Mark::Less(false));
    let mut import = store.import(clock().now);
    for (other, of) in [(901, next), (902, 1)] {
        let mut reprint = article(of, matter(of));
        reprint.id = ArticleId::new(&other.to_string());
        reprint.source = CleanText::line("Another Wire");
        import.add(&reprint).unwrap();
    }
    import.finish().unwrap();
    let reprinted = numbers(&store);
    let [of_next, of_saved] = ["901", "902"].map(|id| store.number_of(id).unwrap());
    assert!(reprinted.contains(&next) != reprinted.contains(&of_next), "{reprinted:?}");
    assert!(!reprinted.contains(&of_saved));
    store.put_into_stories(&mut |_, _| true).unwrap();
    let stories: Vec<i64> = recommended(&store).iter().filter_map(|headline| headline.story).collect();
    assert_eq!(stories.len(), stories.iter().collect::<BTreeSet<_>>().len(), "{stories:?}");
}

#[test]
fn what_is_followed_is_recommended_below_what_is_liked() {
    let home = filled(80);
    let store = home.open();
    let follow = Follow::new(FollowKind::Source, "Wire 2").unwrap();
    store.follow(&follow, clock().now).unwrap();
    let of_wire = recommended(&store);
    assert!(!of_wire.is_empty() && of_wire.len() <= 40, "{}", of_wire.len());
    assert!(of_wire.iter().all(|headline| headline.because == [Because::Follows(follow.clone())]));
    assert!(of_wire.is_sorted_by(|one, next| one.first_seen >= next.first_seen), "newest first");
    for number in [1, 9, 13] {
        mark(&store, number, Mark::Saved(true));
    }
    let all = recommended(&store);
    let liked = all.iter().take_while(|headline| headline.because != [Because::Follows(follow.clone())]).count();
    assert!(liked > 5 && all.len() > liked, "{liked} of {}", all.len());
    for (at, headline) in all.iter().enumerate() {
        assert_eq!(matter(headline.number) == 0 && headline.key.sort > 0, at < liked, "{headline:?}");
        assert!((1..=Because::MOST).contains(&headline.because.len()));
        let is_of_wire = headline.source.as_str() == "Wire 2";
        assert_eq!(headline.because.contains(&Because::Follows(follow.clone())), is_of_wire, "{headline:?}");
    }
    for (kind, value) in [(FollowKind::Tag, "none such"), (FollowKind::Author, "nobody"), (FollowKind::Query, "comet")]
    {
        store.follow(&Follow::new(kind, value).unwrap(), clock().now).unwrap();
    }
    let of_query = |headline: &Headline| {
        headline.because.iter().any(|why| matches!(why, Because::Follows(follow) if follow.kind() == FollowKind::Query))
    };
    assert!(recommended(&store).iter().any(|headline| of_query(headline) && matter(headline.number) == 1));
}

#[test]
fn an_answer_has_its_limit_and_so_has_what_is_looked_through() {
    let home = filled(2_600);
    let store = home.open();
    for number in (1..=2_600).step_by(4).take(400) {
        mark(&store, number, Mark::Saved(true));
    }
    let all = numbers(&store);
    assert_eq!(all.len(), MAX_HITS);
    let window = window_at(None);
    let mut list =
        List::new(Listing::Recommended, window, store.page(&Listing::Recommended, window, &clock()).unwrap(), None);
    assert_eq!(
        (list.rows.len(), list.to_bottom(), list.wanted()),
        (MAX_HITS, None, None),
        "a list needs no more of it"
    );
    assert!(all.into_iter().all(|number| number > 600), "the newest two thousand unread are weighed");
    // Of the saved the newest two hundred count, of which these are none.
    let newer = seconds(clock().now.as_second() + 10);
    for number in (2..=2_600).step_by(4).take(200) {
        store.mark(number, Mark::Saved(true), newer).unwrap();
    }
    assert!(numbers(&store).into_iter().all(|number| matter(number) == 1));
}

#[test]
fn one_that_was_left_early_counts_against_its_like_if_it_is_long_and_was_not_kept_for_later() {
    let home = filled(40);
    let store = home.open();
    let mut long = article(41, 1);
    let text = format!("{} {}", long.body.text, "zaman ".repeat(400));
    long.body.text = CleanText::line(&text);
    let mut import = store.import(clock().now);
    import.add(&long).unwrap();
    import.finish().unwrap();
    for number in [2, 6] {
        mark(&store, number, Mark::Saved(true));
    }
    let rank = |store: &Store| recommended(store).iter().map(|headline| headline.key.sort).max().unwrap();
    let before = rank(&store);
    let left = |response, position| {
        mark(&store, 41, Mark::Response(response));
        mark(&store, 41, Mark::Left(Position(position)));
        rank(&store)
    };
    mark(&store, 41, Mark::Read(true));
    assert_eq!(left(Response::Opened, text.len() / 2), before, "who read half of it did not turn away");
    assert!(left(Response::Opened, 10) < before);
    mark(&store, 41, Mark::Read(false));
    mark(&store, 41, Mark::Saved(true));
    assert!(left(Response::Opened, 10) >= before, "what is saved is liked");
}

#[test]
fn a_later_response_never_takes_back_an_earlier_one_that_was_more() {
    let home = filled(4);
    let store = home.open();
    let now = clock().now;
    let set = |mark| store.mark(1, mark, now).unwrap();
    let passed = set(Mark::Response(Response::Passed));
    assert_eq!((passed.response, passed.read), (Some(Response::Passed), Some(now)), "what is passed over is read");
    let unread = set(Mark::Read(false));
    assert_eq!((unread.response, unread.read), (None, None));
    assert_eq!(set(Mark::Response(Response::Opened)).read, None);
    assert_eq!(set(Mark::Response(Response::Passed)).response, Some(Response::Opened));
    assert_eq!(set(Mark::Response(Response::Finished)).response, Some(Response::Finished));
    assert_eq!(set(Mark::Response(Response::Opened)).response, Some(Response::Finished));
    assert_eq!(set(Mark::Read(false)).response, Some(Response::Finished));
    assert_eq!(set(Mark::Saved(true)).response, Some(Response::Finished));
    assert_eq!(set(Mark::Less(true)).less, Some(now));
    assert_eq!(store.mark(1, Mark::Less(true), seconds(5)).unwrap().less, Some(now), "a mark keeps its time");
    assert_eq!(set(Mark::Less(false)).less, None);
    assert_eq!(store.counts().unwrap().unread, 4);
}

#[test]
fn what_was_taken_note_of_in_passing_of_an_article_that_has_gone_is_nothing_to_tell() {
    let home = filled(4);
    let store = home.open();
    let told = |mark| perform(&store, &marked(99, mark), &clock());
    assert_eq!(told(Mark::Response(Response::Opened)), None);
    assert_eq!(told(Mark::Response(Response::Finished)), None);
    for asked in [Mark::Response(Response::Passed), Mark::Less(true)] {
        assert!(matches!(told(asked), Some(Reply::Failed(_))), "{asked:?}");
    }
}

#[test]
fn a_store_that_somebody_else_wrote_in_recommends_what_can_be_understood() {
    let home = filled(40);
    mark(&home.open(), 1, Mark::Saved(true));
    mark(&home.open(), 5, Mark::Saved(true));
    let before = numbers(&home.open());
    let db = rusqlite::Connection::open(home.store()).unwrap();
    db.execute_batch(
        "INSERT INTO mark (article, response, position, read) VALUES (2, 99, 9223372036854775807, 1), (6, 1, 9223372036854775807, 1),
            (10, -1, -5, NULL), (14, 1, -9223372036854775807, 9223372036854775807);
        INSERT INTO mark (article, less) VALUES (18, 9223372036854775807);
        UPDATE vector SET terms = x'ff00' WHERE article IN (5, 22);
        DELETE FROM vector WHERE article = 26;
        INSERT INTO follow (kind, value, folded, since) VALUES ('planet', 'x', 'x', 1), ('tag', char(27) || '[2J', 'x', 1);",
    )
    .unwrap();
    let store = home.open();
    let after = numbers(&store);
    assert!(!after.is_empty() && after.iter().all(|number| before.contains(number)), "{after:?} of {before:?}");
    assert_eq!(store.article(2).unwrap().unwrap().given.marks.response, None);
    assert!(!home.good(&["list", "recommended"]).contains('\u{1b}'));
}

#[test]
fn marks_of_taste_come_back_equal_from_an_export() {
    let home = filled(12);
    let store = home.open();
    for (number, response) in (1..).zip(Response::ALL) {
        mark(&store, number, Mark::Response(response));
    }
    mark(&store, 3, Mark::Less(true));
    mark(&store, 4, Mark::Less(true));
    let before = home.good(&["export"]);
    let own = |at: usize| serde_json::from_str::<Value>(before.lines().nth(at).unwrap()).unwrap()["_warta"].take();
    assert_eq!(own(0)["response"], "passed");
    assert_eq!((&own(2)["response"], &own(2)["less_at"]), (&json!("finished"), &json!(clock().now.to_string())));
    assert_eq!(own(4).get("response").or(own(4).get("less_at")), None);
    let other = Home::new();
    other.good(&["import", &home.write("export.jsonl", &before)]);
    assert_eq!(other.good(&["export"]), before);
}

#[test]
fn the_command_prints_the_reasons_in_words_and_as_json() {
    let home = filled(80);
    home.good(&["save", "1", "5", "9"]);
    home.good(&["follow", "source", "Wire 2"]);
    let store = home.open();
    let all = recommended(&store);
    let title = |number| store.article(number).unwrap().unwrap().given.title;
    let lines = home.good(&["list", "recommended", "--limit", "200"]);
    assert_eq!(lines.lines().count(), all.len());
    for (line, headline) in lines.lines().zip(&all) {
        assert!(line.contains(headline.title.as_str()) && line.ends_with(')'), "{line}");
        let said = match &headline.because[0] {
            Because::Like { number, .. } => format!("(like one you saved, “{}”", title(*number)),
            Because::Follows(_) => "(you follow Wire 2".to_owned(),
            Because::Source(source) => panic!("{source}"),
        };
        assert!(line.contains(&said), "{line}");
    }
    let mut indonesian = bare(home.folder.path());
    indonesian.arg("--store").arg(home.store()).args(["--lang", "id", "list", "recommended", "--limit", "1"]);
    let indonesian = finish(&mut indonesian, b"").stdout;
    assert!(indonesian.contains("mirip yang disimpan") && indonesian.lines().count() == 1, "{indonesian}");
    let items = home.good(&["list", "recommended", "--json", "--limit", "200"]);
    for (line, headline) in items.lines().zip(&all) {
        let mut item: Value = serde_json::from_str(line).unwrap();
        assert_eq!(item["_warta"]["number"], headline.number);
        let reason = |why: &Because| match why {
            Because::Like { number, title, .. } => {
                json!({"kind": "like-saved", "number": number, "title": title.as_str()})
            }
            Because::Follows(_) => json!({"kind": "followed", "follow": "source", "value": "Wire 2"}),
            Because::Source(source) => json!({"kind": "source", "source": source.as_str()}),
        };
        let expected: Value = headline.because.iter().map(reason).collect();
        assert_eq!(item["_warta"]["reasons"].take(), expected);
    }
    let latest = home.good(&["list", "--json", "--limit", "1"]);
    assert_eq!(serde_json::from_str::<Value>(&latest).unwrap()["_warta"].get("reasons"), None);
    let filtered = home.good(&["list", "recommended", "--query", "source:\"Wire 1\" -title:pier", "--limit", "200"]);
    assert!(!filtered.is_empty() && filtered.lines().all(|line| line.contains("Wire 1") && !line.contains("  pier")));
    assert_eq!(home.good(&["list", "recommended", "--query", "is:read"]), "");
    let is_unread = store.filtered(
        &Listing::Recommended,
        &Query::parse("is:unread"),
        Window { anchor: Anchor::Start, limit: 1 },
        &clock(),
    );
    assert_eq!(is_unread.unwrap().total, all.len());
}

#[test]
fn it_can_be_switched_off_and_then_nothing_is_taken_note_of() {
    let home = filled(40);
    home.good(&["save", "1", "5", "9"]);
    let off = home.write("off.toml", "recommend = false\n");
    let run = home.run(&["--config", &off, "list", "recommended"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.lines().count()), (1, "", 1));
    assert!(run.stderr.starts_with("warta: ") && run.stderr.contains("write `recommend = true`"), "{}", run.stderr);
    assert!(!home.good(&["--config", &off, "list"]).is_empty());
    let on = home.write("on.toml", "recommend = true\n");
    assert!(!home.good(&["--config", &on, "list", "recommended"]).is_empty());

    let (now, zone) = (clock().now, clock().zone);
    let (locale, theme) = (Locale::En, Theme::Default);
    let settings = Settings { width: 80, height: 24, locale, zone, now, theme, recommends: false };
    let mut driver = Driver::new(home.open(), settings).unwrap();
    let selected = driver.state().target().unwrap().0;
    assert_eq!(ask(driver.state(), "r"), [marked(selected, Mark::Read(true))]);
    assert_eq!(ask(driver.state(), "-"), []);
    driver.keys("-").unwrap();
    assert!(notice(&driver).contains("recommend = false in config.toml"), "{}", notice(&driver));
    driver.keys("<Enter>").unwrap();
    assert_eq!(ask(driver.state(), "Q"), [Effect::Quit]);
}

#[test]
fn whoever_leaps_to_the_end_has_not_read_to_it_and_neither_has_who_read_another_text() {
    let home = Home::new();
    let store = home.open();
    let mut long = article(9, 0);
    long.body.text = CleanText::lines(&format!("{}\n\n", long.body.text).repeat(20));
    let mut import = store.import(clock().now);
    import.add(&long).unwrap();
    import.finish().unwrap();
    let finished = |keys: &str| {
        let mut driver = home.driver(80, 20);
        driver.keys(keys).unwrap();
        driver.state().reader.as_ref().unwrap().is_finished()
    };
    for keys in
        ["G", "Gk", "Gj", "GkkkkkkkkkkkkkkkkkkkkkkkkjjjjjjjjjjjjjjjjjjjjjjjjjjjjG", "gr", "grkkkjjj", "]", "]kkkjjj"]
    {
        assert!(!finished(&format!("<Enter>{keys}")), "{keys}");
    }
    let pages = "<Space>".repeat(8);
    assert!(finished(&format!("<Enter>{pages}")) && finished(&format!("<Enter>Ggg{pages}")));
    let clock = clock();
    let wording = Wording { locale: Locale::En, zone: clock.zone, now: clock.now };
    let mut teaser = store.article(1).unwrap().unwrap();
    let mut reader = Reader::new(teaser.clone(), &wording);
    reader.fit(60, 10, &wording);
    (0..99).for_each(|_| reader.scroll(9));
    assert!(reader.is_finished());
    teaser.given.body.text = CleanText::lines(&format!("{}\n\n", long.body.text).repeat(9));
    reader.take(teaser, &wording);
    assert!(!reader.is_finished());
}

#[test]
fn how_far_a_reader_went_is_taken_note_of_as_the_article_is_left() {
    let home = filled(8);
    let store = home.open();
    let mut long = article(9, 0);
    long.body.text = CleanText::lines(&format!("{}\n\n", long.body.text).repeat(20));
    let mut import = store.import(clock().now);
    import.add(&long).unwrap();
    import.finish().unwrap();
    let mut driver = driver(store, 80, 24);
    driver.keys("<Enter>").unwrap();
    assert_eq!(driver.state().target().unwrap().0, 9);
    let end = |mark| vec![marked(9, mark), Effect::Quit];
    assert_eq!(ask(driver.state(), "Q"), end(Mark::Response(Response::Opened)));
    let leaps = ask(driver.state(), "GQ");
    assert_eq!(leaps[leaps.len() - 2..], end(Mark::Response(Response::Opened)), "who leaps to the end has not read");
    driver.keys("<Space>").unwrap();
    let half = ask(driver.state(), "Q");
    assert!(matches!(half[..], [Effect::Mark { mark: Mark::Left(_), .. }, ..]));
    assert_eq!(half[1..], end(Mark::Response(Response::Opened)));
    // Back in the list and to the next one: it is told without a word.
    driver.keys("hj<Enter>").unwrap();
    assert_eq!((response(&driver, 9), notice(&driver)), (Some(Response::Opened), ""));
    driver.keys("hk<Enter>").unwrap();
    assert_eq!(ask(driver.state(), "Q"), [Effect::Quit], "nothing has changed since");
    while !driver.state().reader.as_ref().unwrap().at_end() {
        driver.keys("<Space>").unwrap();
    }
    let read = ask(driver.state(), "Q");
    assert_eq!(read[1..], end(Mark::Response(Response::Finished)));
    driver.keys("hj<Enter>").unwrap();
    assert_eq!(response(&driver, 9), Some(Response::Finished));
    driver.keys("hk<Enter>gg").unwrap();
    driver.keys("hj<Enter>").unwrap();
    assert_eq!(response(&driver, 9), Some(Response::Finished), "what was more stays");
    driver.keys("U").unwrap();
    assert_eq!(notice(&driver), "Nothing to undo.");
}

#[test]
fn marking_read_unopened_is_one_change_that_one_key_takes_back() {
    let home = filled(8);
    let mut driver = driver(home.open(), 80, 24);
    let passed = marked(8, Mark::Response(Response::Passed));
    assert_eq!(ask(driver.state(), "r"), [passed]);
    driver.keys("r").unwrap();
    let marks = driver.state().target().unwrap().1;
    assert_eq!((marks.response, marks.read), (Some(Response::Passed), Some(clock().now)));
    assert_eq!((notice(&driver), driver.state().counts.unread), ("Marked read.", 7));
    assert_eq!(ask(driver.state(), "r"), [marked(8, Mark::Read(true))]);
    driver.keys("U").unwrap();
    let marks = driver.state().target().unwrap().1;
    assert_eq!((marks.response, marks.read, notice(&driver)), (None, None, "Undone."));
    // What is open was not passed over.
    driver.keys("<Enter>u").unwrap();
    assert_eq!(ask(driver.state(), "r"), [marked(8, Mark::Read(true))]);
}

#[test]
fn one_key_says_less_of_this_and_the_same_key_takes_it_back() {
    let home = filled(8);
    let mut driver = driver(home.open(), 80, 24);
    assert_eq!(ask(driver.state(), "-"), [marked(8, Mark::Less(true))]);
    driver.keys("-").unwrap();
    assert_eq!(driver.state().target().unwrap().1.less, Some(clock().now));
    assert!(notice(&driver).starts_with("Less of this"));
    assert_eq!(ask(driver.state(), "-"), [marked(8, Mark::Less(false))]);
    driver.keys("-").unwrap();
    assert_eq!(notice(&driver), "No longer less of this.");
    driver.keys("U").unwrap();
    assert!(driver.state().target().unwrap().1.less.is_some());
    driver.keys("j<Enter>-").unwrap();
    assert_eq!(driver.state().reader.as_ref().unwrap().article.given.marks.less, Some(clock().now));
}
