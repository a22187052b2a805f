//! The README tells the truth: its frames are what the program draws, its keys are the program's table, its picture is
//! a frame. `INSTA_UPDATE=always` writes them anew; then `git diff` shows what has changed.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "shared/edition.rs"]
mod edition;

use std::path::Path;

use edition::{reader, reader_with, settings};
use warta::app::keys;
use warta::config::{Config, Player};
use warta::snapshot::Format;
use warta::text::Locale;
use warta::view::Theme;

/// Keys and size of the picture at the top.
const PICTURE: (&str, u16, u16) = ("jjjjjjj<Enter>", 110, 30);

/// Compares a file with what it should hold, or writes it where updates are asked for.
fn keep(path: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        std::fs::write(&path, expected).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == expected, "{} is not what the program draws", path.display());
}

/// The README with its frames and its table of keys as they are now.
fn current(readme: &str) -> String {
    let mut current = String::new();
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        current.push_str(line);
        current.push('\n');
        if let Some(what) = line.strip_prefix("<!-- frame ").and_then(|rest| rest.strip_suffix("-->")) {
            current.push_str(&frame(what.trim()));
            // What stands there now, up to the end of its block.
            lines.by_ref().skip(1).find(|line| line.starts_with("```"));
        } else if line == "<!-- keys -->" {
            current.push_str(&key_table());
            if let Some(after) = lines.by_ref().find(|line| !line.starts_with('|')) {
                current.push_str(after);
                current.push('\n');
            }
        }
    }
    current
}

fn frame(what: &str) -> String {
    let (size, keys) = what.split_once(' ').unwrap_or((what, ""));
    let (width, height) = size.split_once('x').unwrap();
    let mut reader = reader(width.parse().unwrap(), height.parse().unwrap());
    reader.keys(keys).unwrap();
    format!("```text\n{}```\n", reader.frame().write(Format::Text))
}

fn key_table() -> String {
    let line = |help: keys::Help| {
        let keys: Vec<String> = help.keys.split(' ').map(|key| format!("`{key}`")).collect();
        let (what, place) = (Locale::En.text(help.message), Locale::En.text(help.scope.message()));
        format!("| {} | {what} | {} |\n", keys.join(" "), place.to_lowercase())
    };
    let lines: String = keys::help().into_iter().map(line).collect();
    format!("| keys | what they do | where |\n|---|---|---|\n{lines}")
}

#[test]
fn the_frames_and_keys_of_the_readme_are_the_programs() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    assert!(readme.matches("<!-- frame ").count() >= 2 && readme.contains("<!-- keys -->"));
    keep("README.md", &current(&readme));
}

#[test]
fn the_configuration_of_the_readme_can_be_used_as_it_stands() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let example = readme.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    std::fs::write(&path, example).unwrap();
    let config = Config::read(&path, &Theme::NAMES).unwrap();
    assert_eq!(config.player, Some(Player::default()), "the player that it names is the default");
    assert!(config.theme.is_some() && config.language.is_some() && config.timezone.is_some());
    // What else is said of a player is a player as well.
    let other = readme.split("`player = ").nth(1).unwrap().split('`').next().unwrap();
    std::fs::write(&path, format!("player = {other}")).unwrap();
    assert_eq!(Config::read(&path, &[]).unwrap().player.unwrap().program(), "tmux");
}

#[test]
fn the_picture_of_the_readme_is_a_frame() {
    let (keys, width, height) = PICTURE;
    let mut reader = reader_with(settings(width, height));
    reader.keys(keys).unwrap();
    keep("docs/reader.svg", &reader.frame().write(Format::Svg));
}
