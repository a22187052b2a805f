//! Every input that is kept for the fuzz targets under `fuzz/`, through the same checks: hand-written ones of each kind,
//! and those that once showed a flaw.

#[path = "shared/doors.rs"]
mod doors;

use std::fs;
use std::path::Path;

use doors::check;

/// Hands every file in the corpus of that name to its door.
fn replay(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut replayed = 0;
    for file in files {
        let path = file.map_or_else(|error| panic!("{}: {error}", folder.display()), |file| file.path());
        let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let held = std::panic::catch_unwind(|| check(name, &bytes)).is_ok();
        assert!(held, "{} does not hold", path.display());
        replayed += 1;
    }
    assert!(replayed > 0, "there is nothing in {}", folder.display());
}

#[test]
fn feed() {
    replay("feed");
}

#[test]
fn json_feed() {
    replay("json_feed");
}

#[test]
fn page() {
    replay("page");
}

#[test]
fn text() {
    replay("text");
}

#[test]
fn opml() {
    replay("opml");
}

#[test]
fn urls() {
    replay("urls");
}

#[test]
fn json_lines() {
    replay("json_lines");
}

#[test]
fn sniffing() {
    replay("sniffing");
}

#[test]
fn document() {
    replay("document");
}

#[test]
fn dates() {
    replay("dates");
}

#[test]
fn clean() {
    replay("clean");
}
