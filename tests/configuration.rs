//! The configuration file as the program finds it: where it is looked for, what counts before it and after it, and what is
//! said of one that cannot be used.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "shared/program.rs"]
mod program;

use std::os::unix::fs::PermissionsExt;

use program::{Home, NOW, Run, bare, finish};

/// Runs the program on a home's store with nothing fixed but the time.
fn run(home: &Home, env: &[(&str, &str)], arguments: &[&str]) -> Run {
    let mut command = bare(home.folder.path());
    command.arg("--store").arg(home.store()).args(["--now", NOW]).args(arguments);
    finish(command.envs(env.iter().copied()), b"")
}

/// The last line of the first frame: in English or Indonesian.
fn footer(home: &Home, env: &[(&str, &str)], arguments: &[&str]) -> String {
    let run = run(home, env, &[arguments, &["snapshot"]].concat());
    assert_eq!(run.code, 0, "{run:?}");
    run.stdout.lines().last().unwrap().to_owned()
}

#[test]
fn the_command_line_counts_before_the_file_and_the_file_before_the_environment() {
    let home = Home::with_sample();
    let file = home.write("mine.toml", "language = \"id\"\ntimezone = \"Asia/Tokyo\"\ntheme = \"default\"\n");
    let english = ("LANG", "en_GB.UTF-8");
    assert!(footer(&home, &[english], &[]).contains("move"));
    assert!(footer(&home, &[english], &["--config", &file]).contains("gerak"));
    assert!(footer(&home, &[english], &["--config", &file, "--lang", "en"]).contains("move"));

    let utc = ("TZ", "UTC");
    let first = |arguments: &[&str]| run(&home, &[utc], &[arguments, &["list", "--limit", "2"]].concat()).stdout;
    let [host, set, told] =
        [first(&[]), first(&["--config", &file]), first(&["--config", &file, "--timezone", "Asia/Jakarta"])];
    assert!(host.contains("07:45"), "{host}");
    assert!(set.contains("16:45"), "{set}");
    assert!(told.contains("14:45"), "{told}");

    let off = home.write("off.toml", "recommend = false\n");
    let on = home.write("on.toml", "recommend = true\n");
    let recommended = |arguments: &[&str]| run(&home, &[], &[arguments, &["list", "recommended"]].concat()).code;
    let codes = [recommended(&[]), recommended(&["--config", &on]), recommended(&["--config", &off])];
    assert_eq!(codes, [0, 0, 1], "where nothing is said articles are recommended");

    let plain = ("NO_COLOR", "1");
    let frame = |env: &[(&str, &str)], arguments: &[&str]| {
        run(&home, env, &[arguments, &["snapshot", "--format", "ansi"]].concat()).stdout.contains("\x1b[3")
    };
    assert!(!frame(&[plain], &[]));
    assert!(frame(&[plain], &["--config", &file]));
    assert!(!frame(&[plain], &["--config", &file, "--theme", "mono"]));
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_is_found_in_its_own_place_by_the_environment_or_by_the_command_line() {
    let home = Home::with_sample();
    // None is needed in its own place, and none is made.
    assert!(footer(&home, &[], &[]).contains("move"));
    assert!(!home.path(".config").exists());
    std::fs::create_dir_all(home.path(".config/warta")).unwrap();
    home.write(".config/warta/config.toml", "language = \"id\"");
    assert!(footer(&home, &[], &[]).contains("gerak"));
    let english = home.write("english.toml", "language = \"en\"");
    let indonesian = home.write("indonesian.toml", "language = \"id\"");
    assert!(footer(&home, &[("WARTA_CONFIG", &english)], &[]).contains("move"));
    assert!(footer(&home, &[("WARTA_CONFIG", &english)], &["--config", &indonesian]).contains("gerak"));
}

#[test]
fn a_file_that_cannot_be_used_is_an_error_of_one_line() {
    let home = Home::with_sample();
    let absent = home.path("absent.toml").to_str().unwrap().to_owned();
    let wrong = home.write("wrong.toml", "theme = \"mono\"\nplayer = []\n");
    let maybe = home.write("maybe.toml", "\nrecommend = \"maybe\"\n");
    let dark = home.write("dark.toml", "theme = \"dark\"\n");
    for (file, said) in [
        (&absent, "absent.toml; make it, or name another with --config"),
        (&wrong, "wrong.toml, line 2: `player` names no program"),
        (&maybe, "maybe.toml, line 2: invalid type: string \"maybe\", expected a boolean"),
        (&dark, "dark.toml, line 1: themes are default and mono"),
    ] {
        // What it says is held to, whatever the command line says of the same.
        let run = run(&home, &[], &["--config", file, "--theme", "mono", "list"]);
        assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{run:?}");
        assert!(run.stderr.starts_with("warta: ") && run.stderr.contains(said), "{run:?}");
        assert_eq!(run.stderr.lines().count(), 1, "{run:?}");
    }
}

#[test]
fn a_doctor_says_which_file_is_used_and_what_plays() {
    let home = Home::with_sample();
    let report = |file: &str| -> (i32, serde_json::Value) {
        let run = home.run(&["--config", file, "doctor", "--json"]);
        (run.code, serde_json::from_str(&run.stdout).unwrap())
    };
    let said = home.good(&["doctor"]);
    assert!(
        said.contains("not there; nothing needs it") && said.contains(r#"["mpv", "--force-window=yes"]"#),
        "{said}"
    );

    let program = home.write("play", "#!/bin/sh\n");
    let file = home.write("mine.toml", format!("player = [\"{program}\", \"-x\"]"));
    let (code, report_of) = report(&file);
    assert_eq!((code, &report_of["player_program"]), (0, &serde_json::Value::Null), "it cannot be run");
    assert!(report_of["advice"][0].as_str().unwrap().contains("there is no program"), "{report_of}");
    std::fs::set_permissions(&program, PermissionsExt::from_mode(0o700)).unwrap();
    let (code, report_of) = report(&file);
    assert_eq!((code, &report_of["advice"]), (0, &serde_json::json!([])));
    assert_eq!(report_of["player"], serde_json::json!([program, "-x"]));
    assert_eq!((&report_of["player_program"], &report_of["configuration_read"]), (&program.into(), &true.into()));
    let found = home.write("path.toml", "player = [\"play\"]");
    let run = finish(home.command(&["--config", &found, "doctor"]).env("PATH", home.folder.path()), b"");
    assert!(run.stdout.contains(&format!("{}\n", home.path("play").display())), "{run:?}");

    let wrong = home.write("wrong.toml", "\nplayr = []\n");
    let (code, report_of) = report(&wrong);
    assert_eq!((code, &report_of["configuration_read"]), (1, &false.into()));
    assert!(report_of["advice"][0].as_str().unwrap().contains("line 2: unknown field `playr`"), "{report_of}");
    assert!(report_of["articles"].as_u64().unwrap() > 40, "the rest is looked over all the same");
}
