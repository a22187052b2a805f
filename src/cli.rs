//! The command line: one file a subcommand. Results go to stdout, everything else to stderr.

mod add;
mod arguments;
mod configuration;
mod demo;
mod doctor;
mod edit;
mod export;
mod feeds;
mod fetch;
mod follow;
mod import;
mod json;
mod list;
mod marks;
mod output;
mod related;
mod search;
mod show;
mod snapshot;
mod stories;
mod tag;
mod tags;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::config::Player;
use crate::runtime::{self, RuntimeError};
use crate::store::{Clock, Store};
use crate::text::{CleanText, Locale};
use crate::view::Theme;

use arguments::{Arguments, Command};
use configuration::Configuration;

/// What a command came to, where it did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All of it was done.
    Done,
    /// A part could not be done; the command has said which.
    Partly,
}

/// A wrong use of the command line that clap cannot see.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Usage(String);

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error),
    };
    match run(arguments) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Partly) => ExitCode::FAILURE,
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&format!("{error:#}"));
            let terminal =
                matches!(error.downcast_ref(), Some(RuntimeError::NoTerminal | RuntimeError::DumbTerminal(_)));
            if error.is::<Usage>() || terminal { ExitCode::from(2) } else { ExitCode::FAILURE }
        }
    }
}

/// Help and version as they are; a wrong use as one line.
fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        return if error.print().is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let text = error.to_string();
    let said = text
        .lines()
        .map(str::trim)
        .take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more"))
        .collect::<Vec<_>>()
        .join(" ");
    let said = said.trim().trim_start_matches("error: ").trim();
    output::complain(&format!("{said}; `warta --help` shows what there is"));
    ExitCode::from(2)
}

/// What every command is given.
#[derive(Debug)]
struct Given {
    /// The store's file, where one was named.
    store: Option<PathBuf>,
    clock: Clock,
    /// The time that was given, if one was.
    now: Option<Timestamp>,
    locale: Locale,
    theme: Theme,
    player: Player,
    /// Whether articles are recommended.
    recommends: bool,
    configuration: Configuration,
}

impl Given {
    /// The arguments count first, then the configuration file, then the environment.
    fn new(arguments: &Arguments) -> anyhow::Result<Self> {
        let (configuration, config) = Configuration::read(arguments.config.as_deref());
        let zone = match &arguments.timezone {
            Some(name) => TimeZone::get(name).map_err(|_| {
                let name = CleanText::line(name);
                Usage(format!("no time zone is named '{name}'; names are like Asia/Jakarta"))
            })?,
            None => config.timezone.unwrap_or_else(TimeZone::system),
        };
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let of_host = if no_colour { Theme::Mono } else { Theme::Default };
        let theme = arguments.theme.or(config.theme.as_deref().and_then(Theme::named)).unwrap_or(of_host);
        let clock = Clock { now: arguments.now.unwrap_or_else(Timestamp::now), zone };
        let locale = arguments.lang.or(config.language).unwrap_or_else(arguments::locale_of_host);
        let (store, now) = (arguments.store.clone(), arguments.now);
        let (player, recommends) = (config.player.unwrap_or_default(), config.recommend.unwrap_or(true));
        Ok(Self { store, clock, now, locale, theme, player, recommends, configuration })
    }

    /// The store of this name in the program's own folder, or the one that was named.
    fn open(&self, name: &str) -> anyhow::Result<Store> {
        let path = match &self.store {
            Some(path) => path.clone(),
            None => directories::ProjectDirs::from("", "", "warta")
                .context("cannot tell where this person's files belong; name the store with --store")?
                .data_dir()
                .join(name),
        };
        Ok(Store::open(&path)?)
    }

    fn store(&self) -> anyhow::Result<Store> {
        self.open("warta.db")
    }

    /// Opens the reader on a store.
    fn read(&self, store: Store) -> anyhow::Result<()> {
        let (locale, zone) = (self.locale, self.clock.zone.clone());
        let (player, recommends) = (self.player.clone(), self.recommends);
        let settings = runtime::Settings { locale, zone, now: self.now, theme: self.theme, player, recommends };
        Ok(runtime::run(store, &settings)?)
    }
}

fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let mut given = Given::new(&arguments)?;
    // The doctor says what is wrong with the configuration, and looks the rest over all the same.
    let is_doctor = matches!(arguments.command, Some(Command::Doctor(_)));
    if let Some(trouble) = given.configuration.trouble.take_if(|_| !is_doctor) {
        return Err(trouble.into());
    }
    let done = |result: anyhow::Result<()>| result.map(|()| Outcome::Done);
    match arguments.command {
        None => {
            runtime::check_terminal()?;
            done(given.read(given.store()?))
        }
        Some(Command::Demo) => done(demo::run(&given)),
        Some(Command::Import(import)) => import::run(&given, &import),
        Some(Command::List(list)) => done(list::run(&given, &list)),
        Some(Command::Show(show)) => done(show::run(&given, &show)),
        Some(Command::Related(related)) => done(related::run(&given, &related)),
        Some(Command::Search(search)) => done(search::run(&given, &search)),
        Some(Command::Stories(stories)) => done(stories::run(&given, &stories)),
        Some(Command::Tags(tags)) => done(tags::run(&given, &tags)),
        Some(Command::Tag(tag)) => tag::run(&given, &tag),
        Some(Command::Add(add)) => add::run(&given, &add),
        Some(Command::Fetch(fetch)) => fetch::run(&given, &fetch),
        Some(Command::Feeds(feeds)) => done(feeds::run(&given, &feeds)),
        Some(Command::Edit(edit)) => done(edit::run(&given, &edit)),
        Some(Command::Remove(remove)) => done(feeds::remove(&given, &remove)),
        Some(Command::Save(articles)) => marks::run(&given, &articles, crate::model::Mark::Saved(true)),
        Some(Command::Unsave(articles)) => marks::run(&given, &articles, crate::model::Mark::Saved(false)),
        Some(Command::Read(articles)) => marks::run(&given, &articles, crate::model::Mark::Read(true)),
        Some(Command::Unread(articles)) => marks::run(&given, &articles, crate::model::Mark::Read(false)),
        Some(Command::Follow(follow)) => done(follow::run(&given, &follow)),
        Some(Command::Unfollow(follow)) => done(follow::unfollow(&given, &follow)),
        Some(Command::Export(export)) => done(export::run(&given, &export)),
        Some(Command::Doctor(doctor)) => doctor::run(&given, &doctor),
        Some(Command::Snapshot(snapshot)) => snapshot::run(&given, &snapshot),
    }
}
