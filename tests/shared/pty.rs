//! A pseudo-terminal with the program in it, and a terminal emulator that looks at what it writes.
#![allow(dead_code, reason = "each test program uses a part of it")]

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use warta::app::Key;

use super::program::Home;

/// How long anything may take before it counts as never.
const DEADLINE: Duration = Duration::from_secs(20);

/// What the program has written, and what the emulator made of it.
pub(crate) struct Stream {
    bytes: Vec<u8>,
    terminal: vt100::Parser<Asked>,
}

impl Stream {
    /// The screen's rows, trailing blanks trimmed.
    pub(crate) fn rows(&self) -> Vec<String> {
        let screen = self.terminal.screen();
        screen.rows(0, screen.size().1.get()).map(|row| comparable(&row)).collect()
    }

    pub(crate) fn alternate_screen(&self) -> bool {
        self.terminal.screen().alternate_screen()
    }

    pub(crate) fn hides_cursor(&self) -> bool {
        self.terminal.screen().hide_cursor()
    }

    /// The rows with a reversed cell, the first being 1.
    pub(crate) fn inverse_rows(&self) -> Vec<u16> {
        let screen = self.terminal.screen();
        let (height, width) = screen.size();
        let inverse = |row: u16| (0..width.get()).any(|column| screen.cell(row, column).unwrap().inverse());
        (0..height.get()).filter(|row| inverse(*row)).map(|row| row + 1).collect()
    }
}

/// What was asked of the terminal besides drawing.
#[derive(Default)]
struct Asked(Vec<String>);

impl vt100::Callbacks for Asked {
    fn audible_bell(&mut self, _: &mut vt100::Screen) {
        self.0.push("bell".to_owned());
    }

    fn set_window_icon_name(&mut self, _: &mut vt100::Screen, name: &[u8]) {
        self.0.push(format!("icon {}", name.escape_ascii()));
    }

    fn set_window_title(&mut self, _: &mut vt100::Screen, title: &[u8]) {
        self.0.push(format!("title {}", title.escape_ascii()));
    }

    fn copy_to_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8], data: &[u8]) {
        self.0.push(format!("clipboard {}", data.escape_ascii()));
    }

    fn unhandled_osc(&mut self, _: &mut vt100::Screen, _: &[&[u8]]) {
        self.0.push("a command to the terminal".to_owned());
    }
}

/// The program in its terminal.
pub(crate) struct Pty {
    master: Box<dyn MasterPty + Send>,
    /// Kept open, so that the modes outlive the program.
    slave: Box<dyn SlavePty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    stream: Arc<(Mutex<Stream>, Condvar)>,
    watcher: JoinHandle<()>,
    pub(crate) modes_before: String,
}

impl Pty {
    /// Starts the program on a home's store, with `arguments`, in a terminal of columns and rows, and waits until it
    /// has taken the terminal: what is typed before is the terminal's to edit.
    pub(crate) fn start(home: &Home, arguments: &[&str], size: (u16, u16)) -> Self {
        let pty = Self::start_with(home, arguments, size, &[]);
        pty.wait("its own screen", Stream::alternate_screen);
        pty
    }

    /// Starts the program with more in the environment.
    pub(crate) fn start_with(home: &Home, arguments: &[&str], size: (u16, u16), env: &[(&str, &str)]) -> Self {
        let pair = native_pty_system().openpty(pty_size(size)).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_warta"));
        command.args(home.given());
        command.args(arguments);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("HOME", home.folder.path());
        for (name, value) in env {
            command.env(name, value);
        }
        let modes_before = modes(&*pair.master);
        let (columns, rows) = sides(size);
        let terminal = vt100::Parser::new_with_callbacks(rows, columns, 0, Asked::default());
        let stream = Arc::new((Mutex::new(Stream { bytes: Vec::new(), terminal }), Condvar::new()));
        let watcher = watch(pair.master.try_clone_reader().unwrap(), Arc::clone(&stream));
        let keys = pair.master.take_writer().unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        Self { master: pair.master, slave: pair.slave, child, keys, stream, watcher, modes_before }
    }

    /// Presses keys, all at once.
    pub(crate) fn press(&mut self, keys: &str) {
        let bytes: Vec<u8> = Key::parse(keys).unwrap().into_iter().flat_map(bytes).collect();
        self.send(&bytes);
    }

