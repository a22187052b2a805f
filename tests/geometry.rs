//! Every surface at every size: opened at it, resized to it from above and from below, and under random keys.
//!
//! What must hold of a frame whatever the size stands in [`sound`]. The edition that is drawn is the sample edition
//! and a few articles that no paper would print, so that wide, joined and right-to-left characters meet every edge.

#![allow(clippy::unwrap_used, reason = "a test may end where it cannot go on")]

use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::{ProptestConfig, Strategy, any, prop, prop_oneof, proptest};
use proptest::test_runner::TestCaseError;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use serde_json::json;
use tempfile::TempDir;
use warta::app::keys::BINDINGS;
use warta::app::layout::SMALLEST;
use warta::app::overlay::{Choices, Overlay, Picker};
use warta::app::reader::Spot;
use warta::app::{Focus, Msg, Progress, Reply, State, update};
use warta::ingest::{self, Hint};
use warta::model::{Anchor, Counts, Listing, Window};
use warta::perform;
use warta::snapshot::{Driver, Format, Frame, Settings};
use warta::store::{Clock, Store};
use warta::text::Locale;
use warta::view::{Drawn, Role, Theme, view};

const WIDTHS: [u16; 15] = [1, 2, 3, 10, 20, 39, 40, 60, 79, 80, 99, 100, 159, 160, 300];
const HEIGHTS: [u16; 10] = [1, 2, 5, 7, 9, 10, 11, 15, 24, 100];

/// Articles that no paper would print, newer than the rest of the edition.
fn odd() -> String {
    let wide = "京新聞".repeat(24);
    let family = "👨\u{200d}👩\u{200d}👧\u{200d}👦";
    let title = format!("{family}{family} ❤\u{fe0f}🇮🇩🇮🇩 ﾞﾞ x{} عربي עברית ภาษาไทย हिन्दी", "\u{323}".repeat(8));
    let quoted = "<blockquote>".repeat(9);
    let markup = format!("<table><tr><td>京<td><ul><li>a<li>{family}</ul></table><pre>\ta\tb</pre>{quoted}عربي");
    let unbroken = "Nolongerthanthisbutwithoutaplacetobreakatallhoweverfartheeyemaygoitfindsnoblankinit";
    let video = |at: i32| json!({"title": format!("{at} {wide}"), "url": format!("https://x.example/{at}")});
    let videos: Vec<_> = (0..40).map(video).collect();
    let items = [
        json!({"title": wide, "content_text": wide, "tags": [wide, "b"], "attachments": [{"url": "https://x.example/a.mp3",
            "mime_type": family, "size_in_bytes": u64::MAX, "duration_in_seconds": 1_u64 << 40}],
            "_warta": {"source": wide, "links": {"video": videos}}}),
        json!({"title": title, "content_html": markup, "tags": ["❤\u{fe0f}", "🇮🇩"]}),
        json!({"content_text": unbroken}),
        json!({"title": "No date at all", "content_text": "x"}),
    ];
    let dated = (0..).zip(items).map(|(at, mut item)| {
        if item["title"] != "No date at all" {
            item["date_published"] = json!(format!("2026-11-21T15:{}:00+07:00", 20 - at));
        }
        item.to_string()
    });
    dated.collect::<Vec<_>>().join("\n")
}

fn clock() -> Clock {
    Clock {
        now: "2026-11-21T15:30:00+07:00".parse::<Timestamp>().unwrap(),
        zone: TimeZone::get("Asia/Jakarta").unwrap(),
    }
}

fn settings(width: u16, height: u16, locale: Locale) -> Settings {
    let Clock { now, zone } = clock();
    Settings { width, height, locale, zone, now, theme: Theme::Default, recommends: true }
}

/// A store in a folder of its own, copied from one that is made once.
struct Edition {
    /// One connection that stays open: the last to be closed tidies the file up, which takes longer than all else.
    kept: Store,
    _folder: TempDir,
}

