//! Who may import whom, as a table, and the few rules of form that hold for every file.
//!
//! Rust lets the modules of a crate import each other in circles; this test reads the text of the sources and fails
//! with a sentence. It reads `use` trees and paths in the code, and knows comments, literals and test modules. It
//! does not expand macros. The checker is itself checked: made-up sources that offend must be caught.

#![allow(clippy::unwrap_used, reason = "a test may end where it cannot go on")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Rooms of the house with those that each may import; its own is always allowed. Arrows only go down.
const ROOMS: &[(&str, &[&str])] = &[
    ("main", &["cli"]),
    (
        "cli",
        &[
            "runtime", "snapshot", "perform", "view", "app", "store", "fetch", "ingest", "related", "document",
            "config", "model", "text", "sample",
        ],
    ),
    ("runtime", &["perform", "view", "app", "store", "config", "text", "model"]),
    ("snapshot", &["perform", "view", "app", "store", "text", "model"]),
    ("perform", &["app", "store", "fetch", "ingest", "related", "sample", "model", "text"]),
    ("view", &["app", "document", "text", "model"]),
    ("app", &["document", "text", "model"]),
    ("store", &["related", "text", "model"]),
    ("fetch", &["ingest", "text", "model"]),
    ("ingest", &["document", "text", "model"]),
    ("related", &["text", "model"]),
    ("document", &["text", "model"]),
    ("config", &["text", "model"]),
    ("model", &["text"]),
    ("text", &[]),
    ("sample", &[]),
];

/// Crates of others, or parts of them, with the rooms that may name them. The longest that fits counts.
const CRATES: &[(&str, &[&str])] = &[
    ("anyhow", &["cli"]),
    ("brotli_decompressor", &["fetch"]),
    ("clap", &["cli"]),
    ("crossterm", &["runtime"]),
    ("directories", &["cli"]),
    ("dom_query", &["ingest"]),
    ("dom_smoothie", &["ingest"]),
    ("encoding_rs", &["ingest"]),
    ("fluent", &["text"]),
    ("html5ever", &["document"]),
    ("html5ever::data", &["document", "ingest"]),
    ("hypher", &["document"]),
    ("include_dir", &["sample"]),
    ("indicatif", &["cli"]),
    ("jiff", &["cli", "runtime", "snapshot", "perform", "app", "store", "fetch", "ingest", "config", "model", "text"]),
    ("memchr", &["ingest"]),
    ("quick_xml", &["ingest"]),
    ("ratatui", &["runtime", "snapshot", "view"]),
    ("ratatui::buffer::CellWidth", &["runtime", "snapshot", "view", "document"]),
    ("ratatui::layout", &["runtime", "snapshot", "view", "app"]),
    ("rusqlite", &["store"]),
    ("serde", &["store", "ingest", "config", "model", "text"]),
    ("serde_json", &["cli", "snapshot", "store", "ingest"]),
    ("sha2", &["store", "ingest"]),
    ("signal_hook", &["runtime", "cli"]),
    ("stop_words", &["text"]),
    ("textwrap", &["document"]),
    ("thiserror", &["cli", "runtime", "perform", "app", "store", "fetch", "ingest", "config", "text"]),
    ("toml", &["config"]),
    ("tui_input", &["app", "view"]),
    ("unic_langid", &["text"]),
    ("unicode_bidi", &["document"]),
    ("unicode_normalization", &["text"]),
    ("unicode_segmentation", &["document", "text", "view"]),
    ("unicode_width", &["ingest", "text"]),
    ("ureq", &["fetch"]),
    ("url", &["cli", "perform", "app", "document", "fetch", "ingest"]),
    ("waken_snowball", &["text"]),
    ("whatlang", &["text"]),
];

/// Rooms that only hold the store and hand it on, and what they may call on it.
const HOLDERS: [&str; 2] = ["runtime", "snapshot"];
const HOLDING: [&str; 4] = ["reopen", "interrupter", "begin_trial", "forget_trial"];

