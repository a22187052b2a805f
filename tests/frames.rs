//! Stories told in keys, kept as frames: the text of the screen and what each stretch of it means.
//!
//! Each story is one person doing one thing with the sample edition. Its frames are in `tests/frames/`; a changed
//! frame is looked at before it is kept (`INSTA_UPDATE=always cargo test`, then `git diff`).

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;

#[path = "shared/edition.rs"]
mod edition;

use edition::reader;
use warta::app::state::Wording;
use warta::app::{Effect, Failure, Fetch, Key, Msg, Progress, Reply, State, Unplayed};
use warta::model::{Article, ArticleId, Body, Counts, FullText, Links, NewArticle, Picture};
use warta::snapshot::{Driver, Format};
use warta::store::Store;
use warta::text::{CleanText, Language, Locale};
use warta::view::Theme;

const SIZES: [(u16, u16); 3] = [(40, 12), (80, 24), (120, 40)];

/// Tells a story at every size and keeps its last frame of each.
fn story(name: &str, keys: &str) {
    for (width, height) in SIZES {
        let mut reader = reader(width, height);
        reader.keys(keys).unwrap();
        keep(&format!("{name}_{width}x{height}"), keys, &reader);
    }
}

fn keep(name: &str, keys: &str, driver: &Driver) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("frames");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(if keys.is_empty() { "no keys" } else { keys });
    settings.bind(|| insta::assert_snapshot!(name, driver.frame().write(Format::Styled)));
}

#[test]
fn the_first_look_shows_the_latest_news() {
    story("first_look", "");
}

#[test]
fn moving_down_the_list_keeps_the_selection_in_the_pane() {
    story("down_the_list", "jjjjjjjjjjjjjj");
}

#[test]
fn the_last_article_stands_at_the_bottom() {
    story("last_article", "G");
}

#[test]
fn an_article_opens_with_its_head_and_text() {
    story("open_article", "jj<Enter>");
}

#[test]
fn reading_on_goes_by_pages() {
    story("read_on", "jj<Enter><Space><Space>");
}

#[test]
fn under_the_text_stand_related_articles_with_their_reasons() {
    story("related", "/abu<Space>gunung<Enter><Enter>G");
}

#[test]
fn a_related_article_is_chosen_and_followed() {
    story("follow_related", "/abu<Space>gunung<Enter><Enter>]]<Enter>");
}

#[test]
fn a_picture_with_caption_and_credit_has_its_line() {
    story("picture", "/dermaga<Space>lima<Enter><Enter>");
}

#[test]
fn a_file_that_comes_with_an_article_is_named_with_its_length_and_size() {
    story("attachment", "/week<Space>in<Space>orbit<Space>112<Enter><Enter>G");
}

#[test]
fn the_tags_of_an_article_are_picked_from_a_box() {
    story("tag_picker", "jjj<Enter>t");
}

/// An article with something to play of every kind.
const LISTENING: &str = r#"{"id": "play", "title": "The week, to listen to", "date_published": "2026-11-21T15:00:00+07:00",
    "content_html": "<p>All of it, read aloud.</p><iframe src='https://www.youtube.com/embed/dQw4w9WgXcQ'></iframe>",
    "attachments": [
        {"url": "https://audio.meridian.example/week-47.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 31457280, "duration_in_seconds": 1966},
        {"url": "https://audio.meridian.example/week-47.opus", "mime_type": "audio/ogg", "size_in_bytes": 9000000},
        {"url": "https://meridian.example/week-47.pdf", "mime_type": "application/pdf"}],
    "_warta": {"source": "The Meridian", "links": {"video": [{"title": "The week in pictures", "url": "https://meridian.example/video/47"}]}}}"#;

/// The sample edition and [`LISTENING`], which is the newest but for the article without a date.
fn listening(width: u16, height: u16) -> (tempfile::TempDir, Driver) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("listening.db")).unwrap();
    let settings = edition::settings(width, height);
    let mut import = store.import(settings.now);
    let bytes = LISTENING.replace('\n', " ").into_bytes();
    for article in &warta::ingest::batch(&bytes, &warta::ingest::Hint::default()).unwrap().articles {
        import.add(article).unwrap();
    }
    import.finish().unwrap();
    (folder, Driver::new(store, settings).unwrap())
}

