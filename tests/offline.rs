//! Reading is offline: every command but `add` and `fetch` of what is on the web, and the reader itself, works where there is no network at all and
//! opens no socket to one. That no other room names a socket is what `tests/layers.rs` sees to.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "shared/program.rs"]
mod program;
#[path = "shared/pty.rs"]
mod pty;

use std::collections::HashSet;
use std::fs;
use std::process::{Command, Stdio};

use warta::snapshot::Format;

use program::{Home, finish};
use pty::Pty;

/// How a command is watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Watch {
    /// In a network of its own, in which nothing is reached, not even this machine.
    Alone,
    /// With each of its system calls written down.
    Traced,
    /// With a look at its open files as often as there is time for.
    Looked,
}

/// The ways that this machine has: the last where it has neither of the others.
fn watches() -> Vec<Watch> {
    let works = |command: &mut Command| command.output().is_ok_and(|output| output.status.success());
    let mut watches = Vec::new();
    if works(Command::new("unshare").args(["--map-root-user", "--net", "true"])) {
        watches.push(Watch::Alone);
    }
    if works(Command::new("strace").args(["-f", "-e", "trace=network", "true"])) {
        watches.push(Watch::Traced);
    }
    if watches.is_empty() {
        watches.push(Watch::Looked);
    }
    watches
}

/// Runs the program and holds it to no network.
fn watched(home: &Home, arguments: &[&str], watch: Watch) {
    let trace = home.path("trace");
    let mut command = match watch {
        Watch::Alone => {
            let mut command = Command::new("unshare");
            command.args(["--map-root-user", "--net"]);
            command
        }
        Watch::Traced => {
            let mut command = Command::new("strace");
            command.args(["-f", "-e", "trace=network", "-o"]).arg(&trace);
            command
        }
        Watch::Looked => Command::new("env"),
    };
    command.env("HOME", home.folder.path()).arg(env!("CARGO_BIN_EXE_warta")).args(home.given()).args(arguments);
    if watch == Watch::Looked {
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        while child.try_wait().unwrap().is_none() {
            assert_eq!(sockets_of(child.id()), Vec::<String>::new(), "{arguments:?} opens a socket");
        }
        return;
    }
    let run = finish(&mut command, b"");
    assert_eq!(run.code, 0, "{watch:?} {arguments:?}: {run:?}");
    let calls = fs::read_to_string(&trace).unwrap_or_default();
    let opened: Vec<&str> = calls.lines().filter(|call| call.contains("AF_INET")).collect();
    assert!(opened.is_empty(), "{arguments:?} opens a socket: {opened:?}");
}

#[test]
fn every_command_but_those_that_fetch_works_without_a_network() {
    let home = Home::with_sample();
    let list = home.write("urls", "https://kabar.example/rss\n");
    let out = home.path("out.jsonl").to_str().unwrap().to_owned();
    home.write(
        "desa.xml",
        "<rss version='2.0'><channel><title>Desa</title><item><title>Satu</title></item></channel></rss>",
    );
    let file = format!("file://{}", home.path("desa.xml").to_str().unwrap());
    let commands: [&[&str]; 28] = [
        &["import", "--as", "urls", &list],
        &["list"],
        &["list", "saved", "--json"],
        &["show", "1"],
        &["show", "1", "--format", "markdown"],
        &["related", "1"],
        &["search", "kapal"],
        &["tags"],
        &["doctor", "--vacuum"],
        &["feeds"],
        &["save", "1"],
        &["unsave", "1"],
        &["read", "1"],
        &["unread", "1"],
        &["follow", "query", "kapal"],
        &["follow"],
        &["list", "following"],
        &["list", "popular"],
        &["list", "recommended"],
        &["unfollow", "query", "kapal"],
        &["export", "--format", "opml"],
        &["export", "--output", &out],
        &["snapshot", "--keys", "jj<Enter>gr/kapal<Enter>"],
        &["snapshot", "--keys", "2esEy3-"],
        &["remove", "https://kabar.example/rss"],
        // A file is no server.
        &["add", &file],
        &["fetch", "--all"],
        &["remove", &file],
    ];
    for watch in watches() {
        for arguments in commands {
            watched(&home, arguments, watch);
            let _ = fs::remove_file(&out);
        }
    }
}

/// Inodes of the sockets to a network that are open anywhere on this machine.
fn sockets() -> HashSet<String> {
    let tables =
        ["tcp", "tcp6", "udp", "udp6", "raw", "raw6"].map(|name| fs::read_to_string(format!("/proc/net/{name}")));
    let rows = tables.into_iter().flatten().flat_map(|table| {
        table.lines().skip(1).filter_map(|row| row.split_whitespace().nth(9).map(str::to_owned)).collect::<Vec<_>>()
    });
    rows.collect()
}

/// Those that a process has open.
fn sockets_of(process: u32) -> Vec<String> {
    let known = sockets();
    // A process that has just ended has none.
    let files = fs::read_dir(format!("/proc/{process}/fd")).into_iter().flatten().flatten();
    let targets = files.filter_map(|file| fs::read_link(file.path()).ok());
    let inodes = targets.filter_map(|target| {
        let target = target.to_str()?.to_owned();
        target.strip_prefix("socket:[").and_then(|rest| rest.strip_suffix(']')).map(str::to_owned)
    });
    inodes.filter(|inode| known.contains(inode)).collect()
}

#[test]
fn the_reader_has_no_socket_to_a_network() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    assert!(!sockets_of(std::process::id()).is_empty(), "an open socket is found");
    drop(listener);
    let home = Home::with_sample();
    let steps = ["jj<Enter>", "<Space>", "gr", "]<Enter>", "<C-o>", "gtj<Enter>", "/kapal<Enter>"];
    let mut driver = home.driver(100, 30);
    let frames = steps.map(|keys| {
        driver.keys(keys).unwrap();
        driver.frame().write(Format::Text)
    });
    assert!(!driver.has_quit());
    drop(driver);
    let mut pty = Pty::start(&home, &[], (100, 30));
    for (keys, frame) in steps.iter().zip(&frames) {
        pty.press(keys);
        // What the keys asked for has been done.
        pty.shows(frame);
        assert_eq!(sockets_of(pty.process()), Vec::<String>::new(), "after {keys}");
    }
    pty.press("Q");
    pty.finish();
}