/// Lines of a file at the most: it is read in one sitting.
const LINES: usize = 500;

/// A piece of source text: an identifier, a number, `::`, or one sign. Comments and literals are left out.
fn tokens(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut tokens = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        match (at(i), at(i + 1)) {
            ('/', '/') => i = skip_to(&chars, i, &['\n']),
            ('/', '*') => i = skip_comment(&chars, i),
            ('"', _) => i = skip_string(&chars, i),
            ('\'', '\\') => i = skip_to(&chars, i + 3, &['\'']),
            ('\'', _) if at(i + 2) == '\'' => i += 3,
            ('\'', _) => i += 1 + chars[i + 1..].iter().take_while(|c| is_word(**c)).count(),
            (':', ':') => {
                tokens.push("::".to_owned());
                i += 2;
            }
            (c, _) if is_word(c) => {
                let word: String = chars[i..].iter().take_while(|c| is_word(**c)).collect();
                i += word.chars().count();
                let hashes = chars[i..].iter().take_while(|c| **c == '#').count();
                if matches!(word.as_str(), "r" | "br" | "cr") && at(i + hashes) == '"' {
                    let end: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
                    i = skip_to(&chars, i + hashes + 1, &end);
                } else if word == "r" && hashes == 1 {
                    i += 1;
                } else if !(matches!(word.as_str(), "b" | "c") && matches!(at(i), '"' | '\'')) {
                    tokens.push(word);
                }
            }
            (c, _) => {
                if !c.is_whitespace() {
                    tokens.push(c.to_string());
                }
                i += 1;
            }
        }
    }
    tokens
}

/// The place behind the next `end`, or the end of all.
fn skip_to(chars: &[char], from: usize, end: &[char]) -> usize {
    let from = from.min(chars.len());
    chars[from..].windows(end.len()).position(|window| window == end).map_or(chars.len(), |at| from + at + end.len())
}

fn skip_comment(chars: &[char], from: usize) -> usize {
    let (mut i, mut depth) = (from, 0);
    while i < chars.len() {
        match (chars[i], chars.get(i + 1)) {
            ('/', Some('*')) => (i, depth) = (i + 2, depth + 1),
            ('*', Some('/')) if depth == 1 => return i + 2,
            ('*', Some('/')) => (i, depth) = (i + 2, depth - 1),
            _ => i += 1,
        }
    }
    i
}

fn skip_string(chars: &[char], from: usize) -> usize {
    let mut i = from + 1;
    while i < chars.len() && chars[i] != '"' {
        i += if chars[i] == '\\' { 2 } else { 1 };
    }
    i + 1
}

/// The tokens without the modules under `#[cfg(test)]`, and the names of those that are files of their own.
fn without_tests(tokens: &[String]) -> (Vec<String>, Vec<String>) {
    let marker = ["#", "[", "cfg", "(", "test", ")", "]"];
    let (mut kept, mut files) = (Vec::new(), Vec::new());
    let mut i = 0;
    while i < tokens.len() {
        if !tokens[i..].iter().map(String::as_str).take(marker.len()).eq(marker) {
            kept.push(tokens[i].clone());
            i += 1;
            continue;
        }
        let end = |i: usize| tokens[i..].iter().position(|token| token == "{" || token == ";").map(|at| i + at);
        // An attribute between the marker and the module has no braces and no semicolon.
        let Some(open) = end(i) else { break };
        if tokens[open] == ";" {
            files.push(tokens[open - 1].clone());
            i = open + 1;
            continue;
        }
        let mut depth = 0_usize;
        i = open;
        while i < tokens.len() {
            match tokens[i].as_str() {
                "{" => depth += 1,
                "}" => depth -= 1,
                _ => {}
            }
            i += 1;
            if depth == 0 {
                break;
            }
        }
    }
    (kept, files)
}