#[test]
fn what_comes_with_an_article_is_picked_from_a_box_to_be_played() {
    for (width, height) in SIZES {
        let (_folder, mut reader) = listening(width, height);
        reader.keys("<Enter>Vj").unwrap();
        keep(&format!("play_picker_{width}x{height}"), "<Enter>Vj", &reader);
        let mut state = reader.state().clone();
        let effects = warta::app::update(&mut state, Msg::Key(warta::app::Key::Enter));
        let [Effect::Play { url }] = &effects[..] else { panic!("{effects:?}") };
        assert_eq!(url.as_str(), "https://audio.meridian.example/week-47.opus");
        // A snapshot starts no program.
        reader.keys("<Enter>").unwrap();
        assert!(reader.state().notice.as_ref().unwrap().text.contains("no program is started here"));
        for close in ["V", "<Esc>", "q"] {
            reader.keys("V").unwrap();
            assert!(reader.state().overlay.is_some());
            reader.keys(close).unwrap();
            assert!(reader.state().overlay.is_none(), "{close}");
        }
    }
}

#[test]
fn a_single_thing_to_play_is_handed_over_at_once() {
    let mut reader = reader(120, 40);
    reader.keys("/week<Space>in<Space>orbit<Space>112<Enter><Enter>").unwrap();
    let ask = |state: &mut warta::app::State| warta::app::update(state, Msg::Key(warta::app::Key::Char('V')));
    let effects = ask(&mut reader.state().clone());
    let [Effect::Play { url }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(url.as_str(), "https://orbitwire.example/audio/the-week-in-orbit-112.mp3");
    // From the list too, where the open article is the selected one.
    reader.keys("<Tab>").unwrap();
    assert_eq!(ask(&mut reader.state().clone()), effects);
}

#[test]
fn what_the_player_does_is_told_in_one_line() {
    let program = CleanText::line("mpv");
    let failed = CleanText::line("[ffmpeg] tls: The certificate of audio.meridian.example has expired");
    for (width, height) in SIZES {
        let mut reader = reader(width, height);
        reader.keys("V").unwrap();
        keep(&format!("play_unopened_{width}x{height}"), "V", &reader);
        reader.keys("j<Enter>V").unwrap();
        keep(&format!("play_none_{width}x{height}"), "Vj<Enter>V", &reader);
        reader.send(Msg::Reply(Reply::Playing { program: program.clone() }));
        keep(&format!("playing_{width}x{height}"), "when the player has started", &reader);
        reader.send(Msg::Reply(Reply::Unplayed { program: program.clone(), why: Unplayed::NoProgram }));
        keep(&format!("play_no_program_{width}x{height}"), "when there is no player", &reader);
        reader.send(Msg::Reply(Reply::Unplayed { program: program.clone(), why: Unplayed::Failed(failed.clone()) }));
        keep(&format!("play_failed_{width}x{height}"), "when the player has failed", &reader);
    }
}

#[test]
fn an_article_that_is_not_the_open_one_is_opened_before_it_is_played() {
    let mut reader = reader(120, 40);
    reader.keys("/week<Space>in<Space>orbit<Space>112<Enter><Enter>h1").unwrap();
    assert!(reader.state().reader.is_some());
    reader.keys("V").unwrap();
    assert!(reader.state().notice.as_ref().unwrap().text.contains("Open the article first"));
}

#[test]
fn a_tag_leads_to_its_articles() {
    story("tagged", "jjj<Enter>t<Enter>");
}

#[test]
fn all_tags_stand_by_their_use() {
    story("all_tags", "gtjj");
}

#[test]
fn tags_of_ones_own_stand_beside_the_publishers_and_are_told_apart() {
    story("own_tags", "jjj<Enter>Triset,baca<Space>nanti<Enter>");
    story("own_tags_in_the_list", "jjjTriset<Enter>Triset,kota<Enter>h");
    story("own_tags_among_all", "jjjTriset<Enter>jTriset,pelabuhan<Enter>gt");
}

#[test]
fn tags_are_edited_in_one_line_and_completed() {
    story("tag_editor", "jjj<Enter>T");
    story("tag_editor_completes", "jjj<Enter>Triset,wol");
    story("tag_editor_completed", "jjj<Enter>Triset,wol<Tab><Tab>");
    story("tag_editor_refuses", &format!("jjj<Enter>T{}<Enter>", "x".repeat(61)));
}

#[test]
fn what_was_done_to_tags_is_undone_and_what_is_left_is_left_alone() {
    let mut reader = reader(80, 24);
    let own = |reader: &edition::Reader| {
        let own = &reader.state().reader.as_ref().unwrap().article.given.own_tags;
        own.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    reader.keys("jjj<Enter>Triset,kota<Enter>").unwrap();
    assert_eq!(own(&reader), ["riset", "kota"]);
    reader.keys("T<C-u>kota,Riset,baca<Esc>").unwrap();
    assert_eq!(own(&reader), ["riset", "kota"], "Esc leaves");
    reader.keys("T<C-u>Kota<Enter>").unwrap();
    assert_eq!(own(&reader), ["Kota"]);
    reader.keys("T<Enter>U").unwrap();
    assert_eq!((own(&reader).len(), reader.state().notice.as_ref().unwrap().text.as_str()), (2, "Undone."));
    reader.keys("U").unwrap();
    assert_eq!(own(&reader), Vec::<String>::new());
    reader.keys("U").unwrap();
    assert_eq!(reader.state().notice.as_ref().unwrap().text, "Nothing to undo.");
    // A tag that is taken over is suggested no more.
    let suggested = |reader: &edition::Reader| reader.state().reader.as_ref().unwrap().suggestions().unwrap();
    let first = suggested(&reader)[0].clone();
    reader.keys("T<Tab><Enter>").unwrap();
    assert_eq!(own(&reader), [first.to_string()]);
    assert!(!suggested(&reader).contains(&first));
}

#[test]
fn a_tab_waits_for_what_it_completes_with() {
    let mut reader = reader(80, 24);
    reader.keys("jjj<Enter>T").unwrap();
    let mut state = reader.state().clone();
    let press = |state: &mut warta::app::State, keys: &str| {
        let keys = warta::app::Key::parse(keys).unwrap();
        keys.into_iter().flat_map(|key| warta::app::update(state, Msg::Key(key))).collect::<Vec<_>>()
    };
    // The answers come behind all the keys, as from another thread; those to what was typed first are dropped.
    let effects = press(&mut state, "sari<Tab><Enter>");
    assert!(effects.iter().all(|effect| matches!(effect, Effect::List { .. })), "{effects:?}");
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("sample.db")).unwrap();
    let edition::Settings { now, zone, .. } = edition::settings(80, 24);
    let clock = warta::store::Clock { now, zone };
    warta::perform::load_sample(&store, &clock).unwrap();
    let replies = effects.iter().filter_map(|effect| warta::perform::perform(&store, effect, &clock));
    let then: Vec<Effect> = replies.flat_map(|reply| warta::app::update(&mut state, Msg::Reply(reply))).collect();
    let [Effect::Tag { change, .. }] = &then[..] else { panic!("{then:?}") };
    assert_eq!(change.add, [CleanText::line("Sarimanu")]);
    // What cannot be had is not waited for.
    let mut state = reader.state().clone();
    let mut effects = press(&mut state, "sari<Tab><Enter>");
    let (effect, error) = (effects.pop().unwrap(), CleanText::line("gone"));
    let failure = warta::app::Failure { effect, error, stopped: false };
    let then = warta::app::update(&mut state, Msg::Reply(Reply::Failed(failure)));
    assert!(matches!(&then[..], [Effect::Tag { change, .. }] if change.add == [CleanText::line("sari")]), "{then:?}");
}

#[test]
fn the_tags_are_filtered_as_one_types_and_the_trail_leads_back_to_what_was_found() {
    story("tags_filter", "gt=an");
    story("tags_filtered", "gt=an<Enter>j");
    story("tags_filtered_to_nothing", "gt=xylofon");
    story("tags_filtered_to_nothing_kept", "gt=xylofon<Enter>");
    for (width, height) in SIZES {
        let mut reader = reader(width, height);
        reader.keys("gtjj").unwrap();
        let all = place(&reader);
        reader.keys("=an<Enter>jj").unwrap();
        let filtered = place(&reader);
        reader.keys("<Enter><C-o>").unwrap();
        assert_eq!(place(&reader), filtered, "back to the filter");
        reader.keys("=<C-u>").unwrap();
        assert_eq!(reader.state().list.listing, warta::model::Listing::Tags);
        reader.keys("<Esc>").unwrap();
        assert_eq!(place(&reader), filtered, "Esc leaves the filter as it was");
        reader.keys("<Esc>").unwrap();
        assert_eq!(place(&reader), all, "another clears it");
        reader.keys("1=").unwrap();
        assert!(reader.state().overlay.is_none() && reader.state().notice.is_some());
    }
}

#[test]
fn the_list_of_a_tag_says_what_goes_with_it() {
    story("tag_with_others", "gt<Enter>");
    story("tag_with_others_picker", "gt<Enter>t");
    let mut reader = reader(80, 24);
    reader.keys("gt<Enter>tG<Enter>").unwrap();
    assert!(matches!(&reader.state().list.listing, warta::model::Listing::Tagged(tag) if tag.as_str() == "bencana"));
}

#[test]
fn a_suggested_word_leads_to_a_search() {
    let mut reader = reader(80, 24);
    reader.keys("jjj<Enter>tG<Enter>").unwrap();
    assert!(matches!(&reader.state().list.listing, warta::model::Listing::Found(_)));
    assert!(reader.state().list.rows.len() > 1, "it leads to others as well");
}

#[test]
fn a_story_is_one_row_and_unfolds_into_its_articles() {
    story("story_unfolded", "jjjej");
    story("story_read", "jjjrejrj");
    story("story_question", "jjjE");
    story("story_marked", "jjjEy");
}

#[test]
fn popular_is_what_several_sources_carry() {
    story("popular", "2");
    story("popular_unfolded", "2ej");
}

#[test]
fn for_you_is_what_is_like_what_was_saved_and_read() {
    let liked = "/ferry<Enter>s/komet<Enter>s/pelawan<Enter>jsj+<Enter>";
    story("for_you", &format!("{liked}3j"));
    story("for_you_less", &format!("{liked}3-"));
    story("nothing_for_you", "3");
    let mut settings = edition::settings(80, 24);
    settings.recommends = false;
    let mut driver = edition::reader_with(settings);
    driver.keys(liked).unwrap();
    driver.keys("3").unwrap();
    assert!(driver.state().list.rows.is_empty());
    keep("for_you_off_80x24", "s, then 3, where nothing is recommended", &driver);
}

#[test]
fn where_there_is_nothing_it_is_said_what_would_be_there() {
    for (name, keys) in [("nothing_popular", "2"), ("no_tags_at_all", "gt"), ("nothing_related", "<Enter>G")] {
        for (width, height) in SIZES {
            let folder = tempfile::tempdir().unwrap();
            let mut driver = Driver::new(teaser(folder.path()).0, edition::settings(width, height)).unwrap();
            driver.keys(keys).unwrap();
            keep(&format!("{name}_{width}x{height}"), &format!("{keys}, in a store of one article"), &driver);
        }
    }
}

/// From what is popular through a story, an article of it, a related one and a tag, and back, place by place.
#[test]
fn a_story_leads_from_what_is_popular_to_a_related_article_a_tag_and_back() {
    let steps = [
        ("popular", "2j"),
        ("story", "e"),
        ("article", "j<Enter>"),
        ("related", "]]]"),
        ("followed", "<Enter>"),
        ("tag", "t<Enter>"),
        ("tag_row", "j"),
        ("from_the_tag", "<Enter>"),
        ("back_at_the_tag", "<C-o>"),
        ("back_at_the_related", "<C-o>"),
        ("back_at_the_article", "<C-o>"),
        ("back_at_the_story", "<C-o>"),
    ];
    for (width, height) in SIZES {
        let mut driver = reader(width, height);
        let mut seen = std::collections::HashMap::new();
        for (at, (name, keys)) in steps.iter().enumerate() {
            driver.keys(keys).unwrap();
            seen.insert(*name, (place(&driver), driver.state().list.unfolded.clone()));
            keep(&format!("portal_{width}x{height}_{at:02}_{name}"), keys, &driver);
        }
        assert_eq!(seen["back_at_the_tag"], seen["tag_row"], "{width}x{height}");
        assert_eq!(seen["back_at_the_related"], seen["followed"], "{width}x{height}");
        assert_eq!(driver.state().list.listing, warta::model::Listing::Popular);
        assert_eq!(driver.state().list.unfolded.len(), 1, "the story is still unfolded");
    }
}

#[test]
fn sources_show_what_is_unread() {
    story("sources", "<Enter>h7j");
}

#[test]
fn a_saved_article_has_its_sign_and_its_section() {
    story("saved", "jsjjs5");
}

#[test]
fn nothing_saved_says_how_to_save() {
    story("nothing_saved", "5");
}

/// Follows a source, two tags, an author and a search.
const FOLLOWING: &str = "7j+6+jj+/komet<Enter><Enter>+2h/kapal<Space>bantuan<Enter>F";

#[test]
fn what_is_followed_stands_in_its_section_with_what_is_unread() {
    story("following", &format!("{FOLLOWING}4j"));
}

#[test]
fn everything_that_is_followed_is_one_list() {
    story("followed", &format!("{FOLLOWING}4<Enter>j"));
}

#[test]
fn nothing_followed_says_how_to_follow() {
    story("nothing_followed", "4");
}

#[test]
fn what_of_an_article_to_follow_is_picked_from_a_box() {
    story("follow_picker", "/komet<Enter><Enter>+2+j");
}

#[test]
fn a_search_is_followed_by_a_key() {
    story("follow_search", "/kapal<Space>bantuan<Enter>F");
}

#[test]
fn followed_tags_have_their_sign() {
    story("followed_tags", "6+jj+j");
}

#[test]
fn a_wide_screen_has_follows_before_tags() {
    let mut driver = reader(180, 40);
    let keys = format!("{FOLLOWING}<S-Tab>jjjjjjjjj");
    driver.keys(&keys).unwrap();
    keep("sidebar_follows_180x40", &keys, &driver);
}

#[test]
fn searching_shows_matches_as_one_types() {
    story("search", "/komet");
}

#[test]
fn a_search_without_matches_says_so() {
    story("no_matches", "/xylofon<Enter>");
}

#[test]
fn help_lists_every_key_and_is_searched_by_typing() {
    story("help", "?");
    story("help_filtered", "?related");
}

#[test]
fn zen_gives_the_reader_the_whole_screen() {
    story("zen", "jj<Enter>z");
}

#[test]
fn wide_characters_emoji_and_right_to_left_stay_on_their_columns() {
    story("wide_characters", "/sea<Space>of<Space>ink<Enter><Enter>");
    story("emoji", "/family<Space>app<Enter><Enter>");
    story("right_to_left", "/two<Space>alphabets<Enter><Enter>");
}

#[test]
fn a_notice_takes_the_last_line_until_the_next_key() {
    story("notice", "s");
}

#[test]
fn a_long_read_has_headings_lists_and_tables() {
    story("long_read", "jj<Enter><Space><Space><Space>");
}

#[test]
fn the_lists_of_a_saved_page_stand_under_its_text_and_lead_into_the_store() {
    let saved = fs::read("sample-data/pages/pelabuhan-harja.html").unwrap();
    let target = r#"{"title": "Harga Beras di Pasar Induk Mulai Naik", "content_text": "Harga beras naik dua ratus rupiah.",
        "url": "http://ekbis.lintaskota.example/read/651201/34/harga-beras-di-pasar-induk-mulai-naik-1647154800",
        "date_published": "2022-03-13T10:00:00+07:00", "language": "id", "_warta": {"source": "LINTASkota.com"}}"#;
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("pages.db")).unwrap();
    let mut import = store.import(edition::settings(80, 24).now);
    for document in [saved, target.replace('\n', " ").into_bytes()] {
        let batch = warta::ingest::batch(&document, &warta::ingest::Hint::default()).unwrap();
        for article in &batch.articles {
            import.add(article).unwrap();
        }
    }
    import.finish().unwrap();
    let mut driver = Driver::new(store, edition::settings(80, 24)).unwrap();
    driver.keys("<Enter>gr").unwrap();
    keep("page_lists", "<Enter>gr", &driver);
    driver.keys("]]").unwrap();
    keep("page_lists_chosen", "<Enter>gr]]", &driver);
    driver.keys("<Enter>").unwrap();
    let open = driver.state().reader.as_ref().map(|reader| reader.article.given.title.to_string());
    assert_eq!(open.as_deref(), Some("Harga Beras di Pasar Induk Mulai Naik"));
}

