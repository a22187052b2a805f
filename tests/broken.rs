//! Files that are no store, or no longer a sound one, and places that cannot be written: each is named, told in one
//! line that says what to do, and left as it was.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "shared/program.rs"]
mod program;

use std::fmt::Write;
use std::process::Command;

use rusqlite::Connection;

use program::{Home, Run, finish};

/// Commands that open a store, one for each way of using it.
const COMMANDS: [&[&str]; 5] = [&["list"], &["export"], &["save", "1"], &["search", "a"], &["snapshot"]];

/// Runs every command on a file that cannot be used; each says so in one line with `words` and leaves it as it is.
#[track_caller]
fn refused(home: &Home, words: &[&str]) {
    let before = std::fs::read(home.store()).ok();
    for command in COMMANDS {
        let Run { code, stdout, stderr } = home.run(command);
        assert_eq!((code, stdout.as_str(), stderr.lines().count()), (1, "", 1), "{command:?}: {stderr}");
        let path = home.store().display().to_string();
        for word in words.iter().chain(&[path.as_str()]) {
            assert!(stderr.contains(word), "{command:?} does not say {word:?}: {stderr}");
        }
        assert_eq!(std::fs::read(home.store()).ok(), before, "{command:?} changed the file");
    }
}

#[test]
fn another_file_is_left_alone() {
    let home = Home::new();
    let garbage: Vec<u8> = (0..8192u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    home.write("store.db", garbage);
    refused(&home, &["is not a Warta store", "--store"]);
    home.write("store.db", "Dear diary, today I read the news.\n".repeat(100));
    refused(&home, &["is not a Warta store", "--store"]);
}

#[test]
fn another_programs_database_is_left_alone() {
    let home = Home::new();
    let db = Connection::open(home.store()).unwrap();
    db.execute_batch("CREATE TABLE photo (name TEXT); INSERT INTO photo VALUES ('cat')").unwrap();
    db.close().unwrap();
    refused(&home, &["is not a Warta store", "--store"]);
}

#[test]
fn an_empty_file_becomes_a_store() {
    let home = Home::new();
    home.write("store.db", "");
    assert_eq!(home.good(&["list"]), "");
    let item = r#"{"id": "a", "title": "A"}"#;
    home.good(&["import", &home.write("a.jsonl", item)]);
    assert!(home.good(&["list"]).ends_with("A\n"));
}

#[test]
fn a_folder_is_no_store() {
    let home = Home::new();
    std::fs::create_dir(home.store()).unwrap();
    refused(&home, &["it is a folder"]);
}

#[test]
fn a_newer_store_is_refused_untouched() {
    let home = Home::with_sample();
    let db = Connection::open(home.store()).unwrap();
    db.execute_batch("PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    db.close().unwrap();
    refused(&home, &["made by a newer Warta", "format 99", "update Warta"]);
}

#[test]
fn a_damaged_store_is_told_and_left() {
    let home = Home::with_sample();
    let whole = std::fs::read(home.store()).unwrap();
    home.write("store.db", &whole[..whole.len() / 2 / 4096 * 4096]);
    for command in [&["export"][..], &["list"], &["search", "harbour"]] {
        damaged(&home, command, true);
    }
    // Here every page but the header is hit somewhere, there only pages of the middle: what can be read may be read.
    for (from, step) in [(1, 1), (20, 7)] {
        let mut flipped = whole.clone();
        for page in (from..whole.len() / 4096).step_by(step) {
            for byte in &mut flipped[page * 4096..page * 4096 + 64] {
                *byte ^= 0x5a;
            }
        }
        home.write("store.db", &flipped);
        for command in
            [&["export"][..], &["list"], &["search", "harbour"], &["related", "1"], &["tags"], &["show", "9"]]
        {
            damaged(&home, command, false);
        }
    }
}

/// Runs a command on a damaged store: no panic, and where it fails, one line that says why.
#[track_caller]
fn damaged(home: &Home, command: &[&str], fails: bool) {
    let before = std::fs::read(home.store()).unwrap();
    let Run { code, stderr, .. } = home.run(command);
    assert!(code == 1 || code == 0 && !fails, "{command:?}: {code} {stderr}");
    assert_eq!(stderr.lines().count(), usize::from(code == 1), "{command:?}: {stderr}");
    if code == 1 && !stderr.contains("no article") {
        assert!(stderr.contains("is damaged; keep a copy"), "{command:?}: {stderr}");
    }
    assert_eq!(std::fs::read(home.store()).unwrap(), before, "{command:?} changed the file");
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    for place in ["/proc/warta.db", "/proc/nothing/warta.db"] {
        let home = Home::new();
        let run = finish(program::bare(home.folder.path()).args(["--store", place, "list"]), b"");
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.lines().count()), (1, "", 1), "{}", run.stderr);
        assert!(run.stderr.contains("/proc"), "{}", run.stderr);
    }
}

