//! The real binary in a pseudo-terminal: what it shows, what it leaves behind however it ends, and what it bears.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "shared/program.rs"]
mod program;
#[path = "shared/pty.rs"]
mod pty;
#[path = "shared/server.rs"]
mod server;

use std::fmt::Write;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use warta::model::{Anchor, Listing, Window};
use warta::snapshot::Format;

use program::{Home, bare, clock, finish};
use pty::{Pty, Stream, rows_of};
use server::{Reply, Server, rss};

/// What the program shows after each of `steps`, as the snapshots draw it.
fn frames(home: &Home, size: (u16, u16), steps: &[&str]) -> Vec<String> {
    let mut driver = home.driver(size.0, size.1);
    let mut frames = vec![driver.frame().write(Format::Text)];
    for step in steps {
        driver.keys(step).unwrap();
        frames.push(driver.frame().write(Format::Text));
    }
    frames
}

/// The last of [`frames`].
fn frame(home: &Home, size: (u16, u16), keys: &str) -> String {
    frames(home, size, &[keys]).pop().unwrap()
}

/// A long article and two others.
fn long_article(home: &Home) {
    let mut text = String::new();
    for paragraph in 1..=60 {
        write!(text, "<p>Paragraph {paragraph} tells of the harbour, of what came in and of what went out again.</p>")
            .unwrap();
    }
    let item = serde_json::json!({"id": "long", "title": "A long day at the harbour", "content_html": text,
        "date_published": "2026-11-21T10:00:00Z", "_warta": {"source": "Wire"}});
    let file = home.write("long.jsonl", format!("{item}\n"));
    home.good(&["import", &file]);
}

#[test]
fn a_session_shows_what_the_snapshots_draw() {
    for size in [(80, 24), (120, 30), (170, 40)] {
        let home = Home::with_sample();
        let steps = ["j", "<Enter>", "<C-d>", "gr", "]", "<Enter>", "<C-o>", "<Tab>", "6"];
        let expected = frames(&home, size, &steps);
        let mut pty = Pty::start(&home, &["demo"], size);
        pty.shows(&expected[0]);
        for (step, frame) in steps.iter().zip(&expected[1..]) {
            pty.press(step);
            pty.shows(frame);
        }
        pty.press("Q");
        assert_eq!(pty.finish().code, 0);
    }
}

#[test]
fn keys_that_come_all_at_once_mean_what_they_mean_one_by_one() {
    for keys in [
        "jjj<Enter>jjjj<Space>",
        "3145jj<Enter>j<Enter>",
        "<Enter>JJJK<C-o>",
        "/pelabuhan<Enter>j<Enter>",
        "nnn<Enter>",
        "Gkk<Enter>ztj",
        "j<Enter>1",
        "jj<Enter>]]<Enter>j",
    ] {
        let home = Home::with_sample();
        let expected = frame(&home, (100, 30), keys);
        let mut pty = Pty::start(&home, &[], (100, 30));
        pty.press(keys);
        pty.shows(&expected);
        pty.press("<C-c>");
        assert_eq!(pty.finish().code, 0, "{keys}");
    }
}

#[test]
fn keys_typed_while_a_search_runs_are_not_lost() {
    let home = Home::with_sample();
    let expected = frame(&home, (100, 30), "/a");
    let then = frame(&home, (100, 30), "/a<BS>wolorata<Enter>jjk<Enter>");
    let mut pty = Pty::start(&home, &[], (100, 30));
    pty.press("/a");
    pty.shows(&expected);
    pty.press("<BS>wolorata<Enter>jjk<Enter>");
    pty.shows(&then);
}

/// Starts the reader, lets `end` end it, and checks what it leaves behind.
fn leaves_nothing_behind(end: impl FnOnce(&mut Pty)) -> pty::End {
    let home = Home::with_sample();
    let mut pty = Pty::start(&home, &[], (80, 24));
    pty.shows(&frame(&home, (80, 24), ""));
    assert_ne!(pty.modes(), pty.modes_before, "raw while it runs");
    end(&mut pty);
    check_end(pty)
}

fn check_end(pty: Pty) -> pty::End {
    let end = pty.finish();
    assert_eq!(end.modes_before, end.modes_after, "the terminal's modes");
    let pairs = [("[?1049h", "[?1049l"), ("[8l", "[8h"), ("[?25l", "[?25h"), ("[?2004h", "[?2004l"), ("[>1u", "[<1u")];
    for (entered, left) in pairs {
        let last = |what: &str| end.text.rfind(&format!("\x1b{what}"));
        assert!(last(left) > last(entered), "{entered} is not undone by {left}: {:?}", end.tail());
    }
    end
}

