//! Writing: results to stdout, complaints to stderr, and nothing that a terminal could take for a command.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::fetch::Shared;
use crate::perform::stories;
use crate::store::{Store, StoreError};
use crate::text::CleanText;

/// Where results go.
pub(super) struct Output {
    to: io::BufWriter<Box<dyn Write>>,
}

impl Output {
    pub(super) fn stdout() -> Self {
        Self { to: io::BufWriter::new(Box::new(io::stdout().lock())) }
    }

    /// A new file. One that is already there is not written over.
    pub(super) fn new_file(path: &Path) -> io::Result<Self> {
        let file = std::fs::File::create_new(path)?;
        Ok(Self { to: io::BufWriter::new(Box::new(file)) })
    }

    /// Writes a line.
    pub(super) fn line(&mut self, line: impl std::fmt::Display) -> io::Result<()> {
        writeln!(self.to, "{line}")
    }

    /// Writes a text as it is.
    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        self.to.write_all(text.as_bytes())
    }

    /// Brings everything to its end.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// A bar on stderr, where that is a terminal, for so many things; `template` is one of indicatif's.
pub(super) fn progress(of: usize, template: &str) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(of as u64), ProgressDrawTarget::stderr());
    // Templates are constants; where one could not be read the plain bar does.
    let style = ProgressStyle::with_template(template);
    style.map(|style| bar.clone().with_style(style)).unwrap_or(bar)
}

/// Puts the articles into stories that wait for that, behind a bar.
pub(super) fn find_stories(store: &Store, shared: &Shared) -> Result<(), StoreError> {
    let bar = progress(0, "{spinner} {pos}/{len} {bar:24} {wide_msg}");
    stories::find(store, shared, &mut |done, total| {
        bar.set_length(total as u64);
        bar.set_message("stories");
        bar.set_position(done as u64);
    })?;
    bar.finish_and_clear();
    Ok(())
}

/// Says on stderr, in one line, what could not be done.
pub(super) fn complain(what: &str) {
    // Where even stderr is closed there is nobody to tell.
    let _ = writeln!(io::stderr(), "{}", CleanText::line(&format!("warta: {what}")));
}

/// Whether an error is only that the reader of the output has closed it (`| head`).
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe))
}
