//! The real binary in a pseudo-terminal: what it shows, what it leaves behind however it ends, and what it bears.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "shared/program.rs"]
mod program;
#[path = "shared/pty.rs"]
mod pty;
#[path = "shared/server.rs"]
mod server;

use std::fmt::Write;
use std::time::Duration;

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
        let steps = ["j", "<Enter>", "<C-d>", "gr", "]", "<Enter>", "<C-o>", "<Tab>", "3"];
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
        "2134jj<Enter>j<Enter>",
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
    let steps = ["<Enter>", "t", "<Enter>", "4", "?"];
    let expected = frames(&home, (90, 24), &steps);
    assert!(expected[1].contains("AB"), "{}", expected[1]);
    let before_help = frames(&home, (90, 24), &["<Enter>", "t", "<Enter>", "4"]).pop().unwrap();
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
    pty.press("2");
    pty.shows(&frame(&home, (80, 24), "2"));
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
    pty.wait("what came", |stream| says(stream, "Kabar Cepat") && says(stream, "offline"));
    pty.press("Q");
    assert_eq!(pty.finish().code, 0);
    assert_eq!(home.good(&["list", "saved"]).lines().count(), 1);
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
