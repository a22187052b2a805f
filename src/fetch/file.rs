//! A feed that is a file of this machine: read from disk, up to the limit of an answer and within its time. No socket.
//!
//! Nothing leads here but [`Client::read_file`]: a request for an address of the web never becomes one for a file.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::time::Instant;

use jiff::Timestamp;
use url::Url;

use crate::text::CleanText;

use super::body::Body;
use super::client::Client;
use super::{Answer, FetchError, Got, Request};

impl Client {
    /// Reads the file whose address `request` has, up to `limit` bytes. The time at which it was written stands for what
    /// a server says of an answer's.
    ///
    /// # Errors
    ///
    /// See [`FetchError`]: it is not there, may not be read, is no regular file, or is too large.
    pub fn read_file(&self, request: &Request, limit: u64) -> Result<Answer, FetchError> {
        let url = Url::parse(&request.url).ok().filter(|url| url.scheme() == "file");
        let path = url.as_ref().and_then(|url| url.to_file_path().ok());
        let (Some(url), Some(path)) = (url, path) else { return Err(FetchError::NoFile(request.url.clone())) };
        self.with_room(|mut body| {
            let begun = Instant::now();
            let (mut file, written) = open(&path).map_err(|why| failed(&path, why))?;
            if request.modified == written && written.is_some() {
                return Ok(Answer::Unchanged { moved: None });
            }
            let filled = self.fill(&mut body, &url, limit, begun, |chunk| {
                let count = file.read(chunk).map_err(|error| failed(&path, why(&error)))?;
                Ok((count > 0).then_some(count))
            });
            filled.map_err(|error| match error {
                FetchError::TooLarge { .. } => {
                    let most = limit >> 20;
                    failed(&path, format!("is larger than {most} MiB; `warta import` takes in what is in a larger one"))
                }
                error => error,
            })?;
            Ok(Answer::Got(got(body, &url, written)))
        })
    }
}

/// A regular file, and the time at which it was written.
fn open(path: &Path) -> Result<(File, Option<String>), String> {
    // It is looked at before it is opened: opening a pipe waits for whoever writes to it.
    let meta = path.metadata().map_err(|error| why(&error))?;
    if meta.is_dir() {
        return Err("is a folder; name a feed in it".to_owned());
    }
    if !meta.is_file() {
        return Err("is no regular file; write what it gives into one".to_owned());
    }
    let written = meta.modified().ok().and_then(|time| Timestamp::try_from(time).ok());
    let file = File::open(path).map_err(|error| why(&error))?;
    Ok((file, written.map(|time| time.to_string())))
}

fn got(bytes: Body, url: &Url, written: Option<String>) -> Got {
    Got { bytes, charset: None, url: url.to_string(), moved: None, etag: None, modified: written }
}

fn failed(path: &Path, why: String) -> FetchError {
    FetchError::File { path: CleanText::line(&path.to_string_lossy()), why }
}

/// What an error of the system means to a reader.
fn why(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => "is not there; see where it is now".to_owned(),
        ErrorKind::PermissionDenied => {
            "may not be read by you; change its permissions or those of its folder".to_owned()
        }
        _ => format!("cannot be read ({error}); it is tried again later"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_has_a_next_step() {
        for (kind, said) in [
            (ErrorKind::NotFound, "see where it is now"),
            (ErrorKind::NotADirectory, "see where it is now"),
            (ErrorKind::PermissionDenied, "change its permissions"),
            (ErrorKind::Other, "it is tried again later"),
        ] {
            assert!(why(&io::Error::from(kind)).contains(said), "{kind:?}");
        }
    }
}
