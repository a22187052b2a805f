//! The program as the tests run it: the real binary on a store of its own, at a fixed time in a fixed zone, with
//! nothing of the host's environment.
#![allow(dead_code, reason = "each test program uses a part of it")]

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tempfile::TempDir;
use warta::perform;
use warta::snapshot::{Driver, Settings};
use warta::store::{Clock, Store};
use warta::text::Locale;
use warta::view::Theme;

/// What time it is in every test.
pub(crate) const NOW: &str = "2026-11-21T15:30:00+07:00";

/// Where it is that time.
pub(crate) const ZONE: &str = "Asia/Jakarta";

/// [`NOW`] and [`ZONE`].
pub(crate) fn clock() -> Clock {
    Clock { now: NOW.parse::<Timestamp>().unwrap(), zone: TimeZone::get(ZONE).unwrap() }
}

/// A folder with a store.
pub(crate) struct Home {
    pub(crate) folder: TempDir,
}

impl Home {
    /// A folder without a store yet.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A folder with a store that holds the sample edition.
    pub(crate) fn with_sample() -> Self {
        static SAMPLE: OnceLock<Vec<u8>> = OnceLock::new();
        let sample = SAMPLE.get_or_init(|| {
            let home = Self::new();
            perform::load_sample(&home.open(), &clock()).unwrap();
            std::fs::read(home.store()).unwrap()
        });
        let home = Self::new();
        home.write("store.db", sample);
        home
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn store(&self) -> PathBuf {
        self.path("store.db")
    }

    pub(crate) fn open(&self) -> Store {
        Store::open(&self.store()).unwrap()
    }

    /// Writes a file; gives its path as an argument.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        std::fs::write(self.path(name), bytes).unwrap();
        self.path(name).to_str().unwrap().to_owned()
    }

    /// The arguments that fix store, time and language.
    pub(crate) fn given(&self) -> Vec<String> {
        let store = self.store().to_str().unwrap().to_owned();
        ["--store", &store, "--now", NOW, "--timezone", ZONE, "--lang", "en"].map(str::to_owned).to_vec()
    }

    /// The program with arguments behind [`Home::given`].
    pub(crate) fn command<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Command {
        let mut command = bare(self.folder.path());
        command.args(self.given()).args(arguments);
        command
    }

    pub(crate) fn run<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Run {
        finish(&mut self.command(arguments), b"")
    }

    /// Runs the program and expects it to succeed without a complaint.
    pub(crate) fn good<A: AsRef<OsStr> + std::fmt::Debug>(&self, arguments: &[A]) -> String {
        let run = self.run(arguments);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{arguments:?}");
        run.stdout
    }

    /// The reader without a terminal, on this store.
    pub(crate) fn driver(&self, width: u16, height: u16) -> Driver {
        driver(self.open(), width, height)
    }
}

/// The reader without a terminal.
pub(crate) fn driver(store: Store, width: u16, height: u16) -> Driver {
    let Clock { now, zone } = clock();
    let settings = Settings { width, height, locale: Locale::En, zone, now, theme: Theme::Default, recommends: true };
    Driver::new(store, settings).unwrap()
}

/// The program without arguments, in an environment that says nothing but where home is.
pub(crate) fn bare(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_warta"));
    command.env_clear().env("HOME", home).current_dir(home);
    command
}

/// What came of a run.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// Runs a command to its end with something to read.
pub(crate) fn finish(command: &mut Command, stdin: &[u8]) -> Run {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A program that does not read its input closes it: no fault of it.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    child.wait_with_output().unwrap().into()
}
