//! The sample edition, embedded in the program: what a newcomer reads and what the tests draw.

use include_dir::{Dir, include_dir};

static EDITION: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/sample-data/edition");

/// Which source a pasted page is from, by the beginning of its file's name: a page does not say so itself.
const SOURCES: [(&str, &str); 2] = [("kabar-teluk-", "Kabar Teluk"), ("harbour-courier-", "The Harbour Courier")];

/// A file of the sample edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub bytes: &'static [u8],
    /// Its source, where the file does not say.
    pub source: Option<&'static str>,
}

/// The files, by name.
#[must_use]
pub fn files() -> Vec<File> {
    let mut files: Vec<File> = EDITION
        .files()
        .filter_map(|file| {
            let name = file.path().to_str()?;
            let source = SOURCES.iter().find(|(begin, _)| name.starts_with(begin)).map(|(_, source)| *source);
            Some(File { name, bytes: file.contents(), source })
        })
        .collect();
    files.sort_by_key(|file| file.name);
    files
}
