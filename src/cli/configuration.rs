//! Which configuration file is read, and whether that went well.

use std::path::{Path, PathBuf};

use crate::config::{Config, ConfigError};
use crate::view::Theme;

/// The configuration file of a run.
#[derive(Debug)]
pub(super) struct Configuration {
    /// Where it is, or would be; nothing where it cannot be told where this person's files belong.
    pub(super) path: Option<PathBuf>,
    /// Whether it was there and read.
    pub(super) is_read: bool,
    /// Why it cannot be used.
    pub(super) trouble: Option<ConfigError>,
}

impl Configuration {
    /// Reads the file that was named, or else the one in its own place, which need not be there. Where it cannot be used,
    /// nothing is set.
    pub(super) fn read(named: Option<&Path>) -> (Self, Config) {
        let own = || Some(directories::ProjectDirs::from("", "", "warta")?.config_dir().join("config.toml"));
        let path = named.map(Path::to_owned).or_else(own);
        let (is_read, trouble, config) = match path.as_ref().map(|path| Config::read(path, &Theme::NAMES)) {
            None => (false, None, Config::default()),
            Some(Ok(config)) => (true, None, config),
            Some(Err(ConfigError::Missing(_))) if named.is_none() => (false, None, Config::default()),
            Some(Err(error)) => (false, Some(error), Config::default()),
        };
        (Self { path, is_read, trouble }, config)
    }
}
