//! Work on all cores, results in order.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::{Context as _, Result};

use crate::watchdog;

/// How many items are handed to a thread at once; fewer than that are not worth a thread.
const AT_ONCE: usize = 64;
/// How many such portions there may be for each thread, waiting, worked on, or done and waiting for an earlier one.
const AHEAD: usize = 4;
/// More threads do not help: all wait for the same disk.
const THREADS: usize = 16;

/// Works on items, on all cores if there are many, and hands the results on in the order of the items.
///
/// `work` uses the state of its thread: `own` in the calling one, which also takes the results, and one that `state` makes in
/// each of the others. Items are taken only as fast as results are: memory stays bounded however many there are.
pub fn in_order<I: Send, S, T: Send>(
    mut items: impl Iterator<Item = I>,
    own: &mut S,
    state: impl Fn() -> Result<S> + Sync,
    work: impl Fn(&mut S, I) -> T + Sync,
    mut take: impl FnMut(&mut S, T),
) -> Result<()> {
    let first: Vec<I> = items.by_ref().take(AT_ONCE).collect();
    if first.len() < AT_ONCE {
        for item in first {
            let result = work(own, item);
            take(own, result);
        }
        return Ok(());
    }
    watchdog::wake()?;
    let threads = thread::available_parallelism().map_or(1, usize::from).min(THREADS);
    let mut portions = Portions { items, next: Some(first) };
    let (hand_out, portions_of_all) = channel();
    let (done, results) = channel();
    let portions_of_all = Mutex::new(portions_of_all);
    thread::scope(|scope| {
        // Owned by this closure: when it returns, the threads find no more portions and end.
        let hand_out = hand_out;
        for _ in 0..threads {
            let done = done.clone();
            let (state, work, portions) = (&state, &work, &portions_of_all);
            scope.spawn(move || run(portions, &done, state, work));
        }
        drop(done);
        let (mut sent, mut taken) = (0, 0);
        let mut waiting = BTreeMap::new();
        loop {
            while sent - taken < threads * AHEAD {
                let Some(portion) = portions.next() else { break };
                hand_out.send((sent, portion)).ok().context("the threads have ended")?;
                sent += 1;
            }
            if taken == sent {
                return Ok(());
            }
            let (number, result) = results.recv().context("the threads have ended")?;
            waiting.insert(number, result);
            while let Some(result) = waiting.remove(&taken) {
                Vec::into_iter(result?).for_each(|result| take(own, result));
                taken += 1;
            }
        }
    })
}

/// Items in portions.
struct Portions<I, P> {
    /// The items.
    items: P,
    /// The first portion, which was taken to see whether there are many.
    next: Option<Vec<I>>,
}

impl<I, P: Iterator<Item = I>> Iterator for Portions<I, P> {
    type Item = Vec<I>;

    fn next(&mut self) -> Option<Vec<I>> {
        let portion = self.next.take().unwrap_or_else(|| self.items.by_ref().take(AT_ONCE).collect());
        (!portion.is_empty()).then_some(portion)
    }
}

/// A portion's number and what became of it.
type Numbered<T> = (usize, Result<Vec<T>>);

/// Works on portions until there are no more.
fn run<I, S, T>(
    portions: &Mutex<Receiver<(usize, Vec<I>)>>,
    done: &Sender<Numbered<T>>,
    state: &impl Fn() -> Result<S>,
    work: &impl Fn(&mut S, I) -> T,
) {
    let mut made = None;
    loop {
        let received = portions.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, portion)) = received else { return };
        let alarm = Alarm { number, done };
        let state = match &mut made {
            Some(state) => Ok(state),
            none => state().map(|state| none.insert(state)),
        };
        let result = state.map(|state| portion.into_iter().map(|item| work(state, item)).collect());
        std::mem::forget(alarm);
        if done.send((number, result)).is_err() {
            return;
        }
    }
}

/// Tells that a thread has panicked, so that nobody waits for its result, where panics unwind: in the program they end it.
struct Alarm<'a, T> {
    /// What it was working on.
    number: usize,
    /// Where results go.
    done: &'a Sender<Numbered<T>>,
}

impl<T> Drop for Alarm<'_, T> {
    fn drop(&mut self) {
        // Nobody may be waiting any more.
        let _ = self.done.send((self.number, Err(anyhow::anyhow!("a thread has panicked"))));
    }
}

#[cfg(test)]
mod tests {
    use super::{AT_ONCE, in_order};

    #[test]
    fn results_come_in_order_however_many_there_are() {
        for count in [0, 1, AT_ONCE - 1, AT_ONCE, AT_ONCE + 1, 5000] {
            let mut results = Vec::new();
            let work = |seen: &mut usize, item: usize| {
                *seen += 1;
                // The later ones of a portion are done sooner.
                std::thread::sleep(std::time::Duration::from_micros((item as u64 * 7919) % 50));
                item * 2
            };
            in_order(0..count, &mut 0, || Ok(0), work, |_, result| results.push(result)).unwrap();
            assert!(results.iter().copied().eq((0..count).map(|item| item * 2)), "{count}");
        }
    }

    #[test]
    fn a_state_that_cannot_be_made_is_an_error() {
        let error = in_order(0..5000, &mut (), || anyhow::bail!("no state"), |(), item| item, |(), _| ()).unwrap_err();
        assert_eq!(error.to_string(), "no state");
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_panic_in_a_thread_goes_on_and_nobody_hangs() {
        let _ = in_order(0..5000, &mut (), || Ok(()), |(), item| assert!(item != 700, "planned"), |(), ()| ());
    }
}
