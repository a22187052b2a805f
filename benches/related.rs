//! Related articles, and how what they cost grows: how long one waits for those of an article, with how much memory, and what
//! the index adds to a store and to an import.
//!
//! `cargo bench --bench related` makes a store of 10,000 articles, asks, makes 100,000 of them, asks again, and prints two lines
//! for each. With `WARTA_BENCH_ARTICLES=1000000` it goes on to so many: that takes a quarter of an hour and 4 GB. `WARTA_BENCH_FOLDER`
//! names a folder in which the store stays: the next run asks it only, or goes on with it.
//!
//! What is counted:
//! - *related* is what a reader waits for, the effect carried out: related articles with their reasons and groups, and the words
//!   that may become tags; *alone* is the related articles without the rest. A thousand articles by chance, in a process that
//!   does nothing else, three times over, of which the shortest counts: what another program takes meanwhile is not the store's.
//!   The first question of all, which counts the terms of the store, stands apart, and so does the memory at its highest.
//! - *index* is the pages of its tables.
//! - *made* is what it takes to tokenise an article and to make its vector; *written* is how much longer an import takes than that
//!   of the same articles into a store beside it where a trigger keeps the vectors out, so that there are no segments either, over
//!   the first 20,000; *merged* is making larger segments of small ones, which an import does when its articles can be read
//!   already, over all. An import is of 500 articles. This is processor time, where the system tells that of a thread.

#![expect(clippy::unwrap_used, reason = "a bench that cannot go on stops")]
#![expect(clippy::print_stdout, reason = "the figures are printed")]

#[path = "related/made_up.rs"]
mod made_up;

use std::env;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::Connection;
use warta::app::Effect;
use warta::model::NewArticle;
use warta::perform::perform;
use warta::related::{TERMS, Vector};
use warta::store::{Clock, Store};
use warta::text::terms;

use made_up::News;

/// Articles of an import.
const TOGETHER: u64 = 500;

/// Articles that come into the store without an index as well.
const BESIDE: u64 = 20_000;

/// Articles of which the related ones are asked for.
const ASKED: usize = 1_000;

/// How often.
const ROUNDS: usize = 3;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [ask, store] = arguments.as_slice()
        && ask == "ask"
    {
        return self::ask(Path::new(store));
    }
    // As divan has it: a word is a filter, and without `--bench` it is a test that all of it works.
    if arguments.iter().any(|argument| !argument.starts_with('-') && !"related".contains(argument.as_str())) {
        return;
    }
    let is_bench = arguments.iter().any(|argument| argument == "--bench");
    let mut sizes = if is_bench { vec![10_000, 100_000] } else { vec![2_000] };
    sizes.extend(env::var("WARTA_BENCH_ARTICLES").ok().map(|articles| articles.parse::<u64>().unwrap()));
    let fresh = tempfile::tempdir().unwrap();
    let folder = env::var_os("WARTA_BENCH_FOLDER").map_or(fresh.path().to_owned(), Into::into);
    let mut growing = Growing::new(&folder, fresh.path());
    for size in sizes {
        // One that was kept may be larger.
        if growing.articles <= size {
            growing.grow(size);
            let asked = Command::new(env::current_exe().unwrap()).arg("ask").arg(folder.join("related.db")).status();
            assert!(asked.unwrap().success());
        }
    }
}

/// A store that grows, and what its index has cost.
struct Growing {
    news: News,
    store: Store,
    beside: Store,
    articles: u64,
    added: u64,
    made: Duration,
    /// How long the imports have taken of which there is one beside, and that one.
    imported: [Duration; 2],
    merged: Duration,
}

impl Growing {
    fn new(folder: &Path, fresh: &Path) -> Self {
        let store = Store::open(&folder.join("related.db")).unwrap();
        let path = fresh.join("without-index.db");
        let beside = Store::open(&path).unwrap();
        let keep_out = "CREATE TRIGGER keep_out BEFORE INSERT ON vector BEGIN SELECT RAISE(IGNORE); END";
        Connection::open(path).unwrap().execute_batch(keep_out).unwrap();
        let articles = store.counts().unwrap().articles as u64;
        let (made, imported, merged) = Default::default();
        Self { news: News::new(), store, beside, articles, added: 0, made, imported, merged }
    }

    fn grow(&mut self, size: u64) {
        while self.articles < size {
            let next = size.min(self.articles + TOGETHER);
            let articles: Vec<NewArticle> = (self.articles..next).map(|number| self.news.article(number)).collect();
            let (took, merged) = import(&self.store, &articles);
            self.merged += merged;
            if self.added < BESIDE {
                self.imported[0] += took;
                self.imported[1] += import(&self.beside, &articles).0;
                let begun = Busy::now();
                for article in &articles {
                    drop(black_box(make(article)));
                }
                self.made += begun.elapsed();
            }
            self.added += next - self.articles;
            self.articles = next;
        }
        self.print();
    }

