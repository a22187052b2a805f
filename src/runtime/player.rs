//! Handing an address to the player: a program of its own in the background, started with a list of arguments and never by
//! a shell. Nobody waits for it to end; where it fails, what it said last is told.

use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::Sender;
use std::thread;

use crate::app::{Reply, Unplayed};
use crate::config::Player;
use crate::text::CleanText;

use super::Event;

/// Bytes that are kept of what a player says, the last ones; as `tail` takes a number.
const KEPT: &str = "4096";

/// Starts the player on an address. An event says that it has started; another, whenever that may be, that it could not or
/// that it failed.
pub(super) fn hand_over(player: &Player, address: &str, events: &Sender<Event>) {
    let program = CleanText::line(player.program());
    let mut keeper = keeper().ok();
    let said = keeper.as_mut().and_then(|keeper| keeper.stdin.take()).map_or_else(Stdio::null, Stdio::from);
    let mut command = Command::new(player.program());
    command.args(player.arguments()).arg(address);
    let started = in_background(&mut command).stderr(said).spawn();
    // It holds our end of what the player says, and with that the keeper would never see the other one close.
    drop(command);
    if started.is_ok() {
        // Where the program is ending nobody needs to know.
        let _ = events.send(Reply::Playing { program: program.clone() }.into());
    }
    let events = events.clone();
    thread::spawn(move || {
        let end = started.and_then(|mut player| player.wait());
        let said = keeper.and_then(|keeper| keeper.wait_with_output().ok()).map(|output| output.stdout);
        if let Some(why) = why(end, &said.unwrap_or_default()) {
            let _ = events.send(Reply::Unplayed { program, why }.into());
        }
    });
}

/// Reads everything that a player says and keeps the last of it until the player ends. It is no thread of ours: it must go on
/// when the reader has quit, or the player would be ended by its next word.
fn keeper() -> io::Result<Child> {
    let mut command = Command::new("tail");
    command.args(["-c", KEPT]);
    in_background(&mut command).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
}

/// A group of its own is none that the terminal sends keys or its end to.
fn in_background(command: &mut Command) -> &mut Command {
    command.stdin(Stdio::null()).stdout(Stdio::null()).process_group(0)
}

/// Why a player did not play, by how it ended; nothing where it did.
fn why(end: io::Result<ExitStatus>, said: &[u8]) -> Option<Unplayed> {
    match end {
        Ok(status) if status.success() => None,
        Ok(status) => Some(Unplayed::Failed(last_line(said).unwrap_or_else(|| CleanText::line(&status.to_string())))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Some(Unplayed::NoProgram),
        Err(error) => Some(Unplayed::Failed(CleanText::line(&error.to_string()))),
    }
}

/// The last line that says something. Progress, which is written over itself, ends its lines with a carriage return.
fn last_line(said: &[u8]) -> Option<CleanText> {
    let said = String::from_utf8_lossy(said);
    said.rsplit(['\n', '\r']).find_map(|line| CleanText::line(line).non_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_that_says_something_is_told_without_commands_to_the_terminal() {
        let last = |said: &[u8]| last_line(said).map(CleanText::into_string);
        assert_eq!(last(b"a\nb\n\n \x1b[0m\n").as_deref(), Some("b"));
        assert_eq!(last(b"0:01\r0:02\r\x1b[31mno\x07 file\xff\x1b]0;x\x07\r").as_deref(), Some("no file\u{fffd}"));
        assert_eq!(last(b" \n\r\n"), None);
    }
}