    pub(crate) fn send(&mut self, bytes: &[u8]) {
        self.keys.write_all(bytes).unwrap();
        self.keys.flush().unwrap();
    }

    pub(crate) fn resize(&self, size: (u16, u16)) {
        let (columns, rows) = sides(size);
        self.lock().terminal.set_size(rows, columns);
        self.master.resize(pty_size(size)).unwrap();
    }

    /// Writes over the screen, as another program's message would.
    pub(crate) fn spoil(&self) {
        self.lock().terminal.process(b"\x1b[5;5HSPOILT\x1b[9;1H\x1b[KSPOILT");
    }

    pub(crate) fn signal(&self, name: &str) {
        let process = self.process().to_string();
        assert!(Command::new("kill").args([format!("-{name}"), process]).status().unwrap().success());
    }

    /// The number of the process.
    pub(crate) fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// The state of the process as the kernel tells it: `S` sleeps, `T` is stopped.
    pub(crate) fn process_state(&self) -> char {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.process())).unwrap();
        stat.rsplit_once(") ").unwrap().1.chars().next().unwrap()
    }

    /// The terminal's modes, as `stty -g` writes them.
    pub(crate) fn modes(&self) -> String {
        modes(&*self.master)
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Stream> {
        self.stream.0.lock().unwrap()
    }

    /// Waits until the screen is as wished; fails with what it shows instead.
    pub(crate) fn wait(&self, what: &str, wished: impl Fn(&Stream) -> bool) {
        let (stream, late) = self.stream.1.wait_timeout_while(self.lock(), DEADLINE, |stream| !wished(stream)).unwrap();
        assert!(!late.timed_out(), "waited in vain for {what}; the screen shows\n{}", stream.rows().join("\n"));
    }

    /// Waits until something other than the screen is as wished.
    pub(crate) fn until(&self, what: &str, wished: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !wished(self) {
            assert!(start.elapsed() < DEADLINE, "waited in vain until {what}");
            thread::yield_now();
        }
    }

    /// Waits until the screen shows a frame.
    pub(crate) fn shows(&self, frame: &str) {
        self.wait(&format!("\n{frame}\n"), |stream| stream.alternate_screen() && stream.rows() == rows_of(frame));
    }

    /// Waits until the program has ended; tells what it left.
    pub(crate) fn finish(mut self) -> End {
        let start = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            if start.elapsed() > DEADLINE {
                let rows = self.lock().rows().join("\n");
                self.child.kill().unwrap();
                panic!("the program does not end; the screen shows\n{rows}");
            }
            thread::yield_now();
        };
        let modes_after = self.modes();
        // With its last holder the terminal ends, and so does the stream.
        drop(self.slave);
        self.watcher.join().unwrap();
        let stream = self.stream.0.lock().unwrap();
        End {
            code: i32::try_from(status.exit_code()).unwrap(),
            text: String::from_utf8(stream.bytes.clone()).unwrap(),
            asked: stream.terminal.callbacks().0.clone(),
            modes_before: self.modes_before,
            modes_after,
        }
    }
}

/// What the program left when it ended.
pub(crate) struct End {
    pub(crate) code: i32,
    /// Everything it wrote.
    pub(crate) text: String,
    /// What it asked of the terminal besides drawing.
    pub(crate) asked: Vec<String>,
    pub(crate) modes_before: String,
    pub(crate) modes_after: String,
}

impl End {
    pub(crate) fn tail(&self) -> &str {
        let from = self.text.ceil_char_boundary(self.text.len().saturating_sub(300));
        &self.text[from..]
    }

    /// What can be read after the alternate screen was left.
    pub(crate) fn after_the_alternate_screen(&self) -> String {
        let after = self.text.rsplit("\x1b[?1049l").next().unwrap();
        let mut words = after.split("\x1b[");
        let first = words.next().unwrap().to_owned();
        let rest = words.map(|word| word.trim_start_matches(|c: char| !c.is_ascii_alphabetic()));
        rest.fold(first, |text, word| text + word.get(1..).unwrap_or_default()).trim().to_owned()
    }