#[test]
fn an_empty_store_welcomes_and_says_how_to_begin() {
    for (width, height) in SIZES {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("empty.db")).unwrap();
        let driver = Driver::new(store, edition::settings(width, height)).unwrap();
        keep(&format!("welcome_{width}x{height}"), "", &driver);
    }
}

#[test]
fn the_sample_edition_is_one_key_away() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("empty.db")).unwrap();
    let mut driver = Driver::new(store, edition::settings(80, 24)).unwrap();
    driver.keys("D").unwrap();
    assert_eq!(driver.state().counts.articles, 49);
    keep("sample_loaded", "D", &driver);
}

#[test]
fn a_wide_screen_has_sections_tags_and_sources_beside_the_list() {
    let mut driver = reader(180, 40);
    driver.keys("<S-Tab>jjjjjjj").unwrap();
    keep("sidebar_180x40", "<S-Tab>jjjjjjj", &driver);
}

#[test]
fn the_interface_speaks_indonesian() {
    let mut settings = edition::settings(80, 24);
    settings.locale = Locale::Id;
    let mut driver = edition::reader_with(settings);
    driver.keys("/abu<Space>gunung<Enter><Enter>").unwrap();
    keep("indonesian_80x24", "/abu<Space>gunung<Enter><Enter>", &driver);
    driver.keys("Triset,<Tab>").unwrap();
    keep("indonesian_tags_80x24", "Triset,<Tab>", &driver);
    driver.keys("<Enter>gt<Enter>").unwrap();
    keep("indonesian_tag_80x24", "<Enter>gt<Enter>", &driver);
}