    fn print(&self) {
        let db = Connection::open(self.store.path()).unwrap();
        let sql = "SELECT sum(pgsize) FROM dbstat WHERE name = ?";
        let pages = |table: &str| db.query_row(sql, [table], |row| row.get::<_, Option<f64>>(0)).unwrap();
        let tables = ["vector", "segment", "posting", "changed"].map(|table| pages(table).unwrap_or_default());
        let bytes = tables.iter().sum::<f64>() / self.articles as f64;
        print!("{:>9} articles: index {bytes:.0} bytes an article", self.articles);
        if self.added > 0 {
            let each = |time: Duration, articles: u64| time.as_secs_f64() * 1e6 / articles as f64;
            let beside = self.added.min(BESIDE);
            let made = each(self.made, beside);
            let [with, without] = self.imported.map(|time| each(time, beside));
            let (written, merged) = (with - without, each(self.merged, self.added));
            let sum = made + written + merged;
            print!(
                "; made {made:.0} + written {written:.0} + merged {merged:.0} = {sum:.0} us an article of {with:.0}"
            );
        }
        println!();
    }
}

/// Brings articles in; gives how long that took, and how long what came when they could be read.
fn import(store: &Store, articles: &[NewArticle]) -> (Duration, Duration) {
    let begun = Busy::now();
    let mut import = store.import(Timestamp::UNIX_EPOCH);
    for article in articles {
        import.add(article).unwrap();
    }
    import.keep().unwrap();
    let kept = begun.elapsed();
    import.finish().unwrap();
    (kept, begun.elapsed().saturating_sub(kept))
}

/// What an import makes of an article for the index.
fn make(article: &NewArticle) -> Vec<u8> {
    let weights = terms::weights(&article.title, &article.body.text, article.language.as_ref(), TERMS);
    Vector::new(&weights).encode()
}

/// Asks a store for related articles, and prints how long that took.
fn ask(path: &Path) {
    let store = Store::open(path).unwrap();
    let articles = store.counts().unwrap().articles as i64;
    let clock = Clock { now: Timestamp::UNIX_EPOCH, zone: TimeZone::UTC };
    let effect = |number| drop(black_box(perform(&store, &Effect::Related { number }, &clock)));
    let first = wait(&effect, 1);
    let some = made_up::some(articles, ASKED);
    let all = waits(&effect, &some);
    let alone = waits(&|number| drop(black_box(store.related(number, 27).unwrap())), &some);
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let of = |times: &[Duration], percent: usize| ms(times[(times.len() * percent / 100).min(times.len() - 1)]);
    print!("{articles:>9} articles: related");
    for (name, times) in [("", all), (", alone", alone)] {
        print!("{name} p50 {:.2} p95 {:.2} max {:.2} ms", of(&times, 50), of(&times, 95), of(&times, 100));
    }
    let memory = peak().map_or(String::new(), |kib| format!("; {:.0} MB", kib as f64 / 1024.0));
    println!("; the first {:.1} ms{memory}", ms(first));
}

fn wait(ask: &dyn Fn(i64), number: i64) -> Duration {
    let begun = Instant::now();
    ask(number);
    begun.elapsed()
}

/// How long one waits for each of some articles, the shortest first.
fn waits(ask: &dyn Fn(i64), some: &[i64]) -> Vec<Duration> {
    let mut shortest = vec![Duration::MAX; some.len()];
    for _ in 0..ROUNDS {
        let round = some.iter().zip(&mut shortest);
        round.for_each(|(&number, shortest)| *shortest = wait(ask, number).min(*shortest));
    }
    shortest.sort_unstable();
    shortest
}

/// How long this thread has been at work; how late it is, where the system does not say.
struct Busy(Instant, Option<Duration>);

impl Busy {
    fn now() -> Self {
        Self(Instant::now(), Self::so_far())
    }

    fn so_far() -> Option<Duration> {
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        Some(Duration::from_nanos(told.split_whitespace().next()?.parse().ok()?))
    }

    fn elapsed(&self) -> Duration {
        let busy = self.1.zip(Self::so_far()).map(|(begun, now)| now.saturating_sub(begun));
        busy.unwrap_or_else(|| self.0.elapsed())
    }
}

/// The memory of this process at its highest, in KiB; none where the system does not say.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}
