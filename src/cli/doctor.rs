//! `warta doctor`: looks store, full text, feeds, configuration and terminal over, and says what to do. It mends what can be
//! mended when asked.

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::config::Player;
use crate::store::{Health, Store};
use crate::text::CleanText;

use super::output::{Output, complain};
use super::{Given, Outcome, arguments};

/// Of a store's bytes, the share that may hold nothing before it is worth giving it back, as one in this many.
const WORTH: u64 = 5;

pub(super) fn run(given: &Given, arguments: &arguments::Doctor) -> anyhow::Result<Outcome> {
    let store = given.store()?;
    if arguments.rebuild {
        store.rebuild_index()?;
    }
    if arguments.vacuum {
        store.vacuum()?;
    }
    let health = store.health()?;
    let feeds = store.feeds()?;
    let failing = feeds.iter().filter(|feed| feed.fetched.as_ref().is_some_and(|fetched| fetched.failures > 0)).count();
    let player = program(given.player.program());
    let mut advice = advice(&health, failing);
    advice.extend(advice_on_configuration(given, player.as_deref()));
    let mut output = Output::stdout();
    if arguments.json {
        output.line(json!({
            "store": clean(store.path()),
            "format": health.format,
            "size": health.size,
            "free": health.free,
            "faults": health.faults,
            "full_text": health.index_is_true,
            "articles": store.counts()?.articles,
            "feeds": feeds.len(),
            "failing": failing,
            "configuration": given.configuration.path.as_deref().map(clean),
            "configuration_read": given.configuration.is_read,
            "player": words(given),
            "player_program": player.as_deref().map(clean),
            "advice": advice,
        }))?;
    } else {
        let mut lines = lines(&store, &health, feeds.len(), failing)?;
        lines.extend(lines_on_configuration(given, player.as_deref()));
        for line in lines {
            output.line(CleanText::lines(&line))?;
        }
    }
    output.finish()?;
    if !arguments.json {
        for line in &advice {
            complain(line);
        }
    }
    let is_well = health.faults.is_empty() && health.index_is_true && given.configuration.trouble.is_none();
    Ok(if is_well { Outcome::Done } else { Outcome::Partly })
}

fn clean(path: &Path) -> CleanText {
    CleanText::line(&path.display().to_string())
}

/// The player's program and arguments, each in one line.
fn words(given: &Given) -> Vec<CleanText> {
    let arguments = given.player.arguments().iter().map(String::as_str);
    std::iter::once(given.player.program()).chain(arguments).map(CleanText::line).collect()
}

/// Where a program is: there, where its name is a path, else in the first folder of `PATH` that has it.
fn program(name: &str) -> Option<PathBuf> {
    let is_program =
        |path: &PathBuf| path.metadata().is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0);
    if name.contains('/') {
        return Some(PathBuf::from(name)).filter(is_program);
    }
    // Where `PATH` is not set, this is where the system looks.
    let path = std::env::var_os("PATH").unwrap_or_else(|| OsString::from("/bin:/usr/bin"));
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(is_program)
}

fn lines_on_configuration(given: &Given, player: Option<&Path>) -> [String; 4] {
    let configuration = &given.configuration;
    let read = match (configuration.is_read, &configuration.trouble) {
        (true, _) => "read",
        (false, None) => "not there; nothing needs it",
        (false, Some(_)) => "cannot be used",
    };
    let place =
        configuration.path.as_deref().map_or_else(|| "no place for one".to_owned(), |path| clean(path).into_string());
    let found = player.map_or_else(|| "not found".to_owned(), |player| clean(player).into_string());
    let words: Vec<String> = words(given).iter().map(|word| format!("{:?}", word.as_str())).collect();
    [
        format!("config     {place}"),
        format!("           {read}"),
        format!("player     [{}]", words.join(", ")),
        format!("           {found}"),
    ]
}

/// What to do about the configuration. A player that nobody has named need not be there.
fn advice_on_configuration(given: &Given, player: Option<&Path>) -> Vec<String> {
    let trouble = given.configuration.trouble.as_ref().map(ToString::to_string);
    let is_named = given.player != Player::default();
    let missing = (is_named && player.is_none()).then(|| {
        let name = CleanText::line(given.player.program());
        format!(
            "there is no program {name} to play with: install it, or name another as `player` in the configuration file"
        )
    });
    trouble.into_iter().chain(missing).collect()
}

fn lines(store: &Store, health: &Health, feeds: usize, failing: usize) -> anyhow::Result<Vec<String>> {
    let megabytes = |bytes: u64| format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10);
    let whole = if health.faults.is_empty() { "whole" } else { "damaged" };
    let index = if health.index_is_true { "as the articles say" } else { "not as the articles say" };
    let terminal = std::env::var("TERM").unwrap_or_else(|_| "none".to_owned());
    let is_terminal = if io::stdout().is_terminal() { "" } else { ", but the output is none" };
    let mut lines = vec![
        format!("store      {}", store.path().display()),
        format!(
            "           {whole}, format {}, {}, {} free",
            health.format,
            megabytes(health.size),
            megabytes(health.free)
        ),
    ];
    lines.extend(health.faults.iter().map(|fault| format!("           {fault}")));
    lines.extend([
        format!("full text  {index}"),
        format!("articles   {}", store.counts()?.articles),
        format!("feeds      {feeds}, {failing} failing"),
        format!("terminal   {terminal}{is_terminal}"),
    ]);
    Ok(lines)
}

/// What to do.
fn advice(health: &Health, failing: usize) -> Vec<String> {
    let mut advice = Vec::new();
    if !health.faults.is_empty() {
        advice.push(
            "the store is damaged: save what can be read with `warta export --output FILE`, and import that into a new one",
        );
    }
    if !health.index_is_true {
        advice.push("searches miss articles: `warta doctor --rebuild` makes the full text anew");
    }
    if health.free * WORTH > health.size {
        advice.push("much of the file is empty: `warta doctor --vacuum` gives the space back");
    }
    if failing > 0 {
        advice.push("some feeds fail: `warta feeds` says why");
    }
    advice.into_iter().map(str::to_owned).collect()
}
