//! What a push changes: branches and tags that are created, moved or deleted.

use std::env;

use anyhow::{Context as _, Result};

use super::failure::Failure;
use super::object::ObjectId;

/// A branch or tag that a push creates, moves or deletes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefUpdate {
    /// Its full name on the receiving side, as in `refs/heads/main`.
    pub name: Vec<u8>,
    /// What it will name; `None` if it is deleted.
    pub new: Option<ObjectId>,
    /// What it names there now; `None` if that is nothing, or not known.
    pub old: Option<ObjectId>,
    /// Whether the name itself may be new there.
    pub created: bool,
}

impl RefUpdate {
    /// An update between two ids, of which zeros stand for nothing.
    fn between(name: &[u8], new: ObjectId, old: ObjectId) -> Self {
        let present = |id: ObjectId| (!id.is_null()).then_some(id);
        Self { name: name.to_vec(), new: present(new), old: present(old), created: old.is_null() }
    }

    /// Reads what git hands to `pre-push`: local name, local id, remote name, remote id. The local name is what was typed
    /// and can hold spaces.
    pub fn of_push(input: &[u8]) -> Result<Vec<Self>> {
        read_lines(input, "pre-push", |line| {
            let mut words = line.rsplitn(4, |byte| *byte == b' ');
            let old = ObjectId::parse(words.next()?)?;
            let name = words.next()?;
            let new = ObjectId::parse(words.next()?)?;
            words.next()?;
            Some(Self::between(name, new, old))
        })
    }

    /// Reads what git hands to `pre-receive`: old id, new id, name.
    pub fn of_receive(input: &[u8]) -> Result<Vec<Self>> {
        read_lines(input, "pre-receive", |line| {
            let mut words = line.splitn(3, |byte| *byte == b' ');
            let (old, new) = (ObjectId::parse(words.next()?)?, ObjectId::parse(words.next()?)?);
            Some(Self::between(words.next()?, new, old))
        })
    }

    /// What a hook manager says in variables; it has read git's lines itself and names the first update only.
    ///
    /// `PRE_COMMIT_FROM_REF` and `PRE_COMMIT_TO_REF` are set if something of the branch is on the remote, else only
    /// `PRE_COMMIT_LOCAL_BRANCH`.
    pub fn of_hook_manager() -> Result<Option<Self>> {
        let name = variable("PRE_COMMIT_REMOTE_BRANCH").unwrap_or_default().into_bytes();
        let (new, old) = match FromTo::of_hook_manager() {
            Some(FromTo { from, to }) => (to, Some(from)),
            None => match variable("PRE_COMMIT_LOCAL_BRANCH") {
                Some(branch) => (branch, None),
                None => return Ok(None),
            },
        };
        // A start that is not here leaves out nothing; an end that is not here is an error.
        let old = old.and_then(|old| super::resolve(&old).ok());
        let new = super::resolve(&new).context("the hook manager names a commit that is not here")?;
        Ok(Some(Self { name, new: Some(new), old, created: true }))
    }
}

/// The two ends of a range that a hook manager was called for (`pre-commit run --from-ref A --to-ref B`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FromTo {
    /// Where it starts; what led to it is left out.
    pub from: String,
    /// Where it ends.
    pub to: String,
}

impl FromTo {
    /// The ends as the environment names them, under their new or their old names.
    ///
    /// The old names are easily taken the wrong way: `ORIGIN` is where it starts, `SOURCE` where it ends. prek sets both
    /// names of the end, and none of the start, for a branch of which nothing is on the remote.
    pub(crate) fn of_hook_manager() -> Option<Self> {
        let either = |new, old| variable(new).or_else(|| variable(old));
        let from = either("PRE_COMMIT_FROM_REF", "PRE_COMMIT_ORIGIN")?;
        Some(Self { from, to: either("PRE_COMMIT_TO_REF", "PRE_COMMIT_SOURCE")? })
    }
}

/// A variable that is set to something.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// Reads one update from each line.
fn read_lines(input: &[u8], hook: &str, read: impl Fn(&[u8]) -> Option<RefUpdate>) -> Result<Vec<RefUpdate>> {
    let lines = input.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let updates: Option<Vec<_>> = lines.map(read).collect();
    Ok(updates.ok_or_else(|| {
        let failure = Failure::new(format!("standard input is not what git gives to {hook}"));
        failure.with_help(format!(
            "let git run this hook: it writes a line for each branch and tag to `atlatch hook {hook}`"
        ))
    })?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An id made of one digit.
    fn id(digit: char) -> String {
        digit.to_string().repeat(40)
    }

    #[test]
    fn pushed_lines_are_read_from_their_end() {
        let [zero, one, two] = ['0', '1', '2'].map(id);
        let lines = format!(
            "main@{{1 day ago}} {one} refs/heads/new {zero}\n(delete) {zero} refs/heads/old {two}\nHEAD {one} refs/x {two}\n"
        );
        let updates = RefUpdate::of_push(lines.as_bytes()).unwrap();
        let [one, two] = [one, two].map(|id| ObjectId::parse(id.as_bytes()));
        let listed: Vec<_> =
            updates.iter().map(|update| (&update.name[..], update.new, update.old, update.created)).collect();
        let expected: [(&[u8], _, _, _); 3] =
            [(b"refs/heads/new", one, None, true), (b"refs/heads/old", None, two, false), (b"refs/x", one, two, false)];
        assert_eq!(listed, expected);
        assert_eq!(RefUpdate::of_push(b"").unwrap(), []);
    }

    #[test]
    fn received_lines_are_read_from_their_start() {
        let [zero, one] = ['0', '1'].map(id);
        let updates =
            RefUpdate::of_receive(format!("{zero} {one} refs/heads/a\n{one} {zero} refs/b\n").as_bytes()).unwrap();
        assert_eq!((updates[0].old, updates[0].created, updates[1].new), (None, true, None));
    }

    #[test]
    fn other_lines_are_errors() {
        for input in ["nonsense\n", "a b c d\n", "1234 5678 refs/heads/main\n"] {
            assert!(RefUpdate::of_push(input.as_bytes()).is_err(), "{input}");
            assert!(RefUpdate::of_receive(input.as_bytes()).is_err(), "{input}");
        }
    }
}