#[test]
fn without_colour_everything_is_still_told_apart() {
    let mut settings = edition::settings(80, 24);
    settings.theme = Theme::Mono;
    let mut driver = edition::reader_with(settings);
    driver.keys("js").unwrap();
    let frame = driver.frame().write(Format::Ansi);
    assert!(!frame.contains("[3") && !frame.contains(";3"), "colour in {frame}");
    assert!(frame.contains("\x1b[7m") || frame.contains(";7m"), "the selection is reversed");
}

#[test]
fn a_screen_that_is_too_small_says_so() {
    for (width, height) in [(39, 24), (80, 9), (12, 1)] {
        let driver = reader(width, height);
        assert!("Warta needs 40×10".starts_with(driver.frame().rows()[0].trim_end_matches('…')));
    }
}

/// The whole of it in one session: list, open, follow a related article, pick a tag, open from its list, back twice
/// to the same row and scroll position, save, search, open a hit, help, quit.
#[test]
fn one_session_leads_through_everything_and_back() {
    let steps = [
        ("list", "jjjj"),
        ("open", "/abu<Space>gunung<Enter><Enter>"),
        ("follow", "]<Enter>"),
        ("scrolled", "jjjjj"),
        ("tag", "t<Enter>"),
        ("tag_row", "j"),
        ("from_the_tag", "<Enter>"),
        ("back_once", "<C-o>"),
        ("back_twice", "<C-o>"),
        ("save", "s"),
        ("search", "/tanjung<Space>pelawan"),
        ("hit", "<Enter>j<Enter>"),
        ("help", "?"),
        ("quit", "<Esc>Q"),
    ];
    for (width, height) in SIZES {
        let mut driver = reader(width, height);
        let mut seen = std::collections::HashMap::new();
        for (at, (name, keys)) in steps.iter().enumerate() {
            driver.keys(keys).unwrap();
            seen.insert(*name, place(&driver));
            keep(&format!("session_{width}x{height}_{at:02}_{name}"), keys, &driver);
        }
        assert_eq!(seen["back_once"], seen["tag_row"], "{width}x{height}: back to the row it was opened from");
        assert_eq!(seen["back_twice"], seen["scrolled"], "{width}x{height}: back to the same row and line");
        assert_ne!(seen["scrolled"], seen["follow"], "the story scrolls");
        assert!(driver.has_quit());
    }
}

