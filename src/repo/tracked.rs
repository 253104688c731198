//! What the branches that git remembers of a remote tell about the place that is pushed to.
//!
//! They tell what was there when it was last asked, and only of the place that is fetched from: a remote can have another
//! address for pushing, or have been given a new one since.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};

use anyhow::Result;

use super::path::from_bytes;
use super::program::{answer, query};
use super::updates::RefUpdate;

/// Options of `rev-list` that leave out what the place has for certain, as far as its remembered branches tell.
pub(super) fn known(remote: &OsStr, address: Option<&OsStr>, updates: &[RefUpdate]) -> Result<Vec<OsString>> {
    let Some(name) = tracked_as(remote)? else { return Ok(Vec::new()) };
    if let Some(address) = address
        && !is_fetched_from(&name, address)
    {
        return Ok(Vec::new());
    }
    let Some(gone) = gone(&name, updates)? else { return Ok(Vec::new()) };
    let option = |start: &str, end: &[u8]| from_bytes(&[start.as_bytes(), end].concat()).into_os_string();
    let mut options = vec![OsString::from("--not")];
    options.extend(gone.iter().map(|branch| option("--exclude=", branch)));
    options.extend([option("--remotes=", &name), OsString::from("--not")]);
    Ok(options)
}

/// The name of the remote whose branches here tell what is on the other side: the one that git names, or, where git names
/// an address instead, one that is fetched from there.
///
/// None if the name is not safe to ask by: git takes it for a pattern that reaches below its folder, so that `a` would also
/// mean the remote `a/b`, and what only that one has would be left out.
fn tracked_as(remote: &OsStr) -> Result<Option<Vec<u8>>> {
    let settings =
        query(["config", "--null", "--get-regexp", r"^remote\..*\.(url|pushurl|fetch)$"])?.unwrap_or_default();
    let remote = remote.as_encoded_bytes();
    let mut names = BTreeSet::new();
    let mut with_address = None;
    for setting in settings.split(|byte| *byte == 0) {
        let (key, value) = setting.split_at(memchr::memchr(b'\n', setting).unwrap_or(setting.len()));
        let Some((name, what)) = key.strip_prefix(b"remote.").and_then(|key| {
            let dot = memchr::memrchr(b'.', key)?;
            Some((&key[..dot], &key[dot + 1..]))
        }) else {
            continue;
        };
        names.insert(name);
        if what == b"url" && value.strip_prefix(b"\n") == Some(remote) {
            with_address.get_or_insert(name);
        }
    }
    let Some(name) = names.get(remote).copied().or(with_address) else { return Ok(None) };
    let below = names.iter().any(|other| other.strip_prefix(name).is_some_and(|rest| rest.starts_with(b"/")));
    let is_pattern = name.iter().any(|byte| b"*?[".contains(byte));
    Ok((!name.is_empty() && !below && !is_pattern).then(|| name.to_vec()))
}

/// Whether a remote is fetched from the place at this address.
fn is_fetched_from(name: &[u8], address: &OsStr) -> bool {
    let arguments = ["ls-remote", "--get-url", "--"].map(OsString::from);
    // This only says what the settings make of the name; of several addresses it is the first that is fetched from.
    let Ok(mut fetched) = answer(arguments.into_iter().chain([from_bytes(name).into_os_string()])) else {
        return false;
    };
    fetched.pop_if(|last| *last == b'\n');
    place(&fetched) == place(address.as_encoded_bytes())
}

/// Host and path of an address, whoever asks there and in whatever way: `git@host:a/b.git` is where `https://host/a/b` is.
fn place(address: &[u8]) -> Vec<u8> {
    let text = address.strip_suffix(b"/").unwrap_or(address);
    let text = text.strip_suffix(b".git").unwrap_or(text);
    let scheme = memchr::memmem::find(text, b"://");
    let rest = scheme.map_or(text, |at| &text[at + 3..]);
    let slash = memchr::memchr(b'/', rest).unwrap_or(rest.len());
    // Before the host may stand who asks, even with a password.
    let user = memchr::memrchr(b'@', &rest[..slash]).map_or(0, |at| at + 1);
    let (rest, slash) = (&rest[user..], slash - user);
    let colon = memchr::memchr(b':', &rest[..slash]);
    let (host, path) = match (scheme, colon) {
        // A port says how to ask.
        (Some(_), colon) => (&rest[..colon.unwrap_or(slash)], &rest[slash..]),
        (None, Some(colon)) => (&rest[..colon], &rest[colon + 1..]),
        (None, None) => return text.to_vec(),
    };
    if host.is_empty() {
        return path.to_vec();
    }
    let path = path.strip_prefix(b"/").unwrap_or(path);
    [&host.to_ascii_lowercase()[..], b"/", path].concat()
}

/// The branches that are remembered although the place says that it does not have them, as `NAME/BRANCH`; `None` if that shows
/// that it is another place: of a remote that has them all, somebody may delete any, but not the main one.
fn gone(name: &[u8], updates: &[RefUpdate]) -> Result<Option<Vec<Vec<u8>>>> {
    let created = updates.iter().filter(|update| update.created && update.old.is_none());
    let branches = created.filter_map(|update| update.name.strip_prefix(b"refs/heads/"));
    let tracked: BTreeSet<Vec<u8>> = branches.map(|branch| [name, b"/", branch].concat()).collect();
    if tracked.is_empty() {
        return Ok(Some(Vec::new()));
    }
    let prefix = [b"refs/remotes/", name].concat();
    let format = ["for-each-ref", "--format=%(refname) %(symref)", "--"].map(OsString::from);
    let remembered = answer(format.into_iter().chain([from_bytes(&prefix).into_os_string()]))?;
    let (mut gone, mut main) = (Vec::new(), None);
    for line in remembered.split(|byte| *byte == b'\n') {
        let mut words = line.split(|byte| *byte == b' ');
        let mut short = || words.next()?.strip_prefix(b"refs/remotes/");
        let (Some(branch), target) = (short(), short()) else { continue };
        if branch == [name, b"/HEAD"].concat() {
            main = target.map(<[u8]>::to_vec);
        } else if tracked.contains(branch) {
            gone.push(branch.to_vec());
        }
    }
    let moved = !gone.is_empty() && main.is_none_or(|main| gone.contains(&main));
    Ok((!moved).then_some(gone))
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn ways_to_ask_do_not_make_another_place() {
        for address in [
            "https://bitbucket.org/team/repo.git",
            "https://user@Bitbucket.org/team/repo",
            "git@bitbucket.org:team/repo.git",
            "bitbucket.org:team/repo/",
            "ssh://git@bitbucket.org:22/team/repo.git",
            "ssh://git:x@bitbucket.org:22/team/repo.git",
        ] {
            assert_eq!(place(address.as_bytes()), b"bitbucket.org/team/repo", "{address}");
        }
        for address in ["/srv/repo.git", "file:///srv/repo.git", "/srv/repo/"] {
            assert_eq!(place(address.as_bytes()), b"/srv/repo", "{address}");
        }
        assert_eq!(place(b"../repo.git"), b"../repo");
        assert_ne!(place(b"git@bitbucket.org:team/repo"), place(b"git@bitbucket.org:other/repo"));
        assert_eq!(place(b""), b"");
    }
}