#[test]
fn a_store_that_may_only_be_read_is_named_when_it_is_to_be_changed() {
    let home = Home::with_sample();
    let read_only = |on: bool| {
        for path in [home.store(), home.folder.path().to_owned()] {
            let mut permissions = path.metadata().unwrap().permissions();
            permissions.set_readonly(on);
            std::fs::set_permissions(&path, permissions).unwrap();
        }
    };
    read_only(true);
    let holds = std::fs::write(home.path("probe"), "").is_err();
    if holds {
        let run = home.run(&["save", "1"]);
        assert_eq!((run.code, run.stderr.lines().count()), (1, 1), "{}", run.stderr);
        assert!(run.stderr.contains("read-only"), "{}", run.stderr);
    } else {
        eprintln!("skipped: permissions do not hold for this user (root)");
    }
    read_only(false);
}

/// A thousand articles, some megabytes.
fn many(home: &Home) -> String {
    let mut lines = String::new();
    for number in 0..1000 {
        let text = format!("Article {number} with {} words of its own. ", number * 7919 % 10_007).repeat(90);
        let item = serde_json::json!({"id": format!("n{number}"), "title": text[..40], "content_text": text, "language": "en"});
        writeln!(lines, "{item}").unwrap();
    }
    home.write("many.jsonl", lines)
}

/// Runs a shell's script with the program and an import of [`many`] as its arguments.
fn import_under(home: &Home, shell: &[&str], script: &str, file: &str) -> Run {
    let mut command = Command::new(shell[0]);
    command.args(&shell[1..]).args(["-c", script, "sh", env!("CARGO_BIN_EXE_warta")]);
    command.args(home.given()).args(["import", file]).env("HOME", home.folder.path()).env_remove("WARTA_STORE");
    finish(&mut command, b"")
}

#[test]
fn a_limit_on_files_loses_nothing() {
    let home = Home::with_sample();
    home.good(&["save", "3"]);
    let before = home.good(&["export"]);
    let file = many(&home);
    let blocks = std::fs::metadata(home.store()).unwrap().len() / 512 + 3000;
    let run = import_under(&home, &["sh"], &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\""), &file);
    assert_eq!((run.code, run.stderr.lines().count()), (1, 1), "{run:?}");
    assert!(run.stderr.contains("the file may grow no larger"), "{}", run.stderr);
    let after = home.good(&["export"]);
    assert!(after.starts_with(&before), "what was there is no longer there");
    let kept = after.lines().count() - before.lines().count();
    assert!(kept.is_multiple_of(500) && kept < 1000, "{kept} articles came in");
    home.good(&["unsave", "3"]);
    home.good(&["import", &file]);
    assert_eq!(home.good(&["export"]).lines().count(), before.lines().count() + 1000);
}

#[test]
fn a_full_disk_loses_nothing() {
    let home = Home::with_sample();
    home.good(&["save", "3"]);
    let before = home.good(&["export"]);
    let file = many(&home);
    let disk = home.path("disk");
    std::fs::create_dir(&disk).unwrap();
    let disk = disk.display().to_string();
    let mounts = "mount -t tmpfs -o size=3m none";
    let probe = Command::new("unshare").args(["-rm", "sh", "-c", &format!("{mounts} {disk}")]).output();
    if !probe.is_ok_and(|probe| probe.status.success()) {
        eprintln!("skipped: no file system can be mounted without privileges here");
        return;
    }
    // The disk is gone with the shell: what is left on it goes to stdout.
    let script = format!(
        "{mounts} {disk}; cp \"$3\" {disk}/store.db; W=$1; shift 3; export WARTA_STORE={disk}/store.db
         \"$W\" \"$@\"; echo $?; \"$W\" unsave 4; \"$W\" export"
    );
    let run = import_under(&home, &["unshare", "-rm", "sh"], &script, &file);
    assert_eq!((run.code, run.stderr.lines().count()), (0, 1), "{run:?}");
    assert!(run.stderr.contains("the disk is full"), "{}", run.stderr);
    let (code, after) = run.stdout.split_once('\n').unwrap();
    assert_eq!(code, "1");
    assert!(after.starts_with(&before), "what was there is no longer there");
    let kept = after.lines().count() - before.lines().count();
    assert!(kept.is_multiple_of(500) && kept < 1000, "{kept} articles came in");
}