/// Where a session is, as a person would say it: what is at the top of each pane and what is selected.
fn place(driver: &Driver) -> impl PartialEq + std::fmt::Debug + use<> {
    let state = driver.state();
    let reader = state.reader.as_ref().map(|reader| (reader.article.number, reader.spot()));
    (state.list.listing.clone(), state.list.selected, state.list.top, reader, state.focus)
}

#[test]
fn a_fetch_is_told_in_one_line_and_moves_nothing_until_its_news_are_wanted() {
    let progress = Progress { done: 3, total: 12, new: 4, failed: 1, ..Progress::default() };
    let counts = Counts { articles: 61, unread: 60, saved: 0, sources: 6 };
    for (width, height) in SIZES {
        let mut reader = reader(width, height);
        reader.keys("jj").unwrap();
        let before = reader.frame().write(Format::Json);
        reader.send(Msg::Reply(Reply::Fetching {
            progress,
            counts: Counts { articles: 53, unread: 52, saved: 0, sources: 6 },
        }));
        keep(&format!("fetching_{width}x{height}"), "jj, while a fetch is under way", &reader);
        let pages = Progress { done: 12, pages_done: 7, pages: 40, ..progress };
        reader.send(Msg::Reply(Reply::Fetching { progress: pages, counts }));
        keep(&format!("fetching_pages_{width}x{height}"), "jj, while pages are fetched", &reader);
        let done = Progress { done: 12, new: 12, failed: 0, ..progress };
        reader.send(Msg::Reply(Reply::Fetched { progress: done, counts }));
        keep(&format!("fetched_{width}x{height}"), "jj, when it is over", &reader);
        let rows = |frame: &str| frame.lines().filter(|line| line.contains('●')).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(rows(&reader.frame().write(Format::Json)), rows(&before), "the list stays as it is");
        assert_eq!(reader.state().fresh, 12);
        reader.keys(".").unwrap();
        assert_eq!((reader.state().fresh, reader.state().list.selected), (0, 0));
        reader.send(Msg::Reply(Reply::Fetched { progress: Progress { done: 12, ..progress }, counts }));
        keep(&format!("fetch_failed_{width}x{height}"), "jj., when some feeds failed", &reader);
    }
}