impl Edition {
    fn new() -> Self {
        static MADE: OnceLock<Vec<u8>> = OnceLock::new();
        let made = MADE.get_or_init(|| {
            let made = Self::from(None);
            perform::load_sample(&made.kept, &clock()).unwrap();
            let mut import = made.kept.import(clock().now);
            for article in &ingest::batch(odd().as_bytes(), &Hint::default()).unwrap().articles {
                import.add(article).unwrap();
            }
            import.finish().unwrap();
            let Self { kept, _folder } = made;
            let path = kept.path().to_owned();
            drop(kept);
            std::fs::read(path).unwrap()
        });
        Self::from(Some(made))
    }

    fn empty() -> Self {
        Self::from(None)
    }

    fn from(made: Option<&Vec<u8>>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("warta.db");
        if let Some(made) = made {
            std::fs::write(&path, made).unwrap();
        }
        Self { kept: Store::open(&path).unwrap(), _folder: folder }
    }

    fn store(&self) -> Store {
        self.kept.reopen().unwrap()
    }

    fn driver(&self, width: u16, height: u16, keys: &str) -> Driver {
        let mut driver = Driver::new(self.store(), settings(width, height, Locale::En)).unwrap();
        driver.keys(keys).unwrap();
        driver
    }

    /// The keys that open the article of the latest list that weighs most.
    fn keys_to(&self, weight: impl Fn(&Store, i64) -> usize) -> String {
        let store = self.store();
        let window = Window { anchor: Anchor::Start, limit: 500 };
        let rows = store.page(&Listing::Latest, window, &clock()).unwrap().rows;
        let row = rows.iter().enumerate().max_by_key(|(_, row)| weight(&store, row.headline().unwrap().number));
        format!("{}<Enter>", "j".repeat(row.unwrap().0))
    }

    fn keys_to_long(&self) -> String {
        self.keys_to(|store, number| text_of(store, number).len())
    }

    fn keys_to_short(&self) -> String {
        self.keys_to(|store, number| usize::MAX - text_of(store, number).len())
    }

    fn keys_to_videos(&self) -> String {
        self.keys_to(|store, number| store.article(number).unwrap().unwrap().given.links.video.len())
    }

    fn keys_to_related(&self) -> String {
        self.keys_to(|store, number| store.related(number, 9).unwrap().len())
    }
}

fn text_of(store: &Store, number: i64) -> String {
    store.article(number).unwrap().unwrap().given.body.text.as_str().to_owned()
}

/// What must hold of every frame.
#[track_caller]
fn sound(driver: &Driver, what: &str) -> Frame {
    let (frame, state) = (driver.frame(), driver.state());
    let (width, height) = (state.width, state.height);
    let what = format!("{what} at {width}x{height}");
    assert_eq!((frame.width(), frame.height()), (width, height), "{what}");
    for y in 0..height {
        let taken = frame.row_width(y);
        assert!(
            taken <= usize::from(width),
            "{what}: row {y} is {taken} columns wide: {:?}",
            frame.rows()[usize::from(y)]
        );
    }
    let screen = Rect::new(0, 0, width, height);
    if let Some(cursor) = frame.drawn.cursor {
        assert!(screen.contains(cursor), "{what}: the cursor stands at {cursor}");
    }
    for link in &frame.drawn.links {
        assert_eq!(link.area.intersection(screen), link.area, "{what}: a link reaches out of the screen");
    }
    selection(&frame, state, &what);
    frame
}

