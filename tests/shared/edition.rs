//! The sample edition as a store, for the tests that draw it. Brought in once and copied for each reader.

use std::ops::{Deref, DerefMut};
use std::path::PathBuf;
use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tempfile::TempDir;
use warta::perform::load_sample;
use warta::snapshot::Driver;
pub(crate) use warta::snapshot::Settings;
use warta::store::{Clock, Store};
use warta::text::Locale;
use warta::view::Theme;

/// The afternoon of the edition's last day.
const NOW: &str = "2026-11-21T15:30:00+07:00";

static EDITION: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("edition.db");
    let Settings { now, zone, .. } = settings(80, 24);
    load_sample(&Store::open(&path).unwrap(), &Clock { now, zone }).unwrap();
    (folder, path)
});

/// A reader with a store of its own.
pub(crate) struct Reader {
    driver: Driver,
    _folder: TempDir,
}

impl Deref for Reader {
    type Target = Driver;

    fn deref(&self) -> &Driver {
        &self.driver
    }
}

impl DerefMut for Reader {
    fn deref_mut(&mut self) -> &mut Driver {
        &mut self.driver
    }
}

/// The settings that every frame is drawn with.
pub(crate) fn settings(width: u16, height: u16) -> Settings {
    let now: Timestamp = NOW.parse().unwrap();
    let zone = TimeZone::get("Asia/Jakarta").unwrap();
    Settings { width, height, locale: Locale::En, zone, now, theme: Theme::Default, recommends: true }
}

/// A reader of the edition on a screen of this size.
pub(crate) fn reader(width: u16, height: u16) -> Reader {
    reader_with(settings(width, height))
}

/// A reader of the edition with these settings.
pub(crate) fn reader_with(settings: Settings) -> Reader {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    std::fs::copy(&EDITION.1, &path).unwrap();
    let driver = Driver::new(Store::open(&path).unwrap(), settings).unwrap();
    Reader { driver, _folder: folder }
}
