//! What became of each file, for a person and as JSON.

use serde_json::{Value, json};

use crate::cli::output::{Output, complain};
use crate::ingest::{Kind, Remark};
use crate::store::{Outcome, StoreError};
use crate::text::CleanText;

/// Remarks of one sort on one file that are printed one by one.
const MAX_REMARKS: usize = 20;

/// What became of one file: its articles, or the feeds of a list, are counted.
#[derive(Debug, Default)]
pub(super) struct Report {
    pub(super) path: String,
    pub(super) kind: Option<Kind>,
    pub(super) new: usize,
    pub(super) updated: usize,
    pub(super) unchanged: usize,
    /// Things of an export that are followed from now on.
    pub(super) follows: usize,
    pub(super) skipped: Vec<Remark>,
    pub(super) notices: Vec<Remark>,
    pub(super) error: Option<String>,
}

impl Report {
    pub(super) fn of(path: &str) -> Self {
        Self { path: CleanText::line(path).into_string(), ..Self::default() }
    }

    /// Notes what became of something that an export says is followed; no outcome where there was no room for it.
    pub(super) fn follow(&mut self, line: usize, outcome: Option<Outcome>) {
        if outcome.is_none() {
            let reason = CleanText::line(&StoreError::ManyFollows.to_string());
            self.skipped.push(Remark { item: line, reason });
        }
        self.follows += usize::from(outcome == Some(Outcome::New));
    }

    /// Whether everything in the file came in.
    pub(super) fn is_whole(&self) -> bool {
        self.error.is_none() && self.skipped.is_empty()
    }

    /// Remarks to stderr, the counts to stdout.
    pub(super) fn print(&self) -> anyhow::Result<()> {
        let path = &self.path;
        for (what, remarks) in [("skipped", &self.skipped), ("note", &self.notices)] {
            for remark in remarks.iter().take(MAX_REMARKS) {
                complain(&format!("{path}: {} {}: {what}: {}", self.place(), remark.item, remark.reason));
            }
            if remarks.len() > MAX_REMARKS {
                complain(&format!("{path}: {} more such {}s", remarks.len() - MAX_REMARKS, self.place()));
            }
        }
        if let Some(error) = &self.error {
            complain(&format!("{path}: {error}"));
            return Ok(());
        }
        let mut output = Output::stdout();
        let of = if self.is_list() { " (feeds)" } else { "" };
        output.line(format!("{path}: {}: {}{of}", self.kind.map_or("", Kind::name), self.counts()))?;
        Ok(output.finish()?)
    }

    fn is_list(&self) -> bool {
        self.kind.is_some_and(Kind::is_list)
    }

    /// What the numbers of remarks count.
    fn place(&self) -> &'static str {
        match self.kind {
            Some(Kind::Opml) => "outline",
            Some(Kind::Urls) => "line",
            _ => "item",
        }
    }

    fn counts(&self) -> String {
        let some = |count: usize, what: &str| if count > 0 { format!(", {count} {what}") } else { String::new() };
        let (followed, skipped) = (some(self.follows, "followed"), some(self.skipped.len(), "skipped"));
        format!("{} new, {} updated, {} unchanged{followed}{skipped}", self.new, self.updated, self.unchanged)
    }

    pub(super) fn json(&self) -> Value {
        let remarks = |remarks: &[Remark]| {
            let one = |remark: &Remark| json!({"item": remark.item, "reason": remark.reason.as_str()});
            remarks.iter().map(one).collect::<Vec<_>>()
        };
        json!({
            "path": self.path,
            "kind": self.kind.map(Kind::name),
            "new": self.new,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "followed": self.follows,
            "skipped": remarks(&self.skipped),
            "notices": remarks(&self.notices),
            "error": self.error,
        })
    }
}

/// The sum over several files, articles and feeds apart.
pub(super) fn print_sum(reports: &[Report]) -> anyhow::Result<()> {
    let (lists, others): (Vec<&Report>, Vec<&Report>) = reports.iter().partition(|report| report.is_list());
    let mut output = Output::stdout();
    for (of, reports) in [("", others), (" (feeds)", lists)] {
        let mut sum = Report::default();
        for report in &reports {
            sum.new += report.new;
            sum.updated += report.updated;
            sum.unchanged += report.unchanged;
            sum.follows += report.follows;
            sum.skipped.extend_from_slice(&report.skipped);
        }
        if !reports.is_empty() {
            let files = if reports.len() == 1 { "file" } else { "files" };
            output.line(format!("{} {files}: {}{of}", reports.len(), sum.counts()))?;
        }
    }
    output.finish()?;
    let failed = reports.iter().filter(|report| report.error.is_some()).count();
    if failed > 0 {
        complain(&format!("{failed} of {} files could not be read", reports.len()));
    }
    Ok(())
}