/// A path as it is written, and the modules it is written in.
#[derive(Debug, PartialEq)]
struct Named {
    path: Vec<String>,
    within: Vec<String>,
    glob: bool,
}

fn is_name(token: &str) -> bool {
    token.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_')
}

/// Every path in the code of a module: those that `use` names and those with a `::`.
fn paths(tokens: &[String], module: &[String]) -> Vec<Named> {
    let mut found = Vec::new();
    let mut inner: Vec<(String, usize)> = Vec::new();
    let (mut i, mut depth) = (0, 0_usize);
    let is = |i: usize, sign: &str| tokens.get(i).is_some_and(|token| token == sign);
    while i < tokens.len() {
        let within = || module.iter().cloned().chain(inner.iter().map(|(name, _)| name.clone())).collect();
        match tokens[i].as_str() {
            "{" => depth += 1,
            "}" => {
                depth = depth.saturating_sub(1);
                inner.pop_if(|(_, at)| *at == depth);
            }
            "mod" if is(i + 2, "{") => inner.push((tokens[i + 1].clone(), depth)),
            "use" if !is(i + 1, "<") => {
                let end = tokens[i..].iter().position(|token| token == ";").map_or(tokens.len(), |at| i + at);
                let tree = &tokens[i + 1..end];
                let tree = if tree.first().is_some_and(|token| token == "::") { &tree[1..] } else { tree };
                let mut leaves = Vec::new();
                use_tree(tree, &[], &mut leaves);
                found.extend(leaves.into_iter().map(|(path, glob)| Named { path, within: within(), glob }));
                i = end;
            }
            // What follows `<T>::` is no path from a root; what follows a `::` alone is one.
            name if is_name(name)
                && is(i + 1, "::")
                && !(i > 1 && is(i - 1, "::") && is(i - 2, ">") && !(i > 2 && is(i - 3, "-"))) =>
            {
                let mut path = vec![name.to_owned()];
                while is(i + 1, "::") && tokens.get(i + 2).is_some_and(|token| is_name(token)) {
                    path.push(tokens[i + 2].clone());
                    i += 2;
                }
                found.push(Named { path, within: within(), glob: false });
            }
            _ => {}
        }
        i += 1;
    }
    found
}

/// The leaves of a `use` tree: each with its whole path, and whether it is a `*`.
fn use_tree(tree: &[String], before: &[String], leaves: &mut Vec<(Vec<String>, bool)>) {
    let mut path = before.to_vec();
    for (at, token) in tree.iter().enumerate() {
        match token.as_str() {
            "::" => {}
            "as" => break,
            "*" => {
                leaves.push((path, true));
                return;
            }
            "{" => {
                let inside = &tree[at + 1..tree.len() - 1];
                let (mut from, mut depth) = (0, 0);
                for (i, token) in inside.iter().enumerate() {
                    match token.as_str() {
                        "{" => depth += 1,
                        "}" => depth -= 1,
                        "," if depth == 0 => {
                            use_tree(&inside[from..i], &path, leaves);
                            from = i + 1;
                        }
                        _ => {}
                    }
                }
                if from < inside.len() {
                    use_tree(&inside[from..], &path, leaves);
                }
                return;
            }
            "self" if !path.is_empty() => {}
            name => path.push(name.to_owned()),
        }
    }
    leaves.push((path, false));
}

/// The path from the root of the crate that a written one stands for; none for what lies outside or in scope.
fn resolved(named: &Named) -> Option<Vec<String>> {
    let mut rest = named.path.as_slice();
    let mut full = match rest.first()?.as_str() {
        "crate" | "warta" => Vec::new(),
        "self" | "super" => named.within.clone(),
        _ => return None,
    };
    if matches!(rest[0].as_str(), "crate" | "warta" | "self") {
        rest = &rest[1..];
    }
    while rest.first().is_some_and(|segment| segment == "super") {
        full.pop();
        rest = &rest[1..];
    }
    full.extend_from_slice(rest);
    Some(full)
}