    /// The control sequences, without their ESC.
    fn sequences(&self) -> impl Iterator<Item = &str> {
        self.text.split('\x1b').skip(1).map(|sequence| {
            let end = sequence.find(|c: char| c.is_ascii_alphabetic()).map_or(sequence.len(), |end| end + 1);
            &sequence[..end]
        })
    }

    /// The sequences that set a colour.
    pub(crate) fn colours(&self) -> impl Iterator<Item = &str> {
        let colour = |number: &str| {
            let number = number.split(':').next().and_then(|number| number.parse().ok()).unwrap_or(0);
            matches!(number, 30..=38 | 40..=48 | 58 | 90..=97 | 100..=107)
        };
        self.sequences().filter(move |sequence| {
            let numbers = sequence.strip_prefix('[').and_then(|rest| rest.strip_suffix('m'));
            numbers.is_some_and(|numbers| numbers.split(';').any(colour))
        })
    }

    /// The sequences that the program has no reason to write.
    pub(crate) fn foreign_sequences(&self) -> Vec<String> {
        let modes = ["25", "1049", "2004", "2026"];
        let own = |sequence: &&str| {
            let Some(rest) = sequence.strip_prefix('[') else { return true };
            let (numbers, last) = rest.split_at(rest.len().saturating_sub(1));
            !match last {
                // Mode 8 says who puts words that are read from the right in order.
                "h" | "l" => numbers == "8" || numbers.strip_prefix('?').is_some_and(|mode| modes.contains(&mode)),
                "u" => [">1", "<1"].contains(&numbers),
                "m" | "H" | "J" => numbers.chars().all(|c| c.is_ascii_digit() || c == ';' || c == ':'),
                _ => false,
            }
        };
        self.sequences().filter(own).map(str::to_owned).collect()
    }
}

/// The rows of a frame in text.
pub(crate) fn rows_of(frame: &str) -> Vec<String> {
    frame.strip_suffix('\n').unwrap().split('\n').map(comparable).collect()
}

/// A row without trailing blanks. Of the one joined emoji in the sample edition the emulator keeps the first piece.
fn comparable(row: &str) -> String {
    row.trim_end().replace("\u{200d}👩\u{200d}👧\u{200d}👦", "\u{200d}")
}

fn pty_size((columns, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols: columns, ..PtySize::default() }
}

fn sides((columns, rows): (u16, u16)) -> (NonZeroU16, NonZeroU16) {
    (NonZeroU16::new(columns).unwrap(), NonZeroU16::new(rows).unwrap())
}

fn modes(master: &(dyn MasterPty + Send)) -> String {
    let output = Command::new("stty").arg("-F").arg(master.tty_name().unwrap()).arg("-g").output().unwrap();
    assert!(output.status.success(), "stty: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn watch(mut output: Box<dyn Read + Send>, stream: Arc<(Mutex<Stream>, Condvar)>) -> JoinHandle<()> {
    thread::spawn(move || {
        let mut buffer = [0; 1 << 13];
        while let Ok(read @ 1..) = output.read(&mut buffer) {
            let mut stream_now = stream.0.lock().unwrap();
            stream_now.bytes.extend_from_slice(&buffer[..read]);
            stream_now.terminal.process(&buffer[..read]);
            drop(stream_now);
            stream.1.notify_all();
        }
    })
}

/// A key as an xterm sends it.
fn bytes(key: Key) -> Vec<u8> {
    let text = match key {
        Key::Char(c) => c.to_string(),
        Key::Ctrl(c) => char::from(c as u8 & 0x1f).to_string(),
        Key::Enter => "\r".to_owned(),
        Key::Esc => "\x1b".to_owned(),
        Key::Tab => "\t".to_owned(),
        Key::BackTab => "\x1b[Z".to_owned(),
        Key::Backspace => "\x7f".to_owned(),
        Key::Delete => "\x1b[3~".to_owned(),
        Key::Up => "\x1b[A".to_owned(),
        Key::Down => "\x1b[B".to_owned(),
        Key::Right => "\x1b[C".to_owned(),
        Key::Left => "\x1b[D".to_owned(),
        Key::Home => "\x1b[H".to_owned(),
        Key::End => "\x1b[F".to_owned(),
        Key::PageUp => "\x1b[5~".to_owned(),
        Key::PageDown => "\x1b[6~".to_owned(),
    };
    text.into_bytes()
}
