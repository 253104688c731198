//! How far a long scan is: one line on a terminal, after two seconds, that goes away again.

use std::env;
use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

/// How long it must take before anything is shown.
const SOON: Duration = Duration::from_secs(2);
/// How often it is shown.
const OFTEN: Duration = Duration::from_millis(200);

/// What was looked at so far.
#[derive(Debug)]
pub(super) struct Progress {
    /// How many texts there are at most, if that is known.
    pub(super) all: Option<u64>,
    /// Texts so far.
    texts: u64,
    /// Their bytes.
    bytes: u64,
    /// When it began.
    started: Instant,
    /// When it was shown last.
    shown: Option<Instant>,
}

impl Progress {
    /// Starts counting, if somebody watches: not in a pipe, nor where a program runs us and keeps what we say.
    pub(super) fn watched() -> Option<Self> {
        let kept = ["CI", "PRE_COMMIT"].into_iter().any(|name| env::var_os(name).is_some());
        let watched = !kept && io::stderr().is_terminal() && env::var_os("TERM").is_none_or(|term| term != "dumb");
        watched.then(|| Self { all: None, texts: 0, bytes: 0, started: Instant::now(), shown: None })
    }

    /// Counts one text.
    pub(super) fn step(&mut self, bytes: u64) {
        self.texts += 1;
        self.bytes += bytes;
        if self.started.elapsed() > SOON && self.shown.is_none_or(|shown| shown.elapsed() > OFTEN) {
            self.shown = Some(Instant::now());
            // A terminal that is gone changes nothing about what is found.
            let _ = write!(io::stderr(), "\r{}\u{1b}[K", self.line(self.started.elapsed()));
        }
    }

    /// What is shown after this time.
    fn line(&self, elapsed: Duration) -> String {
        let all = self.all.map(|all| format!(" of at most {all}")).unwrap_or_default();
        let megabytes = self.bytes as f64 / 1e6;
        format!("{}{all} looked at, {megabytes:.0} MB, {:.0} MB/s", self.texts, megabytes / elapsed.as_secs_f64())
    }
}

impl Drop for Progress {
    /// Clears the line, however the scan ended.
    fn drop(&mut self) {
        if self.shown.is_some() {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_many_how_much_and_how_fast() {
        let mut progress = Progress { all: Some(1_000), texts: 0, bytes: 0, started: Instant::now(), shown: None };
        progress.step(30_000_000);
        progress.step(30_000_000);
        assert_eq!(progress.line(Duration::from_secs(4)), "2 of at most 1000 looked at, 60 MB, 15 MB/s");
        progress.all = None;
        assert_eq!(progress.line(Duration::from_secs(1)), "2 looked at, 60 MB, 60 MB/s");
        assert!(progress.shown.is_none());
    }
}