/// What is selected can be seen, in the pane where it is selected.
#[track_caller]
fn selection(frame: &Frame, state: &State, what: &str) {
    let Some(layout) = state.layout() else { return };
    let role = |role| move |place: ratatui::layout::Position| frame.role_at(place.x, place.y).1 == Some(role);
    match &state.overlay {
        Some(Overlay::Help(_)) => return,
        Some(Overlay::Pick(_)) => {
            assert!(layout.screen.positions().any(role(Role::Selected)), "{what}: nothing is selected");
            return;
        }
        Some(Overlay::Tags(_)) => {
            let cursor = frame.drawn.cursor.unwrap();
            assert!(
                frame.role_at(cursor.x - 1, cursor.y) != (Role::Border, None),
                "{what}: the cursor is in its frame"
            );
            return;
        }
        Some(Overlay::Prompt(_) | Overlay::Ask(_)) => {
            assert_eq!(frame.drawn.cursor.unwrap().y, layout.footer.y, "{what}");
        }
        None => {}
    }
    if let Some(list) = layout.list.filter(|_| !state.list.rows.is_empty()) {
        let inside = layout.inside(list);
        let line = state.list.row_height(inside.height) * u16::try_from(state.list.selected - state.list.top).unwrap();
        let selected = if state.focus == Focus::List { Role::Selected } else { Role::SelectedElsewhere };
        let row = Rect { y: inside.y + line, height: 1, ..inside };
        assert!(row.bottom() <= inside.bottom(), "{what}: the selection is below the pane");
        assert!(row.positions().all(role(selected)), "{what}: the selected row does not look so");
    }
    if let Some(sidebar) = layout.sidebar.filter(|_| state.focus == Focus::Sidebar) {
        assert!(sidebar.positions().any(role(Role::Selected)), "{what}: nothing is selected in the sidebar");
    }
}

fn sizes() -> impl DoubleEndedIterator<Item = (u16, u16)> {
    HEIGHTS.into_iter().flat_map(|height| WIDTHS.into_iter().map(move |width| (width, height)))
}

/// How much of a frame depends on the size and on nothing that was before it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Same {
    /// All of it.
    Frame,
    /// The open article. The list beside it keeps as still as it can, so that it may show other rows around the
    /// selected one, which [`sound`] sees.
    Reader,
    /// Only what [`sound`] sees.
    Nothing,
}

/// What the state is drawn as: signs, roles, cursor and links.
fn drawn(driver: &Driver) -> (Buffer, Drawn) {
    let state = driver.state();
    let mut cells = Buffer::empty(Rect::new(0, 0, state.width, state.height));
    let drawn = view(state, Theme::Roles, &mut cells);
    (cells, drawn)
}

/// A surface: its name, the keys that lead to it from the one before, and what of it depends on the size alone.
type Surface<'a> = (&'a str, &'a str, Same);