/// A file of the sources.
struct Source {
    /// Its path from the root of the repository, with `/`.
    path: String,
    text: String,
    /// Whether it is a module of tests only.
    tests: bool,
}

impl Source {
    fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned(), tests: false }
    }

    /// The module that it is, from the root of the crate.
    fn module(&self) -> Vec<String> {
        let stem = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        stem.split('/').map(str::to_owned).collect()
    }

    fn room(&self) -> String {
        self.module()[0].clone()
    }
}

/// What a source imports that its room may not, a sentence each.
fn offences(source: &Source) -> Vec<String> {
    let room = source.room();
    let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
        return vec![format!("{} is in no room of the table; give `{room}` its row", source.path)];
    };
    let listed = if allowed.is_empty() { "nothing".to_owned() } else { allowed.join(", ") };
    let module = if room == "main" { Vec::new() } else { source.module() };
    let all = tokens(&source.text);
    let mut said = Vec::new();
    for named in paths(&all, &module) {
        let Some(full) = resolved(&named) else { continue };
        // A name of the root that is no room is an item of its own, and the root has none.
        let Some(other) = full.first().filter(|other| ROOMS.iter().any(|(name, _)| name == other)) else { continue };
        if *other != room && !allowed.contains(&other.as_str()) {
            said.push(format!("{} imports {other}; {room} may import {listed}", source.path));
        }
    }
    if source.tests {
        return said;
    }
    let (code, _) = without_tests(&all);
    for named in paths(&code, &module) {
        let path = named.path.join("::");
        let fits = |part: &str| path.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"));
        let row = CRATES.iter().filter(|(part, _)| fits(part)).max_by_key(|(part, _)| part.len());
        if let Some((_, rooms)) = row
            && !rooms.contains(&room.as_str())
        {
            said.push(format!("{} names {path}, which only {} may", source.path, rooms.join(", ")));
        }
        if named.glob {
            said.push(format!("{} imports all of {path} by a glob; name what is used", source.path));
        }
    }
    if HOLDERS.contains(&room.as_str()) {
        for window in code.windows(4) {
            if window[0] == "store" && window[1] == "." && window[3] == "(" && !HOLDING.contains(&window[2].as_str()) {
                said.push(format!("{} asks the store for {}; {room} only hands it to perform", source.path, window[2]));
            }
        }
    }
    said.dedup();
    said
}

