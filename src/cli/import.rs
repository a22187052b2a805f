//! `warta import`: files, folders and standard input into the store. A bad file is named and the others go on.

mod report;
mod walk;

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::ops::ControlFlow;
use std::path::Path;

use indicatif::ProgressBar;
use jiff::Timestamp;
use serde_json::json;

use crate::fetch::Shared;
use crate::ingest::{self, Hint, Item};
use crate::store::{Import, Outcome as Stored, StoreError};
use crate::text::CleanText;

use super::output::{Output, find_stories, progress};
use super::{Given, Outcome, arguments};
use report::Report;
use walk::Walk;

pub(super) fn run(given: &Given, arguments: &arguments::Import) -> anyhow::Result<Outcome> {
    let store = given.store()?;
    let walk = Walk::over(&arguments.files);
    let progress = progress(walk.files.len(), "{spinner} {pos}/{len} {wide_msg}");
    let mut reports = Vec::new();
    for path in &walk.files {
        progress.set_message(CleanText::line(&path.display().to_string()).into_string());
        let mut import = store.import(given.clock.now);
        let report = one(&mut import, path, arguments, &progress)?;
        import.finish()?;
        if !arguments.json {
            progress.suspend(|| report.print())?;
        }
        reports.push(report);
        progress.inc(1);
    }
    progress.finish_and_clear();
    find_stories(&store, &Shared::default())?;
    for report in walk.failed {
        if !arguments.json {
            report.print()?;
        }
        reports.push(report);
    }
    if arguments.json {
        let mut output = Output::stdout();
        output.line(json!({ "files": reports.iter().map(Report::json).collect::<Vec<_>>() }))?;
        output.finish()?;
    } else if reports.len() > 1 {
        report::print_sum(&reports)?;
    }
    Ok(if reports.iter().all(Report::is_whole) { Outcome::Done } else { Outcome::Partly })
}

/// Brings one file in, or standard input. Only a store that fails is an error; a file that fails is a report.
fn one(
    import: &mut Import<'_>,
    path: &Path,
    arguments: &arguments::Import,
    progress: &ProgressBar,
) -> Result<Report, StoreError> {
    let is_stdin = path == Path::new("-");
    let shown = if is_stdin { "standard input".to_owned() } else { path.display().to_string() };
    let mut report = Report::of(&shown);
    let mut input: Box<dyn BufRead> = if is_stdin {
        Box::new(io::stdin().lock())
    } else {
        match File::open(path) {
            Ok(file) => Box::new(BufReader::with_capacity(1 << 16, file)),
            Err(error) => {
                report.error = Some(error.to_string());
                return Ok(report);
            }
        }
    };
    let mut failed = None;
    let read = ingest::ingest(&mut input, &hint(path, is_stdin, arguments), &mut |item| {
        progress.tick();
        let stored = match item {
            Item::Skipped(remark) => {
                report.skipped.push(remark);
                return ControlFlow::Continue(());
            }
            Item::Notice(remark) => {
                report.notices.push(remark);
                return ControlFlow::Continue(());
            }
            Item::Follow { line, follow, since } => match import.follow(&follow, since) {
                Ok(outcome) => {
                    report.follow(line, outcome);
                    return ControlFlow::Continue(());
                }
                Err(error) => Err(error),
            },
            Item::Article(article) => import.add(&article),
            Item::Subscription(feed) => import.subscribe(&feed),
        };
        match stored {
            Ok(Stored::New) => report.new += 1,
            Ok(Stored::Updated) => report.updated += 1,
            Ok(Stored::Unchanged) => report.unchanged += 1,
            Err(error) => {
                failed = Some(error);
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    });
    if let Some(error) = failed {
        return Err(error);
    }
    match read {
        Ok(kind) => report.kind = Some(kind),
        Err(error) => report.error = Some(error.to_string()),
    }
    Ok(report)
}

fn hint(path: &Path, is_stdin: bool, arguments: &arguments::Import) -> Hint {
    let stem = path.file_stem().filter(|_| !is_stdin).map(|stem| stem.to_string_lossy().into_owned());
    Hint {
        kind: arguments.kind,
        source: arguments.source.as_deref().map(CleanText::line),
        url: arguments.url.clone(),
        charset: None,
        is_fetched: false,
        seen: written(path).filter(|_| !is_stdin),
        tags: arguments.tags.iter().map(|tag| CleanText::line(tag)).collect(),
        name: CleanText::line(stem.as_deref().unwrap_or("stdin")),
    }
}

/// When a file was last written, where its system says.
fn written(path: &Path) -> Option<Timestamp> {
    Timestamp::try_from(std::fs::metadata(path).ok()?.modified().ok()?).ok()
}