#[test]
fn how_far_the_looking_for_stories_is_stands_in_the_top_line_and_moves_nothing() {
    let progress = Progress { done: 12, total: 12, new: 19_500, ..Progress::default() };
    let counts = Counts { articles: 19_552, unread: 19_551, saved: 0, sources: 6 };
    for (width, height) in SIZES {
        let mut reader = reader(width, height);
        reader.keys("jj").unwrap();
        let before = (place(&reader), reader.frame().write(Format::Text));
        reader.send(Msg::Reply(Reply::FindingStories { done: 400, total: 19_500 }));
        keep(&format!("finding_stories_{width}x{height}"), "jj, while stories are looked for", &reader);
        reader.send(Msg::Reply(Reply::FoundStories));
        assert!((place(&reader), reader.frame().write(Format::Text)) == before, "{width}x{height}: all is as it was");
        reader.send(Msg::Reply(Reply::Fetched { progress, counts }));
        reader.send(Msg::Reply(Reply::FindingStories { done: 0, total: 19_500 }));
        keep(&format!("fetched_finding_stories_{width}x{height}"), "jj, when a large fetch is over", &reader);
        assert!(place(&reader) == before.0);
    }
}

/// A store with one article, of which the feed has the beginning only; and that article with the text of its page.
fn teaser(folder: &std::path::Path) -> (Store, Box<Article>) {
    let store = Store::open(&folder.join("teaser.db")).unwrap();
    let now = edition::settings(80, 24).now;
    let mut import = store.import(now);
    let (line, lines) = (CleanText::line, CleanText::lines);
    let mut given =
        NewArticle::new(ArticleId::new("1"), line("Jembatan Gantung Wolorata Dibuka Lagi"), line("Kabar Teluk"));
    given.url = Some("https://teluk.example/jembatan".to_owned());
    given.body.text = lines("Jembatan gantung di Wolorata dibuka lagi Sabtu pagi …");
    given.language = Language::new("id");
    import.add(&given).unwrap();
    import.finish().unwrap();
    let mut article = store.article(1).unwrap().unwrap();
    article.given.marks.read = Some(now);
    let paragraph = "Jembatan gantung di Wolorata dibuka lagi Sabtu pagi setelah sebelas hari diperbaiki. Warga tidak perlu \
        memutar lewat hulu, dan anak-anak sekolah kembali berjalan kaki.";
    article.given.full_text = Some(Box::new(FullText {
        body: Body { html: None, text: lines(&[paragraph; 5].join("\n\n")) },
        authors: vec![line("Rani Wibisono")],
        initials: None,
        dateline: Some(line("WOLORATA")),
        attribution: None,
        picture: Some(Picture {
            url: None,
            caption: Some(line("Papan lantai yang baru")),
            credit: Some(line("Kabar Teluk")),
        }),
        links: Links::default(),
        fetched: now,
    }));
    (store, Box::new(article))
}