#[test]
fn quitting_leaves_nothing_behind() {
    for key in ["q", "Q", "<C-c>"] {
        let end = leaves_nothing_behind(|pty| pty.press(key));
        assert_eq!(end.code, 0, "{key}");
        assert_eq!(end.after_the_alternate_screen(), "", "{key}");
    }
}

#[test]
fn signals_leave_nothing_behind() {
    for signal in ["TERM", "HUP", "INT"] {
        let end = leaves_nothing_behind(|pty| pty.signal(signal));
        assert_eq!(end.after_the_alternate_screen(), "", "{signal}");
    }
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_leaves_nothing_behind_but_its_message() {
    let home = Home::with_sample();
    let pty = Pty::start_with(&home, &[], (80, 24), &[("WARTA_PANIC", "draw")]);
    let end = check_end(pty);
    assert_eq!(end.code, 101);
    assert!(end.after_the_alternate_screen().contains("panicked at"), "{:?}", end.tail());
    assert!(!end.text.split("\x1b[?1049l").next().unwrap().contains("panicked"), "before the screen was left");
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_of_a_worker_is_told_and_the_reader_goes_on() {
    let home = Home::with_sample();
    let mut pty = Pty::start_with(&home, &[], (80, 24), &[("WARTA_PANIC", "mark")]);
    pty.shows(&frame(&home, (80, 24), ""));
    pty.press("s");
    pty.wait("the failure", |stream| stream.rows().last().unwrap().contains("an error in the program"));
    pty.press("j");
    pty.shows(&frame(&home, (80, 24), "j"));
    pty.press("Q");
    let end = check_end(pty);
    assert!(!end.text.contains("panicked"), "on the screen: {:?}", end.tail());
}

#[test]
fn stopping_gives_the_terminal_back_until_it_goes_on() {
    for by_key in [true, false] {
        let home = Home::with_sample();
        let expected = frame(&home, (80, 24), "");
        let mut pty = Pty::start(&home, &[], (80, 24));
        pty.shows(&expected);
        for _ in 0..2 {
            if by_key {
                pty.press("<C-z>");
            } else {
                pty.signal("TSTP");
            }
            pty.until("the program stops", |pty| pty.process_state() == 'T');
            assert_eq!(pty.modes(), pty.modes_before, "while it is stopped");
            pty.wait("the shell's screen", |stream| !stream.alternate_screen() && !stream.hides_cursor());
            pty.signal("CONT");
            pty.wait("its own screen", Stream::alternate_screen);
            pty.shows(&expected);
            assert_ne!(pty.modes(), pty.modes_before, "raw again");
        }
        pty.press("j");
        pty.shows(&frame(&home, (80, 24), "j"));
        pty.press("Q");
        check_end(pty);
    }
}

#[test]
fn a_spoilt_screen_is_drawn_anew() {
    let home = Home::with_sample();
    let expected = frame(&home, (80, 24), "");
    let mut pty = Pty::start(&home, &[], (80, 24));
    pty.shows(&expected);
    pty.spoil();
    pty.press("<C-l>");
    pty.shows(&expected);
}

#[test]
fn without_colour_the_selection_is_still_seen() {
    let home = Home::with_sample();
    let expected = frames(&home, (80, 24), &["j", "<Enter>"]);
    let mut pty = Pty::start_with(&home, &[], (80, 24), &[("NO_COLOR", "1")]);
    pty.shows(&expected[0]);
    pty.press("j");
    pty.shows(&expected[1]);
    let inverse = pty.lock().inverse_rows();
    assert_eq!(inverse, [5], "the row of the second article");
    pty.press("<Enter>");
    pty.shows(&expected[2]);
    pty.press("Q");
    let end = pty.finish();
    let colours: Vec<&str> = end.colours().collect();
    assert!(colours.is_empty(), "{colours:?}");
}

#[test]
fn with_colour_there_is_some() {
    let home = Home::with_sample();
    let mut pty = Pty::start(&home, &[], (80, 24));
    pty.shows(&frame(&home, (80, 24), ""));
    pty.press("Q");
    assert!(pty.finish().colours().next().is_some());
}

#[test]
fn where_nothing_can_be_drawn_the_other_commands_are_named() {
    let home = Home::with_sample();
    for arguments in [&[][..], &["demo"]] {
        let dumb = Pty::start_with(&home, arguments, (80, 24), &[("TERM", "dumb")]).finish();
        let piped = finish(bare(home.folder.path()).args(home.given()).args(arguments), b"");
        for (code, said) in [(dumb.code, dumb.text), (piped.code, piped.stdout + &piped.stderr)] {
            assert_eq!(code, 2, "{said}");
            assert_eq!(said.lines().count(), 1, "{said}");
            for name in ["list", "show", "snapshot"] {
                assert!(said.contains(&format!("`warta {name}`")), "{said}");
            }
            assert!(!said.contains('\x1b'), "{said:?}");
        }
    }
}

#[test]
fn a_storm_of_sizes_ends_in_the_frame_of_the_last() {
    for (reading, last) in [(false, (97, 31)), (true, (97, 31)), (true, (83, 44)), (false, (161, 12)), (false, (38, 9))]
    {
        let home = Home::with_sample();
        let begin = if reading { "jj<Enter>" } else { "" };
        let expected = frame(&home, last, &format!("{begin}gg"));
        let before = frame(&home, (80, 24), begin);
        let mut pty = Pty::start(&home, &[], (80, 24));
        pty.press(begin);
        pty.shows(&before);
        let mut seed: u32 = 7;
        let mut random = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            u16::try_from((seed >> 16) % below).unwrap()
        };
        for _ in 0..200 {
            pty.resize((1 + random(200), 1 + random(60)));
            pty.press(["j", "k", "<C-d>", "j", "<C-u>"][usize::from(random(5))]);
        }
        pty.resize(last);
        pty.press("gg");
        pty.shows(&expected);
        pty.press("Q");
        check_end(pty);
    }
}

#[test]
fn what_a_smaller_size_cut_off_is_drawn_again() {
    let home = Home::with_sample();
    let expected = frame(&home, (80, 24), "");
    let pty = Pty::start(&home, &[], (80, 24));
    for _ in 0..20 {
        pty.shows(&expected);
        pty.resize((50, 12));
        pty.resize((80, 24));
    }
    pty.shows(&expected);
}

#[test]
fn other_widths_keep_the_line_that_is_read() {
    let home = Home::new();
    long_article(&home);
    let mut driver = home.driver(80, 24);
    driver.keys("<Enter>jjjjjjjjjjjjjjjjjjj").unwrap();
    let before = driver.frame().write(Format::Text);
    for width in 41..=79 {
        driver.resize(width, 24);
        driver.resize(80, 24);
    }
    assert_eq!(driver.frame().write(Format::Text), before);
}

#[test]
fn nothing_that_came_from_outside_commands_the_terminal() {
    let home = Home::new();
    let hostile = "A\u{1b}]0;pwn\u{7}\u{1b}[2J\u{1b}]52;c;ZXZpbA==\u{7}\u{9b}31m\u{9d}2;pwn\u{9c}\u{1b}cB";
    let item = serde_json::json!({"id": "x", "title": hostile, "content_text": hostile, "summary": hostile,
        "content_html": format!("<p title='{hostile}'>{hostile} <a href='https://x.example/{hostile}'>{hostile}</a>"),
        "url": "https://x.example/\u{1b}]0;pwn\u{7}", "tags": [hostile], "authors": [{"name": hostile}],
        "_warta": {"source": hostile, "dateline": hostile, "picture": {"caption": hostile}}});
    let file = home.write("x.jsonl", format!("{item}\n"));
    home.good(&["import", &file]);
    let steps = ["<Enter>", "t", "<Enter>", "7", "?"];
    let expected = frames(&home, (90, 24), &steps);
    assert!(expected[1].contains("AB"), "{}", expected[1]);
    let before_help = frames(&home, (90, 24), &["<Enter>", "t", "<Enter>", "7"]).pop().unwrap();
    let mut pty = Pty::start(&home, &[], (90, 24));
    for (step, frame) in steps.iter().zip(&expected[1..]) {
        pty.press(step);
        pty.shows(frame);
    }
    pty.press("<Esc>");
    pty.shows(&before_help);
    pty.press("Q");
    let end = pty.finish();
    assert_eq!(end.asked, Vec::<String>::new(), "titles, clipboard, bells");
    assert_eq!(end.foreign_sequences(), Vec::<String>::new());
    assert!(end.text.chars().all(|c| !('\u{80}'..'\u{a0}').contains(&c)), "C1 controls");
}

#[test]
fn an_article_opens_where_it_was_left() {
    let home = Home::new();
    long_article(&home);
    let left = frame(&home, (80, 24), "<Enter><Space><Space>jjj");
    let mut pty = Pty::start(&home, &[], (80, 24));
    pty.press("<Enter><Space><Space>jjj");
    pty.shows(&left);
    pty.press("Q");
    assert_eq!(pty.finish().code, 0);
    let mut again = Pty::start(&home, &[], (80, 24));
    again.press("<Enter>");
    let text = |frame: &str| rows_of(frame)[2..22].to_vec();
    again.wait("the same text", |stream| stream.rows()[2..22] == text(&left));
    assert!(left.contains("Paragraph"), "{left}");
}

#[test]
fn what_was_marked_before_quitting_is_in_the_store() {
    let home = Home::with_sample();
    let mut pty = Pty::start(&home, &[], (80, 24));
    pty.press("jjsQ");
    assert_eq!(pty.finish().code, 0);
    let window = Window { anchor: Anchor::Start, limit: 9 };
    let store = home.open();
    let saved = store.page(&Listing::Saved, window, &clock()).unwrap().rows;
    let third = &store.page(&Listing::Latest, window, &clock()).unwrap().rows[2];
    assert_eq!(saved.len(), 1);
    assert_eq!(saved[0].headline().unwrap().number, third.headline().unwrap().number);
}

#[test]
fn any_input_is_borne() {
    let home = Home::with_sample();
    let mut pty = Pty::start(&home, &[], (80, 24));
    pty.shows(&frame(&home, (80, 24), ""));
    let paste = format!("\x1b[200~{}\x1b]0;x\x07{}\x1b[201~", "Q".repeat(100_000), "rm -rf\n".repeat(1000));
    pty.send(paste.as_bytes());
    pty.send(b"\x1b[<0;999;999M\x1b[<64;1;1m\xff\xfe\x80\x1b[9999;9999H\x1b[1;2;3;4;5~");
    pty.press("5");
    pty.shows(&frame(&home, (80, 24), "5"));
    pty.press("Q");
    check_end(pty);
}

/// Whether some row of the screen holds the words.
fn says(stream: &Stream, words: &str) -> bool {
    stream.rows().iter().any(|row| row.contains(words))
}

#[test]
fn what_is_fetched_while_somebody_reads_comes_when_it_is_wanted() {
    let quick = Server::start(|_| Reply::ok(rss("Kabar Cepat", 3, "https://cepat.example/")));
    let slow = Server::on("127.0.0.2", |_| {
        Reply::ok(rss("Kabar Lambat", 3, "https://lambat.example/")).after(Duration::from_mins(1))
    });
    let home = Home::with_sample();
    let file = home.write("urls", format!("{}\n{}\n", quick.url("/rss"), slow.url("/rss")));
    home.good(&["import", "--as", "urls", &file]);
    let mut pty = Pty::start(&home, &[], (100, 30));
    pty.wait("the list", |stream| says(stream, "The woman who keeps the sea honest"));
    pty.press("jR");
    pty.wait("one of two feeds", |stream| says(stream, "fetching 1/2 · 3 new"));
    // Keys do what they do, while the slow one is waited for.
    pty.press("<Enter>");
    pty.wait("the article", |stream| says(stream, "0 %"));
    pty.press("hs");
    pty.wait("the mark", |stream| says(stream, "Saved."));
    assert!(!says(&pty.lock(), "Kabar Cepat"), "what came waits until it is wanted");
    pty.press("<Esc>");
    pty.wait("the end of the fetch", |stream| says(stream, "3 new, press . to show"));
    pty.press(".");
    pty.wait("what came", |stream| says(stream, "Kabar Cepat") && says(stream, "51 unread of 52"));
    pty.press("Q");
    assert_eq!(pty.finish().code, 0);
    assert_eq!(home.good(&["list", "saved"]).lines().count(), 1);
}

/// A store with so many articles whose story was not found: it is as one whose import was killed. Every fourth tells of the same
/// as the three before.
fn ungrouped(articles: usize) -> Home {
    let home = Home::new();
    let mut lines = String::new();
    for article in 0..articles {
        let word = |at: usize| format!("kata{}", (article / 4 * 31 + at * 7) % 997);
        let text = (0..40).map(word).collect::<Vec<_>>().join(" ");
        let item = serde_json::json!({"id": article.to_string(), "title": format!("{} {article}", word(1)),
            "content_text": text, "language": "id", "_warta": {"source": "Kabar"},
            "date_published": format!("2026-11-{:02}T{:02}:{:02}:00Z", 1 + article / 1440, article / 60 % 24, article % 60)});
        writeln!(lines, "{item}").unwrap();
    }
    let store = home.open();
    let mut import = store.import(clock().now);
    let batch = warta::ingest::batch(lines.as_bytes(), &warta::ingest::Hint::default()).unwrap();
    for article in &batch.articles {
        import.add(article).unwrap();
    }
    import.finish().unwrap();
    home
}

/// How many articles of a store wait for their story.
fn waiting(home: &Home) -> usize {
    let db = Connection::open(home.store()).unwrap();
    db.query_row("SELECT count(*) FROM ungrouped", [], |row| row.get(0)).unwrap()
}

#[test]
fn a_reader_that_starts_completes_what_an_import_has_left() {
    let home = ungrouped(900);
    assert_eq!((waiting(&home), home.good(&["stories"])), (900, String::new()));
    let mut pty = Pty::start(&home, &[], (120, 30));
    pty.wait("how far it is", |stream| says(stream, "stories "));
    // Keys do what they do meanwhile.
    pty.press("<Enter>");
    pty.wait("the article", |stream| says(stream, "min"));
    pty.press("s");
    pty.wait("the mark", |stream| says(stream, "Saved."));
    pty.until("no article waits", |_| waiting(&home) == 0);
    pty.wait("the end", |stream| says(stream, "offline"));
    pty.press("Q");
    assert_eq!(pty.finish().code, 0);
    assert!(home.good(&["stories"]).lines().count() > 100);
    let mut pty = Pty::start(&home, &[], (120, 30));
    pty.wait("the list", |stream| says(stream, "offline"));
    assert!(!says(&pty.lock(), "stories "));
    pty.press("Q");
    assert_eq!(pty.finish().code, 0);
}

#[test]
fn a_reader_quits_while_stories_are_looked_for_and_what_is_done_stays() {
    let home = ungrouped(4000);
    let mut pty = Pty::start(&home, &[], (100, 30));
    pty.wait("the first step", |stream| says(stream, "stories 500 of 4000"));
    let begun = Instant::now();
    pty.press("Q");
    assert_eq!(pty.finish().code, 0);
    let left = waiting(&home);
    assert!((500..=3500).contains(&left), "{left} wait after {:?}", begun.elapsed());
}

#[test]
fn a_key_ends_the_looking_for_stories() {
    let home = ungrouped(4000);
    let mut pty = Pty::start(&home, &[], (100, 30));
    pty.wait("the first step", |stream| says(stream, "stories 500 of 4000"));
    pty.press("<Esc>");
    pty.wait("the end", |stream| says(stream, "offline"));
    assert!(waiting(&home) >= 500);
    pty.press("Q");
    assert_eq!(pty.finish().code, 0);
}

#[test]
fn a_reader_quits_while_a_server_is_silent() {
    let slow = Server::start(|_| Reply::ok("").after(Duration::from_mins(1)));
    let home = Home::with_sample();
    let file = home.write("urls", slow.url("/rss"));
    home.good(&["import", "--as", "urls", &file]);
    let mut pty = Pty::start(&home, &[], (80, 24));
    pty.press("R");
    pty.wait("the fetch", |stream| says(stream, "fetching 0/1"));
    pty.until("the server is asked", |_| !slow.asked().is_empty());
    pty.press("Q");
    // Well within the deadline of the pseudo-terminal, which is less than the server takes.
    assert_eq!(pty.finish().code, 0);
}

#[test]
fn a_reader_quits_while_a_page_is_waited_for() {
    let slow = Server::start(|asked| match asked.path.as_str() {
        "/rss" => Reply::ok(rss("Kabar Lambat", 1, &format!("http://{}", asked.header("host").unwrap()))),
        _ => Reply::ok("").after(Duration::from_mins(1)),
    });
    let home = Home::new();
    home.good(&["add", &slow.url("/rss")]);
    let mut pty = Pty::start(&home, &[], (80, 24));
    pty.wait("the list", |stream| says(stream, "Kabar Lambat"));
    pty.press("x");
    pty.until("the page is asked for", |_| slow.asked().len() == 2);
    pty.press("Q");
    assert_eq!(pty.finish().code, 0);
}

#[test]
fn a_fetch_after_one_that_could_not_be_kept_is_as_any_other() {
    let server =
        Server::start(|asked| Reply::ok(rss("Kabar Penuh", 3, &format!("http://{}", asked.header("host").unwrap()))));
    let home = Home::with_sample();
    home.good(&["import", "--as", "urls", &home.write("urls", server.url("/rss"))]);
    let db = rusqlite::Connection::open(home.store()).unwrap();
    db.execute_batch("CREATE TRIGGER full BEFORE INSERT ON article BEGIN SELECT RAISE(ABORT, 'no room'); END").unwrap();
    let mut pty = Pty::start(&home, &[], (80, 24));
    pty.press("R");
    pty.wait("the failure", |stream| says(stream, "no room"));
    db.execute_batch("DROP TRIGGER full").unwrap();
    pty.press("R");
    pty.wait("what is new", |stream| says(stream, "3 new"));
    pty.press("Q");
    assert_eq!(pty.finish().code, 0);
}

#[test]
fn the_page_of_an_article_comes_by_a_key_and_waits_for_no_feed() {
    let sentence =
        "<p>Warga desa itu mulai memperbaiki tanggul sejak pagi, kata kepala desa kepada wartawan, Sabtu.</p>";
    let page = format!("<!doctype html><title>x</title><h1>Tanggul Wanasari</h1>{}", sentence.repeat(6));
    let quick = Server::start(move |asked| match asked.path.as_str() {
        "/rss" => Reply::ok(rss("Kabar Cepat", 1, &format!("http://{}", asked.header("host").unwrap()))),
        _ => Reply::ok(page.clone()),
    });
    let slow = Server::on("127.0.0.2", |_| Reply::ok("").after(Duration::from_mins(1)));
    let home = Home::new();
    home.good(&["add", &quick.url("/rss")]);
    home.good(&["import", "--as", "urls", &home.write("urls", slow.url("/rss"))]);
    let mut pty = Pty::start(&home, &[], (100, 30));
    pty.wait("the list", |stream| says(stream, "Kabar Cepat"));
    pty.press("R");
    pty.wait("the fetch of feeds", |stream| says(stream, "fetching 0/1"));
    pty.press("<Enter>");
    pty.wait("the article", |stream| says(stream, "min") && !says(stream, "memperbaiki tanggul"));
    pty.press("x");
    pty.wait("its page", |stream| says(stream, "memperbaiki tanggul") && says(stream, "full text"));
    assert!(says(&pty.lock(), "fetching 0/1"), "the feed is still waited for");
    pty.press("x");
    pty.wait("the feed's text", |stream| says(stream, "the feed’s text"));
    pty.press("Q");
    assert_eq!(pty.finish().code, 0);
    assert!(!home.good(&["show", "1"]).contains("memperbaiki tanggul"), "the choice is kept");
}

/// An article, the only one, with files at these addresses.
fn article_with_files(home: &Home, addresses: &[&str]) {
    let files = addresses.iter().map(|url| serde_json::json!({"url": url, "mime_type": "audio/mpeg"}));
    let item = serde_json::json!({"id": "play", "title": "The week, to listen to", "content_text": "Read aloud.",
        "attachments": files.collect::<Vec<_>>(), "_warta": {"source": "Wire"}});
    let file = home.write("play.jsonl", format!("{item}\n"));
    home.good(&["import", &file]);
}

/// A configuration file with a shell script as the player; further arguments as TOML.
fn player(home: &Home, script: &str, arguments: &str) -> String {
    let script = home.write("player.sh", script);
    home.write("config.toml", format!("player = [\"/bin/sh\", \"{script}\"{arguments}]\n"))
}

/// The reader with a configuration and the first article open.
fn reading(home: &Home, config: &str) -> Pty {
    let mut pty = Pty::start(home, &["--config", config], (80, 24));
    pty.press("<Enter>");
    pty.wait("the article", |stream| says(stream, "Read aloud."));
    pty
}

/// Waits until a file is there; gives what is in it.
fn appears(path: &Path) -> String {
    let start = Instant::now();
    while !path.exists() {
        assert!(start.elapsed() < Duration::from_secs(20), "{} does not appear", path.display());
        thread::yield_now();
    }
    std::fs::read_to_string(path).unwrap()
}

/// A script writes down what it was given, each argument ended by a NUL, and then lets that appear under its name.
const WRITES_ARGUMENTS: &str = r#"printf '%s\0' "$@" >"$HOME/half" && mv "$HOME/half" "$HOME/played""#;

#[test]
fn a_player_gets_its_arguments_and_the_address_as_they_are_and_no_shell_sees_them() {
    let addresses = [
        ("https://a.example/'; touch pwned; '", "https://a.example/';%20touch%20pwned;%20'"),
        ("https://a.example/$(touch pwned)?$(touch pwned)", "https://a.example/$(touch%20pwned)?$(touch%20pwned)"),
        ("https://a.example/`touch pwned`?`pwned`", "https://a.example/%60touch%20pwned%60?`pwned`"),
        ("https://a.example/a;b.mp3&touch pwned", "https://a.example/a;b.mp3&touch%20pwned"),
        ("https://a.example/-rf\n--fs", "https://a.example/-rf--fs"),
        ("  https://a.example/a  b\"c\\d|e>f*.mp3", "https://a.example/a%20%20b%22c/d|e%3Ef*.mp3"),
    ];
    let home = Home::new();
    article_with_files(&home, &addresses.map(|(raw, _)| raw));
    let config = player(&home, WRITES_ARGUMENTS, r#", "--a b", "", "$(touch pwned)", "{url}", "'; touch pwned; '""#);
    let mut pty = reading(&home, &config);
    for (at, (_, address)) in (1..).zip(addresses) {
        pty.press(&format!("V{at}"));
        let expected = ["--a b", "", "$(touch pwned)", "{url}", "'; touch pwned; '", address];
        assert_eq!(appears(&home.path("played")), expected.map(|argument| format!("{argument}\0")).concat());
        std::fs::remove_file(home.path("played")).unwrap();
    }
    pty.wait("the notice", |stream| says(stream, "Handed to /bin/sh."));
    pty.press("Q");
    assert_eq!(pty.finish().code, 0);
    assert!(!home.path("pwned").exists() && !Path::new("pwned").exists());
}

#[test]
fn only_addresses_of_the_web_are_handed_to_a_player() {
    let home = Home::new();
    article_with_files(&home, &["https://a.example/x"]);
    let config = player(&home, WRITES_ARGUMENTS, "");
    for other in ["file:///etc/passwd", "--fs", "javascript:x", "ssh://a.example/", "/etc/passwd", "exec:id"] {
        // No door of ingestion lets such an address in.
        let file = format!(r#"[{{"url": "{other}", "mime_type": "audio/mpeg", "size": null, "duration": null}}]"#);
        let changed = Connection::open(home.store()).unwrap().execute("UPDATE body SET attachments = ?1", [file]);
        assert_eq!(changed.unwrap(), 1);
        let mut pty = reading(&home, &config);
        pty.press("V");
        pty.wait("the notice", |stream| says(stream, "Nothing to play in this article."));
        pty.press("Q");
        assert_eq!(pty.finish().code, 0);
    }
    assert!(!home.path("played").exists());
}

#[test]
fn a_player_that_cannot_be_started_or_fails_is_told_of_and_the_reader_goes_on() {
    let home = Home::new();
    article_with_files(&home, &["https://a.example/x.mp3"]);
    let most = "x".repeat(4094);
    let plain = home.write("plain", "no program");
    for (script, said) in [
        ("echo first >&2; printf '\\033[31mno\\007 such file\\033]0;pwn\\007\\n\\n' >&2; exit 2", "no such file"),
        ("exit 3", "exit status: 3"),
        ("kill -9 $$", "signal: 9"),
        // Of what it says, four kibibytes are kept.
        (&format!("echo A{most} >&2; exit 2"), "Axxx"),
        (&format!("echo A{most}x >&2; exit 2"), "xxxx"),
    ] {
        let mut pty = reading(&home, &player(&home, script, ""));
        pty.press("V");
        let said = format!("/bin/sh failed (see player in config.toml): {said}");
        pty.wait(&said, |stream| says(stream, &said));
        pty.press("s");
        pty.wait("the mark", |stream| says(stream, "aved."));
        pty.press("Q");
        let end = check_end(pty);
        assert_eq!((end.code, end.asked), (0, Vec::new()));
    }
    for (program, said) in [
        ("/nowhere/player", "There is no program /nowhere/player; set player in config.toml."),
        ("no such program", "There is no program no such program; set player in config.toml."),
        (&plain, "failed (see player in config.toml): Permission denied"),
    ] {
        let config = home.write("config.toml", format!("player = [\"{program}\"]"));
        let mut pty = Pty::start(&home, &["--config", &config], (140, 24));
        pty.press("<Enter>V");
        pty.wait(said, |stream| says(stream, said));
        pty.press("s");
        pty.wait("the mark", |stream| says(stream, "aved."));
        pty.press("Q");
        assert_eq!(check_end(pty).code, 0);
    }
}

/// The processes that a process has started and not yet buried.
#[cfg(target_os = "linux")]
fn children(process: u32) -> usize {
    let stats = std::fs::read_dir("/proc").unwrap().flatten();
    let stats = stats.filter_map(|entry| std::fs::read_to_string(entry.path().join("stat")).ok());
    let parent = |stat: String| stat.rsplit_once(") ")?.1.split(' ').nth(1)?.parse::<u32>().ok();
    stats.filter_map(parent).filter(|parent| *parent == process).count()
}

/// A player that says what it was given, waits until it is told to go on, says more than a pipe holds, and ends.
#[cfg(target_os = "linux")]
const WAITS: &str = r#"
    (for file in /proc/$$/fd/*; do readlink "$file"; done) >"$HOME/files"
    read -r number name state parent group rest </proc/$$/stat
    echo "$number $group" >"$HOME/half" && mv "$HOME/half" "$HOME/begun"
    read -r line <"$HOME/go"
    echo "still here" >&2
    head -c 300000 /dev/zero | tr '\0' 'x' >&2 || exit
    echo "$line" >"$HOME/half" && mv "$HOME/half" "$HOME/ended"
"#;

#[test]
#[cfg(target_os = "linux")]
fn a_player_holds_nothing_of_the_readers_and_goes_on_without_it() {
    let home = Home::new();
    article_with_files(&home, &["https://a.example/x.mp3"]);
    let config = player(&home, WAITS, "");
    assert!(Command::new("mkfifo").arg(home.path("go")).status().unwrap().success());
    // Open at both ends, so that neither waits for the other.
    let mut go = std::fs::File::options().read(true).write(true).open(home.path("go")).unwrap();
    let mut tell = |line: &str| std::io::Write::write_all(&mut go, line.as_bytes()).unwrap();
    let play = || {
        let mut pty = reading(&home, &config);
        pty.press("V");
        let begun = appears(&home.path("begun"));
        std::fs::remove_file(home.path("begun")).unwrap();
        let (number, group) = begun.trim().split_once(' ').unwrap();
        assert_eq!(number, group, "a group of processes of its own");
        assert_eq!(children(pty.process()), 2, "the player, and what keeps its last words");
        let files = std::fs::read_to_string(home.path("files")).unwrap();
        let files: Vec<&str> = files.lines().filter(|file| !file.ends_with("player.sh")).collect();
        assert!(files.len() == 3 && files[..2] == ["/dev/null"; 2] && files[2].starts_with("pipe:"), "{files:?}");
        // Keys go to the reader as before.
        pty.press("s");
        pty.wait("the mark", |stream| says(stream, "aved."));
        pty
    };
    // It ends while somebody reads, and nothing is left of it.
    let mut pty = play();
    tell("while somebody reads\n");
    assert_eq!(appears(&home.path("ended")), "while somebody reads\n");
    std::fs::remove_file(home.path("ended")).unwrap();
    pty.until("nothing is left of it", |pty| children(pty.process()) == 0);
    assert!(!says(&pty.lock(), "failed"));
    pty.press("Q");
    assert_eq!(pty.finish().code, 0);
    // The reader ends at once, and the player when it is done.
    let mut pty = play();
    pty.press("Q");
    assert_eq!(check_end(pty).code, 0);
    assert!(!home.path("ended").exists());
    tell("without a reader\n");
    assert_eq!(appears(&home.path("ended")), "without a reader\n");
}

#[test]
fn a_mark_that_another_program_is_in_the_way_of_is_told_and_can_be_made_again() {
    let home = Home::with_sample();
    let other = Connection::open(home.store()).unwrap();
    let mut pty = Pty::start(&home, &[], (120, 24));
    pty.wait("the list", |stream| says(stream, "The woman who keeps the sea honest"));
    other.execute_batch("BEGIN IMMEDIATE; UPDATE mark SET saved = 1").unwrap();
    pty.press("s");
    pty.wait("the trouble", |stream| says(stream, "Could not keep the mark"));
    assert!(!says(&pty.lock(), "locked"));
    // Whoever reads meanwhile sees the store as it was.
    pty.press("jj4");
    pty.wait("the sources", |stream| says(stream, "Harian Pesisir"));
    other.execute_batch("ROLLBACK").unwrap();
    pty.press("1s");
    pty.wait("the mark", |stream| says(stream, "Saved."));
    pty.press("Q");
    assert_eq!(pty.finish().code, 0);
    assert_eq!(home.good(&["list", "saved"]).lines().count(), 1);
}
