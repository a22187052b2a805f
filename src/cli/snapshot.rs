//! `warta snapshot`: one frame without a terminal, written or compared.

use std::path::Path;

use anyhow::Context;

use crate::app::Key;
use crate::app::keys::KeyError;
use crate::snapshot::{Driver, Settings};
use crate::text::CleanText;

use super::output::{Output, complain};
use super::{Given, Outcome, Usage, arguments};

/// Lines of a difference that are shown.
const MAX_LINES: usize = 40;

pub(super) fn run(given: &Given, arguments: &arguments::Snapshot) -> anyhow::Result<Outcome> {
    let unreadable = |error: KeyError| Usage(format!("--keys: {error}"));
    // The keys first: a string that names none is a wrong use, whatever the store.
    Key::parse(&arguments.keys).map_err(unreadable)?;
    let (width, height) = arguments.size;
    let (locale, zone, now) = (given.locale, given.clock.zone.clone(), given.clock.now);
    let settings = Settings { width, height, locale, zone, now, theme: given.theme, recommends: given.recommends };
    let mut driver = Driver::new(given.store()?, settings)?;
    driver.keys(&arguments.keys).map_err(unreadable)?;
    let written = driver.frame().write(arguments.format);
    if let Some(kept) = &arguments.check {
        return check(&written, kept);
    }
    if let Some(path) = &arguments.output {
        std::fs::write(path, written).with_context(|| format!("cannot write the frame {}", path.display()))?;
    } else {
        let mut output = Output::stdout();
        output.text(&written)?;
        output.finish()?;
    }
    Ok(Outcome::Done)
}

/// Compares with a kept frame; prints the lines that differ.
fn check(written: &str, path: &Path) -> anyhow::Result<Outcome> {
    let kept = std::fs::read_to_string(path).with_context(|| format!("cannot read the frame {}", path.display()))?;
    if kept == written {
        return Ok(Outcome::Done);
    }
    let mut output = Output::stdout();
    let (old, new): (Vec<&str>, Vec<&str>) = (kept.lines().collect(), written.lines().collect());
    let differing: Vec<usize> = (0..old.len().max(new.len())).filter(|at| old.get(*at) != new.get(*at)).collect();
    for at in differing.iter().take(MAX_LINES) {
        for (sign, line) in [('-', old.get(*at)), ('+', new.get(*at))] {
            if let Some(line) = line {
                output.line(format!("{:>4} {sign} {}", at + 1, CleanText::lines(line)))?;
            }
        }
    }
    output.finish()?;
    complain(&format!("the frame differs from {} in {} lines", path.display(), differing.len().max(1)));
    Ok(Outcome::Partly)
}