#[test]
fn the_full_text_of_a_page_takes_the_place_of_the_feed_s_and_a_key_changes_between_them() {
    for (width, height) in SIZES {
        let folder = tempfile::tempdir().unwrap();
        let (store, article) = teaser(folder.path());
        let mut driver = Driver::new(store, edition::settings(width, height)).unwrap();
        let told = |name: &str, told: &str, driver: &Driver| keep(&format!("{name}_{width}x{height}"), told, driver);
        driver.keys("<Enter>x").unwrap();
        told("full_text_offline", "<Enter>x, without a network", &driver);
        driver.send(Msg::Reply(Reply::FullText { number: 1, article: Some(article) }));
        told("full_text", "<Enter>x, when the page has come", &driver);
        driver.keys("x").unwrap();
        told("full_text_feed", "<Enter>xx", &driver);
        driver.keys("x").unwrap();
        let shown = driver.frame().write(Format::Text);
        assert!(shown.contains("full text") || width < 80, "{shown}");
    }
}

#[test]
fn a_text_that_comes_for_another_article_moves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (_, article) = teaser(folder.path());
    let mut reader = reader(80, 24);
    reader.keys("jj<Enter><Space>").unwrap();
    let before = place(&reader);
    reader.send(Msg::Reply(Reply::FullText { number: 1, article: Some(article) }));
    assert!(place(&reader) == before && reader.frame().write(Format::Text).contains("open it to read"));
    reader.send(Msg::Reply(Reply::FullText { number: 999, article: None }));
    assert!(place(&reader) == before && reader.frame().write(Format::Text).contains("no longer in the store"));
}

