//! Work on all cores, results in order.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use anyhow::Result;

use crate::watchdog;

/// How many items are handed to a thread at once; fewer than that are not worth a thread.
const AT_ONCE: usize = 64;
/// How many items there may be for each thread, waiting, worked on, or done and waiting for an earlier one that takes long.
const AHEAD: usize = 256;
/// More threads do not help: all wait for the same disk.
const THREADS: usize = 16;

/// Works on items, on all cores if there are many, and hands the results on in the order of the items.
///
/// `work` uses the state of its thread: `own` in the calling one, which also takes the results, and one that `state` makes in
/// each of the others. Items are taken only as fast as results are: memory stays bounded however many there are.
pub(crate) fn in_order<I: Send, S, T: Send>(
    items: impl Iterator<Item = I>,
    own: &mut S,
    state: impl Fn() -> Result<S> + Sync,
    work: impl Fn(&mut S, I) -> T + Sync,
    take: impl FnMut(&mut S, T),
) -> Result<()> {
    in_batches(AT_ONCE, items, own, state, work, take)
}

/// The same for items so large that `at_once` of them are worth a thread.
pub(crate) fn in_batches<I: Send, S, T: Send>(
    at_once: usize,
    mut items: impl Iterator<Item = I>,
    own: &mut S,
    state: impl Fn() -> Result<S> + Sync,
    work: impl Fn(&mut S, I) -> T + Sync,
    mut take: impl FnMut(&mut S, T),
) -> Result<()> {
    let first: Vec<I> = items.by_ref().take(at_once).collect();
    if first.len() < at_once {
        for item in first {
            let result = work(own, item);
            take(own, result);
        }
        return Ok(());
    }
    watchdog::wake()?;
    let threads = thread::available_parallelism().map_or(1, usize::from).min(THREADS);
    let queue = Queue::default();
    let mut next = Some(first);
    thread::scope(|scope| {
        let _close = Close(&queue);
        for _ in 0..threads {
            scope.spawn(|| run(&queue, &state, &work));
        }
        let (mut sent, mut taken) = (0, 0);
        loop {
            while (sent - taken) * at_once < threads * AHEAD {
                let batch = next.take().unwrap_or_else(|| items.by_ref().take(at_once).collect());
                if batch.is_empty() {
                    break;
                }
                queue.submit(sent, batch);
                sent += 1;
            }
            if taken == sent {
                return Ok(());
            }
            for result in queue.result(taken)? {
                take(own, result);
            }
            taken += 1;
        }
    })
}

/// Works on batches until there are no more.
fn run<I, S, T>(queue: &Queue<I, T>, state: &impl Fn() -> Result<S>, work: &impl Fn(&mut S, I) -> T) {
    let mut made = None;
    while let Some((number, batch)) = queue.next() {
        let alarm = Alarm { number, queue };
        let state = match &mut made {
            Some(state) => Ok(state),
            none => state().map(|state| none.insert(state)),
        };
        let result = state.map(|state| batch.into_iter().map(|item| work(state, item)).collect());
        std::mem::forget(alarm);
        queue.finish(number, result);
    }
}

/// Batches that wait for a thread, and results that wait for their turn.
struct Queue<I, T> {
    /// Both of them.
    pending: Mutex<Pending<I, T>>,
    /// Told of batches, and of the end.
    batches: Condvar,
    /// Told of results.
    results: Condvar,
}

/// What a queue holds, by number of the batch.
struct Pending<I, T> {
    /// Batches that wait for a thread.
    batches: VecDeque<(usize, Vec<I>)>,
    /// Results that wait for their turn.
    results: Vec<(usize, Result<Vec<T>>)>,
    /// Whether no more batches will come.
    closed: bool,
}

impl<I, T> Default for Queue<I, T> {
    fn default() -> Self {
        let pending = Pending { batches: VecDeque::new(), results: Vec::new(), closed: false };
        Self { pending: Mutex::new(pending), batches: Condvar::new(), results: Condvar::new() }
    }
}

impl<I, T> Queue<I, T> {
    /// What it holds, which is whole at every moment, even one at which a thread panics.
    fn pending(&self) -> MutexGuard<'_, Pending<I, T>> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a batch.
    fn submit(&self, number: usize, batch: Vec<I>) {
        self.pending().batches.push_back((number, batch));
        self.batches.notify_one();
    }

    /// Takes the next batch as soon as there is one; `None` if no more will come.
    fn next(&self) -> Option<(usize, Vec<I>)> {
        let wait = |pending: &mut Pending<I, T>| pending.batches.is_empty() && !pending.closed;
        let mut pending = self.batches.wait_while(self.pending(), wait).unwrap_or_else(PoisonError::into_inner);
        if pending.closed { None } else { pending.batches.pop_front() }
    }

    /// Adds the result of a batch.
    fn finish(&self, number: usize, result: Result<Vec<T>>) {
        self.pending().results.push((number, result));
        self.results.notify_one();
    }

    /// Takes the result of this batch as soon as it is there.
    fn result(&self, number: usize) -> Result<Vec<T>> {
        let mut pending = self.pending();
        loop {
            if let Some(place) = pending.results.iter().position(|(known, _)| *known == number) {
                return pending.results.swap_remove(place).1;
            }
            pending = self.results.wait(pending).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Closes the queue when the caller is done, however that comes about: its threads end.
struct Close<'a, I, T>(&'a Queue<I, T>);

impl<I, T> Drop for Close<'_, I, T> {
    fn drop(&mut self) {
        self.0.pending().closed = true;
        self.0.batches.notify_all();
    }
}

/// Tells that a thread has panicked, so that nobody waits for its result, where panics unwind: in the program they end it.
struct Alarm<'a, I, T> {
    /// What it was working on.
    number: usize,
    /// Where results go.
    queue: &'a Queue<I, T>,
}

impl<I, T> Drop for Alarm<'_, I, T> {
    fn drop(&mut self) {
        self.queue.finish(self.number, Err(anyhow::anyhow!("a thread has panicked")));
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
                // The later ones of a batch are done sooner.
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
