//! A time limit of our own: half a minute without progress ends the run with exit code 2.
//!
//! libgit2 can loop for ever on a truncated object (libgit2 issue 7342), and a hook that hangs is a commit that hangs.
//! Nothing can interrupt such a loop from within, so a thread watches a counter that everyone who gets something done
//! moves on. A small commit is over before a thread has started: the dog sleeps until something is begun that may take long.
//! Where somebody else is waited for, a person who pages through a report, or git, that is no loop of ours.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::exit::Outcome;

/// How long nothing may happen.
const PATIENCE: Duration = Duration::from_secs(30);

/// The same while git works on an answer: it may have to read a large repository from a slow disk first.
const PATIENCE_WITH_GIT: Duration = Duration::from_secs(300);

/// How many wait for a person or for another program.
static WAITING: AtomicU32 = AtomicU32::new(0);
/// How many wait for an answer of git.
static WAITING_FOR_GIT: AtomicU32 = AtomicU32::new(0);

/// Waits for a person or for another program, however long that takes: one who reads what we write, or writes what we read.
pub fn waiting<T>(wait: impl FnOnce() -> T) -> T {
    counted(&WAITING, wait)
}

/// Waits for an answer of git, which may take some minutes.
pub fn waiting_for_git<T>(wait: impl FnOnce() -> T) -> T {
    counted(&WAITING_FOR_GIT, wait)
}

/// Waits, and counts this among those who wait.
fn counted<T>(waiting: &AtomicU32, wait: impl FnOnce() -> T) -> T {
    waiting.fetch_add(1, Ordering::Relaxed);
    let result = wait();
    progress();
    waiting.fetch_sub(1, Ordering::Relaxed);
    result
}

/// How long nothing may happen right now, if that is limited.
fn patience() -> Option<Duration> {
    let is_waited = |waiting: &AtomicU32| waiting.load(Ordering::Relaxed) > 0;
    if is_waited(&WAITING) {
        return None;
    }
    Some(if is_waited(&WAITING_FOR_GIT) { PATIENCE_WITH_GIT } else { PATIENCE })
}

/// Moves with every piece of work done.
static PROGRESS: AtomicU64 = AtomicU64::new(0);

/// Notes that something got done.
pub fn progress() {
    PROGRESS.fetch_add(1, Ordering::Relaxed);
}

/// What the run is at, for the message; empty until there is something to watch.
static DOING: OnceLock<&'static str> = OnceLock::new();
/// Whether the thread is there.
static AWAKE: AtomicBool = AtomicBool::new(false);

/// Sets the dog on this run: from the first [`wake`] on it must make progress. `doing` names the work for the message.
pub fn watch(doing: &'static str) {
    // The first one stands: a run does one thing.
    let _ = DOING.set(doing);
}

/// Before anything that may take long or never end: libgit2 reading a pack, the git program, many texts, a large one.
///
/// # Errors
/// If the system grants no thread: without the limit the run must not go on.
pub fn wake() -> anyhow::Result<()> {
    if let Some(doing) = DOING.get()
        && !AWAKE.swap(true, Ordering::Relaxed)
    {
        thread::Builder::new().name("watchdog".into()).spawn(|| bark(doing))?;
    }
    Ok(())
}

/// Waits until nothing has happened for too long, then ends the process.
fn bark(doing: &str) {
    let mut seen = PROGRESS.load(Ordering::Relaxed);
    let mut since = Instant::now();
    loop {
        thread::sleep(Duration::from_secs(1));
        let now = PROGRESS.load(Ordering::Relaxed);
        let Some(patience) = patience().filter(|_| now == seen) else {
            (seen, since) = (now, Instant::now());
            continue;
        };
        if since.elapsed() >= patience {
            say(doing, patience);
            // The stuck thread cannot be stopped in any other way; there is nothing to clean up, as we never write.
            #[allow(clippy::exit, reason = "the only way out of a loop inside libgit2")]
            std::process::exit(i32::from(Outcome::CouldNotCheck.code()));
        }
    }
}

/// Says why the run ends.
fn say(doing: &str, patience: Duration) {
    #[allow(clippy::print_stderr, reason = "no reporter can be reached from here")]
    {
        eprintln!("error: no progress for {} seconds while {doing}", patience.as_secs());
        eprintln!(
            "help: a disk may be slow: try again; an object of the repository may be damaged: `git fsck` tells which"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_more_patience_with_others() {
        assert_eq!(patience(), Some(PATIENCE));
        assert_eq!(waiting_for_git(patience), Some(PATIENCE_WITH_GIT));
        assert_eq!(waiting(|| waiting_for_git(patience)), None);
        assert_eq!(patience(), Some(PATIENCE));
    }
}