#[test]
fn a_key_asks_for_a_page_and_another_ends_that() {
    let reader = reader(80, 24);
    let ask = |keys: &str| {
        let mut state = reader.state().clone();
        let keys = warta::app::Key::parse(keys).unwrap();
        keys.into_iter().flat_map(|key| warta::app::update(&mut state, Msg::Key(key))).collect::<Vec<_>>()
    };
    let number = reader.state().list.current().and_then(|row| row.headline()).unwrap().number;
    assert_eq!(ask("x"), [Effect::FullText { number }]);
    assert_eq!(ask("x<Esc>"), [Effect::FullText { number }, Effect::StopFetch]);
}

#[test]
fn stories_are_looked_for_at_the_start_and_after_another_text_and_a_key_ends_that() {
    let (settings, folder) = (edition::settings(80, 24), tempfile::tempdir().unwrap());
    let wording = Wording { locale: settings.locale, zone: settings.zone, now: settings.now };
    assert!(State::new(80, 24, wording, true).1.contains(&Effect::FindStories));
    let mut state = reader(80, 24).state().clone();
    let mut send = |msg: Msg| warta::app::update(&mut state, msg);
    let (_, article) = teaser(folder.path());
    let came = Reply::FullText { number: 1, article: Some(article) };
    assert_eq!(send(Msg::Reply(came)), [Effect::FindStories]);
    let (escape, fetch) = (Msg::Key(Key::Esc), Msg::Key(Key::Char('R')));
    assert_eq!(send(escape.clone()), []);
    assert_eq!(send(Msg::Reply(Reply::FindingStories { done: 0, total: 8 })), []);
    assert_eq!(send(escape.clone()), [Effect::StopFetch]);
    assert_eq!(send(fetch), [Effect::Fetch(Fetch::Due)], "a fetch does not wait for it");
    assert_eq!(send(Msg::Reply(Reply::FoundStories)), []);
    let error = CleanText::line("no room");
    send(Msg::Reply(Reply::FindingStories { done: 0, total: 8 }));
    send(Msg::Reply(Reply::Failed(Failure { effect: Effect::FindStories, error, stopped: false })));
    assert_eq!(state.stories, None);
    assert_eq!(state.notice.unwrap().text, "Could not put articles into stories: no room");
}

#[test]
fn a_snapshot_looks_for_no_stories() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teaser(folder.path());
    let other = store.reopen().unwrap();
    drop(Driver::new(store, edition::settings(80, 24)).unwrap());
    let mut waiting = 0;
    other
        .put_into_stories(&mut |_, all| {
            waiting = all;
            false
        })
        .unwrap();
    assert_eq!(waiting, 1);
}

#[test]
fn a_key_asks_for_a_fetch_and_another_ends_it() {
    let mut reader = reader(80, 24);
    let ask = |keys: &str, reader: &mut Driver| {
        let mut state = reader.state().clone();
        let keys = warta::app::Key::parse(keys).unwrap();
        keys.into_iter().flat_map(|key| warta::app::update(&mut state, Msg::Key(key))).collect::<Vec<_>>()
    };
    assert_eq!(ask("R", &mut reader), [Effect::Fetch(Fetch::Due)]);
    assert_eq!(ask("RR<C-r>", &mut reader), [Effect::Fetch(Fetch::Due)], "one at a time");
    assert_eq!(ask("R<Esc>", &mut reader), [Effect::Fetch(Fetch::Due), Effect::StopFetch]);
    assert_eq!(ask("<Esc>", &mut reader), []);
    let number = reader.state().list.current().and_then(|row| row.headline()).unwrap().number;
    assert_eq!(ask("<C-r>", &mut reader), [Effect::Fetch(Fetch::FeedsOf(number))]);
    // A snapshot opens no connection.
    reader.keys("R").unwrap();
    assert!(reader.frame().write(Format::Text).contains("no connection is opened here"));
}