/// Opens the program at every size and goes over the surfaces; resizes each surface to every size, there and back; and
/// holds the two together.
fn at_every_size(edition: &Edition, surfaces: &[Surface<'_>]) {
    let mut opened: Vec<Vec<(Buffer, Drawn)>> = surfaces.iter().map(|_| Vec::new()).collect();
    for (width, height) in sizes() {
        let mut driver = edition.driver(width, height, "");
        for ((name, keys, _), opened) in surfaces.iter().zip(&mut opened) {
            driver.keys(keys).unwrap();
            sound(&driver, name);
            opened.push(drawn(&driver));
        }
    }
    let mut driver = edition.driver(80, 24, "");
    for ((name, keys, same), opened) in surfaces.iter().zip(&opened) {
        driver.keys(keys).unwrap();
        let there = sizes().zip(opened);
        for ((width, height), opened) in there.chain(sizes().rev().zip(opened.iter().rev())) {
            driver.resize(width, height);
            compare(&driver, opened, name, *same);
        }
        driver.resize(80, 24);
    }
}

#[track_caller]
fn compare(resized: &Driver, opened: &(Buffer, Drawn), name: &str, same: Same) {
    if same == Same::Nothing {
        sound(resized, name);
        return;
    }
    let layout = resized.state().layout();
    let pane = match (same, layout.and_then(|layout| Some(layout.inside(layout.reader?)))) {
        (Same::Reader, Some(pane)) => pane,
        _ => opened.0.area,
    };
    let (cells, drawn) = drawn(resized);
    let equal = cells == opened.0 || pane.positions().all(|place| cells[place] == opened.0[place]);
    let what = format!("{name}, resized to {} and opened at it", opened.0.area.as_size());
    assert!(equal, "{what}:\n{}\n{:?}", resized.frame().write(Format::Text), opened.0);
    assert!(same == Same::Reader || drawn == opened.1, "{what}: {drawn:?}, {:?}", opened.1);
}

#[test]
fn a_fetch_is_told_at_every_size() {
    let edition = Edition::new();
    let counts = Counts { articles: 1_234_567, unread: 1_234_567, saved: 0, sources: 6 };
    let progress = Progress { done: 12_345, total: 99_999, new: 1_234_567, failed: 2, ..Progress::default() };
    let pages = Progress { pages_done: 99_998, pages: 99_999, ..progress };
    for (width, height) in sizes() {
        let mut driver = edition.driver(width, height, "jj<Enter>");
        let replies = [
            Reply::Fetching { progress, counts },
            Reply::Fetching { progress: pages, counts },
            Reply::Fetched { progress, counts },
            Reply::FindingStories { done: 1_234_000, total: 1_234_567 },
        ];
        for reply in replies {
            driver.send(Msg::Reply(reply));
            sound(&driver, "a fetch");
        }
    }
}

#[test]
fn every_list_fits_every_size() {
    at_every_size(
        &Edition::new(),
        &[
            ("latest", "", Same::Frame),
            ("latest, its last row", "G", Same::Frame),
            ("tags", "6", Same::Frame),
            ("a tag", "<Enter>", Same::Frame),
            ("filtered tags", "6=a<Enter>", Same::Frame),
            ("filtered to nothing", "=zzz京<Enter>", Same::Frame),
            ("all tags again", "<Esc>", Same::Frame),
            ("sources, the last", "7G", Same::Frame),
            ("a source", "<Enter>", Same::Frame),
            ("popular", "2", Same::Frame),
            ("a story unfolded", "ej", Same::Frame),
            ("its last article, and beyond", "ek", Same::Frame),
            ("a question", "E", Same::Frame),
            ("what was answered", "y", Same::Frame),
            ("unfolded among the latest", "1jjje", Same::Frame),
            ("for you, empty", "3", Same::Frame),
            ("for you", "1Gkkskks3", Same::Frame),
            ("less of it", "-", Same::Frame),
            ("saved, with what was liked", "5", Same::Frame),
            ("saved, empty", "ssjs15", Same::Frame),
            ("saved, with a row", "1ggs5", Same::Frame),
        ],
    );
    // The newest article is one that no paper would print; its source and tags are followed, and a search.
    at_every_size(
        &Edition::new(),
        &[
            ("following, empty", "4", Same::Frame),
            ("the picker of what to follow", "1j+", Same::Frame),
            ("a notice of what is followed", "<Enter>", Same::Frame),
            ("following", "+2/京<Enter>F4", Same::Frame),
            ("following, the last", "G", Same::Frame),
            ("tags, one followed", "6+", Same::Frame),
            ("everything followed", "4<Enter>", Same::Frame),
        ],
    );
}

#[test]
fn an_article_fits_every_size() {
    let edition = Edition::new();
    at_every_size(
        &edition,
        &[
            ("an odd article", "j<Enter>", Same::Reader),
            ("an article without a title", "hggjjj<Enter>", Same::Reader),
            ("a short article", &format!("hgg{}", edition.keys_to_short()), Same::Reader),
            ("a long article", &format!("hgg{}", edition.keys_to_long()), Same::Reader),
            (
                "with tags of one's own",
                "Triset,baca<Space>nanti,京新聞京新聞京新聞京新聞京新聞京新聞京新聞<Enter>",
                Same::Reader,
            ),
            ("zen", "z", Same::Frame),
            ("its page, asked for where nothing may be", "x", Same::Frame),
        ],
    );
}

#[test]
fn what_lies_over_the_panes_fits_every_size() {
    at_every_size(
        &Edition::new(),
        &[
            ("the tag picker", "jt", Same::Frame),
            ("the tag editor", "<Esc>T", Same::Frame),
            (
                "the tag editor, long",
                "京新聞京新聞京新聞京新聞,👩,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,b",
                Same::Frame,
            ),
            ("a tag of one's own", "<Enter>", Same::Frame),
            ("the filter's prompt", "gt=京a", Same::Frame),
            ("help", "<Esc>?", Same::Frame),
            ("help, filtered", "page", Same::Frame),
            ("help, filtered to nothing", "zzz", Same::Frame),
            ("a notice", "<Esc>U", Same::Frame),
            ("the search prompt", "/京feri lo", Same::Frame),
            ("a search without a match", "<C-u>zzzzzz<Enter>", Same::Frame),
        ],
    );
    let edition = Edition::new();
    let keys = format!("{}zV", edition.keys_to_videos());
    let overlay = edition.driver(80, 24, &keys).state().overlay.clone();
    assert!(matches!(overlay, Some(Overlay::Pick(Picker { choices: Choices::Playables(_), .. }))), "{overlay:?}");
    at_every_size(
        &edition,
        &[("the picker of what is played", &keys, Same::Frame), ("the last of what is played", "G", Same::Frame)],
    );
    at_every_size(&Edition::empty(), &[("the welcome", "", Same::Frame), ("the welcome's help", "?", Same::Frame)]);
}

/// A list in its middle may show other rows around the selection, for it keeps still what it can; where a pane of the
/// sidebar had the focus, a narrow screen gives it to the list. Both keep what is selected in sight, which is what
/// [`sound`] holds them to.
#[test]
fn what_depends_on_the_way_stays_sound_at_every_size() {
    let edition = Edition::new();
    at_every_size(
        &edition,
        &[
            ("the middle of a list", "jjjjjjjjj", Same::Nothing),
            ("the middle of the tags", "6<C-f><C-f>", Same::Nothing),
            ("a selected related article", &format!("1gg{}]]", edition.keys_to_related()), Same::Nothing),
        ],
    );
    for height in HEIGHTS {
        let mut driver = edition.driver(200, height, "<S-Tab>");
        for _ in 0..40 {
            driver.keys("j").unwrap();
            sound(&driver, "the sidebar");
        }
        driver.resize(80, 24);
        sound(&driver, "what had the sidebar");
    }
}

#[test]
fn a_selected_related_article_is_in_the_pane_it_was_selected_in() {
    let edition = Edition::new();
    let keys = edition.keys_to_related();
    for (width, height) in sizes().filter(|(width, height)| *width >= SMALLEST.0 && *height >= SMALLEST.1) {
        let mut driver = edition.driver(width, height, &keys);
        let count = driver.state().reader.as_ref().unwrap().related.as_ref().unwrap().len();
        assert!(count > 2, "an article of the edition has relatives");
        for at in 0..count {
            driver.keys("]").unwrap();
            let (frame, layout) = (driver.frame(), driver.state().layout().unwrap());
            assert_eq!(driver.state().reader.as_ref().unwrap().chosen, Some(at));
            let shown = layout.reader.unwrap().positions().any(|p| frame.role_at(p.x, p.y).1 == Some(Role::Selected));
            assert!(shown, "related {at} at {width}x{height}");
        }
    }
}

/// The place that was read stays at the top; where the text now ends in the pane, its end does.
#[test]
fn a_reading_position_survives_every_size() {
    let edition = Edition::new();
    let keys = format!("{}<Space><Space>", edition.keys_to_long());
    for start in [(80, 24), (160, 50), (40, 10), (100, 15)] {
        let opened = edition.driver(start.0, start.1, &keys);
        let Spot::Body(before) = opened.state().reader.as_ref().unwrap().spot() else { panic!("not in the text") };
        for (width, height) in sizes().filter(|(width, height)| *width >= SMALLEST.0 && *height >= SMALLEST.1) {
            let mut state = opened.state().clone();
            update(&mut state, Msg::Resize { width, height });
            let mut reader = state.reader.unwrap();
            let Spot::Body(after) = reader.spot() else {
                assert_eq!(reader.percent(), 100, "from {start:?} to {width}x{height}");
                continue;
            };
            assert!(after <= before, "from {start:?} to {width}x{height}: what was read next is above the pane");
            reader.scroll(1);
            let holds = reader.percent() == 100 || !matches!(reader.spot(), Spot::Body(next) if next <= before);
            assert!(holds, "from {start:?} to {width}x{height}: what was read is below the first line");
        }
    }
}

#[test]
fn every_line_of_the_help_can_be_reached() {
    let edition = Edition::new();
    for (width, height) in [(40, 10), (80, 11), (80, 24), (160, 40)] {
        let mut driver = edition.driver(width, height, "?");
        let mut seen = String::new();
        for _ in 0..100 {
            let rows = sound(&driver, "help").rows();
            let prompt = &rows[rows.len() - 2];
            let filter = Locale::En.text("help-filter");
            let typed = prompt.split('│').nth(1).unwrap().trim();
            assert_eq!(typed, format!("{filter}:"), "the prompt stands alone in its line at {width}x{height}");
            seen.push_str(&rows.concat());
            driver.keys("<Down>").unwrap();
        }
        for binding in BINDINGS {
            let words = Locale::En.text(binding.help);
            let words: String = words.chars().take(12).collect();
            assert!(seen.contains(&words), "help never shows {words:?} at {width}x{height}");
        }
    }
}

/// One thing that happens to the program.
#[derive(Debug, Clone)]
enum Step {
    Keys(String),
    Resize(u16, u16),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let bound: Vec<String> = BINDINGS.iter().flat_map(|binding| binding.keys.split(' ')).map(str::to_owned).collect();
    let typed = ["<Esc>", "<Enter>", "<Enter>", "<BS>", "<Del>", "<C-w>", "<C-k>", "<C-a>", "<C-e>"];
    let text = ["/", "a", "京", "\"", "-", "*", "tag:", "is:unread", "OR", "<Space>", "<lt>", "é", "👩", "#", "(", "9"];
    let some = |keys: &[&str]| prop::sample::select(keys.iter().map(|keys| (*keys).to_owned()).collect::<Vec<_>>());
    let keys = prop_oneof![6 => prop::sample::select(bound), 2 => some(&typed), 2 => some(&text)];
    let side = |most: u16| prop_oneof![1 => 1..40_u16.min(most), 3 => 1..=most];
    let step = prop_oneof![
        8 => prop::collection::vec(keys, 1..6).prop_map(|keys| Step::Keys(keys.concat())),
        1 => (side(220), side(60)).prop_map(|(width, height)| Step::Resize(width, height)),
    ];
    prop::collection::vec(step, 1..24)
}

/// The frame is what the state alone gives, drawn anew.
fn pure(driver: &Driver) -> Result<(), TestCaseError> {
    let frame = driver.frame();
    let (cells, drawn) = drawn(driver);
    let role = |place| {
        let cell: &Cell = &cells[place];
        (Theme::role_of(cell.fg).unwrap_or(Role::Text), Theme::role_of(cell.bg))
    };
    let roles = cells.area.positions().all(|place| role(place) == frame.role_at(place.x, place.y));
    let again = driver.frame().write(Format::Styled) == frame.write(Format::Styled);
    if roles && again && drawn == frame.drawn {
        Ok(())
    } else {
        Err(TestCaseError::fail("the frame is not a function of the state"))
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_keys_and_no_sizes_break_a_frame(steps in steps(), indonesian in any::<bool>(), start in 0..4_usize) {
        let edition = Edition::new();
        let (width, height) = [(80, 24), (120, 30), (180, 20), (10, 3)][start];
        let locale = if indonesian { Locale::Id } else { Locale::En };
        let mut driver = Driver::new(edition.store(), settings(width, height, locale)).unwrap();
        for step in &steps {
            match step {
                Step::Keys(keys) => driver.keys(keys).unwrap(),
                Step::Resize(width, height) => driver.resize(*width, *height),
            }
            sound(&driver, "random keys");
        }
        pure(&driver)?;
        let counts = driver.state().counts;
        drop(driver);
        let left = edition.store().counts().unwrap();
        proptest::prop_assert_eq!((left.articles, left.saved), (counts.articles, 0), "the store is left alone");
    }
}