/// What is wrong with a file's form, a sentence each.
fn flaws(path: &str, text: &str) -> Vec<String> {
    let mut said = Vec::new();
    if !text.starts_with("//!") {
        said.push(format!("{path} does not begin with `//!`: what it does, what it doesn't, who calls it"));
    }
    // What tests share must be a mod.rs: Cargo takes every file beside it for a program of its own.
    if path.starts_with("src/") && path.ends_with("/mod.rs") {
        said.push(format!("{path} is a mod.rs; name the file beside its folder"));
    }
    let lines = text.lines().count();
    if path.starts_with("src/") && lines > LINES {
        said.push(format!("{path} has {lines} lines; more than {LINES} are not read in one sitting"));
    }
    for left in [["TO", "DO"].concat(), ["FIX", "ME"].concat()] {
        for (number, line) in (1..).zip(text.lines()) {
            if line.split(|c: char| !c.is_alphanumeric()).any(|word| word == left) {
                said.push(format!("{path} has a {left} on line {number}; do it or drop it"));
            }
        }
    }
    said
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below a folder of the repository.
fn files(folder: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        // `benches` may not be there.
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
                files.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

/// The sources of the crate but `lib.rs`, which is the map and names every room.
fn sources() -> Vec<Source> {
    let mut sources: Vec<Source> = files("src").iter().map(|(path, text)| Source::new(path, text)).collect();
    let mut tests = BTreeSet::new();
    for source in &sources {
        let folder = source.path.trim_end_matches(".rs");
        tests.extend(without_tests(&tokens(&source.text)).1.iter().map(|name| format!("{folder}/{name}.rs")));
    }
    for source in &mut sources {
        source.tests = tests.contains(&source.path);
    }
    sources.retain(|source| source.path != "src/lib.rs");
    sources
}

#[track_caller]
fn none(said: &[String]) {
    assert!(said.is_empty(), "\n{}\n", said.join("\n"));
}

#[test]
fn rooms_import_only_those_below_them() {
    let sources = sources();
    assert!(sources.len() > 100, "only {} files were found", sources.len());
    none(&sources.iter().flat_map(offences).collect::<Vec<_>>());
}

#[test]
fn every_file_has_its_form() {
    let all = ["src", "tests", "benches"].into_iter().flat_map(files);
    none(&all.flat_map(|(path, text)| flaws(&path, &text)).collect::<Vec<_>>());
}

#[test]
fn the_table_has_a_row_for_every_room_and_every_crate_and_no_other() {
    let rooms: BTreeSet<String> = sources().iter().map(Source::room).collect();
    let rows: BTreeSet<String> = ROOMS.iter().map(|(room, _)| (*room).to_owned()).collect();
    assert_eq!(rooms, rows);
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let dependencies = manifest.split("[dependencies]\n").nth(1).unwrap().split("\n[").next().unwrap();
    let names = dependencies.lines().filter_map(|line| line.split(' ').next());
    let names: BTreeSet<String> =
        names.filter(|name| !name.is_empty() && !name.starts_with('#')).map(|name| name.replace('-', "_")).collect();
    let rows = CRATES.iter().filter_map(|(part, _)| part.split("::").next()).map(str::to_owned).collect();
    assert_eq!(names, rows);
}

#[test]
fn arrows_never_go_in_circles() {
    for (at, (room, allowed)) in ROOMS.iter().enumerate() {
        for other in *allowed {
            let below = ROOMS.iter().position(|(name, _)| name == other);
            assert!(below.is_some_and(|below| below > at), "{room} may import {other}, which stands above it");
        }
    }
}

mod the_checker {
    use super::*;

    #[track_caller]
    fn said(path: &str, text: &str, expected: &[&str]) {
        assert_eq!(offences(&Source::new(path, text)), expected);
    }

    #[test]
    fn sees_an_import_of_a_room_above() {
        said(
            "src/app/list.rs",
            "use crate::store::Store;",
            &["src/app/list.rs imports store; app may import document, text, model"],
        );
        said("src/text/x.rs", "use crate::model::A;", &["src/text/x.rs imports model; text may import nothing"]);
        said("src/main.rs", "fn main() { warta::store::x() }", &["src/main.rs imports store; main may import cli"]);
    }

    #[test]
    fn sees_through_braces_lines_and_new_names() {
        let import = "use crate::{\n    model::{self, Article},\n    view::{Role as R, theme::{Theme}}, // view\n};";
        said("src/app/x.rs", import, &["src/app/x.rs imports view; app may import document, text, model"]);
        let import = "pub use crate::perform as p;";
        said("src/app.rs", import, &["src/app.rs imports perform; app may import document, text, model"]);
    }

    #[test]
    fn sees_a_path_in_the_code() {
        let code = "fn f<'a>(c: char) -> bool { c == '\"' || crate::store::open::<u8>(\"x\") }";
        said("src/view/x.rs", code, &["src/view/x.rs imports store; view may import app, document, text, model"]);
        said(
            "src/view/x.rs",
            "impl crate::store::Ask for X {}",
            &["src/view/x.rs imports store; view may import app, document, text, model"],
        );
    }

    #[test]
    fn follows_super_out_of_a_room_and_out_of_an_inner_module() {
        let expected = ["src/ingest/feed/x.rs imports store; ingest may import document, text, model"];
        said("src/ingest/feed/x.rs", "use super::super::super::store::Store;", &expected);
        said("src/ingest/feed/x.rs", "mod a { fn f() { super::super::super::super::store::g() } }", &expected);
        said("src/ingest/feed/x.rs", "mod a { mod b {} } use super::super::item::Item;", &[]);
        said(
            "src/ingest.rs",
            "use super::store;",
            &["src/ingest.rs imports store; ingest may import document, text, model"],
        );
    }

    #[test]
    fn leaves_comments_literals_and_look_alikes_alone() {
        let text = r##"
            //! Not [`store`](crate::store).
            /* use crate::store::A; /* nested */ crate::view::B */
            const A: &str = "crate::store::B \" crate::view";
            const B: &str = r#"crate::store::C " crate::view"#;
            const C: (char, &[u8]) = ('"', b"crate::store");
            pub(crate) fn store() { self.store.open(); x::store::y(); let view = crate::model::view; }
        "##;
        said("src/app/x.rs", text, &[]);
    }

    #[test]
    fn sees_a_crate_out_of_its_room_but_not_in_a_test() {
        said(
            "src/cli/x.rs",
            "use rusqlite::{Connection};",
            &["src/cli/x.rs names rusqlite::Connection, which only store may"],
        );
        said(
            "src/app/x.rs",
            "use ratatui::{layout::Rect, style::Style};",
            &["src/app/x.rs names ratatui::style::Style, which only runtime, snapshot, view may"],
        );
        said(
            "src/app/x.rs",
            "fn f() -> ::clap::X { A::<B>::clap::c() }",
            &["src/app/x.rs names clap::X, which only cli may"],
        );
        said(
            "src/app/x.rs",
            "fn f() -> anyhow::Result<()> { g() }",
            &["src/app/x.rs names anyhow::Result, which only cli may"],
        );
        said(
            "src/app/x.rs",
            "#[cfg(test)] #[allow(x)] mod tests { use super::*; use clap::Parser; } use url::Url;",
            &[],
        );
    }

    #[test]
    fn sees_a_glob_but_not_in_a_test() {
        said(
            "src/app/x.rs",
            "use crate::model::*;",
            &["src/app/x.rs imports all of crate::model by a glob; name what is used"],
        );
        said("src/app/x.rs", "#[cfg(test)] mod tests { use super::{x::*}; }", &[]);
        said(
            "src/app/x.rs",
            "#[cfg(test)] mod tests { use crate::store::A; }",
            &["src/app/x.rs imports store; app may import document, text, model"],
        );
    }

    #[test]
    fn sees_a_question_to_the_store_from_a_room_that_only_holds_it() {
        said(
            "src/runtime/x.rs",
            "fn f(store: &Store) { store.reopen(); self.store.article(1); }",
            &["src/runtime/x.rs asks the store for article; runtime only hands it to perform"],
        );
    }

    #[test]
    fn sees_a_room_without_a_row() {
        said("src/utils.rs", "", &["src/utils.rs is in no room of the table; give `utils` its row"]);
    }

    #[test]
    fn sees_flaws_of_form() {
        let to_do = ["//! A.\n// TO", "DO: later\n"].concat();
        assert_eq!(flaws("src/a.rs", &to_do).len(), 1);
        assert_eq!(flaws("src/a/mod.rs", "use x;").len(), 2);
        assert_eq!(flaws("src/a.rs", &"//!\n".repeat(LINES)), Vec::<String>::new());
        assert_eq!(flaws("src/a.rs", &"//!\n".repeat(LINES + 1)).len(), 1);
    }

    #[test]
    fn finds_modules_of_tests_that_are_files() {
        let source = tokens("#[cfg(test)]\n#[allow(a::b)]\nmod tests;\nmod other;");
        let (code, files) = without_tests(&source);
        assert_eq!((code.concat().as_str(), files), ("modother;", vec!["tests".to_owned()]));
    }
}
