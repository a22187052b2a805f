//! The files that are meant: those named, and in named folders those that could be news by their names.

use std::io;
use std::path::{Path, PathBuf};

use super::report::Report;

/// Folders within folders that are walked.
const MAX_DEPTH: usize = 32;

/// Endings of files that are taken from a folder.
const ENDINGS: [&str; 13] =
    ["txt", "text", "xml", "rss", "rdf", "atom", "opml", "json", "jsonl", "ndjson", "html", "htm", "xhtml"];

/// Ends of the names of folders in which a browser keeps what a page that it saved is made of: frames, no articles.
const PARTS: [&str; 2] = ["_files", ".files"];

/// Files to read, and folders that could not be walked.
#[derive(Debug, Default)]
pub(super) struct Walk {
    pub(super) files: Vec<PathBuf>,
    pub(super) failed: Vec<Report>,
}

impl Walk {
    /// Everything that the paths mean, folders in the order of their names.
    pub(super) fn over(paths: &[PathBuf]) -> Self {
        let mut walk = Self::default();
        for path in paths {
            if !path.is_dir() {
                walk.files.push(path.clone());
                continue;
            }
            let before = walk.files.len();
            walk.enter(path, 0);
            if walk.files.len() == before {
                let endings = ENDINGS.map(|ending| format!(".{ending}")).join(" ");
                walk.fail(path, format!("the folder holds no articles (no file that ends in {endings})"));
            }
        }
        walk
    }

    fn enter(&mut self, folder: &Path, depth: usize) {
        if depth > MAX_DEPTH {
            self.fail(folder, format!("folders more than {MAX_DEPTH} deep are not walked"));
            return;
        }
        let entries: io::Result<Vec<PathBuf>> = std::fs::read_dir(folder)
            .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect());
        match entries {
            Err(error) => self.fail(folder, error.to_string()),
            Ok(mut entries) => {
                entries.sort();
                for entry in entries.iter().filter(|entry| !entry.is_symlink() && !is_hidden(entry)) {
                    if is_parts(entry) {
                        continue;
                    }
                    if entry.is_dir() {
                        self.enter(entry, depth + 1);
                    } else if is_news(entry) {
                        self.files.push(entry.clone());
                    }
                }
            }
        }
    }

    fn fail(&mut self, path: &Path, why: String) {
        self.failed.push(Report { error: Some(why), ..Report::of(&path.display().to_string()) });
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn is_parts(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    PARTS.iter().any(|part| name.ends_with(part)) && path.is_dir()
}

fn is_news(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_news_in_order_and_says_where_there_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir_all(at("b/none")).unwrap();
        std::fs::create_dir_all(at("c_files")).unwrap();
        for name in ["b/2.xml", "b/1.TXT", "a.json", ".hidden.txt", "c.html", "c_files/frame.html", "d.css"] {
            std::fs::write(at(name), "").unwrap();
        }
        let walk = Walk::over(&[folder.path().to_owned()]);
        assert_eq!(walk.files, [at("a.json"), at("b/1.TXT"), at("b/2.xml"), at("c.html")]);
        let walk = Walk::over(&[at("b/none"), at("gone.txt")]);
        assert_eq!((walk.files, walk.failed.len()), (vec![at("gone.txt")], 1));
    }

    #[test]
    fn folders_are_walked_to_their_depth_and_no_deeper() {
        let folder = tempfile::tempdir().unwrap();
        let mut deep = folder.path().to_owned();
        deep.extend(std::iter::repeat_n("d", MAX_DEPTH));
        std::fs::create_dir_all(deep.join("d")).unwrap();
        std::fs::write(deep.join("in.txt"), "").unwrap();
        std::fs::write(deep.join("d/out.txt"), "").unwrap();
        let walk = Walk::over(&[folder.path().to_owned()]);
        assert_eq!((walk.files, walk.failed.len()), (vec![deep.join("in.txt")], 1));
    }
}
